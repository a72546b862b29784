//! Two words of somebody within the narrator's sentence: (called it “deeply unfair”), (sprach von einem „abgekarteten Spiel“).
//!
//! Marks around so little are a name, a title or a doubt more often than speech, so that they are seen through when the
//! sentence is read (see `stream`). Here they are looked at again: they count where a verb of saying and whoever speaks stand
//! before them in the same clause, and where they are what is said of something, in small letters. Read for English and German
//! alone, in which that was measured. Nothing counts where the clause denies, doubts or asks it. Not for longer words: those are attributed like all others.

use crate::attribute::{LEAST, View};
use crate::clause;
use crate::language::{Gender, Language, word};
use crate::marks::{Part, Span};
use crate::phrase::Phrase;
use crate::speaking::can_speak;
use crate::stream::{self, Narration};
use crate::token::{Case, Kind, Token, tokens_in};
use std::ops::Range;

/// Words that count though they are few.
pub(crate) struct Few {
    /// The pair of marks.
    pub(crate) pair: usize,
    pub(crate) subject: Phrase,
    pub(crate) cue: Range<usize>,
    pub(crate) score: f32,
}

/// In tokens: between the verb and the words.
const FARTHEST: usize = 9;

/// The pairs of marks around two words that somebody is said to have spoken, in order.
pub(crate) fn find(
    text: &str,
    tokens: &[Token],
    spans: &[Span],
    places: &[(u32, u32)],
    narration: &Narration,
    language: &Language,
) -> Vec<Few> {
    if !(language.fixed_order || language.capital_nouns) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (pair, span) in spans.iter().enumerate() {
        if span.part != Part::Whole || span.depth > 0 {
            continue;
        }
        let Some(&(open, close)) = places.get(pair) else { continue };
        let Some(inside) = tokens.get(open as usize + 1..close as usize) else { continue };
        if !is_predicate(inside) {
            continue;
        }
        // Whole quotations are one token of the narration: what stands in one is not found there.
        let Ok(place) = narration.stream.binary_search_by_key(&inside[0].start, |token| token.start) else { continue };
        if narration.stream[place].kind != Kind::Word {
            continue;
        }
        let at = narration.sentences.partition_point(|sentence| sentence.range.end <= place);
        let Some(sentence) = narration.sentences.get(at).filter(|s| s.range.contains(&place)) else { continue };
        let view = View { text, stream: &narration.stream, sentence, language, spans };
        found.extend(view.few(pair, place, inside.len()));
    }
    found
}

/// Two small words without a sign between them.
fn is_predicate(inside: &[Token]) -> bool {
    let small = |t: &Token| t.kind == Kind::Word && t.case == Case::Lower;
    inside.len() == stream::FEWEST_WORDS - 1 && small(&inside[0]) && inside[1].kind == Kind::Word
}

