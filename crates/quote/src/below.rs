//! A name on a line of its own below quoted words: "— Ana Ruiz, harbour master" under a block quotation or under a paragraph that
//! stands in marks from end to end.
//!
//! Works on whole paragraphs, before anybody asks who speaks: what is signed is nobody else's. Not for a name behind the marks
//! in the same line, which is `signature`, nor for the last line of a paragraph that holds it, which is `block`.

use crate::language::{Language, word};
use crate::marks::Span;
use crate::people::People;
use std::collections::HashMap;
use std::ops::Range;

/// The signatures of a text.
#[derive(Debug, Default)]
pub(crate) struct Signatures {
    /// By the paragraph that is signed: where the name stands, in bytes.
    names: HashMap<usize, Range<usize>>,
    /// The paragraphs that are signatures.
    lines: HashMap<usize, usize>,
}

/// The longest line that signs, in bytes, and the most words of a name.
const LONGEST: usize = 140;
const MOST_WORDS: usize = 6;
/// The most words behind the name ("harbour master of the town of Calder").
const LONGEST_ROLE: usize = 14;

/// Finds the signatures of a text.
pub(crate) fn signatures(
    text: &str,
    paragraphs: &[Range<usize>],
    people: &People<'_>,
    language: &Language,
) -> Signatures {
    let mut found = Signatures::default();
    let mut above: Option<(usize, bool)> = None;
    for (number, paragraph) in paragraphs.iter().enumerate() {
        let body = text.get(paragraph.clone()).unwrap_or("");
        let bare = body.trim_start_matches(|c: char| c.is_whitespace() || c == '>');
        if bare.is_empty() {
            continue;
        }
        let block = body.trim_start().starts_with('>');
        if let Some((signed, quoted_block)) = above
            && let Some(name) = name(bare, block && quoted_block, language)
            // "— No" answers the question above.
            && (block || bare[name.clone()].contains(' ') || people.knows(&bare[name.clone()]))
        {
            let start = paragraph.end - bare.len() + name.start;
            found.names.insert(signed, start..start + name.len());
            found.lines.insert(number, signed);
            above = None;
            continue;
        }
        let closed = bare.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '.' | ','));
        let in_marks = bare.starts_with(['"', '“', '„', '«', '»', '‘', '\''])
            && closed.ends_with(['"', '”', '“', '»', '«', '’', '\'']);
        above = (block || in_marks).then_some((number, block));
    }
    found
}

impl Signatures {
    /// Whether a paragraph is a signature.
    pub(crate) fn is_line(&self, paragraph: usize) -> bool {
        self.lines.contains_key(&paragraph)
    }

    /// Who signs a paragraph.
    pub(crate) fn of(&self, paragraph: usize) -> Option<Range<usize>> {
        self.names.get(&paragraph).cloned()
    }

    /// Who signs pairs of marks that are their paragraph, by the number of the pair; paragraphs of one quotation are signed
    /// together.
    pub(crate) fn of_pairs(
        &self,
        text: &str,
        paragraphs: &[Range<usize>],
        spans: &[Span],
    ) -> HashMap<u32, Range<usize>> {
        let mut found = HashMap::new();
        if self.names.is_empty() {
            return found;
        }
        // The name of the quotation behind, if that goes on from the one looked at.
        let mut goes_on: Option<Range<usize>> = None;
        // What a paragraph holds without its edges, worked out once for all its pairs.
        let mut held: (usize, Range<usize>) = (usize::MAX, 0..0);
        for (pair, span) in spans.iter().enumerate().rev().filter(|(_, span)| span.depth == 0) {
            let number = paragraphs.partition_point(|paragraph| paragraph.end <= span.open.start);
            let Some(paragraph) = paragraphs.get(number) else { continue };
            if held.0 != number {
                held = (number, without_edges(text, paragraph));
            }
            let whole =
                span.close.end <= paragraph.end && span.open.start <= held.1.start && held.1.end <= span.close.end;
            let name = goes_on.take().or_else(|| self.of(number).filter(|_| whole));
            if let Some(name) = name {
                if span.continues {
                    goes_on = Some(name.clone());
                }
                found.insert(pair as u32, name);
            }
        }
        found
    }
}

