//! The layout of a record: documented for people in docs/record.md.
//!
//! Not for reading or writing rows: see [`super::write`] and [`super::read`].

use rusqlite::Connection;

/// `PRAGMA application_id` of every record: "ONRC".
pub const APPLICATION_ID: u32 = 0x4F4E_5243;

/// `PRAGMA user_version`: the newest schema that this version of the code reads and writes. The first is 1; each
/// migration adds one.
pub const SCHEMA: u32 = 1 + MIGRATIONS.len() as u32;

/// The schema from which on texts are in pieces.
pub(crate) const WITH_PIECES: u32 = 3;
/// The schema from which on each text says how large its pieces are.
pub(crate) const WITH_PIECE_SIZES: u32 = 4;

/// What leads from each schema to the next: the first from 1 to 2, and so on. Only ever added to at the end: a record of
/// any older schema walks through the rest of them, and a new record through all.
///
/// A reader does not migrate. What only a migration brings may be missing where it reads.
const MIGRATIONS: &[&str] = &[
    // 2: the decisions, and the undos that take them back, are found without reading the whole log.
    "CREATE INDEX log_decisions ON log(id) WHERE action IN ('decided', 'undo');",
    // 3: a passage is read without its document, and no text is kept twice.
    "CREATE TABLE pieces (
        id      INTEGER PRIMARY KEY,
        segment INTEGER NOT NULL,  -- the first segment that ends after the piece's first byte
        bytes   BLOB    NOT NULL   -- 8,192 bytes of a text, the last piece fewer, compressed with zstd
    );
    ALTER TABLE texts ADD COLUMN pieces INTEGER;  -- the first of consecutive ids; then text is NULL
    ALTER TABLE sources ADD COLUMN base INTEGER;  -- the document whose text is the dictionary of bytes, or, where bytes is
                                                  -- empty, the source itself",
    // 4: smaller pieces, so that less is unpacked for a passage.
    "ALTER TABLE texts ADD COLUMN piece INTEGER NOT NULL DEFAULT 8192;  -- bytes of the text in each piece, the last one fewer",
];

/// The tables of schema 1: never changed, for what comes later is a migration. What is derived (and can be rebuilt from the rest) begins with `index_`.
const TABLES: &str = "
CREATE TABLE sources (
    id         INTEGER PRIMARY KEY,
    sha256     BLOB    NOT NULL UNIQUE,  -- of the bytes as received
    size       INTEGER NOT NULL,         -- of the bytes as received
    first_seen TEXT    NOT NULL,         -- when it came on record, UTC
    bytes      BLOB    NOT NULL          -- as received, compressed with zstd
);
CREATE TABLE documents (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,  -- never given twice: the log names rows that are gone
    reference     TEXT    NOT NULL UNIQUE,  -- permanent: first digits of the source's SHA-256
    source        INTEGER NOT NULL REFERENCES sources(id),
    digest        BLOB    NOT NULL,         -- SHA-256 of the whole reading in canonical form
    reader        TEXT    NOT NULL,         -- the version that read the source
    beside        BLOB,                     -- SHA-256 of the metadata file beside the source, if any
    title TEXT, date TEXT, event TEXT, place TEXT, language TEXT, link TEXT, origin TEXT,
    format        TEXT    NOT NULL,
    grade         TEXT    NOT NULL,
    grade_reason  TEXT    NOT NULL,
    notes         TEXT    NOT NULL,         -- what the reader remarked: a JSON array of strings
    size          INTEGER NOT NULL,         -- bytes of the text
    first_segment INTEGER NOT NULL,         -- the segments have consecutive ids
    segments      INTEGER NOT NULL
);
CREATE INDEX documents_source ON documents(source);
CREATE TABLE texts (
    document INTEGER PRIMARY KEY REFERENCES documents(id),
    text     BLOB,  -- UTF-8, compressed with zstd; NULL: the source itself is the text
    based    INTEGER NOT NULL,  -- 1: the source is the dictionary with which the text was compressed
    words    BLOB   -- when each word was spoken, packed (docs/record.md); NULL: not known
);
CREATE TABLE people (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
);
CREATE TABLE speakers (
    document INTEGER NOT NULL REFERENCES documents(id),
    ordinal  INTEGER NOT NULL,  -- segments.speaker
    person   INTEGER NOT NULL REFERENCES people(id),
    role     TEXT,
    aliases  TEXT    NOT NULL,  -- the other forms of the name in this document: a JSON array of strings
    PRIMARY KEY (document, ordinal)
) WITHOUT ROWID;
CREATE INDEX speakers_person ON speakers(person);
CREATE TABLE segments (
    id         INTEGER PRIMARY KEY,
    document   INTEGER NOT NULL REFERENCES documents(id),
    kind       INTEGER NOT NULL REFERENCES kinds(id),
    speaker    INTEGER,           -- speakers.ordinal; NULL: not known
    start      INTEGER NOT NULL,  -- first byte in the document's text
    length     INTEGER NOT NULL,  -- bytes
    time_start INTEGER,           -- milliseconds from the beginning of the recording
    time_end   INTEGER,
    grade      TEXT,              -- where it differs from the document's
    post       INTEGER            -- the post of a forum thread, from 0
);
CREATE TABLE kinds (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
);
CREATE TABLE names (
    id       INTEGER PRIMARY KEY,
    name     TEXT NOT NULL UNIQUE,
    document INTEGER REFERENCES documents(id)  -- the current version; NULL: withdrawn
);
CREATE INDEX names_document ON names(document);
CREATE TABLE log (
    id       INTEGER PRIMARY KEY,  -- 1, 2, 3 without gaps
    command  INTEGER NOT NULL,     -- the entry with which the command began
    at       TEXT    NOT NULL,     -- UTC
    action   TEXT    NOT NULL,     -- created, command, undo, added, version, reread, restored, withdrawn, removed, decided
    name     TEXT,                 -- names.name
    document INTEGER,              -- documents.id; the row is gone after a removal
    source_sha256   BLOB,
    document_digest BLOB,
    reader   TEXT,
    note     TEXT,                 -- the command's words, a reason, or what was decided
    previous BLOB NOT NULL,        -- hash of the entry before
    hash     BLOB NOT NULL         -- SHA-256 of this entry with `previous`
);

