//! `onrecord events`: which documents are of one event, how close each stands to the speech, and the user's word on both.

use crate::args::{Listing, RecordArgs};
use crate::error::{CliError, Exit};
use crate::output::Output;
use crate::record;
use crate::terminal::{Terminal, harmless};
use clap::{Args, Subcommand};
use onrecord_record::Store;
use onrecord_record::events::Bond;
use onrecord_record::store::events::{EventsOnRecord, GRADE, Grading, JOIN, Joining, PART, Parting, Witness};
use onrecord_record::store::{Reference, codes};
use serde_json::{Value, json};
use std::io::Write;

const EXAMPLES: &str = "\
Examples:
  onrecord events                                    events that more than one document witnesses
  onrecord events interviews/2026-05-12.txt          the event of one document
  onrecord events join 3f2a9c01d4be 8c1b22d9e0af     these are of one event
  onrecord events part 8c1b22d9e0af                  this one is not of the event it was put to
  onrecord events grade 8c1b22d9e0af official --reason \"sent by the press office\"

A document is named by its reference or by its name on record. onrecord undo takes the last decision back.";

/// List events and their witnesses; join, part and grade documents.
///
/// Documents of one event are brought together by the words they share, their dates and people, translations by their
/// shape, numbers and names. A verdict rests on the best-graded witness that holds the words.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES, args_conflicts_with_subcommands = true)]
pub(crate) struct EventsArgs {
    #[command(subcommand)]
    decision: Option<Decision>,
    /// Only the events of these documents: references or names.
    #[arg(value_name = "DOCUMENT")]
    documents: Vec<String>,
    /// Events with a single witness too.
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    record: RecordArgs,
    /// How to write them.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Listing,
}

/// What the user decides.
#[derive(Debug, Subcommand)]
enum Decision {
    /// These documents are of one event.
    Join {
        /// References or names, two or more.
        #[arg(value_name = "DOCUMENT", required = true, num_args = 1..)]
        documents: Vec<String>,
        #[command(flatten)]
        record: RecordArgs,
    },
    /// These documents are of another event than the one they are in; together they make one of their own.
    Part {
        /// References or names.
        #[arg(value_name = "DOCUMENT", required = true)]
        documents: Vec<String>,
        #[command(flatten)]
        record: RecordArgs,
    },
    /// How close a document stands to the speech: official, transcript, machine, translation, wire, copy, summary,
    /// comment or unknown.
    Grade {
        /// Its reference or name.
        #[arg(value_name = "DOCUMENT")]
        document: String,
        /// The grade.
        #[arg(value_name = "GRADE")]
        grade: String,
        /// Why; reports show it beside the grade.
        #[arg(long, value_name = "WORDS")]
        reason: String,
        #[command(flatten)]
        record: RecordArgs,
    },
}

/// Runs the subcommand.
pub(crate) fn run(args: &EventsArgs, terminal: &Terminal) -> Result<Exit, CliError> {
    match &args.decision {
        None => list(args, terminal),
        Some(Decision::Join { documents, record }) => join(documents, record, terminal),
        Some(Decision::Part { documents, record }) => part(documents, record, terminal),
        Some(Decision::Grade { document, grade, reason, record }) => {
            set_grade(document, grade, reason, record, terminal)
        }
    }
}

fn list(args: &EventsArgs, terminal: &Terminal) -> Result<Exit, CliError> {
    let on_record = record::open(&args.record)?.events()?;
    let mut events: Vec<usize> = if args.documents.is_empty() {
        (0..on_record.events.len()).filter(|event| args.all || on_record.events.members(*event).len() > 1).collect()
    } else {
        let places = places(&on_record, &args.documents)?;
        places.into_iter().filter_map(|place| on_record.events.of(place)).collect()
    };
    if args.documents.is_empty() {
        events
            .sort_by_key(|event| on_record.by_grade(*event).first().map(|best| (best.date.clone(), best.name.clone())));
    } else {
        events.dedup();
    }
    Output::write_all(None, |out| {
        for event in &events {
            match args.format {
                Listing::Jsonl => writeln!(out, "{}", as_json(&on_record, *event))?,
                Listing::Text => write!(out, "{}", harmless(&as_text(&on_record, *event)))?,
            }
        }
        Ok(())
    })?;
    if args.documents.is_empty() && !args.all {
        let single = on_record.events.len() - events.len();
        match single {
            0 => {}
            1 => terminal.note("1 event with a single witness is not listed; --all lists it"),
            _ => terminal.note(format!("{single} events with a single witness are not listed; --all lists them")),
        }
    }
    Ok(Exit::Nothing)
}

