//! Bytes to text: byte order marks, UTF-16, UTF-8 and the older encodings.
//!
//! UTF-8 is believed whenever it fits; what does not fit is guessed by chardetng, unless so little is wrong that a few
//! damaged bytes explain it better. Not for formats: what the text is, is decided in [`crate::sniff`].

use crate::ReadError;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;

/// Text taken out of bytes.
pub(crate) struct Decoded<'a> {
    /// The text. A UTF-8 byte order mark stays in it (as U+FEFF), so that ranges of a plain text fit the file.
    pub(crate) text: Cow<'a, str>,
    /// What had to be replaced or guessed, in plain words.
    pub(crate) notes: Vec<String>,
}

/// How much of the source is looked at to tell binary from text and to guess an encoding.
const SAMPLE: usize = 64 * 1024;

/// Decodes a source. `declared` is the encoding that the source names itself (`<meta charset>`), if it does.
pub(crate) fn decode<'a>(bytes: &'a [u8], declared: Option<&'static Encoding>) -> Result<Decoded<'a>, ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let body = bytes.get(mark..).unwrap_or_default();
        if body.is_empty() {
            return Err(ReadError::Empty);
        }
        let body = if encoding == UTF_8 { bytes } else { body };
        return finish(body, encoding, true);
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return finish(bytes, encoding, false);
    }
    if let Some(what) = binary(bytes) {
        return Err(ReadError::Binary { what });
    }
    let error = match std::str::from_utf8(bytes) {
        Ok(text) if text.trim().is_empty() => return Err(ReadError::Empty),
        Ok(_) => return finish(bytes, UTF_8, true),
        Err(error) => error,
    };
    if mostly_utf8(bytes, error.valid_up_to()) {
        return finish(bytes, UTF_8, true);
    }
    let encoding = declared.filter(|encoding| *encoding != UTF_8).unwrap_or_else(|| {
        let mut detector = chardetng::EncodingDetector::new();
        // The interesting bytes are those beyond ASCII; a window around the first of them is enough.
        let start = error.valid_up_to().saturating_sub(SAMPLE / 4);
        let end = bytes.len().min(start.saturating_add(SAMPLE * 4));
        let sample = bytes.get(start..end).unwrap_or(bytes);
        detector.feed(sample, true);
        likelier(detector.guess(None, false), sample)
    });
    finish(bytes, encoding, false)
}

fn finish<'a>(body: &'a [u8], encoding: &'static Encoding, certain: bool) -> Result<Decoded<'a>, ReadError> {
    let (text, damaged) = encoding.decode_without_bom_handling(body);
    let text = with_line_ends(text);
    let mut notes = Vec::new();
    if !certain {
        notes.push(format!("The text is not UTF-8; it was read as {}.", encoding.name()));
    }
    if damaged {
        let count = text.matches('\u{FFFD}').count();
        notes.push(match count {
            1 => format!("1 place was not valid {} and was replaced by \u{FFFD}.", encoding.name()),
            _ => format!("{count} places were not valid {} and were replaced by \u{FFFD}.", encoding.name()),
        });
    }
    if text.chars().all(|c| c.is_whitespace() || c == '\u{FEFF}') {
        return Err(ReadError::Empty);
    }
    Ok(Decoded { text, notes })
}

/// A carriage return alone ends a line, as old Macintosh files have it; a line feed of the same length takes its place, so that
/// places in the text stay what they are in the file.
fn with_line_ends(text: Cow<'_, str>) -> Cow<'_, str> {
    let alone = |at: usize| {
        let rest = text.as_bytes().get(at + 1..).unwrap_or_default();
        text.as_bytes().get(at) == Some(&b'\r') && !rest.starts_with(b"\n") && !rest.starts_with(b"\r\n")
    };
    let places: Vec<usize> = text.match_indices('\r').map(|(at, _)| at).filter(|&at| alone(at)).collect();
    if places.is_empty() {
        return text;
    }
    let mut bytes = text.into_owned().into_bytes();
    for at in places {
        if let Some(byte) = bytes.get_mut(at) {
            *byte = b'\n';
        }
    }
    // One ASCII byte for another keeps the text valid.
    Cow::Owned(String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()))
}

