//! The words of a language, read from its data file: cues, titles, pronouns, prepositions and the rest.
//!
//! A language is one file under `languages/` (its format is told in docs/quotations.md); adding one means writing that
//! file and naming it in [`FILES`]. A file is parsed the first time that a text in its language is read, so that
//! nothing is paid for the others. Not for grammar: what the words mean for a quotation is decided in `clause` and
//! `attribute`.

use crate::inflection::Inflection;
use crate::token::Token;
use crate::unspaced::Unspaced;
pub(crate) use crate::word;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::OnceLock;

/// The data files by ISO 639-1 code.
pub(crate) const FILES: [(&str, &str); 10] = [
    ("en", include_str!("../languages/en.txt")),
    ("de", include_str!("../languages/de.txt")),
    ("fr", include_str!("../languages/fr.txt")),
    ("es", include_str!("../languages/es.txt")),
    ("it", include_str!("../languages/it.txt")),
    ("pt", include_str!("../languages/pt.txt")),
    ("pl", include_str!("../languages/pl.txt")),
    ("ru", include_str!("../languages/ru.txt")),
    ("uk", include_str!("../languages/uk.txt")),
    ("zh", include_str!("../languages/zh.txt")),
];

/// Whom a word stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Gender {
    #[default]
    Unknown,
    Male,
    Female,
    Plural,
    /// A thing or an organisation ("it").
    Neuter,
    /// The writer or the speaker ("I", "we", "you").
    Speaker,
    /// A relative word ("who").
    Relative,
}

/// An entry of the word list.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Entry {
    pub(crate) flags: u64,
    pub(crate) gender: Gender,
}

/// The words of one language.
pub(crate) struct Language {
    pub(crate) code: &'static str,
    words: HashMap<Box<str>, Entry, BuildHasherDefault<WordHasher>>,
    /// Phrases that name a source, each as its words; `true` for those that only follow a comma or a quotation ("so").
    pub(crate) sources: Vec<(bool, Vec<Box<str>>)>,
    /// Some phrase of `sources` begins with whose view it is ("jego zdaniem").
    pub(crate) own_first: bool,
    /// Every noun is written with a capital (German).
    pub(crate) capital_nouns: bool,
    /// The place of a word tells what it does: the subject stands before its verb, and forms are told by "-ing" and "-ed" (English).
    pub(crate) fixed_order: bool,
    /// Words are not parted by spaces (Chinese): the cues are looked for inside runs of letters.
    pub(crate) is_unspaced: bool,
    /// Pronouns are joined to their verb by a hyphen ("dit-il").
    pub(crate) hyphen_pronouns: bool,
    /// A subject may stand behind its verb, and nouns are written small (the Romance and the Slavic languages).
    pub(crate) free_order: bool,
    /// The narrator speaks within the marks, between dashes («..., — said he. — ...»); between commas too.
    pub(crate) breaks_in: bool,
    pub(crate) comma_breaks_in: bool,
    /// A paragraph behind a dash is speech, if a cue stands in it.
    pub(crate) dash_speech: bool,
    /// A verb needs no subject ("añadió").
    pub(crate) drops_subject: bool,
    /// Nouns and names have cases; see `inflection`.
    pub(crate) inflection: Inflection,
    /// Cues of an unspaced language, longest first.
    pub(crate) unspaced_cues: Vec<Box<str>>,
    /// Words of time and manner of an unspaced language, longest first.
    pub(crate) unspaced_adverbs: Vec<Box<str>>,
    /// What else an unspaced language's file holds, by section, longest first.
    pub(crate) unspaced: Unspaced,
    /// The prepositions behind which a form of a verb reports ("called": "for").
    reported_behind: HashMap<Box<str>, Vec<Box<str>>, BuildHasherDefault<WordHasher>>,
    /// The words behind which a form of a verb attributes ("shot": "back").
    cue_behind: HashMap<Box<str>, Vec<Box<str>>, BuildHasherDefault<WordHasher>>,
    /// Endings of unlisted words that are adverbs ("-ly").
    adverb_endings: Vec<Box<str>>,
    /// Endings of nouns that are feminine (German "-ung"), and of those that only look so ("-sprung").
    feminine_endings: (Vec<Box<str>>, Vec<Box<str>>),
    /// Endings of compounds that are roles ("-sprecherin"), works ("-zeitung") or things that cannot speak ("-ung").
    compound_endings: Vec<(Box<str>, u64, Gender)>,
    /// Nouns of what words are written in or on, whole or as the end of a compound ("Brief", "Satzung").
    carriers: Vec<Box<str>>,
    /// Forms of verbs that ask: whoever answers is another ("asked").
    asks: Vec<Box<str>>,
    /// What a line is headed by that nobody says ("Interview: ...").
    labels: Vec<Box<str>>,
    /// What joins words to how somebody said them ("is how Ruiz described it").
    manner: Vec<Box<str>>,
    /// Endings of adjectives (German "-lich").
    adjective_endings: Vec<Box<str>>,
    /// Determiners that stand alone for somebody, just named or one of many (see `alone`).
    demonstratives: Vec<(Box<str>, Gender)>,
    indefinites: Vec<(Box<str>, Gender)>,
    /// Endings of verbs whose subject is several.
    plural_verbs: Vec<Box<str>>,
    /// Verbs of what somebody does with face or hands while speaking ("nickt").
    gestures: Vec<Box<str>>,
    /// Endings that no given name has which is on no list (German "-stadt").
    common_endings: Vec<Box<str>>,
    /// What leads from an answer to what it answers ("auf" die Frage).
    replies_to: Vec<Box<str>>,
    /// Places in `compound_endings` by their last two bytes, so that few are tried.
    endings_by_last: HashMap<[u8; 2], Vec<u16>, BuildHasherDefault<WordHasher>>,
}

