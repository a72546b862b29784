//! When a text says that the quoted words were spoken: a full date in the sentence that attributes them.
//!
//! Only what is plain counts: "on 6 November 2025", "on November 6, 2025", "on 2025-11-06", once in the sentence and
//! outside the quotation. Days of the week and dates of other things ("the 2019 treaty") claim nothing. English.

use onrecord_text::fold::fold;
use onrecord_text::lexicon::MONTHS;
use std::ops::Range;

/// The date (ISO 8601) that the sentence around a quotation claims for it; `range` is the quotation's in `text`, in bytes.
pub fn claimed_date(text: &str, range: &Range<usize>) -> Option<String> {
    // A sentence that attributes is seldom longer; a text without full stops must not be read again for each quotation.
    const REACH: usize = 400;
    let mut from = range.start.saturating_sub(REACH);
    let mut to = range.end.saturating_add(REACH).min(text.len());
    while !text.is_char_boundary(from) {
        from += 1;
    }
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let before = text.get(from..range.start)?;
    let after = text.get(range.end..to)?;
    let from = before.rfind(['\n', '.', '!', '?']).map_or(0, |at| at + 1);
    let to = after
        .char_indices()
        .find(|&(at, c)| c == '\n' || (matches!(c, '.' | '!' | '?') && after[at + 1..].starts_with([' ', '\n'])));
    let lead = before.get(from..)?;
    let tail = after.get(..to.map_or(after.len(), |(at, _)| at))?;
    let mut dates = dates(lead);
    dates.extend(self::dates(tail));
    match dates.as_slice() {
        [one] => Some(one.clone()),
        _ => None,
    }
}

fn dates(text: &str) -> Vec<String> {
    let words: Vec<String> = text
        .split(|c: char| c.is_whitespace() || c == ',')
        .map(|word| fold(word.trim_matches(|c: char| !c.is_alphanumeric())))
        .filter(|word| !word.is_empty())
        .collect();
    let mut found = Vec::new();
    for (i, word) in words.iter().enumerate() {
        if word != "on" || is_of_a_thing(&words, i) {
            continue;
        }
        // "on Thursday, 6 November 2025"
        let skip = usize::from(words.get(i + 1).is_some_and(|word| word.ends_with("day")));
        let next = |k: usize| words.get(i + 1 + skip + k).map_or("", String::as_str);
        let date = iso(next(0)).or_else(|| date(next(0), next(1), next(2))).or_else(|| date(next(1), next(0), next(2)));
        found.extend(date);
    }
    found
}

/// "The attack on 7 October": the date is the thing's, unless the thing is an occasion to speak at.
fn is_of_a_thing(words: &[String], on: usize) -> bool {
    const OCCASIONS: &[&str] = &[
        "conference",
        "briefing",
        "interview",
        "debate",
        "speech",
        "meeting",
        "hearing",
        "summit",
        "address",
        "ceremony",
        "event",
        "rally",
        "session",
        "talk",
        "lecture",
        "statement",
        "broadcast",
        "programme",
        "program",
        "show",
    ];
    let Some(thing) = on.checked_sub(1).and_then(|at| words.get(at)) else { return false };
    let from = on.saturating_sub(4);
    let article = words.get(from..on.saturating_sub(1)).unwrap_or(&[]).iter().any(|word| {
        matches!(word.as_str(), "the" | "a" | "an" | "his" | "her" | "their" | "its" | "this" | "that" | "of")
    });
    article && !OCCASIONS.contains(&thing.as_str())
}

fn iso(word: &str) -> Option<String> {
    let mut parts = word.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let valid = year.len() == 4 && month.len() == 2 && day.len() == 2 && parts.next().is_none();
    (valid && word.bytes().all(|b| b.is_ascii_digit() || b == b'-')).then(|| word.to_owned())
}

fn date(day: &str, month: &str, year: &str) -> Option<String> {
    let month = MONTHS.iter().position(|name| *name == month || (month.len() == 3 && name.starts_with(month)))? + 1;
    let day: u8 =
        day.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h']).parse().ok().filter(|day| (1..=31).contains(day))?;
    let year: u16 = year.parse().ok().filter(|year| (1000..3000).contains(year))?;
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claimed(text: &str) -> Option<String> {
        let start = text.find('“')? + '“'.len_utf8();
        claimed_date(text, &(start..text.find('”')?))
    }

    #[test]
    fn a_date_beside_the_quotation_is_claimed_for_it() {
        for text in [
            "“We go,” she said on 6 November 2025.",
            "On Thursday, November 6th, 2025, she said: “We go.”",
            "It rained. “We go,” she said in Lindle on 2025-11-06, and left.",
            "“We go,” she said at the news conference on 6 November 2025.",
        ] {
            assert_eq!(claimed(text).as_deref(), Some("2025-11-06"), "{text}");
        }
    }

    #[test]
    fn other_dates_are_not() {
        for text in [
            "The treaty was signed on 6 November 2025. “We go,” she said.",
            "“We go,” she said of the 6 November 2025 accident.",
            "“We go,” she said of the attack on 6 November 2025.",
            "“We go,” she said on Thursday.",
            "“We go,” she said on 6 November 2025 and again on 7 November 2025.",
        ] {
            assert_eq!(claimed(text), None, "{text}");
        }
    }
}
