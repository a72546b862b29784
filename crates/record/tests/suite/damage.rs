//! `verify` finds what was changed, in every table, and tells what can be repaired.

use crate::invented::{HARBOUR, add, new_record};
use onrecord_record::{Digest, RecordSearch, Store, StoreError};
use onrecord_text::Form;
use std::path::Path;

fn sound_record() -> (tempfile::TempDir, std::path::PathBuf, Digest) {
    let (folder, mut store) = new_record();
    store.command("add talks");
    add(&mut store, "a.txt", HARBOUR);
    add(&mut store, "b.txt", &HARBOUR.replace("Olmen", "Tarn"));
    add(&mut store, "b.txt", &HARBOUR.replace("Olmen", "Sund"));
    let path = store.path().to_owned();
    let head = store.head().unwrap();
    let verified = store.verify(Some(head)).unwrap();
    assert!(verified.is_sound(), "{:?}", verified.damage);
    assert_eq!((verified.sources, verified.documents, verified.entries), (3, 3, 5));
    drop(store);
    (folder, path, head)
}

fn meddle(path: &Path, sql: &str) {
    let connection = rusqlite::Connection::open(path).unwrap();
    connection.pragma_update(None, "foreign_keys", "off").unwrap();
    connection.execute_batch(sql).unwrap();
}

#[test]
fn whatever_is_changed_in_any_table_is_found_and_named() {
    for (sql, table) in [
        ("UPDATE sources SET base = 2 WHERE id = 1", "sources"),
        ("UPDATE sources SET bytes = x'00' WHERE id = 1", "sources"),
        ("UPDATE pieces SET bytes = (SELECT bytes FROM pieces WHERE id = 2) WHERE id = 1", "documents"),
        ("UPDATE pieces SET segment = segment + 1 WHERE id = 1", "documents"),
        ("UPDATE sources SET sha256 = zeroblob(32) WHERE id = 1", "sources"),
        ("UPDATE texts SET pieces = NULL WHERE document = 1", "documents"),
        ("UPDATE texts SET piece = 0 WHERE document = 1", "documents"),
        ("UPDATE texts SET piece = 1024 WHERE document = 1", "documents"),
        ("UPDATE texts SET pieces = 9223372036854775807 WHERE document = 1", "documents"),
        ("UPDATE documents SET size = 9223372036854775807 WHERE id = 1", "documents"),
        ("UPDATE index_runs SET shift = shift - 1", "index_rows"),
        ("UPDATE documents SET title = 'Another title' WHERE id = 2", "documents"),
        ("UPDATE documents SET date = '2030-01-01' WHERE id = 1", "documents"),
        ("UPDATE documents SET grade = 'official' WHERE id = 1", "documents"),
        ("UPDATE documents SET digest = zeroblob(32) WHERE id = 1", "documents"),
        ("UPDATE documents SET reader = 'another' WHERE id = 1", "documents"),
        ("UPDATE documents SET reference = '0123456789ab' WHERE id = 1", "documents"),
        ("UPDATE segments SET speaker = 1 - speaker WHERE id = 2", "documents"),
        ("UPDATE segments SET length = length - 1 WHERE id = 2", "documents"),
        ("DELETE FROM segments WHERE id = 3", "documents"),
        ("UPDATE people SET name = 'Ana Ruis' WHERE name = 'Ana Ruiz'", "documents"),
        ("UPDATE speakers SET role = 'Host' WHERE document = 1 AND ordinal = 0", "documents"),
        ("UPDATE texts SET words = x'00' WHERE document = 1", "documents"),
        ("DELETE FROM documents WHERE id = 1", "documents"),
        ("UPDATE names SET document = 2 WHERE name = 'b.txt'", "names"),
        ("DELETE FROM names WHERE name = 'a.txt'", "names"),
        ("INSERT INTO names (name, document) VALUES ('c.txt', 1)", "names"),
        ("DROP VIEW versions; CREATE VIEW versions AS SELECT 1 AS at", "file"),
        ("DROP INDEX log_decisions", "file"),
        ("UPDATE kinds SET name = 'speech' WHERE id = 0", "kinds"),
        ("UPDATE sources SET first_seen = '2001-01-01T00:00:00Z' WHERE id = 1", "sources"),
        ("UPDATE sources SET first_seen = 'long ago' WHERE id = 1", "sources"),
        ("UPDATE sqlite_sequence SET seq = 1", "documents"),
        ("UPDATE log SET at = '2001-01-01T00:00:00Z' WHERE id = 3", "log"),
        ("UPDATE log SET note = 'remove talks' WHERE id = 2", "log"),
        ("DELETE FROM log WHERE id = 5", "documents"),
        ("DELETE FROM log WHERE id = 4", "log"),
        ("DELETE FROM log", "log"),
        ("DROP TABLE index_rows", "index_rows"),
        (
            "UPDATE index_rows SET data = zeroblob(length(data)) WHERE id = (SELECT max(id) FROM index_rows)",
            "index_rows",
        ),
        ("DELETE FROM index_rows WHERE id = (SELECT min(id) FROM index_rows)", "index_rows"),
        ("UPDATE index_documents SET blocks = blocks + 1", "index_rows"),
    ] {
        let (_folder, path, _) = sound_record();
        meddle(&path, sql);
        let verified = Store::open_read_only(&path).unwrap().verify(None).unwrap();
        assert!(verified.damage.iter().any(|damage| damage.table == table), "{sql}: {:?}", verified.damage);
        assert!(verified.damage.iter().all(|damage| damage.repairable == damage.table.starts_with("index_")), "{sql}");
    }
}

