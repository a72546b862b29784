//! Texts in pieces: so many bytes of a text are packed by themselves, so that a passage is read without unpacking the
//! document around it.
//!
//! The pieces of a text have so many bytes of it, the last one what is left; they are cut by bytes, not by characters. They are
//! small and packed with the [`dictionary`] of words that people say, unless the text is none that it knows: then they
//! are larger and packed by themselves. Texts put on record before there were pieces are packed whole and are read whole. A source
//! whose bytes are the text is not kept a second time; one that holds most of the text is packed with the text as its dictionary.

use super::dictionary;
use super::unpack::{unpack, unpack_based, unpack_piece};
use super::write::COMPRESSION;
use super::{Store, StoreError};
use onrecord_read::Document;
use rusqlite::{Connection, Row};
use std::ops::Range;

/// How many bytes of a text are one piece, where the dictionary helps: a passage with what stands around it is two of them.
const PIECE: usize = 2 << 10;
/// The same where it does not help: what is packed by itself must be longer to become much smaller.
const LARGE_PIECE: usize = 8 << 10;
/// How hard a piece is compressed. At these sizes a higher level makes it no smaller that would be worth its time.
const PIECE_COMPRESSION: i32 = 3;
const LARGE_PIECE_COMPRESSION: i32 = 1;
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

/// A text in pieces, packed.
#[derive(Debug, Clone)]
pub(super) struct PackedPieces {
    /// Bytes of the text in each, but for the last.
    each: usize,
    packed: Vec<Vec<u8>>,
}

/// Where the pieces of a text are.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pieces {
    /// The id of the first.
    first: i64,
    /// Bytes of the text in each, but for the last.
    each: usize,
}

