//! What a text quotes: the output of `onrecord quotes`, as text or as JSON lines.

use onrecord_quote::Quotation;
use std::io;

use crate::json::{JsonLines, QuotationLine};
use crate::model::{Format, ReportError, Style};
use crate::text::Page;
use crate::wrap::clean;
use crate::{csv, wording};

/// A text and the quotations found in it.
#[derive(Debug, Clone, Copy)]
pub struct Quotes<'a> {
    /// The input's path.
    pub input: &'a str,
    /// The text that the ranges count in.
    pub text: &'a str,
    /// The quotations, in order.
    pub quotations: &'a [Quotation],
}

/// Writes the quotations of one text; call it once for each.
///
/// # Errors
/// When the writer fails, or with [`ReportError::Unsupported`] for a format other than text and JSON lines.
pub fn write(format: Format, quotes: &Quotes<'_>, style: &Style, out: &mut dyn io::Write) -> Result<(), ReportError> {
    match format {
        Format::JsonLines => {
            let mut lines = JsonLines::new(out);
            for quotation in quotes.quotations {
                let text = quotes.text.get(quotation.range.clone()).unwrap_or("");
                lines.line(&QuotationLine { input: quotes.input, text, quotation })?;
            }
            Ok(())
        }
        Format::Text => Ok(write_text(quotes, style, out)?),
        other => Err(ReportError::Unsupported { format: other, what: "quotations" }),
    }
}

fn write_text(quotes: &Quotes<'_>, style: &Style, out: &mut dyn io::Write) -> io::Result<()> {
    let mut page = Page::new(style, out);
    let (bold, faint) = (page.bold(), page.faint());
    let count = wording::counted(quotes.quotations.len(), "quotation", "quotations");
    page.paragraph("", &format!("{}: {count}", clean(quotes.input)), bold)?;
    for quotation in quotes.quotations {
        page.blank()?;
        let text = quotes.text.get(quotation.range.clone()).unwrap_or("");
        page.paragraph("  ", &clean(text), anstyle::Style::new())?;
        let who = match &quotation.speaker {
            Some(mention) => match mention.name.as_deref().filter(|name| *name != mention.text) {
                Some(name) => format!("{} (\"{}\")", clean(name), clean(&mention.text)),
                None => clean(&mention.text),
            },
            None => "no speaker named".to_owned(),
        };
        let cue = quotation.cue.as_ref().map(|cue| format!(", {}", clean(&cue.text))).unwrap_or_default();
        let (start, end) = (quotation.range.start, quotation.range.end);
        let kind = csv::kind(quotation.kind);
        let within = if quotation.inner { ", within another quotation" } else { "" };
        let line = format!("{who}{cue} ({kind}{within}, bytes {start}-{end})");
        page.paragraph("    ", &line, faint)?;
    }
    page.blank()
}
