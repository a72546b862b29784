//! Phrases that are a time: a day of a month, an hour, a decade.
//!
//! Takes folded words, all of a phrase. Which phrases are read, and what else they may be, is in [`super`].

use super::{Quantity, amount, rank, small};
use crate::lexicon::MONTHS;
use crate::number::{NumberWord, Unit, number_word};

pub(super) fn day(words: &[&str]) -> Option<Quantity> {
    let plain: Vec<&str> = words.iter().copied().filter(|word| !matches!(*word, "the" | "of" | "on")).collect();
    let at = plain.iter().position(|word| month(word).is_some())?;
    let rest: Vec<&str> = plain.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, word)| *word).collect();
    if at != 0 && at + 1 != plain.len() {
        return None;
    }
    let day = match rank(&rest).or_else(|| amount(&rest))? {
        Quantity::Rank(day) => i128::from(day),
        Quantity::Amount { over, under: 1, unit: Unit::None, measure: None } => over,
        _ => return None,
    };
    (1..=31).contains(&day).then(|| Quantity::Day(plain.get(at).and_then(|word| month(word)).unwrap_or(0), day as u8))
}

pub(super) fn month(word: &str) -> Option<u8> {
    MONTHS
        .iter()
        .position(|month| {
            *month == word
                || (word.len() >= 3 && word != "may" && month.get(..3) == Some(word))
                || (word == "sept" && *month == "september")
        })
        .map(|at| at as u8)
}

pub(super) fn clock(words: &[&str]) -> Option<Quantity> {
    let (words, half_day) = match words {
        [rest @ .., "am"] | [rest @ .., "a", "m"] | [rest @ .., "oclock"] | [rest @ .., "o", "clock"] => (rest, true),
        [rest @ .., "pm"] | [rest @ .., "p", "m"] => (rest, true),
        rest => (rest, false),
    };
    let hour = |word: &str| small(word).filter(|hour| (1..=24).contains(hour)).map(|hour| hour as u16 % 12);
    let at = |hour: u16, minutes: i32| Quantity::Clock(((i32::from(hour) * 60 + minutes).rem_euclid(720)) as u16);
    match words {
        ["half", "past", h] => Some(at(hour(h)?, 30)),
        [.., "quarter", "past", h] if words.len() <= 4 => Some(at(hour(h)?, 15)),
        [.., "quarter", "to", h] if words.len() <= 4 => Some(at(hour(h)?, -15)),
        [minutes, "past", h] => Some(at(hour(h)?, small(minutes).filter(|m| *m < 60)? as i32)),
        [minutes, "to", h] if half_day => Some(at(hour(h)?, -(small(minutes).filter(|m| *m < 60)? as i32))),
        [time] if time.contains(':') => {
            let (h, minutes) = time.split_once(':')?;
            (minutes.len() == 2).then_some(())?;
            Some(at(hour(h)?, minutes.parse::<i32>().ok().filter(|m| *m < 60)?))
        }
        [h] if half_day => Some(at(hour(h)?, 0)),
        [h, tens @ ..] if half_day && !tens.is_empty() => {
            let Quantity::Amount { over, under: 1, unit: Unit::None, measure: None } = amount(tens)? else {
                return None;
            };
            Some(at(hour(h)?, i32::try_from(over).ok().filter(|m| (1..60).contains(m))?))
        }
        _ => None,
    }
}

pub(super) fn decade(words: &[&str]) -> Option<Quantity> {
    let words = words.strip_prefix(&["the"]).unwrap_or(words);
    let (century, tens) = match words {
        [years, "s"] => {
            let years: u16 =
                years.parse().ok().filter(|years| years % 10 == 0 && matches!(years, 10..100 | 1000..3000))?;
            return Some(Quantity::Decade(years));
        }
        [tens] => (0, tens),
        [century, tens] => (small(century).filter(|century| (11..30).contains(century))?, tens),
        _ => return None,
    };
    let NumberWord::Ten(tens) = number_word(&format!("{}y", tens.strip_suffix("ies")?))? else { return None };
    Some(Quantity::Decade(century as u16 * 100 + u16::from(tens)))
}
