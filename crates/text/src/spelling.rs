//! When two different words are one word written twice: spelling conventions, typing errors, sound-alikes.
//!
//! All functions but [`writes_umlauts_out`] take folded words (see [`crate::fold`]).

use crate::fold;
use unicode_normalization::UnicodeNormalization;

/// Pairs that no rule gives, in either direction.
pub(crate) const PAIRS: &[(&str, &str)] = &[
    ("programme", "program"),
    ("programmes", "programs"),
    ("cheque", "check"),
    ("grey", "gray"),
    ("tyre", "tire"),
    ("sceptic", "skeptic"),
    ("sceptical", "skeptical"),
    ("plough", "plow"),
    ("aluminium", "aluminum"),
    ("judgement", "judgment"),
    ("acknowledgement", "acknowledgment"),
    ("ageing", "aging"),
    ("towards", "toward"),
    ("afterwards", "afterward"),
    ("forwards", "forward"),
    ("backwards", "backward"),
    ("amongst", "among"),
    ("whilst", "while"),
    ("learnt", "learned"),
    ("burnt", "burned"),
    ("dreamt", "dreamed"),
    ("spelt", "spelled"),
    ("mum", "mom"),
    ("enquiry", "inquiry"),
    ("catalogue", "catalog"),
    ("dialogue", "dialog"),
    ("manoeuvre", "maneuver"),
    ("manoeuvres", "maneuvers"),
    ("okay", "ok"),
    ("till", "until"),
    ("til", "until"),
    ("cos", "because"),
    ("cause", "because"),
    ("yeah", "yes"),
    ("yep", "yes"),
    ("gotten", "got"),
    ("adviser", "advisor"),
    ("advisers", "advisors"),
    ("kyiv", "kiev"),
    ("kharkiv", "kharkov"),
    ("odesa", "odessa"),
    ("mister", "mr"),
    ("doctor", "dr"),
    ("saint", "st"),
    ("versus", "vs"),
    ("storey", "story"),
    ("artefact", "artifact"),
    ("tonne", "ton"),
    ("tonnes", "tons"),
    ("pyjamas", "pajamas"),
    ("moslem", "muslim"),
    ("moslems", "muslims"),
    ("'d", "would"),
    ("'d", "had"),
    ("'s", "is"),
    ("'s", "has"),
    // "I'd've": only the first apostrophe parts a word.
    ("ve", "have"),
    ("paediatric", "pediatric"),
    ("anaemia", "anemia"),
    ("encyclopaedia", "encyclopedia"),
    ("haemorrhage", "hemorrhage"),
    ("leukaemia", "leukemia"),
    ("orthopaedic", "orthopedic"),
    ("archaeology", "archeology"),
    ("mediaeval", "medieval"),
    ("foetus", "fetus"),
];

/// Whether two words are one word in two spelling conventions (British and American, contraction and full form).
pub fn is_convention(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    // All pairs but a few share their first letter, and so do the words that the rules below know.
    let first = |word: &str| word.as_bytes().first().copied();
    let shorten =
        |word: &str| matches!(word, "cos" | "cause" | "till" | "until" | "til" | "ve") || word.starts_with('\'');
    if first(a) != first(b) && !shorten(a) && !shorten(b) {
        return false;
    }
    if PAIRS.iter().any(|&(x, y)| (a == x && b == y) || (a == y && b == x)) {
        return true;
    }
    if a.len().abs_diff(b.len()) > 2 || a.len().min(b.len()) < 4 || !a.is_ascii() || !b.is_ascii() {
        return false;
    }
    american(a) == american(b)
}

/// Whether one word, as written, is the other with its umlauts written out, as on a keyboard without them: "fuer" for "für",
/// "Aerger" for "Ärger". Two letters that are no umlaut ("neue", "Bauer") stay what they are.
pub fn writes_umlauts_out(a: &str, b: &str) -> bool {
    let written_out = |word: &str| {
        let mut out = String::with_capacity(word.len() + 2);
        for c in word.nfc() {
            match c {
                'ä' | 'Ä' | 'æ' | 'Æ' => out.push_str("ae"),
                'ö' | 'Ö' | 'ø' | 'Ø' | 'œ' | 'Œ' => out.push_str("oe"),
                'ü' | 'Ü' => out.push_str("ue"),
                'å' | 'Å' => out.push_str("aa"),
                c => out.push(c),
            }
        }
        fold::fold(&out)
    };
    a.is_ascii() != b.is_ascii() && written_out(a) == written_out(b)
}

