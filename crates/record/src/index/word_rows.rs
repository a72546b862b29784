//! Lists of segments by word, and the spellings of words, packed into rows of a few kilobytes.
//!
//! Words are kept by their exact form, because "is this word on record?" wants a sure answer. For each segment a list says
//! how much the word weighs there, so that a search is ranked without reading any text (Anh, de Kretser and Moffat,
//! "Vector-space ranking with effective early termination", 2001). Rows are cut so that none crosses a slice of the forms.

use super::bits::{BitReader, BitWriter, pass_numbers, put_number, take_number};
use super::rows::{Row, rice_parameter};
use super::weight::is_seen;

/// A row of words is cut after so many bytes.
const WORD_ROW: usize = 1100;
/// A row of spellings is cut after so many bytes.
const SPELLING_ROW: usize = 3900;
/// Longer words are found as they are, but not by their beginning.
pub(super) const LONGEST_SPELLING: usize = 120;
/// The weight of a word in a segment has so many bits: see [`super::weight`].
pub(super) const WEIGHT_BITS: u32 = 3;
const WEIGHT_MASK: u64 = (1 << WEIGHT_BITS) - 1;

/// A segment in which a word stands, and the weight that the word has there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Entry(u64);

impl Entry {
    /// `None` where the number of the segment has more than 32 bits.
    #[inline]
    pub(crate) fn new(segment: u64, weight: u64) -> Option<Entry> {
        (segment <= u64::from(u32::MAX)).then_some(Entry(segment << WEIGHT_BITS | weight & WEIGHT_MASK))
    }

    /// The row of the segment.
    #[inline]
    pub(crate) fn segment(self) -> u64 {
        self.0 >> WEIGHT_BITS
    }

    #[inline]
    pub(crate) fn weight(self) -> u64 {
        self.0 & WEIGHT_MASK
    }
}

/// How a form stands on record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) enum Standing {
    /// Only as a part of a token: "million" in "$10 million", "don" in "don't". People search for it, quotations are not
    /// compared by it.
    #[default]
    Part = 0,
    /// As a token.
    Token = 1,
    /// As a token that begins with a small letter somewhere.
    Small = 2,
}

impl Standing {
    pub(super) fn of(number: u64) -> Option<Standing> {
        [Standing::Part, Standing::Token, Standing::Small].get(usize::try_from(number).ok()?).copied()
    }
}

/// What the index knows of a word: where it stands is in its list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) form: u32,
    pub(super) standing: Standing,
    /// In how many segments it stands.
    pub(super) count: u64,
    /// Whether its list has a row of its own.
    pub(super) long: bool,
}

impl Word {
    /// How many entries follow it in its row.
    fn listed(&self) -> u64 {
        if self.long { 0 } else { self.count }
    }
}

/// Packs words of one slice, in the order of their forms.
#[derive(Debug, Default)]
pub(super) struct WordPacker {
    rows: Vec<Row>,
    last: u32,
}

impl WordPacker {
    /// Adds a word with its entries in order; a `long` one has none here.
    pub(super) fn push(&mut self, word: Word, entries: &[Entry]) {
        let cut = self.rows.last().is_none_or(|row| row.data.len() >= WORD_ROW);
        if cut {
            self.rows.push(Row { key: word.form, data: Vec::with_capacity(WORD_ROW + 400) });
            self.last = word.form;
        }
        let Some(Row { data, .. }) = self.rows.last_mut() else { return };
        put_number(u64::from(word.form - self.last), data);
        self.last = word.form;
        let head = word.count << 3 | (word.standing as u64) << 1 | u64::from(word.long);
        put_number(head, data);
        let mut last = 0;
        for &entry in entries {
            put_number((entry.segment() - last) << WEIGHT_BITS | entry.weight(), data);
            last = entry.segment();
        }
    }

    pub(super) fn finish(self) -> Vec<Row> {
        self.rows
    }
}

/// Goes through the words of a row that begins with a form: `each` gets the word and, where the list is here, its entries;
/// it says whether to go on. `None`: the row is damaged.
pub(super) fn words(mut data: &[u8], first: u32, mut each: impl FnMut(Word, &[Entry]) -> bool) -> Option<()> {
    let mut form = first;
    let mut entries = Vec::new();
    while !data.is_empty() {
        let word = take_word(&mut data, &mut form)?;
        entries.clear();
        take_entries(&mut data, word.listed(), &mut entries)?;
        if !each(word, &entries) {
            break;
        }
    }
    Some(())
}

