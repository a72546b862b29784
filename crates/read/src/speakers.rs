//! Which labels of a document name speakers: decided over the whole document, not line by line.
//!
//! A colon at a line's start is seldom a speaker ("Note: ...", "One thing is clear: ..."). What tells is recurrence,
//! the look of the name, the share of the paragraphs that begin with a label, and whether the words of the label stand
//! elsewhere in the text as a name or as common words.

use crate::blanks;
use crate::draft::{Draft, Region};
use crate::label::{self, Form, Label, Shape};
use crate::words;
use std::collections::{HashMap, HashSet};
use std::hash::{Hash, Hasher};

mod statement;

/// The labels that were believed, by paragraph.
pub(crate) struct Speakers {
    /// For each paragraph its label, if it has one that names a speaker.
    pub(crate) labels: Vec<Option<Label>>,
    /// How many paragraphs begin with such a label.
    pub(crate) count: usize,
}

/// All paragraphs that could begin with one name.
struct Candidate {
    count: usize,
    shape: Shape,
    /// Paragraphs in which the form itself shows a label (bold, timed, a heading).
    marked: usize,
    letters: usize,
    /// How often its last word stands in the text in lower case, and capitalised in the middle of a sentence.
    common: usize,
    proper: usize,
    accepted: bool,
    /// Three words or fewer, the first with a capital.
    short: bool,
    last_word: String,
    /// How many paragraphs begin with this name or another that ends with the same word ("Bo Li", "LI").
    kin: usize,
}

/// A paragraph among those that were seen: told apart by its length and its ends first, for most are long and no two are the same.
#[derive(PartialEq, Eq)]
struct Line<'t>(&'t str);

impl Hash for Line<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        const END: usize = 32;
        let bytes = self.0.as_bytes();
        bytes.len().hash(state);
        state.write(bytes.get(..END).unwrap_or(bytes));
        state.write(bytes.get(bytes.len().saturating_sub(END)..).unwrap_or(bytes));
    }
}

/// Decides which labels name speakers.
pub(crate) fn decide(draft: &Draft) -> Speakers {
    let mut shapes: HashMap<&str, Shape> = HashMap::new();
    let mut labels: Vec<Option<Label>> =
        draft.paragraphs.iter().map(|paragraph| find(draft, paragraph, &mut shapes)).collect();
    drop_headline(draft, &mut labels);
    let mut seen: HashSet<(usize, Line<'_>)> = HashSet::new();
    let mut keys: HashMap<String, usize> = HashMap::new();
    let mut candidates: Vec<Candidate> = Vec::new();
    let mut of: Vec<Option<usize>> = Vec::with_capacity(labels.len());
    for (label, paragraph) in labels.iter().zip(&draft.paragraphs) {
        let index = label.as_ref().map(|label| {
            let name = draft.words(paragraph).get(label.name.clone()).unwrap_or("");
            let index = *keys.entry(words::plain_lower(name)).or_insert_with(|| {
                let last_word = name.split_whitespace().next_back().unwrap_or("");
                candidates.push(Candidate {
                    count: 0,
                    shape: label.shape,
                    marked: 0,
                    letters: 0,
                    common: 0,
                    proper: 0,
                    accepted: false,
                    short: name.split_whitespace().count() <= 3 && name.starts_with(char::is_uppercase),
                    last_word: words::plain_lower(last_word.trim_end_matches(')')),
                    kin: 0,
                });
                candidates.len() - 1
            });
            // A headline that a page repeats is one line, not a recurring speaker.
            let words = draft.words(paragraph);
            let fresh = label.words >= words.len() || seen.insert((index, Line(words)));
            if let Some(candidate) = candidates.get_mut(index).filter(|_| fresh) {
                candidate.count += 1;
                let bold_only = label.form == Form::Bold
                    && candidate.shape == Shape::Phrase
                    && label.words >= paragraph.range.len();
                candidate.marked += usize::from(
                    (matches!(label.form, Form::Bold | Form::Timed) || paragraph.heading > 0) && !bold_only,
                );
                candidate.letters += usize::from(label.form == Form::Letter);
                if label.shape == Shape::Upper {
                    candidate.shape = Shape::Upper;
                }
            }
            index
        });
        of.push(index);
    }
    if candidates.is_empty() {
        let count = standing_alone(draft, &mut labels);
        return Speakers { count, labels };
    }
    let mut kin: HashMap<String, usize> = HashMap::new();
    for candidate in candidates.iter().filter(|candidate| candidate.named()) {
        *kin.entry(candidate.last_word.clone()).or_default() += candidate.count;
    }
    for candidate in &mut candidates {
        candidate.kin = kin.get(&candidate.last_word).copied().unwrap_or(0).max(candidate.count);
    }
    weigh_words(draft, &mut candidates);
    judge(draft, &of, &mut candidates);
    if !candidates.iter().any(|candidate| candidate.accepted)
        && let Some(lone) = statement::find(draft, &labels, &of, &candidates)
        && let Some(candidate) = candidates.get_mut(lone)
    {
        candidate.accepted = true;
    }
    let mut count = 0;
    for (label, index) in labels.iter_mut().zip(&of) {
        let accepted = index.and_then(|index| candidates.get(index)).is_some_and(|candidate| candidate.accepted);
        if accepted {
            count += 1;
        } else {
            *label = None;
        }
    }
    bare_headings(draft, &keys, &candidates, &mut labels, &mut count);
    if count == 0 {
        count = standing_alone(draft, &mut labels);
    }
    Speakers { labels, count }
}

fn find<'d>(
    draft: &'d Draft,
    paragraph: &crate::draft::Paragraph,
    shapes: &mut HashMap<&'d str, Shape>,
) -> Option<Label> {
    if paragraph.rule || paragraph.region == Region::Boilerplate {
        return None;
    }
    let mut shape = |name| *shapes.entry(name).or_insert_with(|| label::shape(name));
    let label = label::parse_with(draft.words(paragraph), paragraph.strong, &mut shape)?;
    // A heading is a label only where nothing but a name stands in it.
    (paragraph.heading == 0 || (label.words >= paragraph.range.len() && label.shape != Shape::Never)).then_some(label)
}

