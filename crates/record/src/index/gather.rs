//! The words of documents, as postings: pairs of neighbouring words for locating quotations, single words for searching.
//!
//! A document's text is numbered through in blocks of [`BLOCK`] bytes; the posting of a pair says in which block its first
//! word begins. Pairs where a quotation may find its words (see [`crate::corpus::evidence`]), or would with another grade, are
//! told from those of headings and the like ([`Gram::aside`]). Words are taken with the segment in which they stand, both as tokens and as people search for them
//! ([`crate::corpus::words`]); mostly these are the same. Where they are not, the pairs of the latter are taken too.

use super::own::Own;
use super::pair_slice::pack_slice;
use super::rows::{
    LONG, Posting, Row, block, key, most_in_bucket, pack_buckets, pack_long, posting, shift_for, sort_slice,
};
use super::weight::weight;
use super::word_rows::{
    Entry, LONGEST_SPELLING, SpellingPacker, Standing, WEIGHT_BITS, Word, WordPacker, pack_entries,
};
use crate::corpus::Gram;
use crate::corpus::tokens::{Text, Tokens, Use};
use crate::corpus::words::Words;
use onrecord_read::Document;
use onrecord_read::SegmentKind;
use onrecord_text::fold::fold_into;
use onrecord_text::{Form, Token};
use std::collections::HashSet;

/// Bytes of a text that have one number.
pub(crate) const BLOCK: usize = 512;
/// The coarsest buckets: small runs are merged into large ones, and there many pairs would share one.
const COARSEST: u32 = 17;
/// How many slices of the keys there are.
pub(super) const SLICES: usize = 256;
/// A posting of a word has, below its form: the number of the segment in the run, the word's standing and its weight.
const STANDING_BITS: u32 = 2;
const MOST_SEGMENTS: u64 = 1 << (32 - STANDING_BITS - WEIGHT_BITS);
/// Of this twice there is a pair where a word begins more than a block after the one before it.
pub(crate) const GAP: Form = Form(0);
/// The words of a segment are counted so many at a time.
const AT_ONCE: usize = 1 << 20;
/// How many words seen lately are known by heart.
const LATELY: usize = 1 << 16;

/// One document in the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Indexed {
    pub(super) document: i64,
    /// Its first block, and how many it has.
    pub(super) first: u32,
    pub(super) blocks: u32,
}

/// Postings of documents, by slice of their keys.
#[derive(Debug)]
pub(crate) struct Gathered {
    pairs: Vec<Vec<Posting>>,
    words: Vec<Vec<Posting>>,
    /// How words are spelt.
    spellings: Vec<HashSet<Box<str>>>,
    /// Words whose spelling is there.
    lately: Vec<u32>,
    /// The words of a segment that is read.
    own: Own,
    pub(super) documents: Vec<Indexed>,
    next: u32,
    /// The first segment of the run.
    first_segment: Option<i64>,
}

/// Packed postings of a slice: what goes into the rows of a run.
#[derive(Debug, Default)]
pub(super) struct Packed {
    /// The number of the slice.
    pub(super) slice: usize,
    pub(super) buckets: Vec<Row>,
    pub(super) words: Vec<Row>,
    pub(super) long_pairs: Vec<Row>,
    pub(super) long_words: Vec<Row>,
    pub(super) spellings: Vec<Row>,
}

impl Packed {
    /// Buckets and long pairs as one row, if there are any.
    pub(super) fn pairs(&self) -> Option<Row> {
        let data = pack_slice(&self.buckets, &self.long_pairs);
        (!data.is_empty()).then_some(Row { key: (self.slice as u32) << 24, data })
    }
}

impl Gathered {
    /// Nothing yet; blocks are numbered from `next` on.
    pub(super) fn new(next: u32) -> Gathered {
        Gathered {
            pairs: vec![Vec::new(); SLICES],
            words: vec![Vec::new(); SLICES],
            spellings: vec![HashSet::new(); SLICES],
            lately: vec![0; LATELY],
            own: Own::default(),
            documents: Vec::new(),
            next,
            first_segment: None,
        }
    }

    /// How many pairs were gathered.
    pub(super) fn pairs(&self) -> usize {
        self.pairs.iter().map(Vec::len).sum()
    }

    /// Adds a document whose segments have consecutive rows from `first_segment` on. `false`: there are no numbers left for
    /// its blocks or segments.
    pub(crate) fn add(&mut self, document: i64, first_segment: i64, reading: &Document, tokens: &Tokens) -> bool {
        let done: Result<bool, std::convert::Infallible> =
            self.add_in_parts(document, first_segment, reading, tokens, usize::MAX, |_| Ok(()));
        done.unwrap_or(false)
    }

