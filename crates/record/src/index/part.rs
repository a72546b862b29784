//! A place in a document to what a check needs of it: the text around, its segments, its people, what is known of the
//! document. The rest of the document stays packed.

use super::locate::{Pair, Place};
use super::pair_lists::PairLists;
use super::votes::Votes;
use super::{Run, gather::Indexed};
use crate::corpus::{Beyond, Catalogue, Corpus, Part, Room};
use crate::events::Events;
use crate::held::Held;
use crate::people::People;
use crate::store::events::{Grades, KnownEvents};
use crate::store::{DocumentHead, Store, StoreError};
use onrecord_read::{Document, Segment, SegmentKind};
use onrecord_text::Form;
use rusqlite::OptionalExtension;
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

/// Bytes before and after a place that are read with it: the sentences around, the question before an answer.
const BEFORE: usize = 900;
const AFTER: usize = 600;
/// Bytes of what segments say before and after a place that are taken apart into words with it: some seventy words, which tell
/// what is made of the quotation, and whether two places are of one event. The rest is at hand to be shown.
const NEAR: usize = 420;
/// The same, and the bytes that are read, where the quotation says that it leaves something out: that may be much, and what comes
/// behind it may be too frequent to have been looked up.
const NEAR_LEFT_OUT: usize = 1100;
/// The bytes that are read where a document reports speech: who is quoted may be named a few paragraphs before.
const AROUND_REPORT: usize = 6000;
/// Places of one document with less between them are one.
const BETWEEN: usize = 2500;
/// How much is known by heart of documents that were met, in bytes, about.
const MOST_HEAD_BYTES: usize = 64 << 20;
/// Of how many words it is known by heart whether the record has them.
const MOST_WORDS_KNOWN: usize = 200_000;
/// Of how many documents it is known by heart where their blocks begin.
const MOST_PLACES_KNOWN: usize = 100_000;

/// How often a record is opened anew where another process has written while it was opened, and how long is waited between.
const MOST_OPENED: usize = 100;
const MEANWHILE: Duration = Duration::from_millis(20);

/// How much of a record's file is mapped, in bytes: the most that SQLite maps. What is not read of it takes no memory.
const MOST_MAPPED: i64 = 0x7fff_0000;

/// A record to look quotations up in: cheap to open, and shared by the threads that do.
#[derive(Debug)]
pub struct RecordSearch {
    path: PathBuf,
    beyond: Arc<RecordBeyond>,
    left_out: HashSet<i64>,
    heads: Heads,
    documents: usize,
    /// The last entry of the log when it was opened, or an earlier one.
    entry: i64,
    /// The state of its index then.
    state: Vec<(i64, i64)>,
}

impl RecordSearch {
    /// Opens a record. `None`: some of its documents are not in its index (an older version wrote them, or a command was
    /// broken off), so that they must be read as a whole.
    pub fn open(path: &Path) -> Result<Option<RecordSearch>, StoreError> {
        let store = Store::open_read_only(path)?;
        if !store.has_index() {
            return Ok(None);
        }
        // Before the documents are counted: what comes after it is looked at again.
        let (entry, state) = (last_entry(&store)?, store.index_state()?);
        let (documents, not_indexed) = current_documents(&store)?;
        if not_indexed > 0 {
            return Ok(None);
        }
        let beyond = Arc::new(RecordBeyond::new(path));
        Ok(Some(RecordSearch {
            path: path.to_owned(),
            beyond,
            left_out: HashSet::new(),
            heads: Heads::default(),
            documents,
            entry,
            state,
        }))
    }

    /// How many documents are current and not left out.
    pub fn documents(&self) -> usize {
        self.documents
    }

    /// Leaves out the documents whose text is this, and says how many those are.
    pub fn leave_out(&mut self, text: &str) -> Result<usize, StoreError> {
        let store = Store::open_read_only(&self.path)?;
        let rows = (|| -> rusqlite::Result<Vec<i64>> {
            let mut statement = store
                .connection()
                .prepare("SELECT id FROM documents WHERE size = ? AND id IN (SELECT document FROM names)")?;
            statement.query_map([text.len() as i64], |row| row.get(0))?.collect()
        })();
        let mut count = 0;
        for id in rows.map_err(|e| store.sqlite(e))? {
            if store.text(id)? == text && self.left_out.insert(id) {
                count += 1;
            }
        }
        self.documents = self.documents.saturating_sub(count);
        Ok(count)
    }