/// Names on lines of their own without a colon, as in plays and some transcripts: short lines or headings that come
/// again and again, at least two different ones, each with longer words below.
fn standing_alone(draft: &Draft, labels: &mut [Option<Label>]) -> usize {
    let mut seen: HashMap<&str, (usize, usize)> = HashMap::new();
    let fits = |index: usize| {
        let paragraph = draft.paragraphs.get(index)?;
        let words = draft.words(paragraph);
        let short = words.len() <= 60 && !words.contains('\n') && paragraph.region == Region::Main && !paragraph.rule;
        let name = short && !words.ends_with(['.', '?', '!', ',', ':', ';', '”', '"']);
        (name && matches!(label::shape(words), Shape::Full | Shape::Upper | Shape::Questioner | Shape::Signs))
            .then_some(words)
    };
    let names: Vec<Option<&str>> = (0..draft.paragraphs.len()).map(fits).collect();
    for (index, name) in names.iter().enumerate() {
        let Some(name) = name else { continue };
        let below = draft.paragraphs.get(index + 1).filter(|_| names.get(index + 1).is_some_and(Option::is_none));
        let (count, spoken) = seen.entry(name).or_default();
        *count += 1;
        *spoken += usize::from(below.is_some_and(|below| below.range.len() > name.len().min(24)));
    }
    let believed = |name: &str| seen.get(name).is_some_and(|(count, spoken)| *count >= 3 && spoken * 5 >= count * 4);
    if seen.keys().filter(|name| believed(name)).count() < 2 {
        return 0;
    }
    let mut count = 0;
    for (name, slot) in names.iter().zip(labels.iter_mut()) {
        let Some(name) = name.filter(|name| believed(name)) else { continue };
        count += 1;
        *slot = Some(Label {
            name: 0..name.len(),
            words: name.len(),
            time: None,
            time_end: None,
            note: None,
            form: Form::Colon,
            shape: label::shape(name),
        });
    }
    count
}

