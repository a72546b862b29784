//! Searches that read their lists only in part, against what stands in the texts. Here the numbers are small from which on that
//! is done.

use super::candidates::Lists;
use super::fits;
use super::query::Query;
use crate::store::{Addition, Store};
use onrecord_read::{Document, Format, Grade, Person, Segment, SegmentKind};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Two people take turns; each line is one.
fn document(turns: &[String], date: &str) -> Document {
    let mut text = String::new();
    let mut segments = Vec::new();
    for (at, turn) in turns.iter().enumerate() {
        let start = text.len();
        text.push_str(turn);
        let kind = if at % 5 == 4 { SegmentKind::Narration } else { SegmentKind::Utterance };
        let speaker = (kind == SegmentKind::Utterance).then_some(u32::from(at % 7 == 3));
        segments.push(Segment { kind, speaker, range: start..text.len(), time: None, grade: None, post: None });
        text.push('\n');
    }
    let person = |name: &str| Person { name: name.to_owned(), aliases: Vec::new(), role: None };
    Document {
        title: None,
        date: Some(date.to_owned()),
        language: Some("en".to_owned()),
        place: None,
        event: None,
        link: None,
        origin: None,
        format: Format::Text,
        grade: Grade::Transcript,
        grade_reason: String::new(),
        people: vec![person("Ana Ruiz"), person("Eva Lind")],
        text,
        segments,
        word_times: Vec::new(),
        notes: Vec::new(),
    }
}

/// From frequent to rare; some of several bytes a letter.
const VOCABULARY: [&str; 16] = [
    "the", "of", "harbour", "hafen", "fees", "haven", "harvest", "hours", "café", "naïve", "tram", "hat", "habit",
    "ferry", "港口", "don't",
];

fn said(picks: &[Vec<u8>]) -> Vec<String> {
    // The smaller of two is a frequent word more often.
    let word = |pick: &u8| VOCABULARY[usize::from((pick % 16).min(pick / 16))];
    picks.iter().map(|pick| pick.iter().map(word).collect::<Vec<_>>().join(" ")).collect()
}

const QUERIES: [&str; 33] = [
    "the",
    "ha*",
    "h*",
    "the of",
    "the -of",
    "h* -ha*",
    "the ha*",
    "ha* fees",
    "\"the of\"",
    "\"of the of\"",
    "\"the harb*\"",
    "\"of the ha*\"",
    "\"fees harv*\"",
    "\"the 港*\"",
    "NEAR(the fees, 2)",
    "NEAR(港口 the, 3)",
    "NEAR(don't fees of, 6)",
    "=\"the 港口\"",
    "=\"the of\" speaker:Lind",
    "of OR fees",
    "the speaker:Lind",
    "h* speaker:Lind",
    "\"the the\" speaker:Lind",
    "the date:2024",
    "\"the of\" date:2025",
    "the kind:narration",
    "the grade:wire",
    "café",
    "the of harbour fees",
    "speaker:Lind",
    "date:2024",
    "speaker:Lind date:2025",
    "kind:narration",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn pages_are_parts_of_all_and_all_is_what_stands_there(
        documents in proptest::collection::vec(
            (proptest::collection::vec(proptest::collection::vec(any::<u8>(), 1..50), 1..60), any::<bool>()), 1..6),
        again in any::<bool>(),
        lost in any::<bool>(),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.record");
        let mut store = Store::create(&path).unwrap();
        let mut current: Vec<(Document, &str)> = Vec::new();
        for (at, (picks, late)) in documents.iter().enumerate() {
            let date = if *late { "2025-03-01" } else { "2024-03-01" };
            let turns = said(picks);
            let reading = document(&turns, date);
            // The last may be a new version of the first: the old one is found no more.
            let name = if again && at + 1 == documents.len() { 0 } else { at };
            let bytes = format!("{at} {}", reading.text);
            store.add(&Addition::prepare(&format!("{name}.txt"), bytes.as_bytes(), reading.clone(), None).unwrap()).unwrap();
            if name != at {
                current.remove(0);
            }
            current.push((reading, date));
        }
        drop(store);
        if lost {
            let connection = rusqlite::Connection::open(&path).unwrap();
            connection.execute("DELETE FROM index_documents WHERE document = 1", ()).unwrap();
        }
        let store = Store::open_read_only(&path).unwrap();
        for query in QUERIES {
            let is_filter = |part: &&str| ["speaker:", "date:", "kind:", "grade:"].iter().any(|one| part.starts_with(one));
            let words = query.split(' ').filter(|part| !is_filter(part)).collect::<Vec<_>>().join(" ");
            let mut expected = 0;
            for (document, date) in &current {
                expected += document.segments.iter().filter(|segment| {
                    let text = document.segment_text(segment);
                    (words.is_empty() || fits(&words, text).unwrap())
                        && (!query.contains("Lind") || segment.speaker == Some(1))
                        && (!query.contains("date:") || query.contains(&date[..4]))
                        && (!query.contains("kind:") || segment.kind == SegmentKind::Narration)
                        && !query.contains("grade:")
                }).count();
            }
            let all = store.find(query, 100_000, 0).unwrap();
            prop_assert!(all.is_exact);
            prop_assert_eq!((all.total, all.hits.len()), (expected as u64, expected), "{}", query);
            let references: Vec<&str> = all.hits.iter().map(|hit| hit.reference.as_str()).collect();
            prop_assert_eq!(references.iter().collect::<BTreeSet<_>>().len(), expected, "{}", query);
            let mut paged: Vec<String> = Vec::new();
            while paged.len() < expected {
                let page = store.find(query, 7, paged.len()).unwrap();
                prop_assert!(!page.is_exact || page.total == expected as u64, "{}: {} of {}", query, page.total, expected);
                prop_assert!(!page.hits.is_empty(), "{}", query);
                prop_assert!(page.total >= (paged.len() + page.hits.len()) as u64);
                paged.extend(page.hits.into_iter().map(|hit| hit.reference));
            }
            prop_assert_eq!(paged, references, "{}", query);
        }
    }
}