/// Looks one word up in a row that begins with a form: the word, and where its list is here, that is appended to `entries`.
/// `None`: the row is damaged; `Some(None)`: it does not have the word.
pub(super) fn word(mut data: &[u8], first: u32, wanted: u32, entries: &mut Vec<Entry>) -> Option<Option<Word>> {
    let mut form = first;
    while !data.is_empty() {
        let word = take_word(&mut data, &mut form)?;
        if word.form == wanted {
            take_entries(&mut data, word.listed(), entries)?;
            return Some(Some(word));
        }
        if word.form > wanted {
            break;
        }
        pass_numbers(&mut data, word.listed())?;
    }
    Some(None)
}

/// The next word, of which the one before has a form.
fn take_word(data: &mut &[u8], form: &mut u32) -> Option<Word> {
    *form = form.checked_add(u32::try_from(take_number(data)?).ok()?)?;
    let head = take_number(data)?;
    Some(Word { form: *form, standing: Standing::of(head >> 1 & 3)?, count: head >> 3, long: head & 1 == 1 })
}

fn take_entries(data: &mut &[u8], count: u64, entries: &mut Vec<Entry>) -> Option<()> {
    let mut segment = 0u64;
    for _ in 0..count {
        let number = take_number(data)?;
        segment = segment.checked_add(number >> WEIGHT_BITS)?;
        entries.push(Entry::new(segment, number & WEIGHT_MASK)?);
    }
    Some(())
}

/// A word's list with a row of its own.
pub(super) fn pack_entries(entries: &[Entry]) -> Vec<u8> {
    let first = entries.first().map_or(0, |entry| entry.segment());
    let spread = entries.last().map_or(0, |entry| entry.segment() - first);
    let unseen = entries.iter().filter(|entry| !is_seen(entry.weight())).count();
    let parameter = rice_parameter(spread, entries.len());
    let mut data = Vec::with_capacity(entries.len() + 16);
    for number in [entries.len() as u64, unseen as u64, first, spread] {
        put_number(number, &mut data);
    }
    data.push(parameter as u8);
    let mut writer = BitWriter::default();
    let mut next = first;
    for &entry in entries {
        writer.rice((entry.segment() - next) as u32, parameter);
        writer.bits(entry.weight() as u32, WEIGHT_BITS);
        next = entry.segment() + 1;
    }
    data.extend_from_slice(&writer.finish());
    data
}

/// A list with a row of its own, read as far as it is asked for.
#[derive(Debug)]
pub(super) struct LongList<D> {
    /// The row, or as much of it as was fetched.
    data: D,
    /// How many entries are still to be read.
    rest: u64,
    /// Of how many segments people would not say that the word stands there.
    pub(super) unseen: u64,
    /// The first segment and the last.
    pub(super) first: u64,
    pub(super) last: u64,
    next: u64,
    parameter: u32,
    /// Where the bits begin, and the next of them.
    begin: usize,
    at: usize,
}

impl<D: AsRef<[u8]>> LongList<D> {
    /// `None`: the row is damaged.
    pub(super) fn open(data: D) -> Option<LongList<D>> {
        let size = data.as_ref().len();
        LongList::open_begin(data, size)
    }

    /// The same of the begin of a row of so many bytes, which holds what is before the entries at least.
    fn open_begin(data: D, size: usize) -> Option<LongList<D>> {
        let mut bytes = data.as_ref();
        let rest = take_number(&mut bytes)?;
        let (unseen, first, spread) = (take_number(&mut bytes)?, take_number(&mut bytes)?, take_number(&mut bytes)?);
        let (&parameter, bits) = bytes.split_first()?;
        let (last, begin) = (first.checked_add(spread)?, data.as_ref().len() - bits.len());
        let parameter = Some(u32::from(parameter)).filter(|&parameter| parameter <= 31)?;
        // Each entry has four bits or more: a damaged number must not make room for more.
        let rest = Some(rest).filter(|&rest| rest <= size.saturating_sub(begin) as u64 * 2)?;
        Some(LongList { data, rest, unseen, first, last, next: first, parameter, begin, at: 0 })
    }

