//! What captions have between somebody's words that is no part of them: what the other one throws in ("yeah", "hey"), and marks that a
//! speaker reads out ("quote").
//!
//! Captions do not show who speaks, so that a listener's "okay" stands in the midst of a speaker's sentence. Read [`crate::hearing`] first.

use crate::differences::Difference;
use crate::finding::ChangeKind;
use crate::hearing::is_small;
use crate::narrowing::recorded_colours;
use crate::sides::Sides;
use crate::word_list::WordList;
use onrecord_text::Form;
use onrecord_text::lexicon::{self, Class};

/// Words with which a listener answers or a speaker takes a breath. "Right" is one as often as it is a word of its own, and is
/// none here.
static THROWN_IN: WordList = WordList::new("yeah yep yes okay ok alright hey hi oh wow whoa gee");
/// The most of them in a row, with the small words beside them ("alright and").
const MOST: usize = 2;

/// Whether what a quotation leaves out is what somebody threw in.
pub(crate) fn are_left_out(sides: &Sides<'_>, change: &Difference) -> bool {
    let form = |at: u32| sides.recorded_form(at);
    if change.kind != ChangeKind::Omitted || is_asked_for(sides, change.recorded.start) {
        return false;
    }
    (change.recorded.len() <= MOST
        && change.recorded.clone().any(|at| THROWN_IN.has(form(at)))
        && change.recorded.clone().all(|at| THROWN_IN.has(form(at)) || joins(form(at))))
        || is_call(sides, change)
}

/// Who breaks in with these calls for an ear.
static CALLS: WordList = WordList::new("look listen");

/// "Look, he went many times", "listen": whether the one word left out calls for an ear. Behind somebody, an article or what is said of a
/// thing ("they look", "the best look") it is a verb or a noun, and before "at", "for", "to", "like" or what something is like it goes on.
fn is_call(sides: &Sides<'_>, change: &Difference) -> bool {
    static GOES_ON: WordList =
        WordList::new("at for to like into after and or as ahead forward back up down around good bad");
    let at = change.recorded.start;
    let held = sides.corpus.positions_of(sides.corpus.document_at(at));
    let next = Some(change.recorded.end).filter(|next| held.contains(next)).map(|next| sides.recorded_form(next));
    let before = at.checked_sub(1).filter(|before| held.contains(before));
    change.recorded.len() == 1
        && CALLS.has(sides.recorded_form(at))
        && next.is_some_and(|next| !GOES_ON.has(next))
        && !recorded_colours(sides, change.recorded.end)
        && before.is_some_and(|before| {
            let form = sides.recorded_form(before);
            let class = lexicon::class(form);
            !class.has(Class::FUNCTION | Class::MODAL | Class::NEGATION | Class::QUANTIFIER)
                && !recorded_colours(sides, before)
        })
}

fn joins(form: Form) -> bool {
    ["and", "so", "but", "well", "now"].iter().any(|word| Form::of(word) == form)
}

/// Verbs behind which a word like "yes" or "okay" is what was said, felt or done; words of degree; what governs a noun; and what is
/// joined as an alternative.
static BEFORE: WordList = WordList::new(
    "it 's 're 'm say says said saying answer answers answered answering reply replies replied tell tells told vote votes voted voting \
     shout shouts shouted cry cries cried whisper whispered nod nodded call calls called write wrote \
     feel feels felt look looks looked seem seems seemed sound sounds sounded smell smells taste tastes get gets got go goes went \
     very quite pretty rather really perfectly totally absolutely too this that these those my your his her its our their \
     with of for to by from about like without or if than as",
);

/// "It is okay to leave", "she said yes": behind these an "okay" or a "yes" is part of the sentence.
fn is_asked_for(sides: &Sides<'_>, recorded: u32) -> bool {
    let Some(before) = recorded.checked_sub(1).map(|before| sides.recorded_form(before)) else { return false };
    lexicon::class(before).has(Class::AUXILIARY | Class::ARTICLE | Class::NEGATION | Class::MODAL) || BEFORE.has(before)
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
        lexicon::class(form).has(Class::MODAL) || GOVERNING.has(form)
    });
    if is_governed {
        return false;
    }
    let words = &sides.quoted.words;
    let from = before.checked_sub(1).and_then(|last| words.get(last)).map_or(0, |word| word.end);
    let to = words.get(before).map_or(sides.text.len(), |word| word.start);
    sides.text.get(from..to).is_some_and(|gap| gap.contains(['"', '“', '”', '«', '»', '„', '‘', '‚']))
}

/// Whether a recorded word is one that is thrown in, and no part of the sentence around it.
pub(crate) fn is_thrown_in_between(sides: &Sides<'_>, recorded: u32) -> bool {
    THROWN_IN.has(sides.recorded_form(recorded)) && !is_asked_for(sides, recorded)
}

/// Whether recorded words that a quotation answers with small ones alone were thrown in: "all right that is" for "and that is".
pub(crate) fn is_thrown_in(sides: &Sides<'_>, recorded: u32) -> bool {
    THROWN_IN.has(sides.recorded_form(recorded)) && !is_small(sides.recorded_form(recorded))
}
