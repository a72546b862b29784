//! What is put on record comes back, once, in every version.

use crate::invented::{HARBOUR, add, any_document, content, digest_of, new_record, transcript};
use onrecord_read::Grade;
use onrecord_record::store::{Added, Addition};
use onrecord_record::{Digest, Store, StoreError};
use proptest::prelude::*;

fn all(store: &Store) -> Vec<onrecord_record::Held> {
    let mut all = Vec::new();
    store
        .documents(|held| {
            all.push(held);
            Ok::<(), StoreError>(())
        })
        .unwrap();
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_reading_comes_back_whole(documents in proptest::collection::vec(any_document(), 1..4)) {
        let (_folder, mut store) = new_record();
        let mut kept = Vec::new();
        for (at, document) in documents.into_iter().enumerate() {
            // Odd ones are their own source, the others come from other bytes.
            let bytes = if at % 2 == 1 { document.text.clone() } else { format!("<{at}>{}", document.text) };
            let addition = Addition::prepare(&format!("d{at}"), bytes.as_bytes(), document, None).unwrap();
            let reference = store.add(&addition).unwrap().reference().to_owned();
            kept.push((reference, bytes, addition));
        }
        for (reference, bytes, addition) in &kept {
            prop_assert_eq!(&store.document(reference).unwrap().document, addition.document());
            prop_assert_eq!(&store.source(reference).unwrap(), bytes.as_bytes());
        }
        prop_assert_eq!(all(&store).len(), kept.len());
        let verified = store.verify(None).unwrap();
        prop_assert!(verified.is_sound(), "{:?}", verified.damage);
    }
}

#[test]
fn the_same_source_twice_is_once() {
    let (_folder, mut store) = new_record();
    let Added::New { reference } = add(&mut store, "a.txt", HARBOUR) else { panic!("it is new") };
    assert_eq!(reference, digest_of(HARBOUR).prefix(12));
    let entries = store.status().unwrap().entries;
    assert_eq!(add(&mut store, "a.txt", HARBOUR), Added::Unchanged { reference: reference.clone() });
    assert_eq!(store.status().unwrap().entries, entries, "nothing changed, so nothing is logged");
    // Under another name it is still the one document.
    assert_eq!(add(&mut store, "copy/a.txt", HARBOUR), Added::Unchanged { reference });
    assert_eq!(all(&store).len(), 1);
    let status = store.status().unwrap();
    assert_eq!((status.documents, status.names, status.sources), (1, 2, 1));
}

#[test]
fn a_title_taken_from_the_file_name_makes_no_second_document() {
    let (_folder, mut store) = new_record();
    for name in ["one.txt", "two.txt"] {
        let mut document = transcript(HARBOUR);
        document.title = Some(name.to_owned());
        store.add(&Addition::prepare(name, HARBOUR.as_bytes(), document, None).unwrap()).unwrap();
    }
    assert_eq!(all(&store).len(), 1);
    assert!(store.verify(None).unwrap().is_sound());
}

#[test]
fn a_changed_source_is_a_new_version_and_the_old_one_stays() {
    let (_folder, mut store) = new_record();
    let first = add(&mut store, "a.txt", HARBOUR).reference().to_owned();
    let changed = HARBOUR.replace("2031", "2028");
    let added = add(&mut store, "a.txt", &changed);
    let Added::NewVersion { reference, previous } = &added else { panic!("{added:?}") };
    assert_eq!(previous, &first);
    assert_eq!(all(&store).len(), 1);
    assert!(all(&store)[0].document.text.contains("2028"));
    assert!(store.document(&first).unwrap().document.text.contains("2031"));
    assert!(!store.place(&first).unwrap().is_current);
    assert!(store.place(reference).unwrap().is_current);
    assert_eq!(store.status().unwrap().older_versions, 1);
    // Back to the first wording: its reading is on record already.
    let back = add(&mut store, "a.txt", HARBOUR);
    assert_eq!(back, Added::NewVersion { reference: first.clone(), previous: reference.clone() });
    assert_eq!(store.status().unwrap().older_versions, 1);
    assert!(store.verify(None).unwrap().is_sound());
}

#[test]
fn the_same_source_read_differently_keeps_both_readings() {
    let (_folder, mut store) = new_record();
    let first = add(&mut store, "a.txt", HARBOUR).reference().to_owned();
    let mut document = transcript(HARBOUR);
    document.grade = Grade::Official;
    let beside = Digest::of(b"grade = \"official\"");
    let addition = Addition::prepare("a.txt", HARBOUR.as_bytes(), document, Some(beside)).unwrap();
    assert!(!store.known().unwrap().holds("a.txt", addition.source(), Some(beside)));
    let added = store.add(&addition).unwrap();
    assert_eq!(added, Added::Reread { reference: format!("{first}.2"), previous: first.clone() });
    assert_eq!(store.document(&first).unwrap().document.grade, Grade::Transcript);
    assert_eq!(store.document(added.reference()).unwrap().document.grade, Grade::Official);
    assert!(store.known().unwrap().holds("a.txt", addition.source(), Some(beside)));
    assert_eq!(store.status().unwrap().sources, 1);
    assert!(store.verify(None).unwrap().is_sound());
}

