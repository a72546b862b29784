//! A report for people at a terminal: readable at 80 columns, at any width from 20, with or without colour.
//!
//! An overview of what needs a hand comes first, then every finding in the order of the article. Quoted and recorded
//! words stand above each other with marks below (`-` left out, `+` put in, `~` changed, `.` marked by the writer); on
//! a narrow terminal they stand in one line as `[-left out-] {+put in+}`. Colour only repeats what the signs say.

use anstyle::{AnsiColor, Style as Ansi};
use onrecord_check::{ChangeKind, Finding, Passage, Verdict};
use std::io::{self, Write};

use crate::compare::{self, Cell, InlineMark, Piece};
use crate::model::{Place, Report, Style, Summary};
use crate::wording::{self, Attention};
use crate::wrap::{clean, coming, preceding, shorten, shorten_front, width, wrap};

/// Columns of the labels at the left ("recorded").
const LABEL: usize = 10;
/// Below this width labels stand on lines of their own and changes in one line.
const NARROW: usize = 52;
/// Context that is shown of either side, in columns.
const CONTEXT: usize = 200;
/// Further places that are named one by one.
const OTHERS: usize = 2;
/// Readings of other witnesses that are given one by one.
const READINGS: usize = 4;
/// A marked omission longer than this is shown once, below the comparison.
const HIDDEN: usize = 24;

/// Writes a report as text.
pub(crate) fn write(report: &Report<'_>, style: &Style, out: &mut dyn io::Write) -> io::Result<()> {
    let mut page = Page::new(style, io::BufWriter::new(out));
    let places = report.places();
    overview(&mut page, report, &places)?;
    let several = report.summary.inputs.len() > 1;
    let mut input = None;
    for (index, (finding, place)) in report.findings.iter().zip(&places).enumerate() {
        if several && input != Some(finding.claim.input.as_str()) {
            input = Some(finding.claim.input.as_str());
            page.blank()?;
            page.paragraph("", &clean(&finding.claim.input), page.bold())?;
        }
        page.rule()?;
        one(&mut page, index + 1, finding, *place)?;
    }
    if !report.findings.is_empty() {
        page.rule()?;
    }
    summary(&mut page, report.summary)?;
    page.out.flush()
}

/// A page under way: where lines go and how wide they are.
pub(crate) struct Page<W: io::Write> {
    out: W,
    width: usize,
    color: bool,
    ascii: bool,
    signs: Signs,
}

/// Which signs of a comparison the page has used and must explain.
#[derive(Default)]
struct Signs {
    rows: bool,
    inline: bool,
}

impl<W: io::Write> Page<W> {
    /// A page of a style.
    pub(crate) fn new(style: &Style, out: W) -> Page<W> {
        Page { out, width: style.width.max(20), color: style.color, ascii: style.ascii, signs: Signs::default() }
    }

    fn paint(&self, color: AnsiColor) -> Ansi {
        if self.color { color.on_default() } else { Ansi::new() }
    }

    pub(crate) fn bold(&self) -> Ansi {
        if self.color { Ansi::new().bold() } else { Ansi::new() }
    }

    pub(crate) fn faint(&self) -> Ansi {
        if self.color { Ansi::new().dimmed() } else { Ansi::new() }
    }

    fn narrow(&self) -> bool {
        self.width < NARROW
    }

