//! A report as one HTML file: no script, no network, light and dark, on screen and on paper.
//!
//! The page is `templates/report.html`, its style `templates/report.css`; here the findings become what the template
//! shows. Every text is escaped by the template; a link is followed only to `http` and `https`.

use askama::Template;
use onrecord_check::{ChangeClass, ChangeKind, Finding, Passage, Verdict};
use std::collections::HashMap;
use std::io;
use std::ops::Range;

use crate::compare::{self, Cell, Piece};
use crate::model::{Input, Place, Report, ReportError, Summary};
use crate::wording::{self, Attention};
use crate::wrap::{clean, following, preceding, shorten, turns_direction, width};

/// A marked omission longer than this (in columns) is shown once, below the comparison.
const HIDDEN: usize = 24;

/// Further places that are named one by one.
const OTHERS: usize = 2;

/// Writes a report as HTML.
pub(crate) fn write(report: &Report<'_>, out: &mut dyn io::Write) -> Result<(), ReportError> {
    let page = page(report);
    let mut out = io::BufWriter::with_capacity(1 << 16, out);
    page.write_into(&mut out)?;
    Ok(io::Write::flush(&mut out)?)
}

#[derive(Template)]
#[template(path = "report.html")]
struct Page<'a> {
    headline: String,
    checked: Vec<String>,
    summary: &'a Summary,
    quotations: String,
    documents: String,
    lines: bool,
    findings: Vec<View<'a>>,
    groups: Vec<Group>,
    articles: Vec<Article>,
    shapes: Vec<(&'static str, &'static str)>,
    legend: Vec<(&'static str, wording::VerdictWords)>,
    unfound: bool,
}

/// The findings of the overview that ask for the same.
struct Group {
    heading: &'static str,
    tone: &'static str,
    /// Indices into the page's findings.
    members: Vec<usize>,
}

/// A flag, and whether it asks for attention.
struct FlagView {
    label: &'static str,
    tone: &'static str,
}

/// A finding as the page shows it.
struct View<'a> {
    number: usize,
    verdict: &'static str,
    title: &'static str,
    tone: &'static str,
    flags: Vec<FlagView>,
    quote: String,
    short: String,
    speaker: Option<String>,
    occasion: Option<String>,
    line: Option<usize>,
    /// What a row of data calls it.
    id: Option<String>,
    /// The text it stands in, where there are several.
    input: Option<String>,
    in_place: bool,
    reasons: Vec<String>,
    coverage: Option<String>,
    cells: Vec<CellView>,
    spoken: Vec<Spoken>,
    hidden: Vec<String>,
    passages: Vec<PassageView<'a>>,
    others: Vec<PassageView<'a>>,
    more: Option<String>,
    readings: Vec<ReadingView<'a>>,
    record_heading: &'static str,
    reference: String,
}

/// A quoted word above a recorded one.
struct CellView {
    quoted: String,
    recorded: String,
    class: &'static str,
    label: &'static str,
    glued: bool,
}

/// A stretch of the comparison for those who hear the page.
struct Spoken {
    same: String,
    quoted: String,
    recorded: String,
    label: &'static str,
}

/// What another witness of the event has.
struct ReadingView<'a> {
    passage: PassageView<'a>,
    differs: &'static str,
}

struct PassageView<'a> {
    before: String,
    text: String,
    after: String,
    speaker: Option<String>,
    time: Option<String>,
    title: String,
    date: Option<String>,
    grade: &'static str,
    grade_reason: &'a str,
    asked: Option<(String, String)>,
    place: String,
    link: Option<&'a str>,
}

/// A text with its quotations in place.
struct Article {
    name: String,
    paragraphs: Vec<Paragraph>,
}

struct Paragraph {
    heading: bool,
    parts: Vec<Part>,
}

struct Part {
    text: String,
    mark: Option<Mark>,
}

struct Mark {
    number: usize,
    verdict: &'static str,
    tone: &'static str,
    title: &'static str,
    /// Whether it is the first part of its quotation: only that is a link's target.
    first: bool,
    /// Whether it is the last part: only that carries the number.
    last: bool,
}

