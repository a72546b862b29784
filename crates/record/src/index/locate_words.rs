//! Quotations without pairs to places: the segments in which their words stand together.

use super::locate::Place;
use super::part::Searcher;
use super::votes::MOST_PLACES;
use super::weight::is_speech;
use super::word_rows::Entry;
use crate::store::StoreError;
use onrecord_text::Form;
use rusqlite::OptionalExtension;

/// Captions break lines anywhere: words in neighbouring segments stand together.
const NEAR: u64 = 1;

impl Searcher<'_> {
    /// Places where some words stand near each other, if they do anywhere, or the rarest of them alone: of speech before
    /// what is not, then in the order of the record.
    pub(super) fn places_of_words(&self, forms: &[Form]) -> Result<Vec<Place>, StoreError> {
        let mut lists = Vec::with_capacity(forms.len());
        for form in forms {
            let mut entries = self.store.entries_of(&self.runs, *form)?;
            self.keep_current_segments(&mut entries);
            lists.push(entries);
        }
        lists.retain(|entries| !entries.is_empty());
        lists.sort_by_key(Vec::len);
        let Some((rarest, others)) = lists.split_first() else { return Ok(Vec::new()) };
        let near = |entries: &[Entry], segment: u64| {
            let at = entries.partition_point(|one| one.segment() + NEAR < segment);
            entries.get(at).is_some_and(|one| one.segment() <= segment + NEAR)
        };
        let together = |entry: &Entry| others.iter().all(|entries| near(entries, entry.segment()));
        let first = |kept: &dyn Fn(&Entry) -> bool| -> Vec<Entry> {
            let of = |speech| rarest.iter().filter(move |entry| is_speech(entry.weight()) == speech);
            of(true).chain(of(false)).filter(|entry| kept(entry)).take(MOST_PLACES * 2).copied().collect()
        };
        let mut found = first(&together);
        if found.is_empty() {
            found = first(&|_| true);
        }
        let mut places = Vec::with_capacity(found.len());
        for entry in found {
            if let Some(place) = self.place_of_segment(entry.segment())?
                && self.is_current(place.document)?
            {
                places.push(place);
            }
        }
        Ok(places)
    }

    fn place_of_segment(&self, segment: u64) -> Result<Option<Place>, StoreError> {
        self.store
            .connection()
            .prepare_cached("SELECT document, start, start + length FROM segments WHERE id = ?")
            .and_then(|mut statement| {
                statement
                    .query_row([segment as i64], |row| {
                        let (start, end): (i64, i64) = (row.get(1)?, row.get(2)?);
                        let range = start.max(0) as usize..end.max(0) as usize;
                        Ok(Place { document: row.get(0)?, range, score: 1.0 })
                    })
                    .optional()
            })
            .map_err(|e| self.store.sqlite(e))
    }

    /// Leaves out the segments of older versions and of what is withdrawn or left out.
    fn keep_current_segments(&self, entries: &mut Vec<Entry>) {
        if !self.segments_not_current.is_empty() {
            entries.retain(|entry| {
                let segment = entry.segment() as i64;
                let before = self.segments_not_current.partition_point(|range| range.end <= segment);
                self.segments_not_current.get(before).is_none_or(|range| segment < range.start)
            });
        }
    }
}
