//! `onrecord changes`: silent edits become visible, word by word.

use crate::place::{Place, TRANSCRIPT};
use serde_json::Value;

fn json(out: &str) -> Vec<Value> {
    out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

/// A record with three versions of the meeting: a number changed, then a "not" left out.
fn with_versions() -> Place {
    let place = Place::with_meeting();
    assert_eq!(place.run(&["init", "town.record"]).code, 0);
    for text in [
        TRANSCRIPT.to_owned(),
        TRANSCRIPT.replace("eleven", "twelve"),
        TRANSCRIPT.replace("eleven", "twelve").replace("will not be closed", "will be closed"),
    ] {
        place.write("transcripts/meeting.txt", text);
        assert_eq!(place.run(&["add", "transcripts"]).code, 0);
    }
    place
}

#[test]
fn from_each_version_to_the_next() {
    let place = with_versions();
    let run = place.run(&["changes", "transcripts/meeting.txt"]);
    assert_eq!(run.code, 1, "{}", run.all());
    assert!(
        run.out.contains("number     ") && run.out.contains("have waited [-eleven-] {+twelve+} years"),
        "{}",
        run.all()
    );
    assert!(run.out.contains("negation   ") && run.out.contains("The bridge will [-not-] be closed"), "{}", run.all());
    assert_eq!(run.out.matches("  1 change\n").count(), 2, "{}", run.all());
    let lines = json(&place.run(&["changes", "transcripts/meeting.txt", "--format", "jsonl"]).out);
    let types: Vec<&str> = lines.iter().filter_map(|line| line["type"].as_str()).collect();
    assert_eq!(types, ["versions", "change", "versions", "change"]);
    assert_eq!(
        (&lines[1]["before"], &lines[1]["after"], &lines[1]["class"]),
        (&"eleven".into(), &"twelve".into(), &"number".into())
    );
    assert_eq!(
        (&lines[3]["kind"], &lines[3]["class"], &lines[3]["after"]),
        (&"omitted".into(), &"negation".into(), &"".into())
    );
    let shown = place.run(&["show", lines[1]["reference"].as_str().unwrap_or_default()]);
    assert!(shown.out.contains("twelve"), "{}", shown.all());
}

#[test]
fn a_version_against_the_one_before_and_against_any_other() {
    let place = with_versions();
    let lines = json(&place.run(&["changes", "transcripts/meeting.txt", "--format", "jsonl"]).out);
    let reference = |line: usize, key: &str| lines[line][key].as_str().unwrap_or_default().to_owned();
    let (first, second, third) = (reference(0, "before"), reference(0, "after"), reference(2, "after"));
    let run = place.run(&["changes", &third, "--format", "jsonl"]);
    assert_eq!(json(&run.out)[0]["before"], second.as_str(), "{}", run.all());
    let run = place.run(&["changes", &first, &third, "--format", "jsonl"]);
    assert_eq!((run.code, run.out.lines().count()), (1, 3), "{}", run.all());
    let run = place.run(&["changes", &third, &third]);
    assert!(run.code == 0 && run.out.contains("no words were changed"), "{}", run.all());
    let run = place.run(&["changes", &first]);
    assert!(run.code == 0 && run.err.contains("no other version"), "{}", run.all());
}

#[test]
fn where_only_the_marks_of_a_page_differ_it_says_so() {
    let place = Place::new();
    assert_eq!(place.run(&["init", "town.record"]).code, 0);
    for class in ["old", "new"] {
        let page = format!(
            "<html><head><title>Meeting</title></head><body><div class=\"{class}\"><p><b>Mira Castell:</b> The bridge \
             stays open, and so does the ferry.</p><p><b>Jonas Adeyemi:</b> Thank you for that.</p></div></body></html>"
        );
        place.write("meeting.html", page);
        assert_eq!(place.run(&["add", "meeting.html"]).code, 0);
    }
    let run = place.run(&["changes", "meeting.html"]);
    assert!(run.code == 0 && run.out.contains("no words were changed"), "{}", run.all());
}

#[test]
fn what_is_not_on_record_is_said() {
    let place = with_versions();
    place.run(&["changes", "nothing.txt"]).failed_with("nothing.txt");
    place.run(&["changes", "ffffffffffff"]).failed_with("ffffffffffff");
    place.run(&["changes", "transcripts/meeting.txt", "nothing.txt"]).failed_with("nothing.txt");
}
