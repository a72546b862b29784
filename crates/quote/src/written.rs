//! Words that stand somewhere: in a letter, a law, on a poster (Auf dem Zettel stand: "..."), ("...", steht in der Satzung).
//!
//! Part of [`View`]'s work, with `views`, for languages that write every noun with a capital. Nobody speaks there, but the
//! reader is told where the words are from: the mention is that thing, and it has no name. Asked only where no clear cue was
//! found. Which nouns carry words, and which verbs tell that words stand somewhere, are data of the language. Not for whoever
//! wrote it ("In seinem Brief schreibt Ruiz"): that is a cue.

use crate::attribute::{Candidate, LEAST, View};
use crate::clause::{self, REACH};
use crate::language::{Gender, word};
use crate::phrase::{self, Phrase};
use crate::token::{Case, Kind, Token, tokens_in};

impl View<'_> {
    /// What the words stand in, where the sentence tells it with a verb of its own and nobody is clearly said to speak.
    pub(crate) fn written(&self, place: usize, best: Option<&Candidate>) -> Option<Candidate> {
        if !self.language.capital_nouns || best.is_some_and(|b| b.score >= LEAST) {
            return None;
        }
        let range = self.sentence.range.clone();
        // The clause around the marks: up to a semicolon or a colon that is not the one before them.
        let low = range.start.max(place.saturating_sub(REACH));
        let parts = |t: &Token| matches!(t.kind, Kind::Semicolon | Kind::Break);
        let low = (low..place).rev().find(|&p| parts(&self.stream[p])).map_or(low, |p| p + 1);
        let high = range.end.min(place + 14);
        let verb = (low..high).find(|&p| self.stands(p))?;
        if verb < place { self.written_before(low, verb, place) } else { self.written_behind(place, verb, high) }
            .map(|subject| Candidate { subject, cue: (verb, verb + 1), score: 0.7 })
    }

    /// "steht", "war zu lesen", "ist von ... die Rede": words stand somewhere.
    fn stands(&self, place: usize) -> bool {
        let token = &self.stream[place];
        let talk = token.is_capital() && place > 0 && self.stream[place - 1].has(word::DEFINITE);
        let inherited = place > 1 && talk && self.stream[place - 2].has(word::PREPOSITION);
        // "zu lesen", "findet sich": what somebody reads or finds in a letter is no quotation of the letter.
        let impersonal = !token.has(word::WEAK)
            || place > 0 && self.stream[place - 1].has(word::PREPOSITION)
            || self.at(place + 1).is_some_and(|t| t.has(word::OBJECT) && t.gender == Gender::Neuter);
        token.has(word::STANDS) && impersonal && (token.case == Case::Lower || talk && !inherited)
    }

    /// "Der Text lautet: "..."", "Auf dem Zettel stand: "..."", "Im Bericht ist von "..." die Rede".
    fn written_before(&self, low: usize, verb: usize, place: usize) -> Option<Phrase> {
        let joined = self.stream[place - 1].kind == Kind::Colon
            || tokens_in(self.stream, verb..place).iter().all(Token::is_word);
        // "Der Vertrag enthält folgenden Satz: "...""
        let named = self.stream.get(verb).is_some_and(|t| t.has(word::NAMING | word::ADVERB));
        if named && joined {
            let phrase = clause::leading(self.stream, low, verb, self.language).filter(|found| self.carries(found));
            return phrase.or_else(|| self.placed(low, place));
        }
        joined.then(|| self.placed(low, place)).flatten()
    }

    /// ""...", steht in der Satzung", ""..." war auf dem Plakat zu lesen".
    fn written_behind(&self, place: usize, verb: usize, high: usize) -> Option<Phrase> {
        let from = place + 1;
        // Another quotation or another clause between them has the verb for itself.
        let parted = tokens_in(self.stream, from..verb).iter().skip(1).any(|t| !t.is_word());
        // "Auf dem Plakat war die Parole „...“ zu lesen"
        let read = self.stream[verb - 1].has(word::PREPOSITION) && verb == place + 2;
        let talk = self.stream[verb].is_capital() || read;
        let before = talk.then(|| self.placed(self.sentence.range.start, place)).flatten();
        if parted { None } else { before.or_else(|| self.placed(from, high)) }
    }

    /// "in der Satzung", "auf einem Zettel": a preposition and something that carries words.
    fn placed(&self, low: usize, high: usize) -> Option<Phrase> {
        (low..high)
            .take_while(|&p| p == low || !matches!(self.stream[p].kind, Kind::Quote(_) | Kind::Semicolon))
            .filter(|&p| self.stream[p].has(word::PREPOSITION) && !self.stream[p].has(word::SUBORDINATOR))
            .find_map(|p| phrase::after(self.stream, p + 1, high, self.language).filter(|found| self.carries(found)))
    }

    /// Whether the noun of a phrase is something that words are written on.
    pub(crate) fn carries(&self, found: &Phrase) -> bool {
        let core = tokens_in(self.stream, found.start..found.core_end);
        let noun = core.iter().rev().find(|t| t.is_capital() && !t.has(word::FUNCTION | word::GIVEN | word::NAMED));
        noun.and_then(|t| self.text.get(t.range())).is_some_and(|noun| self.language.carries_words(noun))
    }
}
