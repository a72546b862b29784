//! What sort of character stands at a place: letters, characters that are words by themselves, marks that belong to a letter.

use super::Form;
use crate::number::may_be_number_form;

/// Whether a run of ASCII letters and digits that ends at `end` is a whole word: no letter of another script, no
/// apostrophe and no point of an initial goes on with it.
#[inline]
pub(super) fn is_end_of_word(bytes: &[u8], start: usize, end: usize) -> bool {
    match bytes.get(end) {
        None => end > start,
        Some(b'\'') => false,
        Some(b'.') => end > start + 1,
        Some(byte) => byte.is_ascii() && end > start,
    }
}

/// Whether an ASCII word of so many letters with this first and last one, in lower case, and of this form can be neither a
/// number word nor one of those that are two words.
#[inline]
pub(super) fn is_plain(length: usize, first: u8, last: u8, form: Form) -> bool {
    let is_two = matches!((length, first, last), (6, b'c', b't') | (5, b'g' | b'w', b'a'));
    !is_two && !may_be_number_form(form)
}

/// Letters and digits of ASCII in lower case; 0 for all other bytes.
pub(super) static LOWER: [u8; 256] = {
    let mut lower = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        if (byte as u8).is_ascii_alphanumeric() {
            lower[byte] = (byte as u8).to_ascii_lowercase();
        }
        byte += 1;
    }
    lower
};

pub(super) fn next_is_letter(text: &str, at: usize) -> bool {
    text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(char::is_alphabetic)
}

/// Scripts written without spaces between words: each character is a token of its own.
pub(super) fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{2FDF}' | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Marks that belong to the letter before, and characters that only shape a word.
pub(super) fn is_joiner(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
        || matches!(c, '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}
