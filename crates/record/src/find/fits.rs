//! Whether the text of a segment holds what is looked for: the only place where a search reads text.

use super::query::{Phrase, Query, Wanted};
use crate::corpus::words::{Words, are_of_one_word};
use onrecord_text::fold::folded;

/// What of a query is looked for in a text.
#[derive(Debug)]
pub(super) struct Looked<'q> {
    query: &'q Query,
    /// Every word once, and whether only the begin of the word is given; `none` of the query after the rest.
    terms: Vec<(&'q str, bool)>,
    /// How many of them are wanted.
    wanted: usize,
}

/// The words of a text that are looked for.
#[derive(Debug)]
pub(super) struct Standing {
    /// By term: at which words of the text it stands, in order.
    places: Vec<Vec<usize>>,
    /// How many words the text has.
    pub(super) words: usize,
}

impl Standing {
    /// How often each wanted term stands in the text.
    pub(super) fn counts(&self) -> impl Iterator<Item = usize> + '_ {
        self.places.iter().map(Vec::len)
    }
}

impl<'q> Looked<'q> {
    pub(super) fn for_query(query: &'q Query) -> Looked<'q> {
        let mut terms: Vec<(&str, bool)> = Vec::new();
        let mut add = |phrase: &'q Phrase| {
            for term in phrase.terms() {
                if !terms.contains(&term) {
                    terms.push(term);
                }
            }
        };
        query.all.iter().flatten().flat_map(Wanted::phrases).for_each(&mut add);
        query.none.iter().for_each(&mut add);
        let wanted = terms.len();
        let mut looked = Looked { query, terms, wanted };
        // Those that only stand in what is not wanted are no reason to show a segment.
        looked.wanted = looked.terms.iter().filter(|term| looked.is_wanted(term)).count();
        looked
    }

    fn is_wanted(&self, term: &(&str, bool)) -> bool {
        self.query.all.iter().flatten().flat_map(Wanted::phrases).any(|phrase| phrase.terms().any(|one| one == *term))
    }

    /// The terms that are wanted.
    pub(super) fn terms(&self) -> &[(&'q str, bool)] {
        self.terms.get(..self.wanted).unwrap_or(&self.terms)
    }

    /// Where the terms stand in a text, if it fits the query.
    pub(super) fn in_text(&self, text: &str) -> Option<Standing> {
        // Told without its words, and most texts that have the words of a rare wording do not have it.
        let may_stand = |phrase: &Phrase| phrase.exactly.as_ref().is_none_or(|exactly| has_exactly(text, exactly));
        if !self.query.all.iter().all(|one_of| one_of.iter().any(|one| one.phrases().iter().all(may_stand))) {
            return None;
        }
        let mut standing = Standing { places: vec![Vec::new(); self.terms.len()], words: 0 };
        let mut words = Words::of(text);
        while let Some(range) = words.range() {
            let word = text.get(range).unwrap_or("");
            if word.is_ascii() {
                // Folded, it would be the same in small letters.
                self.note(&mut standing, |term, begins| {
                    let same = if begins { word.get(..term.len()) } else { Some(word) };
                    same.is_some_and(|same| same.eq_ignore_ascii_case(term))
                });
            } else {
                let folded = folded(word);
                self.note(
                    &mut standing,
                    |term, begins| if begins { folded.starts_with(term) } else { *folded == *term },
                );
            }
        }
        let stands = |wanted: &Wanted| match wanted {
            Wanted::Phrase(phrase) => self.has(phrase, &standing, text),
            Wanted::Near(phrases, within) => self.has_near(phrases, *within, &standing),
        };
        let fits = self.query.all.iter().all(|one_of| one_of.iter().any(stands))
            && !self.query.none.iter().any(|phrase| self.has(phrase, &standing, text));
        standing.places.truncate(self.wanted);
        fits.then_some(standing)
    }

    /// Takes down where the next word of a text stands, by which terms it is.
    #[inline]
    fn note(&self, standing: &mut Standing, is_term: impl Fn(&str, bool) -> bool) {
        for (places, &(term, begins)) in standing.places.iter_mut().zip(&self.terms) {
            if is_term(term, begins) {
                places.push(standing.words);
            }
        }
        standing.words += 1;
    }

    fn has(&self, phrase: &Phrase, standing: &Standing, text: &str) -> bool {
        self.starts(phrase, standing).next().is_some()
            && phrase.exactly.as_ref().is_none_or(|exactly| has_exactly(text, exactly))
    }

    /// The words of the text with which a phrase begins.
    fn starts<'a>(&'a self, phrase: &'a Phrase, standing: &'a Standing) -> impl Iterator<Item = usize> + 'a {
        let places: Vec<&[usize]> = phrase
            .terms()
            .map(|term| {
                let at = self.terms.iter().position(|one| *one == term);
                at.and_then(|at| standing.places.get(at)).map_or(&[][..], Vec::as_slice)
            })
            .collect();
        let first = places.first().copied().unwrap_or(&[]);
        first.iter().copied().filter(move |&start| {
            places.iter().enumerate().skip(1).all(|(index, places)| places.binary_search(&(start + index)).is_ok())
        })
    }

    /// Whether all phrases stand so near each other: between the end of the first and the begin of the last are at most so
    /// many words.
    fn has_near(&self, phrases: &[Phrase], within: usize, standing: &Standing) -> bool {
        let starts: Vec<Vec<usize>> = phrases.iter().map(|phrase| self.starts(phrase, standing).collect()).collect();
        starts.iter().zip(phrases).any(|(firsts, first)| {
            firsts.iter().any(|&start| {
                // The others begin as early as they can after it: the last of them decides.
                let after = |starts: &Vec<usize>| starts.get(starts.partition_point(|&one| one < start)).copied();
                let last = starts.iter().map(after).try_fold(start, |last, next| Some(last.max(next?)));
                last.is_some_and(|last| last <= (start + first.words.len()).saturating_add(within))
            })
        })
    }
}

