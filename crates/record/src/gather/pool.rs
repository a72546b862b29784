//! Work on many jobs over the cores, the results in the order of the jobs, a bounded number of them in memory.
//!
//! One thread brings the jobs (it may have to unpack them), some work on them, and the caller's thread takes the results.
//! What is on its way between them is bounded in number and in bytes, so that neither a hundred thousand small files nor a
//! few giants fill the memory.

use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// How many results a worker may be ahead of the one that takes them, for each worker.
const AHEAD: usize = 16;

/// How many bytes of sources may be on their way at a time; one that is larger goes alone.
const BYTES: u64 = 64 << 20;

/// Readers may recurse into nested pages: the stack of a worker, in bytes.
const STACK: usize = 16 << 20;

/// What is on its way.
struct Line<J, T> {
    /// Jobs to work on, each with its number.
    jobs: VecDeque<(usize, J)>,
    /// How many jobs were brought.
    brought: usize,
    /// Whether all were.
    ended: bool,
    /// The next result to hand over.
    due: usize,
    /// Results and weights from `due` on.
    done: VecDeque<(u64, Option<thread::Result<T>>)>,
    /// The weight of all that is on its way.
    weight: u64,
    stop: bool,
}

/// Calls `work` for each job that `bring` hands in (with its weight in bytes) on as many threads as there are cores (or
/// `threads`), and `take` on this thread with every result, in the order of the jobs. An error of `take` ends it, and so does a
/// panic of any. What `bring` hands jobs to says whether to go on.
pub(super) fn in_order<J: Send, T: Send, E>(
    bring: impl FnOnce(&mut dyn FnMut(J, u64) -> bool) + Send,
    threads: Option<NonZeroUsize>,
    work: impl Fn(J) -> T + Sync,
    mut take: impl FnMut(T) -> Result<(), E>,
) -> Result<(), E> {
    let workers = threads.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    let most = workers * AHEAD;
    let line = Mutex::new(Line {
        jobs: VecDeque::new(),
        brought: 0,
        ended: false,
        due: 0,
        done: VecDeque::new(),
        weight: 0,
        stop: false,
    });
    let line = &line;
    // A job was brought or all were; a result was taken; a result is there.
    let (job, room, ready) = (&Condvar::new(), &Condvar::new(), &Condvar::new());
    let one_worker = || {
        loop {
            let (at, next) = {
                let mut line = lock(line);
                loop {
                    if line.stop {
                        return;
                    }
                    match line.jobs.pop_front() {
                        Some(next) => break next,
                        None if line.ended => return,
                        None => line = wait(job, line),
                    }
                }
            };
            // Whoever takes the results would wait for ever for one that never comes.
            let result = catch_unwind(AssertUnwindSafe(|| work(next)));
            let mut line = lock(line);
            let place = at - line.due;
            if let Some((_, slot)) = line.done.get_mut(place) {
                *slot = Some(result);
            }
            ready.notify_one();
        }
    };
    let push = |next: J, weight: u64| {
        let mut line = lock(line);
        while !line.stop && !line.done.is_empty() && (line.done.len() >= most || line.weight + weight > BYTES) {
            line = wait(room, line);
        }
        if line.stop {
            return false;
        }
        let at = line.brought;
        line.brought += 1;
        line.weight += weight;
        line.done.push_back((weight, None));
        line.jobs.push_back((at, next));
        job.notify_one();
        true
    };
    thread::scope(|scope| {
        // However this ends, by an error or by a panic of `take`, the others must not wait for ever.
        let stop = StopOnDrop { line, wake: [job, room] };
        let mut started = 0;
        for _ in 0..workers {
            if thread::Builder::new().stack_size(STACK).spawn_scoped(scope, one_worker).is_ok() {
                started += 1;
            }
        }
        let bring_all = move || {
            let mut push = push;
            let outcome = catch_unwind(AssertUnwindSafe(|| bring(&mut push)));
            lock(line).ended = true;
            job.notify_all();
            ready.notify_one();
            outcome
        };
        // Where there are no threads to be had this cannot be; two are enough.
        let Some(bringer) = (started > 0).then(|| scope.spawn(bring_all)) else {
            drop(stop);
            resume_unwind(Box::new("no thread could be started"));
        };
        loop {
            let result = {
                let mut line = lock(line);
                loop {
                    if let Some((weight, result)) =
                        line.done.front_mut().and_then(|(weight, slot)| Some((*weight, slot.take()?)))
                    {
                        line.done.pop_front();
                        line.due += 1;
                        line.weight -= weight;
                        room.notify_all();
                        break Some(result);
                    }
                    if line.ended && line.done.is_empty() {
                        break None;
                    }
                    line = wait(ready, line);
                }
            };
            match result {
                Some(result) => take(result.unwrap_or_else(|panic| resume_unwind(panic)))?,
                None => break,
            }
        }
        match bringer.join().and_then(|outcome| outcome) {
            Ok(()) => Ok(()),
            Err(panic) => resume_unwind(panic),
        }
    })
}

