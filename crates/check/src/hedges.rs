//! What a change takes from a statement that held it in check: the bound of a number ("up to nine"), whose claim it is ("or
//! so the union claims"), how sure the speaker is ("as far as I know").
//!
//! Every word that is left is on record, and says more than was said. An ellipsis tells the reader that something is missing;
//! here nothing does. English.

use crate::cues::{BOUNDS, LAID_DOWN, SAYING};
use crate::differences::{Difference, Stretch};
use crate::finding::{ChangeClass, ChangeKind};
use crate::repairs::text_between;
use crate::sides::{Sides, is_repair};
use onrecord_text::{Form, lexicon};

/// Words before a number that make it no exact one.
const ROUGH: [&str; 7] = ["about", "around", "over", "under", "roughly", "approximately", "exceeding"];
/// Words that make a charge of a statement.
const CHARGED: [&str; 7] = ["accused", "suspected", "alleged", "alleging", "rumoured", "rumored", "reputed"];
/// How phrases open that say how far somebody vouches for something.
const VOUCHING: &[&[&str]] = &[&["to", "my", "knowledge"], &["to", "the", "best", "of"]];
/// "As far as I know"; "as far as the harbour" is a distance.
const KNOWING: [&str; 11] = ["i", "we", "he", "she", "they", "anybody", "anyone", "one", "is", "it", "you"];
/// How a clause opens that is thrown in and says whose claim it is: "or so they say", "as the union puts it".
const THROWN_IN: [&str; 3] = ["or", "as", "so"];

/// Gives its class to every unmarked change of words that takes such a check away or puts one in.
pub(crate) fn tell_hedges(sides: &Sides<'_>, stretches: &mut [Stretch]) {
    for stretch in stretches {
        let Stretch::Change(change) = stretch else { continue };
        if change.marked || is_repair(change.class) {
            continue;
        }
        let (forms, counts_next) = match change.kind {
            ChangeKind::Omitted => (
                sides.corpus.forms(change.recorded.clone()).to_vec(),
                sides.recorded_number(change.recorded.end).is_some(),
            ),
            ChangeKind::Inserted => (
                change.quoted.clone().map(|i| sides.form(i)).collect(),
                sides.quoted_number(change.quoted.end).is_some(),
            ),
            ChangeKind::Replaced | ChangeKind::Moved => continue,
        };
        let class = if counts_next && is_bound(&forms) {
            ChangeClass::Quantifier
        } else if is_hedge(&forms) || (change.kind == ChangeKind::Omitted && is_anothers_claim(sides, change, &forms)) {
            ChangeClass::Modal
        } else {
            continue;
        };
        if !change.touched.contains(&class) {
            change.touched.push(class);
        }
        change.class = change.class.min(class);
    }
}

fn is(form: Form, words: &[&str]) -> bool {
    words.iter().any(|word| Form::of(word) == form)
}

/// Whether the last words bound or blur the number behind them.
fn is_bound(forms: &[Form]) -> bool {
    let Some((last, before)) = forms.split_last() else { return false };
    let pair =
        |bound: &&[&str; 2]| before.last().is_some_and(|first| is(*first, &bound[..1])) && is(*last, &bound[1..]);
    is(*last, &ROUGH) || BOUNDS.iter().any(|bound| pair(&bound))
}

fn is_hedge(forms: &[Form]) -> bool {
    let opens = |phrase: &&[&str]| {
        forms.windows(phrase.len()).any(|window| window.iter().zip(*phrase).all(|(form, word)| is(*form, &[word])))
    };
    let knows = |window: &[Form]| {
        ["as", "far", "as"].iter().zip(window).all(|(word, form)| is(*form, &[word]))
            && window.get(3).is_some_and(|form| is(*form, &KNOWING))
    };
    // "According to the union", and not "according to plan", "according to the law".
    let somebody = |window: &[Form]| {
        is(window[0], &["according"])
            && is(window[1], &["to"])
            && !window.iter().skip(2).any(|form| LAID_DOWN.has(*form))
    };
    forms.iter().any(|form| is(*form, &CHARGED))
        || VOUCHING.iter().any(opens)
        || forms.windows(4).any(knows)
        || (0..forms.len())
            .any(|at| forms.get(at..(at + 5).min(forms.len())).is_some_and(|w| w.len() > 1 && somebody(w)))
}

/// Whether a clause set off by commas was left out that gives the statement to somebody: "or so the union claims".
fn is_anothers_claim(sides: &Sides<'_>, change: &Difference, forms: &[Form]) -> bool {
    const FEWEST: usize = 3;
    let (start, end) = (change.recorded.start, change.recorded.end);
    let own = |form: &Form| is(*form, &["i", "we"]);
    let parted =
        |before: u32, after: u32| text_between(sides.corpus, before, after).contains([',', '–', '—', '(', ')']);
    forms.len() >= FEWEST
        && is(forms[0], &THROWN_IN)
        && forms.iter().any(|form| SAYING.has(*form))
        && !forms.iter().any(own)
        && forms.iter().any(|form| lexicon::is_content(*form) || lexicon::class(*form).has(lexicon::Class::PRONOUN))
        && start.checked_sub(1).is_some_and(|before| parted(before, start))
        && parted(end - 1, end)
}
