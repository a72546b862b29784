//! The text as its narrator tells it: tokens with every whole quotation masked as one, cut into sentences.
//!
//! A narration is made for the document and, for quotations that hold others, for their inside. Marks around one or
//! two words are seen through: in `the ship "Aurora" sailed` they do not part the sentence.

use crate::language::{Gender, Language, word};
use crate::marks::{Part, Span};
use crate::token::{Case, Kind, Token};
use std::ops::Range;

/// Tokens as told, and their sentences.
pub(crate) struct Narration {
    pub(crate) stream: Vec<Token>,
    pub(crate) sentences: Vec<Sentence>,
    /// Which paragraphs are known to be headings.
    pub(crate) headings: Vec<bool>,
}

/// A sentence of a narration.
#[derive(Debug, Clone)]
pub(crate) struct Sentence {
    /// Places in the stream.
    pub(crate) range: Range<usize>,
    /// Number of the paragraph in the text, counted from 0.
    pub(crate) paragraph: u32,
    /// Whether a quotation stands in it.
    pub(crate) quotes: bool,
}

/// Fewer words than this between marks are a title, a nickname or a hint of doubt, unless a cue stands right beside.
pub(crate) const FEWEST_WORDS: usize = 3;

/// Counts the words of a pair, up to a few.
fn few_words(text: &str, tokens: &[Token], open: usize) -> bool {
    let mut words = 0;
    for token in &tokens[open + 1..] {
        match token.kind {
            // "self-centred" is two words, as a reader counts them.
            Kind::Word | Kind::Number => {
                words += 1 + text.get(token.range()).unwrap_or("").bytes().filter(|b| matches!(b, b'-' | b'.')).count();
            }
            Kind::QuoteClose(_) | Kind::Break => break,
            _ => {}
        }
        if words >= FEWEST_WORDS {
            return false;
        }
    }
    true
}

/// Where the pairs of marks stand among the tokens: the places of the opening and the closing token of each.
pub(crate) fn places(tokens: &[Token], pairs: usize) -> Vec<(u32, u32)> {
    let mut found = vec![(u32::MAX, u32::MAX); pairs];
    for (place, token) in tokens.iter().enumerate() {
        match token.kind {
            Kind::QuoteOpen(index) => found[index as usize].0 = place as u32,
            Kind::QuoteClose(index) => found[index as usize].1 = place as u32,
            _ => {}
        }
    }
    found
}

/// Masks the quotations among `tokens[level]`: the whole document, or what stands between two marks.
pub(crate) fn narrate(
    text: &str,
    language: &Language,
    tokens: &[Token],
    level: Range<usize>,
    spans: &[Span],
    places: &[(u32, u32)],
    first_paragraph: u32,
) -> Narration {
    let mut stream = Vec::with_capacity(level.len());
    let mut place = level.start;
    while let Some(token) = tokens.get(place).filter(|_| place < level.end) {
        match token.kind {
            Kind::QuoteOpen(index) => {
                let span = spans.get(index as usize);
                let close = places.get(index as usize).map(|&(_, close)| close as usize);
                let close = close.filter(|&close| close > place && close < level.end);
                let short = few_words(text, tokens, place);
                match (span, close) {
                    (Some(span), Some(close))
                        if span.part != Part::Whole
                            || (!short || is_clause_like(tokens, place, close, language.free_order))
                                && !is_work(text, language, tokens, place, close, span) =>
                    {
                        stream.push(Token { end: tokens[close].end, kind: Kind::Quote(index), flags: 0, ..*token });
                        place = close;
                    }
                    _ => {}
                }
            }
            Kind::QuoteClose(_) => {}
            _ => stream.push(*token),
        }
        place += 1;
    }
    let sentences = sentences(text, &stream, spans, first_paragraph, !language.capital_nouns);
    Narration { stream, sentences, headings: Vec::new() }
}

/// The stroke between two cells of a table.
pub(crate) fn is_stroke(text: &str, token: &Token) -> bool {
    token.kind == Kind::Other && text.get(token.range()) == Some("|")
}

/// The title of a work inside the narrator's sentence ("on “Face of the Week”"): seen through like a nickname.
fn is_work(text: &str, language: &Language, tokens: &[Token], open: usize, close: usize, span: &Span) -> bool {
    let inside = open
        .checked_sub(1)
        .map(|p| &tokens[p])
        .is_some_and(|t| t.is_word() && !t.has(word::CUE) || t.kind == Kind::Possessive);
    let cued = tokens.get(close + 1).is_some_and(|t| t.has(word::CUE | word::PRONOUN));
    let named = open.checked_sub(1).is_some_and(|p| tokens[p].has(word::WORK));
    let inner = text.get(span.inner()).unwrap_or("");
    // "whom Ana Ruiz had called “the best of us all”": words, for a title has a capital.
    let spoken = open.checked_sub(1).is_some_and(|p| tokens[p].has(word::ANY_VERB))
        && inner.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_lowercase)
        && inner.split_whitespace().nth(3).is_some();
    // "dass der Verein „am Ende seiner Kräfte“ sei"
    let small = crate::not_speech::begins_small(inner, language);
    inside
        && !cued
        && !(small || spoken)
        && (named && inner.len() < 80 || !language.capital_nouns && crate::not_speech::is_title(inner))
}

