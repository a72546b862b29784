//! Clauses whose verb comes second, as in German: the subject stands before the finite verb or right behind it.
//!
//! [`verb_second`] is the heart: it finds the clause that a cue belongs to, its finite verb, and which of the phrases on
//! both sides is the subject. Beside it stand names that begin with a particle ("von der Linde") and subjects that nobody
//! is ("es heißt"). Read after `clause`, which calls it. Not for languages that keep the subject before the verb.

use crate::clause::{REACH, is_finite, leading};
use crate::language::{Gender, Language, word};
use crate::phrase::{self, Phrase};
use crate::speaking::{is_full_name, names_person, rank};
use crate::token::{Case, Kind, Token, tokens_in};

/// In bytes: prepositions that are verbs' particles too ("an", "aus") are no longer.
const SHORT_PREPOSITION: u32 = 4;

/// The subject of a clause whose verb comes second: before the finite verb, or after it where something else opens the
/// clause. `cue` is the verb that attributes, a participle perhaps.
pub(crate) fn verb_second(stream: &[Token], low: usize, cue: usize, end: usize, language: &Language) -> Option<Phrase> {
    // The clause begins after the last sign that parts clauses.
    let clause = (low..cue).rev().find(|&p| match stream[p].kind {
        Kind::Colon | Kind::Semicolon => true,
        // A quotation parts clauses where a comma follows it; a name between marks does not.
        Kind::Quote(_) => stream.get(p + 1).is_some_and(|t| matches!(t.kind, Kind::Comma | Kind::Dash)),
        _ => false,
    });
    let mut start = clause.map_or(low, |p| p + 1);
    while start < cue
        && (matches!(stream[start].kind, Kind::Comma | Kind::Dash) || stream[start].has(word::CONJUNCTION))
    {
        start += 1;
    }
    // "Nicht Ruiz, sondern Weber sagte"
    if stream[start].has(word::NEGATION)
        && let Some(joint) = (start + 1..cue)
            .find(|&p| stream[p].has(word::CONJUNCTION) && stream[p - 1].kind == Kind::Comma && p + 1 < cue)
        && !tokens_in(stream, start..joint).iter().any(is_finite)
    {
        start = joint + 1;
    }
    // "Krähen merken sich alles, schreiben Forscher im Fachblatt": several say so, and the form is that of the infinitive.
    if cue > start + 1
        && stream[cue].has(word::NONFINITE)
        && stream[cue - 1].kind == Kind::Comma
        && stream.get(cue + 1).is_some_and(|t| cue + 1 < end && (t.is_capital() || t.has(word::DETERMINER)))
        && !stream[start].has(word::SUBORDINATOR | word::PREPOSITION)
        && let Some(behind) = nominative(stream, cue + 1, end, language)
        && rank(tokens_in(stream, behind.start..behind.core_end)) >= 2
        && !tokens_in(stream, behind.end.min(end)..end).iter().any(is_finite)
    {
        return Some(behind);
    }
    // "Die Menge rief Parolen und der Redner sagte": the clause after the last "und" has its own subject.
    let joined = (start + 1..cue).rev().take(30).find(|&p| stream[p].has(word::CONJUNCTION));
    if let Some(joined) = joined
        && !stream[cue].has(word::NONFINITE)
        && joined + 1 < cue
        && stream[joined + 1].has(word::DETERMINER | word::PRONOUN)
        && !stream[joined + 1].has(word::OBLIQUE)
        && tokens_in(stream, start..joined).iter().any(is_finite)
        && !tokens_in(stream, joined + 1..cue).iter().any(is_finite)
    {
        start = joined + 1;
    }
    // A subordinate clause: "wie Ruiz mitteilte", "dass Ruiz gesagt habe".
    let opener = (start..cue).rev().take(30).find(|&p| {
        // "als „...“ bezeichnet": this "als" opens no clause.
        let opens = stream[p].has(word::SUBORDINATOR) && !matches!(stream[p + 1].kind, Kind::Quote(_));
        opens || stream[p].kind == Kind::Comma
    });
    let final_verb = stream.get(cue + 1).is_none_or(|t| cue + 1 >= end || !t.is_word() || t.has(word::AUXILIARY));
    let passive_clause = is_passive(stream, low, cue, end);
    if let Some(opener) = opener.filter(|&p| final_verb && !passive_clause && stream[p].has(word::SUBORDINATOR)) {
        let mut from = opener + 1;
        while from < cue && stream[from].has(word::OBJECT) && !stream[from].has(word::DETERMINER | word::PRONOUN) {
            from += 1;
        }
        if let Some(phrase) = nominative(stream, from, cue, language) {
            return Some(phrase);
        }
    }
    // "Das ist der Satz, den Ruiz geprägt hat:" a relative clause has its subject behind the relative word.
    let relative = opener.filter(|&p| final_verb && stream[p].kind == Kind::Comma && p + 2 < cue);
    if let Some(place) = relative.map(|p| p + 1).filter(|&p| {
        stream[p].case == Case::Lower
            && stream[p].has(word::DETERMINER | word::RELATIVE)
            && !stream[p + 1].has(word::FUNCTION)
    }) && !tokens_in(stream, place + 1..cue).iter().any(is_finite)
        && stream[place + 1].is_capital()
        && let Some(phrase) = nominative(stream, place + 1, cue, language)
        && names_person(tokens_in(stream, phrase.start..phrase.core_end))
    {
        return Some(phrase);
    }
    // "Tjarks, dessen Anwalt sagte:": what belongs to somebody before the comma has the verb.
    if let Some(place) = relative.map(|p| p + 1).filter(|&p| {
        stream[p].case == Case::Lower
            && stream[p].has(word::POSSESSIVE)
            && stream[p].has(word::RELATIVE)
            && stream[p + 1].is_capital()
    }) && !tokens_in(stream, place + 1..cue).iter().any(is_finite)
        && let Some(found) = phrase::after(stream, place + 1, cue, language)
        && rank(tokens_in(stream, found.start..found.core_end)) >= 2
    {
        return Some(found);
    }
    // "Tjarks, über den Weber sagte:", "Tjarks, von dem Weber sagt, er sei ...": the clause has its own subject.
    if let Some(place) = relative.map(|p| p + 1).filter(|&p| {
        stream[p].case == Case::Lower
            && stream[p].has(word::PREPOSITION)
            && stream[p + 1].case == Case::Lower
            && stream[p + 1].has(word::DEFINITE)
            && p + 2 < cue
    }) && !tokens_in(stream, place + 2..cue).iter().any(is_finite)
        && (is_finite(&stream[cue]) || stream.get(cue + 1).is_some_and(|t| t.has(word::AUXILIARY)))
        // "über den Weber sagte", but "zu den Plänen sagte"
        && (stream[place + 2].has(word::GIVEN | word::NAMED | word::TITLE | word::PRONOUN | word::DETERMINER)
            || stream[place + 2].flags == 0 && place + 3 == cue && stream.get(cue + 1).is_none_or(|t| !t.is_word()))
        && let Some(found) = nominative(stream, place + 2, cue, language)
        && rank(tokens_in(stream, found.start..found.core_end)) >= 2
        && tokens_in(stream, found.end..cue).iter().all(|t| t.is_word() && !t.is_capital())
    {
        return Some(found);
    }
    // "Hunderte, die dabei riefen:", "ein Freund, der sagte:" the relative word is the subject.
    let relative = opener.filter(|&p| final_verb && stream[p].kind == Kind::Comma && p + 1 < cue);
    if let Some(place) = relative.map(|p| p + 1).filter(|&p| {
        !passive_clause
            && stream[p].case == Case::Lower
            && stream[p].has(word::DEFINITE)
            && !stream[p].has(word::OBLIQUE | word::PREPOSITION)
            && stream[p + 1].case == Case::Lower
    }) && !tokens_in(stream, place + 1..cue)
        .iter()
        .any(|t| is_finite(t) || t.has(word::PRONOUN) && !t.has(word::OBJECT | word::OBLIQUE))
        && stream[place - 2].is_capital()
        && let Some(phrase) = phrase::antecedent(stream, low, place - 1, language)
    {
        let core = tokens_in(stream, phrase.start..phrase.core_end);
        if rank(core) >= 2 {
            return Some(Phrase { relative: Some(place), ..phrase });
        }
        // "ein Kommentar, der den Plan „...“ nennt": what the words stand in is told by its noun.
        if core.last().is_some_and(|t| t.has(word::STATEMENT) && t.is_capital()) {
            return Some(phrase);
        }
    }
    let cited = |p: usize| stream[p].has(word::AUXILIARY) && stream[p].gender == Gender::Neuter;
    let finite = if stream[cue].has(word::CITES) && final_verb && (start..cue).any(cited) {
        // "wird Ruiz wie folgt zitiert"
        (start..cue).find(|&p| cited(p))?
    } else if let Some(helper) = (start..cue).find(|&p| cited(p) && !stream[cue].has(word::NONFINITE) && final_verb)
        && !tokens_in(stream, helper..cue).iter().any(|t| t.kind == Kind::Comma)
    {
        // "wurde als „...“ bezeichnet": a participle that looks like a finite form.
        helper
    } else if stream[cue].has(word::PARTICIPLE)
        && final_verb
        && let Some(helper) = (start..cue).find(|&p| stream[p].has(word::AUXILIARY) && !stream[p].has(word::POSSESSIVE))
        && !tokens_in(stream, helper + 1..cue).iter().any(|t| is_finite(t) && !t.has(word::PARTICIPLE))
    {
        // "hatte Ruiz, der Leiter, gestern erklärt"
        helper
    } else if stream[cue].has(word::NONFINITE)
        && !final_verb
        && let Some(phrase) = before_its_verb(stream, start, cue, language)
    {
        // "Ruiz will gehen, Kritiker sprechen von ...": the plural looks like an infinitive.
        return Some(phrase);
    } else if stream[cue].has(word::NONFINITE) {
        (start..cue)
            .find(|&p| stream[p].has(word::AUXILIARY) && !stream[p].has(word::POSSESSIVE))
            .or_else(|| (start..cue).find(|&p| is_finite(&stream[p])))?
    } else {
        cue
    };
    // "Keller sagte, die Ministerin habe versprochen, ...": the helper's own clause behind the comma has its subject.
    if finite < cue
        && let Some(comma) = (start + 1..finite).rev().find(|&p| stream[p].kind == Kind::Comma)
        && tokens_in(stream, start..comma).iter().any(is_finite)
        && stream[finite].has(word::REPORTING)
        && tokens_in(stream, finite..cue).iter().all(|t| t.is_word() && !t.has(word::CONJUNCTION))
        && let Some(phrase) = nominative(stream, comma + 1, finite, language).filter(|found| found.end == finite)
    {
        return Some(phrase);
    }
    if let Some(phrase) = elided(stream, low, start, finite, language) {
        return Some(phrase);
    }
    // "wurde ... gelobt", "war ... gelobt worden"
    let made = |p: usize| stream[p].gender == Gender::Neuter && stream[p].has(word::AUXILIARY);
    let passive = finite != cue && (made(finite) || cue + 1 < end && made(cue + 1));
    if passive && !stream[cue].has(word::CITES) {
        // "wurde von Ruiz bezeichnet"
        // But not "in Anwesenheit von Ruiz wurde erklärt".
        let by = (start..end).find(|&p| {
            let belongs = p > start && stream[p - 1].is_capital() && !stream[p - 1].has(word::GIVEN | word::NAMED);
            stream[p].has(word::PREPOSITION) && stream[p].has(word::FROM) && !belongs
        })?;
        return phrase::after(stream, by + 1, end, language).filter(|found| {
            let core = tokens_in(stream, found.start..found.core_end);
            rank(core) >= 3 || core.len() >= 2
        });
    }
    if !passive && finite == cue && stream[cue].has(word::CITES) {
        // "zitiert einen Zeugen mit den Worten"
        return phrase::after(stream, cue + 1, end, language);
    }
    // A pronoun right after the finite verb is the subject.
    let mut after = finite + 1;
    while after < end && (stream[after].has(word::ADVERB) || stream[after].has(word::OBJECT)) {
        after += 1;
    }
    // But "Weber nannte sie „...“": "sie" is the object of whoever stands right before the verb.
    let is_object = |t: &Token| {
        t.gender == Gender::Female
            && finite > start
            && nominative(stream, start, finite, language)
                .is_some_and(|front| front.end == finite && rank(tokens_in(stream, front.start..front.core_end)) >= 3)
    };
    let is_pronoun = |t: &Token| t.has(word::PRONOUN) && !t.has(word::DETERMINER) && !is_object(t);
    if stream.get(after).is_some_and(|t| after < end && is_pronoun(t)) {
        return Some(Phrase { start: after, end: after + 1, core_end: after + 1, relative: None });
    }
    if finite == cue
        && let Some(phrase) = own_clause(stream, start, cue, end, language)
    {
        return Some(phrase);
    }
    // "Auch die Ministerin äußerte": over the adverb to whom it stresses.
    let mut head = start;
    while head + 1 < finite && stream[head].has(word::ADVERB) && !stream[head].has(word::DETERMINER | word::PRONOUN) {
        head += 1;
    }
    // "Ruiz gegenüber hatte Weber erklärt", "Ruiz zuliebe": whoever stands before such a word is not the subject.
    let postponed = finite > head + 1
        && stream[finite - 1].has(word::PREPOSITION)
        && stream[finite - 1].end - stream[finite - 1].start > SHORT_PREPOSITION;
    let front = nominative(stream, head, finite, language).filter(|found| !postponed || found.end + 1 < finite);
    match front {
        // "Die Königin, ein Gast des Festes, bat den Minister": whoever asks stands before the verb.
        Some(phrase)
            if stream[cue].has(word::HEARER)
                && !stream[phrase.start].has(word::GENITIVE)
                && (names_person(tokens_in(stream, phrase.start..phrase.core_end))
                    || stream[phrase.start].has(word::DETERMINER)
                        && rank(tokens_in(stream, phrase.start..phrase.core_end)) >= 1) =>
        {
            Some(phrase)
        }
        // "Der Zeitung sagte Anna Ruiz": a feminine dative looks like a masculine subject.
        Some(phrase)
            if stream[phrase.start].has(word::GENITIVE)
                && !tokens_in(stream, phrase.start..phrase.core_end)
                    .iter()
                    .any(|t| t.has(word::ROLE | word::TITLE | word::GIVEN))
                && nominative(stream, after, end, language)
                    .is_some_and(|p| tokens_in(stream, p.start..p.core_end).iter().any(|t| t.has(word::GIVEN))) =>
        {
            nominative(stream, after, end, language)
        }
        Some(phrase)
            // "Fjella Quarnow sagte Ana Ruiz am Telefon"
            if !(surely_nominative(stream, &phrase)
                || phrase.end == finite && is_full_name(tokens_in(stream, phrase.start..phrase.core_end)))
                && nominative(stream, after, end, language).is_some_and(|p| {
                    let (here, there) = (
                        rank(tokens_in(stream, phrase.start..phrase.core_end)),
                        rank(tokens_in(stream, p.start..p.core_end)),
                    );
                    there > here && (there >= 2 || here == 0)
                }) =>
        {
            nominative(stream, after, end, language)
        }
        Some(phrase)
            if phrase.end >= finite
                || tokens_in(stream, phrase.end..finite).iter().any(|t| {
                    matches!(t.kind, Kind::Comma | Kind::BracketOpen | Kind::BracketClose | Kind::Quote(_))
                        || t.has(word::ADVERB | word::PREPOSITION)
                }) =>
        {
            Some(phrase)
        }
        front => nominative(stream, after, end, language).or(front),
    }
}

