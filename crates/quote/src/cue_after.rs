//! Cues behind a quotation: ("...," she said), ("...," said the mayor), a name after a dash, a source phrase.
//!
//! The second half of [`View`]'s work, with `cue_before`. [`View::right`] goes over what follows the marks in the same
//! sentence and weighs what it finds; the rest are its ways of reading a subject behind its verb. Not for which of several
//! candidates wins: that is `attribute`.

use crate::attribute::{Candidate, Standing, View};
use crate::clause::{self, REACH};
use crate::language::{Gender, word};
use crate::phrase::{self, Phrase};
use crate::sources;
use crate::speaking::{self, can_speak, names_somebody};
use crate::token::{Case, Kind, Token, tokens_in};
use crate::verb_second;

impl View<'_> {
    /// "...," Ruiz quoted the captain as saying: whoever is quoted, not whoever quotes.
    pub(crate) fn quoted_as(&self, cue: (usize, usize)) -> Option<Phrase> {
        let cites = self.stream.get(cue.0).is_some_and(|t| t.has(word::CITES) && !t.has(word::GERUND));
        let found = phrase::after(self.stream, cue.1, self.sentence.range.end, self.language).filter(|_| cites)?;
        let says = self.at(found.end).is_some_and(|t| t.has(word::PREPOSITION | word::SUBORDINATOR))
            && self.at(found.end + 1).is_some_and(|t| t.has(word::GERUND) && t.has(word::CUE));
        (says && self.language.fixed_order).then_some(found)
    }

    /// "..., zitiert das Blatt den Kapitän": whoever is cited stands behind whoever cites.
    pub(crate) fn cited(&self, subject: Phrase, cue: (usize, usize)) -> Phrase {
        let cites = self.stream.get(cue.0).is_some_and(|t| t.has(word::CITES) && !t.has(word::NONFINITE));
        let object = self
            .at(subject.core_end)
            .is_some_and(|t| t.has(word::OBLIQUE) && t.has(word::DETERMINER | word::POSSESSIVE));
        if !(cites && object && subject.start >= cue.1) {
            return subject;
        }
        let found = phrase::after(self.stream, subject.core_end, self.sentence.range.end, self.language);
        found.filter(|p| speaking::rank(tokens_in(self.stream, p.start..p.core_end)) >= 2).unwrap_or(subject)
    }

    /// A cue after the quotation.
    pub(crate) fn right(&self, place: usize, leads: bool, comma: bool, standing: Standing) -> Option<Candidate> {
        let end = self.sentence.range.end.min(place + REACH);
        let mut from = place + 1;
        while self.at(from).is_some_and(|t| matches!(t.kind, Kind::Comma | Kind::Dash)) {
            from += 1;
        }
        // "“...”: So beschreibt Ruiz die Lage."
        if self.at(from).is_some_and(|t| t.kind == Kind::Colon)
            && self.at(from + 1).is_some_and(|t| t.has(word::SUMS_UP))
        {
            from += 1;
        }
        let separated = from > place + 1;
        // "..." — supporters agreed: behind a dash the narrator goes on as often as not.
        let dashed =
            !comma && separated && tokens_in(self.stream, place + 1..from).iter().all(|t| t.kind == Kind::Dash);
        let mut crossed = false;
        if let Some(candidate) = self.stands_in(from, end) {
            return Some(candidate);
        }
        if let Some(candidate) = self.is_how(from, end).or_else(|| self.called_by(place)) {
            return Some(candidate);
        }
        if separated && let Some(candidate) = self.done_with_words(from, end) {
            return Some(candidate);
        }
        if let Some(candidate) = self.stands_behind(from, end) {
            return Some(candidate);
        }
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
            if let Some(clause) = sources::source(self.text, self.stream, at, end, self.language) {
                let score = if at == from { 0.95 } else { 0.75 };
                return Some(Candidate { subject: clause.subject, cue: (clause.cue, clause.cue_end), score });
            }
            // "„...“, so am Montag der Sprecher", "..., so in Kiel die Trainerin"
            if at == from
                && separated
                && token.has(word::SOURCE)
                && token.has(word::SUMS_UP)
                && self.at(at + 1).is_some_and(|t| t.has(word::PREPOSITION))
                && let Some(subject) = self.speaker_after(at + 1, end)
            {
                return Some(Candidate { subject, cue: (at, at + 1), score: 0.9 });
            }
            if at == from
                && leads
                && let Some((subject, score)) = self.unlisted_cue(at, end, standing, separated)
            {
                return Some(Candidate { subject, cue: (at, at + 1), score });
            }
            if !clause::is_cue(self.stream, from, at, self.language) {
                continue;
            }
            let strong = token.has(word::CUE);
            // "... „...“ sei, hatte Ruiz gesagt": the clause of the cue begins behind the last comma.
            let comma = (from..at).rev().take(10).find(|&p| self.stream[p].kind == Kind::Comma);
            let first = comma.filter(|_| self.language.capital_nouns && strong).map_or(from, |p| p + 1);
            let first = if self.stream[first].has(word::AUXILIARY) { first } else { from };
            let helper = &self.stream[first];
            let helped = helper.has(word::AUXILIARY) || clause::is_finite(helper) && token.has(word::NONFINITE);
            // "„...“ sei, bestreitet Ana Ruiz": the helper before the comma is another clause's.
            let behind = self.at(at + 1).is_some_and(|t| t.is_capital() || t.has(word::DETERMINER));
            let finite = !token.has(word::NONFINITE) && (!token.has(word::PARTICIPLE) || behind);
            let parted = self.language.capital_nouns && at > from && helped && self.stream[at - 1].kind == Kind::Comma;
            if parted
                && finite
                && let Some(subject) = self.speaker_after(self.skip_adverbs(at + 1, end), end)
                && speaking::is_somebody(tokens_in(self.stream, subject.start..subject.core_end))
            {
                return Some(Candidate { subject, cue: (at, at + 1), score: 0.75 });
            }
            if self.language.capital_nouns && at > first + 1 && helped {
                // "...", hatte Ruiz erklärt. But "...", wurde der Plan beschrieben.
                if self.stream[first].gender == Gender::Neuter && !token.has(word::CITES) {
                    continue;
                }
                // "lässt sich Ruiz zitieren"
                let reflexive =
                    self.stream[first + 1].has(word::OBJECT) && !self.stream[first + 1].has(word::DETERMINER);
                let subject = self.speaker_after(first + 1 + usize::from(reflexive), at)?;
                // "Ruiz knarzte, „...“ dürfe es nicht geben": the verb of what is reported.
                if helper.has(word::REPORTING) && self.is_it(subject.start) {
                    continue;
                }
                return Some(Candidate { subject, cue: (at, at + 1), score: 0.92 });
            }
            // "Während Ruiz von „...“ sprach, nannte Weber ihn": the verb closes the clause that the words stand in.
            if at == from
                && self.language.capital_nouns
                && clause::is_finite(token)
                && self.at(at + 1).is_some_and(|t| t.kind == Kind::Comma)
                && self.stream[self.sentence.range.start].has(word::SUBORDINATOR)
                && let Some(subject) =
                    verb_second::nominative(self.stream, self.sentence.range.start + 1, place, self.language)
                && speaking::rank(tokens_in(self.stream, subject.start..subject.core_end)) >= 2
            {
                return Some(Candidate { subject, cue: (at, at + 1), score: 0.75 });
            }
            if token.has(word::GERUND) {
                continue;
            }
            // "..., a déclaré Ruiz": over what stands before the participle.
            let helped = !self.language.fixed_order
                && !self.language.capital_nouns
                && at <= from + 3
                && tokens_in(self.stream, from..at)
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
                // "sah es Ruiz ähnlich", but "heißt es bei Ruiz"
                let it = self.language.capital_nouns
                    && self.at(begin).is_some_and(|t| t.is_pronoun() && t.gender == Gender::Neuter)
                    && self
                        .at(begin + 1)
                        .is_some_and(|t| t.is_capital() && t.has(word::GIVEN | word::NAMED | word::TITLE | word::ROLE));
                begin += usize::from(it);
                // "so beschrieb ihn Ruiz"
                while self.at(begin).is_some_and(|t| t.has(word::OBJECT) && !t.has(word::DETERMINER | word::POSSESSIVE))
                {
                    begin += 1;
                }
                if let Some(found) = self.speaker_after(begin, end).filter(|s| self.turns_round(at, s)) {
                    // "Von einem „...“ sprach die Opposition": the words open the clause, verb and subject follow.
                    let somebody = || {
                        let core = tokens_in(self.stream, found.start..found.core_end);
                        self.language.capital_nouns && strong && speaking::rank(core) >= 2
                    };
                    let score = if leads {
                        0.96
                    } else if somebody() {
                        0.62
                    } else {
                        0.5
                    };
                    let subject = if self.language.capital_nouns {
                        verb_second::personal(self.stream, from, end, found, self.language)?
                    } else {
                        found
                    };
                    let impersonal = it || self.is_it(found.start);
                    let subject = if impersonal { self.behind_it(at, subject)? } else { subject };
                    return Some(Candidate { subject, cue: (at, at + 1), score });
                }
                continue;
            }
            if strong
                && at > from
                && self.stream[at - 1].kind == Kind::Comma
                && !token.has(word::NONFINITE | word::HEARER)
                && let Some(subject) = self.turned_at_end(at, end)
            {
                return Some(Candidate { subject, cue: (at, at + 1), score: if crossed { 0.62 } else { 0.7 } });
            }
            // "Dass er "..." gehandelt habe, sah das Gericht als erwiesen an"
            let first = &self.stream[self.sentence.range.start];
            if self.language.capital_nouns
                && at > from
                && first.has(word::COMPLEMENT)
                && self.stream[at - 1].kind == Kind::Comma
                && let Some(subject) = self.speaker_after(self.skip_adverbs(at + 1, end), end)
                && speaking::rank(tokens_in(self.stream, subject.start..subject.core_end)) >= 1
            {
                return Some(Candidate { subject, cue: (at, at + 1), score: 0.75 });
            }
            // "wie Ruiz es ausdrückte": over what stands for the words.
            let it = at > from + 1
                && self.language.capital_nouns
                && self.stream[at - 1].is_pronoun()
                && self.stream[at - 1].gender == Gender::Neuter
                && self.stream[at - 2].is_capital();
            let found = if it { at - 1 } else { at };
            let subject = match it {
                true => phrase::before(self.stream, from, found, self.language),
                false => clause::subject(self.stream, from, at, self.language),
            };
            let Some(subject) = subject else { continue };
            let starts = !crossed && self.skip_adverbs(from, subject.start.max(from)) >= subject.start;
            // "..., wie Ruiz mitteilte"
            let mut edge = subject.start;
            if edge > from && self.stream[edge - 1].has(word::SUBORDINATOR) {
                edge -= 1;
            }
            // "Ruiz ist „...“, Weber spricht von „...“": what follows the verb is what Weber says.
            if self.language.capital_nouns
                && edge == subject.start
                && tokens_in(self.stream, at..end).iter().any(|t| matches!(t.kind, Kind::Quote(_)))
            {
                continue;
            }
            let before_subject = edge.checked_sub(1).map(|p| self.stream[p].kind);
            let finishes = self.at(at + 1).is_none_or(|t| {
                matches!(t.kind, Kind::Stop | Kind::Comma | Kind::Break | Kind::Quote(_) | Kind::Dash | Kind::Colon)
                    || t.has(word::TIME | word::PREPOSITION | word::ADVERB)
                    || t.has(word::OBJECT)
                    || t.is_word() && !t.has(word::SUBORDINATOR | word::AUXILIARY) && starts && leads
            });
            if dashed
                && starts
                && !self.at(at + 1).is_none_or(|t| !t.is_word() || t.has(word::TIME | word::PREPOSITION))
            {
                continue;
            }
            let score = match (starts, leads) {
                (true, true) if dashed => 0.55,
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
        if let Some(candidate) = self.acts(from, end, standing == Standing::Whole && comma) {
            return Some(candidate);
        }
        (standing == Standing::Whole && leads).then(|| self.turned_round(from, end)).flatten()
    }

    /// Whether the phrase behind a cue is its subject: not what is said ("..., said the candidate could win") and, behind
    /// a verb that rarely comes first, not what it is about ("..., described the impact").
    fn turns_round(&self, cue: usize, subject: &Phrase) -> bool {
        if self.language.capital_nouns || !self.language.fixed_order {
            return true;
        }
        let goes_on = self.at(subject.end).is_some_and(|t| {
            t.has(word::AUXILIARY) && !t.has(word::PREPOSITION) && t.case == Case::Lower && t.kind == Kind::Word
        });
        let core = tokens_in(self.stream, subject.start..subject.core_end);
        !goes_on && (self.stream[cue].has(word::CUE) || can_speak(core))
    }

    /// "“...,” Ana Ruiz started.": somebody and any verb behind words that end in a comma.
    fn acts(&self, from: usize, end: usize, comma: bool) -> Option<Candidate> {
        if !self.language.fixed_order || !comma {
            return None;
        }
        let subject = phrase::after(self.stream, from, end, self.language)?;
        let core = tokens_in(self.stream, subject.start..subject.core_end);
        let somebody = can_speak(core) && core.iter().any(|t| t.is_capital() || t.has(word::PRONOUN | word::ROLE));
        let verb = self.at(subject.end).filter(|t| t.kind == Kind::Word && t.case == Case::Lower)?;
        let finite =
            verb.past || verb.has(word::ANY_VERB) && !verb.has(word::NONFINITE) || verb.flags & !word::REPORTS == 0;
        let closes = self.at(subject.end + 1).is_none_or(|t| {
            matches!(t.kind, Kind::Stop | Kind::Break | Kind::Comma)
                || t.has(word::ADVERB | word::PREPOSITION | word::TIME)
        });
        let cue = (subject.end, subject.end + 1);
        (somebody && finite && closes).then_some(Candidate { subject, cue, score: 0.85 })
    }

    /// Whether a clause ends in a word that tells how somebody spoke ("deutlich"), or in none.
    fn tells_how(&self, from: usize, end: usize) -> bool {
        let last = (from..end).take_while(|&p| self.stream[p].is_word()).last().map(|p| &self.stream[p]);
        last.is_none_or(|t| {
            let form = self.text.get(t.range()).unwrap_or("");
            t.is_capital() || t.has(word::ADVERB) || self.language.is_tone(form) || self.language.is_adjective(form)
        })
    }

    /// "..., ließ der Palast verlauten", "..., ist sich Ana Ruiz sicher": any finite verb and somebody right behind it.
    fn turned_round(&self, at: usize, end: usize) -> Option<Candidate> {
        if !self.language.capital_nouns || at >= end {
            return None;
        }
        let verb = &self.stream[at];
        // "sprudelte es aus Ruiz heraus", "entfuhr es Ruiz": before "es" any small word is the verb.
        let unlisted = verb.kind == Kind::Word && verb.case == Case::Lower && verb.flags == 0;
        if !(clause::is_finite(verb) || unlisted && self.is_it(at + 1)) {
            return None;
        }
        let reflexive = self.at(at + 1).is_some_and(|t| t.has(word::OBJECT) && !t.has(word::DETERMINER));
        // "bringt es Ruiz auf den Punkt", "kam es prompt von Ruiz"
        let it = !reflexive && self.is_it(at + 1);
        let mut from = at + 1 + usize::from(reflexive || it);
        // "zeigte sich auch Ruiz begeistert"
        from = self.skip_adverbs(from, end);
        if it {
            let manner = self.at(from).is_some_and(|t| t.flags == 0 && t.case == Case::Lower && t.is_word());
            from += usize::from(manner);
            from += usize::from(self.at(from).is_some_and(|t| t.has(word::PREPOSITION) && !t.has(word::SUBORDINATOR)));
        }
        let subject = self.speaker_after(from, end)?;
        if it {
            self.behind_it(at, subject)?;
        }
        // "wurde Ruiz gefragt", "wird Ruiz nachgesagt", but "wurde Ruiz deutlich"
        let made = verb.has(word::AUXILIARY) && verb.gender == Gender::Neuter;
        if made && !it && !reflexive && !self.tells_how(subject.end, end) {
            return Some(Candidate { subject, cue: (at, at + 1), score: 0.3 });
        }
        let weight = speaking::rank(tokens_in(self.stream, subject.start..subject.core_end));
        // "ist sich Ruiz sicher": whoever is sure of something is somebody.
        let somebody = weight >= 3 || weight == 2 && (reflexive || it);
        somebody.then_some(Candidate { subject, cue: (at, at + 1), score: 0.7 })
    }

    pub(crate) fn is_it(&self, place: usize) -> bool {
        let it = |t: &Token| t.is_pronoun() && t.gender == Gender::Neuter;
        self.language.capital_nouns && self.at(place).is_some_and(it)
    }

    /// Whoever stands behind a verb and "es", if the words are theirs: "brachte es Ruiz auf den Punkt", "kam es von Ruiz". Nobody whom
    /// they reach or are about: "schallte es Ruiz entgegen", "hieß es über Ruiz".
    pub(crate) fn behind_it(&self, verb: usize, subject: Phrase) -> Option<Phrase> {
        let form = |place: usize| self.stream.get(place).and_then(|t| self.text.get(t.range())).map(str::to_lowercase);
        let core = self.stream.get(subject.start..subject.core_end)?;
        // "in Webers Brief": the letter, not Weber.
        let thing = word::STATEMENT | word::CLAIM | word::WORK | word::ORGANISATION;
        let person = core.iter().any(|t| {
            t.has(word::GIVEN | word::NAMED | word::TITLE)
                || t.has(word::ROLE) && matches!(t.gender, Gender::Male | Gender::Female)
        });
        let before = subject.start.checked_sub(1)?;
        // "Von Ruiz heißt es": what is told of her. But "Von der Werft heißt es".
        if self.stream[before].has(word::FROM)
            && self.stream.get(verb)?.has(word::NAMING)
            && (person || speaking::is_full_name(core))
            && !core.last()?.has(thing)
        {
            return None;
        }
        let theirs = match self.stream[before].has(word::PREPOSITION) && !self.stream[before].has(word::SUBORDINATOR) {
            true => {
                !person || core.last()?.has(thing) || form(before).is_some_and(|form| self.language.heard_from(&form))
            }
            // "kam es Ruiz zu Ohren": whatever stands there without an article may be a name.
            false => {
                let bare = core.first()?.is_capital();
                !(person || bare) || form(verb).is_some_and(|form| self.language.puts_it(&form))
            }
        };
        theirs.then_some(subject)
    }

    /// "..., wie es in der Erklärung heißt": what the words stand in.
    fn stands_in(&self, from: usize, end: usize) -> Option<Candidate> {
        let opens = self.language.capital_nouns
            && self.at(from)?.has(word::SUBORDINATOR)
            && self.at(from + 1)?.has(word::PRONOUN)
            && self.at(from + 1)?.gender == Gender::Neuter;
        let verb = (from + 2..end)
            .take_while(|&p| opens && self.stream[p].is_word())
            .find(|&p| self.stream[p].has(word::CUE | word::WEAK) && !self.stream[p].is_capital())?;
        let source = (from + 2..verb).find(|&p| self.stream[p].has(word::PREPOSITION))?;
        let subject = phrase::after(self.stream, source + 1, verb, self.language)?;
        Some(Candidate { subject, cue: (verb, verb + 1), score: 0.8 })
    }

    /// "..., apart from the two, said the director, Ana Ruiz, on Monday": a cue and its subject that end the sentence.
    fn turned_at_end(&self, cue: usize, end: usize) -> Option<Phrase> {
        let subject = self.speaker_after(cue + 1, end)?;
        let closes = self
            .at(subject.end)
            .is_none_or(|t| matches!(t.kind, Kind::Stop | Kind::Comma | Kind::Break) || t.has(word::TIME));
        let phrase = tokens_in(self.stream, subject.start..subject.core_end);
        let somebody = phrase.iter().any(|t| t.is_capital() && !t.has(word::FUNCTION) || t.has(word::ROLE));
        (closes && somebody && !phrase[0].has(word::PRONOUN)).then_some(subject)
    }

    /// Somebody right after an unlisted verb at the quotation's end: "..., exhorted Ruiz", "..., strich Ruiz heraus".
    fn unlisted_cue(&self, at: usize, end: usize, standing: Standing, separated: bool) -> Option<(Phrase, f32)> {
        // "s'époumone Paul Girard"
        let mut at = at;
        while self.language.free_order
            && self
                .at(at)
                .is_some_and(|t| t.has(word::OBJECT | word::AUXILIARY) && !t.has(word::DETERMINER | word::PREPOSITION))
        {
            at += 1;
        }
        let verb = self.at(at)?;
        let german = self.language.capital_nouns;
        // "..., frage ich.": the writer's verb may be a noun as well.
        let asks = german && self.at(at + 1).is_some_and(|t| t.is_pronoun() && t.gender == Gender::Speaker);
        let fits = verb.kind == Kind::Word
            && verb.case == Case::Lower
            && (verb.flags & !(word::REPORTS | word::REPORTS_BASE) == 0 || asks && !verb.has(word::FUNCTION));
        // "ha tagliato corto il tecnico": another word between the verb and the article.
        let between = self.language.free_order
            && self.at(at + 1).is_some_and(|t| t.case == Case::Lower && t.flags == 0 && t.is_word())
            && self.at(at + 2).is_some_and(|t| t.has(word::DEFINITE));
        let subject = fits.then(|| self.speaker_after(at + 1 + usize::from(between), end)).flatten()?;
        let phrase = tokens_in(self.stream, subject.start..subject.core_end);
        // "...," quoth Ana Ruiz.: a verb whose form tells nothing, between words that go on and a name that ends it all.
        // The list of prepositions has to be whole: any word on no list may be a verb here.
        if !(german || verb.past) {
            let named =
                phrase.len() >= 2 && phrase.iter().all(|t| t.is_capital() && !t.has(word::NOT_PERSON | word::TIME));
            let ends = self.at(subject.end).is_none_or(|t| matches!(t.kind, Kind::Stop | Kind::Break | Kind::Comma));
            if self.language.free_order {
                let role = phrase.iter().any(|t| t.has(word::ROLE) && !t.has(word::OBLIQUE)) && ends;
                let known = names_somebody(phrase) && (role || phrase.iter().any(Token::is_capital));
                let goes_on =
                    self.at(subject.end).is_some_and(|t| t.has(word::PREPOSITION | word::TIME | word::ADVERB));
                return (separated && (named || known) && (ends || goes_on)).then_some((subject, 0.8));
            }
            return (standing == Standing::Whole && named && ends && self.language.fixed_order)
                .then_some((subject, 0.75));
        }
        // "..., frage ich."
        let writer =
            german && separated && matches!(phrase, [one] if one.is_pronoun() && one.gender == Gender::Speaker);
        let person = names_somebody(phrase)
            || writer
            || phrase.len() >= 2 && phrase.iter().all(|t| t.is_capital() && !t.has(word::NOT_PERSON));
        let whole = standing == Standing::Whole || !german;
        if whole && (person || !german && phrase.iter().any(Token::is_capital)) {
            return Some((subject, 0.85));
        }
        // "..., knarzt der Deichgraf.": nothing else stands between a comma, a verb and the sentence's end.
        let closes = self.at(subject.end).is_none_or(|t| matches!(t.kind, Kind::Stop | Kind::Break | Kind::Comma));
        let finite = self.text.get(verb.range()).is_some_and(|form| !form.ends_with("nd") && !form.ends_with("nde"));
        let noun = speaking::rank(phrase) >= 1 && !phrase[0].has(word::POSSESSIVE | word::OBLIQUE);
        // "..., drechselte Quarnow in einem Gespräch.": one word with a capital, no article before it and on no list.
        let bare = matches!(phrase, [name] if name.is_capital() && name.flags == 0);
        let closes = closes || bare && self.at(subject.end).is_some_and(|t| t.has(word::PREPOSITION | word::TIME));
        (german && separated && closes && finite && noun).then_some((subject, if person { 0.85 } else { 0.66 }))
    }

    pub(crate) fn skip_adverbs(&self, mut at: usize, end: usize) -> usize {
        while at < end
            && self.stream[at].has(word::ADVERB)
            && !self.stream[at].has(word::DETERMINER | word::PRONOUN | word::ROLE | word::TITLE)
        {
            at += 1;
        }
        at
    }
}