    /// Opens the record for one thread, which sees it as it is now, whatever is written meanwhile; where something was written
    /// since the record was first opened that its index does not have, that is [`StoreError::Changed`].
    pub fn connect(&self) -> Result<Connections, StoreError> {
        for _ in 0..MOST_OPENED {
            let (store, pairs) = (open_to_search(&self.path)?, open_to_search(&self.path)?);
            let state = store.index_state()?;
            // Another process may have written since, or makes the index anew: nothing that is not in it would be found.
            let is_as_it_was = state == self.state && last_entry(&store)? == self.entry;
            if !is_as_it_was && current_documents(&store)?.1 > 0 {
                // It is put into the index right after it was added.
                drop((store, pairs));
                std::thread::sleep(MEANWHILE);
                continue;
            }
            // Or between the two.
            if state == pairs.index_state()? {
                self.beyond.begin()?;
                return Ok(Connections { store, pairs });
            }
        }
        Err(StoreError::Changed { path: self.path.clone() })
    }

    /// Somebody who looks quotations up with what [`RecordSearch::connect`] has opened.
    pub fn searcher<'s>(&'s self, connections: &'s Connections) -> Result<Searcher<'s>, StoreError> {
        let Connections { store, pairs } = connections;
        let runs = store.index_runs()?;
        let grades = store.grades()?;
        let (not_current, segments_not_current) =
            if runs.is_empty() { Default::default() } else { self.not_current(store)? };
        Ok(Searcher {
            not_current,
            segments_not_current,
            blocks_in_all: runs.iter().map(|run| run.blocks).sum(),
            store,
            runs,
            pairs: PairLists::of(pairs),
            blocks: RefCell::default(),
            votes: RefCell::default(),
            room: RefCell::default(),
            documents: RefCell::default(),
            heads: &self.heads,
            beyond: &self.beyond,
            left_out: &self.left_out,
            grades,
        })
    }
}

/// What one thread has open of a record.
///
/// The lists of pairs have a connection of their own: hundreds of blobs are open on it, and SQLite goes through all that is
/// open on a connection whenever it begins with a statement.
#[derive(Debug)]
pub struct Connections {
    store: Store,
    pairs: Store,
}

/// A connection that stays with one state of the record. Rows are read in the file where it is mapped: to copy its pages takes
/// longer.
fn open_to_search(path: &Path) -> Result<Store, StoreError> {
    let store = Store::open_read_only(path)?;
    store
        .connection()
        .execute_batch(&format!("PRAGMA cache_size = -32768; PRAGMA mmap_size = {MOST_MAPPED}; BEGIN"))
        .map_err(|e| store.sqlite(e))?;
    if store.has_index() { Ok(store) } else { Err(StoreError::Changed { path: path.to_owned() }) }
}

/// The number of the last entry of the log.
fn last_entry(store: &Store) -> Result<i64, StoreError> {
    store
        .connection()
        .query_row("SELECT coalesce(max(id), 0) FROM log", (), |row| row.get(0))
        .map_err(|e| store.sqlite(e))
}

/// How many documents are current, and how many of them are not in the index.
fn current_documents(store: &Store) -> Result<(usize, usize), StoreError> {
    store
        .connection()
        .query_row(
            "SELECT count(*), count(*) FILTER (WHERE document NOT IN (SELECT document FROM index_documents)) \
             FROM (SELECT DISTINCT document FROM names WHERE document IS NOT NULL)",
            (),
            |row| {
                let (all, not_indexed): (i64, i64) = (row.get(0)?, row.get(1)?);
                Ok((all.unsigned_abs() as usize, not_indexed.unsigned_abs() as usize))
            },
        )
        .map_err(|e| store.sqlite(e))
}

impl RecordSearch {
    fn not_current(&self, store: &Store) -> Result<NotCurrent, StoreError> {
        let read = || -> rusqlite::Result<NotCurrent> {
            let (mut blocks, mut segments) = NotCurrent::default();
            let mut add = |row: &rusqlite::Row<'_>| -> rusqlite::Result<()> {
                let (first, count): (u32, u32) = (row.get(0)?, row.get(1)?);
                blocks.push(first..first.saturating_add(count));
                let (first, count): (i64, i64) = (row.get(2)?, row.get(3)?);
                segments.push(first..first.saturating_add(count));
                Ok(())
            };
            let of = "SELECT i.first, i.blocks, d.first_segment, d.segments \
                      FROM index_documents i JOIN documents d ON d.id = i.document";
            let mut statement = store.connection().prepare(&format!(
                "{of} WHERE i.document NOT IN (SELECT document FROM names WHERE document IS NOT NULL)"
            ))?;
            let mut rows = statement.query(())?;
            while let Some(row) = rows.next()? {
                add(row)?;
            }
            let mut statement = store.connection().prepare(&format!("{of} WHERE i.document = ?"))?;
            for document in &self.left_out {
                statement.query_row([document], |row| add(row)).optional()?;
            }
            blocks.sort_unstable_by_key(|range| range.start);
            segments.sort_unstable_by_key(|range| range.start);
            Ok((blocks, segments))
        };
        read().map_err(|e| store.sqlite(e))
    }
}

