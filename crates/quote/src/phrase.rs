//! Noun phrases: who could be a subject, read from the kinds of words alone.
//!
//! Everything here works on a stream of tokens in which whole quotations are single tokens. [`after`] reads a phrase
//! that begins at a place, [`before`] one that ends there. Both look at a limited number of tokens, so that the whole
//! stays linear. Not for meaning: that a phrase can speak at all is decided in `attribute`.

use crate::language::{Gender, Language, word};
use crate::token::{Case, Kind, Token, tokens_in};

/// A noun phrase in a stream, as places of tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Phrase {
    pub(crate) start: usize,
    /// End of the whole, attachments included.
    pub(crate) end: usize,
    /// End of the part that names ("a spokesman" of "a spokesman for the mayor").
    pub(crate) core_end: usize,
    /// The relative word next to the cue ("Ruiz, who said"): the mention itself.
    pub(crate) relative: Option<usize>,
}

/// No phrase is longer.
const LONGEST: usize = 26;

/// The phrase that begins at `at` and ends before `end` at the latest.
pub(crate) fn after(stream: &[Token], at: usize, end: usize, language: &Language) -> Option<Phrase> {
    read(stream, at, end.min(stream.len()), language, 0)
}

fn read(stream: &[Token], at: usize, end: usize, language: &Language, depth: u8) -> Option<Phrase> {
    let first = stream.get(at).filter(|_| at < end)?;
    let next = |place: usize| stream.get(place).filter(|_| place < end);
    if first.has(word::PRONOUN) && !first.has(word::DETERMINER) {
        let named = first.is_capital() && first.has(word::GIVEN) && next(at + 1).is_some_and(Token::is_capital);
        // "pan Stanisław": a title that is a pronoun by itself.
        let titled = language.free_order && first.has(word::TITLE);
        let named = named || titled && next(at + 1).is_some_and(|t| t.is_capital() || t.has(word::ROLE));
        if !named {
            let relative = first.gender == Gender::Relative;
            let end = if first.has(word::ONE_OF) { one_of_end(stream, at, end, language) } else { at + 1 };
            return (!relative).then_some(Phrase { start: at, end, core_end: end, relative: None });
        }
    }
    if first.opens_as_adverb() {
        return None;
    }
    // "Das erklärte Ruiz": the words before, and a verb.
    if language.capital_nouns
        && first.has(word::SUMS_UP)
        && first.is_capital()
        && next(at + 1).is_some_and(|t| t.has(word::CUE) && t.case == Case::Lower && !t.has(word::NONFINITE))
    {
        return None;
    }
    // "Prosecuting, Ana Ruiz said": a participle that opens the sentence, not a name before a comma.
    let opens = language.fixed_order && first.past && first.is_capital() && !first.has(word::NAMED | word::GIVEN);
    if opens
        && next(at + 1).is_some_and(|t| t.kind == Kind::Comma)
        && next(at + 2).is_some_and(Token::is_capital)
        && next(at + 3).is_some_and(Token::is_capital)
    {
        return None;
    }
    if first.has(word::ADVERB)
        && !first.has(word::DETERMINER | word::TITLE | word::ROLE | word::GIVEN | word::ORGANISATION)
        && first.is_capital()
    {
        return None;
    }
    let mut place = at;
    // The phrase has a noun; its last noun is a name; a determiner opened it.
    let mut noun = false;
    let mut named = false;
    let mut determined = false;
    while let Some(token) = next(place) {
        if place - at >= LONGEST {
            break;
        }
        match token.kind {
            Kind::Word | Kind::Number => {
                let capital = token.is_capital();
                let name_like = capital && place > at && !language.capital_nouns
                    || capital
                        && next(place + 1).is_some_and(|t| t.is_capital() && !t.has(word::FUNCTION | word::ANY_VERB));
                // "einer gestern verbreiteten Erklärung", "a 2013 study": a day or a year that belongs to what follows.
                let dated = determined
                    && !noun
                    && (language.fixed_order || language.capital_nouns && token.case == Case::Lower)
                    && next(place + 1).is_some_and(|t| {
                        let verb =
                            language.fixed_order && t.has(word::ANY_VERB) && !t.has(word::STATEMENT | word::ROLE);
                        t.kind == Kind::Word && t.case == Case::Lower && !t.has(word::FUNCTION) && !verb
                    });
                if is_time(token) && dated {
                    place += 1;
                    continue;
                }
                if is_time(token) && !(name_like && token.has(word::GIVEN)) {
                    break;
                }
                // "Die den Brand überlebende Ana Ruiz": over the object of the participle.
                if language.capital_nouns
                    && depth == 0
                    && place == at + 1
                    && determined
                    && token.case == Case::Lower
                    && token.has(word::DETERMINER)
                    && let Some(participle) = embedded_participle(stream, place, end)
                {
                    place = participle + 1;
                    continue;
                }
                // "die Botschafterin von Malta": no part of a name behind an article and a role.
                let described = language.capital_nouns
                    && determined
                    && place > at
                    && stream[place - 1].has(word::ROLE | word::ORGANISATION)
                    && !stream[place - 1].has(word::GIVEN);
                // "hielt Weber Ruiz entgegen": two people.
                let surname = |t: &Token| t.has(word::NAMED) && !t.has(word::GIVEN);
                if language.capital_nouns && place > at && surname(token) && surname(&stream[place - 1]) {
                    break;
                }
                if place >= at + 2 && begins_another(stream, place, language) {
                    break;
                }
                // "Karl zu Stein", but "soll Weber zu Stein gesagt haben"
                let to = language.capital_nouns && token.has(word::PREPOSITION) && token.end - token.start == 2;
                let hearer = to && !stream[place - usize::from(place > at)].has(word::GIVEN | word::TITLE);
                if token.has(word::PARTICLE)
                    && !capital
                    && noun
                    && named
                    && !described
                    && !hearer
                    && !(language.capital_nouns && place >= at + 2 && is_behind_name(stream, place))
                    && next(place + 1).is_some_and(|t| t.is_capital() && !is_time(t))
                {
                    place += 1;
                    continue;
                }
                // "Andres Pfeifer von der Charité": behind a whole name it tells where somebody works.
                let works = language.capital_nouns
                    && token.has(word::PARTICLE | word::PREPOSITION)
                    && place >= at + 2
                    && stream[place - 1].is_capital()
                    && !stream[place - 1].has(word::GIVEN | word::TITLE | word::ROLE)
                    && stream[place - 2].is_capital();
                // "von der Leyen"
                if token.has(word::PARTICLE)
                    && !works
                    && !capital
                    && noun
                    && named
                    && next(place + 1)
                        .is_some_and(|t| t.has(word::DETERMINER | word::PARTICLE) && t.case == Case::Lower)
                    && next(place + 2).is_some_and(|t| t.is_capital() && !t.has(word::ROLE | word::ORGANISATION))
                    && token.end - token.start == 3
                {
                    place += 2;
                    continue;
                }
                if token.has(word::DETERMINER | word::POSSESSIVE)
                    && !(capital && name_like && !token.has(word::DETERMINER))
                {
                    if noun {
                        break;
                    }
                    determined = true;
                    place += 1;
                    // "one of them", "some" can stand alone.
                    if token.has(word::PRONOUN)
                        && !next(place)
                            .is_some_and(|t| t.is_word() && !t.has(word::FUNCTION | word::ANY_VERB | word::ADVERB))
                    {
                        noun = true;
                    }
                    continue;
                }
                if token.has(word::CONJUNCTION) && !capital {
                    if !noun || depth > 1 {
                        break;
                    }
                    let joined = next(place + 1).filter(|t| {
                        t.is_capital() && named
                            || t.has(
                                word::DETERMINER | word::POSSESSIVE | word::ROLE | word::ORGANISATION | word::TITLE,
                            )
                            // "die langjährige Vorsitzende und frühere Lehrerin Ana Ruiz"
                            || language.capital_nouns
                                && determined
                                && t.case == Case::Lower
                                && t.flags == 0
                                && next(place + 2).is_some_and(|t| t.is_capital() && t.has(word::ROLE | word::TITLE))
                    });
                    match joined.and_then(|_| read(stream, place + 1, end, language, depth + 1)) {
                        // "die Ärztin und Forscherin Ana Ruiz von der Klinik": what belongs to the second goes with the whole.
                        Some(other) if language.capital_nouns => {
                            named = false;
                            place = other.core_end;
                            continue;
                        }
                        Some(other) => {
                            place = other.end;
                            continue;
                        }
                        None => break,
                    }
                }
                if token.has(word::PREPOSITION) && !(capital && name_like) {
                    // "die in Riga geborene Ruiz": over what belongs to the participle.
                    let embedded = language.capital_nouns && determined && !noun && place == at + 1 && depth == 0;
                    // "der für die Häfen zuständige Kommissar": an adjective right between two nouns.
                    let adjective = |p: usize| {
                        stream[p].kind == Kind::Word
                            && stream[p].case == Case::Lower
                            && stream[p].flags == 0
                            && stream[p - 1].is_capital()
                    };
                    let before_noun = |p: &usize| stream.get(p + 1).is_some_and(|t| p + 1 < end && t.is_capital());
                    let within = || (place + 1..end.min(place + 10)).filter(before_noun);
                    let participle = within().find(|&p| adjective(p)).or_else(|| within().find(|&p| stream[p].past));
                    match participle.filter(|&p| embedded && tokens_in(stream, place..p).iter().all(Token::is_word)) {
                        Some(participle) => {
                            place = participle + 1;
                            continue;
                        }
                        None => break,
                    }
                }
                let grammar = word::OBJECT
                    | word::PRONOUN
                    | word::AUXILIARY
                    | word::NEGATION
                    | word::SUBORDINATOR
                    | word::RELATIVE;
                let title = place == at && language.free_order && token.has(word::TITLE) && token.has(word::PRONOUN);
                if title {
                    place += 1;
                    continue;
                }
                // "einen namentlich nicht genannten Offizier"
                let denied = language.capital_nouns && determined && !noun && token.has(word::NEGATION);
                if denied && !token.has(word::DETERMINER) {
                    place += 1;
                    continue;
                }
                if token.has(grammar) && !(capital && name_like && token.case != Case::Upper) {
                    break;
                }
                // "Dafür hat Ana Ruiz Verständnis": behind a whole name a thing is another phrase.
                if capital && language.capital_nouns && place >= at + 2 && follows_name(stream, place) {
                    break;
                }
                if capital {
                    let verb = token.has(word::ANY_VERB) && language.capital_nouns && place == at;
                    if verb {
                        break;
                    }
                    noun = true;
                    named = true;
                } else if token.has(word::ANY_VERB)
                    && language.fixed_order
                    && place == at
                    && next(place + 1)
                        .is_some_and(|t| t.has(word::ROLE) && t.case == Case::Lower && !t.has(word::ANY_VERB))
                    && !token.past
                {
                    // "lead author Ana Ruiz", "head coach"
                    noun = false;
                } else if token.has(word::ANY_VERB) {
                    let articled = place > at
                        && stream[place - 1].has(word::DETERMINER | word::POSSESSIVE)
                        && !token.has(word::CUE);
                    let listed = articled || token.has(word::ROLE | word::ORGANISATION | word::STATEMENT);
                    let modifies = determined
                        && next(place + 1).is_some_and(|t| {
                            t.is_word() && !t.has(word::FUNCTION | word::ANY_VERB | word::ADVERB)
                                || t.has(word::ROLE | word::ORGANISATION)
                        });
                    // "the leading candidate", "the report"; but "the mayor reported".
                    if noun && !token.has(word::ROLE | word::ORGANISATION)
                        || !noun && !(determined && (listed || modifies) || token.has(word::ROLE))
                    {
                        break;
                    }
                    noun |= !modifies || listed;
                    named = false;
                } else if token.has(word::ADVERB) {
                    if noun || !determined {
                        break;
                    }
                } else {
                    // "Kellers neuer Mitarbeiter": a name in the genitive goes with the noun behind the adjective.
                    let owned = language.capital_nouns
                        && place == at + 1
                        && first.genitive
                        && token.flags == 0
                        && next(place + 1).is_some_and(|t| t.is_capital() && t.has(word::ROLE));
                    if owned {
                        noun = false;
                        determined = true;
                        place += 1;
                        continue;
                    }
                    // "Ruiz seized on", "Ruiz touts the": an unlisted verb after a name.
                    // No name goes on in small letters where nouns do not stand side by side ("Волкова журналистам").
                    // But "Były dyrektor", "Главный тренер": an adjective that opens the sentence.
                    let office = place == at + 1
                        && token.has(word::ROLE | word::TITLE)
                        && !token.has(word::OBLIQUE)
                        && !first.has(word::GIVEN | word::NAMED);
                    if named && language.free_order && !office {
                        break;
                    }
                    let verb_like = named
                        && !token.has(word::ROLE | word::ORGANISATION | word::STATEMENT | word::TITLE)
                        && (token.past
                            || !language.fixed_order
                            || next(place + 1)
                                .is_some_and(|t| t.has(word::DETERMINER | word::POSSESSIVE | word::OBJECT)));
                    if verb_like {
                        break;
                    }
                    // Where nouns have capitals, a small word is an adjective or a verb.
                    noun |= !language.capital_nouns;
                    named = false;
                    if language.capital_nouns && noun {
                        break;
                    }
                }
                place += 1;
            }
            Kind::Possessive if noun => {
                // What is owned must follow: the phrase is not complete yet.
                noun = false;
                determined = true;
                place += 1;
            }
            Kind::Other if noun || place == at => place += 1,
            _ => break,
        }
    }
    // "a mother of three": inside a phrase a number can stand alone.
    let complete = noun || depth > 0 && determined;
    if !complete || place == at {
        return None;
    }
    // "один из жителей", "un des habitants": of whom somebody is one belongs to the mention.
    let one_of = language.free_order && place == at + 1 && first.has(word::DETERMINER) && first.has(word::PRONOUN);
    // "officials familiar with": an adjective after its noun is not what names.
    let trails = place >= at + 2
        && stream[place - 1].flags == 0
        && stream[place - 1].case == Case::Lower
        && !stream[place - 1].plural
        && stream[place - 2].has(word::ROLE)
        && stream[place - 2].plural
        && next(place).is_some_and(|t| t.has(word::PREPOSITION));
    let core_end = if trails { place - 1 } else { place };
    // "a spokesman for the mayor of Riga": attachments of a common noun.
    let mut whole = place;
    // "Polls in Ohio": a common noun with the capital of the sentence's head.
    let plural_head = language.fixed_order && place == at + 1 && first.plural && first.is_capital() && first.flags != 0;
    let mut links = 0;
    while depth < 2 && links < 3 {
        let Some(link) = next(whole) else { break };
        let genitive = language.capital_nouns && link.has(word::OBLIQUE | word::GENITIVE) && link.has(word::DETERMINER);
        if !(link.has(word::PREPOSITION) && !link.has(word::SUBORDINATOR) || genitive)
            || named && !plural_head && !genitive && !link.has(word::PARTICLE)
        {
            break;
        }
        let from = if genitive { whole } else { whole + 1 };
        match read(stream, from, end, language, depth + 1) {
            Some(inner) if inner.end > whole && !stream[from].has(word::PRONOUN) => whole = inner.end,
            _ => break,
        }
        links += 1;
    }
    let core_end = if one_of { whole } else { core_end };
    Some(Phrase { start: at, end: whole, core_end, relative: None })
}

