//! What speech recognition gets wrong: sound-alikes, endings, short words, words that it drops.
//!
//! Where machine captions are all there is, what they explain as well as the quoter's hand is no alarm: the change stays in
//! the list as one of spelling, and the finding says that a machine heard it. These explain a change: the two wordings
//! sound alike ([`onrecord_text::sound`]); only short words differ; what was left out echoes the plain words beside it; the
//! captions have room for a word that they do not have. A number put in, left out or in the place of another (but for the short
//! words that sound like one, "to" for "two"), a word that denies on one side alone, and words that turn the sense round ("before"
//! for "after", [`crate::contraries`]), among others or alone, are never explained away, but for the same letters parted
//! otherwise ("with out"), a "No," that answers and a "Now," that was heard as "no" ([`crate::unheard`]). What was lost is in
//! [`crate::dropped`] and [`crate::lost_lines`], what was thrown in between in [`crate::interjections`], signs that were not written
//! in [`crate::signs`], what stands there twice in [`crate::echoes`], the ends of a quotation in [`crate::edges`]; how far misheard
//! words prove a place, in [`crate::by_ear`].

use crate::differences::{Difference, Stretch};
use crate::dropped::{is_dropped, is_dropped_beside_short};
use crate::finding::{ChangeClass, ChangeKind};
use crate::left_open::is_one_person;
use crate::sides::{Sides, is_repair, same_letters};
use crate::unheard::turns_round;
use crate::{by_ear, echoes, edges, interjections, names, numbers};
use onrecord_text::lexicon::{self, Class};
use onrecord_text::number::{self, Number};
use onrecord_text::quantity::roman;
use onrecord_text::sound::Sounds;
use onrecord_text::{Form, fold, spelling};

/// Two wordings nearer than this may be one, misheard: of real mishearings seven in ten are, of words that have nothing to do
/// with one another two in a hundred.
pub(crate) const NEAR: f32 = 0.5;
/// The same for a stretch of a few words, of which fewer have a sound of another by chance; and for a longer one, whose sounds
/// come nearer to those of any other the more they are: of eight words for eight, one pair in twenty lies within 0.6.
const NEAR_STRETCH: f32 = 0.6;
const NEAR_LONG_STRETCH: f32 = 0.55;
const LONG_STRETCH: usize = 4;
/// The same for names that the captions never spell.
const NEAR_UNKNOWN_NAME: f32 = 0.65;
/// The same where the captions misheard another word of the quotation too, for no more than two words.
const NEAR_IN_NOISE: f32 = 0.6;
/// So near is a word that was heard for a number.
const NEAR_NUMBER: f32 = 0.31;
/// So near are two stretches that differ in where words end, not in what was heard.
pub(crate) const SAME: f32 = 0.2;
/// Titles as they are written and as they are spoken.
const TITLES: [(&str, &str); 5] =
    [("mr", "mister"), ("mrs", "misses"), ("ms", "miss"), ("dr", "doctor"), ("st", "saint")];
/// One or two words are dropped or put in without a sign.
pub(crate) const FEW_WORDS: usize = 2;
/// So many at the most.
pub(crate) const LONGEST: usize = 4;

/// What speech recognition takes for something else: sound-alikes, endings, short function words; but not who speaks
/// of whom.
pub(crate) fn misheard(q: &str, r: &str, q_class: Class, r_class: Class) -> bool {
    let small = |class: Class| {
        class.has(Class::FILLER) || (class.has(Class::FUNCTION) && !class.has(Class::MODAL | Class::QUANTIFIER))
    };
    let persons = q_class.has(Class::PRONOUN) && r_class.has(Class::PRONOUN) && !are_easily_confused(q, r);
    spelling::differs_by_ending(q, r)
        || (small(q_class) && small(r_class) && !persons)
        || (!are_other_people(q, r) && heard_alike(q, r))
}

