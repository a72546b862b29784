//! The pairs of a quotation to places in documents: rare pairs are looked up, and blocks that share several win.
//!
//! Not every pair is asked for: a few of each stretch of the quotation, those of content words first, and the rest only
//! where the answer is not clear. What the places hold is not looked at here.

use super::part::Searcher;
use super::rows::{bucket, long_count, unpack_long};
use super::{Run, Section};
use crate::corpus::Gram;
use crate::store::StoreError;
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
/// A list with more blocks is read only where nothing rarer is left.
const MANY: usize = 1500;
/// Where there is nothing else, lists are read up to so many blocks in all.
const MOST: usize = 400_000;
/// How many places are looked at for the whole quotation, and for each stretch of it.
pub(super) const MOST_PLACES: usize = 8;
const MOST_FOR_STRETCH: usize = 2;
/// A place with a smaller share of the best one's votes is chance, or another talk on the subject.
const LEAST_SHARE: f32 = 0.4;
/// A place that has this share of the best votes for a stretch holds the stretch.
const HELD: f32 = 0.6;
/// Where fewer places share two pairs with the quotation, those count that share one.
const FEW_PLACES: usize = 2;
/// Quotations with fewer pairs have no votes to compare.
const FEW_PAIRS: usize = 3;
/// Bytes of text a word takes, about.
const BYTES_A_WORD: usize = 6;

#[derive(Debug, Clone, Copy)]
struct Hit {
    block: u32,
    at: u16,
    weight: f32,
}

/// A list that was found and put off because of its length.
struct Later {
    run: Run,
    /// Where it is: in its bucket, or in a row of its own.
    section: Section,
    pair: Pair,
    count: usize,
}

impl Searcher {
    /// The places that share most pairs with a quotation of `length` words, in the order of the record.
    pub(super) fn places(&self, pairs: &[Pair], length: usize) -> Result<Vec<Place>, StoreError> {
        let stretches = length / STRETCH + 1;
        let mut order: Vec<Pair> = pairs.to_vec();
        order.sort_by_key(|pair| (std::cmp::Reverse(pair.content), pair.at));
        let mut of_stretch = vec![0; stretches];
        let (first, rest): (Vec<Pair>, Vec<Pair>) = order.into_iter().partition(|pair| {
            let count = &mut of_stretch[(pair.at / STRETCH).min(stretches - 1)];
            *count += 1;
            *count <= FIRST_OF_STRETCH
        });
        let mut hits: Vec<Hit> = Vec::new();
        let mut later: Vec<Later> = Vec::new();
        let mut found = 0;
        for pair in &first {
            found += usize::from(self.look_up(pair, &mut hits, &mut later)?);
        }
        let mut clusters = clusters(&mut hits, length, false);
        let clear = first.len() > FEW_PAIRS
            && clusters.iter().any(|cluster| {
                cluster.pairs * 5 >= first.len() * 4
                    && (0..stretches).all(|s| of_stretch[s] < 2 || cluster.stretches[s] > 0.0)
            });
        let more = !rest.is_empty() || !later.is_empty();
        if more && !clear {
            for pair in &rest {
                found += usize::from(self.look_up(pair, &mut hits, &mut later)?);
            }
            // Frequent pairs decide only where there are no rarer ones.
            later.sort_by_key(|list| list.count);
            let mut read = 0;
            for list in later {
                let scarce = found < FEW_PAIRS || hits.len() < MANY;
                if !scarce || list.count.saturating_add(read) > MOST {
                    break;
                }
                read += list.count;
                found += 1;
                self.read_long(&list, &mut hits)?;
            }
            clusters = self::clusters(&mut hits, length, false);
            if clusters.len() < FEW_PLACES {
                // Told in other words, a sentence keeps a pair here and there.
                clusters = self::clusters(&mut hits, length, true);
            }
        }
        let kept = choose(clusters, stretches);
        self.to_places(&kept, length)
    }

    /// Looks one pair up in every run. Says whether it brought hits.
    fn look_up(&self, pair: &Pair, hits: &mut Vec<Hit>, later: &mut Vec<Later>) -> Result<bool, StoreError> {
        let before = hits.len();
        for run in &self.runs {
            let mut blocks = self.blocks.borrow_mut();
            blocks.clear();
            let hash = pair.gram.hash();
            let more = self.bucket(run, hash, &mut blocks)?;
            if more == Some(true)
                && let Some(count) = self.store.long_list(run.id, Section::LongPairs, hash, long_count)?
            {
                later.push(Later { run: *run, section: Section::LongPairs, pair: *pair, count: count as usize });
            }
            self.keep_current(&mut blocks);
            if blocks.len() > MANY {
                // Many small runs, where it was rare, make one in which it is not.
                later.push(Later { run: *run, section: Section::Buckets, pair: *pair, count: blocks.len() });
                continue;
            }
            let weight = self.weight(blocks.len());
            hits.extend(blocks.iter().map(|&block| Hit { block, at: pair.at as u16, weight }));
        }
        Ok(hits.len() > before)
    }

