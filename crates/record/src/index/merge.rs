//! Merging the runs of the index, and taking a document out of it.
//!
//! Runs are merged a few slices of the keys at a time: what a slice has lost in the old runs it has in the new one, so a
//! reader finds everything at every moment, and the space of old rows is used again by new ones. A document is taken out
//! by the same way: all runs are made one, without it.

use super::build::BYTES_A_WORD;
use super::gather::{BLOCK, Packed, SLICES, pack_word};
use super::pair_slice::each_row_of_slice;
use super::rows::{Row, block, pack_buckets, pack_long, unpack_buckets, unpack_long};
use super::verify::row_checksum;
use super::word_rows::{Entry, SpellingPacker, Standing, WordPacker, spellings, unpack_entries, words};
use super::{RUN_SHIFT, Run, Section, row_id};
use crate::store::{Store, StoreError};
use onrecord_text::Form;
use rusqlite::OptionalExtension;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A run is merged with the ones before it while they are not so many times larger.
const MUCH_LARGER: u64 = 4;
/// How many slices are merged in one transaction.
const SLICES_AT_ONCE: usize = 16;
/// Buckets with more postings, about, are made anew from the documents: what they add to a list is no longer small.
const MOST_IN_BUCKET: u64 = 16;

impl Store {
    /// Merges the newest runs with older ones until each is much larger than all after it.
    pub(super) fn merge_runs(&mut self, may_rebuild: bool) -> Result<(), StoreError> {
        let runs = self.index_runs()?;
        let mut from = runs.len();
        let mut blocks = 0;
        for (index, run) in runs.iter().enumerate().rev() {
            if from < runs.len() && run.blocks > MUCH_LARGER * blocks {
                break;
            }
            blocks += run.blocks;
            from = index;
        }
        match runs.get(from..) {
            Some(newest) if newest.len() > 1 => self.merge(newest, may_rebuild),
            _ => Ok(()),
        }
    }

    fn merge(&mut self, runs: &[Run], may_rebuild: bool) -> Result<(), StoreError> {
        self.merge_until(runs, may_rebuild, SLICES)
    }

    /// [`Store::merge`], broken off after so many slices.
    fn merge_until(&mut self, runs: &[Run], may_rebuild: bool, until: usize) -> Result<(), StoreError> {
        let shift = runs.iter().map(|run| run.shift).max().unwrap_or(24);
        let documents = runs.iter().map(|run| run.documents as usize).sum();
        let blocks: u64 = runs.iter().map(|run| run.blocks).sum();
        if too_coarse(blocks, shift) {
            // The buckets of the parts are too coarse for the whole, and cannot be made finer without the words.
            return if may_rebuild { self.make_finer(runs, blocks) } else { Ok(()) };
        }
        let mut target: Option<Run> = None;
        let mut is_whole = true;
        for slices in (0..until).step_by(SLICES_AT_ONCE) {
            let goes_on = self.transaction(|store| {
                let there = store.index_runs()?;
                let is_there = |run: &Run| there.iter().any(|one| one.id == run.id);
                if !runs.iter().chain(&target).all(is_there) {
                    // Another process merges them: what it leaves is merged the next time.
                    return Ok(false);
                }
                let run = match target {
                    Some(run) => run,
                    None => {
                        let id = store.new_run(shift, documents, blocks)?;
                        store.count_as_empty(runs)?;
                        *target.insert(Run { id, shift, documents: documents as i64, blocks })
                    }
                };
                for slice in slices..(slices + SLICES_AT_ONCE).min(SLICES) {
                    let packed = store.take_slice(runs, slice, shift, &Gone::default())?;
                    store.insert_packed(run.id, &packed)?;
                }
                if slices + SLICES_AT_ONCE >= SLICES {
                    is_whole = store.are_used_up(runs)?;
                    store.drop_empty_runs()?;
                }
                Ok(true)
            })?;
            if !goes_on {
                break;
            }
        }
        // What was damaged must not become sound by being written anew.
        if is_whole || !may_rebuild { Ok(()) } else { self.rebuild_index() }
    }

