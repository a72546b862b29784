//! Quotations without marks: block quotes, paragraphs after a lead-in ("Ruiz wrote:"), turns of a printed dialogue.
//!
//! Works on whole paragraphs. A dialogue needs several turns of at least two names, so that a heading with a colon is
//! not one; in an interview whose questions have no name one is enough, if it is somebody's. Not for transcripts as such: those are read, with their speakers, by the crate `read`.

use crate::attribute;
use crate::below::Signatures;
use crate::language::{Language, word};
use crate::marks::Span;
use crate::stream::Narration;
use crate::token::{Case, Kind, Token};
use std::collections::HashMap;
use std::ops::Range;

/// Who says a block.
#[derive(Debug, Clone)]
pub(crate) enum Speaker {
    /// The name printed before a turn: bytes of the text.
    Label(Range<usize>),
    /// The subject of a lead-in, as tokens of the stream, with its cue.
    LeadIn(crate::phrase::Phrase, Range<usize>),
}

/// A paragraph that is quoted as a whole.
#[derive(Debug, Clone)]
pub(crate) struct Block {
    /// Bytes of the text.
    pub(crate) range: Range<usize>,
    pub(crate) speaker: Option<Speaker>,
    pub(crate) paragraph: usize,
    /// The last paragraph that it covers, and whether it is marked as a block quote.
    last: usize,
    marked: bool,
    pub(crate) confidence: f32,
}

/// A dialogue has at least so many turns.
const FEWEST_TURNS: usize = 3;
/// The longest name printed before a turn, in bytes.
const LONGEST_LABEL: usize = 48;

/// The quoted paragraphs of a text, in order.
pub(crate) fn blocks(
    text: &str,
    paragraphs: &[Range<usize>],
    narration: &Narration,
    spans: &[Span],
    signatures: &Signatures,
    language: &Language,
    lines: bool,
) -> Vec<Block> {
    let mut found = dialogue(text, paragraphs, narration, language);
    let taken: std::collections::HashSet<usize> = found.iter().map(|b| b.paragraph).collect();
    // The last sentence of each paragraph, for the lead-in.
    let mut last_sentence: HashMap<u32, usize> = HashMap::new();
    for (number, sentence) in narration.sentences.iter().enumerate() {
        last_sentence.insert(sentence.paragraph, number);
    }
    // The speaker of the block before, while blocks follow each other.
    let mut running: Option<(usize, Option<Speaker>)> = None;
    for (number, paragraph) in paragraphs.iter().enumerate() {
        if taken.contains(&number) || signatures.is_line(number) {
            continue;
        }
        let body = text.get(paragraph.clone()).unwrap_or("");
        let marked = body.trim_start().starts_with('>');
        if marked && is_bare(body) {
            // An empty line within a block quotation.
            if let Some((at, _)) = running.as_mut().filter(|(at, _)| *at + 1 == number) {
                *at = number;
            }
            continue;
        }
        let indented = body.starts_with("    ") || body.starts_with('\t');
        let continued = running.as_ref().filter(|(at, _)| at + 1 == number).map(|(_, speaker)| speaker.clone());
        let lead = number
            .checked_sub(1)
            .filter(|p| !taken.contains(p))
            .and_then(|p| lead_in(narration, text, spans, language, p, &last_sentence));
        let quoted = body
            .trim_start_matches(|c: char| c.is_whitespace() || c == '>')
            .starts_with(['"', '“', '„', '«', '\'', '‘', '»']);
        if quoted && !marked {
            continue;
        }
        let plain_lead = lead.as_ref().is_some_and(|(_, direct)| *direct) && is_prose(body);
        let wanted = marked || indented && (lead.is_some() || continued.is_some()) || plain_lead;
        if !wanted || quoted {
            if marked && quoted {
                running = Some((number, lead.map(|(speaker, _)| speaker)));
            }
            continue;
        }
        let speaker = lead.map(|(speaker, _)| speaker).or(continued.flatten());
        let start =
            paragraph.start + body.len() - body.trim_start_matches(|c: char| c.is_whitespace() || c == '>').len();
        let rest = text.get(start..paragraph.end).unwrap_or("");
        // Lines of one block quote that follow each other without an empty line are one quotation.
        let before = number.checked_sub(1).and_then(|p| paragraphs.get(p));
        let joined = marked
            && !lines
            && before
                .and_then(|before| text.get(before.end..paragraph.start))
                .is_some_and(|gap| gap.bytes().filter(|&b| b == b'\n').count() == 1);
        if joined && let Some(block) = found.last_mut().filter(|b| b.marked && b.last == number - 1) {
            block.range.end = start + rest.trim_end().len();
            block.last = number;
            if let Some((at, _)) = &mut running {
                *at = number;
            }
            continue;
        }
        let (end, signed) = signature(text, start..paragraph.end);
        let range = start..start + text.get(start..end).unwrap_or("").trim_end().len();
        if text.get(range.clone()).is_none_or(|inner| inner.split_whitespace().nth(2).is_none()) {
            continue;
        }
        let speaker = signed.map(Speaker::Label).or(speaker);
        if marked || indented {
            running = Some((number, speaker.clone()));
        }
        let confidence = if speaker.is_some() { 0.8 } else { 0.5 };
        found.push(Block { range, speaker, paragraph: number, last: number, marked, confidence });
    }
    found.sort_by_key(|block| block.range.start);
    // Who signs the last paragraph of a block signs those before it.
    let mut below: Option<(usize, Range<usize>)> = None;
    for block in found.iter_mut().rev() {
        let own = signatures.of(block.last);
        let goes_on = below.take().filter(|(first, _)| {
            let between = paragraphs.get(block.last + 1..*first).unwrap_or_default();
            let adjoins = between.iter().all(|paragraph| text.get(paragraph.clone()).is_some_and(is_bare));
            adjoins && block.marked && block.speaker.is_none()
        });
        if let Some(name) = own.or(goes_on.map(|(_, name)| name)) {
            block.speaker = Some(Speaker::Label(name.clone()));
            block.confidence = 0.9;
            below = Some((block.paragraph, name));
        }
    }
    found
}