    /// The sign for words that are left away.
    pub(crate) fn dots(&self) -> &'static str {
        if self.ascii { "..." } else { "…" }
    }

    fn quotes(&self, text: &str) -> String {
        if self.ascii { format!("\"{text}\"") } else { format!("“{text}”") }
    }

    fn dot(&self) -> &'static str {
        if self.ascii { " - " } else { " · " }
    }

    pub(crate) fn line(&mut self, text: &str, style: Ansi) -> io::Result<()> {
        let text = text.trim_end();
        writeln!(self.out, "{style}{text}{style:#}")
    }

    pub(crate) fn blank(&mut self) -> io::Result<()> {
        writeln!(self.out)
    }

    fn rule(&mut self) -> io::Result<()> {
        let sign = if self.ascii { "-" } else { "─" };
        let style = self.faint();
        self.line(&sign.repeat(self.width), style)
    }

    /// A wrapped paragraph behind an indent.
    pub(crate) fn paragraph(&mut self, indent: &str, text: &str, style: Ansi) -> io::Result<()> {
        for line in wrap(text, self.width.saturating_sub(width(indent))) {
            self.line(&format!("{indent}{line}"), style)?;
        }
        Ok(())
    }

    /// A paragraph with its label at the left, or above it where the page is narrow.
    pub(crate) fn labelled(&mut self, label: &str, text: &str, style: Ansi) -> io::Result<()> {
        if text.is_empty() {
            return Ok(());
        }
        let faint = self.faint();
        if self.narrow() {
            if !label.is_empty() {
                self.line(&format!("  {label}:"), faint)?;
            }
            return self.paragraph("    ", text, style);
        }
        let mut label = format!("    {label:<LABEL$}");
        for line in wrap(text, self.width.saturating_sub(4 + LABEL)) {
            writeln!(self.out, "{faint}{label}{faint:#}{style}{line}{style:#}")?;
            label = " ".repeat(4 + LABEL);
        }
        Ok(())
    }

    /// A line that is never broken, so that a link stays whole.
    fn link(&mut self, link: &str) -> io::Result<()> {
        let indent = if self.narrow() { 4 } else { 4 + LABEL };
        writeln!(self.out, "{}{}", " ".repeat(indent), clean(link).replace(' ', "%20"))
    }
}

/// Colour goes with what is to be done, which the overview also says in words.
fn color(finding: &Finding) -> AnsiColor {
    match wording::attention(finding) {
        Attention::Stands => AnsiColor::Green,
        Attention::Look => AnsiColor::Yellow,
        Attention::Mend => AnsiColor::Red,
    }
}

/// "◆ Altered · negation, cut off"
fn verdict_line<W: io::Write>(page: &Page<W>, finding: &Finding) -> String {
    let words = wording::verdict(finding.verdict);
    let shape = if page.ascii { words.ascii } else { words.shape };
    let flags = wording::flag_labels(&finding.flags);
    let dot = if flags.is_empty() { "" } else { page.dot() };
    format!("{shape} {}{dot}{flags}", words.title)
}

fn overview<W: io::Write>(page: &mut Page<W>, report: &Report<'_>, places: &[Option<Place>]) -> io::Result<()> {
    let summary = report.summary;
    let (bold, plain) = (page.bold(), Ansi::new());
    let title = match summary.inputs.as_slice() {
        [] => "Was it said?".to_owned(),
        [only] => format!("Was it said? {}", clean(only)),
        many => format!("Was it said? {} texts", many.len()),
    };
    page.paragraph("", &title, bold)?;
    if let Some(headline) = report.inputs.iter().find_map(|input| input.title).filter(|_| report.inputs.len() == 1) {
        page.paragraph("", &clean(headline), plain)?;
    }
    let checked = format!(
        "{}, {} searched.",
        wording::counted(summary.findings, "quotation", "quotations"),
        wording::counted(summary.documents, "document", "documents"),
    );
    page.paragraph("", &checked, plain)?;
    for wanted in [Attention::Mend, Attention::Look] {
        let mut first = true;
        for (index, finding) in report.findings.iter().enumerate().filter(|(_, f)| wording::attention(f) == wanted) {
            if first {
                page.blank()?;
                page.line(wanted.heading(), bold)?;
                first = false;
            }
            let head = format!("{:>4}  {}", index + 1, verdict_line(page, finding));
            let place = where_it_stands(page, finding, places.get(index).copied().flatten(), summary.inputs.len() > 1);
            let style = page.paint(color(finding));
            if page.narrow() {
                page.paragraph("  ", head.trim_start(), style)?;
                continue;
            }
            let room = page.width.saturating_sub(width(&place) + 2);
            let head = shorten(&head, room, page.dots());
            let gap = page.width.saturating_sub(width(&head) + width(&place));
            writeln!(page.out, "{style}{head}{style:#}{}", format!("{}{place}", " ".repeat(gap)).trim_end())?;
            let words = shorten(&clean(&finding.claim.text), page.width.saturating_sub(10), page.dots());
            let quoted = page.quotes(&words);
            page.line(&format!("        {quoted}"), plain)?;
        }
    }
    if summary.findings > 0 && summary.stands() > 0 {
        page.blank()?;
        let others = summary.mend + summary.look > 0;
        let text = match (others, summary.stands()) {
            (true, 1) => "The other one stands.".to_owned(),
            (true, n) => format!("The other {n} stand."),
            (false, 1) => "It stands.".to_owned(),
            (false, n) => format!("All {n} stand."),
        };
        page.paragraph("", &text, plain)?;
    }
    if summary.findings == 0 {
        page.paragraph("", "No quotation was found, so nothing was checked.", plain)?;
    }
    page.blank()
}

