//! What it costs to set a quoted word against a recorded one in the stretches between sure matches.
//!
//! The costs know spelling variants, numbers, brackets, repairs of speech, and words written as one or as two. They only say
//! which word answers to which; what the difference amounts to is told in [`crate::classes`].

use crate::hearing::NEAR;
use crate::interjections;
use crate::numbers::{is_cut_number, is_second, sounds_like_number, stands_for_numeral};
use crate::repairs::{closes_sentence, is_broken_off, repairs, thrown_in};
use crate::sides::Sides;
use onrecord_text::align::Costs;
use onrecord_text::sound::Sounds;
use onrecord_text::{Form, fold, lexicon, spelling};
use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

/// The costs of a gap, with what is known of each of its words.
pub(crate) struct Gap<'a> {
    sides: &'a Sides<'a>,
    from: usize,
    at: u32,
    quoted: Vec<Word<'a>>,
    recorded: Vec<Word<'a>>,
    /// What it costs to leave a quoted word alone, and a recorded one.
    quoted_alone: Vec<u32>,
    recorded_alone: Vec<u32>,
    /// Which recorded words are repairs of speech in captions: other words answer to them only where they sound alike.
    repaired: Vec<bool>,
    /// Which recorded words somebody else throws in: no quoted word of this speaker answers to them.
    foreign: Vec<bool>,
}

/// What counts of a word wherever it is set against another.
struct Word<'a> {
    form: Form,
    /// As it is written.
    written: &'a str,
    folded: Cow<'a, str>,
    number: bool,
    content: bool,
    /// How it sounds; worked out only where it is asked for.
    sounds: OnceCell<Sounds>,
}

impl<'a> Word<'a> {
    fn new(form: Form, written: &'a str, number: bool) -> Word<'a> {
        // "May" is a month.
        let content = lexicon::is_content(form) || written == "May";
        Word { form, written, folded: fold::folded(written), number, content, sounds: OnceCell::new() }
    }

    fn sounds(&self) -> &Sounds {
        self.sounds.get_or_init(|| Sounds::of([&*self.folded]))
    }

    /// Whether two words are alike by ear.
    fn sounds_like(&self, other: &Word<'_>) -> bool {
        !self.sounds().is_empty() && !other.sounds().is_empty() && self.sounds().is_within(other.sounds(), NEAR)
    }
}

impl<'a> Gap<'a> {
    pub(crate) fn new(sides: &'a Sides<'a>, quoted: Range<usize>, recorded: Range<u32>) -> Gap<'a> {
        let foreign = thrown_in(sides.corpus, recorded.clone());
        // Which recorded words are repairs of speech: they cost little to leave out.
        let repairs = repairs(sides, &recorded.clone().collect::<Vec<_>>());
        let (from, at) = (quoted.start, recorded.start);
        let quoted_alone = quoted.clone().map(|quoted| quoted_alone(sides, quoted)).collect();
        let recorded_alone = recorded.clone().zip(&repairs).map(|(position, repair)| {
            if repair.is_some() || (sides.machine && interjections::is_thrown_in(sides, position)) {
                10
            } else if lexicon::class(sides.recorded_form(position)).has(lexicon::Class::FUNCTION) {
                40
            } else {
                50
            }
        });
        let recorded_alone = recorded_alone.collect();
        let repaired = repairs.iter().map(|repair| sides.machine && repair.is_some()).collect();
        let quoted =
            quoted.map(|i| Word::new(sides.form(i), sides.quoted_word(i), sides.quoted_number(i).is_some())).collect();
        let recorded = recorded
            .map(|position| {
                let number = sides.recorded_number(position).is_some();
                Word::new(sides.recorded_form(position), sides.corpus.word(position), number)
            })
            .collect();
        Gap { sides, from, at, quoted, recorded, quoted_alone, recorded_alone, repaired, foreign }
    }

    fn is_bracketed(&self, i: usize) -> bool {
        self.sides.quoted.words.get(self.from + i).is_some_and(|word| word.bracketed)
    }

    fn quoted(&self, i: usize) -> Option<&str> {
        self.quoted.get(i).map(|word| &*word.folded)
    }

    fn recorded(&self, j: usize) -> Option<&str> {
        self.recorded.get(j).map(|word| &*word.folded)
    }

    pub(crate) fn is_joined(&self, i: usize, j: usize) -> bool {
        match (self.quoted.get(i), self.recorded(j), self.recorded(j + 1)) {
            (Some(one), Some(a), Some(b)) => {
                concatenates(&one.folded, a, b)
                    || (one.folded.len() <= LONGEST_SHORT
                        && in_capitals(one.written)
                        && spelling::stands_for(&one.folded, a, b))
            }
            _ => false,
        }
    }

