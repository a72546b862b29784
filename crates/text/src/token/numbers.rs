//! Numbers as they are read: digits with their marks, spoken words, scale, unit and sign, in one token.
//!
//! The half of [`Scanner`] that holds a number open until the next word shows that it has ended. What number words and
//! units there are is told in `crate::number`.

use super::{Form, Scanner, Sink};
use crate::number::{Number, NumberWord, Spoken, Unit, currency_sign, number_word, unit_word};

/// A number that may still go on, with the range it covers so far.
pub(super) struct Open {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) state: OpenNumber,
    pub(super) unit: Unit,
    /// Whether spoken decimals have begun ("one point five").
    pub(super) has_point: bool,
    /// Whether a minus stands before it.
    pub(super) negative: bool,
}

pub(super) enum OpenNumber {
    Digits(Number),
    Words(Spoken),
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Held {
    And,
    Per,
    A,
    Point,
    /// "minus three"
    Minus,
}

impl<S: Sink> Scanner<'_, S> {
    /// Sends the word in `self.folded` on, or adds it to the number that is open.
    pub(super) fn maybe_number(&mut self, start: usize, end: usize) {
        let word = self.folded.as_str();
        let form = Form::of(word);
        if let Some(part) = number_word(word) {
            if self.extend_number(part, end) {
                return;
            }
            let mut negative = false;
            let from = match self.held {
                Some((at, _, Held::Minus)) => {
                    self.held = None;
                    negative = true;
                    at
                }
                Some((at, _, Held::A)) if matches!(part, NumberWord::Scale(_) | NumberWord::Dozen) => {
                    self.held = None;
                    at
                }
                _ => start,
            };
            self.close();
            let mut spoken = Spoken::default();
            spoken.push(part);
            let state = OpenNumber::Words(spoken);
            self.number = Some(Open { start: from, end, state, unit: Unit::None, has_point: false, negative });
            return;
        }
        let held = self.held.map(|(.., held)| held);
        if let Some(open) = &mut self.number {
            let unit = if held == Some(Held::Per) && word == "cent" { Some(Unit::Percent) } else { unit_word(word) };
            match unit {
                Some(unit) if open.unit == Unit::None && (held.is_none() || held == Some(Held::Per)) => {
                    open.unit = unit;
                    open.end = end;
                    self.held = None;
                    self.close();
                    return;
                }
                // "$10 million dollars" says its unit twice.
                Some(unit) if open.unit == unit && held.is_none() => {
                    open.end = end;
                    self.close();
                    return;
                }
                _ => {}
            }
            let takes_and = matches!(&open.state, OpenNumber::Words(spoken) if spoken.takes_and());
            if held.is_none() && word == "and" && takes_and {
                self.held = Some((start, end, Held::And));
                return;
            }
            if held.is_none() && word == "point" && !open.has_point {
                self.held = Some((start, end, Held::Point));
                return;
            }
            if held.is_none() && word == "per" {
                self.held = Some((start, end, Held::Per));
                return;
            }
        }
        self.close();
        self.hold_or_emit(start, end, form);
    }

    /// Sends a word on that is part of no number, or holds it back as one that a number may begin with.
    #[inline]
    pub(super) fn hold_or_emit(&mut self, start: usize, end: usize, form: Form) {
        if word_is_minus(form) {
            self.held = Some((start, end, Held::Minus));
        } else if word_is_a(form) {
            self.held = Some((start, end, Held::A));
        } else {
            self.emit(start, end, form, None);
        }
    }

    pub(super) fn extend_number(&mut self, part: NumberWord, end: usize) -> bool {
        let Some(open) = &mut self.number else { return false };
        // "one point five": each digit is spoken for itself.
        let begins_decimals = self.held.is_some_and(|(.., held)| held == Held::Point);
        if begins_decimals || (open.has_point && self.held.is_none()) {
            if let NumberWord::Unit(digit @ 0..=9) = part {
                let value = match &open.state {
                    OpenNumber::Digits(number) => *number,
                    OpenNumber::Words(spoken) => spoken.number(),
                };
                let Some(number) = value.with_decimal(digit).filter(|_| !value.ordinal) else { return false };
                open.state = OpenNumber::Digits(number);
                open.has_point = true;
                open.end = end;
                self.held = None;
                return true;
            }
            if begins_decimals {
                return false;
            }
        }
        match self.held {
            None => {}
            Some((.., Held::And)) if !matches!(part, NumberWord::Scale(_) | NumberWord::Dozen) => {}
            Some(_) => return false,
        }
        let fits = match &mut open.state {
            OpenNumber::Words(spoken) => spoken.push(part),
            OpenNumber::Digits(number) => match part {
                NumberWord::Scale(power) if !number.ordinal && number.exponent < 12 => {
                    *number = number.times_ten_to(power);
                    true
                }
                _ => false,
            },
        };
        if fits {
            open.end = end;
            self.held = None;
        }
        fits
    }

