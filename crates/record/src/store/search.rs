//! `find`: words, phrases and filters to ranked hits with snippets.
//!
//! The index holds no text: it says which segments fit, the text comes from the documents. It is derived and can be
//! rebuilt ([`Store::rebuild_index`]). Not for checking quotations: that needs alignment, see the crate `check`.

use super::query::{Field, Query};
use super::{Store, StoreError, codes};
use onrecord_read::{Grade, SegmentKind, TimeRange};
use onrecord_text::fold::fold_into;
use rusqlite::OptionalExtension;
use rusqlite::types::Value;
use std::ops::Range;

/// How long a snippet is, in bytes, about.
const SNIPPET: usize = 240;

/// What a search found.
#[derive(Debug, Clone, Default)]
pub struct Hits {
    /// How many segments fit in all.
    pub total: u64,
    /// The hits of this page, best first.
    pub hits: Vec<Hit>,
}

/// One segment that fits.
#[derive(Debug, Clone)]
pub struct Hit {
    /// The permanent reference of the segment: `REF:START-END`.
    pub reference: String,
    /// The name of the document.
    pub name: String,
    /// The document's title.
    pub title: Option<String>,
    /// Its date.
    pub date: Option<String>,
    /// Its event.
    pub event: Option<String>,
    /// Who speaks.
    pub speaker: Option<String>,
    /// What the segment is.
    pub kind: SegmentKind,
    /// How close it stands to the speech.
    pub grade: Grade,
    /// When it was spoken.
    pub time: Option<TimeRange>,
    /// Bytes of the document's text.
    pub range: Range<usize>,
    /// The part of the segment in which the words stand; whole words.
    pub snippet: String,
    /// Where the words that were looked for stand in the snippet: bytes, in order.
    pub marks: Vec<Range<usize>>,
    /// Where to see or hear the document.
    pub link: Option<String>,
}

/// As much of a query as an error repeats.
fn beginning(query: &str) -> String {
    const REPEATED: usize = 100;
    let mut rest = query.chars();
    let mut begin: String = rest.by_ref().take(REPEATED).collect();
    if rest.next().is_some() {
        begin.push('…');
    }
    begin
}

impl Store {
    /// Searches the current versions: see docs/record.md for how a query is written. Speech comes before what is not,
    /// then by rank (BM25), then in the order of the record, so that pages do not overlap.
    pub fn find(&self, query: &str, limit: usize, offset: usize) -> Result<Hits, StoreError> {
        let bad = |reason: String| StoreError::BadQuery { query: beginning(query), reason };
        let read = Query::read(query).map_err(bad)?;
        let (conditions, parameters) = self.conditions(&read).map_err(|problem| match problem {
            Problem::Query(reason) => bad(reason),
            Problem::Store(error) => error,
        })?;
        let (total, rows) = self.rows(&read, &conditions, parameters, limit, offset).map_err(|error| match error {
            // What FTS5 says about an expression that it cannot use.
            rusqlite::Error::SqliteFailure(_, Some(message)) if message.starts_with("fts5:") => bad(message),
            other => self.sqlite(other),
        })?;
        let mut hits = Hits { total, hits: Vec::with_capacity(rows.len()) };
        let mut last: Option<(i64, String)> = None;
        for row in rows {
            if last.as_ref().is_none_or(|(document, _)| *document != row.document) {
                last = Some((row.document, self.text(row.document)?));
            }
            let text = last.as_ref().and_then(|(_, text)| text.get(row.hit.range.clone()));
            let text = text.ok_or_else(|| self.damaged(format!("the segment {}", row.hit.reference)))?;
            let (snippet, marks) = snippet(text, &read.marks);
            hits.hits.push(Hit { snippet, marks, ..row.hit });
        }
        Ok(hits)
    }

