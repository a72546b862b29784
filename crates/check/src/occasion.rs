//! The occasion that a text claims, a date or an event, and whether a document is of it.
//!
//! A claim never restricts the search: of places that hold the same words, those of the claimed occasion come first, and where
//! none of them is, the finding says so.

use crate::finding::{Claim, Passage};
use onrecord_record::{Corpus, WhenWhere};
use onrecord_text::number::{self, Number};
use onrecord_text::{Form, fold, lexicon};

/// When and where the words are said to have been spoken, as far as the text says it.
#[derive(Debug, Clone, Default)]
pub struct Occasion<'c> {
    date: Option<&'c str>,
    event: Option<EventName>,
}

impl<'c> Occasion<'c> {
    /// What a claim says of it.
    pub fn of(claim: &'c Claim) -> Occasion<'c> {
        Occasion { date: claim.date.as_deref(), event: claim.event.as_deref().map(EventName::of) }
    }

    /// Whether the text says neither when nor where.
    pub(crate) fn is_unknown(&self) -> bool {
        self.date.is_none() && self.event.is_none()
    }

    /// Whether a document of the corpus is known to be of this occasion.
    pub fn is_of(&self, corpus: &Corpus, document: usize) -> bool {
        if self.is_unknown() {
            return false;
        }
        let Some(held) = corpus.documents().get(document) else { return false };
        let (date, event, title) = (&held.document.date, &held.document.event, &held.document.title);
        self.fits(WhenWhere { date: date.as_deref(), event: event.as_deref(), title: title.as_deref() })
    }

    /// Whether what is known of a document fits. A date that fits says more than a name that is put differently.
    pub(crate) fn fits(&self, known: WhenWhere<'_>) -> bool {
        match (self.date, &self.event) {
            (Some(date), _) => known.date.is_some_and(|known| same_date(known, date)),
            (None, Some(event)) => event.is_of(known.event, known.title),
            (None, None) => false,
        }
    }
}

/// Whether two dates agree as far as both go ("2004" and "2004-10-08" do).
pub(crate) fn same_date(known: &str, claimed: &str) -> bool {
    let length = known.len().min(claimed.len());
    matches!(length, 4 | 7 | 10) && known.get(..length) == claimed.get(..length)
}

/// The words of an event's name that say which it is, and its numbers.
#[derive(Debug, Clone)]
pub(crate) struct EventName {
    words: Vec<Form>,
    numbers: Vec<Form>,
}

impl EventName {
    pub(crate) fn of(name: &str) -> EventName {
        let (mut words, mut numbers) = (Vec::new(), Vec::new());
        for token in onrecord_text::tokenize(name) {
            let word = name.get(token.start as usize..token.end as usize).unwrap_or("");
            if Number::from_digits(word).is_some() || number::number_word(&fold::fold(word)).is_some() {
                numbers.push(token.form);
            } else if lexicon::is_content(token.form) {
                words.push(token.form);
            }
        }
        EventName { words, numbers }
    }

    /// Whether an event or the title of a document is what this names: more than half of the words of the shorter are shared,
    /// and where both have numbers, one of those. The second debate is not the third.
    pub(crate) fn is_of(&self, event: Option<&str>, title: Option<&str>) -> bool {
        let shared = |ours: &[Form], theirs: &[Form]| ours.iter().filter(|form| theirs.contains(form)).count();
        [event, title].into_iter().flatten().map(EventName::of).any(|known| {
            let parted = !self.numbers.is_empty() && !known.numbers.is_empty();
            let same = shared(&self.words, &known.words) + shared(&self.numbers, &known.numbers);
            same * 2 > self.len().min(known.len().max(1)) && !(parted && shared(&self.numbers, &known.numbers) == 0)
        })
    }

    fn len(&self) -> usize {
        self.words.len() + self.numbers.len()
    }
}

/// Said, but not on the claimed date or at the claimed event, as far as the passages say when and where.
pub(crate) fn is_elsewhere(claim: &Claim, passages: &[Passage]) -> bool {
    let wrong_date = claim.date.as_ref().is_some_and(|date| {
        let known: Vec<&String> = passages.iter().filter_map(|passage| passage.date.as_ref()).collect();
        !known.is_empty() && known.iter().all(|known| !same_date(known, date))
    });
    let wrong_event = claim.event.as_deref().map(EventName::of).is_some_and(|event| {
        let known: Vec<&Passage> =
            passages.iter().filter(|passage| passage.event.is_some() || passage.title.is_some()).collect();
        !known.is_empty()
            && known.iter().all(|passage| !event.is_of(passage.event.as_deref(), passage.title.as_deref()))
    });
    // A date that fits says more than a name that is put differently.
    wrong_date || (wrong_event && claim.date.is_none())
}
