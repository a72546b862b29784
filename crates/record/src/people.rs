//! Who is who, by the decisions of the user: which names are one person's, what the person is called, who is another.
//!
//! Names alone are compared by [`onrecord_text::name`]; what nobody can see from them ("the chief" is Ana Ruiz, these two
//! John Linds are father and son) the user decides with `onrecord people`. [`People`] is what the decisions in force amount to, in
//! their order. Nothing is ever merged because names are alike: people are one where somebody said so, and only the search
//! for a name is generous.
//!
//! Not for storing: a decision is an entry of the log ([`crate::store::decide`]), and this is worked out anew at reading.

use onrecord_read::Person;
use onrecord_text::fold::fold;
use onrecord_text::lexicon::{self, Class};
use onrecord_text::name::{self, Likeness};
use onrecord_text::token::Form;
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};
use std::fmt;

/// The kind of such a decision in the log.
pub const KIND: &str = "people";

/// A decision about names. Names are as they are written on record; case and marks do not count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", tag = "decision")]
pub enum Decision {
    /// `alias` is another name of `name`.
    Alias {
        /// A name of the person.
        name: String,
        /// The other name.
        alias: String,
    },
    /// The person of that name is called `to` from now on; the other names stay.
    Rename {
        /// A name of the person.
        name: String,
        /// What the person is called.
        to: String,
    },
    /// `same` is the same person as `name`, with all other names of both.
    Merge {
        /// A name of the person, which stays what the person is called.
        name: String,
        /// A name of the other.
        same: String,
    },
    /// `name` and `from` are two people, whatever their names look like.
    Part {
        /// A name of the one.
        name: String,
        /// A name of the other.
        from: String,
    },
}

impl fmt::Display for Decision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Decision::Alias { name, alias } => write!(f, "{alias} is another name of {name}"),
            Decision::Rename { name, to } => write!(f, "{name} is called {to}"),
            Decision::Merge { name, same } => write!(f, "{same} is the same person as {name}"),
            Decision::Part { name, from } => write!(f, "{name} and {from} are two people"),
        }
    }
}

/// Who is who, by decision.
#[derive(Debug, Clone, Default)]
pub struct People {
    groups: Vec<Group>,
    /// Folded names.
    by_name: HashMap<String, usize>,
    /// Pairs of groups that are two people, the smaller first.
    apart: HashSet<(usize, usize)>,
}

#[derive(Debug, Clone, Default)]
struct Group {
    /// What the person is called.
    name: String,
    /// All names, that one included, in the order in which they came.
    names: Vec<String>,
}

/// What a name is compared by: without titles, case and marks.
fn key(name: &str) -> String {
    fold(name::without_titles(name))
}

