//! What differs between the quoted and the recorded words, word for word.
//!
//! Takes a [`Placement`]: sure matches in order. The words between them, and at both ends, are aligned with costs that
//! know spelling variants and brackets; the outcome is a list of [`Stretch`]es that covers every quoted word once. What
//! sort of change each is comes from [`crate::classes`].

use crate::chain::{Anchor, Link, Placement, is_marked, link};
use crate::classes::{self, Sides};
use crate::finding::{ChangeClass, ChangeKind};
use crate::marks::Quoted;
use onrecord_record::Corpus;
use onrecord_text::align::{Costs, Free, Step, align};
use onrecord_text::{Form, fold, lexicon, spelling};
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
    /// Indices of quoted words; empty for an omission.
    pub(crate) quoted: Range<usize>,
    /// Positions of recorded words; empty for an insertion.
    pub(crate) recorded: Range<u32>,
}

/// One word (or two against one) of the alignment, before neighbours are put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Op {
    Same { quoted: (usize, usize), recorded: (u32, u32) },
    Pair { quoted: usize, recorded: u32, width: u32 },
    Inserted(usize),
    Omitted { before: usize, recorded: u32 },
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
    let capital_nouns = held.is_some_and(|held| held.document.language.as_deref() == Some("de"));
    let sides = Sides { text, quoted, corpus, machine, capital_nouns };
    head(&sides, first, &mut ops);
    for (i, anchor) in placement.anchors.iter().enumerate() {
        for k in 0..anchor.length {
            let (q, r) = (anchor.quoted + k, anchor.recorded + k as u32);
            ops.push(Op::Same { quoted: (q, q + 1), recorded: (r, r + 1) });
        }
        if let Some(next) = placement.anchors.get(i + 1) {
            between(&sides, anchor, next, &mut ops);
        }
    }
    tail(&sides, last, &mut ops);
    cut_contraction(&sides, &mut ops);
    slide(&sides, &mut ops);
    let mut stretches = gather(&sides, &ops);
    if machine {
        classes::allow_for_noise(&mut stretches);
    }
    stretches
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
        let all_repaired = |positions: &[u32]| classes::repairs(sides, positions).iter().all(Option::is_some);
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

/// The positions of the turn around a position, within its document.
pub(crate) fn turn_of(corpus: &Corpus, position: u32) -> Option<Range<u32>> {
    let here = corpus.span_at(position)?;
    let bounds = corpus.positions_of(here.document as usize);
    // A turn is seldom longer than a few thousand words; a caption file is one turn. Look no further than this.
    const REACH: u32 = 600;
    let from = position.saturating_sub(REACH).max(bounds.start);
    let to = position.saturating_add(REACH).min(bounds.end);
    let same = || corpus.spans_in(from..to).iter().filter(|span| span.turn == here.turn);
    let start = same().map(|span| span.positions.start).min()?;
    let end = same().map(|span| span.positions.end).max()?;
    Some(start.max(from)..end.min(to))
}

fn fill(sides: &Sides<'_>, quoted: Range<usize>, recorded: Range<u32>, free: Free, ops: &mut Vec<Op>) {
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
                let same = sides.form(q) == sides.recorded_form(r) || classes::is_cut_number(sides, q, r);
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

/// The costs of a gap, with its words folded once.
struct Gap<'a> {
    sides: &'a Sides<'a>,
    from: usize,
    at: u32,
    quoted: Vec<String>,
    recorded: Vec<String>,
    /// How the words sound; worked out only where both sides have some.
    quoted_sounds: Vec<String>,
    recorded_sounds: Vec<String>,
    /// Which recorded words are repairs of speech: they cost little to leave out.
    repairs: Vec<Option<ChangeClass>>,
    /// Which recorded words somebody else throws in: no quoted word of this speaker answers to them.
    foreign: Vec<bool>,
}

