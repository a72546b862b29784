//! Numbers of both wordings: when a cut leaves the recorded number, when one value counts another thing, and when two phrases
//! that differ amount to the same.
//!
//! What a number is worth is in `onrecord_text::number`; that two values differ is told in [`crate::classes`].

use crate::differences::{Difference, Stretch, turn_of};
use crate::finding::{ChangeClass, ChangeKind};
use crate::repairs::text_between;
use crate::sides::Sides;
use crate::word_list::WordList;
use onrecord_text::number::{Number, Unit, unit_word};
use onrecord_text::quantity::{may_be_decade, may_stand_in_one, quantity, roman, same_quantity};
use onrecord_text::token::{Token, tokenize_into};
use onrecord_text::{Form, fold, lexicon, measure, number_words};
use std::ops::Range;

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
    // "Billion" of "860 billion dollars": the sign of "$860 billion" was cut off with the number.
    let bare = r.rsplit_once([' ', '\n']).filter(|(_, last)| unit_word(last).is_some() && is_scale(&q));
    let rest = rest.or_else(|| bare.and_then(|(bare, _)| bare.strip_suffix(q.as_str())));
    // "Billion dollars" of "8 billion dollars": no value is left of it, only what was counted.
    let unit = q.split([' ', '\n']).all(|word| is_scale(word) || unit_word(word).is_some());
    (opens && unit && rest.is_some())
        || (closes
            && r.starts_with(&q)
            && sides.quoted_number(quoted).is_some_and(|cut| cut.same_value(&number) && cut.ordinal == number.ordinal))
}

/// "By nearly 600" where "by nearly 600 billion" was said: whether the quotation ends before the scale of a number. The words are
/// the recorded ones, and what stands behind them makes another value of them. An ellipsis within the quotation hides no scale:
/// "600 … in the spring" is another number.
pub(crate) fn is_cut_before_scale(sides: &Sides<'_>, quoted: usize, recorded: u32) -> bool {
    let closes = quoted + 1 == sides.quoted.words.len();
    if !closes || sides.quoted.words.get(quoted).is_none_or(|word| word.bracketed) {
        return false;
    }
    let (Some(cut), Some(whole)) = (sides.quoted_number(quoted), sides.recorded_number(recorded)) else { return false };
    let word = sides.corpus.word(recorded);
    let ends = word.match_indices([' ', '\n']).map(|(at, _)| at);
    !cut.same_value(&whole)
        && ends.filter_map(|at| Some((word.get(..at)?, word.get(at + 1..)?))).any(|(first, rest)| {
            let mut number: Vec<(Token, Option<Number>)> = Vec::new();
            tokenize_into(first, 0, &mut number);
            let mut rest = rest.split([' ', '\n']);
            rest.next().is_some_and(|next| is_scale(&fold::fold(next)))
                && rest.all(|next| is_scale(&fold::fold(next)) || unit_word(&fold::fold(next)).is_some())
                && matches!(number.as_slice(), [(_, Some(number))]
                    if number.same_value(&cut)
                        && number.ordinal == cut.ordinal
                        && (number.unit == cut.unit || (number.unit == Unit::None && whole.unit == cut.unit)))
        })
}

/// The recorded number off which the quotation was cut at its end, with all of its words: "600 billion" for "600", "three percent" for
/// "three", "3 and a half million" for "3".
pub(crate) fn cut_at_end(sides: &Sides<'_>, stretches: &[Stretch]) -> Option<Range<u32>> {
    let (quoted, recorded) = match stretches.iter().rev().find(|stretch| !matches!(stretch, Stretch::Jump))? {
        Stretch::Same { quoted, recorded } => (quoted, recorded),
        Stretch::Change(change) if !change.marked => (&change.quoted, &change.recorded),
        _ => return None,
    };
    let (last, at) = (quoted.end.checked_sub(1)?, recorded.end.checked_sub(1)?);
    if quoted.end != sides.quoted.words.len() {
        return None;
    }
    if is_cut_before_scale(sides, last, at) || is_cut_before_unit(sides, last, at) {
        return Some(at..at + 1);
    }
    end_of_number(sides, last, at).map(|end| at..end)
}

