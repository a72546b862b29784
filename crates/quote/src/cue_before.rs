//! Cues before a quotation: (She said: "..."), (her claim that "..."), (Ruiz's reply: "...").
//!
//! The first half of [`View`]'s work, with `cue_after`. [`View::left`] goes back from the marks to the head of the sentence.
//! Not for the subject of a sentence without a cue (`own_sentence`), nor for which of several candidates wins: that is `attribute`.

use crate::attribute::{Candidate, LEAST, View};
use crate::clause::{self, REACH};
use crate::language::{Gender, word};
use crate::phrase::{self, Phrase};
use crate::sources;
use crate::speaking::{self, can_speak};
use crate::token::{Case, Kind, Token, tokens_in};
use crate::verb_second;

impl View<'_> {
    /// A cue before the quotation.
    pub(crate) fn left(&self, place: usize, before: Option<&Token>) -> Option<Candidate> {
        let before = before?;
        let low = self.sentence.range.start.max(place.saturating_sub(REACH));
        // "The mayor refused (Ruiz, who chairs the board, once said, “...”).": the bracket is a sentence of its own.
        let bracket =
            (low..place).rev().find(|&p| matches!(self.stream[p].kind, Kind::BracketOpen | Kind::BracketClose));
        let own = bracket.filter(|&p| {
            self.stream[p].kind == Kind::BracketOpen
                && tokens_in(self.stream, p + 1..place).iter().any(|t| t.has(word::CUE) && t.case == Case::Lower)
        });
        let low = own.map_or(low, |p| p + 1);
        // "Ruiz war dagegen: So sagte Weber: "..."", "18.45 Uhr: Ruiz jubelt: "..."": what the last colon but one opens has its own
        // speaker.
        let inner = self.language.capital_nouns && before.kind == Kind::Colon;
        let colon = (low + 1..place - 1).rev().find(|&p| inner && self.stream[p].kind == Kind::Colon);
        let found = colon.and_then(|p| self.left_of(p + 1, place, before)).map(|c| self.weigh(c)).filter(|c| {
            let core = tokens_in(self.stream, c.subject.start..c.subject.core_end);
            c.score >= LEAST && speaking::is_somebody(core)
        });
        let found = found.or_else(|| self.left_of(low, place, before))?;
        match inner {
            true => Some(self.nearest_to_colon(low, place, found)),
            false => Some(found),
        }
    }

    /// A cue between `low` and the quotation.
    fn left_of(&self, low: usize, place: usize, before: &Token) -> Option<Candidate> {
        let joint = matches!(before.kind, Kind::Colon | Kind::Comma | Kind::Dash);
        let colon = before.kind == Kind::Colon;
        let mut end = place;
        while end > low && matches!(self.stream[end - 1].kind, Kind::Colon | Kind::Comma | Kind::Dash) {
            end -= 1;
        }
        if let Some(candidate) = self.told_by(low, end).filter(|_| colon) {
            return Some(candidate);
        }
        if let Some(subject) = self.takes_over(low, end).filter(|_| colon) {
            return Some(Candidate { subject, cue: (end, end), score: 0.85 });
        }
        let mut best: Option<Candidate> = None;
        let mut inner_strong = false;
        for at in (low..end).rev() {
            let token = &self.stream[at];
            if matches!(token.kind, Kind::Break | Kind::Stop) {
                break;
            }
            if let Some(clause) = sources::source(self.text, self.stream, at, end, self.language)
                && !self.is_own_source(low, at, &clause.subject)
                && !self.is_by_the_way(low, at)
            {
                let candidate = Candidate { subject: clause.subject, cue: (clause.cue, clause.cue_end), score: 0.8 };
                // "Laut Weber erklärte Ruiz, der Hafen sei "..."": whoever said so, as the other tells.
                let said = |b: &Candidate| {
                    let subject = tokens_in(self.stream, b.subject.start..b.subject.core_end);
                    self.language.capital_nouns && self.stream[b.cue.0].has(word::CUE) && speaking::is_somebody(subject)
                };
                return Some(best.filter(|b| b.score > 0.8 || said(b)).unwrap_or(candidate));
            }
            if best.is_none()
                && token.has(word::CLAIM)
                && !self.is_verb_of(at, place)
                && self.stream.get(at + 1).is_some_and(|t| {
                    // "her claim that", but not "her remarks as"
                    let opens = if self.language.fixed_order { word::COMPLEMENT } else { word::SUBORDINATOR };
                    t.has(opens) || matches!(t.kind, Kind::Colon | Kind::Quote(_)) || self.claims_far(at, end)
                })
                && let Some(subject) = self.owner(low, at)
            {
                best = Some(Candidate { subject, cue: (at, at + 1), score: 0.76 });
                inner_strong = true;
                continue;
            }
            if !clause::is_cue(self.stream, low, at, self.language) {
                continue;
            }
            if self.is_purpose(at, end) {
                continue;
            }
            let nobody = || self.bidden(low, at, end).or_else(|| self.laughed_at(at, end));
            if let Some(nobody) = if best.is_none() { nobody() } else { None } {
                return Some(nobody);
            }
            let strong = token.has(word::CUE);
            if let Some(inner) = &mut best {
                // "She said she feels that "..."": the outer speaker says it all.
                let called =
                    inner.subject.start.checked_sub(1).is_some_and(|p| self.stream[p].gender == Gender::Relative);
                // "When she said that, Ruiz shot back:" a main clause of its own.
                let opened = tokens_in(self.stream, low.max(at.saturating_sub(4))..at).iter().any(|t| {
                    t.has(word::SUBORDINATOR) && !t.has(word::COMPLEMENT | word::PREPOSITION) && t.end - t.start > 2
                });
                let main = self.language.fixed_order
                    && (opened || self.stream[low].has(word::SUBORDINATOR))
                    && inner
                        .subject
                        .start
                        .checked_sub(1)
                        .is_some_and(|p| p > at + 1 && self.stream[p].kind == Kind::Comma);
                // "said Ruiz had sent a letter reading "..."": the letter's words are not those of whoever tells of it.
                let written = direct_cue_of_carrier(self, inner.cue);
                if strong && !inner_strong && !called && !main && !written && at < inner.subject.start {
                    let after = if self.stream[at + 1].kind == Kind::Comma { at + 2 } else { at + 1 };
                    let turned = self.language.capital_nouns && after == inner.cue.0;
                    // "laughed when Hale called her": what opens no content makes nobody say it.
                    let opener = if self.language.fixed_order { word::COMPLEMENT } else { word::SUBORDINATOR };
                    let content = after == inner.subject.start || turned || self.stream[at + 1].has(opener);
                    let told = tokens_in(self.stream, at + 1..inner.subject.start).iter().any(|t| t.has(opener));
                    if (content || told || inner.subject.relative.is_some())
                        && let Some(subject) = self.subject_of(low, at, end)
                    {
                        *inner = Candidate { subject, cue: (at, at + 1), score: inner.score.max(0.72) };
                        inner_strong = true;
                    }
                }
                continue;
            }
            let Some(mut subject) = self.subject_of(low, at, end) else { continue };
            let tells = |t: &Token| t.has(word::CUE) && t.case == Case::Lower;
            if direct_cue_of_carrier(self, (at, at + 1))
                && self.stream.get(subject.end..at).is_some_and(|between| between.iter().any(tells))
            {
                subject = phrase::before(self.stream, low, at, self.language).unwrap_or(subject);
            }
            if token.has(word::NONFINITE) && self.is_aside(low, &subject) {
                continue;
            }
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
            let core = tokens_in(self.stream, subject.start..subject.core_end);
            // "said he saw schools that reminded him of": what a thing does, somebody else tells.
            let thing = self.language.fixed_order
                && !can_speak(core)
                && !core.iter().any(|t| {
                    t.has(word::STATEMENT | word::CLAIM | word::DETERMINER | word::POSSESSIVE) || t.is_pronoun()
                });
            inner_strong = strong
                && !impersonal
                && !thing
                && !tokens_in(self.stream, subject.end.min(at)..at).iter().any(|t| t.gender == Gender::Relative);
        }
        if best.is_none() && colon {
            return self.lead_in(low, end);
        }
        // "Weber kritisierte den Plan, doch Ruiz bleibt dabei:": the cue is that of the clause before.
        if let Some(found) = best.filter(|found| colon && found.cue.1 > found.cue.0)
            && let Some((joint, subject)) = self.last_clause(low, end)
            && found.cue.1 <= joint
            && (subject.end < end || self.acts_alone(&self.stream[subject.start - 1]))
            && !tokens_in(self.stream, joint + 1..end).iter().any(|t| t.has(word::REPORTING | word::SUBORDINATOR))
            && (self.stream[joint].kind == Kind::Semicolon
                || self.stream[joint].has(word::CONJUNCTION)
                || self.stream[joint + 1].has(word::CONJUNCTION | word::ADVERB)
                || self.subordinate(low))
        {
            return Some(Candidate { subject, cue: (end, end), score: 0.6 });
        }
        if let Some(found) = best
            && let Some(subject) = self.main_clause(low, end, &found)
        {
            return Some(Candidate { subject, cue: (0, 0), score: if colon || joint { 0.6 } else { 0.5 } });
        }
        // "Ruiz hat weniger Hemmungen, Freude zu zeigen: "..."": a thing is no speaker, whoever opens the sentence is.
        if let Some(found) = best.filter(|_| colon && self.language.capital_nouns)
            && speaking::rank(tokens_in(self.stream, found.subject.start..found.subject.core_end)) == 0
            && !self.stream[found.subject.start].has(word::PRONOUN | word::POSSESSIVE)
            && speaking::owner(self.stream, &found.subject, end, self.language).is_none()
            && let Some(subject) = clause::leading(self.stream, low, end, self.language)
            && speaking::rank(tokens_in(self.stream, subject.start..subject.core_end)) >= 3
        {
            return Some(Candidate { subject, cue: found.cue, score: 0.6 });
        }
        best
    }

    /// "wants somebody to counter threats, but the board gives them “...”": what somebody is to do, and then another clause.
    fn is_purpose(&self, at: usize, end: usize) -> bool {
        let infinitive = self.language.fixed_order
            && self.stream[at].has(word::NONFINITE)
            && !self.stream[at].has(word::GERUND)
            && at.checked_sub(1).is_some_and(|p| clause::is_infinitive_mark(&self.stream[p], self.language));
        let between = self.stream.get(at + 1..end).unwrap_or_default();
        let joint = between.windows(2).position(|pair| {
            pair[0].kind == Kind::Comma && pair[1].has(word::CONJUNCTION) && !pair[1].has(word::SUBORDINATOR)
        });
        let other = joint.is_some_and(|place| {
            between[place..].iter().any(|t| {
                t.case == Case::Lower
                    && t.has(word::ANY_VERB | word::AUXILIARY)
                    && !t.has(word::NONFINITE | word::PREPOSITION)
            })
        });
        infinitive && other
    }

    /// "said Ruiz's remarks “have done harm”": the noun right before the marks is the subject of what they hold.
    fn is_verb_of(&self, noun: usize, place: usize) -> bool {
        let Some(Kind::Quote(pair)) = self.stream.get(place).map(|t| t.kind).filter(|_| noun + 1 == place) else {
            return false;
        };
        let inner = self.spans.get(pair as usize).and_then(|span| self.text.get(span.inner())).unwrap_or("");
        let first = inner.split_whitespace().next().unwrap_or("");
        let flags = self.language.entry(first).flags;
        self.language.fixed_order
            && flags & (word::AUXILIARY | word::ANY_VERB) != 0
            && (flags & word::AUXILIARY != 0 || flags & word::NONFINITE == 0)
            && flags & (word::PREPOSITION | word::DETERMINER) == 0
    }

    /// "her comments before the board that "..."": a place or a day between the noun and its content.
    fn claims_far(&self, noun: usize, end: usize) -> bool {
        let between = self.stream.get(noun + 1..end.saturating_sub(1)).unwrap_or_default();
        let that = end.checked_sub(1).is_some_and(|p| self.stream[p].has(word::COMPLEMENT));
        let parted = |t: &Token| !t.is_word() || t.has(word::ANY_VERB | word::AUXILIARY) && !t.has(word::PREPOSITION);
        that && between.len() <= 8
            && between.first().is_some_and(|t| t.has(word::PREPOSITION))
            && !between.iter().any(parted)
    }

    /// "After Weber criticized the plan, Ruiz turned to the board: "..."": whoever the main clause is about, if the cue stands
    /// in the clause that opens the sentence.
    fn main_clause(&self, low: usize, end: usize, found: &Candidate) -> Option<Phrase> {
        let first = self.stream.get(low).filter(|t| self.language.fixed_order && t.has(word::SUBORDINATOR))?;
        // "As Weber puts it, Ruiz is ...", "If it rains, he said, ...": those tell all of the sentence.
        if self.stream.get(found.cue.0)?.has(word::CUE | word::CUE_IT) {
            return None;
        }
        let comma = (found.cue.1..end).find(|&p| self.stream[p].kind == Kind::Comma)?;
        // The clause holds the cue and its subject, and nothing of it is reported.
        let opens = first.is_capital() && found.cue.0 > low && found.subject.start > low && found.subject.end <= comma;
        let reported =
            tokens_in(self.stream, found.cue.1..comma).iter().any(|t| t.has(word::COMPLEMENT) && t.has(word::RELATIVE));
        let subject = phrase::after(self.stream, comma + 1, end, self.language).filter(|_| opens && !reported)?;
        let core = tokens_in(self.stream, subject.start..subject.core_end);
        let somebody = core
            .iter()
            .any(|t| t.has(word::ROLE | word::TITLE | word::GIVEN | word::NAMED | word::PRONOUN) || t.is_capital());
        let verb = self.stream.get(subject.end).filter(|_| subject.end < end)?;
        let acts =
            verb.past || verb.has(word::ANY_VERB | word::AUXILIARY) && !verb.has(word::GERUND | word::PREPOSITION);
        (can_speak(core) && somebody && acts && verb.case == Case::Lower).then_some(subject)
    }

    /// "Ruiz said, and I quote,": the narrator's word between the cue and the quotation.
    fn is_aside(&self, low: usize, subject: &Phrase) -> bool {
        let before = self.stream.get(low..subject.start).unwrap_or_default();
        self.language.fixed_order
            && self.stream[subject.start].gender == Gender::Speaker
            && matches!(before, [.., cue, comma, and]
                if cue.has(word::CUE) && comma.kind == Kind::Comma && and.has(word::CONJUNCTION))
    }

    /// "Ruiz sagte laut Küstenbote, ...": somebody says it; who tells so stands right behind the verb.
    fn is_by_the_way(&self, low: usize, at: usize) -> bool {
        let verb = at.checked_sub(1).filter(|&p| self.language.capital_nouns && p > low);
        verb.filter(|&p| self.stream[p].has(word::CUE) && clause::is_finite(&self.stream[p])).is_some_and(|p| {
            verb_second::verb_second(self.stream, low, p, at, self.language)
                .is_some_and(|found| speaking::rank(tokens_in(self.stream, found.start..found.core_end)) >= 2)
        })
    }

    /// "said that according to its analysis": the speaker's own is no other source. But "according to his doctor", and
    /// "a book that, according to its cover" where nobody has said anything before.
    fn is_own_source(&self, low: usize, at: usize, source: &Phrase) -> bool {
        self.language.fixed_order
            && self.stream[source.start].has(word::POSSESSIVE)
            && !can_speak(tokens_in(self.stream, source.start..source.core_end))
            && (low..at).any(|p| clause::is_cue(self.stream, low, p, self.language))
    }

    /// Whose claim it is: "her claim that", "the mayor's recent warning that".
    fn owner(&self, low: usize, noun: usize) -> Option<Phrase> {
        let floor = low.max(noun.saturating_sub(4));
        let place = (floor..noun)
            .rev()
            .find(|&p| self.stream[p].kind == Kind::Possessive || self.stream[p].has(word::POSSESSIVE))
            .filter(|&p| !self.stream[p].has(word::RELATIVE) && self.stream[p].gender != Gender::Relative)?;
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
        if let Some(found) = self.heard_or_blamed(low, at, end) {
            return Some(found);
        }
        let before = clause::subject(self.stream, low, at, self.language);
        if self.language.free_order
            && let Some(found) = self.institution(low, at, end)
        {
            return Some(found);
        }
        // "Das Treffen, как уточнил Ruiz, ...": behind "as" the subject stands after its verb.
        let as_said = self.language.free_order
            && at.checked_sub(1).is_some_and(|p| {
                p >= low
                    && self.stream[p].has(word::SUBORDINATOR)
                    && !self.stream[p].has(word::COMPLEMENT | word::RELATIVE)
            });
        let before = before.filter(|_| !as_said);
        if !self.language.capital_nouns {
            // "The paradox of the plan, says Ruiz, is that ...": somebody behind the verb rather than a thing before it.
            let inserted = at > low
                && self.stream[at - 1].kind == Kind::Comma
                && !self.stream[at].has(word::NONFINITE)
                && before.is_some_and(|p| {
                    self.language.free_order || !can_speak(tokens_in(self.stream, p.start..p.core_end))
                });
            if inserted
                && let Some(found) = self.speaker_after(at + 1, end)
                && can_speak(tokens_in(self.stream, found.start..found.core_end))
                && (self.language.free_order && found.end >= end
                    || self.stream.get(found.end).is_some_and(|t| found.end < end && t.kind == Kind::Comma))
            {
                return Some(found);
            }
            // "was told by Ana Ruiz that "..."": whoever told.
            if before.is_none()
                && self.stream.get(at + 1).is_some_and(|t| t.has(word::BYLINE))
                && at.checked_sub(1).is_some_and(|p| p > low && self.stream[p].has(word::AUXILIARY))
            {
                return phrase::after(self.stream, at + 2, end, self.language);
            }
            return before.or_else(|| {
                // "Said Ruiz: ...", "But, said Ruiz, ..."
                let heads = at == low || self.stream[at - 1].kind == Kind::Comma;
                // "Как сообщил источник, ...", "como disse Ruiz, ..."
                let heads = heads || self.language.free_order;
                let found =
                    (heads && !self.stream[at].has(word::GERUND)).then(|| self.speaker_after(at + 1, end))??;
                let parted = at == low || found.end >= end || !self.stream[found.end].is_word();
                (parted && (at == low || can_speak(tokens_in(self.stream, found.start..found.core_end))))
                    .then_some(found)
            });
        }
        let second = verb_second::verb_second(self.stream, low, at, end, self.language).or(before.filter(|found| {
            let governed =
                found.start.checked_sub(1).is_some_and(|p| p >= low && self.stream[p].has(word::PREPOSITION));
            !governed && !verb_second::is_passive(self.stream, low, at, end)
        }))?;
        let subject = verb_second::personal(self.stream, low, end, second, self.language)?;
        if !self.is_it(second.start) {
            return Some(subject);
        }
        // "Ruiz gab es ihr von Herzen:": what is given.
        let gives = before.filter(|found| {
            let governed = found.start.checked_sub(1).is_some_and(|p| self.stream[p].has(word::PREPOSITION));
            found.end == at && !governed && speaking::rank(tokens_in(self.stream, found.start..found.core_end)) >= 3
        });
        gives.or_else(|| self.behind_it(at, subject))
    }

    /// "Ruiz hatte die Zustimmung „trotz allem“ bekanntgegeben": the verb that closes the clause comes after the words.
    pub(crate) fn closing_verb(&self, place: usize) -> Option<Candidate> {
        if !self.language.capital_nouns {
            return None;
        }
        let end = self.sentence.range.end;
        let low = self.sentence.range.start.max(place.saturating_sub(REACH));
        let verb = (place + 1..end.min(place + 7))
            .take_while(|&p| self.stream[p].kind == Kind::Word)
            .find(|&p| clause::is_cue(self.stream, low, p, self.language))?;
        // "Tjarks, den Ruiz „...“ genannt hatte,": the relative clause has its own subject.
        let comma = (low..place).rev().find(|&p| self.stream[p].kind == Kind::Comma);
        let relative = comma.map(|p| p + 1).filter(|&p| {
            self.stream[p].has(word::DEFINITE)
                && self.stream[p].case == Case::Lower
                && self.stream[p].has(word::DETERMINER)
        });
        // "Was Ruiz einen „...“ nannte,": at the head of the sentence.
        let what =
            || Some(low).filter(|&p| self.stream[p].has(word::RELATIVE) && !self.stream[p].has(word::DETERMINER));
        // "die Ruiz als „...“ bezeichnet hatte,"
        let between = |end: usize| {
            let small = word::SUBORDINATOR | word::ADVERB | word::OBJECT | word::OBLIQUE;
            let rest = tokens_in(self.stream, end.min(place)..place);
            rest.len() <= 3 && rest.iter().all(|t| t.has(small) && t.case == Case::Lower && t.is_word())
        };
        if let Some(relative) = relative.or_else(what)
            && let Some(subject) = verb_second::nominative(self.stream, relative + 1, place, self.language)
            && between(subject.end)
            && speaking::rank(tokens_in(self.stream, subject.start..subject.core_end)) >= 2
            && !verb_second::is_passive(self.stream, relative, verb, end)
        {
            return Some(Candidate { subject, cue: (verb, verb + 1), score: 0.7 });
        }
        // "Der Minister, dessen Plan Ruiz „...“ genannt hatte,": whoever stands right before the words.
        let whose = comma
            .map(|p| p + 1)
            .filter(|&p| self.stream[p].case == Case::Lower && self.stream[p].has(word::POSSESSIVE) && p + 2 < place);
        if let Some(whose) = whose
            && let Some(subject) = verb_second::nominative(self.stream, whose + 2, place, self.language)
            && subject.end == place
            && speaking::rank(tokens_in(self.stream, subject.start..subject.core_end)) >= 2
            && !verb_second::is_passive(self.stream, whose, verb, end)
        {
            return Some(Candidate { subject, cue: (verb, verb + 1), score: 0.7 });
        }
        // Words within the subject ("Die Reise „...“ zeigte"): the verb's own clause begins with them.
        let begun = tokens_in(self.stream, low..place)
            .iter()
            .any(|t| clause::is_finite(t) || t.has(word::SUBORDINATOR | word::RELATIVE));
        if !begun {
            return None;
        }
        let subject = verb_second::verb_second(self.stream, low, verb, end, self.language)?;
        let subject = verb_second::personal(self.stream, low, place, subject, self.language)?;
        let core = tokens_in(self.stream, subject.start..subject.core_end);
        let letter = core.last().is_some_and(|t| t.has(word::STATEMENT));
        let other_clause = (subject.end..place).any(|p| {
            self.stream[p].kind == Kind::Comma
                && !(letter && p == subject.end)
                && self.stream[p + 1].has(word::SUBORDINATOR | word::RELATIVE | word::DETERMINER)
        });
        if other_clause {
            return None;
        }
        let before = subject.end <= place
            || tokens_in(self.stream, verb + 1..subject.start.max(verb + 1)).iter().any(Token::is_word);
        let speaks = can_speak(tokens_in(self.stream, subject.start..subject.core_end));
        (before && speaks).then_some(Candidate { subject, cue: (verb, verb + 1), score: 0.62 })
    }

    /// "Ruiz wird vorgeworfen, "..."": what others say of whom the sentence is about.
    pub(crate) fn is_told_of(&self, low: usize, place: usize) -> bool {
        let clause =
            || tokens_in(self.stream, low..place).iter().filter(|t| t.kind == Kind::Word && t.case == Case::Lower);
        self.language.capital_nouns
            && clause().any(|t| t.has(word::AUXILIARY) && t.gender == Gender::Neuter)
            && clause().any(|t| t.has(word::CUE | word::WEAK) && t.has(word::NONFINITE))
            && !clause().any(|t| t.has(word::CUE | word::WEAK) && clause::is_finite(t))
    }
}

/// A participle right behind what words are written on ("a message reading").
fn direct_cue_of_carrier(view: &View<'_>, cue: (usize, usize)) -> bool {
    let participle = view.stream[cue.0].has(word::GERUND);
    participle
        && cue.0.checked_sub(1).is_some_and(|noun| {
            view.text.get(view.stream[noun].range()).is_some_and(|noun| view.language.carries_words(noun))
        })
}
