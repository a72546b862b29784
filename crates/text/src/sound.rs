//! How far apart two stretches of words are by ear: for what machine captions took for something else.
//!
//! Words become a row of sounds, without spaces, since a machine that mishears also mishears where a word ends ("Kay
//! reality" for "Congeniality"). Two rows are set side by side at the least cost: sounds that are often confused cost
//! less, and so do vowels and other sounds that are often swallowed. English; letters of other scripts are sounds of their own.
//!
//! Not for spelling (see [`crate::spelling`]), and no proof: it only says that an ear may have erred.

/// The sounds of some words, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sounds(Vec<char>);

/// Any vowel.
const VOWEL: char = 'a';
/// Longer stretches are compared up to here: the time is the product of both lengths.
const MOST: usize = 96;

impl Sounds {
    /// The sounds of some folded words.
    pub fn of<'w>(words: impl IntoIterator<Item = &'w str>) -> Sounds {
        let mut sounds = Sounds::default();
        for word in words {
            sounds.add(word);
        }
        sounds
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The number of sounds.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// How far apart two stretches are by ear: 0 for the same sounds, 1 and more for nothing in common.
    pub fn distance(&self, other: &Sounds) -> f32 {
        self.distance_up_to(other, f32::INFINITY).unwrap_or(f32::INFINITY)
    }

    /// Whether two stretches are no further apart than `limit`: sooner told than how far they are.
    pub fn is_within(&self, other: &Sounds, limit: f32) -> bool {
        self.distance_up_to(other, limit).is_some_and(|distance| distance <= limit)
    }

    /// The distance; `None` as soon as it is known to be above the limit.
    fn distance_up_to(&self, other: &Sounds, limit: f32) -> Option<f32> {
        let (a, b) = (&self.0, &other.0);
        // One value for each sound of the other side, and one before them.
        let mut rows = [[0.0f32; MOST + 1]; 2];
        let width = b.len().min(MOST);
        let [last, row] = &mut rows;
        let (mut last, mut row) = (&mut last[..=width], &mut row[..=width]);
        for (j, sound) in b.iter().take(width).enumerate() {
            last[j + 1] = last[j] + lost(*sound);
        }
        let (of_a, of_b) = (a.iter().map(|sound| lost(*sound)).sum::<f32>(), last[width]);
        let all = of_b.max(of_a);
        if all <= 0.0 {
            return Some(0.0);
        }
        // To hear one sound for another never costs less than the difference of what both weigh.
        if (of_a - of_b).abs() / all > limit + 0.001 {
            return None;
        }
        for x in a {
            let lost_x = lost(*x);
            row[0] = last[0] + lost_x;
            let mut least = row[0];
            for (j, y) in b.iter().take(width).enumerate() {
                let here = (last[j] + confused(*x, *y)).min(last[j + 1] + lost_x).min(row[j] + lost(*y));
                row[j + 1] = here;
                least = least.min(here);
            }
            // What follows only adds to it.
            if least / all > limit {
                return None;
            }
            std::mem::swap(&mut last, &mut row);
        }
        Some(last[width] / all)
    }

    /// Whether the shorter is how the longer begins: a word that a machine broke off, or whose ending it did not hear.
    pub fn is_beginning(&self, other: &Sounds) -> bool {
        const FEWEST: usize = 3;
        let (short, long) = if self.len() <= other.len() { (self, other) } else { (other, self) };
        let consonants = short.0.iter().filter(|sound| **sound != VOWEL).count();
        consonants >= 2 && short.len() >= FEWEST && long.0.starts_with(&short.0)
    }

    fn push(&mut self, sound: char) {
        if self.0.last() != Some(&sound) && self.0.len() < MOST {
            self.0.push(sound);
        }
    }

    fn add(&mut self, word: &str) {
        let letters: Vec<char> = word.chars().filter(|c| c.is_alphanumeric()).take(MOST).collect();
        let mut i = 0;
        while i < letters.len() {
            let at = |ahead: usize| letters.get(i + ahead).copied().unwrap_or(' ');
            let first = i == 0;
            let (sounds, used) = match (letters[i], at(1), at(2)) {
                ('p', 'h', _) => ("f", 2),
                ('g', 'h', _) if first => ("k", 2),
                ('g', 'h', _) => ("", 2),
                ('k' | 'g', 'n', _) if first => ("n", 2),
                ('w', 'r', _) if first => ("r", 2),
                ('w', 'h', _) => ("w", 2),
                ('c' | 's', 'h', _) => ("x", 2),
                ('t', 'c', 'h') => ("x", 3),
                ('t', 'i', 'o' | 'a') | ('s', 'i', 'o') | ('c', 'i', 'a') if !first => ("x", 2),
                ('t', 'h', _) => ("t", 2),
                ('c', 'k', _) => ("k", 2),
                ('q', 'u', _) => ("kw", 2),
                ('c', 'e' | 'i' | 'y', _) => ("s", 1),
                ('g', 'e' | 'i' | 'y', _) => ("j", 1),
                ('c' | 'k' | 'q' | 'g', ..) => ("k", 1),
                ('x', ..) if first => ("s", 1),
                ('x', ..) => ("ks", 1),
                ('z' | 's', ..) => ("s", 1),
                ('d', 'g', 'e' | 'i' | 'y') => ("j", 2),
                ('d' | 't', ..) => ("t", 1),
                ('b' | 'p', ..) => ("p", 1),
                ('v' | 'f', ..) => ("f", 1),
                ('y', ..) if first => ("y", 1),
                // "Makes", "asked": the e of an ending is silent, but for that of "taxes" and "voted".
                ('e', 's', ' ') if is_silent_before(&letters, i, "szxcgh") => ("", 1),
                ('e', 'd', ' ') if is_silent_before(&letters, i, "td") => ("", 1),
                // A silent e; that of "she" and "the" is heard.
                ('e', ' ', _) if letters[..i].iter().any(|letter| "aeiouy".contains(*letter)) => ("", 1),
                ('a' | 'e' | 'i' | 'o' | 'u' | 'y', ..) => ("a", 1),
                (other, ..) => {
                    self.push(other);
                    ("", 1)
                }
            };
            for sound in sounds.chars() {
                self.push(sound);
            }
            i += used;
        }
    }
}

