//! `onrecord people`: who is who by decision, and what that changes in `check` and `find`.

use crate::place::{Place, Run};
use serde_json::Value;

/// A record in which Mira Castell and Jonas Adeyemi speak, and "M. Ortolan" of another transcript.
fn with_record() -> Place {
    let place = Place::with_meeting();
    place.write(
        "transcripts/radio.txt",
        "M. Ortolan: The ferry to the outer islands will be back in service in June.\n\nHost: So soon? We shall see about that.\n",
    );
    assert_eq!(place.run(&["init", "town.record"]).code, 0);
    assert_eq!(place.run(&["add", "transcripts"]).code, 0);
    place
}

fn flags(run: &Run) -> Vec<String> {
    let finding: Value = serde_json::from_str(run.out.lines().next().unwrap_or_default()).expect("JSON");
    let flags = finding["flags"].as_array().cloned().unwrap_or_default();
    flags.iter().filter_map(|flag| flag.as_str().map(str::to_owned)).collect()
}

fn check(place: &Place, speaker: &str) -> Run {
    let quote = "I have told the council so twice";
    place.run(&["check", "--quote", quote, "--speaker", speaker, "--format", "jsonl"])
}

fn list(place: &Place) -> String {
    place.run(&["people"]).out
}

#[test]
fn an_alias_is_that_person_in_a_check_until_it_is_taken_back() {
    let place = with_record();
    assert!(flags(&check(&place, "Iron Mira")).contains(&"speaker".to_owned()));
    let run = place.run(&["people", "alias", "Castell", "Iron Mira"]);
    assert!(run.code == 0 && run.err.contains("Iron Mira is another name of Mira Castell"), "{}", run.all());
    assert!(flags(&check(&place, "Iron Mira")).is_empty());
    assert!(flags(&check(&place, "Jonas Castell")).contains(&"speaker".to_owned()));
    assert!(place.run(&["find", "council speaker:\"iron mira\""]).out.contains("twice"));
    assert!(list(&place).contains("Mira Castell  speaks 2 times in 1 document  (also: Iron Mira"), "{}", list(&place));
    let log = place.run(&["log"]).out;
    assert!(log.contains("decided    Iron Mira is another name of Mira Castell"), "{log}");
    assert!(place.run(&["verify"]).code == 0);
    assert_eq!(place.run(&["undo"]).code, 0);
    assert!(flags(&check(&place, "Iron Mira")).contains(&"speaker".to_owned()));
}

#[test]
fn a_renamed_person_is_called_so_in_reports_and_the_document_stays() {
    let place = with_record();
    assert_eq!(place.run(&["people", "rename", "Mira Castell", "Mira Castell-Osei"]).code, 0);
    let run = check(&place, "Mira Castell");
    assert!(flags(&run).is_empty(), "{}", run.all());
    let finding: Value = serde_json::from_str(run.out.lines().next().unwrap_or_default()).expect("JSON");
    assert_eq!(finding["passages"][0]["speaker"], "Mira Castell-Osei");
    assert!(list(&place).contains("Mira Castell-Osei  speaks 2 times"), "{}", list(&place));
    assert_eq!(place.run(&["verify"]).code, 0);
}

#[test]
fn merged_and_parted() {
    let place = with_record();
    let ferry = |speaker: &str| {
        let quote = "The ferry to the outer islands will be back in service in June";
        flags(&place.run(&["check", "--quote", quote, "--speaker", speaker, "--format", "jsonl"]))
    };
    assert_eq!(ferry("Mira Castell"), ["speaker"], "nobody knows that she married");
    assert_eq!(place.run(&["people", "merge", "Mira Castell", "M. Ortolan"]).code, 0);
    assert!(ferry("Mira Castell").is_empty());
    assert!(list(&place).contains("Mira Castell  speaks 3 times in 2 documents"), "{}", list(&place));
    let run = place.run(&["people", "part", "Mira Castell", "M. Ortolan"]);
    assert!(run.code == 0 && run.err.contains("two people"), "{}", run.all());
    assert_eq!(ferry("Mira Castell"), ["speaker"]);
}

#[test]
fn people_are_listed_by_any_spelling_of_their_name() {
    let place = with_record();
    let run = place.run(&["people", "--like", "ADEYEMI", "--format", "jsonl"]);
    assert_eq!((run.code, run.out.lines().count()), (0, 1), "{}", run.all());
    let run = place.run(&["people", "--like", "Ana Ruiz"]);
    assert!(run.code == 1 && run.out.is_empty() && run.err.contains("Ana Ruiz"), "{}", run.all());
}

#[test]
fn what_cannot_be_decided_is_said_with_the_next_step() {
    let place = with_record();
    place.run(&["people", "alias", "Nobody Known", "x"]).failed_with("Nobody Known");
    place.run(&["people", "alias", "Castell", "Jonas Adeyemi"]).failed_with("merge Mira Castell and Jonas Adeyemi");
    place.run(&["people", "merge", "Mira Castell", "mira castell"]).failed_with("one person already");
    place.run(&["people", "rename", "Castell", ""]).failed_with("empty");
}
