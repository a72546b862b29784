//! Names as they are written: runs of capitalised words, their titles left out.
//!
//! [`next_run`] goes over a text, [`last_run`] looks into one phrase. Used by `people`, which tells whose names they are.

use crate::language::{Gender, Language, word};
use crate::phrase;
use crate::token::{Case, Token};

/// A run of capitalised words as a name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Run {
    /// Tokens of the name, titles left out.
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) gender: Gender,
}

/// The token of the surname: the last that is not a suffix like "Jr.".
pub(crate) fn surname_place(tokens: &[Token], run: &Run) -> usize {
    (run.start..run.end).rev().find(|&p| !tokens[p].has(word::SUFFIX)).unwrap_or(run.end - 1)
}

/// The next run of names at `from` or later.
pub(crate) fn next_run(tokens: &[Token], from: usize, language: &Language) -> Option<Run> {
    let mut place = from;
    while place < tokens.len() {
        if !is_name_word(&tokens[place]) {
            place += 1;
            continue;
        }
        let begin = place;
        while place < tokens.len() && place - begin < 12 {
            let token = &tokens[place];
            let article = token.has(word::DETERMINER)
                && token.case == Case::Lower
                && place > begin
                && tokens[place - 1].has(word::PARTICLE);
            // "Andres Pfeifer von der Charité": behind a given name and a surname it tells where somebody works.
            let works = language.capital_nouns
                && token.has(word::PREPOSITION)
                && place >= begin + 2
                && !tokens[place - 1].has(word::GIVEN | word::TITLE | word::ROLE)
                && tokens[place - 2].has(word::GIVEN);
            let linked = (token.has(word::PARTICLE) || article)
                && !works
                && place > begin
                && !(token.has(word::PREPOSITION) && tokens[begin..place].iter().all(|t| t.has(word::TITLE)))
                && tokens[place + 1..]
                    .iter()
                    .take(3)
                    .find(|t| !t.has(word::PARTICLE | word::DETERMINER) || t.is_capital())
                    .is_some_and(is_name_word);
            if !(is_name_word(token) || linked) || place >= begin + 2 && phrase::begins_another(tokens, place, language)
            {
                break;
            }
            place += 1;
        }
        if let Some(run) = trim_run(tokens, begin, place, language) {
            return Some(run);
        }
    }
    None
}

pub(crate) fn last_run(tokens: &[Token], language: &Language) -> Option<Run> {
    let mut best = None;
    let mut place = 0;
    while let Some(run) = next_run(tokens, place, language) {
        place = run.end;
        best = Some(run);
    }
    best
}

fn is_name_word(token: &Token) -> bool {
    token.is_capital()
        && (!token.has(word::FUNCTION | word::ADVERB) || token.has(word::TITLE | word::GIVEN))
        && (!token.has(word::TIME) || token.has(word::GIVEN))
}

/// The name within a run of capitalised words: titles and roles before it are cut off.
fn trim_run(tokens: &[Token], begin: usize, end: usize, language: &Language) -> Option<Run> {
    let mut start = begin;
    let mut gender = Gender::Unknown;
    while start + 1 < end
        // "Said Ruiz:" begins with the verb.
        && tokens[start].has(word::TITLE | word::ROLE | word::NOT_PERSON | word::ADVERB | word::CUE)
        && !(tokens[start].has(word::GIVEN) && start + 2 == end)
    {
        if matches!(tokens[start].gender, Gender::Male | Gender::Female) && !tokens[start].has(word::GIVEN) {
            gender = tokens[start].gender;
        }
        start += 1;
    }
    // "Harbour Commissioner Ruiz", "President of Latvia Ana Ruiz": the name follows the last title.
    if let Some(title) = (start..end - 1).rev().find(|&p| {
        tokens[p].has(word::TITLE | word::ROLE) && !tokens[p].has(word::GIVEN) && !tokens[p].has(word::PARTICLE)
    }) && !tokens[title + 1].has(word::SUFFIX)
    {
        start = title + 1;
    }
    if start + 2 < end && tokens[start].has(word::PARTICLE) && tokens[start].has(word::PREPOSITION) && start > begin {
        start += 2;
    }
    if language.capital_nouns {
        // Any noun may stand before the name: it begins at the given name.
        match (start..end).find(|&p| tokens[p].has(word::GIVEN)) {
            Some(given) if given + 1 < end => {
                if given > start && matches!(tokens[given - 1].gender, Gender::Male | Gender::Female) {
                    gender = tokens[given - 1].gender;
                }
                start = given;
            }
            // "Virgo van Dyk", "Fjella de la Cruz"
            _ if end - start > 2 && tokens[end - 2].has(word::PARTICLE) && !tokens[end - 2].has(word::PREPOSITION) => {
                let linked = |p: &usize| tokens[*p].has(word::PARTICLE) && tokens[*p].case == Case::Lower;
                let given = (start..end - 1).rev().find(|p| !linked(p)).filter(|&p| tokens[p].is_capital());
                start = given.unwrap_or(end - 2);
            }
            _ if end - start > 2 => start = end - 2,
            _ => {}
        }
        // "nach den Worten von Blum", but "Minister von Blum"
        let links = tokens[start].has(word::PARTICLE) && tokens[start].has(word::PREPOSITION);
        if links && start > begin && start + 1 < end && !tokens[start - 1].has(word::TITLE | word::ROLE | word::GIVEN) {
            start += 1;
        }
    }
    // "Kellers Fazit", "Kellers Anwalt", "hat Ana Keller Verständnis": the noun behind a name is no surname.
    let mut end = end;
    if language.capital_nouns && end - start == 3 && phrase::follows_name(tokens, end - 1) {
        end -= 1;
    }
    let noun = word::ROLE | word::CLAIM | word::STATEMENT;
    while language.capital_nouns
        && end > start + 1
        && tokens[end - 2].genitive
        && tokens[end - 1].has(noun)
        && !tokens[end - 1].has(word::GIVEN | word::NAMED | word::TITLE)
    {
        end -= 1;
    }
    // "Мэр Соснового Бора Ирина Волкова": a place in another case before the given name.
    if !language.inflection.is_empty() && end - start > 2 {
        match (start..end - 1).find(|&p| tokens[p].has(word::GIVEN)) {
            Some(given) => start = given,
            None if start > begin => start = end - 2,
            None => {}
        }
    }
    // A role's own gender, written small before the name: "spokeswoman Ruiz".
    if begin > 0
        && gender == Gender::Unknown
        && tokens[begin - 1].has(word::ROLE | word::TITLE)
        && matches!(tokens[begin - 1].gender, Gender::Male | Gender::Female)
    {
        gender = tokens[begin - 1].gender;
    }
    let body = &tokens[start..end];
    // "Antje Sommer": behind a given name any noun is a surname.
    let surnamed = language.capital_nouns && body.len() > 1 && body[0].has(word::GIVEN);
    let organisation =
        !surnamed && body.iter().any(|t| t.has(word::ORGANISATION | word::NOT_PERSON) && !t.has(word::GIVEN));
    let acronym = body.len() == 1 && body[0].case == Case::Upper;
    let only_title = body.len() == 1 && body[0].has(word::TITLE | word::ROLE);
    (!organisation && !acronym && !only_title).then_some(Run { start, end, gender })
}
