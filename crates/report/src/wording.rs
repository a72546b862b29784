//! Verdicts, flags, grades and changes in plain words: names become sentences here and nowhere else.
//!
//! The words are for an editor on deadline. They say what the record holds and never more: "not on record" is not
//! "false". A shape stands beside every verdict, so that none rests on colour.

use onrecord_check::{Asked, ChangeClass, ChangeKind, Coverage, Differs, Finding, Flag, Verdict};
use onrecord_read::{Format, Grade, SegmentKind};
use std::fmt::Write as _;

/// A verdict for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VerdictWords {
    /// Two or three words: a heading.
    pub title: &'static str,
    /// One sentence.
    pub sentence: &'static str,
    /// A sign of one column. Circles stand, diamonds have lost or changed words, triangles are put together or told
    /// in other words, a square is not on record.
    pub shape: &'static str,
    /// The same in ASCII.
    pub ascii: &'static str,
}

/// The words for a verdict.
pub fn verdict(verdict: Verdict) -> VerdictWords {
    let (title, sentence, shape, ascii) = match verdict {
        Verdict::Verbatim => ("Word for word", "The record has the same words in the same order.", "●", "="),
        Verdict::Marked => ("Marked edits", "It differs from the record only where the writer says so.", "◉", ":"),
        Verdict::Tidied => ("Tidied", "Only slips of speech and spelling were repaired.", "○", "~"),
        Verdict::Trimmed => ("Trimmed", "Words were left out inside the quotation without a mark.", "◇", "-"),
        Verdict::Altered => ("Altered", "Words were changed or put in without a mark.", "◆", "x"),
        Verdict::Spliced => ("Spliced", "Parts from different places were joined into one quotation.", "▲", "&"),
        Verdict::Reworded => ("Reworded", "The sense is on record, these words are not.", "△", "%"),
        Verdict::Unfound => {
            ("Not on record", "Nothing in the record searched supports it. That does not make it false.", "□", "?")
        }
    };
    VerdictWords { title, sentence, shape, ascii }
}

/// A flag for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FlagWords {
    /// A word or two, to stand in a list.
    pub label: &'static str,
    /// One sentence.
    pub sentence: &'static str,
}

/// The words for a flag.
pub fn flag(flag: Flag) -> FlagWords {
    let (label, sentence) = match flag {
        Flag::Speaker => ("other speaker", "On record somebody else says it."),
        Flag::Negation => ("negation", "An unmarked change touches a word that denies."),
        Flag::Number => ("number", "An unmarked change touches a number."),
        Flag::Name => ("name", "An unmarked change touches a name."),
        Flag::Modal => ("will/may/must", "An unmarked change touches how certain or how binding it is."),
        Flag::Quantifier => ("all/some/only", "An unmarked change touches how many or how much."),
        Flag::CutOff => ("cut off", "Words that limit it or turn it round stand right outside the quotation."),
        Flag::Reported => ("someone else's view", "The speaker was giving somebody else's words or view."),
        Flag::Question => ("question", "The words stood in a question or a supposition."),
        Flag::Disputed => ("records disagree", "Records of the same event disagree on these words."),
        Flag::Machine => ("machine-made record", "The best record of it is machine-made and may have errors."),
        Flag::Secondhand => {
            ("second-hand", "Only a report, copy, summary or comment holds it, not a record of the speech itself.")
        }
        Flag::Elsewhere => ("elsewhere", "It was said, but not at the event, date or place that the text gives."),
        Flag::Short => ("short", "So few or so common words prove little."),
    };
    FlagWords { label, sentence }
}

/// The labels of a finding's flags, joined by commas; empty without flags.
pub fn flag_labels(flags: &[Flag]) -> String {
    flags.iter().map(|f| flag(*f).label).collect::<Vec<_>>().join(", ")
}

/// What an editor has to do about a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Attention {
    /// Nothing: it stands as quoted.
    Stands,
    /// Look at it: it may be right, and the record alone does not settle it.
    Look,
    /// Mend it: the words, their sense or their speaker are not those on record.
    Mend,
}

impl Attention {
    /// The heading over the findings that need it.
    pub fn heading(self) -> &'static str {
        match self {
            Attention::Mend => "To mend",
            Attention::Look => "To look at",
            Attention::Stands => "Stand as quoted",
        }
    }

    /// The name in CSV and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Attention::Mend => "mend",
            Attention::Look => "look",
            Attention::Stands => "stands",
        }
    }
}

