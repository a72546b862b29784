//! Quotations as data: findings that are written while they are made, ids and columns that stand twice.

use crate::place::Place;
use serde_json::Value;

/// Rows of which each third stands, each third is altered and each third is on record nowhere.
fn rows(count: usize) -> String {
    let texts = [
        "We have seventy million for the repair",
        "The bridge will be closed before the winter, and I have told the council so",
        "Nobody asked for a tunnel under the old market hall",
    ];
    let rows = (0..count).zip(texts.iter().cycle());
    rows.map(|(at, text)| format!("{{\"id\":\"r{at}\",\"text\":\"{text}\",\"speaker\":\"Mira Castell\"}}\n")).collect()
}

#[test]
fn many_findings_are_written_in_order_and_counted_at_the_end() {
    let place = Place::with_meeting();
    // More than the first parts that are checked at a time.
    place.write("q.jsonl", rows(1_500));
    let check = |format: &str| {
        place.run(&["check", "--quotations", "q.jsonl", "article.txt", "--against", "transcripts", "--format", format])
    };
    let run = check("jsonl");
    assert_eq!(run.code, 1);
    let lines: Vec<Value> = run.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let whole: Value = serde_json::from_str(&check("json").out).expect("JSON");
    let findings = whole["findings"].as_array().expect("findings");
    assert_eq!(lines.len(), findings.len() + 1);
    assert!(lines.iter().zip(findings).all(|(line, finding)| line == finding), "the same findings in the same order");
    assert_eq!(lines.last(), Some(&whole["summary"]));
    let csv = check("csv").out;
    let ids: Vec<&str> = csv.lines().skip(1).filter_map(|row| row.split(',').next()).collect();
    let expected: Vec<&str> = findings.iter().filter_map(|finding| finding["id"].as_str()).collect();
    assert_eq!(ids, expected);
    // In a file as on the screen, and there only when it is whole.
    let run = place.run(&["check", "--quotations", "q.jsonl", "--against", "transcripts", "--output", "out.jsonl"]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert_eq!(std::fs::read_to_string(place.path("out.jsonl")).expect("the report").lines().count(), 1_501);
}

#[test]
fn an_id_of_its_own_is_in_every_report_and_explain_knows_it() {
    let place = Place::with_meeting();
    let row = "{\"id\":\"row-7\",\"text\":\"We have eighty million for the repair\",\"speaker\":\"Castell\",\"date\":\"2026-05\",\
               \"event\":\"Town meeting\"}\n{\"text\":\"Nobody asked\"}\n";
    place.write("q.jsonl", row);
    let asked = ["--quotations", "q.jsonl", "--against", "transcripts"];
    for format in ["text", "md", "html"] {
        let run = place.run(&[&["check"], &asked[..], &["--format", format]].concat());
        assert!(run.out.contains("id row"), "{format}: {}", run.all());
        assert!(run.out.contains("2026-05") && run.out.contains("Town meeting"), "{format}: {}", run.all());
    }
    // A running number is no name of its own.
    assert!(!place.run(&["check", "article.txt", "--against", "transcripts"]).out.contains("id 1"));
    assert_eq!(place.run(&[&["explain", "--id", "row-7"], &asked[..]].concat()).code, 0);
    let run = place.run(&[&["explain", "--id", "row-8"], &asked[..]].concat());
    run.failed_with("has the id row-8");
    assert!(run.err.contains("The ids are row-7, 1."), "{}", run.all());
}

#[test]
fn what_stands_twice_is_told() {
    let place = Place::with_meeting();
    let check = |file: &str| place.run(&["check", "--quotations", file, "--against", "transcripts"]);
    place.write("ids.csv", "id,text\n1,We have seventy million\n1,I never promised that\n");
    let run = check("ids.csv");
    assert!(run.code == 0 && run.err.contains("ids.csv: two quotations have the id 1"), "{}", run.all());
    place.write("fair.csv", "id,text\n1,We have seventy million\n2,I never promised that\n");
    assert!(!check("fair.csv").err.contains("have the id"), "{}", check("fair.csv").all());
    place.write("columns.csv", "text,Text\na,b\n");
    check("columns.csv").failed_with("two columns are called \"text\"");
    for command in ["quotes", "read"] {
        place.run(&[command, "-", "-"]).failed_with("standard input (-) is named more than once");
    }
}

#[test]
fn more_quotations_than_one_report_holds_are_sent_to_a_format_that_needs_no_whole() {
    let place = Place::with_meeting();
    place.write("q.csv", format!("text\n{}", "No\n".repeat(100_001)));
    let check =
        |format: &str| place.run(&["check", "--quotations", "q.csv", "--against", "transcripts", "--format", format]);
    for format in ["text", "sarif"] {
        let run = check(format);
        run.failed_with(&format!("100001 quotations are too many for one report as {format}"));
        assert!(run.err.contains("--format jsonl") && run.out.is_empty(), "{}", run.err);
    }
}