    /// [`Gathered::add`]; `full` is called, to pack what there is, whenever texts of so many bytes were read since.
    pub(super) fn add_in_parts<E>(
        &mut self,
        document: i64,
        first_segment: i64,
        reading: &Document,
        tokens: &Tokens,
        most: usize,
        mut full: impl FnMut(&mut Gathered) -> Result<(), E>,
    ) -> Result<bool, E> {
        let blocks = (reading.text.len() / BLOCK + 1) as u32;
        let Some(next) = self.next.checked_add(blocks).filter(|&next| next < 1 << 31) else { return Ok(false) };
        let from = *self.first_segment.get_or_insert(first_segment);
        let end = first_segment.saturating_add(reading.segments.len() as i64);
        let Some(segments) = first_segment.checked_sub(from).and_then(|at| u64::try_from(at).ok()) else {
            return Ok(false);
        };
        if segments + reading.segments.len() as u64 > MOST_SEGMENTS || u32::try_from(end).is_err() {
            return Ok(false);
        }
        let first = std::mem::replace(&mut self.next, next);
        self.documents.push(Indexed { document, first, blocks });
        let mut last = None;
        let mut bytes = 0;
        for text in tokens.texts() {
            if bytes >= most {
                full(self)?;
                // The next part is told anew how words are spelt.
                self.lately.fill(0);
                bytes = 0;
            }
            bytes += text.range.len();
            // Whether narration counts depends on the grade, and that the user may decide on later.
            let mut own = None;
            let last = if text.used == Use::Evidence { &mut last } else { &mut own };
            let segments_of_text = tokens.segments(text);
            let mut side_by_side = Reading::of(self, reading, segments, first, segments_of_text, last);
            side_by_side.aside = text.used == Use::Other;
            side_by_side.read(tokens, text);
        }
        Ok(true)
    }

    /// Whether the spelling of a word was taken lately.
    fn is_known(&self, form: u32) -> bool {
        self.lately[form as usize & (LATELY - 1)] == form
    }

    /// A word as it is searched for, seen in a text.
    fn spelt(&mut self, form: u32, word: &str) {
        if word.len() <= LONGEST_SPELLING {
            self.lately[form as usize & (LATELY - 1)] = form;
            let spellings = &mut self.spellings[(form >> 24) as usize];
            if !spellings.contains(word) {
                spellings.insert(word.into());
            }
        }
    }

    /// The words of `own` are all of a segment, or many of them.
    fn end_segment(&mut self, segment: u64, kind: SegmentKind, words: usize) {
        for one in &self.own.words {
            let weight = weight(kind, one.seen as usize, words);
            let low = (segment << STANDING_BITS | one.standing as u64) << WEIGHT_BITS | weight;
            self.words[(one.form >> 24) as usize].push(u64::from(one.form) << 32 | low);
        }
        self.own.clear();
    }

