//! One placement's verdict: what its differences amount to, and whether the place supports the quotation at all.
//!
//! The most serious unmarked difference decides. Which of several placements counts is decided in [`crate::choose`].

use crate::by_ear;
use crate::chain::{self, Placement};
use crate::differences::{Difference, Stretch, differences};
use crate::finding::{ChangeClass, ChangeKind, Flag, Verdict};
use crate::hearing;
use crate::left_open;
use crate::marks::Quoted;
use crate::names;
use crate::numbers;
use crate::passage;
use crate::repairs::closes_sentence;
use crate::sides::{Capitals, Captions, Sides, is_repair};
use crate::swaps;
use onrecord_read::Grade;
use onrecord_record::Corpus;
use onrecord_text::number::Number;
use onrecord_text::{Form, lexicon};
use std::ops::Range;

/// A placement with what it amounts to.
#[derive(Debug, Clone)]
pub(crate) struct Judged {
    pub(crate) stretches: Vec<Stretch>,
    pub(crate) verdict: Verdict,
    /// The classes that unmarked changes touch, as flags.
    pub(crate) flags: Vec<Flag>,
    pub(crate) support: Support,
    /// The recorded words, one range for each part.
    pub(crate) parts: Vec<Range<u32>>,
    pub(crate) rank: u8,
    pub(crate) second_hand: bool,
    /// Narration of unknown standing: it supports a quotation only where no transcript holds it.
    pub(crate) hearsay: bool,
    pub(crate) grade: Grade,
    /// The recorded number inside which the quotation ends.
    pub(crate) cut_number: Option<Range<u32>>,
}

/// How much of the quotation the place holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Support {
    /// Share of the quoted words' weight that stands there too, repairs included: 0 to 1.
    pub(crate) share: f32,
    /// The same of content words alone.
    pub(crate) content: f32,
    /// Words in the longest run that nothing but repairs breaks.
    pub(crate) run: usize,
    /// Unmarked words left out.
    pub(crate) omitted: usize,
    /// Whether the quotation is so light that even the same words may be chance.
    pub(crate) light: bool,
    /// Whether all but one word of a short quotation stand there, and enough of them that a claim of the same speaker or
    /// occasion makes it the place.
    pub(crate) but_one: ButOne,
    /// Whether the place supports the quotation.
    pub(crate) level: Level,
}

/// What of a short quotation stands at a place where one plain word is another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ButOne {
    /// It is not so, or what stands there proves nothing.
    No,
    /// Enough at the claimed date or event, unless the text gives the words to nobody that it names.
    OfOccasion,
    /// Enough in the mouth of the claimed speaker.
    OfSpeaker,
}

/// Whether a place supports the quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    /// It does not: the words shared are chance.
    None,
    /// The sense may be there, the words are not.
    Sense,
    /// These are the words.
    Words,
}

/// The share of the quotation from which on its words are on record, and from which on its sense may be.
const WORDS_SHARE: f32 = 0.68;
const SENSE_SHARE: f32 = 0.60;
/// The second in a translation: another translation of the same words shares fewer of them.
const SENSE_SHARE_TRANSLATED: f32 = 0.42;
/// The first in machine captions, which lose more of the words.
const WORDS_SHARE_MACHINE: f32 = 0.62;
/// How much of a quotation captions must have word for word, as a share and in weight: what a machine may have misheard is
/// explained at the place of the words, and does not prove the place. Of 4-word quotations that nobody ever spoke there, three
/// in ten are found in twenty debates' captions where the ear is trusted to prove it.
const LEAST_EXACT: f32 = 0.58;
const LEAST_EXACT_WEIGHT: f32 = 4.0;
/// The same where all of it sounds as it was quoted, slips and all.
const LEAST_EXACT_WEIGHT_BY_EAR: f32 = 2.4;
/// A shorter quotation may have one change that is plainly the machine's; all the rest of it weighs this much at least.
const LEAST_BESIDE_ONE: f32 = 2.2;
const FEWEST_BESIDE_ONE: usize = 4;
/// Where less of a quotation stands there, and a name of it does not, it is a formula.
const FORMULA_SHARE: f32 = 0.82;
/// The parts of a splice hold nearly all of it: else they are chance.
const SPLICE_SHARE: f32 = 0.82;
/// A quotation lighter than this is too short to be told in other words.
const LIGHTEST_SENSE: f32 = 6.0;
/// Quotations that weigh less than this match exactly or not at all: fewer than four content words, with the function
/// words that usually come with them.
pub(crate) const LIGHT: f32 = 5.0;
pub(crate) const FEW: usize = 4;
/// So many words in a row, however small, are no chance: "or it could be that you are over 18".
const MANY_SMALL: usize = 9;
/// Of fewer words than these nothing may be missing: two words of one sentence and the third of it are no quotation of it.
const FEWEST_TRIMMED: usize = 4;
/// Of so many words one may stand for another, and the others still show the place.
const FEWEST_BESIDE_OTHER: usize = 7;
/// The same where the claimed speaker or occasion speaks for the place.
const FEWEST_BUT_ONE: usize = 4;
/// A part of a splice proves nothing below this many words and this weight.
const SHORTEST_PART: usize = 4;
const LIGHTEST_PART: f32 = 2.4;
/// Fewer will do for a part that follows the other at once on the page.
const SHORTEST_NEXT_PART: usize = 3;

