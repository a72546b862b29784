//! Reads a language's data file: one section a kind of word, one pass over its lines.
//!
//! [`Language::parse`] is called once a language. Adding a section means a line here and a row in docs/quotations.md. Not for
//! what the words mean for a quotation, nor for looking them up: see `language`.

use super::{Endings, Entry, Gender, Language, word};
use crate::inflection::Inflection;
use crate::unspaced::Unspaced;
use std::collections::HashMap;
use std::hash::BuildHasherDefault;

impl Language {
    pub(super) fn parse(code: &'static str, data: &str) -> Language {
        let mut language = Language {
            code,
            words: HashMap::with_capacity_and_hasher(4096, BuildHasherDefault::default()),
            sources: Vec::new(),
            own_first: false,
            capital_nouns: false,
            fixed_order: false,
            is_unspaced: false,
            hyphen_pronouns: false,
            free_order: false,
            breaks_in: false,
            comma_breaks_in: false,
            dash_speech: false,
            drops_subject: false,
            inflection: Inflection::default(),
            unspaced_cues: Vec::new(),
            unspaced_adverbs: Vec::new(),
            unspaced: Unspaced::default(),
            reported_behind: HashMap::default(),
            cue_behind: HashMap::default(),
            endings: Endings::default(),
            carriers: Vec::new(),
            asks: Vec::new(),
            laughs_at: Vec::new(),
            labels: Vec::new(),
            manner: Vec::new(),
            demonstratives: Vec::new(),
            indefinites: Vec::new(),
            gestures: Vec::new(),
            puts_it: Vec::new(),
            heard_from: Vec::new(),
            summaries: Vec::new(),
            hearsay: Vec::new(),
            tones: Vec::new(),
            openers: Vec::new(),
            hearing: Vec::new(),
            blamed_for: Vec::new(),
            excluding: Vec::new(),
            endured: Vec::new(),
            within: Vec::new(),
            sent_back: Vec::new(),
            name_links: Vec::new(),
            denied: Vec::new(),
            replies_to: Vec::new(),
        };
        let mut section = "";
        // Other ways to write the same words: each line once more in each of them.
        let mut spellings: Vec<Vec<(&str, &str)>> = Vec::new();
        for line in data.lines().map(str::trim) {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                section = name;
            } else if section == "spelling" {
                let letters: Vec<&str> = line.split_ascii_whitespace().collect();
                spellings.push(letters.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect());
            } else {
                language.line(section, line);
                for letters in &spellings {
                    let written =
                        |item: &str| letters.iter().fold(item.to_owned(), |item, (from, to)| item.replace(from, to));
                    // A line of verbs or of a phrase is one thing; of other words those are read that are written otherwise.
                    let other = match section {
                        "cue" | "weak" | "verb" | "source" | "source-tail" | "name-link" => written(line),
                        _ => {
                            let items = line.split_ascii_whitespace().map(|item| (item, written(item)));
                            let changed: Vec<String> =
                                items.filter(|(item, other)| item != other).map(|(_, other)| other).collect();
                            changed.join(" ")
                        }
                    };
                    if !other.is_empty() && other != line {
                        language.line(section, &other);
                    }
                }
            }
        }
        language.decline();
        language.unspaced_cues.sort_by_key(|cue| std::cmp::Reverse(cue.len()));
        language.unspaced_adverbs.sort_by_key(|item| std::cmp::Reverse(item.len()));
        language
    }

    fn line(&mut self, section: &str, line: &str) {
        if self.is_unspaced && self.unspaced.line(section, line) || self.endings.line(section, line) {
            return;
        }
        let flag = match section {
            "cue" => word::CUE,
            "weak" => word::WEAK,
            "verb" => word::VERB,
            "source" | "source-tail" => {
                self.sources.push((section == "source-tail", line.split(' ').map(Box::from).collect()));
                let first = line.split(' ').next().unwrap_or(line);
                // "~ zdaniem" begins with any possessive.
                self.own_first |= first == "~";
                self.add(first, word::SOURCE, Gender::Unknown);
                return;
            }
            "style" => {
                let has = |style: &str| line.split(' ').any(|word| word == style);
                self.capital_nouns |= has("capital-nouns");
                self.fixed_order |= has("fixed-order");
                self.free_order |= has("free-order");
                self.is_unspaced |= has("unspaced");
                self.hyphen_pronouns |= has("hyphen-pronoun");
                self.breaks_in |= has("breaks-in");
                self.comma_breaks_in |= has("comma-breaks-in");
                self.dash_speech |= has("dash-speech");
                self.drops_subject |= has("drops-subject");
                return;
            }
            "declension" | "surname-ending" | "place-ending" | "verb-gender" => {
                return self.inflection.line(section, line);
            }
            "source-after" => word::SOURCE_AFTER,
            "statement" => word::STATEMENT,
            "preposition" => word::PREPOSITION,
            "determiner" => word::DETERMINER,
            "possessive" => word::POSSESSIVE,
            "pronoun" => word::PRONOUN,
            "object" => word::OBJECT,
            "auxiliary" => word::AUXILIARY,
            "negation" => word::NEGATION,
            "conjunction" => word::CONJUNCTION,
            "subordinator" => word::SUBORDINATOR,
            "relative" => word::RELATIVE,
            "adverb" => word::ADVERB,
            "time" => word::TIME,
            "title" => word::TITLE,
            "role" => word::ROLE,
            "organisation" => word::ORGANISATION,
            "male" | "female" => word::GIVEN,
            "notperson" => word::NOT_PERSON,
            "abbreviation" => word::ABBREVIATION,
            "question" => word::QUESTION,
            "answer" => word::ANSWER,
            "suffix" => word::SUFFIX,
            "particle" => word::PARTICLE,
            "oblique" => word::OBLIQUE,
            "cue-it" => word::CUE_IT,
            "reporting" => word::REPORTING,
            "cited" => word::CITES,
            "complement" => word::COMPLEMENT,
            "genitive" => word::GENITIVE,
            "definite" => word::DEFINITE,
            "byline" => word::BYLINE,
            "claim" => word::CLAIM,
            "reports-clause" => word::REPORTS_CLAUSE,
            "reports-infinitive" => word::REPORTS_INFINITIVE,
            "reports-object" => word::REPORTS_OBJECT,
            "or-noun" => word::OR_NOUN,
            "reports-state" => word::REPORTS_STATE,
            "reports-preposition" => return self.prepositions_of(line, word::REPORTS_PREPOSITION),
            "cue-behind" => return self.particles_of(line),
            "reports-noun" => return self.prepositions_of(line, word::REPORTS_NOUN),
            "viewer" => word::VIEWER,
            "own" => word::OWN,
            "view" => word::VIEW,
            "from" => word::FROM,
            "hearer" => word::HEARER,
            "work" => word::WORK,
            "naming" => word::NAMING,
            "sums-up" => word::SUMS_UP,
            "rejects" => word::REJECTS,
            "stands" => word::STANDS,
            "receives" => word::RECEIVES,
            "demonstrative" | "indefinite" => {
                let list = match section {
                    "demonstrative" => &mut self.demonstratives,
                    _ => &mut self.indefinites,
                };
                for (form, mark) in line.split_ascii_whitespace().filter_map(|item| item.split_once(':')) {
                    let gender = match mark {
                        "m" => Gender::Male,
                        "f" => Gender::Female,
                        _ => Gender::Plural,
                    };
                    list.push((form.into(), gender));
                }
                return;
            }
            "replies" => word::REPLIES,
            "name-link" => return self.name_links.push(line.into()),
            "carrier" | "asks" | "label" | "manner" | "replies-to" | "gesture" | "denied" | "puts-it"
            | "heard-from" | "summary" | "hearsay" | "tone" | "opener" | "endured" | "hearing" | "blamed-for"
            | "excluding" | "within" | "sent-back" | "laughs-at" => {
                let list = match section {
                    "replies-to" => &mut self.replies_to,
                    "gesture" => &mut self.gestures,
                    "denied" => &mut self.denied,
                    "puts-it" => &mut self.puts_it,
                    "heard-from" => &mut self.heard_from,
                    "summary" => &mut self.summaries,
                    "hearsay" => &mut self.hearsay,
                    "tone" => &mut self.tones,
                    "opener" => &mut self.openers,
                    "hearing" => &mut self.hearing,
                    "blamed-for" => &mut self.blamed_for,
                    "excluding" => &mut self.excluding,
                    "endured" => &mut self.endured,
                    "within" => &mut self.within,
                    "sent-back" => &mut self.sent_back,
                    "carrier" => &mut self.carriers,
                    "asks" => &mut self.asks,
                    "laughs-at" => &mut self.laughs_at,
                    "label" => &mut self.labels,
                    _ => &mut self.manner,
                };
                list.extend(line.split_ascii_whitespace().map(Box::from));
                if section != "gesture" {
                    return;
                }
                word::VERB
            }
            _ => return,
        };
        for (place, item) in line.split_ascii_whitespace().enumerate() {
            let (item, mark) = item.split_once(':').unwrap_or((item, ""));
            // "*" marks a form that cannot stand as the only verb of a clause.
            let (item, starred) = item.strip_prefix('*').map_or((item, false), |rest| (rest, true));
            let gender = match (mark, section) {
                ("m", _) | (_, "male") => Gender::Male,
                ("f", _) | (_, "female") => Gender::Female,
                ("p", _) => Gender::Plural,
                ("n", _) => Gender::Neuter,
                ("1" | "w" | "y", _) => Gender::Speaker,
                ("r", _) => Gender::Relative,
                _ => Gender::Unknown,
            };
            let verb = flag & word::ANY_VERB != 0;
            let english_nonfinite =
                verb && section != "gesture" && self.fixed_order && (item.ends_with("ing") || place == 0);
            let nonfinite = if starred || english_nonfinite { word::NONFINITE } else { 0 };
            // "erklären erklärt ...", without a "geklärt": the participle looks like the present.
            let participle = verb
                && place == 1
                && super::endings::ends_in(item, &self.endings.alike)
                && !line.split_ascii_whitespace().skip(1).any(|form| form.starts_with('*'));
            let nonfinite = nonfinite | if participle { word::PARTICIPLE } else { 0 };
            let reports = flag & word::REPORTS != 0;
            let form = match (reports, place) {
                (true, _) if item.ends_with("ing") => word::REPORTS_ING,
                (true, 0) => word::REPORTS_BASE,
                _ => 0,
            };
            let nonfinite = nonfinite | form;
            let gerund = if verb && self.fixed_order && item.ends_with("ing") { word::GERUND } else { 0 };
            if self.is_unspaced && flag & (word::CUE | word::WEAK) != 0 {
                self.unspaced_cues.push(item.into());
            } else if self.is_unspaced && flag == word::ADVERB {
                self.unspaced_adverbs.push(item.into());
            }
            self.add(item, flag | nonfinite | gerund, gender);
        }
    }

    /// Adds the other cases of names and of nouns for people, where no list has the form already.
    fn decline(&mut self) {
        const NOUN: u64 = word::GIVEN | word::TITLE | word::ROLE | word::ORGANISATION | word::CLAIM;
        if self.inflection.is_empty() {
            return;
        }
        let mut forms: Vec<(String, Entry, Box<str>)> = Vec::new();
        for (noun, entry) in self.words.iter().filter(|(_, entry)| entry.flags & NOUN != 0) {
            for form in self.inflection.forms(noun) {
                let flags = entry.flags & NOUN & !word::CLAIM | word::OBLIQUE;
                forms.push((form, Entry { flags, gender: entry.gender }, noun.clone()));
            }
        }
        // In a fixed order: of two nouns with the same form always the same one gives it.
        forms.sort_by(|a, b| (&a.0, &a.2).cmp(&(&b.0, &b.2)));
        for (form, entry, noun) in forms {
            if self.words.contains_key(form.as_str()) {
                continue;
            }
            self.inflection.base.insert(form.as_str().into(), noun);
            self.words.insert(form.into(), entry);
        }
    }

    /// "shoot shoots shot shooting : back": forms of a verb, the base form first, that attribute with a word behind them.
    fn particles_of(&mut self, line: &str) {
        let Some((forms, particles)) = line.split_once(':') else { return };
        let particles: Vec<Box<str>> = particles.split_ascii_whitespace().map(Box::from).collect();
        for (place, form) in forms.split_ascii_whitespace().enumerate() {
            let nonfinite = if place == 0 || form.ends_with("ing") { word::NONFINITE } else { 0 };
            self.add(form, word::CUE_BEHIND | word::VERB | nonfinite, Gender::Unknown);
            self.cue_behind.entry(form.into()).or_default().extend(particles.iter().cloned());
        }
    }

    /// "call calls called calling : for on": forms of a verb and the prepositions behind which it reports.
    fn prepositions_of(&mut self, line: &str, flag: u64) {
        let Some((forms, prepositions)) = line.split_once(':') else { return };
        let prepositions: Vec<Box<str>> = prepositions.split_ascii_whitespace().map(Box::from).collect();
        for form in forms.split_ascii_whitespace() {
            let ing = if form.ends_with("ing") { word::REPORTS_ING } else { 0 };
            self.add(form, flag | ing, Gender::Unknown);
            self.reported_behind.entry(form.into()).or_default().extend(prepositions.iter().cloned());
        }
    }

    fn add(&mut self, item: &str, flags: u64, gender: Gender) {
        let entry = self.words.entry(item.into()).or_default();
        // A form that is finite in one verb and not in another counts as finite.
        let finite_before = entry.flags & word::ANY_VERB != 0 && entry.flags & word::NONFINITE == 0;
        let finite_now = flags & word::ANY_VERB != 0 && flags & word::NONFINITE == 0;
        entry.flags |= flags;
        if finite_before || finite_now {
            entry.flags &= !word::NONFINITE;
        }
        if gender != Gender::Unknown {
            entry.gender = gender;
        }
    }
}
