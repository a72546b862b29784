//! A claim in, a finding out: locate, align, judge, choose, look around, tell.

use crate::chain::placements;
use crate::choose::{easily_mixed_up, ordered, said_by, said_by_other, same_event};
use crate::context;
use crate::differences::Stretch;
use crate::finding::{
    Aligned, Change, ChangeClass, ChangeKind, Claim, Coverage, Finding, Flag, Passage, Reading, Verdict,
};
use crate::judge::{ButOne, Judged, Level, best_part, judge};
use crate::locate::{self, locate};
use crate::marks::{Quoted, read_marks};
use crate::occasion::{EventName, Occasion, is_elsewhere, same_date};
use crate::outside::stands_outside;
use crate::passage::{passage, reported_speaker, set_time};
use crate::repairs::closes_sentence;
use crate::sides::is_repair;
use crate::twice::straightened;
use crate::{tell, times, witnesses};
use onrecord_read::Grade;
use onrecord_record::corpus::About;
use onrecord_record::{Corpus, Searcher, StoreError, WhenWhere};
use onrecord_text::name::{self, Likeness};
use onrecord_text::{Form, lexicon};
use std::collections::HashSet;
use std::ops::Range;

/// Checks claims against a corpus. Cheap to make; holds no state of its own.
#[derive(Debug, Clone, Copy)]
pub struct Checker<'c> {
    corpus: &'c Corpus,
}

/// A page in quotation marks is no quotation: longer ones are not checked, and the finding says so.
const MOST_WORDS: usize = 10_000;
/// How many content words the nearest passages share with a quotation that was not found.
const LEAST_TELLING: usize = 2;
/// How many passages a finding shows beside the one it rests on.
const MOST_PASSAGES: usize = 4;

/// Checks one claim against a record; fails only where the record cannot be read.
pub(crate) fn check_in_record(claim: Claim, searcher: &Searcher<'_>) -> Result<Finding, StoreError> {
    let (quoted, whole) = read(&claim);
    let corpus = shortlist(&quoted, &Occasion::of(&claim), searcher)?;
    let finding = Checker::new(&corpus).check_quoted(claim, &quoted, whole);
    searcher.take_back(corpus);
    searcher.failure().map(|()| finding)
}

