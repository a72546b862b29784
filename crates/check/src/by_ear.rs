//! How far captions show that these are the quoted words, where a machine misheard some of them.
//!
//! [`crate::hearing`] explains a change at the place of the words; that does not prove the place. Here is what does: all words are
//! there, or but for one slip that needs no faith; or all of it sounds as it was quoted.

use crate::differences::{Difference, Stretch};
use crate::dropped::{has_its_time, is_at_end};
use crate::finding::{ChangeClass, ChangeKind};
use crate::hearing::{NEAR, SAME, is_person, is_small, sounds};
use crate::sides::{Sides, same_letters};
use crate::signs;
use crate::unheard::is_be;
use crate::word_list::WordList;
use crate::{echoes, interjections};
use onrecord_text::sound::is_spoken_the_same;
use onrecord_text::{Form, fold, lexicon, spelling};

/// So near is one word of some length that was plainly taken for another.
const PLAINLY: f32 = 0.3;
const FEWEST_SOUNDS: usize = 3;
/// The same of so few sounds.
const NEARLY_SAME: f32 = 0.25;
/// Where captions lost a word and have the time of it, the quotation has so many at the least.
const FEWEST_BESIDE_LOST: usize = 5;

/// Short words without which a sentence says something else: a condition, a reason, a comparison, whose words these are.
static WEIGHTY: WordList =
    WordList::new("if because until while although or more much any same other such very too than think say says said");
/// Verbs of one form for what was done by somebody and to somebody.
static DONE: WordList = WordList::new(
    "shot killed hurt beat beaten caught bought sold paid told taught fought sent built burnt lost left hit cut shut put struck held \
     kept led fed found heard met won bound brought cast hung laid made read set spent stuck swept thrown understood",
);

/// Whether the captions have all words as they were quoted; or, where `but_one` is said, with one slip of a sort that needs
/// no faith: another ending, the same sounds put down as other words, one short word for another or none.
pub(crate) fn is_as_quoted(sides: &Sides<'_>, stretches: &[Stretch], but_one: bool) -> bool {
    let mut slips = stretches.iter().filter_map(|stretch| match stretch {
        Stretch::Change(change) if !change.marked && change.class <= ChangeClass::Spelling => Some(change),
        _ => None,
    });
    // A word that changes the sense is told, not explained.
    let plain = |slip: &Difference| slip.class == ChangeClass::Spelling && is_plain(sides, slip);
    match (slips.next(), slips.next()) {
        (None, _) => true,
        (Some(slip), None) => but_one && (slip.class < ChangeClass::Word || plain(slip)),
        _ => false,
    }
}

/// Whether a change that speech recognition explains touches words that carry the sense, so that who listens may find the quoter
/// wrong: not where both sides are written or sound the same, where short words of grammar are concerned, or where what is left
/// out stands beside it once more.
pub(crate) fn is_in_doubt(sides: &Sides<'_>, change: &Difference) -> bool {
    let quoted: Vec<String> = change.quoted.clone().map(|i| fold::fold(sides.quoted_word(i))).collect();
    let recorded: Vec<String> = change.recorded.clone().map(|p| fold::fold(sides.corpus.word(p))).collect();
    if signs::is_sign_in_doubt(sides, change) || turns_verb(sides, change) {
        return true;
    }
    if same_letters(&quoted.concat(), &recorded.concat()) || (quoted.is_empty() && echoes::is_echo(sides, change)) {
        return false;
    }
    let (ours, theirs) = (sounds(&quoted), sounds(&recorded));
    // Of one word for another a single sound may make the sense ("heard", "hurt").
    let same = match (quoted.as_slice(), recorded.as_slice()) {
        // "Favour" and "favor" are one word in two countries.
        ([q], [r]) => is_spoken_the_same(q, r) || spelling::is_convention(q, r),
        _ => !ours.is_empty() && !theirs.is_empty() && ours.distance(&theirs) <= SAME,
    };
    if same {
        return false;
    }
    let weighs = |form: Form| lexicon::is_content(form) || is_person(form) || WEIGHTY.has(form);
    change.touched.iter().any(|class| *class < ChangeClass::Word)
        || change.quoted.clone().any(|i| weighs(sides.form(i)))
        || change.recorded.clone().any(|p| weighs(sides.recorded_form(p)))
}

/// Whether short words that one side alone has turn what the sentence says.
pub(crate) fn is_weighty(sides: &Sides<'_>, change: &Difference) -> bool {
    turns_verb(sides, change)
        || change.quoted.clone().any(|i| WEIGHTY.has(sides.form(i)))
        || change.recorded.clone().any(|p| WEIGHTY.has(sides.recorded_form(p)))
}