impl People {
    /// What some decisions amount to, oldest first.
    pub fn decided<'d>(decisions: impl IntoIterator<Item = &'d Decision>) -> People {
        let mut people = People::default();
        for decision in decisions {
            people.decide(decision);
        }
        people
    }

    /// Takes in one more decision.
    pub fn decide(&mut self, decision: &Decision) {
        match decision {
            Decision::Alias { name, alias } => {
                let group = self.group(name);
                self.give(alias, group);
            }
            Decision::Rename { name, to } => {
                let group = self.group(name);
                self.give(to, group);
                if let Some(group) = self.groups.get_mut(group) {
                    group.name.clone_from(to);
                }
            }
            Decision::Merge { name, same } => {
                let (group, other) = (self.group(name), self.group(same));
                if group != other {
                    let names = self.groups.get_mut(other).map(std::mem::take).unwrap_or_default().names;
                    for name in names {
                        self.give(&name, group);
                    }
                    self.apart.remove(&pair(group, other));
                    // Who was another than the one is another than both.
                    let moved = self
                        .apart
                        .iter()
                        .map(|&(a, b)| pair(if a == other { group } else { a }, if b == other { group } else { b }));
                    self.apart = moved.filter(|(a, b)| a != b).collect();
                }
            }
            Decision::Part { name, from } => {
                let (mut group, mut other) = (self.group(name), self.group(from));
                if group == other {
                    // The name by which the person is called stays.
                    let called = self.groups.get(group).is_some_and(|group| key(&group.name) == key(name));
                    let leaves = if called { from } else { name };
                    let alone = self.groups.len();
                    self.groups.push(Group { name: leaves.clone(), names: Vec::new() });
                    self.give(leaves, alone);
                    (group, other) = if called { (group, alone) } else { (alone, other) };
                }
                if group != other {
                    self.apart.insert(pair(group, other));
                }
            }
        }
    }

    /// The group of a name; made where there is none.
    fn group(&mut self, name: &str) -> usize {
        if let Some(group) = self.by_name.get(&key(name)) {
            return *group;
        }
        self.groups.push(Group { name: name.to_owned(), names: vec![name.to_owned()] });
        self.by_name.insert(key(name), self.groups.len() - 1);
        self.groups.len() - 1
    }

    /// Makes a name one of a group, wherever it belonged before.
    fn give(&mut self, name: &str, to: usize) {
        let key = key(name);
        if let Some(before) = self.by_name.insert(key.clone(), to)
            && before != to
            && let Some(group) = self.groups.get_mut(before)
        {
            group.names.retain(|known| self::key(known) != key);
        }
        if let Some(group) = self.groups.get_mut(to)
            && !group.names.iter().any(|known| known == name)
        {
            group.names.push(name.to_owned());
        }
    }

    fn of(&self, name: &str) -> Option<&Group> {
        if self.by_name.is_empty() {
            return None;
        }
        self.groups.get(*self.by_name.get(&key(name))?)
    }

    /// Whether nothing was decided.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// Whether something was decided of this very name.
    pub fn knows(&self, name: &str) -> bool {
        self.of(name).is_some()
    }

    /// What the bearer of a name is called: the name itself where nothing was decided.
    pub fn called<'a>(&'a self, name: &'a str) -> &'a str {
        self.of(name).map_or(name, |group| &group.name)
    }

    /// All names of the bearer of a name, as they were given in decisions, that by which the person is called first; the
    /// name itself alone where nothing was decided.
    pub fn names<'a>(&'a self, name: &'a str) -> Vec<&'a str> {
        match self.of(name) {
            Some(group) => {
                let others = group.names.iter().filter(|other| **other != group.name);
                std::iter::once(&group.name).chain(others).map(String::as_str).collect()
            }
            None => vec![name],
        }
    }

    /// What was decided of two names: `Some(true)` one person, `Some(false)` two; `None` where nothing was.
    pub fn are_one(&self, a: &str, b: &str) -> Option<bool> {
        if self.by_name.is_empty() {
            return None;
        }
        let (a, b) = (*self.by_name.get(&key(a))?, *self.by_name.get(&key(b))?);
        if a == b { Some(true) } else { self.apart.contains(&pair(a, b)).then_some(false) }
    }

    /// How two names go together: by what was decided, else by the names alone, with all names of both.
    pub fn compare(&self, a: &str, b: &str) -> Likeness {
        match self.are_one(a, b) {
            Some(true) => return Likeness::Same,
            Some(false) => return Likeness::Different,
            None => {}
        }
        if self.of(a).is_none() && self.of(b).is_none() {
            return name::compare(a, b);
        }
        let mut best = Likeness::Different;
        for own in self.names(a) {
            for other in self.names(b) {
                match name::compare(own, other) {
                    Likeness::Same => return Likeness::Same,
                    Likeness::Compatible => best = Likeness::Compatible,
                    Likeness::Different => {}
                }
            }
        }
        best
    }

    /// Whether a person of a document may be the one whom a name means. Nobody is meant by "Question" or "Speaker 2".
    pub fn may_be(&self, person: &Person, name: &str) -> bool {
        let names = || std::iter::once(&person.name).chain(&person.aliases).map(String::as_str);
        // What is decided of the name by which a document calls somebody counts before what other names look like.
        match self.are_one(&person.name, name) {
            Some(one) => one,
            None => {
                names().any(|known| !name::is_placeholder(known) && self.compare(known, name) != Likeness::Different)
            }
        }
    }
}

/// Whether words can be nobody's name: no letter in them, or none but words such as "the" and "he" that anybody may be
/// meant by. "Will" and "May" are names where they are written so.
pub(crate) fn is_nobodys(name: &str) -> bool {
    /// Of other languages, where the first column of English words has none.
    const ARTICLES: [&str; 14] =
        ["der", "die", "das", "ein", "eine", "er", "es", "le", "la", "les", "un", "une", "il", "elle"];
    let means_nobody = |word: &str| {
        let form = Form::of(&fold(word));
        let is_name = word.starts_with(char::is_uppercase) && lexicon::class(form).has(Class::MODAL);
        !word.chars().any(char::is_alphabetic) || !is_name && !lexicon::is_content(form) || ARTICLES.contains(&word)
    };
    name.split_whitespace().all(means_nobody)
}

