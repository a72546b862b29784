//! Which parts of a document can support a quotation at all, and which of them are one text.

use onrecord_read::{Document, Grade, Segment, SegmentKind};
use std::ops::Range;

/// A text whose words stand in a row: one segment, or caption lines with nothing but space between.
#[derive(Debug)]
pub(crate) struct EvidenceText<'e> {
    /// Bytes of the document's text.
    pub(crate) range: Range<usize>,
    /// The segments it covers: index and end, in order.
    pub(crate) segments: &'e [(usize, usize)],
    /// Whether another turn begins with it.
    pub(crate) begins_turn: bool,
}

/// Goes through the texts of a document that can support a quotation. `has_speech`: whether the document, of which this may
/// be a part, has speech.
pub(crate) fn each_text(reading: &Document, has_speech: bool, mut each: impl FnMut(EvidenceText<'_>)) {
    let mut last: Option<(SegmentKind, Option<u32>)> = None;
    let mut ends = Vec::new();
    let mut segments = reading.segments.iter().enumerate().peekable();
    while let Some((index, segment)) = segments.next() {
        if !is_evidence(segment, reading, has_speech) {
            continue;
        }
        let this = (segment.kind, segment.speaker);
        // A paragraph of narration or a comment is a turn of its own; a speaker goes on until another speaks.
        let begins_turn = last != Some(this) || !segment.kind.is_speech();
        last = Some(this);
        // Captions break lines anywhere, inside a number too: lines with nothing but space between are one text.
        ends.clear();
        ends.push((index, segment.range.end));
        while let Some((next_index, next)) = segments.next_if(|(_, next)| {
            let end = ends.last().map_or(0, |&(_, end)| end);
            segment.kind == SegmentKind::Caption
                && (next.kind, next.speaker, next.grade) == (segment.kind, segment.speaker, segment.grade)
                && reading.text.get(end..next.range.start).is_some_and(|gap| gap.trim().is_empty())
        }) {
            ends.push((next_index, next.range.end));
        }
        let end = ends.last().map_or(segment.range.end, |&(_, end)| end);
        each(EvidenceText { range: segment.range.start..end, segments: &ends, begins_turn });
    }
}

/// Whether the words of a segment can support a quotation at all.
pub(crate) fn is_evidence(segment: &Segment, document: &Document, has_speech: bool) -> bool {
    match segment.kind {
        SegmentKind::Utterance | SegmentKind::Caption | SegmentKind::Comment => true,
        SegmentKind::Narration => {
            !has_speech
                || document.grade == Grade::Official
                || matches!(segment.grade, Some(Grade::Wire | Grade::Copy | Grade::Official | Grade::Transcript))
        }
        SegmentKind::Heading | SegmentKind::StageDirection | SegmentKind::Boilerplate => false,
    }
}
