//! Bytes of any format to a [`Document`] of addressed segments.
//!
//! The way of a source: bytes -> text (`decode`) -> format (`sniff`) -> a draft of paragraphs (one file a format:
//! `plain`, `markdown`, `html`) -> who speaks (`label`, `speakers`, `dialogue`) -> people, title, date, grade
//! (`people`, `about`, `grade`). Captions (`vtt`, `srt`) come as cues and go through `cues` instead. What speech recognition made up is
//! taken out of the speech at the end (`invented`).
//!
//! To add a format: recognise it in `sniff`, make a draft of it in a file of its own, name it in [`read`]. Who speaks is
//! decided in one place for all of them, over the whole document and never by a site, a name or a file's ending.
//!
//! Not for judging: what a quotation is worth is decided in the crate `check`, from the grades and kinds given here.
#![forbid(unsafe_code)]

mod about;
mod apart;
mod assemble;
mod blanks;
mod captions;
mod clock;
mod cues;
mod decode;
mod dialogue;
pub mod document;
mod draft;
mod grade;
mod html;
mod invented;
mod label;
mod markdown;
mod notes;
mod people;
mod plain;
mod posts;
mod sniff;
mod speakers;
mod srt;
mod stage;
mod swapped;
mod vtt;
mod words;

pub use document::{Document, Format, Grade, Person, Segment, SegmentKind, TimeRange, WordTime};

/// The largest source that [`read`] takes, in bytes.
pub const MAX_SOURCE: usize = 512 * 1024 * 1024;

/// What is known of a source beside its bytes. It never decides the format: the content does.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hint {
    /// The file's name or path: a date in it ("2017-02-14-...") and the title of last resort.
    pub name: Option<String>,
}

impl Hint {
    /// A hint with a file's name.
    pub fn named(name: impl Into<String>) -> Hint {
        Hint { name: Some(name.into()) }
    }
}

/// Why a source could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// No bytes, or nothing but blanks.
    #[error("the source is empty")]
    Empty,
    /// Not a text in any encoding.
    #[error("the source is {what}, not a text; convert it to text, HTML, Markdown, VTT or SRT first")]
    Binary {
        /// What it seems to be.
        what: &'static str,
    },
    /// More bytes than [`MAX_SOURCE`].
    #[error("the source has {bytes} bytes, more than the limit of {limit}; split it")]
    TooLarge {
        /// Its size.
        bytes: usize,
        /// The limit.
        limit: usize,
    },
}

/// Reads a source: decodes it, finds its format by its content, and takes its segments out.
///
/// # Errors
/// [`ReadError`] where there is nothing to read: an empty source, a binary file, more than [`MAX_SOURCE`] bytes.
pub fn read(bytes: &[u8], hint: &Hint) -> Result<Document, ReadError> {
    if bytes.len() > MAX_SOURCE {
        return Err(ReadError::TooLarge { bytes: bytes.len(), limit: MAX_SOURCE });
    }
    let decoded = decode::decode(bytes, sniff::declared_encoding(bytes))?;
    let format = sniff::sniff(&decoded.text);
    let mut document = match format {
        Format::Vtt => cues::document(vtt::track(&decoded.text), format, hint),
        Format::Srt => cues::document(srt::track(&decoded.text), format, hint),
        Format::Markdown => assemble::assemble(markdown::draft(&decoded.text), format, hint),
        Format::Html => assemble::assemble(html::draft(&decoded.text), format, hint),
        Format::Text => assemble::assemble(plain::draft(decoded.text.into_owned()), format, hint),
    };
    invented::mark(&mut document);
    document.notes.extend(decoded.notes);
    Ok(document)
}
