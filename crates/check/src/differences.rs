//! What differs between the quoted and the recorded words, word for word.
//!
//! Takes a [`Placement`]: sure matches in order. The words between them, and at both ends, are aligned with costs that
//! know spelling variants and brackets; the outcome is a list of [`Stretch`]es that covers every quoted word once. What
//! sort of change each is comes from [`crate::classes`]; words are put together in [`crate::gather`].

use crate::chain::{Anchor, Link, Placement, link};
use crate::finding::{ChangeClass, ChangeKind};
use crate::gap::Gap;
use crate::gather::gather;
use crate::marks::Quoted;
use crate::sides::{Capitals, Captions, Sides};
use crate::{denials, hearing, hedges, numbers, phrases, repairs, unheard, units};
use onrecord_record::Corpus;
use onrecord_text::Form;
use onrecord_text::align::{Free, Step, align};
use std::ops::Range;

/// A part of the alignment, in the order of the quotation.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Stretch {
    /// The same words.
    Same {
        /// Indices of quoted words.
        quoted: Range<usize>,
        /// Positions of recorded words.
        recorded: Range<u32>,
    },
    /// Words that differ.
    Change(Difference),
    /// The quotation goes on at another place of the record.
    Jump,
}

/// One difference.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Difference {
    /// What was done.
    pub(crate) kind: ChangeKind,
    /// The most serious class that it touches.
    pub(crate) class: ChangeClass,
    /// All classes that it touches.
    pub(crate) touched: Vec<ChangeClass>,
    /// Whether the quoter marked it.
    pub(crate) marked: bool,
    /// Whether it is no more than a machine may have misheard, in words that carry the sense: nobody knows who is right.
    pub(crate) heard: bool,
    /// Indices of quoted words; empty for an omission.
    pub(crate) quoted: Range<usize>,
    /// Positions of recorded words; empty for an insertion.
    pub(crate) recorded: Range<u32>,
}

/// One word (or two against one) of the alignment, before neighbours are put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Op {
    Same {
        quoted: (usize, usize),
        recorded: (u32, u32),
    },
    Pair {
        quoted: usize,
        recorded: u32,
        width: u32,
    },
    /// The same in other words.
    Otherwise {
        quoted: (usize, usize),
        recorded: (u32, u32),
    },
    Inserted(usize),
    Omitted {
        before: usize,
        recorded: u32,
    },
    Jump,
}

/// Works out all differences of a placement.
pub(crate) fn differences(
    placement: &Placement,
    text: &str,
    quoted: &Quoted,
    corpus: &Corpus,
    machine: bool,
) -> Vec<Stretch> {
    let mut ops = Vec::new();
    let Some((first, last)) = placement.anchors.first().zip(placement.anchors.last()) else { return Vec::new() };
    let held = corpus.documents().get(corpus.document_at(first.recorded));
    let language = held.and_then(|held| held.document.language.as_deref());
    let (capitals, place) = (Capitals::of(language), first.recorded);
    let sides = Sides { text, quoted, corpus, machine, language, capitals, place, captions: &Captions::default() };
    head(&sides, first, &mut ops);
    for (i, anchor) in placement.anchors.iter().enumerate() {
        for k in 0..anchor.length {
            let (q, r) = (anchor.quoted + k, anchor.recorded + k as u32);
            // "Theatre" answers to "theater", and is not written the same.
            ops.push(if sides.form(q) == sides.recorded_form(r) {
                Op::Same { quoted: (q, q + 1), recorded: (r, r + 1) }
            } else {
                Op::Pair { quoted: q, recorded: r, width: 1 }
            });
        }
        if let Some(next) = placement.anchors.get(i + 1) {
            between(&sides, anchor, next, &mut ops);
        }
    }
    tail(&sides, last, &mut ops);
    cut_contraction(&sides, &mut ops);
    slide(&sides, &mut ops);
    let mut stretches = gather(&sides, &ops);
    numbers::allow_for_forms(&sides, &mut stretches);
    units::tell_units(&sides, &mut stretches);
    denials::allow_for_other_words(&sides, &mut stretches);
    denials::tell_bounds(&sides, &mut stretches);
    hedges::tell_hedges(&sides, &mut stretches);
    if machine {
        hearing::allow_for_noise(&sides, &mut stretches);
        unheard::tell_turned_verbs(&sides, &mut stretches);
    }
    stretches
}

