//! What stood around a passage: words that limit it, words that turn it round, somebody else's words, a question.
//!
//! Looks only at the record, within the turn of the passage. English; what it does not recognise raises no flag. Here are the
//! words around it and whether it was asked; then read `turned` (before it), `limited` (behind it), `reported` (whose it is).

use crate::beside::allow_for_pieces;
use crate::checker::asks;
use crate::cues::*;
use crate::finding::Claim;
use crate::frames::Frames;
use crate::passage::one_line;
use crate::turned::without_asides;
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
/// How far from the passage a "whether" may stand.
const WHETHER_REACH: usize = 4;

/// What stands around the passages of a claim, but for what the same text quotes beside it.
pub(crate) fn around(corpus: &Corpus, parts: &[Range<u32>], claim: &Claim) -> Vec<Context> {
    let asks = asks(&claim.text);
    let mut contexts: Vec<Context> = parts.iter().map(|part| look(corpus, part.clone(), asks)).collect();
    allow_for_pieces(&claim.beside, corpus, parts, &mut contexts);
    contexts
}

/// Looks around the passage at `positions`, of which the quotation `asks` itself or not.
fn look(corpus: &Corpus, positions: Range<u32>, asks: bool) -> Context {
    let around = Around::new(corpus, positions);
    Context {
        limited: around.limited(),
        turned: around.turned(),
        reported: around.reported(),
        question: !asks && around.is_question(),
    }
}

/// What stands around a passage, within its turn.
pub(crate) struct Around<'a> {
    /// The document's text.
    text: &'a str,
    /// Whether the passage is speech: a report that quotes is no speaker who does.
    pub(crate) is_speech: bool,
    /// Whether the passage begins with a number.
    pub(crate) opens_with_number: bool,
    /// Whether it begins with a word that can only be a subject ("we"), or one that may well open one ("the").
    pub(crate) opens_with_pronoun: bool,
    pub(crate) opens_with_subject: bool,
    /// Whether it begins with "but": that belongs to no citation before it.
    pub(crate) opens_with_but: bool,
    /// Whether its first words ask: "will we", "what is".
    opens_asking: bool,
    /// Whether one of its last words says that all of a kind are meant.
    pub(crate) ends_with_any: bool,
    /// Whether its last words promise something: "will", "shall".
    pub(crate) promises: bool,
    /// Whether its first words say what will or would be.
    pub(crate) depends: bool,
    /// Whether anything around it has marks at all: many captions have none.
    pub(crate) has_marks: bool,
    /// The words before, nearest last, without what stands in brackets there; the last word of the passage; the words after,
    /// nearest first.
    pub(crate) before: Vec<Word<'a>>,
    pub(crate) last: Word<'a>,
    pub(crate) after: Vec<Word<'a>>,
}

/// A word with what stands between it and the next.
pub(crate) struct Word<'a> {
    pub(crate) form: Form,
    pub(crate) text: &'a str,
    /// Bytes of the document's text.
    pub(crate) range: Range<usize>,
    /// What stands between this word and the next.
    pub(crate) gap: &'a str,
    /// Whether a sentence ends behind it.
    pub(crate) ends: bool,
    /// Whether a mark stands behind it: a comma, a colon, a dash, or the end of a sentence.
    pub(crate) closes: bool,
}

