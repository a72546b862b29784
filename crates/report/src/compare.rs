//! The quoted and the recorded wording side by side, as pieces and as cells of a word each.
//!
//! [`pieces`] is what the check found, one stretch after the other. [`cells`] cuts the stretches into words that stand
//! above each other, for formats that draw two rows. [`inline`] is one line in which the changes are written out.

use onrecord_check::{ChangeClass, ChangeKind, Finding};

/// Replaced words up to this many bytes stand against each other as a whole.
const SHORT: usize = 24;

/// Stands in the quotation's row for a marked omission whose mark did not come with it.
const ELLIPSIS: &str = "...";

/// One stretch of the two wordings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece<'a> {
    /// How they differ; `None` where both are the same words.
    pub kind: Option<ChangeKind>,
    /// What sort of words differ.
    pub class: Option<ChangeClass>,
    /// Whether the writer marked the difference.
    pub marked: bool,
    /// As quoted. May be empty.
    pub quoted: &'a str,
    /// As recorded. May be empty.
    pub recorded: &'a str,
}

/// The stretches of a finding, in the order of the quotation; empty where nothing was aligned.
pub fn pieces(finding: &Finding) -> Vec<Piece<'_>> {
    finding
        .alignment
        .iter()
        .map(|aligned| Piece {
            kind: aligned.kind,
            class: aligned.change,
            marked: aligned.marked,
            quoted: aligned.quoted.trim(),
            recorded: aligned.recorded.trim(),
        })
        .filter(|piece| !piece.quoted.is_empty() || !piece.recorded.is_empty())
        .map(
            |piece| {
                if is_hidden(&piece) && piece.quoted.is_empty() { Piece { quoted: ELLIPSIS, ..piece } } else { piece }
            },
        )
        .collect()
}

/// Whether any stretch differs.
pub fn differs(pieces: &[Piece<'_>]) -> bool {
    pieces.iter().any(|piece| piece.kind.is_some())
}

/// The recorded words that a marked omission hides, in order.
pub fn hidden<'a>(pieces: &[Piece<'a>]) -> Vec<&'a str> {
    pieces.iter().filter(|piece| is_hidden(piece)).map(|piece| piece.recorded).collect()
}

/// Whether a stretch is a marked omission: an ellipsis or nothing at all stands for recorded words.
pub fn is_hidden(piece: &Piece<'_>) -> bool {
    piece.marked && !piece.recorded.is_empty() && !piece.quoted.chars().any(char::is_alphanumeric)
}

/// A quoted and a recorded word, one above the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell<'a> {
    /// How they differ; `None` where both are the same word.
    pub kind: Option<ChangeKind>,
    /// What sort of words differ.
    pub class: Option<ChangeClass>,
    /// Whether the writer marked the difference.
    pub marked: bool,
    /// As quoted. May be empty.
    pub quoted: &'a str,
    /// As recorded. May be empty.
    pub recorded: &'a str,
    /// Whether it joins the cell before it without a space (scripts that put none between words).
    pub glued: bool,
    /// Whether it is the first cell of its stretch.
    pub first: bool,
}

/// Cuts stretches into cells of a word each. Linear in their text.
pub fn cells<'a>(pieces: &[Piece<'a>]) -> Vec<Cell<'a>> {
    let mut out: Vec<Cell<'a>> = Vec::new();
    for piece in pieces {
        let pairs = if piece.kind.is_none() {
            same_words(piece.quoted, piece.recorded)
        } else {
            side_by_side(piece.quoted, piece.recorded)
        };
        for (index, (quoted, recorded)) in pairs.into_iter().enumerate() {
            let glued =
                out.last().is_some_and(|before| joins(before.quoted, quoted) && joins(before.recorded, recorded));
            out.push(Cell {
                kind: piece.kind,
                class: piece.class,
                marked: piece.marked,
                quoted,
                recorded,
                glued,
                first: index == 0,
            });
        }
    }
    out
}

