//! Which phrases can speak, and whose words a noun of saying stands for.
//!
//! Where every noun has a capital (German) a name and a thing look alike: [`rank`] weighs what speaks for a phrase being
//! somebody, so that of two phrases the likelier one is the subject. [`owner`] goes from words to whose they are ("das
//! Fazit der Trainerin"). Used by `verb_second` and `attribute`. Not for where a phrase begins and ends: see `phrase`.

use crate::clause;
use crate::language::{Gender, Language, word};
use crate::phrase::{self, Phrase};
use crate::token::{Case, Kind, Token, tokens_in};
use crate::verb_second;

/// Two capitals or more side by side, on no list that shows a thing ("Fjella Quarnow", "Fjella de la Cruz"): a name in full, though nobody
/// knows it.
pub(crate) fn is_full_name(core: &[Token]) -> bool {
    let known = word::GIVEN | word::NAMED | word::TITLE | word::PARTICLE | word::ROLE;
    let named = |t: &Token| t.is_capital() && t.flags & !known == 0 && !t.feminine;
    core.iter().all(|t| named(t) || t.has(word::PARTICLE)) && core.iter().filter(|t| named(t)).count() >= 2
}

/// Somebody by all signs: known, or named in full.
pub(crate) fn is_somebody(core: &[Token]) -> bool {
    rank(core) >= 3 || is_full_name(core)
}

/// Whether a phrase can be somebody: a name, a pronoun, a role, an organisation.
pub(crate) fn can_speak(phrase: &[Token]) -> bool {
    phrase.iter().any(|t| {
        t.has(word::ROLE | word::ORGANISATION | word::TITLE | word::GIVEN | word::NAMED)
            || t.is_pronoun() && matches!(t.gender, Gender::Male | Gender::Female | Gender::Plural)
            || t.is_capital() && !t.has(word::FUNCTION | word::NOT_PERSON)
    }) || is_pronoun_alone(phrase)
}

/// "diese" by itself stands for somebody; in "diese Zahlen" it only determines.
fn is_pronoun_alone(phrase: &[Token]) -> bool {
    matches!(phrase, [one, rest @ ..] if one.has(word::PRONOUN)
        && (rest.is_empty() || one.has(word::ONE_OF))
        && matches!(one.gender, Gender::Male | Gender::Female | Gender::Plural))
        // "ein anderer"
        || matches!(phrase, [article, other] if article.has(word::DETERMINER) && other.has(word::PRONOUN)
            && matches!(other.gender, Gender::Male | Gender::Female))
}

/// A listed name, title, role, organisation or a personal pronoun.
pub(crate) fn names_somebody(phrase: &[Token]) -> bool {
    phrase.iter().any(|t| {
        t.has(word::ROLE | word::TITLE | word::GIVEN | word::ORGANISATION | word::NAMED)
            || t.is_pronoun() && matches!(t.gender, Gender::Male | Gender::Female)
    }) || is_pronoun_alone(phrase)
}

/// A name, a title, a role: somebody rather than something.
pub(crate) fn names_person(phrase: &[Token]) -> bool {
    phrase.iter().any(|t| {
        t.has(word::ROLE | word::TITLE | word::GIVEN | word::ORGANISATION | word::NAMED)
            || t.is_pronoun() && t.gender != Gender::Neuter
    }) || is_pronoun_alone(phrase)
        || phrase.first().is_some_and(|t| t.is_capital() && !t.has(word::FUNCTION | word::ADVERB | word::NOT_PERSON))
            && phrase.len() <= 3
}

/// How surely a phrase is somebody: 3 a known name, a role or a body; 2 perhaps a name; 1 a noun; 0 nobody.
///
/// Only for languages that write every noun with a capital.
pub(crate) fn rank(phrase: &[Token]) -> u8 {
    let Some(first) = phrase.first() else { return 0 };
    if first.has(word::PRONOUN) && (phrase.len() == 1 || first.has(word::ONE_OF)) {
        return if first.gender == Gender::Neuter { 0 } else { 3 };
    }
    if phrase.iter().any(|t| t.has(word::GIVEN | word::NAMED | word::TITLE)) {
        return 3;
    }
    // "ihre Forderungen": the words stand for themselves, not for who has them.
    let mut nouns = phrase.iter().filter(|t| t.is_capital() && !t.has(word::FUNCTION));
    let head = nouns.next();
    // "Scharfe Kritik": an adjective has a capital at the sentence's head. But "der Oberförster Bayerns".
    let adjective = !first.has(word::DETERMINER | word::POSSESSIVE) && first.is_capital();
    let head = nouns.next().filter(|t| adjective && t.has(word::CLAIM | word::NOT_PERSON)).or(head);
    let Some(head) = head else { return u8::from(names_somebody(phrase)) * 3 };
    if head.has(word::STATEMENT) {
        return u8::from(!head.has(word::NOT_PERSON));
    }
    if head.has(word::CLAIM) && !head.has(word::ORGANISATION) {
        return 0;
    }
    if names_somebody(phrase) {
        return 3;
    }
    if head.has(word::NOT_PERSON) {
        return 0;
    }
    let determined = first.has(word::DETERMINER | word::POSSESSIVE) || first.case == Case::Lower;
    if determined && !titles_name(phrase) { 1 } else { 2 }
}

