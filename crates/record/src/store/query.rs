//! What people type to search: words, "phrases", begin*, -not, OR, NEAR(...), and filters such as `speaker:Ruiz`.
//!
//! The words become an expression of SQLite's FTS5 in which everything is quoted, so that no input is taken for syntax;
//! the filters become conditions with parameters.

use onrecord_text::fold::fold;

/// A query, read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Query {
    /// The expression for FTS5; `None` where only filters are given.
    pub(super) expression: Option<String>,
    /// The folded words to mark in a hit; a trailing `*` means that the word only begins so.
    pub(super) marks: Vec<String>,
    /// The filters in the order given: field and value.
    pub(super) filters: Vec<(Field, String)>,
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

impl Query {
    /// Reads a query, or says why it cannot be one.
    pub(super) fn read(text: &str) -> Result<Query, String> {
        if text.len() > LIMIT {
            return Err(format!("it has {} bytes, more than the {LIMIT} allowed", text.len()));
        }
        let mut query = Query::default();
        let mut terms: Vec<String> = Vec::new();
        let mut excluded: Vec<String> = Vec::new();
        let mut join_next = false;
        for piece in pieces(text)? {
            match piece {
                Piece::Filter(field, value) => query.filters.push((field, value)),
                Piece::Or => join_next = !terms.is_empty(),
                Piece::Not(words) => excluded.extend(phrase(&words)),
                Piece::Words(words) => {
                    let Some(mut term) = phrase(&words) else { continue };
                    query.marks.extend(folded_words(&words));
                    if join_next && let Some(last) = terms.pop() {
                        term = format!("{last} OR {term}");
                    }
                    join_next = false;
                    terms.push(term);
                }
                Piece::Near(words, distance) => {
                    let phrases: Vec<String> = words.iter().filter_map(|word| phrase(word)).collect();
                    words.iter().for_each(|word| query.marks.extend(folded_words(word)));
                    if !phrases.is_empty() {
                        terms.push(format!("NEAR({}, {distance})", phrases.join(" ")));
                    }
                }
            }
        }
        if terms.is_empty() && query.filters.is_empty() {
            return Err("there is no word in it to look for".to_owned());
        }
        if terms.is_empty() && !excluded.is_empty() {
            return Err("it says only what is not wanted".to_owned());
        }
        if !terms.is_empty() {
            let mut expression = terms.iter().map(|term| format!("({term})")).collect::<Vec<_>>().join(" AND ");
            for term in excluded {
                expression = format!("({expression}) NOT {term}");
            }
            query.expression = Some(expression);
        }
        Ok(query)
    }
}

enum Piece {
    /// A word or a phrase; the last word may end in `*`.
    Words(String),
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
        let (negated, after) = match rest.strip_prefix('-') {
            Some(after) if after.starts_with(|c: char| c.is_alphanumeric() || is_mark(c)) => (true, after),
            _ => (false, rest),
        };
        let (words, quoted, after) = take(after);
        let piece = match words.split_once(':') {
            _ if negated => Piece::Not(words.to_owned()),
            _ if quoted => Piece::Words(words.to_owned()),
            Some((name, value)) if let Some((_, field)) = FIELDS.iter().find(|(known, _)| *known == name) => {
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

/// A phrase of FTS5; `None` where there is no word in it. A `*` at its end: the last word only begins so.
fn phrase(words: &str) -> Option<String> {
    let mut folded = String::new();
    super::search::words_for_index(words.trim_end_matches('*'), &mut folded);
    if !folded.chars().any(char::is_alphanumeric) {
        return None;
    }
    let quoted = format!("\"{}\"", folded.replace('"', " ").trim());
    Some(if words.ends_with('*') { format!("{quoted} *") } else { quoted })
}

/// The words to mark in a hit.
fn folded_words(words: &str) -> Vec<String> {
    let folded = fold(words);
    let mut list: Vec<String> =
        super::search::word_ranges(&folded).filter_map(|range| folded.get(range)).map(str::to_owned).collect();
    if words.ends_with('*')
        && let Some(last) = list.last_mut()
    {
        last.push('*');
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expression(text: &str) -> String {
        Query::read(text).unwrap().expression.unwrap_or_default()
    }

    #[test]
    fn words_phrases_and_beginnings() {
        assert_eq!(expression("harbour fees"), "(\"harbour\") AND (\"fees\")");
        assert_eq!(expression("\"harbour fees\" now"), "(\"harbour fees\") AND (\"now\")");
        assert_eq!(expression("harb*"), "(\"harb\" *)");
        assert_eq!(expression("\"harbour fe*\""), "(\"harbour fe\" *)");
        assert_eq!(expression("fees OR tolls -ships"), "((\"fees\" OR \"tolls\")) NOT \"ships\"");
        assert_eq!(expression("NEAR(fees port, 4)"), "(NEAR(\"fees\" \"port\", 4))");
        assert_eq!(expression("港口"), "(\"港 口\")");
    }

    #[test]
    fn filters_are_taken_out() {
        let query = Query::read("fees speaker:\"Ana Ruiz\" date:2024 lang:en").unwrap();
        assert_eq!(query.expression.as_deref(), Some("(\"fees\")"));
        assert_eq!(
            query.filters,
            [
                (Field::Speaker, "Ana Ruiz".to_owned()),
                (Field::Date, "2024".to_owned()),
                (Field::Language, "en".to_owned())
            ]
        );
        assert_eq!(Query::read("speaker:Ruiz").unwrap().expression, None);
    }

    #[test]
    fn no_input_is_taken_for_syntax_of_the_index() {
        for text in ["\"", "a\"b", "(", ")", "^a", "a + b", "{x}:y", "NOT", "*", "a:b:c", "-", "“open"] {
            // Either words or a reason, never more.
            let _ = Query::read(text);
        }
        assert!(Query::read("—").is_err());
        assert!(Query::read("").is_err());
        assert!(Query::read("-word").is_err());
        assert!(Query::read("NEAR(a b").is_err());
        assert!(Query::read("speaker: x").is_err());
    }
}
