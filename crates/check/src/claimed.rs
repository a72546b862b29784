//! When a text says that the quoted words were spoken: a date in the sentence that attributes them.
//!
//! Only what is plain counts, outside the quotation, and only if it is one date. A day ("on 6 November 2025", "on 2025-11-06")
//! counts anywhere in the sentence. A month or a year ("in July 2036", "in a 2034 interview") is the date of so much else that
//! it must belong to the verb of saying: behind it ("said in July 2036"), right before it ("Ruiz in 2031 promised"), or at the
//! head of its sentence ("In an interview in March 2034, Ruiz said"). Days of the week, datelines and dates of other things
//! ("the 2019 treaty", "said that in 2031") claim nothing. English.

use onrecord_text::fold::fold;
use onrecord_text::lexicon::MONTHS;
use std::ops::Range;

/// A sentence that attributes is seldom longer, in bytes; a text without full stops must not be read again for each quotation.
const REACH: usize = 400;
/// The longest subject between a date at the head of a sentence and its verb of saying, in words.
const LONGEST_SUBJECT: usize = 14;

/// Where people speak.
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
    "podcast",
    "letter",
    "tweet",
    "post",
    "testimony",
    "deposition",
    "visit",
];
/// Whom they speak to.
const HEARERS: &[&str] = &[
    "reporters",
    "journalists",
    "reporter",
    "journalist",
    "parliament",
    "council",
    "committee",
    "court",
    "congress",
    "senate",
    "assembly",
    "lawmakers",
    "viewers",
    "listeners",
    "supporters",
    "voters",
    "him",
    "her",
    "them",
    "me",
    "us",
];
/// Behind these words stands what was said, or something that has a date of its own.
const TURNS: &[&str] = &[
    "that",
    "whether",
    "if",
    "how",
    "why",
    "what",
    "when",
    "where",
    "while",
    "which",
    "who",
    "whose",
    "after",
    "before",
    "since",
    "until",
    "because",
    "as",
    "about",
    "regarding",
    "concerning",
    "despite",
    "for",
    "by",
    "than",
    "and",
    "but",
    "or",
    "later",
    "then",
    "would",
    "will",
    "was",
    "were",
    "is",
    "are",
];

/// The date (ISO 8601: a day, a month or a year) that the sentence around a quotation claims for it. `range` is the
/// quotation's in `text`, `cue` that of the words that say that it was spoken, both in bytes.
pub fn claimed_date(text: &str, range: &Range<usize>, cue: Option<&Range<usize>>) -> Option<String> {
    let from = floor(text, range.start.saturating_sub(REACH));
    let to = floor(text, range.end.saturating_add(REACH).min(text.len()));
    let before = text.get(from..range.start)?;
    let after = text.get(range.end..to)?;
    let lead = words(last_sentence(before, &['\n']));
    let tail = words(first_sentence(after));
    // "She said that on 3 June 2034 the school “will close”."
    let told = cue.filter(|cue| cue.end <= range.start && cue.end >= from);
    let told = told.and_then(|cue| text.get(cue.end..range.start)).is_some_and(|told| {
        words(told).iter().any(|word| matches!(word.form.as_str(), "that" | "whether" | "if" | "how"))
    });
    let mut found = days(&tail, is_of_speaker);
    if !told {
        found.extend(days(&lead, is_of_life));
    }
    if let Some(cue) = cue {
        found.extend(of_saying(text, range, cue));
    }
    // "In 2036 ... on 3 June 2036" is one date.
    let longest = found.iter().max_by_key(|date| date.len())?;
    found.iter().all(|date| longest.starts_with(date.as_str())).then(|| longest.clone())
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// What follows the last full stop, or one of `more`.
fn last_sentence<'t>(text: &'t str, more: &[char]) -> &'t str {
    let at = text.rfind(|c: char| matches!(c, '.' | '!' | '?') || more.contains(&c));
    at.and_then(|at| text.get(at + 1..)).unwrap_or(text)
}

fn first_sentence(text: &str) -> &str {
    let end = text.char_indices().find(|&(at, c)| {
        let rest = text.get(at + c.len_utf8()..).unwrap_or("");
        c == '\n' || (matches!(c, '.' | '!' | '?') && (rest.is_empty() || rest.starts_with([' ', '\n', '\r'])))
    });
    end.and_then(|(at, _)| text.get(..at)).unwrap_or(text)
}

struct Word {
    form: String,
    capital: bool,
    /// A comma stands behind it.
    comma: bool,
}

