//! What holds for every text: ranges inside bounds and on characters, no panic, an end.

use onrecord_quote::{Options, quotations};
use proptest::prelude::*;

fn check(text: &str) {
    for language in [None, Some("en"), Some("de"), Some("fr"), Some("ru"), Some("zh")] {
        let options =
            Options { indirect: true, inner: true, language: language.map(str::to_owned), ..Options::default() };
        for quotation in quotations(text, &options) {
            let inside = |range: &std::ops::Range<usize>| text.get(range.clone()).is_some();
            assert!(inside(&quotation.range), "{quotation:?}");
            assert!((0.0..=1.0).contains(&quotation.confidence), "{quotation:?}");
            if let Some(speaker) = &quotation.speaker {
                assert_eq!(text.get(speaker.range.clone()), Some(speaker.text.as_str()));
            }
            if let Some(cue) = &quotation.cue {
                assert_eq!(text.get(cue.range.clone()), Some(cue.text.as_str()));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gives_ranges_within_it(text in "\\PC*") {
        check(&text);
    }

    #[test]
    fn any_mixture_of_words_and_signs_gives_ranges_within_it(
        parts in proptest::collection::vec(prop_oneof![
            Just("said"), Just("she"), Just("Ruiz"), Just("Ana Ruiz"), Just("the mayor"), Just("according to"), Just("that"),
            Just("sagte"), Just("er"), Just("dit-il"), Just("l’"), Just("who"), Just("Mr."), Just("U.S."), Just("“"), Just("”"),
            Just("\""), Just("'"), Just("''"), Just("‘"), Just("’"), Just("„"), Just("«"), Just("»"), Just("「"), Just("」"),
            Just(","), Just("."), Just("?"), Just(":"), Just("-"), Just("—"), Just("("), Just(")"), Just("\n"), Just("\n\n"),
            Just(" "), Just("6'2\""), Just("说"), Just("> "), Just("Q:"), Just("\u{301}"), Just("="), Just("*"), Just("told"),
        ], 0..60),
        spaced in any::<bool>(),
    ) {
        check(&parts.join(if spaced { " " } else { "" }));
    }
}

/// Text on which careless pairing or searching backwards takes time that grows with the square of the length: then this would take
/// hours and not seconds. How long it does take is measured by `eval/linear.py`.
#[test]
fn hostile_text_comes_to_an_end() {
    let units = [
        "\"",
        "'",
        "“",
        "”",
        "„",
        "« ",
        "“ \"",
        "‘a ",
        "'a' ",
        "s' ",
        "“a\n",
        "“a\n\n",
        "\"a b c\n",
        "said ",
        "said Ruiz, ",
        "who, ",
        "“a b c,” ",
        "(",
        ") ",
        "Mr. ",
        "A.",
        "a-",
        "according to ",
        "“a b c” and ",
        "> ",
        "Q: ",
        "Ruiz ",
        "the ",
        ", ",
        "a b: ",
        "「",
        "sagte „",
        "to say ",
        "— ",
        "=\"",
        "Ana Ruiz said that ",
        "it wants ",
        "“a b c” wants ",
        "NAME: text\n",
    ];
    for unit in units {
        let text = unit.repeat(150_000 / unit.len());
        let options = Options { indirect: true, inner: true, ..Options::default() };
        assert!(quotations(&text, &options).len() <= text.len(), "{unit:?}");
    }
    // One paragraph of signs before many marks, and a signature below it.
    let text = format!("{} {}\n\n— Ana Ruiz\n", ">".repeat(400_000), "\"a\" ".repeat(80_000));
    assert!(quotations(&text, &Options::default()).len() <= 80_000);
}

#[test]
fn quotations_in_texts_without_spaces_come_in_order() {
    // Found by fuzzing: an inner pair may close before the outer one.
    let text = "'\u{7}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}告\"\"f.z.zH\u{FFFD}+告\u{FFFD}:\n\"2说\u{FFFD}\"\"H\u{FFFD}+]]oi\u{FFFD}*'ain\u{FFFD}*'ain]]oi\u{FFFD}anfi'*'告\u{FFFD}:\n\"\u{FFFD}\u{FFFD}\u{FFFD}yu+\u{FFFD}\"ain\u{FFFD}*";
    let found = onrecord_quote::quotations(text, &onrecord_quote::Options::default());
    assert!(found.windows(2).all(|pair| pair[0].range.start <= pair[1].range.start), "{found:?}");
}

/// A paragraph, and words between marks, may be in another language than the text.
#[test]
fn languages_are_told_for_paragraphs_and_quotations() {
    let text = "Ana Ruiz said that the harbour would be closed for the week. “We have no choice in the matter,” she said.\n\n\
        “Nous allons fermer le port pour toute la semaine,” Paul Morel told the people of the town on Monday.\n\n\
        « C'est une honte pour la ville et pour le port », a répondu Anne Petit dans la salle de la mairie.\n";
    let found = quotations(text, &Options::default());
    let languages: Vec<_> = found.iter().map(|q| q.language.as_deref().unwrap_or("")).collect();
    assert_eq!(languages, ["en", "fr", "fr"], "{found:?}");
    let speakers: Vec<_> = found.iter().filter_map(|q| q.speaker.as_ref()).map(|s| s.text.as_str()).collect();
    assert_eq!(speakers, ["she", "Paul Morel", "Anne Petit"]);
}

/// A long text is read in pieces: what stands in any of them is found in its place.
#[test]
fn long_texts_are_read_to_their_end() {
    let filler = "The harbour was quiet and the road was open to the people of the town.\n\n".repeat(40_000);
    let text = format!("“We begin,” Ana Ruiz said.\n\n{filler}“We have come to the end,” Tom Baker said.\n");
    let found = quotations(&text, &Options::default());
    let words: Vec<_> = found.iter().filter_map(|q| text.get(q.range.clone())).collect();
    assert_eq!(words, ["We begin,", "We have come to the end,"]);
    let last = found.last().and_then(|q| q.speaker.as_ref()).unwrap();
    assert_eq!((last.text.as_str(), text.get(last.range.clone())), ("Tom Baker", Some("Tom Baker")));
}
