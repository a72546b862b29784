//! Findings as text, JSON, HTML, Markdown, CSV and SARIF: how a check is shown to people and handed to programs.
//!
//! Read [`model`] first (what goes in), then [`wording`] (the plain sentences for verdicts, flags and grades, the same in
//! every format) and [`compare`] (quoted and recorded words side by side), then any format: [`text`](mod@text),
//! [`markdown`], [`html`], [`json`], [`csv`](mod@csv), [`sarif`]. [`quotes`], [`reading`] and [`passages`]
//! show what a text quotes, what a reader made of a source, and places in the record; [`explain`] how a finding came about. [`export`]
//! writes a record as tables (CSV, and [`parquet`]). [`Stream`] writes what needs no overview while it is made.
//!
//! Nothing is judged here: a verdict, a flag or a passage is shown as it was found. The crate writes to a writer it is
//! given; it never looks at the terminal, the environment or the clock.
#![forbid(unsafe_code)]

pub mod compare;
pub mod csv;
pub mod explain;
pub mod export;
pub mod html;
pub mod json;
pub mod markdown;
pub mod model;
pub mod parquet;
pub mod passages;
pub mod quotes;
pub mod reading;
pub mod sarif;
mod stream;
pub mod text;
pub mod wording;
mod wrap;

pub use json::JsonLines;
pub use model::{Format, Input, Place, Report, ReportError, Skipped, Style, Summary, UnknownFormat};
pub use stream::Stream;
pub use wording::Attention;

use std::io;

/// Writes a whole report in a format and flushes the writer.
///
/// # Errors
/// When the writer fails, or when a finding cannot be expressed in the format.
pub fn write(format: Format, report: &Report<'_>, style: &Style, out: &mut dyn io::Write) -> Result<(), ReportError> {
    match format {
        Format::Text => text::write(report, style, out)?,
        Format::JsonLines => json::write_lines(report, out)?,
        Format::Json => json::write_document(report, out)?,
        Format::Markdown => markdown::write(report, out)?,
        Format::Html => html::write(report, out)?,
        Format::Csv => csv::write(report, out)?,
        Format::Sarif => sarif::write(report, out)?,
    }
    out.flush()?;
    Ok(())
}
