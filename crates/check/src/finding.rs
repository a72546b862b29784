//! The outcome of a check: one [`Finding`] a quotation.
//!
//! The names of verdicts, flags and classes are part of the JSON contract: they may be added to, never changed.

use onrecord_quote::QuotationKind;
use onrecord_read::Grade;
use serde::{Deserialize, Serialize};
use std::fmt::Write;
use std::ops::Range;

/// What is to be checked: words, and what the text claims about them.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// A name for the finding; numbered by the caller where the input has none.
    pub id: String,
    /// Where the quotation stands: a path, a row's file, `-`.
    pub input: String,
    /// The quoted words, without the outer quotation marks.
    pub text: String,
    /// Bytes of the input's text, end exclusive; `None` for quotations given as data.
    pub range: Option<Range<usize>>,
    /// How the words are marked; `None` for quotations given as data.
    pub kind: Option<QuotationKind>,
    /// Who is said to have spoken.
    pub speaker: Option<String>,
    /// When it is said to have been spoken (ISO 8601, year or year and month alone allowed).
    pub date: Option<String>,
    /// At which event it is said to have been spoken.
    pub event: Option<String>,
    /// The full quotation record of the extractor, where the claim came from a text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quotation: Option<onrecord_quote::Quotation>,
    /// What the same text quotes right before and behind it: see [`crate::set_beside`]. Nothing for quotations given as data.
    #[serde(skip)]
    pub beside: crate::beside::Beside,
}

/// What the record says about a claim.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// The claim that was checked.
    pub claim: Claim,
    /// The permanent reference of the finding: see [`Finding::reference_of`].
    #[serde(default)]
    pub reference: String,
    /// The verdict: the most serious unmarked difference decides.
    pub verdict: Verdict,
    /// Flags, each once, in the order of [`Flag`].
    pub flags: Vec<Flag>,
    /// Every difference between the quoted and the recorded words, in the order of the quotation.
    pub changes: Vec<Change>,
    /// The quoted and the recorded wording side by side, all of it: what a report draws.
    pub alignment: Vec<Aligned>,
    /// Where the record holds the words; the passage the verdict rests on comes first. For `unfound`: the nearest.
    pub passages: Vec<Passage>,
    /// What other witnesses of the same event have in this place, where they disagree.
    pub readings: Vec<Reading>,
    /// For `unfound`: what the record does hold.
    pub coverage: Option<Coverage>,
    /// Why this verdict and these flags: plain sentences, the most important first.
    pub reasons: Vec<String>,
}

impl Finding {
    /// The permanent reference of a quotation's finding, `q` and twelve digits, with `@` and the reference of the passage
    /// behind it where the passage is kept in a record: `q3f2a9c01d4be@8c1b22d9e0af:120-180`.
    ///
    /// The digits are those of the quoted words (case, punctuation and spacing do not count) and of the last part of the
    /// input's name, so that they stay the same when the record grows, the article is moved or a sentence is put before the
    /// quotation. The part behind `@` tells what the verdict rested on when the reference was written down; a passage's
    /// reference is permanent too.
    pub fn reference_of(claim: &Claim, passage: Option<&Passage>) -> String {
        let mut of = String::with_capacity(64 + claim.text.len() * 3);
        of.push_str("onrecord finding 1\n");
        of.push_str(claim.input.rsplit(['/', '\\']).next().unwrap_or(&claim.input));
        for token in onrecord_text::tokenize(&claim.text) {
            // Writing into a string does not fail.
            let _ = write!(of, "\n{}", token.form.0);
        }
        let digits = onrecord_record::Digest::of(of.as_bytes()).prefix(12);
        match passage.and_then(|passage| passage.reference.as_deref()) {
            Some(place) => format!("q{digits}@{place}"),
            None => format!("q{digits}"),
        }
    }
}

/// One verdict a quotation, mildest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Same words, same order.
    Verbatim,
    /// Differs only where the quoter says so.
    Marked,
    /// Only repairs of speech and of writing.
    Tidied,
    /// Words left out inside without a mark.
    Trimmed,
    /// Words changed or put in without a mark.
    Altered,
    /// Parts from different places joined as one.
    Spliced,
    /// The sense is on record, the words are not.
    Reworded,
    /// Nothing on record supports it.
    Unfound,
}

/// What stands beside the verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flag {
    /// Somebody else said it.
    Speaker,
    /// An unmarked change touches a negation.
    Negation,
    /// An unmarked change touches a number.
    Number,
    /// An unmarked change touches a name.
    Name,
    /// An unmarked change touches a modal verb.
    Modal,
    /// An unmarked change touches a quantifier.
    Quantifier,
    /// Words that limit or turn round the quotation stand right outside it.
    CutOff,
    /// The speaker was giving somebody else's words or view.
    Reported,
    /// The words stood in a question or a supposition.
    Question,
    /// Witnesses of the same event disagree on these words.
    Disputed,
    /// The best witness is machine-made.
    Machine,
    /// Only a report, copy, summary or comment holds it.
    Secondhand,
    /// Said, but not at the claimed event, date or place.
    Elsewhere,
    /// Fewer than four words, or so common that they prove little.
    Short,
}

/// One difference between the quotation and the passage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What was done to the recorded words.
    pub kind: ChangeKind,
    /// What sort of words it touches.
    pub class: ChangeClass,
    /// Whether the quoter marked it (ellipsis, brackets, `[sic]`).
    pub marked: bool,
    /// Whether it passes only because the machine that made the record may have misheard, lost or put in the words: it is
    /// uncertain who is right.
    #[serde(default)]
    pub heard: bool,
    /// The words as quoted; empty for an omission.
    pub quoted: String,
    /// The words as recorded; empty for an insertion.
    pub recorded: String,
}

