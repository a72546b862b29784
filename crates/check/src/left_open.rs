//! What captions leave open: changes that a machine makes as often as a quoter does, and that no ear explains.
//!
//! [`crate::hearing`] explains what sounds alike, what is short, and what the captions had time for. What is left here is of sorts that
//! a machine gets wrong at least as often as a quoter changes them: a word that the captions lack where an article or a preposition
//! stands without its thing; "would" and "will" behind who does it, and a helping verb that a verb lacks ([`crate::weak_modals`]); a few words with one of weight for about as many that sound a little alike; "know" for "no" where it is no verb; a sign beside
//! a number that counts nothing. Nobody knows who is right without listening, so that such a change raises no alarm and is told
//! as uncertain. It proves nothing either: which place holds the quotation is known before any of this is looked at
//! ([`crate::choose`]), and where anything else was changed all of it counts.
//!
//! Never left open: captions in another language than English; more than two changes, or two words put in; a word put in where the captions
//! are whole; who is spoken of; verbs and what is said of somebody; what denies, counts or narrows on one side alone; contraries.

use crate::differences::{Difference, Stretch};
use crate::dropped::has_its_time;
use crate::echoes::{is_begun_anew, is_next_in_pieces};
use crate::finding::{ChangeClass, ChangeKind};
use crate::hearing::{FEW_WORDS, excuse_in_doubt, is_small, sounds};
use crate::interjections::is_thrown_in_between;
use crate::lost_lines::is_lost_with_its_time;
use crate::names;
use crate::narrowing::colours;
use crate::sides::{Sides, is_repair};
use crate::unheard::turns_round;
use crate::weak_modals::{
    is_lacking_modal, is_modal_and_verb, is_modal_behind_who, is_modal_for_short, is_recorded_modal_behind_who,
    is_weak_modal,
};
use crate::word_list::WordList;
use onrecord_text::lexicon::{self, Class};
use onrecord_text::number::{Number, Unit};
use onrecord_text::{Form, fold};
use std::ops::Range;

/// A quotation has so many words at the least for each change that is left open.
const WORDS_FOR_ONE: usize = 6;
/// Two stretches of a few words, taken for each other, sound no further apart.
const NEAR: f32 = 0.72;
const LONGEST: usize = 4;

/// So many changes are left open at the most, however long the quotation is; of words put in no more than one.
const MOST: usize = 2;
const MOST_PUT_IN: usize = 1;

/// Who is named so many words away is spoken of at the place.
const NEAR_BY: u32 = 1000;

/// Leaves open what captions leave open, if that is all that differs.
pub(crate) fn leave_open(sides: &Sides<'_>, stretches: &mut [Stretch]) {
    if !is_english(sides) {
        return;
    }
    let alarms = |stretch: &Stretch| match stretch {
        Stretch::Change(change) => !change.marked && !is_repair(change.class),
        Stretch::Same { .. } => false,
        Stretch::Jump => true,
    };
    let count = stretches.iter().filter(|stretch| alarms(stretch)).count();
    let all = stretches.iter().filter(|stretch| alarms(stretch)).all(|stretch| match stretch {
        Stretch::Change(change) => is_open(sides, change),
        _ => false,
    });
    let put_in = |stretch: &&Stretch| match stretch {
        Stretch::Change(change) => alarms(stretch) && change.kind == ChangeKind::Inserted,
        _ => false,
    };
    let many = count > MOST || stretches.iter().filter(put_in).count() > MOST_PUT_IN;
    if count == 0 || !all || many || count * WORDS_FOR_ONE > sides.quoted.words.len() {
        return;
    }
    for stretch in stretches.iter_mut() {
        if alarms(stretch)
            && let Stretch::Change(change) = stretch
        {
            excuse_in_doubt(change);
        }
    }
}

/// Whether the captions are English: what narrows and what a sentence lacks is known of no other language. Where nobody says in what
/// language they are, their words do.
fn is_english(sides: &Sides<'_>) -> bool {
    const REACH: u32 = 60;
    sides.language.map_or_else(
        || sides.forms_around(sides.place, REACH).contains(&Form::of("the")),
        |code| code.split('-').next() == Some("en"),
    )
}

