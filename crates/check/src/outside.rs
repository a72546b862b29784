//! Words that a document has outside its speech: in an introduction, a heading, a summary above a transcript.
//!
//! They support nothing, for nobody is on record as having said them; but whoever looks for them finds them there, and
//! should be told. Looked for only where a quotation was not found, in so many words, and within a budget.

use crate::marks::Quoted;
use onrecord_read::{Document, SegmentKind};
use onrecord_record::Corpus;
use onrecord_text::Form;

/// Fewer words stand anywhere.
const FEWEST_WORDS: usize = 5;
/// How many bytes outside of speech are looked at for one quotation.
const MOST_BYTES: usize = 1 << 19;

/// The document that has the quoted words outside its speech: its title or its name.
pub(crate) fn stands_outside(corpus: &Corpus, text: &str, quoted: &Quoted) -> Option<String> {
    if quoted.words.len() < FEWEST_WORDS || quoted.words.iter().any(|word| word.bracketed || word.after_ellipsis) {
        return None;
    }
    let forms: Vec<Form> = quoted.words.iter().map(|word| word.form).collect();
    // The longest word but the first, which may have a capital here and none there: a quick look before a slow one.
    let longest =
        quoted.words.iter().skip(1).filter_map(|word| text.get(word.start..word.end)).max_by_key(|word| word.len())?;
    let mut budget = MOST_BYTES;
    for held in corpus.documents() {
        for passage in outside(&held.document) {
            budget = budget.checked_sub(passage.len())?;
            if !passage.contains(longest) {
                continue;
            }
            let here: Vec<Form> = onrecord_text::tokenize(passage).iter().map(|token| token.form).collect();
            if here.windows(forms.len()).any(|window| window == forms) {
                return Some(held.document.title.clone().unwrap_or_else(|| held.name.clone()));
            }
        }
    }
    None
}

/// The segments that are no speech and nobody's comment.
fn outside(document: &Document) -> impl Iterator<Item = &str> {
    document
        .segments
        .iter()
        .filter(|segment| {
            matches!(segment.kind, SegmentKind::Narration | SegmentKind::Heading | SegmentKind::Boilerplate)
        })
        .map(|segment| document.segment_text(segment))
}
