//! Archives as folders: each file in a `.zip`, `.tar`, `.tar.gz` or `.tar.zst` is a source called ARCHIVE/FILE.
//!
//! Nothing is ever unpacked to the disk. What comes out is bounded, in number, in bytes and against the size of the archive, and
//! a name that leads out of the archive is refused. Files are brought one after the other; metadata files in the archive
//! belong to the files beside them, as in a folder.
//!
//! An archive may hold one name more than once (a file put in again when it had changed, two archives joined). Unpacked, only the
//! last would be left; here each is a source, from the second on with a number in its name ([`Numbered`]).

use super::beside::{self, Beside};
use super::stems::Stems;
use super::{SkipReason, walk, zipped};
use std::cell::Cell;
use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;
use std::rc::Rc;

/// Most files of an archive.
pub(super) const MOST_FILES: usize = 1_000_000;

/// An archive may unpack to this many times its size, and this many bytes besides.
const TIMES: u64 = 250;
const BYTES: u64 = 1 << 30;

/// An archive that unpacks to no more bytes is unpacked once, and held meanwhile.
const HELD: u64 = 32 << 20;

/// Most bytes of metadata files that are kept while an archive is read.
const METADATA: u64 = 64 << 20;

/// Most bytes that a tar archive may have before a file, for its name and the like.
const HEADERS: u64 = 4 << 20;

/// What sort of archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Zip,
    Tar,
    TarGz,
    TarZst,
}

impl Kind {
    /// By the ending of a name; whether it is one shows when it is opened.
    pub(super) fn of(path: &Path) -> Option<Kind> {
        let name = path.file_name()?.to_string_lossy().to_ascii_lowercase();
        let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
        if ends(&[".zip"]) {
            Some(Kind::Zip)
        } else if ends(&[".tar"]) {
            Some(Kind::Tar)
        } else if ends(&[".tar.gz", ".tgz"]) {
            Some(Kind::TarGz)
        } else if ends(&[".tar.zst", ".tar.zstd", ".tzst"]) {
            Some(Kind::TarZst)
        } else {
            None
        }
    }
}

/// A file in an archive.
pub(super) struct Member {
    /// Its name in the archive, without detours; with a number where other files before it have that name.
    pub(super) name: String,
    /// The name without the number, where it has got one.
    pub(super) again: Option<String>,
    /// Its bytes, or why it is left out.
    pub(super) bytes: Result<Vec<u8>, SkipReason>,
    /// The metadata in the archive that belongs to it.
    pub(super) beside: Result<Option<Beside>, beside::Unusable>,
}

/// Calls `each` with every file of an archive until it says to stop. What may not be read is handed on with the reason; an
/// error is about the archive as a whole, and comes after what could be read.
pub(super) fn members(
    path: &Path,
    kind: Kind,
    max_bytes: u64,
    each: impl FnMut(Member) -> bool,
) -> Result<(), SkipReason> {
    // In a zip the metadata is found without unpacking the rest.
    let most = if kind == Kind::Zip { 0 } else { HELD };
    members_holding(path, kind, max_bytes, most, each)
}

