//! Reading the record: documents and passages.

use super::pieces::Pieces;
use super::reference::Reference;
use super::unpack::{unpack, unpack_based};
use super::{Store, StoreError, codes};
use crate::digest::Digest;
use crate::held::Held;
use onrecord_read::{Document, Person, Segment, TimeRange};
use rusqlite::{OptionalExtension, Row};
use std::collections::HashMap;
use std::ops::Range;

/// A place in a document on record.
#[derive(Debug, Clone)]
pub struct Place {
    /// The document.
    pub held: Held,
    /// Bytes of the document's text; the whole of it where the reference named no range. Always on whole characters.
    pub range: Range<usize>,
    /// Whether this is the version that its name stands for now.
    pub is_current: bool,
}

/// What the names on record stand for, to leave out early what need not be read again.
#[derive(Debug, Clone, Default)]
pub struct Known(HashMap<String, (Digest, Option<Digest>)>);

impl Known {
    /// Whether this name stands for this source, read by the present reader with this metadata file beside it.
    pub fn holds(&self, name: &str, source: Digest, beside: Option<Digest>) -> bool {
        self.0.get(name) == Some(&(source, beside))
    }
}

impl Store {
    /// Calls `each` with the current version of every document, in the order in which they came on record. A source
    /// that stands under several names comes once. An error of `each` ends it.
    pub fn documents<E: From<StoreError>>(&self, mut each: impl FnMut(Held) -> Result<(), E>) -> Result<(), E> {
        let mut list: Vec<(i64, String)> = Vec::new();
        let mut collect = || -> rusqlite::Result<()> {
            // With one `min`, SQLite takes the other columns from the row that has it: the first name.
            let mut statement = self.connection.prepare(
                "SELECT document, name, min(id) FROM names WHERE document IS NOT NULL GROUP BY document ORDER BY document",
            )?;
            let mut rows = statement.query(())?;
            while let Some(row) = rows.next()? {
                list.push((row.get(0)?, row.get(1)?));
            }
            Ok(())
        };
        collect().map_err(|e| self.sqlite(e))?;
        let grades = self.grades()?;
        for (document, name) in list {
            let mut held = self.held(document, name)?;
            grades.apply(&mut held);
            each(held)?;
        }
        Ok(())
    }

    /// The current version of the document of this name.
    pub fn named(&self, name: &str) -> Result<Held, StoreError> {
        let document = self
            .connection
            .query_row("SELECT document FROM names WHERE name = ? AND document IS NOT NULL", [name], |row| row.get(0))
            .optional()
            .map_err(|e| self.sqlite(e))?;
        match document {
            Some(document) => self.graded(document, name.to_owned()),
            None => Err(StoreError::NoSuchName { name: name.to_owned() }),
        }
    }

    /// The document with this reference, current or not; a reference with a range gives its document.
    pub fn document(&self, reference: &str) -> Result<Held, StoreError> {
        Ok(self.place(reference)?.held)
    }

    /// The place with this reference. The beginning of a document's reference is enough where it fits one only.
    pub fn place(&self, reference: &str) -> Result<Place, StoreError> {
        let wanted: Reference = reference.parse()?;
        let id = self.find_reference(&wanted.document)?;
        let (name, is_current) = self.name_of(id)?;
        let held = self.graded(id, name)?;
        let text = &held.document.text;
        let range = match wanted.range {
            None => 0..text.len(),
            Some(range) if range.end > text.len() => {
                return Err(StoreError::BadReference {
                    reference: reference.to_owned(),
                    reason: format!("the text of the document has only {} bytes", text.len()),
                });
            }
            Some(range) => floor(text, range.start)..ceiling(text, range.end),
        };
        Ok(Place { held, range, is_current })
    }

    /// The bytes of a document's source, as received.
    pub fn source(&self, reference: &str) -> Result<Vec<u8>, StoreError> {
        let id = self.place_row(reference)?;
        let source = self
            .connection
            .query_row("SELECT source FROM documents WHERE id = ?", [id], |row| row.get(0))
            .map_err(|e| self.sqlite(e))?;
        self.source_bytes(source)?.ok_or_else(|| self.damaged(format!("the source of {reference}")))
    }

