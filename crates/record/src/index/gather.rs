//! The words of documents, as postings: pairs of neighbouring words for locating quotations, single words for searching.
//!
//! A document's text is numbered through in blocks of [`BLOCK`] bytes; a posting says in which block a word, or the first
//! word of a pair, begins. Pairs are taken where a quotation may find its words (see [`crate::corpus::evidence`]) or would
//! with another grade, words everywhere.

use super::rows::{LONG, Posting, Row, Word, WordPacker, block, key, pack_buckets, pack_long, posting, shift_for};
use crate::corpus::Gram;
use crate::corpus::evidence::each_text;
use onrecord_read::{Document, SegmentKind};
use onrecord_text::number::Number;
use onrecord_text::token::{Sink, tokenize_into};
use onrecord_text::{Form, Token};

/// Bytes of a text that have one number.
pub(crate) const BLOCK: usize = 512;
/// The coarsest buckets: small runs are merged into large ones, and there many pairs would share one.
const COARSEST: u32 = 17;
/// How many slices of the keys there are.
pub(super) const SLICES: usize = 256;

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
pub(super) struct Gathered {
    pairs: Vec<Vec<Posting>>,
    /// The block is one bit to the left; the lowest bit says that the word begins with a small letter.
    words: Vec<Vec<Posting>>,
    pub(super) documents: Vec<Indexed>,
    next: u32,
    /// Words seen lately, so that each is kept about once a block.
    lately: Vec<Posting>,
}

/// Packed postings: what goes into the rows of a run.
#[derive(Debug, Default)]
pub(super) struct Packed {
    pub(super) buckets: Vec<Row>,
    pub(super) words: Vec<Row>,
    pub(super) long_pairs: Vec<Row>,
    pub(super) long_words: Vec<Row>,
}

impl Gathered {
    /// Nothing yet; blocks are numbered from `next` on.
    pub(super) fn new(next: u32) -> Gathered {
        Gathered {
            pairs: vec![Vec::new(); SLICES],
            words: vec![Vec::new(); SLICES],
            documents: Vec::new(),
            next,
            lately: vec![0; 1024],
        }
    }

    /// How many pairs were gathered.
    pub(super) fn pairs(&self) -> usize {
        self.pairs.iter().map(Vec::len).sum()
    }

    /// Adds a document. `false`: there are no numbers left for its blocks.
    pub(super) fn add(&mut self, document: i64, reading: &Document) -> bool {
        let blocks = (reading.text.len() / BLOCK + 1) as u32;
        let has_speech = reading.has_speech();
        let Some(next) = self.next.checked_add(blocks).filter(|&next| next < 1 << 31) else { return false };
        let first = std::mem::replace(&mut self.next, next);
        self.documents.push(Indexed { document, first, blocks });
        let mut taken = vec![false; reading.segments.len()];
        let mut last = None;
        each_text(reading, has_speech, |text| {
            for &(segment, _) in text.segments {
                if let Some(taken) = taken.get_mut(segment) {
                    *taken = true;
                }
            }
            let bytes = reading.text.get(text.range.clone()).unwrap_or("");
            let base = text.range.start as u32;
            tokenize_into(bytes, base, &mut Words { to: self, text: bytes, base, first, last: Some(&mut last) });
        });
        for (segment, _) in reading.segments.iter().zip(taken).filter(|(_, taken)| !taken) {
            let bytes = reading.text.get(segment.range.clone()).unwrap_or("");
            let base = segment.range.start as u32;
            // Whether narration counts depends on the grade, and that the user may decide on later.
            let mut own = None;
            let last = (segment.kind == SegmentKind::Narration).then_some(&mut own);
            tokenize_into(bytes, base, &mut Words { to: self, text: bytes, base, first, last });
        }
        true
    }

    fn word(&mut self, form: Form, block: u32, small: bool) {
        let word = posting(form.0, block << 1 | u32::from(small));
        let place = (form.0 as usize ^ block as usize) & (self.lately.len() - 1);
        if self.lately[place] != word {
            self.lately[place] = word;
            self.words[(form.0 >> 24) as usize].push(word);
        }
    }

    /// Packs one slice and lets go of it.
    pub(super) fn pack(&mut self, slice: usize, shift: u32) -> Packed {
        let mut packed = Packed::default();
        let mut pairs = std::mem::take(&mut self.pairs[slice]);
        pairs.sort_unstable();
        pairs.dedup();
        let (mut kept, mut long) = (Vec::with_capacity(pairs.len()), Vec::new());
        for pair in pairs.chunk_by(|a, b| key(*a) == key(*b)) {
            let hash = key(pair[0]);
            if pair.len() > LONG {
                long.push(hash >> shift);
                let blocks: Vec<u32> = pair.iter().map(|&one| block(one)).collect();
                packed.long_pairs.push(Row { key: hash, data: pack_long(&blocks) });
            } else {
                kept.extend(pair.iter().map(|&one| posting(hash >> shift, block(one))));
            }
        }
        kept.sort_unstable();
        kept.dedup();
        long.dedup();
        packed.buckets = pack_buckets(slice as u32, shift, &kept, &long);
        drop((pairs, kept));

        let mut words = std::mem::take(&mut self.words[slice]);
        words.sort_unstable();
        let mut packer = WordPacker::default();
        for word in words.chunk_by(|a, b| key(*a) == key(*b)) {
            let mut blocks: Vec<u32> = word.iter().map(|&one| block(one) >> 1).collect();
            blocks.dedup();
            let small = word.iter().any(|one| one & 1 == 1);
            pack_word(&mut packer, &mut packed.long_words, key(word[0]), small, &blocks);
        }
        packed.words = packer.finish();
        packed
    }

    /// The shift with which these pairs are best packed, if in the end there are to be about so many.
    pub(super) fn shift(&self, expected: usize) -> u32 {
        shift_for(self.pairs().max(expected)).clamp(1, COARSEST)
    }
}

/// Packs a word with its blocks, or lets it have a row of its own.
pub(super) fn pack_word(packer: &mut WordPacker, long: &mut Vec<Row>, form: u32, small: bool, blocks: &[u32]) {
    let is_long = blocks.len() > LONG;
    packer.push(Word { form, small, long: is_long }, if is_long { &[] } else { blocks });
    if is_long {
        long.push(Row { key: form, data: pack_long(blocks) });
    }
}

struct Words<'a> {
    to: &'a mut Gathered,
    text: &'a str,
    base: u32,
    first: u32,
    /// The word before, with its block, where pairs are taken.
    last: Option<&'a mut Option<(Form, u32)>>,
}

impl Sink for Words<'_> {
    fn token(&mut self, token: Token, _number: Option<Number>) {
        let block = self.first + (token.start as usize / BLOCK) as u32;
        if let Some(last) = &mut self.last
            && let Some((before, at)) = last.replace((token.form, block))
        {
            let hash = Gram::pair(before, token.form).hash();
            self.to.pairs[(hash >> 24) as usize].push(posting(hash, at));
        }
        let small = self.text.as_bytes().get((token.start - self.base) as usize).is_some_and(u8::is_ascii_lowercase);
        self.to.word(token.form, block, small);
    }
}
