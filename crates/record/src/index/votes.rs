//! The blocks that share pairs with a quotation: votes, put together where blocks are neighbours, and the places that win.
//!
//! Not for looking pairs up: that is [`super::locate`].

use std::ops::Range;

/// The stretch of a quotation that is searched on its own: parts of a splice are seldom shorter.
pub(super) const STRETCH: usize = 8;
/// A list with more blocks is read only where nothing rarer is left; one that is [`super::rows::LONG`] only where the answer is not clear,
/// for to go on to a rarer pair is less work.
pub(super) const MANY: usize = 1500;
/// How many places are looked at for the whole quotation, and for each stretch of it.
pub(super) const MOST_PLACES: usize = 8;
const MOST_FOR_STRETCH: usize = 2;
/// A place with a smaller share of the best one's votes is chance, or another talk on the subject.
const LEAST_SHARE: f32 = 0.4;
/// A place that has this share of the best votes for a stretch holds the stretch.
const HELD: f32 = 0.6;
/// A place with fewer pairs is chance where another has twice as many: of four words in a row, which are the least that a splice
/// is made of, there are as many.
const FEWEST_PAIRS: usize = 3;
/// Quotations with fewer pairs have no votes to compare.
pub(super) const FEW_PAIRS: usize = 3;
/// Bytes of text a word takes, about.
const BYTES_A_WORD: usize = 6;

/// Neighbouring blocks that share pairs with the quotation.
#[derive(Debug, Clone)]
pub(super) struct Cluster {
    pub(super) first: u32,
    pub(super) last: u32,
    /// The first and the last words of the quotation at which a pair voted.
    pub(super) words: (usize, usize),
    /// How many pairs voted.
    pairs: usize,
    pub(super) score: f32,
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
pub(super) struct Clusters {
    pub(super) all: Vec<Cluster>,
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
    /// How many look-ups brought hits: of a pair, or of one of its lists that were put off.
    pub(super) found: usize,
    /// Room for what [`with_neighbours`] leaves, and for what it has met.
    near: Vec<u64>,
    met: Vec<(u64, u64)>,
}

impl Votes {
    /// Begins with another quotation of so many words; the room that the last one took is kept.
    pub(super) fn begin(&mut self, length: usize) {
        self.length = length;
        self.hits.clear();
        self.lists.clear();
        self.asked.clear();
        self.asked.resize(length / STRETCH + 1, 0);
        self.found = 0;
    }

    /// Whether there is so little that frequent pairs are worth reading.
    pub(super) fn are_scarce(&self) -> bool {
        self.found < FEW_PAIRS || self.hits.len() < MANY
    }

    pub(super) fn add(&mut self, at: usize, blocks: &[u32], weight: f32) {
        let list = self.lists.len() as u64;
        self.lists.push((at / STRETCH, at, weight));
        self.hits.extend(blocks.iter().map(|&block| u64::from(block) << 32 | list));
    }

    pub(super) fn asked(&mut self, at: usize, read: bool, found: bool) {
        self.found += usize::from(found);
        if let Some(asked) = self.asked.get_mut(at / STRETCH).filter(|_| read) {
            *asked += 1;
        }
    }

    /// Whether one place holds most of what was asked for, and half of it of each stretch. Where not, the quotation may be put together from
    /// several places, and those that hold little of it have to be found too.
    pub(super) fn are_clear(&self, clusters: &Clusters) -> bool {
        let asked: usize = self.asked.iter().sum();
        let holds_each = |cluster: &Cluster| {
            self.asked
                .iter()
                .enumerate()
                .all(|(stretch, &asked)| asked < 2 || clusters.pairs_of(cluster, stretch) * 2 >= asked)
        };
        asked > FEW_PAIRS && clusters.all.iter().any(|cluster| cluster.pairs * 5 >= asked * 3 && holds_each(cluster))
    }

    /// Of each stretch, whether the best place holds half of what was asked for of it; none if that place may be chance.
    pub(super) fn held_by_best(&self, clusters: &Clusters) -> Vec<bool> {
        let asked: usize = self.asked.iter().sum();
        let best = clusters.all.iter().max_by(|a, b| a.score.total_cmp(&b.score));
        let Some(best) = best.filter(|best| best.pairs > FEWEST_PAIRS && best.pairs * 5 >= asked * 2) else {
            return Vec::new();
        };
        let held = |(stretch, &asked): (usize, &usize)| asked > 0 && clusters.pairs_of(best, stretch) * 2 >= asked;
        self.asked.iter().enumerate().map(held).collect()
    }