/// Of the encodings of one byte a letter that write Latin letters, windows-1252 is by far the most frequent, and in a few
/// letters nothing tells it from the others ("na\xEFve"): another needs more than a few letters for it, or signs in the
/// middle of words against windows-1252.
fn likelier(guess: &'static Encoding, sample: &[u8]) -> &'static Encoding {
    let latin = [
        encoding_rs::ISO_8859_2,
        encoding_rs::ISO_8859_3,
        encoding_rs::ISO_8859_4,
        encoding_rs::ISO_8859_10,
        encoding_rs::ISO_8859_13,
        encoding_rs::ISO_8859_14,
        encoding_rs::ISO_8859_15,
        encoding_rs::ISO_8859_16,
        encoding_rs::MACINTOSH,
        encoding_rs::WINDOWS_1250,
        encoding_rs::WINDOWS_1254,
        encoding_rs::WINDOWS_1257,
        encoding_rs::WINDOWS_1258,
        encoding_rs::WINDOWS_1252,
    ];
    /// The fewest letters beyond ASCII that speak for another encoding, and of how many letters they must be one.
    const FEWEST: usize = 6;
    const SHARE: usize = 33;
    if !latin.contains(&guess) {
        return guess;
    }
    let (western, _) = WINDOWS_1252.decode_without_bom_handling(sample);
    let (mut letters, mut beyond, mut inside) = (0usize, 0usize, 0usize);
    let mut before = ' ';
    let mut chars = western.chars().peekable();
    while let Some(c) = chars.next() {
        letters += usize::from(c.is_alphabetic());
        beyond += usize::from(c.is_alphabetic() && !c.is_ascii());
        let within = before.is_lowercase() && chars.peek().is_some_and(|next| next.is_lowercase());
        let sign = !c.is_ascii() && !c.is_alphabetic() && !matches!(c, '’' | '‘' | '\u{AD}' | '·' | '–' | '—');
        inside += usize::from(sign && within);
        before = c;
    }
    let strong = inside > 0 || (beyond >= FEWEST && beyond * SHARE >= letters);
    if strong { guess } else { WINDOWS_1252 }
}

/// Whether damaged bytes are so few beside whole UTF-8 sequences that the text is UTF-8 with errors.
fn mostly_utf8(bytes: &[u8], valid_up_to: usize) -> bool {
    let start = valid_up_to.saturating_sub(SAMPLE);
    let end = bytes.len().min(start.saturating_add(SAMPLE * 16));
    let (mut whole, mut broken) = (0usize, 0usize);
    for chunk in bytes.get(start..end).unwrap_or(bytes).utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    // At the cut edges of the window one sequence may be broken without being damaged.
    whole > 0 && broken.saturating_sub(2).saturating_mul(4) <= whole
}

/// UTF-16 without a mark: every second byte of European text is zero.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..bytes.len().min(4096))?;
    let pairs = sample.len() / 2;
    if pairs < 8 {
        return None;
    }
    let zero = |offset: usize| sample.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zero(0), zero(1));
    if odd * 10 > pairs * 6 && even * 20 < pairs {
        Some(UTF_16LE)
    } else if even * 10 > pairs * 6 && odd * 20 < pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// What sort of binary file this is, if it is one: by its first bytes, or by control bytes that no text holds.