/// "der Deichgraf Onno Tjarks": behind an article two nouns side by side, or three, are an office and a name. But "das
/// Rote Kreuz", "die Vereinigten Werften": a capital on the adjective.
fn titles_name(phrase: &[Token]) -> bool {
    let Some(first) = phrase.iter().position(|t| t.is_capital() && !t.has(word::FUNCTION)) else { return false };
    let run = phrase[first..].iter().take_while(|t| t.is_capital() && !t.has(word::FUNCTION | word::TIME)).count();
    let nouns = &phrase[first..first + run];
    run >= 2 && first > 0 && !nouns.iter().any(|t| t.has(word::NOT_PERSON | word::STATEMENT | word::CLAIM | word::WORK))
}

/// Of the phrases that could be the subject of the sentence from `low` to `end`, the one that is most surely somebody:
/// the first, the one behind the verb ("Kritik übte Ana Ruiz"), the one behind "von" ("Lob kam von Ana Ruiz").
pub(crate) fn likeliest(stream: &[Token], low: usize, end: usize, language: &Language) -> Option<Phrase> {
    let weight = |found: &Phrase| rank(tokens_in(stream, found.start..found.core_end));
    let adverb = stream.get(low).is_some_and(|t| t.has(word::ADVERB));
    let first = adverb.then(|| main_subject(stream, low, end, language)).flatten();
    let first = first.or_else(|| clause::leading(stream, low, end, language));
    if first.as_ref().is_some_and(|found| weight(found) >= 2) {
        return first;
    }
    let behind = verb_second::after_finite(stream, low, end, language).filter(|found| weight(found) >= 2);
    let from = || {
        let place = (low..end).find(|&p| stream[p].has(word::PREPOSITION) && stream[p].has(word::FROM))?;
        let found = phrase::after(stream, place + 1, end, language).filter(|found| weight(found) >= 3)?;
        // "die vom Verband geplante Brücke": what goes on with a participle is no source.
        let closes = stream.get(found.end).is_none_or(|t| found.end >= end || !t.is_word());
        closes.then_some(found)
    };
    behind
        .or_else(|| main_subject(stream, low, end, language))
        .or_else(from)
        .or(first.filter(|found| weight(found) >= 1))
}

/// "In einem Brief, den niemand kannte, knarzte der Deichgraf:" the main clause goes on behind the comma with its verb,
/// known or not, and its subject.
fn main_subject(stream: &[Token], low: usize, end: usize, language: &Language) -> Option<Phrase> {
    let first = stream.get(low)?;
    let opens = first.has(word::PREPOSITION | word::SUBORDINATOR);
    // "Da Fischer auf Wasser angewiesen sind, knarzte Ruiz": an adverb that opens a clause whose verb ends it.
    let adverb = first.has(word::ADVERB) && !stream.get(low + 1).is_some_and(|t| clause::is_finite(t) || t.flags == 0);
    (low + 2..end)
        .rev()
        .filter(|&p| stream[p].kind == Kind::Comma && (opens || adverb && clause::is_finite(&stream[p - 1])))
        .find_map(|comma| {
            let verb = stream.get(comma + 1).filter(|t| t.kind == Kind::Word && t.case == Case::Lower)?;
            let acts = verb.flags == 0 || verb.has(word::ANY_VERB) && clause::is_finite(verb);
            verb_second::nominative(stream, comma + 2, end, language).filter(|_| acts)
        })
        .filter(|found| rank(tokens_in(stream, found.start..found.core_end)) >= 2)
}

/// Whose words a noun stands for: "das Fazit der Trainerin", "das Urteil von Ana Ruiz", "so ihre Einschätzung". `None`
/// where the phrase is no such noun or nobody is named.
pub(crate) fn owner(stream: &[Token], noun: &Phrase, end: usize, language: &Language) -> Option<Phrase> {
    let place = (noun.start..noun.core_end).find(|&p| {
        let words = stream[p].has(word::CLAIM) || stream[p].has(word::STATEMENT) && stream[p].has(word::NOT_PERSON);
        words && stream[p].is_capital()
    })?;
    let first = &stream[noun.start];
    if first.has(word::POSSESSIVE) && !first.has(word::DETERMINER) {
        return Some(Phrase { start: noun.start, end: noun.start + 1, core_end: noun.start + 1, relative: None });
    }
    // "Ana Ruiz' Bilanz"
    if place > noun.start
        && tokens_in(stream, noun.start..place).iter().all(Token::is_capital)
        && (names_somebody(tokens_in(stream, noun.start..place)) || place == noun.start + 1 && first.genitive)
    {
        return Some(Phrase { start: noun.start, end: place, core_end: place, relative: None });
    }
    let link = stream.get(place + 1).filter(|_| place + 1 < end)?;
    let genitive = link.has(word::OBLIQUE | word::GENITIVE) && link.has(word::DETERMINER);
    let from = match genitive {
        true => place + 1,
        false if link.has(word::PREPOSITION) && link.has(word::PARTICLE) => place + 2,
        false => return None,
    };
    phrase::after(stream, from, end, language).filter(|found| rank(tokens_in(stream, found.start..found.core_end)) >= 1)
}
