//! Who is who on record: decided by the user, kept in the log, used in the search, taken back.

use crate::invented::{HARBOUR, add, new_record};
use onrecord_record::people::Decision;
use onrecord_record::{Store, StoreError};

fn merge(name: &str, same: &str) -> Decision {
    Decision::Merge { name: name.to_owned(), same: same.to_owned() }
}

fn alias(name: &str, alias: &str) -> Decision {
    Decision::Alias { name: name.to_owned(), alias: alias.to_owned() }
}

fn rename(name: &str, to: &str) -> Decision {
    Decision::Rename { name: name.to_owned(), to: to.to_owned() }
}

fn part(name: &str, from: &str) -> Decision {
    Decision::Part { name: name.to_owned(), from: from.to_owned() }
}

fn names(store: &Store) -> Vec<String> {
    store.people().unwrap().into_iter().map(|person| person.name).collect()
}

fn found(store: &Store, query: &str) -> u64 {
    store.find(query, 10, 0).unwrap().total
}

/// Ana Ruiz and Tom Hale speak, and Aleksei Tschernow, who is written otherwise elsewhere, and two called Lind.
fn talks() -> (tempfile::TempDir, Store) {
    let (folder, mut store) = new_record();
    add(&mut store, "a.txt", HARBOUR);
    add(&mut store, "b.txt", "Aleksei Tschernow: The harbour is closed.\n\nJohn Lind: It is not.\n");
    add(&mut store, "c.txt", "Alexey Chernov: The harbour is open.\n\nJohn A. Lind: Indeed.\n");
    (folder, store)
}

#[test]
fn nobody_is_merged_because_names_are_alike_but_a_name_finds_all_spellings() {
    let (_folder, store) = talks();
    assert_eq!(names(&store).len(), 6);
    for spelling in ["Chernov", "Tschernow", "Tchernov", "Чернов", "Alexei Chernov", "Chernov, Alexei", "A. Chernov"]
    {
        assert_eq!(found(&store, &format!("harbour speaker:\"{spelling}\"")), 2, "{spelling}");
    }
    assert_eq!(found(&store, "harbour speaker:Chernova"), 0);
    assert!(matches!(store.person("Lind"), Err(StoreError::SeveralPeople { .. })));
    assert!(matches!(store.person("Anna Ortiz"), Err(StoreError::NoSuchPerson { .. })));
    assert_eq!(store.person("ruiz").unwrap().name, "Ana Ruiz");
}

#[test]
fn decisions_show_in_the_list_and_in_the_search_and_are_taken_back() {
    let (_folder, mut store) = talks();
    store.command("people merge");
    assert_eq!(
        store.decide_people(&merge("alexey chernov", "Aleksei Tschernow")).unwrap(),
        merge("Alexey Chernov", "Aleksei Tschernow")
    );
    let people = store.people().unwrap();
    let one = people.iter().find(|person| person.name == "Alexey Chernov").unwrap();
    assert_eq!((one.documents, one.segments, one.decided), (2, 2, true));
    assert_eq!(one.aliases, ["Aleksei Tschernow"]);
    assert_eq!(people.len(), 5);
    store.command("people alias");
    store.decide_people(&alias("Ruiz", "the harbour  master")).unwrap();
    assert_eq!(found(&store, "fees speaker:\"The Harbour Master\""), 1);
    assert_eq!(found(&store, "fees speaker:\"the mayor\""), 0);
    store.command("people rename");
    store.decide_people(&rename("Tom Hale", "Thomas Hale")).unwrap();
    assert!(names(&store).contains(&"Thomas Hale".to_owned()));
    assert_eq!(found(&store, "ferry speaker:\"Thomas Hale\""), 1);
    assert!(store.verify(None).unwrap().is_sound());
    for left in [5, 5, 6] {
        store.undo().unwrap();
        assert_eq!(names(&store).len(), left);
    }
    assert_eq!(found(&store, "fees speaker:\"the harbour master\""), 0);
    assert!(names(&store).contains(&"Tom Hale".to_owned()));
}

#[test]
fn who_is_parted_is_not_found_under_the_others_name() {
    let (_folder, mut store) = talks();
    assert_eq!(found(&store, "indeed speaker:\"John Lind\""), 1);
    store.decide_people(&part("John Lind", "John A. Lind")).unwrap();
    assert_eq!(found(&store, "indeed speaker:\"John Lind\""), 0);
    assert_eq!(found(&store, "indeed speaker:Lind"), 1);
    // Merged by mistake, and taken apart again without an undo of what came after.
    store.decide_people(&merge("Ana Ruiz", "Tom Hale")).unwrap();
    store.decide_people(&alias("Ana Ruiz", "the chief")).unwrap();
    assert_eq!(names(&store).len(), 5);
    store.decide_people(&part("Ana Ruiz", "Tom Hale")).unwrap();
    assert_eq!(names(&store).len(), 6);
    assert_eq!(found(&store, "fees speaker:\"the chief\""), 1, "the rest stays as decided");
    assert_eq!(found(&store, "fees speaker:\"Tom Hale\""), 1, "his own words only");
}

#[test]
fn what_cannot_be_decided_changes_nothing() {
    let (_folder, mut store) = talks();
    let head = store.head().unwrap();
    for decision in [
        merge("Ana Ruiz", "Nobody Else"),
        merge("Ana Ruiz", "Lind"),
        merge("Ana Ruiz", "ana ruiz"),
        alias("Ana Ruiz", " "),
        alias("Ana Ruiz", "Tom Hale"),
        rename("Ana Ruiz", "tom hale"),
        rename("Ana Ruiz", "a\u{1b}[2J"),
        part("Ana Ruiz", "Ruiz"),
    ] {
        assert!(store.decide_people(&decision).is_err(), "{decision:?}");
    }
    assert_eq!(store.head().unwrap(), head);
}
