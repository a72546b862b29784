//! Repairs of speech: fillers, words said twice, false starts, what somebody else throws in. Left out, they change no meaning.
//!
//! Looks at the recorded words alone. Which words a quotation leaves out is worked out in [`crate::differences`].

use crate::finding::ChangeClass;
use crate::sides::{Capitals, Sides};
use onrecord_record::Corpus;
use onrecord_text::lexicon::{self, Class, FILLER_PHRASES};
use onrecord_text::{Form, fold};
use std::ops::Range;

/// For words left out in a row: which of them are repairs of speech (fillers, repetitions, false starts).
pub(crate) fn repairs(sides: &Sides<'_>, omitted: &[u32]) -> Vec<Option<ChangeClass>> {
    let mut out = vec![None; omitted.len()];
    let corpus = sides.corpus;
    let foreign = match (omitted.first(), omitted.last()) {
        (Some(&first), Some(&last)) => thrown_in(corpus, first..last + 1),
        _ => return out,
    };
    let mut k = 0;
    while k < omitted.len() {
        let position = omitted[k];
        if foreign.get((position - omitted[0]) as usize) == Some(&true) {
            out[k] = Some(ChangeClass::Filler);
            k += 1;
            continue;
        }
        // Runs may be broken by words that answer to something; a repair lies in one piece.
        let room = 1 + omitted[k..].windows(2).take_while(|pair| pair[1] == pair[0] + 1).count();
        let (length, class) = repair_at(sides, position, room as u32);
        let length = (length as usize).min(omitted.len() - k);
        out[k..k + length].fill(Some(class));
        k += length.max(1);
    }
    repetitions(corpus, omitted, &mut out);
    out
}

/// Words said twice: left out may be a copy whose twin stays, or whose twin is itself a copy of one that stays. Where
/// both are left out, nothing of them is left, and that is no repair.
fn repetitions(corpus: &Corpus, omitted: &[u32], out: &mut [Option<ChangeClass>]) {
    const LONGEST: usize = 8;
    let kept = |position: u32, out: &[Option<ChangeClass>]| match omitted.binary_search(&position) {
        Ok(index) => out.get(index).is_some_and(Option::is_some),
        Err(_) => true,
    };
    // How many of the words from each on stand in a row.
    let mut rooms = vec![1; omitted.len()];
    for k in (1..omitted.len()).rev() {
        if omitted[k] == omitted[k - 1] + 1 {
            rooms[k - 1] = rooms[k] + 1;
        }
    }
    // How many words of fillers stand at the last positions that were asked for: each is asked for by several words before it.
    let mut fillers = [(u32::MAX, 0); 2 * LONGEST];
    let mut mark = |k: usize, forwards: bool, out: &mut [Option<ChangeClass>]| {
        let position = omitted[k];
        let first = corpus.token(position).form;
        for length in (1..=rooms[k].min(LONGEST)).rev() {
            let width = length as u32;
            let twin = if forwards {
                position.checked_sub(width)
            } else {
                // "at the, you know, at the": a filler may stand between the two.
                let at = position + width;
                let known = &mut fillers[at as usize % (2 * LONGEST)];
                if known.0 != at {
                    *known = (at, fillers_at(corpus, at));
                }
                Some(at + known.1)
            };
            let Some(twin) = twin.filter(|twin| corpus.token(*twin).form == first) else { continue };
            if out[k..k + length].iter().any(Option::is_some) {
                continue;
            }
            let same = corpus.forms(position..position + width) == corpus.forms(twin..twin + width);
            if same && (twin..twin + width).all(|word| kept(word, out)) {
                out[k..k + length].fill(Some(ChangeClass::Repetition));
                return;
            }
        }
    };
    for k in 0..omitted.len() {
        mark(k, true, out);
    }
    for k in (0..omitted.len()).rev() {
        mark(k, false, out);
    }
}