/// Whether nobody knows, without listening, if the machine or the quoter changed the words.
fn is_open(sides: &Sides<'_>, change: &Difference) -> bool {
    if change.kind == ChangeKind::Moved {
        return false;
    }
    let quoted = said_of_quoted(sides, change.quoted.clone());
    let recorded = said_of_recorded(sides, change.recorded.clone());
    match (quoted.as_slice(), recorded.as_slice()) {
        ([], []) => true,
        (_, []) => is_put_in(sides, change, &quoted),
        ([], _) => is_left_out(sides, change, &recorded),
        _ => {
            is_sign_lost(sides, change)
                || is_rest_of_number_lost(sides, change)
                || is_other(sides, change, &quoted, &recorded)
        }
    }
}

/// What is left of quoted words without what is said in passing.
fn said_of_quoted(sides: &Sides<'_>, words: Range<usize>) -> Vec<usize> {
    let all: Vec<usize> = words.clone().collect();
    let forms: Vec<Form> = (words.start..words.end + BEHIND).map(|i| sides.form(i)).collect();
    without_passing(&forms, all.len()).into_iter().filter_map(|at| all.get(at).copied()).collect()
}

/// What is left of recorded words without what is said in passing: fillers, what somebody threw in, and the stammer that captions
/// write as a number of kings ("I III").
fn said_of_recorded(sides: &Sides<'_>, words: Range<u32>) -> Vec<u32> {
    let all: Vec<u32> = words.clone().collect();
    let held = sides.corpus.positions_of(sides.corpus.document_at(words.start));
    let behind = words.end.saturating_add(BEHIND as u32).min(held.end);
    let forms: Vec<Form> = (words.start..behind).map(|at| sides.recorded_form(at)).collect();
    let thrown_in = |at: u32| is_thrown_in_between(sides, at);
    let stammer = |at: u32| matches!(sides.corpus.word(at), "II" | "III");
    let left = without_passing(&forms, all.len()).into_iter().filter_map(|at| all.get(at).copied());
    left.filter(|at| !thrown_in(*at) && !stammer(*at)).collect()
}

/// How many words behind a change may be the rest of a filler that it begins ("you uh" before "you know").
const BEHIND: usize = 2;

/// The places among the first `count` of some words at which no filler stands ("uh", "you know"), nor the beginning of one that is
/// begun again ("you uh you know").
fn without_passing(forms: &[Form], count: usize) -> Vec<usize> {
    let phrase_at = |at: usize| {
        let rest = forms.get(at..).unwrap_or(&[]);
        lexicon::FILLER_PHRASES.iter().find(|phrase| rest.starts_with(phrase))
    };
    let mut left = Vec::new();
    let mut at = 0;
    while let Some(form) = forms.get(at).filter(|_| at < count) {
        if let Some(phrase) = phrase_at(at).filter(|phrase| at + phrase.len() <= count) {
            at += phrase.len();
            continue;
        }
        let next = (at + 1..forms.len()).find(|at| !forms.get(*at).is_some_and(|form| lexicon::is_filler(*form)));
        let begun =
            next.filter(|next| *next > at + 1).and_then(phrase_at).is_some_and(|phrase| phrase.first() == Some(form));
        if !lexicon::is_filler(*form) && !begun {
            left.push(at);
        }
        at += 1;
    }
    left
}

