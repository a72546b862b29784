//! What only filters ask for: segments in the order of the record, speech first, read only as far as a page needs them.

use super::Hits;
use super::filters::{Conditions, Filters};
use super::places::Texts;
use super::search::{FEW_DOCUMENTS, in_two_digits};
use super::standing::Places;
use super::told::Told;
use crate::store::{Store, StoreError};
use rusqlite::types::Value;

/// Once there are enough for the page, the number of all is reckoned from about so many of the documents that are left.
const SAMPLE: usize = if cfg!(test) { 2 } else { 200 };

/// The segments that fit some filters.
#[derive(Debug, Default)]
struct Listed {
    /// The first of those that are speech, and of the others: no more than were asked for.
    speech: Vec<u64>,
    rest: Vec<u64>,
    /// How many fit, of those that were looked at.
    fit: u64,
    /// How many fit in all where not all were looked at, about.
    reckoned: Option<f64>,
}

impl Store {
    /// The segments that fit the filters, in the order of the record.
    pub(super) fn listed(&self, filters: &Filters, limit: usize, offset: usize) -> Result<Hits, StoreError> {
        let (documents, segments) = (filters.of_documents_listed(self)?, filters.of_segments_listed(self)?);
        let wanted = offset.saturating_add(limit);
        let listed = self.list(&documents, &segments, filters.excludes_speech, wanted).map_err(|e| self.sqlite(e))?;
        let (total, is_exact) = match listed.reckoned {
            None => (listed.fit, true),
            // There may be more than have been seen: whoever pages on will see.
            Some(about) => (in_two_digits(about as u64).max(listed.fit + 1), false),
        };
        let mut hits = Hits { total, is_exact, hits: Vec::new() };
        let (mut places, mut texts, mut told) = (Places::of(self, None, false), Texts::default(), Told::of(self));
        for &segment in listed.speech.iter().chain(&listed.rest).skip(offset).take(limit) {
            if let Some(place) = places.place(segment)? {
                let text = texts.read(self, &place)?;
                hits.hits.push(told.hit(segment, text, &[])?);
            }
        }
        Ok(hits)
    }

    /// `wanted`: how many are needed, from the first.
    fn list(
        &self,
        documents: &Conditions,
        segments: &Conditions,
        excludes_speech: bool,
        wanted: usize,
    ) -> rusqlite::Result<Listed> {
        let mut listed = Listed::default();
        let mut statement = self.connection().prepare(&format!(
            "SELECT d.id, d.first_segment, d.segments FROM documents d \
             WHERE EXISTS (SELECT 1 FROM names WHERE document = d.id){} ORDER BY d.id",
            documents.sql
        ))?;
        let mut of_document = self.connection().prepare(&format!(
            "SELECT s.kind > 1, s.id FROM documents d CROSS JOIN segments s \
             WHERE d.id = ? AND s.id >= d.first_segment AND s.id < d.first_segment + d.segments{}",
            segments.sql
        ))?;
        // Adds those of a document, and returns how many.
        let mut look_at = |listed: &mut Listed, document: i64| -> rusqlite::Result<u64> {
            let id = Value::Integer(document);
            let parameters = std::iter::once(&id).chain(&segments.parameters);
            let mut fitting = of_document.query(rusqlite::params_from_iter(parameters))?;
            let mut fit = 0;
            while let Some(row) = fitting.next()? {
                let list = if row.get(0)? { &mut listed.rest } else { &mut listed.speech };
                if list.len() < wanted {
                    list.push(row.get::<_, i64>(1)?.unsigned_abs());
                }
                fit += 1;
            }
            Ok(fit)
        };
        // Where every segment of a document fits, none is looked at for how many there are.
        let all_fit = segments.is_empty();
        // Documents that were not looked at, with their segments.
        let mut unread: Vec<(i64, u64)> = Vec::new();
        let (mut count, mut share) = (0, 1.0);
        let mut rows = statement.query(rusqlite::params_from_iter(&documents.parameters))?;
        while let Some(row) = rows.next()? {
            let (document, first, segments): (i64, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let is_enough = (if excludes_speech { &listed.rest } else { &listed.speech }).len() >= wanted;
            count += 1;
            if is_enough && count > FEW_DOCUMENTS {
                let last = "SELECT coalesce(max(id), 0) FROM segments";
                let last: i64 = self.connection().query_row(last, (), |row| row.get(0))?;
                share = first as f64 / last.max(first).max(1) as f64;
                break;
            }
            match is_enough {
                true if all_fit => listed.fit += segments.unsigned_abs(),
                true => unread.push((document, segments.unsigned_abs())),
                false => {
                    let fit = look_at(&mut listed, document)?;
                    listed.fit += fit;
                }
            }
        }
        // Documents of one kind follow each other: some from everywhere.
        let step = if unread.len() > SAMPLE * 2 { unread.len() / SAMPLE } else { 1 };
        let (mut looked_at, mut fit) = (0, 0);
        for &(document, segments) in unread.iter().skip(step / 2).step_by(step) {
            looked_at += segments;
            fit += look_at(&mut listed, document)?;
        }
        if step == 1 {
            listed.fit += fit;
        }
        if step > 1 || share < 1.0 {
            let all: u64 = unread.iter().map(|(_, segments)| segments).sum();
            let of_unread = if step == 1 { 0.0 } else { fit as f64 * all as f64 / looked_at.max(1) as f64 };
            listed.reckoned = Some((listed.fit as f64 + of_unread) / share.max(f64::MIN_POSITIVE));
        }
        Ok(listed)
    }
}