    /// "United States" for "US". Captions may have it in small letters.
    fn is_short_name(&self, i: usize, j: usize) -> bool {
        match (self.quoted(i), self.quoted(i + 1), self.recorded.get(j)) {
            (Some(a), Some(b), Some(one)) if one.folded.len() <= LONGEST_SHORT => {
                // "Us" in captions is whom somebody speaks of.
                let short = in_capitals(one.written) || (self.sides.machine && one.folded != "us");
                short && spelling::stands_for(&one.folded, a, b)
            }
            _ => false,
        }
    }
}

/// Words with more bytes are no short name, points included.
const LONGEST_SHORT: usize = 16;

/// What it costs that a quoted word answers to nothing.
fn quoted_alone(sides: &Sides<'_>, quoted: usize) -> u32 {
    let word = sides.quoted.words.get(quoted);
    let said_twice = || sides.quoted.words.get(quoted + 1).is_some_and(|next| next.form == sides.form(quoted));
    if word.is_some_and(|word| word.bracketed) {
        5
    } else if said_twice() || is_broken_off(sides, quoted) {
        15
    } else if lexicon::is_content(sides.form(quoted)) {
        110
    } else {
        100
    }
}

/// Whether a word names a month or a day of the week.
fn is_date_word(word: &Word<'_>) -> bool {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    word.written.starts_with(|c: char| c.is_ascii_uppercase())
        && [&lexicon::MONTHS[..], &DAYS[..]].iter().any(|list| list.contains(&&*word.folded))
}

fn in_capitals(word: &str) -> bool {
    !word.contains(char::is_lowercase)
}

fn concatenates(one: &str, first: &str, second: &str) -> bool {
    one.len() == first.len() + second.len() && one.starts_with(first) && one.ends_with(second)
}

impl Costs for Gap<'_> {
    fn pair(&self, i: usize, j: usize) -> u32 {
        let (Some(a), Some(b)) = (self.quoted.get(i), self.recorded.get(j)) else { return 200 };
        if self.foreign.get(j) == Some(&true) {
            return 400;
        }
        if a.form == b.form {
            return 0;
        }
        let (q, r) = (self.from + i, self.at + j as u32);
        if is_cut_number(self.sides, q, r) {
            return 5;
        }
        if interjections::is_read_out(self.sides, q, r) || interjections::is_read_out(self.sides, q + 1, r) {
            return 400;
        }
        if self.is_bracketed(i) {
            // A bracket stands for a phrase; phrases do not reach over the end of a sentence.
            return if closes_sentence(self.sides.corpus, r) { 60 } else { 15 };
        }
        if (a.number || b.number) && stands_for_numeral(self.sides, q, r)
            || (self.sides.machine && a.number && sounds_like_number(self.sides, q, r))
        {
            return 5;
        }
        match (a.number, b.number) {
            (true, true) => return 60,
            (true, false) if is_second(self.sides.quoted_number(q), &b.folded) => return 5,
            (false, true) if is_second(self.sides.recorded_number(r), &a.folded) => return 5,
            (true, false) | (false, true) => return 150,
            _ => {}
        }
        if is_date_word(a) && is_date_word(b) {
            return 60;
        }
        if spelling::is_convention(&a.folded, &b.folded) {
            10
        } else if spelling::is_slip(&a.folded, &b.folded) {
            25
        } else if spelling::differs_by_ending(&a.folded, &b.folded) || spelling::is_opposite(&a.folded, &b.folded) {
            50
        } else if a.sounds_like(b) {
            70
        } else if self.repaired.get(j) == Some(&true) {
            170
        } else if a.content == b.content {
            115
        } else {
            170
        }
    }

    fn left_alone(&self, i: usize) -> u32 {
        self.quoted_alone.get(i).copied().unwrap_or(100)
    }

    fn right_alone(&self, done: usize, j: usize) -> u32 {
        if self.sides.quoted.words.get(self.from + done).is_some_and(|word| word.after_ellipsis) {
            return 1;
        }
        self.recorded_alone.get(j).copied().unwrap_or(50)
    }

    fn open(&self) -> u32 {
        20
    }

    fn two_to_one(&self, i: usize, j: usize) -> Option<u32> {
        if self.is_short_name(i, j) {
            return Some(5);
        }
        match (self.quoted(i), self.quoted(i + 1), self.recorded(j)) {
            (Some(a), Some(b), Some(one)) if concatenates(one, a, b) => Some(5),
            // Speech recognition writes "hell" for "he'll".
            (Some(a), Some(b), Some(one))
                if self.sides.machine && b.starts_with('\'') && concatenates(one, a, b.trim_start_matches('\'')) =>
            {
                Some(20)
            }
            _ => None,
        }
    }

    fn one_to_two(&self, i: usize, j: usize) -> Option<u32> {
        if self.is_joined(i, j) {
            return Some(5);
        }
        if !self.sides.machine {
            return None;
        }
        // Speech recognition splits names that it does not know.
        match (self.quoted.get(i), self.recorded(j), self.recorded(j + 1)) {
            (Some(one), Some(a), Some(b)) if one.folded.len() >= 5 => {
                one.sounds().is_within(&Sounds::of([a, b]), NEAR).then_some(60)
            }
            _ => None,
        }
    }
}
