//! Runs the golden cases, and lists every one that does not hold with what was expected and what came.
//!
//! A case that is known not to hold stands in `known_failures.txt` with the reason. It must leave that list when it
//! holds, so that the list tells the truth. `ONRECORD_CASES=part-of-an-id` runs some cases and prints their findings.

use crate::cases::{Case, Theme, WantedChange, corpus, folder, themes};
use onrecord_check::{Change, Checker, Claim, Finding, Flag, Verdict};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;
use std::str::FromStr;

/// What does not hold, one line each; empty when the case holds.
fn complaints(case: &Case, finding: &Finding) -> Vec<String> {
    let mut out = Vec::new();
    let verdicts = case.verdict.list();
    if !verdicts.contains(&finding.verdict.name()) {
        out.push(format!("verdict: expected {}, came {}", verdicts.join(" or "), finding.verdict));
    }
    let came: Vec<&str> = finding.flags.iter().map(|flag| flag.name()).collect();
    for flag in &case.flags {
        if !came.contains(&flag.as_str()) {
            out.push(format!("flag {flag}: expected, did not come"));
        }
    }
    for flag in &came {
        if !case.flags.iter().chain(&case.maybe).any(|known| known == flag) {
            out.push(format!("flag {flag}: came, not expected"));
        }
    }
    for wanted in &case.changes {
        if !finding.changes.iter().any(|change| is_wanted(wanted, change)) {
            out.push(format!("no change like {}", stated(wanted)));
        }
    }
    let documents: Vec<&str> = finding.passages.iter().map(|passage| passage.document.as_str()).collect();
    if let Some(source) = &case.rests_on
        && documents.first() != Some(&source.as_str())
    {
        out.push(format!("rests on: expected {source}, came {documents:?}"));
    }
    for source in &case.readings {
        if !finding.readings.iter().any(|reading| reading.passage.document == *source) {
            out.push(format!("reading of {source}: expected, did not come"));
        }
    }
    if let Some(second) = case.second {
        let came = finding.passages.first().and_then(|passage| passage.time).map(|time| time.0);
        if !came.is_some_and(|came| (came - second).abs() <= 3.0) {
            out.push(format!("second: expected {second}, came {came:?}"));
        }
    }
    for words in &case.told {
        if !finding.reasons.iter().any(|reason| reason.contains(words.as_str())) {
            out.push(format!("not told: “{words}”; told: {:?}", finding.reasons));
        }
    }
    out
}

fn is_wanted(wanted: &WantedChange, change: &Change) -> bool {
    let is = |wanted: &Option<String>, name: &str| wanted.as_deref().is_none_or(|wanted| wanted == name);
    let words = |wanted: &Option<String>, came: &str| {
        let plain = |text: &str| text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().replace('’', "'");
        wanted.as_deref().is_none_or(|wanted| plain(wanted) == plain(came))
    };
    is(&wanted.kind, change.kind.name())
        && is(&wanted.class, change.class.name())
        && wanted.marked.is_none_or(|marked| marked == change.marked)
        && wanted.heard.is_none_or(|heard| heard == change.heard)
        && words(&wanted.quoted, &change.quoted)
        && words(&wanted.recorded, &change.recorded)
}

fn stated(wanted: &WantedChange) -> String {
    let mut out = String::new();
    for (name, value) in
        [("kind", &wanted.kind), ("class", &wanted.class), ("quoted", &wanted.quoted), ("recorded", &wanted.recorded)]
    {
        if let Some(value) = value {
            let _ = write!(out, "{name} “{value}” ");
        }
    }
    if let Some(marked) = wanted.marked {
        let _ = write!(out, "marked {marked} ");
    }
    if let Some(heard) = wanted.heard {
        let _ = write!(out, "heard {heard}");
    }
    out
}

fn shown(finding: &Finding) -> String {
    let flags: Vec<&str> = finding.flags.iter().map(|flag| flag.name()).collect();
    let mut out = format!("      came     {} {flags:?}\n", finding.verdict);
    for change in &finding.changes {
        let mark = if change.marked {
            " marked"
        } else if change.heard {
            " heard"
        } else {
            ""
        };
        let _ = writeln!(
            out,
            "      change   {} {}{mark}: “{}” for “{}”",
            change.kind, change.class, change.quoted, change.recorded
        );
    }
    for passage in finding.passages.iter().take(2) {
        let speaker = passage.speaker.as_deref().unwrap_or("?");
        let _ = writeln!(
            out,
            "      passage  {} ({}), {speaker}: “{}”",
            passage.document,
            passage.grade.name(),
            passage.text
        );
    }
    for reading in &finding.readings {
        let _ = writeln!(out, "      reading  {}: “{}”", reading.passage.document, reading.passage.text);
    }
    for reason in &finding.reasons {
        let _ = writeln!(out, "      told     {reason}");
    }
    out
}