/// Pronouns that are swallowed or heard for one another ("him", "them"); "I" is heard, and is neither "we" nor "they", and "he" is no
/// "they".
fn are_easily_confused(q: &str, r: &str) -> bool {
    const GROUPS: &[&[&str]] = &[
        &["it", "this", "that", "these", "those"],
        &["he", "she", "it"],
        &["him", "them", "it"],
        &["his", "its", "this"],
        &["his", "us"],
        &["they", "them", "their", "these", "that"],
        &["we", "you", "your", "our"],
        // "The people that", "the people who".
        &["that", "who", "whom", "which"],
    ];
    GROUPS.iter().any(|group| group.contains(&q) && group.contains(&r))
}

/// Whether one word speaks of somebody and the other of somebody else, and no ear takes the one for the other.
fn are_other_people(q: &str, r: &str) -> bool {
    let (ours, theirs) = (Form::of(q), Form::of(r));
    is_person(ours) && is_person(theirs) && !is_one_person(ours, theirs) && !are_easily_confused(q, r)
}

/// Whether one word may be heard for another: they sound alike, or one is how the other begins.
pub(crate) fn heard_alike(q: &str, r: &str) -> bool {
    let (q, r) = (Sounds::of([q]), Sounds::of([r]));
    !q.is_empty() && !r.is_empty() && (q.distance(&r) <= NEAR || q.is_beginning(&r))
}

/// How near two wordings must sound.
fn near(change: &Difference) -> f32 {
    match change.quoted.len().max(change.recorded.len()) {
        0 | 1 => NEAR,
        LONG_STRETCH.. => NEAR_LONG_STRETCH,
        _ => NEAR_STRETCH,
    }
}

/// Takes a change back where speech recognition explains it as well as the quoter's hand does.
pub(crate) fn allow_for_mishearing(sides: &Sides<'_>, change: &mut Difference) {
    if change.marked {
        return;
    }
    edges::tell_limit(sides, change);
    if let Some(class) = turns_round(sides, change) {
        if is_repair(change.class) {
            change.class = class;
            change.touched = vec![class];
        }
        return;
    }
    if is_repair(change.class) {
        // One letter is another word of the machine's as often as the quoter's slip; a short word on one side alone may weigh.
        change.heard = change.class == ChangeClass::Spelling
            && if change.kind == ChangeKind::Replaced {
                by_ear::is_in_doubt(sides, change)
            } else {
                by_ear::is_weighty(sides, change)
            };
        // One short word after the other is dropped, not a whole clause of them: "you to say that if the".
        let clause = change.class == ChangeClass::Spelling
            && change.kind == ChangeKind::Omitted
            && change.recorded.len() > LONGEST
            && change.recorded.clone().all(|position| is_small(sides.recorded_form(position)));
        if clause && !echoes::is_begun_anew(sides, &change.recorded) {
            change.class = ChangeClass::Word;
            change.touched = vec![ChangeClass::Word];
        }
        return;
    }
    if !is_explained(sides, change) {
        let Some(recorded) = edges::heard_at_end(sides, change) else { return };
        change.kind = if recorded.is_empty() { ChangeKind::Inserted } else { ChangeKind::Replaced };
        change.recorded = recorded;
    }
    excuse(sides, change);
}

/// Takes a change for one that the machine made. Where it carries the sense, nobody knows that without listening.
fn excuse(sides: &Sides<'_>, change: &mut Difference) {
    change.heard = by_ear::is_in_doubt(sides, change);
    change.class = ChangeClass::Spelling;
    change.touched = vec![ChangeClass::Spelling];
}

/// Takes a change for one that nobody knows without listening: the machine may have made it.
pub(crate) fn excuse_in_doubt(change: &mut Difference) {
    change.heard = true;
    change.class = ChangeClass::Spelling;
    change.touched = vec![ChangeClass::Spelling];
}

