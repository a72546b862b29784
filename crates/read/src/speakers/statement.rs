//! A text with one label: a statement under a title or a date ("Press conference, Marn, 3 June" and below it "Ana Ruiz: We
//! will keep the school").
//!
//! One colon proves nothing by itself: only right below the head of the text, with sentences behind it, with a name before
//! it, and where nothing that follows speaks of that person. Not for two turns and more: those tell by themselves.

use super::Candidate;
use crate::draft::{Draft, Region};
use crate::label::{Label, Shape};
use crate::{about, apart, words};
use onrecord_text::english;
use onrecord_text::token::Form;

/// The most lines of a head, and the most bytes of one of them.
const LONGEST_HEAD: usize = 4;
const LONGEST_LINE: usize = 160;

/// The candidate whose only turn the text is.
pub(super) fn find(
    draft: &Draft,
    labels: &[Option<Label>],
    of: &[Option<usize>],
    candidates: &[Candidate],
) -> Option<usize> {
    let is_person = |label: &Label| matches!(label.shape, Shape::Full | Shape::Upper);
    let mut people =
        labels.iter().enumerate().filter_map(|(at, label)| Some((at, label.as_ref().filter(|l| is_person(l))?)));
    let (at, label) = people.next()?;
    if people.next().is_some() || at == 0 || at > LONGEST_HEAD {
        return None;
    }
    let index = (*of.get(at)?)?;
    let candidate = candidates.get(index)?;
    let head = draft.paragraphs.get(..at)?;
    let lines = || head.iter().map(|paragraph| draft.words(paragraph));
    let is_head = lines().all(|line| line.len() <= LONGEST_LINE && !line.ends_with(['.', '!', '?', '…', '"', '”']));
    let dated = head.iter().any(|line| line.heading > 0) || lines().any(|line| about::date_in(line).is_some());
    if !is_head || !dated || candidate.is_common_word() {
        return None;
    }
    let paragraph = draft.paragraphs.get(at)?;
    let text = draft.words(paragraph);
    let name = text.get(label.name.clone())?;
    let beside = text.get(label.words..)?.trim();
    let below = draft.paragraphs.get(at + 1..)?;
    let spoken = if beside.is_empty() { below.first().map_or("", |first| draft.words(first)) } else { beside };
    let is_prose = spoken.split_whitespace().nth(2).is_some()
        && spoken.ends_with(['.', '!', '?', '…', '"', '”', ')'])
        && spoken.starts_with(|c: char| !c.is_lowercase());
    let told = below.iter().any(|paragraph| {
        paragraph.region == Region::Comment || apart::speaks_of(draft.words(paragraph), &candidate.last_word)
    });
    let announced = lines()
        .any(|line| line.split_whitespace().any(|word| words::plain_lower(trimmed(word)) == candidate.last_word));
    let named = announced || !are_words(name) || in_first_person(spoken) && !candidate.last_word.ends_with('s');
    (is_prose && !told && named).then_some(index)
}

fn trimmed(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// Whether a dictionary has all the words ("Opening Hours"). It does not know short ones.
fn are_words(name: &str) -> bool {
    let mut parts = name.split_whitespace().map(trimmed);
    parts.all(|part| part.chars().count() >= 4 && english::is_word(Form::of(&words::plain_lower(part))))
}

fn in_first_person(spoken: &str) -> bool {
    const FIRST: &[&str] =
        &["i", "we", "my", "our", "me", "us", "i'm", "we're", "i've", "we've", "i'll", "we'll", "ich", "wir"];
    spoken.split_whitespace().any(|word| FIRST.contains(&words::plain_lower(trimmed(word)).as_str()))
}