/// [`members`]. Metadata may stand behind the files that it belongs to. Of an archive of no more than `most` bytes all files are held
/// until that is known; a larger one is read twice.
fn members_holding(
    path: &Path,
    kind: Kind,
    max_bytes: u64,
    most: u64,
    mut each: impl FnMut(Member) -> bool,
) -> Result<(), SkipReason> {
    let mut metadata = Metadata::default();
    let mut numbered = Numbered::default();
    let mut held = Some(Vec::new());
    let mut size_held = 0;
    let outcome = visit(path, kind, |raw, size, content| {
        let name = inner_name(raw);
        size_held += if size > max_bytes { 0 } else { size };
        if size_held > most {
            held = None;
        }
        if let Ok(Some(name)) = &name {
            numbered.all.insert(name.clone());
        }
        match (&mut held, name) {
            (_, Ok(None)) => {}
            (Some(held), Ok(Some(name))) => {
                let bytes = content_of(size, max_bytes, content)?;
                metadata.see(&name, size, |_| Ok(bytes.clone().unwrap_or_default()))?;
                held.push((Ok(name), bytes));
            }
            (Some(held), Err(reason)) => held.push((Err(printable(raw)), Err(reason))),
            (None, Ok(Some(name))) => metadata.see(&name, size, |limit| {
                let mut bytes = Vec::new();
                content.take(limit).read_to_end(&mut bytes).map_err(|error| reason_of(&error))?;
                Ok(bytes)
            })?,
            (None, Err(_)) => {}
        }
        Ok(true)
    });
    if metadata.files.is_empty() {
        metadata.names.clear();
    }
    let mut hand_on = |name: Result<String, String>, bytes: &mut Content<'_>| -> Result<bool, SkipReason> {
        let name = match name {
            Ok(name) => name,
            Err(name) => return Ok(each(Member { name, again: None, bytes: bytes()?, beside: Ok(None) })),
        };
        if metadata.is_metadata(&name) || walk::not_a_source(Path::new(&name)).is_some() {
            return Ok(true);
        }
        let bytes = if Kind::of(Path::new(&name)).is_some() { Err(SkipReason::Nested) } else { bytes()? };
        let beside = metadata.beside(path, &name);
        let (name, again) = match numbered.next(&name) {
            Some(with_number) => (with_number, Some(name)),
            None => (name, None),
        };
        Ok(each(Member { name, again, bytes, beside }))
    };
    if let Some(held) = held {
        for (name, bytes) in held {
            let mut bytes = Some(bytes);
            if !hand_on(name, &mut || Ok(bytes.take().unwrap_or(Ok(Vec::new()))))? {
                return Ok(());
            }
        }
        return outcome;
    }
    // What is wrong with the archive shows once more.
    visit(path, kind, |raw, size, content| match inner_name(raw) {
        Ok(None) => Ok(true),
        Ok(Some(name)) => hand_on(Ok(name), &mut || content_of(size, max_bytes, content)),
        Err(reason) => hand_on(Err(printable(raw)), &mut || Ok(Err(reason.clone()))),
    })
}

/// Gives the content of a file, or why it is left out; an error ends the archive.
type Content<'a> = dyn FnMut() -> Result<Result<Vec<u8>, SkipReason>, SkipReason> + 'a;

/// The content of a file up to a limit, or that it has more; an error ends the archive.
fn content_of(size: u64, limit: u64, content: &mut dyn Read) -> Result<Result<Vec<u8>, SkipReason>, SkipReason> {
    if size > limit {
        return Ok(Err(SkipReason::TooLarge { bytes: size, limit }));
    }
    // Room for what is stated: to grow bit by bit takes up to twice as much. What is stated too high is given back.
    let mut bytes = Vec::new();
    let stated = usize::try_from(size).unwrap_or(0).saturating_add(1);
    if bytes.try_reserve_exact(stated).is_err() {
        return Ok(Err(SkipReason::TooLarge { bytes: size, limit }));
    }
    match content.take(limit.saturating_add(1)).read_to_end(&mut bytes) {
        Ok(_) if bytes.len() as u64 > limit => Ok(Err(SkipReason::TooLarge { bytes: bytes.len() as u64, limit })),
        Ok(_) => {
            bytes.shrink_to_fit();
            Ok(Ok(bytes))
        }
        Err(error) => Err(reason_of(&error)),
    }
}

/// Which names there are, and how often each has come.
#[derive(Default)]
struct Numbered {
    all: HashSet<String>,
    come: HashMap<String, usize>,
}

impl Numbered {
    /// A name of its own for a file whose name has come before: `talk (2).txt`, so that the ending still tells the format.
    fn next(&mut self, name: &str) -> Option<String> {
        let Some(number) = self.come.get_mut(name) else {
            self.come.insert(name.to_owned(), 1);
            return None;
        };
        let file = name.rfind('/').map_or(0, |slash| slash + 1);
        let ending = name.rfind('.').filter(|&dot| dot > file).unwrap_or(name.len());
        let (stem, ending) = name.split_at(ending);
        loop {
            *number += 1;
            let with_number = format!("{stem} ({number}){ending}");
            // Another file may be called so of itself.
            if self.all.insert(with_number.clone()) {
                return Some(with_number);
            }
        }
    }
}

fn printable(raw: &str) -> String {
    raw.chars().filter(|c| !c.is_control()).collect()
}

/// The metadata files of an archive, by name, and the names of all files, to know which belongs to which.
#[derive(Default)]
struct Metadata {
    files: HashMap<String, Vec<u8>>,
    names: Stems,
    /// The bytes of the files.
    kept: u64,
}

