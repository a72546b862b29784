//! The texts of segments, and which documents are current, in the index, or fit conditions.

use super::filters::Conditions;
use super::standing::SegmentPlace;
use crate::store::{Store, StoreError};
use rusqlite::OptionalExtension;
use std::ops::Range;

impl Store {
    /// Documents that are current and not in the index.
    pub(super) fn current_and_not_indexed(&self, has_index: bool) -> Result<Vec<i64>, StoreError> {
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

    /// The rows of the segments of documents that fit conditions, in order.
    pub(super) fn segments_of_documents(&self, conditions: &Conditions) -> Result<Vec<Range<u64>>, StoreError> {
        let list = || -> rusqlite::Result<Vec<Range<u64>>> {
            let mut statement = self.connection().prepare(&format!(
                "SELECT d.first_segment, d.segments FROM documents d WHERE 1{} ORDER BY d.first_segment",
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

    /// The rows of the segments of documents that are not current, in order.
    pub(super) fn segments_gone(&self) -> Result<Vec<Range<u64>>, StoreError> {
        let list = || -> rusqlite::Result<Vec<Range<u64>>> {
            let mut gone: Vec<Range<u64>> = Vec::new();
            let mut between =
                self.connection().prepare("SELECT first_segment, segments FROM documents WHERE id > ? AND id < ?")?;
            let mut add = |after: i64, before: i64| -> rusqlite::Result<()> {
                let mut rows = between.query([after, before])?;
                while let Some(row) = rows.next()? {
                    let (first, count): (i64, i64) = (row.get(0)?, row.get(1)?);
                    gone.push(first.unsigned_abs()..first.unsigned_abs().saturating_add(count.unsigned_abs()));
                }
                Ok(())
            };
            // Most documents are current, and what is current is told by an index: what is gone lies in the gaps.
            let mut current =
                self.connection().prepare("SELECT document FROM names WHERE document IS NOT NULL ORDER BY document")?;
            let mut rows = current.query(())?;
            let mut last = i64::MIN;
            while let Some(row) = rows.next()? {
                let document: i64 = row.get(0)?;
                if document > last.saturating_add(1) {
                    add(last, document)?;
                }
                last = document;
            }
            add(last, i64::MAX)?;
            gone.sort_unstable_by_key(|rows| rows.start);
            Ok(gone)
        };
        list().map_err(|e| self.sqlite(e))
    }

    /// How many of some segments, in order, are of documents that are not current.
    pub(super) fn not_current_of(&self, segments: &[u64]) -> Result<usize, StoreError> {
        let count = || -> rusqlite::Result<usize> {
            let mut statement = self.connection().prepare_cached(
                "SELECT d.first_segment + d.segments, EXISTS (SELECT 1 FROM names WHERE document = d.id) \
                 FROM segments s JOIN documents d ON d.id = s.document WHERE s.id = ?",
            )?;
            let (mut gone, mut end, mut is_current) = (0, 0, false);
            for &segment in segments {
                // The segments of a document follow each other.
                if segment >= end {
                    let of_document: Option<(i64, bool)> =
                        statement.query_row([segment as i64], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
                    (end, is_current) = of_document.map_or((segment + 1, false), |(end, is)| (end.unsigned_abs(), is));
                }
                gone += usize::from(!is_current);
            }
            Ok(gone)
        };
        count().map_err(|e| self.sqlite(e))
    }

    /// Whether there are no more documents than so many.
    pub(super) fn has_fewer_documents(&self, most: i64) -> Result<bool, StoreError> {
        // Nothing but the count is asked for: then it is told without going through the rows.
        self.connection()
            .query_row("SELECT count(*) FROM documents", (), |row| Ok(row.get::<_, i64>(0)? <= most))
            .map_err(|e| self.sqlite(e))
    }

    /// Whether every document is current, told without looking at each.
    pub(super) fn all_are_current(&self) -> Result<bool, StoreError> {
        self.noted_as_current().map_or_else(|| self.counted_as_current(), Ok)
    }
}

/// Reads the texts of segments. Hits are often neighbours, so what was unpacked last is kept.
#[derive(Debug, Default)]
pub(super) struct Texts {
    document: i64,
    /// Bytes of its text that are kept, and where they begin.
    from: usize,
    bytes: Vec<u8>,
}

impl Texts {
    pub(super) fn read(&mut self, store: &Store, place: &SegmentPlace) -> Result<&str, StoreError> {
        if self.document != place.document || self.within(place).is_none() {
            // Nothing is kept while it is not known what was read.
            self.document = 0;
            (self.from, self.bytes) = match place.pieces {
                Some(pieces) => {
                    let room = std::mem::take(&mut self.bytes);
                    let around = pieces.around(&place.range);
                    let (range, bytes, _) = store.bytes_of_pieces(pieces, place.size, around, room)?;
                    (range.start, bytes)
                }
                None => (0, store.text(place.document)?.into_bytes()),
            };
            self.document = place.document;
        }
        // Only what is asked for is looked at: of what stands around it little ever is.
        let bytes = self.within(place).and_then(|range| self.bytes.get(range));
        let text = bytes.and_then(|bytes| std::str::from_utf8(bytes).ok());
        text.ok_or_else(|| store.damaged(format!("a segment of document {}", place.document)))
    }

    /// Where it stands in what is kept.
    fn within(&self, place: &SegmentPlace) -> Option<Range<usize>> {
        let range = place.range.start.checked_sub(self.from)?..place.range.end.checked_sub(self.from)?;
        (range.end <= self.bytes.len()).then_some(range)
    }
}
