//! The files of a zip archive, each with its bytes.
//!
//! The crate that unpacks keeps of several files of one name only the last. Where an archive has such, its list of files is read
//! here, too ([`shadowed`]). Not for what names mean and what is left out: that is `archive`, for all sorts of archives.

use super::SkipReason;
use super::archive::{Bounded, MOST_FILES, Visit, too_many};
use std::cell::Cell;
use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;
use std::rc::Rc;
use zip::read::read_zipfile_from_stream_with_options;
use zip::result::ZipError;
use zip::{ZipArchive, ZipReadOptions};

type Reader = BufReader<File>;

/// Calls `each` with every file of a zip archive: not with folders and links. Of files of one name the last comes last.
pub(super) fn visit(path: &Path, left: &Rc<Cell<u64>>, each: &mut Visit<'_>) -> Result<(), SkipReason> {
    let mut archive = ZipArchive::new(open(path)?).map_err(broken)?;
    let mut from = open(path)?;
    let mut shadowed = if archive.has_duplicate_names() {
        shadowed(&mut from, &archive).map_err(|error| broken(error.into()))?
    } else {
        HashMap::new()
    };
    if archive.len() + shadowed.values().map(Vec::len).sum::<usize>() > MOST_FILES {
        return Err(too_many());
    }
    for index in 0..archive.len() {
        for one in shadowed.remove(&index).unwrap_or_default() {
            let name = archive.name_for_index(index).unwrap_or(Err(ZipError::FileNotFound)).map_err(broken)?;
            from.seek(SeekFrom::Start(one.header)).map_err(|error| broken(error.into()))?;
            let options = ZipReadOptions::new()
                .override_compressed_size(one.packed)
                .override_uncompressed_size(one.size)
                .override_crc(one.crc);
            let member = read_zipfile_from_stream_with_options(&mut from, options).map_err(broken)?;
            let member = member.ok_or(ZipError::FileNotFound).map_err(broken)?;
            if !each(&name, one.size, &mut Bounded::new(member, left))? {
                return Ok(());
            }
        }
        let member = archive.by_index(index).map_err(broken)?;
        if !member.is_file() || member.is_symlink() {
            continue;
        }
        let name = member.name().map_err(broken)?.into_owned();
        let size = member.size();
        if !each(&name, size, &mut Bounded::new(member, left))? {
            return Ok(());
        }
    }
    Ok(())
}

fn open(path: &Path) -> Result<Reader, SkipReason> {
    let file = File::open(path).map_err(|error| SkipReason::Io(error.to_string()))?;
    Ok(BufReader::with_capacity(1 << 16, file))
}

/// A file of which the list of files has the name once more further on.
#[derive(Debug)]
struct Shadowed {
    /// Where its own header stands in the file.
    header: u64,
    /// The bytes that it takes in the archive.
    packed: u64,
    /// The bytes that it unpacks to, as stated.
    size: u64,
    /// The sum by which the bytes are proved.
    crc: u32,
    /// Whether it is a link to another file.
    is_link: bool,
}

/// The files that the archive does not give, for another of their name stands behind them: by the index of that one, in order.
fn shadowed(from: &mut Reader, archive: &ZipArchive<Reader>) -> io::Result<HashMap<usize, Vec<Shadowed>>> {
    let mut all: HashMap<usize, Vec<Shadowed>> = HashMap::new();
    from.seek(SeekFrom::Start(archive.central_directory_start()))?;
    for _ in 0..=MOST_FILES {
        let Some((names, mut file)) = entry(from)? else { break };
        file.header = file.header.saturating_add(archive.offset());
        if let Some(index) = names.iter().find_map(|name| archive.index_for_name_raw(name)) {
            all.entry(index).or_default().push(file);
        }
    }
    // The last of each name is the one that the archive gives.
    for files in all.values_mut() {
        files.pop();
        files.retain(|file| !file.is_link);
    }
    all.retain(|_, files| !files.is_empty());
    Ok(all)
}

/// The next entry of the list of files, with the names under which the archive may know it: the one for systems that read
/// Unicode, and the other. `None` where the list ends. (APPNOTE.TXT 4.3.12, 4.5.3 and 4.6.9.)
fn entry(from: &mut impl Read) -> io::Result<Option<([Vec<u8>; 2], Shadowed)>> {
    let mut head = [0; 46];
    // The list ends with a record of another sort, which is shorter.
    if let Err(error) = from.read_exact(&mut head) {
        return if error.kind() == io::ErrorKind::UnexpectedEof { Ok(None) } else { Err(error) };
    }
    if !head.starts_with(b"PK\x01\x02") {
        return Ok(None);
    }
    let mut take = |length: u64| {
        let mut bytes = vec![0; length as usize];
        from.read_exact(&mut bytes).map(|()| bytes)
    };
    let name = take(number(&head, 28, 2))?;
    let extra = take(number(&head, 30, 2))?;
    take(number(&head, 32, 2))?;
    let mut unicode = Vec::new();
    // What does not fit into four bytes stands in a field of its own.
    let mut wide = [number(&head, 24, 4), number(&head, 20, 4), number(&head, 42, 4)];
    let mut rest = extra.as_slice();
    while let Some((field, behind)) = rest.get(4..).and_then(|all| all.split_at_checked(number(rest, 2, 2) as usize)) {
        match number(rest, 0, 2) {
            0x0001 => {
                let full = wide.iter_mut().filter(|value| **value == u64::from(u32::MAX));
                for (at, value) in full.enumerate().filter(|(at, _)| field.len() >= 8 * at + 8) {
                    *value = number(field, 8 * at, 8);
                }
            }
            0x7075 => unicode = field.get(5..).unwrap_or_default().to_owned(),
            _ => {}
        }
        rest = behind;
    }
    let [size, packed, header] = wide;
    let is_link = number(&head, 40, 2) & 0o170_000 == 0o120_000;
    let file = Shadowed { header, packed, size, crc: number(&head, 16, 4) as u32, is_link };
    Ok(Some(([unicode, name], file)))
}

/// A number of so many bytes, the lowest first; what is not there counts as zeros.
fn number(bytes: &[u8], at: usize, length: usize) -> u64 {
    let bytes = bytes.get(at..at + length).unwrap_or_default();
    bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte))
}

fn broken(error: ZipError) -> SkipReason {
    SkipReason::Archive(in_words(&error))
}

/// What is wrong with a zip archive, without the words of its format.
fn in_words(error: &ZipError) -> String {
    match error {
        ZipError::InvalidArchive(_) => "it is no zip archive, or its end is missing".to_owned(),
        ZipError::UnsupportedArchive(what) => format!("it is packed in a way that is not read: {what}"),
        ZipError::Io(error) => error.to_string(),
        _ => "a file in it cannot be read".to_owned(),
    }
}
