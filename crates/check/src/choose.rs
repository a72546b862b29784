//! Which placement a verdict rests on: the best witness that holds the words.
//!
//! Among places of one event the better grade decides, however well a worse one fits: an excerpt never supports itself
//! against the transcript. Among places of different events the better fit does. Which documents are of one event the record
//! says; besides, two places are of one event when the words around them are the same too and no dates speak against it.

use crate::finding::{Claim, Verdict};
use crate::judge::{Judged, Level};
use crate::occasion::Occasion;
use onrecord_read::Grade;
use onrecord_record::{Corpus, Gram, events};
use onrecord_text::name::{self, Likeness};
use std::cmp::Reverse;

/// A place that holds so much of a quotation is the place of it, whether it supports it or not.
const LEAST_OF_PLACE: f32 = 0.4;

/// The judged placements, the one that counts first.
pub(crate) fn ordered(mut judged: Vec<Judged>, claim: &Claim, corpus: &Corpus) -> Vec<Judged> {
    let occasion = Occasion::of(claim);
    judged.sort_by_cached_key(|one| fit(one, claim, &occasion, corpus));
    let Some(first) = judged.first() else { return judged };
    // What captions have in other words is not theirs to say where a transcript has the place: it says how far it holds them.
    let misheard = first.grade == Grade::Machine && first.verdict > Verdict::Tidied;
    // A closer witness of the same words takes precedence over the best fit; a report or copy that adds words to them is
    // no witness of the words that it adds.
    let closer = judged
        .iter()
        .enumerate()
        .skip(1)
        .filter(|(_, other)| other.rank < first.rank)
        .filter(|(_, other)| {
            let holds = other.support.level == Level::Words && other.support.share >= 0.6;
            let part = other.support.share >= 0.5 && other.support.run >= 6 && other.parts.len() == 1;
            if first.second_hand || first.hearsay {
                holds || part
            } else {
                (holds || part) && same_event(first, other, &judged, corpus)
            }
        })
        .min_by_key(|(index, other)| (other.rank, Reverse((other.support.share * 100.0) as u32), *index))
        .map(|(index, _)| index);
    if let Some(index) = closer {
        let mut best = judged.remove(index);
        if !misheard {
            best.support.level = Level::Words;
        }
        judged.insert(0, best);
        return judged;
    }
    if misheard
        && let Some(index) = judged.iter().position(|other| {
            other.rank < first.rank
                && other.support.share >= LEAST_OF_PLACE
                && same_event(first, other, &judged, corpus)
        })
    {
        let best = judged.remove(index);
        judged.insert(0, best);
    }
    judged
}

/// How well a place fits, the best first: whether it supports the quotation, whether nothing is to be said against it,
/// how much it holds, whose words they are, whether they are of the claimed occasion, how close the witness stands.
fn fit(judged: &Judged, claim: &Claim, occasion: &Occasion<'_>, corpus: &Corpus) -> impl Ord + use<> {
    let support = &judged.support;
    let fair = judged.verdict <= Verdict::Tidied && judged.flags.is_empty();
    // One place that holds most of it is likelier than two that hold all.
    let share = coarse(support.share - if judged.parts.len() > 1 { 0.15 } else { 0.0 });
    // Near the same share, somebody else's words do not come before the speaker's own.
    let stranger = support.level != Level::None
        && claim.speaker.as_deref().is_some_and(|claimed| said_by_other(judged, claimed, corpus));
    let of_occasion = judged.parts.first().is_some_and(|part| occasion.is_of(corpus, corpus.document_at(part.start)));
    (
        Reverse(support.level),
        !fair,
        Reverse(share),
        stranger,
        !of_occasion,
        // Who said "nearly 600" comes before who said "nearly 600 billion".
        judged.cut_number.is_some(),
        judged.rank,
        Reverse((support.share * 1000.0) as u32),
        judged.verdict,
        support.omitted,
        judged.parts.first().map_or(u32::MAX, |part| part.start),
    )
}

fn coarse(share: f32) -> u8 {
    (share * 12.0) as u8
}

