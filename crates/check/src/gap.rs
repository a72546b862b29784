//! What it costs to set a quoted word against a recorded one in the stretches between sure matches.
//!
//! The costs know spelling variants, numbers, brackets, repairs of speech, and words written as one or as two. They only say
//! which word answers to which; what the difference amounts to is told in [`crate::classes`].

use crate::finding::ChangeClass;
use crate::hearing::NEAR;
use crate::numbers::{is_cut_number, sounds_like_number, stands_for_numeral};
use crate::repairs::{closes_sentence, is_broken_off, repairs, thrown_in};
use crate::sides::Sides;
use onrecord_text::align::Costs;
use onrecord_text::sound::Sounds;
use onrecord_text::{fold, lexicon, spelling};
use std::ops::Range;

/// The costs of a gap, with its words folded once.
pub(crate) struct Gap<'a> {
    sides: &'a Sides<'a>,
    from: usize,
    at: u32,
    quoted: Vec<String>,
    recorded: Vec<String>,
    /// Which words are numbers, and which carry content.
    quoted_sorts: Vec<Sort>,
    recorded_sorts: Vec<Sort>,
    /// How the words sound; worked out only where both sides have some.
    quoted_sounds: Vec<Sounds>,
    recorded_sounds: Vec<Sounds>,
    /// Which recorded words are repairs of speech: they cost little to leave out.
    repairs: Vec<Option<ChangeClass>>,
    /// Which recorded words somebody else throws in: no quoted word of this speaker answers to them.
    foreign: Vec<bool>,
}

/// What counts of a word wherever it is set against another.
#[derive(Clone, Copy)]
struct Sort {
    number: bool,
    content: bool,
}

impl<'a> Gap<'a> {
    pub(crate) fn new(sides: &'a Sides<'a>, quoted: Range<usize>, recorded: Range<u32>) -> Gap<'a> {
        let foreign = thrown_in(sides.corpus, recorded.clone());
        let repairs = repairs(sides, &recorded.clone().collect::<Vec<_>>());
        let (from, at) = (quoted.start, recorded.start);
        let content = lexicon::is_content;
        let quoted_sorts = quoted
            .clone()
            .map(|i| Sort { number: sides.quoted_number(i).is_some(), content: content(sides.form(i)) })
            .collect();
        let recorded_sorts = recorded
            .clone()
            .map(|i| Sort { number: sides.recorded_number(i).is_some(), content: content(sides.recorded_form(i)) })
            .collect();
        let quoted: Vec<String> = quoted.map(|i| fold::fold(sides.quoted_word(i))).collect();
        let recorded: Vec<String> = recorded.map(|position| fold::fold(sides.corpus.word(position))).collect();
        let sounds = |words: &[String]| words.iter().map(|word| Sounds::of([word.as_str()])).collect();
        let (quoted_sounds, recorded_sounds) = (sounds(&quoted), sounds(&recorded));
        Gap {
            sides,
            from,
            at,
            quoted,
            recorded,
            quoted_sorts,
            recorded_sorts,
            quoted_sounds,
            recorded_sounds,
            repairs,
            foreign,
        }
    }

    fn is_bracketed(&self, i: usize) -> bool {
        self.sides.quoted.words.get(self.from + i).is_some_and(|word| word.bracketed)
    }

    /// How far apart two words are by ear; 1 where that is not known.
    fn by_ear(&self, i: usize, j: usize) -> f32 {
        match (self.quoted_sounds.get(i), self.recorded_sounds.get(j)) {
            (Some(a), Some(b)) if !a.is_empty() && !b.is_empty() => a.distance(b).min(1.0),
            _ => 1.0,
        }
    }

    pub(crate) fn is_joined(&self, i: usize, j: usize) -> bool {
        match (self.quoted.get(i), self.recorded.get(j), self.recorded.get(j + 1)) {
            (Some(one), Some(a), Some(b)) => {
                concatenates(one, a, b)
                    || (in_capitals(self.sides.quoted_word(self.from + i)) && spelling::stands_for(one, a, b))
            }
            _ => false,
        }
    }

    /// "United States" for "US". Captions may have it in small letters.
    fn is_short_name(&self, i: usize, j: usize) -> bool {
        let written = self.sides.corpus.word(self.at + j as u32);
        match (self.quoted.get(i), self.quoted.get(i + 1), self.recorded.get(j)) {
            (Some(a), Some(b), Some(one)) => {
                // "Us" in captions is whom somebody speaks of.
                let short = in_capitals(written) || (self.sides.machine && one != "us");
                short && spelling::stands_for(one, a, b)
            }
            _ => false,
        }
    }
}

