//! Denials put in other words: "not any" for "no", "don't ... any more" for "no longer", "not ever" for "never".
//!
//! The words changed, what they deny did not. The changes stay, as changes of words; no flag is raised for the denial. Only pairs
//! that English treats as one are known here; "not all" is not "none".

use crate::differences::Stretch;
use crate::finding::{ChangeClass, ChangeKind};
use crate::sides::{Sides, is_repair};
use onrecord_text::lexicon::{Class, class};
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

/// Words that say how far a denial goes: "nobody asked us" is not "nobody asked us first".
const BOUNDS: &str = "first last alone only yet again always often entirely completely fully merely necessarily \
                      immediately";

/// Gives the class of a denial to a word put in or left out that says how far a denial goes which stands before it in the
/// same clause on both sides.
pub(crate) fn tell_bounds(sides: &Sides<'_>, stretches: &mut [Stretch]) {
    const REACH: usize = 8;
    let bounds = |word: &str| BOUNDS.split_whitespace().any(|bound| bound == word);
    for index in 0..stretches.len() {
        let Some(Stretch::Change(change)) = stretches.get(index) else { continue };
        let bounded = match change.kind {
            ChangeKind::Inserted => change.quoted.clone().any(|i| bounds(&fold::fold(sides.quoted_word(i)))),
            ChangeKind::Omitted => change.recorded.clone().any(|at| bounds(&fold::fold(sides.corpus.word(at)))),
            ChangeKind::Replaced | ChangeKind::Moved => false,
        };
        if change.marked || is_repair(change.class) || change.class < ChangeClass::Number || !bounded {
            continue;
        }
        let (from, at) = (change.quoted.start.saturating_sub(REACH), change.quoted.start);
        // "And so the mayor first asked" is a clause of its own; "did not do so first" is not.
        let opens = |i: usize| match fold::fold(sides.quoted_word(i)).as_str() {
            "and" | "but" | "because" => true,
            "so" => i + 1 < at,
            _ => false,
        };
        let clause = (from..at).rev().take_while(|i| {
            let end = sides.quoted.words.get(*i).map_or(0, |word| word.end);
            !opens(*i) && !sides.text.get(end..).unwrap_or("").starts_with([',', '.', ';', ':', '!', '?', '…'])
        });
        let kept = |i: usize| {
            let near = stretches.get(index.saturating_sub(2 * REACH)..index).unwrap_or(&[]);
            near.iter().any(|stretch| matches!(stretch, Stretch::Same { quoted, .. } if quoted.contains(&i)))
        };
        let denied = clause.into_iter().any(|i| class(sides.form(i)).has(Class::NEGATION) && kept(i));
        if denied && let Some(Stretch::Change(change)) = stretches.get_mut(index) {
            change.class = ChangeClass::Negation;
            change.touched.insert(0, ChangeClass::Negation);
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
        ([], [word], Some(Stretch::Same { quoted, recorded })) => {
            not(word)
                && other(sides.recorded_form(recorded.start))
                && are_one_clause(sides, quoted.start, recorded.start)
        }
        ([word], [], Some(Stretch::Same { quoted, recorded })) => {
            not(word) && other(sides.form(quoted.start)) && are_one_clause(sides, quoted.start, recorded.start)
        }
        _ => false,
    }
}

/// Whether no mark parts a word from the one before it, on either side: "I don't. Nobody does" denies twice.
fn are_one_clause(sides: &Sides<'_>, quoted: usize, recorded: u32) -> bool {
    let word = |at: usize| sides.quoted.words.get(at);
    let in_quotation =
        quoted.checked_sub(1).and_then(word).zip(word(quoted)).and_then(|(a, b)| sides.text.get(a.end..b.start));
    let in_record = recorded.checked_sub(1).and_then(|before| {
        let held = sides.corpus.documents().get(sides.corpus.document_at(recorded))?;
        let gap = sides.corpus.token(before).end as usize..sides.corpus.token(recorded).start as usize;
        held.document.text.get(gap)
    });
    [in_quotation, in_record].into_iter().all(|gap| gap.is_some_and(|gap| gap.chars().all(char::is_whitespace)))
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