impl Pieces {
    /// From the columns that [`Store::pieces_columns`] names, of which this is the first. `None`: the text is not in pieces.
    pub(crate) fn from_row(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<Pieces>> {
        let (first, each): (Option<i64>, i64) = (row.get(at)?, row.get(at + 1)?);
        // A damaged number must not divide by nothing.
        let each = usize::try_from(each).unwrap_or(0).max(1);
        Ok(first.map(|first| Pieces { first, each }))
    }

    /// The ids of those of a text of so many bytes.
    pub(super) fn rows(&self, size: usize) -> Range<i64> {
        self.first..self.first.saturating_add(i64::try_from(size.div_ceil(self.each)).unwrap_or(i64::MAX))
    }

    /// Bytes of the text in each, but for the last.
    pub(super) fn each(&self) -> usize {
        self.each
    }

    /// Whether there are pieces of that size.
    pub(super) fn are_known(&self) -> bool {
        matches!(self.each, PIECE | LARGE_PIECE)
    }

    /// Whether they are packed with the dictionary.
    pub(super) fn are_small(&self) -> bool {
        self.each == PIECE
    }

    /// The bytes of whole pieces that hold a range.
    pub(crate) fn around(&self, range: &Range<usize>) -> Range<usize> {
        range.start / self.each * self.each..range.end.div_ceil(self.each).saturating_mul(self.each)
    }
}

pub(super) fn pack_text(text: &str) -> std::io::Result<PackedPieces> {
    let bytes = text.as_bytes();
    // Tried on a large piece from the middle: at its begin a text is often unlike itself.
    let from = (bytes.len() / LARGE_PIECE / 2) * LARGE_PIECE;
    let tried = bytes.get(from..bytes.len().min(from + LARGE_PIECE)).unwrap_or(&[]);
    let size = |each| -> std::io::Result<usize> { Ok(pack(tried, each)?.iter().map(Vec::len).sum()) };
    let each = if size(PIECE)? <= size(LARGE_PIECE)? { PIECE } else { LARGE_PIECE };
    Ok(PackedPieces { each, packed: pack(bytes, each)? })
}

/// Packs bytes in pieces of [`PIECE`] with the dictionary, or of [`LARGE_PIECE`] without.
fn pack(bytes: &[u8], each: usize) -> std::io::Result<Vec<Vec<u8>>> {
    let mut compressor = match each {
        PIECE => zstd::bulk::Compressor::with_prepared_dictionary(dictionary::to_pack(PIECE_COMPRESSION))?,
        _ => zstd::bulk::Compressor::new(LARGE_PIECE_COMPRESSION)?,
    };
    let mut packed = Vec::with_capacity(zstd::zstd_safe::compress_bound(each));
    let mut pack = |piece: &[u8]| {
        packed.clear();
        compressor.compress_to_buffer(piece, &mut packed)?;
        // As large as it is, and no larger: a text has many of them.
        Ok(packed.as_slice().to_vec())
    };
    bytes.chunks(each).map(&mut pack).collect()
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

/// Writes the pieces of a text, and returns the id of the first and how many bytes of the text each has.
pub(super) fn insert_pieces(
    connection: &Connection,
    pieces: &PackedPieces,
    document: &Document,
    first_segment: i64,
) -> rusqlite::Result<(i64, i64)> {
    let first: i64 =
        connection.prepare_cached("SELECT coalesce(max(id), 0) + 1 FROM pieces")?.query_row((), |row| row.get(0))?;
    let mut insert = connection.prepare_cached("INSERT INTO pieces (id, segment, bytes) VALUES (?, ?, ?)")?;
    for (index, bytes) in pieces.packed.iter().enumerate() {
        let segment = document.segments.partition_point(|segment| segment.range.end <= index * pieces.each);
        insert.execute((first + index as i64, first_segment + segment as i64, bytes))?;
    }
    Ok((first, pieces.each as i64))
}

/// Deletes the pieces of a document's text. `false`: nobody knows which those are, for not as many are there as the text's
/// length and the size of a piece make; by numbers that are damaged, words would stay that were to be erased.
pub(super) fn delete_pieces(connection: &Connection, document: i64) -> rusqlite::Result<bool> {
    let (first, each, size): (Option<i64>, i64, i64) = connection.query_row(
        "SELECT t.pieces, t.piece, d.size FROM texts t JOIN documents d ON d.id = t.document WHERE t.document = ?",
        [document],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )?;
    let Some(first) = first else { return Ok(true) };
    let count = match usize::try_from(each) {
        Ok(each @ (PIECE | LARGE_PIECE)) => usize::try_from(size).unwrap_or(usize::MAX).div_ceil(each),
        _ => return Ok(false),
    };
    // Up to where the next text begins, or to the end.
    let next: i64 = connection.query_row(
        "SELECT coalesce((SELECT min(pieces) FROM texts WHERE pieces > ?1), (SELECT max(id) + 1 FROM pieces), ?1)",
        [first],
        |row| row.get(0),
    )?;
    let deleted = connection.execute("DELETE FROM pieces WHERE id >= ? AND id < ?", (first, next))?;
    Ok(deleted == count)
}

impl Store {
    /// The columns of `texts t` that [`Pieces::from_row`] reads; records of older schemas lack them.
    pub(crate) fn pieces_columns(&self) -> &'static str {
        match (self.has_pieces(), self.has_piece_sizes()) {
            (true, true) => "t.pieces, t.piece",
            (true, false) => "t.pieces, 8192",
            _ => "NULL, 0",
        }
    }

    /// Some bytes of a text that has pieces, cut inwards to whole characters; and the id of the first segment that ends
    /// after the first piece's begin. `size`: the bytes of the whole text; `bytes`: room for them.
    pub(crate) fn pieces(
        &self,
        pieces: Pieces,
        size: usize,
        range: Range<usize>,
        bytes: Vec<u8>,
    ) -> Result<(Range<usize>, String, i64), StoreError> {
        let (range, bytes, segment) = self.bytes_of_pieces(pieces, size, range, bytes)?;
        let damaged = |_| self.damaged(format!("a text that begins with piece {}", pieces.first));
        Ok((range, String::from_utf8(bytes).map_err(damaged)?, segment))
    }

    /// The same, and it is not looked whether it is UTF-8.
    pub(crate) fn bytes_of_pieces(
        &self,
        pieces: Pieces,
        size: usize,
        range: Range<usize>,
        mut bytes: Vec<u8>,
    ) -> Result<(Range<usize>, Vec<u8>, i64), StoreError> {
        let Pieces { first, each } = pieces;
        let damaged = || self.damaged(format!("a text that begins with piece {first}"));
        if each != PIECE && each != LARGE_PIECE {
            return Err(damaged());
        }
        let end = range.end.min(size);
        let start = range.start.min(end);
        let (from, to) = (start / each, end.div_ceil(each));
        // A damaged size may say anything.
        bytes.clear();
        bytes.reserve((to - from).min(64) * each);
        let mut segment = 0;
        let mut statement = self
            .connection
            .prepare_cached("SELECT bytes, segment FROM pieces WHERE id >= ? AND id < ? ORDER BY id")
            .map_err(|e| self.sqlite(e))?;
        let mut rows = statement
            .query((first.saturating_add(from as i64), first.saturating_add(to as i64)))
            .map_err(|e| self.sqlite(e))?;
        let mut index = from;
        while let Some(row) = rows.next().map_err(|e| self.sqlite(e))? {
            if index == from {
                segment = row.get(1).map_err(|e| self.sqlite(e))?;
            }
            let length = (size - (index * each).min(size)).min(each);
            let packed = row.get_ref(0).map_err(|e| self.sqlite(e))?.as_blob().map_err(|_| damaged())?;
            let before = bytes.len();
            bytes.resize(before + length, 0);
            if !unpack_piece(packed, each == PIECE, &mut bytes[before..]) {
                return Err(damaged());
            }
            index += 1;
        }
        if index < to {
            return Err(damaged());
        }
        let offset = from * each;
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
        if end + offset < size && end + offset == to * each {
            // A character may go on in the next piece.
            bytes.truncate(whole_characters(&bytes));
        }
        let start = start + offset;
        Ok((start..start + bytes.len(), bytes, segment))
    }

    /// The whole text of a document that has pieces.
    pub(super) fn text_of_pieces(&self, pieces: Pieces, size: i64) -> Result<Option<Vec<u8>>, StoreError> {
        let Ok(size) = usize::try_from(size) else { return Ok(None) };
        let (range, text, _) = self.pieces(pieces, size, 0..size, Vec::new())?;
        Ok((range == (0..size)).then(|| text.into_bytes()))
    }

    /// The bytes of a source; `None` if they are not whole.
    pub(super) fn source_bytes(&self, source: i64) -> Result<Option<Vec<u8>>, StoreError> {
        let base = if self.has_pieces() { "base" } else { "NULL" };
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
        let is_based = self.has_pieces()
            && self
                .connection
                .prepare_cached("SELECT base IS NOT NULL FROM sources WHERE id = ?")
                .and_then(|mut statement| statement.query_row([source], |row| row.get(0)))
                .map_err(|e| self.sqlite(e))?;
        if is_based { Ok(None) } else { self.source_bytes(source) }
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

/// Where the characters of some UTF-8 end that are whole.
fn whole_characters(bytes: &[u8]) -> usize {
    let last = bytes.iter().rev().take(4).position(|byte| byte & 0xC0 != 0x80).map(|back| bytes.len() - 1 - back);
    let Some((at, &begin)) = last.and_then(|at| Some((at, bytes.get(at)?))) else { return bytes.len() };
    let length = match begin {
        0xC0..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xFF => 4,
        _ => 1,
    };
    if at + length > bytes.len() { at } else { bytes.len() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_that_goes_on_is_left_out() {
        let text = "aé港😀b";
        for end in 0..=text.len() {
            let whole = (0..=end).rev().find(|&at| text.is_char_boundary(at));
            assert_eq!(Some(whole_characters(&text.as_bytes()[..end])), whole, "{end}");
        }
    }

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

    #[test]
    fn what_people_say_is_kept_in_small_pieces_and_what_the_dictionary_does_not_know_in_large_ones() {
        let speech = "I think that we have to look at this together, because people want to know what the government is going \
                      to do about it. That is why I said that we are working with the community on the one hand.";
        let packed = pack_text(speech).unwrap();
        assert_eq!((packed.each, packed.packed.len()), (PIECE, 1));
        assert!(packed.packed[0].len() * 2 < speech.len(), "{} of {}", packed.packed[0].len(), speech.len());
        let unknown: String = (1..6000u32).map(|n| format!("{:x}¤", n.wrapping_mul(0x9E37_79B1))).collect();
        let packed = pack_text(&unknown).unwrap();
        assert_eq!((packed.each, packed.packed.len()), (LARGE_PIECE, unknown.len().div_ceil(LARGE_PIECE)));
        assert_eq!(pack_text("").unwrap().packed.len(), 0);
    }

    #[test]
    fn pieces_are_unpacked_whether_the_dictionary_is_in_them_or_not() {
        let text = "You know, at the end of the day it is about trust. ".repeat(200);
        for each in [PIECE, LARGE_PIECE] {
            for piece in pack(text.as_bytes(), each).unwrap().iter().zip(text.as_bytes().chunks(each)) {
                let mut out = vec![0; piece.1.len()];
                assert!(unpack_piece(piece.0, each == PIECE, &mut out) && out == piece.1);
                assert!(!unpack_piece(piece.0, each != PIECE, &mut out));
                let mut longer = vec![0; piece.1.len() + 1];
                assert!(!unpack_piece(piece.0, each == PIECE, &mut longer));
                let mut cut = vec![0; piece.1.len()];
                assert!(!unpack_piece(&piece.0[..piece.0.len() / 2], each == PIECE, &mut cut));
            }
        }
    }
}
