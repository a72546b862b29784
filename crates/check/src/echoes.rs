//! What captions have that a quotation leaves out because it was said once and stands there twice: echoes, sentences begun anew or
//! given up, a word heard together with the one before it.
//!
//! Read [`crate::hearing`] first, which asks these. Repairs of speech that a transcript shows as well are in [`crate::repairs`].

use crate::differences::Difference;
use crate::finding::ChangeClass;
use crate::hearing::{is_small, sounds};
use crate::sides::Sides;
use onrecord_text::lexicon::{self, Class};
use onrecord_text::sound::Sounds;
use onrecord_text::{Form, fold, spelling};
use std::ops::Range;

/// Whether words left out are the beginning of a sentence that the speaker began anew: "I want to, I'm curious", "is it, and
/// the doctors is, is it". Captions have no marks by which that would be seen. What was given up has one word with a content of
/// its own at the most: more was said, and left out.
pub(crate) fn is_begun_anew(sides: &Sides<'_>, left_out: &Range<u32>) -> bool {
    const LONGEST: usize = 6;
    /// So many words in a row said again are no chance.
    const RUN: usize = 2;
    /// Where three are, more may stand between.
    const LONG_RUN: usize = 3;
    const LONGEST_OF_LONG_RUN: usize = 10;
    const CONTENT: usize = 1;
    /// A run said twice may have so many words between.
    const BETWEEN: u32 = 1;
    const SHORTEST_RUN: u32 = 3;
    if left_out.is_empty() || left_out.len() > LONGEST_OF_LONG_RUN {
        return false;
    }
    let content = |words: &[u32]| words.iter().filter(|p| lexicon::is_content(sides.recorded_form(**p))).count();
    let heard: Vec<u32> = left_out.clone().filter(|position| !is_weak(sides, *position)).collect();
    let again = run_said_again(sides, left_out, &heard);
    if (again >= LONG_RUN || (again >= RUN && left_out.len() <= LONGEST)) && left_out.len() > again {
        return content(heard.get(..heard.len() - again).unwrap_or(&[])) <= CONTENT;
    }
    if left_out.len() > LONGEST || content(&heard) > CONTENT {
        return false;
    }
    let form = |position: u32| sides.recorded_form(position);
    let held = sides.corpus.positions_of(sides.corpus.document_at(left_out.start));
    let again = (held.contains(&left_out.end) && form(left_out.start) == form(left_out.end))
        || left_out.start.checked_sub(1).is_some_and(|before| form(before) == form(left_out.end - 1));
    let width = left_out.end - left_out.start;
    let run = sides.corpus.forms(left_out.clone());
    let said_before = width >= SHORTEST_RUN
        && (1..=BETWEEN)
            .filter_map(|between| left_out.start.checked_sub(width + between))
            .any(|start| sides.corpus.forms(start..start + width) == run);
    again || said_before
}

/// "We've got to fix the system we got problems": on how many of the words that stand before them the words left out end; what is
/// hardly heard ("'ve") aside, as in `heard`.
fn run_said_again(sides: &Sides<'_>, left_out: &Range<u32>, heard: &[u32]) -> usize {
    const REACH: u32 = 6;
    let held = sides.corpus.positions_of(sides.corpus.document_at(left_out.start));
    let from = left_out.start.saturating_sub(REACH).max(held.start);
    let before = (from..left_out.start).rev().filter(|position| !is_weak(sides, *position));
    let same = |(one, other): &(u32, &u32)| sides.recorded_form(*one) == sides.recorded_form(**other);
    before.zip(heard.iter().rev()).take_while(same).count()
}

fn is_weak(sides: &Sides<'_>, position: u32) -> bool {
    sides.corpus.word(position).starts_with(['\'', '’'])
}