/// "line 7"; where there are several texts, its text as well.
fn where_it_stands<W: io::Write>(page: &Page<W>, finding: &Finding, place: Option<Place>, several: bool) -> String {
    let line = place.map(|place| format!("line {}", place.line)).unwrap_or_default();
    if !several {
        return line;
    }
    let input = shorten_front(&clean(&finding.claim.input), page.width / 3, page.dots());
    if line.is_empty() { input } else { format!("{input}, {line}") }
}

fn one<W: io::Write>(page: &mut Page<W>, number: usize, finding: &Finding, place: Option<Place>) -> io::Result<()> {
    let verdict = verdict_line(page, finding);
    let line = match (place, wording::own_id(finding, number)) {
        (Some(place), _) => format!("line {}", place.line),
        (None, Some(id)) => shorten(&clean(&id), page.width / 3, page.dots()),
        (None, None) => String::new(),
    };
    let style = page.paint(color(finding));
    let head = format!("{number:>2}  {verdict}");
    let gap = page.width.saturating_sub(width(&head) + width(&line));
    if page.narrow() || gap < 2 {
        page.paragraph("", head.trim_start(), style)?;
        page.paragraph("  ", &line, page.faint())?;
    } else {
        writeln!(page.out, "{style}{head}{style:#}{}", format!("{}{line}", " ".repeat(gap)).trim_end())?;
    }
    let indent = if page.narrow() { "  " } else { "    " };
    let quoted = page.quotes(&clean(&finding.claim.text));
    page.paragraph(indent, &quoted, page.bold())?;
    claimed(page, indent, finding)?;
    for reason in wording::reasons(finding) {
        page.paragraph(indent, &clean(reason), Ansi::new())?;
    }
    if let Some(coverage) = &finding.coverage {
        let speaker = finding.claim.speaker.as_deref().map(clean);
        page.paragraph(indent, &clean(&wording::coverage(coverage, speaker.as_deref())), Ansi::new())?;
    }
    page.blank()?;
    wordings(page, finding)?;
    passages(page, finding)
}

/// Whom the text names as the speaker, and when and where if it says so.
fn claimed<W: io::Write>(page: &mut Page<W>, indent: &str, finding: &Finding) -> io::Result<()> {
    let claim = &finding.claim;
    let mut parts: Vec<String> = Vec::new();
    parts.push(claim.speaker.as_deref().map_or("no speaker named".to_owned(), |s| format!("given to {}", clean(s))));
    parts.extend(claim.event.as_deref().map(clean));
    parts.extend(claim.date.as_deref().map(clean));
    let text = parts.join(page.dot());
    page.paragraph(indent, &text, page.faint())
}

/// The quoted and the recorded words, where they differ.
fn wordings<W: io::Write>(page: &mut Page<W>, finding: &Finding) -> io::Result<()> {
    let pieces = compare::pieces(finding);
    if finding.verdict == Verdict::Unfound {
        return Ok(());
    }
    if !compare::differs(&pieces) {
        let whole = finding.verdict == Verdict::Verbatim || finding.passages.is_empty();
        if !whole && let Some(passage) = finding.passages.first() {
            page.labelled("recorded", &clean(&passage.text), Ansi::new())?;
        }
        return Ok(());
    }
    if page.narrow() || !rows(page, &pieces)? {
        page.signs.inline = true;
        let text = compare::inline(&pieces, |text, mark| match mark {
            InlineMark::Same => clean(text),
            InlineMark::LeftOut => format!("[-{}-]", clean(text)),
            InlineMark::PutIn => format!("{{+{}+}}", clean(text)),
        });
        page.labelled("changes", &text, Ansi::new())?;
        return page.blank();
    }
    page.signs.rows = true;
    for words in compare::hidden(&pieces).into_iter().map(clean).filter(|words| width(words) > HIDDEN) {
        page.labelled("left out", &words, Ansi::new())?;
    }
    page.blank()
}

/// A cell as it is drawn: both words and the sign below them.
struct Drawn {
    quoted: String,
    recorded: String,
    sign: char,
    columns: usize,
    glued: bool,
}

