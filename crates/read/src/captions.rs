//! Timed lines in plain text: `MM:SStext`, `0:12 text`, or a time alone with its words on the next line, as they come
//! out when a video page or a transcript panel is saved as text.

use crate::clock;
use crate::draft::Draft;
use crate::label::Label;

/// What a paragraph is in a run of timed lines.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Timed {
    /// Its own time; the words begin at this byte of the paragraph.
    Line {
        /// Seconds.
        start: f64,
        /// Seconds at the end, if stated.
        end: Option<f64>,
        /// Byte of the paragraph.
        words: usize,
    },
    /// Nothing but a time, for the words of the next paragraph.
    Alone,
    /// Words that go on under the time before.
    More {
        /// Seconds.
        start: f64,
    },
}

/// Fewest lines that are believed to be captions.
const FEWEST: usize = 5;

/// Finds the run of timed lines, if the text has one: an entry a paragraph.
pub(crate) fn find(draft: &Draft, labels: &[Option<Label>]) -> Option<Vec<Option<Timed>>> {
    let mut found: Vec<Option<Timed>> = Vec::with_capacity(draft.paragraphs.len());
    for (paragraph, label) in draft.paragraphs.iter().zip(labels) {
        let words = draft.words(paragraph);
        let stamp = clock::stamp(words).filter(|_| label.is_none() && paragraph.heading == 0);
        found.push(stamp.map(|stamp| {
            let rest = words.get(stamp.len..).unwrap_or("");
            let lead = rest.len() - rest.trim_start_matches([' ', '\u{A0}', '\t', '-', '–', '—', '|', ':', ']']).len();
            if lead == rest.len() {
                Timed::Alone
            } else {
                Timed::Line { start: stamp.start, end: stamp.end, words: stamp.len + lead }
            }
        }));
    }
    let times: Vec<(usize, f64)> = draft
        .paragraphs
        .iter()
        .enumerate()
        .filter(|(index, _)| found.get(*index).is_some_and(Option::is_some))
        .filter_map(|(index, paragraph)| Some((index, clock::stamp(draft.words(paragraph))?.start)))
        .collect();
    let ordered = times.windows(2).filter(|pair| matches!(pair, [(_, a), (_, b)] if b >= a)).count();
    let (first, last) = (times.first()?.0, times.last()?.0);
    let alone = found.iter().filter(|timed| **timed == Some(Timed::Alone)).count();
    let span = last + 1 - first;
    let dense = times.len() * if alone * 2 > times.len() { 4 } else { 2 } >= span;
    if times.len() < FEWEST || ordered * 20 < (times.len() - 1) * 19 || !dense {
        return None;
    }
    let mut current = 0.0;
    let mut pending = false;
    for (index, slot) in found.iter_mut().enumerate() {
        if index < first || labels.get(index).is_some_and(Option::is_some) {
            continue;
        }
        match slot {
            Some(Timed::Line { start, .. }) => (current, pending) = (*start, false),
            Some(Timed::Alone) => {
                if let Some(stamp) =
                    draft.paragraphs.get(index).and_then(|paragraph| clock::stamp(draft.words(paragraph)))
                {
                    current = stamp.start;
                }
                pending = true;
            }
            Some(Timed::More { .. }) => {}
            None if pending || index < last => {
                let blank = draft
                    .paragraphs
                    .get(index)
                    .is_some_and(|paragraph| paragraph.blank_before > 1 || paragraph.heading > 0);
                if pending || !blank {
                    *slot = Some(if pending {
                        Timed::Line { start: current, end: None, words: 0 }
                    } else {
                        Timed::More { start: current }
                    });
                }
                pending = false;
            }
            None => {}
        }
    }
    Some(found)
}