/// For words that a quotation has and the record does not, in order: which of them are repairs of speech that the quoter
/// wrote down and the record did not: fillers, words broken off, words said twice of which one is on record.
pub(crate) fn quoted_repairs(sides: &Sides<'_>, inserted: &[usize]) -> Vec<Option<ChangeClass>> {
    let mut out = vec![None; inserted.len()];
    let is_inserted = |quoted: usize| inserted.binary_search(&quoted);
    for (k, &quoted) in inserted.iter().enumerate() {
        let class = lexicon::class(sides.form(quoted));
        if class.has(Class::FILLER) {
            out[k] = Some(ChangeClass::Filler);
        } else if is_broken_off(sides, quoted) {
            out[k] = Some(ChangeClass::Repetition);
        }
        for phrase in FILLER_PHRASES {
            let run = quoted..quoted + phrase.len();
            if run.clone().zip(*phrase).all(|(i, word)| is_inserted(i).is_ok() && sides.form(i) == *word)
                && is_set_off_in_quotation(sides, run.clone())
            {
                out[k..k + phrase.len()].fill(Some(ChangeClass::Filler));
            }
        }
    }
    // A copy whose twin is on record, or is itself a copy of one that is.
    for k in (0..inserted.len()).chain((0..inserted.len()).rev()) {
        let quoted = inserted[k];
        let kept = |twin: Option<usize>| {
            twin.filter(|twin| *twin < sides.quoted.words.len() && sides.form(*twin) == sides.form(quoted))
                .is_some_and(|twin| is_inserted(twin).map_or(true, |index| out[index].is_some()))
        };
        if out[k].is_none() && (kept(quoted.checked_sub(1)) || kept(Some(quoted + 1))) {
            out[k] = Some(ChangeClass::Repetition);
        }
    }
    out
}

/// Whether a quoted word is the beginning of one that comes soon after it, broken off: "it would c- come", "an es – a
/// espionage lag".
pub(crate) fn is_broken_off(sides: &Sides<'_>, quoted: usize) -> bool {
    const LONGEST: usize = 4;
    const REACH: usize = 3;
    let word = sides.quoted_word(quoted);
    if word.is_empty() || word.chars().count() > LONGEST || !word.chars().all(char::is_alphabetic) {
        return false;
    }
    // "Not – nothing can stop us": whole, and it weighs.
    if lexicon::class(sides.form(quoted)).has(Class::NEGATION | Class::MODAL | Class::QUANTIFIER) {
        return false;
    }
    let Some(here) = sides.quoted.words.get(quoted) else { return false };
    let Some(next) = sides.quoted.words.get(quoted + 1) else { return false };
    let gap = sides.text.get(here.end..next.start).unwrap_or("");
    let dash = gap.trim_start().starts_with(['-', '–', '—']) && gap.ends_with(' ');
    let word = fold::fold(word);
    if gap.starts_with("- ") && is_no_word(sides, quoted) {
        return true;
    }
    dash && (1..=REACH).any(|ahead| {
        let later = fold::fold(sides.quoted_word(quoted + ahead));
        later.len() > word.len() && later.starts_with(&word)
    })
}

/// "Because th- it's": whether a quoted word that a hyphen breaks off is no word but its first sounds, whatever is said in its
/// place. "BBC- and NHS-funded", "Pkw- und Lkw-Maut" and "mph- or knot-based" share the rest of a word and say something.
fn is_no_word(sides: &Sides<'_>, quoted: usize) -> bool {
    const LONGEST: usize = 3;
    let word = sides.quoted_word(quoted);
    let next = sides.quoted_word(quoted + 1);
    let consonant = |c: char| c.is_ascii_lowercase() && !"aeiouy".contains(c);
    let shares = ["and", "or", "nor", "to"].iter().any(|joins| Form::of(joins) == sides.form(quoted + 1));
    let first = word.chars().next();
    let goes_on = next.starts_with(char::is_lowercase) || fold::fold(next).chars().next() == first;
    sides.capitals == Capitals::English && word.len() <= LONGEST && word.chars().all(consonant) && goes_on && !shares
}

/// Whether quoted words stand apart between marks.
fn is_set_off_in_quotation(sides: &Sides<'_>, run: Range<usize>) -> bool {
    let gap = |before: Option<usize>, after: usize| {
        let from = before.and_then(|before| sides.quoted.words.get(before)).map_or(0, |word| word.end);
        let to = sides.quoted.words.get(after).map_or(sides.text.len(), |word| word.start);
        sides.text.get(from..to).unwrap_or("")
    };
    let marked = |gap: &str| gap.contains([',', '.', '-', '—', '–', ';', '…']);
    let before = run.start.checked_sub(1).map_or("", |before| gap(Some(before), run.start));
    marked(gap(Some(run.end - 1), run.end)) && (run.start == 0 || marked(before))
}