impl Judged {
    /// Takes what captions leave open for no change, where nothing else was changed. For the placement that counts: what is left
    /// open supports no place against another.
    pub(crate) fn leave_open(&mut self, text: &str, quoted: &Quoted, corpus: &Corpus) {
        let Some(place) = self.parts.first().map(|part| part.start) else { return };
        if self.grade != Grade::Machine || self.support.level == Level::None {
            return;
        }
        let held = corpus.documents().get(corpus.document_at(place));
        let language = held.and_then(|held| held.document.language.as_deref());
        let (capitals, captions) = (Capitals::of(language), &Captions::default());
        let sides = Sides { text, quoted, corpus, machine: true, language, capitals, place, captions };
        left_open::leave_open(&sides, &mut self.stretches);
        (self.verdict, self.flags) = verdict(&sides, &self.stretches);
    }
}

/// Judges a placement on its own.
pub(crate) fn judge(placement: &Placement, text: &str, quoted: &Quoted, corpus: &Corpus) -> Option<Judged> {
    let first = placement.anchors.first()?;
    let span = corpus.span_at(first.recorded)?;
    let (held, segment) = corpus.segment(span)?;
    let grade = held.document.segment_grade(segment);
    let machine = grade == Grade::Machine;
    let stretches = differences(placement, text, quoted, corpus, machine);
    let parts = parts(&stretches, quoted)?;
    let language = held.document.language.as_deref();
    let (capitals, place) = (Capitals::of(language), first.recorded);
    let sides = Sides { text, quoted, corpus, machine, language, capitals, place, captions: &Captions::default() };
    let mut support = support(&sides, &stretches, parts.len(), grade);
    if support.level == Level::None && has_sense(placement, quoted, corpus, grade) {
        support.level = Level::Sense;
    }
    if is_formula(&sides, &stretches, &parts, &support, grade) {
        support.level = Level::None;
    }
    let (verdict, flags) = verdict(&sides, &stretches);
    let cut_number = numbers::cut_at_end(&sides, &stretches);
    Some(Judged {
        verdict,
        flags,
        support,
        parts: parts.into_iter().map(|part| part.recorded).collect(),
        stretches,
        rank: passage::rank(&held.document, segment),
        second_hand: passage::is_second_hand(&held.document, segment),
        hearsay: grade == Grade::Unknown && !segment.kind.is_speech(),
        grade,
        cut_number,
    })
}

/// The best single part of a placement that jumps.
pub(crate) fn best_part(placement: &Placement, quoted: &Quoted, corpus: &Corpus) -> Option<Placement> {
    let mut parts: Vec<Placement> = Vec::new();
    for anchor in &placement.anchors {
        let worth: f32 = quoted.words[anchor.quoted..anchor.quoted_end()].iter().map(|w| chain::weight(w.form)).sum();
        match parts.last_mut() {
            Some(part)
                if part.anchors.last().is_some_and(|before| {
                    chain::link(corpus, quoted, before, anchor.quoted, anchor.recorded) != chain::Link::Elsewhere
                }) =>
            {
                part.anchors.push(anchor.clone());
                part.score += worth;
            }
            _ => parts.push(Placement { anchors: vec![anchor.clone()], score: worth }),
        }
    }
    if parts.len() < 2 {
        return None;
    }
    parts.into_iter().max_by(|a, b| a.score.total_cmp(&b.score))
}

