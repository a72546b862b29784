//! What stood around a passage: words that limit it, words that turn it round, somebody else's words, a question.
//!
//! Looks only at the record, within the turn of the passage. English; what it does not recognise raises no flag.

use crate::cues::*;
use crate::passage::one_line;
use crate::word_list::WordList;
use onrecord_record::Corpus;
use onrecord_text::Form;
use onrecord_text::fold::fold;
use onrecord_text::lexicon::{self, Class};
use std::ops::Range;

/// The surroundings of a passage that change how it must be read. Each holds the words that say so.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Context {
    /// Words right after it that limit it ("but", "unless").
    pub(crate) limited: Option<String>,
    /// Words right before it that turn it round ("I don't think that").
    pub(crate) turned: Option<String>,
    /// Words before it that give it to somebody else ("he said").
    pub(crate) reported: Option<String>,
    /// It stood in a question or a supposition.
    pub(crate) question: bool,
}

/// How many words are looked at on either side.
const REACH: u32 = 40;

/// Looks around the passage at `positions`, of which the quotation `asks` itself or not.
pub(crate) fn look(corpus: &Corpus, positions: Range<u32>, asks: bool) -> Context {
    let around = Around::new(corpus, positions);
    Context {
        limited: around.limited(),
        turned: around.turned(),
        reported: around.reported(),
        question: !asks && around.is_question(),
    }
}

struct Around<'a> {
    /// The document's text.
    text: &'a str,
    /// Whether the passage is speech: a report that quotes is no speaker who does.
    is_speech: bool,
    /// Whether the passage begins with a number.
    opens_with_number: bool,
    /// Whether its last words promise something: "will", "shall".
    promises: bool,
    /// The words before, nearest last, and after, nearest first, with what stands between each and the next.
    before: Vec<Word<'a>>,
    after: Vec<Word<'a>>,
    /// The sentence mark that ends the passage itself, if its last word is followed by one.
    between_last: &'a str,
}

struct Word<'a> {
    form: Form,
    text: &'a str,
    /// Bytes of the document's text.
    range: Range<usize>,
    /// What stands between this word and the next.
    gap: &'a str,
}