/// Whether captions may have lost the words that the quotation has in addition.
fn is_put_in(sides: &Sides<'_>, change: &Difference, quoted: &[usize]) -> bool {
    let forms = || quoted.iter().map(|i| sides.form(*i));
    if is_begun_in_quotation(sides, change, quoted) {
        return true;
    }
    if change.touched.contains(&ChangeClass::Negation) || quoted.len() > FEW_WORDS {
        return false;
    }
    let named = quoted.iter().any(|i| names::is_name(sides, *i));
    if !named && is_weak_modal(change, forms()) && quoted.iter().all(|i| is_modal_behind_who(sides, *i)) {
        return true;
    }
    if !named && is_lacking_modal(sides, change, quoted) {
        return true;
    }
    let [word] = quoted else { return false };
    if is_title_before_name(sides, change, *word) {
        return true;
    }
    let plain = change.touched.iter().all(|class| *class >= ChangeClass::Word);
    let of_name = change.touched.iter().all(|class| *class >= ChangeClass::Word || *class == ChangeClass::Name);
    // Silence says that something was said, not who was named, unless the captions name nobody else so near.
    let heard = plain || (of_name && names::is_spoken_of(sides, *word, NEAR_BY) && has_its_time(sides, change));
    heard && !is_small(sides.form(*word)) && !colours(sides, *word) && is_lacking(sides, change)
}

/// "Senator Hollin" where captions have "hollin": whether the word is a title before a name that both sides have. It says nothing else of
/// him; which title was spoken is to be heard.
fn is_title_before_name(sides: &Sides<'_>, change: &Difference, quoted: usize) -> bool {
    let held = sides.corpus.positions_of(sides.corpus.document_at(change.recorded.start));
    change.recorded.is_empty()
        && change.touched.iter().all(|class| *class >= ChangeClass::Word || *class == ChangeClass::Name)
        && names::is_title(sides.form(quoted))
        && sides.quoted_word(quoted).starts_with(char::is_uppercase)
        && names::is_name(sides, quoted + 1)
        && held.contains(&change.recorded.end)
        && sides.form(quoted + 1) == sides.recorded_form(change.recorded.end)
}

/// Prepositions that end a clause seldom.
static PREPOSITIONS: WordList = WordList::new("of from with at into between against");
/// What stands behind no article. Not "the who" nor "the us", which are written small as well.
static NO_NOUN: WordList = WordList::new(
    "and but of from with at by for to in on is was are were has have had because than that which he she they we the a an",
);
/// What says of somebody that he is, has or does.
static FINITE: WordList = WordList::new("is was are were has have had");

/// "A and a bench", "the pilots of have": whether the captions lack a word where a quotation has one in addition: an article has no thing
/// that it speaks of, or a preposition has none and there is the time for it. Where the captions time their words, there is time for
/// the word in any case. Elsewhere the sentence is whole, and the word is the quoter's.
fn is_lacking(sides: &Sides<'_>, change: &Difference) -> bool {
    let held = sides.corpus.positions_of(sides.corpus.document_at(change.recorded.start));
    let Some(before) = change.recorded.start.checked_sub(1).filter(|before| held.contains(before)) else {
        return false;
    };
    let form = sides.recorded_form(before);
    if change.quoted.start.checked_sub(1).is_none_or(|at| sides.form(at) != form) {
        return false;
    }
    let behind = Some(change.recorded.end).filter(|at| held.contains(at)).map(|at| sides.recorded_form(at));
    let timed = sides.corpus.documents().get(sides.corpus.document_at(before));
    let timed = timed.is_some_and(|held| !held.document.word_times.is_empty());
    let has_time = || has_its_time(sides, change);
    // "277 uh there": where a filler was heard for what a number counts.
    let counts_nothing = || !change.recorded.is_empty() && sides.recorded_number(before).is_some();
    (counts_nothing() && has_time())
        || (lexicon::class(form).has(Class::ARTICLE)
            && behind.is_none_or(|form| NO_NOUN.has(form))
            && (!timed || has_time()))
        || (PREPOSITIONS.has(form) && behind.is_none_or(|form| FINITE.has(form)) && has_time())
}

