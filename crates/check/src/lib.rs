//! A quotation against the record: locate, align, judge.
#![forbid(unsafe_code)]

pub mod finding;

pub use finding::{Aligned, Change, ChangeClass, ChangeKind, Claim, Coverage, Finding, Flag, Passage, Verdict};
