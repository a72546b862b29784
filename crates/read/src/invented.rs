//! What speech recognition makes up where nobody speaks: credits and thanks that stand under many videos, and one line again and
//! again.
//!
//! Such lines stay in the text, as boilerplate, so that they never support a quotation. A line that people really repeat is kept:
//! a chant takes the time that a chant takes, a loop does not. Looks only at captions; what a machine adds inside a sentence
//! is not found here.

use crate::{Document, Grade, Segment, SegmentKind};
use onrecord_text::fold::fold;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// Lines that recognition is known to put under silence and music, without marks. Each is a whole line.
const THANKS: &[&str] = &[
    "thanks for watching",
    "thank you for watching",
    "thank you so much for watching",
    "thanks for watching and see you next time",
    "thanks for watching see you next time",
    "thank you for watching see you next time",
    "please subscribe",
    "please subscribe to my channel",
    "please like and subscribe",
    "like and subscribe",
    "dont forget to like and subscribe",
    "dont forget to subscribe",
    "vielen dank fürs zuschauen",
    "danke fürs zuschauen",
    "merci d'avoir regardé cette vidéo",
    "merci d'avoir regardé",
    "abonnez vous",
    "n'oubliez pas de vous abonner",
    "gracias por ver el video",
    "gracias por ver",
    "suscribete al canal",
    "obrigado por assistir",
    "inscreva se no canal",
    "grazie per la visione",
    "grazie per aver guardato il video",
    "iscrivetevi al canale",
    "dziekuje za ogladanie",
    "dziekuje za uwage i do zobaczenia",
    "bedankt voor het kijken",
    "tack for att du tittade",
    "izlediginiz icin tesekkurler",
    "izlediginiz icin tesekkur ederim",
    "спасибо за просмотр",
    "спасибо за внимание и до новых встреч",
    "подписывайтесь на канал",
    "подписывайтесь на мой канал",
    "продолжение следует",
    "дякую за перегляд",
    "дякуємо за перегляд",
    "підписуйтесь на канал",
    "谢谢观看",
    "谢谢大家观看",
    "感谢观看",
    "ご視聴ありがとうございました",
    "ご視聴ありがとうございます",
    "시청해주셔서 감사합니다",
    "시청해 주셔서 감사합니다",
];

/// How a line of credits begins: nobody says these aloud and says nothing else.
const CREDITS: &[&str] = &[
    "subtitles by",
    "subtitled by",
    "subtitles made by",
    "subtitles created by",
    "captions by",
    "captioned by",
    "captioning by",
    "closed captioning by",
    "transcription by",
    "transcribed by",
    "transcript by",
    "translated by",
    "untertitel von",
    "untertitel im auftrag",
    "untertitel der",
    "untertitelung",
    "sous titres realises",
    "sous titres par",
    "sous titrage",
    "subtitulos realizados",
    "subtitulos por",
    "subtitulado por",
    "legendas pela",
    "legendas por",
    "sottotitoli creati",
    "sottotitoli e revisione",
    "sottotitoli a cura",
    "napisy stworzone",
    "napisy przez",
    "ondertitels ingediend",
    "ondertiteling",
    "undertexter fran",
    "undertexter av",
    "textning av",
    "altyazi",
    "субтитры сделал",
    "субтитры создавал",
    "субтитры подготовил",
    "субтитры добавил",
    "редактор субтитров",
    "субтитри зробив",
    "субтитри створив",
    "字幕由",
    "字幕by",
    "中文字幕",
    "请不吝点赞",
    "請不吝點贊",
    "자막 제공",
];

static THANKS_LINES: LazyLock<HashSet<String>> = LazyLock::new(|| THANKS.iter().map(|line| plain(line)).collect());
static CREDIT_LINES: LazyLock<Vec<String>> = LazyLock::new(|| CREDITS.iter().map(|line| plain(line)).collect());

/// The longest line of credits, in letters: a sentence that begins like one is longer.
const LONGEST_CREDIT: usize = 90;
/// The longest cycle of lines that is looked for.
const LONGEST_CYCLE: usize = 4;

