//! A page as a small tree: elements, the few attributes that matter, texts.
//!
//! The tokens come from html5ever, so that quoting, entities and raw text follow the standard. The tree is ours and
//! simpler than a browser's: end tags that a writer may leave out are supplied for paragraphs, list items and cells;
//! every look back is bounded, so that a hundred thousand open elements cost no more than linear time.

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, EndTag, StartTag, Tag, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts, states::RawKind,
};
use std::cell::RefCell;

/// An element or a text, by number: parents have smaller numbers than their children.
#[derive(Debug, Default)]
pub(crate) struct Node {
    pub(crate) parent: usize,
    /// Name of the element in lower case; empty for a text.
    pub(crate) name: String,
    pub(crate) attributes: Vec<(Attribute, String)>,
    /// The text of a text.
    pub(crate) text: String,
    /// The number after the last node inside it.
    pub(crate) end: usize,
}

/// The attributes that are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Attribute {
    Class,
    Id,
    Role,
    Itemprop,
    Property,
    Name,
    Content,
    Rel,
    Href,
    Datetime,
    Lang,
    Hidden,
    AriaHidden,
    Style,
    Type,
    Charset,
}

impl Node {
    pub(crate) fn get(&self, attribute: Attribute) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| *key == attribute).map(|(_, value)| value.as_str())
    }

    pub(crate) fn is_text(&self) -> bool {
        self.name.is_empty()
    }
}

/// Elements may nest this deep; what is deeper belongs to the last element that is not.
const DEEPEST: usize = 512;
/// How far an end tag looks back for its start.
const LOOK_BACK: usize = 96;
/// Most elements of a page; further tags are left out, their text is kept.
const MOST: usize = 8_000_000;
/// Longest value of an attribute that is kept.
const LONGEST: usize = 4096;

#[derive(Default)]
struct Build {
    nodes: Vec<Node>,
    /// Open elements: name and node.
    open: Vec<(String, usize)>,
}

struct Sink(RefCell<Build>);

