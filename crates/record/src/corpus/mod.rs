//! Documents as words: what a quotation is searched in.
//!
//! A [`Corpus`] numbers every word of its documents through. A position is a `u32` that names one word of one document;
//! the words of a document stand in a row, so that a passage is a range of positions. Stage directions, headings and
//! boilerplate are not among them: a quotation runs over "(Applause)" as the speech did. Nor is what a page itself tells
//! around its own transcript: an essay does not witness the words that it quotes from the interview below it.
//!
//! [`grams`] finds positions by pairs of words. This is derived data: built from documents, never the truth.

mod grams;

use crate::events::{Decided, Events, Sketch};
use crate::held::Held;
use crate::people::People;
use grams::Grams;
use onrecord_read::{Document, Grade, Segment, SegmentKind};
use onrecord_text::token::{Sink, tokenize_into};
use onrecord_text::{Form, Token, number::Number};
use std::ops::Range;
use std::sync::OnceLock;

pub use grams::Gram;

/// Documents, and an index over their words.
#[derive(Debug)]
pub struct Corpus {
    held: Vec<Held>,
    words: Words,
    /// The first position of each document, and one past the last.
    firsts: Vec<u32>,
    spans: Vec<Span>,
    grams: Grams,
    vocabulary: Vocabulary,
    people: People,
    /// What the user has decided about the documents, by their index.
    decided: Decided,
    /// Worked out when first asked for.
    events: OnceLock<Events>,
}

/// The words of all documents in a row, as columns.
#[derive(Debug, Default)]
struct Words {
    forms: Vec<Form>,
    starts: Vec<u32>,
    ends: Vec<u32>,
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
            words: Words::default(),
            firsts: vec![0],
            spans: Vec::new(),
            grams: Grams::default(),
            vocabulary: Vocabulary::new(),
            people: People::default(),
            decided: Decided::default(),
            events: OnceLock::new(),
        };
        let bytes: usize = held.iter().map(|one| one.document.text.len()).sum();
        corpus.words.reserve(bytes / 5);
        let mut turn = 0;
        for one in &held {
            let document = corpus.firsts.len() as u32 - 1;
            corpus.add_document(document, &one.document, &mut turn);
            corpus.firsts.push(corpus.words.len());
        }
        corpus.held = held;
        corpus.grams = Grams::build(&corpus.words.forms, &corpus.firsts);
        corpus
    }

    /// With what was decided of the people of these documents.
    pub fn with_people(self, people: People) -> Corpus {
        Corpus { people, ..self }
    }

    /// What was decided of the people of these documents.
    pub fn people(&self) -> &People {
        &self.people
    }

    fn add_document(&mut self, document: u32, reading: &Document, turn: &mut u32) {
        let has_speech = reading.has_speech();
        let mut last: Option<(SegmentKind, Option<u32>)> = None;
        let mut segments = reading.segments.iter().enumerate().peekable();
        while let Some((index, segment)) = segments.next() {
            if !is_evidence(segment, reading, has_speech) {
                continue;
            }
            let this = (segment.kind, segment.speaker);
            // A paragraph of narration or a comment is a turn of its own; a speaker goes on until another speaks.
            if last != Some(this) || !segment.kind.is_speech() {
                *turn += 1;
            }
            last = Some(this);
            // Captions break lines anywhere, inside a number too: lines with nothing but space between are one text.
            let mut ends = vec![(index, segment.range.end)];
            while let Some((next_index, next)) = segments.next_if(|(_, next)| {
                let end = ends.last().map_or(0, |&(_, end)| end);
                segment.kind == SegmentKind::Caption
                    && (next.kind, next.speaker, next.grade) == (segment.kind, segment.speaker, segment.grade)
                    && reading.text.get(end..next.range.start).is_some_and(|gap| gap.trim().is_empty())
            }) {
                ends.push((next_index, next.range.end));
            }
            let end = ends.last().map_or(segment.range.end, |&(_, end)| end);
            self.add_text(document, reading, segment.range.start..end, &ends, *turn);
        }
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
            let here = self.words.starts.get(first as usize..last as usize).unwrap_or(&[]);
            let next = first + here.partition_point(|&start| (start as usize) < end) as u32;
            if next > first {
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
        match (self.words.starts.get(at), self.words.ends.get(at), self.words.forms.get(at)) {
            (Some(&start), Some(&end), Some(&form)) => Token { start, end, form },
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

    /// The document and segment of a span.
    pub fn segment(&self, span: &Span) -> Option<(&Held, &Segment)> {
        let held = self.held.get(span.document as usize)?;
        Some((held, held.document.segments.get(span.segment as usize)?))
    }

    /// How often a pair of words stands in the corpus.
    pub fn count(&self, gram: Gram) -> usize {
        self.grams.count(gram)
    }

    /// Where a pair of words stands: the positions of its first word, in order.
    pub fn find(&self, gram: Gram) -> impl Iterator<Item = u32> + '_ {
        self.grams.find(gram)
    }

    /// Where a single word stands. Reads the whole corpus: for quotations of one word.
    pub fn find_word(&self, form: Form) -> impl Iterator<Item = u32> + '_ {
        self.words.forms.iter().enumerate().filter(move |(_, found)| **found == form).map(|(at, _)| at as u32)
    }

    /// Whether the corpus has this word at all. Errs towards yes, less than once in a hundred.
    pub fn knows(&self, form: Form) -> bool {
        self.vocabulary.any.contains(form)
    }

    /// Whether the corpus has this word in small letters: then a capital does not make it a name.
    pub fn knows_in_small_letters(&self, form: Form) -> bool {
        self.vocabulary.small.contains(form)
    }
}

/// Whether the words of a segment can support a quotation at all.
pub(crate) fn is_evidence(segment: &Segment, document: &Document, has_speech: bool) -> bool {
    match segment.kind {
        SegmentKind::Utterance | SegmentKind::Caption | SegmentKind::Comment => true,
        SegmentKind::Narration => {
            !has_speech
                || document.grade == Grade::Official
                || matches!(segment.grade, Some(Grade::Wire | Grade::Copy | Grade::Official | Grade::Transcript))
        }
        SegmentKind::Heading | SegmentKind::StageDirection | SegmentKind::Boilerplate => false,
    }
}

impl Words {
    fn reserve(&mut self, words: usize) {
        self.forms.reserve(words);
        self.starts.reserve(words);
        self.ends.reserve(words);
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
    fn token(&mut self, token: Token, _number: Option<Number>) {
        if self.words.forms.len() >= u32::MAX as usize {
            return;
        }
        self.words.forms.push(token.form);
        self.words.starts.push(token.start);
        self.words.ends.push(token.end);
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