/// Takes what recognition made up out of the speech of a document.
pub(crate) fn mark(document: &mut Document) {
    let captions: Vec<usize> = document
        .segments
        .iter()
        .enumerate()
        .filter(|(_, segment)| segment.kind == SegmentKind::Caption)
        .map(|(index, _)| index)
        .collect();
    if captions.is_empty() {
        return;
    }
    let plain: Vec<String> = captions
        .iter()
        .map(|&index| document.segments.get(index).map_or("", |segment| document.segment_text(segment)))
        .map(plain)
        .collect();
    let mut made_up = vec![false; captions.len()];
    for (line, made_up) in plain.iter().zip(&mut made_up) {
        *made_up = is_credit(line) || (document.grade == Grade::Machine && THANKS_LINES.contains(line));
    }
    if document.grade == Grade::Machine {
        let segments: Vec<&Segment> = captions.iter().filter_map(|&index| document.segments.get(index)).collect();
        for looped in loops(&plain, &segments) {
            made_up.get_mut(looped).unwrap_or(&mut []).fill(true);
        }
    }
    let mut first = None;
    let mut count = 0;
    for (&index, _) in captions.iter().zip(&made_up).filter(|(_, made_up)| **made_up) {
        if let Some(segment) = document.segments.get_mut(index) {
            segment.kind = SegmentKind::Boilerplate;
            segment.speaker = None;
            count += 1;
            first = first.or(segment.time.map(|time| time.start));
        }
    }
    if count > 0 {
        let at = first.map_or_else(String::new, |seconds| {
            let whole = seconds.max(0.0) as u64;
            format!(", the first at {}:{:02}", whole / 60, whole % 60)
        });
        let lines = if count == 1 { "1 line of captions was" } else { &format!("{count} lines of captions were") };
        document.notes.push(format!(
            "{lines} not taken for speech: credits, or what speech recognition writes where nobody speaks{at}."
        ));
    }
}

