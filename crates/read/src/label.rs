//! A speaker's label at the start of a paragraph, in every convention that transcripts use.
//!
//! `Name: words`, `Name [00:12:57] words`, `[00:12:57] Name: words`, `Name (in Russian): words`, `Q. words`, `>> NAME:`,
//! a bold name, a name on a line of its own. This module only finds what *could* be a label and says what it looks
//! like; whether it is one is decided over the whole document in [`crate::dialogue`].

use crate::clock;
use crate::words;
use std::ops::Range;

/// What could be a label. All ranges are bytes of the paragraph.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Label {
    /// The name as written, without colon, time or brackets.
    pub(crate) name: Range<usize>,
    /// Where the spoken words begin (the paragraph's length where the label stands alone).
    pub(crate) words: usize,
    /// Seconds, where a time stands beside the name.
    pub(crate) time: Option<f64>,
    /// Seconds at which the turn ends, where a span of time stands beside the name.
    pub(crate) time_end: Option<f64>,
    /// Words in brackets between the name and the colon ("in Russian").
    pub(crate) note: Option<Range<usize>>,
    /// How it is written.
    pub(crate) form: Form,
    /// What the name looks like.
    pub(crate) shape: Shape,
}

/// How a label is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// `Name:` and nothing else to show it.
    Colon,
    /// With a time, a colon or not.
    Timed,
    /// In bold, with a colon.
    Bold,
    /// `Q.`, `A.`
    Letter,
}

/// What a name looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Somebody who asks, without a name.
    Questioner,
    /// Somebody without a name.
    Anonymous,
    /// Two or more words, all capitalised but for particles.
    Full,
    /// One capitalised word.
    Single,
    /// Capitals only.
    Upper,
    /// A name in Chinese, Japanese or Korean signs.
    Signs,
    /// Words that hold a name or a role and other words ("Head of the delegation from Ruritania Ana Ruiz").
    Phrase,
    /// Names no speaker ("Note", "Source").
    Never,
}

impl Shape {
    /// Whether it looks like a person or a part that a person plays.
    pub(crate) fn is_person(self) -> bool {
        !matches!(self, Shape::Phrase | Shape::Never)
    }
}

/// How many bytes of a paragraph are looked at.
const REACH: usize = 260;

/// Finds what could be a label at the start of a paragraph. `strong` is how many bytes of it are bold.
pub(crate) fn parse(paragraph: &str, strong: usize) -> Option<Label> {
    parse_with(paragraph, strong, &mut shape)
}