/// One line in which recorded words that the quotation lacks stand as `[-left out-]` and its own as `{+put in+}`.
pub fn inline(pieces: &[Piece<'_>], mut marks: impl FnMut(&str, InlineMark) -> String) -> String {
    let mut out = String::new();
    let mut push = |text: String, source: &str| {
        if !out.is_empty() && !joins(&out, source) {
            out.push(' ');
        }
        out.push_str(&text);
    };
    for piece in pieces {
        if piece.kind.is_none() {
            push(marks(piece.quoted, InlineMark::Same), piece.quoted);
            continue;
        }
        if !piece.recorded.is_empty() {
            push(marks(piece.recorded, InlineMark::LeftOut), piece.recorded);
        }
        if !piece.quoted.is_empty() {
            push(marks(piece.quoted, InlineMark::PutIn), piece.quoted);
        }
    }
    out
}

/// What a part of an inline comparison is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InlineMark {
    /// Both have it.
    Same,
    /// Only the record has it.
    LeftOut,
    /// Only the quotation has it.
    PutIn,
}

/// Whether two stretches of text follow each other without a space.
fn joins(before: &str, after: &str) -> bool {
    match (before.chars().next_back(), after.chars().next()) {
        (Some(a), Some(b)) => is_unspaced(a) && is_unspaced(b),
        (None, None) => true,
        (Some(c), None) | (None, Some(c)) => is_unspaced(c),
    }
}

/// Scripts written without spaces between words: Han, Kana and their punctuation.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}

/// The words of a text; signs that stand alone go with the word before them (or after, at the beginning).
fn words(text: &str) -> Vec<&str> {
    let mut spans: Vec<(usize, usize, bool)> = Vec::new();
    let mut open: Option<(usize, bool)> = None;
    for (at, c) in text.char_indices() {
        let close_at = if c.is_whitespace() { Some(at) } else { None };
        if let Some(end) = close_at {
            if let Some((start, real)) = open.take() {
                push_span(&mut spans, start, end, real);
            }
            continue;
        }
        let word = c.is_alphanumeric();
        match open {
            Some((start, real)) if word && real && is_unspaced(c) => {
                push_span(&mut spans, start, at, real);
                open = Some((at, word));
            }
            Some((start, real)) => open = Some((start, real || word)),
            None => open = Some((at, word)),
        }
    }
    if let Some((start, real)) = open {
        push_span(&mut spans, start, text.len(), real);
    }
    spans.into_iter().filter_map(|(start, end, _)| text.get(start..end)).collect()
}

fn push_span(spans: &mut Vec<(usize, usize, bool)>, start: usize, end: usize, real: bool) {
    match spans.last_mut() {
        Some(last) if !real || !last.2 => {
            last.1 = end;
            last.2 |= real;
        }
        _ => spans.push((start, end, real)),
    }
}

/// Pairs the words of two spellings of the same words ("hard-working" and "hard working").
fn same_words<'a>(quoted: &'a str, recorded: &'a str) -> Vec<(&'a str, &'a str)> {
    let (q, r) = (words(quoted), words(recorded));
    if q.len() == r.len() {
        return q.into_iter().zip(r).collect();
    }
    let letters = |word: &str| word.chars().filter(|c| c.is_alphanumeric()).count();
    let mut out = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < q.len() && j < r.len() {
        let (from_i, from_j) = (i, j);
        let (mut a, mut b) = (letters(q[i]), letters(r[j]));
        (i, j) = (i + 1, j + 1);
        while a != b {
            if a < b && i < q.len() {
                a += letters(q[i]);
                i += 1;
            } else if b < a && j < r.len() {
                b += letters(r[j]);
                j += 1;
            } else {
                break;
            }
        }
        out.push((span(quoted, q.get(from_i..i)), span(recorded, r.get(from_j..j))));
    }
    if i < q.len() || j < r.len() {
        out.push((span(quoted, q.get(i..)), span(recorded, r.get(j..))));
    }
    out
}

