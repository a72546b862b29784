//! A line that says how far the work is: on a terminal's standard error only, and only once the work has taken a while.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Work that is done before this shows nothing: a line that only flashes says nothing.
const PATIENCE: Duration = Duration::from_millis(400);

/// A line of progress; it disappears when dropped. Several threads may count at once.
#[derive(Debug)]
pub(crate) struct Progress {
    bar: ProgressBar,
    begun: Instant,
    /// Whether the line may still have to appear.
    waiting: AtomicBool,
}

impl Progress {
    /// A line about something that is done; silent where `visible` is not set.
    pub(crate) fn new(doing: &'static str, visible: bool) -> Self {
        let bar = ProgressBar::hidden().with_message(doing);
        if let Ok(style) = ProgressStyle::with_template("{msg} {human_pos}") {
            bar.set_style(style);
        }
        Self { bar, begun: Instant::now(), waiting: AtomicBool::new(visible) }
    }

    /// How much will be done, where that is known.
    pub(crate) fn of(self, total: usize) -> Self {
        self.bar.set_length(total as u64);
        if let Ok(style) = ProgressStyle::with_template("{msg} {human_pos} of {human_len}") {
            self.bar.set_style(style);
        }
        self
    }

    /// How much is done.
    pub(crate) fn count(&self, done: usize) {
        self.appear();
        self.bar.set_position(done as u64);
    }

    /// One more is done.
    pub(crate) fn one_more(&self) {
        self.appear();
        self.bar.inc(1);
    }

    fn appear(&self) {
        let due = self.waiting.load(Ordering::Relaxed) && self.begun.elapsed() >= PATIENCE;
        if due && self.waiting.swap(false, Ordering::Relaxed) {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
