//! Attributions that come after their content: "The road was closed, she said", "..., said Ruiz", "The road, she said, was
//! closed".
//!
//! [`Reporting::closing`] is the heart: whether a verb closes what stands before it, and how much of that. The rest tells
//! whether what stands there can be a content at all, and what follows the verb that is only its place and day. Called by
//! `reporting` for each verb, before what the verb opens is looked at.

use crate::clause;
use crate::indirect::{MOST, Reported, after_hearer, trim_end};
use crate::language::{Gender, word};
use crate::phrase::{self, Phrase};
use crate::reporting::Reporting;
use crate::token::{Case, Kind, Token, tokens_in};
use std::ops::Range;

impl Reporting<'_> {
    /// "The road was closed, she said", "..., said Ruiz", "The road, she said, was closed".
    pub(crate) fn closing(&self, at: usize, subject: Option<Phrase>, found: &mut Vec<Reported>) -> bool {
        let (low, end) = (self.low, self.end);
        let cue = &self.stream[at];
        if cue.has(word::GERUND | word::REPORTS_ING) || at < low + 2 {
            return false;
        }
        // "..., the poll found": a verb of thinking only at the very end.
        let strong = cue.has(word::CUE);
        let parted = |p: usize| match self.stream[p].kind {
            Kind::Comma => true,
            Kind::Quote(_) | Kind::Dash => strong,
            _ => false,
        };
        if strong
            && parted(at - 1)
            && let Some(inverted) = phrase::after(self.stream, at + 1, end, self.language)
            && self.is_somebody(&inverted)
            && self.turns_round(inverted.end)
        {
            if self.is_told(low..at) {
                self.end_before(at, found);
                self.push(low..at, at..at + 1, Some(inverted), 0.75, found);
            }
            return true;
        }
        let Some(subject) = self.speaker_before(at, subject).filter(|s| s.start > low && parted(s.start - 1)) else {
            return false;
        };
        // "..., Ana Ruiz said — critics disagree": what stands before the dash has its speaker.
        let dashed = self.stream[subject.start - 1].kind == Kind::Dash;
        if dashed
            && tokens_in(self.stream, low..subject.start).iter().any(|t| t.has(word::CUE) && t.case == Case::Lower)
        {
            return false;
        }
        let rest = self.circumstances(at, at + 1);
        if !strong && (rest < self.end || !self.is_report(at, Some(subject))) {
            return false;
        }
        let quoted = matches!(self.stream[subject.start - 1].kind, Kind::Quote(_))
            || subject.start > low + 1 && matches!(self.stream[subject.start - 2].kind, Kind::Quote(_));
        let goes_on = self.at(rest).is_some_and(|t| matches!(t.kind, Kind::Comma | Kind::Dash));
        let parts = self
            .at(rest)
            .is_some_and(|t| matches!(t.kind, Kind::Semicolon | Kind::Stop | Kind::BracketClose | Kind::BracketOpen));
        if !(rest >= end || parts || goes_on || quoted) {
            return false;
        }
        let next = self.at(rest + 1).filter(|_| goes_on);
        // "In Riga, she said, “...”": the place of saying it.
        if next.is_some_and(|t| matches!(t.kind, Kind::Quote(_))) && !quoted {
            return true;
        }
        let acts = |t: &Token| t.has(word::ANY_VERB | word::AUXILIARY) || t.past;
        let narrates = |t: &Token| {
            t.has(word::GERUND | word::REPORTS_ING)
                || t.gender == Gender::Relative
                || t.has(word::SUBORDINATOR) && !t.has(word::COMPLEMENT)
                || t.has(word::CONJUNCTION) && self.at(rest + 2).is_some_and(acts)
        };
        let words = |range: Range<usize>| self.stream[range].iter().filter(|t| t.is_word()).count();
        if goes_on && !quoted && !next.is_some_and(narrates) && words(rest..end) > 1 {
            self.push(low..end, at..at + 1, Some(subject), 0.75, found);
        } else if self.is_told(low..subject.start) {
            self.end_before(subject.start, found);
            self.push(low..subject.start, at..at + 1, Some(subject), 0.75, found);
        } else {
            return quoted;
        }
        true
    }

    /// "The board wants to close the road, she said": what is reported before an attribution ends where that begins.
    fn end_before(&self, place: usize, found: &mut [Reported]) {
        for earlier in found.iter_mut().rev().take(MOST) {
            let runs_over = earlier.content.start >= self.low && earlier.content.start + 1 < place;
            if runs_over && earlier.content.end > place {
                earlier.content.end =
                    trim_end(self.stream, earlier.content.start, place).max(earlier.content.start + 1);
            }
        }
    }

    /// Who stands right before the verb, an apposition not taken for the name before it.
    fn speaker_before(&self, at: usize, subject: Option<Phrase>) -> Option<Phrase> {
        let near = phrase::before(self.stream, self.low, self.back(at), self.language);
        let described = near.is_some_and(|p| {
            self.stream[p.start].has(word::DETERMINER)
                && !tokens_in(self.stream, p.start..p.core_end).iter().any(|t| t.has(word::PRONOUN))
        });
        match (near, subject) {
            // "Ana Ruiz, a lawyer, said"
            (Some(near), Some(subject))
                if described
                    && subject.end < near.start
                    && tokens_in(self.stream, subject.start..subject.core_end).iter().any(|t| t.is_capital()) =>
            {
                Some(subject)
            }
            (Some(near), _) => Some(near),
            (None, subject) => subject.filter(|s| s.relative.is_none()),
        }
    }

    /// Words that a clause at the sentence's end can attribute: with a verb of their own, not a circumstance alone
    /// ("In Riga, she said") and not said by somebody else already.
    fn is_told(&self, content: Range<usize>) -> bool {
        let tokens = &self.stream[content];
        let finite = tokens.iter().any(|t| {
            t.has(word::AUXILIARY)
                || t.has(word::ANY_VERB) && !t.has(word::NONFINITE)
                || t.past
                || matches!(t.kind, Kind::Quote(_))
        });
        let opens = tokens.first().is_some_and(|t| {
            // "Asked whether ..., he laughed"
            let participle =
                t.is_capital() && (t.past || t.has(word::CUE)) && tokens.len() > 1 && !tokens[1].is_capital();
            participle || t.has(word::PREPOSITION | word::SUBORDINATOR | word::GERUND) && !t.has(word::DETERMINER)
        });
        let commas = tokens[..tokens.len().saturating_sub(1)].iter().filter(|t| t.kind == Kind::Comma).count();
        let last_quoted = tokens.iter().rev().take(2).any(|t| matches!(t.kind, Kind::Quote(_)));
        let said = tokens.iter().any(|t| t.has(word::CUE) && t.case == Case::Lower && !t.has(word::NONFINITE));
        finite && !(opens && commas == 0 && !last_quoted) && !(last_quoted && said)
    }

    /// A name, a pronoun, a role: nothing that is added or offered.
    fn is_somebody(&self, phrase: &Phrase) -> bool {
        let core = tokens_in(self.stream, phrase.start..phrase.core_end);
        let known = word::ROLE | word::TITLE | word::GIVEN | word::NAMED | word::ORGANISATION | word::PRONOUN;
        core.iter().any(|t| t.has(known)) || core.last().is_some_and(Token::is_capital)
    }

    /// Nothing follows the subject but a place, a day or another clause: "said Ruiz in Riga", not "said she was late".
    fn turns_round(&self, after: usize) -> bool {
        let Some(next) = self.at(after) else { return true };
        if next.has(word::PREPOSITION) && !next.has(word::SUBORDINATOR) {
            let clause = tokens_in(self.stream, after..self.end).iter().take_while(|t| t.kind != Kind::Comma);
            return !clause
                .clone()
                .any(|t| t.has(word::AUXILIARY) && !t.has(word::PREPOSITION) || matches!(t.kind, Kind::Quote(_)));
        }
        !next.is_word() && !matches!(next.kind, Kind::Quote(_)) || next.has(word::TIME | word::CONJUNCTION)
    }

    /// Back over adverbs and auxiliaries before the verb.
    pub(crate) fn back(&self, mut at: usize) -> usize {
        while at > self.low + 1
            && self.stream[at - 1].has(word::ADVERB | word::AUXILIARY | word::NEGATION)
            && !self.stream[at - 1].is_capital()
        {
            at -= 1;
        }
        at
    }

    /// Past the hearer, the day, the place and the manner of saying.
    fn circumstances(&self, cue: usize, from: usize) -> usize {
        let mut place = after_hearer(self.stream, cue, from, self.end, self.language);
        for _ in 0..4 {
            let Some(token) = self.at(place) else { break };
            let timed = |p: usize| self.at(p).is_some_and(|t| t.has(word::TIME) || t.kind == Kind::Number);
            if timed(place) || token.has(word::ADVERB) && !token.has(word::DETERMINER) {
                place += 1;
            } else if token.has(word::DETERMINER | word::PREPOSITION) && timed(place + 1) {
                // "last week", "in 2014"
                place += 2;
            } else if token.has(word::PREPOSITION) && !clause::is_infinitive_mark(token, self.language) {
                match phrase::after(self.stream, place + 1, self.end, self.language) {
                    Some(found) => place = found.end,
                    None => break,
                }
            } else {
                break;
            }
        }
        place
    }
}
