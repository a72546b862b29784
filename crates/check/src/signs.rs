//! Signs beside a number that captions do not write: "10%" where they have "10", "$150 billion" where they have "150 billion".
//!
//! What is counted makes another number of it, so that a sign is taken for left out only where much speaks for that, and who has to be
//! sure listens. Read [`crate::numbers`] first.

use crate::differences::Difference;
use crate::sides::Sides;
use onrecord_text::number::{Number, Unit, unit_word};
use onrecord_text::{Form, fold};

/// "8.4" in captions where a quotation has "8.4%", "750" where it has "$750": whether the machine may not have written the sign
/// or the word for what is counted. Both wordings go on alike, so that nothing else was counted. A small whole number may count
/// anything ("they lost 12"); a fraction is a share, and many millions are money.
pub(crate) fn is_sign_unheard(sides: &Sides<'_>, quoted: usize, recorded: u32, a: Number, b: Number) -> bool {
    const LARGE: i8 = 6;
    let held = sides.corpus.positions_of(sides.corpus.document_at(recorded));
    let next = Some(recorded + 1).filter(|next| held.contains(next)).map(|next| sides.recorded_form(next));
    let goes_on = sides.quoted.words.get(quoted + 1).is_none_or(|word| word.after_ellipsis || Some(word.form) == next);
    let of = next == Some(Form::of("of"));
    let share = a.unit == Unit::Percent && a.exponent < 0 && !of;
    // "Dollars" is a word, and heard like any other; a sign is none.
    let sign = sides.quoted_word(quoted).contains(['$', '€', '£', '¥', '₽', '%']);
    let large = a.unit != Unit::Percent && a.exponent >= LARGE && sign;
    sides.machine
        && a.unit != Unit::None
        && a.unit != Unit::Clock
        && b.unit == Unit::None
        && a.ordinal == b.ordinal
        && a.same_value(&b)
        && goes_on
        && (share
            || large
            || (sign && sides.around(recorded, &sides.captions.no_signs, |at| writes_no_signs(sides, at))))
}

/// Whether captions write no sign of money or of parts of a hundred anywhere, and many numbers: some lose all signs on their way.
fn writes_no_signs(sides: &Sides<'_>, recorded: u32) -> bool {
    const REACH: u32 = 8000;
    const FEWEST_NUMBERS: usize = 40;
    let corpus = sides.corpus;
    let document = corpus.document_at(recorded);
    let here = corpus.positions_of(document);
    let from = recorded.saturating_sub(REACH).max(here.start);
    let last = recorded.saturating_add(REACH).min(here.end).saturating_sub(1).max(from);
    let (start, end) = (corpus.token(from).start as usize, corpus.token(last).end as usize);
    let text = corpus.documents().get(document).and_then(|held| held.document.text.get(start..end)).unwrap_or("");
    // Who writes "10 percent" in words leaves out no sign.
    let counted = |word: &str| unit_word(&fold::folded(word)).is_some();
    if text.split(|c: char| !c.is_alphanumeric()).any(counted) {
        return false;
    }
    let numbers = || text.split_whitespace().filter(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    !text.contains(['$', '€', '£', '¥', '₽', '%']) && numbers().nth(FEWEST_NUMBERS - 1).is_some()
}

/// Whether a quoted number has a sign that the captions did not write: "10%" for "10". What was counted is to be heard.
pub(crate) fn is_sign_in_doubt(sides: &Sides<'_>, change: &Difference) -> bool {
    let [Some(a), Some(b)] = [sides.quoted_number(change.quoted.start), sides.recorded_number(change.recorded.start)]
    else {
        return false;
    };
    change.quoted.len() == 1 && change.recorded.len() == 1 && a.unit != Unit::None && b.unit == Unit::None
}
