//! Where a quotation begins and ends in captions: which recorded words answer to its first and last words is open there.
//!
//! Inside a quotation the words on both sides hold a change in its place. At its ends only one side does: the words that an ear
//! takes for the quoted ones may be fewer than those set against them, or one or two more. Read [`crate::hearing`] first.

use crate::differences::Difference;
use crate::finding::{ChangeClass, ChangeKind};
use crate::hearing::{is_near, is_person, is_small};
use crate::sides::Sides;
use crate::{classes, context, lost_lines, repairs};
use std::ops::Range;

/// Of several stretches the shortest that sounds so near is taken: nearer than one alone would have to be.
const NEAR: f32 = 0.45;
/// Longer ends are no slip of an ear.
const LONGEST: usize = 4;
/// How many more or fewer recorded words than quoted ones may be one hearing of them.
const MORE: usize = 2;

/// The recorded words that were heard for the first or last words of a quotation, where those set against them were not;
/// empty where the captions dropped a short word.
pub(crate) fn heard_at_end(sides: &Sides<'_>, change: &Difference) -> Option<Range<u32>> {
    let head = change.quoted.start == 0;
    let tail = change.quoted.end == sides.quoted.words.len();
    // A quotation that answers to nothing else has no end.
    if head == tail
        || change.quoted.is_empty()
        || change.quoted.len() > LONGEST
        || !matches!(change.kind, ChangeKind::Replaced | ChangeKind::Inserted)
        || change.quoted.clone().any(|i| sides.quoted.words.get(i).is_none_or(|word| word.bracketed))
    {
        return None;
    }
    if is_dropped_at_end(sides, change) {
        let inner = if head { change.recorded.end } else { change.recorded.start };
        return Some(inner..inner);
    }
    let held = sides.corpus.positions_of(sides.corpus.document_at(change.recorded.start));
    let few = change.quoted.len().saturating_sub(MORE).max(1);
    (few..=change.quoted.len() + MORE)
        .filter_map(|length| {
            let length = u32::try_from(length).ok()?;
            let recorded = if head {
                change.recorded.end.checked_sub(length)?..change.recorded.end
            } else {
                change.recorded.start..change.recorded.start.checked_add(length)?
            };
            (held.start <= recorded.start && recorded.end <= held.end).then_some(recorded)
        })
        .find(|recorded| {
            let touched = touched(sides, change, recorded.clone());
            let class = touched.iter().min().copied().unwrap_or(ChangeClass::Word);
            let kind = ChangeKind::Replaced;
            let other = Difference {
                kind,
                class,
                touched,
                marked: false,
                heard: false,
                quoted: change.quoted.clone(),
                recorded: recorded.clone(),
            };
            is_near(sides, &other, NEAR)
        })
}

/// "... it is fair to say, that" where captions have "to say if somebody is listening": a short word at the end of a quotation was
/// dropped, and the word that limits what is quoted still stands behind it, for [`crate::context`] to see.
pub(crate) fn tell_limit(sides: &Sides<'_>, change: &mut Difference) {
    let is_last = change.quoted.end == sides.quoted.words.len() && change.quoted.len() == 1;
    if change.kind == ChangeKind::Replaced
        && is_last
        && change.recorded.len() == 1
        && is_small(sides.form(change.quoted.start))
        && context::limits(sides.recorded_form(change.recorded.start))
        && !context::limits(sides.form(change.quoted.start))
    {
        change.kind = ChangeKind::Inserted;
        change.recorded.end = change.recorded.start;
    }
}

/// What a change of other words touches: the sorts of all of them, since which answers to which is open.
fn touched(sides: &Sides<'_>, change: &Difference, recorded: Range<u32>) -> Vec<ChangeClass> {
    let quoted = change.quoted.clone().map(|i| classes::inserted(sides, i));
    let recorded = recorded.map(|position| classes::omitted(sides, position));
    let mut touched: Vec<ChangeClass> = quoted.chain(recorded).map(|class| class.min(ChangeClass::Word)).collect();
    touched.sort_unstable();
    touched.dedup();
    touched
}

/// Whether a short word stands at the end of a quotation where the captions go on with another word: it was dropped, as
/// inside a quotation it would be; or any word where they lost a line of one word. Somebody for somebody else is told.
fn is_dropped_at_end(sides: &Sides<'_>, change: &Difference) -> bool {
    let [word] = [change.quoted.start];
    let is_last = change.quoted.end == sides.quoted.words.len();
    let plain = || change.touched.iter().all(|class| *class >= ChangeClass::Word);
    // The line was lost right behind the words before it, or right before those that go on.
    let inner = if is_last { change.recorded.start } else { change.recorded.end };
    let lost = || plain() && lost_lines::is_lost_before(sides, inner);
    change.kind == ChangeKind::Replaced
        && change.quoted.len() == 1
        && change.recorded.len() == 1
        && (is_small(sides.form(word)) || lost())
        && !change.touched.contains(&ChangeClass::Negation)
        && !change.touched.contains(&ChangeClass::Number)
        && !is_person(sides.recorded_form(change.recorded.start))
        && !repairs::closes_sentence(sides.corpus, change.recorded.start)
}
