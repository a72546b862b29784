//! The store: one SQLite file is a record.
//!
//! In what order to read: [`schema`] (what lies where; docs/record.md says the same for people), [`open`] (making and
//! opening), [`addition`] (a document made ready), [`mod@write`] (adding it), [`batch`] (many at once), [`log`] (the chained log), [`read`] (documents and passages), [`people`], [`status`], [`retract`] (taking back), [`decide`] (what the user decided), [`verify`]. [`error`] says what can go wrong.
//!
//! The words of one person are never changed in place: a source is kept as received, a reading of it is kept as it was
//! read, and what is *current* is a pointer from a name to a reading. Every change of a pointer is an entry of the log,
//! so the log alone tells what the record holds, and `verify` proves it.
//!
//! Not for finding quotations (that is the corpus, and the crate `check`), not for reading formats (crate `read`).

mod addition;
mod batch;
pub mod codes;
pub mod decide;
mod dictionary;
pub mod error;
pub mod events;
mod log;
mod namesake;
mod open;
mod part;
mod people;
pub(crate) mod pieces;
mod read;
mod reference;
mod retract;
pub mod schema;
mod status;
mod unpack;
mod unread;
mod verify;
mod verify_content;
mod verify_rest;
mod write;

pub use addition::Addition;
pub use batch::Batch;
pub use decide::Decision;
pub use error::StoreError;
pub use log::Entry;
pub(crate) use part::DocumentHead;
pub use people::PersonOnRecord;
pub(crate) use people::WantedPerson;
pub use read::{Known, Place};
pub use reference::Reference;
pub use retract::{Undone, Version};
pub use status::Status;
pub use verify::{Damage, Verified};
pub use write::{Added, READER};

use rusqlite::Connection;
use std::cell::Cell;
use std::path::{Path, PathBuf};

/// A record, open for reading or for writing.
///
/// One process writes at a time, any number read meanwhile; a reader sees what was committed when its call began.
#[derive(Debug)]
pub struct Store {
    path: PathBuf,
    connection: Connection,
    /// Whether this store may write.
    writer: bool,
    /// The schema when it was last asked for: a reader does not bring an older one up to date, but a writer may meanwhile.
    schema: Cell<u32>,
    /// The words of the command that is at work, and its entry in the log once something has changed.
    command: (String, Option<i64>),
}

impl Store {
    /// Where the record lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Says which command the following changes belong to, in the user's words ("add interviews/"). It becomes an
    /// entry of the log with the first change; a command that changes nothing leaves no entry.
    pub fn command(&mut self, words: &str) {
        self.command = (words.to_owned(), None);
    }

    pub(crate) fn connection(&self) -> &Connection {
        &self.connection
    }

    /// The schema. An older one is asked for anew: another process may have brought it up to date since.
    fn schema(&self) -> u32 {
        if self.schema.get() < schema::SCHEMA {
            // Where it cannot be read, neither can what comes next, and that tells why.
            self.schema.set(schema::version(&self.connection).unwrap_or_else(|_| self.schema.get()));
        }
        self.schema.get()
    }

    /// Whether texts are in pieces, and there is an index of them.
    fn has_pieces(&self) -> bool {
        self.schema() >= schema::WITH_PIECES
    }

    /// Whether each text says how large its pieces are.
    fn has_piece_sizes(&self) -> bool {
        self.schema() >= schema::WITH_PIECE_SIZES
    }

    pub(crate) fn sqlite(&self, error: rusqlite::Error) -> StoreError {
        StoreError::sqlite(&self.path, error)
    }

    pub(crate) fn damaged(&self, what: impl Into<String>) -> StoreError {
        StoreError::Damaged { path: self.path.clone(), what: what.into() }
    }

    fn must_write(&self) -> Result<(), StoreError> {
        if self.writer { Ok(()) } else { Err(StoreError::ReadOnly { path: self.path.clone() }) }
    }
}
