//! A record answers as the same documents do in memory: every golden case, looked up through the index.

use crate::cases::{Case, themes};
use crate::golden::claim;
use onrecord_check::{Evidence, Finding};
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

#[test]
fn a_record_answers_as_its_documents_do() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut compared, mut differ) = (0, Vec::new());
    for (name, theme) in themes() {
        let held: Vec<Held> = theme.sources.iter().map(|source| source.held()).collect();
        let path = folder.path().join(format!("{name}.record"));
        let mut store = Store::create(&path).expect("a record");
        let mut batch = store.batch().expect("begun");
        for one in &held {
            // What a theme states of a source is metadata beside it.
            let beside = Some(Digest::of(one.name.as_bytes()));
            let document = one.document.clone();
            let addition = Addition::prepare(&one.name, one.document.text.as_bytes(), document, beside).expect("sound");
            batch.add(&addition).expect("added");
        }
        batch.finish().expect("written");
        drop(store);
        let search = RecordSearch::open(&path).expect("opened").expect("all of it is in the index");
        let (in_memory, on_record) = (Evidence::Documents(Box::new(Corpus::new(held))), Evidence::Record(search));
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
