//! A quotation in two pieces: "We will keep the school open," she said, "but only for the smaller children."
//!
//! What the record has right behind the first piece the text itself quotes next, so that the first is not cut off there; and what
//! stands right before the second has been quoted before it. Pieces belong together where they follow one another closely in one
//! text and nobody else is named for the other.

use crate::context::Context;
use crate::finding::Claim;
use onrecord_record::Corpus;
use onrecord_text::Form;
use std::ops::Range;

/// The words that a text quotes right before and right behind a quotation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Beside {
    /// The piece before.
    pub before: Option<String>,
    /// The piece behind.
    pub after: Option<String>,
}

/// How many bytes of a text may stand between two pieces: "said the mayor of the town on Tuesday in the council."
const MOST_BETWEEN: usize = 240;
/// How many words of the other piece must be those of the record.
const WORDS: usize = 3;

/// Tells the claims of a text, in its order, which other pieces stand beside them.
pub fn set_beside(claims: &mut [Claim]) {
    for at in 1..claims.len() {
        let (before, after) = claims.split_at_mut(at);
        let (Some(first), Some(second)) = (before.last_mut(), after.first_mut()) else { continue };
        let (Some(one), Some(other)) = (&first.range, &second.range) else { continue };
        let between = other.start.checked_sub(one.end);
        let near = between.is_some_and(|between| between <= MOST_BETWEEN);
        let one_speaker = first.speaker.is_none() || second.speaker.is_none() || first.speaker == second.speaker;
        if near && one_speaker && first.input == second.input {
            first.beside.after = Some(second.text.clone());
            second.beside.before = Some(first.text.clone());
        }
    }
}

/// Takes from what stands around some passages that which the text quotes too, beside them.
pub(crate) fn allow_for_pieces(beside: &Beside, corpus: &Corpus, parts: &[Range<u32>], contexts: &mut [Context]) {
    if let (Some(text), Some(part), Some(context)) = (&beside.before, parts.first(), contexts.first_mut()) {
        let forms = forms(text);
        let near = forms.get(forms.len().saturating_sub(WORDS)..).unwrap_or(&[]);
        // "That" and "and" are often dropped between two pieces.
        let stands = |skipped: u32| {
            let end = part.start.saturating_sub(skipped);
            is_at(corpus, end.saturating_sub(near.len() as u32)..end, near)
        };
        if stands(0) || stands(1) {
            context.turned = None;
            context.reported = None;
        }
    }
    if let (Some(text), Some(part), Some(context)) = (&beside.after, parts.last(), contexts.last_mut()) {
        let forms = forms(text);
        let near = forms.get(..WORDS.min(forms.len())).unwrap_or(&[]);
        let stands = |skipped: u32| {
            let start = part.end.saturating_add(skipped);
            is_at(corpus, start..start.saturating_add(near.len() as u32), near)
        };
        if stands(0) || stands(1) {
            context.limited = None;
        }
    }
}

fn forms(text: &str) -> Vec<Form> {
    onrecord_text::tokenize(text).into_iter().map(|token| token.form).collect()
}

/// Whether the record has these words, and no others, at these positions of one turn.
fn is_at(corpus: &Corpus, positions: Range<u32>, forms: &[Form]) -> bool {
    !forms.is_empty()
        && corpus.span_at(positions.start).is_some()
        && corpus.span_at(positions.end.saturating_sub(1)).is_some()
        && corpus.forms(positions) == forms
}