pub(crate) fn claim(case: &Case) -> Claim {
    Claim {
        id: case.id.clone(),
        input: "case".into(),
        text: case.quote.trim().to_owned(),
        speaker: case.speaker.clone(),
        date: case.date.clone(),
        event: case.event.clone(),
        ..Claim::default()
    }
}

fn run(theme: &Theme) -> Vec<(&Case, Finding, Vec<String>)> {
    let mut corpora = HashMap::new();
    theme
        .cases
        .iter()
        .map(|case| {
            let corpus = corpora.entry(&case.against).or_insert_with(|| corpus(&theme.sources, &case.against));
            let finding = Checker::new(corpus).check(claim(case));
            let complaints = complaints(case, &finding);
            (case, finding, complaints)
        })
        .collect()
}

/// `id: why` a line.
fn known_failures() -> BTreeMap<String, String> {
    let text = std::fs::read_to_string(folder().join("known_failures.txt")).unwrap_or_default();
    text.lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
        .map(|line| {
            let (id, why) = line.split_once(':').unwrap_or((line, ""));
            (id.trim().to_owned(), why.trim().to_owned())
        })
        .collect()
}

#[test]
#[allow(clippy::print_stdout)]
fn golden_cases_hold() {
    let only = std::env::var("ONRECORD_CASES").ok();
    let known = known_failures();
    let (mut count, mut failed, mut unknown) = (0, BTreeSet::new(), String::new());
    let themes = themes();
    for (file, theme) in &themes {
        for (case, finding, complaints) in run(theme) {
            count += 1;
            let asked = only.as_ref().is_some_and(|only| case.id.contains(only.as_str()));
            if complaints.is_empty() && !asked {
                continue;
            }
            let told = format!(
                "{} ({file})\n      quote    “{}”\n      why      {}\n{}      {}\n",
                case.id,
                case.quote.trim(),
                case.why,
                shown(&finding),
                if complaints.is_empty() { "holds".to_owned() } else { complaints.join("\n      ") },
            );
            if asked {
                println!("{told}");
            }
            if !complaints.is_empty() {
                failed.insert(case.id.clone());
                if !known.contains_key(&case.id) {
                    unknown.push_str(&told);
                }
            }
        }
    }
    println!("{count} golden cases, {} hold, {} do not and are known", count - failed.len(), known.len());
    let mended: Vec<&String> = known.keys().filter(|id| !failed.contains(*id)).collect();
    assert!(
        unknown.is_empty() && mended.is_empty(),
        "\n{unknown}\n{} of {count} cases do not hold; listed as known, but holding or gone: {mended:?}",
        failed.len()
    );
}

#[test]
fn cases_are_well_formed() {
    let mut seen = BTreeSet::new();
    let mut count = 0;
    for (file, theme) in themes() {
        assert!(!theme.about.trim().is_empty(), "{file}: say what it is about");
        for case in &theme.cases {
            count += 1;
            assert!(seen.insert(case.id.clone()), "{file}: {} stands twice", case.id);
            assert!(!case.why.trim().is_empty(), "{}: say why", case.id);
            for verdict in case.verdict.list() {
                assert!(Verdict::from_str(verdict).is_ok(), "{}: no verdict is called {verdict}", case.id);
            }
            for flag in case.flags.iter().chain(&case.maybe) {
                assert!(Flag::from_str(flag).is_ok(), "{}: no flag is called {flag}", case.id);
            }
        }
    }
    assert!(count >= 250, "only {count} cases");
}

/// Every verdict is expected at least five times, every flag at least four times and left out as often.
#[test]
fn every_verdict_and_flag_has_cases() {
    let themes = themes();
    let cases: Vec<&Case> = themes.iter().flat_map(|(_, theme)| &theme.cases).collect();
    for verdict in Verdict::ALL {
        let count = cases.iter().filter(|case| case.verdict.list().contains(&verdict.name())).count();
        assert!(count >= 5, "{verdict} has {count} cases");
    }
    for flag in Flag::ALL {
        let count = cases.iter().filter(|case| case.flags.iter().any(|name| name == flag.name())).count();
        assert!(count >= 4, "{flag} has {count} cases");
    }
}
