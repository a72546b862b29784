//! How a finding came about, step by step: which places were looked at, why one of them counts, which rule classed each
//! change, what stood around it, and why each flag.
//!
//! [`Checker::explain`] does the work of [`Checker::check`] once more and writes down what it decides on the way, so that a
//! check itself pays nothing for it. The sentences are for people; the names of steps and rules are for programs.

use crate::chain;
use crate::checker::Checker;
use crate::choose::{said_by_other, same_event};
use crate::context::{self, Context};
use crate::finding::{Change, ChangeClass, ChangeKind, Claim, Differs, Finding, Passage, Verdict};
use crate::judge::{FEW, Judged, LIGHT, Level};
use crate::marks::{Quoted, read_marks};
use crate::passage::passage;
use crate::{grammar, tell, witnesses};
use onrecord_read::Grade;
use onrecord_record::Corpus;
use onrecord_record::events::Bond;
use onrecord_text::lexicon;
use serde::Serialize;

/// How many places are told of.
const MOST_PLACES: usize = 8;

/// A finding, and how it came about.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explanation {
    /// The finding, as a check gives it.
    pub finding: Finding,
    /// What was decided, in order.
    pub steps: Vec<Step>,
    /// The places that were judged, the one that counts first.
    pub places: Vec<PlaceJudged>,
    /// The witnesses of the event that the verdict rests on.
    pub witnesses: Vec<WitnessHeard>,
}

/// One decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// Which part of the work it belongs to.
    pub part: Part,
    /// The rule that decided.
    pub rule: &'static str,
    /// What it says, in a plain sentence.
    pub says: String,
}

/// The parts of the work, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// What the quotation is made of, and what the quoter marked.
    Quotation,
    /// Where the words may stand.
    Located,
    /// Which place and which witness counts.
    Chosen,
    /// What differs, and what sort of change it is.
    Changes,
    /// What stands around it.
    Context,
    /// What it amounts to.
    Verdict,
    /// What is raised beside it.
    Flags,
}

/// A place that was judged.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlaceJudged {
    /// Where it is.
    pub passage: Passage,
    /// The share of the quoted words' weight that stands there too: 0 to 1.
    pub share: f32,
    /// The verdict that it would give.
    pub verdict: Verdict,
    /// Why it counts, or does not.
    pub why: String,
}

/// A witness of the event, and whether it has the words.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WitnessHeard {
    /// The document.
    pub document: String,
    /// Its reference, where it is kept in a record.
    pub reference: Option<String>,
    /// Its grade.
    pub grade: Grade,
    /// Why it has that grade.
    pub grade_reason: String,
    /// How it came to the event; `None` for one that stands alone.
    pub tie: Option<Bond>,
    /// The share of the quoted words' weight that it has in its best place; `None` where no place of it was looked at.
    pub share: Option<f32>,
    /// How its words differ from those that the verdict rests on; `None` where they do not, or were not compared.
    pub differs: Option<Differs>,
}

impl Checker<'_> {
    /// Checks a claim and tells how the finding came about. Takes about twice as long as a check.
    pub fn explain(&self, claim: Claim) -> Explanation {
        let claim = self.with_speaker(claim);
        let quoted = read_marks(&claim.text);
        let judged = self.judge_all(&claim, &quoted);
        let finding = self.check(claim);
        let corpus = self.corpus();
        let mut steps = vec![of_quotation(&quoted), located(&judged, corpus)];
        let supported = finding.verdict != Verdict::Unfound;
        if let Some(best) = judged.first().filter(|_| supported) {
            let contexts = context::around(corpus, &best.parts, &finding.claim);
            steps.push(chosen(best, &judged, corpus));
            steps.extend(finding.changes.iter().map(of_change));
            steps.extend(around(&contexts));
            steps.push(of_verdict(&finding));
            steps.extend(finding.flags.iter().map(|flag| {
                Step {
                    part: Part::Flags,
                    rule: flag.name(),
                    says: tell::sentence(*flag, &finding, &contexts)
                        .unwrap_or_else(|| format!("The flag {} is raised.", flag.name())),
                }
            }));
        } else {
            steps.push(of_verdict(&finding));
        }
        Explanation {
            places: places(&judged, &finding, corpus),
            witnesses: witnesses_of(&judged, &quoted, supported, corpus),
            steps,
            finding,
        }
    }
}