/// "Der alte Deichgraf lobte Ruiz", "Der Deichgraf Onno Tjarks lobte Ruiz": an adjective in "-e" behind "der", or an office
/// and a name, which no feminine dative is. What is no person at all still gives way.
fn surely_nominative(stream: &[Token], phrase: &Phrase) -> bool {
    let core = tokens_in(stream, phrase.start..phrase.core_end);
    let [first, second, rest @ ..] = core else { return false };
    let article = first.has(word::GENITIVE) && first.has(word::DETERMINER) && first.end - first.start == 3;
    let adjective = second.case == Case::Lower && !second.oblique && second.kind == Kind::Word && !rest.is_empty();
    let named = second.is_capital() && rest.first().is_some_and(Token::is_capital);
    article && (adjective || named) && rank(core) >= 1
}

/// "der als Entwurf ins Netz gestellt wurde": a participle with a form of "werden" in its clause says of nobody who speaks.
pub(crate) fn is_passive(stream: &[Token], low: usize, cue: usize, end: usize) -> bool {
    let made = |t: &Token| t.has(word::AUXILIARY) && t.gender == Gender::Neuter;
    let participle = stream[cue].has(word::NONFINITE | word::PARTICIPLE);
    let clause = tokens_in(stream, low..cue)
        .iter()
        .rev()
        .take_while(|t| !matches!(t.kind, Kind::Comma | Kind::Colon | Kind::Semicolon));
    participle && !stream[cue].has(word::CITES) && (clause.clone().any(made) || cue + 1 < end && made(&stream[cue + 1]))
}

