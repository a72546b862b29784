//! Which files a list of paths means: files as named, folders with all that lies under them, what a pattern fits, in the
//! order of their paths. Archives stand for the files in them, which are found when they are read.
//!
//! Left out without a word: hidden files and folders, records (`*.record` and what SQLite keeps beside them), and the
//! metadata files that belong to another file. Links are followed, but no folder is entered twice.

use super::archive::Kind;
use super::stems::Stems;
use super::{GatherError, Given, Skip, SkipReason, beside};
use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Component, Path, PathBuf};

/// A file to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// Where it is.
    pub(super) path: PathBuf,
    /// What it is called on record: the path as given, without detours, with `/` between its parts.
    pub(super) name: String,
    /// Which of the given paths led to it.
    pub(super) argument: usize,
    /// Whether it was named itself, and not found in a folder, by a pattern or in a list.
    pub(super) named: bool,
    /// Its size in bytes, as far as it is known.
    pub(super) size: u64,
    /// Where it is an archive: of what sort.
    pub(super) archive: Option<Kind>,
}

/// Files to read and what could not even be looked at, in order.
#[derive(Debug)]
pub(super) enum Entry {
    File(Found),
    /// With the place of the given path that led to it.
    Skipped(Skip, usize),
}

/// Finds the files that are meant. A path that was named and leads nowhere, a folder without a file and a pattern that
/// fits nothing are errors; what stands in a list and leads nowhere is left out.
pub(super) fn walk(given: &[Given]) -> Result<Vec<Entry>, GatherError> {
    let mut entries = Vec::new();
    let mut seen = HashSet::new();
    for (argument, one) in given.iter().enumerate() {
        let before = entries.len();
        match one {
            Given::Named(path) => match fs::metadata(path) {
                Ok(metadata) => one_path(path, &metadata, argument, true, &mut seen, &mut entries)?,
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                    let Some(fits) = pattern(path) else { return Err(GatherError::Missing { path: path.clone() }) };
                    let mut in_folder = None;
                    for path in fits {
                        if not_a_source(&path).is_none() && !belongs_to_another(&path, &mut in_folder) {
                            listed(&path, argument, &mut seen, &mut entries);
                        }
                    }
                    if entries.len() == before {
                        return Err(GatherError::NothingFits { pattern: path.clone() });
                    }
                }
                Err(error) => {
                    let reason = SkipReason::Io(error.to_string());
                    return Err(GatherError::Unreadable { path: path.clone(), reason });
                }
            },
            Given::Listed(path) => listed(path, argument, &mut seen, &mut entries),
        }
    }
    Ok(entries)
}

/// What a pattern of the shell fits, in order; `None` if it is none. Hidden files are left out.
fn pattern(path: &Path) -> Option<Vec<PathBuf>> {
    let text = path.to_str().filter(|text| text.contains(['*', '?', '[']))?;
    let options = glob::MatchOptions { require_literal_leading_dot: true, ..glob::MatchOptions::default() };
    // What cannot be looked into on the way is left out, as the shell does.
    Some(glob::glob_with(text, options).ok()?.flatten().collect())
}

/// A path from a list: what is wrong with it is left out and named, and ends nothing.
fn listed(path: &Path, argument: usize, seen: &mut HashSet<String>, entries: &mut Vec<Entry>) {
    let outcome = match fs::metadata(path) {
        Ok(metadata) => one_path(path, &metadata, argument, false, seen, entries),
        Err(error) => {
            let reason = match error.kind() {
                std::io::ErrorKind::NotFound => SkipReason::Missing,
                _ => SkipReason::Io(error.to_string()),
            };
            Err(GatherError::Unreadable { path: path.to_owned(), reason })
        }
    };
    // Of an empty folder there is nothing to name.
    if let Err(GatherError::Unreadable { path, reason }) = outcome {
        entries.push(Entry::Skipped(Skip { path, reason }, argument));
    }
}

