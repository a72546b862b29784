//! What the narrator's sentences right before and right behind words that stand alone tell of who speaks: "Ruiz nickt. „...“",
//! "„...“ So beschreibt Ruiz die Lage."
//!
//! Asked by `neighbours`, which weighs them against the quotations beside. Most of it is read only where the verb comes second,
//! for there a sentence's subject is told best. Not for cues in the sentence of the words: see `attribute`.

use crate::attribute::{Attribution, View};
use crate::clause::{self, Clause, REACH};
use crate::language::{Gender, Language, word};
use crate::marks::Span;
use crate::neighbours::{cued, in_reported_mood, is_reported, subject_of};
use crate::phrase::{self, Phrase};
use crate::speaking;
use crate::stream::Narration;
use crate::token::{Case, Kind, Token, tokens_in};
use crate::verb_second;

/// Whether somebody is named by name.
pub(crate) fn names(phrase: &[Token]) -> bool {
    phrase.iter().any(|t| t.is_capital() && t.has(word::NAMED | word::GIVEN))
}

/// "„...“, antwortete Ruiz. „Und warum ...?“": who has answered does not ask back, as far as anybody knows.
pub(crate) fn is_question_back(
    text: &str,
    narration: &Narration,
    spans: &[Span],
    earlier: &Attribution,
    this: &Attribution,
) -> bool {
    let answered = earlier
        .cue
        .as_ref()
        .is_some_and(|cue| narration.stream.get(cue.start).is_some_and(|t| t.has(word::REPLIES)) && cue.start > 0);
    let inner = spans.get(this.pair as usize).and_then(|span| text.get(span.inner())).unwrap_or("");
    let short = inner.split_whitespace().nth(LONGEST_QUESTION).is_none();
    answered && short && inner.trim_end().ends_with('?') && this.sentence - earlier.sentence <= 1
}

/// In words: a question asked back.
const LONGEST_QUESTION: usize = 12;

/// Who is told of in the sentence right before words that stand alone, in the same paragraph: "Ruiz sagte es so. „...“",
/// "Ruiz nickt. „...“". Read only where the verb comes second.
pub(crate) fn told_right_before(
    text: &str,
    narration: &Narration,
    this: &Attribution,
    language: &Language,
) -> Option<Clause> {
    let second = language.capital_nouns;
    let number = this.sentence.checked_sub(1).filter(|_| second || language.fixed_order)?;
    let sentence = narration.sentences.get(number).filter(|s| !s.quotes && s.paragraph == this.paragraph)?;
    let own = narration.sentences.get(this.sentence)?;
    let reported = second && is_reported(narration, this);
    let opens = matches!(narration.stream.get(own.range.start)?.kind, Kind::Quote(_));
    // What goes on in reported mood has begun further before.
    if !opens && !reported || reported && in_reported_mood(narration, number) {
        return None;
    }
    if let Some(clause) = cued(text, narration, number, language).filter(|_| second) {
        let weight = speaking::rank(tokens_in(&narration.stream, clause.subject.start..clause.subject.core_end));
        return Some(clause).filter(|_| weight >= 2);
    }
    let (low, high) = (sentence.range.start, sentence.range.end);
    let stream = &narration.stream;
    // "Ruiz bestritt das. Er habe "..."", "Ruiz nickt. „...“"
    let verb = (low..high.min(low + REACH)).find(|&p| match reported {
        true => stream[p].has(word::WEAK) && clause::is_finite(&stream[p]),
        false => stream[p].has(word::VERB) && text.get(stream[p].range()).is_some_and(|form| language.is_gesture(form)),
    })?;
    if verb_second::is_passive(stream, low, verb, high) {
        return None;
    }
    if !second {
        // "Ruiz rolls her eyes. “...”": the verb of the sentence, and somebody before it.
        let subject = clause::subject(stream, low, verb, language)?;
        let first = subject.start == low || !tokens_in(stream, low..subject.start).iter().any(clause::is_finite);
        let core = tokens_in(stream, subject.start..subject.core_end);
        let speaks =
            speaking::can_speak(core) && !core[0].has(word::POSSESSIVE) | core.iter().any(|t| t.has(word::ROLE));
        let main = reported || is_main(stream, low, verb, &subject);
        return (first && speaks && main).then_some(Clause { cue: verb, cue_end: verb + 1, subject, strong: false });
    }
    let subject = verb_second::verb_second(stream, low, verb, high, language)?;
    if !reported && !is_main(stream, low, verb, &subject) {
        return None;
    }
    let least = if reported { 3 } else { 2 };
    let speaks = speaking::rank(tokens_in(stream, subject.start..subject.core_end)) >= least;
    speaks.then_some(Clause { cue: verb, cue_end: verb + 1, subject, strong: false })
}

