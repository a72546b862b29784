//! Words that turn the sense round when one stands for the other: "before" for "after", "fired" for "hired", "exclude" for
//! "include".
//!
//! Many of them sound alike, and a machine does take one for the other now and then; but who quotes the contrary must be told, so
//! [`crate::hearing`] explains none of them away. Words that deny are in `onrecord_text::lexicon`, endings and beginnings that
//! deny ("unsafe") in `onrecord_text::spelling`. English, for of captions in other languages no ear is kept here.

use std::collections::HashMap;
use std::sync::OnceLock;

/// A line a contrast: on each side of a colon words of one sense. Verbs and nouns stand here in their plain form.
const CONTRASTS: &[&str] = &[
    // Where, when, on which side.
    "before : after",
    "for : against",
    "with : against",
    "pro : anti con",
    "over : under",
    "above : below",
    "up : down",
    "in into : out",
    "inside : outside",
    "on : off out",
    "to : from against",
    "and : or",
    "since : until",
    "left : right",
    "north northern : south southern",
    "east eastern : west western",
    "early earlier : late later",
    "first next : last previous",
    "public : private",
    "forward : backward",
    "now : then",
    "always : never sometimes",
    "often : seldom rarely",
    "yes : no",
    "monday : tuesday : wednesday : thursday : friday : saturday : sunday",
    "january : february : march : april : may : june : july : august : september : october : november : december",
    "morning : afternoon : evening : night",
    "yesterday : today : tomorrow",
    // Who.
    "he him his himself : she her hers herself",
    "man men : woman women",
    "boy : girl",
    "son : daughter",
    "husband : wife wives",
    "father : mother",
    "brother : sister",
    "friend ally allies : foe enemy enemies",
    "buyer : seller",
    "lender : borrower",
    "employer : employee",
    "republican : democrat",
    "liberal : conservative",
    "prosecution prosecutor prosecute : persecution persecutor persecute",
    "defendant : plaintiff",
    "winner : loser",
    "emigrant emigrate emigration : immigrant immigrate immigration",
    // How much.
    "more : less fewer",
    "most : least",
    "many : few",
    "all : none",
    "both : neither",
    "dozen : hundred : thousand : million : billion : trillion",
    "half : double",
    "maximum : minimum",
    "major majority : minor minority",
    "increase increasing : decrease decreasing decline",
    "rise rose risen raise : fall fell fallen lower drop raze",
    "grow grew grown growth : shrink shrank shrunk",
    "gain : loss lose lost pain",
    "profit : loss",
    "surplus : deficit",
    "asset : liability liabilities",
    "high higher highest : low lower lowest",
    "long longer : short shorter",
    "big large : small little",
    "old older : new young newer younger",
    "fast quick : slow",
    "rich : poor",
    "strong : weak",
    "full : empty",
    "cheap : expensive dear",
    "inflation : deflation",
    // What is good and what is not.
    "good great better best : bad worse worst evil",
    "right correct : wrong false",
    "true fact : false fake untrue",
    "truth : lie",
    "safe : dangerous",
    "clean : dirty",
    "guilty : innocent",
    "legal lawful : illegal unlawful criminal",
    "moral : amoral immoral",
    "typical : atypical",
    "political : apolitical",
    "hope : fear despair",
    "pride proud : shame ashamed",
    "happy glad gladden : sad sadden",
    "peace : war",
    "life alive live : death dead die",
    "freedom : slavery",
    "strength : weakness",
    "success succeed : failure fail",
    "victory win won : defeat lose lost",
    "benefit : harm",
    "hero : coward",
    // What is done.
    "support supported : oppose opposed deport",
    "accept : reject except",
    "allow permit : forbid forbade forbidden ban",
    "agree : disagree refuse",
    "approve : disapprove",
    "admit : deny denied denies",
    "include : exclude",
    "import : export",
    "hire : fire",
    "employ : dismiss",
    "buy bought : sell sold",
    "borrow : lend lent",
    "pay paid : owe",
    "earn : spend spent",
    "give gave given : take took taken",
    "send sent : receive",
    "push : pull",
    "open : close shut",
    "begin began begun start : end stop finish",
    "come came : go went gone",
    "enter : leave left exit",
    "arrive : depart leave left",
    "build built : destroy burn burnt tear tore",
    "create : destroy",
    "save : slave waste kill lose lost",
    "protect defend guard : attack offend protest",
    "heal cure : kill hurt",
    "help : hinder harm hurt rob",
    "care : kill",
    "attend : abandon",
    "do : undo",
    "feed fed serve : starve",
    "love adore : hate loathe leave left ignore",
    "like : dislike",
    "trust rely relied : distrust mistrust suspect lie lied",
    "respect : suspect disrespect",
    "praise : blame condemn raze",
    "bless : curse",
    "honour honor : dishonour dishonor",
    "thank : blame threaten trick",
    "comfort : confront",
    "reward : punish rob",
    "free : jail imprison",
    "arm : disarm",
    "keep kept : cut abandon drop",
    "remember : forget forgot forgotten",
    "catch caught : release",
    "reveal : hide hid hidden conceal",
    "know knew known : doubt",
    "teach taught : learn",
    "insure : injure",
    "train : drain",
    "spare : scare",
    "treat : cheat",
    "lead led : follow mislead misled",
    "flee fled : stay feed fed free",
    "heat hot : cool cold",
    "affect : effect",
    "income : outcome",
    "input : output",
    "sink sank sunk : swim",
];