impl<'a> Gap<'a> {
    fn new(sides: &'a Sides<'a>, quoted: Range<usize>, recorded: Range<u32>) -> Gap<'a> {
        let foreign = classes::thrown_in(sides.corpus, recorded.clone());
        let repairs = classes::repairs(sides, &recorded.clone().collect::<Vec<_>>());
        let (from, at) = (quoted.start, recorded.start);
        let quoted: Vec<String> = quoted.map(|i| fold::fold(sides.quoted_word(i))).collect();
        let recorded: Vec<String> = recorded.map(|position| fold::fold(sides.corpus.word(position))).collect();
        let sounds = |words: &[String]| words.iter().map(|word| spelling::sound(word)).collect();
        let (quoted_sounds, recorded_sounds) = (sounds(&quoted), sounds(&recorded));
        Gap { sides, from, at, quoted, recorded, quoted_sounds, recorded_sounds, repairs, foreign }
    }

    fn is_bracketed(&self, i: usize) -> bool {
        self.sides.quoted.words.get(self.from + i).is_some_and(|word| word.bracketed)
    }

    fn sounds_alike(&self, i: usize, j: usize) -> bool {
        match (self.quoted.get(i), self.recorded.get(j), self.quoted_sounds.get(i), self.recorded_sounds.get(j)) {
            (Some(a), Some(b), Some(x), Some(y)) => spelling::alike(a, b, x, y),
            _ => false,
        }
    }

    fn is_joined(&self, i: usize, j: usize) -> bool {
        match (self.quoted.get(i), self.recorded.get(j), self.recorded.get(j + 1)) {
            (Some(one), Some(a), Some(b)) => concatenates(one, a, b),
            _ => false,
        }
    }
}

fn concatenates(one: &str, first: &str, second: &str) -> bool {
    one.len() == first.len() + second.len() && one.starts_with(first) && one.ends_with(second)
}

impl Costs for Gap<'_> {
    fn pair(&self, i: usize, j: usize) -> u32 {
        let (q, r) = (self.from + i, self.at + j as u32);
        let (form, other) = (self.sides.form(q), self.sides.recorded_form(r));
        if self.foreign.get(j) == Some(&true) {
            return 400;
        }
        if form == other {
            return 0;
        }
        if classes::is_cut_number(self.sides, q, r) {
            return 5;
        }
        if self.is_bracketed(i) {
            // A bracket stands for a phrase; phrases do not reach over the end of a sentence.
            return if classes::closes_sentence(self.sides.corpus, r) { 60 } else { 15 };
        }
        let (Some(a), Some(b)) = (self.quoted.get(i), self.recorded.get(j)) else { return 200 };
        let numbers =
            usize::from(self.sides.quoted_number(q).is_some()) + usize::from(self.sides.recorded_number(r).is_some());
        match numbers {
            2 => return 60,
            1 => return 150,
            _ => {}
        }
        if spelling::is_convention(a, b) {
            10
        } else if spelling::is_slip(a, b) {
            25
        } else if spelling::differs_by_ending(a, b) || spelling::is_opposite(a, b) {
            50
        } else if self.sounds_alike(i, j) {
            70
        } else if lexicon::is_content(form) == lexicon::is_content(other) {
            115
        } else {
            170
        }
    }

    fn left_alone(&self, i: usize) -> u32 {
        if self.is_bracketed(i) {
            5
        } else if lexicon::is_content(self.sides.form(self.from + i)) {
            110
        } else {
            100
        }
    }

    fn right_alone(&self, done: usize, j: usize) -> u32 {
        if self.sides.quoted.words.get(self.from + done).is_some_and(|word| word.after_ellipsis) {
            return 1;
        }
        let class = lexicon::class(self.sides.recorded_form(self.at + j as u32));
        if self.repairs.get(j).is_some_and(Option::is_some) {
            10
        } else if class.has(lexicon::Class::FUNCTION) {
            40
        } else {
            50
        }
    }

    fn open(&self) -> u32 {
        20
    }

    fn two_to_one(&self, i: usize, j: usize) -> Option<u32> {
        match (self.quoted.get(i), self.quoted.get(i + 1), self.recorded.get(j)) {
            (Some(a), Some(b), Some(one)) if concatenates(one, a, b) => Some(5),
            // Speech recognition writes "hell" for "he'll".
            (Some(a), Some(b), Some(one))
                if self.sides.machine && b.starts_with('\'') && concatenates(one, a, b.trim_start_matches('\'')) =>
            {
                Some(20)
            }
            _ => None,
        }
    }

    fn one_to_two(&self, i: usize, j: usize) -> Option<u32> {
        if self.is_joined(i, j) {
            return Some(5);
        }
        if !self.sides.machine {
            return None;
        }
        // Speech recognition splits names that it does not know.
        match (self.quoted.get(i), self.recorded.get(j), self.recorded.get(j + 1)) {
            (Some(one), Some(a), Some(b)) if one.len() >= 5 => {
                spelling::sounds_alike(one, &format!("{a}{b}")).then_some(60)
            }
            _ => None,
        }
    }
}

