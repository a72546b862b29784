//! What a reader makes of a source: a [`Document`] of addressed [`Segment`]s.
//!
//! The text is kept once, in [`Document::text`]; a segment is a byte range of it. For a plain text file that text is
//! the file itself, byte for byte, so that a range found here can be looked up in the file. For HTML, captions and
//! other formats it is the text that the reader took out of the source.

use serde::{Deserialize, Serialize};
use std::ops::Range;

/// One reading of a source: its title, date, language and people, and its segments in order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// The title, if the source states one.
    pub title: Option<String>,
    /// The date of the event (or of publication where only that is known), as ISO 8601 (`2004-10-08`, `2004-10`).
    pub date: Option<String>,
    /// ISO 639-1 code of the language most of the text is in.
    pub language: Option<String>,
    /// Where the words were spoken, if stated.
    pub place: Option<String>,
    /// The name of the event, if stated apart from the title.
    pub event: Option<String>,
    /// Where the source was published, if it says so itself (canonical link).
    pub link: Option<String>,
    /// What a copy or translation names as its original (a link or a name).
    pub origin: Option<String>,
    /// The format that the sniffer found.
    pub format: Format,
    /// How close this document stands to the speech.
    pub grade: Grade,
    /// Why that grade was chosen, in one plain sentence.
    pub grade_reason: String,
    /// Who speaks in the document, each person once.
    pub people: Vec<Person>,
    /// The whole text.
    pub text: String,
    /// The segments, in the order of the text; their ranges do not overlap.
    pub segments: Vec<Segment>,
    /// When single words were spoken, if the source says so: ordered by offset.
    pub word_times: Vec<WordTime>,
    /// What the reader could not use and how it coped, in plain words ("3 bytes were not valid UTF-8").
    pub notes: Vec<String>,
}

/// Somebody who speaks in a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The fullest form of the name found in the document, without titles where that can be told.
    pub name: String,
    /// The other forms found, as written.
    pub aliases: Vec<String>,
    /// A role that the source states ("Minister of Trade"); `questioner` for a label that only says that somebody asks
    /// ("Question", "Moderator"), `unidentified` for one under which anybody may speak ("Speaker 2", "Answer").
    pub role: Option<String>,
}

/// The smallest addressed part of a document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Segment {
    /// What this part is.
    pub kind: SegmentKind,
    /// Who speaks: an index into [`Document::people`]. `None` where it is not known or nobody does.
    pub speaker: Option<u32>,
    /// Bytes of [`Document::text`], end exclusive.
    pub range: Range<usize>,
    /// Start and end in seconds, where the source has times. An end that is not stated is the next segment's start.
    pub time: Option<TimeRange>,
    /// The grade of this part, where it differs from the document's (a wire report pasted into a forum thread).
    pub grade: Option<Grade>,
    /// Which post of a forum thread this part belongs to, counted from 0; `None` where the source is not a thread.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub post: Option<u32>,
}

/// A span of time in seconds from the beginning of the recording.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct TimeRange {
    /// First second.
    pub start: f64,
    /// Last second; never before `start`.
    pub end: f64,
}

/// When the word that begins at a byte of the text was spoken.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct WordTime {
    /// Byte of [`Document::text`] at which the word begins.
    pub at: u32,
    /// Seconds from the beginning of the recording.
    pub seconds: f32,
}

/// What a segment is. Only utterances and captions are speech.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SegmentKind {
    /// Somebody speaks: one paragraph of a turn.
    Utterance,
    /// One line of captions: speech whose speaker is seldom known.
    Caption,
    /// Somebody tells or explains: an essay, a news report, an introduction, a summary.
    Narration,
    /// A title or heading.
    Heading,
    /// A reader's comment, a forum post.
    Comment,
    /// What happened, not what was said: "(Applause)", "\[crosstalk\]".
    StageDirection,
    /// Menus, hashtags, links, "Also read", credits.
    Boilerplate,
}

impl SegmentKind {
    /// Whether words of this kind are a record of speech.
    pub fn is_speech(self) -> bool {
        matches!(self, SegmentKind::Utterance | SegmentKind::Caption)
    }

    /// The name used in JSON and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            SegmentKind::Utterance => "utterance",
            SegmentKind::Caption => "caption",
            SegmentKind::Narration => "narration",
            SegmentKind::Heading => "heading",
            SegmentKind::Comment => "comment",
            SegmentKind::StageDirection => "stage_direction",
            SegmentKind::Boilerplate => "boilerplate",
        }
    }
}

/// How close a witness stands to the speech, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// A transcript published by the speaker's office, the host or an official body.
    Official,
    /// A transcript made by people.
    Transcript,
    /// Machine captions or speech recognition.
    Machine,
    /// The words in another language than they were spoken in.
    Translation,
    /// A news agency's or newspaper's report that quotes.
    Wire,
    /// A copy of another record whose way is not known.
    Copy,
    /// A summary, also one made by a machine.
    Summary,
    /// A reader's or blogger's remark.
    Comment,
    /// Nothing tells.
    Unknown,
}

impl Grade {
    /// The name used in JSON and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Grade::Official => "official",
            Grade::Transcript => "transcript",
            Grade::Machine => "machine",
            Grade::Translation => "translation",
            Grade::Wire => "wire",
            Grade::Copy => "copy",
            Grade::Summary => "summary",
            Grade::Comment => "comment",
            Grade::Unknown => "unknown",
        }
    }
}

/// The format a source is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// HTML.
    Html,
    /// WebVTT captions.
    Vtt,
    /// SubRip captions.
    Srt,
}

impl Document {
    /// The text of a segment.
    pub fn segment_text(&self, segment: &Segment) -> &str {
        self.text.get(segment.range.clone()).unwrap_or("")
    }

    /// The name of a segment's speaker.
    pub fn speaker_name(&self, segment: &Segment) -> Option<&str> {
        segment.speaker.and_then(|index| self.people.get(index as usize)).map(|person| person.name.as_str())
    }

    /// The grade of a segment: its own, or the document's.
    pub fn segment_grade(&self, segment: &Segment) -> Grade {
        segment.grade.unwrap_or(self.grade)
    }

    /// Whether any segment is speech.
    pub fn has_speech(&self) -> bool {
        self.segments.iter().any(|segment| segment.kind.is_speech())
    }
}
