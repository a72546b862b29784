//! Whether two documents are of one event, and how that shows.
//!
//! Three things tie documents: the same words in the same order, all through ([`Bond::Words`]) or those of a shorter one
//! within a longer ([`Bond::Part`]); and the same shape, numbers and names in other words ([`Bond::Translation`]). How much
//! of it is asked for depends on what the dates say. Two speeches of one campaign share passages, but not all through.

use super::sketch::{Paragraph, Sketch};
use onrecord_text::name::{self, Likeness};
use std::cell::OnceCell;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// What ties two documents, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Bond {
    /// The user has joined them.
    Joined,
    /// The same text, word by word.
    SameText,
    /// The same page: its address, title and date.
    #[serde(rename = "same_page")]
    Page,
    /// The same words all through.
    Words,
    /// The same shape, numbers and names in another language or wording.
    Translation,
    /// The words of the one stand in the other, which holds more.
    Part,
}

impl Bond {
    /// The name used in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Bond::Joined => "joined",
            Bond::SameText => "same_text",
            Bond::Page => "same_page",
            Bond::Words => "words",
            Bond::Translation => "translation",
            Bond::Part => "part",
        }
    }
}

/// Two documents of one event.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tie {
    /// Index of a document.
    pub a: u32,
    /// Index of the other.
    pub b: u32,
    /// What ties them.
    pub bond: Bond,
    /// How much: the share of sampled word sequences of the shorter that the longer has in the same order, or how alike
    /// the shapes are. 0 to 1.
    pub share: f32,
}

/// What the dates of two documents say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Days {
    /// The same day.
    Same,
    /// A day apart: time zones, the morning after.
    Near,
    /// Two days.
    Apart,
    /// One has none, or not the day.
    Unknown,
}

/// What is known of all documents together.
pub(super) struct Commonness<'s> {
    /// Word sequences that stand in documents of many days: formulas.
    pub(super) formulas: &'s super::group::Formulas,
    /// The documents.
    pub(super) sketches: &'s [&'s Sketch],
    /// In how many of them each number or name stands: counted when it is first asked for.
    pub(super) marks: &'s OnceCell<HashMap<u32, u32>>,
}

impl Commonness<'_> {
    fn marks(&self) -> &HashMap<u32, u32> {
        self.marks.get_or_init(|| {
            let mut marks = HashMap::new();
            for mark in self.sketches.iter().flat_map(|sketch| &sketch.marks) {
                *marks.entry(*mark).or_default() += 1;
            }
            marks
        })
    }
}

/// Sequences in a row over which the spread of shared words is measured, and how many of them must be shared.
const STRETCH: usize = 16;
const STRETCH_SHARED: usize = 3;

/// What two documents share of words.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Shared {
    /// Sampled word sequences of both, in the same order.
    count: usize,
    /// Their share in the one that has fewer.
    share: f32,
    /// Their share in the other.
    back: f32,
    /// How much of the one with fewer lies in stretches that the other has too.
    spread: f32,
    /// Whether what is shared stands in passages with other words between them, as in two speeches of one campaign. What
    /// a machine mishears is scattered.
    patchy: bool,
}

/// The tie between two documents that share word sequences, if there is one. `most`: how many they share at most, where
/// that is known.
pub(super) fn by_words(
    a: (u32, &Sketch),
    b: (u32, &Sketch),
    most: Option<usize>,
    common: &Commonness<'_>,
) -> Option<Tie> {
    let days = days(a.1.date.as_deref(), b.1.date.as_deref());
    let tie = |bond, share| Some(Tie { a: a.0, b: b.0, bond, share });
    if same_text(a.1, b.1, days) {
        return tie(Bond::SameText, 1.0);
    }
    let told = !a.1.has_speech && !b.1.has_speech;
    // Where not even the best case would do, the order of the sequences need not be worked out.
    let hopeless = most.is_some_and(|count| {
        let few = a.1.grams.len().min(b.1.grams.len());
        let share = if common.formulas.is_empty() { count as f32 / few.max(1) as f32 } else { 1.0 };
        !is_sure(&Shared { count, share, back: share, spread: 1.0, patchy: false }, days, told)
    });
    let shared = if hopeless { Shared::default() } else { shared(&a.1.grams, &b.1.grams, common.formulas) };
    let strangers = || people(a.1, b.1) == People::Strangers;
    if !is_sure(&shared, days, told) || (shared.share < 0.6 && strangers()) {
        return if same_page(a.1, b.1) { tie(Bond::Page, 1.0) } else { None };
    }
    let as_long = shared.back * 2.0 >= shared.share;
    tie(if as_long { Bond::Words } else { Bond::Part }, shared.share)
}

