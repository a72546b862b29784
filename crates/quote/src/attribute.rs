//! Who says each quotation: the cues around it, weighed by where they stand.
//!
//! First every quotation is tried by itself ([`View::attribute`]): a clause after it ("...," she said), before it (She said:
//! "..."), a source phrase, the subject of its sentence. Then quotations without a cue of their own are joined to
//! their neighbours (see `neighbours`): sentences that go on after an attribution, paragraphs under one cue. A score
//! says how sure each way is; below [`LEAST`] no speaker is named, for a wrong name is worse than none.

use crate::language::{Gender, Language, word};
use crate::marks::{Part, Span};
use crate::neighbours;
use crate::not_speech;
use crate::phrase::{self, Phrase};
use crate::speaking::{self, can_speak};
use crate::stream::{Narration, Sentence};
use crate::token::{Case, Kind, Token, tokens_in};
use std::ops::Range;

/// Scores below this name nobody.
pub(crate) const LEAST: f32 = 0.48;

/// The fewest words of a sentence that is no title.
const LEAST_SENTENCE: usize = 4;

/// The most words of a name that "heißt" or "lautet" gives.
const LONGEST_NAME: usize = 7;

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
    /// Who announces the words, where a pronoun behind them has the cue ("Ruiz sagte: „...“, betont sie").
    pub(crate) announced_by: Option<Phrase>,
    /// Tokens of the cue in the stream.
    pub(crate) cue: Option<Range<usize>>,
    pub(crate) score: f32,
    /// The cue stands in its own sentence.
    pub(crate) cue_is_near: bool,
    /// A noun that introduces titles stands right before it.
    pub(crate) names_work: bool,
    /// The title of a work by all signs, a noun and a comma before it.
    pub(crate) titled: bool,
    /// A noun that stands for words and no title stands before it ("mit der Parole"), or it says as what something is
    /// described ("als „...“ bezeichnet").
    pub(crate) words: bool,
    /// A cue without a subject stands right behind it ("..., añadió."): whoever spoke before goes on.
    pub(crate) drops_subject: bool,
    /// Nothing stands before it in its sentence.
    pub(crate) begins: bool,
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
        !not_speech::is_not_speech(text.get(span.inner()).unwrap_or(""), span, a, language)
    });
    neighbours::join(text, narration, spans, language, &mut found);
    found.retain(|a: &Attribution| {
        let inner = spans.get(a.pair as usize).and_then(|span| text.get(span.inner()));
        inner.is_some_and(|inner| !not_speech::is_unclaimed(inner, a, language))
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

/// A quotation's sentence, as its cues are looked for.
pub(crate) struct View<'a> {
    pub(crate) text: &'a str,
    pub(crate) stream: &'a [Token],
    pub(crate) sentence: &'a Sentence,
    pub(crate) spans: &'a [Span],
    pub(crate) language: &'a Language,
}

/// A possible speaker.
#[derive(Clone, Copy)]
pub(crate) struct Candidate {
    pub(crate) subject: Phrase,
    pub(crate) cue: (usize, usize),
    pub(crate) score: f32,
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
        let parted = self.spans.get(pair as usize).is_some_and(|span| span.part != Part::Whole);
        let standing = match parted {
            true => Standing::Whole,
            false => self.standing(place, inner, before, after, last),
        };
        if let Some(cue) = self.cue_alone(place) {
            return Attribution { cue: Some(cue), ..self.alone(pair, standing, number) };
        }
        let left = self.left(place, before).map(|c| self.weigh(c));
        // A byline behind a report ("said it was “done”. -- Ana Ruiz") signs the report, not the words.
        let told = standing == Standing::Part && left.is_some_and(|l| l.score >= 0.6);
        let signed = self.signed(place).filter(|_| !told);
        let right = signed
            .or_else(|| self.right(place, leads, last == ',', standing).map(|c| self.heard_behind(c)))
            .map(|c| self.weigh(c));
        // "Auf die Frage „...“ antwortet Ruiz": whoever answers has not asked.
        let asked = self.is_asked(place);
        let head = self.sentence.range.start;
        let left = match self.with_words(head, place) {
            Some(with) if left.is_none_or(|l| l.score <= with.score) => Some(with),
            _ => left,
        };
        // "When Ruiz said it was “done,” the crowd applauded": a clause with its own cue opens the sentence.
        let opening = &self.stream[head];
        let clause_of_its_own = self.language.fixed_order
            && standing == Standing::Part
            && opening.has(word::SUBORDINATOR)
            && !opening.has(word::COMPLEMENT)
            && left.is_some_and(|l| l.score >= 0.72 && self.stream[l.cue.0].has(word::CUE));
        let clause_of_its_own = clause_of_its_own
            || left.is_some_and(|l| {
                self.subordinate(head)
                    && before.is_some_and(|t| t.kind == Kind::Comma)
                    && l.score >= 0.72
                    && self.stream[l.cue.0].has(word::CUE)
                    && !self.main_has_begun(head, place)
                    && right.is_some_and(|r| self.is_main_behind(place, &r))
            });
        let right = right.filter(|r| !clause_of_its_own || r.cue.1 == r.cue.0);
        let best = match (right, left) {
            (Some(r), Some(l)) => Some(if r.score >= l.score { r } else { l }),
            (r, l) => r.or(l),
        };
        // A clause behind "his claim" is nobody else's, whatever verb follows it.
        let best = self.claimed(head, place).or(best);
        // A claim that nobody is said to raise is weighed no further: its words are somebody's all the same.
        let nobody = |c: &Candidate| c.score < LEAST && !self.names_thing(place, inner);
        let told = self.told_claim(head, place, best.as_ref());
        let best = told.map(|c| if nobody(&c) { c } else { self.weigh(c) }).or(best);
        let best = self.closed_within(head, place, best.as_ref()).or(best);
        let best = self.told_within(head, place).filter(|c| best.is_none_or(|b| b.cue.0 < c.cue.0)).or(best);
        let doubtful = best.is_none_or(|b| b.score < LEAST || b.cue.1 == b.cue.0 && b.score < 0.6);
        let unlisted = if doubtful { self.around_unlisted(head, place, inner) } else { None };
        let best = unlisted
            .or(best)
            .or_else(|| (standing == Standing::Part).then(|| self.closing_verb(place)).flatten())
            .or_else(|| self.own_sentence(place, opens));
        let best = self.words_of(place).or_else(|| self.written(place, best.as_ref())).or(best).filter(|_| !asked);
        let best = best.filter(|b| b.score >= LEAST).or_else(|| self.announced(head, place)).or(best);
        let best = match best {
            Some(b) if b.score >= 0.8 => best,
            _ => self.as_told(head, place).or(best),
        };
        let best = self.in_bracket(place, inner).or(best);
        let before_it = best.is_none_or(|b| b.cue.0 < place);
        let best = self.gapped(head, place).filter(|_| before_it).or(best);
        let title = best.is_some_and(|c| self.tells_name(inner, &c));
        // What a thing is called is no speech, however near the verb stands.
        let best = best.map(|c| Candidate { score: if title { c.score.min(0.6) } else { c.score }, ..c });
        Attribution {
            pair,
            standing,
            subject: best.map(|c| c.subject),
            announced_by: left.filter(|l| self.announces(l, before)).map(|l| l.subject),
            cue: best.filter(|c| c.cue.1 > c.cue.0).map(|c| c.cue.0..c.cue.1),
            score: best.map_or(if asked || self.is_named_so(place, standing) { 0.3 } else { 0.0 }, |c| c.score),
            titled: self.is_titled(place, inner),
            names_work: title
                || self.names_work(place, inner)
                    && !(standing == Standing::Part && not_speech::begins_small(inner, self.language))
                    && !self.calls(place, inner, best.as_ref())
                || self.is_gloss(place)
                || standing == Standing::Part && self.names_body(place, inner, best.map_or(0.0, |c| c.score)),
            words: self.words(place, standing),
            drops_subject: false,
            begins: before.is_none(),
            cue_is_near: asked || self.is_heard(place) || best.is_some_and(|c| c.cue.1 > c.cue.0),
            sentence: number,
            paragraph: self.sentence.paragraph,
        }
    }

    /// What is known of words behind which a verb stands without its subject.
    fn alone(&self, pair: u32, standing: Standing, number: usize) -> Attribution {
        Attribution {
            pair,
            standing,
            subject: None,
            announced_by: None,
            cue: None,
            score: 0.0,
            titled: false,
            names_work: false,
            words: true,
            drops_subject: true,
            begins: false,
            cue_is_near: true,
            sentence: number,
            paragraph: self.sentence.paragraph,
        }
    }

    /// "Auf die Frage „...“": a question that somebody else answers.
    fn is_asked(&self, place: usize) -> bool {
        let low = self.sentence.range.start.max(place.saturating_sub(4));
        let Some(before) = self.stream.get(low..place).filter(|_| self.language.capital_nouns) else { return false };
        if before.last().is_some_and(|t| t.has(word::QUESTION)) && before.iter().any(|t| t.has(word::PREPOSITION)) {
            return true;
        }
        // "Auf die Bemerkung „...“ antwortete Ruiz"
        let told = before.last().is_some_and(|t| t.has(word::STATEMENT | word::CLAIM));
        let leads = |t: &Token| {
            t.has(word::PREPOSITION) && self.text.get(t.range()).is_some_and(|form| self.language.replies_to(form))
        };
        let comma = usize::from(self.at(place + 1).is_some_and(|t| t.kind == Kind::Comma));
        told && before.iter().any(leads) && self.at(place + 1 + comma).is_some_and(|t| t.has(word::REPLIES))
    }

    /// "„...“, hallte es durch die Straßen": a verb and "es" right behind the words tell that somebody else spoke, if not who.
    fn is_heard(&self, place: usize) -> bool {
        let comma = self.at(place + 1).is_some_and(|t| t.kind == Kind::Comma);
        // "„...“, so steht es im Gutachten"
        let verb = place + 2 + usize::from(self.at(place + 2).is_some_and(|t| t.has(word::SUMS_UP)));
        let it = self.at(verb + 1).is_some_and(|t| t.is_pronoun() && t.gender == Gender::Neuter);
        let verb = self.at(verb).filter(|t| comma && t.kind == Kind::Word && t.case == Case::Lower);
        let acts = verb.is_some_and(|t| t.flags == 0 || t.has(word::ANY_VERB));
        // "„...“, so @weber": whoever it is, it is nobody before.
        let so = comma && self.at(place + 2).is_some_and(|t| t.has(word::SOURCE) && t.has(word::SUMS_UP));
        let so = so && !self.at(place + 3).is_some_and(|t| t.has(word::SUBORDINATOR));
        self.language.capital_nouns && (acts && it || so)
    }

    /// A subject that cannot speak ("32 %") lowers the score.
    pub(crate) fn weigh(&self, mut candidate: Candidate) -> Candidate {
        let end = self.sentence.range.end;
        if self.language.capital_nouns {
            if let Some(owner) = speaking::owner(self.stream, &candidate.subject, end, self.language) {
                candidate.subject = owner;
            } else {
                candidate.subject = self.cited(candidate.subject, candidate.cue);
            }
        } else if candidate.cue.1 > candidate.cue.0
            && let Some(quoted) = self.quoted_as(candidate.cue)
        {
            candidate.subject = quoted;
        }
        if self.is_excluded(&candidate.subject) {
            candidate.score = candidate.score.min(0.3);
        }
        let phrase = tokens_in(self.stream, candidate.subject.start..candidate.subject.end);
        let first = &phrase[0];
        // "Die Haltung zeigt sich dort:": a thing speaks only where a verb of saying says so.
        let common = self.language.capital_nouns
            && speaking::rank(tokens_in(self.stream, candidate.subject.start..candidate.subject.core_end)) == 0
            && !first.has(word::PRONOUN | word::POSSESSIVE);
        if common {
            candidate.score *= 0.5;
        }
        // "Interview: “...”": what a line is headed by.
        let heads = candidate.cue.0 == candidate.cue.1 && phrase.len() == 1;
        if heads && self.text.get(first.range()).is_some_and(|form| self.language.is_label(form)) {
            candidate.score = 0.0;
        }
        if !can_speak(phrase) && !first.has(word::PRONOUN) && !self.is_apposed(&candidate.subject) {
            let noun = first.has(word::DETERMINER | word::POSSESSIVE) || first.plural;
            // "a cover saying “...”": words stand in a letter or a report; another thing says them only right beside.
            let carries = |t: &Token| self.text.get(t.range()).is_some_and(|noun| self.language.carries_words(noun));
            let holds = phrase.iter().any(|t| t.has(word::STATEMENT | word::CLAIM) || carries(t));
            candidate.score *= match noun {
                // "her claim that": whose it is.
                true if holds || phrase.len() == 1 || candidate.score > 0.9 || !self.language.fixed_order => 0.9,
                true => 0.55,
                false => 0.7,
            };
        }
        candidate
    }

    /// "weder Ruiz noch Weber sagte", "Nicht Ruiz, sondern Weber sagte": whoever it is, it is not the one behind the word that denies.
    fn is_excluded(&self, subject: &Phrase) -> bool {
        let form = |place: usize| self.stream.get(place).and_then(|t| self.text.get(t.range()));
        let before = subject.start.checked_sub(1).filter(|&p| p >= self.sentence.range.start);
        [Some(subject.start), before]
            .into_iter()
            .flatten()
            .any(|p| form(p).is_some_and(|form| self.language.excludes(form)))
    }

    /// "her rival, Ana Ruiz, told": a name between commas right behind the phrase.
    fn is_apposed(&self, subject: &Phrase) -> bool {
        let comma = |at: usize| self.at(at).is_some_and(|t| t.kind == Kind::Comma);
        comma(subject.end)
            && phrase::after(self.stream, subject.end + 1, self.sentence.range.end, self.language).is_some_and(|name| {
                let core = tokens_in(self.stream, name.start..name.core_end);
                comma(name.end) && core.len() >= 2 && core.iter().all(Token::is_capital) && can_speak(core)
            })
    }

    /// A noun that introduces titles stands right before the marks, a colon between them perhaps ("Motto: ...").
    fn names_work(&self, place: usize, inner: &str) -> bool {
        let mut at = place;
        while at > self.sentence.range.start && matches!(self.stream[at - 1].kind, Kind::Colon | Kind::BracketOpen) {
            at -= 1;
        }
        // "“A Winter by the River” (1998)": a work and its year.
        let year = self.at(place + 1).is_some_and(|t| t.kind == Kind::BracketOpen)
            && self.at(place + 2).is_some_and(|t| t.kind == Kind::Number && t.end - t.start == 4)
            && self.at(place + 3).is_some_and(|t| t.kind == Kind::BracketClose);
        // "Ruiz nach dem Spiel: „Wir haben nie aufgegeben.“": a sentence behind a colon is no name. But "Sein Motto: „...“".
        let ends = inner.ends_with(['.', '?']) && inner.split_whitespace().nth(LEAST_SENTENCE - 1).is_some()
            || inner.ends_with('!') && self.has_verb(inner);
        if at < place && self.language.capital_nouns && ends && self.labels_speaker(at) {
            return false;
        }
        // "“River runs dry,” by The Courier's Ana Ruiz": the title of an article.
        let by = self.at(place + 1).is_some_and(|t| t.has(word::BYLINE))
            && self.at(place + 2).is_some_and(|t| t.is_capital() && t.kind == Kind::Word);
        by || year || at > self.sentence.range.start && self.stream[at - 1].has(word::WORK)
    }

    /// "Ruiz nach dem Spiel:", "Dann kam Ruiz zu Wort:": the first noun is somebody, and what follows tells when or of what. But
    /// "Ruiz' neues Lied:", "Das Motto der Trainerin:".
    fn labels_speaker(&self, end: usize) -> bool {
        let low = self.sentence.range.start;
        let noun =
            (low..end).find(|&p| self.stream[p].is_capital() && !self.stream[p].has(word::FUNCTION | word::ADVERB));
        let found = noun.and_then(|p| phrase::after(self.stream, p, end, self.language));
        found.is_some_and(|found| {
            let core = tokens_in(self.stream, found.start..found.core_end);
            let goes_on = |t: &Token| t.has(word::PREPOSITION) || t.has(word::CUE) && t.case == Case::Lower;
            let work = core.iter().any(|t| t.has(word::WORK));
            !work && speaking::is_somebody(core) && tokens_in(self.stream, found.core_end..end).iter().any(goes_on)
        })
    }

    /// "in her book, “The River Runs Dry,” Ruiz writes": a noun of a work, a comma, and capitals throughout.
    fn is_titled(&self, place: usize, inner: &str) -> bool {
        let before = place.checked_sub(2).filter(|&p| p >= self.sentence.range.start && self.language.fixed_order);
        before.is_some_and(|p| {
            let carries = self.text.get(self.stream[p].range()).is_some_and(|noun| self.language.carries_words(noun));
            self.stream[p + 1].kind == Kind::Comma
                && (self.stream[p].has(word::WORK) || carries)
                && self.stream[p].case == Case::Lower
                && tokens_in(self.stream, self.sentence.range.start.max(p.saturating_sub(3))..p)
                    .iter()
                    .any(|t| t.has(word::DETERMINER | word::POSSESSIVE) || t.kind == Kind::Possessive)
                && inner.split_whitespace().nth(1).is_some()
                && not_speech::is_title(inner)
        })
    }

    /// "whom Ana Ruiz had called “the best of us all”": somebody's words for it, and no title, which has capitals.
    fn calls(&self, place: usize, inner: &str, best: Option<&Candidate>) -> bool {
        let begins = inner.chars().find(|c| c.is_alphanumeric());
        let spoken = begins.is_some_and(char::is_lowercase) && inner.split_whitespace().nth(3).is_some();
        let named = best.is_some_and(|c| {
            let core = tokens_in(self.stream, c.subject.start..c.subject.core_end);
            c.cue.1 == place
                && c.cue.0 < place
                && can_speak(core)
                && speaking::names_somebody(core) | core[0].is_capital()
        });
        self.language.fixed_order && spoken && named
    }

    /// "Der Titel lautet „...“", "Das Lokal heißt „...“": how a thing is called. But "Die Frage lautet", "Im Brief heißt es".
    fn tells_name(&self, inner: &str, candidate: &Candidate) -> bool {
        let Candidate { subject, cue: (cue, cue_end), .. } = *candidate;
        let sentence = inner.contains(',') || inner.split_whitespace().nth(LONGEST_NAME).is_some();
        // A signature has no cue, and no word names anything in it.
        let names = cue < cue_end && self.stream.get(cue).is_some_and(|t| t.has(word::NAMING));
        if sentence || !names {
            return false;
        }
        // "es", or words whose speaker stands behind them ("so lautet das Urteil der Trainerin").
        let low = self.sentence.range.start.max(subject.start.min(cue).saturating_sub(6));
        let high = self.sentence.range.end.min((cue + 3).max(subject.start));
        let said = |t: &Token| {
            t.has(word::PRONOUN) && t.gender == Gender::Neuter
                || t.has(word::STATEMENT | word::CLAIM) && t.is_capital() && !t.has(word::WORK)
        };
        if self.stream.get(low..high).is_some_and(|around| around.iter().any(said)) {
            return false;
        }
        let core = tokens_in(self.stream, candidate.subject.start..candidate.subject.core_end);
        let head = core.iter().find(|t| t.is_capital() && !t.has(word::FUNCTION));
        head.is_some_and(|t| t.has(word::WORK) || !t.has(word::STATEMENT | word::CLAIM))
    }

    /// "wurde als „...“ bezeichnet": words that somebody chose, though nobody is named.
    fn is_named_so(&self, place: usize, standing: Standing) -> bool {
        let near = self.stream.get(place + 1..self.sentence.range.end.min(place + 4)).unwrap_or_default();
        self.language.capital_nouns
            && standing == Standing::Part
            && near.iter().take_while(|t| t.kind == Kind::Word).any(|t| t.has(word::CUE))
    }

    /// "mit der Parole „...“", "Parolen wie zum Beispiel „...“", "als „...“ bezeichnet": words by all signs, and no title.
    fn words(&self, place: usize, standing: Standing) -> bool {
        let low = self.sentence.range.start.max(place.saturating_sub(4));
        let Some(before) = self.stream.get(low..place).filter(|_| self.language.capital_nouns) else { return false };
        let described = before.last().is_some_and(|t| t.has(word::SUBORDINATOR) && t.end - t.start == 3);
        // "wurde als „...“ bekannt" is a name.
        let chosen = self.at(place + 1).is_some_and(|t| !t.has(word::ADVERB));
        if described && chosen && self.is_named_so(place, standing) {
            return true;
        }
        let links = word::SUBORDINATOR | word::PREPOSITION | word::ADVERB;
        let noun = before.iter().rev().find(|t| !t.has(links) && t.kind != Kind::Colon || t.has(word::STATEMENT));
        noun.is_some_and(|t| t.has(word::STATEMENT) && t.has(word::NOT_PERSON) && !t.has(word::WORK))
    }

    /// "das Gasthaus „Roter Krug“", "die „Kajüte“": nouns with capitals behind a noun or a definite article. But
    /// "dem Amt „Akten gestohlen“".
    fn names_thing(&self, place: usize, inner: &str) -> bool {
        let capital = |item: &str| item.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase);
        let mut words = inner.split_whitespace();
        let first = words.next().unwrap_or("");
        let before = place.checked_sub(1).filter(|&p| p >= self.sentence.range.start).map(|p| &self.stream[p]);
        before.is_some_and(|t| t.is_capital() || t.has(word::DEFINITE))
            && capital(first)
            && capital(words.next_back().unwrap_or(first))
    }

    /// "(etwa: „Partei der Küste“)", "(auf Deutsch: „...“)": what a name means in another language. Somebody before the colon
    /// or a verb makes it speech.
    fn is_gloss(&self, place: usize) -> bool {
        let low = self.sentence.range.start.max(place.saturating_sub(4));
        let Some(open) = (low..place).rev().find(|&p| self.stream[p].kind == Kind::BracketOpen) else { return false };
        let told = tokens_in(self.stream, open..place);
        let colon = told.len() > 2 && told.last().is_some_and(|t| t.kind == Kind::Colon);
        let speaks = told.windows(2).any(|pair| {
            let somebody = pair[1].is_capital() && !pair[0].has(word::PREPOSITION);
            somebody || pair[1].has(word::ANY_VERB | word::PRONOUN)
        });
        let closes = self.at(place + 1).is_some_and(|t| matches!(t.kind, Kind::BracketClose | Kind::Comma));
        colon && closes && !speaks
    }

    pub(crate) fn at(&self, place: usize) -> Option<&Token> {
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
        tokens_in(self.stream, self.sentence.range.start..place).iter().any(|t| matches!(t.kind, Kind::Quote(_)))
    }
}
