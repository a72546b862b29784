//! Clauses that attribute: which verb is a cue, and who its subject is.
//!
//! [`subject`] is the heart: from a verb it goes back over adverbs, auxiliaries, chains of verbs ("went on to say"),
//! appositions and relative clauses ("Ruiz, who chairs the board, said") to the phrase that speaks. Works on the same
//! masked stream as `phrase`.

use crate::language::{Gender, Language, word};
use crate::phrase::{self, Phrase};
use crate::token::{Case, Kind, Token, tokens_in};
use crate::verb_second::{after_finite, nominative};

/// A cue and its subject, as places in the stream.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Clause {
    /// First token of the cue.
    pub(crate) cue: usize,
    /// End of the cue.
    pub(crate) cue_end: usize,
    pub(crate) subject: Phrase,
    /// The cue is a verb of saying proper.
    pub(crate) strong: bool,
}

/// How far back or ahead a cue is looked for.
pub(crate) const REACH: usize = 60;

/// Whether the token is used as a verb that can attribute.
pub(crate) fn is_cue(stream: &[Token], low: usize, place: usize, language: &Language) -> bool {
    let Some(token) = stream.get(place) else { return false };
    if token.kind != Kind::Word {
        return false;
    }
    if token.has(word::CUE_IT)
        && stream.get(place + 1).is_some_and(|t| t.has(word::PRONOUN) && t.gender == Gender::Neuter)
    {
        return true;
    }
    token.has(word::CUE | word::WEAK) && is_used_as_verb(stream, low, place, language)
}

/// Whether a word that can be a verb is one here, and not a noun or a part of a name.
pub(crate) fn is_used_as_verb(stream: &[Token], low: usize, place: usize, language: &Language) -> bool {
    let Some(token) = stream.get(place) else { return false };
    if token.is_capital() && (place > low || token.case == Case::Upper) && token.case != Case::Caseless {
        return false;
    }
    let Some(previous) = place.checked_sub(1).filter(|&p| p >= low).map(|p| &stream[p]) else { return true };
    if previous.kind == Kind::Possessive {
        return false;
    }
    // "rappeler" of "de rappeler que"
    let infinitive = language.free_order && token.has(word::NONFINITE);
    // "the claims", "his comment", "in response": nouns that look like verbs.
    let nounish = previous.has(word::DETERMINER | word::POSSESSIVE) && !previous.has(word::PRONOUN | word::RELATIVE)
        || previous.has(word::PREPOSITION)
            && !is_infinitive_mark(previous, language)
            && !infinitive
            && !token.has(word::GERUND | word::REPORTS_ING)
        || previous.kind == Kind::Number && language.fixed_order;
    if nounish || language.capital_nouns && describes(stream, low, place) {
        return false;
    }
    // "a flurry of tweets": a noun, unless somebody stands right before it.
    if token.has(word::STATEMENT) && !token.past && !token.has(word::GERUND | word::REPORTS_ING) {
        let somebody = previous.is_capital() && !previous.has(word::NOT_PERSON)
            || previous.has(
                word::PRONOUN
                    | word::ROLE
                    | word::ORGANISATION
                    | word::AUXILIARY
                    | word::ADVERB
                    | word::RELATIVE
                    | word::CONJUNCTION,
            )
            || matches!(previous.kind, Kind::Comma | Kind::BracketClose | Kind::Quote(_) | Kind::Dash);
        if !somebody {
            return false;
        }
    }
    let nounish = word::STATEMENT | word::OR_NOUN;
    if token.has(nounish)
        && !token.past
        && place + 1 < stream.len()
        && stream[place + 1].has(word::AUXILIARY | word::CUE)
        && !is_infinitive_mark(&stream[place + 1], language)
    {
        return false;
    }
    true
}

