//! Words that captions dropped: what a quotation has in addition, and the captions have room or reason for.
//!
//! Read [`crate::hearing`] first, which asks this. Speech recognition loses short words everywhere, and more where a line of captions ends,
//! where somebody else talks in between, and at the ends of what is quoted. A number is never taken for lost, and a word that denies
//! only where it is a "No," that answers at the beginning of somebody's words.

use crate::differences::{Difference, turn_of};
use crate::finding::ChangeClass;
use crate::hearing::{FEW_WORDS, LONGEST, is_set_off, is_small, opens_sentence};
use crate::lost_lines;
use crate::names::{is_spoken_of, is_title};
use crate::narrowing::{is_said_of_it, narrows};
use crate::sides::Sides;
use onrecord_text::lexicon;
use std::ops::Range;

/// So many words are spoken in an hour or two.
const HOURS: u32 = 15_000;
/// A word of so many letters at the most is put in for the first sound of one that was lost.
const SHORTEST: usize = 3;

/// Whether the captions may have dropped the words that a quotation has in addition: short words, or words for which they
/// have room.
pub(crate) fn is_dropped(sides: &Sides<'_>, change: &Difference) -> bool {
    if change.touched.contains(&ChangeClass::Negation) {
        return is_answer(sides, change);
    }
    let small = change.quoted.clone().all(|i| is_small(sides.form(i)));
    if small && change.quoted.len() <= FEW_WORDS {
        return true;
    }
    if is_lost_line(sides, change) {
        return true;
    }
    // Silence says that something was spoken, and not which number or whose name; nor "secretly", "stolen" or "always".
    if change.touched.iter().any(|class| *class < ChangeClass::Word) || change.quoted.clone().any(|i| narrows(sides, i))
    {
        return false;
    }
    // "Thirds" of "two-thirds" belongs to what stands before it.
    if change.quoted.start.checked_sub(1).is_some_and(|before| sides.quoted_number(before).is_some()) {
        return false;
    }
    let place = change.recorded.start..change.recorded.start;
    let room = |times: f64| has_room(sides, change.quoted.clone(), place.clone(), times);
    // One word of a line that was lost, and a small one beside it.
    let weighty = || change.quoted.clone().filter(|i| !is_small(sides.form(*i)));
    let few = change.quoted.len() <= FEW_WORDS
        && weighty().count() <= 1
        && weighty().all(|i| lost_lines::may_be_lost_before(sides, change.recorded.start, sides.quoted_word(i)));
    // A long silence holds more: somebody else was heard over it, or nobody.
    few || (change.quoted.len() <= LONGEST && room(1.0)) || (change.quoted.len() <= 2 * LONGEST && room(2.0))
}

/// Whether the one word put in is the one that captions lost with a line, by all that they show: a word of content, a number or what
/// else counts, the rest of a name of which they have the beginning, or the name of somebody or something that they name elsewhere. Whoever
/// knows that a word was lost there and has the time of this one cannot say that the quoter put it in: it is to be listened to. Who
/// was named that they name nowhere, and whether something was denied, they do not show.
fn is_lost_line(sides: &Sides<'_>, change: &Difference) -> bool {
    let of_name = || {
        let begins = change.quoted.start.checked_sub(1).zip(change.recorded.start.checked_sub(1));
        begins.is_some_and(|(first, at)| {
            // "The Kremlin", "President Drummond": neither an opening word nor a title begins a name.
            let form = sides.form(first);
            form == sides.recorded_form(at)
                && sides.quoted_word(first).starts_with(char::is_uppercase)
                && lexicon::is_content(form)
                && !opens_sentence(sides, first)
                && !is_title(form)
        })
    };
    let (word, place) = (change.quoted.start, change.recorded.start);
    let plain = |class: &ChangeClass| *class >= ChangeClass::Word || (*class == ChangeClass::Name && of_name());
    let may_be = |class: &ChangeClass| match class {
        ChangeClass::Negation => false,
        ChangeClass::Name => of_name() || is_spoken_of(sides, word, HOURS),
        _ => true,
    };
    // The captions are looked through for a name last.
    change.quoted.len() == 1
        && ((change.touched.iter().all(plain) && lost_lines::is_lost_before(sides, place))
            || ((!narrows(sides, word) || is_said_of_it(sides, word))
                && lost_lines::is_lost_with_its_time(sides, place, sides.quoted_word(word))
                && change.touched.iter().all(may_be)))
}

