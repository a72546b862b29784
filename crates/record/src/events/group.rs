//! All ties between documents, and the events that come of them.

use super::kin::{Bond, Commonness, Days, Tie, by_shape, by_words, days};
use super::sketch::Sketch;
use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap, HashSet};

/// A word sequence of more days than this is a formula, no sign of one event.
const MOST_DAYS: usize = 4;
/// The same of documents that have no date.
const MOST_UNDATED: usize = 24;
/// Each document that has a sequence is compared with so many others that have it; the rest follows from those.
const NEIGHBOURS: usize = 8;
/// So many documents of one day are compared by shape, each with each.
const MOST_OF_A_DAY: usize = 200;

/// Word sequences that stand in documents of many days.
#[derive(Debug, Default)]
pub(super) struct Formulas(HashSet<u32>);

impl Formulas {
    pub(super) fn has(&self, gram: u32) -> bool {
        !self.0.is_empty() && self.0.contains(&gram)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// What the user has decided about documents, by their index.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decided {
    /// Pairs that are of one event.
    pub joined: Vec<(u32, u32)>,
    /// Pairs that are not.
    pub parted: Vec<(u32, u32)>,
}

/// Documents by event.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Events {
    /// The event of each document.
    of: Vec<u32>,
    /// The documents of each event, in order.
    members: Vec<Vec<u32>>,
    /// What holds the events together.
    ties: Vec<Tie>,
}

impl Events {
    /// Brings documents together. The outcome does not depend on their order, but for the numbers of the events.
    pub fn group(sketches: &[Sketch], decided: &Decided) -> Events {
        let sketches: Vec<&Sketch> = sketches.iter().collect();
        let mut postings: Vec<u64> = Vec::with_capacity(sketches.iter().map(|sketch| sketch.grams.len()).sum());
        for (document, sketch) in (0u64..).zip(&sketches) {
            postings.extend(sketch.grams.iter().map(|gram| u64::from(*gram) << 32 | document));
        }
        postings.sort_unstable();
        postings.dedup();
        let (pairs, formulas) = shared_sequences(&sketches, &postings);
        Events::of_pairs(&sketches, pairs, &formulas, decided)
    }

    /// [`Events::group`] of a few documents, in which a sequence cannot be a formula yet.
    pub(crate) fn group_few(known: &[&Known], decided: &Decided) -> Events {
        let sketches: Vec<&Sketch> = known.iter().map(|one| &one.sketch).collect();
        if known.len() > MOST_DAYS {
            let of = |(document, one): (u64, &&Known)| {
                one.sequences.iter().map(move |gram| u64::from(*gram) << 32 | document).collect::<Vec<u64>>()
            };
            let mut postings: Vec<u64> = (0u64..).zip(known).flat_map(of).collect();
            // Rows that are in order each: this sort merges them.
            postings.sort();
            let (pairs, formulas) = shared_sequences(&sketches, &postings);
            return Events::of_pairs(&sketches, pairs, &formulas, decided);
        }
        let mut pairs: HashMap<u64, u32> = HashMap::new();
        for (b, other) in (0u64..).zip(known) {
            for (a, one) in (0..b).zip(known) {
                pairs.insert(a << 32 | b, in_both(&one.sequences, &other.sequences));
            }
        }
        Events::of_pairs(&sketches, pairs, &Formulas::default(), decided)
    }

    fn of_pairs(sketches: &[&Sketch], pairs: HashMap<u64, u32>, formulas: &Formulas, decided: &Decided) -> Events {
        let ties = ties(sketches, pairs, formulas);
        let mut joined: Vec<Tie> = decided
            .joined
            .iter()
            .filter(|(a, b)| (*a.max(b) as usize) < sketches.len())
            .map(|&(a, b)| Tie { a, b, bond: Bond::Joined, share: 1.0 })
            .collect();
        joined.extend(ties);
        Events::of_ties(sketches, joined, decided)
    }