/// What a record may hold of a quotation, of the claimed occasion first where many places hold it.
pub(crate) fn shortlist(
    quoted: &Quoted,
    occasion: &Occasion<'_>,
    searcher: &Searcher<'_>,
) -> Result<Corpus, StoreError> {
    let forms = |content: bool| -> Vec<Form> {
        let own = quoted.words.iter().filter(|word| !word.bracketed).map(|word| word.form);
        own.filter(|form| !content || lexicon::is_content(*form)).collect()
    };
    // Asked for only where there are no pairs: one word, or brackets and dots between all.
    let words = Some(forms(true)).filter(|words| !words.is_empty()).unwrap_or_else(|| forms(false));
    let is_claimed = |known: WhenWhere<'_>| occasion.fits(known);
    let is_claimed = (!occasion.is_unknown()).then_some(&is_claimed as &dyn Fn(WhenWhere<'_>) -> bool);
    let leaves_out = quoted.words.iter().any(|word| word.after_ellipsis);
    searcher.shortlist(&locate::pairs(quoted), quoted.words.len(), &words, leaves_out, is_claimed)
}

/// The words of a claim, and whether those are all.
pub(crate) fn read(claim: &Claim) -> (Quoted, bool) {
    let mut quoted = read_marks(&claim.text);
    let whole = quoted.words.len() <= MOST_WORDS;
    quoted.truncate(MOST_WORDS);
    (quoted, whole)
}

impl<'c> Checker<'c> {
    /// A checker over a corpus.
    pub fn new(corpus: &'c Corpus) -> Checker<'c> {
        Checker { corpus }
    }

    /// What it checks against.
    pub(crate) fn corpus(&self) -> &'c Corpus {
        self.corpus
    }

    /// A claim with its speaker: where an article only describes who spoke ("the chief"), whom the user has said that this is.
    pub(crate) fn with_speaker(&self, mut claim: Claim) -> Claim {
        if claim.speaker.is_none()
            && let Some(mention) = claim.quotation.as_ref().and_then(|quotation| quotation.speaker.as_ref())
            && mention.name.is_none()
            && self.corpus.people().knows(&mention.text)
        {
            claim.speaker = Some(mention.text.clone());
        }
        claim
    }

    /// Checks one claim. Never fails: what is not on record is a finding too.
    pub fn check(&self, claim: Claim) -> Finding {
        let (quoted, whole) = read(&claim);
        self.check_quoted(claim, &quoted, whole)
    }

    /// Checks a claim whose marks are read; `whole`: all of its words are there.
    fn check_quoted(&self, claim: Claim, quoted: &Quoted, whole: bool) -> Finding {
        let claim = self.with_speaker(claim);
        let judged = self.judge_all(&claim, quoted);
        let mut finding = match judged.first().map(|best| self.level(best, &claim)) {
            Some(Level::Words) => self.found(claim, quoted, &judged),
            Some(Level::Sense) => self.reworded(claim, quoted, &judged),
            _ => self.unfound(claim, quoted, &judged),
        };
        if !whole {
            // What was not checked is no pass, however well the beginning stands.
            finding.verdict = Verdict::Unfound;
            finding.coverage = Some(self.coverage(&finding.claim));
            finding
                .reasons
                .insert(0, format!("Too long to check as one quotation: {MOST_WORDS} words at most. Give its parts."));
        }
        finding
    }

    /// How far the best place supports the claim. Somebody else's words support it only where they are nearly the same, and
    /// enough: two people who say something alike do not say the same, and "the numbers don't add up" anybody may say.
    fn level(&self, best: &Judged, claim: &Claim) -> Level {
        const NEARLY: f32 = 0.82;
        let Some(claimed) = claim.speaker.as_deref() else { return best.support.level };
        let is_chance =
            || best.support.share < NEARLY || (best.support.light && !easily_mixed_up(best, claimed, self.corpus));
        if said_by_other(best, claimed, self.corpus) && is_chance() { Level::None } else { best.support.level }
    }

    /// The places that may hold the words, judged, the one that counts first.
    pub(crate) fn judge_all(&self, claim: &Claim, quoted: &Quoted) -> Vec<Judged> {
        let occasion = Occasion::of(claim);
        let windows = locate(quoted, &occasion, self.corpus);
        let mut judged = Vec::new();
        for placement in placements(quoted, &windows, &occasion, self.corpus) {
            let straight = straightened(&placement)
                .and_then(|straight| judge(&straight, &claim.text, quoted, self.corpus))
                .filter(|straight| straight.support.level == Level::Words);
            if let Some(straight) = straight {
                judged.push(straight);
                continue;
            }
            let whole = judge(&placement, &claim.text, quoted, self.corpus);
            let part = best_part(&placement, quoted, self.corpus)
                .and_then(|part| judge(&part, &claim.text, quoted, self.corpus));
            match (whole, part) {
                // One place that holds nearly all of it is likelier than two.
                (Some(whole), Some(part)) => {
                    judged.push(if part.support.share + 0.12 >= whole.support.share { part } else { whole });
                }
                (whole, part) => judged.extend(whole.or(part)),
            }
        }
        for one in &mut judged {
            if one.support.level == Level::None && self.is_vouched_for(one, claim, &occasion) {
                one.support.level = Level::Words;
            }
        }
        let mut judged = ordered(judged, claim, self.corpus);
        if let Some(best) = judged.first_mut() {
            best.leave_open(&claim.text, quoted, self.corpus);
        }
        judged
    }

    /// Whether a place that has all but one word of a short quotation is its place by what the text claims: its speaker, its
    /// date or its event. What "a reader" says is said on that day by somebody whom the record may not have.
    fn is_vouched_for(&self, judged: &Judged, claim: &Claim, occasion: &Occasion<'_>) -> bool {
        let Some(part) = judged.parts.first() else { return false };
        let people = self.corpus.people();
        let of_nobody = || match (claim.speaker.as_deref(), &claim.quotation) {
            (Some(claimed), _) => {
                (name::is_description(claimed) || name::is_placeholder(claimed)) && !people.knows(claimed)
            }
            (None, Some(quotation)) => quotation.speaker.as_ref().is_some_and(|mention| mention.name.is_none()),
            (None, None) => false,
        };
        let of_occasion = || occasion.is_of(self.corpus, self.corpus.document_at(part.start)) && !of_nobody();
        let speaks = || claim.speaker.as_deref().is_some_and(|claimed| said_by(judged, claimed, self.corpus));
        let other = || claim.speaker.as_deref().is_some_and(|claimed| said_by_other(judged, claimed, self.corpus));
        match judged.support.but_one {
            ButOne::No => false,
            ButOne::OfOccasion => of_occasion() && !other(),
            ButOne::OfSpeaker => speaks() || (of_occasion() && !other()),
        }
    }

    fn found(&self, claim: Claim, quoted: &Quoted, judged: &[Judged]) -> Finding {
        let best = &judged[0];
        let mut flags = best.flags.clone();
        let mut contexts = context::around(self.corpus, &best.parts, &claim);
        if let (Some(number), Some(context)) = (best.cut_number.clone(), contexts.last_mut()) {
            context.number = Some(self.recorded_text(number));
        }
        // Words given to the very person whom the speaker was citing are given to the right one.
        let cites = |claimed: &str| {
            let surname = claimed.split_whitespace().next_back().unwrap_or(claimed);
            contexts.iter().filter_map(|context| context.reported.as_ref()).any(|words| words.contains(surname))
        };
        if claim.speaker.as_deref().is_some_and(|claimed| said_by_other(best, claimed, self.corpus) && !cites(claimed))
        {
            flags.push(Flag::Speaker);
        }
        // Only the outer ends of a splice are the quoter's ends.
        let turned = contexts.first().and_then(|context| context.turned.as_ref());
        let limited = contexts.last().and_then(|context| context.limited.as_ref());
        let hides_limit = best.stretches.iter().any(|stretch| match stretch {
            Stretch::Change(change) => {
                // Without a mark, one word may be a slip, and a sentence that went leaves the others whole.
                let clause = || {
                    let first = change.recorded.start;
                    !is_repair(change.class)
                        && change.recorded.len() > 1
                        && first.checked_sub(1).is_some_and(|before| !closes_sentence(self.corpus, before))
                };
                (change.marked || clause())
                    && change.kind == ChangeKind::Omitted
                    && context::limits(self.corpus.token(change.recorded.start).form)
            }
            _ => false,
        });
        if turned.is_some() || limited.is_some() || hides_limit || best.cut_number.is_some() {
            flags.push(Flag::CutOff);
        }
        if contexts.iter().any(|context| context.reported.is_some()) {
            flags.push(Flag::Reported);
        }
        if contexts.iter().any(|context| context.question) {
            flags.push(Flag::Question);
        }
        let (readings, disputed) = self.readings(quoted, judged);
        if disputed {
            flags.push(Flag::Disputed);
        }
        if best.grade == Grade::Machine || self.is_machine_translation(best) {
            flags.push(Flag::Machine);
        }
        if best.second_hand {
            flags.push(Flag::Secondhand);
        }
        if is_short(quoted) {
            flags.push(Flag::Short);
        }
        let mut passages = self.passages(judged);
        for (passage, part) in passages.iter_mut().zip(&best.parts).filter(|(passage, _)| passage.time.is_none()) {
            if let Some(spoken) = times::spoken(self.corpus, part.clone()) {
                set_time(passage, &spoken);
            }
        }
        if best.second_hand
            && let (Some(part), Some(passage)) = (best.parts.first(), passages.first_mut())
            && let Some(speaker) = reported_speaker(self.corpus, part.clone())
        {
            if claim
                .speaker
                .as_deref()
                .is_some_and(|claimed| self.corpus.people().compare(&speaker, claimed) == Likeness::Different)
            {
                flags.push(Flag::Speaker);
            }
            passage.speaker = Some(speaker);
        }
        if is_elsewhere(&claim, &passages) {
            flags.push(Flag::Elsewhere);
        }
        flags.sort();
        flags.dedup();
        let mut finding = Finding {
            reference: Finding::reference_of(&claim, passages.first()),
            verdict: best.verdict,
            flags,
            changes: self.changes(&claim.text, quoted, best),
            alignment: self.alignment(&claim.text, quoted, best),
            passages,
            readings,
            coverage: None,
            reasons: Vec::new(),
            claim,
        };
        finding.reasons = tell::reasons(&finding, &contexts);
        finding
    }

    fn reworded(&self, claim: Claim, quoted: &Quoted, judged: &[Judged]) -> Finding {
        let mut finding = self.found(claim, quoted, judged);
        finding.verdict = Verdict::Reworded;
        // In other words every word is changed; that a number or a denial is not the same still matters.
        finding.flags.retain(|flag| !matches!(flag, Flag::Name | Flag::Modal | Flag::Quantifier | Flag::CutOff));
        finding.reasons = tell::reasons(&finding, &[]);
        finding
    }

    fn unfound(&self, claim: Claim, quoted: &Quoted, judged: &[Judged]) -> Finding {
        let mut finding = Finding {
            reference: Finding::reference_of(&claim, None),
            verdict: Verdict::Unfound,
            flags: if is_short(quoted) { vec![Flag::Short] } else { Vec::new() },
            changes: Vec::new(),
            alignment: Vec::new(),
            passages: self.nearest(quoted, judged, claim.speaker.as_deref()),
            readings: Vec::new(),
            coverage: Some(self.coverage(&claim)),
            reasons: Vec::new(),
            claim,
        };
        finding.reasons = tell::reasons(&finding, &[]);
        if judged.first().is_some_and(|best| best.support.level == Level::Words)
            && let Some(told) = finding.passages.first().and_then(tell::anybody_says)
        {
            finding.reasons.insert(1.min(finding.reasons.len()), told);
        }
        if let Some(title) = stands_outside(self.corpus, &finding.claim.text, quoted) {
            let told = format!(
                "“{title}” has these words outside the speech, in its introduction or a heading: nobody is on record with them."
            );
            finding.reasons.insert(1.min(finding.reasons.len()), told);
        }
        finding
    }

    /// The parts of the best placement, then other places that hold the words as well.
    fn passages(&self, judged: &[Judged]) -> Vec<Passage> {
        let mut ranges: Vec<Range<u32>> = judged[0].parts.clone();
        let fair = |one: &Judged| one.support.level == Level::Words && one.verdict <= Verdict::Tidied;
        for other in judged.iter().skip(1).filter(|other| fair(other)) {
            for part in &other.parts {
                if ranges.len() < MOST_PASSAGES && !ranges.iter().any(|r| r.start < part.end && part.start < r.end) {
                    ranges.push(part.clone());
                }
            }
        }
        ranges.into_iter().filter_map(|range| passage(self.corpus, range)).collect()
    }

    /// For a quotation that was not found: the places that share most with it, more than a phrase that anybody may use ("by 2031").
    /// Of places that share about as much, the claimed speaker's own come first.
    fn nearest(&self, quoted: &Quoted, judged: &[Judged], claimed: Option<&str>) -> Vec<Passage> {
        /// What a share is worth more in the mouth of whoever is said to have spoken.
        const OWN: f32 = 0.15;
        let own = quoted.words.iter().map(|word| word.form);
        let telling: HashSet<Form> = own.filter(|form| lexicon::is_content(*form)).collect();
        let least = LEAST_TELLING.min(telling.len());
        let shares = |one: &&Judged| {
            let recorded = one.parts.first().map_or(&[][..], |part| self.corpus.forms(part.clone()));
            let telling: HashSet<&Form> = recorded.iter().filter(|form| telling.contains(form)).collect();
            one.support.level == Level::Words || one.support.share >= 0.15 && telling.len() >= least
        };
        let mut near: Vec<&Judged> = judged.iter().filter(shares).collect();
        let worth = |one: &Judged| {
            let own = claimed.is_some_and(|claimed| said_by(one, claimed, self.corpus));
            one.support.share + if own { OWN } else { 0.0 }
        };
        near.sort_by(|a, b| worth(b).total_cmp(&worth(a)));
        near.iter().take(2).filter_map(|one| passage(self.corpus, one.parts.first()?.clone())).collect()
    }

    /// Other witnesses of the same words that read differently, those that differ in meaning first, and whether they
    /// dispute the words.
    fn readings(&self, quoted: &Quoted, judged: &[Judged]) -> (Vec<Reading>, bool) {
        let best = &judged[0];
        let document = |one: &Judged| one.parts.first().map_or(0, |part| self.corpus.document_at(part.start));
        let mut seen = vec![document(best)];
        let (mut readings, mut disputed) = (Vec::new(), false);
        for other in judged.iter().skip(1) {
            let is_seen = seen.iter().any(|one| self.corpus.same_document(*one, document(other)));
            if is_seen || other.second_hand || !same_event(best, other, judged, self.corpus) {
                continue;
            }
            seen.push(document(other));
            if let Some(difference) = witnesses::differ(best, other, quoted, self.corpus)
                && let Some(passage) = other.parts.first().and_then(|part| passage(self.corpus, part.clone()))
            {
                disputed |= difference.in_words;
                readings.push(Reading { passage, differs: difference.differs });
            }
        }
        readings.sort_by_key(|reading| reading.differs);
        (readings, disputed)
    }

    fn is_machine_translation(&self, best: &Judged) -> bool {
        let held = best.parts.first().map(|part| &self.corpus.documents()[self.corpus.document_at(part.start)]);
        best.grade == Grade::Translation
            && held.is_some_and(|held| held.document.grade_reason.to_lowercase().contains("machine"))
    }

    fn changes(&self, text: &str, quoted: &Quoted, best: &Judged) -> Vec<Change> {
        let mut changes = Vec::new();
        let mut stretches = best.stretches.iter().peekable();
        while let Some(stretch) = stretches.next() {
            match stretch {
                Stretch::Same { .. } => {}
                Stretch::Change(change) => changes.push(Change {
                    kind: change.kind,
                    class: change.class,
                    marked: change.marked,
                    heard: change.heard,
                    quoted: quoted_text(text, quoted, change.quoted.clone()).to_owned(),
                    recorded: self.recorded_text(change.recorded.clone()),
                }),
                Stretch::Jump => {
                    let (words, recorded, at) = match stretches.peek() {
                        Some(Stretch::Same { quoted: words, recorded }) => {
                            let words_text = quoted_text(text, quoted, words.clone()).to_owned();
                            (words_text, self.recorded_text(recorded.clone()), words.start)
                        }
                        _ => (String::new(), String::new(), 0),
                    };
                    changes.push(Change {
                        kind: ChangeKind::Moved,
                        class: ChangeClass::Word,
                        marked: quoted.words.get(at).is_some_and(|word| word.after_ellipsis),
                        heard: false,
                        quoted: words,
                        recorded,
                    });
                }
            }
        }
        changes
    }

    fn alignment(&self, text: &str, quoted: &Quoted, best: &Judged) -> Vec<Aligned> {
        let mut rows: Vec<Aligned> = Vec::new();
        let mut moved = false;
        for stretch in &best.stretches {
            let (kind, class, marked, words, recorded) = match stretch {
                Stretch::Jump => {
                    moved = true;
                    continue;
                }
                Stretch::Same { quoted, recorded } => (None, None, false, quoted.clone(), recorded.clone()),
                Stretch::Change(change) => (
                    Some(change.kind),
                    Some(change.class),
                    change.marked,
                    change.quoted.clone(),
                    change.recorded.clone(),
                ),
            };
            let (kind, class) = if moved && kind.is_none() {
                moved = false;
                (Some(ChangeKind::Moved), Some(ChangeClass::Word))
            } else {
                (kind, class)
            };
            rows.push(Aligned {
                change: class,
                kind,
                marked,
                quoted: quoted_text(text, quoted, words).to_owned(),
                recorded: self.recorded_text(recorded),
            });
        }
        rows
    }

    fn recorded_text(&self, positions: Range<u32>) -> String {
        if positions.is_empty() {
            return String::new();
        }
        let end = self.corpus.token(positions.end - 1).end as usize;
        crate::passage::one_line(&crate::passage::recorded(self.corpus, positions, end))
    }

    fn coverage(&self, claim: &Claim) -> Coverage {
        if claim.speaker.is_none() && claim.date.is_none() && claim.event.is_none() {
            let (documents, dates) = self.corpus.extent();
            return Coverage { documents, of_speaker: None, of_date: None, of_event: None, dates };
        }
        let catalogue = self.corpus.catalogue();
        let documents = catalogue.documents();
        let people = self.corpus.people();
        let of_speaker = claim.speaker.as_deref().map(|claimed| {
            let names = people.names(claimed);
            let called: HashSet<u32> = catalogue
                .perhaps(names.into_iter().chain([claimed]))
                .into_iter()
                .filter(|&index| {
                    catalogue.people().get(index as usize).is_some_and(|person| people.may_be(person, claimed))
                })
                .collect();
            let speaks = |about: &&About| about.people.iter().any(|person| called.contains(person));
            documents.iter().filter(speaks).collect::<Vec<_>>()
        });
        let mut dates: Vec<&String> = match &of_speaker {
            Some(theirs) => theirs.iter().filter_map(|about| about.date.as_ref()).collect(),
            None => documents.iter().filter_map(|about| about.date.as_ref()).collect(),
        };
        dates.sort_unstable();
        Coverage {
            documents: documents.len(),
            of_speaker: of_speaker.map(|theirs| theirs.len()),
            of_date: claim.date.as_ref().map(|date| {
                documents.iter().filter(|about| about.date.as_ref().is_some_and(|known| same_date(known, date))).count()
            }),
            of_event: claim.event.as_deref().map(EventName::of).map(|event| {
                let is = |about: &&About| event.is_of(about.event.as_deref(), about.title.as_deref());
                documents.iter().filter(is).count()
            }),
            dates: dates.first().zip(dates.last()).map(|(first, last)| ((*first).clone(), (*last).clone())),
        }
    }
}

fn quoted_text<'t>(text: &'t str, quoted: &Quoted, words: Range<usize>) -> &'t str {
    let (Some(first), Some(last)) =
        (quoted.words.get(words.start), words.end.checked_sub(1).and_then(|i| quoted.words.get(i)))
    else {
        return "";
    };
    if words.is_empty() {
        return "";
    }
    // The brackets are the quoter's writing too.
    let opens = first.bracketed && text.get(..first.start).is_some_and(|before| before.ends_with('['));
    let closes = last.bracketed && text.get(last.end..).is_some_and(|after| after.starts_with(']'));
    text.get(first.start - usize::from(opens)..last.end + usize::from(closes)).unwrap_or("")
}

/// Whether the quotation itself asks.
pub(crate) fn asks(text: &str) -> bool {
    let text = text.trim_end().trim_end_matches(['"', '”', '“', '\'', '’', '»', '」', '』']);
    text.ends_with(['?', '？'])
}

/// Fewer than four words, or none that carries content.
fn is_short(quoted: &Quoted) -> bool {
    quoted.words.len() < 4 || !quoted.words.iter().any(|word| lexicon::is_content(word.form))
}
