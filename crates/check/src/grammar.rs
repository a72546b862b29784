//! What a change of a word does to the sentence, where that can be told: another person, another tense, another comparison.
//!
//! Such a change is one of class `word` like any other and weighs as much; but "the person is another" tells an editor more than
//! "not the recorded words". English, and only pairs that are sure; everything else is told as a word. Modals ("will",
//! "would") have a class of their own.

use crate::finding::{Change, ChangeClass, ChangeKind};
use onrecord_text::fold;

/// What a change of words amounts to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    /// Who speaks, or of whom: "they" for "I".
    Person,
    /// When: "was" for "is".
    Tense,
    /// Which is more: "less" for "more".
    Comparison,
}

impl Sort {
    /// The name of the rule.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Sort::Person => "person",
            Sort::Tense => "tense",
            Sort::Comparison => "comparison",
        }
    }

    /// What it is, for people.
    pub(crate) fn told(self) -> &'static str {
        match self {
            Sort::Person => "The person is another",
            Sort::Tense => "The time is another",
            Sort::Comparison => "The comparison is another",
        }
    }
}

/// Pronouns, a line a person.
const PERSONS: &[&[&str]] = &[
    &["i", "me", "my", "mine", "myself"],
    &["we", "us", "our", "ours", "ourselves"],
    &["you", "your", "yours", "yourself", "yourselves"],
    &["he", "him", "his", "himself"],
    &["she", "her", "hers", "herself"],
    &["it", "its", "itself"],
    &["they", "them", "their", "theirs", "themselves"],
];

/// Forms of one verb: of now, and of then.
const TENSES: &[(&[&str], &[&str])] = &[
    (&["is", "are", "am", "'s", "'re", "'m"], &["was", "were"]),
    (&["has", "have", "'ve"], &["had"]),
    (&["do", "does"], &["did"]),
    (&["say", "says"], &["said"]),
    (&["go", "goes"], &["went"]),
    (&["get", "gets"], &["got"]),
    (&["give", "gives"], &["gave"]),
    (&["take", "takes"], &["took"]),
    (&["make", "makes"], &["made"]),
    (&["know", "knows"], &["knew"]),
    (&["think", "thinks"], &["thought"]),
    (&["see", "sees"], &["saw"]),
    (&["come", "comes"], &["came"]),
    (&["pay", "pays"], &["paid"]),
    (&["sell", "sells"], &["sold"]),
    (&["buy", "buys"], &["bought"]),
    (&["lose", "loses"], &["lost"]),
    (&["win", "wins"], &["won"]),
    (&["keep", "keeps"], &["kept"]),
    (&["leave", "leaves"], &["left"]),
    (&["bring", "brings"], &["brought"]),
    (&["build", "builds"], &["built"]),
    (&["spend", "spends"], &["spent"]),
    (&["send", "sends"], &["sent"]),
    (&["tell", "tells"], &["told"]),
    (&["begin", "begins"], &["began"]),
    (&["hold", "holds"], &["held"]),
    (&["stand", "stands"], &["stood"]),
    (&["find", "finds"], &["found"]),
    (&["speak", "speaks"], &["spoke"]),
    (&["write", "writes"], &["wrote"]),
    (&["fall", "falls"], &["fell"]),
    (&["rise", "rises"], &["rose"]),
];

/// Words of which one says the contrary of the other, or less of it.
const COMPARED: &[(&str, &str)] = &[
    ("more", "less"),
    ("more", "fewer"),
    ("most", "least"),
    ("higher", "lower"),
    ("highest", "lowest"),
    ("bigger", "smaller"),
    ("biggest", "smallest"),
    ("larger", "smaller"),
    ("largest", "smallest"),
    ("greater", "smaller"),
    ("better", "worse"),
    ("best", "worst"),
    ("stronger", "weaker"),
    ("richer", "poorer"),
    ("older", "younger"),
    ("earlier", "later"),
    ("faster", "slower"),
    ("longer", "shorter"),
    ("safer", "riskier"),
    ("above", "below"),
    ("over", "under"),
    ("before", "after"),
];

