//! Phrases that name a source: "according to the mayor", "seiner Ansicht nach", "einem Bericht zufolge".
//!
//! [`source`] reads one that begins at a place, or ends there where the language puts its word behind the noun. The phrases are
//! data of the language. Not for verbs that attribute: see `clause`.

use crate::clause::Clause;
use crate::language::{Gender, Language, word};
use crate::phrase::{self, Phrase};
use crate::token::{Case, Kind, Token, tokens_in};

/// Whose view it is: "seiner Ansicht nach", "nach ihrer Meinung". The mention is the possessive.
fn owned_view(stream: &[Token], place: usize) -> Option<Clause> {
    let has = |offset: usize, flags: u64| stream.get(place + offset).is_some_and(|t| t.has(flags));
    // "gegen die ihrer Meinung nach verbreiteten Irrtümer": within a phrase it tells of the phrase only.
    if place.checked_sub(1).is_some_and(|p| stream[p].has(word::DETERMINER) && stream[p].case == Case::Lower) {
        return None;
    }
    let owner = if has(0, word::POSSESSIVE) && has(1, word::CLAIM) && has(2, word::SOURCE | word::SOURCE_AFTER) {
        place
    } else if has(0, word::VIEW) && has(1, word::POSSESSIVE) && has(2, word::CLAIM) {
        place + 1
    } else {
        return None;
    };
    let subject = Phrase { start: owner, end: owner + 1, core_end: owner + 1, relative: None };
    Some(Clause { cue: place, cue_end: place + 3, subject, strong: true })
}

/// "Nach Ruiz' Ansicht", "laut Kellers Bericht": whose view it is, by name.
fn named_view(stream: &[Token], place: usize) -> Option<Clause> {
    let from = place + 1;
    let run = stream.get(from..)?.iter().take(4).take_while(|t| t.is_capital() && !t.has(word::FUNCTION)).count();
    // The noun ends the run of capitals, unless an apostrophe parts it from the name.
    let apostrophe = stream.get(from + run).is_some_and(|t| t.kind == Kind::Possessive);
    let (name_end, noun) =
        if apostrophe { (from + run, from + run + 1) } else { ((from + run).checked_sub(1)?, from + run - 1) };
    let owned = apostrophe || name_end > from && stream.get(name_end - 1)?.genitive;
    let view = stream.get(noun).is_some_and(|t| t.is_capital() && t.has(word::CLAIM | word::STATEMENT));
    if !(stream.get(place)?.has(word::VIEW) && owned && view && name_end > from) {
        return None;
    }
    let subject = Phrase { start: from, end: name_end, core_end: name_end, relative: None };
    Some(Clause { cue: place, cue_end: noun + 1, subject, strong: true })
}

