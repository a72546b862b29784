//! Withdrawing, removing, undoing, and copies.

use crate::invented::{HARBOUR, add, content, long_talk, new_record};
use onrecord_record::{Store, StoreError};
use std::path::Path;

const OTHER: &str = "Eva Lind: The quarry at Tarn closes in spring.\n";

fn sound(store: &Store) {
    let verified = store.verify(None).unwrap();
    assert!(verified.is_sound(), "{:?}", verified.damage);
}

#[test]
fn what_is_withdrawn_is_not_found_and_comes_back() {
    let (_folder, mut store) = new_record();
    let reference = add(&mut store, "a.txt", HARBOUR).reference().to_owned();
    store.command("withdraw a.txt");
    store.withdraw("a.txt", "published by mistake").unwrap();
    assert_eq!(store.find("ferry", 5, 0).unwrap().total, 0);
    assert_eq!(store.status().unwrap().documents, 0);
    assert!(matches!(store.named("a.txt"), Err(StoreError::NoSuchName { .. })));
    assert!(matches!(store.withdraw("a.txt", "again"), Err(StoreError::NoSuchName { .. })));
    assert!(!store.place(&reference).unwrap().is_current);
    sound(&store);
    assert_eq!(store.undo().unwrap().command, "withdraw a.txt");
    assert_eq!(store.find("ferry", 5, 0).unwrap().total, 2);
    sound(&store);
}

#[test]
fn undoing_goes_back_command_by_command() {
    let (_folder, mut store) = new_record();
    let path = store.path().to_owned();
    let mut states = vec![content(&path)];
    for (command, name, text) in [
        ("add one", "a.txt", HARBOUR.to_owned()),
        ("add two", "b.txt", OTHER.to_owned()),
        ("add one again", "a.txt", HARBOUR.replace("2031", "2028")),
    ] {
        store.command(command);
        add(&mut store, name, &text);
        states.push(content(&path));
    }
    states.pop();
    for command in ["add one again", "add two", "add one"] {
        assert_eq!(store.undo().unwrap().command, command);
        assert_eq!(Some(content(&path)), states.pop());
        sound(&store);
    }
    assert!(matches!(store.undo(), Err(StoreError::NoUndo { .. })));
    // What was taken back can be added again, and that can be undone again.
    store.command("add two");
    add(&mut store, "b.txt", OTHER);
    assert_eq!(store.status().unwrap().documents, 1);
    assert_eq!(store.undo().unwrap().command, "add two");
    assert_eq!(store.status().unwrap().documents, 0);
    sound(&store);
}

#[test]
fn versions_tell_what_a_name_stood_for() {
    let (_folder, mut store) = new_record();
    let first = add(&mut store, "a.txt", HARBOUR).reference().to_owned();
    let second = add(&mut store, "a.txt", &HARBOUR.replace("2031", "2028")).reference().to_owned();
    store.withdraw("a.txt", "to be checked").unwrap();
    let versions = store.versions("a.txt").unwrap();
    let told: Vec<(&str, Option<&str>)> =
        versions.iter().map(|v| (v.action.as_str(), v.reference.as_deref())).collect();
    assert_eq!(told, [("added", Some(&*first)), ("version", Some(&*second)), ("withdrawn", None)]);
    assert!(versions.iter().all(|version| !version.is_current));
    assert!(matches!(store.versions("b.txt"), Err(StoreError::NoSuchName { .. })));
}

#[test]
fn while_another_reads_it_is_said_that_the_log_keeps_what_is_removed() {
    let (_folder, mut store) = new_record();
    let reference = add(&mut store, "a.txt", HARBOUR).reference().to_owned();
    let reader = rusqlite::Connection::open(store.path()).unwrap();
    reader.execute_batch("BEGIN").unwrap();
    let one: i64 = reader.query_row("SELECT count(*) FROM documents", (), |row| row.get(0)).unwrap();
    assert_eq!(one, 1);
    store.set_patience(std::time::Duration::from_millis(20)).unwrap();
    assert!(!store.remove(&reference, "a private address").unwrap());
    drop(reader);
    sound(&store);
}