/// "dem neu formulierten Grundrecht", "die heftig kritisierten Pläne": between an article and its noun.
fn describes(stream: &[Token], low: usize, place: usize) -> bool {
    let noun = stream.get(place + 1).is_some_and(|t| t.is_capital() && !t.has(word::GIVEN | word::NAMED | word::TITLE));
    let ends = stream.get(place + 2).is_none_or(|t| !t.is_capital());
    let back = stream.get(low..place).unwrap_or_default().iter().rev().take(3);
    let mut back = back.skip_while(|t| {
        (t.has(word::ADVERB) && !t.has(word::DETERMINER) || t.flags == 0) && t.is_word() && t.case == Case::Lower
    });
    let article = back.next().is_some_and(|t| t.has(word::OBLIQUE | word::POSSESSIVE) && !t.has(word::PRONOUN));
    noun && ends && article
}

/// "to" before a base form. The languages here other than English have infinitives without it, or do not need it.
pub(crate) fn is_infinitive_mark(token: &Token, language: &Language) -> bool {
    language.fixed_order && token.end - token.start == 2 && token.has(word::PREPOSITION) && token.has(word::AUXILIARY)
        || language.capital_nouns && token.has(word::PARTICLE)
}

/// The subject of the verb at `verb`, looked for from `low` on.
///
/// A base form ("state", "question") needs an auxiliary or a subject that it agrees with; otherwise it is a noun.
pub(crate) fn subject(stream: &[Token], low: usize, verb: usize, language: &Language) -> Option<Phrase> {
    let token = stream.get(verb)?;
    let found = find_subject(stream, low, verb, language)?;
    // "32 % of claims": a number alone says nothing.
    if tokens_in(stream, found.start..found.core_end).iter().all(|t| t.kind == Kind::Number) {
        return None;
    }
    if language.fixed_order && token.has(word::NONFINITE) && !token.has(word::GERUND | word::REPORTS_ING) {
        let helped = tokens_in(stream, found.end.min(verb)..verb).iter().any(|t| t.has(word::AUXILIARY));
        let last = &stream[found.core_end - 1];
        let plural =
            last.plural || tokens_in(stream, found.start..found.core_end).iter().any(|t| t.has(word::CONJUNCTION));
        let agrees = last.has(word::PRONOUN) && !matches!(last.gender, Gender::Male | Gender::Female | Gender::Neuter);
        if !(helped || agrees || plural) {
            return None;
        }
    }
    Some(found)
}

