//! Which words are written as names, and when two names are one in two spellings.
//!
//! By capitals and by what the record writes in small letters elsewhere. Who a person is does not matter here: see
//! `onrecord_text::name`.

use crate::hearing::heard_alike;
use crate::sides::Sides;
use crate::word_list::WordList;
use onrecord_text::lexicon::{self, Class};
use onrecord_text::name::{self, Likeness};
use onrecord_text::{Form, spelling};

/// Whether two names are one name in another script, or an initial of it.
pub(crate) fn is_one_name(sides: &Sides<'_>, quoted: usize, recorded: u32) -> bool {
    let (q, r) = (sides.quoted_word(quoted), sides.corpus.word(recorded));
    let initial = |a: &str, b: &str| a.chars().count() == 1 && b.starts_with(a);
    initial(q, r) || initial(r, q) || (!q.is_ascii() || !r.is_ascii()) && name::compare(q, r) == Likeness::Same
}

/// Whether two names are one name in two spellings.
pub(crate) fn is_name_variant(q: &str, r: &str, machine: bool) -> bool {
    if machine {
        return heard_alike(q, r);
    }
    // One letter that is not heard ("Oskar", "Oscar"), or two that changed places; but "Khomeini" and "Khamenei" are two
    // people.
    let letters = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    let near = q.chars().count() >= 4
        && spelling::distance(q, r, 1).is_some()
        && (spelling::sound(q) == spelling::sound(r) || letters(q) == letters(r));
    near || name::compare(q, r) == Likeness::Same
}

/// Whether a quoted word is written as a name.
pub(crate) fn is_name(sides: &Sides<'_>, quoted: usize) -> bool {
    let word = sides.quoted_word(quoted);
    if !begins_with_capital(word) || sides.quoted_number(quoted).is_some_and(|number| !number.ordinal) {
        return false;
    }
    let Some(start) = sides.quoted.words.get(quoted).map(|word| word.start) else { return false };
    let before = sides.text.get(..start).unwrap_or("");
    named(sides, sides.form(quoted), before, word)
}

/// Whether a recorded word is written as a name.
pub(crate) fn is_recorded_name(sides: &Sides<'_>, position: u32) -> bool {
    let word = sides.corpus.word(position);
    if !begins_with_capital(word) || sides.recorded_number(position).is_some_and(|number| !number.ordinal) {
        return false;
    }
    let document = sides.corpus.document_at(position);
    let text = sides.corpus.documents().get(document).map_or("", |held| held.document.text.as_str());
    let start = sides.corpus.token(position).start as usize;
    let mut from = start.saturating_sub(24);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    named(sides, sides.corpus.token(position).form, text.get(from..start).unwrap_or(""), word)
}

/// Titles are written with a capital and are no names.
static TITLES: WordList = WordList::new(
    "president minister prime chancellor senator governor secretary general captain judge king queen mr \
     mrs ms miss sir madam dr professor mayor chairman chairwoman speaker ambassador congressman \
     congresswoman representative vice premier deputy",
);

fn named(sides: &Sides<'_>, form: Form, before: &str, word: &str) -> bool {
    let class = lexicon::class(form);
    if class.has(Class::FUNCTION | Class::FILLER | Class::OPENER | Class::NEGATION | Class::QUANTIFIER | Class::MODAL) {
        return false;
    }
    if TITLES.has(form) {
        return false;
    }
    if sides.capital_nouns {
        return false;
    }
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let last = before.trim_end().chars().rev().find(|c| !matches!(c, '"' | '“' | '‘' | '\'' | '«' | '„' | '(' | '['));
    let opens = last.is_none_or(|c| matches!(c, '.' | '!' | '?' | ':' | '…' | '—' | '-'));
    letters > 1 && !(opens && sides.corpus.knows_in_small_letters(form))
}

fn begins_with_capital(word: &str) -> bool {
    word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase)
}