fn in_capitals(word: &str) -> bool {
    !word.contains(char::is_lowercase)
}

fn concatenates(one: &str, first: &str, second: &str) -> bool {
    one.len() == first.len() + second.len() && one.starts_with(first) && one.ends_with(second)
}

impl Costs for Gap<'_> {
    fn pair(&self, i: usize, j: usize) -> u32 {
        let (q, r) = (self.from + i, self.at + j as u32);
        let (form, other) = (self.sides.form(q), self.sides.recorded_form(r));
        if self.foreign.get(j) == Some(&true) {
            return 400;
        }
        if form == other {
            return 0;
        }
        if is_cut_number(self.sides, q, r) {
            return 5;
        }
        if self.is_bracketed(i) {
            // A bracket stands for a phrase; phrases do not reach over the end of a sentence.
            return if closes_sentence(self.sides.corpus, r) { 60 } else { 15 };
        }
        let (Some(a), Some(b)) = (self.quoted.get(i), self.recorded.get(j)) else { return 200 };
        if stands_for_numeral(self.sides, q, r) || (self.sides.machine && sounds_like_number(self.sides, q, r)) {
            return 5;
        }
        let (Some(q), Some(r)) = (self.quoted_sorts.get(i), self.recorded_sorts.get(j)) else { return 200 };
        match (q.number, r.number) {
            (true, true) => return 60,
            (true, false) | (false, true) => return 150,
            _ => {}
        }
        if spelling::is_convention(a, b) {
            10
        } else if spelling::is_slip(a, b) {
            25
        } else if spelling::differs_by_ending(a, b) || spelling::is_opposite(a, b) {
            50
        } else if self.by_ear(i, j) <= NEAR {
            70
        } else if q.content == r.content {
            115
        } else {
            170
        }
    }

    fn left_alone(&self, i: usize) -> u32 {
        let quoted = self.from + i;
        let said_twice =
            self.sides.quoted.words.get(quoted + 1).is_some_and(|next| next.form == self.sides.form(quoted));
        if self.is_bracketed(i) {
            5
        } else if said_twice || is_broken_off(self.sides, quoted) {
            15
        } else if lexicon::is_content(self.sides.form(self.from + i)) {
            110
        } else {
            100
        }
    }

    fn right_alone(&self, done: usize, j: usize) -> u32 {
        if self.sides.quoted.words.get(self.from + done).is_some_and(|word| word.after_ellipsis) {
            return 1;
        }
        let class = lexicon::class(self.sides.recorded_form(self.at + j as u32));
        if self.repairs.get(j).is_some_and(Option::is_some) {
            10
        } else if class.has(lexicon::Class::FUNCTION) {
            40
        } else {
            50
        }
    }

    fn open(&self) -> u32 {
        20
    }

    fn two_to_one(&self, i: usize, j: usize) -> Option<u32> {
        if self.is_short_name(i, j) {
            return Some(5);
        }
        match (self.quoted.get(i), self.quoted.get(i + 1), self.recorded.get(j)) {
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
        match (self.quoted.get(i), self.recorded.get(j), self.recorded.get(j + 1)) {
            (Some(one), Some(a), Some(b)) if one.len() >= 5 => {
                (Sounds::of([one.as_str()]).distance(&Sounds::of([a.as_str(), b.as_str()])) <= NEAR).then_some(60)
            }
            _ => None,
        }
    }
}
