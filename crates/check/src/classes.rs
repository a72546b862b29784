//! What sort of change a difference is: a word that denies, a number, a name, a modal, a repair of speech, a spelling.
//!
//! Each rule looks at the words of both sides and at nothing else. Machine captions are given more room: what speech
//! recognition typically gets wrong is no change of the quoter's.

use crate::differences::{Difference, Stretch};
use crate::finding::{ChangeClass, ChangeKind};
use crate::marks::Quoted;
use onrecord_record::Corpus;
use onrecord_text::lexicon::{self, Class, FILLER_PHRASES};
use onrecord_text::name::{self, Likeness};
use onrecord_text::number::{Number, Unit};
use onrecord_text::token::{Form, Token, tokenize_into};
use onrecord_text::{english, fold, spelling};
use std::ops::Range;

/// Both wordings, for the rules to look at.
#[derive(Clone, Copy)]
pub(crate) struct Sides<'a> {
    pub(crate) text: &'a str,
    pub(crate) quoted: &'a Quoted,
    pub(crate) corpus: &'a Corpus,
    /// Whether the witness was made by a machine.
    pub(crate) machine: bool,
    /// Whether the language writes every noun with a capital, so that a capital makes no name.
    pub(crate) capital_nouns: bool,
}

impl<'a> Sides<'a> {
    pub(crate) fn form(&self, quoted: usize) -> Form {
        self.quoted.words.get(quoted).map_or(Form::default(), |word| word.form)
    }

    pub(crate) fn quoted_word(&self, quoted: usize) -> &'a str {
        self.quoted.words.get(quoted).and_then(|word| self.text.get(word.start..word.end)).unwrap_or("")
    }

    pub(crate) fn quoted_number(&self, quoted: usize) -> Option<Number> {
        self.quoted.words.get(quoted).and_then(|word| word.number)
    }

    pub(crate) fn recorded_form(&self, position: u32) -> Form {
        self.corpus.token(position).form
    }

    pub(crate) fn recorded_number(&self, position: u32) -> Option<Number> {
        let word = self.corpus.word(position);
        let may_be = word.starts_with(|c: char| c.is_ascii_digit() || !c.is_alphabetic()) || {
            let first = word.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
            let folded = fold::fold(first);
            folded == "a" || onrecord_text::number::number_word(&folded).is_some()
        };
        if !may_be {
            return None;
        }
        let mut tokens: Vec<(Token, Option<Number>)> = Vec::new();
        tokenize_into(word, 0, &mut tokens);
        match tokens.as_slice() {
            [(_, number)] => *number,
            _ => None,
        }
    }
}

/// Whether a class is a repair of speech or of writing, which changes no meaning.
pub(crate) fn is_repair(class: ChangeClass) -> bool {
    class > ChangeClass::Word
}

/// Whether the same words are also written the same, case, punctuation, hyphens and diacritics aside.
pub(crate) fn same_writing(sides: &Sides<'_>, quoted: Range<usize>, recorded: Range<u32>) -> bool {
    if quoted.len() == 1 && recorded.len() == 1 && sides.quoted_word(quoted.start) == sides.corpus.word(recorded.start)
    {
        return true;
    }
    let letters = |out: &mut String, word: &str| {
        let folded = fold::fold(word);
        out.extend(folded.chars().filter(|c| c.is_alphanumeric() || matches!(c, '$' | '%' | '€' | '£' | '&')));
    };
    let (mut a, mut b) = (String::new(), String::new());
    quoted.for_each(|i| letters(&mut a, sides.quoted_word(i)));
    recorded.for_each(|position| letters(&mut b, sides.corpus.word(position)));
    a == b
}

/// Whether two words of one form are two words: the form is a digest, and two in four billion agree by chance. Numbers and
/// the halves of contractions are written in different ways and stay the same.
pub(crate) fn collide(sides: &Sides<'_>, quoted: Range<usize>, recorded: Range<u32>) -> bool {
    if quoted.len() != 1 || recorded.len() != 1 || sides.quoted_number(quoted.start).is_some() {
        return false;
    }
    let (q, r) = (fold::fold(sides.quoted_word(quoted.start)), fold::fold(sides.corpus.word(recorded.start)));
    let half = |word: &str| word.contains(['\'', '&']) || matches!(word, "ca" | "wo" | "sha" | "gon" | "wan" | "na");
    !half(&q) && !half(&r) && !same_letters(&q, &r)
}