/// Short names that are as common as what they stand for.
const SHORT_NAMES: &[(&str, &[&str])] = &[
    ("us", &["united", "states"]),
    ("usa", &["united", "states"]),
    ("uk", &["united", "kingdom"]),
    ("un", &["united", "nations"]),
    ("eu", &["european", "union"]),
    ("ussr", &["soviet", "union"]),
];

/// Whether a folded word written in capitals stands for two others: "UN" for "United Nations". "Us" in small letters is for
/// the caller to tell apart.
pub fn stands_for(short: &str, first: &str, second: &str) -> bool {
    let short = short.replace('.', "");
    SHORT_NAMES.iter().any(|(name, words)| *name == short && *words == [first, second])
}

/// A key that British and American spellings share. Not a spelling to show.
fn american(word: &str) -> String {
    let mut key =
        word.replace("isation", "ization").replace("ising", "izing").replace("yse", "yze").replace("ysing", "yzing");
    for (from, to) in [("ise", "ize"), ("ised", "ized"), ("ises", "izes"), ("iser", "izer"), ("isers", "izers")] {
        if let Some(stem) = key.strip_suffix(from).filter(|stem| stem.len() >= 3) {
            key = format!("{stem}{to}");
        }
    }
    // labour, neighbourhood: but not our, four, hour, pour, tour.
    if key.len() > 5 {
        key = key.replace("our", "or");
    }
    const ENDS: [(&str, &str, usize); 6] = [
        ("tre", "ter", 2),
        ("tres", "ters", 2),
        ("bre", "ber", 2),
        ("bres", "bers", 2),
        ("ence", "ense", 3),
        ("ences", "enses", 3),
    ];
    for (from, to, shortest) in ENDS {
        if let Some(stem) = key.strip_suffix(from).filter(|stem| stem.len() >= shortest) {
            key = format!("{stem}{to}");
        }
    }
    let mut out = String::with_capacity(key.len());
    for c in key.replace("ae", "e").replace("oe", "e").chars() {
        if !(c == 'l' && out.ends_with('l')) {
            out.push(c);
        }
    }
    out
}

/// The number of single-character edits (a swap of neighbours is one) between two words, or `None` if above `limit`.
pub fn distance(a: &str, b: &str, limit: usize) -> Option<usize> {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().take(64).collect(), b.chars().take(64).collect());
    if a.len().abs_diff(b.len()) > limit {
        return None;
    }
    let mut before: Vec<usize> = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    let mut row = vec![0; b.len() + 1];
    for i in 1..=a.len() {
        row[0] = i;
        let mut least = i;
        for j in 1..=b.len() {
            let mut cost = (last[j] + 1).min(row[j - 1] + 1).min(last[j - 1] + usize::from(a[i - 1] != b[j - 1]));
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                cost = cost.min(before[j - 2] + 1);
            }
            row[j] = cost;
            least = least.min(cost);
        }
        if least > limit {
            return None;
        }
        std::mem::swap(&mut before, &mut last);
        std::mem::swap(&mut last, &mut row);
    }
    (last[b.len()] <= limit).then_some(last[b.len()])
}

/// Whether one word looks like a slip of the other: one edit in five letters, two in nine, not at the first letter, and
/// not an edit that makes another word of it (an ending, a denying prefix).
///
/// Whether the slip is itself a word is for the caller to know: "adapt" and "adopt" pass here.
pub fn is_slip(a: &str, b: &str) -> bool {
    let shorter = a.chars().count().min(b.chars().count());
    let limit = match shorter {
        0..=4 => return false,
        5..=8 => 1,
        _ => 2,
    };
    if a.chars().next() != b.chars().next() || differs_by_ending(a, b) || is_opposite(a, b) {
        return false;
    }
    distance(a, b, limit).is_some()
}

