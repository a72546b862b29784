//! Quotations without a cue of their own: they belong to whoever speaks beside them.
//!
//! Sentences that go on after an attribution, paragraphs under one cue, a part of a sentence whose other part is
//! attributed, a quotation after a sentence that names somebody. Called once by `attribute`, after every quotation was
//! tried by itself; a score above that of the quotation's own best guess wins.

use crate::around::{
    another_gestures, is_question_back, names, opens_sentence, stands_in, summed_up, surely_summed_up, told_behind,
    told_right_before,
};
use crate::attribute::{Attribution, Standing};
use crate::clause::{self, Clause, REACH};
use crate::language::{Gender, Language, word};
use crate::marks::{Part, Span};
use crate::phrase::{self, Phrase};
use crate::sources;
use crate::speaking::{self, can_speak};
use crate::stream::{self, Narration};
use crate::token::{Case, Kind, Token, tokens_in};
use crate::unsaid;
use crate::verb_second;
use std::ops::Range;

/// Gives quotations without a cue of their own the speaker of a neighbour.
pub(crate) fn join(text: &str, narration: &Narration, spans: &[Span], language: &Language, found: &mut [Attribution]) {
    for index in 0..found.len() {
        // What stands behind the narrator's words has the speaker of what stands before them.
        let rest = spans.get(found[index].pair as usize).is_some_and(|span| span.part == Part::Rest);
        let rest = rest
            || found[index].score < 0.5
                && index.checked_sub(1).is_some_and(|i| {
                    let part = |a: &Attribution| spans.get(a.pair as usize).map(|span| span.part);
                    part(&found[index]) == Some(Part::First)
                        && part(&found[i]) == Some(Part::First)
                        && found[i].sentence == found[index].sentence
                });
        if rest && let Some(first) = index.checked_sub(1).map(|i| found[i].clone()) {
            let target = &mut found[index];
            (target.subject, target.cue, target.score) = (first.subject, first.cue, first.score * 0.98);
            continue;
        }
        if found[index].drops_subject {
            if let Some((subject, score)) = unsaid::speaker(text, narration, found, index, language) {
                found[index].subject = Some(subject);
                found[index].score = score;
            }
            continue;
        }
        if found[index].score >= 0.5 {
            continue;
        }
        let this = found[index].clone();
        let continues = spans.get(this.pair as usize).is_some_and(|span| span.continues);
        // "Das Amt gab eine Stellungnahme ab. Darin heißt es: „...“"
        if let Some((subject, cue)) = stands_in(text, narration, &this, language) {
            let target = &mut found[index];
            (target.subject, target.cue, target.score) = (Some(subject), Some(cue..cue + 1), 0.7);
            continue;
        }
        // Its own sentence says who speaks, though not clearly: nobody else's does.
        if this.cue_is_near && !continues && language.capital_nouns {
            continue;
        }
        let alone = is_alone(text, narration, spans, &this) || is_reported(narration, &this);
        // The quotation before it, in the same paragraph or the one before.
        let earlier = index.checked_sub(1).map(|i| found[i].clone()).filter(|e| e.subject.is_some());
        let mut choice: Option<(Option<Phrase>, Option<Range<usize>>, f32)> = None;
        // A sentence between, with a cue but no quotation, is nearer than the quotation before it.
        // Reported mood goes on over sentences: whoever speaks in the sentence that it began with.
        let reporter = is_reported(narration, &this)
            .then(|| reporter(text, narration, this.sentence, language))
            .flatten()
            .filter(|(at, _)| earlier.as_ref().is_none_or(|e| e.sentence < *at));
        let between = earlier.as_ref().is_some_and(|e| e.paragraph == this.paragraph && e.sentence + 1 < this.sentence);
        let replied = earlier.as_ref().is_some_and(|e| is_question_back(text, narration, spans, e, &this));
        if replied || alone && another_gestures(text, narration, &this, language) {
            continue;
        }
        // "Ruiz nennt es Unrecht. „...“ „...“, so die Anwältin."
        let adjoined = found.get(index + 1).is_some_and(|next| {
            next.sentence == this.sentence + 1
                && next.paragraph == this.paragraph
                && next.score >= 0.8
                && opens_sentence(narration, next)
                && next.subject.is_some_and(|found| !names(tokens_in(&narration.stream, found.start..found.core_end)))
        });
        // "Ruiz hatte den Plan gefordert. „...“ Das sagte Weber."
        let summed = (alone && !continues).then(|| surely_summed_up(text, narration, &this, language)).flatten();
        if let Some(c) = summed {
            choice = Some((Some(c.subject), Some(c.cue..c.cue_end), 0.8));
        } else if let Some(c) = alone.then(|| told_right_before(text, narration, &this, language)).flatten()
            && !continues
            && !adjoined
        {
            choice = Some((Some(c.subject), Some(c.cue..c.cue_end), if c.strong { 0.72 } else { 0.66 }));
        } else if between
            && alone
            && !adjoined
            && let Some(c) = sentence_before(text, narration, &this, language).filter(|c| c.strong)
        {
            choice = Some((Some(c.subject), Some(c.cue..c.cue_end), 0.72));
        } else if let Some((_, c)) = reporter {
            choice = Some((Some(c.subject), Some(c.cue..c.cue_end), 0.66));
        } else if let Some(e) = &earlier {
            let distance = this.paragraph - e.paragraph;
            let gap = this.sentence - e.sentence;
            if continues && distance <= 1 {
                choice = Some((e.subject, e.cue.clone(), e.score * 0.97));
            } else if distance == 0 && alone && gap <= 1 {
                choice = Some((e.subject, e.cue.clone(), e.score * 0.92));
            } else if distance == 0 && alone && gap <= 3 && !another_between(text, narration, e, &this, language) {
                choice = Some((e.subject, e.cue.clone(), e.score * 0.75));
            } else if distance == 1
                && alone
                && begins_paragraph(narration, &this)
                && gap <= 2
                && !(language.capital_nouns && told_behind(narration, &this))
            {
                choice = Some((e.subject, e.cue.clone(), e.score * 0.7));
            }
        }
        // The quotation after it in the same paragraph, attributed by what follows.
        if let Some(next) = found.get(index + 1)
            && choice.as_ref().is_none_or(|c| c.2 < 0.6)
            && alone
            && next.paragraph == this.paragraph
            && next.sentence - this.sentence <= 1
            && (!language.capital_nouns || next.sentence == this.sentence || opens_sentence(narration, next))
            && next.score >= 0.8
        {
            choice = Some((next.subject, next.cue.clone(), next.score * 0.85));
        }
        // "“...,” said Ruiz, “...”": the rest of what was begun before the cue.
        if let Some(e) = &earlier
            && choice.is_none()
            && e.sentence == this.sentence
            && e.score >= 0.8
            && e.standing == Standing::Whole
            && (follows_comma(narration, &this) || follows_stop(text, spans, &this))
        {
            choice = Some((e.subject, e.cue.clone(), e.score * 0.9));
        }
        // Another part of the same sentence, attributed at its end.
        if let Some(next) = found.get(index + 1)
            && choice.is_none()
            && next.sentence == this.sentence
            && next.score >= 0.8
            && !(language.capital_nouns && colon_between(narration, &this, next))
        {
            choice = Some((next.subject, next.cue.clone(), next.score * 0.9));
        }
        // "“...” Das sagte Ruiz."
        if choice.is_none()
            && alone
            && let Some(c) = summed_up(text, narration, &this, language)
        {
            choice = Some((Some(c.subject), Some(c.cue..c.cue_end), 0.8));
        }
        // The sentence before it: "Ruiz disagreed. "..."".
        if choice.is_none()
            && alone
            && let Some(c) = sentence_before(text, narration, &this, language)
        {
            // "Ruiz verteidigte den Plan. Er sei "..."": the form of the verb says that it goes on.
            let told = c.strong || c.cue_end > c.cue && is_reported(narration, &this);
            choice = Some((Some(c.subject), Some(c.cue..c.cue_end), if told { 0.6 } else { 0.5 }));
        }
        if let Some((subject, cue, score)) = choice
            && score > this.score
        {
            let target = &mut found[index];
            target.subject = subject;
            target.cue = cue.filter(|c| c.end > c.start);
            target.score = score;
        }
    }
}

