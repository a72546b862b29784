//! `onrecord withdraw`, `remove` and `undo`: taking back.

use crate::args::RecordArgs;
use crate::error::{CliError, Exit};
use crate::record;
use crate::terminal::{Terminal, one_line};
use clap::Args;

/// Take a document off the record; undo brings it back.
///
/// Its name stands for nothing then: it is no longer searched or checked against. But it stays, with its reference and its
/// older versions.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  onrecord withdraw interviews/2026-05-12.txt --reason \"the wrong recording\"")]
pub(crate) struct WithdrawArgs {
    /// The name on record, as onrecord status --documents lists it.
    #[arg(value_name = "NAME")]
    name: String,
    /// Why; the log keeps it.
    #[arg(long, value_name = "WORDS")]
    reason: String,
    #[command(flatten)]
    record: RecordArgs,
}

/// Erase a document for good.
///
/// Its source and its words are gone; only the log says that it was there, and why it was removed. A name that stood for it
/// stands for nothing then, and an older version of it does not come back by itself.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  onrecord remove 3f2a9c01d4be --reason \"holds a private address\" --for-good

To keep it but no longer check against it: onrecord withdraw. Copies and backups of the record are not touched.")]
pub(crate) struct RemoveArgs {
    /// The document's reference, without a place.
    #[arg(value_name = "REFERENCE")]
    reference: String,
    /// Why; the log keeps it.
    #[arg(long, value_name = "WORDS")]
    reason: String,
    /// Needed, because it cannot be undone.
    #[arg(long)]
    for_good: bool,
    #[command(flatten)]
    record: RecordArgs,
}

/// Take back the last command that changed the record.
///
/// What it had added stays as an older version. Once more, and the command before is taken back too. What was removed for good
/// does not come back: such a command is passed over, and named.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  onrecord undo --record city.record")]
pub(crate) struct UndoArgs {
    #[command(flatten)]
    record: RecordArgs,
}

/// Runs `withdraw`.
pub(crate) fn withdraw(args: &WithdrawArgs, terminal: &Terminal) -> Result<Exit, CliError> {
    let reason = reason(&args.reason)?;
    let mut store = record::open_to_write(&args.record)?;
    store.command(&format!("withdraw {}", args.name));
    store.withdraw(&args.name, reason)?;
    terminal.note(format!("{} is withdrawn; onrecord undo brings it back", args.name));
    Ok(Exit::Nothing)
}

/// Runs `remove`.
pub(crate) fn remove(args: &RemoveArgs, terminal: &Terminal) -> Result<Exit, CliError> {
    let reason = reason(&args.reason)?;
    if !args.for_good {
        return Err(CliError::usage(
            "remove erases a document for good",
            "If you mean it, add --for-good; to take it off the record and keep it: onrecord withdraw NAME.",
        ));
    }
    let mut store = record::open_to_write(&args.record)?;
    store.command(&format!("remove {}", args.reference));
    let is_gone = store.remove(&args.reference, reason)?;
    terminal.note(format!("the document {} is erased", args.reference));
    if !is_gone {
        terminal.note(
            "another process reads the record: its -wal file holds the words until that ends and the record is written to again",
        );
    }
    Ok(Exit::Nothing)
}

/// Runs `undo`.
pub(crate) fn undo(args: &UndoArgs, terminal: &Terminal) -> Result<Exit, CliError> {
    let undone = record::open_to_write(&args.record)?.undo()?;
    for (entry, words) in &undone.passed_over {
        terminal
            .note(format!("passed over, for it cannot be taken back: {} (entry {entry} of the log)", one_line(words)));
    }
    terminal.note(format!("taken back: {} (entry {} of the log)", one_line(&undone.command), undone.entry));
    Ok(Exit::Nothing)
}

fn reason(words: &str) -> Result<&str, CliError> {
    let words = words.trim();
    if words.is_empty() {
        return Err(CliError::usage("--reason is empty", "Say in a few words why; the log keeps it."));
    }
    Ok(words)
}
