//! What was left out and why, and why nothing can be gathered at all.

use std::fmt;
use std::path::{Path, PathBuf};

/// A file in a folder that was left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skip {
    /// Which file.
    pub path: PathBuf,
    /// Why.
    pub reason: SkipReason,
}

impl fmt::Display for Skip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.reason)
    }
}

/// Why a file cannot be used as a source.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SkipReason {
    /// The system refused.
    #[error("it cannot be opened: {0}")]
    Io(String),
    /// It stands in a list and is not there.
    #[error("it does not exist")]
    Missing,
    /// An archive that is broken, or that nobody should unpack.
    #[error("the archive cannot be read to its end: {0}")]
    Archive(String),
    /// An archive in an archive.
    #[error("it is an archive within an archive")]
    Nested,
    /// The name of a file in an archive begins outside of it.
    #[error("its name leads out of the archive")]
    LeadsOut,
    /// A device, a pipe, a socket.
    #[error("it is not a file")]
    NotAFile,
    /// A link to a folder that was looked at already.
    #[error("it leads to a folder that was looked at already")]
    Loop,
    /// Larger than allowed.
    #[error("it has {bytes} bytes, more than the limit of {limit}")]
    TooLarge {
        /// Its size.
        bytes: u64,
        /// The limit.
        limit: u64,
    },
    /// The reader found nothing to read: empty, binary.
    #[error("{0}")]
    Unreadable(String),
    /// The metadata file beside it cannot be used.
    #[error("the metadata file {} cannot be used: {problem}", .file.display())]
    Metadata {
        /// The metadata file.
        file: PathBuf,
        /// What is wrong with it.
        problem: String,
    },
    /// It is itself a metadata file.
    #[error("it is a metadata file, not a source")]
    IsMetadata,
    /// A metadata file that belongs to nothing.
    #[error("it is a metadata file, and no source of its name lies beside it")]
    Orphan,
    /// It is a record.
    #[error("it is a record, not a source")]
    IsRecord,
    /// It is a report or a list of quotations: the words of what was checked.
    #[error("it is a report or a list of quotations that onrecord wrote, not a source")]
    Own,
    /// JSON or a table, found in a folder.
    #[error("it is data (JSON or a table), not a text")]
    Data,
    /// The reader broke down: a mistake of ours.
    #[error("the reader broke down on it")]
    Breakdown,
}

impl SkipReason {
    /// Whether a source is missed that should be there: it failed, where others are no sources at all.
    pub fn is_failure(&self) -> bool {
        !matches!(
            self,
            SkipReason::NotAFile
                | SkipReason::Loop
                | SkipReason::Unreadable(_)
                | SkipReason::IsMetadata
                | SkipReason::Orphan
                | SkipReason::IsRecord
                | SkipReason::Own
                | SkipReason::Data
                | SkipReason::Nested
        )
    }

    /// What to do next, in one plain sentence.
    pub fn next_step(&self) -> &'static str {
        match self {
            SkipReason::Io(_) => "Check that the file exists and that you may read it.",
            SkipReason::Missing => "Check the spelling in the list; relative paths start where you are.",
            SkipReason::Archive(_) => "Unpack it yourself, look at what is in it, and add the folder.",
            SkipReason::Nested => "Unpack the outer archive, and add the inner one.",
            SkipReason::LeadsOut => "Unpack the archive yourself, and add the folder.",
            SkipReason::NotAFile | SkipReason::Loop => "Nothing to do; name a file if you meant one.",
            SkipReason::TooLarge { .. } => "Split the file, or keep only the text of it.",
            SkipReason::Unreadable(_) => "Give a text, HTML, Markdown, VTT or SRT file.",
            SkipReason::Metadata { .. } => {
                "Correct the metadata file: it may say title, date, event, place, language, link, origin, grade, \
                 grade_reason and speakers."
            }
            SkipReason::IsMetadata => "Name the source that it belongs to.",
            SkipReason::Orphan => "Call it as the source: TALK.meta.toml belongs to TALK.txt, TALK.html and so on.",
            SkipReason::IsRecord => "Use it with --record.",
            SkipReason::Own => {
                "Name transcripts of what was said; a report only repeats the quotations that were checked."
            }
            SkipReason::Data => {
                "Quotations as data are given with --quotations; to read the file as a text, name it itself."
            }
            SkipReason::Breakdown => "Please report this with the file, or leave it out.",
        }
    }
}

/// Why nothing can be gathered.
///
/// The message says what and where; [`GatherError::next_step`] what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum GatherError {
    /// No path was given.
    #[error("no file or folder was given")]
    NoPath,
    /// A path leads nowhere.
    #[error("{} does not exist", .path.display())]
    Missing {
        /// The path.
        path: PathBuf,
    },
    /// A pattern fits no file.
    #[error("nothing fits {}", .pattern.display())]
    NothingFits {
        /// The pattern.
        pattern: PathBuf,
    },
    /// A file that was named itself cannot be used.
    #[error("{} cannot be used: {reason}", .path.display())]
    Unreadable {
        /// The path.
        path: PathBuf,
        /// Why.
        reason: SkipReason,
    },
    /// A folder holds nothing that can be read.
    #[error("nothing in {} can be read{}", .path.display(), details(*.skipped, .first.as_ref()))]
    NothingReadable {
        /// The folder.
        path: PathBuf,
        /// How many files were left out.
        skipped: usize,
        /// The first of them.
        first: Option<Skip>,
    },
}

/// Whether a path is the address of a page, which a reader of the web would try.
fn is_address(path: &Path) -> bool {
    path.to_str().is_some_and(|path| path.starts_with("http://") || path.starts_with("https://"))
}

fn details(skipped: usize, first: Option<&Skip>) -> String {
    match first {
        None => " (it holds no files)".to_owned(),
        Some(first) => format!(" ({skipped} left out; the first: {first})"),
    }
}

impl GatherError {
    /// What to do next, in one plain sentence.
    pub fn next_step(&self) -> &'static str {
        match self {
            GatherError::NoPath => "Name the files or folders that hold the transcripts.",
            GatherError::Missing { path } if is_address(path) => {
                "Nothing is fetched from the web: save the page as a file, and name that."
            }
            GatherError::Missing { .. } => "Check the spelling of the path.",
            GatherError::NothingFits { .. } => "Check the pattern: * is any part of a name, ** any folders.",
            GatherError::Unreadable { reason, .. } => reason.next_step(),
            GatherError::NothingReadable { .. } => "Name a folder with text, HTML, Markdown, VTT or SRT files.",
        }
    }
}
