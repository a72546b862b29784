//! Parts of documents: what is known of a document, its people and one stretch of its text with the segments in it.
//!
//! For checking against a record: a document of ten thousand words is not read for a quotation of ten. Whole documents
//! are read in [`super::read`].

use super::events::Grades;
use super::pieces::Pieces;
use super::{Store, StoreError, codes};
use crate::corpus::catalogue::CatalogueBuilder;
use crate::corpus::{About, Catalogue, Part};
use crate::held::Held;
use onrecord_read::{Person, SegmentKind, TimeRange, WordTime};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

/// A part with room for a longer text, in bytes, is not kept for the next one.
const LONGEST_SPARE: usize = 32 << 10;

/// What is known of a document apart from its text and segments.
#[derive(Debug)]
pub(crate) struct DocumentHead {
    /// Its row.
    id: i64,
    /// Without text, segments and the times of words.
    held: Held,
    /// Bytes of the text.
    size: usize,
    /// Its pieces; otherwise the text is in one piece, and here it is.
    pieces: Result<Pieces, String>,
    /// The ids of its segments.
    segments: Range<i64>,
    word_times: Vec<WordTime>,
    pub(crate) has_speech: bool,
    /// A part that is no longer needed: it is empty but for what all parts have, and has room for a text and segments.
    spare: Mutex<Option<Held>>,
}

impl DocumentHead {
    /// A document without text, segments and the times of words.
    fn lend(&self) -> Held {
        let spare = self.spare.lock().unwrap_or_else(PoisonError::into_inner).take();
        spare.unwrap_or_else(|| self.held.clone())
    }

    /// How much memory it takes, in bytes, about: it may be lent a second time.
    pub(crate) fn bytes(&self) -> usize {
        /// A short text with what tells where it is.
        const SHORT: usize = 64;
        let people = self.held.document.people.iter().map(|person| 3 + person.aliases.len());
        let texts = 16 + people.sum::<usize>() + self.held.document.notes.len();
        let whole = self.pieces.as_ref().err().map_or(0, String::len);
        2 * (texts * SHORT + LONGEST_SPARE / 8) + whole + self.word_times.len() * size_of::<WordTime>()
    }

    /// Takes back what [`Store::part`] made of this head. A document's names, titles and people are many short texts: to
    /// copy them for each part takes longer than to keep them.
    pub(crate) fn take_back(&self, mut held: Held) {
        let document = &mut held.document;
        if document.text.capacity() <= LONGEST_SPARE && held.reference == self.held.reference {
            document.text.clear();
            document.segments.clear();
            document.word_times.clear();
            *self.spare.lock().unwrap_or_else(PoisonError::into_inner) = Some(held);
        }
    }
}

impl Store {
    /// Whether there is an index to locate quotations with.
    pub(crate) fn has_index(&self) -> bool {
        self.has_pieces()
            && self
                .connection
                .query_row(
                    "SELECT version = ? FROM index_about WHERE name = 'index_rows'",
                    [super::schema::INDEX_VERSION],
                    |row| row.get(0),
                )
                .unwrap_or(false)
    }