/// The classes of one word put in the place of one (or, split by a machine, two): the most serious, and a second where
/// the two words are of different sorts (a number where a name was).
pub(crate) fn replaced(
    sides: &Sides<'_>,
    quoted: usize,
    recorded: u32,
    width: u32,
) -> (ChangeClass, Option<ChangeClass>) {
    let first = replaced_class(sides, quoted, recorded, width);
    let second = match first {
        ChangeClass::Number | ChangeClass::Negation if is_name(sides, quoted) || is_recorded_name(sides, recorded) => {
            Some(ChangeClass::Name)
        }
        _ => None,
    };
    (first, second)
}

fn replaced_class(sides: &Sides<'_>, quoted: usize, recorded: u32, width: u32) -> ChangeClass {
    let (q_form, r_form) = (sides.form(quoted), sides.recorded_form(recorded));
    let (q_class, r_class) = (lexicon::class(q_form), lexicon::class(r_form));
    let (q_number, r_number) = (sides.quoted_number(quoted), sides.recorded_number(recorded));
    if let (Some(a), Some(b)) = (q_number, r_number) {
        let digits = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
        // "October 8th" is "October 8"; "the third" is not "the three".
        let same_sort =
            a.ordinal == b.ordinal || (digits(sides.quoted_word(quoted)) && digits(sides.corpus.word(recorded)));
        let same = a.same_value(&b) && same_sort && !counts_other_things(sides, quoted, recorded, a, b);
        return if same { ChangeClass::Format } else { ChangeClass::Number };
    }
    let (q, r) = (fold::fold(sides.quoted_word(quoted)), fold::fold(sides.corpus.word(recorded)));
    if width == 2 {
        return ChangeClass::Spelling;
    }
    let second = |number: Option<Number>| number.is_some_and(|n| n.ordinal && (n.mantissa, n.exponent) == (2, 0));
    if (second(q_number) && r == "second") || (second(r_number) && q == "second") {
        return ChangeClass::Format;
    }
    if let (Some(a), Some(b)) = (lexicon::unit(&q), lexicon::unit(&r)) {
        let counted = quoted.checked_sub(1).is_some_and(|before| sides.quoted_number(before).is_some());
        return match (a == b, counted) {
            (true, _) => ChangeClass::Format,
            (false, true) => ChangeClass::Number,
            (false, false) => ChangeClass::Word,
        };
    }
    if lexicon::is_count_word(&q) && lexicon::is_count_word(&r) {
        return ChangeClass::Number;
    }
    if spelling::is_convention(&q, &r) {
        return if q.starts_with('\'') || r.starts_with('\'') { ChangeClass::Format } else { ChangeClass::Spelling };
    }
    if q_class.has(Class::NEGATION) != r_class.has(Class::NEGATION) || spelling::is_opposite(&q, &r) {
        return ChangeClass::Negation;
    }
    // "one" is no number beside "a" or "someone".
    let is_one = |number: Option<Number>| number.is_some_and(|number| number == Number::new(1, 0));
    if (q_number.is_some() && !is_one(q_number)) || (r_number.is_some() && !is_one(r_number)) {
        return ChangeClass::Number;
    }
    let named = is_name(sides, quoted) || is_recorded_name(sides, recorded);
    if named {
        return if is_name_variant(&q, &r, sides.machine) || is_one_name(sides, quoted, recorded) {
            ChangeClass::Spelling
        } else {
            ChangeClass::Name
        };
    }
    if q_class.has(Class::MODAL) || r_class.has(Class::MODAL) {
        return ChangeClass::Modal;
    }
    if q_class.has(Class::QUANTIFIER) || r_class.has(Class::QUANTIFIER) {
        return ChangeClass::Quantifier;
    }
    if sides.machine {
        return if misheard(&q, &r, q_class, r_class) { ChangeClass::Spelling } else { ChangeClass::Word };
    }
    // A slip of the pen is no word; "adapt" for "adopt" is another word.
    if spelling::is_slip(&q, &r) && !english::is_word(q_form) && !sides.corpus.knows(q_form) {
        return ChangeClass::Spelling;
    }
    ChangeClass::Word
}

