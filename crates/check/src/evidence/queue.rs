//! Claims that wait to be checked: threads take them a part at a time, and never far ahead of what has been delivered.

use crate::finding::Claim;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Claims that a thread takes at once: to hand findings over takes as long as a part of a check.
const PART: usize = 32;
/// How many parts each thread may be ahead, however long one claim takes: what waits for it is held in memory.
const AHEAD: usize = 8;

/// Those claims.
#[derive(Debug)]
pub(super) struct Queue {
    state: Mutex<State>,
    goes_on: Condvar,
    part: usize,
    ahead: usize,
}

#[derive(Debug)]
struct State {
    claims: std::vec::IntoIter<Claim>,
    /// The index of the part that is next.
    next: usize,
    /// How many parts were delivered.
    taken: usize,
    has_ended: bool,
}

/// Ends the queue when it is dropped.
#[derive(Debug)]
pub(super) struct Ends<'q>(&'q Queue);

impl Drop for Ends<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            // What this thread took is never delivered: the others would wait for it.
            self.0.end();
        }
    }
}

impl Queue {
    /// A queue of claims for so many threads.
    pub(super) fn of(claims: Vec<Claim>, workers: usize) -> Queue {
        // Few claims are shared out evenly.
        let part = (claims.len() / (workers * 4)).clamp(1, PART);
        let state = State { claims: claims.into_iter(), next: 0, taken: 0, has_ended: false };
        Queue { state: Mutex::new(state), goes_on: Condvar::new(), part, ahead: AHEAD * workers }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next claims and the index of their part; waits where they are too far ahead. `None`: there are no more, or the
    /// queue has ended.
    pub(super) fn next(&self) -> Option<(usize, Vec<Claim>)> {
        let mut state = self
            .goes_on
            .wait_while(self.state(), |state| !state.has_ended && state.next >= state.taken + self.ahead)
            .unwrap_or_else(PoisonError::into_inner);
        if state.has_ended {
            return None;
        }
        let claims: Vec<Claim> = state.claims.by_ref().take(self.part).collect();
        let index = state.next;
        state.next += 1;
        (!claims.is_empty()).then_some((index, claims))
    }

    /// Says that a part was delivered, and all before it.
    pub(super) fn taken(&self, index: usize) {
        self.state().taken = index + 1;
        self.goes_on.notify_all();
    }

    /// Nobody gets any more.
    pub(super) fn end(&self) {
        self.state().has_ended = true;
        self.goes_on.notify_all();
    }

    /// Ends the queue if this thread panics while it holds what this gives.
    pub(super) fn ends_with_this_thread(&self) -> Ends<'_> {
        Ends(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn queue(claims: usize, workers: usize) -> Queue {
        Queue::of(vec![Claim::default(); claims], workers)
    }

    #[test]
    fn claims_are_taken_in_parts_and_not_far_ahead() {
        let queue = queue(PART * 40, 2);
        for index in 0..AHEAD * 2 {
            let (at, claims) = queue.next().expect("a part");
            assert_eq!((at, claims.len()), (index, PART));
        }
        std::thread::scope(|scope| {
            let next = scope.spawn(|| queue.next().map(|(at, _)| at));
            queue.taken(0);
            assert_eq!(next.join().expect("no panic"), Some(AHEAD * 2));
        });
    }

    #[test]
    fn few_claims_are_shared_out_and_come_to_an_end() {
        let queue = queue(19, 2);
        let mut sizes = Vec::new();
        while let Some((at, claims)) = queue.next() {
            sizes.push(claims.len());
            queue.taken(at);
        }
        assert_eq!((sizes.iter().sum::<usize>(), sizes.len()), (19, 10));
    }

    #[test]
    fn who_waits_is_let_go_when_another_thread_panics() {
        let queue = queue(PART * 40, 2);
        (0..AHEAD * 2).for_each(|_| drop(queue.next()));
        std::thread::scope(|scope| {
            let waits = scope.spawn(|| queue.next());
            let panics = scope.spawn(|| {
                let _ends = queue.ends_with_this_thread();
                panic!("as a check might");
            });
            assert!(panics.join().is_err());
            assert!(waits.join().expect("no panic").is_none());
        });
    }
}
