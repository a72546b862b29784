//! What a report is made of: the findings, their summary, and the texts that were checked.

use onrecord_check::{Finding, Flag, Verdict};
use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::str::FromStr;

use crate::wording::{Attention, attention};

/// All that a report shows.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    /// The findings, in the order of the texts.
    pub findings: &'a [Finding],
    /// The counts, and what could not be searched.
    pub summary: &'a Summary,
    /// The texts that were checked, where the caller still has them: line numbers and quotations in place come from
    /// here. A finding's input is looked up by [`Input::name`].
    pub inputs: &'a [Input<'a>],
}

/// A text whose quotations were checked.
#[derive(Debug, Clone, Copy, Default)]
pub struct Input<'a> {
    /// Its path, as in the claims' `input`.
    pub name: &'a str,
    /// Its headline, where it has one.
    pub title: Option<&'a str>,
    /// The text that the ranges of the claims count in.
    pub text: Option<&'a str>,
    /// Whether `text` is the file itself, byte for byte, so that lines, columns and bytes are those of the file.
    pub is_file: bool,
    /// Whether at least its lines are those of the file (Markdown whose marks were taken out of the lines).
    pub same_lines: bool,
}

/// The counts of a check, and what it rests on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// The tool and its version ("onrecord 0.1.0").
    pub tool: String,
    /// When the check was made (ISO 8601), if the caller says so.
    pub checked: Option<String>,
    /// Quotations checked.
    pub findings: usize,
    /// How many findings have each verdict; verdicts without any are left out.
    pub verdicts: BTreeMap<Verdict, usize>,
    /// How many findings carry each flag; flags without any are left out.
    pub flags: BTreeMap<Flag, usize>,
    /// How many findings are to be mended: see [`Attention`].
    pub mend: usize,
    /// How many findings deserve a look.
    pub look: usize,
    /// The texts that were checked, in order.
    pub inputs: Vec<String>,
    /// Documents searched.
    pub documents: usize,
    /// What could not be read or checked.
    pub skipped: Vec<Skipped>,
}

/// Something that could not be read or checked. It is never a pass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// The path, or the place in a file of quotations ("quotes.csv, row 7").
    pub path: String,
    /// Why, in plain words, and the next step where there is one.
    pub reason: String,
}

impl Summary {
    /// An empty summary of a tool ("onrecord 0.1.0").
    pub fn new(tool: impl Into<String>) -> Summary {
        Summary { tool: tool.into(), ..Summary::default() }
    }

    /// Counts a finding.
    pub fn count(&mut self, finding: &Finding) {
        self.findings += 1;
        *self.verdicts.entry(finding.verdict).or_default() += 1;
        for flag in &finding.flags {
            *self.flags.entry(*flag).or_default() += 1;
        }
        match attention(finding) {
            Attention::Mend => self.mend += 1,
            Attention::Look => self.look += 1,
            Attention::Stands => {}
        }
    }

    /// Findings that neither need mending nor a look.
    pub fn stands(&self) -> usize {
        self.findings.saturating_sub(self.mend + self.look)
    }
}

/// Where a finding's quotation stands in its input, for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

impl Default for Place {
    fn default() -> Place {
        Place { line: 1, column: 1 }
    }
}

impl<'a> Report<'a> {
    /// Line and column of every finding, in order; `None` where the text or the range is not known. The columns are
    /// those of the text, which are the file's only where [`Input::is_file`] says so.
    ///
    /// Linear in the texts where the findings of a text come in its order.
    pub fn places(&self) -> Vec<Option<Place>> {
        let files: HashMap<&str, &str> = self
            .inputs
            .iter()
            .filter(|input| input.is_file || input.same_lines)
            .filter_map(|input| Some((input.name, input.text?)))
            .collect();
        let mut cursor = Cursor::default();
        self.findings
            .iter()
            .map(|finding| {
                let name = finding.claim.input.as_str();
                cursor.seek(name, files.get(name)?, finding.claim.range.as_ref()?.start)
            })
            .collect()
    }
}

/// Counts lines forward through a text; a step back starts again.
#[derive(Default)]
struct Cursor<'a> {
    name: &'a str,
    at: usize,
    place: Place,
}

impl<'a> Cursor<'a> {
    fn seek(&mut self, name: &'a str, text: &str, offset: usize) -> Option<Place> {
        if self.name != name || offset < self.at {
            *self = Cursor { name, ..Cursor::default() };
        }
        let passed = text.get(self.at..offset)?;
        self.at = offset;
        match passed.rfind('\n') {
            Some(end) => {
                self.place.line += passed.bytes().filter(|byte| *byte == b'\n').count();
                self.place.column = 1 + passed[end + 1..].chars().count();
            }
            None => self.place.column += passed.chars().count(),
        }
        Some(self.place)
    }
}

