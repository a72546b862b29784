//! What must hold for any quotation: no panic, ranges that can be cut, and words copied from a source are verbatim.

use crate::cases::{Source, themes};
use onrecord_check::{Checker, Claim, Verdict};
use onrecord_record::{Corpus, Held};
use proptest::prelude::*;
use std::sync::LazyLock;

/// The witnesses of different events that most themes share, and captions of one more.
static HELD: LazyLock<Vec<Held>> = LazyLock::new(|| {
    themes()
        .iter()
        .filter(|(file, _)| file == "verbatim.toml" || file == "machine.toml")
        .flat_map(|(_, theme)| theme.sources.iter().map(Source::held))
        .fold(Vec::new(), |mut held, one| {
            if !held.iter().any(|other: &Held| other.name == one.name) {
                held.push(one);
            }
            held
        })
});
static CORPUS: LazyLock<Corpus> = LazyLock::new(|| Corpus::new(HELD.clone()));

fn check(text: &str, speaker: Option<String>, date: Option<String>) -> onrecord_check::Finding {
    Checker::new(&CORPUS).check(Claim { text: text.to_owned(), speaker, date, ..Claim::default() })
}

fn ranges_can_be_cut(finding: &onrecord_check::Finding) -> Result<(), TestCaseError> {
    for passage in finding.passages.iter().chain(finding.readings.iter().map(|reading| &reading.passage)) {
        let held = CORPUS.documents().iter().find(|held| held.name == passage.document);
        let cut = held.and_then(|held| held.document.text.get(passage.range.clone()));
        prop_assert!(cut.is_some(), "{:?} of {}", passage.range, passage.document);
        let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        prop_assert_eq!(plain(cut.unwrap_or("")), plain(&passage.text));
        if let Some((start, end)) = passage.time {
            prop_assert!(start <= end && start >= 0.0);
        }
    }
    Ok(())
}

/// A turn of speech and a run of at least six of its words.
fn cut_from_source() -> impl Strategy<Value = (usize, usize, usize, usize)> {
    (any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<prop::sample::Index>(), 6usize..40).prop_map(
        |(document, segment, word, length)| {
            let document = document.index(HELD.len());
            let speech: Vec<usize> = HELD[document]
                .document
                .segments
                .iter()
                .enumerate()
                .filter(|(_, part)| part.kind.is_speech())
                .map(|(index, _)| index)
                .collect();
            if speech.is_empty() {
                return (document, usize::MAX, 0, 0);
            }
            (document, speech[segment.index(speech.len())], word.index(100), length)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_checked(text in "(\\[|\\]|\\(|\\.\\.\\.|…|\"|not|n't|the|harbour|bridge|\\d{1,9}|[a-zé]{1,8}| |\\PC){0,60}", speaker in prop::option::of("\\PC{0,12}"), date in prop::option::of("[0-9-]{0,11}|\\PC{0,6}")) {
        let finding = check(&text, speaker, date);
        ranges_can_be_cut(&finding)?;
    }

    #[test]
    fn words_copied_from_a_source_are_verbatim((document, segment, word, length) in cut_from_source()) {
        let source = &HELD[document].document;
        let Some(part) = source.segments.get(segment) else { return Ok(()) };
        let words: Vec<&str> = source.segment_text(part).split_whitespace().collect();
        if words.len() < 6 {
            return Ok(());
        }
        let from = word % (words.len() - 5);
        let to = (from + length).min(words.len());
        // "10" cut from "10 million" is not what was said: begin and end at whole words, a number being one.
        let (before, quote, after) = (words[..from].join(" "), words[from..to].join(" "), words[to..].join(" "));
        let next = source.segments.get(segment + 1).map_or("", |next| source.segment_text(next));
        let count = |text: &str| onrecord_text::tokenize(text).len();
        let after = format!("{after}\n{next}");
        let apart = count(&before) + count(&quote) + count(&after);
        prop_assume!(apart == count(&format!("{}\n{next}", words.join(" "))));
        let finding = check(&quote, None, None);
        prop_assert!(finding.verdict == Verdict::Verbatim, "{} {:?}: {quote}", finding.verdict, finding.flags);
        ranges_can_be_cut(&finding)?;
        let letters =
            |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
        let passage = letters(&finding.passages[0].text);
        prop_assert!(passage.contains(&letters(&quote)), "{passage}\n{quote}");
    }

    #[test]
    fn words_in_other_marks_and_case_are_the_same((document, segment, word, length) in cut_from_source()) {
        let source = &HELD[document].document;
        let Some(part) = source.segments.get(segment) else { return Ok(()) };
        let words: Vec<&str> = source.segment_text(part).split_whitespace().collect();
        if words.len() < 8 {
            return Ok(());
        }
        let from = word % (words.len() - 7);
        let quote = words[from..(from + length).min(words.len())].join(" ");
        let plain = check(&quote, None, None);
        let other = check(&quote.replace('\'', "’").replace(", ", " - "), None, None);
        prop_assert_eq!(plain.verdict, other.verdict, "{}", quote);
    }
}

#[test]
fn words_behind_the_longest_quotation_are_left_out_with_their_other_spellings() {
    // "Harbor" is "harbour" in another convention, and stands where no word of the quotation is looked at any more.
    let text =
        format!("{}{}the harbor and the harbor bridge", "of the harbour bridge ".repeat(40), "vellum ".repeat(10_000));
    let finding = check(&text, None, None);
    assert_eq!(finding.verdict, Verdict::Unfound);
    assert!(finding.reasons.iter().any(|reason| reason.contains("Too long to check")), "{:?}", finding.reasons);
}
