//! Sentences that announce words with a colon and no cue: "Ruiz:", "And from Ruiz:", "Ruiz's reply:", "Seine Zuversicht gründet sich
//! auf Verfahren:".
//!
//! Part of [`View`]'s work, called by `cue_before` where it has found no cue. Not for block quotes: see `block`.

use crate::attribute::{Candidate, View};
use crate::clause;
use crate::language::{Gender, word};
use crate::phrase::{self, Phrase};
use crate::speaking;
use crate::token::{Case, Kind, Token, tokens_in};
use crate::verb_second;

impl View<'_> {
    /// A name and a colon: "Ruiz:", "And from Ruiz:", "Ruiz's reply:".
    pub(crate) fn lead_in(&self, low: usize, end: usize) -> Option<Candidate> {
        // "The league (Ruiz: “...”)": what stands before the bracket announces nothing in it.
        let bracket = (low..end).rev().find(|&p| matches!(self.stream[p].kind, Kind::BracketOpen | Kind::BracketClose));
        let low = bracket.filter(|&p| self.stream[p].kind == Kind::BracketOpen).map_or(low, |p| p + 1);
        let mut at = low;
        let short = end - low <= 7;
        while at < end
            && (self.stream[at].has(word::CONJUNCTION | word::ADVERB)
                || short && self.stream[at].has(word::PREPOSITION)
                || self.stream[at].kind == Kind::Comma)
        {
            at += 1;
        }
        // "Über Ruiz hieß es:" tells of whom, not who speaks.
        if let Some(it) = end.checked_sub(1).filter(|&p| p > low && self.is_it(p)) {
            let subject = Phrase { start: it, end, core_end: end, relative: None };
            return Some(Candidate { subject, cue: (0, 0), score: 0.3 });
        }
        // "Bestraft wurde Ana Ruiz:" tells what was done to her, not who speaks.
        let made = self.stream.get(low + 1).is_some_and(|t| t.has(word::AUXILIARY) && t.gender == Gender::Neuter);
        let bare = self.stream.get(low).is_some_and(|t| t.case == Case::Capital && t.flags == 0);
        if self.language.capital_nouns
            && made
            && bare
            && let Some(subject) = verb_second::nominative(self.stream, low + 2, end, self.language)
            && speaking::rank(tokens_in(self.stream, subject.start..subject.core_end)) >= 3
            && subject.end >= end
        {
            return Some(Candidate { subject, cue: (0, 0), score: 0.3 });
        }
        // "Ruiz wird vorgeworfen:" tells what others say.
        let passive = || {
            self.language.capital_nouns
                && self.stream[end - 1].has(word::CUE)
                && verb_second::is_passive(self.stream, low, end - 1, end)
        };
        if end > low && (self.is_told_of(low, end) || passive()) {
            let subject = Phrase { start: end - 1, end, core_end: end, relative: None };
            return Some(Candidate { subject, cue: (0, 0), score: 0.3 });
        }
        // "Ruiz's reply:" names the owner.
        if let Some(owner) = (at..end).find(|&p| self.stream[p].kind == Kind::Possessive)
            && let Some(subject) = phrase::before(self.stream, at, owner, self.language)
            && tokens_in(self.stream, owner + 1..end).iter().any(|t| t.has(word::STATEMENT | word::CUE))
        {
            return Some(Candidate { subject, cue: (owner + 1, end), score: 0.85 });
        }
        if self.language.free_order
            && let Some(found) = self.behind_predicate(at, end)
        {
            return Some(found);
        }
        // "It was right in the end - Ruiz: “...”"
        let dash = (low..end).rev().take(5).find(|&p| self.stream[p].kind == Kind::Dash).filter(|&p| p + 1 < end);
        if let Some(subject) = dash.and_then(|p| phrase::after(self.stream, p + 1, end, self.language))
            && subject.end >= end
            && tokens_in(self.stream, subject.start..end).iter().all(Token::is_capital)
        {
            return Some(Candidate { subject, cue: (end, end), score: 0.85 });
        }
        // "Weber traf – Ruiz war begeistert:"
        let last = (low..end).rev().find(|&p| self.stream[p].kind == Kind::Dash);
        let alone = last.is_some_and(|p| !tokens_in(self.stream, low..p).iter().any(|t| t.kind == Kind::Dash));
        if self.language.capital_nouns
            && let Some(subject) =
                last.filter(|_| alone).and_then(|p| phrase::after(self.stream, p + 1, end, self.language))
            && speaking::rank(tokens_in(self.stream, subject.start..subject.core_end)) >= 3
            && self.stream.get(subject.end).is_some_and(|t| subject.end < end && clause::is_finite(t))
        {
            return Some(Candidate { subject, cue: (end, end), score: 0.6 });
        }
        // "Als Begründung knarzte Ruiz:", "Deutlicher als sonst wurde Ruiz:"
        if let Some(found) = self.behind_comparison(low, end) {
            return Some(found);
        }
        if let Some(subject) = self.pronoun_at_last(low, end) {
            return Some(Candidate { subject, cue: (end, end), score: 0.6 });
        }
        if let Some((_, subject)) = self.last_clause(low, end) {
            return Some(Candidate { subject, cue: (end, end), score: 0.6 });
        }
        // "Gelassen klingt der Betriebsrat:"
        // "Dem widersprach die Ministerin:"
        let turned = self.language.capital_nouns
            && self.stream.get(at).is_some_and(|t| {
                // "Deutlich wurde Ruiz:"
                let became = at > low && clause::is_finite(t) && !t.has(word::ROLE);
                t.case == Case::Lower && (became || !t.has(word::FUNCTION | word::ROLE))
                    || t.has(word::OBLIQUE) && self.stream.get(at + 1).is_some_and(|verb| verb.case == Case::Lower)
            });
        let turned = turned || self.is_predicate(at, end);
        // "Oder diesen Satz:" is nobody's.
        let bare = !tokens_in(self.stream, low..at).iter().any(|t| t.has(word::PREPOSITION));
        let object = bare && self.stream.get(at).is_some_and(|t| t.has(word::OBLIQUE) && t.has(word::DETERMINER));
        let turned = turned || self.language.capital_nouns && object;
        let named = (short && !turned).then(|| phrase::after(self.stream, at, end, self.language)).flatten();
        // "In einer Nachricht würdigte sie den Plan:" the noun behind the preposition is nobody. But "Auf dem Plakat stand:"
        let opened =
            self.language.capital_nouns && tokens_in(self.stream, low..at).iter().any(|t| t.has(word::PREPOSITION));
        let acting = named.filter(|found| opened && found.end < end).and_then(|_| {
            speaking::likeliest(self.stream, low, end, self.language)
                .filter(|found| speaking::rank(tokens_in(self.stream, found.start..found.core_end)) >= 3)
        });
        if let Some(candidate) = self.received_from(low, end) {
            return Some(candidate);
        }
        // "Seine Zuversicht gründet sich auf Verfahren:" a thing is no speaker, whose it is speaks.
        let own =
            self.stream.get(at).is_some_and(|t| t.has(word::POSSESSIVE) && !t.has(word::DETERMINER | word::OBLIQUE));
        if self.language.capital_nouns
            && own
            && let Some(noun) = phrase::after(self.stream, at, end, self.language)
            && speaking::rank(tokens_in(self.stream, noun.start..noun.core_end)) == 0
            && speaking::likeliest(self.stream, low, end, self.language)
                .is_none_or(|found| speaking::rank(tokens_in(self.stream, found.start..found.core_end)) < 2)
        {
            let subject = Phrase { start: at, end: at + 1, core_end: at + 1, relative: None };
            return Some(Candidate { subject, cue: (end, end), score: 0.6 });
        }
        let subject = if acting.is_some() {
            acting?
        } else if short && !turned {
            // "Scharfe Kritik kam von der Opposition:"
            let thing = |found: &Phrase| {
                found.end + 1 < end && speaking::rank(tokens_in(self.stream, found.start..found.core_end)) == 0
            };
            let likelier = named
                .filter(|found| self.language.capital_nouns && thing(found))
                .and_then(|_| speaking::likeliest(self.stream, low, end, self.language))
                .filter(|found| speaking::rank(tokens_in(self.stream, found.start..found.core_end)) >= 2);
            likelier.or(named)?
        } else if self.language.capital_nouns {
            speaking::likeliest(self.stream, low, end, self.language)?
        } else {
            clause::leading(self.stream, low, end, self.language)?
        };
        // "The headline reads:"
        let reads = self.stream.get(subject.end).is_some_and(|t| subject.end < end && t.has(word::STANDS));
        if reads && self.language.fixed_order && self.carries(&subject) {
            return Some(Candidate { subject, cue: (subject.end, subject.end + 1), score: 0.85 });
        }
        // "Procès de l'incendie : « ... »": what a headline is about.
        let known = word::ROLE | word::TITLE | word::GIVEN | word::NAMED | word::PRONOUN | word::ORGANISATION;
        let core = tokens_in(self.stream, subject.start..subject.core_end);
        let headline = self.language.free_order
            && !core.iter().any(|t| t.has(known))
            && core.iter().filter(|t| t.is_capital()).count() < 2
            && (subject.end < end || core.len() == 1 && subject.end > subject.core_end);
        if headline {
            return None;
        }
        let whole = subject.end + 1 >= end;
        // "Die Regeln seien klar:" a noun that may be a thing says nothing without a verb that is known to say.
        let thing = self.language.capital_nouns
            && !whole
            && speaking::rank(tokens_in(self.stream, subject.start..subject.core_end)) <= 1
            && !(opened
                && tokens_in(self.stream, subject.start..subject.core_end).iter().any(|t| t.has(word::STATEMENT)))
            && speaking::owner(self.stream, &subject, end, self.language).is_none();
        // "Die Kritik von Ruiz ärgert Weber:" either of them may speak.
        let owned = || speaking::owner(self.stream, &subject, end, self.language).is_some();
        let rival = self.language.capital_nouns
            && !whole
            && owned()
            && verb_second::after_finite(self.stream, subject.start, end, self.language)
                .filter(|found| found.start > subject.end)
                .is_some_and(|found| speaking::rank(tokens_in(self.stream, found.start..found.core_end)) >= 3);
        // "Als Geschenk gab es ein Buch:"
        let opener = |t: &Token| t.has(word::SUBORDINATOR) && !t.has(word::DETERMINER) && t.end - t.start == 3;
        let as_what = self.language.capital_nouns && subject.start == low && self.stream.get(low).is_some_and(opener);
        let score = match whole {
            _ if as_what => 0.3,
            true => 0.85,
            false if thing || rival => 0.45,
            false => 0.55,
        };
        Some(Candidate { subject, cue: (end, end), score })
    }

    /// "habe der Wirt gerufen und er daraufhin: "..."": a new speaker right before the colon, and no verb.
    pub(crate) fn takes_over(&self, low: usize, end: usize) -> Option<Phrase> {
        let mut at = end;
        while at > low && self.stream[at - 1].has(word::ADVERB) && self.stream[at - 1].case == Case::Lower {
            at -= 1;
        }
        let joint = (low..at).rev().take(6).find(|&p| {
            self.stream[p].has(word::CONJUNCTION) && self.stream[p].case == Case::Lower || !self.stream[p].is_word()
        })?;
        if !self.language.capital_nouns || !self.stream[joint].has(word::CONJUNCTION) || at == end {
            return None;
        }
        let found = verb_second::nominative(self.stream, joint + 1, at, self.language)?;
        let told = tokens_in(self.stream, low..joint).iter().any(|t| t.has(word::CUE) && t.case == Case::Lower);
        (told && found.end == at && speaking::rank(tokens_in(self.stream, found.start..at)) >= 3).then_some(found)
    }

    /// "Durissima la segretaria, Monica Fabbri:", "Soddisfatto l'allenatore:": a predicate without a verb, then who it is said of.
    fn behind_predicate(&self, at: usize, end: usize) -> Option<Candidate> {
        let first = self.stream.get(at).filter(|t| t.case == Case::Capital && t.flags == 0 && at < end)?;
        let article = self.stream.get(at + 1).filter(|t| t.has(word::DEFINITE) && t.case == Case::Lower)?;
        let subject = phrase::after(self.stream, at + 1, end, self.language)?;
        let core = tokens_in(self.stream, subject.start..subject.core_end);
        let closes = subject.end >= end || self.stream[subject.end].kind == Kind::Comma;
        let speaks = first.is_word() && article.is_word() && speaking::names_somebody(core) && closes;
        speaks.then_some(Candidate { subject, cue: (end, end), score: 0.8 })
    }

    /// "Einig sind sich beide Fischer:", "Wichtig ist der Trainerin:": an adjective opens the sentence, and somebody else
    /// stands behind the verb.
    fn is_predicate(&self, at: usize, end: usize) -> bool {
        let Some(first) =
            self.stream.get(at).filter(|t| self.language.capital_nouns && !t.has(word::GIVEN | word::NAMED))
        else {
            return false;
        };
        let adjective = self.text.get(first.range()).is_some_and(|form| self.language.is_adjective(form));
        let verb = self.stream.get(at + 1).filter(|_| adjective && at + 1 < end);
        let reflexive = self.stream.get(at + 2).is_some_and(|t| t.has(word::OBJECT) && !t.has(word::DETERMINER));
        let behind = verb
            .filter(|t| clause::is_finite(t))
            .and_then(|_| verb_second::nominative(self.stream, at + 2 + usize::from(reflexive), end, self.language));
        behind.is_some_and(|found| speaking::rank(tokens_in(self.stream, found.start..found.core_end)) >= 2)
    }

    /// "Weber plant den Umbau, doch Ruiz ist dagegen:", "Weber plant den Umbau, dazu Ruiz:": of two main clauses the last one has
    /// the speaker. With the place that joins them.
    pub(crate) fn last_clause(&self, low: usize, end: usize) -> Option<(usize, Phrase)> {
        let joint = (low + 2..end.saturating_sub(1)).rev().find(|&p| {
            matches!(self.stream[p].kind, Kind::Comma | Kind::Semicolon)
                || self.stream[p].has(word::CONJUNCTION) && self.stream[p].case == Case::Lower
        })?;
        let parts = self.stream[joint].kind == Kind::Semicolon;
        let mut at = joint + 1;
        while at < end
            && self.stream[at].has(word::CONJUNCTION | word::ADVERB)
            && self.stream[at].case == Case::Lower
            && !self.stream[at].has(word::DETERMINER)
        {
            at += 1;
        }
        // "..., dazu Ruiz:", but "dankte der Trainerin, Ana Ruiz:"
        let bare = parts || at > joint + 1 && self.stream[joint].kind == Kind::Comma;
        let complete = self.language.capital_nouns && tokens_in(self.stream, low..joint).iter().any(clause::is_finite);
        let opened = self.subordinate(low);
        // "Während Weber den Plan lobte, hat Ruiz Zweifel:", "Weber sprach zuerst, dann kam Ruiz:"
        let turned = complete
            && (opened || at > joint + 1)
            && self.stream.get(at).is_some_and(|t| at < end && self.acts_alone(t));
        if turned {
            let mut from = at + 1;
            while from < end
                && self.stream[from].has(word::OBJECT | word::ADVERB)
                && !self.stream[from].has(word::DETERMINER)
            {
                from += 1;
            }
            let subject = verb_second::nominative(self.stream, from, end, self.language)?;
            let core = tokens_in(self.stream, subject.start..subject.core_end);
            let named =
                core.iter().any(|t| t.has(word::GIVEN | word::NAMED | word::TITLE)) && speaking::rank(core) >= 3;
            return (named || speaking::is_full_name(core)).then_some((joint, subject));
        }
        let subject = verb_second::nominative(self.stream, at, end, self.language).filter(|_| complete)?;
        let core = tokens_in(self.stream, subject.start..subject.core_end);
        let known = word::GIVEN | word::NAMED | word::TITLE | word::ROLE | word::ORGANISATION;
        let somebody = speaking::rank(core) >= 3 && core.iter().any(|t| t.has(known));
        // "..., das Ruiz ärgert:"
        let relative =
            matches!(core, [article, name, ..] if article.has(word::DEFINITE) && name.has(word::GIVEN | word::NAMED));
        let verb = self.stream.get(subject.end).filter(|_| subject.end < end);
        let acts = verb.is_some_and(|t| self.acts_alone(t));
        // The verb of a clause that a small word opens ends it ("..., weil Ruiz kam:").
        let opener = tokens_in(self.stream, low..joint).iter().any(|t| t.has(word::SUBORDINATOR));
        let ends = verb.is_none() && bare || acts && (subject.end + 1 < end || parts || !opener);
        (somebody && !relative && ends).then_some((joint, subject))
    }

    /// A small word that is a finite verb, or could be one on no list.
    pub(crate) fn acts_alone(&self, token: &Token) -> bool {
        let form = self.text.get(token.range()).unwrap_or("");
        let unlisted = token.flags == 0 && token.kind == Kind::Word && token.case == Case::Lower;
        clause::is_finite(token) || unlisted && form.ends_with(['t', 'e'])
    }

    /// "Während ...", "Nachdem ..." at the head of a sentence. But "Wie Ruiz sagte, ..." tells who says all of it.
    pub(crate) fn subordinate(&self, low: usize) -> bool {
        let first = self.stream.get(low).filter(|t| t.has(word::SUBORDINATOR) && t.is_capital());
        let form = first.and_then(|t| self.text.get(t.range()));
        form.is_some_and(|form| !self.language.is_manner(&form.to_lowercase()))
    }

    /// "Zustimmung erhielt der Minister von der Werft:", who gives it, not who gets it.
    pub(crate) fn received_from(&self, low: usize, end: usize) -> Option<Candidate> {
        // "Tjarks musste sich vom Wirt anhören:", but "Tjarks konnte sich vom Wirt lösen:"
        let reflexive = |t: &Token| t.has(word::OBJECT) && t.gender == Gender::Neuter;
        let heard = (low + 2..end).find(|&p| {
            let from = self.stream[p].has(word::PREPOSITION) && self.stream[p].has(word::FROM);
            from && reflexive(&self.stream[p - 1])
                && tokens_in(self.stream, low..p).iter().any(|t| t.has(word::AUXILIARY))
        });
        if let Some(by) = heard
            && let Some(subject) = phrase::after(self.stream, by + 1, end, self.language)
            && speaking::rank(tokens_in(self.stream, subject.start..subject.core_end)) >= 2
            && (1..=3).contains(&(end - subject.end.min(end)))
            && tokens_in(self.stream, subject.end..end).iter().all(|t| t.is_word() && t.case == Case::Lower)
            && tokens_in(self.stream, subject.end..end)
                .iter()
                .any(|t| self.text.get(t.range()).is_some_and(|form| self.language.is_endured(form)))
        {
            return Some(Candidate { subject, cue: (end - 1, end), score: 0.7 });
        }
        let verb = (low..end).find(|&p| self.stream[p].has(word::RECEIVES) && self.stream[p].case == Case::Lower)?;
        // "Für Tjarks gab es Lob vom Wirt:", but "Tjarks gab ein Zeichen von der Tribüne:"
        let it = self.stream.get(verb + 1).is_some_and(|t| t.is_pronoun() && t.gender == Gender::Neuter);
        if self.stream[verb].has(word::WEAK) && !it {
            return None;
        }
        let by =
            (verb + 1..end).rev().find(|&p| self.stream[p].has(word::PREPOSITION) && self.stream[p].has(word::FROM))?;
        let subject = phrase::after(self.stream, by + 1, end, self.language)?;
        let closes = subject.end >= end || self.stream[subject.end].kind == Kind::BracketOpen;
        // "Tjarks gab es ihr von Herzen:"
        let given =
            !it || tokens_in(self.stream, verb + 2..by).iter().any(|t| t.is_capital() && !t.has(word::FUNCTION));
        let speaks = given && speaking::rank(tokens_in(self.stream, subject.start..subject.core_end)) >= 2;
        (closes && speaks).then_some(Candidate { subject, cue: (verb, verb + 1), score: 0.7 })
    }
}
