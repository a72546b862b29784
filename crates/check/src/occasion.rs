//! The occasion that a text claims, a date or an event, and whether a document is of it.
//!
//! A claim never restricts the search: of places that hold the same words, those of the claimed occasion come first, and where
//! none of them is, the finding says so.

use crate::finding::{Claim, Passage};
use onrecord_record::Corpus;
use onrecord_text::lexicon;

/// When and where the words are said to have been spoken, as far as the text says it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Occasion<'c> {
    date: Option<&'c str>,
    event: Option<&'c str>,
}

impl<'c> Occasion<'c> {
    /// What a claim says of it.
    pub fn of(claim: &'c Claim) -> Occasion<'c> {
        Occasion { date: claim.date.as_deref(), event: claim.event.as_deref() }
    }

    /// Whether a document of the corpus is known to be of this occasion. A date that fits says more than a name that is put
    /// differently.
    pub fn is_of(self, corpus: &Corpus, document: usize) -> bool {
        if self.date.is_none() && self.event.is_none() {
            return false;
        }
        let Some(held) = corpus.documents().get(document) else { return false };
        match (self.date, self.event) {
            (Some(date), _) => held.document.date.as_deref().is_some_and(|known| same_date(known, date)),
            (None, Some(event)) => is_event(held.document.event.as_deref(), held.document.title.as_deref(), event),
            (None, None) => false,
        }
    }
}

/// Whether two dates agree as far as both go ("2004" and "2004-10-08" do).
pub(crate) fn same_date(known: &str, claimed: &str) -> bool {
    let length = known.len().min(claimed.len());
    matches!(length, 4 | 7 | 10) && known.get(..length) == claimed.get(..length)
}

pub(crate) fn is_event(event: Option<&str>, title: Option<&str>, claimed: &str) -> bool {
    let words = |text: &str| {
        onrecord_text::tokenize(text)
            .iter()
            .map(|token| token.form)
            .filter(|f| lexicon::is_content(*f))
            .collect::<Vec<_>>()
    };
    let claimed = words(claimed);
    if claimed.is_empty() {
        return false;
    }
    [event, title].into_iter().flatten().any(|known| {
        let known = words(known);
        let shared = claimed.iter().filter(|form| known.contains(form)).count();
        shared * 2 > claimed.len().min(known.len().max(1))
    })
}

/// Said, but not on the claimed date or at the claimed event, as far as the passages say when and where.
pub(crate) fn is_elsewhere(claim: &Claim, passages: &[Passage]) -> bool {
    let wrong_date = claim.date.as_ref().is_some_and(|date| {
        let known: Vec<&String> = passages.iter().filter_map(|passage| passage.date.as_ref()).collect();
        !known.is_empty() && known.iter().all(|known| !same_date(known, date))
    });
    let wrong_event = claim.event.as_ref().is_some_and(|event| {
        let known: Vec<&Passage> =
            passages.iter().filter(|passage| passage.event.is_some() || passage.title.is_some()).collect();
        !known.is_empty()
            && known.iter().all(|passage| !is_event(passage.event.as_deref(), passage.title.as_deref(), event))
    });
    // A date that fits says more than a name that is put differently.
    wrong_date || (wrong_event && claim.date.is_none())
}
