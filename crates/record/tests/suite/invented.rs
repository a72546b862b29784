//! Documents of our own making, and a strategy for arbitrary ones.

use onrecord_read::{Document, Format, Grade, Person, Segment, SegmentKind, TimeRange, WordTime};
use onrecord_record::store::{Added, Addition};
use onrecord_record::{Digest, Store};
use proptest::prelude::*;
use std::path::Path;
use tempfile::TempDir;

/// A talk of Ana Ruiz and Tom Hale about the harbour of a town that does not exist.
pub(crate) const HARBOUR: &str = "Tom Hale: Will the harbour fees go up again?\n\n\
    Ana Ruiz: No. We will not raise the harbour fees before 2031, and we said so in May.\n\n\
    Tom Hale: And the ferry to Olmen?\n\n\
    Ana Ruiz: The ferry to Olmen stays. It costs us 4 million crowns a year, and it is worth it.\n";

/// A talk of more than one piece, in words that people use.
pub(crate) fn long_talk() -> String {
    let turn =
        |(at, words): (usize, &&str)| format!("{}: {words}\n\n", if at % 2 == 0 { "Tom Hale" } else { "Ana Ruiz" });
    SENTENCES.iter().enumerate().map(turn).collect()
}

const SENTENCES: [&str; 24] = [
    "Thank you very much for the question, because it is a really important one for all of us.",
    "I think that we have to look at this together, and we have to be honest with each other about it.",
    "You know, at the end of the day it is about trust, and trust takes a very long time to build.",
    "What I can tell you is that the government is going to do everything that it can to help the families.",
    "That is why I said in the spring that we are working with the community on the one hand.",
    "On the other hand, there are people who do not want to hear it, and I understand them as well.",
    "When I was a child, my grandmother used to tell me that nobody is ever too old to learn something new.",
    "We are going to continue to invest in our schools, in our hospitals and in our roads this year.",
    "I have been in this business for more than thirty years, and I have never seen anything like that.",
    "Let me give you an example of what happened last week when I was talking to a young woman.",
    "She had been looking for a job since the summer, and she did not know where to turn to any more.",
    "So what did we do about that? We sat down at the table and talked about what she could do best.",
    "I would like to say a word about the economy, because that is what most people are worried about.",
    "Prices have gone up everywhere in the world, and nobody should pretend that there is an easy answer.",
    "But I believe that we can get through this if we stick together, and I am sure that we will.",
    "There is no doubt in my mind that the agreement was the right thing to do at that time.",
    "As far as I know, the other side has not made up its mind about when it wants to come back.",
    "If they are ready to talk, then we are ready to talk, any day of the week, at any place they like.",
    "The most important thing for me is that the children can go to school without being afraid.",
    "And by the way, we should not forget those who have worked day and night to make this possible.",
    "I am very proud of what they have done for this country, and I want to thank every one of them.",
    "It was not always easy to be in politics, and sometimes I asked myself whether it was worth it.",
    "We have to make sure that the law is the same for everybody, no matter where they come from.",
    "I do not want to go into the details here, but I can promise you that you will hear from us soon.",
];

/// A reading as the readers make them: `Name: text` paragraphs.
pub(crate) fn transcript(text: &str) -> Document {
    let mut document = Document {
        title: Some("The harbour of Brunn".to_owned()),
        date: Some("2029-05-17".to_owned()),
        language: Some("en".to_owned()),
        place: Some("Brunn".to_owned()),
        event: Some("Town hall".to_owned()),
        link: Some("https://example.org/harbour".to_owned()),
        origin: None,
        format: Format::Text,
        grade: Grade::Transcript,
        grade_reason: "Turns with names.".to_owned(),
        people: Vec::new(),
        text: text.to_owned(),
        segments: Vec::new(),
        word_times: Vec::new(),
        notes: Vec::new(),
    };
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim_end();
        if let Some((name, said)) = words.split_once(": ") {
            let speaker = document.people.iter().position(|person| person.name == name).unwrap_or_else(|| {
                document.people.push(Person { name: name.to_owned(), aliases: Vec::new(), role: None });
                document.people.len() - 1
            });
            let start = at + words.len() - said.len();
            document.segments.push(Segment {
                kind: SegmentKind::Utterance,
                speaker: Some(speaker as u32),
                range: start..at + words.len(),
                time: None,
                grade: None,
                post: None,
            });
        }
        at += line.len();
    }
    document
}

