//! What claims are checked against, and many claims at once: documents in memory or a record, over the cores.
//!
//! The findings come in the order of the claims, a part after the other and while the rest is being checked ([`queue`]): so
//! they are never in memory together, and whoever reads them need not wait.

mod queue;

use crate::checker::{Checker, check_in_record, read, shortlist};
use crate::explain::Explanation;
use crate::finding::{Claim, Finding};
use crate::occasion::Occasion;
use onrecord_record::{Connections, Corpus, RecordSearch, StoreError};
use queue::Queue;
use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::panic::resume_unwind;
use std::sync::mpsc;

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

/// What one thread has open of a record.
type Opened = Option<Connections>;

/// Checks one claim with what one thread has opened.
type Check<'c> = &'c mut dyn FnMut(Claim) -> Result<Finding, StoreError>;

impl Evidence {
    /// How many documents there are.
    pub fn documents(&self) -> usize {
        match self {
            Evidence::Documents(corpus) => corpus.documents().len(),
            Evidence::Record(record) => record.documents(),
        }
    }

    /// Checks claims over the cores. `each` gets the findings in the order of the claims, some at a time, as soon as those
    /// before them are there. A record is seen all the while as it was when the check began.
    ///
    /// # Errors
    /// Where a record cannot be read, or with what `each` says: then the rest is left.
    pub fn check_each<E: From<StoreError>>(
        &self,
        claims: Vec<Claim>,
        each: impl FnMut(Vec<Finding>) -> Result<(), E>,
    ) -> Result<(), E> {
        self.check_parts(claims, &|| {}, each)
    }

    /// Checks claims as [`Evidence::check_each`] does, and keeps all findings. `done` is called after each claim.
    ///
    /// # Errors
    /// Where a record cannot be read.
    pub fn check_all(&self, claims: Vec<Claim>, done: impl Fn() + Sync) -> Result<Vec<Finding>, StoreError> {
        let mut all = Vec::with_capacity(claims.len());
        self.check_parts(claims, &done, |findings| {
            all.extend(findings);
            Ok::<(), StoreError>(())
        })?;
        Ok(all)
    }

    fn check_parts<E: From<StoreError>>(
        &self,
        claims: Vec<Claim>,
        done: &(impl Fn() + Sync),
        mut each: impl FnMut(Vec<Finding>) -> Result<(), E>,
    ) -> Result<(), E> {
        let cores = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
        let workers = cores.min(claims.len() / CLAIMS_A_THREAD).max(1);
        let queue = Queue::of(claims, workers);
        let part = |claims: Vec<Claim>, check: Check<'_>| -> Result<Vec<Finding>, StoreError> {
            claims.into_iter().map(|claim| check(claim).inspect(|_| done())).collect()
        };
        if workers == 1 {
            return self.with_check(self.open()?, |check| {
                while let Some((index, claims)) = queue.next() {
                    each(part(claims, check)?)?;
                    queue.taken(index);
                }
                Ok(())
            })?;
        }
        // All are opened before the first finding goes out: what becomes of the record meanwhile is none of theirs.
        let opened = (0..workers).map(|_| self.open()).collect::<Result<Vec<_>, _>>()?;
        std::thread::scope(|scope| {
            // Also where `each` panics, nobody waits for it.
            let _ends = queue.ends_with_this_thread();
            let (sender, parts) = mpsc::channel();
            let work = |opened: Opened, sender: mpsc::Sender<(usize, Result<Vec<Finding>, StoreError>)>| {
                let _ends = queue.ends_with_this_thread();
                let checked = self.with_check(opened, |check| {
                    while let Some((index, claims)) = queue.next() {
                        let findings = part(claims, check);
                        let is_last = findings.is_err();
                        if sender.send((index, findings)).is_err() || is_last {
                            break;
                        }
                    }
                });
                if let Err(error) = checked {
                    // Whoever does not listen any more has heard of another one.
                    let _ = sender.send((0, Err(error)));
                }
            };
            let threads: Vec<_> = opened
                .into_iter()
                .map(|opened| {
                    let sender = sender.clone();
                    scope.spawn(move || work(opened, sender))
                })
                .collect();
            drop(sender);
            let mut deliver = || {
                let (mut waiting, mut next) = (BTreeMap::new(), 0);
                for (index, findings) in &parts {
                    waiting.insert(index, findings?);
                    while let Some(findings) = waiting.remove(&next) {
                        each(findings)?;
                        queue.taken(next);
                        next += 1;
                    }
                }
                Ok(())
            };
            let delivered = deliver();
            queue.end();
            for thread in threads {
                thread.join().unwrap_or_else(|panic| resume_unwind(panic));
            }
            delivered
        })
    }

    /// Opens what one thread needs.
    fn open(&self) -> Result<Opened, StoreError> {
        match self {
            Evidence::Documents(_) => Ok(None),
            Evidence::Record(record) => record.connect().map(Some),
        }
    }

    /// Lends a thread a check, with what was opened for it.
    fn with_check<T>(&self, opened: Opened, work: impl FnOnce(Check<'_>) -> T) -> Result<T, StoreError> {
        match self {
            Evidence::Documents(corpus) => {
                let checker = Checker::new(corpus);
                Ok(work(&mut |claim| Ok(checker.check(claim))))
            }
            Evidence::Record(record) => {
                let connections = match opened {
                    Some(connections) => connections,
                    None => record.connect()?,
                };
                let searcher = record.searcher(&connections)?;
                Ok(work(&mut |claim| check_in_record(claim, &searcher)))
            }
        }
    }

    /// Checks one claim and tells how the finding came about.
    pub fn explain(&self, claim: Claim) -> Result<Explanation, StoreError> {
        match self {
            Evidence::Documents(corpus) => Ok(Checker::new(corpus).explain(claim)),
            Evidence::Record(record) => {
                let connections = record.connect()?;
                let searcher = record.searcher(&connections)?;
                let corpus = shortlist(&read(&claim).0, &Occasion::of(&claim), &searcher)?;
                let explanation = Checker::new(&corpus).explain(claim);
                searcher.failure().map(|()| explanation)
            }
        }
    }
}