#[test]
fn a_log_that_was_cut_off_and_made_sound_again_is_told_by_its_head() {
    let (_folder, path, head) = sound_record();
    // The last version of b.txt is taken back without a trace.
    meddle(
        &path,
        "DELETE FROM log WHERE id = 5; UPDATE names SET document = 2 WHERE name = 'b.txt';
         DELETE FROM segments WHERE document = 3; DELETE FROM texts WHERE document = 3;
         DELETE FROM speakers WHERE document = 3; DELETE FROM documents WHERE id = 3; DELETE FROM sources WHERE id = 3",
    );
    let store = Store::open_read_only(&path).unwrap();
    assert!(store.verify(Some(head)).unwrap().damage.iter().any(|damage| damage.table == "log"));
}

#[test]
fn the_index_is_rebuilt() {
    let (_folder, path, head) = sound_record();
    meddle(&path, "DELETE FROM index_rows WHERE id % 3 = 0");
    let mut store = Store::open(&path).unwrap();
    assert!(!store.verify(None).unwrap().is_sound());
    store.rebuild_index().unwrap();
    let verified = store.verify(Some(head)).unwrap();
    assert!(verified.is_sound(), "{:?}", verified.damage);
    assert_eq!(store.find("\"harbour fees\"", 10, 0).unwrap().total, 4);
}

#[test]
fn an_index_that_cannot_be_made_anew_is_left_as_it_is() {
    let (_folder, path, _) = sound_record();
    meddle(&path, "UPDATE pieces SET bytes = x'00' WHERE id = 1; DELETE FROM index_rows WHERE id % 3 = 0");
    let rows = || -> i64 {
        let connection = rusqlite::Connection::open(&path).unwrap();
        connection.query_row("SELECT count(*) FROM index_rows", (), |row| row.get(0)).unwrap()
    };
    let before = rows();
    let mut store = Store::open(&path).unwrap();
    assert!(matches!(store.rebuild_index(), Err(StoreError::Damaged { .. })));
    assert_eq!(rows(), before);
}