    /// The conditions of the filters and their parameters.
    fn conditions(&self, query: &Query) -> Result<(String, Vec<Value>), Problem> {
        let mut sql = String::new();
        let mut parameters: Vec<Value> = Vec::new();
        if let Some(expression) = &query.expression {
            parameters.push(Value::Text(expression.clone()));
        }
        for (field, value) in &query.filters {
            match field {
                Field::Speaker => {
                    sql.push_str(&format!(
                        " AND s.speaker IS NOT NULL AND EXISTS (SELECT 1 FROM speakers x WHERE x.document = s.document \
                         AND x.ordinal = s.speaker AND x.person IN ({}))",
                        self.people_like(value).map_err(Problem::Store)?
                    ));
                }
                Field::Date => {
                    let (from, to) = value.split_once("..").unwrap_or((value, value));
                    if [from, to].iter().any(|d| !d.bytes().all(|b| b.is_ascii_digit() || b == b'-')) {
                        return Err(Problem::Query(
                            "a date is written as in date:2024, date:2024-05-17 or date:2020..2022".to_owned(),
                        ));
                    }
                    sql.push_str(" AND d.date >= ? AND d.date < ?");
                    parameters.push(Value::Text(from.to_owned()));
                    // Every date that begins with `to` sorts before it with a character past digits and dashes.
                    parameters.push(Value::Text(if to.is_empty() { ":".to_owned() } else { format!("{to}:") }));
                }
                Field::Grade => {
                    if codes::grade(value).is_none() {
                        return Err(Problem::Query(format!("{value} is not a grade")));
                    }
                    sql.push_str(" AND coalesce(s.grade, d.grade) = ?");
                    parameters.push(Value::Text(value.clone()));
                }
                Field::Language => {
                    sql.push_str(" AND d.language = ?");
                    parameters.push(Value::Text(value.to_lowercase()));
                }
                Field::Kind => {
                    let Some(number) = codes::KINDS.iter().position(|kind| kind.name() == value) else {
                        return Err(Problem::Query(format!("{value} is not a kind of segment")));
                    };
                    sql.push_str(" AND s.kind = ?");
                    parameters.push(Value::Integer(number as i64));
                }
                Field::Event | Field::Title => {
                    sql.push_str(
                        " AND (instr(lower(coalesce(d.event, '')), ?) OR instr(lower(coalesce(d.title, '')), ?))",
                    );
                    parameters.extend([Value::Text(value.to_lowercase()), Value::Text(value.to_lowercase())]);
                }
                Field::Name => {
                    sql.push_str(" AND EXISTS (SELECT 1 FROM names WHERE document = d.id AND instr(name, ?))");
                    parameters.push(Value::Text(value.clone()));
                }
            }
        }
        Ok((sql, parameters))
    }

