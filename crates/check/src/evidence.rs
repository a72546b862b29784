//! What claims are checked against, and many claims at once: documents in memory or a record, over the cores.
//!
//! Claims may come part after part ([`Evidence::begin`]): a record is opened once for all of them.

use crate::checker::{Checker, check_in_record, read, shortlist};
use crate::explain::Explanation;
use crate::finding::{Claim, Finding};
use crate::occasion::Occasion;
use onrecord_record::{Corpus, RecordSearch, Searcher, StoreError};
use std::num::NonZeroUsize;
use std::panic::resume_unwind;
use std::sync::{Mutex, PoisonError};

/// A thread for fewer claims costs more than it saves.
const CLAIMS_A_THREAD: usize = 8;

/// What claims are checked against.
#[derive(Debug)]
pub enum Evidence {
    /// Documents that were read for this.
    Documents(Box<Corpus>),
    /// A record, of which only the places that matter are read.
    Record(RecordSearch),
}

impl Evidence {
    /// How many documents there are.
    pub fn documents(&self) -> usize {
        match self {
            Evidence::Documents(corpus) => corpus.documents().len(),
            Evidence::Record(record) => record.documents(),
        }
    }

    /// Begins a check of claims that come part after part. A record is seen all the while as it was when it was first asked.
    pub fn begin(&self) -> Checks<'_> {
        Checks { evidence: self, searchers: Mutex::default() }
    }

    /// Checks claims that come in one part: see [`Checks::check_all`].
    pub fn check_all(&self, claims: Vec<Claim>, done: impl Fn() + Sync) -> Result<Vec<Finding>, StoreError> {
        self.begin().check_all(claims, done)
    }

    /// Checks one claim and tells how the finding came about.
    pub fn explain(&self, claim: Claim) -> Result<Explanation, StoreError> {
        match self {
            Evidence::Documents(corpus) => Ok(Checker::new(corpus).explain(claim)),
            Evidence::Record(record) => {
                let searcher = record.searcher()?;
                let corpus = shortlist(&read(&claim).0, &Occasion::of(&claim), &searcher)?;
                let explanation = Checker::new(&corpus).explain(claim);
                searcher.failure().map(|()| explanation)
            }
        }
    }
}

/// A check of claims that come part after part.
///
/// To open a record takes as long as to check many a claim, and what was met of it is known from then on: its documents'
/// heads, the pages of its file. So what one part has opened serves the next.
#[derive(Debug)]
pub struct Checks<'e> {
    evidence: &'e Evidence,
    /// Those that no thread uses at the moment.
    searchers: Mutex<Vec<Searcher>>,
}

impl Checks<'_> {
    /// Checks claims over the cores; the findings come in the order of the claims. `done` is called after each.
    ///
    /// Fails only where a record cannot be read.
    pub fn check_all(&self, claims: Vec<Claim>, done: impl Fn() + Sync) -> Result<Vec<Finding>, StoreError> {
        let cores = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
        let workers = cores.min(claims.len() / CLAIMS_A_THREAD).max(1);
        let queue = Mutex::new(claims.into_iter().enumerate());
        // A lock is poisoned only by a panic, which ends the whole below.
        let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).next();
        let work = || self.check_each(next, &done);
        let mut findings = if workers == 1 {
            work()?
        } else {
            std::thread::scope(|scope| {
                let threads: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
                let mut findings = Vec::new();
                for thread in threads {
                    findings.extend(thread.join().unwrap_or_else(|panic| resume_unwind(panic))?);
                }
                Ok::<_, StoreError>(findings)
            })?
        };
        findings.sort_by_key(|(index, _)| *index);
        Ok(findings.into_iter().map(|(_, finding)| finding).collect())
    }

    fn check_each(
        &self,
        next: impl Fn() -> Option<(usize, Claim)>,
        done: impl Fn(),
    ) -> Result<Vec<(usize, Finding)>, StoreError> {
        let mut findings = Vec::new();
        match self.evidence {
            Evidence::Documents(corpus) => {
                let checker = Checker::new(corpus);
                while let Some((index, claim)) = next() {
                    findings.push((index, checker.check(claim)));
                    done();
                }
            }
            Evidence::Record(record) => {
                let kept = self.searchers.lock().unwrap_or_else(PoisonError::into_inner).pop();
                let searcher = kept.map_or_else(|| record.searcher(), Ok)?;
                while let Some((index, claim)) = next() {
                    findings.push((index, check_in_record(claim, &searcher)?));
                    done();
                }
                self.searchers.lock().unwrap_or_else(PoisonError::into_inner).push(searcher);
            }
        }
        Ok(findings)
    }
}
