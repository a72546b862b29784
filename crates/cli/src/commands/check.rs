//! `onrecord check`: the quotations of articles, or quotations given as data, against a record.
//!
//! The order of the work: arguments that contradict each other, then the articles and the quotations (small, and where
//! mistakes are likely), then the record, then the findings, then the report.

use crate::against::{self, Evidence, Own};
use crate::asked::AskedArgs;
use crate::error::{CliError, Exit};
use crate::input::{self, Article};
use crate::judge::{self, FailOn};
use crate::output::Output;
use crate::terminal::Terminal;
use clap::Args;
use onrecord_check::{Claim, Finding};
use onrecord_record::gather::{SkipReason, is_own};
use onrecord_report::{Format, Input, Report, ReportError, Skipped, Stream, Summary};
use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "\
Examples:
  onrecord check article.txt --against transcripts/
  onrecord check article.html --against debate.vtt speech.txt --format html --output report.html
  onrecord check --quotations quotes.csv --record city.record
  onrecord check --quote \"We will be able to pay\" --speaker \"Ana Ruiz\" --against transcripts/
  cat article.txt | onrecord check - --against transcripts/

Exit code:
  0  nothing to report
  1  a finding is on the --fail-on list
  2  wrong usage, unreadable input, a report that cannot be written
  3  with --strict: something could not be checked";

/// Check every quotation of an article against what was said.
///
/// Each quotation gets one verdict (verbatim, marked, tidied, trimmed, altered, spliced, reworded, unfound), the
/// passage it rests on, and the exact difference. "Unfound" is not "false": it says what these sources hold, no more.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct CheckArgs {
    /// The articles to check: text, Markdown, HTML. A dash is standard input. Put them before --against.
    #[arg(value_name = "ARTICLE")]
    articles: Vec<PathBuf>,
    #[command(flatten)]
    asked: AskedArgs,
    /// How to write the report: text, json, jsonl, md, html, csv or sarif. Without it: what the ending of --output
    /// says, else text.
    #[arg(long, value_name = "FORMAT")]
    format: Option<Format>,
    /// Write the report into this file; it is there whole or not at all.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Which verdicts and flags end in exit code 1, with commas between them; "meaning" stands for negation, number,
    /// name, modal and quantifier, "none" for never.
    #[arg(long, value_name = "LIST", default_value = judge::DEFAULT)]
    fail_on: FailOn,
    /// End in exit code 3 where something could not be checked: a source or an article that was skipped.
    #[arg(long)]
    strict: bool,
}

/// Runs the subcommand.
pub(crate) fn run(args: CheckArgs, terminal: &Terminal) -> Result<Exit, CliError> {
    refuse_contradictions(&args)?;
    refuse_to_overwrite(&args)?;
    let articles = read_articles(&args.articles, terminal)?;
    let claims = args.asked.claims(&articles)?;
    tell_doubled(&claims, terminal);
    for article in articles.iter().filter(|article| !claims.iter().any(|claim| claim.input == article.name)) {
        terminal.note(format!("no quotations in {}", article.name));
    }

    let places =
        args.asked.quotations.iter().chain(&args.output).filter_map(|path| std::fs::canonicalize(path).ok()).collect();
    let own = Own { articles: &articles, places };
    let evidence = against::gather(&args.asked.against, &args.asked.record, &own, terminal)?;
    let mut summary = summarise(&args, &articles, &evidence);
    let format = args.format.or_else(|| by_ending(args.output.as_deref()?)).unwrap_or_default();
    let is_fail = if Stream::fits(format) {
        stream(format, claims, &args, &articles, &evidence, &mut summary, terminal)?
    } else {
        fits_in_one(format, claims.len())?;
        let progress = terminal.progress("Checking quotation").of(claims.len());
        let findings = evidence.held.check_all(claims, || progress.one_more())?;
        drop(progress);
        findings.iter().for_each(|finding| summary.count(finding));
        write(format, &args, &articles, &findings, &summary, terminal)?;
        findings.iter().any(|finding| args.fail_on.counts(finding))
    };

    // A report of an earlier run is missed by nobody.
    let is_missed = evidence.skipped.iter().any(|skip| skip.reason != SkipReason::Own);
    Ok(if args.strict && is_missed {
        Exit::Unchecked
    } else if is_fail {
        Exit::Findings
    } else {
        Exit::Nothing
    })
}

fn refuse_contradictions(args: &CheckArgs) -> Result<(), CliError> {
    if args.articles.is_empty() && args.asked.quotations.is_empty() && args.asked.quote.is_none() {
        let hint = if args.asked.against.len() > 1 {
            "Put the article before --against: onrecord check ARTICLE --against PATH..."
        } else {
            "Name an article, or use --quotations FILE or --quote WORDS; onrecord check --help has examples."
        };
        return Err(CliError::usage("there is nothing to check", hint));
    }
    input::stdin_once(args.articles.iter().chain(&args.asked.quotations).chain(&args.asked.against))
}

/// Says which id stands at several quotations of one input: a report could not tell them apart.
fn tell_doubled(claims: &[Claim], terminal: &Terminal) {
    let mut seen = HashSet::new();
    let mut doubled = claims.iter().filter(|claim| !seen.insert((&claim.input, &claim.id)));
    if let Some(first) = doubled.next() {
        let more = doubled.count();
        let more =
            if more == 0 { String::new() } else { format!(", and {more} rows more have an id that another has") };
        terminal.warn(format!("{}: two quotations have the id {}{more}", first.input, first.id));
    }
}

