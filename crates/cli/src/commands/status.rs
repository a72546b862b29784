//! `onrecord status`: what a record holds, in numbers.

use crate::args::{Listing, RecordArgs};
use crate::error::{CliError, Exit};
use crate::output::Output;
use crate::record;
use crate::terminal::{harmless, one_line};
use clap::Args;
use onrecord_record::store::Status;
use serde_json::json;
use std::io::{self, Write};
use std::path::Path;

const EXAMPLES: &str = "\
Examples:
  onrecord status
  onrecord status --record city.record --documents";

/// Say what a record holds, in numbers.
///
/// The hash of the last entry proves its state: keep it elsewhere and give it to onrecord verify later.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct StatusArgs {
    #[command(flatten)]
    record: RecordArgs,
    /// Also list every document: its reference, date, title and name.
    #[arg(long)]
    documents: bool,
    /// How to write it.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Listing,
}

/// Runs the subcommand.
pub(crate) fn run(args: &StatusArgs) -> Result<Exit, CliError> {
    let store = record::open(&args.record)?;
    let status = store.status()?;
    Output::write_all(None, |out| {
        match args.format {
            Listing::Jsonl => writeln!(out, "{}", line(store.path(), &status))?,
            Listing::Text => for_people(store.path(), &status, out)?,
        }
        if !args.documents {
            return Ok(());
        }
        if args.format == Listing::Text {
            writeln!(out)?;
        }
        store.documents(|held| {
            let document = &held.document;
            let reference = held.reference.as_deref().unwrap_or_default();
            match args.format {
                Listing::Jsonl => {
                    let line = json!({
                        "type": "document",
                        "reference": reference,
                        "document": held.name,
                        "title": document.title,
                        "event": document.event,
                        "date": document.date,
                        "grade": document.grade.name(),
                        "language": document.language,
                        "segments": document.segments.len(),
                        "bytes": document.text.len(),
                    });
                    writeln!(out, "{line}")?;
                }
                Listing::Text => {
                    let date = document.date.as_deref().unwrap_or("no date");
                    let title = document.title.as_deref().unwrap_or("no title");
                    let line =
                        format!("{reference}  {date:10}  {:10}  {title}  ({})", document.grade.name(), held.name);
                    writeln!(out, "{}", one_line(&line))?;
                }
            }
            Ok::<(), CliError>(())
        })
    })?;
    Ok(Exit::Nothing)
}

fn line(path: &Path, status: &Status) -> serde_json::Value {
    let counted = |list: &[(String, u64)]| {
        list.iter().map(|(name, count)| (name.clone(), json!(count))).collect::<serde_json::Map<_, _>>()
    };
    let languages: Vec<(String, u64)> = status
        .by_language
        .iter()
        .map(|(language, count)| (language.clone().unwrap_or_else(|| "unknown".to_owned()), *count))
        .collect();
    json!({
        "type": "status",
        "record": path.display().to_string(),
        "documents": status.documents,
        "names": status.names,
        "older_versions": status.older_versions,
        "segments": status.segments,
        "speech": status.speech,
        "people": status.people,
        "grades": counted(&status.by_grade),
        "formats": counted(&status.by_format),
        "languages": counted(&languages),
        "dates": status.dates.as_ref().map(|(first, last)| [first, last]),
        "undated": status.undated,
        "text_bytes": status.text_bytes,
        "sources": status.sources,
        "source_bytes": status.source_bytes,
        "file_bytes": status.file_bytes,
        "changed": status.changed,
        "entries": status.entries,
        "head": status.head.to_string(),
        "schema": status.schema,
    })
}

fn for_people(path: &Path, status: &Status, out: &mut Output) -> io::Result<()> {
    let listed = |list: Vec<(&str, u64)>| {
        let parts: Vec<String> = list.into_iter().map(|(name, count)| format!("{name} {count}")).collect();
        if parts.is_empty() { "none".to_owned() } else { harmless(&parts.join(", ")) }
    };
    let names = |list: &[(String, u64)]| listed(list.iter().map(|(name, count)| (name.as_str(), *count)).collect());
    let languages =
        listed(status.by_language.iter().map(|(name, count)| (name.as_deref().unwrap_or("unknown"), *count)).collect());
    let dates = match &status.dates {
        Some((first, last)) => format!("{first} to {last}; {} without a date", status.undated),
        None => format!("none; {} without a date", status.undated),
    };
    writeln!(out, "{}", path.display())?;
    let older = match status.older_versions {
        1 => "1 older version is kept".to_owned(),
        count => format!("{count} older versions are kept"),
    };
    writeln!(out, "  documents  {} ({older})", status.documents)?;
    writeln!(out, "  grades     {}", names(&status.by_grade))?;
    writeln!(out, "  formats    {}", names(&status.by_format))?;
    writeln!(out, "  languages  {languages}")?;
    writeln!(out, "  segments   {}, {} of them speech", status.segments, status.speech)?;
    writeln!(out, "  people     {}", status.people)?;
    writeln!(out, "  dates      {}", harmless(&dates))?;
    writeln!(
        out,
        "  size       {} of text, {} of sources, {} on disk",
        size(status.text_bytes),
        size(status.source_bytes),
        size(status.file_bytes)
    )?;
    let entries = if status.entries == 1 { "1 entry".to_owned() } else { format!("{} entries", status.entries) };
    writeln!(out, "  changed    {}", status.changed.as_deref().unwrap_or("never"))?;
    writeln!(out, "  log        {}, the last is {}", entries, status.head)
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{:.1} kB", bytes as f64 / 1e3),
        1_000_000..1_000_000_000 => format!("{:.1} MB", bytes as f64 / 1e6),
        _ => format!("{:.1} GB", bytes as f64 / 1e9),
    }
}
