//! `onrecord log`: what was added, changed and taken back, and when.

use crate::args::{Listing, RecordArgs};
use crate::error::{CliError, Exit};
use crate::output::Output;
use crate::record;
use crate::terminal::one_line;
use clap::Args;
use onrecord_record::people::{Decision, KIND};
use onrecord_record::store::decide::{in_words, split};
use onrecord_record::store::{Entry, Version};
use serde_json::json;
use std::io::Write;

const EXAMPLES: &str = "\
Examples:
  onrecord log
  onrecord log interviews/2026-05-12.txt      every version of one document";

/// Tell the history of a record, or of one document in it.
///
/// Nothing is ever added, changed or taken back without an entry here.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct LogArgs {
    /// Only this name: all its versions, oldest first.
    #[arg(value_name = "NAME")]
    name: Option<String>,
    #[command(flatten)]
    record: RecordArgs,
    /// How to write it.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Listing,
}

/// Runs the subcommand.
pub(crate) fn run(args: &LogArgs) -> Result<Exit, CliError> {
    let store = record::open(&args.record)?;
    if let Some(name) = &args.name {
        let versions = store.versions(name)?;
        Output::write_all(None, |out| {
            for version in &versions {
                let reference = version.reference.as_deref();
                match args.format {
                    Listing::Jsonl => {
                        let line = json!({
                            "type": "version",
                            "entry": version.entry,
                            "at": version.at,
                            "action": version.action,
                            "reference": reference,
                            "current": version.is_current,
                            "source": version.source.map(|digest| digest.to_string()),
                            "note": version.note,
                        });
                        writeln!(out, "{line}")?;
                    }
                    Listing::Text => {
                        writeln!(out, "{}", one_line(&of_name(version)))?;
                    }
                }
            }
            Ok(())
        })?;
        return Ok(Exit::Nothing);
    }
    Output::write_all(None, |out| {
        let mut outcome: std::io::Result<()> = Ok(());
        store.log(|entry| {
            if outcome.is_ok() {
                outcome = match args.format {
                    Listing::Jsonl => writeln!(out, "{}", line(&entry)),
                    Listing::Text => writeln!(out, "{}", one_line(&for_people(&entry))),
                };
            }
        })?;
        Ok(outcome?)
    })?;
    Ok(Exit::Nothing)
}

fn line(entry: &Entry) -> serde_json::Value {
    json!({
        "type": "entry",
        "entry": entry.id,
        "command": entry.command,
        "at": entry.at,
        "action": entry.action,
        "name": entry.name,
        "source": entry.source_digest.map(|digest| digest.to_string()),
        "reading": entry.document_digest.map(|digest| digest.to_string()),
        "reader": entry.reader,
        "note": entry.note,
        "hash": entry.hash.to_string(),
    })
}

/// One version of a name. What was taken away is named too, by the digits with which its reference began.
fn of_name(version: &Version) -> String {
    let takes_away = matches!(version.action.as_str(), "withdrawn" | "removed");
    let reference = version.reference.clone().or_else(|| version.source.map(|source| source.prefix(12)));
    let mut line = format!("{}  {:9}  {}", version.at, version.action, reference.as_deref().unwrap_or("-"));
    if version.is_current {
        line.push_str("  current");
    } else if version.reference.is_none() && !takes_away {
        line.push_str("  removed since");
    }
    if let Some(note) = &version.note {
        line.push_str("  ");
        line.push_str(note);
    }
    line
}

/// What was decided, in a sentence where its kind is known here.
fn decision(note: &str) -> String {
    match split(note) {
        Some((KIND, value)) => match serde_json::from_str::<Decision>(value) {
            Ok(decision) => decision.to_string(),
            Err(_) => in_words(note),
        },
        _ => in_words(note),
    }
}

fn for_people(entry: &Entry) -> String {
    let note = entry.note.as_deref().map(|note| match entry.action.as_str() {
        "decided" => decision(note),
        "undo" => format!("takes back entry {note}"),
        _ => note.to_owned(),
    });
    // Of a name with several versions, or of none, only this tells which was erased.
    let erased = entry.source_digest.filter(|_| entry.action == "removed").map(|source| source.prefix(12));
    let name = match (&entry.name, erased) {
        (Some(name), Some(erased)) => Some(format!("{name} ({erased})")),
        (name, erased) => erased.or_else(|| name.clone()),
    };
    let what: Vec<&str> = [name.as_deref(), note.as_deref()].into_iter().flatten().collect();
    format!("{:>6}  {}  {:9}  {}", entry.id, entry.at, entry.action, what.join(": "))
}
