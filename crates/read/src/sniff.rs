//! Which format a text is in, decided by its content alone.

use crate::Format;
use encoding_rs::Encoding;

/// The encoding an HTML or XML source declares in its first kilobyte.
pub(crate) fn declared_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(2048))?;
    let lower: Vec<u8> = head.iter().map(u8::to_ascii_lowercase).collect();
    for key in [&b"charset="[..], b"encoding="] {
        if let Some(at) = lower.windows(key.len()).position(|window| window == key) {
            let label: Vec<u8> = lower
                .iter()
                .skip(at + key.len())
                .skip_while(|byte| matches!(byte, b'"' | b'\'' | b' '))
                .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
                .copied()
                .collect();
            if let Some(encoding) = Encoding::for_label(&label) {
                return Some(encoding);
            }
        }
    }
    None
}

/// The format of a text.
pub(crate) fn sniff(text: &str) -> Format {
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    if start.starts_with("WEBVTT") {
        return Format::Vtt;
    }
    if let Some(format) = captions(start) {
        return format;
    }
    Format::Text
}

/// How many lines from the top are looked at.
const TOP: usize = 60;

/// Captions without a header: the first line, or the one after a number, holds two times and an arrow.
fn captions(start: &str) -> Option<Format> {
    let mut lines = start.lines().take(TOP).map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next()?;
    let number = first.len() <= 8 && first.bytes().all(|byte| byte.is_ascii_digit());
    let line = if number { lines.next()? } else { first };
    crate::vtt::timing(line)?;
    let (before, _) = line.split_once("-->")?;
    Some(if before.contains(',') || (number && !before.contains('.')) { Format::Srt } else { Format::Vtt })
}
