//! Whose view or claim a sentence tells without a verb of saying beside the marks: (die Aussage von Ruiz, es sei "..."),
//! (für die Trainerin ist es "..."), (mit den Worten "..." ging Ruiz).
//!
//! Part of [`View`]'s work, with `cue_before`, for languages that write every noun with a capital and put the verb second.
//! [`View::told_claim`] and [`View::with_words`] are asked for every quotation, the rest where no cue was found.

use crate::attribute::{Candidate, View};
use crate::clause::{self, REACH};
use crate::language::{Gender, word};
use crate::phrase::{self, Phrase};
use crate::speaking::{self, can_speak};
use crate::token::{Case, Kind, Token, tokens_in};
use crate::verb_second;

impl View<'_> {
    /// "kritisierte die Aussage von Ruiz, der Hafen sei "..."", "wies den Vorwurf, sie habe "...", zurück": the content of a
    /// noun belongs to whose the noun is, whatever the verb says of it; to nobody where a verb answers to a claim that is
    /// nobody's. `best` is what the verbs told.
    pub(crate) fn told_claim(&self, low: usize, place: usize, best: Option<&Candidate>) -> Option<Candidate> {
        if !self.language.capital_nouns || best.is_some_and(|b| b.cue.0 > place && !self.rejects(b)) {
            return None;
        }
        let rejects = best.is_some_and(|b| self.rejects(b))
            || self.stream[self.sentence.range.clone()].iter().any(|t| t.has(word::REJECTS) && t.case == Case::Lower);
        let noun = (low..place).rev().take(REACH).find(|&p| {
            let token = &self.stream[p];
            let told = token.has(word::CLAIM) || rejects && token.has(word::STATEMENT);
            told && token.is_capital() && self.opens_content(p, place)
        });
        let Some(noun) = noun else {
            return best.filter(|b| self.denies(b, place)).map(|b| Candidate { score: 0.3, ..*b });
        };
        // A verb between the noun and the quotation tells of the quotation itself.
        if best.is_some_and(|b| b.cue.0 > noun && b.cue.0 < place && !self.rejects(b)) {
            return None;
        }
        let cue = (noun, noun + 1);
        match self.owner_of(low, noun, place) {
            Some(owner) if !self.stream[owner.start].has(word::POSSESSIVE) || rejects => {
                Some(Candidate { subject: owner, cue, score: 0.76 })
            }
            Some(_) => None,
            None if rejects => {
                let subject = Phrase { start: noun, end: noun + 1, core_end: noun + 1, relative: None };
                Some(Candidate { subject, cue, score: 0.3 })
            }
            None => None,
        }
    }

    /// "Ruiz erklärte, Ina Voss habe den Plan "..." genannt", "dass Ina Voss ihn "..." genannt habe": the verb that closes the
    /// clause behind the words has the subject of its own clause, not that of the one that reports it.
    pub(crate) fn closed_within(&self, low: usize, place: usize, best: Option<&Candidate>) -> Option<Candidate> {
        let outer = best.filter(|b| self.language.capital_nouns && b.cue.1 > b.cue.0 && b.cue.0 < place)?;
        let verb = (place + 1..place + 3)
            .take_while(|&p| self.at(p).is_some_and(|t| t.kind == Kind::Word && t.case == Case::Lower))
            .find(|&p| {
                // "dass Ina Voss ihn für „...“ hielt"
                self.stream[p].has(word::CUE | word::WEAK) && place > low
            })?;
        let before = self.stream.get(place.checked_sub(1)?)?;
        let held = self.stream[verb].has(word::CUE) || before.has(word::VIEWER) || before.has(word::SUBORDINATOR);
        let comma = (low.max(outer.cue.1)..place).find(|&p| self.stream[p].kind == Kind::Comma)?;
        let mut from = comma + 1;
        let first = &self.stream[from];
        // "die Sperrung, die Ina Voss ... nennt", "ab, was Ina Voss ... nennt", "obwohl Ina Voss sie ... nennt". But "eine Frau,
        // die Ina Voss ... nennt" and "der Mann, der Ina Voss ... nennt".
        let link = word::DEFINITE | word::RELATIVE | word::SUBORDINATOR;
        let antecedent = phrase::antecedent(self.stream, low, comma, self.language)
            .filter(|found| speaking::rank(tokens_in(self.stream, found.start..found.core_end)) >= 2);
        let person = antecedent.is_some();
        // "Jan Orth, der Ina Voss „...“ genannt hatte"
        let named = self.stream[from + 1].has(word::GIVEN | word::NAMED);
        if let Some(found) = antecedent.filter(|_| named && first.has(word::DEFINITE) && first.has(word::GENITIVE)) {
            let subject = Phrase { relative: Some(from), ..found };
            return Some(Candidate { subject, cue: (verb, verb + 1), score: 0.76 });
        }
        let relative = first.has(word::DEFINITE) && !first.has(word::OBLIQUE) && (person || first.has(word::GENITIVE));
        let links = first.case == Case::Lower && first.has(link) && !first.has(word::POSSESSIVE) && !relative;
        let opened = first.has(word::COMPLEMENT) || links;
        // "nachdem Ina Voss ihr „...“ vorgeworfen hatte"
        let closes = self.at(verb + 1).is_none_or(|t| !t.is_word() || t.has(word::AUXILIARY));
        if !(held || first.has(word::SUBORDINATOR) && closes) {
            return None;
        }
        // "dass Ina Voss ...", "(Wie Ruiz erklärte,) hatte Ina Voss ..."
        if opened || first.has(word::AUXILIARY) {
            from += 1;
        }
        let subject = verb_second::nominative(self.stream, from, place, self.language)?;
        let clause = tokens_in(self.stream, comma + 1..self.sentence.range.end.min(verb + 2));
        // "wie der Mann "..." rief" needs no helper.
        let finite = opened && clause::is_finite(&self.stream[verb]);
        let participle = self.stream[verb].has(word::NONFINITE | word::PARTICIPLE);
        let helped = finite || participle && clause.iter().any(|t| t.has(word::AUXILIARY) && !t.has(word::POSSESSIVE));
        let made = clause.iter().any(|t| t.has(word::AUXILIARY) && t.gender == Gender::Neuter);
        let parted = tokens_in(self.stream, comma + 1..place).iter().any(|t| t.kind == Kind::Comma);
        let somebody = speaking::rank(tokens_in(self.stream, subject.start..subject.core_end)) >= 2;
        let plain = helped && !made && !parted && somebody;
        plain.then_some(Candidate { subject, cue: (verb, verb + 1), score: 0.76 })
    }

    /// "ein Gutachten, in dem von "..." die Rede ist", "ein Zettel, auf dem stand: "..."": the words stand in what the clause is
    /// about, where nobody else is named in it.
    pub(crate) fn told_within(&self, low: usize, place: usize) -> Option<Candidate> {
        let comma = (low + 1..place).rev().take(10).find(|&p| self.stream[p].kind == Kind::Comma)?;
        let (link, relative) = (self.stream.get(comma + 1)?, self.stream.get(comma + 2)?);
        let opens = self.language.capital_nouns
            && link.has(word::PREPOSITION)
            && link.case == Case::Lower
            && relative.has(word::DEFINITE)
            && relative.case == Case::Lower
            && comma + 2 < place;
        // "ein Zettel kleben, auf dem ..."
        let verb = usize::from(self.stream[comma - 1].case == Case::Lower && comma > low + 1);
        let noun = self.text.get(self.stream[comma - 1 - verb].range()).filter(|_| opens)?;
        let nobody = tokens_in(self.stream, comma + 3..place).iter().all(|t| !t.is_capital() && !t.is_pronoun());
        let subject = phrase::antecedent(self.stream, low, comma - verb, self.language)
            .filter(|_| nobody && self.language.carries_words(noun))?;
        Some(Candidate { subject, cue: (comma + 1, comma + 3), score: 0.7 })
    }

    fn rejects(&self, candidate: &Candidate) -> bool {
        candidate.cue.1 > candidate.cue.0 && self.stream.get(candidate.cue.0).is_some_and(|t| t.has(word::REJECTS))
    }

    /// "Ruiz weist zurück, dass der Kran „...“ sei", "Ruiz bestreitet, dass er „...“ sei": words that somebody denies are another's.
    fn denies(&self, candidate: &Candidate, place: usize) -> bool {
        let (cue, end) = candidate.cue;
        let form = |p: usize| self.stream.get(p).and_then(|t| self.text.get(t.range())).unwrap_or("");
        let Some(comma) = (end..place).find(|&p| self.stream[p].kind == Kind::Comma) else { return false };
        let back = comma.checked_sub(1).is_some_and(|p| p >= end && self.language.is_sent_back(form(p)));
        let content = self.stream.get(comma + 1).is_some_and(|t| t.has(word::COMPLEMENT));
        let whole = tokens_in(self.stream, comma + 1..place).iter().all(|t| t.kind != Kind::Comma);
        self.rejects(candidate) && content && whole && (back || self.language.is_denied(form(cue)))
    }

    /// Behind the noun and its owner a comma and a content in reported mood or with "dass", up to the quotation.
    fn opens_content(&self, noun: usize, place: usize) -> bool {
        let comma = (noun + 1..place.min(noun + LONGEST_APPOSITION)).find(|&p| self.stream[p].kind == Kind::Comma);
        let Some(comma) = comma else { return false };
        let owned = tokens_in(self.stream, noun + 1..comma)
            .iter()
            .all(|t| matches!(t.kind, Kind::Word | Kind::Number | Kind::Quote(_)) && !clause::is_finite(t));
        // "Den Vorwurf des Wirts hat Ruiz zurückgewiesen, er sei „...“": the verb of the noun's own clause.
        let rejected = self.stream[comma - 1].has(word::REJECTS) && self.stream[comma - 1].has(word::NONFINITE);
        let owned = owned || rejected && tokens_in(self.stream, noun + 1..comma).iter().all(Token::is_word);
        let end = self.sentence.range.end.min(place + 8);
        let told = tokens_in(self.stream, comma + 1..end);
        // "den Vorwurf, er betreibe ...": a pronoun and a form that no list holds.
        let mood = matches!(told, [somebody, verb, ..] if somebody.is_pronoun()
            && !somebody.has(word::OBJECT | word::DETERMINER)
            && verb.kind == Kind::Word
            && verb.case == Case::Lower
            && verb.flags == 0);
        let reported = mood || told.iter().any(|t| t.has(word::REPORTING));
        owned && (reported || told.first().is_some_and(|t| t.has(word::COMPLEMENT)))
    }

    /// Whose noun of saying stands at `noun`: "Ruiz' Vorwurf", "ihr Vorwurf", "der Vorwurf der Trainerin", "... von Ruiz".
    fn owner_of(&self, low: usize, noun: usize, end: usize) -> Option<Phrase> {
        let before = noun.checked_sub(1).filter(|&p| p >= low);
        if let Some(mark) = before.filter(|&p| self.stream[p].kind == Kind::Possessive) {
            let name = (low..mark).rev().take_while(|&p| self.stream[p].is_capital()).last()?;
            return Some(Phrase { start: name, end: mark, core_end: mark, relative: None });
        }
        // "Tamms Vorwurf"
        if let Some(name) = before.filter(|&p| self.stream[p].genitive && !self.stream[p].has(word::FUNCTION)) {
            let name = (low..=name).rev().take_while(|&p| self.stream[p].is_capital()).last()?;
            return Some(Phrase { start: name, end: noun, core_end: noun, relative: None });
        }
        let start = (low..noun)
            .rev()
            .take(3)
            .find(|&p| self.stream[p].has(word::POSSESSIVE | word::DETERMINER | word::PREPOSITION))
            .unwrap_or(noun);
        let phrase = Phrase { start, end: noun + 1, core_end: noun + 1, relative: None };
        speaking::owner(self.stream, &phrase, end, self.language)
    }

    /// "Wie aus dem Bericht hervorgeht, ist der Plan "..."": what the words stand in.
    pub(crate) fn as_stands(&self, low: usize, place: usize) -> Option<Candidate> {
        let opens = self.language.capital_nouns
            && self.stream.get(low)?.has(word::SUBORDINATOR)
            && self.stream.get(low + 1)?.has(word::PREPOSITION)
            && low + 2 < place;
        let subject = phrase::after(self.stream, low + 2, place, self.language).filter(|_| opens)?;
        let comma = (subject.end..place).find(|&p| self.stream[p].kind == Kind::Comma)?;
        let stands = self.stream[comma - 1].has(word::STANDS) && comma > subject.end;
        stands.then_some(Candidate { subject, cue: (comma - 1, comma), score: 0.7 })
    }

    /// "Für den Historiker ist das Denkmal "..."", "Die Sängerin ist nach eigenen Worten "..."": whose view is told.
    pub(crate) fn held_view(&self, low: usize, place: usize) -> Option<Candidate> {
        if !self.language.capital_nouns {
            return None;
        }
        if let Some(found) = self.as_stands(low, place) {
            return Some(found);
        }
        let told = self.stream.get(low..place)?;
        let own = told.windows(2).position(|pair| pair[0].has(word::OWN) && pair[1].has(word::CLAIM | word::STATEMENT));
        if let Some(own) = own {
            let finite = (low..place).find(|&p| clause::is_finite(&self.stream[p]))?;
            let subject = if finite > low + own { finite + 1 } else { low };
            let subject = verb_second::nominative(self.stream, subject, place, self.language)?;
            let speaks = speaking::rank(tokens_in(self.stream, subject.start..subject.core_end)) >= 3;
            return speaks.then_some(Candidate { subject, cue: (low + own, low + own + 2), score: 0.7 });
        }
        // "Der Hafen ist für Ruiz "...""
        let beside = (low + 2..place).rev().take(8).find(|&p| {
            let is = |t: &Token| t.has(word::AUXILIARY) && t.gender != Gender::Neuter;
            self.stream[p].has(word::VIEWER) && is(&self.stream[p - 1])
        });
        if let Some(viewer) = beside
            && let Some(subject) = phrase::after(self.stream, viewer + 1, place, self.language)
            && subject.end == place
            && speaking::rank(tokens_in(self.stream, subject.start..subject.core_end)) >= 3
        {
            return Some(Candidate { subject, cue: (viewer, viewer + 1), score: 0.6 });
        }
        // "Was für die Trainerin eine „...“ ist, ist für Ruiz „...“", but "Was für ein Mann", "Was für Leute"
        let known = word::DEFINITE | word::POSSESSIVE | word::GIVEN | word::NAMED | word::TITLE;
        let what = told.first().is_some_and(|t| t.has(word::RELATIVE) && !t.has(word::DETERMINER))
            && told.get(1).is_some_and(|t| t.has(word::VIEWER))
            && told.get(2).is_some_and(|t| t.has(known));
        if what
            && let Some(subject) = phrase::after(self.stream, low + 2, place, self.language)
            && place - subject.end <= 2
            && speaking::rank(tokens_in(self.stream, subject.start..subject.core_end)) >= 3
        {
            return Some(Candidate { subject, cue: (low + 1, low + 2), score: 0.6 });
        }
        let opens = told.first().is_some_and(|t| t.has(word::VIEWER));
        let subject = opens.then(|| phrase::after(self.stream, low + 1, place, self.language)).flatten()?;
        // "Für Ruiz (FWG) gilt das als"
        let bracket = self.at(subject.end).is_some_and(|t| t.kind == Kind::BracketOpen);
        let closed = (subject.end..place.min(subject.end + 8)).find(|&p| self.stream[p].kind == Kind::BracketClose);
        let verb = if bracket { closed? + 1 } else { subject.end };
        let is = self.at(verb).is_some_and(|t| t.has(word::AUXILIARY) || clause::is_finite(t));
        // Whoever it is, what follows is their view and nobody else's.
        let score =
            if speaking::rank(tokens_in(self.stream, subject.start..subject.core_end)) >= 3 { 0.6 } else { 0.4 };
        is.then_some(Candidate { subject, cue: (low, low + 1), score })
    }

    /// "Die Aussage des Ministers, es sei "...", empörte viele": whose the words are that a clause behind a noun gives.
    pub(crate) fn claimed(&self, low: usize, place: usize) -> Option<Candidate> {
        if !self.language.capital_nouns {
            return None;
        }
        let noun = phrase::after(self.stream, low, place, self.language)?;
        let owner = speaking::owner(self.stream, &noun, place, self.language)?;
        let clause = owner.end.max(noun.end);
        let opens = self.stream.get(clause).is_some_and(|t| clause < place && t.kind == Kind::Comma);
        let closes = self.at(place + 1).is_some_and(|t| t.kind == Kind::Comma || t.has(word::REPORTING));
        let cue = (noun.start, noun.core_end);
        (opens && closes).then_some(Candidate { subject: owner, cue, score: 0.86 })
    }

    /// "Mit den Worten "..." verließ Ruiz den Saal", "Ihr Satz "..."": a noun of saying right before the marks.
    pub(crate) fn with_words(&self, low: usize, place: usize) -> Option<Candidate> {
        if !self.language.capital_nouns {
            return None;
        }
        let noun = (low..place).rev().take(2).find(|&p| self.stream[p].is_capital())?;
        let example = noun + 1 == place || self.stream[noun + 1].has(word::SUBORDINATOR);
        if !(example && self.stream[noun].has(word::STATEMENT)) {
            return None;
        }
        // "in seinem Schreiben "..."": who writes is told by the verb.
        let placed = noun > low + 1 && self.stream[noun - 2].has(word::PREPOSITION);
        if noun > low && self.stream[noun - 1].has(word::POSSESSIVE) && noun + 1 == place && !placed {
            let subject = Phrase { start: noun - 1, end: noun, core_end: noun, relative: None };
            return Some(Candidate { subject, cue: (noun, noun + 1), score: 0.7 });
        }
        let start = (low..noun).rev().find(|&p| self.stream[p].kind == Kind::Colon).map_or(low, |p| p + 1);
        if let Some(subject) = self.leaves_with(start, noun).filter(|_| noun + 1 == place) {
            return Some(Candidate { subject, cue: (noun, noun + 1), score: 0.65 });
        }
        let opens = self.stream[start].has(word::PREPOSITION) && noun - start <= 4;
        let place = if self.at(place + 1).is_some_and(|t| t.kind == Kind::Comma) { place + 1 } else { place };
        let verb = self.at(place + 1).filter(|t| t.kind == Kind::Word && t.case == Case::Lower)?;
        let acts = verb.flags == 0 || verb.has(word::ANY_VERB | word::AUXILIARY) && clause::is_finite(verb);
        let subject = verb_second::nominative(self.stream, place + 2, self.sentence.range.end, self.language)?;
        let speaks = speaking::rank(tokens_in(self.stream, subject.start..subject.core_end)) >= 1;
        (opens && acts && speaks).then_some(Candidate { subject, cue: (noun, noun + 1), score: 0.75 })
    }

    /// "Ruiz ging mit den Worten "..."": what somebody does with words. But "erhielt einen Brief mit den Worten "..."".
    fn leaves_with(&self, low: usize, noun: usize) -> Option<Phrase> {
        let with = (low + 2..noun.max(low + 2)).rev().take(3).find(|&p| self.stream[p].has(word::PREPOSITION))?;
        let plain = !self.stream[with - 1].is_capital() && self.stream[noun].has(word::NOT_PERSON);
        let passive =
            tokens_in(self.stream, low..with).iter().any(|t| t.has(word::AUXILIARY) && t.gender == Gender::Neuter);
        let words = self.stream.get(noun).is_some_and(|t| !t.has(word::WORK));
        let subject = clause::leading(self.stream, low, with, self.language).filter(|_| plain && words && !passive)?;
        (speaking::rank(tokens_in(self.stream, subject.start..subject.core_end)) >= 2).then_some(subject)
    }

    /// "Ruiz macht klar, dass "..."": a verb that is no cue, with a reported content.
    pub(crate) fn complemented(&self, low: usize, place: usize) -> Option<Candidate> {
        if !self.language.capital_nouns {
            return None;
        }
        let from = low.max(place.saturating_sub(REACH));
        let opener = (from + 1..place)
            .find(|&p| self.stream[p].has(word::COMPLEMENT) && self.stream[p - 1].kind == Kind::Comma)?;
        let finite = (from..opener).find(|&p| clause::is_finite(&self.stream[p]));
        // "Jan Orth, der Leiter, knarzte, dass "..."": a verb that no list holds.
        let unlisted = || {
            (from + 1..opener).find(|&p| {
                let token = &self.stream[p];
                let form = self.text.get(token.range()).unwrap_or("");
                token.kind == Kind::Word
                    && token.case == Case::Lower
                    && token.flags == 0
                    && (form.ends_with('t') || form.ends_with("te") || form.ends_with("ten"))
                    && self.stream.get(p + 1).is_none_or(|t| !t.is_capital() || self.stream[p - 1].kind == Kind::Comma)
            })
        };
        let verb = finite.or_else(unlisted)?;
        let subject = verb_second::verb_second(self.stream, from, verb, opener, self.language)?;
        let phrase = tokens_in(self.stream, subject.start..subject.core_end);
        let speaks = can_speak(phrase) && !(phrase[0].has(word::PRONOUN) && phrase[0].gender == Gender::Neuter);
        speaks.then_some(Candidate { subject, cue: (verb, verb + 1), score: 0.6 })
    }

    /// "Wie Ruiz am Dienstag knarzte, sieht die Werft darin "..."": a verb that no list holds ends the clause that tells who says it.
    pub(crate) fn as_told(&self, low: usize, place: usize) -> Option<Candidate> {
        let first = self.stream.get(low).filter(|t| self.language.capital_nouns && t.is_capital())?;
        let opens = self.text.get(first.range()).is_some_and(|form| self.language.is_manner(&form.to_lowercase()));
        let comma = (low + 2..place).find(|&p| opens && self.stream[p].kind == Kind::Comma)?;
        let subject = verb_second::nominative(self.stream, low + 1, comma, self.language)?;
        // "Wie der Wirt, ein Kenner, knarzte, ..."
        let comma = match subject.end == comma {
            true => (comma + 1..place.min(comma + 12)).rfind(|&p| self.stream[p].kind == Kind::Comma)?,
            false => comma,
        };
        let verb = comma - 1;
        let somebody = speaking::rank(tokens_in(self.stream, subject.start..subject.core_end)) >= 3;
        let only = !tokens_in(self.stream, subject.end..verb.max(subject.end)).iter().any(clause::is_finite);
        let goes_on = self.stream.get(comma + 1).is_some_and(|t| t.case == Case::Lower && t.is_word());
        (somebody && only && goes_on && self.is_unlisted_verb(verb)).then_some(Candidate {
            subject,
            cue: (verb, verb + 1),
            score: 0.75,
        })
    }

    /// A small word that no list holds, in the form of a verb of the third person.
    fn is_unlisted_verb(&self, place: usize) -> bool {
        let token = &self.stream[place];
        let form = self.text.get(token.range()).unwrap_or("");
        token.kind == Kind::Word
            && token.case == Case::Lower
            && token.flags == 0
            && (form.ends_with('t') || form.ends_with("te") || form.ends_with("ten"))
    }

    /// "Ruiz knarzte, dann sei der Plan "..."": somebody and a verb that no list holds, then reported mood.
    pub(crate) fn reports(&self, low: usize, place: usize) -> Option<Candidate> {
        if !self.language.capital_nouns {
            return None;
        }
        let subject = verb_second::nominative(self.stream, low, place, self.language)?;
        // "Ruiz, ein Kenner der Küste, knarzte, ..."
        let apposed = self.at(subject.end).is_some_and(|t| t.kind == Kind::Comma);
        let behind = (subject.end + 2..place.min(subject.end + LONGEST_APPOSITION))
            .find(|&p| apposed && self.is_unlisted_verb(p) && self.at(p + 1).is_some_and(|t| t.kind == Kind::Comma));
        if let Some(verb) = behind
            && !tokens_in(self.stream, subject.end..verb)
                .iter()
                .any(|t| clause::is_finite(t) || t.has(word::SUBORDINATOR))
            && speaking::rank(tokens_in(self.stream, subject.start..subject.core_end)) >= 3
            && tokens_in(self.stream, verb..self.sentence.range.end.min(place + 6))
                .iter()
                .any(|t| t.has(word::REPORTING))
        {
            return Some(Candidate { subject, cue: (verb, verb + 1), score: 0.62 });
        }
        let verb = self.at(subject.end).filter(|_| subject.end < place)?;
        let acts = verb.kind == Kind::Word && verb.case == Case::Lower && (verb.flags == 0 || clause::is_finite(verb));
        let comma = (subject.end + 1..place.min(subject.end + 5)).find(|&p| self.stream[p].kind == Kind::Comma)?;
        let told = tokens_in(self.stream, comma..self.sentence.range.end.min(place + 6))
            .iter()
            .any(|t| t.has(word::REPORTING));
        let own = !verb.has(word::REPORTING)
            && !tokens_in(self.stream, subject.end + 1..comma).iter().any(|t| t.is_capital() && !t.has(word::TIME));
        let somebody = speaking::rank(tokens_in(self.stream, subject.start..subject.core_end)) >= 3;
        let cue = (subject.end, subject.end + 1);
        // "Ruiz wird vorgeworfen, er habe "..."": what others say of Ruiz.
        let own = own && !self.is_told_of(low, comma);
        (acts && own && told && somebody).then_some(Candidate { subject, cue, score: 0.62 })
    }
}

/// In tokens: what is told of somebody between two commas ("ein Kenner der Küste und ihrer Häfen").
const LONGEST_APPOSITION: usize = 14;
