//! `find`: words, phrases and filters to ranked hits with snippets.
//!
//! In what order to read: [`query`] (what was typed), [`crate::corpus::words`] (what a word is), [`candidates`], [`blocks`] and
//! [`walk`] (from the lists of the index to segments, ranked), [`fits`] (whether a text holds what is looked for), [`filters`], [`speakers`], [`search`]
//! (from candidates to the hits of a page), [`listed`] (where there are only filters), [`standing`] (where they stand), [`places`] (their texts), [`told`] and [`snippet`] (what is told of them). Text is read only of what is shown,
//! and of candidates whose lists do not settle it.
//!
//! What is not in the index yet is found by reading it. Not for checking quotations: that needs alignment, see the crate
//! `check`.

mod blocks;
mod candidates;
mod filters;
mod fits;
mod listed;
mod places;
mod query;
mod search;
mod snippet;
mod speakers;
mod standing;
#[cfg(test)]
mod tests;
mod told;
mod walk;

pub use query::{FILTERS, no_filters};

use crate::store::{Store, StoreError};
use filters::{Filters, Problem};
use fits::Looked;
use onrecord_read::{Grade, SegmentKind, TimeRange};
use query::Query;
use search::Search;
use std::ops::Range;

/// Whether a text fits a query; `None` where that is no query. For fuzzing.
#[doc(hidden)]
pub fn fits(query: &str, text: &str) -> Option<bool> {
    let query = Query::read(query).ok()?;
    Some(Looked::for_query(&query).in_text(text).is_some())
}

/// What a search found.
#[derive(Debug, Clone, Default)]
pub struct Hits {
    /// How many segments fit in all.
    pub total: u64,
    /// Whether the total was counted; otherwise it is reckoned from those that were looked at.
    pub is_exact: bool,
    /// The hits of this page, best first.
    pub hits: Vec<Hit>,
}

/// One segment that fits.
#[derive(Debug, Clone)]
pub struct Hit {
    /// The permanent reference of the segment: `REF:START-END`.
    pub reference: String,
    /// The name of the document.
    pub name: String,
    /// The document's title.
    pub title: Option<String>,
    /// Its date.
    pub date: Option<String>,
    /// Its event.
    pub event: Option<String>,
    /// Who speaks.
    pub speaker: Option<String>,
    /// What the segment is.
    pub kind: SegmentKind,
    /// How close it stands to the speech.
    pub grade: Grade,
    /// When it was spoken.
    pub time: Option<TimeRange>,
    /// Bytes of the document's text.
    pub range: Range<usize>,
    /// The part of the segment in which the words stand; whole words.
    pub snippet: String,
    /// Where the words that were looked for stand in the snippet: bytes, in order.
    pub marks: Vec<Range<usize>>,
    /// Where to see or hear the document.
    pub link: Option<String>,
}

/// As much of a query as an error repeats.
fn beginning(query: &str) -> String {
    const REPEATED: usize = 100;
    let mut rest = query.chars();
    let mut begin: String = rest.by_ref().take(REPEATED).collect();
    if rest.next().is_some() {
        begin.push('…');
    }
    begin
}

impl Store {
    /// Searches the current versions: see docs/record.md for how a query is written. Speech comes before what is not,
    /// then by rank (BM25), then in the order of the record, so that pages do not overlap.
    pub fn find(&self, query: &str, limit: usize, offset: usize) -> Result<Hits, StoreError> {
        let bad = |reason: String| StoreError::BadQuery { query: beginning(query), reason };
        let read = Query::read(query).map_err(bad)?;
        // One state of the record, whoever writes meanwhile.
        self.connection().execute_batch("SAVEPOINT find").map_err(|e| self.sqlite(e))?;
        let found = Filters::read(&read, self).map_err(|problem| match problem {
            Problem::Query(reason) => bad(reason),
            Problem::Store(error) => error,
        });
        let found = found.and_then(|filters| match read.all.is_empty() {
            true => self.listed(&filters, limit, offset),
            false => Search::of(self, &read, filters)?.page(limit, offset),
        });
        self.connection().execute_batch("RELEASE find").map_err(|e| self.sqlite(e))?;
        found
    }
}
