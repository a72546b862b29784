//! `onrecord backup`: a whole copy of a record, also while another process writes to it.

use crate::args::RecordArgs;
use crate::error::{CliError, Exit};
use crate::record;
use crate::terminal::Terminal;
use clap::Args;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Example:
  onrecord backup --record city.record backups/city-2026-05-12.record";

/// Copy a record, also while something is being added to it.
///
/// The copy is whole, or not there. An existing file is never overwritten. The hash that is printed proves later that the record goes on from this copy
/// (onrecord verify --head).
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct BackupArgs {
    /// The file to make.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    record: RecordArgs,
}

/// Runs the subcommand.
pub(crate) fn run(args: &BackupArgs, terminal: &Terminal) -> Result<Exit, CliError> {
    let store = record::open(&args.record)?;
    let path = record::with_ending(&args.file);
    store.backup(&path)?;
    let head = onrecord_record::Store::open_read_only(&path)?.head()?;
    terminal.note(format!("copied to {}; the last entry of its log is {head}", path.display()));
    Ok(Exit::Nothing)
}
