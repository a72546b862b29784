//! What captions leave open: changes that a machine makes as often as a quoter does, and that no ear explains.
//!
//! [`crate::hearing`] explains what sounds alike, what is short, and what the captions had time for. What is left here is of sorts that
//! a machine gets wrong at least as often as a quoter changes them: one plain word that one side alone has, somebody for somebody
//! else, a helping verb that is hardly heard, a few words that it took for about as many others, a sign beside a number, somebody
//! spoken of all around for whose name there is time. Nobody knows who is right without listening, so that such a change raises no
//! alarm and is told as uncertain. It proves nothing either: which place holds the quotation is known before any of this is
//! looked at ([`crate::choose`]), and where anything else was changed all of it counts.
//!
//! Never left open: what denies, counts or narrows on one side alone; contraries; more than a few words of a quotation.

use crate::differences::{Difference, Stretch};
use crate::dropped::{has_its_time, is_at_end};
use crate::echoes::is_begun_anew;
use crate::finding::{ChangeClass, ChangeKind};
use crate::hearing::{FEW_WORDS, excuse_in_doubt, is_person, is_small, sounds};
use crate::interjections::{is_asked_for_at, is_thrown_in_between};
use crate::names;
use crate::narrowing::{colours, is_participle, says_whose};
use crate::sides::{Sides, is_repair};
use crate::unheard::turns_round;
use crate::word_list::WordList;
use onrecord_text::lexicon::{self, Class};
use onrecord_text::number::Unit;
use onrecord_text::{Form, fold};
use std::ops::Range;

/// A quotation has so many words at the least for each change that is left open.
const WORDS_FOR_ONE: usize = 6;
/// Two stretches of a few words, taken for each other, sound no further apart.
const NEAR: f32 = 0.72;
const LONGEST: usize = 4;

/// Helping verbs that are swallowed ("I'd", "I'll", "I c'n"); "must" and "might" are spoken in full.
static WEAK_MODALS: WordList = WordList::new("will would can could");

