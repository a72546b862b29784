//! Paragraphs: the lines of a text, joined where the text is wrapped by hand.

use std::ops::Range;

/// The paragraphs of a text as byte ranges in order, without the line breaks between them. With `lines` every line is one.
///
/// A text whose lines are all short and mostly followed by another line is wrapped by hand: there only an empty line
/// (or a line that begins with a block quote's sign or an indent) parts paragraphs. Elsewhere every line is one.
pub(crate) fn paragraphs(text: &str, lines: bool) -> Vec<Range<usize>> {
    let wrapped = !lines && is_wrapped(text);
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut joins = false;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        let trimmed = line.trim();
        if trimmed.is_empty() {
            joins = false;
        } else {
            let body = start..start + line.trim_end_matches(['\n', '\r']).len();
            match found.last_mut() {
                Some(last) if joins && !begins_anew(line) => last.end = body.end,
                _ => found.push(body),
            }
            joins = wrapped;
        }
        start = end;
    }
    found
}

fn is_wrapped(text: &str) -> bool {
    let mut lines = 0_usize;
    let mut followed = 0_usize;
    let mut previous = 0;
    for line in text.lines().take(2000) {
        let length = line.trim_end().len();
        if length > 160 {
            return false;
        }
        if length > 0 {
            lines += 1;
            // Only a line that is nearly full goes on in the next.
            followed += usize::from(previous >= 50);
        }
        previous = length;
    }
    lines > 3 && followed * 10 > lines * 4
}

/// Lines that begin something of their own even in wrapped text.
fn begins_anew(line: &str) -> bool {
    line.starts_with(['>', '#', '*', '-', '\t', '`']) || line.starts_with("    ") || is_turn(line)
}

/// `NAME: text` in capitals or with a short name.
fn is_turn(line: &str) -> bool {
    let Some((name, rest)) = line.split_once(':') else { return false };
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    rest.starts_with(' ') && letters > 0 && name.len() <= 40 && name.chars().all(|c| !c.is_lowercase())
}