/// "..., sagte Ruiz. Als verfehlt geißelte Weber den Plan. "..."": somebody else by name acts in a sentence between.
fn another_between(
    text: &str,
    narration: &Narration,
    earlier: &Attribution,
    this: &Attribution,
    language: &Language,
) -> bool {
    let name = |phrase: &Phrase| {
        let core = narration.stream.get(phrase.start..phrase.core_end).unwrap_or_default();
        let known = core.iter().rev().find(|t| t.is_capital() && t.has(word::NAMED | word::GIVEN));
        known.and_then(|t| text.get(t.range()))
    };
    let speaks = earlier.subject.as_ref().and_then(name);
    let sentences = narration.sentences.get(earlier.sentence + 1..this.sentence).unwrap_or_default();
    // "..., weiß der 41-Jährige. Weber traut ihm das zu. Er sei "..."": who has no name there may be anybody; "he" has one, and
    // whoever is named in full behind is another.
    let first = earlier.subject.as_ref().and_then(|phrase| narration.stream.get(phrase.start));
    let pronoun = first.is_some_and(|t| t.is_pronoun() || t.has(word::POSSESSIVE));
    let full = |phrase: &Phrase| {
        let core = narration.stream.get(phrase.start..phrase.core_end).unwrap_or_default();
        core.windows(2).any(|pair| pair[0].has(word::GIVEN) && pair[0].is_capital() && pair[1].is_capital())
    };
    language.capital_nouns
        && first.is_some()
        && sentences.iter().any(|sentence| {
            let found = speaking::likeliest(&narration.stream, sentence.range.start, sentence.range.end, language);
            found.is_some_and(|found| {
                name(&found).is_some_and(|other| Some(other) != speaks) && (!pronoun || full(&found))
            })
        })
}

