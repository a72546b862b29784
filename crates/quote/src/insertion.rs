//! Speech that the narrator breaks into, and speech behind a dash instead of marks.
//!
//! «We did not know, — said the governor. — But we respect it»: the marks hold the narrator's words too. "— I do not know,
//! he said.": a paragraph behind a dash, and no marks. [`part`] cuts both into spans that hold speech alone; whoever is named between them is found by `attribute`
//! as everywhere. A break-in is a verb of saying right behind a dash (in some languages a comma), with its subject. Which of
//! this a language does is told by the section `style` of its file. Not for speech without a verb of saying: lists begin
//! with dashes too.

use crate::language::{Gender, Language, word};
use crate::marks::{self, Part, Span};
use crate::phrase;
use crate::token::{Case, Kind, Token};
use std::ops::Range;

/// Words between the sign and the verb: "s'", "a-t-il", "ha", "тихо".
const LONGEST_LEAD: usize = 4;
/// No break-in is longer, in tokens.
const LONGEST: usize = 45;

/// The narrator's words within speech, as tokens.
struct BreakIn {
    /// The sign that ends the speech before it.
    from: usize,
    /// Where the speech goes on, if it does.
    resumes: Option<usize>,
}

/// The spans of a text with those cut that the narrator breaks into, and with those of paragraphs behind a dash; `None` where
/// there is nothing of the kind.
pub(crate) fn part(text: &str, tokens: &[Token], spans: &[Span], language: &Language) -> Option<Vec<Span>> {
    if !language.breaks_in && !language.dash_speech {
        return None;
    }
    let mut found: Vec<Span> = Vec::new();
    let mut cut = vec![false; spans.len()];
    let mut at = 0;
    while at < tokens.len() {
        let end = (at..tokens.len()).find(|&p| tokens[p].kind == Kind::Break).unwrap_or(tokens.len());
        paragraph(text, tokens, at..end, spans, language, &mut found, &mut cut);
        at = end + 1;
    }
    if found.is_empty() {
        return None;
    }
    found.extend(spans.iter().zip(&cut).filter(|(_, cut)| !**cut).map(|(span, _)| span.clone()));
    found.sort_by_key(|span| (span.open.start, std::cmp::Reverse(span.close.end)));
    marks::set_depths(&mut found);
    Some(found)
}

/// Cuts the speech of one paragraph.
fn paragraph(
    text: &str,
    tokens: &[Token],
    range: Range<usize>,
    spans: &[Span],
    language: &Language,
    found: &mut Vec<Span>,
    cut: &mut [bool],
) {
    // A dash that opens the paragraph, or a sentence behind the narrator's ("... nie krył łez. – Dziękuję – powiedział.").
    let opens = (range.start..range.end).find(|&p| {
        tokens[p].kind == Kind::Dash
            && (p == range.start || tokens[p - 1].kind == Kind::Stop)
            && tokens.get(p + 1).is_some_and(|t| (t.is_word() || t.kind == Kind::Other) && p + 1 < range.end)
    });
    let from = opens.unwrap_or(range.start);
    let marks = tokens[from..range.end].iter().any(|t| matches!(t.kind, Kind::QuoteOpen(_)));
    if let Some(dash) = opens.filter(|&p| language.dash_speech && (p == range.start || !marks)) {
        let body = dash + 1..range.end;
        let breaks = break_ins(text, tokens, body.clone(), language, false);
        let whole = Span {
            open: tokens[body.start].start as usize..tokens[body.start].start as usize,
            close: tokens[body.end - 1].end as usize..tokens[body.end - 1].end as usize,
            depth: 0,
            continues: false,
            single: false,
            part: Part::Whole,
        };
        if !breaks.is_empty() {
            found.extend(parts(tokens, &breaks, &whole, body.start));
            return;
        }
    }
    if !language.breaks_in {
        return;
    }
    let mut at = range.start;
    while at < range.end {
        let Kind::QuoteOpen(pair) = tokens[at].kind else {
            at += 1;
            continue;
        };
        let close = (at + 1..range.end).find(|&p| tokens[p].kind == Kind::QuoteClose(pair)).unwrap_or(range.end);
        let span = spans.get(pair as usize).filter(|span| span.depth == 0 && !span.single);
        if let Some(span) = span
            && close > at + 3
            && !is_attributed(tokens, at, close, range.start)
        {
            let breaks = break_ins(text, tokens, at + 1..close, language, true);
            if !breaks.is_empty() {
                found.extend(parts(tokens, &breaks, span, at + 1));
                if let Some(cut) = cut.get_mut(pair as usize) {
                    *cut = true;
                }
            }
        }
        at = close + 1;
    }
}

