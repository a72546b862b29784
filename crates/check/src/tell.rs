//! Why a verdict was given, in plain sentences.

use crate::context::Context;
use crate::finding::{Change, ChangeKind, Finding, Flag, Passage, Verdict};
use crate::grammar;

/// Of words that a machine may have misheard, so many changes are told.
const MOST_HEARD: usize = 3;

/// The sentences, the most important first.
pub(crate) fn reasons(finding: &Finding, contexts: &[Context]) -> Vec<String> {
    let flags = finding.flags.iter().filter_map(|flag| sentence(*flag, finding, contexts));
    // Words that are right and yet mislead: what misleads comes first.
    let misleads =
        |flag: &Flag| matches!(flag, Flag::Speaker | Flag::CutOff | Flag::Reported | Flag::Question | Flag::Elsewhere);
    if finding.verdict <= Verdict::Tidied && finding.flags.iter().any(misleads) {
        let mut order: Vec<&Flag> = finding.flags.iter().collect();
        order.sort_by_key(|flag| !misleads(flag));
        let mut out: Vec<String> = order.into_iter().filter_map(|flag| sentence(*flag, finding, contexts)).collect();
        out.insert(1.min(out.len()), verdict(finding));
        return out;
    }
    std::iter::once(verdict(finding)).chain(advice(finding)).chain(flags).collect()
}

fn verdict(finding: &Finding) -> String {
    let unmarked = |kind: ChangeKind| {
        finding
            .changes
            .iter()
            .find(move |change| change.kind == kind && !change.marked && change.class <= crate::ChangeClass::Word)
    };
    match finding.verdict {
        Verdict::Verbatim => "The record has the same words in the same order.".into(),
        Verdict::Marked => {
            // A number of which a part was hidden reads as another.
            if let Some(change) = finding.changes.iter().find(|change| {
                change.marked && change.kind == ChangeKind::Replaced && change.class == crate::ChangeClass::Number
            }) && !change.quoted.contains('[')
            {
                return format!("It differs only where it says so; the ellipsis hides the number “{}”.", shorten(&change.recorded));
            }
            match finding.changes.iter().find(|change| change.marked && change.kind == ChangeKind::Omitted) {
                Some(change) => {
                    format!("It differs only where it says so; the ellipsis hides “{}”.", shorten(&change.recorded))
                }
                None => "It differs from the record only where it says so.".into(),
            }
        }
        Verdict::Tidied if finding.changes.iter().any(|change| change.heard) => {
            let heard: Vec<String> = finding.changes.iter().filter(|change| change.heard).map(put).collect();
            let more = match heard.len().saturating_sub(MOST_HEARD) {
                0 => String::new(),
                more => format!("; and {more} more"),
            };
            format!(
                "It stands if the machine misheard, and it is uncertain whether it did: {}{more}.",
                heard.get(..MOST_HEARD.min(heard.len())).unwrap_or(&[]).join("; ")
            )
        }
        Verdict::Tidied => match finding.changes.iter().find(|change| !change.marked) {
            Some(change) => format!("Only repairs of speech or writing: {}.", put(change)),
            None => "Only repairs of speech or writing.".into(),
        },
        Verdict::Trimmed => match unmarked(ChangeKind::Omitted) {
            Some(change) => format!("Left out without a mark: “{}”.", shorten(&change.recorded)),
            None => "Words were left out without a mark.".into(),
        },
        Verdict::Altered => match worst(finding) {
            Some(change) => match grammar::sort(change) {
                Some(sort) => format!("{}: {}.", sort.told(), put(change)),
                None => format!("Not the recorded words: {}.", put(change)),
            },
            None => "The words are not the recorded ones.".into(),
        },
        Verdict::Spliced => match finding.changes.iter().find(|change| change.kind == ChangeKind::Moved) {
            Some(change) => format!("Joined from different places: “{}” was said elsewhere.", shorten(&change.quoted)),
            None => match unmarked(ChangeKind::Omitted) {
                Some(change) => format!("Two sentences are joined as one, without “{}”.", shorten(&change.recorded)),
                None => "Parts from different places are joined as one.".into(),
            },
        },
        Verdict::Reworded if finding.passages.first().is_some_and(|p| p.grade == onrecord_read::Grade::Translation) => {
            "The record is a translation, and has it in other words: another translation may well read like this. Compare with \
             what was said in the language of the speech."
                .into()
        }
        Verdict::Reworded => "The record has something like it, in other words.".into(),
        Verdict::Unfound => unfound(finding),
    }
}

