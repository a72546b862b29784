//! `onrecord export`: JSON lines, and tables as CSV and Parquet.

use crate::place::Place;

fn with_record() -> Place {
    let place = Place::with_meeting();
    place.write(
        "transcripts/sum.txt",
        "=1+1: The heading is a formula.\n\nMira Castell: =SUM(A1:A9) is what they said.\n",
    );
    assert_eq!(place.run(&["init", "town.record"]).code, 0);
    assert_eq!(place.run(&["add", "transcripts"]).code, 0);
    place
}

fn table(csv: &str) -> Vec<std::collections::HashMap<String, String>> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    reader.deserialize().map(|row| row.expect("a row")).collect()
}

#[test]
fn segments_as_csv_with_the_person_who_speaks() {
    let place = with_record();
    assert_eq!(place.run(&["people", "rename", "Mira Castell", "Mira Castell-Osei"]).code, 0);
    let run = place.run(&["export", "--format", "csv"]);
    assert_eq!(run.code, 0, "{}", run.all());
    let rows = table(&run.out);
    let row = rows.iter().find(|row| row["text"].starts_with("We have seventy million")).expect("her words");
    assert_eq!((row["speaker"].as_str(), row["person"].as_str()), ("Mira Castell", "Mira Castell-Osei"));
    assert_eq!((row["kind"].as_str(), row["document"].as_str()), ("utterance", "transcripts/meeting.txt"));
    let shown = place.run(&["show", &row["reference"]]);
    assert!(shown.out.contains("seventy million"), "{}", shown.all());
    assert!(rows.iter().all(|row| !row["text"].starts_with('=')), "no cell is a formula");
}

#[test]
fn documents_and_people() {
    let place = with_record();
    let rows = table(&place.run(&["export", "--format", "csv", "--table", "documents"]).out);
    assert_eq!(rows.len(), 2);
    assert!(rows[0]["people"].contains("Mira Castell; Jonas Adeyemi"), "{rows:?}");
    assert_eq!(rows[0]["bytes"], rows[0]["text"].len().to_string());
    let rows = table(&place.run(&["export", "--format", "csv", "--table", "people"]).out);
    assert!(rows.iter().any(|row| row["name"] == "Jonas Adeyemi" && row["segments"] == "2"), "{rows:?}");
}

#[test]
fn the_ending_of_the_file_says_the_format() {
    let place = with_record();
    for (name, begin) in
        [("a.parquet", "PAR1"), ("a.csv", "reference,document,"), ("a.jsonl", "{\"type\":\"document\"")]
    {
        let run = place.run(&["export", "--output", name]);
        assert!(run.code == 0 && run.out.is_empty(), "{}", run.all());
        let bytes = std::fs::read(place.path(name)).expect("the file");
        assert!(bytes.starts_with(begin.as_bytes()), "{name}");
    }
    let bytes = std::fs::read(place.path("a.parquet")).expect("the file");
    assert!(bytes.ends_with(b"PAR1"));
}

#[test]
fn what_does_not_go_together_is_said() {
    let place = with_record();
    place.run(&["export", "--table", "people"]).failed_with("--table is for CSV and Parquet");
    place.run(&["export", "--format", "parquet"]).failed_with("not for the screen");
}
