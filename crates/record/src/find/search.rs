//! One search for words: from candidates, best first, to the hits of a page and to how many there are.

use super::blocks::Blocks;
use super::candidates::{Candidate, Lists};
use super::filters::Filters;
use super::fits::{Looked, Standing};
use super::places::Texts;
use super::query::Query;
use super::standing::{Places, SegmentPlace};
use super::told::Told;
use super::walk::Walk;
use super::{Hit, Hits};
use crate::index::Run;
use crate::index::weight::weight;
use crate::store::{Store, StoreError};
use onrecord_read::SegmentKind;
use std::collections::{BinaryHeap, HashMap, HashSet};
use std::ops::Range;

/// Where texts must be looked at and there are no more than these besides the page, all are, so that the number of hits is
/// exact.
const FEW: usize = 24;
/// Where there are more, the number is reckoned from so many.
const SAMPLE: usize = 12;
/// What words have in common is walked through at once where it cannot be more than this.
const FEW_TO_WALK: usize = if cfg!(test) { 4 } else { 2000 };
/// When so many candidates were tried and few fit the filters, it is asked which documents may fit at all; later where that
/// asks for everybody who speaks on record, or for each of their segments.
const TRIED: usize = if cfg!(test) { 8 } else { 200 };
const TRIED_WITH_SPEAKERS: usize = if cfg!(test) { 8 } else { 1000 };
const TRIED_WHERE_SLOW: usize = if cfg!(test) { 8 } else { 4000 };
const FEW_FIT: usize = if cfg!(test) { 2 } else { 8 };
/// In a record of so many documents or fewer it is looked up which are not current, to count what is not shown.
pub(super) const FEW_DOCUMENTS: i64 = 20_000;
/// Of so many candidates or fewer it is asked of each.
const FEW_TO_ASK: usize = if cfg!(test) { 10 } else { 600 };
/// So many texts that were read to rank their segments are kept to be shown, unless they are longer than this.
const KEPT: usize = 200;
const LONGEST_KEPT: usize = 8 << 10;

/// One search for words.
pub(super) struct Search<'s> {
    store: &'s Store,
    query: &'s Query,
    runs: Vec<Run>,
    looked: Looked<'s>,
    filters: Filters,
    /// What the lists have in common, as far as it is not among the candidates yet.
    walk: Option<Walk<'s>>,
    /// Whether more comes after it: see [`super::candidates::Candidates::is_part`].
    is_part: bool,
    /// What the walk has found and what is not the best there can be: candidates when it ends.
    waiting: Vec<Candidate>,
    candidates: BinaryHeap<Candidate>,
    /// Whether every candidate fits, as far as the lists can tell.
    are_sure: bool,
    /// Where candidates stand, and what is still to be asked of each.
    places: Places<'s>,
    /// For each phrase, the blocks in which it may end.
    blocks: Vec<Vec<u32>>,
    /// The segments of documents that are not current, where that is known.
    gone: Option<Vec<Range<u64>>>,
    /// The segments of the documents that may fit the filters, once that was asked.
    may_fit: Option<Vec<Range<u64>>>,
    /// Segments whose documents are not in the index: what a damaged index has of them is passed over.
    not_indexed: Vec<Range<u64>>,
    texts: Texts,
    told: Told<'s>,
    kept: HashMap<u64, String>,
    /// How many candidates were tried, and how many of them fit.
    tried: usize,
    fit: usize,
}

