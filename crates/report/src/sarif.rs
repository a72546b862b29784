//! SARIF 2.1.0: findings as code hosts and editors show them, at the quotation's place in the article.
//!
//! A rule a verdict; flags are tags of the result. Findings that stand are notes of kind `pass`. Where the input is
//! not a plain text file the place in it is not known, and only the file is named.

use onrecord_check::{Finding, Verdict};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::io;

use crate::model::{Place, Report, ReportError};
use crate::wording::{self, Attention};

/// Writes a report as SARIF.
pub(crate) fn write(report: &Report<'_>, out: &mut dyn io::Write) -> Result<(), ReportError> {
    let texts: HashMap<&str, &str> =
        report.inputs.iter().filter(|input| input.is_file).filter_map(|i| Some((i.name, i.text?))).collect();
    let rules: Vec<Value> = Verdict::ALL.iter().map(|verdict| rule(*verdict)).collect();
    let results: Vec<Value> = report
        .findings
        .iter()
        .zip(report.places())
        .map(|(finding, place)| result(finding, place, texts.get(finding.claim.input.as_str()).copied()))
        .collect();
    let notifications: Vec<Value> = report
        .summary
        .skipped
        .iter()
        .map(|skipped| {
            json!({
                "level": "warning",
                "message": {"text": format!("{} was not read: {}", skipped.path, skipped.reason)},
            })
        })
        .collect();
    let (name, version) = report.summary.tool.rsplit_once(' ').unwrap_or((report.summary.tool.as_str(), ""));
    let mut driver = json!({
        "name": if name.is_empty() { "onrecord" } else { name },
        "informationUri": "https://github.com/onrecord/onrecord",
        "rules": rules,
    });
    if !version.is_empty() {
        driver["version"] = json!(version);
    }
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": driver},
            "columnKind": "unicodeCodePoints",
            "invocations": [{"executionSuccessful": true, "toolExecutionNotifications": notifications}],
            "results": results,
        }],
    });
    let mut out = io::BufWriter::with_capacity(1 << 16, out);
    serde_json::to_writer_pretty(&mut out, &log)?;
    io::Write::write_all(&mut out, b"\n")?;
    Ok(io::Write::flush(&mut out)?)
}

fn rule(verdict: Verdict) -> Value {
    let words = wording::verdict(verdict);
    let level = match verdict {
        Verdict::Altered | Verdict::Spliced => "error",
        Verdict::Trimmed | Verdict::Reworded | Verdict::Unfound => "warning",
        Verdict::Verbatim | Verdict::Marked | Verdict::Tidied => "none",
    };
    json!({
        "id": verdict.name(),
        "name": words.title,
        "shortDescription": {"text": words.sentence},
        "defaultConfiguration": {"level": level},
    })
}

fn result(finding: &Finding, place: Option<Place>, text: Option<&str>) -> Value {
    let attention = wording::attention(finding);
    let (kind, level) = match attention {
        Attention::Mend => ("fail", "error"),
        Attention::Look => ("fail", "warning"),
        Attention::Stands => ("pass", "none"),
    };
    let words = wording::verdict(finding.verdict);
    let mut message =
        format!("{}: “{}”. {}", words.title, finding.claim.text.trim(), wording::reasons(finding).join(" "));
    if let Some(passage) = finding.passages.first() {
        let who = passage.speaker.as_deref().map(|name| format!("{name}, ")).unwrap_or_default();
        let title = passage.title.as_deref().unwrap_or(&passage.document);
        message.push_str(&format!(" On record: “{}” ({who}{title}).", passage.text.trim()));
    }
    if let Some(coverage) = &finding.coverage {
        message.push_str(&format!(" {}", wording::coverage(coverage, finding.claim.speaker.as_deref())));
    }
    let mut location = json!({"artifactLocation": {"uri": uri(&finding.claim.input)}});
    if let Some(place) = place {
        location["region"] = region(finding, place, text);
    }
    let index = Verdict::ALL.iter().position(|verdict| *verdict == finding.verdict).unwrap_or(0);
    json!({
        "ruleId": finding.verdict.name(),
        "ruleIndex": index,
        "kind": kind,
        "level": level,
        "message": {"text": message},
        "locations": [{"physicalLocation": location}],
        "properties": {
            "id": finding.claim.id,
            "tags": finding.flags.iter().map(|flag| flag.name()).collect::<Vec<_>>(),
        },
    })
}

/// The quotation's place: to the character where `text` is the file itself, to the line otherwise.
fn region(finding: &Finding, place: Place, text: Option<&str>) -> Value {
    let quoted = &finding.claim.text;
    let breaks = quoted.matches('\n').count();
    let mut region = json!({"startLine": place.line, "endLine": place.line + breaks, "snippet": {"text": quoted}});
    if let (Some(range), Some(text)) = (&finding.claim.range, text) {
        let quoted = text.get(range.clone()).unwrap_or("");
        let last = quoted.rsplit('\n').next().unwrap_or("").chars().count();
        region["startColumn"] = json!(place.column);
        region["endColumn"] = json!(if breaks == 0 { place.column + last } else { last + 1 });
        region["byteOffset"] = json!(range.start);
        region["byteLength"] = json!(range.len());
    }
    region
}

/// A path as a relative or absolute URI reference: what a URI may not hold is percent-encoded.
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(byte as char),
            b'\\' => out.push('/'),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    if out.starts_with('/') { format!("file://{out}") } else { out }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_references() {
        assert_eq!(uri("news/a b.md"), "news/a%20b.md");
        assert_eq!(uri("/tmp/é.md"), "file:///tmp/%C3%A9.md");
        assert_eq!(uri("-"), "-");
    }
}
