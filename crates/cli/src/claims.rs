//! Quotations given as data: JSON lines, a JSON array, or a table (CSV, also with semicolons or tabs).
//!
//! A row has `text` and may have `id`, `speaker`, `date` and `event`; anything else in it is left alone. A row that
//! cannot be used ends the run with its line: a quotation that silently was not checked would look like one that held.

use crate::error::CliError;
use crate::input::Source;
use onrecord_check::Claim;
use serde_json::Value;
use std::collections::HashSet;
use std::path::Path;

const COLUMNS: &str = "text, and where known id, speaker, date, event";

/// Gives every claim without a name a number that no other claim has.
pub(crate) fn number(claims: &mut [Claim]) {
    let taken: HashSet<String> = claims.iter().map(|claim| claim.id.clone()).filter(|id| !id.is_empty()).collect();
    let mut next = 0_usize;
    for claim in claims.iter_mut().filter(|claim| claim.id.is_empty()) {
        claim.id = loop {
            next += 1;
            let id = next.to_string();
            if !taken.contains(&id) {
                break id;
            }
        };
    }
}

/// The claims of a file of quotations. Rows without an id have an empty one: see [`number`].
pub(crate) fn parse(source: &Source) -> Result<Vec<Claim>, CliError> {
    let name = source.name.as_str();
    let unusable = |what: String, hint: &str| CliError::Unusable { path: name.to_owned(), what, hint: hint.to_owned() };
    let text = match decode(&source.bytes) {
        Ok(text) => text,
        Err(line) => {
            return Err(CliError::Table {
                path: name.to_owned(),
                line: Some(line),
                what: "not valid UTF-8 text".to_owned(),
                hint: "Save the file again as UTF-8 (in a spreadsheet: \"CSV UTF-8\").".to_owned(),
            });
        }
    };
    let Some(first) = text.trim_start().chars().next() else {
        return Err(unusable("the file is empty".to_owned(), &format!("Each row needs {COLUMNS}.")));
    };
    let extension = Path::new(name).extension().map(|ext| ext.to_ascii_lowercase().to_string_lossy().into_owned());
    let claims = match (extension.as_deref(), first) {
        (Some("csv" | "tsv"), _) => table(name, text)?,
        (Some("json" | "jsonl" | "ndjson"), _) | (_, '{') if first != '[' => lines(name, text)?,
        (_, '[') => array(name, text)?,
        _ => table(name, text)?,
    };
    if claims.is_empty() {
        return Err(unusable("it has no rows".to_owned(), &format!("Each row needs {COLUMNS}.")));
    }
    Ok(claims)
}

/// A claimed date as it is compared: a year, a month or a day; the time of a moment is dropped. Anything else would be
/// the date of no event, and every quotation would seem to be from elsewhere.
pub(crate) fn date(written: &str) -> Result<String, String> {
    let day = written.split_once(['T', ' ']).map_or(written, |(day, _)| day);
    // A year or a month has no time.
    let is_date = onrecord_record::is_date(day) && (day == written || day.len() == "2026-03-14".len());
    if is_date { Ok(day.to_owned()) } else { Err(format!("\"{written}\" is not a date")) }
}

/// What is said of a quotation that is typed: who, at which event. Empty is an error and no claim: it would be the name
/// of nobody, and whoever speaks would be somebody else.
pub(crate) fn typed(option: &str, words: Option<&str>) -> Result<Option<String>, CliError> {
    let Some(words) = words.map(str::trim) else { return Ok(None) };
    if words.is_empty() {
        return Err(CliError::usage(
            format!("{option} is empty"),
            format!("Leave {option} out where it is not known."),
        ));
    }
    Ok(Some(words.to_owned()))
}

/// How a date is written.
pub(crate) const DATES: &str = "Write a date as 2026-03-14, 2026-03 or 2026.";

/// The text without its byte order mark, or the first line that is not UTF-8.
fn decode(bytes: &[u8]) -> Result<&str, u64> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| {
        let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
        1 + valid.iter().filter(|byte| **byte == b'\n').count() as u64
    })
}

fn lines(name: &str, text: &str) -> Result<Vec<Claim>, CliError> {
    let mut claims = Vec::new();
    for (index, row) in text.lines().enumerate() {
        if row.trim().is_empty() {
            continue;
        }
        let at = Some(index as u64 + 1);
        let value = serde_json::from_str(row).map_err(|error| {
            // Its own line number counts within this one line.
            let error = error.to_string().replace(" at line 1 column ", " at column ");
            malformed(name, at, format!("not JSON: {error}"))
        })?;
        claims.push(from_json(name, at, &value)?);
    }
    Ok(claims)
}