#[test]
fn one_frequent_word_is_counted_and_its_list_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::create(&folder.path().join("a.record")).unwrap();
    let turns: Vec<String> = (0..3000).map(|at| format!("The fees of the harbour number {at}")).collect();
    let document = document(&turns, "2024-03-01");
    let text = document.text.clone();
    store.add(&Addition::prepare("a.txt", text.as_bytes(), document, None).unwrap()).unwrap();
    let page = store.find("the", 5, 0).unwrap();
    assert_eq!((page.total, page.is_exact, page.hits.len()), (3000, true, 5));
    let mut list = store.list_of(&store.index_runs().unwrap(), onrecord_text::Form::of("the")).unwrap();
    assert!(list.seen() == 3000 && list.next(&store).unwrap().is_some());
    assert!(list.progress() < 0.01, "{}", list.progress());
    // Of two, about as many as there are.
    let page = store.find("the of", 5, 0).unwrap();
    assert!((2000..4000).contains(&page.total) && page.hits.len() == 5, "{}", page.total);
}

#[test]
fn where_words_are_neighbours_is_asked_within_near_and_before_the_beginning_of_a_word() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::create(&folder.path().join("a.record")).unwrap();
    let turns: Vec<String> = (0..3000)
        .map(|at| format!("The fees, number {at}, don't rise{}", if at == 7 { " in the harbour" } else { "" }))
        .collect();
    let document = document(&turns, "2024-03-01");
    let text = document.text.clone();
    store.add(&Addition::prepare("a.txt", text.as_bytes(), document, None).unwrap()).unwrap();
    let runs = store.index_runs().unwrap();
    let blocks = |query: &str| {
        let query = Query::read(query).unwrap();
        let found = Lists::of(&store, &runs, &query).unwrap().candidates(&query).unwrap();
        found.blocks.iter().map(Vec::len).collect::<Vec<_>>()
    };
    // With those of other pairs that share its list.
    assert!((1..10).contains(&blocks("\"the harb*\"")[0]));
    assert!(blocks("\"don't ri*\"")[0] > 100);
    assert!(blocks("NEAR(fees don't, 5)")[0] > 100);
    // One word each: nothing tells where they are neighbours.
    assert_eq!(blocks("NEAR(the harbour, 3)"), [0; 0]);
    // Of more words than are asked for one by one.
    assert_eq!(blocks("\"number 1*\""), [0; 0]);
    assert_eq!(store.find("\"the harb*\"", 5, 0).unwrap().total, 1);
}
