//! The words of a language, read from its data file: cues, titles, pronouns, prepositions and the rest.
//!
//! A language is one file under `languages/` (its format is told in docs/quotations.md); adding one means writing that
//! file and naming it in [`FILES`]. A file is parsed (`file`) the first time that a text in its language is read, so that
//! nothing is paid for the others. Not for grammar: what the words mean for a quotation is decided in `clause` and
//! `attribute`.

mod endings;
mod file;
mod hash;

use self::endings::Endings;
pub(crate) use self::hash::{WordHasher, push_lower};
use crate::inflection::Inflection;
use crate::token::Token;
use crate::unspaced::Unspaced;
pub(crate) use crate::word;
use std::collections::HashMap;
use std::hash::BuildHasherDefault;
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
    /// What the endings of words tell; see `endings`.
    endings: Endings,
    /// Nouns of what words are written in or on, whole or as the end of a compound ("Brief", "Satzung").
    carriers: Vec<Box<str>>,
    /// Forms of verbs that ask: whoever answers is another ("asked").
    asks: Vec<Box<str>>,
    laughs_at: Vec<Box<str>>,
    /// What a line is headed by that nobody says ("Interview: ...").
    labels: Vec<Box<str>>,
    /// What joins words to how somebody said them ("is how Ruiz described it").
    manner: Vec<Box<str>>,
    /// Determiners that stand alone for somebody, just named or one of many (see `alone`).
    demonstratives: Vec<(Box<str>, Gender)>,
    indefinites: Vec<(Box<str>, Gender)>,
    /// Verbs of what somebody does with face or hands while speaking ("nickt").
    gestures: Vec<Box<str>>,
    /// Small words, joined by a space, that belong to the name behind them ("von der").
    name_links: Vec<Box<str>>,
    /// Words by which a clause tells that something was not said, or was asked ("never", "denied", "whether").
    denied: Vec<Box<str>>,
    /// Verbs whose subject puts something so ("brachte es Ruiz auf den Punkt") or that break from somebody ("entfuhr es Ruiz").
    puts_it: Vec<Box<str>>,
    /// Prepositions before whoever words are heard from ("kam es von Ruiz").
    heard_from: Vec<Box<str>>,
    /// Verbs by which the sentence behind words tells who said them ("Das sagte Ruiz").
    summaries: Vec<Box<str>>,
    /// Words by which the narrator does not vouch for what is told ("angeblich").
    hearsay: Vec<Box<str>>,
    /// Words that open a sentence and tell how somebody spoke ("Schärfer wurde Ruiz").
    tones: Vec<Box<str>>,
    /// Adverbs and the like that open a sentence with a capital and are nobody's name ("Leider").
    openers: Vec<Box<str>>,
    /// Verbs by which somebody hears words of another ("hörte von Ruiz", "heard from Ruiz").
    hearing: Vec<Box<str>>,
    /// Prepositions between whom somebody praises or blames and what they said ("thanked Ruiz for saying").
    blamed_for: Vec<Box<str>>,
    /// Words that take what stands behind them out of it all ("weder", "neither").
    excluding: Vec<Box<str>>,
    /// What somebody is told who has to listen ("musste sich von Ruiz anhören").
    endured: Vec<Box<str>>,
    /// Words for "in it", where what carries words was named before ("darin").
    within: Vec<Box<str>>,
    /// What ends a clause that accepts nothing ("zurück").
    sent_back: Vec<Box<str>>,
    /// What leads from an answer to what it answers ("auf" die Frage).
    replies_to: Vec<Box<str>>,
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
        if endings::ends_in(lower, &self.endings.adverbs) {
            return Entry { flags: word::ADVERB, gender: Gender::Unknown };
        }
        self.endings.compound(lower)
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
        self.endings.stems(lower).filter(|(stem, _)| stem.len() >= 4).find_map(|(stem, case)| {
            let entry = self
                .words
                .get(stem)
                .filter(|entry| entry.flags & NOUN != 0 && entry.flags & (word::FUNCTION | word::GIVEN) == 0)?;
            let gender = match case {
                endings::Case::Woman if entry.flags & word::ROLE == 0 => return None,
                endings::Case::Woman => Gender::Female,
                endings::Case::Same => entry.gender,
                endings::Case::Other => Gender::Unknown,
            };
            Some(Entry { flags: entry.flags & (NOUN | word::TITLE), gender })
        })
    }

    /// Whether words are written in or on what this noun names, in any case and number, a compound or not.
    pub(crate) fn carries_words(&self, noun: &str) -> bool {
        let lower = noun.to_lowercase();
        let stems = std::iter::once(&*lower).chain(self.endings.stems(&lower).map(|(stem, _)| stem));
        // Where nouns are joined, the last one tells what the whole is.
        stems.into_iter().any(|stem| {
            self.carriers.iter().any(|carrier| **carrier == *stem || self.capital_nouns && stem.ends_with(&**carrier))
        })
    }

    /// Whether a verb, in lower case, asks.
    pub(crate) fn asks(&self, verb: &str) -> bool {
        has(&self.asks, verb)
    }

    /// Whether whoever does this at something that is said has not said it ("laughed at").
    pub(crate) fn laughs_at(&self, verb: &str) -> bool {
        has(&self.laughs_at, verb)
    }

    /// Whether a word heads a line and says nothing itself ("Interview").
    pub(crate) fn is_label(&self, word: &str) -> bool {
        let lower = word.to_lowercase();
        has(&self.labels, &lower)
    }

    /// Whether a word that begins with a number is somebody of that age ("22-year-old").
    pub(crate) fn is_age(&self, form: &str) -> bool {
        endings::ends_in(form, &self.endings.ages)
    }

    /// Whether a word tells how something was said ("how").
    pub(crate) fn is_manner(&self, word: &str) -> bool {
        has(&self.manner, word)
    }

    /// Whether the ending of a word shows that it is an adjective.
    pub(crate) fn is_adjective(&self, word: &str) -> bool {
        endings::ends_in(word, &self.endings.adjectives)
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
        endings::ends_in(form, &self.endings.plural_verbs)
    }

    /// Whether a verb tells what somebody does with face or hands while speaking ("nickt").
    pub(crate) fn is_gesture(&self, form: &str) -> bool {
        has(&self.gestures, form)
    }

    /// Whether small words belong to the name behind them ("von der").
    pub(crate) fn is_name_link(&self, words: &str) -> bool {
        has(&self.name_links, words)
    }

    /// Whether whoever stands behind this verb and "es" puts it so ("brachte es Ruiz auf den Punkt").
    pub(crate) fn puts_it(&self, form: &str) -> bool {
        has(&self.puts_it, form)
    }

    /// Whether whoever stands behind this preposition is heard ("kam es von Ruiz").
    pub(crate) fn heard_from(&self, preposition: &str) -> bool {
        has(&self.heard_from, preposition)
    }

    /// Whether a verb behind words tells who said them ("Das sagte Ruiz").
    pub(crate) fn is_summary(&self, form: &str) -> bool {
        has(&self.summaries, form)
    }

    /// Whether the narrator does not vouch for what is told with this word ("angeblich").
    pub(crate) fn is_hearsay(&self, form: &str) -> bool {
        has(&self.hearsay, form)
    }

    /// Whether a word at the head of a sentence tells how somebody spoke ("Schärfer wurde Ruiz").
    pub(crate) fn is_tone(&self, form: &str) -> bool {
        has(&self.tones, &form.to_lowercase())
    }

    /// Whether a word at the head of a sentence is an adverb or the like, and nobody's name ("Leider hat Ruiz").
    pub(crate) fn is_opener(&self, form: &str) -> bool {
        has(&self.openers, &form.to_lowercase())
    }

    /// Whether whoever does this hears words of another ("hörte von Ruiz").
    pub(crate) fn is_hearing(&self, form: &str) -> bool {
        has(&self.hearing, form)
    }

    /// Whether this leads from whom somebody praises or blames to what they said ("thanked Ruiz for saying").
    pub(crate) fn is_blamed_for(&self, form: &str) -> bool {
        has(&self.blamed_for, form)
    }

    /// Whether what stands behind this word did not do it ("weder Ruiz noch Weber").
    pub(crate) fn excludes(&self, form: &str) -> bool {
        has(&self.excluding, &form.to_lowercase())
    }

    /// Whether this stands for "in it" ("Darin heißt es").
    pub(crate) fn is_within(&self, form: &str) -> bool {
        has(&self.within, &form.to_lowercase())
    }

    /// Whether a verb with this at its end tells that something is not accepted ("wies ... zurück").
    pub(crate) fn is_sent_back(&self, form: &str) -> bool {
        has(&self.sent_back, form)
    }

    /// Whether this is what somebody is told who has to listen ("musste sich von Ruiz anhören").
    pub(crate) fn is_endured(&self, form: &str) -> bool {
        has(&self.endured, form)
    }

    /// Whether the ending of a word, in small letters and on no list, shows a noun or an adjective rather than a given name.
    pub(crate) fn is_common_noun(&self, lower: &str) -> bool {
        endings::ends_in(lower, &self.endings.common)
    }

    /// Whether a word, in small letters, tells that something was not said, or was asked ("never", "denied", "whether").
    pub(crate) fn is_denied(&self, form: &str) -> bool {
        let known = |form: &str| has(&self.denied, form);
        known(form) || form.contains('’') && known(&form.replace('’', "'"))
    }

    /// Whether a preposition leads to what is answered ("auf" die Frage).
    pub(crate) fn replies_to(&self, preposition: &str) -> bool {
        self.replies_to.iter().any(|known| known.eq_ignore_ascii_case(preposition))
    }

    /// Whether nothing but its ending makes a word an adverb.
    pub(crate) fn is_adverb_by_ending(&self, lower: &str) -> bool {
        endings::ends_in(lower, &self.endings.adverbs) && lower.len() >= 5 && !self.words.contains_key(lower)
    }

    /// Whether the ending of a noun shows that it is feminine.
    pub(crate) fn is_feminine(&self, noun: &str) -> bool {
        self.endings.is_feminine(noun)
    }

    /// Whether the ending of a small word that no list has shows another case than the first (German "-en").
    pub(crate) fn is_oblique(&self, form: &str) -> bool {
        endings::ends_in(form, &self.endings.oblique)
    }

    /// Whether a name may stand in the genitive (German "Kellers").
    pub(crate) fn is_genitive(&self, form: &str) -> bool {
        endings::ends_in(form, &self.endings.genitive)
    }

    /// Whether a small word may be a participle before its noun (German "geborene").
    pub(crate) fn is_participle(&self, form: &str) -> bool {
        endings::ends_in(form, &self.endings.participles)
    }

    /// Whether the verb written as `form` attributes with this word behind it ("shot" "back").
    pub(crate) fn cues_with(&self, form: &str, behind: &str) -> bool {
        self.cue_behind.get(form).is_some_and(|known| known.iter().any(|known| **known == *behind))
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

/// Whether a list has a word, as it is written there.
fn has(list: &[Box<str>], word: &str) -> bool {
    list.iter().any(|known| **known == *word)
}
