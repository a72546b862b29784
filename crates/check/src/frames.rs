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
//! | `^` | a word that begins with a capital letter |
//! | a `?` behind any of them | it may be missing |
//!
//! Only the matching is here; the tables stand where their rule does (`turned`, `reported`, `limited`). In order of reading:
//! after [`crate::cues`], before `turned`.

use crate::context::Word;
use crate::cues::list;
use crate::word_list::{Forms, WordList};
use onrecord_text::Form;
use onrecord_text::fold::fold;
use std::sync::OnceLock;

/// A table of patterns.
pub(crate) struct Frames {
    lines: &'static [&'static str],
    rows: OnceLock<Rows>,
}

/// The patterns of a table, and by which words they can begin and end. Hardly any word is one of them, so that one look
/// spares the whole table.
struct Rows {
    rows: Vec<Row>,
    beginning: Ends,
    ending: Ends,
}

struct Row {
    items: Vec<Item>,
    /// Whether the last word of the row must be followed by a mark.
    ends_with_mark: bool,
}

/// The words at one end of the rows.
#[derive(Default)]
struct Ends {
    /// All of them.
    forms: Forms,
    /// In the order of their forms: a word, and a row that it may stand at the end of.
    rows: Vec<(Form, usize)>,
    /// Rows at whose end any word may stand.
    any: Vec<usize>,
}

struct Item {
    is: Is,
    may_be_missing: bool,
}

enum Is {
    OneOf(Vec<Form>, Vec<&'static WordList>),
    /// A word that begins with a capital letter.
    Capital,
    UpTo(usize),
    Mark,
}

impl Frames {
    pub(crate) const fn new(lines: &'static [&'static str]) -> Frames {
        Frames { lines, rows: OnceLock::new() }
    }

    fn rows(&self) -> &Rows {
        self.rows.get_or_init(|| Rows::of(self.lines))
    }

