//! What stands around a passage in languages other than English: what limits it, turns it round, reports or asks it.
//!
//! The same questions as in [`crate::turned`], [`crate::limited`], [`crate::reported`] and [`crate::context`], answered by tables of
//! patterns, one file a language, in the notation of [`crate::frames`]: the words as they are written, with their accents; words
//! that the apostrophe joins without it ("quil"); Chinese signs with spaces between them. English has more grammar in code and
//! stays where it is. What a table does not know raises no flag.
//!
//! To add a language: copy `spanish.rs`, fill it in, name it in [`of`], and bring cases for and against it.

mod chinese;
mod french;
mod german;
mod italian;
mod polish;
mod portuguese;
mod russian;
mod spanish;
mod ukrainian;

use crate::context::{Around, Word, is_one_of};
use crate::frames::Frames;
use crate::word_list::WordList;
use onrecord_text::lexicon::{self, Class};

/// The tables of a language. "Behind" and "before" are meant of the passage.
pub(crate) struct Tongue {
    /// Lists that its patterns name, beside those of [`crate::cues`].
    lists: &'static [(&'static str, &'static WordList)],
    /// Right before, to its first word: what denies or makes unreal what follows ("ich glaube nicht, dass").
    denying: Frames,
    /// The same in looks, and nothing is denied ("ich bezweifle nicht, dass").
    affirming: Frames,
    /// At the head of a sentence whose consequence is the passage: "wenn", "falls".
    condition: Frames,
    /// What looks like a condition or a limit and is none: of the telling, not of what is told ("wenn ich das sagen darf"); "bis
    /// heute"; what adds ("кроме того"); what denies the next thing ("это ложь, что").
    aside: Frames,
    /// Between a condition and its consequence: "dann".
    then: Frames,
    /// Right before: what gives the passage to somebody else ("er sagte, dass").
    citing: Frames,
    /// The same in looks, and the speaker's own, or nobody's.
    not_citing: Frames,
    /// Right behind, after a mark: "sagt der Wärter". With who says it: a verb alone may go on with the same subject.
    attributed: Frames,
    /// Right before: what asks or supposes ("ich frage mich, ob").
    asking: Frames,
    /// Behind, after a mark: "aber", "es sei denn".
    limits: Frames,
    /// Behind, with or without a mark.
    limits_at_once: Frames,
    /// At the head of the next sentence, whatever it goes on with.
    limits_anew: Frames,
    /// At the head of the next sentence, where it stays with what was said.
    buts: Frames,
    /// Of those: the speaker turns to something else.
    turns: Frames,
    /// "I", "we": who speaks.
    own: WordList,
    /// What points back at what was said.
    referring: WordList,
    /// What only asks for assent: ", nicht wahr?".
    tags: Frames,
}

/// The tables for a language by its code; none for English, and where it is not known.
pub(crate) fn of(language: Option<&str>) -> Option<&'static Tongue> {
    let code = language?.split(['-', '_']).next()?;
    let all: [(&str, &'static Tongue); 9] = [
        ("de", &german::TONGUE),
        ("fr", &french::TONGUE),
        ("es", &spanish::TONGUE),
        ("it", &italian::TONGUE),
        ("pt", &portuguese::TONGUE),
        ("pl", &polish::TONGUE),
        ("ru", &russian::TONGUE),
        ("uk", &ukrainian::TONGUE),
        ("zh", &chinese::TONGUE),
    ];
    all.into_iter().find(|(known, _)| known.eq_ignore_ascii_case(code)).map(|(_, tongue)| tongue)
}

/// The list of a name that patterns use; each language's names begin with its code.
pub(crate) fn list(name: &str) -> Option<&'static WordList> {
    let tongue = of(name.get(..2))?;
    tongue.lists.iter().find(|(known, _)| *known == name).map(|(_, list)| *list)
}

impl Tongue {
    /// Whether words between the last comma of a question and its mark only ask for assent.
    pub(crate) fn is_tag(&self, words: &[Word<'_>]) -> bool {
        self.tags.is(words)
    }
}

impl Around<'_> {
    /// The words before the passage that turn it round, or set the condition of it.
    pub(crate) fn turned_in(&self, tongue: &Tongue) -> Option<String> {
        const SHOWN: usize = 4;
        let sentence = self.sentence_before();
        let last = sentence.last()?;
        if self.is_condition_in(sentence, tongue) {
            return Some(self.shown(sentence));
        }
        if self.is_asked() || tongue.affirming.end(sentence).is_some() {
            return None;
        }
        if let Some(from) = tongue.denying.end(sentence) {
            return Some(self.shown(sentence.get(from..).unwrap_or(&[])));
        }
        // "Wir öffnen nicht | im Juli": it begins right behind the word that denies.
        let denies = lexicon::class(last.form).has(Class::NEGATION) && !last.closes;
        denies.then(|| self.shown(sentence.get(sentence.len().saturating_sub(SHOWN)..).unwrap_or(&[])))
    }

