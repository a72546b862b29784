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
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Check(check::CheckArgs),
    Explain(explain::ExplainArgs),
    Quotes(quotes::QuotesArgs),
    Read(read::ReadArgs),
    Init(init::InitArgs),
    Add(add::AddArgs),
    Find(find::FindArgs),
    Show(show::ShowArgs),
    People(people::PeopleArgs),
    Events(events::EventsArgs),
    Status(status::StatusArgs),
    Verify(verify::VerifyArgs),
    Log(log::LogArgs),
    Changes(changes::ChangesArgs),
    Withdraw(withdraw::WithdrawArgs),
    Undo(withdraw::UndoArgs),
    Remove(withdraw::RemoveArgs),
    Export(export::ExportArgs),
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
