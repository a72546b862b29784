//! A text to its quotations and their speakers.
#![forbid(unsafe_code)]

pub mod quotation;

pub use quotation::{Cue, Mention, Quotation, QuotationKind};