/// Whether a finding needs mending, a look, or nothing.
pub fn attention(finding: &Finding) -> Attention {
    let by_verdict = match finding.verdict {
        Verdict::Altered | Verdict::Spliced => Attention::Mend,
        Verdict::Trimmed | Verdict::Reworded | Verdict::Unfound => Attention::Look,
        Verdict::Verbatim | Verdict::Marked | Verdict::Tidied => Attention::Stands,
    };
    // Where a machine heard other words, the record alone does not settle who is right.
    let by_ear = if finding.changes.iter().any(|change| change.heard) { Attention::Look } else { Attention::Stands };
    finding.flags.iter().copied().map(flag_attention).fold(by_verdict.max(by_ear), Attention::max)
}

/// What a flag alone asks for.
pub fn flag_attention(flag: Flag) -> Attention {
    match flag {
        Flag::Speaker | Flag::Negation | Flag::Number | Flag::Name | Flag::Modal | Flag::Quantifier => Attention::Mend,
        Flag::CutOff | Flag::Reported | Flag::Question | Flag::Disputed | Flag::Secondhand | Flag::Elsewhere => {
            Attention::Look
        }
        Flag::Machine | Flag::Short => Attention::Stands,
    }
}

/// Why the verdict and the flags: the finding's own reasons, or where it has none the sentences for both.
pub fn reasons(finding: &Finding) -> Vec<&str> {
    if finding.reasons.is_empty() {
        let flags = finding.flags.iter().map(|f| flag(*f).sentence);
        std::iter::once(verdict(finding.verdict).sentence).chain(flags).collect()
    } else {
        finding.reasons.iter().map(String::as_str).collect()
    }
}

/// How another witness of the event differs.
pub fn differs(differs: Differs) -> &'static str {
    match differs {
        Differs::Meaning => "which differs in meaning",
        Differs::Style => "which differs in style",
    }
}

/// The question before an answer: "Tom Hale: And the ferry?"
pub fn asked(asked: &Asked) -> String {
    match &asked.speaker {
        Some(speaker) => format!("{speaker}: {}", asked.text),
        None => asked.text.clone(),
    }
}

/// What a witness of this grade is.
pub fn grade(grade: Grade) -> &'static str {
    match grade {
        Grade::Official => "official transcript",
        Grade::Transcript => "transcript",
        Grade::Machine => "machine captions",
        Grade::Translation => "translation",
        Grade::Wire => "news report",
        Grade::Copy => "copy",
        Grade::Summary => "summary",
        Grade::Comment => "comment",
        Grade::Unknown => "source of unknown standing",
    }
}

/// What was done to the recorded words.
pub fn change(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Omitted => "left out",
        ChangeKind::Inserted => "put in",
        ChangeKind::Replaced => "changed",
        ChangeKind::Moved => "moved here",
    }
}

/// What sort of words a change touches.
pub fn class(class: ChangeClass) -> &'static str {
    match class {
        ChangeClass::Negation => "negation",
        ChangeClass::Number => "number",
        ChangeClass::Name => "name",
        ChangeClass::Modal => "will/may/must",
        ChangeClass::Quantifier => "all/some/only",
        ChangeClass::Word => "word",
        ChangeClass::Spelling => "spelling",
        ChangeClass::Repetition => "repetition",
        ChangeClass::Filler => "filler",
        ChangeClass::Format => "form",
    }
}

/// What a segment is.
pub fn segment_kind(kind: SegmentKind) -> &'static str {
    match kind {
        SegmentKind::Utterance => "utterance",
        SegmentKind::Caption => "caption",
        SegmentKind::Narration => "narration",
        SegmentKind::Heading => "heading",
        SegmentKind::Comment => "comment",
        SegmentKind::StageDirection => "stage direction",
        SegmentKind::Boilerplate => "boilerplate",
    }
}

/// The name of a source's format.
pub fn format(format: Format) -> &'static str {
    match format {
        Format::Text => "plain text",
        Format::Markdown => "Markdown",
        Format::Html => "HTML",
        Format::Vtt => "WebVTT captions",
        Format::Srt => "SubRip captions",
    }
}

