//! Denials put in other words: "not any" for "no", "don't ... any more" for "no longer", "not ever" for "never".
//!
//! The words changed, what they deny did not. The changes stay, as changes of words; no flag is raised for the denial. Only pairs
//! that English treats as one are known here; "not all" is not "none".

use crate::differences::Stretch;
use crate::finding::ChangeClass;
use crate::sides::Sides;
use onrecord_text::{Form, fold};

/// A denial in one word, and the words that go with "not" for it.
const PAIRS: &[(&str, &[&str])] = &[
    ("no", &["any"]),
    ("longer", &["any", "anymore"]),
    ("nobody", &["anybody", "anyone"]),
    ("nothing", &["anything"]),
    ("never", &["ever"]),
    ("nowhere", &["anywhere"]),
    ("neither", &["either"]),
    ("none", &["any"]),
];
/// How far apart, in quoted words, the parts of one denial may stand.
const REACH: usize = 14;

/// Takes the class of a denial from changes that only put it in other words.
pub(crate) fn allow_for_other_words(sides: &Sides<'_>, stretches: &mut [Stretch]) {
    let denying: Vec<usize> = stretches
        .iter()
        .enumerate()
        .filter_map(|(index, stretch)| match stretch {
            Stretch::Change(change) if !change.marked && change.class == ChangeClass::Negation => Some(index),
            _ => None,
        })
        .collect();
    let Some((&first, &last)) = denying.first().zip(denying.last()) else { return };
    // "Any more" may stand behind the words that are denied.
    let mut to = last;
    while to + 1 < stretches.len() && quoted_at(stretches, to + 1) <= quoted_at(stretches, last) + REACH {
        to += 1;
    }
    if quoted_at(stretches, last) > quoted_at(stretches, first) + REACH {
        return;
    }
    let (mut quoted, mut recorded): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    for stretch in stretches.get(first..=to).unwrap_or(&[]) {
        if let Stretch::Change(change) = stretch {
            quoted.extend(change.quoted.clone().map(|i| fold::fold(sides.quoted_word(i))));
            recorded.extend(change.recorded.clone().map(|position| fold::fold(sides.corpus.word(position))));
        }
    }
    let twice = is_denied_twice(sides, stretches, first, &quoted, &recorded);
    if !(twice || is_pair(&quoted, &recorded) || is_pair(&recorded, &quoted)) {
        return;
    }
    for stretch in stretches.get_mut(first..=to).unwrap_or(&mut []) {
        let Stretch::Change(change) = stretch else { continue };
        let denies = |class: &ChangeClass| *class == ChangeClass::Negation;
        if !change.marked && change.touched.iter().any(denies) {
            change.touched.retain(|class| !denies(class));
            if twice {
                change.class = ChangeClass::Repetition;
                change.touched = vec![change.class];
                continue;
            }
            change.class = change.touched.iter().copied().min().unwrap_or(ChangeClass::Word).min(ChangeClass::Word);
            if change.touched.is_empty() {
                change.touched.push(ChangeClass::Word);
            }
        }
    }
}

/// "Could never" for "couldn't never": in much speech two denials are one. Only right beside one another, and only where one
/// of them stays.
fn is_denied_twice(
    sides: &Sides<'_>,
    stretches: &[Stretch],
    first: usize,
    quoted: &[String],
    recorded: &[String],
) -> bool {
    const OTHERS: [&str; 5] = ["never", "nobody", "nothing", "no", "none"];
    let not = |word: &String| matches!(word.as_str(), "n't" | "n’t");
    let other = |form: Form| OTHERS.iter().any(|word| Form::of(word) == form);
    match (quoted, recorded, stretches.get(first + 1)) {
        ([], [word], Some(Stretch::Same { recorded, .. })) => not(word) && other(sides.recorded_form(recorded.start)),
        ([word], [], Some(Stretch::Same { quoted, .. })) => not(word) && other(sides.form(quoted.start)),
        _ => false,
    }
}

/// The quoted word at which a stretch stands.
fn quoted_at(stretches: &[Stretch], index: usize) -> usize {
    match stretches.get(index) {
        Some(Stretch::Same { quoted, .. }) => quoted.start,
        Some(Stretch::Change(change)) => change.quoted.start,
        _ => usize::MAX / 2,
    }
}

/// Whether one side has "not" with its word, and the other the one word for both, and neither denies anything else.
fn is_pair(opened: &[String], closed: &[String]) -> bool {
    let not = |word: &&String| matches!(word.as_str(), "not" | "n't" | "n’t");
    let denials = |words: &[String]| {
        words
            .iter()
            .filter(|word| {
                onrecord_text::lexicon::class(onrecord_text::Form::of(word))
                    .has(onrecord_text::lexicon::Class::NEGATION)
                    || not(word)
            })
            .count()
    };
    let has = |words: &[String], wanted: &str| words.iter().any(|word| word == wanted);
    if opened.iter().filter(not).count() != 1
        || denials(opened) != 1
        || denials(closed) != 1
        || closed.iter().any(|word| not(&word))
    {
        return false;
    }
    PAIRS.iter().any(|(one, others)| has(closed, one) && others.iter().any(|other| has(opened, other)))
}
