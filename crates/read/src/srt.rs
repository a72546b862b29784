//! SubRip captions: numbered blocks with `00:00:01,230 --> 00:00:03,929`.

use crate::cues::{Cue, Track};
use crate::vtt;

/// Reads an SRT file. The numbers above the times are left out, also where they are wrong or missing.
pub(crate) fn track(text: &str) -> Track {
    let mut track = Track::default();
    let mut bad = 0usize;
    let mut open: Option<Cue> = None;
    let lines: Vec<&str> = text.lines().map(|line| line.trim_end_matches('\r')).collect();
    for (index, line) in lines.iter().enumerate() {
        if line.contains("-->") {
            track.cues.extend(open.take());
            match vtt::timing(line) {
                Some((start, end)) => open = Some(Cue { start, end, lines: Vec::new() }),
                None => bad += 1,
            }
            continue;
        }
        let Some(cue) = open.as_mut() else { continue };
        let number = !line.trim().is_empty() && line.trim().bytes().all(|byte| byte.is_ascii_digit());
        let before_time = lines.get(index + 1).is_some_and(|next| next.contains("-->"));
        if line.trim().is_empty() || (number && before_time) {
            // Some files have an empty line within a caption: the cue stays open until the next number or time.
            continue;
        }
        if number && index + 1 == lines.len() {
            track.notes.push("The file ends within a caption: its last number has no words.".to_owned());
            continue;
        }
        cue.lines.push(vtt::cue_line(line));
    }
    if let Some(cue) = open {
        if cue.lines.is_empty() {
            track.notes.push("The file ends within a caption: its last caption has a time but no words.".to_owned());
        }
        track.cues.push(cue);
    }
    if bad > 0 {
        track.notes.push(format!("{bad} lines with times could not be read and were left out."));
    }
    if track.cues.is_empty() {
        track.notes.push("The file holds no captions.".to_owned());
    }
    track
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks() {
        let track = track(
            "1\n00:00:01,000 --> 00:00:02,500\n<i>Good day</i>\nto all\n\n2\n00:00:03,000 --> 00:00:04,000\nYes\n\n3",
        );
        assert_eq!(track.cues.len(), 2);
        assert_eq!(track.cues.first().map(|cue| (cue.start, cue.end, cue.lines.len())), Some((1.0, 2.5, 2)));
        assert_eq!(track.notes.len(), 1);
    }
}
