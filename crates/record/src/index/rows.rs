//! Lists of blocks, packed into rows of a few kilobytes.
//!
//! Pairs of words are kept by *bucket*: all pairs whose hashes share their upper bits have one list. That costs two bytes
//! for a pair that stands somewhere, where an exact key would cost four; what other pairs of the bucket add to a list is
//! noise that no two words of a quotation agree on. A list too long for its row has a row of its own, so that what is
//! frequent does not slow down what is rare. The lists of single words are in [`super::word_rows`].
//!
//! Rows are cut so that none crosses a [`SLICE`] of the keys: runs are merged slice by slice.

use super::bits::{BitReader, BitWriter, put_number, take_number};

/// Keys are 32 bits wide; runs are merged in pieces of so many keys.
pub(super) const SLICE: u64 = 1 << 24;
/// How many lists of one row share an entry of its directory.
const STRIDE: usize = 32;
/// A row is cut after so many postings: a good kilobyte.
const ROW: usize = 580;
/// A list with more blocks or segments gets a row of its own.
pub(super) const LONG: usize = 192;
/// In a large run only a list of blocks that has one in so many of the run's: which pair is frequent must not depend on how many
/// runs a record was made of.
const LONG_SHARE: u64 = 1024;

/// How many blocks a pair has at most, in a run of so many, whose list is in its bucket.
pub(super) fn most_in_bucket(blocks: u64) -> usize {
    LONG.max(usize::try_from(blocks / LONG_SHARE).unwrap_or(LONG))
}

/// A key (upper 32 bits) and a block (lower).
pub(super) type Posting = u64;

pub(super) fn posting(key: u32, block: u32) -> Posting {
    u64::from(key) << 32 | u64::from(block)
}

pub(super) fn key(posting: Posting) -> u32 {
    (posting >> 32) as u32
}

pub(super) fn block(posting: Posting) -> u32 {
    posting as u32
}

/// Packed lists with the first key that they are about.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) key: u32,
    pub(super) data: Vec<u8>,
}

/// How many bits of a hash are dropped so that a bucket has about three postings.
pub(super) fn shift_for(postings: usize) -> u32 {
    let buckets = (postings / 3).max(1) as u64;
    32 - buckets.ilog2().min(32)
}

/// Sorts the postings of one slice. They come nearly in the order of their blocks, so that it is by their keys that they
/// are sorted, each half of a key at once.
pub(super) fn sort_slice(postings: &mut Vec<Posting>) {
    const HALF: u32 = 12;
    if postings.len() < 1 << HALF {
        postings.sort_unstable();
        return;
    }
    let mut other: Vec<Posting> = vec![0; postings.len()];
    for shift in [32, 32 + HALF] {
        let half = |one: Posting| (one >> shift) as usize & ((1 << HALF) - 1);
        let mut places = [0usize; 1 << HALF];
        postings.iter().for_each(|&one| places[half(one)] += 1);
        let mut before = 0;
        for place in &mut places {
            before += std::mem::replace(place, before);
        }
        for &one in postings.iter() {
            let place = &mut places[half(one)];
            other[*place] = one;
            *place += 1;
        }
        std::mem::swap(postings, &mut other);
    }
    for same in postings.chunk_by_mut(|a, b| key(*a) == key(*b)) {
        if !same.is_sorted() {
            same.sort_unstable();
        }
    }
}

