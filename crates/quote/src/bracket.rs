//! Words in brackets right behind whoever spoke them: "Ana Ruiz („Das war zu spät für uns alle“) und Jens Orth („Wir kommen wieder.“)".
//!
//! Part of [`View`]'s work, for languages that write every noun with a capital. Not for a name in brackets behind the words:
//! that is a signature.

use crate::attribute::{Candidate, View};
use crate::language::word;
use crate::phrase;
use crate::speaking;
use crate::token::{Kind, Token};

/// In words: what is shorter and has no sign of a sentence may be the title of somebody's work.
const LEAST_WORDS: usize = 6;

impl View<'_> {
    /// Somebody, a bracket, and nothing in it but a sentence between marks. What is no sentence may be the title of a song or
    /// of a book that whoever stands before the bracket has written.
    pub(crate) fn in_bracket(&self, place: usize, inner: &str) -> Option<Candidate> {
        let open = place.checked_sub(1).filter(|&p| p > self.sentence.range.start)?;
        if !self.language.capital_nouns || self.stream[open].kind != Kind::BracketOpen {
            return None;
        }
        let mut close = place + 1;
        while self.at(close).is_some_and(|t| matches!(t.kind, Kind::Stop | Kind::Comma)) {
            close += 1;
        }
        let closes = self.at(close).is_some_and(|t| t.kind == Kind::BracketClose);
        let subject = phrase::antecedent(self.stream, self.sentence.range.start, open, self.language)?;
        let core = &self.stream[subject.start..subject.core_end];
        let somebody = speaking::rank(core) >= 3
            && subject.core_end == open
            && !core.iter().any(|t| t.has(word::WORK | word::STATEMENT | word::CLAIM) && !t.has(word::ORGANISATION));
        let named = core.iter().any(|t| t.has(word::GIVEN | word::NAMED));
        match self.is_sentence(inner) {
            true => (closes && somebody).then_some(Candidate { subject, cue: (0, 0), score: 0.75 }),
            // What may be a title is nobody else's words.
            false => (closes && somebody && named).then_some(Candidate { subject, cue: (0, 0), score: 0.3 }),
        }
    }

    /// Words that end like a sentence, or are many and have a verb.
    fn is_sentence(&self, inner: &str) -> bool {
        let verb = |item: &str| {
            let form = item.trim_matches(|c: char| !c.is_alphanumeric());
            let flags = if form.starts_with(char::is_lowercase) { self.language.entry(form).flags } else { 0 };
            flags & (word::AUXILIARY | word::ANY_VERB) != 0
        };
        let many = inner.split_whitespace().nth(LEAST_WORDS - 1).is_some();
        inner.trim_end().ends_with(['.', '!', '?']) || many && inner.split_whitespace().any(verb)
    }

    /// "Ana Ruiz: Der Plan sei „...“": somebody and a colon open the sentence, and what stands behind it is theirs.
    pub(crate) fn announced(&self, low: usize, place: usize) -> Option<Candidate> {
        let colon = (low + 1..place.min(low + LONGEST_LEAD)).find(|&p| self.stream[p].kind == Kind::Colon)?;
        let told = self.stream.get(colon + 1..place).filter(|told| told.iter().any(Token::is_word))?;
        let subject = phrase::after(self.stream, low, colon, self.language)?;
        // "Ana Ruiz (FWG):"
        let bracket = self.stream.get(subject.end).is_some_and(|t| t.kind == Kind::BracketOpen);
        let whole = subject.end == colon || bracket && self.stream[colon - 1].kind == Kind::BracketClose;
        let core = &self.stream[subject.start..subject.core_end];
        let somebody = core.iter().any(|t| t.has(word::NAMED | word::GIVEN | word::TITLE)) && speaking::rank(core) >= 3;
        let reported = told.iter().any(|t| t.has(word::REPORTING));
        (self.language.capital_nouns && whole && somebody && reported).then_some(Candidate {
            subject,
            cue: (0, 0),
            score: 0.72,
        })
    }
}

/// In tokens: who opens a sentence before a colon.
const LONGEST_LEAD: usize = 14;