/// "From the BB - from the ABC", "the rules that - the rules": whether quoted words are the beginning of what is said again behind
/// them, broken off with a dash: a transcript keeps what captions tidy away. Short words do with one of the two. What denies or counts
/// is none.
fn is_begun_in_quotation(sides: &Sides<'_>, change: &Difference, quoted: &[usize]) -> bool {
    let (Some(first), Some(last)) = (quoted.first(), quoted.last()) else { return false };
    let plain = |class: &ChangeClass| *class >= ChangeClass::Word || *class == ChangeClass::Name;
    if quoted.len() > LONGEST || change.quoted.len() > LONGEST || !change.touched.iter().all(plain) {
        return false;
    }
    let again = |one: usize, other: Option<usize>| other.is_some_and(|other| sides.form(one) == sides.form(other));
    let gap = |at: usize| {
        let end = sides.quoted.words.get(at).map_or(0, |word| word.end);
        sides.quoted.words.get(at + 1).and_then(|next| sides.text.get(end..next.start))
    };
    let broken_off = |at: usize| gap(at).is_some_and(|gap| gap.contains(['-', '–', '—']) && gap.ends_with(' '));
    let dash = (*first..last + 1).any(broken_off);
    // "Of BB - of": the last word is said before what was left off, the first behind it, or both are one.
    let within = first != last && again(*first, Some(*last));
    let taken_up = within || again(*first, Some(last + 1)) || again(*last, first.checked_sub(1));
    let content = quoted.iter().filter(|i| lexicon::is_content(sides.form(**i))).count();
    let listed = quoted.iter().any(|i| joins(sides.form(*i)));
    (!listed && ((content == 0 && (taken_up || dash)) || (content <= 1 && taken_up && dash)))
        || is_said_twice(sides, quoted)
}

/// "The gate is open. The gate is open.": whether quoted words stand there once more right behind or before them.
fn is_said_twice(sides: &Sides<'_>, quoted: &[usize]) -> bool {
    let same = |other: Option<usize>| {
        other.is_some_and(|from| quoted.iter().enumerate().all(|(k, i)| sides.form(*i) == sides.form(from + k)))
    };
    let (Some(first), Some(last)) = (quoted.first(), quoted.last()) else { return false };
    last - first + 1 == quoted.len() && (same(Some(last + 1)) || same(first.checked_sub(quoted.len())))
}

/// Whether a word makes one of two things of what stands beside it.
fn joins(form: Form) -> bool {
    ["and", "or", "nor"].iter().any(|word| Form::of(word) == form)
}

/// Whether captions may have put in the words that the quotation does not have.
fn is_left_out(sides: &Sides<'_>, change: &Difference, recorded: &[u32]) -> bool {
    let heard = || recorded.iter().filter(|at| !sides.corpus.word(**at).starts_with(['\'', '’']));
    let forms = || heard().map(|at| sides.recorded_form(*at));
    if is_weak_modal(change, forms()) && matches!(recorded, [at] if is_recorded_modal_behind_who(sides, *at)) {
        return true;
    }
    // The number of kings is a stammer, and names nobody.
    let stammer = change.recorded.clone().any(|at| matches!(sides.corpus.word(at), "II" | "III"));
    let plain = |class: &ChangeClass| *class >= ChangeClass::Word || (*class == ChangeClass::Name && stammer);
    let content = || heard().filter(|at| !is_small(sides.recorded_form(**at)));
    if change.touched.iter().all(plain) && heard().count() <= FEW_WORDS && content().count() == 0 {
        return true;
    }
    if is_next_in_pieces(sides, change) || is_end_lost(sides, change) {
        return true;
    }
    // "I don't like, I don't": what denies or counts is said again beside it.
    let (Some(first), Some(last)) = (recorded.first(), recorded.last()) else { return false };
    is_said_again(sides, change) && is_begun_anew(sides, &(*first..last + 1))
}

/// "We mend the nets. They tear, the nets", quoted as "we mend the nets" where captions lost the first "nets" with its line: whether the
/// last word of a quotation, or its first, stands where they lost one that may be this one, and was found again further on. What
/// stands between was not left out then; what denies is told.
fn is_end_lost(sides: &Sides<'_>, change: &Difference) -> bool {
    let last = sides.quoted.words.len().saturating_sub(1);
    let lost = |quoted: usize, at: u32| is_lost_with_its_time(sides, at, sides.quoted_word(quoted));
    !change.touched.contains(&ChangeClass::Negation)
        && last > 1
        && ((change.quoted.start == last && lost(last, change.recorded.start))
            || (change.quoted.start == 1 && lost(0, change.recorded.end)))
}

