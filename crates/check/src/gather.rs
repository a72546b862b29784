//! Puts neighbouring words of an alignment together: runs of the same, and runs that differ in the same way.
//!
//! In comes one operation a word from [`crate::differences`], out go the stretches that a report shows, each with its class.

use crate::chain::is_marked;
use crate::differences::{Difference, Op, Stretch};
use crate::finding::{ChangeClass, ChangeKind};
use crate::sides::{self, Sides};
use crate::{classes, hearing, interjections, numbers, repairs};
use onrecord_text::fold;
use std::ops::Range;

/// Puts neighbouring words together: runs of the same, and runs that differ in the same way.
pub(crate) fn gather(sides: &Sides<'_>, ops: &[Op]) -> Vec<Stretch> {
    let mut out: Vec<Stretch> = Vec::new();
    let mut at = 0;
    while at < ops.len() {
        match ops[at] {
            Op::Jump => {
                out.push(Stretch::Jump);
                at += 1;
            }
            Op::Same { quoted, recorded } if numbers::is_cut_by_mark(sides, quoted.0, recorded.0) => {
                out.push(Stretch::Change(Difference {
                    kind: ChangeKind::Replaced,
                    class: ChangeClass::Number,
                    touched: vec![ChangeClass::Number],
                    marked: true,
                    heard: false,
                    quoted: quoted.0..quoted.1,
                    recorded: recorded.0..recorded.1,
                }));
                at += 1;
            }
            Op::Same { quoted, recorded } => {
                let same_writing = sides::same_writing(sides, quoted.0..quoted.1, recorded.0..recorded.1)
                    || numbers::is_cut_number(sides, quoted.0, recorded.0)
                    || (numbers::is_cut_before_scale(sides, quoted.0, recorded.0)
                        && begins_with(sides.corpus.word(recorded.0), sides.quoted_word(quoted.0)));
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
                    _ if sides::collide(sides, quoted.0..quoted.1, recorded.0..recorded.1) => {
                        run(
                            sides,
                            &[Op::Pair { quoted: quoted.0, recorded: recorded.0, width: 1 }],
                            recorded.0,
                            &mut out,
                        );
                    }
                    _ => format_change(&mut out, quoted, recorded),
                }
                at += 1;
            }
            Op::Otherwise { quoted, recorded } => {
                format_change(&mut out, quoted, recorded);
                at += 1;
            }
            _ => {
                let ends = |op: &Op| matches!(op, Op::Same { .. } | Op::Otherwise { .. } | Op::Jump);
                let end = at + ops[at..].iter().take_while(|op| !ends(op)).count();
                let first = out.len();
                let place = place_of(ops, at, end);
                run(sides, &ops[at..end], place, &mut out);
                if sides.machine {
                    for stretch in out.iter_mut().skip(first) {
                        if let Stretch::Change(change) = stretch {
                            hearing::allow_for_mishearing(sides, change);
                        }
                    }
                }
                at = end;
            }
        }
    }
    out
}

fn begins_with(word: &str, first: &str) -> bool {
    fold::fold(word).starts_with(&fold::fold(first))
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
        heard: false,
        quoted: quoted.0..quoted.1,
        recorded: recorded.0..recorded.1,
    }));
}

/// Where in the record the operations from `at` to `end` stand, should they hold quoted words alone.
fn place_of(ops: &[Op], at: usize, end: usize) -> u32 {
    let before = ops[..at].iter().next_back().and_then(|op| match *op {
        Op::Same { recorded, .. } | Op::Otherwise { recorded, .. } => Some(recorded.1),
        _ => None,
    });
    let after = ops.get(end).and_then(|op| match *op {
        Op::Same { recorded, .. } | Op::Otherwise { recorded, .. } => Some(recorded.0),
        _ => None,
    });
    before.or(after).unwrap_or(0)
}

/// A run of words that differ: one change for each part that is alike in being marked, and in being serious or not.
/// `place` is where in the record the run stands.
fn run(sides: &Sides<'_>, ops: &[Op], place: u32, out: &mut Vec<Stretch>) {
    let omitted: Vec<u32> = ops
        .iter()
        .filter_map(|op| match op {
            Op::Omitted { recorded, .. } => Some(*recorded),
            _ => None,
        })
        .collect();
    let spoken = repairs::repairs(sides, &omitted);
    let inserted: Vec<usize> = ops
        .iter()
        .filter_map(|op| match op {
            Op::Inserted(quoted) => Some(*quoted),
            _ => None,
        })
        .collect();
    let written = repairs::quoted_repairs(sides, &inserted);
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
                let at = next_position(ops, k).unwrap_or(place);
                let class = inserted.binary_search(&quoted).ok().and_then(|index| written[index]);
                let numbers = quoted.checked_sub(1).is_some_and(|before| sides.quoted_number(before).is_some())
                    && sides.quoted_number(quoted + 1).is_some();
                let gap = || at.checked_sub(1).map_or("", |before| repairs::text_between(sides.corpus, before, at));
                let class = class.unwrap_or_else(|| {
                    if numbers && numbers::is_dash_of_range(sides.quoted_word(quoted), gap(), numbers) {
                        ChangeClass::Format
                    } else {
                        classes::inserted(sides, quoted)
                    }
                });
                // A bracket explains; one that denies says something else.
                let marked = bracketed && class != ChangeClass::Negation;
                (ChangeKind::Inserted, class, marked, quoted..quoted + 1, at..at)
            }
            Op::Omitted { before, recorded } => {
                let class = spoken.get(next_omitted).copied().flatten();
                next_omitted += 1;
                let class = class.unwrap_or_else(|| {
                    if is_dash_for(sides, before, recorded)
                        || interjections::is_read_out(sides, before, recorded)
                        || interjections::is_read_out(sides, before + 1, recorded)
                    {
                        ChangeClass::Format
                    } else {
                        classes::omitted(sides, recorded)
                    }
                });
                let marked = is_marked(sides.quoted, before, before) || (bracket && class >= ChangeClass::Word);
                (ChangeKind::Omitted, class, marked, before..before, recorded..recorded + 1)
            }
            Op::Same { .. } | Op::Otherwise { .. } | Op::Jump => continue,
        };
        // What hides behind one mark is one change; so is a stretch that a machine may have misheard.
        let this = (marked, marked || sides.machine || sides::is_repair(class));
        match out.last_mut() {
            Some(Stretch::Change(last)) if last_kind == Some(this) => join(last, kind, class, quoted, recorded),
            _ => out.push(Stretch::Change(Difference {
                kind,
                class,
                touched: vec![class],
                marked,
                heard: false,
                quoted,
                recorded,
            })),
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

/// Whether the quotation has a dash for a recorded word that joins the ends of a range.
fn is_dash_for(sides: &Sides<'_>, before: usize, recorded: u32) -> bool {
    let numbers = || {
        recorded.checked_sub(1).is_some_and(|first| sides.recorded_number(first).is_some())
            && sides.recorded_number(recorded + 1).is_some()
    };
    let words = &sides.quoted.words;
    let gap = before.checked_sub(1).and_then(|last| sides.text.get(words.get(last)?.end..words.get(before)?.start));
    gap.is_some_and(|gap| {
        gap.trim().chars().count() == 1 && numbers::is_dash_of_range(sides.corpus.word(recorded), gap, numbers())
    })
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
