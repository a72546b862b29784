//! `onrecord read`: what the reader makes of a source: its document and its segments.

use crate::args::Listing;
use crate::error::{CliError, Exit};
use crate::input;
use crate::output::Output;
use crate::terminal::Terminal;
use clap::Args;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  onrecord read interview.html
  onrecord read debate.vtt speech.txt --format jsonl > segments.jsonl";

/// Show what is read from a file: who speaks, when, in which words.
///
/// Use it where a check does not find what you know is there.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct ReadArgs {
    /// The files. A dash is standard input.
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// How to write it.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Listing,
}

/// Runs the subcommand.
pub(crate) fn run(args: &ReadArgs, terminal: &Terminal) -> Result<Exit, CliError> {
    input::stdin_once(&args.files)?;
    let style = terminal.style(false);
    Output::write_all(None, |out| {
        for path in &args.files {
            let source = input::bytes(path)?;
            let document = input::document(&source)?;
            onrecord_report::reading::write(args.format.into(), &source.name, &document, &style, out)?;
        }
        Ok(())
    })?;
    Ok(Exit::Nothing)
}
