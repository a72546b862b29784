//! What is on record is found there: behind older versions and withdrawn names, in many small additions, with two writers,
//! and after the user has decided on a grade.

use onrecord_check::{Claim, Evidence, Finding, Flag, Verdict};
use onrecord_read::{Document, Format, Grade, Person, Segment, SegmentKind};
use onrecord_record::store::Addition;
use onrecord_record::store::events::{GRADE, Grading};
use onrecord_record::{Corpus, Digest, Held, RecordSearch, Store, StoreError};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A document with one segment for each paragraph.
fn document(grade: Grade, paragraphs: &[(SegmentKind, &str)]) -> Document {
    let mut document = Document {
        title: None,
        date: Some("2029-05-17".to_owned()),
        language: Some("en".to_owned()),
        place: None,
        event: None,
        link: None,
        origin: None,
        format: Format::Text,
        grade,
        grade_reason: "Made for this.".to_owned(),
        people: vec![Person { name: "Ana Ruiz".to_owned(), aliases: Vec::new(), role: None }],
        text: String::new(),
        segments: Vec::new(),
        word_times: Vec::new(),
        notes: Vec::new(),
    };
    for (kind, words) in paragraphs {
        let start = document.text.len();
        document.text.push_str(words);
        document.segments.push(Segment {
            kind: *kind,
            speaker: kind.is_speech().then_some(0),
            range: start..document.text.len(),
            time: None,
            grade: None,
            post: None,
        });
        document.text.push_str("\n\n");
    }
    document
}

fn said(words: &str) -> Document {
    document(Grade::Transcript, &[(SegmentKind::Utterance, words)])
}

fn addition(name: &str, document: Document) -> Addition {
    let beside = Some(Digest::of(name.as_bytes()));
    let text = document.text.clone();
    Addition::prepare(name, text.as_bytes(), document, beside).expect("sound")
}

fn record() -> (TempDir, PathBuf, Store) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.record");
    let store = Store::create(&path).expect("a record");
    (folder, path, store)
}

fn check(path: &Path, text: &str) -> Finding {
    let search = RecordSearch::open(path).expect("opened").expect("all of it is in the index");
    let claim = Claim { text: text.to_owned(), ..Claim::default() };
    Evidence::Record(search).check_all(vec![claim], || {}).expect("checked").remove(0)
}

/// Sentences of words that stand in no other of them.
fn filler(seed: usize, words: usize) -> String {
    (0..words).map(|at| format!("w{}x{} ", seed, at * 7919 % 100_003)).collect()
}

const SENTENCE: &str = "The old ferry to Olmen will sail again before the first snow of the winter.";

#[test]
fn a_line_said_again_and_again_is_found_at_the_claimed_date_or_event() {
    let documents: Vec<(String, Document)> = (1..=28)
        .map(|day| {
            let mut speech = said(&format!("{} {SENTENCE} {}", filler(day, 40), filler(day + 100, 40)));
            speech.date = Some(format!("2029-02-{day:02}"));
            speech.event = Some(format!("Meeting {day} of the harbour board"));
            (format!("speech-{day}"), speech)
        })
        .collect();
    let (_folder, path, mut store) = record();
    let mut batch = store.batch().expect("begun");
    for (name, document) in &documents {
        batch.add(&addition(name, document.clone())).expect("added");
    }
    batch.finish().expect("written");
    drop(store);
    let held = || {
        documents.iter().map(|(name, document)| Held {
            name: name.clone(),
            reference: None,
            document: document.clone(),
        })
    };
    let search = RecordSearch::open(&path).expect("opened").expect("all of it is in the index");
    for evidence in [Evidence::Record(search), Evidence::Documents(Box::new(Corpus::new(held().collect())))] {
        for day in ["2029-02-05", "2029-02-23", "2029-02-28"] {
            let claim = Claim { text: SENTENCE.to_owned(), date: Some(day.to_owned()), ..Claim::default() };
            let finding = evidence.check_all(vec![claim], || {}).expect("checked").remove(0);
            assert_eq!(finding.verdict, Verdict::Verbatim);
            assert_eq!(finding.passages[0].date.as_deref(), Some(day));
            assert!(!finding.flags.contains(&Flag::Elsewhere), "{day}");
        }
        let event = Some("Harbour board, meeting 23".to_owned());
        let claim = Claim { text: SENTENCE.to_owned(), event, ..Claim::default() };
        let finding = evidence.check_all(vec![claim], || {}).expect("checked").remove(0);
        assert_eq!(finding.passages[0].event.as_deref(), Some("Meeting 23 of the harbour board"));
        let claim = Claim { text: SENTENCE.to_owned(), date: Some("2030-02-05".to_owned()), ..Claim::default() };
        let finding = evidence.check_all(vec![claim], || {}).expect("checked").remove(0);
        assert!(finding.flags.contains(&Flag::Elsewhere), "on no such day");
    }
}