fn array(name: &str, text: &str) -> Result<Vec<Claim>, CliError> {
    let rows: Vec<Value> = serde_json::from_str(text)
        .map_err(|error| malformed(name, Some(error.line() as u64), format!("not JSON: {error}")))?;
    let row = |(index, value): (usize, &Value)| {
        from_json(name, None, value).map_err(|error| match error {
            CliError::Table { path, line, what, hint } => {
                CliError::Table { path, line, what: format!("element {}: {what}", index + 1), hint }
            }
            other => other,
        })
    };
    rows.iter().enumerate().map(row).collect()
}

fn malformed(path: &str, line: Option<u64>, what: String) -> CliError {
    CliError::Table {
        path: path.to_owned(),
        line,
        what,
        hint: "A line looks like {\"id\":\"1\",\"text\":\"the quoted words\",\"speaker\":\"Ana Ruiz\"}; only text is needed."
            .to_owned(),
    }
}

fn from_json(path: &str, line: Option<u64>, value: &Value) -> Result<Claim, CliError> {
    let Value::Object(fields) = value else {
        return Err(malformed(path, line, "not an object".to_owned()));
    };
    let field = |key: &str| match fields.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.trim().to_owned()).filter(|text| !text.is_empty())),
        Some(Value::Number(number)) => Ok(Some(number.to_string())),
        Some(_) => Err(malformed(path, line, format!("\"{key}\" is neither text nor a number"))),
    };
    let Some(text) = field("text")? else {
        let found: Vec<&str> = fields.keys().map(String::as_str).collect();
        let what = if fields.contains_key("text") {
            "\"text\" is empty".to_owned()
        } else {
            format!("no \"text\"; found: {}", list(&found))
        };
        return Err(malformed(path, line, what));
    };
    let date = field("date")?.map(|written| date(&written)).transpose().map_err(|what| CliError::Table {
        path: path.to_owned(),
        line,
        what,
        hint: DATES.to_owned(),
    })?;
    // `onrecord quotes --format jsonl` writes who spoke as found in the text and as a name.
    let speaker = match fields.get("speaker") {
        Some(Value::Object(found)) => {
            found.get("name").and_then(Value::as_str).map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned)
        }
        _ => field("speaker")?,
    };
    Ok(Claim {
        id: field("id")?.unwrap_or_default(),
        input: path.to_owned(),
        text,
        speaker,
        date,
        event: field("event")?,
        ..Claim::default()
    })
}

fn list(names: &[&str]) -> String {
    if names.is_empty() { "nothing".to_owned() } else { names.join(", ") }
}

fn table(path: &str, text: &str) -> Result<Vec<Claim>, CliError> {
    let wrong =
        |line: Option<u64>, what: String, hint: String| CliError::Table { path: path.to_owned(), line, what, hint };
    let delimiter = delimiter(text);
    if let Some((line, what)) = unquoted(text, delimiter) {
        let hint = "Close the cell's double quotes; a double quote within a cell is written twice (\"\").";
        return Err(wrong(Some(line), what.to_owned(), hint.to_owned()));
    }
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).trim(csv::Trim::All).flexible(true).from_reader(text.as_bytes());
    let broken = |error: &csv::Error| {
        let line = error.position().map(csv::Position::line);
        wrong(line, format!("not a table: {error}"), "Save it again as CSV from a spreadsheet.".to_owned())
    };
    let header = reader.headers().map_err(|error| broken(&error))?.clone();
    let column = |name: &str| header.iter().position(|found| found.eq_ignore_ascii_case(name));
    let Some(text_at) = column("text") else {
        let found: Vec<&str> = header.iter().filter(|name| !name.is_empty()).take(20).collect();
        let what = format!("no column \"text\"; the columns found are: {}", list(&found));
        return Err(wrong(Some(1), what, format!("Name the columns in the first row: {COLUMNS}.")));
    };
    let known = ["id", "text", "speaker", "date", "event"];
    if let Some(twice) =
        known.iter().find(|known| header.iter().filter(|found| found.eq_ignore_ascii_case(known)).count() > 1)
    {
        let what = format!("two columns are called \"{twice}\"");
        return Err(wrong(Some(1), what, "Take one out, or give it another name.".to_owned()));
    }
    let (id, speaker, date_at, event) = (column("id"), column("speaker"), column("date"), column("event"));
    let mut claims = Vec::new();
    for row in reader.records() {
        let row = row.map_err(|error| broken(&error))?;
        let line = row.position().map(csv::Position::line);
        if row.iter().all(str::is_empty) {
            continue;
        }
        // A row of another length has lost or gained a comma: its cells cannot be trusted.
        if row.len() != header.len() {
            let what = format!("{} cells where the first row has {}", row.len(), header.len());
            return Err(wrong(line, what, "Put cells with commas or line breaks between double quotes.".to_owned()));
        }
        let cell = |at: Option<usize>| {
            let cell = at.and_then(|at| row.get(at)).unwrap_or_default();
            if cell.is_empty() { None } else { Some(cell.to_owned()) }
        };
        let Some(text) = cell(Some(text_at)) else {
            return Err(wrong(line, "the text is empty".to_owned(), "Fill it in or take the row out.".to_owned()));
        };
        let date = cell(date_at).map(|written| date(&written)).transpose();
        claims.push(Claim {
            id: cell(id).unwrap_or_default(),
            input: path.to_owned(),
            text,
            speaker: cell(speaker),
            date: date.map_err(|what| wrong(line, what, DATES.to_owned()))?,
            event: cell(event),
            ..Claim::default()
        });
    }
    Ok(claims)
}

