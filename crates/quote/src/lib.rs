//! A text to its quotations and their speakers.
//!
//! Deterministic rules over marks, words and cues; every list of words is data of a language (see `language`, and
//! `detection` for which one). Read in the order of the work: `paragraph` cuts the lines, `marks` pairs the quotation
//! marks, `lexer` (with `initials`) reads words (`token`), `alone` and `surnames` tell which of them stand for somebody, `insertion` cuts speech where the narrator breaks in, `stream` masks the quotations, `phrase`, `clause`, `sources`, `speaking` and
//! `verb_second` find who says, `attribute` (with `cue_before`, `own_sentence`, `cue_after`, `behind_verb`, `views`, `unlisted`, `main_clause`, `bracket`, `body_name`) and `neighbours` (with `around`) give every
//! quotation its speaker, `inner` those within others, `people` (with `name_run`, `nameless`, `free_order` and `inflection`) the speaker's name; `not_speech` leaves
//! out titles, `block` and `indirect` (with `reporting`, `closing` and `complement`) find what has no marks.
//! docs/quotations.md tells what is found and what is not. Not for judging: whether the words were said is decided in
//! the crate `check`.
#![forbid(unsafe_code)]

mod alone;
mod around;
mod attribute;
mod behind_verb;
mod below;
mod block;
mod body_name;
mod bracket;
mod clause;
mod closing;
mod code;
mod complement;
mod cue_after;
mod cue_before;
mod detection;
mod foreign;
mod free_order;
mod hearer;
mod indirect;
mod inflection;
mod initials;
mod inner;
mod insertion;
mod language;
mod lead_in;
mod lexer;
mod main_clause;
mod marks;
mod name_run;
mod nameless;
mod neighbours;
mod not_speech;
mod own_sentence;
mod paragraph;
mod people;
mod phrase;
mod pieces;
pub mod quotation;
mod reporting;
mod signature;
mod sources;
mod speaking;
mod stream;
mod surnames;
mod token;
mod two_words;
mod unlisted;
mod unsaid;
mod unspaced;
mod verb_second;
mod views;
mod word;
mod written;

pub use detection::detect;
pub use language::languages;
pub use quotation::{Cue, Mention, Quotation, QuotationKind};

use std::ops::Range;

/// What to look for.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Also find indirect speech: the whole content of "She said that ..." as quotations of kind indirect.
    pub indirect: bool,
    /// Also give quotations within quotations ("He told me, ‘We will close.’") with the inner speaker, where a cue stands
    /// beside them, and with `indirect` what is reported within a report ("Ruiz said that Weber wanted to leave"). Their
    /// ranges lie within that of the outer quotation, and [`Quotation::inner`] tells them from it.
    pub inner: bool,
    /// ISO 639-1 code of the text's language; detected where it is not given.
    pub language: Option<String>,
    /// Which parts of the text are headings, in bytes, in order, as far as whoever read the text knows it by its marks. Whom a
    /// heading names does not speak below it, unless it ends in a colon.
    pub headings: Vec<Range<usize>>,
    /// Every line is a paragraph, however long: the text was taken out of blocks and not wrapped by hand.
    pub lines: bool,
}

/// The quotations of a text, ordered by where they begin.
///
/// Ranges are UTF-8 bytes of `text`, without the marks. The language is detected for the text and again for paragraphs and
/// quotations in which it does not seem to be spoken. A text above 2 MB is read in pieces, cut between paragraphs.
pub fn quotations(text: &str, options: &Options) -> Vec<Quotation> {
    if text.len() <= pieces::LARGEST {
        return read(text, 0, options, options.language.as_deref().or_else(|| detect(text)), true);
    }
    let mut found = Vec::new();
    for piece in pieces::pieces(text) {
        let Some(part) = text.get(piece.clone()) else { continue };
        let code = options.language.as_deref().or_else(|| detect(part));
        found.extend(
            read(part, piece.start, options, code, true).into_iter().map(|quotation| moved(quotation, piece.start)),
        );
    }
    found
}

/// A quotation of a part of a text, with its places in the text.
fn moved(mut quotation: Quotation, by: usize) -> Quotation {
    let ranges = [
        Some(&mut quotation.range),
        quotation.speaker.as_mut().map(|speaker| &mut speaker.range),
        quotation.cue.as_mut().map(|cue| &mut cue.range),
    ];
    for range in ranges.into_iter().flatten() {
        *range = range.start + by..range.end + by;
    }
    quotation
}

