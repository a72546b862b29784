//! Two versions of one source: which words were changed, each change with its class, and what is told of it otherwise.
//!
//! The later version is set against the earlier one as a quotation is against the record, with the same alignment and the
//! same classes; only that nothing is marked, and all of both counts: headings and labels too. Words that stand once in both
//! are the fixed points (a patience diff), and what lies between two of them is aligned word by word.
//!
//! Not for judging: whether a change was an improvement is not said here.

use crate::chain::Anchor;
use crate::differences::{Stretch, of_whole_texts};
use crate::finding::{ChangeClass, ChangeKind};
use crate::marks::{Quoted, QuotedWord};
use crate::sides::{Capitals, Captions, Sides};
use onrecord_read::{Document, Segment, SegmentKind};
use onrecord_record::{Corpus, Held};
use onrecord_text::Form;
use onrecord_text::name::{self, Likeness};
use onrecord_text::number::Number;
use onrecord_text::token::{Token, tokenize_into};
use std::collections::HashMap;
use std::ops::Range;

/// What differs between two versions of a document.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Versions {
    /// Changed words, in the order of the later version.
    pub words: Vec<WordChange>,
    /// Words that are given to somebody else than before, in the order of the later version.
    pub speakers: Vec<SpeakerChange>,
    /// What is told of the document: title, date and the like.
    pub about: Vec<AboutChange>,
}

impl Versions {
    /// Whether nothing that is said or told has changed.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.speakers.is_empty() && self.about.is_empty()
    }
}

/// Words that were changed, left out or put in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordChange {
    /// What was done to the earlier words.
    pub kind: ChangeKind,
    /// The most serious class that it touches.
    pub class: ChangeClass,
    /// Bytes of the earlier text; empty for what was put in.
    pub before: Range<usize>,
    /// Bytes of the later text; empty for what was left out.
    pub after: Range<usize>,
}

/// A part whose words are given to somebody else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpeakerChange {
    /// Who spoke by the earlier version.
    pub before: String,
    /// Who speaks by the later one.
    pub after: String,
    /// Bytes of the later text.
    pub range: Range<usize>,
}

/// One thing that is told of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AboutChange {
    /// `title`, `date`, `event`, `place`, `language`, `grade`.
    pub what: &'static str,
    /// As the earlier version has it.
    pub before: Option<String>,
    /// As the later version has it.
    pub after: Option<String>,
}

/// Compares two versions of a document. Linear in their length but for the stretches that differ.
pub fn compare_versions(before: &Document, after: &Document) -> Versions {
    let corpus = Corpus::new(vec![as_one_text(before)]);
    let quoted = words_of(&after.text);
    let old: Vec<Form> = corpus.forms(0..corpus.len()).to_vec();
    let new: Vec<Form> = quoted.words.iter().map(|word| word.form).collect();
    let sides = Sides {
        text: &after.text,
        quoted: &quoted,
        corpus: &corpus,
        machine: false,
        language: after.language.as_deref(),
        capitals: Capitals::of(after.language.as_deref()),
        place: 0,
        captions: &Captions::default(),
    };
    let stretches = of_whole_texts(&sides, &shared(&old, &new));
    Versions {
        words: stretches.iter().filter_map(|stretch| word_change(&sides, stretch, before, after)).collect(),
        speakers: speaker_changes(&sides, &stretches, before, after),
        about: about_changes(before, after),
    }
}

/// A document whose text is all one utterance: so all of its words are compared.
fn as_one_text(document: &Document) -> Held {
    let whole = Segment {
        kind: SegmentKind::Utterance,
        speaker: None,
        range: 0..document.text.len(),
        time: None,
        grade: None,
        post: None,
    };
    let document = Document {
        segments: vec![whole],
        people: Vec::new(),
        word_times: Vec::new(),
        notes: Vec::new(),
        ..document.clone()
    };
    Held { name: String::new(), reference: None, document }
}