    /// What the names on record stand for, as read by the present reader.
    pub fn known(&self) -> Result<Known, StoreError> {
        let mut known = HashMap::new();
        let mut collect = || -> rusqlite::Result<()> {
            let mut statement = self.connection.prepare(
                "SELECT n.name, s.sha256, d.beside FROM names n JOIN documents d ON d.id = n.document \
                 JOIN sources s ON s.id = d.source WHERE d.reader = ?",
            )?;
            let mut rows = statement.query([super::write::READER])?;
            while let Some(row) = rows.next()? {
                let source: Vec<u8> = row.get(1)?;
                let beside: Option<Vec<u8>> = row.get(2)?;
                if let Some(source) = Digest::from_slice(&source) {
                    let beside = beside.and_then(|bytes| Digest::from_slice(&bytes));
                    known.insert(row.get(0)?, (source, beside));
                }
            }
            Ok(())
        };
        collect().map_err(|e| self.sqlite(e))?;
        Ok(Known(known))
    }

    /// The name under which a document is or was on record, and whether it is current.
    fn name_of(&self, document: i64) -> Result<(String, bool), StoreError> {
        let current = self
            .connection
            .query_row("SELECT name FROM names WHERE document = ? ORDER BY id LIMIT 1", [document], |row| row.get(0))
            .optional()
            .map_err(|e| self.sqlite(e))?;
        if let Some(name) = current {
            return Ok((name, true));
        }
        let logged = self
            .connection
            .query_row("SELECT name FROM log WHERE document = ? ORDER BY id LIMIT 1", [document], |row| row.get(0))
            .optional()
            .map_err(|e| self.sqlite(e))?;
        Ok((logged.unwrap_or_default(), false))
    }

    /// A document by its row, with the grade that the user has decided on.
    fn graded(&self, id: i64, name: String) -> Result<Held, StoreError> {
        let mut held = self.held(id, name)?;
        self.grades()?.apply(&mut held);
        Ok(held)
    }

    /// Reads a document by its row, as it was put on record.
    pub(crate) fn held(&self, id: i64, name: String) -> Result<Held, StoreError> {
        let head = self.head_row(id)?;
        let broken = || self.damaged(format!("document {} ({name})", head.reference));
        let text = self.unpack_text(&head.packed)?.ok_or_else(broken)?;
        let segments = self.segments(id, head.first_segment, head.segments)?;
        let (mut document, reference) = self.without_text(id, head)?;
        document.text = text;
        document.segments = segments;
        Ok(Held { name, reference: Some(reference), document })
    }

    /// The row of a document, with its text as it is packed.
    pub(super) fn head_row(&self, id: i64) -> Result<Head, StoreError> {
        self.connection
            .prepare_cached(&format!(
                "SELECT d.reference, d.title, d.date, d.event, d.place, d.language, d.link, d.origin, d.format, \
                 d.grade, d.grade_reason, d.notes, d.size, d.first_segment, d.segments, t.text, t.words, d.source, \
                 t.based, {} \
                 FROM documents d JOIN texts t ON t.document = d.id WHERE d.id = ?",
                self.pieces_columns()
            ))
            .and_then(|mut statement| statement.query_row([id], Head::from_row).optional())
            .map_err(|e| self.sqlite(e))?
            .ok_or_else(|| self.damaged(format!("document {id} has no text")))
    }

    /// A document without its text and segments, and its reference.
    pub(super) fn without_text(&self, id: i64, head: Head) -> Result<(Document, String), StoreError> {
        let broken = || self.damaged(format!("document {}", head.reference));
        let word_times = match &head.words {
            None => Vec::new(),
            Some(packed) => zstd::zstd_safe::get_frame_content_size(packed)
                .ok()
                .flatten()
                .and_then(|size| unpack(packed, i64::try_from(size).ok()?))
                .and_then(|bytes| codes::unpack_words(&bytes))
                .ok_or_else(broken)?,
        };
        let document = Document {
            format: codes::format(&head.format).ok_or_else(broken)?,
            grade: codes::grade(&head.grade).ok_or_else(broken)?,
            notes: serde_json::from_str(&head.notes).map_err(|_| broken())?,
            people: self.speakers(id)?,
            title: head.title,
            date: head.date,
            language: head.language,
            place: head.place,
            event: head.event,
            link: head.link,
            origin: head.origin,
            grade_reason: head.grade_reason,
            text: String::new(),
            segments: Vec::new(),
            word_times,
        };
        Ok((document, head.reference))
    }