/// What speech recognition takes for something else: sound-alikes, endings, short function words; but not who speaks
/// of whom.
fn misheard(q: &str, r: &str, q_class: Class, r_class: Class) -> bool {
    let small = |class: Class| {
        class.has(Class::FILLER) || (class.has(Class::FUNCTION) && !class.has(Class::MODAL | Class::QUANTIFIER))
    };
    let persons = q_class.has(Class::PRONOUN) && r_class.has(Class::PRONOUN);
    spelling::sounds_alike(q, r) || spelling::differs_by_ending(q, r) || (small(q_class) && small(r_class) && !persons)
}

/// Takes a change back where speech recognition explains it as well as the quoter's hand does: words that sound alike,
/// and one or two words dropped or put in. A denial and a number are never explained away.
pub(crate) fn allow_for_mishearing(sides: &Sides<'_>, change: &mut Difference) {
    const FEW_WORDS: usize = 2;
    if change.marked || is_repair(change.class) {
        return;
    }
    let one_sound = is_one_sound(sides, change);
    let hard = |class: &ChangeClass| matches!(class, ChangeClass::Negation | ChangeClass::Number);
    if change.touched.iter().any(hard) && !one_sound {
        return;
    }
    let explained = one_sound
        || match change.kind {
            // A word that carries content may have been put in by the quoter as well.
            ChangeKind::Inserted => {
                change.quoted.len() <= FEW_WORDS && change.quoted.clone().all(|i| is_small(sides.form(i)))
            }
            ChangeKind::Omitted => {
                let content = change.recorded.clone().filter(|p| !is_small(sides.recorded_form(*p))).count();
                let few =
                    change.recorded.len() <= FEW_WORDS || (change.recorded.len() == FEW_WORDS + 1 && content <= 1);
                change.class == ChangeClass::Word && few
            }
            ChangeKind::Replaced | ChangeKind::Moved => {
                let (mut q, mut r) = (String::new(), String::new());
                change.quoted.clone().for_each(|i| fold::fold_into(sides.quoted_word(i), &mut q));
                change.recorded.clone().for_each(|position| fold::fold_into(sides.corpus.word(position), &mut r));
                let meaning = change
                    .touched
                    .iter()
                    .any(|class| matches!(class, ChangeClass::Modal | ChangeClass::Quantifier | ChangeClass::Name));
                // A name that the whole record never spells is one that the machine does not know.
                let unknown = change.touched.contains(&ChangeClass::Name)
                    && change.quoted.clone().all(|i| is_small(sides.form(i)) || !sides.corpus.knows(sides.form(i)));
                if meaning {
                    unknown || spelling::sounds_alike(&q, &r) || same_letters(&q, &r)
                } else {
                    sound_similar(&q, &r)
                }
            }
        };
    if explained {
        change.class = ChangeClass::Spelling;
        change.touched = vec![ChangeClass::Spelling];
    }
}

/// Where captions mishear another word of the quotation, a further word or two that differ are no sign of the quoter's
/// hand; where they agree with all the rest, they are.
pub(crate) fn allow_for_noise(stretches: &mut [Stretch]) {
    const NOISY: usize = 1;
    const FEW_WORDS: usize = 2;
    let changes = || {
        stretches.iter().filter_map(|stretch| match stretch {
            Stretch::Change(change) if !change.marked => Some(change),
            _ => None,
        })
    };
    if changes().filter(|change| change.class == ChangeClass::Spelling).count() < NOISY {
        return;
    }
    for stretch in stretches.iter_mut() {
        let Stretch::Change(change) = stretch else { continue };
        let plain = change.touched.iter().all(|class| is_repair(*class) || *class == ChangeClass::Word);
        if !change.marked && plain && change.quoted.len() <= FEW_WORDS && change.recorded.len() <= FEW_WORDS {
            change.class = change.class.max(ChangeClass::Spelling);
            change.touched = vec![change.class];
        }
    }
}

