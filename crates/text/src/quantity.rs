//! What a phrase amounts to, however it is put: "half a million" is 500,000, "three and a half" is 3 1/2, "half past six" is 6.30,
//! "the 1st of October" is October 1.
//!
//! For telling that two wordings which differ say the same value. Words are not cut into numbers here (see [`crate::number`]):
//! a phrase is read whole or not at all. English.

use crate::fold::fold;
use crate::measure::{self, Measure, measure};
use crate::number::{NumberWord, Unit, number_word};

use dates::{clock, day, decade, month};

/// What a phrase amounts to. Two phrases of equal quantities say the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantity {
    /// A value as a fraction in lowest terms, with what it counts.
    Amount {
        /// Above the line.
        over: i128,
        /// Below the line, above 0.
        under: i128,
        /// What is counted: money, or parts of a hundred.
        unit: Unit,
        /// What is measured.
        measure: Option<Measure>,
    },
    /// A rank: "third", "80th", "the 2nd".
    Rank(u32),
    /// A day of a month: month from 0, day.
    Day(u8, u8),
    /// A time of day on a clock of twelve hours, in minutes.
    Clock(u16),
    /// Ten years: "the 1960s", "the nineteen-sixties"; below 100 where no century is said.
    Decade(u16),
}

/// The longest phrase that is read, in words.
const MOST_WORDS: usize = 12;

impl Quantity {
    /// Whether two are the same, as far as both say what is measured ("4 degrees" and "4 °C").
    fn agrees(&self, other: &Quantity) -> bool {
        match (self, other) {
            (
                Quantity::Amount { over, under, unit, measure: Some(one) },
                Quantity::Amount { over: o, under: u, unit: n, measure: Some(other) },
            ) => (over, under, unit) == (o, u, n) && one.agrees(*other),
            // "The seventies" says which ten years they are, and leaves out the century where it is the last one.
            (Quantity::Decade(one), Quantity::Decade(other)) => {
                let (short, long) = (one.min(other), one.max(other));
                one == other || ((20..100).contains(short) && *long == 1900 + short)
            }
            _ => self == other,
        }
    }
}

/// What a phrase amounts to; `None` if it is no quantity, or not one alone.
pub fn quantity(phrase: &str) -> Option<Quantity> {
    let words = words(phrase)?;
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    if !words.iter().all(|word| may_be_part(word)) {
        return None;
    }
    let dated = day(&words).or_else(|| clock(&words)).or_else(|| decade(&words));
    dated.or_else(|| rank(&words)).or_else(|| amount(&words))
}

/// What a phrase amounts to where a letter that may stand for a scale stands for a unit: "14m" is 14 metres.
fn measured(phrase: &str) -> Option<Quantity> {
    let words = words(phrase)?;
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    with_measure(&words, false)
}

/// Whether a word may be ten years, or the last of the words that say so: "1970s", "'70s", "seventies". Errs towards no.
pub fn may_be_decade(word: &str) -> bool {
    let digits = || word.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '\'' | '’' | '‘'));
    let tens = || word.strip_suffix("ies").is_some_and(|stem| number_word(&format!("{stem}y")).is_some());
    word.ends_with('s') && (digits() && word.bytes().any(|byte| byte.is_ascii_digit()) || tens())
}

/// Whether two phrases amount to the same. "6.30" is a time beside "half past six", and a number beside another.
pub fn same_quantity(a: &str, b: &str) -> bool {
    match (quantity(a), quantity(b)) {
        (Some(x), Some(y)) if x.agrees(&y) => true,
        (Some(Quantity::Clock(time)), Some(Quantity::Amount { .. })) => clock_with_point(b) == Some(time),
        (Some(Quantity::Amount { .. }), Some(Quantity::Clock(time))) => clock_with_point(a) == Some(time),
        (Some(Quantity::Amount { measure: None, .. }), Some(y @ Quantity::Amount { measure: Some(_), .. })) => {
            measured(a).is_some_and(|x| x.agrees(&y))
        }
        (Some(x @ Quantity::Amount { measure: Some(_), .. }), Some(Quantity::Amount { measure: None, .. })) => {
            measured(b).is_some_and(|y| x.agrees(&y))
        }
        _ => false,
    }
}

/// Whether some words may stand in a phrase that is a quantity. Errs towards yes; told sooner than what a phrase amounts to.
pub fn may_stand_in_one(phrase: &str) -> bool {
    // A number that is joined of several groups only here is one of many digits elsewhere.
    phrase.len() > 40 || words(phrase).is_some_and(|words| words.iter().all(|word| may_be_part(word)))
}

