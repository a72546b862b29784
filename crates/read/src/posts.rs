//! Threads: a page of posts saved as text, where lines that hold one no-break space part the posts.

use crate::draft::Draft;
use crate::speakers::Speakers;
use std::collections::HashSet;

/// Whether the text is a thread of posts. Lines with a lone no-break space also stand in ordinary pages, so that a
/// mark of a forum must be there too: an edit note, a quoted post, the name of an attachment.
pub(crate) fn is_thread(draft: &Draft, speakers: &Speakers) -> bool {
    let parted = draft.paragraphs.iter().filter(|paragraph| paragraph.parted).count();
    if parted < 2 || speakers.count * 3 > draft.paragraphs.len() {
        return false;
    }
    let mut seen: HashSet<&str> = HashSet::new();
    let mut repeated = 0;
    for paragraph in &draft.paragraphs {
        let words = draft.words(paragraph);
        if is_mark(words) {
            return true;
        }
        // Whoever answers a post quotes it.
        if (60..2000).contains(&words.len()) && !seen.insert(words) {
            repeated += 1;
        }
    }
    repeated >= 2
}

/// The first paragraph below the last post: a part of a few words only ("Back", "Top").
pub(crate) fn below(draft: &Draft) -> usize {
    let Some(last) = draft.paragraphs.iter().rposition(|paragraph| paragraph.parted) else { return usize::MAX };
    let rest = draft.paragraphs.get(last..).unwrap_or(&[]);
    let words: usize = rest.iter().map(|paragraph| draft.words(paragraph).split_whitespace().count()).sum();
    let sentence = rest.iter().any(|paragraph| draft.words(paragraph).ends_with(['.', '?', '!']));
    if words <= 6 && !sentence { last } else { usize::MAX }
}

fn is_mark(words: &str) -> bool {
    if words.len() > 80 {
        return false;
    }
    let lower = crate::words::plain_lower(words);
    [
        "last edited",
        "click to expand",
        "joined:",
        "posts:",
        "messages:",
        "reaction score",
        "reactions:",
        "quote:",
        "quote from",
        "reply #",
        "post #",
    ]
    .iter()
    .any(|mark| lower.starts_with(mark))
        || (lower.ends_with(" said:") || lower.ends_with(" wrote:") || lower.ends_with(" writes:"))
        || (!words.contains(' ') && [".png", ".jpg", ".jpeg", ".gif"].iter().any(|end| lower.ends_with(end)))
}
