//! Words right before a passage that turn it round: a denial, or a condition on which it depends.
//!
//! A denial counts only as often as it is one: "I doubt that" turns round what follows, "I do not doubt that" leaves it as it
//! is. So the words that deny are counted, from the word that takes the passage ("think", "evidence that") back to where its
//! clause begins. What stands aside ("If I may say so,") is passed over.

use crate::context::{Around, Word, is_one_of};
use crate::cues::*;
use crate::frames::Frames;
use crate::word_list::WordList;
use onrecord_text::Form;
use onrecord_text::lexicon::{self, Class};

/// What a speaker puts in by the way: it looks like a condition and is none.
pub(crate) static ASIDE: Frames = Frames::new(&[
    "if i|we may|might|can|could ..1 @speaking ..5",
    "if you|anybody|anyone ask|asks|asked me|us ..3",
    "if you|one like|will|please|prefer|wish|recall|remember ..6",
    "if you|one allow|allows|permit|excuse|forgive|pardon ..6",
    "if you will|would allow|permit|excuse|forgive|pardon ..6",
    "if you|one look|looks back|at|around|round ..8",
    "if you|nobody|everybody|everyone do|does|would|will not|n't mind|object ..4",
    "if you|nobody mind|minds|objects ..2",
    "if anything|possible",
    "if nothing else",
    "if i|we remember|recall|understand|understood ..6",
    "if i|we am|are ..1 honest|frank|candid|mistaken|wrong|right",
    "if memory serves ..3",
    "if the? truth be told",
    "if you know|see what i mean",
    "if it is|'s all right with ..2",
]);

/// Words that open a condition.
static CONDITION: Frames = Frames::new(&[
    "only? if|unless|provided|providing|suppose|supposing|assuming",
    "only when|after|once|with|by|through|then",
    "in case of|the|we|they|it",
    "in the event",
    "on the? condition",
    "as|so long as",
    "barring",
    "but for",
    "subject to",
    "depending on",
]);
/// The same before a promise: what is promised waits for it.
static WAITING: Frames = Frames::new(&["as soon as", "once", "until|till"]);
static NOT_WAITING: Frames =
    Frames::new(&["once again|more|upon|or|a|every|in ..4 ,?", "until|till now|today|recently|then ,?"]);
/// Before what would be or could be.
static LACKING: Frames =
    Frames::new(&["without the|a|an|your|our|my|their|his|her|its|this|that|these|those|more|new|such|any|enough"]);
static NOT_LACKING: Frames = Frames::new(&[
    "without ..3 doubt|question|exception|hesitation|delay|exaggeration|prejudice|ado|reservation|shame|fear|regret",
]);
/// "Had we known,"
static INVERTED: WordList = WordList::new("should had were");
/// All that stands before it, and it hangs on what was said before.
static OTHERWISE: Frames = Frames::new(&[
    "otherwise|else ,?",
    "or else|otherwise ,?",
    "in that|which|such case|event ,?",
    "failing that|this|which ,?",
    "only then",
    "if not|so ,",
]);
/// Between a condition and the passage: "..., then I believe that".
static OWN_FRAME: Frames = Frames::new(&["then|well|so ,?", "then? i|we ..3 @opinion that?"]);
/// What is said to be unreal, however often it is denied.
static UNREAL: Frames = Frames::new(&[
    "as if|though",
    "used to @opinion that?",
    "once @thought that",
    "far be it from ..4 @opinion that?",
    "dreamt|dreamed|dream|dreams that",
    "i|we wish that?",
    "pretend|pretends|pretended|pretending that",
]);
/// "It does not mean": whose denial leaves what is said standing.
static STANDING: Frames = Frames::new(&["goes without saying that?", "need|needless ..2 @speaking ..2 that?"]);

impl<'a> Around<'a> {
    /// The words before the passage that turn it round.
    pub(crate) fn turned(&self) -> Option<String> {
        let sentence = without_asides(self.sentence_before());
        if let Some(words) = self.condition(sentence) {
            return Some(self.shown(words));
        }
        let asks = self.is_asked() && opens_a_question(sentence);
        let from = sentence.len().saturating_sub(6);
        (!asks && self.is_denied(sentence)).then(|| self.shown(sentence.get(from..).unwrap_or(&[])))
    }