/// "Let's talk, I would, we got a lot": whether somebody and a helping verb were left out, and somebody else goes on without
/// a verb of theirs. Behind "as" and the like that is a clause of its own.
pub(crate) fn is_given_up(sides: &Sides<'_>, left_out: &Range<u32>) -> bool {
    const SUBJECTS: [&str; 8] = ["i", "we", "you", "he", "she", "they", "it", "there"];
    const JOINS: [&str; 14] =
        ["as", "than", "if", "so", "what", "how", "which", "that", "who", "when", "where", "and", "or", "but"];
    let is_of = |list: &[&str], position: u32| list.iter().any(|word| Form::of(word) == sides.recorded_form(position));
    let held = sides.corpus.positions_of(sides.corpus.document_at(left_out.start));
    left_out.len() == 2
        && held.contains(&left_out.end)
        && is_of(&SUBJECTS, left_out.start)
        && lexicon::class(sides.recorded_form(left_out.start + 1)).has(Class::MODAL)
        && is_of(&SUBJECTS, left_out.end)
        && !left_out.start.checked_sub(1).is_some_and(|before| is_of(&JOINS, before))
}

/// "The Patriot Act" where captions have "the patriot": whether a word put in ends a name that the same captions have in
/// full a little before or behind.
pub(crate) fn is_end_of_name(sides: &Sides<'_>, change: &Difference) -> bool {
    const REACH: u32 = 400;
    let (Some(first), Some(at)) = (change.quoted.start.checked_sub(1), change.recorded.start.checked_sub(1)) else {
        return false;
    };
    if change.class != ChangeClass::Name || change.quoted.len() != 1 || sides.form(first) != sides.recorded_form(at) {
        return false;
    }
    let held = sides.corpus.positions_of(sides.corpus.document_at(at));
    let around = sides.corpus.forms(at.saturating_sub(REACH).max(held.start)..(at + REACH).min(held.end));
    let name = [sides.form(first), sides.form(change.quoted.start)];
    lexicon::is_content(name[0]) && around.windows(2).any(|pair| pair == name)
}

/// "Flatten platinum" for "flatten them": whether one recorded word was heard for the quoted one and the word beside it, which
/// the captions have as well.
pub(crate) fn is_heard_twice(sides: &Sides<'_>, change: &Difference) -> bool {
    const NEAR: f32 = 0.25;
    if change.quoted.len() != 1
        || change.recorded.len() != 1
        || change.touched.iter().any(|class| *class < ChangeClass::Word)
    {
        return false;
    }
    let beside = change.quoted.start.checked_sub(1).zip(change.recorded.start.checked_sub(1));
    let Some((before, position)) = beside else { return false };
    if sides.form(before) != sides.recorded_form(position) || !lexicon::is_content(sides.form(before)) {
        return false;
    }
    let quoted: Vec<String> = [before, change.quoted.start].map(|i| fold::fold(sides.quoted_word(i))).into();
    let recorded = [fold::fold(sides.corpus.word(change.recorded.start))];
    sounds(&quoted).distance(&sounds(&recorded)) <= NEAR
}

