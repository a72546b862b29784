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

/// The index: postings `(key, position)` packed into 64 bits, in the order of keys, then positions.
#[derive(Debug, Default)]
pub(super) struct Grams {
    postings: Vec<u64>,
    /// First posting of each bucket, and one past the last.
    buckets: Vec<u32>,
    shift: u32,
}

impl Grams {
    /// Indexes words; pairs do not cross from one document into the next.
    pub(super) fn build(forms: &[Form], firsts: &[u32]) -> Grams {
        let expected = forms.len().saturating_mul(2);
        if expected == 0 || expected > u32::MAX as usize {
            return Grams::default();
        }
        let log = usize::BITS - (expected / 4).max(1).leading_zeros();
        let shift = 32 - log.clamp(1, 26);
        let mut counts = vec![0u32; (1usize << (32 - shift)) + 1];
        each(forms, firsts, |gram, _| counts[(gram.0 >> shift) as usize + 1] += 1);
        for i in 1..counts.len() {
            counts[i] += counts[i - 1];
        }
        let total = counts.last().copied().unwrap_or(0) as usize;
        let mut next = counts.clone();
        let mut postings = vec![0u64; total];
        each(forms, firsts, |gram, position| {
            let slot = &mut next[(gram.0 >> shift) as usize];
            postings[*slot as usize] = u64::from(gram.0) << 32 | u64::from(position);
            *slot += 1;
        });
        for pair in counts.windows(2) {
            if let Some(bucket) = postings.get_mut(pair[0] as usize..pair[1] as usize) {
                bucket.sort_unstable();
            }
        }
        Grams { postings, buckets: counts, shift }
    }

    fn bucket(&self, gram: Gram) -> &[u64] {
        let index = (gram.0.checked_shr(self.shift).unwrap_or(0)) as usize;
        match (self.buckets.get(index), self.buckets.get(index + 1)) {
            (Some(&first), Some(&end)) => self.postings.get(first as usize..end as usize).unwrap_or(&[]),
            _ => &[],
        }
    }

    fn matching(&self, gram: Gram) -> &[u64] {
        let bucket = self.bucket(gram);
        let first = bucket.partition_point(|posting| (posting >> 32) < u64::from(gram.0));
        let rest = bucket.get(first..).unwrap_or(&[]);
        let count = rest.partition_point(|posting| (posting >> 32) == u64::from(gram.0));
        rest.get(..count).unwrap_or(&[])
    }

    pub(super) fn count(&self, gram: Gram) -> usize {
        self.matching(gram).len()
    }

    pub(super) fn find(&self, gram: Gram) -> impl Iterator<Item = u32> + '_ {
        self.matching(gram).iter().map(|posting| *posting as u32)
    }
}

fn each(forms: &[Form], firsts: &[u32], mut f: impl FnMut(Gram, u32)) {
    for bounds in firsts.windows(2) {
        let (first, end) = (bounds[0] as usize, bounds[1] as usize);
        let Some(document) = forms.get(first..end) else { continue };
        for (i, pair) in document.windows(2).enumerate() {
            f(Gram::pair(pair[0], pair[1]), (first + i) as u32);
        }
        for (i, triple) in document.windows(3).enumerate() {
            f(Gram::skip(triple[0], triple[2]), (first + i) as u32);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_is_found_where_it_stands_and_not_across_documents() {
        let forms: Vec<Form> = [1, 2, 3, 1, 2, 9, 1, 2].map(Form).to_vec();
        let grams = Grams::build(&forms, &[0, 5, 8]);
        let at = |gram| grams.find(gram).collect::<Vec<_>>();
        assert_eq!(at(Gram::pair(Form(1), Form(2))), [0, 3, 6]);
        assert_eq!(at(Gram::skip(Form(1), Form(3))), [0]);
        assert_eq!(at(Gram::pair(Form(2), Form(9))), [] as [u32; 0]);
        assert_eq!(grams.count(Gram::pair(Form(7), Form(7))), 0);
    }
}