/// The last two bytes of a word.
fn last_two(word: &str) -> Option<[u8; 2]> {
    word.as_bytes().last_chunk::<2>().copied()
}

impl Language {
    /// What is known of a word, given in lower case.
    pub(crate) fn entry(&self, lower: &str) -> Entry {
        if let Some(entry) = self.words.get(lower) {
            return *entry;
        }
        if lower.len() < 5 {
            return Entry::default();
        }
        if self.capital_nouns
            && let Some(entry) = self.inflected(lower)
        {
            return entry;
        }
        if self.adverb_endings.iter().any(|ending| lower.ends_with(&**ending)) {
            return Entry { flags: word::ADVERB, gender: Gender::Unknown };
        }
        let Some(last) = last_two(lower) else { return Entry::default() };
        let candidates = self.endings_by_last.get(&last).map_or(&[][..], Vec::as_slice);
        let candidates = || candidates.iter().filter_map(|&place| self.compound_endings.get(place as usize));
        // Short words that end like a thing may be names ("Hartung").
        let ends = |(ending, ..): &&(Box<str>, u64, Gender)| lower.ends_with(&**ending);
        let thing = |entry: &&(Box<str>, u64, Gender)| entry.1 & word::NOT_PERSON != 0;
        let found = candidates()
            .find(|entry| ends(entry) && !thing(entry))
            .or_else(|| candidates().find(|e| ends(e) && thing(e) && lower.len() >= e.0.len() + 5));
        found.map_or_else(Entry::default, |(_, flags, gender)| Entry { flags: *flags, gender: *gender })
    }

    /// A noun in another case or number than it is listed in ("Sprechers", "Verbände" are "Sprecher", "Verband").
    fn inflected(&self, lower: &str) -> Option<Entry> {
        const NOUN: u64 = word::ROLE
            | word::ORGANISATION
            | word::WORK
            | word::STATEMENT
            | word::CLAIM
            | word::NOT_PERSON
            | word::TIME;
        let endings: &[&str] = match lower.as_bytes().last()? {
            b'n' => &["innen", "in", "en", "n"],
            b's' => &["es", "s"],
            b'e' => &["e"],
            _ => return None,
        };
        endings.iter().find_map(|ending| {
            let stem = lower.strip_suffix(ending).filter(|stem| stem.len() >= 4)?;
            let entry = self
                .words
                .get(stem)
                .filter(|entry| entry.flags & NOUN != 0 && entry.flags & (word::FUNCTION | word::GIVEN) == 0)?;
            let gender = match *ending {
                "in" if entry.flags & word::ROLE == 0 => return None,
                "in" => Gender::Female,
                "s" | "es" => entry.gender,
                _ => Gender::Unknown,
            };
            Some(Entry { flags: entry.flags & (NOUN | word::TITLE), gender })
        })
    }

    /// Whether words are written in or on what this noun names, in any case and number, a compound or not.
    pub(crate) fn carries_words(&self, noun: &str) -> bool {
        let lower = noun.to_lowercase();
        if !self.capital_nouns {
            let plain = lower.strip_suffix('s').unwrap_or(&lower);
            return self.carriers.iter().any(|carrier| **carrier == *plain);
        }
        ["", "s", "es", "n", "en", "e"]
            .iter()
            .filter_map(|ending| lower.strip_suffix(ending))
            .any(|stem| self.carriers.iter().any(|carrier| stem.ends_with(&**carrier)))
    }

