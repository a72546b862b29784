//! The golden cases as data: what a theme file holds, and how its sources become a corpus.
//!
//! Nothing is judged here: see [`crate::golden`].

use onrecord_read::{Document, Grade, Hint, read};
use onrecord_record::{Corpus, Held};
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// A theme: sources, and cases that are checked against them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Theme {
    /// What the theme is about, for people.
    pub(crate) about: String,
    #[serde(rename = "source", default)]
    pub(crate) sources: Vec<Source>,
    #[serde(rename = "case", default)]
    pub(crate) cases: Vec<Case>,
}

/// A witness. What is not stated here is what the reader finds in the text itself.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Source {
    pub(crate) name: String,
    /// A file under `sources/`.
    file: Option<String>,
    /// Or the text itself.
    text: Option<String>,
    grade: Option<Grade>,
    grade_reason: Option<String>,
    date: Option<String>,
    title: Option<String>,
    event: Option<String>,
    language: Option<String>,
}

/// A quotation, and what an editor would say of it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Case {
    pub(crate) id: String,
    pub(crate) quote: String,
    pub(crate) speaker: Option<String>,
    pub(crate) date: Option<String>,
    pub(crate) event: Option<String>,
    pub(crate) verdict: OneOrMore,
    /// These must be raised, and no others but those of `maybe`.
    #[serde(default)]
    pub(crate) flags: Vec<String>,
    /// These may be raised or not.
    #[serde(default)]
    pub(crate) maybe: Vec<String>,
    /// For each of these a change must be found that has all that is stated.
    #[serde(default)]
    pub(crate) changes: Vec<WantedChange>,
    /// The source on which the verdict rests.
    pub(crate) rests_on: Option<String>,
    /// Sources that must be among the other readings.
    #[serde(default)]
    pub(crate) readings: Vec<String>,
    /// The second at which the passage begins, to within three.
    pub(crate) second: Option<f64>,
    /// Words that must stand in the reasons.
    #[serde(default)]
    pub(crate) told: Vec<String>,
    /// The sources that count for this case; all of the theme where none are named.
    #[serde(default)]
    pub(crate) against: Vec<String>,
    /// The editor's reason.
    pub(crate) why: String,
}

/// One verdict, or several that are all right.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub(crate) enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl OneOrMore {
    pub(crate) fn list(&self) -> Vec<&str> {
        match self {
            OneOrMore::One(one) => vec![one.as_str()],
            OneOrMore::More(more) => more.iter().map(String::as_str).collect(),
        }
    }
}

/// What must be told of a difference; what is not stated may be anything.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WantedChange {
    pub(crate) kind: Option<String>,
    pub(crate) class: Option<String>,
    pub(crate) marked: Option<bool>,
    pub(crate) heard: Option<bool>,
    pub(crate) quoted: Option<String>,
    pub(crate) recorded: Option<String>,
}

pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases/verdicts")
}

/// The themes with their file names, in the order of the names.
pub(crate) fn themes() -> Vec<(String, Theme)> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder())
        .expect("the folder of cases is there")
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let text = std::fs::read_to_string(&path).expect("the theme can be read");
            let theme = toml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
            (name, theme)
        })
        .collect()
}

impl Source {
    /// Reads the source as the command would, and then sets what the theme states of it.
    pub(crate) fn held(&self) -> Held {
        let (text, name) = match (&self.file, &self.text) {
            (Some(file), None) => {
                let path = folder().join("sources").join(file);
                let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{file}: {error}"));
                (text, file.clone())
            }
            (None, Some(text)) => (text.clone(), format!("{}.txt", self.name)),
            _ => panic!("source {}: state either a file or a text", self.name),
        };
        let mut document: Document =
            read(text.as_bytes(), &Hint::named(name)).unwrap_or_else(|error| panic!("{}: {error}", self.name));
        if let Some(grade) = self.grade {
            document.grade = grade;
            document.grade_reason = "Set by hand.".into();
            for segment in &mut document.segments {
                segment.grade = None;
            }
        }
        if let Some(reason) = &self.grade_reason {
            document.grade_reason.clone_from(reason);
        }
        for (value, slot) in [
            (&self.date, &mut document.date),
            (&self.title, &mut document.title),
            (&self.event, &mut document.event),
            (&self.language, &mut document.language),
        ] {
            if value.is_some() {
                slot.clone_from(value);
            }
        }
        Held { name: self.name.clone(), reference: None, document }
    }
}

/// The corpus of a theme's sources, or of those that are named.
pub(crate) fn corpus(sources: &[Source], against: &[String]) -> Corpus {
    for name in against {
        assert!(sources.iter().any(|source| source.name == *name), "no source is named {name}");
    }
    Corpus::new(
        sources
            .iter()
            .filter(|source| against.is_empty() || against.contains(&source.name))
            .map(Source::held)
            .collect(),
    )
}
