//! Stage directions: what happened, in brackets, between the words that were said.

use crate::words;
use std::ops::Range;

/// A piece of a paragraph.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Piece {
    /// Bytes of the paragraph, without blanks at the ends.
    pub(crate) range: Range<usize>,
    /// Whether it is a stage direction.
    pub(crate) stage: bool,
}

/// Most bytes between two brackets of a direction within a turn.
const INNER: usize = 200;

/// Whether a whole paragraph is a stage direction: brackets from end to end.
pub(crate) fn is_whole(paragraph: &str) -> bool {
    let words = paragraph.trim().trim_end_matches(['.', ' ']);
    let Some(open) = words.chars().next() else { return false };
    let Some(close) = closing(open) else {
        return matches!(words, "<…>" | "<...>" | "…" | "[…]");
    };
    if words.len() > 900 || !words.ends_with(close) {
        return false;
    }
    // The first bracket must be the one that the last closes.
    let mut depth = 0i32;
    let mut left = words.len();
    for c in words.chars() {
        left -= c.len_utf8();
        depth += i32::from(c == open) - i32::from(c == close);
        if depth == 0 {
            return left == 0 && (words.len() <= 300 || open != '[');
        }
    }
    false
}

fn closing(open: char) -> Option<char> {
    Some(match open {
        '(' => ')',
        '[' => ']',
        '（' => '）',
        '［' => '］',
        '【' => '】',
        '{' => '}',
        _ => return None,
    })
}

/// The first bracket or note from `from` on.
fn opening(paragraph: &str, from: usize) -> Option<usize> {
    /// So many bytes are looked through at once.
    const AT_ONCE: usize = 64;
    let may_open = |byte: &u8| matches!(byte, b'(' | b'[' | 0xE2 | 0xEF);
    let mut at = from;
    loop {
        // Most paragraphs have none: looking for bytes is faster than for signs, and for many at once than one by one.
        let rest = paragraph.as_bytes().get(at..)?;
        let none = |bytes: &&[u8]| !bytes.iter().fold(false, |any, byte| any | may_open(byte));
        let passed = rest.chunks_exact(AT_ONCE).take_while(none).count() * AT_ONCE;
        at += passed + rest.get(passed..)?.iter().position(may_open)?;
        if paragraph.get(at..)?.starts_with(['(', '[', '（', '［', '♪']) {
            return Some(at);
        }
        at += paragraph.get(at..)?.chars().next()?.len_utf8();
    }
}

/// Splits a paragraph at its stage directions; the pieces stand in order and leave out blanks.
pub(crate) fn split(paragraph: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut done = 0;
    let mut at = 0;
    while let Some(open_at) = opening(paragraph, at) {
        let Some(open) = paragraph.get(open_at..).and_then(|rest| rest.chars().next()) else { break };
        at = open_at + open.len_utf8();
        let Some(close) = closing(open) else { continue };
        let window = window(paragraph, at);
        let Some(length) = window
            .find([close, open, '\n'])
            .filter(|length| window.get(*length..).is_some_and(|rest| rest.starts_with(close)))
        else {
            continue;
        };
        let inside = window.get(..length).unwrap_or("");
        if !words::is_stage(inside) {
            continue;
        }
        let mut end = at + length + close.len_utf8();
        // A full stop right behind the bracket belongs to it where the words before have their own.
        if paragraph.get(end..).is_some_and(|rest| rest.starts_with('.'))
            && !paragraph.get(..open_at).is_some_and(|before| before.trim_end().ends_with(char::is_alphanumeric))
        {
            end += 1;
        }
        push(paragraph, done..open_at, false, &mut pieces);
        push(paragraph, open_at..end, true, &mut pieces);
        done = end;
        at = end;
    }
    push(paragraph, done..paragraph.len(), false, &mut pieces);
    pieces
}

fn window(paragraph: &str, at: usize) -> &str {
    let mut end = paragraph.len().min(at + INNER);
    while !paragraph.is_char_boundary(end) {
        end -= 1;
    }
    paragraph.get(at..end).unwrap_or("")
}

fn push(paragraph: &str, range: Range<usize>, stage: bool, pieces: &mut Vec<Piece>) {
    let Some(words) = paragraph.get(range.clone()) else { return };
    let start = range.start + (words.len() - words.trim_start().len());
    let end = range.start + words.trim_end().len();
    if start >= end {
        return;
    }
    let some = paragraph.get(start..end).is_some_and(|words| words.chars().any(char::is_alphanumeric));
    if !some && !stage {
        // Marks left over between two directions belong to what stands before them.
        if let Some(last) = pieces.last_mut() {
            last.range.end = end;
        }
        return;
    }
    pieces.push(Piece { range: start..end, stage });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(paragraph: &str) -> Vec<(&str, bool)> {
        split(paragraph).into_iter().map(|piece| (paragraph.get(piece.range).unwrap_or(""), piece.stage)).collect()
    }

    #[test]
    fn whole_and_inner() {
        assert!(is_whole("(The film is shown.)"));
        assert!(is_whole("[Applause]."));
        assert!(!is_whole("(Yes) and (no)"));
        assert_eq!(shown("Right. [laughs] Go on."), [("Right.", false), ("[laughs]", true), ("Go on.", false)]);
        assert_eq!(shown("（笑）好。"), [("（笑）", true), ("好。", false)]);
        assert_eq!(shown("The Union (AU) met. (Applause.)"), [("The Union (AU) met.", false), ("(Applause.)", true)]);
        assert_eq!(shown("which [Putin] reiterated"), [("which [Putin] reiterated", false)]);
        assert_eq!(shown("(unclosed laughter"), [("(unclosed laughter", false)]);
    }
}
