//! The record: sources, documents, people, events; the store and its index.
#![forbid(unsafe_code)]

pub mod corpus;
pub mod held;

pub use corpus::{Corpus, Gram};
pub use held::Held;