/// "Ruiz: No Word Yet" on top of a page is a headline, not a turn.
fn drop_headline(draft: &Draft, labels: &mut [Option<Label>]) {
    let [Some(label), None, ..] = labels else { return };
    let Some(first) = draft.paragraphs.first() else { return };
    let words = draft.words(first);
    let rest = words.get(label.words..).unwrap_or("").trim();
    let marked = label.form != Form::Colon;
    if !marked && !rest.is_empty() && rest.len() < 160 && !rest.ends_with(['.', '!', '"', '”', ')', ',', ':']) {
        labels[0] = None;
    }
}

/// A heading that is an accepted name without its colon is a label too.
fn bare_headings(
    draft: &Draft,
    keys: &HashMap<String, usize>,
    candidates: &[Candidate],
    labels: &mut [Option<Label>],
    count: &mut usize,
) {
    let headed =
        labels.iter().zip(&draft.paragraphs).filter(|(label, paragraph)| label.is_some() && paragraph.heading > 0);
    let level = match headed.map(|(_, paragraph)| paragraph.heading).max() {
        Some(level) => level,
        None => return,
    };
    for (slot, paragraph) in labels.iter_mut().zip(&draft.paragraphs) {
        if slot.is_some() || paragraph.heading != level {
            continue;
        }
        let name = draft.words(paragraph);
        let known =
            keys.get(&words::plain_lower(name)).and_then(|index| candidates.get(*index)).is_some_and(|c| c.accepted);
        let shape = label::shape(name);
        let short = match shape {
            Shape::Signs => name.chars().count() <= 5,
            Shape::Full => name.split_whitespace().count() <= 4 && known,
            _ => known,
        };
        if short {
            *count += 1;
            *slot = Some(Label {
                name: 0..name.len(),
                words: name.len(),
                time: None,
                time_end: None,
                note: None,
                form: Form::Colon,
                shape,
            });
        }
    }
}

/// Counts how the last word of each candidate is used elsewhere in the text.
fn weigh_words(draft: &Draft, candidates: &mut [Candidate]) {
    // Names that the form itself shows, again and again, need no such evidence.
    if candidates.iter().all(|candidate| candidate.marked >= 2 || candidate.shape == Shape::Never) {
        return;
    }
    let mut uses: HashMap<&str, (usize, usize)> = HashMap::new();
    let mut outlines = Outlines::new();
    let wanted: Vec<String> = candidates.iter().map(|candidate| candidate.last_word.clone()).collect();
    for word in &wanted {
        uses.insert(word.as_str(), (0, 0));
        outlines.add(word);
    }
    let mut lower = String::new();
    for paragraph in &draft.paragraphs {
        let mut before: Option<&str> = None;
        let words = draft.words(paragraph);
        // Small letters of other scripts may be longer than their capitals, or begin otherwise.
        let is_ascii = words.is_ascii();
        for word in blanks::split(words) {
            let inner = || before.is_some_and(|before| !sentence_ends(before));
            let letters = letters(word);
            if letters.len() <= LONGEST_WORD && (outlines.may_have(letters) || !(is_ascii || letters.is_ascii())) {
                lower.clear();
                if letters.is_ascii() {
                    lower.push_str(letters);
                    lower.make_ascii_lowercase();
                } else {
                    let small = letters.chars().flat_map(char::to_lowercase);
                    lower.extend(small.map(|c| if c == '\u{2019}' { '\'' } else { c }));
                }
                if let (Some(first), Some((common, proper))) = (letters.chars().next(), uses.get_mut(lower.as_str())) {
                    *common += usize::from(first.is_lowercase());
                    *proper += usize::from(first.is_uppercase() && inner());
                }
            }
            before = Some(word);
        }
    }
    for (candidate, word) in candidates.iter_mut().zip(&wanted) {
        (candidate.common, candidate.proper) = uses.get(word.as_str()).copied().unwrap_or_default();
    }
}

/// Longer words, in bytes, are no names.
const LONGEST_WORD: usize = 40;

/// What is seen at once of some words, their first and last letters and how long they are: nearly all words of a text
/// are passed over by that.
struct Outlines(Box<[u64; 32 * 32]>);

impl Outlines {
    fn new() -> Outlines {
        Outlines(Box::new([0; 32 * 32]))
    }

