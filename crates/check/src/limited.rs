//! Words right behind a passage that limit it or take it back: a condition, an exception, a correction.

use crate::context::{Around, Word, is_one_of};
use crate::cues::*;
use crate::frames::Frames;
use crate::turned::ASIDE;
use crate::word_list::WordList;
use onrecord_text::Form;
use onrecord_text::lexicon::{self, Class};

/// In the same sentence.
static LIMITS: Frames = Frames::new(&[
    "@limiting",
    "as|so long as",
    "on condition that",
    "with one|the exception",
    "at least",
    "apart from",
    "other than",
    "and only if",
    "assuming|supposing|barring",
    "subject to",
    "depending on",
    "given that",
    "pending",
    "or rather",
    "allegedly|supposedly|reportedly",
]);
/// In a sentence of its own.
static LIMITS_ANEW: Frames = Frames::new(&[
    "@limiting_anew",
    "or rather",
    "if , that is",
    "that is , if|unless|provided|assuming",
    "at least if|unless|provided",
    "only if|when|after|once",
    "assuming that?",
    "correction ,",
    "no|sorry|well , that|it was|is|'s ..1 slip|mistake|error|wrong",
    "scratch|strike that",
    "i take that|it back",
    "i misspoke",
    "just kidding",
    "i am|was only|just? joking|kidding",
    "that is|was|'s ..2 @denied_outright",
    "that|this|it is|was|'s ..1 not ..1 true|so|right|correct|case ,",
]);
/// "That was the plan.", with what became of it behind.
static ONCE_PLANNED: Frames = Frames::new(&["that|this|it was|had ..1 the|my|our|their|his|her|'s ..1 @planned"]);
/// "We will, when they pay": a promise on a condition.
static PROMISE_WAITS: Frames = Frames::new(&["when|once", "as soon as"]);
/// "That the bridge is safe is a lie", "the chance that it breaks is small".
static UNDONE: Frames = Frames::new(&["@being ..2 @denial", "@being ..2 @wrong", "@being ..2 @denied_outright"]);
static UNDONE_CLAUSE: Frames = Frames::new(&["@being ..3 @slight"]);
/// "From any country that ...": which of them is said behind.
static ANY: WordList = WordList::new("any every all each anyone anybody everyone everybody those whoever");

impl Around<'_> {
    pub(crate) fn limited(&self) -> Option<String> {
        let first = self.after.first()?;
        let limits = if self.last.ends { self.is_limited_anew(first) } else { self.is_limited(first) };
        limits.then(|| self.shown(self.after.get(..4.min(self.after.len())).unwrap_or(&[])))
    }

    fn is_limited(&self, first: &Word<'_>) -> bool {
        let claims = || self.before.last().is_some_and(|word| word.form == Form::of("that"));
        UNDONE.begin(&self.after).is_some()
            || (claims() && UNDONE_CLAUSE.begin(&self.after).is_some())
            || LIMITS.begin(&self.after).is_some()
            || (self.promises && PROMISE_WAITS.begin(&self.after).is_some())
            || (is_one_of(first, &RELATIVE) && !self.last.closes && self.ends_with_any)
    }

    fn is_limited_anew(&self, first: &Word<'_>) -> bool {
        let sentence = self.sentences_after().next().unwrap_or(&[]);
        let end = sentence.iter().position(|word| word.ends).map_or(sentence.len(), |at| at + 1);
        let (sentence, rest) = sentence.split_at(end.min(sentence.len()));
        if LIMITS_ANEW.begin(&self.after).is_some() {
            return !(is_one_of(first, &LIMITING_ANEW) && self.goes_elsewhere(sentence));
        }
        // "If the steel comes.": half a sentence that belongs to the one before.
        const SHORT: usize = 8;
        let verb = |word: &Word<'_>| lexicon::class(word.form).has(Class::MODAL);
        let asks = sentence.last().is_some_and(|word| word.gap.contains('?'));
        let half = self.promises
            && is_one_of(first, &CONDITION)
            && sentence.len() > 2
            && sentence.len() <= SHORT
            && !asks
            && sentence.last().is_some_and(|word| word.ends)
            && !sentence.split_last().is_some_and(|(_, rest)| rest.iter().any(|word| word.closes || verb(word)))
            && !ASIDE.is(sentence);
        // "That was the plan. It is no longer the plan."
        const SOON: usize = 4;
        let over = |word: &Word<'_>| {
            lexicon::class(word.form).has(Class::NEGATION) || is_one_of(word, &LIMITING) || word.form == Form::of("now")
        };
        let planned =
            ONCE_PLANNED.begin(sentence).is_some() && sentence.len() <= SHORT && rest.iter().take(SOON).any(over);
        half || planned
    }

    /// Whether the next sentence begins with a "but" that turns to something else ("But let me tell you", "But what happens?")
    /// and takes nothing back.
    fn goes_elsewhere(&self, sentence: &[Word<'_>]) -> bool {
        const TURNS: &[[&str; 2]] = &[["in", "any"], ["let", "me"], ["let", "us"], ["let", "'s"], ["let", "’s"]];
        let rest = self.after.get(1..).unwrap_or(&[]);
        let turns = rest.first().is_some_and(|word| is_one_of(word, &TURNING));
        let anyway =
            TURNS.iter().any(|turn| rest.len() > 1 && rest.iter().zip(turn).all(|(word, is)| word.text == *is));
        let sentence = sentence.get(1..).unwrap_or(&[]);
        let asks = sentence.first().is_some_and(|word| is_one_of(word, &ASKING))
            && sentence.last().is_some_and(|word| word.gap.contains('?'));
        // "But remember, only if they pay."
        let limits = sentence.iter().any(|word| is_one_of(word, &LIMITING) || is_one_of(word, &DEPENDING));
        (turns || anyway || asks) && !limits
    }

    /// Whether one of the last words of the passage says that all of a kind are meant.
    pub(crate) fn means_any(forms: &[Form]) -> bool {
        forms.iter().rev().take(4).any(|form| ANY.has(*form))
    }
}
