//! A report in Markdown, to paste into an issue, a message or a content system.
//!
//! Words that come from a text or the record are escaped, so that none of their signs becomes a heading, a link or a tag.

use onrecord_check::{Finding, Passage, Verdict};
use std::io::{self, Write};

use crate::compare::{self, InlineMark};
use crate::model::{Place, Report, Summary};
use crate::wording;
use crate::wrap::{clean, following, preceding, shorten};

/// Writes a report as Markdown.
pub(crate) fn write(report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let mut out = io::BufWriter::new(out);
    let places = report.places();
    let summary = report.summary;
    match summary.inputs.as_slice() {
        [only] => writeln!(out, "# Was it said? {}\n", escape(only))?,
        _ => writeln!(out, "# Was it said?\n")?,
    }
    writeln!(
        out,
        "{}, {} searched: **{}** to mend, **{}** to look at, **{}** that stand as quoted.\n",
        wording::counted(summary.findings, "quotation", "quotations"),
        wording::counted(summary.documents, "document", "documents"),
        summary.mend,
        summary.look,
        summary.stands()
    )?;
    if !report.findings.is_empty() {
        table(&mut out, report, &places)?;
        writeln!(
            out,
            "In a comparison, ~~struck words~~ are on record and not in the quotation, **bold words** are in the quotation and not on record.\n"
        )?;
    }
    for (index, (finding, place)) in report.findings.iter().zip(&places).enumerate() {
        let several = summary.inputs.len() > 1;
        one(&mut out, index + 1, finding, *place, several)?;
    }
    end(&mut out, summary)?;
    out.flush()
}

fn table(out: &mut impl Write, report: &Report<'_>, places: &[Option<Place>]) -> io::Result<()> {
    let lines = places.iter().any(Option::is_some);
    let (head, rule) = if lines { (" Line |", " ---: |") } else { ("", "") };
    writeln!(out, "| | Verdict | Flags | Quotation |{head}")?;
    writeln!(out, "| ---: | --- | --- | --- |{rule}")?;
    for (index, (finding, place)) in report.findings.iter().zip(places).enumerate() {
        let words = wording::verdict(finding.verdict);
        let line = match place {
            Some(place) => format!(" {} |", place.line),
            None if lines => " |".to_owned(),
            None => String::new(),
        };
        writeln!(
            out,
            "| {} | {} {} | {} | {} |{line}",
            index + 1,
            words.shape,
            words.title,
            wording::flag_labels(&finding.flags),
            escape(&shorten(&clean(&finding.claim.text), 70, "…")),
        )?;
    }
    writeln!(out)
}

fn one(out: &mut impl Write, number: usize, finding: &Finding, place: Option<Place>, several: bool) -> io::Result<()> {
    let words = wording::verdict(finding.verdict);
    let flags = wording::flag_labels(&finding.flags);
    let flags = if flags.is_empty() { flags } else { format!(" ({flags})") };
    let input = if several { format!(", {}", escape(&finding.claim.input)) } else { String::new() };
    let line = match (place, wording::own_id(finding, number)) {
        (Some(place), _) => format!("{input}, line {}", place.line),
        (None, Some(id)) => format!("{input}, {}", escape(&id)),
        (None, None) => input,
    };
    writeln!(out, "## {number}. {} {}{flags}{line}\n", words.shape, words.title)?;
    writeln!(out, "> {}", escape(&finding.claim.text))?;
    let claim = &finding.claim;
    let speaker = claim.speaker.as_deref().map(|speaker| format!("given to {}", escape(speaker)));
    let occasion = [&claim.event, &claim.date].into_iter().flatten().map(|part| escape(part));
    let claimed: Vec<String> = speaker.into_iter().chain(occasion).collect();
    if !claimed.is_empty() {
        writeln!(out, ">\n> {}", claimed.join(" · "))?;
    }
    writeln!(out)?;
    writeln!(out, "{}\n", wording::reasons(finding).into_iter().map(escape).collect::<Vec<_>>().join(" "))?;
    if let Some(coverage) = &finding.coverage {
        writeln!(out, "{}\n", escape(&wording::coverage(coverage, finding.claim.speaker.as_deref())))?;
    }
    let pieces = compare::pieces(finding);
    if compare::differs(&pieces) && finding.verdict != Verdict::Unfound {
        let text = compare::inline(&pieces, |text, mark| match mark {
            InlineMark::Same => escape(text),
            InlineMark::LeftOut => format!("~~{}~~", escape(text)),
            InlineMark::PutIn => format!("**{}**", escape(text)),
        });
        writeln!(out, "Compared: {text}\n")?;
    }
    let several = matches!(finding.verdict, Verdict::Spliced | Verdict::Unfound | Verdict::Reworded);
    let label = if finding.verdict == Verdict::Unfound { "Nearest" } else { "On record" };
    for passage in finding.passages.iter().take(if several { 3 } else { 1 }) {
        passage_lines(out, label, passage)?;
    }
    for reading in &finding.readings {
        let label = format!("Another record of the event, {}", wording::differs(reading.differs));
        passage_lines(out, &label, &reading.passage)?;
    }
    if !finding.reference.is_empty() {
        writeln!(out, "Finding: {}\n", escape(&finding.reference))?;
    }
    Ok(())
}

