//! Adding to the record: a document at a time, all of it or nothing.
//!
//! An [`Addition`] does the costly work (digests, compression) without the record, so that many can be made at once;
//! [`Store::add`] and [`super::Batch::add`] then only write.

use super::addition::Addition;
use super::log::Happening;
use super::pieces::{PackedSource, insert_pieces};
use super::{Store, StoreError, codes};
use crate::digest::{Digest, milliseconds};
use onrecord_read::Document;
use rusqlite::{Connection, OptionalExtension};
use std::collections::HashMap;

/// The version of the reader that is kept with every reading. It changes when sources are read differently.
pub const READER: &str = concat!("onrecord-read ", env!("CARGO_PKG_VERSION"));

/// How hard sources and texts are compressed (zstd's levels).
pub(super) const COMPRESSION: i32 = 3;

/// What adding a document came to. The references are those of documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Added {
    /// The name was not on record.
    New {
        /// The document's reference.
        reference: String,
    },
    /// The record holds exactly this under this name, or the same source under another.
    Unchanged {
        /// The document's reference.
        reference: String,
    },
    /// The name stood for other bytes: they stay, this is the current version now.
    NewVersion {
        /// The document's reference.
        reference: String,
        /// The version before.
        previous: String,
    },
    /// The same bytes as before, read differently (a newer reader, another metadata file).
    Reread {
        /// The reference of the new reading.
        reference: String,
        /// The reading before.
        previous: String,
    },
}

impl Added {
    /// The document's reference.
    pub fn reference(&self) -> &str {
        match self {
            Added::New { reference }
            | Added::Unchanged { reference }
            | Added::NewVersion { reference, .. }
            | Added::Reread { reference, .. } => reference,
        }
    }
}

impl Store {
    /// Puts one document on record, in a transaction of its own.
    pub fn add(&mut self, addition: &Addition) -> Result<Added, StoreError> {
        let (added, _) = self.transaction(|store| store.add_inside(addition, &addition.name))?;
        self.index_new()?;
        Ok(added)
    }

    /// Does `work` in one transaction: all of it, or on an error nothing.
    pub(crate) fn transaction<T>(
        &mut self,
        work: impl FnOnce(&mut Store) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.must_write()?;
        self.execute("BEGIN IMMEDIATE")?;
        let command = self.command.1;
        let outcome = work(self).and_then(|done| self.execute("COMMIT").map(|()| done));
        if outcome.is_err() {
            self.command.1 = command;
            // It may be over already: SQLite ends a transaction itself when the disk is full.
            let _ = self.connection.execute_batch("ROLLBACK");
        }
        outcome
    }

    pub(crate) fn execute(&self, sql: &str) -> Result<(), StoreError> {
        self.connection.execute_batch(sql).map_err(|e| self.sqlite(e))
    }

    fn has_name(&self, document: i64) -> Result<bool, StoreError> {
        self.connection
            .query_row("SELECT EXISTS (SELECT 1 FROM names WHERE document = ?)", [document], |row| row.get(0))
            .map_err(|e| self.sqlite(e))
    }

    /// Adds a document under a name within a transaction; and the row of a new reading with that of its first segment.
    pub(super) fn add_inside(
        &mut self,
        addition: &Addition,
        called: &str,
    ) -> Result<(Added, Option<(i64, i64)>), StoreError> {
        let (name, current) = name_row(&self.connection, called).map_err(|e| self.sqlite(e))?;
        let before = match current {
            Some(id) => Some(self.standing(id)?),
            None => None,
        };
        if let Some(before) = &before
            && before.source == addition.source
            && before.digest == addition.digest
        {
            return Ok((Added::Unchanged { reference: before.reference.clone() }, None));
        }
        let known = self.known_reading(addition, before.is_none())?;
        let is_new_reading = known.is_none();
        // What was withdrawn is kept, but it is on record only under a name.
        let is_held = match &known {
            Some((document, ..)) => self.has_name(*document)?,
            None => false,
        };
        let mut inserted = None;
        let (document, reference, digest) = match known {
            Some(known) => known,
            None => {
                let (document, first_segment, reference) = self.insert_document(addition)?;
                inserted = Some((document, first_segment));
                (document, reference, addition.digest)
            }
        };
        let id = match name {
            Some(id) => id,
            None => {
                self.connection.execute("INSERT INTO names (name) VALUES (?)", [called]).map_err(|e| self.sqlite(e))?;
                self.connection.last_insert_rowid()
            }
        };
        self.connection
            .prepare_cached("UPDATE names SET document = ? WHERE id = ?")
            .and_then(|mut statement| statement.execute((document, id)))
            .map_err(|e| self.sqlite(e))?;
        let (action, added) = match before {
            None if is_held => ("added", Added::Unchanged { reference }),
            None => ("added", Added::New { reference }),
            Some(before) if before.source == addition.source => {
                ("reread", Added::Reread { reference, previous: before.reference })
            }
            Some(before) => ("version", Added::NewVersion { reference, previous: before.reference }),
        };
        let entry = self.log_change(&Happening {
            action,
            name: Some(called),
            document: Some(document),
            source: Some(addition.source),
            reading: Some(digest),
            reader: Some(READER),
            note: None,
        })?;
        if is_new_reading {
            // The log vouches for the time.
            self.connection
                .prepare_cached(
                    "UPDATE sources SET first_seen = (SELECT at FROM log WHERE id = ?) WHERE sha256 = ? AND first_seen = ''",
                )
                .and_then(|mut statement| statement.execute((entry, addition.source.0.as_slice())))
                .map_err(|e| self.sqlite(e))?;
        }
        Ok((added, inserted))
    }