/// The buckets of one slice: postings by bucket (`hash >> shift`), sorted and each once; `long` names the buckets, sorted,
/// some of whose pairs have a row of their own.
pub(super) fn pack_buckets(slice: u32, shift: u32, postings: &[Posting], long: &[u32]) -> Vec<Row> {
    let per_slice = (SLICE >> shift.min(24)).max(1);
    let begin = (u64::from(slice) * SLICE) >> shift;
    let end = begin + per_slice;
    let mut rows = Vec::new();
    let (mut bucket, mut rest, mut long) = (begin, postings, long);
    while bucket < end && !(rest.is_empty() && long.is_empty()) {
        let to = match rest.get(ROW) {
            // Whole buckets only.
            Some(&over) => u64::from(key(over)).max(bucket + 1),
            None => end,
        };
        let here = rest.partition_point(|&one| u64::from(key(one)) < to);
        let longs = long.partition_point(|&one| u64::from(one) < to);
        let data = pack_row(bucket as u32, (to - bucket) as usize, &rest[..here], &long[..longs]);
        rows.push(Row { key: ((bucket << shift) & 0xFFFF_FFFF) as u32, data });
        (bucket, rest, long) = (to, &rest[here..], &long[longs..]);
    }
    rows
}

fn pack_row(first: u32, buckets: usize, postings: &[Posting], long: &[u32]) -> Vec<u8> {
    let lowest = postings.iter().map(|&one| block(one)).min().unwrap_or(0);
    let highest = postings.iter().map(|&one| block(one)).max().unwrap_or(0);
    let used = buckets.min(postings.len()).max(1);
    let spread = u64::from(highest - lowest + 1) * used as u64 / (postings.len() as u64 + used as u64);
    let parameter = (spread * 7 / 10).max(1).ilog2();
    let mut writer = BitWriter::default();
    let mut directory: Vec<u32> = Vec::with_capacity(buckets / STRIDE + 1);
    let (mut rest, mut long) = (postings, long);
    for bucket in 0..buckets {
        if bucket % STRIDE == 0 {
            directory.push(writer.len() as u32);
        }
        // Three or so: counted faster than looked up.
        let here = rest.iter().take_while(|&&one| (key(one) - first) as usize <= bucket).count();
        let is_long = long.first().is_some_and(|&one| (one - first) as usize == bucket);
        if is_long {
            long = &long[1..];
        }
        writer.bits(u32::from(is_long), 1);
        writer.small(here as u32);
        let mut last = None;
        for &one in &rest[..here] {
            let at = block(one) - lowest;
            writer.rice(last.map_or(at, |last| at - last - 1), parameter);
            last = Some(at);
        }
        rest = &rest[here..];
    }
    let mut data = Vec::with_capacity(writer.len() / 8 + directory.len() * 3 + 12);
    put_number(buckets as u64, &mut data);
    put_number(u64::from(lowest), &mut data);
    data.push(parameter as u8);
    // Entries as wide as the last one needs.
    let width = if writer.len() < 1 << 16 { 2 } else { 4 };
    data.push(width);
    for entry in directory {
        data.extend_from_slice(&entry.to_le_bytes()[..usize::from(width)]);
    }
    data.extend_from_slice(&writer.finish());
    data
}

/// What is known of a bucket before its blocks are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Bucket {
    /// How many blocks it has.
    pub(super) count: usize,
    /// Whether pairs of it have rows of their own.
    pub(super) has_long: bool,
}

struct Buckets<'d> {
    count: usize,
    lowest: u32,
    parameter: u32,
    width: usize,
    directory: &'d [u8],
    bits: &'d [u8],
}

impl<'d> Buckets<'d> {
    fn open(mut data: &'d [u8]) -> Option<Buckets<'d>> {
        let count = usize::try_from(take_number(&mut data)?).ok().filter(|&count| count <= SLICE as usize)?;
        let lowest = u32::try_from(take_number(&mut data)?).ok()?;
        let (&parameter, rest) = data.split_first()?;
        let (&width, rest) = rest.split_first()?;
        if parameter > 31 || !matches!(width, 2 | 4) {
            return None;
        }
        let (directory, bits) = rest.split_at_checked(count.div_ceil(STRIDE) * usize::from(width))?;
        Some(Buckets { count, lowest, parameter: parameter.into(), width: width.into(), directory, bits })
    }

    /// A reader that stands before a bucket whose index is a multiple of [`STRIDE`].
    fn at(&self, stride: usize) -> Option<BitReader<'d>> {
        let entry = self.directory.get(stride * self.width..(stride + 1) * self.width)?;
        let mut bytes = [0; 4];
        bytes[..self.width].copy_from_slice(entry);
        Some(BitReader::new(self.bits, u32::from_le_bytes(bytes) as usize))
    }

