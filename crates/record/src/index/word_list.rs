//! The list of one word over all runs, read in order and only as far as it is asked for.
//!
//! The lists of frequent words are long, and a page of hits needs little of them: see [`crate::find`].

use super::weight::is_seen;
use super::word_rows::{Entry, LateList};
use super::{Run, Section, row_id};
use crate::store::{Store, StoreError};
use onrecord_text::Form;
use rusqlite::blob::Blob;
use std::collections::VecDeque;

/// How many entries are unpacked at once.
const AT_ONCE: usize = 512;

/// The segments in which people find a word, in order.
#[derive(Debug)]
pub(crate) struct WordList<'s> {
    parts: VecDeque<Part<'s>>,
    /// Entries that are unpacked, and the next of them.
    entries: Vec<Entry>,
    at: usize,
    /// How many entries were unpacked, of those that people do not see too.
    read: usize,
    /// How many there are in all.
    count: usize,
    unseen: usize,
}

enum Part<'s> {
    Listed(Vec<Entry>),
    Long(LateList, Blob<'s>),
}

impl std::fmt::Debug for Part<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Part::Listed(entries) => f.debug_tuple("Listed").field(entries).finish(),
            Part::Long(list, _) => f.debug_tuple("Long").field(list).finish(),
        }
    }
}

impl Part<'_> {
    /// The first segment and the last.
    fn ends(&self) -> Option<(u64, u64)> {
        match self {
            Part::Listed(entries) => Some((entries.first()?.segment(), entries.last()?.segment())),
            Part::Long(list, _) => Some((list.about().first, list.about().last)),
        }
    }

    fn unseen(&self) -> usize {
        match self {
            Part::Listed(entries) => entries.iter().filter(|entry| !is_seen(entry.weight())).count(),
            Part::Long(list, _) => list.about().unseen as usize,
        }
    }
}

impl<'s> WordList<'s> {
    /// Of entries in order, each segment once.
    pub(crate) fn of(entries: Vec<Entry>) -> WordList<'s> {
        let count = entries.len();
        WordList::of_parts(vec![Part::Listed(entries)], count)
    }

    fn of_parts(parts: Vec<Part<'s>>, count: usize) -> WordList<'s> {
        let unseen = parts.iter().map(Part::unseen).sum();
        WordList { parts: parts.into(), entries: Vec::new(), at: 0, read: 0, count, unseen }
    }

    /// In how many segments people find the word.
    pub(crate) fn seen(&self) -> usize {
        self.count.saturating_sub(self.unseen)
    }

    /// The share of the list that was unpacked.
    pub(crate) fn progress(&self) -> f64 {
        let passed = self.read.saturating_sub(self.entries.len() - self.at);
        passed as f64 / self.count.max(1) as f64
    }

    /// The next segment.
    pub(crate) fn next(&mut self, store: &Store) -> Result<Option<Entry>, StoreError> {
        while self.at >= self.entries.len() {
            if !self.unpack(store)? {
                return Ok(None);
            }
        }
        let entry = self.entries.get(self.at).copied();
        self.at += 1;
        Ok(entry)
    }

    /// The first entry of a segment or of one after it; it stays the next.
    pub(crate) fn seek(&mut self, store: &Store, segment: u64) -> Result<Option<Entry>, StoreError> {
        while self.entries.last().is_none_or(|last| last.segment() < segment) {
            if !self.unpack(store)? {
                self.at = self.entries.len();
                return Ok(None);
            }
        }
        let rest = self.entries.get(self.at..).unwrap_or(&[]);
        // Mostly it is near.
        let near = rest.iter().take(8).position(|entry| entry.segment() >= segment);
        self.at += near.unwrap_or_else(|| rest.partition_point(|entry| entry.segment() < segment));
        Ok(self.entries.get(self.at).copied())
    }

    /// Unpacks more; `false` where there is no more.
    fn unpack(&mut self, store: &Store) -> Result<bool, StoreError> {
        self.entries.clear();
        self.at = 0;
        let Some(part) = self.parts.front_mut() else { return Ok(false) };
        let is_read = match part {
            Part::Listed(entries) => {
                self.entries = std::mem::take(entries);
                true
            }
            Part::Long(list, row) => {
                let fetch = |bytes: &mut [u8], from| row.read_at_exact(bytes, from).map_err(|e| store.sqlite(e));
                let read = list.read(AT_ONCE, &mut self.entries, fetch)?;
                read.ok_or_else(|| store.damaged_index())?;
                self.entries.is_empty()
            }
        };
        self.read += self.entries.len();
        if self.unseen > 0 {
            self.entries.retain(|entry| is_seen(entry.weight()));
        }
        if is_read {
            self.parts.pop_front();
        }
        Ok(true)
    }
}

