//! How a finding came about: the output of `onrecord explain`, as text or as JSON lines.

use anstyle::Style as Ansi;
use onrecord_check::explain::{Explanation, Part, PlaceJudged, WitnessHeard};
use serde::Serialize;
use serde::ser::Serializer;
use std::io;

use crate::compare::{self, InlineMark};
use crate::json::{FindingLine, JsonLines, PassageLine};
use crate::model::{Format, ReportError, Style};
use crate::text::Page;
use crate::wording;
use crate::wrap::{clean, shorten};

/// Columns of a recorded wording that is shown of a place.
const WORDS: usize = 160;

/// Writes one explanation; call it once for each.
///
/// # Errors
/// When the writer fails, or with [`ReportError::Unsupported`] for a format other than text and JSON lines.
pub fn write(
    format: Format,
    explanation: &Explanation,
    style: &Style,
    out: &mut dyn io::Write,
) -> Result<(), ReportError> {
    match format {
        Format::JsonLines => JsonLines::new(out).line(&Line(explanation)),
        Format::Text => Ok(write_text(explanation, style, out)?),
        other => Err(ReportError::Unsupported { format: other, what: "explanations" }),
    }
}

/// An explanation's line.
struct Line<'a>(&'a Explanation);

impl Serialize for Line<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Place<'a> {
            passage: PassageLine<'a>,
            share: f64,
            verdict: &'static str,
            why: &'a str,
        }
        #[derive(Serialize)]
        struct Value<'a> {
            r#type: &'static str,
            reference: &'a str,
            finding: FindingLine<'a>,
            steps: &'a [onrecord_check::explain::Step],
            places: Vec<Place<'a>>,
            witnesses: &'a [WitnessHeard],
        }
        let explanation = self.0;
        let place = |place: &'_ PlaceJudged| f64::from((place.share * 1000.0).round()) / 1000.0;
        Value {
            r#type: "explanation",
            reference: &explanation.finding.reference,
            finding: FindingLine(&explanation.finding),
            steps: &explanation.steps,
            places: explanation
                .places
                .iter()
                .map(|one| Place {
                    passage: PassageLine(&one.passage),
                    share: place(one),
                    verdict: one.verdict.name(),
                    why: &one.why,
                })
                .collect(),
            witnesses: &explanation.witnesses,
        }
        .serialize(serializer)
    }
}

fn heading(part: Part) -> &'static str {
    match part {
        Part::Quotation => "quotation",
        Part::Located => "located",
        Part::Chosen => "chosen",
        Part::Changes => "changes",
        Part::Context => "around it",
        Part::Verdict => "verdict",
        Part::Flags => "flags",
    }
}

fn write_text(explanation: &Explanation, style: &Style, out: &mut dyn io::Write) -> io::Result<()> {
    let mut page = Page::new(style, out);
    let finding = &explanation.finding;
    let (bold, faint, plain) = (page.bold(), page.faint(), Ansi::new());
    let words = wording::verdict(finding.verdict);
    let flags = wording::flag_labels(&finding.flags);
    let head = if flags.is_empty() { words.title.to_owned() } else { format!("{}: {flags}", words.title) };
    page.paragraph("", &head, bold)?;
    page.paragraph("    ", &clean(&finding.claim.text), bold)?;
    page.labelled("finding", &clean(&finding.reference), faint)?;
    page.blank()?;
    let mut last = None;
    for step in &explanation.steps {
        if step.part == Part::Context
            && last != Some(Part::Context)
            && let Some(aligned) = aligned(finding)
        {
            page.labelled("aligned", &aligned, plain)?;
        }
        let label = if last == Some(step.part) { "" } else { heading(step.part) };
        page.labelled(label, &clean(&step.says), plain)?;
        page.labelled("", &format!("rule: {}", step.rule), faint)?;
        last = Some(step.part);
    }
    if !explanation.witnesses.is_empty() {
        page.blank()?;
        page.line("Witnesses of the event", bold)?;
        for witness in &explanation.witnesses {
            page.labelled("witness", &clean(&heard(witness)), plain)?;
            let grade = format!("{}. {}", wording::grade(witness.grade), witness.grade_reason);
            page.labelled("", &clean(&grade), faint)?;
        }
    }
    if !explanation.places.is_empty() {
        page.blank()?;
        page.line("Places that were judged", bold)?;
        for place in &explanation.places {
            let reference = place.passage.reference.clone();
            let reference = reference.unwrap_or_else(|| place.passage.document.clone());
            let told = format!(
                "{} ({} %, {}): {}.",
                clean(&reference),
                (place.share * 100.0).round(),
                wording::verdict(place.verdict).title.to_lowercase(),
                place.why
            );
            page.labelled("place", &told, plain)?;
            let words = shorten(&clean(&place.passage.text), WORDS, page.dots());
            page.labelled("", &words, faint)?;
        }
    }
    page.blank()
}

/// Both wordings in one line, word by word; `None` where they are the same.
fn aligned(finding: &onrecord_check::Finding) -> Option<String> {
    let pieces = compare::pieces(finding);
    compare::differs(&pieces).then(|| {
        compare::inline(&pieces, |text, mark| match mark {
            InlineMark::Same => clean(text),
            InlineMark::LeftOut => format!("[-{}-]", clean(text)),
            InlineMark::PutIn => format!("{{+{}+}}", clean(text)),
        })
    })
}

/// A witness, what it has of the words, and how it reads.
fn heard(witness: &WitnessHeard) -> String {
    let name = witness.reference.as_deref().map_or(witness.document.clone(), |r| format!("{} ({r})", witness.document));
    let holds = match witness.share {
        None => "does not have these words".to_owned(),
        Some(share) => format!("has {} % of the words' weight", (share * 100.0).round()),
    };
    let differs = witness.differs.map_or(String::new(), |differs| format!(", {}", wording::differs(differs)));
    let tie = witness.tie.map_or(String::new(), |tie| format!("; of the event by {}", tie.name().replace('_', " ")));
    format!("{name}: {holds}{differs}{tie}")
}
