//! Cases and genders that show in the endings of words, for languages that inflect names (Polish, Russian, Ukrainian).
//!
//! Data of a language's file: `declension` makes the other cases of listed nouns and given names, `surname-ending` finds two
//! cases of one surname alike, `verb-gender` tells from a verb in the past who speaks. Other languages have none of them.
//! Not for dictionaries: a form that no rule makes is a word like any other.

use crate::language::Gender;
use std::collections::HashMap;

/// The endings of a language.
#[derive(Debug, Default)]
pub(crate) struct Inflection {
    /// The ending of the first case, and those that stand in its place in the others; longest first.
    declension: Vec<(Box<str>, Vec<Box<str>>)>,
    /// Endings that are cut off a surname before it is compared, longest first.
    surname_endings: Vec<Box<str>>,
    /// Endings of places in another case ("Lipnicy"), and of surnames that only look so.
    place_endings: (Vec<Box<str>>, Vec<Box<str>>),
    /// Endings of verbs in the past and who speaks.
    verb_genders: Vec<(Box<str>, Gender)>,
    /// The first case of a given name in another one.
    pub(crate) base: HashMap<Box<str>, Box<str>>,
}

/// No stem is shorter, in bytes.
const SHORTEST: usize = 3;

impl Inflection {
    pub(crate) fn is_empty(&self) -> bool {
        self.declension.is_empty()
    }

    /// A line of one of the sections.
    pub(crate) fn line(&mut self, section: &str, line: &str) {
        match section {
            "declension" => {
                let Some((ending, others)) = line.split_once(':') else { return };
                // "-" stands for no ending.
                let ending = ending.trim().trim_start_matches('-');
                self.declension.push((ending.into(), others.split_ascii_whitespace().map(Box::from).collect()));
                self.declension.sort_by_key(|(ending, _)| std::cmp::Reverse(ending.len()));
            }
            "place-ending" => {
                for item in line.split_ascii_whitespace() {
                    match item.strip_prefix('!') {
                        Some(not) => self.place_endings.1.push(not.into()),
                        None => self.place_endings.0.push(item.into()),
                    }
                }
            }
            "surname-ending" => {
                self.surname_endings.extend(line.split_ascii_whitespace().map(Box::from));
                self.surname_endings.sort_by_key(|ending| std::cmp::Reverse(ending.len()));
            }
            _ => {
                for (ending, mark) in line.split_ascii_whitespace().filter_map(|item| item.split_once(':')) {
                    let gender = match mark {
                        "m" => Gender::Male,
                        "f" => Gender::Female,
                        "n" => Gender::Neuter,
                        _ => Gender::Plural,
                    };
                    self.verb_genders.push((ending.into(), gender));
                }
            }
        }
    }

    /// The other cases of a noun in its first.
    pub(crate) fn forms(&self, noun: &str) -> Vec<String> {
        let fitting = self.declension.iter().find_map(|(ending, others)| {
            let stem = noun.strip_suffix(&**ending).filter(|stem| stem.len() >= SHORTEST)?;
            Some(others.iter().map(|other| format!("{stem}{other}")).collect())
        });
        fitting.unwrap_or_default()
    }

    /// What two cases of a surname have in common.
    pub(crate) fn stem<'w>(&self, surname: &'w str) -> &'w str {
        self.surname_endings
            .iter()
            .find_map(|ending| surname.strip_suffix(&**ending).filter(|stem| stem.len() >= SHORTEST))
            .unwrap_or(surname)
    }

    /// Whether a word behind an office is a place in another case.
    pub(crate) fn is_place(&self, word: &str) -> bool {
        let (endings, others) = &self.place_endings;
        endings.iter().any(|ending| word.ends_with(&**ending)) && !others.iter().any(|ending| word.ends_with(&**ending))
    }

    /// A given name in its first case.
    pub(crate) fn given<'w>(&'w self, name: &'w str) -> &'w str {
        self.base.get(name).map_or(name, |base| base)
    }

    /// Whether a listed given name stands in another case than its first.
    pub(crate) fn is_oblique(&self, given: &str) -> bool {
        self.base.contains_key(given)
    }

    /// Who a verb in the past says that speaks: one man, one woman, several.
    pub(crate) fn speaker_of(&self, verb: &str) -> Gender {
        self.verb_genders
            .iter()
            .find(|(ending, _)| verb.ends_with(&**ending))
            .map_or(Gender::Unknown, |(_, gender)| *gender)
    }
}
