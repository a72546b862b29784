//! `onrecord people`: who speaks on record.

use crate::args::{Listing, RecordArgs};
use crate::error::{CliError, Exit};
use crate::output::Output;
use crate::record;
use crate::terminal::harmless;
use clap::Args;
use serde_json::json;
use std::io::Write;

const EXAMPLES: &str = "\
Examples:
  onrecord people --record city.record
  onrecord people --format jsonl";

/// List who speaks on record.
///
/// Those who speak most come first, with the other forms of their names.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct PeopleArgs {
    #[command(flatten)]
    record: RecordArgs,
    /// How to write them.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Listing,
}

/// Runs the subcommand.
pub(crate) fn run(args: &PeopleArgs) -> Result<Exit, CliError> {
    let people = record::open(&args.record)?.people()?;
    Output::write_all(None, |out| {
        for person in &people {
            match args.format {
                Listing::Jsonl => {
                    let line = json!({
                        "type": "person",
                        "name": person.name,
                        "aliases": person.aliases,
                        "roles": person.roles,
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
