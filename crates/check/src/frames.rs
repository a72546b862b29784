//! Frames: what words around a passage look like when they turn it, report it or leave it as it is. Patterns as data.
//!
//! A [`Frames`] is a table of patterns, one a line, each a row of items with spaces between them:
//!
//! | item | stands for |
//! |---|---|
//! | `word` or `this\|that` | one of these words, as [`onrecord_text`] folds them ("n't" is `not`, "'re" is `are`) |
//! | `@name` | a word of a list of [`crate::cues`]; also beside words: `@name\|this` |
//! | `..3` | up to three words of any kind, with no mark between them |
//! | `,` | the word before it is followed by a mark |
//! | a `?` behind any of them | it may be missing |
//!
//! Only the matching is here; the tables stand where their rule does (`turned`, `reported`, `limited`). In order of reading:
//! after [`crate::cues`], before `turned`.

use crate::context::Word;
use crate::cues::list;
use crate::word_list::WordList;
use onrecord_text::Form;
use std::sync::OnceLock;

/// A table of patterns.
pub(crate) struct Frames {
    lines: &'static [&'static str],
    rows: OnceLock<Vec<Vec<Item>>>,
}

struct Item {
    is: Is,
    may_be_missing: bool,
}

enum Is {
    OneOf(Vec<Form>, Vec<&'static WordList>),
    UpTo(usize),
    Mark,
}

impl Frames {
    pub(crate) const fn new(lines: &'static [&'static str]) -> Frames {
        Frames { lines, rows: OnceLock::new() }
    }

    fn rows(&self) -> &[Vec<Item>] {
        self.rows
            .get_or_init(|| self.lines.iter().map(|line| line.split_whitespace().map(Item::of).collect()).collect())
    }

    /// How many words one of the patterns takes at the beginning of `words`.
    pub(crate) fn begin(&self, words: &[Word<'_>]) -> Option<usize> {
        self.rows().iter().find_map(|row| ends(row, words, 0, &|_| true))
    }

    /// Whether one of the patterns is all of `words`.
    pub(crate) fn is(&self, words: &[Word<'_>]) -> bool {
        self.rows().iter().any(|row| ends(row, words, 0, &|at| at == words.len()).is_some())
    }

    /// Where one of the patterns begins that ends with the last of `words`; the nearest place where several do.
    pub(crate) fn end(&self, words: &[Word<'_>]) -> Option<usize> {
        (0..words.len()).rev().find(|from| {
            let rest = words.get(*from..).unwrap_or(&[]);
            self.rows().iter().any(|row| ends(row, rest, 0, &|at| at == rest.len()).is_some())
        })
    }
}

impl Item {
    fn of(text: &str) -> Item {
        let (text, may_be_missing) = match text.strip_suffix('?') {
            Some(text) => (text, true),
            None => (text, false),
        };
        let is = if text == "," {
            Is::Mark
        } else if let Some(most) = text.strip_prefix("..") {
            Is::UpTo(most.parse().unwrap_or(1))
        } else {
            let lists = text.split('|').filter_map(|word| word.strip_prefix('@')).filter_map(list);
            let words = text.split('|').filter(|word| !word.starts_with('@'));
            Is::OneOf(words.flat_map(forms).collect(), lists.collect())
        };
        Item { is, may_be_missing }
    }
}

/// "One" is a number as a rule, and has the form of one.
fn forms(word: &str) -> Vec<Form> {
    let number = (word == "one").then(|| Form::of_number(onrecord_text::number::Number::new(1, 0)));
    std::iter::once(Form::of(word)).chain(number).collect()
}

/// Where a row of items ends in the words from `at` on, at a place that is `right`. Rows are short, and so is what may be skipped.
fn ends(row: &[Item], words: &[Word<'_>], at: usize, right: &dyn Fn(usize) -> bool) -> Option<usize> {
    let Some((item, rest)) = row.split_first() else { return right(at).then_some(at) };
    let found = match &item.is {
        Is::Mark => at
            .checked_sub(1)
            .and_then(|last| words.get(last))
            .filter(|word| word.closes)
            .and(ends(rest, words, at, right)),
        Is::UpTo(most) => (at..=(at + most).min(words.len()))
            .take_while(|next| !words.get(at..next.saturating_sub(1)).unwrap_or(&[]).iter().any(|word| word.closes))
            .find_map(|next| ends(rest, words, next, right)),
        Is::OneOf(forms, lists) => words
            .get(at)
            .filter(|word| forms.contains(&word.form) || lists.iter().any(|list| list.has(word.form)))
            .and_then(|_| ends(rest, words, at + 1, right)),
    };
    found.or_else(|| if item.may_be_missing { ends(rest, words, at, right) } else { None })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<Word<'_>> {
        text.split(' ')
            .map(|word| {
                let bare = word.trim_end_matches(',');
                Word {
                    form: Form::of(bare),
                    text: bare,
                    range: 0..0,
                    gap: " ",
                    ends: false,
                    closes: bare.len() < word.len(),
                }
            })
            .collect()
    }

    #[test]
    fn items_stand_for_what_the_table_says() {
        static FRAMES: Frames = Frames::new(&["if you|they ask ..2 ,", "it is said very? often"]);
        for (text, taken) in [
            ("if they ask me, we go", Some(4)),
            ("if you ask, we go", Some(3)),
            ("if you ask me all of it, we go", None),
            ("if you ask me we go", None),
            ("it is said often", Some(4)),
            ("it is said very often", Some(5)),
            ("it is said", None),
        ] {
            assert_eq!(FRAMES.begin(&words(text)), taken, "{text}");
        }
        assert_eq!(FRAMES.end(&words("we go if you ask us,")), Some(2));
        assert_eq!(FRAMES.end(&words("if you ask us, we go")), None);
        assert!(FRAMES.is(&words("it is said very often")) && !FRAMES.is(&words("it is said often enough")));
    }

    #[test]
    fn a_gap_holds_no_mark() {
        static FRAMES: Frames = Frames::new(&["if ..4 then"]);
        assert_eq!(FRAMES.begin(&words("if we all go then")), Some(5));
        assert_eq!(FRAMES.begin(&words("if we, all go then")), None);
    }
}
