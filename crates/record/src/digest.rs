//! Names of things by their content: SHA-256 of a source, and of a reading in a canonical form.
//!
//! The canonical form covers every field of a [`Document`], so that a digest kept in the log proves that nothing of a
//! reading was changed since. It is independent of how the store lays the reading out. Its first line is its version:
//! a reading with new kinds of fields gets a new version, the old digests stay valid.

use onrecord_read::{Document, Grade};
use sha2::{Digest as _, Sha256};
use std::fmt;

/// The SHA-256 of some bytes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// Of the bytes.
    pub fn of(bytes: &[u8]) -> Digest {
        Digest(Sha256::digest(bytes).into())
    }

    /// The first `digits` hexadecimal digits (at most 64).
    pub fn prefix(&self, digits: usize) -> String {
        const HEX: &[u8; 16] = b"0123456789abcdef";
        let halves = self.0.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        halves.take(digits).map(|half| char::from(HEX[usize::from(half)])).collect()
    }

    /// From 32 bytes; `None` for any other number.
    pub fn from_slice(bytes: &[u8]) -> Option<Digest> {
        bytes.try_into().ok().map(Digest)
    }

    /// From 64 hexadecimal digits.
    pub fn from_hex(hex: &str) -> Option<Digest> {
        if hex.len() != 64 || !hex.is_ascii() {
            return None;
        }
        let mut out = [0u8; 32];
        for (byte, pair) in out.iter_mut().zip(hex.as_bytes().chunks(2)) {
            *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
        }
        Some(Digest(out))
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for byte in self.0 {
            write!(f, "{byte:02x}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A hash over fields, each with its length before it, so that no two lists of fields look the same.
pub(crate) struct Fields {
    hash: Sha256,
    /// What is still to be hashed: most fields are a few bytes, and one by one they would take longer than all together.
    waiting: Vec<u8>,
}

/// So many bytes are hashed at once, where there are so many.
const AT_ONCE: usize = 4096;

impl Fields {
    /// Begins with the name of what is hashed.
    pub(crate) fn new(what: &str) -> Fields {
        let mut fields = Fields { hash: Sha256::new(), waiting: Vec::with_capacity(AT_ONCE) };
        fields.text(what);
        fields
    }

    pub(crate) fn bytes(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u64);
        self.put(bytes);
    }

    pub(crate) fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }

    /// A field that may be absent: absent and empty differ.
    pub(crate) fn optional(&mut self, bytes: Option<&[u8]>) {
        match bytes {
            Some(bytes) => {
                self.put(&[1]);
                self.bytes(bytes);
            }
            None => self.put(&[0]),
        }
    }

    pub(crate) fn number(&mut self, number: u64) {
        self.put(&number.to_le_bytes());
    }

    fn put(&mut self, bytes: &[u8]) {
        if self.waiting.len() + bytes.len() > AT_ONCE {
            self.hash.update(&self.waiting);
            self.waiting.clear();
        }
        if bytes.len() > AT_ONCE {
            self.hash.update(bytes);
        } else {
            self.waiting.extend_from_slice(bytes);
        }
    }

    pub(crate) fn finish(mut self) -> Digest {
        self.hash.update(&self.waiting);
        Digest(self.hash.finalize().into())
    }
}

/// Milliseconds of a time in seconds: the resolution at which the record keeps times.
pub(crate) fn milliseconds(seconds: f64) -> i64 {
    // The cast saturates; a time that is not a number becomes 0.
    (seconds * 1000.0).round() as i64
}

/// The digest of a reading: every field, times in whole milliseconds.
pub fn document_digest(document: &Document) -> Digest {
    let mut fields = Fields::new("onrecord document 1");
    for field in [
        &document.title,
        &document.date,
        &document.language,
        &document.place,
        &document.event,
        &document.link,
        &document.origin,
    ] {
        fields.optional(field.as_deref().map(str::as_bytes));
    }
    fields.text(super::store::codes::format_name(document.format));
    fields.text(document.grade.name());
    fields.text(&document.grade_reason);
    fields.number(document.people.len() as u64);
    for person in &document.people {
        fields.text(&person.name);
        fields.number(person.aliases.len() as u64);
        person.aliases.iter().for_each(|alias| fields.text(alias));
        fields.optional(person.role.as_deref().map(str::as_bytes));
    }
    fields.text(&document.text);
    fields.number(document.segments.len() as u64);
    for segment in &document.segments {
        fields.text(segment.kind.name());
        fields.number(segment.speaker.map_or(0, |speaker| u64::from(speaker) + 1));
        fields.number(segment.range.start as u64);
        fields.number(segment.range.end as u64);
        match segment.time {
            Some(time) => {
                fields.number(1);
                fields.number(milliseconds(time.start) as u64);
                fields.number(milliseconds(time.end) as u64);
            }
            None => fields.number(0),
        }
        fields.optional(segment.grade.map(Grade::name).map(str::as_bytes));
        fields.number(segment.post.map_or(0, |post| u64::from(post) + 1));
    }
    fields.number(document.word_times.len() as u64);
    for word in &document.word_times {
        fields.number(u64::from(word.at));
        fields.number(milliseconds(f64::from(word.seconds)) as u64);
    }
    fields.number(document.notes.len() as u64);
    document.notes.iter().for_each(|note| fields.text(note));
    fields.finish()
}

#[cfg(test)]
mod tests {
    use super::Digest;

    #[test]
    fn hex_goes_both_ways() {
        let digest = Digest::of(b"words");
        assert_eq!(Digest::from_hex(&digest.to_string()), Some(digest));
        assert_eq!(Digest::from_hex("zz"), None);
        assert_eq!(digest.prefix(12).len(), 12);
        assert_eq!(Digest::of(b"").to_string(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }
}
