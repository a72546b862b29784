//! `find`: what is asked for, best first, page by page.

use crate::invented::{HARBOUR, add, new_record};
use onrecord_record::StoreError;

#[test]
fn words_phrases_and_filters() {
    let (_folder, mut store) = new_record();
    let reference = add(&mut store, "a.txt", HARBOUR).reference().to_owned();
    add(&mut store, "b.txt", "Eva Lind: Café fees, they said, are for the harbor only.\n");
    let count = |query: &str| store.find(query, 10, 0).unwrap().total;
    assert_eq!(count("fees"), 3);
    assert_eq!(count("harbour fees"), 2);
    assert_eq!(count("\"fees harbour\""), 0);
    assert_eq!(count("\"HARBOUR fees\""), 2);
    assert_eq!(count("harbo*"), 3);
    assert_eq!(count("cafe"), 1);
    assert_eq!(count("fees -harbour"), 1);
    assert_eq!(count("ferry OR café"), 3);
    assert_eq!(count("fees speaker:Ruiz"), 1);
    assert_eq!(count("speaker:\"Ana Ruiz\""), 2);
    assert_eq!(count("speaker:Nobody"), 0);
    assert_eq!(count("fees date:2029"), 3);
    assert_eq!(count("fees date:2029-05..2030"), 3);
    assert_eq!(count("fees date:..2028"), 0);
    assert_eq!(count("fees grade:transcript event:hall lang:en kind:utterance"), 3);
    assert_eq!(count("fees name:b.txt"), 1);
    assert_eq!(count("NEAR(raise fees, 3)"), 1);
    assert_eq!(count("NEAR(raise may, 2)"), 0);
    let hits = store.find("\"raise the harbour\"", 10, 0).unwrap().hits;
    let hit = &hits[0];
    assert_eq!(hit.speaker.as_deref(), Some("Ana Ruiz"));
    assert!(hit.reference.starts_with(&reference));
    let place = store.place(&hit.reference).unwrap();
    assert!(place.held.document.text[place.range].starts_with("No. We will not raise"));
    let marked: Vec<&str> = hit.marks.iter().map(|range| &hit.snippet[range.clone()]).collect();
    assert_eq!(marked, ["raise", "the", "harbour"]);
}

#[test]
fn old_versions_are_not_found() {
    let (_folder, mut store) = new_record();
    add(&mut store, "a.txt", HARBOUR);
    add(&mut store, "a.txt", &HARBOUR.replace("ferry", "tram"));
    assert_eq!(store.find("ferry", 10, 0).unwrap().total, 0);
    assert_eq!(store.find("tram", 10, 0).unwrap().total, 2);
}

#[test]
fn scripts_without_blanks() {
    let (_folder, mut store) = new_record();
    add(&mut store, "a.txt", "林美: 我們不會提高港口費用。\n");
    assert_eq!(store.find("港口", 10, 0).unwrap().total, 1);
    assert_eq!(store.find("口港", 10, 0).unwrap().total, 0);
}

#[test]
fn pages_do_not_overlap() {
    let (_folder, mut store) = new_record();
    for at in 0..25 {
        add(&mut store, &format!("{at}.txt"), &format!("Ana Ruiz: Fees again, for the {at}th time.\n"));
    }
    let mut seen = Vec::new();
    for page in 0..4 {
        seen.extend(store.find("fees", 7, page * 7).unwrap().hits.into_iter().map(|hit| hit.reference));
    }
    assert_eq!(seen.len(), 25);
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 25);
}

#[test]
fn queries_that_say_nothing_are_refused() {
    let (_folder, store) = new_record();
    for query in ["", "—", "grade:best x", "kind:word x", "date:May x", "-only", "NEAR(a"] {
        assert!(matches!(store.find(query, 10, 0), Err(StoreError::BadQuery { .. })), "{query}");
    }
}

#[test]
fn no_query_breaks_the_search() {
    let (_folder, mut store) = new_record();
    add(&mut store, "a.txt", HARBOUR);
    proptest::proptest!(|(query in "[a-z\"“”*():^{}+,. OR-]{0,40}")| {
        match store.find(&query, 10, 0) {
            Ok(_) | Err(StoreError::BadQuery { .. }) => {}
            Err(error) => proptest::prop_assert!(false, "{query}: {error}"),
        }
    });
}
