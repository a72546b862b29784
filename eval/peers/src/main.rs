//! What else finds an edited quotation in a large text: the peers that `eval/growth.py` measures beside onrecord.
//!
//!     peers build scan|fts5|tantivy FOLDER INDEX     FOLDER/*.txt, paragraphs "Name: text"
//!     peers find  scan|fts5|tantivy INDEX CASES      CASES: JSON lines with "id" and "text"; prints "id", "document", "text"
//!
//! `scan` reads the whole text with the fastest edit distance that we know (sassy). `fts5` and `tantivy` look the words up
//! in windows of the text, rank them by BM25 and compare the best with the same edit distance. All get the text folded.

use rusqlite::Connection;
use sassy::{Searcher, profiles::Ascii};
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};
use std::error::Error;
use std::fs;
use std::path::Path;
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};
use tantivy::schema::{IndexRecordOption, STORED, Schema, TEXT, Value as _};
use tantivy::{Index, TantivyDocument, Term, doc};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// Words of a window, and how far the next one is: a quotation of 25 words lies in one of them.
const WINDOW: usize = 60;
const STEP: usize = 30;
/// Windows that are compared.
const BEST: usize = 20;
/// A share of the windows in which a word is too frequent for FTS5 to be asked for: it has no way to pass over them.
const FREQUENT: f64 = 0.05;
/// The most edits, as a share of the quotation's characters.
const EDITS: f64 = 0.4;

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["build", peer, folder, index] => build(peer, Path::new(folder), Path::new(index)),
        ["find", peer, index, cases] => find(peer, Path::new(index), Path::new(cases)),
        _ => Err("usage: peers build|find scan|fts5|tantivy ...".into()),
    }
}

