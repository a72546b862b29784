//! Golden cases: a source of our own words and, beside it, what it must be read as.
//!
//! To add one, put `NAME.txt` (or .md, .html, .vtt, .srt) into tests/cases and `NAME.expected` beside it: lines
//! `key: value` for what must hold of the document, then one line a segment, `kind | speaker | grade | text`, where an
//! ending `...` of the text stands for whatever follows. Every segment of the document must be named.

use onrecord_read::{Document, Hint, read};
use std::fmt::Write;
use std::path::Path;

/// The document in the words of an expectation.
fn shown(document: &Document) -> Vec<String> {
    let mut lines = Vec::new();
    lines.push(format!("format: {:?}", document.format).to_lowercase());
    lines.push(format!("grade: {}", document.grade.name()));
    let stated = [
        ("title", &document.title),
        ("date", &document.date),
        ("place", &document.place),
        ("language", &document.language),
        ("link", &document.link),
        ("origin", &document.origin),
    ];
    for (key, value) in stated {
        if let Some(value) = value {
            lines.push(format!("{key}: {value}"));
        }
    }
    for person in &document.people {
        let mut line = format!("person: {}", person.name);
        if let Some(role) = &person.role {
            let _ = write!(line, " ({role})");
        }
        if !person.aliases.is_empty() {
            let _ = write!(line, " = {}", person.aliases.join(", "));
        }
        lines.push(line);
    }
    for segment in &document.segments {
        let mut line = format!(
            "{} | {} | {} | {}",
            segment.kind.name(),
            document.speaker_name(segment).unwrap_or("-"),
            segment.grade.map_or("-", |grade| grade.name()),
            document.segment_text(segment).split_whitespace().collect::<Vec<_>>().join(" ")
        );
        if let Some(time) = segment.time {
            let _ = write!(line, " @ {}-{}", time.start, time.end);
        }
        if let Some(post) = segment.post {
            let _ = write!(line, " # {post}");
        }
        lines.push(line);
    }
    lines
}

#[test]
fn golden_cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut failures = String::new();
    let mut count = 0;
    let mut files: Vec<_> =
        std::fs::read_dir(&folder).expect("tests/cases").flatten().map(|entry| entry.path()).collect();
    files.sort();
    for file in
        files.iter().filter(|file| file.extension().is_some_and(|ending| ending != "expected" && ending != "actual"))
    {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name == "README.md" {
            continue;
        }
        count += 1;
        let source = std::fs::read(file).expect("a case can be read");
        let document = read(&source, &Hint::default()).expect("a case is a document");
        let expected = std::fs::read_to_string(file.with_extension("expected")).unwrap_or_default();
        let expected: Vec<&str> =
            expected.lines().map(str::trim_end).filter(|line| !line.is_empty() && !line.starts_with("//")).collect();
        let actual = shown(&document);
        if std::env::var_os("ONRECORD_BLESS").is_some() {
            std::fs::write(file.with_extension("expected"), actual.join("\n") + "\n")
                .expect("an expectation can be written");
            continue;
        }
        let same = expected.len() == actual.len() && expected.iter().zip(&actual).all(|(want, got)| holds(want, got));
        if !same {
            let _ = writeln!(failures, "--- {name}\nexpected:\n{}\ngot:\n{}\n", expected.join("\n"), actual.join("\n"));
        }
    }
    assert!(count >= 10, "the cases are there");
    assert!(failures.is_empty(), "{failures}");
}

fn holds(want: &str, got: &str) -> bool {
    match want.split_once("...") {
        // "..." at the end of the words; a time or a post may follow.
        Some((start, end)) => got.starts_with(start) && got.ends_with(end.trim_end()),
        None => want == got,
    }
}
