//! Whom a mention means: a surname, an office, a pronoun.
//!
//! [`People::resolve`] answers for the tokens of a mention, and gives no name where two people fit. What it knows of them is
//! collected before, in `people`.

use super::{Mentioned, NEAR, People};
use crate::language::{Gender, Language, word};
use crate::name_run::{Run, last_run};
use crate::nameless;
use crate::token::{Case, Kind, Token};

impl People<'_> {
    /// The name that a mention stands for. `phrase` are its tokens, `last_speaker` the speaker of the
    /// quotation before.
    pub(crate) fn resolve(&self, phrase: &[Token], last_speaker: Option<&str>, language: &Language) -> Option<String> {
        let first = phrase.first()?;
        // "einer von ihnen", "einer": one of many has no name.
        let many = self.text.get(first.range()).is_some_and(|form| language.indefinite(form).is_some());
        if first.has(word::ONE_OF) || first.has(word::PRONOUN) && many {
            return None;
        }
        let lui = language.free_order && first.has(word::OBJECT);
        if phrase.len() == 1 && (first.has(word::PRONOUN | word::POSSESSIVE) || lui) {
            return self.pronoun(first, last_speaker, language);
        }
        // "Ana Ruiz's husband", "Ruiz supporters", "the Ruiz campaign": the head is another one.
        let owner = phrase.iter().rposition(|t| t.kind == Kind::Possessive).filter(|&p| p + 1 < phrase.len());
        if let Some(owner) = owner {
            return self.resolve(phrase.get(owner + 1..)?, last_speaker, language).filter(|name| !name.is_empty());
        }
        if let Some(run) = last_run(phrase, language) {
            let headed = |t: &Token| t.case == Case::Lower && t.has(word::ROLE | word::ORGANISATION | word::STATEMENT);
            // "Kellers Anwalt": a noun has a capital there.
            let owner = language.capital_nouns && phrase[run.end - 1].genitive;
            let capital = |t: &Token| owner && t.has(word::ROLE) && !t.has(word::GIVEN | word::NAMED);
            if phrase.get(run.end..)?.iter().any(|t| headed(t) || capital(t)) {
                return None;
            }
            if self.is_another_of(phrase, &run, language) {
                return None;
            }
            if self.is_owner(phrase, &run) {
                return None;
            }
            if let Some(person) = self.find(phrase, &run) {
                let mention = self.text.get(phrase[run.start].range()).filter(|_| run.end - run.start == 1);
                if let Some(name) = mention.and_then(|m| self.in_first_case(&self.people[person as usize], m)) {
                    return Some(name);
                }
                return self.text.get(self.people[person as usize].name.clone()).map(str::to_owned);
            }
            if let Some(person) = self.in_genitive(phrase, &run) {
                return self.text.get(self.people[person as usize].name.clone()).map(str::to_owned);
            }
            let ambiguous = run.end - run.start == 1 && self.by_surname.contains_key(&self.lower(&phrase[run.start]));
            if ambiguous {
                return None;
            }
            // "der Franzose", "die Gruppe": a noun with its article is no name. But "das ZDF".
            // "die „Morgenpost“" is one.
            let before = phrase[run.start].start as usize;
            let marked = self.text.get(..before).is_some_and(|text| text.ends_with(['„', '“', '"', '»', '«', '‚']));
            let noun = language.capital_nouns
                && !marked
                && run.end - run.start == 1
                && first.has(word::DETERMINER | word::POSSESSIVE)
                && phrase[run.start].case != Case::Upper
                && !phrase[run.start].has(word::GIVEN | word::NAMED);
            if noun || !marked && run.end - run.start == 1 && self.is_thing(&phrase[run.start], language) {
                return None;
            }
            let name = phrase[run.start].start as usize..phrase[run.end - 1].end as usize;
            return self.text.get(name).map(str::to_owned);
        }
        // An organisation: the capitalised words of its name.
        let place = phrase.iter().position(|t| t.is_capital() && !t.has(word::DETERMINER | word::POSSESSIVE));
        if let Some(place) = place
            && let Some(last) = phrase.last().filter(|t| t.is_capital())
            && phrase[place..].iter().any(|t| !t.has(word::TITLE | word::ROLE))
        {
            let nouns = phrase.iter().filter(|t| t.is_capital() && !t.has(word::DETERMINER | word::POSSESSIVE)).count();
            let common = language.capital_nouns
                && nouns == 1
                && first.has(word::DETERMINER | word::POSSESSIVE)
                && phrase[place].case != Case::Upper;
            let thing = nouns == 1 && self.is_thing(&phrase[place], language);
            let name = self.text.get(phrase[place].start as usize..last.end as usize).filter(|_| !common && !thing)?;
            // "die Zeitung „Morgenpost“"
            return Some(name.rsplit(['„', '“', '"', '»', '«']).next().unwrap_or(name).to_owned());
        }
        // "the president": the only bearer of that role.
        let role = phrase.iter().rev().find(|t| t.has(word::ROLE))?;
        let definite = match language.free_order {
            true => first.has(word::DEFINITE) || !language.inflection.is_empty() && phrase.len() == 1,
            false => first.has(word::DETERMINER) && self.text.get(first.range()).is_none_or(|t| t.len() > 2),
        };
        if !definite {
            return None;
        }
        let bearers = self.by_role.get(&self.role(role))?;
        match bearers.as_slice() {
            [one] => self.text.get(self.people[*one as usize].name.clone()).map(str::to_owned),
            _ => None,
        }
    }

    /// A noun for words or for what they stand in ("Paragraf 7", "Angaben") has no name, with an article or without.
    fn is_thing(&self, token: &Token, language: &Language) -> bool {
        language.capital_nouns
            && !token.has(word::GIVEN | word::NAMED | word::ORGANISATION)
            && (token.has(word::STATEMENT | word::CLAIM | word::NOT_PERSON)
                || self.text.get(token.range()).is_some_and(|noun| language.carries_words(noun)))
    }

    /// "Kellers" of the only Keller in the text, where no apostrophe shows it.
    fn in_genitive(&self, phrase: &[Token], run: &Run) -> Option<u32> {
        let last = phrase.get(run.end - 1).filter(|t| t.genitive)?;
        let surname = self.lower(last);
        match self.by_surname.get(surname.strip_suffix('s')?)?.as_slice() {
            [one] => Some(*one),
            _ => None,
        }
    }

    /// "Friends of Ana Ruiz", "die Kanzlei von Ruiz": whoever stands before the preposition speaks, and that is not Ruiz. But "the
    /// words of Ana Ruiz", "Mayor of Riga Ana Ruiz", "Minister von Ruiz", "Jost von Hagen".
    fn is_another_of(&self, phrase: &[Token], run: &Run, language: &Language) -> bool {
        // Behind a place that is taken for a part of the name ("of Riga Ana Ruiz") nothing is told.
        let given = run.end.checked_sub(2).filter(|&p| phrase.get(p).is_some_and(|t| t.has(word::GIVEN)));
        let begin = given.unwrap_or(run.start);
        let Some([before @ .., noun, link]) = phrase.get(..begin) else { return false };
        if !link.has(word::PREPOSITION) || link.case != Case::Lower || noun.has(word::STATEMENT | word::CLAIM) {
            return false;
        }
        let article = before.last().is_some_and(|t| t.has(word::DETERMINER | word::POSSESSIVE));
        // Where nouns have a capital, one that no list knows is told by its article, and a name may have the preposition in it.
        let common = language.capital_nouns
            && noun.is_capital()
            && (article || noun.has(word::ROLE | word::ORGANISATION))
            && !noun.has(word::TITLE | word::GIVEN)
            && !self.is_thing(noun, language);
        common || given.is_some() && noun.has(word::ROLE)
    }

    /// The full name of a surname printed before a turn, in capitals perhaps ("RUIZ").
    pub(crate) fn by_label(&self, label: &str) -> Option<String> {
        let surname = label.rsplit(' ').next()?.to_lowercase();
        match self.by_surname.get(&surname)?.as_slice() {
            [one] => self.text.get(self.people[*one as usize].name.clone()).map(str::to_owned),
            _ => None,
        }
    }

    fn pronoun(&self, token: &Token, last_speaker: Option<&str>, language: &Language) -> Option<String> {
        // "a su juicio": whoever spoke last, if nobody was named since.
        if token.has(word::POSSESSIVE) && language.free_order && token.gender == Gender::Unknown {
            let before = self.mentioned.partition_point(|m| m.at < token.start);
            let person = self.mentioned[..before].last().and_then(|m| self.people.get(m.person as usize))?;
            let name = self.text.get(person.name.clone()).filter(|_| !person.body)?;
            return last_speaker.is_none_or(|last| last == name).then(|| name.to_owned());
        }
        if !matches!(token.gender, Gender::Male | Gender::Female) {
            return None;
        }
        let agrees = |index: u32| {
            let person = &self.people[index as usize];
            if person.body {
                return false;
            }
            // Where every noun has a capital, one word of unknown gender may be a thing.
            let unsure = !person.sure && (!person.acts || language.is_common_noun(&person.given));
            let doubtful = language.capital_nouns && (person.given.is_empty() || unsure);
            person.gender == token.gender || person.gender == Gender::Unknown && !doubtful
        };
        let before = self.mentioned.partition_point(|m| m.at < token.start);
        let known = |index: u32| self.people[index as usize].gender == token.gender;
        // "Der sagte:" is whoever was named right before, and nobody further back.
        let near = self.text.get(token.range()).is_some_and(|form| language.demonstrative(form).is_some());
        let mut chosen: Option<Mentioned> = None;
        let mut rivals = false;
        for mention in self.mentioned[..before].iter().rev().take(12) {
            if near && token.start - mention.at > NEAR {
                break;
            }
            if mention.other || !agrees(mention.person) {
                continue;
            }
            match chosen {
                None if near => {
                    return self.text.get(self.people[mention.person as usize].name.clone()).map(str::to_owned);
                }
                None => chosen = Some(*mention),
                Some(c) if c.sentence != mention.sentence => break,
                Some(c) if c.person == mention.person => {}
                // Whose gender is known comes before whose is not; two alike are not told apart.
                Some(c) => match (known(c.person), known(mention.person)) {
                    (false, true) => {
                        chosen = Some(*mention);
                        rivals = false;
                    }
                    (true, false) => {}
                    _ => rivals = true,
                },
            }
        }
        // "The minister hoped so. “...,” he said": whoever was named before that is not meant.
        if let Some(chosen) = chosen
            && let Some(nameless) = nameless::nearest(&self.nameless, token, chosen.sentence)
        {
            let bearers = self.by_role.get(&nameless.role).map_or(&[][..], Vec::as_slice);
            // "Ruiz won. The former champion said": right behind a name a role that nobody is known to bear is another word for it.
            let another = !bearers.is_empty() || nameless.gender == token.gender;
            if !bearers.contains(&chosen.person) && (another || nameless.sentence > chosen.sentence + 1) {
                let [one] = bearers else { return None };
                let person = self.people.get(*one as usize).filter(|_| agrees(*one))?;
                return self.text.get(person.name.clone()).map(str::to_owned);
            }
        }
        // Who spoke before in the same sentence is the likeliest "he".
        if let (Some(chosen), Some(last)) = (chosen, last_speaker) {
            let spoke = self.mentioned[..before].iter().rev().take(12).find(|m| {
                m.sentence == chosen.sentence
                    && agrees(m.person)
                    && self.text.get(self.people[m.person as usize].name.clone()) == Some(last)
            });
            if spoke.is_some() {
                return Some(last.to_owned());
            }
        }
        if rivals {
            // "Ruiz says she admires Baker": of two, whoever is said to speak.
            let sentence = chosen.map(|m| m.sentence);
            let mut speaking = self.mentioned[..before]
                .iter()
                .rev()
                .take(12)
                .filter(|m| Some(m.sentence) == sentence && m.speaks && agrees(m.person))
                .filter(|m| !m.asks)
                .map(|m| m.person);
            let one = speaking.next()?;
            return speaking
                .all(|other| other == one)
                .then(|| self.text.get(self.people[one as usize].name.clone()).map(str::to_owned))
                .flatten();
        }
        let name = chosen.and_then(|m| self.text.get(self.people[m.person as usize].name.clone()));
        // Nobody named near fits: the speaker of the quotation before, if known to agree.
        match (name, last_speaker) {
            (Some(name), _) => Some(name.to_owned()),
            (None, Some(last)) => {
                let known = self.named(last);
                known.is_some_and(|p| p.gender == token.gender).then(|| last.to_owned())
            }
            (None, None) => None,
        }
    }
}