/// The sentence goes on reporting by the form of its verb ("Das Wetter sei "gar nicht schlecht".").
pub(crate) fn is_reported(narration: &Narration, this: &Attribution) -> bool {
    in_reported_mood(narration, this.sentence) && !announces_words(narration, this)
}

/// "Berührt habe ihn ein Satz aus dem Tagebuch: "..."": words that a noun announces are not those of whoever reports them.
fn announces_words(narration: &Narration, this: &Attribution) -> bool {
    let range = narration.sentences.get(this.sentence).map_or(0..0, |sentence| sentence.range.clone());
    let tokens = narration.stream.get(range).unwrap_or_default();
    let place = tokens.iter().position(|t| t.kind == Kind::Quote(this.pair)).unwrap_or(0);
    let colon = place.checked_sub(1).is_some_and(|p| tokens[p].kind == Kind::Colon);
    colon
        && tokens[..place].windows(2).any(|pair| {
            let article = pair[0].has(word::DETERMINER) && !pair[0].has(word::DEFINITE | word::OBLIQUE);
            article && pair[1].is_capital() && pair[1].has(word::STATEMENT)
        })
}

/// Whether the main verb of a sentence without a cue shows reported speech.
pub(crate) fn in_reported_mood(narration: &Narration, number: usize) -> bool {
    let Some(sentence) = narration.sentences.get(number) else { return false };
    let tokens = &narration.stream[sentence.range.clone()];
    // A clause before the main one has a verb of its own ("Weil er krank war, habe ...").
    let subordinate = tokens.first().is_some_and(|t| t.has(word::SUBORDINATOR));
    let comma = tokens.iter().position(|t| t.kind == Kind::Comma).filter(|_| subordinate);
    let main = tokens.get(comma.unwrap_or(0)..).unwrap_or_default();
    let verb = main.iter().find(|t| t.has(word::REPORTING) || clause::is_finite(t));
    verb.is_some_and(|t| t.has(word::REPORTING)) && !tokens.iter().any(|t| t.has(word::CUE)) && !reports_itself(tokens)
}