    /// What is known of a document that a name stands for.
    fn standing(&self, document: i64) -> Result<Standing, StoreError> {
        self.connection
            .prepare_cached(
                "SELECT d.reference, s.sha256, d.digest FROM documents d JOIN sources s ON s.id = d.source \
                 WHERE d.id = ?",
            )
            .and_then(|mut statement| {
                statement.query_row([document], |row| {
                    Ok(Standing { reference: row.get(0)?, source: digest_at(row, 1)?, digest: digest_at(row, 2)? })
                })
            })
            .map_err(|e| self.sqlite(e))
    }

    /// A reading on record that is the same as the addition's: equal, or (for a name that is new) the same source read
    /// by the same reader without metadata of its own, where only the file's name can have made a difference.
    fn known_reading(&self, addition: &Addition, new_name: bool) -> Result<Option<(i64, String, Digest)>, StoreError> {
        self.connection
            .prepare_cached(
                "SELECT d.id, d.reference, d.digest FROM documents d JOIN sources s ON s.id = d.source \
                 WHERE s.sha256 = ?1 AND (d.digest = ?2 OR (?3 AND ?4 IS NULL AND d.beside IS NULL AND d.reader = ?5)) \
                 ORDER BY d.digest = ?2 DESC, d.id DESC LIMIT 1",
            )
            .and_then(|mut statement| {
                statement
                    .query_row(
                        (
                            addition.source.0.as_slice(),
                            addition.digest.0.as_slice(),
                            new_name,
                            addition.beside.as_ref().map(|digest| digest.0.as_slice()),
                            READER,
                        ),
                        |row| Ok((row.get(0)?, row.get(1)?, digest_at(row, 2)?)),
                    )
                    .optional()
            })
            .map_err(|e| self.sqlite(e))
    }

    fn insert_document(&mut self, addition: &Addition) -> Result<(i64, i64, String), StoreError> {
        let connection = &self.connection;
        insert_document(connection, addition).map_err(|e| self.sqlite(e))
    }
}

struct Standing {
    reference: String,
    source: Digest,
    digest: Digest,
}

fn digest_at(row: &rusqlite::Row<'_>, column: usize) -> rusqlite::Result<Digest> {
    let bytes: Vec<u8> = row.get(column)?;
    Digest::from_slice(&bytes).ok_or_else(|| {
        rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Blob, "not a digest".into())
    })
}

