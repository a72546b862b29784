//! A condition before a passage: "If the bank pays, we will", and what looks like one and is none.
//!
//! A condition takes the passage with it where it stands at the head of its sentence and nothing but a mark, or the speaker's own
//! belief, lies between them. What stands aside ("If I may say so,", "Unless I am mistaken,") is a condition of the telling,
//! not of what is told. Read before `turned`; a condition behind the passage is in `limited`.

use crate::context::{Around, Word, is_one_of};
use crate::cues::*;
use crate::frames::Frames;
use crate::word_list::WordList;
use onrecord_text::Form;
use onrecord_text::lexicon::{self, Class};
use std::ops::Range;

/// What a speaker puts in by the way: it looks like a condition and is none.
pub(crate) static ASIDE: Frames = Frames::new(&[
    "if i|we may|might|can|could|do ..2 @speaking ..5",
    "if i|we have|had to ..1 @speaking|choose|pick|name|guess|bet|sum ..6",
    "if you|anybody|anyone|somebody|they ask|asks|asked me|us ..4",
    "if you|one like|will|please|prefer|wish|recall|remember ..6",
    "if you|one allow|allows|permit|excuse|forgive|pardon ..6",
    "if you|he|she|they will|would allow|permit|excuse|forgive|pardon ..6",
    "if you|nobody|everybody|everyone do|does|would|will not|n't mind|object ..4",
    "if you|nobody mind|minds|objects ..2",
    "if anything|possible|necessary|ever ..4",
    "if nothing else",
    "if i|we ..1 remember|recall|understand|understood ..6",
    "if i|we|you|one am|are|is ..1 honest|frank|candid|mistaken|wrong|right ..4",
    "if my|our memory|information|notes|recollection ..5",
    "if memory serves ..3",
    "if there is|was|were|'s ever? any|a|one doubt|question|lesson|thing|message ..6",
    "if the? truth be told",
    "if you know|see what i mean",
    "if it is|'s all right with ..2",
    "unless i|we am|are|'m|'re ..2 mistaken|wrong|misinformed",
    "unless my|our memory|information|notes|recollection ..4",
    "unless i|we ..1 misremember|misread|misheard|misunderstood ..2",
]);
/// The same before what is told, and there only: behind it, "if you look at the polls" says on what it rests.
static ASIDE_BEFORE: Frames = Frames::new(&[
    "if you|we|one ..1 look|looks|think|thinks|consider|compare|go back|at|around|round|about|of|it|that|this|the|what|how|to ..8",
    "if you|we|one ..1 think|look|consider ..3",
    "if you|anybody|anyone want|wants|need|needs to know|understand|see|hear ..6",
    "if you ask yourself|yourselves ..8",
    "if you|one follow|followed|watch|watched|read ..6",
]);

/// Words that open a condition, whatever it is a condition of.
static CONDITION: Frames = Frames::new(&[
    "only? if|unless|suppose",
    "provided|providing|supposing|assuming|suppose that|i|we|he|she|they|you|it|there",
    "in case of|the|we|they|it",
    "in the event of|that",
    "on the? condition",
    "barring",
    "but for",
    "subject to",
    "depending on",
]);
static UNMARKED: WordList = WordList::new("if unless");
/// Where no mark says so, a clause begins behind them.
static OPENING: WordList = WordList::new("and but so because now well that then look listen yes no only");
/// Of what will or would be, and else of nothing: "Assuming the worst,", "Only after the vote".
static CONDITION_OF_WHAT_WILL_BE: Frames =
    Frames::new(&["provided|providing|supposing|assuming @determiner", "only when|after|once|with|by|through|then"]);
/// "As long as it rains": a condition, and the time of it where it tells of what has been.
static AS_LONG: Frames = Frames::new(&["for? as|so long as"]);
static WAS: WordList = WordList::new("was were did");
static THERE_IS: Frames = Frames::new(&["if there is|was|'s"]);
static YOU_ASK: Frames = Frames::new(&["if you|one ask"]);
static PAST: WordList = WordList::new("was were had did has have been 've");
/// The same before a promise: what is promised waits for it.
static WAITING: Frames = Frames::new(&["as soon as", "once", "until|till"]);
static NOT_WAITING: Frames =
    Frames::new(&["once again|more|upon|or|a|every|in ..4 ,?", "until|till now|today|recently|then ,?"]);
/// Before what would be or could be.
static LACKING: Frames =
    Frames::new(&["without the|a|an|your|our|my|their|his|her|its|this|that|these|those|more|new|such|any|enough"]);
static NOT_LACKING: Frames = Frames::new(&["without ..3 @undenying|delay|prejudice|ado"]);
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

