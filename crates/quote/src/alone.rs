//! Words that determine a noun elsewhere and stand alone here: "Der war überrascht", "sagt einer von ihnen", "ruft eine der Frauen".
//!
//! Data of a language: `demonstrative` stands for somebody just named at the head of a sentence, `indefinite` for one of many. They
//! become pronouns before anything is read as a phrase, so that nothing else needs to know of them. Not for words that are
//! pronouns wherever they stand ("dieser"): those are on the language's list of pronouns.

use crate::clause::is_finite;
use crate::language::{Gender, Language, word};
use crate::stream::Narration;
use crate::token::{Case, Kind, Token, tokens_in};

/// Turns determiners that stand alone into pronouns.
pub(crate) fn mark(text: &str, tokens: &mut [Token], language: &Language) {
    if !language.stands_alone() {
        return;
    }
    for place in 0..tokens.len() {
        let token = &tokens[place];
        if token.kind != Kind::Word || !token.has(word::DETERMINER) || token.end - token.start > LONGEST {
            continue;
        }
        let Some(form) = text.get(token.range()) else { continue };
        // "..., und der rief:"
        let joined = place.checked_sub(2).is_some_and(|p| {
            tokens[p].kind == Kind::Comma && tokens[p + 1].has(word::CONJUNCTION) && tokens[p + 1].case == Case::Lower
        });
        let found = match token.is_capital() {
            true => demonstrative(text, form, tokens, place, language),
            false if joined => said_so(form, tokens, place, language),
            false => None,
        };
        let found = found.or_else(|| indefinite(form, tokens, place, language));
        if let Some((gender, flags)) = found {
            let token = &mut tokens[place];
            token.flags = word::PRONOUN | flags;
            token.gender = gender;
        }
    }
}

/// In words: an article, an office and a name.
const LONGEST_NAME: usize = 5;

/// In bytes: no such word is longer.
const LONGEST: u32 = 8;

/// "Der sagte:", "Die war empört:": at the head of a sentence before its verb. "Die nannte Ruiz dumm" may be about her.
fn demonstrative(text: &str, form: &str, tokens: &[Token], place: usize, language: &Language) -> Option<(Gender, u64)> {
    let gender = language.demonstrative(form)?;
    let verb = tokens.get(place + 1).filter(|t| heads_sentence(tokens, place) && is_finite(t))?;
    let next = tokens.get(place + 2)?;
    let object =
        gender != Gender::Male && (next.is_capital() || next.has(word::DETERMINER) && !next.has(word::OBLIQUE));
    // "Die waren empört": several.
    let plural = gender != Gender::Male && text.get(verb.range()).is_some_and(|form| language.is_plural_verb(form));
    let clear = !object && !next.is_pronoun();
    clear.then_some((if plural { Gender::Plural } else { gender }, 0))
}

/// "..., und der rief:", "..., doch die sagte:": behind a comma and a conjunction, before a verb of saying and the words.
fn said_so(form: &str, tokens: &[Token], place: usize, language: &Language) -> Option<(Gender, u64)> {
    let gender = language.demonstrative(form)?;
    let says = tokens.get(place + 1).is_some_and(|t| t.has(word::CUE) && is_finite(t));
    let opens = tokens.get(place + 2).is_some_and(|t| matches!(t.kind, Kind::Colon | Kind::Comma));
    (says && opens).then_some((gender, 0))
}

/// "einer von ihnen", "eine der Frauen", "sagt einer.": one of many.
fn indefinite(form: &str, tokens: &[Token], place: usize, language: &Language) -> Option<(Gender, u64)> {
    let gender = language.indefinite(form)?;
    let next = tokens.get(place + 1)?;
    let behind = tokens.get(place + 2);
    let of_them = next.has(word::FROM)
        && behind.is_some_and(|t| t.has(word::OBJECT) && !t.has(word::DETERMINER) || t.has(word::OBLIQUE));
    let of_those =
        next.has(word::GENITIVE) && next.case == Case::Lower && behind.is_some_and(|t| t.is_capital() || t.oblique);
    if of_them || of_those {
        return Some((gender, word::ONE_OF));
    }
    let said = place.checked_sub(1).is_some_and(|p| tokens[p].has(word::CUE) && tokens[p].case == Case::Lower);
    let heads = heads_sentence(tokens, place);
    let ends = !next.is_word() && next.kind != Kind::Other && !matches!(next.kind, Kind::QuoteOpen(_));
    let alone = said && (ends || next.has(word::PREPOSITION | word::CONJUNCTION)) || heads && is_finite(next);
    alone.then_some((gender, 0))
}

fn heads_sentence(tokens: &[Token], place: usize) -> bool {
    place.checked_sub(1).is_none_or(|p| matches!(tokens[p].kind, Kind::Break | Kind::Stop | Kind::QuoteClose(_)))
}

/// Marks adjectives and adverbs that open a sentence with a capital ("Tatsächlich werden", "Personell sieht es"), so that nobody takes
/// them for a name. Those who are named in full elsewhere stay names ("Fröhlich sagte").
pub(crate) fn mark_openers(text: &str, narration: &mut Narration, language: &Language) {
    if !language.capital_nouns {
        return;
    }
    for sentence in &narration.sentences {
        let Some(first) = narration.stream[sentence.range.clone()].iter().position(Token::is_word) else { continue };
        let place = sentence.range.start + first;
        let follows = narration.stream.get(place + 1).is_some_and(|t| t.is_word() && !t.is_capital());
        // "Schärfer wurde Ana Ruiz:", but "Bestraft wurde Ana Ruiz:": a word that tells how somebody spoke.
        let stream = tokens_in(&narration.stream, place..sentence.range.end);
        let turned = matches!(stream, [_, became, rest @ ..] if became.has(word::AUXILIARY)
        && became.gender == Gender::Neuter
        && rest.iter().position(|t| t.kind == Kind::Colon).is_some_and(|colon| {
            colon <= LONGEST_NAME
                && rest[..colon].iter().all(Token::is_word)
                && rest[..colon].last().is_some_and(|t| t.has(word::NAMED | word::GIVEN))
        }));
        let token = &mut narration.stream[place];
        let Some(form) = text.get(token.range()).filter(|_| token.case == Case::Capital && follows) else { continue };
        // "Insgesamt" ends like a body, and is none.
        let opens = language.is_opener(form) && !token.has(word::NAMED | word::GIVEN | word::FUNCTION);
        if opens || token.flags == 0 && (turned && language.is_tone(form) || language.is_adjective(form)) {
            token.flags = token.flags & word::SUMS_UP | word::ADVERB;
        }
    }
}
