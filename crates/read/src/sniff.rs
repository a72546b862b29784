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
    if let Some(format) = captions(start).or_else(|| rest_of_captions(start)) {
        return format;
    }
    if is_html(start) {
        return Format::Html;
    }
    if is_markdown(start) {
        return Format::Markdown;
    }
    Format::Text
}

/// How many lines from the top are looked at, and how much of each.
const TOP: usize = 400;
const WIDTH: usize = 4000;

/// Captions without a header: the first line, or the one after a number, holds two times and an arrow.
fn captions(start: &str) -> Option<Format> {
    let mut lines = start.lines().take(8).map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next()?;
    let number = first.len() <= 8 && first.bytes().all(|byte| byte.is_ascii_digit());
    let line = if number { lines.next()? } else { first };
    crate::vtt::timing(line)?;
    let (before, _) = line.split_once("-->")?;
    Some(if before.contains(',') || (number && !before.contains('.')) { Format::Srt } else { Format::Vtt })
}

/// What is left of captions that lost their beginning: several lines that are nothing but two times and an arrow.
fn rest_of_captions(start: &str) -> Option<Format> {
    let mut times = start.lines().take(40).map(str::trim).filter(|line| {
        line.as_bytes().first().is_some_and(u8::is_ascii_digit)
            && line.contains("-->")
            && crate::vtt::timing(line).is_some()
    });
    let (first, ..) = (times.next()?, times.next()?, times.next()?);
    let (before, _) = first.split_once("-->")?;
    Some(if before.contains(',') { Format::Srt } else { Format::Vtt })
}

const TAGS: &[&str] = &[
    "!doctype html",
    "html",
    "head",
    "body",
    "div",
    "p",
    "article",
    "section",
    "main",
    "table",
    "span",
    "h1",
    "h2",
    "h3",
    "meta",
    "title",
    "ul",
    "ol",
    "br",
    "b",
    "strong",
    "blockquote",
    "script",
    "style",
    "link",
    "header",
    "footer",
    "nav",
    "font",
    "center",
    "a",
    "img",
    "em",
    "i",
];

/// A page begins with a tag or a comment, and has more of them.
fn is_html(start: &str) -> bool {
    if !start.starts_with('<') {
        return false;
    }
    let mut end = start.len().min(16 * 1024);
    while !start.is_char_boundary(end) {
        end -= 1;
    }
    let head = start.get(..end).unwrap_or("").to_ascii_lowercase();
    if head.starts_with("<!doctype html") || head.starts_with("<html") {
        return true;
    }
    let tags = head
        .split('<')
        .skip(1)
        .filter(|piece| {
            let piece = piece.trim_start_matches('/');
            TAGS.iter().any(|tag| {
                piece.strip_prefix(tag).is_some_and(|rest| rest.starts_with(['>', ' ', '/', '\n', '\t', '\r']))
            })
        })
        .count();
    tags >= 2
}

/// Marks that only Markdown has. One kind alone may stand in a plain text, so that several must meet, or one must recur.
fn is_markdown(start: &str) -> bool {
    let (mut headings, mut links, mut bold, mut bold_names, mut escapes, mut quotes) = (0, 0, 0, 0, 0, 0);
    let mut first_heading = false;
    let front = start.starts_with("---\n") || start.starts_with("---\r\n");
    for (number, line) in start.lines().take(TOP).enumerate() {
        let mut width = line.len().min(WIDTH);
        while !line.is_char_boundary(width) {
            width -= 1;
        }
        let line = line.get(..width).unwrap_or("").trim();
        let hashes = line.bytes().take_while(|byte| *byte == b'#').count();
        if (1..=6).contains(&hashes) && line.get(hashes..).is_some_and(|rest| rest.starts_with(' ')) {
            headings += 1;
            first_heading |= number == 0;
        }
        links += usize::from(line.contains("](http") || line.contains("](/"));
        let pairs = line.matches("**").count() / 2;
        bold += pairs;
        bold_names += usize::from(
            line.starts_with("**")
                && (line.contains(":**") || line.contains("**:") || line.contains("**：") || line.contains("：**")),
        );
        escapes += usize::from(["\\[", "\\*", "\\_", "&quot;"].iter().any(|mark| line.contains(mark)));
        quotes += usize::from(line.starts_with("> "));
    }
    let front = front
        && start.lines().skip(1).take(40).any(|line| line.trim_end() == "---")
        && start.lines().nth(1).is_some_and(|line| line.contains(':'));
    let score = 3 * usize::from(first_heading)
        + 3 * usize::from(front)
        + 2 * usize::from(headings >= 2)
        + 2 * usize::from(links >= 1)
        + usize::from(bold >= 2)
        + 3 * usize::from(bold_names >= 2)
        + usize::from(escapes >= 1)
        + usize::from(quotes >= 1);
    score >= 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_content() {
        for (text, format) in [
            ("WEBVTT\n\n00:01.000 --> 00:02.000\nx", Format::Vtt),
            ("1\n00:00:01,000 --> 00:00:02,000\nx", Format::Srt),
            ("\u{FEFF}<!DOCTYPE html><title>x</title>", Format::Html),
            ("<p><b>Ana Ruiz:</b> Good day.</p>", Format::Html),
            ("<laughs> What? </laughs>", Format::Text),
            ("# 2020-01-02 A talk\n\n### Ana Ruiz:\nGood day.", Format::Markdown),
            ("**Ana Ruiz:** Good day.\n\n**Bo Li:** Good day.\n", Format::Markdown),
            ("Ana Ruiz: Good day.\n\n## A part\n\n## Another\n", Format::Text),
            ("The mayor said “no”. It was 5 * 3.\n", Format::Text),
        ] {
            assert_eq!(sniff(text), format, "{text}");
        }
    }
}