/// "A share of three" for "a share of three percent", where both are one number to a reader of words.
fn is_cut_before_unit(sides: &Sides<'_>, quoted: usize, recorded: u32) -> bool {
    let units = (sides.quoted_number(quoted).map(|n| n.unit), sides.recorded_number(recorded).map(|n| n.unit));
    matches!(units, (Some(Unit::None), Some(Unit::Percent))) && is_cut_number(sides, quoted, recorded)
}

/// Words of size behind a number that are words of their own: parts of a whole in English, and what German has. English counts in the
/// singular ("600 million"): "in 2000 hundreds of boats" begins anew behind the number.
static SIZES: WordList = WordList::new(
    "hundred thousand million billion trillion dozen \
     tenth tenths hundredth hundredths thousandth thousandths millionth millionths \
     hundert tausend millionen milliarde milliarden billionen dutzend zehntel hundertstel tausendstel",
);

/// The same in languages that count in the plural and may begin a sentence with a year: "en 2015 millones de personas".
static SIZES_IN_PLURAL: WordList = WordList::new(
    "mille millions milliard milliards milliers mil millon millones millar millares \
     mila milione milioni miliardo miliardi milhao milhoes bilhao bilhoes \
     tysiac tysiace tysiecy milion miliony milionow miliard miliardy miliardow \
     тысяча тысячи тысяч миллион миллиона миллионов миллиард миллиарда миллиардов \
     тисяча тисячі тисяч мільйон мільйони мільйонів мільярд мільярди мільярдів",
);

/// Parts of a hundred, as other languages write them.
static PERCENT: WordList = WordList::new("prozent процент процента процентов відсоток відсотка відсотків");

/// Whether an ellipsis hides what the number before it goes on with: "600 … im Frühjahr" for "600 Milliarden im Frühjahr".
pub(crate) fn hides_size(sides: &Sides<'_>, change: &Difference) -> bool {
    let before = change.quoted.start.checked_sub(1).zip(change.recorded.start.checked_sub(1));
    change.kind == ChangeKind::Omitted
        && before.is_some_and(|(quoted, recorded)| end_of_number(sides, quoted, recorded).is_some())
}

/// Where a number that goes on in the record behind the end of a quotation, or of a part of it, ends: "3 and a half million" for "3",
/// "600 Milliarden" for "600". `None`: it does not go on.
fn end_of_number(sides: &Sides<'_>, quoted: usize, recorded: u32) -> Option<u32> {
    let (q, r) = (sides.quoted_number(quoted)?, sides.recorded_number(recorded)?);
    let turn = turn_of(sides.corpus, recorded).filter(|_| q.same_value(&r) && !q.ordinal)?;
    let joined = |at: u32| turn.contains(&at) && text_between(sides.corpus, at - 1, at).trim().is_empty();
    let word = |at: u32| if joined(at) { fold::fold(sides.corpus.word(at)) } else { String::new() };
    let year = is_year(sides.corpus.word(recorded));
    let is_size = |at: u32| {
        // Not the form that stands there: "million" alone is a number, and has that of its value.
        let word = word(at);
        let form = Form::of(&word);
        !word.is_empty()
            && (SIZES.has(form)
                || (!year && SIZES_IN_PLURAL.has(form))
                || PERCENT.has(form)
                || unit_word(&word) == Some(Unit::Percent))
    };
    let sizes = |from: u32| (from..turn.end).find(|at| !is_size(*at)).unwrap_or(turn.end);
    let next = recorded + 1;
    if is_size(next) {
        return Some(sizes(next));
    }
    if year || word(next) != "and" {
        return None;
    }
    let behind = end_of_fraction(&word, next + 1)?;
    // "3 and a half miles"; but "rose by 5 and a third of it went", "is 40 and a third child is coming".
    let many = |word: &str| word.ends_with('s') || matches!(word, "feet" | "people" | "men" | "women" | "children");
    let counted = || lexicon::is_content(sides.recorded_form(behind)) && many(&word(behind));
    (!joined(behind) || is_size(behind) || counted()).then(|| sizes(behind))
}

/// Whether a number may be a year: four digits and nothing else.
fn is_year(word: &str) -> bool {
    word.len() == 4 && word.parse::<u32>().is_ok_and(|year| (1100..2200).contains(&year))
}