/// The text from the first of the words to the last.
fn span<'a>(text: &'a str, words: Option<&[&'a str]>) -> &'a str {
    let Some((first, last)) = words.and_then(|words| Some((words.first()?, words.last()?))) else { return "" };
    let offset = |word: &str| (word.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    text.get(offset(first)..offset(last) + last.len()).unwrap_or("")
}

/// Puts the words of two different wordings beside each other; the longer one's rest stands alone.
///
/// Short ones stay whole: "a few" against "all" is one change, not two.
fn side_by_side<'a>(quoted: &'a str, recorded: &'a str) -> Vec<(&'a str, &'a str)> {
    let whole = |text: &str| !text.is_empty() && text.len() <= SHORT;
    if whole(quoted) && whole(recorded) && !quoted.chars().chain(recorded.chars()).any(is_unspaced) {
        return vec![(quoted, recorded)];
    }
    let (q, r) = (words(quoted), words(recorded));
    let at = |words: &[&'a str], index: usize| words.get(index).copied().unwrap_or("");
    (0..q.len().max(r.len())).map(|index| (at(&q, index), at(&r, index))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece<'a>(kind: Option<ChangeKind>, quoted: &'a str, recorded: &'a str) -> Piece<'a> {
        Piece { kind, class: None, marked: false, quoted, recorded }
    }

    fn pairs<'a>(pieces: &[Piece<'a>]) -> Vec<(&'a str, &'a str)> {
        cells(pieces).iter().map(|cell| (cell.quoted, cell.recorded)).collect()
    }

    #[test]
    fn the_same_words_stand_above_each_other_whatever_their_hyphens() {
        let same = piece(None, "A hard-working – honest crew,", "a hard working honest crew");
        assert_eq!(
            pairs(&[same]),
            [("A", "a"), ("hard-working –", "hard working"), ("honest", "honest"), ("crew,", "crew")]
        );
    }

    #[test]
    fn an_omission_stands_against_nothing() {
        let omitted = piece(Some(ChangeKind::Omitted), "", "not yet");
        assert_eq!(pairs(&[omitted]), [("", "not"), ("", "yet")]);
    }

    #[test]
    fn scripts_without_spaces_are_cut_and_glued() {
        let all = [piece(None, "我们不会", "我们不会"), piece(Some(ChangeKind::Inserted), "再", "")];
        let cells = cells(&all);
        assert_eq!(cells.len(), 5);
        assert!(cells[1..].iter().all(|cell| cell.glued));
        assert!(!super::cells(&[piece(None, "to go", "to go")])[1].glued);
    }

    #[test]
    fn inline_shows_both_sides_of_a_change() {
        let all = [
            piece(None, "We will", "We will"),
            piece(Some(ChangeKind::Replaced), "raise", "not raise"),
            piece(None, "it", "it"),
        ];
        let text = inline(&all, |text, mark| match mark {
            InlineMark::Same => text.to_owned(),
            InlineMark::LeftOut => format!("[-{text}-]"),
            InlineMark::PutIn => format!("{{+{text}+}}"),
        });
        assert_eq!(text, "We will [-not raise-] {+raise+} it");
    }

    #[test]
    fn a_mark_stands_where_words_are_hidden() {
        let aligned = |quoted: &str, marked| onrecord_check::Aligned {
            change: Some(ChangeClass::Word),
            kind: Some(ChangeKind::Omitted),
            marked,
            quoted: quoted.to_owned(),
            recorded: "and so on".to_owned(),
        };
        let finding = Finding {
            reference: String::new(),
            claim: onrecord_check::Claim::default(),
            verdict: onrecord_check::Verdict::Marked,
            flags: Vec::new(),
            changes: Vec::new(),
            alignment: vec![aligned("", true), aligned("[…]", true), aligned("", false)],
            passages: Vec::new(),
            readings: Vec::new(),
            coverage: None,
            reasons: Vec::new(),
        };
        let quoted: Vec<&str> = pieces(&finding).iter().map(|piece| piece.quoted).collect();
        assert_eq!(quoted, ["...", "[…]", ""]);
    }

    #[test]
    fn a_marked_ellipsis_hides_words() {
        let mut ellipsis = piece(Some(ChangeKind::Omitted), "…", "and this is the point");
        assert!(hidden(&[ellipsis]).is_empty());
        ellipsis.marked = true;
        assert_eq!(hidden(&[ellipsis]), ["and this is the point"]);
    }
}
