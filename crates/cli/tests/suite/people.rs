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
    place
        .run(&["people", "alias", "Castell", "Jonas Adeyemi"])
        .failed_with("merge \"Mira Castell\" and \"Jonas Adeyemi\"");
    place.run(&["people", "merge", "Mira Castell", "mira castell"]).failed_with("one person already");
    place.run(&["people", "rename", "Castell", ""]).failed_with("empty");
}

#[test]
fn an_alias_that_is_somebody_elses_name_or_anybodys_is_refused() {
    let place = with_record();
    let head = || place.run(&["log"]).out;
    let before = head();
    for other in ["Adeyemi", "Jonas Adeyemi", "adeyemi"] {
        let run = place.run(&["people", "alias", "Castell", other]);
        run.failed_with("may mean Jonas Adeyemi already");
        assert!(run.err.contains("merge \"Mira Castell\" and \"Jonas Adeyemi\""), "{}", run.all());
        place.run(&["people", "rename", "Castell", other]).failed_with("may mean Jonas Adeyemi already");
    }
    for nobody in ["!!!", "the", "He", "12"] {
        place.run(&["people", "alias", "Castell", nobody]).failed_with("is nobody's name");
    }
    place.run(&["people", "alias", "Castell", "Mira Castell"]).failed_with("is a name of Mira Castell already");
    place.run(&["people", "rename", "Castell", "Mira Castell"]).failed_with("called so already");
    assert_eq!(head(), before, "nothing is logged");
    // A name that nobody has is given once.
    assert_eq!(place.run(&["people", "alias", "Castell", "Iron Mira"]).code, 0);
    place.run(&["people", "alias", "Castell", "iron mira"]).failed_with("is a name of Mira Castell already");
    place.run(&["people", "alias", "Adeyemi", "Iron Mira"]).failed_with("may mean Mira Castell already");
}

#[test]
fn a_description_counts_in_a_check_where_it_was_decided_whom_it_means() {
    let place = with_record();
    assert!(flags(&check(&place, "the chief")).is_empty(), "nobody knows who the chief is");
    let article = "\u{201C}I have told the council so twice,\u{201D} the chief said on Tuesday.\n";
    place.write("chief.txt", article);
    let in_article = |place: &Place| flags(&place.run(&["check", "chief.txt", "--format", "jsonl"]));
    assert!(in_article(&place).is_empty());
    assert_eq!(place.run(&["people", "alias", "Adeyemi", "the chief"]).code, 0);
    assert!(flags(&check(&place, "the chief")).contains(&"speaker".to_owned()));
    assert!(in_article(&place).contains(&"speaker".to_owned()));
    assert!(flags(&check(&place, "the deputy")).is_empty(), "nothing was decided of another description");
    assert_eq!(place.run(&["undo"]).code, 0);
    assert_eq!(place.run(&["people", "alias", "Castell", "the chief"]).code, 0);
    assert!(flags(&check(&place, "the chief")).is_empty() && in_article(&place).is_empty());
}

#[test]
fn what_was_merged_is_parted_by_the_surnames_too() {
    let place = with_record();
    assert_eq!(place.run(&["people", "merge", "Mira Castell", "Jonas Adeyemi"]).code, 0);
    assert!(flags(&check(&place, "Jonas Adeyemi")).is_empty());
    place
        .run(&["people", "part", "Castell", "Mira Castell"])
        .failed_with("both mean Mira Castell and not two of the names");
    let run = place.run(&["people", "part", "Castell", "Adeyemi"]);
    assert!(run.code == 0 && run.err.contains("Mira Castell and Jonas Adeyemi are two people"), "{}", run.all());
    assert!(flags(&check(&place, "Jonas Adeyemi")).contains(&"speaker".to_owned()));
}