/// Where "a half", "one-half" or "three quarters" ends that begins at a word.
fn end_of_fraction(word: &impl Fn(u32) -> String, at: u32) -> Option<u32> {
    let part = |word: &str| {
        word.split([' ', '-', '\n']).any(|word| matches!(word, "half" | "quarter" | "quarters" | "third" | "thirds"))
    };
    let first = word(at);
    if matches!(first.as_str(), "a" | "one" | "two" | "three") {
        return part(&word(at + 1)).then_some(at + 2);
    }
    // "And half of his brothers" counts others.
    (first.contains([' ', '-', '\n']) && part(&first)).then_some(at + 1)
}

/// The same where an ellipsis inside the quotation made the cut: it hides a number or what was counted.
pub(crate) fn is_cut_by_mark(sides: &Sides<'_>, quoted: usize, recorded: u32) -> bool {
    let words = &sides.quoted.words;
    let marked = |at: usize| words.get(at).is_some_and(|word| word.after_ellipsis);
    (marked(quoted) || marked(quoted + 1))
        && sides.form(quoted) != sides.recorded_form(recorded)
        && is_cut_number(sides, quoted, recorded)
}

fn is_scale(word: &str) -> bool {
    matches!(word, "hundred" | "thousand" | "million" | "billion" | "trillion" | "dozen")
}

/// Whether two numbers of one value count different things: one has its unit beside it, and the other is said of something
/// else or of nothing ("$900" for "900 crowns", "12 of the bridges" for "12 percent of the bridges").
pub(crate) fn counts_other_things(sides: &Sides<'_>, quoted: usize, recorded: u32, a: Number, b: Number) -> bool {
    /// "5 to 7 percent", "340 U.S. dollars": the unit is said once, or a few words on.
    const REACH: usize = 4;
    let names = |word: &str, number: Option<Number>, unit: Unit| {
        number.is_some_and(|number| number.unit == unit)
            || word.split([' ', '-', '\n']).any(|part| unit_word(&fold::fold(part)) == Some(unit))
    };
    match (a.unit, b.unit) {
        (Unit::None, Unit::None) => false,
        (Unit::None, unit) => {
            let words = &sides.quoted.words;
            // Money left out with what follows is left out; a part of a hundred is no number of things.
            let of_others = |next: Form| {
                unit == Unit::Percent || (lexicon::is_content(next) && next != sides.recorded_form(recorded + 1))
            };
            // At the end of a quotation, or of a part of it, the unit may have been cut off with the rest.
            words.get(quoted + 1).is_some_and(|next| !next.after_ellipsis && of_others(next.form))
                && !(quoted.saturating_sub(REACH)..(quoted + 1 + REACH).min(words.len()))
                    .any(|i| names(sides.quoted_word(i), sides.quoted_number(i), unit))
        }
        (unit, Unit::None) => {
            let held = sides.corpus.positions_of(sides.corpus.document_at(recorded));
            let reach = REACH as u32;
            !(recorded.saturating_sub(reach).max(held.start)..(recorded + 1 + reach).min(held.end))
                .any(|position| names(sides.corpus.word(position), sides.recorded_number(position), unit))
        }
        _ => false,
    }
}

/// "Eight" and "8:00": one hour.
pub(crate) fn is_one_hour(a: Number, b: Number) -> bool {
    let hour = |clock: Number, bare: Number| {
        clock.unit == Unit::Clock
            && bare.unit == Unit::None
            && (1..=24).any(|hour| bare.same_value(&Number::new(hour, 0)) && value_of(clock) == Some(hour * 60))
    };
    hour(a, b) || hour(b, a)
}

/// The value of a whole number.
fn value_of(number: Number) -> Option<i64> {
    let factor = 10i64.checked_pow(u32::try_from(number.exponent).ok()?)?;
    number.mantissa.checked_mul(factor)
}

/// "Five to seven billion dollars" and "$5 billion to $7 billion": the scale and what is counted are said once, behind the last
/// of two numbers.
pub(crate) fn one_scale(sides: &Sides<'_>, quoted: usize, recorded: u32) -> bool {
    let (Some(a), Some(b)) = (sides.quoted_number(quoted), sides.recorded_number(recorded)) else { return false };
    let before = quoted.checked_sub(1).map_or("", |before| sides.quoted_word(before));
    let written = scaled(sides.machine, a, before, |ahead| {
        let end = sides.quoted.words.get(quoted + ahead).map_or(0, |word| word.end);
        let next = sides.quoted.words.get(quoted + ahead + 1).map_or(end, |word| word.start);
        let between = sides.text.get(end..next).unwrap_or("");
        (sides.quoted_word(quoted + ahead), sides.quoted_number(quoted + ahead), between)
    });
    let before = recorded.checked_sub(1).map_or("", |before| sides.corpus.word(before));
    let said = scaled(sides.machine, b, before, |ahead| {
        let position = recorded + ahead as u32;
        let between = text_between(sides.corpus, position, position + 1);
        (sides.corpus.word(position), sides.recorded_number(position), between)
    });
    written.is_some_and(|a| a.same_value(&b)) || said.is_some_and(|b| a.same_value(&b))
}