/// Whether every word left out that carries a sense of its own stands a few words before or behind once more.
fn is_said_again(sides: &Sides<'_>, change: &Difference) -> bool {
    const REACH: u32 = 6;
    let left_out = &change.recorded;
    let held = sides.corpus.positions_of(sides.corpus.document_at(left_out.start));
    let from = left_out.start.saturating_sub(REACH).max(held.start);
    let to = left_out.end.saturating_add(REACH).min(held.end);
    let weighs = |form: Form| lexicon::class(form).has(Class::NEGATION | Class::MODAL | Class::QUANTIFIER);
    let beside = |form: Form| (from..left_out.start).chain(left_out.end..to).any(|at| sides.recorded_form(at) == form);
    !change.touched.contains(&ChangeClass::Number)
        && left_out.clone().map(|at| sides.recorded_form(at)).filter(|form| weighs(*form)).all(beside)
}

/// "90 percent", "90 million" where captions have "90" and lost the line of one word behind it: what it counts, or how many of them, was
/// spoken there, and is to be heard.
fn is_rest_of_number_lost(sides: &Sides<'_>, change: &Difference) -> bool {
    let (quoted, at) = (sides.quoted_word(change.quoted.start), change.recorded.start);
    // A number and what it counts are one word here.
    let Some((number, rest)) = quoted.rsplit_once(char::is_whitespace) else { return false };
    change.class == ChangeClass::Number
        && change.quoted.len() == 1
        && change.recorded.len() == 1
        && number == sides.corpus.word(at)
        && is_lost_with_its_time(sides, change.recorded.end, rest)
}

/// "10%" where captions have "10", "$750" where they have "750": the same numbers in the same order, and the words beside them. What was
/// counted is to be heard: "12 trucks" are no twelve percent. More than a hundred percent is seldom said.
fn is_sign_lost(sides: &Sides<'_>, change: &Difference) -> bool {
    let ours: Vec<usize> = change.quoted.clone().filter(|i| sides.quoted_number(*i).is_some()).collect();
    let theirs: Vec<u32> = change.recorded.clone().filter(|at| sides.recorded_number(*at).is_some()).collect();
    let same = |(i, at): (&usize, &u32)| {
        let sign = sides.quoted_word(*i).contains(['$', '€', '£', '¥', '₽', '%']);
        sides.quoted_number(*i).zip(sides.recorded_number(*at)).is_some_and(|(a, b)| {
            let percent = sides.quoted_word(*i).contains('%');
            sign && !(percent && is_beyond_all(&a))
                && b.unit == Unit::None
                && a.unit != Unit::Clock
                && a.ordinal == b.ordinal
                && a.same_value(&b)
        })
    };
    let held = sides.corpus.positions_of(sides.corpus.document_at(change.recorded.start));
    let next = Some(change.recorded.end).filter(|at| held.contains(at)).map(|at| sides.recorded_form(at));
    // The words beside them are small ones.
    let small = change.quoted.clone().all(|i| ours.contains(&i) || is_small(sides.form(i)))
        && change.recorded.clone().all(|at| theirs.contains(&at) || is_small(sides.recorded_form(at)));
    change.class == ChangeClass::Number
        && !change.touched.contains(&ChangeClass::Negation)
        && change.quoted.len().max(change.recorded.len()) <= LONGEST
        && ours.len() == theirs.len()
        && small
        // "Twelve of the bridges": of what they are a part is said.
        && next.is_none_or(|form| form != Form::of("of") && !lexicon::is_content(form))
        && ours.iter().zip(&theirs).all(same)
}