/// "Ruiz raconte : « Marie, dit-elle, est partie »", "« Marie, dit ma mère », raconte Ruiz": the whole has its speaker outside, and
/// what stands inside is part of what is told.
fn is_attributed(tokens: &[Token], open: usize, close: usize, low: usize) -> bool {
    let before = tokens.get(low.max(open.saturating_sub(12))..open).unwrap_or_default();
    let announced = before.last().is_some_and(|t| t.kind == Kind::Colon)
        && before.iter().rev().take_while(|t| t.kind != Kind::Stop).any(|t| t.has(word::CUE) && t.case == Case::Lower);
    let behind = tokens.get(close + 1..tokens.len().min(close + 7)).unwrap_or_default();
    let lead = behind.iter().take_while(|t| matches!(t.kind, Kind::Comma | Kind::Dash)).count();
    let cued = behind
        .iter()
        .skip(lead)
        .find(|t| !t.has(word::AUXILIARY | word::OBJECT | word::ADVERB))
        .is_some_and(|t| t.has(word::CUE) && t.case == Case::Lower && lead > 0);
    announced || cued
}

/// The parts of a span around what the narrator puts in; `from` is its first token.
fn parts(tokens: &[Token], breaks: &[BreakIn], whole: &Span, from: usize) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::with_capacity(breaks.len() + 1);
    let mut begin = Some(from);
    let place = |at: usize| at..at;
    for (number, one) in breaks.iter().enumerate() {
        if let Some(first) = begin.filter(|&first| first < one.from) {
            let open = if number == 0 { whole.open.clone() } else { place(tokens[first].start as usize) };
            let continues = whole.continues && number == 0;
            out.push(Span {
                open,
                close: place(tokens[one.from - 1].end as usize),
                continues,
                part: Part::First,
                ..whole.clone()
            });
        }
        begin = one.resumes;
    }
    if let Some(first) = begin {
        let open = place(tokens[first].start as usize);
        if open.start < whole.close.start {
            out.push(Span { open, continues: false, part: Part::Rest, ..whole.clone() });
        }
    }
    out
}

/// What the narrator puts into the speech of these tokens, in order. `marked` says that it stands between marks.
fn break_ins(text: &str, tokens: &[Token], range: Range<usize>, language: &Language, marked: bool) -> Vec<BreakIn> {
    let mut found = Vec::new();
    let mut at = range.start + 1;
    let mut begins = range.start;
    while at < range.end {
        let token = &tokens[at];
        let comma = token.kind == Kind::Comma;
        let behind = tokens.get(at + 1).filter(|_| at + 1 < range.end);
        let dash = token.kind == Kind::Dash || comma && behind.is_some_and(|t| t.kind == Kind::Dash);
        // "Et les places ? demande un abonné.": behind a question the verb alone, in small letters.
        let asked = token.kind == Kind::Stop
            && text.get(token.range()).is_some_and(|sign| sign.ends_with(['?', '!']))
            && tokens.get(at + 1).is_some_and(|t| t.kind == Kind::Word && t.case == Case::Lower);
        if !(dash || (comma || asked) && language.comma_breaks_in) {
            at += 1;
            continue;
        }
        let head = at + 1 + usize::from(comma && dash);
        let Some(subject_end) = narrator(text, tokens, head, range.end, language, dash) else {
            at += 1;
            continue;
        };
        let (past, resumes) = resumes(tokens, subject_end, range.end, dash, marked);
        // Nothing of letters before the sign: no speech to break into.
        let spoken = tokens.get(begins..at).unwrap_or_default().iter().any(Token::is_word);
        if spoken {
            let resumes = resumes.filter(|&p| p < range.end);
            found.push(BreakIn { from: at + usize::from(asked), resumes });
            if resumes.is_none() {
                break;
            }
            begins = past;
        }
        at = past.max(at + 1);
    }
    found
}