/// Whether most content words of the quotation stand close together in the record, in whatever order: the sense of it in
/// other words.
fn has_sense(placement: &Placement, quoted: &Quoted, corpus: &Corpus, grade: Grade) -> bool {
    const FEWEST: usize = 5;
    const WITHOUT_NUMBER: f32 = 0.87;
    let least: f32 = match grade {
        Grade::Translation => 0.6,
        Grade::Machine => 0.85,
        _ => 0.75,
    };
    let content: Vec<Form> =
        quoted.words.iter().filter(|w| !w.bracketed && lexicon::is_content(w.form)).map(|w| w.form).collect();
    if content.len() < FEWEST {
        return false;
    }
    // A number that is not there is no other word for one that is: nearly all else must be.
    let numbers = || quoted.words.iter().filter(|w| !w.bracketed && w.number.is_some_and(|n| n != Number::new(1, 0)));
    let reach = (quoted.words.len() + 8) as u32;
    placement.anchors.iter().any(|anchor| {
        let Some(turn) = crate::differences::turn_of(corpus, anchor.recorded) else { return false };
        let from = anchor.recorded.saturating_sub(reach / 2).max(turn.start);
        let here = corpus.forms(from..(from + reach + reach / 2).min(turn.end));
        let have = content.iter().filter(|form| here.contains(form)).count();
        let least = if numbers().all(|word| here.contains(&word.form)) { least } else { least.max(WITHOUT_NUMBER) };
        have as f32 >= least * content.len() as f32
    })
}

/// Whether what the place shares with the quotation is a formula that comes again with other names in it ("The next question
/// goes to ..., and ... will ask it"): much of the quotation stands there in other words, and one of its names not at all.
/// Names are spelled in too many ways in translations; those that a machine may have misheard are no changes.
fn is_formula(sides: &Sides<'_>, stretches: &[Stretch], parts: &[Part], support: &Support, grade: Grade) -> bool {
    const FEWEST_CHANGES: usize = 2;
    const AROUND: u32 = 3;
    let changes = stretches.iter().filter(|stretch| match stretch {
        Stretch::Change(change) => !change.marked && !is_repair(change.class),
        _ => false,
    });
    let other_words = support.level == Level::Sense || support.share < FORMULA_SHARE;
    if support.level == Level::None || !other_words || grade == Grade::Translation || changes.count() < FEWEST_CHANGES {
        return false;
    }
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return false };
    let held = sides.corpus.positions_of(sides.corpus.document_at(first.recorded.start));
    let from = first.recorded.start.saturating_sub(AROUND).max(held.start);
    let mut here = sides.corpus.forms(from..last.recorded.end.saturating_add(AROUND).min(held.end)).to_vec();
    here.sort_unstable();
    let is_there = |quoted: usize| here.binary_search(&sides.form(quoted)).is_ok();
    stretches.iter().any(|stretch| match stretch {
        Stretch::Change(change) if !change.marked && !is_repair(change.class) => {
            change.quoted.clone().any(|i| names::is_name(sides, i) && !is_there(i))
        }
        _ => false,
    })
}

/// Whether one name stands for another, of however many words.
fn is_one_name(sides: &Sides<'_>, change: &Difference) -> bool {
    const LONGEST: usize = 6;
    change.kind == ChangeKind::Replaced
        && change.class == ChangeClass::Name
        && change.quoted.len() <= LONGEST
        && change.recorded.len() <= LONGEST
        && change.quoted.clone().all(|i| names::is_name(sides, i) || !lexicon::is_content(sides.form(i)))
}

struct Part {
    recorded: Range<u32>,
    words: usize,
    weight: f32,
}

