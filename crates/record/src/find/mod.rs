//! `find`: words, phrases and filters to ranked hits with snippets.
//!
//! In what order to read: [`query`] (what was typed), [`crate::corpus::words`] (what a word is), [`candidates`] (from the lists of the
//! index to segments, ranked), [`fits`] (whether a text holds what is looked for), [`filters`], [`snippet`]; here they are
//! put together. Text is read only of what is shown, and of candidates whose lists do not settle it.
//!
//! What is not in the index yet is found by reading it. Not for checking quotations: that needs alignment, see the crate
//! `check`.

mod candidates;
mod filters;
mod fits;
mod query;
mod snippet;

use crate::index::weight::weight;
use crate::store::{Store, StoreError, codes};
use candidates::{Candidate, Lists};
use filters::{Conditions, Filters, Problem};
use fits::{Looked, Standing};
use onrecord_read::{Grade, SegmentKind, TimeRange};
use query::Query;
use rusqlite::OptionalExtension;
use rusqlite::types::Value;
use std::collections::BinaryHeap;
use std::ops::Range;

/// Where texts must be looked at and there are no more than these, all are, so that the number of hits is exact.
const FEW: usize = 120;
/// Where there are more, the number is reckoned from so many.
const SAMPLE: usize = 32;
/// Of so many candidates or more it is asked for the documents that fit a filter, not one by one.
const MANY: usize = 400;
/// A block of a text in the index.
const BLOCK: i64 = crate::index::BLOCK as i64;

/// Whether a text fits a query; `None` where that is no query. For fuzzing.
#[doc(hidden)]
pub fn fits(query: &str, text: &str) -> Option<bool> {
    let query = Query::read(query).ok()?;
    Some(Looked::for_query(&query).in_text(text).is_some())
}

/// What a search found.
#[derive(Debug, Clone, Default)]
pub struct Hits {
    /// How many segments fit in all.
    pub total: u64,
    /// Whether the total was counted; otherwise it is reckoned from those that were looked at.
    pub is_exact: bool,
    /// The hits of this page, best first.
    pub hits: Vec<Hit>,
}

/// One segment that fits.
#[derive(Debug, Clone)]
pub struct Hit {
    /// The permanent reference of the segment: `REF:START-END`.
    pub reference: String,
    /// The name of the document.
    pub name: String,
    /// The document's title.
    pub title: Option<String>,
    /// Its date.
    pub date: Option<String>,
    /// Its event.
    pub event: Option<String>,
    /// Who speaks.
    pub speaker: Option<String>,
    /// What the segment is.
    pub kind: SegmentKind,
    /// How close it stands to the speech.
    pub grade: Grade,
    /// When it was spoken.
    pub time: Option<TimeRange>,
    /// Bytes of the document's text.
    pub range: Range<usize>,
    /// The part of the segment in which the words stand; whole words.
    pub snippet: String,
    /// Where the words that were looked for stand in the snippet: bytes, in order.
    pub marks: Vec<Range<usize>>,
    /// Where to see or hear the document.
    pub link: Option<String>,
}

/// As much of a query as an error repeats.
fn beginning(query: &str) -> String {
    const REPEATED: usize = 100;
    let mut rest = query.chars();
    let mut begin: String = rest.by_ref().take(REPEATED).collect();
    if rest.next().is_some() {
        begin.push('…');
    }
    begin
}

impl Store {
    /// Searches the current versions: see docs/record.md for how a query is written. Speech comes before what is not,
    /// then by rank (BM25), then in the order of the record, so that pages do not overlap.
    pub fn find(&self, query: &str, limit: usize, offset: usize) -> Result<Hits, StoreError> {
        let bad = |reason: String| StoreError::BadQuery { query: beginning(query), reason };
        let read = Query::read(query).map_err(bad)?;
        // One state of the record, whoever writes meanwhile.
        self.connection().execute_batch("SAVEPOINT find").map_err(|e| self.sqlite(e))?;
        let found = Filters::read(&read, self).map_err(|problem| match problem {
            Problem::Query(reason) => bad(reason),
            Problem::Store(error) => error,
        });
        let found = found.and_then(|filters| match read.all.is_empty() {
            true => self.listed(&filters, limit, offset),
            false => Search::of(self, &read, filters)?.page(limit, offset),
        });
        self.connection().execute_batch("RELEASE find").map_err(|e| self.sqlite(e))?;
        found
    }

