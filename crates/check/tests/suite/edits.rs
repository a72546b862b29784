//! Words copied from the sources and bent in one known way, everywhere it can be done: none may pass as fair. And words
//! that were only marked or tidied, everywhere it can be done: none may raise an alarm.
//!
//! Not judged here is which of the graver verdicts is right; the golden cases do that.

use crate::cases::{Source, themes};
use onrecord_check::{Checker, Claim, Finding, Flag, Verdict};
use onrecord_read::Document;
use onrecord_record::{Corpus, Held};
use onrecord_text::{Form, lexicon};

fn sources() -> Vec<Held> {
    let shared = themes().into_iter().find(|(file, _)| file == "verbatim.toml");
    shared.map(|(_, theme)| theme.sources.iter().map(Source::held).collect()).unwrap_or_default()
}

/// The turns of a document: who speaks, and the words.
fn turns(document: &Document) -> Vec<(u32, Vec<String>)> {
    let mut turns: Vec<(u32, Vec<String>)> = Vec::new();
    for segment in document.segments.iter().filter(|segment| segment.kind.is_speech()) {
        let Some(speaker) = segment.speaker else { continue };
        let words = document.segment_text(segment).split_whitespace().map(str::to_owned);
        match turns.last_mut() {
            Some((last, said)) if *last == speaker => said.extend(words),
            _ => turns.push((speaker, words.collect())),
        }
    }
    turns
}

fn check(corpus: &Corpus, text: String) -> Finding {
    Checker::new(corpus).check(Claim { text, ..Claim::default() })
}

fn is_fair(finding: &Finding) -> bool {
    finding.verdict <= Verdict::Tidied
        && !finding.flags.iter().any(|flag| matches!(flag, Flag::Negation | Flag::Number | Flag::Speaker))
}

fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

fn contents(words: &[String]) -> usize {
    words.iter().filter(|word| lexicon::is_content(Form::of(&bare(word)))).count()
}

/// Every window of twelve words around a word for which `bend` has something else.
fn bent(bend: impl Fn(&str) -> Option<String>) -> (usize, Vec<String>) {
    let held = sources();
    let corpus = Corpus::new(held.clone());
    let (mut count, mut passed) = (0, Vec::new());
    for one in &held {
        for (_, words) in turns(&one.document) {
            for at in 0..words.len() {
                let Some(other) = bend(&words[at]) else { continue };
                let (from, to) = (at.saturating_sub(6), (at + 6).min(words.len()));
                let mut quote = words[from..to].to_vec();
                if contents(&quote) < 5 || from == at || to == at + 1 {
                    continue;
                }
                quote[at - from] = other;
                let text = quote.join(" ").replace("  ", " ");
                let finding = check(&corpus, text.clone());
                count += 1;
                if is_fair(&finding) {
                    passed.push(format!("{} {:?}: {text}", finding.verdict, finding.flags));
                }
            }
        }
    }
    (count, passed)
}

#[test]
fn a_denial_taken_out_never_passes() {
    let (count, passed) = bent(|word| match bare(word).as_str() {
        "not" | "never" | "hardly" => Some(String::new()),
        "no" => Some("a".into()),
        "nobody" => Some("everybody".into()),
        "without" => Some("with".into()),
        other => other.strip_suffix("n't").filter(|rest| !matches!(*rest, "ca" | "wo")).map(str::to_owned),
    });
    assert!(count >= 15, "only {count} places");
    assert!(passed.is_empty(), "{} of {count} pass:\n{}", passed.len(), passed.join("\n"));
}

#[test]
fn a_denial_put_in_never_passes() {
    let (count, passed) = bent(|word| match bare(word).as_str() {
        verb @ ("is" | "are" | "was" | "were" | "will" | "would" | "have" | "has" | "can" | "could" | "should") => {
            Some(format!("{verb} not"))
        }
        _ => None,
    });
    assert!(count >= 25, "only {count} places");
    // Where "not" stood already, one more is a word said twice: those are no test.
    let passed: Vec<&String> = passed.iter().filter(|line| !line.contains("not not")).collect();
    assert!(passed.is_empty(), "{} of {count} pass:\n{passed:#?}", passed.len());
}

#[test]
fn a_number_changed_never_passes() {
    let (count, passed) = bent(|word| {
        let number = bare(word);
        match number.as_str() {
            "two" => Some("six".into()),
            "three" => Some("eight".into()),
            "ten" => Some("fourteen".into()),
            "forty" => Some("fifty".into()),
            "twelve" => Some("thirteen".into()),
            "million" => Some("billion".into()),
            digits if digits.len() > 1 && digits.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.')) => {
                Some(format!("9{digits}"))
            }
            _ => None,
        }
    });
    assert!(count >= 20, "only {count} places");
    assert!(passed.is_empty(), "{} of {count} pass:\n{}", passed.len(), passed.join("\n"));
}

/// The end of one speaker's turn and the beginning of the next speaker's.
#[test]
fn two_speakers_joined_never_pass() {
    let held = sources();
    let corpus = Corpus::new(held.clone());
    let (mut count, mut passed) = (0, Vec::new());
    for one in &held {
        for pair in turns(&one.document).windows(2) {
            let (first, second) = (&pair[0].1, &pair[1].1);
            if first.len() < 6 || second.len() < 6 {
                continue;
            }
            let quote = [&first[first.len().saturating_sub(9)..], &second[..second.len().min(9)]].concat().join(" ");
            let finding = check(&corpus, quote.clone());
            count += 1;
            if is_fair(&finding) {
                passed.push(format!("{} {:?}: {quote}", finding.verdict, finding.flags));
            }
        }
    }
    assert!(count >= 15, "only {count} places");
    assert!(passed.is_empty(), "{} of {count} pass:\n{}", passed.len(), passed.join("\n"));
}

