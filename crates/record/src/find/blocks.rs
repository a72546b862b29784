//! From the blocks of texts in which the index knows a phrase to the segments that have bytes there.

use crate::index::BLOCK;
use crate::store::{Store, StoreError};
use rusqlite::{OptionalExtension, Row, Statement};
use std::ops::Range;

/// Of so few segments or fewer all are looked at.
const AT_ONCE: i64 = if cfg!(test) { 2 } else { 24 };
/// Where segments are about as long as each other, the one that is sought is within so many of where it would be if they were.
const NEAR: i64 = if cfg!(test) { 1 } else { 10 };

/// Tells the segments of blocks. Blocks in order are told fastest, for many are of one document.
pub(super) struct Blocks<'s> {
    store: &'s Store,
    statements: Option<Statements<'s>>,
    /// The document of the last one.
    document: Option<OfDocument>,
}

struct Statements<'s> {
    /// By a block: the document.
    document: Statement<'s>,
    /// By its row: where a segment ends.
    end: Statement<'s>,
    /// From one row to another: the segments that end after a byte.
    segments: Statement<'s>,
}

struct OfDocument {
    blocks: Range<i64>,
    /// The rows of its segments, which follow each other in the order of the text.
    segments: Range<i64>,
    /// Bytes of the text.
    size: i64,
    /// What ends at or before this byte of the text is before this row.
    before: (i64, i64),
}

impl<'s> Blocks<'s> {
    pub(super) fn of(store: &'s Store) -> Blocks<'s> {
        Blocks { store, statements: None, document: None }
    }

    /// Appends the segments that have bytes in a block. A block of no document has none.
    pub(super) fn segments(&mut self, block: u32, out: &mut Vec<u64>) -> Result<(), StoreError> {
        let store = self.store;
        self.look_up(i64::from(block), out).map_err(|e| store.sqlite(e))
    }

    fn look_up(&mut self, block: i64, out: &mut Vec<u64>) -> rusqlite::Result<()> {
        let statements = match &mut self.statements {
            Some(statements) => statements,
            none => none.insert(Statements::of(self.store)?),
        };
        if self.document.as_ref().is_none_or(|document| !document.blocks.contains(&block)) {
            self.document = statements.document_of(block)?;
        }
        let Some(document) = &mut self.document else { return Ok(()) };
        let from = (block - document.blocks.start) * BLOCK as i64;
        statements.segments_with(document, from..from + BLOCK as i64, out)
    }
}

impl<'s> Statements<'s> {
    fn of(store: &'s Store) -> rusqlite::Result<Statements<'s>> {
        let prepare = |sql| store.connection().prepare(sql);
        Ok(Statements {
            document: prepare(
                "SELECT i.first, i.blocks, d.first_segment, d.segments, d.size FROM index_documents i \
                 JOIN documents d ON d.id = i.document WHERE i.first <= ? ORDER BY i.first DESC LIMIT 1",
            )?,
            end: prepare("SELECT start + length FROM segments WHERE id = ?")?,
            // Those before are passed over by SQLite itself: that takes a fraction of the time.
            segments: prepare(
                "SELECT id, start FROM segments WHERE id >= ? AND id < ? AND start + length > ? ORDER BY id",
            )?,
        })
    }

    fn document_of(&mut self, block: i64) -> rusqlite::Result<Option<OfDocument>> {
        let read = |row: &Row<'_>| {
            let (first, count): (i64, i64) = (row.get(0)?, row.get(1)?);
            let (segment, segments): (i64, i64) = (row.get(2)?, row.get(3)?);
            Ok(OfDocument {
                blocks: first..first.saturating_add(count),
                segments: segment..segment.saturating_add(segments),
                size: row.get(4)?,
                before: (0, segment),
            })
        };
        let found = self.document.query_row([block], read).optional()?;
        // Damaged numbers are no document's.
        let is_sound =
            |document: &OfDocument| 0 <= document.segments.start && document.segments.start <= document.segments.end;
        Ok(found.filter(|document| document.blocks.contains(&block) && is_sound(document)))
    }

    fn segments_with(
        &mut self,
        document: &mut OfDocument,
        bytes: Range<i64>,
        out: &mut Vec<u64>,
    ) -> rusqlite::Result<()> {
        let Range { start: first, end } = document.segments;
        let (mut low, mut high) = (first, end);
        if document.before.0 <= bytes.start {
            low = document.before.1.clamp(first, end);
        }
        // Where it would be if all were of one length.
        let share = bytes.start as f64 / document.size.max(1) as f64;
        let about = first.saturating_add((share * (end - first) as f64) as i64);
        let mut near = [about.saturating_sub(NEAR), about.saturating_add(NEAR)].into_iter();
        while high - low > AT_ONCE {
            let inside = |row: &i64| (low..high).contains(row);
            let row = near.next().filter(inside).unwrap_or(low + (high - low) / 2);
            match self.end.query_row([row], |row| row.get::<_, i64>(0)).optional()? {
                Some(end) if end <= bytes.start => low = row + 1,
                _ => high = row,
            }
        }
        document.before = (bytes.start, low);
        let mut rows = self.segments.query((low, end, bytes.start))?;
        while let Some(row) = rows.next()? {
            let (id, from): (i64, i64) = (row.get(0)?, row.get(1)?);
            if from >= bytes.end {
                break;
            }
            out.extend(u64::try_from(id).ok());
        }
        Ok(())
    }
}