/// A number with the scale of the number that it makes a range with; `word` gives the words from it on, each with the text
/// up to the next. A comma or a stop parts two numbers, and "and" makes a range only behind "between". Captions (`machine`) write
/// "32 to 53,000" for thirty-two to fifty-three thousand.
fn scaled<'w>(
    machine: bool,
    number: Number,
    before: &str,
    word: impl Fn(usize) -> (&'w str, Option<Number>, &'w str),
) -> Option<Number> {
    const SCALES: &[(&str, i8)] = &[("thousand", 3), ("million", 6), ("billion", 9), ("trillion", 12)];
    let power = |text: &str| {
        let folded = fold::fold(text);
        let named = folded.split([' ', '-', '\n']).find_map(|word| SCALES.iter().find(|(scale, _)| *scale == word));
        let thousands = || folded.strip_suffix(",000").filter(|first| machine && first.len() <= 3).map(|_| 3);
        named.map(|(_, power)| *power).or_else(thousands)
    };
    let (joint, _, behind) = word(1);
    let joins = match fold::fold(joint).as_str() {
        "to" | "or" => true,
        "and" => fold::fold(before) == "between",
        _ => false,
    };
    let gap = word(0).2.trim();
    let is_dash = matches!(gap, "-" | "\u{2010}" | "\u{2011}" | "–" | "—");
    if !(is_dash || (joins && gap.is_empty() && behind.trim().is_empty())) {
        return None;
    }
    let (last, value, _) = word(if joins { 2 } else { 1 });
    let small = value_of(number).is_some_and(|value| (1..1000).contains(&value)) && power(word(0).0).is_none();
    let mut whole = number.times_ten_to(power(last).filter(|_| small)?);
    whole.unit = value?.unit;
    // A range goes up, and not far: "between 5 and 2,000" is what it says.
    let is_range = value_of(whole).zip(value.and_then(value_of)).is_none_or(|(a, b)| a < b && b / a < 10);
    (is_range || !last.contains(",000")).then_some(whole)
}

/// "'83" for 1983: an apostrophe stands for the century of a year, whichever of the two wordings has it. That is the century of the
/// last such year as seen from the document's date: nobody writes "'91" for 1891 who is not of that time.
pub(crate) fn is_year_without_century(sides: &Sides<'_>, quoted: usize, recorded: u32) -> bool {
    let start = sides.quoted.words.get(quoted).map_or(0, |word| word.start);
    let at = sides.corpus.token(recorded).start as usize;
    let held = sides.corpus.documents().get(sides.corpus.document_at(recorded));
    let document = held.map_or("", |held| held.document.text.as_str());
    let short = |text: &str, start: usize, word: &str| {
        let bare = word.trim_start_matches(APOSTROPHES);
        let marked = bare.len() < word.len() || text.get(..start).is_some_and(|before| before.ends_with(APOSTROPHES));
        (marked && bare.len() == 2 && bare.bytes().all(|byte| byte.is_ascii_digit())).then(|| bare.to_owned())
    };
    /// Of documents without a date; and how many years ahead may be spoken of.
    const LATEST: u32 = 2030;
    const AHEAD: u32 = 10;
    let date = held.and_then(|held| held.document.date.as_deref());
    let latest = date.and_then(|date| date.get(..4)?.parse::<u32>().ok()).map_or(LATEST, |year| year + AHEAD);
    let is = |short: Option<String>, whole: &str| {
        let short = short.and_then(|short| short.parse::<u32>().ok()).filter(|short| *short <= latest);
        is_year(whole) && short.is_some_and(|short| whole.parse() == Ok(latest - (latest - short) % 100))
    };
    let (q, r) = (sides.quoted_word(quoted), sides.corpus.word(recorded));
    is(short(sides.text, start, q), r) || is(short(document, at, r), q)
}

/// What is set before a year that leaves out its century.
const APOSTROPHES: [char; 5] = ['\'', '’', '‘', '`', '´'];