fn as_text(on_record: &EventsOnRecord, event: usize) -> String {
    let witnesses = on_record.by_grade(event);
    let Some(best) = witnesses.first() else { return String::new() };
    let title = best.event.as_deref().or(best.title.as_deref()).unwrap_or(&best.name);
    let about = [Some(title), best.place.as_deref(), best.date.as_deref()];
    let about: Vec<&str> = about.into_iter().flatten().collect();
    let count = if witnesses.len() == 1 { "1 witness".to_owned() } else { format!("{} witnesses", witnesses.len()) };
    let mut text = format!("{} ({count})\n", about.join(", "));
    for witness in witnesses {
        let tie = tie(on_record, witness).map_or(String::new(), |(bond, ..)| format!("; {}", in_words(bond)));
        text.push_str(&format!(
            "  {:14} {:11} {}\n                 {}{tie}\n",
            witness.reference,
            witness.grade.name(),
            witness.name,
            witness.grade_reason.trim_end_matches('.')
        ));
    }
    text.push('\n');
    text
}

fn as_json(on_record: &EventsOnRecord, event: usize) -> Value {
    let witnesses = on_record.by_grade(event);
    let best = witnesses.first();
    let all: Vec<Value> = witnesses
        .iter()
        .map(|witness| {
            let tie = tie(on_record, witness).map(|(bond, share, other)| {
                json!({"by": bond.name(), "share": (share * 100.0).round() / 100.0, "with": other})
            });
            json!({
                "document": witness.name,
                "reference": witness.reference,
                "title": witness.title,
                "date": witness.date,
                "language": witness.language,
                "grade": witness.grade.name(),
                "grade_reason": witness.grade_reason,
                "people": witness.people,
                "words": witness.words,
                "tie": tie,
            })
        })
        .collect();
    json!({
        "type": "event",
        "title": best.and_then(|best| best.event.as_ref().or(best.title.as_ref())),
        "date": best.and_then(|best| best.date.as_ref()),
        "place": best.and_then(|best| best.place.as_ref()),
        "witnesses": all,
    })
}

/// What ties a witness to its event, how much, and the reference of the document at the other end.
fn tie<'r>(on_record: &'r EventsOnRecord, witness: &Witness) -> Option<(Bond, f64, &'r str)> {
    let place = on_record.find(&witness.reference)?;
    let tie = on_record.events.tie(place)?;
    let other = if tie.a as usize == place { tie.b } else { tie.a };
    Some((tie.bond, f64::from(tie.share), on_record.witnesses.get(other as usize)?.reference.as_str()))
}

fn in_words(bond: Bond) -> &'static str {
    match bond {
        Bond::Joined => "joined by hand",
        Bond::SameText => "the same text as another",
        Bond::Page => "another view of the same page",
        Bond::Words => "the same words all through",
        Bond::Translation => "the same in other words: as long, with the same numbers and names",
        Bond::Part => "shares a part of its words",
    }
}

fn join(documents: &[String], record: &RecordArgs, terminal: &Terminal) -> Result<Exit, CliError> {
    let mut store = record::open_to_write(record)?;
    let on_record = store.events()?;
    let own = whole(&on_record, documents)?;
    let references = references(&on_record, &own);
    if references.len() < 2 {
        return Err(CliError::usage("an event is joined of two documents or more", "Name another document."));
    }
    let event = |place: &usize| on_record.events.of(*place);
    let joining = Joining { documents: references };
    if own.windows(2).all(|pair| pair.first().map(event) == pair.last().map(event))
        && store.decisions(JOIN)?.iter().any(|decision| joined(&decision.value, &joining.documents))
    {
        terminal.note(format!("{} are of one event already; nothing was changed", documents.join(", ")));
        return Ok(Exit::Nothing);
    }
    decide(&mut store, "events join", documents, JOIN, &joining)?;
    terminal.note(format!("{} are of one event now; onrecord undo takes it back", documents.join(", ")));
    Ok(Exit::Nothing)
}

fn part(documents: &[String], record: &RecordArgs, terminal: &Terminal) -> Result<Exit, CliError> {
    let mut store = record::open_to_write(record)?;
    let on_record = store.events()?;
    let own = whole(&on_record, documents)?;
    let event = own.first().and_then(|first| on_record.events.of(*first));
    let others: Vec<usize> = event
        .map_or(&[][..], |event| on_record.events.members(event))
        .iter()
        .map(|place| *place as usize)
        .filter(|place| !own.contains(place))
        .collect();
    if others.is_empty() || own.iter().any(|place| on_record.events.of(*place) != event) {
        return Err(CliError::usage(
            "there is nothing to part: these are not some of the witnesses of one event",
            "onrecord events DOCUMENT lists the witnesses of its event.",
        ));
    }
    let parting = Parting { documents: references(&on_record, &own), from: references(&on_record, &others) };
    decide(&mut store, "events part", documents, PART, &parting)?;
    terminal.note(format!("{} stands apart now; onrecord undo takes it back", documents.join(", ")));
    Ok(Exit::Nothing)
}

