//! Where a page's content is: what belongs to menus, footers and share boxes is left out, comments are told apart.
//!
//! No page is known by name. What tells are the elements that HTML has for the purpose (nav, aside, footer, article),
//! roles, the usual words in classes, and above all where the mass of the text is.

use super::tree::{Attribute, Node};

/// What an element is to the reader; its descendants share it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// Read it.
    Content,
    /// Leave it out.
    Out,
    /// Readers' comments.
    Comments,
    /// Captions of pictures, credits: read, but not as content.
    Aside,
}

/// The parts of a page.
pub(crate) struct Parts {
    /// For each node its part, not counting its ancestors.
    pub(crate) part: Vec<Part>,
    /// Number of the element that holds the content.
    pub(crate) main: usize,
}

const OUT: &[&str] = &[
    "nav",
    "navbar",
    "navigation",
    "menu",
    "submenu",
    "breadcrumb",
    "breadcrumbs",
    "footer",
    "sidebar",
    "share",
    "sharing",
    "shares",
    "social",
    "cookie",
    "cookies",
    "advert",
    "advertisement",
    "ads",
    "ad",
    "promo",
    "related",
    "recommended",
    "recommendations",
    "newsletter",
    "subscribe",
    "subscription",
    "signup",
    "login",
    "search",
    "pagination",
    "pager",
    "tags",
    "tagcloud",
    "toolbar",
    "tooltip",
    "popup",
    "modal",
    "overlay",
    "hidden",
    "masthead",
    "skip",
    "noprint",
    "widget",
    "widgets",
    "bottommeta",
    "topbar",
    "offcanvas",
    "copyright",
    "backtotop",
    "paywall",
    "consent",
    "gdpr",
    "player",
    "controls",
];

const COMMENTS: &[&str] = &["comments", "comment", "commentlist", "disqus", "respond", "replies", "reply"];

const ASIDE: &[&str] = &["caption", "figcaption", "byline", "credit", "credits", "media"];

const DROPPED: &[&str] = &[
    "script", "style", "noscript", "template", "svg", "canvas", "iframe", "object", "audio", "video", "map", "button",
    "select", "textarea", "head", "nav", "aside", "dialog", "input", "datalist", "math",
];

/// Finds the parts of a page.
pub(crate) fn parts(nodes: &[Node]) -> Parts {
    let mass = masses(nodes);
    let whole = mass.first().copied().unwrap_or(0).max(1);
    let mut part = vec![Part::Content; nodes.len()];
    for (index, node) in nodes.iter().enumerate() {
        if node.is_text() || index == 0 {
            continue;
        }
        let own = mass.get(index).copied().unwrap_or(0);
        let found = classify(node, nodes);
        // Whatever its class says: an element with most of the text is no menu.
        let main_mass = own * 5 > whole * 2;
        let found = match found {
            // What was struck out was taken back; a page that is struck out as a whole only lacks an end tag.
            Part::Out if is_struck(node) => {
                if own * 10 > whole * 9 {
                    Part::Content
                } else {
                    Part::Out
                }
            }
            Part::Out if main_mass && !DROPPED.contains(&node.name.as_str()) => Part::Content,
            Part::Comments if main_mass && own * 10 > whole * 9 => Part::Content,
            Part::Aside if own > 600 => Part::Content,
            found => found,
        };
        if let Some(slot) = part.get_mut(index) {
            *slot = found;
        }
    }
    let main = main_element(nodes, &part);
    Parts { part, main }
}

/// Characters of text in each element, without what is never shown.
fn masses(nodes: &[Node]) -> Vec<usize> {
    let mut mass = vec![0usize; nodes.len()];
    for (index, node) in nodes.iter().enumerate().rev() {
        let own = if node.is_text() {
            node.text.split_whitespace().map(str::len).sum()
        } else {
            mass.get(index).copied().unwrap_or(0)
        };
        let shown = if DROPPED.contains(&node.name.as_str()) && node.name != "head" { 0 } else { own };
        if let Some(slot) = mass.get_mut(index) {
            *slot = shown;
        }
        if index > 0
            && node.name != "head"
            && let Some(slot) = mass.get_mut(node.parent)
        {
            *slot += shown;
        }
    }
    mass
}

/// Whether the words of an element are struck out.
fn is_struck(node: &Node) -> bool {
    matches!(node.name.as_str(), "del" | "s" | "strike")
        || node.get(Attribute::Style).is_some_and(|style| style.contains("line-through"))
}

