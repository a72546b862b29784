//! Which words of the quotation answer to which recorded words: sure matches first, chained in the order of the
//! quotation.
//!
//! Inside the windows that [`crate::locate`] found, every run of equal words, however spelled, is an anchor. A chain of anchors that runs
//! on within one turn is a passage, with words left out where it skips; a chain that jumps to another turn, backwards or
//! to another document is a splice. Each candidate [`Placement`] is one such chain; what differs between its anchors is
//! worked out in [`crate::differences`], and which placement counts is decided in [`crate::judge`].

use crate::locate::Window;
use crate::marks::Quoted;
use crate::occasion::Occasion;
use crate::repairs::closes_sentence;
use onrecord_read::Grade;
use onrecord_record::Corpus;
use onrecord_text::{Form, lexicon};
use std::ops::Range;

/// Equal words in quotation and record, in whatever convention they are spelled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// Index of the first quoted word.
    pub quoted: usize,
    /// Position of the first recorded word.
    pub recorded: u32,
    /// Number of words.
    pub length: usize,
}

impl Anchor {
    /// Index after the last quoted word.
    pub fn quoted_end(&self) -> usize {
        self.quoted + self.length
    }

    /// Position after the last recorded word.
    pub fn recorded_end(&self) -> u32 {
        self.recorded + self.length as u32
    }
}

/// One way to place the quotation in the record.
#[derive(Debug, Clone, PartialEq)]
pub struct Placement {
    /// Anchors in the order of the quotation; none overlap.
    pub anchors: Vec<Anchor>,
    /// Matched weight minus the cost of skips and jumps: higher is better.
    pub score: f32,
}

/// How one anchor follows another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// Further on in the same turn (or past a word thrown in by somebody else): this many recorded words between.
    Onward(u32),
    /// In another turn, further back, far off, or in another document.
    Elsewhere,
}

/// What a content word and a function word weigh.
pub(crate) const CONTENT_WEIGHT: f32 = 1.0;
pub(crate) const FUNCTION_WEIGHT: f32 = 0.4;

/// How many recorded words one ellipsis may stand for: in a turn of a known speaker, and where turns are not known.
const LONGEST_MARKED_GAP: u32 = 160;
const LONGEST_MARKED_GAP_UNKNOWN: u32 = 120;
/// How many words may be missing without a mark before the parts count as from different places.
const LONGEST_GAP: u32 = 45;
/// How many words somebody else may throw in without ending the turn.
const LONGEST_INTERJECTION: u32 = 3;
/// So many of the longest runs of equal words are chained in one document, and so many are held at once while they are looked for:
/// a word that stands thousands of times in the quotation and in the record makes millions of them.
const MOST_ANCHORS: usize = 384;
const MOST_HELD: usize = 16 * MOST_ANCHORS;
/// So many words in a row may be a piece of a splice of many, however little of the whole they are.
const SHORTEST_PIECE: usize = 5;
/// So many words in a row, and so near in the same turn, may be a clause that was put before another.
const SHORTEST_CLAUSE: usize = 4;
const NEAR: u32 = 40;
/// Alternatives looked for in one document: the same words may stand in it more than once.
const MOST_PLACES: usize = 4;
/// A place with this share of the quotation's weight leaves nothing to look for in pieces elsewhere.
const COVERED: f32 = 0.8;
/// A place with a smaller share of the best one's score is chance.
const LEAST_OF_BEST: f32 = 0.55;
/// How far two sums of the same weights may lie apart.
const ROUNDING: f32 = 0.01;
/// How many placements are judged.
const MOST_JUDGED: usize = 12;

/// The weight of a quoted word.
pub(crate) fn weight(form: Form) -> f32 {
    if lexicon::is_content(form) { CONTENT_WEIGHT } else { FUNCTION_WEIGHT }
}