/// [`parse`], with somebody who knows the [`shape`] of names that were asked for before: a speaker has many turns.
pub(crate) fn parse_with<'p>(
    paragraph: &'p str,
    strong: usize,
    shape: &mut dyn FnMut(&'p str) -> Shape,
) -> Option<Label> {
    let mut at = lead_in(paragraph);
    let (mut time, mut time_end) = (None, None);
    if let Some(stamp) = clock::stamp(paragraph.get(at..)?) {
        time = Some(stamp.start);
        time_end = stamp.end;
        at += stamp.len;
        let rest = paragraph.get(at..)?;
        at += rest.len() - rest.trim_start_matches([' ', '\u{A0}', '\t', '-', '–', '—', '|']).len();
        at += paragraph.get(at..).map_or(0, lead_in);
    }
    let window = floor(paragraph, at + REACH);
    let head = paragraph.get(at..window)?;
    let scanned = match scan(head, strong.saturating_sub(at)) {
        Some(scanned) => scanned,
        None => bold_only(head, strong.saturating_sub(at), shape)?,
    };
    let mut name = trim(paragraph, at..at + scanned.name_end);
    let mut words_at = at + scanned.words;
    let mut form = Form::Colon;
    // A time before the name says nothing of the name: captions have it on every line.
    if let Some(stamp) = scanned.stamp {
        (time, time_end) = (Some(stamp.start), stamp.end);
        form = Form::Timed;
    } else if scanned.letter {
        form = Form::Letter;
    }
    let mut note = scanned.note.map(|note| at + note.start..at + note.end);
    if strong > 0 && name.end <= strong + 2 && name.end + 60 >= strong.min(words_at) {
        form = if form == Form::Timed { Form::Timed } else { Form::Bold };
    }
    // "Ana Ruiz, Minister of Trade:" names a person and a role: the label is the part before the comma.
    let whole = paragraph.get(name.clone())?;
    if let Some((before, after)) = whole.split_once(", ") {
        let person = shape(before) == Shape::Full
            && before.split_whitespace().count() <= 4
            && onrecord_text::name::without_titles(before) == before;
        if person && !after.is_empty() && !before.contains(" and ") && !before.contains(" of ") {
            if note.is_none() {
                note = Some(name.start + before.len() + 2..name.end);
            }
            name.end = name.start + before.len();
        }
    }
    // "The Minister for Fisheries (Tom Hale):" names an office and who holds it.
    if let Some(inside) =
        note.clone().filter(|inside| paragraph.get(inside.end..).is_some_and(|rest| rest.starts_with(')')))
        && office_holder(paragraph.get(name.start..=inside.end)?).is_some()
    {
        name.end = inside.end + 1;
        note = None;
    }
    let shape = if office_holder(paragraph.get(name.clone())?).is_some() {
        Shape::Full
    } else {
        shape(paragraph.get(name.clone())?)
    };
    if name.is_empty() {
        return None;
    }
    // After a bracketed time or a bold name a colon or dash may still stand.
    let rest = paragraph.get(words_at..)?;
    words_at += rest.len() - rest.trim_start_matches([':', '：', ' ', '\u{A0}', '\t', '\n', '\r', '\u{FEFF}']).len();
    // "Ana Ruiz: (00:12)" and the words on the next line.
    if let Some(stamp) = paragraph.get(words_at..).filter(|rest| rest.starts_with(['(', '['])).and_then(clock::stamp) {
        (time, time_end) = (Some(stamp.start), stamp.end);
        form = Form::Timed;
        words_at += stamp.len;
        let rest = paragraph.get(words_at..)?;
        words_at += rest.len() - rest.trim_start_matches([':', '：', ' ', '\u{A0}', '\t', '\n', '\r']).len();
    }
    Some(Label { name, words: words_at, time, time_end, note, form, shape })
}

/// "The Minister for Fisheries (Tom Hale)": the office, and who holds it. A person with a constituency or a country in
/// brackets ("Mr Hale (Calder North)") is none.
pub(crate) fn office_holder(name: &str) -> Option<(&str, &str)> {
    const OFFICES: &[&str] = &[
        "minister",
        "secretary",
        "under-secretary",
        "chancellor",
        "president",
        "vice-president",
        "chair",
        "chairman",
        "chairwoman",
        "chairperson",
        "convener",
        "leader",
        "attorney",
        "solicitor",
        "advocate",
        "speaker",
        "governor",
        "mayor",
        "commissioner",
        "treasurer",
        "comptroller",
        "ambassador",
        "director",
        "chief",
        "premier",
        "taoiseach",
        "tánaiste",
        "whip",
    ];
    let (office, holder) = name.strip_suffix(')')?.rsplit_once(" (")?;
    let has_office = office.split_whitespace().any(|word| OFFICES.contains(&words::plain_lower(word).as_str()));
    if !has_office || office.contains('(') || words::is_stage(holder) {
        return None;
    }
    let bare = onrecord_text::name::without_titles(office);
    let alone = bare == office || office.starts_with("The ") || bare.starts_with(char::is_lowercase);
    let person = onrecord_text::name::without_titles(holder);
    let named = shape(person) == Shape::Full || (shape(person) == Shape::Upper && person.contains(' '));
    (alone && named && person.split_whitespace().count() <= 5).then_some((office, holder))
}

/// A bold name without a colon, words behind it: only what looks like a name, and not much else, can be one.
fn bold_only<'p>(head: &'p str, strong: usize, shape: &mut dyn FnMut(&'p str) -> Shape) -> Option<Scanned> {
    if strong == 0 || strong > 60 || strong >= head.len() {
        return None;
    }
    let name = head.get(..strong)?.trim();
    let rest = head.get(strong..)?;
    let lead = rest.len() - rest.trim_start_matches([' ', '\u{A0}', '-', '–', '—', '|']).len();
    let fits = matches!(shape(name), Shape::Full | Shape::Upper | Shape::Questioner | Shape::Signs)
        && !name.ends_with(['.', '?', '!', ',']);
    (fits && lead > 0 && name.split_whitespace().count() <= 5).then_some(Scanned {
        name_end: strong,
        words: strong + lead,
        stamp: None,
        note: None,
        letter: false,
    })
}