/// What paragraphs and quotations in other languages give, put in the place of what the text's language made of them.
fn with_foreign(text: &str, at: usize, foreign: &foreign::Foreign, options: &Options, found: &mut Vec<Quotation>) {
    for quotation in found.iter_mut() {
        if let Some(code) = foreign.quoted_at(quotation.range.start) {
            quotation.language = Some(code.to_owned());
        }
    }
    found.retain(|quotation| {
        let before = foreign.told.partition_point(|(range, _)| range.end <= quotation.range.start);
        foreign.told.get(before).is_none_or(|(range, _)| quotation.range.start < range.start)
    });
    for (range, code) in &foreign.told {
        let Some(part) = text.get(range.clone()) else { continue };
        let own = read(part, at + range.start, options, Some(code), false);
        found.extend(own.into_iter().map(|quotation| moved(quotation, range.start)));
    }
}

/// The quotations of a text of one piece in the language `code`; of its paragraphs in other languages too where it
/// is a whole text and no such paragraph itself. `at` is where it begins in the text that the options speak of.
fn read(text: &str, at: usize, options: &Options, code: Option<&str>, whole: bool) -> Vec<Quotation> {
    if u32::try_from(text.len()).is_err() {
        return Vec::new();
    }
    let language = language::by_code(code.unwrap_or("en"));
    let paragraphs = paragraph::paragraphs(text, options.lines);
    let mut spans = marks::pair(text, &paragraphs);
    if language.is_unspaced {
        return in_order(unspaced::quotations(text, &spans, language));
    }
    let mut tokens = lexer::tokens(text, &paragraphs, &spans, language);
    if let Some(parted) = insertion::part(text, &tokens, &spans, language) {
        spans = parted;
        tokens = lexer::tokens(text, &paragraphs, &spans, language);
    }
    alone::mark(text, &mut tokens, language);
    surnames::mark(text, &mut tokens, language);
    let places = stream::places(&tokens, spans.len());
    let mut narration = stream::narrate(text, language, &tokens, 0..tokens.len(), &spans, &places, 0);
    narration.headings = paragraphs.iter().map(|paragraph| is_heading(options, at, paragraph)).collect();
    let ends: Vec<usize> = narration.sentences.iter().map(|sentence| sentence.range.end).collect();
    let people = people::People::collect(text, &tokens, &narration.stream, &ends, language);
    people.mark(&mut narration.stream);
    alone::mark_openers(text, &mut narration, language);
    let attributions = attribute::attribute(text, &narration, &spans, language);
    let mut teller = Teller { text, narration: &narration, people: &people, language, last: None };
    let signatures = below::signatures(text, &paragraphs, &people, language);
    let signed = signatures.of_pairs(text, &paragraphs, &spans);
    let blocks = block::blocks(text, &paragraphs, &narration, &spans, &signatures, language, options.lines);
    let mut found = Vec::with_capacity(attributions.len() + blocks.len());
    let mut block_ranges = blocks.iter().map(|block| block.range.clone()).peekable();
    for attribution in &attributions {
        let Some(span) = spans.get(attribution.pair as usize) else { continue };
        while block_ranges.peek().is_some_and(|range| range.end <= span.open.start) {
            block_ranges.next();
        }
        // Within a block only what has a speaker of its own is a quotation in the quotation.
        if block_ranges.peek().is_some_and(|range| range.start <= span.open.start) && attribution.score < 0.8 {
            continue;
        }
        if let Some(quotation) = labelled(text, &tokens, &places, attribution, span, code) {
            found.push(quotation);
            continue;
        }
        let named = attribution.subject.filter(|_| attribution.score >= attribute::LEAST);
        let signature = signed.get(&attribution.pair).cloned().and_then(|name| teller.label(name));
        let is_signed = signature.is_some();
        let speaker = signature.or_else(|| named.and_then(|phrase| teller.mention(phrase)));
        let speaker = speaker.map(|speaker| teller.announced(speaker, named, attribution.announced_by));
        let cue = attribution.cue.clone().filter(|_| speaker.is_some() && !is_signed).and_then(|cue| teller.cue(cue));
        found.push(Quotation {
            range: span.words(text),
            kind: match attribution.standing {
                _ if is_signed => QuotationKind::Direct,
                attribute::Standing::Whole => QuotationKind::Direct,
                attribute::Standing::Part => QuotationKind::Mixed,
            },
            speaker,
            cue,
            language: code.map(str::to_owned),
            inner: false,
            confidence: if is_signed { 0.9 } else { attribution.score.max(0.2) },
        });
        if options.inner
            && let Some(inside) = inner::inside(text, &tokens, &spans, &places, attribution.pair, language)
        {
            within(text, &inside, &spans, &people, language, code, &mut found);
        }
    }
    teller.last = None;
    for few in two_words::find(text, &tokens, &spans, &places, &narration, language) {
        let Some(span) = spans.get(few.pair) else { continue };
        let Some(speaker) = teller.mention(few.subject) else { continue };
        found.push(Quotation {
            range: span.words(text),
            kind: QuotationKind::Mixed,
            speaker: Some(speaker),
            cue: teller.cue(few.cue),
            language: code.map(str::to_owned),
            inner: false,
            confidence: few.score,
        });
    }
    for block in blocks {
        let (speaker, cue) = match block.speaker {
            Some(block::Speaker::Label(range)) => (teller.label(range), None),
            Some(block::Speaker::LeadIn(phrase, cue)) => (teller.mention(phrase), teller.cue(cue)),
            None => (None, None),
        };
        let (kind, language) = (QuotationKind::Block, code.map(str::to_owned));
        let confidence = block.confidence;
        found.push(Quotation { range: block.range, kind, speaker, cue, language, inner: false, confidence });
    }
    if options.indirect {
        for reported in indirect::reported(text, &narration, language) {
            if reported.inner && !options.inner {
                continue;
            }
            let Some(range) = teller.range(reported.content) else { continue };
            found.push(Quotation {
                range,
                kind: QuotationKind::Indirect,
                speaker: reported.subject.and_then(|subject| teller.mention(subject)),
                cue: teller.cue(reported.cue),
                language: code.map(str::to_owned),
                inner: reported.inner,
                confidence: reported.confidence,
            });
        }
    }
    if let Some(code) = code {
        let mut foreign = foreign::find(text, &paragraphs, &tokens, &spans, code);
        if !whole {
            foreign.told.clear();
        }
        with_foreign(text, at, &foreign, options, &mut found);
    }
    in_order(found)
}