/// "Der Sieger knarzte indes, es sei "..."": a verb on no list right behind its subject, a comma, and then reported mood: nobody before goes on.
fn reports_itself(tokens: &[Token]) -> bool {
    let Some(mood) = tokens.iter().position(|t| t.has(word::REPORTING)) else { return false };
    let Some(comma) = tokens[..mood].iter().position(|t| t.kind == Kind::Comma) else { return false };
    tokens[..comma + 1].windows(3).any(|three| {
        let [subject, verb, next] = three else { return false };
        let acts = verb.kind == Kind::Word && verb.case == Case::Lower && verb.flags == 0 && !verb.oblique;
        let follows = next.kind == Kind::Comma || next.has(word::ADVERB | word::PREPOSITION | word::OBJECT);
        acts && follows && (subject.is_capital() && !subject.has(word::FUNCTION | word::ADVERB) || subject.is_pronoun())
    })
}

/// "Weiter, hieß es: „...“ - so ging es auf den Platz: „...“, sagte Ruiz": a colon opens other words.
fn colon_between(narration: &Narration, this: &Attribution, next: &Attribution) -> bool {
    let range = narration.sentences.get(this.sentence).map_or(0..0, |sentence| sentence.range.clone());
    let tokens = narration.stream.get(range).unwrap_or_default();
    let place = |pair: u32| tokens.iter().position(|t| t.kind == Kind::Quote(pair));
    let between = place(this.pair).zip(place(next.pair)).and_then(|(from, to)| tokens.get(from..to));
    between.is_some_and(|between| between.iter().any(|t| t.kind == Kind::Colon))
}

/// Whether the words stand right behind a comma in their sentence.
fn follows_comma(narration: &Narration, this: &Attribution) -> bool {
    let range = narration.sentences[this.sentence].range.clone();
    let tokens = &narration.stream[range];
    let place = tokens.iter().position(|t| t.kind == Kind::Quote(this.pair));
    place.and_then(|p| p.checked_sub(1)).is_some_and(|p| tokens[p].kind == Kind::Comma)
}

/// Whether the words stand right behind the stop of an abbreviation and begin a sentence ("said Ruiz, R-S.C. “We will"").
fn follows_stop(text: &str, spans: &[Span], this: &Attribution) -> bool {
    let Some(span) = spans.get(this.pair as usize) else { return false };
    let before = text.get(..span.open.start).is_some_and(|before| before.trim_end().ends_with('.'));
    let inner = text.get(span.inner()).unwrap_or("");
    before && inner.trim_start().starts_with(char::is_uppercase)
}

/// How many sentences of reported speech are gone back over.
const LONGEST_REPORT: usize = 6;

/// Who reports in the nearest sentence before with a cue, if all between goes on in reported mood; with its number.
pub(crate) fn reporter(text: &str, narration: &Narration, this: usize, language: &Language) -> Option<(usize, Clause)> {
    let mut paragraph = narration.sentences.get(this)?.paragraph;
    for number in (0..this).rev().take(LONGEST_REPORT) {
        let sentence = &narration.sentences[number];
        if paragraph - sentence.paragraph > 1 {
            return None;
        }
        // What goes on in reported mood may do so over several paragraphs.
        paragraph = sentence.paragraph;
        if let Some(clause) = cued(text, narration, number, language) {
            return Some((number, clause));
        }
        if !narration.stream[sentence.range.clone()].iter().any(|t| t.has(word::REPORTING)) {
            return None;
        }
    }
    None
}

/// The source or the first verb of saying in a sentence, with its subject.
pub(crate) fn cued(text: &str, narration: &Narration, number: usize, language: &Language) -> Option<Clause> {
    let sentence = narration.sentences.get(number)?;
    let (low, high) = (sentence.range.start, sentence.range.end);
    let stream = &narration.stream;
    if let Some(clause) = by_own_words(stream, low, high, language) {
        return Some(clause);
    }
    (low..high.min(low + REACH)).find_map(|at| {
        sources::source(text, stream, at, high, language).or_else(|| {
            if !(stream[at].has(word::CUE) && clause::is_cue(stream, low, at, language)) {
                return None;
            }
            let subject = subject_of(stream, low, at, high, language)?;
            Some(Clause { cue: at, cue_end: at + 1, subject, strong: true })
        })
    })
}

