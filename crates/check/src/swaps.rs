//! Words that changed places: "the firm sued the city" for "the city sued the firm".
//!
//! All of the words are on record there, and say who did it to whom the other way round: no paraphrase, and no chance.

use crate::differences::{Difference, Stretch};
use crate::finding::ChangeKind;
use crate::sides::{Sides, is_repair};
use onrecord_text::lexicon::{Class, class};
use onrecord_text::{Form, fold};

/// Forms of one pronoun.
const CASES: [[&str; 2]; 6] =
    [["i", "me"], ["we", "us"], ["he", "him"], ["she", "her"], ["they", "them"], ["who", "whom"]];

/// The first quoted words of the replaced stretches that stand crosswise: what one has in its place, another had.
pub(crate) fn swapped(sides: &Sides<'_>, stretches: &[Stretch]) -> Vec<usize> {
    /// Two changes are enough for a swap; a quotation of which all is changed is none.
    const MOST: usize = 12;
    let changes = || {
        stretches.iter().filter_map(|stretch| match stretch {
            Stretch::Change(change)
                if change.kind == ChangeKind::Replaced && !change.marked && !is_repair(change.class) =>
            {
                Some(change)
            }
            _ => None,
        })
    };
    if changes().nth(1).is_none() {
        return Vec::new();
    }
    let replaced: Vec<(&Difference, Vec<String>, Vec<String>)> = changes()
        .take(MOST)
        .map(|change| {
            let quoted = change.quoted.clone().map(|i| (sides.form(i), sides.quoted_word(i)));
            let recorded = change.recorded.clone().map(|at| (sides.recorded_form(at), sides.corpus.word(at)));
            (change, bare(quoted), bare(recorded))
        })
        .collect();
    let crosswise = |at: usize| {
        let (_, here, was) = &replaced[at];
        !here.is_empty()
            && !was.is_empty()
            && here != was
            && replaced.iter().any(|(_, other, other_was)| other == was && other_was == here)
    };
    (0..replaced.len()).filter(|at| crosswise(*at)).map(|at| replaced[at].0.quoted.start).collect()
}

/// Words without their articles, and pronouns in one form.
fn bare<'w>(words: impl Iterator<Item = (Form, &'w str)>) -> Vec<String> {
    let kept = words.filter(|(form, _)| !class(*form).has(Class::ARTICLE));
    kept.map(|(_, word)| {
        let word = fold::fold(word);
        CASES.iter().find(|[_, object]| *object == word).map_or(word, |[subject, _]| (*subject).to_owned())
    })
    .collect()
}
