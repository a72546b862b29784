//! Speakers in languages that do not part words by spaces (Chinese): the cue and its subject are looked for in the
//! clause right before or right after the marks, character by character.
//!
//! [`quotations`] goes over the pairs of marks. A name is what stands behind an office ("省长张伟") or begins with a
//! surname; what pronouns mean is the speaker before or whoever is named nearest. All words are data of the language's file.

use crate::language::Language;
use crate::marks::Span;
use crate::quotation::{Cue, Mention, Quotation, QuotationKind};
use std::ops::Range;

/// A speaker's mention and the cue, as byte ranges of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Said {
    speaker: Range<usize>,
    cue: Range<usize>,
}

/// What the file of an unspaced language holds beside cues and adverbs, each list longest first.
#[derive(Debug, Default)]
pub(crate) struct Unspaced {
    /// Offices and trades ("市长").
    roles: Vec<Box<str>>,
    surnames: Vec<Box<str>>,
    pronouns: Vec<Box<str>>,
    /// Before a source ("据").
    sources: Vec<Box<str>>,
    /// Words at which the subject ends ("在").
    prepositions: Vec<Box<str>>,
    /// Words that hold one of those and are not parted ("反对").
    unbroken: Vec<Box<str>>,
    /// Before somebody without a name ("一位").
    determiners: Vec<Box<str>>,
    /// Other verbs: a name ends before them.
    verbs: Vec<Box<str>>,
    /// Forms of address behind a surname ("先生").
    titles: Vec<Box<str>>,
}

impl Unspaced {
    /// Takes a line of one of its sections; `false` where the section is another's.
    pub(crate) fn line(&mut self, section: &str, line: &str) -> bool {
        let list = match section {
            "role" => &mut self.roles,
            "surname" => &mut self.surnames,
            "pronoun" => &mut self.pronouns,
            "source" => &mut self.sources,
            "preposition" => &mut self.prepositions,
            "unbroken" => &mut self.unbroken,
            "determiner" => &mut self.determiners,
            "verb" => &mut self.verbs,
            "title" => &mut self.titles,
            _ => return false,
        };
        list.extend(line.split_ascii_whitespace().map(Box::from));
        list.sort_by_key(|item| std::cmp::Reverse(item.len()));
        true
    }
}

/// No clause that attributes is longer, in bytes.
const REACH: usize = 180;
/// No name with its titles is longer, in characters.
const LONGEST: usize = 24;
/// So far back a pronoun's name is looked for, in bytes.
const FARTHEST: usize = 900;

/// The quotations of a text with their speakers.
pub(crate) fn quotations(text: &str, spans: &[Span], language: &Language) -> Vec<Quotation> {
    let reader = Reader { text, language, words: &language.unspaced, known: known(text, language) };
    let mut found: Vec<Quotation> = Vec::new();
    // The speaker before, and where the words and their attribution ended.
    let mut last: Option<(Mention, Cue)> = None;
    let mut ended = 0;
    for span in spans.iter().filter(|span| span.depth == 0) {
        let Some(inner) = text.get(span.inner()) else { continue };
        let said = reader.said(span);
        // A title or a term has few characters and nobody who says it.
        if said.is_none() && !span.continues && inner.chars().count() < 10 {
            continue;
        }
        let between = text.get(ended..span.open.start).unwrap_or("");
        let goes_on =
            ended > 0 && between.chars().all(|c| c.is_whitespace() || matches!(c, '。' | '，' | '…' | ',' | '.'));
        let unsaid = |said: &Said| said.speaker.is_empty();
        let own = said.clone().filter(|said| !unsaid(said)).and_then(|said| reader.mention(said, last.as_ref()));
        let speaker = match (&said, own) {
            (_, Some(own)) => Some(own),
            // "并补充说：“...”": whoever spoke before, in the same paragraph.
            (Some(said), None) if unsaid(said) => {
                let near = text.get(ended..said.cue.start).is_some_and(|between| !between.contains('\n'));
                let cue = Cue { text: text.get(said.cue.clone()).unwrap_or("").to_owned(), range: said.cue.clone() };
                last.clone().filter(|_| near && ended > 0).map(|(mention, _)| (mention, cue))
            }
            _ if span.continues || goes_on && !between.contains("\n\n\n") => last.clone(),
            _ => None,
        };
        ended = said.as_ref().map_or(span.close.end, |said| said.cue.end.max(span.close.end));
        last.clone_from(&speaker);
        let confidence = if speaker.is_some() { 0.85 } else { 0.3 };
        let (speaker, cue) = speaker.unzip();
        let (kind, language) = (QuotationKind::Direct, Some(language.code.to_owned()));
        found.push(Quotation { range: span.words(text), kind, speaker, cue, language, inner: false, confidence });
    }
    found
}