/// Draws both wordings above each other. `false`, and nothing drawn, where a word is wider than the page.
fn rows<W: io::Write>(page: &mut Page<W>, pieces: &[Piece<'_>]) -> io::Result<bool> {
    let room = page.width.saturating_sub(4 + LABEL);
    let mut drawn: Vec<Drawn> = Vec::new();
    for piece in pieces {
        let piece = if compare::is_hidden(piece) && width(piece.recorded) > HIDDEN {
            let count = piece.recorded.split_whitespace().count();
            let short = format!("({})", wording::counted(count, "word", "words"));
            drawn.push(Drawn {
                columns: width(&short).max(width(&clean(piece.quoted))),
                quoted: clean(piece.quoted),
                recorded: short,
                sign: '.',
                glued: false,
            });
            continue;
        } else {
            std::slice::from_ref(piece)
        };
        drawn.extend(compare::cells(piece).iter().map(draw));
    }
    if drawn.iter().any(|cell| cell.columns > room) {
        return Ok(false);
    }
    let mut line: Vec<&Drawn> = Vec::new();
    let mut filled = 0;
    for cell in &drawn {
        let gap = usize::from(!cell.glued && !line.is_empty());
        if filled + gap + cell.columns > room {
            flush_rows(page, &line)?;
            page.blank()?;
            line.clear();
            filled = 0;
        } else {
            filled += gap;
        }
        filled += cell.columns;
        line.push(cell);
    }
    flush_rows(page, &line)?;
    Ok(true)
}

fn draw(cell: &Cell<'_>) -> Drawn {
    let (quoted, recorded) = (clean(cell.quoted), clean(cell.recorded));
    let sign = match cell.kind {
        None => ' ',
        Some(_) if cell.marked => '.',
        Some(_) if quoted.is_empty() => '-',
        Some(_) if recorded.is_empty() => '+',
        Some(ChangeKind::Omitted) => '-',
        Some(ChangeKind::Inserted) => '+',
        Some(ChangeKind::Replaced) => '~',
        Some(ChangeKind::Moved) => '>',
    };
    Drawn { columns: width(&quoted).max(width(&recorded)), quoted, recorded, sign, glued: cell.glued }
}

fn flush_rows<W: io::Write>(page: &mut Page<W>, line: &[&Drawn]) -> io::Result<()> {
    if line.is_empty() {
        return Ok(());
    }
    let marks = line.iter().any(|cell| cell.sign != ' ');
    let row = |text: fn(&Drawn) -> String| {
        let mut out = String::new();
        for (index, cell) in line.iter().enumerate() {
            if index > 0 && !cell.glued {
                out.push(' ');
            }
            let text = text(cell);
            let pad = cell.columns.saturating_sub(width(&text));
            out.push_str(&text);
            out.extend(std::iter::repeat_n(' ', pad));
        }
        out
    };
    let (quoted, recorded) = (row(|cell| cell.quoted.clone()), row(|cell| cell.recorded.clone()));
    let signs = row(|cell| cell.sign.to_string().repeat(cell.columns));
    let faint = page.faint();
    let red = page.paint(AnsiColor::Red);
    let indent = " ".repeat(4 + LABEL);
    if !marks && quoted == recorded {
        return writeln!(page.out, "{faint}    {:<LABEL$}{faint:#}{}", "both", quoted.trim_end());
    }
    writeln!(page.out, "{faint}    {:<LABEL$}{faint:#}{}", "quoted", quoted.trim_end())?;
    writeln!(page.out, "{faint}    {:<LABEL$}{faint:#}{}", "recorded", recorded.trim_end())?;
    if marks {
        writeln!(page.out, "{indent}{red}{}{red:#}", signs.trim_end())?;
    }
    Ok(())
}

/// Where the record holds it: context, source, other witnesses.
fn passages<W: io::Write>(page: &mut Page<W>, finding: &Finding) -> io::Result<()> {
    let several = matches!(finding.verdict, Verdict::Spliced | Verdict::Unfound | Verdict::Reworded);
    let shown = if several { 3 } else { 1 };
    for (index, passage) in finding.passages.iter().take(shown).enumerate() {
        if finding.verdict == Verdict::Unfound {
            page.labelled(if index == 0 { "nearest" } else { "also" }, &clean(&passage.text), Ansi::new())?;
        } else if index > 0 {
            page.labelled("and", &clean(&passage.text), Ansi::new())?;
        }
        if finding.verdict != Verdict::Unfound {
            context(page, passage)?;
        }
        source(page, passage)?;
    }
    let others = finding.passages.get(shown..).unwrap_or_default();
    for passage in others.iter().take(OTHERS) {
        let text = source_line(page, passage);
        page.labelled("also", &text, page.faint())?;
    }
    if others.len() > OTHERS {
        let more = wording::counted(others.len() - OTHERS, "more place", "more places");
        page.labelled("", &format!("and {more} on record"), page.faint())?;
    }
    for reading in finding.readings.iter().take(READINGS) {
        let text = format!("{}  ({})", page.quotes(&clean(&reading.passage.text)), wording::differs(reading.differs));
        page.labelled("but", &text, Ansi::new())?;
        source(page, &reading.passage)?;
    }
    if finding.readings.len() > READINGS {
        let more = wording::counted(finding.readings.len() - READINGS, "more reading", "more readings");
        page.labelled("", &format!("and {more}"), page.faint())?;
    }
    page.labelled("finding", &clean(&finding.reference), page.faint())
}

fn context<W: io::Write>(page: &mut Page<W>, passage: &Passage) -> io::Result<()> {
    if let Some(asked) = &passage.asked {
        let text = shorten_front(&clean(&wording::asked(asked)), CONTEXT, page.dots());
        page.labelled("asked by", &text, page.faint())?;
    }
    let before = shorten_front(&preceding(&passage.before, page.dots()), CONTEXT, page.dots());
    let after = shorten(&coming(&passage.after, page.dots()), CONTEXT, page.dots());
    let faint = page.faint();
    page.labelled("before", &before, faint)?;
    page.labelled("after", &after, faint)
}

/// Speaker, time, title, date and grade of a passage.
fn source_line<W: io::Write>(page: &Page<W>, passage: &Passage) -> String {
    let mut parts = Vec::new();
    parts.extend(passage.speaker.as_deref().map(clean));
    parts.extend(passage.time.map(|(start, _)| wording::clock(start)));
    parts.push(clean(passage.title.as_deref().unwrap_or(&passage.document)));
    parts.extend(passage.date.as_deref().map(clean));
    parts.push(wording::grade(passage.grade).to_owned());
    parts.join(page.dot())
}

/// Where a passage stands: its source, the place in the document, and the link.
pub(crate) fn source<W: io::Write>(page: &mut Page<W>, passage: &Passage) -> io::Result<()> {
    let text = source_line(page, passage);
    page.labelled("source", &text, Ansi::new())?;
    let mut place = passage.document.clone();
    place.push_str(&format!(":{}-{}", passage.range.start, passage.range.end));
    let text = clean(passage.reference.as_deref().unwrap_or(&place));
    page.labelled("", &text, page.faint())?;
    match &passage.link {
        Some(link) => page.link(link),
        None => Ok(()),
    }
}

fn summary<W: io::Write>(page: &mut Page<W>, summary: &Summary) -> io::Result<()> {
    let plain = Ansi::new();
    if summary.findings > 0 {
        let counts: Vec<String> = summary
            .verdicts
            .iter()
            .map(|(verdict, count)| format!("{count} {}", wording::verdict(*verdict).title.to_lowercase()))
            .collect();
        let text = format!("{}: {}.", wording::counted(summary.findings, "quotation", "quotations"), counts.join(", "));
        page.paragraph("", &text, plain)?;
    }
    if page.signs.rows {
        let style = page.faint();
        page.paragraph(
            "",
            "Below the wordings: - left out, + put in, ~ changed, > moved, . marked by the writer.",
            style,
        )?;
    }
    if page.signs.inline {
        let style = page.faint();
        page.paragraph("", "Among the changes: [-only on record-], {+only in the quotation+}.", style)?;
    }
    if !summary.skipped.is_empty() {
        let text = format!("Not searched: {}.", wording::counted(summary.skipped.len(), "source", "sources"));
        page.paragraph("", &text, page.bold())?;
        for skipped in &summary.skipped {
            page.paragraph("  ", &format!("{}: {}", clean(&skipped.path), clean(&skipped.reason)), plain)?;
        }
    }
    if summary.verdicts.contains_key(&Verdict::Unfound) {
        page.paragraph(
            "",
            "Not on record is not false: it says only that the documents searched do not hold it.",
            plain,
        )?;
    }
    Ok(())
}
