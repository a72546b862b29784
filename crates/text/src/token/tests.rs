//! What is one word and what two, and that no text holds the scanner up.

use super::*;

fn same(a: &str, b: &str) -> bool {
    let forms = |text: &str| tokenize(text).iter().map(|token| token.form).collect::<Vec<_>>();
    forms(a) == forms(b)
}

#[test]
fn no_letter_or_mark_holds_it_up() {
    let mut text = String::new();
    for c in ('\u{21}'..='\u{2FFF}').chain('\u{A000}'..='\u{ABFF}').chain('\u{F900}'..='\u{FFFF}') {
        text.clear();
        text.extend([' ', c, ' ', c, c, ' ', 'a', c, ' ', c, 'a', ' ', c, '1', ' ', c, '\'', '.']);
        let count = tokenize(&text).len();
        assert!(count <= text.len(), "{c:?}: {count} words");
    }
    assert_eq!(tokenize("We go \u{2BC} home").len(), 3);
    assert_eq!(tokenize("п\u{2BC}ять").len(), 1);
}

#[test]
fn spellings_that_are_the_same_words() {
    for (a, b) in [
        ("Don’t go!", "do not go"),
        ("we can't", "we cannot"),
        ("We'll see, won't we", "we will see will not we"),
        ("The U.N. Charter", "the UN charter"),
        ("ten percent", "10%"),
        ("10 per cent of it", "10 % of it"),
        ("$10.0 million", "ten million dollars"),
        ("a hundred men", "100 men"),
        ("two hundred and five days", "205 days"),
        ("nineteen sixty-eight was", "1968 was"),
        ("66,800 troops", "66800 troops"),
        ("the twenty-first century", "the 21st century"),
        ("long-range missiles", "long range missiles"),
        ("café", "cafe\u{301}"),
        ("two million five hundred thousand", "2,500,000"),
        ("O’Brien", "O'Brien"),
        ("4 hundred thousand dollars", "four hundred thousand dollars"),
        ("you must't", "you mustn't"),
        ("one point five percent", "1.5%"),
        ("204 000 men", "204,000 men"),
        ("it was -3 percent", "it was minus three percent"),
        ("A minus for him", "a minus for him"),
        ("two point oh", "two point oh"),
        ("the point one makes", "the point one makes"),
    ] {
        assert!(same(a, b), "{a} / {b}: {:?} {:?}", tokenize(a), tokenize(b));
    }
}

#[test]
fn words_that_are_not_the_same() {
    for (a, b) in [
        ("$10.0 million", "$100 million"),
        ("10 percent", "10 dollars"),
        ("at 8:30", "at 4:30"),
        ("do go", "don't go"),
        ("one two three", "123"),
        ("hell", "he'll"),
        ("third", "three"),
        ("two hundred and men", "200 men"),
        ("20, 30", "20.30"),
        ("20 30", "2030"),
        ("it was -3", "it was 3"),
    ] {
        assert!(!same(a, b), "{a} / {b}");
    }
}

#[test]
fn ranges_point_at_the_words() {
    let text = "“Don’t pay $1.5 million, Mr. O’Neil!”";
    let words: Vec<&str> = tokenize(text).iter().map(|t| &text[t.start as usize..t.end as usize]).collect();
    assert_eq!(words, ["Do", "n’t", "pay", "$1.5 million", "Mr", "O’Neil"]);
}

#[test]
fn what_is_more_than_a_plain_word_is_looked_at_closely() {
    let forms = |text: &str| tokenize(text).iter().map(|token| token.form).collect::<Vec<_>>();
    for (word, _) in crate::number::NUMBER_WORDS {
        let text = format!("{} men", word.to_uppercase());
        assert!(forms(&text)[0] != Form::of(word) && forms(&text)[1..] == [Form::of("men")], "{word}");
    }
    assert_eq!(forms("Cannot gonna A million"), forms("can not going to 1,000,000"));
    assert_eq!(forms("minus three"), forms("-3"));
}

proptest::proptest! {
    /// A word is digested as it is read, or else folded first: the form is the same. The soft hyphen sends it the long way.
    #[test]
    fn plain_words_have_the_form_of_the_folded_word(word in "[A-Za-z][A-Za-z0-9]{0,12}") {
        let plain = tokenize(&format!("{word} b"));
        let long = tokenize(&format!("{word}\u{AD} b"));
        proptest::prop_assert_eq!(plain.first().map(|t| t.form), long.first().map(|t| t.form));
        proptest::prop_assert_eq!(plain.len(), long.len());
    }

    #[test]
    fn any_text_gives_ordered_ranges_on_character_boundaries(text in "\\PC{0,80}") {
        let mut last = 0;
        for token in tokenize(&text) {
            let (start, end) = (token.start as usize, token.end as usize);
            proptest::prop_assert!(start >= last && end > start && end <= text.len());
            proptest::prop_assert!(text.is_char_boundary(start) && text.is_char_boundary(end));
            last = end;
        }
    }

    #[test]
    fn number_soup_gives_ordered_ranges(text in "(?i)(one|two|hundred|and|a|per|cent|%|\\$|5|1,000|th|million|twenty|-|n't|'s|\\.| ){0,30}") {
        let mut last = 0;
        for token in tokenize(&text) {
            proptest::prop_assert!(token.start as usize >= last && token.end > token.start);
            last = token.end as usize;
        }
    }
}