/// Whether a number is more than a hundred.
fn is_beyond_all(number: &Number) -> bool {
    const ALL: i64 = 100;
    let scale = 10_i64.saturating_pow(u32::from(number.exponent.unsigned_abs()));
    match number.exponent < 0 {
        true => number.mantissa > ALL.saturating_mul(scale),
        false => number.mantissa.saturating_mul(scale) > ALL,
    }
}

/// Whether a machine may have taken the quoted words for the recorded ones.
fn is_other(sides: &Sides<'_>, change: &Difference, quoted: &[usize], recorded: &[u32]) -> bool {
    let ours: Vec<Form> = quoted.iter().map(|i| sides.form(*i)).collect();
    let theirs: Vec<Form> = recorded.iter().map(|at| sides.recorded_form(*at)).collect();
    let (fewer, more) = (ours.len().min(theirs.len()), ours.len().max(theirs.len()));
    let plain = change.touched.iter().all(|class| *class >= ChangeClass::Word);
    if more > LONGEST || are_other_people(&ours, &theirs) {
        return false;
    }
    if turns_round(sides, change).is_some() || !plain {
        let garbled = |class: &ChangeClass| {
            *class >= ChangeClass::Word || matches!(class, ChangeClass::Negation | ChangeClass::Modal)
        };
        return is_modal_for_short(sides, change, quoted, recorded)
            || is_modal_and_verb(sides, change, quoted, recorded)
            || is_homophone_of_denial(sides, quoted, recorded)
            || (change.touched.iter().all(garbled) && is_denial_in_sounds(sides, quoted, recorded));
    }
    let short = |form: &Form| is_small(*form);
    if more <= FEW_WORDS && ours.iter().chain(&theirs).all(short) {
        return true;
    }
    // As many words, and one of weight at the most: "accepted bribes" is no way to hear "voted for the bill".
    let weighty = |forms: &[Form]| forms.iter().filter(|form| lexicon::is_content(**form)).count() > 1;
    fewer >= FEW_WORDS && more <= fewer + 1 && !weighty(&ours) && !weighty(&theirs) && {
        let (q, r) = (of_quoted(sides, quoted), of_recorded(sides, recorded));
        let (q, r) = (sounds(&q), sounds(&r));
        !q.is_empty() && !r.is_empty() && q.is_within(&r, NEAR)
    }
}

/// What stands before a thing that there is or is not. Behind anything else "know" is a verb: "we know", "to know", "come and know".
static BEFORE_THING: WordList = WordList::new("is 's was are 're were has have had with in of at by for from");
/// Who knows.
static KNOWS: WordList = WordList::new("i we you they");

/// "There is know reason" for "no reason", "they no the way" for "know": whether the one stands where the captions have the other, and
/// the captions make no sense as they stand; beside both stands nothing but small words. Behind a "not" an "or" is "nor" as well.
fn is_homophone_of_denial(sides: &Sides<'_>, quoted: &[usize], recorded: &[u32]) -> bool {
    let ours: Vec<Form> = quoted.iter().map(|i| sides.form(*i)).collect();
    let theirs: Vec<Form> = recorded.iter().map(|at| sides.recorded_form(*at)).collect();
    // "Nor" is "or" where something was denied before it.
    const REACH: usize = 12;
    if let ([q], [r], Some(first)) = (ours.as_slice(), theirs.as_slice(), quoted.first()) {
        let nor = [Form::of("nor"), Form::of("or")];
        let denies = |i: usize| lexicon::class(sides.form(i)).has(Class::NEGATION);
        if nor.contains(q) && nor.contains(r) && (first.saturating_sub(REACH)..*first).any(denies) {
            return true;
        }
    }
    let (no, know) = (Form::of("no"), Form::of("know"));
    let only =
        |forms: &[Form], word: Form| forms.contains(&word) && forms.iter().all(|form| *form == word || is_small(*form));
    let behind = |word: Form, list: &WordList| {
        recorded
            .iter()
            .filter(|at| sides.recorded_form(**at) == word)
            .all(|at| at.checked_sub(1).is_some_and(|before| list.has(sides.recorded_form(before))))
    };
    (only(&ours, no) && only(&theirs, know) && behind(know, &BEFORE_THING))
        || (only(&ours, know) && only(&theirs, no) && behind(no, &KNOWS))
}

