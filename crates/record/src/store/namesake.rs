//! Two sources of one name: a changed version of what is on record, or another text that happens to be called so.
//!
//! A name is the path as it was given. `interview.txt` of one folder and `interview.txt` of another have the same one, and
//! the second must not take the place of the first: then nobody would find the words of the first any more. What shares
//! next to no words with the version before is no version of it.
//!
//! A name that was withdrawn is free again, but only for a text that has no name of its own by now: else a source would have two
//! names, and its later versions would leave the older wording standing under the other.

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

/// A text is compared with no more of the texts of its name, those whose length is most like its own: a version that has
/// another length altogether stands beside texts by the hundred as one more.
const MOST_COMPARED: usize = 50;

/// So many sources may have one name.
const MOST_NAMES: usize = 1_000;

impl Store {
    /// The name under which an addition belongs on record: its own; or, where that stands for another text altogether, its
    /// own with a number behind it (`interview.txt (2)`): that which stands for this source or for a version of it, or else the
    /// first that is free.
    ///
    /// # Errors
    /// [`StoreError::Unfit`] where a thousand other texts have the name.
    pub fn name_for(&self, addition: &Addition) -> Result<String, StoreError> {
        let own = addition.name();
        let called = |number: usize| if number == 1 { own.to_owned() } else { format!("{own} ({number})") };
        let mut free = None;
        let mut others: Vec<Namesake> = Vec::new();
        for number in 1..=MOST_NAMES {
            match self.stands_for(&called(number))? {
                StandsFor::This(_, _, source) if source == addition.source().0 => return Ok(called(number)),
                StandsFor::This(document, size, _) => others.push(Namesake { number, document, size }),
                StandsFor::Nothing => free = free.or(Some(number)),
                // Numbers are given one after the other, and names stay when what they stood for is gone.
                StandsFor::Never => {
                    free = free.or(Some(number));
                    break;
                }
            }
        }
        let text = &addition.document().text;
        if others.len() > MOST_COMPARED {
            others.sort_by_key(|one| (one.size.abs_diff(text.len() as i64), one.number));
            others.truncate(MOST_COMPARED);
            others.sort_by_key(|one| one.number);
        }
        let new = if others.is_empty() { HashSet::new() } else { runs(text) };
        for other in others {
            if !is_another(&new, &runs(&self.text(other.document)?)) {
                return Ok(called(other.number));
            }
        }
        free.map(called).ok_or_else(|| StoreError::Unfit {
            name: own.to_owned(),
            reason: format!(
                "{MOST_NAMES} other texts have its name; add them by paths from a folder above, which keep names apart"
            ),
        })
    }

    /// What a name stands for now.
    fn stands_for(&self, name: &str) -> Result<StandsFor, StoreError> {
        let found = self
            .connection
            .prepare_cached(
                "SELECT d.id, d.size, s.sha256 FROM names n LEFT JOIN documents d ON d.id = n.document \
                 LEFT JOIN sources s ON s.id = d.source WHERE n.name = ?",
            )
            .and_then(|mut statement| {
                statement
                    .query_row([name], |row| {
                        let Some(document) = row.get(0)? else { return Ok(StandsFor::Nothing) };
                        Ok(StandsFor::This(document, row.get(1)?, row.get(2)?))
                    })
                    .optional()
            });
        found.map(|found| found.unwrap_or(StandsFor::Never)).map_err(|e| self.sqlite(e))
    }
}

/// What a name stands for.
enum StandsFor {
    /// A document, of a text of so many bytes; the digest of its source.
    This(i64, i64, Vec<u8>),
    /// What it stood for was withdrawn or removed.
    Nothing,
    /// It is not on record.
    Never,
}

/// Another document of a name.
struct Namesake {
    number: usize,
    document: i64,
    /// Bytes of its text.
    size: i64,
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
