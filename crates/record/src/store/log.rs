//! The log: every change is an entry, every entry covers the one before it by its hash.
//!
//! Whoever keeps the hash of the last entry elsewhere ([`Store::head`]) can prove later that nothing before it was
//! changed, removed or put in another order.

use super::{Store, StoreError};
use crate::digest::{Digest, Fields};
use rusqlite::{OptionalExtension, Row};

/// What an entry of the log covers before the first one: 32 zero bytes.
pub(super) const BEGINNING: Digest = Digest([0; 32]);

/// One entry of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Number, from 1, without gaps.
    pub id: i64,
    /// The number of the entry with which the command began that made this one.
    pub command: i64,
    /// When, UTC, ISO 8601. Nothing depends on clocks being right.
    pub at: String,
    /// `created`, `command`, `undo`, `added`, `version`, `reread`, `restored`, `withdrawn`, `removed`, `decided`.
    pub action: String,
    /// The name that was added or changed.
    pub name: Option<String>,
    /// The row of the document that the name stands for since.
    pub document: Option<i64>,
    /// SHA-256 of the source.
    pub source_digest: Option<Digest>,
    /// SHA-256 of the reading ([`crate::digest::document_digest`]).
    pub document_digest: Option<Digest>,
    /// The version of the reader.
    pub reader: Option<String>,
    /// The command's words, or a reason; of `decided` what was decided (see [`super::decide`]).
    pub note: Option<String>,
    /// Hash of the entry before.
    pub previous: Digest,
    /// Hash of this entry.
    pub hash: Digest,
}

impl Entry {
    /// The hash that this entry must have.
    pub fn expected_hash(&self) -> Digest {
        let mut fields = Fields::new("onrecord log 1");
        fields.bytes(&self.previous.0);
        fields.number(self.id as u64);
        fields.number(self.command as u64);
        fields.text(&self.at);
        fields.text(&self.action);
        fields.optional(self.name.as_deref().map(str::as_bytes));
        fields.optional(self.document.map(i64::to_le_bytes).as_ref().map(|bytes| bytes.as_slice()));
        fields.optional(self.source_digest.as_ref().map(|digest| digest.0.as_slice()));
        fields.optional(self.document_digest.as_ref().map(|digest| digest.0.as_slice()));
        fields.optional(self.reader.as_deref().map(str::as_bytes));
        fields.optional(self.note.as_deref().map(str::as_bytes));
        fields.finish()
    }

    fn from_row(row: &Row<'_>) -> rusqlite::Result<Entry> {
        let digest = |column: usize| -> rusqlite::Result<Option<Digest>> {
            let bytes: Option<Vec<u8>> = row.get(column)?;
            // A digest of a wrong length is damage; as zeros it fails the comparison that follows.
            Ok(bytes.map(|bytes| Digest::from_slice(&bytes).unwrap_or(BEGINNING)))
        };
        Ok(Entry {
            id: row.get(0)?,
            command: row.get(1)?,
            at: row.get(2)?,
            action: row.get(3)?,
            name: row.get(4)?,
            document: row.get(5)?,
            source_digest: digest(6)?,
            document_digest: digest(7)?,
            reader: row.get(8)?,
            note: row.get(9)?,
            previous: digest(10)?.unwrap_or(BEGINNING),
            hash: digest(11)?.unwrap_or(BEGINNING),
        })
    }
}

const COLUMNS: &str = "SELECT l.id, l.command, l.at, l.action, l.name, l.document, l.source_sha256, l.document_digest, \
                       l.reader, l.note, l.previous, l.hash FROM log l";

/// What is to be logged; the rest of an entry follows from its place.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Happening<'a> {
    pub(super) action: &'a str,
    pub(super) name: Option<&'a str>,
    pub(super) document: Option<i64>,
    pub(super) source: Option<Digest>,
    pub(super) reading: Option<Digest>,
    pub(super) reader: Option<&'a str>,
    pub(super) note: Option<&'a str>,
}

impl Store {
    /// The hash of the last entry of the log: it covers everything before. Keep it elsewhere to prove it later.
    pub fn head(&self) -> Result<Digest, StoreError> {
        Ok(self.last_entry()?.1)
    }

