//! The pairs of one slice of the keys, as they lie in the file: a directory, and behind it the rows of buckets
//! ([`super::rows`]) and the lists too long for them.
//!
//! All of them are one blob, for SQLite finds a place within a blob much faster than one row among a hundred thousand; the
//! directory is small enough to be kept in memory by whoever looks pairs up ([`super::pair_lists`]).

use super::rows::Row;
use std::ops::Range;

/// Bytes before the directory: how many rows there are, and how many of them are of buckets.
pub(super) const HEAD: usize = 8;
/// Bytes of the directory for a row: its key, and where it begins behind the directory.
const ENTRY: usize = 8;

/// How long the directory is and what is before it, in bytes. `None`: no slice begins so.
pub(super) fn directory_end(head: &[u8]) -> Option<usize> {
    let rows = word(head, 0)? as usize;
    rows.checked_mul(ENTRY)?.checked_add(HEAD)
}

fn word(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes)
}

/// Where the rows of a slice are.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Directory {
    /// Their keys: those of buckets in order, then those of long lists in order.
    keys: Vec<u32>,
    /// Where each begins, and where the last one ends, in bytes of the slice.
    bounds: Vec<u32>,
    /// How many are of buckets.
    buckets: usize,
}

impl Directory {
    /// Reads the directory of a slice of so many bytes. `None`: it is damaged.
    pub(super) fn read(data: &[u8], size: usize) -> Option<Directory> {
        let (rows, buckets) = (word(data, 0)? as usize, word(data, 4)? as usize);
        let end = directory_end(data)?;
        let entries = data.get(HEAD..end)?;
        let (mut keys, mut bounds) = (Vec::with_capacity(rows), Vec::with_capacity(rows + 1));
        for entry in entries.chunks_exact(ENTRY) {
            keys.push(word(entry, 0)?);
            bounds.push(u32::try_from(end).ok()?.checked_add(word(entry, 4)?)?);
        }
        bounds.push(u32::try_from(size).ok()?);
        let is_sound = buckets <= rows
            && bounds.is_sorted()
            && bounds.first().is_some_and(|&first| first as usize >= end)
            && keys.get(..buckets)?.is_sorted()
            && keys.get(buckets..)?.is_sorted();
        is_sound.then_some(Directory { keys, bounds, buckets })
    }

    /// How much memory it takes, in bytes.
    pub(super) fn size(&self) -> usize {
        (self.keys.len() + self.bounds.len()) * size_of::<u32>()
    }

    fn range(&self, row: usize) -> Option<Range<usize>> {
        Some(*self.bounds.get(row)? as usize..*self.bounds.get(row + 1)? as usize)
    }

    /// The row that has the bucket of a key, with the first key that it is about.
    pub(super) fn bucket(&self, key: u32) -> Option<(u32, Range<usize>)> {
        let keys = self.keys.get(..self.buckets)?;
        let row = keys.partition_point(|&first| first <= key).checked_sub(1)?;
        Some((*keys.get(row)?, self.range(row)?))
    }

    /// The long list of a key, if it has one.
    pub(super) fn long(&self, key: u32) -> Option<Range<usize>> {
        let row = self.keys.get(self.buckets..)?.binary_search(&key).ok()?;
        self.range(self.buckets + row)
    }

    /// All rows: whether it is a long list, its key, and where it is.
    fn rows(&self) -> impl Iterator<Item = (bool, u32, Range<usize>)> + '_ {
        let is_long = |row| row >= self.buckets;
        self.keys.iter().enumerate().filter_map(move |(row, &key)| Some((is_long(row), key, self.range(row)?)))
    }
}

/// Puts the rows of a slice together; no rows make an empty one.
pub(super) fn pack_slice(buckets: &[Row], long: &[Row]) -> Vec<u8> {
    let rows = || buckets.iter().chain(long);
    let bytes: usize = rows().map(|row| row.data.len() + ENTRY).sum();
    let mut data = Vec::new();
    if bytes == 0 {
        return data;
    }
    data.reserve_exact(HEAD + bytes);
    data.extend_from_slice(&((buckets.len() + long.len()) as u32).to_le_bytes());
    data.extend_from_slice(&(buckets.len() as u32).to_le_bytes());
    let mut begin = 0u32;
    for row in rows() {
        data.extend_from_slice(&row.key.to_le_bytes());
        data.extend_from_slice(&begin.to_le_bytes());
        begin += row.data.len() as u32;
    }
    rows().for_each(|row| data.extend_from_slice(&row.data));
    data
}

/// Goes through all rows of a slice: whether it is a long list, its key, and its bytes. `None`: the slice is damaged, or
/// `each` says so of a row.
pub(super) fn each_row_of_slice(data: &[u8], mut each: impl FnMut(bool, u32, &[u8]) -> Option<()>) -> Option<()> {
    let directory = Directory::read(data, data.len())?;
    for (is_long, key, range) in directory.rows() {
        each(is_long, key, data.get(range)?)?;
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows(keys: &std::collections::BTreeMap<u32, Vec<u8>>) -> Vec<Row> {
        keys.iter().map(|(&key, data)| Row { key, data: data.clone() }).collect()
    }

    proptest! {
        #[test]
        fn rows_are_found_and_gone_through(
            buckets in proptest::collection::btree_map(any::<u32>(), proptest::collection::vec(any::<u8>(), 0..40), 0..30),
            long in proptest::collection::btree_map(any::<u32>(), proptest::collection::vec(any::<u8>(), 0..40), 0..9),
            wanted in any::<u32>(),
        ) {
            let (bucket_rows, long_rows) = (rows(&buckets), rows(&long));
            let data = pack_slice(&bucket_rows, &long_rows);
            if data.is_empty() {
                prop_assert!(buckets.is_empty() && long.is_empty());
                return Ok(());
            }
            let directory = Directory::read(&data, data.len()).unwrap();
            let alone = Directory::read(&data[..directory_end(&data[..HEAD]).unwrap()], data.len());
            prop_assert_eq!(alone.as_ref(), Some(&directory));
            for (key, bytes) in &long {
                prop_assert_eq!(&data[directory.long(*key).unwrap()], &bytes[..]);
            }
            let at_or_before = buckets.range(..=wanted).next_back().map(|(key, bytes)| (*key, bytes.clone()));
            prop_assert_eq!(directory.bucket(wanted).map(|(key, range)| (key, data[range].to_vec())), at_or_before);
            let (mut some, mut others) = (Vec::new(), Vec::new());
            each_row_of_slice(&data, |is_long, key, bytes| {
                if is_long { &mut others } else { &mut some }.push(Row { key, data: bytes.to_vec() });
                Some(())
            }).unwrap();
            prop_assert_eq!((some, others), (bucket_rows, long_rows));
        }

        #[test]
        fn damaged_slices_are_told_or_read_and_never_more(data in proptest::collection::vec(any::<u8>(), 0..200), rows in 0u32..20, key in any::<u32>()) {
            let mut data = data;
            if data.len() > 4 {
                data[..4].copy_from_slice(&rows.to_le_bytes());
            }
            if let Some(directory) = Directory::read(&data, data.len()) {
                let _ = (directory.bucket(key), directory.long(key));
            }
            let _ = each_row_of_slice(&data, |_, _, _| Some(()));
        }
    }
}