fn words(text: &str) -> Vec<Word> {
    let word = |written: &str| {
        let bare = written.trim_matches(|c: char| !c.is_alphanumeric());
        let comma = written.ends_with([',', '–', '—']);
        Word { form: fold(bare), capital: bare.starts_with(char::is_uppercase), comma }
    };
    text.split_whitespace().map(word).filter(|word| !word.form.is_empty()).collect()
}

fn form(words: &[Word], at: usize) -> &str {
    words.get(at).map_or("", |word| word.form.as_str())
}

/// The days in a sentence: "on Thursday, 6 November 2025".
fn days(words: &[Word], is_of_somebody: fn(&[Word], usize) -> bool) -> Vec<String> {
    (0..words.len())
        .filter(|&on| !is_of_a_thing(words, on) && !is_of_somebody(words, on))
        .filter_map(|on| day(words, on))
        .collect()
}

/// "Ana Ruiz, who was elected on 3 June 2031": behind a comma somebody's life is told, before the verb of saying.
fn is_of_life(words: &[Word], at: usize) -> bool {
    matches!(
        behind_comma(words, at).first().map(|word| word.form.as_str()),
        Some(
            "who"
                | "whose"
                | "whom"
                | "which"
                | "born"
                | "elected"
                | "appointed"
                | "sworn"
                | "named"
                | "hired"
                | "arrested"
        )
    )
}

/// The same behind the verb of saying: there all but the time, the place and the manner of the saying is told of somebody.
fn is_of_speaker(words: &[Word], at: usize) -> bool {
    const OF_SAYING: &[&str] = &[
        "in",
        "at",
        "on",
        "during",
        "to",
        "with",
        "when",
        "back",
        "early",
        "late",
        "speaking",
        "answering",
        "writing",
        "addressing",
        "talking",
        "appearing",
        "testifying",
        "reporters",
    ];
    let told = behind_comma(words, at);
    // "in Lindle, Norvale on 3 June 2031"
    !told.iter().all(|word| word.capital) && !told.first().is_some_and(|word| OF_SAYING.contains(&word.form.as_str()))
}

/// The words between the last comma before a place and the place; none where no comma stands before it.
fn behind_comma(words: &[Word], at: usize) -> &[Word] {
    let comma = words.get(..at).and_then(|before| before.iter().rposition(|word| word.comma));
    comma.and_then(|comma| words.get(comma + 1..at)).unwrap_or(&[])
}

fn day(words: &[Word], on: usize) -> Option<String> {
    if form(words, on) != "on" {
        return None;
    }
    let at = on + 1 + usize::from(form(words, on + 1).ends_with("day"));
    let next = |k: usize| form(words, at + k);
    iso(next(0)).or_else(|| date(next(0), next(1), next(2))).or_else(|| date(next(1), next(0), next(2)))
}

/// "The attack on 7 October": the date is the thing's, unless the thing is an occasion to speak at.
fn is_of_a_thing(words: &[Word], on: usize) -> bool {
    let Some(mut thing) = on.checked_sub(1) else { return false };
    // "at a meeting in Calder on 3 June"
    let place = (thing.saturating_sub(3)..thing).rev().find(|&p| !words.get(p).is_some_and(|word| word.capital));
    if let Some(place) = place.filter(|&p| p > 0 && matches!(form(words, p), "in" | "at")) {
        thing = place - 1;
    }
    let article = words.get(thing.saturating_sub(3)..thing).unwrap_or(&[]).iter().any(|word| {
        matches!(word.form.as_str(), "the" | "a" | "an" | "his" | "her" | "their" | "its" | "this" | "that" | "of")
    });
    article && !OCCASIONS.contains(&form(words, thing))
}

/// The months and years that belong to the verb of saying.
fn of_saying(text: &str, range: &Range<usize>, cue: &Range<usize>) -> Vec<String> {
    let behind_to = if cue.end <= range.start { range.start } else { text.len() };
    let behind_to = floor(text, behind_to.min(cue.end.saturating_add(REACH)));
    let behind = text.get(cue.end..behind_to).map_or("", first_sentence);
    let behind = behind.split([':', ';', '"', '“', '„', '«', '”', '»']).next().unwrap_or("");
    let mut found: Vec<String> = when(&words(behind), 0).map(|(date, _)| date).into_iter().collect();
    let head = text.get(floor(text, cue.start.saturating_sub(REACH))..cue.start).unwrap_or("");
    let head = words(last_sentence(head, &['\n', ':', ';', '"', '“', '„', '«', '”', '»']));
    found.extend(before_saying(&head));
    found
}

