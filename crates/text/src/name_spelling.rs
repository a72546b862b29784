//! Spellings of one name in several romanisations.

use super::lists::{self, NICKNAMES};
use std::borrow::Cow;
use std::sync::LazyLock;

/// Every short form as a skeleton with the number of its group, sorted.
static SHORT_FORMS: LazyLock<Vec<(String, usize)>> = LazyLock::new(|| {
    let mut forms = Vec::new();
    for (group, line) in NICKNAMES.iter().enumerate() {
        for entry in line.split(' ') {
            let mut skeleton = String::new();
            skeleton_into(entry, &mut skeleton);
            forms.push((skeleton, group));
        }
    }
    forms.sort_unstable();
    forms
});

fn groups(skeleton: &str) -> &'static [(String, usize)] {
    let forms = &*SHORT_FORMS;
    let start = forms.partition_point(|(form, _)| form.as_str() < skeleton);
    let end = start + forms.iter().skip(start).take_while(|(form, _)| form == skeleton).count();
    forms.get(start..end).unwrap_or(&[])
}

pub(super) fn nicknames(a: &str, b: &str) -> bool {
    groups(a).iter().any(|(_, group)| groups(b).iter().any(|(_, other)| other == group))
}

/// Whether two long given names differ in inner vowels only ("aleksandr", "aleksandar"; "muhamad", "mohamed").
pub(super) fn vowels_only(a: &str, b: &str) -> bool {
    if a.len() < 5
        || b.len() < 5
        || a.len().abs_diff(b.len()) > 1
        || a.bytes().next() != b.bytes().next()
        || a.bytes().last() != b.bytes().last()
    {
        return false;
    }
    let consonants = |name: &'_ str| -> [u8; 12] {
        let mut out = [0; 12];
        for (slot, byte) in out.iter_mut().zip(name.bytes().filter(|byte| !b"aeiou".contains(byte))) {
            *slot = byte;
        }
        out
    };
    a.is_ascii() && b.is_ascii() && consonants(a) == consonants(b)
}

/// Appends what is left of a word when the habits of romanisation are taken away.
pub(super) fn skeleton_into(word: &str, out: &mut String) {
    let start = out.len();
    let latin = latin_letters(word);
    let latin: &str = &latin;
    let mut rest = latin;
    while let Some(c) = rest.chars().next() {
        let mut taken = c.len_utf8();
        let mut put = "";
        // "Mueller" is "Müller"; "Bauer" is "Bauer".
        let consonant = |c: Option<char>| c.is_some_and(|c| !"aeiouy".contains(c));
        let umlaut = ["ae", "oe", "ue"].iter().any(|pair| rest.starts_with(pair))
            && consonant(latin.get(..latin.len() - rest.len()).and_then(|done| done.chars().next_back()))
            && consonant(rest.chars().nth(2));
        if umlaut {
            taken = 2;
            put = rest.get(..1).unwrap_or("");
        }
        let first = rest.as_bytes().first();
        let mut spellings = lists::SPELLINGS.iter().filter(|(from, _)| from.as_bytes().first() == first);
        if !umlaut && let Some((from, to)) = spellings.find(|(from, _)| rest.starts_with(from)) {
            taken = from.len();
            put = to;
        }
        let own;
        let put = if put.is_empty() && taken == c.len_utf8() {
            own = rest.get(..taken).unwrap_or("");
            own
        } else {
            put
        };
        for letter in put.chars() {
            if out.get(start..).and_then(|done| done.chars().next_back()) != Some(letter) {
                out.push(letter);
            }
        }
        rest = rest.get(taken..).unwrap_or("");
    }
    if out.len() == start {
        out.push_str(latin);
    }
}

/// How a Slavic name is spelled in the Latin letters of one country.
#[derive(Clone, Copy, PartialEq, Eq)]
enum System {
    /// "Khrushchev", "Zhirinovsky"; also what is in Cyrillic letters, or has hooks.
    English,
    /// "Chruschtschow", "Schirinowski", "Selenskyj".
    German,
    /// "Khrouchtchev", "Poutine".
    French,
    /// "Chruszczow", "Czernenko".
    Polish,
}

const SYSTEMS: [System; 4] = [System::English, System::German, System::French, System::Polish];

