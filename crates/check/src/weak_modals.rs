//! Helping verbs that captions lose or put in: what is spoken as an ending of the word before it ("I'd", "they'll"), and what a verb lacks
//! that stands there without one.
//!
//! Read [`crate::left_open`] first, which asks these. A helping verb in full, and one for another, is heard: neither is explained here.

use crate::differences::Difference;
use crate::finding::ChangeClass;
use crate::hearing::{FEW_WORDS, is_person, is_small};
use crate::sides::Sides;
use crate::word_list::WordList;
use onrecord_text::lexicon::{self, Class};
use onrecord_text::{Form, fold, spelling};

/// Helping verbs that are swallowed behind who does it ("I'd", "they'll"); "can", "could", "must" and "might" are heard.
static WEAK_MODALS: WordList = WordList::new("will would");

/// Whether a helping verb that is hardly heard is all that one side has in addition.
pub(crate) fn is_weak_modal(change: &Difference, mut forms: impl Iterator<Item = Form>) -> bool {
    change.touched.iter().all(|class| *class >= ChangeClass::Word || *class == ChangeClass::Modal)
        && change.touched.contains(&ChangeClass::Modal)
        && forms.all(|form| WEAK_MODALS.has(form) || is_small(form))
}

/// "The rent be paid", "where she go": whether "will" or "would" is put in before a "be" that has no helping verb, or any helping verb
/// between him or her and a verb without its ending: the captions are broken there, and which verb they lost is to be heard.
pub(crate) fn is_lacking_modal(sides: &Sides<'_>, change: &Difference, quoted: &[usize]) -> bool {
    /// Behind these "be" is whole, and so is "she go" ("let her go", "make it be", "if it be").
    static GOVERNS: WordList = WordList::new(
        "to not be been being am is are was were do does did let make made help see saw watch hear heard if that whether lest n't",
    );
    static HE: WordList = WordList::new("he she");
    static VERBS: WordList = WordList::new(
        "go come get take make give keep pay say tell see know want need have do be find work live leave",
    );
    let held = sides.corpus.positions_of(sides.corpus.document_at(change.recorded.start));
    let place = change.recorded.start;
    let ([word], Some(before)) = (quoted, place.checked_sub(1).filter(|before| held.contains(before))) else {
        return false;
    };
    let only = change.touched.iter().all(|class| *class >= ChangeClass::Word || *class == ChangeClass::Modal);
    let (form, next) = (sides.recorded_form(before), Some(place).filter(|next| held.contains(next)));
    let Some(next) = next.map(|next| sides.recorded_form(next)) else { return false };
    let governed = |form: Form| GOVERNS.has(form) || lexicon::class(form).has(Class::MODAL);
    let further = || before.checked_sub(1).filter(|at| held.contains(at)).map(|at| sides.recorded_form(at));
    only && change.recorded.is_empty()
        && lexicon::class(sides.form(*word)).has(Class::MODAL)
        && ((WEAK_MODALS.has(sides.form(*word))
            && next == Form::of("be")
            && !governed(form)
            && lexicon::is_content(form))
            || (HE.has(form) && VERBS.has(next) && !further().is_some_and(governed)))
}

/// Whether a quoted word is a small one, or a helping verb right behind who does it.
pub(crate) fn is_modal_behind_who(sides: &Sides<'_>, quoted: usize) -> bool {
    is_small(sides.form(quoted)) || quoted.checked_sub(1).is_some_and(|before| is_who(sides.form(before)))
}

/// The same of a recorded word.
pub(crate) fn is_recorded_modal_behind_who(sides: &Sides<'_>, recorded: u32) -> bool {
    is_small(sides.recorded_form(recorded))
        || recorded.checked_sub(1).is_some_and(|before| is_who(sides.recorded_form(before)))
}

/// "I'd", "that'll", "who'd": whether a helping verb is swallowed behind a word.
fn is_who(form: Form) -> bool {
    is_person(form) || ["that", "who"].iter().any(|word| Form::of(word) == form)
}

/// Whether one side has a helping verb that is hardly heard where the other has a short word that is none.
pub(crate) fn is_modal_for_short(sides: &Sides<'_>, change: &Difference, quoted: &[usize], recorded: &[u32]) -> bool {
    let ours: Vec<Form> = quoted.iter().map(|i| sides.form(*i)).collect();
    let theirs: Vec<Form> = recorded.iter().map(|at| sides.recorded_form(*at)).collect();
    let modal = |form: &Form| lexicon::class(*form).has(Class::MODAL) || *form == Form::of("'d");
    let has = |forms: &[Form]| forms.iter().any(modal);
    // "Was" for "will be": a verb of the sentence is heard; its ending "'ve" hardly is.
    let verb = |form: Form, word: &str| lexicon::class(form).has(Class::AUXILIARY) && !word.starts_with(['\'', '’']);
    let verbs = quoted.iter().any(|i| verb(sides.form(*i), sides.quoted_word(*i)))
        || recorded.iter().any(|at| verb(sides.recorded_form(*at), sides.corpus.word(*at)));
    ours.len().max(theirs.len()) <= FEW_WORDS
        && !verbs
        && has(&ours) != has(&theirs)
        && is_weak_modal(change, ours.iter().chain(&theirs).copied())
        && quoted.iter().all(|i| is_modal_behind_who(sides, *i))
        && recorded.iter().all(|at| is_recorded_modal_behind_who(sides, *at))
}

/// "He'd see" for "he sees": whether one side has a helping verb that is hardly heard behind who does it, and the other none but the verb
/// in another form.
pub(crate) fn is_modal_and_verb(sides: &Sides<'_>, change: &Difference, quoted: &[usize], recorded: &[u32]) -> bool {
    if change.touched.iter().any(|class| *class < ChangeClass::Word && *class != ChangeClass::Modal) {
        return false;
    }
    let ending = |i: usize, at: u32| {
        spelling::differs_by_ending(&fold::fold(sides.quoted_word(i)), &fold::fold(sides.corpus.word(at)))
    };
    match (quoted, recorded) {
        ([verb], [modal, other]) => {
            WEAK_MODALS.has(sides.recorded_form(*modal))
                && modal.checked_sub(1).is_some_and(|before| is_who(sides.recorded_form(before)))
                && ending(*verb, *other)
        }
        ([modal, verb], [other]) => {
            WEAK_MODALS.has(sides.form(*modal))
                && modal.checked_sub(1).is_some_and(|before| is_who(sides.form(before)))
                && ending(*verb, *other)
        }
        _ => false,
    }
}
