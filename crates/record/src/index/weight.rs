//! How much a word weighs in a segment, in three bits, so that a search is ranked from its lists alone.
//!
//! The weights are those of BM25 (Robertson and Zaragoza, "The probabilistic relevance framework", 2009) for an average
//! segment that is the same in every record, so that a list does not change when other documents come. One bit says whether
//! the segment is speech, which comes before what is not.

use onrecord_read::SegmentKind;

const K1: f32 = 1.2;
const B: f32 = 0.75;
/// Words of an average segment.
const AVERAGE: f32 = 60.0;
/// Where the steps of a weight end.
const STEPS: [f32; 2] = [0.8, 1.25];
/// What each step is worth: the middle of it.
const WORTH: [f32; 3] = [0.55, 1.0, 1.55];
/// The step of a word that stands in a segment only as a token, and that nobody who searches would see: "not" in "don't".
const ONLY_TOKEN: u64 = 3;
/// The lowest bit: whether the segment is not speech.
const REST: u64 = 1;

/// The weight of a word that people see `count` times in a segment of `words` words.
pub(crate) fn weight(kind: SegmentKind, count: usize, words: usize) -> u64 {
    let rest = if matches!(kind, SegmentKind::Utterance | SegmentKind::Caption) { 0 } else { REST };
    if count == 0 {
        return ONLY_TOKEN << 1 | rest;
    }
    let count = count as f32;
    let value = count * (K1 + 1.0) / (count + K1 * (1.0 - B + B * words as f32 / AVERAGE));
    (STEPS.iter().filter(|&&step| value >= step).count() as u64) << 1 | rest
}

/// What a weight adds to the rank of a segment, times the rarity of the word.
#[inline]
pub(crate) fn worth(weight: u64) -> f32 {
    WORTH.get((weight >> 1) as usize).copied().unwrap_or(0.0)
}

/// The weight than which there is no greater: a speech's.
pub(crate) const BEST: u64 = (WORTH.len() as u64 - 1) << 1;

/// Whether there is no greater weight.
#[inline]
pub(crate) fn is_best(weight: u64) -> bool {
    weight == BEST
}

/// Whether the segment is speech.
#[inline]
pub(crate) fn is_speech(weight: u64) -> bool {
    weight & REST == 0
}

/// Whether people who search for the word would find it there.
#[inline]
pub(crate) fn is_seen(weight: u64) -> bool {
    weight >> 1 != ONLY_TOKEN
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_often_and_in_fewer_words_weighs_more() {
        for kind in [SegmentKind::Utterance, SegmentKind::Heading] {
            let of = |count, words| weight(kind, count, words);
            assert!(of(1, 400) < of(1, 60) && of(1, 60) < of(1, 5) && of(1, 60) < of(3, 60));
            assert!(worth(of(1, 400)) < worth(of(1, 60)) && worth(of(1, 60)) < worth(of(1, 5)));
        }
        for kind in [SegmentKind::Utterance, SegmentKind::Caption] {
            assert!(is_speech(weight(kind, 9, 9)) && is_speech(weight(kind, 1, 900)) && is_speech(weight(kind, 0, 9)));
            assert!(is_seen(weight(kind, 1, 900)) && !is_seen(weight(kind, 0, 9)));
        }
        for kind in [SegmentKind::Narration, SegmentKind::Comment, SegmentKind::Heading] {
            assert!(!is_speech(weight(kind, 9, 9)) && !is_speech(weight(kind, 1, 900)));
        }
    }
}
