//! The part of a segment that is shown of a hit, and where the words stand in it.

use crate::corpus::words::Words;
use std::ops::Range;

/// How long a snippet is, in bytes, about.
const SNIPPET: usize = 240;

/// The part of the text with the most of the wanted words, and where they stand in it.
pub(super) fn snippet(text: &str, wanted: &[(&str, bool)]) -> (String, Vec<Range<usize>>) {
    let (mut walk, mut folded) = (Words::of(text), String::new());
    let (mut words, mut found): (Vec<Range<usize>>, Vec<Range<usize>>) = (Vec::new(), Vec::new());
    while let Some(range) = walk.next(&mut folded) {
        words.push(range.clone());
        if wanted.iter().any(|&(word, begins)| if begins { folded.starts_with(word) } else { folded == word }) {
            found.push(range);
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

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
        let (part, marks) = snippet(&text, &[("harbour", false), ("fee", true)]);
        let marked: Vec<&str> = marks.iter().map(|r| &part[r.clone()]).collect();
        assert_eq!(marked, ["harbour", "fees"]);
        assert!(part.len() <= SNIPPET + SNIPPET / 2);
        let (all, none) = snippet("short", &[]);
        assert_eq!((all.as_str(), none.len()), ("short", 0));
        // No blanks to cut at, and characters of several bytes.
        let (part, _) = snippet(&"港".repeat(2000), &[("港", false)]);
        assert!(!part.is_empty());
    }
}