    /// Calls `each` with every entry of the log, oldest first.
    pub fn log(&self, mut each: impl FnMut(Entry)) -> Result<(), StoreError> {
        self.each_entry(|entry| {
            each(entry);
            Ok(())
        })
    }

    pub(super) fn each_entry(&self, mut each: impl FnMut(Entry) -> Result<(), StoreError>) -> Result<(), StoreError> {
        let mut statement = self.connection.prepare(&format!("{COLUMNS} ORDER BY l.id")).map_err(|e| self.sqlite(e))?;
        let mut rows = statement.query(()).map_err(|e| self.sqlite(e))?;
        while let Some(row) = rows.next().map_err(|e| self.sqlite(e))? {
            each(Entry::from_row(row).map_err(|e| self.sqlite(e))?)?;
        }
        Ok(())
    }

    fn last_entry(&self) -> Result<(i64, Digest), StoreError> {
        let last = self
            .connection
            .prepare_cached("SELECT id, hash FROM log ORDER BY id DESC LIMIT 1")
            .and_then(|mut statement| {
                statement.query_row((), |row| Ok((row.get(0)?, row.get::<_, Vec<u8>>(1)?))).optional()
            })
            .map_err(|e| self.sqlite(e))?;
        match last {
            None => Ok((0, BEGINNING)),
            Some((id, hash)) => match Digest::from_slice(&hash) {
                Some(hash) => Ok((id, hash)),
                None => Err(self.damaged(format!("entry {id} of the log has no hash"))),
            },
        }
    }

    /// The first entry of a new record.
    pub(super) fn log_creation(&mut self) -> Result<(), StoreError> {
        self.append(&Happening { action: "created", ..Happening::default() }, None).map(|_| ())
    }

    /// Appends to the log, inside the transaction of the change; before it the command's own entry, if it is the first
    /// change that the command makes.
    pub(super) fn log_change(&mut self, what: &Happening<'_>) -> Result<i64, StoreError> {
        let command = match self.command.1 {
            Some(id) => id,
            None => {
                let words = self.command.0.clone();
                let words = if words.is_empty() { "(not named)" } else { &words };
                self.begin("command", words)?
            }
        };
        self.append(what, Some(command))
    }

    /// Writes the entry with which a command begins.
    pub(super) fn begin(&mut self, action: &str, note: &str) -> Result<i64, StoreError> {
        let id = self.append(&Happening { action, note: Some(note), ..Happening::default() }, None)?;
        self.command.1 = Some(id);
        Ok(id)
    }

    fn append(&self, what: &Happening<'_>, command: Option<i64>) -> Result<i64, StoreError> {
        let (last, previous) = self.last_entry()?;
        let id = last + 1;
        let mut entry = Entry {
            id,
            command: command.unwrap_or(id),
            at: now(),
            action: what.action.to_owned(),
            name: what.name.map(str::to_owned),
            document: what.document,
            source_digest: what.source,
            document_digest: what.reading,
            reader: what.reader.map(str::to_owned),
            note: what.note.map(str::to_owned),
            previous,
            hash: BEGINNING,
        };
        entry.hash = entry.expected_hash();
        self.connection
            .prepare_cached("INSERT INTO log VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
            .and_then(|mut statement| {
                statement.execute((
                    entry.id,
                    entry.command,
                    &entry.at,
                    &entry.action,
                    &entry.name,
                    entry.document,
                    entry.source_digest.as_ref().map(|digest| digest.0.as_slice()),
                    entry.document_digest.as_ref().map(|digest| digest.0.as_slice()),
                    &entry.reader,
                    &entry.note,
                    entry.previous.0.as_slice(),
                    entry.hash.0.as_slice(),
                ))
            })
            .map_err(|e| self.sqlite(e))?;
        Ok(id)
    }
}

/// The time, UTC, to the second.
pub(super) fn now() -> String {
    let now = jiff::Timestamp::now();
    now.round(jiff::Unit::Second).unwrap_or(now).to_string()
}
