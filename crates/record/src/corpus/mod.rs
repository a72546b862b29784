//! Documents as words: what a quotation is searched in.
//!
//! A [`Corpus`] numbers every word of its documents through. A position is a `u32` that names one word of one document;
//! the words of a document stand in a row, so that a passage is a range of positions. Stage directions, headings and
//! boilerplate are not among them: a quotation runs over "(Applause)" as the speech did. Nor is what a page itself tells
//! around its own transcript: an essay does not witness the words that it quotes from the interview below it.
//!
//! [`grams`] finds positions by pairs of words. This is derived data: built from documents, never the truth.

pub(crate) mod catalogue;
pub(crate) mod evidence;
mod grams;
mod places;
pub(crate) mod tokens;
pub(crate) mod words;

use crate::events::{Decided, Events, Sketch};
use crate::held::Held;
use crate::people::People;
use grams::Grams;
use onrecord_read::{Document, Segment};
use onrecord_text::token::{Sink, tokenize_into};
use onrecord_text::{Form, Token, number::Number};
use places::Places;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

pub use catalogue::{About, Catalogue};
pub use grams::Gram;

/// Documents, and an index over their words.
#[derive(Debug)]
pub struct Corpus {
    held: Vec<Held>,
    /// The rows of their documents, where they are parts of a record.
    rows: Vec<i64>,
    /// Where the text of each begins within the text of its document, and how long that is, in bytes; empty where all are whole.
    cuts: Vec<(usize, usize)>,
    /// What there is beyond these documents, where they are parts of a record.
    beyond: Option<Arc<dyn Beyond>>,
    words: Words,
    /// The first position of each document, and one past the last.
    firsts: Vec<u32>,
    spans: Vec<Span>,
    grams: Grams,
    vocabulary: Vocabulary,
    people: Arc<People>,
    /// What the user has decided about the documents, by their index.
    decided: Decided,
    /// Worked out when first asked for.
    events: OnceLock<Events>,
    catalogue: OnceLock<Arc<Catalogue>>,
}

/// A part of a document on record.
#[derive(Debug)]
pub(crate) struct Part {
    /// The row of the document.
    pub(crate) row: i64,
    /// The document with a stretch of its text, and the segments in it.
    pub(crate) held: Held,
    /// Where the stretch begins in the document's text, and how long that is, in bytes.
    pub(crate) offset: usize,
    pub(crate) size: usize,
    /// The bytes of the stretch whose words a quotation is searched in.
    pub(crate) words_in: Range<usize>,
    /// Whether the whole document has speech.
    pub(crate) has_speech: bool,
}

/// Room for the words of parts: a check needs it anew for each quotation, and to ask for it takes longer than to keep it.
#[derive(Debug, Default)]
pub(crate) struct Room {
    rows: Vec<i64>,
    cuts: Vec<(usize, usize)>,
    words: Words,
    firsts: Vec<u32>,
    spans: Vec<Span>,
}

/// What a check asks of a record that it sees a part of.
pub trait Beyond: std::fmt::Debug + Send + Sync {
    /// Whether the record has a word.
    fn knows(&self, form: Form) -> bool;
    /// Whether it has it with a small letter.
    fn knows_in_small_letters(&self, form: Form) -> bool;
    /// The documents on record and who speaks in them.
    fn catalogue(&self) -> Arc<Catalogue>;
    /// How many documents are on record, and the first and the last of their dates: told sooner than what those are.
    fn extent(&self) -> (usize, Option<(String, String)>);
    /// What was decided of the people on record.
    fn people(&self) -> Arc<People>;
    /// Which of some documents, or of parts of them, are of one event.
    fn events(&self, held: &[&Held]) -> Events;
}

/// The words of all documents in a row, as columns.
#[derive(Debug, Default)]
struct Words {
    forms: Vec<Form>,
    places: Places,
}

/// The words of one segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Positions of the segment's words.
    pub positions: Range<u32>,
    /// Index of the document.
    pub document: u32,
    /// Index into the document's segments.
    pub segment: u32,
    /// Number of the turn within the corpus: consecutive segments of one speaker.
    pub turn: u32,
}

