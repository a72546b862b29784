//! Whatever is typed to search, against any text.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (&str, &str)| {
    let (query, text) = input;
    let fits = onrecord_record::find::fits(query, text);
    // The text itself, as a phrase, stands in it.
    if fits.is_some() && text.len() < 4000 && text.chars().any(char::is_alphanumeric) && !text.contains(['"', '“', '”', '„', '*']) {
        assert_eq!(onrecord_record::find::fits(&format!("\"{text}\""), text), Some(true), "{text:?}");
    }
});
