//! Whether the index is as it was written: every row of it by a checksum of its run, every document by its size.

use super::gather::BLOCK;
use crate::store::{Store, StoreError};
use sha2::{Digest as _, Sha256};
use std::collections::HashMap;

/// The checksum of one row: those of a run are added up, so that it does not matter in which order they were written.
pub(super) fn row_checksum(id: i64, data: &[u8]) -> i64 {
    let mut hash = Sha256::new();
    hash.update(id.to_le_bytes());
    hash.update(data);
    let digest: [u8; 32] = hash.finalize().into();
    let mut first = [0; 8];
    first.copy_from_slice(&digest[..8]);
    i64::from_le_bytes(first)
}

impl Store {
    /// What is wrong with the index, in plain words: nothing, where it is as it was
    /// written. A document that is not in it yet is no damage: it is found without.
    pub(crate) fn damage_of_index(&self) -> Result<Vec<String>, StoreError> {
        let mut damage = Vec::new();
        if !self.has_index() {
            return Ok(damage);
        }
        let mut look = || -> rusqlite::Result<()> {
            let mut sums: HashMap<i64, i64> = HashMap::new();
            let mut statement = self.connection().prepare("SELECT id, data FROM index_rows")?;
            let mut rows = statement.query(())?;
            while let Some(row) = rows.next()? {
                let id: i64 = row.get(0)?;
                let sum = sums.entry(id >> super::RUN_SHIFT).or_default();
                *sum = sum.wrapping_add(row_checksum(id, row.get_ref(1)?.as_blob().unwrap_or(&[])));
            }
            let mut statement = self.connection().prepare("SELECT id, checksum, shift FROM index_runs")?;
            let mut rows = statement.query(())?;
            while let Some(row) = rows.next()? {
                let (run, checksum): (i64, i64) = (row.get(0)?, row.get(1)?);
                let shift: i64 = row.get(2)?;
                let of_shift = row_checksum(run, &(shift as u32).to_le_bytes());
                if sums.remove(&run).unwrap_or(0).wrapping_add(of_shift) != checksum {
                    damage.push(format!("the rows of run {run} are not those that were written"));
                }
            }
            if !sums.is_empty() {
                damage.push("there are rows of a run that is not there".to_owned());
            }
            Ok(())
        };
        look().map_err(|e| self.sqlite(e))?;
        damage.extend(self.damage_of_blocks()?);
        if self.noted_as_current().is_some_and(|noted| self.counted_as_current().is_ok_and(|counted| counted != noted))
        {
            damage.push("what it notes of the documents that are current is wrong".to_owned());
        }
        Ok(damage)
    }

    /// What is wrong with the numbers of the documents' blocks: see [`Store::damage_of_index`].
    pub(super) fn damage_of_blocks(&self) -> Result<Vec<String>, StoreError> {
        let mut damage = Vec::new();
        let mut look = || -> rusqlite::Result<()> {
            let misplaced: i64 = self.connection().query_row(
                "SELECT count(*) FROM (SELECT i.first, i.blocks, d.size, lead(i.first) OVER (ORDER BY i.first) AS next \
                 FROM index_documents i JOIN documents d ON d.id = i.document) \
                 WHERE blocks <> size / ?1 + 1 OR first + blocks > next",
                [BLOCK as i64],
                |row| row.get(0),
            )?;
            let strangers: i64 = self.connection().query_row(
                "SELECT count(*) FROM index_documents WHERE document NOT IN (SELECT id FROM documents)",
                (),
                |row| row.get(0),
            )?;
            if strangers > 0 {
                damage.push(format!("{strangers} documents of the index are not on record"));
            }
            if misplaced > 0 {
                damage.push(format!("{misplaced} documents have other blocks than their texts"));
            }
            Ok(())
        };
        look().map_err(|e| self.sqlite(e))?;
        Ok(damage)
    }
}