#[test]
fn places_are_permanent_and_on_whole_characters() {
    let (_folder, mut store) = new_record();
    let text = "Ana Ruiz: Grüße an alle, und danke.\n";
    let reference = add(&mut store, "a.txt", text).reference().to_owned();
    let at = text.find("Grüße").unwrap();
    let place = store.place(&format!("{reference}:{}-{}", at, at + 7)).unwrap();
    assert_eq!(&place.held.document.text[place.range.clone()], "Grüße");
    // In the middle of a character.
    let place = store.place(&format!("{}:{}-{}", &reference[..8], at + 3, at + 4)).unwrap();
    assert_eq!(&place.held.document.text[place.range.clone()], "ü");
    assert_eq!(store.place(&reference).unwrap().range, 0..text.len());
    for bad in [
        "",
        "abc",
        "zzzzzzzzzzzz",
        &format!("{reference}:9-2"),
        &format!("{reference}:0-99999"),
        &format!("{reference}:x"),
    ] {
        assert!(matches!(store.place(bad), Err(StoreError::BadReference { .. })), "{bad}");
    }
    assert!(matches!(store.place("000000000000"), Err(StoreError::NoSuchReference { .. })));
    assert!(matches!(store.named("nobody.txt"), Err(StoreError::NoSuchName { .. })));
}

#[test]
fn a_reading_that_is_not_sound_is_refused() {
    let with = |change: &dyn Fn(&mut onrecord_read::Document)| {
        let mut document = transcript(HARBOUR);
        change(&mut document);
        Addition::prepare("a.txt", HARBOUR.as_bytes(), document, None)
    };
    assert!(with(&|_| {}).is_ok());
    assert!(with(&|d| d.segments[0].range.end = 100_000).is_err());
    assert!(with(&|d| d.segments[0].speaker = Some(9)).is_err());
    assert!(with(&|d| d.segments.swap(0, 1)).is_err());
    assert!(Addition::prepare("a\nb", b"x", transcript("x"), None).is_err());
}

#[test]
fn a_batch_keeps_what_is_good_and_drops_what_was_not_finished() {
    let (_folder, mut store) = new_record();
    let addition = |at: usize| {
        let text = format!("{HARBOUR}Tom Hale: That was talk {at}.\n");
        Addition::prepare(&format!("{at}.txt"), text.as_bytes(), transcript(&text), None).unwrap()
    };
    store.command("add talks");
    let mut batch = store.batch().unwrap();
    for at in 0..20 {
        batch.add(&addition(at)).unwrap();
    }
    batch.finish().unwrap();
    let mut batch = store.batch().unwrap();
    batch.add(&addition(99)).unwrap();
    drop(batch);
    assert_eq!(store.status().unwrap().documents, 20);
    let mut entries = Vec::new();
    store.log(|entry| entries.push(entry)).unwrap();
    assert_eq!(entries[1].note.as_deref(), Some("add talks"));
    assert!(entries[2..].iter().all(|entry| entry.command == entries[1].id && entry.action == "added"));
    assert_eq!(entries.len(), 22);
    assert!(store.verify(None).unwrap().is_sound());
}

#[test]
fn people_and_status_count_the_current_versions() {
    let (_folder, mut store) = new_record();
    add(&mut store, "a.txt", HARBOUR);
    add(&mut store, "b.txt", "Ana Ruiz: One more word.\n");
    add(&mut store, "b.txt", "Eva Lind: Not a word.\n");
    let people = store.people().unwrap();
    let names: Vec<(&str, u64)> = people.iter().map(|p| (p.name.as_str(), p.segments)).collect();
    assert_eq!(names, [("Ana Ruiz", 2), ("Tom Hale", 2), ("Eva Lind", 1)]);
    let status = store.status().unwrap();
    assert_eq!((status.documents, status.older_versions, status.people, status.speech), (2, 1, 3, 5));
    assert_eq!(status.by_grade, [("transcript".to_owned(), 2)]);
    assert_eq!(status.dates, Some(("2029-05-17".to_owned(), "2029-05-17".to_owned())));
    assert_eq!(status.head, store.head().unwrap());
}

#[test]
fn a_batch_that_is_all_or_nothing_changes_nothing_before_its_end() {
    let (_folder, mut store) = new_record();
    let path = store.path().to_owned();
    // More than a batch holds before it is committed on the way; signs only, which are quickly read.
    let large = format!("{HARBOUR}Ana Ruiz: Yes. {}\n", "— ".repeat(5 << 20));
    let addition = |name: &str| Addition::prepare(name, large.as_bytes(), transcript(&large), None).unwrap();
    let head = store.head().unwrap();
    for (whole, kept) in [(true, 0), (false, 1)] {
        store.command("add talks");
        let mut batch = store.batch().unwrap();
        if whole {
            batch.all_or_nothing();
        }
        batch.add(&addition("a.txt")).unwrap();
        let small = Addition::prepare("b.txt", HARBOUR.as_bytes(), transcript(HARBOUR), None).unwrap();
        batch.add(&small).unwrap();
        drop(batch);
        assert_eq!(content(&path).len(), kept);
        assert_eq!(store.head().unwrap() == head, whole);
    }
    assert!(store.verify(Some(head)).unwrap().is_sound());
}
