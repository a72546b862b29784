//! Taking back: withdrawing a name, removing a document for good, undoing a command, and the versions of a name.
//!
//! To withdraw is to move a pointer: what a name stood for stays, with its references, and the withdrawal can be undone.
//! To remove is to erase the bytes; the entry in the log that says so, and why, is all that remains.

use super::log::Happening;
use super::{Reference, Store, StoreError};
use crate::digest::Digest;
use rusqlite::OptionalExtension;
use std::collections::BTreeMap;

/// Of a document: the digest of its source, that of its reading, and the reader's version.
type Digests = (Option<Digest>, Option<Digest>, Option<String>);

/// A name, what it stands for now, and what it shall stand for again.
type Change = (String, Option<i64>, Option<i64>);

/// A command in the log.
#[derive(Default)]
struct Command {
    /// Its words.
    words: String,
    /// What each name that it touched stood for before.
    before: BTreeMap<String, Option<i64>>,
    /// Whether it removed something for good.
    removed: bool,
    /// Whether it decided something.
    decided: bool,
}

/// What was taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undone {
    /// The number of the command's entry in the log.
    pub entry: i64,
    /// The command.
    pub command: String,
    /// Later commands that cannot be taken back: entry and command of each, the last first.
    pub passed_over: Vec<(i64, String)>,
}

/// One version of what a name stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// The number of the entry in the log.
    pub entry: i64,
    /// Since when, UTC.
    pub at: String,
    /// How it came: `added`, `version`, `reread`, `restored`, `withdrawn`, `removed`.
    pub action: String,
    /// The document's reference; `None` where the name stood for nothing since, or the document was removed later.
    pub reference: Option<String>,
    /// The digest of the source that this is about: also of what was taken away. A reference begins with its digits.
    pub source: Option<Digest>,
    /// The reason, where one was given.
    pub note: Option<String>,
    /// Whether this is what the name stands for now.
    pub is_current: bool,
}

impl Store {
    /// What a name stood for from the beginning, oldest first.
    pub fn versions(&self, name: &str) -> Result<Vec<Version>, StoreError> {
        let versions = (|| -> rusqlite::Result<Vec<Version>> {
            let mut statement = self.connection.prepare(
                "SELECT l.id, l.at, l.action, d.reference, l.source_sha256, l.note FROM log l \
                 LEFT JOIN documents d ON d.id = l.document AND d.digest = l.document_digest \
                     AND l.action NOT IN ('withdrawn', 'removed') \
                 WHERE l.name = ? ORDER BY l.id",
            )?;
            let rows = statement.query_map([name], |row| {
                Ok(Version {
                    entry: row.get(0)?,
                    at: row.get(1)?,
                    action: row.get(2)?,
                    reference: row.get(3)?,
                    source: row.get::<_, Option<Vec<u8>>>(4)?.and_then(|bytes| Digest::from_slice(&bytes)),
                    note: row.get(5)?,
                    is_current: false,
                })
            })?;
            rows.collect()
        })();
        let mut versions = versions.map_err(|e| self.sqlite(e))?;
        match versions.last_mut() {
            None => return Err(StoreError::NoSuchName { name: name.to_owned() }),
            Some(last) => last.is_current = last.reference.is_some(),
        }
        Ok(versions)
    }

    /// Takes a name off the record: what it stands for is no longer searched or checked against, but stays, with its
    /// references and older versions. [`Store::undo`] brings it back.
    pub fn withdraw(&mut self, name: &str, reason: &str) -> Result<(), StoreError> {
        self.transaction(|store| {
            let Some(document) = store.current(name)? else {
                return Err(match name.parse::<Reference>() {
                    Ok(Reference { document, range: Some(_) }) => {
                        StoreError::OnlyWhole { reference: name.to_owned(), document }
                    }
                    _ => StoreError::NoSuchName { name: name.to_owned() },
                });
            };
            store.point(name, None, "withdrawn", Some(document), Some(reason))
        })
    }

