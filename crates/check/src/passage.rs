//! A place in the record as the report shows it: words, context, speaker, time, link.

use crate::differences::TURN_REACH;
use crate::finding::{Asked, Passage};
use onrecord_read::{Document, Grade, Segment, SegmentKind};
use onrecord_record::corpus::Span;
use onrecord_record::{Corpus, Held};
use onrecord_text::lexicon::{self, Class};
use onrecord_text::{Form, fold};
use std::ops::Range;

/// How many bytes of context are shown on either side, at most.
const CONTEXT: usize = 240;

/// The passage at some positions of one document.
pub(crate) fn passage(corpus: &Corpus, positions: Range<u32>) -> Option<Passage> {
    let span = corpus.span_at(positions.start)?;
    let (held, segment) = corpus.segment(span)?;
    let document = &held.document;
    let start = corpus.token(positions.start).start as usize;
    let end = end_with_mark(&document.text, corpus.token(positions.end.saturating_sub(1)).end as usize);
    let (turn, last_turn) = (corpus.turn_at(positions.start), corpus.turn_at(positions.end.saturating_sub(1)));
    let time = time(document, segment, start..end);
    let offset = corpus.offset(span.document as usize);
    let range = start + offset..end + offset;
    Some(Passage {
        document: held.name.clone(),
        reference: held.reference.as_ref().map(|reference| format!("{reference}:{}-{}", range.start, range.end)),
        title: document.title.clone(),
        event: document.event.clone(),
        date: document.date.clone(),
        speaker: document.speaker_name(segment).map(|name| corpus.people().called(name).to_owned()),
        grade: document.segment_grade(segment),
        grade_reason: document.grade_reason.clone(),
        range,
        time,
        text: one_line(&recorded(corpus, positions.clone(), end)),
        before: one_line(tail(&last_said(corpus, turn, 0..start), CONTEXT)),
        after: one_line(head(&first_said(corpus, last_turn, end..usize::MAX), CONTEXT)),
        link: link(held, time),
        asked: asked(corpus, held, segment, turn, positions.start),
    })
}

/// The question that the turn around a position answers: the end of the turn before, where somebody else asks in it.
fn asked(corpus: &Corpus, held: &Held, segment: &Segment, turn: &[Span], position: u32) -> Option<Asked> {
    // Where nobody is named, the paragraph before may be anybody's.
    let answers = segment.speaker?;
    // What is said long after a question is no answer to it.
    if turn.first()?.positions.start + TURN_REACH < position {
        return None;
    }
    let before = corpus.turn_before(turn);
    let (_, asks) = corpus.segment(before.last()?)?;
    if asks.speaker.is_none() || asks.speaker == Some(answers) || !asks.kind.is_speech() {
        return None;
    }
    let text = last_said(corpus, before, 0..usize::MAX);
    let text = one_line(tail(text.trim_end(), CONTEXT));
    let question = text.contains(['?', '？']);
    question.then(|| Asked { speaker: held.document.speaker_name(asks).map(str::to_owned), text })
}

/// The recorded words as they stand, without the times and names that stand between segments; `end` is the byte after the
/// last word and its mark.
pub(crate) fn recorded(corpus: &Corpus, positions: Range<u32>, end: usize) -> String {
    let mut out = String::new();
    for span in corpus.spans_in(positions.clone()) {
        let Some((held, segment)) = corpus.segment(span) else { continue };
        let first = span.positions.start.max(positions.start);
        let from = corpus.token(first).start as usize;
        // A number may go on in the next line of captions: the whole of it belongs to the line in which it begins.
        let last = corpus.token(span.positions.end.min(positions.end).saturating_sub(1)).end as usize;
        let to =
            if span.positions.end < positions.end { segment.range.end } else { end.min(segment.range.end) }.max(last);
        if let Some(text) = held.document.text.get(from..to.max(from)) {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(text);
        }
    }
    out
}

