//! Paths to documents: files and folders are found, read over the cores, and handed on in the order of their paths.
//!
//! [`gather`] for a check against files (all documents at once), [`gather_each`] for a record (one after the other, so
//! that ten thousand pages are never in memory together). In a folder, what cannot be read is left out and named
//! ([`Skip`]); a file that was named itself must be readable. Metadata beside a source is applied ([`Beside`]).
//!
//! In order: `walk` (which files), `archive` (files in archives, with `zipped`), `beside` (metadata, with `stems`), `own` (what onrecord wrote
//! itself), `pool` (over the cores), `left_out` (why something is not read). Not for reading formats: crate `read`.

mod archive;
mod beside;
mod left_out;
mod own;
mod pool;
mod stems;
mod walk;
mod zipped;

pub use beside::Beside;
pub use left_out::{GatherError, Skip, SkipReason};
pub use own::is_own;

use crate::digest::Digest;
use crate::held::Held;
use crate::store::Known;
use onrecord_read::{Document, Hint};
use std::fs::File;
use std::io::Read;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

/// How to gather.
#[derive(Debug, Clone, Copy)]
pub struct GatherOptions<'a> {
    /// The largest file that is read, in bytes.
    pub max_bytes: u64,
    /// On how many threads; `None`: as many as there are cores.
    pub threads: Option<NonZeroUsize>,
    /// What a record holds already: a source that it holds under the same name is not read again.
    pub known: Option<&'a Known>,
}

impl Default for GatherOptions<'_> {
    fn default() -> Self {
        GatherOptions { max_bytes: onrecord_read::MAX_SOURCE as u64, threads: None, known: None }
    }
}

/// A path, and how it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// Named itself: it must be there and be readable. A pattern (`talks/*.html`) where there is no such file.
    Named(PathBuf),
    /// From a list: what cannot be read is left out.
    Listed(PathBuf),
}

impl Given {
    /// The path or pattern.
    pub fn path(&self) -> &Path {
        match self {
            Given::Named(path) | Given::Listed(path) => path,
        }
    }

    /// Whether nothing of this is left out without ending the rest: a file, and not a folder, an archive or a pattern.
    pub fn is_one_file(&self) -> bool {
        matches!(self, Given::Named(path) if path.is_file() && archive::Kind::of(path).is_none())
    }
}

/// A source as received, and its reading.
#[derive(Debug, Clone)]
pub struct Source {
    /// What it is called: its path as given, without detours.
    pub name: String,
    /// Where it was read from.
    pub path: PathBuf,
    /// The bytes as received.
    pub bytes: Vec<u8>,
    /// The reading, with the metadata beside the source applied.
    pub document: Document,
    /// The digest of the metadata beside the source.
    pub beside: Option<Digest>,
}

/// What became of one file.
#[derive(Debug)]
pub enum Item<T> {
    /// It was read; this is what the caller made of it.
    Read(T),
    /// The record holds it already.
    Known {
        /// What it is called.
        name: String,
    },
    /// The next one stands in an archive that holds files of its name before it.
    Again {
        /// Its name.
        name: String,
        /// What it is called instead.
        called: String,
    },
    /// It was left out.
    Skipped(Skip),
}

/// All documents that some paths mean.
#[derive(Debug, Default)]
pub struct Gathered {
    /// The documents, in the order of the paths given and then of the names in a folder.
    pub held: Vec<Held>,
    /// What was left out.
    pub skipped: Vec<Skip>,
}

/// Reads all that the paths mean.
///
/// # Errors
/// A path that leads nowhere, a file that was named itself and cannot be read, a folder in which nothing can be read.
pub fn gather(paths: &[PathBuf], options: &GatherOptions<'_>) -> Result<Gathered, GatherError> {
    let mut gathered = Gathered::default();
    let keep = |source: Source| Held { name: source.name, reference: None, document: source.document };
    gather_each(paths, options, keep, |item| {
        match item {
            Item::Read(held) => gathered.held.push(held),
            Item::Skipped(skip) => gathered.skipped.push(skip),
            Item::Known { .. } | Item::Again { .. } => {}
        }
        Ok::<(), GatherError>(())
    })?;
    Ok(gathered)
}