/// "2nd" and "second", which is a time as well.
pub(crate) fn is_second(number: Option<Number>, word: &str) -> bool {
    number.is_some_and(|n| n.ordinal && (n.mantissa, n.exponent) == (2, 0)) && word == "second"
}

/// "II" and "two"; "12" and "zwölf".
pub(crate) fn stands_for_numeral(sides: &Sides<'_>, quoted: usize, recorded: u32) -> bool {
    // In English "once" is no eleven.
    let foreign = sides.language.is_none_or(|code| !code.starts_with("en"));
    let is = |word: &str, number: Option<Number>| {
        number.is_some_and(|number| {
            roman(word).is_some_and(|value| number == Number::new(i64::from(value), 0))
                || (number.unit == Unit::None
                    && !number.ordinal
                    && foreign
                    && value_of(number).is_some_and(|value| number_words::says(word, value)))
        })
    };
    is(sides.quoted_word(quoted), sides.recorded_number(recorded))
        || is(sides.corpus.word(recorded), sides.quoted_number(quoted))
}

/// "10-12" for "ten to twelve": whether a dash stands for the word that joins the ends of a range. `joint` is that word,
/// `numbers` whether numbers stand on both sides of it, and `gap` what the other wording has between its two.
pub(crate) fn is_dash_of_range(joint: &str, gap: &str, numbers: bool) -> bool {
    let joins = matches!(fold::folded(joint).as_ref(), "to" | "and" | "or" | "bis" | "a" | "до");
    numbers && joins && matches!(gap.trim(), "-" | "\u{2010}" | "\u{2011}" | "–" | "—")
}

/// Short words that captions have for a number: "2 islands" is heard as "to islands", "0 for 2" is spoken "oh for two".
const ALIKE: &[(i64, &[&str])] =
    &[(0, &["o", "oh"]), (1, &["won"]), (2, &["to", "too"]), (4, &["for", "fore"]), (8, &["ate"])];

/// Whether captions have a short word that sounds like the quoted number.
pub(crate) fn sounds_like_number(sides: &Sides<'_>, quoted: usize, recorded: u32) -> bool {
    let heard = fold::fold(sides.corpus.word(recorded));
    let is = |value: i64| sides.quoted_number(quoted) == Some(Number::new(value, 0));
    ALIKE.iter().any(|(value, words)| words.contains(&heard.as_str()) && is(*value))
}

/// "150 billion the tube" for "$150 billion": the same numbers in the same order, of which the captions did not write the sign, and
/// a stray word or two beside them. Where nothing else is garbled, a sign put in is the quoter's.
pub(crate) fn is_heard_with_more(sides: &Sides<'_>, change: &Difference) -> bool {
    const MOST_MORE: usize = 2;
    let plain = |class: &ChangeClass| *class == ChangeClass::Number || *class >= ChangeClass::Word;
    if !change.touched.iter().all(plain) || change.quoted.is_empty() || change.quoted.len() > MOST_MORE {
        return false;
    }
    let said: Vec<Number> = change.recorded.clone().filter_map(|at| sides.recorded_number(at)).collect();
    let more = change.recorded.len() - said.len();
    let same = |(i, said): (usize, &Number)| {
        let written = sides.quoted_number(i);
        written.is_some_and(|n| {
            let unheard = said.unit == Unit::None && n.unit != Unit::Clock;
            n.same_value(said) && n.ordinal == said.ordinal && (n.unit == said.unit || unheard)
        })
    };
    // "900 crowns" are not "$900": what stands right behind the number is what it counts.
    let counts = |at: u32| sides.recorded_number(at).is_none() && lexicon::is_content(sides.recorded_form(at));
    let counted = change.recorded.clone().skip(1).any(|at| sides.recorded_number(at - 1).is_some() && counts(at));
    said.len() == change.quoted.len()
        && (1..=MOST_MORE).contains(&more)
        && !counted
        && change.quoted.clone().zip(&said).all(same)
}

/// How many stretches, and how many equal words on either side of them, may belong to one quantity.
const MOST_STRETCHES: usize = 5;
const MOST_BESIDE: usize = 3;
/// How many recorded words a phrase at the end may go on for.
const MOST_MORE: u32 = 5;
/// The longest phrase, in words.
const LONGEST: usize = 10;