struct Scanned {
    name_end: usize,
    words: usize,
    stamp: Option<clock::Stamp>,
    note: Option<Range<usize>>,
    letter: bool,
}

/// Walks from the start to what ends the label.
fn scan(head: &str, strong: usize) -> Option<Scanned> {
    let mut name_end = None;
    let mut stamp = None;
    let mut note = None;
    let mut at = 0;
    let mut word_start = 0;
    while let Some(c) = head.get(at..)?.chars().next() {
        let after = at + c.len_utf8();
        match c {
            ':' => {
                let rest = head.get(after..)?;
                let bold_inside = strong > 0 && after <= strong + 1;
                if !(rest.is_empty()
                    || rest.starts_with(|c: char| c.is_whitespace() || is_quote(c) || bold_inside)
                    || rest.starts_with('[')
                    || rest.starts_with('(')
                    || ends_sign(head, at))
                {
                    return None;
                }
                return Some(Scanned { name_end: name_end.unwrap_or(at), words: after, stamp, note, letter: false });
            }
            '：' => {
                return Some(Scanned { name_end: name_end.unwrap_or(at), words: after, stamp, note, letter: false });
            }
            '[' | '(' | '（' => {
                let close = match c {
                    '[' => ']',
                    '(' => ')',
                    _ => '）',
                };
                let inside_end = after + head.get(after..)?.find(close)?;
                name_end.get_or_insert(at);
                let inside = head.get(after..inside_end)?;
                at = inside_end + close.len_utf8();
                if let Some(found) = clock::stamp(inside).filter(|found| found.len == inside.len()) {
                    stamp = Some(found);
                    let rest = head.get(at..)?;
                    if c == '[' || rest.trim_start().starts_with([':', '：']) || rest.is_empty() {
                        return Some(Scanned { name_end: name_end?, words: at, stamp, note, letter: false });
                    }
                    if rest.starts_with([' ', '\u{A0}', '\n']) {
                        return Some(Scanned { name_end: name_end?, words: at, stamp, note, letter: false });
                    }
                    return None;
                }
                note = Some(after..inside_end);
                word_start = at;
                continue;
            }
            '.' => {
                let word = head.get(word_start..at)?;
                let rest = head.get(after..)?;
                if matches!(word, "Q" | "A") && word_start == 0 && rest.starts_with([' ', '\u{A0}', '\t']) {
                    return Some(Scanned { name_end: at, words: after, stamp, note, letter: true });
                }
                let short = word.chars().count() <= 4 && word.starts_with(char::is_uppercase);
                if !short || rest.starts_with("..") {
                    return None;
                }
                at = after;
                continue;
            }
            '0'..='9' if at == word_start && at > 0 => {
                // "Ana Ruiz 0:05" at the end of a line.
                if let Some(found) = clock::stamp(head.get(at..)?) {
                    let end = at + found.len;
                    let rest = head.get(end..)?;
                    if rest.is_empty() || rest.trim_start_matches([' ', '\u{A0}']).starts_with(['\n', '\r', ':', '：'])
                    {
                        return Some(Scanned { name_end: at, words: end, stamp: Some(found), note, letter: false });
                    }
                }
            }
            '\n' | '\r' | '?' | '!' | ';' | '"' | '“' | '”' | '«' | '»' | '。' | '，' | '？' | '！' | '；' | '「'
            | '」' => {
                return None;
            }
            _ => {}
        }
        // "Q   Thank you": the letter that some offices put before every question.
        if c.is_whitespace() && at == 1 && head.starts_with('Q') {
            let rest = head.get(after..)?.trim_start();
            if rest.starts_with(|c: char| c.is_uppercase() || is_quote(c)) && !rest.starts_with("Q ") {
                return Some(Scanned { name_end: 1, words: after, stamp, note, letter: true });
            }
        }
        if c.is_whitespace() {
            word_start = after;
        } else if name_end.is_some() && !matches!(c, ',' | '-' | '–' | '—') {
            // Words after a closed bracket: no label.
            return None;
        }
        at = after;
    }
    None
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '«' | '»' | '\'' | '‘' | '’' | '„' | '「' | '『')
}