/// A line in small letters without marks.
fn plain(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for c in fold(line).chars() {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !matches!(c, '\'' | '’') && !out.ends_with(' ') && !out.is_empty() {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

fn is_credit(line: &str) -> bool {
    let begins = CREDIT_LINES.iter().any(|credit| {
        line.strip_prefix(credit.as_str())
            .is_some_and(|rest| rest.starts_with(' ') || rest.is_empty() || !credit.is_ascii())
    });
    let site = line.contains("amara org") || line.contains("opensubtitles org") || line.contains("castingwords");
    (begins || site) && line.chars().count() <= LONGEST_CREDIT
}

/// The runs of lines, by index, in which one line or a few come again and again as nobody speaks them.
fn loops(lines: &[String], segments: &[&Segment]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for cycle in 1..=LONGEST_CYCLE {
        let mut at = cycle;
        while at < lines.len() {
            if lines.get(at) != lines.get(at - cycle) {
                at += 1;
                continue;
            }
            let start = at - cycle;
            while at < lines.len() && lines.get(at) == lines.get(at - cycle) {
                at += 1;
            }
            let run = start..at;
            if is_loop(lines, segments, run.clone(), cycle) {
                found.push(run);
            }
        }
    }
    found.extend((0..lines.len()).filter(|&i| turns_in_itself(&lines[i], segments.get(i).copied())).map(|i| i..i + 1));
    found
}

/// Whether lines that come again are a loop: more often than anybody repeats a line, all of one length to the hundredth of a
/// second, or faster or slower than people speak.
fn is_loop(lines: &[String], segments: &[&Segment], run: Range<usize>, cycle: usize) -> bool {
    const EVENLY: usize = 4;
    const SLOWLY: usize = 6;
    const UNTIMED: usize = 8;
    const EVER: usize = 15;
    let times = run.len() / cycle;
    let words: usize = run.clone().filter_map(|i| lines.get(i)).map(|line| count_words(line)).sum();
    if words == 0 || times < 3 {
        return false;
    }
    if times >= EVER {
        return true;
    }
    let spans: Vec<(f64, f64)> = run.filter_map(|i| segments.get(i)?.time).map(|time| (time.start, time.end)).collect();
    let (Some(first), Some(last)) = (spans.first(), spans.last()) else { return times >= UNTIMED };
    let rate = words as f64 / (last.1 - first.0).max(0.01);
    let lengths: Vec<f64> = spans.iter().map(|(start, end)| end - start).collect();
    let shortest = lengths.iter().copied().fold(f64::INFINITY, f64::min);
    let longest = lengths.iter().copied().fold(0.0, f64::max);
    let even = longest - shortest < 0.015;
    (even && times >= EVENLY) || rate > 9.0 || (rate < 0.4 && times >= SLOWLY)
}

/// Whether one line says the same few words over and over, faster than people speak or more often than anybody does.
fn turns_in_itself(line: &str, segment: Option<&Segment>) -> bool {
    const LONGEST: usize = 8;
    const FEWEST: usize = 8;
    const EVER: usize = 16;
    let words: Vec<&str> = line.split(' ').filter(|word| !word.is_empty()).collect();
    let seconds = segment.and_then(|segment| segment.time).map(|time| time.end - time.start);
    (1..=LONGEST).any(|cycle| {
        if words.len() < cycle * FEWEST {
            return false;
        }
        let again = words.iter().zip(words.iter().skip(cycle)).filter(|(a, b)| a == b).count();
        let turns = words.len() / cycle;
        let fast = seconds.is_some_and(|seconds| words.len() as f64 / seconds.max(0.01) > 7.0);
        again * 10 >= (words.len() - cycle) * 9 && (fast || turns >= EVER)
    })
}

/// Words, or signs of a script without spaces in fours.
fn count_words(line: &str) -> usize {
    let spaced = line.split(' ').filter(|word| !word.is_empty()).count();
    if line.is_ascii() { spaced } else { spaced.max(line.chars().count() / 6) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Hint, read};

    fn vtt(cues: &[(f64, f64, &str)]) -> String {
        let stamp = |seconds: f64| format!("00:{:02}:{:06.3}", (seconds / 60.0) as u32, seconds % 60.0);
        cues.iter().fold("WEBVTT\nKind: captions\n".to_owned(), |text, (start, end, line)| {
            text + &format!("\n{} --> {}\n{line}\n", stamp(*start), stamp(*end))
        })
    }

    /// The lines that are taken for speech. Others stand behind them, so that a line that comes again makes no rolling track.
    fn speech(cues: &[(f64, f64, &str)]) -> Vec<String> {
        let more: Vec<String> = (0..40).map(|i| format!("other line {i}")).collect();
        let behind =
            more.iter().enumerate().map(|(i, line)| (600.0 + i as f64 * 2.1, 602.0 + i as f64 * 2.1, line.as_str()));
        let cues: Vec<(f64, f64, &str)> = cues.iter().copied().chain(behind).collect();
        let cues = cues.as_slice();
        let document = read(vtt(cues).as_bytes(), &Hint::default()).expect("captions");
        assert_eq!(document.grade, Grade::Machine);
        document
            .segments
            .iter()
            .filter(|segment| segment.kind.is_speech())
            .map(|segment| document.segment_text(segment).to_owned())
            .filter(|line| !line.starts_with("other line"))
            .collect()
    }

    #[test]
    fn credits_and_thanks_are_no_speech() {
        let lines = [
            "Thanks for watching!",
            "Subtitles by the Amara.org community",
            "Untertitelung des ZDF, 2020",
            "Vielen Dank fürs Zuschauen!",
            "Sous-titres réalisés para la communauté d'Amara.org",
            "Продолжение следует...",
            "Субтитры сделал DimaTorzok",
            "ご視聴ありがとうございました",
            "시청해주셔서 감사합니다",
        ];
        for line in lines {
            let said = speech(&[(0.0, 2.0, "the wall is too low"), (2.0, 9.0, line), (9.0, 11.0, "we build another")]);
            assert_eq!(said, ["the wall is too low", "we build another"], "{line}");
        }
    }

    #[test]
    fn who_thanks_in_a_sentence_speaks() {
        for line in [
            "so thanks for watching the harbour for us tonight",
            "subtitles by themselves do not prove anything and nobody in this town has ever said that they did prove it",
            "translated into crowns",
            "to be continued on monday",
        ] {
            let said = speech(&[(0.0, 2.0, "the wall is too low"), (2.0, 4.0, line)]);
            assert_eq!(said.len(), 2, "{line}");
        }
    }

    #[test]
    fn a_loop_is_no_speech() {
        let even: Vec<(f64, f64, &str)> =
            (0..6).map(|i| (f64::from(i) * 2.0, f64::from(i) * 2.0 + 2.0, "I will be right back")).collect();
        assert!(speech(&even).is_empty());
        let quick: Vec<(f64, f64, &str)> = (0..5)
            .map(|i| (f64::from(i) * 0.3, f64::from(i) * 0.3 + 0.2 + 0.02 * f64::from(i), "I will be right back"))
            .collect();
        assert!(speech(&quick).is_empty());
        let two: Vec<(f64, f64, &str)> = (0..10)
            .map(|i| (f64::from(i) * 3.0, f64::from(i) * 3.0 + 3.0, ["so we go", "and then"][i as usize % 2]))
            .collect();
        assert!(speech(&two).is_empty());
        let inside = "you know it is not ".repeat(20);
        assert_eq!(speech(&[(0.0, 2.0, "the wall is too low"), (2.0, 6.0, &inside)]), ["the wall is too low"]);
    }

    #[test]
    fn a_chant_and_a_line_said_again_are_speech() {
        let chant = [
            (0.0, 1.9, "build the wall"),
            (2.1, 3.8, "build the wall"),
            (3.9, 5.9, "build the wall"),
            (6.2, 7.8, "build the wall"),
            (8.0, 9.7, "build the wall"),
        ];
        assert_eq!(speech(&chant).len(), 5);
        let again =
            [(0.0, 2.0, "never again"), (2.5, 4.6, "never again"), (5.0, 7.3, "never again"), (8.0, 9.0, "I said")];
        assert_eq!(speech(&again).len(), 4);
        assert_eq!(speech(&[(0.0, 3.0, "no no no no no no no no no"), (3.0, 5.0, "I did not say that")]).len(), 2);
    }
}
