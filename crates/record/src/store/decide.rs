//! Decisions of the user: two names are one person, this name is to be written so, that document belongs to this event.
//!
//! A decision is an entry of the log and nothing besides: what it means is worked out anew whenever it is read, by the
//! part of the code that knows its kind. So it is chained and verified like all else, [`Store::undo`] takes it back by
//! saying that its command does not count, and no table can come to disagree with the log.
//!
//! Not for what a decision means: this module keeps a kind and a JSON value, and looks into neither.

use super::log::Happening;
use super::{Store, StoreError};
use std::collections::HashSet;

/// The longest kind and the longest value that are kept, in bytes.
const KIND_BYTES: usize = 40;
const VALUE_BYTES: usize = 64 << 10;

/// A decision of the user that is in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The number of its entry in the log.
    pub entry: i64,
    /// When, UTC.
    pub at: String,
    /// What it is about, in lower-case letters and hyphens: `person-alias`.
    pub kind: String,
    /// What was decided, as JSON.
    pub value: String,
}

impl Store {
    /// Puts a decision on record, as part of the command that was named with [`Store::command`], and gives the number
    /// of its entry. The value is kept as canonical JSON: no white space, keys in order.
    ///
    /// Fails if the kind is not made of lower-case letters and hyphens, or the value is not JSON or above 64 KB.
    pub fn decide(&mut self, kind: &str, value: &str) -> Result<i64, StoreError> {
        let unfit = |reason: String| StoreError::BadDecision { kind: kind.to_owned(), reason };
        if !is_kind(kind) {
            return Err(unfit("a kind has 1 to 40 lower-case letters and hyphens".to_owned()));
        }
        if value.len() > VALUE_BYTES {
            return Err(unfit(format!("it has {} bytes, and {VALUE_BYTES} are the most that is kept", value.len())));
        }
        let value: serde_json::Value =
            serde_json::from_str(value).map_err(|error| unfit(format!("it is not JSON: {error}")))?;
        let note = format!("{kind} {value}");
        self.transaction(|store| {
            store.log_change(&Happening { action: "decided", note: Some(&note), ..Happening::default() })
        })
    }

    /// The decisions of a kind that are in force, those that were taken back left out, oldest first.
    pub fn decisions(&self, kind: &str) -> Result<Vec<Decision>, StoreError> {
        let mut decisions: Vec<(i64, Decision)> = Vec::new();
        let mut undone: HashSet<i64> = HashSet::new();
        let mut collect = || -> rusqlite::Result<()> {
            // The condition is that of the partial index `log_decisions`, word for word; without it, in a record of an
            // older schema, the whole log is read.
            let mut statement = self.connection.prepare_cached(
                "SELECT id, command, at, action, note FROM log WHERE action IN ('decided', 'undo') ORDER BY id",
            )?;
            let mut rows = statement.query(())?;
            while let Some(row) = rows.next()? {
                let note: String = row.get::<_, Option<String>>(4)?.unwrap_or_default();
                if row.get::<_, String>(3)? == "undo" {
                    undone.extend(note.parse::<i64>().ok());
                } else if let Some((said, value)) = split(&note)
                    && said == kind
                {
                    let decision = Decision {
                        entry: row.get(0)?,
                        at: row.get(2)?,
                        kind: said.to_owned(),
                        value: value.to_owned(),
                    };
                    decisions.push((row.get(1)?, decision));
                }
            }
            Ok(())
        };
        collect().map_err(|e| self.sqlite(e))?;
        Ok(decisions
            .into_iter()
            .filter(|(command, _)| !undone.contains(command))
            .map(|(_, decision)| decision)
            .collect())
    }
}

/// The kind and the value of a decision, from the note of its entry in the log; `None` if it is not one.
pub fn split(note: &str) -> Option<(&str, &str)> {
    let (kind, value) = note.split_once(' ')?;
    (is_kind(kind) && serde_json::from_str::<serde::de::IgnoredAny>(value).is_ok()).then_some((kind, value))
}

/// A decision in plain words, from the note of its entry in the log: `person alias: alias "the chief", name "Ana Ruiz"`.
pub fn in_words(note: &str) -> String {
    let Some((kind, value)) = split(note) else { return note.to_owned() };
    let value = match serde_json::from_str(value) {
        Ok(serde_json::Value::Object(fields)) => {
            let fields: Vec<String> = fields.iter().map(|(key, value)| format!("{key} {value}")).collect();
            fields.join(", ")
        }
        _ => value.to_owned(),
    };
    format!("{}: {value}", kind.replace('-', " "))
}

fn is_kind(kind: &str) -> bool {
    (1..=KIND_BYTES).contains(&kind.len()) && kind.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
}