CREATE VIEW current_documents AS
    SELECT n.name, d.reference, d.title, d.date, d.event, d.place, d.language, d.format, d.grade, d.grade_reason,
           d.link, d.origin, d.size, d.segments, d.id AS document
    FROM names n JOIN documents d ON d.id = n.document;
CREATE VIEW versions AS
    SELECT n.name, l.at, l.action, d.reference, l.document, l.document IS n.document AS is_current
    FROM log l JOIN names n ON n.name = l.name
    LEFT JOIN documents d ON d.id = l.document AND d.digest = l.document_digest
    ORDER BY l.id;
CREATE VIEW turns AS
    SELECT d.reference || ':' || s.start || '-' || (s.start + s.length) AS reference, k.name AS kind,
           p.name AS speaker, s.time_start / 1000.0 AS from_second, s.time_end / 1000.0 AS to_second,
           coalesce(s.grade, d.grade) AS grade, d.title, d.date, s.document, s.id AS segment
    FROM segments s JOIN documents d ON d.id = s.document JOIN kinds k ON k.id = s.kind
    LEFT JOIN speakers x ON x.document = s.document AND x.ordinal = s.speaker
    LEFT JOIN people p ON p.id = x.person;
";

/// The index with which quotations are located and words are found: crates/record/src/index. It is derived, and can be
/// rebuilt by [`super::Store::rebuild_index`]; it holds no text.
pub(crate) const INDEX: &str = "
CREATE TABLE IF NOT EXISTS index_about (
    name    TEXT PRIMARY KEY,  -- of an index
    version INTEGER NOT NULL   -- of the code that made it
);
CREATE TABLE IF NOT EXISTS index_runs (
    id        INTEGER PRIMARY KEY,
    shift     INTEGER NOT NULL,  -- how many bits of a hash the buckets leave out
    documents INTEGER NOT NULL,
    blocks    INTEGER NOT NULL,
    checksum  INTEGER NOT NULL   -- sum over its rows: the first eight bytes of SHA-256(id, data), little-endian, wrapping; and of SHA-256(id, shift) of the run
);
CREATE TABLE IF NOT EXISTS index_rows (
    id   INTEGER PRIMARY KEY,  -- the run, the section, the first key
    data BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS index_documents (
    first    INTEGER PRIMARY KEY,  -- number of the document's first block
    document INTEGER NOT NULL UNIQUE,
    blocks   INTEGER NOT NULL
);
INSERT OR IGNORE INTO index_about VALUES ('index_rows', 10);
";

/// Which documents are of a date, without reading the rest of their rows. It is derived too; without it, a search reads them.
pub(crate) const DATES: &str = "CREATE INDEX IF NOT EXISTS index_dates ON documents(date, first_segment, segments);";

/// The version of the index that this code makes, as [`INDEX`] writes it: a writer that finds another one makes it anew.
pub(crate) const INDEX_VERSION: i64 = 10;

/// Puts the tables into an empty file.
pub(crate) fn create(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(&format!("PRAGMA application_id = {APPLICATION_ID}; BEGIN; {TABLES} {INDEX} {DATES}"))?;
    for (id, kind) in super::codes::KINDS.iter().enumerate() {
        connection.execute("INSERT INTO kinds VALUES (?, ?)", (id as i64, kind.name()))?;
    }
    climb(connection, 1)?;
    connection.execute_batch("COMMIT")
}

/// Brings a record of an older schema up to this one, in one transaction. The schema is asked of SQLite: the head of the
/// file may lag behind what lies in the write-ahead log.
pub(crate) fn migrate(connection: &Connection) -> rusqlite::Result<()> {
    if version(connection)? >= SCHEMA {
        return Ok(());
    }
    connection.execute_batch("BEGIN IMMEDIATE")?;
    // Another process may have been faster.
    let outcome = version(connection).and_then(|found| climb(connection, found));
    match outcome {
        Ok(()) => connection.execute_batch("COMMIT"),
        Err(error) => {
            // It may be over already: SQLite ends a transaction itself when the disk is full.
            let _ = connection.execute_batch("ROLLBACK");
            Err(error)
        }
    }
}

/// The schema of an open record.
pub(crate) fn version(connection: &Connection) -> rusqlite::Result<u32> {
    connection.query_row("PRAGMA user_version", (), |row| row.get(0))
}

/// The migrations from a schema on, inside a transaction.
fn climb(connection: &Connection, from: u32) -> rusqlite::Result<()> {
    for migration in MIGRATIONS.iter().skip(from.saturating_sub(1) as usize) {
        connection.execute_batch(migration)?;
    }
    // Never down: another process may know more.
    if from <= SCHEMA { connection.pragma_update(None, "user_version", SCHEMA) } else { Ok(()) }
}
