//! Proper names between marks: der „Verein für Alte Musik“, "the “Movement for Change” (MFC)", what a newspaper is called.
//!
//! Part of [`View`]'s work, asked by `attribute` for every part of a sentence: [`View::names_body`] tells a name from words by
//! what stands beside the marks. Not for titles of works, nor for terms: see `not_speech`.

use crate::attribute::{LEAST, View};
use crate::clause;
use crate::language::word;
use crate::not_speech;
use crate::token::{Case, Kind};

impl View<'_> {
    /// The proper name of a body or a thing. Its initials follow ("... for Change” (MFC)"), whatever the sentence says. In
    /// German a definite article comes before and every word of weight has a capital (der „Verein für Alte Musik“), or
    /// the words belong to somebody's office (die Sprecherin der „küste und meer ag“) or speak (wie die „...“ mitteilte).
    pub(crate) fn names_body(&self, place: usize, inner: &str, score: f32) -> bool {
        let initials = self
            .at(place + 2)
            .filter(|t| {
                self.stream[place + 1].kind == Kind::BracketOpen && t.case == Case::Upper && t.end - t.start <= 8
            })
            .filter(|_| self.at(place + 3).is_some_and(|t| t.kind == Kind::BracketClose))
            .and_then(|t| self.text.get(t.start as usize..t.end as usize));
        let title = not_speech::is_title(inner);
        if initials.is_some_and(|letters| title || not_speech::abbreviates(letters, inner)) {
            return true;
        }
        let first = self.sentence.range.start;
        let article = place.checked_sub(1).filter(|&p| p >= first).filter(|&p| {
            let token = &self.stream[p];
            self.language.capital_nouns && token.case == Case::Lower && token.has(word::DEFINITE)
        });
        let Some(article) = article else { return false };
        self.belongs_to_office(first, article, score, title)
            || title && self.is_told(first, article, place)
            || self.speaks_itself(article, inner)
            || title && score <= 0.62
    }

    /// "„...“, sagte Ruiz der „Neuen Küste“", "sagte der „Neuen Küste“: „...“": a newspaper that something is told, other
    /// words beside it.
    fn is_told(&self, first: usize, article: usize, place: usize) -> bool {
        let dative = self.stream[article].has(word::GENITIVE | word::OBLIQUE);
        let told = self.stream.get(first..article).unwrap_or_default();
        let cue = told.iter().rposition(|t| t.has(word::CUE) && t.case == Case::Lower);
        let near = cue.is_some_and(|cue| {
            let between = &told[cue + 1..];
            between.len() <= 8 && between.iter().all(|t| t.is_word() && !t.has(word::PREPOSITION | word::COMPLEMENT))
        });
        let words = told.iter().any(|t| matches!(t.kind, Kind::Quote(_)))
            || self.at(place + 1).is_some_and(|t| t.kind == Kind::Colon);
        dative && near && words
    }

    /// "Ein Sprecher der „...“ sagte": behind a role, before the sentence's verb or where no cue claims the words. A name in
    /// capitals is whose words a noun stands for, too ("nach einem Bericht der „Neuen Küste“").
    fn belongs_to_office(&self, first: usize, article: usize, score: f32, title: bool) -> bool {
        let told = self.stream.get(first..article).unwrap_or_default();
        let genitive = self.stream[article].has(word::GENITIVE | word::OBLIQUE);
        let Some(noun) = told.last().filter(|t| genitive && t.is_capital()) else { return false };
        let office = noun.has(word::ROLE) && (score < LEAST || !told.iter().any(clause::is_finite));
        office || title && noun.has(word::STATEMENT | word::WORK)
    }

    /// "Wie die „...“ mitteilte,": a name is the subject of the cue that ends its clause.
    fn speaks_itself(&self, article: usize, inner: &str) -> bool {
        let joined = article.checked_sub(1).filter(|&p| p >= self.sentence.range.start).map(|p| &self.stream[p]);
        let nominative = !self.stream[article].has(word::OBLIQUE | word::PREPOSITION);
        let named = inner.trim_start().chars().next().is_some_and(char::is_uppercase);
        let end = self.sentence.range.end.min(article + 8);
        let behind = self.stream.get(article + 2..end).unwrap_or_default();
        let clause = behind.iter().take_while(|t| t.kind == Kind::Word);
        nominative
            && named
            && joined.is_some_and(|t| t.has(word::SUBORDINATOR))
            && clause.clone().last().is_some_and(|t| t.has(word::CUE))
            && !clause.clone().any(|t| t.is_capital() && !t.has(word::TIME))
    }
}
