//! What a record holds, in numbers.

use super::{Store, StoreError};
use crate::digest::Digest;

/// What a record holds, in numbers. Documents are current versions unless said otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// Documents.
    pub documents: u64,
    /// Names: a document can stand under several.
    pub names: u64,
    /// Readings that are kept but no longer current.
    pub older_versions: u64,
    /// Segments.
    pub segments: u64,
    /// Segments that are speech.
    pub speech: u64,
    /// People who are named as speakers.
    pub people: u64,
    /// Documents by grade, best grade first.
    pub by_grade: Vec<(String, u64)>,
    /// Documents by format, most first.
    pub by_format: Vec<(String, u64)>,
    /// Documents by language, most first; `None`: not known.
    pub by_language: Vec<(Option<String>, u64)>,
    /// The earliest and the latest date.
    pub dates: Option<(String, String)>,
    /// Documents without a date.
    pub undated: u64,
    /// Bytes of text.
    pub text_bytes: u64,
    /// Sources kept, of all versions.
    pub sources: u64,
    /// Their bytes as received.
    pub source_bytes: u64,
    /// Bytes of the record's file.
    pub file_bytes: u64,
    /// When the record last changed, UTC.
    pub changed: Option<String>,
    /// Entries in the log.
    pub entries: u64,
    /// The hash of the last entry of the log.
    pub head: Digest,
    /// The schema.
    pub schema: u32,
}

const CURRENT: &str = "(SELECT document FROM names WHERE document IS NOT NULL)";

impl Store {
    /// Counts what the record holds.
    pub fn status(&self) -> Result<Status, StoreError> {
        let head = self.head()?;
        self.count(head).map_err(|e| self.sqlite(e))
    }

    fn count(&self, head: Digest) -> rusqlite::Result<Status> {
        let number = |sql: &str| -> rusqlite::Result<u64> {
            self.connection.query_row(sql, (), |row| row.get::<_, i64>(0)).map(i64::unsigned_abs)
        };
        let documents = number(&format!("SELECT count(*) FROM documents WHERE id IN {CURRENT}"))?;
        let dates: (Option<String>, Option<String>) = self.connection.query_row(
            &format!("SELECT min(date), max(date) FROM documents WHERE id IN {CURRENT}"),
            (),
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        let mut by_grade = self.groups::<String>("grade")?;
        by_grade.sort_by_key(|(name, _)| super::codes::grade(name));
        Ok(Status {
            documents,
            names: number("SELECT count(*) FROM names WHERE document IS NOT NULL")?,
            older_versions: number("SELECT count(*) FROM documents")?.saturating_sub(documents),
            segments: number(&format!("SELECT coalesce(sum(segments), 0) FROM documents WHERE id IN {CURRENT}"))?,
            speech: number(&format!("SELECT count(*) FROM segments WHERE kind <= 1 AND document IN {CURRENT}"))?,
            people: number(&format!("SELECT count(DISTINCT person) FROM speakers WHERE document IN {CURRENT}"))?,
            by_grade,
            by_format: self.groups("format")?,
            by_language: self.groups("language")?,
            dates: dates.0.zip(dates.1),
            undated: number(&format!("SELECT count(*) FROM documents WHERE date IS NULL AND id IN {CURRENT}"))?,
            text_bytes: number(&format!("SELECT coalesce(sum(size), 0) FROM documents WHERE id IN {CURRENT}"))?,
            sources: number("SELECT count(*) FROM sources")?,
            source_bytes: number("SELECT coalesce(sum(size), 0) FROM sources")?,
            file_bytes: std::fs::metadata(&self.path).map_or(0, |metadata| metadata.len()),
            changed: self
                .connection
                .query_row("SELECT at FROM log ORDER BY id DESC LIMIT 1", (), |row| row.get(0))
                .map(Some)
                .or_else(|error| match error {
                    rusqlite::Error::QueryReturnedNoRows => Ok(None),
                    other => Err(other),
                })?,
            entries: number("SELECT count(*) FROM log")?,
            head,
            schema: number("PRAGMA user_version")? as u32,
        })
    }

    fn groups<T: rusqlite::types::FromSql>(&self, column: &str) -> rusqlite::Result<Vec<(T, u64)>> {
        let mut statement = self.connection.prepare(&format!(
            "SELECT {column}, count(*) AS n FROM documents WHERE id IN {CURRENT} GROUP BY {column} ORDER BY n DESC, {column}"
        ))?;
        let rows = statement.query_map((), |row| Ok((row.get(0)?, row.get::<_, i64>(1)?.unsigned_abs())))?;
        rows.collect()
    }
}
