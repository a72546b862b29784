//! What a finding shows as nearest where nothing is found: places that share something telling, and nothing else.

use onrecord_check::{Checker, Claim, Verdict};
use onrecord_read::{Hint, read};
use onrecord_record::{Corpus, Held};

const RECORD: &str = "Anja Revell: What are your plans?

Rosa Quint: The new quay will be ready by 2031. We counted the fishing boats of the northern fjord in the dark.

Anja Revell: Thank you for that.
";

/// The nearest passages of a quotation that is not on record.
fn nearest(quotation: &str) -> Vec<String> {
    nearest_of(quotation, None, RECORD)
}

fn nearest_of(quotation: &str, speaker: Option<&str>, record: &str) -> Vec<String> {
    let document = read(record.as_bytes(), &Hint::named("record.txt")).expect("it is read");
    let corpus = Corpus::new(vec![Held { name: "record.txt".into(), reference: None, document }]);
    let finding = Checker::new(&corpus).check(Claim {
        text: quotation.into(),
        speaker: speaker.map(str::to_owned),
        ..Claim::default()
    });
    assert_eq!(finding.verdict, Verdict::Unfound, "{quotation}");
    finding.passages.into_iter().map(|passage| passage.text).collect()
}

#[test]
fn a_phrase_that_anybody_uses_is_not_near() {
    assert_eq!(nearest("They should abolish every ministry by 2031"), Vec::<String>::new());
}

#[test]
fn words_that_tell_something_are() {
    let found = nearest("Nobody has ever sunk the fishing boats of the northern fjord for money alone or for fame");
    assert!(found.first().is_some_and(|text| text.contains("fishing boats")), "{found:?}");
}

#[test]
fn of_places_that_share_as_much_those_of_the_claimed_speaker_come_first() {
    let record =
        "Anja Revell: We counted the fishing boats of the northern fjord before the storm, one after the other.

Rosa Quint: I saw the fishing boats of the northern fjord on Sunday, and they had no crews.

Anja Revell: Thank you for that, and good night.
";
    let claim = "Nobody has ever sunk the fishing boats of the northern fjord for money alone or for fame";
    for (speaker, words) in [("Anja Revell", "counted"), ("Rosa Quint", "saw")] {
        let found = nearest_of(claim, Some(speaker), record);
        let own = record.lines().find(|line| line.starts_with(speaker) && line.contains(words)).expect("a line");
        assert!(found.first().is_some_and(|text| own.contains(text.as_str())), "{speaker}: {found:?}");
    }
}