    /// `single`: one pair makes a cluster too, though the quotation has many.
    pub(super) fn clusters(&mut self, single: bool) -> Clusters {
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
                let mut words = (usize::MAX, 0);
                let begin = found.stretches.len();
                for &hit in now {
                    let Some(&(stretch, at, weight)) = self.lists.get(hit as u32 as usize) else { continue };
                    if !seen.contains(&at) {
                        seen.push(at);
                        words = (at.min(words.0), at.max(words.1));
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
                found.all.push(Cluster { first: block(first), last, words, pairs: seen.len(), score, stretches });
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
    let Some(last) = met.len().checked_sub(1) else { return };
    let met = &mut met[..=last];
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
pub(super) fn the_best(votes: &mut [(usize, f32)], most: usize) -> &[(usize, f32)] {
    if votes.len() <= most {
        return votes;
    }
    votes.select_nth_unstable_by(most, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    &votes[..most]
}

/// The best clusters of the whole quotation, and the best of each of its stretches, in the order of the record.
pub(super) fn choose(found: Clusters) -> Vec<Cluster> {
    let clusters = &found.all;
    let best = clusters.iter().map(|cluster| cluster.score).fold(0.0, f32::max);
    let most_pairs = clusters.iter().map(|cluster| cluster.pairs).max().unwrap_or(0);
    let is_chance = |cluster: &Cluster| cluster.pairs < FEWEST_PAIRS && most_pairs >= 2 * FEWEST_PAIRS;
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
    found
        .all
        .into_iter()
        .zip(keep)
        .filter(|(cluster, keep)| *keep && !is_chance(cluster))
        .map(|(cluster, _)| cluster)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The votes of pairs at some of 23 words, each for one block.
    fn counted(voted: &[(usize, u32)]) -> (Votes, Clusters) {
        let mut votes = Votes::default();
        votes.begin(23);
        for &(at, block) in voted {
            votes.add(at, &[block], 5.0);
            votes.asked(at, true, true);
        }
        let clusters = votes.clusters(false);
        (votes, clusters)
    }

    /// Whether they make a clear case.
    fn is_clear(voted: &[(usize, u32)]) -> bool {
        let (votes, clusters) = counted(voted);
        votes.are_clear(&clusters)
    }

    /// The first blocks of the places that are looked at.
    fn chosen(voted: &[(usize, u32)]) -> Vec<u32> {
        choose(counted(voted).1).iter().map(|cluster| cluster.first).collect()
    }

    #[test]
    fn a_piece_of_a_splice_has_three_pairs_and_chance_two() {
        let begin: Vec<(usize, u32)> = (0..7).map(|at| (at, 7)).collect();
        let with = |more: &[(usize, u32)]| chosen(&[&begin[..], more].concat());
        assert_eq!(with(&[(16, 900), (17, 900), (18, 900)]), [7, 900]);
        assert_eq!(with(&[(16, 900), (18, 900)]), [7]);
        // Where the best has little more, both may be it.
        assert_eq!(chosen(&[(0, 7), (2, 7), (4, 7), (16, 900), (18, 900)]), [7, 900]);
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

    #[test]
    fn what_the_best_place_holds_is_not_looked_up_again() {
        let held = |voted: &[(usize, u32)]| {
            let (votes, clusters) = counted(voted);
            votes.held_by_best(&clusters)
        };
        // Of the second stretch another place has what was asked for.
        let two = [(0, 7), (2, 7), (4, 7), (8, 900), (10, 900), (12, 3), (16, 7), (18, 7), (20, 5000)];
        assert_eq!(held(&two), [true, false, true]);
        // Three pairs may be chance, and so may less than two of five.
        assert_eq!(held(&two[..5]), [false; 0]);
        let many: Vec<(usize, u32)> = (0..23).map(|at| (at, if at < 5 { 7 } else { 1000 * at as u32 })).collect();
        assert_eq!(held(&many), [false; 0]);
    }
}