#[test]
fn numbers_that_no_document_has_break_no_search() {
    for sql in [
        "UPDATE documents SET segments = -1",
        "UPDATE documents SET first_segment = -9223372036854775808",
        "UPDATE documents SET first_segment = 9223372036854775807",
        "UPDATE index_documents SET first = first - 9223372036854775000",
        "UPDATE pieces SET segment = -9223372036854775808",
        "UPDATE segments SET start = 9223372036854775807",
    ] {
        let (_folder, path, _) = sound_record();
        meddle(&path, sql);
        let store = Store::open_read_only(&path).unwrap();
        for query in ["\"harbour fees\"", "harbour", "NEAR(harbour fees, 5)", "harb*", "harbour speaker:Ruiz date:2029"]
        {
            let _ = store.find(query, 10, 0);
        }
    }
}

#[test]
fn a_document_that_only_the_index_has_is_found() {
    let (_folder, path, _) = sound_record();
    meddle(&path, "INSERT INTO index_documents VALUES (900000, 900000, 1)");
    let mut store = Store::open(&path).unwrap();
    let verified = store.verify(None).unwrap();
    assert!(verified.damage.iter().any(|damage| damage.repairable && damage.what.contains("not on record")));
    store.rebuild_index().unwrap();
    assert!(store.verify(None).unwrap().is_sound());
}

#[test]
fn a_damaged_index_does_not_become_sound_by_being_merged() {
    let (_folder, path, _) = sound_record();
    meddle(&path, "DELETE FROM index_rows WHERE (id >> 32) & 7 < 2");
    let mut store = Store::open(&path).unwrap();
    assert!(!store.verify(None).unwrap().is_sound());
    // It is merged with what is added, and made anew where it was damaged.
    add(&mut store, "d.txt", "Eva Lind: The ferry stays.\n");
    assert!(store.verify(None).unwrap().is_sound());
    assert_eq!(store.find("\"harbour fees\"", 10, 0).unwrap().total, 4);
    let sections: i64 = rusqlite::Connection::open(&path)
        .unwrap()
        .query_row("SELECT count(DISTINCT (id >> 32) & 7) FROM index_rows", (), |row| row.get(0))
        .unwrap();
    assert_eq!(sections, 3);
}

#[test]
fn what_is_written_between_opening_and_searching_is_seen_or_it_is_said() {
    let (_folder, path, _) = sound_record();
    let search = RecordSearch::open(&path).unwrap().expect("all of it is in the index");
    let mut store = Store::open(&path).unwrap();
    add(&mut store, "d.txt", "Eva Lind: The ferry stays.\n");
    drop(store);
    assert!(search.connect().is_ok());
    // As a process leaves it that is broken off before it has come to the index.
    meddle(&path, "DELETE FROM index_documents WHERE document = (SELECT max(document) FROM index_documents)");
    assert!(matches!(search.connect(), Err(StoreError::Changed { .. })));
    assert!(RecordSearch::open(&path).unwrap().is_none());
    // As it is while an index is made anew, of which the log says nothing.
    let (_folder, path, _) = sound_record();
    let search = RecordSearch::open(&path).unwrap().expect("all of it is in the index");
    meddle(&path, "DELETE FROM index_documents; DELETE FROM index_runs; DELETE FROM index_rows");
    assert!(matches!(search.connect(), Err(StoreError::Changed { .. })));
    let (_folder, path, _) = sound_record();
    let search = RecordSearch::open(&path).unwrap().expect("all of it is in the index");
    meddle(&path, "UPDATE index_about SET version = version + 1");
    assert!(matches!(search.connect(), Err(StoreError::Changed { .. })));
}

#[test]
fn what_is_written_while_a_check_goes_on_does_not_end_it() {
    let (_folder, path, _) = sound_record();
    let search = RecordSearch::open(&path).unwrap().expect("all of it is in the index");
    let connections = search.connect().unwrap();
    let searcher = search.searcher(&connections).unwrap();
    let mut store = Store::open(&path).unwrap();
    add(&mut store, "d.txt", "Eva Lind: Nobody wants a tunnel under the harbour.\n");
    drop(store);
    meddle(&path, "DELETE FROM index_documents WHERE document = (SELECT max(document) FROM index_documents)");
    // What there is on record in all is asked late, and told of the record as it was when the check began.
    let found = searcher.shortlist(&[], 1, &[Form::of("tunnel")], false, None).unwrap();
    assert_eq!((found.documents().len(), found.extent().0, found.catalogue().documents().len()), (0, 2, 2));
    assert!(searcher.failure().is_ok());
}

