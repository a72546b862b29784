//! `onrecord changes`: what was changed between versions of a source, word by word.

use crate::args::{Listing, RecordArgs};
use crate::error::{CliError, Exit};
use crate::output::Output;
use crate::record;
use crate::terminal::{Terminal, harmless};
use clap::Args;
use onrecord_check::versions::{Versions, WordChange, compare_versions};
use onrecord_record::store::Reference;
use onrecord_record::{Held, Store, StoreError};
use onrecord_report::wording;
use serde_json::json;
use std::io::{self, Write};
use std::ops::Range;

const EXAMPLES: &str = "\
Examples:
  onrecord changes interviews/2026-05-12.html          from each version to the next
  onrecord changes 3f2a9c01d4be                        from the version before to this one
  onrecord changes 3f2a9c01d4be 91bb02d7ac10           from one to the other

[-words-] were left out, {+words+} were put in. Case, punctuation and the marks of a page are not compared.

Exit code:
  0  no words were changed
  1  words were changed
  2  nothing on record is called so";

/// How many bytes of the text are shown on either side of a change.
const AROUND: usize = 60;

/// Show what was changed between versions of a source, word by word.
///
/// Each change has its class: negation, number, name, modal, quantifier, word, spelling and so on. A source becomes a
/// new version when it is added again with other bytes.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct ChangesArgs {
    /// A name on record, or the reference of a version.
    #[arg(value_name = "NAME|REF")]
    which: String,
    /// Compare with this version.
    #[arg(value_name = "REF2")]
    with: Option<String>,
    #[command(flatten)]
    record: RecordArgs,
    /// How to write them.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Listing,
}

/// Two versions by their references, and since when the later one is on record, where that is known.
struct Pair {
    before: String,
    after: String,
    at: Option<String>,
}

/// Runs the subcommand.
pub(crate) fn run(args: &ChangesArgs, terminal: &Terminal) -> Result<Exit, CliError> {
    let store = record::open(&args.record)?;
    let pairs = match &args.with {
        Some(with) => vec![Pair { before: version(&store, &args.which)?, after: version(&store, with)?, at: None }],
        None => of_one(&store, &args.which)?,
    };
    if pairs.is_empty() {
        terminal.note(format!("there is no other version of {} on record before it", args.which));
        return Ok(Exit::Nothing);
    }
    let mut changed = false;
    Output::write_all(None, |out| {
        for pair in &pairs {
            let (before, after) = (store.document(&pair.before)?, store.document(&pair.after)?);
            let versions = compare_versions(&before.document, &after.document);
            changed |= !versions.words.is_empty() || !versions.speakers.is_empty();
            match args.format {
                Listing::Jsonl => lines(pair, &before, &after, &versions, out)?,
                Listing::Text => for_people(pair, &before, &after, &versions, out)?,
            }
        }
        Ok::<(), CliError>(())
    })?;
    Ok(if changed { Exit::Findings } else { Exit::Nothing })
}

/// The reference that is meant: of a version, or of what a name stands for now.
fn version(store: &Store, which: &str) -> Result<String, CliError> {
    match store.named(which) {
        Ok(held) => Ok(held.reference.unwrap_or_default()),
        Err(StoreError::NoSuchName { .. }) if which.parse::<Reference>().is_ok() => {
            Ok(store.document(which)?.reference.unwrap_or_default())
        }
        Err(error) => Err(error.into()),
    }
}

/// From each version of a name to the next; of a reference, from the version before to that one.
fn of_one(store: &Store, which: &str) -> Result<Vec<Pair>, CliError> {
    let (name, only) = match store.versions(which) {
        Ok(_) => (which.to_owned(), None),
        Err(StoreError::NoSuchName { .. }) if which.parse::<Reference>().is_ok() => {
            let held = store.document(which)?;
            (held.name, held.reference)
        }
        Err(error) => return Err(error.into()),
    };
    let mut versions: Vec<(String, String)> =
        store.versions(&name)?.into_iter().filter_map(|version| Some((version.reference?, version.at))).collect();
    versions.dedup_by(|later, earlier| later.0 == earlier.0);
    let pairs = versions.windows(2).filter_map(|pair| match pair {
        [(before, _), (after, at)] => Some(Pair { before: before.clone(), after: after.clone(), at: Some(at.clone()) }),
        _ => None,
    });
    Ok(pairs.filter(|pair| only.as_ref().is_none_or(|only| *only == pair.after)).collect())
}

