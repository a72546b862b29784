//! How close a document stands to the speech, and why.

use crate::dialogue::Understood;
use crate::draft::Draft;
use crate::{Grade, SegmentKind};

/// The grade of a text, a page or a Markdown file.
pub(crate) fn grade(draft: &Draft, understood: &Understood) -> (Grade, String) {
    let speech = understood.segments.iter().any(|segment| segment.kind.is_speech());
    let (grade, reason) = base(draft, understood, speech);
    let swapped = if grade == Grade::Official { None } else { crate::swapped::signs(&draft.text) };
    if let Some(note) = &understood.translated {
        let said = format!("The text says so itself: “{}”.", short(note));
        let reason = swapped.map_or(said.clone(), |signs| format!("{said} A machine swapped words in it: {signs}."));
        return (Grade::Translation, reason);
    }
    if let Some(signs) = swapped {
        return (Grade::Copy, format!("A copy in which a machine swapped words for synonyms: {signs}."));
    }
    if let (Some(source), true) = (&understood.source, grade == Grade::Transcript) {
        return (Grade::Copy, format!("The text names another source that it was taken from: “{}”.", short(source)));
    }
    (grade, reason)
}

fn base(draft: &Draft, understood: &Understood, speech: bool) -> (Grade, String) {
    if understood.thread {
        return (Grade::Comment, "A thread of posts.".to_owned());
    }
    if let Some(reason) = &draft.about.official {
        if speech {
            return (Grade::Official, reason.clone());
        }
        return (Grade::Official, format!("{reason} It holds no turns of speech."));
    }
    if understood.timed_lines > 0 && understood.timed_lines >= understood.turns {
        return (Grade::Machine, "Timed lines without speakers, as video pages show machine captions.".to_owned());
    }
    if understood.turns > 0 {
        return (Grade::Transcript, format!("A dialogue with {} named turns.", understood.turns));
    }
    if understood.dateline.is_some() {
        return (Grade::Wire, "It begins with a news agency's dateline.".to_owned());
    }
    let summary = understood.segments.iter().filter(|segment| segment.grade == Some(Grade::Summary)).count();
    if summary * 2 > understood.segments.len() {
        return (Grade::Summary, "Most of it calls itself a summary.".to_owned());
    }
    let comments = understood.segments.iter().filter(|segment| segment.kind == SegmentKind::Comment).count();
    if comments * 2 > understood.segments.len() {
        return (Grade::Comment, "Most of it is readers' comments.".to_owned());
    }
    (Grade::Unknown, "No speaker is named, and nothing tells where the text comes from.".to_owned())
}

fn short(note: &str) -> String {
    let mut line: String = note.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(100).collect();
    if note.chars().count() > 100 {
        line.push('…');
    }
    line
}

/// A link or name in a "Source: ..." line.
pub(crate) fn origin(source: &str) -> String {
    let link = source.split_whitespace().find_map(|word| {
        let at = word.find("http").or_else(|| word.find("www."))?;
        word.get(at..)
    });
    match link {
        Some(link) => link.trim_end_matches([')', ']', '.', ',', '>', '"']).to_owned(),
        None => source.split_once([':', '-', '–']).map_or(source, |(_, rest)| rest).trim().to_owned(),
    }
}
