//! A placement that uses the same recorded words twice joins no two places: something was put in between them.
//!
//! Of "I was a minister, and I know what it is to wait" a quoter makes "I was a minister, and I am proud of it, and I know what it
//! is to wait". The words "and I" answer to the first "and I" as well as to the second, and the chain of
//! [`crate::chain`] goes back for them. Here it is read as it was made: straight on, with the new words as an insertion.

use crate::chain::{Anchor, Placement};

/// The same placement without going back over words that it has used already; `None` where it does not do that.
pub(crate) fn straightened(placement: &Placement) -> Option<Placement> {
    let mut anchors: Vec<Anchor> = Vec::with_capacity(placement.anchors.len());
    let mut goes_back = false;
    for anchor in &placement.anchors {
        // Only where the way back ends among the words just used: further back is another place.
        let among =
            anchors.iter().any(|before| before.recorded < anchor.recorded && anchor.recorded < before.recorded_end());
        if among {
            goes_back = true;
            anchors.retain(|before| before.recorded < anchor.recorded);
            if let Some(before) = anchors.last_mut() {
                let room = (anchor.recorded - before.recorded) as usize;
                before.length = before.length.min(room);
            }
        }
        anchors.push(anchor.clone());
    }
    let straight = anchors.windows(2).all(|pair| pair[0].recorded_end() <= pair[1].recorded);
    (goes_back && straight).then_some(Placement { anchors, score: placement.score })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn placement(anchors: &[(usize, u32, usize)]) -> Placement {
        let anchor = |&(quoted, recorded, length): &(usize, u32, usize)| Anchor { quoted, recorded, length };
        Placement { anchors: anchors.iter().map(anchor).collect(), score: 1.0 }
    }

    #[test]
    fn only_what_goes_back_over_its_own_words_is_straightened() {
        let straight = straightened(&placement(&[(0, 100, 10), (13, 120, 2), (15, 108, 9)])).unwrap();
        assert_eq!(straight.anchors, placement(&[(0, 100, 8), (15, 108, 9)]).anchors);
        assert_eq!(straightened(&placement(&[(0, 100, 10), (12, 115, 9)])), None);
        assert_eq!(straightened(&placement(&[(0, 100, 10), (12, 40, 9)])), None);
    }
}
