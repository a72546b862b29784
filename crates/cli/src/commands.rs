//! One file a subcommand: its arguments, its help, what it does.

mod add;
mod backup;
mod changes;
mod check;
mod events;
mod explain;
mod export;
mod find;
mod init;
mod log;
mod people;
mod quotes;
mod read;
mod show;
mod status;
mod verify;
mod withdraw;

use crate::error::{CliError, Exit};
use crate::terminal::Terminal;
use clap::Subcommand;

/// What to do.
///
/// Only the subcommand that is asked for is built, for to build them all takes as long as a search. What the others are is
/// told by the lines here, which say the same as the first lines of their own help.
#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub(crate) enum Command {
    /// Check every quotation of an article against what was said.
    Check(check::CheckArgs),
    /// Tell how a finding came about: every rule that fired, the places that were judged, the witnesses of the event.
    Explain(explain::ExplainArgs),
    /// List the quotations of an article and their speakers.
    Quotes(quotes::QuotesArgs),
    /// Show what is read from a file: who speaks, when, in which words.
    Read(read::ReadArgs),
    /// Make an empty record.
    Init(init::InitArgs),
    /// Put files, folders and archives on record.
    Add(add::AddArgs),
    /// Search the words on record.
    Find(find::FindArgs),
    /// Show a passage in its place, or a whole document.
    Show(show::ShowArgs),
    /// List who speaks on record, and say who is who.
    People(people::PeopleArgs),
    /// List events and their witnesses; join, part and grade documents.
    Events(events::EventsArgs),
    /// Say what a record holds, in numbers.
    Status(status::StatusArgs),
    /// Prove that nothing on record was changed, or name what was.
    Verify(verify::VerifyArgs),
    /// Tell the history of a record, or of one document in it.
    Log(log::LogArgs),
    /// Show what was changed between versions of a source, word by word.
    Changes(changes::ChangesArgs),
    /// Take a document off the record; undo brings it back.
    Withdraw(withdraw::WithdrawArgs),
    /// Take back the last command that changed the record.
    Undo(withdraw::UndoArgs),
    /// Erase a document for good.
    Remove(withdraw::RemoveArgs),
    /// Write all that is on record, for other programs: JSON lines, CSV or Parquet.
    Export(export::ExportArgs),
    /// Copy a record, also while something is being added to it.
    Backup(backup::BackupArgs),
}

/// Runs a subcommand.
pub(crate) fn run(command: Command, terminal: &Terminal) -> Result<Exit, CliError> {
    match command {
        Command::Check(args) => check::run(args, terminal),
        Command::Explain(args) => explain::run(&args, terminal),
        Command::Quotes(args) => quotes::run(&args, terminal),
        Command::Read(args) => read::run(&args, terminal),
        Command::Init(args) => init::run(&args, terminal),
        Command::Add(args) => add::run(&args, terminal),
        Command::Find(args) => find::run(&args, terminal),
        Command::Show(args) => show::run(&args, terminal),
        Command::People(args) => people::run(&args, terminal),
        Command::Events(args) => events::run(&args, terminal),
        Command::Status(args) => status::run(&args),
        Command::Verify(args) => verify::run(&args, terminal),
        Command::Changes(args) => changes::run(&args, terminal),
        Command::Log(args) => log::run(&args),
        Command::Withdraw(args) => withdraw::withdraw(&args, terminal),
        Command::Undo(args) => withdraw::undo(&args, terminal),
        Command::Remove(args) => withdraw::remove(&args, terminal),
        Command::Export(args) => export::run(&args, terminal),
        Command::Backup(args) => backup::run(&args, terminal),
    }
}
