//! Very long texts in pieces, so that what is held in memory beside the text is bounded.
//!
//! No article is as long as a piece; a book or a dump is. Who is named in one piece is not known in the next. Not for
//! parting paragraphs: see `paragraph`.

use std::ops::Range;

/// The largest piece in bytes. A token takes 32 bytes, so that a piece of nothing but marks takes some 150 MB.
pub(crate) const LARGEST: usize = 2_000_000;

/// The pieces of a text: cut between paragraphs, else between lines, else between words, else between characters.
pub(crate) fn pieces(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::with_capacity(text.len() / LARGEST + 1);
    let mut start = 0;
    while text.len() - start > LARGEST {
        let mut limit = start + LARGEST;
        while !text.is_char_boundary(limit) {
            limit -= 1;
        }
        let piece = text.get(start..limit).unwrap_or("");
        let cut = piece
            .rfind("\n\n")
            .map(|place| place + 2)
            .or_else(|| piece.rfind('\n').map(|place| place + 1))
            .or_else(|| piece.rfind(' ').map(|place| place + 1))
            .filter(|&cut| cut > 0)
            .unwrap_or(piece.len());
        found.push(start..start + cut);
        start += cut;
    }
    found.push(start..text.len());
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_the_text_and_none_is_too_large() {
        for unit in ["\"", "word ", "a line of words\n", "ä", "a paragraph\n\n"] {
            let text = unit.repeat(5_000_000 / unit.len());
            let found = pieces(&text);
            assert!(found.len() >= 3, "{unit:?}");
            assert!(found.iter().all(|range| range.len() <= LARGEST && text.get(range.clone()).is_some()));
            assert!(found.windows(2).all(|pair| pair[0].end == pair[1].start));
            assert_eq!((found[0].start, found[found.len() - 1].end), (0, text.len()));
        }
    }
}
