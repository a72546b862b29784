//! A record kept in a file: `init`, `add`, `check --record`, `find`, `show`, `status`, `people`, `verify`, `export`.

use crate::place::{Place, TRANSCRIPT};
use serde_json::Value;
use std::io::Write;

/// A place with `town.record` that holds the transcript of the meeting.
fn with_record() -> Place {
    let place = Place::with_meeting();
    assert_eq!(place.run(&["init", "town.record"]).code, 0);
    let run = place.run(&["add", "--record", "town.record", "transcripts"]);
    assert_eq!(run.code, 0, "{}", run.all());
    place
}

fn json(out: &str) -> Vec<Value> {
    out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn status(place: &Place) -> Value {
    let run = place.run(&["status", "--record", "town.record", "--format", "jsonl"]);
    assert_eq!(run.code, 0, "{}", run.all());
    json(&run.out).remove(0)
}

#[test]
fn init_makes_a_record_once() {
    let place = Place::new();
    let run = place.run(&["init", "town"]);
    assert_eq!(run.code, 0, "{}", run.all());
    assert!(place.path("town.record").is_file());
    let before = std::fs::read(place.path("town.record")).expect("the record");
    place.run(&["init", "town.record"]).failed_with("town.record");
    assert_eq!(std::fs::read(place.path("town.record")).expect("the record"), before);
    place.write("notes.txt", "mine");
    place.run(&["init", "notes.txt"]).failed_with("notes.txt");
    assert_eq!(std::fs::read(place.path("notes.txt")).expect("the notes"), b"mine");
}

#[test]
fn the_same_source_twice_is_once_and_a_changed_one_is_a_new_version() {
    let place = with_record();
    let first = status(&place);
    assert_eq!((&first["documents"], &first["older_versions"]), (&Value::from(1), &Value::from(0)));
    let run = place.run(&["add", "--record", "town.record", "transcripts", "--format", "jsonl"]);
    assert_eq!(json(&run.out)[0]["outcome"], "unchanged", "{}", run.all());
    assert_eq!(status(&place)["head"], first["head"], "nothing was written");
    place.write("transcripts/meeting.txt", TRANSCRIPT.replace("eleven", "twelve"));
    let run = place.run(&["add", "--record", "town.record", "transcripts", "--format", "jsonl"]);
    assert_eq!(json(&run.out)[0]["outcome"], "version", "{}", run.all());
    let after = status(&place);
    assert_eq!((&after["documents"], &after["older_versions"]), (&Value::from(1), &Value::from(1)));
    let old = json(&run.out)[0]["previous"].as_str().unwrap_or_default().to_owned();
    let shown = place.run(&["show", &old, "--record", "town.record", "--source"]);
    assert_eq!(shown.out, TRANSCRIPT, "the old version is kept byte for byte");
}

#[test]
fn where_a_named_file_cannot_be_used_nothing_is_added() {
    let place = with_record();
    let before = status(&place);
    // More than is put on record at once where only folders are named; signs only, which are quickly read.
    place.write("large.txt", format!("{TRANSCRIPT}\n\n{}\n", "— ".repeat(4_400_000)));
    place.write("photo.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01");
    place.run(&["add", "--record", "town.record", "large.txt", "photo.png"]).failed_with("photo.png");
    let after = status(&place);
    assert_eq!((&after["head"], &after["documents"]), (&before["head"], &before["documents"]));
}

#[test]
fn check_against_a_record_gives_references_that_show_opens() {
    let place = with_record();
    let quote = "We have seventy million for the repair";
    let run = place.run(&["check", "--quote", quote, "--record", "town.record", "--format", "jsonl"]);
    assert_eq!(run.code, 0, "{}", run.all());
    let finding = json(&run.out).remove(0);
    let reference = finding["passages"][0]["reference"].as_str().unwrap_or_default().to_owned();
    assert!(reference.contains(':'), "{}", run.all());
    let shown = place.run(&["show", &reference, "--record", "town.record", "--format", "jsonl"]);
    let passage = json(&shown.out).remove(0);
    assert_eq!(passage["speaker"], "Mira Castell", "{}", shown.all());
    assert!(
        passage["text"].as_str().is_some_and(|text| text.starts_with("We have seventy million")),
        "{}",
        shown.all()
    );
    assert!(passage["after"].as_str().is_some_and(|after| after.contains("but only if")), "{}", shown.all());
}

#[test]
fn the_record_is_named_by_the_option_the_environment_or_the_nearest_folder() {
    let place = with_record();
    assert_eq!(place.run(&["check", "article.txt"]).code, 1, "the record in this folder");
    let elsewhere = Place::with_meeting();
    let path = place.path("town.record");
    let run = elsewhere.run_with(&["check", "article.txt"], "", &[("ONRECORD", &path.to_string_lossy())]);
    assert_eq!(run.code, 1, "{}", run.all());
    assert_eq!(elsewhere.run(&["check", "article.txt", "--record", &path.to_string_lossy()]).code, 1);
    // A folder below finds it too.
    place.write("desk/today/article.txt", crate::place::ARTICLE);
    let below = assert_cmd::Command::cargo_bin("onrecord")
        .expect("the command")
        .current_dir(place.path("desk/today"))
        .env_remove("ONRECORD")
        .args(["status"])
        .output()
        .expect("it runs");
    assert!(below.status.success(), "{}", String::from_utf8_lossy(&below.stderr));
    // Two of them: neither is guessed.
    assert_eq!(place.run(&["init", "other.record"]).code, 0);
    place.run(&["check", "article.txt"]).failed_with("other.record, town.record");
}

#[test]
fn an_empty_record_is_nothing_to_check_against() {
    let place = Place::with_meeting();
    place.run(&["init", "town.record"]);
    let run = place.run(&["check", "article.txt", "--record", "town.record"]);
    run.failed_with("nothing to check against");
    assert!(run.err.contains("onrecord add"), "{}", run.all());
}

#[test]
fn find_gives_references_and_1_where_nothing_fits() {
    let place = with_record();
    let run = place.run(&["find", "seventy", "million", "--format", "jsonl"]);
    assert_eq!(run.code, 0, "{}", run.all());
    let hit = json(&run.out).remove(0);
    assert_eq!(hit["speaker"], "Mira Castell");
    let reference = hit["reference"].as_str().unwrap_or_default().to_owned();
    assert_eq!(place.run(&["show", &reference]).code, 0);
    assert_eq!(place.run(&["find", "submarine"]).code, 1);
    place.run(&["find", "date:soon"]).failed_with("date:soon");
    // None of what fits is not nothing that fits.
    assert_eq!(place.run(&["find", "seventy", "--limit", "0"]).code, 2);
    let text = place.run_with(&["find", "\"eleven years\"", "--color", "always"], "", &[]);
    assert!(text.out.contains("\u{1b}[1m"), "{:?}", text.out);
}

#[test]
fn people_status_and_export() {
    let place = with_record();
    let people = json(&place.run(&["people", "--format", "jsonl"]).out);
    let names: Vec<&str> = people.iter().filter_map(|person| person["name"].as_str()).collect();
    assert!(names.contains(&"Mira Castell") && names.contains(&"Jonas Adeyemi"), "{names:?}");
    let run = place.run(&["status", "--documents"]);
    assert!(run.code == 0 && run.out.contains("transcripts/meeting.txt"), "{}", run.all());
    let lines = json(&place.run(&["export"]).out);
    assert_eq!(lines[0]["type"], "document");
    assert!(lines.iter().any(|line| line["type"] == "segment" && line["speaker"] == "Jonas Adeyemi"));
    assert_eq!(place.run(&["export", "--output", "all.jsonl"]).code, 0);
    assert!(place.path("all.jsonl").is_file());
}

#[test]
fn verify_passes_and_notices_what_was_changed_behind_its_back() {
    let place = with_record();
    let head = status(&place)["head"].as_str().unwrap_or_default().to_owned();
    let run = place.run(&["verify"]);
    assert!(run.code == 0 && run.out.contains("sound"), "{}", run.all());
    assert_eq!(place.run(&["verify", "--head", &head]).code, 0);
    assert_eq!(place.run(&["verify", "--head", &"0".repeat(63)]).code, 2);
    assert_eq!(place.run(&["verify", "--head", &"1".repeat(64)]).code, 1);
    let path = place.path("town.record");
    let mut bytes = std::fs::read(&path).expect("the record");
    // A name, wherever it stands unpacked.
    let at = bytes.windows(12).rposition(|part| part == b"Mira Castell").expect("the name is in there");
    bytes[at] = b'N';
    std::fs::write(&path, bytes).expect("a changed record");
    let run = place.run(&["verify"]);
    assert_eq!(run.code, 1, "{}", run.all());
    assert!(run.out.contains("damaged"), "{}", run.all());
}

#[test]
fn a_damaged_index_is_named_and_made_anew_on_request() {
    let place = with_record();
    let path = place.path("town.record");
    let mut bytes = std::fs::read(&path).expect("the record");
    // A word that begins a list of words as they are spelt: its length, how frequent it is, its letters.
    let is_listed = |part: &[u8]| part[0] == 7 && part[1] < 8 && part[2..] == *b"seventy";
    let at = bytes.windows(9).position(is_listed).expect("the word is listed");
    bytes[at + 2] = b'x';
    std::fs::write(&path, bytes).expect("a changed record");
    let head = status(&place)["head"].clone();
    let run = place.run(&["verify"]);
    assert!(run.code == 1 && run.out.contains("index_rows") && run.err.contains("--repair"), "{}", run.all());
    let run = place.run(&["verify", "--repair"]);
    assert!(run.code == 0 && run.out.contains("sound") && run.err.contains("made anew"), "{}", run.all());
    let run = place.run(&["verify", "--repair"]);
    assert!(run.code == 0 && !run.err.contains("made anew"), "nothing to repair: {}", run.all());
    assert_eq!(status(&place)["head"], head, "the log is as it was");
}

#[test]
fn bad_sources_leave_the_record_as_it_was() {
    let place = with_record();
    let before = status(&place)["head"].clone();
    place.write("good.txt", "Noor Haddad: The ferry will run on Sundays from the first of May.\n");
    place.write("empty.txt", "");
    place.run(&["add", "--record", "town.record", "good.txt", "no.txt"]).failed_with("no.txt");
    place.run(&["add", "--record", "town.record", "good.txt", "empty.txt"]).failed_with("empty.txt");
    assert_eq!(status(&place)["head"], before);
    // In a folder it is skipped, counted and named, and the rest is added.
    place.write("more/good.txt", "Noor Haddad: The ferry will run on Sundays from the first of May.\n");
    place.write("more/empty.txt", "");
    let run = place.run(&["add", "--record", "town.record", "more", "--strict"]);
    assert_eq!(run.code, 3, "{}", run.all());
    assert!(run.out.contains("1 added; 1 skipped") && run.err.contains("empty.txt"), "{}", run.all());
}

#[test]
fn files_that_are_no_records() {
    let place = with_record();
    place.write("notes.record", "these are notes\n");
    place.write("empty.record", "");
    place.write("photo.record", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    for name in ["notes.record", "empty.record", "photo.record", "no.record", "transcripts"] {
        for command in ["status", "verify", "people", "export"] {
            place.run(&[command, "--record", name]).failed_with(name);
        }
        place.run(&["add", "--record", name, "transcripts"]).failed_with(name);
        place.run(&["check", "article.txt", "--record", name]).failed_with(name);
    }
    assert_eq!(std::fs::read(place.path("notes.record")).expect("the notes"), b"these are notes\n");
}

#[test]
fn a_record_made_by_a_newer_version_is_left_as_it_is() {
    let place = with_record();
    let path = place.path("town.record");
    let mut bytes = std::fs::read(&path).expect("the record");
    // SQLite's user_version, big-endian at byte 60, is the schema.
    bytes[60..64].copy_from_slice(&9999_u32.to_be_bytes());
    std::fs::write(&path, &bytes).expect("a newer record");
    for arguments in [&["status"][..], &["check", "article.txt"], &["add", "transcripts"], &["verify"]] {
        let run = place.run(arguments);
        run.failed_with("newer version");
        assert!(run.err.contains("9999"), "{}", run.all());
    }
    assert_eq!(std::fs::read(&path).expect("the record"), bytes);
}

#[test]
fn references_that_lead_nowhere() {
    let place = with_record();
    place.run(&["show", "ffffffffffff"]).failed_with("ffffffffffff");
    place.run(&["show", "harbour"]).failed_with("harbour");
    let document = json(&place.run(&["status", "--documents", "--format", "jsonl"]).out).remove(1);
    let reference = document["reference"].as_str().unwrap_or_default().to_owned();
    place.run(&["show", &format!("{reference}:0-999999")]).failed_with("999999");
    assert_eq!(place.run(&["show", &reference]).code, 0);
}

#[test]
fn what_is_withdrawn_comes_back_and_what_is_removed_does_not() {
    let place = with_record();
    let quote = ["check", "--quote", "We have seventy million for the repair", "--format", "jsonl"];
    let name = "transcripts/meeting.txt";
    let reference = json(&place.run(&["status", "--documents", "--format", "jsonl"]).out)[1]["reference"].clone();
    let reference = reference.as_str().unwrap_or_default().to_owned();
    assert_eq!(place.run(&["withdraw", name, "--reason", "the wrong recording"]).code, 0);
    place.run(&quote).failed_with("nothing to check against");
    assert_eq!(place.run(&["show", &reference]).code, 0, "it stays");
    place.run(&["withdraw", name, "--reason", "again"]).failed_with(name);
    let run = place.run(&["undo"]);
    assert!(run.code == 0 && run.err.contains("withdraw"), "{}", run.all());
    assert_eq!(place.run(&quote).code, 0);
    place.run(&["remove", &reference, "--reason", "private"]).failed_with("for good");
    place.run(&["remove", &reference, "--reason", " ", "--for-good"]).failed_with("--reason");
    assert_eq!(place.run(&["remove", &reference, "--reason", "private", "--for-good"]).code, 0);
    place.run(&["show", &reference]).failed_with(&reference);
    let run = place.run(&["verify"]);
    assert_eq!(run.code, 0, "{}", run.all());
    let actions: Vec<String> = json(&place.run(&["log", name, "--format", "jsonl"]).out)
        .iter()
        .map(|version| version["action"].as_str().unwrap_or_default().to_owned())
        .collect();
    assert_eq!(actions, ["added", "withdrawn", "restored", "removed"]);
    let digits = reference.get(..12).unwrap_or_default();
    assert!(
        place.run(&["log"]).out.contains(&format!("({digits}): private")),
        "what was removed and the reason are kept"
    );
    let told = place.run(&["log", name]).out;
    let ends =
        [format!("{digits}  removed since"), format!("{digits}  the wrong recording"), format!("{digits}  private")];
    assert!(ends.iter().all(|end| told.lines().any(|line| line.ends_with(end.as_str()))), "{told}");
}

#[test]
fn a_backup_is_a_record_of_its_own_and_overwrites_nothing() {
    let place = with_record();
    let head = status(&place)["head"].as_str().unwrap_or_default().to_owned();
    let run = place.run(&["backup", "safe/copy.record", "--record", "town.record"]);
    run.failed_with("safe/copy.record");
    place.write("safe/notes.txt", "mine");
    let run = place.run(&["backup", "safe/copy.record", "--record", "town.record"]);
    assert!(run.code == 0 && run.err.contains(&head), "{}", run.all());
    assert_eq!(place.run(&["verify", "--record", "safe/copy.record", "--head", &head]).code, 0);
    place.run(&["backup", "safe/copy.record", "--record", "town.record"]).failed_with("safe/copy.record");
}

#[test]
fn an_article_on_record_is_not_its_own_evidence() {
    let place = with_record();
    assert_eq!(place.run(&["add", "--record", "town.record", "article.txt"]).code, 0);
    let run = place.run(&["check", "article.txt", "--format", "jsonl"]);
    assert_eq!(run.code, 1, "{}", run.all());
    let documents: Vec<Value> = json(&run.out)
        .iter()
        .flat_map(|line| line["passages"].as_array().cloned().unwrap_or_default())
        .map(|passage| passage["document"].clone())
        .collect();
    assert!(!documents.is_empty() && documents.iter().all(|name| name == "transcripts/meeting.txt"), "{documents:?}");
}

#[test]
fn one_name_in_two_folders_is_two_documents_and_both_are_found() {
    let place = with_record();
    let add = |folder: &str| -> (i32, Value, String) {
        let output = assert_cmd::Command::cargo_bin("onrecord")
            .expect("the command")
            .current_dir(place.path(folder))
            .env_remove("ONRECORD")
            .args(["add", "interview.txt", "--format", "jsonl", "--record", "../town.record"])
            .output()
            .expect("it runs");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let line = json(&text(&output.stdout)).remove(0);
        (output.status.code().unwrap_or(-1), line, text(&output.stderr))
    };
    let other = "Lena Holt: Nobody asked for a tunnel, so we are not going to dig one under the market this year.\n";
    place.write("A/interview.txt", TRANSCRIPT);
    place.write("B/interview.txt", other);
    assert_eq!(add("A").1["document"], "interview.txt");
    let (code, line, err) = add("B");
    assert_eq!((code, &line["outcome"], &line["document"]), (0, &"new".into(), &"interview.txt (2)".into()));
    assert!(err.contains("interview.txt is on record with another text") && err.contains("hint: "), "{err}");
    assert!(place.run(&["find", "household"]).code == 0 && place.run(&["find", "tunnel"]).code == 0);
    // Again it is the same document, and what changes in either is a version of it.
    assert_eq!(add("B").1["outcome"], "unchanged");
    place.write("B/interview.txt", other.replace("this year", "next year"));
    let (_, line, err) = add("B");
    assert_eq!((&line["outcome"], &line["document"]), (&"version".into(), &"interview.txt (2)".into()));
    assert!(!err.contains("another text"), "{err}");
    place.write("A/interview.txt", TRANSCRIPT.replace("seventy", "eighty"));
    let (_, line, _) = add("A");
    assert_eq!((&line["outcome"], &line["document"]), (&"version".into(), &"interview.txt".into()));
    assert_eq!(place.run(&["verify"]).code, 0);
}

#[test]
fn undo_passes_over_what_is_gone_for_good() {
    let place = with_record();
    place.write("other.txt", "Lena Holt: Nobody asked for a tunnel under the market, so we will not dig one.\n");
    assert_eq!(place.run(&["add", "other.txt"]).code, 0);
    let run = place.run(&["find", "tunnel", "--format", "jsonl"]);
    let reference = json(&run.out)[0]["reference"].as_str().unwrap_or_default().to_owned();
    let reference = reference.split(':').next().unwrap_or_default();
    assert_eq!(place.run(&["withdraw", "transcripts/meeting.txt", "--reason", "a mistake"]).code, 0);
    assert_eq!(place.run(&["remove", reference, "--reason", "private", "--for-good"]).code, 0);
    let run = place.run(&["undo"]);
    assert_eq!(run.code, 0, "{}", run.all());
    assert!(run.err.contains("passed over, for it cannot be taken back: remove"), "{}", run.all());
    assert!(run.err.contains("taken back: withdraw transcripts/meeting.txt"), "{}", run.all());
    assert!(place.run(&["find", "household"]).code == 0 && place.run(&["find", "tunnel"]).code == 1);
}

#[test]
fn a_filter_that_is_none_is_told_where_nothing_fits() {
    let place = with_record();
    let run = place.run(&["find", "household speker:Castell"]);
    assert!(run.code == 1 && run.err.contains("speker: is no filter"), "{}", run.all());
    assert_eq!(place.run(&["find", "household Speaker:Castell"]).code, 0);
    let run = place.run(&["find", "zeppelin speaker:Castell"]);
    assert!(run.code == 1 && !run.err.contains("is no filter"), "{}", run.all());
}

#[test]
fn metadata_that_cannot_be_used_or_belongs_to_nothing_is_told() {
    let place = with_record();
    place.write("transcripts/radio.txt", "Lena Holt: Nobody asked for a tunnel under the old market hall.\n");
    place.write("transcripts/raido.meta.toml", "title = \"A talk on the radio\"\n");
    let run = place.run(&["add", "transcripts"]);
    assert!(run.code == 0 && run.out.contains("1 added; 1 on record already; 1 skipped"), "{}", run.all());
    assert!(run.err.contains("raido.meta.toml: it is a metadata file, and no source of its name"), "{}", run.all());
    place.write("transcripts/radio.meta.toml", "title = \"A talk\"\ndate = true\n");
    let run = place.run(&["add", "transcripts"]);
    assert!(run.err.contains("failed: transcripts/radio.txt") && run.out.contains("1 failed"), "{}", run.all());
    assert!(run.err.contains("the date is boolean, not a date"), "{}", run.all());
    place.write("transcripts/radio.meta.toml", "title = \"A talk\"\nspeakers = [\"Lena Holt\", 3\n");
    let run = place.run(&["add", "transcripts/radio.txt"]);
    run.failed_with("line 2: ");
    assert!(run.err.contains("Correct the metadata file"), "{}", run.all());
}

#[test]
fn a_named_archive_that_breaks_off_is_no_success() {
    let place = with_record();
    place.write("talks.zip", b"PK\x03\x04 and no more");
    let run = place.run(&["add", "talks.zip"]);
    run.failed_with("it is no zip archive, or its end is missing");
    let mut packed = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for name in ["a.txt", "b.txt"] {
        packed.start_file(name, stored).expect("a file in it");
        writeln!(packed, "Lena Holt: Nobody asked for {name} under the old market hall.").expect("its text");
    }
    let mut bytes = packed.finish().expect("an archive").into_inner();
    // A byte of the second text is another: its checksum does not hold.
    let at = bytes.windows(10).position(|part| part == b"for b.txt ").expect("the second text");
    bytes[at + 4] = b'c';
    place.write("talks.zip", bytes);
    let run = place.run(&["add", "talks.zip"]);
    assert!(run.code == 2 && run.out.contains("1 added; 1 failed"), "{}", run.all());
    assert!(run.err.contains("failed: talks.zip: the archive cannot be read to its end"), "{}", run.all());
}

#[test]
fn a_record_that_was_cut_is_not_sent_round_in_a_circle() {
    let place = with_record();
    let bytes = std::fs::read(place.path("town.record")).expect("the record");
    place.write("town.record", &bytes[..bytes.len() / 2]);
    let run = place.run(&["verify"]);
    assert!(run.code != 0 && !run.err.contains("onrecord verify"), "{}", run.all());
}