    /// Whether a verb, in lower case, asks.
    pub(crate) fn asks(&self, verb: &str) -> bool {
        self.asks.iter().any(|known| **known == *verb)
    }

    /// Whether a word heads a line and says nothing itself ("Interview").
    pub(crate) fn is_label(&self, word: &str) -> bool {
        let lower = word.to_lowercase();
        self.labels.iter().any(|known| **known == *lower)
    }

    /// Whether a word tells how something was said ("how").
    pub(crate) fn is_manner(&self, word: &str) -> bool {
        self.manner.iter().any(|known| **known == *word)
    }

    /// Whether the ending of a word shows that it is an adjective.
    pub(crate) fn is_adjective(&self, word: &str) -> bool {
        self.adjective_endings.iter().any(|ending| word.ends_with(&**ending))
    }

    /// Whether some determiners of the language can stand alone.
    pub(crate) fn stands_alone(&self) -> bool {
        !self.demonstratives.is_empty() || !self.indefinites.is_empty()
    }

    /// Whom a demonstrative at the head of a sentence stands for ("Der sagte").
    pub(crate) fn demonstrative(&self, form: &str) -> Option<Gender> {
        self.demonstratives.iter().find(|(known, _)| known.eq_ignore_ascii_case(form)).map(|(_, gender)| *gender)
    }

    /// Whom an indefinite word stands for ("einer von ihnen").
    pub(crate) fn indefinite(&self, form: &str) -> Option<Gender> {
        self.indefinites.iter().find(|(known, _)| known.eq_ignore_ascii_case(form)).map(|(_, gender)| *gender)
    }

    /// Whether the ending of a verb shows that its subject is several.
    pub(crate) fn is_plural_verb(&self, form: &str) -> bool {
        self.plural_verbs.iter().any(|ending| form.ends_with(&**ending))
    }

    /// Whether a verb tells what somebody does with face or hands while speaking ("nickt").
    pub(crate) fn is_gesture(&self, form: &str) -> bool {
        self.gestures.iter().any(|known| **known == *form)
    }

    /// Whether the ending of a word, in small letters and on no list, shows a noun or an adjective rather than a given name.
    pub(crate) fn is_common_noun(&self, lower: &str) -> bool {
        self.common_endings.iter().any(|ending| lower.ends_with(&**ending))
    }

    /// Whether a preposition leads to what is answered ("auf" die Frage).
    pub(crate) fn replies_to(&self, preposition: &str) -> bool {
        self.replies_to.iter().any(|known| known.eq_ignore_ascii_case(preposition))
    }

    /// Whether nothing but its ending makes a word an adverb.
    pub(crate) fn is_adverb_by_ending(&self, lower: &str) -> bool {
        self.adverb_endings.iter().any(|ending| lower.ends_with(&**ending))
            && lower.len() >= 5
            && !self.words.contains_key(lower)
    }

    /// Whether the ending of a noun shows that it is feminine.
    pub(crate) fn is_feminine(&self, noun: &str) -> bool {
        let (endings, others) = &self.feminine_endings;
        noun.len() >= 6
            && endings.iter().any(|ending| noun.ends_with(&**ending))
            && !others.iter().any(|ending| noun.ends_with(&**ending))
    }

