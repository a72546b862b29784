//! What a token is: a word or a sign of a text, with what the language's list knows of it.
//!
//! Every token is a byte range. `lexer` reads them; all that reads phrases and clauses looks at nothing else.

use crate::language::{Gender, word};
use std::ops::Range;
use std::slice::SliceIndex;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Word,
    Number,
    /// 's or ’ after a plural.
    Possessive,
    Comma,
    /// . ? ! … at a sentence's end.
    Stop,
    Colon,
    Semicolon,
    /// A dash between words, not a hyphen.
    Dash,
    BracketOpen,
    BracketClose,
    /// The opening mark of the pair of that index.
    QuoteOpen(u32),
    /// The closing mark of the pair of that index.
    QuoteClose(u32),
    /// Between two paragraphs.
    Break,
    /// A whole quotation, masked: the pair of that index.
    Quote(u32),
    Other,
}

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Case {
    Lower,
    /// First letter only, or mixed ("McCain").
    Capital,
    /// All capitals, two letters or more.
    Upper,
    /// Scripts without case.
    Caseless,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Token {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) kind: Kind,
    pub(crate) case: Case,
    pub(crate) flags: u64,
    pub(crate) gender: Gender,
    /// A small word that ends like a plural.
    pub(crate) plural: bool,
    /// An unlisted word that ends like a past tense (small) or like a participle (with a capital); in German one
    /// that ends like a participle before a noun ("geborene").
    pub(crate) past: bool,
    /// A small unlisted word whose ending shows another case than the first (German "-en").
    pub(crate) oblique: bool,
    /// An unlisted capitalised word that may be a name in the genitive (German "Kellers").
    pub(crate) genitive: bool,
    /// A capitalised noun whose ending shows that it is feminine (German "-ung"): behind "der" it is no subject.
    pub(crate) feminine: bool,
}

impl Token {
    /// A sign or a plain small word.
    pub(crate) fn new(start: u32, end: u32, kind: Kind) -> Token {
        let (case, gender) = (Case::Lower, Gender::Unknown);
        Token {
            start,
            end,
            kind,
            case,
            flags: 0,
            gender,
            plural: false,
            past: false,
            oblique: false,
            genitive: false,
            feminine: false,
        }
    }

    pub(crate) fn has(&self, flags: u64) -> bool {
        self.flags & flags != 0
    }

    /// A pronoun that is nothing else ("er"), not one that determines a noun as well ("diese").
    pub(crate) fn is_pronoun(&self) -> bool {
        self.has(word::PRONOUN) && !self.has(word::DETERMINER)
    }

    /// An adverb that begins a sentence, though written small it may stand before a title ("Then", "then President").
    pub(crate) fn opens_as_adverb(&self) -> bool {
        self.has(word::ADVERB) && self.has(word::TITLE) && self.is_capital()
    }

    pub(crate) fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    pub(crate) fn is_word(&self) -> bool {
        matches!(self.kind, Kind::Word | Kind::Number)
    }

    /// Written with a capital.
    pub(crate) fn is_capital(&self) -> bool {
        self.kind == Kind::Word && matches!(self.case, Case::Capital | Case::Upper | Case::Caseless)
    }
}

/// The tokens of a range; none where it does not lie within them. Where a sentence begins and ends is told by several modules, and a
/// text that one of them reads otherwise must not stop the rest.
pub(crate) fn tokens_in(stream: &[Token], places: impl SliceIndex<[Token], Output = [Token]>) -> &[Token] {
    stream.get(places).unwrap_or(&[])
}