/// "заявил губернатор Павел Громов", "a-t-il ajouté", "dodała": the verb and its subject at `head`; where they end.
fn narrator(text: &str, tokens: &[Token], head: usize, end: usize, language: &Language, dash: bool) -> Option<usize> {
    let lead = word::AUXILIARY | word::OBJECT | word::ADVERB | word::NEGATION | word::PRONOUN;
    let mut at = head;
    let mut pronoun = false;
    let mut helped = false;
    while at < end.min(head + LONGEST_LEAD) && tokens[at].has(lead) && !tokens[at].has(word::ANY_VERB) {
        if tokens[at].gender == Gender::Speaker || tokens[at].is_capital() {
            return None;
        }
        pronoun |= tokens[at].has(word::PRONOUN) && !tokens[at].has(word::OBJECT);
        helped |= tokens[at].has(word::AUXILIARY);
        at += 1;
    }
    let verb = tokens.get(at).filter(|t| at < end && t.kind == Kind::Word && t.case == Case::Lower)?;
    let listed = verb.has(word::CUE | word::WEAK) && (helped || !verb.has(word::NONFINITE));
    let unlisted = dash && verb.flags == 0 && at == head;
    if !(listed || unlisted) {
        return None;
    }
    if pronoun {
        return listed.then_some(at + 1);
    }
    let mut behind = at + 1;
    while behind < end
        && (tokens[behind].has(word::ADVERB) || tokens[behind].has(word::OBJECT) && dash)
        && !tokens[behind].has(word::DETERMINER)
    {
        behind += 1;
    }
    let said = dash && verb.has(word::CUE);
    let past = text.get(verb.range()).is_some_and(|form| language.inflection.speaker_of(form) != Gender::Unknown);
    let subject = phrase::after(tokens, behind, end, language).filter(|found| {
        let core = &tokens[found.start..found.core_end];
        let own = core.iter().any(|t| t.gender == Gender::Speaker);
        let named =
            core.iter().any(|t| t.has(word::GIVEN | word::TITLE | word::ROLE)) && core.iter().any(Token::is_capital);
        let person = core.iter().any(|t| {
            t.is_capital() || t.has(word::ROLE | word::TITLE | word::ORGANISATION | word::PRONOUN | word::DETERMINER)
        });
        let surname = past && core.len() == 1 && core[0].is_capital();
        !own && (person || said)
            && (listed || named || surname || core.len() >= 2 && core.iter().all(Token::is_capital))
    });
    if let Some(found) = subject {
        return Some(found.end);
    }
    // "– dodała. –": without a subject, at the end of a clause or before an adverbial.
    let closes = tokens.get(behind).is_none_or(|t| {
        behind >= end
            || !t.is_word()
            || t.has(word::PREPOSITION | word::ADVERB | word::TIME | word::OBLIQUE | word::CONJUNCTION)
            || t.case == Case::Lower
                && (t.flags == 0 || t.has(word::NONFINITE))
                && tokens.get(behind + 1).is_none_or(|t| !t.is_word())
    });
    (dash && listed && closes && language.drops_subject && verb.has(word::CUE)).then_some(at + 1)
}

/// Where the narrator's words end, and where the speech goes on behind them.
fn resumes(tokens: &[Token], from: usize, end: usize, dash: bool, marked: bool) -> (usize, Option<usize>) {
    let limit = end.min(from + LONGEST);
    let mut at = from;
    while at < limit {
        let next = tokens.get(at + 1).filter(|_| at + 1 < end).map(|t| t.kind);
        match tokens[at].kind {
            Kind::Dash => {
                // "—respondió Ortega—. Y no insistan."
                let signs = tokens[at + 1..end]
                    .iter()
                    .take_while(|t| {
                        matches!(t.kind, Kind::Stop | Kind::Comma | Kind::Colon | Kind::Semicolon | Kind::Dash)
                    })
                    .count();
                let past = at + 1 + signs;
                return (past, Some(past));
            }
            Kind::Stop | Kind::Colon if next == Some(Kind::Dash) => return (at + 2, Some(at + 2)),
            Kind::Stop | Kind::Colon if marked => return (at + 1, Some(at + 1)),
            Kind::Stop => return (at + 1, None),
            Kind::Comma if next == Some(Kind::Dash) => return (at + 2, Some(at + 2)),
            Kind::Comma if !dash && !is_apposed(tokens, at + 1, end) => return (at + 1, Some(at + 1)),
            _ => at += 1,
        }
    }
    (limit, None)
}

/// "regrette Anne Morel, 67 ans, ...", "dit Paul, le maire, ...": what belongs to the subject.
fn is_apposed(tokens: &[Token], at: usize, end: usize) -> bool {
    let Some(first) = tokens.get(at).filter(|_| at < end) else { return false };
    if first.kind == Kind::Number || first.has(word::ROLE) || first.gender == Gender::Relative {
        return true;
    }
    // "rappelle le maire, Ana Ruiz. Mais ..."
    let name =
        tokens.get(at..end).unwrap_or_default().iter().take_while(|t| t.is_capital() || t.has(word::PARTICLE)).count();
    let closes = tokens.get(at + name).is_none_or(|t| matches!(t.kind, Kind::Comma | Kind::Stop | Kind::QuoteClose(_)));
    if name >= 2 && closes {
        return true;
    }
    first.has(word::DETERMINER) && tokens.get(at + 1).is_some_and(|t| at + 1 < end && t.has(word::ROLE))
}