/// What was done to the recorded words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// Left out of the quotation.
    Omitted,
    /// Put into the quotation.
    Inserted,
    /// Put in the place of others.
    Replaced,
    /// Taken from another place.
    Moved,
}

/// What sort of words a change touches, most serious first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeClass {
    /// A word that denies: not, never, no, -n't.
    Negation,
    /// A number or its unit.
    Number,
    /// A name.
    Name,
    /// A modal verb or hedge: may, must, could.
    Modal,
    /// A quantifier: all, some, every, only.
    Quantifier,
    /// Any other word.
    Word,
    /// Another spelling of the same word, or a plain misspelling.
    Spelling,
    /// A word said twice, a false start.
    Repetition,
    /// A filler: uh, you know, I mean.
    Filler,
    /// Contractions, number forms and the like.
    Format,
}

/// One stretch of the two wordings side by side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aligned {
    /// `None` where both are the same words.
    pub change: Option<ChangeClass>,
    /// How they differ; `None` where both are the same words.
    pub kind: Option<ChangeKind>,
    /// Whether the quoter marked the difference.
    pub marked: bool,
    /// As quoted, with its spelling and punctuation. May be empty.
    pub quoted: String,
    /// As recorded, with its spelling and punctuation. May be empty.
    pub recorded: String,
}

/// A place in the record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Passage {
    /// The document's path, or its name in the record.
    pub document: String,
    /// A permanent reference to the place (`onrecord show REF`), where the document is kept in a record.
    pub reference: Option<String>,
    /// The document's title.
    pub title: Option<String>,
    /// The event.
    pub event: Option<String>,
    /// The date, ISO 8601.
    pub date: Option<String>,
    /// Who speaks there.
    pub speaker: Option<String>,
    /// How close the witness stands to the speech.
    pub grade: Grade,
    /// Why it has that grade.
    pub grade_reason: String,
    /// Bytes of the document's text, end exclusive.
    pub range: Range<usize>,
    /// Seconds from the beginning of the recording, start and end.
    pub time: Option<(f64, f64)>,
    /// The recorded words.
    pub text: String,
    /// What stands before, within the same turn where possible.
    pub before: String,
    /// What stands after.
    pub after: String,
    /// Where to see or hear it; with the time where that is known.
    pub link: Option<String>,
    /// What the speaker was answering, where that is a question of somebody else.
    #[serde(default)]
    pub asked: Option<Asked>,
}

/// A question right before a turn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// Who asks, where that is known.
    pub speaker: Option<String>,
    /// The end of what is asked, on one line.
    pub text: String,
}

/// What another witness of the event has in this place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// Its words, and where they stand.
    #[serde(flatten)]
    pub passage: Passage,
    /// How they differ from those that the verdict rests on.
    pub differs: Differs,
}

/// How two witnesses of one event differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Differs {
    /// In what carries the sense: a denial, a number, a name, a word of content.
    Meaning,
    /// In how it is put: fillers, repeated words, small words of grammar.
    Style,
}

/// For a quotation that was not found: what the record does hold.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Coverage {
    /// Documents searched.
    pub documents: usize,
    /// How many of them have words of the claimed speaker; `None` where no speaker was claimed.
    pub of_speaker: Option<usize>,
    /// How many are of the claimed date; `None` where none was claimed.
    pub of_date: Option<usize>,
    /// How many are of the claimed event; `None` where none was claimed.
    pub of_event: Option<usize>,
    /// The earliest and latest date on record of the claimed speaker (or of all, where none was claimed).
    pub dates: Option<(String, String)>,
}

macro_rules! names {
    ($type:ident { $($variant:ident => $name:literal),+ $(,)? }) => {
        impl $type {
            /// Every value, in order.
            pub const ALL: &'static [$type] = &[$($type::$variant),+];
            /// The name used in JSON and on the command line.
            pub fn name(self) -> &'static str {
                match self { $($type::$variant => $name),+ }
            }
        }
        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.pad(self.name()) }
        }
        impl std::str::FromStr for $type {
            type Err = UnknownName;
            fn from_str(s: &str) -> Result<Self, UnknownName> {
                match s { $($name => Ok($type::$variant),)+ _ => Err(UnknownName) }
            }
        }
    };
}

/// The name is not one of the type's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a known name")]
pub struct UnknownName;

names!(Verdict {
    Verbatim => "verbatim", Marked => "marked", Tidied => "tidied", Trimmed => "trimmed", Altered => "altered",
    Spliced => "spliced", Reworded => "reworded", Unfound => "unfound",
});
names!(Flag {
    Speaker => "speaker", Negation => "negation", Number => "number", Name => "name", Modal => "modal",
    Quantifier => "quantifier", CutOff => "cut_off", Reported => "reported", Question => "question",
    Disputed => "disputed", Machine => "machine", Secondhand => "secondhand", Elsewhere => "elsewhere", Short => "short",
});
names!(Differs { Meaning => "meaning", Style => "style" });
names!(ChangeKind { Omitted => "omitted", Inserted => "inserted", Replaced => "replaced", Moved => "moved" });
names!(ChangeClass {
    Negation => "negation", Number => "number", Name => "name", Modal => "modal", Quantifier => "quantifier",
    Word => "word", Spelling => "spelling", Repetition => "repetition", Filler => "filler", Format => "format",
});