    /// The low five bits of a letter are the same for its capital.
    fn place(word: &str) -> Option<usize> {
        let (first, last) = (word.as_bytes().first()?, word.as_bytes().last()?);
        Some(usize::from(first & 31) << 5 | usize::from(last & 31))
    }

    fn add(&mut self, word: &str) {
        if let Some(lengths) = Outlines::place(word).and_then(|place| self.0.get_mut(place)) {
            *lengths |= 1 << word.len().min(63);
        }
    }

    fn may_have(&self, word: &str) -> bool {
        let lengths = Outlines::place(word).and_then(|place| self.0.get(place));
        lengths.is_some_and(|lengths| lengths >> word.len().min(63) & 1 == 1)
    }
}

/// A word without the signs around it and without its genitive.
fn letters(word: &str) -> &str {
    let is_letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let bytes = word.as_bytes();
    let letters = if is_letter(bytes.first()) && is_letter(bytes.last()) {
        word
    } else {
        word.trim_matches(|c: char| !c.is_alphanumeric())
    };
    if letters.as_bytes().last() != Some(&b's') {
        return letters;
    }
    letters.strip_suffix("'s").or_else(|| letters.strip_suffix("’s")).unwrap_or(letters)
}

/// Whether a word ends a sentence; "Mr." and initials do not.
fn sentence_ends(word: &str) -> bool {
    match word.as_bytes().last() {
        Some(b'.') => word.len() > 4 || !word.starts_with(char::is_uppercase),
        Some(b':' | b'?' | b'!' | b'"' | b']') => true,
        Some(last) => !last.is_ascii() && word.ends_with('”'),
        None => false,
    }
}

impl Candidate {
    fn named(&self) -> bool {
        matches!(self.shape, Shape::Full | Shape::Single | Shape::Upper | Shape::Signs)
    }

    fn placeholder(&self) -> bool {
        matches!(self.shape, Shape::Questioner | Shape::Anonymous)
    }

    /// Whether the text uses its last word as a common word rather than as a name.
    fn is_common_word(&self) -> bool {
        self.common > self.proper.saturating_mul(2)
    }

    fn letter(&self) -> bool {
        self.last_word == "q" || self.last_word == "a"
    }
}