/// All words, none of them marked: in a whole text a bracket is a bracket.
fn words_of(text: &str) -> Quoted {
    let mut tokens: Vec<(Token, Option<Number>)> = Vec::with_capacity(text.len() / 5);
    tokenize_into(text, 0, &mut tokens);
    let word = |(token, number): (Token, Option<Number>)| QuotedWord {
        start: token.start as usize,
        end: token.end as usize,
        form: token.form,
        number,
        bracketed: false,
        after_ellipsis: false,
    };
    Quoted::of(tokens.into_iter().map(word).collect())
}

/// Runs of words that both texts have, in order: what both begin and end with, then the words that stand once in
/// either, and the same again between each two of them.
fn shared(old: &[Form], new: &[Form]) -> Vec<Anchor> {
    /// A stretch between fixed points is looked into so often; what is left is aligned or differs.
    const DEPTH: usize = 24;
    let mut anchors: Vec<Anchor> = Vec::new();
    let mut open: Vec<(Range<usize>, Range<usize>, usize)> = vec![(0..old.len(), 0..new.len(), 0)];
    while let Some((mut o, mut n, depth)) = open.pop() {
        let same = |i: usize, j: usize| old.get(i).is_some() && old.get(i) == new.get(j);
        let room = |o: &Range<usize>, n: &Range<usize>| o.len().min(n.len());
        let head = (0..room(&o, &n)).take_while(|k| same(o.start + k, n.start + k)).count();
        push(&mut anchors, o.start, n.start, head);
        (o.start, n.start) = (o.start + head, n.start + head);
        let tail = (1..=room(&o, &n)).take_while(|k| same(o.end - k, n.end - k)).count();
        (o.end, n.end) = (o.end - tail, n.end - tail);
        push(&mut anchors, o.end, n.end, tail);
        if o.is_empty() || n.is_empty() || depth == DEPTH {
            continue;
        }
        let fixed = once_in_both(old, new, &o, &n);
        if fixed.is_empty() {
            continue;
        }
        let (mut from_old, mut from_new) = (o.start, n.start);
        for (i, j) in fixed.into_iter().chain([(o.end, n.end)]) {
            if i > from_old || j > from_new {
                open.push((from_old..i, from_new..j, depth + 1));
            }
            push(&mut anchors, i, j, usize::from(i < o.end));
            (from_old, from_new) = (i + 1, j + 1);
        }
    }
    anchors.sort_by_key(|anchor| anchor.quoted);
    anchors
}

fn push(anchors: &mut Vec<Anchor>, old: usize, new: usize, length: usize) {
    if length > 0 {
        anchors.push(Anchor { quoted: new, recorded: old as u32, length });
    }
}

/// Words that stand once in either stretch, as many as are in the same order in both: places in `old` and `new`.
fn once_in_both(old: &[Form], new: &[Form], o: &Range<usize>, n: &Range<usize>) -> Vec<(usize, usize)> {
    // Place in each, or none where the word stands there more than once.
    type Seen = (Option<Option<usize>>, Option<Option<usize>>);
    let mut seen: HashMap<Form, Seen> = HashMap::new();
    let note = |slot: &mut Option<Option<usize>>, at: usize| *slot = Some(slot.is_none().then_some(at));
    for at in o.clone() {
        old.get(at).into_iter().for_each(|form| note(&mut seen.entry(*form).or_default().0, at));
    }
    for at in n.clone() {
        new.get(at).into_iter().for_each(|form| note(&mut seen.entry(*form).or_default().1, at));
    }
    let mut pairs: Vec<(usize, usize)> =
        seen.into_values().filter_map(|(old, new)| Some((old.flatten()?, new.flatten()?))).collect();
    pairs.sort_unstable();
    // The longest run of them that rises in both (patience sorting).
    let mut piles: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; pairs.len()];
    for (index, (_, place)) in pairs.iter().enumerate() {
        let pile = piles.partition_point(|top| pairs.get(*top).is_some_and(|(_, other)| other < place));
        if let Some(slot) = before.get_mut(index) {
            *slot = pile.checked_sub(1).and_then(|left| piles.get(left).copied());
        }
        match piles.get_mut(pile) {
            Some(top) => *top = index,
            None => piles.push(index),
        }
    }
    let mut chosen = Vec::with_capacity(piles.len());
    let mut at = piles.last().copied();
    while let Some(index) = at {
        chosen.extend(pairs.get(index));
        at = before.get(index).copied().flatten();
    }
    chosen.reverse();
    chosen
}

