//! What onrecord wrote itself supports nothing: its reports and lists of quotations are no sources.

use crate::place::Place;
use serde_json::Value;

/// Nobody on record says so: only a report or a list of quotations of this article holds the words.
const CLAIM: &str =
    "Mira Castell said: \u{201C}The ferry to the outer islands will never sail again under my watch.\u{201D}\n";

const FORMATS: [&str; 7] = ["text", "md", "html", "json", "jsonl", "csv", "sarif"];

fn verdict(place: &Place, against: &str) -> (String, String) {
    let run = place.run(&["check", "claim.txt", "--against", against, "--format", "jsonl"]);
    assert!(run.code < 2, "{}", run.all());
    let finding: Value = serde_json::from_str(run.out.lines().next().unwrap_or_default()).expect("JSON");
    (finding["verdict"].as_str().unwrap_or_default().to_owned(), run.err)
}

fn with_claim() -> Place {
    let place = Place::with_meeting();
    place.write("claim.txt", CLAIM);
    place
}

#[test]
fn a_report_of_an_earlier_run_supports_nothing() {
    for format in FORMATS {
        let place = with_claim();
        // Under a name that says nothing of the format, so that only the content can.
        let run = place.run(&["check", "claim.txt", "--against", "transcripts", "--format", format]);
        place.write("transcripts/last.txt", &run.out);
        let (verdict, err) = verdict(&place, "transcripts");
        assert_eq!(verdict, "unfound", "{format}: {err}");
        assert!(
            err.contains("last.txt: it is a report or a list of quotations that onrecord wrote"),
            "{format}: {err}"
        );
        place
            .run(&["check", "claim.txt", "--against", "transcripts/last.txt"])
            .failed_with("it is a report or a list of quotations that onrecord wrote");
        assert_eq!(place.run(&["init", "town.record"]).code, 0);
        place.run(&["add", "transcripts/last.txt"]).failed_with("onrecord wrote");
        let run = place.run(&["add", "transcripts"]);
        assert!(run.code == 0 && run.out.contains("1 added; 1 skipped"), "{format}: {}", run.all());
        // With --strict only what is missed counts, and nobody misses a report.
        let run = place.run(&["check", "article.txt", "--fail-on", "none", "--strict", "--against", "transcripts"]);
        assert_eq!(run.code, 0, "{format}: {}", run.all());
    }
}

#[test]
fn a_list_of_quotations_supports_nothing() {
    for format in ["text", "jsonl"] {
        let place = with_claim();
        let run = place.run(&["quotes", "claim.txt", "--format", format]);
        place.write("transcripts/list.txt", &run.out);
        let (verdict, err) = verdict(&place, "transcripts");
        assert_eq!(verdict, "unfound", "{format}: {err}");
        assert!(err.contains("list.txt: it is a report or a list"), "{format}: {err}");
        let run = place.run_with(&["check", "claim.txt", "--against", "-"], &run.out, &[]);
        run.failed_with("it is a report or a list of quotations");
    }
}

#[test]
fn a_coloured_report_supports_nothing_either() {
    let place = with_claim();
    let run = place.run(&["check", "claim.txt", "--against", "transcripts", "--color", "always"]);
    place.write("transcripts/last.txt", &run.out);
    assert_eq!(verdict(&place, "transcripts").0, "unfound");
}

#[test]
fn data_in_a_folder_is_no_source_and_texts_that_only_look_alike_are() {
    let place = with_claim();
    let said = "The ferry to the outer islands will never sail again under my watch.";
    place.write("transcripts/table.csv", format!("speaker,text\nMira Castell,{said}\n"));
    place.write("transcripts/data.json", format!("{{\"text\": \"{said}\"}}"));
    let (found, err) = verdict(&place, "transcripts");
    assert_eq!(found, "unfound", "{err}");
    assert!(err.contains("table.csv: it is data") && err.contains("data.json: it is data"), "{err}");
    // A talk with the same title as a report is a talk; a file of data that is named itself is read.
    place.write("transcripts/talk.md", format!("# Was it said?\n\n**Mira Castell:** {said}\n"));
    assert_eq!(verdict(&place, "transcripts").0, "verbatim");
    assert_eq!(verdict(&place, "transcripts/table.csv").0, "verbatim");
}

#[test]
fn a_passage_is_not_taken_for_its_document() {
    let place = Place::with_meeting();
    assert_eq!(place.run(&["init", "town.record"]).code, 0);
    assert_eq!(place.run(&["add", "transcripts"]).code, 0);
    let hit = place.run(&["find", "household", "--format", "jsonl"]);
    let hit: Value = serde_json::from_str(hit.out.lines().next().unwrap_or_default()).expect("JSON");
    let passage = hit["reference"].as_str().unwrap_or_default().to_owned();
    let document = passage.split(':').next().unwrap_or_default().to_owned();
    assert_ne!(passage, document);
    let run = place.run(&["remove", &passage, "--reason", "private", "--for-good"]);
    run.failed_with(&format!("only the whole document ({document}) can be taken off the record"));
    place.run(&["withdraw", &passage, "--reason", "private"]).failed_with("only the whole document");
    place.run(&["events", "grade", &passage, "wire", "--reason", "agency"]).failed_with("is a passage");
    assert!(place.run(&["find", "household"]).out.contains("household"), "nothing was changed");
    place.run(&["show", &document, "--context", "20"]).failed_with("--context is for a passage");
    let run = place.run(&["show", &passage, "--context", "20"]);
    assert!(run.code == 0 && run.out.contains("household"), "{}", run.all());
    let run = place.run(&["remove", &document, "--reason", "private", "--for-good"]);
    assert_eq!(run.code, 0, "{}", run.all());
    assert!(run.err.contains(&format!("the document {document} is erased")), "{}", run.all());
    assert_eq!(place.run(&["find", "household"]).code, 1);
}