/// Whether speech recognition explains a change.
fn is_explained(sides: &Sides<'_>, change: &Difference) -> bool {
    is_one_sound(sides, change)
        || is_weak_form(sides, change)
        || match change.kind {
            ChangeKind::Inserted => is_dropped(sides, change) || echoes::is_end_of_name(sides, change),
            ChangeKind::Omitted => {
                // A machine puts in short words; a word with a content of its own was said, unless it was said twice.
                let small = change.recorded.clone().all(|p| is_small(sides.recorded_form(p)));
                let few = small && change.recorded.len() <= FEW_WORDS + 1;
                interjections::are_left_out(sides, change)
                    || (change.class == ChangeClass::Word && (few || echoes::is_begun_anew(sides, &change.recorded)))
                    || echoes::is_echo(sides, change)
                    || echoes::is_misheard_beginning(sides, change)
                    || echoes::is_given_up(sides, &change.recorded)
            }
            ChangeKind::Replaced | ChangeKind::Moved => {
                is_near(sides, change, near(change))
                    || is_small_for_few(sides, change)
                    || is_split_number(sides, change)
                    || numbers::is_heard_with_more(sides, change)
                    || is_dropped_beside_short(sides, change)
                    || is_beside_filler(sides, change)
                    || echoes::is_heard_twice(sides, change)
            }
        }
}

/// Where captions misheard another word of the quotation, one that sounds a little less alike may be misheard as well.
pub(crate) fn allow_for_noise(sides: &Sides<'_>, stretches: &mut [Stretch]) {
    let noisy = stretches.iter().any(|stretch| match stretch {
        Stretch::Change(change) => {
            !change.marked
                && change.class == ChangeClass::Spelling
                && (change.recorded.clone().any(|position| lexicon::is_content(sides.recorded_form(position)))
                    || change.quoted.clone().any(|quoted| lexicon::is_content(sides.form(quoted))))
        }
        _ => false,
    });
    if !noisy {
        return;
    }
    for stretch in stretches.iter_mut() {
        let Stretch::Change(change) = stretch else { continue };
        let plain = change.touched.iter().all(|class| is_repair(*class) || *class == ChangeClass::Word);
        let replaced = change.kind == ChangeKind::Replaced
            && change.quoted.len() <= FEW_WORDS
            && change.recorded.len() <= FEW_WORDS;
        if !change.marked
            && change.class == ChangeClass::Word
            && plain
            && replaced
            && is_near(sides, change, NEAR_IN_NOISE)
        {
            excuse(sides, change);
        }
    }
}

