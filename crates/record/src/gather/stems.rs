//! Which files of a folder are called after which others: the names of all of them by what stands before their dots.
//!
//! Made once for a folder or an archive, so that a hundred thousand metadata files beside as many sources are not each held
//! against every name. Not for what a metadata file says: that is `beside`.

use super::beside;
use std::collections::{HashMap, HashSet};

/// The names of the files of one folder, or of an archive with their folders.
#[derive(Debug, Default)]
pub(super) struct Stems {
    /// How many names go on with a dot behind this.
    before_dots: HashMap<String, u32>,
    /// Names of files that may be sources, whole and up to each dot.
    of_sources: HashSet<String>,
}

impl Stems {
    /// A file is there.
    pub(super) fn insert(&mut self, name: &str) {
        let is_metadata = name.ends_with(beside::ENDING);
        let file = name.rfind('/').map_or(0, |slash| slash + 1);
        for (dot, _) in name.match_indices('.').filter(|(dot, _)| *dot >= file) {
            let Some(stem) = name.get(..dot) else { continue };
            *self.before_dots.entry(stem.to_owned()).or_default() += 1;
            if !is_metadata {
                self.of_sources.insert(stem.to_owned());
            }
        }
        if !is_metadata {
            self.of_sources.insert(name.to_owned());
        }
    }

    /// Whether a `.json` file that is there has another file beside it of the same name up to the ending.
    pub(super) fn has_sibling(&self, json: &str) -> bool {
        json.strip_suffix(".json").and_then(|stem| self.before_dots.get(stem)).is_some_and(|count| *count > 1)
    }

    /// Whether the source lies there that a metadata file is called after.
    pub(super) fn has_source(&self, metadata: &str) -> bool {
        metadata.strip_suffix(beside::ENDING).is_none_or(|stem| self.of_sources.contains(stem))
    }

    /// Lets go of everything.
    pub(super) fn clear(&mut self) {
        *self = Stems::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_belong_together_up_to_a_dot() {
        let mut stems = Stems::default();
        let names = ["talk.json", "talk.txt", "alone.json", "a.b.json", "a.b.html", "a.c.json", "talks.meta.toml"];
        names.iter().for_each(|name| stems.insert(name));
        for (name, has) in [("talk.json", true), ("alone.json", false), ("a.b.json", true), ("a.c.json", false)] {
            assert_eq!(stems.has_sibling(name), has, "{name}");
        }
        for (name, has) in [
            ("talk.meta.toml", true),
            ("talk.txt.meta.toml", true),
            ("tal.meta.toml", false),
            ("talks.meta.toml", false),
            ("a.meta.toml", true),
            ("a.b.html.meta.toml", true),
        ] {
            assert_eq!(stems.has_source(name), has, "{name}");
        }
    }

    #[test]
    fn dots_of_folders_part_nothing() {
        let mut stems = Stems::default();
        ["x/talk.json", "x/talk.1/b.txt", "v1.2/talk.txt"].iter().for_each(|name| stems.insert(name));
        assert!(!stems.has_sibling("x/talk.json"));
        stems.insert("x/talk.txt");
        assert!(stems.has_sibling("x/talk.json"));
    }
}
