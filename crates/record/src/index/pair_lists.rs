//! Looking pairs of words up: the lists of blocks of one pair, in all runs of the index.
//!
//! A quotation asks for a dozen pairs, each in another slice. The blobs of slices that were asked for stay open, with their
//! directories in memory; what is read of one is the row of a pair.

use super::pair_slice::{Directory, HEAD, directory_end};
use super::rows::{Bucket, bucket, unpack_long};
use super::{Run, Section, row_id};
use crate::corpus::Gram;
use crate::store::{Store, StoreError};
use onrecord_text::Form;
use rusqlite::blob::Blob;
use std::cell::RefCell;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::Range;

/// How much memory the slices that are open at once take, in bytes, about: their directories, and what SQLite has for each.
const MOST_OPEN: usize = 64 << 20;
/// What SQLite has for an open blob, in bytes, about.
const BLOB: usize = 4 << 10;

/// The lists of pairs of a record, for one thread.
pub(crate) struct PairLists<'s> {
    store: &'s Store,
    open: RefCell<Open<'s>>,
    /// How much memory may be open.
    most: usize,
}

#[derive(Default)]
struct Open<'s> {
    slices: Slices<'s>,
    /// Room for a row.
    row: Vec<u8>,
}

#[derive(Default)]
struct Slices<'s> {
    /// By the run and the number of the slice; `None` where a run has no pairs there.
    open: HashMap<(i64, u8), Option<Slice<'s>>>,
    /// Bytes that they take, about.
    size: usize,
}

struct Slice<'s> {
    blob: Blob<'s>,
    directory: Directory,
}

impl std::fmt::Debug for PairLists<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PairLists").field("path", &self.store.path()).finish_non_exhaustive()
    }
}