fn binary(bytes: &[u8]) -> Option<&'static str> {
    const SIGNATURES: [(&[u8], &str); 20] = [
        (b"%PDF-", "a PDF file"),
        (b"PK\x03\x04", "a zip archive (also: docx, odt, epub)"),
        (b"\x1F\x8B", "gzip-compressed data"),
        (b"\x28\xB5\x2F\xFD", "zstd-compressed data"),
        (b"BZh", "bzip2-compressed data"),
        (b"\xFD7zXZ\0", "xz-compressed data"),
        (b"7z\xBC\xAF\x27\x1C", "a 7z archive"),
        (b"\x89PNG", "a PNG image"),
        (b"\xFF\xD8\xFF", "a JPEG image"),
        (b"GIF8", "a GIF image"),
        (b"RIFF", "a RIFF file (WebP image or WAVE sound)"),
        (b"OggS", "an Ogg file"),
        (b"ID3", "an MP3 file"),
        (b"fLaC", "a FLAC file"),
        (b"\x1A\x45\xDF\xA3", "a Matroska or WebM video"),
        (b"\x7FELF", "a program"),
        (b"MZ\x90\0", "a program"),
        (b"SQLite format 3\0", "an SQLite database"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old Office document"),
        (b"{\\rtf", "an RTF document"),
    ];
    for (signature, what) in SIGNATURES {
        if bytes.starts_with(signature) {
            return Some(what);
        }
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return Some("an MP4 or QuickTime file");
    }
    let sample = bytes.get(..bytes.len().min(SAMPLE)).unwrap_or(bytes);
    let control = sample.iter().filter(|byte| matches!(byte, 0..=8 | 0x0E..=0x1A | 0x1C..=0x1F)).count();
    (control * 100 > sample.len()).then_some("binary data")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        decode(bytes, None).map(|decoded| decoded.text.into_owned()).unwrap_or_default()
    }

    #[test]
    fn marks_and_utf16() {
        assert_eq!(text(b"\xEF\xBB\xBFGood day"), "\u{FEFF}Good day");
        let wide: Vec<u8> = "Good day, Ana Ruiz.".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(text(&wide), "Good day, Ana Ruiz.");
        let big: Vec<u8> = "Good day, Ana Ruiz.".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(text(&big), "Good day, Ana Ruiz.");
    }

    #[test]
    fn legacy_encodings_are_guessed() {
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode("Добрый день, коллеги. Начнём наше совещание.");
        let decoded = decode(&bytes, None).expect("reads");
        assert!(decoded.text.starts_with("Добрый день"));
        assert_eq!(decoded.notes.len(), 1);
        let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode("“It is café culture”, said the mayor – naïve?");
        assert!(text(&bytes).contains("café"));
    }

    #[test]
    fn a_few_latin_letters_are_western_and_many_are_what_they_are() {
        assert_eq!(
            text(b"That would be na\xEFve, said the mayor of Calder."),
            "That would be naïve, said the mayor of Calder."
        );
        let czech =
            "Řeka je příliš vysoká, řekla starostka. Škola zůstane zavřená, dokud voda neklesne, a děti půjdou jinam.";
        let (bytes, _, _) = encoding_rs::WINDOWS_1250.encode(czech);
        assert_eq!(text(&bytes), czech);
        let polish = "Powiedziała, że była tam i że wróciła późno.";
        let (bytes, _, _) = encoding_rs::WINDOWS_1250.encode(polish);
        assert_eq!(text(&bytes), polish);
    }

    #[test]
    fn a_carriage_return_alone_ends_a_line() {
        assert_eq!(text(b"Calder, 3 June\rAna Ruiz: Yes.\r"), "Calder, 3 June\nAna Ruiz: Yes.\n");
        assert_eq!(text(b"one\r\ntwo\r\r\nthree"), "one\r\ntwo\r\r\nthree");
    }

    #[test]
    fn a_few_bad_bytes_are_replaced_and_noted() {
        let mut bytes = "“Yes”, she said – “we will”. It is “good”. ".repeat(4).into_bytes();
        bytes.push(0xFF);
        let decoded = decode(&bytes, None).expect("reads");
        assert!(decoded.text.contains('\u{FFFD}'));
        assert!(decoded.notes.iter().any(|note| note.contains("1 place was")));
    }

    #[test]
    fn binary_and_empty_are_errors() {
        assert!(matches!(decode(b"", None), Err(ReadError::Empty)));
        assert!(matches!(decode(b"%PDF-1.7 ...", None), Err(ReadError::Binary { .. })));
        assert!(matches!(decode(&[0, 1, 2, 3, 0, 0, 0, 9, 200, 3], None), Err(ReadError::Binary { .. })));
    }
}
