//! The indirect speech of a sentence, in a language whose file tells what each verb reports (see `complement`).
//!
//! [`Reporting::find`] looks at each word once: a source ("according to"), a noun ("her claim that"), an adjective
//! ("confident that") or a verb; of a verb first whether it closes what stands before it ("..., she said": see `closing`), then what it opens ("she
//! said that ..."). Languages without such lists are read by `indirect` itself. Not for quotations in marks.

use crate::clause::{self, REACH};
use crate::complement;
use crate::indirect::{MOST, Reported, after_hearer, push, trim_end};
use crate::language::{Gender, Language, word};
use crate::phrase::{self, Phrase};
use crate::sources;
use crate::stream::{Narration, Sentence};
use crate::token::{Case, Kind, Token, tokens_in};
use std::ops::Range;

/// "Ruiz Backs Plan For Harbour": nearly every word but the smallest has a capital.
fn is_headline(tokens: &[Token]) -> bool {
    let small =
        word::PREPOSITION | word::DETERMINER | word::CONJUNCTION | word::PRONOUN | word::AUXILIARY | word::POSSESSIVE;
    let weighty = tokens.iter().filter(|t| t.kind == Kind::Word && !t.has(small));
    let (mut words, mut capitals) = (0, 0);
    for token in weighty {
        words += 1;
        capitals += usize::from(token.is_capital());
    }
    words >= 4 && capitals * 10 >= words * 9
}

/// A sentence of a language whose file tells what each verb reports.
pub(crate) struct Reporting<'a> {
    pub(crate) text: &'a str,
    pub(crate) stream: &'a [Token],
    pub(crate) low: usize,
    pub(crate) end: usize,
    pub(crate) language: &'a Language,
    /// Every word of weight has a capital.
    headline: bool,
    /// Stands at the head of the text.
    first: bool,
}