    /// The row of a document's first segment.
    pub(crate) fn first_segment(&self, id: i64) -> Result<i64, StoreError> {
        self.connection
            .query_row("SELECT first_segment FROM documents WHERE id = ?", [id], |row| row.get(0))
            .map_err(|e| self.sqlite(e))
    }

    /// The text of a document, by its row.
    pub(crate) fn text(&self, id: i64) -> Result<String, StoreError> {
        let packed = self.packed_text(id)?;
        self.unpack_text(&packed)?.ok_or_else(|| self.damaged(format!("the text of document {id}")))
    }

    /// The same as it is packed.
    pub(super) fn packed_text(&self, id: i64) -> Result<PackedText, StoreError> {
        self.connection
            .prepare_cached(&format!(
                "SELECT t.text, d.size, d.source, t.based, {} FROM documents d JOIN texts t ON t.document = d.id \
                 WHERE d.id = ?",
                self.pieces_columns()
            ))
            .and_then(|mut statement| statement.query_row([id], PackedText::from_row))
            .map_err(|e| self.sqlite(e))
    }

    /// The text of a document from its row in `texts`; `None` if it is not whole.
    fn unpack_text(&self, packed: &PackedText) -> Result<Option<String>, StoreError> {
        let bytes = match (&packed.text, packed.pieces) {
            (None, Some(pieces)) if !packed.based => self.text_of_pieces(pieces, packed.size)?,
            (_, Some(_)) => None,
            (None, None) if packed.based => None,
            (None, None) => self.own_source_bytes(packed.source)?.filter(|bytes| bytes.len() as i64 == packed.size),
            (Some(text), None) if packed.based => {
                self.own_source_bytes(packed.source)?.and_then(|source| unpack_based(text, packed.size, &source))
            }
            (Some(text), None) => unpack(text, packed.size),
        };
        Ok(bytes.and_then(|bytes| String::from_utf8(bytes).ok()))
    }

    fn speakers(&self, document: i64) -> Result<Vec<Person>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT p.name, x.role, x.aliases FROM speakers x JOIN people p ON p.id = x.person \
                 WHERE x.document = ? ORDER BY x.ordinal",
            )
            .map_err(|e| self.sqlite(e))?;
        let rows = statement
            .query_map([document], |row| {
                // Broken JSON stands for itself, so that it shows as a wrong digest in `verify`; for reading that is
                // better than no document.
                let aliases = match row.get_ref(2)?.as_str()? {
                    "[]" => Vec::new(),
                    aliases => serde_json::from_str(aliases).unwrap_or_else(|_| vec![aliases.to_owned()]),
                };
                Ok(Person { name: row.get(0)?, role: row.get(1)?, aliases })
            })
            .map_err(|e| self.sqlite(e))?;
        rows.collect::<rusqlite::Result<_>>().map_err(|e| self.sqlite(e))
    }

    pub(super) fn segments(&self, document: i64, first: i64, count: i64) -> Result<Vec<Segment>, StoreError> {
        let mut segments = Vec::new();
        self.each_segment(document, first..first.saturating_add(count), 0, |segment| {
            segments.push(segment);
            true
        })?;
        if segments.len() as i64 == count { Ok(segments) } else { Err(self.damaged_segments(document)) }
    }

    /// Goes through the segments of a document that have these ids and end after a byte of its text, in order, as long as
    /// `each` wants more. A row that is no segment, or another document's, is damage.
    pub(super) fn each_segment(
        &self,
        document: i64,
        ids: Range<i64>,
        after: usize,
        mut each: impl FnMut(Segment) -> bool,
    ) -> Result<(), StoreError> {
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT kind, speaker, start, length, time_start, time_end, grade, document, post FROM segments \
                 WHERE id >= ?1 AND id < ?2 AND NOT (?4 > 0 AND document = ?3 AND start >= 0 AND start + length <= ?4) \
                 ORDER BY id",
            )
            .map_err(|e| self.sqlite(e))?;
        // Those before are passed over by SQLite itself: that takes a tenth of the time.
        let mut rows = statement.query((ids.start, ids.end, document, after as i64)).map_err(|e| self.sqlite(e))?;
        while let Some(row) = rows.next().map_err(|e| self.sqlite(e))? {
            let (segment, owner) = segment(row).map_err(|e| self.sqlite(e))?;
            match segment {
                Some(segment) if owner == document => {
                    if !each(segment) {
                        break;
                    }
                }
                _ => return Err(self.damaged_segments(document)),
            }
        }
        Ok(())
    }

    fn damaged_segments(&self, document: i64) -> StoreError {
        self.damaged(format!("the segments of document {document}"))
    }
}