/// "Half a million" for "500,000", "October 1" for "the 1st of October": phrases that differ and amount to the same are one
/// change of form. Looks only where a difference touches a number.
pub(crate) fn allow_for_forms(sides: &Sides<'_>, stretches: &mut Vec<Stretch>) {
    let mut at = 0;
    // Which quoted words may stand in a quantity; worked out when it is first asked for.
    let mut fits: Vec<bool> = Vec::new();
    while at < stretches.len() {
        if has_number(sides, stretches, at) {
            if fits.is_empty() {
                fits.extend((0..sides.quoted.words.len()).map(|i| may_stand_in_one(sides.quoted_word(i))));
            }
            if let Some((from, to, stretch)) = equal_window(sides, stretches, at, &fits) {
                replace(stretches, from, to, stretch);
                at = from;
            }
        }
        at += 1;
    }
}

/// Whether an unmarked difference has a number in it or close beside it ("km" stands between in "90 km/h").
fn has_number(sides: &Sides<'_>, stretches: &[Stretch], at: usize) -> bool {
    let Some(Stretch::Change(change)) = stretches.get(at) else { return false };
    if change.marked || change.class >= ChangeClass::Spelling {
        return false;
    }
    let quoted = |i: usize| sides.quoted_number(i).is_some() || may_be_decade(&fold::folded(sides.quoted_word(i)));
    let recorded = |position: u32| {
        sides.recorded_number(position).is_some() || may_be_decade(&fold::folded(sides.corpus.word(position)))
    };
    let beside = |stretch: Option<&Stretch>, last: bool| match stretch {
        Some(Stretch::Same { quoted: words, .. } | Stretch::Change(Difference { quoted: words, .. })) => {
            !words.is_empty() && quoted(if last { words.end - 1 } else { words.start })
        }
        _ => false,
    };
    change.quoted.clone().any(quoted)
        || change.recorded.clone().any(recorded)
        || beside(stretches.get(at.wrapping_sub(1)), true)
        || beside(stretches.get(at + 1), false)
        || (change.quoted.clone().all(|i| measure::may_be_part(&fold::folded(sides.quoted_word(i))))
            && (change.quoted.start.saturating_sub(MOST_BESIDE)..change.quoted.start).any(quoted))
}

/// The fewest stretches around one that amount to the same on both sides: their first and the one after their last, and
/// the change that takes their place.
fn equal_window(
    sides: &Sides<'_>,
    stretches: &[Stretch],
    at: usize,
    fits: &[bool],
) -> Option<(usize, usize, Difference)> {
    for width in 1..=MOST_STRETCHES {
        for from in (at + 1).saturating_sub(width)..=at {
            let Some((quoted, recorded)) = stretches.get(from..from + width).and_then(covered) else { continue };
            if !fits.get(quoted.clone()).is_some_and(|words| words.iter().all(|fits| *fits)) {
                continue;
            }
            let before = beside(stretches.get(from.wrapping_sub(1)));
            let after = beside(stretches.get(from + width));
            // At either end the recorded phrase may go on where the alignment stopped.
            let ends = from + width + 1 >= stretches.len();
            let starts = from <= 1;
            let whole = |stretch: Option<&Stretch>, taken: usize| match stretch {
                Some(Stretch::Same { quoted, .. }) => quoted.len() == taken,
                _ => stretch.is_none(),
            };
            let turn = if ends || starts { turn_of(sides.corpus, recorded.start) } else { None };
            let more_after =
                turn.as_ref().filter(|_| ends).map_or(0, |turn| MOST_MORE.min(turn.end.saturating_sub(recorded.end)));
            let more_before = turn
                .as_ref()
                .filter(|_| starts)
                .map_or(0, |turn| MOST_MORE.min(recorded.start.saturating_sub(turn.start)));
            for (left, right) in (0..=before).flat_map(|left| (0..=after).map(move |right| (left, right))) {
                let quoted = quoted.start - left..quoted.end + right;
                if !fits.get(quoted.clone()).is_some_and(|words| words.iter().all(|fits| *fits)) {
                    continue;
                }
                let Some(words) = quoted_phrase(sides, quoted.clone()) else { continue };
                let start = recorded.start - left as u32;
                let end = recorded.end + right as u32;
                let more_after = if whole(stretches.get(from + width), right) { more_after } else { 0 };
                let more_before = if whole(stretches.get(from.wrapping_sub(1)), left) { more_before } else { 0 };
                let room = turn.as_ref().map_or(0..u32::MAX, Range::clone);
                // Behind the last word of the quotation the record may have been taken too far.
                let less = if from + width == stretches.len() { MOST_MORE.min(end - start - 1) } else { 0 };
                let mut extents = std::iter::once(start..end)
                    .chain((1..=less).map(|less| start..end - less))
                    .chain((1..=more_after).map(|more| start..(end + more).min(room.end)))
                    .chain((1..=more_before).map(|more| start.saturating_sub(more).max(room.start)..end));
                if let Some(recorded) = extents.find(|extent| amounts_to_the_same(sides, words, extent.clone())) {
                    let class = ChangeClass::Format;
                    let kind = ChangeKind::Replaced;
                    let change =
                        Difference { kind, class, touched: vec![class], marked: false, heard: false, quoted, recorded };
                    return Some((from, from + width, change));
                }
            }
        }
    }
    None
}

