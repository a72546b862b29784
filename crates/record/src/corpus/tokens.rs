//! The words of a document, told apart once for all that is made of them: its sketch and its postings in the index.
//!
//! Not for looking words up: that is the corpus, or the index.

use super::evidence::each_text;
use onrecord_read::{Document, SegmentKind};
use onrecord_text::Token;
use onrecord_text::number::Number;
use onrecord_text::token::{Sink, tokenize_into};
use std::ops::Range;

/// The tokens of longer documents, in bytes, are not kept but made again each time: they take more room than the text.
const LONGEST_KEPT: usize = 16 << 20;

/// The texts of a document and their tokens.
#[derive(Debug, Clone)]
pub(crate) struct Tokens {
    texts: Vec<Text>,
    /// The segments of the texts, one text after the other: index and end.
    segments: Vec<(usize, usize)>,
    /// Each with whether it is a number; `None` where they are not kept.
    tokens: Option<Vec<(Token, bool)>>,
}

/// What the words of a text may support.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    /// A quotation: see [`each_text`].
    Evidence,
    /// A quotation, if the document had another grade.
    Narration,
    /// Nothing: they are only searched for.
    Other,
}

/// A text whose words stand in a row.
#[derive(Debug, Clone)]
pub(crate) struct Text {
    /// Bytes of the document's text.
    pub(crate) range: Range<usize>,
    pub(crate) used: Use,
    segments: Range<usize>,
    tokens: Range<usize>,
}

impl Tokens {
    /// Of a document: what is evidence first, in the order of the text, then the other segments. Linear in its text.
    pub(crate) fn of(document: &Document) -> Tokens {
        let mut of = Tokens { texts: Vec::new(), segments: Vec::new(), tokens: None };
        let mut taken = vec![false; document.segments.len()];
        each_text(document, document.has_speech(), |text| {
            for &(segment, _) in text.segments {
                if let Some(taken) = taken.get_mut(segment) {
                    *taken = true;
                }
            }
            of.push(text.range, Use::Evidence, text.segments);
        });
        for (index, (segment, _)) in document.segments.iter().zip(taken).enumerate().filter(|(_, (_, taken))| !taken) {
            let is_told = segment.kind == SegmentKind::Narration;
            let used = if is_told { Use::Narration } else { Use::Other };
            of.push(segment.range.clone(), used, &[(index, segment.range.end)]);
        }
        if document.text.len() <= LONGEST_KEPT {
            let mut kept = Kept(Vec::with_capacity(document.text.len() / 5));
            for text in &mut of.texts {
                let start = kept.0.len();
                let words = document.text.get(text.range.clone()).unwrap_or("");
                tokenize_into(words, text.range.start as u32, &mut kept);
                text.tokens = start..kept.0.len();
            }
            of.tokens = Some(kept.0);
        }
        of
    }

    fn push(&mut self, range: Range<usize>, used: Use, segments: &[(usize, usize)]) {
        let start = self.segments.len();
        self.segments.extend_from_slice(segments);
        self.texts.push(Text { range, used, segments: start..self.segments.len(), tokens: 0..0 });
    }

    /// The texts.
    pub(crate) fn texts(&self) -> &[Text] {
        &self.texts
    }

    /// The segments that a text covers: index and end, in order.
    pub(crate) fn segments(&self, text: &Text) -> &[(usize, usize)] {
        self.segments.get(text.segments.clone()).unwrap_or(&[])
    }

    /// Goes through the tokens of a text of this document, each with whether it is a number. Ranges are bytes of the
    /// document's text.
    pub(crate) fn each(&self, document: &Document, text: &Text, mut take: impl FnMut(Token, bool)) {
        match &self.tokens {
            Some(tokens) => {
                tokens.get(text.tokens.clone()).unwrap_or(&[]).iter().for_each(|(token, number)| take(*token, *number));
            }
            None => {
                let words = document.text.get(text.range.clone()).unwrap_or("");
                tokenize_into(words, text.range.start as u32, &mut Taking(take));
            }
        }
    }
}

struct Kept(Vec<(Token, bool)>);

impl Sink for Kept {
    fn token(&mut self, token: Token, number: Option<Number>) {
        self.0.push((token, number.is_some()));
    }
}

struct Taking<F>(F);

impl<F: FnMut(Token, bool)> Sink for Taking<F> {
    fn token(&mut self, token: Token, number: Option<Number>) {
        (self.0)(token, number.is_some());
    }
}
