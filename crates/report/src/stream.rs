//! Reports that are written while their findings are made: JSON lines and CSV.
//!
//! A line of theirs needs no other finding, so that a hundred thousand findings are never in memory together. The other
//! formats begin with an overview of all.

use crate::json::JsonLines;
use crate::model::{Format, Report, ReportError, Summary};
use crate::{csv, model::Input};
use onrecord_check::Finding;
use std::io;

/// A report under way.
pub struct Stream<'w> {
    lines: bool,
    out: &'w mut dyn io::Write,
}

impl std::fmt::Debug for Stream<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Stream").field("lines", &self.lines).finish_non_exhaustive()
    }
}

impl<'w> Stream<'w> {
    /// Whether a format can be written so.
    pub fn fits(format: Format) -> bool {
        matches!(format, Format::JsonLines | Format::Csv)
    }

    /// Begins a report: JSON lines, or for any other format CSV.
    ///
    /// # Errors
    /// When the writer fails, here as below.
    pub fn begin(format: Format, out: &'w mut dyn io::Write) -> Result<Stream<'w>, ReportError> {
        let lines = format == Format::JsonLines;
        if !lines {
            csv::heading(out)?;
        }
        Ok(Stream { lines, out })
    }

    /// Writes the next findings and flushes, so that whoever reads sees them.
    pub fn findings(&mut self, findings: &[Finding], inputs: &[Input<'_>]) -> Result<(), ReportError> {
        if self.lines {
            let mut lines = JsonLines::new(&mut *self.out);
            for finding in findings {
                lines.finding(finding)?;
            }
        } else {
            csv::rows(&Report { findings, summary: &Summary::default(), inputs }, self.out)?;
        }
        Ok(self.out.flush()?)
    }

    /// Ends the report with what it came to.
    pub fn finish(self, summary: &Summary) -> Result<(), ReportError> {
        if self.lines {
            JsonLines::new(&mut *self.out).summary(summary)?;
        }
        Ok(self.out.flush()?)
    }
}