/// A date in what stands before the verb of saying in its sentence.
fn before_saying(head: &[Word]) -> Option<String> {
    // "Ruiz in 2031 promised"
    let near = head.len().saturating_sub(5)..head.len();
    if let Some((date, _)) = near.rev().find_map(|at| period(head, at).filter(|&(_, end)| end == head.len()))
        && head.len() >= 3
    {
        return Some(date);
    }
    // "In an interview in March 2034, Ana Ruiz, the mayor of Calder, said"
    let opener = |word: &Word| {
        matches!(
            word.form.as_str(),
            "back"
                | "already"
                | "as"
                | "early"
                | "late"
                | "but"
                | "and"
                | "yet"
                | "speaking"
                | "asked"
                | "writing"
                | "interviewed"
                | "testifying"
                | "appearing"
                | "later"
        )
    };
    let at = head.iter().take_while(|word| opener(word)).count();
    if !matches!(form(head, at), "in" | "at" | "during" | "to" | "on" | "with" | "by") {
        return None;
    }
    let (date, end) = when(head, at)?;
    let subject = head.get(end..)?;
    let commas = subject.iter().filter(|word| word.comma).count();
    let plain = subject.iter().all(|word| !TURNS.contains(&word.form.as_str()) || word.form == "for");
    // One comma parts two clauses ("In 2031 the school closed, Ruiz said"), two stand around an apposition.
    let own = commas % 2 == 0 && plain && !subject.is_empty() && subject.len() <= LONGEST_SUBJECT;
    own.then_some(date)
}

/// The first month or year from `at` on, if nothing before it turns to something else; with where it ends.
fn when(words: &[Word], at: usize) -> Option<(String, usize)> {
    for place in at..words.len() {
        let word = form(words, place);
        let before = place.checked_sub(1).filter(|&before| before >= at).and_then(|before| words.get(before));
        if let Some((date, end)) = period(words, place) {
            let fits = before.is_none_or(|before| {
                before.capital || [OCCASIONS, HEARERS].iter().any(|list| list.contains(&before.form.as_str()))
            });
            let closed = words.get(end - 1).is_some_and(|word| word.comma)
                || matches!(form(words, end), "" | "at" | "in" | "to" | "during" | "on" | "that" | "with" | "when")
                || (at == 0 && words.get(end).is_some_and(|word| word.capital))
                || matches!(form(words, end), "he" | "she" | "they" | "the");
            return (fits && closed && !is_of_speaker(words, place)).then_some((date, end));
        }
        // "at a meeting of the council", not "told reporters of the fire"
        let owned = before.is_some_and(|before| !before.capital && !HEARERS.contains(&before.form.as_str()));
        if TURNS.contains(&word) || (word == "of" && !owned) {
            return None;
        }
    }
    None
}

/// "in July 2036", "in 2036", "in a March 2034 radio interview" at a place; with where it ends.
fn period(words: &[Word], at: usize) -> Option<(String, usize)> {
    if !matches!(form(words, at), "in" | "during" | "at") {
        return None;
    }
    let indefinite = matches!(form(words, at + 1), "a" | "an");
    let mut place = at + 1 + usize::from(indefinite);
    place += usize::from(matches!(form(words, place), "early" | "late" | "mid"));
    let month = month(form(words, place));
    if month.is_some() {
        place += 1;
        place += usize::from(form(words, place) == "of");
    }
    let year = year(form(words, place))?;
    let date = month.map_or_else(|| format!("{year:04}"), |month| format!("{year:04}-{month:02}"));
    place += 1;
    if !indefinite {
        return (form(words, at) == "in").then_some((date, place));
    }
    let occasion = (place..place + 3).find(|&p| OCCASIONS.contains(&form(words, p)))?;
    Some((date, occasion + 1))
}

fn iso(word: &str) -> Option<String> {
    let mut parts = word.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let valid = year.len() == 4 && month.len() == 2 && day.len() == 2 && parts.next().is_none();
    (valid && word.bytes().all(|b| b.is_ascii_digit() || b == b'-')).then(|| word.to_owned())
}