    fn parse(code: &'static str, data: &str) -> Language {
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
            adverb_endings: Vec::new(),
            feminine_endings: (Vec::new(), Vec::new()),
            compound_endings: Vec::new(),
            carriers: Vec::new(),
            asks: Vec::new(),
            labels: Vec::new(),
            manner: Vec::new(),
            adjective_endings: Vec::new(),
            demonstratives: Vec::new(),
            indefinites: Vec::new(),
            plural_verbs: Vec::new(),
            gestures: Vec::new(),
            replies_to: Vec::new(),
            common_endings: Vec::new(),
            endings_by_last: HashMap::default(),
        };
        let mut section = "";
        for line in data.lines().map(str::trim) {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                section = name;
            } else {
                language.line(section, line);
            }
        }
        language.decline();
        language.unspaced_cues.sort_by_key(|cue| std::cmp::Reverse(cue.len()));
        language.unspaced_adverbs.sort_by_key(|item| std::cmp::Reverse(item.len()));
        language
    }

    fn line(&mut self, section: &str, line: &str) {
        if self.is_unspaced && self.unspaced.line(section, line) {
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
            "role-ending" | "work-ending" | "thing-ending" => {
                let flags = match section {
                    "work-ending" => word::WORK,
                    "thing-ending" => word::NOT_PERSON,
                    _ => word::ROLE,
                };
                for item in line.split_ascii_whitespace() {
                    let (ending, mark) = item.split_once(':').unwrap_or((item, ""));
                    let gender = match mark {
                        "m" => Gender::Male,
                        "f" => Gender::Female,
                        "n" => Gender::Neuter,
                        _ => Gender::Unknown,
                    };
                    if let Some(last) = last_two(ending) {
                        self.endings_by_last.entry(last).or_default().push(self.compound_endings.len() as u16);
                        self.compound_endings.push((ending.into(), flags, gender));
                    }
                }
                return;
            }
            "adverb-ending" => {
                self.adverb_endings.extend(line.split_ascii_whitespace().map(Box::from));
                return;
            }
            "feminine-ending" => {
                for item in line.split_ascii_whitespace() {
                    match item.strip_prefix('!') {
                        Some(not) => self.feminine_endings.1.push(not.into()),
                        None => self.feminine_endings.0.push(item.into()),
                    }
                }
                return;
            }
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
            "carrier" | "asks" | "label" | "manner" | "adjective-ending" | "plural-verb-ending" | "replies-to"
            | "gesture" | "common-ending" => {
                let list = match section {
                    "plural-verb-ending" => &mut self.plural_verbs,
                    "replies-to" => &mut self.replies_to,
                    "gesture" => &mut self.gestures,
                    "common-ending" => &mut self.common_endings,
                    "carrier" => &mut self.carriers,
                    "asks" => &mut self.asks,
                    "label" => &mut self.labels,
                    "manner" => &mut self.manner,
                    _ => &mut self.adjective_endings,
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
            let english_nonfinite = verb && self.fixed_order && (item.ends_with("ing") || place == 0);
            let nonfinite = if starred || english_nonfinite { word::NONFINITE } else { 0 };
            // "erklären erklärt ...", without a "geklärt": the participle looks like the present.
            let participle = verb
                && place == 1
                && self.capital_nouns
                && item.ends_with('t')
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

    /// Whether the verb written as `form` attributes with this word behind it ("shot" "back").
    pub(crate) fn cues_with(&self, form: &str, behind: &str) -> bool {
        self.cue_behind.get(form).is_some_and(|known| known.iter().any(|known| **known == *behind))
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

    /// Whether the verb `cue` reports what stands behind this preposition.
    pub(crate) fn reports_with(&self, text: &str, cue: &Token, preposition: &Token) -> bool {
        let form = text.get(cue.range()).unwrap_or("").to_lowercase();
        let behind = text.get(preposition.range()).unwrap_or("");
        self.reported_behind.get(form.as_str()).is_some_and(|known| known.iter().any(|known| **known == *behind))
    }

    /// Whether the file tells what each verb reports.
    pub(crate) fn tells_complements(&self) -> bool {
        !self.reported_behind.is_empty()
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

/// The language of a code; English where the code is not known.
pub(crate) fn by_code(code: &str) -> &'static Language {
    static LOADED: [OnceLock<Language>; FILES.len()] = [const { OnceLock::new() }; FILES.len()];
    let base = code.split(['-', '_']).next().unwrap_or(code);
    let place = FILES.iter().position(|(name, _)| name.eq_ignore_ascii_case(base)).unwrap_or(0);
    LOADED[place].get_or_init(|| Language::parse(FILES[place].0, FILES[place].1))
}

/// The codes of the languages that the crate has words for.
pub fn languages() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|(code, _)| *code)
}

/// Appends characters in small letters; those of ASCII, which are most, without a look into Unicode's tables.
pub(crate) fn push_lower(lower: &mut String, word: impl Iterator<Item = char>) {
    for letter in word {
        match letter.is_ascii() {
            true => lower.push(letter.to_ascii_lowercase()),
            false => lower.extend(letter.to_lowercase()),
        }
    }
}

/// A small fast hash for short words (FxHash's mixing); the keys are our own, so that nobody can choose collisions
/// among them.
#[derive(Default)]
pub(crate) struct WordHasher(u64);

impl Hasher for WordHasher {
    fn finish(&self) -> u64 {
        self.0.rotate_left(26)
    }

    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0_u8; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.0 = (self.0.rotate_left(5) ^ u64::from_le_bytes(word)).wrapping_mul(0x517c_c1b7_2722_0a95);
        }
    }

    fn write_u8(&mut self, byte: u8) {
        self.0 = (self.0.rotate_left(5) ^ u64::from(byte)).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}