/// The end of what is said in some segments of a document, within a range of its bytes: a little more than is shown. Without the
/// names and times that stand between paragraphs.
fn last_said(corpus: &Corpus, spans: &[Span], bytes: Range<usize>) -> String {
    let mut said: Vec<&str> = Vec::new();
    let mut size = 0;
    // Ranges are in the order of the text.
    let to = spans.partition_point(|span| corpus.segment(span).is_some_and(|(_, s)| s.range.start < bytes.end));
    for span in spans.get(..to).unwrap_or(&[]).iter().rev() {
        if size > CONTEXT {
            break;
        }
        let text = said_in(corpus, span, &bytes);
        size += text.len();
        said.extend(Some(text).filter(|text| !text.is_empty()));
    }
    said.iter().rev().flat_map(|text| [*text, " "]).collect()
}

/// The begin of what is said, as in [`last_said`].
fn first_said(corpus: &Corpus, spans: &[Span], bytes: Range<usize>) -> String {
    let mut said = String::new();
    let from = spans.partition_point(|span| corpus.segment(span).is_some_and(|(_, s)| s.range.end <= bytes.start));
    for span in spans.get(from..).unwrap_or(&[]) {
        if said.len() > CONTEXT {
            break;
        }
        said.push_str(said_in(corpus, span, &bytes));
        said.push(' ');
    }
    said
}

fn said_in<'c>(corpus: &'c Corpus, span: &Span, bytes: &Range<usize>) -> &'c str {
    let Some((held, segment)) = corpus.segment(span) else { return "" };
    let (from, to) = (segment.range.start.max(bytes.start), segment.range.end.min(bytes.end));
    held.document.text.get(from..to.max(from)).unwrap_or("")
}

/// The mark that ends a sentence belongs to it; a comma does not.
fn end_with_mark(text: &str, end: usize) -> usize {
    match text.get(end..).and_then(|rest| rest.chars().next()) {
        Some(mark @ ('.' | '!' | '?' | '。' | '！' | '？')) => end + mark.len_utf8(),
        _ => end,
    }
}

/// Whether the words are a record of speech, or only tell of it.
pub(crate) fn is_second_hand(document: &Document, segment: &Segment) -> bool {
    match document.segment_grade(segment) {
        Grade::Wire | Grade::Copy | Grade::Summary | Grade::Comment => true,
        Grade::Official | Grade::Transcript | Grade::Machine | Grade::Translation => {
            segment.kind == SegmentKind::Comment
                || (segment.kind == SegmentKind::Narration && document.segment_grade(segment) != Grade::Official)
        }
        Grade::Unknown => segment.kind == SegmentKind::Comment,
    }
}

/// Whom a report gives the words to: the speaker of the quotation in it that covers the passage.
pub(crate) fn reported_speaker(corpus: &Corpus, positions: Range<u32>) -> Option<String> {
    /// How much of a long document is read around the passage.
    const AROUND: usize = 12_000;
    let (held, segment) = corpus.segment(corpus.span_at(positions.start)?)?;
    if segment.kind.is_speech() || segment.speaker.is_some() {
        return None;
    }
    let text = &held.document.text;
    let range =
        corpus.token(positions.start).start as usize..corpus.token(positions.end.saturating_sub(1)).end as usize;
    let mut from = range.start.saturating_sub(AROUND);
    let mut to = range.end.saturating_add(AROUND).min(text.len());
    while !text.is_char_boundary(from) {
        from -= 1;
    }
    while !text.is_char_boundary(to) {
        to += 1;
    }
    let quotations = onrecord_quote::quotations(text.get(from..to)?, &onrecord_quote::Options::default());
    let covering = quotations
        .into_iter()
        .find(|quotation| quotation.range.start + from <= range.start && range.end <= quotation.range.end + from + 1)?;
    let mention = covering.speaker?;
    // A pronoun that resolves to nobody names nobody, also where it opens a sentence.
    let is_pronoun = |text: &str| lexicon::class(Form::of(&fold::fold(text))).has(Class::PRONOUN);
    let names = |text: &String| text.starts_with(char::is_uppercase) && !is_pronoun(text);
    mention.name.filter(|name| !is_pronoun(name)).or_else(|| Some(mention.text).filter(names))
}