/// Whether the e at an index, in an ending, is silent: a consonant stands before it that is none of those behind which it is heard,
/// and a vowel before that.
fn is_silent_before(letters: &[char], e: usize, heard_behind: &str) -> bool {
    const VOWELS: &str = "aeiouy";
    let before = e.checked_sub(1).and_then(|at| Some((letters.get(at)?, letters.get(..at)?)));
    before.is_some_and(|(last, front)| {
        !VOWELS.contains(*last) && !heard_behind.contains(*last) && front.iter().any(|letter| VOWELS.contains(*letter))
    })
}

/// Whether two words are spoken the same by their letters: "sale" and "sail". Stricter than a distance of 0, for which "heard"
/// and "hurt" are the same sounds; where letters leave it open, they are not.
pub fn is_spoken_the_same(a: &str, b: &str) -> bool {
    let (a, b) = (spoken(a), spoken(b));
    !a.is_empty() && a == b
}

/// A word with one letter a sound: long vowels in capitals, and consonants as they are spoken.
fn spoken(word: &str) -> String {
    const VOWELS: &str = "aeiouy";
    /// Letters in a row and what they sound like; the first that fits counts.
    const RULES: &[(&str, &str)] = &[
        ("igh", "I"),
        ("eigh", "A"),
        ("tch", "C"),
        ("dge", "j"),
        ("ph", "f"),
        ("gh", ""),
        ("sh", "S"),
        ("ch", "C"),
        ("th", "T"),
        ("ck", "k"),
        ("qu", "kw"),
        ("wh", "w"),
        ("ai", "A"),
        ("ay", "A"),
        ("ei", "A"),
        ("ey", "A"),
        ("ee", "E"),
        ("ea", "E"),
        ("ie", "E"),
        ("oa", "O"),
        ("oe", "O"),
        ("oo", "U"),
        ("ue", "U"),
        ("ew", "U"),
        ("au", "W"),
        ("aw", "W"),
        ("cE", "sE"),
        ("cI", "sI"),
        ("cY", "sY"),
        ("ce", "se"),
        ("ci", "si"),
        ("cy", "sy"),
        ("c", "k"),
        ("q", "k"),
        ("x", "ks"),
    ];
    let mut word: String = word.chars().filter(|c| c.is_alphabetic()).collect();
    for (silent, heard) in [("kn", "n"), ("gn", "n"), ("wr", "r"), ("ps", "s"), ("x", "z")] {
        if let Some(rest) = word.strip_prefix(silent) {
            word = format!("{heard}{rest}");
        }
    }
    // "Sale": the silent e makes the vowel before it a long one.
    let letters: Vec<char> = word.chars().collect();
    if let [rest @ .., vowel, consonant, 'e'] = letters.as_slice()
        && VOWELS.contains(*vowel)
        && !VOWELS.contains(*consonant)
        && !rest.last().is_some_and(|before| VOWELS.contains(*before))
    {
        let long = vowel.to_ascii_uppercase();
        // "Face" is no "fake": the silent e makes the c a soft one, too.
        let heard = match consonant {
            'c' => 's',
            'g' => 'j',
            other => *other,
        };
        word = rest.iter().chain([&long, &heard]).collect();
    }
    let mut out = String::new();
    let mut rest = word.as_str();
    while let Some(first) = rest.chars().next() {
        let rule = RULES.iter().find(|(letters, _)| rest.starts_with(letters));
        let (used, heard) = rule.map_or((first.len_utf8(), None), |(letters, heard)| (letters.len(), Some(*heard)));
        let heard = heard.map_or_else(|| first.to_string(), str::to_owned);
        if heard.is_empty() || !out.ends_with(&heard) {
            out.push_str(&heard);
        }
        rest = rest.get(used..).unwrap_or("");
    }
    out
}