    fn bucket(&self, run: &Run, hash: u32, blocks: &mut Vec<u32>) -> Result<Option<bool>, StoreError> {
        self.store.in_index_row(run, Section::Buckets, hash, |first, data| {
            bucket(data, first.checked_shr(run.shift)?, hash.checked_shr(run.shift)?, blocks)
        })
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

    fn read_long(&self, list: &Later, hits: &mut Vec<Hit>) -> Result<(), StoreError> {
        let mut blocks = Vec::with_capacity(list.count.min(MOST));
        let (run, hash) = (&list.run, list.pair.gram.hash());
        if list.section == Section::Buckets {
            self.bucket(run, hash, &mut blocks)?;
        } else {
            self.store.long_list(run.id, Section::LongPairs, hash, |data| unpack_long(data, &mut blocks))?;
        }
        self.keep_current(&mut blocks);
        let weight = self.weight(blocks.len());
        hits.extend(blocks.iter().map(|&block| Hit { block, at: list.pair.at as u16, weight }));
        Ok(())
    }

    /// What a vote of a list with so many blocks is worth.
    fn weight(&self, count: usize) -> f32 {
        (self.blocks_in_all.max(2) as f32 / count.max(1) as f32).ln().max(0.1)
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
    /// The score by stretch of the quotation.
    stretches: Vec<f32>,
}

/// `single`: one pair makes a cluster too, though the quotation has many.
fn clusters(hits: &mut [Hit], length: usize, single: bool) -> Vec<Cluster> {
    hits.sort_unstable_by_key(|hit| (hit.block, hit.at));
    let reach = 1 + (length * BYTES_A_WORD / super::gather::BLOCK) as u32;
    let mut found = Vec::new();
    let mut seen: Vec<u16> = Vec::new();
    for group in hits.chunk_by(|a, b| b.block - a.block <= 1) {
        // A chain of neighbours may grow long where a subject is talked about; it is cut by the quotation's own length.
        let mut rest = group;
        while let Some(first) = rest.first() {
            let here = rest.partition_point(|hit| hit.block - first.block <= reach);
            let (now, after) = rest.split_at(here);
            rest = after;
            if now.len() == 1 && length > FEW_PAIRS && !single {
                continue;
            }
            seen.clear();
            let mut stretches = vec![0.0; length / STRETCH + 1];
            for hit in now {
                if !seen.contains(&hit.at) {
                    seen.push(hit.at);
                    stretches[usize::from(hit.at) / STRETCH] += hit.weight;
                }
            }
            let score = stretches.iter().sum();
            let last = now.last().map_or(first.block, |hit| hit.block);
            found.push(Cluster { first: first.block, last, pairs: seen.len(), score, stretches });
        }
    }
    found
}

/// The best clusters of the whole quotation, and the best of each of its stretches, in the order of the record.
fn choose(clusters: Vec<Cluster>, stretches: usize) -> Vec<Cluster> {
    let best = clusters.iter().map(|cluster| cluster.score).fold(0.0, f32::max);
    let mut keep = vec![false; clusters.len()];
    let mut order: Vec<usize> = (0..clusters.len()).collect();
    let by = |order: &mut Vec<usize>, most: usize, score: &dyn Fn(&Cluster) -> f32| {
        let compare = |&a: &usize, &b: &usize| score(&clusters[b]).total_cmp(&score(&clusters[a])).then(a.cmp(&b));
        if order.len() > most {
            order.select_nth_unstable_by(most, compare);
        }
        order.iter().copied().take(most).collect::<Vec<usize>>()
    };
    for index in by(&mut order, MOST_PLACES, &|cluster| cluster.score) {
        let cluster = &clusters[index];
        keep[index] |= cluster.score >= LEAST_SHARE * best;
    }
    // A stretch that none of these holds may come from elsewhere.
    for stretch in 0..stretches {
        let score = |cluster: &Cluster| cluster.stretches.get(stretch).copied().unwrap_or(0.0);
        let best = clusters.iter().map(score).fold(0.0, f32::max);
        if clusters.iter().zip(&keep).any(|(cluster, keep)| *keep && score(cluster) >= HELD * best) {
            continue;
        }
        for index in by(&mut order, MOST_FOR_STRETCH, &score) {
            let cluster = &clusters[index];
            keep[index] |= score(cluster) >= HELD * best;
        }
    }
    clusters.into_iter().zip(keep).filter_map(|(cluster, keep)| keep.then_some(cluster)).collect()
}
