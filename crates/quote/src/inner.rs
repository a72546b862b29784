//! Quotations within quotations: words that the quoted person gives as another's ("He told me, ‘We will close.’").
//!
//! What stands between two marks is told like a text of its own, and attributed by the same rules. Only an inner
//! quotation with a cue and a subject right beside it is one: the rest are titles, words in doubt and what the speaker
//! imagines. Runs after `attribute`, once for every quotation that holds others, so that the whole stays linear. One
//! level deep. Not for who speaks outside: that is known already.

use crate::attribute::{self, Attribution};
use crate::language::{Gender, Language, word};
use crate::marks::Span;
use crate::speaking::can_speak;
use crate::stream::{self, Narration};
use crate::token::Token;

/// The inside of a quotation and the quotations found there.
pub(crate) struct Inside {
    pub(crate) narration: Narration,
    pub(crate) attributions: Vec<Attribution>,
}

/// Only a cue as near as this makes an inner quotation.
const LEAST: f32 = 0.85;
/// Fewer words are a title or a word in doubt.
const FEWEST_WORDS: usize = 3;

/// The attributed quotations inside the pair `outer`; `None` where there are none.
pub(crate) fn inside(
    text: &str,
    tokens: &[Token],
    spans: &[Span],
    places: &[(u32, u32)],
    outer: u32,
    language: &Language,
) -> Option<Inside> {
    let span = spans.get(outer as usize)?;
    let next = spans.get(outer as usize + 1)?;
    if span.depth > 0 || next.depth == 0 || next.open.start >= span.close.start {
        return None;
    }
    let &(open, close) = places.get(outer as usize)?;
    let level = open as usize + 1..close as usize;
    if level.end > tokens.len() || level.start > level.end {
        return None;
    }
    let narration = stream::narrate(text, language, tokens, level, spans, places, 0);
    let mut attributions = attribute::attribute(text, &narration, spans, language);
    attributions.retain(|a| is_given(text, &narration, spans, a));
    (!attributions.is_empty()).then_some(Inside { narration, attributions })
}

/// Whether another's words are really given: a cue, somebody named or meant by a pronoun, and enough words.
fn is_given(text: &str, narration: &Narration, spans: &[Span], found: &Attribution) -> bool {
    let subject = found.subject.and_then(|phrase| narration.stream.get(phrase.start..phrase.core_end));
    let somebody = subject.is_some_and(|phrase| {
        can_speak(phrase) && !phrase.iter().any(|t| t.has(word::PRONOUN) && t.gender == Gender::Neuter)
    });
    let words = spans.get(found.pair as usize).and_then(|span| text.get(span.inner())).unwrap_or("");
    let enough = words.split_whitespace().nth(FEWEST_WORDS - 1).is_some();
    somebody && enough && found.cue_is_near && found.score >= LEAST
}
