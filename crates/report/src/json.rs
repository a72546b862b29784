//! The JSON lines that other programs read, and one JSON document with the same contents.
//!
//! The field names are a contract: fields may be added, never renamed or dropped. Everything is borrowed from the
//! findings, so that writing a line costs no more than its bytes.

use onrecord_check::{Aligned, Asked, Change, Coverage, Finding, Flag, Passage, Reading, Verdict};
use onrecord_quote::{Cue, Mention, Quotation};
use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;
use std::io;
use std::ops::Range;

use crate::model::{Report, ReportError, Skipped, Summary};
use crate::wording::attention;

/// Writes findings as JSON lines while they are made: one line each, and the summary at the end.
#[derive(Debug)]
pub struct JsonLines<W: io::Write> {
    out: W,
    /// The line that is being written: many small writes into memory cost less than into a writer.
    line: Vec<u8>,
}

impl<W: io::Write> JsonLines<W> {
    /// Lines to a writer; it should be buffered.
    pub fn new(out: W) -> JsonLines<W> {
        JsonLines { out, line: Vec::new() }
    }

    /// Writes a finding's line.
    ///
    /// # Errors
    /// When the writer fails.
    pub fn finding(&mut self, finding: &Finding) -> Result<(), ReportError> {
        self.line(&FindingLine(finding))
    }

    /// Writes the summary's line and flushes.
    ///
    /// # Errors
    /// When the writer fails.
    pub fn summary(&mut self, summary: &Summary) -> Result<(), ReportError> {
        self.line(&SummaryLine::new(summary))?;
        Ok(self.out.flush()?)
    }

    /// Writes any other value as a line.
    pub(crate) fn line(&mut self, value: &impl Serialize) -> Result<(), ReportError> {
        self.line.clear();
        serde_json::to_writer(&mut self.line, value)?;
        self.line.push(b'\n');
        Ok(self.out.write_all(&self.line)?)
    }

    /// The writer.
    pub fn into_inner(self) -> W {
        self.out
    }
}

/// Writes a whole report as JSON lines.
pub(crate) fn write_lines(report: &Report<'_>, out: &mut dyn io::Write) -> Result<(), ReportError> {
    let mut lines = JsonLines::new(io::BufWriter::with_capacity(1 << 16, out));
    for finding in report.findings {
        lines.finding(finding)?;
    }
    lines.summary(report.summary)
}

/// Writes a whole report as one JSON document: `{"findings":[…],"summary":{…}}`.
pub(crate) fn write_document(report: &Report<'_>, out: &mut dyn io::Write) -> Result<(), ReportError> {
    #[derive(Serialize)]
    struct Whole<'a> {
        findings: Findings<'a>,
        summary: SummaryLine<'a>,
    }
    let mut out = io::BufWriter::with_capacity(1 << 16, out);
    let whole = Whole { findings: Findings(report.findings), summary: SummaryLine::new(report.summary) };
    serde_json::to_writer_pretty(&mut out, &whole)?;
    io::Write::write_all(&mut out, b"\n")?;
    Ok(io::Write::flush(&mut out)?)
}

struct Findings<'a>(&'a [Finding]);

impl Serialize for Findings<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(FindingLine))
    }
}

/// A byte range as `[start, end]`.
pub(crate) fn pair(range: &Range<usize>) -> [usize; 2] {
    [range.start, range.end]
}

/// A value by its name.
struct Name(&'static str);

impl Serialize for Name {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0)
    }
}

/// A quotation of a text, as `onrecord quotes` prints it and as a finding holds it.
pub(crate) struct QuotationLine<'a> {
    pub(crate) input: &'a str,
    pub(crate) text: &'a str,
    pub(crate) quotation: &'a Quotation,
}

#[derive(Serialize)]
struct MentionValue<'a> {
    text: &'a str,
    range: Option<[usize; 2]>,
    name: Option<&'a str>,
}

#[derive(Serialize)]
struct CueValue<'a> {
    text: &'a str,
    range: [usize; 2],
}

impl<'a> From<&'a Mention> for MentionValue<'a> {
    fn from(mention: &'a Mention) -> Self {
        MentionValue { text: &mention.text, range: Some(pair(&mention.range)), name: mention.name.as_deref() }
    }
}

impl<'a> From<&'a Cue> for CueValue<'a> {
    fn from(cue: &'a Cue) -> Self {
        CueValue { text: &cue.text, range: pair(&cue.range) }
    }
}

