//! A record answers as the same documents do in memory: every golden case, looked up through the index.

use crate::cases::{Case, themes};
use crate::golden::claim;
use onrecord_check::{Claim, Evidence, Finding, Verdict};
use onrecord_record::store::Addition;
use onrecord_record::{Corpus, Digest, Held, RecordSearch, Store};

/// What must be the same.
fn told(finding: &Finding) -> String {
    let passages: Vec<_> = finding
        .passages
        .iter()
        .take(1)
        .map(|passage| (&passage.document, &passage.range, &passage.text, &passage.speaker, passage.grade))
        .collect();
    format!("{} {:?} {passages:?} {:?}", finding.verdict, finding.flags, finding.coverage)
}

/// A record in a folder, with these documents.
fn kept(path: &std::path::Path, held: &[Held]) -> Evidence {
    let mut store = Store::create(path).expect("a record");
    let mut batch = store.batch().expect("begun");
    for one in held {
        // What a theme states of a source is metadata beside it.
        let beside = Some(Digest::of(one.name.as_bytes()));
        let document = one.document.clone();
        let addition = Addition::prepare(&one.name, one.document.text.as_bytes(), document, beside).expect("sound");
        batch.add(&addition).expect("added");
    }
    batch.finish().expect("written");
    drop(store);
    Evidence::Record(RecordSearch::open(path).expect("opened").expect("all of it is in the index"))
}

#[test]
fn a_record_answers_as_its_documents_do() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut compared, mut differ) = (0, Vec::new());
    for (name, theme) in themes() {
        let held: Vec<Held> = theme.sources.iter().map(|source| source.held()).collect();
        let path = folder.path().join(format!("{name}.record"));
        let (in_memory, on_record) = (Evidence::Documents(Box::new(Corpus::new(held.clone()))), kept(&path, &held));
        let claims = || theme.cases.iter().map(|case: &Case| claim(case)).collect();
        let expected = in_memory.check_all(claims(), || {}).expect("checked");
        let found = on_record.check_all(claims(), || {}).expect("checked");
        for (one, other) in expected.iter().zip(&found) {
            compared += 1;
            if told(one) != told(other) {
                differ.push(format!("{name} {}\n  memory {}\n  record {}", one.claim.id, told(one), told(other)));
            }
        }
    }
    assert!(compared > 300);
    // A few words that many places share may be looked for in others of these places.
    assert!(differ.len() * 100 <= compared, "{} of {compared} differ:\n{}", differ.len(), differ.join("\n"));
}

/// A sentence that no other is like.
fn sentence(number: usize) -> String {
    let word =
        |prime: usize| ["harbour", "bridge", "orchard", "museum", "ferry", "granary", "tower"][number * prime % 7];
    format!("In year {number} the {} and the {} were painted beside the {}.", word(1), word(3), word(5))
}

/// Words are taken apart only near a place; what is shown of its surroundings reaches further.
#[test]
fn what_was_asked_and_said_around_is_shown_from_a_record_too() {
    let said = |from: usize| (from..from + 7).map(sentence).collect::<Vec<_>>().join(" ");
    let mut text = String::new();
    for turn in 0..30 {
        let question = format!("What was painted before the storm of {turn}?");
        text.push_str(&format!("Per Lund: {question}\n\nAna Ruiz: {}\n\n", said(turn * 7)));
    }
    let document = onrecord_read::read(text.as_bytes(), &onrecord_read::Hint::default()).expect("read");
    let held = vec![Held { name: "talk.txt".into(), reference: None, document }];
    let folder = tempfile::tempdir().expect("a folder");
    let on_record = kept(&folder.path().join("talk.record"), &held);
    let in_memory = Evidence::Documents(Box::new(Corpus::new(held)));
    let claims = || {
        (70..140)
            .map(|number| Claim { id: number.to_string(), text: sentence(number), ..Claim::default() })
            .collect::<Vec<_>>()
    };
    let (expected, found) = (in_memory.check_all(claims(), || {}), on_record.check_all(claims(), || {}));
    for (one, other) in expected.expect("checked").iter().zip(&found.expect("checked")) {
        let around = |finding: &Finding| {
            let passage = finding.passages.first().expect("a passage").clone();
            (passage.range, passage.before, passage.after, passage.asked)
        };
        assert_eq!(around(one), around(other), "{}", one.claim.id);
        let asked = around(other).3.expect("a question").text;
        let turn = one.claim.id.parse::<usize>().expect("a number") / 7;
        assert_eq!(asked, format!("What was painted before the storm of {turn}?"));
    }
}

/// What stands behind a mark may be far off, and too frequent to have been looked up.
#[test]
fn what_a_mark_leaves_out_may_be_long() {
    let frequent = "and that is why we are here today because we will do it again";
    // Words that stand nowhere else.
    let mut last = 0;
    let mut filler = |words: usize| {
        last += words;
        (last - words..last).map(|at| format!("{}{at}", ["vata", "koru", "mide"][at % 3])).collect::<Vec<_>>().join(" ")
    };
    let mut text = String::new();
    for _ in 0..1200 {
        text.push_str(&format!("Ana Ruiz: {} {frequent}. {}\n\nPer Lund: Yes.\n\n", filler(40), filler(40)));
    }
    let mut quotes = Vec::new();
    for gap in [30, 50, 70, 90, 110] {
        let rare = filler(12);
        for (one, other) in [(rare.as_str(), frequent), (frequent, rare.as_str())] {
            let (before, between, after) = (filler(200), filler(gap), filler(300));
            text.push_str(&format!("Ana Ruiz: {before} {one}. {between} {other}. {after}\n\nPer Lund: Yes.\n\n"));
            quotes.push(format!("{one} … {other}"));
        }
    }
    let document = onrecord_read::read(text.as_bytes(), &onrecord_read::Hint::default()).expect("read");
    let held = vec![Held { name: "talk.txt".into(), reference: None, document }];
    let folder = tempfile::tempdir().expect("a folder");
    let on_record = kept(&folder.path().join("talk.record"), &held);
    let claims = quotes.into_iter().map(|text| Claim { text, ..Claim::default() }).collect();
    for finding in on_record.check_all(claims, || {}).expect("checked") {
        assert_eq!(finding.verdict, Verdict::Marked, "{}", finding.claim.text);
    }
}
