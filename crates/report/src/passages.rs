//! Places in the record: the output of `onrecord find` and `onrecord show`, as text or as JSON lines.

use onrecord_check::Passage;
use std::io;

use crate::json::{JsonLines, PassageLine};
use crate::model::{Format, ReportError, Style};
use crate::text::{Page, source};
use crate::wrap::clean;

/// Writes passages, best first.
///
/// # Errors
/// When the writer fails, or with [`ReportError::Unsupported`] for a format other than text and JSON lines.
pub fn write(format: Format, passages: &[Passage], style: &Style, out: &mut dyn io::Write) -> Result<(), ReportError> {
    match format {
        Format::JsonLines => {
            let mut lines = JsonLines::new(out);
            passages.iter().try_for_each(|passage| lines.line(&PassageLine(passage)))
        }
        Format::Text => Ok(write_text(passages, style, out)?),
        other => Err(ReportError::Unsupported { format: other, what: "passages" }),
    }
}

fn write_text(passages: &[Passage], style: &Style, out: &mut dyn io::Write) -> io::Result<()> {
    let mut page = Page::new(style, out);
    for passage in passages {
        let (bold, faint) = (page.bold(), page.faint());
        page.labelled("before", &clean(&passage.before), faint)?;
        page.labelled("words", &clean(&passage.text), bold)?;
        page.labelled("after", &clean(&passage.after), faint)?;
        source(&mut page, passage)?;
        page.blank()?;
    }
    Ok(())
}
