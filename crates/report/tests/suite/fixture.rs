//! Findings made by hand that between them have every verdict and every flag, over the example's article.

use onrecord_check::{
    Aligned, Asked, Change, ChangeClass, ChangeKind, Claim, Coverage, Differs, Finding, Flag, Passage, Reading, Verdict,
};
use onrecord_quote::{Cue, Mention, Quotation, QuotationKind};
use onrecord_read::Grade;
use onrecord_report::{Input, Skipped, Summary};

pub(crate) const ARTICLE: &str = include_str!("../../../../examples/article.md");
pub(crate) const NAME: &str = "examples/article.md";
const TRANSCRIPT: &str = "examples/record/2025-11-06-news-conference.txt";

/// One stretch: kind, class, marked, quoted, recorded.
type Stretch = (Option<(ChangeKind, ChangeClass)>, bool, &'static str, &'static str);

fn same(words: &'static str) -> Stretch {
    (None, false, words, words)
}

fn change(kind: ChangeKind, class: ChangeClass, quoted: &'static str, recorded: &'static str) -> Stretch {
    (Some((kind, class)), false, quoted, recorded)
}

fn marked(kind: ChangeKind, quoted: &'static str, recorded: &'static str) -> Stretch {
    (Some((kind, ChangeClass::Word)), true, quoted, recorded)
}

fn passage(text: &str, before: &str, after: &str) -> Passage {
    Passage {
        document: TRANSCRIPT.to_owned(),
        reference: None,
        title: Some("News conference on the winter ferry timetable".to_owned()),
        event: None,
        date: Some("2025-11-06".to_owned()),
        speaker: Some("Mara Telling".to_owned()),
        grade: Grade::Official,
        grade_reason: "it calls itself an official transcript".to_owned(),
        range: 100..100 + text.len(),
        time: None,
        text: text.to_owned(),
        before: before.to_owned(),
        after: after.to_owned(),
        link: None,
        asked: None,
    }
}

fn captions(text: &str, seconds: (f64, f64)) -> Passage {
    Passage {
        document: "examples/record/2025-11-06-news-conference.vtt".to_owned(),
        title: None,
        speaker: None,
        grade: Grade::Machine,
        grade_reason: "captions with a time for every word".to_owned(),
        time: Some(seconds),
        link: Some(format!("https://video.example/watch?v=abc&t={}", seconds.0)),
        asked: None,
        ..passage(text, "", "")
    }
}

/// The finding of a quotation of the article; the quoted words come from the stretches.
fn finding(verdict: Verdict, flags: &[Flag], stretches: &[Stretch], passage: Passage, reason: &str) -> Finding {
    let joined = |side: fn(&Stretch) -> &'static str| {
        stretches.iter().map(side).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
    };
    let text = joined(|stretch| stretch.2);
    let range = ARTICLE.find(text.trim_end_matches(',')).map(|start| start..start + text.len());
    let quotation = range.clone().map(|range| Quotation {
        range,
        kind: QuotationKind::Direct,
        speaker: Some(Mention { text: "she".to_owned(), range: 0..3, name: Some("Mara Telling".to_owned()) }),
        cue: Some(Cue { text: "said".to_owned(), range: 4..8 }),
        language: Some("en".to_owned()),
        inner: false,
        confidence: 0.9,
    });
    Finding {
        reference: "q3f2a9c01d4be".to_owned(),
        claim: Claim {
            input: NAME.to_owned(),
            text,
            range,
            kind: Some(QuotationKind::Direct),
            speaker: Some("Mara Telling".to_owned()),
            quotation,
            ..Claim::default()
        },
        verdict,
        flags: flags.to_vec(),
        changes: stretches
            .iter()
            .filter_map(|(change, marked, quoted, recorded)| {
                let (kind, class) = (*change)?;
                let (quoted, recorded) = ((*quoted).to_owned(), (*recorded).to_owned());
                Some(Change { kind, class, marked: *marked, heard: false, quoted, recorded })
            })
            .collect(),
        alignment: stretches
            .iter()
            .map(|(change, marked, quoted, recorded)| Aligned {
                change: change.map(|(_, class)| class),
                kind: change.map(|(kind, _)| kind),
                marked: *marked,
                quoted: (*quoted).to_owned(),
                recorded: (*recorded).to_owned(),
            })
            .collect(),
        passages: vec![passage],
        readings: Vec::new(),
        coverage: None,
        reasons: if reason.is_empty() { Vec::new() } else { vec![reason.to_owned()] },
    }
}

