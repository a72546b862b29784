//! Of two clauses around the words the one that has their speaker: (Ruiz wies das zurück, die Sprecherin knarzte: "..."), (Während Ruiz
//! sagte, sie sei froh, "...", räumte Weber ein), ("..." sinken, so heißt es in der Erklärung).
//!
//! Part of [`View`]'s work, for languages that write every noun with a capital and put the verb second. Asked by `attribute`,
//! `cue_before`, `cue_after` and `lead_in` when they have found somebody, or nobody. Not for what a clause by itself tells: that is
//! `verb_second`, and `unlisted` where no list holds its verb.

use crate::attribute::{Candidate, View};
use crate::clause;
use crate::language::{Gender, word};
use crate::phrase::{self, Phrase};
use crate::speaking;
use crate::token::{Case, Kind, Token, tokens_in};
use crate::verb_second;

/// In words: what somebody else is said to say behind the words.
const LEAST_CONTENT: usize = 3;

/// In tokens: what is left of a clause behind words that stand in it.
const LONGEST_REST: usize = 10;

/// In tokens: the last of a list ("und der dänische Reeder Jan Weber").
const LONGEST_LAST: usize = 12;

impl View<'_> {
    /// Of what stands before a colon the last has the speaker: the last of a list ("Es gratulierten Ruiz, die Wirtin, und der Reeder
    /// Weber:"), the subject of the last main clause, though no list holds its verb ("Ruiz wies das zurück, die Sprecherin, Ina Voss,
    /// knarzte:"), nobody where that is "sie" of several.
    pub(crate) fn nearest_to_colon(&self, low: usize, place: usize, found: Candidate) -> Candidate {
        let end = (low..place).rev().find(|&p| self.stream[p].kind != Kind::Colon).map_or(place, |p| p + 1);
        self.last_of_list(low, end, &found)
            .or_else(|| self.last_unlisted(low, end, &found))
            .or_else(|| self.several(low, end, &found))
            .unwrap_or(found)
    }

    /// "gratulierten Ruiz, die Wirtin, und der Reeder Jan Weber:"
    fn last_of_list(&self, low: usize, end: usize, found: &Candidate) -> Option<Candidate> {
        let joint = (low + 1..end).rev().take(LONGEST_LAST).find(|&p| self.stream[p].has(word::CONJUNCTION))?;
        let parted = matches!(self.stream[joint - 1].kind, Kind::Comma | Kind::BracketClose);
        let inverted = found.cue.1 > found.cue.0 && found.cue.0 < found.subject.start && found.subject.end < joint;
        let subject = verb_second::nominative(self.stream, joint + 1, end, self.language)
            .filter(|last| parted && inverted && last.end == end)?;
        let core = tokens_in(self.stream, subject.start..subject.core_end);
        let acts = tokens_in(self.stream, found.subject.end..joint).iter().any(clause::is_finite);
        let named = core.iter().filter(|t| t.is_capital()).count() >= 2;
        let somebody = speaking::rank(core) >= if named { 2 } else { 3 };
        (somebody && !acts).then_some(Candidate { subject, ..*found })
    }

    /// "Ruiz wies das zurück, die Sprecherin, Ina Voss (Grüne), knarzte:"
    fn last_unlisted(&self, low: usize, end: usize, found: &Candidate) -> Option<Candidate> {
        let verb = end.checked_sub(1).filter(|&p| p > low + 2 && self.is_verb_form(p))?;
        let subject = clause::subject(self.stream, low, verb, self.language)?;
        let somebody = speaking::rank(tokens_in(self.stream, subject.start..subject.core_end)) >= 3;
        // "Ina Voss, die das für Neid hielt, knarzte:"
        let same = found.subject.relative.is_some() && found.subject.start == subject.start;
        if same && somebody && subject.relative.is_none() {
            return Some(Candidate { subject, cue: (verb, verb + 1), score: 0.8 });
        }
        let begins = subject.start.checked_sub(1).filter(|&p| p > low).map(|p| &self.stream[p])?;
        // "dem Wirt, der die Wirtin Eva Klein hasste:", "..., der Eva Klein hasste:"
        let link = self.stream[subject.start].has(word::DEFINITE) && begins.kind == Kind::Comma;
        let relative = link
            && self.stream.get(subject.start + 1).is_some_and(|t| {
                t.has(word::DETERMINER | word::POSSESSIVE | word::PRONOUN | word::OBJECT | word::GIVEN | word::NAMED)
            });
        let anew = (begins.kind == Kind::Comma || begins.has(word::CONJUNCTION)) && !relative;
        let complete = found.cue.1 > found.cue.0 && found.cue.0 < subject.start && found.subject.end < subject.start;
        let own = tokens_in(self.stream, low..subject.start).iter().any(clause::is_finite) && !self.subordinate(low);
        (anew && complete && own && somebody && subject.relative.is_none()).then_some(Candidate {
            subject,
            cue: (verb, verb + 1),
            score: 0.8,
        })
    }

    /// "Weber und Ruiz fürchten das; Zusagen schenken sie keinen Glauben:": neither of them alone.
    fn several(&self, low: usize, end: usize, found: &Candidate) -> Option<Candidate> {
        let parts = |p: &usize| matches!(self.stream[*p].kind, Kind::Comma | Kind::Semicolon);
        let from = (low..end).rev().find(parts).filter(|&p| found.subject.start < p && found.cue.0 < p)? + 1;
        let place = (from + 1..end).find(|&p| {
            let verb = &self.stream[p - 1];
            let form = self.text.get(verb.range()).unwrap_or("");
            let plural = verb.kind == Kind::Word && verb.case == Case::Lower && form.ends_with("en");
            let they = self.stream[p].is_pronoun() && self.stream[p].gender == Gender::Female;
            they && plural && (verb.flags == 0 || verb.has(word::ANY_VERB | word::AUXILIARY))
        })?;
        let subject = Phrase { start: place, end: place + 1, core_end: place + 1, relative: None };
        Some(Candidate { subject, cue: (0, 0), score: 0.3 })
    }

    /// "Das Angebot, die Leute zu pflegen, knarzt er ab:": a pronoun behind the verb that goes on behind the last comma.
    pub(crate) fn pronoun_at_last(&self, low: usize, end: usize) -> Option<Phrase> {
        let comma = (low + 2..end).rev().find(|&p| self.stream[p].kind == Kind::Comma)?;
        let verb = self.stream.get(comma + 1).filter(|_| self.language.capital_nouns)?;
        let he = self.stream.get(comma + 2).filter(|_| comma + 2 < end)?;
        let person = he.is_pronoun() && !he.has(word::OBJECT) && matches!(he.gender, Gender::Male | Gender::Female);
        let acts = verb.case == Case::Lower && self.acts_alone(verb);
        let begun = tokens_in(self.stream, low..comma).iter().any(|t| clause::is_finite(t) || t.has(word::REPORTING));
        let opens = !begun || self.subordinate(low);
        (person && acts && opens).then_some(Phrase {
            start: comma + 2,
            end: comma + 3,
            core_end: comma + 3,
            relative: None,
        })
    }

    /// "Als einziger im Rat knarzte Ruiz dagegen:": no comma ends a clause that this "Als" would open.
    pub(crate) fn is_as_phrase(&self, low: usize, end: usize) -> bool {
        let clause = tokens_in(self.stream, low..end);
        let opens = clause.first().is_some_and(|t| t.has(word::SUBORDINATOR) && t.end - t.start == 3);
        let who = clause.get(1).is_some_and(|t| t.case == Case::Lower && t.flags == 0 && t.is_word());
        self.language.capital_nouns && (self.is_for(low) || opens && who && clause.iter().all(Token::is_word))
    }

    /// "Deutlicher als sonst wurde am Abend Ruiz:": a comparison opens the sentence, and somebody stands behind the verb.
    /// But not who gets something or what is done to whom ("Als Geschenk erhielt Ruiz ein Buch:", "Härter als sonst wurde Ruiz bestraft:").
    pub(crate) fn behind_comparison(&self, low: usize, end: usize) -> Option<Candidate> {
        let first = self.stream.get(low).filter(|t| self.language.capital_nouns && t.is_capital())?;
        let plain = !first.has(word::GIVEN | word::NAMED | word::ROLE | word::TITLE | word::ORGANISATION);
        let compared = plain && low + 1 < end && self.is_as(low + 1);
        if !(compared || self.is_as_phrase(low, end)) {
            return None;
        }
        let subject = self.behind_first_verb(low + 2, end)?;
        let clause = tokens_in(self.stream, low + 2..end);
        let gets = clause.iter().any(|t| t.has(word::RECEIVES) && !t.has(word::WEAK) && t.case == Case::Lower);
        let made = clause.iter().any(|t| t.has(word::AUXILIARY) && t.gender == Gender::Neuter);
        let passive =
            made && clause.last().is_some_and(|t| t.case == Case::Lower && !t.has(word::FUNCTION | word::ADVERB));
        if gets && let Some(giver) = self.received_from(low, end) {
            return Some(giver);
        }
        Some(Candidate { subject, cue: (end, end), score: if gets || passive { 0.3 } else { 0.6 } })
    }

    /// Somebody behind the first verb from `from` on.
    fn behind_first_verb(&self, from: usize, end: usize) -> Option<Phrase> {
        let high = end.min(from + 6);
        let known = (from..high).find(|&p| clause::is_finite(&self.stream[p]));
        let verb = known.or_else(|| (from..high).find(|&p| self.is_verb_form(p)))?;
        let found = self.speaker_after(self.skip_adverbs(verb + 1, end), end)?;
        (speaking::rank(tokens_in(self.stream, found.start..found.core_end)) >= 2).then_some(found)
    }

    /// "Ruiz sagte dazu: „...“": somebody by name and a colon.
    pub(crate) fn announces(&self, left: &Candidate, before: Option<&Token>) -> bool {
        let core = tokens_in(self.stream, left.subject.start..left.subject.core_end);
        self.language.capital_nouns
            && before.is_some_and(|t| t.kind == Kind::Colon)
            && left.score >= 0.85
            && core.iter().any(|t| t.is_capital() && !t.has(word::FUNCTION))
            && speaking::rank(core) >= 2
    }

    /// "Während Ruiz sagte, er komme, ging Weber": whether behind a comma a finite verb has begun the main clause before the words.
    pub(crate) fn main_has_begun(&self, head: usize, place: usize) -> bool {
        (head..place).any(|p| {
            self.stream[p].kind == Kind::Comma && self.at(p + 1).is_some_and(|t| self.acts_alone(t) && t.is_word())
        })
    }

    /// "„...“, räumte Weber ein, lange gezweifelt zu haben": the clause behind the words goes on with a content of its own.
    pub(crate) fn is_main_behind(&self, place: usize, right: &Candidate) -> bool {
        let verb = right.cue.0 > place && right.cue.0 <= place + 2;
        let rest = tokens_in(self.stream, right.subject.end.max(place)..self.sentence.range.end);
        let content = rest.iter().position(|t| t.kind == Kind::Comma).and_then(|comma| rest.get(comma + 1..));
        verb && content.is_some_and(|content| content.iter().filter(|t| t.is_word()).count() >= LEAST_CONTENT)
    }

    /// "Die Kosten sollen „...“ sinken, so heißt es in der Erklärung": what the words stand in, behind the rest of their clause.
    pub(crate) fn stands_behind(&self, from: usize, end: usize) -> Option<Candidate> {
        if !self.language.capital_nouns {
            return None;
        }
        let comma = (from..end.min(from + LONGEST_REST))
            .take_while(|&p| self.stream[p].is_word() || self.stream[p].kind == Kind::Comma)
            .find(|&p| self.stream[p].kind == Kind::Comma)?;
        let verb = comma + 1 + usize::from(self.at(comma + 1).is_some_and(|t| t.has(word::SUMS_UP)));
        let names = self.at(verb).is_some_and(|t| t.has(word::NAMING) && t.case == Case::Lower);
        let placed = self.at(verb + 2).is_some_and(|t| t.has(word::PREPOSITION)) && names && self.is_it(verb + 1);
        let subject = phrase::after(self.stream, verb + 3, end, self.language).filter(|_| placed)?;
        self.carries(&subject).then_some(Candidate { subject, cue: (verb, verb + 1), score: 0.8 })
    }
}
