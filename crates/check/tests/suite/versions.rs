//! Versions of one source: which words were changed, and of what class.

use onrecord_check::versions::{Versions, compare_versions};
use onrecord_check::{ChangeClass, ChangeKind};
use onrecord_read::{Document, Hint};
use proptest::prelude::*;

const TALK: &str = "Tom Hale: Will the harbour fees go up again this year?\n\n\
    Ana Ruiz: No. We will not raise the harbour fees before 2031, and we said so in May. All of the ships may stay.\n\n\
    Tom Hale: And the ferry to Olmen?\n\n\
    Ana Ruiz: The ferry to Olmen stays. It costs us 4 million crowns a year, and it is worth it.\n";

fn read(text: &str) -> Document {
    onrecord_read::read(text.as_bytes(), &Hint::named("talk.txt")).expect("a readable text")
}

/// Kind, class, earlier and later words of each change.
fn told(before: &str, after: &str) -> Vec<(ChangeKind, ChangeClass, String, String)> {
    let (before, after) = (read(before), read(after));
    let of = |text: &str, range: &std::ops::Range<usize>| text.get(range.clone()).expect("a range of it").to_owned();
    compare_versions(&before, &after)
        .words
        .iter()
        .map(|change| (change.kind, change.class, of(&before.text, &change.before), of(&after.text, &change.after)))
        .collect()
}

#[test]
fn each_change_has_its_class() {
    use ChangeClass::{Format, Modal, Name, Negation, Number, Quantifier, Spelling, Word};
    use ChangeKind::{Inserted, Omitted, Replaced};
    for (from, to, kind, class, old, new) in [
        ("will not raise", "will raise", Omitted, Negation, "not", ""),
        ("4 million", "40 million", Replaced, Number, "4 million", "40 million"),
        ("2031", "2028", Replaced, Number, "2031", "2028"),
        ("ferry to Olmen?", "ferry to Tarn?", Replaced, Name, "Olmen", "Tarn"),
        ("ships may stay", "ships must stay", Replaced, Modal, "may", "must"),
        ("All of the ships", "Some of the ships", Replaced, Quantifier, "All", "Some"),
        ("harbour fees go", "harbor fees go", Replaced, Spelling, "harbour", "harbor"),
        ("4 million", "four million", Replaced, Format, "4 million", "four million"),
        ("The ferry to Olmen stays", "The old ferry to Olmen stays", Inserted, Word, "", "old"),
    ] {
        let changes = told(TALK, &TALK.replacen(from, to, 1));
        assert_eq!(changes, [(kind, class, old.to_owned(), new.to_owned())], "{from} -> {to}");
    }
}

#[test]
fn several_changes_far_apart_come_in_order() {
    let later = TALK.replace("2031", "2028").replace("the ferry", "that ferry").replace(" in May", "");
    let classes: Vec<ChangeClass> = told(TALK, &later).iter().map(|change| change.1).collect();
    assert_eq!(classes.len(), 3, "{:?}", told(TALK, &later));
    assert_eq!(classes[0], ChangeClass::Number);
}

#[test]
fn marks_case_and_lines_are_no_words() {
    for later in [
        TALK.replace(". ", "! "),
        TALK.replace("before 2031, and", "before 2031 – and"),
        TALK.replace("\n\n", "\n\n\n"),
        TALK.replace("No. We", "No, we"),
    ] {
        let versions = compare_versions(&read(TALK), &read(&later));
        assert!(versions.words.is_empty(), "{:?}", versions.words);
    }
    assert_eq!(compare_versions(&read(TALK), &read(TALK)), Versions::default());
}

#[test]
fn brackets_and_ellipses_mark_nothing_in_a_whole_text() {
    let changes = told(TALK, &TALK.replace("and we said so in May", "[and they said so …]"));
    assert!(changes.iter().any(|change| change.2.contains("we")), "{changes:?}");
    assert!(changes.iter().any(|change| change.2.contains("in May")), "{changes:?}");
}

#[test]
fn a_turn_that_is_moved_is_left_out_here_and_put_in_there() {
    let turns: Vec<&str> = TALK.split("\n\n").collect();
    let moved = [turns[2], turns[3].trim_end(), turns[0], turns[1]].join("\n\n");
    let changes = told(TALK, &moved);
    assert!(changes.iter().any(|change| change.0 == ChangeKind::Omitted), "{changes:?}");
    assert!(changes.iter().any(|change| change.0 == ChangeKind::Inserted), "{changes:?}");
}

#[test]
fn what_is_told_of_it_and_who_speaks() {
    let (mut before, mut after) = (read(TALK), read(TALK));
    before.date = Some("2029-05-17".to_owned());
    after.people[1].name = "A. Ruiz".to_owned();
    assert!(compare_versions(&before, &after).speakers.is_empty(), "perhaps the same person");
    after.people[1].name = "Eva Lind".to_owned();
    let versions = compare_versions(&before, &after);
    assert!(versions.words.is_empty() && !versions.is_empty());
    assert_eq!(versions.about.len(), 1);
    assert_eq!(versions.about[0].what, "date");
    let spoken: Vec<(&str, &str)> =
        versions.speakers.iter().map(|change| (change.before.as_str(), change.after.as_str())).collect();
    assert!(
        !spoken.is_empty() && spoken.iter().all(|names| *names == (before.people[1].name.as_str(), "Eva Lind")),
        "{spoken:?}"
    );
}

#[test]
fn long_texts_are_compared_to_their_end() {
    let line = |n: usize| {
        format!("Ana Ruiz: This is turn {n} of a long night, and the harbour is still open to {}.\n\n", n * 7 % 9973)
    };
    let before: String = (0..20_000).map(line).collect();
    let after: String =
        (0..20_000).filter(|n| n % 1000 != 500).map(line).collect::<String>().replace("turn 777 ", "turn 778 ");
    // Were every turn held against every other, nobody would wait for the end.
    let changes = told(&before, &after);
    assert!((21..100).contains(&changes.len()), "{}", changes.len());
}

proptest! {
    #[test]
    fn nothing_breaks_and_all_ranges_lie_in_their_texts(
        before in proptest::collection::vec(prop_oneof!["[a-d]", "not", "ten", "\\PC{0,6}"], 0..60),
        after in proptest::collection::vec(prop_oneof!["[a-d]", "never", "10", "\\PC{0,6}"], 0..60),
    ) {
        let (before, after) = (read(&format!("x {}", before.join(" "))), read(&format!("x {}", after.join(" "))));
        let versions = compare_versions(&before, &after);
        for change in &versions.words {
            prop_assert!(before.text.get(change.before.clone()).is_some(), "{change:?}");
            prop_assert!(after.text.get(change.after.clone()).is_some(), "{change:?}");
            prop_assert!(!(change.before.is_empty() && change.after.is_empty()));
        }
        prop_assert!(compare_versions(&after, &after).is_empty());
    }
}