/// The row of a name, and the document it stands for.
fn name_row(connection: &Connection, name: &str) -> rusqlite::Result<(Option<i64>, Option<i64>)> {
    let row = connection
        .prepare_cached("SELECT id, document FROM names WHERE name = ?")?
        .query_row([name], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(row.map_or((None, None), |(id, document)| (Some(id), document)))
}

/// The row of the document, of its first segment, and its reference.
fn insert_document(connection: &Connection, addition: &Addition) -> rusqlite::Result<(i64, i64, String)> {
    let known = connection
        .prepare_cached("SELECT id FROM sources WHERE sha256 = ?")?
        .query_row([addition.source.0.as_slice()], |row| row.get(0))
        .optional()?;
    let (source, is_new) = match known {
        Some(id) => (id, false),
        None => {
            let bytes: &[u8] = match &addition.packed_source {
                PackedSource::Alone(bytes) | PackedSource::Based(bytes) => bytes,
                PackedSource::Text => &[],
            };
            connection
                .prepare_cached("INSERT INTO sources (sha256, size, first_seen, bytes) VALUES (?, ?, '', ?)")?
                .execute((addition.source.0.as_slice(), addition.source_size as i64, bytes))?;
            (connection.last_insert_rowid(), true)
        }
    };
    let reference = free_reference(connection, source, &addition.source)?;
    let document = &addition.document;
    let first_segment: i64 =
        connection.prepare_cached("SELECT coalesce(max(id), 0) + 1 FROM segments")?.query_row((), |row| row.get(0))?;
    connection
        .prepare_cached(
            "INSERT INTO documents (reference, source, digest, reader, beside, title, date, event, place, language, \
             link, origin, format, grade, grade_reason, notes, size, first_segment, segments) \
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )?
        .execute(rusqlite::params![
            reference,
            source,
            addition.digest.0.as_slice(),
            READER,
            addition.beside.as_ref().map(|digest| digest.0.as_slice()),
            document.title,
            document.date,
            document.event,
            document.place,
            document.language,
            document.link,
            document.origin,
            codes::format_name(document.format),
            document.grade.name(),
            document.grade_reason,
            json(&document.notes),
            document.text.len() as i64,
            first_segment,
            document.segments.len() as i64,
        ])?;
    let id = connection.last_insert_rowid();
    if is_new && !matches!(addition.packed_source, PackedSource::Alone(_)) {
        connection.prepare_cached("UPDATE sources SET base = ? WHERE id = ?")?.execute((id, source))?;
    }
    let (pieces, each) = insert_pieces(connection, &addition.pieces, document, first_segment)?;
    connection
        .prepare_cached("INSERT INTO texts (document, text, based, words, pieces, piece) VALUES (?, NULL, 0, ?, ?, ?)")?
        .execute((id, &addition.words, pieces, each))?;
    super::events::keep(connection, id, &addition.sketch)?;
    insert_people(connection, id, document)?;
    insert_segments(connection, id, first_segment, document)?;
    Ok((id, first_segment, reference))
}

fn insert_people(connection: &Connection, id: i64, document: &Document) -> rusqlite::Result<()> {
    let mut seen: HashMap<&str, i64> = HashMap::new();
    for (ordinal, person) in document.people.iter().enumerate() {
        let row = match seen.get(person.name.as_str()) {
            Some(row) => *row,
            None => {
                connection.prepare_cached("INSERT OR IGNORE INTO people (name) VALUES (?)")?.execute([&person.name])?;
                connection
                    .prepare_cached("SELECT id FROM people WHERE name = ?")?
                    .query_row([&person.name], |row| row.get(0))?
            }
        };
        seen.insert(&person.name, row);
        connection.prepare_cached("INSERT INTO speakers VALUES (?, ?, ?, ?, ?)")?.execute((
            id,
            ordinal as i64,
            row,
            &person.role,
            json(&person.aliases),
        ))?;
    }
    Ok(())
}

fn insert_segments(connection: &Connection, id: i64, first: i64, document: &Document) -> rusqlite::Result<()> {
    let mut insert = connection.prepare_cached("INSERT INTO segments VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")?;
    for (row, segment) in (first..).zip(&document.segments) {
        insert.execute((
            row,
            id,
            codes::kind_number(segment.kind),
            segment.speaker,
            segment.range.start as i64,
            segment.range.len() as i64,
            segment.time.map(|time| milliseconds(time.start)),
            segment.time.map(|time| milliseconds(time.end)),
            segment.grade.map(|grade| grade.name()),
            segment.post,
        ))?;
    }
    Ok(())
}

/// The reference of a new reading: twelve digits of the source's digest, more where another source begins alike;
/// the second reading of a source has `.2` after it, and so on.
fn free_reference(connection: &Connection, source: i64, digest: &Digest) -> rusqlite::Result<String> {
    let mut taken = connection.prepare_cached("SELECT count(*) FROM documents WHERE source = ?")?;
    let readings: i64 = taken.query_row([source], |row| row.get(0))?;
    let mut exists = connection.prepare_cached("SELECT EXISTS (SELECT 1 FROM documents WHERE reference = ?)")?;
    let hex = digest.to_string();
    for digits in (12..=64).step_by(4) {
        let stem = hex.get(..digits).unwrap_or(&hex);
        let mut reading = readings + 1;
        loop {
            let reference = if reading == 1 { stem.to_owned() } else { format!("{stem}.{reading}") };
            if !exists.query_row([&reference], |row| row.get::<_, bool>(0))? {
                return Ok(reference);
            }
            if readings == 0 {
                break; // Another source has these digits.
            }
            reading += 1;
        }
    }
    Ok(hex)
}

fn json(list: &[String]) -> String {
    // Strings always have a JSON form.
    serde_json::to_string(list).unwrap_or_else(|_| "[]".to_owned())
}
