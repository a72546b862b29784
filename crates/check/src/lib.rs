//! A quotation against the record: locate, align, judge.
//!
//! A claim walks through these modules in order: [`marks`] reads what the quoter marked, [`locate`] finds where the
//! words may stand, [`chain`] which word answers to which, `differences` what differs (with `gap`, `phrases` and `gather`),
//! `classes` (with `names`, `numbers`, `units`, `repairs`, `hedges` and, for captions, `hearing` with `dropped`, `echoes`, `edges` and `contraries`) what sort of change that is, `judge` what it amounts to (with `by_ear`, `swaps` and `twice`),
//! `choose` which witness counts (of the claimed [`occasion`] first), `context` (with `conditions`, `turned`, `limited`, `reported`, their words in `cues` and their patterns in `frames`, other languages in `tongues`) what stood around it, and `tell` (with `grammar`) says why.
//! [`Checker::check`] runs them all. [`versions`] compares two versions of one source by
//! the same rules. Verdicts come from typed changes, never from a score of similarity; shares only
//! decide whether a place is looked at as the quotation's at all.
#![forbid(unsafe_code)]

mod beside;
mod by_ear;
pub mod chain;
mod checker;
mod choose;
mod claimed;
mod classes;
mod conditions;
mod context;
mod contraries;
mod cues;
mod denials;
mod differences;
mod dropped;
mod echoes;
mod edges;
mod evidence;
pub mod explain;
pub mod finding;
mod frames;
mod gap;
mod gather;
mod grammar;
mod hearing;
mod hedges;
mod interjections;
mod judge;
mod left_open;
mod limited;
pub mod locate;
mod lost_lines;
pub mod marks;
mod names;
mod narrowing;
mod numbers;
pub mod occasion;
mod outside;
mod passage;
mod phrases;
mod repairs;
mod reported;
mod sides;
mod signs;
mod swaps;
mod tell;
mod times;
mod tongues;
mod turned;
mod twice;
mod unheard;
mod units;
pub mod versions;
mod weak_modals;
mod witnesses;
mod word_list;

pub use beside::{Beside, set_beside};
pub use checker::Checker;
pub use claimed::claimed_date;
pub use evidence::Evidence;
pub use finding::{
    Aligned, Asked, Change, ChangeClass, ChangeKind, Claim, Coverage, Differs, Finding, Flag, Passage, Reading, Verdict,
};
