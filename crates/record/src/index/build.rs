//! Building the index: documents that are not in it yet become a run, and runs are merged.
//!
//! A run is written in one transaction; so a document is in the index wholly or not at all. Runs are merged a few slices
//! of the keys at a time: what a slice has lost in the old runs it has in the new one, so a reader finds everything at
//! every moment, and the space of old rows is used again by new ones.

use super::gather::{BLOCK, Gathered, Indexed, Packed, SLICES, pack_word};
use super::rows::{Row, WordPacker, pack_buckets, pack_long, unpack_buckets, unpack_long, words};
use super::verify::row_checksum;
use super::{Run, Section, row_id};
use crate::store::{Store, StoreError};
use std::collections::BTreeMap;

/// How many bytes of text one run is made of at most: its postings are held in memory.
pub(crate) const RUN_BYTES: usize = 96 << 20;
/// A run is merged with the ones before it while they are not so many times larger.
const MUCH_LARGER: u64 = 4;
/// How many slices are merged in one transaction.
const SLICES_AT_ONCE: usize = 16;
/// Buckets with more postings, about, are made anew from the documents: what they add to a list is no longer small.
const MOST_IN_BUCKET: u64 = 48;
/// A word is about so many bytes of text.
const BYTES_A_WORD: usize = 6;

impl Store {
    /// Puts into the index what is on record and not in it yet, and merges its runs where there are many.
    ///
    /// What is not in the index is found too, only slower; so this may be broken off at any moment.
    pub fn index_new(&mut self) -> Result<(), StoreError> {
        self.index_runs_of_new()?;
        self.merge_runs()
    }

    /// Makes sure that there is an index of this version, and that what a command left out when it was broken off is in it.
    pub(crate) fn renew_locating_index(&mut self) -> Result<(), StoreError> {
        if !self.has_locating_index() {
            let drop = "DROP TABLE IF EXISTS index_runs; DROP TABLE IF EXISTS index_rows; \
                        DROP TABLE IF EXISTS index_documents; DELETE FROM index_about WHERE name = 'index_rows';";
            self.transaction(|store| store.execute(&format!("{drop} {}", crate::store::schema::LOCATE)))?;
        }
        self.index_new()
    }

    /// Makes the index that quotations are located with anew from the documents.
    pub(crate) fn rebuild_locating_index(&mut self) -> Result<(), StoreError> {
        self.transaction(|store| {
            store.execute("DELETE FROM index_documents; DELETE FROM index_runs; DELETE FROM index_rows")
        })?;
        self.index_new()
    }

    pub(crate) fn index_runs_of_new(&mut self) -> Result<(), StoreError> {
        loop {
            let (documents, expected) = self.not_indexed()?;
            if documents.is_empty() {
                return Ok(());
            }
            let first = self.next_block()?;
            let mut gathered = Gathered::new(first);
            for document in documents {
                let held = self.held(document, String::new())?;
                if !gathered.add(document, &held.document) {
                    // Four billion blocks are a record of two terabytes of text: the rest is found without the index.
                    break;
                }
            }
            if gathered.documents.is_empty() {
                return Ok(());
            }
            self.transaction(|store| store.write_run(gathered, expected / BYTES_A_WORD))?;
        }
    }

    /// The next documents that are not in the index, no more than make one run; and the bytes of all.
    fn not_indexed(&self) -> Result<(Vec<i64>, usize), StoreError> {
        let (mut documents, mut bytes) = (Vec::new(), 0);
        let mut collect = || -> rusqlite::Result<()> {
            let mut statement = self.connection().prepare(
                "SELECT d.id, d.size FROM documents d WHERE d.id NOT IN (SELECT document FROM index_documents) \
                 ORDER BY d.id",
            )?;
            let mut rows = statement.query(())?;
            while let Some(row) = rows.next()? {
                if bytes < RUN_BYTES {
                    documents.push(row.get(0)?);
                }
                bytes += row.get::<_, i64>(1)?.max(0) as usize;
            }
            Ok(())
        };
        collect().map_err(|e| self.sqlite(e))?;
        Ok((documents, bytes))
    }

