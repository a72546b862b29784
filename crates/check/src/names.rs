//! Which words are written as names, and when two names are one in two spellings.
//!
//! By capitals and by what the record writes in small letters elsewhere. Who a person is does not matter here: see
//! `onrecord_text::name`.

use crate::hearing::heard_alike;
use crate::repairs::text_between;
use crate::sides::{Capitals, Sides};
use crate::word_list::WordList;
use onrecord_record::Corpus;
use onrecord_text::lexicon::{self, Class};
use onrecord_text::name::{self, Likeness};
use onrecord_text::{Form, Token, english, spelling, tokenize};

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
    let Some(here) = sides.quoted.words.get(quoted) else { return false };
    if !may_be_name(sides, here.form, word) {
        return false;
    }
    let before = sides.text.get(..here.start).unwrap_or("");
    let next = sides.quoted.words.get(quoted + 1).and_then(|next| {
        let gap = sides.text.get(here.end..next.start)?;
        Some((gap, sides.quoted_word(quoted + 1)))
    });
    !opens(before) || is_name_at_head(sides, here.form, word, next)
}

/// Whether a recorded word is written as a name.
pub(crate) fn is_recorded_name(sides: &Sides<'_>, position: u32) -> bool {
    let word = sides.corpus.word(position);
    if !begins_with_capital(word) || sides.recorded_number(position).is_some_and(|number| !number.ordinal) {
        return false;
    }
    let form = sides.corpus.token(position).form;
    if !may_be_name(sides, form, word) {
        return false;
    }
    let next = (text_between(sides.corpus, position, position + 1), sides.corpus.word(position + 1));
    !opens(before(sides.corpus, position)) || is_name_at_head(sides, form, word, Some(next))
}

/// Titles are written with a capital and are no names.
static TITLES: WordList = WordList::new(
    "president minister prime chancellor senator governor secretary general captain judge king queen mr \
     mrs ms miss sir madam dr professor mayor chairman chairwoman speaker ambassador congressman \
     congresswoman representative vice premier deputy",
);

/// Whether a word is a title before a name.
pub(crate) fn is_title(form: Form) -> bool {
    TITLES.has(form)
}

/// Whether a word with a capital may be a name where it does not open a sentence.
fn may_be_name(sides: &Sides<'_>, form: Form, word: &str) -> bool {
    let class = lexicon::class(form);
    let other = Class::FUNCTION | Class::FILLER | Class::OPENER | Class::NEGATION | Class::QUANTIFIER | Class::MODAL;
    !class.has(other)
        && !TITLES.has(form)
        && sides.capitals != Capitals::Nouns
        && word.chars().filter(|c| c.is_alphabetic()).nth(1).is_some()
}

/// What stands right before a recorded word, a few bytes of it.
fn before(corpus: &Corpus, position: u32) -> &str {
    let text = corpus.documents().get(corpus.document_at(position)).map_or("", |held| held.document.text.as_str());
    let start = corpus.token(position).start as usize;
    let mut from = start.saturating_sub(24);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    text.get(from..start).unwrap_or("")
}

/// Whether a word opens a sentence, by what stands before it.
fn opens(before: &str) -> bool {
    let last = before.trim_end().chars().rev().find(|c| !matches!(c, '"' | '“' | '‘' | '\'' | '«' | '„' | '(' | '['));
    last.is_none_or(|c| matches!(c, '.' | '!' | '?' | ':' | '…' | '—' | '-'))
}

/// Whether a word that opens a sentence is a name all the same: a capital alone proves nothing there ("Pears are sweet").
fn is_name_at_head(sides: &Sides<'_>, form: Form, word: &str, next: Option<(&str, &str)>) -> bool {
    if sides.corpus.knows_in_small_letters(form) {
        return false;
    }
    if sides.capitals == Capitals::English && word.is_ascii() {
        // "Tilda" is no word; "Rose" is one, and a name where it is written so in the midst of others.
        return !english::is_word(form) || is_written_as_name(sides, form);
    }
    // Of a language of which no list is known: "Глеб Островин", or a name elsewhere in the record.
    next.is_some_and(|(gap, next)| gap.trim().is_empty() && begins_with_capital(next))
        || is_written_as_name(sides, form)
}

/// Whether the document has a word with a capital where no sentence begins; of a record, what was read of it around the place.
fn is_written_as_name(sides: &Sides<'_>, form: Form) -> bool {
    let corpus = sides.corpus;
    if corpus.is_shortlist() {
        let held = corpus.documents().get(corpus.document_at(sides.place));
        let text = held.map_or("", |held| held.document.text.as_str());
        let is = |token: &Token| {
            let word = text.get(token.start as usize..token.end as usize).unwrap_or("");
            let line = text.get(..token.start as usize).unwrap_or("").rsplit('\n').next().unwrap_or("");
            begins_with_capital(word) && !opens(line)
        };
        return tokenize(text).iter().filter(|token| token.form == form).any(is);
    }
    /// So many words around the place tell.
    const REACH: u32 = 20_000;
    let held = corpus.positions_of(corpus.document_at(sides.place));
    let from = sides.place.saturating_sub(REACH / 2).max(held.start);
    let to = sides.place.saturating_add(REACH / 2).min(held.end);
    let here = corpus.forms(from..to).iter().enumerate().filter(|(_, found)| **found == form);
    here.map(|(at, _)| from + at as u32)
        .any(|position| begins_with_capital(corpus.word(position)) && !opens(before(corpus, position)))
}

fn begins_with_capital(word: &str) -> bool {
    word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase)
}

/// Whether the captions have a quoted name elsewhere, no more words from the place than that.
pub(crate) fn is_spoken_of(sides: &Sides<'_>, quoted: usize, reach: u32) -> bool {
    sides.forms_around(sides.place, reach).contains(&sides.form(quoted))
}
