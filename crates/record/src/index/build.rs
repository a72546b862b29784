//! Building the index: documents that are not in it yet become a run; [`super::merge`] keeps the runs few, and [`super::renew`] makes
//! anew what cannot be merged.
//!
//! A run is written in one transaction, and so are the runs of a giant, which has several; so a document is in the index
//! wholly or not at all.

use super::gather::{BLOCK, Gathered, Indexed, Packed, SLICES};
use super::rows::Row;
use super::verify::row_checksum;
use super::{Run, Section, row_id};
use crate::corpus::tokens::Tokens;
use crate::held::Held;
use crate::store::{Store, StoreError};
use onrecord_read::Document;

/// How many bytes of text one run is made of at most, about: its postings are held in memory, two bytes and a half for one of text.
/// Of fewer a gigabyte would have many runs, which are all packed once more when they are merged.
pub(crate) const RUN_BYTES: usize = 256 << 20;
/// A document of more bytes of text is indexed alone, in several runs of so many: its text is in memory beside them.
pub(crate) const GIANT_BYTES: usize = 96 << 20;
/// A word is about so many bytes of text.
pub(super) const BYTES_A_WORD: usize = 6;

/// A run is packed with buckets that are finer by so many bits at most than it needs itself.
const MOST_FINER: u32 = 4;

/// A run that is full is packed as finely as so many runs will need it when they are merged.
const MORE: usize = 2;

/// A document that is not in the index, its first segment, and the bytes of its text.
type NotIndexed = (i64, i64, usize);

/// What is to be put into the index next.
enum New {
    /// Documents that make one run, or none.
    Gathered(Gathered),
    /// A document that makes several, with its first segment.
    Giant(i64, i64, Box<Held>),
}

impl Store {
    /// Puts into the index what is on record and not in it yet, and merges its runs where there are many.
    ///
    /// What is not in the index is found too, only slower; so this may be broken off at any moment.
    pub fn index_new(&mut self) -> Result<(), StoreError> {
        self.index_new_with(None)
    }

    /// [`Store::index_new`], with what was gathered while it was written.
    pub(crate) fn index_new_with(&mut self, gathered: Option<Gathered>) -> Result<(), StoreError> {
        self.index_gathered(gathered)?;
        self.merge_runs(true)?;
        self.note_what_is_current();
        Ok(())
    }

    /// Notes whether all documents are current, as of the last entry of the log: then a search need not count them. It is counted
    /// where that is not noted, so this may be left out (a full disk, another writer).
    pub(super) fn note_what_is_current(&mut self) {
        if self.noted_as_current().is_some() {
            return;
        }
        let note = "INSERT OR REPLACE INTO index_about \
                    SELECT 'all_current', CASE WHEN ? THEN max(id) ELSE -max(id) END FROM log HAVING max(id) > 0";
        let _ = self.transaction(|store| {
            let all = store.counted_as_current()?;
            store.connection().execute(note, [all]).map(drop).map_err(|e| store.sqlite(e))
        });
    }

    /// Postings to gather while documents are written; [`Store::index_gathered`] makes a run of them.
    pub(crate) fn gathering(&self) -> Result<Gathered, StoreError> {
        Ok(Gathered::new(self.next_block()?))
    }

    /// Makes a run of documents that were gathered while they were written, and runs of what else is new.
    pub(crate) fn index_gathered(&mut self, gathered: Option<Gathered>) -> Result<(), StoreError> {
        if let Some(gathered) = gathered.filter(|gathered| !gathered.documents.is_empty()) {
            let (_, expected) = self.not_indexed()?;
            self.write_run_if_new(gathered, expected)?;
        }
        self.index_runs_of_new()
    }

    fn index_runs_of_new(&mut self) -> Result<(), StoreError> {
        self.index_runs_beside(0)
    }

