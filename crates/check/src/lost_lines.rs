//! Captions of which every line of a single word was lost: who took the lines out that roll up a second time took those along.
//!
//! Captions that roll up have each line twice, once with the times of its words and once without. A line of one word has no
//! times within it, so that it looks like the second showing of another and goes with them. The line behind it then begins
//! when the lost word was spoken, and seems to rest on its own first word. Such captions have no line of one word anywhere; of
//! their lines that rest so, nine in ten lack one word, and of those of sound captions one in ten.
//!
//! Read [`crate::dropped`] first, which asks this. What the word was nobody knows: who has to be sure listens.

use crate::dropped::takes;
use crate::repairs::text_between;
use crate::sides::Sides;

/// The first word of a line takes so many seconds at the least where another was lost before it, whatever that was.
const REST: f64 = 0.8;
/// The same where the word is known, and is one that can be spoken in the time that the first word does not need.
const REST_OF_ONE: f64 = 0.5;

/// Whether the captions lost a line of one word right before the word at a position.
pub(crate) fn is_lost_before(sides: &Sides<'_>, place: u32) -> bool {
    rest_on_first(sides, place).is_some_and(|rest| rest >= REST) && lost_their_lines(sides, place)
}

/// Whether they lost there a line of one word for which they have the time, so that it may be this one.
pub(crate) fn is_lost_with_its_time(sides: &Sides<'_>, place: u32, word: &str) -> bool {
    rest_on_first(sides, place).is_some_and(|rest| rest >= REST_OF_ONE) && may_be_lost_before(sides, place, word)
}

/// Whether they may have lost it there: with no rest to speak of, but the time that the first word of the line and this one take.
pub(crate) fn may_be_lost_before(sides: &Sides<'_>, place: u32, word: &str) -> bool {
    let needed = takes(word) + (place..behind(sides, place)).map(|at| takes(sides.corpus.word(at))).sum::<f64>();
    rest_on_first(sides, place).is_some_and(|rest| rest >= needed) && lost_their_lines(sides, place)
}

/// The position behind a word and what is joined to it: behind "it's", which are two.
pub(crate) fn behind(sides: &Sides<'_>, place: u32) -> u32 {
    const MOST: u32 = 3;
    let held = sides.corpus.positions_of(sides.corpus.document_at(place));
    let joined = |at: &u32| held.contains(at) && text_between(sides.corpus, at - 1, *at).is_empty();
    (place + 1..place + MOST).take_while(joined).last().map_or(place + 1, |last| last + 1)
}

/// Whether captions lost their lines of one word, by what stands around a place.
fn lost_their_lines(sides: &Sides<'_>, place: u32) -> bool {
    sides.around(place, &sides.captions.no_line_of_one_word, |at| has_no_line_of_one_word(sides, at))
}

/// How many seconds a word that begins a line takes, until the one behind it in that line.
fn rest_on_first(sides: &Sides<'_>, place: u32) -> Option<f64> {
    let corpus = sides.corpus;
    let document = corpus.document_at(place);
    let (before, held) = (place.checked_sub(1)?, corpus.documents().get(document)?);
    let here = corpus.positions_of(document);
    if held.document.word_times.is_empty() || !here.contains(&before) {
        return None;
    }
    let next = behind(sides, place);
    let ends_line = |position: u32| text_between(corpus, position, position + 1).contains('\n');
    if !here.contains(&next) || !ends_line(before) || ends_line(next - 1) {
        return None;
    }
    let second = |position: u32| crate::passage::second(corpus, &held.document, position);
    second(place).zip(second(next)).map(|(from, to)| to - from)
}

/// Whether none of the many lines around a place has one word alone; of sound captions one in a hundred has.
fn has_no_line_of_one_word(sides: &Sides<'_>, place: u32) -> bool {
    const REACH: u32 = 4000;
    const FEWEST_LINES: usize = 200;
    /// Of so many lines one may be a title.
    const LINES_FOR_ONE: usize = 600;
    let corpus = sides.corpus;
    let document = corpus.document_at(place);
    let (Some(held), here) = (corpus.documents().get(document), corpus.positions_of(document)) else { return false };
    let from = place.saturating_sub(REACH).max(here.start);
    let last = place.saturating_add(REACH).min(here.end).saturating_sub(1).max(from);
    let (start, end) = (corpus.token(from).start as usize, corpus.token(last).end as usize);
    let lines = || held.document.text.get(start..end).unwrap_or("").lines().map(str::split_whitespace);
    // The first and the last line may be cut by the reach.
    let words: Vec<usize> = lines().map(|mut line| line.by_ref().take(2).count()).filter(|count| *count > 0).collect();
    let whole = words.get(1..words.len().saturating_sub(1)).unwrap_or(&[]);
    // Of sound captions with 200 lines one in eight has none of one word by chance, of those with 600 one in four hundred.
    words.len() >= FEWEST_LINES && whole.iter().filter(|count| **count == 1).count() <= words.len() / LINES_FOR_ONE
}
