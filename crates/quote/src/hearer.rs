//! Who hears words has not said them: "Ruiz hörte von Weber:", "Ruiz bekam von Weber zu hören:", "Ruiz heard from Weber:", "Ruiz thanked
//! Weber for saying".
//!
//! Part of [`View`]'s work, asked by `cue_before`. Not for what is said of somebody in the passive: that is `verb_second`.

use crate::attribute::{Candidate, View};
use crate::clause;
use crate::language::{Gender, word};
use crate::phrase::{self, Phrase};
use crate::speaking;
use crate::token::{Case, Kind, Token, tokens_in};

/// In tokens: whom somebody asks ("the chair of the board of the harbor").
const LONGEST_HEARER: usize = 9;

/// In words: what stands between somebody's name in the possessive and words of theirs.
const MOST_BETWEEN: usize = 3;

impl View<'_> {
    /// "Ruiz hörte von Weber:", "Von Weber musste sich Ruiz anhören:", "Ruiz ließ sich von Weber versichern:": whoever stands behind
    /// "von", where the clause before the colon tells that its subject hears or gets the words.
    pub(crate) fn told_by(&self, low: usize, end: usize) -> Option<Candidate> {
        if !self.language.capital_nouns {
            return None;
        }
        let parts =
            |p: &usize| matches!(self.stream[*p].kind, Kind::Comma | Kind::Semicolon | Kind::Colon | Kind::Dash);
        let low = (low..end).rev().find(parts).map_or(low, |p| p + 1);
        let clause = tokens_in(self.stream, low..end);
        let (by, speaker) = self.whom_from(low, end)?;
        let hears = self.hears(clause, by - low) || self.gets_words(clause);
        hears.then_some(Candidate { subject: speaker, cue: (end - 1, end), score: 0.75 })
    }

    /// Whoever stands behind "von" in a clause, and where that is. But "der Bruder von Ruiz" is another.
    fn whom_from(&self, low: usize, end: usize) -> Option<(usize, Phrase)> {
        let by = (low..end).find(|&p| self.stream[p].has(word::PREPOSITION) && self.stream[p].has(word::FROM))?;
        let belongs = by > low
            && self.stream[by - 1].is_capital()
            && !self.stream[by - 1].has(word::GIVEN | word::NAMED | word::PRONOUN);
        let found = phrase::after(self.stream, by + 1, end, self.language).filter(|_| !belongs)?;
        (speaking::rank(tokens_in(self.stream, found.start..found.core_end)) >= 2).then_some((by, found))
    }

    /// "„...“, hörte Ruiz von Weber", "„...“, musste sich Ruiz sagen lassen": a candidate behind the words who only hears them gives way to
    /// whoever stands behind "von", or to nobody.
    pub(crate) fn heard_behind(&self, candidate: Candidate) -> Candidate {
        let (low, cue_end) = candidate.cue;
        if !self.language.capital_nouns || cue_end <= low {
            return candidate;
        }
        let parts = |p: &usize| !self.stream[*p].is_word() || self.stream[*p].has(word::CONJUNCTION);
        let end = (low..self.sentence.range.end).find(parts).unwrap_or(self.sentence.range.end);
        let clause = tokens_in(self.stream, low..end);
        let form = |t: &Token| self.text.get(t.range()).filter(|_| t.is_word() && t.case == Case::Lower);
        let hears = clause.iter().filter_map(form).any(|form| self.language.is_hearing(form));
        let reflexive = clause.iter().any(|t| t.has(word::OBJECT) && t.gender == Gender::Neuter);
        let let_be_said = reflexive
            && matches!(clause, [.., told, last] if last.has(word::NONFINITE | word::AUXILIARY | word::ANY_VERB)
            && form(told).is_some_and(|form| self.language.is_endured(form)));
        let told = reflexive && clause.len() > 2 && self.hears(clause, 0);
        match self.whom_from(low, end) {
            Some((_, subject)) if hears || let_be_said || told => Candidate { subject, ..candidate },
            None if hears || let_be_said => Candidate { score: candidate.score.min(0.3), ..candidate },
            _ => candidate,
        }
    }

    /// "der Satz „...“ von Ruiz": whose words they are stands right behind them.
    pub(crate) fn words_of(&self, place: usize) -> Option<Candidate> {
        let noun = place.checked_sub(1).filter(|&p| p >= self.sentence.range.start && self.language.capital_nouns)?;
        let words = self.stream[noun].is_capital() && self.stream[noun].has(word::STATEMENT | word::CLAIM);
        let from = self.at(place + 1).is_some_and(|t| t.has(word::PREPOSITION) && t.has(word::FROM));
        let subject = phrase::after(self.stream, place + 2, self.sentence.range.end, self.language)?;
        let person = speaking::rank(tokens_in(self.stream, subject.start..subject.core_end)) >= 3;
        (words && from && person).then_some(Candidate { subject, cue: (noun, noun + 1), score: 0.8 })
    }

    /// Whether a clause has a verb of hearing, or somebody who has words told to them: "hörte", "musste sich anhören", "ließ sich versichern".
    fn hears(&self, clause: &[Token], by: usize) -> bool {
        let form = |t: &Token| self.text.get(t.range()).filter(|_| t.is_word() && t.case == Case::Lower);
        if clause.iter().filter_map(form).any(|form| self.language.is_hearing(form)) {
            return true;
        }
        let reflexive = clause.iter().any(|t| t.has(word::OBJECT) && t.gender == Gender::Neuter);
        let Some(last) = clause.last().filter(|_| reflexive && by + 1 < clause.len()) else { return false };
        let helped = clause.iter().any(|t| t.has(word::AUXILIARY) || t.has(word::ANY_VERB) && !t.has(word::NONFINITE));
        let told = last.case == Case::Lower && last.has(word::CUE) && last.has(word::NONFINITE);
        helped && (told || form(last).is_some_and(|form| self.language.is_endured(form)))
    }

    /// "bekam von Weber eine klare Antwort": words that somebody gets.
    fn gets_words(&self, clause: &[Token]) -> bool {
        let gets = |t: &Token| t.has(word::RECEIVES) && !t.has(word::WEAK) && t.case == Case::Lower;
        clause.iter().any(gets) && clause.last().is_some_and(|t| t.has(word::STATEMENT | word::CLAIM) && t.is_capital())
    }

    /// "asked Ruiz to say “...”": words that somebody is asked for are nobody's yet. But "asked Ruiz to describe the plan, which she called
    /// “...”", "asked permission to add “...”".
    pub(crate) fn bidden(&self, low: usize, at: usize, end: usize) -> Option<Candidate> {
        let hearer = || {
            phrase::after(self.stream, at + 1, end, self.language).is_some_and(|found| {
                found.end == end && speaking::can_speak(tokens_in(self.stream, found.start..found.core_end))
            })
        };
        let bare = tokens_in(self.stream, at + 1..end).iter().all(|t| t.has(word::COMPLEMENT)) || hearer();
        let beside = bare && self.stream.get(end).is_some_and(|t| matches!(t.kind, Kind::Quote(_)));
        let to = at.checked_sub(1).filter(|&p| {
            let infinitive = self.stream[at].has(word::NONFINITE) && !self.stream[at].has(word::GERUND);
            self.language.fixed_order
                && beside
                && infinitive
                && clause::is_infinitive_mark(&self.stream[p], self.language)
        })?;
        let whom = |t: &Token| t.is_word() && !t.has(word::ANY_VERB) || matches!(t.kind, Kind::Possessive);
        let verb = (low.max(to.saturating_sub(LONGEST_HEARER))..to).rev().find(|&p| !whom(&self.stream[p]))?;
        let form = self.text.get(self.stream[verb].range()).unwrap_or("");
        let subject = phrase::after(self.stream, verb + 1, to, self.language).filter(|found| found.end == to)?;
        let asks = self.stream[verb].case == Case::Lower && self.language.asks(form);
        let core = tokens_in(self.stream, subject.start..subject.core_end);
        let person = speaking::can_speak(core) || core.iter().any(|t| t.has(word::OBJECT));
        (asks && person).then_some(Candidate { subject, cue: (at, at + 1), score: 0.3 })
    }

    /// "laughed at Ruiz’s “plan for the ages”": whose words they are nobody tells, unless a noun of saying does ("at Ruiz’s promise of “...”").
    pub(crate) fn laughed_at(&self, at: usize, end: usize) -> Option<Candidate> {
        let form = |p: usize| self.stream.get(p).and_then(|t| self.text.get(t.range())).unwrap_or("");
        let aims = self.language.laughs_at(form(at)) && at + 2 < end && form(at + 1) == "at";
        // "laughed at the crowd's noise: “...”": what a colon or a comma opens is the laugher's.
        let beside = self.stream.get(end).is_some_and(|t| matches!(t.kind, Kind::Quote(_)));
        let owner = (at + 2..end).find(|&p| aims && beside && self.stream[p].kind == Kind::Possessive)?;
        let subject = phrase::before(self.stream, at + 2, owner, self.language)?;
        let between = tokens_in(self.stream, owner + 1..end);
        // "laughed at the crowd's noise and added “...”"
        let parts = |t: &Token| {
            !t.is_word()
                || t.has(word::COMPLEMENT | word::CONJUNCTION)
                || t.has(word::CUE) && !t.has(word::STATEMENT | word::CLAIM)
        };
        let plain = between.len() <= MOST_BETWEEN && !between.iter().any(parts);
        let said = between.iter().any(|t| t.has(word::STATEMENT | word::CLAIM));
        plain.then_some(Candidate { subject, cue: (at, at + 1), score: if said { 0.7 } else { 0.3 } })
    }

    /// "Ruiz heard from Weber: ...", "Ruiz thanked Weber for saying ...", "Ruiz accused her of claiming ...": whoever said what another hears,
    /// praises or blames. But "Ruiz apologised to Weber for saying", "Ruiz was thanked by Weber for saying".
    pub(crate) fn heard_or_blamed(&self, low: usize, at: usize, end: usize) -> Option<Phrase> {
        if !self.language.fixed_order {
            return None;
        }
        let form = |place: usize| self.stream.get(place).and_then(|t| self.text.get(t.range()));
        if form(at).is_some_and(|form| self.language.is_hearing(form))
            && form(at + 1).is_some_and(|form| self.language.heard_from(form))
            && let Some(found) = phrase::after(self.stream, at + 2, end, self.language)
            && speaking::can_speak(tokens_in(self.stream, found.start..found.core_end))
        {
            return Some(found);
        }
        let link = at
            .checked_sub(1)
            .filter(|&p| p > low + 1 && self.stream[at].has(word::GERUND) && self.stream[at].has(word::CUE))?;
        if !form(link).is_some_and(|form| self.language.is_blamed_for(form)) {
            return None;
        }
        let found = if self.stream[link - 1].has(word::OBJECT) && self.stream[link - 1].case == Case::Lower {
            Phrase { start: link - 1, end: link, core_end: link, relative: None }
        } else {
            phrase::before(self.stream, low, link, self.language)?
        };
        let core = tokens_in(self.stream, found.start..found.core_end);
        let verb = found.start.checked_sub(1).filter(|&p| p > low).map(|p| &self.stream[p])?;
        let acts = verb.case == Case::Lower
            && (verb.past || verb.has(word::ANY_VERB))
            && !verb.has(word::PREPOSITION | word::AUXILIARY | word::BYLINE);
        let known = word::GIVEN | word::NAMED | word::TITLE | word::ROLE | word::PRONOUN | word::OBJECT;
        (acts && core.iter().any(|t| t.has(known))).then_some(found)
    }
}