/// The parts between jumps, with the words that they share with the quotation.
fn parts(stretches: &[Stretch], quoted: &Quoted) -> Option<Vec<Part>> {
    let mut parts: Vec<Part> = Vec::new();
    let mut open = true;
    for stretch in stretches {
        let (recorded, same) = match stretch {
            Stretch::Jump => {
                open = true;
                continue;
            }
            Stretch::Same { quoted, recorded } => (recorded, quoted.clone()),
            Stretch::Change(change) if change.recorded.is_empty() => continue,
            Stretch::Change(change) => {
                (&change.recorded, if is_repair(change.class) { change.quoted.clone() } else { 0..0 })
            }
        };
        let weight: f32 =
            quoted.words.get(same.clone()).unwrap_or(&[]).iter().map(|word| chain::weight(word.form)).sum();
        match parts.last_mut() {
            Some(part) if !open => {
                part.recorded.end = part.recorded.end.max(recorded.end);
                part.words += same.len();
                part.weight += weight;
            }
            _ => parts.push(Part { recorded: recorded.clone(), words: same.len(), weight }),
        }
        open = false;
    }
    let adjoins = |index: usize| {
        let ends = index.checked_sub(1).and_then(|before| parts.get(before)).map(|part| part.recorded.end);
        let starts = parts.get(index + 1).map(|part| part.recorded.start);
        parts.get(index).is_some_and(|p| ends == Some(p.recorded.start) || starts == Some(p.recorded.end))
    };
    // What somebody else throws in stands between two parts of one turn, and may be short.
    let thrown_in = |index: usize| {
        let (Some(before), Some(part)) = (index.checked_sub(1).and_then(|at| parts.get(at)), parts.get(index)) else {
            return false;
        };
        before.recorded.end == part.recorded.start
            && parts.get(index + 1).is_some_and(|next| next.recorded.start == part.recorded.end)
    };
    let sound = parts.len() == 1
        || parts.iter().enumerate().all(|(index, part)| {
            (part.words >= SHORTEST_PART && part.weight >= LIGHTEST_PART)
                || (part.words >= SHORTEST_NEXT_PART && adjoins(index))
                || thrown_in(index)
        });
    (sound && !parts.is_empty()).then_some(parts)
}