    /// How many segments fit, and one page of them; the snippets are still empty.
    fn rows(
        &self,
        query: &Query,
        conditions: &str,
        mut parameters: Vec<Value>,
        limit: usize,
        offset: usize,
    ) -> rusqlite::Result<(u64, Vec<Row>)> {
        let current = "EXISTS (SELECT 1 FROM names WHERE document = d.id)";
        let from = match query.expression {
            Some(_) => format!(
                "SELECT f.rowid AS id, f.rank AS rank FROM index_words f JOIN segments s ON s.id = f.rowid \
                 JOIN documents d ON d.id = s.document WHERE index_words MATCH ? AND {current}"
            ),
            None => format!(
                "SELECT s.id AS id, 0 AS rank FROM segments s JOIN documents d ON d.id = s.document WHERE {current}"
            ),
        };
        let number = |count: usize| Value::Integer(i64::try_from(count).unwrap_or(i64::MAX));
        parameters.extend([number(limit), number(offset)]);
        // All that fits is gone through once, for its number and for the best of it; only a page is looked up in full.
        let mut statement = self.connection.prepare(&format!(
            "WITH fit AS MATERIALIZED ({from}{conditions}), \
             page AS MATERIALIZED (SELECT fit.id, s.kind > 1 AS later, rank FROM fit JOIN segments s ON s.id = fit.id \
                                   ORDER BY later, rank, fit.id LIMIT ? OFFSET ?) \
             SELECT (SELECT count(*) FROM fit), d.id, d.reference, \
                    (SELECT name FROM names WHERE document = d.id ORDER BY id LIMIT 1), d.title, d.date, d.event, p.name, \
                    s.kind, coalesce(s.grade, d.grade), s.time_start, s.time_end, s.start, s.length, d.link \
             FROM page JOIN segments s ON s.id = page.id JOIN documents d ON d.id = s.document \
             LEFT JOIN speakers x ON x.document = s.document AND x.ordinal = s.speaker \
             LEFT JOIN people p ON p.id = x.person ORDER BY later, rank, s.id"
        ))?;
        let mut rows = statement.query(rusqlite::params_from_iter(&parameters))?;
        let (mut total, mut page) = (0i64, Vec::new());
        while let Some(row) = rows.next()? {
            total = row.get(0)?;
            page.push(Row::read(row)?);
        }
        if page.is_empty() && offset > 0 {
            // Past the last page there is no row to tell the number.
            parameters.truncate(parameters.len() - 2);
            let mut count = self.connection.prepare(&format!("SELECT count(*) FROM ({from}{conditions})"))?;
            total = count.query_row(rusqlite::params_from_iter(&parameters), |row| row.get(0))?;
        }
        Ok((total.unsigned_abs(), page))
    }

    /// Makes the index anew where it comes from another version of the code.
    pub(super) fn renew_index(&mut self) -> Result<(), StoreError> {
        let version: Option<i64> = self
            .connection
            .query_row("SELECT version FROM index_about WHERE name = 'index_words'", (), |row| row.get(0))
            .optional()
            .or_else(|error| match error.sqlite_error_code() {
                // No such table: someone has dropped all that is derived, as they may.
                Some(rusqlite::ErrorCode::Unknown) => Ok(None),
                _ => Err(self.sqlite(error)),
            })?;
        if version != Some(super::schema::INDEX_VERSION) {
            self.rebuild_words()?;
        }
        self.renew_locating_index()
    }

    /// Builds the indexes again from the documents.
    pub fn rebuild_index(&mut self) -> Result<(), StoreError> {
        self.rebuild_words()?;
        self.execute(super::schema::LOCATE)?;
        self.rebuild_locating_index()
    }

    fn rebuild_words(&mut self) -> Result<(), StoreError> {
        self.transaction(|store| {
            store.execute(&format!("DROP TABLE IF EXISTS index_words; {}", super::schema::INDEX))?;
            let documents: Vec<(i64, i64)> = {
                let mut statement = store
                    .connection
                    .prepare("SELECT id, first_segment FROM documents ORDER BY id")
                    .map_err(|e| store.sqlite(e))?;
                let rows =
                    statement.query_map((), |row| Ok((row.get(0)?, row.get(1)?))).map_err(|e| store.sqlite(e))?;
                rows.collect::<rusqlite::Result<_>>().map_err(|e| store.sqlite(e))?
            };
            let mut words = String::new();
            for (id, first) in documents {
                let held = store.held(id, String::new())?;
                for (row, segment) in (first..).zip(&held.document.segments) {
                    words.clear();
                    words_for_index(held.document.segment_text(segment), &mut words);
                    store
                        .connection
                        .prepare_cached("INSERT INTO index_words (rowid, text) VALUES (?, ?)")
                        .and_then(|mut statement| statement.execute((row, &words)))
                        .map_err(|e| store.sqlite(e))?;
                }
            }
            Ok(())
        })
    }
}

enum Problem {
    Query(String),
    Store(StoreError),
}

/// A hit whose snippet is still to be cut, and the row of its document.
struct Row {
    document: i64,
    hit: Hit,
}

