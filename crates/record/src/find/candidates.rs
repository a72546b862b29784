//! The segments in which the words of a query stand, ranked, from the lists of the index alone.
//!
//! Whether words stand in a row is not in the lists; but the index knows in which blocks of the texts two words are
//! neighbours, and that leaves few segments to read. Lists of words that stand nearly everywhere are not read where
//! rarer ones have left little: the text will tell.

use super::query::{Phrase, Query, Wanted};
use crate::index::Run;
use crate::index::weight::{is_seen, is_speech, worth};
use crate::index::word_rows::Entry;
use crate::store::{Store, StoreError};
use onrecord_text::Form;
use rusqlite::OptionalExtension;
use std::cmp::{Ordering, Reverse};
use std::collections::{HashMap, HashSet};

/// A list is not read that is so many times longer than what rarer words have left.
const MUCH_LONGER: usize = 64;
/// The segments of so many blocks are read, and no list of words is.
const FEW_BLOCKS: usize = 100;
/// Up to so many blocks are turned into segments where the words of the phrase stand in many more.
const MORE_BLOCKS: usize = 600;
const MUCH_MORE: usize = 4;

/// A segment that may fit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Candidate {
    pub(super) segment: u64,
    score: f32,
    weight: u64,
}

impl Eq for Candidate {}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Candidate) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The greatest comes first: speech, then what weighs most, then in the order of the record.
impl Ord for Candidate {
    fn cmp(&self, other: &Candidate) -> Ordering {
        let key = |one: &Candidate| (is_speech(one.weight), Reverse(one.segment));
        is_speech(self.weight)
            .cmp(&is_speech(other.weight))
            .then(self.score.total_cmp(&other.score))
            .then(key(self).cmp(&key(other)))
    }
}

/// What may fit a query.
#[derive(Debug, Default)]
pub(super) struct Candidates {
    pub(super) all: Vec<Candidate>,
    /// Whether they all fit, as far as the words go: otherwise their texts must be looked at.
    pub(super) are_sure: bool,
    /// For each two neighbouring words of a phrase: the blocks of texts in which they are. What fits has bytes in one of each.
    pub(super) blocks: Vec<Vec<u32>>,
    /// Where some are few: the segments in those blocks. Nothing else is known of them, and `all` is empty.
    pub(super) unread: Option<Vec<u64>>,
}

impl Candidate {
    /// A segment that is not in the index: what its words weigh in it, and how rare they are.
    pub(super) fn read(segment: u64, words: impl Iterator<Item = (u64, f32)>) -> Candidate {
        let mut candidate = Candidate { segment, score: 0.0, weight: 0 };
        for (weight, rarity) in words {
            candidate.weight = weight;
            candidate.score += worth(weight) * rarity;
        }
        candidate
    }
}

/// Reads the lists of the words of one query.
#[derive(Debug)]
pub(super) struct Lists<'s> {
    store: &'s Store,
    runs: &'s [Run],
    /// Segments in all, about.
    segments: f32,
    /// The words that begin so, by what they begin with.
    beginning: HashMap<String, Vec<Form>>,
}