/// A sentence of one speaker under the name of another who is on record as well. "Moderator" may be anybody's office:
/// where the document names nobody else by the claimed name, nothing tells that it was not they.
#[test]
fn a_wrong_name_is_always_told() {
    let held = sources();
    let corpus = Corpus::new(held.clone());
    let mut count = 0;
    for one in &held {
        let people = &one.document.people;
        for (speaker, words) in turns(&one.document).iter().filter(|(_, words)| words.len() >= 12) {
            let own = &people[*speaker as usize].name;
            if onrecord_text::name::is_placeholder(own) {
                continue;
            }
            let quote = words[..12].join(" ");
            for other in ["Edda Quillon", "Sunniva Ractliffe", "Imre Kolvath"].iter().filter(|name| *name != own) {
                let claim = Claim { text: quote.clone(), speaker: Some((*other).into()), ..Claim::default() };
                let finding = Checker::new(&corpus).check(claim);
                count += 1;
                assert!(finding.flags.contains(&Flag::Speaker), "{own} as {other}: {quote}");
            }
        }
    }
    assert!(count >= 40, "only {count} places");
}

/// Runs an edit over every window of twenty words within a turn; the edit says what it makes of them.
fn windows(edit: impl Fn(&[String]) -> Option<String>) -> Vec<(String, Finding)> {
    let held = sources();
    let corpus = Corpus::new(held.clone());
    let mut found = Vec::new();
    for one in &held {
        for (_, words) in turns(&one.document) {
            for window in words.windows(20).step_by(3) {
                if let Some(text) = edit(window) {
                    found.push((text.clone(), check(&corpus, text)));
                }
            }
        }
    }
    found
}

fn ends_inside_a_number(words: &[&[String]]) -> bool {
    let apart: usize = words.iter().map(|part| onrecord_text::tokenize(&part.join(" ")).len()).sum();
    apart != onrecord_text::tokenize(&words.concat().join(" ")).len()
}

#[test]
fn a_marked_omission_of_one_turn_is_marked() {
    let found = windows(|words| {
        let (a, b, c) = (&words[..8], &words[8..12], &words[12..]);
        // "between two … and three": the golden cases have that.
        let range = b.last().is_some_and(|word| onrecord_text::number::number_word(&bare(word)).is_some());
        let whole = !range && !ends_inside_a_number(&[a, b, c]) && contents(a) >= 3 && contents(c) >= 3;
        whole.then(|| format!("{} … {}", a.join(" "), c.join(" ")))
    });
    assert!(found.len() >= 100, "only {} places", found.len());
    let failed: Vec<String> = found
        .iter()
        .filter(|(_, finding)| finding.verdict > Verdict::Tidied)
        .map(|(text, finding)| format!("{} {:?}: {text}", finding.verdict, finding.flags))
        .collect();
    assert!(failed.is_empty(), "{} of {}:\n{}", failed.len(), found.len(), failed.join("\n"));
}

#[test]
fn an_omission_without_a_mark_never_passes() {
    let found = windows(|words| {
        let (a, b, c) = (&words[..8], &words[8..12], &words[12..]);
        // What is said twice may be said once.
        let twice = b.iter().any(|word| words.iter().filter(|other| bare(other) == bare(word)).count() > 1);
        let whole = !ends_inside_a_number(&[a, b, c]) && contents(b) >= 2 && contents(a) >= 3 && contents(c) >= 3;
        (whole && !twice).then(|| format!("{} {}", a.join(" "), c.join(" ")))
    });
    assert!(found.len() >= 20, "only {} places", found.len());
    let failed: Vec<&String> =
        found.iter().filter(|(_, finding)| finding.verdict <= Verdict::Tidied).map(|(text, _)| text).collect();
    assert!(failed.is_empty(), "{} of {}:\n{failed:#?}", failed.len(), found.len());
}

#[test]
fn opened_contractions_are_no_alarm() {
    let found = windows(|words| {
        let text = words.join(" ");
        let opened = text
            .replace("can't", "cannot")
            .replace("won't", "will not")
            .replace("n't", " not")
            .replace("I'm ", "I am ")
            .replace("We're ", "We are ")
            .replace("we're ", "we are ");
        (opened != text && !opened.contains("  ")).then_some(opened)
    });
    assert!(found.len() >= 8, "only {} places", found.len());
    for (text, finding) in &found {
        let alarm = finding.verdict > Verdict::Tidied || finding.flags.contains(&Flag::Negation);
        assert!(!alarm, "{} {:?}: {text}", finding.verdict, finding.flags);
    }
}

#[test]
fn two_answers_of_one_speaker_joined_are_spliced() {
    let held = sources();
    let corpus = Corpus::new(held.clone());
    let (mut count, mut passed) = (0, Vec::new());
    for one in &held {
        for three in turns(&one.document).windows(3) {
            let ((speaker, first), (_, between), (again, second)) = (&three[0], &three[1], &three[2]);
            if speaker != again || between.len() < 8 || first.len() < 8 || second.len() < 8 {
                continue;
            }
            let (a, b) = (&first[first.len() - 8..], &second[..8]);
            if contents(a) < 3 || contents(b) < 3 {
                continue;
            }
            for mark in [" ", " … "] {
                let quote = format!("{}{mark}{}", a.join(" "), b.join(" "));
                let finding = check(&corpus, quote.clone());
                count += 1;
                if finding.verdict != Verdict::Spliced {
                    passed.push(format!("{} {:?}: {quote}", finding.verdict, finding.flags));
                }
            }
        }
    }
    assert!(count >= 16, "only {count} places");
    assert!(passed.is_empty(), "{} of {count}:\n{}", passed.len(), passed.join("\n"));
}