#[test]
fn what_is_noted_of_the_documents_that_are_current_holds_for_the_last_entry() {
    let (_folder, mut store) = new_record();
    for name in ["a.txt", "b.txt", "c.txt"] {
        add(&mut store, name, &HARBOUR.replace("Olmen", name));
    }
    let path = store.path().to_owned();
    let note = || -> i64 {
        let connection = rusqlite::Connection::open(&path).unwrap();
        connection
            .query_row("SELECT version FROM index_about WHERE name = 'all_current'", (), |row| row.get(0))
            .unwrap()
    };
    let all = note();
    assert!(all > 0);
    let paged = |store: &Store| store.find("\"harbour fees\"", 1, 1).unwrap().total;
    let before = paged(&store);
    // The note is of an earlier entry now: that one document is gone is counted.
    store.withdraw("b.txt", "asked for").unwrap();
    assert_eq!((note(), paged(&store) * 3), (all, before * 2));
    drop(store);
    let store = Store::open(&path).unwrap();
    assert!(note() < -all);
    assert_eq!(paged(&store) * 3, before * 2);
    drop(store);
    meddle(&path, "UPDATE index_about SET version = -version WHERE name = 'all_current'");
    let mut store = Store::open(&path).unwrap();
    let verified = store.verify(None).unwrap();
    assert!(verified.damage.iter().any(|damage| damage.what.contains("current")), "{:?}", verified.damage);
    store.rebuild_index().unwrap();
    assert!(note() < 0 && store.verify(None).unwrap().is_sound());
}

#[test]
fn all_that_is_derived_may_be_dropped() {
    let (_folder, path, head) = sound_record();
    meddle(&path, "DROP TABLE index_rows; DROP TABLE index_documents; DROP TABLE index_about; DROP INDEX index_dates");
    let store = Store::open(&path).unwrap();
    // What a search for documents of a date asks, and that it is told without their rows.
    let plan: String = rusqlite::Connection::open(&path)
        .unwrap()
        .query_row(
            "EXPLAIN QUERY PLAN SELECT d.first_segment, d.segments FROM documents d WHERE 1 AND d.date >= ? AND d.date < ? \
             ORDER BY d.first_segment",
            ("2029", "2029:"),
            |row| row.get(3),
        )
        .unwrap();
    assert!(plan.contains("COVERING INDEX index_dates"), "{plan}");
    assert_eq!(store.find("\"harbour fees\"", 10, 0).unwrap().total, 4);
    assert!(store.verify(Some(head)).unwrap().is_sound());
}

#[test]
fn a_damaged_index_does_not_become_sound_when_a_document_is_taken_out_of_it() {
    for damage in [
        "DELETE FROM index_rows WHERE (id >> 32) & 7 < 2",
        // Another document's blocks would be taken out.
        "UPDATE index_documents SET blocks = 1000 WHERE document = 1",
        "UPDATE index_rows SET data = x'FF' WHERE (id >> 32) & 7 = 1",
        "UPDATE index_runs SET blocks = blocks + 100",
    ] {
        let (_folder, path, head) = sound_record();
        meddle(&path, damage);
        let mut store = Store::open(&path).unwrap();
        let reference = store.versions("a.txt").unwrap()[0].reference.clone().unwrap();
        store.remove(&reference, "holds a private address").unwrap();
        let verified = store.verify(Some(head)).unwrap();
        assert!(verified.is_sound(), "{damage}: {:?}", verified.damage);
        assert_eq!(store.find("\"harbour fees\"", 10, 0).unwrap().total, 2, "{damage}");
        assert!(RecordSearch::open(&path).unwrap().is_some(), "{damage}: not all of it is in the index");
    }
}

