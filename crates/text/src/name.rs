//! When two names are the same person: titles, order, initials, spellings and scripts.
//!
//! Names are compared token by token after folding, transliteration and the removal of titles (name_titles.rs). Spelling
//! variants of one name in several romanisations fall together in a *skeleton* ("Lavrov", "Lavrow", "Лавров"), or sound the
//! same when each is read as its country spells ("Khrushchev", "Chruschtschow"; name_spelling.rs); given names also
//! meet through their common short forms ("Bill", "William"). The words themselves are lists (name_lists.rs), and
//! tests/cases/names says what is one name and what is not. Not for deciding who somebody is: two people may bear one
//! name, and only the document can tell.

#[path = "name_lists.rs"]
mod lists;

#[path = "name_rough.rs"]
mod rough;
#[path = "name_spelling.rs"]
mod spelling;
#[path = "name_titles.rs"]
mod titles;

use crate::fold::fold_into;
use lists::SUFFIXES;
pub use rough::{RoughWords, rough_words};
use spelling::{Sounds, Spelling, is_initial_of, nicknames, skeleton_into, slavic, unhook, vowels_only};
use std::cell::OnceCell;
pub use titles::without_titles;
use titles::{Lower, bare, listed};

/// What two names say of the people who bear them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likeness {
    /// The same name, in full or in spelling variants ("Sergey Lavrov", "Sergei Lavrow").
    Same,
    /// One may be a short form of the other ("Lavrov", "Sergey Lavrov"; "S. Lavrov").
    Compatible,
    /// Two people.
    Different,
}

/// Most tokens of a name that are looked at; longer "names" are sentences.
const MOST: usize = 16;

/// Compares two names as written, titles and roles before them ignored.
///
/// `Compatible` says only that nothing in the names speaks against one person: a surname, a first name or initials
/// where the other has more. Middle names that contradict each other make two people, and so do "Jr." and "Sr."; a name
/// with one of these and a name without are `Compatible`, see [`only_one_has_generation`].
///
/// Where somebody comes from is not compared with a name without it; two different places or parties make two people.
pub fn compare(a: &str, b: &str) -> Likeness {
    let (bare_a, bare_b) = (without_titles(a), without_titles(b));
    let likeness = if bare_a == bare_b {
        if bare_a.is_empty() { Likeness::Different } else { Likeness::Same }
    } else {
        compare_bare((bare_a, &Tokens::of(bare_a)), (bare_b, &Tokens::of(bare_b)))
    };
    apart(a, b, likeness)
}

/// What is left of a likeness where the two come from different places.
fn apart(a: &str, b: &str, likeness: Likeness) -> Likeness {
    let contradict = || {
        let ((place_a, party_a), (place_b, party_b)) = (titles::whereabouts(a), titles::whereabouts(b));
        let differ = |a: Option<&str>, b: Option<&str>| a.zip(b).is_some_and(|(a, b)| !a.eq_ignore_ascii_case(b));
        differ(place_a, place_b) || differ(party_a, party_b)
    };
    if likeness != Likeness::Different && contradict() { Likeness::Different } else { likeness }
}

/// Whether one of two names says which generation somebody is ("John Lind Jr.") and the other ("John Lind") could, but
/// does not: where both stand side by side, they are two people. A surname alone is only a short form of the other.
pub fn only_one_has_generation(a: &str, b: &str) -> bool {
    one_generation(&Tokens::of(without_titles(a)), &Tokens::of(without_titles(b)))
}

/// A name made ready once, for comparing it with many others.
pub struct Name<'n> {
    whole: &'n str,
    bare: &'n str,
    tokens: Tokens,
}

