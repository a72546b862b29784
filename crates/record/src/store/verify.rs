//! `verify`: reads everything again, computes every digest anew, and replays the log.
//!
//! Three questions in this order: is the file whole (SQLite's own check), is the log whole (each entry's hash, each
//! covering the one before), and does the record hold exactly what the log says (every source, every reading, every
//! name's current version)? What is derived (the index) is checked last and named as such: it can be rebuilt.

use super::log::BEGINNING;
use super::{Store, StoreError, decide};
use crate::digest::Digest;
use std::collections::HashMap;
use std::thread::{self, ScopedJoinHandle};

/// What `verify` found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// Sources whose bytes were read and digested.
    pub sources: u64,
    /// Readings whose digest was computed anew.
    pub documents: u64,
    /// Entries of the log.
    pub entries: u64,
    /// Bytes of sources and texts that were read.
    pub bytes: u64,
    /// The hash of the last entry of the log.
    pub head: Digest,
    /// What is damaged; empty where everything is as it was written.
    pub damage: Vec<Damage>,
}

impl Verified {
    fn nothing() -> Verified {
        Verified { sources: 0, documents: 0, entries: 0, bytes: 0, head: BEGINNING, damage: Vec::new() }
    }

    /// Whether everything is as it was written.
    pub fn is_sound(&self) -> bool {
        self.damage.is_empty()
    }
}

/// One thing that is not as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// The table: `sources`, `documents`, `log`, `names`, `kinds`, `index_rows`, or `file`.
    pub table: &'static str,
    /// Which row: a reference, a name, the number of an entry.
    pub place: String,
    /// What is wrong, in plain words.
    pub what: String,
    /// Whether it can be made anew from the rest ([`Store::rebuild_index`]).
    pub repairable: bool,
}

/// How many findings of SQLite's own check are passed on.
const FILE_FINDINGS: u32 = 20;

impl Store {
    /// Proves that nothing was changed or removed since it was added, or names what was. With `head` also that the log
    /// is a continuation of the one that had this hash at its end.
    ///
    /// Damage is not an error: an error means that the check itself could not be done.
    pub fn verify(&self, head: Option<Digest>) -> Result<Verified, StoreError> {
        let mut verified = Verified::nothing();
        // One transaction: a writer may go on meanwhile, this sees one state.
        self.execute("BEGIN")?;
        let replayed = thread::scope(|scope| {
            // Whether the file is whole and the index as it was written is a matter of its own: another core looks at it, in
            // a state of its own, where the file can be opened once more.
            let beside = Store::open_read_only(&self.path).ok();
            let beside = beside.and_then(|other| {
                thread::Builder::new().spawn_scoped(scope, move || other.in_one_state(Store::verify_derived)).ok()
            });
            let replayed = self.verify_log(head, &mut verified);
            let content = self.step("file", Store::verify_content);
            let rest = self.step("file", Store::verify_rest);
            let (file, index) = match beside.map(ScopedJoinHandle::join) {
                Some(Ok(found)) => found,
                // It broke down: here that would be told.
                Some(Err(_)) | None => self.verify_derived(),
            };
            for found in [file, content, rest, index] {
                verified.sources += found.sources;
                verified.documents += found.documents;
                verified.bytes += found.bytes;
                verified.damage.extend(found.damage);
            }
            replayed
        });
        match replayed.and_then(|replayed| self.verify_names(replayed, &mut verified)) {
            Ok(()) => {}
            Err(error) => verified.add("log", "", &error.to_string()),
        }
        self.execute("COMMIT")?;
        Ok(verified)
    }

    /// What one step finds. That it breaks off (a page that SQLite cannot read) is itself a finding.
    fn step(&self, table: &'static str, step: Step) -> Verified {
        let mut found = Verified::nothing();
        if let Err(error) = step(self, &mut found) {
            found.add(table, "", &error.to_string());
        }
        found
    }

    /// The check of the file, and of what can be made anew from the rest.
    fn verify_derived(&self) -> (Verified, Verified) {
        (self.step("file", Store::verify_file), self.step("index_rows", Store::verify_index))
    }

    /// One state of the record, whoever writes meanwhile.
    fn in_one_state<T>(&self, read: impl FnOnce(&Store) -> T) -> T {
        // Where it cannot begin, nothing can be read either, and that is found.
        let began = self.execute("BEGIN").is_ok();
        let found = read(self);
        if began {
            let _ = self.execute("COMMIT");
        }
        found
    }

    fn verify_file(&self, verified: &mut Verified) -> Result<(), StoreError> {
        let mut statement =
            self.connection.prepare(&format!("PRAGMA integrity_check({FILE_FINDINGS})")).map_err(|e| self.sqlite(e))?;
        let mut rows = statement.query(()).map_err(|e| self.sqlite(e))?;
        while let Some(row) = rows.next().map_err(|e| self.sqlite(e))? {
            let line: String = row.get(0).map_err(|e| self.sqlite(e))?;
            if line == "ok" {
            } else if line.contains("index_") {
                verified.damage.push(Damage {
                    table: "index_rows",
                    place: String::new(),
                    what: line,
                    repairable: true,
                });
            } else {
                verified.add("file", "", &line);
            }
        }
        Ok(())
    }

