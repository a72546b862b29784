//! What people type to search: words, "phrases", ="exactly this", begin*, -not, OR, NEAR(...), and filters such as
//! `speaker:Ruiz`.

use crate::corpus::words::folded_words;

/// A query, read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Query {
    /// Of each of these one must stand in a segment.
    pub(super) all: Vec<Vec<Wanted>>,
    /// None of these may.
    pub(super) none: Vec<Phrase>,
    /// The filters in the order given: field and value.
    pub(super) filters: Vec<(Field, String)>,
}

/// What must stand in a segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wanted {
    Phrase(Phrase),
    /// All of these, with at most so many words between the end of the first and the begin of the last.
    Near(Vec<Phrase>, usize),
}

impl Wanted {
    pub(super) fn phrases(&self) -> &[Phrase] {
        match self {
            Wanted::Phrase(phrase) => std::slice::from_ref(phrase),
            Wanted::Near(phrases, _) => phrases,
        }
    }
}

/// Words in a row; there is at least one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Phrase {
    /// Folded as [`crate::corpus::words`] does.
    pub(super) words: Vec<String>,
    /// Whether the last word only begins so.
    pub(super) begins: bool,
    /// As it was typed, where case and marks count.
    pub(super) exactly: Option<String>,
}

impl Phrase {
    /// `None` where there is no word in it. A `*` at its end: the last word only begins so.
    fn read(text: &str, exactly: bool) -> Option<Phrase> {
        let words = folded_words(text);
        let begins = !exactly && text.ends_with('*');
        let exactly = exactly.then(|| text.split_whitespace().collect::<Vec<_>>().join(" "));
        (!words.is_empty()).then_some(Phrase { words, begins, exactly })
    }

    /// The words, and whether only the begin of the word is given.
    pub(super) fn terms(&self) -> impl Iterator<Item = (&str, bool)> {
        let last = self.words.len() - 1;
        self.words.iter().enumerate().map(move |(at, word)| (word.as_str(), self.begins && at == last))
    }
}

/// What a filter looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Speaker,
    Date,
    Event,
    Title,
    Grade,
    Language,
    Kind,
    Name,
}

const FIELDS: [(&str, Field); 9] = [
    ("speaker", Field::Speaker),
    ("date", Field::Date),
    ("event", Field::Event),
    ("title", Field::Title),
    ("grade", Field::Grade),
    ("lang", Field::Language),
    ("language", Field::Language),
    ("kind", Field::Kind),
    ("name", Field::Name),
];

/// The longest query, in bytes.
const LIMIT: usize = 8_000;

/// The most words of a query: each is looked for in every text that is read.
const MOST_WORDS: usize = 200;

impl Query {
    /// Reads a query, or says why it cannot be one.
    pub(super) fn read(text: &str) -> Result<Query, String> {
        if text.len() > LIMIT {
            return Err(format!("it has {} bytes, more than the {LIMIT} allowed", text.len()));
        }
        let mut query = Query::default();
        let mut join_next = false;
        let mut after_filter = false;
        for piece in pieces(text)? {
            let wanted = match piece {
                Piece::Filter(..) | Piece::Or if join_next || (after_filter && matches!(piece, Piece::Or)) => {
                    return Err(
                        "OR stands between two words; filters such as speaker: cannot be joined with it".to_owned()
                    );
                }
                Piece::Filter(field, value) => {
                    query.filters.push((field, value));
                    after_filter = true;
                    continue;
                }
                Piece::Or => {
                    join_next = !query.all.is_empty();
                    continue;
                }
                Piece::Not(words) => {
                    query.none.extend(Phrase::read(&words, false));
                    continue;
                }
                Piece::Words(words) => Phrase::read(&words, false).map(Wanted::Phrase),
                Piece::Exactly(words) => Phrase::read(&words, true).map(Wanted::Phrase),
                Piece::Near(words, distance) => {
                    let mut phrases: Vec<Phrase> = Vec::new();
                    for phrase in words.iter().filter_map(|word| Phrase::read(word, false)) {
                        if !phrases.contains(&phrase) {
                            phrases.push(phrase);
                        }
                    }
                    (!phrases.is_empty()).then_some(Wanted::Near(phrases, distance))
                }
            };
            let Some(wanted) = wanted else { continue };
            match query.all.last_mut().filter(|_| join_next) {
                // The same again asks for nothing more.
                Some(last) if last.contains(&wanted) => {}
                Some(last) => last.push(wanted),
                None => query.all.push(vec![wanted]),
            }
            (join_next, after_filter) = (false, false);
        }
        let phrases = query.all.iter().flatten().flat_map(Wanted::phrases).chain(&query.none);
        let words: usize = phrases.map(|phrase| phrase.words.len()).sum();
        if words > MOST_WORDS {
            return Err(format!("it has {words} words, more than the {MOST_WORDS} allowed"));
        }
        if query.all.is_empty() && query.filters.is_empty() {
            return Err("there is no word in it to look for".to_owned());
        }
        if query.all.is_empty() && !query.none.is_empty() {
            return Err("it says only what is not wanted".to_owned());
        }
        Ok(query)
    }
}

