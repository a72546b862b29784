//! Bytes of any format to a [`Document`] of addressed segments.
#![forbid(unsafe_code)]

pub mod document;

pub use document::{Document, Format, Grade, Person, Segment, SegmentKind, TimeRange, WordTime};
