//! Many documents written together, for speed.

use super::addition::Addition;
use super::write::Added;
use super::{Store, StoreError};
use crate::index::Gathered;
use crate::index::build::{GIANT_BYTES, RUN_BYTES};
use std::time::{Duration, Instant};

/// A batch is committed when it holds this many bytes of text, or after this time.
const BATCH_BYTES: usize = 16 << 20;
const BATCH_TIME: Duration = Duration::from_secs(2);

impl Store {
    /// Begins a batch: many documents, written together for speed. No other process can write until it is finished.
    pub fn batch(&mut self) -> Result<Batch<'_>, StoreError> {
        self.must_write()?;
        Ok(Batch { store: self, begun: None, bytes: 0, new_bytes: 0, gathered: None, whole: false })
    }
}

/// Many documents written together. Each is on record wholly or not at all; a document that fails leaves the others.
///
/// What was added is safe after [`Batch::finish`], and before it whenever the batch has grown large: a batch that is
/// dropped loses what came after the last such moment, or all of it after [`Batch::all_or_nothing`].
#[derive(Debug)]
pub struct Batch<'s> {
    store: &'s mut Store,
    /// When the open transaction began, and the command's entry before it.
    begun: Option<(Instant, Option<i64>)>,
    bytes: usize,
    /// Bytes of text that were committed and are not in the index yet.
    new_bytes: usize,
    /// Their postings, and those of what is not committed: nothing is read again for the index.
    gathered: Option<Gathered>,
    /// Nothing is committed before the end.
    whole: bool,
}

impl Batch<'_> {
    /// Commits nothing before [`Batch::finish`], so that a batch that is dropped has changed nothing, however much was
    /// added and however long it took.
    pub fn all_or_nothing(&mut self) {
        self.whole = true;
    }

    /// [`Store::name_for`], with what the batch has added before.
    pub fn name_for(&self, addition: &Addition) -> Result<String, StoreError> {
        self.store.name_for(addition)
    }

    /// Puts one document on record under its own name.
    pub fn add(&mut self, addition: &Addition) -> Result<Added, StoreError> {
        self.add_as(&addition.name, addition)
    }

    /// Puts one document on record under a name.
    pub fn add_as(&mut self, name: &str, addition: &Addition) -> Result<Added, StoreError> {
        if self.begun.is_none() {
            self.store.execute("BEGIN IMMEDIATE")?;
            self.begun = Some((Instant::now(), self.store.command.1));
            self.bytes = 0;
        }
        let command = self.store.command.1;
        self.store.execute("SAVEPOINT document")?;
        let outcome = self.store.add_inside(addition, name);
        let (added, inserted) = match outcome {
            Ok(done) => {
                self.store.execute("RELEASE document")?;
                done
            }
            Err(error) => {
                self.store.command.1 = command;
                if self.store.execute("ROLLBACK TO document; RELEASE document").is_err() {
                    // SQLite has ended the transaction itself (a full disk).
                    self.abandon();
                }
                return Err(error);
            }
        };
        self.bytes += addition.document.text.len();
        if let Some((document, first_segment)) = inserted {
            self.gather(document, first_segment, addition)?;
        }
        let due = self.bytes >= BATCH_BYTES || self.begun.is_some_and(|(begun, _)| begun.elapsed() >= BATCH_TIME);
        if due && !self.whole {
            self.commit()?;
        }
        Ok(added)
    }

    /// Takes the words of a new document for the index; not more than make a run, for they are held in memory. What is left
    /// out is read again at the end.
    fn gather(&mut self, document: i64, first_segment: i64, addition: &Addition) -> Result<(), StoreError> {
        let is_giant = addition.document.text.len() > GIANT_BYTES;
        if is_giant || self.new_bytes + self.bytes > RUN_BYTES + BATCH_BYTES {
            return Ok(());
        }
        let gathered = match &mut self.gathered {
            Some(gathered) => gathered,
            none => none.insert(self.store.gathering()?),
        };
        gathered.add(document, first_segment, &addition.document, &addition.tokens);
        Ok(())
    }

    /// Writes what is open, and puts what is new into the index.
    pub fn finish(mut self) -> Result<(), StoreError> {
        self.commit()?;
        let gathered = self.gathered.take();
        self.store.index_new_with(gathered)
    }

    fn commit(&mut self) -> Result<(), StoreError> {
        if self.begun.is_none() {
            return Ok(());
        }
        match self.store.execute("COMMIT") {
            Ok(()) => {
                self.begun = None;
                self.new_bytes += self.bytes;
                // A giant is still in the hands of whoever adds it: it is read again for the index when it is let go.
                if self.new_bytes < RUN_BYTES || self.bytes > GIANT_BYTES {
                    return Ok(());
                }
                self.new_bytes = 0;
                self.store.index_gathered(self.gathered.take())
            }
            Err(error) => {
                self.abandon();
                Err(error)
            }
        }
    }

    fn abandon(&mut self) {
        self.gathered = None;
        if let Some((_, command)) = self.begun.take() {
            self.store.command.1 = command;
            let _ = self.store.connection.execute_batch("ROLLBACK");
        }
    }
}

impl Drop for Batch<'_> {
    fn drop(&mut self) {
        self.abandon();
    }
}