/// Whether the place is known to be somebody else's words; never where the claim only describes who spoke, unless the user has
/// said whom it describes.
pub(crate) fn said_by_other(judged: &Judged, claimed: &str, corpus: &Corpus) -> bool {
    if name::is_description(claimed) && !corpus.people().knows(claimed) {
        return false;
    }
    judged.parts.iter().any(|part| {
        corpus.span_at(part.start).and_then(|span| corpus.segment(span)).is_some_and(|(held, segment)| {
            let people = &held.document.people;
            let known = corpus.people();
            let Some(speaks) = segment.speaker.map(|index| index as usize) else { return false };
            let Some(person) = people.get(speaks) else { return false };
            // "THE PRESIDENT" may be whoever is claimed.
            if name::is_description(&person.name) {
                return false;
            }
            if name::is_placeholder(&person.name) {
                // "Speaker 2" may be anybody. "Question" is anybody but those whom the document names beside it.
                let unidentified = person.role.as_deref() == Some("unidentified");
                return !unidentified
                    && people.iter().enumerate().any(|(index, other)| index != speaks && known.may_be(other, claimed));
            }
            !known.may_be(person, claimed)
                // The words of "John Lind Jr." where "John Lind" speaks in the same document, or the other way round.
                || (known.are_one(&person.name, claimed).is_none()
                    && name::only_one_has_generation(&person.name, claimed)
                    && people.iter().any(|other| name::compare(&other.name, claimed) == Likeness::Same))
        })
    })
}

/// Whether the place is known to be the words of the claimed speaker, by name.
pub(crate) fn said_by(judged: &Judged, claimed: &str, corpus: &Corpus) -> bool {
    let named = |name: &str| !name::is_description(name) && !name::is_placeholder(name);
    named(claimed)
        && judged.parts.iter().all(|part| {
            corpus.span_at(part.start).and_then(|span| corpus.segment(span)).is_some_and(|(held, segment)| {
                let person = segment.speaker.and_then(|index| held.document.people.get(index as usize));
                person.is_some_and(|person| named(&person.name) && corpus.people().may_be(person, claimed))
            })
        })
}

/// Whether words of that place may well be given to the claimed speaker by mistake: both speak in one document, or their names
/// share a part (of three words not even that says anything).
pub(crate) fn easily_mixed_up(judged: &Judged, claimed: &str, corpus: &Corpus) -> bool {
    const FEWEST: usize = 4;
    let parts: Vec<String> = name::rough_words(claimed).collect();
    judged.parts.iter().filter_map(|part| corpus.segment(corpus.span_at(part.start)?)).any(|(held, segment)| {
        let people = &held.document.people;
        let speaks = segment.speaker.and_then(|index| people.get(index as usize));
        people.iter().any(|person| corpus.people().may_be(person, claimed))
            || judged.support.run >= FEWEST
                && speaks.is_some_and(|person| name::rough_words(&person.name).any(|part| parts.contains(&part)))
    })
}

/// Whether two of the judged places are of one event: the record says so of their documents, or the words around them do.
pub(crate) fn same_event(a: &Judged, b: &Judged, judged: &[Judged], corpus: &Corpus) -> bool {
    // Within one event the same words may come twice; a place that holds far fewer of them is another one.
    const FEWER: f32 = 0.25;
    let place = |judged: &Judged| judged.parts.first().map(|part| corpus.document_at(part.start));
    let (Some(one), Some(other)) = (place(a), place(b)) else { return false };
    let is_one = corpus.same_document(one, other);
    let date = |document: usize| corpus.documents().get(document).and_then(|held| held.document.date.as_deref());
    if same_place(a, b, corpus) && (is_one || !events::days_apart(date(one), date(other))) {
        return true;
    }
    // The record is asked last, for that takes longest.
    !is_one
        && b.support.share + FEWER >= a.support.share
        && corpus.of_one_event(one, other, judged.iter().filter_map(place))
}

/// Whether two places are one event's: a third of the pairs of words around one stand around the other too.
fn same_place(a: &Judged, b: &Judged, corpus: &Corpus) -> bool {
    let (Some(a), Some(b)) = (a.parts.first(), b.parts.first()) else { return false };
    if a.start < b.end && b.start < a.end {
        return true;
    }
    const REACH: u32 = 40;
    const WIDER: u32 = 60;
    // In order, each once.
    let around = |reach: u32, place: &std::ops::Range<u32>| {
        let bounds = corpus.positions_of(corpus.document_at(place.start));
        let before = corpus.forms(place.start.saturating_sub(reach).max(bounds.start)..place.start);
        let after = corpus.forms(place.end..place.end.saturating_add(reach).min(bounds.end));
        let pairs = before.windows(2).chain(after.windows(2)).map(|pair| Gram::pair(pair[0], pair[1]));
        let mut pairs: Vec<Gram> = pairs.collect();
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    };
    let (near, wide) = (around(REACH, a), around(WIDER, b));
    let shared = near.iter().filter(|pair| wide.binary_search(pair).is_ok()).count();
    shared >= 6 && shared * 3 >= near.len()
}
