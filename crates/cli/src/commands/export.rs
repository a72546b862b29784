//! `onrecord export`: everything that is on record, in a form that other programs read.

use crate::args::RecordArgs;
use crate::error::{CliError, Exit};
use crate::output::Output;
use crate::record;
use crate::terminal::Terminal;
use clap::Args;
use onrecord_report::{Format, Style};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  onrecord export --record city.record --output city.jsonl
  onrecord export | grep Castell

A record is also an ordinary SQLite file: sqlite3 and Datasette open it.";

/// Write all that is on record as JSON lines.
///
/// One line a document, then one a segment, as onrecord read --format jsonl writes them.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct ExportArgs {
    #[command(flatten)]
    record: RecordArgs,
    /// Write into this file; it is there whole or not at all.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Runs the subcommand.
pub(crate) fn run(args: &ExportArgs, terminal: &Terminal) -> Result<Exit, CliError> {
    let store = record::open(&args.record)?;
    let progress = terminal.progress("Writing document");
    let mut done = 0;
    Output::write_all(args.output.as_deref(), |out| {
        store.documents(|held| {
            onrecord_report::reading::write(Format::JsonLines, &held.name, &held.document, &Style::default(), out)?;
            done += 1;
            progress.count(done);
            Ok::<(), CliError>(())
        })
    })?;
    Ok(Exit::Nothing)
}