/// The words that neighbouring stretches cover on both sides; `None` if they jump, are marked, or cover nothing on one side.
fn covered(window: &[Stretch]) -> Option<(Range<usize>, Range<u32>)> {
    let (mut words, mut positions): (Option<Range<usize>>, Option<Range<u32>>) = (None, None);
    for stretch in window {
        let (quoted, recorded) = match stretch {
            Stretch::Same { quoted, recorded } => (quoted, recorded),
            Stretch::Change(change) if !change.marked => (&change.quoted, &change.recorded),
            _ => return None,
        };
        if !quoted.is_empty() {
            words = Some(words.map_or(quoted.clone(), |before| before.start..quoted.end));
        }
        if !recorded.is_empty() {
            positions = Some(positions.map_or(recorded.clone(), |before| before.start..recorded.end));
        }
    }
    words.zip(positions)
}

/// How many equal words of a neighbouring stretch may be taken in.
fn beside(stretch: Option<&Stretch>) -> usize {
    match stretch {
        Some(Stretch::Same { quoted, recorded }) if quoted.len() == recorded.len() => MOST_BESIDE.min(quoted.len()),
        _ => 0,
    }
}

/// Some quoted words as they stand, if they are a quantity.
fn quoted_phrase<'a>(sides: &Sides<'a>, quoted: Range<usize>) -> Option<&'a str> {
    let words = sides.quoted.words.get(quoted).filter(|words| words.len() <= LONGEST)?;
    let (start, end) = (words.first()?.start, words.last()?.end);
    // The sign of degrees is no word.
    let degrees = sides.text.get(end..).is_some_and(|rest| rest.starts_with('°'));
    let phrase = sides.text.get(start..end + if degrees { '°'.len_utf8() } else { 0 })?;
    quantity(phrase).map(|_| phrase)
}

fn amounts_to_the_same(sides: &Sides<'_>, phrase: &str, recorded: Range<u32>) -> bool {
    if recorded.is_empty() || recorded.len() > LONGEST {
        return false;
    }
    let document = sides.corpus.documents().get(sides.corpus.document_at(recorded.start));
    let (start, end) =
        (sides.corpus.token(recorded.start).start as usize, sides.corpus.token(recorded.end - 1).end as usize);
    let Some(text) = document.map(|held| held.document.text.as_str()) else { return false };
    let degrees = text.get(end..).is_some_and(|rest| rest.starts_with('°'));
    let end = end + if degrees { '°'.len_utf8() } else { 0 };
    text.get(start..end).is_some_and(|said| same_quantity(phrase, said))
}

/// Puts a change in the place of the stretches `from..to`, and takes from their neighbours the words that it covers.
fn replace(stretches: &mut Vec<Stretch>, from: usize, to: usize, change: Difference) {
    if let Some(Stretch::Same { quoted, recorded }) = from.checked_sub(1).and_then(|before| stretches.get_mut(before)) {
        quoted.end = quoted.end.min(change.quoted.start);
        recorded.end = recorded.end.min(change.recorded.start);
    }
    if let Some(Stretch::Same { quoted, recorded }) = stretches.get_mut(to) {
        quoted.start = quoted.start.max(change.quoted.end);
        recorded.start = recorded.start.max(change.recorded.end);
    }
    stretches.splice(from..to, [Stretch::Change(change)]);
    stretches.retain(|stretch| !matches!(stretch, Stretch::Same { quoted, .. } if quoted.is_empty()));
}
