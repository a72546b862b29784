//! What every reader hands on: a text and its paragraphs, with what the source itself says about each.
//!
//! A reader of a format knows marks (a heading, bold words, a block of comments); it does not know who speaks. That is
//! decided in one place for all formats, in [`crate::dialogue`].

use std::ops::Range;

/// A text taken out of a source, ready to be understood.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    /// The whole text.
    pub(crate) text: String,
    /// Its paragraphs in order; ranges do not overlap and hold no blanks at either end.
    pub(crate) paragraphs: Vec<Paragraph>,
    /// What the source states about itself.
    pub(crate) about: About,
    /// What could not be used.
    pub(crate) notes: Vec<String>,
    /// The format marks its headings, so that none need be guessed from the look of a line.
    pub(crate) headings_marked: bool,
}

/// What a source states about itself, outside its text.
#[derive(Debug, Default)]
pub(crate) struct About {
    pub(crate) title: Option<String>,
    pub(crate) date: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) place: Option<String>,
    pub(crate) link: Option<String>,
    /// Why the source is the speaker's own office or the host, if it shows that.
    pub(crate) official: Option<String>,
}

/// One paragraph (in captions and in most plain text: one line).
#[derive(Debug, Clone, Default)]
pub(crate) struct Paragraph {
    /// Bytes of the text.
    pub(crate) range: Range<usize>,
    /// Empty lines before it.
    pub(crate) blank_before: u32,
    /// Whether a line that holds nothing but a no-break space parts it from what stands above (how forums' posts
    /// come out when a page is saved as text).
    pub(crate) parted: bool,
    /// Heading level 1 to 6; 0 for none.
    pub(crate) heading: u8,
    /// Stands in a block quotation.
    pub(crate) quoted: bool,
    /// Bytes from the start of the paragraph that are bold; 0 for none.
    pub(crate) strong: usize,
    /// Only a line that parts sections ("* * *").
    pub(crate) rule: bool,
    /// A list item.
    pub(crate) item: bool,
    /// What the source's marks say it is.
    pub(crate) region: Region,
}

/// What a source's marks (not its words) say of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Region {
    /// Nothing in particular.
    #[default]
    Main,
    /// Readers' comments.
    Comment,
    /// Tags, captions of pictures, credits.
    Boilerplate,
}

impl Draft {
    /// The text of a paragraph.
    pub(crate) fn words(&self, paragraph: &Paragraph) -> &str {
        self.text.get(paragraph.range.clone()).unwrap_or("")
    }
}