impl Corpus {
    /// Takes the documents apart into words and indexes them.
    ///
    /// Documents past four billion words in all are left out of the search.
    pub fn new(held: Vec<Held>) -> Corpus {
        let mut corpus = Corpus {
            held: Vec::new(),
            rows: Vec::new(),
            cuts: Vec::new(),
            beyond: None,
            words: Words::default(),
            firsts: vec![0],
            spans: Vec::new(),
            grams: Grams::default(),
            vocabulary: Vocabulary::new(),
            people: Arc::default(),
            decided: Decided::default(),
            events: OnceLock::new(),
            catalogue: OnceLock::new(),
        };
        let bytes: usize = held.iter().map(|one| one.document.text.len()).sum();
        corpus.words.reserve(bytes / 5);
        let mut turn = 0;
        for one in &held {
            let document = corpus.firsts.len() as u32 - 1;
            let (all, has_speech) = (0..one.document.text.len(), one.document.has_speech());
            corpus.add_document(document, &one.document, all, has_speech, &mut turn);
            corpus.firsts.push(corpus.words.len());
        }
        corpus.held = held;
        corpus.words.shrink();
        corpus.grams = Grams::build(&corpus.words.forms, &corpus.firsts);
        corpus
    }

    /// With what was decided of the people of these documents.
    pub fn with_people(self, people: People) -> Corpus {
        Corpus { people: Arc::new(people), ..self }
    }

    /// What was decided of the people of these documents.
    pub fn people(&self) -> &People {
        &self.people
    }

    /// Parts of documents that were found in a record: few, and without an index of their own. `room`: what is left of a
    /// corpus that is no longer needed.
    pub(crate) fn of_parts(parts: Vec<Part>, beyond: Arc<dyn Beyond>, room: Room) -> Corpus {
        let people = beyond.people();
        let Room { mut rows, mut cuts, words, mut firsts, spans } = room;
        rows.extend(parts.iter().map(|part| part.row));
        cuts.extend(parts.iter().map(|part| (part.offset, part.size)));
        firsts.push(0);
        let mut corpus = Corpus {
            held: Vec::new(),
            rows,
            cuts,
            beyond: Some(beyond),
            words,
            firsts,
            spans,
            grams: Grams::default(),
            vocabulary: Vocabulary::none(),
            people,
            decided: Decided::default(),
            events: OnceLock::new(),
            catalogue: OnceLock::new(),
        };
        corpus.words.reserve(parts.iter().map(|part| part.held.document.text.len()).sum::<usize>() / 4);
        let mut turn = 0;
        for (document, part) in (0u32..).zip(&parts) {
            let words_in = part.words_in.clone();
            corpus.add_document(document, &part.held.document, words_in, part.has_speech, &mut turn);
            corpus.firsts.push(corpus.words.len());
        }
        corpus.held = parts.into_iter().map(|part| part.held).collect();
        corpus
    }

    /// Takes a corpus of parts to pieces: its documents with their rows, and room for the next one.
    pub(crate) fn into_parts(mut self) -> (Vec<(i64, Held)>, Room) {
        let held = self.rows.drain(..).zip(std::mem::take(&mut self.held)).collect();
        self.words.clear();
        self.cuts.clear();
        self.firsts.clear();
        self.spans.clear();
        let Corpus { rows, cuts, words, firsts, spans, .. } = self;
        (held, Room { rows, cuts, words, firsts, spans })
    }

    /// Whether these are parts of documents that were found for one quotation: then there is nothing to locate in them.
    pub fn is_shortlist(&self) -> bool {
        self.beyond.is_some()
    }

    /// Where the text of a document here begins within the document's whole text, in bytes.
    pub fn offset(&self, document: usize) -> usize {
        self.cuts.get(document).map_or(0, |(offset, _)| *offset)
    }

    /// How far into its document's text a word stands, from 0 to 1.
    pub fn how_far(&self, position: u32) -> f64 {
        let document = self.document_at(position);
        let whole = || self.held.get(document).map_or(0, |held| held.document.text.len());
        let (offset, size) = self.cuts.get(document).copied().unwrap_or_else(|| (0, whole()));
        let at = offset.saturating_add(self.token(position).start as usize);
        (at as f64 / size.max(1) as f64).min(1.0)
    }

    /// What there is on record in all: these documents, or the record that they are parts of.
    pub fn catalogue(&self) -> Arc<Catalogue> {
        match &self.beyond {
            Some(beyond) => beyond.catalogue(),
            None => {
                let all = || Arc::new(Catalogue::of(self.held.iter().map(|held| &held.document)));
                Arc::clone(self.catalogue.get_or_init(all))
            }
        }
    }