enum Piece {
    /// A word or a phrase; the last word may end in `*`.
    Words(String),
    /// The same, true to case and marks.
    Exactly(String),
    Not(String),
    Or,
    Near(Vec<String>, usize),
    Filter(Field, String),
}

fn pieces(text: &str) -> Result<Vec<Piece>, String> {
    let mut pieces = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        if let Some(inside) = rest.strip_prefix("NEAR(") {
            let (list, after) = inside.split_once(')').ok_or("NEAR( has no closing bracket")?;
            let (words, distance) = match list.rsplit_once(',') {
                Some((words, distance)) => {
                    (words, distance.trim().parse().map_err(|_| "after the comma in NEAR stands a number of words")?)
                }
                None => (list, 10),
            };
            pieces.push(Piece::Near(words.split_whitespace().map(str::to_owned).collect(), distance));
            rest = after.trim_start();
            continue;
        }
        if rest.starts_with("-=") {
            return Err("what stands exactly so (=) cannot be excluded with -; leave out the =".to_owned());
        }
        let (negated, after) = match rest.strip_prefix('-') {
            Some(after) if after.starts_with(|c: char| c.is_alphanumeric() || is_mark(c)) => (true, after),
            _ => (false, rest),
        };
        let (exact, after) = match after.strip_prefix('=') {
            Some(words) if !negated && words.starts_with(|c: char| c.is_alphanumeric() || is_mark(c)) => (true, words),
            _ => (false, after),
        };
        let (words, quoted, after) = take(after);
        let piece = match words.split_once(':') {
            Some((name, _)) if !quoted && negated && is_field(name) => {
                return Err(format!("{name}: narrows a search down and cannot be excluded with -"));
            }
            _ if negated => Piece::Not(words.to_owned()),
            _ if exact => Piece::Exactly(words.to_owned()),
            _ if quoted => Piece::Words(words.to_owned()),
            Some((name, value))
                if let Some((_, field)) = FIELDS.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)) =>
            {
                // The value may be quoted: speaker:"Ana Ruiz".
                if value.is_empty() {
                    let (value, _, beyond) = take(after);
                    if value.is_empty() || !after.starts_with(is_mark) {
                        return Err(format!("after {name}: stands nothing"));
                    }
                    pieces.push(Piece::Filter(*field, value.to_owned()));
                    rest = beyond.trim_start();
                    continue;
                }
                Piece::Filter(*field, value.to_owned())
            }
            _ if words == "OR" => Piece::Or,
            _ if words == "AND" => {
                rest = after.trim_start();
                continue;
            }
            _ => Piece::Words(words.to_owned()),
        };
        pieces.push(piece);
        rest = after.trim_start();
    }
    Ok(pieces)
}

fn is_field(name: &str) -> bool {
    FIELDS.iter().any(|(known, _)| known.eq_ignore_ascii_case(name))
}

/// What is written as a filter in a query and is none (`speker:Ruiz`): it is looked for as words.
pub fn no_filters(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let (words, quoted, after) = take(rest);
        if let Some((name, _)) = words.split_once(':').filter(|_| !quoted)
            && name.len() > 1
            && name.bytes().all(|byte| byte.is_ascii_alphabetic())
            && !is_field(name)
        {
            found.push(name);
        }
        rest = after.trim_start();
    }
    found
}

/// The filters there are, each once.
pub const FILTERS: &str = "speaker, date, event, title, grade, language, kind, name";

fn is_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„')
}