    /// "If the bank pays, we will": the condition stands before its consequence.
    fn condition<'w>(&self, sentence: &'w [Word<'a>]) -> Option<&'w [Word<'a>]> {
        let skipped = sentence.iter().take_while(|word| is_one_of(word, &JOINING)).count();
        let words = sentence.get(skipped..)?;
        let (first, last) = (words.first()?, words.last()?);
        if OTHERWISE.is(words) {
            return Some(sentence);
        }
        let in_sentence = || self.after.iter().take_while(|word| !word.ends);
        if last.form == Form::of("either") && !self.last.ends && in_sentence().any(|word| word.form == Form::of("or")) {
            return Some(sentence);
        }
        let lacks = self.depends && LACKING.begin(words).is_some() && NOT_LACKING.begin(words).is_none();
        let inverted = self.depends
            && is_one_of(first, &INVERTED)
            && last.closes
            && !self.is_asked()
            && words.get(1).is_some_and(|word| {
                lexicon::class(word.form).has(Class::PRONOUN | Class::ARTICLE)
                    || word.text.starts_with(char::is_uppercase)
            });
        let waits = self.promises && WAITING.begin(words).is_some() && NOT_WAITING.begin(words).is_none();
        if !(lacks || inverted || waits || CONDITION.begin(words).is_some()) {
            return None;
        }
        // Behind its mark there is the consequence, or words that lead to it.
        let behind = words.iter().rposition(|word| word.closes).map_or(0, |at| at + 1);
        let tail = words.get(behind..).unwrap_or(&[]);
        let comma = last.gap.contains([',', '—', '–']);
        let led_to = behind > 0 && ((tail.is_empty() && comma) || OWN_FRAME.is(tail));
        // Without a mark the consequence tells itself: it has a subject and says what will or would be.
        let unmarked = behind == 0 && self.opens_with_subject && self.depends && words.len() > 2;
        let only = behind == 0 && first.form == Form::of("only");
        (led_to || unmarked || only).then_some(sentence)
    }

    fn is_denied(&self, sentence: &[Word<'a>]) -> bool {
        if STANDING.end(sentence).is_some() {
            return false;
        }
        if UNREAL.end(sentence).is_some() {
            return true;
        }
        let Some((last, rest)) = sentence.split_last() else { return false };
        let that = last.form == Form::of("that") && !last.closes;
        let words = if that { rest } else { sentence };
        if let Some(head) = head(words, that) {
            let (Some(word), before) = (words.get(head), words.get(..head).unwrap_or(&[])) else { return false };
            if that && is_one_of(word, &POSSIBLE) {
                return true;
            }
            let own = || before.iter().any(|word| is_one_of(word, &OWN)) || is_told_to(before);
            if is_one_of(word, &TELLING) && !own() {
                return false;
            }
            return denials(before) % 2 != usize::from(is_one_of(word, &DENIAL));
        }
        let Some((last, rest)) = words.split_last() else { return false };
        if that && lexicon::class(last.form).has(Class::NEGATION) {
            // "It is not that ..."
            return true;
        }
        !that && !last.closes && self.is_denied_at_once(last, rest, words)
    }

    /// "not ...", "no longer ...", "perhaps ...": it begins right behind the word that denies or weakens it.
    fn is_denied_at_once(&self, last: &Word<'_>, rest: &[Word<'_>], words: &[Word<'_>]) -> bool {
        let denies = |word: &Word<'_>| lexicon::class(word.form).has(Class::NEGATION);
        let carried = words.iter().rev().take(5).find(|word| !is_one_of(word, &CARRYING)).is_some_and(denies);
        let refused = last.form == Form::of("to") && rest.last().is_some_and(|word| is_one_of(word, &REFUSING));
        let bounded = self.opens_with_number
            && rest.last().is_some_and(|before| {
                BOUNDS.iter().any(|[a, b]| before.form == Form::of(a) && last.form == Form::of(b))
            });
        // "... it is not we have nine million": where no mark says so, a new clause says that the denial is over.
        let over =
            last.form == Form::of("not") && (self.opens_with_subject && (self.opens_with_pronoun || !self.has_marks));
        ((denies(last) || carried) && !over) || refused || bounded || is_one_of(last, &WEAKENING)
    }
}

/// A sentence without what stands aside at its beginning or its end.
pub(crate) fn without_asides<'w, 'a>(sentence: &'w [Word<'a>]) -> &'w [Word<'a>] {
    let skipped = sentence.iter().take_while(|word| is_one_of(word, &JOINING)).count();
    let words = sentence.get(skipped..).unwrap_or(&[]);
    let mark = words.iter().position(|word| word.closes).map_or(words.len(), |at| at + 1);
    if let Some((aside, rest)) = words.split_at_checked(mark)
        && ASIDE.is(aside)
    {
        return rest;
    }
    match ASIDE.end(sentence) {
        Some(from) if sentence.get(from.wrapping_sub(1)).is_some_and(|word| word.closes) => {
            sentence.get(..from).unwrap_or(sentence)
        }
        _ => sentence,
    }
}