impl<'s> PairLists<'s> {
    /// Nothing is read before it is asked for.
    pub(crate) fn of(store: &'s Store) -> PairLists<'s> {
        PairLists { store, open: RefCell::default(), most: MOST_OPEN }
    }

    /// Appends the blocks of a pair that are in its bucket, with those of other pairs of the bucket, if they are no more than
    /// `most`; and says how many they are, and whether more are in long lists.
    pub(super) fn bucket(
        &self,
        run: &Run,
        hash: u32,
        most: usize,
        blocks: &mut Vec<u32>,
    ) -> Result<Bucket, StoreError> {
        let mut first = 0;
        let place = |directory: &Directory| {
            let (key, range) = directory.bucket(hash)?;
            first = key;
            Some(range)
        };
        let mut open = self.open.borrow_mut();
        let Some(row) = self.row(&mut open, run.id, hash, place)? else { return Ok(Bucket::default()) };
        first
            .checked_shr(run.shift)
            .zip(hash.checked_shr(run.shift))
            .and_then(|(first, wanted)| bucket(row, first, wanted, most, blocks))
            .ok_or_else(|| self.damaged())
    }

    /// How many bytes the long list of a pair has, packed; 0 where it has none. The list is not read.
    pub(super) fn long_size(&self, run: &Run, hash: u32) -> Result<usize, StoreError> {
        let mut open = self.open.borrow_mut();
        let slice = self.slice(&mut open.slices, run.id, hash)?;
        Ok(slice.and_then(|slice| slice.directory.long(hash)).map_or(0, |range| range.len()))
    }

    /// Appends the blocks of a pair's long list, if it has one.
    pub(super) fn long(&self, run: &Run, hash: u32, blocks: &mut Vec<u32>) -> Result<(), StoreError> {
        let mut open = self.open.borrow_mut();
        match self.row(&mut open, run.id, hash, |directory| directory.long(hash))? {
            Some(row) => unpack_long(row, blocks).ok_or_else(|| self.damaged()),
            None => Ok(()),
        }
    }

    /// The blocks in which the first of two neighbouring words begins, in order, wherever in a document; and blocks of other
    /// pairs that share a list.
    pub(crate) fn blocks_of_pair(&self, runs: &[Run], first: Form, second: Form) -> Result<Vec<u32>, StoreError> {
        let mut blocks = Vec::new();
        let hashes = [Gram::pair(first, second).hash(), Gram::aside(first, second).hash()];
        for (run, hash) in runs.iter().flat_map(|run| hashes.map(|hash| (run, hash))) {
            if self.bucket(run, hash, usize::MAX, &mut blocks)?.has_long {
                self.long(run, hash, &mut blocks)?;
            }
        }
        // Some lists, each in order: this sort merges them.
        blocks.sort();
        blocks.dedup();
        Ok(blocks)
    }

    /// A row of the slice that a hash is in.
    fn row<'o>(
        &self,
        open: &'o mut Open<'s>,
        run: i64,
        hash: u32,
        place: impl FnOnce(&Directory) -> Option<Range<usize>>,
    ) -> Result<Option<&'o [u8]>, StoreError> {
        let Open { slices, row } = open;
        let Some(slice) = self.slice(slices, run, hash)? else { return Ok(None) };
        let Some(range) = place(&slice.directory) else { return Ok(None) };
        row.resize(range.len(), 0);
        slice.blob.read_at_exact(row, range.start).map_err(|e| self.store.sqlite(e))?;
        Ok(Some(row))
    }

    fn slice<'o>(&self, slices: &'o mut Slices<'s>, run: i64, hash: u32) -> Result<Option<&'o Slice<'s>>, StoreError> {
        let number = hash.to_be_bytes()[0];
        if slices.size > self.most && !slices.open.contains_key(&(run, number)) {
            *slices = Slices::default();
        }
        let slice = match slices.open.entry((run, number)) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => {
                let slice = self.open_slice(run, number)?;
                slices.size += slice.as_ref().map_or(0, |slice| BLOB + slice.directory.size());
                new.insert(slice)
            }
        };
        Ok(slice.as_ref())
    }

    fn open_slice(&self, run: i64, number: u8) -> Result<Option<Slice<'s>>, StoreError> {
        let id = row_id(run, Section::Pairs, u32::from(number) << 24);
        let Some(blob) = self.store.index_blob(id)? else { return Ok(None) };
        // Nearly always all of the directory.
        let mut data = vec![0; blob.len().min(HEAD + 4096)];
        let read = |data: &mut [u8]| blob.read_at_exact(data, 0).map_err(|e| self.store.sqlite(e));
        read(&mut data)?;
        let end = directory_end(&data).filter(|&end| end <= blob.len()).ok_or_else(|| self.damaged())?;
        if end > data.len() {
            data.resize(end, 0);
            read(&mut data)?;
        }
        let directory = Directory::read(&data, blob.len()).ok_or_else(|| self.damaged())?;
        Ok(Some(Slice { blob, directory }))
    }

    fn damaged(&self) -> StoreError {
        self.store.damaged("the index of words")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Addition;
    use onrecord_read::{Hint, read};

    #[test]
    fn what_is_closed_for_want_of_room_is_opened_again() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::create(&folder.path().join("a.record")).unwrap();
        let words: Vec<String> = (0..3000).map(|at| format!("word{}", at * 7919 % 3001)).collect();
        let text = format!("Ana Ruiz: {}\n", words.join(" "));
        let document = read(text.as_bytes(), &Hint::default()).unwrap();
        store.add(&Addition::prepare("a.txt", text, document, None).unwrap()).unwrap();
        let runs = store.index_runs().unwrap();
        let (roomy, narrow) = (PairLists::of(&store), PairLists { most: 3 * BLOB, ..PairLists::of(&store) });
        for pair in words.windows(2) {
            let (first, second) = (Form::of(&pair[0]), Form::of(&pair[1]));
            let found = narrow.blocks_of_pair(&runs, first, second).unwrap();
            assert!(!found.is_empty(), "{pair:?}");
            assert_eq!(found, roomy.blocks_of_pair(&runs, first, second).unwrap());
        }
        assert!(narrow.open.borrow().slices.open.len() < 8 && roomy.open.borrow().slices.open.len() > 200);
    }
}