/// Letters of each system and their sounds, longest first: `S` as in ship, `Z` as in pleasure, `C` as in church, `Q` for
/// both together (щ), `c` for ts.
impl System {
    fn sounds(self) -> &'static [(&'static str, &'static str)] {
        match self {
            System::English => &[("shch", "Q"), ("tch", "C"), ("ch", "C")],
            System::German => &[
                ("schtsch", "Q"),
                ("tsch", "C"),
                ("sch", "S"),
                ("ch", "h"),
                ("z", "c"),
                // One letter for two sounds.
                ("Z", "S"),
            ],
            System::French => {
                &[("chtch", "Q"), ("tch", "C"), ("ch", "S"), ("iou", "u"), ("ou", "u"), ("gue", "ge"), ("gui", "gi")]
            }
            System::Polish => &[("szcz", "Q"), ("cz", "C"), ("sz", "S"), ("ch", "h")],
        }
    }

    /// Whether the letters of a word show that it is spelled in this system.
    fn shows_in(self, word: &str) -> bool {
        let any = |parts: &[&str]| parts.iter().any(|part| word.contains(part));
        match self {
            System::English => true,
            System::German => any(&["sch", "w", "j"]),
            System::French => {
                any(&["ou", "tch"]) || ["tsine", "chkine", "ianine"].iter().any(|end| word.ends_with(end))
            }
            System::Polish => any(&["cz", "sz", "w", "j"]),
        }
    }
}

/// Sounds that all systems write alike.
const SOUNDS: &[(&str, &str)] = &[
    ("sh", "S"),
    ("zh", "Z"),
    ("kh", "h"),
    ("ts", "c"),
    ("tz", "c"),
    ("dj", "d"),
    ("ck", "k"),
    ("x", "ks"),
    ("q", "k"),
    ("w", "v"),
];

/// With what a Slavic family name ends, in sounds.
const SLAVIC_ENDS: &[&str] = &[
    "ov", "ev", "ova", "eva", "in", "ina", "ski", "ska", "cki", "cka", "enko", "Cko", "Ska", "ic", "iC", "uk", "ik",
    "Cenko", "goi", "oi",
];

/// How two spellings of a name meet.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Spelling {
    /// Two spellings of one name.
    One,
    /// One name if the word is spelled as in one country, another if as in another ("Porochenko").
    Perhaps,
    /// Two names.
    Two,
}

/// How a word of a name sounds in each system: made once for a name that is compared with many.
pub(super) struct Sounds {
    /// Bytes of the word, and of the word in Latin letters.
    length: usize,
    latin: usize,
    cyrillic: bool,
    spoken: [Spoken; SYSTEMS.len()],
    /// The sounds of the English system with every "g" as "h".
    hard: String,
}

struct Spoken {
    system: System,
    /// Whether the letters show that the word is spelled in this system.
    shows: bool,
    /// Whether it ends like a Slavic family name.
    family: bool,
    sounds: String,
}

impl Sounds {
    /// Of a word folded and with hooks as [`unhook`] writes them.
    pub(super) fn of(word: &str) -> Sounds {
        let latin = latin_letters(word);
        let spoken = SYSTEMS.map(|system| {
            let sounds = sounds(&latin, system);
            let family = SLAVIC_ENDS.iter().any(|end| sounds.ends_with(end));
            Spoken { system, shows: system.shows_in(&latin), family, sounds }
        });
        let hard = spoken.first().map_or(String::new(), |english| english.sounds.replace('g', "h"));
        let cyrillic = word.chars().any(|c| lists::latin(c).is_some());
        Sounds { length: word.len(), latin: latin.len(), cyrillic, spoken, hard }
    }
}

/// Compares two words of names as Slavic names spelled by different systems. `family`: only what ends like a Slavic
/// family name.
pub(super) fn slavic(a: &Sounds, b: &Sounds, family: bool) -> Spelling {
    // What is much longer is another name: most pairs are told apart here.
    if a.length < 4 || b.length < 4 || a.latin.abs_diff(b.latin) > 6 {
        return Spelling::Two;
    }
    // Cyrillic letters leave no doubt of the sounds but one: the Ukrainian "г" is an h.
    let cyrillic = a.cyrillic || b.cyrillic;
    let mut outcome = Spelling::Two;
    for x in &a.spoken {
        if family && !cyrillic && !x.family {
            continue;
        }
        for y in &b.spoken {
            let pair = [x.system, y.system];
            if x.shows && y.shows && same_sounds(&x.sounds, &y.sounds, pair.contains(&System::German)) {
                return Spelling::One;
            }
            // "Hrytsenko" is "Gritsenko" in Russian.
            if pair == [System::English; 2] && a.hard == b.hard {
                outcome = if cyrillic { Spelling::One } else { Spelling::Perhaps };
            }
            // Any "ch" may be French.
            let french = pair.iter().all(|system| matches!(system, System::French | System::English));
            if french && x.sounds == y.sounds && outcome == Spelling::Two {
                outcome = Spelling::Perhaps;
            }
        }
    }
    outcome
}

