//! The subject of a sentence that quotes in part and has no cue: (Thirteen years earlier, she had "...").
//!
//! Part of [`View`]'s work, asked by `attribute` where no cue was found. Not for sentences with a verb of saying: see
//! `cue_before` and `cue_after`.

use crate::attribute::{Candidate, View};
use crate::clause;
use crate::language::word;
use crate::phrase::Phrase;
use crate::sources;
use crate::speaking::{can_speak, names_somebody};
use crate::token::{Case, Kind, Token, tokens_in};

impl View<'_> {
    /// "Thirteen years earlier, she had ...": a time opens the sentence, and the pronoun behind the comma is its subject.
    fn behind_time(&self, low: usize, place: usize, found: Phrase) -> Phrase {
        let comma = (found.end..place.min(found.end + 3)).find(|&p| self.stream[p].kind == Kind::Comma);
        let known = word::ROLE | word::TITLE | word::GIVEN | word::NAMED | word::PRONOUN | word::ORGANISATION;
        let timed = found.start == low
            && self.language.fixed_order
            && !tokens_in(self.stream, found.start..found.core_end).iter().any(|t| t.has(known));
        let pronoun = comma.map(|p| p + 1).filter(|&p| timed && p < place && self.stream[p].is_pronoun());
        pronoun.map_or(found, |p| Phrase { start: p, end: p + 1, core_end: p + 1, relative: None })
    }

    /// The subject of the sentence in which a part is quoted.
    pub(crate) fn own_sentence(&self, place: usize, opens: bool) -> Option<Candidate> {
        let low = self.sentence.range.start;
        if let Some(candidate) = self.held_view(low, place) {
            return Some(candidate);
        }
        if place == low {
            return None;
        }
        // "According to a study, the plan is ..., and so is the “...”": far away, at the head of the sentence.
        if self.language.fixed_order
            && let Some(clause) = sources::source(self.text, self.stream, low, place, self.language)
        {
            return Some(Candidate { subject: clause.subject, cue: (clause.cue, clause.cue_end), score: 0.6 });
        }
        if let Some(candidate) = self.complemented(low, place).or_else(|| self.reports(low, place)) {
            return Some(candidate);
        }
        if self.is_told_of(low, place) {
            return None;
        }
        let told = &self.stream[self.sentence.range.clone()];
        if told.iter().any(|t| t.has(word::REPORTING)) && !told.iter().any(|t| t.has(word::CUE)) {
            return None;
        }
        let subject = clause::leading(self.stream, low, place, self.language)?;
        let subject = self.behind_time(low, place, subject);
        let phrase = tokens_in(self.stream, subject.start..subject.core_end);
        if !can_speak(phrase) || self.language.capital_nouns && !names_somebody(phrase) {
            return None;
        }
        // Somebody with a name or a role is named; a body or a thing in small letters is too doubtful.
        let named = phrase.iter().any(|t| {
            t.has(word::ROLE | word::TITLE | word::GIVEN | word::PRONOUN) || t.is_capital() && !t.has(word::FUNCTION)
        });
        // The capital of the sentence's head shows no name ("Good information", "Flying home").
        let known = word::ROLE | word::TITLE | word::GIVEN | word::NAMED | word::PRONOUN | word::ORGANISATION;
        let unknown = !self.language.capital_nouns
            && subject.start == low
            && phrase.first().is_some_and(|t| t.case == Case::Capital)
            && !phrase.iter().any(|t| t.has(known))
            && (phrase.len() > 1 || phrase[0].past || self.language.free_order && opens)
            && !phrase.iter().skip(1).any(Token::is_capital);
        // "Peace Efforts Stall Again": a headline's words are nobody's name.
        let headline = !phrase.iter().any(|t| t.has(known | word::DETERMINER))
            && phrase.iter().filter(|t| t.is_capital()).count() >= 4;
        let score = match opens {
            _ if unknown || headline => 0.45,
            true => 0.5,
            false if named && !self.language.capital_nouns => 0.485,
            false => 0.45,
        };
        Some(Candidate { subject, cue: (0, 0), score })
    }
}
