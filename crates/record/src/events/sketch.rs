//! What is kept of a document to tell which other documents are of the same event.
//!
//! A [`Sketch`] is small (about one byte for two of the text's words) and is made once, from the document alone. Word
//! sequences are sampled by their own hash, so that two documents that share words share samples, however long either is.

use crate::corpus::tokens::{Tokens, Use};
use onrecord_read::{Document, Grade, SegmentKind};
use onrecord_text::lexicon;
use onrecord_text::{Form, Token};

/// One word sequence in so many is kept, chosen by its hash.
pub(crate) const SAMPLING: u32 = 8;
/// Words in a sequence; single characters of scripts without spaces carry less, so that more of them are taken.
const WORDS: usize = 5;
const CHARACTERS: usize = 9;
/// So many paragraphs and marks are kept of a document.
const MOST_PARAGRAPHS: usize = 600;
const MOST_MARKS: usize = 600;

/// What is compared of a document.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sketch {
    /// ISO 8601, as the document has it.
    pub date: Option<String>,
    /// ISO 639-1.
    pub language: Option<String>,
    /// How close it stands to the speech.
    pub grade: Option<Grade>,
    /// Title, event and place, as the document has them.
    pub titles: Vec<String>,
    /// Who speaks, and who is stated to; without labels that name nobody.
    pub people: Vec<String>,
    /// Where it was published.
    pub link: Option<String>,
    /// Words of evidence in it.
    pub words: u32,
    /// Hashes of sampled word sequences, in the order of the text.
    pub grams: Vec<u32>,
    /// A digest of all its words.
    pub text: u64,
    /// Whether it records speech, and does not only tell of it.
    pub has_speech: bool,
    /// The paragraphs in order, without captions: what of the shape of a text a translation keeps.
    pub paragraphs: Vec<Paragraph>,
    /// Forms of numbers and names, which a translation keeps: each once, in order.
    pub marks: Vec<u32>,
}

/// One paragraph of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paragraph {
    /// Speakers are numbered from 1 in the order in which they first speak; 0 where nobody is named.
    pub speaker: u8,
    /// Its length in words or characters.
    pub length: u16,
}

impl Sketch {
    /// The sketch of a document. Linear in its text.
    pub fn of(document: &Document) -> Sketch {
        Sketch::of_tokens(document, &Tokens::of(document))
    }

    /// The sketch of a document whose words are told apart already.
    pub(crate) fn of_tokens(document: &Document, tokens: &Tokens) -> Sketch {
        let has_speech = document.has_speech();
        let mut collector = Collector::default();
        let mut shape = Shape::default();
        for text in tokens.texts().iter().filter(|text| text.used == Use::Evidence) {
            let words = document.text.get(text.range.clone()).unwrap_or("");
            let mut segments = tokens.segments(text).iter().peekable();
            let mut before = collector.count();
            let mut end_segment = |index: usize, forms: usize| {
                let length = forms - std::mem::replace(&mut before, forms);
                let segment = document.segments.get(index);
                // Captions are cut anywhere.
                if let Some(segment) = segment.filter(|one| one.kind != SegmentKind::Caption || one.speaker.is_some()) {
                    shape.add(segment.speaker, length);
                }
            };
            tokens.each(document, text, |token, is_number| {
                while let Some(&(index, _)) = segments.next_if(|(_, end)| *end <= token.start as usize) {
                    end_segment(index, collector.count());
                }
                collector.take(token, is_number, words, text.range.start);
            });
            segments.for_each(|&(index, _)| end_segment(index, collector.count()));
        }
        let people = document.people.iter().map(|person| person.name.clone());
        let (words, text) = (collector.count().min(u32::MAX as usize) as u32, collector.digest());
        let (grams, marks) = (collector.grams(), collector.marks());
        Sketch {
            date: document.date.clone(),
            language: document.language.clone(),
            grade: Some(document.grade),
            titles: [&document.title, &document.event, &document.place].into_iter().flatten().cloned().collect(),
            people: people.filter(|name| !onrecord_text::name::is_placeholder(name)).collect(),
            link: document.link.clone(),
            words,
            grams,
            text,
            has_speech,
            paragraphs: shape.paragraphs,
            marks,
        }
    }
}

#[derive(Default)]
struct Shape {
    paragraphs: Vec<Paragraph>,
    order: Vec<u32>,
}