/// Reads what the paths mean, one file after the other: `make` works on each source on one of several threads, `take`
/// gets the outcomes on this thread in the order of the paths. At most a few dozen documents are in memory at a time.
///
/// A path that leads nowhere and a folder without files are errors before anything is read. A file that was named
/// itself and cannot be read is an error when its turn comes. A folder of which nothing could be read is one at the end.
pub fn gather_each<T: Send, E: From<GatherError>>(
    paths: &[PathBuf],
    options: &GatherOptions<'_>,
    make: impl Fn(Source) -> T + Sync,
    take: impl FnMut(Item<T>) -> Result<(), E>,
) -> Result<(), E> {
    let given: Vec<Given> = paths.iter().cloned().map(Given::Named).collect();
    gather_given(&given, options, make, take)
}

/// [`gather_each`] for paths some of which come from a list: what cannot be read of those is left out and ends nothing.
pub fn gather_given<T: Send, E: From<GatherError>>(
    given: &[Given],
    options: &GatherOptions<'_>,
    make: impl Fn(Source) -> T + Sync,
    mut take: impl FnMut(Item<T>) -> Result<(), E>,
) -> Result<(), E> {
    if given.is_empty() {
        return Err(GatherError::NoPath.into());
    }
    let entries = walk::walk(given)?;
    // For each folder: whether anything was read, how much was left out, and the first of that.
    let mut folders: Vec<(bool, usize, Option<Skip>)> = vec![(false, 0, None); given.len()];
    let work = |job: Job| match job {
        Job::Skip { skip, argument, named } => (argument, named, Outcome::Skip(skip.reason, skip.path)),
        Job::Again { name, called, argument } => (argument, false, Outcome::Again { name, called }),
        Job::File(found) => (found.argument, found.named, read_one(&found, options, &make)),
        Job::Member(found, member) => (found.argument, false, read_member(&found, *member, options, &make)),
    };
    let bring = |push: &mut dyn FnMut(Job, u64) -> bool| bring(entries, options.max_bytes, push);
    pool::in_order(bring, options.threads, work, |(argument, named, outcome)| {
        if let (true, Outcome::Skip(reason, path)) = (named, &outcome) {
            return Err(GatherError::Unreadable { path: path.clone(), reason: reason.clone() }.into());
        }
        let folder = folders.get_mut(argument);
        match outcome {
            Outcome::Made(made) => {
                if let Some(folder) = folder {
                    folder.0 = true;
                }
                take(Item::Read(made))
            }
            Outcome::Known(name) => {
                if let Some(folder) = folder {
                    folder.0 = true;
                }
                take(Item::Known { name })
            }
            Outcome::Again { name, called } => take(Item::Again { name, called }),
            Outcome::Skip(reason, path) => {
                let skip = Skip { path, reason };
                if let Some(folder) = folder {
                    folder.1 += 1;
                    folder.2.get_or_insert_with(|| skip.clone());
                }
                take(Item::Skipped(skip))
            }
        }
    })?;
    for (one, (any, skipped, first)) in given.iter().zip(folders) {
        if let Given::Named(path) = one
            && !any
            && skipped > 0
        {
            return Err(GatherError::NothingReadable { path: path.clone(), skipped, first }.into());
        }
    }
    Ok(())
}

/// One file to work on, or what became of it before.
enum Job {
    Skip { skip: Skip, argument: usize, named: bool },
    Again { name: String, called: String, argument: usize },
    File(walk::Found),
    Member(walk::Found, Box<archive::Member>),
}

/// Hands in all jobs with their weights, archives taken apart, until told to stop.
fn bring(entries: Vec<walk::Entry>, max_bytes: u64, push: &mut dyn FnMut(Job, u64) -> bool) {
    for entry in entries {
        let found = match entry {
            walk::Entry::Skipped(skip, argument) => {
                if !push(Job::Skip { skip, argument, named: false }, 0) {
                    return;
                }
                continue;
            }
            walk::Entry::File(found) => found,
        };
        let Some(kind) = found.archive else {
            let weight = found.size;
            if !push(Job::File(found), weight) {
                return;
            }
            continue;
        };
        let mut stopped = false;
        let mut any = false;
        let outcome = archive::members(&found.path, kind, max_bytes, |member| {
            any = true;
            let weight = member.bytes.as_ref().map_or(0, |bytes| bytes.len() as u64);
            let inside = walk::Found {
                path: found.path.join(&member.name),
                name: format!("{}/{}", found.name, member.name),
                argument: found.argument,
                named: false,
                size: weight,
                archive: None,
            };
            let again = member.again.as_ref().map(|name| Job::Again {
                name: format!("{}/{name}", found.name),
                called: inside.name.clone(),
                argument: found.argument,
            });
            stopped = again.is_some_and(|again| !push(again, 0));
            stopped = stopped || !push(Job::Member(inside, Box::new(member)), weight);
            !stopped
        });
        if stopped {
            return;
        }
        let reason = match outcome {
            Ok(()) if any => continue,
            Ok(()) => SkipReason::Unreadable("the archive holds no files".to_owned()),
            Err(reason) => reason,
        };
        // Where some of it was read, that stays; an archive that was named and gave nothing is an error.
        let skip = Skip { path: found.path, reason };
        if !push(Job::Skip { skip, argument: found.argument, named: found.named && !any }, 0) {
            return;
        }
    }
}