fn set_grade(
    document: &str,
    grade: &str,
    reason: &str,
    record: &RecordArgs,
    terminal: &Terminal,
) -> Result<Exit, CliError> {
    let Some(known) = codes::grade(grade) else {
        return Err(CliError::usage(
            format!("no grade is called {grade:?}"),
            "Grades, best first: official, transcript, machine, translation, wire, copy, summary, comment, unknown.",
        ));
    };
    if reason.trim().is_empty() {
        return Err(CliError::usage("--reason is empty", "Say in a few words why; reports show it beside the grade."));
    }
    let mut store = record::open_to_write(record)?;
    let on_record = store.events()?;
    let references = references(&on_record, &whole(&on_record, &[document.to_owned()])?);
    let grading = Grading {
        document: references.into_iter().next().unwrap_or_default(),
        grade: known.name().to_owned(),
        // Lists and reports show it in a line.
        reason: reason.split_whitespace().collect::<Vec<_>>().join(" "),
    };
    let is_so = on_record.witnesses.iter().any(|one| {
        one.reference == grading.document && one.grade.name() == grading.grade && one.grade_reason == grading.reason
    });
    if is_so {
        terminal.note(format!("{document} is graded {} for that reason already; nothing was changed", known.name()));
        return Ok(Exit::Nothing);
    }
    decide(&mut store, "events grade", &[document.to_owned()], GRADE, &grading)?;
    terminal.note(format!("{document} is graded {}; onrecord undo takes it back", known.name()));
    Ok(Exit::Nothing)
}

fn decide(
    store: &mut Store,
    command: &str,
    documents: &[String],
    kind: &str,
    value: &impl serde::Serialize,
) -> Result<(), CliError> {
    store.command(&format!("{command} {}", documents.join(" ")));
    // Names and references always have a JSON form.
    let value = serde_json::to_string(value).unwrap_or_default();
    store.decide(kind, &value)?;
    Ok(())
}

fn references(on_record: &EventsOnRecord, places: &[usize]) -> Vec<String> {
    places.iter().filter_map(|place| on_record.witnesses.get(*place)).map(|one| one.reference.clone()).collect()
}

/// Whether a decision joined just these documents, in whatever order.
fn joined(decision: &str, documents: &[String]) -> bool {
    let said = serde_json::from_str::<Joining>(decision).map(|joining| joining.documents).unwrap_or_default();
    said.len() == documents.len() && documents.iter().all(|document| said.contains(document))
}

/// [`places`] of documents about which something is decided: a passage is refused, for it would be decided of all of the
/// document.
fn whole(on_record: &EventsOnRecord, documents: &[String]) -> Result<Vec<usize>, CliError> {
    let passage = |name: &&String| {
        let is_name = on_record.witnesses.iter().any(|one| one.name == **name);
        !is_name && name.parse::<Reference>().is_ok_and(|reference| reference.range.is_some())
    };
    if let Some(passage) = documents.iter().find(passage) {
        return Err(CliError::usage(
            format!("{passage} is a passage, and this is decided of whole documents"),
            format!("If you mean all of it: {}", passage.split(':').next().unwrap_or(passage)),
        ));
    }
    let places = places(on_record, documents)?;
    if places.len() < documents.len() {
        return Err(CliError::usage("a document is named twice", "Name each document once."));
    }
    Ok(places)
}

/// The places of documents that are named by reference, by the beginning of one, or by name; each once.
fn places(on_record: &EventsOnRecord, documents: &[String]) -> Result<Vec<usize>, CliError> {
    let mut places = Vec::with_capacity(documents.len());
    for wanted in documents {
        // A reference may name a place in the document.
        let reference = wanted.split(':').next().unwrap_or(wanted).to_ascii_lowercase();
        let all = || on_record.witnesses.iter().enumerate();
        let exact = all().find(|(_, one)| one.reference == reference || one.name == *wanted).map(|(place, _)| place);
        let begins = |one: &Witness| reference.len() >= 6 && one.reference.starts_with(&reference);
        let mut fits = all().filter(|(_, one)| begins(one)).map(|(place, _)| place);
        let place = exact.or_else(|| fits.next().filter(|_| fits.next().is_none())).ok_or_else(|| {
            CliError::usage(
                format!("no document on record has the reference or name {wanted}"),
                "onrecord status --documents lists them.",
            )
        })?;
        if !places.contains(&place) {
            places.push(place);
        }
    }
    Ok(places)
}