fn is_small(form: Form) -> bool {
    let class = lexicon::class(form);
    class.has(Class::FILLER)
        || (class.has(Class::FUNCTION) && !class.has(Class::MODAL | Class::QUANTIFIER | Class::NEGATION))
}

fn same_letters(q: &str, r: &str) -> bool {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    letters(q) == letters(r)
}

/// "Now" for "no", "can" for "could": one short word for another that is easily heard for it.
fn is_one_sound(sides: &Sides<'_>, change: &Difference) -> bool {
    if change.quoted.len() != 1 || change.recorded.len() != 1 || sides.quoted_number(change.quoted.start).is_some() {
        return false;
    }
    let (q, r) = (sides.quoted_word(change.quoted.start), sides.corpus.word(change.recorded.start));
    let (q, r) = (fold::fold(q), fold::fold(r));
    let weak = |word: &str| matches!(word, "can" | "could");
    (weak(&q) && weak(&r)) || spelling::distance(&q, &r, 1).is_some()
}

/// Whether two stretches, written without spaces, sound alike for at least half of their length.
fn sound_similar(q: &str, r: &str) -> bool {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let (q, r) = (letters(q), letters(r));
    let similar = |a: &str, b: &str, share: usize| {
        let longer = a.chars().count().max(b.chars().count());
        longer >= 3 && spelling::distance(a, b, longer * share / 100).is_some()
    };
    // Consonants carry most of a word, but two short skeletons are alike by chance: the letters must be near as well.
    q == r || (similar(&spelling::sound(&q), &spelling::sound(&r), 50) && similar(&q, &r, 60))
}

/// The class of a quoted word that the record does not have.
pub(crate) fn inserted(sides: &Sides<'_>, quoted: usize) -> ChangeClass {
    let form = sides.form(quoted);
    if lexicon::class(form).has(Class::FILLER) {
        return ChangeClass::Filler;
    }
    if quoted > 0 && sides.form(quoted - 1) == form {
        return ChangeClass::Repetition;
    }
    let number = sides.quoted_number(quoted).is_some_and(|number| number != Number::new(1, 0));
    word_class(form, number, is_name(sides, quoted), sides.machine)
}

/// The class of a recorded word that the quotation leaves out, repairs of speech aside.
pub(crate) fn omitted(sides: &Sides<'_>, position: u32) -> ChangeClass {
    let number = sides.recorded_number(position);
    // "One of the largest" is not "the largest".
    if number == Some(Number::new(1, 0)) && sides.recorded_form(position + 1) == Form::of("of") {
        return ChangeClass::Quantifier;
    }
    let number = number.is_some_and(|number| number != Number::new(1, 0));
    word_class(sides.recorded_form(position), number, is_recorded_name(sides, position), sides.machine)
}

