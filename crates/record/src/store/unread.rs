//! A document as its rows are, to be unpacked on another thread than the one that reads the record.
//!
//! For reading everything there is (`verify`): most of that is unpacking. Whoever wants one document asks for it
//! ([`Store::held`]).

use super::pieces::Pieces;
use super::read::PackedText;
use super::unpack::unpack_piece;
use super::{Store, StoreError};
use crate::held::Held;
use std::ops::Range;

/// A document whose text is still packed.
pub(super) struct Unread {
    /// Without its text.
    held: Held,
    text: UnreadText,
    first_segment: i64,
    /// What is told where it is damaged.
    damaged: String,
}

/// A text that is still packed, where it is in pieces.
pub(super) enum UnreadText {
    Whole(String),
    Pieces {
        pieces: Pieces,
        /// Bytes of the text.
        size: usize,
        /// The packed pieces one after the other.
        packed: Vec<u8>,
        /// Where each ends, and the segment that it names.
        ends: Vec<(usize, i64)>,
    },
}

impl Store {
    /// Reads a document by its row, but does not unpack it where it is in pieces.
    pub(super) fn unread(&self, id: i64) -> Result<Unread, StoreError> {
        let head = self.head_row(id)?;
        let damaged = self.damaged(format!("document {id}")).to_string();
        let first_segment = head.first_segment;
        let segments = self.segments(id, first_segment, head.segments)?;
        let text = self.unread_of(id, &head.packed, first_segment..first_segment.saturating_add(head.segments))?;
        let (mut document, reference) = self.without_text(id, head)?;
        document.segments = segments;
        let held = Held { name: String::new(), reference: Some(reference), document };
        Ok(Unread { held, text, first_segment, damaged })
    }

    /// The same of the text alone.
    pub(super) fn unread_text(&self, id: i64) -> Result<UnreadText, StoreError> {
        let packed = self.packed_text(id)?;
        let segments = self
            .connection
            .query_row("SELECT first_segment, first_segment + segments FROM documents WHERE id = ?", [id], |row| {
                Ok(row.get(0)?..row.get(1)?)
            })
            .map_err(|e| self.sqlite(e))?;
        self.unread_of(id, &packed, segments)
    }

    fn unread_of(&self, id: i64, packed: &PackedText, segments: Range<i64>) -> Result<UnreadText, StoreError> {
        match packed.pieces.filter(|_| packed.is_in_pieces_alone()) {
            Some(pieces) => {
                let size = usize::try_from(packed.size).unwrap_or(usize::MAX);
                self.packed_pieces(pieces, size, segments).map_err(|e| self.sqlite(e))
            }
            None => self.text(id).map(UnreadText::Whole),
        }
    }

    /// `segments`: the rows of those of its document.
    fn packed_pieces(&self, pieces: Pieces, size: usize, segments: Range<i64>) -> rusqlite::Result<UnreadText> {
        let (mut packed, mut ends) = (Vec::new(), Vec::new());
        let mut statement =
            self.connection.prepare_cached("SELECT segment, bytes FROM pieces WHERE id >= ? AND id < ? ORDER BY id")?;
        let rows = if pieces.are_known() { pieces.rows(size) } else { 0..0 };
        let mut rows = statement.query((rows.start, rows.end))?;
        while let Some(row) = rows.next()? {
            let segment = row.get(0)?;
            if segment < segments.start || segment > segments.end {
                // Of another text: by a damaged size all of the record would be read. There are too few now.
                break;
            }
            // What is no bytes unpacks to none.
            packed.extend_from_slice(row.get_ref(1)?.as_blob().unwrap_or_default());
            ends.push((packed.len(), segment));
        }
        Ok(UnreadText::Pieces { pieces, size, packed, ends })
    }
}

impl Unread {
    /// Unpacks it; where that cannot be, what is damaged.
    pub(super) fn read(self) -> Result<Held, String> {
        let Unread { mut held, text, first_segment, damaged } = self;
        if let UnreadText::Pieces { pieces, ends, .. } = &text {
            let segments = &held.document.segments;
            for (byte, (_, named)) in (0..).step_by(pieces.each()).zip(ends) {
                let first = segments.partition_point(|segment| segment.range.end <= byte);
                if first_segment.checked_add(first as i64) != Some(*named) {
                    return Err("its pieces name other segments".to_owned());
                }
            }
        }
        held.document.text = text.read().ok_or(damaged)?;
        Ok(held)
    }
}

impl UnreadText {
    /// Unpacks it; `None` if it is not whole.
    pub(super) fn read(self) -> Option<String> {
        let (pieces, size, packed, ends) = match self {
            UnreadText::Whole(text) => return Some(text),
            UnreadText::Pieces { pieces, size, packed, ends } => (pieces, size, packed, ends),
        };
        // A damaged size must not reserve memory.
        if !pieces.are_known() || ends.len() != size.div_ceil(pieces.each()) {
            return None;
        }
        let mut bytes = vec![0; size];
        let mut begin = 0;
        for (piece, (end, _)) in bytes.chunks_mut(pieces.each()).zip(ends) {
            if !unpack_piece(packed.get(begin..end)?, pieces.are_small(), piece) {
                return None;
            }
            begin = end;
        }
        String::from_utf8(bytes).ok()
    }
}