impl Serialize for QuotationLine<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let quotation = self.quotation;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("type", "quotation")?;
        map.serialize_entry("input", self.input)?;
        map.serialize_entry("range", &pair(&quotation.range))?;
        map.serialize_entry("text", self.text)?;
        map.serialize_entry("kind", &quotation.kind)?;
        map.serialize_entry("speaker", &quotation.speaker.as_ref().map(MentionValue::from))?;
        map.serialize_entry("cue", &quotation.cue.as_ref().map(CueValue::from))?;
        if let Some(language) = &quotation.language {
            map.serialize_entry("language", language)?;
        }
        if quotation.inner {
            map.serialize_entry("inner", &true)?;
        }
        map.serialize_entry("confidence", &quotation.confidence)?;
        map.end()
    }
}

/// The quotation of a finding: the extractor's, or what the data said.
struct ClaimValue<'a>(&'a Finding);

impl Serialize for ClaimValue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let claim = &self.0.claim;
        if let Some(quotation) = &claim.quotation {
            return QuotationLine { input: &claim.input, text: &claim.text, quotation }.serialize(serializer);
        }
        let speaker = claim.speaker.as_deref().map(|name| MentionValue { text: name, range: None, name: Some(name) });
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("type", "quotation")?;
        map.serialize_entry("input", &claim.input)?;
        map.serialize_entry("range", &claim.range.as_ref().map(pair))?;
        map.serialize_entry("text", &claim.text)?;
        map.serialize_entry("kind", &claim.kind)?;
        map.serialize_entry("speaker", &speaker)?;
        map.serialize_entry("cue", &None::<CueValue<'_>>)?;
        if let Some(date) = &claim.date {
            map.serialize_entry("date", date)?;
        }
        if let Some(event) = &claim.event {
            map.serialize_entry("event", event)?;
        }
        map.end()
    }
}

/// A finding's line.
pub(crate) struct FindingLine<'a>(pub(crate) &'a Finding);

impl Serialize for FindingLine<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let finding = self.0;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("type", "finding")?;
        map.serialize_entry("id", &finding.claim.id)?;
        map.serialize_entry("input", &finding.claim.input)?;
        map.serialize_entry("quotation", &ClaimValue(finding))?;
        map.serialize_entry("verdict", finding.verdict.name())?;
        map.serialize_entry("flags", &Each(&finding.flags, |flag: &Flag| Name(flag.name())))?;
        map.serialize_entry("attention", attention(finding).name())?;
        map.serialize_entry("changes", &Each(&finding.changes, ChangeValue::from))?;
        map.serialize_entry("passages", &Each(&finding.passages, PassageValue::from))?;
        map.serialize_entry("readings", &Each(&finding.readings, ReadingValue::from))?;
        map.serialize_entry("coverage", &finding.coverage.as_ref().map(CoverageValue::from))?;
        map.serialize_entry("reasons", &finding.reasons)?;
        map.serialize_entry("alignment", &Each(&finding.alignment, AlignedValue::from))?;
        map.serialize_entry("reference", &finding.reference)?;
        map.end()
    }
}

/// A list whose members are converted one by one.
struct Each<'a, T, F>(&'a [T], F);

impl<'a, T, U: Serialize, F: Fn(&'a T) -> U> Serialize for Each<'a, T, F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut seq = serializer.serialize_seq(Some(self.0.len()))?;
        for member in self.0 {
            seq.serialize_element(&self.1(member))?;
        }
        seq.end()
    }
}

#[derive(Serialize)]
struct ChangeValue<'a> {
    kind: Name,
    class: Name,
    marked: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    heard: bool,
    quoted: &'a str,
    recorded: &'a str,
}

impl<'a> From<&'a Change> for ChangeValue<'a> {
    fn from(change: &'a Change) -> Self {
        ChangeValue {
            kind: Name(change.kind.name()),
            class: Name(change.class.name()),
            marked: change.marked,
            heard: change.heard,
            quoted: &change.quoted,
            recorded: &change.recorded,
        }
    }
}

#[derive(Serialize)]
struct AlignedValue<'a> {
    kind: Option<Name>,
    class: Option<Name>,
    marked: bool,
    quoted: &'a str,
    recorded: &'a str,
}