fn find_subject(stream: &[Token], low: usize, verb: usize, language: &Language) -> Option<Phrase> {
    let mut at = verb;
    let mut passive = false;
    for _ in 0..12 {
        let Some(previous) = at.checked_sub(1).filter(|&p| p >= low) else { break };
        let token = &stream[previous];
        if token.has(word::AUXILIARY)
            && !is_infinitive_mark(token, language)
            && (!token.is_capital() || previous == low)
        {
            passive |= token.gender == Gender::Neuter;
            at = previous;
        } else if token.has(word::ADVERB | word::NEGATION)
            && !(token.is_capital() && previous > low)
            && !token.has(word::PRONOUN)
        {
            at = previous;
        } else if token.has(word::OBJECT)
            && !token.has(word::POSSESSIVE | word::PRONOUN | word::DETERMINER)
            && previous > low
            && (stream[previous - 1].is_capital() || stream[previous - 1].has(word::ROLE))
        {
            // "Ruiz himself said"
            at = previous;
        } else if token.kind == Kind::BracketClose {
            match tokens_in(stream, low..previous).iter().rposition(|t| t.kind == Kind::BracketOpen) {
                Some(open) if previous - (low + open) < 12 => at = low + open,
                _ => return None,
            }
        } else if is_infinitive_mark(token, language) {
            // "went on to say", "was quick to say": back to the verb that governs.
            let from = previous;
            let governing =
                (low..from).rev().take(4).find(|&p| stream[p].has(word::ANY_VERB) && !stream[p].is_capital());
            match governing {
                Some(place) => at = place,
                None => at = from,
            }
        } else if is_time_word(token) && previous > low {
            // "Trump on Monday said": over the day and its preposition.
            let preposition = stream[previous - 1].has(word::PREPOSITION) && previous - 1 > low;
            at = if preposition { previous - 1 } else { previous };
        } else {
            break;
        }
    }
    let finite = &stream[verb];
    if passive && !finite.has(word::NONFINITE) && language.fixed_order {
        return None;
    }
    let previous = at.checked_sub(1).filter(|&p| p >= low)?;
    let token = &stream[previous];
    match token.kind {
        // "..., Ruiz said, adding that": whoever spoke last in the sentence.
        Kind::Comma | Kind::Dash if finite.has(word::GERUND | word::REPORTS_ING) => {
            let floor = low.max(previous.saturating_sub(REACH));
            let earlier = (floor..previous).rev().find(|&p| {
                stream[p].has(word::CUE) && !stream[p].has(word::NONFINITE) && is_cue(stream, low, p, language)
            });
            earlier
                .and_then(|p| {
                    find_subject(stream, low, p, language).or_else(|| inverted(stream, p, previous, language))
                })
                .filter(|p| p.relative.is_none())
                .or_else(|| leading(stream, low, verb, language))
        }
        Kind::Comma | Kind::Dash => {
            apposed(stream, low, previous, language).or_else(|| leading(stream, low, verb, language))
        }
        _ if token.has(word::RELATIVE) && !token.has(word::DETERMINER) || token.gender == Gender::Relative => {
            let end = if previous > low && matches!(stream[previous - 1].kind, Kind::Comma | Kind::Dash) {
                previous - 1
            } else {
                previous
            };
            let relative =
                (at == verb || tokens_in(stream, at..verb).iter().all(|t| !t.is_capital())).then_some(previous);
            phrase::antecedent(stream, low, end, language).map(|phrase| Phrase { relative, ..phrase })
        }
        // "When the mayor was asked, he laughed and said": a pronoun that opens the clause with the first verb.
        _ if token.has(word::CONJUNCTION)
            && let Some(place) = shared_pronoun(stream, low, previous) =>
        {
            Some(Phrase { start: place, end: place + 1, core_end: place + 1, relative: None })
        }
        // "when he rose and said": the subject of the clause within, if there is one.
        _ if token.has(word::CONJUNCTION) => {
            let floor = low.max(previous.saturating_sub(14));
            (floor..previous)
                .rev()
                .take_while(|&p| stream[p].kind != Kind::Comma)
                .find(|&p| stream[p].has(word::SUBORDINATOR) && stream.get(p + 1).is_some_and(|t| t.has(word::PRONOUN)))
                .and_then(|p| phrase::after(stream, p + 1, previous, language))
                .or_else(|| leading(stream, low, verb, language))
        }
        // "quoted Ruiz as saying"
        _ if token.has(word::PREPOSITION)
            && finite.has(word::GERUND | word::REPORTS_ING)
            && previous > low
            && !stream[previous - 1].has(word::ANY_VERB | word::AUXILIARY)
            && tokens_in(stream, low..previous).iter().rev().take(8).any(|t| t.has(word::CITES)) =>
        {
            phrase::before(stream, low, previous, language).or_else(|| leading(stream, low, verb, language))
        }
        _ if token.has(word::PREPOSITION) => leading(stream, low, verb, language),
        // "released a statement saying": whoever released it.
        _ if finite.has(word::GERUND | word::REPORTS_ING) && token.has(word::STATEMENT) => {
            leading(stream, low, verb, language)
        }
        // "footage of Ruiz saying": whoever stands right before the participle.
        _ if finite.has(word::GERUND | word::REPORTS_ING)
            && at == verb
            && token.is_capital()
            && !is_time_word(token) =>
        {
            let name = (low..at).rev().take_while(|&p| stream[p].is_capital() && !is_time_word(&stream[p])).last()?;
            // "wrote in a letter to Ruiz explaining": the hearer explains nothing.
            if name.checked_sub(1).is_some_and(|p| p > low && is_infinitive_mark(&stream[p], language)) {
                return leading(stream, low, verb, language);
            }
            phrase::after(stream, name, at, language)
        }
        // "footage of officials saying"
        _ if language.fixed_order
            && finite.has(word::GERUND)
            && at == verb
            && token.case == Case::Lower
            && token.plural
            && previous > low
            && stream[previous - 1].has(word::PREPOSITION)
            && stream[previous - 1].end - stream[previous - 1].start == 2
            && !is_infinitive_mark(&stream[previous - 1], language) =>
        {
            Some(Phrase { start: previous, end: at, core_end: at, relative: None })
        }
        // "Ruiz emailed supporters saying": whoever did, not the object.
        _ if language.fixed_order
            && finite.has(word::GERUND)
            && at == verb
            && token.case == Case::Lower
            && token.plural
            && previous > low + 1
            && (stream[previous - 1].past
                || stream[previous - 1].has(word::ANY_VERB) && !stream[previous - 1].has(word::NONFINITE))
            && let Some(actor) = leading(stream, low, previous - 1, language) =>
        {
            Some(actor)
        }
        // "an official who spoke to discuss internal strategy said": the end of the relative clause is no subject.
        _ if language.fixed_order
            && let Some(phrase) = phrase::before(stream, low, at, language)
            && !tokens_in(stream, phrase.start..phrase.core_end).iter().any(|t| {
                t.is_capital()
                    || t.has(word::ROLE | word::ORGANISATION | word::PRONOUN | word::DETERMINER | word::POSSESSIVE)
            })
            && let Some(antecedent) = relative_antecedent(stream, low, at, language) =>
        {
            Some(antecedent)
        }
        _ => phrase::before(stream, low, at, language)
            .or_else(|| relative_antecedent(stream, low, at, language))
            .or_else(|| finite.has(word::NONFINITE).then(|| leading(stream, low, verb, language)).flatten()),
    }
}