/// Places of the tables: one for each letter from a to z, the first for all other sounds.
const PLACES: usize = 27;

#[inline]
const fn place(sound: char) -> usize {
    if sound.is_ascii_lowercase() { sound as usize - 'a' as usize + 1 } else { 0 }
}

/// What it costs that a sound is on one side alone: much for what is always heard, little for what is swallowed.
#[inline]
fn lost(sound: char) -> f32 {
    LOST[place(sound)]
}

static LOST: [f32; PLACES] = {
    let mut table = [0.9; PLACES];
    table[place(VOWEL)] = 0.35;
    table[place('h')] = 0.35;
    table[place('w')] = 0.4;
    table[place('y')] = 0.4;
    table[place('r')] = 0.55;
    table[place('l')] = 0.6;
    table[place('t')] = 0.6;
    table[place('n')] = 0.65;
    table[place('s')] = 0.7;
    table
};

/// What it costs that one sound was heard for another.
#[inline]
fn confused(a: char, b: char) -> f32 {
    if a == b { 0.0 } else { CONFUSED[place(a)][place(b)] }
}

static CONFUSED: [[f32; PLACES]; PLACES] = {
    let mut table = [[1.0; PLACES]; PLACES];
    let mut i = 0;
    while i < ALIKE.len() {
        let (pair, cost) = ALIKE[i];
        let (a, b) = (place(pair[0] as char), place(pair[1] as char));
        table[a][b] = cost;
        table[b][a] = cost;
        i += 1;
    }
    table
};