impl<'a> Around<'a> {
    fn new(corpus: &'a Corpus, positions: Range<u32>) -> Around<'a> {
        let turn = crate::differences::turn_of(corpus, positions.start).unwrap_or(positions.clone());
        let end_turn =
            crate::differences::turn_of(corpus, positions.end.saturating_sub(1)).unwrap_or(positions.clone());
        let document = corpus.document_at(positions.start);
        let text = corpus.documents().get(document).map_or("", |held| held.document.text.as_str());
        let from = positions.start.saturating_sub(REACH).max(turn.start);
        let to = positions.end.saturating_add(REACH).min(end_turn.end);
        // A small letter behind a full stop tells of an abbreviation, where capitals are written at all.
        let capitals = (from..positions.start).chain(positions.end..to).any(|position| {
            let start = corpus.token(position).start as usize;
            text.get(start..).is_some_and(|rest| rest.starts_with(char::is_uppercase))
        });
        let word = |position: u32, next: Option<u32>| {
            let token = corpus.token(position);
            let range = token.start as usize..token.end as usize;
            let gap = match next {
                Some(next) => text.get(range.end..corpus.token(next).start as usize),
                None => text.get(range.end..).map(|rest| rest.split(char::is_alphanumeric).next().unwrap_or("")),
            };
            let gap = gap.unwrap_or("");
            let goes_on = capitals
                && next.is_some_and(|_| {
                    text.get(range.end + gap.len()..).is_some_and(|rest| rest.starts_with(char::is_lowercase))
                });
            let text = text.get(range.clone()).unwrap_or("");
            // Behind three dots, only a capital tells that a new sentence begins.
            let anew = (gap.contains("...") || gap.contains('…'))
                && next.is_some_and(|next| {
                    corpus.token(next).form != Form::of("i") && corpus.word(next).starts_with(char::is_uppercase)
                });
            let abbreviated = gap.starts_with('.') && (goes_on || (next.is_some() && TITLES.has(token.form)));
            let ends = anew || (ends_sentence(gap) && (!abbreviated || gap.contains(['!', '?', '\n'])));
            let closes =
                ends || gap.contains([',', ';', ':', '—', '–', '…']) || gap.contains("...") || gap.contains(" - ");
            Word { form: token.form, text, range, gap, ends, closes }
        };
        let before = without_brackets((from..positions.start).map(|position| word(position, Some(position + 1))));
        let after: Vec<Word<'_>> = (positions.end..to).map(|p| word(p, (p + 1 < to).then_some(p + 1))).collect();
        let last = word(positions.end.saturating_sub(1), (!after.is_empty()).then_some(positions.end));
        let is_speech = corpus
            .span_at(positions.start)
            .and_then(|span| corpus.segment(span))
            .is_some_and(|(_, segment)| segment.kind.is_speech());
        let mut first: Vec<(onrecord_text::Token, Option<onrecord_text::number::Number>)> = Vec::new();
        onrecord_text::token::tokenize_into(corpus.word(positions.start), 0, &mut first);
        let opens_with_number = first.first().is_some_and(|(_, number)| number.is_some());
        const NEAR: u32 = 10;
        let end_forms = corpus.forms(positions.end.saturating_sub(NEAR).max(positions.start)..positions.end);
        let forms = corpus.forms(positions.start..positions.end.min(positions.start.saturating_add(NEAR)));
        let opening = forms.first().copied().unwrap_or_default();
        let has_marks = last.closes || before.iter().chain(&after).any(|word| word.closes);
        Around {
            text,
            is_speech,
            opens_with_number,
            opens_with_pronoun: SUBJECTS.has(opening),
            opens_with_subject: SUBJECTS.has(opening) || DETERMINERS.has(opening),
            opens_with_but: opening == Form::of("but"),
            opens_asking: opens_asking(opening),
            ends_with_any: Around::means_any(end_forms),
            promises: end_forms.iter().any(|form| PROMISING.has(*form)),
            depends: forms.iter().any(|form| DEPENDENT.has(*form)),
            has_marks,
            before,
            last,
            after,
        }
    }

    /// Some words as they stand.
    pub(crate) fn shown(&self, words: &[Word<'_>]) -> String {
        match (words.first(), words.last()) {
            (Some(first), Some(last)) => one_line(self.text.get(first.range.start..last.range.end).unwrap_or("")),
            _ => String::new(),
        }
    }

    /// The words of the same sentence before the passage.
    pub(crate) fn sentence_before(&self) -> &[Word<'a>] {
        let start = self.before.iter().rposition(|word| word.ends).map_or(0, |at| at + 1);
        self.before.get(start..).unwrap_or(&[])
    }

    /// For each sentence that begins behind the passage: the words from there on.
    pub(crate) fn sentences_after(&self) -> impl Iterator<Item = &[Word<'a>]> {
        std::iter::once(&self.last)
            .chain(&self.after)
            .enumerate()
            .filter(|(_, word)| word.ends)
            .filter_map(|(at, _)| self.after.get(at..).filter(|rest| !rest.is_empty()))
    }

    /// Whether the sentence in which the passage ends is a question.
    pub(crate) fn is_asked(&self) -> bool {
        let end = std::iter::once(&self.last).chain(&self.after).position(|word| word.ends);
        let marked = match end {
            Some(0) => self.last.gap.contains('?'),
            Some(at) => self.after.get(at - 1).is_some_and(|word| word.gap.contains('?')),
            None => false,
        };
        marked && !end.is_some_and(|end| self.is_tag(end))
    }

    /// "We will mend it, right?": what stands between the last comma and the question mark only asks for assent.
    fn is_tag(&self, end: usize) -> bool {
        let behind = self.after.get(..end).unwrap_or(&[]);
        let opens =
            std::iter::once(&self.last).chain(behind).take(end).enumerate().filter(|(_, word)| word.closes).last();
        let Some(tag) = opens.and_then(|(at, _)| behind.get(at..)) else { return false };
        let sentence = self.sentence_before();
        let asks = match sentence.iter().find(|word| !is_one_of(word, &JOINING)) {
            Some(word) => opens_asking(word.form),
            None => self.opens_asking,
        };
        !asks && TAG.is(tag)
    }

    fn is_question(&self) -> bool {
        if self.is_asked() {
            return true;
        }
        let sentence = without_asides(self.sentence_before());
        // "Nobody knows whether", "I am often asked if".
        let nearest = sentence.iter().rev().take(WHETHER_REACH);
        let open = nearest.take_while(|word| !word.closes).find(|word| is_one_of(word, &WHETHER));
        if open.is_some_and(|word| {
            word.form == Form::of("whether") || sentence.last().is_some_and(|last| std::ptr::eq(last, word))
        }) {
            return true;
        }
        let opens = sentence.iter().take(2).find(|word| !matches!(fold(word.text).as_str(), "and" | "but" | "so"));
        let supposes = opens.is_some_and(|word| is_one_of(word, &SUPPOSING));
        // The supposition must still be open: "if you come, we ..." is over at the comma.
        supposes && !sentence.iter().any(|word| word.gap.contains([',', ';', '—', '–']))
    }
}

/// What only asks for assent.
static TAG: Frames = Frames::new(&[
    "@tag",
    "is|was that|it right|correct|true|clear|so|ok|okay",
    "is|was it|that not|n't? so|right|true",
    "you know|see ..4",
    "if you know|see what i mean",
    "@aux not? i|we|you|he|she|it|they|there|that not?",
    "do not? you think|agree|know|see|find|remember not?",
    "do you not? think|agree|know|see|find",
    "would not? you say|agree",
    "all right|clear",
]);

/// Whether a sentence that begins like this asks.
fn opens_asking(form: Form) -> bool {
    lexicon::class(form).has(Class::AUXILIARY | Class::MODAL) || ASKING.has(form)
}

/// Words without those that stand in brackets; what ends behind the brackets ends behind the word before them.
fn without_brackets<'a>(words: impl Iterator<Item = Word<'a>>) -> Vec<Word<'a>> {
    let mut out: Vec<Word<'a>> = Vec::new();
    let mut open: Option<usize> = None;
    for word in words {
        let (opens, closes) = (word.gap.rfind('('), word.gap.find(')'));
        let tail = closes.and_then(|at| word.gap.get(at + 1..)).unwrap_or("");
        out.push(word);
        if closes.is_some()
            && let Some(before) = open.take()
        {
            out.truncate(before + 1);
            if let Some(last) = out.last_mut() {
                last.ends |= ends_sentence(tail);
                last.closes = last.ends || last.gap.starts_with([',', ';', ':']) || tail.contains([',', ';', ':']);
            }
        }
        if opens > closes {
            open = Some(out.len() - 1);
        }
    }
    out
}

/// Whether words that an ellipsis hides begin by limiting what stands before them.
pub(crate) fn limits(form: Form) -> bool {
    LIMITING.has(form)
}

pub(crate) fn is_one_of(word: &Word<'_>, list: &WordList) -> bool {
    list.has(word.form)
}

fn ends_sentence(gap: &str) -> bool {
    gap.contains(['.', '!', '?', '。', '！', '？']) && !gap.contains("...") && !gap.contains('…')
}