    /// How many words one of the patterns takes at the beginning of `words`.
    pub(crate) fn begin(&self, words: &[Word<'_>]) -> Option<usize> {
        self.begin_where(words, &|_| true)
    }

    /// Whether one of the patterns is all of `words`.
    pub(crate) fn is(&self, words: &[Word<'_>]) -> bool {
        self.begin_where(words, &|at| at == words.len()).is_some()
    }

    fn begin_where(&self, words: &[Word<'_>], right: &dyn Fn(usize) -> bool) -> Option<usize> {
        let rows = self.rows();
        rows.beginning.rows(words.first()?.form).find_map(|row| forward(&rows.get(row)?.items, words, 0, right))
    }

    /// Where one of the patterns begins that ends with the last of `words`; the nearest place where several do.
    pub(crate) fn end(&self, words: &[Word<'_>]) -> Option<usize> {
        let rows = self.rows();
        let last = words.last()?;
        let from = |row: usize| {
            let row = rows.get(row)?;
            if row.ends_with_mark && !last.closes { None } else { backward(&row.items, words, words.len()) }
        };
        rows.ending.rows(last.form).filter_map(from).max()
    }
}

impl Rows {
    fn of(lines: &[&str]) -> Rows {
        let rows: Vec<Row> = lines
            .iter()
            .map(|line| {
                let items: Vec<Item> = line.split_whitespace().map(Item::of).collect();
                let ends_with_mark =
                    items.last().is_some_and(|item| matches!(item.is, Is::Mark) && !item.may_be_missing);
                Row { items, ends_with_mark }
            })
            .collect();
        let beginning = Ends::of(rows.iter().map(|row| words_at(row.items.iter())));
        let ending = Ends::of(rows.iter().map(|row| words_at(row.items.iter().rev())));
        Rows { rows, beginning, ending }
    }

    fn get(&self, row: usize) -> Option<&Row> {
        self.rows.get(row)
    }
}

/// The words with which a row of items may begin; none where that may be any word.
fn words_at<'i>(items: impl Iterator<Item = &'i Item>) -> Option<Vec<Form>> {
    let mut out = Vec::new();
    for item in items {
        match &item.is {
            Is::Mark => continue,
            Is::UpTo(_) | Is::Capital => return None,
            Is::OneOf(forms, lists) => {
                out.extend(forms);
                out.extend(lists.iter().flat_map(|list| list.forms_in_order()));
            }
        }
        if !item.may_be_missing {
            return Some(out);
        }
    }
    None
}

impl Ends {
    fn of(rows: impl Iterator<Item = Option<Vec<Form>>>) -> Ends {
        let mut ends = Ends::default();
        for (row, words) in rows.enumerate() {
            match words {
                Some(words) => ends.rows.extend(words.into_iter().map(|form| (form, row))),
                None => ends.any.push(row),
            }
        }
        ends.rows.sort_unstable();
        ends.rows.dedup();
        ends.forms = Forms::of(ends.rows.iter().map(|(form, _)| *form));
        ends
    }

    /// The rows at whose end a word may stand.
    fn rows(&self, form: Form) -> impl Iterator<Item = usize> {
        let from =
            if self.forms.has(form) { self.rows.partition_point(|(here, _)| *here < form) } else { self.rows.len() };
        let known = self.rows.get(from..).unwrap_or(&[]).iter().take_while(move |(here, _)| *here == form);
        known.map(|(_, row)| *row).chain(self.any.iter().copied())
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
        } else if text == "^" {
            Is::Capital
        } else if let Some(most) = text.strip_prefix("..") {
            Is::UpTo(most.parse().unwrap_or(1))
        } else {
            let lists = text.split('|').filter_map(|word| word.strip_prefix('@')).filter_map(list);
            let words = text.split('|').filter(|word| !word.starts_with('@'));
            Is::OneOf(words.flat_map(forms).collect(), lists.collect())
        };
        Item { is, may_be_missing }
    }

    fn takes(&self, word: &Word<'_>) -> bool {
        match &self.is {
            Is::OneOf(forms, lists) => forms.contains(&word.form) || lists.iter().any(|list| list.has(word.form)),
            Is::Capital => word.text.starts_with(char::is_uppercase),
            Is::UpTo(_) | Is::Mark => false,
        }
    }
}

/// "One" is a number as a rule, and has the form of one.
fn forms(word: &str) -> Vec<Form> {
    let number = (word == "one").then(|| Form::of_number(onrecord_text::number::Number::new(1, 0)));
    std::iter::once(Form::of(&fold(word))).chain(number).collect()
}

/// Where a row of items ends in the words from `at` on, at a place that is `right`. Rows are short, and so is what may be skipped.
fn forward(items: &[Item], words: &[Word<'_>], at: usize, right: &dyn Fn(usize) -> bool) -> Option<usize> {
    let Some((item, rest)) = items.split_first() else { return right(at).then_some(at) };
    let found = match item.is {
        Is::Mark if is_closed(words, at) => forward(rest, words, at, right),
        Is::Mark => None,
        Is::UpTo(most) => (at..=(at + most).min(words.len()))
            .take_while(|next| !words.get(at..next.saturating_sub(1)).unwrap_or(&[]).iter().any(|word| word.closes))
            .find_map(|next| forward(rest, words, next, right)),
        Is::OneOf(..) | Is::Capital => {
            words.get(at).filter(|word| item.takes(word)).and_then(|_| forward(rest, words, at + 1, right))
        }
    };
    found.or_else(|| if item.may_be_missing { forward(rest, words, at, right) } else { None })
}

/// Where a row of items begins that ends before the word `at`. Looks from the end on: most words are not at the end of any row.
fn backward(items: &[Item], words: &[Word<'_>], at: usize) -> Option<usize> {
    let Some((item, rest)) = items.split_last() else { return Some(at) };
    let found = match item.is {
        Is::Mark if is_closed(words, at) => backward(rest, words, at),
        Is::Mark => None,
        // A mark may stand behind the last of what is skipped, and behind no other.
        Is::UpTo(most) => (0..=most.min(at))
            .take_while(|skipped| *skipped < 2 || !is_closed(words, at + 1 - skipped))
            .find_map(|skipped| backward(rest, words, at - skipped)),
        Is::OneOf(..) | Is::Capital => at
            .checked_sub(1)
            .filter(|before| words.get(*before).is_some_and(|word| item.takes(word)))
            .and_then(|before| backward(rest, words, before)),
    };
    found.or_else(|| if item.may_be_missing { backward(rest, words, at) } else { None })
}

/// Whether a mark stands behind the word before `at`.
fn is_closed(words: &[Word<'_>], at: usize) -> bool {
    at.checked_sub(1).and_then(|last| words.get(last)).is_some_and(|word| word.closes)
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
        assert_eq!(FRAMES.end(&words("we go, if you ask all of us,")), None);
        assert_eq!(FRAMES.end(&words("so it is said often")), Some(1));
        assert_eq!(FRAMES.end(&words("if you ask us, we go")), None);
        assert!(FRAMES.is(&words("it is said very often")) && !FRAMES.is(&words("it is said often enough")));
    }

    #[test]
    fn what_may_be_missing_may_be_so_at_either_end() {
        static FRAMES: Frames = Frames::new(&["then? we ..2 think that? ,?"]);
        for text in ["then we think that", "we think,", "then we do often think", "so we think that"] {
            assert!(FRAMES.end(&words(text)).is_some(), "{text}");
        }
        assert_eq!(FRAMES.end(&words("then we think that")), Some(0));
        assert_eq!(FRAMES.begin(&words("we think that")), Some(3));
        assert_eq!(FRAMES.begin(&words("think that")), None);
    }

    #[test]
    fn a_capital_letter_is_any_word_that_begins_with_one() {
        static FRAMES: Frames = Frames::new(&["says ^ ^? ,"]);
        for (text, taken) in [
            ("says Weber, and we go", Some(2)),
            ("says Ana Weber, and we go", Some(3)),
            ("says Ökonomin, and we go", Some(2)),
            ("says nobody, and we go", None),
            ("says Weber and we go", None),
        ] {
            assert_eq!(FRAMES.begin(&words(text)), taken, "{text}");
        }
        static ENDING: Frames = Frames::new(&["says ^"]);
        assert_eq!(ENDING.end(&words("so says Weber")), Some(1));
        assert_eq!(ENDING.end(&words("so says nobody")), None);
    }

    #[test]
    fn a_gap_holds_no_mark() {
        static FRAMES: Frames = Frames::new(&["if ..4 then"]);
        assert_eq!(FRAMES.begin(&words("if we all go then")), Some(5));
        assert_eq!(FRAMES.begin(&words("if we, all go then")), None);
        assert_eq!(FRAMES.end(&words("well if we all go then")), Some(1));
        assert_eq!(FRAMES.end(&words("well if we, all go then")), None);
        assert_eq!(FRAMES.end(&words("well if we all go, then")), Some(1));
    }
}
