//! `onrecord add`: archives, patterns, lists; a summary of what was added, skipped and failed, and why.

use crate::place::{Place, TRANSCRIPT};
use serde_json::Value;
use std::io::Write;

fn with_record() -> Place {
    let place = Place::with_meeting();
    assert_eq!(place.run(&["init", "town.record"]).code, 0);
    place
}

fn json(out: &str) -> Vec<Value> {
    out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

#[test]
fn an_archive_is_added_once_and_checked_against() {
    let place = with_record();
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in [
        ("talks/meeting.txt", TRANSCRIPT),
        ("talks/photo.png", "\u{89}PNG\r\n\u{1a}\n\0\0\0\rIHDR"),
        ("../out.txt", TRANSCRIPT),
    ] {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).expect("an archive");
        writer.write_all(text.as_bytes()).expect("an archive");
    }
    place.write("talks.zip", writer.finish().expect("an archive").into_inner());
    let run = place.run(&["add", "talks.zip"]);
    assert_eq!((run.code, run.out.as_str()), (0, "town.record: 1 added; 1 skipped; 1 failed\n"), "{}", run.all());
    assert!(run.err.contains("leads out"), "{}", run.all());
    assert_eq!(place.run(&["add", "talks.zip", "--strict"]).code, 3);
    let run = place.run(&["add", "talks.zip", "--format", "jsonl"]);
    let lines = json(&run.out);
    assert_eq!(
        (&lines[0]["document"], &lines[0]["outcome"]),
        (&"talks.zip/talks/meeting.txt".into(), &"unchanged".into())
    );
    let kinds: Vec<&str> = lines.iter().filter_map(|line| line["type"].as_str()).collect();
    assert_eq!(kinds, ["added", "skipped", "failed"]);
    let quote = ["check", "--quote", "We have seventy million for the repair", "--format", "jsonl"];
    let run = place.run(&quote);
    assert_eq!(json(&run.out)[0]["passages"][0]["document"], "talks.zip/talks/meeting.txt", "{}", run.all());
    let run = place.run(&[quote.as_slice(), &["--against", "talks.zip"]].concat());
    assert_eq!(json(&run.out)[0]["verdict"], "verbatim", "{}", run.all());
}

#[test]
fn files_of_one_name_in_an_archive_are_all_added_and_told() {
    let place = with_record();
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, word) in [("a.txt", "eleven"), ("b.txt", "nine"), ("z.txt", "twelve"), ("y.txt", "ten")] {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).expect("an archive");
        writer.write_all(TRANSCRIPT.replace("eleven", word).as_bytes()).expect("an archive");
    }
    let mut bytes = writer.finish().expect("an archive").into_inner();
    // No builder of archives writes a name again.
    for other in [b"z.txt", b"y.txt"] {
        while let Some(at) = bytes.windows(5).position(|window| window == other) {
            bytes[at] = b'a';
        }
    }
    place.write("talks.zip", bytes);
    let run = place.run(&["add", "talks.zip"]);
    assert_eq!((run.code, run.out.as_str()), (0, "town.record: 4 added\n"), "{}", run.all());
    for number in [2, 3] {
        let note =
            format!("the archive holds talks.zip/a.txt more than once; this one is called talks.zip/a ({number}).txt");
        assert!(run.err.contains(&note), "{}", run.all());
    }
    let run = place.run(&["add", "talks.zip"]);
    assert_eq!(run.out, "town.record: 0 added; 4 on record already\n", "{}", run.all());
    let quote =
        ["check", "--quote", "We have seventy million for the repair", "--against", "talks.zip", "--format", "jsonl"];
    let run = place.run(&quote);
    assert_eq!(json(&run.out)[0]["verdict"], "verbatim", "{}", run.all());
    assert!(run.err.contains("more than once"), "{}", run.all());
}

#[test]
fn a_pattern_is_expanded_here() {
    let place = with_record();
    for name in ["a", "b"] {
        place.write(&format!("talks/2026/{name}.txt"), TRANSCRIPT.replace("eleven", name));
    }
    let run = place.run(&["add", "talks/**/*.txt"]);
    assert_eq!((run.code, run.out.as_str()), (0, "town.record: 2 added\n"), "{}", run.all());
    place.run(&["add", "talks/**/*.html"]).failed_with("nothing fits talks/**/*.html");
}

#[test]
fn a_list_of_files_is_added_as_far_as_it_can_be() {
    let place = with_record();
    place.write("new line\n.txt", TRANSCRIPT.replace("eleven", "nine"));
    place.write("photo.png", "\u{89}PNG\r\n\u{1a}\n\0\0\0\rIHDR");
    let list = "transcripts/meeting.txt\r\n\nnone.txt\nphoto.png\n";
    let run = place.run_with(&["add", "--files-from", "-"], list, &[]);
    assert_eq!((run.code, run.out.as_str()), (2, "town.record: 1 added; 1 skipped; 1 failed\n"), "{}", run.all());
    assert!(run.err.contains("none.txt: it does not exist"), "{}", run.all());
    let run = place.run_with(&["add", "--files-from", "-", "-0"], b"transcripts\0new line\n.txt\0", &[]);
    assert_eq!((run.code, run.out.as_str()), (0, "town.record: 1 added; 1 on record already\n"), "{}", run.all());
    assert!(place.run(&["status", "--documents"]).out.contains("(new line\\x0A.txt)"));
    place.run_with(&["add", "--files-from", "-"], "\n", &[]).failed_with("lists no files");
    place.run(&["add", "--files-from", "none.list"]).failed_with("none.list");
    place.run(&["add"]);
    assert!(place.run(&["log"]).out.contains("add --files-from -"));
}

// Elsewhere the system lets no such names be.
#[cfg(target_os = "linux")]
#[test]
fn names_that_are_not_utf_8_are_not_taken_for_one() {
    use std::os::unix::ffi::OsStrExt;
    let place = with_record();
    place.write("talks/a.txt", TRANSCRIPT);
    for (name, word) in [(&b"M\xFCller.txt"[..], "twelve"), (&b"M\xF6ller.txt"[..], "nine")] {
        let path = place.path("talks").join(std::ffi::OsStr::from_bytes(name));
        std::fs::write(path, TRANSCRIPT.replace("eleven", word)).expect("a file");
    }
    let run = place.run(&["add", "talks"]);
    assert_eq!((run.code, run.out.as_str()), (0, "town.record: 3 added\n"), "{}", run.all());
    let listed = place.run(&["status", "--documents"]).out;
    assert!(listed.contains(r"(talks/M\xF6ller.txt)") && listed.contains(r"(talks/M\xFCller.txt)"), "{listed}");
}

#[test]
fn what_was_withdrawn_and_is_added_again_is_added() {
    let place = with_record();
    place.write("talks/a.txt", TRANSCRIPT.replace("eleven", "nine"));
    place.run(&["add", "talks"]);
    assert_eq!(place.run(&["withdraw", "talks/a.txt", "--reason", "a test"]).code, 0);
    assert_eq!(place.run(&["add", "talks"]).out, "town.record: 1 added\n");
    assert_eq!(place.run(&["add", "talks"]).out, "town.record: 0 added; 1 on record already\n");
    place.write("talks/b.txt", TRANSCRIPT.replace("eleven", "nine"));
    assert_eq!(place.run(&["add", "talks"]).out, "town.record: 0 added; 2 on record already\n", "under another name");
}
