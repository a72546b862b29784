//! Lines of a given width: cleaning, measuring and wrapping text for a terminal.
//!
//! Width is counted in columns as a terminal draws them: a wide character fills two, a combining mark none.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns that a text fills.
pub(crate) fn width(text: &str) -> usize {
    text.width()
}

/// Text that is safe on a terminal: white space becomes one space, control signs (escape sequences, changes of
/// direction) a visible replacement.
pub(crate) fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut space = false;
    for c in text.chars() {
        if c.is_whitespace() {
            space = !out.is_empty();
            continue;
        }
        if space {
            out.push(' ');
            space = false;
        }
        out.push(if c.is_control() || turns_direction(c) { '\u{FFFD}' } else { c });
    }
    out
}

/// Clean text that stood before: with a sign in front where it does not begin as a sentence does.
pub(crate) fn preceding(text: &str, sign: &str) -> String {
    let text = clean(text);
    match text.chars().next() {
        Some(c) if c.is_lowercase() || (!c.is_alphanumeric() && !opens(c)) => format!("{sign}{text}"),
        _ => text,
    }
}

/// Clean text that comes after: with a sign at the end where it does not end as a sentence does.
pub(crate) fn coming(text: &str, sign: &str) -> String {
    let text = clean(text);
    match text.chars().next_back() {
        Some(c) if c.is_alphanumeric() || c == ',' => format!("{text}{sign}"),
        _ => text,
    }
}

/// [`coming`] text as it follows other text: with a space in front, unless it begins with a sign that closes.
pub(crate) fn following(text: &str) -> String {
    let text = coming(text, "…");
    let closes = |c: char| {
        matches!(
            c,
            '.' | ','
                | ';'
                | ':'
                | '!'
                | '?'
                | ')'
                | ']'
                | '”'
                | '’'
                | '»'
                | '…'
                | '。'
                | '，'
                | '！'
                | '？'
                | '」'
                | '』'
                | '；'
                | '：'
                | '、'
        )
    };
    if text.is_empty() || text.starts_with(closes) { text } else { format!(" {text}") }
}

fn opens(c: char) -> bool {
    matches!(c, '"' | '\'' | '(' | '[' | '“' | '‘' | '«' | '„' | '¿' | '¡' | '…')
}

/// Signs that change the direction of the text after them: they could make a report read as it does not stand.
pub(crate) fn turns_direction(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{061C}')
}

/// Wraps clean text at spaces into lines of at most `columns`; a longer word is cut.
pub(crate) fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(2);
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut filled = 0;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let needed = width(word);
        if filled > 0 && filled + 1 + needed <= columns {
            line.push(' ');
            line.push_str(word);
            filled += 1 + needed;
            continue;
        }
        if filled > 0 {
            lines.push(std::mem::take(&mut line));
        }
        filled = 0;
        for c in word.chars() {
            let step = c.width().unwrap_or(0);
            if filled > 0 && filled + step > columns {
                lines.push(std::mem::take(&mut line));
                filled = 0;
            }
            line.push(c);
            filled += step;
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// The beginning of clean text that fits, with a sign where something is left out.
pub(crate) fn shorten(text: &str, columns: usize, sign: &str) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let room = columns.saturating_sub(width(sign));
    let mut out = take(text.chars(), room);
    if let Some(space) = out.rfind(' ').filter(|space| *space * 2 > out.len()) {
        out.truncate(space);
    }
    out.push_str(sign);
    out
}

/// The end of clean text that fits, with a sign where something is left out.
pub(crate) fn shorten_front(text: &str, columns: usize, sign: &str) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let room = columns.saturating_sub(width(sign));
    let mut out: String = take(text.chars().rev(), room).chars().rev().collect();
    if let Some(space) = out.find(' ').filter(|space| *space * 2 < out.len()) {
        out.drain(..=space);
    }
    format!("{sign}{out}")
}

fn take(chars: impl Iterator<Item = char>, columns: usize) -> String {
    let mut filled = 0;
    chars
        .take_while(|c| {
            filled += c.width().unwrap_or(0);
            filled <= columns
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_fit_whatever_the_script() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("我们不会提高票价", 6), ["我们不", "会提高", "票价"]);
        assert_eq!(wrap("incomprehensibility", 8), ["incompre", "hensibil", "ity"]);
        assert!(wrap("", 8).is_empty());
    }

    #[test]
    fn nothing_steers_the_terminal() {
        assert_eq!(clean("a\u{1b}[31m\tb\u{202e}\n c "), "a\u{fffd}[31m b\u{fffd} c");
    }

    #[test]
    fn context_says_where_it_was_cut() {
        assert_eq!(preceding("and so on. Then", "…"), "…and so on. Then");
        assert_eq!(preceding("“Then he left.", "…"), "“Then he left.");
        assert_eq!(coming("and so", "…"), "and so…");
        assert_eq!(following("and that was it."), " and that was it.");
        assert_eq!(following(", and so"), ", and so…");
        assert_eq!(following(""), "");
    }

    #[test]
    fn shortened_text_says_so() {
        assert_eq!(shorten("all of it fits", 20, "…"), "all of it fits");
        assert_eq!(shorten("not all of it fits", 12, "…"), "not all of…");
        assert_eq!(shorten_front("not all of it fits", 12, "…"), "…of it fits");
    }
}
