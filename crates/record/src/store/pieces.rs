//! Texts in pieces: so many bytes of a text are packed by themselves, so that a passage is read without unpacking the
//! document around it.
//!
//! A piece has [`PIECE`] bytes of the text, the last one what is left; they are cut by bytes, not by characters. Texts put
//! on record before there were pieces are packed whole and are read whole. A source whose bytes are the text is not kept a
//! second time; one that holds most of the text is packed with the text as its dictionary.

use super::read::{unpack, unpack_based, unpack_into};
use super::write::COMPRESSION;
use super::{Store, StoreError};
use onrecord_read::Document;
use rusqlite::Connection;
use std::ops::Range;

/// How many bytes of a text are one piece. Packed, it fits a page of the file or two.
pub(crate) const PIECE: usize = 8 << 10;
/// How hard a piece is compressed: at this size a higher level makes it no smaller that would be worth its time.
const PIECE_COMPRESSION: i32 = 1;
/// A dictionary is worth its work where the text is at least this share of the source.
const WORTH_BASING: usize = 12;
/// Shorter texts are no dictionary.
const SHORTEST_BASE: usize = 64;

/// How a source's bytes are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum PackedSource {
    /// By themselves.
    Alone(Vec<u8>),
    /// With the text as the dictionary.
    Based(Vec<u8>),
    /// The text is the source.
    Text,
}

pub(super) fn pack_text(text: &str) -> std::io::Result<Vec<Vec<u8>>> {
    let mut compressor = zstd::bulk::Compressor::new(PIECE_COMPRESSION)?;
    let mut packed = Vec::with_capacity(zstd::zstd_safe::compress_bound(PIECE));
    let mut pack = |piece: &[u8]| {
        packed.clear();
        compressor.compress_to_buffer(piece, &mut packed)?;
        // As large as it is, and no larger: a text has many of them.
        Ok(packed.as_slice().to_vec())
    };
    text.as_bytes().chunks(PIECE).map(&mut pack).collect()
}

pub(super) fn pack_source(bytes: &[u8], text: &str) -> std::io::Result<PackedSource> {
    if text.as_bytes() == bytes && !bytes.is_empty() {
        Ok(PackedSource::Text)
    } else if text.len() >= SHORTEST_BASE && text.len() >= bytes.len() / WORTH_BASING {
        zstd::bulk::Compressor::with_dictionary(COMPRESSION, text.as_bytes())?.compress(bytes).map(PackedSource::Based)
    } else {
        zstd::bulk::compress(bytes, COMPRESSION).map(PackedSource::Alone)
    }
}

/// Writes the pieces of a text, and returns the id of the first.
pub(super) fn insert_pieces(
    connection: &Connection,
    pieces: &[Vec<u8>],
    document: &Document,
    first_segment: i64,
) -> rusqlite::Result<i64> {
    let first: i64 =
        connection.prepare_cached("SELECT coalesce(max(id), 0) + 1 FROM pieces")?.query_row((), |row| row.get(0))?;
    let mut insert = connection.prepare_cached("INSERT INTO pieces (id, segment, bytes) VALUES (?, ?, ?)")?;
    for (index, bytes) in pieces.iter().enumerate() {
        let segment = document.segments.partition_point(|segment| segment.range.end <= index * PIECE);
        insert.execute((first + index as i64, first_segment + segment as i64, bytes))?;
    }
    Ok(first)
}

impl Store {
    /// Some bytes of a text that has pieces, cut inwards to whole characters; and the id of the first segment that ends
    /// after the first piece's begin. `first` is its first piece, `size` its bytes.
    pub(crate) fn pieces(
        &self,
        first: i64,
        size: usize,
        range: Range<usize>,
    ) -> Result<(Range<usize>, String, i64), StoreError> {
        let end = range.end.min(size);
        let start = range.start.min(end);
        let (from, to) = (start / PIECE, end.div_ceil(PIECE));
        // A damaged size may say anything.
        let mut bytes = Vec::with_capacity((to - from).min(64) * PIECE);
        let mut segment = 0;
        let mut statement = self
            .connection
            .prepare_cached("SELECT bytes, segment FROM pieces WHERE id >= ? AND id < ? ORDER BY id")
            .map_err(|e| self.sqlite(e))?;
        let mut rows = statement
            .query((first.saturating_add(from as i64), first.saturating_add(to as i64)))
            .map_err(|e| self.sqlite(e))?;
        let damaged = || self.damaged(format!("a text that begins with piece {first}"));
        let mut index = from;
        while let Some(row) = rows.next().map_err(|e| self.sqlite(e))? {
            if index == from {
                segment = row.get(1).map_err(|e| self.sqlite(e))?;
            }
            let length = (size - (index * PIECE).min(size)).min(PIECE);
            let packed = row.get_ref(0).map_err(|e| self.sqlite(e))?.as_blob().map_err(|_| damaged())?;
            let before = bytes.len();
            bytes.resize(before + length, 0);
            if !unpack_into(packed, &mut bytes[before..]) {
                return Err(damaged());
            }
            index += 1;
        }
        if index < to {
            return Err(damaged());
        }
        let offset = from * PIECE;
        let is_begin = |at: usize| bytes.get(at).is_none_or(|byte| byte & 0xC0 != 0x80);
        let (mut start, mut end) = (start - offset, end - offset);
        while start < end && !is_begin(start) {
            start += 1;
        }
        while end > start && !is_begin(end) {
            end -= 1;
        }
        bytes.truncate(end);
        bytes.drain(..start);
        let text = String::from_utf8(bytes).or_else(|error| {
            // A character may go on in the next piece.
            let (at, is_cut) = (error.utf8_error().valid_up_to(), error.utf8_error().error_len().is_none());
            let mut bytes = error.into_bytes();
            let is_cut = is_cut && end + offset < size && end + offset == to * PIECE;
            bytes.truncate(at);
            is_cut.then(|| String::from_utf8(bytes).ok()).flatten().ok_or_else(damaged)
        })?;
        Ok((start + offset..start + offset + text.len(), text, segment))
    }

