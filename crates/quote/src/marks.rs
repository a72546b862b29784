//! Quotation marks: which of them open, which close, and which pairs belong together.
//!
//! Works on characters alone, one paragraph at a time, with a stack; what an unclosed mark would swallow is given back
//! at the paragraph's end. A quotation over several paragraphs is kept when each paragraph opens anew, or when a
//! directed mark closes it later. Apostrophes, inches and feet are left alone. Not for deciding whether the words
//! between two marks are speech: see `attribute`.

use crate::code;
use std::ops::Range;

/// A pair of marks, or a paragraph's part of a quotation that goes on in the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Span {
    /// The opening mark; empty where the paragraph goes on without one.
    pub(crate) open: Range<usize>,
    /// The closing mark; empty where the paragraph ends without one.
    pub(crate) close: Range<usize>,
    /// How many other pairs stand around this one.
    pub(crate) depth: u8,
    /// This span continues the one before it, from an earlier paragraph.
    pub(crate) continues: bool,
    /// Single marks: ‘ ’ ' ‹ ›.
    pub(crate) single: bool,
    /// What of the speech this is, where the narrator breaks in.
    pub(crate) part: Part,
}

/// What of a speech stands in a span (see `insertion`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// All of it.
    Whole,
    /// What stands before the narrator's words.
    First,
    /// What stands behind them: it has the speaker of the part before it.
    Rest,
}

impl Span {
    /// The bytes between the marks.
    pub(crate) fn inner(&self) -> Range<usize> {
        self.open.end..self.close.start
    }

    /// The bytes between the marks without the space beside them (« so »).
    pub(crate) fn words(&self, text: &str) -> Range<usize> {
        let Some(inner) = text.get(self.inner()) else { return self.inner() };
        let start = self.open.end + inner.len() - inner.trim_start().len();
        start..start + inner.trim().len()
    }
}

/// Marks that may close each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    Curly,
    Straight,
    Apostrophes,
    Guillemet,
    Corner,
    WhiteCorner,
    SingleCurly,
    SingleStraight,
    SingleGuillemet,
}

impl Family {
    fn single(self) -> bool {
        matches!(self, Family::SingleCurly | Family::SingleStraight | Family::SingleGuillemet)
    }

