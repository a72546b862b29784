//! Markdown to a draft: headings, block quotations, bold names; escapes and marks taken out of the text.
//!
//! The text of the document is the text *without* the marks (`\[laughs\]` becomes `[laughs]`, `&quot;` a quotation
//! mark), because words are checked against it; its ranges are therefore not ranges of the file. Lines stay lines. Two
//! marks stay, outside the paragraphs: that of a block quotation, and a backtick at code that holds quotation marks. Not a
//! renderer: tables, footnotes and code are only made readable.

use crate::draft::{Draft, Paragraph};
use crate::notes::{self, Raised};
use crate::plain;

/// What the marks of one line say.
#[derive(Default)]
struct Marks {
    heading: u8,
    quoted: bool,
    item: bool,
    rule: bool,
    strong: usize,
    /// Bytes of marks that stay in the text before the line's words.
    kept: usize,
}

/// What may look like a quotation mark in code.
const QUOTING: [char; 8] = ['"', '\'', '“', '”', '„', '‘', '«', '»'];

/// Reads Markdown.
pub(crate) fn draft(source: &str) -> Draft {
    let mut draft = Draft::default();
    let mut marks: Vec<Marks> = Vec::new();
    let body = front_matter(source, &mut draft);
    let mut text = String::with_capacity(body.len());
    let mut fenced = false;
    let mut comment = false;
    for line in body.split_inclusive('\n') {
        let line = line.trim_end_matches(['\n', '\r']);
        let mut rest = line.trim_start_matches([' ', '\t', '\u{FEFF}']);
        if comment || rest.starts_with("<!--") {
            comment = !line.contains("-->");
            continue;
        }
        if rest.starts_with("```") || rest.starts_with("~~~") {
            fenced = !fenced;
            continue;
        }
        let mut found = Marks::default();
        if !fenced {
            while let Some(inner) = rest.strip_prefix('>') {
                found.quoted = true;
                rest = inner.trim_start_matches([' ', '\t']);
            }
            if underline(rest, &mut text, &mut marks) {
                text.push('\n');
                continue;
            }
            found.rule = plain::is_rule(rest);
            if !found.rule {
                rest = block(rest, &mut found);
            }
        }
        let begin = text.len();
        // A block quotation keeps its mark in the text, and a line of code with quotation marks gets one, so that whoever
        // looks for quotations finds the one and leaves the other alone; the paragraph begins behind it.
        if found.quoted && !found.rule {
            text.push_str("> ");
        } else if fenced && rest.contains(QUOTING) {
            text.push('`');
        }
        let start = text.len();
        found.kept = start - begin;
        if found.rule {
            text.push_str("* * *");
        } else if fenced {
            text.push_str(rest);
        } else {
            inline(rest, &mut text, &mut found);
        }
        // Marks that left nothing ("![](picture)") leave an empty line.
        let kept = text.get(start..).unwrap_or("");
        if !kept.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{200B}')).is_empty() {
            marks.push(found);
        } else if found.kept > 0 {
            text.truncate(begin);
        }
        text.push('\n');
    }
    draft.paragraphs = plain::paragraphs(&text, |number, words| {
        let Some(found) = marks.get(number) else { return Paragraph::default() };
        let blanks = words.get(found.kept..).map_or(0, |rest| rest.len() - rest.trim_start().len());
        Paragraph {
            range: found.kept + blanks..words.len(),
            heading: found.heading,
            quoted: found.quoted,
            item: found.item,
            rule: found.rule,
            strong: found.strong.min(words.len()),
            ..Paragraph::default()
        }
    });
    if draft.about.title.is_none() {
        let first = draft.paragraphs.iter().take(3).find(|paragraph| paragraph.heading == 1);
        draft.about.title =
            first.map(|paragraph| crate::about::single_line(text.get(paragraph.range.clone()).unwrap_or("")));
    }
    draft.text = text;
    draft
}

