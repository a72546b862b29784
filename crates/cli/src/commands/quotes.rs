//! `onrecord quotes`: only the quotations of a text, and who is said to have spoken.

use crate::args::Listing;
use crate::error::{CliError, Exit};
use crate::input::{self, Article};
use crate::output::Output;
use crate::terminal::Terminal;
use clap::Args;
use onrecord_report::quotes::Quotes;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  onrecord quotes article.txt
  onrecord quotes *.html --format jsonl > quotations.jsonl";

/// List the quotations of an article and their speakers.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct QuotesArgs {
    /// The articles. A dash is standard input.
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Also list what is reported without quotation marks (She said that ...).
    #[arg(long)]
    indirect: bool,
    /// Also list quotations within quotations, with the speaker who is named inside; with --indirect, reports within
    /// reports too.
    #[arg(long)]
    inner: bool,
    /// How to write them.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Listing,
}

/// Runs the subcommand.
pub(crate) fn run(args: &QuotesArgs, terminal: &Terminal) -> Result<Exit, CliError> {
    input::stdin_once(&args.files)?;
    let style = terminal.style(false);
    Output::write_all(None, |out| {
        for path in &args.files {
            let article = Article::read(path)?;
            let quotations = article.quotations(args.indirect, args.inner);
            let quotes = Quotes { input: &article.name, text: &article.document.text, quotations: &quotations };
            onrecord_report::quotes::write(args.format.into(), &quotes, &style, out)?;
        }
        Ok(())
    })?;
    Ok(Exit::Nothing)
}