    /// All segments that fit the filters, in the order of the record.
    fn listed(&self, filters: &Filters, limit: usize, offset: usize) -> Result<Hits, StoreError> {
        let Conditions { sql, mut parameters } = filters.all();
        let from = format!(
            "FROM segments s JOIN documents d ON d.id = s.document \
             WHERE EXISTS (SELECT 1 FROM names WHERE document = d.id){sql}"
        );
        let mut list = || -> rusqlite::Result<(i64, Vec<u64>)> {
            let total = self
                .connection()
                .prepare(&format!("SELECT count(*) {from}"))?
                .query_row(rusqlite::params_from_iter(&parameters), |row| row.get(0))?;
            let number = |count: usize| Value::Integer(i64::try_from(count).unwrap_or(i64::MAX));
            parameters.extend([number(limit), number(offset)]);
            let mut statement =
                self.connection().prepare(&format!("SELECT s.id {from} ORDER BY s.kind > 1, s.id LIMIT ? OFFSET ?"))?;
            let rows = statement.query_map(rusqlite::params_from_iter(&parameters), |row| row.get::<_, i64>(0))?;
            Ok((total, rows.map(|id| id.map(i64::unsigned_abs)).collect::<rusqlite::Result<_>>()?))
        };
        let (total, segments) = list().map_err(|e| self.sqlite(e))?;
        let mut texts = Texts::default();
        let mut hits = Hits { total: total.unsigned_abs(), is_exact: true, hits: Vec::with_capacity(segments.len()) };
        for segment in segments {
            if let Some(place) = self.place_of(segment, &Conditions::default(), false)? {
                let text = texts.read(self, &place)?;
                hits.hits.push(self.hit(segment, text, &[])?);
            }
        }
        Ok(hits)
    }

    /// Where a segment of a current document stands, if it fits the conditions. `indexed`: the blocks are asked for too.
    fn place_of(
        &self,
        segment: u64,
        conditions: &Conditions,
        indexed: bool,
    ) -> Result<Option<SegmentPlace>, StoreError> {
        let pieces = if self.has_pieces() { "t.pieces" } else { "NULL" };
        let (block, joined) = match indexed {
            true => ("i.first", "LEFT JOIN index_documents i ON i.document = d.id"),
            false => ("NULL", ""),
        };
        let look = || -> rusqlite::Result<Option<SegmentPlace>> {
            let mut statement = self.connection().prepare_cached(&format!(
                "SELECT s.document, s.start, s.length, {pieces}, d.size, {block}, s.kind FROM segments s \
                 JOIN documents d ON d.id = s.document JOIN texts t ON t.document = d.id {joined} \
                 WHERE EXISTS (SELECT 1 FROM names WHERE document = d.id){} AND s.id = ?",
                conditions.sql
            ))?;
            let segment = Value::Integer(segment as i64);
            let parameters = conditions.parameters.iter().chain(std::iter::once(&segment));
            statement
                .query_row(rusqlite::params_from_iter(parameters), |row| {
                    let bytes = |at| -> rusqlite::Result<usize> { Ok(row.get::<_, i64>(at)?.max(0) as usize) };
                    let start = bytes(1)?;
                    let range = start..start.saturating_add(bytes(2)?);
                    let first_block: Option<i64> = row.get(5)?;
                    let blocks = first_block
                        .map(|first| first + range.start as i64 / BLOCK..first + range.end as i64 / BLOCK + 1);
                    let (document, pieces) = (row.get(0)?, row.get(3)?);
                    let kind = codes::kind(row.get(6)?).unwrap_or(SegmentKind::Boilerplate);
                    Ok(SegmentPlace { document, range, pieces, size: bytes(4)?, blocks, kind })
                })
                .optional()
        };
        look().map_err(|e| self.sqlite(e))
    }

