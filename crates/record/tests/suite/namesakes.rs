//! Several sources of one name: which is whose, also after one was withdrawn.

use crate::invented::{HARBOUR, new_record, transcript};
use onrecord_record::store::{Added, Addition};
use onrecord_record::{Store, StoreError};

const TUNNEL: &str =
    "Lena Holt: Nobody asked for a tunnel, so we are not going to dig one under the market this year.\n";

fn prepared(text: &str) -> Addition {
    Addition::prepare("interview.txt", text, transcript(text), None).unwrap()
}

/// Adds a text called "interview.txt" as the command does, and says what it is called.
fn add(store: &mut Store, text: &str) -> (String, Added) {
    let addition = prepared(text);
    let name = store.name_for(&addition).unwrap();
    let mut batch = store.batch().unwrap();
    let added = batch.add_as(&name, &addition).unwrap();
    batch.finish().unwrap();
    (name, added)
}

#[test]
fn who_has_a_name_keeps_it_when_the_one_before_is_withdrawn() {
    let (_folder, mut store) = new_record();
    assert_eq!(add(&mut store, HARBOUR).0, "interview.txt");
    assert_eq!(add(&mut store, TUNNEL).0, "interview.txt (2)");
    store.withdraw("interview.txt", "wrong folder").unwrap();
    // The same source, and then another version of it.
    assert_eq!(add(&mut store, TUNNEL).0, "interview.txt (2)");
    let changed = TUNNEL.replace("this year", "next year");
    let (name, added) = add(&mut store, &changed);
    assert!(name == "interview.txt (2)" && matches!(added, Added::NewVersion { .. }), "{name} {added:?}");
    assert_eq!(store.find("\"this year\"", 5, 0).unwrap().total, 0, "the older wording supports nothing any more");
    assert_eq!(store.find("tunnel", 5, 0).unwrap().total, 1);
    // What is new takes the name that is free.
    assert_eq!(
        add(&mut store, "Tom Hale: The quarry at Tarn closes in spring, and that is final, I fear.\n").0,
        "interview.txt"
    );
}

#[test]
fn a_thousand_texts_of_one_name_are_enough() {
    let (_folder, mut store) = new_record();
    let text = |at: usize| {
        let words: Vec<String> = (0..12).map(|n| format!("w{}x{n}", at * 31)).collect();
        format!("Tom Hale: {}\n", words.join(" "))
    };
    let mut batch = store.batch().unwrap();
    for at in 1..=1000 {
        let name = if at == 1 { "interview.txt".to_owned() } else { format!("interview.txt ({at})") };
        batch.add_as(&name, &prepared(&text(at))).unwrap();
    }
    batch.finish().unwrap();
    // One of them is known again, and a version of one too; one more is refused and takes nobody's place.
    assert_eq!(add(&mut store, &text(700)).0, "interview.txt (700)");
    let refused = store.name_for(&prepared(TUNNEL));
    assert!(
        matches!(&refused, Err(StoreError::Unfit { name, reason }) if name == "interview.txt" && reason.contains("1000 other texts")),
        "{refused:?}"
    );
    store.withdraw("interview.txt (20)", "twice").unwrap();
    assert_eq!(add(&mut store, TUNNEL).0, "interview.txt (20)");
}