/// The placements worth judging, best first within each document; and one across documents where none is good alone.
pub fn placements(quoted: &Quoted, windows: &[Window], occasion: &Occasion<'_>, corpus: &Corpus) -> Vec<Placement> {
    let weights: Vec<f32> = quoted.words.iter().map(|word| weight(word.form)).collect();
    let total: f32 = quoted.words.iter().zip(&weights).filter(|(word, _)| !word.bracketed).map(|(_, w)| w).sum();
    let mut found: Vec<Placement> = Vec::new();
    let mut nearest: Option<Placement> = None;
    let mut all: Vec<Anchor> = Vec::new();
    let mut pieces: Vec<Anchor> = Vec::new();
    let mut covered = 0.0f32;
    let mut seen = Vec::new();
    let mut at = 0;
    while at < windows.len() {
        let document = windows[at].document;
        let end =
            at + windows[at..].iter().take_while(|window| corpus.same_document(window.document, document)).count();
        let mut anchors = anchors(quoted, &windows[at..end], corpus);
        for _ in 0..MOST_PLACES {
            // Once a place holds most of it, one that is far below is neither judged nor a piece of anything.
            if covered >= COVERED * total
                && most_worth(&anchors, &weights, &mut seen) + ROUNDING < LEAST_OF_BEST * covered
            {
                break;
            }
            let Some(best) = chain(&anchors, quoted, &weights, corpus) else { break };
            if best.score < 0.25 * total {
                let whole = |anchor: &&Anchor| anchor.length >= SHORTEST_PIECE;
                pieces.extend(best.anchors.iter().filter(whole).cloned());
                // Shown as the nearest where nothing is found.
                if nearest.as_ref().is_none_or(|near| near.score < best.score) {
                    nearest = Some(best);
                }
                break;
            }
            // Look again without the words just used.
            anchors.retain(|anchor| {
                !best
                    .anchors
                    .iter()
                    .any(|used| anchor.recorded < used.recorded_end() && used.recorded < anchor.recorded_end())
            });
            all.extend(best.anchors.iter().cloned());
            covered = covered.max(best.score);
            found.push(best);
        }
        at = end;
    }
    if covered < COVERED * total && !found.is_empty() {
        all.append(&mut pieces);
    }
    if covered < COVERED * total
        && let Some(across) = chain(&all, quoted, &weights, corpus)
        && across.score > covered + 1.0
    {
        found.push(across);
    }
    if found.is_empty() {
        found.extend(nearest);
    }
    // What is far below the best is chance; judging it costs the most.
    let elsewhere = |placement: &Placement| {
        placement.anchors.first().is_none_or(|first| !occasion.is_of(corpus, corpus.document_at(first.recorded)))
    };
    found.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| elsewhere(a).cmp(&elsewhere(b))));
    let least = found.first().map_or(0.0, |best| LEAST_OF_BEST * best.score);
    found.retain(|placement| placement.score >= least);
    found.truncate(MOST_JUDGED);
    found
}

/// Every run of equal words in the windows, but for single function words.
fn anchors(quoted: &Quoted, windows: &[Window], corpus: &Corpus) -> Vec<Anchor> {
    let words = &quoted.words;
    let mut places: Vec<(Form, usize)> =
        words.iter().enumerate().filter(|(_, word)| !word.bracketed).map(|(i, word)| (word.form, i)).collect();
    places.extend(quoted.variants.iter().map(|(i, form)| (*form, *i)));
    places.sort_unstable();
    // Most recorded words are none of the quotation's: a bit for each of those tells nearly all of the others at once.
    let bit = |form: Form| ((form.0 >> 6) as usize & 15, 1u64 << (form.0 & 63));
    let mut bits = [0u64; 16];
    places.iter().map(|(form, _)| bit(*form)).for_each(|(word, bit)| bits[word] |= bit);
    let short = words.len() < 4;
    let mut found = Vec::new();
    for window in windows {
        let forms = corpus.forms(window.positions.clone());
        let mut begins = vec![false; forms.len()];
        for start in turn_starts(corpus, window.positions.clone()) {
            if let Some(begins) = begins.get_mut(start.saturating_sub(window.positions.start) as usize) {
                *begins = true;
            }
        }
        let starts_turn = |offset: usize| begins.get(offset) == Some(&true);
        for (offset, form) in forms.iter().enumerate() {
            let (word, bit) = bit(*form);
            if bits[word] & bit == 0 {
                continue;
            }
            let first = places.partition_point(|place| place.0 < *form);
            for &(_, i) in places[first..].iter().take_while(|place| place.0 == *form) {
                let goes_on = |i: usize, j: usize| {
                    words.get(i).is_some_and(|word| !word.bracketed)
                        && forms.get(j).is_some_and(|form| quoted.is(i, *form))
                };
                if i > 0 && offset > 0 && !words[i].after_ellipsis && goes_on(i - 1, offset - 1) && !starts_turn(offset)
                {
                    continue; // inside a run that began earlier
                }
                let mut length = 1;
                while goes_on(i + length, offset + length)
                    && !words[i + length].after_ellipsis
                    && !starts_turn(offset + length)
                {
                    length += 1;
                }
                if length > 1 || short || lexicon::is_content(*form) {
                    if found.len() == MOST_HELD {
                        keep_longest(&mut found);
                    }
                    found.push(Anchor { quoted: i, recorded: window.positions.start + offset as u32, length });
                }
            }
        }
    }
    keep_longest(&mut found);
    found
}

