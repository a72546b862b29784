//! Words, folding, sentences, numbers, names and the alignment of words.
//!
//! Pure functions over text: no input or output, no clock. Read [`token`] first (what a word is), then [`fold`] (when
//! two words are the same), [`number`], [`number_words`], [`measure`], [`quantity`] and [`lexicon`] (what sort of word
//! it is), [`spelling`], [`variants`], [`short_name`] and [`sound`] (when two different words are one word written
//! twice), [`align`] (which word of one text answers to which of the other) and [`name`] (when two names are the same
//! person). Not for judging: what a difference means is decided in the crate `check`.
#![forbid(unsafe_code)]

pub mod align;
pub mod english;
pub mod fold;
pub mod lexicon;
pub mod measure;
pub mod name;
pub mod number;
pub mod number_words;
pub mod quantity;
pub mod short_name;
pub mod sound;
pub mod spelling;
pub mod token;
pub mod variants;

pub use token::{Form, Token, tokenize};