    /// How many documents are on record in all, and the first and the last of their dates.
    pub fn extent(&self) -> (usize, Option<(String, String)>) {
        if let Some(beyond) = &self.beyond {
            return beyond.extent();
        }
        let dates = || self.held.iter().filter_map(|held| held.document.date.as_ref());
        (self.held.len(), dates().min().cloned().zip(dates().max().cloned()))
    }

    /// Adds the segments of a document, and the words of it that are in some bytes of its text.
    fn add_document(
        &mut self,
        document: u32,
        reading: &Document,
        words_in: Range<usize>,
        has_speech: bool,
        turn: &mut u32,
    ) {
        evidence::each_text(reading, has_speech, |text| {
            *turn += u32::from(text.begins_turn);
            let words = cut_at_blanks(&reading.text, &text.range, &words_in);
            self.add_text(document, reading, words, text.segments, *turn);
        });
    }

    /// Adds the words of one text, which covers segments with the given indices and ends.
    fn add_text(&mut self, document: u32, reading: &Document, range: Range<usize>, ends: &[(usize, usize)], turn: u32) {
        let mut first = self.words.len();
        let base = range.start as u32;
        let text = reading.text.get(range).unwrap_or("");
        let mut sink = Collector { words: &mut self.words, vocabulary: &mut self.vocabulary, text, base };
        tokenize_into(text, base, &mut sink);
        let last = self.words.len();
        for &(segment, end) in ends {
            let here = self.words.places.starts(first as usize..last as usize);
            let next = first + here.partition_point(|&start| (start as usize) < end) as u32;
            // The segments around the words of a part too: what was asked, what stood before.
            if next > first || text.is_empty() {
                self.spans.push(Span { positions: first..next, document, segment: segment as u32, turn });
            }
            first = next;
        }
    }

    /// The documents, in the order they were given.
    pub fn documents(&self) -> &[Held] {
        &self.held
    }

    /// With what the user has decided about events; documents are meant by their index.
    pub fn with_decisions(mut self, decided: Decided) -> Corpus {
        self.decided = decided;
        self.events = OnceLock::new();
        self
    }