fn one_path(
    path: &Path,
    metadata: &fs::Metadata,
    argument: usize,
    named: bool,
    seen: &mut HashSet<String>,
    entries: &mut Vec<Entry>,
) -> Result<(), GatherError> {
    if metadata.is_dir() {
        let before = entries.len();
        walk_folder(path, argument, seen, entries).map_err(|error| GatherError::Unreadable {
            path: path.to_owned(),
            reason: SkipReason::Io(error.to_string()),
        })?;
        if entries.len() == before {
            return Err(GatherError::NothingReadable { path: path.to_owned(), skipped: 0, first: None });
        }
        return Ok(());
    }
    if let Some(reason) = not_a_source(path) {
        return Err(GatherError::Unreadable { path: path.to_owned(), reason });
    }
    file(path.to_owned(), metadata, argument, named, seen, entries);
    Ok(())
}

fn file(
    path: PathBuf,
    metadata: &fs::Metadata,
    argument: usize,
    named: bool,
    seen: &mut HashSet<String>,
    entries: &mut Vec<Entry>,
) {
    let name = name_of(&path);
    if seen.insert(name.clone()) {
        let archive = Kind::of(&path);
        entries.push(Entry::File(Found { path, name, argument, named, size: metadata.len(), archive }));
    }
}

/// Goes through a folder without recursion, so that no depth of folders can exhaust the stack.
fn walk_folder(
    folder: &Path,
    argument: usize,
    seen: &mut HashSet<String>,
    entries: &mut Vec<Entry>,
) -> std::io::Result<()> {
    let mut entered: HashSet<PathBuf> = HashSet::new();
    entered.insert(fs::canonicalize(folder)?);
    // What is still to do, last first: the files and folders of one folder are put on it in reverse order.
    let mut to_do: Vec<PathBuf> = listing(folder)?;
    let mut in_folder: Option<(PathBuf, Stems)> = None;
    while let Some(path) = to_do.pop() {
        let metadata = match fs::metadata(&path) {
            Ok(metadata) => metadata,
            Err(error) => {
                entries.push(Entry::Skipped(Skip { path, reason: SkipReason::Io(error.to_string()) }, argument));
                continue;
            }
        };
        if metadata.is_dir() {
            let inside = fs::canonicalize(&path).and_then(|real| {
                // A link back to a folder that was entered already, or one folder under two names.
                if entered.insert(real) { listing(&path).map(Some) } else { Ok(None) }
            });
            match inside {
                Ok(Some(inside)) => to_do.extend(inside),
                Ok(None) => entries.push(Entry::Skipped(Skip { path, reason: SkipReason::Loop }, argument)),
                Err(error) => {
                    entries.push(Entry::Skipped(Skip { path, reason: SkipReason::Io(error.to_string()) }, argument));
                }
            }
        } else if !metadata.is_file() {
            entries.push(Entry::Skipped(Skip { path, reason: SkipReason::NotAFile }, argument));
        } else if let Some(reason) = not_a_source(&path) {
            // A name misspelt by a letter would leave a source without its date and speakers, and nobody would know.
            if reason == SkipReason::IsMetadata && !has_source(&path, &mut in_folder) {
                entries.push(Entry::Skipped(Skip { path, reason: SkipReason::Orphan }, argument));
            }
        } else if !belongs_to_another(&path, &mut in_folder) {
            file(path, &metadata, argument, false, seen, entries);
        }
    }
    Ok(())
}

/// What lies in a folder, hidden files left out, sorted with the last first.
fn listing(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut list = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if !entry.file_name().as_encoded_bytes().starts_with(b".") {
            list.push(entry.path());
        }
    }
    list.sort_unstable_by(|a, b| b.cmp(a));
    Ok(list)
}

/// Why a file is none of the sources, by its name alone.
pub(super) fn not_a_source(path: &Path) -> Option<SkipReason> {
    let name = path.file_name()?.to_string_lossy();
    if name.ends_with(beside::ENDING) {
        return Some(SkipReason::IsMetadata);
    }
    let is_record =
        [".record", ".record-wal", ".record-shm", ".record-journal"].iter().any(|ending| name.ends_with(ending));
    is_record.then_some(SkipReason::IsRecord)
}