impl<'a> Around<'a> {
    /// "If the bank pays, we will": the condition stands before its consequence.
    pub(crate) fn condition<'w>(&self, sentence: &'w [Word<'a>]) -> Option<&'w [Word<'a>]> {
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
        if !self.has_marks {
            return self.unmarked_condition(words);
        }
        if !self.knows_beginning() || !self.opens_condition(words, first, last) {
            return None;
        }
        // Behind its mark there is the consequence, or words that lead to it.
        let behind = words.iter().rposition(|word| word.closes).map_or(0, |at| at + 1);
        let tail = words.get(behind..).unwrap_or(&[]);
        let comma = last.gap.contains([',', '—', '–']);
        let led_to = behind > 0 && ((tail.is_empty() && comma) || OWN_FRAME.is(tail));
        // Without a mark the consequence tells itself: it has a subject and says what will or would be.
        let unmarked = behind == 0 && self.opens_with_subject && self.depends() && words.len() > 2;
        let only = behind == 0 && first.form == Form::of("only") && last.form != Form::of("that");
        (led_to || unmarked || only).then_some(sentence)
    }

    /// "If the bank pays we will", in words without any mark: where "if" stands near, and hangs on nothing before it.
    fn unmarked_condition<'w>(&self, words: &'w [Word<'a>]) -> Option<&'w [Word<'a>]> {
        const NEAR: usize = 10;
        const FEWEST: usize = 2;
        if !(self.opens_with_subject && self.depends()) {
            return None;
        }
        let at = words.iter().rposition(|word| is_one_of(word, &UNMARKED))?;
        let (before, clause) = words.split_at(at);
        // "And so if the bank pays": it opens a clause. "A bell if it is needed" hangs on what stands before it.
        let opens = before.last().is_none_or(|word| is_one_of(word, &OPENING));
        // "We will come if it rains": what it is a condition of stands before it.
        let hangs = before.iter().rev().take(NEAR).any(|word| is_one_of(word, &DEPENDENT));
        ((FEWEST..NEAR).contains(&clause.len()) && opens && !hangs && !is_aside(clause, false)).then_some(clause)
    }

    fn opens_condition(&self, words: &[Word<'_>], first: &Word<'_>, last: &Word<'_>) -> bool {
        if CONDITION.begin(words).is_some() {
            // "If it was hard for us, it was harder for them": both are so.
            let was = |form: &Form| WAS.has(*form);
            let both = !self.depends() && self.first_forms().iter().take(5).any(was);
            // "If there is a hero in this story, it is the signalman."
            let points = self.opening == Form::of("it") && !self.depends() && THERE_IS.begin(words).is_some();
            // "If you ask the fishermen, the seals are the least of it."
            let asks = !self.depends() && YOU_ASK.begin(words).is_some();
            return !(first.form == Form::of("if") && (both || points || asks));
        }
        if AS_LONG.begin(words).is_some() {
            return self.depends() || !words.iter().any(|word| is_one_of(word, &PAST));
        }
        // "Only with them do we", "only when it rains will they".
        let inverts = INVERTING.has(self.opening);
        if !(self.depends() || inverts || self.promises()) {
            return false;
        }
        let lacks = || LACKING.begin(words).is_some() && NOT_LACKING.begin(words).is_none();
        let inverted = || {
            is_one_of(first, &INVERTED)
                && last.closes
                && !self.is_asked()
                && words.get(1).is_some_and(|word| {
                    lexicon::class(word.form).has(Class::PRONOUN | Class::ARTICLE)
                        || word.text.starts_with(char::is_uppercase)
                })
        };
        let waits = || self.promises() && WAITING.begin(words).is_some() && NOT_WAITING.begin(words).is_none();
        CONDITION_OF_WHAT_WILL_BE.begin(words).is_some() || (self.depends() && (lacks() || inverted())) || waits()
    }
}

/// The words of a sentence but for what stands aside at its beginning or its end.
pub(crate) fn without_asides(sentence: &[Word<'_>]) -> Range<usize> {
    let skipped = sentence.iter().take_while(|word| is_one_of(word, &JOINING)).count();
    let mut marks = sentence.iter().enumerate().filter(|(_, word)| word.closes).map(|(at, _)| at + 1);
    let first = marks.clone().find(|at| *at > skipped).unwrap_or(sentence.len());
    let is_aside = |range: Range<usize>| {
        let words = sentence.get(range).unwrap_or(&[]);
        ASIDE.is(words) || ASIDE_BEFORE.is(words)
    };
    if is_aside(skipped..first) {
        return first..sentence.len();
    }
    let last = marks.rfind(|at| *at < sentence.len() && is_aside(*at..sentence.len()));
    0..last.unwrap_or(sentence.len())
}

/// Whether words behind a passage are put in by the way: "if you will".
pub(crate) fn is_aside(words: &[Word<'_>], has_marks: bool) -> bool {
    let end = words.iter().position(|word| word.closes).map_or(words.len(), |at| at + 1);
    let clause = words.get(..end).unwrap_or(words);
    if has_marks { ASIDE.is(clause) } else { ASIDE.begin(clause).is_some() }
}