/// Takes YAML front matter off: title, date, language, link.
fn front_matter<'a>(source: &'a str, draft: &mut Draft) -> &'a str {
    let source = source.trim_start_matches('\u{FEFF}');
    let Some(rest) = source.strip_prefix("---\n").or_else(|| source.strip_prefix("---\r\n")) else { return source };
    let Some(end) = rest.find("\n---") else { return source };
    let head = rest.get(..end).unwrap_or("");
    if head.len() > 8192 || !head.lines().next().is_some_and(|line| line.contains(':')) {
        return source;
    }
    for line in head.lines() {
        let Some((key, value)) = line.split_once(':') else { continue };
        let value = value.trim().trim_matches(['"', '\'']).to_owned();
        if value.is_empty() {
            continue;
        }
        match key.trim().to_ascii_lowercase().as_str() {
            "title" => draft.about.title = Some(value),
            "date" => draft.about.date = crate::about::date_in(&value),
            "lang" | "language" => draft.about.language = value.get(..2).map(str::to_ascii_lowercase),
            "url" | "link" | "canonical" | "canonical_url" => draft.about.link = Some(value),
            "place" | "location" => draft.about.place = Some(value),
            _ => {}
        }
    }
    rest.get(end + 4..).unwrap_or("")
}

/// A line of `===` or `---` right below words makes them a heading.
fn underline(line: &str, text: &mut str, marks: &mut [Marks]) -> bool {
    let bare = line.trim_end();
    let equal = bare.len() >= 3 && bare.bytes().all(|byte| byte == b'=');
    let dash = bare.len() >= 3 && bare.bytes().all(|byte| byte == b'-');
    if !equal && !dash {
        return false;
    }
    let above = text.strip_suffix('\n').and_then(|text| text.rsplit('\n').next()).unwrap_or("");
    if above.trim().is_empty() || above.len() > 200 {
        return false;
    }
    match marks.last_mut() {
        Some(last) if !last.rule && !last.quoted && !last.item => {
            last.heading = if equal { 1 } else { 2 };
            true
        }
        _ => false,
    }
}

/// Heading and list marks at a line's start.
fn block<'a>(line: &'a str, found: &mut Marks) -> &'a str {
    let hashes = line.bytes().take_while(|byte| *byte == b'#').count();
    let after = line.get(hashes..).unwrap_or("");
    if (1..=6).contains(&hashes) && after.starts_with([' ', '\t']) {
        found.heading = hashes as u8;
        let words = after.trim();
        let bare = words.trim_end_matches('#');
        return if bare.ends_with(' ') { bare.trim_end() } else { words };
    }
    for mark in ["- ", "* ", "+ "] {
        if let Some(rest) = line.strip_prefix(mark) {
            found.item = true;
            return rest.trim_start();
        }
    }
    line
}