impl Shape {
    fn add(&mut self, speaker: Option<u32>, length: usize) {
        if self.paragraphs.len() >= MOST_PARAGRAPHS {
            return;
        }
        let speaker = speaker.map_or(0, |speaker| {
            let place = self.order.iter().position(|known| *known == speaker).unwrap_or_else(|| {
                self.order.push(speaker);
                self.order.len() - 1
            });
            place.min(254) as u8 + 1
        });
        self.paragraphs.push(Paragraph { speaker, length: length.min(u16::MAX as usize) as u16 });
    }
}

/// Words are sampled so many at a time: a giant's would take much memory all together.
const AT_ONCE: usize = 1 << 20;

/// The words of a document as they come.
struct Collector {
    /// Words that are not sampled yet, after the last few that were: sequences may begin with those.
    forms: Vec<Form>,
    sampled: usize,
    /// How many words are no longer in `forms`.
    gone: usize,
    /// Samples of sequences of words and of characters: which of them counts shows at the end.
    samples: [Vec<u32>; 2],
    digest: u64,
    marks: Vec<u32>,
    characters: usize,
}

impl Default for Collector {
    fn default() -> Collector {
        let (forms, samples, marks) = (Vec::new(), [Vec::new(), Vec::new()], Vec::new());
        Collector { forms, sampled: 0, gone: 0, samples, digest: 0xcbf2_9ce4_8422_2325, marks, characters: 0 }
    }
}

impl Collector {
    /// How many words were taken.
    fn count(&self) -> usize {
        self.gone + self.forms.len()
    }

    fn push(&mut self, form: Form) {
        self.forms.push(form);
        if self.forms.len() >= AT_ONCE {
            self.sample(true);
            self.sample(false);
            self.add_to_digest();
            let kept = self.forms.len() - (CHARACTERS - 1);
            self.forms.drain(..kept);
            self.gone += kept;
            self.sampled = self.forms.len();
            self.choose_marks();
        }
    }

    fn sample(&mut self, characters: bool) {
        let width = if characters { CHARACTERS } else { WORDS };
        let forms = self.forms.get(self.sampled.saturating_sub(width - 1)..).unwrap_or(&[]);
        match characters {
            true => sample_of::<CHARACTERS>(forms, &mut self.samples[1]),
            false => sample_of::<WORDS>(forms, &mut self.samples[0]),
        }
    }

    fn add_to_digest(&mut self) {
        let new = self.forms.get(self.sampled..).unwrap_or(&[]);
        self.digest =
            new.iter().fold(self.digest, |hash, form| (hash ^ u64::from(form.0)).wrapping_mul(0x0100_0000_01b3));
    }

    /// A digest of all words, to be asked for once.
    fn digest(&mut self) -> u64 {
        self.add_to_digest();
        self.digest
    }

    /// The sampled sequences, to be asked for once.
    fn grams(&mut self) -> Vec<u32> {
        let characters = self.characters * 2 > self.count();
        self.sample(characters);
        std::mem::take(&mut self.samples[usize::from(characters)])
    }

    /// The forms of numbers and names.
    fn marks(mut self) -> Vec<u32> {
        self.choose_marks();
        self.marks.sort_unstable();
        self.marks
    }

    fn choose_marks(&mut self) {
        self.marks.sort_unstable();
        self.marks.dedup();
        if self.marks.len() > MOST_MARKS {
            // Chosen by their hashes, so that two documents choose alike.
            self.marks.sort_unstable_by_key(|mark| mix(*mark));
            self.marks.truncate(MOST_MARKS);
        }
    }

    /// Takes a token of a text that begins at the byte `base` of the document's.
    fn take(&mut self, token: Token, is_number: bool, text: &str, base: usize) {
        // Captions have the "uh" that a transcript leaves out.
        if lexicon::is_filler(token.form) {
            return;
        }
        let from = (token.start as usize).saturating_sub(base);
        let to = (token.end as usize).saturating_sub(base);
        let is_small = text.as_bytes().get(from).is_some_and(u8::is_ascii_lowercase);
        if is_small && !is_number && is_after_ascii(text.as_bytes(), from) {
            // As most words are: in small letters, and no character of Chinese before it.
            self.push(token.form);
            return;
        }
        let word = text.get(from..to).unwrap_or("");
        let first = word.chars().next().unwrap_or(' ');
        if is_character(first) {
            self.characters += 1;
        } else if is_number {
            // "2" and "ten" are everywhere.
            if word.bytes().filter(u8::is_ascii_digit).count() >= 2 {
                self.marks.push(token.form.0);
            }
        } else if word.len() > 1 && (first.is_uppercase() || first.is_ascii_alphabetic()) {
            let before = before(text, from);
            if (first.is_uppercase() && before.is_some_and(|c| c.is_alphanumeric() || c == ','))
                || (first.is_ascii_alphabetic() && before.is_some_and(is_character))
            {
                self.marks.push(token.form.0);
            }
        }
        self.push(token.form);
    }
}