    /// Marks of a direction: opening and closing look different.
    fn directed(self) -> bool {
        !matches!(self, Family::Straight | Family::Apostrophes | Family::SingleStraight)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Open,
    Close,
    Nothing,
}

#[derive(Debug, Clone, Copy)]
struct Mark {
    start: usize,
    end: usize,
    sign: char,
    family: Family,
    /// An attribute's value (`title="..."`): the pair is no quotation.
    attribute: bool,
}

/// Pairs deeper than this are not looked for: no text nests them, and the stack stays small on hostile input.
const DEEPEST: usize = 8;
/// So many paragraphs may stand between an opening mark and its closing one where they do not open anew.
const SILENT_PARAGRAPHS: usize = 4;

/// Finds the pairs of marks of a text. `paragraphs` are byte ranges in order. The spans come ordered by their start.
pub(crate) fn pair(text: &str, paragraphs: &[Range<usize>]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut pairing = Pairing { text, stack: Vec::new(), weak: None };
    // An opening mark that has not closed by the end of its paragraph, that end, and how long ago that was.
    let mut pending: Option<(Mark, usize, usize)> = None;
    for (number, paragraph) in paragraphs.iter().enumerate() {
        let first = spans.len();
        pairing.stack.clear();
        pairing.weak = None;
        let body = text.get(paragraph.clone()).unwrap_or("");
        let begins = paragraph.start + (body.len() - body.trim_start_matches(is_margin).len());
        let mut reopened = false;
        let mut at = paragraph.start;
        let mut code = code::spans(body).into_iter().peekable();
        while let Some(mark) = next_mark(text, at, paragraph.end) {
            at = mark.end;
            let within = mark.start - paragraph.start;
            while code.next_if(|span| span.end <= within).is_some() {}
            if code.peek().is_some_and(|span| span.contains(&within)) {
                continue;
            }
            let role = pairing.role(&mark);
            if role == Role::Nothing {
                continue;
            }
            if let Some((open, end, from)) = pending.filter(|_| !mark.family.single()) {
                let same = open.family == mark.family && number - from <= SILENT_PARAGRAPHS;
                if same && role == Role::Open && mark.start == begins && number - from == 1 {
                    spans.push(unfinished(&open, end));
                    reopened = true;
                } else if same && role == Role::Close && open.family.directed() && pairing.stack.is_empty() {
                    // The paragraphs between go on silently: from their beginnings to the closing mark.
                    spans.push(unfinished(&open, end));
                    for silent in &paragraphs[from + 1..number] {
                        spans.push(silent_span(silent.start, trimmed_end(text, silent)));
                    }
                    let mut last = silent_span(begins, mark.start);
                    last.close = mark.start..mark.end;
                    spans.push(last);
                    pending = None;
                    continue;
                }
                pending = None;
            }
            pairing.take(mark, role, &mut spans);
        }
        // Spans of this paragraph in order, with the depths that hold now that the unclosed marks are gone.
        let opened = pairing.stack.iter().find(|mark| !mark.family.single() && !mark.attribute).copied();
        spans[first..].sort_by_key(|span| (span.open.start, std::cmp::Reverse(span.close.end)));
        if reopened && let Some(span) = spans[first..].iter_mut().find(|span| span.open.start == begins) {
            span.continues = true;
        }
        set_depths(&mut spans[first..]);
        if let Some(open) = opened {
            // What follows the opening mark in the same paragraph must not hold other whole quotations.
            let clean = !spans[first..].iter().any(|span| span.open.start > open.end && !span.single);
            pending = clean.then(|| (open, trimmed_end(text, paragraph), number));
            if reopened && open.start == begins && pending.is_some() {
                // Continues and goes on: the next paragraph decides; `continues` is set when it is pushed.
                pending = Some((open, trimmed_end(text, paragraph), number));
            }
        } else if let Some((.., from)) = pending
            && number - from >= SILENT_PARAGRAPHS
        {
            pending = None;
        }
    }
    let mut last_end = 0;
    // A chain of paragraphs: every unfinished span is continued by the next one.
    let mut chain = false;
    for span in &mut spans {
        if span.depth == 0 {
            if chain && span.open.start >= last_end {
                span.continues = true;
            }
            chain = span.close.is_empty();
            last_end = span.close.end;
        }
    }
    spans
}

/// Characters before a paragraph's first word: space, list and block quote signs.
fn is_margin(c: char) -> bool {
    c.is_whitespace() || c == '>'
}

fn trimmed_end(text: &str, paragraph: &Range<usize>) -> usize {
    let body = text.get(paragraph.clone()).unwrap_or("");
    paragraph.start + body.trim_end().len()
}

fn unfinished(open: &Mark, end: usize) -> Span {
    let end = end.max(open.end);
    Span { open: open.start..open.end, close: end..end, depth: 0, continues: false, single: false, part: Part::Whole }
}

fn silent_span(start: usize, end: usize) -> Span {
    let end = end.max(start);
    Span { open: start..start, close: end..end, depth: 0, continues: true, single: false, part: Part::Whole }
}

pub(crate) fn set_depths(spans: &mut [Span]) {
    let mut ends: [usize; DEEPEST + 1] = [0; DEEPEST + 1];
    let mut depth = 0;
    for span in spans {
        while depth > 0 && ends[depth - 1] <= span.open.start {
            depth -= 1;
        }
        span.depth = depth as u8;
        if depth < DEEPEST {
            ends[depth] = span.close.end;
            depth += 1;
        }
    }
}

/// The next mark at or after `at`, before `end`.
fn next_mark(text: &str, mut at: usize, end: usize) -> Option<Mark> {
    let bytes = text.as_bytes();
    while at < end {
        let byte = bytes[at];
        let (sign, length, family) = match byte {
            b'"' => ('"', 1, Family::Straight),
            b'\'' if bytes.get(at + 1) == Some(&b'\'') => ('"', 2, Family::Apostrophes),
            b'`' if bytes.get(at + 1) == Some(&b'`') => ('"', 2, Family::Apostrophes),
            b'\'' => ('\'', 1, Family::SingleStraight),
            0xC2 if bytes.get(at + 1) == Some(&0xAB) => ('«', 2, Family::Guillemet),
            0xC2 if bytes.get(at + 1) == Some(&0xBB) => ('»', 2, Family::Guillemet),
            0xE2 if bytes.get(at + 1) == Some(&0x80) => match bytes.get(at + 2) {
                Some(0x98) => ('‘', 3, Family::SingleCurly),
                Some(0x99) => ('’', 3, Family::SingleCurly),
                Some(0x9A) => ('‚', 3, Family::SingleCurly),
                Some(0x9B) => ('‘', 3, Family::SingleCurly),
                Some(0x9C) => ('“', 3, Family::Curly),
                Some(0x9D) => ('”', 3, Family::Curly),
                Some(0x9E) => ('„', 3, Family::Curly),
                Some(0x9F) => ('“', 3, Family::Curly),
                Some(0xB9) => ('‹', 3, Family::SingleGuillemet),
                Some(0xBA) => ('›', 3, Family::SingleGuillemet),
                _ => {
                    at += 3;
                    continue;
                }
            },
            0xE3 if bytes.get(at + 1) == Some(&0x80) => match bytes.get(at + 2) {
                Some(0x8C) => ('「', 3, Family::Corner),
                Some(0x8D) => ('」', 3, Family::Corner),
                Some(0x8E) => ('『', 3, Family::WhiteCorner),
                Some(0x8F) => ('』', 3, Family::WhiteCorner),
                _ => {
                    at += 3;
                    continue;
                }
            },
            0xEF if bytes.get(at + 1) == Some(&0xBC) && bytes.get(at + 2) == Some(&0x82) => ('"', 3, Family::Straight),
            _ => {
                at += 1;
                continue;
            }
        };
        let attribute = at > 0 && bytes[at - 1] == b'=';
        return Some(Mark { start: at, end: at + length, sign, family, attribute });
    }
    None
}

struct Pairing<'t> {
    text: &'t str,
    stack: Vec<Mark>,
    /// A single mark after an "s" closed this span (its place in the list): perhaps it was a plural's apostrophe.
    weak: Option<(usize, Mark)>,
}

