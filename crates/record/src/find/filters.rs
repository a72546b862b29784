//! Filters (`speaker:Ruiz`, `date:2029`) as conditions on the rows `s` of a segment and `d` of its document, and on its
//! [speaker](super::speakers).

use super::query::{Field, Query};
use super::speakers::Speakers;
use crate::date::is_date;
use crate::store::{Store, StoreError, codes};
use onrecord_text::fold::fold;
use rusqlite::functions::FunctionFlags;
use rusqlite::types::Value;
use std::rc::Rc;

/// Conditions in SQL, each after " AND ", and their parameters in order.
#[derive(Debug, Clone, Default)]
pub(super) struct Conditions {
    pub(super) sql: String,
    pub(super) parameters: Vec<Value>,
    /// Who may speak in it; all of these.
    pub(super) speakers: Vec<Rc<Speakers>>,
}

impl Conditions {
    fn add(&mut self, sql: &str, parameters: impl IntoIterator<Item = Value>) {
        self.sql.push_str(" AND ");
        self.sql.push_str(sql);
        self.parameters.extend(parameters);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.sql.is_empty() && self.speakers.is_empty()
    }

    fn with(&self, others: &Conditions) -> Conditions {
        let parameters = self.parameters.iter().chain(&others.parameters).cloned().collect();
        let speakers = self.speakers.iter().chain(&others.speakers).cloned().collect();
        Conditions { sql: format!("{}{}", self.sql, others.sql), parameters, speakers }
    }

    /// The same in SQL alone, where each of the speakers is a condition of this form, with the list of their rows for `{}`.
    fn in_sql(&self, form: &str, store: &Store) -> Result<Conditions, StoreError> {
        let mut all = self.clone();
        for speakers in std::mem::take(&mut all.speakers) {
            all.add(&form.replace("{}", &speakers.list(store)?), []);
        }
        Ok(all)
    }
}

/// The filters of a query.
#[derive(Debug, Clone, Default)]
pub(super) struct Filters {
    /// Those that a document fits or not.
    pub(super) of_documents: Conditions,
    /// Those that each segment of it fits or not.
    pub(super) of_segments: Conditions,
    /// Those of them that look at the segments.
    of_their_segments: Conditions,
    /// Whether speech never fits.
    pub(super) excludes_speech: bool,
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
        let Filters { of_documents, of_segments, of_their_segments, excludes_speech } = &mut filters;
        let has_segment =
            "EXISTS (SELECT 1 FROM segments g WHERE g.id >= d.first_segment AND g.id < d.first_segment + d.segments";
        let text = |value: &str| Value::Text(value.to_owned());
        for (field, value) in &query.filters {
            match field {
                Field::Speaker => {
                    let speakers = Speakers::of(value, store).map_err(Problem::Store)?;
                    of_segments.speakers.push(Rc::new(speakers));
                }
                Field::Date => {
                    let (from, to) = value.split_once("..").unwrap_or((value, value));
                    if let Some(date) = [from, to].into_iter().find(|date| !date.is_empty() && !is_date(date)) {
                        return Err(Problem::Query(format!(
                            "\"{date}\" is not a date: one is written as in date:2024, date:2024-05-17 or date:2020..2022"
                        )));
                    }
                    if !to.is_empty() && !from.starts_with(to) && from > to {
                        return Err(Problem::Query(format!("{from} is after {to}")));
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
                    of_their_segments
                        .add(&format!("(d.grade = ? OR {has_segment} AND g.grade = ?))"), [text(value), text(value)]);
                }
                Field::Language => of_documents.add("d.language = ?", [Value::Text(value.to_lowercase())]),
                Field::Kind => {
                    let Some(number) = codes::KINDS.iter().position(|kind| kind.name() == value) else {
                        return Err(Problem::Query(format!("{value} is not a kind of segment")));
                    };
                    let kind = Value::Integer(number as i64);
                    of_segments.add("s.kind = ?", [kind.clone()]);
                    of_their_segments.add(&format!("{has_segment} AND g.kind = ?)"), [kind]);
                    *excludes_speech |= number > 1;
                }
                Field::Event | Field::Title => {
                    holds_folded(store).map_err(Problem::Store)?;
                    let value = Value::Text(fold(value));
                    of_documents.add("(holds_folded(d.event, ?) OR holds_folded(d.title, ?))", [value.clone(), value]);
                }
                Field::Name => {
                    of_documents
                        .add("EXISTS (SELECT 1 FROM names WHERE document = d.id AND instr(name, ?))", [text(value)]);
                }
            }
        }
        Ok(filters)
    }

    /// Those of segments, in SQL alone.
    pub(super) fn of_segments_listed(&self, store: &Store) -> Result<Conditions, StoreError> {
        let speaks = "s.speaker IS NOT NULL AND EXISTS (SELECT 1 FROM speakers x WHERE x.document = s.document \
                      AND x.ordinal = s.speaker AND x.person IN ({}))";
        self.of_segments.in_sql(speaks, store)
    }

    /// Those of documents that have a segment that may fit all.
    pub(super) fn of_documents_at_all(&self, store: &Store) -> Result<Conditions, StoreError> {
        Ok(self.of_documents_listed(store)?.with(&self.of_their_segments))
    }

    /// The same as far as it can be told without looking at their segments.
    pub(super) fn of_documents_listed(&self, store: &Store) -> Result<Conditions, StoreError> {
        let speakers = Conditions { speakers: self.of_segments.speakers.clone(), ..Conditions::default() };
        let speak = "d.id IN (SELECT document FROM speakers WHERE person IN ({}))";
        Ok(self.of_documents.with(&speakers.in_sql(speak, store)?))
    }

    /// Whether [`Filters::of_documents_at_all`] looks at segments.
    pub(super) fn ask_for_segments(&self) -> bool {
        !self.of_their_segments.is_empty()
    }

    /// Whether it looks at everybody who speaks.
    pub(super) fn ask_for_everybody(&self) -> bool {
        !self.of_segments.speakers.iter().all(|speakers| speakers.are_known())
    }
}

/// Gives the connection a function that says whether a text holds another that is folded; SQLite itself knows no capitals but
/// those of ASCII.
fn holds_folded(store: &Store) -> Result<(), StoreError> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_INNOCUOUS;
    store
        .connection()
        .create_scalar_function("holds_folded", 2, flags, |context| {
            let text = |at| context.get_raw(at).as_str().unwrap_or_default();
            Ok(fold(text(0)).contains(text(1)))
        })
        .map_err(|e| store.sqlite(e))
}