/// The subject after its verb ("“...,” said Ruiz at noon"): right behind words of another or at the clause's head.
fn inverted(stream: &[Token], verb: usize, end: usize, language: &Language) -> Option<Phrase> {
    let before = verb.checked_sub(1).map(|p| stream[p].kind);
    let turned = matches!(before, Some(Kind::Quote(_) | Kind::Comma));
    turned.then(|| phrase::after(stream, verb + 1, end, language)).flatten()
}

/// The personal pronoun after a comma that the verbs on both sides of the conjunction at `joint` share.
fn shared_pronoun(stream: &[Token], low: usize, joint: usize) -> Option<usize> {
    let floor = (low + 1).max(joint.saturating_sub(10));
    let place = (floor..joint).rev().take_while(|&p| stream[p].kind != Kind::Comma).find(|&p| {
        stream[p].has(word::PRONOUN)
            && stream[p - 1].kind == Kind::Comma
            && matches!(stream[p].gender, Gender::Male | Gender::Female | Gender::Plural)
    })?;
    let verb = &stream[place + 1];
    (verb.past || verb.has(word::ANY_VERB) && !verb.has(word::NONFINITE)).then_some(place)
}

/// "a man who lives in Riga said": the phrase before the relative word.
fn relative_antecedent(stream: &[Token], low: usize, at: usize, language: &Language) -> Option<Phrase> {
    let floor = low.max(at.saturating_sub(25));
    let place = (floor..at).rev().find(|&p| stream[p].gender == Gender::Relative)?;
    let end = if place > low && matches!(stream[place - 1].kind, Kind::Comma | Kind::Dash) { place - 1 } else { place };
    phrase::antecedent(stream, low, end, language).map(|phrase| Phrase { relative: Some(place), ..phrase })
}