    /// Packs one slice, for a run of so many blocks, and lets go of it.
    pub(super) fn pack(&mut self, slice: usize, shift: u32, blocks: u64) -> Packed {
        let most = most_in_bucket(blocks);
        let mut packed = Packed { slice, ..Packed::default() };
        let mut pairs = std::mem::take(&mut self.pairs[slice]);
        sort_slice(&mut pairs);
        pairs.dedup();
        let (mut kept, mut long) = (Vec::with_capacity(pairs.len()), Vec::new());
        for pair in pairs.chunk_by(|a, b| key(*a) == key(*b)) {
            let hash = key(pair[0]);
            if pair.len() > most {
                long.push(hash >> shift);
                let blocks: Vec<u32> = pair.iter().map(|&one| block(one)).collect();
                packed.long_pairs.push(Row { key: hash, data: pack_long(&blocks) });
            } else {
                kept.extend(pair.iter().map(|&one| posting(hash >> shift, block(one))));
            }
        }
        // They are in the order of their buckets.
        kept.chunk_by_mut(|a, b| key(*a) == key(*b)).for_each(<[Posting]>::sort_unstable);
        kept.dedup();
        long.dedup();
        packed.buckets = pack_buckets(slice as u32, shift, &kept, &long);
        drop((pairs, kept));

        let mut words = std::mem::take(&mut self.words[slice]);
        sort_slice(&mut words);
        let mut packer = WordPacker::default();
        let first = self.first_segment.unwrap_or(0) as u64;
        let mut entries: Vec<Entry> = Vec::new();
        let mut counts: Vec<(u32, usize)> = Vec::new();
        for word in words.chunk_by(|a, b| key(*a) == key(*b)) {
            let mut standing = Standing::Part;
            entries.clear();
            for &one in word {
                let low = one & u64::from(u32::MAX);
                standing =
                    standing.max(Standing::of(low >> WEIGHT_BITS & ((1 << STANDING_BITS) - 1)).unwrap_or_default());
                // A segment that was counted in parts has the word more than once.
                let segment = first + (low >> (WEIGHT_BITS + STANDING_BITS));
                match entries.last_mut().filter(|last| last.segment() == segment) {
                    Some(last) => *last = (*last).min(Entry::new(segment, low).unwrap_or(*last)),
                    None => entries.extend(Entry::new(segment, low)),
                }
            }
            counts.push((key(word[0]), entries.len()));
            pack_word(&mut packer, &mut packed.long_words, key(word[0]), standing, &entries);
        }
        packed.words = packer.finish();

        let spellings = std::mem::take(&mut self.spellings[slice]);
        let mut spellings: Vec<(u32, Box<str>)> = spellings.into_iter().map(|word| (Form::of(&word).0, word)).collect();
        spellings.sort_unstable();
        let mut packer = SpellingPacker::default();
        for (form, word) in &spellings {
            let at = counts.partition_point(|(one, _)| one < form);
            let count = counts.get(at).filter(|(one, _)| one == form).map_or(0, |(_, count)| *count);
            packer.push(*form, word, count);
        }
        packed.spellings = packer.finish();
        packed
    }

    /// The shift with which these pairs are best packed, if in the end there are to be about so many.
    pub(super) fn shift(&self, expected: usize) -> u32 {
        shift_for(self.pairs().max(expected)).clamp(1, COARSEST)
    }
}

/// Packs a word with its segments, or lets it have a row of its own.
pub(super) fn pack_word(
    packer: &mut WordPacker,
    long: &mut Vec<Row>,
    form: u32,
    standing: Standing,
    entries: &[Entry],
) {
    let is_long = entries.len() > LONG;
    let word = Word { form, standing, count: entries.len() as u64, long: is_long };
    packer.push(word, if is_long { &[] } else { entries });
    if is_long {
        long.push(Row { key: form, data: pack_entries(entries) });
    }
}

/// A text whose tokens and words are read side by side.
struct Reading<'a> {
    to: &'a mut Gathered,
    document: &'a Document,
    /// The number of the document's first segment in the run.
    segments: u64,
    /// The document's first block.
    first: u32,
    /// The segments of the text that are still to come: index and end.
    ends: &'a [(usize, usize)],
    /// The segment whose words are read: its index, how many words were read, the next of them, and the one before.
    segment: usize,
    count: usize,
    words: Words<'a>,
    base: usize,
    next: Option<Seen>,
    before: Option<Seen>,
    /// Room for a word.
    folded: String,
    /// How many tokens were read.
    tokens: usize,
    /// The token before, with its block.
    last: &'a mut Option<(Form, u32)>,
    /// Whether no quotation is looked for here.
    aside: bool,
}

/// A word as it is searched for.
#[derive(Clone, Copy)]
struct Seen {
    /// Its bytes in the document's text.
    start: usize,
    end: usize,
    /// Known once it is taken.
    form: Form,
    /// Which token it is, if it is one.
    token: Option<usize>,
}