/// Which of the words at some positions are somebody else's, thrown into the turn that goes on around them; empty where
/// none are.
pub(crate) fn thrown_in(corpus: &Corpus, positions: Range<u32>) -> Vec<bool> {
    let nobody = Vec::new();
    let speaker = |position: u32| {
        let span = corpus.span_at(position)?;
        let (_, segment) = corpus.segment(span)?;
        Some((span.document, segment.speaker?))
    };
    let (Some(before), false) = (positions.start.checked_sub(1), positions.is_empty()) else { return nobody };
    if corpus.span_at(before).is_some_and(|span| span.positions.contains(&positions.end)) {
        return nobody;
    }
    match speaker(before) {
        Some(who) if speaker(positions.end) == Some(who) => {
            positions.map(|position| speaker(position).is_some_and(|other| other != who)).collect()
        }
        _ => nobody,
    }
}

/// How many words from `position` on are a repair of speech, and of which class; no more than `room`.
fn repair_at(sides: &Sides<'_>, position: u32, room: u32) -> (u32, ChangeClass) {
    let corpus = sides.corpus;
    let form = corpus.token(position).form;
    let class = lexicon::class(form);
    if class.has(Class::FILLER) {
        return (1, ChangeClass::Filler);
    }
    for phrase in FILLER_PHRASES {
        let length = phrase.len() as u32;
        if length <= room
            && corpus.forms(position..position + length).iter().zip(*phrase).all(|(form, word)| form == word)
            && (sides.machine || is_set_off(corpus, position, length))
        {
            return (length, ChangeClass::Filler);
        }
    }
    if ends_broken(corpus, position) {
        return (1, ChangeClass::Repetition);
    }
    if class.has(Class::OPENER) && opens_sentence(corpus, position) {
        return (1, ChangeClass::Filler);
    }
    (0, ChangeClass::Word)
}

/// How many words of fillers stand at a position.
fn fillers_at(corpus: &Corpus, position: u32) -> u32 {
    const MOST: u32 = 4;
    let mut count = 0;
    while count < MOST {
        let here = corpus.forms(position + count..position + count + MOST);
        let phrase = FILLER_PHRASES
            .iter()
            .find(|phrase| here.len() >= phrase.len() && here.iter().zip(**phrase).all(|(form, word)| form == word));
        match (phrase, here.first()) {
            (Some(phrase), _) => count += phrase.len() as u32,
            (None, Some(form)) if lexicon::class(*form).has(Class::FILLER) => count += 1,
            _ => break,
        }
    }
    count
}

/// Whether a phrase stands apart between marks, or there are none at all (captions), so that it is no clause of its own:
/// "it is, you know, hard" but not "you know the answer".
fn is_set_off(corpus: &Corpus, position: u32, length: u32) -> bool {
    let after = text_between(corpus, position + length - 1, position + length);
    let before = position.checked_sub(1).map_or(",", |before| text_between(corpus, before, position));
    let marks = |between: &str| between.contains([',', '.', '-', '—', '–', ';', '…']);
    // "..., you know nuclear ..." is set off before alone; "..., you know this is ..." says that somebody knows.
    let next = lexicon::class(corpus.token(position + length).form);
    let clause = next.has(Class::PRONOUN | Class::ARTICLE | Class::FUNCTION);
    marks(after) || (marks(before) && !clause)
}

/// What stands between a word and the next one of the same document.
pub(crate) fn text_between(corpus: &Corpus, position: u32, next: u32) -> &str {
    let document = corpus.document_at(position);
    if !corpus.positions_of(document).contains(&next) {
        return ".";
    }
    let (from, to) = (corpus.token(position).end as usize, corpus.token(next).start as usize);
    corpus.documents().get(document).and_then(|held| held.document.text.get(from..to)).unwrap_or("")
}

/// Whether a word was broken off ("we w- we will").
fn ends_broken(corpus: &Corpus, position: u32) -> bool {
    let between = text_between(corpus, position, position + 1);
    let word = corpus.word(position);
    word.chars().count() <= 3
        && (between.starts_with("- ") || between.starts_with("-- ") || between.starts_with("— "))
        && corpus.word(position + 1).starts_with(word)
}

/// Whether a mark that ends a clause stands behind a recorded word.
pub(crate) fn closes_clause(corpus: &Corpus, position: u32) -> bool {
    text_between(corpus, position, position + 1).contains(['.', '!', '?', ',', ';', ':'])
}

/// Whether a recorded word is the last of its sentence.
pub(crate) fn closes_sentence(corpus: &Corpus, position: u32) -> bool {
    text_between(corpus, position, position + 1).contains(['.', '!', '?'])
}

fn opens_sentence(corpus: &Corpus, position: u32) -> bool {
    let Some(before) = position.checked_sub(1) else { return true };
    if corpus.document_at(before) != corpus.document_at(position) {
        return true;
    }
    let between = text_between(corpus, before, position);
    between.contains(['.', '!', '?', '\n', ':'])
}