/// The last character before a word, blanks and opening marks left out.
fn before(text: &str, word: usize) -> Option<char> {
    let bytes = text.as_bytes();
    let mut at = word;
    loop {
        match at.checked_sub(1).and_then(|last| bytes.get(last)) {
            Some(b' ' | b'"' | b'(' | b'*') => at -= 1,
            Some(byte) if byte.is_ascii() => return Some(char::from(*byte)),
            _ => {
                let last = text.get(..at)?.chars().next_back()?;
                if last != '“' {
                    return Some(last);
                }
                at -= last.len_utf8();
            }
        }
    }
}

/// Whether the last character before a word, as [`before`] has it, is of ASCII, or there is none.
fn is_after_ascii(bytes: &[u8], word: usize) -> bool {
    let before = bytes.get(..word).unwrap_or(&[]);
    let last = before.iter().rev().find(|byte| !matches!(byte, b' ' | b'"' | b'(' | b'*'));
    last.is_none_or(u8::is_ascii)
}

/// Han and kana: a character is a word.
fn is_character(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Appends the hashes of word sequences, those that their hash chooses, in order.
fn sample_of<const WIDTH: usize>(forms: &[Form], sample: &mut Vec<u32>) {
    sample.reserve(forms.len() / (SAMPLING as usize - 1) + 1);
    for window in forms.array_windows::<WIDTH>() {
        let mut hash = 0x9e37_79b9;
        for form in window {
            hash = (hash ^ form.0).wrapping_mul(0x85eb_ca6b).rotate_left(15);
        }
        let hash = mix(hash);
        if hash.is_multiple_of(SAMPLING) {
            sample.push(hash);
        }
    }
}

fn mix(mut hash: u32) -> u32 {
    hash = (hash ^ (hash >> 16)).wrapping_mul(0x85eb_ca6b);
    hash = (hash ^ (hash >> 13)).wrapping_mul(0xc2b2_ae35);
    hash ^ (hash >> 16)
}

impl Sketch {
    /// The part that is worked out from the text, packed.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let lengths = [self.grams.len() as u32, self.paragraphs.len() as u32, self.marks.len() as u32];
        let head = [self.words, self.text as u32, (self.text >> 32) as u32, u32::from(self.has_speech)];
        let shape = self.paragraphs.iter().map(|part| u32::from(part.speaker) << 16 | u32::from(part.length));
        let numbers = head.into_iter().chain(lengths).chain(self.grams.iter().copied()).chain(shape);
        let mut bytes: Vec<u8> =
            numbers.chain(self.marks.iter().copied()).flat_map(|number| number.to_le_bytes()).collect();
        let link = self.link.as_deref().unwrap_or("");
        bytes.extend_from_slice(link.as_bytes());
        bytes
    }

    /// The reverse; `None` if the bytes are not whole.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Sketch> {
        const HEAD: usize = 7;
        let number =
            |at: usize| bytes.get(at * 4..at * 4 + 4).and_then(|bytes| bytes.try_into().ok()).map(u32::from_le_bytes);
        let length = |at: usize| number(at).and_then(|length| usize::try_from(length).ok());
        let (grams, paragraphs, marks) = (length(4)?, length(5)?, length(6)?);
        let end = HEAD.checked_add(grams)?.checked_add(paragraphs)?.checked_add(marks)?;
        let link = std::str::from_utf8(bytes.get(end.checked_mul(4)?..)?).ok()?;
        let range = |from: usize, count: usize| -> Option<Vec<u32>> {
            let bytes = bytes.get(from * 4..(from + count) * 4)?;
            Some(bytes.as_chunks().0.iter().map(|four| u32::from_le_bytes(*four)).collect())
        };
        Some(Sketch {
            words: number(0)?,
            text: u64::from(number(1)?) | u64::from(number(2)?) << 32,
            has_speech: number(3)? != 0,
            grams: range(HEAD, grams)?,
            paragraphs: range(HEAD + grams, paragraphs)?
                .into_iter()
                .map(|part| Paragraph { speaker: (part >> 16) as u8, length: part as u16 })
                .collect(),
            marks: range(HEAD + grams + paragraphs, marks)?,
            link: (!link.is_empty()).then(|| link.to_owned()),
            ..Sketch::default()
        })
    }
}
