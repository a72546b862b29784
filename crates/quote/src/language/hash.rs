//! A hash and small letters for the words of the lists, which are looked up for every word of a text.
//!
//! Not for keys that others choose: it is fast, not safe against collisions made on purpose.

use std::hash::Hasher;

/// Appends characters in small letters; those of ASCII, which are most, without a look into Unicode's tables.
pub(crate) fn push_lower(lower: &mut String, word: impl Iterator<Item = char>) {
    for letter in word {
        match letter.is_ascii() {
            true => lower.push(letter.to_ascii_lowercase()),
            false => lower.extend(letter.to_lowercase()),
        }
    }
}

/// A small fast hash for short words (FxHash's mixing); the keys are our own, so that nobody can choose collisions
/// among them.
#[derive(Default)]
pub(crate) struct WordHasher(u64);

impl Hasher for WordHasher {
    fn finish(&self) -> u64 {
        self.0.rotate_left(26)
    }

    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0_u8; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.0 = (self.0.rotate_left(5) ^ u64::from_le_bytes(word)).wrapping_mul(0x517c_c1b7_2722_0a95);
        }
    }

    fn write_u8(&mut self, byte: u8) {
        self.0 = (self.0.rotate_left(5) ^ u64::from(byte)).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}
