//! The pairs of a quotation to places in documents: rare pairs are looked up, and blocks that share several win.
//!
//! Not every pair is asked for: a few of each stretch of the quotation, those of content words first, and the rest only
//! where the answer is not clear. What the places hold is not looked at here.

use super::Run;
use super::part::{IsClaimed, Searcher, WhenWhere};
use super::rows::LONG;
use super::votes::{Cluster, MANY, MOST_PLACES, STRETCH, Votes, choose, the_best};
use crate::corpus::Gram;
use crate::store::StoreError;
use rusqlite::OptionalExtension;
use std::cmp::Reverse;
use std::ops::Range;

/// Two neighbouring words of a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    /// The pair.
    pub gram: Gram,
    /// Index of its first word in the quotation.
    pub at: usize,
    /// How many of the two are content words: pairs of these are rare.
    pub content: u8,
}

/// A place to look at.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// The row of the document.
    pub(crate) document: i64,
    /// Bytes of its text among which the quotation stands: the blocks in which shared pairs begin, with room for the words
    /// before the first and behind the last of these. May end behind the text.
    pub(crate) range: Range<usize>,
    /// The votes: higher is likelier.
    pub(crate) score: f32,
}

/// How many pairs of each stretch are asked for first.
const FIRST_OF_STRETCH: usize = 3;
/// Where there is nothing else, lists are read up to so many blocks in all.
const MOST: usize = 400_000;
/// Places with this share of the best votes hold the same words; so many of them are looked through for those of the claimed
/// date, and so many of that date are looked at besides.
const EQUAL: f32 = 0.9;
const MOST_EQUAL: usize = 1000;
const MOST_CLAIMED: usize = 3;
/// Where fewer places share two pairs with the quotation, those count that share one.
const FEW_PLACES: usize = 2;
/// Bytes of text that some words in a row take at most, for each, about; Russian ones thirteen.
const MOST_BYTES_A_WORD: usize = 14;
/// In a record of fewer blocks than this, which word is rare is chance.
const FEW_BLOCKS: u64 = 1024;

/// A list that was found and put off because of its length.
struct Later {
    run: Run,
    /// Whether it is one of those too long for their bucket.
    is_long: bool,
    pair: Pair,
    /// How long it is, about; 0 where it is another pair's after all.
    size: usize,
}

