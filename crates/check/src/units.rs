//! Units of measure behind a number that both wordings share: another unit is another number ("40 MWh" for "40 GWh", "30
//! kilometres" for "30 square kilometres", "9 euros a day" for "9 euros an hour").
//!
//! Which writings are one unit is in `onrecord_text::measure`; that two of them say the same is told in [`crate::numbers`]
//! before. What is no measure ("crowns", "boats") is a word.

use crate::differences::Stretch;
use crate::finding::ChangeClass;
use crate::sides::{Sides, is_repair};
use onrecord_text::fold;
use onrecord_text::measure::{self, MOST_WORDS, Measure, measure};
use std::ops::Range;

/// Gives the class of a number to unmarked changes of the unit behind a number that stays.
pub(crate) fn tell_units(sides: &Sides<'_>, stretches: &mut [Stretch]) {
    for at in 1..stretches.len() {
        let Some((q, r)) = number_before(sides, stretches, at) else { continue };
        let (Some((written, words)), Some((said, positions))) = (quoted_measure(sides, q), recorded_measure(sides, r))
        else {
            continue;
        };
        if written.agrees(said) {
            continue;
        }
        if let Some(Stretch::Change(change)) = stretches.get_mut(at) {
            let touches = change.quoted.start < words.end && words.start < change.quoted.end
                || change.recorded.start < positions.end && positions.start < change.recorded.end;
            if touches && !change.marked && !is_repair(change.class) {
                change.touched.retain(|class| *class != ChangeClass::Name);
                change.touched.push(ChangeClass::Number);
                change.class = change.touched.iter().copied().min().unwrap_or(ChangeClass::Number);
            }
        }
    }
}

/// The words behind the last number that both sides share before a change, a few words at most.
fn number_before(sides: &Sides<'_>, stretches: &[Stretch], at: usize) -> Option<(usize, u32)> {
    if !matches!(stretches.get(at), Some(Stretch::Change(change)) if !is_repair(change.class)) {
        return None;
    }
    stretches.get(at.saturating_sub(3)..at)?.iter().rev().find_map(|stretch| {
        let (quoted, recorded) = match stretch {
            Stretch::Same { quoted, recorded } => (quoted.clone(), recorded.clone()),
            Stretch::Change(change) if is_repair(change.class) => (change.quoted.clone(), change.recorded.clone()),
            _ => return None,
        };
        let near = quoted.start.max(quoted.end.saturating_sub(MOST_WORDS))..quoted.end;
        let last = near.rev().find(|i| sides.quoted_number(*i).is_some())?;
        let position = if quoted.len() == recorded.len() {
            recorded.start + (last - quoted.start) as u32
        } else {
            recorded.clone().rev().find(|position| sides.recorded_number(*position).is_some())?
        };
        sides.recorded_number(position)?;
        Some((last + 1, position + 1))
    })
}

fn quoted_measure(sides: &Sides<'_>, from: usize) -> Option<(Measure, Range<usize>)> {
    let words: Vec<&str> = (from..from + MOST_WORDS).map(|i| sides.quoted_word(i)).collect();
    longest(&words).map(|(measure, length)| (measure, from..from + length))
}

fn recorded_measure(sides: &Sides<'_>, from: u32) -> Option<(Measure, Range<u32>)> {
    let held = sides.corpus.positions_of(sides.corpus.document_at(from.saturating_sub(1)));
    let to = from.saturating_add(MOST_WORDS as u32).min(held.end);
    let words: Vec<&str> = (from..to).map(|position| sides.corpus.word(position)).collect();
    longest(&words).map(|(measure, length)| (measure, from..from + length as u32))
}

/// The longest measure that some words begin with, and its length.
fn longest(words: &[&str]) -> Option<(Measure, usize)> {
    let folded: Vec<String> = words.iter().map(|word| fold::fold(word)).collect();
    let parts: Vec<&str> = folded.iter().map(String::as_str).take_while(|word| measure::may_be_part(word)).collect();
    // "Km/h" is two words here, and "4 °C" one.
    let rate = |parts: &[&str]| match parts {
        [length, time] if matches!(*time, "h" | "s" | "hr") => measure(&[length, "/", time]),
        // The sign of degrees is no word either.
        [scale @ ("c" | "f")] => measure(&["°", scale]),
        _ => None,
    };
    (1..=parts.len()).rev().find_map(|length| {
        let parts = parts.get(..length)?;
        measure(parts).or_else(|| rate(parts)).or_else(|| measure::per(parts)).map(|measure| (measure, length))
    })
}
