//! Where witnesses of one event differ, and whether that touches the sense.
//!
//! Two witnesses are compared by what each of them changes against the quotation. Not for which of them counts: that is
//! [`crate::choose`].

use crate::differences::{Difference, Stretch};
use crate::finding::{ChangeClass, Differs};
use crate::judge::Judged;
use crate::marks::Quoted;
use onrecord_read::Grade;
use onrecord_record::Corpus;
use onrecord_text::{Form, lexicon};
use std::ops::Range;

/// A difference between two witnesses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Between {
    /// Whether it touches the sense.
    pub(crate) differs: Differs,
    /// Whether it lies in words that count: not only in fillers and repetitions.
    pub(crate) in_words: bool,
}

/// A change against the quotation, so that those of two witnesses can be told apart.
#[derive(PartialEq)]
struct Against {
    quoted: Range<usize>,
    class: ChangeClass,
    recorded: Vec<Form>,
}

/// How two witnesses of the same words differ; `None` where they do not, or only as a machine mishears.
pub(crate) fn differ(best: &Judged, other: &Judged, quoted: &Quoted, corpus: &Corpus) -> Option<Between> {
    let (a, b) = (changes(best, corpus), changes(other, corpus));
    // What a machine hears wrong is no reading, but for a word that denies and a number.
    let counts = |change: &Against| {
        other.grade != Grade::Machine || matches!(change.class, ChangeClass::Negation | ChangeClass::Number)
    };
    let only = a.iter().filter(|x| !b.contains(x)).chain(b.iter().filter(|x| !a.contains(x)));
    let between = |change: &Against| Between {
        differs: if touches_sense(change, quoted) { Differs::Meaning } else { Differs::Style },
        in_words: change.class <= ChangeClass::Word,
    };
    only.filter(|change| counts(change))
        .map(between)
        .reduce(|x, y| Between { differs: x.differs.min(y.differs), in_words: x.in_words || y.in_words })
}

/// The changes that make another reading: spelling and the like do not.
fn changes(one: &Judged, corpus: &Corpus) -> Vec<Against> {
    let is_reading = |change: &&Difference| {
        change.class <= ChangeClass::Word || matches!(change.class, ChangeClass::Filler | ChangeClass::Repetition)
    };
    one.stretches
        .iter()
        .filter_map(|stretch| match stretch {
            Stretch::Change(change) => Some(change),
            _ => None,
        })
        .filter(is_reading)
        .map(|change| Against {
            quoted: change.quoted.clone(),
            class: change.class,
            recorded: corpus.forms(change.recorded.clone()).to_vec(),
        })
        .collect()
}

/// Small words of grammar and fillers are style; everything else that differs carries the sense.
fn touches_sense(change: &Against, quoted: &Quoted) -> bool {
    if change.class < ChangeClass::Word {
        return true;
    }
    let words = quoted.words.get(change.quoted.clone()).unwrap_or(&[]).iter().map(|word| word.form);
    change.class == ChangeClass::Word && words.chain(change.recorded.iter().copied()).any(lexicon::is_content)
}
