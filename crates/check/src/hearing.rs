//! What speech recognition gets wrong: sound-alikes, endings, short words, words that it drops.
//!
//! Where machine captions are all there is, what they explain as well as the quoter's hand is no alarm. A denial and a
//! number are never explained away.

use crate::differences::{Difference, Stretch};
use crate::finding::{ChangeClass, ChangeKind};
use crate::sides::{Sides, is_repair, same_letters};
use onrecord_text::lexicon::{self, Class};
use onrecord_text::{Form, fold, spelling};

/// What speech recognition takes for something else: sound-alikes, endings, short function words; but not who speaks
/// of whom.
pub(crate) fn misheard(q: &str, r: &str, q_class: Class, r_class: Class) -> bool {
    let small = |class: Class| {
        class.has(Class::FILLER) || (class.has(Class::FUNCTION) && !class.has(Class::MODAL | Class::QUANTIFIER))
    };
    let persons = q_class.has(Class::PRONOUN) && r_class.has(Class::PRONOUN);
    spelling::sounds_alike(q, r) || spelling::differs_by_ending(q, r) || (small(q_class) && small(r_class) && !persons)
}

/// Takes a change back where speech recognition explains it as well as the quoter's hand does: words that sound alike,
/// and one or two words dropped or put in. A denial and a number are never explained away.
pub(crate) fn allow_for_mishearing(sides: &Sides<'_>, change: &mut Difference) {
    const FEW_WORDS: usize = 2;
    if change.marked || is_repair(change.class) {
        return;
    }
    let one_sound = is_one_sound(sides, change);
    let hard = |class: &ChangeClass| matches!(class, ChangeClass::Negation | ChangeClass::Number);
    if change.touched.iter().any(hard) && !one_sound {
        return;
    }
    let explained = one_sound
        || match change.kind {
            // A word that carries content may have been put in by the quoter as well.
            ChangeKind::Inserted => {
                change.quoted.len() <= FEW_WORDS && change.quoted.clone().all(|i| is_small(sides.form(i)))
            }
            ChangeKind::Omitted => {
                let content = change.recorded.clone().filter(|p| !is_small(sides.recorded_form(*p))).count();
                let few =
                    change.recorded.len() <= FEW_WORDS || (change.recorded.len() == FEW_WORDS + 1 && content <= 1);
                change.class == ChangeClass::Word && few
            }
            ChangeKind::Replaced | ChangeKind::Moved => {
                let (mut q, mut r) = (String::new(), String::new());
                change.quoted.clone().for_each(|i| fold::fold_into(sides.quoted_word(i), &mut q));
                change.recorded.clone().for_each(|position| fold::fold_into(sides.corpus.word(position), &mut r));
                let meaning = change
                    .touched
                    .iter()
                    .any(|class| matches!(class, ChangeClass::Modal | ChangeClass::Quantifier | ChangeClass::Name));
                // A name that the whole record never spells is one that the machine does not know.
                let unknown = change.touched.contains(&ChangeClass::Name)
                    && change.quoted.clone().all(|i| is_small(sides.form(i)) || !sides.corpus.knows(sides.form(i)));
                if meaning {
                    unknown || spelling::sounds_alike(&q, &r) || same_letters(&q, &r)
                } else {
                    sound_similar(&q, &r)
                }
            }
        };
    if explained {
        change.class = ChangeClass::Spelling;
        change.touched = vec![ChangeClass::Spelling];
    }
}

/// Where captions mishear another word of the quotation, a further word or two that differ are no sign of the quoter's
/// hand; where they agree with all the rest, they are.
pub(crate) fn allow_for_noise(stretches: &mut [Stretch]) {
    const NOISY: usize = 1;
    const FEW_WORDS: usize = 2;
    let changes = || {
        stretches.iter().filter_map(|stretch| match stretch {
            Stretch::Change(change) if !change.marked => Some(change),
            _ => None,
        })
    };
    if changes().filter(|change| change.class == ChangeClass::Spelling).count() < NOISY {
        return;
    }
    for stretch in stretches.iter_mut() {
        let Stretch::Change(change) = stretch else { continue };
        let plain = change.touched.iter().all(|class| is_repair(*class) || *class == ChangeClass::Word);
        if !change.marked && plain && change.quoted.len() <= FEW_WORDS && change.recorded.len() <= FEW_WORDS {
            change.class = change.class.max(ChangeClass::Spelling);
            change.touched = vec![change.class];
        }
    }
}

fn is_small(form: Form) -> bool {
    let class = lexicon::class(form);
    class.has(Class::FILLER)
        || (class.has(Class::FUNCTION) && !class.has(Class::MODAL | Class::QUANTIFIER | Class::NEGATION))
}

/// "Now" for "no", "can" for "could": one short word for another that is easily heard for it.
fn is_one_sound(sides: &Sides<'_>, change: &Difference) -> bool {
    if change.quoted.len() != 1 || change.recorded.len() != 1 || sides.quoted_number(change.quoted.start).is_some() {
        return false;
    }
    let (q, r) = (sides.quoted_word(change.quoted.start), sides.corpus.word(change.recorded.start));
    let (q, r) = (fold::fold(q), fold::fold(r));
    let weak = |word: &str| matches!(word, "can" | "could");
    (weak(&q) && weak(&r)) || spelling::distance(&q, &r, 1).is_some()
}

/// Whether two stretches, written without spaces, sound alike for at least half of their length.
fn sound_similar(q: &str, r: &str) -> bool {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let (q, r) = (letters(q), letters(r));
    let similar = |a: &str, b: &str, share: usize| {
        let longer = a.chars().count().max(b.chars().count());
        longer >= 3 && spelling::distance(a, b, longer * share / 100).is_some()
    };
    // Consonants carry most of a word, but two short skeletons are alike by chance: the letters must be near as well.
    q == r || (similar(&spelling::sound(&q), &spelling::sound(&r), 50) && similar(&q, &r, 60))
}
