//! What each format promises, whatever it looks like.

use crate::fixture;
use crate::snapshots::render;
use onrecord_check::{Flag, Verdict};
use onrecord_report::{Format, JsonLines, Report, Style};
use serde_json::Value;
use std::collections::HashSet;

fn lines() -> Vec<Value> {
    let text = render(Format::JsonLines, Style::default());
    text.lines().map(|line| serde_json::from_str(line).expect("each line is JSON")).collect()
}

#[test]
fn the_fixture_has_every_verdict_and_flag() {
    let findings = fixture::findings();
    let verdicts: HashSet<Verdict> = findings.iter().map(|finding| finding.verdict).collect();
    let flags: HashSet<Flag> = findings.iter().flat_map(|finding| finding.flags.clone()).collect();
    assert_eq!(verdicts.len(), Verdict::ALL.len());
    assert_eq!(flags.len(), Flag::ALL.len());
}

#[test]
fn a_finding_has_the_fields_of_the_contract() {
    let lines = lines();
    let keys = |value: &Value| value.as_object().expect("an object").keys().cloned().collect::<HashSet<_>>();
    let has = |value: &Value, wanted: &[&str]| {
        let keys = keys(value);
        wanted.iter().for_each(|key| assert!(keys.contains(*key), "{key} is missing in {value}"));
    };
    for line in lines.iter().filter(|line| line["type"] == "finding") {
        has(
            line,
            &["id", "input", "quotation", "verdict", "flags", "changes", "passages", "readings", "coverage", "reasons"],
        );
        has(&line["quotation"], &["type", "input", "range", "text", "kind", "speaker", "cue"]);
        assert_eq!(line["quotation"]["type"], "quotation");
        for change in line["changes"].as_array().expect("a list") {
            has(change, &["kind", "class", "marked", "quoted", "recorded"]);
        }
        for passage in line["passages"].as_array().expect("a list") {
            has(
                passage,
                &[
                    "document", "title", "event", "date", "speaker", "grade", "range", "time", "text", "before",
                    "after", "link",
                ],
            );
            assert_eq!(passage["range"].as_array().map(Vec::len), Some(2));
        }
    }
    assert_eq!(lines.iter().filter(|line| line["type"] == "finding").count(), fixture::findings().len());
    assert_eq!(lines.last().expect("a last line")["type"], "summary");
}

#[test]
fn a_range_is_that_of_the_quoted_words() {
    for line in lines().iter().filter(|line| line["quotation"]["range"].is_array()) {
        let at = |index: usize| line["quotation"]["range"][index].as_u64().expect("a number") as usize;
        let text = &fixture::ARTICLE[at(0)..at(1)];
        assert_eq!(text, line["quotation"]["text"].as_str().expect("a text"));
    }
}

#[test]
fn lines_written_one_by_one_are_the_same() {
    let findings = fixture::findings();
    let mut writer = JsonLines::new(Vec::new());
    findings.iter().for_each(|finding| writer.finding(finding).expect("written"));
    writer.summary(&fixture::summary(&findings)).expect("written");
    assert_eq!(String::from_utf8(writer.into_inner()).expect("UTF-8"), render(Format::JsonLines, Style::default()));
}

#[test]
fn json_is_one_document_with_the_same_findings() {
    let whole: Value = serde_json::from_str(&render(Format::Json, Style::default())).expect("JSON");
    let mut members: Vec<Value> = whole["findings"].as_array().expect("a list").clone();
    members.push(whole["summary"].clone());
    assert_eq!(members, lines());
}

#[test]
fn no_line_is_wider_than_the_page() {
    for width in [20, 33, 51, 52, 80, 120] {
        for ascii in [false, true] {
            let text = render(Format::Text, Style { width, ascii, color: false });
            for line in text.lines().filter(|line| !line.contains("https://")) {
                assert!(unicode_width::UnicodeWidthStr::width(line) <= width, "{width}: {line}");
            }
        }
    }
}

#[test]
fn colour_only_repeats_what_the_signs_say() {
    let plain = render(Format::Text, Style::default());
    let colored = render(Format::Text, Style { color: true, ..Style::default() });
    let mut stripped = String::new();
    let mut rest = colored.as_str();
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        stripped.push_str(before);
        rest = after.split_once('m').map_or("", |(_, rest)| rest);
    }
    stripped.push_str(rest);
    assert_ne!(plain, colored);
    assert_eq!(plain, stripped);
}

#[test]
fn ascii_signs_only_where_asked() {
    let text = render(Format::Text, Style { ascii: true, ..Style::default() });
    let signs: String = text.chars().filter(|c| !c.is_ascii()).collect();
    assert!(signs.chars().all(|c| c == '…'), "only the article's own ellipsis: {signs}");
}