fn page<'a>(report: &Report<'a>) -> Page<'a> {
    let summary = report.summary;
    let places = report.places();
    let mut of_input: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, finding) in report.findings.iter().enumerate() {
        of_input.entry(finding.claim.input.as_str()).or_default().push(index);
    }
    let articles: Vec<(Article, Vec<usize>)> =
        report.inputs.iter().filter_map(|input| article(input, of_input.get(input.name)?, report.findings)).collect();
    let mut in_place = vec![false; report.findings.len()];
    for index in articles.iter().flat_map(|(_, shown)| shown) {
        if let Some(shown) = in_place.get_mut(*index) {
            *shown = true;
        }
    }
    let findings: Vec<View<'a>> = report
        .findings
        .iter()
        .zip(&places)
        .zip(in_place)
        .enumerate()
        .map(|(index, ((finding, place), in_place))| View {
            input: (summary.inputs.len() > 1).then(|| clean(&finding.claim.input)),
            in_place,
            ..view(index + 1, finding, *place)
        })
        .collect();
    let headline = match report.inputs {
        [only] => only.title.unwrap_or(only.name).to_owned(),
        _ => match summary.inputs.as_slice() {
            [only] => only.clone(),
            [] => "Quotations".to_owned(),
            many => format!("{} texts", many.len()),
        },
    };
    Page {
        headline: clean(&headline),
        checked: summary.inputs.iter().take(12).map(|input| clean(input)).collect(),
        quotations: wording::counted(summary.findings, "quotation", "quotations"),
        documents: wording::counted(summary.documents, "document", "documents"),
        lines: places.iter().any(Option::is_some),
        groups: groups(report.findings),
        findings,
        articles: articles.into_iter().map(|(article, _)| article).collect(),
        shapes: Verdict::ALL.iter().map(|verdict| (verdict.name(), shape(*verdict))).collect(),
        legend: Verdict::ALL
            .iter()
            .filter(|verdict| summary.verdicts.contains_key(verdict))
            .map(|verdict| (verdict.name(), wording::verdict(*verdict)))
            .collect(),
        unfound: summary.verdicts.contains_key(&Verdict::Unfound),
        summary,
    }
}

/// The drawing of a verdict's shape in a square of 20: as the signs of [`wording::verdict`], whatever the fonts.
fn shape(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Verbatim => r#"<circle cx="10" cy="10" r="8" fill="currentColor"/>"#,
        Verdict::Marked => {
            r#"<circle cx="10" cy="10" r="7" fill="none" stroke="currentColor" stroke-width="2"/><circle cx="10" cy="10" r="3.2" fill="currentColor"/>"#
        }
        Verdict::Tidied => r#"<circle cx="10" cy="10" r="7" fill="none" stroke="currentColor" stroke-width="2"/>"#,
        Verdict::Trimmed => {
            r#"<path d="M10 1.8 18.2 10 10 18.2 1.8 10Z" fill="none" stroke="currentColor" stroke-width="2"/>"#
        }
        Verdict::Altered => r#"<path d="M10 .8 19.2 10 10 19.2 .8 10Z" fill="currentColor"/>"#,
        Verdict::Spliced => r#"<path d="M10 1.5 19 18H1Z" fill="currentColor"/>"#,
        Verdict::Reworded => r#"<path d="M10 3.2 17.4 17H2.6Z" fill="none" stroke="currentColor" stroke-width="2"/>"#,
        Verdict::Unfound => {
            r#"<rect x="3" y="3" width="14" height="14" fill="none" stroke="currentColor" stroke-width="2" stroke-dasharray="4 2"/>"#
        }
    }
}

fn view(number: usize, finding: &Finding, place: Option<Place>) -> View<'_> {
    let claim = &finding.claim;
    let words = wording::verdict(finding.verdict);
    let pieces = compare::pieces(finding);
    let compared = compare::differs(&pieces) && finding.verdict != Verdict::Unfound;
    let several = matches!(finding.verdict, Verdict::Spliced | Verdict::Unfound | Verdict::Reworded);
    let shown = if several { 3 } else { 1 };
    let (first, others) = finding.passages.split_at(shown.min(finding.passages.len()));
    let more = others.len().saturating_sub(OTHERS);
    let quote = clean(&claim.text);
    let occasion: Vec<String> = [&claim.event, &claim.date].into_iter().flatten().map(|part| clean(part)).collect();
    View {
        number,
        verdict: finding.verdict.name(),
        title: words.title,
        tone: wording::attention(finding).name(),
        flags: finding
            .flags
            .iter()
            .map(|flag| FlagView { label: wording::flag(*flag).label, tone: wording::flag_attention(*flag).name() })
            .collect(),
        short: shorten(&quote, 90, "…"),
        quote,
        speaker: claim.speaker.as_deref().map(clean),
        occasion: (!occasion.is_empty()).then(|| occasion.join(", ")),
        line: place.map(|place| place.line),
        id: wording::own_id(finding, number).map(|id| clean(&id)),
        input: None,
        in_place: false,
        reasons: wording::reasons(finding).into_iter().map(clean).collect(),
        coverage: finding.coverage.as_ref().map(|c| clean(&wording::coverage(c, claim.speaker.as_deref()))),
        cells: if compared { cell_views(&pieces) } else { Vec::new() },
        spoken: if compared { pieces.iter().map(spoken).collect() } else { Vec::new() },
        hidden: if compared {
            compare::hidden(&pieces).into_iter().map(clean).filter(|words| width(words) > HIDDEN).collect()
        } else {
            Vec::new()
        },
        passages: first.iter().map(passage).collect(),
        others: others.iter().take(OTHERS).map(passage).collect(),
        more: (more > 0).then(|| wording::counted(more, "more place", "more places")),
        readings: finding
            .readings
            .iter()
            .map(|reading| ReadingView {
                passage: passage(&reading.passage),
                differs: wording::differs(reading.differs),
            })
            .collect(),
        reference: clean(&finding.reference),
        record_heading: match finding.verdict {
            Verdict::Unfound => "Nearest on record",
            Verdict::Spliced => "On record, in different places",
            _ => "On record",
        },
    }
}

