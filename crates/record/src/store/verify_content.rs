//! The content of a record, read again for `verify`: every source and every reading, and whether their digests are theirs.
//!
//! One thread reads, the others compute: most of the time goes into digests and into unpacking.

use super::unpack::{unpack, unpack_based};
use super::unread::{Unread, UnreadText};
use super::verify::Verified;
use super::{Store, StoreError};
use crate::digest::{Digest, document_digest};
use std::borrow::Cow;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread;

impl Store {
    /// Reads every source and every reading on this thread and has their digests computed on the others.
    pub(super) fn verify_content(&self, verified: &mut Verified) -> Result<(), StoreError> {
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
        for outcome in outcomes.into_iter().flatten() {
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
        // A source that is packed with the text of a reading of its own is read with that: the text is unpacked once.
        let (base, of_its_text) = match self.has_pieces() {
            true => ("base", "EXISTS (SELECT 1 FROM documents d WHERE d.id = s.base AND d.source = s.id)"),
            false => ("NULL", "0"),
        };
        let mut statement = self
            .connection
            .prepare(&format!(
                "SELECT id, sha256, size, {base}, bytes FROM sources s WHERE NOT ({of_its_text}) ORDER BY id"
            ))
            .map_err(|e| self.sqlite(e))?;
        let mut rows = statement.query(()).map_err(|e| self.sqlite(e))?;
        while let Some(row) = rows.next().map_err(|e| self.sqlite(e))? {
            let read = || -> rusqlite::Result<(i64, Vec<u8>, i64, Option<i64>)> {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            };
            let (id, digest, size, base) = read().map_err(|e| self.sqlite(e))?;
            let packed = row.get_ref(4).map_err(|e| self.sqlite(e))?.as_blob().map(<[u8]>::to_vec);
            let place = Digest::from_slice(&digest).map_or_else(|| format!("row {id}"), |digest| digest.prefix(12));
            let base = base.map(|base| self.unread_text(base)).transpose().map_err(|error| error.to_string());
            let (packed, base) = match packed {
                Ok(packed) => (packed, base),
                Err(error) => (Vec::new(), Err(error.to_string())),
            };
            hand_out(Content::Source { place, digest, packed, size, base });
        }
        Ok(())
    }

    fn each_reading(&self, hand_out: &mut dyn FnMut(Content)) -> Result<(), StoreError> {
        type Row = (i64, String, Vec<u8>, Option<String>, Option<OfText>);
        let mut readings: Vec<Row> = Vec::new();
        let mut collect = || -> rusqlite::Result<()> {
            let mut statement = self.connection.prepare(&format!(
                "SELECT d.id, d.reference, d.digest, lower(hex(s.sha256)), s.sha256, s.size, s.id, {} FROM documents d \
                 LEFT JOIN sources s ON s.id = d.source ORDER BY d.id",
                if self.has_pieces() { "s.base = d.id" } else { "0" }
            ))?;
            let mut rows = statement.query(())?;
            while let Some(row) = rows.next()? {
                let is_base = row.get::<_, Option<bool>>(7)? == Some(true);
                // Damaged values are no digest and no size: then that is found.
                let digest = row.get_ref(4)?.as_blob().unwrap_or_default().to_vec();
                let size = row.get_ref(5)?.as_i64().unwrap_or(-1);
                let of_text =
                    if is_base { Some(OfText { id: row.get(6)?, digest, size, packed: Vec::new() }) } else { None };
                readings.push((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, of_text));
            }
            Ok(())
        };
        collect().map_err(|e| self.sqlite(e))?;
        let mut bytes_of =
            self.connection.prepare("SELECT bytes FROM sources WHERE id = ?").map_err(|e| self.sqlite(e))?;
        for (id, place, digest, source, mut of_text) in readings {
            if let Some(of_text) = &mut of_text {
                // What is no bytes is not what was received either.
                let packed = bytes_of.query_row([of_text.id], |row| {
                    Ok(row.get_ref(0)?.as_blob().map_or_else(|_| vec![0], <[u8]>::to_vec))
                });
                of_text.packed = packed.map_err(|e| self.sqlite(e))?;
            }
            let unread = self.unread(id).map_err(|error| error.to_string());
            let source = source.unwrap_or_default();
            hand_out(Content::Reading { place, digest, source, of_text, unread: Box::new(unread) });
        }
        Ok(())
    }
}

/// Something whose digest is to be computed anew.
enum Content {
    /// `base`: the text with which it is packed, or that it is.
    Source { place: String, digest: Vec<u8>, packed: Vec<u8>, size: i64, base: Result<Option<UnreadText>, String> },
    Reading {
        place: String,
        digest: Vec<u8>,
        source: String,
        /// Its source, where that is packed with the text.
        of_text: Option<OfText>,
        unread: Box<Result<Unread, String>>,
    },
}

/// A source that is packed with a text.
struct OfText {
    /// Its row.
    id: i64,
    digest: Vec<u8>,
    /// Its bytes, and how they are packed; empty where it is the text.
    size: i64,
    packed: Vec<u8>,
}

/// What came of it.
struct Outcome {
    table: &'static str,
    place: String,
    bytes: u64,
    damage: Option<String>,
}

impl Content {
    fn check(self) -> Vec<Outcome> {
        match self {
            Content::Source { place, digest, packed, size, base } => {
                let bytes = match base.map(|base| base.map(UnreadText::read)) {
                    Err(_) | Ok(Some(None)) => None,
                    Ok(None) => unpack(&packed, size),
                    Ok(Some(Some(text))) => based_bytes(&packed, size, &text).map(Cow::into_owned),
                };
                vec![source(place, bytes.as_deref(), &digest, size)]
            }
            Content::Reading { place, digest, source: hex, of_text, unread } => {
                let held = unread.and_then(Unread::read);
                let of_source = of_text.map(|OfText { digest, size, packed, .. }| {
                    let text = held.as_ref().ok().map(|held| held.document.text.as_str());
                    let bytes = text.and_then(|text| based_bytes(&packed, size, text));
                    let place = Digest::from_slice(&digest).map_or_else(|| place.clone(), |digest| digest.prefix(12));
                    source(place, bytes.as_deref(), &digest, size)
                });
                let stem = place.split('.').next().unwrap_or("");
                let (bytes, damage) = match held {
                    Err(error) => (0, Some(error)),
                    Ok(held) => {
                        let damage = if document_digest(&held.document).0.as_slice() != digest {
                            Some("the reading is not the one that was put on record".to_owned())
                        } else if !hex.starts_with(stem) {
                            Some("its reference does not belong to its source".to_owned())
                        } else {
                            None
                        };
                        (held.document.text.len() as u64, damage)
                    }
                };
                of_source.into_iter().chain([Outcome { table: "documents", place, bytes, damage }]).collect()
            }
        }
    }
}

/// The bytes of a source that is packed with a text; `None` if they are not whole.
fn based_bytes<'t>(packed: &[u8], size: i64, text: &'t str) -> Option<Cow<'t, [u8]>> {
    match packed.is_empty() {
        true => Some(Cow::Borrowed(text.as_bytes())),
        false => unpack_based(packed, size, text.as_bytes()).map(Cow::Owned),
    }
}

/// Whether these are the bytes of a source; `None`: they cannot be unpacked.
fn source(place: String, bytes: Option<&[u8]>, digest: &[u8], size: i64) -> Outcome {
    let bytes = bytes.filter(|bytes| bytes.len() as i64 == size);
    let damage = match bytes {
        None => Some("its bytes cannot be unpacked".to_owned()),
        Some(bytes) if Digest::of(bytes).0.as_slice() != digest => {
            Some("its bytes are not those that were received".to_owned())
        }
        Some(_) => None,
    };
    Outcome { table: "sources", place, bytes: bytes.map_or(0, |bytes| bytes.len() as u64), damage }
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
