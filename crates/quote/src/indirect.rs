//! Indirect speech: the whole content that a sentence reports in its own words ("She said that the road was closed").
//!
//! Looks at each cue of a sentence once: what follows it, or what stands before a clause at the sentence's end ("the
//! road was closed, she said"). A sentence that is nothing but a quotation is left to `attribute`; one that quotes in
//! part is given here whole, beside its quoted part.

use crate::clause::{self, REACH};
use crate::language::{Gender, Language, word};
use crate::neighbours;
use crate::phrase::{self, Phrase};
use crate::reporting::Reporting;
use crate::sources;
use crate::stream::{Narration, Sentence};
use crate::token::{Kind, Token, tokens_in};
use crate::verb_second;
use std::ops::Range;

/// A reported content.
#[derive(Debug, Clone)]
pub(crate) struct Reported {
    /// Tokens of the content in the stream.
    pub(crate) content: Range<usize>,
    pub(crate) cue: Range<usize>,
    /// `None` where nobody is said to have spoken ("is expected to").
    pub(crate) subject: Option<Phrase>,
    /// A part of another content: what somebody is said to have said of another's words.
    pub(crate) inner: bool,
    pub(crate) confidence: f32,
}

/// No sentence is given more contents than this.
pub(crate) const MOST: usize = 8;

/// All the indirect speech of a narration, in order.
pub(crate) fn reported(text: &str, narration: &Narration, language: &Language) -> Vec<Reported> {
    let mut found = Vec::new();
    for (number, sentence) in narration.sentences.iter().enumerate() {
        let first = found.len();
        if language.tells_complements() {
            Reporting::new(text, narration, sentence, language).find(&mut found);
        } else {
            in_sentence(text, &narration.stream, sentence, language, &mut found);
            if found.len() == first {
                goes_on(text, narration, number, language, &mut found);
            }
        }
        nest(&mut found, first);
    }
    found
}

/// "Die Brücke sei geschlossen.": a sentence in reported mood belongs to whoever spoke in the one that it goes on from.
fn goes_on(text: &str, narration: &Narration, number: usize, language: &Language, found: &mut Vec<Reported>) {
    let Some(sentence) = narration.sentences.get(number).filter(|_| language.capital_nouns) else { return };
    if !neighbours::in_reported_mood(narration, number) {
        return;
    }
    if let Some((_, clause)) = neighbours::reporter(text, narration, number, language) {
        let range = sentence.range.clone();
        push(&narration.stream, range, clause.cue..clause.cue_end, clause.subject, 0.6, found);
    }
}

/// Tells which of a sentence's contents, those from `first` on, are parts of others, and keeps one of those that say the same.
fn nest(found: &mut Vec<Reported>, first: usize) {
    let mut place = first;
    while place < found.len() {
        let this = &found[place];
        let others = || found[first..].iter().enumerate().filter(|(number, _)| first + number != place).map(|(_, o)| o);
        // "said in a statement that": two cues for the same words.
        let twice = others()
            .any(|o| o.content == this.content && (o.confidence, o.cue.start) > (this.confidence, this.cue.start));
        let inner = others().any(|o| {
            o.content != this.content
                && o.content.start <= this.content.start
                && this.content.end <= o.content.end
                && o.content.contains(&this.cue.start)
        });
        if twice {
            found.remove(place);
            continue;
        }
        found[place].inner = inner;
        place += 1;
    }
}