impl Metadata {
    /// A file of this name and size; `content` gives its bytes, up to a limit.
    fn see(
        &mut self,
        name: &str,
        size: u64,
        content: impl FnOnce(u64) -> Result<Vec<u8>, SkipReason>,
    ) -> Result<(), SkipReason> {
        let may_be = name.ends_with(beside::ENDING) || name.ends_with(".json");
        if may_be && size <= beside::LIMIT && self.kept + size <= METADATA {
            self.kept += size;
            let bytes = content(beside::LIMIT)?;
            if name.ends_with(beside::ENDING) || beside::is_event(&bytes) {
                self.files.insert(name.to_owned(), bytes);
            }
        }
        self.names.insert(name);
        Ok(())
    }

    /// Whether a file says something of others, and is none of the sources.
    fn is_metadata(&self, name: &str) -> bool {
        name.ends_with(beside::ENDING)
            || name.ends_with(".json") && self.files.contains_key(name) && self.names.has_sibling(name)
    }

    fn beside(&self, archive: &Path, name: &str) -> Result<Option<Beside>, beside::Unusable> {
        if self.files.is_empty() {
            return Ok(None);
        }
        let (folder, file) = name.rsplit_once('/').map_or(("", name), |(folder, file)| (folder, file));
        let sibling = |file: &str| if folder.is_empty() { file.to_owned() } else { format!("{folder}/{file}") };
        Beside::look(file, &archive.join(folder), |other| self.files.get(&sibling(other)).cloned())
    }
}

/// What a visitor of an archive is given: the name as it stands there, the size that is stated, the content.
pub(super) type Visit<'a> = dyn FnMut(&str, u64, &mut dyn Read) -> Result<bool, SkipReason> + 'a;

/// Calls `each` with every file of an archive: not with folders, links and devices.
fn visit(
    path: &Path,
    kind: Kind,
    mut each: impl FnMut(&str, u64, &mut dyn Read) -> Result<bool, SkipReason>,
) -> Result<(), SkipReason> {
    let io = |error: io::Error| SkipReason::Io(error.to_string());
    let file = File::open(path).map_err(io)?;
    let size = file.metadata().map_err(io)?.len();
    let left = Rc::new(Cell::new(size.saturating_mul(TIMES).saturating_add(BYTES)));
    let file = BufReader::with_capacity(1 << 16, file);
    match kind {
        Kind::Zip => zipped::visit(path, &left, &mut each),
        Kind::Tar => visit_tar(file, &left, &mut each),
        Kind::TarGz => visit_tar(flate2::read::MultiGzDecoder::new(file), &left, &mut each),
        Kind::TarZst => visit_tar(zstd::stream::read::Decoder::with_buffer(file).map_err(io)?, &left, &mut each),
    }
}

fn visit_tar(from: impl Read, left: &Rc<Cell<u64>>, each: &mut Visit<'_>) -> Result<(), SkipReason> {
    let broken = |error: io::Error| reason_of(&error);
    let until = Rc::new(Cell::new(HEADERS));
    let mut archive = tar::Archive::new(UpTo { from: Bounded::new(from, left), at: 0, until: Rc::clone(&until) });
    for (count, entry) in archive.entries().map_err(broken)?.enumerate() {
        if count >= MOST_FILES {
            return Err(too_many());
        }
        let mut entry = entry.map_err(broken)?;
        // As far as this file goes, and what is said of the next one.
        until.set(entry.raw_file_position().saturating_add(entry.size()).saturating_add(HEADERS));
        if !entry.header().entry_type().is_file() {
            continue;
        }
        let (name, size) = (String::from_utf8_lossy(&entry.path_bytes()).into_owned(), entry.size());
        if !each(&name, size, &mut entry)? {
            return Ok(());
        }
    }
    Ok(())
}

/// A reader that goes no further than to a byte that may be moved. What stands before a file in a tar archive is read into memory
/// whole, and a name may be stated to be as long as one likes.
struct UpTo<R> {
    from: R,
    at: u64,
    until: Rc<Cell<u64>>,
}

impl<R: Read> Read for UpTo<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let left = self.until.get().saturating_sub(self.at);
        if left == 0 {
            return Err(io::Error::other("what it says of a file is far longer than a name and its dates"));
        }
        let most = usize::try_from(left).unwrap_or(usize::MAX).min(into.len());
        let read = self.from.read(&mut into[..most])?;
        self.at += read as u64;
        Ok(read)
    }
}

pub(super) fn too_many() -> SkipReason {
    SkipReason::Archive(format!("it holds more than {MOST_FILES} files"))
}