impl Pairing<'_> {
    fn top_of(&self, family: Family) -> Option<usize> {
        self.stack.iter().rposition(|mark| mark.family == family)
    }

    /// Whether a mark opens or closes here.
    fn role(&self, mark: &Mark) -> Role {
        let before = self.text[..mark.start].chars().next_back();
        let after = self.text[mark.end..].chars().next();
        let left_open = before.is_none_or(opens_after);
        let touches = after.is_some_and(|c| begins_words(c, left_open));
        let open = self.top_of(mark.family);
        match mark.sign {
            '“' => {
                let german = open.is_some_and(|place| matches!(self.stack[place].sign, '„' | '”'));
                if german && (!left_open || !touches) || !left_open && !touches { Role::Close } else { Role::Open }
            }
            '”' if left_open && touches && open.is_none() => Role::Open,
            '”' => Role::Close,
            '„' => Role::Open,
            '«' | '»' => {
                let other = if mark.sign == '«' { '»' } else { '«' };
                match open {
                    Some(place) if self.stack[place].sign == other => Role::Close,
                    _ if mark.sign == '«' => Role::Open,
                    _ if left_open && touches => Role::Open,
                    _ => Role::Nothing,
                }
            }
            '「' | '『' => Role::Open,
            '」' | '』' => Role::Close,
            '‹' | '›' => match open {
                Some(place) if self.stack[place].sign != mark.sign => Role::Close,
                _ if left_open && touches => Role::Open,
                _ => Role::Nothing,
            },
            '‘' | '’' | '‚' | '\'' => self.single_role(mark, before, after, left_open, touches, open),
            _ => {
                let inches = before.is_some_and(|c| c.is_ascii_digit() || c == '′') && mark.family == Family::Straight;
                let open = open.or_else(|| self.top_of(Family::Curly).filter(|_| !left_open));
                match (left_open, touches, open.is_some()) {
                    (true, true, _) => Role::Open,
                    (false, _, true) => Role::Close,
                    (true, false, true) => Role::Close,
                    (true, false, false) => Role::Open,
                    (false, _, false) if inches => Role::Nothing,
                    (false, true, false) if before.is_some_and(|c| c.is_ascii_punctuation()) => Role::Open,
                    (false, ..) => Role::Nothing,
                }
            }
        }
    }

    fn single_role(
        &self,
        mark: &Mark,
        before: Option<char>,
        after: Option<char>,
        left_open: bool,
        touches: bool,
        open: Option<usize>,
    ) -> Role {
        let german = open.is_some_and(|place| self.stack[place].sign == '‚');
        if german && mark.sign == '‘' && !left_open {
            return Role::Close;
        }
        if mark.sign == '‚' {
            // Also typed for a comma.
            return if left_open && touches { Role::Open } else { Role::Nothing };
        }
        if left_open && touches && mark.sign != '’' {
            let rest = &self.text[mark.end..];
            return if is_clipped(rest) { Role::Nothing } else { Role::Open };
        }
        let inside_word = before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric);
        if inside_word || left_open || mark.sign == '‘' {
            return Role::Nothing;
        }
        if open.is_some() || self.weak.is_some() { Role::Close } else { Role::Nothing }
    }

    /// Puts a mark on the stack, or makes a span of it and the one that it closes.
    fn take(&mut self, mark: Mark, role: Role, spans: &mut Vec<Span>) {
        if role == Role::Open {
            if !mark.family.directed()
                && let Some(place) = self.top_of(mark.family)
            {
                // Straight marks do not nest in themselves: the earlier one never closed.
                self.stack.truncate(place);
            }
            if mark.family.single() {
                self.weak = None;
            }
            if self.stack.len() < DEEPEST {
                self.stack.push(mark);
            }
            return;
        }
        let Some(place) = self.closes(&mark) else {
            if let Some((index, open)) = self.weak.take()
                && open.family == mark.family
                && let Some(span) = spans.get_mut(index)
            {
                // The apostrophe of a plural stood inside: the quotation goes on to here.
                span.close = mark.start..mark.end;
            }
            return;
        };
        let open = self.stack[place];
        self.stack.truncate(place);
        if mark.family.single() {
            let plural = self.text[..mark.start].ends_with(['s', 'S']);
            self.weak = (plural && !open.attribute).then_some((spans.len(), open));
        } else {
            self.weak = None;
        }
        if open.attribute {
            return;
        }
        spans.push(Span {
            open: open.start..open.end,
            close: mark.start..mark.end,
            depth: 0,
            continues: false,
            single: mark.family.single(),
            part: Part::Whole,
        });
    }

    /// The place on the stack of the mark that this one closes.
    fn closes(&self, mark: &Mark) -> Option<usize> {
        let place = self.top_of(mark.family).or_else(|| {
            // A typist's mixture: “ closed by ", or the other way round.
            let mixed = match mark.family {
                Family::Straight => Family::Curly,
                Family::Curly => Family::Straight,
                _ => return None,
            };
            self.top_of(mixed)
        })?;
        // A single mark never closes across a double one that is still open.
        let crossing = mark.family.single() && self.stack[place + 1..].iter().any(|above| !above.family.single());
        (!crossing).then_some(place)
    }
}

