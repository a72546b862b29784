//! Words right before a passage that turn it round: a condition on which it depends (see [`crate::conditions`]), or a denial.
//!
//! A denial counts only as often as it is one: "I doubt that" turns round what follows, "I do not doubt that" leaves it as it
//! is. So the words that deny are counted, from the word that takes the passage ("think", "evidence that") back to where its
//! clause begins. What stands aside ("If I may say so,") is passed over.

use crate::context::{Around, Word, asks_before, is_one_of};
use crate::cues::*;
use crate::frames::Frames;
use onrecord_text::Form;
use onrecord_text::lexicon::{self, Class};

/// What is said to be unreal, however often it is denied.
static UNREAL: Frames = Frames::new(&[
    "as if|though",
    "i|we used to @opinion that?",
    "once @thought that",
    "far be it from ..4 @opinion that?",
    "dreamt|dreamed that",
    "i|we only|just|really|so|do? wish that",
    "pretend|pretends|pretended|pretending that",
    "nothing ..3 further|farther from ..3 than that",
    "in theory|name ,?",
    "hypothetically|theoretically ,?",
    "in the worst|best case ,?",
    "remains to be ..1 that|whether",
    "tired|sick|weary of ..1 hearing ..3 that",
    "on paper ,?",
    "supposedly|allegedly|reportedly|apparently|perhaps|maybe|probably|possibly ,?",
]);
/// A wish, where what is wished is a sentence of its own.
static WISH: Frames = Frames::new(&["i|we only|just|really|so|do? wish"]);
/// "It does not mean": whose denial leaves what is said standing.
static STANDING: Frames = Frames::new(&["goes without saying that?", "need|needless ..2 @speaking ..2 that?"]);
/// Before a number they make it another; elsewhere "about" says what a speech is of.
static NEARLY: Frames = Frames::new(&["about|roughly|approximately"]);
/// "We talked about two bridges."
static OF_A_TOPIC: Frames = Frames::new(&["@topical ..2 about"]);
/// Less than certain.
static FAR_FROM: Frames = Frames::new(&["far|farther|further from", "anything but", "less than", "the last ..2 to"]);

impl<'a> Around<'a> {
    /// The words before the passage that turn it round.
    pub(crate) fn turned(&self) -> Option<String> {
        let sentence = self.plain_sentence();
        if let Some(words) = self.condition(sentence) {
            return Some(self.shown(words));
        }
        let asks = (self.is_asked() && opens_a_question(sentence)) || asks_before(sentence);
        let from = sentence.len().saturating_sub(6);
        (!asks && self.is_denied(sentence)).then(|| self.shown(sentence.get(from..).unwrap_or(&[])))
    }

    fn is_denied(&self, sentence: &[Word<'_>]) -> bool {
        let sentence = self.without_false_start(sentence);
        let Some((last, rest)) = sentence.split_last() else { return false };
        if STANDING.end(sentence).is_some() {
            return false;
        }
        if UNREAL.end(sentence).is_some() || (self.is_clause() && WISH.end(sentence).is_some()) {
            return true;
        }
        let that = last.form == Form::of("that") && !last.closes;
        let words = if that { rest } else { sentence };
        if let Some(head) = head(words, that) {
            return self.is_taken_back(words, head, that);
        }
        let Some((last, rest)) = words.split_last() else { return false };
        if that && last.form == Form::of("not") {
            // "It is not that ..."
            return true;
        }
        !that && !last.closes && (self.is_denied_at_once(last, rest, words) || self.is_denied_of_it(last, rest))
    }

    /// "I do not believe that's the way": what is denied of something that was named before is denied as well.
    fn is_denied_of_it(&self, last: &Word<'_>, rest: &[Word<'_>]) -> bool {
        let is = matches!(last.text, "'s" | "’s" | "is" | "was");
        let Some((subject, words)) = rest.split_last() else { return false };
        let points = [Form::of("that"), Form::of("it"), Form::of("this")].contains(&subject.form);
        is && points
            && self.is_clause()
            && words.last().is_some_and(|word| !word.closes)
            && head(words, false).is_some_and(|head| head + 1 == words.len() && self.is_taken_back(words, head, false))
    }

