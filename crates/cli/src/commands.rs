//! One file a subcommand: its arguments, its help, what it does.

mod check;
mod init;
mod people;
mod quotes;
mod read;

use crate::error::{CliError, Exit};
use crate::terminal::Terminal;
use clap::Subcommand;

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Check(check::CheckArgs),
    Quotes(quotes::QuotesArgs),
    Read(read::ReadArgs),
    Init(init::InitArgs),
    People(people::PeopleArgs),
}

/// Runs a subcommand.
pub(crate) fn run(command: Command, terminal: &Terminal) -> Result<Exit, CliError> {
    match command {
        Command::Check(args) => check::run(args, terminal),
        Command::Quotes(args) => quotes::run(&args, terminal),
        Command::Read(args) => read::run(&args, terminal),
        Command::Init(args) => init::run(&args, terminal),
        Command::People(args) => people::run(&args),
    }
}
