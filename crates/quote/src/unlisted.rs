//! Verbs that no list holds: what stands around them tells that somebody says or thinks the words: (Ruiz knarzte den Plan als "..."),
//! (Ruiz knarzte angesichts der Lage, es sei "...").
//!
//! Part of [`View`]'s work, for languages that write every noun with a capital and put the verb second. Asked by `attribute`
//! where no clear cue was found, so that a verb nobody has thought of names its subject all the same. Not for a verb right
//! behind the words ("..., knarzte Ruiz"), which is `cue_after`.

use crate::attribute::{Candidate, View};
use crate::clause;
use crate::language::{Gender, word};
use crate::phrase::Phrase;
use crate::speaking;
use crate::token::{Case, Kind, Token, tokens_in};
use crate::verb_second;

/// In tokens: a main clause before its content.
const LONGEST_CLAUSE: usize = 40;

/// In words: what stands between "als" and the marks ("als den größten").
const LONGEST_DESCRIPTION: usize = 3;

impl View<'_> {
    /// Who is told to say the words by the clause around an unlisted verb before them.
    pub(crate) fn around_unlisted(&self, low: usize, place: usize, inner: &str) -> Option<Candidate> {
        if !self.language.capital_nouns || place < low + 2 {
            return None;
        }
        self.inserted(low, place)
            .or_else(|| self.described_by(low, place, inner))
            .or_else(|| self.told_by_unlisted(low, place, inner))
    }

    /// "Ruiz geißelte den Plan als „...“": somebody, a verb, something, and "als" right before the words. Without the thing it
    /// may be an office ("Ruiz arbeitete als „...“"), and what need not be the thing may be whoever acts ("Ruiz leitete den Hof als
    /// „...“").
    fn described_by(&self, low: usize, place: usize, inner: &str) -> Option<Candidate> {
        let floor = low.max(place.saturating_sub(LONGEST_DESCRIPTION + 1));
        let as_what = (floor..place).rev().find(|&p| self.is_as(p))?;
        let small = |t: &Token| t.is_word() && t.case == Case::Lower && !t.has(word::ANY_VERB | word::AUXILIARY);
        if as_what <= low + 1 || !tokens_in(self.stream, as_what + 1..place).iter().all(small) {
            return None;
        }
        let first = match as_what + 1 < place {
            true => self.text.get(self.stream[as_what + 1].range()).unwrap_or(""),
            false => inner.split_whitespace().next().unwrap_or(""),
        };
        if !self.describes_object(first, inner) {
            return None;
        }
        let (verb, subject) = self.unlisted_clause(self.clause_start(low, as_what), as_what)?;
        // Something beside the subject that no preposition governs.
        let start = self.clause_start(low, as_what);
        let object = (start..as_what).any(|p| {
            let token = &self.stream[p];
            let within = (subject.start..subject.end).contains(&p);
            let noun = token.is_capital() && !token.has(word::FUNCTION | word::TIME | word::ADVERB);
            let pronoun = token.has(word::OBJECT) && !token.has(word::DETERMINER) || token.is_pronoun();
            !within && (noun || pronoun) && !self.is_governed(start, p)
        });
        // "präsentiert sich als „...“": an office as often as not.
        let reflexive = |t: &Token| t.has(word::OBJECT) && t.gender == Gender::Neuter;
        let oneself = tokens_in(self.stream, start..as_what).iter().any(reflexive);
        (object && !oneself).then_some(Candidate { subject, cue: (verb, verb + 1), score: 0.62 })
    }

    /// "einen Unsinn", "reinen Unsinn", "verlogen und feige": an accusative, or no noun at all, describes what somebody speaks of. But
    /// "beste Köchin der Stadt" may be whoever acts.
    fn describes_object(&self, first: &str, inner: &str) -> bool {
        let small = first.starts_with(char::is_lowercase);
        let entry = self.language.entry(first);
        let governed = entry.flags & (word::PREPOSITION | word::ADVERB | word::ANY_VERB) != 0;
        let accusative = first.ends_with("en") && !governed;
        let noun = inner
            .split_whitespace()
            .any(|item| item.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(char::is_uppercase));
        small && (accusative || !noun)
    }

    /// "als", which describes and opens no clause.
    pub(crate) fn is_as(&self, place: usize) -> bool {
        let token = &self.stream[place];
        token.has(word::SUBORDINATOR) && token.case == Case::Lower && token.end - token.start == 3
    }

    /// "Ruiz knarzte angesichts der Lage, es sei „...“", "Zum Plan knarzte Ruiz, dass er „...“ sei": a main clause whose verb is on no
    /// list, a comma, and what is reported.
    fn told_by_unlisted(&self, low: usize, place: usize, inner: &str) -> Option<Candidate> {
        let comma = (low + 2..place).rev().take(LONGEST_CLAUSE).find(|&p| {
            self.stream[p].kind == Kind::Comma
                && (self.opens_report(p + 1, place) || p + 1 == place && self.is_to_do(inner))
        })?;
        let (verb, subject) = self.unlisted_clause(self.clause_start(low, comma), comma)?;
        // "Ruiz kränkte, dass der Rat sie „eine Diebin“ nannte": the content has its own verb of naming.
        let named = self.at(comma + 1).is_some_and(|t| t.has(word::COMPLEMENT)) && self.closing_verb(place).is_some();
        let core = tokens_in(self.stream, subject.start..subject.core_end);
        let first = core.first()?;
        // "Der Wind tobte, es sei": a noun with an article may be a thing; then the words are nobody's, nor of whoever spoke before.
        let article = first.has(word::DETERMINER) && !first.has(word::OBLIQUE) && subject.end <= verb;
        let rank = speaking::rank(core);
        let score = if rank >= 2 { 0.62 } else { 0.3 };
        (!named && (rank >= 2 || article && rank == 1)).then_some(Candidate { subject, cue: (verb, verb + 1), score })
    }

    /// "Sie sei froh, knarzte die Königin, ihre „...“", "... sei „...“, der Hafen brenne, knarzte Ruiz.": a verb and its subject between two
    /// commas, or at the end, and what is around them shows reported mood.
    fn inserted(&self, low: usize, place: usize) -> Option<Candidate> {
        let range = self.sentence.range.clone();
        let high = range.end.min(place + LONGEST_CLAUSE);
        let reported =
            |range: std::ops::Range<usize>| tokens_in(self.stream, range).iter().any(|t| t.has(word::REPORTING));
        (low + 2..high.saturating_sub(2))
            .filter(|&p| self.stream[p].kind == Kind::Comma && self.is_verb_form(p + 1))
            .find_map(|comma| {
                let subject = verb_second::nominative(self.stream, comma + 2, range.end, self.language)?;
                let core = tokens_in(self.stream, subject.start..subject.core_end);
                let somebody = speaking::rank(core) >= 2;
                let closes =
                    self.at(subject.end).is_none_or(|t| matches!(t.kind, Kind::Comma | Kind::Stop | Kind::Break));
                let it = core.first().is_some_and(|t| t.is_pronoun() && t.gender == Gender::Neuter);
                let cue = (comma + 1, comma + 2);
                (somebody && closes && !it && reported(low..comma)).then_some(Candidate { subject, cue, score: 0.7 })
            })
    }

    /// "alles auf den Tisch zu legen": words that end in an infinitive with its particle.
    fn is_to_do(&self, inner: &str) -> bool {
        let mut back = inner.split_whitespace().rev().map(|item| item.trim_matches(|c: char| !c.is_alphanumeric()));
        let verb = back.next().is_some_and(|item| item.ends_with('n') && item.starts_with(char::is_lowercase));
        let particle = word::PARTICLE | word::PREPOSITION;
        verb && back
            .next()
            .is_some_and(|item| item.len() == 2 && self.language.entry(item).flags & particle == particle)
    }

    /// Whether a content begins at `from`: with "dass", or with a subject whose verb shows reported mood.
    fn opens_report(&self, from: usize, place: usize) -> bool {
        let Some(first) = self.stream.get(from) else { return false };
        if first.has(word::COMPLEMENT) && first.case == Case::Lower {
            return from < place;
        }
        // "der gestern sagte, ...", "weil ..."
        if first.has(word::SUBORDINATOR | word::CONJUNCTION) && !first.has(word::ADVERB) {
            return false;
        }
        let end = self.sentence.range.end.min(place + 6);
        let finite = (from..end).find(|&p| self.stream[p].has(word::REPORTING) || clause::is_finite(&self.stream[p]));
        finite.is_some_and(|p| self.stream[p].has(word::REPORTING))
    }

    /// Where the main clause before `end` begins: behind a colon, a semicolon or another's words.
    fn clause_start(&self, low: usize, end: usize) -> usize {
        let floor = low.max(end.saturating_sub(LONGEST_CLAUSE));
        let parts =
            |p: &usize| matches!(self.stream[*p].kind, Kind::Colon | Kind::Semicolon | Kind::Quote(_) | Kind::Break);
        (floor..end).rev().find(parts).map_or(floor, |p| p + 1)
    }

    /// The only verb of the main clause from `low` to `end`, where no list holds it, and its subject. `None` where another verb is
    /// known there: then that one is the clause's.
    fn unlisted_clause(&self, low: usize, end: usize) -> Option<(usize, Phrase)> {
        // "Ruiz, der Vorsitzende des Bundes, knarzte": what stands between commas is read over.
        let verbs = |p: &usize| self.is_verb_form(*p) && !self.modifies(*p);
        let mut found = (low + 1..end).filter(verbs);
        let verb = found.next()?;
        let known = tokens_in(self.stream, low..end).iter().any(|t| {
            t.case == Case::Lower && (t.has(word::AUXILIARY) && !t.has(word::POSSESSIVE) || clause::is_finite(t))
        });
        let opener = self.stream.get(low)?;
        let subordinate = opener.has(word::SUBORDINATOR) && !opener.has(word::PREPOSITION) && !self.is_for(low);
        if known || subordinate || found.next().is_some() {
            return None;
        }
        // "..., das Ruiz knarzte,": a relative clause is no main clause.
        let relative = (low..verb).rev().take(6).find(|&p| self.stream[p].kind == Kind::Comma).is_some_and(|p| {
            let link = &self.stream[p + 1];
            let parted = tokens_in(self.stream, low..p).iter().any(|t| t.kind == Kind::Comma);
            !parted && link.case == Case::Lower && link.has(word::DEFINITE | word::RELATIVE | word::SUBORDINATOR)
        });
        if relative {
            return None;
        }
        let subject = verb_second::verb_second(self.stream, low, verb, end, self.language)?;
        let core = tokens_in(self.stream, subject.start..subject.core_end);
        let speaks = speaking::rank(core) >= 2 || core.len() > 1 && speaking::rank(core) >= 1;
        let first = core.first()?;
        let it = first.is_pronoun() && first.gender == Gender::Neuter;
        (speaks && !it && subject.relative.is_none()).then_some((verb, subject))
    }

    /// "Als Begründung knarzte Ruiz": this "Als" opens no clause, for the verb stands right behind one noun.
    pub(crate) fn is_for(&self, low: usize) -> bool {
        let noun = |t: &Token| t.is_capital() && t.has(word::CLAIM | word::STATEMENT | word::ANSWER | word::NOT_PERSON);
        let opens = self.stream.get(low).is_some_and(|t| t.has(word::SUBORDINATOR) && t.end - t.start == 3);
        opens && self.stream.get(low + 1).is_some_and(noun)
    }

    /// A small word on no list that may be a finite verb of the third person.
    pub(crate) fn is_verb_form(&self, place: usize) -> bool {
        let token = &self.stream[place];
        let form = self.text.get(token.range()).unwrap_or("");
        token.kind == Kind::Word
            && token.case == Case::Lower
            && token.flags == 0
            && form.len() > 3
            // "sonst", "zuallererst", but "verlässt"
            && (!form.ends_with("st") || form.ends_with("sst"))
            && (form.ends_with('t') || form.ends_with("te") || form.ends_with("ten"))
    }

    /// "der geplante Umbau", "im gesamten Land": between an article or a preposition and its noun, or before a noun that follows an
    /// adjective.
    fn modifies(&self, place: usize) -> bool {
        let opens = word::DETERMINER | word::POSSESSIVE | word::PREPOSITION;
        let noun = (place + 1..place + 4)
            .take_while(|&p| self.at(p).is_some_and(Token::is_word))
            .any(|p| self.stream[p].is_capital());
        let Some(before) = place.checked_sub(1).map(|p| &self.stream[p]) else { return false };
        let adjective = before.case == Case::Lower && before.flags == 0 && before.kind == Kind::Word;
        noun && (before.has(opens) && !before.has(word::PRONOUN) || adjective && self.stream[place].oblique)
    }

    /// Whether a preposition governs the phrase that holds `place`.
    fn is_governed(&self, low: usize, place: usize) -> bool {
        (low..place)
            .rev()
            .take(6)
            .take_while(|&p| self.stream[p].is_word() && !clause::is_finite(&self.stream[p]))
            .find(|&p| {
                let small = self.stream[p].case == Case::Lower || p == low;
                !(small
                    && (self.stream[p].has(word::DETERMINER | word::POSSESSIVE)
                        && !self.stream[p].has(word::PREPOSITION)
                        || self.stream[p].flags == 0 && !self.is_verb_form(p)))
            })
            .is_some_and(|p| self.stream[p].has(word::PREPOSITION) && !self.stream[p].has(word::SUBORDINATOR))
    }
}
