//! Who says each quotation: the cues around it, weighed by where they stand.
//!
//! First every quotation is tried by itself ([`View::attribute`]): a clause after it ("...," she said), before it (She said:
//! "..."), a source phrase, the subject of its sentence. Then quotations without a cue of their own are joined to
//! their neighbours (see `neighbours`): sentences that go on after an attribution, paragraphs under one cue. A score
//! says how sure each way is; below [`LEAST`] no speaker is named, for a wrong name is worse than none.

use crate::clause::{self, REACH};
use crate::language::{Gender, Language, word};
use crate::marks::Span;
use crate::neighbours;
use crate::not_speech;
use crate::phrase::{self, Phrase};
use crate::stream::{Narration, Sentence};
use crate::token::{Case, Kind, Token};
use crate::verb_second;
use std::ops::Range;

/// Scores below this name nobody.
pub(crate) const LEAST: f32 = 0.48;

/// How a quotation stands in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Words of the speaker that stand for themselves.
    Whole,
    /// A part of the narrator's own sentence.
    Part,
}

/// What was found out about a quotation.
#[derive(Debug, Clone)]
pub(crate) struct Attribution {
    /// The pair of marks.
    pub(crate) pair: u32,
    pub(crate) standing: Standing,
    /// Tokens of the subject in the stream.
    pub(crate) subject: Option<Phrase>,
    /// Tokens of the cue in the stream.
    pub(crate) cue: Option<Range<usize>>,
    pub(crate) score: f32,
    /// The cue stands in its own sentence.
    pub(crate) cue_is_near: bool,
    /// A noun that introduces titles stands right before it.
    pub(crate) names_work: bool,
    /// Its sentence and paragraph.
    pub(crate) sentence: usize,
    pub(crate) paragraph: u32,
}

/// Attributes all the quotations of a narration, in order.
pub(crate) fn attribute(text: &str, narration: &Narration, spans: &[Span], language: &Language) -> Vec<Attribution> {
    let mut found = Vec::new();
    for (number, sentence) in narration.sentences.iter().enumerate() {
        if !sentence.quotes {
            continue;
        }
        for place in sentence.range.clone() {
            let Kind::Quote(pair) = narration.stream[place].kind else { continue };
            let view = View { text, stream: &narration.stream, sentence, language, spans };
            found.push(view.attribute(place, pair, number));
        }
    }
    found.retain(|a: &Attribution| {
        let Some(span) = spans.get(a.pair as usize) else { return false };
        !not_speech::is_not_speech(text.get(span.inner()).unwrap_or(""), span, a, language.capital_nouns)
    });
    neighbours::join(text, narration, spans, language, &mut found);
    found.retain(|a: &Attribution| {
        let inner = spans.get(a.pair as usize).and_then(|span| text.get(span.inner()));
        inner.is_some_and(|inner| !not_speech::is_unclaimed(inner, a))
    });
    found
}

/// Who a sentence that ends in a colon announces, with the cue.
pub(crate) fn lead_in(
    text: &str,
    narration: &Narration,
    sentence: &Sentence,
    spans: &[Span],
    language: &Language,
    end: usize,
) -> Option<(Phrase, Range<usize>)> {
    let view = View { text, stream: &narration.stream, sentence, language, spans };
    let found = view.left(end, narration.stream.get(end.checked_sub(1)?)).map(|c| view.weigh(c))?;
    (found.score >= 0.6).then_some((found.subject, found.cue.0..found.cue.1))
}

struct View<'a> {
    text: &'a str,
    stream: &'a [Token],
    sentence: &'a Sentence,
    spans: &'a [Span],
    language: &'a Language,
}

/// A possible speaker.
#[derive(Clone, Copy)]
struct Candidate {
    subject: Phrase,
    cue: (usize, usize),
    score: f32,
}

