//! What names whoever spoke right behind the words without a cue of the usual kind: a signature after a dash or in brackets, "is how
//! Ruiz described it", "mit diesen Worten ging Ruiz".
//!
//! Part of [`View`]'s work, called by `cue_after`. Not for verbs that attribute.

use crate::attribute::{Candidate, View};
use crate::clause;
use crate::language::{Gender, word};
use crate::phrase;
use crate::speaking::{self, can_speak};
use crate::token::{Case, Kind, Token, tokens_in};

impl View<'_> {
    /// A name after a dash: "..." – Commissioner Ruiz
    pub(crate) fn signed(&self, place: usize) -> Option<Candidate> {
        let mut from = place + 1;
        while self.at(from).is_some_and(|t| t.kind == Kind::Stop) {
            from += 1;
        }
        if self.at(from)?.kind == Kind::BracketOpen {
            return self.signed_in_bracket(from + 1);
        }
        if self.at(from)?.kind == Kind::Comma && self.language.capital_nouns && place == self.sentence.range.start {
            return self.signed_behind_comma(from + 1);
        }
        if self.at(from)?.kind != Kind::Dash {
            return None;
        }
        while self.at(from).is_some_and(|t| matches!(t.kind, Kind::Dash | Kind::Other)) {
            from += 1;
        }
        let subject = phrase::after(self.stream, from, self.sentence.range.end, self.language)?;
        let ends = self
            .at(subject.end)
            .is_none_or(|t| matches!(t.kind, Kind::Stop | Kind::Break | Kind::Comma | Kind::BracketOpen));
        let core = tokens_in(self.stream, subject.start..subject.core_end);
        let somebody = word::ROLE | word::TITLE | word::GIVEN | word::NAMED | word::ORGANISATION;
        let described = core[0].has(word::DETERMINER | word::POSSESSIVE) && !core[0].is_capital();
        // "the mayor", but "a white shirt"
        let named = match described {
            true => core.iter().any(|t| t.is_capital() && t.has(somebody)) || core[core.len() - 1].has(somebody),
            false => core.iter().any(|t| t.has(somebody) || t.is_capital()),
        };
        // "..." – Ana Ruiz on her last house
        let ends = ends
            || self.at(subject.end).is_some_and(|t| t.has(word::PREPOSITION))
                && place == self.sentence.range.start
                && !tokens_in(self.stream, subject.end..self.sentence.range.end)
                    .iter()
                    .any(|t| t.has(word::ANY_VERB | word::AUXILIARY) && !t.has(word::POSSESSIVE));
        // "..." – supporters cheered in the square
        let acts = self.language.fixed_order
            && tokens_in(self.stream, subject.start + 1..subject.end)
                .iter()
                .any(|t| t.past && t.case == Case::Lower && !t.has(word::ROLE));
        (ends && named && !acts).then_some(Candidate { subject, cue: (0, 0), score: 0.9 })
    }

    /// "„...“, Ana Ruiz, Trainerin": a whole name, what it is called, and no verb.
    fn signed_behind_comma(&self, from: usize) -> Option<Candidate> {
        let end = self.sentence.range.end;
        let subject = phrase::after(self.stream, from, end, self.language)?;
        let core = tokens_in(self.stream, subject.start..subject.core_end);
        let name = core.len() >= 2 && core.iter().all(Token::is_capital) && core.iter().any(|t| t.has(word::GIVEN));
        let closes = self.at(subject.end).is_none_or(|t| matches!(t.kind, Kind::Stop | Kind::Break | Kind::Comma));
        let rest = self.stream.get(subject.end..end).unwrap_or_default();
        let plain = !rest.iter().any(|t| {
            t.is_word() && t.case == Case::Lower && (t.flags == 0 || t.has(word::ANY_VERB | word::AUXILIARY))
                || matches!(t.kind, Kind::Quote(_))
        });
        (name && closes && plain).then_some(Candidate { subject, cue: (0, 0), score: 0.8 })
    }

    /// "..." (Ana Ruiz), "..." (Ruiz, Hafenamt): somebody known, and nobody else, in brackets. But "..." (dpa).
    pub(crate) fn signed_in_bracket(&self, from: usize) -> Option<Candidate> {
        let end = self.sentence.range.end.min(from + 9);
        let subject = phrase::after(self.stream, from, end, self.language)?;
        let core = tokens_in(self.stream, subject.start..subject.core_end);
        let person =
            core.iter().any(|t| t.has(word::GIVEN | word::NAMED | word::TITLE)) && core.iter().all(Token::is_capital);
        // "“...” (Ana Ruiz after the match)": where the words are the whole of the line.
        let opens = from >= 2 && (from - 2 == self.sentence.range.start || self.stream[from - 2].kind == Kind::Stop);
        let closes = self
            .at(subject.end)
            .is_some_and(|t| matches!(t.kind, Kind::BracketClose | Kind::Comma) || opens && t.has(word::PREPOSITION));
        (person && closes).then_some(Candidate { subject, cue: (0, 0), score: 0.8 })
    }

    /// "“...” is how Ruiz described it"
    pub(crate) fn is_how(&self, from: usize, end: usize) -> Option<Candidate> {
        let (is, how) = (self.at(from)?, self.at(from + 1)?);
        let opens = self.language.fixed_order
            && is.has(word::AUXILIARY)
            && how.has(word::COMPLEMENT)
            && self.text.get(how.range()).is_some_and(|form| self.language.is_manner(form));
        let subject = phrase::after(self.stream, from + 2, end, self.language).filter(|_| opens)?;
        let verb = self.at(subject.end).filter(|t| t.has(word::CUE | word::WEAK) && !t.has(word::GERUND))?;
        let speaks = can_speak(tokens_in(self.stream, subject.start..subject.core_end)) && verb.case == Case::Lower;
        speaks.then_some(Candidate { subject, cue: (subject.end, subject.end + 1), score: 0.85 })
    }

    /// "..., mit diesen Worten eröffnete Ruiz die Sitzung": what somebody did with the words before it.
    pub(crate) fn done_with_words(&self, from: usize, end: usize) -> Option<Candidate> {
        let opens = self.language.capital_nouns && self.at(from)?.has(word::PREPOSITION);
        let words = (from + 1..end.min(from + 4)).find(|&p| opens && self.stream[p].is_capital())?;
        let noun = &self.stream[words];
        let verb = self.at(words + 1).filter(|t| noun.has(word::STATEMENT) && t.case == Case::Lower && t.is_word())?;
        let acts = verb.flags == 0 || clause::is_finite(verb);
        let reflexive = self.at(words + 2).is_some_and(|t| t.has(word::OBJECT) && !t.has(word::DETERMINER));
        let subject = self.speaker_after(words + 2 + usize::from(reflexive), end)?;
        let speaks = speaking::rank(tokens_in(self.stream, subject.start..subject.core_end)) >= 2;
        (acts && speaks).then_some(Candidate { subject, cue: (words, words + 1), score: 0.85 })
    }

    /// "der von Ruiz „...“ genannte Plan": an inflected participle of a verb that attributes, and who does so before the words.
    pub(crate) fn called_by(&self, place: usize) -> Option<Candidate> {
        let participle = self.at(place + 1).filter(|t| t.kind == Kind::Word && t.case == Case::Lower)?;
        let form = self.language.capital_nouns.then(|| self.text.get(participle.range())).flatten()?;
        let told = |entry: crate::language::Entry| {
            entry.flags & (word::CUE | word::WEAK) != 0 && entry.flags & (word::NONFINITE | word::PARTICIPLE) != 0
        };
        // "musste sich von Ruiz „...“ vorwerfen lassen", "von Ruiz als „...“ gelobt,"
        let bare = told(self.language.entry(form)) && self.is_passive_behind(place + 1);
        let attributes = ["e", "en", "er", "es", "em"]
            .iter()
            .filter_map(|ending| form.strip_suffix(ending))
            .any(|stem| told(self.language.entry(stem)));
        let noun = bare || self.at(place + 2).is_some_and(|t| t.is_capital() || t.case == Case::Lower && t.is_word());
        let low = self.sentence.range.start.max(place.saturating_sub(8));
        let by =
            (low..place).rev().find(|&p| self.stream[p].has(word::PREPOSITION) && self.stream[p].has(word::FROM))?;
        let subject = phrase::after(self.stream, by + 1, place, self.language)?;
        let speaks = speaking::rank(tokens_in(self.stream, subject.start..subject.core_end)) >= 2;
        // "als" may stand before the words.
        let near = place - subject.end <= 1;
        ((attributes || bare) && noun && speaks && near).then_some(Candidate {
            subject,
            cue: (place + 1, place + 2),
            score: 0.8,
        })
    }

    /// Whether a participle or infinitive is done to whom the clause is about: a form of "lassen" behind it, or no verb of its own
    /// between two commas.
    fn is_passive_behind(&self, verb: usize) -> bool {
        let made = |t: &Token| t.has(word::AUXILIARY) && t.gender == Gender::Neuter;
        if self.at(verb + 1).is_some_and(made) {
            return true;
        }
        if self.at(verb + 1).is_some_and(|t| t.has(word::VERB) && t.has(word::NONFINITE) && t.case == Case::Lower) {
            return true;
        }
        let low = self.sentence.range.start;
        let comma = (low..verb).rev().take(12).find(|&p| self.stream[p].kind == Kind::Comma);
        let closes = self.at(verb + 1).is_some_and(|t| t.kind == Kind::Comma);
        comma.is_some_and(|p| closes && !tokens_in(self.stream, p + 1..verb).iter().any(clause::is_finite))
    }
}