/// For words that are on record, but from somebody else, and too few to say that the speaker was mistaken.
pub(crate) fn anybody_says(passage: &Passage) -> Option<String> {
    let speaker = passage.speaker.as_deref()?;
    Some(format!("{speaker} is on record with these words, but they are so few or so usual that anybody may say them."))
}

fn unfound(finding: &Finding) -> String {
    let Some(coverage) = &finding.coverage else { return "These words are not on this record.".into() };
    let documents = coverage.documents;
    match (&finding.claim.speaker, coverage.of_speaker) {
        (Some(speaker), Some(0)) => {
            format!("Not on this record, which has no words of {speaker} in its {}.", count(documents, "document"))
        }
        (Some(speaker), Some(n)) => format!(
            "Not on this record, which has words of {speaker} in {n} of its {}. That does not mean it was not said.",
            count(documents, "document")
        ),
        _ => format!("Not in the {} searched. That does not mean it was not said.", count(documents, "document")),
    }
}

/// For a quotation that was not found: what would settle it, as far as the claim says who, when and where.
fn advice(finding: &Finding) -> Option<String> {
    let coverage = finding.coverage.as_ref().filter(|coverage| coverage.documents > 0)?;
    if finding.verdict != Verdict::Unfound {
        return None;
    }
    let claim = &finding.claim;
    let (speaker, date, event) = (claim.speaker.as_deref(), claim.date.as_deref(), claim.event.as_deref());
    let occasion = match (event, date) {
        (Some(event), Some(date)) => Some(format!("{event}, {date}")),
        (event, date) => event.or(date).map(str::to_owned),
    };
    let between = |who: &str| match &coverage.dates {
        Some((first, last)) if first == last => format!(" What it has of {who} is of {first}."),
        Some((first, last)) => format!(" What it has of {who} is from {first} to {last}."),
        None => String::new(),
    };
    Some(match (speaker, &occasion) {
        (Some(speaker), None) if coverage.of_speaker == Some(0) => {
            format!(
                "A transcript or captions of what {speaker} said would settle it; is the name written otherwise on record?"
            )
        }
        (_, Some(occasion)) if coverage.of_date == Some(0) || coverage.of_event == Some(0) => {
            let known = speaker.filter(|_| coverage.of_speaker != Some(0)).map_or(String::new(), between);
            format!("Nothing of {occasion} is on record: a transcript or captions of it would settle it.{known}")
        }
        (Some(speaker), Some(occasion)) if coverage.of_speaker == Some(0) => {
            format!(
                "The record has something of {occasion}, but no words of {speaker}: add a record of it that names who speaks."
            )
        }
        (_, Some(occasion)) => {
            let nearest = if finding.passages.is_empty() { "" } else { " The nearest words are shown." };
            format!("The record has something of {occasion}: is it whole?{nearest}")
        }
        (Some(speaker), None) => {
            format!("When and where it was said would tell what to add to the record.{}", between(speaker))
        }
        (None, None) => "Who said it, when and where would tell what to add to the record.".to_owned(),
    })
}

pub(crate) fn count(n: usize, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}

/// The change that matters most.
fn worst(finding: &Finding) -> Option<&Change> {
    finding
        .changes
        .iter()
        .filter(|change| !change.marked && change.kind != ChangeKind::Moved)
        // Of two words, the one that changes who, when or how much more says more.
        .min_by_key(|change| (change.class, grammar::sort(change).is_none()))
}

pub(crate) fn put(change: &Change) -> String {
    match change.kind {
        ChangeKind::Omitted => format!("left out “{}”", shorten(&change.recorded)),
        ChangeKind::Inserted => format!("put in “{}”", shorten(&change.quoted)),
        ChangeKind::Replaced | ChangeKind::Moved => {
            format!("“{}” where the record has “{}”", shorten(&change.quoted), shorten(&change.recorded))
        }
    }
}