/// A phrase that names a source ("according to the mayor") and begins at `place`.
pub(crate) fn source(text: &str, stream: &[Token], place: usize, end: usize, language: &Language) -> Option<Clause> {
    let token = stream.get(place)?;
    if language.capital_nouns
        && token.has(word::SOURCE | word::POSSESSIVE)
        && let Some(clause) = owned_view(stream, place)
    {
        return Some(clause);
    }
    if language.capital_nouns
        && token.has(word::VIEW)
        && let Some(clause) = named_view(stream, place).filter(|found| found.cue_end <= end)
    {
        return Some(clause);
    }
    if (language.own_first && token.has(word::POSSESSIVE) || language.free_order && token.has(word::SOURCE))
        && let Some(clause) = own_words(text, stream, place, end, language)
    {
        return Some(clause);
    }
    // "jego zdaniem most": whose view it is stands before it.
    let owned = language.own_first && place.checked_sub(1).is_some_and(|p| stream[p].has(word::POSSESSIVE));
    if token.has(word::SOURCE) && !owned {
        let follows = place.checked_sub(1).is_some_and(|p| match stream[p].kind {
            Kind::Comma | Kind::Quote(_) | Kind::Dash => true,
            // "Das sei (so Ruiz) „...“"
            Kind::BracketOpen => language.capital_nouns,
            _ => false,
        });
        // Most phrases begin with another word: the rest of them is compared only behind the same one.
        let first = text.get(token.range()).unwrap_or("").to_lowercase();
        for (tail, phrase_words) in &language.sources {
            if phrase_words.first().is_none_or(|wanted| **wanted != *first) {
                continue;
            }
            if *tail && !follows || phrase_words.iter().any(|wanted| **wanted == *"~") {
                continue;
            }
            let matches = phrase_words.iter().enumerate().all(|(offset, wanted)| {
                stream.get(place + offset).and_then(|t| text.get(t.range())).is_some_and(|have| same_word(have, wanted))
            });
            let mut after = place + phrase_words.len();
            // "so jedenfalls die Trainerin"
            while *tail
                && language.capital_nouns
                && after < place + 4
                && stream.get(after).is_some_and(|t| {
                    // "so gestern Abend die Trainerin", "so 2008 der Chef"
                    let dated = t.has(word::TIME) && !t.has(word::GIVEN) || t.kind == Kind::Number;
                    t.has(word::ADVERB | word::ABBREVIATION) && t.case == Case::Lower || dated
                })
                && !stream[after].has(word::DETERMINER | word::PREPOSITION)
            {
                after += 1;
            }
            // "so es weiter in dem Schreiben"
            let it = language.capital_nouns
                && stream.get(after).is_some_and(|t| t.is_pronoun() && t.gender == Gender::Neuter);
            let somebody = !it
                && stream.get(after).is_some_and(|t| {
                    t.is_capital()
                        || t.plural
                        || t.has(
                            word::DETERMINER
                                | word::POSSESSIVE
                                | word::PRONOUN
                                | word::ROLE
                                | word::ORGANISATION
                                | word::TITLE,
                        )
                        || language.free_order && is_noun(t)
                });
            // "selon lui": a pronoun that is no subject elsewhere.
            let pronoun = stream.get(after).filter(|t| {
                after < end
                    && language.free_order
                    && t.has(word::OBJECT)
                    && matches!(t.gender, Gender::Male | Gender::Female | Gender::Plural)
            });
            if matches && pronoun.is_some() && !stream.get(after + 1).is_some_and(|t| t.is_capital()) {
                let subject = Phrase { start: after, end: after + 1, core_end: after + 1, relative: None };
                return Some(Clause { cue: place, cue_end: after, subject, strong: true });
            }
            if matches
                && somebody
                && let Some(subject) = phrase::after(stream, after, end, language)
            {
                return Some(Clause { cue: place, cue_end: after, subject, strong: true });
            }
        }
    }
    // "Pour le maire, les faits sont ...", "Para Salles, ...": at the head of a sentence, before somebody and a comma.
    if language.free_order
        && token.has(word::VIEWER)
        && token.is_capital()
        && let Some(subject) = phrase::after(stream, place + 1, end, language)
        && (place..end).skip(1).any(|p| stream[p].kind == Kind::Comma && p == subject.end)
    {
        let core = tokens_in(stream, subject.start..subject.core_end);
        let known = core.iter().any(|t| t.has(word::ROLE | word::TITLE | word::GIVEN | word::NAMED));
        if known && !core.iter().any(|t| t.plural && t.has(word::ROLE)) {
            return Some(Clause { cue: place, cue_end: place + 1, subject, strong: true });
        }
    }
    if token.has(word::SOURCE_AFTER)
        && let Some(mut subject) = phrase::antecedent(stream, place.saturating_sub(8), place, language)
    {
        // "den Messungen am Oberlauf zufolge": over what belongs to the noun.
        for _ in 0..3 {
            let low = place.saturating_sub(12);
            let Some(link) = subject.start.checked_sub(1).filter(|&p| p > low) else { break };
            let belongs = stream[link].has(word::PREPOSITION) && !stream[link].has(word::SUBORDINATOR);
            match phrase::antecedent(stream, low, link, language).filter(|_| belongs && language.capital_nouns) {
                Some(head) if stream[head.start].has(word::DETERMINER | word::POSSESSIVE) => subject = head,
                _ => break,
            }
        }
        return Some(Clause { cue: place, cue_end: place + 1, subject, strong: true });
    }
    None
}

/// "по его словам", "jego zdaniem": phrases of the list in which "~" stands for whose words they are. The mention is the possessive.
fn own_words(text: &str, stream: &[Token], place: usize, end: usize, language: &Language) -> Option<Clause> {
    for (_, phrase_words) in &language.sources {
        let Some(owner) = phrase_words.iter().position(|wanted| **wanted == *"~") else { continue };
        let matches = phrase_words.iter().enumerate().all(|(offset, wanted)| {
            let have = stream.get(place + offset).filter(|_| place + offset < end);
            have.is_some_and(|t| match offset == owner {
                true => t.has(word::POSSESSIVE),
                false => text.get(t.range()).is_some_and(|have| same_word(have, wanted)),
            })
        });
        if matches {
            let at = place + owner;
            let subject = Phrase { start: at, end: at + 1, core_end: at + 1, relative: None };
            return Some(Clause { cue: place, cue_end: place + phrase_words.len(), subject, strong: true });
        }
    }
    None
}

/// A word that can be a noun: on no list of grammar and no verb.
fn is_noun(token: &Token) -> bool {
    token.kind == Kind::Word && !token.has(word::FUNCTION | word::ANY_VERB | word::ADVERB | word::TIME)
}

fn same_word(have: &str, wanted: &str) -> bool {
    have.len() == wanted.len() && have.eq_ignore_ascii_case(wanted)
        || have.chars().flat_map(char::to_lowercase).eq(wanted.chars())
}