    /// Erases a document, its source and its words for good, current or not. Every name that stands for it is withdrawn.
    /// The log keeps the digests and the reason. Cannot be undone. A reference with a place is refused.
    ///
    /// Pages that become free are overwritten with zeros; backups and copies are not touched. Returns whether the
    /// write-ahead log was emptied too: while another process reads, it still holds what was erased, until the record is
    /// next written to or closed.
    pub fn remove(&mut self, reference: &str, reason: &str) -> Result<bool, StoreError> {
        let id = self.whole(reference)?;
        let index_is_whole = self.transaction(|store| {
            let names: Vec<String> = store.names_of(id)?;
            if names.is_empty() {
                store.log_removal(None, id, reason)?;
            }
            for name in &names {
                store.log_removal(Some(name), id, reason)?;
            }
            store.erase(id)
        })?;
        if !index_is_whole {
            // The document is gone whatever comes of this: what is not in the index is found too, and put there later.
            let _ = self.index_new();
        }
        // What was erased is also in the write-ahead log until that is emptied.
        let is_busy: bool = self
            .connection
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", (), |row| row.get(0))
            .map_err(|e| self.sqlite(e))?;
        Ok(!is_busy)
    }

    /// Takes back the last command that changed what names stand for or that decided something. What it had added stays as
    /// an older version; what it had decided is no longer in force. A command that was taken back is passed over, so that
    /// undoing again goes on to the one before; so is one that cannot be, because it removed something for good or because
    /// all that it changed is removed by now, and [`Undone`] names it.
    pub fn undo(&mut self) -> Result<Undone, StoreError> {
        self.transaction(|store| {
            // What each name stood for before and after each command, from the log.
            let mut commands: BTreeMap<i64, Command> = BTreeMap::new();
            let mut stands_for: BTreeMap<String, Option<i64>> = BTreeMap::new();
            let mut undone: Vec<i64> = Vec::new();
            store.each_entry(|entry| {
                match entry.action.as_str() {
                    "command" => {
                        let words = entry.note.clone().unwrap_or_default();
                        commands.insert(entry.id, Command { words, ..Command::default() });
                    }
                    "undo" => undone.extend(entry.note.as_deref().and_then(|note| note.parse::<i64>().ok())),
                    _ => {}
                }
                if let Some(command) = commands.get_mut(&entry.command) {
                    command.removed |= entry.action == "removed";
                    command.decided |= entry.action == "decided";
                    if let Some(name) = &entry.name {
                        let before = || stands_for.get(name).copied().flatten();
                        command.before.entry(name.clone()).or_insert_with(before);
                    }
                }
                if let Some(name) = entry.name {
                    let now =
                        if matches!(entry.action.as_str(), "withdrawn" | "removed") { None } else { entry.document };
                    stands_for.insert(name, now);
                }
                Ok(())
            })?;
            let mut passed_over = Vec::new();
            for (entry, command) in commands.into_iter().rev().filter(|(entry, _)| !undone.contains(entry)) {
                let changes = if command.removed { Vec::new() } else { store.to_restore(command.before)? };
                if changes.is_empty() && (command.removed || !command.decided) {
                    passed_over.push((entry, command.words));
                    continue;
                }
                store.begin("undo", &entry.to_string())?;
                for (name, now, before) in changes {
                    match before {
                        None => store.point(&name, None, "withdrawn", now, None)?,
                        Some(document) => store.point(&name, Some(document), "restored", Some(document), None)?,
                    }
                }
                store.command.1 = None;
                return Ok(Undone { entry, command: command.words, passed_over });
            }
            let reason = match passed_over.first() {
                None => "no command is left".to_owned(),
                Some((_, words)) => format!("what is left removed something for good, or changed only that: {words}"),
            };
            Err(StoreError::NoUndo { path: store.path.clone(), reason })
        })
    }

    /// Of what names stood for before, what they do not stand for now and can stand for again: a document that was removed
    /// for good does not come back. Each with what it stands for now.
    fn to_restore(&self, before: BTreeMap<String, Option<i64>>) -> Result<Vec<Change>, StoreError> {
        let mut changes = Vec::new();
        for (name, document) in before {
            let now = self.current(&name)?;
            let is_there = match document {
                None => true,
                Some(document) => self
                    .connection
                    .query_row("SELECT EXISTS (SELECT 1 FROM documents WHERE id = ?)", [document], |row| row.get(0))
                    .map_err(|e| self.sqlite(e))?,
            };
            if now != document && is_there {
                changes.push((name, now, document));
            }
        }
        Ok(changes)
    }

    /// The row of a document that is named by its reference. One with a place is refused: whoever means a passage must not
    /// lose the document.
    fn whole(&self, reference: &str) -> Result<i64, StoreError> {
        let wanted: Reference = reference.parse()?;
        if wanted.range.is_some() {
            return Err(StoreError::OnlyWhole { reference: reference.to_owned(), document: wanted.document });
        }
        self.place_row(reference)
    }