pub(crate) fn sentence(flag: Flag, finding: &Finding, contexts: &[Context]) -> Option<String> {
    let passage = finding.passages.first();
    let class = |class| {
        let of_class = || finding.changes.iter().filter(move |change| change.class == class);
        of_class().find(|change| !change.marked).or_else(|| of_class().next())
    };
    match flag {
        Flag::Speaker => {
            let said = passage.and_then(|passage| passage.speaker.as_deref()).unwrap_or("somebody else");
            Some(match &finding.claim.speaker {
                Some(claimed) => format!("On record it is {said} who speaks, not {claimed}."),
                None => format!("On record it is {said} who speaks."),
            })
        }
        Flag::Negation => class(crate::ChangeClass::Negation)
            .map(|change| format!("A word that denies is concerned: {}.", put(change))),
        Flag::Number => class(crate::ChangeClass::Number).map(|change| match (change.marked, change.kind) {
            (true, ChangeKind::Omitted) => {
                format!("The ellipsis hides a number that belongs to another: “{}”.", shorten(&change.recorded))
            }
            _ => format!("A number is concerned: {}.", put(change)),
        }),
        Flag::Name => class(crate::ChangeClass::Name).map(|change| format!("A name is concerned: {}.", put(change))),
        Flag::Modal => {
            class(crate::ChangeClass::Modal).map(|change| format!("How certain it is was changed: {}.", put(change)))
        }
        Flag::Quantifier => class(crate::ChangeClass::Quantifier)
            .map(|change| format!("How much or how many was changed: {}.", put(change))),
        Flag::CutOff => {
            let turned = contexts.first().and_then(|context| context.turned.as_ref());
            let limited = contexts.last().and_then(|context| context.limited.as_ref());
            let number = contexts.last().and_then(|context| context.number.as_ref());
            match (turned, limited) {
                (None, _) if number.is_some() => {
                    number.map(|number| format!("It ends inside a number: the record has “{number}”."))
                }
                (Some(words), _) => Some(format!("Right before it stands “{words}”, which turns it round.")),
                (None, Some(words)) => Some(format!("It goes on: “{words} …”, which limits it.")),
                (None, None) => {
                    let omitted = |marked: bool| {
                        let omitted = |change: &&Change| {
                            change.kind == ChangeKind::Omitted
                                && change.marked == marked
                                && (marked || change.class <= crate::ChangeClass::Word)
                        };
                        finding.changes.iter().find(omitted).map(|change| shorten(&change.recorded))
                    };
                    omitted(true)
                        .map(|words| {
                            format!("The ellipsis hides words that limit or deny what stands around it: “{words}”.")
                        })
                        .or_else(|| {
                            omitted(false).map(|words| {
                                format!("Left out without a mark are words that limit what stands there: “{words}”.")
                            })
                        })
                }
            }
        }
        Flag::Reported => contexts
            .iter()
            .find_map(|context| context.reported.as_ref())
            .map(|words| format!("The speaker was giving somebody else's words: “{words} …”.")),
        Flag::Question => Some("On record it stands in a question or a supposition.".into()),
        Flag::Disputed => finding
            .readings
            .first()
            .map(|reading| format!("Another record of the event reads: “{}”.", shorten(&reading.passage.text))),
        Flag::Machine => Some(machine(finding)),
        Flag::Secondhand => Some("Only a report, copy or comment has it, not a record of the speech itself.".into()),
        Flag::Elsewhere => passage.map(|passage| {
            let when = passage.date.as_deref().unwrap_or("another date");
            format!("The record has it of {when}, not of the occasion that is claimed.")
        }),
        Flag::Short => Some("So few words prove little.".into()),
    }
}

/// What a machine may have got wrong here, and when to listen.
fn machine(finding: &Finding) -> String {
    let at = finding.passages.first().and_then(|passage| passage.time).map(|time| clock(time.0));
    let listen = at.map_or_else(String::new, |at| format!(" Listen at {at}."));
    let differs = finding.changes.iter().any(|change| {
        !change.marked && matches!(change.class, crate::ChangeClass::Spelling | crate::ChangeClass::Word)
    });
    if finding.flags.contains(&Flag::Negation) {
        return format!(
            "Only a machine heard it, and machines lose and add a “not”: it is uncertain who is right.{listen}"
        );
    }
    if finding.flags.contains(&Flag::Number) {
        return format!(
            "Only a machine heard it, and machines get numbers wrong: it is uncertain who is right.{listen}"
        );
    }
    if differs {
        return format!("The best record of it was made by a machine, which mishears and drops words.{listen}");
    }
    "The best record of it was made by a machine, which mishears.".into()
}

/// Seconds as on a player: `1:02:03`, `2:03`.
fn clock(seconds: f64) -> String {
    let whole = seconds.max(0.0) as u64;
    let (hours, minutes, seconds) = (whole / 3600, whole / 60 % 60, whole % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

/// No more than a line of it.
fn shorten(text: &str) -> String {
    const MOST: usize = 90;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    let cut: String = text.chars().take(MOST).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{} …", &cut[..end])
}