/// A name and where it stands.
struct Known {
    at: usize,
    name: String,
}

/// The names behind an office, in order of the text.
fn known(text: &str, language: &Language) -> Vec<Known> {
    let words = &language.unspaced;
    let mut found: Vec<Known> = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let role = words.roles.iter().find(|role| rest.starts_with(&***role));
        let Some(role) = role else {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        };
        at += role.len();
        if let Some(name) = text.get(at..).and_then(|rest| name_at(rest, language)) {
            found.push(Known { at, name: name.to_owned() });
            at += name.len();
        }
    }
    found
}

/// The name that begins a text: a surname and one or two characters, then what ends a name; or a foreign one with a dot.
fn name_at<'t>(rest: &'t str, language: &Language) -> Option<&'t str> {
    let words = &language.unspaced;
    let surname = words.surnames.iter().find(|surname| rest.starts_with(&***surname))?;
    let ends: Vec<usize> =
        rest[surname.len()..].char_indices().take(2).map(|(place, c)| surname.len() + place + c.len_utf8()).collect();
    // "居民都表示": no name, but a word that stands behind names.
    if ends_name(rest, language) || ends_name(&rest[surname.len()..], language) {
        return None;
    }
    let letters = |end: usize| rest[surname.len()..end].chars().all(char::is_alphabetic);
    ends.into_iter().filter(|&end| letters(end)).find(|&end| ends_name(&rest[end..], language)).map(|end| &rest[..end])
}

/// Whether a name ends before this text: with it, at a sign, before a verb, an adverb or a preposition.
fn ends_name(rest: &str, language: &Language) -> bool {
    let Some(first) = rest.chars().next() else { return true };
    let words = &language.unspaced;
    !first.is_alphabetic()
        || matches!(first, '的' | '和' | '与' | '等' | '是' | '将' | '已' | '被' | '及' | '也' | '则')
        || [
            &language.unspaced_cues,
            &language.unspaced_adverbs,
            &words.prepositions,
            &words.verbs,
            &words.titles,
            &words.roles,
        ]
        .iter()
        .any(|list| list.iter().any(|item| rest.starts_with(&**item)))
}

struct Reader<'a> {
    text: &'a str,
    language: &'a Language,
    words: &'a Unspaced,
    known: Vec<Known>,
}