#[test]
fn what_is_removed_is_gone_and_the_log_says_why() {
    let (_folder, mut store) = new_record();
    let path = store.path().to_owned();
    let secret = "Eva Lind: My address is Zwischenweg 99, Brunnhilden.\n";
    add(&mut store, "a.txt", HARBOUR);
    let reference = add(&mut store, "b.txt", secret).reference().to_owned();
    add(&mut store, "c.txt", secret);
    add(&mut store, "d.txt", "Tom Hale: Nothing to add.\n");
    store.command("remove b.txt");
    assert!(store.remove(&reference, "a private address").unwrap());
    sound(&store);
    assert_eq!(store.status().unwrap().documents, 2);
    assert_eq!(store.find("address", 5, 0).unwrap().total, 0);
    assert!(matches!(store.document(&reference), Err(StoreError::NoSuchReference { .. })));
    assert!(store.people().unwrap().iter().all(|person| person.name != "Eva Lind"));
    let mut tombstones = Vec::new();
    store
        .log(|entry| {
            if entry.action == "removed" {
                tombstones.push((entry.name, entry.note));
            }
        })
        .unwrap();
    let reason = || Some("a private address".to_owned());
    assert_eq!(tombstones, [(Some("b.txt".to_owned()), reason()), (Some("c.txt".to_owned()), reason())]);
    // Nothing of its words is left in the file.
    let bytes = std::fs::read(&path).unwrap();
    for word in ["zwischenweg", "Zwischenweg", "brunnhilden"] {
        assert!(!bytes.windows(word.len()).any(|window| window == word.as_bytes()), "{word}");
    }
    // It can be put on record again, also where its row was the last one.
    let reference = add(&mut store, "d.txt", "Tom Hale: Something to add.\n").reference().to_owned();
    store.remove(&reference, "too long").unwrap();
    add(&mut store, "b.txt", secret);
    assert_eq!(store.find("address", 5, 0).unwrap().total, 1);
    sound(&store);
}

#[test]
fn an_older_version_is_removed_and_the_current_one_stays() {
    let (_folder, mut store) = new_record();
    let first = add(&mut store, "a.txt", HARBOUR).reference().to_owned();
    let second = add(&mut store, "a.txt", OTHER).reference().to_owned();
    store.remove(&first, "not ours").unwrap();
    assert_eq!(store.named("a.txt").unwrap().reference, Some(second));
    // What it was is still told.
    let removed = &store.versions("a.txt").unwrap()[0];
    assert_eq!((&removed.reference, removed.source.map(|source| source.prefix(12))), (&None, Some(first.clone())));
    sound(&store);
}

