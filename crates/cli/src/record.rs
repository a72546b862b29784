//! Which record is meant: `--record`, else ONRECORD, else the nearest `*.record` upward.

use crate::args::RecordArgs;
use crate::error::CliError;
use onrecord_record::store::Store;
use std::path::{Path, PathBuf};

const ENDING: &str = "record";

/// The environment variable that names a record.
const VARIABLE: &str = "ONRECORD";

/// The record that is meant, whether or not it exists; `None` where nothing names one.
pub(crate) fn chosen(args: &RecordArgs) -> Result<Option<PathBuf>, CliError> {
    if let Some(path) = &args.record {
        return Ok(Some(with_ending(path)));
    }
    if let Some(path) = std::env::var_os(VARIABLE).filter(|path| !path.is_empty()) {
        return Ok(Some(with_ending(Path::new(&path))));
    }
    let Ok(here) = std::env::current_dir() else { return Ok(None) };
    for folder in here.ancestors() {
        let found = records_in(folder);
        match found.as_slice() {
            [] => {}
            [one] => return Ok(Some(shorter(one, &here))),
            several => {
                let names: Vec<String> =
                    several.iter().map(|path| shorter(path, &here).display().to_string()).collect();
                return Err(CliError::usage(
                    format!("more than one record is near: {}", names.join(", ")),
                    format!("Say which: --record {}", names.first().map_or("", String::as_str)),
                ));
            }
        }
    }
    Ok(None)
}

/// The record that is meant, for a subcommand that cannot do without.
pub(crate) fn needed(args: &RecordArgs) -> Result<PathBuf, CliError> {
    chosen(args)?.ok_or_else(|| {
        CliError::usage(
            "no record is named and none is near",
            "Name one with --record, or make one: onrecord init NAME.record",
        )
    })
}

/// Opens the record that is meant, for reading; others may write to it meanwhile.
pub(crate) fn open(args: &RecordArgs) -> Result<Store, CliError> {
    Ok(Store::open_read_only(&needed(args)?)?)
}

/// Opens the record that is meant, to add to it.
pub(crate) fn open_to_write(args: &RecordArgs) -> Result<Store, CliError> {
    Ok(Store::open(&needed(args)?)?)
}

/// `city` means `city.record`, unless there is a file of that very name.
pub(crate) fn with_ending(path: &Path) -> PathBuf {
    if path.extension().is_some() || path.exists() { path.to_owned() } else { path.with_extension(ENDING) }
}

fn records_in(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == ENDING) && path.is_file())
        .collect();
    found.sort();
    found
}

/// As the user would type it, where it lies in this folder.
fn shorter(path: &Path, here: &Path) -> PathBuf {
    path.strip_prefix(here).unwrap_or(path).to_owned()
}