/// The longest [`MOST_ANCHORS`].
fn keep_longest(anchors: &mut Vec<Anchor>) {
    if anchors.len() > MOST_ANCHORS {
        anchors.select_nth_unstable_by_key(MOST_ANCHORS, |anchor| std::cmp::Reverse(anchor.length));
        anchors.truncate(MOST_ANCHORS);
    }
}

/// No chain of these anchors has a higher score: the weight of all quoted words that one of them has. `seen` is room for that.
fn most_worth(anchors: &[Anchor], weights: &[f32], seen: &mut Vec<bool>) -> f32 {
    seen.clear();
    seen.resize(weights.len(), false);
    for anchor in anchors {
        if let Some(words) = seen.get_mut(anchor.quoted..anchor.quoted_end()) {
            words.fill(true);
        }
    }
    weights.iter().zip(seen).filter(|(_, seen)| **seen).map(|(weight, _)| weight).sum()
}

/// The positions at which another turn begins: no run of words reaches over them.
fn turn_starts(corpus: &Corpus, positions: Range<u32>) -> Vec<u32> {
    corpus
        .spans_in(positions)
        .windows(2)
        .filter(|pair| pair[0].turn != pair[1].turn)
        .map(|pair| pair[1].positions.start)
        .collect()
}

/// The best chain of anchors. Quadratic in their number, which is limited.
fn chain(anchors: &[Anchor], quoted: &Quoted, weights: &[f32], corpus: &Corpus) -> Option<Placement> {
    let mut order: Vec<&Anchor> = anchors.iter().collect();
    order.sort_by_key(|anchor| (anchor.quoted, anchor.recorded));
    let sums: Vec<f32> = std::iter::once(0.0)
        .chain(weights.iter().scan(0.0, |sum, weight| {
            *sum += weight;
            Some(*sum)
        }))
        .collect();
    let worth = |from: usize, to: usize| sums.get(to).unwrap_or(&0.0) - sums.get(from).unwrap_or(&0.0);
    let machine = anchors.first().is_some_and(|anchor| is_machine(corpus, anchor.recorded));
    // (score, previous, words of this anchor that the previous already covers)
    let mut best: Vec<(f32, Option<usize>, usize)> = Vec::with_capacity(order.len());
    for (i, anchor) in order.iter().enumerate() {
        let mut here = (worth(anchor.quoted, anchor.quoted_end()) - end_cost(anchor.quoted, machine), None, 0);
        for (j, before) in order.iter().enumerate().take(i) {
            let overlap = overlap(before, anchor);
            if overlap >= anchor.length || before.quoted >= anchor.quoted {
                continue;
            }
            let gain = worth(anchor.quoted + overlap, anchor.quoted_end());
            // What it costs to go on from there can only take from it.
            if best[j].0 + gain <= here.0 {
                continue;
            }
            let recorded = anchor.recorded + overlap as u32;
            let skipped = (anchor.quoted + overlap) - before.quoted_end();
            let cost = match link(corpus, quoted, before, anchor.quoted + overlap, recorded) {
                Link::Onward(gap) => {
                    let marked = is_marked(quoted, before.quoted_end(), anchor.quoted + overlap);
                    step_cost(gap, skipped as u32, marked, machine)
                }
                // What follows at once on the page, in another mouth, is no chance.
                Link::Elsewhere if recorded == before.recorded_end() => 0.6,
                // Nor are whole sentences, however short.
                Link::Elsewhere
                    if skipped == 0
                        && anchor.length.min(before.length) >= SHORTEST_CLAUSE
                        && recorded.checked_sub(1).is_some_and(|last| closes_sentence(corpus, last))
                        && closes_sentence(corpus, before.recorded_end() - 1) =>
                {
                    1.6
                }
                // Nor is a piece that begins where a whole sentence ends, as the parts of a splice do.
                Link::Elsewhere
                    if skipped == 0
                        && anchor.length.min(before.length) >= SHORTEST_PIECE
                        && closes_sentence(corpus, before.recorded_end() - 1) =>
                {
                    2.4
                }
                // Nor are two clauses that changed places.
                Link::Elsewhere
                    if skipped <= 1
                        && anchor.length.min(before.length) >= SHORTEST_CLAUSE
                        && are_near(corpus, anchor, before) =>
                {
                    1.6
                }
                Link::Elsewhere => 3.2,
            };
            let score = best[j].0 + gain - cost;
            if score > here.0 {
                here = (score, Some(j), overlap);
            }
        }
        best.push(here);
    }
    let count = quoted.words.len();
    let total = |i: usize, score: f32| score - end_cost(count - order[i].quoted_end().min(count), machine);
    let (mut at, _) =
        best.iter().enumerate().max_by(|a, b| total(a.0, a.1.0).total_cmp(&total(b.0, b.1.0)).then(b.0.cmp(&a.0)))?;
    let score = best[at].0;
    let mut chained = Vec::new();
    loop {
        let (_, before, overlap) = best[at];
        let anchor = order[at];
        chained.push(Anchor {
            quoted: anchor.quoted + overlap,
            recorded: anchor.recorded + overlap as u32,
            length: anchor.length - overlap,
        });
        match before {
            Some(before) => at = before,
            None => break,
        }
    }
    chained.reverse();
    Some(Placement { anchors: chained, score })
}

