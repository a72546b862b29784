//! WebVTT: cues, inline times, voices. Follows the W3C format, but forgives what real files get wrong.

use crate::clock;
use crate::cues::{Cue, CueLine, Track};

/// Reads a WebVTT file.
pub(crate) fn track(text: &str) -> Track {
    let mut track = Track::default();
    let lines = text.lines().map(|line| line.trim_end_matches('\r'));
    let mut bad = 0usize;
    let mut open: Option<Cue> = None;
    let mut header = true;
    for line in lines {
        if line.contains("-->") {
            if let Some(cue) = open.take() {
                track.cues.push(cue);
            }
            header = false;
            match timing(line) {
                Some((start, end)) => open = Some(Cue { start, end, lines: Vec::new() }),
                None => bad += 1,
            }
            continue;
        }
        if let Some(cue) = open.as_mut() {
            // Real files put a line with one blank into a cue; only a truly empty line ends it.
            if line.is_empty() {
                track.cues.extend(open.take());
            } else {
                cue.lines.push(cue_line(line));
            }
            continue;
        }
        if header {
            let lower = line.to_ascii_lowercase();
            if let Some(language) = lower.strip_prefix("language:") {
                let code: String = language.trim().chars().take_while(|c| c.is_ascii_alphabetic()).collect();
                track.language = (code.len() == 2).then_some(code);
            } else if let Some(kind) = lower.strip_prefix("kind:") {
                track.kind = Some(kind.trim().to_owned());
            } else if lower.starts_with("title:") {
                track.title = line.get(6..).map(|title| title.trim().to_owned());
            }
        }
    }
    if let Some(cue) = open {
        if cue.lines.is_empty() {
            track.notes.push("The file ends within a caption: its last caption has a time but no words.".to_owned());
        }
        track.cues.push(cue);
    }
    let last = text.lines().next_back().unwrap_or("");
    let cut_tag = last.rfind('<').and_then(|at| last.get(at..)).is_some_and(|rest| tag(rest, None) == Tag::CutOff);
    if text.trim_end().ends_with("-->") || cut_tag {
        track.notes.push("The file seems to be cut off within its last caption.".to_owned());
    }
    if bad > 0 {
        track.notes.push(match bad {
            1 => "1 line with times could not be read and was left out.".to_owned(),
            _ => format!("{bad} lines with times could not be read and were left out."),
        });
    }
    if track.cues.is_empty() {
        track.notes.push("The file holds no captions.".to_owned());
    }
    track
}

/// `00:00:01.230 --> 00:00:03.929 align:start position:19%`.
pub(crate) fn timing(line: &str) -> Option<(f64, f64)> {
    let (before, after) = line.split_once("-->")?;
    let (start, _) = clock::time(before.trim())?;
    // A file that breaks off here still says when its last caption begins.
    let end = clock::time(after.trim()).map_or(start, |(end, _)| end);
    Some((start, end.max(start)))
}

/// Takes the marks out of a line of a cue.
pub(crate) fn cue_line(line: &str) -> CueLine {
    let mut out = CueLine::default();
    let mut rest = line;
    let mut pending: Option<f64> = None;
    // Looked for once, so that a line of a million open brackets stays cheap.
    let last_close = line.rfind('>');
    while let Some(c) = rest.chars().next() {
        match c {
            '<' => {
                let at = line.len() - rest.len();
                let close = match tag(rest, last_close.filter(|last| *last > at)) {
                    Tag::Whole(close) => close,
                    Tag::CutOff => break,
                    Tag::Text => {
                        words(&mut out, &mut pending, "<");
                        rest = rest.get(1..).unwrap_or("");
                        continue;
                    }
                };
                let tag = rest.get(1..close).unwrap_or("");
                if let Some((seconds, taken)) = clock::time(tag) {
                    if taken == tag.len() {
                        pending = Some(seconds);
                    }
                } else if let Some(voice) = tag
                    .strip_prefix("v ")
                    .or_else(|| tag.strip_prefix("v.").and_then(|rest| rest.split_once(' ').map(|(_, name)| name)))
                {
                    let name = entities(voice.trim());
                    if !name.is_empty() {
                        out.voice = Some(name);
                    }
                }
                rest = rest.get(close + 1..).unwrap_or("");
            }
            '{' if rest.starts_with("{\\") => {
                // A position mark of SubStation files ("{\an8}").
                let close = rest.find('}').map_or(rest.len(), |close| close + 1);
                rest = rest.get(close..).unwrap_or("");
            }
            _ => {
                let end =
                    rest.char_indices().skip(1).find(|(_, c)| matches!(c, '<' | '{')).map_or(rest.len(), |(at, _)| at);
                let piece = rest.get(..end).unwrap_or("");
                words(&mut out, &mut pending, piece);
                rest = rest.get(end..).unwrap_or("");
            }
        }
    }
    // Blanks at the start would shift the times; they are taken away with their bytes.
    let lead = out.text.len() - out.text.trim_start().len();
    if lead > 0 {
        out.text.drain(..lead);
        for (at, _) in &mut out.times {
            *at = at.saturating_sub(lead);
        }
    }
    let kept = out.text.trim_end().len();
    out.text.truncate(kept);
    out.times.retain(|(at, _)| *at < kept);
    out
}

