//! Phrases of a gap that say the same in other words: a quantity ("9kg", "nine kilos"; "250,000", "a quarter of a million"), a
//! short name and its long one ("WHO", "World Health Organization").
//!
//! Found before the words of a gap are set against one another, for one word answers to several here. Quantities of which one
//! word stays are put together later: see [`crate::numbers`].

use crate::sides::Sides;
use onrecord_text::Form;
use onrecord_text::quantity::{may_stand_in_one, quantity, same_quantity};
use onrecord_text::short_name::{is_short_for, may_be_short};
use std::ops::Range;

/// Words of both sides that say the same.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Phrase {
    pub(crate) quoted: Range<usize>,
    pub(crate) recorded: Range<u32>,
}

/// In longer gaps nothing is looked for.
const LONGEST_GAP: usize = 120;
/// The longest phrase, in words.
const LONGEST: usize = 8;
/// How many quantities of a side are looked at.
const MOST: usize = 24;

/// The phrases of a gap in order. Where the head of the gap is free, the last that fit are taken, else the first.
pub(crate) fn phrases(sides: &Sides<'_>, quoted: &Range<usize>, recorded: &Range<u32>, from_end: bool) -> Vec<Phrase> {
    if quoted.is_empty() || recorded.is_empty() || quoted.len() > LONGEST_GAP || recorded.len() > LONGEST_GAP {
        return Vec::new();
    }
    let mut found = short_names(sides, quoted, recorded);
    found.extend(spoken_in_full(sides, quoted, recorded));
    found.extend(quantities(sides, quoted, recorded));
    if found.is_empty() {
        return found;
    }
    in_order(found, from_end)
}

/// Those that neither overlap nor cross.
fn in_order(mut found: Vec<Phrase>, from_end: bool) -> Vec<Phrase> {
    let longest = |phrase: &Phrase| usize::MAX - phrase.quoted.len() - phrase.recorded.len();
    if from_end {
        found.sort_by_key(|phrase| (usize::MAX - phrase.quoted.end, u32::MAX - phrase.recorded.end, longest(phrase)));
    } else {
        found.sort_by_key(|phrase| (phrase.quoted.start, phrase.recorded.start, longest(phrase)));
    }
    let mut kept: Vec<Phrase> = Vec::new();
    for phrase in found {
        let fits = kept.last().is_none_or(|last| {
            if from_end {
                phrase.quoted.end <= last.quoted.start && phrase.recorded.end <= last.recorded.start
            } else {
                last.quoted.end <= phrase.quoted.start && last.recorded.end <= phrase.recorded.start
            }
        });
        if fits {
            kept.push(phrase);
        }
    }
    if from_end {
        kept.reverse();
    }
    kept
}

/// Whether quoted words stand as one phrase: none in brackets, and no ellipsis between them.
fn is_whole(sides: &Sides<'_>, quoted: Range<usize>) -> bool {
    let words = sides.quoted.words.get(quoted).unwrap_or(&[]);
    words.iter().enumerate().all(|(at, word)| !word.bracketed && (at == 0 || !word.after_ellipsis))
}

fn short_names(sides: &Sides<'_>, quoted: &Range<usize>, recorded: &Range<u32>) -> Vec<Phrase> {
    let mut found = Vec::new();
    for short in quoted.clone().filter(|i| may_be_short(sides.quoted_word(*i)) && is_whole(sides, *i..*i + 1)) {
        for start in recorded.clone() {
            let lengths = 2..=(recorded.end - start).min(LONGEST as u32);
            let fits = lengths.map(|length| start..start + length).find(|long| {
                is_short_for(sides.quoted_word(short), long.clone().map(|position| sides.corpus.word(position)))
            });
            found.extend(fits.map(|long| Phrase { quoted: short..short + 1, recorded: long }));
        }
    }
    for short in recorded.clone().filter(|position| may_be_short(sides.corpus.word(*position))) {
        for start in quoted.clone() {
            let lengths = 2..=(quoted.end - start).min(LONGEST);
            let fits = lengths.map(|length| start..start + length).find(|long| {
                is_whole(sides, long.clone())
                    && is_short_for(sides.corpus.word(short), long.clone().map(|i| sides.quoted_word(i)))
            });
            found.extend(fits.map(|long| Phrase { quoted: long, recorded: short..short + 1 }));
        }
    }
    found
}