/// The lead-in that ends the paragraph `number`: who it names, and whether it announces words with a cue right before
/// the colon.
fn lead_in(
    narration: &Narration,
    text: &str,
    spans: &[Span],
    language: &Language,
    number: usize,
    last_sentence: &HashMap<u32, usize>,
) -> Option<(Speaker, bool)> {
    let sentence = narration.sentences.get(*last_sentence.get(&(number as u32))?)?;
    let stream = &narration.stream;
    let mut end = sentence.range.end;
    while end > sentence.range.start && stream[end - 1].kind == Kind::Break {
        end -= 1;
    }
    let colon = end.checked_sub(1).filter(|&p| p >= sentence.range.start && stream[p].kind == Kind::Colon)?;
    let (subject, cue) = attribute::lead_in(text, narration, sentence, spans, language, end)?;
    let direct = cue.len() == 1 && cue.end == colon && stream.get(cue.start).is_some_and(|t| t.has(word::CUE));
    Some((Speaker::LeadIn(subject, cue), direct))
}

/// Nothing but the mark of a block quotation.
fn is_bare(body: &str) -> bool {
    body.trim_matches(|c: char| c.is_whitespace() || c == '>').is_empty()
}

/// Sentences rather than a list, a link or a heading.
fn is_prose(body: &str) -> bool {
    let trimmed = body.trim();
    let begins = trimmed.chars().next().is_some_and(|c| c.is_alphabetic());
    begins && trimmed.len() >= 40 && trimmed.ends_with(['.', '!', '?', '…']) && !trimmed.contains("http")
}

/// A line "— Ruiz" at the end of a block quote: where the words end, and the name.
fn signature(text: &str, range: Range<usize>) -> (usize, Option<Range<usize>>) {
    let body = text.get(range.clone()).unwrap_or("");
    let Some(line) = body.trim_end().rfind('\n').map(|p| p + 1) else { return (range.end, None) };
    let last = &body[line..];
    let name = last.trim_start_matches(|c: char| c.is_whitespace() || c == '>');
    let Some(rest) = name.strip_prefix(['—', '–', '―']).or_else(|| name.strip_prefix("--")) else {
        return (range.end, None);
    };
    let rest = rest.trim_start();
    let start = range.start + body.len() - rest.len();
    let name = rest.trim_end().split([',', '(']).next().unwrap_or("").trim_end();
    (range.start + line, (!name.is_empty()).then_some(start..start + name.len()))
}

