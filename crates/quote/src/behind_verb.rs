//! Who stands behind a verb that comes first: ("..., sagte Ruiz"), over the hearer, the day and the place.
//!
//! Part of [`View`]'s work, called by `cue_after` and `cue_before`. Not for whether the verb is a cue: see `clause`.

use crate::attribute::View;
use crate::language::{Gender, word};
use crate::phrase::{self, Phrase};
use crate::speaking;
use crate::token::{Case, Kind, tokens_in};
use crate::verb_second;

impl View<'_> {
    /// The phrase after a cue that comes first ("said Ruiz").
    pub(crate) fn speaker_after(&self, at: usize, end: usize) -> Option<Phrase> {
        let first = self.at(at)?;
        if self.language.capital_nouns
            && let Some(name) = verb_second::particle_name(self.stream, at, end)
        {
            return Some(name);
        }
        // "„...“, sagte zur Mühlen.": nothing else stands there.
        if self.language.capital_nouns
            && first.has(word::PREPOSITION)
            && first.has(word::DEFINITE)
            && self.at(at + 1).is_some_and(|t| t.is_capital() && t.flags == 0 && !t.feminine)
            && self.at(at + 2).is_none_or(|t| matches!(t.kind, Kind::Stop | Kind::Break))
        {
            return Some(Phrase { start: at, end: at + 2, core_end: at + 2, relative: None });
        }
        let hearer =
            self.language.capital_nouns && first.has(word::OBLIQUE | word::GENITIVE) && first.has(word::DETERMINER);
        if hearer && let Some(speaker) = self.behind_hearer(at, end) {
            return Some(speaker);
        }
        if self.language.capital_nouns && first.has(word::PREPOSITION) && !first.has(word::SUBORDINATOR) {
            return self.behind_place(at, end);
        }
        if self.language.free_order
            && let Some(found) = self.over_hearer(at, end)
        {
            return Some(found);
        }
        // "recalled her former clerk", but "told her that"
        let owned = self.language.fixed_order
            && first.has(word::POSSESSIVE)
            && !at.checked_sub(1).is_some_and(|p| self.stream[p].has(word::HEARER))
            && self.at(at + 1).is_some_and(|t| {
                t.kind == Kind::Word
                    && t.case == Case::Lower
                    && !t.has(word::FUNCTION | word::TIME)
                    && !t.has(word::ADVERB)
            });
        if first.has(word::OBLIQUE) || first.has(word::OBJECT) && !first.has(word::DETERMINER) && !owned {
            return None;
        }
        phrase::after(self.stream, at, end, self.language)
    }

    /// "sagte am Abend in Passau Ana Ruiz": over day and place to somebody who is surely one.
    fn behind_place(&self, mut at: usize, end: usize) -> Option<Phrase> {
        for _ in 0..3 {
            let token = self.at(at).filter(|t| t.has(word::PREPOSITION) && !t.has(word::SUBORDINATOR))?;
            let timed = self.at(at + 1).is_some_and(|t| t.has(word::TIME) || t.kind == Kind::Number);
            at = match phrase::after(self.stream, at + 1, end, self.language) {
                // "mit Blick auf Minister Weber auch Ruiz": over somebody of whom it is said.
                Some(place)
                    if self
                        .at(at + 1)
                        .is_some_and(|t| t.has(word::GIVEN | word::NAMED | word::TITLE) && !t.has(word::TIME)) =>
                {
                    place.core_end
                }
                // "in Passau Einsatzleiter Ruiz": the office begins somebody new.
                Some(place) if !timed && token.kind == Kind::Word => (at + 2..place.core_end)
                    .find(|&p| {
                        self.stream[p].is_capital() && self.stream[p].has(word::ROLE | word::TITLE | word::GIVEN)
                    })
                    .unwrap_or(place.core_end),
                _ => at + 1,
            };
            while self.at(at).is_some_and(|t| t.has(word::TIME | word::ADVERB) || t.kind == Kind::Number) {
                at += 1;
            }
            let nominative = self.at(at).is_some_and(|t| !t.has(word::OBLIQUE | word::GENITIVE | word::PREPOSITION));
            let articled =
                self.at(at).is_some_and(|t| t.has(word::DEFINITE | word::DETERMINER) && !t.has(word::OBLIQUE));
            if nominative || articled {
                let found = phrase::after(self.stream, at, end, self.language)?;
                let somebody = tokens_in(self.stream, found.start..found.core_end);
                let known = somebody.iter().any(|t| t.has(word::ROLE | word::TITLE | word::GIVEN));
                return (known || timed && speaking::is_full_name(somebody)).then_some(found);
            }
        }
        None
    }

    /// "sagte dem Sender die Botschafterin", "sagte der Zeitung Ana Ruiz": the speaker right behind the hearer.
    fn behind_hearer(&self, at: usize, end: usize) -> Option<Phrase> {
        let hearer = phrase::after(self.stream, at, end, self.language)?;
        // "sagte der Zeitung am Montag ein Sprecher"
        if self.at(hearer.core_end).is_some_and(|t| t.has(word::PREPOSITION))
            && self.stream[hearer.start].has(word::GENITIVE | word::OBLIQUE)
        {
            let timed = self.at(hearer.core_end + 1).is_some_and(|t| t.has(word::TIME));
            let heard = tokens_in(self.stream, hearer.start..hearer.core_end);
            let body = !heard
                .iter()
                .any(|t| t.has(word::ROLE | word::GIVEN | word::NAMED | word::TITLE) && t.gender != Gender::Unknown);
            return if timed && body { self.behind_place(hearer.core_end, end) } else { None };
        }
        let first = self.at(hearer.core_end).filter(|t| t.is_word() && !t.has(word::OBLIQUE | word::GENITIVE))?;
        let heard = tokens_in(self.stream, hearer.start..hearer.core_end);
        // "sagte der Minister": a masculine subject looks like a feminine hearer.
        let speaks = heard[0].has(word::GENITIVE)
            && heard
                .iter()
                .any(|t| t.has(word::ROLE | word::TITLE | word::GIVEN | word::NAMED) && t.gender == Gender::Male);
        if speaks || !(first.is_capital() || first.has(word::DETERMINER)) {
            return None;
        }
        let found = phrase::after(self.stream, hearer.core_end, end, self.language)?;
        (speaking::rank(tokens_in(self.stream, found.start..found.core_end)) >= 3).then_some(found)
    }
}