/// Abbreviations that are spoken in full, and their words.
const IN_FULL: &[(&str, [&str; 2])] = &[("etc", ["et", "cetera"]), ("etc", ["et", "caetera"])];

/// "Etc." for "et cetera".
fn spoken_in_full(sides: &Sides<'_>, quoted: &Range<usize>, recorded: &Range<u32>) -> Vec<Phrase> {
    let mut found = Vec::new();
    for (short, full) in IN_FULL.iter().map(|(short, full)| (Form::of(short), full.map(Form::of))) {
        let written = quoted.clone().find(|i| sides.form(*i) == short && is_whole(sides, *i..*i + 1));
        let words = quoted.clone().find(|i| {
            *i + 2 <= quoted.end && [sides.form(*i), sides.form(i + 1)] == full && is_whole(sides, *i..*i + 2)
        });
        let heard = recorded.clone().find(|at| sides.recorded_form(*at) == short);
        let spoken = recorded
            .clone()
            .find(|at| *at + 2 <= recorded.end && [sides.recorded_form(*at), sides.recorded_form(at + 1)] == full);
        let one = written.zip(spoken).map(|(i, at)| Phrase { quoted: i..i + 1, recorded: at..at + 2 });
        let other = words.zip(heard).map(|(i, at)| Phrase { quoted: i..i + 2, recorded: at..at + 1 });
        found.extend(one.into_iter().chain(other));
    }
    found
}

fn quantities(sides: &Sides<'_>, quoted: &Range<usize>, recorded: &Range<u32>) -> Vec<Phrase> {
    let counts = |word: &str| {
        word.bytes().any(|byte| byte.is_ascii_digit())
            || ["half", "quarter", "quarters"].iter().any(|part| part.eq_ignore_ascii_case(word))
    };
    let any = quoted.clone().any(|i| sides.quoted_number(i).is_some() || counts(sides.quoted_word(i)))
        && recorded.clone().any(|at| counts(sides.corpus.word(at)) || sides.recorded_number(at).is_some());
    if !any {
        return Vec::new();
    }
    let text = |range: &Range<usize>| {
        let words = sides.quoted.words.get(range.clone())?;
        sides.text.get(words.first()?.start..words.last()?.end)
    };
    let said = |range: &Range<usize>| {
        let (first, last) = (recorded.start + range.start as u32, recorded.start + range.end as u32 - 1);
        let held = sides.corpus.documents().get(sides.corpus.document_at(first))?;
        held.document.text.get(sides.corpus.token(first).start as usize..sides.corpus.token(last).end as usize)
    };
    let fits: Vec<bool> = quoted.clone().map(|i| may_stand_in_one(sides.quoted_word(i))).collect();
    let written = of_side(&fits, |range| {
        let range = quoted.start + range.start..quoted.start + range.end;
        text(&range).filter(|_| is_whole(sides, range))
    });
    if written.is_empty() {
        return Vec::new();
    }
    let fits: Vec<bool> = recorded.clone().map(|at| may_stand_in_one(sides.corpus.word(at))).collect();
    let spoken = of_side(&fits, said);
    let mut found = Vec::new();
    for (q, phrase) in &written {
        let same = spoken.iter().filter(|(_, said)| same_quantity(phrase, said));
        found.extend(same.map(|(r, _)| Phrase {
            quoted: quoted.start + q.start..quoted.start + q.end,
            recorded: recorded.start + r.start as u32..recorded.start + r.end as u32,
        }));
    }
    found
}

/// The quantities among the words of a side, by the places of their words.
fn of_side<'t>(fits: &[bool], text: impl Fn(&Range<usize>) -> Option<&'t str>) -> Vec<(Range<usize>, &'t str)> {
    let mut found = Vec::new();
    for start in 0..fits.len() {
        let run = fits.iter().skip(start).take(LONGEST).take_while(|fits| **fits).count();
        for range in (1..=run).rev().map(|length| start..start + length) {
            if found.len() == MOST {
                return found;
            }
            found.extend(text(&range).filter(|phrase| quantity(phrase).is_some()).map(|phrase| (range, phrase)));
        }
    }
    found
}