fn cell_views(pieces: &[Piece<'_>]) -> Vec<CellView> {
    let mut out = Vec::new();
    for piece in pieces {
        if compare::is_hidden(piece) && width(piece.recorded) > HIDDEN {
            let count = piece.recorded.split_whitespace().count();
            out.push(CellView {
                quoted: clean(piece.quoted),
                recorded: format!("({})", wording::counted(count, "word", "words")),
                class: "mk",
                label: "marked",
                glued: false,
            });
        } else {
            out.extend(compare::cells(std::slice::from_ref(piece)).iter().map(cell_view));
        }
    }
    out
}

fn cell_view(cell: &Cell<'_>) -> CellView {
    let class = match cell.kind {
        None => "",
        Some(_) if cell.marked => "mk",
        Some(_) if is_repair(cell.class) => "tidy",
        Some(ChangeKind::Omitted) => "out",
        Some(ChangeKind::Inserted) => "in",
        Some(ChangeKind::Replaced | ChangeKind::Moved) => "ch",
    };
    let label = if cell.first { label(cell.kind, cell.class, cell.marked) } else { "" };
    CellView { quoted: clean(cell.quoted), recorded: clean(cell.recorded), class, label, glued: cell.glued }
}

fn spoken(piece: &Piece<'_>) -> Spoken {
    let (quoted, recorded) = (clean(piece.quoted), clean(piece.recorded));
    match piece.kind {
        None => Spoken { same: quoted, quoted: String::new(), recorded: String::new(), label: "" },
        kind => Spoken { same: String::new(), quoted, recorded, label: label(kind, piece.class, piece.marked) },
    }
}

fn is_repair(class: Option<ChangeClass>) -> bool {
    use ChangeClass::{Filler, Format, Repetition, Spelling};
    matches!(class, Some(Filler | Format | Repetition | Spelling))
}

/// What stands below a change.
fn label(kind: Option<ChangeKind>, class: Option<ChangeClass>, marked: bool) -> &'static str {
    match (kind, class) {
        (None, _) => "",
        (Some(_), _) if marked => "marked",
        (Some(_), Some(class)) if is_repair(Some(class)) => wording::class(class),
        (Some(kind), _) => wording::change(kind),
    }
}

fn passage(passage: &Passage) -> PassageView<'_> {
    PassageView {
        before: preceding(&passage.before, "…"),
        text: clean(&passage.text),
        after: following(&passage.after),
        speaker: passage.speaker.as_deref().map(clean),
        time: passage.time.map(|(start, _)| wording::clock(start)),
        title: clean(passage.title.as_deref().unwrap_or(&passage.document)),
        date: passage.date.as_deref().map(clean),
        grade: wording::grade(passage.grade),
        grade_reason: &passage.grade_reason,
        asked: passage
            .asked
            .as_ref()
            .map(|asked| (asked.speaker.as_deref().map_or("somebody".to_owned(), clean), clean(&asked.text))),
        place: clean(&match &passage.reference {
            Some(reference) => reference.clone(),
            None => format!("{}:{}-{}", passage.document, passage.range.start, passage.range.end),
        }),
        link: passage.link.as_deref().and_then(wording::safe_link),
    }
}

