#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord_quote::{Options, quotations};

const LANGUAGES: [Option<&str>; 8] =
    [None, Some("en"), Some("de"), Some("fr"), Some("ru"), Some("zh"), Some("pl"), Some("xx")];

// The first byte says what is asked for: indirect speech, quotations within quotations, and in which language.
fuzz_target!(|data: &[u8]| {
    let Some((&asked, text)) = data.split_first() else { return };
    let text = String::from_utf8_lossy(text);
    let language = LANGUAGES[usize::from(asked >> 2) % LANGUAGES.len()].map(str::to_owned);
    // With every line a paragraph, the first is a heading.
    let lines = asked & 128 == 128;
    let headings = text.lines().next().filter(|_| lines).map(|line| 0..line.len()).into_iter().collect();
    let options = Options { indirect: asked & 1 == 1, inner: asked & 2 == 2, language, headings, lines };
    let mut last = 0;
    for quotation in quotations(&text, &options) {
        assert!(text.get(quotation.range.clone()).is_some(), "ranges inside the text, at characters");
        assert!(quotation.range.start >= last, "quotations in order");
        last = quotation.range.start;
        for range in
            quotation.speaker.iter().map(|s| s.range.clone()).chain(quotation.cue.iter().map(|c| c.range.clone()))
        {
            assert!(text.get(range).is_some(), "speaker and cue inside the text, at characters");
        }
    }
});