/// Turns of a printed dialogue.
fn dialogue(text: &str, paragraphs: &[Range<usize>], narration: &Narration, language: &Language) -> Vec<Block> {
    let mut turns = Vec::new();
    let mut names: HashMap<&str, usize> = HashMap::new();
    for (number, paragraph) in paragraphs.iter().enumerate() {
        let Some((label, words)) = turn(text, paragraph, language) else { continue };
        *names.entry(text.get(label.clone()).unwrap_or("")).or_default() += 1;
        turns.push((number, label, words));
    }
    let repeated = names.values().filter(|&&count| count > 1).count();
    // Questions without a name before every answer: "Fehlt Ihnen das?", "Ruiz: Jeden Tag."
    let asked = |number: usize| {
        let question = number.checked_sub(1).and_then(|p| paragraphs.get(p)).and_then(|p| text.get(p.clone()));
        question.is_some_and(|line| line.trim_end().ends_with(['?', '？']))
            && !turns.iter().any(|(turn, ..)| turn + 1 == number)
    };
    let interview = names.len() == 1
        && turns.len() >= 2
        && turns.iter().all(|(number, ..)| asked(*number))
        && turns.first().is_some_and(|(_, label, _)| is_somebody(text, label, narration, language));
    if !interview
        && (turns.len() < FEWEST_TURNS || names.len() < 2 || repeated == 0 || names.len() * 3 > turns.len() * 2 + 2)
    {
        return Vec::new();
    }
    turns
        .into_iter()
        .filter(|(_, label, _)| {
            text.get(label.clone()).is_some_and(|name| names.get(name).is_some_and(|&count| count > 1))
        })
        .filter(|(_, label, _)| {
            let name = text.get(label.clone()).unwrap_or("").trim_end_matches('.').to_lowercase();
            // The interviewer's questions put words in nobody's mouth.
            language.entry(&name).flags & word::QUESTION == 0
        })
        .filter(|(_, _, words)| text.get(words.clone()).is_some_and(|w| w.split_whitespace().nth(2).is_some()))
        // "RUIZ: “We waited.”": words in marks are found by them.
        .filter(|(_, _, words)| text.get(words.clone()).is_some_and(|w| !w.starts_with(['"', '“', '„', '«', '»', '‘'])))
        .map(|(paragraph, label, range)| {
            let name = text.get(label.clone()).unwrap_or("");
            let lower = name.trim_end_matches('.').to_lowercase();
            let role = language.entry(&lower).flags & (word::QUESTION | word::ANSWER) != 0;
            Block {
                range,
                speaker: (!role).then_some(Speaker::Label(label)),
                paragraph,
                last: paragraph,
                marked: false,
                confidence: 0.8,
            }
        })
        .collect()
}

/// Whether what stands before the answers of an interview is who gives them, and not the head of a box ("Verdict", "Antwort"):
/// an office or a given name is in it, or its last word is somebody's name elsewhere in the text.
fn is_somebody(text: &str, label: &Range<usize>, narration: &Narration, language: &Language) -> bool {
    const KNOWN: u64 = word::GIVEN | word::TITLE | word::ROLE;
    let Some(name) = text.get(label.clone()) else { return false };
    let flags = |part: &str| language.entry(&part.trim_end_matches('.').to_lowercase()).flags;
    if name.split(' ').any(|part| flags(part) & (word::QUESTION | word::ANSWER) != 0) {
        return false;
    }
    if name.split(' ').any(|part| flags(part) & KNOWN != 0) {
        return true;
    }
    let last = name.rsplit(' ').next().unwrap_or(name).to_lowercase();
    let is_name = |t: &Token| t.is_capital() && text.get(t.range()).is_some_and(|form| form.to_lowercase() == last);
    let stream = &narration.stream;
    stream.iter().enumerate().any(|(at, token)| {
        // "Frau Kessel", "the mayor, Ana Kessel"
        let titled = at.checked_sub(1).is_some_and(|before| stream[before].has(KNOWN));
        (titled || token.has(word::NAMED | word::GIVEN)) && is_name(token)
    })
}

/// `NAME: words`: the name and the words.
fn turn(text: &str, paragraph: &Range<usize>, language: &Language) -> Option<(Range<usize>, Range<usize>)> {
    let body = text.get(paragraph.clone())?;
    if body.trim_start().starts_with(['"', '“', '„', '«']) {
        return None;
    }
    let mut head = body.len().min(LONGEST_LABEL);
    while !body.is_char_boundary(head) {
        head -= 1;
    }
    let colon = body[..head].find([':', '：'])?;
    let sign = body[colon..].chars().next().map_or(1, char::len_utf8);
    let skip = body[..colon].len() - body[..colon].trim_start_matches(['*', ' ', '_']).len();
    let label = body[skip..colon].trim_end_matches(['*', '_', ' ']);
    let words = label.split(' ').count();
    let upper = label.chars().any(char::is_alphabetic) && !label.chars().any(char::is_lowercase);
    let named = label.split(' ').all(|part| part.chars().next().is_some_and(char::is_uppercase));
    let function = language.entry(&label.to_lowercase()).flags & (word::ADVERB | word::TIME | word::CONJUNCTION) != 0;
    // "Verdict: ...": what a line is headed by.
    let function = function || label.split(' ').any(|part| language.is_label(part));
    if label.is_empty() || words > 4 || !(upper || named) || function || label.ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let rest = body[colon + sign..].trim_start_matches(['*', ' ', '_']);
    let start = paragraph.start + body.len() - rest.len();
    let label_start = paragraph.start + skip;
    let end = start + rest.trim_end_matches(|c: char| c.is_whitespace() || c == '"' || c == '”').len();
    (start < end).then_some((label_start..label_start + label.len(), start..end))
}

/// A name in capitals and a colon at the beginning of quoted words ("RUIZ: We waited.").
pub(crate) fn label_inside(tokens: &[Token]) -> Option<Range<usize>> {
    let colon = tokens.iter().take(5).position(|t| t.kind == Kind::Colon).filter(|&p| p > 0)?;
    let named = tokens[..colon].iter().all(|t| t.kind == Kind::Word && t.case == Case::Upper && !t.has(word::FUNCTION));
    named.then_some(0..colon)
}