struct StopOnDrop<'a, J, T> {
    line: &'a Mutex<Line<J, T>>,
    wake: [&'a Condvar; 2],
}

impl<J, T> Drop for StopOnDrop<'_, J, T> {
    fn drop(&mut self) {
        lock(self.line).stop = true;
        self.wake.iter().for_each(|condition| condition.notify_all());
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn wait<'a, T>(condition: &Condvar, guard: MutexGuard<'a, T>) -> MutexGuard<'a, T> {
    condition.wait(guard).unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

    fn bring<'a>(count: u64, weight: u64) -> impl FnOnce(&mut dyn FnMut(u64, u64) -> bool) + Send + 'a {
        move |push| {
            for at in 0..count {
                if !push(at, weight) {
                    return;
                }
            }
        }
    }

    #[test]
    fn the_order_is_that_of_the_jobs_however_long_each_takes() {
        let mut taken = Vec::new();
        let work = |job: u64| {
            thread::sleep(std::time::Duration::from_micros(job % 7 * 30));
            job
        };
        let outcome: Result<(), ()> = in_order(bring(500, 1), NonZeroUsize::new(4), work, |result| {
            taken.push(result);
            Ok(())
        });
        assert_eq!((outcome, taken), (Ok(()), (0..500).collect::<Vec<u64>>()));
        assert_eq!(in_order(bring(0, 1), None, work, |_| Err("nothing to take")), Ok(()));
    }

    #[test]
    fn giants_go_alone() {
        let (now, most) = (AtomicU64::new(0), AtomicU64::new(0));
        let work = |job: u64| {
            most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            thread::sleep(std::time::Duration::from_millis(2));
            now.fetch_sub(1, Ordering::SeqCst);
            job
        };
        let outcome: Result<(), ()> = in_order(bring(20, BYTES * 2), NonZeroUsize::new(4), work, |_| Ok(()));
        assert_eq!((outcome, most.into_inner()), (Ok(()), 1));
    }

    #[test]
    #[should_panic(expected = "taken aback")]
    fn a_panic_of_the_one_that_takes_ends_it_too() {
        let _: Result<(), ()> = in_order(bring(1000, 1), NonZeroUsize::new(2), |job| job, |_| panic!("taken aback"));
    }

    #[test]
    #[should_panic(expected = "broke down on 7")]
    fn a_panic_of_the_work_ends_it_too() {
        let work = |job: u64| assert!(job != 7, "broke down on {job}");
        let _: Result<(), ()> = in_order(bring(1000, 1), NonZeroUsize::new(2), work, Ok);
    }

    #[test]
    #[should_panic(expected = "cannot bring")]
    fn a_panic_of_the_one_that_brings_ends_it_too() {
        let bring = |push: &mut dyn FnMut(u64, u64) -> bool| {
            push(1, 1);
            panic!("cannot bring");
        };
        let _: Result<(), ()> = in_order(bring, NonZeroUsize::new(2), |job| job, |_| Ok(()));
    }

    #[test]
    fn an_error_ends_it() {
        let worked = AtomicUsize::new(0);
        let work = |job: u64| {
            worked.fetch_add(1, Ordering::Relaxed);
            job
        };
        let take = |result| if result == 5 { Err("five") } else { Ok(()) };
        assert_eq!(in_order(bring(1000, 1), NonZeroUsize::new(2), work, take), Err("five"));
        assert!(worked.into_inner() < 100, "it must not work on after an error");
    }
}