/// Whether a word may be part of a quantity: no other words are read below. Errs towards yes.
fn may_be_part(word: &str) -> bool {
    const OTHERS: &[&str] = &[
        "the", "and", "point", "per", "past", "half", "halve", "halves", "quarter", "quarters", "cent", "cents",
        "pence", "minus", "oclock", "clock", "second", "seconds",
    ];
    // Short ones are "a", "of", "to", "pm", "th", signs and the like.
    word.chars().nth(2).is_none()
        || word.bytes().any(|byte| byte.is_ascii_digit())
        || number_word(word).is_some()
        || word.strip_suffix('s').is_some_and(|stem| number_word(stem).is_some())
        || word.strip_suffix("ies").is_some_and(|stem| number_word(&format!("{stem}y")).is_some())
        || OTHERS.contains(&word)
        || scale_of(word).is_some()
        || crate::number::unit_word(word).is_some()
        || month(word).is_some()
        || measure::may_be_part(word)
}

fn clock_with_point(phrase: &str) -> Option<u16> {
    let (hour, minutes) = phrase.trim().split_once('.')?;
    let hour: u16 = hour.parse().ok().filter(|hour| *hour <= 24)?;
    let minutes: u16 = minutes.parse().ok().filter(|m| *m < 60 && minutes.len() == 2)?;
    Some(hour % 12 * 60 + minutes)
}

/// The words of a phrase, folded; signs that count are words of their own.
fn words(phrase: &str) -> Option<Vec<String>> {
    let mut out: Vec<String> = Vec::new();
    let mut word = String::new();
    let letters: Vec<char> = phrase.chars().take(160).collect();
    let flush = |word: &mut String, out: &mut Vec<String>| {
        if !word.is_empty() {
            let roman = roman(word);
            out.push(roman.map_or_else(|| fold(word), |value| value.to_string()));
            word.clear();
        }
    };
    for (i, &c) in letters.iter().enumerate() {
        let digit = |at: Option<usize>| at.and_then(|at| letters.get(at)).is_some_and(char::is_ascii_digit);
        match c {
            '0'..='9' if word.ends_with(|c: char| c.is_alphabetic()) => {
                // "30 km2"
                let ends = !letters.get(i + 1).is_some_and(|next| next.is_alphanumeric());
                if !(matches!(c, '2' | '3') && ends && matches!(fold(&word).as_str(), "m" | "km" | "cm" | "mm")) {
                    return None;
                }
                word.push(c);
            }
            ',' if digit(i.checked_sub(1)) && digit(Some(i + 1)) => {}
            '.' | ':' if digit(i.checked_sub(1)) && digit(Some(i + 1)) => word.push(c),
            '½' | '¼' | '¾' => {
                flush(&mut word, &mut out);
                out.extend(
                    match c {
                        '½' => ["1", "/", "2"],
                        '¼' => ["1", "/", "4"],
                        _ => ["3", "/", "4"],
                    }
                    .map(str::to_owned),
                );
            }
            '$' | '€' | '£' | '¥' | '₽' | '%' | '/' | '°' => {
                flush(&mut word, &mut out);
                out.push(c.to_string());
            }
            c if c.is_alphanumeric() => {
                // "60m", "5pm", "1st": the letters behind digits are a word.
                if c.is_alphabetic() && word.ends_with(|c: char| c.is_ascii_digit()) {
                    flush(&mut word, &mut out);
                }
                word.push(c);
            }
            '\'' | '’' => {}
            // "-3" is not "3"; "twenty-five" and "10-3" are no negative numbers.
            '-' | '\u{2212}' if word.is_empty() && (digit(Some(i + 1)) || letters.get(i + 1) == Some(&'$')) => {
                out.push("minus".to_owned());
            }
            // "250 000": groups of three are one number.
            ' ' | '\n' | '\u{A0}' | '\u{2009}' | '\u{202F}'
                if !word.is_empty()
                    && word.bytes().all(|byte| byte.is_ascii_digit())
                    && (1..=3).all(|ahead| digit(Some(i + ahead)))
                    && !digit(Some(i + 4)) => {}
            _ => flush(&mut word, &mut out),
        }
    }
    flush(&mut word, &mut out);
    (!out.is_empty() && out.len() <= MOST_WORDS).then_some(out)
}