/// "Don't you think that": the denial belongs to the asking.
fn opens_a_question(sentence: &[Word<'_>]) -> bool {
    let opens = |word: &&Word<'_>| !is_one_of(word, &JOINING);
    sentence.iter().find(opens).is_some_and(|word| lexicon::class(word.form).has(Class::AUXILIARY | Class::MODAL))
}

/// The word that takes the passage as what is thought, said or known: its index.
fn head(words: &[Word<'_>], that: bool) -> Option<usize> {
    const REACH: usize = 7;
    let takes = |word: &Word<'_>| {
        is_one_of(word, &OPINION)
            || is_one_of(word, &DENIAL)
            || (that && (is_one_of(word, &STATING) || is_one_of(word, &THESIS)))
    };
    let last = words.len().checked_sub(1)?;
    if words.get(last).is_some_and(|word| takes(word) || is_one_of(word, &REASON)) {
        return Some(last);
    }
    let whole = |at: usize| !words.get(at..last).unwrap_or(&[]).iter().any(|word| word.closes);
    // "What I don't accept is that"
    if that && words.get(last).is_some_and(|word| is_one_of(word, &BEING)) && whole(last.saturating_sub(REACH)) {
        let what = words.iter().rev().take(REACH + 2).any(|word| word.form == Form::of("what"));
        return (last.saturating_sub(2)..last).rev().find(|at| what && words.get(*at).is_some_and(takes));
    }
    // "Say to this house that", "tell you": what it is said to stands between.
    (last.saturating_sub(REACH)..last).rev().find(|at| {
        let (word, next) = (words.get(*at), words.get(*at + 1));
        let tells = word.is_some_and(|word| is_one_of(word, &TELLING));
        let object = next.is_some_and(|word| is_one_of(word, &OBJECTS));
        let carried = next.is_some_and(|word| is_one_of(word, &CARRIED));
        whole(*at) && ((tells && object && (that || *at + 1 == last)) || (that && carried && word.is_some_and(takes)))
    })
}

/// "Don't tell me that": an order.
fn is_told_to(before: &[Word<'_>]) -> bool {
    before.first().is_some_and(|word| word.form == Form::of("do") || word.form == Form::of("never"))
}

/// How many words deny what a word takes, from that word back to where its clause begins.
fn denials(before: &[Word<'_>]) -> usize {
    const REACH: usize = 9;
    const CLOSE: usize = 2;
    let (mut count, mut close) = (0, 0);
    let mut at = before.len();
    let first = at.saturating_sub(REACH);
    while at > first {
        let Some(word) = before.get(at - 1) else { break };
        let left = before.get(at.saturating_sub(4)..at - 1).unwrap_or(&[]);
        let next = before.get(at);
        if word.closes {
            // "I do not, frankly, believe": what is put in between two marks is passed over.
            let Some(back) = left.iter().rev().position(|word| word.closes) else { break };
            at -= back + 1;
            // The word at the first of the two marks is looked at without its mark.
            if let Some(word) = before.get(at - 1)
                && denies(word, before.get(at))
            {
                count += 1;
            }
            at -= 1;
            continue;
        }
        if is_one_of(word, &LOOSENING)
            || (is_one_of(word, &HAVING) && next.is_some_and(|next| next.form == Form::of("to")))
        {
            return count;
        }
        let stands = left.iter().any(|word| is_one_of(word, &STANCE));
        let wrong = left.iter().any(|word| is_one_of(word, &WRONG) || is_one_of(word, &SINCERE));
        let stops = is_one_of(word, &PARTING) && !stands || word.form == Form::of("if") && !wrong;
        if stops {
            let nobody = is_one_of(word, &RELATIVE)
                && left.last().is_some_and(|word| lexicon::class(word.form).has(Class::NEGATION));
            // "Those who have never been there think": the denial is about who they are.
            let inner = if is_one_of(word, &RELATIVE) { close } else { count };
            return inner + usize::from(nobody);
        }
        count += usize::from(denies(word, next));
        if before.len() - at < CLOSE {
            close = count;
        }
        at -= 1;
    }
    count
}

fn denies(word: &Word<'_>, next: Option<&Word<'_>>) -> bool {
    let only = next.is_some_and(|next| is_one_of(next, &MERELY));
    let denial = lexicon::class(word.form).has(Class::NEGATION) || is_one_of(word, &SELDOM);
    (denial && !only) || [&WRONG, &REFUSING, &DENIAL].iter().any(|list| is_one_of(word, list))
}