    /// [`Store::index_runs_of_new`]; the runs are packed as finely as if there were to be so many bytes of text in the end.
    pub(super) fn index_runs_beside(&mut self, mut expected: usize) -> Result<(), StoreError> {
        loop {
            // One state of the record, whoever else writes to it.
            self.execute("BEGIN")?;
            let new = self.gather_new(&mut expected);
            self.execute("COMMIT")?;
            let is_indexed = match new? {
                New::Gathered(gathered) => self.write_run_if_new(gathered, expected)?,
                New::Giant(document, first_segment, held) => {
                    self.index_giant(document, first_segment, &held.document, expected, GIANT_BYTES)?
                }
            };
            if !is_indexed {
                return Ok(());
            }
        }
    }

    /// Makes several runs of one document, in one transaction, one for so many bytes of its text: the postings of all of it
    /// would take much memory. `false`: there are no numbers left for it.
    pub(super) fn index_giant(
        &mut self,
        document: i64,
        first_segment: i64,
        reading: &Document,
        expected: usize,
        part_bytes: usize,
    ) -> Result<bool, StoreError> {
        let tokens = Tokens::of(reading);
        self.transaction(|store| {
            let mut gathered = Gathered::new(store.next_block()?);
            if !store.is_new(document)? {
                return Ok(true);
            }
            let expected = expected / BYTES_A_WORD;
            let mut blocks = (reading.text.len() / BLOCK + 1) as u64;
            let part = |gathered: &mut Gathered| {
                let of_part = (part_bytes / BLOCK) as u64;
                blocks = blocks.saturating_sub(of_part);
                store.write_rows_of_run(gathered, expected, 0, of_part)
            };
            let fits = gathered.add_in_parts(document, first_segment, reading, &tokens, part_bytes, part)?;
            if fits {
                store.write_rows_of_run(&mut gathered, expected, 1, blocks)?;
                store.insert_documents(&gathered)?;
            }
            Ok(fits)
        })
    }

    /// Where another process was faster, nothing is written: what is left is looked at again.
    /// `false`: nothing was gathered.
    fn write_run_if_new(&mut self, gathered: Gathered, expected: usize) -> Result<bool, StoreError> {
        let is_something = !gathered.documents.is_empty();
        self.transaction(|store| match is_something && store.is_as_gathered(&gathered)? {
            true => store.write_run(gathered, expected / BYTES_A_WORD),
            false => Ok(()),
        })?;
        Ok(is_something)
    }

    /// The next documents that are not in the index. `expected`: the bytes of all that were not when this began, so that
    /// the last run of many is packed as finely as the first, and they can be merged.
    fn gather_new(&self, expected: &mut usize) -> Result<New, StoreError> {
        let (documents, bytes) = self.not_indexed()?;
        *expected = bytes.max(*expected);
        let mut gathered = Gathered::new(self.next_block()?);
        for (document, first_segment, size) in documents {
            let is_giant = size > GIANT_BYTES;
            if is_giant && !gathered.documents.is_empty() {
                // It comes next, alone.
                break;
            }
            let held = self.held(document, String::new())?;
            if is_giant {
                return Ok(New::Giant(document, first_segment, Box::new(held)));
            }
            if !gathered.add(document, first_segment, &held.document, &Tokens::of(&held.document)) {
                // Two billion blocks are a record of a terabyte of text: the rest is found without the index.
                break;
            }
        }
        Ok(New::Gathered(gathered))
    }

    /// Whether the documents are still there and not in the index, and their blocks are still free.
    fn is_as_gathered(&self, gathered: &Gathered) -> Result<bool, StoreError> {
        let next = self.next_block()?;
        if gathered.documents.first().is_some_and(|one| one.first != next) {
            return Ok(false);
        }
        for one in &gathered.documents {
            if !self.is_new(one.document)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Whether a document is there and not in the index.
    fn is_new(&self, document: i64) -> Result<bool, StoreError> {
        self.connection()
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM documents WHERE id = ?1) \
                 AND NOT EXISTS (SELECT 1 FROM index_documents WHERE document = ?1)",
            )
            .and_then(|mut statement| statement.query_row([document], |row| row.get(0)))
            .map_err(|e| self.sqlite(e))
    }