fn in_sentence(text: &str, stream: &[Token], sentence: &Sentence, language: &Language, found: &mut Vec<Reported>) {
    let (low, mut end) = (sentence.range.start, sentence.range.end);
    while end > low && matches!(stream[end - 1].kind, Kind::Stop | Kind::Break) {
        end -= 1;
    }
    let first = found.len();
    for at in low..end {
        if found.len() - first >= MOST {
            break;
        }
        if let Some(source) = sources::source(text, stream, at, end, language) {
            let after = source.subject.end.max(source.cue_end);
            let content = if at > low + 3 {
                low..trim_end(stream, low, at)
            } else {
                let start =
                    (after..end.min(after + REACH)).find(|&p| stream[p].kind == Kind::Comma).map_or(after, |p| p + 1);
                start..end
            };
            push(stream, content, source.cue..source.cue_end, source.subject, 0.7, found);
            continue;
        }
        if !clause::is_cue(stream, low, at, language) {
            continue;
        }
        let reach = low.max(at.saturating_sub(REACH));
        let subject = if language.capital_nouns {
            verb_second::verb_second(stream, reach, at, end, language)
                .or_else(|| clause::subject(stream, reach, at, language))
        } else {
            clause::subject(stream, reach, at, language)
        };
        let strong = stream[at].has(word::CUE);
        // "a word to describe": what somebody means to do is no report.
        if !strong
            && stream[at].has(word::NONFINITE)
            && at > low
            && clause::is_infinitive_mark(&stream[at - 1], language)
        {
            continue;
        }
        let trailing = at > low + 2 && matches!(stream[at - 1].kind, Kind::Comma | Kind::Quote(_));
        if trailing
            && strong
            && !stream[at].has(word::GERUND)
            && let Some(inverted) = phrase::after(stream, at + 1, end, language)
            && closes(stream, inverted.end, end)
        {
            // "the road was closed, said Ruiz"
            push(stream, low..at, at..at + 1, inverted, 0.75, found);
            continue;
        }
        let Some(subject) = subject else { continue };
        if subject.start > low && subject.end <= at {
            let mut before = subject.start - 1;
            if stream[before].kind == Kind::Comma && before > low {
                before -= 1;
            }
            if matches!(stream[before].kind, Kind::Quote(_)) && strong {
                // The cue belongs to the quotation before it: what follows tells where and when it was said.
                push(stream, low..subject.start, at..at + 1, subject, 0.7, found);
                continue;
            }
        }

        let ends_here = at + 1 >= end
            || stream[at + 1].kind == Kind::Comma
            || tokens_in(stream, at + 1..end).iter().all(|t| {
                t.has(word::TIME | word::PREPOSITION | word::DETERMINER | word::ADVERB)
                    || t.is_capital()
                    || t.kind == Kind::Number
            });
        // "Keller sagte, die Ministerin habe versprochen, ...": a report within a report.
        let within = language.capital_nouns
            && subject.end < at
            && tokens_in(stream, subject.end..at).iter().any(|t| t.has(word::REPORTING) && t.has(word::AUXILIARY));
        let parted = !within && subject.start > low + 1 && stream[subject.start - 1].kind == Kind::Comma;
        if strong && parted && at + 1 < end && stream[at + 1].kind == Kind::Comma && end - at > 3 {
            // "The road, she said, was closed."
            push(stream, low..end, at..at + 1, subject, 0.75, found);
            continue;
        }
        if strong && ends_here && subject.start > low + 2 && parted {
            // "the road was closed, she said"
            push(stream, low..subject.start - 1, at..at + 1, subject, 0.75, found);
            continue;
        }
        // "... and others said": the clause before ends where this one begins.
        if subject.start > low && stream[subject.start - 1].has(word::CONJUNCTION) {
            for earlier in
                found[first..].iter_mut().filter(|r| r.content.end > subject.start && r.cue.start < subject.start)
            {
                earlier.content.end =
                    trim_end(stream, earlier.content.start, subject.start - 1).max(earlier.content.start + 1);
            }
        }
        let from = after_hearer(stream, at, subject.end.max(at + 1), end, language);
        let start = content_start(stream, from, end, language);
        let stop = content_end(stream, start, end);
        let confidence = if strong { 0.8 } else { 0.5 };
        // "It calls to mind": a thing that is no body reports nothing.
        if !strong && stream[subject.start].gender == Gender::Neuter && stream[subject.start].has(word::PRONOUN) {
            continue;
        }
        push(stream, start..stop, at..at + 1, subject, confidence, found);
    }
}

/// Nothing follows the subject but a place, a day or another clause: "said Ruiz in Riga", not "said she was late".
fn closes(stream: &[Token], after: usize, end: usize) -> bool {
    stream.get(after).is_none_or(|t| {
        after >= end
            || !t.is_word()
            || t.has(word::TIME | word::CONJUNCTION)
            || t.has(word::PREPOSITION) && !t.has(word::SUBORDINATOR)
    })
}