/// Whether so many shared words are of one event. `told`: neither document records speech.
fn is_sure(shared: &Shared, days: Days, told: bool) -> bool {
    let enough = |count: usize, share: f32, spread: f32| {
        shared.count >= count && shared.share >= share && shared.spread >= spread && (spread == 0.0 || !shared.patchy)
    };
    match days {
        // Notes of one day that only tell something are made from one formula ("signed the federal law on ...").
        Days::Same if told => enough(16, 0.6, 0.0),
        // Little, but all through: what is left of the words where a machine hears badly.
        Days::Same => enough(6, 0.5, 0.0) || enough(9, 0.25, 0.0) || enough(10, 0.12, 0.6),
        Days::Near if told => enough(32, 0.8, 0.8),
        Days::Near => enough(12, 0.5, 0.7) || enough(32, 0.2, 0.85),
        Days::Unknown => enough(12, 0.4, 0.75) || enough(8, 0.8, 0.0) || enough(32, 0.2, 0.85),
        Days::Apart if told => false,
        // Another date is that of a later copy, if it has the words all through.
        Days::Apart => enough(40, 0.6, 0.92),
    }
}

/// The same text of the same day, however short; of two days only where it is too long for a formula.
pub(super) fn same_text(a: &Sketch, b: &Sketch, days: Days) -> bool {
    let least = match days {
        Days::Same => 5,
        Days::Unknown | Days::Near => 40,
        Days::Apart => 250,
    };
    a.words == b.words && a.text == b.text && a.words >= least
}

/// Two views of one page, one of them perhaps without the text: the address that it gives itself, title and date agree.
pub(super) fn same_page(a: &Sketch, b: &Sketch) -> bool {
    a.link.is_some() && a.link == b.link && a.date.is_some() && a.date == b.date && a.titles.first() == b.titles.first()
}

/// The tie between two documents of which one may be a translation of the other, or both of a third.
pub(super) fn by_shape(a: (u32, &Sketch), b: (u32, &Sketch), common: &Commonness<'_>) -> Option<Tie> {
    let days = days(a.1.date.as_deref(), b.1.date.as_deref());
    let other_language = matches!((&a.1.language, &b.1.language), (Some(x), Some(y)) if x != y);
    if !matches!((days, other_language), (Days::Same, _) | (Days::Near | Days::Unknown, true)) {
        return None;
    }
    let likeness = shape(a.1, b.1);
    let (weight, share) = marks(&a.1.marks, &b.1.marks, common);
    let sure = match (days, other_language) {
        (Days::Same, true) => {
            likeness.is_some_and(|(length, like)| {
                (length >= 4 && like >= 0.85) || (length >= 3 && like >= 0.6 && share >= 0.6)
            }) || (weight >= 25.0 && share >= 0.5 && comparable(a.1, b.1))
                || (share >= 0.6 && comparable(a.1, b.1) && monologues(a.1, b.1))
        }
        (Days::Near | Days::Unknown, true) => {
            likeness.is_some_and(|(length, like)| length >= 8 && like >= 0.9) && share >= 0.4 && weight >= 9.0
        }
        // Another translation into the same language.
        (Days::Same, false) => {
            likeness.is_some_and(|(length, like)| length >= 12 && like >= 0.95) && share >= 0.5 && weight >= 9.0
        }
        _ => false,
    };
    let like = likeness.map_or(0.0, |(_, like)| like).max(share.min(1.0));
    sure.then_some(Tie { a: a.0, b: b.0, bond: Bond::Translation, share: like })
}

/// Whether one person speaks in each, and the paragraphs are nearly as many: too few to agree in their lengths by more
/// than chance.
fn monologues(a: &Sketch, b: &Sketch) -> bool {
    let (short, long) = (a.paragraphs.len().min(b.paragraphs.len()), a.paragraphs.len().max(b.paragraphs.len()));
    let one = |sketch: &Sketch| sketch.paragraphs.iter().all(|paragraph| paragraph.speaker == 1);
    short >= 4 && short * 10 >= long * 7 && one(a) && one(b)
}

/// Whether one text is no more than four times as long as the other.
fn comparable(a: &Sketch, b: &Sketch) -> bool {
    let (short, long) = (a.words.min(b.words), a.words.max(b.words));
    u64::from(short) * 4 >= u64::from(long)
}

/// What the dates say, as far as both go.
pub(super) fn days(a: Option<&str>, b: Option<&str>) -> Days {
    let (Some(a), Some(b)) = (a, b) else { return Days::Unknown };
    let (a, b) = (a.get(..10).unwrap_or(a), b.get(..10).unwrap_or(b));
    let length = a.len().min(b.len());
    if a.get(..length) != b.get(..length) {
        return match (day_number(a), day_number(b)) {
            (Some(a), Some(b)) if (a - b).abs() <= 1 => Days::Near,
            _ => Days::Apart,
        };
    }
    if length == 10 { Days::Same } else { Days::Unknown }
}