impl Searcher<'_> {
    /// The places that share most pairs with a quotation of `length` words, in the order of the record; of many that share the
    /// same, some of documents that are claimed.
    pub(super) fn places(
        &self,
        pairs: &[Pair],
        length: usize,
        is_claimed: Option<IsClaimed<'_>>,
    ) -> Result<Vec<Place>, StoreError> {
        // The pairs come in the order of the quotation, so those of a stretch stand in a row.
        let mut pairs = pairs.to_vec();
        let mut of_stretch: Vec<&mut [Pair]> = pairs.chunk_by_mut(|a, b| a.at / STRETCH == b.at / STRETCH).collect();
        let mut votes = self.votes.borrow_mut();
        votes.begin(length);
        let mut later: Vec<Later> = Vec::new();
        for pairs in &mut of_stretch {
            // Taken from the end: those of content words first.
            pairs.sort_unstable_by_key(|pair| (pair.content, Reverse(pair.at)));
            let mut read = 0;
            while read < FIRST_OF_STRETCH
                && let Some(pair) = pairs.split_off_last_mut()
            {
                read += usize::from(self.look_up(pair, LONG, &mut votes, &mut later)?);
            }
        }
        let mut clusters = votes.clusters(false);
        let more = !later.is_empty() || of_stretch.iter().any(|pairs| !pairs.is_empty());
        if more && !votes.are_clear(&clusters) {
            let held = votes.held_by_best(&clusters);
            let is_open = |pair: &Pair| held.get(pair.at / STRETCH) != Some(&true);
            for pair in of_stretch.iter().flat_map(|pairs| pairs.iter()).filter(|pair| is_open(pair)) {
                self.look_up(pair, MANY, &mut votes, &mut later)?;
            }
            later.retain(|list| is_open(&list.pair));
            self.read_later(later, held.is_empty(), &mut votes)?;
            clusters = votes.clusters(false);
            if clusters.all.len() < FEW_PLACES {
                // Told in other words, a sentence keeps a pair here and there.
                clusters = votes.clusters(true);
            }
        }
        drop(votes);
        let claimed = match is_claimed {
            Some(is_claimed) => self.claimed(&clusters.all, is_claimed)?,
            None => Vec::new(),
        };
        let mut kept = choose(clusters);
        let known: Vec<u32> = kept.iter().map(|cluster| cluster.first).collect();
        kept.extend(claimed.into_iter().filter(|cluster| !known.contains(&cluster.first)));
        self.to_places(&kept, length)
    }

    /// A line that somebody says again and again stands in more places than are looked at: a few of those that share the most
    /// pairs and are of documents that are claimed.
    fn claimed(&self, clusters: &[Cluster], is_claimed: IsClaimed<'_>) -> Result<Vec<Cluster>, StoreError> {
        let mut found = Vec::new();
        let mut scores: Vec<_> = clusters.iter().enumerate().map(|(index, cluster)| (index, cluster.score)).collect();
        // Not the best alone: a chance hit more makes one place better than the rest that hold the same words.
        let last = the_best(&mut scores, MOST_PLACES).iter().map(|(_, score)| *score).fold(f32::INFINITY, f32::min);
        let equal = || clusters.iter().filter(|cluster| cluster.score >= EQUAL * last);
        if equal().nth(MOST_PLACES).is_none() {
            return Ok(found);
        }
        let mut statement = self
            .store
            .connection()
            .prepare_cached("SELECT date, event, title FROM documents WHERE id = ?")
            .map_err(|e| self.store.sqlite(e))?;
        for cluster in equal().take(MOST_EQUAL) {
            let Some(indexed) = self.document_at(cluster.first)? else { continue };
            let fits = statement
                .query_row([indexed.document], |row| {
                    let text = |column: usize| row.get_ref(column).map(|value| value.as_str().ok());
                    Ok(is_claimed(WhenWhere { date: text(0)?, event: text(1)?, title: text(2)? }))
                })
                .optional()
                .map_err(|e| self.store.sqlite(e))?;
            if fits == Some(true) {
                found.push(cluster.clone());
                if found.len() == MOST_CLAIMED {
                    break;
                }
            }
        }
        Ok(found)
    }

    /// Looks one pair up in every run. Says whether all of its lists had no more than `most` blocks, so that they were read.
    fn look_up(&self, pair: &Pair, most: usize, votes: &mut Votes, later: &mut Vec<Later>) -> Result<bool, StoreError> {
        let put_off = later.len();
        let mut found = false;
        let hash = pair.gram.hash();
        let mut blocks = self.blocks.borrow_mut();
        for run in &self.runs {
            blocks.clear();
            let bucket = self.pairs.bucket(run, hash, most, &mut blocks)?;
            if bucket.has_long {
                let size = self.pairs.long_size(run, hash)?;
                // Nearly always this pair's own. It is not read before it is needed.
                later.push(Later { run: *run, is_long: true, pair: *pair, size });
            }
            if bucket.count > most {
                // Many small runs, where it was rare, make one in which it is not.
                later.push(Later { run: *run, is_long: false, pair: *pair, size: bucket.count });
                continue;
            }
            self.keep_current(&mut blocks);
            found |= !blocks.is_empty();
            votes.add(pair.at, &blocks, self.weight(blocks.len()));
        }
        let read = later.len() == put_off;
        votes.asked(pair.at, read, found);
        Ok(read)
    }

    /// Leaves out the blocks of older versions and of what is withdrawn or left out: they must not crowd out what counts.
    fn keep_current(&self, blocks: &mut Vec<u32>) {
        if !self.not_current.is_empty() {
            blocks.retain(|block| self.is_of_current(*block));
        }
    }

    /// Whether a block is of a document that a name stands for, and that is not left out.
    fn is_of_current(&self, block: u32) -> bool {
        let before = self.not_current.partition_point(|range| range.end <= block);
        self.not_current.get(before).is_none_or(|range| block < range.start)
    }

    /// Reads lists that were put off: those that are not long, and of the others the shortest first, for frequent pairs decide
    /// only where there are no rarer ones.
    fn read_later(&self, later: Vec<Later>, long_too: bool, votes: &mut Votes) -> Result<(), StoreError> {
        let (mut long, short): (Vec<_>, Vec<_>) = later.into_iter().partition(|list| list.is_long || list.size > MANY);
        for list in short {
            self.read_put_off(&list, votes)?;
        }
        if !long_too || !votes.are_scarce() {
            return Ok(());
        }
        long.retain(|list| list.size > 0);
        long.sort_by_key(|list| list.size);
        let mut read = 0;
        for list in long {
            if !votes.are_scarce() || list.size.saturating_add(read) > MOST {
                break;
            }
            read += list.size;
            self.read_put_off(&list, votes)?;
        }
        Ok(())
    }

    fn read_put_off(&self, list: &Later, votes: &mut Votes) -> Result<(), StoreError> {
        let mut blocks = Vec::with_capacity(list.size.min(MOST));
        let (run, hash) = (&list.run, list.pair.gram.hash());
        if list.is_long {
            self.pairs.long(run, hash, &mut blocks)?;
        } else {
            self.pairs.bucket(run, hash, usize::MAX, &mut blocks)?;
        }
        self.keep_current(&mut blocks);
        votes.found += usize::from(!blocks.is_empty());
        votes.add(list.pair.at, &blocks, self.weight(blocks.len()));
        Ok(())
    }

    /// What a vote of a list with so many blocks is worth.
    fn weight(&self, count: usize) -> f32 {
        (self.blocks_in_all.max(FEW_BLOCKS) as f32 / count.max(1) as f32).ln().max(0.1)
    }

    /// Clusters of blocks to places in current documents.
    fn to_places(&self, clusters: &[Cluster], length: usize) -> Result<Vec<Place>, StoreError> {
        let mut places: Vec<Place> = Vec::with_capacity(clusters.len());
        for cluster in clusters {
            let mut block = cluster.first;
            // A cluster may reach from the end of one document over the begin of the next.
            while block <= cluster.last {
                let Some(indexed) = self.document_at(block)? else { break };
                let end = indexed.first.saturating_add(indexed.blocks);
                if block >= end {
                    break;
                }
                if self.is_of_current(indexed.first) {
                    let from = (block - indexed.first) as usize * super::gather::BLOCK;
                    let to = (cluster.last.min(end - 1) - indexed.first + 1) as usize * super::gather::BLOCK;
                    let (first, last) = cluster.words;
                    let room = |words: usize| words.min(length) * MOST_BYTES_A_WORD;
                    let range = from.saturating_sub(room(first))..to + room(length.saturating_sub(last));
                    places.push(Place { document: indexed.document, range, score: cluster.score });
                }
                block = end;
            }
        }
        Ok(places)
    }
}
