//! The words of one segment, each counted: a small table that is emptied at no cost, for there are many segments.

use super::word_rows::Standing;

/// Places of a new table.
const PLACES: usize = 1 << 10;
/// How many places are tried for a word. Where a hostile text has many words for one place, some of them are counted in parts,
/// which the list of a word bears.
const MOST_TRIED: usize = 48;

/// A word of a segment.
#[derive(Debug, Clone, Copy)]
pub(super) struct OwnWord {
    pub(super) form: u32,
    /// How often people see it.
    pub(super) seen: u32,
    /// The best of how it stands.
    pub(super) standing: Standing,
}

/// The words of a segment.
#[derive(Debug)]
pub(super) struct Own {
    /// In the order in which they first come.
    pub(super) words: Vec<OwnWord>,
    /// For each place the segment for which it was taken, and which of `words` it leads to. Their number is a power of two.
    places: Vec<(u32, u32)>,
    /// The number of the segment, never 0.
    segment: u32,
}

impl Default for Own {
    fn default() -> Own {
        Own { words: Vec::new(), places: vec![(0, 0); PLACES], segment: 1 }
    }
}

impl Own {
    /// Counts a word; `seen` is 1 where people see it.
    #[inline]
    pub(super) fn add(&mut self, form: u32, standing: Standing, seen: u32) {
        let last = self.places.len() - 1;
        // Forms are hashes: their lowest bits are as good as any.
        for place in (form as usize..).take(MOST_TRIED).map(|place| place & last) {
            let (segment, word) = self.places[place];
            if segment != self.segment {
                self.places[place] = (self.segment, self.words.len() as u32);
                break;
            }
            if let Some(word) = self.words.get_mut(word as usize).filter(|word| word.form == form) {
                word.seen = word.seen.saturating_add(seen);
                word.standing = word.standing.max(standing);
                return;
            }
        }
        self.words.push(OwnWord { form, seen, standing });
        if self.words.len() * 2 > self.places.len() {
            self.grow();
        }
    }

    fn grow(&mut self) {
        let count = self.places.len() * 2;
        self.places.clear();
        self.places.resize(count, (0, 0));
        for (index, word) in self.words.iter().enumerate() {
            let mut tried = (word.form as usize..).take(MOST_TRIED).map(|place| place & (count - 1));
            if let Some(place) = tried.find(|&place| self.places[place].0 != self.segment) {
                self.places[place] = (self.segment, index as u32);
            }
        }
    }

    /// Begins with the next segment.
    pub(super) fn clear(&mut self) {
        self.words.clear();
        self.segment = self.segment.wrapping_add(1);
        if self.segment == 0 || self.places.len() > PLACES * 64 {
            // Once in four billion segments; and after a giant, so that it costs the small ones no room.
            self.places.clear();
            self.places.resize(PLACES, (0, 0));
            self.segment = 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    type Counts = BTreeMap<u32, (u32, Standing)>;

    fn count(counts: &mut Counts, form: u32, seen: u32, standing: Standing) {
        let count = counts.entry(form).or_default();
        *count = (count.0 + seen, count.1.max(standing));
    }

    proptest::proptest! {
        #[test]
        fn words_are_counted_segment_by_segment(
            segments in proptest::collection::vec(proptest::collection::vec((0u32..3000, 0u32..2), 0..4000), 1..5),
            same_bits in 0u32..12,
        ) {
            // Near the end of the numbers of segments, so that they begin anew.
            let mut own = Own { segment: u32::MAX - 1, ..Own::default() };
            for words in segments {
                let (mut counts, mut found) = (Counts::new(), Counts::new());
                for (form, seen) in words {
                    let (form, standing) = (form << same_bits, if seen == 1 { Standing::Small } else { Standing::Part });
                    own.add(form, standing, seen);
                    count(&mut counts, form, seen, standing);
                }
                own.words.iter().for_each(|word| count(&mut found, word.form, word.seen, word.standing));
                // In parts only where many want one place.
                proptest::prop_assert!(same_bits > 0 || own.words.len() == found.len());
                proptest::prop_assert_eq!(found, counts);
                own.clear();
            }
        }
    }
}