    /// Appends the next entries, no more than so many. `None`: the row is damaged.
    pub(super) fn read(&mut self, most: usize, out: &mut Vec<Entry>) -> Option<()> {
        let count = self.rest.min(most as u64);
        // No more than the entries there can be: each has four bits or more.
        out.reserve((count as usize).min(self.data.as_ref().len() * 2));
        let mut reader = BitReader::new(self.data.as_ref().get(self.begin..)?, self.at);
        let mut next = self.next;
        reader.each_rice_and_bits(count, self.parameter, WEIGHT_BITS, |step, weight| {
            let segment = next.wrapping_add(u64::from(step));
            out.push(Entry(segment << WEIGHT_BITS | u64::from(weight)));
            next = segment.wrapping_add(1);
        })?;
        // They only ever rise, so that the last tells of all; what was damaged may rise to anything.
        if next.saturating_sub(1) > u64::from(u32::MAX) || next < self.next {
            return None;
        }
        (self.next, self.at, self.rest) = (next, reader.at(), self.rest - count);
        Some(())
    }
}

/// A list of whose row the begin was fetched, and the rest when it is asked for.
#[derive(Debug)]
pub(super) struct LateList {
    list: LongList<Vec<u8>>,
    /// Bytes of the row.
    size: usize,
}

impl LateList {
    /// So many bytes of a row are fetched at once.
    pub(super) const AT_ONCE: usize = if cfg!(test) { 64 } else { 8 << 10 };

    /// `begin`: [`LateList::AT_ONCE`] bytes of a row of so many, or all of it. `None`: the row is damaged.
    pub(super) fn open(begin: Vec<u8>, size: usize) -> Option<LateList> {
        Some(LateList { list: LongList::open_begin(begin, size)?, size })
    }

    /// What is known before its entries are read.
    pub(super) fn about(&self) -> &LongList<Vec<u8>> {
        &self.list
    }

    /// Appends the next entries, no more than so many. `fetch` fills some bytes of the row, from one on; `Ok(None)`: the row is
    /// damaged.
    pub(super) fn read<E>(
        &mut self,
        most: usize,
        out: &mut Vec<Entry>,
        mut fetch: impl FnMut(&mut [u8], usize) -> Result<(), E>,
    ) -> Result<Option<()>, E> {
        let before = out.len();
        // Twice as much each time: where that is not enough, a damaged row must not be read again and again.
        let mut more = LateList::AT_ONCE;
        loop {
            let fetched = self.list.data.len();
            if fetched >= self.size {
                return Ok(self.list.read(most, out));
            }
            // Mostly an entry is a bit or two longer than what all have; seldom they are much longer.
            let bits = self.list.rest.min(most as u64).saturating_mul(u64::from(self.list.parameter + WEIGHT_BITS + 3));
            let unread = (fetched.saturating_sub(self.list.begin) * 8).saturating_sub(self.list.at) as u64;
            if unread >= bits && self.list.read(most, out).is_some() {
                return Ok(Some(()));
            }
            out.truncate(before);
            let end = fetched.saturating_add(more).min(self.size);
            more = more.saturating_mul(2);
            self.list.data.resize(end, 0);
            fetch(self.list.data.get_mut(fetched..).unwrap_or_default(), fetched)?;
        }
    }
}

/// Appends the entries of a list with a row of its own. `None`: the row is damaged.
pub(super) fn unpack_entries(data: &[u8], out: &mut Vec<Entry>) -> Option<()> {
    LongList::open(data)?.read(usize::MAX, out)
}

/// Packs the spellings of words of one slice, in the order of their forms: what a search for the beginning of a word goes through.
#[derive(Debug, Default)]
pub(super) struct SpellingPacker {
    rows: Vec<Row>,
}

impl SpellingPacker {
    /// Adds a word as it is searched for, of at most [`LONGEST_SPELLING`] bytes. A row of some form may already be there:
    /// two words of one form follow each other.
    ///
    /// `count`: in how many segments words of its form stand; of that only the power of two is kept.
    pub(super) fn push(&mut self, form: u32, word: &str, count: usize) {
        let cut = self.rows.last().is_none_or(|row| row.data.len() >= SPELLING_ROW && row.key != form);
        if cut {
            self.rows.push(Row { key: form, data: Vec::with_capacity(SPELLING_ROW + LONGEST_SPELLING) });
        }
        if let (Some(Row { data, .. }), Ok(length)) = (self.rows.last_mut(), u8::try_from(word.len())) {
            data.push(length);
            data.push(count.max(1).ilog2() as u8);
            data.extend_from_slice(word.as_bytes());
        }
    }