/// Whether a paragraph of a text that begins at `at` is a heading by the options.
fn is_heading(options: &Options, at: usize, paragraph: &Range<usize>) -> bool {
    let before = options.headings.partition_point(|heading| heading.end <= at + paragraph.start);
    options.headings.get(before).is_some_and(|heading| heading.start < at + paragraph.end)
}

/// Quotations by where they begin, an outer one before what it holds.
fn in_order(mut found: Vec<Quotation>) -> Vec<Quotation> {
    if found.windows(2).any(|pair| pair[0].range.start > pair[1].range.start) {
        found.sort_by_key(|quotation| (quotation.range.start, std::cmp::Reverse(quotation.range.end)));
    }
    found
}

/// The quotations within a quotation, each with the speaker who is named inside.
fn within(
    text: &str,
    inside: &inner::Inside,
    spans: &[marks::Span],
    people: &people::People<'_>,
    language: &language::Language,
    code: Option<&str>,
    found: &mut Vec<Quotation>,
) {
    let mut teller = Teller { text, narration: &inside.narration, people, language, last: None };
    for attribution in &inside.attributions {
        let Some(span) = spans.get(attribution.pair as usize) else { continue };
        let Some(phrase) = attribution.subject else { continue };
        let Some(mut speaker) = teller.mention(phrase) else { continue };
        // Whom the speaker means by "he" is not told by the narrator's names.
        let pronoun = inside.narration.stream.get(phrase.start).is_some_and(|t| t.has(language::word::PRONOUN));
        if pronoun || phrase.relative.is_some() {
            speaker.name = None;
        }
        found.push(Quotation {
            range: span.words(text),
            kind: QuotationKind::Direct,
            speaker: Some(speaker),
            cue: attribution.cue.clone().and_then(|cue| teller.cue(cue)),
            language: code.map(str::to_owned),
            inner: true,
            confidence: attribution.score * 0.9,
        });
    }
}