/// The line of the first cell whose quotation marks do not close as they should, and what is wrong there. Such a cell would
/// take in the rows below it, and none of them would be checked.
fn unquoted(text: &str, delimiter: u8) -> Option<(u64, &'static str)> {
    let (mut line, mut opened) = (1, 1);
    let mut bytes = text.bytes().peekable();
    // Whether a cell begins here, and whether this is within the marks of one.
    let (mut begins, mut quoted) = (true, false);
    while let Some(byte) = bytes.next() {
        line += u64::from(byte == b'\n');
        if !quoted {
            quoted = begins && byte == b'"';
            opened = if quoted { line } else { opened };
            begins = byte == delimiter || byte == b'\n' || byte == b'\r';
        } else if byte == b'"' && bytes.next_if_eq(&b'"').is_none() {
            while bytes.next_if(|byte| matches!(byte, b' ' | b'\t') && *byte != delimiter).is_some() {}
            if bytes.peek().is_some_and(|after| *after != delimiter && !matches!(after, b'\n' | b'\r')) {
                return Some((line, "after the double quote that closes a cell stands something else"));
            }
            quoted = false;
        }
    }
    quoted.then_some((opened, "a cell begins with a double quote that is never closed"))
}

/// The separator that the first row has most of, quoted cells aside.
fn delimiter(text: &str) -> u8 {
    let mut counts = [(b',', 0_usize), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for byte in text.trim_start().bytes().take_while(|byte| *byte != b'\n') {
        if byte == b'"' {
            quoted = !quoted;
        } else if !quoted && let Some(count) = counts.iter_mut().find(|count| count.0 == byte) {
            count.1 += 1;
        }
    }
    // The first of equals: a comma where there is none at all.
    counts.iter().rev().max_by_key(|count| count.1).map_or(b',', |count| count.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(name: &str, text: &str) -> Result<Vec<Claim>, CliError> {
        parse(&Source { name: name.to_owned(), bytes: text.as_bytes().to_vec() })
    }

    fn failure(name: &str, text: &str) -> String {
        from(name, text).expect_err("the rows are wrong").to_string()
    }

    #[test]
    fn json_lines_keep_their_ids_and_the_others_are_numbered_around_them() {
        let text = "\u{FEFF}{\"text\":\" one \",\"id\":\"2\"}\n\n{\"text\":\"two\",\"speaker\":null,\"date\":2004,\"more\":[1]}\n{\"text\":\"three\",\"speaker\":\"Ana Ruiz\"}\n";
        let mut claims = from("q.jsonl", text).expect("good rows");
        number(&mut claims);
        let ids: Vec<(&str, &str)> = claims.iter().map(|claim| (claim.id.as_str(), claim.text.as_str())).collect();
        assert_eq!(ids, [("2", "one"), ("1", "two"), ("3", "three")]);
        assert_eq!(claims[1].date.as_deref(), Some("2004"));
        assert_eq!(claims[2].speaker.as_deref(), Some("Ana Ruiz"));
    }

    #[test]
    fn an_array_is_as_good_as_lines() {
        assert_eq!(from("q.json", "[{\"text\":\"one\"},\n {\"text\":\"two\"}]").expect("good").len(), 2);
        assert_eq!(failure("-", "[{\"text\":\"one\"}, {}]"), "-: element 2: no \"text\"; found: nothing");
    }

    #[test]
    fn tables_with_commas_semicolons_and_tabs() {
        for (separator, name) in [(',', "q.csv"), (';', "q.csv"), ('\t', "-")] {
            let text = format!("ID{separator}Text{separator}Speaker\r\n7{separator}\"a, b; \"\"c\"\"\"{separator}\r\n");
            let claims = from(name, &text).expect("a good table");
            assert_eq!((claims[0].id.as_str(), claims[0].text.as_str()), ("7", "a, b; \"c\""));
            assert_eq!(claims[0].speaker, None);
        }
        assert_eq!(from("q.csv", "text\nonly words\n").expect("one column is enough").len(), 1);
    }

    #[test]
    fn wrong_rows_are_named_by_their_line() {
        assert_eq!(
            failure("q.csv", "id,words\n1,a\n"),
            "q.csv, line 1: no column \"text\"; the columns found are: id, words"
        );
        assert_eq!(failure("q.csv", "id,text\n1,a\n2,b,c\n"), "q.csv, line 3: 3 cells where the first row has 2");
        assert_eq!(failure("q.csv", "id,text\n1,a\n2,\n"), "q.csv, line 3: the text is empty");
        assert_eq!(failure("q.jsonl", "{\"text\":\"a\"}\n[1]\n"), "q.jsonl, line 2: not an object");
        assert!(failure("q.jsonl", "{\"text\":\"a\"}\n{\"text\":\n").starts_with("q.jsonl, line 2: not JSON"));
        assert_eq!(failure("q.jsonl", "{\"quote\":\"a\"}\n"), "q.jsonl, line 1: no \"text\"; found: quote");
        assert_eq!(failure("q.jsonl", "{\"text\":{}}\n"), "q.jsonl, line 1: \"text\" is neither text nor a number");
        assert_eq!(failure("q.jsonl", " \n"), "cannot use q.jsonl: the file is empty");
        assert_eq!(failure("q.csv", "text,Text\na,b\n"), "q.csv, line 1: two columns are called \"text\"");
        assert_eq!(failure("q.csv", "text\n"), "cannot use q.csv: it has no rows");
    }

    #[test]
    fn a_cell_that_is_not_closed_swallows_no_rows() {
        let open = "id,text\n1,\"We go there\n2,We will flood\n3,Something else was said\n";
        assert_eq!(failure("q.csv", open), "q.csv, line 2: a cell begins with a double quote that is never closed");
        let twice = "id,text\n1,\"We go there\n2,\"We will flood\"\n3,Something else\n";
        let stray = "after the double quote that closes a cell stands something else";
        assert_eq!(failure("q.csv", twice), format!("q.csv, line 3: {stray}"));
        assert_eq!(failure("q.csv", "text\n\"He said \"no\" to us\"\n"), format!("q.csv, line 2: {stray}"));
        let fair =
            "id,text\r\n1,\"We go there\r\nand \"\"back\"\", all of us\" \r\n2,six \"inch\" pipes\r\n3,\"\"\"No\"\"\"";
        let texts: Vec<String> =
            from("q.csv", fair).expect("a good table").into_iter().map(|claim| claim.text).collect();
        assert_eq!(texts, ["We go there\r\nand \"back\", all of us", "six \"inch\" pipes", "\"No\""]);
    }

    #[test]
    fn what_is_no_date_is_named_and_the_time_of_a_moment_is_dropped() {
        for (written, kept) in [("2026", "2026"), ("2026-03", "2026-03"), ("2026-03-14T09:30:00Z", "2026-03-14")] {
            assert_eq!(date(written).as_deref(), Ok(kept));
        }
        for written in [
            "yesterday",
            "31/12/2025",
            "2025-13",
            "2025-12-32",
            "2025-02-30",
            "0000",
            "12 May 2026",
            "2026 May",
            "26-03-14",
        ] {
            assert!(date(written).is_err(), "{written}");
        }
        assert_eq!(failure("q.csv", "text,date\na,2026\nb,14.3.2026\n"), "q.csv, line 3: \"14.3.2026\" is not a date");
        assert_eq!(failure("q.jsonl", "{\"text\":\"a\",\"date\":\"May\"}\n"), "q.jsonl, line 1: \"May\" is not a date");
    }

    #[test]
    fn old_encodings_are_named_by_their_line() {
        let source = Source { name: "q.csv".to_owned(), bytes: b"text\ngood\ncaf\xE9 talk\n".to_vec() };
        assert_eq!(parse(&source).expect_err("not UTF-8").to_string(), "q.csv, line 3: not valid UTF-8 text");
    }
}