/// Every verdict and every flag.
pub(crate) fn findings() -> Vec<Finding> {
    use ChangeClass::{Filler, Modal, Name, Negation, Number, Quantifier, Repetition, Word};
    use ChangeKind::{Inserted, Omitted, Replaced};
    let mut all = vec![
        finding(
            Verdict::Verbatim,
            &[],
            &[same("A timetable is a promise with numbers in it,")],
            passage("A timetable is a promise with numbers in it,", "It is not.", "and we went through those numbers"),
            "The record has the same words in the same order.",
        ),
        finding(
            Verdict::Altered,
            &[Flag::Number],
            &[
                same("It has"),
                change(Replaced, Number, "fifty-two", "forty-two"),
                same("sailings a week, six fewer than last winter and eleven more than the draft you saw in August,"),
            ],
            passage(
                "It has forty-two sailings a week, six fewer than last winter and eleven more than the draft you saw in August.",
                "From the first of December the winter timetable applies.",
                "I have heard it said that forty-two is a number that somebody picked over lunch.",
            ),
            "\"forty-two\" became \"fifty-two\".",
        ),
        finding(
            Verdict::Marked,
            &[],
            &[
                marked(Replaced, "[The company]", "Northline"),
                same("came to us with that plan, I did not have to ask for it,"),
            ],
            passage(
                "Northline came to us with that plan, I did not have to ask for it,",
                "",
                "and I would like to thank Mr Ekeby for it",
            ),
            "",
        ),
        finding(
            Verdict::Trimmed,
            &[Flag::Negation],
            &[
                same("We will"),
                change(Omitted, Negation, "", "not"),
                same("raise the fares for islanders this winter,"),
            ],
            passage(
                "We will not raise the fares for islanders this winter.",
                "The first one is about money.",
                "We will not do it in December and we will not do it in March.",
            ),
            "\"not\" was left out without a mark.",
        ),
        finding(
            Verdict::Trimmed,
            &[],
            &[
                same("We support"),
                change(Omitted, Word, "", "in principle, and after proper consultation with the harbour councils,"),
                same("a small surcharge on freight,"),
            ],
            passage(
                "We support in principle, and after proper consultation with the harbour councils, a small surcharge on freight.",
                "",
                "That is a different thing",
            ),
            "",
        ),
        finding(
            Verdict::Verbatim,
            &[Flag::Disputed],
            &[same("We did not promise the company any money for the repair,")],
            passage(
                "We did not promise the company any money for the repair.",
                "not a plot.",
                "We were asked, and we did not promise it.",
            ),
            "",
        ),
        finding(
            Verdict::Verbatim,
            &[Flag::CutOff],
            &[same("the company has acted in bad faith")],
            passage("the company has acted in bad faith", "I don't think that", ". I think the company was slow"),
            "",
        ),
        finding(
            Verdict::Verbatim,
            &[Flag::Speaker],
            &[same("The Petrel has not carried a single passenger since,")],
            Passage {
                speaker: Some("Tomas Ekeby".to_owned()),
                ..passage("The Petrel has not carried a single passenger since.", "", "")
            },
            "On record Tomas Ekeby says it, not Mara Telling.",
        ),
        finding(
            Verdict::Verbatim,
            &[Flag::Short],
            &[same("a bad idea")],
            passage("a bad idea", "I think it is", "to spend"),
            "",
        ),
        finding(
            Verdict::Spliced,
            &[],
            &[
                same("I have seen the letter and I have asked for the papers."),
                change(
                    ChangeKind::Moved,
                    Word,
                    "I will build a pier with that money,",
                    "I will build a pier with that money,",
                ),
            ],
            passage("I have seen the letter and I have asked for the papers.", "No.", "I don't think that"),
            "",
        ),
        finding(
            Verdict::Marked,
            &[],
            &[
                same("The old boats are safe"),
                marked(Omitted, "…", "they have been inspected twice since April by people who do not work for me,"),
                same("and they will stay in service until the new ones arrive,"),
            ],
            passage(
                "The old boats are safe, they have been inspected twice since April by people who do not work for me, and they will stay in service until the new ones arrive.",
                "",
                "",
            ),
            "",
        ),
        finding(
            Verdict::Tidied,
            &[],
            &[
                same("We have"),
                change(Omitted, Filler, "", "uh, we have"),
                same("looked at"),
                change(Omitted, Repetition, "", "the, you know, at"),
                same("the crew rosters very carefully,"),
                change(Inserted, Word, "and", ""),
            ],
            passage("We have, uh, we have looked at the, you know, at the crew rosters very carefully,", "", ""),
            "",
        ),
        finding(
            Verdict::Altered,
            &[Flag::Name, Flag::Modal, Flag::Quantifier],
            &[
                same("Some of the"),
                change(Replaced, Name, "Sorrel", "smaller"),
                same("harbours"),
                change(Replaced, Modal, "will", "could"),
                same("close for"),
                change(Replaced, Quantifier, "all", "a few"),
                same("days in January,"),
            ],
            passage(
                "Some of the smaller harbours could close for a few days in January,",
                "",
                "if the ice comes early",
            ),
            "",
        ),
        finding(
            Verdict::Reworded,
            &[Flag::Reported, Flag::Question],
            &[],
            passage(
                "I told the company in June that I would rather have a slow ferry than an empty timetable.",
                "But",
                "A slow ferry gets there.",
            ),
            "",
        ),
        finding(
            Verdict::Verbatim,
            &[Flag::Machine, Flag::Secondhand, Flag::Elsewhere],
            &[same("I have no appetite for a quarrel with people who get up at four in the morning,")],
            captions("i have no appetite for a quarrel with people who get up at four in the morning", (777.25, 783.0)),
            "",
        ),
        finding(Verdict::Unfound, &[], &[], passage("I will build a pier with that money", "", ""), ""),
    ];
    if let Some(spliced) = all.get_mut(9) {
        spliced.passages.push(passage(
            "I will build a pier with that money,",
            "the bridge of the next century.",
            "and people can stand on it.",
        ));
    }
    if let Some(first) = all.first_mut() {
        first.passages[0].asked = Some(Asked {
            speaker: Some("Jonas Adeyemi".to_owned()),
            text: "Is that a promise, or is it a timetable?".to_owned(),
        });
        first.passages.extend((0..4).map(|_| captions("a timetable is a promise with numbers in it", (31.0, 33.5))));
    }
    if let Some(disputed) = all.get_mut(5) {
        disputed.readings.push(Reading {
            passage: captions("we did promise the company any money for the repair", (431.0, 435.5)),
            differs: Differs::Meaning,
        });
    }
    for (index, quote) in [
        (13, "An empty timetable is worse than a slow ferry, and I told the company that in June,"),
        (15, "We are selling the yard to whoever pays most,"),
    ] {
        if let Some(finding) = all.get_mut(index) {
            finding.claim.text = quote.to_owned();
            finding.claim.range = ARTICLE.find(quote).map(|start| start..start + quote.len());
            finding.claim.quotation = None;
        }
    }
    if let Some(unfound) = all.last_mut() {
        unfound.coverage = Some(Coverage {
            documents: 4,
            of_speaker: Some(3),
            dates: Some(("2025-09-18".to_owned(), "2025-11-06".to_owned())),
            ..Coverage::default()
        });
        unfound.claim.kind = None;
        unfound.claim.event = Some("Harbour council".to_owned());
    }
    for (index, finding) in all.iter_mut().enumerate() {
        finding.claim.id = (index + 1).to_string();
    }
    all
}

/// The summary of findings of the article.
pub(crate) fn summary(findings: &[Finding]) -> Summary {
    let mut summary = Summary::new("onrecord 0.1.0");
    summary.inputs.push(NAME.to_owned());
    summary.documents = 4;
    summary.skipped.push(Skipped {
        path: "examples/record/cover.png".to_owned(),
        reason: "not a text: it looks like a PNG image".to_owned(),
    });
    findings.iter().for_each(|finding| summary.count(finding));
    summary
}

/// The article.
pub(crate) fn input() -> Input<'static> {
    Input {
        name: NAME,
        title: Some("Winter ferries will sail, minister says"),
        text: Some(ARTICLE),
        is_file: true,
        same_lines: true,
    }
}