fn classify(node: &Node, nodes: &[Node]) -> Part {
    let name = node.name.as_str();
    if DROPPED.contains(&name) || is_struck(node) {
        return Part::Out;
    }
    if matches!(name, "html" | "body" | "main" | "article" | "#page") {
        return Part::Content;
    }
    let hidden = node.get(Attribute::Hidden).is_some()
        || node.get(Attribute::AriaHidden) == Some("true")
        || node.get(Attribute::Style).is_some_and(|style| {
            let style: String = style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
            style.contains("display:none") || style.contains("visibility:hidden")
        });
    if hidden {
        return Part::Out;
    }
    if let Some(
        "navigation" | "banner" | "contentinfo" | "search" | "complementary" | "menu" | "menubar" | "dialog"
        | "tablist" | "toolbar",
    ) = node.get(Attribute::Role)
    {
        return Part::Out;
    }
    if name == "footer" {
        // In a block quotation it says whose the words are.
        let around = nodes.get(node.parent);
        let quoted = around.is_some_and(|parent| parent.name == "blockquote")
            || around.and_then(|parent| nodes.get(parent.parent)).is_some_and(|above| above.name == "blockquote");
        return if quoted { Part::Content } else { Part::Out };
    }
    if name == "header" {
        let inside =
            nodes.get(node.parent).is_some_and(|parent| matches!(parent.name.as_str(), "article" | "main" | "section"));
        return if inside { Part::Content } else { Part::Out };
    }
    if name == "figcaption" || name == "caption" {
        return Part::Aside;
    }
    // Inline elements carry classes for looks; only hiding counts there.
    let inline = matches!(name, "a" | "span" | "b" | "i" | "em" | "strong" | "sup" | "sub" | "small" | "u");
    let mut found = Part::Content;
    for attribute in [Attribute::Class, Attribute::Id] {
        let Some(value) = node.get(attribute) else { continue };
        for word in value.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
            let word = word.to_ascii_lowercase();
            let word = word.as_str();
            if inline {
                if matches!(word, "hidden" | "tooltip" | "sr" | "screenreader") {
                    return Part::Out;
                }
                if ASIDE.contains(&word) {
                    found = Part::Aside;
                }
                continue;
            }
            if COMMENTS.contains(&word) {
                return Part::Comments;
            }
            if OUT.contains(&word) {
                return Part::Out;
            }
            if ASIDE.contains(&word) {
                found = Part::Aside;
            }
        }
    }
    found
}

/// The element that holds the content: down from the top wherever one child has nearly all of the text, then up to the
/// article that it belongs to (title and lead stand there).
fn main_element(nodes: &[Node], part: &[Part]) -> usize {
    // Text that counts: what is read, links at a quarter of their length.
    let mut mass = vec![0usize; nodes.len()];
    let mut last_child: Vec<usize> = vec![0; nodes.len()];
    for (index, node) in nodes.iter().enumerate().rev() {
        if node.is_text() {
            let own: usize = node.text.split_whitespace().map(str::len).sum();
            if let Some(slot) = mass.get_mut(index) {
                *slot = own;
            }
        }
        let out = !matches!(part.get(index), Some(Part::Content));
        let own = if out { 0 } else { mass.get(index).copied().unwrap_or(0) };
        let own = if node.name == "a" { own / 4 } else { own };
        if let Some(slot) = mass.get_mut(index) {
            *slot = own;
        }
        if index == 0 {
            break;
        }
        if let Some(slot) = mass.get_mut(node.parent) {
            *slot += own;
        }
        // The heaviest child of each element.
        let heaviest = last_child.get(node.parent).copied().unwrap_or(0);
        if (heaviest == 0 || mass.get(heaviest).copied().unwrap_or(0) < own)
            && let Some(slot) = last_child.get_mut(node.parent)
        {
            *slot = index;
        }
    }
    let mut current = 0;
    loop {
        let own = mass.get(current).copied().unwrap_or(0);
        let child = last_child.get(current).copied().unwrap_or(0);
        let child_mass = mass.get(child).copied().unwrap_or(0);
        let element = nodes.get(child).is_some_and(|node| {
            !node.is_text() && !matches!(node.name.as_str(), "p" | "a" | "b" | "span" | "li" | "h1" | "td")
        });
        if child == 0 || !element || child_mass * 10 < own * 7 || own == 0 {
            break;
        }
        current = child;
    }
    let mut up = current;
    for _ in 0..12 {
        if up == 0 {
            break;
        }
        let Some(node) = nodes.get(up) else { break };
        if matches!(node.name.as_str(), "article" | "main") || node.get(Attribute::Role) == Some("main") {
            return up;
        }
        up = node.parent;
    }
    current
}