/// Whether a `.json` file in a folder is the metadata of another file there. `in_folder` keeps the names of the last
/// folder that was asked for.
fn belongs_to_another(path: &Path, in_folder: &mut Option<(PathBuf, Stems)>) -> bool {
    if path.extension().is_none_or(|extension| extension != "json") {
        return false;
    }
    let (Some(folder), Some(name)) = (path.parent(), path.file_name().map(|name| name.to_string_lossy())) else {
        return false;
    };
    names_in(folder, in_folder).has_sibling(&name) && beside::is_event_file(path)
}

/// Whether the file that a metadata file is called after lies beside it.
fn has_source(path: &Path, in_folder: &mut Option<(PathBuf, Stems)>) -> bool {
    let (Some(folder), Some(name)) = (path.parent(), path.file_name().map(|name| name.to_string_lossy())) else {
        return true;
    };
    names_in(folder, in_folder).has_source(&name)
}

/// The names of all that lies in a folder; those of the last folder that was asked for are kept.
fn names_in<'n>(folder: &Path, kept: &'n mut Option<(PathBuf, Stems)>) -> &'n Stems {
    if kept.as_ref().is_some_and(|(of, _)| of != folder) {
        *kept = None;
    }
    let read = || {
        let mut stems = Stems::default();
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            stems.insert(&entry.file_name().to_string_lossy());
        }
        stems
    };
    &kept.get_or_insert_with(|| (folder.to_owned(), read())).1
}

/// What a file is called on record.
pub(super) fn name_of(path: &Path) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut root = "";
    for component in path.components() {
        match component {
            Component::RootDir => root = "/",
            Component::CurDir => {}
            Component::Prefix(prefix) => parts.push(prefix.as_os_str().to_string_lossy().into_owned()),
            Component::ParentDir => match parts.last() {
                Some(last) if last != ".." => {
                    parts.pop();
                }
                _ => parts.push("..".to_owned()),
            },
            Component::Normal(part) => parts.push(part_name(part)),
        }
    }
    format!("{root}{}", parts.join("/"))
}

/// One part of a name. Bytes that are not UTF-8 and control characters are written as `\xFF`: two files must not come to
/// have one name, of which the second would never be read, and a name must not steer a terminal or break a list.
fn part_name(part: &OsStr) -> String {
    let mut name = String::new();
    for chunk in part.as_encoded_bytes().utf8_chunks() {
        for c in chunk.valid().chars() {
            if c.is_control() {
                c.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| name.push_str(&format!("\\x{byte:02X}")));
            } else {
                name.push(c);
            }
        }
        chunk.invalid().iter().for_each(|byte| name.push_str(&format!("\\x{byte:02X}")));
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_no_detours() {
        assert_eq!(name_of(Path::new("./a//b/../c.txt")), "a/c.txt");
        assert_eq!(name_of(Path::new("../x/y.txt")), "../x/y.txt");
        assert_eq!(name_of(Path::new("/x/./y.txt")), "/x/y.txt");
    }

    #[test]
    fn what_cannot_be_printed_is_written_out() {
        assert_eq!(name_of(Path::new("a\nb/c\u{1b}.txt")), "a\\x0Ab/c\\x1B.txt");
        assert_eq!(name_of(Path::new("Žižková – 議.txt")), "Žižková – 議.txt");
    }

    #[cfg(unix)]
    #[test]
    fn two_names_that_are_not_utf_8_stay_two() {
        use std::os::unix::ffi::OsStrExt;
        let name = |bytes: &[u8]| name_of(Path::new(OsStr::from_bytes(bytes)));
        assert_eq!(name(b"talks/M\xFCller.txt"), "talks/M\\xFCller.txt");
        assert_ne!(name(b"M\xFCller.txt"), name(b"M\xF6ller.txt"));
    }
}
