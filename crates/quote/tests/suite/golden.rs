//! Runs the golden cases of `tests/cases/quotes`: a text and the quotations that must be found in it.
//!
//! The form of a case is told in docs/quotations.md. Every failure is listed, not only the first.

use onrecord_quote::{Options, Quotation, QuotationKind, quotations};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

struct Case {
    name: String,
    text: String,
    expected: Vec<Expected>,
    indirect: bool,
    inner: bool,
}

struct Expected {
    line: String,
    kind: Option<QuotationKind>,
    /// Part of another quotation of the case.
    inner: bool,
    words: String,
    /// The mention; `None` where nobody may be named.
    speaker: Option<String>,
    /// The resolved name, where the case tells it.
    name: Option<String>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases/quotes")
}

fn read(path: &Path) -> Result<Vec<Case>, String> {
    let data = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
    let mut cases: Vec<Case> = Vec::new();
    for (number, line) in data.lines().enumerate() {
        if let Some(name) = line.strip_prefix("== ") {
            let indirect = name.contains("(indirect)");
            let inner = name.contains("(inner)");
            cases.push(Case { name: name.to_owned(), text: String::new(), expected: Vec::new(), indirect, inner });
            continue;
        }
        let Some(case) = cases.last_mut() else { continue };
        if let Some(expected) = line.strip_prefix("-> ") {
            if expected.trim() != "nothing" {
                case.expected.push(expectation(expected).ok_or(format!("line {}: {line}", number + 1))?);
            }
        } else if case.expected.is_empty() {
            case.text.push_str(line);
            case.text.push('\n');
        }
    }
    Ok(cases)
}

/// `kind | words | speaker | name`; "inner" behind the kind of a quotation within another.
fn expectation(line: &str) -> Option<Expected> {
    let mut fields = line.split(" | ").map(str::trim);
    let kind = fields.next()?;
    let (kind, inner) = kind.strip_suffix(" inner").map_or((kind, false), |kind| (kind, true));
    let kind = match kind {
        "direct" => Some(QuotationKind::Direct),
        "mixed" => Some(QuotationKind::Mixed),
        "block" => Some(QuotationKind::Block),
        "indirect" => Some(QuotationKind::Indirect),
        "any" => None,
        _ => return None,
    };
    let words = fields.next()?.to_owned();
    let speaker = fields.next().filter(|s| *s != "-").map(str::to_owned);
    let name = fields.next().map(str::to_owned);
    Some(Expected { line: line.to_owned(), kind, inner, words, speaker, name })
}

fn agrees(text: &str, expected: &Expected, found: &Quotation) -> bool {
    let words = text.get(found.range.clone()).unwrap_or("").replace('\n', " ");
    let name = found.speaker.as_ref().and_then(|s| s.name.as_deref());
    words.trim() == expected.words
        && expected.inner == found.inner
        && expected.kind.is_none_or(|kind| kind == found.kind)
        && expected.speaker.as_deref() == found.speaker.as_ref().map(|s| s.text.as_str())
        && expected.name.as_deref().is_none_or(|wanted| name == Some(wanted).filter(|w| *w != "-"))
}

fn told(text: &str, found: &Quotation) -> String {
    let words = text.get(found.range.clone()).unwrap_or("");
    let speaker = found.speaker.as_ref();
    format!(
        "{:?}{} | {words} | {} | {}",
        found.kind,
        if found.inner { " inner" } else { "" },
        speaker.map_or("-", |s| s.text.as_str()),
        speaker.and_then(|s| s.name.as_deref()).unwrap_or("-")
    )
}

#[test]
fn golden_cases() {
    let mut report = String::new();
    let mut count = 0;
    let mut failed = 0;
    let mut languages = std::collections::BTreeSet::new();
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for path in files.iter().filter(|path| path.extension().is_some_and(|e| e == "txt")) {
        let stem = path.file_stem().and_then(|s| s.to_str()).unwrap_or("").to_owned();
        let language = stem.split('-').next().unwrap_or("en").to_owned();
        let cases = read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        for case in cases {
            count += 1;
            languages.insert(language.clone());
            let options = Options {
                indirect: case.indirect,
                inner: case.inner,
                language: Some(language.clone()),
                ..Options::default()
            };
            let mut found = quotations(&case.text, &options);
            let mut missing = Vec::new();
            for expected in &case.expected {
                match found.iter().position(|quotation| agrees(&case.text, expected, quotation)) {
                    Some(place) => drop(found.remove(place)),
                    None => missing.push(expected),
                }
            }
            if !missing.is_empty() || !found.is_empty() {
                failed += 1;
                let _ = writeln!(report, "{stem}: {}", case.name);
                for expected in missing {
                    let _ = writeln!(report, "    wanted  {}", expected.line);
                }
                for quotation in &found {
                    let _ = writeln!(report, "    found   {}", told(&case.text, quotation));
                }
            }
        }
    }
    assert!(failed == 0, "{failed} of {count} cases fail:\n{report}");
    assert!(count >= 200, "only {count} cases");
    assert!(languages.len() >= 6, "only {languages:?}");
}