impl<'n> Name<'n> {
    /// Makes a name as written ready.
    pub fn of(name: &'n str) -> Name<'n> {
        let bare = without_titles(name);
        Name { whole: name, bare, tokens: Tokens::of(bare) }
    }

    /// As [`compare`].
    pub fn compare(&self, other: &Name<'_>) -> Likeness {
        let likeness = compare_bare((self.bare, &self.tokens), (other.bare, &other.tokens));
        apart(self.whole, other.whole, likeness)
    }

    /// As [`only_one_has_generation`].
    pub fn only_one_has_generation(&self, other: &Name<'_>) -> bool {
        one_generation(&self.tokens, &other.tokens)
    }
}

fn compare_bare((a, a_tokens): (&str, &Tokens), (b, b_tokens): (&str, &Tokens)) -> Likeness {
    if a == b {
        return if a.is_empty() { Likeness::Different } else { Likeness::Same };
    }
    if a_tokens.count == 0 || b_tokens.count == 0 {
        return Likeness::Different;
    }
    match (a_tokens.generation, b_tokens.generation) {
        (Some(own), Some(other)) if own != other => Likeness::Different,
        (own, other) => match whole(a_tokens, b_tokens) {
            Likeness::Same if own != other => Likeness::Compatible,
            likeness => likeness,
        },
    }
}

fn one_generation(a: &Tokens, b: &Tokens) -> bool {
    let (with, without) = if a.generation.is_some() { (a, b) } else { (b, a) };
    with.generation.is_some() && without.generation.is_none() && (without.count > 1 || with.count <= 1)
}

fn whole(a: &Tokens, b: &Tokens) -> Likeness {
    let direct = meet(a, b, false);
    if direct == Likeness::Same || a.count < 2 || b.count < 2 {
        return direct;
    }
    // "Lavrov Sergey" is "Sergey Lavrov"; only whole names are turned round.
    let turned = a.count == b.count
        && (meet(a, b, true) == Likeness::Same || (a.count > 2 && meet(b, a, true) == Likeness::Same));
    match (direct, turned) {
        (_, true) => Likeness::Same,
        (Likeness::Compatible, _) => Likeness::Compatible,
        _ => Likeness::Different,
    }
}

/// Whether a name is only a part that somebody plays ("Moderator", "Speaker 2", "Question"): anybody may bear it.
pub fn is_placeholder(name: &str) -> bool {
    let mut folded = String::with_capacity(name.len());
    fold_into(name.trim(), &mut folded);
    let bare = folded.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '.' | '#' | ':'));
    lists::PLACEHOLDERS.contains(&bare)
}

/// Whether somebody is described and not named ("the Vermont senator", "THE PRESIDENT", "eine Sprecherin"): who that is no name
/// can tell. "The Rev. Ana Ruiz" and "the mayor Ana Ruiz" are names.
pub fn is_description(name: &str) -> bool {
    let mut words = name.split_whitespace();
    let article =
        words.next().is_some_and(|first| listed(lists::ARTICLES, first) && !matches!(first, "An" | "Un" | "Die"));
    let Some(last) = words.clone().next_back().filter(|_| article) else { return false };
    last.starts_with(char::is_lowercase) || words.all(titles::is_of_office)
}

/// A word of a name, and how it sounds: worked out when it is first asked for.
#[derive(Default)]
struct Word {
    letters: String,
    sounds: OnceCell<Sounds>,
}

/// A name's tokens: folded, in Latin letters, as skeletons.
struct Tokens {
    /// The skeletons one after the other, and where each ends.
    text: String,
    ends: [usize; MOST],
    /// The tokens folded only, with hooks written out, for comparing how they sound.
    words: Vec<Word>,
    count: usize,
    /// Which of [`lists::GENERATIONS`] stands behind the name.
    generation: Option<usize>,
}

impl Tokens {
    fn of(name: &str) -> Tokens {
        let plain;
        let name = if name.is_ascii() {
            name
        } else {
            // Chinese and Japanese names in translations have a point between their parts.
            plain = name.replace(['·', '・', '‧'], " ");
            &plain
        };
        let mut tokens = Tokens {
            text: String::with_capacity(name.len() + 8),
            ends: [0; MOST],
            words: Vec::new(),
            count: 0,
            generation: None,
        };
        let turned = name.split_once(", ").filter(|(before, after)| {
            !before.contains(' ') && !listed(SUFFIXES, after) && generation(bare(after)).is_none()
        });
        let parts = turned.map_or([name, ""], |(family, given)| [given, family]);
        for part in parts {
            let (mut folded, mut hooked) = (String::with_capacity(part.len() + 8), String::new());
            fold_into(part, &mut folded);
            if !part.is_ascii() {
                fold_into(&unhook(part), &mut hooked);
            }
            let mut sounding = split(&hooked);
            for word in split(&folded) {
                tokens.take(word, if part.is_ascii() { word } else { sounding.next().unwrap_or(word) });
            }
        }
        tokens.set_initials_first();
        tokens
    }

    /// Takes in one word: as a token, as several initials, or as what tells father and son apart.
    fn take(&mut self, word: &str, sounding: &str) {
        if self.count > 0 && listed(SUFFIXES, word) {
            return;
        }
        if self.count > 0
            && let Some(found) = generation(word)
        {
            self.generation = Some(found);
            return;
        }
        // "HW" of "George HW Bush" and "J.K." are two initials each; a folded "hw" shows by its lack of vowels.
        if word.len() == 2
            && word.bytes().all(|byte| byte.is_ascii_alphabetic() && !b"aeiouy".contains(&byte))
            && !matches!(word, "ng" | "sh" | "zh" | "kh")
        {
            for index in 0..2 {
                let letter = word.get(index..index + 1).unwrap_or("");
                self.push(letter, letter);
            }
            return;
        }
        self.push(word, sounding);
    }