/// "Was felled and not" for "will spell them out", "rien portation" for "reimportation": whether a word that denies is part of
/// what was heard for other words, whose sounds it is needed for. A denial put in or left out has no sounds on the other side. "Won't" is
/// near "want to" and "nobody" near "a body": an ending and a word for nobody and nothing are no parts of others, and where
/// the denial is all that one side has, it is one.
fn is_denial_in_sounds(sides: &Sides<'_>, quoted: &[usize], recorded: &[u32]) -> bool {
    const NEAR: f32 = 0.45;
    const NEEDED: f32 = 0.1;
    let (q, r) = (of_quoted(sides, quoted), of_recorded(sides, recorded));
    let denies = |word: &String| lexicon::class(Form::of(word)).has(Class::NEGATION) || word == "n't";
    let without = |words: &[String]| words.iter().filter(|word| !denies(word)).cloned().collect::<Vec<_>>();
    let (bare_q, bare_r) = (without(&q), without(&r));
    let denied = (bare_q.len() < q.len(), bare_r.len() < r.len());
    let positive = |word: &String, others: &[String]| {
        let rest = word.strip_prefix('n').filter(|rest| rest.len() > 1);
        rest.is_some_and(|rest| others.iter().any(|other| other == rest || other.ends_with(rest)))
            // "With the" for "without".
            || others.iter().any(|other| other.len() > 2 && word.starts_with(other.as_str()))
    };
    let whole = |word: &String| word == "n't" || OF_NOTHING.has(Form::of(word));
    let ever = q.iter().filter(|word| denies(word)).any(|word| whole(word) || positive(word, &r))
        || r.iter().filter(|word| denies(word)).any(|word| whole(word) || positive(word, &q));
    let distance = sounds(&q).distance(&sounds(&r));
    let (sound_q, sound_r) = (sounds(&bare_q), sounds(&bare_r));
    if sound_q.is_empty() || sound_r.is_empty() {
        return false;
    }
    denied.0 != denied.1 && !ever && distance <= NEAR && sound_q.distance(&sound_r) >= distance + NEEDED
}

/// Words that deny somebody, something or some time as a whole.
static OF_NOTHING: WordList = WordList::new("nobody nothing nowhere none never neither cannot");

fn of_quoted(sides: &Sides<'_>, words: &[usize]) -> Vec<String> {
    words.iter().map(|i| fold::fold(sides.quoted_word(*i))).collect()
}

fn of_recorded(sides: &Sides<'_>, words: &[u32]) -> Vec<String> {
    words.iter().map(|at| fold::fold(sides.corpus.word(*at))).collect()
}

/// The words for one, in all their cases.
const PEOPLE: [&str; 7] = [
    "i me my mine myself",
    "we us our ours ourselves",
    "you your yours yourself",
    "he him his himself",
    "she her hers herself",
    "they them their theirs themselves",
    "it its itself",
];

/// Whether two words are cases of one ("he", "his").
pub(crate) fn is_one_person(one: Form, other: Form) -> bool {
    let has = |words: &str, form: Form| words.split(' ').any(|word| Form::of(word) == form);
    PEOPLE.iter().any(|words| has(words, one) && has(words, other))
}

/// "I will" for "they will", "my brother" for "his brother": whether both sides speak of somebody, and not of the same. Where those
/// sound alike, [`crate::hearing`] has taken the one for the other before this.
fn are_other_people(ours: &[Form], theirs: &[Form]) -> bool {
    let spoken_of = |forms: &[Form]| {
        let is_one = |words: &str| words.split(' ').any(|word| forms.contains(&Form::of(word)));
        PEOPLE.iter().map(|words| is_one(words)).collect::<Vec<_>>()
    };
    let (ours, theirs) = (spoken_of(ours), spoken_of(theirs));
    ours.contains(&true) && theirs.contains(&true) && ours != theirs
}