fn support(sides: &Sides<'_>, stretches: &[Stretch], parts: usize, grade: Grade) -> Support {
    let (quoted, machine) = (sides.quoted, sides.machine);
    let sense_share = if grade == Grade::Translation { SENSE_SHARE_TRANSLATED } else { SENSE_SHARE };
    let words_share = if machine { WORDS_SHARE_MACHINE } else { WORDS_SHARE };
    let (mut have, mut exact, mut content, mut run, mut omitted) = (0.0, 0.0, 0.0, 0, 0);
    let (mut changed, mut unmatched, mut dropped, mut meaning, mut replaced) = (0, 0, 0, false, false);
    // Words in a row; a repair of speech or writing does not break them, unless a machine is only believed to have made it.
    let mut row = 0;
    // "Of the" at the end of what is quoted proves no more than it denies.
    let is_plain = |i: usize| hearing::is_small(sides.form(i)) && !hearing::is_person(sides.form(i));
    let swapped = if parts == 1 { swaps::swapped(sides, stretches) } else { Vec::new() };
    for stretch in stretches {
        let mut like = 0.0;
        let (range, whole, sure) = match stretch {
            Stretch::Same { quoted, .. } => (quoted.clone(), true, true),
            Stretch::Change(change) => {
                if !change.marked && !is_repair(change.class) {
                    changed += 1;
                    replaced |= change.quoted.len() == 1 && change.recorded.len() == 1;
                    meaning |= change.class < ChangeClass::Word;
                    omitted += if change.kind == ChangeKind::Omitted { change.recorded.len() } else { 0 };
                    unmatched += if is_one_name(sides, change) { 1 } else { change.quoted.len() };
                }
                // Words that changed places stand there, every one.
                if swapped.contains(&change.quoted.start) && change.kind == ChangeKind::Replaced {
                    unmatched -= if is_one_name(sides, change) { 1 } else { change.quoted.len() };
                    row += change.quoted.len();
                    run = run.max(row);
                    for word in quoted.words.get(change.quoted.clone()).unwrap_or(&[]) {
                        have += chain::weight(word.form);
                        exact += chain::weight(word.form);
                        content += if lexicon::is_content(word.form) { 1.0 } else { 0.0 };
                    }
                    continue;
                }
                // Captions may have dropped words of a long quotation; of a short one they prove nothing then.
                let ends = || change.quoted.end == quoted.words.len() && change.quoted.clone().all(is_plain);
                if machine && change.kind == ChangeKind::Inserted && change.quoted.len() > 1 && !ends() {
                    dropped += change.quoted.len();
                }
                // In a splice, words that answer to nothing are no sign of either place, whatever explains them.
                if !is_repair(change.class) || (parts > 1 && change.kind == ChangeKind::Inserted) {
                    row = 0;
                    continue;
                }
                let sure = !machine || change.class > ChangeClass::Spelling;
                if !sure && change.kind == ChangeKind::Replaced {
                    like = by_ear::likeness(sides, change);
                }
                (change.quoted.clone(), false, sure)
            }
            Stretch::Jump => {
                row = 0;
                continue;
            }
        };
        row = if whole || (sure && !machine) { row + range.len() } else { 0 };
        run = run.max(row);
        for word in quoted.words.get(range).unwrap_or(&[]).iter().filter(|word| !word.bracketed) {
            have += chain::weight(word.form);
            exact += if sure { chain::weight(word.form) } else { like * chain::weight(word.form) };
            content += if lexicon::is_content(word.form) { 1.0 } else { 0.0 };
        }
    }
    let plain = || quoted.words.iter().filter(|word| !word.bracketed);
    let total: f32 = plain().map(|word| chain::weight(word.form)).sum();
    let contents = plain().filter(|word| lexicon::is_content(word.form)).count();
    let share = if total > 0.0 { have / total } else { 0.0 };
    let words = plain().count();
    let proven = !machine || {
        let enough = exact >= LEAST_EXACT_WEIGHT && exact >= LEAST_EXACT * total;
        let but_one = exact >= LEAST_BESIDE_ONE && words >= FEWEST_BESIDE_ONE;
        let by_ear = parts == 1
            && changed == 0
            && exact >= LEAST_EXACT_WEIGHT_BY_EAR
            && exact >= LEAST_EXACT * total
            && by_ear::is_same_by_ear(sides, stretches);
        enough || by_ear || by_ear::is_as_quoted(sides, stretches, but_one)
    };
    let content_share = if contents > 0 { content / contents as f32 } else { share };
    let light = contents < FEW && total < LIGHT;
    // One word of another meaning ("a toll" for "no toll") is told where all the rest stands as it was said.
    let near = parts == 1
        && unmatched <= 1
        && changed <= 1
        && ((meaning && words >= 5 && words - unmatched >= 4)
            || (replaced && !machine && words >= FEWEST_BESIDE_OTHER));
    // Of fewer content words, the changed one among them, none may be another: "my brother sells cars" anybody may say.
    let few = contents < FEW || words < FEWEST_BUT_ONE;
    let but_one = if machine || parts != 1 || changed != 1 || unmatched != 1 || !replaced || few {
        ButOne::No
    } else if words > FEWEST_BUT_ONE {
        ButOne::OfSpeaker
    } else {
        ButOne::OfOccasion
    };
    let level = if !proven {
        Level::None
    } else if light || words < 6 {
        // Short strings never match fuzzily: all words are there, and at most a few stand between them.
        let close = parts == 1 && (changed == 0 || (words >= FEWEST_TRIMMED && omitted < (words / 2).max(3)));
        let whole = unmatched == 0 && share > 0.999;
        if close && dropped == 0 && (whole || (near && content >= 2.0)) { Level::Words } else { Level::None }
    } else if (near && (words >= MANY_SMALL || (meaning && content >= 2.0)))
        || (share >= (if parts > 1 { SPLICE_SHARE } else { words_share }) && content_share >= 0.5 && run >= 3)
    {
        Level::Words
    } else if share >= sense_share
        && content_share >= sense_share.min(0.5)
        && parts == 1
        && run >= 2
        && total >= LIGHTEST_SENSE
    {
        Level::Sense
    } else {
        Level::None
    };
    Support { share, content: content_share, run, omitted, light, but_one, level }
}

/// The verdict of the differences alone, and the flags that their classes raise.
fn verdict(sides: &Sides<'_>, stretches: &[Stretch]) -> (Verdict, Vec<Flag>) {
    let mut verdict = Verdict::Verbatim;
    let mut flags = Vec::new();
    for stretch in stretches {
        let this = match stretch {
            Stretch::Same { .. } => continue,
            Stretch::Jump => Verdict::Spliced,
            Stretch::Change(change) => {
                if !change.marked && !is_repair(change.class) {
                    flags.extend(change.touched.iter().filter_map(|class| flag(*class)));
                }
                if change.marked && (hides_end_of_range(sides, change) || numbers::hides_size(sides, change)) {
                    flags.push(Flag::Number);
                }
                if change.marked && change.kind == ChangeKind::Omitted {
                    // An ellipsis that hides little more than a "not" hides the sense; a longer one may end on words
                    // that turn round what comes after it.
                    if turns_round(change, sides.corpus) {
                        flags.push(Flag::Negation);
                    } else if hides_denial(change, sides.corpus) {
                        flags.push(Flag::CutOff);
                    }
                }
                verdict_of(change, sides.corpus)
            }
        };
        verdict = verdict.max(this);
    }
    flags.sort();
    flags.dedup();
    (verdict, flags)
}

