//! What a text quotes, what was read from a source, and places in the record: text and JSON lines.

use crate::fixture;
use onrecord_quote::{Cue, Mention, Quotation, QuotationKind};
use onrecord_read::{Document, Grade, Person, Segment, SegmentKind, TimeRange};
use onrecord_report::quotes::Quotes;
use onrecord_report::{Format, ReportError, Style};
use serde_json::Value;

const TEXT: &str = "\"The ferry sails at noon,\" she said.\n> Nobody knows when.\n";

fn quotations() -> Vec<Quotation> {
    let quotation = |range, kind| Quotation {
        range,
        kind,
        speaker: None,
        cue: None,
        language: Some("en".to_owned()),
        inner: false,
        confidence: 0.5,
    };
    let mut direct = quotation(1..25, QuotationKind::Direct);
    direct.speaker = Some(Mention { text: "she".to_owned(), range: 27..30, name: Some("Mara Telling".to_owned()) });
    direct.cue = Some(Cue { text: "said".to_owned(), range: 31..35 });
    vec![direct, quotation(39..57, QuotationKind::Block)]
}

fn document() -> Document {
    let text = "Ferries\n\nMara Telling: It sails at noon.\n\n(Applause)".to_owned();
    let segment = |kind, speaker, range, time| Segment { kind, speaker, range, time, grade: None, post: None };
    Document {
        title: Some("Ferries".to_owned()),
        date: Some("2025-11-06".to_owned()),
        language: Some("en".to_owned()),
        place: Some("Kesthaven".to_owned()),
        event: None,
        link: None,
        origin: None,
        format: onrecord_read::Format::Text,
        grade: Grade::Transcript,
        grade_reason: "its turns begin with the names of those who speak".to_owned(),
        people: vec![Person {
            name: "Mara Telling".to_owned(),
            aliases: vec!["Telling".to_owned()],
            role: Some("Minister".to_owned()),
        }],
        segments: vec![
            segment(SegmentKind::Heading, None, 0..7, None),
            segment(SegmentKind::Utterance, Some(0), 23..40, Some(TimeRange { start: 61.5, end: 64.0 })),
            Segment { grade: Some(Grade::Comment), ..segment(SegmentKind::StageDirection, None, 42..52, None) },
        ],
        text,
        word_times: Vec::new(),
        notes: vec!["3 bytes were not valid UTF-8".to_owned()],
    }
}

fn written(write: impl Fn(Format, &Style, &mut Vec<u8>) -> Result<(), ReportError>, format: Format) -> String {
    let mut out = Vec::new();
    write(format, &Style { width: 60, ..Style::default() }, &mut out).expect("written");
    String::from_utf8(out).expect("UTF-8")
}

fn quotes(format: Format, style: &Style, out: &mut Vec<u8>) -> Result<(), ReportError> {
    let quotations = quotations();
    let quotes = Quotes { input: "article.txt", text: TEXT, quotations: &quotations };
    onrecord_report::quotes::write(format, &quotes, style, out)
}

fn reading(format: Format, style: &Style, out: &mut Vec<u8>) -> Result<(), ReportError> {
    onrecord_report::reading::write(format, "ferries.txt", &document(), style, out)
}

fn passages(format: Format, style: &Style, out: &mut Vec<u8>) -> Result<(), ReportError> {
    let findings = fixture::findings();
    let passages: Vec<_> = findings.iter().flat_map(|finding| finding.passages.clone()).skip(14).take(4).collect();
    onrecord_report::passages::write(format, &passages, style, out)
}

#[test]
fn they_look_so() {
    for format in [Format::Text, Format::JsonLines] {
        insta::assert_snapshot!(format!("quotes_{format}"), written(quotes, format));
        insta::assert_snapshot!(format!("reading_{format}"), written(reading, format));
        insta::assert_snapshot!(format!("passages_{format}"), written(passages, format));
    }
}

#[test]
fn a_quotation_within_another_is_told_from_it() {
    let mut quotations = quotations();
    quotations[1].inner = true;
    let listing = |format| {
        written(
            |format, style, out| {
                let quotes = Quotes { input: "article.txt", text: TEXT, quotations: &quotations };
                onrecord_report::quotes::write(format, &quotes, style, out)
            },
            format,
        )
    };
    let json = listing(Format::JsonLines);
    let lines: Vec<Value> = json.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!((lines[0].get("inner"), &lines[1]["inner"]), (None, &Value::Bool(true)));
    let text = listing(Format::Text);
    assert_eq!(text.matches("within another quotation").count(), 1, "{text}");
}

#[test]
fn ranges_lead_to_the_words() {
    let lines = |text: String| -> Vec<Value> {
        text.lines().map(|line| serde_json::from_str(line).expect("each line is JSON")).collect()
    };
    let at = |line: &Value, index: usize| line["range"][index].as_u64().expect("a number") as usize;
    for line in lines(written(quotes, Format::JsonLines)) {
        assert_eq!(line["type"], "quotation");
        assert_eq!(&TEXT[at(&line, 0)..at(&line, 1)], line["text"].as_str().expect("a text"));
    }
    let document = document();
    let read = lines(written(reading, Format::JsonLines));
    assert_eq!(read[0]["type"], "document");
    assert_eq!(read[0]["segments"], 3);
    for line in &read[1..] {
        assert_eq!(line["type"], "segment");
        assert_eq!(&document.text[at(line, 0)..at(line, 1)], line["text"].as_str().expect("a text"));
    }
    assert_eq!(read[2]["speaker"], "Mara Telling");
    assert_eq!(read[3]["grade"], "comment", "a segment's own grade comes before the document's");
}

#[test]
fn other_formats_are_refused_by_name() {
    for format in [Format::Html, Format::Csv, Format::Sarif, Format::Markdown, Format::Json] {
        for write in [quotes, reading, passages] {
            let error = write(format, &Style::default(), &mut Vec::new()).expect_err("not for this");
            assert!(error.to_string().contains(format.name()), "{error}");
        }
    }
}