    fn push(&mut self, word: &str, sounding: &str) {
        if let Some(slot) = self.ends.get_mut(self.count) {
            skeleton_into(word, &mut self.text);
            *slot = self.text.len();
            self.words.push(Word { letters: sounding.to_owned(), sounds: OnceCell::new() });
            self.count += 1;
        }
    }

    /// "Lavrov S. V." is "S. V. Lavrov".
    fn set_initials_first(&mut self) {
        let is_initial = |tokens: &Tokens, index: usize| tokens.get(index).chars().count() == 1;
        if self.count < 2 || is_initial(self, 0) || !(1..self.count).all(|index| is_initial(self, index)) {
            return;
        }
        let skeletons: Vec<String> = (0..self.count).map(|index| self.get(index).to_owned()).collect();
        self.words.rotate_left(1);
        self.text.clear();
        for (slot, skeleton) in self.ends.iter_mut().zip(skeletons.iter().skip(1).chain(skeletons.first())) {
            self.text.push_str(skeleton);
            *slot = self.text.len();
        }
    }

    fn get(&self, index: usize) -> &str {
        let start = if index == 0 { 0 } else { self.ends.get(index - 1).copied().unwrap_or(0) };
        let end = if index < self.count { self.ends.get(index).copied().unwrap_or(start) } else { start };
        self.text.get(start..end).unwrap_or("")
    }
}

/// The words of a folded name.
fn split(folded: &str) -> impl Iterator<Item = &str> {
    folded
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .map(|raw| raw.trim_matches('\''))
        .filter(|word| !word.is_empty())
}

/// Which generation a word behind a name means.
fn generation(word: &str) -> Option<usize> {
    let word = Lower::of(word);
    lists::GENERATIONS.iter().position(|ways| ways.contains(&word.as_str()))
}

/// How two tokens meet.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Meeting {
    Equal,
    Initial,
    /// The spelling leaves it open.
    Perhaps,
    No,
}

/// A token of a name, by its skeleton and its letters.
#[derive(Clone, Copy)]
struct Part<'a> {
    skeleton: &'a str,
    word: Option<&'a Word>,
}

impl Tokens {
    fn part(&self, index: usize) -> Part<'_> {
        Part { skeleton: self.get(index), word: self.words.get(index) }
    }
}

impl<'a> Part<'a> {
    fn letters(&self) -> &'a str {
        self.word.map_or("", |word| word.letters.as_str())
    }

    /// How both sound as Slavic names.
    fn slavic(&self, other: &Part<'_>, family: bool) -> Spelling {
        match (self.word, other.word) {
            (Some(a), Some(b)) => slavic(a.sounds(), b.sounds(), family),
            _ => Spelling::Two,
        }
    }
}

impl Word {
    fn sounds(&self) -> &Sounds {
        self.sounds.get_or_init(|| Sounds::of(&self.letters))
    }
}

fn given_meet(a: Part<'_>, b: Part<'_>) -> Meeting {
    if a.skeleton == b.skeleton {
        return Meeting::Equal;
    }
    let (short, long) = if a.skeleton.len() <= b.skeleton.len() { (a, b) } else { (b, a) };
    if short.skeleton.chars().count() == 1 {
        let fits = long.skeleton.starts_with(short.skeleton) && is_initial_of(short.letters(), long.letters());
        return if fits { Meeting::Initial } else { Meeting::No };
    }
    if nicknames(a.skeleton, b.skeleton) || vowels_only(a.skeleton, b.skeleton) || a.slavic(&b, false) == Spelling::One
    {
        Meeting::Equal
    } else {
        Meeting::No
    }
}

fn family_meet(a: Part<'_>, b: Part<'_>) -> Meeting {
    if a.skeleton == b.skeleton {
        return Meeting::Equal;
    }
    match a.slavic(&b, true) {
        Spelling::One => Meeting::Equal,
        Spelling::Perhaps => Meeting::Perhaps,
        Spelling::Two => Meeting::No,
    }
}

