//! What the words of names sound like, very roughly: for leaving out what need not be compared.
//!
//! Wider than any comparison of spellings (name_spelling.rs), and made for asking thousands of names at once.

use super::spelling::latin_letters;
use super::split;
use crate::fold::fold_into;

/// What the words of a name sound like, very roughly: two spellings of one name share a word of it, and so may names
/// that are not alike. For leaving out what need not be compared; short forms of given names ("Bill") are not seen.
pub fn rough_words(name: &str) -> impl Iterator<Item = String> {
    let mut folded = String::with_capacity(name.len());
    fold_into(name, &mut folded);
    let rough = |word: &str| {
        let mut rough = String::with_capacity(word.len());
        rough_into(word, &mut rough);
        rough
    };
    let words: Vec<String> = split(&folded).map(rough).filter(|word| !word.is_empty()).collect();
    words.into_iter()
}

/// The [`rough_words`] of some names, for asking many other names whether they have one of them.
#[derive(Debug, Default)]
pub struct RoughWords {
    words: Vec<String>,
    /// Room for the name that is asked, and for a word of it.
    folded: String,
    word: String,
}

impl RoughWords {
    /// Those of all the names.
    pub fn of<'n>(names: impl IntoIterator<Item = &'n str>) -> RoughWords {
        let words = names.into_iter().flat_map(rough_words).collect();
        RoughWords { words, ..RoughWords::default() }
    }

    /// Whether a name has one of them.
    pub fn has_one(&mut self, name: &str) -> bool {
        let RoughWords { words, folded, word } = self;
        if name.is_ascii() {
            return words.iter().any(|word| word.is_ascii()) && ascii_has_one(name.as_bytes(), words);
        }
        // An ideograph stays in the word, and is never part of one in ASCII.
        if name.chars().all(|c| matches!(c, '\u{4E00}'..='\u{9FFF}')) {
            return words.iter().any(|word| !word.is_ascii() && is_once_each(name, word));
        }
        folded.clear();
        fold_into(name, folded);
        split(folded).any(|part| {
            word.clear();
            rough_into(part, word);
            !word.is_empty() && words.contains(word)
        })
    }
}

/// Whether a word is another in which no character is followed by itself.
fn is_once_each(word: &str, once: &str) -> bool {
    let mut last = None;
    word.chars().filter(|c| last.replace(*c) != Some(*c)).eq(once.chars())
}

/// [`RoughWords::has_one`] of a name in ASCII, which most are.
fn ascii_has_one(name: &[u8], words: &[String]) -> bool {
    name.split(|byte| !byte.is_ascii_alphanumeric() && *byte != b'\'').any(|part| {
        let letters = || part.iter().filter(|byte| **byte != b'\'').map(u8::to_ascii_lowercase);
        // No longer than four, for more makes no difference.
        let length = letters().take(4).count();
        let classes = || {
            let (mut rest, mut last) = (letters(), None);
            let mut next = rest.next();
            std::iter::from_fn(move || {
                while let Some(letter) = next {
                    next = rest.next();
                    let class = class_of(letter, length, next);
                    if class.is_some() && class != last {
                        last = class;
                        return class;
                    }
                }
                None
            })
        };
        // Most are another word by their first letter.
        words.iter().any(|word| !word.is_empty() && classes().eq(word.bytes()))
    })
}

/// Appends the consonants of a word in wide classes: what any system writes for any of them falls together.
fn rough_into(word: &str, out: &mut String) {
    let latin = latin_letters(word);
    let mut letters = latin.chars().peekable();
    let mut last = None;
    while let Some(c) = letters.next() {
        let class = match u8::try_from(c) {
            Ok(letter) if c.is_ascii() => {
                let next = letters.peek().and_then(|next| u8::try_from(*next).ok());
                let Some(class) = class_of(letter, latin.len(), next) else { continue };
                char::from(class)
            }
            _ => c,
        };
        if last != Some(class) {
            out.push(class);
            last = Some(class);
        }
    }
}

/// The class of a letter in a word of so many letters before another letter; `None` where it does not count.
fn class_of(letter: u8, length: usize, next: Option<u8>) -> Option<u8> {
    Some(match letter {
        // Vowels are kept where nothing else would be left to tell words apart.
        b'a' | b'e' | b'i' | b'o' | b'u' | b'y' | b'j' => return (length <= 3).then_some(letter),
        b't' if matches!(next, Some(b's' | b'z' | b'c')) => return None,
        b'c' | b's' | b'z' | b'k' | b'q' | b'x' | b'g' | b'h' => b's',
        b'v' | b'w' | b'f' => b'v',
        b'b' | b'p' => b'p',
        other => other,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn asking_many_is_asking_each(
            wanted in proptest::collection::vec("[a-zA-ZéŁ'ж]{0,7}( [tszchpbv']{1,5})?|[港口]{1,3}", 1..3),
            name in "([a-zA-Zéж' .-]|[tszchpbv']){0,24}|[港口a]{1,3}",
        ) {
            let words: Vec<String> = wanted.iter().flat_map(|name| rough_words(name)).collect();
            let expected = rough_words(&name).any(|word| words.contains(&word));
            prop_assert_eq!(RoughWords::of(wanted.iter().map(String::as_str)).has_one(&name), expected);
        }
    }

    #[test]
    fn a_word_that_is_too_long_is_looked_for_too() {
        let long = "bcd".repeat(20);
        assert!(RoughWords::of([long.as_str()]).has_one(&long));
        assert!(RoughWords::of(["Khrushchev"]).has_one("Nikita Chruschtschow"));
        assert!(!RoughWords::of(["Lavrov"]).has_one("Nikita Chruschtschow"));
    }
}