/// Whether two dates are of days that are more than one apart, as far as both go.
pub fn days_apart(a: Option<&str>, b: Option<&str>) -> bool {
    days(a, b) == Days::Apart
}

/// Days since some day long ago, of an ISO date.
fn day_number(date: &str) -> Option<i64> {
    let mut parts = date.splitn(3, '-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    // Howard Hinnant's days_from_civil: March is the first month.
    let year = if month <= 2 { year - 1 } else { year };
    let month = (month + 9) % 12;
    Some(year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + (month * 153 + 2) / 5 + day)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum People {
    Shared,
    Strangers,
    Unknown,
}

fn people(a: &Sketch, b: &Sketch) -> People {
    const MOST: usize = 24;
    if a.people.is_empty() || b.people.is_empty() {
        return People::Unknown;
    }
    let meets = |one: &String| b.people.iter().take(MOST).any(|other| name::compare(one, other) != Likeness::Different);
    if a.people.iter().take(MOST).any(meets) { People::Shared } else { People::Strangers }
}

/// What two documents share of sampled word sequences that are no formulas.
fn shared(a: &[u32], b: &[u32], formulas: &super::group::Formulas) -> Shared {
    let own = |grams: &[u32]| grams.iter().copied().filter(|gram| !formulas.has(*gram)).collect::<Vec<u32>>();
    let (mut few, mut many) = (own(a), own(b));
    // Of two that are as long, always the same one is measured: the answer must not depend on who is asked about whom.
    if (few.len(), &few) > (many.len(), &many) {
        std::mem::swap(&mut few, &mut many);
    }
    let mut places: HashMap<u32, u32, BuildHasherDefault<Hashed>> =
        HashMap::with_capacity_and_hasher(many.len(), BuildHasherDefault::default());
    for (at, gram) in many.iter().enumerate().rev() {
        places.insert(*gram, at as u32);
    }
    let found: Vec<(usize, u32)> =
        few.iter().enumerate().filter_map(|(at, gram)| Some((at, *places.get(gram)?))).collect();
    let chain = longest_rising(&found);
    let mut held = vec![false; few.len()];
    for at in &chain {
        if let Some(held) = held.get_mut(*at) {
            *held = true;
        }
    }
    let part = |of: usize| if of == 0 { 0.0 } else { chain.len() as f32 / of as f32 };
    Shared {
        count: chain.len(),
        share: part(few.len()),
        back: part(many.len()),
        spread: spread(&held),
        patchy: patchy(&held),
    }
}

/// For keys that are hashes already. Those of one document are sampled by their remainder, so their bits are spread once
/// more; nobody gains from choosing keys that collide, for each document brings its own table.
#[derive(Default)]
struct Hashed(u64);

impl Hasher for Hashed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|&byte| self.write_u32(self.0 as u32 ^ u32::from(byte)));
    }

    fn write_u32(&mut self, key: u32) {
        self.0 = u64::from(key).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(32);
    }
}

/// Whether places that are held stand together more than chance would have it: how far a place tells the next but one.
/// Captions against the transcript of the same talk come to 0.0 to 0.25, stock passages to 0.6 and above.
fn patchy(held: &[bool]) -> bool {
    const REACH: usize = 2;
    const MOST: f32 = 0.4;
    let share = held.iter().filter(|held| **held).count() as f32 / held.len().max(1) as f32;
    let chance = share * share;
    if held.len() < 16 || share - chance < 0.02 {
        return false;
    }
    let both = held.iter().zip(held.iter().skip(REACH)).filter(|(one, other)| **one && **other).count();
    let both = both as f32 / (held.len() - REACH) as f32;
    (both - chance) / (share - chance) > MOST
}

/// The share of places that lie in a stretch of which enough is held.
fn spread(held: &[bool]) -> f32 {
    if held.is_empty() {
        return 0.0;
    }
    let stretch = STRETCH.min(held.len());
    let least = STRETCH_SHARED.min(stretch.div_ceil(4));
    let mut good = vec![false; held.len()];
    let mut count = 0;
    for at in 0..held.len() {
        count += usize::from(held[at]);
        if at >= stretch {
            count -= usize::from(held[at - stretch]);
        }
        if at + 1 >= stretch && count >= least {
            // Only what is new since the last good stretch need be marked: each place is marked once or twice.
            for place in good[at + 1 - stretch..=at].iter_mut().rev().take_while(|place| !**place) {
                *place = true;
            }
        }
    }
    good.iter().filter(|good| **good).count() as f32 / held.len() as f32
}