/// The report must not take the place of what it is about: an article, a file of quotations, a source. A report of an
/// earlier run may lie among the sources and is written again.
fn refuse_to_overwrite(args: &CheckArgs) -> Result<(), CliError> {
    let Some(output) = &args.output else { return Ok(()) };
    // What does not exist yet, and pipes and devices, lose nothing.
    let Some(place) = std::fs::canonicalize(output).ok().filter(|place| place.is_file()) else { return Ok(()) };
    let is = |path: &PathBuf| std::fs::canonicalize(path).is_ok_and(|path| path == place);
    let holds = |path: &PathBuf| std::fs::canonicalize(path).is_ok_and(|path| place.starts_with(path));
    let what = if args.articles.iter().chain(&args.asked.quotations).any(is) {
        "what is checked"
    } else if args.asked.against.iter().any(holds) && !is_report(&place) {
        "a source that is checked against"
    } else {
        return Ok(());
    };
    Err(CliError::usage(
        format!("{} is {what}; the report would take its place", output.display()),
        "Choose another name with --output.",
    ))
}

/// Whether a file is a report of an earlier run, or still empty.
fn is_report(path: &Path) -> bool {
    std::fs::read(path).is_ok_and(|bytes| bytes.is_empty() || is_own(&bytes))
}

fn read_articles(paths: &[PathBuf], terminal: &Terminal) -> Result<Vec<Article>, CliError> {
    let mut articles: Vec<Article> = Vec::with_capacity(paths.len());
    for path in paths {
        let article = Article::read(path)?;
        for note in &article.document.notes {
            terminal.note(format!("{}: {note}", article.name));
        }
        articles.push(article);
    }
    Ok(articles)
}

/// The findings of more quotations are not held in memory together.
const MOST_IN_ONE: usize = 100_000;

/// Formats that begin with the sums, or end with what all findings share, are written when all are there.
fn fits_in_one(format: Format, quotations: usize) -> Result<(), CliError> {
    if quotations <= MOST_IN_ONE {
        return Ok(());
    }
    Err(CliError::usage(
        format!("{quotations} quotations are too many for one report as {format}: the limit is {MOST_IN_ONE}"),
        "Use --format jsonl or --format csv, which are written while it checks, or split the quotations.",
    ))
}

/// Checks and writes a part of the quotations after the other, so that their findings are never in memory together; says
/// whether one is on the --fail-on list.
fn stream(
    format: Format,
    claims: Vec<Claim>,
    args: &CheckArgs,
    articles: &[Article],
    evidence: &Evidence,
    summary: &mut Summary,
    terminal: &Terminal,
) -> Result<bool, CliError> {
    let inputs: Vec<Input<'_>> = articles.iter().map(Article::input).collect();
    let progress = terminal.progress("Checking quotation").of(claims.len());
    let mut is_fail = false;
    Output::write_all(args.output.as_deref(), |out| {
        let mut report = Stream::begin(format, out);
        evidence.held.check_each(claims, |findings| -> Result<(), CliError> {
            for finding in &findings {
                progress.one_more();
                summary.count(finding);
                is_fail |= args.fail_on.counts(finding);
            }
            if let Ok(stream) = &mut report {
                match stream.findings(&findings, &inputs) {
                    Ok(()) => {}
                    // Nobody reads any more, but the exit code is that of all findings.
                    Err(ReportError::Io(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
                        report = Err(ReportError::Io(error));
                    }
                    Err(error) => return Err(error.into()),
                }
            }
            Ok(())
        })?;
        Ok(report?.finish(summary)?)
    })?;
    Ok(is_fail)
}

fn summarise(args: &CheckArgs, articles: &[Article], evidence: &Evidence) -> Summary {
    let mut summary = Summary::new(concat!("onrecord ", env!("CARGO_PKG_VERSION")));
    summary.inputs = args
        .asked
        .quotations
        .iter()
        .map(|path| path.display().to_string())
        .chain(args.asked.quote.iter().map(|_| "--quote".to_owned()))
        .chain(articles.iter().map(|article| article.name.clone()))
        .collect();
    summary.documents = evidence.held.documents();
    summary.skipped = evidence
        .skipped
        .iter()
        .map(|skip| Skipped { path: skip.path.display().to_string(), reason: skip.reason.to_string() })
        .collect();
    summary
}

fn write(
    format: Format,
    args: &CheckArgs,
    articles: &[Article],
    findings: &[Finding],
    summary: &Summary,
    terminal: &Terminal,
) -> Result<(), CliError> {
    let style = terminal.style(args.output.is_some());
    let inputs: Vec<Input<'_>> = articles.iter().map(Article::input).collect();
    let report = Report { findings, summary, inputs: &inputs };
    Output::write_all(args.output.as_deref(), |out| Ok(onrecord_report::write(format, &report, &style, out)?))
}

fn by_ending(path: &Path) -> Option<Format> {
    match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "htm" => Some(Format::Html),
        "ndjson" => Some(Format::JsonLines),
        ending => ending.parse().ok(),
    }
}