/// Words in small letters with a blank between; other signs are dropped.
fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            folded.push(c.to_ascii_lowercase());
        } else if !folded.ends_with(' ') && !folded.is_empty() {
            folded.push(' ');
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Goes through the paragraphs of a folder: the name of the file, and the folded text.
fn paragraphs(folder: &Path, mut each: impl FnMut(&str, String) -> Outcome<()>) -> Outcome<()> {
    let mut files: Vec<_> =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    files.sort();
    for file in files {
        let name = file.file_name().and_then(|name| name.to_str()).unwrap_or("").to_owned();
        for paragraph in fs::read_to_string(&file)?.split("\n\n") {
            let text = paragraph.split_once(": ").map_or(paragraph, |(_, text)| text);
            each(&name, fold(text))?;
        }
    }
    Ok(())
}

fn windows(text: &str, mut each: impl FnMut(&str) -> Outcome<()>) -> Outcome<()> {
    let words: Vec<&str> = text.split(' ').collect();
    let mut from = 0;
    while from == 0 || from + STEP < words.len() {
        let to = (from + WINDOW).min(words.len());
        each(&words[from..to].join(" "))?;
        from += STEP;
    }
    Ok(())
}

fn build(peer: &str, folder: &Path, index: &Path) -> Outcome<()> {
    match peer {
        "scan" => {
            // One text, a line for each file: its name and its paragraphs.
            let (mut all, mut last) = (String::new(), String::new());
            paragraphs(folder, |name, text| {
                if name != last {
                    all.push_str(&format!("\n{name}\t"));
                    name.clone_into(&mut last);
                }
                all.push_str(&text);
                all.push(' ');
                Ok(())
            })?;
            fs::write(index, all)?;
        }
        "fts5" => {
            let connection = Connection::open(index)?;
            connection.execute_batch(
                "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;
                 CREATE VIRTUAL TABLE windows USING fts5(document UNINDEXED, text, tokenize = 'ascii');
                 CREATE TABLE frequent (word TEXT)",
            )?;
            {
                let mut insert = connection.prepare("INSERT INTO windows VALUES (?, ?)")?;
                paragraphs(folder, |name, text| {
                    windows(&text, |window| Ok(insert.execute((name, window)).map(|_| ())?))
                })?;
            }
            connection.execute_batch(&format!(
                "CREATE VIRTUAL TABLE words USING fts5vocab(windows, row);
                 INSERT INTO frequent SELECT term FROM words WHERE doc > {FREQUENT} * (SELECT count(*) FROM windows);
                 INSERT INTO windows (windows) VALUES ('optimize'); COMMIT"
            ))?;
        }
        "tantivy" => {
            let mut schema = Schema::builder();
            let (document, text) =
                (schema.add_text_field("document", STORED), schema.add_text_field("text", TEXT | STORED));
            fs::create_dir_all(index)?;
            let mut writer = Index::create_in_dir(index, schema.build())?.writer(256_000_000)?;
            paragraphs(folder, |name, paragraph| {
                windows(&paragraph, |window| {
                    writer.add_document(doc!(document => name, text => window))?;
                    Ok(())
                })
            })?;
            writer.commit()?;
            writer.wait_merging_threads()?;
        }
        _ => return Err(format!("{peer} is not a peer").into()),
    }
    Ok(())
}

fn find(peer: &str, index: &Path, cases: &Path) -> Outcome<()> {
    let mut look: Box<dyn FnMut(&str) -> Outcome<Option<(String, String)>>> = match peer {
        "scan" => {
            let all = fs::read_to_string(index)?;
            let mut searcher = Searcher::<Ascii>::new_fwd();
            Box::new(move |wanted| {
                let most = (wanted.len() as f64 * EDITS) as usize;
                let found = searcher.search(wanted.as_bytes(), all.as_bytes(), most);
                Ok(found.into_iter().min_by_key(|found| found.cost).map(|found| {
                    let line = all[..found.text_start].rfind('\n').map_or(0, |at| at + 1);
                    let name = all[line..].split('\t').next().unwrap_or("").to_owned();
                    (name, all[found.text_start..found.text_end].to_owned())
                }))
            })
        }
        "fts5" => {
            let connection = Connection::open(index)?;
            let frequent: HashSet<String> = connection
                .prepare("SELECT word FROM frequent")?
                .query_map((), |row| row.get(0))?
                .collect::<Result<_, _>>()?;
            Box::new(move |wanted| {
                let mut words: Vec<&str> = wanted.split(' ').filter(|word| !frequent.contains(*word)).collect();
                words.sort_unstable();
                words.dedup();
                let expression = words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(" OR ");
                let mut statement = connection
                    .prepare_cached("SELECT document, text FROM windows WHERE windows MATCH ? ORDER BY rank LIMIT ?")?;
                let rows = statement.query_map((expression, BEST as i64), |row| Ok((row.get(0)?, row.get(1)?)))?;
                Ok(nearest(wanted, rows.collect::<Result<_, _>>()?))
            })
        }
        "tantivy" => {
            let index = Index::open_in_dir(index)?;
            let searcher = index.reader()?.searcher();
            let (document, text) = (index.schema().get_field("document")?, index.schema().get_field("text")?);
            Box::new(move |wanted| {
                let words: HashSet<&str> = wanted.split(' ').collect();
                let one_of = words.iter().map(|word| -> (Occur, Box<dyn Query>) {
                    let term = Term::from_field_text(text, word);
                    (Occur::Should, Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)))
                });
                let best = searcher
                    .search(&BooleanQuery::new(one_of.collect()), &TopDocs::with_limit(BEST).order_by_score())?;
                let mut found = Vec::new();
                for (_, address) in best {
                    let window: TantivyDocument = searcher.doc(address)?;
                    let get = |field| window.get_first(field).and_then(|value| value.as_str()).unwrap_or("").to_owned();
                    found.push((get(document), get(text)));
                }
                Ok(nearest(wanted, found))
            })
        }
        _ => return Err(format!("{peer} is not a peer").into()),
    };
    for line in fs::read_to_string(cases)?.lines() {
        let case: HashMap<String, Value> = serde_json::from_str(line)?;
        let text = case.get("text").and_then(Value::as_str).unwrap_or("");
        let (document, found) = look(&fold(text))?.unzip();
        println!("{}", json!({"id": case.get("id"), "document": document, "text": found}));
    }
    Ok(())
}

/// The window with the fewest edits.
fn nearest(wanted: &str, windows: Vec<(String, String)>) -> Option<(String, String)> {
    let mut searcher = Searcher::<Ascii>::new_fwd();
    let mut edits = |text: &str| {
        let most = (wanted.len() as f64 * EDITS) as usize;
        searcher.search(wanted.as_bytes(), text.as_bytes(), most).iter().map(|found| found.cost).min()
    };
    let compared = windows.into_iter().filter_map(|(document, text)| Some((edits(&text)?, document, text)));
    compared.min_by_key(|(cost, ..)| *cost).map(|(_, document, text)| (document, text))
}