    /// The next documents that are not in the index, no more than make one run; and the bytes of all.
    fn not_indexed(&self) -> Result<(Vec<NotIndexed>, usize), StoreError> {
        let (mut documents, mut bytes) = (Vec::new(), 0);
        let mut collect = || -> rusqlite::Result<()> {
            let mut statement = self.connection().prepare(
                "SELECT d.id, d.first_segment, d.size FROM documents d WHERE d.id NOT IN (SELECT document FROM index_documents) \
                 ORDER BY d.id",
            )?;
            let mut rows = statement.query(())?;
            while let Some(row) = rows.next()? {
                let size = row.get::<_, i64>(2)?.max(0) as usize;
                if bytes < RUN_BYTES {
                    documents.push((row.get(0)?, row.get(1)?, size));
                }
                bytes += size;
            }
            Ok(())
        };
        collect().map_err(|e| self.sqlite(e))?;
        Ok((documents, bytes))
    }

    fn next_block(&self) -> Result<u32, StoreError> {
        let next: i64 = self
            .connection()
            .query_row("SELECT coalesce(max(first + blocks), 0) FROM index_documents", (), |row| row.get(0))
            .map_err(|e| self.sqlite(e))?;
        u32::try_from(next).map_err(|_| self.damaged("the index numbers more blocks than there can be"))
    }

    fn write_run(&self, mut gathered: Gathered, expected: usize) -> Result<(), StoreError> {
        let blocks = gathered.documents.iter().map(|one| u64::from(one.blocks)).sum();
        let documents = gathered.documents.len();
        self.write_rows_of_run(&mut gathered, expected, documents, blocks)?;
        self.insert_documents(&gathered)
    }

    /// Packs what was gathered into the rows of a run of so many documents and blocks, and lets go of it.
    fn write_rows_of_run(
        &self,
        gathered: &mut Gathered,
        expected: usize,
        documents: usize,
        blocks: u64,
    ) -> Result<(), StoreError> {
        // After a run that is full more will come.
        let is_full = blocks * BLOCK as u64 >= RUN_BYTES as u64;
        let expected = if is_full { expected.max(gathered.pairs() * MORE) } else { expected };
        let shift = self.shift_beside(&self.index_runs()?, gathered.shift(expected), blocks);
        let run = self.new_run(shift, documents, blocks)?;
        for slice in 0..SLICES {
            let packed = gathered.pack(slice, shift, blocks);
            self.insert_packed(run, &packed)?;
        }
        Ok(())
    }

    /// The shift of a new run of so many blocks that would have `own` if it were alone: as fine as the larger ones before it,
    /// for it is to be merged with them. Not much finer, for then it would be buckets without postings, mostly.
    pub(super) fn shift_beside(&self, runs: &[Run], own: u32, blocks: u64) -> u32 {
        let of_larger = runs.iter().filter(|run| run.blocks > blocks).map(|run| run.shift).max();
        of_larger.unwrap_or(own).clamp(own.saturating_sub(MOST_FINER), own)
    }

    fn insert_documents(&self, gathered: &Gathered) -> Result<(), StoreError> {
        let insert = |one: &Indexed| {
            self.connection()
                .prepare_cached("INSERT INTO index_documents (first, document, blocks) VALUES (?, ?, ?)")?
                .execute((one.first, one.document, one.blocks))
        };
        gathered.documents.iter().try_for_each(|one| insert(one).map(|_| ())).map_err(|e| self.sqlite(e))
    }

    pub(super) fn new_run(&self, shift: u32, documents: usize, blocks: u64) -> Result<i64, StoreError> {
        self.connection()
            .execute(
                "INSERT INTO index_runs (shift, documents, blocks, checksum) VALUES (?, ?, ?, 0)",
                (shift, documents as i64, blocks as i64),
            )
            .map_err(|e| self.sqlite(e))?;
        let run = self.connection().last_insert_rowid();
        self.add_to_checksum(run, row_checksum(run, &shift.to_le_bytes()))?;
        Ok(run)
    }

    pub(super) fn insert_packed(&self, run: i64, packed: &Packed) -> Result<(), StoreError> {
        let mut sum = 0i64;
        self.insert_rows(run, packed, &mut sum).map_err(|e| self.sqlite(e))?;
        self.add_to_checksum(run, sum)
    }

