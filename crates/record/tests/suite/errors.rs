//! Every wrong file gets its name, and nothing changes on an error.

use crate::invented::{HARBOUR, add, content, new_record, transcript};
use onrecord_record::store::Addition;
use onrecord_record::{Store, StoreError};
use std::fs;
use std::time::Duration;

#[test]
fn wrong_files_are_told_apart_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    assert!(matches!(Store::open(&at("none.record")), Err(StoreError::Missing { .. })));
    assert!(!at("none.record").exists());
    let other = rusqlite::Connection::open(at("other.record")).unwrap();
    other.execute_batch("CREATE TABLE t (x)").unwrap();
    drop(other);
    for (name, bytes) in
        [("text.record", "only words\n".as_bytes()), ("empty.record", b""), ("binary.record", b"\x00\x01\x02")]
    {
        fs::write(at(name), bytes).unwrap();
    }
    for name in ["text.record", "empty.record", "binary.record", "other.record"] {
        let before = fs::read(at(name)).unwrap();
        for opened in [Store::open(&at(name)), Store::open_read_only(&at(name))] {
            let error = opened.map(|_| ()).unwrap_err();
            assert!(matches!(error, StoreError::NotARecord { .. }), "{name}: {error:?}");
            assert!(error.to_string().contains(name) && !error.next_step().is_empty());
        }
        assert_eq!(fs::read(at(name)).unwrap(), before);
    }
    assert!(matches!(Store::open(folder.path()), Err(StoreError::NotARecord { .. })));
    assert!(matches!(Store::create(&at("text.record")), Err(StoreError::Exists { .. })));
    assert_eq!(fs::read(at("text.record")).unwrap(), b"only words\n");
    fs::write(at("gone.record-wal"), b"left behind").unwrap();
    assert!(matches!(Store::create(&at("gone.record")), Err(StoreError::Exists { .. })));
    assert!(matches!(Store::create(&at("no/such/folder.record")), Err(StoreError::Io { .. })));
}

#[test]
fn making_a_record_leaves_one_file() {
    let (folder, store) = new_record();
    drop(store);
    let names: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["test.record"]);
}

#[test]
fn a_record_of_a_newer_version_is_left_alone() {
    let (_folder, store) = new_record();
    let path = store.path().to_owned();
    drop(store);
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection.pragma_update(None, "user_version", 99).unwrap();
    drop(connection);
    assert!(matches!(Store::open(&path), Err(StoreError::Newer { found: 99, .. })));
    assert!(matches!(Store::open_read_only(&path), Err(StoreError::Newer { found: 99, .. })));
}

#[test]
fn a_second_writer_waits_and_then_gives_up_while_readers_read_on() {
    let (_folder, mut first) = new_record();
    let path = first.path().to_owned();
    add(&mut first, "a.txt", HARBOUR);
    let mut second = Store::open(&path).unwrap();
    second.set_patience(Duration::from_millis(50)).unwrap();
    let text = "Eva Lind: Me too.\n";
    let addition = Addition::prepare("b.txt", text.as_bytes(), transcript(text), None).unwrap();
    let mut batch = first.batch().unwrap();
    batch.add(&addition).unwrap();
    assert!(matches!(second.add(&addition), Err(StoreError::Locked { .. })));
    let reader = Store::open_read_only(&path).unwrap();
    assert_eq!(reader.status().unwrap().documents, 1, "what is not committed is not seen");
    batch.finish().unwrap();
    assert_eq!(reader.status().unwrap().documents, 2);
    assert!(second.add(&addition).is_ok());
}

#[test]
fn a_reader_cannot_write() {
    let (_folder, mut store) = new_record();
    add(&mut store, "a.txt", HARBOUR);
    let path = store.path().to_owned();
    drop(store);
    let before = fs::read(&path).unwrap();
    let mut reader = Store::open_read_only(&path).unwrap();
    let addition = Addition::prepare("b.txt", b"x", transcript("x"), None).unwrap();
    assert!(matches!(reader.add(&addition), Err(StoreError::ReadOnly { .. })));
    assert!(matches!(reader.batch().map(|_| ()), Err(StoreError::ReadOnly { .. })));
    drop(reader);
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[cfg(unix)]
#[test]
fn a_record_on_a_read_only_medium_is_read() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, mut store) = new_record();
    add(&mut store, "a.txt", HARBOUR);
    let path = store.path().to_owned();
    drop(store);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).unwrap();
    let held = content(&path);
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!(held.len(), 1);
    // Nothing was left beside it.
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_clock_that_jumps_back_harms_nothing() {
    let (_folder, mut store) = new_record();
    let path = store.path().to_owned();
    add(&mut store, "a.txt", HARBOUR);
    // As if the clock had been fifty years ahead: the whole log is written anew with other times.
    let connection = rusqlite::Connection::open(&path).unwrap();
    let mut entries = Vec::new();
    store.log(|entry| entries.push(entry)).unwrap();
    let mut previous = None;
    for mut entry in entries {
        entry.at = "2079-05-17T00:00:00Z".to_owned();
        entry.previous = previous.unwrap_or(entry.previous);
        entry.hash = entry.expected_hash();
        previous = Some(entry.hash);
        let row = (&entry.at, entry.previous.0.as_slice(), entry.hash.0.as_slice(), entry.id);
        connection.execute("UPDATE log SET at = ?, previous = ?, hash = ? WHERE id = ?", row).unwrap();
    }
    connection.execute("UPDATE sources SET first_seen = '2079-05-17T00:00:00Z'", ()).unwrap();
    assert!(store.verify(None).unwrap().is_sound());
    store.command("add again");
    add(&mut store, "a.txt", &HARBOUR.replace("2031", "2028"));
    let versions = store.versions("a.txt").unwrap();
    assert!(versions[0].at > versions[1].at && versions[1].is_current, "{versions:?}");
    store.decide("person", "1").unwrap();
    assert!(store.verify(None).unwrap().is_sound());
    assert_eq!(store.undo().unwrap().command, "add again");
    assert_eq!(store.named("a.txt").unwrap().document.text, HARBOUR);
    assert!(store.verify(None).unwrap().is_sound());
}

#[test]
fn a_full_disk_loses_nothing_that_was_there() {
    let (_folder, mut store) = new_record();
    add(&mut store, "a.txt", HARBOUR);
    let path = store.path().to_owned();
    let before = content(&path);
    // As full as a disk can be for SQLite: not one page more.
    store.limit_pages_for_test(1).unwrap();
    let long: String = (0..40_000).map(|at| format!("Ana Ruiz: Number {} and {}.\n", at, at * 7919 % 10007)).collect();
    let addition = Addition::prepare("long.txt", long.as_bytes(), transcript(&long), None).unwrap();
    assert!(matches!(store.add(&addition), Err(StoreError::DiskFull { .. })));
    let mut batch = store.batch().unwrap();
    assert!(matches!(batch.add(&addition), Err(StoreError::DiskFull { .. })));
    drop(batch);
    assert!(store.verify(None).unwrap().is_sound());
    assert_eq!(content(&path), before);
    drop(store);
    let mut store = Store::open(&path).unwrap();
    store.add(&addition).unwrap();
    assert!(store.verify(None).unwrap().is_sound());
}