/// Whether the words of both sides sound alike, as near as `near` asks; nearer where sense is at stake.
pub(crate) fn is_near(sides: &Sides<'_>, change: &Difference, near: f32) -> bool {
    if turns_round(sides, change).is_some() {
        return false;
    }
    let touches = |classes: &[ChangeClass]| change.touched.iter().any(|class| classes.contains(class));
    // A number in words is spoken as it is written: "first" is not "one". A short title is spoken in full.
    let said = |number: Option<Number>, word: &str| {
        let of_king = roman(word).map(|value| Number::new(i64::from(value), 0));
        let number = number.filter(|_| word.contains(|c: char| c.is_ascii_digit())).or(of_king);
        number.as_ref().and_then(number::spoken).unwrap_or_else(|| {
            let word = fold::fold(word);
            let title = TITLES.iter().find(|(short, _)| *short == word);
            title.map_or(word, |(_, long)| (*long).to_owned())
        })
    };
    let mut quoted: Vec<String> =
        change.quoted.clone().map(|i| said(sides.quoted_number(i), sides.quoted_word(i))).collect();
    let mut recorded: Vec<String> = change
        .recorded
        .clone()
        .filter(|position| !lexicon::class(sides.recorded_form(*position)).has(Class::FILLER))
        .map(|position| said(sides.recorded_number(position), sides.corpus.word(position)))
        .collect();
    if differ_in_digits(&quoted, &recorded) {
        return false;
    }
    // "Three" is near "two" as well; a number is either or it is not.
    let of_king = change.quoted.clone().any(|i| roman(sides.quoted_word(i)).is_some());
    let near = if of_king { near.min(NEAR_NUMBER) } else { near };
    drop_same_ends(&mut quoted, &mut recorded);
    if let ([q], [r]) = (quoted.as_slice(), recorded.as_slice())
        && are_other_people(q, r)
    {
        return false;
    }
    let (q, r) = (sounds(&quoted), sounds(&recorded));
    if q.is_empty() || r.is_empty() {
        return false;
    }
    let distance = q.distance(&r);
    if touches(&[ChangeClass::Number]) {
        let numbers = change.quoted.clone().any(|i| sides.quoted_number(i).is_some())
            && change.recorded.clone().any(|position| sides.recorded_number(position).is_some());
        // "Two" is heard as "to"; "three" is not.
        let near = if quoted.len() == 1 && recorded.len() == 1 { NEAR_NUMBER } else { near };
        return !numbers && distance <= near;
    }
    // At the ends of a quotation nobody has set "unsafe" against "safe" yet.
    let opposite = || quoted.iter().any(|q| recorded.iter().any(|r| spelling::is_opposite(q, r)));
    if touches(&[ChangeClass::Negation]) || opposite() {
        // "A legitimate" for "illegitimate"; but "ever" is not "never", nor "legal" "illegal". Where nothing denies but an
        // ending in a garbled stretch ("are a windless gun" for "our wind is gone"), the ear decides.
        let denies = |form: Form| lexicon::class(form).has(Class::NEGATION);
        let one = quoted.len() == 1 && recorded.len() == 1;
        let none = !change.quoted.clone().any(|i| denies(sides.form(i)))
            && !change.recorded.clone().any(|position| denies(sides.recorded_form(position)))
            && quoted.len() > 1
            && recorded.len() > 1;
        return !one && distance <= if none { near } else { SAME };
    }
    if touches(&[ChangeClass::Modal, ChangeClass::Quantifier]) {
        let weighs = |form: Form| lexicon::class(form).has(Class::MODAL | Class::QUANTIFIER);
        let both = change.quoted.clone().any(|i| weighs(sides.form(i)))
            && change.recorded.clone().any(|position| weighs(sides.recorded_form(position)));
        return !both && distance <= near;
    }
    if touches(&[ChangeClass::Name]) {
        // A name that the whole record never spells is one that the machine does not know.
        let unknown = change.quoted.clone().all(|i| is_small(sides.form(i)) || !sides.corpus.knows(sides.form(i)));
        let near = if unknown && !of_king && !is_often_named(sides, change) { NEAR_UNKNOWN_NAME } else { near };
        return distance <= near || quoted.concat() == recorded.concat();
    }
    distance <= near || q.is_beginning(&r) || same_letters(&quoted.concat(), &recorded.concat())
}

/// Words of both sides with digits, and not the same ones: "1976's" for "1970s". Digits are read, and no ear tells them apart.
fn differ_in_digits(quoted: &[String], recorded: &[String]) -> bool {
    let digits = |words: &[String]| words.concat().chars().filter(char::is_ascii_digit).collect::<String>();
    let (q, r) = (digits(quoted), digits(recorded));
    !q.is_empty() && !r.is_empty() && q != r
}

/// Takes words off that stand on both sides at an end, but for their endings: "missile" and "missiles" make "Trewhitt" sound no more
/// like "Minuteman".
fn drop_same_ends(quoted: &mut Vec<String>, recorded: &mut Vec<String>) {
    let same = |q: Option<&String>, r: Option<&String>| {
        q.zip(r).is_some_and(|(q, r)| q == r || spelling::differs_by_ending(q, r))
    };
    while quoted.len().max(recorded.len()) > 1 && same(quoted.last(), recorded.last()) {
        quoted.pop();
        recorded.pop();
    }
    let fronts = quoted.iter().zip(recorded.iter()).take_while(|(q, r)| same(Some(*q), Some(*r))).count();
    let fronts = fronts.min(quoted.len().max(recorded.len()).saturating_sub(1));
    quoted.drain(..fronts);
    recorded.drain(..fronts);
}