#[test]
fn the_current_version_is_found_behind_many_older_ones() {
    let (_folder, path, mut store) = record();
    for version in 0..24 {
        let text = format!("{} {SENTENCE} {}", filler(version, 300), filler(version + 100, 300));
        store.add(&addition("a.txt", said(&text))).expect("added");
    }
    assert_eq!(check(&path, SENTENCE).verdict, Verdict::Verbatim);
}

#[test]
fn a_word_is_found_behind_documents_that_were_withdrawn() {
    let (_folder, path, mut store) = record();
    for number in 0..24 {
        let name = format!("{number}.txt");
        let text = format!("{} We need the zwickelbaum. {}", filler(number, 100), filler(number + 100, 100));
        store.add(&addition(&name, said(&text))).expect("added");
        if number < 23 {
            store.withdraw(&name, "not ours").expect("withdrawn");
        }
    }
    let finding = check(&path, "zwickelbaum");
    assert_eq!(finding.passages.first().map(|passage| passage.document.as_str()), Some("23.txt"));
}

#[test]
fn frequent_words_are_found_after_many_small_additions() {
    let (_folder, path, mut store) = record();
    for number in 0..12 {
        let text: String = (0..150).map(|part| format!("{} olmen sails. ", filler(number * 1000 + part, 50))).collect();
        store.add(&addition(&format!("{number}.txt"), said(&text))).expect("added");
    }
    assert_ne!(check(&path, "olmen sails").verdict, Verdict::Unfound);
}

#[test]
fn two_who_write_at_once_both_succeed() {
    let (_folder, path, store) = record();
    drop(store);
    std::thread::scope(|scope| {
        for writer in 0..2 {
            let path = &path;
            scope.spawn(move || {
                let mut store = Store::open(path).expect("opened");
                store.set_patience(std::time::Duration::from_secs(60)).expect("set");
                for number in 0..25 {
                    let text = format!("{SENTENCE} {}", filler(writer * 1000 + number, 200));
                    store.add(&addition(&format!("{writer}-{number}.txt"), said(&text))).expect("added");
                }
            });
        }
    });
    for (writer, number) in [(0, 0), (1, 0), (0, 24), (1, 24)] {
        let text = filler(writer * 1000 + number, 20);
        assert_eq!(check(&path, text.trim()).verdict, Verdict::Verbatim, "{writer}-{number}");
    }
    let verified = Store::open_read_only(&path).expect("opened").verify(None).expect("verified");
    assert!(verified.is_sound(), "{:?}", verified.damage);
}

#[test]
fn what_counts_only_by_the_users_grade_is_found() {
    let (_folder, path, mut store) = record();
    let paragraphs =
        [(SegmentKind::Narration, SENTENCE), (SegmentKind::Utterance, "Thank you for coming, all of you.")];
    let reference =
        store.add(&addition("a.txt", document(Grade::Transcript, &paragraphs))).expect("added").reference().to_owned();
    assert_eq!(check(&path, SENTENCE).verdict, Verdict::Unfound);
    let grading = Grading {
        document: reference,
        grade: Grade::Official.name().to_owned(),
        reason: "The office says so.".to_owned(),
    };
    let value = serde_json::to_string(&grading).expect("written");
    store.decide(GRADE, &value).expect("decided");
    assert_eq!(check(&path, SENTENCE).verdict, Verdict::Verbatim);
}

