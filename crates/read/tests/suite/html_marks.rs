//! What HTML marks and plain text cannot show stays visible in the text.

use onrecord_read::{Hint, read};

#[test]
fn a_block_quotation_keeps_a_mark_before_its_words() {
    let page = "<html><body><article><p>Ruiz wrote to the council:</p><blockquote><p>We will not raise the fares.</p>\
                </blockquote><p>She left.</p></article></body></html>";
    let document = read(page.as_bytes(), &Hint::default()).expect("a page");
    assert!(document.text.contains("\n> We will not raise the fares.\n"), "{:?}", document.text);
    let texts: Vec<&str> = document.segments.iter().map(|segment| document.segment_text(segment)).collect();
    assert!(texts.contains(&"We will not raise the fares."), "the mark is no part of the words: {texts:?}");
}