fn verdict_of(change: &Difference, corpus: &Corpus) -> Verdict {
    if change.marked {
        Verdict::Marked
    } else if is_repair(change.class) {
        Verdict::Tidied
    } else if change.kind == ChangeKind::Omitted && !turns_round(change, corpus) {
        if joins_two_sentences(change, corpus) { Verdict::Spliced } else { Verdict::Trimmed }
    } else {
        Verdict::Altered
    }
}

/// Whether words left out begin within one sentence and end within another, far enough apart that nobody would say the one for
/// the other: the beginning of the one and the end of the other make a third.
fn joins_two_sentences(change: &Difference, corpus: &Corpus) -> bool {
    const FAR: usize = 12;
    let recorded = &change.recorded;
    let Some(before) = recorded.start.checked_sub(1).filter(|_| recorded.len() >= FAR) else { return false };
    let closes = |position: u32| closes_sentence(corpus, position);
    !closes(before) && !closes(recorded.end - 1) && recorded.clone().any(closes)
}

/// A left-out "not" leaves every quoted word on record and says the opposite: that is no trim. A longer omission that has
/// a negation among its words is one, and is flagged.
fn turns_round(change: &Difference, corpus: &Corpus) -> bool {
    const FEW_WORDS: usize = 3;
    change.class == ChangeClass::Negation && change.recorded.len() <= FEW_WORDS && !is_whole_sentence(change, corpus)
}

/// Whether all of one sentence or more was left out, and nothing else: "She never complained." denies nothing that is left.
fn is_whole_sentence(change: &Difference, corpus: &Corpus) -> bool {
    let closes = |position: u32| closes_sentence(corpus, position);
    change.recorded.start.checked_sub(1).is_some_and(closes) && change.recorded.end.checked_sub(1).is_some_and(closes)
}

/// Whether an ellipsis hides a denial of the words around it: right behind the words before it, or within the last words
/// of the clause that the quotation goes on with.
fn hides_denial(change: &Difference, corpus: &Corpus) -> bool {
    const NEAR: u32 = 3;
    let denies = |position: u32| lexicon::class(corpus.token(position).form).has(lexicon::Class::NEGATION);
    let last = change.recorded.end.saturating_sub(NEAR).max(change.recorded.start)..change.recorded.end;
    let open = |position: u32| !(position..change.recorded.end).any(|at| crate::repairs::closes_clause(corpus, at));
    denies(change.recorded.start) || last.into_iter().any(|position| denies(position) && open(position))
}

/// Whether an ellipsis hides one end of a range, so that the other stands there as if it were all: "prices will … three percent"
/// or "between two … percent" for "rise by between two and three percent".
fn hides_end_of_range(sides: &Sides<'_>, change: &Difference) -> bool {
    let joins = |position: u32| ["and", "to", "or"].iter().any(|word| Form::of(word) == sides.recorded_form(position));
    let number = |position: u32| sides.recorded_number(position).is_some();
    if change.kind != ChangeKind::Omitted || change.recorded.len() < 2 {
        return false;
    }
    let lower = joins(change.recorded.end - 1) && number(change.recorded.end - 2) && number(change.recorded.end);
    let start = change.recorded.start;
    // "And" goes on with another thing as often as with the end of a range.
    let range = |first: u32| {
        sides.recorded_form(start) != Form::of("and")
            || first.checked_sub(1).is_some_and(|before| sides.recorded_form(before) == Form::of("between"))
    };
    let first = start.checked_sub(1).filter(|first| number(*first) && range(*first));
    lower || (joins(start) && number(start + 1) && first.is_some())
}

fn flag(class: ChangeClass) -> Option<Flag> {
    match class {
        ChangeClass::Negation => Some(Flag::Negation),
        ChangeClass::Number => Some(Flag::Number),
        ChangeClass::Name => Some(Flag::Name),
        ChangeClass::Modal => Some(Flag::Modal),
        ChangeClass::Quantifier => Some(Flag::Quantifier),
        _ => None,
    }
}
