//! Each format as it looks. `cargo insta review` shows what a change does to it.

use crate::fixture;
use onrecord_report::{Format, Report, Style};

pub(crate) fn render(format: Format, style: Style) -> String {
    let findings = fixture::findings();
    let summary = fixture::summary(&findings);
    let inputs = [fixture::input()];
    let report = Report { findings: &findings, summary: &summary, inputs: &inputs };
    let mut out = Vec::new();
    onrecord_report::write(format, &report, &style, &mut out).expect("a vector takes every byte");
    String::from_utf8(out).expect("reports are UTF-8")
}

macro_rules! looks {
    ($($name:ident: $format:ident, $style:expr;)+) => {$(
        #[test]
        fn $name() {
            insta::assert_snapshot!(stringify!($name), render(Format::$format, $style));
        }
    )+};
}

looks! {
    text: Text, Style::default();
    text_narrow: Text, Style { width: 40, ..Style::default() };
    text_wide_ascii: Text, Style { width: 132, ascii: true, ..Style::default() };
    text_color: Text, Style { color: true, ..Style::default() };
    markdown: Markdown, Style::default();
    html: Html, Style::default();
    csv: Csv, Style::default();
    json: Json, Style::default();
    jsonl: JsonLines, Style::default();
    sarif: Sarif, Style::default();
}