/// What an archive may still unpack to; one that goes on is no archive of texts.
pub(super) struct Bounded<R> {
    from: R,
    left: Rc<Cell<u64>>,
}

impl<R> Bounded<R> {
    /// Reads from this; `left`: what all of the archive may still unpack to, in bytes.
    pub(super) fn new(from: R, left: &Rc<Cell<u64>>) -> Self {
        Bounded { from, left: Rc::clone(left) }
    }
}

const BOMB: &str = "it unpacks to far more than an archive of texts would";

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.from.read(into)?;
        let left = self.left.get().checked_sub(read as u64);
        self.left.set(left.unwrap_or(0));
        if left.is_some() { Ok(read) } else { Err(io::Error::other(BOMB)) }
    }
}

fn reason_of(error: &io::Error) -> SkipReason {
    SkipReason::Archive(error.to_string())
}

/// The name of a file in its archive without detours; `None` for hidden files and for what some systems put in.
fn inner_name(raw: &str) -> Result<Option<String>, SkipReason> {
    if raw.chars().any(char::is_control) {
        return Err(SkipReason::Unreadable("its name holds control characters".to_owned()));
    }
    let mut parts: Vec<&str> = Vec::new();
    for part in raw.split(['/', '\\']) {
        match part {
            "" | "." => {}
            ".." => return Err(SkipReason::LeadsOut),
            "__MACOSX" => return Ok(None),
            hidden if hidden.starts_with('.') => return Ok(None),
            part => parts.push(part),
        }
    }
    Ok((!parts.is_empty()).then(|| parts.join("/")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_nowhere_but_into_the_archive() {
        let name = |raw: &str| inner_name(raw).map(Option::unwrap_or_default);
        assert_eq!(name("a/b.txt"), Ok("a/b.txt".to_owned()));
        assert_eq!(name("./a//./b.txt"), Ok("a/b.txt".to_owned()));
        assert_eq!(name("/etc/b.txt"), Ok("etc/b.txt".to_owned()));
        assert_eq!(name("a\\b.txt"), Ok("a/b.txt".to_owned()));
        assert_eq!(name("a/../../b.txt"), Err(SkipReason::LeadsOut));
        assert_eq!(name("..\\b.txt"), Err(SkipReason::LeadsOut));
        assert!(name("a\u{1b}[2J.txt").is_err());
        assert_eq!(inner_name("__MACOSX/a.txt"), Ok(None));
        assert_eq!(inner_name("a/.hidden/b.txt"), Ok(None));
    }

    #[test]
    fn what_unpacks_to_too_much_is_an_error() {
        let left = Rc::new(Cell::new(1000));
        let mut bounded = Bounded { from: io::repeat(b' '), left };
        assert!(bounded.read_to_end(&mut Vec::new()).is_err());
    }

    #[test]
    fn held_and_read_once_is_the_same_as_read_twice() {
        let mut builder = tar::Builder::new(Vec::new());
        let mut append = |name: &str, bytes: &[u8]| {
            let mut header = tar::Header::new_gnu();
            header.as_mut_bytes()[..name.len()].copy_from_slice(name.as_bytes());
            header.set_size(bytes.len() as u64);
            header.set_cksum();
            builder.append(&header, bytes).unwrap();
        };
        append("a.txt", b"Ana Ruiz: Yes.");
        append("../b.txt", b"Ana Ruiz: No.");
        append("large.txt", &[b'x'; 2000]);
        append("a.txt", b"Ana Ruiz: Perhaps.");
        append("inner.zip", b"PK");
        append(".hidden", b"hidden");
        append("a.meta.toml", b"title = \"Stated\"");
        let whole = builder.into_inner().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.tar");
        let all = |most: u64| {
            let mut members = Vec::new();
            let outcome = members_holding(&path, Kind::Tar, 1000, most, |member| {
                members.push((member.name, member.bytes, member.beside));
                true
            });
            (members, outcome)
        };
        // Whole, and broken off within a file.
        for end in [whole.len(), 2600] {
            std::fs::write(&path, &whole[..end]).unwrap();
            let (held, twice) = (all(HELD), all(0));
            assert!(held == twice && held.0.len() >= 2, "{held:?} {twice:?}");
            assert_eq!(held, all(20), "held, and then let go");
        }
        std::fs::write(&path, &whole).unwrap();
        let (members, outcome) = all(HELD);
        assert_eq!((members.len(), outcome), (5, Ok(())));
        assert!(matches!(&members[0].2, Ok(Some(beside)) if *beside != Beside::default()));
    }
}
