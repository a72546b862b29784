//! Texts whose words a machine swapped for synonyms, so that a copy passes for a text of its own.
//!
//! Such a machine swaps words without knowing what they do in their sentence, and that shows: set phrases are broken ("planet War II",
//! "fresh York"), a noun stands where a verb belongs ("we agreed to usage this"), an adverb where another belongs ("was besides
//! based"), and the article no longer fits ("an crucial step"). One of these is anybody's slip; several kinds of them in one
//! text are not. English. Not for translations: a poor one is odd in other ways, and a fair one is not odd.

use crate::blanks;
use onrecord_text::fold::fold_into;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Set phrases with one of their words swapped. Nobody who knows what is meant writes these.
const BROKEN: &[&str] = &[
    "planet war",
    "globe war",
    "earth war",
    "peculiar military",
    "peculiar envoy",
    "peculiar emissary",
    "peculiar representative",
    "peculiar forces",
    "peculiar counsel",
    "peculiar prosecutor",
    "abroad minister",
    "abroad ministers",
    "abroad ministry",
    "abroad policy",
    "abroad affairs",
    "overseas minister",
    "overseas ministry",
    "mediate east",
    "midst east",
    "fresh york",
    "novel york",
    "fresh zealand",
    "fresh delhi",
    "combined nations",
    "joined nations",
    "joined together nations",
    "combined states of",
    "joined states",
    "chilly war",
    "frigid war",
    "white home",
    "prime pastor",
    "human entitlements",
    "human privileges",
    "weapons of mass annihilation",
    "weather alteration",
    "climate alteration",
    "gregarious media",
    "societal media",
    "counterfeit consciousness",
    "man made consciousness",
    "colossal information",
    "profound learning",
    "specified as",
    "a fewer",
    "the past fewer",
    "next fewer",
    "each another",
    "every another",
    "no another",
    "all another",
    "on the another",
    "not substance whether",
    "does not substance",
    "do not substance",
    "did not substance",
    "of path",
    "as fine as",
    "at slightest",
    "in spite of the truth",
];

/// The broken phrases, taken apart and sorted; and the outlines of their first two words (see [`outline`]).
static PHRASES: LazyLock<(Vec<Vec<&str>>, Vec<u64>)> = LazyLock::new(|| {
    let mut phrases: Vec<Vec<&str>> = BROKEN.iter().map(|phrase| phrase.split(' ').collect()).collect();
    phrases.sort_unstable();
    let mut outlines = vec![0; 32 * 32];
    for phrase in &phrases {
        if let [word, next, ..] = phrase.as_slice()
            && let Some((place, bit)) = outline(word, next)
            && let Some(bits) = outlines.get_mut(place)
        {
            *bits |= 1u64 << bit;
        }
    }
    (phrases, outlines)
});

/// Nouns that such machines put in the place of verbs.
const NOUNS: &[&str] = &["usage", "utilization", "utilisation", "assistance"];
/// What follows a verb at once, and a noun never: "usage this".
const OBJECTS: &[&str] =
    &["this", "these", "that", "those", "a", "an", "the", "it", "them", "him", "us", "our", "their", "its", "his"];
/// Behind these an adverb stands that was swapped: "was besides based".
const AUXILIARIES: &[&str] =
    &["is", "are", "was", "were", "has", "have", "had", "will", "would", "can", "could", "should", "be", "been"];
const PRONOUNS: &[&str] = &["i", "we", "he", "she", "they", "you"];

/// How many signs of how many kinds make a swapped text, and how many words of it one sign may stand for.
const FEWEST_SIGNS: usize = 3;
const FEWEST_KINDS: usize = 2;
const WORDS_FOR_A_SIGN: usize = 700;
/// So many articles that do not fit count for one sign.
const ARTICLES_FOR_A_SIGN: usize = 3;
/// How many words of a text are looked at: signs stand everywhere, or nowhere.
const MOST_WORDS: usize = 5_000;

/// The signs that the words of a text were swapped, a few of them as they stand; `None` where they were not.
pub(crate) fn signs(text: &str) -> Option<String> {
    let folded = Words::of(text);
    let words = folded.list();
    let mut phrases: BTreeSet<String> = BTreeSet::new();
    let mut places: BTreeSet<String> = BTreeSet::new();
    let mut articles: BTreeSet<String> = BTreeSet::new();
    for (i, word) in words.iter().enumerate() {
        let word = *word;
        let next = words.get(i + 1).copied().unwrap_or("");
        let before = i.checked_sub(1).and_then(|i| words.get(i)).copied().unwrap_or("");
        for broken in phrases_of(word, next) {
            if words.get(i..i + broken.len()).is_some_and(|here| here.iter().zip(broken).all(|(a, b)| a == b)) {
                phrases.insert(broken.join(" "));
            }
        }
        let noun = NOUNS.contains(&word) && OBJECTS.contains(&next);
        let after = words.get(i + 2).copied().unwrap_or("");
        // "Besides" behind a verb: no comma follows it, and it is not beside the point.
        let adverb =
            word == "besides" && AUXILIARIES.contains(&before) && next != "the" && next != "," && !next.is_empty();
        let once = word == "erstwhile" && PRONOUNS.contains(&next);
        if noun || adverb || once {
            places.insert(format!("{} {word} {next} {after}", if once { "" } else { before }).trim().to_owned());
        }
        if matches!(word, "a" | "an") && is_unfit(word, next) {
            articles.insert(format!("{word} {next}"));
        }
    }
    let article_signs = if articles.len() >= ARTICLES_FOR_A_SIGN { articles.len() / ARTICLES_FOR_A_SIGN } else { 0 };
    let signs = phrases.len() + places.len() + article_signs.min(FEWEST_SIGNS);
    let kinds = usize::from(!phrases.is_empty()) + usize::from(!places.is_empty()) + usize::from(article_signs > 0);
    let dense = signs * WORDS_FOR_A_SIGN >= words.len();
    // Two broken phrases of different sorts are no slip either.
    let enough = signs >= FEWEST_SIGNS && (kinds >= FEWEST_KINDS || phrases.len() >= FEWEST_SIGNS);
    (enough && dense).then(|| {
        let mut shown: Vec<String> = Vec::new();
        shown.extend(phrases.iter().take(2).cloned());
        shown.extend(places.iter().take(2).cloned());
        shown.extend(articles.iter().take(1).cloned());
        shown.truncate(3);
        shown.iter().map(|sign| format!("“{sign}”")).collect::<Vec<_>>().join(", ")
    })
}