    /// What runs have counts as the new run's from the first slice on: however early a merge is broken off, nothing counts twice.
    fn count_as_empty(&self, runs: &[Run]) -> Result<(), StoreError> {
        for run in runs {
            self.connection()
                .prepare_cached("UPDATE index_runs SET documents = 0, blocks = 0 WHERE id = ?")
                .and_then(|mut statement| statement.execute([run.id]))
                .map_err(|e| self.sqlite(e))?;
        }
        Ok(())
    }

    /// Whether every row of some runs was taken as it was written: nothing but their shift is left of their checksums.
    fn are_used_up(&self, runs: &[Run]) -> Result<bool, StoreError> {
        for run in runs {
            let left: i64 = self
                .connection()
                .query_row("SELECT checksum FROM index_runs WHERE id = ?", [run.id], |row| row.get(0))
                .map_err(|e| self.sqlite(e))?;
            if left != row_checksum(run.id, &run.shift.to_le_bytes()) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Takes everything about a document out of the index: which words it has, and where. Within a transaction, before
    /// the document's rows are deleted. `false`: the index was not as it was written, so that nobody knows what is where;
    /// it is empty now, and to be made anew after the transaction ([`Store::index_new`]).
    pub(crate) fn forget_in_index(&mut self, document: i64) -> Result<bool, StoreError> {
        let is_whole = match self.forget_blocks(document) {
            Err(StoreError::Damaged { .. }) => false,
            done => done?,
        };
        if !is_whole {
            self.execute("DELETE FROM index_documents; DELETE FROM index_runs; DELETE FROM index_rows")?;
        }
        Ok(is_whole)
    }

    fn forget_blocks(&mut self, document: i64) -> Result<bool, StoreError> {
        if !self.blocks_are_sound()? {
            return Ok(false);
        }
        let gone: Option<Gone> = self
            .connection()
            .query_row(
                "SELECT i.first, i.first + i.blocks, d.first_segment, d.first_segment + d.segments \
                 FROM index_documents i JOIN documents d ON d.id = i.document WHERE i.document = ?",
                [document],
                |row| Ok(Gone { blocks: row.get(0)?..row.get(1)?, segments: row.get(2)?..row.get(3)? }),
            )
            .optional()
            .map_err(|e| self.sqlite(e))?;
        let Some(gone) = gone else { return Ok(true) };
        // Which run has its blocks is not known, so all are made one.
        let runs = self.index_runs()?;
        let shift = runs.iter().map(|run| run.shift).max().unwrap_or(24);
        let documents = runs.iter().map(|run| run.documents as usize).sum::<usize>().saturating_sub(1);
        let all: u64 = runs.iter().map(|run| run.blocks).sum();
        let run = self.new_run(shift, documents, all.saturating_sub(gone.blocks.len() as u64))?;
        for slice in 0..SLICES {
            let packed = self.take_slice(&runs, slice, shift, &gone)?;
            self.insert_packed(run, &packed)?;
        }
        // What was damaged must not become sound by being written anew.
        let is_whole = self.are_used_up(&runs)?;
        self.drop_empty_runs()?;
        self.connection()
            .execute("DELETE FROM index_documents WHERE document = ?", [document])
            .map(|_| is_whole)
            .map_err(|e| self.sqlite(e))
    }

    /// Whether every block of the runs is one document's: else what is taken out might be another's.
    fn blocks_are_sound(&self) -> Result<bool, StoreError> {
        let of_runs: i64 = self
            .connection()
            .query_row("SELECT coalesce(sum(blocks), 0) FROM index_runs", (), |row| row.get(0))
            .map_err(|e| self.sqlite(e))?;
        let of_documents: i64 = self
            .connection()
            .query_row("SELECT coalesce(sum(blocks), 0) FROM index_documents", (), |row| row.get(0))
            .map_err(|e| self.sqlite(e))?;
        // Fewer may be in the runs: one of nothing but blanks has no rows.
        Ok(of_runs <= of_documents && self.damage_of_blocks()?.is_empty())
    }

    fn drop_empty_runs(&self) -> Result<(), StoreError> {
        self.execute(&format!(
            "DELETE FROM index_runs WHERE NOT EXISTS (SELECT 1 FROM index_rows r \
             WHERE r.id >= index_runs.id << {RUN_SHIFT} AND r.id < (index_runs.id + 1) << {RUN_SHIFT})"
        ))
    }

    /// Takes one slice of some runs out of the file, as one, without what is `gone`.
    fn take_slice(&self, runs: &[Run], slice: usize, shift: u32, gone: &Gone) -> Result<Packed, StoreError> {
        let mut packed = Packed { slice, ..Packed::default() };
        let (mut pairs, mut long) = (Vec::new(), Vec::new());
        let mut lists: BTreeMap<u32, (Standing, Vec<Entry>)> = BTreeMap::new();
        let mut spelt: BTreeSet<(u32, Box<str>)> = BTreeSet::new();
        let mut long_pairs: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for run in runs {
            let mut sum = 0i64;
            self.each_row(run.id, Section::Pairs, slice, &mut sum, |_, data| {
                let widen = shift - run.shift;
                each_row_of_slice(data, |is_long, key, row| match is_long {
                    true => unpack_long(row, long_pairs.entry(key).or_default()),
                    false => unpack_buckets(row, key.checked_shr(run.shift)?, widen, &mut pairs, &mut long),
                })
            })?;
            self.each_row(run.id, Section::Words, slice, &mut sum, |first, data| {
                words(data, first, |word, entries| {
                    let list = lists.entry(word.form).or_default();
                    list.0 = list.0.max(word.standing);
                    list.1.extend_from_slice(entries);
                    true
                })
            })?;
            self.each_row(run.id, Section::LongWords, slice, &mut sum, |form, data| {
                unpack_entries(data, &mut lists.entry(form).or_default().1)
            })?;
            self.each_row(run.id, Section::Spellings, slice, &mut sum, |_, data| {
                spellings(data, |word, _| {
                    let word = String::from_utf8_lossy(word);
                    spelt.insert((Form::of(&word).0, word.into()));
                })
            })?;
            self.add_to_checksum(run.id, sum.wrapping_neg())?;
            for section in Section::ALL {
                let (from, to) = slice_ids(run.id, section, slice);
                self.connection()
                    .prepare_cached("DELETE FROM index_rows WHERE id >= ? AND id < ?")
                    .and_then(|mut statement| statement.execute((from, to)))
                    .map_err(|e| self.sqlite(e))?;
            }
        }
        if !gone.blocks.is_empty() {
            pairs.retain(|&one| !gone.blocks.contains(&block(one)));
            // What was empty before cannot be: every word stands somewhere.
            lists.retain(|_, (_, entries)| {
                entries.retain(|entry| !gone.segments.contains(&(entry.segment() as i64)));
                !entries.is_empty()
            });
            spelt.retain(|(form, _)| lists.contains_key(form));
            long_pairs.retain(|_, blocks| {
                blocks.retain(|block| !gone.blocks.contains(block));
                !blocks.is_empty()
            });
        }
        // Some lists, mostly each in order: this sort merges them.
        pairs.sort();
        pairs.dedup();
        long.sort_unstable();
        long.dedup();
        packed.buckets = pack_buckets(slice as u32, shift, &pairs, &long);
        let mut packer = WordPacker::default();
        for (form, (standing, entries)) in &mut lists {
            entries.sort_unstable();
            entries.dedup_by_key(|entry| entry.segment());
            pack_word(&mut packer, &mut packed.long_words, *form, *standing, entries);
        }
        packed.words = packer.finish();
        let mut packer = SpellingPacker::default();
        for (form, word) in &spelt {
            packer.push(*form, word, lists.get(form).map_or(0, |(_, entries)| entries.len()));
        }
        packed.spellings = packer.finish();
        for (hash, mut blocks) in long_pairs {
            blocks.sort_unstable();
            blocks.dedup();
            packed.long_pairs.push(Row { key: hash, data: pack_long(&blocks) });
        }
        Ok(packed)
    }

    /// Goes through the rows of a slice, and adds up their checksums.
    fn each_row(
        &self,
        run: i64,
        section: Section,
        slice: usize,
        sum: &mut i64,
        mut each: impl FnMut(u32, &[u8]) -> Option<()>,
    ) -> Result<(), StoreError> {
        let (from, to) = slice_ids(run, section, slice);
        let mut statement = self
            .connection()
            .prepare_cached("SELECT id, data FROM index_rows WHERE id >= ? AND id < ? ORDER BY id")
            .map_err(|e| self.sqlite(e))?;
        let mut rows = statement.query((from, to)).map_err(|e| self.sqlite(e))?;
        while let Some(row) = rows.next().map_err(|e| self.sqlite(e))? {
            let id: i64 = row.get(0).map_err(|e| self.sqlite(e))?;
            let data = row.get_ref(1).map_err(|e| self.sqlite(e))?.as_blob().unwrap_or(&[]);
            *sum = sum.wrapping_add(row_checksum(id, data));
            each(id as u32, data).ok_or_else(|| self.damaged("the index of words"))?;
        }
        Ok(())
    }
}

/// What is to be forgotten.
#[derive(Debug, Default)]
struct Gone {
    blocks: Range<u32>,
    /// Rows of segments.
    segments: Range<i64>,
}

/// Whether so many blocks of text are too much for the buckets of this shift.
pub(super) fn too_coarse(blocks: u64, shift: u32) -> bool {
    (blocks * BLOCK as u64 / BYTES_A_WORD as u64) >> (32 - shift) > MOST_IN_BUCKET
}

fn slice_ids(run: i64, section: Section, slice: usize) -> (i64, i64) {
    let from = row_id(run, section, (slice as u32) << 24);
    (from, from + (1 << 24))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Addition;
    use onrecord_read::{Hint, read};

    #[test]
    fn a_merge_that_was_broken_off_counts_nothing_twice() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::create(&folder.path().join("a.record")).unwrap();
        for at in 0..6 {
            let text = format!("Ana Ruiz: The harbour of town {at} stays open, and we will not raise its fees.\n")
                .repeat(40 - at);
            let document = read(text.as_bytes(), &Hint::default()).unwrap();
            store.add(&Addition::prepare(&format!("{at}.txt"), text, document, None).unwrap()).unwrap();
        }
        // A run for each document, as six commands would have left them.
        store.execute("DELETE FROM index_documents; DELETE FROM index_runs; DELETE FROM index_rows").unwrap();
        for document in 1..=6 {
            let held = store.held(document, String::new()).unwrap();
            let size = held.document.text.len();
            let first: i64 = store
                .connection()
                .query_row("SELECT first_segment FROM documents WHERE id = ?", [document], |row| row.get(0))
                .unwrap();
            assert!(store.index_giant(document, first, &held.document, size, usize::MAX).unwrap());
        }
        let counted = |store: &Store| -> (u64, i64) {
            let runs = store.index_runs().unwrap();
            (runs.iter().map(|run| run.blocks).sum(), runs.iter().map(|run| run.documents).sum())
        };
        let (whole, runs) = (counted(&store), store.index_runs().unwrap());
        assert!(runs.len() >= 6, "{runs:?}");
        store.merge_until(&runs, false, SLICES_AT_ONCE).unwrap();
        assert_eq!(store.index_runs().unwrap().len(), runs.len() + 1, "the old ones are not used up");
        assert_eq!(counted(&store), whole);
        assert_eq!(store.damage_of_index().unwrap(), Vec::<String>::new());
        // Broken off a second time, and then a document is taken out: the index is known to be whole.
        let runs = store.index_runs().unwrap();
        store.merge_until(&runs, false, 2 * SLICES_AT_ONCE).unwrap();
        assert_eq!(counted(&store), whole);
        assert!(store.transaction(|store| store.forget_in_index(2)).unwrap(), "it need not be made anew");
        assert!(store.index_runs().unwrap().len() == 1 && counted(&store).0 < whole.0);
    }
}
