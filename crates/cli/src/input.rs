//! Bytes of files and of standard input, and the documents read from them.

use crate::error::CliError;
use onrecord_check::Claim;
use onrecord_quote::Quotation;
use onrecord_read::{Document, Format, Hint, MAX_SOURCE, ReadError, SegmentKind};
use onrecord_report::Input;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

/// The name of standard input on the command line and in results.
pub(crate) const STDIN: &str = "-";

/// An input as read: its name, its bytes.
#[derive(Debug)]
pub(crate) struct Source {
    /// The path as typed, `-` for standard input.
    pub(crate) name: String,
    /// All of it.
    pub(crate) bytes: Vec<u8>,
}

/// Reads a whole file, or standard input for `-`.
pub(crate) fn bytes(path: &Path) -> Result<Source, CliError> {
    let name = path.display().to_string();
    let read = |mut from: Box<dyn Read>| {
        let mut bytes = Vec::new();
        from.by_ref().take(MAX_SOURCE as u64 + 1).read_to_end(&mut bytes).map(|_| bytes)
    };
    let bytes = if name == STDIN {
        read(Box::new(std::io::stdin().lock()))
    } else if path.is_dir() {
        return Err(CliError::Folder(path.to_owned()));
    } else {
        File::open(path).and_then(|file| read(Box::new(file)))
    };
    let bytes = bytes.map_err(|source| CliError::reading(&name, source))?;
    if bytes.len() as u64 > MAX_SOURCE as u64 {
        return Err(CliError::TooLarge { path: name, limit: MAX_SOURCE as u64 >> 20 });
    }
    Ok(Source { name, bytes })
}

/// Refuses standard input that is named more than once.
pub(crate) fn stdin_once<'p>(paths: impl IntoIterator<Item = &'p PathBuf>) -> Result<(), CliError> {
    if paths.into_iter().filter(|path| path.as_path() == Path::new(STDIN)).count() > 1 {
        return Err(CliError::usage(
            "standard input (-) is named more than once",
            "It can be read once: use a file for the others.",
        ));
    }
    Ok(())
}

/// Reads a source into a document; what it lacks is said with the next step.
pub(crate) fn document(source: &Source) -> Result<Document, CliError> {
    let hint = if source.name == STDIN { Hint::default() } else { Hint::named(&source.name) };
    onrecord_read::read(&source.bytes, &hint).map_err(|error| unusable(&source.name, &error))
}

/// A reader's error with the next step.
pub(crate) fn unusable(path: &str, error: &ReadError) -> CliError {
    let hint = match error {
        ReadError::Empty if path == STDIN => "Pipe a text into it: cat article.txt | onrecord ... -",
        ReadError::Empty => "Was the file saved? Name one that has text in it.",
        ReadError::Binary { .. } => "Save or export it as text, HTML, Markdown, VTT or SRT first.",
        _ => "Split it into parts: one event a file.",
    };
    CliError::Unusable { path: path.to_owned(), what: error.to_string(), hint: hint.to_owned() }
}

/// A text whose quotations are to be found.
#[derive(Debug)]
pub(crate) struct Article {
    /// The path as typed, `-` for standard input.
    pub(crate) name: String,
    /// The path without links and dots, where it is a file: an article is never its own evidence.
    pub(crate) place: Option<PathBuf>,
    /// What was read.
    pub(crate) document: Document,
    /// Whether the document's text is the file byte for byte, so that lines and columns are those of the file.
    is_file: bool,
    /// Whether at least its lines are those of the file: Markdown keeps them, unless it drops some.
    same_lines: bool,
}

impl Article {
    /// Reads an article from a path or from standard input.
    pub(crate) fn read(path: &Path) -> Result<Self, CliError> {
        let source = bytes(path)?;
        let document = document(&source)?;
        let is_file = document.text.as_bytes() == source.bytes;
        let lines = |text: &[u8]| text.trim_ascii_end().iter().filter(|byte| **byte == b'\n').count();
        let same_lines = document.format == Format::Markdown && lines(document.text.as_bytes()) == lines(&source.bytes);
        Ok(Self { name: source.name, place: std::fs::canonicalize(path).ok(), document, is_file, same_lines })
    }

    /// Its quotations in order.
    pub(crate) fn quotations(&self, indirect: bool, inner: bool) -> Vec<Quotation> {
        // A text without marks of its own only guesses at its headings.
        let is_marked = matches!(self.document.format, Format::Html | Format::Markdown);
        let headings = self
            .document
            .segments
            .iter()
            .filter(|segment| is_marked && matches!(segment.kind, SegmentKind::Heading | SegmentKind::Boilerplate));
        let options = onrecord_quote::Options {
            indirect,
            inner,
            headings: headings.map(|segment| segment.range.clone()).collect(),
            lines: self.document.format == Format::Html,
            ..onrecord_quote::Options::default()
        };
        onrecord_quote::quotations(&self.document.text, &options)
    }

    /// Its quotations as claims, not yet numbered.
    pub(crate) fn claims(&self) -> Vec<Claim> {
        let claim = |quotation: Quotation| {
            let text = self.document.text.get(quotation.range.clone())?;
            Some(Claim {
                input: self.name.clone(),
                text: text.to_owned(),
                range: Some(quotation.range.clone()),
                kind: Some(quotation.kind),
                // A mention that resolves to nobody ("he", "the minister") claims no name.
                speaker: quotation.speaker.as_ref().and_then(|speaker| speaker.name.clone()),
                date: onrecord_check::claimed_date(
                    &self.document.text,
                    &quotation.range,
                    quotation.cue.as_ref().map(|cue| &cue.range),
                ),
                quotation: Some(quotation),
                ..Claim::default()
            })
        };
        let mut claims: Vec<Claim> = self.quotations(false, false).into_iter().filter_map(claim).collect();
        onrecord_check::set_beside(&mut claims);
        claims
    }

    /// What a report shows of it.
    pub(crate) fn input(&self) -> Input<'_> {
        Input {
            name: &self.name,
            title: self.document.title.as_deref(),
            text: Some(&self.document.text),
            is_file: self.is_file,
            same_lines: self.same_lines,
        }
    }
}