    /// All that is told of a segment that was found.
    fn hit(&self, segment: u64, text: &str, terms: &[(&str, bool)]) -> Result<Hit, StoreError> {
        let (snippet, marks) = snippet::snippet(text, terms);
        self.connection()
            .prepare_cached(
                "SELECT d.reference, (SELECT name FROM names WHERE document = d.id ORDER BY id LIMIT 1), d.title, d.date, \
                 d.event, p.name, s.kind, coalesce(s.grade, d.grade), s.time_start, s.time_end, s.start, s.length, d.link \
                 FROM segments s JOIN documents d ON d.id = s.document \
                 LEFT JOIN speakers x ON x.document = s.document AND x.ordinal = s.speaker \
                 LEFT JOIN people p ON p.id = x.person WHERE s.id = ?",
            )
            .and_then(|mut statement| {
                statement.query_row([segment as i64], |row| {
                    let (reference, grade): (String, String) = (row.get(0)?, row.get(7)?);
                    let time: (Option<i64>, Option<i64>) = (row.get(8)?, row.get(9)?);
                    let seconds = |milliseconds: i64| milliseconds as f64 / 1000.0;
                    let start = row.get::<_, i64>(10)?.max(0) as usize;
                    let end = start.saturating_add(row.get::<_, i64>(11)?.max(0) as usize);
                    Ok(Hit {
                        reference: format!("{reference}:{start}-{end}"),
                        name: row.get::<_, Option<String>>(1)?.unwrap_or_default(),
                        title: row.get(2)?,
                        date: row.get(3)?,
                        event: row.get(4)?,
                        speaker: row.get(5)?,
                        kind: codes::kind(row.get(6)?).unwrap_or(SegmentKind::Boilerplate),
                        grade: codes::grade(&grade).unwrap_or(Grade::Unknown),
                        time: time.0.zip(time.1).map(|(from, to)| TimeRange { start: seconds(from), end: seconds(to) }),
                        range: start..end,
                        snippet,
                        marks,
                        link: row.get(12)?,
                    })
                })
            })
            .map_err(|e| self.sqlite(e))
    }

    /// Documents that are current and not in the index.
    fn current_and_not_indexed(&self, has_index: bool) -> Result<Vec<i64>, StoreError> {
        let list = || -> rusqlite::Result<Vec<i64>> {
            if has_index {
                let (all, indexed): (i64, i64) = self.connection().query_row(
                    "SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM index_documents)",
                    (),
                    |row| Ok((row.get(0)?, row.get(1)?)),
                )?;
                if all == indexed {
                    return Ok(Vec::new());
                }
            }
            let not_indexed =
                if has_index { " AND document NOT IN (SELECT document FROM index_documents)" } else { "" };
            let mut statement = self.connection().prepare(&format!(
                "SELECT DISTINCT document FROM names WHERE document IS NOT NULL{not_indexed} ORDER BY document"
            ))?;
            statement.query_map((), |row| row.get(0))?.collect()
        };
        list().map_err(|e| self.sqlite(e))
    }

    /// The rows of the segments of documents that fit conditions and are current, in order; or of those that are not.
    fn segments_of_documents(&self, conditions: &Conditions, current: bool) -> Result<Vec<Range<u64>>, StoreError> {
        let not = if current { "" } else { "NOT " };
        let list = || -> rusqlite::Result<Vec<Range<u64>>> {
            let mut statement = self.connection().prepare(&format!(
                "SELECT d.first_segment, d.segments FROM documents d \
                 WHERE {not}EXISTS (SELECT 1 FROM names WHERE document = d.id){} ORDER BY d.first_segment",
                conditions.sql
            ))?;
            let rows = statement.query_map(rusqlite::params_from_iter(&conditions.parameters), |row| {
                let (first, count): (i64, i64) = (row.get(0)?, row.get(1)?);
                let first = first.unsigned_abs();
                Ok(first..first.saturating_add(count.unsigned_abs()))
            })?;
            rows.collect()
        };
        list().map_err(|e| self.sqlite(e))
    }

    /// Whether every document is current, told without looking at each.
    fn all_are_current(&self) -> Result<bool, StoreError> {
        self.connection()
            .query_row(
                "SELECT (SELECT count(*) FROM documents) = (SELECT count(DISTINCT document) FROM names)",
                (),
                |row| row.get(0),
            )
            .map_err(|e| self.sqlite(e))
    }
}

/// Where a segment stands.
struct SegmentPlace {
    document: i64,
    /// Bytes of the document's text.
    range: Range<usize>,
    /// The text's first piece, and its bytes.
    pieces: Option<i64>,
    size: usize,
    /// Its blocks, where it is in the index and they were asked for.
    blocks: Option<Range<i64>>,
    kind: SegmentKind,
}

/// Reads the texts of segments.
#[derive(Default)]
struct Texts {
    /// The last text that is kept in one, with its document.
    whole: Option<(i64, String)>,
    part: String,
}

