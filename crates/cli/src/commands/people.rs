//! `onrecord people`: who speaks on record, and which names are one person's.

use crate::args::{Listing, RecordArgs};
use crate::error::{CliError, Exit};
use crate::output::Output;
use crate::record;
use crate::terminal::{Terminal, harmless};
use clap::{Args, Subcommand};
use onrecord_record::people::Decision;
use serde_json::json;
use std::io::Write;

const EXAMPLES: &str = "\
Examples:
  onrecord people --record city.record
  onrecord people --like Lavrow                        whoever may be meant, in any spelling or script
  onrecord people merge \"Ana Ruiz\" \"Ana Castell\"     two names, one person
  onrecord people alias \"Ana Ruiz\" \"the chief\"       how the press calls her
  onrecord people rename \"A. Ruiz\" \"Ana Ruiz\"
  onrecord people part \"John Lind\" \"John A. Lind\"    two people, whatever their names look like

onrecord undo takes back the last of these. Nothing is merged because names are alike.";

/// List who speaks on record, and say who is who.
///
/// Those who speak most come first, with the other forms of their names. What you decide counts when quotations are checked and
/// in onrecord find speaker:NAME; the documents stay as they are.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES, args_conflicts_with_subcommands = true)]
pub(crate) struct PeopleArgs {
    #[command(subcommand)]
    decide: Option<Decide>,
    #[command(flatten)]
    record: RecordArgs,
    /// Only those whom this name may mean.
    #[arg(long, value_name = "NAME")]
    like: Option<String>,
    /// How to write them.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Listing,
}

/// What can be decided of people.
#[derive(Debug, Subcommand)]
enum Decide {
    /// Say that two people of the record are one.
    ///
    /// All names of both are that person's from now on.
    Merge {
        /// The person; what it is called stays.
        #[arg(value_name = "NAME")]
        name: String,
        /// Who is the same person.
        #[arg(value_name = "SAME")]
        same: String,
        #[command(flatten)]
        record: RecordArgs,
    },
    /// Say what a person of the record is called.
    ///
    /// Reports and lists call the person so from now on; the old name stays as another name.
    Rename {
        /// The person.
        #[arg(value_name = "NAME")]
        name: String,
        /// The new name.
        #[arg(value_name = "NEW")]
        to: String,
        #[command(flatten)]
        record: RecordArgs,
    },
    /// Give a person of the record another name.
    ///
    /// Quotations that an article puts into the mouth of that name are checked as this person's.
    Alias {
        /// The person.
        #[arg(value_name = "NAME")]
        name: String,
        /// The other name.
        #[arg(value_name = "ALIAS")]
        alias: String,
        #[command(flatten)]
        record: RecordArgs,
    },
    /// Say that two names are two people.
    ///
    /// Takes apart what was merged, and keeps apart whose names are alike.
    Part {
        /// The one.
        #[arg(value_name = "NAME")]
        name: String,
        /// The other.
        #[arg(value_name = "OTHER")]
        from: String,
        #[command(flatten)]
        record: RecordArgs,
    },
}

/// Runs the subcommand.
pub(crate) fn run(args: &PeopleArgs, terminal: &Terminal) -> Result<Exit, CliError> {
    match &args.decide {
        Some(decision) => decide(decision, terminal),
        None => list(args, terminal),
    }
}

fn decide(decide: &Decide, terminal: &Terminal) -> Result<Exit, CliError> {
    let (record, words, decision) = match decide {
        Decide::Merge { name, same, record } => {
            (record, "merge", Decision::Merge { name: name.clone(), same: same.clone() })
        }
        Decide::Rename { name, to, record } => {
            (record, "rename", Decision::Rename { name: name.clone(), to: to.clone() })
        }
        Decide::Alias { name, alias, record } => {
            (record, "alias", Decision::Alias { name: name.clone(), alias: alias.clone() })
        }
        Decide::Part { name, from, record } => {
            (record, "part", Decision::Part { name: name.clone(), from: from.clone() })
        }
    };
    let mut store = record::open_to_write(record)?;
    store.command(&format!("people {words}"));
    let decided = store.decide_people(&decision)?;
    terminal.note(format!("{decided}; onrecord undo takes it back"));
    Ok(Exit::Nothing)
}

fn list(args: &PeopleArgs, terminal: &Terminal) -> Result<Exit, CliError> {
    let store = record::open(&args.record)?;
    let mut people = store.people()?;
    if let Some(wanted) = &args.like {
        let who = store.who_is_who()?;
        people.retain(|person| person.may_be(wanted, &who));
        if people.is_empty() {
            terminal.note(format!("nobody on record is called {wanted}"));
            return Ok(Exit::Findings);
        }
    }
    if people.is_empty() {
        terminal.note("no document on record names who speaks in it");
    }
    Output::write_all(None, |out| {
        for person in &people {
            match args.format {
                Listing::Jsonl => {
                    let line = json!({
                        "type": "person",
                        "name": person.name,
                        "aliases": person.aliases,
                        "roles": person.roles,
                        "decided": person.decided,
                        "documents": person.documents,
                        "segments": person.segments,
                    });
                    writeln!(out, "{line}")?;
                }
                Listing::Text => {
                    let also = if person.aliases.is_empty() {
                        String::new()
                    } else {
                        format!("  (also: {})", person.aliases.join(", "))
                    };
                    let times = plural(person.segments, "time");
                    let documents = plural(person.documents, "document");
                    let line = format!("{}  speaks {times} in {documents}{also}", person.name);
                    writeln!(out, "{}", harmless(&line))?;
                }
            }
        }
        Ok(())
    })?;
    Ok(Exit::Nothing)
}

fn plural(count: u64, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}