impl Reader<'_> {
    /// Who says the words of a pair of marks; with an empty speaker where the cue has none.
    fn said(&self, span: &Span) -> Option<Said> {
        let before = self.before(span.open.start);
        let after = || self.after(span.close.end);
        match before {
            Some(said) if !said.speaker.is_empty() => Some(said),
            unsaid => after().or(unsaid),
        }
    }

    /// "张三说：“..."
    fn before(&self, end: usize) -> Option<Said> {
        let mut low = end.saturating_sub(REACH);
        while !self.text.is_char_boundary(low) {
            low += 1;
        }
        let clause = self.text.get(low..end)?;
        let trimmed = clause.trim_end_matches(['：', ':', '，', ',', ' ', '\u{3000}', '—', '\n', '\r']);
        let colon = clause[trimmed.len()..].contains(['：', ':']);
        let start = trimmed
            .rfind(is_boundary)
            .map_or(0, |place| place + trimmed[place..].chars().next().map_or(0, char::len_utf8));
        let body = &trimmed[start..];
        let Some((place, cue)) = self.cue_in(body) else {
            // "在他看来，“...”"
            let opinion = body.trim().strip_prefix('在').and_then(|rest| rest.strip_suffix("看来"));
            if let Some(whose) = opinion.filter(|whose| !whose.is_empty()) {
                let from = low + start + body.find(whose).unwrap_or(0);
                let cue = from + whose.len()..low + start + body.trim_end().len();
                return Some(Said { speaker: from..from + whose.len(), cue });
            }
            // "李明指出，计划“...”": a few characters of what is said stand before the marks.
            let previous = trimmed[..start].strip_suffix(['，', ',']).filter(|_| !colon && body.chars().count() <= 14);
            if let Some(previous) = previous {
                let from = previous
                    .rfind(is_boundary)
                    .map_or(0, |place| place + previous[place..].chars().next().map_or(0, char::len_utf8));
                let clause = &previous[from..];
                let (place, cue) = self.cue_in(clause)?;
                return (place + cue == clause.len()).then(|| self.subject(low + from, clause, place, cue)).flatten();
            }
            // "李明：“...”"
            let label = body.trim();
            let named = colon && name_at(label, self.language).is_some_and(|name| name == label);
            let from = low + start + (body.len() - body.trim_start().len());
            let cue = from + label.len()..from + label.len();
            return named.then(|| Said { speaker: from..from + label.len(), cue });
        };
        let tail = &body[place + cue..];
        // "透露的“...”", "称为": what follows the verb is its object and no words.
        if tail.chars().count() > 8 || tail.starts_with('的') {
            return None;
        }
        if let Some(said) = self.subject(low + start, body, place, cue) {
            return Some(said);
        }
        // "张伟出席会议，表示：“...”": whoever opens the sentence.
        let cue = low + start + place..low + start + place + cue;
        let sentence =
            trimmed[..start].rfind(is_stop).map_or(0, |at| at + trimmed[at..].chars().next().map_or(0, char::len_utf8));
        let head = &trimmed[sentence..start];
        let opens = low + sentence + (head.len() - head.trim_start().len());
        let named = self.known.iter().find(|known| known.at >= opens && known.at < cue.start);
        let speaker = match named {
            Some(known) => known.at..known.at + known.name.len(),
            None => match name_at(head.trim_start(), self.language) {
                Some(name) => opens..opens + name.len(),
                None => cue.start..cue.start,
            },
        };
        Some(Said { speaker, cue })
    }

    /// “...”，张三说。
    fn after(&self, start: usize) -> Option<Said> {
        let rest = self.text.get(start..)?;
        let skip = rest.len() - rest.trim_start_matches(['，', ',', ' ', '—']).len();
        let rest = &rest[skip..];
        let mut limit = rest.len().min(REACH);
        while !rest.is_char_boundary(limit) {
            limit -= 1;
        }
        let end = rest[..limit].find(is_boundary).unwrap_or(limit);
        // "“...”张三说：“...”": the colon gives the verb to what follows.
        if rest[end..].starts_with(['：', ':', '“', '「']) {
            return None;
        }
        let body = &rest[..end];
        let (place, cue) = self.cue_in(body)?;
        // "...”的说法": no verb ends the clause.
        let tail = body[place + cue..].chars().count();
        (tail <= 4).then(|| self.subject(start + skip, body, place, cue)).flatten()
    }

    /// The last cue of a clause: its place and length in bytes.
    fn cue_in(&self, body: &str) -> Option<(usize, usize)> {
        let mut best: Option<(usize, usize)> = None;
        for cue in &self.language.unspaced_cues {
            for (place, _) in body.rmatch_indices(&**cue).take(3) {
                let inside = self.words.unbroken.iter().any(|word| {
                    body.match_indices(&**word)
                        .any(|(at, word)| at < place + cue.len() && place < at + word.len() && word.len() > cue.len())
                });
                if inside {
                    continue;
                }
                if best.is_none_or(|(at, length)| place + cue.len() > at + length) {
                    best = Some((place, cue.len()));
                }
                break;
            }
        }
        // "反问道", "回应称": what another cue overlaps or ends in goes with it.
        while let Some((place, length)) = best {
            let longer = self.language.unspaced_cues.iter().find_map(|cue| {
                let floor = place.saturating_sub(cue.len());
                let at = body.get(floor..place + length)?.find(&**cue).map(|at| at + floor)?;
                (at > 0 && at < place && at + cue.len() >= place).then_some(at)
            });
            let Some(at) = longer else { break };
            best = Some((at, place + length - at));
        }
        best
    }

    /// The subject before the cue of a clause.
    fn subject(&self, offset: usize, body: &str, place: usize, cue: usize) -> Option<Said> {
        let mut name = body[..place].trim();
        let mut lead = body[..place].len() - body[..place].trim_start().len();
        // "网友“江边”留言说": the name stands between marks.
        if name.is_empty() || self.language.unspaced_cues.iter().any(|cue| **cue == *name) {
            return self.nicknamed(offset, place, cue);
        }
        // Words of time and manner around the name, and what makes it a source.
        for _ in 0..4 {
            for item in &self.language.unspaced_adverbs {
                name = name.strip_suffix(&**item).unwrap_or(name);
            }
            for item in self.language.unspaced_adverbs.iter().chain(&self.words.sources) {
                if let Some(rest) = name.strip_prefix(&**item).filter(|rest| !rest.is_empty()) {
                    lead += item.len();
                    name = rest;
                }
            }
        }
        // "张三在会上说": the place follows the name. "反对党" is not parted.
        if let Some(at) = self.ends_subject(name) {
            name = &name[..at];
        }
        for item in &self.language.unspaced_adverbs {
            name = name.strip_suffix(&**item).unwrap_or(name);
        }
        // "杨秀英哭着": how it was said.
        if let Some(doing) = name.strip_suffix('着') {
            name = doing.char_indices().next_back().map_or(doing, |(at, _)| &doing[..at]);
        }
        // "王芳回应说", "环保局的通报": a second verb, a particle.
        for _ in 0..2 {
            for item in self.language.unspaced_cues.iter().map(|cue| &**cue).chain(["的"]) {
                name = name.strip_suffix(item).filter(|rest| !rest.is_empty()).unwrap_or(name);
            }
        }
        let characters = name.chars().count();
        if !(1..=LONGEST).contains(&characters) || !name.chars().next().is_some_and(char::is_alphanumeric) {
            return None;
        }
        let start = offset + lead;
        let speaker = start..start + name.len();
        self.text.get(speaker.clone())?;
        Some(Said { speaker, cue: offset + place..offset + place + cue })
    }

    /// A short name between marks and the word before it, right before the clause that begins at `offset`.
    fn nicknamed(&self, offset: usize, place: usize, cue: usize) -> Option<Said> {
        let before = self.text.get(..offset)?.strip_suffix('”')?;
        let low = before.char_indices().rev().nth(16).map_or(0, |(at, _)| at);
        let open = low + before.get(low..)?.rfind('“')?;
        let head = self.text.get(low..open)?;
        let start =
            head.rfind(is_boundary).map_or(low, |at| low + at + head[at..].chars().next().map_or(0, char::len_utf8));
        (start < open).then(|| Said { speaker: start..offset, cue: offset + place..offset + place + cue })
    }

    /// Where the subject ends within what stands before a cue: at a preposition or another verb, but within no word.
    fn ends_subject(&self, name: &str) -> Option<usize> {
        let ends = self.words.prepositions.iter().chain(&self.words.verbs).chain(&self.language.unspaced_adverbs);
        ends.filter_map(|item| {
            name.match_indices(&**item).map(|(at, found)| (at, found.len())).find(|&(at, length)| {
                at > 0
                    && !self.words.unbroken.iter().any(|word| {
                        name.match_indices(&**word)
                            .any(|(from, word)| from < at + length && at < from + word.len() && word.len() > length)
                    })
            })
        })
        .map(|(at, _)| at)
        .min()
    }

    /// A mention with the name that it stands for.
    fn mention(&self, said: Said, last: Option<&(Mention, Cue)>) -> Option<(Mention, Cue)> {
        let mention = self.text.get(said.speaker.clone())?;
        let cue = Cue { text: self.text.get(said.cue.clone())?.to_owned(), range: said.cue };
        let name = self.name(mention, said.speaker.start, last);
        Some((Mention { text: mention.to_owned(), range: said.speaker, name }, cue))
    }

    fn name(&self, mention: &str, at: usize, last: Option<&(Mention, Cue)>) -> Option<String> {
        if self.words.pronouns.iter().any(|pronoun| **pronoun == *mention) {
            // Whoever is named nearest before, or spoke last.
            let spoke = last.filter(|(mention, _)| at.saturating_sub(mention.range.end) < FARTHEST);
            let named = self.known[..self.known.partition_point(|known| known.at < at)].last();
            let named = named.filter(|known| at - known.at < FARTHEST);
            return match (spoke, named) {
                (Some((mention, _)), Some(known)) if known.at < mention.range.end => mention.name.clone(),
                (_, Some(known)) => Some(known.name.clone()),
                (Some((mention, _)), None) => mention.name.clone(),
                (None, None) => None,
            };
        }
        if self
            .words
            .determiners
            .iter()
            .any(|item| mention.starts_with(&**item) || item.chars().count() > 1 && mention.contains(&**item))
        {
            return None;
        }
        // "打入关键一球的周颖": the name behind what tells of it.
        if let Some((_, name)) = mention.rsplit_once('的')
            && name_at(name, self.language) == Some(name)
        {
            return Some(name.to_owned());
        }
        // "省长张伟": the name behind the office; "张伟省长": before it.
        for role in &self.words.roles {
            if let Some(place) = mention.rfind(&**role) {
                let rest = mention[place + role.len()..].trim();
                let length = rest.chars().count();
                if (2..=12).contains(&length) && (length <= 4 || rest.contains('·')) {
                    return Some(rest.to_owned());
                }
            }
        }
        // "评论员张大力": a trade that no list holds ends in one of these.
        for place in mention.char_indices().rev().take(3).map(|(place, _)| place).skip(1) {
            let trade = mention[..place].ends_with(['员', '家', '师', '长', '手', '者', '生', '民', '迷', '星']);
            let name = &mention[place..];
            if trade && name_at(name, self.language) == Some(name) {
                return Some(name.to_owned());
            }
        }
        // Another word before a name: "领队何志明". But "有关部门".
        let length = mention.chars().count();
        let body = mention.ends_with([
            '部', '门', '局', '会', '院', '校', '司', '社', '方', '府', '员', '人', '者', '队', '组', '团', '网', '报',
            '台', '厅', '处', '所',
        ]);
        let last = mention.char_indices().rev().nth(2).map(|(place, _)| &mention[place..]);
        if let Some(name) = last.filter(|_| (5..=8).contains(&length) && !body)
            && name_at(name, self.language) == Some(name)
        {
            return Some(name.to_owned());
        }
        for title in self.words.titles.iter().chain(&self.words.roles) {
            let Some(rest) = mention.strip_suffix(&**title).filter(|rest| !rest.is_empty()) else { continue };
            let mut same = self.known.iter().filter(|known| known.name.starts_with(rest)).map(|known| &known.name);
            let surname = self.words.surnames.iter().any(|surname| **surname == *rest);
            if surname && let Some(first) = same.next() {
                return same.all(|other| other == first).then(|| first.clone());
            }
            if name_at(rest, self.language) == Some(rest) {
                return Some(rest.to_owned());
            }
            // "外交部发言人": an office without a name, unless one bearer is known.
            return surname.then(|| mention.to_owned());
        }
        Some(mention.to_owned())
    }
}

fn is_stop(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '；' | '\n' | '”' | '」')
}

fn is_boundary(c: char) -> bool {
    is_stop(c) || matches!(c, '，' | ',' | '“' | '「' | '：' | '、' | '（' | '）')
}