/// "The guards were shot" for "the guards shot": whether a form of "be" that one side alone has stands before a verb that is done
/// with it to somebody, and by somebody without.
fn turns_verb(sides: &Sides<'_>, change: &Difference) -> bool {
    let verb = sides.quoted_word(change.quoted.end);
    let done = || verb.ends_with("ed") || DONE.has(sides.form(change.quoted.end));
    let one = match change.kind {
        ChangeKind::Inserted => change.quoted.len() == 1 && is_be(sides.form(change.quoted.start)),
        ChangeKind::Omitted => change.recorded.len() == 1 && is_be(sides.recorded_form(change.recorded.start)),
        _ => false,
    };
    one && !change.marked && done()
}

/// One slip of which an ear needs no other proof: "worf" for "warp", "withdrawal" for "withdraw".
fn is_plain(sides: &Sides<'_>, change: &Difference) -> bool {
    let quoted: Vec<String> = change.quoted.clone().map(|i| fold::fold(sides.quoted_word(i))).collect();
    let recorded: Vec<String> = change.recorded.clone().map(|p| fold::fold(sides.corpus.word(p))).collect();
    match (quoted.as_slice(), recorded.as_slice()) {
        ([q], [r]) if spelling::differs_by_ending(q, r) => return true,
        ([], [_]) if echoes::is_echo(sides, change) => return true,
        // "Yeah" between two words of the quotation.
        ([], _) if interjections::are_left_out(sides, change) => return true,
        ([_], [])
            if sides.quoted.words.len() >= FEWEST_BESIDE_LOST
                && lexicon::is_content(sides.form(change.quoted.start))
                && !is_at_end(sides, change)
                && has_its_time(sides, change) =>
        {
            return true;
        }
        ([_], [_] | []) | ([], [_]) => {
            let plain = |form: Form| is_small(form) && !is_person(form);
            let small = change.quoted.clone().all(|i| plain(sides.form(i)))
                && change.recorded.clone().all(|p| plain(sides.recorded_form(p)));
            if small {
                return true;
            }
        }
        // "Compute to computers": said once more beside it.
        ([], _) if echoes::is_echo(sides, change) => return true,
        // "About than about this": begun anew, of small words alone.
        ([], _) if change.recorded.clone().all(|p| is_small(sides.recorded_form(p))) => {
            return echoes::is_begun_anew(sides, &change.recorded);
        }
        _ => {}
    }
    let (q, r) = (sounds(&quoted), sounds(&recorded));
    let one = quoted.len() == 1 && recorded.len() == 1 && q.len().min(r.len()) >= FEWEST_SOUNDS;
    let near = match (one, q.len().min(r.len())) {
        (true, FEWEST_SOUNDS) => NEARLY_SAME,
        (true, _) => PLAINLY,
        (false, _) => SAME,
    };
    let article = matches!((quoted.as_slice(), recorded.as_slice()),
        ([q], [r]) if (q == "their" && r == "the") || (q == "the" && r == "their"));
    article
        || (!q.is_empty()
            && !r.is_empty()
            && (q.distance(&r) <= near
                || (one && q.is_beginning(&r))
                || same_letters(&quoted.concat(), &recorded.concat())))
}

/// Whether the recorded words, all together, sound as the quoted ones do, but for little. Of 2,400 quotations of four to eight words
/// that nobody spoke there, one in two hundred does so somewhere in twenty debates.
pub(crate) fn is_same_by_ear(sides: &Sides<'_>, stretches: &[Stretch]) -> bool {
    const WHOLE: f32 = 0.1;
    const ALIKE: f32 = 0.3;
    // "A good thing" and "a bad thing" are alike as a whole, and their words are not.
    let differs = stretches.iter().any(|stretch| match stretch {
        Stretch::Change(change) => {
            let content = change.quoted.clone().any(|i| !is_small(sides.form(i)));
            change.marked || (content && change.class == ChangeClass::Spelling && likeness(sides, change) < ALIKE)
        }
        Stretch::Same { .. } => false,
        Stretch::Jump => true,
    });
    let recorded = stretches.iter().filter_map(|stretch| match stretch {
        Stretch::Same { recorded, .. } => Some(recorded.clone()),
        Stretch::Change(change) => Some(change.recorded.clone()),
        Stretch::Jump => None,
    });
    let recorded: Vec<String> = recorded.flatten().map(|at| fold::fold(sides.corpus.word(at))).collect();
    let quoted: Vec<String> = (0..sides.quoted.words.len()).map(|i| fold::fold(sides.quoted_word(i))).collect();
    !differs && sounds(&quoted).is_within(&sounds(&recorded), WHOLE)
}

/// How far a stretch that a machine misheard shows that these are the words all the same: 1 for the same sounds, 0 for such as
/// have little in common.
pub(crate) fn likeness(sides: &Sides<'_>, change: &Difference) -> f32 {
    let quoted: Vec<String> = change.quoted.clone().map(|i| fold::fold(sides.quoted_word(i))).collect();
    let recorded: Vec<String> = change.recorded.clone().map(|p| fold::fold(sides.corpus.word(p))).collect();
    let (q, r) = (sounds(&quoted), sounds(&recorded));
    if q.len().min(r.len()) <= FEWEST_SOUNDS { 0.0 } else { (1.0 - q.distance(&r) / NEAR).max(0.0) }
}