/// Whether a noun that is no person stands right behind a given name and a surname.
pub(crate) fn follows_name(stream: &[Token], place: usize) -> bool {
    let Some([given, surname]) = place.checked_sub(2).and_then(|low| stream.get(low..place)) else { return false };
    let thing = word::NOT_PERSON | word::CLAIM | word::STATEMENT | word::WORK;
    let person = word::GIVEN | word::NAMED | word::ROLE | word::TITLE | word::ORGANISATION | word::PARTICLE;
    let name = given.has(word::GIVEN) && given.is_capital() && surname.is_capital() && !surname.has(word::GIVEN);
    stream.get(place).is_some_and(|t| name && t.is_capital() && !t.has(person) && (t.has(thing) || t.feminine))
}

/// The end of "einer von ihnen", "eine der Frauen".
fn one_of_end(stream: &[Token], at: usize, end: usize, language: &Language) -> usize {
    let from = at + 1 + usize::from(stream.get(at + 1).is_some_and(|t| t.has(word::FROM)));
    if stream.get(from).is_some_and(|t| from < end && t.has(word::OBJECT) && !t.has(word::DETERMINER)) {
        return from + 1;
    }
    read(stream, from, end, language, 1).map_or(at + 1, |inner| inner.core_end)
}

/// "den Brand überlebende Ana": the participle of the present, right behind a noun and before another, in a phrase that
/// begins with its object.
fn embedded_participle(stream: &[Token], at: usize, end: usize) -> Option<usize> {
    let found = (at + 2..end.min(at + 8).min(stream.len().saturating_sub(1)))
        .find(|&p| stream[p].kind == Kind::Word && stream[p].case == Case::Lower && stream[p - 1].is_capital())?;
    let unlisted = stream[found].flags == 0 && stream[found + 1].is_capital();
    (unlisted && tokens_in(stream, at..found).iter().all(Token::is_word)).then_some(found)
}

