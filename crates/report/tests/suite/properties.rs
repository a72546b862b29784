//! Strings of any kind: no format breaks, no width panics.

use crate::fixture;
use onrecord_check::Finding;
use onrecord_report::{Format, Input, Report, Style};
use proptest::prelude::*;

/// Strings as hostile as an article may hold.
fn hostile() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[<>&\"'`|*_#\\\\=+@-]{0,12}",
        Just("</style></svg></title><script>alert(1)</script>".to_owned()),
        Just("\" onmouseover=\"alert(1)".to_owned()),
        Just("=HYPERLINK(\"http://evil.example\";\"x\")".to_owned()),
        Just("javascript:alert(1)".to_owned()),
        Just("https://evil.example/\"><script>alert(1)</script>".to_owned()),
        Just("\u{1b}]8;;http://evil.example\u{7}x\u{1b}\\".to_owned()),
        Just("我们不会提高票价，\u{202e}abc\u{0}".to_owned()),
        Just("{{ summary }} {% raw %}".to_owned()),
    ]
}

/// Puts strings into every place of a finding that a text or a record can reach.
fn poison(finding: &mut Finding, strings: &[String]) {
    let mut next = strings.iter().cycle().cloned();
    let mut take = || next.next().unwrap_or_default();
    finding.claim.id = take();
    finding.claim.text = take();
    finding.claim.speaker = Some(take());
    finding.claim.event = Some(take());
    for passage in finding.passages.iter_mut().chain(finding.readings.iter_mut().map(|reading| &mut reading.passage)) {
        passage.text = take();
        passage.before = take();
        passage.after = take();
        passage.title = Some(take());
        passage.speaker = Some(take());
        passage.document = take();
        passage.link = Some(take());
        passage.date = Some(take());
        passage.grade_reason = take();
        passage.reference = Some(take());
    }
    for aligned in &mut finding.alignment {
        aligned.quoted = take();
        aligned.recorded = take();
    }
    for change in &mut finding.changes {
        change.quoted = take();
        change.recorded = take();
    }
    finding.reasons = vec![take(), take()];
}

fn render(findings: &[Finding], format: Format, width: usize, text: &str) -> String {
    let mut summary = fixture::summary(findings);
    summary.skipped.push(onrecord_report::Skipped { path: text.to_owned(), reason: text.to_owned() });
    let inputs = [Input { name: fixture::NAME, title: Some(text), text: Some(text), is_file: true, same_lines: true }];
    let report = Report { findings, summary: &summary, inputs: &inputs };
    let mut out = Vec::new();
    onrecord_report::write(format, &report, &Style { width, ..Style::default() }, &mut out).expect("written");
    String::from_utf8(out).expect("UTF-8")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_string_breaks_a_format(
        strings in prop::collection::vec(hostile(), 1..24), text in hostile(), which in 0_usize..16, start in 0_usize..40,
        len in 0_usize..40, width in 0_usize..140,
    ) {
        let mut findings = vec![fixture::findings().swap_remove(which)];
        poison(&mut findings[0], &strings);
        findings[0].claim.range = Some(start..start + len);

        let html = render(&findings, Format::Html, width, &text);
        prop_assert!(!html.contains("<script"));
        prop_assert!(!html.contains("\" onmouseover"));
        prop_assert!(!html.to_ascii_lowercase().contains("href=\"javascript"));
        prop_assert_eq!(html.matches("<article").count(), 1);
        prop_assert_eq!(html.matches('<').count(), html.matches('>').count() - css_combinators());

        let csv_text = render(&findings, Format::Csv, width, &text);
        let mut reader = csv::Reader::from_reader(csv_text.as_bytes());
        let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().expect("rows");
        prop_assert_eq!(rows.len(), 1);
        for cell in &rows[0] {
            prop_assert!(!cell.starts_with(['=', '+', '@']), "{}", cell);
        }

        for format in [Format::Json, Format::Sarif] {
            let json: serde_json::Value = serde_json::from_str(&render(&findings, format, width, &text)).expect("JSON");
            prop_assert!(json.is_object());
        }
        let lines = render(&findings, Format::JsonLines, width, &text);
        prop_assert_eq!(lines.lines().count(), 2);
        let line: serde_json::Value = serde_json::from_str(lines.lines().next().expect("a line")).expect("JSON");
        prop_assert_eq!(line["quotation"]["text"].as_str(), Some(findings[0].claim.text.as_str()));

        let plain = render(&findings, Format::Text, width, &text);
        prop_assert!(!plain.chars().any(|c| c.is_control() && c != '\n'), "{:?}", plain);

        let markdown = render(&findings, Format::Markdown, width, &text);
        prop_assert!(!markdown.contains("<script"));
    }
}

/// `>` in the style sheet that close no tag.
fn css_combinators() -> usize {
    include_str!("../../templates/report.css").matches('>').count()
}
