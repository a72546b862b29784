//! Surnames that look like something else: with small words before them ("zur Mühlen", "von und zu Ehrn") or written like a noun
//! ("Herbst", "Sturm").
//!
//! Where somebody is named in full once ("Karla zur Mühlen", "Dirk Herbst"), the surname alone is known wherever it stands as a name
//! does. Runs over the tokens before anything is read as a phrase, for languages that write every noun with a capital. Data of
//! the language: `name-link`. Not for whose name it is: see `people`.

use crate::language::{Gender, Language, word};
use crate::token::{Case, Kind, Token};
use std::collections::HashMap;
use std::ops::Range;

/// Kinds of nouns that are surnames too ("Herbst", "Sturm").
const LOOKS_SO: u64 = word::TIME | word::NOT_PERSON | word::STATEMENT | word::CLAIM | word::WORK;

/// In words: the small words before a surname ("von und zu").
const MOST_LINKS: usize = 3;

/// In bytes: the first small word before a surname ("della").
const LONGEST_LINK: u32 = 5;

/// In bytes: "zu".
const SHORT: usize = 2;

/// In words: how far back a form of "werden" is looked for.
const LONGEST_CLAUSE: usize = 14;

/// Makes surnames of those who are named in full readable as names.
pub(crate) fn mark(text: &str, tokens: &mut [Token], language: &Language) {
    if !language.capital_nouns {
        return;
    }
    let known = collect(text, tokens, language);
    if known.is_empty() {
        return;
    }
    for place in 0..tokens.len() {
        // Most names are neither like a noun nor behind a small word.
        let before = place.checked_sub(1).map(|p| &tokens[p]);
        let small = before.is_some_and(|t| t.kind == Kind::Word && t.end - t.start <= LONGEST_LINK);
        if !is_noun(&tokens[place]) || !(small || tokens[place].has(LOOKS_SO)) {
            continue;
        }
        let Some(links) = text.get(tokens[place].range()).and_then(|surname| known.get(surname)) else { continue };
        for link in links {
            unlock(text, tokens, place, link);
        }
    }
}

/// Surnames and the small words before them, as they stand in the text; those whose names look like nouns have none.
fn collect<'t>(text: &'t str, tokens: &mut [Token], language: &Language) -> HashMap<&'t str, Vec<&'t str>> {
    let mut known: HashMap<&str, Vec<&str>> = HashMap::new();
    for place in 0..tokens.len().saturating_sub(1) {
        let titled =
            || place.checked_sub(1).is_some_and(|p| tokens[p].has(word::ROLE | word::TITLE) && tokens[p].is_capital());
        let given = tokens[place].is_capital()
            && (tokens[place].has(word::GIVEN)
                || tokens[place].flags == 0 && tokens[place].kind == Kind::Word && titled()
                || is_before_foreign(tokens, place));
        if !given {
            continue;
        }
        let next = &tokens[place + 1];
        if is_noun(next) && next.has(LOOKS_SO) && tokens[place].has(word::GIVEN) && !next.has(word::GIVEN) {
            let ends = tokens.get(place + 2).is_none_or(|t| !is_noun(t));
            if let Some(surname) = text.get(next.range()).filter(|_| ends && next.case == Case::Capital) {
                add(&mut known, surname, "");
            }
            continue;
        }
        let Some(links) = linked(text, tokens, place + 1, language) else { continue };
        let surname = &tokens[links.end];
        let other = word::ROLE | word::TITLE | word::ORGANISATION | word::NOT_PERSON | word::TIME;
        if surname.has(other) {
            continue;
        }
        let (first, last) = (tokens[links.start].start as usize, tokens[links.end - 1].end as usize);
        let Some((link, surname)) = text.get(first..last).zip(text.get(surname.range())) else { continue };
        add(&mut known, surname, link);
        tokens[place].flags |= word::GIVEN;
        // What phrases do not read as a part of a name by themselves ("zur", "und").
        let first = &tokens[links.start];
        let read = first.has(word::PARTICLE)
            && (links.len() == 1 || first.end - first.start > SHORT as u32)
            && tokens[links.clone()].iter().all(|t| t.has(word::PARTICLE | word::DETERMINER));
        if !read {
            for token in &mut tokens[links] {
                (token.flags, token.case, token.gender) = (0, Case::Capital, Gender::Unknown);
            }
        }
    }
    known
}