/// Reads a page.
pub(crate) fn parse(source: &str) -> Vec<Node> {
    let root = Node { name: "#page".to_owned(), ..Node::default() };
    let sink = Sink(RefCell::new(Build { nodes: vec![root], open: Vec::new() }));
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let queue = BufferQueue::default();
    // Pieces of bounded size: one giant buffer would be copied again and again by the tokenizer.
    let mut rest = source;
    while !rest.is_empty() {
        let mut end = rest.len().min(256 * 1024);
        while !rest.is_char_boundary(end) {
            end -= 1;
        }
        let (piece, later) = rest.split_at(end);
        queue.push_back(StrTendril::from_slice(piece));
        // It pauses at scripts and at declared encodings; there is nothing to run, and the text is decoded already.
        while !queue.is_empty() {
            let _ = tokenizer.feed(&queue);
        }
        rest = later;
    }
    tokenizer.end();
    let mut nodes = tokenizer.sink.0.take().nodes;
    let count = nodes.len();
    for node in &mut nodes {
        node.end = 0;
    }
    // The end of an element is the end of its last descendant.
    for index in (1..count).rev() {
        let (end, parent) = nodes.get(index).map_or((0, 0), |node| (node.end.max(index + 1), node.parent));
        if let Some(node) = nodes.get_mut(index) {
            node.end = end;
        }
        if let Some(parent) = nodes.get_mut(parent) {
            parent.end = parent.end.max(end);
        }
    }
    nodes
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut build = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) => build.text(&text),
            Token::TagToken(tag) => return build.tag(tag),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Build {
    fn top(&self) -> usize {
        self.open.last().map_or(0, |(_, node)| *node)
    }

    fn text(&mut self, text: &str) {
        let parent = self.top();
        // Texts in a row are one.
        if let Some(last) = self.nodes.last_mut().filter(|last| last.is_text() && last.parent == parent) {
            last.text.push_str(text);
            return;
        }
        self.nodes.push(Node { parent, text: text.to_owned(), ..Node::default() });
    }

    fn tag(&mut self, tag: Tag) -> TokenSinkResult<()> {
        let name: &str = &tag.name;
        match tag.kind {
            StartTag => {
                self.supply_ends(name);
                let parent = self.top();
                let void = tag.self_closing
                    && !matches!(name, "div" | "p" | "span" | "a" | "b" | "i" | "script" | "style" | "td" | "li")
                    || is_void(name);
                let deep = self.open.len() >= DEEPEST || self.nodes.len() >= MOST;
                let node = if deep {
                    parent
                } else {
                    self.nodes.push(Node {
                        parent,
                        name: name.to_owned(),
                        attributes: attributes(&tag),
                        ..Node::default()
                    });
                    self.nodes.len() - 1
                };
                if !void {
                    self.open.push((name.to_owned(), node));
                }
                match name {
                    "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
                    "script" => TokenSinkResult::RawData(RawKind::ScriptData),
                    "style" | "xmp" | "iframe" | "noembed" | "noframes" => TokenSinkResult::RawData(RawKind::Rawtext),
                    _ => TokenSinkResult::Continue,
                }
            }
            EndTag => {
                let back = self.open.iter().rev().take(LOOK_BACK).position(|(open, _)| open == name);
                if let Some(back) = back {
                    // An inline end tag does not close the block it stands in.
                    let crosses =
                        is_inline(name) && self.open.iter().rev().take(back).any(|(open, _)| !is_inline(open));
                    if crosses {
                        let at = self.open.len() - 1 - back;
                        self.open.remove(at);
                    } else {
                        self.open.truncate(self.open.len() - 1 - back);
                    }
                }
                TokenSinkResult::Continue
            }
        }
    }

    /// Closes what a start tag closes without saying so.
    fn supply_ends(&mut self, name: &str) {
        let (closes, stops): (&[&str], &[&str]) = match name {
            "li" => (&["li"], &["ul", "ol", "menu"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl"]),
            "tr" => (&["tr"], &["table", "tbody", "thead"]),
            "td" | "th" => (&["td", "th"], &["tr", "table"]),
            "option" => (&["option"], &["select"]),
            "body" => (&["head"], &[]),
            _ if is_block(name) => {
                (&["p"], &["td", "th", "table", "button", "div", "section", "article", "li", "blockquote", "body"])
            }
            _ => return,
        };
        let mut found = None;
        for (back, (open, _)) in self.open.iter().rev().take(24).enumerate() {
            if closes.contains(&open.as_str()) {
                found = Some(back);
                break;
            }
            if stops.contains(&open.as_str()) {
                break;
            }
        }
        if let Some(back) = found {
            self.open.truncate(self.open.len() - 1 - back);
        }
    }
}

fn attributes(tag: &Tag) -> Vec<(Attribute, String)> {
    let mut kept = Vec::new();
    for attribute in &tag.attrs {
        let key = match &*attribute.name.local {
            "class" => Attribute::Class,
            "id" => Attribute::Id,
            "role" => Attribute::Role,
            "itemprop" => Attribute::Itemprop,
            "property" => Attribute::Property,
            "name" => Attribute::Name,
            "content" => Attribute::Content,
            "rel" => Attribute::Rel,
            "href" => Attribute::Href,
            "datetime" => Attribute::Datetime,
            "lang" => Attribute::Lang,
            "hidden" => Attribute::Hidden,
            "aria-hidden" => Attribute::AriaHidden,
            "style" => Attribute::Style,
            "type" => Attribute::Type,
            "charset" => Attribute::Charset,
            _ => continue,
        };
        if attribute.value.len() <= LONGEST {
            kept.push((key, attribute.value.to_string()));
        }
    }
    kept
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

pub(crate) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "center"
            | "dd"
            | "details"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hr"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "th"
            | "thead"
            | "tr"
            | "ul"
            | "#page"
            | "html"
            | "caption"
    )
}

fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "b"
            | "big"
            | "cite"
            | "code"
            | "del"
            | "em"
            | "font"
            | "i"
            | "ins"
            | "label"
            | "mark"
            | "q"
            | "s"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
    )
}
