//! What stands before a name and is no part of it: titles, ranks, offices and the countries in them.
//!
//! Not for comparing names: that is [`super::compare`].

use super::MOST;
use super::lists::{self, COUNTRIES, PARTICLES, TITLES};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// The name without titles, ranks and roles before it ("President of Russia Vladimir Putin": "Vladimir Putin").
///
/// Returns a part of the input; the whole of it where nothing but titles would be left.
pub fn without_titles(name: &str) -> &str {
    let name = name.trim().trim_end_matches([':', ',', ';']).trim();
    let name = match name.split_once(", ") {
        // "Ana Ruiz, Minister of Trade": the role follows. "Ruiz, Ana": the order is turned, and handled in compare.
        Some((before, after))
            if before.contains(' ')
                && !begins_with_title(before)
                && (begins_with_title(after) || after.contains(' ')) =>
        {
            before
        }
        // "Ana Ruiz, D-N.M.": party and state.
        Some((before, after)) if before.contains(' ') && is_party(after) => before,
        _ => name,
    };
    let name = name.split_once(" (").map_or(name, |(before, _)| before).trim_end();
    let name = without_whereabouts(name);
    let mut words = [(0usize, 0usize); MOST * 2];
    let mut count = 0;
    let mut at = 0;
    for word in name.split_whitespace() {
        let start = at + name.get(at..).and_then(|rest| rest.find(word)).unwrap_or(0);
        at = start + word.len();
        let Some(slot) = words.get_mut(count) else { break };
        *slot = (start, at);
        count += 1;
    }
    let words = words.get(..count).unwrap_or(&[]);
    let word = |index: usize| words.get(index).and_then(|(start, end)| name.get(*start..*end)).unwrap_or("");
    let from = |index: usize| words.get(index).and_then(|(start, _)| name.get(*start..)).unwrap_or("");
    let mut first = 0;
    let mut titled = false;
    // Whether an office was named ("Head of the ...") whose end is not known yet.
    let mut open = false;
    while first < count {
        let taken = country(&words_from(name, words, first));
        if is_title(word(first)) {
            titled = true;
            first += 1;
        } else if first == 0 && taken > 0 && is_title(word(taken)) {
            // "German Chancellor", "Russian Foreign Minister", "US President".
            first += taken;
        } else if titled && is_joint(word(first)) && first + 1 < count {
            first += 1;
            let taken = country(&words_from(name, words, first));
            open |= taken == 0;
            first += taken;
        } else if titled && taken > 0 && first + taken < count {
            first += taken;
        } else {
            break;
        }
    }
    if first >= count {
        return name;
    }
    // "Minister of Healthcare": an office alone, nobody's name.
    if open && first + 1 == count {
        return name;
    }
    // "Dean Acheson", "Major Garrett": given names that are titles too.
    if first == 1 && count == 2 && listed(lists::GIVEN_TITLES, word(0)) && !word(0).ends_with('.') {
        return name;
    }
    // "Novgorod Region Governor Ana Ruiz": the office stands before its title.
    if let Some(last) = (first..count.saturating_sub(2)).rev().find(|index| holds_office(word(*index))) {
        titled = true;
        first = last + 1;
        while first + 2 < count && is_title(word(first)) {
            first += 1;
        }
        open = false;
    }
    // What is left may still be a role ("Board of Big Company Ana Ruiz") where a title came before: the name stands last.
    let left = count - first;
    if titled && (left > 4 || (open && left > 2) || (first..count).any(|index| is_role_joint(word(index)))) {
        let mut start = count.saturating_sub(2).max(first);
        while start > first && (is_particle(word(start)) || is_initial(word(start)) || is_particle(word(start - 1))) {
            if is_role_joint(word(start - 1)) {
                break;
            }
            start -= 1;
        }
        return from(start);
    }
    from(first)
}

