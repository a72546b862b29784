//! What a document is about: title, date, place and language, from what the text itself states.

use crate::dialogue::Understood;
use crate::draft::Draft;
use crate::{Hint, SegmentKind};
use onrecord_text::lexicon::MONTHS;

/// Title, date, place, language and event.
#[derive(Debug, Default)]
pub(crate) struct About {
    pub(crate) title: Option<String>,
    pub(crate) date: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) place: Option<String>,
    pub(crate) event: Option<String>,
}

/// How many paragraphs from the top may state title and date.
const TOP: usize = 12;

/// Collects what is stated.
pub(crate) fn about(draft: &Draft, understood: &Understood, hint: &Hint) -> About {
    let file = hint.name.as_deref().map(stem);
    let mut about = About {
        title: draft.about.title.clone(),
        date: draft.about.date.clone(),
        language: draft.about.language.clone(),
        place: draft.about.place.clone(),
        event: None,
    };
    if about.title.is_none() {
        let first = understood.segments.iter().take(3).find(|segment| segment.kind == SegmentKind::Heading);
        about.title = first.and_then(|segment| draft.text.get(segment.range.clone())).map(single_line);
    }
    if about.title.is_none() && understood.thread {
        let first = draft.paragraphs.first().map(|paragraph| draft.words(paragraph));
        about.title = first.filter(|words| words.len() <= 200 && !words.ends_with('.')).map(single_line);
    }
    if about.date.is_none() {
        about.date = about.title.as_deref().and_then(date_in);
    }
    if about.date.is_none() {
        // Only short lines at the top: a date within prose may be of anything.
        about.date = draft
            .paragraphs
            .iter()
            .take(TOP)
            .map(|paragraph| draft.words(paragraph))
            .filter(|words| words.len() <= 120)
            .find_map(date_in);
    }
    if about.date.is_none() {
        about.date = file.and_then(date_in);
    }
    if let Some(dateline) = understood.dateline.clone() {
        let words = draft.text.get(dateline).unwrap_or("");
        if about.place.is_none() {
            about.place = words.split([',', '(', '/', '-', '–', '—']).next().map(|place| place.trim().to_owned());
        }
        if about.date.is_none() {
            about.date = words.get(..words.len().min(80)).and_then(date_in);
        }
    }
    if about.title.is_none() {
        about.title = file
            .filter(|file| file.chars().any(char::is_alphabetic))
            .map(|file| file.replace(['_', '-'], " ").trim().to_owned());
    }
    if let Some(title) = about.title.as_deref() {
        let event = without_date(title);
        if event != title && event.chars().filter(|c| c.is_alphabetic()).count() > 3 {
            about.event = Some(event.to_owned());
        }
    }
    if about.language.is_none() {
        about.language = language(draft, understood);
    }
    about
}

pub(crate) fn single_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A file's name without folders and ending.
pub(crate) fn stem(name: &str) -> &str {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() && ending.len() <= 5 => stem,
        _ => name,
    }
}

/// A title without a date at its start.
pub(crate) fn without_date(title: &str) -> &str {
    let rest = title.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '/' | '.'));
    if title.len() - rest.len() == 10 && date_in(title).is_some() {
        rest.trim_start_matches([' ', ':', '-', '–', '—', '_'])
    } else {
        title
    }
}

fn month(word: &str) -> Option<u32> {
    let lower = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    if lower.len() < 3 {
        return None;
    }
    let at = MONTHS
        .iter()
        .position(|month| *month == lower || (lower.len() <= 4 && month.starts_with(lower.trim_end_matches('t'))))?;
    (lower.len() > 3 || lower.is_ascii()).then_some(at as u32 + 1)
}

fn year(word: &str) -> Option<u32> {
    let digits = word.trim_matches(|c: char| !c.is_alphanumeric());
    (digits.len() == 4).then(|| digits.parse().ok()).flatten().filter(|year| (1500..=2200).contains(year))
}

fn day(word: &str) -> Option<u32> {
    let digits = word.trim_matches(|c: char| !c.is_alphanumeric());
    let digits = digits.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    (digits.len() <= 2).then(|| digits.parse().ok()).flatten().filter(|day| (1..=31).contains(day))
}

/// The first date in a short text, as ISO 8601.
pub(crate) fn date_in(text: &str) -> Option<String> {
    if let Some(found) = numeric(text) {
        return Some(found);
    }
    let words: Vec<&str> = text.split_whitespace().take(60).collect();
    for (index, word) in words.iter().enumerate() {
        let Some(month) = month(word) else { continue };
        let before = index.checked_sub(1).and_then(|index| words.get(index));
        let next = words.get(index + 1);
        let after = words.get(index + 2);
        let found = match (
            before.and_then(|word| day(word)),
            next.and_then(|word| year(word)),
            next.and_then(|word| day(word)),
            after.and_then(|word| year(word)),
        ) {
            (Some(day), Some(year), _, _) => Some((year, Some(day))),
            (_, _, Some(day), Some(year)) => Some((year, Some(day))),
            (None, Some(year), _, _) => Some((year, None)),
            _ => None,
        };
        match found {
            Some((year, Some(day))) => return iso(year, month, day),
            Some((year, None)) if word.len() > 2 => return Some(format!("{year:04}-{month:02}")),
            _ => {}
        }
    }
    None
}