    pub(super) fn finish(self) -> Vec<Row> {
        self.rows
    }
}

/// Goes through the spellings of a row, as UTF-8, each with the power of two of how often it stands. `None`: the row is
/// damaged.
#[inline]
pub(super) fn spellings<'d>(mut data: &'d [u8], mut each: impl FnMut(&'d [u8], u8)) -> Option<()> {
    while let [length, power, rest @ ..] = data {
        let (word, rest) = rest.split_at_checked(usize::from(*length))?;
        each(word, *power);
        data = rest;
    }
    data.is_empty().then_some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn damaged_rows_are_told_or_read_and_never_more(data in proptest::collection::vec(any::<u8>(), 0..200), first in any::<u32>()) {
            let _ = words(&data, first, |_, _| true);
            let _ = word(&data, first, first.saturating_add(9), &mut Vec::new());
            let _ = unpack_entries(&data, &mut Vec::new());
            let _ = spellings(&data, |_, _| {});
        }

        #[test]
        fn long_lists_of_segments_go_round(segments in proptest::collection::btree_map(any::<u32>(), 0u64..8, 0..400)) {
            let entries: Vec<Entry> = segments.iter().map(|(&at, &weight)| Entry::new(u64::from(at), weight).unwrap()).collect();
            let mut back = Vec::new();
            unpack_entries(&pack_entries(&entries), &mut back).unwrap();
            prop_assert_eq!(back, entries);
        }
    }

    #[test]
    fn words_keep_their_standing_and_segments() {
        let mut packer = WordPacker::default();
        let entry = |segment: u32| Entry::new(u64::from(segment), u64::from(segment % 8)).unwrap();
        let words_in: Vec<(Word, Vec<Entry>)> = (0..3000u32)
            .map(|i| {
                let standing = Standing::of(u64::from(i % 3)).unwrap();
                let long = i % 50 == 0;
                let word = Word { form: i * 7, standing, count: if long { 1000 } else { 2 }, long };
                (word, if long { vec![] } else { vec![entry(i), entry(i + 9)] })
            })
            .collect();
        words_in.iter().for_each(|(word, entries)| packer.push(*word, entries));
        let rows = packer.finish();
        assert!(rows.len() > 3);
        let mut out = Vec::new();
        for row in &rows {
            words(&row.data, row.key, |word, entries| {
                out.push((word, entries.to_vec()));
                true
            })
            .unwrap();
        }
        assert_eq!(out, words_in);
        let look_up = |form: u32| {
            let row = rows.iter().rfind(|row| row.key <= form).unwrap();
            let mut entries = Vec::new();
            word(&row.data, row.key, form, &mut entries).unwrap().map(|word| (word, entries))
        };
        for one in &words_in {
            assert_eq!(look_up(one.0.form).as_ref(), Some(one));
            assert_eq!(look_up(one.0.form + 1), None);
        }
    }

    #[test]
    fn spellings_go_round() {
        let words: Vec<String> = (0..2000).map(|at| format!("word{at}é")).collect();
        let mut packer = SpellingPacker::default();
        words.iter().enumerate().for_each(|(at, word)| packer.push(at as u32 / 2, word, at));
        let rows = packer.finish();
        assert!(rows.len() > 2 && rows.windows(2).all(|two| two[0].key < two[1].key));
        let mut back = Vec::new();
        let mut powers = Vec::new();
        for row in &rows {
            spellings(&row.data, |word, power| {
                back.push(String::from_utf8(word.to_vec()).unwrap());
                powers.push(power);
            })
            .unwrap();
        }
        assert_eq!(powers, (0..2000usize).map(|at| at.max(1).ilog2() as u8).collect::<Vec<_>>());
        assert_eq!(back, words);
        assert_eq!(spellings(&[9, 0, b'a'], |_, _| {}), None);
        assert_eq!(spellings(&[1], |_, _| {}), None);
    }
}
