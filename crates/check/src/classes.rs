//! What sort of change a difference is: a word that denies, a number, a name, a modal, another word.
//!
//! Each rule looks at the words of both sides and at nothing else. The sorts have a module each: [`crate::numbers`],
//! [`crate::names`], [`crate::repairs`] (repairs of speech), [`crate::hearing`] (what machine captions get wrong).

use crate::finding::ChangeClass;
use crate::hearing::misheard;
use crate::names::{is_name, is_name_variant, is_one_name, is_recorded_name};
use crate::numbers::{
    counts_other_things, is_one_hour, is_second, is_year_without_century, one_scale, sounds_like_number,
    stands_for_numeral,
};
use crate::sides::Sides;
use crate::signs::is_sign_unheard;
use onrecord_text::lexicon::{self, Class};
use onrecord_text::number::{Number, Unit, unit_word};
use onrecord_text::quantity::roman;
use onrecord_text::{Form, english, fold, spelling};

/// The classes of one word put in the place of one (or, split by a machine, two): the most serious, and a second where
/// the two words are of different sorts (a number where a name was).
pub(crate) fn replaced(
    sides: &Sides<'_>,
    quoted: usize,
    recorded: u32,
    width: u32,
) -> (ChangeClass, Option<ChangeClass>) {
    let first = replaced_class(sides, quoted, recorded, width);
    let second = match first {
        ChangeClass::Number | ChangeClass::Negation if is_name(sides, quoted) || is_recorded_name(sides, recorded) => {
            Some(ChangeClass::Name)
        }
        _ => None,
    };
    (first, second)
}

fn replaced_class(sides: &Sides<'_>, quoted: usize, recorded: u32, width: u32) -> ChangeClass {
    let (q_form, r_form) = (sides.form(quoted), sides.recorded_form(recorded));
    let (q_class, r_class) = (lexicon::class(q_form), lexicon::class(r_form));
    let (q_number, r_number) = (sides.quoted_number(quoted), sides.recorded_number(recorded));
    if let (Some(a), Some(b)) = (q_number, r_number) {
        let digits = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
        // "October 8th" is "October 8"; "the third" is not "the three".
        let same_sort =
            a.ordinal == b.ordinal || (digits(sides.quoted_word(quoted)) && digits(sides.corpus.word(recorded)));
        let same = a.same_value(&b) && same_sort && !counts_other_things(sides, quoted, recorded, a, b);
        let same = same
            || is_one_hour(a, b)
            || one_scale(sides, quoted, recorded)
            || is_year_without_century(sides, quoted, recorded);
        if !same && is_sign_unheard(sides, quoted, recorded, a, b) {
            return ChangeClass::Spelling;
        }
        return if same { ChangeClass::Format } else { ChangeClass::Number };
    }
    if stands_for_numeral(sides, quoted, recorded) {
        return ChangeClass::Format;
    }
    if sides.machine && sounds_like_number(sides, quoted, recorded) {
        return ChangeClass::Spelling;
    }
    // By its letters "VI" sounds like "to", and it is spoken "six".
    if sides.machine && roman(sides.quoted_word(quoted)).is_some() && r_number.is_none() {
        return ChangeClass::Name;
    }
    let (q, r) = (fold::fold(sides.quoted_word(quoted)), fold::fold(sides.corpus.word(recorded)));
    if width == 2 {
        return ChangeClass::Spelling;
    }
    if is_second(q_number, &r) || is_second(r_number, &q) {
        return ChangeClass::Format;
    }
    if let (Some(a), Some(b)) = (lexicon::unit(&q), lexicon::unit(&r)) {
        let counted = quoted.checked_sub(1).is_some_and(|before| sides.quoted_number(before).is_some());
        return match (a == b, counted) {
            (true, _) => ChangeClass::Format,
            (false, true) => ChangeClass::Number,
            (false, false) => ChangeClass::Word,
        };
    }
    // "Half a point" for "half a percent".
    let percent =
        |number: &str, other: &str| unit_word(number) == Some(Unit::Percent) && lexicon::unit(other).is_some();
    if percent(&q, &r) || percent(&r, &q) {
        return ChangeClass::Number;
    }
    if lexicon::is_count_word(&q) && lexicon::is_count_word(&r) {
        return ChangeClass::Number;
    }
    if differ_in_digits(&q, &r) {
        return ChangeClass::Number;
    }
    if spelling::writes_umlauts_out(sides.quoted_word(quoted), sides.corpus.word(recorded)) {
        return ChangeClass::Spelling;
    }
    if spelling::is_convention(&q, &r) {
        return if q.starts_with('\'') || r.starts_with('\'') { ChangeClass::Format } else { ChangeClass::Spelling };
    }
    if q_class.has(Class::NEGATION) != r_class.has(Class::NEGATION) || spelling::is_opposite(&q, &r) {
        return ChangeClass::Negation;
    }
    // "one" is no number beside "a" or "someone"; "1" is.
    let counts = |number: Option<Number>, word: &str| {
        number.is_some_and(|number| number != Number::new(1, 0) || word.starts_with('1'))
    };
    if counts(q_number, &q) || counts(r_number, &r) {
        return ChangeClass::Number;
    }
    let named = is_name(sides, quoted) || is_recorded_name(sides, recorded);
    if named {
        return if is_name_variant(&q, &r, sides.machine) || is_one_name(sides, quoted, recorded) {
            ChangeClass::Spelling
        } else {
            ChangeClass::Name
        };
    }
    // A slip of the pen is no word; "adapt" for "adopt" is another word.
    if !sides.machine && spelling::is_slip(&q, &r) && !english::is_word(q_form) && !sides.corpus.knows(q_form) {
        return ChangeClass::Spelling;
    }
    if is_quoted_modal(sides, quoted) || is_recorded_modal(sides, recorded) {
        return ChangeClass::Modal;
    }
    if q_class.has(Class::QUANTIFIER) || r_class.has(Class::QUANTIFIER) {
        return ChangeClass::Quantifier;
    }
    if sides.machine {
        return if misheard(&q, &r, q_class, r_class) { ChangeClass::Spelling } else { ChangeClass::Word };
    }
    ChangeClass::Word
}

