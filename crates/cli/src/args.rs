//! What can be typed: the arguments of the command, shared by all subcommands or by several.
//!
//! A subcommand's own arguments stand in its file under [`crate::commands`].

use crate::commands::Command;
use clap::{Args, Parser, ValueEnum};
use onrecord_report::Format;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  onrecord check article.txt --against transcripts/
      check every quotation of an article against the transcripts in a folder
  onrecord check --quote \"We will be able to pay\" --speaker \"Ana Ruiz\" --against transcripts/
      check one quotation
  onrecord quotes article.txt
      only list the quotations and who is said to have spoken

Exit code:
  0  nothing to report
  1  findings to mend (onrecord check --fail-on chooses which)
  2  wrong usage, unreadable input, nothing that could be written
  3  with --strict: something could not be checked";

/// Was it said? Checks the quotations of a text against a record of public speech: who said it, when, in exactly
/// which words, what was changed, and what stood around it.
#[derive(Debug, Parser)]
#[command(name = "onrecord", version, after_help = EXAMPLES, max_term_width = 100)]
pub(crate) struct Cli {
    /// What every subcommand understands.
    #[command(flatten)]
    pub(crate) global: GlobalArgs,
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Arguments of every subcommand.
#[derive(Debug, Clone, Args)]
pub(crate) struct GlobalArgs {
    /// When to use colour; it never says anything that the words do not. NO_COLOR in the environment switches it off.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", help_heading = "Everywhere")]
    pub(crate) color: ColorChoice,
    /// Say nothing on the error stream but errors: no notes, no warnings, no progress.
    #[arg(long, short, global = true, help_heading = "Everywhere")]
    pub(crate) quiet: bool,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColorChoice {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Always, also into files and pipes.
    Always,
    /// Never.
    Never,
}

/// Which record to use.
#[derive(Debug, Clone, Args)]
pub(crate) struct RecordArgs {
    /// The record. Without it: the one that ONRECORD names, else the nearest *.record in this folder or above.
    #[arg(long, value_name = "RECORD")]
    pub(crate) record: Option<PathBuf>,
}

/// How to write lists of things: for people or for programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Listing {
    /// For people.
    Text,
    /// JSON, one object a line.
    Jsonl,
}

impl From<Listing> for Format {
    fn from(listing: Listing) -> Self {
        match listing {
            Listing::Text => Format::Text,
            Listing::Jsonl => Format::JsonLines,
        }
    }
}

/// Reads the arguments; ends the process where they are wrong (2) or help was asked for (0).
pub(crate) fn parse() -> Cli {
    // Help and version may go into a pipe that somebody closes: clap does not mind.
    Cli::parse()
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_subcommand_is_listed_as_it_introduces_itself() {
        let listed = Cli::command();
        let mut built = listed.clone();
        built.build();
        let about = |command: &clap::Command| command.get_about().map(ToString::to_string);
        for subcommand in listed.get_subcommands() {
            let itself = built.find_subcommand(subcommand.get_name()).and_then(about);
            assert!(about(subcommand).is_some());
            assert_eq!(about(subcommand), itself, "{}", subcommand.get_name());
        }
    }
}