#[test]
fn words_around_a_bracket_are_looked_up() {
    let (_folder, path, mut store) = record();
    store.add(&addition("a.txt", said(&format!("{} Ferries must sail. {SENTENCE}", filler(1, 200))))).expect("added");
    assert_ne!(check(&path, "Ferries [always] sail").verdict, Verdict::Unfound);
}

#[test]
fn what_cannot_be_read_is_told() {
    let (_folder, path, mut store) = record();
    store.add(&addition("a.txt", said(SENTENCE))).expect("added");
    let other = Document { title: Some("TALKOFANOTHERDAY".to_owned()), ..said("Nothing of it stands here.") };
    store.add(&addition("b.txt", other)).expect("added");
    drop(store);
    let mut bytes = std::fs::read(&path).expect("read");
    let title = bytes.windows(16).position(|bytes| bytes == b"TALKOFANOTHERDAY").expect("the title is in the file");
    bytes[title] = 0xFF;
    std::fs::write(&path, bytes).expect("written");
    let evidence = Evidence::Record(RecordSearch::open(&path).expect("opened").expect("all of it is in the index"));
    let claim = |text: &str| Claim { text: text.to_owned(), ..Claim::default() };
    assert!(evidence.check_all(vec![claim(SENTENCE)], || {}).is_ok());
    // What is on record in all is read when the first quotation of somebody is not found.
    let unfound = claim("Nobody here ever said anything of this kind to a stranger.");
    let claims = vec![claim(SENTENCE), Claim { speaker: Some("Ana Ruiz".to_owned()), ..unfound }];
    let outcome = evidence.check_all(claims, || {});
    assert!(outcome.is_err(), "{outcome:?}");
}

/// A record that has one sentence, opened to be checked against.
fn with_one_sentence() -> (TempDir, PathBuf, Evidence) {
    let (folder, path, mut store) = record();
    store.add(&addition("a.txt", said(SENTENCE))).expect("added");
    drop(store);
    let evidence = Evidence::Record(RecordSearch::open(&path).expect("opened").expect("all of it is in the index"));
    (folder, path, evidence)
}

#[test]
fn findings_come_in_order_while_the_rest_is_checked_with_what_is_open() {
    let (_folder, path, evidence) = with_one_sentence();
    let claim = |at: usize| Claim { id: at.to_string(), text: SENTENCE.to_owned(), ..Claim::default() };
    let claims = || (0..3000).map(claim).collect::<Vec<_>>();
    let mut verdicts = Vec::new();
    let mut parts = 0;
    let checked: Result<(), StoreError> = evidence.check_each(claims(), |findings| {
        if parts == 0 {
            std::fs::rename(&path, path.with_extension("away")).expect("renamed");
        }
        parts += 1;
        for finding in findings {
            assert_eq!(finding.claim.id, verdicts.len().to_string());
            verdicts.push(finding.verdict);
        }
        Ok(())
    });
    checked.expect("checked with what is open");
    assert_eq!(verdicts, vec![Verdict::Verbatim; 3000]);
    assert!(parts > 20, "{parts}");
    assert!(evidence.check_all(claims(), || {}).is_err(), "a new check opens it anew");
}

#[test]
fn who_takes_the_findings_may_panic_and_nobody_waits() {
    let (_folder, _, evidence) = with_one_sentence();
    let claims = vec![Claim { text: SENTENCE.to_owned(), ..Claim::default() }; 5000];
    let check = || evidence.check_each(claims, |_| -> Result<(), StoreError> { panic!("as a report might") });
    assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(check)).is_err());
}

#[test]
fn a_check_ends_where_nobody_takes_its_findings() {
    let (_folder, path, evidence) = with_one_sentence();
    let claims = vec![Claim { text: SENTENCE.to_owned(), ..Claim::default() }; 3000];
    let mut parts = 0;
    let outcome = evidence.check_each(claims, |_| {
        parts += 1;
        if parts < 3 { Ok(()) } else { Err(StoreError::Changed { path: path.clone() }) }
    });
    assert!(matches!(outcome, Err(StoreError::Changed { .. })), "{outcome:?}");
    assert_eq!(parts, 3);
}
