//! The index of a record of any size: which blocks of which documents share pairs of words with a quotation, and in which
//! segments a word stands, in microseconds.
//!
//! In what order to read: [`gather`] (documents to postings), [`rows`], [`pair_slice`], [`word_rows`] and [`bits`] (how postings are
//! packed), [`build`], [`merge`] and [`renew`] (runs), [`pair_lists`] and [`lookup`] (one key to its list), [`locate`], [`votes`] and
//! [`locate_words`] (a quotation to places),
//! [`part`] (a place to the text, the segments and the people that a check needs).
//!
//! It lies in the record's own file, in tables that begin with `index_`; it is derived, versioned and never the truth.
//! Documents that are not in it yet are found too: then [`RecordSearch::open`] says so, and the record is read as a whole.
//! [`crate::find`] searches with its lists of words.

mod bits;
pub(crate) mod build;
pub(crate) mod gather;
mod locate;
mod locate_words;
mod lookup;
mod merge;
mod own;
pub(crate) mod pair_lists;
mod pair_slice;
mod part;
mod renew;
mod rows;
pub(crate) mod verify;
mod votes;
pub(crate) mod weight;
pub(crate) mod word_list;
pub(crate) mod word_rows;

pub(crate) use gather::BLOCK;
pub(crate) use gather::{GAP, Gathered};
pub use locate::{Pair, Place};
pub use part::{Connections, IsClaimed, RecordSearch, Searcher, WhenWhere};

use crate::store::{Store, StoreError};

/// A part of the index that was written at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) id: i64,
    /// How many bits of a hash its buckets leave out.
    pub(crate) shift: u32,
    pub(crate) documents: i64,
    pub(crate) blocks: u64,
}

/// What the rows of a run hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    /// Pairs of words: one row for each slice of the keys, see [`pair_slice`].
    Pairs = 0,
    /// Words by their form.
    Words = 1,
    /// Words with a row of their own, by their form.
    LongWords = 3,
    /// How words are spelt that have a list, by their form.
    Spellings = 4,
}

impl Section {
    pub(crate) const ALL: [Section; 4] = [Section::Pairs, Section::Words, Section::LongWords, Section::Spellings];
}

/// Where the number of the run begins in the id of a row.
pub(crate) const RUN_SHIFT: u32 = 35;

/// The id of a row: run, section and key, so that the rows of a section follow each other in the order of their keys.
pub(crate) fn row_id(run: i64, section: Section, key: u32) -> i64 {
    run << RUN_SHIFT | (section as i64) << 32 | i64::from(key)
}

/// Reads bytes as rows of each section, as they may lie in a damaged record. For fuzzing.
#[doc(hidden)]
pub fn read_damaged_rows(data: &[u8], first: u32, shift: u32) {
    let (mut blocks, mut postings, mut entries) = (Vec::new(), Vec::new(), Vec::new());
    let _ = rows::bucket(data, first, first.saturating_add(shift), usize::MAX, &mut blocks);
    let _ = rows::unpack_buckets(data, first, shift, &mut postings, &mut blocks);
    let _ = rows::unpack_long(data, &mut blocks);
    let _ = pair_slice::each_row_of_slice(data, |_, key, row| {
        rows::unpack_buckets(row, key, shift, &mut postings, &mut blocks)
    });
    let _ = word_rows::unpack_entries(data, &mut entries);
    let _ = word_rows::words(data, first, |_, of_word| {
        entries.extend_from_slice(of_word);
        true
    });
    let _ = word_rows::spellings(data, |_, _| {});
}

impl Store {
    /// The runs of the index, oldest first.
    pub(crate) fn index_runs(&self) -> Result<Vec<Run>, StoreError> {
        let runs = (|| -> rusqlite::Result<Vec<Run>> {
            let mut statement =
                self.connection().prepare("SELECT id, shift, documents, blocks FROM index_runs ORDER BY id")?;
            let rows = statement.query_map((), |row| {
                let (shift, blocks): (u32, i64) = (row.get(1)?, row.get(3)?);
                // More would be no key at all; a damaged number must not shift out of range.
                let shift = shift.min(24);
                Ok(Run { id: row.get(0)?, shift, documents: row.get(2)?, blocks: blocks.unsigned_abs() })
            })?;
            rows.collect()
        })();
        runs.map_err(|e| self.sqlite(e))
    }

    /// What tells one state of the index's rows from another: its runs and their checksums.
    fn index_state(&self) -> Result<Vec<(i64, i64)>, StoreError> {
        self.connection()
            .prepare("SELECT id, checksum FROM index_runs ORDER BY id")
            .and_then(|mut statement| {
                statement.query_map((), |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()
            })
            .map_err(|e| self.sqlite(e))
    }

    /// Whether every document is current, where that was noted at the last entry of the log; what changes it is an entry.
    pub(crate) fn noted_as_current(&self) -> Option<bool> {
        let note = "SELECT version, (SELECT max(id) FROM log) FROM index_about WHERE name = 'all_current'";
        let (noted, last): (i64, i64) =
            self.connection().query_row(note, (), |row| Ok((row.get(0)?, row.get(1)?))).ok()?;
        (last > 0 && noted.checked_abs() == Some(last)).then_some(noted > 0)
    }

    /// Whether every document is current, counted.
    pub(crate) fn counted_as_current(&self) -> Result<bool, StoreError> {
        self.connection()
            .query_row(
                "SELECT (SELECT count(*) FROM documents) = (SELECT count(DISTINCT document) FROM names)",
                (),
                |row| row.get(0),
            )
            .map_err(|e| self.sqlite(e))
    }
}