impl Row {
    fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Row> {
        let reference: String = row.get(2)?;
        let (kind, grade): (i64, String) = (row.get(8)?, row.get(9)?);
        let time: (Option<i64>, Option<i64>) = (row.get(10)?, row.get(11)?);
        let (start, length): (i64, i64) = (row.get(12)?, row.get(13)?);
        let start = usize::try_from(start).unwrap_or(usize::MAX);
        let end = start.saturating_add(usize::try_from(length).unwrap_or(usize::MAX));
        Ok(Row {
            document: row.get(1)?,
            hit: Hit {
                reference: format!("{reference}:{start}-{end}"),
                name: row.get::<_, Option<String>>(3)?.unwrap_or_default(),
                title: row.get(4)?,
                date: row.get(5)?,
                event: row.get(6)?,
                speaker: row.get(7)?,
                kind: codes::kind(kind).unwrap_or(SegmentKind::Boilerplate),
                grade: codes::grade(&grade).unwrap_or(Grade::Unknown),
                time: time
                    .0
                    .zip(time.1)
                    .map(|(from, to)| TimeRange { start: from as f64 / 1000.0, end: to as f64 / 1000.0 }),
                range: start..end,
                snippet: String::new(),
                marks: Vec::new(),
                link: row.get(14)?,
            },
        })
    }
}

/// The part of the text with the most of the wanted words, and where they stand in it.
fn snippet(text: &str, wanted: &[String]) -> (String, Vec<Range<usize>>) {
    let mut folded = String::new();
    let words: Vec<Range<usize>> = word_ranges(text).collect();
    let is_wanted = |range: &Range<usize>, folded: &mut String| {
        folded.clear();
        fold_into(text.get(range.clone()).unwrap_or(""), folded);
        wanted.iter().any(|word| match word.strip_suffix('*') {
            Some(stem) => folded.starts_with(stem),
            None => folded == word,
        })
    };
    let found: Vec<Range<usize>> = words.iter().filter(|range| is_wanted(range, &mut folded)).cloned().collect();
    let start = densest(&found, SNIPPET).0;
    let (from, to) = if text.len() <= SNIPPET + SNIPPET / 2 {
        (0, text.len())
    } else {
        let from = words.iter().map(|r| r.start).find(|at| at + SNIPPET / 4 >= start).unwrap_or(0).min(start);
        let to = words.iter().map(|r| r.end).take_while(|end| *end <= from + SNIPPET).last().unwrap_or(text.len());
        (if from < SNIPPET / 4 { 0 } else { from }, to.max(from))
    };
    let marks = found
        .into_iter()
        .filter(|range| range.start >= from && range.end <= to)
        .map(|range| range.start - from..range.end - from)
        .collect();
    (text.get(from..to).unwrap_or(text).to_owned(), marks)
}

/// Where the window of a width in bytes begins that holds the most of the ranges (in order, none in another), the first
/// such one; and how many ranges were looked at for it.
fn densest(found: &[Range<usize>], width: usize) -> (usize, usize) {
    let mut best = found.first().map_or(0, |range| range.start);
    let (mut most, mut looked, mut last) = (0, 0, 0);
    for (first, range) in found.iter().enumerate() {
        looked += 1;
        // What fits into this window begins no earlier than what fitted into the one before.
        last = last.max(first);
        while found.get(last).is_some_and(|next| next.end <= range.start + width) {
            last += 1;
            looked += 1;
        }
        if last - first > most {
            (best, most) = (range.start, last - first);
        }
    }
    (best, looked)
}

/// The words of a text as the index sees them: runs of letters and digits; in scripts without blanks each character.
pub(super) fn word_ranges(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        while let Some((start, c)) = chars.next() {
            if !c.is_alphanumeric() {
                continue;
            }
            let mut end = start + c.len_utf8();
            if !stands_alone(c) {
                while let Some((at, c)) = chars.next_if(|(_, c)| is_inside_word(*c)) {
                    end = at + c.len_utf8();
                }
            }
            return Some(start..end);
        }
        None
    })
}