    fn of_ties(sketches: &[&Sketch], mut ties: Vec<Tie>, decided: &Decided) -> Events {
        let inside = |&&(a, b): &&(u32, u32)| (a.max(b) as usize) < sketches.len();
        let parted: Vec<(u32, u32)> = decided.parted.iter().filter(inside).copied().collect();
        drop_collections(sketches, &mut ties);
        ties.sort_by(|x, y| x.bond.cmp(&y.bond).then(y.share.total_cmp(&x.share)).then((x.a, x.b).cmp(&(y.a, y.b))));
        let mut forest = Forest::new(sketches.len());
        let mut kept = Vec::new();
        let mut placed: HashSet<u32> = HashSet::new();
        for tie in ties {
            if tie.bond == Bond::Part {
                // A part belongs to one event: that of the document that has most of it.
                let small = if sketches[tie.a as usize].grams.len() <= sketches[tie.b as usize].grams.len() {
                    tie.a
                } else {
                    tie.b
                };
                if !placed.insert(small) && forest.root(tie.a) != forest.root(tie.b) {
                    continue;
                }
            }
            if forest.join(tie.a, tie.b, &parted) {
                kept.push(tie);
            }
        }
        let mut of = vec![0; sketches.len()];
        let mut members: Vec<Vec<u32>> = Vec::new();
        let mut numbers: HashMap<u32, u32> = HashMap::new();
        for document in 0..sketches.len() as u32 {
            let number = *numbers.entry(forest.root(document)).or_insert_with(|| {
                members.push(Vec::new());
                members.len() as u32 - 1
            });
            of[document as usize] = number;
            members[number as usize].push(document);
        }
        Events { of, members, ties: kept }
    }

    /// The event of a document; documents that were not grouped are of none.
    pub fn of(&self, document: usize) -> Option<usize> {
        self.of.get(document).map(|event| *event as usize)
    }

    /// Whether two documents are of one event.
    pub fn same(&self, a: usize, b: usize) -> bool {
        a == b || (self.of(a).is_some() && self.of(a) == self.of(b))
    }

    /// The documents of an event, in their order.
    pub fn members(&self, event: usize) -> &[u32] {
        self.members.get(event).map_or(&[], Vec::as_slice)
    }

    /// The number of events.
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// The tie by which a document came to its event: the surest of those that it has.
    pub fn tie(&self, document: usize) -> Option<&Tie> {
        self.ties.iter().find(|tie| tie.a as usize == document || tie.b as usize == document)
    }

    /// All ties that hold the events together, the surest first.
    pub fn ties(&self) -> &[Tie] {
        &self.ties
    }
}

/// Documents that stand together, with their roots; the smaller tree goes below the larger.
struct Forest {
    parent: Vec<u32>,
    members: Vec<Vec<u32>>,
}

impl Forest {
    fn new(size: usize) -> Forest {
        Forest { parent: (0..size as u32).collect(), members: (0..size as u32).map(|one| vec![one]).collect() }
    }

    fn root(&self, mut one: u32) -> u32 {
        while self.parent[one as usize] != one {
            one = self.parent[one as usize];
        }
        one
    }

    /// Joins two trees, unless the user has parted two of their documents. Whether they were two.
    fn join(&mut self, a: u32, b: u32, parted: &[(u32, u32)]) -> bool {
        let (mut a, mut b) = (self.root(a), self.root(b));
        if a == b {
            return false;
        }
        let apart = |(x, y): &(u32, u32)| {
            let (x, y) = (self.root(*x), self.root(*y));
            (x == a && y == b) || (x == b && y == a)
        };
        if parted.iter().any(apart) {
            return false;
        }
        if self.members[a as usize].len() < self.members[b as usize].len() {
            std::mem::swap(&mut a, &mut b);
        }
        self.parent[b as usize] = a;
        let moved = std::mem::take(&mut self.members[b as usize]);
        self.members[a as usize].extend(moved);
        true
    }
}