/// A row of `segments` and the document it says it belongs to; `None` for values that no segment has.
fn segment(row: &Row<'_>) -> rusqlite::Result<(Option<Segment>, i64)> {
    let (kind, speaker): (i64, Option<u32>) = (row.get(0)?, row.get(1)?);
    let (start, length): (i64, i64) = (row.get(2)?, row.get(3)?);
    let time: (Option<i64>, Option<i64>) = (row.get(4)?, row.get(5)?);
    // Nearly always nothing: not copied.
    let grade = row.get_ref(6)?.as_str_or_null()?;
    let post: Option<u32> = row.get(8)?;
    let segment = (|| {
        let start = usize::try_from(start).ok()?;
        Some(Segment {
            kind: codes::kind(kind)?,
            speaker,
            range: start..start.checked_add(usize::try_from(length).ok()?)?,
            time: match time {
                (Some(start), Some(end)) => Some(TimeRange { start: start as f64 / 1000.0, end: end as f64 / 1000.0 }),
                _ => None,
            },
            grade: match grade {
                Some(name) => Some(codes::grade(name)?),
                None => None,
            },
            post,
        })
    })();
    Ok((segment, row.get(7)?))
}

/// A row of `documents` with its text.
pub(super) struct Head {
    reference: String,
    title: Option<String>,
    date: Option<String>,
    event: Option<String>,
    place: Option<String>,
    language: Option<String>,
    link: Option<String>,
    origin: Option<String>,
    format: String,
    grade: String,
    grade_reason: String,
    notes: String,
    pub(super) first_segment: i64,
    pub(super) segments: i64,
    words: Option<Vec<u8>>,
    pub(super) packed: PackedText,
}

/// How a text is kept.
pub(super) struct PackedText {
    text: Option<Vec<u8>>,
    pub(super) size: i64,
    source: i64,
    based: bool,
    pub(super) pieces: Option<Pieces>,
}

impl PackedText {
    /// Whether the pieces are all there is of it.
    pub(super) fn is_in_pieces_alone(&self) -> bool {
        self.text.is_none() && !self.based && self.pieces.is_some()
    }

    fn from_row(row: &Row<'_>) -> rusqlite::Result<PackedText> {
        Ok(PackedText {
            text: row.get(0)?,
            size: row.get(1)?,
            source: row.get(2)?,
            based: row.get(3)?,
            pieces: Pieces::from_row(row, 4)?,
        })
    }
}

impl Head {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Head> {
        Ok(Head {
            reference: row.get(0)?,
            title: row.get(1)?,
            date: row.get(2)?,
            event: row.get(3)?,
            place: row.get(4)?,
            language: row.get(5)?,
            link: row.get(6)?,
            origin: row.get(7)?,
            format: row.get(8)?,
            grade: row.get(9)?,
            grade_reason: row.get(10)?,
            notes: row.get(11)?,
            first_segment: row.get(13)?,
            segments: row.get(14)?,
            words: row.get(16)?,
            packed: PackedText {
                text: row.get(15)?,
                size: row.get(12)?,
                source: row.get(17)?,
                based: row.get(18)?,
                pieces: Pieces::from_row(row, 19)?,
            },
        })
    }
}

/// The nearest character boundary at or before a byte of the text.
pub(super) fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The nearest character boundary at or after a byte of the text.
pub(super) fn ceiling(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}