fn of_quotation(quoted: &Quoted) -> Step {
    let words = quoted.words.len();
    let content = quoted.words.iter().filter(|word| lexicon::is_content(word.form)).count();
    let ellipses = quoted.words.iter().filter(|word| word.after_ellipsis).count();
    let bracketed = quoted.words.iter().filter(|word| word.bracketed).count();
    let mut says = format!("{}, {content} of them carry content.", tell::count(words, "word"));
    if ellipses > 0 {
        says.push_str(&format!(" {} inside: words may be missing there.", tell::count(ellipses, "ellipsis mark")));
    }
    if bracketed > 0 {
        says.push_str(&format!(" {} in brackets: the quoter's own.", tell::count(bracketed, "word")));
    }
    let weight: f32 = quoted.words.iter().map(|word| chain::weight(word.form)).sum();
    let short = words < 6 || (content < FEW && weight < LIGHT);
    if short {
        says.push_str(" So few that they must stand on record as they are, but for repairs.");
    }
    Step { part: Part::Quotation, rule: if short { "exact_only" } else { "words" }, says }
}

fn located(judged: &[Judged], corpus: &Corpus) -> Step {
    let documents = corpus.documents().len();
    let says = match judged.len() {
        0 => format!("No place in {} has its rare pairs of words.", tell::count(documents, "document")),
        n => format!(
            "{} judged in {}, found by rare pairs of words; speaker and date took no part in the search.",
            tell::count(n, "place"),
            tell::count(documents, "document")
        ),
    };
    Step { part: Part::Located, rule: "rare_pairs", says }
}

/// Why the first place counts.
fn chosen(best: &Judged, judged: &[Judged], corpus: &Corpus) -> Step {
    let document = best.parts.first().map(|part| corpus.document_at(part.start));
    let name = document.and_then(|at| corpus.documents().get(at)).map_or("", |held| held.name.as_str());
    let others: Vec<&Judged> = judged
        .iter()
        .skip(1)
        .filter(|other| other.support.level == Level::Words && same_event(best, other, judged, corpus))
        .collect();
    let fits_better = others.iter().any(|other| other.support.share > best.support.share + 0.01);
    let worse = others.iter().filter(|other| other.rank > best.rank).count();
    let percent = (best.support.share * 100.0).round();
    let (rule, says) = if fits_better {
        (
            "best_grade",
            format!(
                "{name} counts: of the witnesses that hold the words it stands closest to the speech, though another has more of them ({percent} % of the words' weight here)."
            ),
        )
    } else if worse > 0 {
        (
            "best_grade",
            format!(
                "{name} counts: it holds {percent} % of the words' weight, and stands closest to the speech of {} that hold them.",
                tell::count(others.len() + 1, "record")
            ),
        )
    } else if judged.len() > 1 {
        (
            "best_fit",
            format!(
                "{name} counts: it holds {percent} % of the words' weight, more than any other place, or as much and in a better record."
            ),
        )
    } else {
        ("only_place", format!("{name} is the only place that has them: {percent} % of the words' weight."))
    };
    Step { part: Part::Chosen, rule, says }
}

/// The rule that classed a change.
fn of_change(change: &Change) -> Step {
    if let Some(sort) = grammar::sort(change).filter(|_| change.class == ChangeClass::Word) {
        let says = format!("{}: {}.", capital(&tell::put(change)), sort.told().to_lowercase());
        return Step { part: Part::Changes, rule: sort.name(), says };
    }
    let (rule, sort) = match change.class {
        _ if change.marked && change.kind == ChangeKind::Omitted => {
            ("mark_ellipsis", "the ellipsis says that words are missing")
        }
        _ if change.marked => ("mark_brackets", "the brackets say that the words are the quoter's"),
        _ if change.kind == ChangeKind::Moved => {
            ("from_elsewhere", "it stands in another place than what comes before")
        }
        ChangeClass::Negation => ("negation", "it touches a word that denies"),
        ChangeClass::Number => ("number", "another value or unit, not another way to write it"),
        ChangeClass::Name => ("name", "it touches a name"),
        ChangeClass::Modal => ("modal", "it touches how certain or how binding it is"),
        ChangeClass::Quantifier => ("quantifier", "it touches how many or how much"),
        ChangeClass::Word => ("word", "none of the repairs explains it"),
        ChangeClass::Spelling => ("spelling", "a spelling of the same word, a slip, or a mishearing: a repair"),
        ChangeClass::Repetition => ("repetition", "said twice or begun anew: a repair"),
        ChangeClass::Filler => ("filler", "a filler: a repair"),
        ChangeClass::Format => ("format", "another way to write the same: a repair"),
    };
    Step { part: Part::Changes, rule, says: format!("{}: {sort}.", capital(&tell::put(change))) }
}