/// The first members of the longest run of pairs that rises in both.
fn longest_rising(pairs: &[(usize, u32)]) -> Vec<usize> {
    // Patience sorting: for each length the pair with the smallest end.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (index, &(_, place)) in pairs.iter().enumerate() {
        let length = ends.partition_point(|end| pairs[*end].1 < place);
        before.push(length.checked_sub(1).map(|length| ends[length]));
        if length == ends.len() {
            ends.push(index);
        } else {
            ends[length] = index;
        }
    }
    let mut chain = Vec::with_capacity(ends.len());
    let mut at = ends.last().copied();
    while let Some(index) = at {
        chain.push(pairs[index].0);
        at = before[index];
    }
    chain
}

/// How alike the shapes of two texts are: the number of parts that both have, and how well their lengths agree. By
/// paragraphs where both have as many, else by turns.
fn shape(a: &Sketch, b: &Sketch) -> Option<(usize, f32)> {
    let by_paragraph = agree(&a.paragraphs, &b.paragraphs);
    let by_turn = || agree(&turns(&a.paragraphs), &turns(&b.paragraphs));
    by_paragraph.or_else(by_turn)
}

fn turns(paragraphs: &[Paragraph]) -> Vec<Paragraph> {
    let mut turns: Vec<Paragraph> = Vec::new();
    for paragraph in paragraphs {
        match turns.last_mut() {
            Some(turn) if turn.speaker == paragraph.speaker && turn.speaker != 0 => {
                turn.length = turn.length.saturating_add(paragraph.length);
            }
            _ => turns.push(*paragraph),
        }
    }
    turns
}

/// The correlation of the logarithms of lengths; `None` where there are not as many.
fn agree(a: &[Paragraph], b: &[Paragraph]) -> Option<(usize, f32)> {
    if a.len() != b.len() || a.len() < 3 {
        return None;
    }
    let logs = |parts: &[Paragraph]| parts.iter().map(|p| (f64::from(p.length) + 1.0).ln()).collect::<Vec<f64>>();
    let (x, y) = (logs(a), logs(b));
    let n = x.len() as f64;
    let (mx, my) = (x.iter().sum::<f64>() / n, y.iter().sum::<f64>() / n);
    let (mut xy, mut xx, mut yy) = (0.0, 0.0, 0.0);
    for (x, y) in x.iter().zip(&y) {
        xy += (x - mx) * (y - my);
        xx += (x - mx) * (x - mx);
        yy += (y - my) * (y - my);
    }
    let both = (xx * yy).sqrt();
    Some((a.len(), if both > 1e-9 { (xy / both) as f32 } else { 0.0 }))
}

/// The weight of the numbers and names that both have, and its share in what the poorer one has.
fn marks(a: &[u32], b: &[u32], common: &Commonness<'_>) -> (f32, f32) {
    let documents = common.marks();
    let weight = |mark: &u32| {
        let these = documents.get(mark).copied().unwrap_or(1).max(1) as f32;
        // In a handful of documents nothing is common yet.
        ((common.sketches.len() as f32 + 20.0) / these).ln().max(0.0)
    };
    let sum = |marks: &[u32]| marks.iter().map(weight).sum::<f32>();
    let both: f32 = a.iter().filter(|mark| b.binary_search(mark).is_ok()).map(weight).sum();
    let least = sum(a).min(sum(b));
    (both, if least > 0.0 { both / least } else { 0.0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_told_as_far_as_both_dates_go() {
        assert_eq!(days(Some("2024-02-29"), Some("2024-03-01")), Days::Near);
        assert_eq!(days(Some("2023-12-31"), Some("2024-01-01T08:00")), Days::Near);
        assert_eq!(days(Some("2024-03-01"), Some("2024-03-01")), Days::Same);
        assert_eq!(days(Some("2024-03-01"), Some("2024-03-04")), Days::Apart);
        assert_eq!(days(Some("2024-03"), Some("2024-03-04")), Days::Unknown);
        assert_eq!(days(Some("2023"), Some("2024-03-04")), Days::Apart);
        assert_eq!(days(None, Some("2024-03-04")), Days::Unknown);
    }

    #[test]
    fn the_longest_rising_run_leaves_out_what_is_out_of_order() {
        assert_eq!(longest_rising(&[(0, 5), (1, 6), (2, 1), (3, 7), (4, 2)]), [3, 1, 0]);
        assert_eq!(longest_rising(&[]), [] as [usize; 0]);
    }

    #[test]
    fn words_that_stand_in_patches_do_not_spread() {
        let patches: Vec<bool> = (0..200).map(|at| at % 100 < 50).collect();
        let thin: Vec<bool> = (0..200).map(|at| at % 3 == 0).collect();
        assert!(spread(&patches) < 0.75, "{}", spread(&patches));
        assert!(spread(&thin) > 0.95, "{}", spread(&thin));
        let scattered: Vec<bool> = (0..200u32).map(|at| at.wrapping_mul(2_654_435_761) >> 16 & 1 == 1).collect();
        assert!(patchy(&patches) && !patchy(&scattered));
    }
}
