//! Decisions of the user: kept in the log, taken back, verified; and records of an older schema.

use crate::invented::{HARBOUR, add, long_talk, new_record};
use onrecord_record::store::decide::in_words;
use onrecord_record::{Store, StoreError};
use std::path::{Path, PathBuf};

fn values(store: &Store, kind: &str) -> Vec<String> {
    store.decisions(kind).unwrap().into_iter().map(|decision| decision.value).collect()
}

fn query<T: rusqlite::types::FromSql>(path: &Path, sql: &str) -> T {
    rusqlite::Connection::open(path).unwrap().query_row(sql, (), |row| row.get(0)).unwrap()
}

#[test]
fn a_decision_is_in_force_until_its_command_is_taken_back() {
    let (_folder, mut store) = new_record();
    store.command("add a talk");
    add(&mut store, "a.txt", HARBOUR);
    store.command("people alias");
    let first = store.decide("person-alias", r#"{ "name": "Ana Ruiz", "alias": "the chief" }"#).unwrap();
    store.command("people merge");
    store.decide("person-merge", r#"["Ana Ruiz", "A. Ruiz"]"#).unwrap();
    store.decide("person-alias", r#"{"alias":"Annie","name":"Ana Ruiz"}"#).unwrap();
    let decisions = store.decisions("person-alias").unwrap();
    assert_eq!(decisions[0].entry, first);
    // Canonical: the same decision is the same text, however it was written.
    assert_eq!(decisions[0].value, r#"{"alias":"the chief","name":"Ana Ruiz"}"#);
    assert_eq!(values(&store, "person-alias").len(), 2);
    assert_eq!(values(&store, "person-merge"), [r#"["Ana Ruiz","A. Ruiz"]"#]);
    assert_eq!(values(&store, "person"), [""; 0], "a kind is not the beginning of another");
    // The last command decided twice, and both are taken back; the one before stays.
    assert_eq!(store.undo().unwrap().command, "people merge");
    assert_eq!(values(&store, "person-alias"), [r#"{"alias":"the chief","name":"Ana Ruiz"}"#]);
    assert_eq!(values(&store, "person-merge"), [""; 0]);
    assert_eq!(store.undo().unwrap().command, "people alias");
    assert_eq!(values(&store, "person-alias"), [""; 0]);
    assert_eq!(store.status().unwrap().documents, 1, "documents are not touched");
    assert_eq!(store.undo().unwrap().command, "add a talk");
    assert!(store.verify(None).unwrap().is_sound());
    // As docs/record.md says it in SQL.
    let path = store.path().to_owned();
    store.command("people alias");
    store.decide("person-alias", "1").unwrap();
    let in_force = "SELECT count(*) FROM log WHERE action = 'decided' \
                    AND command NOT IN (SELECT note FROM log WHERE action = 'undo')";
    assert_eq!(query::<i64>(&path, in_force), 1);
}

#[test]
fn a_decision_that_was_changed_is_found() {
    for sql in [
        r#"UPDATE log SET note = 'person-alias {"alias":"Annie","name":"Tom Hale"}' WHERE action = 'decided'"#,
        "UPDATE log SET action = 'overruled' WHERE action = 'decided'",
        "DELETE FROM log WHERE action = 'decided'",
    ] {
        let (_folder, mut store) = new_record();
        store.decide("person-alias", r#"{"alias":"Annie","name":"Ana Ruiz"}"#).unwrap();
        store.command("add a talk");
        add(&mut store, "a.txt", HARBOUR);
        assert!(store.verify(None).unwrap().is_sound());
        rusqlite::Connection::open(store.path()).unwrap().execute_batch(sql).unwrap();
        let verified = store.verify(None).unwrap();
        assert!(verified.damage.iter().any(|damage| damage.table == "log"), "{sql}");
    }
}

#[test]
fn what_is_no_decision_changes_nothing() {
    let (_folder, mut store) = new_record();
    let head = store.head().unwrap();
    let large = format!("\"{}\"", "a".repeat(1 << 17));
    for (kind, value) in [("", "1"), ("Person", "1"), ("a b", "1"), ("person", "Ana Ruiz"), ("person", &large)] {
        assert!(matches!(store.decide(kind, value), Err(StoreError::BadDecision { .. })), "{kind} {value:.20}");
    }
    assert_eq!(store.head().unwrap(), head);
    let reader = Store::open_read_only(store.path());
    assert!(matches!(reader.unwrap().decide("person", "1"), Err(StoreError::ReadOnly { .. })));
}

#[test]
fn decisions_are_told_in_words() {
    assert_eq!(
        in_words(r#"person-alias {"alias":"the chief","name":"Ana Ruiz"}"#),
        r#"person alias: alias "the chief", name "Ana Ruiz""#
    );
    assert_eq!(in_words(r#"merge ["a","b"]"#), r#"merge: ["a","b"]"#);
    assert_eq!(in_words("broken {"), "broken {");
}

#[test]
fn decisions_are_found_by_the_index_in_a_long_log() {
    let (_folder, store) = new_record();
    let plan = rusqlite::Connection::open(store.path())
        .unwrap()
        .prepare("EXPLAIN QUERY PLAN SELECT id, note FROM log WHERE action IN ('decided', 'undo') ORDER BY id")
        .unwrap()
        .query_map((), |row| row.get::<_, String>(3))
        .unwrap()
        .map(Result::unwrap)
        .collect::<Vec<_>>();
    assert!(plan.iter().any(|step| step.contains("log_decisions")), "{plan:?}");
    assert!(plan.iter().all(|step| !step.contains("TEMP B-TREE")), "{plan:?}");
}

/// A record of schema 1, as its version of the code made it, in a folder of its own.
fn old_record() -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.record");
    let packed = include_bytes!("../fixtures/schema1.record.zst");
    std::fs::write(&path, zstd::stream::decode_all(packed.as_slice()).unwrap()).unwrap();
    (folder, path)
}

#[test]
fn a_record_of_the_first_schema_is_read_as_it_is() {
    let (_folder, path) = old_record();
    let before = std::fs::read(&path).unwrap();
    let store = Store::open_read_only(&path).unwrap();
    let status = store.status().unwrap();
    assert_eq!((status.schema, status.documents), (1, 2));
    assert_eq!(store.find("\"harbour fees\"", 10, 0).unwrap().total, 2);
    assert_eq!(store.people().unwrap().len(), 2);
    assert_eq!(values(&store, "person-alias"), [""; 0]);
    let verified = store.verify(None).unwrap();
    assert!(verified.is_sound(), "{:?}", verified.damage);
    drop(store);
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[test]
fn a_record_of_the_first_schema_is_brought_up_to_date_by_the_first_that_writes() {
    let (folder, path) = old_record();
    let reader = Store::open_read_only(&path).unwrap();
    let head = reader.head().unwrap();
    let mut store = Store::open(&path).unwrap();
    assert_eq!(store.status().unwrap().schema, onrecord_record::store::schema::SCHEMA);
    assert_eq!(reader.status().unwrap().documents, 2, "a reader that was there before reads on");
    store.command("people alias");
    store.decide("person-alias", r#"{"alias":"Annie","name":"Ana Ruiz"}"#).unwrap();
    store.command("add c.txt");
    add(&mut store, "c.txt", HARBOUR);
    assert_eq!(values(&store, "person-alias").len(), 1);
    let verified = store.verify(Some(head)).unwrap();
    assert!(verified.is_sound(), "{:?}", verified.damage);
    // The same tables, indexes and views as in a new record.
    let fresh = Store::create(&folder.path().join("new.record")).unwrap();
    let layout = "SELECT group_concat(name || ' ' || coalesce(sql, ''), char(10)) FROM \
                  (SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name)";
    let names = |path: &Path| -> Vec<String> {
        query::<String>(path, layout).lines().map(|line| line.split(" --").next().unwrap_or("").to_owned()).collect()
    };
    assert_eq!(names(&path), names(fresh.path()));
}

/// A record as schema 3 left it, with one text of several pieces.
fn begun_with_schema_3() -> (tempfile::TempDir, PathBuf) {
    let (folder, mut store) = new_record();
    // Of the size that all pieces had then.
    let numbers: String = (1..4000u32).map(|n| format!("{:x} ", n.wrapping_mul(0x9E37_79B1))).collect();
    add(&mut store, "n.txt", &format!("Ana Ruiz: {numbers}\n"));
    let path = store.path().to_owned();
    drop(store);
    assert_eq!(query::<i64>(&path, "SELECT piece FROM texts"), 8192);
    assert!(query::<i64>(&path, "SELECT count(*) FROM pieces") > 3);
    let older = rusqlite::Connection::open(&path).unwrap();
    older.execute_batch("ALTER TABLE texts DROP COLUMN piece; PRAGMA user_version = 3").unwrap();
    (folder, path)
}

#[test]
fn a_record_whose_texts_do_not_say_how_large_their_pieces_are_is_read_and_brought_up_to_date() {
    let (_folder, path) = begun_with_schema_3();
    let last = format!("{:x}", 3999u32.wrapping_mul(0x9E37_79B1));
    for store in [Store::open_read_only(&path).unwrap(), Store::open(&path).unwrap()] {
        let verified = store.verify(None).unwrap();
        assert!(verified.is_sound(), "{:?}", verified.damage);
        assert_eq!(store.find(&last, 10, 0).unwrap().total, 1);
    }
    assert_eq!(query::<i64>(&path, "SELECT piece FROM texts"), 8192);
}

#[test]
fn a_reader_reads_on_while_the_record_is_brought_up_to_date() {
    let (_folder, path) = begun_with_schema_3();
    let reader = Store::open_read_only(&path).unwrap();
    assert_eq!(reader.find("grandmother", 10, 0).unwrap().total, 0);
    // Speech of more than one piece, which lies in pieces of another size from now on.
    let mut writer = Store::open(&path).unwrap();
    add(&mut writer, "h.txt", &long_talk());
    assert_eq!(query::<i64>(&path, "SELECT min(piece) FROM texts"), 2048);
    assert_eq!(reader.find("grandmother", 10, 0).unwrap().hits.len(), 1);
    assert_eq!(reader.named("h.txt").unwrap().document.text, long_talk());
    let verified = reader.verify(None).unwrap();
    assert!(verified.is_sound(), "{:?}", verified.damage);
}

#[test]
fn a_newer_schema_that_still_lies_in_the_write_ahead_log_is_seen() {
    let (_folder, store) = new_record();
    let path = store.path().to_owned();
    let other = rusqlite::Connection::open(&path).unwrap();
    other.pragma_update(None, "user_version", 9999).unwrap();
    let head = std::fs::read(&path).unwrap();
    assert_ne!(head[60..64], 9999_u32.to_be_bytes(), "it is not in the file itself yet");
    for opened in [Store::open(&path), Store::open_read_only(&path)] {
        assert!(matches!(opened, Err(StoreError::Newer { found: 9999, .. })), "{opened:?}");
    }
}
