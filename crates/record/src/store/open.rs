//! Making a record and opening one: the file is looked at before SQLite is, so that every wrong file gets its name.

use super::{Store, StoreError, schema};
use rusqlite::{Connection, OpenFlags};
use std::cell::Cell;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long a writer waits for another one.
const PATIENCE: Duration = Duration::from_secs(5);

/// The bytes of a page of a new record: larger ones leave less room unused beside rows of some kilobytes. A record that has
/// other pages keeps them.
const PAGE: i64 = 16 << 10;
/// The write-ahead log is carried over to the record when it has about so many bytes.
const LONGEST_LOG: i64 = 16 << 20;

impl Store {
    /// Makes an empty record. Never overwrites: if anything is at the path, it stays as it is.
    ///
    /// The file appears at its place only when it is whole.
    pub fn create(path: &Path) -> Result<Store, StoreError> {
        place_new(path, |draft| create_at(draft, path))?;
        Store::open(path)
    }

    /// Copies the record as it is at this moment to a new file, also while another process writes to it. Never
    /// overwrites. The copy is complete, or not there.
    pub fn backup(&self, to: &Path) -> Result<(), StoreError> {
        let failed = |error| StoreError::sqlite(to, error);
        place_new(to, |draft| {
            let mut copy = Connection::open(draft).map_err(failed)?;
            let backup = rusqlite::backup::Backup::new(&self.connection, &mut copy).map_err(failed)?;
            // All pages in one step: nothing can be written in between.
            match backup.step(-1).map_err(failed)? {
                rusqlite::backup::StepResult::Done => {}
                _ => return Err(StoreError::Locked { path: self.path.clone() }),
            }
            drop(backup);
            copy.close().map_err(|(_, error)| failed(error))
        })
    }

    /// Opens a record to add to it. Others may read it meanwhile.
    pub fn open(path: &Path) -> Result<Store, StoreError> {
        look_at(path)?;
        let mut store = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE, true)?;
        let read_only = store.connection.is_readonly("main").map_err(|e| store.sqlite(e))?;
        if read_only {
            return Err(StoreError::ReadOnly { path: path.to_owned() });
        }
        let page: i64 =
            store.connection.query_row("PRAGMA page_size", (), |row| row.get(0)).map_err(|e| store.sqlite(e))?;
        let pages = LONGEST_LOG / page.max(512);
        store
            .connection
            .execute_batch(&format!(
                "PRAGMA secure_delete = ON; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = {pages}; PRAGMA cache_size = -32768"
            ))
            .and_then(|()| schema::migrate(&store.connection))
            .map_err(|e| store.sqlite(e))?;
        store.schema.set(schema::SCHEMA);
        // A copy made by another tool may have lost the mode.
        store.connection.pragma_update(None, "journal_mode", "wal").map_err(|e| store.sqlite(e))?;
        store.renew_index()?;
        store.renew_sketches()?;
        Ok(store)
    }

    /// Opens a record only to read it, also while another process writes to it, and also on a read-only medium.
    pub fn open_read_only(path: &Path) -> Result<Store, StoreError> {
        look_at(path)?;
        // Opened for writing where that is allowed, so that SQLite can finish what a killed writer left behind and
        // leaves no files of its own; `query_only` sees to it that nothing else is written.
        for flags in [OpenFlags::SQLITE_OPEN_READ_WRITE, OpenFlags::SQLITE_OPEN_READ_ONLY] {
            match connect(path, flags, false) {
                Ok(store) if store.readable() => return Ok(store),
                Err(error @ StoreError::Newer { .. }) => return Err(error),
                _ => {}
            }
        }
        if fs::metadata(with_ending(path, "-wal")).is_ok_and(|wal| wal.len() > 0) {
            return Err(StoreError::Unclosed { path: path.to_owned() });
        }
        let store = connect_immutable(path)?;
        if store.readable() { Ok(store) } else { Err(store.damaged("its tables cannot be read")) }
    }

    /// How long to wait for another writer before giving up: five seconds unless told otherwise.
    pub fn set_patience(&mut self, patience: Duration) -> Result<(), StoreError> {
        self.connection.busy_timeout(patience).map_err(|e| self.sqlite(e))
    }

    /// Lets the file grow to so many pages only, as if the disk were full. For tests.
    #[doc(hidden)]
    pub fn limit_pages_for_test(&mut self, pages: u32) -> Result<(), StoreError> {
        let limit = format!("PRAGMA max_page_count = {pages}");
        self.connection.query_row(&limit, (), |_| Ok(())).map_err(|e| self.sqlite(e))
    }

    fn readable(&self) -> bool {
        self.connection.query_row("SELECT count(*) FROM kinds", (), |row| row.get::<_, i64>(0)).is_ok()
    }
}

