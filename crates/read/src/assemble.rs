//! A draft to a document: who speaks, who the people are, what is stated, how good a witness it is.

use crate::draft::Draft;
use crate::{Document, Format, Hint, about, dialogue, grade, people};

/// Understands a draft.
pub(crate) fn assemble(draft: Draft, format: Format, hint: &Hint) -> Document {
    let mut understood = dialogue::understand(&draft);
    let about = about::about(&draft, &understood, hint);
    let (grade, grade_reason) = grade::grade(&draft, &understood);
    let joined = people::join(&understood.names, &draft.text);
    for segment in &mut understood.segments {
        segment.speaker = segment.speaker.and_then(|name| joined.of.get(name as usize).copied());
    }
    let origin = understood.source.as_deref().map(grade::origin);
    Document {
        title: about.title,
        date: about.date,
        language: about.language,
        place: about.place,
        event: about.event,
        link: draft.about.link,
        origin,
        format,
        grade,
        grade_reason,
        people: joined.people,
        text: draft.text,
        segments: understood.segments,
        word_times: Vec::new(),
        notes: draft.notes,
    }
}