/// The value of a numeral from II to XIV; only where written in capitals ("World War II").
pub fn roman(word: &str) -> Option<u32> {
    const NUMERALS: [&str; 11] = ["II", "III", "IV", "VI", "VII", "VIII", "IX", "XI", "XII", "XIII", "XIV"];
    const VALUES: [u32; 11] = [2, 3, 4, 6, 7, 8, 9, 11, 12, 13, 14];
    NUMERALS.iter().position(|numeral| *numeral == word).and_then(|at| VALUES.get(at).copied())
}

fn rank(words: &[&str]) -> Option<Quantity> {
    let words = words.strip_prefix(&["the"]).unwrap_or(words);
    match words {
        [digits, "st" | "nd" | "rd" | "th"] => digits.parse().ok().map(Quantity::Rank),
        ["second"] => Some(Quantity::Rank(2)),
        [word] => match number_word(word)? {
            NumberWord::OrdinalUnit(n) | NumberWord::OrdinalTen(n) => Some(Quantity::Rank(u32::from(n))),
            _ => None,
        },
        [tens, "second"] => match number_word(tens)? {
            NumberWord::Ten(n) => Some(Quantity::Rank(u32::from(n) + 2)),
            _ => None,
        },
        [tens, unit] => match (number_word(tens)?, number_word(unit)?) {
            (NumberWord::Ten(a), NumberWord::OrdinalUnit(b)) if b < 10 => {
                Some(Quantity::Rank(u32::from(a) + u32::from(b)))
            }
            _ => None,
        },
        _ => None,
    }
}

/// A fraction; kept in lowest terms.
#[derive(Clone, Copy, PartialEq)]
struct Ratio(i128, i128);

impl Ratio {
    const ZERO: Ratio = Ratio(0, 1);

    fn new(over: i128, under: i128) -> Option<Ratio> {
        let (mut a, mut b) = (over.abs(), under);
        while b != 0 {
            (a, b) = (b, a % b);
        }
        (under > 0 && a > 0).then(|| Ratio(over / a, under / a)).or((over == 0).then_some(Ratio::ZERO))
    }

    fn plus(self, other: Ratio) -> Option<Ratio> {
        let over = self.0.checked_mul(other.1)?.checked_add(other.0.checked_mul(self.1)?)?;
        Ratio::new(over, self.1.checked_mul(other.1)?)
    }

    fn times(self, factor: i128) -> Option<Ratio> {
        Ratio::new(self.0.checked_mul(factor)?, self.1)
    }
}

fn amount(words: &[&str]) -> Option<Quantity> {
    let (mut words, mut unit) = (words, Unit::None);
    if let [sign, rest @ ..] = words
        && let Some(known) = sign.chars().next().and_then(crate::number::currency_sign)
    {
        (words, unit) = (rest, known);
    }
    let negative = words.first() == Some(&"minus");
    if negative {
        words = words.get(1..)?;
    }
    // "Three dollars and fifty cents."
    if let Some(at) =
        words.iter().position(|word| matches!(*word, "dollars" | "dollar" | "euros" | "euro" | "pounds" | "pound"))
        && let [rest @ .., "cents" | "cent" | "pence"] = words.get(at + 1..)?
        && unit == Unit::None
    {
        let rest = rest.strip_prefix(&["and"]).unwrap_or(rest);
        let cents = value(rest)?;
        let whole = units_of_price(words.get(..at)?)?.plus(Ratio::new(cents.0, cents.1.checked_mul(100)?)?)?;
        let unit = words.get(at).and_then(|word| crate::number::unit_word(word))?;
        return Some(Quantity::Amount { over: whole.0, under: whole.1, unit, measure: None });
    }
    // "A dollar fourteen", "two dollars fifty": so prices are spoken.
    if unit == Unit::None
        && let Some(at) =
            words.iter().position(|word| matches!(*word, "dollars" | "dollar" | "euros" | "euro" | "pounds" | "pound"))
        && let (before, [_, cents @ ..]) = words.split_at(at)
        && let Some(Ratio(cents @ 10..=99, 1)) = whole(cents)
    {
        let units = units_of_price(before)?;
        let price = units.plus(Ratio::new(cents, 100)?)?;
        let unit = words.get(at).and_then(|word| crate::number::unit_word(word))?;
        return (units.1 == 1).then_some(Quantity::Amount { over: price.0, under: price.1, unit, measure: None });
    }
    if let [rest @ .., last] = words
        && !rest.is_empty()
    {
        let known = match *last {
            "%" => Some(Unit::Percent),
            "cent" if rest.last() == Some(&"per") => Some(Unit::Percent),
            word => crate::number::unit_word(word),
        };
        if let Some(known) = known.filter(|known| unit == Unit::None || unit == *known) {
            unit = known;
            words = if *last == "cent" { rest.get(..rest.len() - 1)? } else { rest };
        }
    }
    let plain = if unit == Unit::None { value(words) } else { value(words).or_else(|| fraction_of_one(words)) };
    let Some(value) = plain else {
        return if unit == Unit::None { with_measure(words, negative) } else { None };
    };
    let over = if negative { value.0.checked_neg()? } else { value.0 };
    Some(Quantity::Amount { over, under: value.1, unit, measure: None })
}