fn around(contexts: &[Context]) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut add = |rule, says: String| steps.push(Step { part: Part::Context, rule, says });
    if let Some(words) = contexts.first().and_then(|context| context.turned.as_ref()) {
        add("turned_before", format!("“{words}” right before it turns it round."));
    }
    if let Some(words) = contexts.last().and_then(|context| context.limited.as_ref()) {
        add("limited_after", format!("“{words} …” right after it limits it."));
    }
    if let Some(words) = contexts.iter().find_map(|context| context.reported.as_ref()) {
        add("reported", format!("“{words} …” gives it to somebody else."));
    }
    if contexts.iter().any(|context| context.question) {
        add("question", "It stands in a question or a supposition.".to_owned());
    }
    if steps.is_empty() {
        steps.push(Step {
            part: Part::Context,
            rule: "nothing",
            says: "Nothing around it limits it, turns it round or gives it to somebody else.".to_owned(),
        });
    }
    steps
}

fn of_verdict(finding: &Finding) -> Step {
    let serious = |change: &&Change| !change.marked;
    let worst = finding.changes.iter().filter(serious).min_by_key(|change| change.class);
    let why = match (finding.verdict, worst) {
        (Verdict::Unfound, _) => "no place holds enough of the words, or only another speaker's.".to_owned(),
        (Verdict::Reworded, _) => "a place holds the sense, not the words.".to_owned(),
        (Verdict::Verbatim, _) => "nothing differs.".to_owned(),
        (Verdict::Marked, _) => "all that differs is marked.".to_owned(),
        (_, Some(change)) => format!("the most serious unmarked difference decides: {}.", tell::put(change)),
        (_, None) => "parts from different places are joined.".to_owned(),
    };
    Step {
        part: Part::Verdict,
        rule: finding.verdict.name(),
        says: format!("{}: {why}", capital(finding.verdict.name())),
    }
}

fn places(judged: &[Judged], finding: &Finding, corpus: &Corpus) -> Vec<PlaceJudged> {
    let Some(best) = judged.first() else { return Vec::new() };
    let claimed = finding.claim.speaker.as_deref();
    let why = |at: usize, one: &Judged| {
        let stranger = claimed.is_some_and(|claimed| said_by_other(one, claimed, corpus));
        let text = match one.support.level {
            _ if at == 0 && finding.verdict != Verdict::Unfound => "it counts",
            Level::None if stranger => "somebody else's words, and not nearly the same",
            Level::None => "too little in common: chance",
            Level::Sense => "the sense may be there, the words are not",
            Level::Words if same_event(best, one, judged, corpus) && one.rank > best.rank => {
                "of the same event, in a record that stands farther from the speech"
            }
            Level::Words if same_event(best, one, judged, corpus) => {
                "of the same event, and holds no more of the words"
            }
            Level::Words => "another event, and fits no better",
        };
        text.to_owned()
    };
    judged
        .iter()
        .enumerate()
        .filter_map(|(at, one)| {
            Some(PlaceJudged {
                passage: passage(corpus, one.parts.first()?.clone())?,
                share: one.support.share,
                verdict: one.verdict,
                why: why(at, one),
            })
        })
        .take(MOST_PLACES)
        .collect()
}

fn witnesses_of(judged: &[Judged], quoted: &Quoted, supported: bool, corpus: &Corpus) -> Vec<WitnessHeard> {
    let document = |one: &Judged| one.parts.first().map(|part| corpus.document_at(part.start));
    let Some(best) = judged.first().filter(|_| supported) else { return Vec::new() };
    let events = corpus.events();
    let event = document(best).and_then(|document| events.of(document));
    let members = event.map_or(&[][..], |event| events.members(event));
    let mut heard: Vec<WitnessHeard> = members
        .iter()
        .filter_map(|member| {
            let at = *member as usize;
            let held = corpus.documents().get(at)?;
            let place = judged.iter().filter(|one| document(one) == Some(at));
            let place = place.max_by(|a, b| a.support.share.total_cmp(&b.support.share));
            let other = place.filter(|one| document(one) != document(best));
            Some(WitnessHeard {
                document: held.name.clone(),
                reference: held.reference.clone(),
                grade: held.document.grade,
                grade_reason: held.document.grade_reason.clone(),
                tie: events.tie(at).map(|tie| tie.bond),
                share: place.map(|one| one.support.share),
                differs: other.and_then(|one| witnesses::differ(best, one, quoted, corpus)).map(|b| b.differs),
            })
        })
        .collect();
    heard.sort_by_key(|one| one.grade);
    heard
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