impl<'a> Reading<'a> {
    fn of(
        to: &'a mut Gathered,
        document: &'a Document,
        segments: u64,
        first: u32,
        ends: &'a [(usize, usize)],
        last: &'a mut Option<(Form, u32)>,
    ) -> Reading<'a> {
        let (words, folded) = (Words::of(""), String::new());
        let (next, before, base, count, tokens) = (None, None, 0, 0, 0);
        Reading {
            to,
            document,
            segments,
            first,
            ends,
            segment: 0,
            count,
            words,
            base,
            next,
            before,
            folded,
            tokens,
            last,
            aside: false,
        }
    }

    fn read(mut self, tokens: &Tokens, text: &Text) {
        self.next_word();
        tokens.each(self.document, text, |token, is_number| self.token(token, is_number));
        while let Some(next) = self.next {
            let form = self.form(&next);
            self.word(form, None);
        }
        self.end_segment();
    }

    /// Goes on to the next word, of the next segment where this has no more.
    fn next_word(&mut self) {
        loop {
            if let Some(range) = self.words.range() {
                let (start, end) = (self.base + range.start, self.base + range.end);
                self.next = Some(Seen { start, end, form: Form::default(), token: None });
                return;
            }
            self.next = None;
            let Some((&(index, _), rest)) = self.ends.split_first() else { return };
            self.end_segment();
            self.ends = rest;
            self.segment = index;
            let range = self.document.segments.get(index).map_or(0..0, |segment| segment.range.clone());
            self.words = Words::of(self.document.text.get(range.clone()).unwrap_or(""));
            self.base = range.start;
            self.before = None;
        }
    }

    fn end_segment(&mut self) {
        if let Some(segment) = self.document.segments.get(self.segment) {
            self.to.end_segment(self.segments + self.segment as u64, segment.kind, self.count);
        }
        self.count = 0;
    }

    fn fold(&mut self, word: &Seen) {
        self.folded.clear();
        fold_into(self.document.text.get(word.start..word.end).unwrap_or(""), &mut self.folded);
    }

    /// The form of a word as it is searched for.
    fn form(&mut self, word: &Seen) -> Form {
        self.fold(word);
        Form::of(&self.folded)
    }

    /// Takes the next word, of this form, which is this token or none.
    fn word(&mut self, form: Form, token: Option<(usize, Standing)>) {
        let Some(mut word) = self.next else { return };
        word.form = form;
        word.token = token.map(|(index, _)| index);
        self.own(word.form, token.map_or(Standing::Part, |(_, standing)| standing), 1);
        self.count += 1;
        if !self.to.is_known(form.0) {
            self.fold(&word);
            self.to.spelt(form.0, &self.folded);
        }
        if let Some(before) = self.before.replace(word) {
            let is_pair_of_tokens = before.token.is_some_and(|index| word.token == Some(index + 1));
            if !is_pair_of_tokens {
                let (at, next) = (self.block(before.start), self.block(word.start));
                self.pair(before.form, word.form, at, next);
            }
        }
        self.next_word();
    }

    /// `seen`: 1, or 0 for a token that people do not see as a word.
    fn own(&mut self, form: Form, standing: Standing, seen: u32) {
        self.to.own.add(form.0, standing, seen);
        if self.to.own.words.len() >= AT_ONCE {
            let count = self.count;
            self.end_segment();
            self.count = count;
        }
    }

    /// `at`, `next`: the blocks of the two words. Of words in a row each pair begins in the block of the pair before it or in the
    /// one after that, unless there is a gap.
    fn pair(&mut self, first: Form, second: Form, at: u32, next: u32) {
        let gram = if self.aside { Gram::aside } else { Gram::pair };
        let mut push = |first, second, at| {
            let hash = gram(first, second).hash();
            self.to.pairs[(hash >> 24) as usize].push(posting(hash, at));
        };
        push(first, second, at);
        if next > at + 1 {
            push(GAP, GAP, next);
        }
    }

    /// Whether a word that is a whole token has the token's form: what is in ASCII, and not before an apostrophe ("wo't"
    /// begins with "will").
    fn is_folded_alike(&self, word: &Seen) -> bool {
        let bytes = self.document.text.as_bytes();
        bytes.get(word.start..word.end).is_some_and(<[u8]>::is_ascii)
            && bytes.get(word.end).is_none_or(|next| next.is_ascii() && *next != b'\'')
    }

    fn block(&self, start: usize) -> u32 {
        self.first + (start / BLOCK) as u32
    }
}

impl Reading<'_> {
    fn token(&mut self, token: Token, is_number: bool) {
        let (start, end) = (token.start as usize, token.end as usize);
        let block = self.block(start);
        if let Some((before, at)) = self.last.replace((token.form, block)) {
            self.pair(before, token.form, at, block);
        }
        let small = self.document.text.as_bytes().get(start).is_some_and(u8::is_ascii_lowercase);
        let standing = if small { Standing::Small } else { Standing::Token };
        while let Some(next) = self.next.filter(|next| next.start < start) {
            let form = self.form(&next);
            self.word(form, None);
        }
        let first = self.next.filter(|next| next.start == start).map(|next| {
            let is_whole = next.end == end && !is_number && self.is_folded_alike(&next);
            if is_whole { token.form } else { self.form(&next) }
        });
        if first == Some(token.form) {
            self.word(token.form, Some((self.tokens, standing)));
        } else {
            // Before its words are taken: the last of them may end the segment.
            self.own(token.form, standing, 0);
        }
        while let Some(next) = self.next.filter(|next| next.start < end) {
            let form = self.form(&next);
            self.word(form, None);
        }
        self.tokens += 1;
    }
}