impl Texts {
    fn read(&mut self, store: &Store, place: &SegmentPlace) -> Result<&str, StoreError> {
        if let Some(first) = place.pieces {
            let (_, text, _) = store.pieces(first, place.size, place.range.clone())?;
            self.part = text;
            return Ok(&self.part);
        }
        if self.whole.as_ref().is_none_or(|(document, _)| *document != place.document) {
            self.whole = Some((place.document, store.text(place.document)?));
        }
        let text = self.whole.as_ref().and_then(|(_, text)| text.get(place.range.clone()));
        text.ok_or_else(|| store.damaged(format!("a segment of document {}", place.document)))
    }
}

/// One search for words.
struct Search<'s> {
    store: &'s Store,
    looked: Looked<'s>,
    candidates: BinaryHeap<Candidate>,
    /// Whether every candidate fits, as far as the lists can tell.
    are_sure: bool,
    /// What is still to be asked of each candidate.
    conditions: Conditions,
    /// For each two neighbouring words of a phrase, the blocks in which they are.
    blocks: Vec<Vec<u32>>,
}

impl<'s> Search<'s> {
    fn of(store: &'s Store, query: &'s Query, filters: Filters) -> Result<Search<'s>, StoreError> {
        let looked = Looked::for_query(query);
        let has_index = store.has_index();
        let runs = if has_index { store.index_runs()? } else { Vec::new() };
        let lists = Lists::of(store, &runs, query)?;
        let mut found = lists.candidates(query)?;
        let mut conditions = filters.all();
        if let Some(unread) = found.unread.take() {
            let rarities = lists.rarities(looked.terms())?;
            let mut texts = Texts::default();
            for segment in unread {
                if let Some(place) = store.place_of(segment, &conditions, true)?
                    && has_blocks(&found.blocks, &place)
                    && let Some(standing) = looked.in_text(texts.read(store, &place)?)
                {
                    found.all.push(candidate(segment, place.kind, &standing, &rarities));
                }
            }
            found.are_sure = true;
            found.blocks.clear();
            conditions = Conditions::default();
        }
        if !found.all.is_empty() && !store.all_are_current()? {
            let gone = store.segments_of_documents(&Conditions::default(), false)?;
            found.all.retain(|candidate| !holds(&gone, candidate.segment));
        }
        if !conditions.is_empty() && !filters.of_documents.is_empty() && found.all.len() >= MANY {
            let fit = store.segments_of_documents(&filters.of_documents, true)?;
            found.all.retain(|candidate| holds(&fit, candidate.segment));
            conditions = filters.of_segments.clone();
        }
        let not_indexed = store.current_and_not_indexed(has_index)?;
        if !not_indexed.is_empty() {
            let rarities = lists.rarities(looked.terms())?;
            for document in not_indexed {
                let held = store.held(document, String::new())?;
                let first = store.first_segment(document)?;
                // What a damaged index has of it besides.
                let rows = first.unsigned_abs()..first.unsigned_abs() + held.document.segments.len() as u64;
                found.all.retain(|candidate| !rows.contains(&candidate.segment));
                for (row, segment) in (first..).zip(&held.document.segments) {
                    if let Some(standing) = looked.in_text(held.document.segment_text(segment)) {
                        found.all.push(candidate(row.unsigned_abs(), segment.kind, &standing, &rarities));
                    }
                }
            }
            conditions = filters.all();
        }
        let are_sure = found.are_sure && conditions.is_empty();
        let candidates = BinaryHeap::from(found.all);
        Ok(Search { store, looked, candidates, are_sure, conditions, blocks: found.blocks })
    }

    fn page(mut self, limit: usize, offset: usize) -> Result<Hits, StoreError> {
        let look_at_all = !self.are_sure && self.candidates.len() <= FEW;
        let mut texts = Texts::default();
        let mut fit = 0;
        let mut hits = Hits::default();
        while hits.hits.len() < limit || look_at_all {
            let Some(candidate) = self.candidates.pop() else { break };
            if self.are_sure && fit < offset {
                fit += 1;
                continue;
            }
            let Some(text) = self.fitting(&candidate, &mut texts)? else { continue };
            fit += 1;
            if fit > offset && hits.hits.len() < limit {
                hits.hits.push(self.store.hit(candidate.segment, text, self.looked.terms())?);
            }
        }
        let rest = self.candidates.len();
        hits.is_exact = self.are_sure || rest == 0;
        hits.total = match hits.is_exact {
            true => (fit + rest) as u64,
            false => self.reckoned(fit, &mut texts)?,
        };
        Ok(hits)
    }

    /// The text of a candidate, if it fits in all that is asked.
    fn fitting<'t>(&self, candidate: &Candidate, texts: &'t mut Texts) -> Result<Option<&'t str>, StoreError> {
        let with_blocks = !self.blocks.is_empty();
        let Some(place) = self.store.place_of(candidate.segment, &self.conditions, with_blocks)? else {
            return Ok(None);
        };
        if !has_blocks(&self.blocks, &place) {
            return Ok(None);
        }
        let text = texts.read(self.store, &place)?;
        // Two words of one form are told apart only here.
        Ok(self.looked.in_text(text).map(|_| text))
    }

    /// How many fit in all, about: `fit` of those that are no candidates any more did, and of the rest every so many-th is
    /// looked at. In two digits.
    fn reckoned(&self, fit: usize, texts: &mut Texts) -> Result<u64, StoreError> {
        let fewest = self.blocks.iter().min_by_key(|blocks| blocks.len());
        let about = match fewest.filter(|blocks| blocks.len() < self.candidates.len()) {
            // Nearly all that fits has a block in which the words of the phrase are neighbours.
            Some(blocks) => self.fit_in_blocks(blocks, texts)?,
            None => {
                let rest = self.candidates.as_slice();
                let (mut looked_at, mut of_these) = (0, 0);
                for candidate in rest.iter().step_by(rest.len().div_ceil(SAMPLE).max(1)) {
                    looked_at += 1;
                    of_these += usize::from(self.fitting(candidate, texts)?.is_some());
                }
                (fit + of_these * rest.len() / looked_at.max(1)) as u64
            }
        };
        // There may be more: whoever pages on will see.
        Ok(in_two_digits(about).max(fit as u64 + 1))
    }

    fn fit_in_blocks(&self, blocks: &[u32], texts: &mut Texts) -> Result<u64, StoreError> {
        let (mut looked_at, mut fit) = (0, 0.0);
        let mut segments = Vec::new();
        for block in blocks.iter().step_by(blocks.len().div_ceil(SAMPLE).max(1)) {
            looked_at += 1;
            segments.clear();
            self.store.segments_of_block(*block, &mut segments)?;
            for segment in &segments {
                let Some(place) = self.store.place_of(*segment, &self.conditions, true)? else { continue };
                if !has_blocks(&self.blocks, &place) || self.looked.in_text(texts.read(self.store, &place)?).is_none() {
                    continue;
                }
                // A long segment is met in each of its blocks.
                let before = |end: i64| blocks.partition_point(|&block| i64::from(block) < end);
                let met = place.blocks.map_or(1, |range| before(range.end) - before(range.start));
                fit += 1.0 / met.max(1) as f64;
            }
        }
        Ok((fit / f64::from(looked_at.max(1)) * blocks.len() as f64) as u64)
    }
}