/// "Das Amt gab eine Stellungnahme ab. Darin heißt es: „...“": what the words stand in, named last in the sentence right before, and
/// the place of the verb.
pub(crate) fn stands_in(
    text: &str,
    narration: &Narration,
    this: &Attribution,
    language: &Language,
) -> Option<(Phrase, usize)> {
    let stream = &narration.stream;
    let own = narration.sentences.get(this.sentence).filter(|_| language.capital_nouns)?;
    let colon = own.range.clone().take(LONGEST_LEAD + 1).find(|&p| stream[p].kind == Kind::Colon)?;
    let quoted = stream.get(colon + 1).is_some_and(|t| t.kind == Kind::Quote(this.pair));
    let lead = stream.get(own.range.start..colon).filter(|_| quoted)?;
    let form = |t: &Token| text.get(t.range()).unwrap_or("");
    // Nobody else is named, and nothing else carries the words.
    let plain = |(at, t): (usize, &Token)| t.is_word() && (at == 0 || t.case == Case::Lower);
    if !lead.iter().enumerate().all(plain) || !lead.iter().any(|t| language.is_within(form(t))) {
        return None;
    }
    let it = |p: usize| {
        stream.get(p).is_some_and(|t| t.has(word::PRONOUN) && t.gender == Gender::Neuter && t.end - t.start == 2)
    };
    let verb = (own.range.start..colon).find(|&p| {
        stream[p].case == Case::Lower && (stream[p].has(word::STANDS) || stream[p].has(word::NAMING) && it(p + 1))
    })?;
    let sentence = narration.sentences.get(this.sentence.checked_sub(1)?)?;
    let sentence = Some(sentence).filter(|s| s.paragraph == this.paragraph && !s.quotes)?;
    let view = View { text, stream, sentence, language, spans: &[] };
    let article = |p: &usize| stream[*p].has(word::DETERMINER | word::POSSESSIVE);
    let named = |p: usize| phrase::after(stream, p, sentence.range.end, language).filter(|found| view.carries(found));
    sentence.range.clone().rev().filter(article).find_map(named).map(|subject| (subject, verb))
}

/// In words: "Wörtlich heißt es darin unter anderem".
const LONGEST_LEAD: usize = 9;

/// "Ruiz looks at Weber, who shrugs. “...”": two are named, the second one gestures, and nobody can tell which of them speaks.
pub(crate) fn another_gestures(text: &str, narration: &Narration, this: &Attribution, language: &Language) -> bool {
    let before = this.sentence.checked_sub(1).and_then(|number| narration.sentences.get(number));
    let Some(sentence) = before.filter(|s| !s.quotes && s.paragraph == this.paragraph) else { return false };
    let stream = narration.stream.get(sentence.range.clone()).unwrap_or_default();
    let Some(comma) = stream.iter().rposition(|t| t.kind == Kind::Comma) else { return false };
    let (main, behind) = (tokens_in(stream, ..comma), tokens_in(stream, comma + 1..));
    let which = behind.first().is_some_and(|t| {
        t.has(word::RELATIVE) || language.capital_nouns && t.has(word::DETERMINER) && t.has(word::DEFINITE)
    });
    let gestures =
        behind.iter().any(|t| t.has(word::VERB) && text.get(t.range()).is_some_and(|form| language.is_gesture(form)));
    which && gestures && main.iter().filter(|t| t.has(word::NAMED)).count() >= 2
}