/// The words of a text, folded, one after the other in one string; commas are words of their own.
struct Words {
    text: String,
    ends: Vec<usize>,
}

impl Words {
    fn of(text: &str) -> Words {
        let mut words = Words { text: String::new(), ends: Vec::new() };
        for piece in blanks::split(text).take(MOST_WORDS) {
            if words.take_simple(piece) {
                continue;
            }
            let stays = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | ',');
            for word in piece.split(|c: char| !stays(c)) {
                let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
                if !bare.is_empty() {
                    // Letters that are spelled out keep their capitals: "an FBI man".
                    let capitals = bare.len() > 1 && bare.chars().all(|c| c.is_uppercase() || c.is_numeric());
                    if capitals {
                        words.text.push_str(bare);
                    } else {
                        fold_into(bare, &mut words.text);
                    }
                    words.ends.push(words.text.len());
                }
                if word.ends_with(',') {
                    words.text.push(',');
                    words.ends.push(words.text.len());
                }
            }
        }
        words
    }

    /// Takes a word of ASCII letters with at most one sign behind it, as nearly all are. `false`: it is none.
    fn take_simple(&mut self, piece: &str) -> bool {
        let length = piece.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let (Some(word), Some(sign)) = (piece.get(..length), piece.get(length..)) else { return false };
        let is_simple = length > 0 && sign.is_ascii() && sign.len() <= 1;
        if !is_simple {
            return false;
        }
        let start = self.text.len();
        self.text.push_str(word);
        if length == 1 || word.bytes().any(|byte| byte.is_ascii_lowercase()) {
            self.text.get_mut(start..).unwrap_or_default().make_ascii_lowercase();
        }
        self.ends.push(self.text.len());
        if sign == "," {
            self.text.push(',');
            self.ends.push(self.text.len());
        }
        true
    }

    fn list(&self) -> Vec<&str> {
        let mut start = 0;
        let word = |end: &usize| self.text.get(std::mem::replace(&mut start, *end)..*end).unwrap_or("");
        self.ends.iter().map(word).collect()
    }
}

/// The broken phrases that begin with a word and may have this one behind it.
fn phrases_of(word: &str, next: &str) -> impl Iterator<Item = &'static Vec<&'static str>> {
    let (phrases, outlines) = &*PHRASES;
    let is_known = outline(word, next)
        .and_then(|(place, bit)| outlines.get(place).map(|bits| bits >> bit & 1 == 1))
        .unwrap_or(false);
    let from = if is_known {
        phrases.partition_point(|phrase| phrase.first().is_some_and(|first| *first < word))
    } else {
        phrases.len()
    };
    phrases.iter().skip(from).take_while(move |phrase| phrase.first() == Some(&word))
}

/// Where it is kept whether a phrase may begin with two words: by their first letters and the length of the first. Most
/// words of a text are passed over by that.
fn outline(word: &str, next: &str) -> Option<(usize, u32)> {
    let (first, second) = (word.as_bytes().first()?, next.as_bytes().first()?);
    Some((usize::from(first & 31) << 5 | usize::from(second & 31), word.len().min(63) as u32))
}

/// Whether an article does not fit the sound of the word behind it. Where speakers differ ("a historic"), it fits.
fn is_unfit(article: &str, word: &str) -> bool {
    let mut letters = word.chars();
    let (Some(first), Some(second)) = (letters.next(), letters.next()) else { return false };
    if !first.is_ascii_lowercase() || word.len() < 4 {
        return false;
    }
    let vowel = matches!(first, 'a' | 'e' | 'i' | 'o');
    let like_you = first == 'u'
        || (first == 'e' && matches!(second, 'u' | 'w'))
        || word.starts_with("one")
        || word.starts_with("once");
    match article {
        "an" => !vowel && !like_you && first != 'h',
        "a" => vowel && !like_you,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swapped_words_show() {
        let text = "We agreed to usage this concept as a basis. It happened during planet War II and will happen again. \
                    After respective weeks of the peculiar military operation the ministry was besides based in the north.";
        let signs = signs(text).expect("swapped");
        assert!(signs.contains("planet war"), "{signs}");
    }

    #[test]
    fn slips_and_translations_do_not() {
        for text in [
            "We agreed to use this concept as a basis. It happened in World War II. The special military operation goes on.",
            // A slip or two of somebody whose language it is not.
            "He is an honest man and it was a important step. We have a idea. The peculiar military band played in the square.",
            "This usage, the linguists say, is old. Besides, the planet was at war. Those who are besides the point may go.",
            "An hour ago a European union of one-armed men met; an FBI man and a US officer, an heir and a historian were there.",
            "",
        ] {
            assert_eq!(signs(text), None, "{text}");
        }
    }
}
