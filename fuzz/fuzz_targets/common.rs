//! What every document must keep, whatever the bytes were.

use onrecord_read::{Document, Hint, read};

/// Reads bytes behind a head that makes the sniffer choose one format, and checks the document.
pub fn check(head: &[u8], data: &[u8]) {
    let mut source = head.to_vec();
    source.extend_from_slice(data);
    if let Ok(document) = read(&source, &Hint::default()) {
        hold(&document);
    }
}

fn hold(document: &Document) {
    let mut last = 0;
    for segment in &document.segments {
        let range = segment.range.clone();
        assert!(range.start >= last && range.start < range.end, "ranges in order, not empty");
        assert!(document.text.get(range.clone()).is_some(), "ranges inside the text, at characters");
        last = range.end;
        if let Some(speaker) = segment.speaker {
            assert!((speaker as usize) < document.people.len(), "a speaker is one of the people");
        }
        if let Some(time) = segment.time {
            assert!(time.end >= time.start, "time runs forward");
        }
    }
    let mut last = None;
    for word in &document.word_times {
        assert!(last < Some(word.at), "word times in order");
        assert!(document.text.is_char_boundary(word.at as usize) && (word.at as usize) < document.text.len());
        last = Some(word.at);
    }
}