/// Whether a segment has bytes in a block of each list, as far as the index knows.
fn has_blocks(lists: &[Vec<u32>], place: &SegmentPlace) -> bool {
    let Some(range) = &place.blocks else { return true };
    lists.iter().all(|blocks| {
        let at = blocks.partition_point(|&block| i64::from(block) < range.start);
        blocks.get(at).is_some_and(|&block| i64::from(block) < range.end)
    })
}

/// A segment that fits, ranked by its text.
fn candidate(segment: u64, kind: SegmentKind, standing: &Standing, rarities: &[f32]) -> Candidate {
    let stands = standing.counts().zip(rarities.iter().copied()).filter(|(count, _)| *count > 0);
    Candidate::read(segment, stands.map(|(count, rarity)| (weight(kind, count, standing.words), rarity)))
}

/// A number that is no more than about right, without the digits that it does not have.
fn in_two_digits(number: u64) -> u64 {
    let unit = 10u64.pow(number.max(1).ilog10().saturating_sub(1));
    number / unit * unit
}

/// Whether one of some ranges, in order, holds a row.
fn holds(ranges: &[Range<u64>], row: u64) -> bool {
    let before = ranges.partition_point(|range| range.end <= row);
    ranges.get(before).is_some_and(|range| range.start <= row)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_is_reckoned_has_two_digits() {
        assert_eq!([0, 7, 95, 3_434, 1_099_999].map(in_two_digits), [0, 7, 95, 3_400, 1_000_000]);
    }

    #[test]
    fn rows_in_ranges() {
        let ranges = [2..4, 4..4, 7..9];
        let held: Vec<u64> = (0..10).filter(|row| holds(&ranges, *row)).collect();
        assert_eq!(held, [2, 3, 7, 8]);
    }
}