/// The rank of a witness: the smaller, the closer to the speech.
pub(crate) fn rank(document: &Document, segment: &Segment) -> u8 {
    let grade = match document.segment_grade(segment) {
        Grade::Official => 0,
        Grade::Transcript => 1,
        Grade::Unknown if segment.kind.is_speech() => 2,
        Grade::Unknown => 4,
        Grade::Machine => 3,
        Grade::Translation => 4,
        Grade::Wire | Grade::Copy => 5,
        Grade::Summary => 6,
        Grade::Comment => 7,
    };
    grade + if segment.kind == SegmentKind::Narration { 3 } else { 0 }
}

/// When the words were spoken: by the word where the source has word times, else by share of the segment's letters.
fn time(document: &Document, segment: &Segment, range: Range<usize>) -> Option<(f64, f64)> {
    let at = |offset: usize| {
        let index = document.word_times.partition_point(|word| (word.at as usize) <= offset);
        index.checked_sub(1).and_then(|index| document.word_times.get(index)).map(|word| f64::from(word.seconds))
    };
    if let (Some(start), Some(end)) = (at(range.start), at(range.end.saturating_sub(1))) {
        return Some((start, end.max(start)));
    }
    let share = |segment: &Segment, offset: usize| {
        let time = segment.time?;
        let length = segment.range.len().max(1) as f64;
        let done = (offset.clamp(segment.range.start, segment.range.end) - segment.range.start) as f64;
        Some(time.start + (time.end - time.start) * done / length)
    };
    let start = share(segment, range.start)?;
    let last = document.segments.iter().find(|segment| segment.range.contains(&range.end.saturating_sub(1)));
    let end = last.and_then(|last| share(last, range.end)).unwrap_or(start);
    Some((start, end.max(start)))
}

/// The second at which the word at a position was spoken.
pub(crate) fn second(corpus: &Corpus, document: &Document, position: u32) -> Option<f64> {
    let (_, segment) = corpus.segment(corpus.span_at(position)?)?;
    let token = corpus.token(position);
    time(document, segment, token.start as usize..token.end as usize).map(|(start, _)| start)
}

/// Gives a passage the time that captions of the event have for it.
pub(crate) fn set_time(passage: &mut Passage, spoken: &crate::times::Spoken) {
    let time = Some((spoken.start, spoken.end));
    passage.time = time;
    // The second counts in the recording of the captions: a link of another page would lead astray.
    if let Some(link) = &spoken.link {
        passage.link = Some(with_time(link, time));
    }
}

fn link(held: &Held, time: Option<(f64, f64)>) -> Option<String> {
    held.document.link.as_ref().map(|link| with_time(link, time))
}

/// A link that starts a video at the time; other links as they are.
fn with_time(link: &str, time: Option<(f64, f64)>) -> String {
    let Some((start, _)) = time else { return link.to_owned() };
    let video = ["youtube.com/watch", "youtu.be/", "vimeo.com/"].iter().any(|site| link.contains(site));
    if !video {
        return link.to_owned();
    }
    let join = if link.contains("vimeo.com/") {
        "#"
    } else if link.contains('?') {
        "&"
    } else {
        "?"
    };
    format!("{link}{join}t={}s", start.max(0.0) as u64)
}

/// Text on one line: each run of white space is one space.
pub(crate) fn one_line(text: &str) -> String {
    // Most texts are on one line.
    let text = text.trim();
    let mut after_space = false;
    let is_one = text.chars().all(|c| {
        let before = std::mem::replace(&mut after_space, c == ' ');
        c > ' ' && (c < '\u{80}' || !c.is_whitespace()) || c == ' ' && !before
    });
    if is_one {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// The last words of a text, no more than `most` bytes of them.
fn tail(text: &str, most: usize) -> &str {
    if text.len() <= most {
        return text;
    }
    let mut from = text.len() - most;
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let rest = &text[from..];
    rest.find(char::is_whitespace).map_or(rest, |space| &rest[space..])
}

/// The first words of a text, no more than `most` bytes of them.
fn head(text: &str, most: usize) -> &str {
    if text.len() <= most {
        return text;
    }
    let mut to = most;
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let rest = &text[..to];
    rest.rfind(char::is_whitespace).map_or(rest, |space| &rest[..space])
}