    /// Checks the chain and replays it: what every name stands for, and which reading every row must be.
    fn verify_log(&self, head: Option<Digest>, verified: &mut Verified) -> Result<Replayed, StoreError> {
        let mut replayed = Replayed::default();
        let mut previous = BEGINNING;
        let mut next = 1;
        let mut head_seen = head.is_none();
        self.each_entry(|entry| {
            let place = format!("entry {}", entry.id);
            verified.entries += 1;
            if entry.id != next {
                verified.add("log", &place, &format!("entry {next} is missing before it"));
            }
            next = entry.id + 1;
            if entry.previous != previous {
                verified.add("log", &place, "it does not follow from the entry before it");
            }
            if entry.hash != entry.expected_hash() {
                verified.add("log", &place, "it was changed: its hash is not that of its content");
            }
            previous = entry.hash;
            head_seen |= head == Some(entry.hash);
            if let (Some(document), Some(source), Some(reading)) =
                (entry.document, entry.source_digest, entry.document_digest)
            {
                replayed.readings.insert(document, (source, reading, entry.reader.clone()));
                replayed.seen.entry(source).or_default().push(entry.at.clone());
            }
            if entry.action == "decided" && entry.note.as_deref().and_then(decide::split).is_none() {
                verified.add("log", &place, "it does not say what was decided");
            }
            if entry.action == "removed"
                && let Some(document) = entry.document
            {
                replayed.readings.remove(&document);
            }
            if let Some(name) = entry.name {
                let stands_for =
                    if matches!(entry.action.as_str(), "withdrawn" | "removed") { None } else { entry.document };
                replayed.names.insert(name, stands_for);
            }
            Ok(())
        })?;
        verified.head = previous;
        if verified.entries == 0 {
            verified.add("log", "", "it is empty: even a new record has one entry");
        }
        if !head_seen {
            verified.add("log", "", "the given head is nowhere in it: entries were removed or changed since, or it is the head of another record");
        }
        Ok(replayed)
    }

    /// Each source was first seen at a time that the log knows. Records of older schemas kept a time of their own.
    fn verify_times(&self, replayed: &Replayed, verified: &mut Verified) -> rusqlite::Result<()> {
        if !self.has_pieces() {
            return Ok(());
        }
        let mut statement = self.connection.prepare(
            "SELECT sha256, first_seen FROM sources s WHERE EXISTS (SELECT 1 FROM documents d \
             JOIN texts t ON t.document = d.id WHERE d.source = s.id AND t.pieces IS NOT NULL)",
        )?;
        let mut rows = statement.query(())?;
        while let Some(row) = rows.next()? {
            let (source, at): (Vec<u8>, String) = (row.get(0)?, row.get(1)?);
            let Some(source) = Digest::from_slice(&source) else { continue };
            if !replayed.seen.get(&source).is_some_and(|times| times.contains(&at)) {
                verified.add("sources", &source.prefix(12), "the log does not say that it was first seen then");
            }
        }
        Ok(())
    }

    /// Compares what the log says with what the record holds.
    fn verify_names(&self, mut replayed: Replayed, verified: &mut Verified) -> Result<(), StoreError> {
        let mut compare = || -> rusqlite::Result<()> {
            let mut statement = self.connection.prepare("SELECT name, document FROM names ORDER BY id")?;
            let mut rows = statement.query(())?;
            while let Some(row) = rows.next()? {
                let (name, document): (String, Option<i64>) = (row.get(0)?, row.get(1)?);
                match replayed.names.remove(&name) {
                    None => verified.add("names", &name, "the log knows nothing of it"),
                    Some(logged) if logged != document => {
                        verified.add("names", &name, "it stands for another version than the log says");
                    }
                    Some(_) => {}
                }
            }
            self.verify_times(&replayed, verified)?;
            let mut statement = self.connection.prepare(
                "SELECT d.id, d.reference, s.sha256, d.digest, d.reader FROM documents d \
                 LEFT JOIN sources s ON s.id = d.source ORDER BY d.id",
            )?;
            let mut rows = statement.query(())?;
            while let Some(row) = rows.next()? {
                let (id, reference): (i64, String) = (row.get(0)?, row.get(1)?);
                let (source, reading): (Option<Vec<u8>>, Vec<u8>) = (row.get(2)?, row.get(3)?);
                let reader: String = row.get(4)?;
                match replayed.readings.remove(&id) {
                    None => verified.add("documents", &reference, "the log knows nothing of it"),
                    Some((logged_source, logged_reading, logged_reader)) => {
                        if source.as_deref() != Some(&logged_source.0) || reading != logged_reading.0 {
                            verified.add("documents", &reference, "it is not what the log says was put on record");
                        } else if logged_reader.as_deref() != Some(&reader) {
                            verified.add("documents", &reference, "the log names another reader");
                        }
                    }
                }
            }
            Ok(())
        };
        compare().map_err(|e| self.sqlite(e))?;
        let mut missing: Vec<i64> = replayed.readings.into_keys().collect();
        missing.sort_unstable();
        for document in missing {
            verified.add("documents", &format!("row {document}"), "it is gone, and the log says nothing of a removal");
        }
        let mut missing: Vec<String> = replayed.names.into_keys().collect();
        missing.sort_unstable();
        for name in missing {
            verified.add("names", &name, "it is gone, and the log says nothing of a removal");
        }
        Ok(())
    }

    fn verify_index(&self, verified: &mut Verified) -> Result<(), StoreError> {
        for what in self.damage_of_index().unwrap_or_else(|error| vec![error.to_string()]) {
            verified.damage.push(Damage { table: "index_rows", place: String::new(), what, repairable: true });
        }
        Ok(())
    }
}

type Step = fn(&Store, &mut Verified) -> Result<(), StoreError>;

/// What the log says that the record must hold.
#[derive(Default)]
struct Replayed {
    /// By row: the source, the reading, the reader.
    readings: HashMap<i64, (Digest, Digest, Option<String>)>,
    names: HashMap<String, Option<i64>>,
    /// When each source was put on record, now or again.
    seen: HashMap<Digest, Vec<String>>,
}

impl Verified {
    pub(super) fn add(&mut self, table: &'static str, place: &str, what: &str) {
        self.damage.push(Damage { table, place: place.to_owned(), what: what.to_owned(), repairable: false });
    }
}
