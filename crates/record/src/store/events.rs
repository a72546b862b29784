//! The events of a record: sketches of its documents, kept as they are added, and what the user has decided.
//!
//! A sketch is derived: a writer makes those that are missing or of another version of the code, a reader makes them for
//! the moment. What the user has decided are entries of the log ([`Store::decide`]); their kinds are
//! [`JOIN`], [`PART`] and [`GRADE`]. Documents are named in them by their references, which are permanent.

use super::{Store, StoreError, codes};
use crate::events::{Decided, Events, Known, Sketch};
use crate::held::Held;
use onrecord_read::Grade;
use rusqlite::OptionalExtension;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::Arc;

/// The kind of a decision that documents are of one event: a [`Joining`].
pub const JOIN: &str = "event-join";
/// The kind of a decision that documents are of an event of their own: a [`Parting`].
pub const PART: &str = "event-part";
/// The kind of a decision on the grade of a document: a [`Grading`].
pub const GRADE: &str = "document-grade";

/// The version of sketches that this code makes: it changes when they are made differently.
const VERSION: i64 = 2;

const TABLE: &str = "CREATE TABLE IF NOT EXISTS index_sketches (
    document INTEGER PRIMARY KEY,  -- documents.id
    version  INTEGER NOT NULL,     -- of the code that made it
    sketch   BLOB    NOT NULL      -- what is compared to tell documents of one event: crates/record/src/events
)";

/// The user has decided that documents are of one event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Joining {
    /// Their references.
    pub documents: Vec<String>,
}

/// The user has decided that documents are not of the event in which they were.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parting {
    /// Their references: they stay together.
    pub documents: Vec<String>,
    /// The references of those that they are parted from.
    pub from: Vec<String>,
}

/// The user has decided how close a document stands to the speech.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grading {
    /// Its reference.
    pub document: String,
    /// The name of the grade.
    pub grade: String,
    /// Why.
    pub reason: String,
}

/// A document of a record as a witness of its event.
#[derive(Debug, Clone, PartialEq)]
pub struct Witness {
    /// Its name.
    pub name: String,
    /// Its reference.
    pub reference: String,
    /// Its title.
    pub title: Option<String>,
    /// Its event, as stated.
    pub event: Option<String>,
    /// Its date, ISO 8601.
    pub date: Option<String>,
    /// Its place.
    pub place: Option<String>,
    /// Its language.
    pub language: Option<String>,
    /// How close it stands to the speech; the user's word, where there is one.
    pub grade: Grade,
    /// Why it has that grade.
    pub grade_reason: String,
    /// Who speaks in it.
    pub people: Vec<String>,
    /// Words of evidence in it.
    pub words: u32,
    row: i64,
}

/// The documents of a record by event.
#[derive(Debug, Clone, Default)]
pub struct EventsOnRecord {
    /// The current documents, in the order in which they came on record.
    pub witnesses: Vec<Witness>,
    /// Their events; a document is meant by its place in `witnesses`.
    pub events: Events,
}

impl EventsOnRecord {
    /// The place of the document with this reference.
    pub fn find(&self, reference: &str) -> Option<usize> {
        self.witnesses.iter().position(|witness| witness.reference == reference)
    }

    /// The witnesses of an event, the closest to the speech first.
    pub fn by_grade(&self, event: usize) -> Vec<&Witness> {
        let mut list: Vec<&Witness> =
            self.events.members(event).iter().filter_map(|at| self.witnesses.get(*at as usize)).collect();
        list.sort_by_key(|witness| (witness.grade, std::cmp::Reverse(witness.words)));
        list
    }
}

/// What the user has decided on grades, by reference.
#[derive(Debug, Clone, Default)]
pub struct Grades(HashMap<String, (Grade, String)>);

impl Grades {
    /// The grade that the user has given to a document, and why.
    pub fn of(&self, reference: &str) -> Option<(Grade, &str)> {
        self.0.get(reference).map(|(grade, reason)| (*grade, reason.as_str()))
    }