    pub(super) fn add_to_checksum(&self, run: i64, sum: i64) -> Result<(), StoreError> {
        let add = || -> rusqlite::Result<()> {
            // Not in SQL: there the sum would become a real number where it overflows.
            let before: i64 = self
                .connection()
                .prepare_cached("SELECT checksum FROM index_runs WHERE id = ?")?
                .query_row([run], |row| row.get(0))?;
            self.connection()
                .prepare_cached("UPDATE index_runs SET checksum = ? WHERE id = ?")?
                .execute((before.wrapping_add(sum), run))?;
            Ok(())
        };
        add().map_err(|e| self.sqlite(e))
    }

    fn insert_rows(&self, run: i64, packed: &Packed, sum: &mut i64) -> rusqlite::Result<()> {
        let mut insert = self.connection().prepare_cached("INSERT INTO index_rows (id, data) VALUES (?, ?)")?;
        let pairs: Vec<Row> = packed.pairs().into_iter().collect();
        for (section, rows) in [
            (Section::Pairs, &pairs),
            (Section::Words, &packed.words),
            (Section::LongWords, &packed.long_words),
            (Section::Spellings, &packed.spellings),
        ] {
            for row in rows {
                let id = row_id(run, section, row.key);
                *sum = sum.wrapping_add(row_checksum(id, &row.data));
                insert.execute((id, &row.data))?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::merge::too_coarse;

    #[test]
    fn the_runs_of_a_record_of_any_size_are_fine_enough_to_be_merged() {
        for megabytes in (1..20_000).step_by(13) {
            let bytes: usize = megabytes << 20;
            let shift = Gathered::new(0).shift(bytes / BYTES_A_WORD);
            assert!(!too_coarse((bytes / BLOCK) as u64, shift), "{megabytes} MB");
        }
        // By its own size alone, the last run would be too coarse for all, which would be made anew without end.
        let folder = tempfile::tempdir().unwrap();
        let store = Store::create(&folder.path().join("a.record")).unwrap();
        let mut expected = 985 << 20;
        store.gather_new(&mut expected).map(|_| ()).unwrap();
        assert_eq!(expected, 985 << 20);
    }

    #[test]
    fn a_giant_in_parts_comes_to_the_same_index_as_at_once() {
        let (mut text, mut seed) = (String::new(), 7u64);
        let mut segments = Vec::new();
        for _ in 0..400 {
            let start = text.len();
            for _ in 0..60 {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                text.push_str(&format!("word{} ", seed >> 55));
            }
            segments.push(onrecord_read::Segment {
                kind: onrecord_read::SegmentKind::Utterance,
                speaker: None,
                range: start..text.len(),
                time: None,
                grade: None,
                post: None,
            });
            text.push_str("\n\n");
        }
        let size = text.len();
        let mut document = onrecord_read::read(b"x", &onrecord_read::Hint::default()).unwrap();
        (document.text, document.segments) = (text.clone(), segments);
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::create(&folder.path().join("a.record")).unwrap();
        let addition = crate::store::Addition::prepare("a.txt", text, document, None).unwrap();
        store.add(&addition).unwrap();
        let rows = |store: &Store| -> Vec<(i64, Vec<u8>)> {
            let sql = format!("SELECT id & ((1 << {}) - 1), data FROM index_rows ORDER BY id", super::super::RUN_SHIFT);
            let mut statement = store.connection().prepare(&sql).unwrap();
            let rows = statement.query_map((), |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
            rows.collect::<Result<_, _>>().unwrap()
        };
        let (at_once, runs) = (rows(&store), store.index_runs().unwrap());
        store.execute("DELETE FROM index_documents; DELETE FROM index_runs; DELETE FROM index_rows").unwrap();
        let held = store.held(1, String::new()).unwrap();
        assert!(store.index_giant(1, 1, &held.document, size, 20_000).unwrap());
        assert!(store.index_runs().unwrap().len() > 5);
        assert_eq!(store.damage_of_index().unwrap(), Vec::<String>::new());
        store.merge_runs(false).unwrap();
        assert_eq!(store.damage_of_index().unwrap(), Vec::<String>::new());
        assert!(at_once == rows(&store));
        let merged = store.index_runs().unwrap();
        assert_eq!((merged[0].blocks, merged[0].documents), (runs[0].blocks, 1));
    }
}