/// Leaves open what captions leave open, if that is all that differs.
pub(crate) fn leave_open(sides: &Sides<'_>, stretches: &mut [Stretch]) {
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
    if count == 0 || !all || count * WORDS_FOR_ONE > sides.quoted.words.len() {
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
        _ => is_sign_lost(sides, change) || is_other(sides, change, &quoted, &recorded),
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
    if !named && is_weak_modal(change, forms()) {
        return true;
    }
    // Silence says that something was said; not how many, nor who was named, unless the captions name nobody else so near.
    if change.touched.iter().any(|class| *class < ChangeClass::Word) {
        let name = |class: &ChangeClass| *class >= ChangeClass::Word || *class == ChangeClass::Name;
        let heard = || has_its_time(sides, change) || is_address(sides, change, quoted);
        return change.touched.iter().all(name) && is_spoken_of(sides, change, quoted) && heard();
    }
    // What stands at an end has no second side: the captions go on there with other words.
    let at_end = is_at_end(sides, change) && !is_sentence(sides, &change.quoted);
    !at_end
        && forms().filter(|form| !is_small(*form)).count() <= 1
        && !quoted.iter().any(|i| colours(sides, *i) && !(quoted.len() == 1 && is_needed(sides, *i)))
}

/// "What matters, Tilda, is the roof": whether quoted words do no more than say to whom somebody speaks. That is set off by commas, and the
/// sentence says the same without it.
fn is_address(sides: &Sides<'_>, change: &Difference, quoted: &[usize]) -> bool {
    let joined = |form: Form| ["and", "or", "with", "by", "like"].iter().any(|word| Form::of(word) == form);
    let around = quoted.iter().map(|i| sides.form(*i)).chain([sides.form(change.quoted.end)]);
    is_sentence(sides, &change.quoted) && !around.into_iter().any(joined)
}

/// Whether the captions have the names among some quoted words elsewhere, not far from the place.
fn is_spoken_of(sides: &Sides<'_>, change: &Difference, quoted: &[usize]) -> bool {
    const REACH: u32 = 1000;
    let place = change.recorded.start;
    let held = sides.corpus.positions_of(sides.corpus.document_at(place));
    let around =
        sides.corpus.forms(place.saturating_sub(REACH).max(held.start)..place.saturating_add(REACH).min(held.end));
    quoted.iter().map(|i| sides.form(*i)).filter(|form| !is_small(*form)).all(|form| around.contains(&form))
}

/// "I am not surprised", "Agreed.": whether a participle is the verb of its sentence, or a sentence of its own, and narrows nothing.
fn is_needed(sides: &Sides<'_>, quoted: usize) -> bool {
    const REACH: usize = 2;
    let helps = |i: usize| lexicon::class(sides.form(i)).has(Class::AUXILIARY) || HELPING.has(sides.form(i));
    let participle = is_participle(sides.form(quoted), &fold::fold(sides.quoted_word(quoted)));
    participle && ((quoted.saturating_sub(REACH)..quoted).any(helps) || is_sentence(sides, &(quoted..quoted + 1)))
}

/// "Getting crushed", "felt betrayed".
static HELPING: WordList = WordList::new("get gets got getting gotten become becomes became feel feels felt");

/// Whether quoted words stand between marks that part them from all others.
fn is_sentence(sides: &Sides<'_>, quoted: &Range<usize>) -> bool {
    let words = &sides.quoted.words;
    let of = |from: usize, to: usize| sides.text.get(from..to).unwrap_or("");
    let marked = |gap: &str| gap.contains(['.', '!', '?', ',', ';', ':']);
    let start = words.get(quoted.start).map_or(0, |word| word.start);
    let end = quoted.end.checked_sub(1).and_then(|last| words.get(last)).map_or(start, |word| word.end);
    let before = quoted.start.checked_sub(1).and_then(|at| words.get(at)).map_or(",", |word| of(word.end, start));
    let after = words.get(quoted.end).map_or(",", |word| of(end, word.start));
    marked(before) && marked(after)
}

/// "From the BB - from the ABC", "the rules that - the rules": whether quoted words are the beginning of what is said again behind
/// them, or were broken off with a dash: a transcript keeps what captions tidy away. What denies or counts is none.
fn is_begun_in_quotation(sides: &Sides<'_>, change: &Difference, quoted: &[usize]) -> bool {
    let (Some(first), Some(last)) = (quoted.first(), quoted.last()) else { return false };
    let plain = |class: &ChangeClass| *class >= ChangeClass::Word || *class == ChangeClass::Name;
    if quoted.len() > LONGEST || change.quoted.len() > LONGEST || !change.touched.iter().all(plain) {
        return false;
    }
    let again = |one: usize, other: Option<usize>| other.is_some_and(|other| sides.form(one) == sides.form(other));
    let end = sides.quoted.words.get(*last).map_or(0, |word| word.end);
    let gap = || sides.quoted.words.get(last + 1).and_then(|next| sides.text.get(end..next.start));
    let dash = gap().is_some_and(|gap| gap.contains(['-', '–', '—']) && gap.ends_with(' '));
    // "Of BB - of": the last word is said before what was left off, the first behind it, or both are one.
    let within = first != last && again(*first, Some(*last));
    let taken_up = within || again(*first, Some(last + 1)) || again(*last, first.checked_sub(1));
    let content = quoted.iter().filter(|i| lexicon::is_content(sides.form(**i))).count();
    let listed = quoted.iter().any(|i| joins(sides.form(*i)));
    (content <= 1 && !listed && (taken_up || dash)) || is_said_twice(sides, quoted)
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
    if is_weak_modal(change, forms()) && recorded.len() == 1 {
        return true;
    }
    // The number of kings is a stammer, and names nobody.
    let stammer = change.recorded.clone().any(|at| matches!(sides.corpus.word(at), "II" | "III"));
    let plain = |class: &ChangeClass| *class >= ChangeClass::Word || (*class == ChangeClass::Name && stammer);
    let content = || heard().filter(|at| !is_small(sides.recorded_form(**at)));
    // "Marlow or" is one of two.
    let listed = content().count() > 0 && heard().any(|at| joins(sides.recorded_form(*at)));
    if change.touched.iter().all(plain)
        && heard().count() <= FEW_WORDS
        && content().count() <= 1
        && !listed
        && !content().any(|at| says_whose(sides, *at) || is_governed(sides, *at) || is_asked_for_at(sides, *at))
    {
        return true;
    }
    // "I don't like, I don't": what denies or counts is said again beside it.
    let (Some(first), Some(last)) = (recorded.first(), recorded.last()) else { return false };
    is_said_again(sides, change) && is_begun_anew(sides, &(*first..last + 1))
}

/// "A bale of hay": whether a recorded word is the thing that an article before it speaks of, without which the sentence falls apart. A
/// machine puts in what stands before the thing: "the green barn".
fn is_governed(sides: &Sides<'_>, recorded: u32) -> bool {
    let article = |before: u32| lexicon::class(sides.recorded_form(before)).has(Class::ARTICLE);
    let held = sides.corpus.positions_of(sides.corpus.document_at(recorded));
    let next = Some(recorded + 1).filter(|next| held.contains(next));
    recorded.checked_sub(1).is_some_and(article) && next.is_none_or(|next| is_small(sides.recorded_form(next)))
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

/// Whether a helping verb that is hardly heard is all that one side has in addition.
fn is_weak_modal(change: &Difference, mut forms: impl Iterator<Item = Form>) -> bool {
    change.touched.iter().all(|class| *class >= ChangeClass::Word || *class == ChangeClass::Modal)
        && change.touched.contains(&ChangeClass::Modal)
        && forms.all(|form| WEAK_MODALS.has(form) || is_small(form))
}

/// "10%" where captions have "10", "$750" where they have "750": the same numbers in the same order, and the words beside them. What was
/// counted is to be heard.
fn is_sign_lost(sides: &Sides<'_>, change: &Difference) -> bool {
    let ours: Vec<usize> = change.quoted.clone().filter(|i| sides.quoted_number(*i).is_some()).collect();
    let theirs: Vec<u32> = change.recorded.clone().filter(|at| sides.recorded_number(*at).is_some()).collect();
    let same = |(i, at): (&usize, &u32)| {
        let sign = sides.quoted_word(*i).contains(['$', '€', '£', '¥', '₽', '%']);
        sides.quoted_number(*i).zip(sides.recorded_number(*at)).is_some_and(|(a, b)| {
            sign && b.unit == Unit::None && a.unit != Unit::Clock && a.ordinal == b.ordinal && a.same_value(&b)
        })
    };
    // The words beside them are small ones.
    let small = change.quoted.clone().all(|i| ours.contains(&i) || is_small(sides.form(i)))
        && change.recorded.clone().all(|at| theirs.contains(&at) || is_small(sides.recorded_form(at)));
    change.class == ChangeClass::Number
        && !change.touched.contains(&ChangeClass::Negation)
        && change.quoted.len().max(change.recorded.len()) <= LONGEST
        && ours.len() == theirs.len()
        && small
        // "Twelve of the bridges": of what they are a part is said.
        && sides.recorded_form(change.recorded.end) != Form::of("of")
        && ours.iter().zip(&theirs).all(same)
}

/// Whether a machine may have taken the quoted words for the recorded ones.
fn is_other(sides: &Sides<'_>, change: &Difference, quoted: &[usize], recorded: &[u32]) -> bool {
    let ours: Vec<Form> = quoted.iter().map(|i| sides.form(*i)).collect();
    let theirs: Vec<Form> = recorded.iter().map(|at| sides.recorded_form(*at)).collect();
    let (fewer, more) = (ours.len().min(theirs.len()), ours.len().max(theirs.len()));
    let plain = change.touched.iter().all(|class| *class >= ChangeClass::Word);
    if more > 2 * LONGEST {
        return false;
    }
    if turns_round(sides, change).is_some() || !plain {
        let garbled = |class: &ChangeClass| {
            *class >= ChangeClass::Word || matches!(class, ChangeClass::Negation | ChangeClass::Modal)
        };
        return is_modal_for_short(sides, change, quoted, recorded)
            || is_homophone_of_denial(sides, quoted, recorded)
            || (change.touched.iter().all(garbled) && more <= LONGEST && is_denial_in_sounds(sides, quoted, recorded));
    }
    let short = |form: &Form| is_small(*form);
    if more <= FEW_WORDS && ours.iter().chain(&theirs).all(short) {
        return !are_promises(&ours, &theirs);
    }
    // Captions that lost most of what was spoken in the time, and talk that they mixed: no ear compares those. One word for many, or
    // many for one, is what a quoter makes of them.
    let lost = ours.len() > FEW_WORDS && theirs.len() < ours.len();
    if (lost && has_its_time(sides, change)) || (fewer >= FEW_WORDS && more >= fewer + FEW_WORDS) {
        return true;
    }
    fewer >= FEW_WORDS && more <= LONGEST && {
        let (q, r) = (of_quoted(sides, quoted), of_recorded(sides, recorded));
        let (q, r) = (sounds(&q), sounds(&r));
        !q.is_empty() && !r.is_empty() && q.is_within(&r, NEAR)
    }
}

/// Whether one side has a helping verb that is hardly heard where the other has a short word that is none.
fn is_modal_for_short(sides: &Sides<'_>, change: &Difference, quoted: &[usize], recorded: &[u32]) -> bool {
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
        && !are_promises(&ours, &theirs)
}

/// Words that deny, and other words that are spoken like them, as captions write them.
const SPOKEN_ALIKE: [(&[&str], &str); 5] =
    [(&["no"], "know"), (&["not"], "knot"), (&["none"], "nun"), (&["wo", "n't"], "want"), (&["wo", "n't"], "wont")];

/// "They know" for "no", "want to" for "won't I": whether a word that denies stands where the captions have one that is spoken like it,
/// and nothing but small words beside both.
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
    let denial = |forms: &[Form], words: &[&str]| {
        let words: Vec<Form> = words.iter().map(|word| form_of_part(word)).collect();
        forms.windows(words.len()).position(|window| window == words.as_slice()).is_some_and(|at| {
            let beside = forms.iter().enumerate().filter(|(i, _)| !(at..at + words.len()).contains(i));
            beside.into_iter().all(|(_, form)| is_small(*form))
        })
    };
    let other = |forms: &[Form], word: &str| {
        let beside = |form: &Form| *form == Form::of(word) || is_small(*form);
        forms.contains(&Form::of(word)) && forms.iter().all(beside)
    };
    ours.len().max(theirs.len()) <= LONGEST
        && SPOKEN_ALIKE.iter().any(|(denies, word)| {
            (denial(&ours, denies) && other(&theirs, word)) || (denial(&theirs, denies) && other(&ours, word))
        })
}

/// The form of a part of a contraction: "won't" is "will not" to a reader of words.
fn form_of_part(word: &str) -> Form {
    match word {
        "wo" => Form::of("will"),
        "n't" => Form::of("not"),
        other => Form::of(other),
    }
}

/// "Was felled and not" for "will spell them out", "rien portation" for "reimportation": whether a word that denies is part of
/// what was heard for other words, whose sounds it is needed for. A denial put in or left out has no sounds on the other side.
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
    let ever = q.iter().filter(|word| denies(word)).any(|word| positive(word, &r))
        || r.iter().filter(|word| denies(word)).any(|word| positive(word, &q));
    let distance = sounds(&q).distance(&sounds(&r));
    let (sound_q, sound_r) = (sounds(&bare_q), sounds(&bare_r));
    let apart = if sound_q.is_empty() || sound_r.is_empty() { 1.0 } else { sound_q.distance(&sound_r) };
    denied.0 != denied.1 && !ever && q.len().max(r.len()) > 1 && distance <= NEAR && apart >= distance + NEEDED
}

fn of_quoted(sides: &Sides<'_>, words: &[usize]) -> Vec<String> {
    words.iter().map(|i| fold::fold(sides.quoted_word(*i))).collect()
}

fn of_recorded(sides: &Sides<'_>, words: &[u32]) -> Vec<String> {
    words.iter().map(|at| fold::fold(sides.corpus.word(*at))).collect()
}

/// "I will" for "they will": who speaks of himself is heard.
fn are_promises(ours: &[Form], theirs: &[Form]) -> bool {
    const FIRST: &[&str] = &["i", "me", "my", "mine", "myself"];
    const MANY: &[&str] = &["we", "us", "our", "they", "them", "their"];
    let has = |forms: &[Form], list: &[&str]| {
        forms.iter().any(|form| is_person(*form) && list.iter().any(|word| Form::of(word) == *form))
    };
    (has(ours, FIRST) && has(theirs, MANY)) || (has(ours, MANY) && has(theirs, FIRST))
}