    /// Gives a document the grade that the user has decided on. Parts that have a grade of their own keep it.
    pub fn apply(&self, held: &mut Held) {
        if let Some((grade, reason)) = held.reference.as_deref().and_then(|reference| self.of(reference)) {
            held.document.grade = grade;
            held.document.grade_reason = reason.to_owned();
        }
    }
}

/// What was worked out of the events of documents that were met, for one state of the record.
#[derive(Debug, Default)]
pub(crate) struct KnownEvents {
    /// By reference.
    sketches: HashMap<String, Arc<Known>>,
    /// Bytes that those take, about.
    size: usize,
    /// By the references of the documents.
    events: HashMap<String, Events>,
}

impl KnownEvents {
    /// How much is kept of documents, in bytes.
    const MOST_BYTES: usize = 24 << 20;
    /// Of how many sets of documents the events are kept.
    const MOST_SETS: usize = 10_000;

    fn keep_sketch(&mut self, reference: &str, sketch: Sketch) -> Arc<Known> {
        let sketch = Arc::new(Known::new(sketch));
        self.size += sketch.size();
        if self.size > KnownEvents::MOST_BYTES {
            self.sketches.clear();
            self.size = sketch.size();
        }
        self.sketches.insert(reference.to_owned(), Arc::clone(&sketch));
        sketch
    }

    fn keep_events(&mut self, key: String, events: &Events) {
        if self.events.len() >= KnownEvents::MOST_SETS {
            self.events.clear();
        }
        self.events.insert(key, events.clone());
    }
}

impl Store {
    /// The current documents by event.
    pub fn events(&self) -> Result<EventsOnRecord, StoreError> {
        let mut witnesses = self.witnesses().map_err(|e| self.sqlite(e))?;
        let grades = self.grades()?;
        for witness in &mut witnesses {
            if let Some((grade, reason)) = grades.of(&witness.reference) {
                (witness.grade, witness.grade_reason) = (grade, reason.to_owned());
            }
        }
        let mut kept = self.sketches()?;
        let mut sketches = Vec::with_capacity(witnesses.len());
        for witness in &mut witnesses {
            let mut sketch = match kept.remove(&witness.row).and_then(|bytes| Sketch::from_bytes(&bytes)) {
                Some(sketch) => sketch,
                None => Sketch::of(&self.held(witness.row, String::new())?.document),
            };
            sketch.describe(witness);
            witness.words = sketch.words;
            sketches.push(sketch);
        }
        let places: HashMap<&str, u32> =
            witnesses.iter().enumerate().map(|(at, witness)| (witness.reference.as_str(), at as u32)).collect();
        let decided = self.decided(|reference| places.get(reference).copied())?;
        Ok(EventsOnRecord { events: Events::group(&sketches, &decided), witnesses })
    }

    /// Which of some documents on record, of which parts may be there more than once, are of one event. Looks at no others:
    /// what only a third document ties together is not seen. What is worked out for it is kept in `known`.
    pub(crate) fn events_of(&self, held: &[&Held], known: &mut KnownEvents) -> Result<Events, StoreError> {
        let references: Vec<&str> = held.iter().map(|one| one.reference.as_deref().unwrap_or("")).collect();
        if references.windows(2).all(|pair| pair[0] == pair[1]) {
            return Ok(Events::default());
        }
        let key = references.join(" ");
        if let Some(events) = known.events.get(&key) {
            return Ok(events.clone());
        }
        let mut sketches = Vec::with_capacity(held.len());
        for (one, reference) in held.iter().zip(&references) {
            sketches.push(match known.sketches.get(*reference) {
                Some(sketch) => Arc::clone(sketch),
                None => known.keep_sketch(reference, self.sketch_of(one, reference)?),
            });
        }
        let decided =
            self.decided(|reference| references.iter().position(|one| *one == reference).map(|at| at as u32))?;
        let sketches: Vec<&Known> = sketches.iter().map(Arc::as_ref).collect();
        let events = Events::group_few(&sketches, &decided);
        known.keep_events(key, &events);
        Ok(events)
    }