/// The subject of a main clause behind another main clause and a comma: behind the verb ("Sie sei froh, sagte Ana Ruiz,
/// ...") or before it ("Ruiz wies das zurück, Sprecherin Weber erklärte: ..."). `None` where the clause before is none of its
/// own, as a relative clause or an apposition is.
fn own_clause(stream: &[Token], start: usize, cue: usize, end: usize, language: &Language) -> Option<Phrase> {
    if let Some(phrase) = before_its_verb(stream, start, cue, language) {
        return Some(phrase);
    }
    // "Der Plan fehle, findet Ruiz, ...": a verb and its subject alone between two commas. But "Ruiz, der Leiter, nannte
    // Kiel, ...".
    let last = cue.checked_sub(1).filter(|&p| p > start)?;
    // "Ruiz hat recht, meint auch Weber:"
    let after = (cue + 1..end).find(|&p| !stream[p].has(word::ADVERB)).unwrap_or(end);
    if stream[last].kind == Kind::Comma
        && !tokens_in(stream, start..last).iter().any(|t| t.kind == Kind::Comma)
        && let Some(behind) = nominative(stream, after, end, language)
        && (behind.end == end || stream.get(behind.end).is_some_and(|t| t.kind == Kind::Comma))
        && rank(tokens_in(stream, behind.start..behind.core_end)) >= 2
        && !stream[start].has(word::SUBORDINATOR)
    {
        return Some(behind);
    }
    let comma = (start..cue).find(|&p| stream[p].kind == Kind::Comma)?;
    let opens = stream[start].has(word::SUBORDINATOR);
    if opens || !tokens_in(stream, start..comma).iter().any(|t| is_finite(t) || t.has(word::REPORTING)) {
        return None;
    }
    let weight = |found: &Phrase| rank(tokens_in(stream, found.start..found.core_end));
    if stream[cue - 1].kind == Kind::Comma
        && let Some(behind) = nominative(stream, cue + 1, end, language).filter(|found| weight(found) >= 1)
    {
        return Some(behind);
    }
    let clause = tokens_in(stream, comma + 1..cue);
    if clause.is_empty() || clause.iter().any(|t| is_finite(t) || t.has(word::REPORTING | word::SUBORDINATOR)) {
        return None;
    }
    nominative(stream, comma + 1, cue, language).filter(|found| weight(found) >= 3)
}

