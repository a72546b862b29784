//! What the endings of words tell, where no list has the word: an adverb, an adjective, a feminine noun, a compound that is an office.
//!
//! All of it is data of a language's file, one section a kind of ending (docs/quotations.md tells them). A compound is looked up
//! by its last two bytes first, so that few endings are tried. Not for the cases of names: see `inflection`.

use super::{Entry, Gender, WordHasher, word};
use std::collections::HashMap;
use std::hash::BuildHasherDefault;

/// The endings of a language.
#[derive(Default)]
pub(super) struct Endings {
    /// Of unlisted words that are adverbs ("-ly").
    pub(super) adverbs: Vec<Box<str>>,
    /// Of adjectives (German "-lich").
    pub(super) adjectives: Vec<Box<str>>,
    /// Of nouns that are feminine (German "-ung"), and of those that only look so ("-sprung").
    feminine: (Vec<Box<str>>, Vec<Box<str>>),
    /// Of compounds that are roles ("-sprecherin"), works ("-zeitung") or things that cannot speak ("-ung").
    compounds: Vec<(Box<str>, u64, Gender)>,
    /// Places in `compounds` by their last two bytes.
    by_last: HashMap<[u8; 2], Vec<u16>, BuildHasherDefault<WordHasher>>,
    /// Of nouns in another case or number than the one that is listed, longest of each letter first.
    pub(super) nouns: Vec<(Box<str>, Case)>,
    /// Of verbs whose subject is several (German "-en").
    pub(super) plural_verbs: Vec<Box<str>>,
    /// Of numbers that stand for somebody of that age ("-year-old").
    pub(super) ages: Vec<Box<str>>,
    /// That no given name has which is on no list (German "-stadt").
    pub(super) common: Vec<Box<str>>,
    /// Of small words in another case than the first, of names in the genitive, of participles before a noun (German).
    pub(super) oblique: Vec<Box<str>>,
    pub(super) genitive: Vec<Box<str>>,
    pub(super) participles: Vec<Box<str>>,
    /// Of the second form of a verb, where it may be the participle too (German "erklärt").
    pub(super) alike: Vec<Box<str>>,
}

/// What the ending of a noun tells of whom it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    /// One of the same gender ("Sprechers").
    Same,
    /// A woman, if the noun is an office ("Sprecherin").
    Woman,
    /// Perhaps several ("Verbände").
    Other,
}

/// The last two bytes of a word.
fn last_two(word: &str) -> Option<[u8; 2]> {
    word.as_bytes().last_chunk::<2>().copied()
}

/// Whether a word ends in one of these.
pub(super) fn ends_in(word: &str, endings: &[Box<str>]) -> bool {
    endings.iter().any(|ending| word.ends_with(&**ending))
}

impl Endings {
    /// Takes a line of a section; `false` where the section holds no endings.
    pub(super) fn line(&mut self, section: &str, line: &str) -> bool {
        let list = match section {
            "adverb-ending" => &mut self.adverbs,
            "adjective-ending" => &mut self.adjectives,
            "plural-verb-ending" => &mut self.plural_verbs,
            "age-ending" => &mut self.ages,
            "common-ending" => &mut self.common,
            "oblique-ending" => &mut self.oblique,
            "genitive-ending" => &mut self.genitive,
            "participle-ending" => &mut self.participles,
            "participle-alike" => &mut self.alike,
            "feminine-ending" => {
                for item in line.split_ascii_whitespace() {
                    match item.strip_prefix('!') {
                        Some(not) => self.feminine.1.push(not.into()),
                        None => self.feminine.0.push(item.into()),
                    }
                }
                return true;
            }
            "noun-ending" => {
                for item in line.split_ascii_whitespace() {
                    let (ending, mark) = item.split_once(':').unwrap_or((item, ""));
                    let case = match mark {
                        "f" => Case::Woman,
                        "s" => Case::Same,
                        _ => Case::Other,
                    };
                    self.nouns.push((ending.into(), case));
                }
                return true;
            }
            "role-ending" => return self.compounds_of(line, word::ROLE),
            "work-ending" => return self.compounds_of(line, word::WORK),
            "thing-ending" => return self.compounds_of(line, word::NOT_PERSON),
            _ => return false,
        };
        list.extend(line.split_ascii_whitespace().map(Box::from));
        true
    }

    fn compounds_of(&mut self, line: &str, flags: u64) -> bool {
        for item in line.split_ascii_whitespace() {
            let (ending, mark) = item.split_once(':').unwrap_or((item, ""));
            let gender = match mark {
                "m" => Gender::Male,
                "f" => Gender::Female,
                "n" => Gender::Neuter,
                _ => Gender::Unknown,
            };
            if let Some(last) = last_two(ending) {
                self.by_last.entry(last).or_default().push(self.compounds.len() as u16);
                self.compounds.push((ending.into(), flags, gender));
            }
        }
        true
    }

    /// What the end of a compound tells of it.
    pub(super) fn compound(&self, lower: &str) -> Entry {
        let Some(last) = last_two(lower) else { return Entry::default() };
        let candidates = self.by_last.get(&last).map_or(&[][..], Vec::as_slice);
        let candidates = || candidates.iter().filter_map(|&place| self.compounds.get(place as usize));
        let ends = |(ending, ..): &&(Box<str>, u64, Gender)| lower.ends_with(&**ending);
        let thing = |entry: &&(Box<str>, u64, Gender)| entry.1 & word::NOT_PERSON != 0;
        // Short words that end like a thing may be names ("Hartung").
        let found = candidates()
            .find(|entry| ends(entry) && !thing(entry))
            .or_else(|| candidates().find(|e| ends(e) && thing(e) && lower.len() >= e.0.len() + 5));
        found.map_or_else(Entry::default, |(_, flags, gender)| Entry { flags: *flags, gender: *gender })
    }

    /// The noun without its ending, and what that tells, for each ending that fits.
    pub(super) fn stems<'w>(&'w self, noun: &'w str) -> impl Iterator<Item = (&'w str, Case)> {
        self.nouns.iter().filter_map(|(ending, case)| noun.strip_suffix(&**ending).map(|stem| (stem, *case)))
    }

    /// Whether the ending of a noun shows that it is feminine.
    pub(super) fn is_feminine(&self, noun: &str) -> bool {
        noun.len() >= 6 && ends_in(noun, &self.feminine.0) && !ends_in(noun, &self.feminine.1)
    }
}