/// "G7" for "G20", "1.75x" for "0.75x": no numbers by themselves, and never a slip of the pen.
fn differ_in_digits(q: &str, r: &str) -> bool {
    let digits = |word: &str| word.chars().filter(char::is_ascii_digit).collect::<String>();
    let (q, r) = (digits(q), digits(r));
    !q.is_empty() && !r.is_empty() && q != r
}

/// The class of a quoted word that the record does not have, repairs of speech aside.
pub(crate) fn inserted(sides: &Sides<'_>, quoted: usize) -> ChangeClass {
    let form = sides.form(quoted);
    let number = sides.quoted_number(quoted).is_some_and(|number| number != Number::new(1, 0))
        || lexicon::is_round_number(&fold::folded(sides.quoted_word(quoted)));
    let class = word_class(form, number, is_name(sides, quoted), is_quoted_modal(sides, quoted), sides.machine);
    let bound = is_bound(form, sides.form(quoted + 1)) && sides.quoted_number(quoted + 2).is_some();
    if bound { class.min(ChangeClass::Quantifier) } else { class }
}

/// The class of a recorded word that the quotation leaves out, repairs of speech aside.
pub(crate) fn omitted(sides: &Sides<'_>, position: u32) -> ChangeClass {
    let number = sides.recorded_number(position);
    // "One of the largest" is not "the largest".
    if number == Some(Number::new(1, 0)) && sides.recorded_form(position + 1) == Form::of("of") {
        return ChangeClass::Quantifier;
    }
    let number = number.is_some_and(|number| number != Number::new(1, 0))
        || lexicon::is_round_number(&fold::folded(sides.corpus.word(position)));
    let (name, modal) = (is_recorded_name(sides, position), is_recorded_modal(sides, position));
    let form = sides.recorded_form(position);
    let class = word_class(form, number, name, modal, sides.machine);
    let bound = is_bound(form, sides.recorded_form(position + 1)) && sides.recorded_number(position + 2).is_some();
    if bound { class.min(ChangeClass::Quantifier) } else { class }
}

/// "More" of "more than ten".
fn is_bound(form: Form, next: Form) -> bool {
    next == Form::of("than") && ["more", "less", "fewer"].iter().any(|word| Form::of(word) == form)
}

fn is_quoted_modal(sides: &Sides<'_>, quoted: usize) -> bool {
    is_modal(sides.form(quoted), sides.quoted_word(quoted), sides.form(quoted + 1))
}

fn is_recorded_modal(sides: &Sides<'_>, position: u32) -> bool {
    is_modal(sides.recorded_form(position), sides.corpus.word(position), sides.recorded_form(position + 1))
}

/// Whether a word says how certain something is. "May" with a capital is the month, unless somebody follows it ("May I ask").
fn is_modal(form: Form, word: &str, next: Form) -> bool {
    lexicon::class(form).has(Class::MODAL) && (word != "May" || lexicon::class(next).has(Class::PRONOUN))
}

fn word_class(form: Form, number: bool, name: bool, modal: bool, machine: bool) -> ChangeClass {
    let class = lexicon::class(form);
    if class.has(Class::NEGATION) {
        ChangeClass::Negation
    } else if number {
        ChangeClass::Number
    } else if name {
        ChangeClass::Name
    } else if modal {
        ChangeClass::Modal
    } else if class.has(Class::QUANTIFIER) {
        ChangeClass::Quantifier
    } else if machine && class.has(Class::FUNCTION) {
        ChangeClass::Spelling
    } else {
        ChangeClass::Word
    }
}

/// Whether a bracket swaps one name or number for another, or takes a denial away: that is no clarification.
pub(crate) fn is_swap(sides: &Sides<'_>, quoted: usize, recorded: u32) -> bool {
    if let (Some(a), Some(b)) = (sides.quoted_number(quoted), sides.recorded_number(recorded)) {
        return !a.same_value(&b);
    }
    let (q_class, r_class) = (lexicon::class(sides.form(quoted)), lexicon::class(sides.recorded_form(recorded)));
    let (q, r) = (fold::fold(sides.quoted_word(quoted)), fold::fold(sides.corpus.word(recorded)));
    if q_class.has(Class::NEGATION) != r_class.has(Class::NEGATION) || spelling::is_opposite(&q, &r) {
        return true;
    }
    // "[decades]" for "years".
    if let (Some(a), Some(b)) = (lexicon::unit(&q), lexicon::unit(&r)) {
        return a != b;
    }
    // "[would]" for "will": the tense of the sentence around it. "[Will]" for "would" makes a promise of a condition.
    const TENSES: [[&str; 2]; 4] = [["will", "would"], ["can", "could"], ["shall", "should"], ["may", "might"]];
    if TENSES.contains(&[r.as_str(), q.as_str()]) {
        return false;
    }
    // "[will]" for "might", "[all]" for "some": two words of the same sort, and another sense.
    for sort in [Class::MODAL, Class::QUANTIFIER] {
        if q_class.has(sort) && r_class.has(sort) {
            return true;
        }
    }
    if !(is_name(sides, quoted) && is_recorded_name(sides, recorded)) {
        return false;
    }
    let shared = q.chars().zip(r.chars()).take_while(|(a, b)| a == b).count();
    shared < 3 && !spelling::sounds_alike(&q, &r)
}
