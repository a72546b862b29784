//! What may happen to a machine while `onrecord add` is at work: each time the record is sound, holds whole documents only, and
//! running the command again ends with what an undisturbed run would have made.
//!
//! More than the few tries of every test run: `eval/faults.sh` (it sets ONRECORD_TEST_KILLS to 200).

use crate::place::{Place, TRANSCRIPT};
use std::process::{Command, Stdio};
use std::time::Duration;

/// How many talks are added.
const TALKS: usize = 150;

fn rounds() -> usize {
    std::env::var("ONRECORD_TEST_KILLS").ok().and_then(|count| count.parse().ok()).unwrap_or(6)
}

/// A place with many talks, in a folder and (the second half) in an archive.
fn with_talks() -> Place {
    let place = Place::new();
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for at in 0..TALKS {
        let text =
            format!("{TRANSCRIPT}\nMira Castell: {}\n", format!("This is talk {at} of many. ").repeat(at % 50 + 1));
        if at < TALKS / 2 {
            place.write(&format!("talks/{at:03}.txt"), text);
        } else {
            writer.start_file(format!("{at:03}.txt"), zip::write::SimpleFileOptions::default()).expect("an archive");
            std::io::Write::write_all(&mut writer, text.as_bytes()).expect("an archive");
        }
    }
    place.write("talks.zip", writer.finish().expect("an archive").into_inner());
    place
}

/// What is on record, in an order of its own.
fn content(place: &Place, record: &str) -> Vec<String> {
    let run = place.run(&["export", "--record", record]);
    assert_eq!(run.code, 0, "{}", run.all());
    let mut lines: Vec<String> = run.out.lines().map(str::to_owned).collect();
    lines.sort();
    lines
}

fn documents(lines: &[String]) -> usize {
    lines.iter().filter(|line| line.contains("\"type\":\"document\"")).count()
}

#[track_caller]
fn sound(place: &Place, record: &str) {
    let run = place.run(&["verify", "--record", record]);
    assert_eq!(run.code, 0, "{}", run.all());
}

/// What an undisturbed run makes.
fn undisturbed(place: &Place) -> Vec<String> {
    assert_eq!(place.run(&["init", "whole.record"]).code, 0);
    assert_eq!(place.run(&["add", "talks", "talks.zip", "--record", "whole.record"]).code, 0);
    let lines = content(place, "whole.record");
    assert_eq!(documents(&lines), TALKS);
    lines
}

/// The bytes of a record and of its write-ahead log.
fn written(place: &Place, record: &str) -> u64 {
    let size = |ending: &str| std::fs::metadata(place.path(&format!("{record}{ending}"))).map_or(0, |file| file.len());
    size("") + size("-wal")
}

fn start(place: &Place, arguments: &[&str]) -> std::process::Child {
    Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .current_dir(place.path("."))
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the command runs")
}

#[test]
fn killed_at_any_moment_and_run_again() {
    let place = with_talks();
    let whole = undisturbed(&place);
    let in_all = written(&place, "whole.record");
    let known: std::collections::HashSet<&String> = whole.iter().collect();
    assert_eq!(place.run(&["init", "town.record"]).code, 0);
    let mut at_work = 0;
    for round in 0..rounds() {
        // The moment is told by how far it has come and not by a clock, which means nothing on a busy machine.
        let until = written(&place, "town.record") + in_all * (round as u64 * 37 % 100) / 60;
        let mut child = start(&place, &["add", "talks", "talks.zip", "--record", "town.record"]);
        while written(&place, "town.record") < until && child.try_wait().expect("it can be asked").is_none() {
            std::thread::sleep(Duration::from_micros(200));
        }
        let _ = child.kill();
        at_work += usize::from(!child.wait().expect("it ends").success());
        sound(&place, "town.record");
        let held = content(&place, "town.record");
        assert!(held.iter().all(|line| known.contains(line)), "round {round}: something is half");
        if documents(&held) == TALKS || round % 5 == 4 {
            for ending in ["", "-wal", "-shm"] {
                let _ = std::fs::remove_file(place.path(&format!("town.record{ending}")));
            }
            assert_eq!(place.run(&["init", "town.record"]).code, 0);
        }
    }
    assert!(at_work > 0, "no command was killed at work: nothing was tested");
    assert_eq!(place.run(&["add", "talks", "talks.zip", "--record", "town.record"]).code, 0);
    assert_eq!(content(&place, "town.record"), whole);
    sound(&place, "town.record");
}

/// A limit on the size of files stands for a disk that is full: writing fails in the middle, wherever that is: in the
/// write-ahead log, in the record itself when the log is carried over, when the connection is closed.
#[cfg(unix)]
#[test]
fn no_room_to_write_at_any_moment() {
    let place = with_talks();
    let whole = undisturbed(&place);
    let mut refused = 0;
    // In blocks of 512 bytes (or 1024): from too little for the first document to more than enough.
    for blocks in [8, 300, 900, 2400, 100_000] {
        let record = format!("{blocks}.record");
        assert_eq!(place.run(&["init", &record]).code, 0);
        let command = format!(
            "trap '' XFSZ; ulimit -f {blocks}; exec '{}' add talks talks.zip --record {record}",
            env!("CARGO_BIN_EXE_onrecord")
        );
        let output = Command::new("sh").arg("-c").arg(&command).current_dir(place.path(".")).output().expect("it runs");
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        if !output.status.success() {
            refused += 1;
            assert_eq!(output.status.code(), Some(2), "{blocks}: {told}");
            assert!(told.contains("error: ") && told.contains("hint: ") && told.contains(&record), "{blocks}: {told}");
            assert!(!told.contains("panicked"), "{blocks}: {told}");
        }
        sound(&place, &record);
        let held = content(&place, &record);
        assert!(held.iter().all(|line| whole.contains(line)), "{blocks}: something is half");
        assert_eq!(place.run(&["add", "talks", "talks.zip", "--record", &record]).code, 0);
        assert_eq!(content(&place, &record), whole, "{blocks}");
        sound(&place, &record);
    }
    assert!(refused > 1, "nothing was refused: nothing was tested");
}

#[test]
fn two_that_write_at_once_and_readers_all_the_while() {
    let place = with_talks();
    let whole = undisturbed(&place);
    assert_eq!(place.run(&["init", "town.record"]).code, 0);
    let mut one = start(&place, &["add", "talks", "--record", "town.record"]);
    let mut two = start(&place, &["add", "talks.zip", "--record", "town.record"]);
    let mut last = 0;
    let mut waiting = true;
    while waiting {
        waiting = one.try_wait().expect("a process").is_none() || two.try_wait().expect("a process").is_none();
        sound(&place, "town.record");
        let now = documents(&content(&place, "town.record"));
        assert!(now >= last, "a document that was there is gone");
        last = now;
    }
    // One waits for the other, five seconds at most, and says so where that is not enough.
    for (child, paths) in [(one, "talks"), (two, "talks.zip")] {
        let code = { child }.wait().expect("it ends").code();
        assert!(matches!(code, Some(0 | 2)), "{code:?}");
        assert_eq!(place.run(&["add", paths, "--record", "town.record"]).code, 0);
    }
    assert_eq!(content(&place, "town.record"), whole);
    sound(&place, "town.record");
}
