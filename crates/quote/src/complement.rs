//! What a verb of saying, thinking or judging is followed by, and which of that it reports.
//!
//! "said that the road was closed", "declined to comment", "praised the plan", "called for a vote": a verb reports only
//! what its own kind of complement holds, and the language's file says which kinds a verb has (`reports-clause` and the
//! other sections of that name). [`after`] reads the complement, [`ends`] where it stops being the speaker's. Used by
//! `indirect`. Not for whose words they are.

use crate::clause;
use crate::language::{Gender, Language, word};
use crate::phrase;
use crate::token::{Case, Kind, Token, tokens_in};
use std::ops::Range;

/// How a content is joined to its verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Complement {
    /// A clause, with "that" or a question word or without.
    Clause { opened: bool },
    /// "to close the road".
    Infinitive,
    /// A phrase: what is praised, feared, wanted.
    Object,
    /// A phrase behind the verb's preposition.
    Preposition,
}

/// No content is looked for further away.
const REACH: usize = 24;

/// The complement of the verb at `verb`, read from `from` on, if the verb reports such a one; with its first token.
pub(crate) fn after(
    text: &str,
    stream: &[Token],
    verb: usize,
    from: usize,
    end: usize,
    language: &Language,
) -> Option<(Complement, usize)> {
    let cue = stream.get(verb)?;
    let mut at = from;
    while at < end && passes(&stream[at]) {
        at += 1;
    }
    let first = stream.get(at).filter(|_| at < end)?;
    let clausal = cue.has(word::REPORTS_CLAUSE);
    if first.has(word::COMPLEMENT) && at + 1 < end {
        return clausal.then_some((Complement::Clause { opened: true }, at));
    }
    let behind = |t: &Token| cue.has(word::REPORTS_PREPOSITION) && language.reports_with(text, cue, t);
    let acts = stream.get(at + 1).is_some_and(|t| t.has(word::ANY_VERB | word::AUXILIARY) && !t.has(word::GERUND));
    if clause::is_infinitive_mark(first, language) && is_base(stream.get(at + 1)) && (acts || !behind(first)) {
        return cue.has(word::REPORTS_INFINITIVE).then_some((Complement::Infinitive, at));
    }
    if first.has(word::PREPOSITION) && !first.has(word::DETERMINER) {
        // "said in Riga the road was closed": over a place to the clause.
        let fits = behind(first);
        let next = at + 1;
        // "said despite the rain the match went on", "said after the vote that"
        if !fits && cue.has(word::CUE) && clausal && !cue.has(word::HEARER) {
            let verb = |t: &Token| t.has(word::AUXILIARY | word::ANY_VERB) || t.past;
            let opener = (at..end.min(at + 12)).find(|&p| is_that(&stream[p]));
            if let Some(opener) =
                opener.filter(|&p| !tokens_in(stream, at..p).iter().any(|t| verb(t) && !t.has(word::GERUND)))
            {
                return Some((Complement::Clause { opened: true }, opener));
            }
            return tokens_in(stream, at..end).iter().any(verb).then_some((Complement::Clause { opened: false }, at));
        }
        // "pointed out that", "argues against the idea that"
        if fits && stream.get(next).is_some_and(|t| next < end && t.has(word::COMPLEMENT)) && clausal {
            return Some((Complement::Clause { opened: true }, next));
        }
        return (fits && next < end).then_some((Complement::Preposition, next));
    }
    if !(first.is_word() || matches!(first.kind, Kind::Quote(_) | Kind::Other)) {
        return None;
    }
    // A verb of saying that takes no object needs no more than a verb somewhere.
    let said = cue.has(word::CUE) && !cue.has(word::REPORTS_OBJECT | word::HEARER);
    let tells = || {
        let verb = |t: &Token| {
            t.has(word::AUXILIARY | word::ANY_VERB) || t.past || matches!(t.kind, Kind::Possessive | Kind::Quote(_))
        };
        first.has(word::PRONOUN) && !first.has(word::DETERMINER) && at + 1 < end
            || tokens_in(stream, at + 1..end).iter().any(verb)
    };
    if clausal && (said && tells() || clause_follows(stream, at, end, language)) {
        return Some((Complement::Clause { opened: false }, at));
    }
    if first.has(word::SUBORDINATOR | word::CONJUNCTION | word::AUXILIARY) && !first.has(word::DETERMINER) {
        return None;
    }
    let object = cue.has(word::REPORTS_OBJECT) && !matches!(first.kind, Kind::Quote(_));
    object.then_some((Complement::Object, at))
}