/// A new record in a folder of its own.
pub(crate) fn new_record() -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::create(&folder.path().join("test.record")).unwrap();
    (folder, store)
}

/// Adds a text under a name.
pub(crate) fn add(store: &mut Store, name: &str, text: &str) -> Added {
    store.add(&Addition::prepare(name, text.as_bytes(), transcript(text), None).unwrap()).unwrap()
}

/// Everything that a record holds, in a form that can be compared: names, references, readings, and the log without
/// its times and hashes.
pub(crate) fn content(path: &Path) -> Vec<String> {
    let store = Store::open_read_only(path).unwrap();
    let mut all = Vec::new();
    store
        .documents(|held| {
            let digest = onrecord_record::digest::document_digest(&held.document);
            all.push(format!("{} {:?} {digest}", held.name, held.reference));
            Ok::<(), onrecord_record::StoreError>(())
        })
        .unwrap();
    all.sort();
    all
}

pub(crate) fn digest_of(text: &str) -> Digest {
    Digest::of(text.as_bytes())
}

fn name() -> impl Strategy<Value = Option<String>> {
    proptest::option::of("\\PC{0,12}")
}

prop_compose! {
    /// Any sound reading: pieces of any text as segments in order, each with any kind, speaker, time and grade.
    pub(crate) fn any_document()(
        pieces in proptest::collection::vec(("\\PC{0,40}", "[ \n]{0,2}", 0usize..7, 0u32..5, 0i64..9_000_000, 0usize..12), 0..12),
        heads in (name(), name(), name(), name(), name(), name(), name()),
        people in proptest::collection::vec(("\\PC{1,12}", proptest::collection::vec("\\PC{1,8}", 0..3), name()), 0..4),
        grade in 0usize..9,
        format in 0usize..5,
        words in proptest::collection::vec((0u32..400, 0i64..9_000_000), 0..20),
        notes in proptest::collection::vec("\\PC{0,20}", 0..3),
        reason in "\\PC{0,30}",
    ) -> Document {
        let grades = [Grade::Official, Grade::Transcript, Grade::Machine, Grade::Translation, Grade::Wire, Grade::Copy,
            Grade::Summary, Grade::Comment, Grade::Unknown];
        let kinds = [SegmentKind::Utterance, SegmentKind::Caption, SegmentKind::Narration, SegmentKind::Heading,
            SegmentKind::Comment, SegmentKind::StageDirection, SegmentKind::Boilerplate];
        let formats = [Format::Text, Format::Markdown, Format::Html, Format::Vtt, Format::Srt];
        let mut text = String::new();
        let mut segments = Vec::new();
        for (words, gap, kind, speaker, time, grade) in pieces {
            let start = text.len();
            text.push_str(&words);
            segments.push(Segment {
                kind: kinds[kind],
                speaker: ((speaker as usize) < people.len()).then_some(speaker),
                range: start..text.len(),
                time: (time % 3 > 0).then(|| TimeRange {
                    start: time as f64 / 1000.0,
                    end: (time + 1500) as f64 / 1000.0,
                }),
                grade: grades.get(grade).copied(),
                post: (grade % 4 == 3).then_some(speaker),
            });
            text.push_str(&gap);
        }
        let (title, date, language, place, event, link, origin) = heads;
        Document {
            title, date, language, place, event, link, origin,
            format: formats[format],
            grade: grades[grade],
            grade_reason: reason,
            people: people.into_iter().map(|(name, aliases, role)| Person { name, aliases, role }).collect(),
            text,
            segments,
            word_times: words.into_iter().map(|(at, ms)| WordTime { at, seconds: (ms as f64 / 1000.0) as f32 }).collect(),
            notes,
        }
    }
}