fn passage_lines(out: &mut impl Write, label: &str, passage: &Passage) -> io::Result<()> {
    if let Some(asked) = &passage.asked {
        writeln!(out, "Asked by {}\n", escape(&wording::asked(asked)))?;
    }
    let mut line = format!("{label}: ");
    let before = preceding(&passage.before, "…");
    if !before.is_empty() {
        line.push_str(&format!("{} ", escape(&before)));
    }
    line.push_str(&format!("“{}”", escape(&passage.text)));
    let after = following(&passage.after);
    line.push_str(if after.starts_with(' ') { " " } else { "" });
    line.push_str(&escape(&after));
    writeln!(out, "{line}\n")?;
    let mut parts = Vec::new();
    parts.extend(passage.speaker.as_deref().map(escape));
    parts.extend(passage.time.map(|(start, _)| wording::clock(start)));
    let title = escape(passage.title.as_deref().unwrap_or(&passage.document));
    parts.push(match passage.link.as_deref().and_then(wording::safe_link) {
        Some(link) => format!("[{title}](<{}>)", link.replace('<', "%3C").replace('>', "%3E").replace('\\', "%5C")),
        None => title,
    });
    parts.extend(passage.date.as_deref().map(escape));
    parts.push(wording::grade(passage.grade).to_owned());
    writeln!(out, "Source: {}\n", parts.join(" · "))
}

fn end(out: &mut impl Write, summary: &Summary) -> io::Result<()> {
    if !summary.skipped.is_empty() {
        writeln!(out, "## Not searched\n")?;
        for skipped in &summary.skipped {
            writeln!(out, "- {}: {}", escape(&skipped.path), escape(&skipped.reason))?;
        }
        writeln!(out)?;
    }
    if summary.verdicts.contains_key(&Verdict::Unfound) {
        writeln!(out, "Not on record is not false: it says only that the documents searched do not hold it.\n")?;
    }
    writeln!(out, "{}", escape(&summary.tool))
}

/// Text on one line in which no sign means anything to Markdown or HTML.
fn escape(text: &str) -> String {
    let text = clean(text);
    let mut out = String::with_capacity(text.len() + 8);
    for (at, c) in text.char_indices() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' => {
                out.push('\\');
                out.push(c);
            }
            // Signs that mean something only at the beginning of a line.
            '-' | '+' | '=' | '!' | ':' if at == 0 => {
                out.push('\\');
                out.push(c);
            }
            '.' | ')' if at < 10 && text[..at].bytes().all(|b| b.is_ascii_digit()) && at > 0 => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn no_sign_of_a_text_is_markdown() {
        assert_eq!(escape("# [a](b) <img src=x> *b*"), "\\# \\[a\\](b) &lt;img src=x&gt; \\*b\\*");
        assert_eq!(escape("1. one\ntwo | three"), "1\\. one two \\| three");
        assert_eq!(escape("- and it-self"), "\\- and it-self");
    }
}