/// Makes a file under a passing name and gives it its own only when it is whole; never overwrites.
fn place_new(path: &Path, make: impl FnOnce(&Path) -> Result<(), StoreError>) -> Result<(), StoreError> {
    // A write-ahead log that a record of this name has left behind would be taken for that of the new one.
    for taken in [path.to_owned(), with_ending(path, "-wal")] {
        if fs::symlink_metadata(&taken).is_ok() {
            return Err(StoreError::Exists { path: taken });
        }
    }
    // Told by its name, and not by that of the draft.
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty())
        && let Err(error) = fs::metadata(folder)
    {
        return Err(StoreError::Io { action: "create", path: path.to_owned(), error });
    }
    let draft = draft_path(path);
    let result = make(&draft).and_then(|()| match fs::hard_link(&draft, path) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            Err(StoreError::Exists { path: path.to_owned() })
        }
        // A file system without hard links: the look above has to do.
        Err(_) => {
            fs::rename(&draft, path).map_err(|error| StoreError::Io { action: "create", path: path.to_owned(), error })
        }
    });
    for ending in ["", "-wal", "-shm", "-journal"] {
        let _ = fs::remove_file(with_ending(&draft, ending));
    }
    result
}

fn create_at(draft: &Path, path: &Path) -> Result<(), StoreError> {
    let failed = |error| match StoreError::sqlite(path, error) {
        StoreError::Io { path, error, .. } => StoreError::Io { action: "create", path, error },
        other => other,
    };
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(draft, flags).map_err(failed)?;
    connection.pragma_update(None, "page_size", PAGE).map_err(failed)?;
    schema::create(&connection).map_err(failed)?;
    let mut store = Store {
        path: path.to_owned(),
        connection,
        writer: true,
        schema: Cell::new(schema::SCHEMA),
        command: (String::new(), None),
    };
    store.log_creation()?;
    // The mode is kept in the file's header; closing the connection leaves the one file only.
    store.connection.pragma_update(None, "journal_mode", "wal").map_err(failed)?;
    store.connection.close().map_err(|(_, error)| failed(error))
}

/// A file beside the record in which it is made, until it is whole.
fn draft_path(path: &Path) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    path.with_file_name(format!(".{name}.{}.new", std::process::id()))
}

pub(super) fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

fn connect(path: &Path, flags: OpenFlags, writer: bool) -> Result<Store, StoreError> {
    let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)
        .map_err(|error| StoreError::sqlite(path, error))?;
    prepare(path, connection, writer)
}

/// For a read-only medium: SQLite is told that nobody can write, so it needs no files beside the record.
fn connect_immutable(path: &Path) -> Result<Store, StoreError> {
    let mut uri = String::from("file:");
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => uri.push(char::from(*byte)),
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    uri.push_str("?immutable=1");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(uri, flags).map_err(|error| StoreError::sqlite(path, error))?;
    prepare(path, connection, false)
}

fn prepare(path: &Path, connection: Connection, writer: bool) -> Result<Store, StoreError> {
    let prepared = connection.busy_timeout(PATIENCE).and_then(|()| {
        connection.set_prepared_statement_cache_capacity(64);
        // Else a statement is compiled anew whenever a value is bound to it that might be looked up another way.
        connection.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        connection.execute_batch("PRAGMA foreign_keys = ON; PRAGMA mmap_size = 268435456")?;
        if writer { Ok(()) } else { connection.execute_batch("PRAGMA query_only = ON") }
    });
    prepared.map_err(|error| StoreError::sqlite(path, error))?;
    // Again, for the head of the file does not know what lies in the write-ahead log. An error here shows at the next step.
    let found = schema::version(&connection).unwrap_or(0);
    if found > schema::SCHEMA {
        return Err(StoreError::Newer { path: path.to_owned(), found, known: schema::SCHEMA });
    }
    Ok(Store { path: path.to_owned(), connection, writer, schema: Cell::new(found), command: (String::new(), None) })
}

/// Reads the head of the file and says what it is, unless it is a record of a schema that is known.
fn look_at(path: &Path) -> Result<(), StoreError> {
    let not = |found: &str| StoreError::NotARecord { path: path.to_owned(), found: found.to_owned() };
    let io = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => StoreError::Missing { path: path.to_owned() },
        _ => StoreError::Io { action: "open", path: path.to_owned(), error },
    };
    let metadata = fs::metadata(path).map_err(io)?;
    if metadata.is_dir() {
        return Err(not("it is a folder"));
    }
    let mut head = Vec::with_capacity(100);
    File::open(path).and_then(|file| file.take(100).read_to_end(&mut head)).map_err(io)?;
    if head.is_empty() {
        return Err(not("the file is empty"));
    }
    if !head.starts_with(b"SQLite format 3\0") {
        let text = head.iter().all(|byte| *byte >= 0x20 || matches!(byte, b'\n' | b'\r' | b'\t'));
        return Err(not(if text { "it is a text file" } else { "it is a file of another kind" }));
    }
    let number = |at: usize| head.get(at..at + 4).and_then(|bytes| bytes.try_into().ok()).map(u32::from_be_bytes);
    // Offsets of SQLite's header: user_version at 60, application_id at 68.
    let (Some(schema), Some(application)) = (number(60), number(68)) else {
        return Err(not("the file is cut short"));
    };
    if application != schema::APPLICATION_ID {
        return Err(not("it is an SQLite file of another program"));
    }
    if schema > schema::SCHEMA {
        return Err(StoreError::Newer { path: path.to_owned(), found: schema, known: schema::SCHEMA });
    }
    if schema == 0 {
        return Err(not("it was never finished"));
    }
    Ok(())
}