    /// Whether all of the sentence before the passage is the condition of it: nothing but its last mark ends a clause, and
    /// what stands behind that leads on.
    fn is_condition_in(&self, sentence: &[Word<'_>], tongue: &Tongue) -> bool {
        let Some(at) = sentence.iter().position(|word| word.closes) else { return false };
        let (clause, tail) = sentence.split_at(at + 1);
        let comma = clause.last().is_some_and(|word| word.gap.contains([',', '，', '—', '–']));
        self.knows_beginning()
            && comma
            && (tail.is_empty() || tongue.then.is(tail))
            && tongue.condition.begin(clause).is_some()
            && tongue.aside.begin(clause).is_none()
    }

    /// The words behind the passage that limit it or take it back.
    pub(crate) fn limited_in(&self, tongue: &Tongue) -> Option<String> {
        const SHOWN: usize = 4;
        let limits = if self.last.ends {
            let next = self.sentences_after().next().unwrap_or(&[]);
            let end = next.iter().position(|word| word.ends).map_or(next.len(), |at| at + 1);
            self.is_limited_anew_in(next.get(..end).unwrap_or(next), tongue)
        } else {
            let after_mark = self.last.closes || !self.has_marks;
            let begins = |frames: &Frames| frames.begin(&self.after).is_some();
            (begins(&tongue.limits_at_once) || (after_mark && begins(&tongue.limits))) && !begins(&tongue.aside)
        };
        limits.then(|| self.shown(self.after.get(..SHOWN.min(self.after.len())).unwrap_or(&[])))
    }

    fn is_limited_anew_in(&self, sentence: &[Word<'_>], tongue: &Tongue) -> bool {
        if tongue.aside.begin(sentence).is_some() {
            return false;
        }
        if tongue.limits_anew.begin(sentence).is_some() {
            return true;
        }
        if tongue.buts.begin(sentence).is_none() || tongue.turns.begin(sentence).is_some() {
            return false;
        }
        // People begin with "but" whatever they turn to. It stays with what was said where it denies, points back at it, or has
        // a word of it again.
        const REACH: usize = 24;
        const POINTING: usize = 4;
        const LONG: usize = 5;
        let near = sentence.get(1..REACH.min(sentence.len())).unwrap_or(&[]);
        let asks = sentence.last().is_some_and(|word| word.gap.contains(['?', '？']));
        let denies = |word: &Word<'_>| lexicon::class(word.form).has(Class::NEGATION);
        let refers = near.iter().take(POINTING).any(|word| is_one_of(word, &tongue.referring));
        let again = |word: &Word<'_>| word.text.chars().count() >= LONG && self.passage.contains(&word.form);
        let limits =
            (0..near.len()).any(|at| near.get(at..).is_some_and(|rest| tongue.limits_at_once.begin(rest).is_some()));
        !asks && (near.iter().any(denies) || refers || limits || near.iter().any(again))
    }

    /// The words that give the passage to somebody else.
    pub(crate) fn reported_in(&self, tongue: &Tongue) -> Option<String> {
        if !self.is_speech {
            return None;
        }
        if let Some(words) = self.between_marks() {
            return Some(words);
        }
        let sentence = self.sentence_before();
        if tongue.not_citing.end(sentence).is_none()
            && let Some(from) = tongue.citing.end(sentence)
        {
            return Some(self.shown(sentence.get(from..).unwrap_or(&[])));
        }
        if self.last.ends || !self.last.closes {
            return None;
        }
        // "Sagte ich": said by whoever speaks.
        const NEAR: usize = 3;
        if self.after.iter().take(NEAR).any(|word| is_one_of(word, &tongue.own)) {
            return None;
        }
        tongue.attributed.begin(&self.after).map(|taken| self.shown(self.after.get(..taken).unwrap_or(&[])))
    }

    /// Whether the passage stood in a question or a supposition.
    pub(crate) fn is_question_in(&self, tongue: &Tongue) -> bool {
        // A Chinese sentence goes on and on behind its commas: only what stands before the next of them is asked.
        let ideographs = |word: &Word<'_>| word.text.starts_with(|c| matches!(c, '\u{4E00}'..='\u{9FFF}'));
        let clause = std::iter::once(&self.last).chain(&self.after).find(|word| word.closes);
        let asked = self.is_asked() && (!ideographs(&self.last) || clause.is_some_and(|word| word.ends));
        asked || tongue.asking.end(self.sentence_before()).is_some()
    }
}