/// Words between a verb and its complement: days, adverbs, "out" and "on" of phrasal verbs are prepositions.
fn passes(token: &Token) -> bool {
    token.has(word::TIME | word::ADVERB) && !token.has(word::DETERMINER | word::PRONOUN | word::COMPLEMENT)
}

/// "that", which opens a clause, and no question word.
pub(crate) fn is_that(token: &Token) -> bool {
    token.has(word::COMPLEMENT) && token.has(word::RELATIVE) && token.gender != Gender::Relative
}

/// A verb in its base form, or what could be one.
fn is_base(token: Option<&Token>) -> bool {
    token.is_some_and(|t| {
        t.kind == Kind::Word
            && t.case == Case::Lower
            && !t.has(word::DETERMINER | word::POSSESSIVE | word::OBJECT | word::PREPOSITION | word::PRONOUN)
    })
}

/// A subject and its finite verb follow: "(said) the road was closed".
fn clause_follows(stream: &[Token], at: usize, end: usize, language: &Language) -> bool {
    let Some(subject) = phrase::after(stream, at, end, language) else {
        // "there were two"
        return stream
            .get(at + 1)
            .is_some_and(|t| at + 1 < end && stream[at].has(word::ADVERB) && t.has(word::AUXILIARY));
    };
    let mut place = subject.end;
    let limit = end.min(at + REACH);
    // Over a relative clause or an insertion to the verb.
    while place < limit {
        let token = &stream[place];
        if token.has(word::ADVERB | word::NEGATION) && !token.has(word::AUXILIARY) || token.has(word::TIME) {
            place += 1;
            continue;
        }
        break;
    }
    // "it's over"
    let short =
        stream[at].has(word::PRONOUN) && stream.get(at + 1).is_some_and(|t| at + 1 < end && t.kind == Kind::Possessive);
    short
        || stream.get(place).is_some_and(|t| {
            place < limit && is_finite_verb(t, tokens_in(stream, subject.start..subject.core_end), language)
        })
}

/// A verb that can stand behind this subject: an auxiliary, a past tense, a present that agrees.
fn is_finite_verb(token: &Token, subject: &[Token], language: &Language) -> bool {
    if token.kind != Kind::Word || token.case != Case::Lower {
        return false;
    }
    if token.has(word::AUXILIARY) {
        return !clause::is_infinitive_mark(token, language);
    }
    if token.has(word::GERUND | word::REPORTS_ING) || token.has(word::PREPOSITION | word::CONJUNCTION) {
        return false;
    }
    if token.has(word::ANY_VERB) {
        return !token.has(word::NONFINITE) || agrees_with_base(subject);
    }
    token.past
}

/// "they", "officials": a subject whose present tense is the base form.
fn agrees_with_base(subject: &[Token]) -> bool {
    subject
        .last()
        .is_some_and(|t| t.plural || t.has(word::PRONOUN) && matches!(t.gender, Gender::Plural | Gender::Speaker))
        || subject.iter().any(|t| t.has(word::CONJUNCTION))
}

/// Where a content that begins at `start` ends, before `end` at the latest. `inserted` contents belong to a clause between
/// commas ("Ruiz, who called it a trap, left") and end with it.
pub(crate) fn ends(
    stream: &[Token],
    complement: Complement,
    start: usize,
    end: usize,
    inserted: bool,
    language: &Language,
) -> usize {
    let whole = matches!(complement, Complement::Clause { .. });
    let phrasal = matches!(complement, Complement::Object | Complement::Preposition);
    let dashes = tokens_in(stream, start..end).iter().filter(|t| t.kind == Kind::Dash).count();
    for place in start + 1..end {
        let token = &stream[place];
        let next = stream.get(place + 1).filter(|_| place + 1 < end);
        let stops = match token.kind {
            Kind::Semicolon => true,
            Kind::Colon => !whole,
            Kind::Dash => place > start + 2 && (phrasal || dashes == 1),
            Kind::Comma if inserted && place > start + 1 => !lists(stream, place, end),
            Kind::Comma => {
                next.is_some_and(|t| parts(t, stream, place + 1, end, whole, language))
                    || phrasal && !lists(stream, place, end)
            }
            _ if token.has(word::CONJUNCTION) && token.case == Case::Lower => {
                next.is_some_and(|t| acts_on(t, stream, place, whole))
            }
            // "praised the plan when it came": the narrator's circumstance.
            _ if phrasal
                && token.has(word::SUBORDINATOR)
                && !token.has(word::COMPLEMENT | word::RELATIVE | word::PREPOSITION) =>
            {
                token.case == Case::Lower
            }
            _ => false,
        };
        if stops {
            return place;
        }
    }
    end
}

