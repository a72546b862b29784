//! `onrecord export`: everything that is on record, in a form that other programs read.

use crate::args::RecordArgs;
use crate::error::{CliError, Exit};
use crate::output::Output;
use crate::record;
use crate::terminal::Terminal;
use clap::{Args, ValueEnum};
use onrecord_record::Store;
use onrecord_report::export::{Table, TableWriter};
use onrecord_report::{Format, Style};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  onrecord export --record city.record --output city.jsonl
  onrecord export | grep Castell
  onrecord export --output segments.parquet
  onrecord export --table documents --format csv > documents.csv

A record is also an ordinary SQLite file: sqlite3 and Datasette open it.";

/// Write all that is on record, for other programs: JSON lines, CSV or Parquet.
///
/// As JSON lines: one line a document, then one a segment, as onrecord read --format jsonl writes them. As CSV and Parquet:
/// one table, a row a segment unless --table says otherwise. docs/record.md has the columns.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct ExportArgs {
    #[command(flatten)]
    record: RecordArgs,
    /// How to write it. Without it: what the ending of --output says, else JSON lines.
    #[arg(long, value_name = "FORMAT")]
    format: Option<ExportFormat>,
    /// Which table, for CSV and Parquet.
    #[arg(long, value_name = "TABLE")]
    table: Option<TableName>,
    /// Write into this file; it is there whole or not at all.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// How to write a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ExportFormat {
    /// JSON, one object a line: documents, and their segments.
    Jsonl,
    /// A table with a heading.
    Csv,
    /// A table by columns, packed.
    Parquet,
}

/// A table of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum TableName {
    /// A row a segment: who says what, where and when.
    Segments,
    /// A row a document.
    Documents,
    /// A row a person.
    People,
}

impl From<TableName> for Table {
    fn from(name: TableName) -> Table {
        match name {
            TableName::Segments => Table::Segments,
            TableName::Documents => Table::Documents,
            TableName::People => Table::People,
        }
    }
}

/// Runs the subcommand.
pub(crate) fn run(args: &ExportArgs, terminal: &Terminal) -> Result<Exit, CliError> {
    let format = format(args)?;
    let store = record::open(&args.record)?;
    let table = Table::from(args.table.unwrap_or(TableName::Segments));
    Output::write_all(args.output.as_deref(), |out| {
        let writer = match format {
            ExportFormat::Jsonl => return lines(&store, terminal, out),
            ExportFormat::Csv => TableWriter::csv(table, out)?,
            ExportFormat::Parquet => TableWriter::parquet(table, out)?,
        };
        rows(&store, table, terminal, writer)
    })?;
    Ok(Exit::Nothing)
}

fn format(args: &ExportArgs) -> Result<ExportFormat, CliError> {
    let ending = args.output.as_ref().and_then(|path| path.extension()).map(|ending| ending.to_ascii_lowercase());
    let format = args.format.unwrap_or(match ending.as_deref().and_then(|ending| ending.to_str()) {
        Some("csv") => ExportFormat::Csv,
        Some("parquet") => ExportFormat::Parquet,
        _ => ExportFormat::Jsonl,
    });
    if format == ExportFormat::Jsonl && args.table.is_some() {
        return Err(CliError::usage(
            "--table is for CSV and Parquet: JSON lines hold documents and segments together",
            "Add --format csv or --format parquet, or leave --table out.",
        ));
    }
    if format == ExportFormat::Parquet && args.output.is_none() {
        return Err(CliError::usage(
            "a Parquet file is not for the screen",
            "Name a file: onrecord export --output segments.parquet",
        ));
    }
    Ok(format)
}

fn lines(store: &Store, terminal: &Terminal, out: &mut Output) -> Result<(), CliError> {
    let progress = terminal.progress("Writing document");
    let mut done = 0;
    store.documents(|held| {
        onrecord_report::reading::write(Format::JsonLines, &held.name, &held.document, &Style::default(), out)?;
        done += 1;
        progress.count(done);
        Ok::<(), CliError>(())
    })
}

fn rows(
    store: &Store,
    table: Table,
    terminal: &Terminal,
    mut writer: TableWriter<&mut Output>,
) -> Result<(), CliError> {
    if table == Table::People {
        for person in store.people()? {
            writer.person(&person)?;
        }
    } else {
        let progress = terminal.progress("Writing document");
        let who = store.who_is_who()?;
        let mut done = 0;
        store.documents(|held| {
            writer.document(table, &held, &who)?;
            done += 1;
            progress.count(done);
            Ok::<(), CliError>(())
        })?;
    }
    Ok(writer.finish()?)
}