enum Outcome<T> {
    Made(T),
    Known(String),
    Again { name: String, called: String },
    Skip(SkipReason, PathBuf),
}

fn read_one<T>(found: &walk::Found, options: &GatherOptions<'_>, make: &impl Fn(Source) -> T) -> Outcome<T> {
    match read_bytes(&found.path, options.max_bytes) {
        Ok(bytes) => read_source(found, bytes, Beside::find(&found.path), options, make),
        Err(reason) => Outcome::Skip(reason, found.path.clone()),
    }
}

fn read_member<T>(
    found: &walk::Found,
    member: archive::Member,
    options: &GatherOptions<'_>,
    make: &impl Fn(Source) -> T,
) -> Outcome<T> {
    match member.bytes {
        Ok(bytes) => read_source(found, bytes, member.beside, options, make),
        Err(reason) => Outcome::Skip(reason, found.path.clone()),
    }
}

fn read_source<T>(
    found: &walk::Found,
    bytes: Vec<u8>,
    beside: Result<Option<Beside>, beside::Unusable>,
    options: &GatherOptions<'_>,
    make: &impl Fn(Source) -> T,
) -> Outcome<T> {
    let skip = |reason| Outcome::Skip(reason, found.path.clone());
    if own::is_own(&bytes) {
        return skip(SkipReason::Own);
    }
    if !found.named && own::is_data(&found.name) {
        return skip(SkipReason::Data);
    }
    let beside = match beside {
        Ok(beside) => beside,
        Err(beside::Unusable { path, problem }) => return skip(SkipReason::Metadata { file: path, problem }),
    };
    let beside_digest = beside.as_ref().and_then(Beside::digest);
    if let Some(known) = options.known
        && known.holds(&found.name, Digest::of(&bytes), beside_digest)
    {
        return Outcome::Known(found.name.clone());
    }
    // One page on which a reader breaks down must not end the reading of ten thousand.
    let read = catch_unwind(AssertUnwindSafe(|| onrecord_read::read(&bytes, &Hint::named(shown(found)))));
    let mut document = match read {
        Ok(Ok(document)) => document,
        Ok(Err(error)) => return skip(SkipReason::Unreadable(error.to_string())),
        Err(_) => return skip(SkipReason::Breakdown),
    };
    if let Some(beside) = &beside {
        beside.apply(&mut document);
    }
    let (name, path) = (found.name.clone(), found.path.clone());
    Outcome::Made(make(Source { name, path, bytes, document, beside: beside_digest }))
}

/// The name by which a title is made where there is no other: what cannot be printed is not spelt out as it is in the name
/// on record (`\xFC`).
fn shown(found: &walk::Found) -> String {
    let shown = found.path.to_string_lossy();
    if found.name.contains("\\x") { shown.replace(char::is_control, "\u{FFFD}") } else { found.name.clone() }
}

/// The bytes of a file up to the limit; one that grows while it is read, or that has no size (a pipe), ends there too.
fn read_bytes(path: &Path, limit: u64) -> Result<Vec<u8>, SkipReason> {
    let io = |error: std::io::Error| SkipReason::Io(error.to_string());
    let file = File::open(path).map_err(io)?;
    let size = file.metadata().map_err(io)?.len();
    if size > limit {
        return Err(SkipReason::TooLarge { bytes: size, limit });
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0).saturating_add(1));
    file.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(io)?;
    if bytes.len() as u64 > limit {
        return Err(SkipReason::TooLarge { bytes: bytes.len() as u64, limit });
    }
    Ok(bytes)
}