fn word_class(form: Form, number: bool, name: bool, machine: bool) -> ChangeClass {
    let class = lexicon::class(form);
    if class.has(Class::NEGATION) {
        ChangeClass::Negation
    } else if number {
        ChangeClass::Number
    } else if name {
        ChangeClass::Name
    } else if class.has(Class::MODAL) {
        ChangeClass::Modal
    } else if class.has(Class::QUANTIFIER) {
        ChangeClass::Quantifier
    } else if machine && class.has(Class::FUNCTION) {
        ChangeClass::Spelling
    } else {
        ChangeClass::Word
    }
}

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
    let mark = |k: usize, forwards: bool, out: &mut [Option<ChangeClass>]| {
        let position = omitted[k];
        let room = 1 + omitted[k..].windows(2).take_while(|pair| pair[1] == pair[0] + 1).count();
        for length in (1..=room.min(LONGEST)).rev() {
            if out[k..k + length].iter().any(Option::is_some) {
                continue;
            }
            let width = length as u32;
            let twin = if forwards {
                position.checked_sub(width)
            } else {
                // "at the, you know, at the": a filler may stand between the two.
                Some(position + width + fillers_at(corpus, position + width))
            };
            let Some(twin) = twin else { continue };
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

/// Which of the words at some positions are somebody else's, thrown into the turn that goes on around them.
pub(crate) fn thrown_in(corpus: &Corpus, positions: Range<u32>) -> Vec<bool> {
    let nobody = vec![false; positions.len()];
    let speaker = |position: u32| {
        let span = corpus.span_at(position)?;
        let (_, segment) = corpus.segment(span)?;
        Some((span.document, segment.speaker?))
    };
    let (Some(before), false) = (positions.start.checked_sub(1), positions.is_empty()) else { return nobody };
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
            && corpus.forms(position..position + length).iter().zip(*phrase).all(|(form, word)| *form == Form::of(word))
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
        let phrase = FILLER_PHRASES.iter().find(|phrase| {
            here.len() >= phrase.len() && here.iter().zip(**phrase).all(|(form, word)| *form == Form::of(word))
        });
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
fn text_between(corpus: &Corpus, position: u32, next: u32) -> &str {
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

/// Whether the quotation was cut inside a number, and the words left are the recorded ones: "billion" after an ellipsis
/// that hides "50", "dollars" at the head of a quotation, or "100" at the end of "100 percent". A value that the cut
/// changes is not the recorded one ("10" for "10 million").
pub(crate) fn is_cut_number(sides: &Sides<'_>, quoted: usize, recorded: u32) -> bool {
    let words = &sides.quoted.words;
    let opens = quoted == 0 || words.get(quoted).is_some_and(|word| word.after_ellipsis);
    let closes = words.get(quoted + 1).is_none_or(|word| word.after_ellipsis);
    if !(opens || closes) {
        return false;
    }
    let Some(number) = sides.recorded_number(recorded) else { return false };
    let (q, r) = (fold::fold(sides.quoted_word(quoted)), fold::fold(sides.corpus.word(recorded)));
    // What is left of "twenty-five million" must not be a number of its own: "five million" is another value.
    let rest = r.strip_suffix(q.as_str()).filter(|rest| rest.ends_with([' ', '-', '\n']));
    let unit = is_scale(&q) || onrecord_text::number::unit_word(&q).is_some();
    (opens && unit && rest.is_some())
        || (closes
            && r.starts_with(&q)
            && sides.quoted_number(quoted).is_some_and(|cut| cut.same_value(&number) && cut.ordinal == number.ordinal))
}

fn is_scale(word: &str) -> bool {
    matches!(word, "hundred" | "thousand" | "million" | "billion" | "trillion" | "dozen")
}

/// Whether a bracket swaps one name or number for another, or takes a denial away: that is no clarification.
pub(crate) fn is_swap(sides: &Sides<'_>, quoted: usize, recorded: u32) -> bool {
    if let (Some(a), Some(b)) = (sides.quoted_number(quoted), sides.recorded_number(recorded)) {
        return !a.same_value(&b);
    }
    let (q_class, r_class) = (lexicon::class(sides.form(quoted)), lexicon::class(sides.recorded_form(recorded)));
    let (q, r) = (fold::fold(sides.quoted_word(quoted)), fold::fold(sides.corpus.word(recorded)));
    if q_class.has(Class::NEGATION) != r_class.has(Class::NEGATION) || spelling::is_opposite(&q, &r) {
        return true;
    }
    // "[will]" for "might", "[all]" for "some": two words of the same sort, and another sense.
    for sort in [Class::MODAL, Class::QUANTIFIER] {
        if q_class.has(sort) && r_class.has(sort) {
            return true;
        }
    }
    if !(is_name(sides, quoted) && is_recorded_name(sides, recorded)) {
        return false;
    }
    let shared = q.chars().zip(r.chars()).take_while(|(a, b)| a == b).count();
    shared < 3 && !spelling::sounds_alike(&q, &r)
}

/// Whether two numbers of one value count different things: one has its unit beside it, and where the other would have it
/// stands another word ("$900 a month", "900 crowns a month").
fn counts_other_things(sides: &Sides<'_>, quoted: usize, recorded: u32, a: Number, b: Number) -> bool {
    if (a.unit == Unit::None) == (b.unit == Unit::None) {
        return false;
    }
    let names = |form: Form, other: Form| lexicon::is_content(form) && form != other;
    // At the end of a quotation the unit may have been cut off with the rest.
    let Some(after) = sides.quoted.words.get(quoted + 1).map(|word| word.form) else { return false };
    let recorded_after = sides.recorded_form(recorded + 1);
    if b.unit == Unit::None { names(recorded_after, after) } else { names(after, recorded_after) }
}

/// Whether two names are one name in another script, or an initial of it.
fn is_one_name(sides: &Sides<'_>, quoted: usize, recorded: u32) -> bool {
    let (q, r) = (sides.quoted_word(quoted), sides.corpus.word(recorded));
    let initial = |a: &str, b: &str| a.chars().count() == 1 && b.starts_with(a);
    initial(q, r) || initial(r, q) || (!q.is_ascii() || !r.is_ascii()) && name::compare(q, r) == Likeness::Same
}

/// Whether two names are one name in two spellings.
fn is_name_variant(q: &str, r: &str, machine: bool) -> bool {
    if machine {
        return spelling::sounds_alike(q, r);
    }
    // One letter that is not heard ("Oskar", "Oscar"), or two that changed places; but "Khomeini" and "Khamenei" are two
    // people.
    let letters = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    let near = q.chars().count() >= 4
        && spelling::distance(q, r, 1).is_some()
        && (spelling::sound(q) == spelling::sound(r) || letters(q) == letters(r));
    near || name::compare(q, r) == Likeness::Same
}

/// Whether a quoted word is written as a name.
pub(crate) fn is_name(sides: &Sides<'_>, quoted: usize) -> bool {
    let word = sides.quoted_word(quoted);
    if !begins_with_capital(word) || sides.quoted_number(quoted).is_some_and(|number| !number.ordinal) {
        return false;
    }
    let Some(start) = sides.quoted.words.get(quoted).map(|word| word.start) else { return false };
    let before = sides.text.get(..start).unwrap_or("");
    named(sides, sides.form(quoted), before, word)
}

/// Whether a recorded word is written as a name.
pub(crate) fn is_recorded_name(sides: &Sides<'_>, position: u32) -> bool {
    let word = sides.corpus.word(position);
    if !begins_with_capital(word) || sides.recorded_number(position).is_some_and(|number| !number.ordinal) {
        return false;
    }
    let document = sides.corpus.document_at(position);
    let text = sides.corpus.documents().get(document).map_or("", |held| held.document.text.as_str());
    let start = sides.corpus.token(position).start as usize;
    let mut from = start.saturating_sub(24);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    named(sides, sides.corpus.token(position).form, text.get(from..start).unwrap_or(""), word)
}

/// Titles are written with a capital and are no names.
const TITLES: &[&str] = &[
    "president",
    "minister",
    "prime",
    "chancellor",
    "senator",
    "governor",
    "secretary",
    "general",
    "captain",
    "judge",
    "king",
    "queen",
    "mr",
    "mrs",
    "ms",
    "miss",
    "sir",
    "madam",
    "dr",
    "professor",
    "mayor",
    "chairman",
    "chairwoman",
    "speaker",
    "ambassador",
    "congressman",
    "congresswoman",
    "representative",
    "vice",
    "premier",
    "deputy",
];

fn named(sides: &Sides<'_>, form: Form, before: &str, word: &str) -> bool {
    let class = lexicon::class(form);
    if class.has(Class::FUNCTION | Class::FILLER | Class::OPENER | Class::NEGATION | Class::QUANTIFIER | Class::MODAL) {
        return false;
    }
    if TITLES.iter().any(|title| form == Form::of(title)) {
        return false;
    }
    if sides.capital_nouns {
        return false;
    }
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let last = before.trim_end().chars().rev().find(|c| !matches!(c, '"' | '“' | '‘' | '\'' | '«' | '„' | '(' | '['));
    let opens = last.is_none_or(|c| matches!(c, '.' | '!' | '?' | ':' | '…' | '—' | '-'));
    letters > 1 && !(opens && sides.corpus.knows_in_small_letters(form))
}

fn begins_with_capital(word: &str) -> bool {
    word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase)
}
