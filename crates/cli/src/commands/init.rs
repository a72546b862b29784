//! `onrecord init`: an empty record.

use crate::error::{CliError, Exit};
use crate::record;
use crate::terminal::Terminal;
use clap::Args;
use onrecord_record::store::Store;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Example:
  onrecord init city.record
  onrecord add --record city.record interviews/ debates/
  onrecord check --record city.record article.txt";

/// Make an empty record.
///
/// A record is one file that keeps sources, who speaks in them, and when. An existing file is never overwritten. A name without an ending gets the ending .record.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct InitArgs {
    /// The file to make.
    #[arg(value_name = "RECORD")]
    record: PathBuf,
}

/// Runs the subcommand.
pub(crate) fn run(args: &InitArgs, terminal: &Terminal) -> Result<Exit, CliError> {
    let path = record::with_ending(&args.record);
    Store::create(&path)?;
    let path = path.display();
    terminal.note(format!("made {path}; put something on record with: onrecord add --record {path} PATH..."));
    Ok(Exit::Nothing)
}