    /// Reads one bucket's blocks, if they are no more than `most`.
    fn next(&self, reader: &mut BitReader<'_>, most: usize, mut each: impl FnMut(u32)) -> Option<Bucket> {
        let has_long = reader.bits(1)? == 1;
        let count = reader.small()?;
        let bucket = Bucket { count: count as usize, has_long };
        if bucket.count > most {
            return Some(bucket);
        }
        // One before the first, for each step but the first leaves out one.
        let mut at = u64::from(self.lowest).wrapping_sub(1);
        reader.each_rice(u64::from(count), self.parameter, |step| {
            at = at.wrapping_add(u64::from(step)).wrapping_add(1);
            each(at as u32);
        })?;
        if count > 0 && at > u64::from(u32::MAX) {
            return None;
        }
        Some(bucket)
    }
}

/// Appends the blocks of one bucket of a row that begins with the bucket `first`, if they are no more than `most`. A bucket
/// after the row's last has none. `None`: the row is damaged.
pub(super) fn bucket(data: &[u8], first: u32, wanted: u32, most: usize, out: &mut Vec<u32>) -> Option<Bucket> {
    let buckets = Buckets::open(data)?;
    let index = wanted.checked_sub(first)? as usize;
    if index >= buckets.count {
        return Some(Bucket::default());
    }
    let mut reader = buckets.at(index / STRIDE)?;
    for _ in 0..index % STRIDE {
        reader.skip_bucket(buckets.parameter)?;
    }
    buckets.next(&mut reader, most, |block| out.push(block))
}

/// Appends all of a row that begins with the bucket `first`, with the buckets made wider by `widen` bits. `None`: the row
/// is damaged.
pub(super) fn unpack_buckets(
    data: &[u8],
    first: u32,
    widen: u32,
    out: &mut Vec<Posting>,
    long: &mut Vec<u32>,
) -> Option<()> {
    let buckets = Buckets::open(data)?;
    let mut reader = buckets.at(0)?;
    for index in 0..buckets.count {
        let name = first.checked_add(index as u32)?.checked_shr(widen).unwrap_or(0);
        if buckets.next(&mut reader, usize::MAX, |block| out.push(posting(name, block)))?.has_long {
            long.push(name);
        }
    }
    Some(())
}

/// A list with a row of its own, in order and each block once.
pub(super) fn pack_long(blocks: &[u32]) -> Vec<u8> {
    let (first, last) = (blocks.first().copied().unwrap_or(0), blocks.last().copied().unwrap_or(0));
    let parameter = rice_parameter(u64::from(last - first), blocks.len());
    let mut data = Vec::with_capacity(blocks.len() + 16);
    put_number(blocks.len() as u64, &mut data);
    put_number(u64::from(first), &mut data);
    data.push(parameter as u8);
    let mut writer = BitWriter::default();
    for pair in blocks.windows(2) {
        writer.rice(pair[1] - pair[0] - 1, parameter);
    }
    data.extend_from_slice(&writer.finish());
    data
}

/// Appends the blocks of a list with a row of its own. `None`: the row is damaged.
pub(super) fn unpack_long(mut data: &[u8], out: &mut Vec<u32>) -> Option<()> {
    let count = take_number(&mut data)?;
    let first = u32::try_from(take_number(&mut data)?).ok()?;
    let (&parameter, bits) = data.split_first()?;
    if parameter > 31 {
        return None;
    }
    if count == 0 {
        return Some(());
    }
    out.push(first);
    let mut at = u64::from(first);
    BitReader::new(bits, 0).each_rice(count - 1, u32::from(parameter), |step| {
        at = at.saturating_add(u64::from(step)).saturating_add(1);
        out.push(at as u32);
    })?;
    u32::try_from(at).is_ok().then_some(())
}