/// Two sounds and what it costs to hear one for the other, either way; it costs 1 for all others.
const ALIKE: &[(&[u8; 2], f32)] = &[
    (b"ay", 0.2),
    (b"aw", 0.3),
    (b"mn", 0.3),
    (b"jx", 0.3),
    (b"sx", 0.4),
    (b"ah", 0.5),
    (b"ar", 0.5),
    (b"al", 0.5),
    (b"fp", 0.5),
    (b"tx", 0.5),
    (b"jt", 0.5),
    (b"jy", 0.5),
    (b"st", 0.6),
    (b"lr", 0.6),
    (b"rw", 0.6),
    (b"lw", 0.6),
    (b"fw", 0.6),
    (b"kt", 0.6),
    (b"jk", 0.6),
    (b"js", 0.6),
    (b"ft", 0.6),
    (b"ln", 0.7),
    (b"mp", 0.7),
    (b"kx", 0.7),
    (b"pt", 0.7),
    (b"fs", 0.7),
    (b"nt", 0.7),
    (b"kp", 0.7),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn apart(a: &str, b: &str) -> f32 {
        Sounds::of(a.split(' ')).distance(&Sounds::of(b.split(' ')))
    }

    #[test]
    fn misheard_words_are_near() {
        for (a, b) in [
            ("congeniality", "kay reality"),
            ("a legitimate", "illegitimate"),
            ("monroney", "monroe knee"),
            ("hinerfeld", "hunter feld"),
            ("abortion", "a bortion"),
            ("their", "there"),
            ("kuwait", "to wait"),
        ] {
            assert!(apart(a, b) < 0.45, "{a} {b} {}", apart(a, b));
        }
    }

    #[test]
    fn other_words_are_far() {
        for (a, b) in [
            ("coddling", "reform"),
            ("harbour", "treaty"),
            ("peace", "war"),
            ("delgado", "bush"),
            ("conferences", "prison"),
            ("questioners", "result"),
            ("tenements", "better"),
        ] {
            assert!(apart(a, b) > 0.45, "{a} {b} {}", apart(a, b));
        }
    }

    #[test]
    fn to_hear_one_for_another_costs_no_less_than_their_difference() {
        for (a, b) in ('a'..='z').flat_map(|a| ('a'..='z').map(move |b| (a, b))).filter(|(a, b)| a != b) {
            assert!(confused(a, b) + 1e-6 >= (lost(a) - lost(b)).abs(), "{a} {b}");
        }
    }

    #[test]
    fn the_e_of_an_ending_is_silent() {
        for (a, b) in [("makes", "mix"), ("asked", "ask t"), ("hoped", "hop t"), ("tunes", "tuns")] {
            assert!(apart(a, b) < 0.05, "{a} {b} {}", apart(a, b));
        }
        for (a, b) in [("taxes", "tax"), ("voted", "vote"), ("red", "rd"), ("flies", "fls")] {
            assert!(apart(a, b) > 0.05, "{a} {b} {}", apart(a, b));
        }
    }

    #[test]
    fn what_is_spoken_the_same_is_told_by_letters() {
        for (a, b) in [
            ("sale", "sail"),
            ("peace", "piece"),
            ("weather", "weather"),
            ("sea", "see"),
            ("knot", "not"),
            ("drennick", "drenik"),
        ] {
            assert!(is_spoken_the_same(a, b), "{a} {} {b} {}", spoken(a), spoken(b));
        }
        for (a, b) in [
            ("face", "fake"),
            ("race", "rake"),
            ("nice", "nike"),
            ("cite", "kite"),
            ("page", "pake"),
            ("heard", "hurt"),
            ("bad", "bed"),
            ("sailors", "tailors"),
            ("prize", "price"),
            ("", ""),
        ] {
            assert!(!is_spoken_the_same(a, b), "{a} {b}");
        }
    }

    #[test]
    fn beginnings() {
        let begins = |a: &str, b: &str| Sounds::of([a]).is_beginning(&Sounds::of([b]));
        assert!(begins("man", "manifesto") && begins("holding", "hold"));
        assert!(!begins("a", "apple") && !begins("manifesto", "nation"));
    }

    proptest::proptest! {
        #[test]
        fn the_same_both_ways(a in "[a-z ]{0,30}", b in "[a-zéж ]{0,30}") {
            proptest::prop_assert!((apart(&a, &b) - apart(&b, &a)).abs() < 1e-4);
            proptest::prop_assert!(apart(&a, &a) == 0.0);
            let (x, y) = (Sounds::of(a.split(' ')), Sounds::of(b.split(' ')));
            for limit in [0.2, 0.5, 0.65] {
                proptest::prop_assert_eq!(x.is_within(&y, limit), x.distance(&y) <= limit);
            }
        }
    }
}