/// "Ruiz will gehen, die Partei dagegen erklärte", "Ruiz siegte und Weber sagte": whoever stands between the last comma or
/// "und" and the verb, where another clause is complete before it. An apposition ends in a comma of its own.
fn before_its_verb(stream: &[Token], start: usize, cue: usize, language: &Language) -> Option<Phrase> {
    let joint = (start + 1..cue).rev().take(14).find(|&p| {
        stream[p].kind == Kind::Comma || stream[p].has(word::CONJUNCTION) && stream[p].case == Case::Lower
    })?;
    let acts = |t: &Token| is_finite(t) || t.has(word::REPORTING) || t.past && t.case == Case::Lower;
    // "..., so Ruiz, und Weber ergänzte"
    let sourced = stream[start].has(word::SOURCE) && stream[start].case == Case::Lower;
    let complete =
        (sourced || tokens_in(stream, start..joint).iter().any(acts)) && !stream[start].has(word::SUBORDINATOR);
    let found = nominative(stream, joint + 1, cue, language).filter(|_| complete)?;
    let adjacent = tokens_in(stream, found.end..cue).iter().all(|t| t.has(word::ADVERB) && !t.is_capital());
    let weight = rank(tokens_in(stream, found.start..found.core_end));
    // "die Leute, die Deiche nannten": "die" may be a relative word before a verb that ends its clause.
    let relative = stream[found.start].has(word::DEFINITE)
        && stream[joint].kind == Kind::Comma
        && stream.get(cue + 1).is_none_or(|t| !t.is_word())
        && weight < 3;
    let article = stream[found.start].has(word::DETERMINER | word::POSSESSIVE);
    (adjacent && !relative && (weight >= 2 || weight == 1 && article)).then_some(found)
}