/// Whether one recorded name comes again and again in the same captions: the machine knows it, and seldom takes another for it.
fn is_often_named(sides: &Sides<'_>, change: &Difference) -> bool {
    const OFTEN: usize = 5;
    const REACH: u32 = 10_000;
    let position = change.recorded.start;
    if change.recorded.len() != 1 || !names::is_recorded_name(sides, position) {
        return false;
    }
    let held = sides.corpus.positions_of(sides.corpus.document_at(position));
    let around = position.saturating_sub(REACH).max(held.start)..position.saturating_add(REACH).min(held.end);
    let form = sides.recorded_form(position);
    sides.corpus.forms(around).iter().filter(|other| **other == form).nth(OFTEN - 1).is_some()
}

/// Whether short words stand where the captions have no more than a word or two: what is put in and what is left out would
/// each be taken for the machine's. Who speaks of whom stays.
fn is_small_for_few(sides: &Sides<'_>, change: &Difference) -> bool {
    let opens = |i: usize| {
        is_small(sides.form(i)) || (lexicon::class(sides.form(i)).has(Class::OPENER) && opens_sentence(sides, i))
    };
    let content = change.recorded.clone().filter(|p| !is_small(sides.recorded_form(*p))).count();
    let persons = change.quoted.clone().any(|i| is_person(sides.form(i)))
        && change.recorded.clone().any(|position| is_person(sides.recorded_form(position)));
    // "Them" says nothing of who was named.
    let stands_in = content > 0 && change.quoted.clone().any(|i| is_person(sides.form(i)));
    change.class == ChangeClass::Word
        && change.touched.iter().all(|class| *class >= ChangeClass::Word)
        && !persons
        && !stands_in
        && change.quoted.len() <= FEW_WORDS
        && change.quoted.clone().all(opens)
        && change.recorded.len() <= FEW_WORDS
        && content <= 1
}

/// "How do" for "oh", "uh" for "agreed": where one side has nothing but a filler, the other has words in addition, and captions may
/// have put in or dropped those.
fn is_beside_filler(sides: &Sides<'_>, change: &Difference) -> bool {
    let filler = |form: Form| lexicon::class(form).has(Class::FILLER);
    if change.touched.iter().any(|class| *class < ChangeClass::Word) {
        return false;
    }
    let content = change.recorded.clone().any(|position| !is_small(sides.recorded_form(position)));
    let added = change.quoted.clone().all(|i| filler(sides.form(i))) && change.recorded.len() <= FEW_WORDS && !content;
    let lost = change.recorded.clone().all(|position| filler(sides.recorded_form(position)));
    added || (lost && is_dropped(sides, change))
}

/// Whether a word says who is spoken of; "that", "which" and "who" only join what follows.
pub(crate) fn is_person(form: Form) -> bool {
    let joins = ["that", "which", "who", "whom", "this"].iter().any(|word| Form::of(word) == form);
    lexicon::class(form).has(Class::PRONOUN) && !joins
}

/// Whether a quoted word is this one, at the head of its sentence and with a comma behind it.
pub(crate) fn is_set_off(sides: &Sides<'_>, quoted: usize, word: &str) -> bool {
    let behind = sides.quoted.words.get(quoted).and_then(|word| sides.text.get(word.end..));
    sides.form(quoted) == Form::of(word)
        && opens_sentence(sides, quoted)
        && behind.is_some_and(|gap| gap.starts_with(','))
}

