//! The pairs of a quotation to places in documents: rare pairs are looked up, and blocks that share several win.
//!
//! Not every pair is asked for: a few of each stretch of the quotation, those of content words first, and the rest only
//! where the answer is not clear. What the places hold is not looked at here.

use super::Run;
use super::part::{IsClaimed, Searcher, WhenWhere};
use super::rows::LONG;
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
    /// Bytes of its text in which shared pairs begin; whole blocks.
    pub(crate) range: Range<usize>,
    /// The votes: higher is likelier.
    pub(crate) score: f32,
}

/// The stretch of a quotation that is searched on its own: parts of a splice are seldom shorter.
const STRETCH: usize = 8;
/// How many pairs of each stretch are asked for first.
const FIRST_OF_STRETCH: usize = 3;
/// A list with more blocks is read only where nothing rarer is left; one that is [`LONG`] only where the answer is not clear,
/// for to go on to a rarer pair is less work.
const MANY: usize = 1500;
/// Where there is nothing else, lists are read up to so many blocks in all.
const MOST: usize = 400_000;
/// How many places are looked at for the whole quotation, and for each stretch of it.
pub(super) const MOST_PLACES: usize = 8;
const MOST_FOR_STRETCH: usize = 2;
/// Places with this share of the best votes hold the same words; so many of them are looked through for those of the claimed
/// date, and so many of that date are looked at besides.
const EQUAL: f32 = 0.9;
const MOST_EQUAL: usize = 1000;
const MOST_CLAIMED: usize = 3;
/// A place with a smaller share of the best one's votes is chance, or another talk on the subject.
const LEAST_SHARE: f32 = 0.4;
/// A place that has this share of the best votes for a stretch holds the stretch.
const HELD: f32 = 0.6;
/// Where fewer places share two pairs with the quotation, those count that share one.
const FEW_PLACES: usize = 2;
/// Quotations with fewer pairs have no votes to compare.
const FEW_PAIRS: usize = 3;
/// In a record of fewer blocks than this, which word is rare is chance.
const FEW_BLOCKS: u64 = 1024;
/// Bytes of text a word takes, about.
const BYTES_A_WORD: usize = 6;

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
            for pair in of_stretch.iter().flat_map(|pairs| pairs.iter()) {
                self.look_up(pair, MANY, &mut votes, &mut later)?;
            }
            self.read_later(later, &mut votes)?;
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
            blocks.retain(|block| {
                let before = self.not_current.partition_point(|range| range.end <= *block);
                self.not_current.get(before).is_none_or(|range| *block < range.start)
            });
        }
    }

    /// Reads lists that were put off: those that are not long, and of the others the shortest first, for frequent pairs decide
    /// only where there are no rarer ones.
    fn read_later(&self, later: Vec<Later>, votes: &mut Votes) -> Result<(), StoreError> {
        let (mut long, short): (Vec<_>, Vec<_>) = later.into_iter().partition(|list| list.is_long || list.size > MANY);
        for list in short {
            self.read_put_off(&list, votes)?;
        }
        if !votes.are_scarce() {
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
        votes.found += 1;
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
                if self.is_current(indexed.document)? {
                    let from = (block - indexed.first) as usize * super::gather::BLOCK;
                    let to = (cluster.last.min(end - 1) - indexed.first + 1) as usize * super::gather::BLOCK;
                    let range = from..to + length * BYTES_A_WORD;
                    places.push(Place { document: indexed.document, range, score: cluster.score });
                }
                block = end;
            }
        }
        Ok(places)
    }
}

/// Neighbouring blocks that share pairs with the quotation.
#[derive(Debug, Clone)]
struct Cluster {
    first: u32,
    last: u32,
    /// How many pairs voted.
    pairs: usize,
    score: f32,
    /// Its places in [`Clusters::stretches`].
    stretches: Range<u32>,
}

/// The votes of a cluster for one stretch of the quotation.
#[derive(Debug, Clone, Copy)]
struct StretchVotes {
    stretch: usize,
    pairs: usize,
    score: f32,
}

/// The clusters of a quotation.
#[derive(Debug, Default)]
struct Clusters {
    all: Vec<Cluster>,
    /// The votes of all clusters by stretch of the quotation, of those that have some: of each cluster in order.
    stretches: Vec<StretchVotes>,
}

impl Clusters {
    /// The stretches that a cluster has votes for, with these.
    fn stretches(&self, cluster: &Cluster) -> &[StretchVotes] {
        self.stretches.get(cluster.stretches.start as usize..cluster.stretches.end as usize).unwrap_or(&[])
    }

    /// How many pairs of a stretch voted.
    fn pairs_of(&self, cluster: &Cluster, stretch: usize) -> usize {
        self.stretches(cluster).iter().find(|votes| votes.stretch == stretch).map_or(0, |votes| votes.pairs)
    }
}