impl View<'_> {
    fn attribute(&self, place: usize, pair: u32, number: usize) -> Attribution {
        let inner = self.spans.get(pair as usize).and_then(|span| self.text.get(span.inner())).unwrap_or("");
        let inner =
            inner.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '’' | '”' | '"' | '\'' | '»' | '“'));
        let last = inner.chars().next_back().unwrap_or(' ');
        let after = self.at(place + 1);
        let before = (place > self.sentence.range.start).then(|| &self.stream[place - 1]);
        // The quotation's end calls for an attribution.
        let leads = matches!(last, ',' | '?' | '!' | '-' | '—' | '–' | '…' | '，' | '？' | '！')
            || after.is_some_and(|t| matches!(t.kind, Kind::Comma | Kind::Dash))
            || last == '.' && after.is_some_and(|t| t.kind == Kind::Word);
        let opens = before.is_none_or(|t| matches!(t.kind, Kind::Colon | Kind::Comma | Kind::Dash | Kind::Quote(_)));
        let standing = self.standing(place, inner, before, after, last);
        let right = self.signed(place).or_else(|| self.right(place, leads)).map(|c| self.weigh(c));
        let left = self.left(place, before).map(|c| self.weigh(c));
        let best = match (right, left) {
            (Some(r), Some(l)) => Some(if r.score >= l.score { r } else { l }),
            (r, l) => r.or(l),
        };
        let best = best
            .or_else(|| (standing == Standing::Part).then(|| self.closing_verb(place)).flatten())
            .or_else(|| self.own_sentence(place, opens));
        Attribution {
            pair,
            standing,
            subject: best.map(|c| c.subject),
            cue: best.filter(|c| c.cue.1 > c.cue.0).map(|c| c.cue.0..c.cue.1),
            score: best.map_or(if self.is_named_so(place, standing) { 0.3 } else { 0.0 }, |c| c.score),
            names_work: self.names_work(place)
                || standing == Standing::Part && best.is_none_or(|c| c.score < 0.62) && self.names_body(place, inner),
            cue_is_near: best.is_some_and(|c| c.cue.1 > c.cue.0),
            sentence: number,
            paragraph: self.sentence.paragraph,
        }
    }

    /// A subject that cannot speak ("32 %") lowers the score.
    fn weigh(&self, mut candidate: Candidate) -> Candidate {
        let phrase = &self.stream[candidate.subject.start..candidate.subject.end];
        let first = &phrase[0];
        // "Die Haltung zeigt sich dort:": a thing speaks only where a verb of saying says so.
        let common = self.language.capital_nouns
            && candidate.score <= 0.7
            && phrase.iter().any(|t| t.has(word::NOT_PERSON))
            && !clause::names_somebody(phrase)
            && !first.has(word::PRONOUN);
        if common {
            candidate.score *= 0.6;
        }
        if !can_speak(phrase) && !first.has(word::PRONOUN) {
            candidate.score *= if first.has(word::DETERMINER | word::POSSESSIVE) || first.plural { 0.9 } else { 0.7 };
        }
        candidate
    }

    /// A name after a dash: "..." – Commissioner Ruiz
    fn signed(&self, place: usize) -> Option<Candidate> {
        let mut from = place + 1;
        while self.at(from).is_some_and(|t| t.kind == Kind::Stop) {
            from += 1;
        }
        if self.at(from)?.kind != Kind::Dash {
            return None;
        }
        while self.at(from).is_some_and(|t| matches!(t.kind, Kind::Dash | Kind::Other)) {
            from += 1;
        }
        let subject = phrase::after(self.stream, from, self.sentence.range.end, self.language)?;
        let ends = self
            .at(subject.end)
            .is_none_or(|t| matches!(t.kind, Kind::Stop | Kind::Break | Kind::Comma | Kind::BracketOpen));
        let named = self.stream[subject.start..subject.core_end].iter().any(|t| t.is_capital() || t.has(word::ROLE));
        (ends && named).then_some(Candidate { subject, cue: (0, 0), score: 0.9 })
    }

    /// A noun that introduces titles stands right before the marks, a colon between them perhaps ("Motto: ...").
    fn names_work(&self, place: usize) -> bool {
        let mut at = place;
        while at > self.sentence.range.start && matches!(self.stream[at - 1].kind, Kind::Colon | Kind::BracketOpen) {
            at -= 1;
        }
        // "“A Winter by the River” (1998)": a work and its year.
        let year = self.at(place + 1).is_some_and(|t| t.kind == Kind::BracketOpen)
            && self.at(place + 2).is_some_and(|t| t.kind == Kind::Number && t.end - t.start == 4)
            && self.at(place + 3).is_some_and(|t| t.kind == Kind::BracketClose);
        // "“River runs dry,” by The Courier's Ana Ruiz": the title of an article.
        let by = self.at(place + 1).is_some_and(|t| t.has(word::BYLINE))
            && self.at(place + 2).is_some_and(|t| t.is_capital() && t.kind == Kind::Word);
        by || year || at > self.sentence.range.start && self.stream[at - 1].has(word::WORK)
    }

    /// "wurde als „...“ bezeichnet": words that somebody chose, though nobody is named.
    fn is_named_so(&self, place: usize, standing: Standing) -> bool {
        let near = self.stream.get(place + 1..self.sentence.range.end.min(place + 4)).unwrap_or_default();
        self.language.capital_nouns
            && standing == Standing::Part
            && near.iter().take_while(|t| t.kind == Kind::Word).any(|t| t.has(word::CUE))
    }

    /// The proper name of a body or a thing: its initials follow ("... for Change” (MFC)"), or in German a definite
    /// article comes before and every word of weight has a capital (der „Verein für Alte Musik“).
    fn names_body(&self, place: usize, inner: &str) -> bool {
        let bracket = self.at(place + 1).is_some_and(|t| t.kind == Kind::BracketOpen)
            && self.at(place + 2).is_some_and(|t| t.case == Case::Upper && t.end - t.start <= 8)
            && self.at(place + 3).is_some_and(|t| t.kind == Kind::BracketClose);
        let before = place.checked_sub(1).filter(|&p| p >= self.sentence.range.start).map(|p| &self.stream[p]);
        let definite =
            self.language.capital_nouns && before.is_some_and(|t| t.case == Case::Lower && t.has(word::DEFINITE));
        (bracket || definite) && not_speech::is_title(inner)
    }

    fn at(&self, place: usize) -> Option<&Token> {
        self.stream.get(place).filter(|_| place < self.sentence.range.end)
    }

    fn standing(
        &self,
        place: usize,
        inner: &str,
        before: Option<&Token>,
        after: Option<&Token>,
        last: char,
    ) -> Standing {
        let begins = inner.trim_start_matches(|c: char| !c.is_alphanumeric()).chars().next();
        let small = begins.is_some_and(char::is_lowercase);
        let opened = before.is_none_or(|t| matches!(t.kind, Kind::Colon | Kind::Comma | Kind::Dash | Kind::Quote(_)))
            || before.is_some_and(|t| t.has(word::CUE));
        let closed = after.is_none_or(|t| !t.is_word()) || matches!(last, ',' | '.' | '!' | '?' | '-' | '—' | '…');
        let continued =
            place > 0 && small && before.is_some_and(|t| t.kind == Kind::Comma) && self.earlier_quote(place);
        if opened && closed && (!small || continued || before.is_none()) { Standing::Whole } else { Standing::Part }
    }

    fn earlier_quote(&self, place: usize) -> bool {
        self.stream[self.sentence.range.start..place].iter().any(|t| matches!(t.kind, Kind::Quote(_)))
    }

    /// A cue after the quotation.
    fn right(&self, place: usize, leads: bool) -> Option<Candidate> {
        let end = self.sentence.range.end.min(place + REACH);
        let mut from = place + 1;
        while self.at(from).is_some_and(|t| matches!(t.kind, Kind::Comma | Kind::Dash)) {
            from += 1;
        }
        let separated = from > place + 1;
        let mut crossed = false;
        // "..., as Ruiz put it"
        if self.at(from).is_some_and(|t| t.has(word::SUBORDINATOR) && t.end - t.start <= 3)
            && !self.at(from + 1).is_some_and(|t| t.has(word::PREPOSITION))
        {
            from += 1;
        }
        for at in from..end {
            let token = &self.stream[at];
            if matches!(token.kind, Kind::Colon | Kind::Semicolon | Kind::Break) {
                break;
            }
            if matches!(token.kind, Kind::Quote(_)) {
                // Behind another quotation only a clause at the sentence's end can speak for this one too.
                if leads || crossed {
                    break;
                }
                crossed = true;
                continue;
            }
            if token.kind == Kind::Stop {
                break;
            }
            if let Some(clause) = clause::source(self.text, self.stream, at, end, self.language) {
                let score = if at == from { 0.95 } else { 0.75 };
                return Some(Candidate { subject: clause.subject, cue: (clause.cue, clause.cue_end), score });
            }
            if at == from
                && leads
                && let Some(subject) = self.unlisted_cue(at, end)
            {
                return Some(Candidate { subject, cue: (at, at + 1), score: 0.85 });
            }
            if !clause::is_cue(self.stream, from, at, self.language) {
                continue;
            }
            let strong = token.has(word::CUE);
            if self.language.capital_nouns && at > from + 1 && self.stream[from].has(word::AUXILIARY) {
                // "...", hatte Ruiz erklärt.
                let subject = self.speaker_after(from + 1, at)?;
                return Some(Candidate { subject, cue: (at, at + 1), score: 0.92 });
            }
            if token.has(word::GERUND) {
                continue;
            }
            // "..., a déclaré Ruiz": over what stands before the participle.
            let helped = self.language.code != "en"
                && !self.language.capital_nouns
                && at <= from + 3
                && self.stream[from..at]
                    .iter()
                    .all(|t| t.has(word::AUXILIARY | word::OBJECT | word::ADVERB | word::PRONOUN));
            // "..., a-t-il ajouté"
            if helped
                && let Some(place) =
                    (from..at).find(|&p| self.stream[p].has(word::PRONOUN) && !self.stream[p].has(word::OBJECT))
            {
                let subject = Phrase { start: place, end: place + 1, core_end: place + 1, relative: None };
                return Some(Candidate { subject, cue: (at, at + 1), score: 0.92 });
            }
            if at == self.skip_adverbs(from, end) || helped {
                // "...," said Ruiz.
                let mut begin = self.skip_adverbs(at + 1, end);
                // "so beschrieb ihn Ruiz"
                while self.at(begin).is_some_and(|t| t.has(word::OBJECT) && !t.has(word::DETERMINER | word::POSSESSIVE))
                {
                    begin += 1;
                }
                if let Some(subject) = self.speaker_after(begin, end) {
                    let score = if leads { 0.96 } else { 0.5 };
                    let subject = if self.language.capital_nouns {
                        verb_second::personal(self.stream, from, end, subject, self.language)?
                    } else {
                        subject
                    };
                    return Some(Candidate { subject, cue: (at, at + 1), score });
                }
                continue;
            }
            if strong
                && at > from
                && self.stream[at - 1].kind == Kind::Comma
                && !token.has(word::NONFINITE | word::HEARER)
                && !self.language.capital_nouns
                && let Some(subject) = self.turned_at_end(at, end)
            {
                return Some(Candidate { subject, cue: (at, at + 1), score: if crossed { 0.62 } else { 0.7 } });
            }
            let Some(subject) = clause::subject(self.stream, from, at, self.language) else { continue };
            let starts = !crossed && self.skip_adverbs(from, subject.start.max(from)) >= subject.start;
            // "..., wie Ruiz mitteilte"
            let mut edge = subject.start;
            if edge > from && self.stream[edge - 1].has(word::SUBORDINATOR) {
                edge -= 1;
            }
            let before_subject = edge.checked_sub(1).map(|p| self.stream[p].kind);
            let finishes = self.at(at + 1).is_none_or(|t| {
                matches!(t.kind, Kind::Stop | Kind::Comma | Kind::Break | Kind::Quote(_) | Kind::Dash | Kind::Colon)
                    || t.has(word::TIME | word::PREPOSITION | word::ADVERB)
                    || t.has(word::OBJECT)
                    || t.is_word() && !t.has(word::SUBORDINATOR | word::AUXILIARY) && starts && leads
            });
            let score = match (starts, leads) {
                (true, true) if strong => 0.96,
                (true, true) => 0.85,
                (true, false) if strong && finishes && separated => 0.8,
                (true, false) if strong && finishes => 0.62,
                (false, _) if strong && finishes && before_subject == Some(Kind::Comma) => {
                    if crossed {
                        0.62
                    } else {
                        0.7
                    }
                }
                _ => continue,
            };
            return Some(Candidate { subject, cue: (at, at + 1), score });
        }
        None
    }

    /// "..., apart from the two, said the director, Ana Ruiz, on Monday": a cue and its subject that end the sentence.
    fn turned_at_end(&self, cue: usize, end: usize) -> Option<Phrase> {
        let subject = self.speaker_after(cue + 1, end)?;
        let closes = self
            .at(subject.end)
            .is_none_or(|t| matches!(t.kind, Kind::Stop | Kind::Comma | Kind::Break) || t.has(word::TIME));
        let phrase = &self.stream[subject.start..subject.core_end];
        let somebody = phrase.iter().any(|t| t.is_capital() && !t.has(word::FUNCTION) || t.has(word::ROLE));
        (closes && somebody && !phrase[0].has(word::PRONOUN)).then_some(subject)
    }

    /// Somebody right after an unlisted verb at the quotation's end: "..., exhorted Ruiz", "..., strich Ruiz heraus".
    fn unlisted_cue(&self, at: usize, end: usize) -> Option<Phrase> {
        let verb = &self.stream[at];
        let german = self.language.capital_nouns;
        let fits = verb.kind == Kind::Word && verb.case == Case::Lower && verb.flags == 0 && (german || verb.past);
        let subject = fits.then(|| self.speaker_after(at + 1, end)).flatten()?;
        let phrase = &self.stream[subject.start..subject.core_end];
        let person = clause::names_somebody(phrase)
            || phrase.len() >= 2 && phrase.iter().all(|t| t.is_capital() && !t.has(word::NOT_PERSON));
        (person || !german && phrase.iter().any(Token::is_capital)).then_some(subject)
    }

    /// The phrase after a cue that comes first ("said Ruiz").
    fn speaker_after(&self, at: usize, end: usize) -> Option<Phrase> {
        let first = self.at(at)?;
        if self.language.capital_nouns
            && let Some(name) = verb_second::particle_name(self.stream, at, end)
        {
            return Some(name);
        }
        if first.has(word::OBLIQUE) || first.has(word::OBJECT) && !first.has(word::DETERMINER) {
            return None;
        }
        phrase::after(self.stream, at, end, self.language)
    }

    fn skip_adverbs(&self, mut at: usize, end: usize) -> usize {
        while at < end
            && self.stream[at].has(word::ADVERB)
            && !self.stream[at].has(word::DETERMINER | word::PRONOUN | word::ROLE | word::TITLE)
        {
            at += 1;
        }
        at
    }

    /// A cue before the quotation.
    fn left(&self, place: usize, before: Option<&Token>) -> Option<Candidate> {
        let before = before?;
        let low = self.sentence.range.start.max(place.saturating_sub(REACH));
        let joint = matches!(before.kind, Kind::Colon | Kind::Comma | Kind::Dash);
        let colon = before.kind == Kind::Colon;
        let mut end = place;
        while end > low && matches!(self.stream[end - 1].kind, Kind::Colon | Kind::Comma | Kind::Dash) {
            end -= 1;
        }
        let mut best: Option<Candidate> = None;
        let mut inner_strong = false;
        for at in (low..end).rev() {
            let token = &self.stream[at];
            if matches!(token.kind, Kind::Break | Kind::Stop) {
                break;
            }
            if let Some(clause) = clause::source(self.text, self.stream, at, end, self.language) {
                let candidate = Candidate { subject: clause.subject, cue: (clause.cue, clause.cue_end), score: 0.8 };
                return Some(best.filter(|b| b.score > 0.8).unwrap_or(candidate));
            }
            if best.is_none()
                && token.has(word::CLAIM)
                && self
                    .stream
                    .get(at + 1)
                    .is_some_and(|t| t.has(word::SUBORDINATOR) || matches!(t.kind, Kind::Colon | Kind::Quote(_)))
                && let Some(subject) = self.owner(low, at)
            {
                best = Some(Candidate { subject, cue: (at, at + 1), score: 0.76 });
                inner_strong = true;
                continue;
            }
            if !clause::is_cue(self.stream, low, at, self.language) {
                continue;
            }
            let strong = token.has(word::CUE);
            if let Some(inner) = &mut best {
                // "She said she feels that "..."": the outer speaker says it all.
                let called =
                    inner.subject.start.checked_sub(1).is_some_and(|p| self.stream[p].gender == Gender::Relative);
                if strong && !inner_strong && !called && at < inner.subject.start {
                    let after = if self.stream[at + 1].kind == Kind::Comma { at + 2 } else { at + 1 };
                    let turned = self.language.capital_nouns && after == inner.cue.0;
                    let content = after == inner.subject.start || turned || self.stream[at + 1].has(word::SUBORDINATOR);
                    let told = self.stream[at + 1..inner.subject.start].iter().any(|t| t.has(word::SUBORDINATOR));
                    if (content || told || inner.subject.relative.is_some())
                        && let Some(subject) = self.subject_of(low, at, end)
                    {
                        *inner = Candidate { subject, cue: (at, at + 1), score: inner.score.max(0.72) };
                        inner_strong = true;
                    }
                }
                continue;
            }
            let Some(subject) = self.subject_of(low, at, end) else { continue };
            let gap = end - at - 1;
            let direct = gap == 0;
            let score = match (strong, direct, joint) {
                (true, true, true) => 0.95,
                (true, false, true) if colon || gap < 16 => 0.88,
                (true, true, false) => 0.85,
                (true, false, _) => 0.75,
                (false, true, _) => 0.75,
                (false, false, true) if colon => 0.7,
                (false, ..) => 0.6,
            };
            best = Some(Candidate { subject, cue: (at, at + 1), score });
            // "told a woman who suggested": a clause inside another.
            // "said it would tell a story": what "it" tells, somebody else says.
            let impersonal = self.stream[subject.start].has(word::PRONOUN)
                && self.stream[subject.start].gender == Gender::Neuter
                && !self.language.capital_nouns;
            inner_strong = strong
                && !impersonal
                && !self.stream[subject.end.min(at)..at].iter().any(|t| t.gender == Gender::Relative);
        }
        if best.is_none() && colon {
            return self.lead_in(low, end);
        }
        best
    }

    /// Whose claim it is: "her claim that", "the mayor's recent warning that".
    fn owner(&self, low: usize, noun: usize) -> Option<Phrase> {
        let floor = low.max(noun.saturating_sub(4));
        let place = (floor..noun)
            .rev()
            .find(|&p| self.stream[p].kind == Kind::Possessive || self.stream[p].has(word::POSSESSIVE))?;
        if self.stream[place].kind == Kind::Possessive {
            // A name right before it, not all that stands before the name.
            let name = (low..place)
                .rev()
                .take_while(|&p| self.stream[p].is_capital() && !self.stream[p].has(word::FUNCTION))
                .last();
            return name
                .and_then(|at| phrase::after(self.stream, at, place, self.language))
                .or_else(|| phrase::antecedent(self.stream, low, place, self.language));
        }
        Some(Phrase { start: place, end: place + 1, core_end: place + 1, relative: None })
    }

    /// The subject of a cue before a quotation: before the cue, or after it where the language turns it round.
    fn subject_of(&self, low: usize, at: usize, end: usize) -> Option<Phrase> {
        let before = clause::subject(self.stream, low, at, self.language);
        if !self.language.capital_nouns {
            return before.or_else(|| {
                // "Said Ruiz: ...", "But, said Ruiz, ..."
                let heads = at == low || self.stream[at - 1].kind == Kind::Comma;
                let found =
                    (heads && !self.stream[at].has(word::GERUND)).then(|| self.speaker_after(at + 1, end))??;
                let parted = at == low || found.end >= end || !self.stream[found.end].is_word();
                (parted && (at == low || can_speak(&self.stream[found.start..found.core_end]))).then_some(found)
            });
        }
        let second = verb_second::verb_second(self.stream, low, at, end, self.language).or(before)?;
        verb_second::personal(self.stream, low, end, second, self.language)
    }

    /// A name and a colon: "Ruiz:", "And from Ruiz:", "Ruiz's reply:".
    fn lead_in(&self, low: usize, end: usize) -> Option<Candidate> {
        let mut at = low;
        let short = end - low <= 7;
        while at < end
            && (self.stream[at].has(word::CONJUNCTION | word::ADVERB)
                || short && self.stream[at].has(word::PREPOSITION)
                || self.stream[at].kind == Kind::Comma)
        {
            at += 1;
        }
        // "Ruiz's reply:" names the owner.
        if let Some(owner) = (at..end).find(|&p| self.stream[p].kind == Kind::Possessive)
            && let Some(subject) = phrase::before(self.stream, at, owner, self.language)
            && self.stream[owner + 1..end].iter().any(|t| t.has(word::STATEMENT | word::CUE))
        {
            return Some(Candidate { subject, cue: (owner + 1, end), score: 0.85 });
        }
        let subject = if short {
            phrase::after(self.stream, at, end, self.language)?
        } else {
            clause::leading(self.stream, low, end, self.language)?
        };
        let whole = subject.end + 1 >= end;
        let score = if whole { 0.85 } else { 0.55 };
        Some(Candidate { subject, cue: (end, end), score })
    }

    /// "Ruiz hatte die Zustimmung „trotz allem“ bekanntgegeben": the verb that closes the clause comes after the words.
    fn closing_verb(&self, place: usize) -> Option<Candidate> {
        if !self.language.capital_nouns {
            return None;
        }
        let end = self.sentence.range.end;
        let low = self.sentence.range.start.max(place.saturating_sub(REACH));
        let verb = (place + 1..end.min(place + 7))
            .take_while(|&p| self.stream[p].kind == Kind::Word)
            .find(|&p| clause::is_cue(self.stream, low, p, self.language))?;
        // Words within the subject ("Die Reise „...“ zeigte"): the verb's own clause begins with them.
        let begun =
            self.stream[low..place].iter().any(|t| clause::is_finite(t) || t.has(word::SUBORDINATOR | word::RELATIVE));
        if !begun {
            return None;
        }
        let subject = verb_second::verb_second(self.stream, low, verb, end, self.language)?;
        let subject = verb_second::personal(self.stream, low, place, subject, self.language)?;
        let other_clause = (subject.end..place).any(|p| {
            self.stream[p].kind == Kind::Comma
                && self.stream[p + 1].has(word::SUBORDINATOR | word::RELATIVE | word::DETERMINER)
        });
        if other_clause {
            return None;
        }
        let before =
            subject.end <= place || self.stream[verb + 1..subject.start.max(verb + 1)].iter().any(Token::is_word);
        let speaks = can_speak(&self.stream[subject.start..subject.core_end]);
        (before && speaks).then_some(Candidate { subject, cue: (verb, verb + 1), score: 0.62 })
    }

    /// "Ruiz macht klar, dass "..."": a verb that is no cue, with a reported content.
    fn complemented(&self, low: usize, place: usize) -> Option<Candidate> {
        if !self.language.capital_nouns {
            return None;
        }
        let from = low.max(place.saturating_sub(REACH));
        let opener = (from + 1..place)
            .find(|&p| self.stream[p].has(word::COMPLEMENT) && self.stream[p - 1].kind == Kind::Comma)?;
        let verb = (from..opener).find(|&p| clause::is_finite(&self.stream[p]))?;
        let subject = verb_second::verb_second(self.stream, from, verb, opener, self.language)?;
        let phrase = &self.stream[subject.start..subject.core_end];
        let speaks = can_speak(phrase) && !(phrase[0].has(word::PRONOUN) && phrase[0].gender == Gender::Neuter);
        speaks.then_some(Candidate { subject, cue: (verb, verb + 1), score: 0.6 })
    }

    /// The subject of the sentence in which a part is quoted.
    fn own_sentence(&self, place: usize, opens: bool) -> Option<Candidate> {
        let low = self.sentence.range.start;
        if place == low {
            return None;
        }
        if let Some(candidate) = self.complemented(low, place) {
            return Some(candidate);
        }
        let told = &self.stream[self.sentence.range.clone()];
        if told.iter().any(|t| t.has(word::REPORTING)) && !told.iter().any(|t| t.has(word::CUE)) {
            return None;
        }
        let subject = clause::leading(self.stream, low, place, self.language)?;
        let phrase = &self.stream[subject.start..subject.core_end];
        if !can_speak(phrase) || self.language.capital_nouns && !clause::names_somebody(phrase) {
            return None;
        }
        // Somebody with a name or a role is named; a body or a thing in small letters is too doubtful.
        let named = phrase.iter().any(|t| {
            t.has(word::ROLE | word::TITLE | word::GIVEN | word::PRONOUN) || t.is_capital() && !t.has(word::FUNCTION)
        });
        let score = match opens {
            true => 0.5,
            false if named && !self.language.capital_nouns => 0.485,
            false => 0.45,
        };
        Some(Candidate { subject, cue: (0, 0), score })
    }
}

/// Whether a phrase can be somebody: a name, a pronoun, a role, an organisation.
pub(crate) fn can_speak(phrase: &[Token]) -> bool {
    phrase.iter().any(|t| {
        t.has(word::ROLE | word::ORGANISATION | word::TITLE | word::GIVEN)
            || t.has(word::PRONOUN) && matches!(t.gender, Gender::Male | Gender::Female | Gender::Plural)
            || t.is_capital() && !t.has(word::FUNCTION | word::NOT_PERSON)
    })
}
