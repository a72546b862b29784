//! The content of a page to paragraphs: one a block, bold names measured, blanks brought in order.

use super::content::{Part, Parts};
use super::tree::{self, Node};
use crate::draft::{Paragraph, Region};
use crate::notes::{self, Raised};
use crate::plain;

/// Text and paragraphs, growing.
#[derive(Default)]
pub(crate) struct Blocks {
    pub(crate) text: String,
    pub(crate) paragraphs: Vec<Paragraph>,
    open: Open,
}

/// The paragraph that is being written.
#[derive(Default)]
struct Open {
    /// Where it begins in the text.
    start: usize,
    /// A blank is due before the next word.
    blank: bool,
    /// Bytes from the start that are bold, while nothing else came between.
    strong: usize,
    plain_seen: bool,
    /// Something stands outside a link, outside a time.
    unlinked_seen: bool,
    untimed_seen: bool,
    /// A piece of bold type ended right here.
    touching: bool,
    /// The sign of a note was left out right here.
    noted: bool,
    any: bool,
}

/// What holds for a text by the elements around it.
#[derive(Clone, Copy, Default)]
struct Style {
    bold: u16,
    quoted: u16,
    /// Where the block quotation around ends.
    quote_end: usize,
    /// The words sign a block quotation.
    signed: bool,
    q: u16,
    item: u16,
    pre: u16,
    heading: u8,
    aside: u16,
    comments: u16,
    link: u16,
    time: u16,
}

impl Blocks {
    /// Reads all inside an element. `comments` takes the readers' comments only, and otherwise they are left out.
    pub(crate) fn read(&mut self, nodes: &[Node], parts: &Parts, root: usize, comments: bool) {
        let end = nodes.get(root).map_or(0, |node| node.end.max(root + 1));
        let mut style = Style { comments: u16::from(comments), ..Style::default() };
        // Elements that are open, with the style to go back to.
        let mut open: Vec<(usize, Style, bool)> = Vec::new();
        let mut index = root;
        while index < end {
            let Some(node) = nodes.get(index) else { break };
            while open.last().is_some_and(|(until, ..)| *until <= index) {
                self.close(&mut open, &mut style);
            }
            if node.is_text() {
                self.words(&node.text, style);
                index += 1;
                continue;
            }
            let part =
                if index == root { Part::Content } else { parts.part.get(index).copied().unwrap_or(Part::Content) };
            if part == Part::Out || (part == Part::Comments && !comments) {
                if tree::is_block(&node.name) {
                    self.flush(style);
                }
                index = node.end.max(index + 1);
                continue;
            }
            if matches!(node.name.as_str(), "sup" | "sub") && self.open.any && !self.open.blank {
                match self.raised(nodes, index) {
                    Raised::Note => {
                        self.open.noted = true;
                        index = node.end.max(index + 1);
                        continue;
                    }
                    Raised::Apart => self.open.blank = true,
                    Raised::Word => {}
                }
            }
            let signs = style.quoted > 0
                && !style.signed
                && matches!(node.name.as_str(), "cite" | "footer")
                && closes(nodes, node.end.max(index + 1), style.quote_end);
            let block = tree::is_block(&node.name) || part == Part::Aside || signs;
            if block {
                self.flush(style);
            }
            open.push((node.end.max(index + 1), style, block));
            style.signed |= signs;
            match node.name.as_str() {
                "b" | "strong" => style.bold += 1,
                "blockquote" => {
                    style.quoted += 1;
                    style.quote_end = node.end.max(index + 1);
                }
                // A browser draws the marks of <q>: without them the words would be nobody's.
                "q" => {
                    self.words("“", style);
                    style.q += 1;
                }
                "li" => style.item += 1,
                "pre" => style.pre += 1,
                "a" => style.link += 1,
                "time" => style.time += 1,
                "h1" => style.heading = 1,
                "h2" => style.heading = 2,
                "h3" => style.heading = 3,
                "h4" => style.heading = 4,
                "h5" => style.heading = 5,
                "h6" => style.heading = 6,
                "br" => {
                    if style.heading > 0 {
                        self.open.blank = true;
                    } else {
                        self.flush(style);
                    }
                }
                "hr" => {
                    self.flush(style);
                    let at = self.text.len();
                    self.paragraphs.push(Paragraph { range: at..at, rule: true, ..Paragraph::default() });
                }
                _ => {}
            }
            if part == Part::Aside {
                style.aside += 1;
            }
            index += 1;
        }
        while !open.is_empty() {
            self.close(&mut open, &mut style);
        }
        self.flush(style);
    }

    fn close(&mut self, open: &mut Vec<(usize, Style, bool)>, style: &mut Style) {
        if let Some((_, before, block)) = open.pop() {
            if block {
                self.flush(*style);
            }
            if style.q > before.q {
                let blank = std::mem::take(&mut self.open.blank);
                self.words("”", *style);
                self.open.blank = blank;
            }
            self.open.touching |= style.bold > before.bold && !self.open.blank;
            *style = before;
        }
    }