/// "schrieb Jan Weber Ana Ruiz": whether a given name with another name behind it stands right behind a given name and a surname.
pub(crate) fn begins_another(stream: &[Token], place: usize, language: &Language) -> bool {
    let Some(first) = place.checked_sub(2) else { return false };
    let Some([given, surname, other, next]) = stream.get(first..place + 2) else { return false };
    // "Osama Bin Mohammed Ali", "Anna Maria Ute Klein"
    let whole = |t: &Token| t.kind == Kind::Word && t.case == Case::Capital && t.end - t.start > SHORTEST_SURNAME;
    let names = |t: &Token| t.has(word::GIVEN) && t.is_capital();
    language.capital_nouns
        && names(given)
        && whole(surname)
        && !surname.has(word::GIVEN | word::PARTICLE | word::TITLE | word::ROLE)
        && names(other)
        && whole(next)
        && !next.has(word::GIVEN | word::PARTICLE | word::ROLE)
}

/// "wollte Ana Ruiz von Jan Weber wissen", "von Zeit zu Zeit": whether the "von" stands behind a given name and a surname, where it
/// belongs to no name.
fn is_behind_name(stream: &[Token], place: usize) -> bool {
    let whole = |given: &Token, surname: &Token| {
        given.has(word::GIVEN) && !surname.has(word::GIVEN | word::TITLE | word::ROLE | word::PARTICLE)
    };
    let before = place.checked_sub(2).and_then(|first| stream.get(first..place));
    stream[place].has(word::PREPOSITION) && matches!(before, Some([given, surname]) if whole(given, surname))
}