fn date(day: &str, of_year: &str, year: &str) -> Option<String> {
    let month = month(of_year)?;
    let day: u8 =
        day.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h']).parse().ok().filter(|day| (1..=31).contains(day))?;
    let year = self::year(year)?;
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

fn month(word: &str) -> Option<usize> {
    MONTHS.iter().position(|name| *name == word || (word.len() == 3 && name.starts_with(word))).map(|at| at + 1)
}

fn year(word: &str) -> Option<u16> {
    word.parse().ok().filter(|year| word.len() == 4 && (1000..3000).contains(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The date claimed for the quotation in “”; the verb of saying stands in braces.
    fn claimed(marked: &str) -> Option<String> {
        let cue = marked.find('{').zip(marked.find('}'));
        let text: String = marked.chars().filter(|c| !matches!(c, '{' | '}')).collect();
        let cue = cue.map(|(from, to)| from..to - 1);
        let start = text.find('“')? + '“'.len_utf8();
        claimed_date(&text, &(start..text.find('”')?), cue.as_ref())
    }

    #[test]
    fn a_date_beside_the_quotation_is_claimed_for_it() {
        for text in [
            "“We go,” she said on 6 November 2025.",
            "On Thursday, November 6th, 2025, she said: “We go.”",
            "It rained. “We go,” she said in Lindle on 2025-11-06, and left.",
            "“We go,” she said at the news conference on 6 November 2025.",
            "“We go,” she {said} at a meeting in Lindle on November 6, 2025.",
        ] {
            assert_eq!(claimed(text).as_deref(), Some("2025-11-06"), "{text}");
        }
    }

    #[test]
    fn a_month_or_a_year_of_the_saying_is_claimed() {
        for (text, date) in [
            ("“We go,” Ana Ruiz {said} in July 2036.", "2036-07"),
            ("“We go,” {said} Ana Ruiz in July 2036, and left.", "2036-07"),
            ("“We go,” she {told} reporters in Calder in April 2035.", "2035-04"),
            ("“We go,” she {said} at a meeting of the council in 2031.", "2031"),
            ("“We go,” she {told} Radio Meridian in a March 2034 interview.", "2034-03"),
            ("In 2031, Ana Ruiz {promised}: “We go.”", "2031"),
            ("In July 2036 she {said} “we go”.", "2036-07"),
            ("In an interview in March 2034, Ana Ruiz, the mayor of Calder, {said}: “We go.”", "2034-03"),
            ("Back in 2031, the mayor {said}: “We go.”", "2031"),
            ("Ana Ruiz in 2031 {promised} “to go”.", "2031"),
            ("Ana Ruiz {promised} in late 2031 that “we go”.", "2031"),
            ("In 2036 she {said} on 3 June 2036: “We go.”", "2036-06-03"),
            ("“We go,” Ana Ruiz {said} in July 2036. In 2031 she had not.", "2036-07"),
            ("“We go,” {said} Ana Ruiz, the mayor of Calder, in July 2036.", "2036-07"),
            ("“We go,” {said} Ana Ruiz, speaking in Calder on 3 June 2036.", "2036-06-03"),
            ("“We go,” {said} Ana Ruiz, who leads Radio Meridian, on 3 June 2036.", "2036-06-03"),
            ("“We go,” she {said} in Lindle, Norvale on 3 June 2036.", "2036-06-03"),
        ] {
            assert_eq!(claimed(text).as_deref(), Some(date), "{text}");
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
            "She {said} that on 6 November 2025 the school “will close”.",
            "“We go,” she {said} of the 2031 budget.",
            "“We go,” she {said} of the Great Flood in 2031.",
            "She {said} that in 2031 the school “will close”.",
            "She {said} the school “will close” in 2031.",
            "She {said} in 2031 schools “will close”.",
            "“We go,” she {told} reporters of the fire in 2031.",
            "“We go,” {said} Ana Ruiz, who was mayor in 2031.",
            "“We go,” {said} Ana Ruiz, mayor in 2031.",
            "“We go,” {said} Ana Ruiz, born in Norvale in 1961.",
            "“We go,” {said} Ana Ruiz, a veteran of the war in Calder in 2003.",
            "“We go,” {said} Ana Ruiz, who was elected on 3 June 2031.",
            "Ana Ruiz, who was elected on 3 June 2031, {said}: “We go.”",
            "“We go,” she {said} after the vote in 2031.",
            "In 2031 the school closed, Ana Ruiz {said}: “We go.”",
            "In 2031 Ana Ruiz lost the vote and {said}: “We go.”",
            "In a report on the fire in 2031, Ana Ruiz {said}: “We go.”",
            "“In 2031 we go,” she {said}.",
            "CALDER, 12 December 2034 – “We go,” she {said}.",
            "“We go,” she {said} in July.",
            "“We go,” she {said} at the 2034 budget debate.",
        ] {
            assert_eq!(claimed(text), None, "{text}");
        }
    }

    #[test]
    fn no_text_panics() {
        for text in ["“”", "“", "in“”in", "é“é”é in 2031"] {
            for at in 0..=text.len() {
                let _ = claimed_date(text, &(at..text.len()), Some(&(0..at)));
                let _ = claimed_date(text, &(0..at), Some(&(at..text.len() + 9)));
            }
        }
    }
}
