//! What no ear explains away: a change that turns the sense round.
//!
//! Where one side alone denies, where a word stands for its contrary, and where who did it becomes who suffered it, a machine
//! may have misheard and a quoter may have said the contrary; an editor must be told. Read [`crate::hearing`] first, which asks
//! these before anything else.

use crate::contraries::are_contrary;
use crate::differences::{Difference, Stretch};
use crate::finding::{ChangeClass, ChangeKind};
use crate::hearing::{SAME, is_set_off, sounds};
use crate::sides::{Sides, is_repair};
use onrecord_text::lexicon::{self, Class};
use onrecord_text::{Form, fold};
use std::collections::HashSet;

/// Whether a change may turn the sense round: of its two sides one alone denies, or one has a word that is contrary to one of
/// the other's ("before" for "begin after"); and what it touches then. The same letters, parted otherwise, are the same words
/// ("with out").
pub(crate) fn turns_round(sides: &Sides<'_>, change: &Difference) -> Option<ChangeClass> {
    if change.quoted.is_empty() || change.recorded.is_empty() {
        return None;
    }
    let quoted: Vec<String> = change.quoted.clone().map(|i| fold::fold(sides.quoted_word(i))).collect();
    let recorded: Vec<String> = change.recorded.clone().map(|at| fold::fold(sides.corpus.word(at))).collect();
    let denies = |form: Form| lexicon::class(form).has(Class::NEGATION);
    // "No, I see why" for "now I see why": an answer set off from what is said then denies nothing of it.
    let answers = |i: usize| is_set_off(sides, i, "no");
    // "Now, sir" where captions have "no sir": heard as an answer, it denies nothing either. "Now taxes" for "no taxes" is
    // another matter.
    let takes_up = |at: u32| {
        sides.recorded_form(at) == Form::of("no")
            && change.recorded.len() == 1
            && change.quoted.len() == 1
            && is_set_off(sides, change.quoted.start, "now")
    };
    let denied = change.quoted.clone().any(|i| denies(sides.form(i)) && !answers(i))
        != change.recorded.clone().any(|at| denies(sides.recorded_form(at)) && !takes_up(at));
    let class = if denied { ChangeClass::Negation } else { ChangeClass::Word };
    ((denied || has_contrary(&quoted, &recorded)) && quoted.concat() != recorded.concat()).then_some(class)
}

/// So many pairs of contraries are looked at: where there are more, the stretches have nothing to do with each other.
const MOST_CONTRARIES: usize = 16;

/// Whether a word of one side is contrary to one of the other's. Where all of both sounds the same, only words at the same
/// place stand for one another: of "and drop of a fern" for "Andropov or Fern" the "or" is none of the "and".
fn has_contrary(quoted: &[String], recorded: &[String]) -> bool {
    fn only<'w>(words: &'w [String], others: &[String]) -> Vec<(usize, &'w String)> {
        let others: HashSet<&String> = others.iter().collect();
        words.iter().enumerate().filter(|(_, word)| !others.contains(word)).collect()
    }
    let (ours, theirs) = (only(quoted, recorded), only(recorded, quoted));
    let pairs = ours.iter().flat_map(|(i, q)| theirs.iter().map(move |(j, r)| ((*i, *j), (*q, *r))));
    let found: Vec<(usize, usize)> =
        pairs.filter(|(_, (q, r))| are_contrary(q, r)).map(|(places, _)| places).take(MOST_CONTRARIES).collect();
    let alike = || sounds(quoted).distance(&sounds(recorded)) <= SAME;
    if found.is_empty() || quoted.len().min(recorded.len()) == 1 || !alike() {
        return !found.is_empty();
    }
    found.into_iter().any(|(i, j)| {
        let (ours, theirs) = (place(quoted, i), place(recorded, j));
        ours.0 < theirs.1 && theirs.0 < ours.1
    })
}

/// Where among the sounds of some words one of them begins and ends, as shares of all, a sound either way.
fn place(words: &[String], at: usize) -> (f32, f32) {
    let sounds_of = |end: usize| sounds(words.get(..end).unwrap_or(&[])).len() as f32;
    let all = sounds_of(words.len()).max(1.0);
    ((sounds_of(at) - 1.0) / all, (sounds_of(at + 1) + 1.0) / all)
}

/// "The mayor was visited by the council" for "the mayor visited the council": a form of "be" and a "by" that one side alone has
/// make of who did it the one to whom it was done. Each alone is a short word that a machine loses; both together say
/// something else.
pub(crate) fn tell_turned_verbs(sides: &Sides<'_>, stretches: &mut [Stretch]) {
    /// A verb stands between the two, and a word or two beside it.
    const BETWEEN: usize = 3;
    for from in 0..stretches.len() {
        let Some(Stretch::Change(first)) = stretches.get(from) else { continue };
        let Some((first_kind, _)) = one_sided(sides, first).filter(|(_, words)| words.iter().any(|form| is_be(*form)))
        else {
            continue;
        };
        let mut between = 0;
        let mut found = None;
        for (at, stretch) in stretches.iter().enumerate().skip(from + 1) {
            match stretch {
                Stretch::Same { quoted, .. } => between += quoted.len(),
                Stretch::Change(change) => match one_sided(sides, change) {
                    Some((kind, words)) if kind == first_kind && words.contains(&Form::of("by")) => {
                        found = Some(at);
                        break;
                    }
                    _ => between += change.quoted.len().max(1),
                },
                Stretch::Jump => break,
            }
            if between > BETWEEN {
                break;
            }
        }
        for at in found.into_iter().flat_map(|at| [from, at]) {
            if let Some(Stretch::Change(change)) = stretches.get_mut(at)
                && is_repair(change.class)
            {
                change.class = ChangeClass::Word;
                change.touched = vec![ChangeClass::Word];
                change.heard = false;
            }
        }
    }
}

/// The words of an unmarked change that one side alone has.
fn one_sided(sides: &Sides<'_>, change: &Difference) -> Option<(ChangeKind, Vec<Form>)> {
    if change.marked || !is_repair(change.class) {
        return None;
    }
    match change.kind {
        ChangeKind::Inserted => Some((change.kind, change.quoted.clone().map(|i| sides.form(i)).collect())),
        ChangeKind::Omitted => Some((change.kind, change.recorded.clone().map(|at| sides.recorded_form(at)).collect())),
        _ => None,
    }
}

pub(crate) fn is_be(form: Form) -> bool {
    ["be", "is", "are", "was", "were", "been", "being", "am"].iter().any(|word| Form::of(word) == form)
}