/// Walks two names: surnames must meet, then given names from the front, gaps allowed in the longer one only.
fn meet(a: &Tokens, b: &Tokens, turned: bool) -> Likeness {
    let (long, short) = if a.count >= b.count { (a, b) } else { (b, a) };
    // "Wen Jia Bao", "Wen Jiabao".
    if !turned && a.text == b.text && (short.count > 1 || long.count == 1) {
        return Likeness::Same;
    }
    if short.count == 1 {
        let only = short.part(0);
        if long.count == 1 {
            return match family_meet(only, long.part(0)) {
                Meeting::Equal => Likeness::Same,
                Meeting::Perhaps => Likeness::Compatible,
                _ => Likeness::Different,
            };
        }
        if only.skeleton.chars().count() == 1 {
            return Likeness::Different;
        }
        let hit = (0..long.count).any(|index| {
            family_meet(long.part(index), only) != Meeting::No
                || (index + 1 < long.count && given_meet(long.part(index), only) == Meeting::Equal)
        });
        return if hit { Likeness::Compatible } else { Likeness::Different };
    }
    let of_short = |index: usize| short.part(if turned { (index + 1) % short.count } else { index });
    let mut open = match family_meet(of_short(short.count - 1), long.part(long.count - 1)) {
        Meeting::Equal => false,
        Meeting::Perhaps => true,
        _ => return Likeness::Different,
    };
    let mut at = 0;
    for index in 0..short.count - 1 {
        let mut found = false;
        while at < long.count - 1 {
            let meeting = given_meet(long.part(at), of_short(index));
            at += 1;
            match meeting {
                Meeting::Equal => found = true,
                Meeting::Initial | Meeting::Perhaps => {
                    found = true;
                    open = true;
                }
                // "George W Bush" is not "George H W Bush": a middle initial may be missing, never another.
                Meeting::No => {
                    open = true;
                    if index > 0 && of_short(index).skeleton.chars().count() == 1 {
                        return Likeness::Different;
                    }
                    continue;
                }
            }
            break;
        }
        if !found {
            return Likeness::Different;
        }
    }
    open |= at < long.count - 1;
    if open { Likeness::Compatible } else { Likeness::Same }
}

#[cfg(test)]
mod tests {
    use super::Likeness::{Compatible, Different, Same};
    use super::*;

    #[test]
    fn spellings_and_scripts() {
        for (a, b) in [
            ("Sergey Lavrov", "Sergei Lavrow"),
            ("Sergey Lavrov", "Сергей Лавров"),
            ("Dmitry Medvedev", "Dmitri Medvedev"),
            ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
            ("Lavrov Sergey", "Sergey Lavrov"),
            ("Lavrov, Sergey", "Sergey Lavrov"),
            ("Aleksandar Vučić", "Alexander Vucic"),
            ("Bill Clinton", "William Clinton"),
            ("Joe Biden", "Joseph Biden"),
            ("President of Russia Vladimir Putin", "Vladimir Putin"),
            ("GIBSON", "Gibson"),
            ("Martin Luther King, Jr.", "Martin Luther King Junior"),
            ("John Lind Sr.", "Lind, John Sr"),
            ("O’Brien", "O'Brien"),
        ] {
            assert_eq!(compare(a, b), Same, "{a} / {b}");
            assert_eq!(compare(b, a), Same, "{b} / {a}");
        }
    }

    #[test]
    fn short_forms() {
        for (a, b) in [
            ("Lavrov", "Sergey Lavrov"),
            ("S. Lavrov", "Sergey Lavrov"),
            ("John Kennedy", "John F Kennedy"),
            ("George Bush", "George HW Bush"),
            ("Charles Gibson", "GIBSON"),
            ("Van der Bellen", "Alexander Van der Bellen"),
            ("Tucker", "Tucker Carlson"),
            ("Mr. Lavrov", "Foreign Minister Sergei Lavrov"),
            ("Joe Biden", "Joseph R. Biden Jr."),
            ("Xi", "Xi Jinping"),
            ("Martin Luther King Jr.", "Martin Luther King"),
            ("John Lind", "John Lind III"),
            ("Lind", "John Lind Jr."),
            ("Lind Jr.", "John Lind Jr."),
        ] {
            assert_eq!(compare(a, b), Compatible, "{a} / {b}");
            assert_eq!(compare(b, a), Compatible, "{b} / {a}");
        }
    }

    #[test]
    fn different_people() {
        for (a, b) in [
            ("George W Bush", "George HW Bush"),
            ("Maria Rossi", "Mario Rossi"),
            ("John Smith", "Jane Smith"),
            ("Ana Ruiz", "Ana Ortiz"),
            ("Peskov", "Piskunov"),
            ("", "Ana Ruiz"),
            ("Question", "Ana Ruiz"),
            ("John Lind Sr.", "John Lind Jr."),
            ("John Lind II", "John Lind III"),
            ("Lind Jr.", "John Lind Senior"),
        ] {
            assert_eq!(compare(a, b), Different, "{a} / {b}");
            assert_eq!(compare(b, a), Different, "{b} / {a}");
        }
    }

    #[test]
    fn father_and_son() {
        for (a, b, apart) in [
            ("John Lind", "John Lind Jr.", true),
            ("John Lind", "Lind Jr.", true),
            ("LIND", "LIND JR.", true),
            ("Lind", "John Lind Jr.", false),
            ("John Lind Jr.", "J. Lind Jr", false),
            ("John Lind", "J. Lind", false),
        ] {
            assert_eq!((only_one_has_generation(a, b), only_one_has_generation(b, a)), (apart, apart), "{a} / {b}");
        }
    }
}
