//! Which strings are English words: so that a plain misspelling is told from another word.
//!
//! A Bloom filter over SCOWL's word lists (`data/README.md` says how it is made and under which terms). It never misses a
//! word of the lists, and takes four other strings in a thousand for one.

use crate::token::Form;

static FILTER: &[u8] = include_bytes!("../data/english-words.bloom");

/// Whether a folded word of four letters or more is an English word.
pub fn is_word(form: Form) -> bool {
    let step = form.0.wrapping_mul(0x9e37_79b1) | 1;
    (0..4u32).all(|i| {
        let place = form.0.wrapping_add(step.wrapping_mul(i)) >> 12;
        FILTER.get((place >> 3) as usize).is_some_and(|byte| byte & (1 << (place & 7)) != 0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_slips() {
        for word in ["incite", "invite", "adapt", "adopt", "untie", "casual", "government", "persecute", "colour"] {
            assert!(is_word(Form::of(word)), "{word}");
        }
        for slip in ["goverment", "recieve", "minsiter", "definately", "harbuor"] {
            assert!(!is_word(Form::of(slip)), "{slip}");
        }
    }
}
