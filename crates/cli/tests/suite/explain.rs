//! `onrecord explain`: by reference, by number, for a typed quotation; and after the record has grown.

use crate::place::{Place, TRANSCRIPT};
use serde_json::Value;

fn references(place: &Place, arguments: &[&str]) -> Vec<String> {
    let run = place.run(&[&["check", "article.txt", "--format", "jsonl"], arguments].concat());
    run.out
        .lines()
        .filter_map(|line| {
            let line: Value = serde_json::from_str(line).expect("JSON");
            line["reference"].as_str().map(str::to_owned)
        })
        .collect()
}

#[test]
fn a_finding_is_explained_by_its_reference_and_by_its_number() {
    let place = Place::with_meeting();
    let all = references(&place, &["--against", "transcripts"]);
    assert_eq!(all.len(), 4);
    let by_reference = place.run(&["explain", &all[2], "article.txt", "--against", "transcripts"]);
    assert_eq!(by_reference.code, 0, "{}", by_reference.all());
    for told in ["rule: negation", "Altered", "will not be closed"] {
        assert!(by_reference.out.contains(told), "{told}: {}", by_reference.out);
    }
    let by_number = place.run(&["explain", "article.txt", "--id", "3", "--against", "transcripts"]);
    assert_eq!(by_number.out, by_reference.out);
    let run = place.run(&["explain", "article.txt", "--id", "3", "--against", "transcripts", "--format", "jsonl"]);
    let line: Value = serde_json::from_str(&run.out).expect("JSON");
    assert_eq!(
        (&line["type"], &line["finding"]["reference"]),
        (&Value::from("explanation"), &Value::from(all[2].clone()))
    );
    let rules: Vec<&str> =
        line["steps"].as_array().expect("steps").iter().filter_map(|step| step["rule"].as_str()).collect();
    assert!(rules.contains(&"negation") && rules.contains(&"altered"), "{rules:?}");
    assert_eq!(line["witnesses"][0]["document"], "transcripts/meeting.txt");
}

#[test]
fn a_reference_holds_when_the_record_has_grown() {
    let place = Place::with_meeting();
    assert_eq!(place.run(&["init", "town.record"]).code, 0);
    assert_eq!(place.run(&["add", "--record", "town.record", "transcripts"]).code, 0);
    let before = references(&place, &["--record", "town.record"]);
    place.write("office/minutes.txt", TRANSCRIPT);
    place.write("office/minutes.meta.toml", "grade = \"official\"\ndate = 2026-05-12\ntitle = \"Minutes\"\n");
    assert_eq!(place.run(&["add", "--record", "town.record", "office"]).code, 0);
    let run = place.run(&["explain", &before[0], "article.txt", "--record", "town.record"]);
    assert_eq!(run.code, 0, "{}", run.all());
    assert!(run.out.contains("office/minutes.txt counts"), "{}", run.out);
    assert!(run.err.contains("the record has grown"), "{}", run.err);
    // The passage that it rested on then is still there.
    let passage = before[0].split_once('@').expect("a passage").1;
    assert_eq!(place.run(&["show", passage, "--record", "town.record"]).code, 0);
}

#[test]
fn what_cannot_be_explained_is_said_with_the_next_step() {
    let place = Place::with_meeting();
    place.run(&["explain", "article.txt", "--against", "transcripts"]).failed_with("--id");
    place.run(&["explain", "q000000000000", "article.txt", "--against", "transcripts"]).failed_with("none of the 4");
    place.run(&["explain", "q000000000000", "--against", "transcripts"]).failed_with("no quotation");
}

#[test]
fn for_people() {
    let place = Place::with_meeting();
    insta::assert_snapshot!(place.run(&["explain", "article.txt", "--id", "3", "--against", "transcripts"]).out);
}

#[test]
fn what_is_asked_is_asked_as_in_check() {
    let place = Place::with_meeting();
    let against = ["--quote", "we will not close the library", "--against", "transcripts"];
    let dated = |command: &str| {
        let mut typed = vec![command, "--format", "jsonl"];
        typed.extend(against);
        typed.extend(["--date", "1999-01-02", "--event", "A talk that nobody knows"]);
        place.run(&typed)
    };
    let (checked, explained) = (dated("check"), dated("explain"));
    for run in [&checked, &explained] {
        assert!(run.out.contains("1999-01-02") || run.out.contains("elsewhere"), "{}", run.all());
    }
    for command in ["check", "explain"] {
        place.run(&[command, "--quote", " ", "--against", "transcripts"]).failed_with("--quote is empty");
        place.run(&[command, "--quote", "we will", "--date", "May", "--against", "transcripts"]).failed_with("--date");
    }
}