/// A quotation that begins with its speaker's name and a colon inside the marks.
fn labelled(
    text: &str,
    tokens: &[token::Token],
    places: &[(u32, u32)],
    attribution: &attribute::Attribution,
    span: &marks::Span,
    code: Option<&str>,
) -> Option<Quotation> {
    let open = places.get(attribution.pair as usize)?.0 as usize;
    let inside = tokens.get(open + 1..)?;
    let label = block::label_inside(inside)?;
    let range = inside[label.start].start as usize..inside[label.end - 1].end as usize;
    let name = text.get(range.clone())?.to_owned();
    let words = span.words(text);
    let after = inside[label.end].end as usize;
    let start = after + text.get(after..words.end).map_or(0, |rest| rest.len() - rest.trim_start().len());
    Some(Quotation {
        range: start..words.end.max(start),
        kind: QuotationKind::Direct,
        speaker: Some(Mention { text: name.clone(), range, name: Some(name) }),
        cue: None,
        language: code.map(str::to_owned),
        inner: false,
        confidence: 0.8,
    })
}

/// In tokens: what belongs to a title ("Der Leiter des Amtes für Deiche in Riga, Ana Ruiz,") is no longer.
const LONGEST_TITLE: usize = 14;

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
        let apposed = self.apposed(&phrase);
        let range = match (phrase.relative, &apposed) {
            (Some(place), _) => self.range(place..place + 1)?,
            (None, Some((_, end))) => self.range(phrase.start..*end)?,
            (None, None) => self.range(phrase.start..phrase.core_end)?,
        };
        let range = self.closed(range);
        let text = self.text.get(range.clone())?.to_owned();
        let tokens = self.narration.stream.get(phrase.start..phrase.core_end)?;
        // The name behind a title stands nearer than who else bears it.
        let mut name = apposed.map(|(name, _)| name);
        // "le président de la ligue": of whom the text says which one it is, the bearer of the title alone is another.
        let other = self.language.free_order
            && phrase.end > phrase.core_end
            && self.narration.stream.get(phrase.core_end).is_some_and(|t| t.has(language::word::PARTICLE))
            && !tokens.iter().any(|t| t.is_capital() && !t.has(language::word::FUNCTION | language::word::ROLE));
        if name.is_none() && !other {
            name = self.people.resolve(tokens, self.last.as_deref(), self.language);
        }
        if name.is_none() && tokens.len() == 1 {
            name = self.organisation(phrase.start);
        }
        if name.is_some() {
            self.last.clone_from(&name);
        }
        Some(Mention { text, range, name: name.as_deref().and_then(name_alone) })
    }

    /// "Ana Ruiz sagte dazu: „...“, betont sie": a pronoun behind the words that means nobody else known is whoever announced them.
    fn announced(&mut self, speaker: Mention, subject: Option<phrase::Phrase>, by: Option<phrase::Phrase>) -> Mention {
        let Some(pronoun) = subject.and_then(|subject| self.narration.stream.get(subject.start)) else {
            return speaker;
        };
        let person = matches!(pronoun.gender, language::Gender::Male | language::Gender::Female);
        if speaker.name.is_some() || !(pronoun.is_pronoun() && person) {
            return speaker;
        }
        let name = by.filter(|by| by.start < subject.map_or(0, |s| s.start)).and_then(|by| self.mention(by)?.name);
        Mention { name, ..speaker }
    }

    /// A mention with the mark that closes the name at its end: "die „Morgenpost“".
    fn closed(&self, range: Range<usize>) -> Range<usize> {
        let opens = self.text.get(range.clone()).is_some_and(|text| {
            text.contains(['„', '»', '«']) && !text.trim_start_matches(['„', '»', '«']).ends_with(['“', '”', '»', '«'])
        });
        let mark = self.text.get(range.end..).and_then(|rest| rest.chars().next());
        match mark.filter(|c| opens && matches!(c, '“' | '”' | '»' | '«')) {
            Some(mark) => range.start..range.end + mark.len_utf8(),
            None => range,
        }
    }

    /// "the chair of the board, Ana Ruiz, said", "der Gegner von Klein, der Bauer Jens Orth, sagte": the name between commas
    /// behind a title, and where it ends.
    fn apposed(&self, phrase: &phrase::Phrase) -> Option<(String, usize)> {
        let stream = &self.narration.stream;
        let title = stream.get(phrase.start..phrase.core_end)?;
        let (first, last) = title.first().zip(title.last())?;
        if title.len() < 2 && self.language.inflection.is_empty() {
            return None;
        }
        let plural = title.iter().any(|t| t.plural);
        let role = last.has(language::word::ROLE) && !last.has(language::word::NAMED);
        // "Kapitan Orła, Michał Pająk,": a place or a club in another case behind the office.
        let role = role
            || !self.language.inflection.is_empty()
                && first.has(language::word::ROLE | language::word::TITLE)
                && !title.iter().any(|t| t.has(language::word::GIVEN | language::word::NAMED));
        let determined = first.has(language::word::DETERMINER | language::word::POSSESSIVE)
            || !last.is_capital()
            || !self.language.inflection.is_empty()
            || title.iter().all(|t| t.has(language::word::ROLE | language::word::TITLE));
        // "der Hafenwart des Bezirks, Jens Orth,": an article and one noun, though no list knows it.
        let noun = (self.language.fixed_order || self.language.free_order)
            && first.has(language::word::DETERMINER | language::word::POSSESSIVE)
            && !title.iter().skip(1).any(token::Token::is_capital);
        let noun = noun
            || self.language.capital_nouns
                && first.has(language::word::DETERMINER)
                && title.iter().filter(|t| t.is_capital()).count() == 1 + usize::from(first.is_capital())
                && !title.iter().any(|t| t.has(language::word::NAMED | language::word::GIVEN));
        if plural || !(role || noun) || !determined {
            return None;
        }
        // What belongs to the title may hold more than the phrase does.
        let rest = stream.get(phrase.core_end..stream.len().min(phrase.core_end + LONGEST_TITLE))?;
        let belongs = rest.iter().take_while(|t| t.is_word() && !clause::is_finite(t)).count();
        let comma = phrase.core_end + belongs;
        if stream.get(comma).is_none_or(|t| t.kind != token::Kind::Comma)
            || comma != phrase.end && !self.language.capital_nouns
        {
            return None;
        }
        let from = comma + 1;
        let behind = stream.get(from..stream.len().min(from + 9))?;
        let length = behind.iter().take_while(|t| t.is_word()).count();
        let closes = behind.get(length).is_none_or(|t| {
            use token::Kind::{BracketOpen, Break, Colon, Comma, Stop};
            matches!(t.kind, Comma | BracketOpen | Stop | Break | Colon)
        });
        let named = phrase::after(stream, from, from + length, self.language)?;
        let names = stream.get(named.start..named.core_end).filter(|_| closes && named.core_end == from + length)?;
        let full = names.iter().rev().take_while(|t| t.is_capital() || t.has(language::word::PARTICLE)).count() >= 2;
        let thing = language::word::NOT_PERSON | language::word::TIME | language::word::ORGANISATION;
        let person = full && !names.iter().any(|t| t.has(thing) && !t.has(language::word::GIVEN));
        let name = person.then(|| self.people.resolve(names, None, self.language)).flatten()?;
        Some((name, named.core_end))
    }

    /// The organisation that "it" or "they" stands for: the subject of its sentence, or of the one before.
    fn organisation(&self, place: usize) -> Option<String> {
        let pronoun = self.narration.stream.get(place)?;
        let fits = matches!(pronoun.gender, language::Gender::Neuter | language::Gender::Plural);
        if !fits || !pronoun.has(language::word::PRONOUN) {
            return None;
        }
        let number = self.narration.sentences.partition_point(|sentence| sentence.range.end <= place);
        for sentence in self.narration.sentences.get(number.saturating_sub(1)..=number)?.iter().rev() {
            let end = sentence.range.end.min(place);
            let Some(subject) = clause::leading(&self.narration.stream, sentence.range.start, end, self.language)
            else {
                continue;
            };
            let tokens = self.narration.stream.get(subject.start..subject.core_end)?;
            if tokens.iter().any(|t| t.has(language::word::ORGANISATION) || t.case == token::Case::Upper) {
                return self.people.resolve(tokens, None, self.language);
            }
        }
        None
    }

    /// A printed name before a turn or after a block quote.
    fn label(&self, range: Range<usize>) -> Option<Mention> {
        let text = self.text.get(range.clone())?.to_owned();
        let name = self.people.by_label(&text).unwrap_or_else(|| text.clone());
        Some(Mention { text, range, name: name_alone(&name) })
    }

    fn cue(&self, places: Range<usize>) -> Option<Cue> {
        let range = self.range(places)?;
        Some(Cue { text: self.text.get(range.clone())?.to_owned(), range })
    }
}

/// "Secretary of State Ana Ruiz", "Sen. Ana Ruiz of Norvale": the name alone, where two words of it are left; none where its
/// beginning is lost.
fn name_alone(name: &str) -> Option<String> {
    let alone = Some(onrecord_text::name::without_titles(name)).filter(|alone| alone.contains(' ')).unwrap_or(name);
    (!alone.starts_with("of ")).then(|| alone.to_owned())
}