impl<'s> Search<'s> {
    pub(super) fn of(store: &'s Store, query: &'s Query, filters: Filters) -> Result<Search<'s>, StoreError> {
        let has_index = store.has_index();
        let runs = if has_index { store.index_runs()? } else { Vec::new() };
        let mut search = Search {
            store,
            query,
            looked: Looked::for_query(query),
            places: Places::of(store, Some(&filters), false),
            filters,
            walk: None,
            is_part: false,
            waiting: Vec::new(),
            candidates: BinaryHeap::new(),
            are_sure: false,
            blocks: Vec::new(),
            gone: None,
            may_fit: None,
            not_indexed: Vec::new(),
            texts: Texts::default(),
            told: Told::of(store),
            kept: HashMap::new(),
            tried: 0,
            fit: 0,
            runs: Vec::new(),
        };
        search.begin(&runs, has_index)?;
        search.runs = runs;
        Ok(search)
    }

    fn begin(&mut self, runs: &[Run], has_index: bool) -> Result<(), StoreError> {
        let lists = Lists::of(self.store, runs, self.query)?;
        let mut found = lists.candidates(self.query)?;
        self.blocks = found.blocks;
        let has_blocks = !self.blocks.is_empty();
        self.places = Places::of(self.store, Some(&self.filters), has_blocks);
        if let Some(unread) = found.unread.take() {
            found.all = self.read(&unread, &lists)?;
            found.are_sure = true;
            self.blocks.clear();
            self.places = Places::of(self.store, None, false);
        }
        (self.walk, self.is_part, self.waiting) = (found.walk, found.is_part, found.all);
        let not_indexed = self.store.current_and_not_indexed(has_index)?;
        if !not_indexed.is_empty() {
            self.read_documents(&not_indexed, &lists)?;
            self.places = Places::of(self.store, Some(&self.filters), !self.blocks.is_empty());
        }
        self.are_sure = found.are_sure && self.places.ask_for_nothing();
        if !self.not_indexed.is_empty() || self.walk.as_ref().is_none_or(|walk| walk.most() <= FEW_TO_WALK) {
            self.walk_to_the_end()?;
        }
        Ok(())
    }

    /// Segments that fit, ranked by their texts.
    fn read(&mut self, segments: &[u64], lists: &Lists<'_, '_>) -> Result<Vec<Candidate>, StoreError> {
        let rarities = lists.rarities(self.looked.terms())?;
        let mut all = Vec::new();
        for &segment in segments {
            let Some(place) = self.place(segment)? else { continue };
            let text = self.texts.read(self.store, &place)?;
            if let Some(standing) = self.looked.in_text(text) {
                if self.kept.len() < KEPT && text.len() <= LONGEST_KEPT {
                    self.kept.insert(segment, text.to_owned());
                }
                all.push(candidate(segment, place.kind, &standing, &rarities));
            }
        }
        Ok(all)
    }

    /// Reads documents that are not in the index.
    fn read_documents(&mut self, documents: &[i64], lists: &Lists<'_, '_>) -> Result<(), StoreError> {
        let rarities = lists.rarities(self.looked.terms())?;
        for &document in documents {
            let held = self.store.held(document, String::new())?;
            let first = self.store.first_segment(document)?;
            let rows = first.unsigned_abs()..first.unsigned_abs() + held.document.segments.len() as u64;
            self.waiting.retain(|candidate| !rows.contains(&candidate.segment));
            self.not_indexed.push(rows);
            for (row, segment) in (first..).zip(&held.document.segments) {
                if let Some(standing) = self.looked.in_text(held.document.segment_text(segment)) {
                    self.waiting.push(candidate(row.unsigned_abs(), segment.kind, &standing, &rarities));
                }
            }
        }
        self.not_indexed.sort_by_key(|rows| rows.start);
        Ok(())
    }

    /// The next candidate, best first.
    fn next(&mut self) -> Result<Option<Candidate>, StoreError> {
        while let Some(walk) = &mut self.walk {
            match walk.next(self.store)? {
                // No other comes before it: what weighs the same stands after it.
                Some(candidate) if candidate.is_best => return Ok(Some(candidate)),
                Some(candidate) => self.waiting.push(candidate),
                None => self.walk_to_the_end()?,
            }
        }
        Ok(self.candidates.pop())
    }

    /// Makes candidates of all that is left of the walk.
    fn walk_to_the_end(&mut self) -> Result<(), StoreError> {
        if let Some(mut walk) = self.walk.take() {
            while let Some(candidate) = walk.next(self.store)? {
                if !holds(&self.not_indexed, candidate.segment) {
                    self.waiting.push(candidate);
                }
            }
        }
        if let Some(may_fit) = &self.may_fit {
            self.waiting.retain(|one| holds(may_fit, one.segment));
        }
        self.candidates.extend(std::mem::take(&mut self.waiting));
        Ok(())
    }

    /// The rarer of the words that begin as it was asked for: what only they have comes after all else.
    fn rest_of_beginnings(&mut self) -> Result<(), StoreError> {
        self.is_part = false;
        let runs = std::mem::take(&mut self.runs);
        let lists = Lists::of(self.store, &runs, self.query)?;
        let mut before: HashSet<u64> = HashSet::new();
        if let Some(mut walk) = lists.candidates(self.query)?.walk {
            while let Some(candidate) = walk.next(self.store)? {
                before.insert(candidate.segment);
            }
        }
        let mut walk = lists.whole_walk(self.query)?;
        while let Some(candidate) = walk.next(self.store)? {
            if !before.contains(&candidate.segment) && !holds(&self.not_indexed, candidate.segment) {
                self.candidates.push(candidate.late());
            }
        }
        Ok(())
    }

    /// The hits after so many.
    pub(super) fn page(mut self, limit: usize, offset: usize) -> Result<Hits, StoreError> {
        if offset > 0 {
            self.know_what_is_gone()?;
        }
        let mut hits: Vec<Hit> = Vec::new();
        while hits.len() < limit || self.looks_at_all() {
            let Some(candidate) = self.next()? else {
                if !self.is_part {
                    break;
                }
                self.rest_of_beginnings()?;
                continue;
            };
            self.tried += 1;
            let is_passed_over = self.fit < offset;
            if self.are_sure && is_passed_over && self.gone.is_some() {
                self.fit += usize::from(!self.is_gone(&candidate));
                continue;
            }
            let is_shown = !is_passed_over && hits.len() < limit;
            if let Some(hit) = self.fitting(&candidate, is_shown)? {
                self.fit += 1;
                hits.extend(hit);
            }
        }
        let (total, is_exact) = self.total()?;
        Ok(Hits { total, is_exact, hits })
    }

    /// Whether the candidates that are left are so few that all are looked at.
    fn looks_at_all(&self) -> bool {
        !self.are_sure
            && self.walk.is_none()
            && !self.is_part
            && self.candidates.len() <= FEW
            && !self.candidates.is_empty()
    }

    fn is_gone(&self, candidate: &Candidate) -> bool {
        self.gone.as_ref().is_some_and(|gone| holds(gone, candidate.segment))
    }

    fn know_what_is_gone(&mut self) -> Result<(), StoreError> {
        if self.gone.is_none() {
            self.gone = Some(match self.store.all_are_current()? {
                true => Vec::new(),
                false => self.store.segments_gone()?,
            });
        }
        Ok(())
    }

    /// Whether a candidate fits in all that is asked, and if it is to be shown, what is told of it.
    fn fitting(&mut self, candidate: &Candidate, is_shown: bool) -> Result<Option<Option<Hit>>, StoreError> {
        let segment = candidate.segment;
        if self.is_gone(candidate) || self.may_fit.as_ref().is_some_and(|ranges| !holds(ranges, segment)) {
            return Ok(None);
        }
        let tried = match (self.filters.ask_for_segments(), self.filters.ask_for_everybody()) {
            (true, _) => TRIED_WHERE_SLOW,
            (false, true) => TRIED_WITH_SPEAKERS,
            (false, false) => TRIED,
        };
        if self.may_fit.is_none()
            && !self.places.ask_for_nothing()
            && self.tried >= tried
            && self.fit * FEW_FIT < self.tried
        {
            let may_fit = self.store.segments_of_documents(&self.filters.of_documents_at_all(self.store)?)?;
            // Sooner done than to take each of them in its turn.
            self.candidates.retain(|one| holds(&may_fit, one.segment));
            self.may_fit = Some(may_fit);
        }
        let Some(place) = self.place(segment)? else { return Ok(None) };
        let text = match self.kept.get(&segment) {
            Some(text) => text,
            None => self.texts.read(self.store, &place)?,
        };
        // Two words of one form are told apart only here.
        if self.looked.in_text(text).is_none() {
            return Ok(None);
        }
        Ok(Some(if is_shown { Some(self.told.hit(segment, text, self.looked.terms())?) } else { None }))
    }

    /// Where a segment stands, if that and who speaks there are as it is asked for.
    fn place(&mut self, segment: u64) -> Result<Option<SegmentPlace>, StoreError> {
        let place = self.places.place(segment)?;
        // Sooner told than whether a speaker is meant.
        let Some(place) = place.filter(|place| has_blocks(&self.blocks, place)) else { return Ok(None) };
        Ok(if self.places.is_speaker_meant(&place)? { Some(place) } else { None })
    }

    /// How many fit in all, and whether that was counted.
    fn total(&mut self) -> Result<(u64, bool), StoreError> {
        if self.walk.is_none() && self.candidates.is_empty() && !self.is_part {
            return Ok((self.fit as u64, true));
        }
        let passed = self.tried - self.fit;
        let counted = match &self.walk {
            None => Some(self.fit + self.candidates.len()),
            Some(walk) => walk.count().map(|count| count.saturating_sub(passed)),
        };
        if let Some(total) = counted.filter(|_| self.are_sure && !self.is_part) {
            // What is gone was passed over already where it was tried.
            match &self.walk {
                None => {
                    if let Some(gone) = self.gone_of_candidates()? {
                        return Ok((total.saturating_sub(gone) as u64, true));
                    }
                }
                Some(_) => {
                    if self.knows_what_is_gone()? {
                        let is_exact = self.gone.as_ref().is_none_or(Vec::is_empty);
                        return Ok((if is_exact { total as u64 } else { self.about(total as f64) }, is_exact));
                    }
                }
            }
        }
        let about = match &self.walk {
            Some(walk) => {
                let all = counted.map_or_else(|| walk.reckoned(), |total| (total + passed) as f64);
                all * self.fit as f64 / self.tried.max(1) as f64
            }
            None if self.are_sure => (self.fit + self.candidates.len()) as f64,
            None => self.reckoned()?,
        };
        Ok((self.about(about), false))
    }

    /// There may be more than have been seen: whoever pages on will see.
    fn about(&self, number: f64) -> u64 {
        in_two_digits(number as u64).max(self.fit as u64 + 1)
    }

    fn knows_what_is_gone(&mut self) -> Result<bool, StoreError> {
        if self.gone.is_none() && self.store.has_fewer_documents(FEW_DOCUMENTS)? {
            self.know_what_is_gone()?;
        }
        Ok(self.gone.is_some())
    }

    /// How many of the candidates that are left are of documents that are not current; `None` where it takes too long to say.
    fn gone_of_candidates(&mut self) -> Result<Option<usize>, StoreError> {
        if self.gone.is_none() && self.candidates.len() <= FEW_TO_ASK {
            let mut segments: Vec<u64> = self.candidates.iter().map(|candidate| candidate.segment).collect();
            segments.sort_unstable();
            return self.store.not_current_of(&segments).map(Some);
        }
        Ok(match self.knows_what_is_gone()? {
            true => Some(self.candidates.iter().filter(|candidate| self.is_gone(candidate)).count()),
            false => None,
        })
    }

    /// How many fit in all, about: of the candidates that are left every so many-th is looked at.
    fn reckoned(&mut self) -> Result<f64, StoreError> {
        let fewest = self.blocks.iter().min_by_key(|blocks| blocks.len());
        if let Some(blocks) = fewest.filter(|blocks| blocks.len() < self.candidates.len()) {
            // Nearly all that fits has a block in which the phrase may end.
            let blocks = blocks.clone();
            return self.fit_in_blocks(&blocks);
        }
        let rest = self.candidates.len();
        let sample: Vec<Candidate> =
            self.candidates.as_slice().iter().step_by(rest.div_ceil(SAMPLE).max(1)).copied().collect();
        let mut of_these = 0;
        for candidate in &sample {
            of_these += usize::from(self.fitting(candidate, false)?.is_some());
        }
        Ok(self.fit as f64 + (of_these * rest) as f64 / sample.len().max(1) as f64)
    }

    fn fit_in_blocks(&mut self, blocks: &[u32]) -> Result<f64, StoreError> {
        let (mut looked_at, mut fit) = (0, 0.0);
        let (mut segments, mut reader) = (Vec::new(), Blocks::of(self.store));
        for block in blocks.iter().step_by(blocks.len().div_ceil(SAMPLE).max(1)) {
            looked_at += 1;
            segments.clear();
            reader.segments(*block, &mut segments)?;
            for segment in &segments {
                let Some(place) = self.place(*segment)? else { continue };
                if self.looked.in_text(self.texts.read(self.store, &place)?).is_none() {
                    continue;
                }
                // A long segment is met in each of its blocks.
                let before = |end: i64| blocks.partition_point(|&block| i64::from(block) < end);
                let met = place.blocks.map_or(1, |range| before(range.end) - before(range.start));
                fit += 1.0 / met.max(1) as f64;
            }
        }
        Ok(fit / f64::from(looked_at.max(1)) * blocks.len() as f64)
    }
}