fn word_change(sides: &Sides<'_>, stretch: &Stretch, before: &Document, after: &Document) -> Option<WordChange> {
    let Stretch::Change(change) = stretch else { return None };
    let new = if change.quoted.is_empty() {
        let at = sides.quoted.words.get(change.quoted.start).map_or(after.text.len(), |word| word.start);
        at..at
    } else {
        let first = sides.quoted.words.get(change.quoted.start)?;
        let last = sides.quoted.words.get(change.quoted.end - 1)?;
        first.start..last.end
    };
    let old = if change.recorded.is_empty() {
        let at = if change.recorded.start < sides.corpus.len() {
            sides.corpus.token(change.recorded.start).start as usize
        } else {
            before.text.len()
        };
        at..at
    } else {
        let (first, last) = (sides.corpus.token(change.recorded.start), sides.corpus.token(change.recorded.end - 1));
        first.start as usize..last.end as usize
    };
    Some(WordChange { kind: change.kind, class: change.class, before: old, after: new })
}

/// Segments of the later version whose words somebody else spoke by the earlier one.
fn speaker_changes(
    sides: &Sides<'_>,
    stretches: &[Stretch],
    before: &Document,
    after: &Document,
) -> Vec<SpeakerChange> {
    let mut changes: Vec<SpeakerChange> = Vec::new();
    let mut same = stretches
        .iter()
        .filter_map(|stretch| match stretch {
            Stretch::Same { quoted, recorded } => Some((quoted, recorded)),
            _ => None,
        })
        .flat_map(|(quoted, recorded)| quoted.clone().zip(recorded.clone()))
        .peekable();
    for segment in after.segments.iter().filter(|segment| segment.kind.is_speech()) {
        let start = |word: usize| sides.quoted.words.get(word).map_or(usize::MAX, |word| word.start);
        while same.next_if(|(word, _)| start(*word) < segment.range.start).is_some() {}
        let Some((word, position)) = same.peek().copied() else { break };
        if start(word) >= segment.range.end {
            continue;
        }
        let at = sides.corpus.token(position).start as usize;
        let index = before.segments.partition_point(|old| old.range.end <= at);
        let earlier = before.segments.get(index).filter(|old| old.range.contains(&at));
        let names = earlier.and_then(|old| before.speaker_name(old)).zip(after.speaker_name(segment));
        let Some((old, new)) = names else { continue };
        if name::compare(old, new) != Likeness::Different || old == new {
            continue;
        }
        match changes.last_mut() {
            Some(last) if last.before == old && last.after == new => last.range.end = segment.range.end,
            _ => changes.push(SpeakerChange {
                before: old.to_owned(),
                after: new.to_owned(),
                range: segment.range.clone(),
            }),
        }
    }
    changes
}

fn about_changes(before: &Document, after: &Document) -> Vec<AboutChange> {
    let grades = [before, after].map(|document| Some(document.grade.name().to_owned()));
    let [grade_before, grade_after] = grades;
    [
        ("title", before.title.clone(), after.title.clone()),
        ("date", before.date.clone(), after.date.clone()),
        ("event", before.event.clone(), after.event.clone()),
        ("place", before.place.clone(), after.place.clone()),
        ("language", before.language.clone(), after.language.clone()),
        ("grade", grade_before, grade_after),
    ]
    .into_iter()
    .filter(|(_, before, after)| before != after)
    .map(|(what, before, after)| AboutChange { what, before, after })
    .collect()
}
