//! The segments in which the words of a query stand, ranked, from the lists of the index alone.
//!
//! Whether words stand in a row is not in the lists; but the index knows in which blocks of the texts two words are
//! neighbours, and that leaves few segments to read. Lists of words that stand nearly everywhere are not read where a
//! rarer one leaves little: the text will tell. Where all of some words must stand, their lists are read by [`walk`](super::walk)
//! only as far as a page needs it.

use super::blocks::Blocks;
use super::query::{Phrase, Query, Wanted};
use super::walk::Walk;
use crate::index::pair_lists::PairLists;
use crate::index::weight::{BEST, is_best, is_seen, is_speech, worth};
use crate::index::word_list::WordList;
use crate::index::word_rows::Entry;
use crate::index::{GAP, Run};
use crate::store::{Store, StoreError};
use onrecord_text::Form;
use std::cmp::{Ordering, Reverse};
use std::collections::HashMap;

/// A list is not read that is so many times longer than that of the rarest word.
const MUCH_LONGER: usize = 64;
/// The segments of so many blocks are read, and no list of words is.
const FEW_BLOCKS: usize = 40;
/// Where a page of so many hits may need more candidates than there are blocks, the blocks are turned into segments.
const PAGE: usize = 20;
/// Of the words that begin so, the most frequent that stand in so many segments come first, and then the rest.
const OFTEN: usize = if cfg!(test) { 40 } else { 1 << 15 };
/// No word stands in more segments than two to the power of this, as far as it matters.
const HIGHEST_POWER: usize = 40;
/// Up to so many words that begin so are left out one by one.
const FEW_WORDS: usize = 64;
/// Of so many words that begin so or fewer, it is looked up where each stands behind the word before it.
const FEW_ENDS: usize = if cfg!(test) { 3 } else { 16 };

/// A segment that may fit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Candidate {
    pub(super) segment: u64,
    score: f32,
    /// Whether it is speech.
    speech: bool,
    /// Whether no segment weighs more.
    pub(super) is_best: bool,
    /// Whether it is one of those that come after all others, whatever they weigh.
    is_late: bool,
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
        let late = other.is_late.cmp(&self.is_late);
        late.then(self.speech.cmp(&other.speech))
            .then(self.score.total_cmp(&other.score))
            .then(other.segment.cmp(&self.segment))
    }
}

impl Candidate {
    /// What the words of a segment weigh in it, and how rare they are.
    pub(super) fn of(segment: u64, words: impl Iterator<Item = (u64, f32)>) -> Candidate {
        let mut candidate = Candidate { segment, score: 0.0, speech: true, is_best: true, is_late: false };
        for (weight, rarity) in words {
            candidate.add(weight, rarity);
        }
        candidate
    }

    /// The same, after all that is not late.
    pub(super) fn late(self) -> Candidate {
        Candidate { is_late: true, ..self }
    }

    /// Adds a word that stands in it.
    pub(super) fn add(&mut self, weight: u64, rarity: f32) {
        self.score += worth(weight) * rarity;
        self.speech &= is_speech(weight);
        self.is_best &= is_best(weight);
    }
}

/// What may fit a query.
#[derive(Debug, Default)]
pub(super) struct Candidates<'s> {
    pub(super) all: Vec<Candidate>,
    /// Besides, what its words have in common.
    pub(super) walk: Option<Walk<'s>>,
    /// Whether only the most frequent of the words that begin as it was asked for are walked through.
    pub(super) is_part: bool,
    /// Whether they all fit, as far as the words go: otherwise their texts must be looked at.
    pub(super) are_sure: bool,
    /// For each phrase: the blocks of texts in which it may end. What fits has bytes in one of each.
    pub(super) blocks: Vec<Vec<u32>>,
    /// Where some are few: the segments in those blocks. Nothing else is known of them, and `all` is empty.
    pub(super) unread: Option<Vec<u64>>,
}

/// The words that begin so.
#[derive(Debug, Default)]
struct Beginning {
    /// The most frequent, and the others.
    often: Vec<Form>,
    rest: Vec<Form>,
    /// In how many segments they stand, about.
    count: usize,
}

impl Beginning {
    /// Of words with the power of two of how often they stand; a word may come more than once.
    fn of(mut words: Vec<(Form, u8)>) -> Beginning {
        // The greater of the powers of one word.
        words.sort_unstable_by_key(|&(form, power)| (form, Reverse(power)));
        words.dedup_by_key(|(form, _)| *form);
        let mut by_power: [Vec<Form>; HIGHEST_POWER + 1] = std::array::from_fn(|_| Vec::new());
        for (form, power) in words {
            by_power[usize::from(power).min(HIGHEST_POWER)].push(form);
        }
        let mut all = Beginning::default();
        for (power, forms) in by_power.into_iter().enumerate().rev() {
            for form in forms {
                let list = if all.count < OFTEN { &mut all.often } else { &mut all.rest };
                list.push(form);
                // The middle between this power and the next.
                all.count = all.count.saturating_add((3usize << power) / 2);
            }
        }
        all
    }
}

