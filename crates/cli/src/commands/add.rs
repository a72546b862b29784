//! `onrecord add`: sources put on record.

use crate::against;
use crate::args::{Listing, RecordArgs};
use crate::error::{CliError, Exit};
use crate::input;
use crate::output::Output;
use crate::record;
use crate::terminal::{Terminal, one_line};
use clap::Args;
use onrecord_record::StoreError;
use onrecord_record::gather::{GatherOptions, Given, Item, Skip, SkipReason, Source, gather_given};
use onrecord_record::store::{Added, Addition};
use serde_json::json;
use std::io::Write;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  onrecord add --record city.record interviews/ debate.vtt
  onrecord add 'talks/**/*.html' archive-2019.zip talks.tar.zst
  find talks -name '*.html' -newer last -print0 | onrecord add --files-from - -0

Exit code:
  0  all of it is on record, or was no source
  2  wrong usage, unreadable input, a record that cannot be written; something that was named or listed failed
  3  with --strict: something was skipped or failed";

/// Put files, folders and archives on record.
///
/// The same source twice is kept once. A source that changed becomes a new version; the old one stays. A source that has
/// the name of another text altogether (interview.txt of two folders) gets a number behind its name. Each document is
/// on record whole or not at all; stopped half-way, run it again: it goes on where it was.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct AddArgs {
    /// Files, folders, archives of them (.zip, .tar, .tar.gz, .tar.zst: each file in it is a source called
    /// ARCHIVE/FILE), and patterns in quotation marks ('talks/**/*.html').
    #[arg(value_name = "PATH", required_unless_present = "files_from")]
    paths: Vec<PathBuf>,
    /// Also what is listed in this file, one path a line; a dash is standard input. What of it cannot be read is named at
    /// the end, and the rest is put on record.
    #[arg(long, value_name = "FILE")]
    files_from: Option<PathBuf>,
    /// The paths of --files-from end with a zero byte, as find -print0 writes them.
    #[arg(short = '0', long, requires = "files_from")]
    null: bool,
    #[command(flatten)]
    record: RecordArgs,
    /// End in exit code 3 where a file in a folder was skipped or failed.
    #[arg(long)]
    strict: bool,
    /// How to write what was added: a summary for people, or a line a document.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Listing,
}

/// So many sources with a number behind their names are named.
const NAMED_APART: usize = 10;

#[derive(Debug, Default)]
struct Counts {
    new: usize,
    unchanged: usize,
    versions: usize,
    reread: usize,
}

/// Runs the subcommand.
pub(crate) fn run(args: &AddArgs, terminal: &Terminal) -> Result<Exit, CliError> {
    let mut store = record::open_to_write(&args.record)?;
    let given = given(args)?;
    let listed = args.files_from.iter().map(|from| format!("--files-from {}", from.display()));
    let words: Vec<String> = args.paths.iter().map(|path| path.display().to_string()).chain(listed).collect();
    store.command(&one_line(&format!("add {}", words.join(" "))));
    let known = store.known()?;
    let options = GatherOptions { known: Some(&known), ..GatherOptions::default() };
    let mut counts = Counts::default();
    let mut skipped: Vec<Skip> = Vec::new();
    let mut lines: Vec<serde_json::Value> = Vec::new();
    let mut apart: Vec<(String, String)> = Vec::new();
    let mut again: Vec<(String, String)> = Vec::new();
    let record = store.path().display().to_string();
    {
        let progress = terminal.progress("Adding document");
        let mut done = 0_usize;
        let mut batch = store.batch()?;
        // A file that was named and cannot be used ends the command: then nothing of it is on record, however long the
        // files before it took. Folders end in no such error, and what was read of them stays where one breaks off.
        if given.iter().any(Given::is_one_file) && args.files_from.is_none() {
            batch.all_or_nothing();
        }
        gather_given(&given, &options, prepare, |item| {
            done += 1;
            progress.count(done);
            match item {
                Item::Read((name, Ok(addition))) => {
                    let called = match batch.name_for(&addition) {
                        Err(StoreError::Unfit { reason, .. }) => {
                            skipped.push(Skip { path: name.into(), reason: SkipReason::Unreadable(reason) });
                            return Ok(());
                        }
                        called => called?,
                    };
                    let added = batch.add_as(&called, &addition)?;
                    if called != name && matches!(added, Added::New { .. }) {
                        apart.push((name, called.clone()));
                    }
                    counts.count(&added);
                    if args.format == Listing::Jsonl {
                        lines.push(line(&called, &added));
                    }
                }
                // The reading is not sound: a mistake of ours, and no reason to leave out the rest of a folder.
                Item::Read((name, Err(StoreError::Unfit { reason, .. }))) => {
                    skipped.push(Skip { path: name.into(), reason: SkipReason::Unreadable(reason) });
                }
                Item::Read((_, Err(error))) => return Err(error.into()),
                Item::Known { name } => {
                    counts.unchanged += 1;
                    if args.format == Listing::Jsonl {
                        lines.push(json!({"type": "added", "document": name, "outcome": "unchanged"}));
                    }
                }
                Item::Again { name, called } => {
                    done -= 1;
                    again.push((name, called));
                }
                // Nothing is missed: the folder was looked at under its other name.
                Item::Skipped(Skip { reason: SkipReason::Loop, .. }) => {}
                Item::Skipped(skip) => skipped.push(skip),
            }
            Ok::<(), CliError>(())
        })?;
        // Where something failed above, what was not yet committed is taken back.
        batch.finish()?;
    }
    against::tell_again(&again, terminal);
    tell_apart(&apart, terminal);
    against::tell_skipped(&skipped, terminal);
    let failed = skipped.iter().filter(|skip| skip.reason.is_failure()).count();
    Output::write_all(None, |out| {
        match args.format {
            Listing::Text => writeln!(out, "{record}: {}", counts.sentence(skipped.len() - failed, failed))?,
            Listing::Jsonl => {
                for line in &lines {
                    writeln!(out, "{line}")?;
                }
                for skip in &skipped {
                    let kind = if skip.reason.is_failure() { "failed" } else { "skipped" };
                    let path = skip.path.display().to_string();
                    writeln!(out, "{}", json!({"type": kind, "document": path, "reason": skip.reason.to_string()}))?;
                }
            }
        }
        Ok(())
    })?;
    Ok(if args.strict && !skipped.is_empty() {
        Exit::Unchecked
    } else if args.files_from.is_some() && failed > 0 || skipped.iter().any(|skip| is_named(skip, args)) {
        Exit::Failed
    } else {
        Exit::Nothing
    })
}