/// Whether a gesture is what the main clause tells of. In "Weber watched as Ruiz nods" and "Weber sah, wie Ruiz nickt" it is
/// only seen, and whoever sees it may speak.
fn is_main(stream: &[Token], low: usize, verb: usize, subject: &Phrase) -> bool {
    let comma = |to: usize| (low..to).rev().find(|&p| stream[p].kind == Kind::Comma);
    let mut start = comma(verb).map_or(low, |comma| comma + 1);
    let mut end = verb;
    // "Ruiz, die den Hafen leitet, nickt": the clause goes on behind what is put in. But "Als Weber geht, nickt Ruiz".
    if start == verb && verb > low && subject.start < verb {
        let Some(opens) = comma(verb - 1) else { return false };
        (start, end) = (comma(opens).map_or(low, |comma| comma + 1), opens);
    }
    let clause = stream.get(start..end).unwrap_or_default();
    let seen = clause.iter().enumerate().any(|(at, token)| {
        let head = at == 0 && start == low;
        // "Während der Rede nickt Ruiz.", "Der Hafenmeister nickt."
        let opens = token.has(word::SUBORDINATOR | word::COMPLEMENT) && !(head && token.has(word::PREPOSITION));
        // "..., der nickt.": the subject of the sentence stands before the comma.
        let which = token.has(word::DETERMINER | word::PRONOUN) && subject.end <= start;
        opens || at == 0 && !head && (token.has(word::RELATIVE) || which)
    });
    // "Weber believes Ruiz nods.", but "Ruiz stands up and nods."
    let told = clause.iter().rev().take_while(|t| !t.has(word::CONJUNCTION)).any(clause::is_finite);
    !seen && !told
}

/// Whether the narrator goes on behind the words in their paragraph, so that somebody new may be told of.
pub(crate) fn told_behind(narration: &Narration, this: &Attribution) -> bool {
    narration.sentences.get(this.sentence + 1).is_some_and(|next| {
        let told = narration.stream.get(next.range.clone()).unwrap_or_default();
        next.paragraph == this.paragraph && !next.quotes && told.iter().any(Token::is_word)
    })
}

/// Whether a sentence begins with the words themselves.
pub(crate) fn opens_sentence(narration: &Narration, this: &Attribution) -> bool {
    let range = narration.sentences.get(this.sentence).map_or(0..0, |sentence| sentence.range.clone());
    narration.stream.get(range.start).is_some_and(|t| matches!(t.kind, Kind::Quote(_)))
}

/// [`summed_up`], where nothing else can be meant: "So begründete Ruiz das Urteil", "Das sagte Ruiz". Not "Das bestätigte Ruiz" or
/// "Das nannte Ruiz falsch": another said it.
pub(crate) fn surely_summed_up(
    text: &str,
    narration: &Narration,
    this: &Attribution,
    language: &Language,
) -> Option<Clause> {
    let found = summed_up(text, narration, this, language)?;
    let cue = narration.stream.get(found.cue)?;
    let says =
        cue.has(word::STATEMENT | word::CLAIM) || text.get(cue.range()).is_some_and(|form| language.is_summary(form));
    // "Das sagte auch Weber."
    let too =
        narration.stream.get(found.cue_end).is_some_and(|t| found.subject.start > found.cue_end && t.has(word::ADVERB));
    (says && !too).then_some(found)
}

/// "zitierte die Zeitung den Wirt", "zitierte die Zeitung am Abend Ana Ruiz": whoever stands behind whoever cites, over when and where it
/// was. But "zitierte Ana Ruiz im Saal den Brief", "zitierte Ana Ruiz aus dem Brief".
fn subject_cited(stream: &[Token], citing: &Phrase, high: usize, language: &Language) -> Phrase {
    let mut from = citing.core_end;
    while from < high && stream[from].has(word::PREPOSITION | word::TIME | word::ADVERB) {
        let governed = stream[from].has(word::PREPOSITION).then(|| phrase::after(stream, from + 1, high, language));
        from = governed.flatten().map_or(from + 1, |found| found.end.max(from + 1));
    }
    phrase::after(stream, from, high, language)
        .filter(|found| speaking::rank(tokens_in(stream, found.start..found.core_end)) >= 2)
        .unwrap_or(*citing)
}

