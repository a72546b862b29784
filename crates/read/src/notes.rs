//! Signs of footnotes beside words: what is raised or in brackets right after a word and no part of what was said.
//!
//! `not<sup>1</sup> ready` says "not ready". Not for notes themselves, and not for plain text, which is kept as it is.

/// What becomes of something raised or lowered behind a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Raised {
    /// The sign of a note: left out.
    Note,
    /// A part of the word: "19th", "CO2".
    Word,
    /// A word of its own.
    Apart,
}

/// Longest content that is looked at, in bytes; what is longer is no sign.
pub(crate) const LONGEST: usize = 24;

/// What `content`, raised (or `lowered`), is right behind `before`, which ends without a blank.
pub(crate) fn raised(before: &str, content: &str, lowered: bool) -> Raised {
    let content = content.trim();
    let Some(last) = before.chars().next_back().filter(|c| !c.is_whitespace()) else { return Raised::Word };
    let word_start = before.char_indices().rev().take(40).take_while(|(_, c)| c.is_alphanumeric()).last();
    let word = word_start.and_then(|(at, _)| before.get(at..)).unwrap_or("");
    if is_sign(content) {
        // Formulas, powers of ten, areas: the digit belongs to the word.
        let formula = lowered && (last.is_uppercase() || last == ')');
        let power = !lowered && (word == "10" || (matches!(word, "m" | "cm" | "mm" | "km") && content.len() == 1));
        return match (formula, power) {
            (true, _) => Raised::Word,
            (_, true) if word == "10" => Raised::Apart,
            (_, true) => Raised::Word,
            _ => Raised::Note,
        };
    }
    let letters = content.chars().count();
    let lower = letters <= 3 && content.chars().all(|c| c.is_lowercase() || matches!(c, 'º' | 'ª' | '.'));
    // "19th", "1er"; "Mme", "Dr", "no".
    let short = word.chars().count() <= 2 && (word.starts_with(char::is_uppercase) || word.chars().count() == 1);
    let ordinal = last.is_numeric() && letters <= 3 && content.chars().all(char::is_alphabetic);
    if ordinal || (lower && (last.is_numeric() || (short && !word.is_empty()))) {
        return Raised::Word;
    }
    if lower && letters == 1 && !lowered { Raised::Note } else { Raised::Apart }
}

/// Digits, or the signs that stand for them, in brackets or not, several with commas.
fn is_sign(content: &str) -> bool {
    content.len() <= LONGEST
        && content.chars().any(|c| c.is_ascii_digit() || is_mark(c))
        && content.chars().all(|c| {
            c.is_ascii_digit()
                || is_mark(c)
                || matches!(c, '[' | ']' | '(' | ')' | ',' | ';' | ' ' | '-' | '–' | '\u{A0}')
        })
}

fn is_mark(c: char) -> bool {
    matches!(c, '*' | '†' | '‡' | '§' | '¶' | '#' | '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

/// Whether the words of a link are the sign of a note right behind `before`.
pub(crate) fn is_linked(before: &str, words: &str) -> bool {
    is_sign(words) && before.ends_with(|c: char| !c.is_whitespace()) && raised(before, words, false) == Raised::Note
}

/// Where a sign in brackets begins with which a text ends (`ready[12]`); none where the brackets belong to the text.
pub(crate) fn bracketed(text: &str) -> Option<usize> {
    let body = text.strip_suffix(']')?;
    let sign = body.bytes().rev().take(4).take_while(|byte| byte.is_ascii_digit() || *byte == b'*').count();
    let start = body.len().checked_sub(sign)?.checked_sub(1)?;
    let before = body.get(..start).filter(|_| (1..=3).contains(&sign) && body.get(start..=start) == Some("["))?;
    let last = before.chars().next_back()?;
    // "201[5]": somebody completed a year.
    let digits = before.bytes().rev().take(5).take_while(u8::is_ascii_digit).count();
    let year = (2..4).contains(&digits) && digits + sign == 4;
    let word = last.is_alphanumeric()
        || matches!(last, '.' | ',' | ';' | ':' | '!' | '?' | '"' | '”' | '’' | '\'' | '»' | '…' | '%');
    // One sign after another: the one before is gone by now.
    (word && !year).then_some(start)
}

#[cfg(test)]
mod tests {
    use super::Raised::{Apart, Note, Word};
    use super::*;

    #[test]
    fn what_is_raised() {
        for (before, content, lowered, is) in [
            ("The plan is not", "1", false, Note),
            ("is not", "[12]", false, Note),
            ("ready.", "1, 3", false, Note),
            ("in 2020", "3", false, Note),
            ("is not", "†", false, Note),
            ("is not", "a", false, Note),
            ("is not", "2", true, Note),
            ("of CO", "2", true, Word),
            ("the 19", "th", false, Word),
            ("THE 75", "TH", false, Word),
            ("M", "me", false, Word),
            ("5 km", "2", false, Word),
            ("is 10", "6", false, Apart),
            ("Acme", "TM", false, Apart),
            ("is not", "new", false, Apart),
        ] {
            assert_eq!(raised(before, content, lowered), is, "{before}^{content}");
        }
    }

    #[test]
    fn signs_in_brackets() {
        for (text, start) in [
            ("is not[12]", Some(6)),
            ("is ready.[3]", Some(9)),
            ("in 2020[3]", Some(7)),
            ("in 201[5]", None),
            ("is not [12]", None),
            ("the book[s]", None),
            ("[12]", None),
            ("not[1234]", None),
            ("not[]", None),
        ] {
            assert_eq!(bracketed(text), start, "{text}");
        }
    }
}
