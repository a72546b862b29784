//! What can go wrong, said in three parts: what, where, and the next step.
//!
//! Every error of the command is a [`CliError`]; its `Display` says what and where, [`CliError::hint`] the next step.
//! The codes that the command ends with are [`Exit`].

use onrecord_record::StoreError;
use onrecord_record::gather::GatherError;
use onrecord_report::ReportError;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

/// How the command ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// 0: nothing to report.
    Nothing,
    /// 1: findings at or above `--fail-on`, or nothing found where something was looked for.
    Findings,
    /// 2: usage, input or I/O error.
    Failed,
    /// 3: with `--strict`, something could not be checked.
    Unchecked,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(match exit {
            Exit::Nothing => 0,
            Exit::Findings => 1,
            Exit::Failed => 2,
            Exit::Unchecked => 3,
        })
    }
}

/// An error of the command: all of them end in exit code 2.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CliError {
    /// The arguments do not make sense together.
    #[error("{what}")]
    Usage {
        /// What is wrong with them.
        what: String,
        /// The next step.
        hint: String,
    },
    /// A path does not exist.
    #[error("there is no file or folder {}", .0.display())]
    Missing(PathBuf),
    /// A folder stands where a file is needed.
    #[error("{} is a folder, not a file", .0.display())]
    Folder(PathBuf),
    /// A file could not be read from disk.
    #[error("cannot read {path}: {source}")]
    Unreadable {
        /// The path, `-` for standard input.
        path: String,
        /// Why.
        source: io::Error,
    },
    /// A file is too large to be read at once.
    #[error("{path} is larger than {limit} MB")]
    TooLarge {
        /// The path, `-` for standard input.
        path: String,
        /// The limit in megabytes.
        limit: u64,
    },
    /// A file was read from disk, but there is nothing in it to work with.
    #[error("cannot use {path}: {what}")]
    Unusable {
        /// The path, `-` for standard input.
        path: String,
        /// Why.
        what: String,
        /// The next step.
        hint: String,
    },
    /// A table of quotations lacks a column or a row is malformed.
    #[error("{path}{}: {what}", line.map(|line| format!(", line {line}")).unwrap_or_default())]
    Table {
        /// The path, `-` for standard input.
        path: String,
        /// The line, counted from 1.
        line: Option<u64>,
        /// Why.
        what: String,
        /// The next step.
        hint: String,
    },
    /// The record could not be opened, read or written.
    #[error("{0}")]
    Record(#[from] StoreError),
    /// The sources could not be gathered.
    #[error("{0}")]
    Gather(#[from] GatherError),
    /// A report could not be put into its format.
    #[error("{0}")]
    Report(ReportError),
    /// The result could not be written.
    #[error("cannot write {path}: {source}")]
    Unwritable {
        /// The path, or "standard output".
        path: String,
        /// Why.
        source: io::Error,
    },
}

impl CliError {
    /// A usage error with its next step.
    pub(crate) fn usage(what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Usage { what: what.into(), hint: hint.into() }
    }

    /// An error of reading a path, the common causes told apart.
    pub(crate) fn reading(path: &str, source: io::Error) -> Self {
        match source.kind() {
            io::ErrorKind::NotFound => Self::Missing(path.into()),
            io::ErrorKind::IsADirectory => Self::Folder(path.into()),
            _ => Self::Unreadable { path: path.to_owned(), source },
        }
    }

    /// The next step, one sentence.
    pub(crate) fn hint(&self) -> String {
        match self {
            Self::Usage { hint, .. } | Self::Unusable { hint, .. } | Self::Table { hint, .. } => hint.clone(),
            Self::Record(error) => error.next_step().to_owned(),
            Self::Gather(error) => error.next_step().to_owned(),
            Self::Missing(path) if path.to_str().is_some_and(|path| path.contains("://")) => {
                "Nothing is fetched from the web: save the page as a file, and name that.".to_owned()
            }
            Self::Missing(path) if path.is_relative() => match std::env::current_dir() {
                Ok(here) => format!("Check the spelling; relative paths start at {}.", here.display()),
                Err(_) => "Check the spelling.".to_owned(),
            },
            Self::Missing(_) => "Check the spelling.".to_owned(),
            Self::Folder(path) => format!("Name the files in it: {}/*", path.display()),
            Self::Unreadable { source, .. } if source.kind() == io::ErrorKind::PermissionDenied => {
                "Ask the owner for read permission, or copy the file.".to_owned()
            }
            Self::Unreadable { .. } => "Try again, or copy the file to this machine's disk first.".to_owned(),
            Self::TooLarge { .. } => "Split it into parts: one event a file.".to_owned(),
            Self::Report(_) => "Try --format text, and report this: every format should hold every finding.".to_owned(),
            Self::Unwritable { source, .. } => match source.kind() {
                io::ErrorKind::NotFound => "Make the folder first.".to_owned(),
                io::ErrorKind::StorageFull => "Free some space on the disk.".to_owned(),
                _ => "Choose another place with --output.".to_owned(),
            },
        }
    }
}

/// An I/O error while results are written; [`crate::output::Output::write_all`] puts the name of the place in.
impl From<io::Error> for CliError {
    fn from(source: io::Error) -> Self {
        Self::Unwritable { path: "the result".to_owned(), source }
    }
}

impl From<ReportError> for CliError {
    fn from(error: ReportError) -> Self {
        match error {
            ReportError::Io(source) => source.into(),
            other => Self::Report(other),
        }
    }
}