/// The subject of a verb joined by "und", left out because it is that of the verb before: "Ruiz lachte und nannte den Plan".
fn elided(stream: &[Token], low: usize, start: usize, finite: usize, language: &Language) -> Option<Phrase> {
    let before = finite.checked_sub(1).filter(|&p| p >= low && stream[p].has(word::CONJUNCTION))?;
    let from = if start < before { start } else { low };
    let earlier = (from..before).rev().take(REACH).find(|&p| is_finite(&stream[p]));
    // "Dann lenkte er das Boot in den Hafen und meldete": a pronoun behind a verb that no list holds.
    let pronoun = || {
        (from + 1..before).rev().take(REACH).find(|&p| {
            let person = stream[p].is_pronoun()
                && !stream[p].has(word::OBJECT)
                && matches!(stream[p].gender, Gender::Male | Gender::Female | Gender::Plural);
            let verb = &stream[p - 1];
            person && verb.kind == Kind::Word && verb.case == Case::Lower && verb.flags == 0
        })
    };
    if earlier.is_none()
        && let Some(place) = pronoun()
    {
        return Some(Phrase { start: place, end: place + 1, core_end: place + 1, relative: None });
    }
    // "Da kam Ruiz in den Saal, sah die Leute und rief": of three verbs the first has the subject.
    // But "..., sah der Wirt auf und rief": the second has its own.
    let own = |verb: usize| {
        nominative(stream, verb + 1, before, language).is_some_and(|found| {
            let first = &stream[found.start];
            let surely =
                first.has(word::GENITIVE) && first.has(word::DETERMINER) || first.is_capital() || first.is_pronoun();
            surely && rank(tokens_in(stream, found.start..found.core_end)) >= if first.is_capital() { 2 } else { 1 }
        })
    };
    let behind_comma = |verb: &usize| *verb > from + 2 && stream[*verb - 1].kind == Kind::Comma;
    let chained = earlier.filter(|verb| behind_comma(verb) && !own(*verb)).and_then(|verb| {
        let first = (from..verb - 1).find(|&p| is_finite(&stream[p]) && !stream[p].has(word::REPORTING))?;
        let only = !tokens_in(stream, from..verb - 1).iter().any(|t| t.kind == Kind::Comma || t.has(word::REPORTING));
        let found = verb_second(stream, low, first, verb - 1, language).filter(|_| only)?;
        let opens = stream[from].has(word::SUBORDINATOR);
        (!opens && rank(tokens_in(stream, found.start..found.core_end)) >= 2).then_some(found)
    });
    if chained.is_some() {
        return chained;
    }
    match earlier {
        Some(verb) => verb_second(stream, low, verb, before, language),
        None => leading(stream, from, before, language),
    }
}