/// Whether a segment has bytes in a block of each list, as far as the index knows.
fn has_blocks(lists: &[Vec<u32>], place: &SegmentPlace) -> bool {
    let Some(range) = &place.blocks else { return true };
    lists.iter().all(|blocks| {
        let at = blocks.partition_point(|&block| i64::from(block) < range.start);
        blocks.get(at).is_some_and(|&block| i64::from(block) < range.end)
    })
}

/// A segment that fits, ranked by its text.
fn candidate(segment: u64, kind: SegmentKind, standing: &Standing, rarities: &[f32]) -> Candidate {
    let stands = standing.counts().zip(rarities.iter().copied()).filter(|(count, _)| *count > 0);
    Candidate::of(segment, stands.map(|(count, rarity)| (weight(kind, count, standing.words), rarity)))
}

/// A number that is no more than about right, without the digits that it does not have.
pub(super) fn in_two_digits(number: u64) -> u64 {
    let unit = 10u64.pow(number.max(1).ilog10().saturating_sub(1));
    number / unit * unit
}

/// Whether one of some ranges, in order, holds a row.
fn holds(ranges: &[Range<u64>], row: u64) -> bool {
    let before = ranges.partition_point(|range| range.end <= row);
    ranges.get(before).is_some_and(|range| range.start <= row)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_is_reckoned_has_two_digits() {
        assert_eq!([0, 7, 95, 3_434, 1_099_999].map(in_two_digits), [0, 7, 95, 3_400, 1_000_000]);
    }

    #[test]
    fn rows_in_ranges() {
        let ranges = [2..4, 4..4, 7..9];
        let held: Vec<u64> = (0..10).filter(|row| holds(&ranges, *row)).collect();
        assert_eq!(held, [2, 3, 7, 8]);
    }
}