/// Whether something that was named itself failed: an archive of which only a part could be read.
fn is_named(skip: &Skip, args: &AddArgs) -> bool {
    skip.reason.is_failure() && args.paths.contains(&skip.path)
}

/// Says which sources have got a number behind their names.
fn tell_apart(apart: &[(String, String)], terminal: &Terminal) {
    for (name, called) in apart.iter().take(NAMED_APART) {
        terminal.note(format!(
            "{} is on record with another text, which stays; this one is called {}",
            one_line(name),
            one_line(called)
        ));
    }
    if let Some(more) = apart.len().checked_sub(NAMED_APART).filter(|more| *more > 0) {
        terminal.note(format!("{more} more are called so because their names stand for other texts"));
    }
    if let Some((name, _)) = apart.first() {
        terminal.hint(format!(
            "If one takes the place of the other: onrecord withdraw {}. Paths from one folder above keep names apart.",
            one_line(name)
        ));
    }
}

/// What is to be added: the paths as named, then those of the list.
fn given(args: &AddArgs) -> Result<Vec<Given>, CliError> {
    let mut given: Vec<Given> = args.paths.iter().cloned().map(Given::Named).collect();
    let Some(from) = &args.files_from else { return Ok(given) };
    let source = input::bytes(from)?;
    let end = if args.null { 0 } else { b'\n' };
    for path in source.bytes.split(|byte| *byte == end) {
        let path = if args.null { path } else { path.strip_suffix(b"\r").unwrap_or(path) };
        if path.is_empty() {
            continue;
        }
        given.push(Given::Listed(path_of(path).ok_or_else(|| {
            CliError::usage(
                format!("{} has a path that is not UTF-8", source.name),
                "Rename the file, or name its folder instead.",
            )
        })?));
    }
    if given.is_empty() {
        return Err(CliError::usage(
            format!("{} lists no files", source.name),
            "Give one path a line, or with -0 one before each zero byte.",
        ));
    }
    Ok(given)
}

#[cfg(unix)]
fn path_of(bytes: &[u8]) -> Option<PathBuf> {
    use std::os::unix::ffi::OsStrExt;
    Some(std::ffi::OsStr::from_bytes(bytes).into())
}

#[cfg(not(unix))]
fn path_of(bytes: &[u8]) -> Option<PathBuf> {
    std::str::from_utf8(bytes).ok().map(PathBuf::from)
}

/// Makes a source ready, on one of several threads.
fn prepare(source: Source) -> (String, Result<Addition, StoreError>) {
    let addition = Addition::prepare(&source.name, source.bytes, source.document, source.beside);
    (source.name, addition)
}

impl Counts {
    fn count(&mut self, added: &Added) {
        match added {
            Added::New { .. } => self.new += 1,
            Added::Unchanged { .. } => self.unchanged += 1,
            Added::NewVersion { .. } => self.versions += 1,
            Added::Reread { .. } => self.reread += 1,
        }
    }

    fn sentence(&self, skipped: usize, failed: usize) -> String {
        let mut parts = vec![format!("{} added", self.new)];
        for (count, what) in [
            (self.versions, "changed since, the old versions are kept"),
            (self.reread, "read anew"),
            (self.unchanged, "on record already"),
            (skipped, "skipped"),
            (failed, "failed"),
        ] {
            if count > 0 {
                parts.push(format!("{count} {what}"));
            }
        }
        parts.join("; ")
    }
}

fn line(name: &str, added: &Added) -> serde_json::Value {
    let (outcome, previous) = match added {
        Added::New { .. } => ("new", None),
        Added::Unchanged { .. } => ("unchanged", None),
        Added::NewVersion { previous, .. } => ("version", Some(previous)),
        Added::Reread { previous, .. } => ("reread", Some(previous)),
    };
    json!({"type": "added", "document": name, "outcome": outcome, "reference": added.reference(), "previous": previous})
}
