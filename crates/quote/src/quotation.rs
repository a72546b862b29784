//! A quotation as found in a text: where it stands, of which kind it is, and who is said to have spoken.

use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Words that a text puts in somebody's mouth.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Quotation {
    /// Bytes of the text, end exclusive, without the quotation marks.
    pub range: Range<usize>,
    /// How the words are marked as somebody's.
    pub kind: QuotationKind,
    /// Who is said to have spoken.
    pub speaker: Option<Mention>,
    /// The words that attribute the quotation ("said", "according to").
    pub cue: Option<Cue>,
    /// ISO 639-1 code of the language, where it could be told.
    pub language: Option<String>,
    /// Stands within another quotation of the same list, as a part of what is said there. Only found where asked for.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub inner: bool,
    /// How sure the extractor is that these words are quoted and the speaker is right: 0 to 1.
    pub confidence: f32,
}

/// How words are marked as somebody's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuotationKind {
    /// Between quotation marks, standing for itself.
    Direct,
    /// Between quotation marks inside a sentence that otherwise reports in its own words.
    Mixed,
    /// Reported without marks: the whole content.
    Indirect,
    /// A block quotation, a turn of a printed dialogue.
    Block,
}

/// The speaker as the text names them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// The mention next to the cue, as written ("he", "the minister", "Ruiz").
    pub text: String,
    /// Where the mention stands: bytes of the text, end exclusive.
    pub range: Range<usize>,
    /// Whom the mention resolves to in the text ("Ana Ruiz"); `None` where it is not clear.
    pub name: Option<String>,
}

/// The words that attribute a quotation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cue {
    /// The words as written.
    pub text: String,
    /// Where they stand: bytes of the text, end exclusive.
    pub range: Range<usize>,
}