/// Whether the captions have all the time that words take which they do not have.
pub(crate) fn has_its_time(sides: &Sides<'_>, change: &Difference) -> bool {
    has_room(sides, change.quoted.clone(), change.recorded.clone(), 1.0)
}

/// "No, I want to finish" where somebody's words in the captions begin with "I want to finish": an answer denies nothing of the words
/// behind it. Within somebody's words it may be the quoter's.
fn is_answer(sides: &Sides<'_>, change: &Difference) -> bool {
    let begins =
        || turn_of(sides.corpus, change.recorded.start).is_some_and(|turn| turn.start == change.recorded.start);
    change.quoted.len() == 1 && is_set_off(sides, change.quoted.start, "no") && begins()
}

/// "A crisis for folks" where captions have "the folks", and time for the words that they lack: whether a short word of
/// theirs stands for a few, of which they dropped all others.
pub(crate) fn is_dropped_beside_short(sides: &Sides<'_>, change: &Difference) -> bool {
    let serious = |class: &ChangeClass| matches!(class, ChangeClass::Negation | ChangeClass::Number);
    // One word of weight for a very short one; one short word for another is another matter.
    let one = change.quoted.len() == 1
        && change.class == ChangeClass::Word
        && lexicon::is_content(sides.form(change.quoted.start))
        && change.recorded.clone().all(|position| sides.corpus.word(position).chars().count() <= SHORTEST);
    change.recorded.len() == 1
        && (one || (2..=LONGEST).contains(&change.quoted.len()))
        && !change.touched.iter().any(serious)
        && change.recorded.clone().all(|position| is_small(sides.recorded_form(position)))
        && has_room(sides, change.quoted.clone(), change.recorded.clone(), 1.0)
}

pub(crate) fn is_at_end(sides: &Sides<'_>, change: &Difference) -> bool {
    change.quoted.start == 0 || change.quoted.end == sides.quoted.words.len()
}

/// Whether a place lies between two lines of the captions: where lines that roll up are put together again, a word that
/// stood alone on its line is easily lost.
fn is_between_lines(sides: &Sides<'_>, place: u32) -> bool {
    let Some(before) = place.checked_sub(1) else { return false };
    let (end, start) = (sides.corpus.token(before).end as usize, sides.corpus.token(place).start as usize);
    let document = sides.corpus.documents().get(sides.corpus.document_at(place));
    document.and_then(|held| held.document.text.get(end..start)).is_some_and(|gap| gap.contains('\n'))
}

/// Whether the time between the recorded words around a place is longer than they take, by what the quoted words take or some
/// `times` that. What the captions have at the place was heard for some of those, and takes no time of its own.
fn has_room(sides: &Sides<'_>, quoted: Range<usize>, place: Range<u32>, times: f64) -> bool {
    let corpus = sides.corpus;
    let Some(before) = place.start.checked_sub(1) else { return false };
    let Some(held) = corpus.documents().get(corpus.document_at(before)) else { return false };
    if held.document.word_times.is_empty() || !corpus.positions_of(corpus.document_at(before)).contains(&place.end) {
        return false;
    }
    let second = |position: u32| crate::passage::second(corpus, &held.document, position);
    // The first word of a line has the time of the line: the one behind it tells how long it took.
    let after = if is_between_lines(sides, place.end) { lost_lines::behind(sides, place.end) } else { place.end };
    let (Some(from), Some(to)) = (second(before), second(after)) else { return false };
    let heard: f64 =
        (before..after).filter(|at| !place.contains(at)).map(|position| takes(corpus.word(position))).sum();
    let wanted: f64 = quoted.map(|i| takes(sides.quoted_word(i))).sum();
    to - from >= heard + times * wanted
}

/// How many seconds a word takes in quick speech.
pub(crate) fn takes(word: &str) -> f64 {
    /// Of a letter, and the least of any word: of words that captions have, nine in ten take longer.
    const LETTER: f64 = 0.033;
    const WORD: f64 = 0.07;
    // A digit is a word.
    let letters = |c: char| if c.is_ascii_digit() || matches!(c, '%' | '$' | '€' | '£') { 4.0 } else { 1.0 };
    LETTER.mul_add(word.chars().map(letters).sum::<f64>(), WORD)
}
