//! Two sources of one name: a changed version of what is on record, or another text that happens to be called so.
//!
//! A name is the path as it was given. `interview.txt` of one folder and `interview.txt` of another have the same one, and
//! the second must not take the place of the first: then nobody would find the words of the first any more. What shares
//! next to no words with the version before is no version of it.

use super::{Addition, Store, StoreError};
use onrecord_text::tokenize;
use rusqlite::OptionalExtension;
use std::collections::HashSet;

/// Texts with fewer different runs of three words are too short to tell: there a change may touch all of them.
const FEWEST: usize = 4;

/// Versions share more than one of so many runs of three words; labels and turns of phrase stand in any two texts.
const ONE_OF: usize = 30;

/// So many words of each text are compared.
const MOST_WORDS: usize = 200_000;

/// So many sources may have one name.
const MOST_NAMES: usize = 1_000;

impl Store {
    /// The name under which an addition belongs on record: its own; or, where that stands for another text altogether, its
    /// own with the first number behind it (`interview.txt (2)`) that is free or stands for a version of this.
    pub fn name_for(&self, addition: &Addition) -> Result<String, StoreError> {
        let own = addition.name();
        let mut texts = None;
        for number in 1..=MOST_NAMES {
            let name = if number == 1 { own.to_owned() } else { format!("{own} ({number})") };
            let Some((document, source)) = self.stands_for(&name)? else { return Ok(name) };
            if source == addition.source().0 {
                return Ok(name);
            }
            let new = texts.get_or_insert_with(|| runs(&addition.document().text));
            if !is_another(new, &runs(&self.text(document)?)) {
                return Ok(name);
            }
        }
        Ok(own.to_owned())
    }

    /// The document that a name stands for and its source's digest; `None` where it stands for nothing.
    fn stands_for(&self, name: &str) -> Result<Option<(i64, Vec<u8>)>, StoreError> {
        self.connection
            .prepare_cached(
                "SELECT d.id, s.sha256 FROM names n JOIN documents d ON d.id = n.document \
                 JOIN sources s ON s.id = d.source WHERE n.name = ?",
            )
            .and_then(|mut statement| statement.query_row([name], |row| Ok((row.get(0)?, row.get(1)?))).optional())
            .map_err(|e| self.sqlite(e))
    }
}

/// Every three words that follow each other, each once.
fn runs(text: &str) -> HashSet<[u32; 3]> {
    let words: Vec<u32> = tokenize(text).into_iter().take(MOST_WORDS).map(|token| token.form.0).collect();
    words.windows(3).filter_map(|run| <[u32; 3]>::try_from(run).ok()).collect()
}

/// Whether two texts have next to nothing in common.
fn is_another(a: &HashSet<[u32; 3]>, b: &HashSet<[u32; 3]>) -> bool {
    let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let shared = few.iter().filter(|run| many.contains(*run)).count();
    few.len() >= FEWEST && shared * ONE_OF < few.len()
}

#[cfg(test)]
mod tests {
    use super::{is_another, runs};

    #[test]
    fn a_version_shares_words_and_another_text_does_not() {
        let said = "Ana Ruiz: The harbour will stay open all winter, and the fees will not rise before the spring.";
        let is_another = |a: &str, b: &str| is_another(&runs(a), &runs(b));
        assert!(is_another(said, "Tom Hale: Nobody asked for a tunnel, so we are not going to dig one this year."));
        assert!(!is_another(said, &said.replace("all winter", "in summer")));
        assert!(!is_another(
            said,
            &format!("Corrected on Monday. {said} Tom Hale: Nobody asked for that tunnel of yours.")
        ));
        assert!(!is_another(said, "Ana Ruiz: No."), "too short to tell");
        assert!(!is_another(said, ""));
    }
}