/// A name without where its bearer comes from or belongs to: "Ana Ruiz of New Mexico", "Senator Ruiz from the Coastal Alliance".
/// Two words of a name stand before it, or one with a title: "Joan of Arc" is called so.
fn without_whereabouts(name: &str) -> &str {
    const LINKS: &[&str] = &[" of ", " from ", " at ", " with "];
    const MOST_WORDS: usize = 4;
    let Some(at) = LINKS.iter().filter_map(|link| name.find(link)).min() else { return name };
    let (before, after) = name.split_at(at);
    let named = |word: &str| {
        let title = is_title(word) && !listed(&lists::FAMILY_TITLES, word);
        word.starts_with(char::is_uppercase) && !title && !listed(lists::BODIES, word)
    };
    let mut last = before.split_whitespace().rev();
    let surname = last.next().is_some_and(named);
    let given = last.next().is_some_and(|word| named(word) || holds_office(word));
    let body = before.split_whitespace().any(|word| listed(lists::BODIES, word));
    let place: Vec<&str> = after.split_whitespace().skip(1).collect();
    let is_place = !place.is_empty()
        && place.len() <= MOST_WORDS
        && place.iter().all(|word| !is_title(word) || listed(&lists::TITLE_ADJECTIVES, word))
        && place.last().is_some_and(|word| word.starts_with(char::is_uppercase));
    if surname && given && !body && is_place { before } else { name }
}

/// Where a name says that its bearer comes from, and which party and state it gives: "Ana Ruiz of Norvale", "Ana Ruiz (D-N.M.)".
pub(super) fn whereabouts(name: &str) -> (Option<&str>, Option<&str>) {
    let name = name.trim();
    let (before, behind) = match name.split_once(" (") {
        Some((before, rest)) => (before, rest.strip_suffix(')')),
        None => name.split_once(", ").map_or((name, None), |(before, after)| (before, Some(after))),
    };
    let bare = without_whereabouts(before);
    let place = before.get(bare.len()..).map(str::trim).filter(|place| !place.is_empty());
    (place, behind.filter(|party| is_party(party)))
}

/// Whether a word stands in what an office is called: "President", "of", "Norway".
pub(super) fn is_of_office(word: &str) -> bool {
    is_title(word) || is_joint(word) || country(&[word, "", ""]) > 0
}

/// "D-N.M.", "R-Texas": how papers write a member's party and state.
fn is_party(words: &str) -> bool {
    let mut letters = words.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next() == Some('-') && !words.contains(' ')
}

fn words_from<'a>(name: &'a str, words: &[(usize, usize)], first: usize) -> [&'a str; 3] {
    let word = |index: usize| words.get(index).and_then(|(start, end)| name.get(*start..*end)).unwrap_or("");
    [word(first), word(first + 1), word(first + 2)]
}

pub(super) fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// A word in lower case without a new string: names are compared often, and nearly all their words are short ASCII.
pub(super) struct Lower {
    bytes: [u8; 32],
    length: usize,
    long: String,
}

impl Lower {
    pub(super) fn of(word: &str) -> Lower {
        let word = bare(word);
        let mut lower = Lower { bytes: [0; 32], length: 0, long: String::new() };
        match lower.bytes.get_mut(..word.len()).filter(|_| word.is_ascii()) {
            Some(slot) => {
                slot.copy_from_slice(word.as_bytes());
                slot.make_ascii_lowercase();
                lower.length = word.len();
            }
            // Words longer than any in the lists, and scripts without case, cannot be in them.
            None if word.len() <= 48 && word.starts_with(|c: char| c.is_lowercase() || c.is_uppercase()) => {
                lower.long = word.to_lowercase();
            }
            None => {}
        }
        lower
    }

    pub(super) fn as_str(&self) -> &str {
        if self.long.is_empty() {
            self.bytes.get(..self.length).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or("")
        } else {
            &self.long
        }
    }
}

pub(super) fn listed(list: &[&str], word: &str) -> bool {
    list.contains(&Lower::of(word).as_str())
}

static TITLE_WORDS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| TITLES.iter().copied().collect());

/// Countries by their first word, each as its further words, longest first.
static COUNTRY_WORDS: LazyLock<HashMap<&'static str, Vec<Vec<&'static str>>>> = LazyLock::new(|| {
    let mut by_first: HashMap<&'static str, Vec<Vec<&'static str>>> = HashMap::new();
    for entry in COUNTRIES.iter() {
        let mut words = entry.split(' ');
        by_first.entry(words.next().unwrap_or("")).or_default().push(words.collect());
    }
    for entries in by_first.values_mut() {
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.len()));
    }
    by_first
});

fn begins_with_title(words: &str) -> bool {
    words.split_whitespace().next().is_some_and(is_title)
}

fn is_title(word: &str) -> bool {
    let title = |word: &str| TITLE_WORDS.contains(Lower::of(word).as_str());
    title(word)
        || (word.contains(['-', '–'])
            && word.split(['-', '–']).all(|part| title(part) || listed(lists::TITLE_PARTS, part)))
}

/// Whether a title is a person's ("Governor"), not the adjective of one ("Federal").
fn holds_office(word: &str) -> bool {
    is_title(word) && !listed(&lists::FAMILY_TITLES, word) && !listed(&lists::TITLE_ADJECTIVES, word)
}

