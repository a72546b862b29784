//! Which language a text is in, by its small words: those of the section `stop` of each language's file.
//!
//! [`detect`] tells it of a text, [`detect_against`] of a part that may be in another language than the rest. Not for
//! scripts and rare languages: only those that the crate has a file for are told apart.

use crate::language::{FILES, WordHasher, push_lower};
use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::OnceLock;

/// The language that most of a text is in, by its most frequent small words; `None` where too few tell.
///
/// Reads the first 20,000 bytes at most.
pub fn detect(text: &str) -> Option<&'static str> {
    let counts = small_words(text);
    let best = (0..FILES.len()).max_by_key(|&place| (counts[place], std::cmp::Reverse(place)))?;
    (counts[best] > 0).then(|| FILES[best].0)
}

/// The language of words within a text in the language `code`, where it is surely another one.
pub(crate) fn detect_against(text: &str, code: &str) -> Option<&'static str> {
    let counts = small_words(text);
    let best = (0..FILES.len()).max_by_key(|&place| (counts[place], std::cmp::Reverse(place)))?;
    let own = FILES.iter().position(|(known, _)| *known == code)?;
    (best != own && counts[best] >= 2 * counts[own] + 3).then(|| FILES[best].0)
}

/// In bytes; a test holds the lists to it.
const LONGEST_SMALL: usize = 14;

/// How many small words of each language stand in a text; a word of one language alone counts double.
fn small_words(text: &str) -> [u32; FILES.len()] {
    static STOP: OnceLock<HashMap<&'static str, u16, BuildHasherDefault<WordHasher>>> = OnceLock::new();
    let stop = STOP.get_or_init(|| {
        let mut map: HashMap<&'static str, u16, _> = HashMap::default();
        for (place, (_, data)) in FILES.iter().enumerate() {
            let Some(section) = data.split_once("[stop]\n").map(|(_, rest)| rest) else { continue };
            for line in section.lines().take_while(|line| !line.trim().is_empty()) {
                for item in line.split_ascii_whitespace() {
                    *map.entry(item).or_default() |= 1 << place;
                }
            }
        }
        map
    });
    let mut end = text.len().min(20_000);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = &text[..end];
    let mut counts = [0_u32; FILES.len()];
    let mut lower = String::new();
    let mut han = 0;
    for item in head.split(|c: char| !c.is_alphabetic()).filter(|item| !item.is_empty()) {
        if !item.is_ascii() {
            han += item.chars().filter(|c| ('\u{4E00}'..='\u{9FFF}').contains(c)).count() as u32;
        }
        // Most words are longer than any small word: they need not be looked up.
        if item.len() > LONGEST_SMALL {
            continue;
        }
        lower.clear();
        push_lower(&mut lower, item.chars());
        let mut bits = stop.get(lower.as_str()).copied().unwrap_or(0);
        // A word of many languages tells less: it counts once for each, a word of one counts double.
        let weight = if bits.count_ones() == 1 { 2 } else { 1 };
        while bits != 0 {
            counts[bits.trailing_zeros() as usize] += weight;
            bits &= bits - 1;
        }
    }
    let chinese = FILES.iter().position(|(code, _)| *code == "zh").unwrap_or(0);
    counts[chinese] += han / 2;
    counts
}

#[cfg(test)]
mod tests {
    use super::{FILES, LONGEST_SMALL};

    #[test]
    fn no_small_word_is_longer_than_what_is_looked_up() {
        for (code, data) in FILES {
            let section = data.split_once("[stop]\n").map_or("", |(_, rest)| rest);
            let lines = section.lines().take_while(|line| !line.trim().is_empty());
            for item in lines.flat_map(str::split_ascii_whitespace) {
                assert!(item.len() <= LONGEST_SMALL, "{code}: {item}");
            }
        }
    }
}
