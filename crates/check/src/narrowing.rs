//! Words that narrow, judge or colour what they stand beside: who puts one in or leaves one out changes what was said, and the sentence
//! stays whole. So a machine is believed less readily to have lost one or put one in than a noun or a verb, without which a
//! sentence falls apart.
//!
//! Closed classes are written out (adverbs of degree, of time and of frequency; irregular participles; the adjectives of every
//! day); of the open ones the endings tell. English, for of captions in other languages no ear is kept here.

use crate::sides::Sides;
use crate::word_list::WordList;
use onrecord_text::{Form, fold, lexicon};

/// Adverbs that no ending tells: how much, how often, when, how certain.
static ADVERBS: WordList = WordList::new(
    "quite rather pretty very too so just even still yet only almost nearly about enough well much more most less least far further \
     always often again ever never sometimes seldom once twice thrice forever altogether anyway besides indeed instead otherwise \
     alone together apart else perhaps maybe soon later sooner earlier ago already now then today tonight tomorrow yesterday \
     nowadays since before after afterwards meanwhile abroad away back here there everywhere somewhere anywhere nowhere home \
     somehow somewhat anyhow though however thus hence therefore partway halfway overnight worldwide nationwide",
);

/// Participles that do not end in -ed. What was done to somebody stands beside a noun as an adjective does.
static PARTICIPLES: WordList = WordList::new(
    "beaten begun bent bet bitten bled blown born borne bought bound bred broken brought built burnt burst cast caught chosen clung \
     cut dealt done drawn driven drunk dug eaten fallen fed felt flown forbidden foreseen forgiven forgotten forsaken fought found \
     frozen given gone ground grown hanged heard held hidden hit hung hurt kept known laid lain leapt led left lent let lit lost \
     made meant met mistaken mown outgrown overcome overdone overthrown paid proven put quit read rid ridden risen run said sawn \
     seen sent set sewn shaken shed shorn shot shown shrunk shut slain slit sold sought sown spent spilt spit split spoilt spoken \
     spread sprung spun stolen struck stuck stung stunk sunk sworn swept swollen swung taken taught thought thrown thrust told \
     torn trodden understood undertaken undone unpaid unsaid untold unseen unknown unheard upset wept withdrawn withheld won woken \
     worn wound woven written wrung",
);

/// Adjectives of every day that no ending tells: how large, how old, how good, of what colour, how true.
static ADJECTIVES: WordList = WordList::new(
    "big bigger small smaller large larger great greater little long longer short shorter tall high higher low lower deep wide broad \
     narrow thick thin fat heavy light huge vast tiny whole full fuller empty half double single main chief top bottom upper \
     old older new newer young younger ancient modern early late recent former current present past future next last first final \
     good better best bad worse worst fine nice great evil wrong right true real false fake sham mock bogus phony phoney so-called \
     fair unfair just unjust honest corrupt clean dirty pure foul safe unsafe sound weak strong stronger hard harder soft rough \
     tough firm loose sharp blunt quick slow fast faster slower hot cold warm cool dry wet rich richer poor poorer cheap dear free \
     open close closed clear dark bright black white red green blue brown grey gray yellow happy sad glad angry proud brave wild mad \
     crazy silly stupid dumb smart wise clever cruel kind mean nasty ugly easy easier simple plain busy ready sorry sure certain \
     common rare strange odd weird normal usual equal extra other same such own likely only sole very mere sheer utter total \
     public private secret open local foreign federal national global legal illegal moral immoral liberal radical extreme moderate",
);

/// What ends an adverb, a participle, and an adjective made of a noun or a verb.
const ADVERB: &str = "ly";
const PARTICIPLE: &str = "ed";
const ADJECTIVE: [&str; 9] = ["ful", "less", "ous", "ive", "able", "ible", "ical", "some", "est"];
/// What ends an adjective that says whose or of where something is: "russian", "british". Captions write those small.
const OF_WHOM: [&str; 4] = ["ian", "ish", "ese", "can"];
/// Shorter words have such an ending by chance.
const SHORTEST: usize = 5;
const SHORTEST_OF_WHOM: usize = 6;

/// Whether a quoted word narrows or judges what stands beside it: an adverb, a participle. One of these is easily put in, and changes
/// what was said.
pub(crate) fn narrows(sides: &Sides<'_>, quoted: usize) -> bool {
    narrows_word(sides.form(quoted), &fold::fold(sides.quoted_word(quoted)))
}

/// Whether a quoted word colours what stands beside it, or narrows it: an adjective as well.
pub(crate) fn colours(sides: &Sides<'_>, quoted: usize) -> bool {
    colours_word(sides.form(quoted), &fold::fold(sides.quoted_word(quoted)))
}

/// The same of a recorded word: who leaves "wrong" out of "the wrong bridge" says another thing.
pub(crate) fn recorded_colours(sides: &Sides<'_>, recorded: u32) -> bool {
    colours_word(sides.recorded_form(recorded), &fold::fold(sides.corpus.word(recorded)))
}

/// Whether a quoted word is a participle that stands before no word of content, so that it narrows none: "it was all settled until", but not
/// "the settled claims".
pub(crate) fn is_said_of_it(sides: &Sides<'_>, quoted: usize) -> bool {
    let word = fold::fold(sides.quoted_word(quoted));
    let next = sides.form(quoted + 1);
    (PARTICIPLES.has(sides.form(quoted)) || ends_with_any(&word, &[PARTICIPLE], SHORTEST))
        && quoted + 1 < sides.quoted.words.len()
        && !lexicon::is_content(next)
}

fn colours_word(form: Form, word: &str) -> bool {
    narrows_word(form, word)
        || ADJECTIVES.has(form)
        || ends_with_any(word, &ADJECTIVE, SHORTEST)
        || ends_with_any(word, &OF_WHOM, SHORTEST_OF_WHOM)
}

fn narrows_word(form: Form, word: &str) -> bool {
    JUDGING.has(form)
        || ADVERBS.has(form)
        || PARTICIPLES.has(form)
        || ends_with_any(word, &[ADVERB, PARTICIPLE], SHORTEST)
}

/// Adjectives that say that a thing is not what it is called.
static JUDGING: WordList = WordList::new(
    "false fake sham mock bogus phony phoney so-called illegal unlawful criminal secret corrupt crooked wicked evil",
);

fn ends_with_any(word: &str, endings: &[&str], shortest: usize) -> bool {
    word.chars().count() >= shortest && endings.iter().any(|ending| word.ends_with(ending))
}