/// Puts neighbouring words together: runs of the same, and runs that differ in the same way.
fn gather(sides: &Sides<'_>, ops: &[Op]) -> Vec<Stretch> {
    let mut out: Vec<Stretch> = Vec::new();
    let mut at = 0;
    while at < ops.len() {
        match ops[at] {
            Op::Jump => {
                out.push(Stretch::Jump);
                at += 1;
            }
            Op::Same { quoted, recorded } => {
                let same_writing = classes::same_writing(sides, quoted.0..quoted.1, recorded.0..recorded.1)
                    || classes::is_cut_number(sides, quoted.0, recorded.0);
                match out.last_mut() {
                    Some(Stretch::Same { quoted: q, recorded: r })
                        if same_writing && q.end == quoted.0 && r.end == recorded.0 =>
                    {
                        q.end = quoted.1;
                        r.end = recorded.1;
                    }
                    _ if same_writing => {
                        out.push(Stretch::Same { quoted: quoted.0..quoted.1, recorded: recorded.0..recorded.1 });
                    }
                    // Two words may share a form by chance; letters do not lie.
                    _ if classes::collide(sides, quoted.0..quoted.1, recorded.0..recorded.1) => {
                        run(sides, &[Op::Pair { quoted: quoted.0, recorded: recorded.0, width: 1 }], &mut out);
                    }
                    _ => format_change(&mut out, quoted, recorded),
                }
                at += 1;
            }
            _ => {
                let end = at + ops[at..].iter().take_while(|op| !matches!(op, Op::Same { .. } | Op::Jump)).count();
                let first = out.len();
                run(sides, &ops[at..end], &mut out);
                if sides.machine {
                    for stretch in out.iter_mut().skip(first) {
                        if let Stretch::Change(change) = stretch {
                            classes::allow_for_mishearing(sides, change);
                        }
                    }
                }
                at = end;
            }
        }
    }
    out
}

/// "do not" for "don't", "10" for "ten": the same words written in another way. Both halves of one go together.
fn format_change(out: &mut Vec<Stretch>, quoted: (usize, usize), recorded: (u32, u32)) {
    if let Some(Stretch::Change(last)) = out.last_mut()
        && last.class == ChangeClass::Format
        && last.kind == ChangeKind::Replaced
        && last.quoted.end == quoted.0
        && last.recorded.end == recorded.0
    {
        last.quoted.end = quoted.1;
        last.recorded.end = recorded.1;
        return;
    }
    out.push(Stretch::Change(Difference {
        kind: ChangeKind::Replaced,
        class: ChangeClass::Format,
        touched: vec![ChangeClass::Format],
        marked: false,
        quoted: quoted.0..quoted.1,
        recorded: recorded.0..recorded.1,
    }));
}