impl View<'_> {
    fn few(&self, pair: usize, place: usize, words: usize) -> Option<Few> {
        let before = self.stream.get(place.checked_sub(1)?).filter(|_| place > self.sentence.range.start)?;
        // A verb of saying stands somewhere before, or nothing is looked for.
        let low = self.sentence.range.start.max(place.saturating_sub(FARTHEST + 2));
        if !tokens_in(self.stream, low..place).iter().any(|t| t.has(word::CUE | word::WEAK)) {
            return None;
        }
        let found = self.left(place, Some(before)).map(|c| self.weigh(c))?;
        let (cue, cue_end) = found.cue;
        let between = self.stream.get(cue_end..place).filter(|_| cue_end > cue)?;
        let verb = &self.stream[cue];
        let says = verb.has(word::CUE | word::WEAK) && verb.kind == Kind::Word;
        if self.is_denied(&found.subject, cue, place) || self.is_question() || self.is_office(before, place, words) {
            return None;
        }
        // "kritisierte „faule Ausreden“" may be another's words, "kritisierte das als „völlig überzogen“" is not.
        if verb.has(word::REJECTS) && !before.has(word::SUBORDINATOR) {
            return None;
        }
        let clause = between.len() <= FARTHEST && between.iter().all(|t| t.is_word() || t.kind == Kind::Possessive);
        let article = before.has(word::DETERMINER) && before.has(word::DEFINITE) || before.has(word::POSSESSIVE);
        // "nannte das „völlig überzogen“": no article where no noun follows.
        let this = before.has(word::SUMS_UP) && self.at(place + words - 1).is_some_and(|t| t.case == Case::Lower);
        let article = article && !this;
        let said_of = !article
            && (before.has(word::AUXILIARY | word::PREPOSITION | word::SUBORDINATOR | word::OBJECT)
                || before.has(word::DETERMINER)
                || cue_end == place
                || self.names(verb, between));
        let core = tokens_in(self.stream, found.subject.start..found.subject.core_end);
        let speaks = can_speak(core) && !(core[0].has(word::PRONOUN) && core[0].gender == Gender::Neuter);
        let somebody = core.iter().any(|t| {
            t.has(word::ROLE | word::TITLE | word::GIVEN | word::NAMED | word::ORGANISATION) || t.is_pronoun()
        }) || core.iter().any(|t| t.is_capital() && !t.has(word::FUNCTION));
        // "called “half a” bridge": the words are a whole part of the clause.
        let closes = self.at(place + words).is_none_or(|t| {
            !t.is_word()
                || t.has(word::PREPOSITION | word::CONJUNCTION | word::SUBORDINATOR | word::AUXILIARY | word::TIME)
                || clause::is_finite(t)
        });
        (says && clause && said_of && speaks && somebody && closes && found.score >= LEAST.max(0.6)).then_some(Few {
            pair,
            subject: found.subject,
            cue: cue..cue_end,
            score: found.score * 0.9,
        })
    }

    /// "never called it “too late”", "denied that", "asked whether", "niemand sprach von": the clause of the verb or what
    /// stands around the subject tells that the words were not said. But "did not wait and called it “too late”".
    fn is_denied(&self, subject: &Phrase, cue: usize, place: usize) -> bool {
        let low = self.sentence.range.start;
        let from = |at: usize| {
            let before = tokens_in(self.stream, low..at).iter().rev();
            at - before.take_while(|t| t.is_word() && !t.has(word::CONJUNCTION)).count()
        };
        // "nor did he call it": the word that parts two clauses belongs to the second one.
        let own = |at: usize| from(at).saturating_sub(1).max(low);
        let denies = |t: &Token| {
            t.is_word() && self.text.get(t.range()).is_some_and(|form| self.language.is_denied(&form.to_lowercase()))
        };
        let around = |from: usize, to: usize| self.stream.get(from..to).is_some_and(|words| words.iter().any(denies));
        around(own(cue), place) || around(own(subject.start), subject.core_end)
    }

    /// "Did Ana Ruiz call it “too late”?"
    fn is_question(&self) -> bool {
        let last = self.stream[self.sentence.range.clone()].iter().rev().find(|t| t.kind == Kind::Stop);
        last.and_then(|t| self.text.get(t.range())).is_some_and(|sign| sign.contains('?'))
    }

    /// "said he was “best man”": what somebody is, behind no article.
    fn is_office(&self, before: &Token, place: usize, words: usize) -> bool {
        before.has(word::AUXILIARY) && self.at(place + words - 1).is_some_and(|t| t.has(word::ROLE | word::TITLE))
    }

    /// "called the plan “deeply unfair”": a verb, what it is about, and what that is called.
    fn names(&self, verb: &Token, between: &[Token]) -> bool {
        let object = between.first().is_some_and(|t| t.has(word::DETERMINER | word::POSSESSIVE) || t.is_capital());
        let single = !between.iter().any(|t| t.has(word::PREPOSITION | word::COMPLEMENT | word::AUXILIARY));
        self.language.fixed_order && object && single && verb.has(word::CUE | word::WEAK) && !verb.has(word::HEARER)
    }
}
