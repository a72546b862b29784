//! When two spellings are the same word: case, marks, diacritics and typographic variants folded away.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Folds text for comparison: lower case, compatibility forms decomposed, diacritics dropped, every apostrophe `'`.
///
/// Idempotent. Appends to `out`, so that a caller can reuse one buffer; the result may be longer than the input.
pub fn fold_into(text: &str, out: &mut String) {
    if text.is_ascii() {
        let start = out.len();
        out.push_str(text);
        if let Some(added) = out.get_mut(start..) {
            added.make_ascii_lowercase();
        }
        return;
    }
    // Marks are dropped and everything else is folded by itself, so a text may be folded in parts.
    let mut rest = text;
    while !rest.is_empty() {
        let plain = rest.find(|c| !is_plain(c)).unwrap_or(rest.len());
        let (now, after) = rest.split_at(plain);
        let start = out.len();
        out.push_str(now);
        if let Some(added) = out.get_mut(start..) {
            added.make_ascii_lowercase();
        }
        let (now, after) = after.split_at(after.find(is_plain).unwrap_or(after.len()));
        fold_marked(now, out);
        rest = after;
    }
}

/// Whether a character is folded by nothing but the case of ASCII.
fn is_plain(c: char) -> bool {
    // An ideograph is what it is.
    (c.is_ascii() && c != '`') || matches!(c, '\u{4E00}'..='\u{9FFF}')
}

fn fold_marked(text: &str, out: &mut String) {
    for c in text.chars().flat_map(char::to_lowercase).nfkd() {
        match c {
            '\u{2018}' | '\u{2019}' | '\u{201B}' | '\u{02BC}' | '\u{00B4}' | '\u{0060}' | '\u{FF07}' => out.push('\''),
            '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' => {}
            'ß' => out.push_str("ss"),
            // The last letter of a word: capitals do not tell it from the others.
            'ς' => out.push('σ'),
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'đ' | 'ð' => out.push('d'),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'ı' => out.push('i'),
            c if is_combining_mark(c) => {}
            c => out.extend(c.to_lowercase()),
        }
    }
}

/// [`fold`] of a word, which is most often folded as it stands.
pub fn folded(word: &str) -> Cow<'_, str> {
    let is_small = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase();
    if word.bytes().all(is_small) || word.chars().all(|c| is_plain(c) && !c.is_ascii_uppercase()) {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(fold(word))
    }
}

/// [`fold_into`] with a new string.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn parts_are_folded_as_the_whole(text in "([a-zA-Z`' \u{4E00}-\u{4E20}\u{300}-\u{310}ÉŁßΣςﬁ港]|\\PC){0,30}") {
            let mut whole = String::new();
            fold_marked(&text, &mut whole);
            if !text.is_ascii() {
                prop_assert_eq!(fold(&text), whole);
            }
            prop_assert_eq!(folded(&text), fold(&text));
        }
    }
}
