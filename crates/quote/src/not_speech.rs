//! What stands between quotation marks and is not speech: titles of works, headings, words used with doubt.

use crate::attribute::{Attribution, LEAST, Standing};
use crate::language::{Language, word};
use crate::marks::{Part, Span};

/// Longer strings between marks are never titles.
const LONGEST_TITLE: usize = 12;

/// Whether the words between a pair of marks are a title, a heading or a scare quote, given how they were attributed.
pub(crate) fn is_not_speech(inner: &str, span: &Span, attribution: &Attribution, language: &Language) -> bool {
    if span.part != Part::Whole {
        return false;
    }
    let count = inner.split_whitespace().take(LONGEST_TITLE + 1).count();
    // An address, a product's name: one string without a space.
    if attribution.standing == Standing::Part && !inner.trim().contains(char::is_whitespace) && inner.contains('.') {
        return true;
    }
    if attribution.titled && count <= LONGEST_TITLE {
        return true;
    }
    if attribution.words {
        return false;
    }
    // A cue right beside the marks makes even a title's spelling speech (a headline's "Ruiz: ‘Never Again for Me’").
    let cued = attribution.score >= 0.85 && attribution.standing == Standing::Whole && attribution.cue_is_near;
    if !cued && count <= LONGEST_TITLE && attribution.names_work {
        return true;
    }
    // Where every noun has a capital, capitals tell nothing.
    let plain =
        if language.capital_nouns { attribution.score < 0.58 && attribution.standing == Standing::Part } else { true };
    // "That was in March.": a sentence of its own.
    let sentence = attribution.begins && attribution.standing == Standing::Whole && inner.trim_end().ends_with('.');
    if !cued && !sentence && plain && count <= LONGEST_TITLE && is_title(inner) && !begins_oblique(inner, language) {
        return true;
    }
    if attribution.standing == Standing::Part && language.capital_nouns && is_foreign_title(inner, language) {
        return true;
    }
    if attribution.standing == Standing::Part && span.single && attribution.score < 0.6 {
        return true;
    }
    // A heading in single marks.
    if attribution.standing == Standing::Whole && span.single && !attribution.cue_is_near && count <= 8 {
        return true;
    }
    false
}

/// A few words in the narrator's sentence that nobody is said to have spoken.
pub(crate) fn is_unclaimed(inner: &str, attribution: &Attribution, language: &Language) -> bool {
    attribution.standing == Standing::Part
        && !attribution.words
        && (attribution.score < 0.3
            || attribution.score < LEAST
                && !attribution.cue_is_near
                && language.fixed_order
                && is_term(inner, language))
        && inner.split_whitespace().take(6).count() <= 5
        && !(language.capital_nouns && is_borrowed(inner, language))
}

/// Nouns and what describes them, without a verb or a word of grammar: a term that the narrator marks ("EB-5 visa").
fn is_term(inner: &str, language: &Language) -> bool {
    let grammar = word::FUNCTION | word::ANY_VERB | word::ADVERB;
    inner
        .split(|c: char| c.is_whitespace() || c == '-')
        .map(|item| item.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
        .all(|item| !item.contains(['’', '\'']) && language.entry(&item).flags & grammar == 0)
        && !inner.contains(['!', '?', ','])
}

/// A piece of somebody's sentence rather than a name: three words or more, the first of them small, one of them a word of
/// grammar ("den Bestand des Staates"). Names and titles begin with a capital, terms are nouns and what describes them;
/// a preposition without a noun is Latin as often ("in dubio pro reo").
fn is_borrowed(inner: &str, language: &Language) -> bool {
    let words = inner.split(|c: char| !c.is_alphanumeric()).filter(|item| !item.is_empty());
    let capital = |item: &str| item.chars().next().is_some_and(char::is_uppercase);
    let noun = words.clone().any(capital);
    let mut grammar = words.clone().map(|item| language.entry(&item.to_lowercase()).flags & word::FUNCTION);
    words.clone().nth(2).is_some()
        && words.clone().next().is_some_and(|item| item.starts_with(char::is_lowercase))
        && grammar.any(|flags| flags != 0 && (noun || flags != word::PREPOSITION))
}

/// "Keinen Anlass zur Sorge": a word in a case in which no title begins.
fn begins_oblique(inner: &str, language: &Language) -> bool {
    let first = inner.split(|c: char| !c.is_alphanumeric()).find(|item| !item.is_empty()).unwrap_or("");
    language.capital_nouns && language.entry(&first.to_lowercase()).flags & word::OBLIQUE != 0
}

/// "dass der Verein „am Ende seiner Kräfte“ sei": a small word of grammar, or four words the first of
/// which is small: no title begins so where nouns have capitals.
pub(crate) fn begins_small(inner: &str, language: &Language) -> bool {
    let first = inner.split_whitespace().next().unwrap_or("");
    let clause = first.starts_with(char::is_lowercase) && inner.split_whitespace().nth(3).is_some();
    language.capital_nouns && (clause || language.entry(first).flags & word::FUNCTION != 0)
}

/// Three words or more, each with a capital ("Full Metal River"), or with small words that are not of the language between
/// them ("Piper at the Gates"): no sentence of a language that writes only its nouns so.
fn is_foreign_title(inner: &str, language: &Language) -> bool {
    let mut capitals = 0;
    for item in inner.split_whitespace() {
        let letters = item.trim_matches(|c: char| !c.is_alphanumeric());
        // A list of nouns, a sentence.
        if item.ends_with([',', ';', '!', '?']) || item.ends_with('.') && letters.chars().count() > 3 {
            return false;
        }
        match letters.chars().next() {
            Some(first) if first.is_uppercase() => capitals += 1,
            Some(first)
                if first.is_lowercase() && (letters.chars().count() > 3 || language.entry(letters).flags != 0) =>
            {
                return false;
            }
            _ => {}
        }
    }
    capitals >= 3 || capitals == 2 && inner.split_whitespace().nth(2).is_some()
}

/// Whether every letter of an abbreviation begins a word, in order: "MFC" of "Movement for Change".
pub(crate) fn abbreviates(letters: &str, words: &str) -> bool {
    let mut firsts =
        words.split(|c: char| !c.is_alphanumeric()).filter_map(|item| item.chars().next()).flat_map(char::to_uppercase);
    letters.chars().count() >= 2 && letters.chars().all(|letter| firsts.any(|first| first == letter))
}

/// Every word of weight begins with a capital, and more than one does: "A Bridge in the Fog".
pub(crate) fn is_title(inner: &str) -> bool {
    if inner.len() > 160 || inner.contains(". ") {
        return false;
    }
    let mut capitals = 0;
    let mut words = 0;
    for item in inner.split(|c: char| c.is_whitespace() || c == '-') {
        let letters = item.trim_matches(|c: char| !c.is_alphanumeric());
        let Some(first) = letters.chars().next() else { continue };
        words += 1;
        // Contractions are talk.
        if letters.rsplit_once(['\'', '’']).is_some_and(|(_, end)| matches!(end, "re" | "m" | "ve" | "ll" | "d" | "t"))
        {
            return false;
        }
        if first.is_uppercase() || first.is_numeric() {
            capitals += usize::from(first.is_uppercase() && letters != "I");
        } else if letters.chars().count() > 4 || words == 1 {
            return false;
        }
    }
    capitals >= 2 && capitals * 2 >= words
}