    /// A sentence without the words with which the passage was begun and given up: "I don't think the barge | the ferry sails".
    /// With marks a dash stands there, and only the same word twice is one start.
    fn without_false_start<'s, 'w>(&self, sentence: &'s [Word<'w>]) -> &'s [Word<'w>] {
        match sentence {
            [rest @ .., last] if last.form == self.opening => rest,
            [rest @ .., first, _] if !self.has_marks && first.form == self.opening => rest,
            _ => sentence,
        }
    }

    /// Whether the word that takes the passage is denied, or denies.
    fn is_taken_back(&self, words: &[Word<'_>], head: usize, that: bool) -> bool {
        let (Some(word), before) = (words.get(head), words.get(..head).unwrap_or(&[])) else { return false };
        if that && is_one_of(word, &POSSIBLE) {
            return true;
        }
        let denial = is_one_of(word, &DENIAL);
        // "Our problems lie in", "I deny any wrongdoing": a thing is denied, and no sentence.
        if !that && denial && !(is_one_of(word, &DOUBT) || (is_one_of(word, &DENYING) && self.is_clause())) {
            return false;
        }
        const SUBJECT: usize = 9;
        let subject = before.get(before.len().saturating_sub(SUBJECT)..).unwrap_or(&[]);
        let own = || subject.iter().any(|word| is_one_of(word, &OWN)) || is_told_to(before);
        if is_one_of(word, &TELLING) && !own() {
            return false;
        }
        // "I could not agree more that"
        let more = words.get(head + 1).is_some_and(|next| next.form == Form::of("more"));
        if more && !is_one_of(word, &DENIAL) {
            return false;
        }
        denials(words, head, self.has_marks) % 2 != usize::from(denial)
    }

    /// "not ...", "no longer ...", "perhaps ...": it begins right behind the word that denies or weakens it.
    fn is_denied_at_once(&self, last: &Word<'_>, rest: &[Word<'_>], words: &[Word<'_>]) -> bool {
        let denies = |word: &Word<'_>| lexicon::class(word.form).has(Class::NEGATION);
        let carrying = words.iter().rev().take(4).take_while(|word| is_one_of(word, &CARRYING)).count();
        let carried = words.len().checked_sub(carrying + 1).and_then(|at| Some((words.get(at)?, words.get(at + 1))));
        // "Not only", "not just": nothing is denied.
        let carried = carried.is_some_and(|(word, next)| {
            denies(word) && !next.is_some_and(|next| is_one_of(next, &MERELY)) && carrying > 0
        });
        let refused = last.form == Form::of("to") && rest.last().is_some_and(|word| is_one_of(word, &REFUSING));
        let bounded = self.opens_with_number
            && rest.last().is_some_and(|before| {
                BOUNDS.iter().any(|[a, b]| before.form == Form::of(a) && last.form == Form::of(b))
            });
        // "About a quarter of a million"
        let counts = self.opens_with_number || self.first_forms().iter().take(2).any(|form| COUNTS.has(*form));
        let nearly = counts && NEARLY.end(words).is_some() && OF_A_TOPIC.end(words).is_none();
        // "It was only the cranes" says which; "only three", and "only" at the head of a sentence, how few.
        let only = last.form == Form::of("only")
            && match rest.last() {
                Some(before) => self.opens_with_number && !denies(before),
                None => true,
            };
        // "... it is not we have nine million", "was it late no I think": where no mark says so, a new clause says that the denial
        // is over, or answered.
        let over = [Form::of("not"), Form::of("no")].contains(&last.form)
            && (self.opens_with_subject && (self.opens_with_pronoun || !self.has_marks));
        ((denies(last) || carried) && !over) || refused || bounded || nearly || only || is_one_of(last, &WEAKENING)
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
        let carried = next.is_some_and(|word| is_one_of(word, &CARRIED) || word.text.ends_with("ly"));
        whole(*at) && ((tells && object && (that || *at + 1 == last)) || (that && carried && word.is_some_and(takes)))
    })
}