/// What is known by heart of documents that were met, whichever thread has met them.
#[derive(Debug, Default)]
struct Heads(Mutex<KnownHeads>);

#[derive(Debug, Default)]
struct KnownHeads {
    heads: HashMap<i64, Arc<DocumentHead>>,
    /// Bytes of all, about.
    size: usize,
}

impl Heads {
    fn known(&self) -> MutexGuard<'_, KnownHeads> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn has(&self, document: i64) -> bool {
        self.known().heads.contains_key(&document)
    }

    fn get(&self, document: i64) -> Option<Arc<DocumentHead>> {
        self.known().heads.get(&document).map(Arc::clone)
    }

    fn keep(&self, document: i64, head: DocumentHead) -> Arc<DocumentHead> {
        let size = head.bytes();
        let mut known = self.known();
        if known.size.saturating_add(size) > MOST_HEAD_BYTES {
            *known = KnownHeads::default();
        }
        if let Some(head) = known.heads.get(&document) {
            // Another thread was faster.
            return Arc::clone(head);
        }
        known.size += size;
        let head = Arc::new(head);
        known.heads.insert(document, Arc::clone(&head));
        head
    }
}

/// The blocks and the rows of segments of documents that no name stands for or that are left out, in order.
type NotCurrent = (Vec<Range<u32>>, Vec<Range<i64>>);

/// Looks quotations up in a record, for one thread.
pub struct Searcher<'s> {
    pub(super) store: &'s Store,
    pub(super) pairs: PairLists<'s>,
    pub(super) runs: Vec<Run>,
    pub(super) blocks_in_all: u64,
    /// The blocks of documents that no name stands for or that are left out, in order.
    pub(super) not_current: Vec<Range<u32>>,
    /// The same by the rows of their segments.
    pub(super) segments_not_current: Vec<Range<i64>>,
    /// Room for the blocks of a list.
    pub(super) blocks: RefCell<Vec<u32>>,
    /// Room for the votes of a quotation.
    pub(super) votes: RefCell<Votes>,
    /// Room for the words of a shortlist.
    room: RefCell<Room>,
    /// Documents that were met, by their first block.
    documents: RefCell<BTreeMap<u32, Indexed>>,
    heads: &'s Heads,
    beyond: &'s Arc<RecordBeyond>,
    left_out: &'s HashSet<i64>,
    grades: Grades,
}

impl std::fmt::Debug for Searcher<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Searcher").field("path", &self.store.path()).field("runs", &self.runs).finish()
    }
}

/// When and where a document is of, as far as the record knows.
#[derive(Debug, Clone, Copy, Default)]
pub struct WhenWhere<'r> {
    /// "2004-10-08", or a part of it from the left.
    pub date: Option<&'r str>,
    /// The occasion's name.
    pub event: Option<&'r str>,
    /// The document's title.
    pub title: Option<&'r str>,
}