impl<'s> Lists<'s> {
    pub(super) fn of(store: &'s Store, runs: &'s [Run], query: &Query) -> Result<Lists<'s>, StoreError> {
        let segments: i64 = store
            .connection()
            .query_row("SELECT coalesce(max(id), 0) FROM segments", (), |row| row.get(0))
            .map_err(|e| store.sqlite(e))?;
        let phrases = query.all.iter().flatten().flat_map(Wanted::phrases).chain(&query.none);
        let begins: HashSet<&str> =
            phrases.flat_map(Phrase::terms).filter(|&(_, begins)| begins).map(|(word, _)| word).collect();
        let mut beginning: HashMap<String, HashSet<Form>> = HashMap::new();
        if !begins.is_empty() {
            store.each_spelling(runs, |word| {
                for begin in begins.iter().filter(|begin| word.starts_with(begin.as_bytes())) {
                    let form = Form::of(&String::from_utf8_lossy(word));
                    beginning.entry((*begin).to_owned()).or_default().insert(form);
                }
            })?;
        }
        let in_order = |forms: HashSet<Form>| {
            let mut forms: Vec<Form> = forms.into_iter().collect();
            forms.sort_unstable();
            forms
        };
        let beginning = beginning.into_iter().map(|(begin, forms)| (begin, in_order(forms))).collect();
        Ok(Lists { store, runs, segments: segments.max(1) as f32, beginning })
    }

    fn forms(&self, (word, begins): (&str, bool)) -> Vec<Form> {
        if begins { self.beginning.get(word).cloned().unwrap_or_default() } else { vec![Form::of(word)] }
    }

    /// How many segments have a term, about.
    fn count(&self, term: (&str, bool)) -> Result<usize, StoreError> {
        let mut count = 0;
        for form in self.forms(term) {
            count += self.store.count_of(self.runs, form)?;
        }
        Ok(count)
    }

    fn entries(&self, term: (&str, bool)) -> Result<Vec<Entry>, StoreError> {
        let forms = self.forms(term);
        let mut entries = Vec::new();
        for form in &forms {
            entries.extend(self.store.entries_of(self.runs, *form)?);
        }
        entries.retain(|entry: &Entry| is_seen(entry.weight()));
        if forms.len() > 1 {
            entries.sort_unstable_by_key(|entry| (entry.segment(), Reverse(entry.weight())));
            entries.dedup_by_key(|entry| entry.segment());
        }
        Ok(entries)
    }

    /// How much a term says that so many segments have (the inverse document frequency of BM25).
    fn rarity(&self, count: usize) -> f32 {
        let count = (count as f32).min(self.segments);
        ((self.segments - count + 0.5) / (count + 0.5)).ln_1p()
    }

    /// [`Lists::rarity`] of each term.
    pub(super) fn rarities(&self, terms: &[(&str, bool)]) -> Result<Vec<f32>, StoreError> {
        terms.iter().map(|term| Ok(self.rarity(self.count(*term)?))).collect()
    }

    /// What may fit a query that has words.
    pub(super) fn candidates(&self, query: &Query) -> Result<Candidates, StoreError> {
        let single = |one_of: &[Wanted]| one_of.len() == 1;
        let together: Vec<&Phrase> =
            query.all.iter().filter(|one| single(one)).flat_map(|one| one[0].phrases()).collect();
        let is_word = |phrase: &Phrase| phrase.words.len() == 1 && phrase.exactly.is_none();
        let plain = |wanted: &Wanted| matches!(wanted, Wanted::Phrase(phrase) if is_word(phrase));
        let mut found = Candidates { are_sure: query.all.iter().flatten().all(plain), ..Candidates::default() };

        for wanted in query.all.iter().filter(|one| single(one)).flatten() {
            if let Wanted::Phrase(phrase) = wanted {
                self.neighbours(phrase, &mut found.blocks)?;
            }
        }
        if let Some(fewest) =
            found.blocks.iter().min_by_key(|blocks| blocks.len()).filter(|one| one.len() <= FEW_BLOCKS)
        {
            found.unread = Some(self.segments_of(fewest)?);
            return Ok(found);
        }
        let terms = together.iter().flat_map(|phrase| phrase.terms());
        let mut all = self.all_of(terms, &mut found.are_sure)?.unwrap_or_default();
        let mut is_first = together.is_empty();
        for one_of in query.all.iter().filter(|one_of| !single(one_of)) {
            let mut any: Vec<Candidate> = Vec::new();
            for wanted in one_of {
                let terms = wanted.phrases().iter().flat_map(Phrase::terms);
                any.extend(self.all_of(terms, &mut found.are_sure)?.unwrap_or_default());
                any.sort_by_key(|candidate| candidate.segment);
                any.dedup_by(|again, kept| {
                    let is_same = again.segment == kept.segment;
                    kept.score += if is_same { again.score } else { 0.0 };
                    is_same
                });
            }
            if is_first {
                all = any;
            } else {
                keep_common(&mut all, &any, |one| one.segment, |kept, one| kept.score += one.score);
            }
            is_first = false;
        }
        for blocks in &found.blocks {
            // To ask each of very many segments for its blocks would take longer.
            if blocks.len() <= MORE_BLOCKS && all.len() > MUCH_MORE * blocks.len() {
                let segments = self.segments_of(blocks)?;
                all.retain(|one| segments.binary_search(&one.segment).is_ok());
            }
        }
        for phrase in &query.none {
            if is_word(phrase) {
                for term in phrase.terms() {
                    let entries = self.entries(term)?;
                    all.retain(|one| entries.binary_search_by_key(&one.segment, |entry| entry.segment()).is_err());
                }
            } else {
                found.are_sure = false;
            }
        }
        found.all = all;
        Ok(found)
    }

    /// The segments that have all of the terms, in order; `None` where there is no term. Terms that stand nearly everywhere
    /// are left to the text, and then the answer is not sure.
    fn all_of<'q>(
        &self,
        terms: impl Iterator<Item = (&'q str, bool)>,
        are_sure: &mut bool,
    ) -> Result<Option<Vec<Candidate>>, StoreError> {
        let mut counted: Vec<(usize, (&str, bool))> = Vec::new();
        for term in terms {
            if counted.iter().all(|(_, one)| *one != term) {
                counted.push((self.count(term)?, term));
            }
        }
        counted.sort_by_key(|(count, _)| *count);
        let mut all: Option<Vec<Candidate>> = None;
        for (count, term) in counted {
            let rarity = self.rarity(count);
            let Some(kept) = &mut all else {
                let candidate = |entry: Entry| Candidate {
                    segment: entry.segment(),
                    score: worth(entry.weight()) * rarity,
                    weight: entry.weight(),
                };
                all = Some(self.entries(term)?.into_iter().map(candidate).collect());
                continue;
            };
            if kept.is_empty() {
                break;
            }
            if count / MUCH_LONGER > kept.len() {
                *are_sure = false;
                continue;
            }
            let entries = self.entries(term)?;
            keep_common(
                kept,
                &entries,
                |entry| entry.segment(),
                |one, entry| one.score += worth(entry.weight()) * rarity,
            );
        }
        Ok(all)
    }

    /// The segments that have bytes in some blocks, in order.
    fn segments_of(&self, blocks: &[u32]) -> Result<Vec<u64>, StoreError> {
        let mut segments = Vec::new();
        for block in blocks {
            self.store.segments_of_block(*block, &mut segments)?;
        }
        segments.sort_unstable();
        segments.dedup();
        Ok(segments)
    }

    /// For each two neighbouring words of a phrase: the blocks in which they are neighbours.
    fn neighbours(&self, phrase: &Phrase, blocks: &mut Vec<Vec<u32>>) -> Result<(), StoreError> {
        let forms: Vec<Form> = phrase.terms().filter(|(_, begins)| !begins).map(|(word, _)| Form::of(word)).collect();
        for pair in forms.windows(2) {
            blocks.push(self.store.blocks_of_pair(self.runs, pair[0], pair[1])?);
        }
        Ok(())
    }
}