const JOINTS: &[&str] =
    &["of", "the", "for", "and", "&", "at", "in", "to", "on", "der", "de", "du", "des", "del", "–", "-", "—"];
const ROLE_JOINTS: &[&str] =
    &["of", "the", "for", "and", "&", "at", "in", "to", "on", "–", "—", "with", "from", "under"];

fn is_joint(word: &str) -> bool {
    JOINTS.iter().any(|joint| joint.eq_ignore_ascii_case(word))
}

fn is_role_joint(word: &str) -> bool {
    ROLE_JOINTS.iter().any(|joint| joint.eq_ignore_ascii_case(word))
}

fn is_particle(word: &str) -> bool {
    listed(&PARTICLES, word)
}

fn is_initial(word: &str) -> bool {
    let letters = bare(word);
    letters.chars().count() == 1 || (letters.len() <= 3 && word.contains('.'))
}

/// How many words at the start are a country, its people or its adjective.
fn country(words: &[&str; 3]) -> usize {
    let [first, more @ ..] = words;
    let Some(entries) = COUNTRY_WORDS.get(Lower::of(first).as_str()) else { return 0 };
    let fits = |entry: &&Vec<&str>| {
        entry.len() <= more.len() && entry.iter().zip(more).all(|(part, word)| part.eq_ignore_ascii_case(bare(word)))
    };
    entries.iter().find(fits).map_or(0, |entry| entry.len() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles() {
        for (name, bare) in [
            ("President of Russia Vladimir Putin", "Vladimir Putin"),
            ("Mr. Putin", "Putin"),
            ("Prime Minister of the United Kingdom Boris Johnson", "Boris Johnson"),
            ("German Chancellor Angela Merkel", "Angela Merkel"),
            ("Federal Chancellor of Germany Angela Merkel", "Angela Merkel"),
            ("Vice President Dick Cheney", "Dick Cheney"),
            ("Head of the Federal Tax Service Mikhail Ivanov", "Mikhail Ivanov"),
            ("Deputy Prime Minister and Minister of Finance Ana Ruiz", "Ana Ruiz"),
            ("Ana Ruiz, Minister of Trade", "Ana Ruiz"),
            ("President", "President"),
            ("Ana de la Cruz", "Ana de la Cruz"),
            ("President of Austria Alexander Van der Bellen", "Alexander Van der Bellen"),
            ("US Senator John F. Kerry", "John F. Kerry"),
            ("Port Region Governor Ana Ruiz", "Ana Ruiz"),
            ("Big Company CEO Ana Maria Ruiz", "Ana Maria Ruiz"),
            ("Minister for Civil Defence, Emergencies and Relief Ana Ruiz", "Ana Ruiz"),
            ("Envoy to the Northern Federal District Ana Ruiz", "Ana Ruiz"),
            ("Union Secretary General Ana Ruiz", "Ana Ruiz"),
            ("Leader of the Green faction in the State Duma Ana Ruiz", "Ana Ruiz"),
            ("GOVERNOR OF CALIFORNIA ANA RUIZ", "ANA RUIZ"),
            ("His Holiness Patriarch Ana", "Ana"),
            ("Minister of Healthcare", "Minister of Healthcare"),
            ("Dean Acheson", "Dean Acheson"),
            ("Martin Luther King", "Martin Luther King"),
            ("President of Turkey Recep Tayyip Erdogan", "Recep Tayyip Erdogan"),
            ("Sen. Ana Ruiz of New Mexico", "Ana Ruiz"),
            ("Senator Ruiz of Vermont", "Ruiz"),
            ("Representative Ana T. King of New York", "Ana T. King"),
            ("Senate Majority Whip Ana Ruiz", "Ana Ruiz"),
            ("Ana Ruiz of the Harbour Watch", "Ana Ruiz"),
            ("CBC Chairman A.K. Ruiz of North Carolina", "A.K. Ruiz"),
            ("Rep. Ana Ruiz (D-N.M.)", "Ana Ruiz"),
            ("Ana Ruiz, D-N.M.", "Ana Ruiz"),
            ("Joan of Arc", "Joan of Arc"),
            ("Federal Reserve Bank of New York President Ana Ruiz", "Ana Ruiz"),
            ("Coastal Savings Bank of Norvale", "Coastal Savings Bank of Norvale"),
        ] {
            assert_eq!(without_titles(name), bare, "{name}");
        }
    }
}