/// A document that holds others of several days is a collection: it is of no one event, but for that of its own day.
fn drop_collections(sketches: &[&Sketch], ties: &mut Vec<Tie>) {
    let date = |one: u32| sketches[one as usize].date.as_deref();
    let large = |tie: &Tie| {
        if sketches[tie.a as usize].grams.len() <= sketches[tie.b as usize].grams.len() {
            (tie.b, tie.a)
        } else {
            (tie.a, tie.b)
        }
    };
    let mut parts: HashMap<u32, Vec<u32>> = HashMap::new();
    for tie in ties.iter().filter(|tie| tie.bond == Bond::Part) {
        let (whole, part) = large(tie);
        parts.entry(whole).or_default().push(part);
    }
    parts.retain(|_, parts| {
        parts.iter().any(|x| parts.iter().take(50).any(|y| days(date(*x), date(*y)) == Days::Apart))
    });
    ties.retain(|tie| {
        let (whole, part) = large(tie);
        tie.bond != Bond::Part || !parts.contains_key(&whole) || days(date(whole), date(part)) == Days::Same
    });
}

/// A sketch that is compared again and again.
#[derive(Debug)]
pub(crate) struct Known {
    sketch: Sketch,
    /// Its sequences by their hashes, each once.
    sequences: Vec<u32>,
}

impl Known {
    pub(crate) fn new(sketch: Sketch) -> Known {
        let mut sequences = in_order(&sketch.grams);
        sequences.dedup();
        Known { sketch, sequences }
    }

    /// Bytes of memory it takes, about.
    pub(crate) fn size(&self) -> usize {
        let Sketch { grams, paragraphs, marks, .. } = &self.sketch;
        4 * (grams.len() + self.sequences.len() + paragraphs.len() + marks.len()) + 1000
    }
}

/// Hashes in order. They are spread evenly, so that their first bits bring most of them to their places.
fn in_order(hashes: &[u32]) -> Vec<u32> {
    const LOG_PLACES: u32 = 11;
    let mut sorted = hashes.to_vec();
    if hashes.len() < 256 {
        sorted.sort_unstable();
        return sorted;
    }
    let place = |hash: u32| (hash >> (32 - LOG_PLACES)) as usize;
    // Where each place begins; then where the next of its hashes goes.
    let mut ends = vec![0usize; (1 << LOG_PLACES) + 1];
    hashes.iter().for_each(|&hash| ends[place(hash) + 1] += 1);
    let mut sum = 0;
    for end in &mut ends {
        sum += *end;
        *end = sum;
    }
    for &hash in hashes {
        let next = &mut ends[place(hash)];
        sorted[*next] = hash;
        *next += 1;
    }
    let mut from = 0;
    for &end in &ends {
        if end > from + 1 {
            sorted[from..end].sort_unstable();
        }
        from = end;
    }
    sorted
}

/// How many numbers are in both of two rising rows.
fn in_both(a: &[u32], b: &[u32]) -> u32 {
    let (mut at, mut other, mut count) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(at), b.get(other)) {
        count += u32::from(x == y);
        at += usize::from(x <= y);
        other += usize::from(y <= x);
    }
    count
}

/// How many sampled word sequences pairs of documents share, but for formulas, which are told too. `postings` are the
/// sequences (upper half) and the documents that have them (lower half), in order and each once. Near linear in their number.
fn shared_sequences(sketches: &[&Sketch], postings: &[u64]) -> (HashMap<u64, u32>, Formulas) {
    let mut formulas = Formulas::default();
    let mut pairs: HashMap<u64, u32> = HashMap::new();
    let mut seen: Vec<&str> = Vec::new();
    for bucket in postings.chunk_by(|x, y| x >> 32 == y >> 32).filter(|bucket| bucket.len() > 1) {
        seen.clear();
        let mut undated = 0;
        for posting in bucket {
            match sketches[*posting as u32 as usize].date.as_deref() {
                Some(date) if seen.len() <= MOST_DAYS && !seen.contains(&date) => seen.push(date),
                Some(_) => {}
                None => undated += 1,
            }
        }
        if seen.len() > MOST_DAYS || undated > MOST_UNDATED {
            formulas.0.insert((bucket[0] >> 32) as u32);
            continue;
        }
        for (at, first) in bucket.iter().enumerate() {
            for second in bucket.iter().skip(at + 1).take(NEIGHBOURS) {
                *pairs.entry((first & 0xffff_ffff) << 32 | (second & 0xffff_ffff)).or_default() += 1;
            }
        }
    }
    (pairs, formulas)
}