/// Whether a quoted word is the first of its sentence.
pub(crate) fn opens_sentence(sides: &Sides<'_>, quoted: usize) -> bool {
    let Some(before) = quoted.checked_sub(1).and_then(|before| sides.quoted.words.get(before)) else { return true };
    let start = sides.quoted.words.get(quoted).map_or(before.end, |word| word.start);
    sides.text.get(before.end..start).is_some_and(|gap| gap.contains(['.', '!', '?', '…']))
}

/// "73 a billion dollars" for "$73 billion": one number that the captions cut in two with a short word. All the rest of it must
/// be the same, for a number in the place of another sounds alike as well.
fn is_split_number(sides: &Sides<'_>, change: &Difference) -> bool {
    const CURRENCY: &[&str] = &["dollar", "dollars"];
    let quoted = change.quoted.clone().filter(|i| sides.quoted_number(*i).is_some()).count();
    let recorded = change.recorded.clone().filter(|position| sides.recorded_number(*position).is_some()).count();
    if quoted != 1 || recorded != 2 || change.touched.iter().any(|class| *class < ChangeClass::Number) {
        return false;
    }
    let plain = |words: Vec<&str>| {
        let words = words.join(" ").replace('$', " ");
        let counts = |word: &&String| !is_small(Form::of(word)) && !CURRENCY.contains(&word.as_str());
        words.split_whitespace().map(fold::fold).filter(|word| counts(&word)).collect::<Vec<_>>()
    };
    let q = plain(change.quoted.clone().map(|i| sides.quoted_word(i)).collect());
    !q.is_empty() && q == plain(change.recorded.clone().map(|position| sides.corpus.word(position)).collect())
}

pub(crate) fn sounds(words: &[String]) -> Sounds {
    Sounds::of(words.iter().flat_map(|word| word.split_whitespace()))
}

pub(crate) fn is_small(form: Form) -> bool {
    let class = lexicon::class(form);
    class.has(Class::FILLER)
        || (class.has(Class::FUNCTION) && !class.has(Class::MODAL | Class::QUANTIFIER | Class::NEGATION))
}

/// "We'll" for "we", "we're" for "we'll": what is spoken as an ending of the word before is hardly heard.
fn is_weak_form(sides: &Sides<'_>, change: &Difference) -> bool {
    let weak = |word: &str| matches!(word, "'ll" | "'d" | "'ve" | "'re" | "'s" | "'m") || word.starts_with('’');
    let quoted = || change.quoted.clone().map(|i| sides.quoted_word(i));
    let recorded = || change.recorded.clone().map(|position| sides.corpus.word(position));
    let few = change.quoted.len() <= 1 && change.recorded.len() <= 1;
    let small = change.quoted.clone().all(|i| weak(sides.quoted_word(i)) || is_small(sides.form(i)))
        && change.recorded.clone().all(|p| weak(sides.corpus.word(p)) || is_small(sides.recorded_form(p)));
    few && small && (quoted().any(weak) || recorded().any(weak))
}

/// "Now" for "no", "can" for "could": one short word for another that is easily heard for it.
fn is_one_sound(sides: &Sides<'_>, change: &Difference) -> bool {
    if change.quoted.len() != 1 || change.recorded.len() != 1 || sides.quoted_number(change.quoted.start).is_some() {
        return false;
    }
    let (q, r) = (sides.quoted_word(change.quoted.start), sides.corpus.word(change.recorded.start));
    let (q, r) = (fold::fold(q), fold::fold(r));
    if differ_in_digits(std::slice::from_ref(&q), std::slice::from_ref(&r)) {
        return false;
    }
    let weak = |word: &str| matches!(word, "can" | "could");
    let may = |one: &str, other: &str| one == "may" && other == "maybe";
    // "Could" and "would" are a letter apart, and two promises.
    let weighs = change.touched.iter().any(|class| matches!(class, ChangeClass::Modal | ChangeClass::Quantifier));
    let letter = || !weighs && !are_other_people(&q, &r) && spelling::distance(&q, &r, 1).is_some();
    (weak(&q) && weak(&r)) || may(&q, &r) || may(&r, &q) || letter()
}