/// The pairs of a quotation and the blocks that they vote for.
#[derive(Debug, Default)]
pub(super) struct Votes {
    /// Words of the quotation.
    length: usize,
    /// A block (upper half) and a list that has it (index, lower half).
    hits: Vec<u64>,
    /// The lists: the stretch of the quotation, the word, and what a vote is worth.
    lists: Vec<(usize, usize, f32)>,
    /// Of each stretch, how many pairs were looked up whose lists could be read.
    asked: Vec<usize>,
    /// How many pairs brought hits.
    found: usize,
    /// Room for what [`with_neighbours`] leaves, and for what it has met.
    near: Vec<u64>,
    met: Vec<(u64, u64)>,
}

impl Votes {
    /// Begins with another quotation of so many words; the room that the last one took is kept.
    fn begin(&mut self, length: usize) {
        self.length = length;
        self.hits.clear();
        self.lists.clear();
        self.asked.clear();
        self.asked.resize(length / STRETCH + 1, 0);
        self.found = 0;
    }

    /// Whether there is so little that frequent pairs are worth reading.
    fn are_scarce(&self) -> bool {
        self.found < FEW_PAIRS || self.hits.len() < MANY
    }

    fn add(&mut self, at: usize, blocks: &[u32], weight: f32) {
        let list = self.lists.len() as u64;
        self.lists.push((at / STRETCH, at, weight));
        self.hits.extend(blocks.iter().map(|&block| u64::from(block) << 32 | list));
    }

    fn asked(&mut self, at: usize, read: bool, found: bool) {
        self.found += usize::from(found);
        if let Some(asked) = self.asked.get_mut(at / STRETCH).filter(|_| read) {
            *asked += 1;
        }
    }

    /// Whether one place holds most of what was asked for, and half of it of each stretch. Where not, the quotation may be put together from
    /// several places, and those that hold little of it have to be found too.
    fn are_clear(&self, clusters: &Clusters) -> bool {
        let asked: usize = self.asked.iter().sum();
        let holds_each = |cluster: &Cluster| {
            self.asked
                .iter()
                .enumerate()
                .all(|(stretch, &asked)| asked < 2 || clusters.pairs_of(cluster, stretch) * 2 >= asked)
        };
        asked > FEW_PAIRS && clusters.all.iter().any(|cluster| cluster.pairs * 5 >= asked * 3 && holds_each(cluster))
    }

    /// `single`: one pair makes a cluster too, though the quotation has many.
    fn clusters(&mut self, single: bool) -> Clusters {
        let alone_counts = single || self.length <= FEW_PAIRS;
        let mut near = std::mem::take(&mut self.near);
        near.clear();
        if alone_counts {
            near.extend_from_slice(&self.hits);
        } else {
            with_neighbours(&self.hits, &mut self.met, &mut near);
        }
        near.sort_unstable();
        let block = |hit: u64| (hit >> 32) as u32;
        let reach = 1 + (self.length * BYTES_A_WORD / super::gather::BLOCK) as u32;
        let mut found = Clusters::default();
        let mut seen: Vec<usize> = Vec::new();
        for group in near.chunk_by(|a, b| block(*b) - block(*a) <= 1) {
            // A chain of neighbours may grow long where a subject is talked about; it is cut by the quotation's own length.
            let mut rest = group;
            while let Some(&first) = rest.first() {
                let here = rest.partition_point(|&hit| block(hit) - block(first) <= reach);
                let (now, after) = rest.split_at(here);
                rest = after;
                if now.len() == 1 && !alone_counts {
                    continue;
                }
                seen.clear();
                let begin = found.stretches.len();
                for &hit in now {
                    let Some(&(stretch, at, weight)) = self.lists.get(hit as u32 as usize) else { continue };
                    if !seen.contains(&at) {
                        seen.push(at);
                        let here = &mut found.stretches[begin..];
                        match here.binary_search_by_key(&stretch, |votes| votes.stretch) {
                            Ok(place) => {
                                here[place].pairs += 1;
                                here[place].score += weight;
                            }
                            Err(place) => {
                                found
                                    .stretches
                                    .insert(begin + place, StretchVotes { stretch, pairs: 1, score: weight });
                            }
                        }
                    }
                }
                let score = found.stretches[begin..].iter().map(|votes| votes.score).sum();
                let last = now.last().map_or(block(first), |&hit| block(hit));
                let stretches = begin as u32..found.stretches.len() as u32;
                found.all.push(Cluster { first: block(first), last, pairs: seen.len(), score, stretches });
            }
        }
        self.near = near;
        found
    }
}

