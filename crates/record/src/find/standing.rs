//! Where the segments stand that a search may show: in which document, at which bytes of its text.
//!
//! Candidates are often neighbours, and each is looked at. So what is the same for all segments of a document is asked for
//! once, and each segment is one row.

use super::filters::{Conditions, Filters};
use crate::store::pieces::Pieces;
use crate::store::{Store, StoreError, codes};
use onrecord_read::SegmentKind;
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row, Statement};
use std::collections::HashMap;
use std::ops::Range;

/// A block of a text in the index.
const BLOCK: i64 = crate::index::BLOCK as i64;
/// So many documents are remembered.
const REMEMBERED: usize = 1 << 16;

/// Where a segment stands.
#[derive(Debug)]
pub(super) struct SegmentPlace {
    pub(super) document: i64,
    /// Bytes of the document's text.
    pub(super) range: Range<usize>,
    /// The text's pieces, and its bytes.
    pub(super) pieces: Option<Pieces>,
    pub(super) size: usize,
    /// Its blocks, where it is in the index and they were asked for.
    pub(super) blocks: Option<Range<i64>>,
    pub(super) kind: SegmentKind,
    /// Who speaks, as the document numbers its speakers.
    speaker: Option<i64>,
}

/// A segment as its row is.
struct SegmentRow {
    document: i64,
    start: i64,
    length: i64,
    kind: i64,
    speaker: Option<i64>,
}

/// What is the same for all segments of a document.
#[derive(Debug, Clone)]
struct OfDocument {
    id: i64,
    /// The rows of its segments.
    rows: Range<u64>,
    /// Whether it is current and fits the conditions of documents.
    fits: bool,
    size: usize,
    pieces: Option<Pieces>,
    /// Its first block, where it is in the index and that was asked for.
    block: Option<i64>,
}

/// Tells where segments of current documents stand that fit some filters.
pub(super) struct Places<'s> {
    store: &'s Store,
    of_documents: Conditions,
    of_segments: Conditions,
    /// Whether blocks are asked for.
    indexed: bool,
    document: Option<Statement<'s>>,
    segment: Option<Statement<'s>>,
    documents: HashMap<i64, OfDocument>,
    /// The last one that was asked for.
    last: Option<OfDocument>,
    /// Who speaks, by document and speaker.
    people: HashMap<(i64, i64), Option<i64>>,
}

impl std::fmt::Debug for Places<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Places").field("documents", &self.documents.len()).finish_non_exhaustive()
    }
}

