//! `onrecord read`.

use crate::place::Place;
use serde_json::Value;

#[test]
fn a_document_line_then_a_line_a_segment() {
    let place = Place::with_meeting();
    let run = place.run(&["read", "transcripts/meeting.txt", "--format", "jsonl"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", run.all());
    let lines: Vec<Value> = run.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(lines[0]["type"], "document");
    assert!(lines[0]["grade_reason"].as_str().is_some_and(|reason| !reason.is_empty()), "{}", run.out);
    let spoken: Vec<&Value> = lines.iter().filter(|line| line["kind"] == "utterance").collect();
    let speakers: Vec<&str> = spoken.iter().filter_map(|line| line["speaker"].as_str()).collect();
    assert_eq!(speakers, ["Mira Castell", "Jonas Adeyemi", "Mira Castell", "Jonas Adeyemi"], "{}", run.out);
    assert!(lines.iter().skip(1).all(|line| line["type"] == "segment" && line["range"].is_array()));
}

#[test]
fn for_people() {
    let place = Place::with_meeting();
    insta::assert_snapshot!(place.run(&["read", "transcripts/meeting.txt"]).all());
}

#[test]
fn captions_by_their_content_not_their_ending() {
    let place = Place::new();
    place.write("talk.txt", "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\nthe bridge will stay open\n");
    let run = place.run(&["read", "talk.txt", "--format", "jsonl"]);
    let lines: Vec<Value> = run.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(lines[0]["format"], "vtt", "{}", run.out);
    assert_eq!(lines[1]["kind"], "caption");
    assert_eq!(lines[1]["time"][0], 1.0);
    let piped = place.run_with(&["read", "-", "--format", "jsonl"], "Mira Castell: Good evening to all of you.\n", &[]);
    assert!(piped.code == 0 && piped.out.contains("\"document\":\"-\""), "{}", piped.all());
}