    fn next_block(&self) -> Result<u32, StoreError> {
        let next: i64 = self
            .connection()
            .query_row("SELECT coalesce(max(first + blocks), 0) FROM index_documents", (), |row| row.get(0))
            .map_err(|e| self.sqlite(e))?;
        u32::try_from(next).map_err(|_| self.damaged("the index numbers more blocks than there can be"))
    }

    fn write_run(&mut self, mut gathered: Gathered, expected: usize) -> Result<(), StoreError> {
        let shift = gathered.shift(expected);
        let blocks: u64 = gathered.documents.iter().map(|one| u64::from(one.blocks)).sum();
        let run = self.new_run(shift, gathered.documents.len(), blocks)?;
        for slice in 0..SLICES {
            let packed = gathered.pack(slice, shift);
            self.insert_packed(run, &packed)?;
        }
        let insert = |one: &Indexed| {
            self.connection()
                .prepare_cached("INSERT INTO index_documents (first, document, blocks) VALUES (?, ?, ?)")?
                .execute((one.first, one.document, one.blocks))
        };
        gathered.documents.iter().try_for_each(|one| insert(one).map(|_| ())).map_err(|e| self.sqlite(e))
    }

    fn new_run(&self, shift: u32, documents: usize, blocks: u64) -> Result<i64, StoreError> {
        self.connection()
            .execute(
                "INSERT INTO index_runs (shift, documents, blocks, checksum) VALUES (?, ?, ?, 0)",
                (shift, documents as i64, blocks as i64),
            )
            .map_err(|e| self.sqlite(e))?;
        Ok(self.connection().last_insert_rowid())
    }

    fn insert_packed(&self, run: i64, packed: &Packed) -> Result<(), StoreError> {
        let mut sum = 0i64;
        self.insert_rows(run, packed, &mut sum).map_err(|e| self.sqlite(e))?;
        self.add_to_checksum(run, sum)
    }

    fn add_to_checksum(&self, run: i64, sum: i64) -> Result<(), StoreError> {
        let add = || -> rusqlite::Result<()> {
            // Not in SQL: there the sum would become a real number where it overflows.
            let before: i64 = self
                .connection()
                .prepare_cached("SELECT checksum FROM index_runs WHERE id = ?")?
                .query_row([run], |row| row.get(0))?;
            self.connection()
                .prepare_cached("UPDATE index_runs SET checksum = ? WHERE id = ?")?
                .execute((before.wrapping_add(sum), run))?;
            Ok(())
        };
        add().map_err(|e| self.sqlite(e))
    }

    fn insert_rows(&self, run: i64, packed: &Packed, sum: &mut i64) -> rusqlite::Result<()> {
        let mut insert = self.connection().prepare_cached("INSERT INTO index_rows (id, data) VALUES (?, ?)")?;
        for (section, rows) in [
            (Section::Buckets, &packed.buckets),
            (Section::Words, &packed.words),
            (Section::LongPairs, &packed.long_pairs),
            (Section::LongWords, &packed.long_words),
        ] {
            for row in rows {
                let id = row_id(run, section, row.key);
                *sum = sum.wrapping_add(row_checksum(id, &row.data));
                insert.execute((id, &row.data))?;
            }
        }
        Ok(())
    }