/// Whether the sign before `at` is Chinese, Japanese or Korean: there no blank follows a colon.
fn ends_sign(head: &str, at: usize) -> bool {
    head.get(..at).and_then(|before| before.chars().next_back()).is_some_and(is_sign)
}

/// Bytes of `>> `, `- `, `— ` before a label.
fn lead_in(text: &str) -> usize {
    let trimmed = text.trim_start_matches(['>', '-', '–', '—', '•', '*']);
    let marks = text.len() - trimmed.len();
    if marks == 0 || marks > 9 {
        return 0;
    }
    let words = trimmed.trim_start_matches([' ', '\u{A0}']);
    if words.len() == trimmed.len() && !text.starts_with(">>") { 0 } else { text.len() - words.len() }
}

fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let Some(words) = text.get(range.clone()) else { return range.start..range.start };
    let edge = |c: char| c.is_whitespace() || matches!(c, '*' | '_' | '–' | '—' | '|' | '\u{200B}' | '\u{FEFF}');
    let start = range.start + (words.len() - words.trim_start_matches(edge).len());
    let end = range.start + words.trim_end_matches(|c| edge(c) || c == ':' || c == '：' || c == ',' || c == '-').len();
    start..end.max(start)
}

fn floor(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

pub(crate) fn is_sign(c: char) -> bool {
    matches!(u32::from(c), 0x2E80..=0x9FFF | 0xAC00..=0xD7AF | 0xF900..=0xFAFF | 0x20000..=0x3134F)
}

const PARTICLES: &[&str] = &[
    "of", "the", "for", "and", "&", "in", "on", "to", "at", "de", "del", "della", "di", "da", "das", "dos", "do", "du",
    "des", "la", "le", "el", "al", "von", "van", "den", "der", "dem", "zu", "zum", "zur", "bin", "ibn", "abu", "y",
    "e", "et", "und", "ter", "ten", "a", "an", "af", "av", "os", "st", "s", "san",
];

/// What a name looks like, by its letters alone.
pub(crate) fn shape(name: &str) -> Shape {
    let lower = words::plain_lower(name);
    if lower.is_empty() || words::names_no_speaker(&lower) {
        return Shape::Never;
    }
    if words::is_questioner(&lower) {
        return Shape::Questioner;
    }
    if words::is_anonymous(&lower) {
        return Shape::Anonymous;
    }
    if name.chars().any(is_sign) {
        let count = name.chars().count();
        let plain =
            name.chars().all(|c| is_sign(c) || c.is_alphanumeric() || matches!(c, ' ' | '·' | '・' | '．' | '.' | '-'));
        return if plain && (count <= 5 || (count <= 14 && name.contains(['·', '・', '．', ' ']))) {
            Shape::Signs
        } else {
            Shape::Phrase
        };
    }
    let (mut count, mut capital, mut upper, mut other, mut digits) = (0, 0, 0, 0, 0);
    for word in name.split_whitespace() {
        count += 1;
        let letters = word.trim_matches(|c: char| !c.is_alphanumeric());
        let Some(first) = letters.chars().next() else {
            // A dash between names is a fixture list or a headline, not a person.
            other += usize::from(!matches!(word, "&" | "/"));
            continue;
        };
        if first.is_ascii_digit() {
            digits += 1;
        } else if letters.ends_with("'s") || letters.ends_with("’s") {
            other += 1;
            capital += usize::from(first.is_uppercase());
        } else if first.is_uppercase() {
            capital += 1;
            let all = letters.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
            upper += usize::from(all && letters.chars().count() > 1);
        } else if !PARTICLES.contains(&letters) && !inner_capital(letters) {
            other += 1;
        }
    }
    if count == 0 || name.len() > 220 {
        return Shape::Never;
    }
    if other > 0 || capital == 0 || count > 14 || digits > 0 || name.contains("''") {
        return Shape::Phrase;
    }
    if upper > 0 && upper * 2 >= capital && name.chars().filter(|c| c.is_alphabetic()).count() > 2 {
        return if name.chars().all(|c| !c.is_lowercase()) { Shape::Upper } else { Shape::Full };
    }
    if capital == 1 && count - digits == 1 { Shape::Single } else { Shape::Full }
}

/// "al-Assad", "d'Estaing", "iJustine".
fn inner_capital(word: &str) -> bool {
    word.chars().any(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(paragraph: &str) -> Option<(&str, &str, Option<f64>)> {
        let label = parse(paragraph, 0)?;
        Some((paragraph.get(label.name.clone())?, paragraph.get(label.words..)?, label.time))
    }

    #[test]
    fn conventions() {
        assert_eq!(name("Ana Ruiz: Good day."), Some(("Ana Ruiz", "Good day.", None)));
        assert_eq!(name("Ana Ruiz [00:12:57] Good day."), Some(("Ana Ruiz", "Good day.", Some(777.0))));
        assert_eq!(name("Ana Ruiz (12:57): Good day."), Some(("Ana Ruiz", "Good day.", Some(777.0))));
        assert_eq!(name("[00:01] RUIZ: Good day."), Some(("RUIZ", "Good day.", Some(1.0))));
        assert_eq!(name("Ana Ruiz (in Spanish): Good day."), Some(("Ana Ruiz", "Good day.", None)));
        assert_eq!(name("Ana Ruiz  0:05"), Some(("Ana Ruiz", "", Some(5.0))));
        assert_eq!(name(">> RUIZ: Good day."), Some(("RUIZ", "Good day.", None)));
        assert_eq!(name("Q. Who are you?"), Some(("Q", "Who are you?", None)));
        assert_eq!(name("Mr. J. Ruiz: Yes."), Some(("Mr. J. Ruiz", "Yes.", None)));
        assert_eq!(name("Ana Ruiz: (00:12)\nGood day."), Some(("Ana Ruiz", "Good day.", Some(12.0))));
        assert_eq!(name("Q   Thank you."), Some(("Q", "Thank you.", None)));
        assert_eq!(name("張小文：大家好。"), Some(("張小文", "大家好。", None)));
        assert_eq!(name("Ana Ruiz, Minister of Trade: Yes."), Some(("Ana Ruiz", "Yes.", None)));
        let whole = "The Minister for Fisheries (Tom Hale)";
        assert_eq!(name(&format!("{whole}: Yes.")), Some((whole, "Yes.", None)));
        assert_eq!(office_holder(whole), Some(("The Minister for Fisheries", "Tom Hale")));
        assert_eq!(office_holder("Prime Minister (Mr. Tom Hale)"), Some(("Prime Minister", "Mr. Tom Hale")));
        assert_eq!(name("Tom Hale (Calder North): Yes."), Some(("Tom Hale", "Yes.", None)));
        assert_eq!(name("Minister Tom Hale (Calder North): Yes."), Some(("Minister Tom Hale", "Yes.", None)));
        assert_eq!(name("The Minister (in Spanish): Yes."), Some(("The Minister", "Yes.", None)));
    }

    #[test]
    fn not_labels() {
        assert_eq!(name("We met at 12:30 and left."), None);
        assert_eq!(name("https://example.org/x"), None);
        assert_eq!(name("He came. Then he said: no."), None);
        assert_eq!(name("“Well”, he said: no."), None);
        assert_eq!(shape("Note"), Shape::Never);
        assert_eq!(shape("And so the question is"), Shape::Phrase);
        assert_eq!(shape("first of all"), Shape::Phrase);
    }

    #[test]
    fn shapes() {
        assert_eq!(shape("GIBSON"), Shape::Upper);
        assert_eq!(shape("Ana de la Cruz"), Shape::Full);
        assert_eq!(shape("Ruiz"), Shape::Single);
        assert_eq!(shape("Question"), Shape::Questioner);
        assert_eq!(shape("Speaker 2"), Shape::Anonymous);
        assert_eq!(shape("唐小文"), Shape::Signs);
    }
}
