//! Subjects that are not said: "...", añadió. In languages that may leave a subject out, whoever spoke before goes on; and
//! subjects that stand behind the hearer ("сказала журналистам Волкова").
//!
//! [`View::cue_alone`] tells that a verb without a subject stands right behind the marks, [`speaker`] whose it is: of the
//! sentence before it, or of the quotation before, if the form of the verb agrees. Nobody else: a wrong name is worse than none.

use crate::attribute::{Attribution, LEAST, View};
use crate::clause;
use crate::language::{Gender, Language, word};
use crate::neighbours;
use crate::phrase::{self, Phrase};
use crate::speaking::can_speak;
use crate::stream::Narration;
use crate::token::{Case, Kind, Token, tokens_in};
use std::ops::Range;

/// In tokens: between the marks and the verb ("ha", "se", "тихо").
const LONGEST_LEAD: usize = 4;
/// So many quotations before are asked.
const FARTHEST: usize = 3;

impl View<'_> {
    /// The cue right behind the marks, if no subject goes with it and nothing but the quotation stands before it.
    pub(crate) fn cue_alone(&self, place: usize) -> Option<Range<usize>> {
        if !self.language.drops_subject {
            return None;
        }
        let head = tokens_in(self.stream, self.sentence.range.start..place);
        if head.last().is_some_and(|t| t.kind == Kind::Colon) {
            return self.announced_alone(place);
        }
        if head.iter().any(Token::is_word) {
            return self.told_alone(place);
        }
        let end = self.sentence.range.end;
        let mut at = place + 1;
        while self.at(at).is_some_and(|t| matches!(t.kind, Kind::Comma | Kind::Dash)) {
            at += 1;
        }
        let lead = word::AUXILIARY | word::OBJECT | word::ADVERB | word::NEGATION;
        let first = at;
        while at < end.min(first + LONGEST_LEAD)
            && self.stream[at].has(lead)
            && !self.stream[at].has(word::ANY_VERB | word::PRONOUN | word::SUBORDINATOR)
        {
            at += 1;
        }
        let helped = tokens_in(self.stream, first..at).iter().any(|t| t.has(word::AUXILIARY));
        let verb = self.at(at).filter(|t| at < end && t.has(word::CUE) && t.case == Case::Lower)?;
        if at == place + 1 || verb.has(word::NONFINITE) && !helped || self.speaker_after(at + 1, end).is_some() {
            return None;
        }
        // What stands behind it is no subject.
        let behind = self.at(at + 1);
        let closes = behind.is_none_or(|t| {
            !t.is_word()
                || t.has(
                    word::PREPOSITION | word::ADVERB | word::TIME | word::OBLIQUE | word::OBJECT | word::CONJUNCTION,
                )
                || t.case == Case::Lower
                    && (t.flags == 0 || t.has(word::NONFINITE))
                    && self.at(at + 2).is_none_or(|t| !t.is_word())
        });
        let told = self.at(at + 1).is_some_and(|t| t.kind == Kind::Comma)
            && self.at(at + 2).is_some_and(|t| t.has(word::DETERMINER | word::ROLE) || t.is_capital());
        (closes && !told).then_some(at..at + 1)
    }

    /// "Y añadió: “...”", "Dodał: „...”", "Perguntada pela defesa, admitiu: “...”": before the colon a verb without its subject.
    fn announced_alone(&self, place: usize) -> Option<Range<usize>> {
        let low = self.sentence.range.start;
        let cue = (low..place)
            .find(|&p| self.stream[p].has(word::CUE) && !self.stream[p].has(word::PREPOSITION | word::STATEMENT))?;
        let verb = &self.stream[cue];
        let small = word::CONJUNCTION | word::ADVERB | word::AUXILIARY | word::OBJECT | word::NEGATION | word::TIME;
        // A participle and what goes with it may open the sentence.
        let comma = (low..cue).rev().find(|&p| self.stream[p].kind == Kind::Comma);
        let opened = comma.is_some_and(|comma| {
            let first = &self.stream[low];
            first.flags == 0 && self.stream.get(low + 1).is_some_and(|t| t.has(word::PREPOSITION)) && comma - low <= 8
        });
        let from = comma.filter(|_| opened).map_or(low, |comma| comma + 1);
        let bare = tokens_in(self.stream, from..cue)
            .iter()
            .all(|t| t.has(small) && !t.has(word::PRONOUN) || t.kind == Kind::Comma);
        let helped = tokens_in(self.stream, from..cue).iter().any(|t| t.has(word::AUXILIARY));
        let finite = helped || !verb.has(word::NONFINITE);
        let capital = verb.is_capital() && cue > low;
        let follows = self.speaker_after(cue + 1, place).is_some()
            || tokens_in(self.stream, cue + 1..place)
                .iter()
                .any(|t| t.is_capital() || t.has(word::ROLE | word::PRONOUN));
        (bare && finite && !capital && !follows && place - cue <= 8).then_some(cue..cue + 1)
    }

    /// "Dodaje, że „...”", "Añadió que “...”": a verb without its subject and what opens the content at the sentence's head.
    fn told_alone(&self, place: usize) -> Option<Range<usize>> {
        let low = self.sentence.range.start;
        let small = word::CONJUNCTION | word::ADVERB | word::AUXILIARY | word::OBJECT;
        let lead = tokens_in(self.stream, low..place)
            .iter()
            .take_while(|t| t.has(small) && !t.has(word::ANY_VERB | word::PRONOUN));
        let cue = low + lead.count();
        let verb = self.at(cue).filter(|t| cue < place && t.has(word::CUE) && !t.has(word::STATEMENT | word::ROLE))?;
        let helped = tokens_in(self.stream, low..cue).iter().any(|t| t.has(word::AUXILIARY));
        let comma = usize::from(self.at(cue + 1).is_some_and(|t| t.kind == Kind::Comma));
        let told = self.at(cue + 1 + comma).is_some_and(|t| t.has(word::COMPLEMENT)) && cue + 1 + comma < place;
        let clear = !tokens_in(self.stream, cue + 1..place).iter().any(|t| t.has(word::CUE));
        (told && clear && (helped || !verb.has(word::NONFINITE))).then_some(cue..cue + 1)
    }

    /// "В мэрии отметили, что", "как уточнили в суде": several say it, and where they work stands for them.
    pub(crate) fn institution(&self, low: usize, at: usize, end: usize) -> Option<Phrase> {
        let verb = self.text.get(self.stream[at].range())?;
        if self.language.inflection.speaker_of(verb) != Gender::Plural {
            return None;
        }
        let place = |p: usize| self.stream.get(p).is_some_and(|t| t.has(word::PREPOSITION) && t.has(word::VIEW));
        let opens = place(low).then(|| phrase::after(self.stream, low + 1, at, self.language)).flatten();
        let closing = |found: &Phrase| {
            let between = self.stream.get(found.end..at);
            between.is_some_and(|between| between.len() <= 4 && between.iter().all(|t| !t.is_capital() && t.is_word()))
        };
        opens
            .filter(|found| found.end <= at && closing(found))
            .or_else(|| place(at + 1).then(|| phrase::after(self.stream, at + 2, end, self.language)).flatten())
    }

    /// "сказала журналистам Волкова", "disse aos jornalistas o prefeito": over the hearer, day and place to somebody.
    pub(crate) fn over_hearer(&self, start: usize, end: usize) -> Option<Phrase> {
        let mut at = start;
        for _ in 0..3 {
            let token = self.at(at).filter(|_| at < end)?;
            // "powiedziała PAP Nowicka": an agency by its letters, and somebody.
            let agency = token.case == Case::Upper
                && token.end - token.start <= 8
                && self.at(at + 1).is_some_and(|t| {
                    t.kind == Kind::Word
                        && (t.case == Case::Capital || t.has(word::ROLE | word::TITLE) && !t.has(word::OBLIQUE))
                });
            if token.has(word::PREPOSITION) && !token.has(word::SUBORDINATOR | word::DETERMINER) {
                at = self.past_object(at + 1, end);
            } else if agency
                || token.has(word::OBLIQUE) && token.case == Case::Lower
                || token.has(word::ADVERB | word::TIME)
                    && !token.has(word::ROLE | word::TITLE)
                    && token.case == Case::Lower
                || token.has(word::OBJECT) && !token.has(word::DETERMINER)
            {
                at += 1;
            } else {
                break;
            }
        }
        if at == start {
            return None;
        }
        let first = self.at(at).filter(|t| {
            at < end && t.kind == Kind::Word && (!t.has(word::OBLIQUE | word::PREPOSITION) || t.has(word::DEFINITE))
        })?;
        let opens = first.is_capital() || first.has(word::DETERMINER | word::ROLE | word::TITLE) || first.is_pronoun();
        let found = phrase::after(self.stream, at, end, self.language).filter(|_| opens)?;
        let closes = self.at(found.end).is_none_or(|t| {
            found.end >= end
                || !t.is_word()
                || t.has(
                    word::PREPOSITION
                        | word::ADVERB
                        | word::TIME
                        | word::SUBORDINATOR
                        | word::CONJUNCTION
                        | word::RELATIVE,
                )
        });
        let core = tokens_in(self.stream, found.start..found.core_end);
        (closes && can_speak(core)).then_some(found)
    }

    /// Behind a preposition: the end of what it governs, which begins at `at`. "aos jornalistas João": the name is another.
    fn past_object(&self, mut at: usize, end: usize) -> usize {
        while self.at(at).is_some_and(|t| at < end && t.has(word::DETERMINER | word::POSSESSIVE)) {
            at += 1;
        }
        let capital = self.at(at).is_some_and(Token::is_capital);
        let from = at;
        while at < end.min(from + 4)
            && self.at(at).is_some_and(|t| {
                t.is_word()
                    && t.is_capital() == capital
                    && !t.has(word::PREPOSITION | word::DETERMINER | word::CONJUNCTION | word::SUBORDINATOR)
                    && !(at > from && t.has(word::ROLE | word::TITLE) && !t.has(word::OBLIQUE))
            })
        {
            at += 1;
        }
        at
    }
}