fn add<'t>(known: &mut HashMap<&'t str, Vec<&'t str>>, surname: &'t str, link: &'t str) {
    let links = known.entry(surname).or_default();
    if !links.contains(&link) && links.len() < MOST_LINKS {
        links.push(link);
    }
}

/// The small words at `from` that belong to the name behind them: the longest that the language knows.
fn linked(text: &str, tokens: &[Token], from: usize, language: &Language) -> Option<Range<usize>> {
    if tokens.get(from).is_none_or(|t| t.case != Case::Lower || t.end - t.start > LONGEST_LINK) {
        return None;
    }
    let count = tokens
        .get(from..)?
        .iter()
        .take(MOST_LINKS)
        .take_while(|t| t.kind == Kind::Word && t.case == Case::Lower)
        .count();
    (1..=count).rev().map(|count| from..from + count).find(|links| {
        let written = text.get(tokens[links.start].start as usize..tokens[links.end - 1].end as usize);
        tokens.get(links.end).is_some_and(is_noun) && written.is_some_and(|link| language.is_name_link(link))
    })
}

/// "Fjella de la Cruz", "Tamo van der Wieken": a word on no list before small words that only names have here. But "zur" and "von" are
/// prepositions as well.
fn is_before_foreign(tokens: &[Token], place: usize) -> bool {
    let small = tokens.get(place + 1).filter(|t| t.case == Case::Lower && t.has(word::PARTICLE));
    tokens[place].flags == 0
        && tokens[place].case == Case::Capital
        && small.is_some_and(|t| !t.has(word::PREPOSITION | word::DETERMINER | word::AUXILIARY))
}

fn is_noun(token: &Token) -> bool {
    token.kind == Kind::Word && token.is_capital()
}

/// Lets the surname at `place`, with the small words that stand before it in the text, be read as a name.
fn unlock(text: &str, tokens: &mut [Token], place: usize, link: &str) {
    if link.is_empty() {
        // "im Sommer", "der heiße Sommer", "drei Sommer"
        let other = word::DETERMINER | word::POSSESSIVE | word::PREPOSITION | word::OBLIQUE | word::GIVEN | word::TITLE;
        let noun = place.checked_sub(1).is_some_and(|p| {
            let before = &tokens[p];
            let adjective = before.case == Case::Lower && before.flags == 0 && before.oblique;
            before.has(other) || adjective || before.kind == Kind::Number
        });
        if !noun {
            tokens[place].flags = 0;
            tokens[place].gender = Gender::Unknown;
        }
        return;
    }
    let count = link.split(' ').count();
    let Some(from) = place.checked_sub(count) else { return };
    let written = text.get(tokens[from].start as usize..tokens[place - 1].end as usize);
    if !written.is_some_and(|written| written.eq_ignore_ascii_case(link)) {
        return;
    }
    let opens = tokens[from].is_capital();
    // "Karla von Plüsch", "Ministerin von Plüsch", "die Rede von Plüsch"
    let before = from.checked_sub(1).map(|p| &tokens[p]);
    if before.is_some_and(is_noun) {
        return;
    }
    // "wurde von Plüsch gelobt", "sagte zu Plüsch"
    let alone = count == 1 && tokens[from].has(word::PARTICLE) && tokens[from].has(word::PREPOSITION);
    let to = link.len() == SHORT && alone;
    let clause = tokens[..from].iter().rev().take(LONGEST_CLAUSE).take_while(|t| t.is_word());
    let passive = alone && clause.clone().any(|t| t.has(word::AUXILIARY) && t.gender == Gender::Neuter);
    if !opens && (to || passive) {
        return;
    }
    for token in tokens.get_mut(from..place).unwrap_or_default() {
        (token.flags, token.case, token.gender) = (word::TITLE, Case::Capital, Gender::Unknown);
    }
}
