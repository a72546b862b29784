//! HTML to a draft: the content of the page, its paragraphs, what it states about itself.
//!
//! Read [`tree`] (tokens to a small tree), [`content`] (which part of it is the content), [`blocks`] (paragraphs),
//! [`meta`] (title, date, place). Not for deciding who speaks: bold names are only measured here.

mod blocks;
mod content;
mod meta;
mod tree;

use crate::draft::Draft;
use content::Part;

/// Reads a page.
pub(crate) fn draft(source: &str) -> Draft {
    let nodes = tree::parse(source);
    let parts = content::parts(&nodes);
    let mut blocks = blocks::Blocks::default();
    blocks.read(&nodes, &parts, parts.main, false);
    let mut notes = Vec::new();
    if blocks.paragraphs.is_empty() && parts.main != 0 {
        blocks.read(&nodes, &parts, 0, false);
    }
    // Readers' comments come last, wherever the page has them.
    let mut index = 0;
    while index < nodes.len() {
        let part = parts.part.get(index).copied().unwrap_or(Part::Content);
        let end = nodes.get(index).map_or(index + 1, |node| node.end.max(index + 1));
        match part {
            Part::Comments => {
                blocks.read(&nodes, &parts, index, true);
                index = end;
            }
            Part::Out => index = end,
            _ => index += 1,
        }
    }
    if blocks.paragraphs.is_empty() {
        notes.push("The page holds no text to read.".to_owned());
    }
    let about = meta::about(&nodes, parts.main);
    let kept = blocks.text.trim_end().len();
    blocks.text.truncate(kept);
    Draft { text: blocks.text, paragraphs: blocks.paragraphs, about, notes, headings_marked: true }
}
