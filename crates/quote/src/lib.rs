//! A text to its quotations and their speakers.
//!
//! Deterministic rules over marks, words and cues; every list of words is data of a language (see `language`). Read in
//! the order of the work: [`paragraph`](self) cuts the lines, `marks` pairs the quotation marks, `token` reads words,
//! `phrase` and `clause` find who says, `attribute` gives every quotation its speaker. Not for judging: whether the
//! words were said is decided in the crate `check`.
#![forbid(unsafe_code)]

mod attribute;
mod clause;
mod indirect;
mod language;
mod marks;
mod not_speech;
mod paragraph;
mod people;
mod phrase;
pub mod quotation;
mod stream;
mod token;
mod unspaced;

pub use language::{detect, languages};
pub use quotation::{Cue, Mention, Quotation, QuotationKind};

use std::ops::Range;

/// What to look for.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Also find indirect speech: the whole content of "She said that ..." as quotations of kind indirect.
    pub indirect: bool,
    /// ISO 639-1 code of the text's language; detected where it is not given.
    pub language: Option<String>,
}

/// The quotations of a text, ordered by where they begin.
///
/// Ranges are UTF-8 bytes of `text`, without the marks. Texts above 4 GB hold none.
pub fn quotations(text: &str, options: &Options) -> Vec<Quotation> {
    if u32::try_from(text.len()).is_err() {
        return Vec::new();
    }
    let code = options.language.as_deref().or_else(|| detect(text));
    let language = language::by_code(code.unwrap_or("en"));
    let paragraphs = paragraph::paragraphs(text);
    let spans = marks::pair(text, &paragraphs);
    if language.unspaced {
        return unspaced_quotations(text, &spans, language);
    }
    let tokens = token::tokens(text, &paragraphs, &spans, language);
    let places = stream::places(&tokens, spans.len());
    let narration = stream::narrate(text, language, &tokens, 0..tokens.len(), &spans, &places, 0);
    let attributions = attribute::attribute(text, &narration, &spans, language);
    let ends: Vec<usize> = narration.sentences.iter().map(|sentence| sentence.range.end).collect();
    let people = people::People::collect(text, &tokens, &narration.stream, &ends, language);
    let mut teller = Teller { text, narration: &narration, people: &people, language, last: None };
    let mut found = Vec::with_capacity(attributions.len());
    for attribution in &attributions {
        let Some(span) = spans.get(attribution.pair as usize) else { continue };
        let named = attribution.subject.filter(|_| attribution.score >= attribute::LEAST);
        let speaker = named.and_then(|phrase| teller.mention(phrase));
        let cue = attribution.cue.clone().filter(|_| speaker.is_some()).and_then(|cue| teller.cue(cue));
        found.push(Quotation {
            range: span.words(text),
            kind: match attribution.standing {
                attribute::Standing::Whole => QuotationKind::Direct,
                attribute::Standing::Part => QuotationKind::Mixed,
            },
            speaker,
            cue,
            language: code.map(str::to_owned),
            confidence: attribution.score.max(0.2),
        });
    }
    if options.indirect {
        for reported in indirect::reported(text, &narration, language) {
            let Some(range) = teller.range(reported.content) else { continue };
            found.push(Quotation {
                range,
                kind: QuotationKind::Indirect,
                speaker: teller.mention(reported.subject),
                cue: teller.cue(reported.cue),
                language: code.map(str::to_owned),
                confidence: reported.confidence,
            });
        }
        found.sort_by_key(|quotation| (quotation.range.start, std::cmp::Reverse(quotation.range.end)));
    }
    found
}

/// Quotations of a language without spaces between words.
fn unspaced_quotations(text: &str, spans: &[marks::Span], language: &language::Language) -> Vec<Quotation> {
    let mut found: Vec<Quotation> = Vec::new();
    let mut last: Option<(Mention, Cue)> = None;
    for span in spans.iter().filter(|span| span.depth == 0) {
        let Some(inner) = text.get(span.inner()) else { continue };
        let said = unspaced::speaker(text, span, language).and_then(|said| {
            let mention = Mention { text: text.get(said.speaker.clone())?.to_owned(), range: said.speaker, name: None };
            let cue = Cue { text: text.get(said.cue.clone())?.to_owned(), range: said.cue };
            Some((Mention { name: Some(mention.text.clone()), ..mention }, cue))
        });
        // A title or a term has few characters and nobody who says it.
        if said.is_none() && !span.continues && inner.chars().count() < 10 {
            continue;
        }
        let said = if span.continues { last.clone() } else { said };
        last.clone_from(&said);
        let confidence = if said.is_some() { 0.85 } else { 0.3 };
        let (speaker, cue) = said.unzip();
        let (kind, language) = (QuotationKind::Direct, Some(language.code.to_owned()));
        found.push(Quotation { range: span.words(text), kind, speaker, cue, language, confidence });
    }
    found
}

/// Turns places of the stream into the text's ranges, and phrases into mentions with names.
struct Teller<'a> {
    text: &'a str,
    narration: &'a stream::Narration,
    people: &'a people::People<'a>,
    language: &'a language::Language,
    /// The name of the speaker before.
    last: Option<String>,
}

impl Teller<'_> {
    fn range(&self, places: Range<usize>) -> Option<Range<usize>> {
        let first = self.narration.stream.get(places.start)?;
        let last = self.narration.stream.get(places.end.checked_sub(1)?)?;
        (first.start <= last.end).then_some(first.start as usize..last.end as usize)
    }

    fn mention(&mut self, phrase: phrase::Phrase) -> Option<Mention> {
        let range = self.range(phrase.start..phrase.core_end)?;
        let text = self.text.get(range.clone())?.to_owned();
        let tokens = self.narration.stream.get(phrase.start..phrase.core_end)?;
        let name = self.people.resolve(tokens, self.last.as_deref(), self.language);
        if name.is_some() {
            self.last.clone_from(&name);
        }
        Some(Mention { text, range, name })
    }

    fn cue(&self, places: Range<usize>) -> Option<Cue> {
        let range = self.range(places)?;
        Some(Cue { text: self.text.get(range.clone())?.to_owned(), range })
    }
}
