//! From the blocks of texts in which the index knows a phrase to the segments that have bytes there.

use crate::index::BLOCK;
use crate::store::pieces::Pieces;
use crate::store::{Store, StoreError};
use rusqlite::{OptionalExtension, Row};
use std::ops::Range;

/// Of so few segments or fewer all are looked at.
const AT_ONCE: i64 = 64;

/// Tells the segments of blocks. Blocks in order are told fastest, for many are of one document.
pub(super) struct Blocks<'s> {
    store: &'s Store,
    /// The document of the last one.
    document: Option<OfDocument>,
}

struct OfDocument {
    blocks: Range<i64>,
    /// The rows of its segments, which follow each other in the order of the text.
    segments: Range<i64>,
    pieces: Option<Pieces>,
}

impl<'s> Blocks<'s> {
    pub(super) fn of(store: &'s Store) -> Blocks<'s> {
        Blocks { store, document: None }
    }

    /// Appends the segments that have bytes in a block. A block of no document has none.
    pub(super) fn segments(&mut self, block: u32, out: &mut Vec<u64>) -> Result<(), StoreError> {
        let block = i64::from(block);
        if self.document.as_ref().is_none_or(|document| !document.blocks.contains(&block)) {
            self.document = self.document_of(block).map_err(|e| self.store.sqlite(e))?;
        }
        let Some(document) = &self.document else { return Ok(()) };
        let from = (block - document.blocks.start) * BLOCK as i64;
        self.segments_with(document, from..from + BLOCK as i64, out).map_err(|e| self.store.sqlite(e))
    }

    fn document_of(&self, block: i64) -> rusqlite::Result<Option<OfDocument>> {
        let columns = self.store.pieces_columns();
        let mut statement = self.store.connection().prepare_cached(&format!(
            "SELECT i.first, i.blocks, d.first_segment, d.segments, {columns} FROM index_documents i \
             JOIN documents d ON d.id = i.document JOIN texts t ON t.document = i.document \
             WHERE i.first <= ? ORDER BY i.first DESC LIMIT 1",
        ))?;
        let read = |row: &Row<'_>| {
            let (first, count): (i64, i64) = (row.get(0)?, row.get(1)?);
            let (segment, segments): (i64, i64) = (row.get(2)?, row.get(3)?);
            Ok(OfDocument {
                blocks: first..first.saturating_add(count),
                segments: segment..segment.saturating_add(segments),
                pieces: Pieces::from_row(row, 4)?,
            })
        };
        let found = statement.query_row([block], read).optional()?;
        // Damaged numbers are no document's.
        let is_sound =
            |document: &OfDocument| 0 <= document.segments.start && document.segments.start <= document.segments.end;
        Ok(found.filter(|document| document.blocks.contains(&block) && is_sound(document)))
    }

    fn segments_with(&self, document: &OfDocument, bytes: Range<i64>, out: &mut Vec<u64>) -> rusqlite::Result<()> {
        let connection = self.store.connection();
        let Range { start: mut low, end } = document.segments;
        let mut high = end;
        if let Some(pieces) = &document.pieces {
            // A piece names the first segment that ends after its begin: so does the next one, and the block is between.
            let piece = pieces.with_byte(bytes.start);
            // A range, for a list of two values would be put into a table of its own each time.
            let mut statement =
                connection.prepare_cached("SELECT segment FROM pieces WHERE id >= ? AND id < ? ORDER BY id")?;
            let mut rows = statement.query([piece, piece.saturating_add(2)])?;
            if let Some(row) = rows.next()? {
                low = row.get::<_, i64>(0)?.clamp(low, end);
            }
            if let Some(row) = rows.next()? {
                // Of another document where this was the last one.
                let next: i64 = row.get(0)?;
                high = if next >= low && next < end { next + 1 } else { end };
            }
        }
        let mut statement = connection.prepare_cached("SELECT start, start + length FROM segments WHERE id = ?")?;
        while high - low > AT_ONCE {
            let middle = low + (high - low) / 2;
            let found = statement.query_row([middle], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)));
            match found.optional()? {
                Some((_, end)) if end <= bytes.start => low = middle + 1,
                _ => high = middle,
            }
        }
        // Those before are passed over by SQLite itself: that takes a fraction of the time.
        let mut statement = connection.prepare_cached(
            "SELECT id, start FROM segments WHERE id >= ? AND id < ? AND start + length > ? ORDER BY id",
        )?;
        let mut rows = statement.query((low, end, bytes.start))?;
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