/// `2017-02-14`, `2017/02/14`, `2017.02.14`, `2017年2月14日`.
fn numeric(text: &str) -> Option<String> {
    let mut numbers = [(0u32, 0usize); 3];
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
            continue;
        }
        let mut cursor = at;
        let mut parts = 0;
        for slot in &mut numbers {
            let digits = bytes.get(cursor..)?.iter().take(5).take_while(|byte| byte.is_ascii_digit()).count();
            let Some(value) = text.get(cursor..cursor + digits).and_then(|digits| digits.parse().ok()) else { break };
            *slot = (value, digits);
            parts += 1;
            cursor += digits;
            let rest = text.get(cursor..)?;
            let Some(mark) = rest.chars().next().filter(|mark| matches!(mark, '-' | '/' | '.' | '年' | '月' | '_'))
            else {
                break;
            };
            if parts < 3 {
                cursor += mark.len_utf8();
            }
        }
        if let ([(year, 4), (month, 1..=2), (day, 1..=2)], 3) = (numbers, parts)
            && let Some(found) = iso(year, month, day)
        {
            return Some(found);
        }
        at += bytes.get(at..)?.iter().take_while(|byte| byte.is_ascii_digit()).count().max(1);
    }
    None
}

fn iso(year: u32, month: u32, day: u32) -> Option<String> {
    let date =
        jiff::civil::Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    (1500..=2200).contains(&year).then(|| date.to_string())
}

/// The language of most of the speech, or of the text where nobody speaks.
fn language(draft: &Draft, understood: &Understood) -> Option<String> {
    let mut sample = String::new();
    let spoken = understood.segments.iter().filter(|segment| segment.kind.is_speech());
    let told = understood
        .segments
        .iter()
        .filter(|segment| segment.kind == SegmentKind::Narration || segment.kind == SegmentKind::Comment);
    for segment in spoken.chain(told) {
        let words = draft.text.get(segment.range.clone()).unwrap_or("");
        sample.extend(words.chars().take(2000));
        sample.push('\n');
        if sample.len() > 6000 {
            break;
        }
    }
    code(&sample)
}

/// The ISO 639-1 code of a text's language, if it is long and clear enough.
pub(crate) fn code(sample: &str) -> Option<String> {
    use whatlang::Lang;
    let info = whatlang::detect(sample)?;
    if !info.is_reliable() && sample.len() < 400 {
        return None;
    }
    let code = match info.lang() {
        Lang::Eng => "en",
        Lang::Rus => "ru",
        Lang::Cmn => "zh",
        Lang::Deu => "de",
        Lang::Fra => "fr",
        Lang::Spa => "es",
        Lang::Ita => "it",
        Lang::Por => "pt",
        Lang::Ukr => "uk",
        Lang::Pol => "pl",
        Lang::Nld => "nl",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Tur => "tr",
        Lang::Ara => "ar",
        Lang::Heb => "he",
        Lang::Hin => "hi",
        Lang::Swe => "sv",
        Lang::Dan => "da",
        Lang::Nob => "no",
        Lang::Fin => "fi",
        Lang::Ces => "cs",
        Lang::Slk => "sk",
        Lang::Slv => "sl",
        Lang::Hrv => "hr",
        Lang::Srp => "sr",
        Lang::Bul => "bg",
        Lang::Ron => "ro",
        Lang::Hun => "hu",
        Lang::Ell => "el",
        Lang::Pes => "fa",
        Lang::Vie => "vi",
        Lang::Tha => "th",
        Lang::Ind => "id",
        Lang::Est => "et",
        Lang::Lav => "lv",
        Lang::Lit => "lt",
        Lang::Kat => "ka",
        Lang::Hye => "hy",
        Lang::Cat => "ca",
        _ => return None,
    };
    Some(code.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        for (text, date) in [
            ("2017-02-14 Interview with Ana Ruiz", Some("2017-02-14")),
            ("March 12, 2025 (with a guest)", Some("2025-03-12")),
            ("Port, 12 March 2025", Some("2025-03-12")),
            ("2017年2月14日", Some("2017-02-14")),
            ("Sept. 3, 1999", Some("1999-09-03")),
            ("May 2020", Some("2020-05")),
            ("may be", None),
            ("2017-13-45", None),
            ("1.5.2", None),
        ] {
            assert_eq!(date_in(text).as_deref(), date, "{text}");
        }
    }

    #[test]
    fn file_names() {
        assert_eq!(stem("/a/b/2004-10-08.said"), "2004-10-08");
        assert_eq!(without_date("2017-02-14 Interview"), "Interview");
    }
}
