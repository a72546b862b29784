//! How else a word may be written in another convention of spelling: "theatre" for "theater", "fuer" for "für".
//!
//! For finding words of a text in another that is spelled throughout in the other convention: there, no two neighbouring words
//! need be the same. Whether two words that stand beside one another are one is told by [`crate::spelling`].

use crate::english;
use crate::fold::fold;
use crate::lexicon;
use crate::spelling::{PAIRS, is_convention};
use crate::token::Form;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// What may be written in two ways inside a word, each way the other's, and with what the word must go on there; nothing
/// where it may go on with anything.
const RULES: &[(&[u8], &[u8], &[u8])] = &[
    (b"our", b"or", b""),
    (b"is", b"iz", b"aei"),
    (b"ys", b"yz", b"ei"),
    (b"ll", b"l", b"eifm"),
    (b"ence", b"ense", b"s."),
    (b"re", b"er", b"s."),
    (b"ogue", b"og", b"s."),
];
/// Stands for the end of a word in [`RULES`].
const END: u8 = b'.';
/// Words of fewer letters are written in one way, those of so many only in [`PAIRS`] in two; no word of more is looked at.
const SHORTEST: usize = 4;
const LONGEST: usize = 28;

/// Both forms of pairs that no rule gives, in order, each way.
static PAIRED: LazyLock<Vec<(Form, Form)>> = LazyLock::new(|| {
    let long = PAIRS.iter().filter(|(one, other)| one.len() >= SHORTEST && other.len() >= SHORTEST);
    let mut paired: Vec<(Form, Form)> = long
        .map(|(one, other)| (Form::of(one), Form::of(other)))
        .flat_map(|(one, other)| [(one, other), (other, one)])
        .collect();
    paired.sort_unstable();
    paired
});

/// The forms of the words that a word, as it is written, may be in another convention of spelling; without its own, which is
/// `form`.
pub fn variants(written: &str, form: Form, mut add: impl FnMut(Form)) {
    if !written.is_ascii() {
        if let Some(form) = umlauts_written_out(written) {
            add(form);
        }
        return;
    }
    if !(SHORTEST..=LONGEST).contains(&written.len()) || !lexicon::is_content(form) {
        return;
    }
    let first = PAIRED.partition_point(|(one, _)| *one < form);
    PAIRED.iter().skip(first).take_while(|(one, _)| *one == form).for_each(|(_, other)| add(*other));
    if written.len() <= SHORTEST || !written.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return;
    }
    let mut lower = [0; LONGEST];
    for (to, from) in lower.iter_mut().zip(written.bytes()) {
        *to = from.to_ascii_lowercase();
    }
    let word = lower.get(..written.len()).unwrap_or(&[]);
    for (at, pair) in word.windows(2).enumerate().skip(1) {
        // Most letters begin none of these.
        let begins = match pair {
            [b'o', next] => matches!(next, b'u' | b'r' | b'g'),
            [b'i' | b'y', next] => matches!(next, b's' | b'z'),
            [b'l', next] => matches!(next, b'l' | b'e' | b'i' | b'f' | b'm'),
            [b'e', next] => matches!(next, b'n' | b'r'),
            [b'r', next] => *next == b'e',
            _ => false,
        };
        if begins {
            for &(one, other, goes_on) in RULES {
                for (from, to) in [(one, other), (other, one)] {
                    put(word, at, from, to, goes_on, &mut add);
                }
            }
        }
    }
}

/// Adds the word with `to` in the place of `from`, where it has that there and goes on as it must.
fn put(word: &[u8], at: usize, from: &[u8], to: &[u8], goes_on: &[u8], add: &mut impl FnMut(Form)) {
    let (head, rest) = word.split_at(at.min(word.len()));
    let Some(tail) = rest.strip_prefix(from) else { return };
    if !goes_on.is_empty() && !goes_on.contains(tail.first().unwrap_or(&END)) {
        return;
    }
    let mut other = [0; LONGEST + 4];
    let mut length = 0;
    for (to, from) in other.iter_mut().zip(head.iter().chain(to).chain(tail)) {
        *to = *from;
        length += 1;
    }
    let Some(other) = other.get(..length).and_then(|other| std::str::from_utf8(other).ok()) else { return };
    let form = Form::of(other);
    if english::is_word(form) && std::str::from_utf8(word).is_ok_and(|word| word != other && is_convention(word, other))
    {
        add(form);
    }
}

/// "fuer" for "für".
fn umlauts_written_out(written: &str) -> Option<Form> {
    let mut out = String::with_capacity(written.len() + 4);
    let mut any = false;
    for c in written.nfc().flat_map(char::to_lowercase) {
        let two = match c {
            'ä' => "ae",
            'ö' => "oe",
            'ü' => "ue",
            c => {
                out.push(c);
                continue;
            }
        };
        out.push_str(two);
        any = true;
    }
    any.then(|| Form::of(&fold(&out)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(word: &str) -> Vec<Form> {
        let mut found = Vec::new();
        variants(word, Form::of(&word.to_lowercase()), |form| found.push(form));
        found
    }

    #[test]
    fn words_are_found_in_the_other_spelling() {
        for (a, b) in [
            ("theater", "theatre"),
            ("Program", "programme"),
            ("honored", "honoured"),
            ("realized", "realised"),
            ("neighbors", "neighbours"),
            ("center", "centre"),
            ("criticized", "criticised"),
            ("favorite", "favourite"),
            ("organization", "organisation"),
            ("defense", "defence"),
            ("catalog", "catalogue"),
            ("traveled", "travelled"),
            ("analyze", "analyse"),
            ("fiber", "fibre"),
        ] {
            assert!(of(a).contains(&Form::of(&b.to_lowercase())), "{a} {b}");
            assert!(of(b).contains(&Form::of(&a.to_lowercase())), "{b} {a}");
        }
        assert_eq!(of("für"), [Form::of("fuer")]);
    }

    #[test]
    fn other_words_are_not() {
        for word in ["word", "before", "river", "wise", "city", "four", "hall", "called", "Norvale", "poster", "a", ""]
        {
            assert_eq!(of(word), [], "{word}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_word_breaks_it(word in "[a-zäöüß'our]{0,20}|\\PC{0,12}") {
            variants(&word, Form::of(&word), |_| ());
        }
    }
}
