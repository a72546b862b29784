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
    /// That a document is not current.
    pub(super) fn gone() -> Conditions {
        let mut gone = Conditions::default();
        gone.add("NOT EXISTS (SELECT 1 FROM names WHERE document = d.id)", []);
        gone
    }

    fn add(&mut self, sql: &str, parameters: impl IntoIterator<Item = Value>) {
        self.sql.push_str(" AND ");
        self.sql.push_str(sql);
        self.parameters.extend(parameters);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.sql.is_empty()
    }

    fn with(&self, others: &Conditions) -> Conditions {
        let parameters = self.parameters.iter().chain(&others.parameters).cloned().collect();
        Conditions { sql: format!("{}{}", self.sql, others.sql), parameters }
    }
}

/// The filters of a query.
#[derive(Debug, Clone, Default)]
pub(super) struct Filters {
    /// Those that a document fits or not.
    pub(super) of_documents: Conditions,
    /// Those that each segment of it fits or not.
    pub(super) of_segments: Conditions,
    /// Of documents again: without them no segment of it fits those.
    of_any_segment: Conditions,
    /// Whether those look at the segments.
    pub(super) ask_for_segments: bool,
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
        let Filters { of_documents, of_segments, of_any_segment, ask_for_segments } = &mut filters;
        let has_segment =
            "EXISTS (SELECT 1 FROM segments g WHERE g.id >= d.first_segment AND g.id < d.first_segment + d.segments";
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
                    of_any_segment
                        .add(&format!("d.id IN (SELECT document FROM speakers WHERE person IN ({people}))"), []);
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
                    *ask_for_segments = true;
                    of_any_segment
                        .add(&format!("(d.grade = ? OR {has_segment} AND g.grade = ?))"), [text(value), text(value)]);
                }
                Field::Language => of_documents.add("d.language = ?", [Value::Text(value.to_lowercase())]),
                Field::Kind => {
                    let Some(number) = codes::KINDS.iter().position(|kind| kind.name() == value) else {
                        return Err(Problem::Query(format!("{value} is not a kind of segment")));
                    };
                    let kind = Value::Integer(number as i64);
                    of_segments.add("s.kind = ?", [kind.clone()]);
                    *ask_for_segments = true;
                    of_any_segment.add(&format!("{has_segment} AND g.kind = ?)"), [kind]);
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
        self.of_documents.with(&self.of_segments)
    }

    /// All of them, and what spares to look at the segments of documents of which none fits.
    pub(super) fn of_listed(&self) -> Conditions {
        if self.ask_for_segments { self.all() } else { self.of_documents_at_all().with(&self.of_segments) }
    }

    /// Those of documents that have a segment that may fit all.
    pub(super) fn of_documents_at_all(&self) -> Conditions {
        self.of_documents.with(&self.of_any_segment)
    }
}
