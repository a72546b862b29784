//! What the lists of some words have in common, in the order of the record and only as far as it is asked for.
//!
//! Frequent words have long lists. What weighs most comes first, and of what weighs the same the first on record: so once
//! there are enough of those than which nothing weighs more, the rest of the lists need not be read.

use super::candidates::Candidate;
use crate::index::word_list::WordList;
use crate::store::{Store, StoreError};

/// Goes through the segments that have all of some words.
#[derive(Debug)]
pub(super) struct Walk<'s> {
    /// The lists, the shortest first, and how rare their words are.
    lists: Vec<(WordList<'s>, f32)>,
    /// What must not stand.
    without: Vec<WordList<'s>>,
    /// How many it has found.
    found: usize,
}

impl<'s> Walk<'s> {
    pub(super) fn of(lists: Vec<(WordList<'s>, f32)>, without: Vec<WordList<'s>>) -> Walk<'s> {
        Walk { lists, without, found: 0 }
    }

    /// The next segment that has all of the words.
    pub(super) fn next(&mut self, store: &Store) -> Result<Option<Candidate>, StoreError> {
        let Some(((first, rarity), others)) = self.lists.split_first_mut() else { return Ok(None) };
        'segments: loop {
            let Some(entry) = first.next(store)? else { return Ok(None) };
            let segment = entry.segment();
            let mut candidate = Candidate::of(segment, std::iter::once((entry.weight(), *rarity)));
            for (list, rarity) in &mut *others {
                let Some(other) = list.seek(store, segment)? else { return Ok(None) };
                if other.segment() > segment {
                    first.seek(store, other.segment())?;
                    continue 'segments;
                }
                candidate.add(other.weight(), *rarity);
            }
            for list in &mut self.without {
                if list.seek(store, segment)?.is_some_and(|other| other.segment() == segment) {
                    continue 'segments;
                }
            }
            self.found += 1;
            return Ok(Some(candidate));
        }
    }

    /// How many there are in all, where the lists say so by themselves.
    pub(super) fn count(&self) -> Option<usize> {
        match (self.lists.as_slice(), self.without.as_slice()) {
            ([(list, _)], []) => Some(list.seen()),
            _ => None,
        }
    }

    /// How many there are in all, about: as many in the rest of the lists as in what was read of them.
    pub(super) fn reckoned(&self) -> f64 {
        let progress = self.lists.first().map_or(1.0, |(list, _)| list.progress());
        if progress > 0.0 { self.found as f64 / progress } else { 0.0 }
    }

    /// The most there can be.
    pub(super) fn most(&self) -> usize {
        self.lists.iter().map(|(list, _)| list.seen()).min().unwrap_or(0)
    }
}
