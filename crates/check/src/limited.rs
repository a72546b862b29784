//! Words right behind a passage that limit it or take it back: a condition, an exception, a correction.
//!
//! In the same sentence, and in the next. A "but" that opens the next sentence limits only where it stays with what was said:
//! people begin with "But" whatever they turn to.

use crate::conditions::is_aside;
use crate::context::{Around, Word, is_one_of};
use crate::cues::*;
use crate::frames::Frames;
use crate::word_list::WordList;
use onrecord_text::Form;
use onrecord_text::lexicon::{self, Class};

/// In the same sentence.
static LIMITS: Frames = Frames::new(&[
    "@limiting",
    "for? as|so long as",
    "on condition that",
    "with one|the|a|some|few ..1 exception|exceptions",
    "as far as i|we|anybody|anyone|is ..1 know|known|tell|can|could|remember|aware",
    "to my|our knowledge",
    "to the best of my|our",
    "that i|we know|am|are of|aware",
    "or at least",
    "or nearly|almost",
    "..3 permitting",
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
    "were it|they not for",
    "or so i|we ..1 thought|believed|hoped|imagined",
]);
/// Behind what would be: "had he not changed it".
static UNREAL_CONDITION: Frames = Frames::new(&[
    "had i|we|he|she|they|you|it|the|a|an|my|our|his|her|their|this|that|somebody|someone|anybody|nobody",
]);
/// In a sentence of its own.
static LIMITS_ANEW: Frames = Frames::new(&[
    "or rather|nearly|almost",
    "if , that is",
    "that is , if|unless|provided|assuming",
    "at least if|unless|provided|that|this|so|not",
    "only if",
    "assuming that?",
    "correction ,",
    "no|sorry ,? correction|sorry",
    "i|we withdraw|retract that|this|it|the|my",
    "no|sorry|well , that|it was|is|'s ..1 slip|mistake|error|wrong",
    "scratch|strike that",
    "i take that|it back",
    "i misspoke",
    "i|we was|were ..1 wrong|mistaken ,",
    "just kidding",
    "i am|was only|just? joking|kidding",
    "that|this|it is|was|'s @plainly? a|an|the|all? @plainly? @denied_outright",
    "that|this|it is|was|'s ..1 not ..1 true|so|correct|case ,",
    "that|this|it is|was|'s what i|we|they|he|she|people|everybody ..2 @thought",
    "or so i|we|they|he|she ..1 @thought|@saying",
    "well ,? almost|nearly|mostly ,",
    "almost|nearly|mostly ,",
    "not officially|publicly|formally|directly|exactly|precisely|strictly",
    "only in principle|theory|name|part|parts",
    "not quite|yet|entirely|really|necessarily|always|before|until|unless|if|without",
    "not all|every|everybody|everyone of? ..2 ,",
]);
/// "Only when the roof is mended.": half a sentence; "Only once did it fail us." is a whole one.
static ONLY_THEN: Frames = Frames::new(&["only when|after|once|with|until"]);
static ASKING_AUXILIARY: WordList = WordList::new("did do does had have has was were");
/// "But let me tell you", "However, I would like to add": the speaker turns to something else.
static TURNS_ELSEWHERE: Frames = Frames::new(&[
    "but|however ,? @turning",
    "but|however ,? in any|either event|case",
    "but|however ,? let me|us|'s",
    "but|however ,? ..3 i|we ..2 want|wanted ..1 to ..2 @addressing",
    "but|however ,? ..3 i|we would|'d|should ..2 like|love|wish|prefer to ..2 @addressing",
    "but|however ,? ..2 i|we have|must|should|'ll|will ..1 to? @addressing",
    "but|however ,? i|we ..1 repeat|stress|emphasise|emphasize|add|reiterate",
    "but|however ,? as for|to|regards",
    "but|however ,? that|this is ..1 another|different story|matter|question|topic|subject|history|past",
    "but|however ,? that is history|past",
    "but|however ,? it|this|that|there is|'s|are ..2 also|important|nevertheless|all",
    "but|however ,? i digress",
    "but|however ,? tell me|us",
    "but|however ,? you|he|she ..1 asked|mentioned|wanted|spoke|talked|touched",
    "but|however ,? first|secondly|finally|lastly|speaking|returning|coming|back|enough",
    "but|however ,? to go|come|return|get|turn|answer|sum|be",
    "but|however ,? what|where|the ..2 interests|matters|worries|strikes|interested ..4",
]);
/// "However many minutes it takes": no objection.
static HOWEVER_MUCH: Frames =
    Frames::new(&["however many|much|hard|far|long|often|little|few|small|large|big|good|bad"]);
/// "That was the plan.", with what became of it behind.
static ONCE_PLANNED: Frames = Frames::new(&["that|this|it was|had ..1 the|my|our|their|his|her|'s ..1 @planned"]);
/// "We will, when they pay": a promise on a condition.
static PROMISE_WAITS: Frames = Frames::new(&["when|once", "as soon as"]);
/// "That the bridge is safe is a lie", "the chance that it breaks is small".
static UNDONE: Frames = Frames::new(&["@being ..2 @denial", "@being ..2 @wrong", "@being ..2 @denied_outright"]);
static UNDONE_CLAUSE: Frames = Frames::new(&["@being ..3 @slight", "@being ..2 insult|joke"]);
/// "From any country that ...": which of them is said behind.
static ANY: WordList = WordList::new("any every all each anyone anybody everyone everybody those whoever");