/// "Ruiz war nach eigenem Bekunden eingeweiht", "Nach eigenen Angaben hatte Ruiz genug": whoever the sentence is about has said so.
fn by_own_words(stream: &[Token], low: usize, high: usize, language: &Language) -> Option<Clause> {
    let told = stream.get(low..high.min(low + REACH)).filter(|_| language.capital_nouns)?;
    let words = |t: &Token| t.is_capital() && t.has(word::CLAIM | word::STATEMENT | word::CUE);
    let own = low
        + told.windows(3).position(|three| three[0].has(word::VIEW) && three[1].has(word::OWN) && words(&three[2]))?;
    let subject = match own == low {
        true => (own + 3..high.min(own + 5))
            .find(|&p| stream[p].case == Case::Lower && stream[p].is_word())
            .and_then(|verb| verb_second::nominative(stream, verb + 1, high, language)),
        false => clause::leading(stream, low, own, language),
    }?;
    let speaks = speaking::rank(tokens_in(stream, subject.start..subject.core_end)) >= 2;
    speaks.then_some(Clause { cue: own, cue_end: own + 3, subject, strong: true })
}

/// The subject of a cue, where the verb comes second perhaps. A thing reports nothing.
pub(crate) fn subject_of(stream: &[Token], low: usize, cue: usize, high: usize, language: &Language) -> Option<Phrase> {
    if !language.capital_nouns {
        return clause::subject(stream, low, cue, language);
    }
    let found = verb_second::verb_second(stream, low, cue, high, language)
        .or_else(|| clause::subject(stream, low, cue, language))?;
    let impersonal = stream[found.start].gender == Gender::Neuter && stream[found.start].has(word::PRONOUN);
    let found = verb_second::personal(stream, low, high, found, language)?;
    if impersonal {
        return Some(found);
    }
    let phrase = tokens_in(stream, found.start..found.core_end);
    can_speak(phrase).then_some(found)
}

/// Nothing but quotations and signs in its sentence, or a few words after one that opens it ("..." for the rich).
fn is_alone(text: &str, narration: &Narration, spans: &[Span], this: &Attribution) -> bool {
    let sentence = &narration.sentences[this.sentence];
    let tokens = &narration.stream[sentence.range.clone()];
    let begins = tokens.first().is_some_and(|t| matches!(t.kind, Kind::Quote(_)));
    let words = tokens.iter().filter(|t| t.is_word()).count();
    let acts = tokens.iter().any(|t| t.has(word::CUE | word::WEAK | word::AUXILIARY));
    // "Instead, “..."": nothing but adverbs before it.
    let led = tokens.iter().all(|t| !t.is_word() || t.has(word::ADVERB | word::CONJUNCTION) && !t.has(word::CUE));
    // "“...,” the chairs quoth.": a comma within the marks announces who says it.
    let inner = spans.get(this.pair as usize).and_then(|span| text.get(span.inner())).unwrap_or("");
    let announces = inner.trim_end().ends_with(',');
    words == 0 || led && words <= 2 || begins && words <= 8 && !acts && !announces
}

fn begins_paragraph(narration: &Narration, this: &Attribution) -> bool {
    this.sentence == 0 || narration.sentences[this.sentence - 1].paragraph != this.paragraph
}

/// "Share", "Most read": a few words on a line of their own without a stop and without anybody known.
fn is_heading(tokens: &[Token]) -> bool {
    let known = word::ROLE | word::TITLE | word::GIVEN | word::NAMED | word::PRONOUN;
    let ends = tokens.iter().rev().find(|t| t.kind != Kind::Break);
    let stopped = ends.is_some_and(|t| matches!(t.kind, Kind::Stop | Kind::Colon | Kind::Quote(_)));
    tokens.iter().filter(|t| t.is_word()).count() <= 6 && !stopped && !tokens.iter().any(|t| t.has(known))
}

fn is_one_of(phrase: &[Token]) -> bool {
    phrase.first().is_some_and(|t| t.has(word::ONE_OF))
}

