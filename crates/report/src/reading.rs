//! What a reader made of a source: the output of `onrecord read`, as text or as JSON lines.

use onrecord_read::{Document, Person, Segment};
use serde::Serialize;
use std::io;

use crate::json::{JsonLines, pair};
use crate::model::{Format, ReportError, Style};
use crate::text::Page;
use crate::wording;
use crate::wrap::clean;

#[derive(Serialize)]
struct DocumentLine<'a> {
    r#type: &'static str,
    document: &'a str,
    title: Option<&'a str>,
    date: Option<&'a str>,
    language: Option<&'a str>,
    place: Option<&'a str>,
    event: Option<&'a str>,
    link: Option<&'a str>,
    origin: Option<&'a str>,
    format: onrecord_read::Format,
    grade: &'static str,
    grade_reason: &'a str,
    people: &'a [Person],
    segments: usize,
    bytes: usize,
    notes: &'a [String],
}

#[derive(Serialize)]
struct SegmentLine<'a> {
    r#type: &'static str,
    document: &'a str,
    kind: &'static str,
    speaker: Option<&'a str>,
    text: &'a str,
    range: [usize; 2],
    time: Option<[f64; 2]>,
    grade: &'static str,
    grade_reason: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    post: Option<u32>,
}

/// Why a segment has its grade: the document's reason, or that it stands apart from it.
fn grade_reason<'a>(document: &'a Document, segment: &Segment) -> &'a str {
    match segment.grade {
        Some(grade) if grade != document.grade => "this part is of another kind than the document",
        _ => &document.grade_reason,
    }
}

/// Writes the reading of one source; call it once for each.
///
/// # Errors
/// When the writer fails, or with [`ReportError::Unsupported`] for a format other than text and JSON lines.
pub fn write(
    format: Format,
    name: &str,
    document: &Document,
    style: &Style,
    out: &mut dyn io::Write,
) -> Result<(), ReportError> {
    match format {
        Format::JsonLines => write_lines(name, document, out),
        Format::Text => Ok(write_text(name, document, style, out)?),
        other => Err(ReportError::Unsupported { format: other, what: "readings" }),
    }
}

fn write_lines(name: &str, document: &Document, out: &mut dyn io::Write) -> Result<(), ReportError> {
    let mut lines = JsonLines::new(out);
    lines.line(&DocumentLine {
        r#type: "document",
        document: name,
        title: document.title.as_deref(),
        date: document.date.as_deref(),
        language: document.language.as_deref(),
        place: document.place.as_deref(),
        event: document.event.as_deref(),
        link: document.link.as_deref(),
        origin: document.origin.as_deref(),
        format: document.format,
        grade: document.grade.name(),
        grade_reason: &document.grade_reason,
        people: &document.people,
        segments: document.segments.len(),
        bytes: document.text.len(),
        notes: &document.notes,
    })?;
    for segment in &document.segments {
        lines.line(&SegmentLine {
            r#type: "segment",
            document: name,
            kind: segment.kind.name(),
            speaker: document.speaker_name(segment),
            text: document.segment_text(segment),
            range: pair(&segment.range),
            time: segment.time.map(|time| [time.start, time.end]),
            grade: document.segment_grade(segment).name(),
            grade_reason: grade_reason(document, segment),
            post: segment.post,
        })?;
    }
    Ok(())
}

fn write_text(name: &str, document: &Document, style: &Style, out: &mut dyn io::Write) -> io::Result<()> {
    let mut page = Page::new(style, out);
    let (bold, faint, plain) = (page.bold(), page.faint(), anstyle::Style::new());
    page.paragraph("", &clean(document.title.as_deref().unwrap_or(name)), bold)?;
    if document.title.is_some() {
        page.paragraph("", &clean(name), faint)?;
    }
    let facts: Vec<String> = [&document.date, &document.place, &document.event, &document.language, &document.origin]
        .into_iter()
        .flatten()
        .map(|fact| clean(fact))
        .collect();
    if !facts.is_empty() {
        page.paragraph("", &facts.join(", "), plain)?;
    }
    let grade = format!(
        "{}, read as {}: {}",
        wording::format(document.format),
        wording::grade(document.grade),
        clean(&document.grade_reason)
    );
    page.paragraph("", &grade, plain)?;
    if !document.people.is_empty() {
        let people: Vec<String> = document.people.iter().map(person).collect();
        page.paragraph("", &format!("People: {}", people.join("; ")), plain)?;
    }
    page.paragraph("", &wording::counted(document.segments.len(), "segment", "segments"), plain)?;
    for note in &document.notes {
        page.paragraph("", &format!("Note: {}", clean(note)), plain)?;
    }
    for segment in &document.segments {
        page.blank()?;
        let mut head = wording::segment_kind(segment.kind).to_owned();
        if let Some(speaker) = document.speaker_name(segment) {
            head.push_str(&format!(", {}", clean(speaker)));
        }
        if let Some(time) = segment.time {
            head.push_str(&format!(", {}", wording::clock(time.start)));
        }
        if let Some(grade) = segment.grade.filter(|grade| *grade != document.grade) {
            head.push_str(&format!(", {}", wording::grade(grade)));
        }
        head.push_str(&format!(" (bytes {}-{})", segment.range.start, segment.range.end));
        page.paragraph("", &head, faint)?;
        page.paragraph("  ", &clean(document.segment_text(segment)), plain)?;
    }
    page.blank()
}

fn person(person: &Person) -> String {
    let mut out = clean(&person.name);
    if let Some(role) = &person.role {
        out.push_str(&format!(", {}", clean(role)));
    }
    if !person.aliases.is_empty() {
        let aliases: Vec<String> = person.aliases.iter().map(|alias| clean(alias)).collect();
        out.push_str(&format!(" (also {})", aliases.join(", ")));
    }
    out
}
