//! What captions have between somebody's words that is no part of them: what the other one throws in ("yeah", "hey"), and marks that a
//! speaker reads out ("quote").
//!
//! Captions do not show who speaks, so that a listener's "okay" stands in the midst of a speaker's sentence. Read [`crate::hearing`] first.

use crate::differences::Difference;
use crate::finding::ChangeKind;
use crate::hearing::is_small;
use crate::sides::Sides;
use crate::word_list::WordList;
use onrecord_text::{Form, lexicon};

/// Words with which a listener answers or a speaker takes a breath. "Right" is one as often as it is a word of its own, and is
/// none here.
static THROWN_IN: WordList = WordList::new("yeah yep yes okay ok alright hey hi oh wow whoa gee");
/// The most of them in a row, with the small words beside them ("alright and").
const MOST: usize = 2;

/// Whether what a quotation leaves out is what somebody threw in.
pub(crate) fn are_left_out(sides: &Sides<'_>, change: &Difference) -> bool {
    let form = |at: u32| sides.recorded_form(at);
    change.kind == ChangeKind::Omitted
        && change.recorded.len() <= MOST
        && change.recorded.clone().any(|at| THROWN_IN.has(form(at)))
        && change.recorded.clone().all(|at| THROWN_IN.has(form(at)) || joins(form(at)))
        && !is_asked_for(sides, change)
}

fn joins(form: Form) -> bool {
    ["and", "so", "but", "well", "now"].iter().any(|word| Form::of(word) == form)
}

/// "It is okay to leave", "she said yes": behind these an "okay" or a "yes" is part of the sentence.
fn is_asked_for(sides: &Sides<'_>, change: &Difference) -> bool {
    const BEFORE: &[&str] = &[
        "is", "was", "are", "were", "be", "been", "'s", "'re", "'m", "am", "it", "not", "n't", "very", "say", "says",
        "said", "answer", "answered", "vote", "voted", "a", "an", "the", "feel", "feels", "do", "look", "looks",
        "with", "or", "of", "if",
    ];
    change
        .recorded
        .start
        .checked_sub(1)
        .is_some_and(|before| BEFORE.iter().any(|word| Form::of(word) == sides.recorded_form(before)))
}

/// Behind these "quote" is a noun or a verb.
static GOVERNING: WordList = WordList::new("a an the this that to his her their my your our its some any no one");

/// Whether the recorded word at a place is "quote" or "unquote", said for a quotation mark that stands right before the quoted word
/// `before` or right behind the one in front of it.
pub(crate) fn is_read_out(sides: &Sides<'_>, before: usize, recorded: u32) -> bool {
    let form = sides.recorded_form(recorded);
    if form != Form::of("quote") && form != Form::of("unquote") {
        return false;
    }
    // "Will quote the mayor", "a quote for the roof": there it is a word of the sentence.
    let is_governed = recorded.checked_sub(1).is_some_and(|before| {
        let form = sides.recorded_form(before);
        lexicon::class(form).has(lexicon::Class::MODAL) || GOVERNING.has(form)
    });
    if is_governed {
        return false;
    }
    let words = &sides.quoted.words;
    let from = before.checked_sub(1).and_then(|last| words.get(last)).map_or(0, |word| word.end);
    let to = words.get(before).map_or(sides.text.len(), |word| word.start);
    sides.text.get(from..to).is_some_and(|gap| gap.contains(['"', '“', '”', '«', '»', '„', '‘', '‚']))
}

/// Whether recorded words that a quotation answers with small ones alone were thrown in: "all right that is" for "and that is".
pub(crate) fn is_thrown_in(sides: &Sides<'_>, recorded: u32) -> bool {
    THROWN_IN.has(sides.recorded_form(recorded)) && !is_small(sides.recorded_form(recorded))
}