/// A range of a text without the blanks and signs around what it holds.
fn without_edges(text: &str, range: &Range<usize>) -> Range<usize> {
    let is_edge = |c: char| c.is_whitespace() || matches!(c, '>' | '*' | '_' | '.' | ',');
    let Some(whole) = text.get(range.clone()) else { return range.clone() };
    let end = range.start + whole.trim_end_matches(is_edge).len();
    range.end - whole.trim_start_matches(is_edge).len()..end
}

/// The name of a line that signs, in bytes of the line.
fn name(line: &str, in_block: bool, language: &Language) -> Option<Range<usize>> {
    if line.len() > LONGEST || line.contains('\n') {
        return None;
    }
    let line = line.trim_end();
    let marks = ['—', '–', '―'];
    let dashed = line.trim_start_matches(marks);
    let rest = if dashed.len() < line.len() {
        dashed
    } else if let Some(rest) = line.strip_prefix("--") {
        rest.trim_start_matches('-')
    } else {
        line.strip_prefix("- ").filter(|_| in_block)?
    };
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_'));
    let end = rest.find([',', '(', ';', '|', '[', ':']).unwrap_or(rest.len());
    let name = rest.get(..end)?.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '.'));
    let role = rest.get(end..)?;
    // "Ana de la Cruz", "the Mayor of Calder"
    let is_small = |word: &str| {
        language.entry(word).flags & (word::PARTICLE | word::DETERMINER | word::PREPOSITION | word::CONJUNCTION) != 0
    };
    let mut words = 0;
    let named = name.split_whitespace().all(|word| {
        words += 1;
        // In a block quotation also "— Statement of the Ruiz family".
        word.starts_with(char::is_uppercase) || words > 1 && (in_block || is_small(word))
    });
    let plain = name.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '\u{A0}' | '.' | '-' | '\'' | '’'));
    let role = role.trim_end();
    let fits = named && plain && (1..=MOST_WORDS).contains(&words) && role.split_whitespace().count() <= LONGEST_ROLE;
    // "— Yes, said he." is a line of a dialogue.
    let ends = !role.ends_with(['"', '”', '“', '»', '?', '!', '.', '…']);
    let start = line.len() - rest.len();
    (fits && ends && name.chars().count() > 1).then_some(start..start + name.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::by_code;

    fn signed(line: &str) -> Option<&str> {
        name(line, false, by_code("en")).and_then(|range| line.get(range))
    }

    #[test]
    fn what_a_paragraph_holds_without_its_edges() {
        let of = |text: &str| without_edges(text, &(0..text.len()));
        assert_eq!(of("> *“a”* ,\n"), 3..10);
        assert_eq!(of("“a”"), 0..7);
        // Of nothing but edges nothing is left, whichever end it is looked at from.
        let nothing = of(" > . ");
        assert!(nothing.start >= nothing.end, "{nothing:?}");
    }

    #[test]
    fn who_signs() {
        assert_eq!(signed("— Ana Ruiz"), Some("Ana Ruiz"));
        assert_eq!(signed("-- Ana de la Cruz (2031)"), Some("Ana de la Cruz"));
        assert_eq!(signed("– Ivo Tesch, Civil Defence"), Some("Ivo Tesch"));
        assert_eq!(signed("— J. Ruiz."), Some("J. Ruiz"));
        for line in ["Ana Ruiz", "— Yes, said he.", "— No!", "— and so it went on", "— “Yes.”", "- Ana Ruiz", "—"]
        {
            assert_eq!(signed(line), None, "{line}");
        }
        assert_eq!(name("- Ana Ruiz", true, by_code("en")), Some(2..10));
    }
}