    /// A run that begins with a digit: "66,800", "10.5", "80th", "1990s", "10:30".
    pub(super) fn digits(&mut self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut end = start;
        let mut plain_end = start;
        let mut letters = false;
        while end < bytes.len() {
            let byte = bytes[end];
            if byte.is_ascii_digit() {
                end += 1;
                if !letters {
                    plain_end = end;
                }
            } else if byte.is_ascii_alphabetic() {
                letters = true;
                end += 1;
            } else if !letters
                && matches!(byte, b',' | b'.' | b':')
                && bytes.get(end + 1).is_some_and(u8::is_ascii_digit)
                && (byte != b',' || groups_thousands(bytes, end))
            {
                end += 1;
            } else {
                break;
            }
        }
        // "12 000": groups of three with a space between are one number.
        if plain_end == end && plain_end - start <= 3 && bytes[start] != b'0' {
            while let Some(next) = next_group(self.text, end) {
                end = next;
                plain_end = next;
            }
        }
        let currency = self.text[..start].chars().next_back().and_then(currency_sign);
        let mut from =
            currency.map_or(start, |_| start - self.text[..start].chars().next_back().map_or(0, char::len_utf8));
        // "-3" is a number, "10-3" and "no-3" are not.
        let before = self.text[..from].strip_suffix(['-', '\u{2212}']);
        let mut negative = before.is_some_and(|rest| rest.is_empty() || rest.ends_with([' ', '\n', '(', '\u{A0}']));
        if let Some(rest) = before.filter(|_| negative) {
            from = rest.len();
        }
        if let Some((at, _, Held::Minus)) = self.held {
            self.held = None;
            negative = true;
            from = at;
        }
        self.close();
        if let Some(time) = Number::from_clock(&self.text[start..end]) {
            self.emit(start, end, Form::of_number(time), Some(time));
            return end;
        }
        let number = Number::from_digits(&self.text[start..plain_end]);
        let tail = self.text[plain_end..end].to_ascii_lowercase();
        let unit = currency.unwrap_or(Unit::None);
        let power = match tail.as_str() {
            "" => Some(0),
            "k" => Some(3),
            "m" | "mn" if currency.is_some() => Some(6),
            "mn" | "million" => Some(6),
            "b" if currency.is_some() => Some(9),
            "bn" => Some(9),
            "tn" => Some(12),
            _ => None,
        };
        match (number, power) {
            (Some(number), Some(power)) => {
                let state = OpenNumber::Digits(number.times_ten_to(power));
                self.number = Some(Open { start: from, end, state, unit, has_point: false, negative });
            }
            (Some(mut number), None) if matches!(tail.as_str(), "st" | "nd" | "rd" | "th") => {
                number.ordinal = true;
                self.emit(from, end, Form::of_number(number), Some(number));
            }
            _ => self.plain(start, end),
        }
        end
    }

    /// Ends the number that is open and lets go of the word held for it.
    pub(super) fn close(&mut self) {
        if self.number.is_none() && self.held.is_none() {
            return;
        }
        if let Some(open) = self.number.take() {
            let mut number = match open.state {
                OpenNumber::Digits(number) => number,
                OpenNumber::Words(spoken) => spoken.number(),
            };
            number.unit = open.unit;
            if open.negative {
                number.mantissa = -number.mantissa;
            }
            let number = number.normalised();
            self.emit(open.start, open.end, Form::of_number(number), Some(number));
        }
        if let Some((start, end, held)) = self.held.take() {
            let form = match held {
                Held::And => Form::of("and"),
                Held::Per => Form::of("per"),
                Held::A => Form::of("a"),
                Held::Point => Form::of("point"),
                Held::Minus => Form::of("minus"),
            };
            self.emit(start, end, form, None);
        }
    }
}

#[inline]
fn word_is_minus(form: Form) -> bool {
    const MINUS: Form = Form::of("minus");
    form == MINUS
}

#[inline]
fn word_is_a(form: Form) -> bool {
    const A: Form = Form::of("a");
    form == A
}

/// The byte after a space and exactly three digits that begin at `at`.
fn next_group(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let space = rest.chars().next().filter(|c| matches!(c, ' ' | '\u{A0}' | '\u{2009}' | '\u{202F}'))?;
    let digits = rest.as_bytes().get(space.len_utf8()..)?;
    let is_digit = |i: usize| digits.get(i).is_some_and(u8::is_ascii_digit);
    let ends = !digits.get(3).is_some_and(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b',' | b':' | b'-'));
    let sentence_end = digits.get(3).is_some_and(|b| matches!(b, b'.' | b',')) && !is_digit(4);
    (is_digit(0) && is_digit(1) && is_digit(2) && (ends || sentence_end)).then_some(at + space.len_utf8() + 3)
}

/// Whether a comma at `at` stands between groups of three digits.
fn groups_thousands(bytes: &[u8], at: usize) -> bool {
    (1..=3).all(|i| bytes.get(at + i).is_some_and(u8::is_ascii_digit))
        && !bytes.get(at + 4).is_some_and(u8::is_ascii_digit)
}