/// Past the hearer ("told reporters") and the place and manner of saying ("said in a statement", "said with a grin").
pub(crate) fn after_hearer(stream: &[Token], cue: usize, from: usize, end: usize, language: &Language) -> usize {
    let mut at = from;
    if stream[cue].has(word::HEARER) && at == cue + 1 {
        let object = stream
            .get(at)
            .is_some_and(|t| t.has(word::OBJECT) || t.has(word::POSSESSIVE) && t.gender == Gender::Female);
        if object && stream[at].has(word::OBJECT) {
            at += 1;
        } else if let Some(hearer) =
            phrase::after(stream, at, end, language).filter(|p| !stream[p.start].has(word::PRONOUN))
        {
            at = hearer.end;
        }
    }
    if !stream[cue].has(word::CUE) {
        return at;
    }
    for _ in 0..3 {
        while at < end && stream[at].has(word::TIME | word::ADVERB) && !stream[at].has(word::DETERMINER | word::PRONOUN)
        {
            at += 1;
        }
        let prepositional = stream.get(at).is_some_and(|t| {
            at < end
                && t.has(word::PREPOSITION)
                && !t.has(word::SUBORDINATOR)
                && !clause::is_infinitive_mark(t, language)
        });
        if !prepositional {
            break;
        }
        match phrase::after(stream, at + 1, end, language) {
            Some(place) => at = place.end,
            None if stream.get(at + 1).is_some_and(|t| t.has(word::TIME)) => at += 2,
            None => break,
        }
    }
    at
}

/// Where the content begins: after the hearer, the day and the place, at the clause that follows.
fn content_start(stream: &[Token], from: usize, end: usize, language: &Language) -> usize {
    let window = end.min(from + 16);
    for (place, token) in stream.iter().enumerate().take(window).skip(from) {
        if token.has(word::COMPLEMENT) {
            return place;
        }
        if token.has(word::PRONOUN) && place == from || token.has(word::SUBORDINATOR) {
            break;
        }
        if matches!(token.kind, Kind::Colon | Kind::Quote(_) | Kind::Semicolon) || token.has(word::AUXILIARY) {
            break;
        }
        if token.kind == Kind::Comma && language.capital_nouns {
            return place + 1;
        }
    }
    let mut start = from;
    while start < end
        && (stream[start].has(word::TIME | word::ADVERB) || matches!(stream[start].kind, Kind::Comma | Kind::Colon))
        && !stream[start].has(word::DETERMINER | word::PRONOUN)
    {
        start += 1;
    }
    start
}

/// Where the content ends: before another attribution joined by a comma or "and".
fn content_end(stream: &[Token], start: usize, end: usize) -> usize {
    for place in start + 3..end.max(start + 3) {
        let token = &stream[place];
        let joins = token.kind == Kind::Comma || token.has(word::CONJUNCTION);
        let next = stream.get(place + 1).filter(|_| place + 1 < end);
        let reports = |t: &Token| {
            t.has(word::CUE) && (t.has(word::GERUND) || token.has(word::CONJUNCTION) && !t.has(word::NONFINITE))
        };
        // "... but did not say when": what the narrator adds about the same subject.
        let adds =
            |t: &Token| token.has(word::CONJUNCTION) && stream[place - 1].kind != Kind::Comma && t.has(word::AUXILIARY);
        if joins && next.is_some_and(|t| reports(t) || adds(t)) {
            return place;
        }
    }
    end
}

pub(crate) fn trim_end(stream: &[Token], low: usize, mut end: usize) -> usize {
    while end > low && !(stream[end - 1].is_word() || matches!(stream[end - 1].kind, Kind::Quote(_))) {
        end -= 1;
    }
    end
}

pub(crate) fn push(
    stream: &[Token],
    content: Range<usize>,
    cue: Range<usize>,
    subject: impl Into<Option<Phrase>>,
    confidence: f32,
    found: &mut Vec<Reported>,
) {
    let subject = subject.into();
    let end = trim_end(stream, content.start, content.end.max(content.start));
    let content = content.start..end;
    let tokens = &stream[content.clone()];
    let words = tokens.iter().filter(|t| t.is_word()).count();
    let quoted = tokens.iter().any(|t| matches!(t.kind, Kind::Quote(_)));
    let names = tokens.iter().filter(|t| t.is_word() && !t.has(word::FUNCTION | word::TIME | word::ADVERB)).count();
    // A pronoun or a day alone is not a content; a quotation alone is not indirect.
    if words == 0
        || names == 0 && !quoted
        || words < 2 && !quoted && confidence > 0.5
        || tokens.first().is_some_and(|t| matches!(t.kind, Kind::Quote(_))) && words < 3
    {
        return;
    }
    found.push(Reported { content, cue, subject, inner: false, confidence });
}
