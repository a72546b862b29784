//! The dictionary with which the pieces of texts are packed: turns of speech that zstd need not be told again in each piece.
//!
//! A small piece by itself is hardly smaller than what it holds; with this it is as small as a piece four times as long. What the file
//! was made of is said in dictionaries/README.md. It is part of the format of records: it is never changed, for without the
//! very same bytes a piece cannot be read. A better one would be a second one, which the head of a piece tells from the first.

use std::sync::OnceLock;
use zstd::dict::{DecoderDictionary, EncoderDictionary};

static SPEECH: &[u8] = include_bytes!("../../dictionaries/speech.zdict");

/// The dictionary, made ready to pack at a level.
pub(super) fn to_pack(level: i32) -> &'static EncoderDictionary<'static> {
    static READY: OnceLock<EncoderDictionary<'static>> = OnceLock::new();
    READY.get_or_init(|| EncoderDictionary::copy(SPEECH, level))
}

/// Unpacks what was packed with the dictionary.
pub(super) fn unpacker() -> std::io::Result<zstd::bulk::Decompressor<'static>> {
    static READY: OnceLock<DecoderDictionary<'static>> = OnceLock::new();
    zstd::bulk::Decompressor::with_prepared_dictionary(READY.get_or_init(|| DecoderDictionary::copy(SPEECH)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::Digest;

    #[test]
    fn the_dictionary_is_never_changed() {
        assert_eq!(Digest::of(SPEECH).prefix(12), "59d3c3d24443");
    }
}