/// German has one letter each for the two sounds of "s" and "z", and of "sh" and "zh".
fn same_sounds(a: &str, b: &str, german: bool) -> bool {
    if !german {
        return a == b;
    }
    let voiceless = |byte: u8| match byte {
        b'z' => b's',
        b'Z' => b'S',
        byte => byte,
    };
    a.len() == b.len() && a.bytes().map(voiceless).eq(b.bytes().map(voiceless))
}

/// Whether a first letter, which may be two ("Sh." for "Ш."), is that of a word.
pub(super) fn is_initial_of(initial: &str, word: &str) -> bool {
    let (initial, word) = (latin_letters(initial), latin_letters(word));
    let first = sounds(&initial, System::English);
    initial.len() < 2
        || SYSTEMS.iter().any(|system| system.shows_in(&word) && sounds(&word, *system).starts_with(&first))
}

/// A word in Latin letters, without apostrophes.
pub(super) fn latin_letters(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii() && byte != b'\'') {
        return Cow::Borrowed(word);
    }
    let mut latin = String::with_capacity(word.len() + 4);
    for c in word.chars() {
        match lists::latin(c) {
            Some(letters) => latin.push_str(letters),
            None if c == '\'' => {}
            None => latin.push(c),
        }
    }
    Cow::Owned(latin)
}

/// How a word sounds if it is spelled by a system: doubled letters once, glides before vowels left out.
fn sounds(word: &str, system: System) -> String {
    let mut spoken = String::with_capacity(word.len());
    let mut rest = word;
    let french_end = System::French.shows_in(word);
    if let Some(stem) = rest.strip_suffix("ff").filter(|stem| stem.ends_with(['o', 'e'])) {
        // "Romanoff".
        return sounds(&format!("{stem}v"), system);
    }
    if let Some(stem) = rest.strip_suffix("ine").filter(|_| french_end) {
        return sounds(&format!("{stem}in"), System::French);
    }
    while let Some(c) = rest.chars().next() {
        let found = system.sounds().iter().chain(SOUNDS).find(|(from, _)| rest.starts_with(from));
        let taken = found.map_or(c.len_utf8(), |(from, _)| from.len());
        match found {
            Some((_, to)) => spoken.push_str(to),
            None if system == System::French && c == 'j' => spoken.push('Z'),
            None => spoken.push(if matches!(c, 'y' | 'j') { 'i' } else { c }),
        }
        rest = rest.get(taken..).unwrap_or("");
    }
    let mut out = String::with_capacity(spoken.len());
    let mut letters = spoken.chars().peekable();
    while let Some(c) = letters.next() {
        let next = letters.peek().copied();
        let last = out.chars().next_back();
        if c == 'i' && next.is_some_and(|next| "aeou".contains(next)) {
            // "Fyodor" is "Fedor"; elsewhere the glide is only left out.
            if next == Some('o') && last.is_some_and(|last| !"aeiou".contains(last)) {
                letters.next();
                out.push('e');
            }
            continue;
        }
        if last != Some(c) {
            out.push(c);
        }
    }
    // "Gorbachov" is "Gorbachev".
    if let Some(stem) = out.strip_suffix("ov").filter(|stem| stem.ends_with(['S', 'Z', 'C', 'Q'])) {
        out = format!("{stem}ev");
    }
    out
}

/// Writes letters with hooks and dots by the English system, so that folding does not lose them: "Šojgu" as "Shojgu".
pub(super) fn unhook(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 8);
    for c in name.chars() {
        match c {
            'č' | 'Č' => out.push_str("ch"),
            'š' | 'Š' => out.push_str("sh"),
            'ž' | 'Ž' | 'ż' | 'Ż' => out.push_str("zh"),
            _ => out.push(c),
        }
    }
    out
}