/// Tells whether a document is of the occasion that a text claims.
pub type IsClaimed<'f> = &'f dyn Fn(WhenWhere<'_>) -> bool;

impl Searcher<'_> {
    /// What the record may hold of a quotation of `length` words: the places that share most pairs with it, as a corpus to
    /// check it against. Where there are no pairs, the `words` are looked up. `leaves_out`: it says itself that it leaves something out. Where more places hold the same words than are
    /// looked at, those of documents that `is_claimed` are among them.
    pub fn shortlist(
        &self,
        pairs: &[Pair],
        length: usize,
        words: &[Form],
        leaves_out: bool,
        is_claimed: Option<IsClaimed<'_>>,
    ) -> Result<Corpus, StoreError> {
        let mut places =
            if pairs.is_empty() { self.places_of_words(words)? } else { self.places(pairs, length, is_claimed)? };
        places.sort_by_key(|place| (place.document, place.range.start));
        let mut parts: Vec<(i64, Range<usize>)> = Vec::new();
        for Place { document, range, .. } in places {
            match parts.last_mut() {
                Some((last, before)) if *last == document && range.start <= before.end + BETWEEN => {
                    before.end = before.end.max(range.end);
                }
                _ => parts.push((document, range)),
            }
        }
        let parts = parts
            .into_iter()
            .map(|(document, range)| self.part(document, range, leaves_out))
            .collect::<Result<_, _>>()?;
        Ok(Corpus::of_parts(parts, Arc::clone(self.beyond) as Arc<dyn Beyond>, self.room.take()))
    }

    /// Takes back what [`Searcher::shortlist`] gave and nobody needs any more: its room serves the next quotation.
    pub fn take_back(&self, shortlist: Corpus) {
        let (parts, room) = shortlist.into_parts();
        for (row, held) in parts {
            if let Some(head) = self.heads.get(row) {
                head.take_back(held);
            }
        }
        self.room.replace(room);
    }

    /// What could not be read of the record since this was last asked, by any thread: a finding that came about meanwhile
    /// may lack what would have spoken against it.
    pub fn failure(&self) -> Result<(), StoreError> {
        match self.beyond.failed.lock().unwrap_or_else(PoisonError::into_inner).take() {
            Some(error) => Err(error),
            None => Ok(()),
        }
    }

    fn part(&self, document: i64, range: Range<usize>, leaves_out: bool) -> Result<Part, StoreError> {
        let head = self.head(document)?;
        let (before, after) = if head.has_speech { (BEFORE, AFTER) } else { (AROUND_REPORT, AROUND_REPORT) };
        let near = if leaves_out { NEAR_LEFT_OUT } else { NEAR };
        let around = range.start.saturating_sub(before.max(near))..range.end.saturating_add(after.max(near));
        let mut part = self.store.part(&head, around)?;
        let place = range.start.saturating_sub(part.offset)..range.end.saturating_sub(part.offset);
        part.words_in = words_around(&part.held.document, place, near);
        Ok(part)
    }

    fn head(&self, document: i64) -> Result<Arc<DocumentHead>, StoreError> {
        match self.heads.get(document) {
            Some(head) => Ok(head),
            None => Ok(self.heads.keep(document, self.store.head_of(document, &self.grades)?)),
        }
    }

    /// The document that a block is of.
    pub(super) fn document_at(&self, block: u32) -> Result<Option<Indexed>, StoreError> {
        let mut known = self.documents.borrow_mut();
        if let Some((_, indexed)) = known.range(..=block).next_back()
            && block - indexed.first < indexed.blocks
        {
            return Ok(Some(*indexed));
        }
        let indexed = self
            .store
            .connection()
            .prepare_cached(
                "SELECT first, document, blocks FROM index_documents WHERE first <= ? ORDER BY first DESC LIMIT 1",
            )
            .and_then(|mut statement| {
                statement
                    .query_row([block], |row| {
                        Ok(Indexed { first: row.get(0)?, document: row.get(1)?, blocks: row.get(2)? })
                    })
                    .optional()
            })
            .map_err(|e| self.store.sqlite(e))?;
        if let Some(indexed) = indexed {
            if known.len() >= MOST_PLACES_KNOWN {
                known.clear();
            }
            known.insert(indexed.first, indexed);
        }
        Ok(indexed)
    }

    /// Whether a name stands for the document now, and it is not left out.
    pub(super) fn is_current(&self, document: i64) -> Result<bool, StoreError> {
        if self.left_out.contains(&document) {
            return Ok(false);
        }
        if self.heads.has(document) {
            return Ok(true);
        }
        self.store
            .connection()
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM names WHERE document = ?)")
            .and_then(|mut statement| statement.query_row([document], |row| row.get(0)))
            .map_err(|e| self.store.sqlite(e))
    }
}

/// The bytes of a part's text whose words are needed for a place in it: of captions all, for what those get wrong shows in
/// what stands far around.
fn words_around(part: &Document, place: Range<usize>, near: usize) -> Range<usize> {
    if part.segments.iter().any(|segment| segment.kind == SegmentKind::Caption) {
        return 0..part.text.len();
    }
    // Where letters take two bytes, words take twice as many.
    let beyond_ascii = part.text.bytes().filter(|byte| !byte.is_ascii()).count();
    let near = near + near * beyond_ascii / part.text.len().max(1);
    // What stands between segments, names and times, does not count.
    let mut left = near;
    let mut start = 0;
    for Segment { range, .. } in part.segments.iter().rev().filter(|segment| segment.range.start < place.start) {
        let end = range.end.min(place.start);
        let here = (end - range.start).min(left);
        left -= here;
        if left == 0 {
            start = end - here;
            break;
        }
    }
    left = near;
    for Segment { range, .. } in part.segments.iter().filter(|segment| segment.range.end > place.end) {
        let from = range.start.max(place.end);
        let here = (range.end - from).min(left);
        left -= here;
        if left == 0 {
            return start..from + here;
        }
    }
    start..part.text.len()
}