/// "Don't tell me that": an order.
fn is_told_to(before: &[Word<'_>]) -> bool {
    before.first().is_some_and(|word| word.form == Form::of("do") || word.form == Form::of("never"))
}

/// How many words deny what the word `head` takes, from that word back to where its clause begins.
fn denials(words: &[Word<'_>], head: usize, has_marks: bool) -> usize {
    let before = words.get(..head).unwrap_or(&[]);
    const REACH: usize = 9;
    const CLOSE: usize = 2;
    let (mut count, mut close) = (0, 0);
    let mut at = before.len();
    let first = at.saturating_sub(REACH);
    // "I have never been more certain": the more it is denied, the more certain.
    let compared = before.last().is_some_and(|word| word.form == Form::of("more"));
    let so = before.last().is_some_and(|word| is_one_of(word, &SO));
    while at > first {
        let Some(word) = before.get(at - 1) else { break };
        // "I don't I don't think": said twice, denied once.
        if let Some(length) = said_again(words, at) {
            at -= length;
            continue;
        }
        let left = before.get(at.saturating_sub(4)..at - 1).unwrap_or(&[]);
        let right = words.get(at..=head).unwrap_or(&[]);
        let next = right.first();
        if word.closes {
            // "I do not, frankly, believe": what is put in between two marks is passed over.
            let Some(back) = left.iter().rev().position(|word| word.closes) else { break };
            at -= back + 1;
            // The word at the first of the two marks is looked at without its mark.
            if let Some(word) = before.get(at - 1)
                && denies(word, before.get(..at - 1).unwrap_or(&[]), words.get(at..=head).unwrap_or(&[]))
            {
                count += 1;
            }
            at -= 1;
            continue;
        }
        let sane =
            left.last().is_some_and(|before| before.form == Form::of("right") || is_one_of(before, &DETERMINERS));
        if (is_one_of(word, &LOOSENING) && !sane)
            || (is_one_of(word, &HAVING) && next.is_some_and(|next| next.form == Form::of("to")))
        {
            return count;
        }
        let far = right.len() < 3 && FAR_FROM.end(before.get(..at).unwrap_or(&[])).is_some();
        let yet = word.form == Form::of("yet") && next.is_some_and(|next| next.form == Form::of("to"));
        if far || yet {
            count += 1;
            at = at.saturating_sub(if far { 2 } else { 1 });
            continue;
        }
        let stands = left.iter().any(|word| is_one_of(word, &STANCE));
        let wrong = left.iter().any(|word| is_one_of(word, &WRONG) || is_one_of(word, &SINCERE));
        // "Not so certain": it opens no clause.
        let parts = is_one_of(word, &PARTING) && !stands && !(right.len() == 1 && so);
        if parts || word.form == Form::of("if") && !wrong {
            let nobody = is_one_of(word, &RELATIVE)
                && left.last().is_some_and(|word| lexicon::class(word.form).has(Class::NEGATION));
            // "Those who have never been there think": the denial is about who they are.
            let inner = if is_one_of(word, &RELATIVE) { close } else { count };
            return inner + usize::from(nobody);
        }
        let raises = compared || (so && word.form == Form::of("never"));
        count += usize::from(!raises && denies(word, before.get(..at - 1).unwrap_or(&[]), right));
        if before.len() - at < CLOSE {
            close = count;
        }
        // "... cannot be settled I do not believe": without marks, whoever speaks begins anew.
        if !has_marks && is_one_of(word, &FIRST) && !left.last().is_some_and(goes_on_with_subject) {
            return count;
        }
        at -= 1;
    }
    count
}

/// How many words right before `at` stand there once more from `at` on.
fn said_again(words: &[Word<'_>], at: usize) -> Option<usize> {
    const LONGEST: usize = 4;
    (1..=LONGEST.min(at)).rev().find(|length| {
        let (once, again) = (words.get(at - length..at), words.get(at..at + length));
        let forms = |words: &[Word<'_>]| words.iter().map(|word| word.form).collect::<Vec<_>>();
        once.zip(again).is_some_and(|(once, again)| forms(once) == forms(again))
    })
}

/// Whether a subject may stand behind a word within one sentence: "do I think", "what I think", "nobody I know".
fn goes_on_with_subject(word: &Word<'_>) -> bool {
    let class = lexicon::class(word.form);
    // "Was it late no I think ...": a "no" that answers.
    let denies = class.has(Class::NEGATION) && word.form != Form::of("no");
    denies
        || class.has(Class::AUXILIARY | Class::MODAL)
        || [&OPINION, &STATING, &DENIAL, &RELATIVE, &SUPPOSING, &REASON].iter().any(|list| is_one_of(word, list))
        || word.form == Form::of("what")
}

/// Whether a word denies, with the words on either side of it.
fn denies(word: &Word<'_>, left: &[Word<'_>], right: &[Word<'_>]) -> bool {
    let only = right.first().is_some_and(|next| is_one_of(next, &MERELY));
    // "Without the slightest hesitation"
    let empty = right.iter().take(3).take_while(|next| !next.closes).any(|next| is_one_of(next, &UNDENYING));
    // "A few people think", "my little brother thinks": nothing is denied.
    let little = word.form == Form::of("little")
        && right.first().is_some_and(|next| is_one_of(next, &DENIAL) || is_one_of(next, &THESIS));
    let few = (word.form == Form::of("few") || little) && !left.last().is_some_and(|before| is_one_of(before, &SOME));
    let denial = lexicon::class(word.form).has(Class::NEGATION) || is_one_of(word, &SELDOM) || few;
    (denial && !only && !empty) || [&WRONG, &REFUSING, &DENIAL].iter().any(|list| is_one_of(word, list))
}