    /// What is known of a current document.
    pub(crate) fn head_of(&self, id: i64, grades: &Grades) -> Result<DocumentHead, StoreError> {
        let head = self.head_row(id)?;
        let name: String = self
            .connection
            .prepare_cached("SELECT min(name) FROM names WHERE document = ?")
            .and_then(|mut statement| statement.query_row([id], |row| row.get::<_, Option<String>>(0)))
            .map_err(|e| self.sqlite(e))?
            .unwrap_or_default();
        let pieces = match head.packed.pieces {
            Some(pieces) => Ok(pieces),
            None => Err(self.text(id)?),
        };
        let size = usize::try_from(head.packed.size).unwrap_or(0);
        let segments = head.first_segment..head.first_segment.saturating_add(head.segments);
        let (mut document, reference) = self.without_text(id, head)?;
        let has_speech = self
            .connection
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM segments WHERE id >= ? AND id < ? AND kind IN (?, ?))")
            .and_then(|mut statement| {
                let kinds = (codes::kind_number(SegmentKind::Utterance), codes::kind_number(SegmentKind::Caption));
                statement.query_row((segments.start, segments.end, kinds.0, kinds.1), |row| row.get(0))
            })
            .map_err(|e| self.sqlite(e))?;
        let mut word_times = std::mem::take(&mut document.word_times);
        // As readers give them; a part is cut out of them by their order.
        if !word_times.is_sorted_by_key(|word| word.at) {
            word_times.sort_by_key(|word| word.at);
        }
        let mut held = Held { name, reference: Some(reference), document };
        grades.apply(&mut held);
        Ok(DocumentHead { id, held, size, pieces, segments, word_times, has_speech, spare: Mutex::default() })
    }

    /// The part of a document that has these bytes of its text; ranges in it count from [`Part::offset`].
    pub(crate) fn part(&self, head: &DocumentHead, range: Range<usize>) -> Result<Part, StoreError> {
        let mut held = head.lend();
        let document = &mut held.document;
        let room = std::mem::take(&mut document.text).into_bytes();
        let (range, text, first) = match &head.pieces {
            Ok(pieces) => self.pieces(*pieces, head.size, range, room)?,
            Err(text) => {
                let (start, end) = (
                    super::read::floor(text, range.start.min(text.len())),
                    super::read::ceiling(text, range.end.min(text.len())),
                );
                (start..end, text[start..end].to_owned(), head.segments.start)
            }
        };
        document.text = text;
        self.each_segment(head.id, first.max(head.segments.start)..head.segments.end, range.start, |mut segment| {
            let cut = segment.range.start.max(range.start)..segment.range.end.min(range.end);
            if cut.start < cut.end {
                segment.time = segment.time.map(|time| share(time, &segment.range, &cut));
                let goes_on = segment.range.end < range.end;
                segment.range = cut.start - range.start..cut.end - range.start;
                document.segments.push(segment);
                goes_on
            } else {
                segment.range.start < range.end
            }
        })?;
        let first = head.word_times.partition_point(|word| (word.at as usize) < range.start);
        let times = head.word_times.get(first..).unwrap_or(&[]).iter();
        document.word_times.extend(
            times
                .take_while(|word| (word.at as usize) < range.end)
                .map(|word| WordTime { at: word.at - range.start as u32, seconds: word.seconds }),
        );
        let words_in = 0..held.document.text.len();
        Ok(Part { row: head.id, held, offset: range.start, size: head.size, words_in, has_speech: head.has_speech })
    }

    /// How many current documents there are, and the first and the last of their dates.
    pub(crate) fn extent(&self) -> Result<(usize, Option<(String, String)>), StoreError> {
        self.connection
            .query_row(
                "SELECT count(*), min(date), max(date) FROM documents WHERE id IN (SELECT document FROM names)",
                (),
                |row| {
                    let (first, last): (Option<String>, Option<String>) = (row.get(1)?, row.get(2)?);
                    Ok((row.get::<_, i64>(0)?.unsigned_abs() as usize, first.zip(last)))
                },
            )
            .map_err(|e| self.sqlite(e))
    }

    /// The current documents and who speaks in them.
    pub(crate) fn catalogue(&self) -> Result<Catalogue, StoreError> {
        let read = || -> rusqlite::Result<Catalogue> {
            let mut builder = CatalogueBuilder::default();
            let mut places: HashMap<i64, usize> = HashMap::new();
            let mut statement = self.connection.prepare(
                "SELECT id, title, date, event FROM documents WHERE id IN (SELECT document FROM names) ORDER BY id",
            )?;
            let mut rows = statement.query(())?;
            while let Some(row) = rows.next()? {
                let about = About { title: row.get(1)?, date: row.get(2)?, event: row.get(3)?, people: Vec::new() };
                places.insert(row.get(0)?, builder.document(about));
            }
            let mut statement = self.connection.prepare(
                "SELECT x.document, p.name, x.aliases FROM speakers x JOIN people p ON p.id = x.person ORDER BY x.document, x.ordinal",
            )?;
            let mut rows = statement.query(())?;
            while let Some(row) = rows.next()? {
                let Some(&place) = places.get(&row.get(0)?) else { continue };
                let aliases: String = row.get(2)?;
                let aliases = serde_json::from_str(&aliases).unwrap_or_default();
                builder.person(place, &Person { name: row.get(1)?, role: None, aliases });
            }
            Ok(builder.finish())
        };
        read().map_err(|e| self.sqlite(e))
    }
}

/// The time of a cut segment, by its share of the letters.
fn share(time: TimeRange, whole: &Range<usize>, cut: &Range<usize>) -> TimeRange {
    let at =
        |byte: usize| time.start + (time.end - time.start) * (byte - whole.start) as f64 / whole.len().max(1) as f64;
    if whole == cut { time } else { TimeRange { start: at(cut.start), end: at(cut.end) } }
}