impl<'s> Places<'s> {
    /// `filters`: those that a segment must fit, if any. `indexed`: the blocks are asked for too.
    pub(super) fn of(store: &'s Store, filters: Option<&Filters>, indexed: bool) -> Places<'s> {
        let (of_documents, of_segments) = filters
            .map_or_else(Default::default, |filters| (filters.of_documents.clone(), filters.of_segments.clone()));
        Places {
            store,
            of_documents,
            of_segments,
            indexed,
            document: None,
            segment: None,
            documents: HashMap::new(),
            last: None,
            people: HashMap::new(),
        }
    }

    /// Whether nothing is asked of a segment but that its document is current.
    pub(super) fn ask_for_nothing(&self) -> bool {
        self.of_documents.is_empty() && self.of_segments.is_empty()
    }

    /// Where a segment stands, if its document is current and it fits the filters but for those of speakers:
    /// [`Places::is_speaker_meant`].
    pub(super) fn place(&mut self, segment: u64) -> Result<Option<SegmentPlace>, StoreError> {
        // Told without its row.
        if self.last.as_ref().is_some_and(|document| !document.fits && document.rows.contains(&segment)) {
            return Ok(None);
        }
        let store = self.store;
        self.look_up(segment).map_err(|e| store.sqlite(e))
    }

    fn look_up(&mut self, segment: u64) -> rusqlite::Result<Option<SegmentPlace>> {
        let Some(SegmentRow { document, start, length, kind, speaker }) = self.row(segment)? else { return Ok(None) };
        if self.last.as_ref().is_none_or(|last| last.id != document) {
            self.last = self.of_document(document)?;
        }
        let Some(of) = self.last.as_ref().filter(|of| of.fits) else { return Ok(None) };
        let bytes = |number: i64| number.max(0) as usize;
        let range = bytes(start)..bytes(start).saturating_add(bytes(length));
        let blocks = of.block.map(|first| {
            let block = |byte: usize| first.saturating_add(byte as i64 / BLOCK);
            block(range.start)..block(range.end).saturating_add(1)
        });
        let kind = codes::kind(kind).unwrap_or(SegmentKind::Boilerplate);
        Ok(Some(SegmentPlace { document, range, pieces: of.pieces, size: of.size, blocks, kind, speaker }))
    }

    /// The row of a segment that fits.
    fn row(&mut self, segment: u64) -> rusqlite::Result<Option<SegmentRow>> {
        let Conditions { sql, parameters, .. } = &self.of_segments;
        let statement = match &mut self.segment {
            Some(statement) => statement,
            none => {
                let joined = if sql.is_empty() { "" } else { " JOIN documents d ON d.id = s.document" };
                none.insert(self.store.connection().prepare(&format!(
                    "SELECT s.document, s.start, s.length, s.kind, s.speaker FROM segments s{joined} WHERE s.id = ?{sql}"
                ))?)
            }
        };
        let read = |row: &Row<'_>| {
            let (document, start, length) = (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok(SegmentRow { document, start, length, kind: row.get(3)?, speaker: row.get(4)? })
        };
        let segment = Value::Integer(segment as i64);
        statement.query_row(rusqlite::params_from_iter(std::iter::once(&segment).chain(parameters)), read).optional()
    }

    fn of_document(&mut self, id: i64) -> rusqlite::Result<Option<OfDocument>> {
        if let Some(known) = self.documents.get(&id) {
            return Ok(Some(known.clone()));
        }
        let Conditions { sql, parameters, .. } = &self.of_documents;
        let statement = match &mut self.document {
            Some(statement) => statement,
            none => {
                let block =
                    if self.indexed { "(SELECT first FROM index_documents WHERE document = d.id)" } else { "NULL" };
                none.insert(self.store.connection().prepare(&format!(
                    "SELECT d.first_segment, d.segments, d.size, {block}, {}, \
                     EXISTS (SELECT 1 FROM names WHERE document = d.id){sql} \
                     FROM documents d JOIN texts t ON t.document = d.id WHERE d.id = ?",
                    self.store.pieces_columns(),
                ))?)
            }
        };
        let read = |row: &Row<'_>| {
            let (first, count, size): (i64, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let first = first.unsigned_abs();
            Ok(OfDocument {
                id,
                rows: first..first.saturating_add(count.unsigned_abs()),
                size: size.max(0) as usize,
                block: row.get(3)?,
                pieces: Pieces::from_row(row, 4)?,
                // Of a condition on nothing SQL says neither.
                fits: row.get::<_, Option<bool>>(6)?.unwrap_or(false),
            })
        };
        let id = Value::Integer(id);
        let parameters = rusqlite::params_from_iter(parameters.iter().chain(std::iter::once(&id)));
        let found = statement.query_row(parameters, read).optional()?;
        if let Some(document) = &found {
            if self.documents.len() >= REMEMBERED {
                self.documents.clear();
            }
            self.documents.insert(document.id, document.clone());
        }
        Ok(found)
    }

    /// Whether who speaks at a place is meant by all filters.
    pub(super) fn is_speaker_meant(&mut self, place: &SegmentPlace) -> Result<bool, StoreError> {
        if self.of_segments.speakers.is_empty() {
            return Ok(true);
        }
        let Some(person) = self.person(place)? else { return Ok(false) };
        for speakers in &self.of_segments.speakers {
            if !speakers.have(person, self.store)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn person(&mut self, place: &SegmentPlace) -> Result<Option<i64>, StoreError> {
        let Some(speaker) = place.speaker else { return Ok(None) };
        let key = (place.document, speaker);
        if let Some(known) = self.people.get(&key) {
            return Ok(*known);
        }
        let person = self
            .store
            .connection()
            .prepare_cached("SELECT person FROM speakers WHERE document = ? AND ordinal = ?")
            .and_then(|mut statement| statement.query_row(key, |row| row.get(0)).optional())
            .map_err(|e| self.store.sqlite(e))?;
        if self.people.len() >= REMEMBERED {
            self.people.clear();
        }
        self.people.insert(key, person);
        Ok(person)
    }
}
