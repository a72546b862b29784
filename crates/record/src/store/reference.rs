//! Permanent references of documents and of places in them: how they are written, and which row they mean.

use super::{Store, StoreError};
use rusqlite::OptionalExtension;
use std::fmt;
use std::ops::Range;
use std::str::FromStr;

/// The fewest digits of a reference that are looked up.
const MIN_DIGITS: usize = 6;

/// A permanent reference: a document, or a place in one. Written `3f2a9c01d4be` or `3f2a9c01d4be:120-180`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The document's reference, or the beginning of it; with `.2` for its second reading.
    pub document: String,
    /// Bytes of the document's text, end exclusive.
    pub range: Option<Range<usize>>,
}

impl FromStr for Reference {
    type Err = StoreError;

    fn from_str(text: &str) -> Result<Reference, StoreError> {
        let bad = |reason: &str| StoreError::BadReference { reference: text.to_owned(), reason: reason.to_owned() };
        let (document, range) = match text.trim().split_once(':') {
            Some((document, range)) => (document, Some(range)),
            None => (text.trim(), None),
        };
        let (digits, reading) = document.split_once('.').unwrap_or((document, "1"));
        if digits.len() < MIN_DIGITS || digits.len() > 64 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(bad("a document's reference has 6 to 64 hexadecimal digits"));
        }
        if reading.parse::<u32>().is_err() {
            return Err(bad("after the point stands the number of the reading"));
        }
        let range = match range {
            None => None,
            Some(range) => {
                let ends = range.split_once('-').and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
                match ends {
                    Some((start, end)) if start <= end => Some(start..end),
                    Some(_) => return Err(bad("the place ends before it begins")),
                    None => return Err(bad("after the colon stand two numbers of bytes, as in :120-180")),
                }
            }
        };
        Ok(Reference { document: document.to_ascii_lowercase(), range })
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.document)?;
        match &self.range {
            Some(range) => write!(f, ":{}-{}", range.start, range.end),
            None => Ok(()),
        }
    }
}

impl Store {
    /// The row of the document with this reference.
    pub(super) fn place_row(&self, reference: &str) -> Result<i64, StoreError> {
        let wanted: Reference = reference.parse()?;
        self.find_reference(&wanted.document)
    }

    pub(super) fn find_reference(&self, wanted: &str) -> Result<i64, StoreError> {
        let exact: Option<i64> = self
            .connection
            .prepare_cached("SELECT id FROM documents WHERE reference = ?")
            .and_then(|mut statement| statement.query_row([wanted], |row| row.get(0)).optional())
            .map_err(|e| self.sqlite(e))?;
        if let Some(id) = exact {
            return Ok(id);
        }
        let (digits, reading) = wanted.split_once('.').unwrap_or((wanted, ""));
        let mut fits: Vec<(i64, String)> = Vec::new();
        let mut collect = || -> rusqlite::Result<()> {
            // References are lower-case hexadecimal: 'g' is past all that begin like this.
            let mut statement = self.connection.prepare_cached(
                "SELECT id, reference FROM documents WHERE reference >= ?1 AND reference < ?1 || 'g' LIMIT 50",
            )?;
            let mut rows = statement.query([digits])?;
            while let Some(row) = rows.next()? {
                let reference: String = row.get(1)?;
                if reference.split_once('.').map_or("", |(_, reading)| reading) == reading {
                    fits.push((row.get(0)?, reference));
                }
            }
            Ok(())
        };
        collect().map_err(|e| self.sqlite(e))?;
        match fits.as_slice() {
            [] => Err(StoreError::NoSuchReference { reference: wanted.to_owned() }),
            [(id, _)] => Ok(*id),
            many => Err(StoreError::Ambiguous {
                reference: wanted.to_owned(),
                fits: many.iter().take(5).map(|(_, reference)| reference.clone()).collect(),
            }),
        }
    }
}
