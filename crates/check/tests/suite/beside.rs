//! A quotation that a text cuts in two: what it quotes right beside a piece is not cut off there.

use onrecord_check::{Checker, Claim, Flag, set_beside};
use onrecord_read::{Hint, read};
use onrecord_record::{Corpus, Held};
use std::ops::Range;

const RECORD: &str = "Anja Revell: What about the schools?

Rosa Quint: Good evening. We will keep the school in the valley open, but only for the smaller children. I do not think that the \
older ones will mind. And the evening is still young.

Anja Revell: Thank you for that.
";
const WHOLE: &str = "We will keep the school in the valley open";

fn claim(text: &str, range: Range<usize>, speaker: Option<&str>) -> Claim {
    let speaker = speaker.map(str::to_owned);
    Claim { input: "article.txt".into(), text: text.into(), range: Some(range), speaker, ..Claim::default() }
}

/// Whether each of two pieces is flagged as cut off, with so many bytes between them.
fn cut_off(first: (&str, Option<&str>), second: (&str, Option<&str>), between: usize) -> [bool; 2] {
    let document = read(RECORD.as_bytes(), &Hint::named("record.txt")).expect("it is read");
    let corpus = Corpus::new(vec![Held { name: "record.txt".into(), reference: None, document }]);
    let end = first.0.len();
    let begin = end + between;
    let mut claims = [claim(first.0, 0..end, first.1), claim(second.0, begin..begin + second.0.len(), second.1)];
    set_beside(&mut claims);
    claims.map(|claim| Checker::new(&corpus).check(claim).flags.contains(&Flag::CutOff))
}

#[test]
fn what_is_quoted_next_is_not_cut_off() {
    for next in ["but only for the smaller children", "But only for the", "only for the smaller children"] {
        assert_eq!(cut_off((WHOLE, Some("Rosa Quint")), (next, None), 30), [false, false], "{next}");
    }
}

#[test]
fn what_was_quoted_before_turns_nothing_round() {
    for second in ["that the older ones will mind", "the older ones will mind"] {
        assert_eq!(cut_off(("I do not think", None), (second, None), 20), [false, false], "{second}");
    }
}

#[test]
fn other_words_another_speaker_or_another_place_leave_it_cut_off() {
    let next = "but only for the smaller children";
    assert!(cut_off((WHOLE, None), ("And the evening is still young", None), 30)[0], "other words");
    assert!(cut_off((WHOLE, Some("Rosa Quint")), (next, Some("Joss Hale")), 30)[0], "somebody else's");
    assert!(cut_off((WHOLE, None), (next, None), 2_000)[0], "far away");
    assert!(cut_off(("Good evening", None), ("the older ones will mind", None), 30)[1], "other words before");
}