#[test]
fn the_row_of_a_removed_version_is_never_another_documents() {
    let (_folder, mut store) = new_record();
    let first = add(&mut store, "a.txt", HARBOUR).reference().to_owned();
    store.command("change it");
    let second = add(&mut store, "a.txt", &HARBOUR.replace("2031", "2028")).reference().to_owned();
    store.undo().unwrap();
    store.remove(&second, "not ours").unwrap();
    let other = add(&mut store, "b.txt", OTHER).reference().to_owned();
    sound(&store);
    let connection = rusqlite::Connection::open(store.path()).unwrap();
    let told = |name: &str| -> Vec<Option<String>> {
        let mut statement =
            connection.prepare("SELECT reference FROM versions WHERE name = ? AND action <> 'removed'").unwrap();
        statement.query_map([name], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    assert_eq!(told("a.txt"), [Some(first.clone()), None, Some(first)]);
    assert_eq!(told("b.txt"), [Some(other)]);
    let rows: Vec<i64> = connection
        .prepare("SELECT document FROM log WHERE action IN ('added', 'version') ORDER BY id")
        .unwrap()
        .query_map((), |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(rows, [1, 2, 3]);
}

#[test]
fn a_copy_is_made_while_a_writer_is_at_work() {
    let (folder, mut store) = new_record();
    let path = store.path().to_owned();
    add(&mut store, "a.txt", HARBOUR);
    let head = store.head().unwrap();
    let before = content(&path);
    let reader = Store::open_read_only(&path).unwrap();
    let copy = folder.path().join("copy.record");
    let mut batch = store.batch().unwrap();
    let addition =
        onrecord_record::store::Addition::prepare("b.txt", OTHER.as_bytes(), crate::invented::transcript(OTHER), None);
    batch.add(&addition.unwrap()).unwrap();
    reader.backup(&copy).unwrap();
    batch.finish().unwrap();
    assert_eq!(content(&copy), before);
    assert!(matches!(reader.backup(&copy), Err(StoreError::Exists { .. })));
    // The copy is a record of its own, and the log of the first goes on from its head.
    let mut copied = Store::open(&copy).unwrap();
    assert_eq!(copied.head().unwrap(), head);
    sound(&copied);
    add(&mut copied, "c.txt", OTHER);
    assert!(store.verify(Some(head)).unwrap().is_sound());
    let names: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert!(names.iter().all(|name| !name.to_string_lossy().contains(".new")), "{names:?}");
}

/// The rows of the index, whatever the number of their run.
fn located(path: &Path) -> Vec<(i64, Vec<u8>)> {
    let connection = rusqlite::Connection::open(path).unwrap();
    let mut statement = connection.prepare("SELECT id & 0x7FFFFFFFF, data FROM index_rows ORDER BY 1").unwrap();
    statement.query_map((), |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
}

#[test]
fn no_word_of_what_was_removed_is_left_in_the_index_of_words() {
    let secret = format!("Eva Lind: My address is Zwischenweg 99, Brunnhilden. {OTHER}");
    // The same places, and other words.
    let other = secret.replace("Zwischenweg 99, Brunnhilden", "Marktgasse 1234, Tannenfels");
    assert!(secret.len() == other.len() && secret != other);
    let with_and_without = [secret.as_str(), other.as_str()].map(|text| {
        let (folder, mut store) = new_record();
        add(&mut store, "a.txt", HARBOUR);
        let reference = add(&mut store, "b.txt", text).reference().to_owned();
        add(&mut store, "c.txt", OTHER);
        store.remove(&reference, "a private address").unwrap();
        sound(&store);
        (located(store.path()), folder)
    });
    assert!(!with_and_without[0].0.is_empty());
    let has = |rows: &[(i64, Vec<u8>)], word: &str| {
        rows.iter().any(|(_, data)| data.windows(word.len()).any(|bytes| bytes == word.as_bytes()))
    };
    assert!(has(&with_and_without[0].0, "harbour") && !has(&with_and_without[0].0, "zwischenweg"));
    assert!(with_and_without[0].0 == with_and_without[1].0);
}

#[test]
fn no_word_of_what_was_removed_is_left_in_the_file_however_often_the_index_was_merged() {
    for others in [0, 1, 3, 7] {
        let (_folder, mut store) = new_record();
        let filler = |at: usize| (0..300).map(|word| format!("filler{at}x{word} ")).collect::<String>();
        let secret = format!("Ana Ruiz: The zanzibarixqq fees. {}\n", filler(1000));
        let reference = add(&mut store, "secret.txt", &secret).reference().to_owned();
        for at in 0..others {
            add(&mut store, &format!("{at}.txt"), &format!("Ana Ruiz: The harbour {at}. {}\n", filler(at)));
        }
        assert!(store.remove(&reference, "a private matter").unwrap());
        let bytes = std::fs::read(store.path()).unwrap();
        assert!(!bytes.windows(12).any(|part| part == b"zanzibarixqq"), "{others} others");
    }
}

#[test]
fn undo_passes_over_what_was_removed_for_good_and_says_so() {
    let (_folder, mut store) = new_record();
    store.command("add a");
    let first = add(&mut store, "a.txt", HARBOUR).reference().to_owned();
    store.command("add b");
    let second = add(&mut store, "b.txt", OTHER).reference().to_owned();
    store.command("withdraw a.txt");
    store.withdraw("a.txt", "the wrong recording").unwrap();
    store.command("remove b");
    store.remove(&second, "private").unwrap();
    let undone = store.undo().unwrap();
    assert_eq!(undone.command, "withdraw a.txt");
    assert_eq!(undone.passed_over.iter().map(|(_, words)| words.as_str()).collect::<Vec<_>>(), ["remove b"]);
    assert_eq!(store.named("a.txt").unwrap().reference, Some(first));
    sound(&store);
    // What added b has nothing left to take back; a is taken back, and then there is no more.
    let undone = store.undo().unwrap();
    assert_eq!((undone.command.as_str(), undone.passed_over.len()), ("add a", 2));
    sound(&store);
    assert!(matches!(store.undo(), Err(StoreError::NoUndo { .. })));
}

#[test]
fn a_withdrawal_of_what_is_gone_is_not_taken_back() {
    let (_folder, mut store) = new_record();
    store.command("add a");
    let first = add(&mut store, "a.txt", HARBOUR).reference().to_owned();
    store.command("withdraw a.txt");
    store.withdraw("a.txt", "the wrong recording").unwrap();
    store.command("remove a");
    store.remove(&first, "private").unwrap();
    assert!(matches!(store.undo(), Err(StoreError::NoUndo { .. })));
    sound(&store);
}

#[test]
fn only_a_whole_document_is_removed_or_withdrawn() {
    let (_folder, mut store) = new_record();
    let first = add(&mut store, "a.txt", HARBOUR).reference().to_owned();
    let passage = format!("{first}:0-9");
    assert!(
        matches!(store.remove(&passage, "private"), Err(StoreError::OnlyWhole { document, .. }) if document == first)
    );
    assert!(matches!(store.withdraw(&passage, "private"), Err(StoreError::OnlyWhole { .. })));
    assert_eq!(store.named("a.txt").unwrap().reference, Some(first.clone()));
    store.remove(&first, "private").unwrap();
    assert!(store.named("a.txt").is_err());
}

#[test]
fn where_nobody_knows_which_pieces_are_a_documents_nothing_is_called_erased() {
    for sql in [
        "UPDATE texts SET piece = 0 WHERE document = 1",
        "UPDATE texts SET piece = 'x' WHERE document = 1",
        "UPDATE texts SET piece = 8192 WHERE document = 1",
        "UPDATE texts SET piece = 1024 WHERE document = 1",
        "UPDATE texts SET pieces = pieces + 1 WHERE document = 1",
        "DELETE FROM pieces WHERE id = 2",
    ] {
        let (_folder, mut store) = new_record();
        let reference = add(&mut store, "a.txt", &long_talk()).reference().to_owned();
        add(&mut store, "b.txt", OTHER);
        let path = store.path().to_owned();
        drop(store);
        let other = rusqlite::Connection::open(&path).unwrap();
        other.execute_batch(sql).unwrap();
        let pieces = || -> i64 { other.query_row("SELECT count(*) FROM pieces", (), |row| row.get(0)).unwrap() };
        let before = pieces();
        assert!(before >= 2, "{before}");
        let removed = Store::open(&path).unwrap().remove(&reference, "a private address");
        assert!(removed.is_err(), "{sql}: {removed:?}");
        assert_eq!(pieces(), before, "{sql}");
        let documents: i64 = other.query_row("SELECT count(*) FROM documents", (), |row| row.get(0)).unwrap();
        assert_eq!(documents, 2, "{sql}");
    }
}
