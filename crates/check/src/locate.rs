//! Where in the record the quoted words may stand: candidate windows, found by pairs of words.
//!
//! The rarest pairs of the quotation are looked up first; hits that lie on one diagonal (the same distance between
//! quotation and record) vote for one place. Speaker, date and event never restrict the search. What the places hold is
//! not looked at here: see [`crate::chain`].

use crate::marks::{Quoted, QuotedWord};
use crate::occasion::Occasion;
use onrecord_record::{Corpus, Gram, Pair};
use onrecord_text::{Form, lexicon};
use std::ops::Range;

/// A stretch of the record that shares pairs of words with the quotation.
#[derive(Debug, Clone, PartialEq)]
pub struct Window {
    /// Positions in the corpus, of one document.
    pub positions: Range<u32>,
    /// The document.
    pub document: usize,
    /// The votes: higher is likelier.
    pub score: f32,
}

/// How many postings are read for a quotation, rarest pairs first.
const MOST_POSTINGS: usize = 600;
/// How many postings are read in any case for each stretch of the quotation, so that no part goes unsearched.
const MOST_FOR_BLOCK: usize = 100;
/// How many postings of one pair are read at most.
const MOST_OF_ONE: usize = 600;
/// The stretch of a quotation that is searched on its own: parts of a splice are seldom shorter.
const BLOCK: usize = 8;
/// How many places are looked at for the whole quotation, and for each of its stretches.
const MOST_WINDOWS: usize = 16;
const MOST_FOR_STRETCH: usize = 3;
/// Where many places hold the same words, so many more of the claimed occasion are looked at, if they have this share of the best
/// votes.
const MOST_CLAIMED: usize = 3;
const EQUAL: f32 = 0.9;
const MOST_EQUAL: usize = 1000;
/// How many words two hits may be off one diagonal and still vote for one place.
const DRIFT: i64 = 10;
/// Words added on both sides of a place.
const MARGIN: u32 = 10;

/// A pair of the quotation that stands in the record.
#[derive(Debug, Clone, Copy)]
struct Hit {
    /// Two documents never vote for one place, however short they are.
    document: usize,
    /// Its position in the record less that in the quotation.
    diagonal: i64,
    at: usize,
    weight: f32,
}

struct Lookup {
    gram: Gram,
    at: usize,
    count: usize,
}

/// The likeliest places, in the order of the record. Empty when nothing of the quotation is on record.
pub fn locate(quoted: &Quoted, occasion: &Occasion<'_>, corpus: &Corpus) -> Vec<Window> {
    let length = quoted.words.len();
    if corpus.is_shortlist() {
        return whole(corpus);
    }
    if length == 1 {
        return single(quoted, corpus);
    }
    let lookups = lookups(quoted, corpus);
    let mut hits: Vec<Hit> = Vec::new();
    let total = f64::from(corpus.len().max(2));
    for lookup in &lookups {
        let weight = (total / lookup.count.max(1) as f64).ln() as f32;
        hits.extend(corpus.find(lookup.gram).take(MOST_OF_ONE).map(|position| Hit {
            document: corpus.document_at(position),
            diagonal: i64::from(position) - lookup.at as i64,
            at: lookup.at,
            weight,
        }));
    }
    hits.sort_unstable_by_key(|hit| (hit.document, hit.diagonal, hit.at));
    let clusters = clusters(&hits, length);
    let mut kept = choose(clusters, length, |document| occasion.is_of(corpus, document));
    kept.sort_by_key(|cluster| (cluster.document, cluster.first));
    windows(&kept, length as u32, corpus)
}

/// The pairs to look up: every one whose postings fit the budget, and the rarest of each stretch.
fn lookups(quoted: &Quoted, corpus: &Corpus) -> Vec<Lookup> {
    let words = &quoted.words;
    // A bracketed phrase stands for about one word; pairs reach over it.
    let slots: Vec<usize> =
        (0..words.len()).filter(|&i| !(words[i].bracketed && i > 0 && words[i - 1].bracketed)).collect();
    let mut all = Vec::with_capacity(slots.len() * 2);
    for (slot, &i) in slots.iter().enumerate() {
        if words[i].bracketed {
            continue;
        }
        for (step, make) in [(1, Gram::pair as fn(_, _) -> Gram), (2, Gram::skip)] {
            let Some(&j) = slots.get(slot + step) else { continue };
            let broken = slots[slot + 1..=slot + step].iter().any(|&k| words[k].after_ellipsis);
            if words[j].bracketed || broken {
                continue;
            }
            for (first, second) in spellings(quoted, i, j) {
                let gram = make(first, second);
                let count = corpus.count(gram);
                if count > 0 {
                    all.push(Lookup { gram, at: i, count });
                }
            }
        }
    }
    all.sort_by_key(|lookup| lookup.count);
    let blocks = words.len() / BLOCK + 1;
    let mut for_block = vec![0usize; blocks];
    let mut sum = 0;
    all.retain(|lookup| {
        let block = &mut for_block[(lookup.at / BLOCK).min(blocks - 1)];
        let wanted = sum + lookup.count <= MOST_POSTINGS || *block == 0 || *block + lookup.count <= MOST_FOR_BLOCK;
        if wanted {
            sum += lookup.count;
            *block += lookup.count;
        }
        wanted
    });
    all
}

#[derive(Debug, Clone)]
struct Cluster {
    document: usize,
    /// Smallest and largest diagonal.
    first: i64,
    last: i64,
    score: f32,
    /// The score by stretch of the quotation.
    stretches: Vec<f32>,
}