/// For a quotation that is not on record: what the record does hold, in a sentence.
pub fn coverage(coverage: &Coverage, speaker: Option<&str>) -> String {
    if coverage.documents == 0 {
        return "No document was searched, so nothing could be checked.".to_owned();
    }
    let mut out = format!("Searched: {}", counted(coverage.documents, "document", "documents"));
    let who = speaker.map_or("the speaker", str::trim);
    let counts = [
        (coverage.of_speaker, format!("with words of {who}")),
        (coverage.of_date, "of that date".to_owned()),
        (coverage.of_event, "of that event".to_owned()),
    ];
    let told: Vec<String> = counts
        .into_iter()
        .filter_map(|(count, what)| match count? {
            0 => Some(format!("none {what}")),
            n => Some(format!("{n} {what}")),
        })
        .collect();
    if !told.is_empty() {
        let _ = write!(out, ", {}", told.join(", "));
    }
    match &coverage.dates {
        Some((first, last)) if first == last => {
            let _ = write!(out, " (dated {first})");
        }
        Some((first, last)) => {
            let _ = write!(out, " (dated {first} to {last})");
        }
        None => {}
    }
    out.push('.');
    out
}

/// "1 quotation", "3 quotations".
pub fn counted(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}

/// Seconds as `h:mm:ss`, without parts of a second. Times that are not numbers count as 0.
pub fn clock(seconds: f64) -> String {
    let whole = if seconds.is_finite() { seconds.clamp(0.0, 359_999_999.0) as u64 } else { 0 };
    format!("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60)
}

/// A link that may be followed from a page: `http` or `https` and no white space or control signs; `None` otherwise.
pub fn safe_link(link: &str) -> Option<&str> {
    let link = link.trim();
    let scheme = link.split_once("://").map(|(scheme, _)| scheme)?;
    let known = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
    (known && !link.chars().any(|c| c.is_whitespace() || c.is_control())).then_some(link)
}

/// The name that a row of data gave its quotation ("id 17"), where it is not the number that the report gives it anyway.
pub fn own_id(finding: &Finding, number: usize) -> Option<String> {
    let claim = &finding.claim;
    let is_own = claim.quotation.is_none() && !claim.id.is_empty() && claim.id != number.to_string();
    is_own.then(|| format!("id {}", claim.id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_two_verdicts_or_flags_read_alike() {
        let all: Vec<VerdictWords> = Verdict::ALL.iter().map(|v| verdict(*v)).collect();
        assert_eq!(all.iter().map(|w| w.title).collect::<HashSet<_>>().len(), Verdict::ALL.len());
        assert_eq!(all.iter().map(|w| w.shape).collect::<HashSet<_>>().len(), Verdict::ALL.len());
        assert_eq!(all.iter().map(|w| w.ascii).collect::<HashSet<_>>().len(), Verdict::ALL.len());
        assert!(all.iter().all(|w| w.ascii.is_ascii() && w.ascii.len() == 1));
        assert_eq!(Flag::ALL.iter().map(|f| flag(*f).label).collect::<HashSet<_>>().len(), Flag::ALL.len());
    }

    #[test]
    fn not_on_record_never_reads_as_false() {
        assert!(verdict(Verdict::Unfound).sentence.contains("does not make it false"));
    }

    #[test]
    fn coverage_says_what_the_record_holds() {
        let holds =
            |documents, of_speaker, of_event| Coverage { documents, of_speaker, of_event, ..Coverage::default() };
        assert_eq!(
            coverage(&holds(4, Some(0), Some(1)), Some("Ana Ruiz")),
            "Searched: 4 documents, none with words of Ana Ruiz, 1 of that event."
        );
        assert_eq!(coverage(&holds(1, None, None), None), "Searched: 1 document.");
        assert_eq!(coverage(&holds(0, None, None), None), "No document was searched, so nothing could be checked.");
    }

    #[test]
    fn clocks_and_links() {
        assert_eq!(clock(777.9), "0:12:57");
        assert_eq!(clock(4875.0), "1:21:15");
        assert_eq!(clock(-3.0), "0:00:00");
        assert_eq!(clock(f64::NAN), "0:00:00");
        assert_eq!(safe_link(" https://a.example/x?t=5 "), Some("https://a.example/x?t=5"));
        assert_eq!(safe_link("HTTP://a.example"), Some("HTTP://a.example"));
        assert_eq!(safe_link("javascript:alert(1)"), None);
        assert_eq!(safe_link("javascript://a%0aalert(1)"), None);
        assert_eq!(safe_link("https://a.example/a b"), None);
    }
}