impl<'a> Reporting<'a> {
    pub(crate) fn new(
        text: &'a str,
        narration: &'a Narration,
        sentence: &Sentence,
        language: &'a Language,
    ) -> Reporting<'a> {
        let (low, mut end) = (sentence.range.start, sentence.range.end);
        while end > low && matches!(narration.stream[end - 1].kind, Kind::Stop | Kind::Break) {
            end -= 1;
        }
        let headline = is_headline(narration.stream.get(low..end).unwrap_or_default());
        Reporting { text, stream: &narration.stream, low, end, language, headline, first: sentence.paragraph == 0 }
    }

    /// All that the sentence reports, in order of its cues.
    pub(crate) fn find(&self, found: &mut Vec<Reported>) {
        let first = found.len();
        if self.first {
            self.title(found);
        }
        for at in self.low..self.end {
            if found.len() - first >= MOST {
                break;
            }
            if !(self.source(at, found) || self.noun(at, found) || self.state(at, found)) {
                self.verb(at, found);
            }
        }
    }

    /// "Ruiz: The Ferry Will Sail": the title of an article, and who says so.
    fn title(&self, found: &mut Vec<Reported>) {
        let head = self.low..self.end.min(self.low + 6);
        let Some(colon) = head.clone().find(|&p| self.stream[p].kind == Kind::Colon) else { return };
        let known =
            word::NAMED | word::GIVEN | word::ROLE | word::TITLE | word::ORGANISATION | word::STATEMENT | word::CLAIM;
        let named = tokens_in(self.stream, self.low..colon).iter().all(Token::is_capital)
            && tokens_in(self.stream, self.low..colon).iter().any(|t| t.has(known) && !t.has(word::TIME));
        let subject = phrase::after(self.stream, self.low, colon, self.language).filter(|s| s.end == colon && named);
        let told = tokens_in(self.stream, colon + 1..self.end).iter().filter(|t| t.is_word()).count() >= 3
            && self.stream.get(colon + 1).is_some_and(Token::is_word);
        if let Some(subject) = subject.filter(|_| told) {
            self.push(colon + 1..self.end, colon..colon + 1, Some(subject), 0.6, found);
        }
    }

    pub(crate) fn at(&self, place: usize) -> Option<&Token> {
        self.stream.get(place).filter(|_| place < self.end)
    }

    pub(crate) fn push(
        &self,
        content: Range<usize>,
        cue: Range<usize>,
        subject: Option<Phrase>,
        confidence: f32,
        found: &mut Vec<Reported>,
    ) {
        push(self.stream, content, cue, subject, confidence, found);
    }

    /// "according to Ruiz": what stands before it, or the rest of the sentence.
    fn source(&self, at: usize, found: &mut Vec<Reported>) -> bool {
        let (low, end) = (self.low, self.end);
        let Some(source) = sources::source(self.text, self.stream, at, end, self.language) else { return false };
        let after = source.subject.end.max(source.cue_end);
        let acts =
            |range: Range<usize>| self.stream[range].iter().any(|t| t.has(word::AUXILIARY | word::ANY_VERB) || t.past);
        let content = if at > low + 3 && acts(low..at) {
            low..trim_end(self.stream, low, at)
        } else if at > low {
            // "In May, according to the police, the road was closed."
            low..end
        } else {
            let comma = (after..end.min(after + REACH)).find(|&p| self.stream[p].kind == Kind::Comma);
            comma.map_or(after, |p| p + 1)..end
        };
        self.push(content, source.cue..source.cue_end, Some(source.subject), 0.7, found);
        true
    }

    /// "her claim that the road was closed"
    fn noun(&self, at: usize, found: &mut Vec<Reported>) -> bool {
        if let Some(content) = complement::of_noun(self.stream, at, self.end) {
            let kind = complement::Complement::Clause { opened: true };
            let stop = complement::ends(self.stream, kind, content.start, content.end, false, self.language);
            self.push(content.start..stop, at..at + 1, self.owner(at), 0.6, found);
            return true;
        }
        let noun = &self.stream[at];
        let Some(link) = self.at(at + 1).filter(|_| noun.has(word::REPORTS_NOUN) && noun.kind == Kind::Word) else {
            return false;
        };
        // "declined to comment on it": a verb.
        let acts = at.checked_sub(1).filter(|&p| p >= self.low).is_some_and(|p| {
            self.stream[p].has(word::PRONOUN | word::AUXILIARY) && !self.stream[p].has(word::POSSESSIVE)
        });
        if noun.is_capital()
            || acts && noun.has(word::ANY_VERB | word::REPORTS)
            || !self.language.reports_with(self.text, noun, link)
        {
            return false;
        }
        let (kind, start) = match clause::is_infinitive_mark(link, self.language) {
            true => (complement::Complement::Infinitive, at + 1),
            false => (complement::Complement::Preposition, at + 2),
        };
        if start >= self.end {
            return false;
        }
        let stop = complement::ends(self.stream, kind, start, self.end, false, self.language);
        self.push(start..stop, at..at + 1, self.owner(at), 0.5, found);
        true
    }

    /// Whose claim it is: "her claim", "the mayor's claim".
    fn owner(&self, noun: usize) -> Option<Phrase> {
        let floor = self.low.max(noun.saturating_sub(4));
        let place = (floor..noun)
            .rev()
            .find(|&p| self.stream[p].kind == Kind::Possessive || self.stream[p].has(word::POSSESSIVE))?;
        if self.stream[place].kind == Kind::Possessive {
            return phrase::antecedent(self.stream, self.low, place, self.language);
        }
        Some(Phrase { start: place, end: place + 1, core_end: place + 1, relative: None })
    }

    /// "Ruiz is confident that the road will open"
    fn state(&self, at: usize, found: &mut Vec<Reported>) -> bool {
        if !self.stream[at].has(word::REPORTS_STATE) {
            return false;
        }
        if !self.at(at + 1).is_some_and(complement::is_that) {
            return false;
        }
        let floor = self.low.max(at.saturating_sub(4));
        let is = (floor..at).rev().find(|&p| self.stream[p].has(word::AUXILIARY) || self.stream[p].has(word::ANY_VERB));
        let subject =
            is.and_then(|p| clause::subject(self.stream, self.low.max(p.saturating_sub(REACH)), p, self.language));
        let kind = complement::Complement::Clause { opened: true };
        let stop = complement::ends(self.stream, kind, at + 1, self.end, false, self.language);
        self.push(at + 1..stop, at..at + 1, subject, 0.55, found);
        true
    }

    fn verb(&self, at: usize, found: &mut Vec<Reported>) {
        let cue = &self.stream[at];
        let strong = cue.has(word::CUE);
        // "Ruiz Backs Plan": the capital makes no name of it.
        let titled =
            self.headline && at > self.low && cue.case == Case::Capital && self.at(at + 1).is_some_and(Token::is_word);
        if cue.kind != Kind::Word
            || !cue.has(word::REPORTS | word::CUE)
            || !(titled || clause::is_used_as_verb(self.stream, self.low, at, self.language))
        {
            return;
        }
        let reach = self.low.max(at.saturating_sub(REACH));
        let subject = clause::subject(self.stream, reach, at, self.language);
        let closes = strong || cue.has(word::REPORTS_CLAUSE);
        if closes && self.closing(at, subject, found) {
            return;
        }
        self.leading(at, subject, found);
    }

    /// "Ruiz said that the road was closed", "declined to comment", "praised the plan".
    fn leading(&self, at: usize, subject: Option<Phrase>, found: &mut Vec<Reported>) {
        let (low, end) = (self.low, self.end);
        let cue = &self.stream[at];
        let strong = cue.has(word::CUE);
        let marked = at > low && clause::is_infinitive_mark(&self.stream[at - 1], self.language);
        let hearer = cue.has(word::HEARER);
        let from = subject.map_or(at + 1, |s| s.end.max(at + 1));
        let mut place = if hearer || strong { after_hearer(self.stream, at, from, end, self.language) } else { from };
        let (kind, start) = match complement::after(self.text, self.stream, at, place, end, self.language) {
            Some(found) => found,
            // "said the plan": the hearer that was skipped was the content.
            None if place > from => {
                place = from;
                match complement::after(self.text, self.stream, at, place, end, self.language) {
                    Some(found) if !hearer => found,
                    _ => return,
                }
            }
            None => return,
        };
        let opened = matches!(kind, complement::Complement::Clause { opened: true });
        let asked = at == low && cue.is_capital();
        let passive = at > low
            && !cue.has(word::GERUND | word::REPORTS_ING)
            && self.stream[at - 1].has(word::AUXILIARY)
            && self.stream[at - 1].gender == Gender::Neuter
            || at > low + 1
                && self.stream[at - 1].has(word::ADVERB)
                && self.stream[at - 2].gender == Gender::Neuter
                && self.stream[at - 2].has(word::AUXILIARY)
                && !cue.has(word::GERUND | word::REPORTS_ING);
        if passive {
            return self.hearsay(at, kind, start, found);
        }
        let told = strong && !cue.has(word::OR_NOUN) && at > low && self.stream[at - 1].is_word();
        if subject.is_none()
            && !(opened
                || told
                || asked
                || strong && cue.has(word::GERUND | word::REPORTS_ING)
                || cue.has(word::GERUND | word::REPORTS_ING) && self.joins(at))
        {
            return;
        }
        if !self.is_report(at, subject) || marked && !opened {
            return;
        }
        let inserted = asked
            || self.opens_sentence(at)
            || subject.and_then(|s| s.relative).is_some_and(|p| p > low && self.stream[p - 1].kind == Kind::Comma);
        let stop = complement::ends(self.stream, kind, start, end, inserted, self.language);
        let confidence = match kind {
            complement::Complement::Clause { opened: true } => 0.85,
            complement::Complement::Clause { .. } if strong => 0.8,
            complement::Complement::Clause { .. } => 0.65,
            complement::Complement::Infinitive => 0.6,
            _ => 0.5,
        };
        // "... and others said": the clause before ends where this one begins.
        if let Some(subject) = subject.filter(|s| {
            strong && s.relative.is_none() && s.start > low && self.stream[s.start - 1].has(word::CONJUNCTION)
        }) {
            for earlier in found.iter_mut().rev().take(MOST) {
                let holds = earlier.content.start >= low
                    && earlier.content.end > subject.start
                    && earlier.cue.start < subject.start;
                if holds {
                    earlier.content.end =
                        trim_end(self.stream, earlier.content.start, subject.start - 1).max(earlier.content.start + 1);
                }
            }
        }
        self.push(start..stop, at..at + 1, subject, confidence, found);
    }

    /// "While Ruiz said he would stay, ...": the clause before the main one, which a comma ends.
    fn opens_sentence(&self, at: usize) -> bool {
        let mut head = self.low;
        while self
            .at(head)
            .is_some_and(|t| t.has(word::CONJUNCTION | word::ADVERB) && !t.has(word::SUBORDINATOR | word::PREPOSITION))
        {
            head += 1;
        }
        let opens =
            self.at(head).is_some_and(|t| t.has(word::SUBORDINATOR | word::PREPOSITION) && !t.has(word::DETERMINER));
        opens && head < at && !tokens_in(self.stream, head..at).iter().any(|t| t.kind == Kind::Comma)
    }

    /// "Ruiz is expected to leave": nobody is named who says so.
    fn hearsay(&self, at: usize, kind: complement::Complement, start: usize, found: &mut Vec<Reported>) {
        let cue = &self.stream[at];
        let stop = complement::ends(self.stream, kind, start, self.end, false, self.language);
        match kind {
            complement::Complement::Infinitive if cue.has(word::REPORTS_CLAUSE) => {
                let is = (self.low..at).rev().take(3).find(|&p| self.stream[p].has(word::AUXILIARY));
                let subject = is.and_then(|p| phrase::before(self.stream, self.low, self.back(p), self.language));
                self.push(subject.map_or(start, |s| s.start)..stop, at..at + 1, None, 0.5, found);
            }
            complement::Complement::Clause { opened: true } => self.push(start..stop, at..at + 1, None, 0.6, found),
            _ => {}
        }
    }

    /// A participle that goes with the sentence: behind a comma, "and", a preposition or whoever does it.
    fn joins(&self, at: usize) -> bool {
        at == self.low || {
            let before = &self.stream[at - 1];
            // "polls showing", "a letter urging"
            let words = before.has(word::STATEMENT | word::ORGANISATION | word::CLAIM) && !before.is_capital();
            words
                || matches!(before.kind, Kind::Comma | Kind::Dash)
                || before.has(word::CONJUNCTION | word::PREPOSITION | word::AUXILIARY | word::ADVERB)
        }
    }

    /// A form that is a noun as well ("support", "claims") needs a subject right before it that agrees.
    pub(crate) fn is_report(&self, at: usize, subject: Option<Phrase>) -> bool {
        let cue = &self.stream[at];
        let base = cue.has(word::REPORTS_BASE) && !cue.past;
        if !(base || cue.plural)
            || !cue.has(word::OR_NOUN | word::STATEMENT | word::CLAIM | word::ROLE | word::REPORTS_NOUN)
        {
            return true;
        }
        let Some(previous) = at.checked_sub(1).filter(|&p| p >= self.low).map(|p| &self.stream[p]) else {
            return false;
        };
        if previous.has(word::PRONOUN | word::AUXILIARY | word::RELATIVE | word::NEGATION)
            || previous.gender == Gender::Relative
        {
            return true;
        }
        let Some(subject) = subject else { return false };
        let near = subject.relative.is_some()
            || tokens_in(self.stream, subject.end.min(at)..at)
                .iter()
                .all(|t| t.has(word::ADVERB | word::AUXILIARY | word::TIME | word::NEGATION) || !t.is_word());
        let core = tokens_in(self.stream, subject.start..subject.core_end);
        let noun = core.last().is_some_and(|t| t.plural);
        let somebody = core[0].is_capital()
            || core[0].has(word::DETERMINER | word::POSSESSIVE)
            || core.iter().any(|t| t.has(word::ROLE | word::ORGANISATION))
            || noun;
        near && somebody && (base || !noun)
    }
}