#[test]
fn an_index_of_another_version_is_made_anew() {
    let (_folder, path, _) = sound_record();
    meddle(&path, "UPDATE index_about SET version = 0; DELETE FROM index_rows WHERE id % 3 = 0");
    let store = Store::open(&path).unwrap();
    assert_eq!(store.find("\"harbour fees\"", 10, 0).unwrap().total, 4);
}

/// The leaves of each table and index: its name, and where in the file the content of the leaf stands.
fn leaves(path: &Path, bytes: &[u8]) -> Vec<(String, std::ops::Range<usize>)> {
    let connection = rusqlite::Connection::open(path).unwrap();
    let mut statement =
        connection.prepare("SELECT name, pgoffset, pgsize FROM dbstat WHERE pagetype = 'leaf' AND ncell > 0").unwrap();
    let rows = statement.query_map((), |row| {
        let (name, start, size): (String, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let (start, size) = (start as usize, size as usize);
        // The cells stand at the end of a page; its head says from where on.
        let head = start + if start == 0 { 100 } else { 0 };
        let from = usize::from(u16::from_be_bytes([bytes[head + 5], bytes[head + 6]]));
        Ok((name, start + from..start + size))
    });
    rows.unwrap().map(Result::unwrap).collect()
}

#[test]
fn a_flipped_byte_in_the_content_of_every_table_is_found_and_named() {
    let (_folder, path, _) = sound_record();
    {
        let connection = rusqlite::Connection::open(&path).unwrap();
        connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", (), |_| Ok(())).unwrap();
    }
    let whole = std::fs::read(&path).unwrap();
    let flipped = path.with_file_name("flipped.record");
    let mut tables: std::collections::BTreeSet<String> = std::collections::BTreeSet::new();
    for (table, range) in leaves(&path, &whole) {
        // What is derived is made anew, and may hold values that mean nothing.
        let derived = table.starts_with("index_") || table.starts_with("sqlite_autoindex_index_");
        // Comments in the definitions of tables, and the number of the row of a number, mean nothing either.
        let derived = derived || matches!(table.as_str(), "sqlite_schema" | "sqlite_sequence");
        let step = (range.len() / 12).max(1);
        for at in range.clone().step_by(step) {
            let mut bytes = whole.clone();
            bytes[at] ^= 0x01;
            std::fs::write(&flipped, &bytes).unwrap();
            let Ok(store) = Store::open_read_only(&flipped) else { continue };
            let Ok(verified) = store.verify(None) else { continue };
            assert!(!verified.is_sound() || derived, "{table}, byte {at} of {range:?}");
            assert!(verified.damage.iter().all(|damage| !damage.table.is_empty() && !damage.what.is_empty()));
            tables.insert(table.clone());
        }
    }
    for table in ["sources", "documents", "texts", "segments", "people", "speakers", "names", "log", "kinds"] {
        assert!(tables.contains(table), "no byte of {table} was flipped: {tables:?}");
    }
}

#[test]
fn a_flipped_byte_anywhere_never_passes_unseen_or_panics() {
    let (_folder, path, _) = sound_record();
    let whole = std::fs::read(&path).unwrap();
    let known = |store: &Store| -> Option<Vec<String>> {
        let mut all = Vec::new();
        store
            .documents(|held| {
                all.push(format!("{held:?}"));
                Ok::<(), onrecord_record::StoreError>(())
            })
            .ok()?;
        Some(all)
    };
    let sound = known(&Store::open_read_only(&path).unwrap());
    let flipped = path.with_file_name("flipped.record");
    let mut caught = 0;
    for at in (0..whole.len()).step_by(211) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x10;
        std::fs::write(&flipped, &bytes).unwrap();
        let Ok(store) = Store::open_read_only(&flipped) else {
            caught += 1;
            continue;
        };
        match store.verify(None) {
            Ok(verified) if verified.is_sound() => {
                // Free space, or a byte that means nothing: then everything reads as before.
                assert_eq!(known(&store), sound, "byte {at}");
            }
            _ => caught += 1,
        }
    }
    assert!(caught > 25, "only {caught} were caught");
}