impl<'a> Around<'a> {
    fn new(corpus: &'a Corpus, positions: Range<u32>) -> Around<'a> {
        let turn = crate::differences::turn_of(corpus, positions.start).unwrap_or(positions.clone());
        let end_turn =
            crate::differences::turn_of(corpus, positions.end.saturating_sub(1)).unwrap_or(positions.clone());
        let document = corpus.document_at(positions.start);
        let text = corpus.documents().get(document).map_or("", |held| held.document.text.as_str());
        let word = |position: u32, next: Option<u32>| {
            let token = corpus.token(position);
            let end = next.map_or(token.end, |next| corpus.token(next).start) as usize;
            let range = token.start as usize..token.end as usize;
            Word {
                form: token.form,
                text: text.get(range.clone()).unwrap_or(""),
                range,
                gap: text.get(token.end as usize..end).unwrap_or(""),
            }
        };
        let from = positions.start.saturating_sub(REACH).max(turn.start);
        let to = positions.end.saturating_add(REACH).min(end_turn.end);
        let before = (from..positions.start).map(|position| word(position, Some(position + 1))).collect();
        let after: Vec<Word<'_>> = (positions.end..to).map(|p| word(p, (p + 1 < to).then_some(p + 1))).collect();
        let last = positions.end.saturating_sub(1);
        let between_last = if after.is_empty() {
            let end = corpus.token(last).end as usize;
            text.get(end..).map_or("", |rest| rest.split(char::is_alphanumeric).next().unwrap_or(""))
        } else {
            word(last, Some(positions.end)).gap
        };
        let is_speech = corpus
            .span_at(positions.start)
            .and_then(|span| corpus.segment(span))
            .is_some_and(|(_, segment)| segment.kind.is_speech());
        let mut first: Vec<(onrecord_text::Token, Option<onrecord_text::number::Number>)> = Vec::new();
        onrecord_text::token::tokenize_into(corpus.word(positions.start), 0, &mut first);
        let opens_with_number = first.first().is_some_and(|(_, number)| number.is_some());
        let near = positions.end.saturating_sub(10).max(positions.start)..positions.end;
        let promises = corpus.forms(near).iter().any(|form| PROMISING.has(*form));
        Around { text, is_speech, opens_with_number, promises, before, after, between_last }
    }

    /// Some words as they stand.
    fn shown(&self, words: &[Word<'_>]) -> String {
        match (words.first(), words.last()) {
            (Some(first), Some(last)) => one_line(self.text.get(first.range.start..last.range.end).unwrap_or("")),
            _ => String::new(),
        }
    }

    fn next(&self, count: usize) -> String {
        self.shown(self.after.get(..count.min(self.after.len())).unwrap_or(&[]))
    }

    /// Whether the next sentence begins with a "but" that turns to something else ("But let me tell you", "But what happens?")
    /// and takes nothing back.
    fn goes_elsewhere(&self) -> bool {
        const TURNS: &[[&str; 2]] = &[["in", "any"], ["let", "me"], ["let", "us"], ["let", "'s"], ["let", "’s"]];
        let rest = self.after.get(1..).unwrap_or(&[]);
        let turns = rest.first().is_some_and(|word| is_one_of(word, &TURNING));
        let anyway =
            TURNS.iter().any(|turn| rest.len() > 1 && rest.iter().zip(turn).all(|(word, is)| word.text == *is));
        let end = rest.iter().position(|word| ends_sentence(word.gap)).map_or(rest.len(), |last| last + 1);
        let sentence = rest.get(..end).unwrap_or(rest);
        let asks = rest.first().is_some_and(|word| is_one_of(word, &ASKING))
            && sentence.last().is_some_and(|word| word.gap.contains('?'));
        // "But remember, only if they pay."
        let limits = sentence.iter().any(|word| is_one_of(word, &LIMITING) || is_one_of(word, &DEPENDING));
        (turns || anyway || asks) && !limits
    }

    fn limited(&self) -> Option<String> {
        let first = self.after.first()?;
        let second = self.after.get(1);
        let third = self.after.get(2);
        // "One" is a number and has the form of one: these few words are compared as written.
        let is =
            |word: Option<&Word<'_>>, written: &str| word.is_some_and(|word| word.text.eq_ignore_ascii_case(written));
        // "That the bridge is safe is a lie."
        let undone = self.after.iter().skip(1).take(3).any(|word| is_one_of(word, &DENIAL) || is_one_of(word, &WRONG));
        if !ends_sentence(self.between_last) && is_one_of(first, &BEING) && undone {
            return Some(self.next(4));
        }
        let new_sentence = ends_sentence(self.between_last);
        let list = if new_sentence { &LIMITING_ANEW } else { &LIMITING };
        if is_one_of(first, list) && !(new_sentence && self.goes_elsewhere()) {
            return Some(self.next(4));
        }
        let phrases: &[[&str; 3]] = &[
            ["as", "long", "as"],
            ["so", "long", "as"],
            ["on", "condition", "that"],
            ["with", "one", "exception"],
            ["with", "the", "exception"],
        ];
        if !new_sentence && phrases.iter().any(|[a, b, c]| is(Some(first), a) && is(second, b) && is(third, c)) {
            return Some(self.next(5));
        }
        // "We will, when they pay": a promise on a condition.
        let soon = is(Some(first), "as") && is(second, "soon") && is(third, "as");
        if !new_sentence && self.promises && (is(Some(first), "when") || is(Some(first), "once") || soon) {
            return Some(self.next(5));
        }
        let pairs: &[[&str; 2]] = &[["at", "least"], ["apart", "from"], ["other", "than"]];
        if !new_sentence && pairs.iter().any(|[a, b]| is(Some(first), a) && is(second, b)) {
            return Some(self.next(4));
        }
        (!new_sentence && is(Some(first), "and") && is(second, "only") && is(third, "if")).then(|| self.next(4))
    }

    /// The words of the same sentence before the passage.
    fn sentence_before(&self) -> &[Word<'a>] {
        let start = self.before.iter().rposition(|word| ends_sentence(word.gap)).map_or(0, |at| at + 1);
        self.before.get(start..).unwrap_or(&[])
    }

    fn turned(&self) -> Option<String> {
        let sentence = self.sentence_before();
        // "If the bank pays, we will": the condition stands before its consequence.
        let opens = sentence.iter().find(|word| !is_one_of(word, &JOINING));
        let closed = sentence.last().is_some_and(|word| word.gap.contains(','));
        if closed && opens.is_some_and(|word| is_one_of(word, &CONDITION)) {
            return Some(self.shown(sentence));
        }
        let mut words = sentence;
        let denies =
            |words: &[Word<'_>]| {
                words.iter().rev().take(4).any(|w| {
                    lexicon::class(w.form).has(Class::NEGATION) || is_one_of(w, &WRONG) || is_one_of(w, &REFUSING)
                })
            };
        if let Some((last, rest)) = words.split_last()
            && last.form == Form::of("that")
        {
            words = rest;
        }
        let (last, rest) = words.split_last()?;
        let found = if is_one_of(last, &OPINION) {
            is_one_of(last, &POSSIBLE) && words.len() < sentence.len()
                || denies(rest)
                || rest.last().is_some_and(|word| word.form == Form::of("doubt"))
        } else if is_one_of(last, &REASON) {
            denies(rest)
        } else if is_one_of(last, &DENIAL) {
            true
        } else if words.len() < sentence.len() && lexicon::class(last.form).has(Class::NEGATION) {
            // "It is not that ..."
            true
        } else if words.len() == sentence.len() && last.gap.trim().is_empty() {
            // "not ...", "no longer ...", "perhaps ...": it begins right behind the word that denies or weakens it.
            let denied = |word: &Word<'_>| lexicon::class(word.form).has(Class::NEGATION);
            let carried = words.iter().rev().take(5).find(|word| !is_one_of(word, &CARRYING)).is_some_and(denied);
            let refused = last.form == Form::of("to") && rest.last().is_some_and(|word| is_one_of(word, &REFUSING));
            let bounded = self.opens_with_number
                && rest.last().is_some_and(|before| {
                    BOUNDS.iter().any(|[a, b]| before.form == Form::of(a) && last.form == Form::of(b))
                });
            denied(last) || carried || refused || bounded || is_one_of(last, &WEAKENING)
        } else {
            false
        };
        found.then(|| self.shown(sentence.get(sentence.len().saturating_sub(6)..).unwrap_or(&[])))
    }

    fn reported(&self) -> Option<String> {
        if !self.is_speech {
            return None;
        }
        // An opening mark before the passage that has not been closed: the record itself quotes.
        if self.inside_marks() {
            let skip = self.before.len().saturating_sub(8);
            return Some(self.shown(self.before.get(skip..).unwrap_or(&[])));
        }
        let start = self.before.len().saturating_sub(12);
        let near = self.before.get(start..)?;
        if let [.., noun, that] = near
            && that.form == Form::of("that")
            && is_one_of(noun, &HEARSAY)
            && !ends_sentence(noun.gap)
            && !ends_sentence(that.gap)
        {
            return Some(self.shown(near.get(near.len().saturating_sub(4)..).unwrap_or(&[])));
        }
        for (i, word) in near.iter().enumerate().rev() {
            // A sentence that ended between the verb and the passage took the reported words with it, unless the citation
            // goes on behind the passage.
            if ends_sentence(word.gap) {
                return self.cited_on();
            }
            if !is_one_of(word, &SAYING) {
                continue;
            }
            if !leads_in(word, near.get(i + 1..).unwrap_or(&[])) {
                continue;
            }
            let clause = near.get(i.saturating_sub(5)..i).unwrap_or(&[]);
            let from = clause.iter().rposition(|word| ends_sentence(word.gap)).map_or(0, |at| at + 1);
            let subject = clause.get(from..).unwrap_or(&[]);
            // "It could have asked": nobody did.
            if let [.., modal, have] = subject
                && have.form == Form::of("have")
                && lexicon::class(modal.form).has(Class::MODAL)
            {
                continue;
            }
            // "I am told": said to the speaker, by somebody.
            let passive = word.form == Form::of("told") && subject.last().is_some_and(|word| is_one_of(word, &PASSIVE));
            if subject.iter().any(|word| is_one_of(word, &OWN)) && !passive {
                continue;
            }
            let names_one = |word: &Word<'_>| is_one_of(word, &OTHERS) || word.text.starts_with(char::is_uppercase);
            let bound = subject.iter().any(names_one)
                || subject.windows(2).any(|pair| is_one_of(&pair[0], &LIKES) && pair[1].form == Form::of("to"));
            if subject.is_empty() || (is_one_of(word, &BARE) && !bound) {
                continue;
            }
            return Some(self.shown(near.get(i - subject.len().min(4)..).unwrap_or(&[])));
        }
        None
    }

    /// "He told me this: .... PASSAGE. He also said: ...": a citation of several sentences, with the passage in the midst of it.
    fn cited_on(&self) -> Option<String> {
        let opening = self.before.iter().rposition(|word| word.gap.contains(':'))?;
        let clause = self.before.get(opening.saturating_sub(6)..=opening)?;
        let from = clause.iter().rposition(|word| ends_sentence(word.gap)).map_or(0, |at| at + 1);
        let clause = clause.get(from..)?;
        let says = clause.iter().any(|word| is_one_of(word, &SAYING));
        let own = clause.first().is_some_and(|word| is_one_of(word, &OWN));
        let mut sentences = std::iter::once(self.between_last)
            .chain(self.after.iter().map(|word| word.gap))
            .zip(&self.after)
            .filter(|(gap, _)| ends_sentence(gap))
            .map(|(_, first)| first.range.start);
        let goes_on = |start: usize| {
            let at = self.after.iter().position(|word| word.range.start == start)?;
            let third = is_one_of(self.after.get(at)?, &THIRD);
            let rest = self.after.get(at + 1..(at + 4).min(self.after.len()))?;
            let more = rest.iter().any(|word| is_one_of(word, &MORE));
            (third && more && rest.iter().any(|word| is_one_of(word, &SAYING))).then_some(())
        };
        (says && !own && sentences.any(|start| goes_on(start).is_some())).then(|| self.shown(clause))
    }

    fn inside_marks(&self) -> bool {
        let mut open = false;
        for word in &self.before {
            for c in word.gap.chars() {
                match c {
                    '“' | '„' | '«' => open = true,
                    '”' | '»' => open = false,
                    '"' => open = !open,
                    _ => {}
                }
            }
        }
        // A straight mark may close what opened before the words looked at: it must close after the passage too.
        open && std::iter::once(self.between_last)
            .chain(self.after.iter().map(|word| word.gap))
            .any(|gap| gap.contains(['”', '»', '"']))
    }

    fn is_question(&self) -> bool {
        let first_mark = std::iter::once(self.between_last)
            .chain(self.after.iter().map(|word| word.gap))
            .find(|gap| ends_sentence(gap));
        if first_mark.is_some_and(|mark| mark.contains('?')) {
            return true;
        }
        let sentence = self.sentence_before();
        let opens = sentence.iter().take(2).find(|word| !matches!(fold(word.text).as_str(), "and" | "but" | "so"));
        let supposes = opens.is_some_and(|word| is_one_of(word, &SUPPOSING));
        // The supposition must still be open: "if you come, we ..." is over at the comma.
        supposes && !sentence.iter().any(|word| word.gap.contains([',', ';', '—', '–']))
    }
}

/// Whether words that an ellipsis hides begin by limiting what stands before them.
pub(crate) fn limits(form: Form) -> bool {
    LIMITING.has(form)
}

/// Whether the words between a verb of saying and the passage carry the saying over to it: "said that", "told us", "said,
/// quite calmly,"; but not "asked for help, and".
fn leads_in(verb: &Word<'_>, between: &[Word<'_>]) -> bool {
    const MOST: usize = 6;
    let Some(last) = between.last() else { return true };
    if last.gap.contains(':') {
        return true;
    }
    if between.len() > MOST || between.iter().any(|word| is_one_of(word, &JOINING)) {
        return false;
    }
    let objects = || between.iter().all(|word| is_one_of(word, &OBJECTS));
    is_one_of(last, &LEADING)
        || objects()
        || last.gap.contains([',', ':', '"', '“'])
        || verb.gap.contains([':', '"', '“'])
}

fn is_one_of(word: &Word<'_>, list: &WordList) -> bool {
    list.has(word.form)
}

fn ends_sentence(gap: &str) -> bool {
    gap.contains(['.', '!', '?', '。', '！', '？']) && !gap.contains("...") && !gap.contains('…')
}