    /// Which documents are of one event. Worked out when it is first asked for.
    pub fn events(&self) -> &Events {
        self.events.get_or_init(|| {
            if let Some(beyond) = &self.beyond {
                return beyond.events(&self.held.iter().collect::<Vec<_>>());
            }
            let cores = std::thread::available_parallelism().map_or(1, usize::from);
            let share = self.held.len().div_ceil(cores).max(1);
            let sketch = |held: &[Held]| held.iter().map(|one| Sketch::of(&one.document)).collect::<Vec<Sketch>>();
            let sketches: Vec<Sketch> = std::thread::scope(|scope| {
                let threads: Vec<_> = self.held.chunks(share).map(|part| scope.spawn(move || sketch(part))).collect();
                let join = |thread: std::thread::ScopedJoinHandle<'_, Vec<Sketch>>| {
                    thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
                };
                threads.into_iter().flat_map(join).collect()
            });
            Events::group(&sketches, &self.decided)
        })
    }

    /// Whether two documents are of one event, as far as they and some others that may tie them tell. Of a record not more than
    /// those are compared: to compare all that share words with a quotation takes longer than anything else.
    pub fn of_one_event(&self, one: usize, other: usize, others: impl Iterator<Item = usize>) -> bool {
        let (Some(beyond), None) = (&self.beyond, self.events.get()) else { return self.events().same(one, other) };
        let mut all: Vec<usize> = others.chain([one, other]).collect();
        all.sort_unstable();
        all.dedup();
        let place = |document: usize| all.binary_search(&document).unwrap_or(usize::MAX);
        let held: Vec<&Held> = all.iter().filter_map(|&document| self.held.get(document)).collect();
        held.len() == all.len() && beyond.events(&held).same(place(one), place(other))
    }

    /// The number of words in all.
    pub fn len(&self) -> u32 {
        self.words.len()
    }

    /// Whether no document has a word.
    pub fn is_empty(&self) -> bool {
        self.words.len() == 0
    }

    /// The index of the document that a position is in.
    pub fn document_at(&self, position: u32) -> usize {
        self.firsts.partition_point(|&first| first <= position).saturating_sub(1)
    }

    /// Whether two of the documents are one: two parts of it are held.
    pub fn same_document(&self, one: usize, other: usize) -> bool {
        one == other
            || (self.is_shortlist()
                && self.held.get(one).map(|held| &held.reference) == self.held.get(other).map(|held| &held.reference))
    }

    /// The positions of a document.
    pub fn positions_of(&self, document: usize) -> Range<u32> {
        match (self.firsts.get(document), self.firsts.get(document + 1)) {
            (Some(&first), Some(&end)) => first..end,
            _ => 0..0,
        }
    }

    /// The forms of the words at some positions; cut where the corpus ends.
    pub fn forms(&self, positions: Range<u32>) -> &[Form] {
        let end = (positions.end as usize).min(self.words.forms.len());
        self.words.forms.get(positions.start as usize..end).unwrap_or(&[])
    }

    /// The word at a position: bytes of its document's text.
    pub fn token(&self, position: u32) -> Token {
        let at = position as usize;
        match (self.words.places.get(at), self.words.forms.get(at)) {
            (Some((start, end)), Some(&form)) => Token { start, end, form },
            _ => Token { start: 0, end: 0, form: Form::default() },
        }
    }

    /// The word at a position as it stands in the text.
    pub fn word(&self, position: u32) -> &str {
        let token = self.token(position);
        let document = self.document_at(position);
        let text = self.held.get(document).map_or("", |held| held.document.text.as_str());
        text.get(token.start as usize..token.end as usize).unwrap_or("")
    }

    /// The segment that a position is in.
    pub fn span_at(&self, position: u32) -> Option<&Span> {
        let index = self.spans.partition_point(|span| span.positions.end <= position);
        self.spans.get(index).filter(|span| span.positions.contains(&position))
    }

    /// The segments whose words meet some positions, in order.
    pub fn spans_in(&self, positions: Range<u32>) -> &[Span] {
        let first = self.spans.partition_point(|span| span.positions.end <= positions.start);
        let end = self.spans.partition_point(|span| span.positions.start < positions.end);
        self.spans.get(first..end).unwrap_or(&[])
    }

    /// The segments of the turn that a position is in, in order, with those around it of which no words are held.
    pub fn turn_at(&self, position: u32) -> &[Span] {
        self.span_at(position).map_or(&[], |span| self.turn(span.turn))
    }

    /// The segments of the turn before one, in order; none if it is the first of its document.
    pub fn turn_before(&self, turn: &[Span]) -> &[Span] {
        let Some(first) = turn.first() else { return &[] };
        let before = self.spans.partition_point(|span| span.turn < first.turn).checked_sub(1);
        let before = before.and_then(|before| self.spans.get(before)).filter(|span| span.document == first.document);
        before.map_or(&[], |before| self.turn(before.turn))
    }

    fn turn(&self, turn: u32) -> &[Span] {
        let first = self.spans.partition_point(|span| span.turn < turn);
        let end = self.spans.partition_point(|span| span.turn <= turn);
        self.spans.get(first..end).unwrap_or(&[])
    }

    /// The document and segment of a span.
    pub fn segment(&self, span: &Span) -> Option<(&Held, &Segment)> {
        let held = self.held.get(span.document as usize)?;
        Some((held, held.document.segments.get(span.segment as usize)?))
    }

    /// How often a pair of words stands in the corpus.
    pub fn count(&self, gram: Gram) -> usize {
        self.grams.count(gram, &self.words.forms)
    }

    /// Where a pair of words stands: the positions of its first word, in order.
    pub fn find(&self, gram: Gram) -> impl Iterator<Item = u32> + '_ {
        self.grams.find(gram, &self.words.forms)
    }

    /// Where a single word stands. Reads the whole corpus: for quotations of one word.
    pub fn find_word(&self, form: Form) -> impl Iterator<Item = u32> + '_ {
        self.words.forms.iter().enumerate().filter(move |(_, found)| **found == form).map(|(at, _)| at as u32)
    }

    /// Whether the corpus has this word at all. Errs towards yes, less than once in a hundred.
    pub fn knows(&self, form: Form) -> bool {
        match &self.beyond {
            Some(beyond) => beyond.knows(form),
            None => self.vocabulary.any.contains(form),
        }
    }

    /// Whether the corpus has this word in small letters: then a capital does not make it a name.
    pub fn knows_in_small_letters(&self, form: Form) -> bool {
        match &self.beyond {
            Some(beyond) => beyond.knows_in_small_letters(form),
            None => self.vocabulary.small.contains(form),
        }
    }
}