/// The next word, or what stands between quotation marks (a mark that does not close goes to the end); whether it was
/// quoted; and what follows.
fn take(text: &str) -> (&str, bool, &str) {
    let mut chars = text.chars();
    if chars.next().is_some_and(is_mark) {
        let inside = chars.as_str();
        return match inside.split_once(is_mark) {
            Some((words, after)) => (words, true, after),
            None => (inside, true, ""),
        };
    }
    let end = text.find(|c: char| c.is_whitespace() || is_mark(c)).unwrap_or(text.len());
    text.split_at_checked(end).map_or((text, false, ""), |(word, after)| (word, false, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The query in few signs: words of a phrase with `_` between.
    fn shape(text: &str) -> String {
        let query = Query::read(text).unwrap();
        let phrase = |phrase: &Phrase| {
            let exactly = phrase.exactly.as_ref().map(|text| format!("={text}=")).unwrap_or_default();
            format!("{exactly}{}{}", phrase.words.join("_"), if phrase.begins { "*" } else { "" })
        };
        let wanted = |wanted: &Wanted| match wanted {
            Wanted::Phrase(one) => phrase(one),
            Wanted::Near(all, within) => format!("{}~{within}", all.iter().map(phrase).collect::<Vec<_>>().join("~")),
        };
        let term = |one: &Vec<Wanted>| one.iter().map(wanted).collect::<Vec<_>>().join("|");
        let none = query.none.iter().map(|one| format!("-{}", phrase(one)));
        query.all.iter().map(term).chain(none).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_phrases_and_beginnings() {
        for (text, expected) in [
            ("Harbour fees", "harbour fees"),
            ("\"harbour fees\" now", "harbour_fees now"),
            ("harb*", "harb*"),
            ("\"harbour fe*\"", "harbour_fe*"),
            ("fees OR tolls -ships", "fees|tolls -ships"),
            ("OR fees", "fees"),
            ("a AND b OR c d", "a b|c d"),
            ("NEAR(fees port, 4)", "fees~port~4"),
            ("NEAR(fees don't)", "fees~don_t~10"),
            ("港口", "港_口"),
            ("don’t", "don_t"),
            ("=\"Harbour  Fees, now\"", "=Harbour Fees, now=harbour_fees_now"),
            ("=Fees", "=Fees=fees"),
            ("a = b", "a b"),
        ] {
            assert_eq!(shape(text), expected, "{text}");
        }
    }

    #[test]
    fn filters_are_taken_out() {
        assert_eq!(shape("fees speaker:\"Ana Ruiz\" date:2024 lang:en"), "fees");
        let query = Query::read("fees speaker:\"Ana Ruiz\" date:2024 lang:en").unwrap();
        assert_eq!(
            query.filters,
            [
                (Field::Speaker, "Ana Ruiz".to_owned()),
                (Field::Date, "2024".to_owned()),
                (Field::Language, "en".to_owned())
            ]
        );
        assert!(Query::read("speaker:Ruiz").unwrap().all.is_empty());
        assert_eq!(Query::read("Speaker:Ruiz LANG:en").unwrap().filters.len(), 2);
        assert_eq!(no_filters("speker:Ruiz \"Ruiz: no\" date:2024 at 12:30 x:y Titel: a"), ["speker", "Titel"]);
    }

    #[test]
    fn what_is_no_query_is_told() {
        for text in
            ["\"", "a\"b", "(", ")", "^a", "a + b", "{x}:y", "NOT", "*", "a:b:c", "-", "“open", "=", "=\"", "-=a"]
        {
            // Either words or a reason, never more.
            let _ = Query::read(text);
        }
        assert!(Query::read("—").is_err());
        assert!(Query::read("").is_err());
        assert!(Query::read("-word").is_err());
        assert!(Query::read("NEAR(a b").is_err());
        assert!(Query::read("speaker: x").is_err());
        for text in [
            "fees -speaker:Ruiz",
            "fees OR speaker:Ruiz",
            "speaker:Ruiz OR fees",
            "grade:wire OR grade:copy",
            "a OR OR b",
        ] {
            assert!(Query::read(text).is_err(), "{text}");
        }
        assert!(Query::read("fees -=\"Harbour fees\"").is_err());
        assert!(Query::read(&"word ".repeat(201)).is_err());
        assert_eq!(Query::read(&"a OR ".repeat(150)).unwrap().all[0].len(), 1);
        assert!(Query::read("fees -\"speaker:Ruiz\" grade:wire a OR b").is_ok());
    }
}
