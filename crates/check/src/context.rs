//! What stood around a passage: words that limit it, words that turn it round, somebody else's words, a question.
//!
//! Looks only at the record, within the turn of the passage. What it does not recognise raises no flag. Here are the
//! words around it and whether it was asked; then read `conditions` and `turned` (before it), `limited` (behind it), `reported`
//! (whose it is): English. Other languages are in `tongues`.

use crate::beside::allow_for_pieces;
use crate::checker::asks;
use crate::conditions::without_asides;
use crate::cues::*;
use crate::finding::Claim;
use crate::frames::Frames;
use crate::passage::one_line;
use crate::tongues::{self, Tongue};
use crate::word_list::WordList;
use onrecord_record::Corpus;
use onrecord_text::Form;
use onrecord_text::fold::fold;
use onrecord_text::lexicon::{self, Class};
use onrecord_text::number;
use std::cell::OnceCell;
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
    /// The number inside which the quotation ends.
    pub(crate) number: Option<String>,
}

/// How many words are looked at on either side.
const REACH: u32 = 40;
/// How many words at an end of the passage tell what it says.
const NEAR: usize = 10;
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
    if let Some(tongue) = around.tongue {
        return Context {
            limited: around.limited_in(tongue),
            turned: around.turned_in(tongue),
            reported: around.reported_in(tongue),
            question: !asks && around.is_question_in(tongue),
            number: None,
        };
    }
    Context {
        limited: around.limited(),
        turned: around.turned(),
        reported: around.reported(),
        question: !asks && around.is_question(),
        number: None,
    }
}

