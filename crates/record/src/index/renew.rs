//! Making the index anew from the documents: all of it, where it is damaged or of another version, or the runs whose buckets are too
//! coarse to be merged into what there is.

use super::gather::BLOCK;
use super::merge::too_coarse;
use super::{RUN_SHIFT, Run};
use crate::store::{Store, StoreError};

impl Store {
    /// Makes sure that there is an index of this version, and that what a command left out when it was broken off is in it.
    pub(crate) fn renew_index(&mut self) -> Result<(), StoreError> {
        if !self.has_index() {
            // `index_words` was the index of words before this one had them.
            let drop = "DROP TABLE IF EXISTS index_runs; DROP TABLE IF EXISTS index_rows; \
                        DROP TABLE IF EXISTS index_documents; DROP TABLE IF EXISTS index_words; \
                        DROP TABLE IF EXISTS index_about;";
            self.transaction(|store| store.execute(&format!("{drop} {}", crate::store::schema::INDEX)))?;
        }
        // Records of earlier versions lack it. A search does without where there is no room for it.
        let _ = self.execute(crate::store::schema::DATES);
        self.index_new()
    }

    /// Makes the index anew from the documents.
    ///
    /// # Errors
    /// Where a document cannot be read: then the index is left as it is, for what is sound in it still finds something.
    pub fn rebuild_index(&mut self) -> Result<(), StoreError> {
        self.read_all_documents()?;
        let empty = "DELETE FROM index_documents; DELETE FROM index_runs; DELETE FROM index_rows; \
                     DELETE FROM index_about WHERE name = 'all_current'";
        self.transaction(|store| store.execute(&format!("{} {empty}", crate::store::schema::INDEX)))?;
        self.index_runs_beside(0)?;
        // Not again anew: that would come to the same.
        self.merge_runs(false)?;
        self.note_what_is_current();
        Ok(())
    }

    /// Reads every document, and keeps none.
    fn read_all_documents(&self) -> Result<(), StoreError> {
        let ids = |sql| -> rusqlite::Result<Vec<i64>> {
            self.connection().prepare(sql)?.query_map((), |row| row.get(0))?.collect()
        };
        for document in ids("SELECT id FROM documents ORDER BY id").map_err(|e| self.sqlite(e))? {
            self.held(document, String::new())?;
        }
        Ok(())
    }

    /// Makes anew, as finely as so many blocks need it, those of some runs that are too coarse for them; the rest stays. Where nobody
    /// knows which documents those have, all of the index.
    ///
    /// Until it is done, their documents are found without the index.
    pub(super) fn make_finer(&mut self, runs: &[Run], blocks: u64) -> Result<(), StoreError> {
        let all = self.index_runs()?;
        let coarse: Vec<i64> = runs.iter().filter(|run| too_coarse(blocks, run.shift)).map(|run| run.id).collect();
        let Some(documents) = self.documents_of_runs(&all, &coarse)? else { return self.rebuild_index() };
        // What cannot be read stays in the index as it is.
        for &document in &documents {
            self.held(document, String::new())?;
        }
        let is_as_before = self.transaction(|store| {
            if store.index_runs()? != all {
                return Ok(false);
            }
            for run in &coarse {
                store.execute(&format!(
                    "DELETE FROM index_rows WHERE id >= {run} << {RUN_SHIFT} AND id < ({run} + 1) << {RUN_SHIFT}; \
                     DELETE FROM index_runs WHERE id = {run}"
                ))?;
            }
            let mut forget = store
                .connection()
                .prepare("DELETE FROM index_documents WHERE document = ?")
                .map_err(|e| store.sqlite(e))?;
            documents.iter().try_for_each(|id| forget.execute([id]).map(drop)).map_err(|e| store.sqlite(e))?;
            Ok(true)
        })?;
        if is_as_before {
            self.index_runs_beside(usize::try_from(blocks).unwrap_or(usize::MAX).saturating_mul(BLOCK))?;
            self.merge_runs(false)?;
        }
        Ok(())
    }

