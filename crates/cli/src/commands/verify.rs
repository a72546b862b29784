//! `onrecord verify`: proof that nothing on record was changed or removed.

use crate::args::{Listing, RecordArgs};
use crate::error::{CliError, Exit};
use crate::output::Output;
use crate::record;
use crate::terminal::{Terminal, harmless};
use clap::Args;
use onrecord_record::store::Verified;
use onrecord_record::{Digest, Store, StoreError};
use serde_json::json;
use std::io::Write;

const EXAMPLES: &str = "\
Examples:
  onrecord verify
  onrecord verify --record city.record --head 9f2c...   (the hash that onrecord status printed before)
  onrecord verify --repair   (makes a damaged index anew)

Exit code:
  0  everything is as it was written
  1  something is not
  2  it could not be proved either way";

/// Prove that nothing on record was changed, or name what was.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct VerifyArgs {
    #[command(flatten)]
    record: RecordArgs,
    /// The hash of the log's last entry that you kept elsewhere: proves that the log goes on from there.
    #[arg(long, value_name = "HASH")]
    head: Option<String>,
    /// Make the index anew where nothing else is damaged. It is derived from the documents: nothing that was added is changed.
    #[arg(long)]
    repair: bool,
    /// How to write it.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Listing,
}

fn counted(count: u64, one: &str, many: &str) -> String {
    onrecord_report::wording::counted(usize::try_from(count).unwrap_or(usize::MAX), one, many)
}

/// Runs the subcommand.
pub(crate) fn run(args: &VerifyArgs, terminal: &Terminal) -> Result<Exit, CliError> {
    let head = match &args.head {
        None => None,
        Some(hex) => Some(Digest::from_hex(hex.trim()).ok_or_else(|| {
            CliError::usage("--head is not a hash", "It has 64 hexadecimal digits, as onrecord status prints them.")
        })?),
    };
    let (store, verified) = match verified(args, head, terminal) {
        Ok(verified) => verified,
        // The error's own next step would be this very command.
        Err(CliError::Record(error @ (StoreError::Damaged { .. } | StoreError::Sqlite { .. }))) => {
            return Err(CliError::usage(error.to_string(), "Go back to a backup made before."));
        }
        Err(error) => return Err(error),
    };
    Output::write_all(None, |out| {
        match args.format {
            Listing::Jsonl => {
                let damage: Vec<_> = verified
                    .damage
                    .iter()
                    .map(|damage| {
                        json!({"table": damage.table, "place": damage.place, "what": damage.what, "repairable": damage.repairable})
                    })
                    .collect();
                let line = json!({
                    "type": "verified",
                    "record": store.path().display().to_string(),
                    "sound": verified.is_sound(),
                    "sources": verified.sources,
                    "documents": verified.documents,
                    "entries": verified.entries,
                    "bytes": verified.bytes,
                    "head": verified.head.to_string(),
                    "damage": damage,
                });
                writeln!(out, "{line}")?;
            }
            Listing::Text => {
                for damage in &verified.damage {
                    let place = if damage.place.is_empty() { String::new() } else { format!(" {}", damage.place) };
                    writeln!(out, "{}", harmless(&format!("damaged: {}{place}: {}", damage.table, damage.what)))?;
                }
                let outcome = if verified.is_sound() { "sound" } else { "damaged" };
                writeln!(
                    out,
                    "{} is {outcome}: {}, {} and {} of the log were checked",
                    store.path().display(),
                    counted(verified.sources, "source", "sources"),
                    counted(verified.documents, "document", "documents"),
                    counted(verified.entries, "entry", "entries")
                )?;
                writeln!(out, "the last entry of the log is {}", verified.head)?;
            }
        }
        Ok(())
    })?;
    if verified.is_sound() {
        return Ok(Exit::Nothing);
    }
    terminal.hint(if is_repairable(&verified) {
        "Nothing that was added is damaged: onrecord verify --repair makes the index anew."
    } else {
        "Go back to a backup made before, and compare the two with onrecord export."
    });
    Ok(Exit::Findings)
}

/// Whether nothing is damaged but the index.
fn is_repairable(verified: &Verified) -> bool {
    verified.damage.iter().all(|damage| damage.repairable)
}

/// What there is to say of the record, after its index was made anew where that is wanted and needed.
fn verified(args: &VerifyArgs, head: Option<Digest>, terminal: &Terminal) -> Result<(Store, Verified), CliError> {
    let store = record::open(&args.record)?;
    let verified = store.verify(head)?;
    // Of what is damaged besides, no index can be made.
    if !args.repair || verified.is_sound() || !is_repairable(&verified) {
        return Ok((store, verified));
    }
    drop(store);
    record::open_to_write(&args.record)?.rebuild_index()?;
    terminal.note("the index was damaged and was made anew from the documents");
    let store = record::open(&args.record)?;
    let verified = store.verify(head)?;
    Ok((store, verified))
}
