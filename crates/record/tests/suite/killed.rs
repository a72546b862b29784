//! A writer that is killed at any moment leaves whole documents only, and the next run ends with the same record.
//!
//! The moment is told by how far the writer has come and not by a clock, which means nothing on a busy machine.
//!
//! More kills than the twenty of every test run: `ONRECORD_TEST_KILLS=200 cargo nextest run -p onrecord-record killed`.

use crate::invented::{HARBOUR, content, transcript};
use onrecord_record::Store;
use onrecord_record::store::Addition;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// In the environment of a child: it is to fill this record instead of testing.
const TO_FILL: &str = "ONRECORD_TEST_FILL";

fn addition(at: usize) -> Addition {
    let text = format!("{HARBOUR}{}\n", format!("Ana Ruiz: That was talk {at} of many.\n").repeat(at % 40 + 1));
    Addition::prepare(&format!("{at}.txt"), text.as_bytes(), transcript(&text), None).unwrap()
}

fn fill(path: &Path) {
    let mut store = if path.exists() { Store::open(path).unwrap() } else { Store::create(path).unwrap() };
    store.command("add talks");
    for at in 0..60 {
        store.add(&addition(at)).unwrap();
    }
    let mut batch = store.batch().unwrap();
    for at in 60..120 {
        batch.add(&addition(at)).unwrap();
    }
    batch.finish().unwrap();
}

/// Not a test of its own: what the killed child does.
#[test]
fn child_that_is_killed() {
    if let Some(path) = std::env::var_os(TO_FILL) {
        fill(&PathBuf::from(path));
    }
}

/// Begins another process that does the work of one test of this file, told by `variable` on which record.
fn child(test: &str, variable: &str, record: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args([&format!("killed::{test}"), "--exact", "--test-threads=1"])
        .env(variable, record)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// The bytes of a record and of its write-ahead log.
fn written(path: &Path) -> u64 {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    [path, Path::new(&log)].iter().map(|file| std::fs::metadata(file).map_or(0, |file| file.len())).sum()
}

/// Kills a child when it has written so many bytes more than there were before, and says whether that came before its end.
fn kill_when_written(mut child: Child, path: &Path, before: u64, bytes: u64) -> bool {
    while written(path) < before + bytes && child.try_wait().unwrap().is_none() {
        std::thread::sleep(Duration::from_micros(200));
    }
    let _ = child.kill();
    let ended = child.wait().unwrap();
    assert_ne!(ended.code(), Some(101), "the child broke down by itself");
    !ended.success()
}

/// How often a child is killed.
fn rounds(otherwise: u32) -> u32 {
    std::env::var("ONRECORD_TEST_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(otherwise)
}

#[test]
fn killed_at_any_moment_nothing_is_half() {
    let folder = tempfile::tempdir().unwrap();
    let undisturbed = folder.path().join("undisturbed.record");
    fill(&undisturbed);
    let whole = written(&undisturbed);
    let expected = content(&undisturbed);
    assert_eq!(expected.len(), 120);
    let path = folder.path().join("killed.record");
    let rounds = rounds(20);
    let mut at_work = 0;
    for round in 0..rounds {
        let before = written(&path);
        let child = child("child_that_is_killed", TO_FILL, &path);
        // From before its begin to past its end: what is written goes through the log first.
        let was_killed = kill_when_written(child, &path, before, whole * u64::from(round * 37 % 101) / 60);
        if !path.exists() {
            continue;
        }
        at_work += u32::from(was_killed);
        let verified = Store::open_read_only(&path).unwrap().verify(None).unwrap();
        assert!(verified.is_sound(), "round {round}: {:?}", verified.damage);
        let held = content(&path);
        assert!(held.iter().all(|document| expected.contains(document)), "round {round}");
        if held.len() == expected.len() {
            // Begin anew, so that kills go on falling into the work.
            std::fs::remove_file(&path).unwrap();
        }
    }
    assert!(at_work > 0, "no child was killed while it filled the record: nothing was tested");
    fill(&path);
    assert_eq!(content(&path), expected);
    assert!(Store::open(&path).unwrap().verify(None).unwrap().is_sound());
}

/// In the environment of a child: it is to bring this record up to date.
const TO_MIGRATE: &str = "ONRECORD_TEST_MIGRATE";

/// Not a test of its own: what the killed child does.
#[test]
fn child_that_is_killed_while_it_brings_up_to_date() {
    if let Some(path) = std::env::var_os(TO_MIGRATE) {
        Store::open(&PathBuf::from(path)).unwrap();
    }
}

/// A record of the schema before, with an index of another version, so that both are made anew.
fn make_older(path: &Path) {
    let connection = rusqlite::Connection::open(path).unwrap();
    let sql = "ALTER TABLE texts DROP COLUMN piece; PRAGMA user_version = 3; UPDATE index_about SET version = 0";
    connection.execute_batch(sql).unwrap();
}

#[test]
fn killed_while_a_record_is_brought_up_to_date_it_is_of_one_schema_or_the_other() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("older.record");
    let mut store = Store::create(&path).unwrap();
    let mut batch = store.batch().unwrap();
    // Of words that are none: such texts had the size of pieces then that they have now.
    for at in 0..20u32 {
        let words: String =
            (1..1500).map(|n: u32| format!("{:x} ", (n + at * 7919).wrapping_mul(0x9E37_79B1))).collect();
        let text = format!("Ana Ruiz: {words}\n");
        batch.add(&Addition::prepare(&format!("{at}.txt"), text.as_bytes(), transcript(&text), None).unwrap()).unwrap();
    }
    batch.finish().unwrap();
    drop(store);
    let expected = content(&path);
    let mut at_work = 0;
    let rounds = rounds(8);
    for round in 0..rounds {
        make_older(&path);
        let before = written(&path);
        let child = child("child_that_is_killed_while_it_brings_up_to_date", TO_MIGRATE, &path);
        let was_killed = kill_when_written(child, &path, before, before * u64::from(round * 29 % 80) / 100);
        at_work += u32::from(was_killed);
        let reader = Store::open_read_only(&path).unwrap();
        let schema = reader.status().unwrap().schema;
        assert!(schema == 3 || schema == 4, "round {round}: {schema}");
        let verified = reader.verify(None).unwrap();
        assert!(verified.is_sound(), "round {round}, schema {schema}: {:?}", verified.damage);
        assert_eq!(content(&path), expected, "round {round}, schema {schema}");
        drop(reader);
        let writer = Store::open(&path).unwrap();
        assert_eq!(writer.status().unwrap().schema, 4);
        assert!(writer.verify(None).unwrap().is_sound(), "round {round}");
    }
    assert!(at_work > 0, "no child was killed while it was at work: nothing was tested");
}