/// What a check asks of the whole record, as it was when the check began. It is asked seldom, so one connection serves all
/// threads.
#[derive(Debug)]
struct RecordBeyond {
    path: PathBuf,
    words: Mutex<Option<Asked>>,
    catalogue: OnceLock<Arc<Catalogue>>,
    extent: OnceLock<(usize, Option<(String, String)>)>,
    people: OnceLock<Arc<People>>,
    /// The first thing that could not be read.
    failed: Mutex<Option<StoreError>>,
}

#[derive(Debug)]
struct Asked {
    store: Store,
    runs: Vec<Run>,
    words: HashMap<Form, (bool, bool)>,
    events: KnownEvents,
}

impl RecordBeyond {
    fn new(path: &Path) -> RecordBeyond {
        RecordBeyond {
            words: Mutex::new(None),
            path: path.to_owned(),
            catalogue: OnceLock::new(),
            extent: OnceLock::new(),
            people: OnceLock::new(),
            failed: Mutex::new(None),
        }
    }

    /// What was read, or nothing: then [`Searcher::failure`] tells why, so that what could not be looked up is no pass.
    fn read<T: Default>(&self, result: Result<T, StoreError>) -> T {
        result.unwrap_or_else(|error| {
            self.failed.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
            T::default()
        })
    }

    /// Opens the connection, with the first thread that searches: what is written while a long check goes on is none of its business.
    fn begin(&self) -> Result<(), StoreError> {
        let mut asked = self.words.lock().unwrap_or_else(PoisonError::into_inner);
        if asked.is_none() {
            // No quotation is looked up in it: what came a moment ago and is not in the index yet is not missed.
            let store = open_to_search(&self.path)?;
            let runs = store.index_runs()?;
            *asked = Some(Asked { store, runs, words: HashMap::new(), events: KnownEvents::default() });
        }
        Ok(())
    }

    /// The connection; `None` where the record cannot be opened.
    fn asked(&self) -> MutexGuard<'_, Option<Asked>> {
        self.read(self.begin());
        self.words.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is asked of that connection's record.
    fn of_record<T: Default>(&self, ask: impl FnOnce(&Store) -> Result<T, StoreError>) -> T {
        match self.asked().as_ref() {
            Some(asked) => self.read(ask(&asked.store)),
            None => T::default(),
        }
    }

    fn word(&self, form: Form) -> (bool, bool) {
        let mut asked = self.asked();
        // A word that cannot be looked up counts as one that is on record: then nothing is taken for a misspelling.
        let Some(asked) = asked.as_mut() else { return (true, false) };
        if let Some(known) = asked.words.get(&form) {
            return *known;
        }
        let Some(known) = self.read(asked.store.has_word(&asked.runs, form).map(Some)) else { return (true, false) };
        if asked.words.len() >= MOST_WORDS_KNOWN {
            asked.words.clear();
        }
        asked.words.insert(form, known);
        known
    }
}

impl Beyond for RecordBeyond {
    fn knows(&self, form: Form) -> bool {
        self.word(form).0
    }

    fn knows_in_small_letters(&self, form: Form) -> bool {
        self.word(form).1
    }

    fn catalogue(&self) -> Arc<Catalogue> {
        let read = || Arc::new(self.of_record(Store::catalogue));
        Arc::clone(self.catalogue.get_or_init(read))
    }

    fn extent(&self) -> (usize, Option<(String, String)>) {
        self.extent.get_or_init(|| self.of_record(Store::extent)).clone()
    }

    fn events(&self, held: &[&Held]) -> Events {
        if held.len() < 2 {
            return Events::default();
        }
        let mut asked = self.asked();
        let Some(Asked { store, events, .. }) = asked.as_mut() else { return Events::default() };
        self.read(store.events_of(held, events))
    }

    fn people(&self) -> Arc<People> {
        let read = || Arc::new(self.of_record(Store::who_is_who));
        Arc::clone(self.people.get_or_init(read))
    }
}
