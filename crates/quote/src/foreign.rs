//! Other languages within a text: a paragraph that is told in another language, words quoted in one.
//!
//! The text's language is known by its small words; where a paragraph or a quotation has few of them, its own small words
//! are asked. Looks at the tokens once; only what stands out is detected anew. Not for single words, and not for languages
//! that part no words by spaces.

use crate::detection::detect_against;
use crate::language::word;
use crate::marks::Span;
use crate::token::{Kind, Token};
use std::ops::Range;

/// Parts of a text in other languages than the text's, with their ISO 639-1 codes, in order.
#[derive(Debug, Default)]
pub(crate) struct Foreign {
    /// Whole paragraphs whose narrator speaks another language.
    pub(crate) told: Vec<(Range<usize>, &'static str)>,
    /// What stands between two marks.
    pub(crate) quoted: Vec<(Range<usize>, &'static str)>,
}

impl Foreign {
    /// The language of the quoted words at a byte, if it is another one.
    pub(crate) fn quoted_at(&self, at: usize) -> Option<&'static str> {
        let after = self.quoted.partition_point(|(range, _)| range.start <= at);
        let (range, code) = self.quoted.get(after.checked_sub(1)?)?;
        (at < range.end).then_some(*code)
    }
}

/// Fewer words tell no language.
const FEWEST: usize = 6;

/// Words counted, and how many of them are small words of the text's language.
#[derive(Default, Clone, Copy)]
struct Count {
    words: usize,
    known: usize,
}

impl Count {
    fn add(&mut self, token: &Token) {
        self.words += 1;
        self.known += usize::from(token.has(word::FUNCTION));
    }

    /// So few small words that it may be another language.
    fn stands_out(self) -> bool {
        self.words >= FEWEST && self.known * 5 < self.words
    }
}

/// Finds what is in another language than `code`. `tokens` are those of the whole text, paragraphs parted by breaks.
pub(crate) fn find(text: &str, paragraphs: &[Range<usize>], tokens: &[Token], spans: &[Span], code: &str) -> Foreign {
    let mut found = Foreign::default();
    let (mut outside, mut inside) = (Count::default(), Count::default());
    let mut open: Option<u32> = None;
    let mut number = 0;
    for token in tokens {
        match token.kind {
            Kind::QuoteOpen(pair) if open.is_none() => {
                open = Some(pair);
                inside = Count::default();
            }
            Kind::QuoteClose(pair) if open == Some(pair) => {
                open = None;
                let range = spans.get(pair as usize).map(Span::inner).filter(|_| inside.stands_out());
                if let Some(range) = range
                    && let Some(other) = text.get(range.clone()).and_then(|words| detect_against(words, code))
                {
                    found.quoted.push((range, other));
                }
            }
            Kind::Break => {
                let paragraph = paragraphs.get(number).filter(|_| outside.stands_out());
                if let Some(range) = paragraph
                    && let Some(other) = detect_against(&narrated(text, range, spans), code)
                {
                    match found.told.last_mut().filter(|(last, code)| *code == other && last.end + 2 >= range.start) {
                        Some((last, _)) => last.end = range.end,
                        None => found.told.push((range.clone(), other)),
                    }
                }
                outside = Count::default();
                number += 1;
            }
            Kind::Word if open.is_some() => inside.add(token),
            Kind::Word => outside.add(token),
            _ => {}
        }
    }
    found
}

/// A paragraph without what stands between its marks.
fn narrated(text: &str, paragraph: &Range<usize>, spans: &[Span]) -> String {
    let mut told = String::new();
    let mut at = paragraph.start;
    let first = spans.partition_point(|span| span.open.start < paragraph.start);
    for span in spans[first..].iter().take_while(|span| span.open.start < paragraph.end) {
        if span.depth == 0 && span.open.start >= at {
            told.push_str(text.get(at..span.open.start).unwrap_or(""));
            told.push(' ');
            at = span.close.end;
        }
    }
    told.push_str(text.get(at..paragraph.end).unwrap_or(""));
    told
}
