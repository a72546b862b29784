//! Filters (`speaker:Ruiz`, `date:2029`) as conditions on the rows `s` of a segment and `d` of its document.

use super::query::{Field, Query};
use crate::store::{Store, StoreError, codes};
use rusqlite::types::Value;

/// Conditions in SQL, each after " AND ", and their parameters in order.
#[derive(Debug, Clone, Default)]
pub(super) struct Conditions {
    pub(super) sql: String,
    pub(super) parameters: Vec<Value>,
}

impl Conditions {
    fn add(&mut self, sql: &str, parameters: impl IntoIterator<Item = Value>) {
        self.sql.push_str(" AND ");
        self.sql.push_str(sql);
        self.parameters.extend(parameters);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.sql.is_empty()
    }
}

/// The filters of a query.
#[derive(Debug, Clone, Default)]
pub(super) struct Filters {
    /// Those that a document fits or not.
    pub(super) of_documents: Conditions,
    /// Those that each segment of it fits or not.
    pub(super) of_segments: Conditions,
}

/// Why a filter cannot be used.
pub(super) enum Problem {
    /// It says nothing that can be looked for: why.
    Query(String),
    Store(StoreError),
}

impl Filters {
    pub(super) fn read(query: &Query, store: &Store) -> Result<Filters, Problem> {
        let mut filters = Filters::default();
        let Filters { of_documents, of_segments } = &mut filters;
        let text = |value: &str| Value::Text(value.to_owned());
        for (field, value) in &query.filters {
            match field {
                Field::Speaker => {
                    let people = store.people_like(value).map_err(Problem::Store)?;
                    let sql = format!(
                        "s.speaker IS NOT NULL AND EXISTS (SELECT 1 FROM speakers x WHERE x.document = s.document \
                         AND x.ordinal = s.speaker AND x.person IN ({people}))"
                    );
                    of_segments.add(&sql, []);
                }
                Field::Date => {
                    let (from, to) = value.split_once("..").unwrap_or((value, value));
                    if [from, to].iter().any(|date| !date.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')) {
                        return Err(Problem::Query(
                            "a date is written as in date:2024, date:2024-05-17 or date:2020..2022".to_owned(),
                        ));
                    }
                    // Every date that begins with `to` sorts before it with a character past digits and dashes.
                    let end = if to.is_empty() { ":".to_owned() } else { format!("{to}:") };
                    of_documents.add("d.date >= ? AND d.date < ?", [text(from), Value::Text(end)]);
                }
                Field::Grade => {
                    if codes::grade(value).is_none() {
                        return Err(Problem::Query(format!("{value} is not a grade")));
                    }
                    of_segments.add("coalesce(s.grade, d.grade) = ?", [text(value)]);
                }
                Field::Language => of_documents.add("d.language = ?", [Value::Text(value.to_lowercase())]),
                Field::Kind => {
                    let Some(number) = codes::KINDS.iter().position(|kind| kind.name() == value) else {
                        return Err(Problem::Query(format!("{value} is not a kind of segment")));
                    };
                    of_segments.add("s.kind = ?", [Value::Integer(number as i64)]);
                }
                Field::Event | Field::Title => {
                    let value = Value::Text(value.to_lowercase());
                    of_documents.add(
                        "(instr(lower(coalesce(d.event, '')), ?) OR instr(lower(coalesce(d.title, '')), ?))",
                        [value.clone(), value],
                    );
                }
                Field::Name => {
                    of_documents
                        .add("EXISTS (SELECT 1 FROM names WHERE document = d.id AND instr(name, ?))", [text(value)]);
                }
            }
        }
        Ok(filters)
    }

    /// All of them.
    pub(super) fn all(&self) -> Conditions {
        let mut all = self.of_documents.clone();
        all.sql.push_str(&self.of_segments.sql);
        all.parameters.extend_from_slice(&self.of_segments.parameters);
        all
    }
}