/// Works out all differences of two whole texts, given the runs of words that they share in order: the later text is the
/// quoted side, and every word of the earlier one, which is all of the corpus, counts.
pub(crate) fn of_whole_texts(sides: &Sides<'_>, shared: &[Anchor]) -> Vec<Stretch> {
    let mut ops = Vec::new();
    let (mut quoted, mut recorded) = (0, 0);
    for anchor in shared {
        fill(sides, quoted..anchor.quoted, recorded..anchor.recorded, Free::default(), &mut ops);
        for k in 0..anchor.length {
            let (q, r) = (anchor.quoted + k, anchor.recorded + k as u32);
            ops.push(Op::Same { quoted: (q, q + 1), recorded: (r, r + 1) });
        }
        (quoted, recorded) = (anchor.quoted_end(), anchor.recorded_end());
    }
    fill(sides, quoted..sides.quoted.words.len(), recorded..sides.corpus.len(), Free::default(), &mut ops);
    slide(sides, &mut ops);
    gather(sides, &ops)
}

/// The quoted words before the first anchor, against the recorded words of the same turn before it.
fn head(sides: &Sides<'_>, first: &Anchor, ops: &mut Vec<Op>) {
    if first.quoted == 0 {
        return;
    }
    let room = (first.quoted as u32) * 2 + 4;
    let turn_start = turn_of(sides.corpus, first.recorded).map_or(first.recorded, |turn| turn.start);
    let start = first.recorded.saturating_sub(room).max(turn_start);
    fill(sides, 0..first.quoted, start..first.recorded, Free { head: true, tail: false }, ops);
}

fn tail(sides: &Sides<'_>, last: &Anchor, ops: &mut Vec<Op>) {
    let count = sides.quoted.words.len();
    if last.quoted_end() >= count {
        return;
    }
    let room = ((count - last.quoted_end()) as u32) * 2 + 4;
    let turn_end = turn_of(sides.corpus, last.recorded_end() - 1).map_or(last.recorded_end(), |turn| turn.end);
    let end = (last.recorded_end() + room).min(turn_end).max(last.recorded_end());
    fill(sides, last.quoted_end()..count, last.recorded_end()..end, Free { head: false, tail: true }, ops);
}

/// "they did" quoted from "they didn't": the quotation ends inside a word, and what it leaves out denies.
fn cut_contraction(sides: &Sides<'_>, ops: &mut Vec<Op>) {
    const NOT: Form = Form::of("not");
    let Some(Op::Same { recorded: (_, next), quoted: (_, done) }) = ops.last().copied() else { return };
    let (last, rest) = (sides.corpus.token(next - 1), sides.corpus.token(next));
    if rest.form == NOT && rest.start == last.end && sides.corpus.word(next) != "not" {
        ops.push(Op::Omitted { before: done, recorded: next });
    }
}

/// Of "I know. I mean, I know" the words left out may be read as "mean, I" or "I mean": the reading that makes a repair of
/// speech of them is the right one. Moves such runs to the left, a few words at most.
fn slide(sides: &Sides<'_>, ops: &mut [Op]) {
    const FURTHEST: usize = 3;
    let mut at = 0;
    while at < ops.len() {
        let run: Vec<u32> = ops[at..]
            .iter()
            .map_while(|op| match op {
                Op::Omitted { recorded, .. } => Some(*recorded),
                _ => None,
            })
            .collect();
        if run.is_empty() {
            at += 1;
            continue;
        }
        let all_repaired = |positions: &[u32]| repairs::repairs(sides, positions).iter().all(Option::is_some);
        if !all_repaired(&run) {
            let (mut first, last) = (run[0], run[run.len() - 1]);
            for shift in 1..=FURTHEST.min(at) {
                let follows = match ops[at - shift] {
                    Op::Same { recorded: (r, end), quoted: (q, _) } => {
                        let marked = sides.quoted.words.get(q).is_some_and(|word| word.after_ellipsis);
                        end == first
                            && end == r + 1
                            && !marked
                            && sides.recorded_form(r) == sides.recorded_form(last + 1 - shift as u32)
                    }
                    _ => false,
                };
                if !follows {
                    break;
                }
                first -= 1;
                let moved: Vec<u32> = (first..first + run.len() as u32).collect();
                if all_repaired(&moved) {
                    shift_left(ops, at, run.len(), shift);
                    break;
                }
            }
        }
        at += run.len();
    }
}

/// Moves the `length` omitted words at `at` before the `shift` same words in front of them.
fn shift_left(ops: &mut [Op], at: usize, length: usize, shift: usize) {
    let Some(part) = ops.get_mut(at - shift..at + length) else { return };
    let first = match part.first() {
        Some(Op::Same { recorded, quoted }) => (quoted.0, recorded.0),
        _ => return,
    };
    for (k, op) in part.iter_mut().enumerate() {
        let recorded = first.1 + k as u32;
        *op = if k < length {
            Op::Omitted { before: first.0, recorded }
        } else {
            let quoted = first.0 + k - length;
            Op::Same { quoted: (quoted, quoted + 1), recorded: (recorded, recorded + 1) }
        };
    }
}