/// Whether the words differ by a grammatical ending alone ("country", "countries"; "say", "said" is not seen).
pub fn differs_by_ending(a: &str, b: &str) -> bool {
    // What is left without the ending begins both.
    if a.as_bytes().first() != b.as_bytes().first() {
        return false;
    }
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    const ENDINGS: &[&str] = &["s", "es", "d", "ed", "ing", "ly", "er", "est", "n", "en", "y", "ies", "r"];
    ENDINGS.iter().any(|ending| {
        long.strip_suffix(ending).is_some_and(|stem| {
            !stem.is_empty()
                && (stem == short
                    || short.strip_suffix('y') == Some(stem)
                    || short.strip_suffix('e') == Some(stem)
                    || ENDINGS.iter().any(|other| short.strip_suffix(other) == Some(stem) && stem.len() >= 3))
        })
    })
}

/// Whether one word is the other with a denying prefix or ending ("possible", "impossible"; "useful", "useless").
pub fn is_opposite(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.len() < 4 {
        return false;
    }
    const PREFIXES: &[&str] = &["un", "in", "im", "il", "ir", "dis", "non", "anti", "mis"];
    // Words in which these letters deny nothing: "income" is not the opposite of "come". Whole words, because "inform" also
    // begins "informal".
    const NO_DENIAL: &str = "income incomes incoming incomer incomers \
        invest invests invested investing investment investments \
        inside insides insider insiders increase increases increased increasing increasingly \
        impress impresses impressed impressing impression impressions impressive \
        import imports imported importing importer importers importation impact impacts impacted impacting \
        impart imparts imparted imparting improve improves improved improving improvement improvements \
        impose imposes imposed imposing imposition impositions \
        inform informs informed informing informer informers informant informants information informative \
        insure insures insured insuring insurer insurers insurance insurances \
        indeed intense intenser intensely intensity intensities intent intents intently intention intentions \
        inland inclose incloses inclosed inclosing inclosure inclosures \
        disease diseases diseased discover discovers discovered discovering discoverer discoverers discovery \
        discount discounts discounted discounting discourse discourses discoursed discoursing \
        display displays displayed displaying dispatch dispatches dispatched dispatching dispatcher dispatchers \
        distill distills distilled distilling distiller distillers universe universes unless regardless";
    if !long.ends_with(short) && !long.ends_with("less") {
        return false;
    }
    if NO_DENIAL.split_whitespace().any(|word| word == long) {
        return false;
    }
    (long.ends_with(short) && PREFIXES.iter().any(|prefix| long.strip_prefix(prefix) == Some(short)))
        || long.strip_suffix("less").is_some_and(|stem| stem == short || short.strip_suffix("ful") == Some(stem))
        || short.strip_suffix("ful").is_some_and(|stem| long.strip_suffix("less") == Some(stem))
}

