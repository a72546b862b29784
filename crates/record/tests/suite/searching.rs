//! `find`: what is asked for, best first, page by page.

use crate::invented::{HARBOUR, add, new_record};
use onrecord_record::{Store, StoreError};
use proptest::prelude::*;

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
fn titles_and_events_are_found_whatever_their_capitals_and_marks() {
    let (_folder, mut store) = new_record();
    let text = "Eva Lind: The fees.\n";
    let mut document = crate::invented::transcript(text);
    document.title = Some("Émile in ŁÓDŹ: Über die Brücke".to_owned());
    document.event = Some("Вечер в Брунне".to_owned());
    store.add(&onrecord_record::store::Addition::prepare("a.txt", text.as_bytes(), document, None).unwrap()).unwrap();
    for query in ["title:Émile", "title:ÉMILE", "title:emile", "title:łódź", "title:lodz", "event:ÜBER", "event:вечер"]
    {
        assert_eq!(store.find(query, 10, 0).unwrap().total, 1, "{query}");
        assert_eq!(store.find(&format!("fees {query}"), 10, 0).unwrap().total, 1, "{query}");
    }
    for query in ["title:emilie", "event:утро"] {
        assert_eq!(store.find(query, 10, 0).unwrap().total, 0, "{query}");
    }
}

#[test]
fn a_heading_is_found_after_speech() {
    let (_folder, mut store) = new_record();
    let text = "Eva Lind: The harbour fees.\n\nAna Ruiz: We spoke of the harbour fees, and of the ferry.\n";
    let mut document = crate::invented::transcript(text);
    document.segments[0].kind = onrecord_read::SegmentKind::Heading;
    store.add(&onrecord_record::store::Addition::prepare("a.txt", text.as_bytes(), document, None).unwrap()).unwrap();
    for query in ["\"the harbour fees\"", "harbour fees", "\"the harbour fe*\""] {
        let kinds: Vec<&str> = store.find(query, 10, 0).unwrap().hits.iter().map(|hit| hit.kind.name()).collect();
        assert_eq!(kinds, ["utterance", "heading"], "{query}");
    }
}

#[test]
fn a_document_that_an_index_lost_is_found_once() {
    let (_folder, mut store) = new_record();
    add(&mut store, "a.txt", HARBOUR);
    add(&mut store, "b.txt", "Eva Lind: Fees again.\n");
    let path = store.path().to_owned();
    drop(store);
    rusqlite::Connection::open(&path).unwrap().execute("DELETE FROM index_documents WHERE document = 1", ()).unwrap();
    assert_eq!(Store::open_read_only(&path).unwrap().find("fees", 10, 0).unwrap().total, 3);
}

#[test]
fn neighbours_may_stand_far_apart() {
    let (_folder, mut store) = new_record();
    let text = format!("Ana Ruiz: The harbour {} fees stay where they are.\n", "-".repeat(3000));
    add(&mut store, "a.txt", &text);
    add(&mut store, "b.txt", "Ana Ruiz: The harbour stays, and the fees stay where they are.\n");
    assert_eq!(store.find("\"the harbour fees stay\"", 10, 0).unwrap().total, 1);
}

#[test]
fn exactly_these_words() {
    let (_folder, mut store) = new_record();
    add(&mut store, "a.txt", HARBOUR);
    let count = |query: &str| store.find(query, 10, 0).unwrap().total;
    assert_eq!(count("\"no we will not\""), 1);
    assert_eq!(count("=\"No. We will not\""), 1);
    assert_eq!(count("=\"No, we will not\""), 0);
    assert_eq!(count("=harbour"), 2);
    assert_eq!(count("=Harbour"), 0);
    assert_eq!(count("=arbour"), 0);
}

#[test]
fn a_part_of_a_number_or_of_a_contraction_is_a_word() {
    let (_folder, mut store) = new_record();
    add(&mut store, "a.txt", "Eva Lind: It was $10.5 million, and we can't cannot pay twenty per cent.\n");
    for query in ["million", "10", "\"5 million\"", "\"million and we\"", "cannot", "\"can t cannot\"", "cent", "twen*"]
    {
        assert_eq!(store.find(query, 10, 0).unwrap().total, 1, "{query}");
    }
    for query in ["not", "no*", "percent", "\"10 million\"", "=Million"] {
        assert_eq!(store.find(query, 10, 0).unwrap().total, 0, "{query}");
    }
    assert_eq!(store.find("million -not -do -percent", 10, 0).unwrap().total, 1);
}

/// What is said in these tests: numbers, contractions and captions are more words, or fewer, than tokens.
const SAYINGS: [&str; 12] = [
    "fees",
    "the",
    "harbour",
    "of",
    "the",
    "ten million",
    "$10.5 million",
    "don't",
    "cannot",
    "Café",
    "per cent",
    "of",
];

fn turns(picks: &[Vec<usize>]) -> Vec<String> {
    let said = |pick: &Vec<usize>| pick.iter().map(|&at| SAYINGS[at % SAYINGS.len()]).collect::<Vec<_>>().join(" ");
    picks.iter().map(said).collect()
}

fn words(text: &str) -> Vec<String> {
    let folded = text.to_lowercase().replace('é', "e");
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn what_is_found_is_what_stands_there_in_the_index_and_without(
        picks in proptest::collection::vec(proptest::collection::vec(0usize..100, 1..9), 1..160),
        asked in proptest::collection::vec(proptest::collection::vec(0usize..100, 1..3), 1..8),
    ) {
        let (_folder, mut store) = new_record();
        let said = turns(&picks);
        for (at, turns) in said.chunks(40).enumerate() {
            let text: String = turns.iter().map(|turn| format!("Ana Ruiz: Now {turn} so.\n\n")).collect();
            add(&mut store, &format!("{at}.txt"), &text);
        }
        let path = store.path().to_owned();
        let expected: Vec<(String, u64)> = turns(&asked)
            .into_iter()
            .map(|query| {
                let wanted = words(&query);
                let holds = |turn: &&String| words(turn).windows(wanted.len()).any(|part| part == wanted);
                let count = said.iter().filter(holds).count() as u64;
                (format!("\"{query}\""), count)
            })
            .collect();
        for indexed in [true, false] {
            if !indexed {
                let connection = rusqlite::Connection::open(&path).unwrap();
                connection.execute_batch("DELETE FROM index_documents; DELETE FROM index_rows; DELETE FROM index_runs").unwrap();
            }
            let store = Store::open_read_only(&path).unwrap();
            for (query, count) in &expected {
                let all = store.find(query, 10_000, 0).unwrap();
                prop_assert!(all.is_exact);
                prop_assert_eq!((all.total, all.hits.len() as u64), (*count, *count), "{} indexed: {}", query, indexed);
                // A page of it is a part of it, and its total is about right.
                let page = store.find(query, 3, 2).unwrap();
                let references = |hits: &[onrecord_record::Hit]| hits.iter().map(|hit| hit.reference.clone()).collect::<Vec<_>>();
                let of_all: Vec<String> = references(&all.hits).into_iter().skip(2).take(3).collect();
                prop_assert_eq!(references(&page.hits), of_all);
                prop_assert!(!page.is_exact || page.total == *count);
            }
        }
    }
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
