//! `onrecord find`: search the words on record.

use crate::args::{Listing, RecordArgs};
use crate::error::{CliError, Exit};
use crate::output::Output;
use crate::record;
use crate::terminal::{Terminal, harmless, one_line};
use clap::Args;
use onrecord_record::Hit;
use onrecord_record::find::{FILTERS, no_filters};
use serde::Serialize;
use std::io::{self, Write};
use std::num::NonZeroUsize;

const EXAMPLES: &str = "\
Examples:
  onrecord find harbour bridge
  onrecord find '\"seventy million\" speaker:Castell date:2026'
  onrecord find budg* --record city.record --limit 50 --format jsonl";

/// Search the words on record.
///
/// All of the words must fit; "a phrase" stands together, ="Exactly this" is true to case and marks, begin* is the
/// beginning of a word, NEAR(two words, 5) stand near each other, and filters such as speaker:NAME, date:2026 or
/// grade:official narrow it down.
///
/// Speech comes before what is not. Every hit has a reference: read on with onrecord show REFERENCE. Exit code 1 where
/// nothing fits.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct FindArgs {
    /// The words.
    #[arg(value_name = "WORDS", required = true)]
    words: Vec<String>,
    #[command(flatten)]
    record: RecordArgs,
    /// How many to show.
    #[arg(long, value_name = "NUMBER", default_value = "20")]
    limit: NonZeroUsize,
    /// How many to pass over first.
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    skip: usize,
    /// How to write them.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Listing,
}

/// Runs the subcommand.
pub(crate) fn run(args: &FindArgs, terminal: &Terminal) -> Result<Exit, CliError> {
    let words = args.words.join(" ");
    let found = record::open(&args.record)?.find(&words, args.limit.get(), args.skip)?;
    let bold = terminal.bold();
    Output::write_all(None, |out| {
        for hit in &found.hits {
            match args.format {
                Listing::Jsonl => {
                    // Written at once: it is put together from very many small pieces.
                    let mut line = serde_json::to_vec(&Line::of(hit)).map_err(io::Error::from)?;
                    line.push(b'\n');
                    out.write_all(&line)?;
                }
                Listing::Text => for_people(hit, bold, out)?,
            }
        }
        Ok(())
    })?;
    let last = args.skip.saturating_add(found.hits.len());
    if found.total == 0 {
        terminal.note("nothing on record fits");
        if let Some(name) = no_filters(&words).first() {
            terminal.hint(format!("{name}: is no filter and was looked for as a word; filters are {FILTERS}."));
        }
        return Ok(Exit::Findings);
    }
    if found.hits.is_empty() {
        terminal.note(format!("only {} fit; --skip {} passes over all of them", found.total, args.skip));
    } else if !found.is_exact || found.total > last as u64 {
        let about = if found.is_exact { "" } else { "about " };
        terminal.note(format!("{last} of {about}{} shown; more with --skip {last}", found.total));
    }
    Ok(Exit::Nothing)
}

/// A line for programs, with its fields in the order of their names.
#[derive(Debug, Serialize)]
struct Line<'h> {
    date: Option<&'h str>,
    document: &'h str,
    event: Option<&'h str>,
    grade: &'static str,
    kind: &'static str,
    link: Option<&'h str>,
    marks: Vec<[usize; 2]>,
    range: [usize; 2],
    reference: &'h str,
    speaker: Option<&'h str>,
    text: &'h str,
    time: Option<[f64; 2]>,
    title: Option<&'h str>,
    r#type: &'static str,
}

impl Line<'_> {
    fn of(hit: &Hit) -> Line<'_> {
        Line {
            date: hit.date.as_deref(),
            document: &hit.name,
            event: hit.event.as_deref(),
            grade: hit.grade.name(),
            kind: hit.kind.name(),
            link: hit.link.as_deref(),
            marks: hit.marks.iter().map(|mark| [mark.start, mark.end]).collect(),
            range: [hit.range.start, hit.range.end],
            reference: &hit.reference,
            speaker: hit.speaker.as_deref(),
            text: &hit.snippet,
            time: hit.time.map(|time| [time.start, time.end]),
            title: hit.title.as_deref(),
            r#type: "hit",
        }
    }
}

fn for_people(hit: &Hit, bold: anstyle::Style, out: &mut Output) -> io::Result<()> {
    let who = hit.speaker.as_deref().unwrap_or(hit.kind.name());
    let head: Vec<&str> =
        [Some(who), hit.date.as_deref(), hit.title.as_deref().or(Some(&hit.name))].into_iter().flatten().collect();
    writeln!(out, "{}  {}", hit.reference, one_line(&head.join(", ")))?;
    let mut text = String::new();
    let mut at = 0;
    for mark in &hit.marks {
        let (Some(before), Some(word)) = (hit.snippet.get(at..mark.start), hit.snippet.get(mark.clone())) else {
            continue;
        };
        text.push_str(&harmless(before));
        text.push_str(&format!("{bold}{}{bold:#}", harmless(word)));
        at = mark.end;
    }
    text.push_str(&harmless(hit.snippet.get(at..).unwrap_or_default()));
    writeln!(out, "    {}\n", text.replace(['\n', '\r'], " "))
}