/// How a text report may look. What the terminal can do is the caller's knowledge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Columns to fill; fewer than 20 count as 20.
    pub width: usize,
    /// Whether colour may be used. It never carries anything alone.
    pub color: bool,
    /// Whether only ASCII signs may be used for shapes and rules. Quoted words are never changed.
    pub ascii: bool,
}

impl Default for Style {
    fn default() -> Style {
        Style { width: 80, color: false, ascii: false }
    }
}

/// A format a report can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Format {
    /// For people, at a terminal.
    #[default]
    Text,
    /// One JSON document.
    Json,
    /// JSON lines: one a finding, then the summary.
    JsonLines,
    /// Markdown, for an issue or a content system.
    Markdown,
    /// One HTML file that needs nothing else.
    Html,
    /// One row a finding.
    Csv,
    /// SARIF 2.1.0, for code hosts and editors.
    Sarif,
}

impl Format {
    /// Every format, in the order the help lists them.
    pub const ALL: &'static [Format] =
        &[Format::Text, Format::Json, Format::JsonLines, Format::Markdown, Format::Html, Format::Csv, Format::Sarif];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Json => "json",
            Format::JsonLines => "jsonl",
            Format::Markdown => "md",
            Format::Html => "html",
            Format::Csv => "csv",
            Format::Sarif => "sarif",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Format, UnknownFormat> {
        let wanted = name.trim().to_ascii_lowercase();
        let wanted = if wanted == "markdown" { "md" } else { wanted.as_str() };
        Format::ALL.iter().copied().find(|format| format.name() == wanted).ok_or_else(|| UnknownFormat(name.to_owned()))
    }
}

/// No format has that name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownFormat(pub String);

impl fmt::Display for UnknownFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known: Vec<&str> = Format::ALL.iter().map(|format| format.name()).collect();
        write!(f, "unknown format \"{}\"; known are {}", self.0.escape_debug(), known.join(", "))
    }
}

impl std::error::Error for UnknownFormat {}

/// Why a report could not be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReportError {
    /// The writer failed.
    #[error("the report could not be written: {0}")]
    Io(#[from] std::io::Error),
    /// The format does not suit what is to be shown.
    #[error("{what} cannot be written as {format}; choose text or jsonl")]
    Unsupported {
        /// The format asked for.
        format: Format,
        /// What was to be written.
        what: &'static str,
    },
    /// A finding could not be expressed in JSON.
    #[error("the report could not be written as JSON: {0}")]
    Json(serde_json::Error),
    /// A row could not be written.
    #[error("the report could not be written as CSV: {0}")]
    Csv(::csv::Error),
    /// The page could not be filled in.
    #[error("the report could not be written as HTML: {0}")]
    Html(askama::Error),
}

// A full disk or a closed pipe is the same error in every format, so that a caller can tell it apart.
impl From<serde_json::Error> for ReportError {
    fn from(error: serde_json::Error) -> ReportError {
        if error.is_io() { ReportError::Io(error.into()) } else { ReportError::Json(error) }
    }
}

impl From<::csv::Error> for ReportError {
    fn from(error: ::csv::Error) -> ReportError {
        if error.is_io_error() {
            match error.into_kind() {
                ::csv::ErrorKind::Io(io) => ReportError::Io(io),
                other => ReportError::Io(std::io::Error::other(format!("{other:?}"))),
            }
        } else {
            ReportError::Csv(error)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_is_found_by_its_name() {
        for format in Format::ALL {
            assert_eq!(format.name().parse(), Ok(*format));
        }
        assert_eq!("Markdown".parse(), Ok(Format::Markdown));
    }

    #[test]
    fn lines_and_columns_count_from_one_and_in_characters() {
        let text = "né\n\nab “x”";
        let mut cursor = Cursor::default();
        let mut seek = |offset| cursor.seek("a", text, offset).map(|place| (place.line, place.column));
        assert_eq!(seek(0), Some((1, 1)));
        assert_eq!(seek(3), Some((1, 3)));
        assert_eq!(seek(11), Some((3, 5)));
        assert_eq!(seek(5), Some((3, 1)), "a step back counts again");
        assert_eq!(seek(9), None, "inside a character");
        assert_eq!(seek(999), None);
    }

    #[test]
    fn an_unknown_format_lists_the_known() {
        let error = "pdf".parse::<Format>().unwrap_err().to_string();
        assert_eq!(error, "unknown format \"pdf\"; known are text, json, jsonl, md, html, csv, sarif");
    }
}
