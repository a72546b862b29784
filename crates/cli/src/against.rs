//! What quotations are checked against: files and folders, a record, or both.
//!
//! What is checked is never its own evidence: the articles and quotation files themselves, copies of their text, and the
//! report of an earlier run that is about to be written again are left out.

use crate::args::RecordArgs;
use crate::error::CliError;
use crate::input::{self, Article, STDIN};
use crate::record;
use crate::terminal::{Terminal, one_line};
use onrecord_record::events::Decided;
use onrecord_record::gather::{GatherOptions, Item, Skip, SkipReason, gather_each, is_own};
use onrecord_record::{Corpus, Held, People, RecordSearch, Store};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// So many skipped files are named on the error stream; the report names all of them.
const NAMED_SKIPS: usize = 10;

/// Files are held in memory with all that is known of their words: that takes about [`TIMES`] times their text. More than so many
/// bytes of it are for a record.
const MOST_TEXT: usize = 1 << 30;

/// From so many bytes of text on it is told what a record would save: memory, and reading all of it each time.
const MUCH_TEXT: usize = 256 << 20;

/// What is held of words takes so many times their text, texts included.
const TIMES: usize = 5;

/// The way to check against more than memory holds.
const PUT_ON_RECORD: &str =
    "onrecord init NAME.record, onrecord add --record NAME.record PATH..., onrecord check --record NAME.record";

/// What can be searched, and what could not be read.
#[derive(Debug)]
pub(crate) struct Evidence {
    /// The documents, ready to be searched.
    pub(crate) held: onrecord_check::Evidence,
    /// What could not be read.
    pub(crate) skipped: Vec<Skip>,
}

/// What is checked and written: none of it may be evidence.
#[derive(Debug)]
pub(crate) struct Own<'a> {
    /// The articles.
    pub(crate) articles: &'a [Article],
    /// Files of quotations and the report, without links and dots.
    pub(crate) places: Vec<PathBuf>,
}

impl Own<'_> {
    fn is(&self, held: &Held) -> bool {
        let same_text = |article: &Article| held.document.text == article.document.text;
        self.articles.iter().any(same_text) || held.reference.is_none() && self.is_at(Path::new(&held.name))
    }

    fn is_at(&self, path: &Path) -> bool {
        let Ok(place) = std::fs::canonicalize(path) else { return false };
        self.places.contains(&place) || self.articles.iter().any(|article| article.place.as_ref() == Some(&place))
    }
}

/// Gathers what the paths and the record hold.
pub(crate) fn gather(
    paths: &[PathBuf],
    record: &RecordArgs,
    own: &Own<'_>,
    terminal: &Terminal,
) -> Result<Evidence, CliError> {
    // A record that merely lies near, or that the environment names, is not meant where paths are given.
    let record = if paths.is_empty() || record.record.is_some() { record::chosen(record)? } else { None };
    if paths.is_empty() && record.is_none() {
        return Err(CliError::usage(
            "there is nothing to check against",
            "Name transcripts or a folder of them: --against PATH..., or a record: --record NAME.record",
        ));
    }
    if let Some(path) = record.as_ref().filter(|_| paths.is_empty())
        && let Some(search) = RecordSearch::open(path)?
    {
        return in_record(search, path, own, terminal);
    }
    let mut bytes = 0;
    let (mut held, skipped) = from_paths(paths, &mut bytes, terminal)?;
    let mut people = People::default();
    let mut kept = None;
    if let Some(path) = &record {
        let store = Store::open_read_only(path)?;
        held.extend(from_record(&store, &mut bytes, terminal)?);
        people = store.who_is_who()?;
        kept = Some(store);
    }
    let before = held.len();
    held.retain(|held| !own.is(held));
    if held.len() < before {
        terminal.note(LEFT_OUT);
    }
    if held.is_empty() {
        return Err(nothing(record.as_deref(), paths.is_empty()));
    }
    tell_skipped(&skipped, terminal);
    if let Some(note) = much(bytes, paths.is_empty()) {
        terminal.note(note);
    }
    let decided = kept.map(|store| decided(&store, &held)).transpose()?.unwrap_or_default();
    let corpus = Corpus::new(held).with_people(people).with_decisions(decided);
    Ok(Evidence { held: onrecord_check::Evidence::Documents(Box::new(corpus)), skipped })
}

/// Nothing but a record: only what matters of it is read.
fn in_record(mut search: RecordSearch, path: &Path, own: &Own<'_>, terminal: &Terminal) -> Result<Evidence, CliError> {
    let mut left_out = 0;
    for article in own.articles {
        left_out += search.leave_out(&article.document.text)?;
    }
    if left_out > 0 {
        terminal.note(LEFT_OUT);
    }
    if search.documents() == 0 {
        return Err(nothing(Some(path), true));
    }
    Ok(Evidence { held: onrecord_check::Evidence::Record(search), skipped: Vec::new() })
}

/// What the user has decided about the events of documents, by their places among those that are held.
fn decided(store: &Store, held: &[Held]) -> Result<Decided, CliError> {
    let references = held.iter().enumerate().filter_map(|(at, one)| Some((one.reference.as_deref()?, at as u32)));
    let places: HashMap<&str, u32> = references.collect();
    Ok(store.decided(|reference| places.get(reference).copied())?)
}

const LEFT_OUT: &str = "what is checked was left out of what it is checked against";