/// "Never," she said: a word or two that stand for themselves end in a comma, a question or an exclamation mark.
fn is_clause_like(tokens: &[Token], open: usize, close: usize, helped: bool) -> bool {
    let Some(last) = close.checked_sub(1).filter(|&last| last > open).map(|last| &tokens[last]) else { return false };
    let comma_after = tokens.get(close + 1).is_some_and(|t| t.kind == Kind::Comma);
    let first = &tokens[open + 1];
    // Marks before the comma: „Die Brücke“, sagte Ruiz
    let mut after = close + 1;
    while tokens.get(after).is_some_and(|t| matches!(t.kind, Kind::Comma | Kind::Dash)) {
        after += 1;
    }
    // «Domani riposo», ha concluso Ruiz
    let lead = word::AUXILIARY | word::OBJECT;
    while helped && after > close + 1 && after < close + 5 && tokens.get(after).is_some_and(|t| t.has(lead)) {
        after += 1;
    }
    if after > close + 1
        && first.is_capital()
        && tokens.get(after).is_some_and(|t| t.has(word::CUE) && t.case == Case::Lower)
    {
        return true;
    }
    first.is_capital() && (matches!(last.kind, Kind::Stop) || last.kind == Kind::Comma && !comma_after)
}

/// In tokens, each quotation counted as one.
const LONGEST_SENTENCE: usize = 400;

fn sentences(text: &str, stream: &[Token], spans: &[Span], first_paragraph: u32, hearers: bool) -> Vec<Sentence> {
    let mut found = Vec::new();
    let mut paragraph = first_paragraph;
    let mut start = 0;
    let mut quotes = false;
    for place in 0..stream.len() {
        let token = &stream[place];
        let ends = match token.kind {
            Kind::Break => true,
            Kind::Stop => match stream.get(place + 1) {
                // An ellipsis or a full stop inside a name goes on in small letters.
                Some(next) if next.kind == Kind::Word && next.case == Case::Lower => false,
                Some(next) => !matches!(next.kind, Kind::BracketClose | Kind::Comma | Kind::Dash),
                None => true,
            },
            Kind::Quote(index) => {
                quotes = true;
                let inner = spans.get(index as usize).and_then(|span| text.get(span.inner())).unwrap_or("");
                ends_at_quote(inner, stream, place, hearers)
            }
            // Cells of a table are no sentence together.
            Kind::Other => is_stroke(text, token),
            _ => false,
        };
        // No sentence is longer: what looks through a whole sentence stays linear in the text.
        if ends || place + 1 - start >= LONGEST_SENTENCE {
            if place + 1 > start && !(place == start && token.kind == Kind::Break) {
                found.push(Sentence { range: start..place + 1, paragraph, quotes });
            }
            start = place + 1;
            quotes = false;
        }
        if token.kind == Kind::Break {
            paragraph += 1;
        }
    }
    if start < stream.len() {
        found.push(Sentence { range: start..stream.len(), paragraph, quotes });
    }
    found
}

/// Whether a sentence ends with the quotation at `place`: its own last sign is final and what follows begins anew.
fn ends_at_quote(inner: &str, stream: &[Token], place: usize, hearers: bool) -> bool {
    let last = inner.trim_end().chars().next_back().unwrap_or(' ');
    let Some(next) = stream.get(place + 1) else { return true };
    match next.kind {
        Kind::Quote(_) => matches!(last, '.' | '!' | '?' | '…' | '”' | '’'),
        Kind::Word | Kind::Number => {
            let anew = next.is_capital() || next.kind == Kind::Number;
            match last {
                // "„Das war nie ein Foul.“ Ruiz widersprach.": where nouns have a capital, whoever speaks stands behind the verb.
                '.' | '…' | '’' | '”' if anew => {
                    !hearers || !attribution_follows(stream, place + 1, false, hearers)
                }
                '!' | '?' if anew => !hearers || !attribution_follows(stream, place + 1, true, hearers),
                _ => false,
            }
        }
        _ => false,
    }
}

/// "Ruiz said." after a question: a short clause of a subject and a cue, without a content of its own.
fn attribution_follows(stream: &[Token], from: usize, lenient: bool, hearers: bool) -> bool {
    let mut place = from;
    while let Some(token) = stream.get(place).filter(|_| place < from + 14) {
        // "“...?” Ruiz went on", but "“...?” The rain went on"
        let phrasal =
            lenient && token.has(word::CUE_BEHIND) && token.has(word::WEAK) && !stream[from].has(word::DETERMINER);
        if (token.has(word::CUE) || phrasal) && token.case == Case::Lower && place > from {
            return match stream.get(place + 1) {
                None => true,
                Some(next) => match next.kind {
                    Kind::Stop | Kind::Break => true,
                    Kind::Comma => lenient,
                    Kind::Word => {
                        lenient
                            && (next.has(word::PREPOSITION | word::TIME | word::ADVERB)
                                || hearers
                                    && token.has(word::HEARER)
                                    && (next.is_capital() || next.has(word::DETERMINER | word::OBJECT)))
                            && !next.has(word::COMPLEMENT)
                    }
                    _ => false,
                },
            };
        }
        let goes_on = token.is_word() && !token.has(word::SUBORDINATOR | word::AUXILIARY)
            || matches!(token.kind, Kind::Comma | Kind::Possessive)
            || token.gender == Gender::Relative;
        if !goes_on {
            return false;
        }
        place += 1;
    }
    false
}
