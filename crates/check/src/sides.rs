//! Both wordings side by side, for the rules to look at: the quoted words, and the recorded words at a place.
//!
//! Read this before the rules: [`crate::classes`], [`crate::names`], [`crate::numbers`], [`crate::repairs`], [`crate::hearing`]. Nothing
//! is judged here but whether two writings are the same words.

use crate::finding::ChangeClass;
use crate::marks::Quoted;
use onrecord_record::Corpus;
use onrecord_text::fold;
use onrecord_text::number::{self, Number};
use onrecord_text::number_words::number_of_word;
use onrecord_text::token::{Form, Token, tokenize_into};
use std::cell::OnceCell;
use std::ops::Range;

/// Both wordings, for the rules to look at.
#[derive(Clone, Copy)]
pub(crate) struct Sides<'a> {
    pub(crate) text: &'a str,
    pub(crate) quoted: &'a Quoted,
    pub(crate) corpus: &'a Corpus,
    /// Whether the witness was made by a machine.
    pub(crate) machine: bool,
    /// The language of the witness, where it is known.
    pub(crate) language: Option<&'a str>,
    /// What a capital says in it.
    pub(crate) capitals: Capitals,
    /// A position of the place that the quotation is set against.
    pub(crate) place: u32,
    /// What is known of the captions around that place.
    pub(crate) captions: &'a Captions,
}

/// What captions write nowhere around a place, once it was asked: many changes of one quotation ask, and each time thousands of words
/// are looked through.
#[derive(Debug, Default)]
pub(crate) struct Captions {
    /// Whether they write no signs beside numbers.
    pub(crate) no_signs: OnceCell<bool>,
    /// Whether none of their lines has one word alone.
    pub(crate) no_line_of_one_word: OnceCell<bool>,
}

impl Sides<'_> {
    /// What is so around a position: looked up at [`Sides::place`], and kept, where both are in one document.
    pub(crate) fn around(&self, position: u32, known: &OnceCell<bool>, look: impl Fn(u32) -> bool) -> bool {
        match self.corpus.document_at(position) == self.corpus.document_at(self.place) {
            true => *known.get_or_init(|| look(self.place)),
            false => look(position),
        }
    }
}

/// What a capital says in a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Capitals {
    /// Every noun has one: it makes no name.
    Nouns,
    /// Names have one, and what opens a sentence; of which words are no names, a list is known.
    English,
    /// The same, and no list is known.
    Names,
}

impl Capitals {
    /// Of a language by its code; where none is known, English.
    pub(crate) fn of(language: Option<&str>) -> Capitals {
        match language.map(|code| code.split('-').next().unwrap_or(code)) {
            None | Some("en") => Capitals::English,
            Some("de") => Capitals::Nouns,
            Some(_) => Capitals::Names,
        }
    }
}

impl<'a> Sides<'a> {
    /// The recorded words around a place, so many to each side, within its document.
    pub(crate) fn forms_around(&self, place: u32, reach: u32) -> &'a [Form] {
        let held = self.corpus.positions_of(self.corpus.document_at(place));
        self.corpus.forms(place.saturating_sub(reach).max(held.start)..place.saturating_add(reach).min(held.end))
    }

    pub(crate) fn form(&self, quoted: usize) -> Form {
        self.quoted.words.get(quoted).map_or(Form::default(), |word| word.form)
    }

    pub(crate) fn quoted_word(&self, quoted: usize) -> &'a str {
        self.quoted.words.get(quoted).and_then(|word| self.text.get(word.start..word.end)).unwrap_or("")
    }

    pub(crate) fn quoted_number(&self, quoted: usize) -> Option<Number> {
        self.quoted.words.get(quoted)?.number.or_else(|| self.foreign_number(self.quoted_word(quoted)))
    }

    /// "drei" in a German witness.
    fn foreign_number(&self, word: &str) -> Option<Number> {
        number_of_word(self.language.filter(|code| !code.starts_with("en"))?, word)
    }

    pub(crate) fn recorded_form(&self, position: u32) -> Form {
        self.corpus.token(position).form
    }

    pub(crate) fn recorded_number(&self, position: u32) -> Option<Number> {
        let word = self.corpus.word(position);
        if let Some(number) = self.foreign_number(word) {
            return Some(number);
        }
        let may_be = word.starts_with(|c: char| c.is_ascii_digit() || !c.is_alphabetic()) || {
            let first = word.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
            first.eq_ignore_ascii_case("a")
                || (!first.is_ascii() || number::may_be_number_word(first.as_bytes()))
                    && number::number_word(&fold::fold(first)).is_some()
        };
        if !may_be {
            return None;
        }
        let mut tokens: Vec<(Token, Option<Number>)> = Vec::new();
        tokenize_into(word, 0, &mut tokens);
        match tokens.as_slice() {
            [(_, number)] => *number,
            _ => None,
        }
    }
}

/// Whether a class is a repair of speech or of writing, which changes no meaning.
pub(crate) fn is_repair(class: ChangeClass) -> bool {
    class > ChangeClass::Word
}

/// Whether the same words are also written the same, case, punctuation, hyphens and diacritics aside.
pub(crate) fn same_writing(sides: &Sides<'_>, quoted: Range<usize>, recorded: Range<u32>) -> bool {
    if quoted.len() == 1 && recorded.len() == 1 {
        let (q, r) = (sides.quoted_word(quoted.start), sides.corpus.word(recorded.start));
        if q.eq_ignore_ascii_case(r) {
            return true;
        }
    }
    let letters = |out: &mut String, word: &str| {
        let folded = fold::fold(word);
        out.extend(folded.chars().filter(|c| c.is_alphanumeric() || matches!(c, '$' | '%' | '€' | '£' | '&')));
    };
    let (mut a, mut b) = (String::new(), String::new());
    quoted.for_each(|i| letters(&mut a, sides.quoted_word(i)));
    recorded.for_each(|position| letters(&mut b, sides.corpus.word(position)));
    a == b
}

/// Whether two words of one form are two words: the form is a digest, and two in four billion agree by chance. Numbers and
/// the halves of contractions are written in different ways and stay the same.
pub(crate) fn collide(sides: &Sides<'_>, quoted: Range<usize>, recorded: Range<u32>) -> bool {
    if quoted.len() != 1 || recorded.len() != 1 || sides.quoted_number(quoted.start).is_some() {
        return false;
    }
    let (q, r) = (fold::fold(sides.quoted_word(quoted.start)), fold::fold(sides.corpus.word(recorded.start)));
    let half = |word: &str| word.contains(['\'', '&']) || matches!(word, "ca" | "wo" | "sha" | "gon" | "wan" | "na");
    !half(&q) && !half(&r) && !same_letters(&q, &r)
}

pub(crate) fn same_letters(q: &str, r: &str) -> bool {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    letters(q) == letters(r)
}
