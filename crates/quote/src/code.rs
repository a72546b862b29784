//! Code in an article: what stands between backticks is nobody's words, whatever marks it holds.
//!
//! One paragraph at a time. Not for doubled backticks, which quote in old typewriters' way (``so''), and not for fences:
//! the crate `read` puts a backtick before each of their lines that holds a mark.

use std::ops::Range;

/// The longest code within a paragraph, in bytes.
const LONGEST: usize = 300;

/// The code in a paragraph, as byte ranges of it in order. A paragraph that begins with its only backtick is code as a whole.
pub(crate) fn spans(body: &str) -> Vec<Range<usize>> {
    let bytes = body.as_bytes();
    let mut found = Vec::new();
    let Some(first) = bytes.iter().position(|byte| *byte == b'`') else { return found };
    let single = |at: usize| {
        bytes.get(at) == Some(&b'`') && (at == 0 || bytes[at - 1] != b'`') && bytes.get(at + 1) != Some(&b'`')
    };
    if first == 0 && single(0) && !bytes[1..].contains(&b'`') {
        found.push(0..body.len());
        return found;
    }
    let mut at = first;
    while at < bytes.len() {
        if !single(at) {
            at += 1;
            continue;
        }
        let limit = bytes.len().min(at + LONGEST);
        let Some(close) = (at + 1..limit).find(|&p| bytes[p] == b'`') else {
            at += 1;
            continue;
        };
        // "`one' and `two'": an apostrophe closes what a backtick opened.
        let apostrophes = bytes[at..close].iter().filter(|byte| **byte == b'\'').count();
        if single(close) && apostrophes % 2 == 0 {
            found.push(at..close + 1);
            at = close + 1;
        } else {
            at = close;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::spans;

    #[test]
    fn code_between_backticks() {
        let told = |body: &str| spans(body).into_iter().map(|s| body[s].to_owned()).collect::<Vec<_>>();
        assert_eq!(told("Use `say(\"a\")` or `b`."), ["`say(\"a\")`", "`b`"]);
        assert_eq!(told("`let a = \"b\";"), ["`let a = \"b\";"]);
        assert!(told("``We wait,'' she said. ``And see.''").is_empty());
        assert!(told("`one' and `two'").is_empty());
        assert!(told("a ` b").is_empty());
    }
}
