//! `onrecord add`: sources put on record.

use crate::against;
use crate::args::{Listing, RecordArgs};
use crate::error::{CliError, Exit};
use crate::output::Output;
use crate::record;
use crate::terminal::{Terminal, harmless};
use clap::Args;
use onrecord_record::StoreError;
use onrecord_record::gather::{GatherOptions, Item, Skip, SkipReason, Source, gather_each};
use onrecord_record::store::{Added, Addition};
use serde_json::json;
use std::io::Write;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  onrecord add --record city.record interviews/ debate.vtt
  ONRECORD=city.record onrecord add speech.html

Exit code:
  0  all of it is on record
  2  wrong usage, unreadable input, a record that cannot be written
  3  with --strict: something was skipped";

/// Put files and folders on record.
///
///
/// The same source twice is kept once. A source that changed becomes a new version; the old one stays. Each document is
/// on record whole or not at all.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct AddArgs {
    /// Files and folders: transcripts, captions, pages.
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    record: RecordArgs,
    /// End in exit code 3 where a file in a folder was skipped.
    #[arg(long)]
    strict: bool,
    /// How to write what was added: a summary for people, or a line a document.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Listing,
}

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
    let words: Vec<String> = args.paths.iter().map(|path| path.display().to_string()).collect();
    store.command(&harmless(&format!("add {}", words.join(" "))));
    let known = store.known()?;
    let options = GatherOptions { known: Some(&known), ..GatherOptions::default() };
    let mut counts = Counts::default();
    let mut skipped: Vec<Skip> = Vec::new();
    let mut lines: Vec<serde_json::Value> = Vec::new();
    let record = store.path().display().to_string();
    {
        let progress = terminal.progress("Adding document");
        let mut done = 0_usize;
        let mut batch = store.batch()?;
        // A file that was named and cannot be used ends the command: then nothing of it is on record, however long the
        // files before it took. Folders end in no such error, and what was read of them stays where one breaks off.
        if args.paths.iter().any(|path| !path.is_dir()) {
            batch.all_or_nothing();
        }
        gather_each(&args.paths, &options, prepare, |item| {
            done += 1;
            progress.count(done);
            match item {
                Item::Read((name, Ok(addition))) => {
                    let added = batch.add(&addition)?;
                    counts.count(&added);
                    lines.push(line(&name, &added));
                }
                // The reading is not sound: a mistake of ours, and no reason to leave out the rest of a folder.
                Item::Read((name, Err(StoreError::Unfit { reason, .. }))) => {
                    skipped.push(Skip { path: name.into(), reason: SkipReason::Unreadable(reason) });
                }
                Item::Read((_, Err(error))) => return Err(error.into()),
                Item::Known { name } => {
                    counts.unchanged += 1;
                    lines.push(json!({"type": "added", "document": name, "outcome": "unchanged"}));
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
    against::tell_skipped(&skipped, terminal);
    Output::write_all(None, |out| {
        match args.format {
            Listing::Text => writeln!(out, "{record}: {}", counts.sentence(skipped.len()))?,
            Listing::Jsonl => {
                for line in &lines {
                    writeln!(out, "{line}")?;
                }
            }
        }
        Ok(())
    })?;
    Ok(if args.strict && !skipped.is_empty() { Exit::Unchecked } else { Exit::Nothing })
}

/// Makes a source ready, on one of several threads.
fn prepare(source: Source) -> (String, Result<Addition, StoreError>) {
    let addition = Addition::prepare(&source.name, &source.bytes, source.document, source.beside);
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

    fn sentence(&self, skipped: usize) -> String {
        let mut parts = vec![format!("{} added", self.new)];
        for (count, what) in [
            (self.versions, "changed since, the old versions are kept"),
            (self.reread, "read anew"),
            (self.unchanged, "on record already"),
            (skipped, "skipped"),
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