/// Beginnings that make contraries of one stem.
const BEGINNINGS: &[[&str; 2]] = &[
    ["in", "ex"],
    ["im", "ex"],
    ["in", "de"],
    ["im", "e"],
    ["in", "out"],
    ["up", "down"],
    ["over", "under"],
    ["pre", "post"],
    ["hyper", "hypo"],
    ["pro", "anti"],
];
const SHORTEST_STEM: usize = 3;

/// Whether one word says the contrary of the other. Both are folded.
pub(crate) fn are_contrary(q: &str, r: &str) -> bool {
    if q == r {
        return false;
    }
    let (ours, theirs) = (places(q), places(r));
    ours.iter().any(|(line, side)| theirs.iter().any(|(other, at)| line == other && side != at))
        || BEGINNINGS.iter().any(|[one, other]| {
            let stem = |word: &str, beginning: &str| word.strip_prefix(beginning).map(str::to_owned);
            let is = |a: &str, b: &str| {
                stem(a, one).is_some_and(|rest| rest.len() >= SHORTEST_STEM && stem(b, other) == Some(rest))
            };
            is(q, r) || is(r, q)
        })
        || is_who_for_whom(q, r)
}

/// "Employer" and "employee".
fn is_who_for_whom(q: &str, r: &str) -> bool {
    let plain = |word: &str| word.strip_suffix('s').unwrap_or(word).to_owned();
    let (q, r) = (plain(q), plain(r));
    let is = |a: &str, b: &str| {
        let stem = a.strip_suffix("ee").filter(|stem| stem.len() >= SHORTEST_STEM);
        stem.is_some_and(|stem| b.strip_suffix("er").or_else(|| b.strip_suffix("or")) == Some(stem))
    };
    is(&q, &r) || is(&r, &q)
}

/// Where a word, or the plain form of it, stands in the contrasts: lines and sides.
fn places(word: &str) -> Vec<(usize, usize)> {
    let held = held();
    plain_forms(word).iter().filter_map(|form| held.get(form.as_str())).flatten().copied().collect()
}

fn held() -> &'static HashMap<&'static str, Vec<(usize, usize)>> {
    static HELD: OnceLock<HashMap<&'static str, Vec<(usize, usize)>>> = OnceLock::new();
    HELD.get_or_init(|| {
        let mut held: HashMap<&'static str, Vec<(usize, usize)>> = HashMap::new();
        for (line, contrast) in CONTRASTS.iter().enumerate() {
            for (side, words) in contrast.split(':').enumerate() {
                for word in words.split_whitespace() {
                    held.entry(word).or_default().push((line, side));
                }
            }
        }
        held
    })
}

/// A word and what it may be a form of: "fires", "fired" and "firing" of "fire".
fn plain_forms(word: &str) -> Vec<String> {
    const SHORTEST: usize = 2;
    let mut forms = vec![word.to_owned()];
    for ending in ["s", "es", "ed", "ing", "'s"] {
        let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.len() > SHORTEST) else { continue };
        forms.push(stem.to_owned());
        if matches!(ending, "ed" | "ing") {
            forms.push(format!("{stem}e"));
            // "Stopped"
            let mut letters = stem.chars().rev();
            if letters.next().is_some_and(|last| letters.next() == Some(last)) {
                forms.extend(stem.char_indices().next_back().and_then(|(at, _)| stem.get(..at)).map(str::to_owned));
            }
        }
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contraries_are_told_in_every_form() {
        for (one, other) in [
            ("before", "after"),
            ("hired", "fired"),
            ("stopping", "starting"),
            ("includes", "excluded"),
            ("thousands", "dozens"),
            ("underpaid", "overpaid"),
            ("emigrants", "immigrants"),
            ("employers", "employees"),
            ("he", "she"),
            ("prewar", "postwar"),
        ] {
            assert!(are_contrary(one, other) && are_contrary(other, one), "{one} {other}");
        }
    }

    #[test]
    fn what_only_sounds_alike_is_none() {
        for (one, other) in [
            ("hired", "hires"),
            ("taxes", "attacks"),
            ("cross", "across"),
            ("indeed", "deed"),
            ("good", "great"),
            ("", "s"),
        ] {
            assert!(!are_contrary(one, other), "{one} {other}");
        }
    }
}