/// Who speaks in the sentence before a quotation that stands alone.
fn sentence_before(text: &str, narration: &Narration, this: &Attribution, language: &Language) -> Option<Clause> {
    let sentence = narration.sentences.get(this.sentence.checked_sub(1)?)?;
    let parted = this.paragraph != sentence.paragraph;
    if this.paragraph - sentence.paragraph > 1 || parted && language.capital_nouns && told_behind(narration, this) {
        return None;
    }
    let told = narration.stream.get(sentence.range.clone()).unwrap_or_default();
    if this.paragraph != sentence.paragraph
        && narration.headings.get(sentence.paragraph as usize).copied().unwrap_or(false)
        && !told.iter().rev().find(|t| t.kind != Kind::Break).is_some_and(|t| t.kind == Kind::Colon)
    {
        return None;
    }
    // The cell before: a person's whole name, or nobody.
    if told.last().is_some_and(|t| stream::is_stroke(text, t)) {
        let cell = told.get(..told.len() - 1).unwrap_or_default();
        let person = cell.len() >= 2
            && cell.iter().all(|t| t.is_word() && (t.is_capital() || t.has(word::PARTICLE)))
            && cell.iter().any(|t| t.has(word::GIVEN | word::NAMED | word::TITLE));
        let (low, high) = (sentence.range.start, sentence.range.end - 1);
        let subject =
            phrase::after(&narration.stream, low, high, language).filter(|found| person && found.end == high)?;
        return Some(Clause { cue: low, cue_end: low, subject, strong: false });
    }
    if let Some(clause) = cued(text, narration, this.sentence - 1, language) {
        return Some(clause);
    }
    // "Er hätte zu spät gebremst. Der Zug sei "..."": whom a report is about does not give it, but who reported before.
    if language.capital_nouns && in_reported_mood(narration, this.sentence - 1) {
        return reporter(text, narration, this.sentence - 1, language).map(|(_, clause)| clause);
    }
    let (low, high) = (sentence.range.start, sentence.range.end);
    let stream = &narration.stream;
    if this.paragraph != sentence.paragraph && is_heading(tokens_in(stream, low..high)) {
        return None;
    }
    // "Ruiz verurteilte die Haltung des Landes." tells that Ruiz speaks.
    if language.capital_nouns
        && let Some(at) =
            (low..high.min(low + REACH)).find(|&p| stream[p].has(word::WEAK) && clause::is_finite(&stream[p]))
        && !verb_second::is_passive(stream, low, at, high)
        && let Some(subject) = subject_of(stream, low, at, high, language)
        && tokens_in(stream, subject.start..subject.core_end).iter().any(|t| {
            t.has(word::ROLE | word::TITLE | word::GIVEN | word::ORGANISATION | word::PRONOUN) || t.is_capital()
        })
    {
        return Some(Clause { cue: at, cue_end: at + 1, subject, strong: false });
    }
    let subject = if language.capital_nouns {
        speaking::likeliest(stream, low, high, language)?
    } else {
        clause::leading(stream, low, high, language)?
    };
    let phrase = tokens_in(stream, subject.start..subject.core_end);
    // "The town's old name lives on.": what somebody has is not who speaks.
    let owned = phrase.iter().any(|t| t.kind == Kind::Possessive)
        && !phrase.last().is_some_and(|t| t.is_capital() || t.has(word::ROLE | word::ORGANISATION));
    // "Sejmik odrzucił budżet. „...”": one word with a capital at the sentence's head may be a thing.
    let known = word::ROLE | word::TITLE | word::GIVEN | word::NAMED | word::PRONOUN;
    let doubtful = language.free_order
        && !phrase.iter().any(|t| t.has(known))
        && phrase.iter().filter(|t| t.is_capital()).count() < 2;
    // A body that is told of says nothing by that.
    let body = |t: &Token| language.capital_nouns && t.has(word::ROLE) && t.gender == Gender::Neuter;
    let person = phrase.iter().any(|t| t.has(known) && !body(t)) || is_one_of(phrase);
    let speaks = can_speak(phrase) && !doubtful && !owned && (!language.capital_nouns || person);
    speaks.then_some(Clause { cue: low, cue_end: low, subject, strong: false })
}
