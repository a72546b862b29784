//! How much a word weighs in a segment, in three bits, so that a search is ranked from its lists alone.
//!
//! The weights are those of BM25 (Robertson and Zaragoza, "The probabilistic relevance framework", 2009) for an average
//! segment that is the same in every record, so that a list does not change when other documents come. What is speech has
//! four steps; what is not, and comes after all speech, has two.

use onrecord_read::SegmentKind;

const K1: f32 = 1.2;
const B: f32 = 0.75;
/// Words of an average segment.
const AVERAGE: f32 = 60.0;
/// What each weight adds, by the middle of what it stands for.
const WORTH: [f32; 8] = [0.5, 0.9, 1.25, 1.7, 0.7, 1.3, 0.7, 1.3];
/// Where the steps of speech end.
const STEPS: [f32; 3] = [0.75, 1.05, 1.45];
/// Where the lower step of the rest ends.
const STEP: f32 = 1.0;

/// The weight of a word that stands `count` times in a segment of `words` words.
pub(crate) fn weight(kind: SegmentKind, count: usize, words: usize) -> u64 {
    let count = count as f32;
    let value = count * (K1 + 1.0) / (count + K1 * (1.0 - B + B * words as f32 / AVERAGE));
    match kind {
        SegmentKind::Utterance | SegmentKind::Caption => STEPS.iter().filter(|&&step| value >= step).count() as u64,
        SegmentKind::Narration | SegmentKind::Comment => 4 + u64::from(value >= STEP),
        SegmentKind::Heading | SegmentKind::StageDirection | SegmentKind::Boilerplate => 6 + u64::from(value >= STEP),
    }
}

/// What a weight adds to the rank of a segment, times the rarity of the word.
pub(crate) fn worth(weight: u64) -> f32 {
    WORTH.get(weight as usize).copied().unwrap_or(0.0)
}

/// Whether the segment is speech.
pub(crate) fn is_speech(weight: u64) -> bool {
    weight < 4
}

/// Whether the pairs of words of the segment are in the index.
pub(crate) fn has_pairs(weight: u64) -> bool {
    weight < 6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_often_and_in_fewer_words_weighs_more() {
        let speech = |count, words| weight(SegmentKind::Utterance, count, words);
        assert!(speech(1, 400) < speech(1, 60) && speech(1, 60) < speech(1, 5));
        assert!(speech(1, 60) < speech(3, 60));
        for kind in [SegmentKind::Utterance, SegmentKind::Caption] {
            assert!(is_speech(weight(kind, 9, 9)) && has_pairs(weight(kind, 9, 9)));
        }
        for kind in [SegmentKind::Narration, SegmentKind::Comment] {
            assert!(!is_speech(weight(kind, 9, 9)) && has_pairs(weight(kind, 9, 9)));
        }
        assert!(!has_pairs(weight(SegmentKind::Heading, 1, 900)));
        // The steps of one kind are told apart by what they are worth, and never read as another kind.
        assert!((0..3).all(|step| worth(step) < worth(step + 1)) && worth(4) < worth(5));
    }
}
