//! Pairs of words and where they stand: the fingerprints by which a quotation finds its passage.
//!
//! Indexed are each word with its neighbour and each word with the next but one, so that one changed word in three still
//! leaves pairs to find. Postings are sorted by a 32-bit key into buckets; a bucket holds a few keys and is read through.

use onrecord_text::Form;

/// A pair of words, `skip` words apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Gram(u32);

impl Gram {
    /// Two words side by side.
    pub fn pair(first: Form, second: Form) -> Gram {
        Gram::mix(first.0, second.0, 0x9e37_79b9)
    }

    /// Two words with one between them.
    pub fn skip(first: Form, third: Form) -> Gram {
        Gram::mix(first.0, third.0, 0x7f4a_7c15)
    }

    /// Two words side by side where no quotation is looked for: in headings and the like. Searches find these, and they do not
    /// stand in the way of what was said.
    pub(crate) fn aside(first: Form, second: Form) -> Gram {
        Gram::mix(first.0, second.0, 0x2545_f491)
    }

    /// The pair as a number, spread evenly over 32 bits.
    pub(crate) fn hash(self) -> u32 {
        self.0
    }

    fn mix(a: u32, b: u32, salt: u32) -> Gram {
        let mut hash = (a ^ salt).wrapping_mul(0x85eb_ca6b).rotate_left(13) ^ b;
        hash = (hash ^ (hash >> 16)).wrapping_mul(0xc2b2_ae35);
        Gram(hash ^ (hash >> 15))
    }
}

/// The index: the places of pairs, in the order of their grams, then of their positions.
///
/// A place is kept in 32 bits and the gram not at all: it is worked out again from the words that stand there. So the words are
/// asked for with every look, and have to be those that the index was built of.
#[derive(Debug, Default)]
pub(super) struct Grams {
    places: Vec<Place>,
    /// First place of each bucket, and one past the last.
    buckets: Vec<u32>,
    shift: u32,
}

/// So many places are in a bucket on average: a look halves them a few times, and more buckets take more room than they save time.
const IN_A_BUCKET: usize = 8;

/// The places are sorted in so many parts, by the first bits of their grams: what is sorted at a time stays near the processor,
/// and needs little room besides.
const LOG_PARTS: u32 = 5;

/// Fewer places are sorted on one thread.
const FEW: usize = 1 << 18;

/// Where a pair begins, and which of the two it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Place(u32);

impl Place {
    /// Of a position below 2^31.
    fn new(position: u32, skips: bool) -> Place {
        Place(position << 1 | u32::from(skips))
    }

    fn position(self) -> u32 {
        self.0 >> 1
    }

    fn gram(self, forms: &[Form]) -> Gram {
        let form = |at: usize| forms.get(at).copied().unwrap_or_default();
        let at = self.position() as usize;
        if self.0 & 1 == 0 { Gram::pair(form(at), form(at + 1)) } else { Gram::skip(form(at), form(at + 2)) }
    }
}

impl Grams {
    /// Indexes words; pairs do not cross from one document into the next.
    pub(super) fn build(forms: &[Form], firsts: &[u32]) -> Grams {
        let expected = forms.len().saturating_mul(2);
        if expected == 0 || expected > u32::MAX as usize {
            return Grams::default();
        }
        let log = (usize::BITS - (expected / IN_A_BUCKET).max(1).leading_zeros()).clamp(1, 26);
        let shift = 32 - log;
        let mut buckets = vec![0u32; (1usize << log) + 1];
        each(forms, firsts, |gram, _| buckets[(gram.0 >> shift) as usize + 1] += 1);
        for i in 1..buckets.len() {
            buckets[i] += buckets[i - 1];
        }
        let total = buckets.last().copied().unwrap_or(0) as usize;
        let mut places = vec![Place::default(); total];
        // Each into its part, in the order of positions.
        let log_parts = LOG_PARTS.min(log);
        let in_part = 1usize << (log - log_parts);
        let mut next: Vec<u32> = buckets.iter().step_by(in_part).copied().collect();
        each(forms, firsts, |gram, place| {
            let slot = &mut next[(gram.0 >> (32 - log_parts)) as usize];
            places[*slot as usize] = place;
            *slot += 1;
        });
        // Then each part by itself.
        let mut parts = Vec::new();
        let mut rest = places.as_mut_slice();
        for (number, bounds) in buckets.windows(in_part + 1).step_by(in_part).enumerate() {
            let (places, behind) = rest.split_at_mut((bounds[in_part] - bounds[0]) as usize);
            parts.push(Part { places, bounds, first: number * in_part });
            rest = behind;
        }
        let threads = if total < FEW { 1 } else { std::thread::available_parallelism().map_or(1, usize::from) };
        let share = parts.len().div_ceil(threads).max(1);
        std::thread::scope(|scope| {
            let mut shares = parts.chunks_mut(share);
            let own = shares.next();
            for share in shares {
                scope.spawn(move || sort(share, forms, shift));
            }
            sort(own.unwrap_or_default(), forms, shift);
        });
        Grams { places, buckets, shift }
    }