    /// The sketch of a document of which a part is held.
    fn sketch_of(&self, held: &Held, reference: &str) -> Result<Sketch, StoreError> {
        let bytes: Option<Vec<u8>> = self
            .connection
            .prepare_cached(
                "SELECT s.sketch FROM documents d JOIN index_sketches s ON s.document = d.id \
                 WHERE d.reference = ? AND s.version = ?",
            )
            .and_then(|mut statement| statement.query_row((reference, VERSION), |row| row.get(0)).optional())
            .map_err(|e| self.sqlite(e))?;
        let mut sketch = match bytes.and_then(|bytes| Sketch::from_bytes(&bytes)) {
            Some(sketch) => sketch,
            None => Sketch::of(&self.held(self.place_row(reference)?, String::new())?.document),
        };
        let document = &held.document;
        sketch.date.clone_from(&document.date);
        sketch.language.clone_from(&document.language);
        sketch.grade = Some(document.grade);
        sketch.titles = [&document.title, &document.event, &document.place].into_iter().flatten().cloned().collect();
        let names = document.people.iter().map(|person| person.name.clone());
        sketch.people = names.filter(|name| !onrecord_text::name::is_placeholder(name)).collect();
        Ok(sketch)
    }

    /// What the user has decided on grades.
    pub fn grades(&self) -> Result<Grades, StoreError> {
        let mut grades = Grades::default();
        for decision in self.decisions(GRADE)? {
            if let Ok(grading) = serde_json::from_str::<Grading>(&decision.value)
                && let Some(grade) = codes::grade(&grading.grade)
            {
                grades.0.insert(grading.document, (grade, grading.reason));
            }
        }
        Ok(grades)
    }

    /// What the user has decided on events: a later decision on two documents takes the place of an earlier one.
    pub fn decided(&self, place: impl Fn(&str) -> Option<u32>) -> Result<Decided, StoreError> {
        let places = |references: &[String]| references.iter().filter_map(|one| place(one)).collect::<Vec<u32>>();
        // The entry of the log, and whether the pairs are joined by it.
        type Pairs = Vec<(u32, u32)>;
        let mut decisions: Vec<(i64, bool, Pairs)> = Vec::new();
        for decision in self.decisions(JOIN)? {
            if let Ok(joining) = serde_json::from_str::<Joining>(&decision.value) {
                let all = places(&joining.documents);
                let pairs = all.iter().skip(1).zip(all.first().into_iter().cycle()).map(|(b, a)| (*a, *b)).collect();
                decisions.push((decision.entry, true, pairs));
            }
        }
        for decision in self.decisions(PART)? {
            if let Ok(parting) = serde_json::from_str::<Parting>(&decision.value) {
                let (own, from) = (places(&parting.documents), places(&parting.from));
                let pairs = own.iter().flat_map(|a| from.iter().map(|b| (*a, *b))).collect();
                decisions.push((decision.entry, false, pairs));
                let together = own.iter().skip(1).zip(own.first().into_iter().cycle()).map(|(b, a)| (*a, *b)).collect();
                decisions.push((decision.entry, true, together));
            }
        }
        decisions.sort_by_key(|(entry, ..)| *entry);
        let mut last: HashMap<(u32, u32), bool> = HashMap::new();
        for (_, joined, pairs) in decisions {
            last.extend(pairs.into_iter().filter(|(a, b)| a != b).map(|(a, b)| ((a.min(b), a.max(b)), joined)));
        }
        let mut decided = Decided::default();
        for (pair, joined) in last {
            if joined { decided.joined.push(pair) } else { decided.parted.push(pair) }
        }
        decided.joined.sort_unstable();
        decided.parted.sort_unstable();
        Ok(decided)
    }