/// How many dollars stand before the cents of a price: "a dollar", "three dollars".
fn units_of_price(words: &[&str]) -> Option<Ratio> {
    if matches!(words, ["a"]) { Some(Ratio(1, 1)) } else { value(words) }
}

/// A value with what is measured behind it: "40 GWh", "half a kilometre", "a kilo".
fn with_measure(words: &[&str], negative: bool) -> Option<Quantity> {
    let negative = negative || words.first() == Some(&"minus");
    let words = words.strip_prefix(&["minus"]).unwrap_or(words);
    (1..words.len()).find_map(|at| {
        let (number, unit) = words.split_at(at);
        let measure = measure(unit)?;
        let one = matches!(number, ["a" | "an"]).then_some(Ratio(1, 1));
        let value = one.or_else(|| value(number)).or_else(|| fraction_of_one(number))?;
        let over = if negative { value.0.checked_neg()? } else { value.0 };
        Some(Quantity::Amount { over, under: value.1, unit: Unit::None, measure: Some(measure) })
    })
}

/// "Half a" of "half a percent", "a quarter of a" of "a quarter of a mile".
fn fraction_of_one(words: &[&str]) -> Option<Ratio> {
    let [rest @ .., "a" | "an"] = words else { return None };
    let rest = rest.strip_suffix(&["of"]).unwrap_or(rest);
    if rest == ["quarter"] { Some(Ratio(1, 4)) } else { fraction(rest) }
}

/// A number with fractions and scales: "five and a half million", "a quarter of a million", "2/3", "3 1/2", "twenty-five thousand".
fn value(words: &[&str]) -> Option<Ratio> {
    if words.is_empty() {
        return None;
    }
    // "Half a million", "a quarter of a million", "two thirds of a billion".
    if let [rest @ .., scale] = words
        && let Some(factor) = scale_of(scale)
        && let Some(part) =
            rest.strip_suffix(&["of", "a"]).or_else(|| rest.strip_suffix(&["a"])).or_else(|| rest.strip_suffix(&["of"]))
        && let Some(fraction) = if part == ["quarter"] { Some(Ratio(1, 4)) } else { fraction(part) }
    {
        return fraction.times(factor);
    }
    if let Some(fraction) = fraction(words) {
        return Some(fraction);
    }
    // "One and a half million": what stands before the scale is a whole with a fraction.
    if let [rest @ .., scale] = words
        && let Some(factor) = scale_of(scale)
        && rest.len() >= 2
        && let Some(mixed) = mixed(rest)
    {
        return mixed.times(factor);
    }
    // "A million and a half."
    if let [rest @ .., "and", "a", "half"] = words
        && let Some((scale, before)) = rest.split_last()
        && let Some(factor) = scale_of(scale)
    {
        let whole = if matches!(before, [] | ["a"] | ["one"]) { Ratio(1, 1) } else { whole(before)? };
        return whole.plus(Ratio(1, 2))?.times(factor);
    }
    mixed(words).or_else(|| whole(words))
}

/// A whole with a fraction behind it.
fn mixed(words: &[&str]) -> Option<Ratio> {
    for at in 1..words.len() {
        let (front, back) = words.split_at(at);
        let back = back.strip_prefix(&["and"]).unwrap_or(back);
        if let (Some(whole), Some(part)) = (whole(front), fraction(back))
            && whole.1 == 1
            && part.0 < part.1
        {
            return whole.plus(part);
        }
    }
    None
}