/// The text of an input in paragraphs with its quotations marked, and which findings those are.
///
/// A quotation inside another, or with a range that is not one, is not marked in place.
fn article(input: &Input<'_>, own: &[usize], findings: &[Finding]) -> Option<(Article, Vec<usize>)> {
    let text = input.text?;
    let mut marks: Vec<(Range<usize>, usize)> = own
        .iter()
        .filter_map(|index| Some((findings.get(*index)?.claim.range.clone()?, *index)))
        .filter(|(range, _)| range.start < range.end && text.get(range.clone()).is_some())
        .collect();
    marks.sort_by_key(|(range, index)| (range.start, *index));
    marks.iter_mut().for_each(|(range, _)| *range = with_marks(text, range));
    let mut end = 0;
    marks.retain(|(range, _)| {
        let apart = range.start >= end;
        if apart {
            end = range.end;
        }
        apart
    });
    if marks.is_empty() {
        return None;
    }
    let paragraphs = paragraphs(text)
        .into_iter()
        .map(|range| paragraph(text, range, input.title, &marks, findings))
        .filter(|paragraph| !paragraph.parts.is_empty())
        .collect();
    let shown = marks.iter().map(|(_, index)| *index).collect();
    Some((Article { name: clean(input.name), paragraphs }, shown))
}

/// The range with the quotation marks right outside it.
fn with_marks(text: &str, range: &Range<usize>) -> Range<usize> {
    let mark = |c: &char| {
        matches!(c, '"' | '\'' | '“' | '”' | '„' | '‘' | '’' | '‚' | '«' | '»' | '‹' | '›' | '「' | '」' | '『' | '』')
    };
    let before = text.get(..range.start).and_then(|text| text.chars().next_back()).filter(mark);
    let after = text.get(range.end..).and_then(|text| text.chars().next()).filter(mark);
    range.start - before.map_or(0, char::len_utf8)..range.end + after.map_or(0, char::len_utf8)
}

/// Whether a paragraph is a heading: it is marked as one, it is the title, or it is a few words that end nowhere.
fn is_heading(paragraph: &str, title: Option<&str>) -> bool {
    let text = paragraph.trim();
    let few = text.len() <= 48 && !text.contains(['.', ',', '?', '!', ':', ';', '\n', '"', '“', '”']);
    title.is_some_and(|title| title.trim() == text) || few && !text.chars().any(|c| c.is_ascii_digit())
}

/// The ranges between blank lines.
fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let (mut start, mut at, mut open) = (0, 0, false);
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() {
            if open {
                out.push(start..at);
            }
            open = false;
        } else if !open {
            (start, open) = (at, true);
        }
        at += line.len();
    }
    if open {
        out.push(start..at);
    }
    out
}

fn paragraph(
    text: &str,
    range: Range<usize>,
    title: Option<&str>,
    marks: &[(Range<usize>, usize)],
    findings: &[Finding],
) -> Paragraph {
    let body = text.get(range.clone()).unwrap_or("");
    // A file that is read as plain text may have the headings of Markdown.
    let sharp = body
        .trim_start_matches('#')
        .strip_prefix(' ')
        .filter(|rest| body.starts_with('#') && !rest.trim().contains('\n'));
    let heading = sharp.is_some() || is_heading(body, title);
    let mut at = range.end - sharp.unwrap_or(body).len();
    let mut parts = Vec::new();
    let mut push = |range: Range<usize>, mark: Option<Mark>| {
        let text = legible(text.get(range).unwrap_or(""));
        if !text.is_empty() {
            parts.push(Part { text, mark });
        }
    };
    let first = marks.partition_point(|(mark, _)| mark.end <= at);
    for (mark, index) in marks.iter().skip(first).take_while(|(mark, _)| mark.start < range.end) {
        let Some(finding) = findings.get(*index) else { continue };
        let (from, to) = (mark.start.max(at), mark.end.min(range.end));
        push(at..from, None);
        push(
            from..to,
            Some(Mark {
                number: index + 1,
                verdict: finding.verdict.name(),
                tone: wording::attention(finding).name(),
                title: wording::verdict(finding.verdict).title,
                first: from == mark.start,
                last: to == mark.end,
            }),
        );
        at = to;
    }
    push(at..range.end, None);
    Paragraph { heading, parts }
}

/// The text with signs that would steer a page or turn its direction made visible; line breaks and spaces stay.
fn legible(text: &str) -> String {
    let visible = |c: char| if (c.is_control() && !c.is_whitespace()) || turns_direction(c) { '\u{FFFD}' } else { c };
    text.chars().map(visible).collect()
}

/// The findings by what they ask for, in the order of the text; groups without any are left out.
fn groups(findings: &[Finding]) -> Vec<Group> {
    [Attention::Mend, Attention::Look, Attention::Stands]
        .into_iter()
        .map(|wanted| Group {
            heading: wanted.heading(),
            tone: wanted.name(),
            members: (0..findings.len())
                .filter(|index| findings.get(*index).is_some_and(|finding| wording::attention(finding) == wanted))
                .collect(),
        })
        .filter(|group| !group.members.is_empty())
        .collect()
}