    fn witnesses(&self) -> rusqlite::Result<Vec<Witness>> {
        let mut speakers: HashMap<i64, Vec<String>> = HashMap::new();
        let mut statement = self.connection.prepare(
            "SELECT x.document, p.name FROM speakers x JOIN people p ON p.id = x.person ORDER BY x.document, x.ordinal",
        )?;
        let mut rows = statement.query(())?;
        while let Some(row) = rows.next()? {
            speakers.entry(row.get(0)?).or_default().push(row.get(1)?);
        }
        let mut statement = self.connection.prepare(
            "SELECT d.id, n.name, min(n.id), d.reference, d.title, d.event, d.date, d.place, d.language, d.grade, \
             d.grade_reason FROM names n JOIN documents d ON d.id = n.document GROUP BY d.id ORDER BY d.id",
        )?;
        let rows = statement.query_map((), |row| {
            let id = row.get(0)?;
            Ok(Witness {
                row: id,
                name: row.get(1)?,
                reference: row.get(3)?,
                title: row.get(4)?,
                event: row.get(5)?,
                date: row.get(6)?,
                place: row.get(7)?,
                language: row.get(8)?,
                grade: codes::grade(&row.get::<_, String>(9)?).unwrap_or(Grade::Unknown),
                grade_reason: row.get(10)?,
                people: speakers.remove(&id).unwrap_or_default(),
                words: 0,
            })
        })?;
        rows.collect()
    }

    /// The sketches that are kept, by the row of their document; none where there is no table yet.
    fn sketches(&self) -> Result<HashMap<i64, Vec<u8>>, StoreError> {
        let mut sketches = HashMap::new();
        let mut collect = || -> rusqlite::Result<()> {
            let table: Option<i64> = self
                .connection
                .query_row("SELECT 1 FROM sqlite_master WHERE name = 'index_sketches'", (), |row| row.get(0))
                .optional()?;
            if table.is_none() {
                return Ok(());
            }
            let mut statement =
                self.connection.prepare_cached("SELECT document, sketch FROM index_sketches WHERE version = ?")?;
            let mut rows = statement.query([VERSION])?;
            while let Some(row) = rows.next()? {
                sketches.insert(row.get(0)?, row.get(1)?);
            }
            Ok(())
        };
        collect().map_err(|e| self.sqlite(e))?;
        Ok(sketches)
    }

    /// Makes the sketches that are missing or of another version.
    pub(super) fn renew_sketches(&mut self) -> Result<(), StoreError> {
        let missing: Vec<i64> = {
            let collect = || -> rusqlite::Result<Vec<i64>> {
                self.connection.execute_batch(TABLE)?;
                let mut statement = self.connection.prepare(
                    "SELECT id FROM documents WHERE id NOT IN (SELECT document FROM index_sketches WHERE version = ?)",
                )?;
                let rows = statement.query_map([VERSION], |row| row.get(0))?;
                rows.collect()
            };
            collect().map_err(|e| self.sqlite(e))?
        };
        if missing.is_empty() {
            return Ok(());
        }
        self.transaction(|store| {
            for id in missing {
                let sketch = Sketch::of(&store.held(id, String::new())?.document).to_bytes();
                keep(&store.connection, id, &sketch).map_err(|e| store.sqlite(e))?;
            }
            Ok(())
        })
    }
}

/// Keeps the sketch of a document.
pub(super) fn keep(connection: &rusqlite::Connection, document: i64, sketch: &[u8]) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO index_sketches VALUES (?, ?, ?)")?
        .execute((document, VERSION, sketch))
        .map(drop)
}

/// Forgets the sketch of a document.
pub(super) fn forget(connection: &rusqlite::Connection, document: i64) -> rusqlite::Result<()> {
    connection.execute("DELETE FROM index_sketches WHERE document = ?", [document]).map(drop)
}

impl Sketch {
    /// What the tables say of a document is not kept in its sketch.
    fn describe(&mut self, witness: &Witness) {
        self.date.clone_from(&witness.date);
        self.language.clone_from(&witness.language);
        self.grade = Some(witness.grade);
        self.titles = [&witness.title, &witness.event, &witness.place].into_iter().flatten().cloned().collect();
        self.people = witness.people.clone();
        self.people.retain(|name| !onrecord_text::name::is_placeholder(name));
    }
}
