//! Where words stand: five bytes a word, for there are as many as the memory holds.
//!
//! Not for which words they are: those stand beside, in the same order.

/// The first byte of each word and the one after its last, in the order of the words.
#[derive(Debug, Default)]
pub(super) struct Places {
    starts: Vec<u32>,
    /// In bytes; [`LONG`] for those of `long`.
    lengths: Vec<u8>,
    /// Number and length of each word with more bytes than a length can say.
    long: Vec<(u32, u32)>,
}

/// The length of a word that stands among the long ones.
const LONG: u8 = u8::MAX;

impl Places {
    pub(super) fn reserve(&mut self, words: usize) {
        self.starts.reserve(words);
        self.lengths.reserve(words);
    }

    /// Gives back what was reserved and is not needed.
    pub(super) fn shrink(&mut self) {
        self.starts.shrink_to_fit();
        self.lengths.shrink_to_fit();
    }

    pub(super) fn clear(&mut self) {
        self.starts.clear();
        self.lengths.clear();
        self.long.clear();
    }

    /// The next word, from a byte to another.
    #[inline]
    pub(super) fn push(&mut self, start: u32, end: u32) {
        let length = end.saturating_sub(start);
        let short = u8::try_from(length).unwrap_or(LONG);
        if short == LONG {
            self.long.push((self.starts.len() as u32, length));
        }
        self.starts.push(start);
        self.lengths.push(short);
    }

    /// Where a word begins and ends.
    #[inline]
    pub(super) fn get(&self, word: usize) -> Option<(u32, u32)> {
        let (&start, &length) = (self.starts.get(word)?, self.lengths.get(word)?);
        let length = if length == LONG { self.long(word) } else { u32::from(length) };
        Some((start, start.saturating_add(length)))
    }

    fn long(&self, word: usize) -> u32 {
        let found = self.long.binary_search_by_key(&(word as u32), |&(word, _)| word).ok();
        found.and_then(|at| self.long.get(at)).map_or(0, |&(_, length)| length)
    }

    /// Where each of some words begins.
    pub(super) fn starts(&self, words: std::ops::Range<usize>) -> &[u32] {
        self.starts.get(words).unwrap_or(&[])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_all_lengths_stand_where_they_were_put() {
        let words = [(0, 3), (4, 4), (5, 259), (300, 555), (556, 812), (900, 70_000), (70_001, 70_002)];
        let mut places = Places::default();
        places.reserve(2);
        for turn in 0..2 {
            words.iter().for_each(|&(start, end)| places.push(start, end));
            let found: Vec<_> = (0..words.len()).filter_map(|word| places.get(word)).collect();
            assert_eq!(found, words, "{turn}");
            assert_eq!(places.get(words.len()), None);
            assert_eq!(places.starts(2..4), [5, 300]);
            places.clear();
        }
    }
}