/// What stands around a passage, within its turn.
pub(crate) struct Around<'a> {
    /// The document's text.
    text: &'a str,
    /// The tables of its language; none for English.
    tongue: Option<&'static Tongue>,
    /// Of the words before: those of the same sentence, but for what is put in by the way.
    plain: Range<usize>,
    /// Whether the passage is speech: a report that quotes is no speaker who does.
    pub(crate) is_speech: bool,
    /// Whether the passage begins with a number.
    pub(crate) opens_with_number: bool,
    /// Whether it begins with a word that can only be a subject ("we"), or one that may well open one ("the").
    pub(crate) opens_with_pronoun: bool,
    pub(crate) opens_with_subject: bool,
    /// Whether its first words ask: "will we", "what is".
    opens_asking: bool,
    /// Whether anything around it has marks at all: many captions have none.
    pub(crate) has_marks: bool,
    /// Its words, and the first of them.
    pub(crate) passage: &'a [Form],
    pub(crate) opening: Form,
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
        let around = || (from..positions.start).chain(positions.end..to);
        let reading = Reading { corpus, text, capitals: OnceCell::new() };
        let word = |position: u32, next: Option<u32>| reading.word(position, next, around);
        let before = without_brackets((from..positions.start).map(|position| word(position, Some(position + 1))));
        let after: Vec<Word<'_>> = (positions.end..to).map(|p| word(p, (p + 1 < to).then_some(p + 1))).collect();
        let last = word(positions.end.saturating_sub(1), (!after.is_empty()).then_some(positions.end));
        let is_speech = corpus
            .span_at(positions.start)
            .and_then(|span| corpus.segment(span))
            .is_some_and(|(_, segment)| segment.kind.is_speech());
        let opens_with_number = is_number(corpus.word(positions.start));
        let passage = corpus.forms(positions);
        let opening = passage.first().copied().unwrap_or_default();
        let has_marks = last.closes || before.iter().chain(&after).any(|word| word.closes);
        let language = corpus.documents().get(document).and_then(|held| held.document.language.as_deref());
        let mut around = Around {
            plain: 0..0,
            text,
            tongue: tongues::of(language),
            is_speech,
            opens_with_number,
            opens_with_pronoun: SUBJECTS.has(opening),
            opens_with_subject: SUBJECTS.has(opening) || DETERMINERS.has(opening),
            opens_asking: opens_asking(opening),
            has_marks,
            opening,
            passage,
            before,
            last,
            after,
        };
        let sentence = around.sentence_before();
        let plain = without_asides(sentence);
        let from = around.before.len() - sentence.len();
        around.plain = from + plain.start..from + plain.end;
        around
    }

    /// The first words of the passage.
    pub(crate) fn first_forms(&self) -> &'a [Form] {
        self.passage.get(..NEAR.min(self.passage.len())).unwrap_or(&[])
    }

    /// The last words of the passage, as many as `most`.
    pub(crate) fn last_forms(&self, most: usize) -> &'a [Form] {
        self.passage.get(self.passage.len().saturating_sub(most)..).unwrap_or(&[])
    }

    /// Whether its last words promise something: "will", "shall".
    pub(crate) fn promises(&self) -> bool {
        self.last_forms(NEAR).iter().any(|form| PROMISING.has(*form))
    }

    /// Whether its first words say what will or would be.
    pub(crate) fn depends(&self) -> bool {
        self.first_forms().iter().any(|form| DEPENDENT.has(*form))
    }

    /// Whether it says something of something, as far as its first words tell: "the nurses were paid", and not "the way we pay
    /// our nurses".
    pub(crate) fn is_clause(&self) -> bool {
        let verb = |form: &Form| lexicon::class(*form).has(Class::AUXILIARY | Class::MODAL) && !NOT_FINITE.has(*form);
        self.opens_with_pronoun || self.first_forms().iter().take_while(|form| !RELATIVE.has(**form)).skip(1).any(verb)
    }

    /// Some words as they stand.
    pub(crate) fn shown(&self, words: &[Word<'_>]) -> String {
        match (words.first(), words.last()) {
            (Some(first), Some(last)) => one_line(self.text.get(first.range.start..last.range.end).unwrap_or("")),
            _ => String::new(),
        }
    }

    /// The words of the same sentence before the passage, but for what is put in by the way.
    pub(crate) fn plain_sentence(&self) -> &[Word<'a>] {
        self.before.get(self.plain.clone()).unwrap_or(&[])
    }

    /// The words of the same sentence before the passage.
    pub(crate) fn sentence_before(&self) -> &[Word<'a>] {
        let start = self.before.iter().rposition(|word| word.ends).map_or(0, |at| at + 1);
        self.before.get(start..).unwrap_or(&[])
    }

    /// Whether it is seen where the sentence of the passage begins: many captions have no marks.
    pub(crate) fn knows_beginning(&self) -> bool {
        self.before.len() < REACH as usize || self.before.iter().any(|word| word.ends)
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
            Some(0) => self.last.gap.contains(['?', '？']),
            Some(at) => self.after.get(at - 1).is_some_and(|word| word.gap.contains(['?', '？'])),
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
        if let Some(tongue) = self.tongue {
            return tongue.is_tag(tag);
        }
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
        let sentence = self.plain_sentence();
        if asks_before(sentence) {
            return true;
        }
        // "Nobody knows whether", "I am often asked if".
        let nearest = sentence.iter().rev().take(WHETHER_REACH);
        let open = nearest.take_while(|word| !word.closes).find(|word| is_one_of(word, &WHETHER));
        // "You ask whether we are afraid": another sentence stands between.
        let over = || {
            let behind = sentence.iter().rev().take_while(|word| !is_one_of(word, &WHETHER));
            self.opens_with_pronoun && behind.filter(|word| is_one_of(word, &SUBJECTS)).count() > 0
        };
        if open.is_some_and(|word| {
            (word.form == Form::of("whether") && !over())
                || sentence.last().is_some_and(|last| std::ptr::eq(last, word))
        }) {
            return true;
        }
        if !self.knows_beginning() {
            return false;
        }
        let opens = sentence.iter().take(2).find(|word| !matches!(fold(word.text).as_str(), "and" | "but" | "so"));
        let supposes = opens.is_some_and(|word| is_one_of(word, &SUPPOSING));
        // The supposition must still be open: "if you come, we ..." is over at the comma.
        supposes && !sentence.iter().any(|word| word.gap.contains([',', ';', '—', '–']))
    }
}

/// How the words around a passage are read.
struct Reading<'a> {
    corpus: &'a Corpus,
    text: &'a str,
    /// Whether capitals are written at all, once it was asked.
    capitals: OnceCell<bool>,
}

