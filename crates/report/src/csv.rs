//! One row a finding, for a spreadsheet.
//!
//! A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula, and an article is not to be trusted
//! with one: such a cell gets an apostrophe in front.

use std::borrow::Cow;
use std::io;

use onrecord_check::Finding;
use onrecord_quote::QuotationKind;

use crate::model::{Report, ReportError};
use crate::wording;

/// The columns, in order. They may be added to at the end, never changed.
pub const COLUMNS: &[&str] = &[
    "id",
    "input",
    "line",
    "start",
    "end",
    "kind",
    "quotation",
    "claimed_speaker",
    "verdict",
    "flags",
    "attention",
    "reason",
    "changes",
    "document",
    "title",
    "date",
    "speaker",
    "grade",
    "passage_start",
    "passage_end",
    "time_start",
    "time_end",
    "recorded",
    "before",
    "after",
    "link",
    "coverage",
];

/// Writes a report as CSV with a heading.
pub(crate) fn write(report: &Report<'_>, out: &mut dyn io::Write) -> Result<(), ReportError> {
    heading(out)?;
    rows(report, out)
}

/// Writes the names of the columns.
pub(crate) fn heading(out: &mut dyn io::Write) -> Result<(), ReportError> {
    let mut csv = ::csv::Writer::from_writer(out);
    csv.write_record(COLUMNS)?;
    Ok(csv.flush()?)
}

/// Writes a row for each finding.
pub(crate) fn rows(report: &Report<'_>, out: &mut dyn io::Write) -> Result<(), ReportError> {
    let mut csv = ::csv::Writer::from_writer(out);
    for (finding, place) in report.findings.iter().zip(report.places()) {
        let row = row(finding, place.map(|place| place.line));
        csv.write_record(row.iter().map(|cell| guarded(cell).into_owned()))?;
    }
    Ok(csv.flush()?)
}

fn row(finding: &Finding, line: Option<usize>) -> Vec<String> {
    let claim = &finding.claim;
    let range = claim.range.as_ref();
    let passage = finding.passages.first();
    let number = |value: Option<usize>| value.map(|n| n.to_string()).unwrap_or_default();
    let text = |value: Option<&str>| value.unwrap_or_default().to_owned();
    let seconds = |value: Option<f64>| value.map(|s| format!("{s:.2}")).unwrap_or_default();
    vec![
        claim.id.clone(),
        claim.input.clone(),
        number(line),
        number(range.map(|r| r.start)),
        number(range.map(|r| r.end)),
        text(claim.kind.map(kind)),
        claim.text.clone(),
        text(claim.speaker.as_deref()),
        finding.verdict.name().to_owned(),
        finding.flags.iter().map(|flag| flag.name()).collect::<Vec<_>>().join(" "),
        wording::attention(finding).name().to_owned(),
        wording::reasons(finding).join(" "),
        changes(finding),
        text(passage.map(|p| p.document.as_str())),
        text(passage.and_then(|p| p.title.as_deref())),
        text(passage.and_then(|p| p.date.as_deref())),
        text(passage.and_then(|p| p.speaker.as_deref())),
        text(passage.map(|p| p.grade.name())),
        number(passage.map(|p| p.range.start)),
        number(passage.map(|p| p.range.end)),
        seconds(passage.and_then(|p| p.time).map(|t| t.0)),
        seconds(passage.and_then(|p| p.time).map(|t| t.1)),
        text(passage.map(|p| p.text.as_str())),
        text(passage.map(|p| p.before.as_str())),
        text(passage.map(|p| p.after.as_str())),
        text(passage.and_then(|p| p.link.as_deref())),
        finding.coverage.as_ref().map(|c| wording::coverage(c, claim.speaker.as_deref())).unwrap_or_default(),
    ]
}

/// The name of a kind, as in JSON.
pub(crate) fn kind(kind: QuotationKind) -> &'static str {
    match kind {
        QuotationKind::Direct => "direct",
        QuotationKind::Mixed => "mixed",
        QuotationKind::Indirect => "indirect",
        QuotationKind::Block => "block",
    }
}

/// All changes in one cell: `[-left out-] {+put in+}`, marked ones in words.
fn changes(finding: &Finding) -> String {
    let one = |change: &onrecord_check::Change| {
        let mut out = String::new();
        if !change.recorded.is_empty() {
            out.push_str(&format!("[-{}-]", change.recorded));
        }
        if !change.quoted.is_empty() {
            out.push_str(&format!("{{+{}+}}", change.quoted));
        }
        let mark = if change.marked { ", marked" } else { "" };
        format!("{out} ({}{mark})", change.class.name())
    };
    finding.changes.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// The cell, with an apostrophe in front where a spreadsheet would read a formula.
///
/// White space and control signs in front do not help: spreadsheets skip them. A plain negative number is left alone.
pub(crate) fn guarded(cell: &str) -> Cow<'_, str> {
    let start = cell.trim_start_matches(|c: char| c.is_whitespace() || c.is_control() || c == '\u{FEFF}');
    let formula = start.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) && cell.parse::<f64>().is_err();
    let guarded = if formula || cell.starts_with(['\t', '\r', '\n']) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    };
    // The table may be shown on a terminal, which such signs steer.
    let steers = |c: char| c.is_control() && !matches!(c, '\t' | '\r' | '\n');
    if guarded.contains(steers) { Cow::Owned(guarded.replace(steers, "\u{FFFD}")) } else { guarded }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        assert_eq!(guarded("=1+1"), "'=1+1");
        assert_eq!(guarded("  @SUM(A1)"), "'  @SUM(A1)");
        assert_eq!(guarded("\t=x"), "'\t=x");
        assert_eq!(guarded("- and then he left"), "'- and then he left");
        assert_eq!(guarded("-12.5"), "-12.5");
        assert_eq!(guarded("a plain word"), "a plain word");
        assert_eq!(guarded("a\u{1b}[2Jb\nc"), "a\u{FFFD}[2Jb\nc");
    }
}
