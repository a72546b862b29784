//! A record as tables: its documents, its segments, its people, as CSV and as Parquet.
//!
//! The columns are a contract: they may be added to at the end, never changed (docs/record.md says what they mean). JSON lines, with
//! all that a reading holds, are written by [`crate::reading`].

use crate::csv::guarded;
use crate::model::ReportError;
use crate::parquet::{self, Kind, Value};
use onrecord_record::store::PersonOnRecord;
use onrecord_record::{Held, People};
use std::borrow::Cow;
use std::io;

/// Which table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Table {
    /// A row a segment.
    Segments,
    /// A row a document.
    Documents,
    /// A row a person.
    People,
}

impl Table {
    /// The names of the columns and what they hold, in order.
    pub fn columns(self) -> &'static [(&'static str, Kind)] {
        use Kind::{Real, Text, Whole};
        match self {
            Table::Segments => &[
                ("reference", Text),
                ("document", Text),
                ("kind", Text),
                ("speaker", Text),
                ("person", Text),
                ("text", Text),
                ("start", Whole),
                ("end", Whole),
                ("time_start", Real),
                ("time_end", Real),
                ("grade", Text),
                ("title", Text),
                ("date", Text),
                ("event", Text),
                ("place", Text),
                ("language", Text),
                ("link", Text),
                ("post", Whole),
            ],
            Table::Documents => &[
                ("reference", Text),
                ("document", Text),
                ("title", Text),
                ("date", Text),
                ("event", Text),
                ("place", Text),
                ("language", Text),
                ("link", Text),
                ("origin", Text),
                ("format", Text),
                ("grade", Text),
                ("grade_reason", Text),
                ("people", Text),
                ("segments", Whole),
                ("bytes", Whole),
                ("text", Text),
            ],
            Table::People => &[
                ("name", Text),
                ("aliases", Text),
                ("roles", Text),
                ("documents", Whole),
                ("segments", Whole),
                ("decided", Whole),
            ],
        }
    }
}

/// Writes one table, row by row.
pub enum TableWriter<W: io::Write> {
    /// With a heading; a cell that a spreadsheet would take for a formula has an apostrophe before it.
    Csv(Box<::csv::Writer<W>>),
    /// Packed with zstd.
    Parquet(parquet::Writer<W>),
}

impl<W: io::Write> TableWriter<W> {
    /// Begins a table as CSV.
    ///
    /// # Errors
    /// When the writer fails.
    pub fn csv(table: Table, out: W) -> Result<Self, ReportError> {
        let mut csv = ::csv::Writer::from_writer(out);
        csv.write_record(table.columns().iter().map(|(name, _)| name))?;
        Ok(TableWriter::Csv(Box::new(csv)))
    }

    /// Begins a table as Parquet.
    ///
    /// # Errors
    /// When the writer fails.
    pub fn parquet(table: Table, out: W) -> Result<Self, ReportError> {
        Ok(TableWriter::Parquet(parquet::Writer::new(out, table.columns())?))
    }

    /// Writes the rows of a document: one, or one a segment. `people` says who is who.
    ///
    /// # Errors
    /// When the writer fails.
    pub fn document(&mut self, table: Table, held: &Held, people: &People) -> Result<(), ReportError> {
        match table {
            Table::Segments => self.segments(held, people),
            Table::Documents => self.row(&document_row(held)),
            Table::People => Ok(()),
        }
    }

