//! A source and its reading, made ready for the record: the costly work (digests, compression, words), which many can do at
//! once.
//!
//! Not for writing: see [`super::write`].

use super::pieces::{PackedPieces, PackedSource, pack_source, pack_text};
use super::write::COMPRESSION;
use super::{StoreError, codes};
use crate::corpus::tokens::Tokens;
use crate::digest::{Digest, document_digest, milliseconds};
use crate::events::Sketch;
use onrecord_read::Document;

/// A source and its reading, ready to be put on record.
#[derive(Debug, Clone)]
pub struct Addition {
    pub(super) name: String,
    pub(super) source: Digest,
    pub(super) source_size: usize,
    pub(super) packed_source: PackedSource,
    pub(super) document: Document,
    pub(super) digest: Digest,
    pub(super) beside: Option<Digest>,
    pub(super) pieces: PackedPieces,
    pub(super) words: Option<Vec<u8>>,
    /// What is compared to tell documents of one event.
    pub(super) sketch: Vec<u8>,
    pub(super) tokens: Tokens,
}

impl Addition {
    /// Makes a source and its reading ready: `name` is its path or what it shall be called, `beside` the digest of the
    /// metadata file that was used for the reading. Times are rounded to milliseconds. Bytes that are given away are let go
    /// as soon as they are packed.
    ///
    /// Fails if the reading is not sound: a range outside the text, a speaker that is not in its list.
    pub fn prepare(
        name: &str,
        bytes: impl AsRef<[u8]>,
        mut document: Document,
        beside: Option<Digest>,
    ) -> Result<Addition, StoreError> {
        let unfit = |reason: &str| StoreError::Unfit { name: name.to_owned(), reason: reason.to_owned() };
        if name.is_empty() || name.chars().any(char::is_control) {
            return Err(unfit("its name is empty or holds control characters"));
        }
        if document.text.len() > u32::MAX as usize {
            return Err(unfit("its text is larger than 4 GB"));
        }
        settle(&mut document).map_err(unfit)?;
        let packing = |error: std::io::Error| unfit(&format!("it cannot be compressed: {error}"));
        let (source, source_size) = (Digest::of(bytes.as_ref()), bytes.as_ref().len());
        let packed_source = pack_source(bytes.as_ref(), &document.text).map_err(packing)?;
        drop(bytes);
        let tokens = Tokens::of(&document);
        let sketch = Sketch::of_tokens(&document, &tokens).to_bytes();
        Ok(Addition {
            name: name.to_owned(),
            source,
            source_size,
            packed_source,
            pieces: pack_text(&document.text).map_err(packing)?,
            digest: document_digest(&document),
            beside,
            words: match document.word_times.as_slice() {
                [] => None,
                words => Some(zstd::bulk::compress(&codes::pack_words(words), COMPRESSION).map_err(packing)?),
            },
            sketch,
            tokens,
            document,
        })
    }

    /// The name it will have on record.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The reading as it will be kept.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// SHA-256 of the source.
    pub fn source(&self) -> Digest {
        self.source
    }
}

/// Brings a reading to the form that is kept, or says what is wrong with it.
fn settle(document: &mut Document) -> Result<(), &'static str> {
    let mut end = 0;
    let people = document.people.len();
    for segment in &mut document.segments {
        if document.text.get(segment.range.clone()).is_none() {
            return Err("a segment lies outside its text");
        }
        if segment.range.start < end {
            return Err("its segments overlap or are not in order");
        }
        end = segment.range.end;
        if segment.speaker.is_some_and(|speaker| speaker as usize >= people) {
            return Err("a segment has a speaker who is not among its people");
        }
        if let Some(time) = &mut segment.time {
            time.start = milliseconds(time.start) as f64 / 1000.0;
            time.end = milliseconds(time.end) as f64 / 1000.0;
        }
    }
    for word in &mut document.word_times {
        word.seconds = (milliseconds(f64::from(word.seconds)) as f64 / 1000.0) as f32;
    }
    Ok(())
}