/// How many words of an anchor the one before it has already, on either side: of "people of, of the bay" for "people of the bay" one
/// recorded word cannot answer to two quoted ones.
fn overlap(before: &Anchor, anchor: &Anchor) -> usize {
    let quoted = before.quoted_end().saturating_sub(anchor.quoted);
    let recorded = before.recorded_end().saturating_sub(anchor.recorded) as usize;
    if before.recorded < anchor.recorded && recorded < anchor.length { quoted.max(recorded) } else { quoted }
}

/// Whether a machine heard the words at a position.
fn is_machine(corpus: &Corpus, position: u32) -> bool {
    let segment = corpus.span_at(position).and_then(|span| corpus.segment(span));
    segment.is_some_and(|(held, segment)| held.document.segment_grade(segment) == Grade::Machine)
}

/// Whether an anchor stands a little before another in the same turn.
fn are_near(corpus: &Corpus, anchor: &Anchor, before: &Anchor) -> bool {
    let turn = |position: u32| corpus.span_at(position).map(|span| (span.document, span.turn));
    anchor.recorded_end() <= before.recorded
        && before.recorded - anchor.recorded_end() <= NEAR
        && turn(anchor.recorded) == turn(before.recorded)
}

/// What it costs that some words at an end of the quotation answer to nothing: in captions, where an ear may find them
/// nearer by, as much as inside.
fn end_cost(words: usize, machine: bool) -> f32 {
    if machine { 0.1 * words as f32 } else { 0.0 }
}

