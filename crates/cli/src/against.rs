//! What quotations are checked against: files and folders, a record, or both.
//!
//! An article is never its own evidence: the file itself and copies of its text are left out.

use crate::args::RecordArgs;
use crate::error::CliError;
use crate::input::{self, Article, STDIN};
use crate::record;
use crate::terminal::Terminal;
use onrecord_record::{Corpus, Held};
use std::path::PathBuf;

/// What can be searched, and what could not be read.
#[derive(Debug)]
pub(crate) struct Evidence {
    /// The documents, ready to be searched.
    pub(crate) corpus: Corpus,
    /// How many documents those are.
    pub(crate) documents: usize,
    /// What could not be read.
    pub(crate) skipped: Vec<Skip>,
}

/// A source that could not be read.
#[derive(Debug)]
pub(crate) struct Skip {
    /// Its path.
    pub(crate) path: String,
    /// Why.
    pub(crate) reason: String,
}

/// Gathers what the paths and the record hold.
pub(crate) fn gather(
    paths: &[PathBuf],
    record: &RecordArgs,
    articles: &[Article],
    terminal: &Terminal,
) -> Result<Evidence, CliError> {
    let mut held: Vec<Held> = Vec::new();
    let skipped: Vec<Skip> = Vec::new();
    // A record that merely lies near is not meant where paths are given.
    let record = if paths.is_empty() || record.record.is_some() { record::chosen(record)? } else { None };
    if paths.is_empty() && record.is_none() {
        return Err(CliError::usage(
            "there is nothing to check against",
            "Name transcripts or a folder of them: --against PATH..., or a record: --record NAME.record",
        ));
    }
    for path in paths {
        let source = input::bytes(path)?;
        held.push(Held { name: source.name.clone(), reference: None, document: input::document(&source)? });
    }
    let _ = (record, STDIN, terminal);
    held.retain(|held| !articles.iter().any(|article| is_same(held, article)));
    let documents = held.len();
    Ok(Evidence { corpus: Corpus::new(held), documents, skipped })
}

fn is_same(held: &Held, article: &Article) -> bool {
    held.document.text == article.document.text
        || article.place.is_some() && std::fs::canonicalize(&held.name).ok() == article.place
}
