//! The record: sources, documents, people, events; the store and its index.
//!
//! Read [`held`] first (a document as the record holds it), then [`mod@gather`] (paths to documents, with the metadata files
//! beside them), then [`store`] (one SQLite file that keeps them) and [`mod@find`] (searching it); [`corpus`] is what quotations are
//! looked up in, [`people`] who is who in it by decision. [`digest`] says how a source and a reading are named by
//! their content. Not for reading formats (crate `read`) and not for judging quotations (crate `check`).
#![forbid(unsafe_code)]

pub mod corpus;
mod date;
pub mod digest;
pub mod events;
pub mod find;
pub mod gather;
pub mod held;
pub mod index;
pub mod people;
pub mod store;

pub use corpus::{Beyond, Catalogue, Corpus, Gram};
pub use date::is_date;
pub use digest::Digest;
pub use find::{Hit, Hits};
pub use gather::{GatherError, GatherOptions, Gathered, Given, Skip, SkipReason, gather, gather_each, gather_given};
pub use held::Held;
pub use index::{Connections, IsClaimed, Pair, RecordSearch, Searcher, WhenWhere};
pub use people::People;
pub use store::{Store, StoreError};