/// The hits that have another in their own block or in one beside it, and a few more, in no order.
///
/// Most hits of a frequent pair stand alone, and what stands alone is no place: to sort the rest takes a fraction of the time.
fn with_neighbours(hits: &[u64], met: &mut Vec<(u64, u64)>, near: &mut Vec<u64>) {
    /// Bits for a hit: so few blocks share one by chance.
    const ROOM: usize = 16;
    if hits.len() < 64 {
        return near.extend_from_slice(hits);
    }
    let words = (hits.len() * ROOM).next_power_of_two() >> 6;
    // Blocks that were met once, and those that were met again: 64 blocks in a row are one word of each.
    met.clear();
    met.resize(words, (0u64, 0u64));
    let last = words - 1;
    let block = |hit: u64| (hit >> 32) as usize;
    for &hit in hits {
        let (once, again) = &mut met[block(hit) >> 6 & last];
        let bit = 1u64 << (block(hit) & 63);
        *again |= *once & bit;
        *once |= bit;
    }
    // Those that were met again, and those beside one that was met.
    let (mut before, first) = (met[last].0, met[0].0);
    for at in 0..words {
        let after = met.get(at + 1).map_or(first, |(once, _)| *once);
        let (once, again) = &mut met[at];
        *again |= *once << 1 | *once >> 1 | before >> 63 | after << 63;
        before = *once;
    }
    // Which have one is as good as chance: each is written, and the next one over it where it has none.
    near.resize(hits.len(), 0);
    let mut kept = 0;
    for &hit in hits {
        near[kept] = hit;
        kept += (met[block(hit) >> 6 & last].1 >> (block(hit) & 63) & 1) as usize;
    }
    near.truncate(kept);
}

/// The clusters with the best scores, no more than so many; of equal ones the first.
fn the_best(votes: &mut [(usize, f32)], most: usize) -> &[(usize, f32)] {
    if votes.len() <= most {
        return votes;
    }
    votes.select_nth_unstable_by(most, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    &votes[..most]
}

/// The best clusters of the whole quotation, and the best of each of its stretches, in the order of the record.
fn choose(found: Clusters) -> Vec<Cluster> {
    let clusters = &found.all;
    let best = clusters.iter().map(|cluster| cluster.score).fold(0.0, f32::max);
    let mut keep = vec![false; clusters.len()];
    let mut all: Vec<_> = clusters.iter().enumerate().map(|(index, cluster)| (index, cluster.score)).collect();
    for &(index, score) in the_best(&mut all, MOST_PLACES) {
        keep[index] = score >= LEAST_SHARE * best;
    }
    // By stretch: a long quotation has many, and a cluster has a vote for few of them.
    let mut of_stretches: Vec<(usize, usize, f32)> = Vec::with_capacity(found.stretches.len());
    for (index, cluster) in clusters.iter().enumerate() {
        of_stretches.extend(found.stretches(cluster).iter().map(|votes| (votes.stretch, index, votes.score)));
    }
    of_stretches.sort_unstable_by_key(|&(stretch, index, _)| (stretch, index));
    // A stretch that none of these holds may come from elsewhere.
    for votes in of_stretches.chunk_by(|a, b| a.0 == b.0) {
        let best = votes.iter().map(|(_, _, score)| *score).fold(0.0, f32::max);
        if votes.iter().any(|&(_, index, score)| score >= HELD * best && keep[index]) {
            continue;
        }
        all.clear();
        all.extend(votes.iter().map(|&(_, index, score)| (index, score)));
        for &(index, score) in the_best(&mut all, MOST_FOR_STRETCH) {
            keep[index] |= score >= HELD * best;
        }
    }
    found.all.into_iter().zip(keep).filter_map(|(cluster, keep)| keep.then_some(cluster)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether the votes of pairs at some words, each for one block, make a clear case.
    fn is_clear(voted: &[(usize, u32)]) -> bool {
        let mut votes = Votes::default();
        votes.begin(24);
        for &(at, block) in voted {
            votes.add(at, &[block], 5.0);
            votes.asked(at, true, true);
        }
        let clusters = votes.clusters(false);
        votes.are_clear(&clusters)
    }

    #[test]
    fn only_hits_that_stand_alone_are_left_out() {
        let blocks = (0..300u32).map(|n| n * 1000).chain([5000, 7001, 8999, u32::MAX, 90_000_000]);
        let hits: Vec<u64> = blocks.enumerate().map(|(list, block)| u64::from(block) << 32 | list as u64).collect();
        let mut near = Vec::new();
        with_neighbours(&hits, &mut Vec::new(), &mut near);
        let kept: std::collections::HashSet<u32> = near.iter().map(|hit| (hit >> 32) as u32).collect();
        for with in [5000, 7000, 7001, 8999, 9000] {
            assert!(kept.contains(&with), "{with}");
        }
        assert!(kept.len() < 60, "{}", kept.len());
    }

    #[test]
    fn what_may_be_put_together_from_several_places_is_not_clear() {
        let one = [(0, 7), (2, 7), (4, 7), (8, 7), (10, 7), (12, 7), (16, 7), (18, 7), (20, 7)];
        assert!(is_clear(&one));
        // The last words stand elsewhere.
        let two = [(0, 7), (2, 7), (4, 7), (8, 7), (10, 7), (12, 7), (16, 900), (18, 900), (20, 900)];
        assert!(!is_clear(&two));
        // Of one stretch nothing is there.
        let lost = [(0, 7), (2, 7), (4, 7), (8, 7), (10, 7), (12, 7), (14, 7), (15, 7), (17, 1), (20, 2)];
        assert!(!is_clear(&lost));
        // A word in nine was changed.
        let edited = [(0, 7), (2, 7), (4, 7), (8, 7), (10, 7), (12, 3), (16, 7), (18, 7), (20, 7)];
        assert!(is_clear(&edited));
    }
}