impl<'a> Reading<'a> {
    /// The word at a position, and what stands between it and the next.
    fn word<W: Iterator<Item = u32>>(&self, position: u32, next: Option<u32>, around: impl Fn() -> W) -> Word<'a> {
        let token = self.corpus.token(position);
        let range = token.start as usize..token.end as usize;
        let gap = match next {
            Some(next) => self.text.get(range.end..self.corpus.token(next).start as usize),
            None => self.text.get(range.end..).map(|rest| rest.split(char::is_alphanumeric).next().unwrap_or("")),
        };
        let gap = gap.unwrap_or("");
        let text = self.text.get(range.clone()).unwrap_or("");
        let word = Word { form: token.form, text, range, gap, ends: false, closes: false };
        if matches!(gap, " " | "" | "'") {
            return word;
        }
        let rest = || self.text.get(word.range.end + gap.len()..).unwrap_or("");
        // Behind three dots, only a capital tells that a new sentence begins.
        let anew = (gap.contains("...") || gap.contains('…'))
            && next.is_some_and(|next| {
                self.corpus.token(next).form != Form::of("i") && rest().starts_with(char::is_uppercase)
            });
        // A small letter behind a full stop tells of an abbreviation, where capitals are written at all.
        let goes_on = || rest().starts_with(char::is_lowercase) && self.writes_capitals(around());
        let abbreviated = || gap.starts_with('.') && next.is_some() && (TITLES.has(word.form) || goes_on());
        let ends = anew || (ends_sentence(gap) && (gap.contains(['!', '?', '\n']) || !abbreviated()));
        let closes = ends
            || gap.contains([',', ';', ':', '—', '–', '…', '，', '；', '：', '、'])
            || gap.contains("...")
            || gap.contains(" - ");
        Word { ends, closes, ..word }
    }

    fn writes_capitals(&self, mut around: impl Iterator<Item = u32>) -> bool {
        let is_capital = |position: u32| {
            let start = self.corpus.token(position).start as usize;
            self.text.get(start..).is_some_and(|rest| rest.starts_with(char::is_uppercase))
        };
        *self.capitals.get_or_init(|| around.any(is_capital))
    }
}

/// Words right before a passage that ask, whether a mark says so or not.
static ASKED: Frames = Frames::new(&[
    "do|does|did|would you|he|she|they|we|anybody|anyone|people ..1 think|believe|say|agree|accept|feel that?",
    "is|was it ..1 possible|true|likely|right|fair|correct|conceivable that",
    "could|can|might it be|is|have ..1 that",
    "what|how if|about|would happen if",
    "suppose|supposing|imagine ,? that?",
    "let us|'s|me assume|say|suppose|imagine|pretend",
    "let us|'s|me assume|say|suppose|imagine|pretend ..4 that",
    "suppose|supposing|imagine for a moment|minute|second ,? that?",
]);

/// Whether the words before a passage ask whether it is so: "do you think that".
pub(crate) fn asks_before(sentence: &[Word<'_>]) -> bool {
    ASKED.end(sentence).is_some()
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
    "can|could|would you not? believe|imagine|see that|it?",
]);

fn is_number(word: &str) -> bool {
    let first = word.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    // "A quarter of a million" is one word.
    let may_be = first.len() < word.len() || !first.is_ascii() || number::may_be_number_word(first.as_bytes()) || {
        first.starts_with(|c: char| c.is_ascii_digit())
    };
    let mut first: Vec<(onrecord_text::Token, Option<number::Number>)> = Vec::new();
    if may_be {
        onrecord_text::token::tokenize_into(word, 0, &mut first);
    }
    first.first().is_some_and(|(_, number)| number.is_some())
}

/// Whether a sentence that begins like this asks.
fn opens_asking(form: Form) -> bool {
    lexicon::class(form).has(Class::AUXILIARY | Class::MODAL) || ASKING.has(form)
}

/// Words without those that stand in brackets; what ends behind the brackets ends behind the word before them.
fn without_brackets<'a>(words: impl Iterator<Item = Word<'a>>) -> Vec<Word<'a>> {
    let mut out: Vec<Word<'a>> = Vec::with_capacity(REACH as usize);
    let mut open: Option<usize> = None;
    for word in words {
        if word.gap == " " {
            out.push(word);
            continue;
        }
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
