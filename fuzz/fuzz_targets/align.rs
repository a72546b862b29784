#![no_main]
//! A quotation against a transcript, both drawn from a few words that the rules know, so that they often agree in part:
//! anchors, gaps, brackets, ellipses, numbers and changes of speaker meet in every order.

use libfuzzer_sys::fuzz_target;
use onrecord_check::{Checker, Claim};
use onrecord_read::{Hint, read};
use onrecord_record::{Corpus, Held};

const WORDS: &[&str] = &[
    "the ", "we ", "will ", "not ", "don't ", "harbour ", "ferry ", "ten ", "10 ", "percent ", "% ", "$5 ", "million ",
    "Ana ", "Ruiz ", "uh, ", "you know, ", "I mean, ", "and ", "but ", "if ", ". ", "? ", ", ", "… ", "... ", "[", "] ",
    "[sic] ", "\n\nAna Ruiz: ", "\n\nTom Ek: ", "\n\n", "winter ", "sail ", "said ", "that ", "no ", "never ", "all ",
    "some ", "may ", "must ", "half ", "twenty ", "five ", "hundred ", "point ", "per ", "cent ", "“", "” ", "-", "é",
    "ферри ", "船", "well ", "- ", "'s ", "n't ", "1,000 ", "2nd ", "km ", "(", ") ",
];

fn words(data: &[u8]) -> String {
    data.iter().map(|byte| WORDS[*byte as usize % WORDS.len()]).collect()
}

fuzz_target!(|data: &[u8]| {
    let cut = data.iter().position(|byte| *byte == 255).unwrap_or(data.len() / 2);
    let source = format!("Ana Ruiz: we meet at the harbour.\n\nTom Ek: we do.\n\nAna Ruiz: {}", words(&data[..cut]));
    let Ok(document) = read(source.as_bytes(), &Hint::default()) else { return };
    let text = document.text.clone();
    let corpus = Corpus::new(vec![Held { name: "fuzz".into(), reference: None, document }]);
    let quote = words(&data[cut..]);
    let claim = Claim { text: quote, speaker: Some("Ana Ruiz".into()), ..Claim::default() };
    let finding = Checker::new(&corpus).check(claim);
    for passage in &finding.passages {
        assert!(text.get(passage.range.clone()).is_some(), "a passage lies in the text, at characters");
    }
    for row in &finding.alignment {
        assert!(!(row.quoted.is_empty() && row.recorded.is_empty()), "a row has words");
    }
});
