//! Which documents are of one event: its witnesses.
//!
//! In what order to read: [`sketch`] (what is compared of a document; made once, small), [`kin`] (whether two documents
//! are of one event, and how that shows), [`group`] (all ties, and the events that come of them).
//!
//! Pure functions over documents. Not for which witness a verdict rests on: that is the crate `check`.

pub mod group;
pub mod kin;
pub mod sketch;

pub(crate) use group::Known;
pub use group::{Decided, Events};
pub use kin::{Bond, Tie, days_apart};
pub use sketch::{Paragraph, Sketch};
