//! `onrecord show`: a passage in its place, or a whole document, as the record holds it.

use crate::args::{Listing, RecordArgs};
use crate::error::{CliError, Exit};
use crate::output::Output;
use crate::record;
use crate::terminal::Terminal;
use clap::Args;
use onrecord_check::Passage;
use onrecord_read::Document;
use onrecord_record::store::{Place, Reference};
use std::io::Write;
use std::ops::Range;

const EXAMPLES: &str = "\
Examples:
  onrecord show 3f2a9c01d4be:1200-1380
  onrecord show 3f2a9c01d4be --source > page.html";

/// Bytes on each side of a passage.
const CONTEXT: usize = 400;

/// Show a passage in its place, or a whole document.
///
/// A reference with a place (3f2a9c01d4be:120-180) shows the words there and what stands around them.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct ShowArgs {
    /// The reference, as check, find and status print it.
    #[arg(value_name = "REFERENCE")]
    reference: String,
    #[command(flatten)]
    record: RecordArgs,
    /// How many bytes to show on each side of a passage, in whole words: 400 unless told.
    #[arg(long, value_name = "BYTES", conflicts_with = "source")]
    context: Option<usize>,
    /// Write the source itself, byte for byte as it was received.
    #[arg(long, conflicts_with = "format")]
    source: bool,
    /// How to write it.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Listing,
}

/// Runs the subcommand.
pub(crate) fn run(args: &ShowArgs, terminal: &Terminal) -> Result<Exit, CliError> {
    let store = record::open(&args.record)?;
    let has_place = args.reference.parse::<Reference>()?.range.is_some();
    if args.source {
        if has_place {
            terminal.note("this is the whole source: a place counts in the text that was read from it");
        }
        let bytes = store.source(&args.reference)?;
        Output::write_all(None, |out| Ok(out.write_all(&bytes)?))?;
        return Ok(Exit::Nothing);
    }
    if args.context.is_some() && !has_place {
        return Err(CliError::usage(
            "--context is for a passage, and this is a whole document",
            "Name a place in it, as in 3f2a9c01d4be:120-180, or leave --context out.",
        ));
    }
    let place = store.place(&args.reference)?;
    let style = terminal.style(false);
    Output::write_all(None, |out| {
        if has_place {
            let passage = passage(&place, args.context.unwrap_or(CONTEXT));
            onrecord_report::passages::write(args.format.into(), &[passage], &style, out)?;
        } else {
            let held = &place.held;
            onrecord_report::reading::write(args.format.into(), &held.name, &held.document, &style, out)?;
        }
        Ok(())
    })?;
    if !place.is_current {
        terminal.note("this is an older version: the record holds a newer one of the same name");
    }
    Ok(Exit::Nothing)
}

fn passage(place: &Place, context: usize) -> Passage {
    let document = &place.held.document;
    let range = &place.range;
    let covered = document
        .segments
        .iter()
        .filter(|segment| segment.range.start < range.end && range.start < segment.range.end)
        .collect::<Vec<_>>();
    let first = covered.first();
    let around = widened(document, range, context);
    let text = |range: Range<usize>| document.text.get(range).unwrap_or_default().trim().to_owned();
    Passage {
        document: place.held.name.clone(),
        reference: place.held.reference.as_ref().map(|reference| format!("{reference}:{}-{}", range.start, range.end)),
        title: document.title.clone(),
        event: document.event.clone(),
        date: document.date.clone(),
        speaker: first.and_then(|segment| document.speaker_name(segment)).map(str::to_owned),
        grade: first.map_or(document.grade, |segment| document.segment_grade(segment)),
        grade_reason: document.grade_reason.clone(),
        range: range.clone(),
        time: first.and_then(|segment| segment.time).map(|time| {
            let last = covered.last().and_then(|segment| segment.time).unwrap_or(time);
            (time.start, last.end.max(time.start))
        }),
        text: text(range.clone()),
        before: text(around.start..range.start),
        after: text(range.end..around.end),
        link: document.link.clone(),
        asked: None,
    }
}

/// The range with up to so many bytes more on each side, in whole words.
fn widened(document: &Document, range: &Range<usize>, context: usize) -> Range<usize> {
    let text = document.text.as_str();
    let (from, to) = (range.start.saturating_sub(context), range.end.saturating_add(context));
    let is_border = |at: usize| text.get(..at).is_some_and(|head| head.ends_with(char::is_whitespace));
    let start = if from == 0 { 0 } else { (from..range.start).find(|at| is_border(*at)).unwrap_or(range.start) };
    let ends_word = |at: usize| text.get(at..).is_some_and(|rest| rest.starts_with(char::is_whitespace));
    let end = if to >= text.len() {
        text.len()
    } else {
        (range.end..=to).rev().find(|at| ends_word(*at)).unwrap_or(range.end)
    };
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_read::{Hint, read};

    #[test]
    fn context_ends_at_whole_words_and_at_the_ends_of_the_text() {
        let text = "Über die Brücke gehen wir heute nicht";
        let document = read(text.as_bytes(), &Hint::default()).expect("a text");
        let at = text.find("gehen").expect("the word");
        let around = |context| document.text.get(widened(&document, &(at..at + 5), context)).expect("whole characters");
        assert_eq!(around(0), "gehen");
        assert_eq!(around(3), "gehen");
        assert_eq!(around(10), "Brücke gehen wir heute");
        assert_eq!(around(1000), text);
    }
}