/// Keeps of `all` what `others` have too, both in order.
fn keep_common<T>(
    all: &mut Vec<Candidate>,
    others: &[T],
    segment: impl Fn(&T) -> u64,
    mut join: impl FnMut(&mut Candidate, &T),
) {
    let mut rest = others;
    all.retain_mut(|one| {
        // The next is near where the lists are alike, and far where they are not: in doubling steps.
        let mut step = 1;
        while rest.get(step).is_some_and(|next| segment(next) < one.segment) {
            step *= 2;
        }
        let near = &rest[..rest.len().min(step + 1)];
        rest = &rest[near.partition_point(|next| segment(next) < one.segment)..];
        match rest.first().filter(|next| segment(next) == one.segment) {
            Some(next) => {
                join(one, next);
                true
            }
            None => false,
        }
    });
}

impl Store {
    /// Appends the segments that have bytes in a block.
    pub(super) fn segments_of_block(&self, block: u32, out: &mut Vec<u64>) -> Result<(), StoreError> {
        let Some((first, count, range)) = self.document_of_block(block)? else { return Ok(()) };
        let mut statement = self
            .connection()
            .prepare_cached("SELECT start, start + length FROM segments WHERE id = ?")
            .map_err(|e| self.sqlite(e))?;
        let mut bytes = |id: i64| -> Result<Option<(i64, i64)>, StoreError> {
            statement.query_row([id], |row| Ok((row.get(0)?, row.get(1)?))).optional().map_err(|e| self.sqlite(e))
        };
        // The segments of a document have rows one after the other, in the order of the text.
        let (mut low, mut high) = (first, first.saturating_add(count));
        while low < high {
            let middle = low + (high - low) / 2;
            match bytes(middle)? {
                Some((_, end)) if end <= range.start => low = middle + 1,
                _ => high = middle,
            }
        }
        while low < first.saturating_add(count)
            && let Some((start, _)) = bytes(low)?.filter(|(start, _)| *start < range.end)
        {
            debug_assert!(start < range.end);
            out.extend(u64::try_from(low).ok());
            low += 1;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_two_lists_have_in_common() {
        let candidates = |segments: &[u64]| -> Vec<Candidate> {
            segments.iter().map(|&segment| Candidate { segment, score: 1.0, weight: 0 }).collect()
        };
        let of = |all: &[u64], others: &[u64]| {
            let mut all = candidates(all);
            keep_common(&mut all, others, |one| *one, |kept, _| kept.score += 1.0);
            all.into_iter().map(|one| (one.segment, one.score)).collect::<Vec<_>>()
        };
        assert_eq!(of(&[1, 4, 9], &[0, 1, 2, 3, 9, 11]), [(1, 2.0), (9, 2.0)]);
        assert_eq!(of(&[5, 6], &[]), []);
        let many: Vec<u64> = (0..1000).map(|one| one * 3).collect();
        assert_eq!(of(&[2, 3, 2997, 2998], &many), [(3, 2.0), (2997, 2.0)]);
        assert_eq!(of(&many, &[0, 7, 2994]), [(0, 2.0), (2994, 2.0)]);
    }

    #[test]
    fn speech_comes_first_then_weight_then_order() {
        let one = |segment, score, weight| Candidate { segment, score, weight };
        let mut all = [one(1, 9.0, 1), one(2, 1.0, 0), one(3, 2.0, 4), one(4, 1.0, 2)];
        all.sort_by(|a, b| b.cmp(a));
        assert_eq!(all.map(|one| one.segment), [3, 2, 4, 1]);
    }
}