fn step_cost(gap: u32, skipped: u32, marked: bool, machine: bool) -> f32 {
    if marked {
        return 0.2 + 0.002 * gap as f32;
    }
    let replaced = gap.min(skipped) as f32;
    let omitted = gap.saturating_sub(skipped) as f32;
    let inserted = skipped.saturating_sub(gap) as f32;
    let open = if gap == skipped { 0.0 } else { 0.2 };
    // Captions drop a word more easily than a quoter skips a sentence.
    let (for_replaced, for_omitted) = if machine { (0.2, 0.07) } else { (0.15, 0.05) };
    open + for_replaced * replaced + (for_omitted * omitted).min(2.0) + 0.2 * inserted
}

/// Whether the quoter marked something between two quoted words (index after the one, index of the other).
pub(crate) fn is_marked(quoted: &Quoted, after: usize, before: usize) -> bool {
    quoted.words.get(after..=before).is_some_and(|words| words.iter().any(|word| word.after_ellipsis))
}

/// How an anchor at a quoted word and a recorded position follows the one before.
pub(crate) fn link(corpus: &Corpus, quoted: &Quoted, before: &Anchor, word: usize, recorded: u32) -> Link {
    let end = before.recorded_end();
    if recorded < end {
        return Link::Elsewhere;
    }
    let gap = recorded - end;
    let marked = is_marked(quoted, before.quoted_end(), word);
    if gap > if marked { LONGEST_MARKED_GAP } else { LONGEST_GAP } {
        return Link::Elsewhere;
    }
    if gap == 0 && corpus.span_at(end - 1).map(|span| span.turn) == corpus.span_at(recorded).map(|span| span.turn) {
        return Link::Onward(0);
    }
    let (Some(from), Some(to)) = (corpus.span_at(end - 1), corpus.span_at(recorded)) else { return Link::Elsewhere };
    if from.document != to.document {
        return Link::Elsewhere;
    }
    let known = corpus.segment(to).is_some_and(|(_, segment)| segment.speaker.is_some());
    if from.turn == to.turn {
        let limit = if marked && !known { LONGEST_MARKED_GAP_UNKNOWN } else { LONGEST_MARKED_GAP };
        return if gap <= limit { Link::Onward(gap) } else { Link::Elsewhere };
    }
    // A report goes on from paragraph to paragraph.
    let told = |span| corpus.segment(span).is_some_and(|(_, segment)| !segment.kind.is_speech());
    if (told(from) && told(to)) || interjected(corpus, end - 1..recorded + 1) {
        Link::Onward(gap)
    } else {
        Link::Elsewhere
    }
}

/// Whether one known speaker speaks at both ends and others throw in no more than a few words between.
fn interjected(corpus: &Corpus, positions: Range<u32>) -> bool {
    let spans = corpus.spans_in(positions.clone());
    let speaker = |index: usize| spans.get(index).and_then(|span| corpus.segment(span)).and_then(|(_, s)| s.speaker);
    let Some(who) = speaker(0).filter(|who| speaker(spans.len().saturating_sub(1)) == Some(*who)) else { return false };
    let by_others: u32 = (0..spans.len())
        .filter(|&index| speaker(index) != Some(who))
        .map(|index| spans[index].positions.end - spans[index].positions.start)
        .sum();
    // What follows a question is an answer, and belongs to it.
    let asks = spans.iter().filter_map(|span| corpus.segment(span)).any(|(held, segment)| {
        segment.speaker != Some(who) && held.document.segment_text(segment).trim_end().ends_with('?')
    });
    by_others <= LONGEST_INTERJECTION && !asks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::marks::read_marks;
    use onrecord_read::{Hint, read};
    use onrecord_record::Held;

    /// Each word of the quotation answers to each of the record: two million runs of one word.
    #[test]
    fn no_more_runs_are_held_than_are_of_use() {
        let text = "harbour\n\n".repeat(1500);
        let document = read(text.as_bytes(), &Hint::default()).unwrap();
        let corpus = Corpus::new(vec![Held { name: "one.txt".into(), reference: None, document }]);
        let window = Window { document: 0, positions: 0..1500, score: 1.0 };
        let found = anchors(&read_marks(&text), &[window], &corpus);
        assert_eq!(found.len(), MOST_ANCHORS);
        assert!(found.capacity() <= 2 * MOST_HELD, "{}", found.capacity());
    }
}
