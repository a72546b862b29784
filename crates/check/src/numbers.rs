//! Numbers of both wordings: when a cut leaves the recorded number, and when one value counts another thing.
//!
//! What a number is worth is in `onrecord_text::number`; that two values differ is told in [`crate::classes`].

use crate::sides::Sides;
use onrecord_text::number::{Number, Unit};
use onrecord_text::{Form, fold, lexicon};

/// Whether the quotation was cut inside a number, and the words left are the recorded ones: "billion" after an ellipsis
/// that hides "50", "dollars" at the head of a quotation, or "100" at the end of "100 percent". A value that the cut
/// changes is not the recorded one ("10" for "10 million").
pub(crate) fn is_cut_number(sides: &Sides<'_>, quoted: usize, recorded: u32) -> bool {
    let words = &sides.quoted.words;
    let opens = quoted == 0 || words.get(quoted).is_some_and(|word| word.after_ellipsis);
    let closes = words.get(quoted + 1).is_none_or(|word| word.after_ellipsis);
    if !(opens || closes) {
        return false;
    }
    let Some(number) = sides.recorded_number(recorded) else { return false };
    let (q, r) = (fold::fold(sides.quoted_word(quoted)), fold::fold(sides.corpus.word(recorded)));
    // What is left of "twenty-five million" must not be a number of its own: "five million" is another value.
    let rest = r.strip_suffix(q.as_str()).filter(|rest| rest.ends_with([' ', '-', '\n']));
    let unit = is_scale(&q) || onrecord_text::number::unit_word(&q).is_some();
    (opens && unit && rest.is_some())
        || (closes
            && r.starts_with(&q)
            && sides.quoted_number(quoted).is_some_and(|cut| cut.same_value(&number) && cut.ordinal == number.ordinal))
}

fn is_scale(word: &str) -> bool {
    matches!(word, "hundred" | "thousand" | "million" | "billion" | "trillion" | "dozen")
}

/// Whether two numbers of one value count different things: one has its unit beside it, and where the other would have it
/// stands another word ("$900 a month", "900 crowns a month").
pub(crate) fn counts_other_things(sides: &Sides<'_>, quoted: usize, recorded: u32, a: Number, b: Number) -> bool {
    if (a.unit == Unit::None) == (b.unit == Unit::None) {
        return false;
    }
    let names = |form: Form, other: Form| lexicon::is_content(form) && form != other;
    // At the end of a quotation the unit may have been cut off with the rest.
    let Some(after) = sides.quoted.words.get(quoted + 1).map(|word| word.form) else { return false };
    let recorded_after = sides.recorded_form(recorded + 1);
    if b.unit == Unit::None { names(recorded_after, after) } else { names(after, recorded_after) }
}
