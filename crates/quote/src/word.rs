//! What sort of word a word is, as bits: a word may be several ("report" is a verb, a noun for words, and reports a clause).
//!
//! The sections of a language's file set them (see `language`); docs/quotations.md tells what each section holds.

/// A verb that nearly always attributes speech ("said").
pub(crate) const CUE: u64 = 1;
/// A verb that may attribute speech ("described", "believes").
pub(crate) const WEAK: u64 = 1 << 1;
/// Any other verb: it ends a noun phrase.
pub(crate) const VERB: u64 = 1 << 2;
/// A form that needs an auxiliary or a main clause: participles, infinitives.
pub(crate) const NONFINITE: u64 = 1 << 3;
/// Begins a phrase that names a source ("according to").
pub(crate) const SOURCE: u64 = 1 << 4;
/// A noun that stands for words ("statement").
pub(crate) const STATEMENT: u64 = 1 << 5;
pub(crate) const PREPOSITION: u64 = 1 << 6;
pub(crate) const DETERMINER: u64 = 1 << 7;
pub(crate) const POSSESSIVE: u64 = 1 << 8;
/// A pronoun that can be a subject.
pub(crate) const PRONOUN: u64 = 1 << 9;
/// A pronoun that cannot be a subject ("him").
pub(crate) const OBJECT: u64 = 1 << 10;
pub(crate) const AUXILIARY: u64 = 1 << 11;
pub(crate) const NEGATION: u64 = 1 << 12;
pub(crate) const CONJUNCTION: u64 = 1 << 13;
pub(crate) const SUBORDINATOR: u64 = 1 << 14;
pub(crate) const RELATIVE: u64 = 1 << 15;
pub(crate) const ADVERB: u64 = 1 << 16;
pub(crate) const TIME: u64 = 1 << 17;
pub(crate) const TITLE: u64 = 1 << 18;
pub(crate) const ROLE: u64 = 1 << 19;
pub(crate) const ORGANISATION: u64 = 1 << 20;
pub(crate) const GIVEN: u64 = 1 << 21;
pub(crate) const NOT_PERSON: u64 = 1 << 22;
pub(crate) const ABBREVIATION: u64 = 1 << 23;
pub(crate) const QUESTION: u64 = 1 << 24;
pub(crate) const ANSWER: u64 = 1 << 25;
pub(crate) const SUFFIX: u64 = 1 << 26;
/// A word after its noun that names it as a source ("zufolge").
pub(crate) const SOURCE_AFTER: u64 = 1 << 27;
/// Belongs to a name though written small ("von", "de").
pub(crate) const PARTICLE: u64 = 1 << 28;
/// Never begins a subject: a dative, an accusative, a genitive ("dem").
pub(crate) const OBLIQUE: u64 = 1 << 29;
/// A participle of the present that can follow a preposition ("by saying").
pub(crate) const GERUND: u64 = 1 << 30;
/// Attributes only before "it": "as the memo put it".
pub(crate) const CUE_IT: u64 = 1 << 31;
/// A form of the verb that shows reported speech by itself ("sei", "habe").
pub(crate) const REPORTING: u64 = 1 << 32;
/// Gives somebody else's words ("quoted Ruiz as saying").
pub(crate) const CITES: u64 = 1 << 33;
/// A noun before the title of a work ("film", "motto").
pub(crate) const WORK: u64 = 1 << 34;
/// A verb whose object is the hearer ("told").
pub(crate) const HEARER: u64 = 1 << 35;
/// A noun that reports by itself ("her claim that").
pub(crate) const CLAIM: u64 = 1 << 36;
/// Opens a genitive after a noun ("der").
pub(crate) const GENITIVE: u64 = 1 << 37;
/// Opens a reported content ("that", "whether").
pub(crate) const COMPLEMENT: u64 = 1 << 38;
/// The definite article: before marks it goes with a name ("der „Verein ...“").
pub(crate) const DEFINITE: u64 = 1 << 39;
/// Before the author of the work between the marks ("by").
pub(crate) const BYLINE: u64 = 1 << 40;
/// The surname of somebody whose full name stands in the text; set on tokens, not in the lists.
pub(crate) const NAMED: u64 = 1 << 41;
/// Before whoever holds a view ("für" den Historiker ist es ...).
pub(crate) const VIEWER: u64 = 1 << 42;
/// "eigenen" of "nach eigenen Worten": whoever the sentence is about speaks.
pub(crate) const OWN: u64 = 1 << 43;
/// A finite form that is the participle too ("erklärt").
pub(crate) const PARTICIPLE: u64 = 1 << 44;
/// Before whoever something comes from ("von", "vom").
pub(crate) const FROM: u64 = 1 << 45;
/// Before a view and whose it is ("nach" ihrer Meinung).
pub(crate) const VIEW: u64 = 1 << 46;
/// Verbs by what they report (see `complement`): a clause ("said that"), an infinitive ("declined to"), a phrase
/// ("praised"), a phrase behind a preposition ("called for").
pub(crate) const REPORTS_CLAUSE: u64 = 1 << 47;
pub(crate) const REPORTS_INFINITIVE: u64 = 1 << 48;
pub(crate) const REPORTS_OBJECT: u64 = 1 << 49;
pub(crate) const REPORTS_PREPOSITION: u64 = 1 << 50;
/// An adjective that reports a clause ("confident that").
pub(crate) const REPORTS_STATE: u64 = 1 << 51;
/// Of the verbs that report: the base form, and the participle of the present.
pub(crate) const REPORTS_BASE: u64 = 1 << 52;
pub(crate) const REPORTS_ING: u64 = 1 << 53;
/// A noun or an adjective that reports what stands behind its preposition ("criticism of", "critical of").
pub(crate) const REPORTS_NOUN: u64 = 1 << 54;
/// A form of a verb that is as often a noun ("support", "claims").
pub(crate) const OR_NOUN: u64 = 1 << 55;
/// A verb that gives a name or a wording ("Der Titel lautet").
pub(crate) const NAMING: u64 = 1 << 56;
/// Stands for the words before it ("Das sagte Ruiz").
pub(crate) const SUMS_UP: u64 = 1 << 57;
/// Attributes only with a certain word behind it ("shot back"); where it stands the token is `WEAK` as well.
pub(crate) const CUE_BEHIND: u64 = 1 << 58;
/// A verb that answers to another's claim ("wies" den Vorwurf zurück).
pub(crate) const REJECTS: u64 = 1 << 59;
/// A verb that tells that words stand somewhere ("steht" auf dem Zettel).
pub(crate) const STANDS: u64 = 1 << 60;
/// A verb whose subject gets what another gives ("erhielt" Lob von Ruiz).
pub(crate) const RECEIVES: u64 = 1 << 61;
/// A pronoun for one of many, of whom the words behind it tell ("einer von ihnen").
pub(crate) const ONE_OF: u64 = 1 << 62;
/// A verb that answers ("antwortete").
pub(crate) const REPLIES: u64 = 1 << 63;
/// Any verb that reports.
pub(crate) const REPORTS: u64 = REPORTS_CLAUSE | REPORTS_INFINITIVE | REPORTS_OBJECT | REPORTS_PREPOSITION;
/// Grammar rather than matter: never the noun of a phrase.
pub(crate) const FUNCTION: u64 = PREPOSITION
    | DETERMINER
    | POSSESSIVE
    | PRONOUN
    | OBJECT
    | AUXILIARY
    | NEGATION
    | CONJUNCTION
    | SUBORDINATOR
    | RELATIVE;
/// Any verb.
pub(crate) const ANY_VERB: u64 = CUE | WEAK | VERB;