/// Who is named by a sentence behind the quotation that sums it up: "Das sagte Ruiz", "So beschreibt Ruiz die Lage", "Mit
/// diesen Worten eröffnete Ruiz die Sitzung". Nobody where it was not said ("Das sagte Ruiz nie") or only may have been ("Das soll
/// Ruiz gesagt haben"). Read only where the verb comes second.
pub(crate) fn summed_up(text: &str, narration: &Narration, this: &Attribution, language: &Language) -> Option<Clause> {
    let sentence = narration.sentences.get(this.sentence + 1).filter(|s| language.capital_nouns && !s.quotes)?;
    if sentence.paragraph != this.paragraph {
        return None;
    }
    let (low, high) = (sentence.range.start, sentence.range.end);
    let stream = &narration.stream;
    let doubted = |t: &Token| {
        let lower = t.is_word() && t.case == Case::Lower;
        text.get(t.range()).is_some_and(|form| lower && (language.is_denied(form) || language.is_hearsay(form)))
    };
    if stream.get(low..high)?.iter().any(doubted) {
        return None;
    }
    let head = stream.get(low..high.min(low + 4))?;
    let first = head.first()?;
    let words = head.iter().position(|t| t.has(word::STATEMENT) && t.plural | t.has(word::NOT_PERSON));
    if let Some(words) = words.filter(|_| first.has(word::PREPOSITION)) {
        // "Mit diesen Worten"
        let subject = verb_second::nominative(stream, low + words + 2, high, language)?;
        let verb = stream.get(low + words + 1)?;
        let speaks = speaking::rank(tokens_in(stream, subject.start..subject.core_end)) >= 2;
        let acts = verb.is_word() && !verb.is_capital() && (verb.flags == 0 || clause::is_finite(verb));
        let cue = low + words;
        // "Mit diesen Worten zitierte die Zeitung Ruiz": whoever is cited.
        if verb.has(word::CITES) && !verb.has(word::NONFINITE) {
            let cited = subject_cited(stream, &subject, high, language);
            return Some(Clause { cue, cue_end: cue + 1, subject: cited, strong: true });
        }
        return (speaks && acts).then_some(Clause { cue, cue_end: cue + 1, subject, strong: true });
    }
    // "Soweit Ruiz in seiner Rede."
    if first.has(word::SUMS_UP)
        && head.get(1).is_some_and(|t| t.is_capital() || t.has(word::DETERMINER))
        && let Some(subject) = verb_second::nominative(stream, low + 1, high, language)
        && speaking::rank(tokens_in(stream, subject.start..subject.core_end)) >= 3
        && !tokens_in(stream, subject.end..high).iter().any(clause::is_finite)
    {
        return Some(Clause { cue: low, cue_end: low + 1, subject, strong: true });
    }
    // "So peitschte Ruiz die Leute nach vorn."
    if first.has(word::SUMS_UP)
        && first.has(word::ADVERB)
        && head.get(1).is_some_and(|t| t.is_word() && !t.is_capital() && t.flags == 0)
        && let Some(subject) = verb_second::nominative(stream, low + 2, high, language)
        && speaking::rank(tokens_in(stream, subject.start..subject.core_end)) >= 3
    {
        return Some(Clause { cue: low + 1, cue_end: low + 2, subject, strong: true });
    }
    // "Das jedenfalls sagte Ruiz."
    let stressed = usize::from(head.get(1).is_some_and(|t| t.has(word::ADVERB) && t.case == Case::Lower));
    if !first.has(word::SUMS_UP) || !head.get(1 + stressed).is_some_and(clause::is_finite) {
        return None;
    }
    // "Das ist das Fazit der Trainerin.": whose words they are.
    if head[1].has(word::AUXILIARY | word::NAMING)
        && let Some(noun) = phrase::after(stream, low + 2, high, language)
        && let Some(owner) = speaking::owner(stream, &noun, high, language)
    {
        return Some(Clause { cue: noun.start, cue_end: noun.core_end, subject: owner, strong: true });
    }
    let cue = (low + 1..high.min(low + REACH))
        .find(|&p| stream[p].has(word::CUE) && (p == low + 1 || clause::is_cue(stream, low, p, language)))?;
    if !text.get(stream[cue].range()).is_some_and(|form| language.is_summary(form)) {
        return None;
    }
    let form = |t: &Token| text.get(t.range()).filter(|_| t.is_word());
    // "Das musste sich Ruiz sagen lassen."
    let reflexive = |t: &Token| t.has(word::OBJECT) && t.gender == Gender::Neuter;
    if tokens_in(stream, low..high).iter().any(reflexive)
        && form(&stream[cue]).is_some_and(|form| language.is_endured(form))
    {
        return None;
    }
    // "Das sagte am Montag die Landrätin Ruiz": over the day to whoever stands behind the verb that comes second.
    let view = View { text, stream, sentence, language, spans: &[] };
    let behind = || view.speaker_after(view.skip_adverbs(cue + 1, high), high).filter(|_| cue == low + 1);
    let subject = subject_of(stream, low, cue, high, language).filter(|found| found.start > low).or_else(behind)?;
    let speaks = speaking::rank(tokens_in(stream, subject.start..subject.core_end)) >= 2;
    let told =
        stream.get(cue..high).unwrap_or_default().iter().any(|t| t.kind == Kind::Colon || t.has(word::COMPLEMENT));
    (speaks && !told).then_some(Clause { cue, cue_end: cue + 1, subject, strong: true })
}