fn clusters(hits: &[Hit], length: usize) -> Vec<Cluster> {
    let mut found: Vec<Cluster> = Vec::new();
    let mut at = 0;
    let mut seen: Vec<usize> = Vec::new();
    while at < hits.len() {
        let mut end = at + 1;
        while end < hits.len()
            && hits[end].document == hits[at].document
            && hits[end].diagonal - hits[end - 1].diagonal <= DRIFT
            && hits[end].diagonal - hits[at].diagonal <= 4 * DRIFT
        {
            end += 1;
        }
        let mut stretches = vec![0.0; length / BLOCK + 1];
        seen.clear();
        for hit in &hits[at..end] {
            if !seen.contains(&hit.at) {
                seen.push(hit.at);
                stretches[hit.at / BLOCK] += hit.weight;
            }
        }
        let score = stretches.iter().sum();
        let (document, first, last) = (hits[at].document, hits[at].diagonal, hits[end - 1].diagonal);
        found.push(Cluster { document, first, last, score, stretches });
        at = end;
    }
    found
}

/// The best clusters of the whole quotation, and the best of each of its stretches; of the best, those of the claimed occasion
/// in any case.
fn choose(clusters: Vec<Cluster>, length: usize, is_claimed: impl Fn(usize) -> bool) -> Vec<Cluster> {
    let mut keep = vec![false; clusters.len()];
    let mut order: Vec<usize> = (0..clusters.len()).collect();
    let mut take = |order: &mut Vec<usize>, most: usize, score: &dyn Fn(&Cluster) -> f32| {
        let by_score = |&a: &usize, &b: &usize| score(&clusters[b]).total_cmp(&score(&clusters[a])).then(a.cmp(&b));
        if order.len() > most {
            order.select_nth_unstable_by(most, by_score);
        }
        for &index in order.iter().take(most) {
            if score(&clusters[index]) > 0.0 {
                keep[index] = true;
            }
        }
    };
    take(&mut order, MOST_WINDOWS, &|cluster| cluster.score);
    for stretch in 0..=length / BLOCK {
        take(&mut order, MOST_FOR_STRETCH, &|cluster| cluster.stretches.get(stretch).copied().unwrap_or(0.0));
    }
    let best = clusters.iter().map(|cluster| cluster.score).fold(0.0, f32::max);
    if clusters.len() > MOST_WINDOWS {
        let claimed = (0..clusters.len())
            .filter(|&index| clusters[index].score >= EQUAL * best)
            .take(MOST_EQUAL)
            .filter(|&index| is_claimed(clusters[index].document));
        claimed.take(MOST_CLAIMED).for_each(|index| keep[index] = true);
    }
    clusters.into_iter().zip(keep).filter_map(|(cluster, keep)| keep.then_some(cluster)).collect()
}

fn windows(clusters: &[Cluster], length: u32, corpus: &Corpus) -> Vec<Window> {
    let mut found: Vec<Window> = Vec::new();
    for cluster in clusters {
        // The diagonal may begin before the document.
        let document = cluster.document;
        let bounds = corpus.positions_of(document);
        let start = (cluster.first.max(0) as u32).saturating_sub(MARGIN).max(bounds.start);
        let end = (cluster.last.max(0) as u32).saturating_add(length + MARGIN).min(bounds.end);
        if start >= end {
            continue;
        }
        match found.last_mut() {
            Some(last) if last.document == document && start <= last.positions.end => {
                last.positions.end = last.positions.end.max(end);
                last.score = last.score.max(cluster.score);
            }
            _ => found.push(Window { positions: start..end, document, score: cluster.score }),
        }
    }
    found
}

/// The pairs of neighbouring words with which a quotation is looked up in a record.
pub fn pairs(quoted: &Quoted) -> Vec<Pair> {
    let content = |form| u8::from(lexicon::is_content(form));
    let own: Vec<(usize, &[QuotedWord])> = quoted
        .words
        .windows(2)
        .enumerate()
        .filter(|(_, pair)| !pair[0].bracketed && !pair[1].bracketed && !pair[1].after_ellipsis)
        .collect();
    let mut pairs: Vec<Pair> = own
        .iter()
        .map(|(at, pair)| Pair {
            gram: Gram::pair(pair[0].form, pair[1].form),
            at: *at,
            content: content(pair[0].form) + content(pair[1].form),
        })
        .collect();
    if !quoted.variants.is_empty() {
        for (at, _) in own {
            // Looked up last: most records are spelled as the text is.
            let other = spellings(quoted, at, at + 1).skip(1);
            pairs.extend(other.map(|(first, second)| Pair { gram: Gram::pair(first, second), at, content: 0 }));
        }
    }
    pairs
}

/// A pair of quoted words, as it is spelled and then as it may be.
fn spellings(quoted: &Quoted, first: usize, second: usize) -> impl Iterator<Item = (Form, Form)> + '_ {
    let all = |at: usize| quoted.words.get(at).map(|word| word.form).into_iter().chain(quoted.variants_of(at));
    all(first).flat_map(move |one| all(second).map(move |other| (one, other)))
}

/// All of what was found in a record for this quotation.
fn whole(corpus: &Corpus) -> Vec<Window> {
    (0..corpus.documents().len())
        .map(|document| Window { positions: corpus.positions_of(document), document, score: 1.0 })
        .filter(|window| !window.positions.is_empty())
        .collect()
}

fn single(quoted: &Quoted, corpus: &Corpus) -> Vec<Window> {
    let Some(word) = quoted.words.first() else { return Vec::new() };
    corpus
        .find_word(word.form)
        .take(MOST_WINDOWS)
        .map(|position| Window {
            positions: position..position + 1,
            document: corpus.document_at(position),
            score: 1.0,
        })
        .collect()
}