/// Appends a line without its inline marks.
fn inline(line: &str, out: &mut String, found: &mut Marks) {
    let start = out.len();
    let mut rest = line;
    let mut bold_from: Option<usize> = None;
    let mut italic_from: Option<usize> = None;
    let mut closing = 0;
    loop {
        let plain = rest.bytes().position(is_mark).unwrap_or(rest.len());
        out.push_str(rest.get(..plain).unwrap_or(""));
        rest = rest.get(plain..).unwrap_or("");
        let Some(c) = rest.chars().next() else { break };
        let next = rest.get(c.len_utf8()..).unwrap_or("");
        match c {
            '\\' if next.starts_with(|c: char| c.is_ascii_punctuation()) => {
                out.extend(next.chars().next());
                rest = next.get(1..).unwrap_or("");
            }
            '&' => match entity(rest) {
                Some((sign, taken)) => {
                    out.push_str(sign.as_str());
                    rest = rest.get(taken..).unwrap_or("");
                }
                None => {
                    out.push('&');
                    rest = next;
                }
            },
            '*' | '_' => {
                let run = rest.bytes().take_while(|byte| *byte == c as u8).count();
                let after = rest.get(run..).unwrap_or("");
                let before = out.get(start..).and_then(|done| done.chars().next_back());
                let opens = after.starts_with(|c: char| !c.is_whitespace())
                    && (c == '*' || !before.is_some_and(char::is_alphanumeric));
                let closes = before.is_some_and(|before| !before.is_whitespace())
                    && (c == '*' || !after.starts_with(char::is_alphanumeric));
                let bold = run >= 2;
                let from = if bold { &mut bold_from } else { &mut italic_from };
                if run <= 3 && from.is_some() && closes {
                    let begin = from.take().unwrap_or(start);
                    if begin == start && bold {
                        found.strong = out.len() - start;
                    }
                } else if run <= 3 && opens {
                    *from = Some(out.len());
                } else {
                    out.push_str(rest.get(..run).unwrap_or(""));
                }
                rest = after;
            }
            // Code with quotation marks keeps its own, or they would quote.
            '`' => match code(rest).filter(|words| words.contains(QUOTING)) {
                Some(words) => {
                    out.push_str(words);
                    rest = rest.get(words.len()..).unwrap_or("");
                }
                None => rest = next,
            },
            '!' if next.starts_with('[') => match link(next) {
                Some((_, taken)) => rest = next.get(taken..).unwrap_or(""),
                None => {
                    out.push('!');
                    rest = next;
                }
            },
            '[' => match link(rest) {
                Some((words, taken)) => {
                    let before = out.get(start..).unwrap_or("");
                    if !words.starts_with('^') && !notes::is_linked(before, words) {
                        inline(words, out, &mut Marks::default());
                    }
                    rest = rest.get(taken..).unwrap_or("");
                }
                None => {
                    out.push('[');
                    rest = next;
                }
            },
            ']' => {
                out.push(c);
                if let Some(at) = out.get(start..).and_then(notes::bracketed) {
                    out.truncate(start + at);
                }
                rest = next;
            }
            '~' if next.starts_with('~') => {
                let taken = struck(rest, "~~", "~~", after_blank(out, start));
                out.push_str(if taken.is_none() { "~~" } else { "" });
                rest = rest.get(taken.unwrap_or(2)..).unwrap_or("");
            }
            '<' if let Some(taken) = ["del", "s", "strike"].iter().find_map(|name| {
                struck(rest, &format!("<{name}>"), &format!("</{name}>"), after_blank(out, start))
            }) =>
            {
                rest = rest.get(taken..).unwrap_or("");
            }
            '<' if let Some((content, lowered, taken)) = raised(rest) => {
                match notes::raised(out.get(start..).unwrap_or(""), content, lowered) {
                    Raised::Note => {}
                    Raised::Word => out.push_str(content),
                    Raised::Apart => {
                        out.push(' ');
                        out.push_str(content);
                    }
                }
                rest = rest.get(taken..).unwrap_or("");
            }
            '<' => match tag(rest, line.len() - rest.len(), &mut closing, line) {
                Some((put, taken)) => {
                    out.push_str(put);
                    rest = rest.get(taken..).unwrap_or("");
                }
                None => {
                    out.push('<');
                    rest = next;
                }
            },
            _ => {
                out.push(c);
                rest = next;
            }
        }
    }
    let kept = out.trim_end_matches([' ', '\t']).len().max(start);
    out.truncate(kept);
}

/// The longest code within a line, in bytes.
const LONGEST_CODE: usize = 300;

/// Code between two single backticks at the head of `rest`, with them. But "`quoted'" of old typewriters is none.
fn code(rest: &str) -> Option<&str> {
    let inner = rest.strip_prefix('`')?;
    let end = inner.bytes().take(LONGEST_CODE).position(|byte| byte == b'`').filter(|end| *end > 0)?;
    let apostrophes = inner.get(..end)?.bytes().filter(|byte| *byte == b'\'').count();
    let doubled = inner.get(end + 1..).is_some_and(|after| after.starts_with('`'));
    (apostrophes % 2 == 0 && !doubled).then(|| rest.get(..end + 2)).flatten()
}

/// Whether an inline mark, or what ends one, may begin with this byte.
fn is_mark(byte: u8) -> bool {
    matches!(byte, b'\\' | b'&' | b'*' | b'_' | b'`' | b'!' | b'[' | b']' | b'~' | b'<')
}

