//! The project's own example does what its README says: the table there is the test's data.

use crate::place::Place;
use serde_json::Value;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// Flags that accuse the writer: none of them may be raised that the table does not name.
const ACCUSING: [&str; 7] = ["speaker", "negation", "number", "name", "modal", "quantifier", "elsewhere"];

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples")
}

fn check(arguments: &[&str]) -> Vec<Value> {
    let place = Place::new();
    let examples = examples();
    let paths: Vec<String> = arguments
        .iter()
        .map(|argument| match argument.strip_prefix("examples/") {
            Some(name) => examples.join(name).display().to_string(),
            None => (*argument).to_owned(),
        })
        .collect();
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    let run = place.run(&[&["check"][..], &paths, &["--format", "jsonl"]].concat());
    assert_eq!(run.code, 1, "{}", run.all());
    run.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

#[test]
fn every_row_of_the_table_holds() {
    let readme = std::fs::read_to_string(examples().join("README.md")).expect("the README");
    let rows: Vec<Vec<&str>> = readme
        .lines()
        .map(|line| line.split('|').map(str::trim).skip(1).collect::<Vec<_>>())
        .filter(|cells| cells.len() >= 5 && cells[0].parse::<u32>().is_ok())
        .collect();
    assert!(rows.len() >= 20, "the table is there");
    let found: HashMap<String, Value> = check(&["examples/article.md", "--against", "examples/record"])
        .into_iter()
        .filter(|line| line["type"] == "finding")
        .map(|line| (line["id"].as_str().unwrap_or_default().to_owned(), line))
        .collect();
    assert_eq!(found.len(), rows.len());
    let mut wrong = Vec::new();
    for cells in rows {
        let (number, begins, verdicts) = (cells[0], cells[1], cells[2]);
        let finding = &found[number];
        let text = finding["quotation"]["text"].as_str().unwrap_or_default();
        assert!(text.starts_with(begins), "{number}: {text:?} does not begin with {begins:?}");
        let verdict = finding["verdict"].as_str().unwrap_or_default();
        let raised: Vec<&str> = finding["flags"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let wanted: Vec<&str> = cells[3].split([',', ' ']).filter(|flag| !flag.is_empty()).collect();
        let holds = verdicts.split(" or ").any(|name| name == verdict)
            && wanted.iter().all(|flag| raised.contains(flag))
            && raised.iter().all(|flag| wanted.contains(flag) || !ACCUSING.contains(flag));
        if !holds {
            wrong.push(format!("{number} {begins}: {verdict} {raised:?}, not {verdicts} {wanted:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_quotations_given_as_data_are_all_checked() {
    let lines = check(&["--quotations", "examples/quotations.jsonl", "--against", "examples/record"]);
    let rows = std::fs::read_to_string(examples().join("quotations.jsonl")).expect("the rows");
    assert_eq!(lines.len(), rows.lines().filter(|row| !row.trim().is_empty()).count() + 1);
}