/// A run of words that differ: one change for each part that is alike in being marked, and in being serious or not.
fn run(sides: &Sides<'_>, ops: &[Op], out: &mut Vec<Stretch>) {
    let omitted: Vec<u32> = ops
        .iter()
        .filter_map(|op| match op {
            Op::Omitted { recorded, .. } => Some(*recorded),
            _ => None,
        })
        .collect();
    let spoken = classes::repairs(sides, &omitted);
    let bracket = bracket_reach(sides, ops);
    let mut next_omitted = 0;
    let mut last_kind: Option<(bool, bool)> = None;
    for (k, op) in ops.iter().enumerate() {
        let mut second = None;
        let (kind, class, marked, quoted, recorded) = match *op {
            Op::Pair { quoted, recorded, width } => {
                let words = sides.quoted.words.get(quoted);
                let bracketed = words.is_some_and(|word| word.bracketed);
                let (class, other) = classes::replaced(sides, quoted, recorded, width);
                second = other;
                let marked = bracketed && !classes::is_swap(sides, quoted, recorded);
                (ChangeKind::Replaced, class, marked, quoted..quoted + 1, recorded..recorded + width)
            }
            Op::Inserted(quoted) => {
                let bracketed = sides.quoted.words.get(quoted).is_some_and(|word| word.bracketed);
                let at = next_position(ops, k).unwrap_or(0);
                let class = classes::inserted(sides, quoted);
                // A bracket explains; one that denies says something else.
                let marked = bracketed && class != ChangeClass::Negation;
                (ChangeKind::Inserted, class, marked, quoted..quoted + 1, at..at)
            }
            Op::Omitted { before, recorded } => {
                let class = spoken.get(next_omitted).copied().flatten();
                next_omitted += 1;
                let class = class.unwrap_or_else(|| classes::omitted(sides, recorded));
                let marked = is_marked(sides.quoted, before, before) || (bracket && class >= ChangeClass::Word);
                (ChangeKind::Omitted, class, marked, before..before, recorded..recorded + 1)
            }
            Op::Same { .. } | Op::Jump => continue,
        };
        // What hides behind one mark is one change; so is a stretch that a machine may have misheard.
        let this = (marked, marked || sides.machine || classes::is_repair(class));
        match out.last_mut() {
            Some(Stretch::Change(last)) if last_kind == Some(this) => join(last, kind, class, quoted, recorded),
            _ => out.push(Stretch::Change(Difference { kind, class, touched: vec![class], marked, quoted, recorded })),
        }
        if let (Some(Stretch::Change(last)), Some(second)) = (out.last_mut(), second) {
            last.touched.push(second);
        }
        last_kind = Some(this);
    }
}

fn join(last: &mut Difference, kind: ChangeKind, class: ChangeClass, quoted: Range<usize>, recorded: Range<u32>) {
    if kind != last.kind {
        last.kind = ChangeKind::Replaced;
    }
    last.class = last.class.min(class);
    if !last.touched.contains(&class) {
        last.touched.push(class);
    }
    if last.quoted.is_empty() {
        last.quoted = quoted;
    } else if !quoted.is_empty() {
        last.quoted.end = quoted.end;
    }
    if last.recorded.is_empty() {
        last.recorded = recorded;
    } else if !recorded.is_empty() {
        last.recorded.end = recorded.end;
    }
}

/// Whether a bracket in this run stands for the few words left out beside it ("[the president]" for "he himself").
fn bracket_reach(sides: &Sides<'_>, ops: &[Op]) -> bool {
    const REACH: usize = 8;
    let bracketed = |quoted: usize| sides.quoted.words.get(quoted).is_some_and(|word| word.bracketed);
    let any = ops.iter().any(|op| match *op {
        Op::Pair { quoted, .. } | Op::Inserted(quoted) => bracketed(quoted),
        _ => false,
    });
    let omitted = ops.iter().filter(|op| matches!(op, Op::Omitted { .. })).count();
    any && omitted <= REACH
}

fn next_position(ops: &[Op], at: usize) -> Option<u32> {
    ops.get(at..)?.iter().find_map(|op| match *op {
        Op::Pair { recorded, .. } | Op::Omitted { recorded, .. } => Some(recorded),
        _ => None,
    })
}
