//! What a finding shows as nearest where nothing is found: places that share something telling, and nothing else.

use onrecord_check::{Checker, Claim, Verdict};
use onrecord_quote::{Mention, Quotation, QuotationKind};
use onrecord_read::{Hint, read};
use onrecord_record::{Corpus, Held};

const RECORD: &str = "Anja Revell: What are your plans?

Rosa Quint: The new quay will be ready by 2031. We counted the fishing boats of the northern fjord in the dark. Ferry crews work until noon.

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

/// One word of a short quotation may be another where the claimed event speaks for the place; not where the text gives the words
/// to somebody whom it only describes.
#[test]
fn the_event_does_not_speak_for_the_words_of_somebody_described() {
    let document = read(RECORD.as_bytes(), &Hint::named("record.txt")).expect("it is read");
    let mut held = Held { name: "record.txt".into(), reference: None, document };
    held.document.event = Some("Evening of the northern fjord".into());
    let corpus = Corpus::new(vec![held]);
    let check = |mention: Option<Mention>| {
        let quotation = mention.map(|mention| Quotation {
            range: 0..0,
            kind: QuotationKind::Direct,
            speaker: Some(mention),
            cue: None,
            language: None,
            inner: false,
            confidence: 1.0,
        });
        let event = Some("Evening of the northern fjord".into());
        let text = "Ferry crews sleep until noon".into();
        Checker::new(&corpus).check(Claim { text, event, quotation, ..Claim::default() }).verdict
    };
    assert_eq!(check(None), Verdict::Altered);
    let reader = Mention { text: "a reader".into(), range: 0..0, name: None };
    assert_eq!(check(Some(reader)), Verdict::Unfound);
}