/// How far an inline mark may reach: keeps a line of a million open brackets cheap.
const REACH: usize = 2000;

fn after_blank(out: &str, start: usize) -> bool {
    out.get(start..).is_none_or(|done| done.is_empty() || done.ends_with(char::is_whitespace))
}

/// `~~words~~`, which were struck out: the bytes taken, a blank behind them included where one came before.
fn struck(rest: &str, open: &str, close: &str, after_blank: bool) -> Option<usize> {
    let inside = rest.strip_prefix(open).filter(|inside| inside.starts_with(|c: char| !c.is_whitespace()))?;
    let mut end = inside.len().min(REACH);
    while !inside.is_char_boundary(end) {
        end -= 1;
    }
    let taken = open.len() + inside.get(..end)?.find(close)? + close.len();
    // Two blanks in a row are one.
    Some(if rest.get(taken..)?.starts_with(' ') && after_blank { taken + 1 } else { taken })
}

/// `<sup>1</sup>`: the content, whether it is lowered, and the bytes taken. Only short ones without further marks.
fn raised(rest: &str) -> Option<(&str, bool, usize)> {
    let inside = rest.strip_prefix("<sup>").or_else(|| rest.strip_prefix("<sub>"))?;
    let end = inside.bytes().take(notes::LONGEST + 1).position(|byte| byte == b'<')?;
    let (content, lowered) = (inside.get(..end)?, rest.starts_with("<sub>"));
    inside.get(end..)?.starts_with(if lowered { "</sub>" } else { "</sup>" }).then_some((content, lowered, end + 11))
}

/// `[words](target)`: the words and the bytes taken.
fn link(rest: &str) -> Option<(&str, usize)> {
    let mut depth = 0;
    let mut close = None;
    for (at, byte) in rest.bytes().enumerate().take(REACH) {
        match byte {
            b'[' => depth += 1,
            b']' => {
                depth -= 1;
                if depth == 0 {
                    close = Some(at);
                    break;
                }
            }
            _ => {}
        }
        if depth > 8 {
            return None;
        }
    }
    let close = close?;
    let words = rest.get(1..close)?;
    if words.starts_with('^') && words.len() < 12 {
        return Some((words, close + 1));
    }
    let target = rest.get(close + 1..)?.strip_prefix('(')?;
    let mut depth = 1;
    for (at, byte) in target.bytes().enumerate().take(REACH) {
        match byte {
            b'(' if depth > 8 => return None,
            b'(' => depth += 1,
            b')' => {
                depth -= 1;
                if depth == 0 {
                    return Some((words, close + 2 + at + 1));
                }
            }
            b'\n' => return None,
            _ => {}
        }
    }
    None
}

/// An HTML tag or an automatic link. `closing` keeps where the next `>` of the line is, so that it is looked for once.
fn tag<'a>(rest: &'a str, at: usize, closing: &mut usize, line: &str) -> Option<(&'a str, usize)> {
    if *closing <= at {
        *closing = line.get(at..).and_then(|rest| rest.find('>')).map_or(usize::MAX, |found| at + found);
    }
    let close = closing.checked_sub(at).filter(|close| *close < REACH)?;
    let inside = rest.get(1..close)?;
    if inside.starts_with("http://") || inside.starts_with("https://") {
        return Some((inside, close + 1));
    }
    let name = inside.trim_start_matches('/');
    let tag = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().take(12).all(|c| c.is_ascii_alphanumeric() || matches!(c, ' ' | '/' | '=' | '"' | '-'));
    tag.then_some((if name.starts_with("br") { " " } else { "" }, close + 1))
}

