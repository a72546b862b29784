#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let mut last = 0;
    for quotation in onrecord_quote::quotations(&text, &onrecord_quote::Options::default()) {
        assert!(text.get(quotation.range.clone()).is_some(), "ranges inside the text, at characters");
        assert!(quotation.range.start >= last, "quotations in order");
        last = quotation.range.start;
    }
});