    /// The documents of some of all runs: these have the blocks of the documents in order. `None`: that is not so of all of them (a
    /// merge was broken off, or a document has several runs).
    fn documents_of_runs(&self, all: &[Run], some: &[i64]) -> Result<Option<Vec<i64>>, StoreError> {
        let of_documents = || -> rusqlite::Result<Vec<(i64, u64)>> {
            self.connection()
                .prepare("SELECT document, blocks FROM index_documents ORDER BY first")?
                .query_map((), |row| Ok((row.get(0)?, row.get::<_, i64>(1)?.unsigned_abs())))?
                .collect()
        };
        let mut rest = of_documents().map_err(|e| self.sqlite(e))?.into_iter();
        let mut documents = Vec::new();
        for run in all {
            let (mut blocks, mut count) = (0, 0);
            while blocks < run.blocks {
                let Some((document, more)) = rest.next() else { return Ok(None) };
                blocks += more;
                count += 1;
                if some.contains(&run.id) {
                    documents.push(document);
                }
            }
            if run.blocks == 0 || blocks != run.blocks || count != run.documents {
                return Ok(None);
            }
        }
        Ok(rest.next().is_none().then_some(documents))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::pair_lists::PairLists;
    use crate::store::Addition;
    use onrecord_read::{Hint, read};
    use onrecord_text::Form;

    /// A store of five documents, each with a run: the third's is as fine as 40 MB of text need it.
    fn five_runs(folder: &std::path::Path) -> (Store, u64) {
        let bytes = 40 << 20;
        let mut store = Store::create(&folder.join("a.record")).unwrap();
        for at in 0..5 {
            let text = format!("Ana Ruiz: The harbour{at} of town stays open, and we will not raise its fees.\n")
                .repeat(40 - at);
            let document = read(text.as_bytes(), &Hint::default()).unwrap();
            store.add(&Addition::prepare(&format!("{at}.txt"), text, document, None).unwrap()).unwrap();
        }
        store.execute("DELETE FROM index_documents; DELETE FROM index_runs; DELETE FROM index_rows").unwrap();
        let mut first = 1;
        for document in 1..=5 {
            let held = store.held(document, String::new()).unwrap();
            let size = held.document.text.len();
            let expected = if document == 3 { bytes } else { size };
            assert!(store.index_giant(document, first, &held.document, expected, usize::MAX).unwrap());
            first += held.document.segments.len() as i64;
        }
        assert_eq!(store.index_runs().unwrap().len(), 5);
        (store, (bytes / BLOCK) as u64)
    }

    fn is_sound(store: &Store, blocks: u64) {
        assert_eq!(store.damage_of_index().unwrap(), Vec::<String>::new());
        let runs = store.index_runs().unwrap();
        assert!(runs.iter().all(|run| !too_coarse(blocks, run.shift)), "{runs:?}");
        assert_eq!(runs.iter().map(|run| run.documents).sum::<i64>(), 5);
        let indexed = "SELECT count(*) FROM index_documents";
        assert_eq!(store.connection().query_row(indexed, (), |row| row.get::<_, i64>(0)).unwrap(), 5);
        for at in 0..5 {
            let (first, second) = (Form::of("the"), Form::of(&format!("harbour{at}")));
            assert!(!PairLists::of(store).blocks_of_pair(&runs, first, second).unwrap().is_empty(), "{at}");
        }
    }

    #[test]
    fn what_is_too_coarse_is_made_anew_and_the_rest_stays() {
        let folder = tempfile::tempdir().unwrap();
        let (mut store, blocks) = five_runs(folder.path());
        let runs = store.index_runs().unwrap();
        let place = "SELECT first FROM index_documents WHERE document = 3";
        let before: i64 = store.connection().query_row(place, (), |row| row.get(0)).unwrap();
        store.make_finer(&runs, blocks).unwrap();
        is_sound(&store, blocks);
        assert_eq!(store.connection().query_row(place, (), |row| row.get::<_, i64>(0)).unwrap(), before);
    }

    #[test]
    fn where_nobody_knows_which_documents_a_run_has_all_are_made_anew() {
        let folder = tempfile::tempdir().unwrap();
        let (mut store, blocks) = five_runs(folder.path());
        // As a merge leaves it that was broken off.
        store.execute("UPDATE index_runs SET blocks = 0, documents = 0 WHERE id = 2").unwrap();
        let runs = store.index_runs().unwrap();
        store.make_finer(&runs, blocks).unwrap();
        is_sound(&store, (blocks / 1000).max(1));
    }

    #[test]
    fn a_small_run_beside_a_large_one_can_be_merged_with_many_of_its_kind() {
        let (blocks, own) = ((1 << 30) / BLOCK as u64, 17);
        let folder = tempfile::tempdir().unwrap();
        let (store, _) = five_runs(folder.path());
        let large = Run { id: 1, shift: 7, documents: 9, blocks };
        let shift = store.shift_beside(&[large], own, 100);
        assert!(shift < own && !too_coarse((40 << 20) / BLOCK as u64, shift), "{shift}");
        assert_eq!(store.shift_beside(&[Run { shift: 16, ..large }], own, 100), 16);
        assert_eq!(store.shift_beside(&[Run { blocks: 9, ..large }], own, 100), own, "it is small itself");
    }
}