    /// Adds words to the open paragraph, blanks in a row as one.
    fn words(&mut self, words: &str, style: Style) {
        for c in words.chars() {
            match c {
                '\n' if style.pre > 0 => self.flush(style),
                '\u{AD}' | '\u{200B}' | '\u{FEFF}' | '\u{2060}' | '\u{200E}' | '\u{200F}' => {}
                c if c.is_whitespace() || c.is_control() => self.open.blank = true,
                c => {
                    if !self.open.any {
                        self.open.start = self.text.len();
                        self.open.any = true;
                    } else if self.open.blank
                        || (self.open.noted && c.is_alphanumeric())
                        || self.parts_bold_words(c, style)
                    {
                        self.text.push(' ');
                    }
                    self.open.blank = false;
                    self.open.touching = false;
                    self.open.noted = false;
                    self.text.push(c);
                    if c == ']' && self.drop_bracketed() {
                        continue;
                    }
                    let colon = c == ':' || c == '：';
                    if style.bold > 0 && !self.open.plain_seen {
                        self.open.strong = self.text.len() - self.open.start;
                    } else if !colon || self.open.strong == 0 {
                        self.open.plain_seen = true;
                    }
                    self.open.unlinked_seen |= style.link == 0;
                    self.open.untimed_seen |= style.time == 0;
                }
            }
        }
    }

    /// What an element is that raises or lowers its words, right behind a word.
    fn raised(&self, nodes: &[Node], index: usize) -> Raised {
        let mut content = String::new();
        let end = nodes.get(index).map_or(index, |node| node.end);
        for node in nodes.get(index + 1..end).unwrap_or(&[]).iter().filter(|node| node.is_text()) {
            content.push_str(&node.text);
            if content.len() > notes::LONGEST {
                return Raised::Apart;
            }
        }
        let lowered = nodes.get(index).is_some_and(|node| node.name == "sub");
        notes::raised(self.text.get(self.open.start..).unwrap_or(""), &content, lowered)
    }

    /// Takes away the sign of a note with which the open paragraph ends (`ready[12]`).
    fn drop_bracketed(&mut self) -> bool {
        let Some(at) = self.text.get(self.open.start..).and_then(notes::bracketed) else { return false };
        self.text.truncate(self.open.start + at);
        self.open.strong = self.open.strong.min(at);
        self.open.noted = true;
        true
    }

    /// `<b>Ana</b><b>Ruiz</b>`: two pieces of bold type that touch, where a new word begins with a capital.
    fn parts_bold_words(&self, next: char, style: Style) -> bool {
        self.open.touching && style.bold > 0 && next.is_uppercase() && self.text.ends_with(char::is_lowercase)
    }

    /// Ends the open paragraph.
    fn flush(&mut self, style: Style) {
        let open = std::mem::take(&mut self.open);
        if !open.any {
            return;
        }
        // A block quotation keeps a mark in the text, as it has one in Markdown; the paragraph begins behind it.
        // So does the name that its <cite> or <footer> signs it with.
        let dashed = self.text.get(open.start..).is_some_and(|words| words.starts_with(['—', '–', '―', '-']));
        let mark = match (style.quoted > 0, style.signed && !dashed) {
            (true, true) => "> — ",
            (true, false) => "> ",
            _ => "",
        };
        self.text.insert_str(open.start, mark);
        let range = open.start + mark.len()..self.text.len();
        let words = self.text.get(range.clone()).unwrap_or("");
        // A lone link leads elsewhere, a lone date is the page's.
        let pointer =
            words.len() < 100 && style.heading == 0 && (!open.unlinked_seen || !open.untimed_seen) || is_hour(words);
        let region = if style.comments > 0 {
            Region::Comment
        } else if style.aside > 0 || pointer {
            Region::Boilerplate
        } else {
            Region::Main
        };
        self.paragraphs.push(Paragraph {
            rule: plain::is_rule(words),
            heading: style.heading,
            quoted: style.quoted > 0,
            item: style.item > 0,
            strong: open.strong,
            region,
            blank_before: 1,
            range,
            ..Paragraph::default()
        });
        self.text.push('\n');
    }
}

/// Whether nothing but blanks stands between here and the end of a block quotation. Only the next few elements are looked at.
fn closes(nodes: &[Node], from: usize, end: usize) -> bool {
    const MOST: usize = 40;
    let rest = nodes.get(from.min(end)..end).unwrap_or(&[]);
    rest.len() <= MOST && rest.iter().all(|node| !node.is_text() || node.text.trim().is_empty())
}

/// "15:30", the hour at which something was published.
fn is_hour(words: &str) -> bool {
    words.len() <= 5 && crate::clock::time(words).is_some_and(|(_, taken)| taken == words.len())
}
