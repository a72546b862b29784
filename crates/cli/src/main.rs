//! The command `onrecord`: arguments in, exit code out, nothing else.
//!
//! Read [`args`] first (what can be typed), then [`commands`] (one file a subcommand), then what they share: [`input`]
//! (bytes of files and of standard input), [`claims`] (quotations given as data), [`against`] (what is checked
//! against), [`judge`] (which findings end in exit code 1), [`record`] (which record is meant), [`output`] (where results
//! go), [`terminal`] (colour, width, messages), [`progress`] and [`error`] (what went wrong, where, and the next step).
//!
//! Not for reading, finding, checking or drawing: the libraries do that, and none of them touches the terminal.
#![forbid(unsafe_code)]

mod against;
mod args;
mod asked;
mod claims;
mod commands;
mod error;
mod input;
mod judge;
mod output;
mod progress;
mod record;
mod terminal;

use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = args::parse();
    let terminal = terminal::Terminal::new(&cli.global);
    match commands::run(cli.command, &terminal) {
        Ok(exit) => exit.into(),
        Err(error) => {
            terminal.error(&error);
            error::Exit::Failed.into()
        }
    }
}