/// Adds words to a line, with the time that a tag before them gave.
fn words(out: &mut CueLine, pending: &mut Option<f64>, piece: &str) {
    if let Some(seconds) = pending.take() {
        out.times.push((out.text.len(), seconds));
    }
    if piece.contains('&') {
        out.text.push_str(&entities(piece));
    } else {
        out.text.push_str(piece);
    }
}

/// What a `<` begins.
#[derive(Debug, PartialEq, Eq)]
enum Tag {
    /// A tag, and where its `>` is.
    Whole(usize),
    /// The beginning of a tag that the file does not end.
    CutOff,
    /// Words ("profit is < 5 percent").
    Text,
}

/// What `rest` begins with, which starts with `<`. `last_close`: whether a `>` follows at all.
fn tag(rest: &str, last_close: Option<usize>) -> Tag {
    let inside = rest.get(1..).unwrap_or("");
    if inside.starts_with(|c: char| c.is_ascii_digit()) {
        // A time and nothing else.
        let end = inside.bytes().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.' | b',')).count();
        return match inside.as_bytes().get(end) {
            Some(b'>') => Tag::Whole(end + 1),
            None if inside.contains(':') => Tag::CutOff,
            _ => Tag::Text,
        };
    }
    if !inside.is_empty() && !inside.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') {
        return Tag::Text;
    }
    if last_close.is_some() && !inside.is_empty() {
        return rest.find('>').map_or(Tag::Text, Tag::Whole);
    }
    let name = inside.trim_start_matches('/');
    let end = name.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(name.len());
    let known =
        matches!(name.get(..end).unwrap_or(""), "" | "b" | "c" | "i" | "u" | "v" | "ruby" | "rt" | "lang" | "font");
    match name.as_bytes().get(end) {
        None if known => Tag::CutOff,
        Some(b'.') if known && !name.contains(char::is_whitespace) => Tag::CutOff,
        Some(b' ') if matches!(name.get(..end), Some("v" | "lang" | "font")) => Tag::CutOff,
        _ => Tag::Text,
    }
}

/// The entities that caption files use.
pub(crate) fn entities(text: &str) -> String {
    const NAMED: [(&str, &str); 8] = [
        ("&amp;", "&"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&apos;", "'"),
        ("&nbsp;", " "),
        ("&lrm;", ""),
    ];
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(rest.get(..at).unwrap_or(""));
        rest = rest.get(at..).unwrap_or("");
        match NAMED.iter().find(|(name, _)| rest.starts_with(name)) {
            Some((name, put)) => {
                out.push_str(put);
                rest = rest.get(name.len()..).unwrap_or("");
            }
            None => {
                out.push('&');
                rest = rest.get(1..).unwrap_or("");
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_times() {
        let line = cue_line("we<00:00:00.780><c> will</c><c.colorE5E5E5><00:00:01.050><c> go &amp; see</c></c>");
        assert_eq!(line.text, "we will go & see");
        assert_eq!(line.times, [(2, 0.78), (7, 1.05)]);
        let voiced = cue_line("<v Ana Ruiz>Good day.</v>");
        assert_eq!((voiced.text.as_str(), voiced.voice.as_deref()), ("Good day.", Some("Ana Ruiz")));
        assert_eq!(cue_line("{\\an8}<i>Good day</i>").text, "Good day");
        assert_eq!(cue_line("cut <00:00").text, "cut");
        assert_eq!(cue_line("cut <c.color").text, "cut");
        assert_eq!(cue_line("cut <").text, "cut");
        assert_eq!(cue_line("cut <v Ana Ru").text, "cut");
    }

    #[test]
    fn a_sign_is_no_tag() {
        for text in [
            "profit is < 5 percent and we will not pay",
            "profit is <5 percent and we will not pay",
            "it is <3 but >1 for us",
            "we say <- and leave",
            "a <between b and nothing",
            "profit is <5",
        ] {
            assert_eq!(cue_line(text).text, text);
        }
        let line = cue_line("so<00:00:01.500> < 5");
        assert_eq!((line.text.as_str(), line.times.as_slice()), ("so < 5", &[(2, 1.5)][..]));
        let track = track("WEBVTT\n\n00:01.000 --> 00:02.000\nprofit is < 5 percent\n");
        assert_eq!(track.notes.len(), 0, "{:?}", track.notes);
    }

    #[test]
    fn damaged_files_are_read_as_far_as_they_go() {
        let track = track("WEBVTT\n\n00:01.000 --> 00:02.000\nGood day\n\nxx --> yy\nlost\n\n00:03.000 --> 00:0");
        assert_eq!(track.cues.len(), 2);
        assert_eq!(track.notes.len(), 2, "{:?}", track.notes);
    }
}