/// In bytes: what is shorter may be a part of a name of three or more.
const SHORTEST_SURNAME: u32 = 3;

/// Days, months, years: they stand beside a subject, never in it.
fn is_time(token: &Token) -> bool {
    token.has(word::TIME) && !token.has(word::ROLE | word::GIVEN)
        || token.kind == Kind::Number && token.end - token.start == 4
}

/// The phrase that ends at `end` (exclusive) and begins at `low` or later, if it can be a subject there.
pub(crate) fn before(stream: &[Token], low: usize, end: usize, language: &Language) -> Option<Phrase> {
    ending(stream, low, end, language, false)
}

/// Like [`before`], but also the tail of a longer phrase: what a relative clause goes back to.
pub(crate) fn antecedent(stream: &[Token], low: usize, end: usize, language: &Language) -> Option<Phrase> {
    ending(stream, low, end, language, true)
}

fn ending(stream: &[Token], low: usize, end: usize, language: &Language, tails: bool) -> Option<Phrase> {
    let last = stream.get(end.checked_sub(1)?)?;
    if end <= low || !(last.is_word() || last.kind == Kind::Other) {
        return None;
    }
    if last.has(word::PRONOUN) && !(last.is_capital() && last.has(word::GIVEN)) && last.gender != Gender::Relative {
        return Some(Phrase { start: end - 1, end, core_end: end, relative: None });
    }
    let mut window = end;
    while window > low && end - window < LONGEST && is_material(&stream[window - 1]) {
        window -= 1;
    }
    for start in window..end {
        let token = &stream[start];
        let preposition = token.has(word::PREPOSITION) && !token.has(word::DETERMINER);
        if (preposition || token.has(word::CONJUNCTION)) && !token.is_capital()
            || token.has(word::OBLIQUE) && !tails
            || matches!(token.kind, Kind::Possessive)
            || token.has(word::ADVERB) && !token.has(word::DETERMINER | word::TITLE | word::ROLE)
            || preposition && start == low
            || token.past && token.case == Case::Lower
        {
            continue;
        }
        let Some(phrase) = after(stream, start, end, language) else { continue };
        if phrase.end != end {
            continue;
        }
        let preceding = (start > low).then(|| &stream[start - 1]);
        // "in the Ohio delegation": the tail of something else.
        let tail = preceding.is_some_and(|t| {
            t.has(word::PREPOSITION) && !t.has(word::SUBORDINATOR | word::DETERMINER)
                || matches!(t.kind, Kind::Possessive)
                || language.capital_nouns && t.has(word::DETERMINER | word::POSSESSIVE | word::OBLIQUE)
        });
        if tail && !tails && !language.capital_nouns {
            return name_after_adverbial(stream, low, start, end, language);
        }
        return (!tail || tails).then_some(phrase);
    }
    None
}

/// "In an interview Ruiz said": without a comma, the name at the end is the subject.
fn name_after_adverbial(stream: &[Token], low: usize, start: usize, end: usize, language: &Language) -> Option<Phrase> {
    let opens = start == low + 1 || start > low + 1 && matches!(stream[start - 2].kind, Kind::Comma | Kind::Dash);
    let name = (start..end).rev().take_while(|&p| stream[p].is_capital()).last()?;
    let parted =
        name > start && stream[name - 1].case == Case::Lower && !stream[name - 1].has(word::TITLE | word::ROLE);
    let given = language.free_order && stream[name].has(word::GIVEN);
    ((opens || given) && parted).then(|| after(stream, name, end, language)).flatten().filter(|p| p.end == end)
}

fn is_material(token: &Token) -> bool {
    match token.kind {
        Kind::Word => {
            let grammar =
                word::AUXILIARY | word::NEGATION | word::SUBORDINATOR | word::RELATIVE | word::OBJECT | word::PRONOUN;
            !token.has(grammar)
                || token.has(word::DETERMINER | word::PREPOSITION)
                || token.is_capital() && token.has(word::GIVEN)
        }
        Kind::Number | Kind::Possessive | Kind::Other => true,
        _ => false,
    }
}