/// "Ruiz, who chairs the board, said", "Ruiz, a lawyer, said": the phrase before an insertion that ends at `comma`.
fn apposed(stream: &[Token], low: usize, comma: usize, language: &Language) -> Option<Phrase> {
    let floor = low.max(comma.saturating_sub(REACH));
    let mut best = None;
    let mut commas = 0;
    for place in (floor..comma).rev() {
        let kind = stream[place].kind;
        if matches!(kind, Kind::Quote(_) | Kind::Colon | Kind::Semicolon | Kind::Stop) {
            break;
        }
        if kind != stream[comma].kind || place + 1 >= comma {
            continue;
        }
        commas += 1;
        if let Some(phrase) = phrase::before(stream, low, place, language) {
            let clean = phrase.start == low || {
                let t = &stream[phrase.start - 1];
                matches!(t.kind, Kind::Comma | Kind::Dash)
                    || t.has(word::SUBORDINATOR)
                    || !t.has(word::PREPOSITION)
                        && t.has(word::CONJUNCTION | word::SUBORDINATOR | word::ADVERB | word::TIME)
            };
            // "Recalling that moment, Ruiz, who chairs the board, said": somebody rather than something.
            let somebody = |p: &Phrase| {
                let core = tokens_in(stream, p.start..p.core_end);
                core.iter().any(|t| {
                    t.is_capital() && !t.has(word::FUNCTION | word::TIME | word::NOT_PERSON)
                        || t.has(word::ROLE | word::PRONOUN | word::ORGANISATION)
                })
            };
            if clean && (somebody(&phrase) || !best.as_ref().is_some_and(somebody)) {
                best = Some(phrase);
            }
        }
        if commas == 5 {
            break;
        }
    }
    best
}

/// The subject of the main clause: the first phrase of the sentence that is not part of an opening adverbial.
pub(crate) fn leading(stream: &[Token], low: usize, end: usize, language: &Language) -> Option<Phrase> {
    let mut at = low;
    // A dateline: "RIGA (LETA) — ".
    if let Some(dash) = (low..end.min(low + 9)).find(|&p| stream[p].kind == Kind::Dash)
        && stream[low].case == Case::Upper
    {
        at = dash + 1;
    }
    for _ in 0..6 {
        while at < end
            && (matches!(stream[at].kind, Kind::Comma | Kind::Dash | Kind::Other | Kind::Colon)
                || stream[at].has(word::CONJUNCTION)
                || stream[at].has(word::ADVERB) && !stream[at].has(word::DETERMINER | word::TITLE | word::ROLE)
                || stream[at].opens_as_adverb()
                || is_time_word(&stream[at]))
        {
            at += 1;
        }
        let token = stream.get(at).filter(|_| at < end)?;
        let next_is_grammar = stream.get(at + 1).is_some_and(|t| {
            t.has(
                word::PREPOSITION
                    | word::DETERMINER
                    | word::POSSESSIVE
                    | word::OBJECT
                    | word::ADVERB
                    | word::SUBORDINATOR
                    | word::RELATIVE,
            ) || matches!(t.kind, Kind::Quote(_))
        });
        // "Asked about it, Ruiz", "Reprising a line, Ruiz"
        let participle = at == low
            && token.is_capital()
            && next_is_grammar
            && (token.past || token.has(word::ANY_VERB) && !token.has(word::GIVEN | word::ROLE));
        let opens_adverbial = participle
            || token.has(word::PREPOSITION | word::SUBORDINATOR) && !(token.has(word::DETERMINER))
            || token.has(word::NONFINITE) && !token.has(word::ROLE | word::ORGANISATION | word::STATEMENT);
        if opens_adverbial && language.capital_nouns && !token.has(word::SUBORDINATOR) {
            return after_finite(stream, at, end, language);
        }
        if opens_adverbial {
            let comma = (at..end.min(at + 40)).find(|&p| stream[p].kind == Kind::Comma)?;
            at = comma + 1;
            continue;
        }
        if token.has(word::OBLIQUE) {
            // "Den Unmut der Partei brachte Ruiz zum Ausdruck"
            return language.capital_nouns.then(|| after_finite(stream, at, end, language)).flatten();
        }
        if language.capital_nouns
            && at > low
            && token.case == Case::Lower
            && token.is_word()
            && !token.has(word::FUNCTION | word::ADVERB)
        {
            // The finite verb after an opening adverbial: the subject follows it. "Noch deutlicher wurde Ruiz": over the adjective.
            let verb = if stream.get(at + 1).is_some_and(is_finite) { at + 1 } else { at };
            return nominative(stream, verb + 1, end, language);
        }
        if language.fixed_order
            && let Some(comma) = timed(stream, at, end)
        {
            at = comma + 1;
            continue;
        }
        let phrase = phrase::after(stream, at, end, language)?;
        // "Höhnisch, wohl im Zorn, schrieb Ruiz": a single word of manner.
        let manner = language.capital_nouns
            && at == low
            && phrase.end == at + 1
            && token.flags == 0
            && stream.get(phrase.end).is_some_and(|t| t.kind == Kind::Comma)
            && stream.get(phrase.end + 1).is_some_and(|t| t.has(word::ADVERB | word::CONJUNCTION | word::SUBORDINATOR));
        if manner {
            return after_finite(stream, phrase.end, end, language);
        }
        // "At a rally in Portsmouth, N.H., on Tuesday, Ruiz": the state after the town.
        // "Speaking in Salem, New Hampshire, Ruiz went": two names between commas, and somebody behind them.
        let place = at > low + 1
            && stream[at - 1].kind == Kind::Comma
            && stream[at - 2].is_capital()
            && tokens_in(stream, at..phrase.end)
                .iter()
                .all(|t| t.is_capital() && !t.has(word::GIVEN | word::NAMED | word::TITLE | word::ROLE))
            && stream.get(phrase.end).is_some_and(|t| phrase.end < end && t.kind == Kind::Comma)
            && stream
                .get(phrase.end + 1)
                .is_some_and(|t| t.is_capital() && !t.has(word::FUNCTION) || t.has(word::PRONOUN));
        if place {
            at = phrase.end + 1;
            continue;
        }
        let state = at > low
            && phrase.end == at + 1
            && (token.has(word::ABBREVIATION | word::NOT_PERSON) || token.case == Case::Upper)
            && stream.get(phrase.end).is_some_and(|t| phrase.end < end && t.kind == Kind::Comma);
        if state {
            at = phrase.end + 1;
            continue;
        }
        // "Following a hasty, late-night meeting, the board": the adverbial holds a comma itself.
        let bare = token.case == Case::Lower
            && !token.plural
            && !token.has(word::DETERMINER | word::POSSESSIVE | word::PRONOUN | word::ROLE | word::ORGANISATION);
        if bare && at > low && stream.get(phrase.end).is_some_and(|t| phrase.end < end && t.kind == Kind::Comma) {
            at = phrase.end + 1;
            continue;
        }
        return Some(phrase);
    }
    None
}