/// Whether a text holds these words true to case and marks; blanks and line ends between are alike.
fn has_exactly(text: &str, exactly: &str) -> bool {
    // Its longest part has no blanks that would have to be alike first.
    let longest = exactly.split(' ').max_by_key(|part| part.len()).unwrap_or(exactly);
    if !text.contains(longest) {
        return false;
    }
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (begin, end) = (exactly.chars().next(), exactly.chars().next_back());
    let is_cut = |before: Option<char>, after| before.zip(after).is_some_and(|(a, b)| are_of_one_word(a, b));
    text.match_indices(exactly).any(|(at, _)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at + exactly.len()..).and_then(|after| after.chars().next());
        !is_cut(before, begin) && !is_cut(end, after)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_a_text_and_what_does_not() {
        const TEXT: &str = "No. We will not raise the Harbour fees, this year or next; the\nharbour is for all.";
        for (query, fits) in [
            ("harbour fees", true),
            ("\"harbour fees\"", true),
            ("\"fees harbour\"", false),
            ("\"the harb*\"", true),
            ("\"the harb\"", false),
            ("=\"Harbour fees, this\"", true),
            ("=\"harbour fees\"", false),
            ("=\"Harbour fees this\"", false),
            ("=\"the harbour is\"", true),
            ("=\"aise the\"", false),
            ("=year", true),
            ("=Year", false),
            ("fees -\"harbour fees\"", false),
            ("fees -\"harbour is fees\"", true),
            ("tolls OR fees", true),
            ("tolls OR fares", false),
            ("NEAR(raise fees, 2)", true),
            ("NEAR(raise fees, 1)", false),
            ("NEAR(fees raise, 2)", true),
            ("NEAR(fees raise all)", false),
            ("NEAR(fees raise all, 11)", true),
            ("NEAR(fees fees, 0)", true),
        ] {
            let query_read = Query::read(query).unwrap();
            assert_eq!(Looked::for_query(&query_read).in_text(TEXT).is_some(), fits, "{query}");
        }
    }

    #[test]
    fn exactly_so_is_told_without_blanks_between_words_too() {
        for (query, text, fits) in [
            ("=\"港口\"", "所以港口的費用", true),
            ("=\"港口，\"", "這個港口，我們", true),
            ("=\"港口，\"", "這個港口我們", false),
            ("=\"Harbour港口\"", "在Harbour港口", true),
            ("=\"arbour港口\"", "在Harbour港口", false),
            ("=\"口H\"", "港口Harbour", false),
        ] {
            let query_read = Query::read(query).unwrap();
            assert_eq!(Looked::for_query(&query_read).in_text(text).is_some(), fits, "{query} in {text}");
        }
    }

    #[test]
    fn wanted_words_are_counted() {
        let query = Query::read("harb* -tram fees").unwrap();
        let looked = Looked::for_query(&query);
        assert_eq!(looked.terms(), [("harb", true), ("fees", false)]);
        let standing = looked.in_text("Harbour fees, harbours, ferry").unwrap();
        assert_eq!((standing.counts().collect::<Vec<_>>(), standing.words), (vec![2, 1], 4));
        assert!(looked.in_text("Harbour fees and tram").is_none());
    }
}