    fn segments(&mut self, held: &Held, people: &People) -> Result<(), ReportError> {
        let document = &held.document;
        for segment in &document.segments {
            let speaker = document.speaker_name(segment);
            let place = |reference: &String| format!("{reference}:{}-{}", segment.range.start, segment.range.end);
            self.row(&[
                owned(held.reference.as_ref().map(place)),
                text(Some(&held.name)),
                text(Some(segment.kind.name())),
                text(speaker),
                text(speaker.map(|name| people.called(name))),
                text(Some(document.segment_text(segment))),
                whole(segment.range.start),
                whole(segment.range.end),
                Cell::Real(segment.time.map(|time| time.start)),
                Cell::Real(segment.time.map(|time| time.end)),
                text(Some(document.segment_grade(segment).name())),
                text(document.title.as_deref()),
                text(document.date.as_deref()),
                text(document.event.as_deref()),
                text(document.place.as_deref()),
                text(document.language.as_deref()),
                text(document.link.as_deref()),
                Cell::Whole(segment.post.map(i64::from)),
            ])?;
        }
        Ok(())
    }

    /// Writes a person's row.
    ///
    /// # Errors
    /// When the writer fails.
    pub fn person(&mut self, person: &PersonOnRecord) -> Result<(), ReportError> {
        self.row(&[
            text(Some(&person.name)),
            owned(Some(person.aliases.join("; "))),
            owned(Some(person.roles.join("; "))),
            Cell::Whole(Some(person.documents as i64)),
            Cell::Whole(Some(person.segments as i64)),
            Cell::Whole(Some(person.decided.into())),
        ])
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), ReportError> {
        match self {
            TableWriter::Csv(csv) => {
                for cell in cells {
                    match cell {
                        Cell::Text(text) => csv.write_field(guarded(text.as_deref().unwrap_or("")).as_ref())?,
                        Cell::Whole(number) => csv.write_field(number.map(|n| n.to_string()).unwrap_or_default())?,
                        Cell::Real(number) => csv.write_field(number.map(|n| n.to_string()).unwrap_or_default())?,
                    }
                }
                csv.write_record(None::<&[u8]>)?;
            }
            TableWriter::Parquet(parquet) => {
                parquet.row(&cells.iter().map(Cell::value).collect::<Vec<_>>())?;
            }
        }
        Ok(())
    }

    /// Writes the end of the table.
    ///
    /// # Errors
    /// When the writer fails.
    pub fn finish(self) -> Result<(), ReportError> {
        match self {
            TableWriter::Csv(mut csv) => Ok(csv.flush()?),
            TableWriter::Parquet(parquet) => Ok(parquet.finish().map(|_| ())?),
        }
    }
}

/// A value that may be missing.
enum Cell<'a> {
    Text(Option<Cow<'a, str>>),
    Whole(Option<i64>),
    Real(Option<f64>),
}

impl Cell<'_> {
    fn value(&self) -> Value<'_> {
        match self {
            Cell::Text(Some(text)) => Value::Text(text),
            Cell::Whole(Some(number)) => Value::Whole(*number),
            Cell::Real(Some(number)) => Value::Real(*number),
            Cell::Text(None) | Cell::Whole(None) | Cell::Real(None) => Value::Empty,
        }
    }
}

fn text(text: Option<&str>) -> Cell<'_> {
    Cell::Text(text.map(Cow::Borrowed))
}

fn owned(text: Option<String>) -> Cell<'static> {
    Cell::Text(text.map(Cow::Owned))
}

fn whole(number: usize) -> Cell<'static> {
    Cell::Whole(Some(number as i64))
}

fn document_row(held: &Held) -> Vec<Cell<'_>> {
    let document = &held.document;
    let people: Vec<&str> = document.people.iter().map(|person| person.name.as_str()).collect();
    vec![
        text(held.reference.as_deref()),
        text(Some(&held.name)),
        text(document.title.as_deref()),
        text(document.date.as_deref()),
        text(document.event.as_deref()),
        text(document.place.as_deref()),
        text(document.language.as_deref()),
        text(document.link.as_deref()),
        text(document.origin.as_deref()),
        text(Some(onrecord_record::store::codes::format_name(document.format))),
        text(Some(document.grade.name())),
        text(Some(&document.grade_reason)),
        owned(Some(people.join("; "))),
        whole(document.segments.len()),
        whole(document.text.len()),
        text(Some(&document.text)),
    ]
}