/// The bytes of a text that are in others too, cut inwards to whole words where blanks tell.
fn cut_at_blanks(text: &str, range: &Range<usize>, within: &Range<usize>) -> Range<usize> {
    /// Longer words are cut.
    const LONGEST: usize = 40;
    let bytes = text.as_bytes();
    let blank = |at: &usize| bytes.get(*at).is_some_and(u8::is_ascii_whitespace);
    let floor = |mut at: usize| {
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = match within.start {
        start if start <= range.start => range.start,
        start if start >= range.end => range.end,
        start if blank(&(start - 1)) => start,
        start => (start..range.end.min(start + LONGEST)).find(blank).unwrap_or_else(|| floor(start)),
    };
    let end = match within.end {
        end if end >= range.end => range.end,
        end if end <= start => start,
        end => (start.max(end.saturating_sub(LONGEST))..end).rev().find(blank).unwrap_or_else(|| floor(end)),
    };
    start..end.max(start)
}

impl Words {
    fn reserve(&mut self, words: usize) {
        self.forms.reserve(words);
        self.places.reserve(words);
    }

    /// Gives back what was reserved and is not needed.
    fn shrink(&mut self) {
        self.forms.shrink_to_fit();
        self.places.shrink();
    }

    fn clear(&mut self) {
        self.forms.clear();
        self.places.clear();
    }

    fn len(&self) -> u32 {
        self.forms.len().min(u32::MAX as usize) as u32
    }
}

struct Collector<'a> {
    words: &'a mut Words,
    vocabulary: &'a mut Vocabulary,
    text: &'a str,
    base: u32,
}

impl Sink for Collector<'_> {
    #[inline]
    fn token(&mut self, token: Token, _number: Option<Number>) {
        if self.words.forms.len() >= u32::MAX as usize {
            return;
        }
        self.words.forms.push(token.form);
        self.words.places.push(token.start, token.end);
        if self.vocabulary.any.0.is_empty() {
            return;
        }
        self.vocabulary.any.insert(token.form);
        let first = self.text.as_bytes().get((token.start - self.base) as usize);
        if first.is_some_and(u8::is_ascii_lowercase) {
            self.vocabulary.small.insert(token.form);
        }
    }
}

/// Which words there are: two sets of bits, so that a look costs one access.
#[derive(Debug)]
struct Vocabulary {
    any: Bits,
    small: Bits,
}

impl Vocabulary {
    fn new() -> Vocabulary {
        Vocabulary { any: Bits::new(), small: Bits::new() }
    }

    /// One that remembers nothing.
    fn none() -> Vocabulary {
        Vocabulary { any: Bits(Vec::new()), small: Bits(Vec::new()) }
    }
}

#[derive(Debug)]
struct Bits(Vec<u64>);

impl Bits {
    const LOG_BITS: u32 = 23;

    fn new() -> Bits {
        Bits(vec![0; 1 << (Bits::LOG_BITS - 6)])
    }

    fn place(form: Form) -> (usize, u64) {
        let bit = form.0 >> (32 - Bits::LOG_BITS);
        ((bit >> 6) as usize, 1 << (bit & 63))
    }

    fn insert(&mut self, form: Form) {
        let (word, mask) = Bits::place(form);
        if let Some(word) = self.0.get_mut(word) {
            *word |= mask;
        }
    }

    fn contains(&self, form: Form) -> bool {
        let (word, mask) = Bits::place(form);
        self.0.get(word).is_some_and(|word| word & mask != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_cut_between_words_where_blanks_tell() {
        let text = "The ferry sails at nine, 港口今天关闭, and the harbour stays open";
        let cut =
            |range: Range<usize>, within| text.get(cut_at_blanks(text, &range, &within)).expect("whole characters");
        assert_eq!(cut(0..text.len(), 0..text.len()), text);
        // Inside words, right before one, and right behind one.
        assert_eq!(cut(0..text.len(), 5..17), " sails");
        assert_eq!(cut(0..text.len(), 4..15), "ferry");
        assert_eq!(cut(0..text.len(), 10..18), "sails");
        // Of a text that ends before, or begins behind, there is nothing.
        assert_eq!((cut(0..9, 20..30), cut(20..24, 0..9)), ("", ""));
        for (from, to) in (0..text.len()).flat_map(|from| (from..text.len() + 3).map(move |to| (from, to))) {
            let all = 0..text.len();
            let found = cut_at_blanks(text, &all, &(from..to));
            assert!(text.get(found.clone()).is_some() && found.end <= text.len(), "{from}..{to}");
        }
    }
}