/// The parameter with which the differences of so many numbers that are so far apart are best packed.
pub(super) fn rice_parameter(spread: u64, count: usize) -> u32 {
    (spread / count.max(1) as u64 * 7 / 10).max(1).ilog2().min(31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::{BTreeMap, BTreeSet};

    fn lists(shift: u32, slice: u32, hashes: &[(u32, u32)]) -> BTreeMap<u32, BTreeSet<u32>> {
        let mut lists: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
        for &(hash, block) in hashes {
            let hash = (hash & 0xFF_FFFF) | slice << 24;
            lists.entry(hash.checked_shr(shift).unwrap_or(0)).or_default().insert(block);
        }
        lists
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]
        #[test]
        fn buckets_are_found_and_unpacked(
            hashes in proptest::collection::vec((any::<u32>(), 0u32..100_000), 0..4000),
            shift in 8u32..=24, slice in 0u32..256, long in any::<u32>(),
        ) {
            let lists = lists(shift, slice, &hashes);
            let postings: Vec<Posting> =
                lists.iter().flat_map(|(&name, blocks)| blocks.iter().map(move |&at| posting(name, at))).collect();
            let long = vec![((long & 0xFF_FFFF) | slice << 24) >> shift];
            let rows = pack_buckets(slice, shift, &postings, &long);
            let (mut all, mut longs) = (Vec::new(), Vec::new());
            for row in &rows {
                unpack_buckets(&row.data, row.key >> shift, 0, &mut all, &mut longs).unwrap();
            }
            prop_assert_eq!(&all, &postings);
            prop_assert_eq!(&longs, &long);
            for (&name, blocks) in &lists {
                let at = rows.partition_point(|row| row.key >> shift <= name) - 1;
                let mut found = Vec::new();
                let about = Bucket { count: blocks.len(), has_long: long.contains(&name) };
                let read = |most, found: &mut Vec<u32>| bucket(&rows[at].data, rows[at].key >> shift, name, most, found);
                prop_assert_eq!(read(blocks.len() - 1, &mut found), Some(about));
                prop_assert!(found.is_empty());
                prop_assert_eq!(read(blocks.len(), &mut found), Some(about));
                prop_assert_eq!(found, blocks.iter().copied().collect::<Vec<_>>());
            }
        }

        #[test]
        fn damaged_rows_are_told_or_read_and_never_more(data in proptest::collection::vec(any::<u8>(), 0..200), first in any::<u32>()) {
            let mut out = Vec::new();
            let _ = bucket(&data, first, first.saturating_add(7), usize::MAX, &mut out);
            let _ = unpack_buckets(&data, first, 3, &mut Vec::new(), &mut Vec::new());
            let _ = unpack_long(&data, &mut out);

        }
    }

    #[test]
    fn long_lists_go_round() {
        let lists = [Vec::new(), vec![7], vec![0, u32::MAX], (0..1000).map(|i| i * i).collect::<Vec<u32>>()];
        for list in lists {
            let mut back = Vec::new();
            unpack_long(&pack_long(&list), &mut back).unwrap();
            assert_eq!(back, list);
        }
    }

    #[test]
    fn the_postings_of_a_slice_are_sorted_however_many_they_are() {
        let mut seed = 7u64;
        for count in [0, 1, 100, (1 << 12) - 1, 1 << 12, 20_000] {
            let mut next = || {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                // Few keys and blocks, so that some are equal; the highest eight bits are those of the slice.
                posting(0xAB00_0000 | (seed >> 40) as u32 & 0x00FF_F3FF, (seed >> 33) as u32 & 0x7F)
            };
            let mut postings: Vec<Posting> = (0..count).map(|_| next()).collect();
            let mut sorted = postings.clone();
            sorted.sort_unstable();
            sort_slice(&mut postings);
            assert!(postings == sorted, "{count}");
        }
    }
}