impl Store {
    /// The list of a word.
    pub(crate) fn list_of(&self, runs: &[Run], form: Form) -> Result<WordList<'_>, StoreError> {
        let (mut parts, mut count) = (Vec::new(), 0);
        for run in runs {
            let mut listed = Vec::new();
            let Some(word) = self.word_in(run, form, &mut listed)? else { continue };
            count += usize::try_from(word.count).unwrap_or(usize::MAX);
            if word.long {
                parts.extend(self.late_list(row_id(run.id, Section::LongWords, form.0))?);
            } else if !listed.is_empty() {
                parts.push(Part::Listed(listed));
            }
        }
        // Two processes may have written at a time: then a run does not go on where the one before it ended.
        let follow = |two: &[Part<'_>]| matches!((two[0].ends(), two[1].ends()), (Some((_, last)), Some((first, _))) if last < first);
        if parts.windows(2).all(follow) {
            return Ok(WordList::of_parts(parts, count));
        }
        let mut entries = self.entries_of(runs, form)?;
        entries.dedup_by_key(|entry| entry.segment());
        Ok(WordList::of(entries))
    }

    /// A list that has a row of its own, of which only the begin is read.
    fn late_list(&self, id: i64) -> Result<Option<Part<'_>>, StoreError> {
        let Some(row) = self.index_blob(id)? else { return Ok(None) };
        let mut begin = vec![0; row.len().min(LateList::AT_ONCE)];
        row.read_at_exact(&mut begin, 0).map_err(|e| self.sqlite(e))?;
        let list = LateList::open(begin, row.len()).ok_or_else(|| self.damaged_index())?;
        Ok(Some(Part::Long(list, row)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::word_rows::pack_entries;
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn store() -> (tempfile::TempDir, Store) {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::create(&folder.path().join("a.record")).unwrap();
        (folder, store)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20))]
        #[test]
        fn a_list_in_parts_is_read_as_one(
            segments in proptest::collection::btree_map(0u32..20_000, 0u64..8, 0..3000),
            cuts in proptest::collection::vec(0usize..3000, 0..4),
            asked in proptest::collection::btree_set(0u64..20_000, 0..40),
        ) {
            let (_folder, store) = store();
            let all: Vec<Entry> = segments.iter().map(|(&at, &weight)| Entry::new(at.into(), weight).unwrap()).collect();
            let mut row = 0;
            let mut parts = || {
                let mut cuts: Vec<usize> = cuts.iter().map(|&cut| cut.min(all.len())).chain([0, all.len()]).collect();
                cuts.sort_unstable();
                let part = |(at, two): (usize, &[usize])| match at % 2 {
                    0 => {
                        row += 1;
                        store.connection().execute("INSERT INTO index_rows VALUES (?, ?)", (row, pack_entries(&all[two[0]..two[1]]))).unwrap();
                        store.late_list(row).unwrap().unwrap()
                    }
                    _ => Part::Listed(all[two[0]..two[1]].to_vec()),
                };
                WordList::of_parts(cuts.windows(2).enumerate().map(part).collect(), all.len())
            };
            let seen: BTreeMap<u64, Entry> =
                all.iter().filter(|entry| is_seen(entry.weight())).map(|entry| (entry.segment(), *entry)).collect();
            let mut list = parts();
            prop_assert_eq!(list.seen(), seen.len());
            let mut back = Vec::new();
            while let Some(entry) = list.next(&store).unwrap() {
                back.push(entry);
            }
            prop_assert!(back.iter().eq(seen.values()));
            prop_assert!(all.is_empty() || list.progress() == 1.0);
            let mut list = parts();
            for at in asked {
                let expected = seen.range(at..).next().map(|(_, entry)| *entry);
                prop_assert_eq!(list.seek(&store, at).unwrap(), expected);
                prop_assert_eq!(list.seek(&store, at).unwrap(), expected);
            }
        }
    }
}