/// What follows a comma is the narrator's: "..., adding that", "..., according to Ruiz", "..., which".
fn parts(next: &Token, stream: &[Token], at: usize, end: usize, whole: bool, language: &Language) -> bool {
    if next.has(word::SOURCE)
        && !next.has(word::DETERMINER)
        && stream.get(at + 1).is_some_and(|t| t.has(word::PREPOSITION))
    {
        return true;
    }
    if next.has(word::GERUND | word::REPORTS_ING) || next.past && next.case == Case::Lower && !whole {
        return next.has(word::CUE | word::WEAK) || !whole;
    }
    let window = tokens_in(stream, at..end.min(at + 5));
    // "..., a claim that", "..., remarks which"
    let summed = window.windows(2).any(|pair| {
        pair[0].has(word::CLAIM | word::STATEMENT)
            && pair[1].has(word::RELATIVE | word::COMPLEMENT)
            && !pair[0].has(word::PRONOUN)
    }) && window
        .iter()
        .take_while(|t| !t.has(word::CLAIM | word::STATEMENT))
        .all(|t| t.is_word() && !t.has(word::ANY_VERB | word::AUXILIARY));
    if summed {
        return true;
    }
    if whole && next.gender == Gender::Relative && next.has(word::RELATIVE) && !next.has(word::COMPLEMENT) {
        return true;
    }
    let joins =
        next.has(word::CONJUNCTION) || next.has(word::SUBORDINATOR) && !next.has(word::COMPLEMENT | word::PREPOSITION);
    if whole && joins {
        // "..., and others said"
        let rest = tokens_in(stream, at..end).iter().take_while(|t| t.kind != Kind::Comma);
        return rest.clone().any(|t| t.has(word::CUE) && t.case == Case::Lower && !t.has(word::NONFINITE));
    }
    if whole {
        // "..., he said": another attribution closes the sentence.
        return phrase::after(stream, at, end, language).is_some_and(|subject| {
            let cue = stream.get(subject.end).filter(|_| subject.end < end);
            let closes = stream.get(subject.end + 1).is_none_or(|t| subject.end + 1 >= end || t.kind == Kind::Comma);
            cue.is_some_and(|t| t.has(word::CUE) && t.case == Case::Lower) && closes
        });
    }
    next.gender == Gender::Relative || next.has(word::SUBORDINATOR | word::RELATIVE | word::CONJUNCTION)
}

/// A comma between the parts of a list: "jobs, schools and roads".
fn lists(stream: &[Token], comma: usize, end: usize) -> bool {
    tokens_in(stream, comma + 1..end.min(comma + 8))
        .iter()
        .take_while(|t| t.is_word() || t.kind == Kind::Comma)
        .any(|t| t.has(word::CONJUNCTION) && t.case == Case::Lower)
        && tokens_in(stream, comma + 1..end.min(comma + 8)).iter().take_while(|t| !t.has(word::CONJUNCTION)).all(|t| {
            t.is_word() && !t.has(word::ANY_VERB | word::AUXILIARY | word::PRONOUN | word::SUBORDINATOR)
                || t.kind == Kind::Comma
        })
}

/// What follows "and" is the narrator's again: another verb of the same subject.
fn acts_on(next: &Token, stream: &[Token], joint: usize, whole: bool) -> bool {
    if next.kind != Kind::Word || next.case != Case::Lower {
        return false;
    }
    let verb =
        next.has(word::ANY_VERB) && !next.has(word::NONFINITE | word::GERUND) || next.past && !next.has(word::ADVERB);
    if !whole {
        return verb
            || next.has(word::AUXILIARY) && !next.has(word::PREPOSITION)
            || next.has(word::PRONOUN) && !next.has(word::DETERMINER);
    }
    // "said that it was over and told reporters to leave"; "... but did not say when".
    let denies = next.has(word::AUXILIARY)
        && stream.iter().skip(joint + 2).take(3).any(|t| t.has(word::CUE) && t.has(word::NONFINITE));
    next.has(word::CUE) && verb || stream[joint - 1].kind != Kind::Comma && denies
}

/// The content of a noun that reports by itself and stands at `noun`: "her claim that the road was closed".
pub(crate) fn of_noun(stream: &[Token], noun: usize, end: usize) -> Option<Range<usize>> {
    let token = stream.get(noun)?;
    let opens = stream.get(noun + 1).filter(|_| noun + 2 < end)?;
    let reports = token.has(word::CLAIM) && token.kind == Kind::Word;
    (reports && is_that(opens)).then_some(noun + 1..end)
}