/// All ties between documents.
fn ties(sketches: &[&Sketch], pairs: HashMap<u64, u32>, formulas: &Formulas) -> Vec<Tie> {
    let marks = OnceCell::new();
    let common = Commonness { formulas, sketches, marks: &marks };
    let sketch = |document: u32| (document, sketches[document as usize]);
    // With more documents a sequence is not counted for all of those that have it.
    let most = |count: u32| (sketches.len() <= NEIGHBOURS + 1).then_some(count as usize);
    let mut ties: Vec<Tie> = pairs
        .into_iter()
        .filter(|(_, count)| *count >= 3)
        .filter_map(|(pair, count)| by_words(sketch((pair >> 32) as u32), sketch(pair as u32), most(count), &common))
        .collect();
    let tied: HashSet<(u32, u32)> = ties.iter().map(|tie| (tie.a, tie.b)).collect();
    for (a, b) in likely_by_shape(sketches) {
        if !tied.contains(&(a, b)) {
            let days = days(sketches[a as usize].date.as_deref(), sketches[b as usize].date.as_deref());
            if super::kin::same_text(sketches[a as usize], sketches[b as usize], days) {
                ties.push(Tie { a, b, bond: Bond::SameText, share: 1.0 });
            } else if super::kin::same_page(sketches[a as usize], sketches[b as usize]) {
                ties.push(Tie { a, b, bond: Bond::Page, share: 1.0 });
            } else {
                ties.extend(by_shape(sketch(a), sketch(b), &common));
            }
        }
    }
    ties
}

/// Pairs that may be one text in two languages, or the same short text: those of one day or of two in a row; without a
/// date those that have as many paragraphs.
fn likely_by_shape(sketches: &[&Sketch]) -> Vec<(u32, u32)> {
    let mut pairs = Vec::new();
    let mut by_day: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    let mut undated: HashMap<usize, Vec<u32>> = HashMap::new();
    for (document, sketch) in sketches.iter().enumerate() {
        match sketch.date.as_deref().filter(|date| date.len() >= 10).and_then(|date| date.get(..10)) {
            Some(date) => by_day.entry(date).or_default().push(document as u32),
            None if sketch.paragraphs.len() >= 8 => {
                undated.entry(sketch.paragraphs.len()).or_default().push(document as u32);
            }
            None => {}
        }
    }
    let mut all = |group: &[u32], other: &[u32]| {
        for a in group.iter().take(MOST_OF_A_DAY) {
            pairs.extend(other.iter().take(MOST_OF_A_DAY).filter(|b| a != *b).map(|b| (*a.min(b), *a.max(b))));
        }
    };
    let mut before: Option<(&str, &Vec<u32>)> = None;
    for (date, group) in &by_day {
        all(group, group);
        if let Some((_, last)) = before.filter(|(last, _)| days(Some(last), Some(date)) == Days::Near) {
            all(last, group);
        }
        before = Some((date, group));
    }
    let mut dated: HashMap<usize, Vec<u32>> = HashMap::new();
    if !undated.is_empty() {
        for document in by_day.values().flatten() {
            let length = sketches[*document as usize].paragraphs.len();
            if undated.contains_key(&length) {
                dated.entry(length).or_default().push(*document);
            }
        }
    }
    for (length, group) in &undated {
        all(group, group);
        all(group, dated.get(length).map_or(&[], Vec::as_slice));
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

#[cfg(test)]
mod tests {
    use super::in_order;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn hashes_come_in_order(hashes in proptest::collection::vec(prop_oneof![any::<u32>(), 0u32..9, Just(u32::MAX)], 0..900)) {
            let mut sorted = hashes.clone();
            sorted.sort_unstable();
            prop_assert_eq!(in_order(&hashes), sorted);
        }
    }
}
