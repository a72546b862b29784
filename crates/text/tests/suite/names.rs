//! Golden cases of tests/cases/names: which names are one person's.

use onrecord_text::name::{Likeness, compare, rough_words};
use proptest::prelude::*;
use std::path::Path;

/// Calls `each` with the two names, the sign between them, and where the line stands.
fn cases(mut each: impl FnMut(&str, &str, Likeness, &str)) -> usize {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases/names");
    let mut count = 0;
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let lines = text.lines().enumerate().skip_while(|(_, line)| !line.starts_with("=="));
        for (number, line) in lines.filter(|(_, line)| !line.is_empty() && !line.starts_with("==")) {
            let place = format!("{}:{}: {line}", path.display(), number + 1);
            let signs = [(" = ", Likeness::Same), (" ~ ", Likeness::Compatible), (" # ", Likeness::Different)];
            let found = signs.iter().find_map(|(sign, likeness)| line.split_once(sign).map(|(a, b)| (a, b, *likeness)));
            let (a, b, likeness) = found.unwrap_or_else(|| panic!("{place}: no =, ~ or # between two names"));
            each(a, b, likeness, &place);
            count += 1;
        }
    }
    count
}

#[test]
fn names_are_one_persons_or_not_as_the_cases_say() {
    let mut wrong = Vec::new();
    let count = cases(|a, b, expected, place| {
        for (a, b) in [(a, b), (b, a)] {
            let rough: Vec<String> = rough_words(a).collect();
            if expected != Likeness::Different && !rough_words(b).any(|word| rough.contains(&word)) {
                wrong.push(format!("{place}\n    they do not even sound roughly alike: {rough:?}"));
            }
            let found = compare(a, b);
            if found != expected {
                wrong.push(format!("{place}\n    {a} / {b} is {found:?}"));
            }
        }
    });
    assert!(wrong.is_empty(), "{} of {count}\n{}", wrong.len(), wrong.join("\n"));
    assert!(count > 100, "only {count} cases were read");
}

proptest! {
    #[test]
    fn comparing_has_no_order_and_breaks_on_nothing(a in "\\PC{0,40}", b in "\\PC{0,40}") {
        prop_assert_eq!(compare(&a, &b), compare(&b, &a));
    }

    #[test]
    fn every_name_is_itself(a in "[A-Zа-яČšżü][a-zа-яčšżü'-]{1,9}( [A-ZА-Я][a-zа-я]{1,9}){0,3}") {
        prop_assert_eq!(compare(&a, &a), Likeness::Same);
        prop_assert_eq!(compare(&a, &a.to_uppercase()), Likeness::Same);
    }
}