impl Around<'_> {
    pub(crate) fn limited(&self) -> Option<String> {
        let first = self.after.first()?;
        let limits = if self.last.ends { self.is_limited_anew(first) } else { self.is_limited(first) };
        limits.then(|| self.shown(self.after.get(..4.min(self.after.len())).unwrap_or(&[])))
    }

    fn is_limited(&self, first: &Word<'_>) -> bool {
        if LIMITS.begin(&self.after).is_some() {
            // Put in by the way ("if you will"). A "but" in the same sentence stays with what was said, whatever follows.
            return !(is_one_of(first, &CONDITION) && is_aside(&self.after, self.has_marks));
        }
        // Where no mark tells where a sentence begins, one that takes it back may begin here.
        if !self.has_marks && LIMITS_ANEW.begin(&self.after).is_some() {
            return true;
        }
        let claims = || self.before.last().is_some_and(|word| word.form == Form::of("that"));
        (self.promises() && PROMISE_WAITS.begin(&self.after).is_some())
            || (self.depends() && UNREAL_CONDITION.begin(&self.after).is_some())
            || (is_one_of(first, &RELATIVE) && !self.last.closes && Around::means_any(self.last_forms(4)))
            || (is_one_of(first, &BEING)
                && ((UNDONE.begin(&self.after).is_some() && (claims() || self.is_clause()))
                    || (UNDONE_CLAUSE.begin(&self.after).is_some() && claims())))
    }

    fn is_limited_anew(&self, first: &Word<'_>) -> bool {
        let sentence = self.sentences_after().next().unwrap_or(&[]);
        let end = sentence.iter().position(|word| word.ends).map_or(sentence.len(), |at| at + 1);
        let (sentence, rest) = sentence.split_at(end.min(sentence.len()));
        if is_one_of(first, &LIMITING_ANEW) {
            return !self.goes_elsewhere(sentence);
        }
        if LIMITS_ANEW.begin(sentence).is_some() {
            return !is_aside(sentence, self.has_marks);
        }
        if ONLY_THEN.begin(sentence).is_some() && !sentence.iter().any(|word| is_one_of(word, &ASKING_AUXILIARY)) {
            return true;
        }
        // "If the steel comes.": half a sentence that belongs to the one before.
        const SHORT: usize = 8;
        let verb = |word: &Word<'_>| lexicon::class(word.form).has(Class::MODAL);
        let asks = sentence.last().is_some_and(|word| word.gap.contains('?'));
        let half = is_one_of(first, &CONDITION)
            && self.promises()
            && sentence.len() > 2
            && sentence.len() <= SHORT
            && !asks
            && sentence.last().is_some_and(|word| word.ends)
            && !sentence.split_last().is_some_and(|(_, rest)| rest.iter().any(|word| word.closes || verb(word)))
            && !is_aside(sentence, true);
        // "That was the plan. It is no longer the plan."
        const SOON: usize = 4;
        let over = |word: &Word<'_>| {
            lexicon::class(word.form).has(Class::NEGATION) || is_one_of(word, &LIMITING) || word.form == Form::of("now")
        };
        let planned =
            || ONCE_PLANNED.begin(sentence).is_some() && sentence.len() <= SHORT && rest.iter().take(SOON).any(over);
        half || planned()
    }

    /// Whether the next sentence begins with a "but" that turns to something else ("But let me tell you", "But what happens?")
    /// and takes nothing back. It stays with what was said where it denies or sets a condition, where it says "this" or "it", and
    /// where it has a word of the passage again.
    fn goes_elsewhere(&self, sentence: &[Word<'_>]) -> bool {
        if !sentence.first().is_some_and(|word| is_one_of(word, &BUT)) {
            return false;
        }
        let rest = sentence.get(1..).unwrap_or(&[]);
        let asks = rest.first().is_some_and(|word| is_one_of(word, &ASKING))
            && rest.last().is_some_and(|word| word.gap.contains('?'));
        // "But remember, only if they pay."
        if (asks && !Around::sets_a_condition(rest)) || self.turns_elsewhere(sentence) {
            return true;
        }
        if asks {
            return false;
        }
        const REACH: usize = 24;
        let near = rest.get(..REACH.min(rest.len())).unwrap_or(&[]);
        let denies = |word: &Word<'_>| lexicon::class(word.form).has(Class::NEGATION) || is_one_of(word, &HOLDING_BACK);
        let refers = || rest.iter().take(2).any(|word| is_one_of(word, &REFERRING));
        let own = |form: Form| lexicon::is_content(form) && !VAGUE.has(form);
        let again = || near.iter().any(|word| own(word.form) && self.passage.contains(&word.form));
        !(near.iter().any(denies) || Around::sets_a_condition(near) || refers() || again())
    }

    fn turns_elsewhere(&self, sentence: &[Word<'_>]) -> bool {
        const REACH: usize = 16;
        let rest = sentence.get(1..REACH.min(sentence.len())).unwrap_or(&[]);
        HOWEVER_MUCH.begin(sentence).is_some()
            || (TURNS_ELSEWHERE.begin(sentence).is_some() && !Around::sets_a_condition(rest))
    }

    fn sets_a_condition(sentence: &[Word<'_>]) -> bool {
        sentence.iter().any(|word| is_one_of(word, &LIMITING) || is_one_of(word, &DEPENDING))
    }

    /// Whether one of the last words of the passage says that all of a kind are meant.
    fn means_any(forms: &[Form]) -> bool {
        forms.iter().any(|form| ANY.has(*form))
    }
}
