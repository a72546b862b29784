//! Work on many items over the cores, the results in the order of the items, a bounded number of them in memory.

use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// How many results a worker may be ahead of the one that takes them, for each worker.
const AHEAD: usize = 16;

/// Readers may recurse into nested pages: the stack of a worker, in bytes.
const STACK: usize = 16 << 20;

struct Line<T> {
    /// The next item to work on.
    next: usize,
    /// The next result to hand over.
    due: usize,
    /// The results from `due` on; a ring of as many places as may be ahead.
    done: Vec<Option<thread::Result<T>>>,
    stop: bool,
}

/// Calls `work` for each item on as many threads as there are cores (or `threads`), and `take` on this thread with
/// every result, in the order of the items. An error of `take` ends it, and so does a panic of either.
pub(super) fn in_order<I: Sync, T: Send, E>(
    items: &[I],
    threads: Option<NonZeroUsize>,
    work: impl Fn(&I) -> T + Sync,
    mut take: impl FnMut(T) -> Result<(), E>,
) -> Result<(), E> {
    let cores = threads.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    let workers = cores.min(items.len());
    let ring = (workers * AHEAD).max(1);
    let line = Mutex::new(Line { next: 0, due: 0, done: (0..ring).map(|_| None).collect(), stop: false });
    let (room, ready) = (Condvar::new(), Condvar::new());
    let one_worker = || {
        loop {
            let (at, item) = {
                let mut line = lock(&line);
                while !line.stop && line.next < items.len() && line.next >= line.due + ring {
                    line = room.wait(line).unwrap_or_else(PoisonError::into_inner);
                }
                let at = line.next;
                match items.get(at) {
                    Some(item) if !line.stop => {
                        line.next += 1;
                        (at, item)
                    }
                    _ => return,
                }
            };
            // Whoever takes the results would wait for ever for one that never comes.
            let result = catch_unwind(AssertUnwindSafe(|| work(item)));
            let mut line = lock(&line);
            if let Some(place) = line.done.get_mut(at % ring) {
                *place = Some(result);
            }
            ready.notify_one();
        }
    };
    thread::scope(|scope| {
        let mut started = 0;
        for _ in 0..workers {
            if thread::Builder::new().stack_size(STACK).spawn_scoped(scope, one_worker).is_ok() {
                started += 1;
            }
        }
        if started == 0 {
            // No thread to be had: one after the other.
            return items.iter().try_for_each(|item| take(work(item)));
        }
        // However this ends, by an error or by a panic of `take`, the workers must not wait for ever.
        let _stop = StopOnDrop { line: &line, room: &room };
        for due in 0..items.len() {
            let result = {
                let mut line = lock(&line);
                loop {
                    if let Some(result) = line.done.get_mut(due % ring).and_then(Option::take) {
                        line.due = due + 1;
                        room.notify_all();
                        break result;
                    }
                    line = ready.wait(line).unwrap_or_else(PoisonError::into_inner);
                }
            };
            take(result.unwrap_or_else(|panic| resume_unwind(panic)))?;
        }
        Ok(())
    })
}

struct StopOnDrop<'a, T> {
    line: &'a Mutex<Line<T>>,
    room: &'a Condvar,
}

impl<T> Drop for StopOnDrop<'_, T> {
    fn drop(&mut self) {
        lock(self.line).stop = true;
        self.room.notify_all();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_that_of_the_items_however_long_each_takes() {
        let items: Vec<u64> = (0..500).collect();
        let mut taken = Vec::new();
        let work = |item: &u64| {
            thread::sleep(std::time::Duration::from_micros(item % 7 * 30));
            *item
        };
        let outcome: Result<(), ()> = in_order(&items, NonZeroUsize::new(4), work, |result| {
            taken.push(result);
            Ok(())
        });
        assert_eq!((outcome, taken), (Ok(()), items));
    }

    #[test]
    #[should_panic(expected = "taken aback")]
    fn a_panic_of_the_one_that_takes_ends_it_too() {
        let items: Vec<u32> = (0..1000).collect();
        let _: Result<(), ()> = in_order(&items, NonZeroUsize::new(2), |item| *item, |_| panic!("taken aback"));
    }

    #[test]
    #[should_panic(expected = "broke down on 7")]
    fn a_panic_of_the_work_ends_it_too() {
        let items: Vec<u32> = (0..1000).collect();
        let work = |item: &u32| assert!(*item != 7, "broke down on {item}");
        let _: Result<(), ()> = in_order(&items, NonZeroUsize::new(2), work, Ok);
    }

    #[test]
    fn an_error_ends_it() {
        let items: Vec<u32> = (0..1000).collect();
        let worked = std::sync::atomic::AtomicUsize::new(0);
        let work = |item: &u32| {
            worked.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            *item
        };
        let outcome =
            in_order(&items, NonZeroUsize::new(2), work, |result| if result == 5 { Err("five") } else { Ok(()) });
        assert_eq!(outcome, Err("five"));
        assert!(worked.into_inner() < 100, "it must not work on after an error");
    }
}