/// A name that begins with a particle and an article ("von der Linde"), at the head of a clause or after its verb.
pub(crate) fn particle_name(stream: &[Token], at: usize, end: usize) -> Option<Phrase> {
    let token = |offset: usize| stream.get(at + offset).filter(|_| at + offset < end);
    let particle = token(0).is_some_and(|t| t.has(word::PARTICLE) && t.has(word::PREPOSITION));
    let article = token(1).is_some_and(|t| t.has(word::DETERMINER) && t.case == Case::Lower && t.end - t.start == 3);
    let common = word::ROLE | word::TITLE | word::ORGANISATION | word::NOT_PERSON | word::TIME | word::STATEMENT;
    let name = token(2).is_some_and(|t| t.is_capital() && !t.has(common));
    let ends = token(3).is_none_or(|t| !t.is_word() || is_finite(t) || t.has(word::ADVERB | word::TIME));
    (particle && article && name && ends).then_some(Phrase { start: at, end: at + 3, core_end: at + 3, relative: None })
}

/// "In dem Brief heißt es": the letter says it, and nobody where no source is named.
pub(crate) fn personal(stream: &[Token], low: usize, end: usize, found: Phrase, language: &Language) -> Option<Phrase> {
    let first = stream.get(found.start)?;
    if !(first.has(word::PRONOUN) && first.gender == Gender::Neuter) {
        return Some(found);
    }
    let nobody = first.end - first.start == 2;
    // "Da hielt es auch Ruiz nicht auf dem Sitz:"
    let mut behind = found.end;
    while behind < end && stream[behind].has(word::ADVERB) && stream[behind].case == Case::Lower {
        behind += 1;
    }
    let person = |t: &Token| t.has(word::GIVEN | word::NAMED | word::TITLE);
    if nobody
        && let Some(subject) = nominative(stream, behind, end, language)
        && (tokens_in(stream, subject.start..subject.core_end).iter().any(person)
            || is_full_name(tokens_in(stream, subject.start..subject.core_end)))
    {
        return Some(subject);
    }
    // The letter stands in the clause of "es", not beyond a comma ("Es sei schwer, wegen der Kosten ...").
    let parts = |p: &usize| matches!(stream[*p].kind, Kind::Comma | Kind::Colon | Kind::Semicolon);
    let parted = (low..found.start).rev().find(parts);
    // But "In dem Antrag, den Ruiz gestellt hat, heißt es": over a clause that tells of the letter.
    let told_of = parted.filter(|&p| p + 2 == found.start && stream[p].kind == Kind::Comma).and_then(|comma| {
        let opens = (low..comma).rev().find(|&p| stream[p].kind == Kind::Comma)?;
        let link = stream.get(opens + 1)?;
        // But not "In der Stadt, die Ruiz liebt, heißt es".
        let says = stream.get(opens.checked_sub(1)?)?.has(word::STATEMENT | word::CLAIM);
        let relative = link.case == Case::Lower && link.has(word::DEFINITE | word::RELATIVE | word::PREPOSITION);
        (relative && says && stream.get(low)?.has(word::PREPOSITION)).then_some(low)
    });
    let (low, end) = match told_of {
        Some(low) => (low, found.start),
        None => (parted.map_or(low, |p| p + 1), end),
    };
    let end = (found.end..end).find(parts).unwrap_or(end);
    let governs = |p: &usize| stream[*p].has(word::PREPOSITION) && !stream[*p].has(word::SUBORDINATOR);
    let source = (low..end).find(governs);
    // "Auf Anfrage hieß es aus der Werft": a noun without an article tells why. But nobody where neither can speak ("Auf Dauer hieß es aus
    // der Not").
    let why = source.is_some_and(|first| {
        first < found.start && first + 2 == found.start.saturating_sub(1) && stream[first + 1].is_capital()
    });
    let second = Some(found.end).filter(|p| *p < end && governs(p) && nobody && why);
    let behind = second.filter(|&p| {
        let speaks = phrase::after(stream, p + 1, end, language).is_some_and(|found| {
            let core = tokens_in(stream, found.start..found.core_end);
            core.iter().any(|t| t.has(word::ROLE | word::ORGANISATION | word::GIVEN | word::NAMED))
        });
        speaks && !stream[source.unwrap_or(p)].has(word::DEFINITE)
    });
    let bare = |p: usize| !stream[p].has(word::DEFINITE);
    if second.is_some() && behind.is_none() && source.is_some_and(bare) {
        return None;
    }
    let source = behind.or(source);
    // "hieß es von Seiten der Werft": the body behind a noun without an article.
    let source = source.and_then(|p| {
        let found = phrase::after(stream, p + 1, end, language)?;
        let bare = found.core_end == found.start + 1 && stream[found.start].plural | (found.end > found.core_end);
        let inner = stream.get(found.core_end).filter(|t| bare && found.core_end < end && t.has(word::GENITIVE));
        inner.and_then(|_| phrase::after(stream, found.core_end, end, language)).or(Some(found))
    });
    if nobody {
        return source;
    }
    // "In der Behörde sagte man": the body; "in Kiel sagte man" nobody more than that.
    let body =
        |p: &Phrase| tokens_in(stream, p.start..p.core_end).iter().any(|t| t.has(word::ROLE | word::ORGANISATION));
    source.filter(body).or(Some(found))
}

