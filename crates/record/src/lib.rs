//! The record: sources, documents, people, events; the store and its index.
#![forbid(unsafe_code)]

pub mod held;

pub use held::Held;