impl<'a> From<&'a Aligned> for AlignedValue<'a> {
    fn from(aligned: &'a Aligned) -> Self {
        AlignedValue {
            kind: aligned.kind.map(|kind| Name(kind.name())),
            class: aligned.change.map(|class| Name(class.name())),
            marked: aligned.marked,
            quoted: &aligned.quoted,
            recorded: &aligned.recorded,
        }
    }
}

/// A passage as findings and searches print it.
#[derive(Serialize)]
struct PassageValue<'a> {
    document: &'a str,
    reference: Option<&'a str>,
    title: Option<&'a str>,
    event: Option<&'a str>,
    date: Option<&'a str>,
    speaker: Option<&'a str>,
    grade: Name,
    grade_reason: &'a str,
    range: [usize; 2],
    time: Option<[f64; 2]>,
    text: &'a str,
    before: &'a str,
    after: &'a str,
    link: Option<&'a str>,
    asked: Option<&'a Asked>,
}

impl<'a> From<&'a Passage> for PassageValue<'a> {
    fn from(passage: &'a Passage) -> Self {
        PassageValue {
            document: &passage.document,
            reference: passage.reference.as_deref(),
            title: passage.title.as_deref(),
            event: passage.event.as_deref(),
            date: passage.date.as_deref(),
            speaker: passage.speaker.as_deref(),
            grade: Name(passage.grade.name()),
            grade_reason: &passage.grade_reason,
            range: pair(&passage.range),
            time: passage.time.map(|(start, end)| [start, end]),
            text: &passage.text,
            before: &passage.before,
            after: &passage.after,
            link: passage.link.as_deref(),
            asked: passage.asked.as_ref(),
        }
    }
}

/// What another witness has.
#[derive(Serialize)]
struct ReadingValue<'a> {
    #[serde(flatten)]
    passage: PassageValue<'a>,
    differs: Name,
}

impl<'a> From<&'a Reading> for ReadingValue<'a> {
    fn from(reading: &'a Reading) -> Self {
        ReadingValue { passage: (&reading.passage).into(), differs: Name(reading.differs.name()) }
    }
}

/// A passage's line: a search hit, or a place that is shown.
pub(crate) struct PassageLine<'a>(pub(crate) &'a Passage);

impl Serialize for PassageLine<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Line<'a> {
            r#type: &'static str,
            #[serde(flatten)]
            passage: PassageValue<'a>,
        }
        Line { r#type: "passage", passage: self.0.into() }.serialize(serializer)
    }
}

#[derive(Serialize)]
struct CoverageValue<'a> {
    documents: usize,
    of_speaker: Option<usize>,
    of_date: Option<usize>,
    of_event: Option<usize>,
    dates: Option<[&'a str; 2]>,
}

impl<'a> From<&'a Coverage> for CoverageValue<'a> {
    fn from(coverage: &'a Coverage) -> Self {
        CoverageValue {
            documents: coverage.documents,
            of_speaker: coverage.of_speaker,
            of_date: coverage.of_date,
            of_event: coverage.of_event,
            dates: coverage.dates.as_ref().map(|(first, last)| [first.as_str(), last.as_str()]),
        }
    }
}

#[derive(Serialize)]
struct SummaryLine<'a> {
    r#type: &'static str,
    tool: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    checked: Option<&'a str>,
    findings: usize,
    verdicts: Counts<'a, Verdict>,
    flags: Counts<'a, Flag>,
    mend: usize,
    look: usize,
    inputs: &'a [String],
    documents: usize,
    skipped: Each<'a, Skipped, fn(&'a Skipped) -> SkippedValue<'a>>,
}

#[derive(Serialize)]
struct SkippedValue<'a> {
    path: &'a str,
    reason: &'a str,
}

struct Counts<'a, T>(&'a BTreeMap<T, usize>, fn(T) -> &'static str);

impl<T: Copy> Serialize for Counts<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, count)| (self.1(*key), count)))
    }
}

impl<'a> SummaryLine<'a> {
    fn new(summary: &'a Summary) -> SummaryLine<'a> {
        SummaryLine {
            r#type: "summary",
            tool: &summary.tool,
            checked: summary.checked.as_deref(),
            findings: summary.findings,
            verdicts: Counts(&summary.verdicts, Verdict::name),
            flags: Counts(&summary.flags, Flag::name),
            mend: summary.mend,
            look: summary.look,
            inputs: &summary.inputs,
            documents: summary.documents,
            skipped: Each(&summary.skipped, |skipped| SkippedValue { path: &skipped.path, reason: &skipped.reason }),
        }
    }
}