fn lines(pair: &Pair, before: &Held, after: &Held, versions: &Versions, out: &mut Output) -> io::Result<()> {
    let head = json!({
        "type": "versions",
        "document": after.name,
        "before": pair.before,
        "after": pair.after,
        "at": pair.at,
        "changes": versions.words.len(),
        "about": versions.about.iter().map(|about| json!({
            "field": about.what, "before": about.before, "after": about.after,
        })).collect::<Vec<_>>(),
        "speakers": versions.speakers.iter().map(|change| json!({
            "before": change.before, "after": change.after, "range": [change.range.start, change.range.end],
        })).collect::<Vec<_>>(),
    });
    writeln!(out, "{head}")?;
    for change in &versions.words {
        let (left, right) = around(&after.document.text, &change.after);
        let line = json!({
            "type": "change",
            "kind": change.kind,
            "class": change.class,
            "before": before.document.text.get(change.before.clone()),
            "after": after.document.text.get(change.after.clone()),
            "range_before": [change.before.start, change.before.end],
            "range_after": [change.after.start, change.after.end],
            "left": left,
            "right": right,
            "reference": format!("{}:{}-{}", pair.after, change.after.start, change.after.end),
        });
        writeln!(out, "{line}")?;
    }
    Ok(())
}

fn for_people(pair: &Pair, before: &Held, after: &Held, versions: &Versions, out: &mut Output) -> io::Result<()> {
    let since = pair.at.as_ref().map(|at| format!(" (on record since {at})")).unwrap_or_default();
    writeln!(out, "{}", harmless(&format!("{}: {} to {}{since}", after.name, pair.before, pair.after)))?;
    for about in &versions.about {
        let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "nothing".to_owned());
        let line = format!("  {:10} {} -> {}", about.what, value(&about.before), value(&about.after));
        writeln!(out, "{}", harmless(&line))?;
    }
    for change in &versions.speakers {
        let words = head(after.document.text.get(change.range.clone()).unwrap_or(""), AROUND);
        let line = format!("  {:10} {} -> {}: {}", "speaker", change.before, change.after, one_line(words));
        writeln!(out, "{}", harmless(&line))?;
    }
    for change in &versions.words {
        writeln!(out, "{}", harmless(&word_line(change, &before.document.text, &after.document.text)))?;
    }
    let count = versions.words.len();
    let summary = match count {
        0 if versions.is_empty() => {
            "no words were changed: the bytes differ only in marks, case or punctuation".to_owned()
        }
        0 => "no words were changed".to_owned(),
        1 => "1 change".to_owned(),
        _ => format!("{count} changes"),
    };
    writeln!(out, "  {summary}\n")
}

fn word_line(change: &WordChange, before: &str, after: &str) -> String {
    let (left, right) = around(after, &change.after);
    let mut words = String::new();
    if let Some(old) = before.get(change.before.clone()).filter(|old| !old.is_empty()) {
        words.push_str(&format!("[-{}-]", one_line(old)));
    }
    if let Some(new) = after.get(change.after.clone()).filter(|new| !new.is_empty()) {
        let space = if words.is_empty() { "" } else { " " };
        words.push_str(&format!("{space}{{+{}+}}", one_line(new)));
    }
    format!("  {:10} {} {words} {}", wording::class(change.class), left.trim_start(), right.trim_end())
}

/// What stands before and after a range: whole words, a few of them, on one line.
fn around(text: &str, range: &Range<usize>) -> (String, String) {
    let (before, after) = (text.get(..range.start).unwrap_or(""), text.get(range.end..).unwrap_or(""));
    let mut from = before.len().saturating_sub(AROUND);
    while !before.is_char_boundary(from) {
        from += 1;
    }
    let left = before.get(from..).unwrap_or("");
    let left = if from == 0 { left } else { left.split_once(char::is_whitespace).map_or(left, |(_, rest)| rest) };
    (one_line(left), one_line(head(after, AROUND)))
}

/// The beginning of a text, whole words.
fn head(text: &str, bytes: usize) -> &str {
    let mut to = bytes.min(text.len());
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let cut = text.get(..to).unwrap_or("");
    if to == text.len() { cut } else { cut.rsplit_once(char::is_whitespace).map_or(cut, |(start, _)| start) }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
