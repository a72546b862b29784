//! A first reading of plain text.

use crate::{Document, Format, Grade, Hint, Person, Segment, SegmentKind};

pub(crate) fn read(text: String, _hint: &Hint) -> Document {
    let mut people: Vec<Person> = Vec::new();
    let mut segments = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at + (line.len() - line.trim_start().len());
        let end = at + line.trim_end().len();
        at += line.len();
        let Some(words) = text.get(start..end).filter(|words| !words.is_empty()) else { continue };
        let label = words.split_once(": ").filter(|(name, _)| {
            name.len() < 60 && name.split(' ').all(|word| word.starts_with(|c: char| c.is_uppercase()))
        });
        match label {
            Some((name, _)) => {
                let speaker = people.iter().position(|person| person.name == name).unwrap_or_else(|| {
                    people.push(Person { name: name.to_owned(), aliases: Vec::new(), role: None });
                    people.len() - 1
                });
                segments.push(Segment {
                    kind: SegmentKind::Utterance,
                    speaker: Some(speaker as u32),
                    range: start + name.len() + 2..end,
                    time: None,
                    grade: None,
                    post: None,
                });
            }
            None => segments.push(Segment {
                kind: SegmentKind::Narration,
                speaker: None,
                range: start..end,
                time: None,
                grade: None,
                post: None,
            }),
        }
    }
    Document {
        title: None,
        date: None,
        language: None,
        place: None,
        event: None,
        link: None,
        origin: None,
        format: Format::Text,
        grade: if people.is_empty() { Grade::Unknown } else { Grade::Transcript },
        grade_reason: "first reading".to_owned(),
        people,
        text,
        segments,
        word_times: Vec::new(),
        notes: Vec::new(),
    }
}
