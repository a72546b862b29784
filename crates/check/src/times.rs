//! When the words of a transcript were spoken: times travel from captions of the same event.
//!
//! A transcript seldom has times, captions always do. The recorded words and their neighbours are located in the timed
//! witnesses of the event like a quotation; where most of them stand in one, each word takes its second from the caption
//! word that answers to it, or from the nearest ones on either side.

use crate::chain::{Anchor, Placement, placements};
use crate::locate::{Window, locate};
use crate::marks::{Quoted, QuotedWord};
use crate::occasion::Occasion;
use onrecord_read::Document;
use onrecord_record::Corpus;
use std::ops::Range;

/// Seconds, and the link of the recording they count in.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Spoken {
    pub(crate) start: f64,
    pub(crate) end: f64,
    pub(crate) link: Option<String>,
}

/// Words on either side that help to find the place; more of them where captions have lost these.
const NEIGHBOURS: [u32; 2] = [14, 40];
/// So many places in the captions are looked at, the likeliest first.
const MOST_WINDOWS: usize = 4;
/// How much of them must stand in the captions; and how much so that no more neighbours need be asked: what is said twice ("Your
/// second question") stands in part elsewhere too.
const SHARE: f32 = 0.5;
const SURE: f32 = 0.75;
/// Transcript and captions of one event run side by side. A place that is not sure and lies further off, as a share of the
/// whole, is where the same was said at another time: no second is better than a wrong one.
const FURTHEST: f64 = 0.15;
/// How many words beyond the last that is known a second is reckoned.
const FURTHEST_WORD: usize = 16;
/// Seconds a word takes, where no caption word is near.
const PER_WORD: f64 = 0.35;

/// When the words at some positions were spoken, if a timed witness of their event has them too.
pub(crate) fn spoken(corpus: &Corpus, positions: Range<u32>) -> Option<Spoken> {
    let own = corpus.document_at(positions.start);
    let is_witness = |document: usize| {
        document != own && corpus.documents().get(document).is_some_and(|held| is_timed(&held.document))
    };
    // To tell events apart takes longer than to look for times.
    if !(0..corpus.documents().len()).any(is_witness) {
        return None;
    }
    let event = corpus.events().of(own)?;
    let witnesses: Vec<usize> =
        corpus.events().members(event).iter().map(|document| *document as usize).filter(|d| is_witness(*d)).collect();
    if witnesses.is_empty() {
        return None;
    }
    let mut likeliest: Option<Spoken> = None;
    for neighbours in NEIGHBOURS {
        let Some((share, spoken)) = spoken_in(corpus, own, &positions, &witnesses, neighbours) else { continue };
        if share >= SURE {
            return Some(spoken);
        }
        // Of two places the one that more neighbours speak for.
        likeliest = Some(spoken);
    }
    likeliest
}

/// The seconds, and how much of the words and their neighbours stands there.
fn spoken_in(
    corpus: &Corpus,
    own: usize,
    positions: &Range<u32>,
    witnesses: &[usize],
    neighbours: u32,
) -> Option<(f32, Spoken)> {
    let bounds = corpus.positions_of(own);
    let from = positions.start.saturating_sub(neighbours).max(bounds.start);
    let to = positions.end.saturating_add(neighbours).min(bounds.end);
    let word = |form| QuotedWord { start: 0, end: 0, form, number: None, bracketed: false, after_ellipsis: false };
    let query = Quoted::of(corpus.forms(from..to).iter().map(|form| word(*form)).collect());
    let mut timed: Vec<Window> = locate(&query, &Occasion::default(), corpus)
        .into_iter()
        .filter(|window| witnesses.contains(&window.document))
        .collect();
    timed.sort_by(|a, b| b.score.total_cmp(&a.score));
    timed.truncate(MOST_WINDOWS);
    let total = query.words.iter().map(|word| crate::chain::weight(word.form)).sum::<f32>();
    let mut placed = placements(&query, &timed, &Occasion::default(), corpus)
        .into_iter()
        .find(|placement| placement.score >= SHARE * total)?;
    let share = placed.score / total.max(f32::EPSILON);
    let document = corpus.document_at(placed.anchors.first()?.recorded);
    let is_aside = |anchor: &Anchor| {
        (corpus.how_far(from + anchor.quoted as u32) - corpus.how_far(anchor.recorded)).abs() > FURTHEST
    };
    if share < SURE || goes_back(&placed) {
        placed.anchors.retain(|anchor| !is_aside(anchor));
    }
    let held = corpus.documents().get(document)?;
    let start = second(corpus, &held.document, &placed, (positions.start - from) as usize)?;
    let last = second(corpus, &held.document, &placed, (positions.end - 1 - from) as usize)?;
    let spoken = Spoken { start, end: (last + PER_WORD).max(start), link: held.document.link.clone() };
    Some((share, spoken))
}

/// Whether a placement goes back somewhere, as words that were said in one breath do not.
fn goes_back(placed: &Placement) -> bool {
    placed.anchors.windows(2).any(|pair| pair[1].recorded < pair[0].recorded)
}

fn is_timed(document: &Document) -> bool {
    !document.word_times.is_empty() || document.segments.iter().any(|segment| segment.time.is_some())
}

/// The second at which a word of the query was spoken: its own, or reckoned from the nearest words that are known.
fn second(corpus: &Corpus, document: &Document, placed: &Placement, word: usize) -> Option<f64> {
    let at = |position: u32| crate::passage::second(corpus, document, position);
    let after = placed.anchors.partition_point(|anchor| anchor.quoted_end() <= word);
    let next = placed.anchors.get(after);
    if let Some(anchor) = next.filter(|anchor| anchor.quoted <= word) {
        return at(anchor.recorded + (word - anchor.quoted) as u32);
    }
    let before = after.checked_sub(1).and_then(|index| placed.anchors.get(index));
    let before = before.and_then(|a| Some((a.quoted_end() - 1, at(a.recorded_end() - 1)?)));
    let next = next.and_then(|a| Some((a.quoted, at(a.recorded)?)));
    match (before, next) {
        (Some((i, s)), Some((j, t))) => {
            let share = (word - i) as f64 / (j - i).max(1) as f64;
            Some(s + (t - s).max(0.0) * share)
        }
        (Some((i, s)), None) if word - i <= FURTHEST_WORD => Some(s + (word - i) as f64 * PER_WORD),
        (None, Some((j, t))) if j - word <= FURTHEST_WORD => Some((t - (j - word) as f64 * PER_WORD).max(0.0)),
        _ => None,
    }
}