    /// Merges the newest runs with older ones until each is much larger than all after it.
    pub(crate) fn merge_runs(&mut self) -> Result<(), StoreError> {
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
            Some(newest) if newest.len() > 1 => self.merge(newest),
            _ => Ok(()),
        }
    }

    fn merge(&mut self, runs: &[Run]) -> Result<(), StoreError> {
        let shift = runs.iter().map(|run| run.shift).max().unwrap_or(24);
        let documents = runs.iter().map(|run| run.documents as usize).sum();
        let blocks: u64 = runs.iter().map(|run| run.blocks).sum();
        if (blocks * BLOCK as u64 / BYTES_A_WORD as u64) >> (32 - shift) > MOST_IN_BUCKET {
            // The buckets of the parts are too coarse for the whole, and cannot be made finer without the words.
            return self.rebuild_locating_index();
        }
        let mut target = None;
        for slices in (0..SLICES).step_by(SLICES_AT_ONCE) {
            self.transaction(|store| {
                let run = match target {
                    Some(run) => run,
                    None => *target.insert(store.new_run(shift, documents, blocks)?),
                };
                for slice in slices..(slices + SLICES_AT_ONCE).min(SLICES) {
                    let packed = store.take_slice(runs, slice, shift)?;
                    store.insert_packed(run, &packed)?;
                }
                if slices + SLICES_AT_ONCE >= SLICES {
                    for run in runs {
                        store
                            .connection()
                            .execute("DELETE FROM index_runs WHERE id = ?", [run.id])
                            .map_err(|e| store.sqlite(e))?;
                    }
                }
                Ok(())
            })?;
        }
        Ok(())
    }

    /// Takes one slice of some runs out of the file, as one.
    fn take_slice(&self, runs: &[Run], slice: usize, shift: u32) -> Result<Packed, StoreError> {
        let mut packed = Packed::default();
        let (mut pairs, mut long) = (Vec::new(), Vec::new());
        let mut lists: BTreeMap<u32, (bool, Vec<u32>)> = BTreeMap::new();
        let mut long_pairs: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for run in runs {
            self.each_row(run.id, Section::Buckets, slice, |first, data| {
                let widen = shift - run.shift;
                unpack_buckets(data, first.checked_shr(run.shift)?, widen, &mut pairs, &mut long)
            })?;
            self.each_row(run.id, Section::Words, slice, |first, data| {
                words(data, first, |word, blocks| {
                    let list = lists.entry(word.form).or_default();
                    list.0 |= word.small;
                    list.1.extend_from_slice(blocks);
                    true
                })
            })?;
            self.each_row(run.id, Section::LongWords, slice, |form, data| {
                unpack_long(data, &mut lists.entry(form).or_default().1)
            })?;
            self.each_row(run.id, Section::LongPairs, slice, |hash, data| {
                unpack_long(data, long_pairs.entry(hash).or_default())
            })?;
            let sum = self.checksum_of_slice(run.id, slice)?;
            self.add_to_checksum(run.id, sum.wrapping_neg())?;
            for section in Section::ALL {
                let (from, to) = slice_ids(run.id, section, slice);
                self.connection()
                    .prepare_cached("DELETE FROM index_rows WHERE id >= ? AND id < ?")
                    .and_then(|mut statement| statement.execute((from, to)))
                    .map_err(|e| self.sqlite(e))?;
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        long.sort_unstable();
        long.dedup();
        packed.buckets = pack_buckets(slice as u32, shift, &pairs, &long);
        let mut packer = WordPacker::default();
        for (form, (small, mut blocks)) in lists {
            blocks.sort_unstable();
            blocks.dedup();
            pack_word(&mut packer, &mut packed.long_words, form, small, &blocks);
        }
        packed.words = packer.finish();
        for (hash, mut blocks) in long_pairs {
            blocks.sort_unstable();
            blocks.dedup();
            packed.long_pairs.push(Row { key: hash, data: pack_long(&blocks) });
        }
        Ok(packed)
    }

    fn checksum_of_slice(&self, run: i64, slice: usize) -> Result<i64, StoreError> {
        let mut sum = 0i64;
        for section in Section::ALL {
            self.each_row(run, section, slice, |key, data| {
                sum = sum.wrapping_add(row_checksum(row_id(run, section, key), data));
                Some(())
            })?;
        }
        Ok(sum)
    }

    fn each_row(
        &self,
        run: i64,
        section: Section,
        slice: usize,
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
            each(id as u32, data).ok_or_else(|| self.damaged("the index of pairs of words"))?;
        }
        Ok(())
    }
}

fn slice_ids(run: i64, section: Section, slice: usize) -> (i64, i64) {
    let from = row_id(run, section, (slice as u32) << 24);
    (from, from + (1 << 24))
}