/// Reads the lists of the words of one query.
#[derive(Debug)]
pub(super) struct Lists<'s, 'r> {
    store: &'s Store,
    runs: &'r [Run],
    /// Segments in all, about.
    segments: f32,
    /// By what they begin with.
    beginning: HashMap<String, Beginning>,
}

type Term<'q> = (&'q str, bool);

impl<'s, 'r> Lists<'s, 'r> {
    pub(super) fn of(store: &'s Store, runs: &'r [Run], query: &Query) -> Result<Lists<'s, 'r>, StoreError> {
        let segments: i64 = store
            .connection()
            .query_row("SELECT coalesce(max(id), 0) FROM segments", (), |row| row.get(0))
            .map_err(|e| store.sqlite(e))?;
        let phrases = query.all.iter().flatten().flat_map(Wanted::phrases).chain(&query.none);
        let mut begins: Vec<(&str, Vec<(Form, u8)>)> = Vec::new();
        for (word, _) in phrases.flat_map(Phrase::terms).filter(|&(_, begins)| begins) {
            if begins.iter().all(|(begin, _)| *begin != word) {
                begins.push((word, Vec::new()));
            }
        }
        if !begins.is_empty() {
            let mut firsts = [false; 256];
            begins
                .iter()
                .filter_map(|(begin, _)| begin.bytes().next())
                .for_each(|first| firsts[usize::from(first)] = true);
            store.each_spelling(runs, &firsts, |word, power| {
                for (_, words) in begins.iter_mut().filter(|(begin, _)| word.starts_with(begin.as_bytes())) {
                    words.push((Form::of(&String::from_utf8_lossy(word)), power));
                }
            })?;
        }
        let beginning = begins.into_iter().map(|(begin, words)| (begin.to_owned(), Beginning::of(words))).collect();
        Ok(Lists { store, runs, segments: segments.max(1) as f32, beginning })
    }

    /// How many segments have a term, about.
    fn count(&self, (word, begins): Term<'_>) -> Result<usize, StoreError> {
        if begins {
            return Ok(self.beginning.get(word).map_or(0, |words| words.count));
        }
        self.store.count_of(self.runs, Form::of(word))
    }

    /// Whether the list of a term is not the whole of it.
    fn is_part(&self, (word, begins): Term<'_>) -> bool {
        begins && self.beginning.get(word).is_some_and(|words| !words.rest.is_empty())
    }

    /// The list of a term; of words that begin so either of the most frequent, or of all.
    fn list(&self, (word, begins): Term<'_>, whole: bool) -> Result<WordList<'s>, StoreError> {
        if !begins {
            return self.store.list_of(self.runs, Form::of(word));
        }
        let Some(words) = self.beginning.get(word) else { return Ok(WordList::of(Vec::new())) };
        match (words.often.as_slice(), words.rest.as_slice()) {
            ([form], _) if !whole => self.store.list_of(self.runs, *form),
            (often, _) if !whole => self.any_of(often).map(WordList::of),
            (often, rest) => self.any_of(&[often, rest].concat()).map(WordList::of),
        }
    }

    /// The segments that have one of some words.
    fn any_of(&self, forms: &[Form]) -> Result<Vec<Entry>, StoreError> {
        let mut entries: Vec<Entry> = Vec::new();
        for form in forms {
            entries.extend(self.store.entries_of(self.runs, *form)?);
        }
        entries.retain(|entry: &Entry| is_seen(entry.weight()));
        // Each list is in order: this sort merges them.
        entries.sort();
        entries.dedup_by(|again, kept| {
            let is_same = again.segment() == kept.segment();
            *kept = if is_same { *again } else { *kept };
            is_same
        });
        Ok(entries)
    }

    fn entries(&self, (word, begins): Term<'_>) -> Result<Vec<Entry>, StoreError> {
        if !begins {
            return self.any_of(&[Form::of(word)]);
        }
        let words = self.beginning.get(word);
        words.map_or(Ok(Vec::new()), |words| self.any_of(&[words.often.as_slice(), &words.rest].concat()))
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
    pub(super) fn candidates(&self, query: &Query) -> Result<Candidates<'s>, StoreError> {
        let plain = |wanted: &Wanted| matches!(wanted, Wanted::Phrase(phrase) if is_word(phrase));
        let mut found = Candidates { are_sure: query.all.iter().flatten().all(plain), ..Candidates::default() };
        for phrase in query.all.iter().filter(|one| is_single(one)).flatten().flat_map(Wanted::phrases) {
            self.neighbours(phrase, &mut found.blocks)?;
        }
        let fewest = found.blocks.iter().min_by_key(|blocks| blocks.len());
        if let Some(fewest) = fewest.filter(|one| one.len() <= FEW_BLOCKS) {
            found.unread = Some(self.segments_of(fewest)?);
            return Ok(found);
        }
        if query.all.iter().all(|one_of| is_single(one_of)) {
            found.walk = Some(self.walk(query, &mut found, false)?);
            return Ok(found);
        }
        found.all = self.of_groups(query, &mut found.are_sure)?;
        for phrase in &query.none {
            if is_word(phrase) {
                for term in phrase.terms() {
                    let entries = self.entries(term)?;
                    found
                        .all
                        .retain(|one| entries.binary_search_by_key(&one.segment, |entry| entry.segment()).is_err());
                }
            } else {
                found.are_sure = false;
            }
        }
        Ok(found)
    }

    /// What fits a query of which [`Candidates::is_part`] is told: the whole of it, ranked.
    pub(super) fn whole_walk(&self, query: &Query) -> Result<Walk<'s>, StoreError> {
        self.walk(query, &mut Candidates::default(), true)
    }