fn judge(draft: &Draft, of: &[Option<usize>], candidates: &mut [Candidate]) {
    let paragraphs = draft.paragraphs.iter().filter(|paragraph| !paragraph.rule).count().max(1);
    // First round: what stands on its own feet.
    let letters = candidates.iter().filter(|candidate| candidate.letter()).count();
    for candidate in candidates.iter_mut() {
        candidate.accepted = match candidate.shape {
            Shape::Never => false,
            Shape::Questioner | Shape::Anonymous if candidate.letter() => {
                letters == 2 && (candidate.count >= 2 || candidate.letters == 0)
            }
            Shape::Questioner => candidate.count >= 2 || candidate.marked > 0,
            Shape::Anonymous => candidate.count >= 2 && candidate.marked > 0 || candidate.count >= 3,
            Shape::Full | Shape::Signs => {
                candidate.kin >= 2 && (candidate.marked > 0 || !candidate.is_common_word() || candidate.count >= 6)
            }
            Shape::Upper => candidate.kin >= 2,
            Shape::Single => candidate.kin >= 2 && (candidate.marked > 1 || !candidate.is_common_word()),
            Shape::Phrase => candidate.marked >= 2,
        };
    }
    let distinct = candidates.iter().filter(|candidate| candidate.accepted).count();
    let turns: usize = candidates.iter().filter(|candidate| candidate.accepted).map(|candidate| candidate.count).sum();
    let marked = candidates.iter().filter(|candidate| candidate.named() && candidate.marked > 0).count();
    // A few turns by different people, each once: the share of labelled paragraphs must speak for it.
    let plausible = |candidate: &Candidate| {
        candidate.placeholder()
            || (candidate.named() && (candidate.shape == Shape::Upper || !candidate.is_common_word()))
    };
    let labelled =
        of.iter().filter(|index| index.and_then(|index| candidates.get(index)).is_some_and(plausible)).count();
    // Of the paragraphs from the first such label to the last one.
    let labelled_at = |index: &Option<usize>| index.and_then(|index| candidates.get(index)).is_some_and(plausible);
    let span = match (of.iter().position(labelled_at), of.iter().rposition(labelled_at)) {
        (Some(first), Some(last)) => last - first + 1,
        _ => paragraphs,
    };
    let dense =
        (labelled >= 2 && labelled * 2 >= paragraphs) || (labelled >= 4 && labelled * 3 >= span && distinct >= 1);
    let established = (distinct >= 2 && turns >= 3) || dense || (marked >= 2 && labelled >= 2);
    let upper_style =
        candidates.iter().filter(|candidate| candidate.accepted && candidate.shape == Shape::Upper).count() * 2
            > distinct
            && distinct > 0;
    // Second round: who speaks only once, now that it is known whether this is a conversation at all.
    for candidate in candidates.iter_mut() {
        if candidate.accepted {
            continue;
        }
        candidate.accepted = match candidate.shape {
            Shape::Never => false,
            // "Chief of staff:" again and again is somebody, though the letters do not show it.
            Shape::Phrase => established && (candidate.marked > 0 || (candidate.short && candidate.count >= 4)),
            Shape::Questioner | Shape::Anonymous if candidate.letter() => {
                established && (candidate.marked > 0 || (candidate.last_word == "q" && candidate.count >= 2))
            }
            Shape::Questioner | Shape::Anonymous => established || (candidate.marked > 0 && distinct > 0),
            Shape::Upper => established || (upper_style && candidate.count > 0),
            Shape::Full | Shape::Signs if candidate.marked > 0 => {
                established || distinct > 0 || (candidate.last_word.chars().count() > 1 && !candidate.is_common_word())
            }
            Shape::Full | Shape::Signs => {
                established && !candidate.is_common_word() && !(upper_style && candidate.proper == 0)
            }
            Shape::Single if candidate.marked > 0 => established && !candidate.is_common_word(),
            Shape::Single => established && candidate.proper > 0 && !candidate.is_common_word() && !upper_style,
        };
    }
    // Where headings or bold type show who speaks, a plain word before a colon is part of what is said.
    let shown: usize = candidates.iter().filter(|candidate| candidate.accepted).map(|candidate| candidate.marked).sum();
    if shown >= 4 {
        for candidate in candidates.iter_mut().filter(|candidate| candidate.accepted && candidate.marked == 0) {
            let recurs = candidate.count >= 2 && (candidate.proper > 0 || candidate.shape == Shape::Full);
            candidate.accepted =
                candidate.placeholder() && candidate.count * 4 > shown || (recurs && candidate.count * 20 > shown);
        }
    }
    // Two lines one below the other, each begun by somebody whom the text speaks of: a quoted exchange.
    let known = |index: &Option<usize>| {
        index.filter(|index| {
            candidates
                .get(*index)
                .is_some_and(|candidate| candidate.named() && candidate.proper > 0 && !candidate.is_common_word())
        })
    };
    let mut exchanged: Vec<usize> = Vec::new();
    for pair in of.windows(2).filter(|_| shown < 4) {
        let [one, two] = pair else { continue };
        if let (Some(one), Some(two)) = (known(one), known(two))
            && one != two
        {
            exchanged.extend([one, two]);
        }
    }
    for index in exchanged {
        if let Some(candidate) = candidates.get_mut(index) {
            candidate.accepted = true;
        }
    }
    // A single label in a whole document, unmarked, is no conversation; nor are a few in a long text without any order.
    let total: usize = candidates.iter().filter(|candidate| candidate.accepted).map(|candidate| candidate.count).sum();
    let shown: usize = candidates.iter().filter(|candidate| candidate.accepted).map(|candidate| candidate.marked).sum();
    let people = candidates
        .iter()
        .filter(|candidate| candidate.accepted)
        .map(|candidate| candidate.last_word.as_str())
        .collect::<HashSet<_>>()
        .len();
    if shown == 0 && (total < 2 || (people == 1 && total * 3 < span)) {
        for candidate in candidates.iter_mut() {
            candidate.accepted = false;
        }
    }
}