#[test]
fn a_marked_ellipsis_shows_what_it_hides_in_every_format() {
    let words = "people who do not work for me";
    for format in Format::ALL {
        assert!(render(*format, Style { width: 200, ..Style::default() }).contains(words), "{format}");
    }
}

#[test]
fn not_on_record_is_said_not_to_be_false() {
    for format in [Format::Text, Format::Markdown, Format::Html, Format::Csv, Format::Sarif] {
        assert!(render(format, Style::default()).contains("does not make it false"), "{format}");
    }
}

#[test]
fn csv_has_a_row_a_finding_and_the_same_columns() {
    let text = render(Format::Csv, Style::default());
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), fixture::findings().len());
    assert_eq!(reader.headers().expect("a heading").len(), onrecord_report::csv::COLUMNS.len());
}

#[test]
fn sarif_places_each_quotation() {
    let log: Value = serde_json::from_str(&render(Format::Sarif, Style::default())).expect("JSON");
    let run = &log["runs"][0];
    assert_eq!(run["tool"]["driver"]["rules"].as_array().map(Vec::len), Some(Verdict::ALL.len()));
    let mut placed = 0;
    for result in run["results"].as_array().expect("results") {
        let rule = result["ruleIndex"].as_u64().expect("an index") as usize;
        assert_eq!(run["tool"]["driver"]["rules"][rule]["id"], result["ruleId"]);
        let region = &result["locations"][0]["physicalLocation"]["region"];
        if region.is_null() {
            continue;
        }
        placed += 1;
        let line = region["startLine"].as_u64().expect("a line") as usize;
        let column = region["startColumn"].as_u64().expect("a column") as usize;
        let from: String = fixture::ARTICLE.lines().nth(line - 1).expect("a line").chars().skip(column - 1).collect();
        assert!(from.starts_with(region["snippet"]["text"].as_str().expect("a text")), "{from}");
    }
    assert!(placed > 10, "{placed}");
}

#[test]
fn the_page_needs_nothing_else_and_its_links_lead_somewhere() {
    let page = render(Format::Html, Style::default());
    for needless in ["<script", "<link", "<img", "@import", "url(", "<iframe", " src="] {
        assert!(!page.contains(needless), "{needless}");
    }
    let ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let unique: HashSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), unique.len(), "an id stands twice");
    for target in page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(unique.contains(target), "#{target} leads nowhere");
    }
    for verdict in Verdict::ALL {
        assert!(page.contains(onrecord_report::wording::verdict(*verdict).title), "{verdict}");
    }
}

#[test]
fn with_several_texts_each_finding_names_its_own() {
    let mut findings = fixture::findings();
    findings.truncate(2);
    findings[1].claim.input = "second.md".to_owned();
    let mut summary = fixture::summary(&findings);
    summary.inputs.push("second.md".to_owned());
    let report = Report { findings: &findings, summary: &summary, inputs: &[] };
    for format in Format::ALL {
        let mut out = Vec::new();
        onrecord_report::write(*format, &report, &Style::default(), &mut out).expect("written");
        let text = String::from_utf8_lossy(&out).into_owned();
        assert!(text.contains(fixture::NAME) && text.contains("second.md"), "{format}");
        if matches!(format, Format::Html | Format::Markdown | Format::Text) {
            let own = if *format == Format::Html { "<article" } else { "sailings a week" };
            assert!(text.rsplit_once("second.md").is_some_and(|(before, _)| before.contains(own)), "{format}");
        }
    }
}

#[test]
fn an_empty_report_says_that_nothing_was_checked() {
    let summary = fixture::summary(&[]);
    let report = Report { findings: &[], summary: &summary, inputs: &[] };
    for format in [Format::Text, Format::Html] {
        let mut out = Vec::new();
        onrecord_report::write(format, &report, &Style::default(), &mut out).expect("written");
        assert!(String::from_utf8_lossy(&out).contains("nothing was checked"), "{format}");
    }
}

#[test]
fn a_writer_that_fails_is_an_error_in_every_format() {
    struct Full;
    impl std::io::Write for Full {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::StorageFull.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let findings = fixture::findings();
    let summary = fixture::summary(&findings);
    let report = Report { findings: &findings, summary: &summary, inputs: &[] };
    for format in Format::ALL {
        let error = onrecord_report::write(*format, &report, &Style::default(), &mut Full).expect_err("it is full");
        let onrecord_report::ReportError::Io(error) = error else { panic!("{format}: {error}") };
        assert_eq!(error.kind(), std::io::ErrorKind::StorageFull, "{format}");
    }
}
