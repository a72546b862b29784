//! The words of a text as a search sees them: runs of letters and digits, folded; in scripts without blanks each character.
//!
//! Not the tokens by which quotations are compared ([`onrecord_text::token`]): to those "$10 million" is one word, and who
//! searches for "million" wants to find it.

use onrecord_text::fold::fold_into;
use std::ops::Range;

/// What a byte is to a word: a letter or digit of ASCII, no part of one, or of a character beyond ASCII.
const KIND: [u8; 256] = {
    let mut kinds = [OTHER; 256];
    let mut byte = 0;
    while byte < 256 {
        if (byte as u8).is_ascii_alphanumeric() {
            kinds[byte] = LETTER;
        } else if byte >= 0x80 {
            kinds[byte] = BEYOND;
        }
        byte += 1;
    }
    kinds
};
const OTHER: u8 = 0;
const LETTER: u8 = 1;
const BEYOND: u8 = 2;

/// Goes through the words of a text, one at a time.
#[derive(Debug, Clone)]
pub(crate) struct Words<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Words<'t> {
    /// From the text's begin.
    pub(crate) fn of(text: &'t str) -> Words<'t> {
        Words { text, at: 0 }
    }

    /// The next word: its bytes in the text. `folded` becomes how it is searched for.
    pub(crate) fn next(&mut self, folded: &mut String) -> Option<Range<usize>> {
        let range = self.range()?;
        folded.clear();
        fold_into(self.text.get(range.clone()).unwrap_or(""), folded);
        Some(range)
    }

    /// The bytes of the next word in the text.
    pub(crate) fn range(&mut self) -> Option<Range<usize>> {
        let bytes = self.text.as_bytes();
        while let Some(rest) = bytes.get(self.at..) {
            // What is no part of a word is passed over, and the letters of one, by what each byte is.
            let start = self.at + rest.iter().position(|byte| KIND[usize::from(*byte)] != OTHER)?;
            if KIND[usize::from(bytes[start])] == LETTER {
                let end = bytes[start..].iter().position(|byte| KIND[usize::from(*byte)] != LETTER);
                let end = end.map_or(bytes.len(), |length| start + length);
                self.at =
                    if bytes.get(end).is_some_and(|byte| !byte.is_ascii()) { self.beyond_ascii(end) } else { end };
                return Some(start..self.at);
            }
            let c = self.text.get(start..)?.chars().next()?;
            self.at = start + c.len_utf8();
            if c.is_alphanumeric() {
                if !stands_alone(c) {
                    self.at = self.beyond_ascii(self.at);
                }
                return Some(start..self.at);
            }
        }
        None
    }

    /// Where the word ends that goes on at `from`.
    fn beyond_ascii(&self, from: usize) -> usize {
        let rest = self.text.get(from..).unwrap_or("");
        rest.char_indices().find(|(_, c)| !is_inside_word(*c)).map_or(self.text.len(), |(at, _)| from + at)
    }
}

/// All words of a text, folded.
pub(crate) fn folded_words(text: &str) -> Vec<String> {
    let (mut words, mut folded, mut all) = (Words::of(text), String::new(), Vec::new());
    while words.next(&mut folded).is_some() {
        all.push(folded.clone());
    }
    all
}

fn is_inside_word(c: char) -> bool {
    // Combining marks belong to the letter before them.
    (c.is_alphanumeric() || matches!(c, '\u{0300}'..='\u{036F}')) && !stands_alone(c)
}

/// Whether two characters that follow each other belong to one word.
pub(crate) fn are_of_one_word(a: char, b: char) -> bool {
    let goes_on = |c: char| c.is_alphanumeric() && !stands_alone(c);
    goes_on(a) && goes_on(b)
}

/// Chinese characters and Japanese kana: written without blanks, so each is a word for a search.
fn stands_alone(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{2FDF}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_and_characters() {
        assert_eq!(folded_words("Don't, 港口 fees2"), ["don", "t", "港", "口", "fees2"]);
        assert_eq!(folded_words("Don’t — CAN'T"), ["don", "t", "can", "t"]);
        assert_eq!(folded_words("naïve Café 港口!"), ["naive", "cafe", "港", "口"]);
        assert_eq!(folded_words("$10.5 million"), ["10", "5", "million"]);
        assert_eq!(folded_words("ΛΟΓΟΣ"), folded_words("λόγος"));
    }

    proptest! {
        #[test]
        fn words_are_whole_characters_in_order(text in "\\PC{0,60}") {
            let (mut words, mut folded, mut last) = (Words::of(&text), String::new(), 0);
            while let Some(range) = words.next(&mut folded) {
                prop_assert!(last <= range.start && range.start < range.end && text.get(range.clone()).is_some());
                // Nothing that a search would look for stands between two words.
                prop_assert!(!text[last..range.start].chars().any(char::is_alphanumeric));
                last = range.end;
            }
            prop_assert!(!text[last..].chars().any(char::is_alphanumeric));
        }
    }
}