/// A character reference: its sign and the bytes taken.
pub(crate) fn entity(rest: &str) -> Option<(String, usize)> {
    let end = rest.bytes().take(12).position(|byte| byte == b';')?;
    let name = rest.get(1..end)?;
    let sign = match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        "nbsp" => "\u{A0}",
        "ldquo" => "“",
        "rdquo" => "”",
        "lsquo" => "‘",
        "rsquo" => "’",
        "laquo" => "«",
        "raquo" => "»",
        "mdash" => "—",
        "ndash" => "–",
        "hellip" => "…",
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            let sign = char::from_u32(code).filter(|c| !c.is_control())?;
            return Some((sign.to_string(), end + 1));
        }
    };
    Some((sign.to_owned(), end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clean(line: &str) -> String {
        let mut out = String::new();
        inline(line, &mut out, &mut Marks::default());
        out
    }

    #[test]
    fn inline_marks() {
        assert_eq!(clean("Right. \\[laughs\\] &quot;Go&quot; &amp; see"), "Right. [laughs] \"Go\" & see");
        assert_eq!(clean("**Ana Ruiz:** it *is* so_called `x`"), "Ana Ruiz: it is so_called x");
        assert_eq!(clean("see [the page](https://example.org/a_(b)) now[^1]"), "see the page now");
        assert_eq!(clean("5 * 3 < 20"), "5 * 3 < 20");
        assert_eq!(clean("a<br>b <https://example.org>"), "a b https://example.org");
        assert_eq!(clean("[an aside] (here)"), "[an aside] (here)");
    }

    #[test]
    fn signs_of_notes_and_what_was_struck_out() {
        assert_eq!(clean("The plan is not[^1] ready[2]."), "The plan is not ready.");
        assert_eq!(clean("is not[3](#fn3) ready[[4]](#fn4)"), "is not ready");
        assert_eq!(clean("is not<sup>1</sup> ready on the 19<sup>th</sup>"), "is not ready on the 19th");
        assert_eq!(clean("see [2] and 201[5], the book[s]"), "see [2] and 201[5], the book[s]");
        assert_eq!(clean("~~never~~ always <del>no</del> yes"), "always yes");
        assert_eq!(clean("about ~~ 5"), "about ~~ 5");
    }

    #[test]
    fn blocks() {
        let draft = draft(
            "---\ntitle: A talk\ndate: 2020-01-02\n---\n# Talk\n\n### Ana Ruiz:\nGood day.\n\n> （笑）\n\nEnd\n---\n",
        );
        assert_eq!(draft.about.title.as_deref(), Some("A talk"));
        assert_eq!(draft.about.date.as_deref(), Some("2020-01-02"));
        let shown: Vec<(&str, u8, bool)> = draft
            .paragraphs
            .iter()
            .map(|paragraph| (draft.words(paragraph), paragraph.heading, paragraph.quoted))
            .collect();
        assert_eq!(
            shown,
            [
                ("Talk", 1, false),
                ("Ana Ruiz:", 3, false),
                ("Good day.", 0, false),
                ("（笑）", 0, true),
                ("End", 2, false)
            ]
        );
    }

    #[test]
    fn marks_that_stay() {
        let draft =
            draft("> We wait.\n>\n> And see.\n\n```\nlet a = \"b c\";\nlet d = 1;\n```\n\nUse `say(\"a\")` or `b`.\n");
        assert_eq!(draft.text, "> We wait.\n\n> And see.\n\n`let a = \"b c\";\nlet d = 1;\n\nUse `say(\"a\")` or b.\n");
        let shown: Vec<&str> = draft.paragraphs.iter().map(|paragraph| draft.words(paragraph)).collect();
        assert_eq!(shown, ["We wait.", "And see.", "let a = \"b c\";", "let d = 1;", "Use `say(\"a\")` or b."]);
    }

    #[test]
    fn a_block_quotation_begins_behind_its_blanks() {
        let draft = draft("> <br>* * *\n");
        let shown: Vec<&str> = draft.paragraphs.iter().map(|paragraph| draft.words(paragraph)).collect();
        assert_eq!(shown, ["* * *"]);
    }

    #[test]
    fn bold_names() {
        let draft = draft("**Ana Ruiz:** Good day.\n");
        assert_eq!(draft.paragraphs.first().map(|paragraph| paragraph.strong), Some(9));
    }
}
