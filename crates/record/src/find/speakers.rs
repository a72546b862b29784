//! Whom a filter such as `speaker:Ruiz` means: asked of each speaker who comes, and of everybody on record only where that
//! is needed.
//!
//! A record has thousands of people, and to compare a name with each of them takes longer than all else of a search. The
//! segments that a page shows are those of a few.

use crate::store::{Store, StoreError, WantedPerson};
use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeSet, HashMap};
use std::fmt;

/// After so many speakers it is looked up at once who is meant at all.
const ASKED: usize = if cfg!(test) { 3 } else { 100 };

/// The people whom a name may mean.
pub(super) struct Speakers {
    wanted: WantedPerson,
    /// Whether somebody is meant, of those who were asked for.
    asked: RefCell<HashMap<i64, bool>>,
    /// Everybody who is meant, once that was looked up.
    all: OnceCell<BTreeSet<i64>>,
}

impl fmt::Debug for Speakers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Speakers").field("asked", &self.asked).field("all", &self.all).finish_non_exhaustive()
    }
}

impl Speakers {
    pub(super) fn of(name: &str, store: &Store) -> Result<Speakers, StoreError> {
        let wanted = WantedPerson::of(name, store)?;
        Ok(Speakers { wanted, asked: RefCell::default(), all: OnceCell::new() })
    }

    /// Whether a person may be meant.
    pub(super) fn have(&self, person: i64, store: &Store) -> Result<bool, StoreError> {
        let mut asked = self.asked.borrow_mut();
        if let Some(&is_meant) = asked.get(&person) {
            return Ok(is_meant);
        }
        if asked.len() >= ASKED || self.all.get().is_some() {
            return Ok(self.all(store)?.contains(&person));
        }
        let is_meant = store.is_person_like(&self.wanted, person)?;
        asked.insert(person, is_meant);
        Ok(is_meant)
    }

    /// Whether it was looked up already who is meant at all.
    pub(super) fn are_known(&self) -> bool {
        self.all.get().is_some()
    }

    /// Their rows, as a list for SQL.
    pub(super) fn list(&self, store: &Store) -> Result<String, StoreError> {
        Ok(self.all(store)?.iter().map(i64::to_string).collect::<Vec<_>>().join(","))
    }

    fn all(&self, store: &Store) -> Result<&BTreeSet<i64>, StoreError> {
        if let Some(all) = self.all.get() {
            return Ok(all);
        }
        let all = store.people_like(&self.wanted)?;
        Ok(self.all.get_or_init(|| all))
    }
}
