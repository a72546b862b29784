//! Speakers right before the words and without a verb: "Ana Ruiz („Das war zu spät für uns alle“)", "Ana Ruiz: Der Plan sei „...“",
//! "..., Ana Ruiz dagegen von „...“".
//!
//! Part of [`View`]'s work, for languages that write every noun with a capital. Not for a name in brackets behind the words:
//! that is a signature.

use crate::attribute::{Candidate, View};
use crate::clause;
use crate::language::word;
use crate::phrase;
use crate::speaking;
use crate::token::{Case, Kind, Token, tokens_in};
use crate::verb_second;

/// In words: what is shorter and has no sign of a sentence may be the title of somebody's work.
const LEAST_WORDS: usize = 6;

/// In tokens: a name and what stands between it and the words.
const LONGEST_GAP: usize = 10;

/// In tokens: who opens a sentence before a colon.
const LONGEST_LEAD: usize = 14;

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
        let core = tokens_in(self.stream, subject.start..subject.core_end);
        let somebody = speaking::rank(core) >= 3
            && subject.core_end == open
            && !core.iter().any(|t| t.has(word::WORK | word::STATEMENT | word::CLAIM) && !t.has(word::ORGANISATION));
        let named = core.iter().any(|t| t.has(word::GIVEN | word::NAMED));
        match self.is_sentence(inner) && self.acts_before(subject.start) {
            true => (closes && somebody).then_some(Candidate { subject, cue: (0, 0), score: 0.75 }),
            // What may be a title is nobody else's words.
            false => (closes && somebody && named).then_some(Candidate { subject, cue: (0, 0), score: 0.3 }),
        }
    }

    /// Whether whoever stands at `place` is what its clause is about: no preposition governs them ("Ein Brief an Ana Ruiz („...“)"), and
    /// nobody and nothing else does what the verb before them tells ("Ein Plakat zeigte Ana Ruiz („...“)").
    fn acts_before(&self, place: usize) -> bool {
        let low = self.sentence.range.start;
        let mut from = place;
        while from > low && self.stream[from - 1].is_word() && !self.stream[from - 1].has(word::CONJUNCTION) {
            from -= 1;
        }
        let before = tokens_in(self.stream, from..place);
        let governed = before.last().is_some_and(|t| t.has(word::PREPOSITION) && !t.has(word::SUBORDINATOR));
        let noun = before.iter().any(|t| t.is_pronoun() || t.is_capital() && !t.has(word::FUNCTION | word::ADVERB));
        !governed && !noun
    }

    /// Words that end like a sentence, or are many and have a verb.
    fn is_sentence(&self, inner: &str) -> bool {
        let many = inner.split_whitespace().nth(LEAST_WORDS - 1).is_some();
        inner.trim_end().ends_with(['.', '!', '?']) || many && self.has_verb(inner)
    }

    /// Whether a verb that is known stands among the words.
    pub(crate) fn has_verb(&self, inner: &str) -> bool {
        inner.split_whitespace().any(|item| {
            let form = item.trim_matches(|c: char| !c.is_alphanumeric());
            let flags = if form.starts_with(char::is_lowercase) { self.language.entry(form).flags } else { 0 };
            flags & (word::AUXILIARY | word::ANY_VERB) != 0
        })
    }

    /// "Ruiz sprach von „...“, Weber von „...“", "Ruiz nannte es „...“, Weber dagegen „...“": behind another's words and a comma a
    /// new name, and the verb is that of the clause before. Where the name may be what is called so, nobody is named.
    pub(crate) fn gapped(&self, low: usize, place: usize) -> Option<Candidate> {
        if !self.language.capital_nouns {
            return None;
        }
        let joint = (low + 1..place).rev().take(LONGEST_GAP).find(|&p| {
            self.stream[p].kind == Kind::Comma
                || self.stream[p].has(word::CONJUNCTION) && self.stream[p].case == Case::Lower
        })?;
        let comma = self.stream[joint].kind == Kind::Comma;
        let verb_between = |from: usize, to: usize| tokens_in(self.stream, from..to).iter().any(clause::is_finite);
        let earlier = (low..joint).rev().take(LONGEST_GAP).find(|&p| matches!(self.stream[p].kind, Kind::Quote(_)))?;
        let verb = (low..earlier).rev().find(|&p| clause::is_finite(&self.stream[p]))?;
        let viewer = self.stream[joint + 1].has(word::VIEWER);
        let from = joint + 1 + usize::from(viewer);
        let subject = match viewer {
            true => phrase::after(self.stream, from, place, self.language),
            false => verb_second::nominative(self.stream, from, place, self.language),
        }?;
        let core = tokens_in(self.stream, subject.start..subject.core_end);
        let named = core.iter().any(|t| t.has(word::NAMED | word::GIVEN | word::TITLE | word::ROLE));
        let named = named || core.len() == 1 && core[0].is_capital() && core[0].flags == 0;
        let rest = tokens_in(self.stream, subject.core_end..place);
        let small = rest.len() <= 4
            && rest.iter().all(|t| t.is_word() && t.case == Case::Lower && !t.has(word::ANY_VERB | word::AUXILIARY));
        // Between the comma and the words before it only a closing verb may stand.
        let parallel =
            joint - earlier <= 3 && !verb_between(joint, place) && (comma || self.stream[joint].has(word::CONJUNCTION));
        if !(named && small && parallel) {
            return None;
        }
        let preposition = |range: &[Token]| {
            range.iter().find(|t| t.has(word::PREPOSITION)).and_then(|t| self.text.get(t.range())).map(str::to_owned)
        };
        let same = preposition(rest)
            .is_some_and(|word| preposition(tokens_in(self.stream, verb..earlier)).is_some_and(|other| other == word));
        let contrasts = rest.first().is_some_and(|t| t.has(word::ADVERB));
        let held = tokens_in(self.stream, low..earlier).iter().any(|t| t.has(word::VIEWER));
        let score = if same || contrasts || viewer && held { 0.7 } else { 0.3 };
        Some(Candidate { subject, cue: (verb, verb + 1), score })
    }

    /// "Ana Ruiz: Der Plan sei „...“": somebody and a colon open the sentence, and what stands behind it is theirs.
    pub(crate) fn announced(&self, low: usize, place: usize) -> Option<Candidate> {
        let colon = (low + 1..place.min(low + LONGEST_LEAD)).find(|&p| self.stream[p].kind == Kind::Colon)?;
        let told = self.stream.get(colon + 1..place).filter(|told| told.iter().any(Token::is_word))?;
        let subject = phrase::after(self.stream, low, colon, self.language)?;
        // "Ana Ruiz (FWG):"
        let bracket = self.stream.get(subject.end).is_some_and(|t| t.kind == Kind::BracketOpen);
        let whole = subject.end == colon || bracket && self.stream[colon - 1].kind == Kind::BracketClose;
        let core = tokens_in(self.stream, subject.start..subject.core_end);
        let somebody = core.iter().any(|t| t.has(word::NAMED | word::GIVEN | word::TITLE)) && speaking::rank(core) >= 3;
        let reported = told.iter().any(|t| t.has(word::REPORTING));
        (self.language.capital_nouns && whole && somebody && reported).then_some(Candidate {
            subject,
            cue: (0, 0),
            score: 0.72,
        })
    }
}