/// After an opening adverbial without a comma ("Im Kongress warb Ruiz"): the phrase behind the first finite verb, which
/// is a small word right after a noun.
pub(crate) fn after_finite(stream: &[Token], at: usize, end: usize, language: &Language) -> Option<Phrase> {
    let limit = end.min(at + REACH);
    let place = (at + 1..limit.min(stream.len().saturating_sub(1))).find(|&p| {
        let token = &stream[p];
        let verb = token.case == Case::Lower
            && token.kind == Kind::Word
            && (token.flags == 0 || token.has(word::ANY_VERB | word::AUXILIARY))
            && !token.has(word::NONFINITE);
        let previous = &stream[p - 1];
        // "Zum geplanten Umbau schreibt Ruiz": an adjective behind the preposition is no verb.
        let adjective = previous.has(word::PREPOSITION)
            || previous.has(word::DETERMINER | word::POSSESSIVE)
                // "Die lange Rede knarzte", but "Dem widersprach Ruiz", "Das bestätigte Ruiz"
                && (token.oblique || !previous.has(word::SUMS_UP | word::OBLIQUE))
                && stream[p + 1].is_capital();
        let noun = previous.is_capital() && !adjective;
        verb && (noun
            || previous.kind == Kind::Number
            || previous.has(word::ADVERB)
            || previous.kind == Kind::BracketClose)
    })?;
    let mut after = place + 1;
    while after < end && stream[after].has(word::ADVERB | word::OBJECT) && !stream[after].has(word::DETERMINER) {
        after += 1;
    }
    // "Ein scharfes Wort lieferte der Zeitung ein Abgeordneter": over the hearer.
    let hearer = stream.get(after).is_some_and(|t| {
        after < end && t.has(word::OBLIQUE | word::GENITIVE) && t.has(word::DETERMINER) && t.case == Case::Lower
    });
    let speaker = hearer.then(|| phrase::after(stream, after, end, language)).flatten().and_then(|heard| {
        let article = stream.get(heard.core_end).is_some_and(|t| t.is_capital() || t.has(word::DETERMINER));
        let found = nominative(stream, heard.core_end, end, language).filter(|_| article)?;
        (rank(tokens_in(stream, found.start..found.core_end)) >= 3).then_some(found)
    });
    speaker.or_else(|| nominative(stream, after, end, language))
}

/// The phrase that begins at `at`, unless its article or ending shows that it is no subject.
pub(crate) fn nominative(stream: &[Token], at: usize, end: usize, language: &Language) -> Option<Phrase> {
    let token = stream.get(at).filter(|_| at < end)?;
    if token.has(word::OBLIQUE | word::OBJECT | word::PREPOSITION) && !token.has(word::PRONOUN) {
        return particle_name(stream, at, end);
    }
    // "Wie Ana Ruiz meint auch Weber", "Als Ruiz kam, rief Weber": what such a word opens is no subject, though it has a
    // capital where a sentence begins.
    if token.has(word::SUBORDINATOR) && !token.has(word::PRONOUN | word::DETERMINER) {
        return None;
    }
    // "Der englischen Zeitung", "der Ministerin": the adjective's ending or the noun shows a dative.
    let dative = |t: &Token| t.oblique || t.feminine && !t.has(word::GIVEN);
    if token.has(word::GENITIVE) && token.has(word::DETERMINER) && stream.get(at + 1).is_some_and(dative) {
        return None;
    }
    phrase::after(stream, at, end, language)
}