fn between(sides: &Sides<'_>, before: &Anchor, after: &Anchor, ops: &mut Vec<Op>) {
    let quoted = before.quoted_end()..after.quoted;
    match link(sides.corpus, sides.quoted, before, after.quoted, after.recorded) {
        Link::Onward(_) => fill(sides, quoted, before.recorded_end()..after.recorded, Free::default(), ops),
        Link::Elsewhere => {
            ops.extend(quoted.map(Op::Inserted));
            ops.push(Op::Jump);
        }
    }
}

/// How far a turn is followed from a place in it, in words: a caption file is one turn.
pub(crate) const TURN_REACH: u32 = 600;

/// The positions of the turn around a position, within its document.
pub(crate) fn turn_of(corpus: &Corpus, position: u32) -> Option<Range<u32>> {
    let here = corpus.span_at(position)?;
    let bounds = corpus.positions_of(here.document as usize);
    let from = position.saturating_sub(TURN_REACH).max(bounds.start);
    let to = position.saturating_add(TURN_REACH).min(bounds.end);
    // A turn is a row of spans.
    let spans = corpus.spans_in(from..to);
    let first = spans.partition_point(|span| span.turn < here.turn);
    let end = spans.partition_point(|span| span.turn <= here.turn);
    let (first, last) = (spans.get(first)?, spans.get(end.checked_sub(1)?)?);
    Some(first.positions.start.max(from)..last.positions.end.min(to))
}

fn fill(sides: &Sides<'_>, quoted: Range<usize>, recorded: Range<u32>, free: Free, ops: &mut Vec<Op>) {
    let (mut q, mut r, mut head) = (quoted.start, recorded.start, free.head);
    for phrase in phrases::phrases(sides, &quoted, &recorded, free.head) {
        set_against(sides, q..phrase.quoted.start, r..phrase.recorded.start, Free { head, tail: false }, ops);
        (q, r, head) = (phrase.quoted.end, phrase.recorded.end, false);
        ops.push(Op::Otherwise { quoted: (phrase.quoted.start, q), recorded: (phrase.recorded.start, r) });
    }
    set_against(sides, q..quoted.end, r..recorded.end, Free { head, tail: free.tail }, ops);
}

/// Sets the words of a gap against one another, one by one.
fn set_against(sides: &Sides<'_>, quoted: Range<usize>, recorded: Range<u32>, free: Free, ops: &mut Vec<Op>) {
    if quoted.is_empty() && recorded.is_empty() {
        return;
    }
    if quoted.is_empty() {
        if !(free.head || free.tail) {
            ops.extend(recorded.map(|position| Op::Omitted { before: quoted.start, recorded: position }));
        }
        return;
    }
    let costs = Gap::new(sides, quoted.clone(), recorded.clone());
    let (from, at) = (quoted.start, recorded.start);
    let Some(steps) = align(quoted.len(), recorded.len(), &costs, free) else {
        // Too large to align: all of it differs.
        ops.extend(recorded.map(|position| Op::Omitted { before: quoted.start, recorded: position }));
        ops.extend(quoted.map(Op::Inserted));
        return;
    };
    let mut done = from;
    for step in steps {
        match step {
            Step::Pair(i, j) => {
                let (q, r) = (from + i, at + j as u32);
                let cut = || numbers::is_cut_number(sides, q, r) || numbers::is_cut_before_scale(sides, q, r);
                let same = sides.form(q) == sides.recorded_form(r) || cut();
                ops.push(if same {
                    Op::Same { quoted: (q, q + 1), recorded: (r, r + 1) }
                } else {
                    Op::Pair { quoted: q, recorded: r, width: 1 }
                });
                done = q + 1;
            }
            Step::TwoToOne(i, j) => {
                let (q, r) = (from + i, at + j as u32);
                ops.push(Op::Same { quoted: (q, q + 2), recorded: (r, r + 1) });
                done = q + 2;
            }
            Step::OneToTwo(i, j) => {
                let (q, r) = (from + i, at + j as u32);
                ops.push(if costs.is_joined(i, j) {
                    Op::Same { quoted: (q, q + 1), recorded: (r, r + 2) }
                } else {
                    Op::Pair { quoted: q, recorded: r, width: 2 }
                });
                done = q + 1;
            }
            Step::Left(i) => {
                ops.push(Op::Inserted(from + i));
                done = from + i + 1;
            }
            Step::Right(j) => ops.push(Op::Omitted { before: done, recorded: at + j as u32 }),
        }
    }
}