/// Who says the words with the number `index`, behind which a verb stands without its subject.
pub(crate) fn speaker(
    text: &str,
    narration: &Narration,
    found: &[Attribution],
    index: usize,
    language: &Language,
) -> Option<(Phrase, f32)> {
    let this = found.get(index)?;
    let verb = this.cue.clone().and_then(|cue| narration.stream.get(cue.start)).and_then(|t| text.get(t.range()))?;
    let gender = language.inflection.speaker_of(&verb.to_lowercase());
    let core = |subject: &Phrase| narration.stream.get(subject.start..subject.core_end).unwrap_or_default();
    let own = |subject: &Phrase| {
        core(subject).iter().map(|t| t.gender).find(|g| matches!(g, Gender::Male | Gender::Female | Gender::Plural))
    };
    let agrees = |subject: &Phrase| {
        gender == Gender::Unknown || own(subject).is_none_or(|own| own == gender || own == Gender::Plural)
    };
    // Whom the sentence before is about, if nobody is quoted in it.
    let before = this.sentence.checked_sub(1).and_then(|number| Some((number, narration.sentences.get(number)?)));
    let mut parted = false;
    if let Some((number, sentence)) = before.filter(|(_, s)| !s.quotes && s.paragraph == this.paragraph) {
        let (low, high) = (sentence.range.start, sentence.range.end);
        let leading = || clause::leading(&narration.stream, low, high, language);
        let about = neighbours::cued(text, narration, number, language)
            .map(|clause| clause.subject)
            .or_else(|| leading().filter(|subject| is_named(core(subject))))
            .or_else(|| only_name(&narration.stream, low, high, language))
            .or_else(|| leading().filter(|subject| is_known(core(subject))));
        if let Some(subject) = about.filter(agrees) {
            return Some((subject, 0.8));
        }
        // "Fuori dall'aula la madre ha pianto.": somebody else is told of, and of two nobody knows which.
        let roles = roles(&narration.stream, low, high);
        if let Some(&place) = roles.first() {
            let subject = phrase::after(&narration.stream, place, high, language).filter(|_| roles.len() == 1);
            return subject.filter(agrees).map(|subject| (subject, 0.75));
        }
        parted = true;
    }
    found[..index]
        .iter()
        .rev()
        .take(FARTHEST)
        // Behind a sentence about something else nobody goes on from the paragraph before.
        .take_while(|e| this.paragraph - e.paragraph <= u32::from(!parted))
        .find_map(|earlier| {
            let subject = earlier.subject.filter(|_| earlier.score >= LEAST)?;
            agrees(&subject).then_some((subject, 0.8))
        })
}

