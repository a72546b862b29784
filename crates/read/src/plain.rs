//! Plain text: lines to paragraphs. The text stays what it is, byte for byte.
//!
//! One line is one paragraph, unless the file is wrapped at a fixed width: then the lines of a block belong together.

use crate::draft::{Draft, Paragraph};

/// One line without its end.
struct Line {
    start: usize,
    end: usize,
    blank_before: u32,
    parted: bool,
}

/// Reads plain text.
pub(crate) fn draft(text: String) -> Draft {
    let paragraphs = paragraphs(&text, |_, words| marks(words));
    Draft { text, paragraphs, ..Draft::default() }
}

/// Lines to paragraphs. `marks` says of each line that is not empty, by number, what its format makes of it; ranges in
/// its answer are taken from the line's start.
pub(crate) fn paragraphs(text: &str, mut marks: impl FnMut(usize, &str) -> Paragraph) -> Vec<Paragraph> {
    let lines = lines(text);
    let wrapped = is_wrapped(text, &lines);
    let mut paragraphs: Vec<Paragraph> = Vec::with_capacity(lines.len());
    for (number, line) in lines.iter().enumerate() {
        let Some(words) = text.get(line.start..line.end) else { continue };
        let marked = marks(number, words);
        let special = marked.heading > 0 || marked.rule || marked.item || marked.strong > 0;
        let fresh = line.blank_before > 0 || line.parted || special || begins_anew(words);
        if wrapped
            && !fresh
            && let Some(last) = paragraphs.last_mut().filter(|last| last.heading == 0 && !last.rule)
        {
            last.range.end = line.end;
            continue;
        }
        let start = line.start + marked.range.start.min(words.len());
        paragraphs.push(Paragraph {
            range: start..line.end,
            blank_before: line.blank_before,
            parted: line.parted,
            ..marked
        });
    }
    paragraphs
}

/// What a line of plain text shows by itself.
fn marks(words: &str) -> Paragraph {
    let hashes = words.bytes().take_while(|byte| *byte == b'#').count();
    let after = words.get(hashes..).unwrap_or("");
    let heading = (1..=6).contains(&hashes) && after.starts_with(' ') && !after.trim().is_empty();
    let start = if heading { words.len() - after.trim_start().len() } else { 0 };
    Paragraph {
        range: start..words.len(),
        heading: if heading { hashes as u8 } else { 0 },
        rule: is_rule(words),
        ..Paragraph::default()
    }
}

fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let (mut at, mut blank, mut parted) = (0, 0, false);
    for raw in text.split_inclusive('\n') {
        let (start, whole_end) = (at, at + raw.len());
        at = whole_end;
        let trimmed = raw.trim_matches(is_blank);
        if trimmed.is_empty() {
            let bare = raw.trim_end_matches(['\n', '\r']);
            parted |= !bare.is_empty() && bare.chars().all(|c| c == '\u{A0}');
            blank += 1;
            continue;
        }
        let lead = raw.len() - raw.trim_start_matches(is_blank).len();
        lines.push(Line {
            start: start + lead,
            end: start + lead + trimmed.len(),
            blank_before: std::mem::take(&mut blank),
            parted: std::mem::take(&mut parted),
        });
    }
    lines
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{200B}')
}

/// A line of signs that only parts what stands above and below it.
pub(crate) fn is_rule(words: &str) -> bool {
    let mut signs = 0;
    words.chars().all(|c| {
        signs += usize::from(!c.is_whitespace());
        c.is_whitespace() || matches!(c, '*' | '-' | '_' | '=' | '~' | '\u{2013}' | '\u{2014}' | '\u{2022}' | '#')
    }) && signs >= 3
}

/// Whether the file is wrapped at a fixed width.
fn is_wrapped(text: &str, lines: &[Line]) -> bool {
    let (mut inner, mut full, mut ends) = (0usize, 0usize, 0usize);
    for pair in lines.windows(2) {
        let [line, next] = pair else { continue };
        if next.blank_before > 0 || next.parted {
            continue;
        }
        let words = text.get(line.start..line.end).unwrap_or("");
        if words.len() > 400 {
            return false;
        }
        let width = words.chars().count();
        inner += 1;
        full += usize::from((50..=110).contains(&width));
        ends += usize::from(words.ends_with(['.', '?', '!', ':', '"', '”', ')']));
    }
    inner >= 6 && full * 10 >= inner * 7 && ends * 2 <= inner
}

/// Whether a line of a wrapped file begins a paragraph although no empty line stands above it.
fn begins_anew(words: &str) -> bool {
    let first = words.split(' ').next().unwrap_or("");
    words.starts_with(['-', '*', '•', '#', '[', '(', '>'])
        || first.ends_with(':')
        || first.chars().next().is_some_and(|c| c.is_ascii_digit())
        || crate::label::parse(words, 0).is_some_and(|label| label.shape.is_person())
}