fn is_inside_word(c: char) -> bool {
    // Combining marks belong to the letter before them.
    (c.is_alphanumeric() || matches!(c, '\u{0300}'..='\u{036F}')) && !stands_alone(c)
}

/// Chinese characters and Japanese kana: written without blanks, so each is a word for the index.
fn stands_alone(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{2FDF}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Appends the text as the index is to see it: folded, characters that stand alone apart.
///
/// The same as folding the whole, but most words are plain: only those that are not take the long way.
pub(super) fn words_for_index(text: &str, out: &mut String) {
    for word in text.split_inclusive([' ', '\n']) {
        if word.is_ascii() {
            out.extend(word.chars().map(|c| c.to_ascii_lowercase()));
        } else if word.chars().all(|c| c.is_ascii() || is_typographic(c)) {
            out.extend(word.chars().map(|c| if c.is_ascii() { c.to_ascii_lowercase() } else { ' ' }));
        } else {
            fold_apart(word, out);
        }
    }
}

/// Dashes, quotation marks, ellipses: they part words as blanks do.
fn is_typographic(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2027}')
}

fn fold_apart(word: &str, out: &mut String) {
    let begin = out.len();
    fold_into(word, out);
    if out.get(begin..).is_some_and(|folded| folded.chars().any(stands_alone)) {
        let folded = out.split_off(begin);
        for c in folded.chars() {
            if stands_alone(c) && !out.ends_with(' ') && out.len() > begin {
                out.push(' ');
            }
            out.push(c);
            if stands_alone(c) {
                out.push(' ');
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_characters() {
        let words = |text: &str| word_ranges(text).map(|r| text[r].to_owned()).collect::<Vec<_>>();
        assert_eq!(words("Don't, 港口 fees2"), ["Don", "t", "港", "口", "fees2"]);
        let mut out = String::new();
        words_for_index("Café 港口!", &mut out);
        assert_eq!(out, "cafe 港 口 !");
        out.clear();
        words_for_index("Don’t — CAN'T", &mut out);
        assert_eq!(words(&out), ["don", "t", "can", "t"]);
    }

    #[test]
    fn the_densest_window_is_found_in_one_pass() {
        let ranges = |starts: &[usize]| starts.iter().map(|at| *at..*at + 3).collect::<Vec<_>>();
        assert_eq!(densest(&ranges(&[0, 30, 40, 44, 90, 95]), 20).0, 30);
        assert_eq!(densest(&ranges(&[5, 50]), 20).0, 5);
        assert_eq!(densest(&[], 20).0, 0);
        // A word longer than the window is better than nothing.
        assert_eq!(densest(&ranges(&[7]), 2).0, 7);
        let looked = |count: usize| {
            let found: Vec<Range<usize>> = (0..count).map(|at| at * 4..at * 4 + 3).collect();
            densest(&found, SNIPPET).1
        };
        assert!(looked(20_000) <= 2 * 20_000, "{}", looked(20_000));
        // However wide the window is.
        let all: Vec<Range<usize>> = (0..5000).map(|at| at * 4..at * 4 + 3).collect();
        assert!(densest(&all, usize::MAX / 2).1 <= 10_000);
    }

    #[test]
    fn snippets_hold_the_words_and_mark_them() {
        let text = format!("{}the harbour fees are too high {}", "filler words here ".repeat(40), "more ".repeat(80));
        let (part, marks) = snippet(&text, &["harbour".to_owned(), "fee*".to_owned()]);
        let marked: Vec<&str> = marks.iter().map(|r| &part[r.clone()]).collect();
        assert_eq!(marked, ["harbour", "fees"]);
        assert!(part.len() <= SNIPPET + SNIPPET / 2);
        let (all, none) = snippet("short", &[]);
        assert_eq!((all.as_str(), none.len()), ("short", 0));
        // No blanks to cut at, and characters of several bytes.
        let (part, _) = snippet(&"港".repeat(2000), &["港".to_owned()]);
        assert!(!part.is_empty());
    }
}