    /// The whole text of a document that has pieces.
    pub(super) fn text_of_pieces(&self, first: i64, size: i64) -> Result<Option<Vec<u8>>, StoreError> {
        let Ok(size) = usize::try_from(size) else { return Ok(None) };
        let (range, text, _) = self.pieces(first, size, 0..size)?;
        Ok((range == (0..size)).then(|| text.into_bytes()))
    }

    /// The bytes of a source; `None` if they are not whole.
    pub(super) fn source_bytes(&self, source: i64) -> Result<Option<Vec<u8>>, StoreError> {
        let base = if self.has_pieces { "base" } else { "NULL" };
        let (bytes, size, base): (Vec<u8>, i64, Option<i64>) = self
            .connection
            .prepare_cached(&format!("SELECT bytes, size, {base} FROM sources WHERE id = ?"))
            .and_then(|mut statement| statement.query_row([source], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))))
            .map_err(|e| self.sqlite(e))?;
        let Some(base) = base else { return Ok(unpack(&bytes, size)) };
        let text = self.text(base)?;
        Ok(if bytes.is_empty() {
            Some(text.into_bytes()).filter(|bytes| bytes.len() as i64 == size)
        } else {
            unpack_based(&bytes, size, text.as_bytes())
        })
    }

    /// The bytes of a source that needs no text to be read; `None` if it is not whole or needs one. A text that needs its
    /// source must not be asked for by it: in a damaged record that would go round and round.
    pub(super) fn own_source_bytes(&self, source: i64) -> Result<Option<Vec<u8>>, StoreError> {
        let is_based = self.has_pieces
            && self
                .connection
                .prepare_cached("SELECT base IS NOT NULL FROM sources WHERE id = ?")
                .and_then(|mut statement| statement.query_row([source], |row| row.get(0)))
                .map_err(|e| self.sqlite(e))?;
        if is_based { Ok(None) } else { self.source_bytes(source) }
    }

    /// Whether each piece of a document names the segment that it begins with.
    pub(super) fn pieces_fit(&self, id: i64, document: &Document) -> Result<bool, StoreError> {
        if !self.has_pieces {
            return Ok(true);
        }
        let fit = || -> rusqlite::Result<bool> {
            let mut statement = self.connection.prepare_cached(
                "SELECT p.segment - d.first_segment FROM documents d JOIN texts t ON t.document = d.id \
                 JOIN pieces p ON p.id >= t.pieces AND p.id < t.pieces + (d.size + ?2 - 1) / ?2 \
                 WHERE d.id = ?1 ORDER BY p.id",
            )?;
            let mut rows = statement.query((id, PIECE as i64))?;
            let mut byte = 0;
            while let Some(row) = rows.next()? {
                let first = document.segments.partition_point(|segment| segment.range.end <= byte);
                if row.get::<_, i64>(0)? != first as i64 {
                    return Ok(false);
                }
                byte += PIECE;
            }
            Ok(true)
        };
        fit().map_err(|e| self.sqlite(e))
    }

    /// Makes a source independent of the text of a document that is going to be erased.
    pub(super) fn detach_source(&self, source: i64, document: i64) -> Result<(), StoreError> {
        let based: bool = self
            .connection
            .query_row("SELECT base IS ?2 FROM sources WHERE id = ?1", (source, document), |row| row.get(0))
            .map_err(|e| self.sqlite(e))?;
        if !based {
            return Ok(());
        }
        let bytes = self.source_bytes(source)?.ok_or_else(|| self.damaged(format!("source {source}")))?;
        let packed = zstd::bulk::compress(&bytes, COMPRESSION)
            .map_err(|error| self.damaged(format!("source {source} cannot be packed: {error}")))?;
        self.connection
            .execute("UPDATE sources SET bytes = ?, base = NULL WHERE id = ?", (packed, source))
            .map(|_| ())
            .map_err(|e| self.sqlite(e))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_that_is_little_more_than_its_text_takes_little_room() {
        let (mut text, mut seed) = (String::new(), 7u64);
        while text.len() < 150_000 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.push_str(&format!("word{} {}", seed >> 52, if seed >> 56 == 0 { "\n" } else { "" }));
        }
        let source = text.replace('\n', "  \n");
        let PackedSource::Based(bytes) = pack_source(source.as_bytes(), &text).unwrap() else { panic!("not based") };
        // A lower level forgets the dictionary's begin.
        assert!(bytes.len() < source.len() / 20, "{} of {}", bytes.len(), source.len());
        assert_eq!(unpack_based(&bytes, source.len() as i64, text.as_bytes()).as_deref(), Some(source.as_bytes()));
    }
}
