//! The rest of `verify`: small values that no digest covers.
//!
//! The layout of the tables and views, the names of the kinds (views show them), when a source came on record, and the number
//! from which new documents get theirs.

use super::codes::KINDS;
use super::verify::Verified;
use super::{Store, StoreError, schema};
use crate::digest::Digest;
use jiff::{SignedDuration, Timestamp};
use rusqlite::Connection;
use std::collections::{BTreeMap, HashMap};

/// A source is written right before its entry in the log: their times differ by no more than this.
const APART: SignedDuration = SignedDuration::from_secs(5);

impl Store {
    /// Checks what the digests and the log do not cover.
    pub(super) fn verify_rest(&self, verified: &mut Verified) -> Result<(), StoreError> {
        self.verify_layout(verified).and_then(|()| self.verify_kinds(verified)).map_err(|e| self.sqlite(e))?;
        let (mut times, mut last): (HashMap<Digest, Vec<String>>, i64) = (HashMap::new(), 0);
        self.each_entry(|entry| {
            last = last.max(entry.document.unwrap_or(0));
            if let Some(source) = entry.source_digest {
                times.entry(source).or_default().push(entry.at);
            }
            Ok(())
        })?;
        self.verify_first_seen(&times, verified).map_err(|e| self.sqlite(e))?;
        let next: i64 = self
            .connection
            .query_row("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'documents'", (), |row| {
                row.get(0)
            })
            .map_err(|e| self.sqlite(e))?;
        if next < last {
            verified.add("documents", "sqlite_sequence", "a number that the log knows could be given again");
        }
        Ok(())
    }

    /// Compares the tables, indexes and views with those of a new record. What somebody has put in besides is theirs, and an
    /// older schema is what it is.
    fn verify_layout(&self, verified: &mut Verified) -> rusqlite::Result<()> {
        if schema::version(&self.connection)? != schema::SCHEMA {
            return Ok(());
        }
        let fresh = Connection::open_in_memory()?;
        schema::create(&fresh)?;
        let found = layout(&self.connection)?;
        for (name, definition) in layout(&fresh)? {
            if found.get(&name) != Some(&definition) {
                verified.add("file", &name, "it is not defined as in a new record");
            }
        }
        Ok(())
    }

    fn verify_kinds(&self, verified: &mut Verified) -> rusqlite::Result<()> {
        let mut statement = self.connection.prepare("SELECT id, name FROM kinds ORDER BY id")?;
        let rows = statement.query_map((), |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))?;
        let found = rows.collect::<rusqlite::Result<Vec<_>>>()?;
        let expected: Vec<(i64, String)> =
            KINDS.iter().enumerate().map(|(id, kind)| (id as i64, kind.name().to_owned())).collect();
        if found != expected {
            verified.add("kinds", "", "its names are not those of the kinds of segments");
        }
        Ok(())
    }

    fn verify_first_seen(&self, times: &HashMap<Digest, Vec<String>>, verified: &mut Verified) -> rusqlite::Result<()> {
        let mut statement = self.connection.prepare("SELECT sha256, first_seen FROM sources ORDER BY id")?;
        let mut rows = statement.query(())?;
        while let Some(row) = rows.next()? {
            // A digest that is none was named when the bytes were read.
            let Some(source) = Digest::from_slice(&row.get::<_, Vec<u8>>(0)?) else { continue };
            let Some(logged) = times.get(&source) else { continue };
            let seen: String = row.get(1)?;
            let near = |at: &String| match (at.parse::<Timestamp>(), seen.parse::<Timestamp>()) {
                (Ok(at), Ok(seen)) => at.duration_since(seen).abs() <= APART,
                _ => false,
            };
            if !logged.iter().any(near) {
                verified.add("sources", &source.prefix(12), "it came on record at another time by the log");
            }
        }
        Ok(())
    }
}

/// How everything is defined that is not derived, comments and line breaks aside.
fn layout(connection: &Connection) -> rusqlite::Result<BTreeMap<String, String>> {
    let mut statement = connection.prepare(
        "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'index\\_%' ESCAPE '\\' \
         AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
    )?;
    let rows = statement.query_map((), |row| {
        let sql: String = row.get(1)?;
        let lines: Vec<&str> = sql.lines().map(|line| line.split("--").next().unwrap_or("")).collect();
        let plain: Vec<&str> = lines.iter().flat_map(|line| line.split_whitespace()).collect();
        Ok((row.get(0)?, plain.join(" ")))
    })?;
    rows.collect()
}
