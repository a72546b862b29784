//! What onrecord itself writes: reports and lists of quotations. They hold the words of what was checked, and as sources
//! they would confirm the very quotations that they report as missing.
//!
//! They are known by what stands in them, whatever the file is called: the page by its generator, JSON by its types, a
//! table by its columns, text and Markdown by how they begin. Not for telling other formats apart: crate `read`.

/// How far into a file its beginning is looked at, in bytes.
const START: usize = 8 << 10;

/// The columns with which a table of findings begins.
const COLUMNS: &str = "id,input,line,start,end,kind,quotation,claimed_speaker,verdict,flags";

/// How lines of JSON begin, white space left out.
const TYPES: [&str; 3] =
    ["{\"type\":\"finding\",\"id\"", "{\"type\":\"quotation\",\"input\"", "{\"type\":\"summary\",\"tool\":\"onrecord"];

/// Files of data by their endings: no texts in which somebody speaks.
const DATA: [&str; 6] = [".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".sarif"];

/// Whether bytes are a report or a list of quotations that onrecord wrote, in any of its formats.
pub fn is_own(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let start = String::from_utf8_lossy(bytes.get(..START).unwrap_or(bytes));
    let start = start.trim_start();
    match start.chars().next() {
        None => false,
        Some('{' | '[') => is_json(start, bytes),
        Some('<') => is_page(start),
        _ => is_table(start) || is_text(&plain(start)),
    }
}

/// Whether a file is data, by the ending of its name: JSON, a table.
pub(super) fn is_data(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    DATA.iter().any(|ending| name.ends_with(ending))
}

fn is_page(start: &str) -> bool {
    start.contains("<meta name=\"generator\" content=\"onrecord")
}

fn is_json(start: &str, bytes: &[u8]) -> bool {
    let packed: String = start.chars().filter(|c| !c.is_whitespace()).collect();
    // An array of lines, or the document with all findings, is as good as the lines.
    let inside = packed.strip_prefix("{\"findings\":").unwrap_or(&packed).trim_start_matches('[');
    TYPES.iter().any(|begin| inside.starts_with(begin))
        || packed.starts_with("{\"findings\":[],\"summary\":{\"type\":\"summary\"")
        || packed.contains("sarif-2.1.0")
            && has(bytes, b"\"name\":\"onrecord\"") | has(bytes, b"\"name\": \"onrecord\"")
}

fn has(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

fn is_table(start: &str) -> bool {
    let head = start.lines().next().unwrap_or_default();
    // A spreadsheet may have saved it again with other separators, or every cell in quotation marks.
    let head: String =
        head.chars().filter(|c| *c != '"').map(|c| if matches!(c, ';' | '\t') { ',' } else { c }).collect();
    head.starts_with(COLUMNS)
}

/// A report begins with its question and the numbers below; a list of quotations with their number, each with its bytes.
fn is_text(start: &str) -> bool {
    let mut lines = start.lines();
    let head = lines.next().unwrap_or_default();
    let mut near = lines.take(12);
    if head.trim_start_matches("# ").starts_with("Was it said?") {
        return near.any(|line| is_count(line, "quotation") && line.contains(" searched"));
    }
    let listed = |line: &str| {
        let bytes = line.strip_suffix(')').and_then(|line| line.rsplit_once(", bytes "));
        bytes.and_then(|(_, range)| range.split_once('-')).is_some_and(|(start, end)| {
            [start, end].iter().all(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
        })
    };
    head.rsplit_once(": ").is_some_and(|(_, count)| is_count(count, "quotation")) && start.lines().any(listed)
}

/// Whether a line begins with a number of something.
fn is_count(line: &str, what: &str) -> bool {
    line.split_once(' ').is_some_and(|(number, rest)| {
        let is_number =
            number == "No" || number == "no" || number.bytes().all(|byte| byte.is_ascii_digit() || byte == b',');
        is_number && rest.starts_with(what)
    })
}

/// Text without the signs that colour it on a terminal.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        plain.push_str(before);
        rest = after.find(|c: char| c.is_ascii_alphabetic()).and_then(|end| after.get(end + 1..)).unwrap_or("");
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::is_own;

    #[test]
    fn what_others_write_is_not_ours() {
        for text in [
            "",
            "{",
            "[1, 2]",
            "Was it said? Nobody in the hall could tell.\n\nAna Ruiz: It was said, and twice.\n",
            "# Was it said?\n\nA talk on 3 quotations, two of them wrong.\n",
            "id,input,text\n1,a,b\n",
            "{\"type\":\"quotation\",\"text\":\"by hand\"}\n",
            "<html><head><meta name=\"generator\" content=\"WordPress\"></head><body>onrecord</body></html>",
            "{\"version\":\"2.1.0\",\"$schema\":\"sarif-2.1.0.json\",\"name\":\"lint\"}",
            "The list: 3 quotations\n\nAna Ruiz: (see page 3, bytes and bits)\n",
        ] {
            assert!(!is_own(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn saved_again_or_in_colour_it_is_still_ours() {
        for text in [
            "\u{FEFF}id;input;line;start;end;kind;quotation;claimed_speaker;verdict;flags;attention\n",
            "\u{1b}[1mWas it said? a.txt\u{1b}[0m\n2 quotations, 1 document searched.\n",
            "[ {\"type\": \"quotation\", \"input\": \"a.txt\"} ]",
            "\u{1b}[1ma.txt: 1 quotation\u{1b}[0m\n\n  We go\n    Ana Ruiz (direct, bytes 3-8)\n",
        ] {
            assert!(is_own(text.as_bytes()), "{text}");
        }
    }
}