    /// What a name stands for now.
    fn current(&self, name: &str) -> Result<Option<i64>, StoreError> {
        let found: Option<Option<i64>> = self
            .connection
            .query_row("SELECT document FROM names WHERE name = ?", [name], |row| row.get(0))
            .optional()
            .map_err(|e| self.sqlite(e))?;
        Ok(found.flatten())
    }

    fn names_of(&self, document: i64) -> Result<Vec<String>, StoreError> {
        let names = (|| -> rusqlite::Result<Vec<String>> {
            let mut statement = self.connection.prepare("SELECT name FROM names WHERE document = ? ORDER BY id")?;
            statement.query_map([document], |row| row.get(0))?.collect()
        })();
        names.map_err(|e| self.sqlite(e))
    }

    /// Lets a name stand for a document or for nothing, and logs it; `about` is the document that the entry names.
    fn point(
        &mut self,
        name: &str,
        to: Option<i64>,
        action: &str,
        about: Option<i64>,
        note: Option<&str>,
    ) -> Result<(), StoreError> {
        self.connection
            .execute("UPDATE names SET document = ? WHERE name = ?", (to, name))
            .map_err(|e| self.sqlite(e))?;
        let (source, reading, reader) = match about {
            Some(document) => self.digests(document)?,
            None => (None, None, None),
        };
        self.log_change(&Happening {
            action,
            name: Some(name),
            document: about,
            source,
            reading,
            reader: reader.as_deref(),
            note,
        })?;
        Ok(())
    }

    fn log_removal(&mut self, name: Option<&str>, document: i64, reason: &str) -> Result<(), StoreError> {
        let (source, reading, reader) = self.digests(document)?;
        self.log_change(&Happening {
            action: "removed",
            name,
            document: Some(document),
            source,
            reading,
            reader: reader.as_deref(),
            note: Some(reason),
        })?;
        Ok(())
    }

    fn digests(&self, document: i64) -> Result<Digests, StoreError> {
        self.connection
            .query_row(
                "SELECT s.sha256, d.digest, d.reader FROM documents d JOIN sources s ON s.id = d.source WHERE d.id = ?",
                [document],
                |row| {
                    let (source, reading): (Vec<u8>, Vec<u8>) = (row.get(0)?, row.get(1)?);
                    Ok((Digest::from_slice(&source), Digest::from_slice(&reading), row.get(2)?))
                },
            )
            .map_err(|e| self.sqlite(e))
    }

    /// Deletes all rows of a document, and its source if no other reading of it is left. `false`: the index was damaged,
    /// and is to be made anew.
    fn erase(&mut self, id: i64) -> Result<bool, StoreError> {
        let source = self
            .connection
            .query_row("SELECT source FROM documents WHERE id = ?", [id], |row| row.get(0))
            .map_err(|e| self.sqlite(e))?;
        self.detach_source(source, id)?;
        let index_is_whole = self.forget_in_index(id)?;
        let erase = || -> rusqlite::Result<bool> {
            let c = &self.connection;
            let (source, first, segments): (i64, i64, i64) =
                c.query_row("SELECT source, first_segment, segments FROM documents WHERE id = ?", [id], |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?))
                })?;
            let deleted = c.execute(
                "DELETE FROM segments WHERE id >= ? AND id < ? AND document = ?",
                (first, first.saturating_add(segments), id),
            )?;
            if deleted as i64 != segments {
                return Ok(false);
            }
            c.execute("DELETE FROM speakers WHERE document = ?", [id])?;
            c.execute("DELETE FROM people WHERE id NOT IN (SELECT person FROM speakers)", ())?;
            if !super::pieces::delete_pieces(c, id)? {
                return Ok(false);
            }
            c.execute("DELETE FROM texts WHERE document = ?", [id])?;
            super::events::forget(c, id)?;
            c.execute("UPDATE names SET document = NULL WHERE document = ?", [id])?;
            c.execute("DELETE FROM documents WHERE id = ?", [id])?;
            c.execute(
                "DELETE FROM sources WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM documents WHERE source = ?1)",
                [source],
            )?;
            Ok(true)
        };
        match erase().map_err(|e| self.sqlite(e))? {
            true => Ok(index_is_whole),
            false => Err(self.damaged(format!(
                "document {id}, which does not have the segments and the pieces of text that it should"
            ))),
        }
    }
}