    /// What the words have in common that must all stand. `whole`: with all words that begin as it was asked for.
    fn walk(&self, query: &Query, found: &mut Candidates<'_>, whole: bool) -> Result<Walk<'s>, StoreError> {
        let mut counted: Vec<(usize, Term<'_>)> = Vec::new();
        for term in query.all.iter().flatten().flat_map(Wanted::phrases).flat_map(Phrase::terms) {
            if counted.iter().all(|(_, one)| *one != term) {
                counted.push((self.count(term)?, term));
            }
        }
        counted.sort_by_key(|(count, _)| *count);
        let rarest = counted.first().map_or(0, |(count, _)| *count);
        let mut lists = Vec::with_capacity(counted.len());
        let fewest = found.blocks.iter().min_by_key(|blocks| blocks.len());
        let by_blocks = fewest.filter(|blocks| blocks.len().saturating_mul(blocks.len()) < rarest.saturating_mul(PAGE));
        let is_by_blocks = by_blocks.is_some();
        if let Some(blocks) = by_blocks {
            // To ask each of very many segments for its blocks would take longer. They say nothing of the weight.
            let entries = self.segments_of(blocks)?.into_iter().filter_map(|segment| Entry::new(segment, BEST));
            lists.push((WordList::of(entries.collect()), 0.0));
        }
        for &(count, term) in &counted {
            let is_first = lists.is_empty();
            if !is_first && (self.is_part(term) || (!is_by_blocks && count / MUCH_LONGER > rarest)) {
                found.are_sure = false;
                continue;
            }
            found.is_part |= self.is_part(term);
            lists.push((self.list(term, whole)?, self.rarity(count)));
        }
        let mut without = Vec::new();
        for phrase in &query.none {
            let words =
                |(word, _): Term<'_>| self.beginning.get(word).map_or(0, |words| words.often.len() + words.rest.len());
            if is_word(phrase) && phrase.terms().all(|term| !term.1 || words(term) <= FEW_WORDS) {
                for term in phrase.terms() {
                    without.push(self.list(term, true)?);
                }
            } else {
                found.are_sure = false;
            }
        }
        Ok(Walk::of(lists, without))
    }

    /// The segments that have one of each group.
    fn of_groups(&self, query: &Query, are_sure: &mut bool) -> Result<Vec<Candidate>, StoreError> {
        let together = query.all.iter().filter(|one| is_single(one)).flatten().flat_map(Wanted::phrases);
        let mut all = self.all_of(together.flat_map(Phrase::terms), are_sure)?;
        for one_of in query.all.iter().filter(|one_of| !is_single(one_of)) {
            let mut any: Vec<Candidate> = Vec::new();
            for wanted in one_of {
                let terms = wanted.phrases().iter().flat_map(Phrase::terms);
                any.extend(self.all_of(terms, are_sure)?.unwrap_or_default());
                any.sort_by_key(|candidate| candidate.segment);
                any.dedup_by(|again, kept| {
                    let is_same = again.segment == kept.segment;
                    kept.score += if is_same { again.score } else { 0.0 };
                    is_same
                });
            }
            match &mut all {
                None => all = Some(any),
                Some(all) => keep_common(all, &any, |one| one.segment, |kept, one| kept.score += one.score),
            }
        }
        Ok(all.unwrap_or_default())
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
                let candidate =
                    |entry: Entry| Candidate::of(entry.segment(), std::iter::once((entry.weight(), rarity)));
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
            keep_common(kept, &entries, |entry| entry.segment(), |one, entry| one.add(entry.weight(), rarity));
        }
        Ok(all)
    }

    /// The segments that have bytes in some blocks, in order.
    fn segments_of(&self, blocks: &[u32]) -> Result<Vec<u64>, StoreError> {
        let (mut segments, mut reader) = (Vec::new(), Blocks::of(self.store));
        for block in blocks {
            reader.segments(*block, &mut segments)?;
        }
        segments.sort_unstable();
        segments.dedup();
        Ok(segments)
    }

    /// The words that begin as the last of a phrase does, where only its beginning is given and they are few.
    fn few_ends(&self, phrase: &Phrase) -> Option<Vec<Form>> {
        let last = phrase.words.last().filter(|_| phrase.begins)?;
        let Some(words) = self.beginning.get(last.as_str()) else { return Some(Vec::new()) };
        let is_few = words.often.len() + words.rest.len() <= FEW_ENDS;
        is_few.then(|| [words.often.as_slice(), &words.rest].concat())
    }

    /// The blocks in which the words of a phrase follow each other, where it has two.
    fn neighbours(&self, phrase: &Phrase, blocks: &mut Vec<Vec<u32>>) -> Result<(), StoreError> {
        let forms: Vec<Form> = phrase.terms().filter(|(_, begins)| !begins).map(|(word, _)| Form::of(word)).collect();
        let mut kept: Option<Vec<u32>> = None;
        let pairs = PairLists::of(self.store);
        // Each word with those that may follow it.
        let mut steps: Vec<(Form, Vec<Form>)> = forms.windows(2).map(|pair| (pair[0], vec![pair[1]])).collect();
        if let (Some(last), Some(ends)) = (forms.last(), self.few_ends(phrase)) {
            steps.push((*last, ends));
        }
        let gaps = if steps.len() > 1 { pairs.blocks_of_pair(self.runs, GAP, GAP)? } else { Vec::new() };
        // A word is at most a block after the one before it, and the pair a block after that.
        let reach = (steps.len() as u32 + 1) * 2;
        for (first, seconds) in steps {
            let mut next = Vec::new();
            for second in &seconds {
                next.append(&mut pairs.blocks_of_pair(self.runs, first, *second)?);
            }
            if seconds.len() > 1 {
                next.sort();
                next.dedup();
            }
            if let Some(before) = &kept {
                keep_following(&mut next, before, &gaps, reach);
            }
            let is_empty = next.is_empty();
            kept = Some(next);
            if is_empty {
                break;
            }
        }
        blocks.extend(kept);
        Ok(())
    }
}

/// Keeps of some blocks those that are among others or right after one of them, or no more than so many after a gap; all are
/// in order.
fn keep_following(blocks: &mut Vec<u32>, before: &[u32], gaps: &[u32], reach: u32) {
    let follows = |rest: &mut &[u32], block: u32, reach: u32| {
        while let [first, later @ ..] = *rest
            && first.saturating_add(reach) < block
        {
            *rest = later;
        }
        rest.first().is_some_and(|&first| first <= block)
    };
    let (mut before, mut gaps) = (before, gaps);
    blocks.retain(|&block| follows(&mut before, block, 1) | follows(&mut gaps, block, reach));
}

/// Whether nothing else may stand instead.
fn is_single(one_of: &[Wanted]) -> bool {
    one_of.len() == 1
}

/// Whether a list says all of it.
fn is_word(phrase: &Phrase) -> bool {
    phrase.words.len() == 1 && phrase.exactly.is_none()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_two_lists_have_in_common() {
        let candidates = |segments: &[u64]| -> Vec<Candidate> {
            segments
                .iter()
                .map(|&segment| Candidate { score: 1.0, ..Candidate::of(segment, std::iter::empty()) })
                .collect()
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
    fn what_follows_is_in_the_same_block_or_the_next() {
        let of = |blocks: &[u32], before: &[u32]| {
            let mut blocks = blocks.to_vec();
            keep_following(&mut blocks, before, &[20], 3);
            blocks
        };
        assert_eq!(of(&[1, 2, 3, 5, 9], &[0, 2, 7, 8]), [1, 2, 3, 9]);
        assert!(of(&[1, 2], &[]).is_empty());
        assert_eq!(of(&[0, u32::MAX], &[0, 1, u32::MAX]), [0, u32::MAX]);
        assert_eq!(of(&[4, 19, 20, 23, 24], &[3]), [4, 20, 23]);
    }

    #[test]
    fn speech_comes_first_then_weight_then_order() {
        let one = |segment, score, speech, is_late| Candidate { segment, score, speech, is_best: false, is_late };
        let mut all = [
            one(5, 9.0, true, true),
            one(1, 9.0, false, false),
            one(2, 1.0, true, false),
            one(3, 2.0, true, false),
            one(4, 1.0, true, false),
        ];
        all.sort_by(|a, b| b.cmp(a));
        assert_eq!(all.map(|one| one.segment), [3, 2, 4, 1, 5]);
    }
}