/// Whether a mark after this character may open.
fn opens_after(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '(' | '['
                | '{'
                | '—'
                | '–'
                | '―'
                | '-'
                | '/'
                | '='
                | '>'
                | '“'
                | '„'
                | '«'
                | '‘'
                | '‚'
                | '"'
                | '\''
                | '「'
                | '『'
                | '\u{200B}'
                | '\u{FEFF}'
                | '*'
                | '_'
                | '：'
                | '，'
                | '。'
                | '¿'
                | '¡'
                | '、'
        )
}

/// Whether words begin with this character, so that a mark before it may open.
fn begins_words(c: char, left_open: bool) -> bool {
    match c {
        '"' | '\'' => left_open,
        '”' | '’' | '»' | '」' | '』' | '›' => false,
        ',' | '.' | ';' | ':' | '!' | '?' | ')' | ']' | '}' => c == '.' && left_open,
        '-' | '–' | '—' | '/' => false,
        c => !c.is_whitespace(),
    }
}

/// Words that begin with an apostrophe: 'em, '90s, 'til, 'twas.
fn is_clipped(rest: &str) -> bool {
    if rest.starts_with(|c: char| c.is_ascii_digit()) {
        return rest.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(['s', ' ', '.', ',']);
    }
    let word = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    ["em", "til", "twas", "tis", "cause", "bout", "n", "round", "cos", "cuz"]
        .iter()
        .any(|clip| word.eq_ignore_ascii_case(clip))
}
