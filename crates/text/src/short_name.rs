//! Which long name a short one in capitals stands for, by its letters: "WHO" for "World Health Organization", "NGOs" for
//! "non-governmental organisations".
//!
//! By letters alone, so it says which name may be meant, not that it is: for two wordings of one place. Short names whose
//! letters do not tell stand in [`crate::spelling::stands_for`].

/// The longest short name, in letters.
const MOST: usize = 8;
/// Words that a short name may pass over.
const SMALL: &[&str] = &[
    "of", "the", "and", "for", "in", "on", "to", "at", "a", "&", "de", "des", "du", "del", "la", "le", "les", "et",
    "y", "e", "der", "die", "das", "den", "für", "und", "im", "am", "zur", "zum", "di", "do", "da", "и", "по",
];

/// Whether a word as written may be a short name: capitals alone, points and an "s" for the plural aside.
pub fn may_be_short(written: &str) -> bool {
    // Most words have a small letter behind their first.
    let second = written.as_bytes().get(1).is_some_and(|byte| !byte.is_ascii_lowercase());
    second && letters(written).is_some()
}

fn letters(written: &str) -> Option<Vec<char>> {
    if written.len() > 4 * MOST {
        return None;
    }
    let plain: String = written.chars().filter(|c| *c != '.').collect();
    let singular = plain.strip_suffix('s').filter(|rest| rest.chars().count() >= 3).unwrap_or(&plain);
    let letters: Vec<char> = singular.chars().collect();
    ((2..=MOST).contains(&letters.len()) && letters.iter().all(|c| c.is_uppercase())).then_some(letters)
}

/// Whether a short name is written with the first letters of some words, small words aside. A name of two letters
/// stands for words with capitals alone.
pub fn is_short_for<'w>(short: &str, words: impl IntoIterator<Item = &'w str>) -> bool {
    let Some(letters) = letters(short) else { return false };
    let mut next = letters.iter();
    let (mut taken, mut ended) = (0, false);
    for word in words {
        let Some(first) = word.chars().next() else { return false };
        let capital = first.is_uppercase();
        let small = !capital && SMALL.contains(&word);
        let fits = || next.as_slice().first().is_some_and(|letter| first.to_uppercase().eq(letter.to_uppercase()));
        if !small && fits() && (capital || letters.len() > 2) {
            next.next();
            taken += 1;
            ended = true;
        } else if small && taken > 0 {
            ended = false;
        } else {
            return false;
        }
    }
    ended && taken > 1 && next.as_slice().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_names_and_their_long_ones() {
        for (short, long) in [
            ("WHO", "World Health Organization"),
            ("EU", "European Union"),
            ("N.H.S.", "National Health Service"),
            ("NATO", "North Atlantic Treaty Organization"),
            ("NGOs", "non governmental organisations"),
            ("GDP", "gross domestic product"),
            ("FAO", "Food and Agriculture Organization"),
            ("ООН", "Организация Объединённых Наций"),
        ] {
            assert!(is_short_for(short, long.split(' ')), "{short} {long}");
        }
        for (short, long) in [
            ("WTO", "World Health Organization"),
            ("EU", "every union"),
            ("WHO", "World Health"),
            ("NHS", "National Health Service of"),
            ("who", "World Health Organization"),
            ("A", "Anna"),
            ("UN", "United Nations Nations"),
        ] {
            assert!(!is_short_for(short, long.split(' ')), "{short} {long}");
        }
    }
}