/// "A few days later, Ruiz reversed herself", "Two weeks ago, ...": the comma behind a stretch of time that opens a clause.
fn timed(stream: &[Token], at: usize, end: usize) -> Option<usize> {
    let comma = (at + 2..end.min(at + 7)).find(|&p| stream[p].kind == Kind::Comma)?;
    let told = tokens_in(stream, at..comma);
    let opens = told[0].has(word::DETERMINER) || told[0].kind == Kind::Number;
    let person = word::ROLE | word::TITLE | word::GIVEN | word::NAMED | word::ORGANISATION | word::POSSESSIVE;
    let plain = told[1..].iter().all(|t| t.is_word() && !t.is_capital() && !t.has(person));
    let closes = told.last().is_some_and(|t| t.has(word::ADVERB | word::TIME | word::PREPOSITION | word::SUBORDINATOR));
    (opens && plain && closes && told.iter().any(is_time_word)).then_some(comma)
}

fn is_time_word(token: &Token) -> bool {
    token.has(word::TIME) && !token.has(word::GIVEN | word::ROLE)
}

/// A listed verb or auxiliary in a form that can be the only verb of its clause.
pub(crate) fn is_finite(token: &Token) -> bool {
    token.case == Case::Lower && token.has(word::ANY_VERB | word::AUXILIARY) && !token.has(word::NONFINITE)
}
