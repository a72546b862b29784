//! Captions of any kind to a document: rolling lines told once, word times kept, speakers found, the grade chosen.
//!
//! [`crate::vtt`] and [`crate::srt`] only take the cues apart. A *rolling* track shows every line twice or three times
//! while it moves up the screen; here each line stands once, at the time at which it first appears.

use crate::about;
use crate::dialogue::close_times;
use crate::label::{self, Shape};
use crate::{Document, Format, Grade, Hint, Segment, SegmentKind, TimeRange, WordTime, people, stage, words};
use std::collections::HashMap;

/// One caption as the file has it.
#[derive(Debug, Default, Clone)]
pub(crate) struct Cue {
    pub(crate) start: f64,
    pub(crate) end: f64,
    pub(crate) lines: Vec<CueLine>,
}

/// One line of a cue, marks taken away.
#[derive(Debug, Default, Clone)]
pub(crate) struct CueLine {
    pub(crate) text: String,
    /// Bytes of `text` at which a word with a time of its own begins, and the seconds.
    pub(crate) times: Vec<(usize, f64)>,
    /// The voice a tag names (`<v Ana Ruiz>`).
    pub(crate) voice: Option<String>,
}

/// What the file says beside its cues.
#[derive(Debug, Default)]
pub(crate) struct Track {
    pub(crate) cues: Vec<Cue>,
    pub(crate) language: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) kind: Option<String>,
    pub(crate) notes: Vec<String>,
}

/// Makes a document of a track.
pub(crate) fn document(track: Track, format: Format, hint: &Hint) -> Document {
    let rolling = is_rolling(&track.cues);
    let timed_words = track.cues.iter().any(|cue| cue.lines.iter().any(|line| !line.times.is_empty()));
    let labels = Labels::of(&track.cues);
    let mut out = Out::default();
    let mut recent: Vec<String> = Vec::new();
    for cue in &track.cues {
        let lines: Vec<&CueLine> = cue.lines.iter().filter(|line| !line.text.trim().is_empty()).collect();
        let known = if rolling { overlap(&recent, &lines) } else { 0 };
        for line in lines.iter().skip(known) {
            out.line(cue, line, &labels);
        }
        if rolling && !lines.is_empty() {
            recent = lines.iter().map(|line| line.text.trim().to_owned()).collect();
        }
    }
    close_times(&mut out.segments);
    let (grade, grade_reason) = grade(&track, &out, rolling, timed_words);
    let joined = people::join(&out.names, &out.text);
    for segment in &mut out.segments {
        segment.speaker = segment.speaker.and_then(|name| joined.of.get(name as usize).copied());
    }
    let file = hint.name.as_deref().map(about::stem);
    let title = track.title.or_else(|| file.filter(|file| file.chars().any(char::is_alphabetic)).map(str::to_owned));
    let date = title.as_deref().and_then(about::date_in).or_else(|| file.and_then(about::date_in));
    let language = track.language.or_else(|| {
        let end = out.text.char_indices().nth(4000).map_or(out.text.len(), |(at, _)| at);
        about::code(out.text.get(..end).unwrap_or(""))
    });
    Document {
        title,
        date,
        language,
        place: None,
        event: None,
        link: None,
        origin: None,
        format,
        grade,
        grade_reason,
        people: joined.people,
        text: out.text,
        segments: out.segments,
        word_times: out.word_times,
        notes: track.notes,
    }
}

/// Whether lines come again in the next cue, as on a track that rolls up.
fn is_rolling(cues: &[Cue]) -> bool {
    let shown = |cue: &Cue| {
        cue.lines.iter().map(|line| line.text.trim().to_owned()).filter(|line| !line.is_empty()).collect::<Vec<_>>()
    };
    let (mut pairs, mut again) = (0usize, 0usize);
    let mut alone: Option<String> = None;
    for pair in cues.windows(2).take(4000) {
        let [before, after] = pair else { continue };
        let (before, after) = (shown(before), shown(after));
        if let (Some(last), Some(first)) = (before.last(), after.first()) {
            pairs += 1;
            // One line three times and more, with no other beside it, does not roll: somebody repeats it, or a machine does.
            let single = before.len() == 1 && after.len() == 1 && last == first;
            again += usize::from(last == first && !(single && alone.as_ref() == Some(last)));
            alone = single.then(|| last.clone());
        }
    }
    pairs >= 2 && again * 4 > pairs
}

/// How many lines at the top of a cue were shown at the bottom of the one before.
fn overlap(recent: &[String], lines: &[&CueLine]) -> usize {
    (1..=recent.len().min(lines.len()))
        .rev()
        .find(|count| {
            let tail = recent.get(recent.len() - count..).unwrap_or(&[]);
            tail.iter().zip(lines).all(|(old, new)| old == new.text.trim())
        })
        .unwrap_or(0)
}

/// Which labels in captions name speakers: `NAME:` in capitals, the part of a speaker too (`HOST:`), or a name that comes
/// again; once others are named so, also a name or a part that comes once.
struct Labels {
    accepted: HashMap<String, bool>,
}

