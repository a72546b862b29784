//! How small values are written in the record: kinds as numbers, grades and formats by name, word times packed.

use crate::digest::milliseconds;
use onrecord_read::{Format, Grade, SegmentKind, WordTime};

/// The kinds in the order of their numbers: speech first. Never reordered, only added to.
pub(crate) const KINDS: [SegmentKind; 7] = [
    SegmentKind::Utterance,
    SegmentKind::Caption,
    SegmentKind::Narration,
    SegmentKind::Heading,
    SegmentKind::Comment,
    SegmentKind::StageDirection,
    SegmentKind::Boilerplate,
];

const GRADES: [Grade; 9] = [
    Grade::Official,
    Grade::Transcript,
    Grade::Machine,
    Grade::Translation,
    Grade::Wire,
    Grade::Copy,
    Grade::Summary,
    Grade::Comment,
    Grade::Unknown,
];

const FORMATS: [Format; 5] = [Format::Text, Format::Markdown, Format::Html, Format::Vtt, Format::Srt];

pub(crate) fn kind_number(kind: SegmentKind) -> i64 {
    KINDS.iter().position(|&k| k == kind).unwrap_or(KINDS.len()) as i64
}

pub(crate) fn kind(number: i64) -> Option<SegmentKind> {
    usize::try_from(number).ok().and_then(|n| KINDS.get(n)).copied()
}

/// The grade of this name, as used in metadata files and in the record.
pub fn grade(name: &str) -> Option<Grade> {
    GRADES.into_iter().find(|grade| grade.name() == name)
}

/// The name of a format, as in the record.
pub fn format_name(format: Format) -> &'static str {
    match format {
        Format::Text => "text",
        Format::Markdown => "markdown",
        Format::Html => "html",
        Format::Vtt => "vtt",
        Format::Srt => "srt",
    }
}

pub(crate) fn format(name: &str) -> Option<Format> {
    FORMATS.into_iter().find(|format| format_name(*format) == name)
}

/// Word times as differences of bytes and milliseconds, each a LEB128 number (zigzag for the times), in zstd.
pub(crate) fn pack_words(words: &[WordTime]) -> Vec<u8> {
    let mut out = Vec::with_capacity(words.len() * 4);
    let (mut at, mut time) = (0i64, 0i64);
    for word in words {
        let (now_at, now_time) = (i64::from(word.at), milliseconds(f64::from(word.seconds)));
        put_number(now_at.wrapping_sub(at), &mut out);
        put_number(now_time.wrapping_sub(time), &mut out);
        (at, time) = (now_at, now_time);
    }
    out
}

/// The reverse of [`pack_words`]; `None` if the bytes are not whole.
pub(crate) fn unpack_words(mut bytes: &[u8]) -> Option<Vec<WordTime>> {
    let mut words = Vec::new();
    let (mut at, mut time) = (0i64, 0i64);
    while !bytes.is_empty() {
        at = at.wrapping_add(take_number(&mut bytes)?);
        time = time.wrapping_add(take_number(&mut bytes)?);
        words.push(WordTime { at: u32::try_from(at).ok()?, seconds: (time as f64 / 1000.0) as f32 });
    }
    Some(words)
}

fn put_number(number: i64, out: &mut Vec<u8>) {
    let mut zigzag = ((number << 1) ^ (number >> 63)) as u64;
    while zigzag >= 0x80 {
        out.push(zigzag as u8 | 0x80);
        zigzag >>= 7;
    }
    out.push(zigzag as u8);
}

fn take_number(bytes: &mut &[u8]) -> Option<i64> {
    let mut zigzag = 0u64;
    for shift in (0..64).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        zigzag |= u64::from(byte & 0x7F) << shift;
        if byte < 0x80 {
            return Some((zigzag >> 1) as i64 ^ -((zigzag & 1) as i64));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_comes_back() {
        for g in GRADES {
            assert_eq!(grade(g.name()), Some(g));
        }
        for f in FORMATS {
            assert_eq!(format(format_name(f)), Some(f));
        }
        for k in KINDS {
            assert_eq!(kind(kind_number(k)), Some(k));
        }
    }

    #[test]
    fn packed_words_come_back_and_broken_ones_do_not() {
        let words: Vec<WordTime> = [(0, 0.03), (3, 2.06), (70_000, 9_999.999), (4, 1.5)]
            .map(|(at, seconds)| WordTime { at, seconds })
            .to_vec();
        let packed = pack_words(&words);
        assert_eq!(unpack_words(&packed), Some(words));
        assert_eq!(unpack_words(&packed[..packed.len() - 1]), None);
        assert_eq!(unpack_words(&[0xFF; 40]), None);
    }
}