/// Adjectives that take "-er" and "-est": "leader" is no more than "lead".
const GRADED: &[&str] = &[
    "bright", "broad", "calm", "cheap", "clean", "clear", "cold", "dark", "deep", "fair", "fast", "few", "fresh",
    "full", "great", "hard", "harsh", "high", "kind", "light", "long", "loud", "low", "mild", "narrow", "near", "new",
    "old", "poor", "quick", "rich", "sharp", "short", "slow", "small", "smart", "soft", "strong", "tall", "thick",
    "tight", "tough", "warm", "weak", "young",
];

/// What a change amounts to, if it is another word in the place of one and no repair of speech.
pub(crate) fn sort(change: &Change) -> Option<Sort> {
    if change.marked || change.kind != ChangeKind::Replaced || change.class > ChangeClass::Word {
        return None;
    }
    let (quoted, recorded) = (fold::fold(change.quoted.trim()), fold::fold(change.recorded.trim()));
    let (quoted, recorded) = (quoted.as_str(), recorded.as_str());
    if quoted == recorded || quoted.contains(' ') || recorded.contains(' ') {
        return None;
    }
    let person = |word: &str| PERSONS.iter().position(|words| words.contains(&word));
    if let (Some(a), Some(b)) = (person(quoted), person(recorded)) {
        return (a != b).then_some(Sort::Person);
    }
    let pair =
        |a: &str, b: &str| TENSES.iter().any(|(now, then)| now.contains(&a) && then.contains(&b)) || is_past(b, a);
    if pair(quoted, recorded) || pair(recorded, quoted) {
        return Some(Sort::Tense);
    }
    let opposed = |a: &str, b: &str| COMPARED.iter().any(|(x, y)| (*x == a && *y == b) || (*x == b && *y == a));
    let graded = |long: &str, short: &str| {
        GRADED.contains(&short) && (long.strip_suffix("er") == Some(short) || long.strip_suffix("est") == Some(short))
    };
    (opposed(quoted, recorded) || graded(quoted, recorded) || graded(recorded, quoted)).then_some(Sort::Comparison)
}

/// "Closed" of "close" or "closes", "asked" of "ask".
fn is_past(past: &str, present: &str) -> bool {
    let Some(stem) = past.strip_suffix("ed").filter(|stem| stem.len() >= 3) else { return false };
    let present = present.strip_suffix('s').filter(|rest| rest.len() >= 3).unwrap_or(present);
    present == stem || present.strip_suffix('e') == Some(stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(quoted: &str, recorded: &str) -> Option<Sort> {
        let (kind, class) = (ChangeKind::Replaced, ChangeClass::Word);
        sort(&Change { kind, class, marked: false, heard: false, quoted: quoted.into(), recorded: recorded.into() })
    }

    #[test]
    fn persons_times_and_comparisons_are_told() {
        for (quoted, recorded, expected) in [
            ("they", "I", Sort::Person),
            ("our", "their", Sort::Person),
            ("was", "is", Sort::Tense),
            ("says", "said", Sort::Tense),
            ("close", "closed", Sort::Tense),
            ("asked", "asks", Sort::Tense),
            ("less", "more", Sort::Comparison),
            ("higher", "high", Sort::Comparison),
            ("smallest", "biggest", Sort::Comparison),
        ] {
            assert_eq!(told(quoted, recorded), Some(expected), "{quoted} {recorded}");
        }
    }

    #[test]
    fn other_words_are_words() {
        for (quoted, recorded) in [
            ("me", "I"),
            ("is", "are"),
            ("bed", "b"),
            ("harbour", "treaty"),
            ("nicer people", "nice people"),
            ("need", "ne"),
        ] {
            assert_eq!(told(quoted, recorded), None, "{quoted} {recorded}");
        }
    }
}
