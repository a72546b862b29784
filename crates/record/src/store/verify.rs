//! `verify`: reads everything again, computes every digest anew, and replays the log.
//!
//! Three questions in this order: is the file whole (SQLite's own check), is the log whole (each entry's hash, each
//! covering the one before), and does the record hold exactly what the log says (every source, every reading, every
//! name's current version)? What is derived (the index) is checked last and named as such: it can be rebuilt.

use super::log::BEGINNING;
use super::read::{unpack, unpack_based};
use super::{Store, StoreError, decide};
use crate::digest::{Digest, document_digest};
use crate::held::Held;
use std::collections::HashMap;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread;

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
        let mut verified =
            Verified { sources: 0, documents: 0, entries: 0, bytes: 0, head: BEGINNING, damage: Vec::new() };
        // One transaction: a writer may go on meanwhile, this sees one state.
        self.execute("BEGIN")?;
        let steps: [Step; 4] = [Store::verify_file, Store::verify_content, Store::verify_rest, Store::verify_index];
        let replayed = self.verify_log(head, &mut verified);
        for (step, table) in steps.into_iter().zip(["file", "file", "file", "index_rows"]) {
            // A step that breaks off (a page that SQLite cannot read) is itself a finding.
            if let Err(error) = step(self, &mut verified) {
                verified.add(table, "", &error.to_string());
            }
        }
        match replayed.and_then(|replayed| self.verify_names(replayed, &mut verified)) {
            Ok(()) => {}
            Err(error) => verified.add("log", "", &error.to_string()),
        }
        self.execute("COMMIT")?;
        Ok(verified)
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

    /// Reads every source and every reading on this thread and has their digests computed on the others.
    fn verify_content(&self, verified: &mut Verified) -> Result<(), StoreError> {
        let mut broken_off = Ok(());
        let mut expected = 0;
        let outcomes = over_cores(
            |hand_out| {
                let mut hand_out = |content| {
                    expected += 1;
                    hand_out(content);
                };
                broken_off = self.each_source(&mut hand_out).and_then(|()| self.each_reading(&mut hand_out));
            },
            Content::check,
        );
        if outcomes.len() != expected {
            verified.add("file", "", "some of its content could not be checked");
        }
        for outcome in outcomes {
            match outcome.table {
                "sources" => verified.sources += 1,
                _ => verified.documents += 1,
            }
            verified.bytes += outcome.bytes;
            if let Some(what) = outcome.damage {
                verified.add(outcome.table, &outcome.place, &what);
            }
        }
        broken_off
    }

    fn each_source(&self, hand_out: &mut dyn FnMut(Content)) -> Result<(), StoreError> {
        let base = if self.has_pieces { "base" } else { "NULL" };
        let mut statement = self
            .connection
            .prepare(&format!("SELECT id, sha256, size, {base}, bytes FROM sources ORDER BY id"))
            .map_err(|e| self.sqlite(e))?;
        let mut rows = statement.query(()).map_err(|e| self.sqlite(e))?;
        while let Some(row) = rows.next().map_err(|e| self.sqlite(e))? {
            let read = || -> rusqlite::Result<(i64, Vec<u8>, i64, Option<i64>)> {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            };
            let (id, digest, size, base) = read().map_err(|e| self.sqlite(e))?;
            let packed = row.get_ref(4).map_err(|e| self.sqlite(e))?.as_blob().map(<[u8]>::to_vec);
            let place = Digest::from_slice(&digest).map_or_else(|| format!("row {id}"), |digest| digest.prefix(12));
            let base = base.map(|base| self.text(base)).transpose().map_err(|error| error.to_string());
            let (packed, base) = match packed {
                Ok(packed) => (packed, base),
                Err(error) => (Vec::new(), Err(error.to_string())),
            };
            hand_out(Content::Source { place, digest, packed, size, base });
        }
        Ok(())
    }

    fn each_reading(&self, hand_out: &mut dyn FnMut(Content)) -> Result<(), StoreError> {
        let mut readings: Vec<(i64, String, Vec<u8>, Option<String>)> = Vec::new();
        let mut collect = || -> rusqlite::Result<()> {
            let mut statement = self.connection.prepare(
                "SELECT d.id, d.reference, d.digest, lower(hex(s.sha256)) FROM documents d \
                 LEFT JOIN sources s ON s.id = d.source ORDER BY d.id",
            )?;
            let mut rows = statement.query(())?;
            while let Some(row) = rows.next()? {
                readings.push((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?));
            }
            Ok(())
        };
        collect().map_err(|e| self.sqlite(e))?;
        for (id, place, digest, source) in readings {
            let held = self.held(id, String::new()).map_err(|error| error.to_string());
            let held = match held {
                Ok(held) if !self.pieces_fit(id, &held.document)? => Err("its pieces name other segments".to_owned()),
                held => held,
            };
            hand_out(Content::Reading { place, digest, source: source.unwrap_or_default(), held: Box::new(held) });
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

    /// Compares what the log says with what the record holds.
    /// Each source was first seen at a time that the log knows. Records of older schemas kept a time of their own.
    fn verify_times(&self, replayed: &Replayed, verified: &mut Verified) -> rusqlite::Result<()> {
        if !self.has_pieces {
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

/// Something whose digest is to be computed anew.
enum Content {
    /// `base`: the text with which it is packed, or that it is.
    Source {
        place: String,
        digest: Vec<u8>,
        packed: Vec<u8>,
        size: i64,
        base: Result<Option<String>, String>,
    },
    Reading {
        place: String,
        digest: Vec<u8>,
        source: String,
        held: Box<Result<Held, String>>,
    },
}

/// What came of it.
struct Outcome {
    table: &'static str,
    place: String,
    bytes: u64,
    damage: Option<String>,
}

impl Content {
    fn check(self) -> Outcome {
        match self {
            Content::Source { place, digest, packed, size, base } => {
                let bytes = match base {
                    Err(_) => None,
                    Ok(None) => unpack(&packed, size),
                    Ok(Some(text)) if packed.is_empty() => {
                        Some(text.into_bytes()).filter(|bytes| bytes.len() as i64 == size)
                    }
                    Ok(Some(text)) => unpack_based(&packed, size, text.as_bytes()),
                };
                let damage = match &bytes {
                    None => Some("its bytes cannot be unpacked"),
                    Some(bytes) if Digest::of(bytes).0.as_slice() != digest => {
                        Some("its bytes are not those that were received")
                    }
                    Some(_) => None,
                };
                let bytes = bytes.map_or(0, |bytes| bytes.len() as u64);
                Outcome { table: "sources", place, bytes, damage: damage.map(str::to_owned) }
            }
            Content::Reading { place, digest, source, held } => {
                let stem = place.split('.').next().unwrap_or("");
                let (bytes, damage) = match *held {
                    Err(error) => (0, Some(error)),
                    Ok(held) => {
                        let damage = if document_digest(&held.document).0.as_slice() != digest {
                            Some("the reading is not the one that was put on record".to_owned())
                        } else if !source.starts_with(stem) {
                            Some("its reference does not belong to its source".to_owned())
                        } else {
                            None
                        };
                        (held.document.text.len() as u64, damage)
                    }
                };
                Outcome { table: "documents", place, bytes, damage }
            }
        }
    }
}

/// Hands what `produce` hands out on this thread to as many others as there are cores; the results in that order.
///
/// A panic of `work` is one of this function: no job may lack its outcome. The jobs that come after it are only taken off,
/// so that `produce` never waits for somebody to take them.
fn over_cores<J: Send, R: Send>(produce: impl FnOnce(&mut dyn FnMut(J)), work: impl Fn(J) -> R + Sync) -> Vec<R> {
    let workers = thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let (sender, receiver) = mpsc::sync_channel::<(usize, J)>(workers * 4);
    let receiver = Mutex::new(receiver);
    let broken = AtomicBool::new(false);
    let mut results: Vec<(usize, R)> = thread::scope(|scope| {
        let worker = || {
            let mut done = Vec::new();
            let mut panic = None;
            loop {
                let job = receiver.lock().unwrap_or_else(PoisonError::into_inner).recv();
                match job {
                    Ok(_) if broken.load(Ordering::Relaxed) => {}
                    Ok((at, job)) => match catch_unwind(AssertUnwindSafe(|| work(job))) {
                        Ok(result) => done.push((at, result)),
                        Err(payload) => {
                            broken.store(true, Ordering::Relaxed);
                            panic = Some(payload);
                        }
                    },
                    Err(_) => return panic.map_or(Ok(done), Err),
                }
            }
        };
        let handles: Vec<_> =
            (0..workers).filter_map(|_| thread::Builder::new().spawn_scoped(scope, worker).ok()).collect();
        let mut next = 0;
        let mut results = Vec::new();
        produce(&mut |job| {
            if handles.is_empty() {
                results.push((next, work(job)));
            } else {
                // Nobody hangs up before this end does.
                let _ = sender.send((next, job));
            }
            next += 1;
        });
        drop(sender);
        for handle in handles {
            match handle.join().and_then(|outcome| outcome) {
                Ok(done) => results.extend(done),
                Err(payload) => resume_unwind(payload),
            }
        }
        results
    });
    results.sort_by_key(|(at, _)| *at);
    results.into_iter().map(|(_, result)| result).collect()
}

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

#[cfg(test)]
mod tests {
    use super::*;

    fn many(produce: &mut dyn FnMut(u32)) {
        (0..1000).for_each(produce);
    }

    #[test]
    fn every_job_has_its_outcome_in_order() {
        assert_eq!(over_cores(many, |job| job * 2), (0..1000).map(|job| job * 2).collect::<Vec<_>>());
    }

    #[test]
    #[should_panic(expected = "broke down on 7")]
    fn one_that_breaks_down_is_not_passed_over() {
        over_cores(many, |job| assert!(job != 7, "broke down on {job}"));
    }

    #[test]
    #[should_panic(expected = "broke down on all")]
    fn where_all_break_down_nobody_waits() {
        over_cores(many, |_| panic!("broke down on all"));
    }
}
