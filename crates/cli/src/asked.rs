//! What is asked, in every subcommand that checks: which quotations, and what to hold them against.

use crate::args::RecordArgs;
use crate::claims;
use crate::error::CliError;
use crate::input::{self, Article};
use clap::Args;
use onrecord_check::Claim;
use std::path::PathBuf;

/// The quotations that are not in an article, and the evidence.
#[derive(Debug, Args)]
pub(crate) struct AskedArgs {
    /// Files and folders with what was said: transcripts, captions, pages; 1 GB of text in all. No set-up needed.
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub(crate) against: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) record: RecordArgs,
    /// Quotations as data: JSON lines or CSV with a column text and, where known, id, speaker, date, event.
    #[arg(long, value_name = "FILE")]
    pub(crate) quotations: Vec<PathBuf>,
    /// One quotation, typed here.
    #[arg(long, value_name = "WORDS")]
    pub(crate) quote: Option<String>,
    /// Who is said to have spoken it.
    #[arg(long, value_name = "NAME", requires = "quote")]
    speaker: Option<String>,
    /// When it is said to have been spoken: 2026-03-14, 2026-03 or 2026.
    #[arg(long, value_name = "DATE", requires = "quote")]
    date: Option<String>,
    /// At which event it is said to have been spoken.
    #[arg(long, value_name = "NAME", requires = "quote")]
    event: Option<String>,
}

impl AskedArgs {
    /// All quotations that are asked about, numbered: those given as data, the one that was typed, those of the articles.
    pub(crate) fn claims(&self, articles: &[Article]) -> Result<Vec<Claim>, CliError> {
        let mut found = Vec::new();
        for path in &self.quotations {
            found.extend(claims::parse(&input::bytes(path)?)?);
        }
        found.extend(self.typed()?);
        found.extend(articles.iter().flat_map(Article::claims));
        claims::number(&mut found);
        Ok(found)
    }

    fn typed(&self) -> Result<Option<Claim>, CliError> {
        let Some(quote) = &self.quote else { return Ok(None) };
        let text = quote.trim();
        if text.is_empty() {
            let hint = "Put the quoted words between quotation marks of the shell.";
            return Err(CliError::usage("--quote is empty", hint));
        }
        let date = self.date.as_deref().map(claims::date);
        Ok(Some(Claim {
            input: "--quote".to_owned(),
            text: text.to_owned(),
            speaker: claims::typed("--speaker", self.speaker.as_deref())?,
            date: date.transpose().map_err(|what| CliError::usage(format!("--date {what}"), claims::DATES))?,
            event: claims::typed("--event", self.event.as_deref())?,
            ..Claim::default()
        }))
    }
}
