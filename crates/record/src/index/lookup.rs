//! Looking up one word in the rows of a run. Pairs of words: [`super::pair_lists`].

use super::word_rows::{Entry, Standing, Word, spellings, unpack_entries, word};
use super::{Run, Section, row_id};
use crate::store::{Store, StoreError};
use onrecord_text::Form;
use rusqlite::blob::Blob;
use rusqlite::{MAIN_DB, OptionalExtension};

impl Store {
    /// Reads from the last row of a section that begins at or before a key.
    pub(super) fn in_index_row<T>(
        &self,
        run: &Run,
        section: Section,
        key: u32,
        read: impl FnOnce(u32, &[u8]) -> Option<T>,
    ) -> Result<Option<T>, StoreError> {
        let id = row_id(run.id, section, key);
        self.connection()
            .prepare_cached("SELECT id, data FROM index_rows WHERE id <= ? ORDER BY id DESC LIMIT 1")
            .map_err(|e| self.sqlite(e))?
            .query_row([id], |row| {
                let found: i64 = row.get(0)?;
                if found >> 32 != id >> 32 {
                    return Ok(None);
                }
                Ok(Some(read(found as u32, row.get_ref(1)?.as_blob().unwrap_or(&[])).ok_or(())))
            })
            .optional()
            .map_err(|e| self.sqlite(e))?
            .flatten()
            .transpose()
            .map_err(|()| self.damaged_index())
    }

    /// Reads a list that has a row of its own.
    pub(super) fn long_list<T>(
        &self,
        run: i64,
        section: Section,
        key: u32,
        read: impl FnOnce(&[u8]) -> Option<T>,
    ) -> Result<Option<T>, StoreError> {
        self.connection()
            .prepare_cached("SELECT data FROM index_rows WHERE id = ?")
            .and_then(|mut statement| {
                statement
                    .query_row([row_id(run, section, key)], |row| {
                        Ok(read(row.get_ref(0)?.as_blob().unwrap_or(&[])).ok_or(()))
                    })
                    .optional()
            })
            .map_err(|e| self.sqlite(e))?
            .transpose()
            .map_err(|()| self.damaged_index())
    }

    /// A row of the index, to be read in part; `None` where it is not there.
    pub(super) fn index_blob(&self, id: i64) -> Result<Option<Blob<'_>>, StoreError> {
        let error = match self.connection().blob_open(MAIN_DB, "index_rows", "data", id, true) {
            Ok(blob) => return Ok(Some(blob)),
            Err(error) => error,
        };
        // What it says where there is no such row is what it says of much else.
        let is_there = self
            .connection()
            .prepare_cached("SELECT 1 FROM index_rows WHERE id = ?")
            .and_then(|mut statement| statement.query_row([id], |_| Ok(())).optional())
            .map_err(|e| self.sqlite(e))?;
        if is_there.is_some() { Err(self.sqlite(error)) } else { Ok(None) }
    }

    pub(super) fn damaged_index(&self) -> StoreError {
        self.damaged("the index of words")
    }

    /// What a run has of a word; where its list has no row of its own, that is appended to `entries`.
    pub(super) fn word_in(&self, run: &Run, form: Form, entries: &mut Vec<Entry>) -> Result<Option<Word>, StoreError> {
        let found = self.in_index_row(run, Section::Words, form.0, |first, data| word(data, first, form.0, entries))?;
        Ok(found.flatten())
    }

    /// The segments in which a word stands, in order.
    pub(crate) fn entries_of(&self, runs: &[Run], form: Form) -> Result<Vec<Entry>, StoreError> {
        let mut found: Vec<Entry> = Vec::new();
        for run in runs {
            if self.word_in(run, form, &mut found)?.is_some_and(|word| word.long) {
                self.long_list(run.id, Section::LongWords, form.0, |data| unpack_entries(data, &mut found))?;
            }
        }
        if !found.is_sorted() {
            found.sort_unstable();
        }
        Ok(found)
    }

    /// In how many segments a word stands.
    pub(crate) fn count_of(&self, runs: &[Run], form: Form) -> Result<usize, StoreError> {
        let mut count = 0;
        for run in runs {
            let word = self.word_in(run, form, &mut Vec::new())?;
            count += word.map_or(0, |word| usize::try_from(word.count).unwrap_or(usize::MAX));
        }
        Ok(count)
    }

    /// Whether the record has a word, and whether with a small letter.
    pub(super) fn has_word(&self, runs: &[Run], form: Form) -> Result<(bool, bool), StoreError> {
        let standing = self.standing_of(runs, form)?;
        Ok((standing >= Some(Standing::Token), standing == Some(Standing::Small)))
    }

    /// How a word stands on record; `None` where it does not.
    fn standing_of(&self, runs: &[Run], form: Form) -> Result<Option<Standing>, StoreError> {
        let mut standing = None;
        for run in runs {
            standing = standing.max(self.word_in(run, form, &mut Vec::new())?.map(|word| word.standing));
        }
        Ok(standing)
    }

    /// Goes through all words that have a list and begin with one of some bytes, as they are searched for (UTF-8), in no order
    /// that means anything, each with the power of two of the number of segments in which it stands; a word may come more than
    /// once.
    pub(crate) fn each_spelling(
        &self,
        runs: &[Run],
        firsts: &[bool; 256],
        mut each: impl FnMut(&[u8], u8),
    ) -> Result<(), StoreError> {
        // There are very many words, and most begin with another letter: those are passed over here, without a call.
        let mut each = |word: &[u8], power| {
            if word.first().is_some_and(|&first| firsts[usize::from(first)]) {
                each(word, power);
            }
        };
        for run in runs {
            let (from, to) = (row_id(run.id, Section::Spellings, 0), row_id(run.id, Section::Spellings, u32::MAX));
            let mut statement = self
                .connection()
                .prepare_cached("SELECT data FROM index_rows WHERE id BETWEEN ? AND ?")
                .map_err(|e| self.sqlite(e))?;
            let mut rows = statement.query((from, to)).map_err(|e| self.sqlite(e))?;
            while let Some(row) = rows.next().map_err(|e| self.sqlite(e))? {
                let data = row.get_ref(0).map_err(|e| self.sqlite(e))?.as_blob().unwrap_or(&[]);
                spellings(data, &mut each).ok_or_else(|| self.damaged_index())?;
            }
        }
        Ok(())
    }
}