fn pair(a: usize, b: usize) -> (usize, usize) {
    (a.min(b), a.max(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people(decisions: &[Decision]) -> People {
        People::decided(decisions)
    }

    fn alias(name: &str, alias: &str) -> Decision {
        Decision::Alias { name: name.to_owned(), alias: alias.to_owned() }
    }

    fn rename(name: &str, to: &str) -> Decision {
        Decision::Rename { name: name.to_owned(), to: to.to_owned() }
    }

    fn merge(name: &str, same: &str) -> Decision {
        Decision::Merge { name: name.to_owned(), same: same.to_owned() }
    }

    fn part(name: &str, from: &str) -> Decision {
        Decision::Part { name: name.to_owned(), from: from.to_owned() }
    }

    fn person(name: &str) -> Person {
        Person { name: name.to_owned(), aliases: Vec::new(), role: None }
    }

    #[test]
    fn nothing_is_one_person_unless_somebody_said_so() {
        let people = people(&[]);
        assert_eq!(people.are_one("Ana Ruiz", "Ana Ruiz"), None);
        assert_eq!(people.called("Ana Ruiz"), "Ana Ruiz");
        assert!(people.may_be(&person("Ana Ruiz"), "Ruiz"));
        assert!(!people.may_be(&person("Ana Ruiz"), "the chief"));
        assert!(!people.may_be(&person("Question"), "Question"));
    }

    #[test]
    fn an_alias_means_the_person_and_nobody_else() {
        let people = people(&[alias("Ana Ruiz", "the chief")]);
        assert!(people.may_be(&person("Ana Ruiz"), "The Chief"));
        assert!(people.may_be(&person("A. Ruiz"), "the chief"), "a short form of the same name");
        assert!(!people.may_be(&person("Tom Hale"), "the chief"));
        assert!(!people.may_be(&person("Ana Ruiz"), "the deputy"));
        assert!(people.may_be(&person("Ana Ruiz"), "Mayor Ruiz"), "what went before goes on");
        assert_eq!(people.called("the chief"), "Ana Ruiz");
    }

    #[test]
    fn merged_people_have_the_names_of_both() {
        let people = people(&[alias("Ana Castell", "Annie"), merge("Ana Ruiz", "Ana Castell")]);
        assert_eq!(people.names("Annie"), ["Ana Ruiz", "Ana Castell", "Annie"]);
        assert!(people.may_be(&person("Ana Ruiz"), "Castell"));
        assert!(people.may_be(&person("Castell"), "Ana Ruiz"));
        assert_eq!(people.are_one("annie", "ANA RUIZ"), Some(true));
    }

    #[test]
    fn a_renamed_person_keeps_the_old_name() {
        let people = people(&[rename("A. Ruiz", "Ana Ruiz"), rename("Ana Ruiz", "Ana Ruiz Castell")]);
        assert_eq!(people.called("A. Ruiz"), "Ana Ruiz Castell");
        assert_eq!(people.names("Ana Ruiz").len(), 3);
    }

    #[test]
    fn parted_people_are_two_though_their_names_are_alike() {
        let decided = people(&[part("John Lind", "John A. Lind")]);
        assert!(!decided.may_be(&person("John A. Lind"), "John Lind"));
        assert!(decided.may_be(&person("John A. Lind"), "Lind"), "nothing was decided of the surname alone");
        // What was merged by mistake is taken apart; the name by which the person is called stays.
        let decided = people(&[merge("John Lind", "Jan Lind"), part("Jan Lind", "John Lind")]);
        assert_eq!(decided.are_one("John Lind", "Jan Lind"), Some(false));
        assert_eq!(decided.called("John Lind"), "John Lind");
        let decided = people(&[merge("John Lind", "Jan Lind"), part("John Lind", "Jan Lind")]);
        assert_eq!(decided.called("Jan Lind"), "Jan Lind");
        // And the other way round; who is another stays another.
        let decided = people(&[part("John Lind", "Jan Lind"), merge("Jan Lind", "J. Lind")]);
        assert_eq!(decided.are_one("J. Lind", "John Lind"), Some(false));
        let decided = people(&[part("John Lind", "Jan Lind"), merge("John Lind", "Jan Lind")]);
        assert_eq!(decided.are_one("Jan Lind", "John Lind"), Some(true));
    }

    #[test]
    fn what_may_mean_anybody_is_no_name() {
        for words in ["", "!!!", "42", "the", "The", "he", "They", "of the", "der", "- the -"] {
            assert!(is_nobodys(words), "{words}");
        }
        for name in ["the chief", "Will", "May", "Iron Mira", "Žižka", "議長", "X", "Mr. A", "the 45th president"] {
            assert!(!is_nobodys(name), "{name}");
        }
    }

    #[test]
    fn decisions_have_a_plain_form() {
        let text = serde_json::to_string(&alias("Ana Ruiz", "the chief")).unwrap();
        assert_eq!(text, r#"{"decision":"alias","name":"Ana Ruiz","alias":"the chief"}"#);
        assert_eq!(serde_json::from_str::<Decision>(&text).unwrap(), alias("Ana Ruiz", "the chief"));
    }
}