fn nothing(record: Option<&Path>, only: bool) -> CliError {
    let what = match record {
        Some(path) if only => format!("there is nothing to check against in {}", path.display()),
        _ => "there is nothing to check against but what is checked itself".to_owned(),
    };
    let hint = match record {
        Some(path) => format!("Put transcripts on record: onrecord add --record {} PATH...", path.display()),
        None => "Name transcripts of what was said: --against PATH...".to_owned(),
    };
    CliError::usage(what, hint)
}

/// What to tell of so many bytes of text that are held.
fn much(bytes: usize, is_on_record: bool) -> Option<String> {
    let tenths = (bytes * TIMES).div_ceil((1 << 30) / 10);
    let told = format!(
        "{} MB of text are read into memory each time, which takes about {}.{} GB of it; on record they take little: \
         {PUT_ON_RECORD}",
        bytes >> 20,
        tenths / 10,
        tenths % 10
    );
    (bytes >= MUCH_TEXT && !is_on_record).then_some(told)
}

fn from_paths(paths: &[PathBuf], bytes: &mut usize, terminal: &Terminal) -> Result<(Vec<Held>, Vec<Skip>), CliError> {
    let (mut held, mut skipped) = (Vec::new(), Vec::new());
    let (stdin, files): (Vec<PathBuf>, Vec<PathBuf>) =
        paths.iter().cloned().partition(|path| path.as_path() == Path::new(STDIN));
    if let Some(path) = stdin.first() {
        let source = input::bytes(path)?;
        if is_own(&source.bytes) {
            let (what, hint) = (SkipReason::Own.to_string(), SkipReason::Own.next_step().to_owned());
            return Err(CliError::Unusable { path: source.name, what, hint });
        }
        held.push(Held { document: input::document(&source)?, name: source.name, reference: None });
    }
    if files.is_empty() {
        return Ok((held, skipped));
    }
    let progress = terminal.progress("Reading file");
    let keep = |source: onrecord_record::gather::Source| {
        let mut document = source.document;
        // Many are held at once, and a reader leaves up to as much room as it has filled.
        document.text.shrink_to_fit();
        document.segments.shrink_to_fit();
        document.word_times.shrink_to_fit();
        Held { name: source.name, reference: None, document }
    };
    let mut again = Vec::new();
    gather_each(&files, &GatherOptions::default(), keep, |item| {
        match item {
            Item::Read(read) => {
                *bytes = with_room(*bytes, read.document.text.len())?;
                held.push(read);
            }
            // Nothing is missed: the folder was looked at under its other name.
            Item::Skipped(Skip { reason: SkipReason::Loop, .. }) | Item::Known { .. } => {}
            Item::Again { name, called } => again.push((name, called)),
            Item::Skipped(skip) => skipped.push(skip),
        }
        progress.count(held.len() + skipped.len());
        Ok::<(), CliError>(())
    })?;
    drop(progress);
    tell_again(&again, terminal);
    Ok((held, skipped))
}

/// Says which files of archives have got a number in their names: name and new name of each.
pub(crate) fn tell_again(again: &[(String, String)], terminal: &Terminal) {
    for (name, called) in again.iter().take(NAMED_SKIPS) {
        let (name, called) = (one_line(name), one_line(called));
        terminal.note(format!("the archive holds {name} more than once; this one is called {called}"));
    }
    if let Some(more) = again.len().checked_sub(NAMED_SKIPS).filter(|more| *more > 0) {
        terminal.note(format!("{more} files more have names that stand more than once in their archives"));
    }
}

/// How many bytes of text there are with some more.
fn with_room(bytes: usize, more: usize) -> Result<usize, CliError> {
    let sum = bytes.saturating_add(more);
    if sum > MOST_TEXT {
        return Err(CliError::usage(
            "what is to be checked against has more than 1 GB of text, which is too much to hold in memory",
            format!("Put it on record and check against that: {PUT_ON_RECORD}"),
        ));
    }
    Ok(sum)
}

fn from_record(store: &Store, bytes: &mut usize, terminal: &Terminal) -> Result<Vec<Held>, CliError> {
    let progress = terminal.progress("Reading document");
    let mut held = Vec::new();
    store.documents(|one| {
        *bytes = with_room(*bytes, one.document.text.len())?;
        held.push(one);
        progress.count(held.len());
        Ok::<(), CliError>(())
    })?;
    Ok(held)
}

/// Names what was skipped in folders.
pub(crate) fn tell_skipped(skipped: &[Skip], terminal: &Terminal) {
    for skip in skipped.iter().take(NAMED_SKIPS) {
        let what = if skip.reason.is_failure() { "failed:" } else { "skipped" };
        terminal.warn(format!("{what} {skip}"));
    }
    if skipped.len() > NAMED_SKIPS {
        terminal.warn(format!(
            "{} files more were skipped or failed, {} in all",
            skipped.len() - NAMED_SKIPS,
            skipped.len()
        ));
    }
    if let Some(first) = skipped.first() {
        terminal.hint(first.reason.next_step());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_large_files_have_one_limit() {
        assert_eq!(with_room(MOST_TEXT - 5, 5).ok(), Some(MOST_TEXT));
        let error = with_room(MOST_TEXT - 5, 6).err().map(|error| error.hint());
        assert!(error.is_some_and(|hint| hint.contains("onrecord add --record")));
    }

    #[test]
    fn much_text_is_told_with_the_way_out() {
        assert_eq!(much(MUCH_TEXT - 1, false), None);
        assert_eq!(much(MOST_TEXT, true), None, "it is on record");
        let told = much(300 << 20, false).unwrap_or_default();
        assert!(told.starts_with("300 MB") && told.contains("1.5 GB") && told.contains("onrecord add"), "{told}");
    }
}
