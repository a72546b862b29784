//! Speakers in languages that do not part words by spaces (Chinese): the cue and its subject are looked for in the
//! clause right before or right after the marks, character by character.

use crate::language::Language;
use crate::marks::Span;
use std::ops::Range;

/// A speaker's mention and the cue, as byte ranges of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) speaker: Range<usize>,
    pub(crate) cue: Range<usize>,
}

/// No clause that attributes is longer, in bytes.
const REACH: usize = 180;
/// No name with its titles is longer, in characters.
const LONGEST: usize = 24;

/// Who says the words of a pair of marks.
pub(crate) fn speaker(text: &str, span: &Span, language: &Language) -> Option<Said> {
    before(text, span.open.start, language).or_else(|| after(text, span.close.end, language))
}

/// "张三说：“..."
fn before(text: &str, end: usize, language: &Language) -> Option<Said> {
    let mut low = end.saturating_sub(REACH);
    while !text.is_char_boundary(low) {
        low += 1;
    }
    let clause = text.get(low..end)?.trim_end_matches(['：', ':', '，', ',', ' ', '\u{3000}']);
    let start =
        clause.rfind(is_boundary).map_or(0, |place| place + clause[place..].chars().next().map_or(0, char::len_utf8));
    let body = &clause[start..];
    let (place, cue) = cue_in(body, language)?;
    let tail = body[place + cue..].chars().count();
    (tail <= 8).then(|| said(text, low + start, body, place, cue, language)).flatten()
}

/// “...”，张三说。
fn after(text: &str, start: usize, language: &Language) -> Option<Said> {
    let rest = text.get(start..)?;
    let skip = rest.len() - rest.trim_start_matches(['，', ',', ' ']).len();
    let rest = &rest[skip..];
    let mut limit = rest.len().min(REACH);
    while !rest.is_char_boundary(limit) {
        limit -= 1;
    }
    let body = &rest[..rest[..limit].find(is_boundary).unwrap_or(limit)];
    let (place, cue) = cue_in(body, language)?;
    said(text, start + skip, body, place, cue, language)
}

fn is_boundary(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '；' | '\n' | '”' | '」' | '，' | ',' | '“' | '「' | '：')
}

/// The last cue of a clause: its place and length in bytes.
fn cue_in(body: &str, language: &Language) -> Option<(usize, usize)> {
    let mut best: Option<(usize, usize)> = None;
    for cue in &language.unspaced_cues {
        if let Some(place) = body.rfind(&**cue) {
            let better = best.is_none_or(|(at, length)| place + cue.len() > at + length);
            if place > 0 && better {
                best = Some((place, cue.len()));
            }
        }
    }
    best
}

fn said(text: &str, offset: usize, body: &str, place: usize, cue: usize, language: &Language) -> Option<Said> {
    let mut name = body[..place].trim();
    let mut lead = body[..place].len() - body[..place].trim_start().len();
    // Words of time and manner around the name.
    for _ in 0..4 {
        for item in &language.unspaced_adverbs {
            name = name.strip_suffix(&**item).unwrap_or(name);
            if let Some(rest) = name.strip_prefix(&**item) {
                lead += item.len();
                name = rest;
            }
        }
    }
    // "张三在会上说": the place follows the name.
    if let Some(at) = name.find(['在', '对', '向', '就']).filter(|&at| at > 0) {
        name = &name[..at];
    }
    let characters = name.chars().count();
    if !(1..=LONGEST).contains(&characters) {
        return None;
    }
    let start = offset + lead;
    let speaker = start..start + name.len();
    text.get(speaker.clone())?;
    Some(Said { speaker, cue: offset + place..offset + place + cue })
}
