//! What can go wrong with a record: what, where, and the next step.

use std::path::{Path, PathBuf};

/// Why the record could not do what was asked. Nothing on record has changed.
///
/// The message says what and where; [`StoreError::next_step`] what to do about it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// There is no such file.
    #[error("there is no record at {}", .path.display())]
    Missing {
        /// The record's path.
        path: PathBuf,
    },
    /// `create` never overwrites.
    #[error("{} exists already", .path.display())]
    Exists {
        /// The record's path.
        path: PathBuf,
    },
    /// The file is something else.
    #[error("{} is not a record: {found}", .path.display())]
    NotARecord {
        /// The record's path.
        path: PathBuf,
        /// What it is instead.
        found: String,
    },
    /// The record has a schema that this version does not know.
    #[error("{} was made by a newer version of onrecord (its schema is {found}, this version knows {known})", .path.display())]
    Newer {
        /// The record's path.
        path: PathBuf,
        /// The record's schema.
        found: u32,
        /// The newest schema that this version knows.
        known: u32,
    },
    /// Somebody else is writing.
    #[error("{} is being written to by another process", .path.display())]
    Locked {
        /// The record's path.
        path: PathBuf,
    },
    /// Somebody has written to it since it was opened, and what is new cannot be looked up yet.
    #[error("{} was changed by another process while it was read", .path.display())]
    Changed {
        /// The record's path.
        path: PathBuf,
    },
    /// No room left on the device.
    #[error("the disk is full: {} could not be written", .path.display())]
    DiskFull {
        /// The record's path.
        path: PathBuf,
    },
    /// A write to a record that was opened for reading, or that lies on a read-only medium.
    #[error("{} can only be read", .path.display())]
    ReadOnly {
        /// The record's path.
        path: PathBuf,
    },
    /// A record that was not closed (its `-wal` file holds changes) lies where it cannot be brought up to date.
    #[error("{} was not closed properly and lies where nothing can be written", .path.display())]
    Unclosed {
        /// The record's path.
        path: PathBuf,
    },
    /// Something in it is not as it was written.
    #[error("{} is damaged: {what}", .path.display())]
    Damaged {
        /// The record's path.
        path: PathBuf,
        /// What is damaged.
        what: String,
    },
    /// The operating system refused.
    #[error("cannot {action} {}: {error}", .path.display())]
    Io {
        /// What was tried ("open").
        action: &'static str,
        /// The path.
        path: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
    /// No document has this reference.
    #[error("nothing on record has the reference {reference}")]
    NoSuchReference {
        /// The reference as given.
        reference: String,
    },
    /// Several documents have a reference that begins like this.
    #[error("the reference {reference} fits more than one document: {}", .fits.join(", "))]
    Ambiguous {
        /// The reference as given.
        reference: String,
        /// Some of the references that it fits.
        fits: Vec<String>,
    },
    /// It is not written as a reference is.
    #[error("{reference} is not a reference: {reason}")]
    BadReference {
        /// The reference as given.
        reference: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A passage is named where only a whole document can be.
    #[error("{reference} is a passage, and only the whole document ({document}) can be taken off the record")]
    OnlyWhole {
        /// The reference as given.
        reference: String,
        /// That of the document alone.
        document: String,
    },
    /// No document has this name.
    #[error("nothing on record is called {name}")]
    NoSuchName {
        /// The name as given.
        name: String,
    },
    /// There is nothing to take back.
    #[error("nothing in {} can be taken back: {reason}", .path.display())]
    NoUndo {
        /// The record's path.
        path: PathBuf,
        /// Why not.
        reason: String,
    },
    /// The words to find cannot be read as a query.
    #[error("cannot search for {query}: {reason}")]
    BadQuery {
        /// The query as given, or the beginning of a long one.
        query: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A document that cannot be kept.
    #[error("{name} cannot be put on record: {reason}")]
    Unfit {
        /// The document's name.
        name: String,
        /// What is wrong with it.
        reason: String,
    },
    /// Nobody on record is called so.
    #[error("nobody on record is called {name}")]
    NoSuchPerson {
        /// The name as given.
        name: String,
    },
    /// A name that may mean several people.
    #[error("{name} may be {}{}", .fits.join(" or "), if *.more > 0 { format!(" or {} more", .more) } else { String::new() })]
    SeveralPeople {
        /// The name as given.
        name: String,
        /// What some of them are called.
        fits: Vec<String>,
        /// How many there are besides.
        more: usize,
    },
    /// A decision about people that cannot be.
    #[error("{reason}")]
    BadPeople {
        /// Why not.
        reason: String,
    },
    /// A decision that cannot be kept.
    #[error("a decision ({kind}) cannot be kept: {reason}")]
    BadDecision {
        /// What it was about.
        kind: String,
        /// What is wrong with it.
        reason: String,
    },
    /// Anything else that SQLite reports.
    #[error("{}: {error}", .path.display())]
    Sqlite {
        /// The record's path.
        path: PathBuf,
        /// What SQLite said.
        error: rusqlite::Error,
    },
}

impl StoreError {
    /// What to do next, in one plain sentence.
    pub fn next_step(&self) -> &'static str {
        match self {
            StoreError::Missing { .. } => "Check the path, or make a record with `onrecord init`.",
            StoreError::Exists { .. } => "Choose another name, or add to it with `onrecord add --record`.",
            StoreError::NotARecord { .. } => {
                "Give the path of a file made by `onrecord init`; to check against files and folders, use --against."
            }
            StoreError::Newer { .. } => "Use a newer version of onrecord; this one leaves the record as it is.",
            StoreError::Locked { .. } => "Wait until the other process is done and try again.",
            StoreError::Changed { .. } => {
                "Run the command again; wait until the other process is done if this comes again."
            }
            StoreError::DiskFull { .. } => {
                "Make room and run the command again: what was added before is kept, and is not added twice."
            }
            StoreError::ReadOnly { .. } => "Copy the record to a folder that can be written to, and work on the copy.",
            StoreError::Unclosed { .. } => {
                "Copy the record together with the file of the same name ending in -wal to a folder that can be written to."
            }
            StoreError::Damaged { .. } => {
                "Run `onrecord verify` to see what is affected: an index is made anew by `onrecord verify --repair`; for anything \
                 else go back to a backup made before."
            }
            StoreError::Io { .. } => "Check that the path exists and that you may read and write there.",
            StoreError::NoSuchReference { .. } | StoreError::BadReference { .. } => {
                "References look like 3f2a9c01d4be or 3f2a9c01d4be:120-180; `onrecord find` prints them."
            }
            StoreError::Ambiguous { .. } => "Give more digits of the reference.",
            StoreError::OnlyWhole { .. } => {
                "Nothing was changed. If you mean all of the document, name it without the place: for `onrecord remove` by \
                 what stands before the colon, for `onrecord withdraw` as `onrecord status --documents` lists it."
            }
            StoreError::NoSuchName { .. } => "`onrecord status --documents` lists what is on record.",
            StoreError::NoUndo { .. } => "`onrecord log` shows what was done, command by command.",
            StoreError::BadQuery { .. } => {
                "Write words, \"a phrase\", begin* and filters such as speaker:Ruiz or date:2024."
            }
            StoreError::Unfit { .. } => "Nothing of it was kept; see what the reader makes of it with `onrecord read`.",
            StoreError::NoSuchPerson { .. } => "`onrecord people` lists who speaks on record.",
            StoreError::SeveralPeople { .. } => "Give the whole name, as `onrecord people` lists it.",
            StoreError::BadPeople { .. } => "Nothing was changed. `onrecord people` lists who speaks on record.",
            StoreError::BadDecision { .. } => "Nothing was changed; please report this.",
            StoreError::Sqlite { .. } => "Run `onrecord verify`; if it passes, please report this.",
        }
    }

    /// Sorts what SQLite reports into the kinds above.
    pub(crate) fn sqlite(path: &Path, error: rusqlite::Error) -> StoreError {
        use rusqlite::ErrorCode;
        let path = path.to_owned();
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Locked { path },
            Some(ErrorCode::DiskFull) => StoreError::DiskFull { path },
            Some(ErrorCode::ReadOnly) => StoreError::ReadOnly { path },
            Some(ErrorCode::DatabaseCorrupt) => StoreError::Damaged { path, what: error.to_string() },
            Some(ErrorCode::NotADatabase) => {
                StoreError::NotARecord { path, found: "its header is unreadable".to_owned() }
            }
            Some(ErrorCode::CannotOpen) => StoreError::Io {
                action: "open",
                path,
                error: std::io::Error::new(std::io::ErrorKind::PermissionDenied, error.to_string()),
            },
            _ => StoreError::Sqlite { path, error },
        }
    }
}
