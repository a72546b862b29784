//! People of texts in the Romance and the Slavic languages: offices between commas, and names in several cases.
//!
//! The part of [`People`] that only languages of the style `free-order` need; the endings are data (see `inflection`). "La maire
//! de Valbrune, Ana Ruiz," makes "la maire" Ana Ruiz; "Сергея Орлова" and "Сергей Орлов" are one person.

use crate::clause;
use crate::language::{Gender, word};
use crate::name_run::Run;
use crate::people::{MOST_KIN, People, Person};
use crate::token::{Kind, Token};

/// In tokens: no title before a comma and a name is longer.
const LONGEST_TITLE: usize = 14;

impl People<'_> {
    /// "La maire de Valbrune, Ana Ruiz, ...", "Ana Ruiz, maire de Valbrune": between commas, whichever comes first.
    pub(crate) fn learn_apposed(&mut self, stream: &[Token], run: &Run, person: u32) {
        let parted = |at: usize| stream.get(at).is_some_and(|t| matches!(t.kind, Kind::Comma | Kind::BracketOpen));
        if let Some(token) = stream.get(run.end + 1).filter(|t| parted(run.end) && t.has(word::ROLE)) {
            let role = self.role(token);
            self.bear(role, person);
        }
        let Some(comma) = run.start.checked_sub(1).filter(|&p| parted(p)) else { return };
        let closes = stream.get(run.end).is_none_or(|t| !t.is_word() || t.has(word::ANY_VERB | word::AUXILIARY));
        let low = comma.saturating_sub(LONGEST_TITLE);
        let first = (low..comma).rev().take_while(|&p| stream[p].is_word() && !clause::is_finite(&stream[p])).last();
        let title = first.and_then(|first| stream.get(first..comma)).unwrap_or_default();
        let role = title.iter().find(|t| t.has(word::ROLE) && !t.plural);
        if let Some(token) = role.filter(|_| closes && !title.iter().any(|t| t.has(word::GIVEN | word::NAMED))) {
            let role = self.role(token);
            self.bear(role, person);
        }
    }

    /// "сусідка Рака", "burmistrz Lipnicy": behind an office in its first case a surname in another one, or a place, is not
    /// who bears the office.
    pub(crate) fn is_owner(&self, phrase: &[Token], run: &Run) -> bool {
        let inflection = &self.language.inflection;
        let office = run.start.checked_sub(1).and_then(|p| phrase.get(p));
        let first_case = office.is_some_and(|t| t.has(word::ROLE | word::TITLE) && !t.has(word::OBLIQUE));
        let named = phrase.get(run.start..run.end).is_none_or(|name| name.iter().any(|t| t.has(word::GIVEN)));
        if inflection.is_empty() || !first_case || named {
            return false;
        }
        let name = self.lower(&phrase[run.end - 1]);
        if run.end - run.start > 1 {
            return self.by_surname.get(&name).is_none_or(|kin| kin.len() <= 1) && inflection.is_place(&name);
        }
        if self.by_surname.contains_key(&name) {
            return false;
        }
        self.by_stem.contains_key(inflection.stem(&name)) || inflection.is_place(&name)
    }

    /// A role in small letters and in its first case.
    pub(crate) fn role(&self, token: &Token) -> String {
        self.language.inflection.given(&self.lower(token)).to_owned()
    }

    /// Who bears a name that stands in another case here, or whose name did before.
    pub(crate) fn declined(&self, surname: &str, given: &str) -> Option<u32> {
        let inflection = &self.language.inflection;
        let kin = self.by_stem.get(inflection.stem(surname))?;
        kin.iter().take(MOST_KIN).copied().find(|&index| {
            let person = &self.people[index as usize];
            let oblique = inflection.is_oblique(&person.given) || inflection.is_oblique(given);
            oblique && inflection.given(&person.given) == inflection.given(given)
        })
    }

    /// The only person of a surname that stands in another case. "Орлов" is not Anna Orlova.
    pub(crate) fn declined_surname(&self, surname: &str) -> Option<u32> {
        let stem = self.language.inflection.stem(surname);
        let kin = self.by_stem.get(stem)?;
        let fits = |index: &u32| stem != surname || self.people[*index as usize].gender != Gender::Female;
        let mut fitting = kin.iter().take(MOST_KIN).copied().filter(fits);
        fitting.next().filter(|_| fitting.next().is_none())
    }

    /// The name of a person, of whom the text has another case than that of the mention: "Орлов" of "Сергея Орлова".
    pub(crate) fn in_first_case(&self, person: &Person, mention: &str) -> Option<String> {
        let inflection = &self.language.inflection;
        let base = inflection.base.get(person.given.as_str()).filter(|_| mention.to_lowercase() != person.surname)?;
        let mut letters = base.chars();
        let first = letters.next()?;
        Some(first.to_uppercase().chain(letters).chain([' ']).chain(mention.chars()).collect())
    }
}
