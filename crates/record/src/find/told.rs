//! What is told of the segments that a page shows.

use super::{Hit, snippet};
use crate::store::{Store, StoreError, codes};
use onrecord_read::{Grade, SegmentKind, TimeRange};
use rusqlite::{OptionalExtension, Row, Statement};

/// Tells of segments. Hits of a page are often of one document, of which it is asked once.
pub(super) struct Told<'s> {
    store: &'s Store,
    statements: Option<Statements<'s>>,
    /// The document of the last hit.
    document: Option<(i64, OfDocument)>,
}

/// Simple ones: to find out how to join tables takes SQLite longer than to ask each.
struct Statements<'s> {
    segment: Statement<'s>,
    document: Statement<'s>,
    speaker: Statement<'s>,
}

struct OfDocument {
    reference: String,
    name: Option<String>,
    title: Option<String>,
    date: Option<String>,
    event: Option<String>,
    grade: String,
    link: Option<String>,
}

impl std::fmt::Debug for Told<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Told").field("path", &self.store.path()).finish_non_exhaustive()
    }
}

impl<'s> Told<'s> {
    pub(super) fn of(store: &'s Store) -> Told<'s> {
        Told { store, statements: None, document: None }
    }

    /// All that is told of a segment that was found, of which this is the text.
    pub(super) fn hit(&mut self, segment: u64, text: &str, terms: &[(&str, bool)]) -> Result<Hit, StoreError> {
        let store = self.store;
        let mut hit = self.look_up(segment as i64).map_err(|e| store.sqlite(e))?;
        (hit.snippet, hit.marks) = snippet::snippet(text, terms);
        Ok(hit)
    }

    /// Without what is shown of its text.
    fn look_up(&mut self, segment: i64) -> rusqlite::Result<Hit> {
        let statements = match &mut self.statements {
            Some(statements) => statements,
            none => none.insert(Statements::of(self.store)?),
        };
        type Number = Option<i64>;
        let (document, speaker, grade, mut hit) = statements.segment.query_row([segment], |row| {
            let (document, speaker, grade): (i64, Number, Option<String>) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let time: (Number, Number) = (row.get(3)?, row.get(4)?);
            let seconds = |milliseconds: i64| milliseconds as f64 / 1000.0;
            let start = row.get::<_, i64>(5)?.max(0) as usize;
            let end = start.saturating_add(row.get::<_, i64>(6)?.max(0) as usize);
            let hit = Hit {
                reference: String::new(),
                name: String::new(),
                title: None,
                date: None,
                event: None,
                speaker: None,
                kind: codes::kind(row.get(7)?).unwrap_or(SegmentKind::Boilerplate),
                grade: Grade::Unknown,
                time: time.0.zip(time.1).map(|(from, to)| TimeRange { start: seconds(from), end: seconds(to) }),
                range: start..end,
                snippet: String::new(),
                marks: Vec::new(),
                link: None,
            };
            Ok((document, speaker, grade, hit))
        })?;
        let of = match &mut self.document {
            Some((id, of)) if *id == document => of,
            other => &mut other.insert((document, statements.document.query_row([document], OfDocument::from_row)?)).1,
        };
        hit.reference = format!("{}:{}-{}", of.reference, hit.range.start, hit.range.end);
        hit.name = of.name.clone().unwrap_or_default();
        (hit.title, hit.date, hit.event, hit.link) =
            (of.title.clone(), of.date.clone(), of.event.clone(), of.link.clone());
        hit.grade = codes::grade(grade.as_ref().unwrap_or(&of.grade)).unwrap_or(Grade::Unknown);
        if let Some(speaker) = speaker {
            hit.speaker = statements.speaker.query_row([document, speaker], |row| row.get(0)).optional()?.flatten();
        }
        Ok(hit)
    }
}

impl<'s> Statements<'s> {
    fn of(store: &'s Store) -> rusqlite::Result<Statements<'s>> {
        let prepare = |sql| store.connection().prepare(sql);
        Ok(Statements {
            segment: prepare(
                "SELECT document, speaker, grade, time_start, time_end, start, length, kind FROM segments WHERE id = ?",
            )?,
            document: prepare(
                "SELECT reference, (SELECT name FROM names WHERE document = d.id ORDER BY id LIMIT 1), title, date, event, \
                 grade, link FROM documents d WHERE id = ?",
            )?,
            speaker: prepare(
                "SELECT (SELECT name FROM people WHERE id = person) FROM speakers WHERE document = ? AND ordinal = ?",
            )?,
        })
    }
}

impl OfDocument {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<OfDocument> {
        Ok(OfDocument {
            reference: row.get(0)?,
            name: row.get(1)?,
            title: row.get(2)?,
            date: row.get(3)?,
            event: row.get(4)?,
            grade: row.get(5)?,
            link: row.get(6)?,
        })
    }
}