/// How a word sounds, roughly: a consonant skeleton in which letters that are often confused are one.
///
/// For comparing machine captions with transcripts, and spellings of foreign names. English.
pub fn sound(word: &str) -> String {
    let chars: Vec<char> = word.chars().filter(|c| c.is_alphanumeric()).collect();
    let mut out = String::with_capacity(chars.len());
    let mut i = 0;
    while i < chars.len() {
        let next = chars.get(i + 1).copied();
        let (code, used) = match (chars[i], next) {
            ('p', Some('h')) => ('f', 2),
            ('g', Some('h')) if i > 0 => (' ', 2),
            ('k', Some('n')) | ('g', Some('n')) if i == 0 => ('n', 2),
            ('w', Some('r')) if i == 0 => ('r', 2),
            ('w', Some('h')) if i == 0 => ('w', 2),
            ('c', Some('h')) | ('s', Some('h')) => ('x', 2),
            ('t', Some('i')) if i > 0 && matches!(chars.get(i + 2), Some('o' | 'a')) => ('x', 1),
            ('c', Some('i')) if i > 0 && matches!(chars.get(i + 2), Some('a')) => ('x', 1),
            ('t', Some('h')) => ('t', 2),
            ('c', Some('e' | 'i' | 'y')) => ('s', 1),
            ('c' | 'k' | 'q', _) => ('k', 1),
            ('x', _) => ('k', 1),
            ('g', Some('e' | 'i' | 'y')) => ('j', 1),
            ('g', _) => ('k', 1),
            ('z' | 's', _) => ('s', 1),
            ('d' | 't', _) => ('t', 1),
            ('b' | 'p', _) => ('p', 1),
            ('v' | 'f', _) => ('f', 1),
            ('m' | 'n', _) => ('n', 1),
            ('w', _) if i == 0 => ('w', 1),
            ('y', _) if i == 0 => ('y', 1),
            ('a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'w', _) => (if i == 0 { 'a' } else { ' ' }, 1),
            ('h', _) => (if i == 0 { 'h' } else { ' ' }, 1),
            (c, _) => (c, 1),
        };
        if code != ' ' && !out.ends_with(code) {
            out.push(code);
        }
        i += used;
    }
    out
}

/// Whether two words are easily taken for one another by ear: equal sound, or near enough for their length.
pub fn sounds_alike(a: &str, b: &str) -> bool {
    alike(a, b, &sound(a), &sound(b))
}

/// [`sounds_alike`] for words whose [`sound`] is known already.
pub fn alike(a: &str, b: &str, x: &str, y: &str) -> bool {
    if x.is_empty() || y.is_empty() {
        return false;
    }
    if x == y {
        return true;
    }
    let longer = x.chars().count().max(y.chars().count());
    match longer {
        0..=2 => false,
        3 => distance(x, y, 1).is_some() && distance(a, b, 2).is_some(),
        4..=5 => distance(x, y, 1).is_some(),
        _ => distance(x, y, 2).is_some(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conventions() {
        for (a, b) in [
            ("labour", "labor"),
            ("organisation", "organization"),
            ("realise", "realize"),
            ("recognised", "recognized"),
            ("centre", "center"),
            ("defence", "defense"),
            ("travelled", "traveled"),
            ("programme", "program"),
            ("neighbourhood", "neighborhood"),
            ("that", "that"),
        ] {
            assert!(is_convention(a, b), "{a} {b}");
        }
        for (a, b) in [("four", "for"), ("hour", "her"), ("promise", "premise"), ("form", "farm"), ("sense", "since")] {
            assert!(!is_convention(a, b), "{a} {b}");
        }
    }

    #[test]
    fn slips_and_words_that_only_look_like_them() {
        assert!(is_slip("goverment", "government") && is_slip("recieve", "receive") && is_slip("minster", "minister"));
        assert!(!is_slip("country", "countries") && !is_slip("moral", "immoral") && !is_slip("war", "was"));
    }

    #[test]
    fn umlauts_written_out() {
        for (a, b) in [("fuer", "für"), ("Aerger", "Ärger"), ("Thalmühle", "Thalmuehle"), ("Koepenick", "Köpenick")]
        {
            assert!(writes_umlauts_out(a, b) && writes_umlauts_out(b, a), "{a} {b}");
        }
        for (a, b) in [("fur", "für"), ("neue", "neu"), ("duel", "dul"), ("Bar", "Bär"), ("für", "für")] {
            assert!(!writes_umlauts_out(a, b), "{a} {b}");
        }
    }

    #[test]
    fn opposites() {
        assert!(is_opposite("possible", "impossible") && is_opposite("useful", "useless"));
        assert!(!is_opposite("side", "inside") && is_opposite("legal", "illegal"));
        for (word, denied) in [("formal", "informal"), ("partial", "impartial"), ("surmountable", "insurmountable")] {
            assert!(is_opposite(word, denied), "{word} {denied}");
        }
        for (a, b) in [("formation", "information"), ("parted", "imparted"), ("sure", "insure"), ("vested", "invested")]
        {
            assert!(!is_opposite(a, b), "{a} {b}");
        }
    }

    #[test]
    fn sound_alikes() {
        assert!(
            sounds_alike("their", "there") && sounds_alike("vanocur", "vanoker") && sounds_alike("nation", "nations")
        );
        assert!(!sounds_alike("harbour", "treaty") && !sounds_alike("peace", "war"));
    }
}