    fn bucket(&self, gram: Gram) -> &[Place] {
        let index = (gram.0.checked_shr(self.shift).unwrap_or(0)) as usize;
        match (self.buckets.get(index), self.buckets.get(index + 1)) {
            (Some(&first), Some(&end)) => self.places.get(first as usize..end as usize).unwrap_or(&[]),
            _ => &[],
        }
    }

    fn matching(&self, gram: Gram, forms: &[Form]) -> &[Place] {
        let bucket = self.bucket(gram);
        let first = bucket.partition_point(|place| place.gram(forms) < gram);
        let rest = bucket.get(first..).unwrap_or(&[]);
        let count = rest.partition_point(|place| place.gram(forms) == gram);
        rest.get(..count).unwrap_or(&[])
    }

    pub(super) fn count(&self, gram: Gram, forms: &[Form]) -> usize {
        self.matching(gram, forms).len()
    }

    pub(super) fn find(&self, gram: Gram, forms: &[Form]) -> impl Iterator<Item = u32> + '_ {
        self.matching(gram, forms).iter().map(|place| place.position())
    }
}

/// The places of some buckets that follow each other.
struct Part<'a> {
    places: &'a mut [Place],
    /// First place of each bucket, and one past the last.
    bounds: &'a [u32],
    /// The number of the first bucket.
    first: usize,
}

/// Puts the places of parts into their buckets, and sorts those.
fn sort(parts: &mut [Part<'_>], forms: &[Form], shift: u32) {
    let mut sorted: Vec<u64> = Vec::new();
    let mut next: Vec<u32> = Vec::new();
    for part in parts {
        let base = part.bounds.first().copied().unwrap_or(0);
        next.clear();
        next.extend(part.bounds.iter().map(|bound| bound - base));
        sorted.clear();
        sorted.resize(part.places.len(), 0);
        for place in part.places.iter() {
            let gram = place.gram(forms).0;
            let slot = &mut next[(gram >> shift) as usize - part.first];
            sorted[*slot as usize] = u64::from(gram) << 32 | u64::from(place.0);
            *slot += 1;
        }
        for pair in part.bounds.windows(2) {
            if let Some(bucket) = sorted.get_mut((pair[0] - base) as usize..(pair[1] - base) as usize) {
                bucket.sort_unstable();
            }
        }
        for (place, sorted) in part.places.iter_mut().zip(&sorted) {
            *place = Place(*sorted as u32);
        }
    }
}

fn each(forms: &[Form], firsts: &[u32], mut f: impl FnMut(Gram, Place)) {
    for bounds in firsts.windows(2) {
        let (first, end) = (bounds[0] as usize, bounds[1] as usize);
        let Some(document) = forms.get(first..end) else { continue };
        for (position, window) in (first as u32..).zip(document.windows(2)) {
            f(Gram::pair(window[0], window[1]), Place::new(position, false));
            if let Some(third) = document.get((position as usize - first) + 2) {
                f(Gram::skip(window[0], *third), Place::new(position, true));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    #[test]
    fn every_pair_is_found_where_it_stands_and_not_across_documents() {
        let forms: Vec<Form> = [1, 2, 3, 1, 2, 9, 1, 2].map(Form).to_vec();
        let grams = Grams::build(&forms, &[0, 5, 8]);
        let at = |gram| grams.find(gram, &forms).collect::<Vec<_>>();
        assert_eq!(at(Gram::pair(Form(1), Form(2))), [0, 3, 6]);
        assert_eq!(at(Gram::skip(Form(1), Form(3))), [0]);
        assert_eq!(at(Gram::pair(Form(2), Form(9))), [] as [u32; 0]);
        assert_eq!(grams.count(Gram::pair(Form(7), Form(7)), &forms), 0);
    }

    #[test]
    fn many_words_on_several_threads_are_found_like_few() {
        // Some forms are frequent and some are rare; documents of all lengths, empty ones and those of one word too.
        let mut seed = 7_u64;
        let mut random = |below: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % below
        };
        let forms: Vec<Form> = (0..FEW as u64)
            .map(|_| {
                let below = 1 << random(16);
                Form((random(below) as u32).wrapping_mul(0x9e37_79b9))
            })
            .collect();
        let mut firsts = vec![0];
        while let Some(&last) = firsts.last().filter(|&&last| (last as usize) < forms.len()) {
            firsts.push((last + random(2000) as u32).min(forms.len() as u32));
        }
        let grams = Grams::build(&forms, &firsts);
        let mut expected: HashMap<Gram, Vec<u32>> = HashMap::new();
        for bounds in firsts.windows(2) {
            for at in bounds[0]..bounds[1] {
                let form = |at: u32| (at < bounds[1]).then(|| forms[at as usize]);
                let pairs = [
                    form(at + 1).map(|next| Gram::pair(forms[at as usize], next)),
                    form(at + 2).map(|third| Gram::skip(forms[at as usize], third)),
                ];
                pairs.into_iter().flatten().for_each(|gram| expected.entry(gram).or_default().push(at));
            }
        }
        assert_eq!(grams.places.len(), expected.values().map(Vec::len).sum::<usize>());
        for (gram, positions) in expected {
            assert_eq!(grams.count(gram, &forms), positions.len());
            assert!(grams.find(gram, &forms).eq(positions));
        }
    }
}