impl Labels {
    fn of(cues: &[Cue]) -> Labels {
        let mut counts: HashMap<String, (usize, Shape, bool)> = HashMap::new();
        for line in cues.iter().flat_map(|cue| &cue.lines) {
            if let Some(label) = label::parse(&line.text, 0) {
                let name = line.text.get(label.name.clone()).unwrap_or("");
                let letters = name.chars().filter(|c| c.is_alphabetic());
                let capitals = letters.clone().count() > 2 && letters.clone().all(char::is_uppercase);
                let entry = counts.entry(words::plain_lower(name)).or_insert((0, label.shape, capitals));
                entry.0 += 1;
                entry.2 |= capitals;
            }
        }
        let alone = |count: usize, shape: Shape, capitals: bool| match shape {
            Shape::Upper => true,
            // "ANNOUNCER:" says itself that somebody else speaks.
            Shape::Questioner | Shape::Anonymous if capitals => true,
            Shape::Full | Shape::Signs => count >= 2,
            Shape::Single | Shape::Questioner | Shape::Anonymous => count >= 3,
            _ => false,
        };
        // Where speakers are named at all, a name or a part that comes once is not the speaker before.
        let named = counts.values().filter(|(count, shape, capitals)| alone(*count, *shape, *capitals)).count();
        let cased = counts.values().any(|(count, shape, capitals)| !capitals && alone(*count, *shape, *capitals));
        let accepted = counts
            .into_iter()
            .map(|(name, (count, shape, capitals))| {
                let once = match shape {
                    Shape::Full | Shape::Signs => cased && named >= 2,
                    Shape::Questioner | Shape::Anonymous => cased && named >= 1 && name.len() > 1,
                    _ => false,
                };
                (name, alone(count, shape, capitals) || once)
            })
            .collect();
        Labels { accepted }
    }
}

#[derive(Default)]
struct Out {
    text: String,
    segments: Vec<Segment>,
    word_times: Vec<WordTime>,
    names: Vec<(String, Shape)>,
    numbers: HashMap<String, u32>,
    speaker: Option<u32>,
    named: usize,
}

impl Out {
    fn line(&mut self, cue: &Cue, line: &CueLine, labels: &Labels) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let base = self.text.len();
        self.text.push_str(&line.text);
        let mut words_at = 0;
        if let Some(voice) = &line.voice {
            self.speaks(voice.clone(), Shape::Full);
        } else if let Some(label) = label::parse(&line.text, 0) {
            let name = line.text.get(label.name.clone()).unwrap_or("");
            if labels.accepted.get(&words::plain_lower(name)).copied().unwrap_or(false) {
                self.speaks(name.to_owned(), label.shape);
                words_at = label.words;
            }
        }
        let marks = line.text.get(words_at..).unwrap_or("");
        let bare = marks.trim_start_matches(['>', ' ', '\u{A0}']);
        if words_at == 0 && marks.trim_start().starts_with(">>") {
            // Two arrows: somebody else speaks, and it is not said who.
            if line.voice.is_none() {
                self.speaker = None;
            }
            words_at = line.text.len() - bare.len();
        }
        let time = TimeRange { start: cue.start, end: cue.end };
        let spoken = line.text.get(words_at..).unwrap_or("");
        for piece in stage::split(spoken) {
            let range = base + words_at + piece.range.start..base + words_at + piece.range.end;
            let whole = piece.stage || stage::is_whole(spoken) || spoken.trim().starts_with('♪');
            let kind = if whole { SegmentKind::StageDirection } else { SegmentKind::Caption };
            let speaker = self.speaker.filter(|_| kind == SegmentKind::Caption);
            self.segments.push(Segment { kind, speaker, range, time: Some(time), grade: None, post: None });
        }
        if !line.times.is_empty() {
            let first = line.times.first().map_or(0, |(at, _)| *at);
            if first > 0 && !line.text.get(..first).unwrap_or("").trim().is_empty() {
                self.time(base, cue.start);
            }
            for (at, seconds) in &line.times {
                let lead = line.text.get(*at..).map_or(0, |rest| rest.len() - rest.trim_start().len());
                if at + lead < line.text.len() {
                    self.time(base + at + lead, *seconds);
                }
            }
        }
    }

    fn time(&mut self, at: usize, seconds: f64) {
        let Ok(at) = u32::try_from(at) else { return };
        if self.word_times.last().is_none_or(|last| last.at < at) {
            self.word_times.push(WordTime { at, seconds: seconds as f32 });
        }
    }

    fn speaks(&mut self, name: String, shape: Shape) {
        let next = self.names.len() as u32;
        let number = *self.numbers.entry(words::plain_lower(&name)).or_insert(next);
        if number == next {
            self.names.push((name, shape));
        }
        self.named += 1;
        self.speaker = Some(number);
    }
}

fn grade(track: &Track, out: &Out, rolling: bool, timed_words: bool) -> (Grade, String) {
    let lines: Vec<&str> = out
        .segments
        .iter()
        .filter(|segment| segment.kind == SegmentKind::Caption)
        .filter_map(|segment| out.text.get(segment.range.clone()))
        .collect();
    let ended = lines.iter().filter(|line| line.ends_with(['.', '?', '!', '…', '"', '”', '。', '？', '！'])).count();
    let punctuated = ended * 6 >= lines.len().max(1);
    let said = track.kind.as_deref().is_some_and(|kind| kind.contains("asr") || kind.contains("auto"));
    let reason = if timed_words {
        "Captions with a time for every word, as speech recognition writes them."
    } else if rolling && !punctuated {
        "Rolling captions without punctuation, as speech recognition writes them."
    } else if said {
        "The caption file says that it was made automatically."
    } else if !punctuated {
        "Captions without punctuation, as speech recognition writes them."
    } else if out.named >= 2 {
        return (Grade::Transcript, "Captions with punctuation and named speakers, as people write them.".to_owned());
    } else {
        "Captions that do not say who speaks; nothing shows that people wrote them."
    };
    (Grade::Machine, reason.to_owned())
}