/// Where in a stretch an office stands behind its article and behind no preposition: who the sentence may be about.
fn roles(stream: &[Token], low: usize, high: usize) -> Vec<usize> {
    (low + 1..high)
        .filter(|&p| {
            let article = &stream[p - 1];
            let governed = p >= low + 2 && stream[p - 2].has(word::PREPOSITION);
            stream[p].has(word::ROLE)
                && !stream[p].plural
                && stream[p].case == Case::Lower
                && article.has(word::DEFINITE)
                && !article.has(word::PREPOSITION)
                && !governed
        })
        .map(|p| p - 1)
        .collect()
}

/// Somebody by name, or a pronoun.
fn is_named(phrase: &[Token]) -> bool {
    phrase.iter().any(|t| t.has(word::GIVEN | word::NAMED)) || phrase.first().is_some_and(Token::is_pronoun)
}

/// A role or a body, not only a capital at the sentence's head ("Fuori").
fn is_known(phrase: &[Token]) -> bool {
    phrase.iter().any(|t| t.has(word::ROLE | word::TITLE | word::ORGANISATION)) && can_speak(phrase)
}

/// The only person named in a stretch, wherever the name stands ("En la grada lloraba Teresa Olmos").
fn only_name(stream: &[Token], low: usize, high: usize, language: &Language) -> Option<Phrase> {
    let named = |p: usize| stream[p].is_capital() && stream[p].has(word::GIVEN | word::NAMED);
    // But "la moglie di Longo".
    let governed = |p: usize| p > low && stream[p - 1].has(word::PREPOSITION | word::PARTICLE);
    let first = (low..high).find(|&p| named(p)).filter(|&p| !governed(p))?;
    let found = phrase::after(stream, first, high, language)?;
    (found.end..high).all(|p| !named(p)).then_some(found)
}