fn fraction(words: &[&str]) -> Option<Ratio> {
    match words {
        ["half"] | ["a" | "one", "half"] => Some(Ratio(1, 2)),
        ["a" | "one", "quarter"] => Some(Ratio(1, 4)),
        [over, "/", under] => {
            Ratio::new(small(over)?.into(), Some(i128::from(small(under)?)).filter(|under| *under > 0)?)
        }
        [over, under] => {
            let over = if *over == "a" { 1 } else { small(over)? };
            let under = match under.strip_suffix('s').unwrap_or(under) {
                "quarter" => 4,
                "half" | "halve" => 2,
                word => match number_word(word)? {
                    NumberWord::OrdinalUnit(n) if n > 2 => n,
                    NumberWord::OrdinalTen(n) => n,
                    _ => return None,
                },
            };
            // "Five thirds" is a fraction, "twenty third" a rank.
            ((1..20).contains(&over)).then_some(())?;
            Ratio::new(over.into(), under.into())
        }
        _ => None,
    }
}

/// A whole number or a decimal, in words, digits, or both.
fn whole(words: &[&str]) -> Option<Ratio> {
    let (mut total, mut group, mut open) = (Ratio::ZERO, Ratio::ZERO, false);
    let mut before: Option<i128> = None;
    let mut last = "";
    let mut words = words.iter().copied().peekable();
    while let Some(word) = words.next() {
        let joined = std::mem::replace(&mut last, word) == "and";
        if word == "and" && open && group.0 != 0
            || word == "a" && words.peek().is_some_and(|next| scale_of(next).is_some()) && !open
        {
            continue;
        }
        if word == "point" && open {
            let mut under = 10i128;
            for digit in words.by_ref() {
                let digit = small(digit).filter(|digit| *digit < 10)?;
                group = group.plus(Ratio::new(digit.into(), under)?)?;
                under = under.checked_mul(10)?;
            }
            (under > 10).then_some(())?;
            break;
        }
        if word == "hundred" {
            group = if group.0 == 0 { Ratio(100, 1) } else { group.times(100)? };
            (open, before) = (true, None);
            continue;
        }
        if let Some(factor) = scale_of(word) {
            total = total.plus(if group.0 == 0 && !open { Ratio(factor, 1) } else { group.times(factor)? })?;
            (group, open, before) = (Ratio::ZERO, true, None);
            continue;
        }
        let part = decimal(word)?;
        // "Twenty five": a ten takes a unit; no number takes another ("ten ten").
        let fits = match before {
            None => true,
            // "100 and 50", "99 and 0.5": one number that a machine wrote down in two.
            Some(last) if joined => {
                (part.1 == 1 && last >= 100 && last % 100 == 0 && (1..100).contains(&part.0))
                    || (0 < part.0 && part.0 < part.1 && last > 0)
            }
            Some(last) => last % 10 == 0 && (20..100).contains(&last) && part.1 == 1 && (1..10).contains(&part.0),
        };
        fits.then_some(())?;
        before = (part.1 == 1).then_some(part.0).or(Some(0));
        group = group.plus(part)?;
        open = true;
    }
    open.then(|| total.plus(group))?
}

fn scale_of(word: &str) -> Option<i128> {
    Some(match word {
        "thousand" | "k" => 1_000,
        "million" | "millions" | "m" | "mn" => 1_000_000,
        "billion" | "billions" | "b" | "bn" => 1_000_000_000,
        "trillion" | "trillions" | "tn" => 1_000_000_000_000,
        "dozen" => 12,
        _ => return None,
    })
}

fn decimal(word: &str) -> Option<Ratio> {
    match number_word(word) {
        Some(NumberWord::Unit(n) | NumberWord::Ten(n)) => return Some(Ratio(n.into(), 1)),
        Some(_) => return None,
        None => {}
    }
    let (front, back) = word.split_once('.').unwrap_or((word, ""));
    let digits = |text: &str| text.len() <= 15 && text.bytes().all(|byte| byte.is_ascii_digit());
    if front.is_empty() || !digits(front) || !digits(back) {
        return None;
    }
    let under = 10i128.checked_pow(back.len() as u32)?;
    Ratio::new(format!("{front}{back}").parse().ok()?, under)
}

fn small(word: &str) -> Option<u32> {
    match number_word(word) {
        Some(NumberWord::Unit(n) | NumberWord::Ten(n)) => Some(n.into()),
        Some(_) => None,
        None => word.parse().ok().filter(|value| *value <= 9999),
    }
}

mod dates;
#[cfg(test)]
mod tests;