/// Whether words left out were said once more in the words beside them, as far as an ear can tell: "make us make makes sense",
/// "the trick tricycle", "of most of most", "something somebody". What denies, counts or says how certain something is, is
/// never an echo.
pub(crate) fn is_echo(sides: &Sides<'_>, change: &Difference) -> bool {
    const LONGEST: usize = 6;
    const REACH: u32 = 3;
    const NEAR_ECHO: f32 = 0.35;
    const SHORTEST: usize = 3;
    let left_out = &change.recorded;
    let may_be = |class: &ChangeClass| {
        *class >= ChangeClass::Word || matches!(class, ChangeClass::Name | ChangeClass::Quantifier)
    };
    if left_out.len() > LONGEST || !change.touched.iter().all(may_be) {
        return false;
    }
    // "John and Joan" are two; "nationalist Ally allies" is one word begun twice.
    let named = change.touched.contains(&ChangeClass::Name);
    let and = |position: u32| ["and", "or"].iter().any(|word| Form::of(word) == sides.recorded_form(position));
    if named && left_out.clone().any(and) {
        return false;
    }
    let held = sides.corpus.positions_of(sides.corpus.document_at(left_out.start));
    let from = left_out.start.saturating_sub(REACH).max(held.start);
    let to = left_out.end.saturating_add(REACH).min(held.end);
    let beside = || (from..left_out.start).chain(left_out.end..to);
    // Small words alone echo nothing.
    if left_out.clone().all(|position| is_small(sides.recorded_form(position))) {
        return false;
    }
    left_out.clone().all(|position| {
        let form = sides.recorded_form(position);
        if is_small(form) || beside().any(|near| sides.recorded_form(near) == form) {
            return true;
        }
        let word = fold::fold(sides.corpus.word(position));
        let next = fold::fold(sides.corpus.word(position + 1));
        if position + 1 == left_out.end && held.contains(&left_out.end) && are_indefinite(&word, &next) {
            return true;
        }
        let heard = Sounds::of([word.as_str()]);
        lexicon::is_content(form)
            && beside().filter(|near| lexicon::is_content(sides.recorded_form(*near))).any(|near| {
                let near = fold::fold(sides.corpus.word(near));
                let other = Sounds::of([near.as_str()]);
                (!named && heard.distance(&other) <= NEAR_ECHO)
                    || heard.is_beginning(&other)
                    || (near.starts_with(word.get(..SHORTEST).unwrap_or(" "))
                        && spelling::differs_by_ending(&word, &near))
            })
    })
}

/// "That met makes sense": whether one word left out is the next one begun and misheard, as far as its first sound and most of the
/// others tell. Nobody knows without listening.
pub(crate) fn is_misheard_beginning(sides: &Sides<'_>, change: &Difference) -> bool {
    const NEAR: f32 = 0.47;
    let (first, next) = (change.recorded.start, change.recorded.start + 1);
    let held = sides.corpus.positions_of(sides.corpus.document_at(first));
    let content = |position: u32| lexicon::is_content(sides.recorded_form(position));
    let of = |position: u32| fold::fold(sides.corpus.word(position));
    let begins_alike = || of(first).chars().next() == of(next).chars().next();
    change.recorded.len() == 1
        && change.touched.iter().all(|class| *class >= ChangeClass::Word)
        && held.contains(&next)
        && content(first)
        && content(next)
        && begins_alike()
        && Sounds::of([of(first).as_str()]).distance(&Sounds::of([of(next).as_str()])) <= NEAR
}

/// "Some word somewhere": whether the words left out, together, sound as the next one does: it was heard twice, once in pieces.
pub(crate) fn is_next_in_pieces(sides: &Sides<'_>, change: &Difference) -> bool {
    const MOST: usize = 3;
    const FEWEST_SOUNDS: usize = 4;
    const NEAR: f32 = 0.3;
    let next = change.recorded.end;
    let held = sides.corpus.positions_of(sides.corpus.document_at(change.recorded.start));
    let may_be = |class: &ChangeClass| *class >= ChangeClass::Word || *class == ChangeClass::Quantifier;
    if !(2..=MOST).contains(&change.recorded.len()) || !held.contains(&next) || !change.touched.iter().all(may_be) {
        return false;
    }
    let pieces: Vec<String> = change.recorded.clone().map(|at| fold::fold(sides.corpus.word(at))).collect();
    let (pieces, whole) = (sounds(&pieces), sounds(&[fold::fold(sides.corpus.word(next))]));
    whole.len() >= FEWEST_SOUNDS && pieces.is_within(&whole, NEAR)
}

/// "Something somebody": one word of a sort given up for another.
fn are_indefinite(one: &str, other: &str) -> bool {
    const ENDS: [&str; 4] = ["body", "one", "thing", "where"];
    let stem = |word: &str| ENDS.iter().find_map(|end| word.strip_suffix(end)).map(str::to_owned);
    stem(one).is_some_and(|stem_of_one| {
        matches!(stem_of_one.as_str(), "some" | "any" | "every") && stem(other).is_some_and(|stem| stem == stem_of_one)
    })
}
