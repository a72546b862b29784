//! A text to its tokens.
//!
//! One pass over the text. An abbreviation keeps its full stop ("Mr.", "U.S."), a possessive ending is a token of its own, and
//! quotation marks are tokens that know their pair. Not for what the tokens mean together: see `phrase`.

use crate::initials::{initialism, single_letter};
use crate::language::{Entry, Gender, Language, push_lower, word};
use crate::marks::Span;
use crate::token::{Case, Kind, Token};
use std::ops::Range;

/// Parts of an address, and the bytes of one.
const MOST_LABELS: usize = 4;
const LONGEST_LABEL: usize = 40;

/// The tokens of a text. `spans` are the pairs of marks, ordered by start.
pub(crate) fn tokens(text: &str, paragraphs: &[Range<usize>], spans: &[Span], language: &Language) -> Vec<Token> {
    let mut marks: Vec<(u32, u32, Kind)> = Vec::with_capacity(spans.len() * 2);
    for (index, span) in spans.iter().enumerate() {
        let index = index as u32;
        marks.push((span.open.start as u32, span.open.end as u32, Kind::QuoteOpen(index)));
        marks.push((span.close.start as u32, span.close.end as u32, Kind::QuoteClose(index)));
    }
    // At one place: what closes comes before what opens, unless it is the same empty pair.
    marks.sort_by_key(|&(start, end, kind)| (start, end, matches!(kind, Kind::QuoteOpen(_))));
    let mut lexer =
        Lexer { text, language, out: Vec::with_capacity(text.len() / 5 + 16), lower: String::new(), previous: '\0' };
    let mut marks = marks.into_iter().peekable();
    for paragraph in paragraphs {
        let mut at = paragraph.start;
        while at < paragraph.end {
            let limit = match marks.peek() {
                Some(&(start, end, kind)) if (start as usize) <= at => {
                    marks.next();
                    lexer.out.push(Token::new(start, end, kind));
                    lexer.previous = '"';
                    at = at.max(end as usize);
                    continue;
                }
                Some(&(start, ..)) => (start as usize).min(paragraph.end),
                None => paragraph.end,
            };
            at = lexer.step(at, limit);
        }
        while let Some(&(start, end, kind)) = marks.peek().filter(|mark| mark.0 as usize <= paragraph.end) {
            marks.next();
            lexer.out.push(Token::new(start, end, kind));
        }
        lexer.push(paragraph.end, paragraph.end, Kind::Break);
        lexer.previous = '\0';
    }
    lexer.out
}

/// In tokens: what stands between two brackets within a sentence.
const LONGEST_INSERTION: usize = 10;

struct Lexer<'t> {
    text: &'t str,
    language: &'t Language,
    out: Vec<Token>,
    lower: String,
    previous: char,
}

impl Lexer<'_> {
    fn push(&mut self, start: usize, end: usize, kind: Kind) {
        let (start, end) = (start as u32, end as u32);
        self.out.push(Token::new(start, end, kind));
    }

    /// Reads one token at `at`, which ends at `limit` at the latest; returns where the next one begins.
    fn step(&mut self, at: usize, limit: usize) -> usize {
        let Some(rest) = self.text.get(at..limit) else { return limit };
        let Some(c) = rest.chars().next() else { return limit };
        let end = at + c.len_utf8();
        let previous = std::mem::replace(&mut self.previous, c);
        if c.is_alphabetic() {
            return self.word(at, limit);
        }
        if c.is_numeric() {
            let length = rest
                .char_indices()
                .find(|&(place, c)| {
                    let inside = matches!(c, '.' | ',' | ':')
                        && rest[place + 1..].starts_with(|next: char| next.is_ascii_digit());
                    !(c.is_alphanumeric() || inside || c == '%' || c == '-')
                })
                .map_or(rest.len(), |(place, _)| place);
            // "58-Jährige": a word that begins with digits.
            let worded = rest[..length].split_once('-').is_some_and(|(_, word)| word.starts_with(char::is_uppercase));
            if worded && self.language.capital_nouns {
                return self.finish(at, length, None, Case::Capital);
            }
            if self.language.is_age(&rest[..length]) {
                // "the 22-year-old"
                let plural = rest[..length].ends_with('s');
                let (start, end) = (at as u32, (at + length) as u32);
                self.out.push(Token { flags: word::ROLE, plural, ..Token::new(start, end, Kind::Word) });
                return at + length;
            }
            self.push(at, at + length, Kind::Number);
            return at + length;
        }
        let kind = match c {
            c if c.is_whitespace() || matches!(c, '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{FEFF}') => return end,
            ',' | '，' | '、' => Kind::Comma,
            '.' | '!' | '?' | '…' | '。' | '！' | '？' => Kind::Stop,
            ':' | '：' => Kind::Colon,
            ';' | '；' => Kind::Semicolon,
            '—' | '–' | '―' => Kind::Dash,
            '-' => {
                let spaced = previous.is_whitespace()
                    || previous == '\0'
                    || rest[1..].starts_with([' ', '-'])
                    || previous == '-';
                if spaced { Kind::Dash } else { Kind::Other }
            }
            '(' | '[' | '（' => Kind::BracketOpen,
            ')' | ']' | '）' => Kind::BracketClose,
            '\'' | '’' => {
                if previous.is_alphabetic() {
                    Kind::Possessive
                } else {
                    Kind::Other
                }
            }
            _ => Kind::Other,
        };
        if c == '.' && self.language.capital_nouns && self.is_ordinal(at, end) {
            self.push(at, end, Kind::Other);
            return end;
        }
        if kind == Kind::Stop && self.out.last().is_some_and(|last| last.kind == Kind::Stop && last.end as usize == at)
        {
            // "?!" and "..." are one.
            if let Some(last) = self.out.last_mut() {
                last.end = end as u32;
            }
            return end;
        }
        if kind == Kind::BracketClose {
            self.close_bracket();
        }
        self.push(at, end, kind);
        end
    }

    /// "(D-Wis.)", "(Gr. Salzau, 1:3)": a full stop at the end of a short insertion, or behind a few letters in it, ends
    /// no sentence.
    fn close_bracket(&mut self) {
        let last = self.out.len();
        let open = self.out.iter().rev().take(LONGEST_INSERTION).position(|t| t.kind == Kind::BracketOpen);
        if let Some(open) = open {
            let inside = &mut self.out[last - open..];
            for place in 1..inside.len() {
                let short = inside[place - 1].is_capital() && inside[place - 1].range().len() <= 4;
                if inside[place].kind == Kind::Stop && short {
                    inside[place].kind = Kind::Other;
                }
            }
        }
        let short = self.out.iter().rev().take(6).any(|t| t.kind == Kind::BracketOpen);
        if short && let Some(stop) = self.out.get_mut(last.saturating_sub(1)).filter(|t| t.kind == Kind::Stop) {
            stop.kind = Kind::Other;
        }
    }

    fn word(&mut self, at: usize, limit: usize) -> usize {
        let rest = &self.text[at..limit];
        let bytes = rest.as_bytes();
        // Where the word ends: letters and digits, hyphens and apostrophes inside, full stops of initialisms.
        let mut length = 0;
        let mut apostrophe = None;
        let mut letters = 0_u32;
        let mut uppers = 0_u32;
        let mut first_upper = false;
        let mut caseless = false;
        let mut chars = rest.char_indices().peekable();
        while let Some(&(place, c)) = chars.peek() {
            let next_alpha = || rest[place + c.len_utf8()..].starts_with(char::is_alphanumeric);
            if c.is_ascii() {
                let upper = c.is_ascii_uppercase();
                if c.is_ascii_alphanumeric() || c == '_' {
                    letters += u32::from(c.is_ascii_alphabetic());
                    uppers += u32::from(upper);
                    first_upper |= place == 0 && upper;
                } else if matches!(c, '-' | '&') && next_alpha() {
                } else if c == '\'' && next_alpha() {
                    if self.is_elision(&rest[..place]) {
                        length = place + 1;
                        break;
                    }
                    apostrophe.get_or_insert(place);
                } else if c == '.' && next_alpha() && bytes.get(place + 2) == Some(&b'.') && single_letter(bytes, place)
                {
                    // U.S., e.g., D-N.Y.: an initialism to its last full stop.
                    let tail = place - 1 + initialism(&rest[place - 1..]);
                    return self.finish(at, tail, None, if first_upper { Case::Upper } else { Case::Lower });
                } else if c == '.'
                    && self.language.capital_nouns
                    && let Some(tail) = domain(&bytes[place + 1..])
                {
                    // "so ndr.de": who stands for the words, though it is written small.
                    return self.finish(at, place + 1 + tail, None, Case::Capital);
                } else {
                    break;
                }
            } else if c == '’' && next_alpha() {
                if self.is_elision(&rest[..place]) {
                    length = place + c.len_utf8();
                    break;
                }
                apostrophe.get_or_insert(place);
            } else if c.is_alphanumeric() || matches!(c, '\u{0300}'..='\u{036F}' | '\u{00AD}') {
                if c.is_alphabetic() {
                    letters += 1;
                    let upper = c.is_uppercase();
                    uppers += u32::from(upper);
                    first_upper |= place == 0 && upper;
                    caseless |= !upper && !c.is_lowercase();
                }
            } else {
                break;
            }
            length = place + c.len_utf8();
            chars.next();
        }
        // "al-Khatib", "az-Zawahiri": a name, though it begins small.
        let joined = !first_upper
            && uppers > 0
            && rest.get(..length).and_then(|name| name.split_once('-')).is_some_and(|(article, name)| {
                (2..=3).contains(&article.len()) && name.starts_with(char::is_uppercase)
            });
        let first_upper = first_upper || joined;
        let case = if caseless {
            Case::Caseless
        } else if !first_upper {
            Case::Lower
        } else if uppers >= 2 && uppers == letters {
            Case::Upper
        } else {
            Case::Capital
        };
        self.finish(at, length.max(1), apostrophe, case)
    }

    /// "l'", "d'", "dell'": a word of its own before another.
    fn is_elision(&mut self, before: &str) -> bool {
        if before.len() > 6 || self.language.fixed_order {
            return false;
        }
        self.lower.clear();
        push_lower(&mut self.lower, before.chars());
        self.lower.push('\'');
        self.language.entry(&self.lower).flags != 0
    }

    /// "dit-il": a verb and its pronoun, parted; the place of the hyphen.
    fn hyphen_pronoun(&mut self, at: usize, end: usize) -> Option<usize> {
        if !self.language.hyphen_pronouns {
            return None;
        }
        let hyphen = self.text[at..end].rfind('-')?;
        let Entry { flags, gender } = self.lookup(at + hyphen + 1, end);
        let pronoun = flags & word::PRONOUN != 0;
        // "s'époumone-t-il": what stands before "he" is a verb, whatever it is.
        if pronoun && matches!(gender, Gender::Male | Gender::Female | Gender::Plural) {
            return Some(hyphen);
        }
        let verb = self.text[at..at + hyphen].trim_end_matches("-t").len();
        (pronoun && self.lookup(at, at + verb).flags & (word::ANY_VERB | word::AUXILIARY) != 0).then_some(hyphen)
    }

    /// Pushes the word of `length` bytes at `at`, split at a possessive or contracted ending.
    fn finish(&mut self, at: usize, length: usize, apostrophe: Option<usize>, case: Case) -> usize {
        let mut end = at + length;
        if let Some(hyphen) = self.hyphen_pronoun(at, end) {
            let verb = self.text[at..at + hyphen].trim_end_matches("-t").len();
            for (start, stop) in [(at, at + verb), (at + hyphen + 1, end)] {
                let Entry { mut flags, gender } = self.lookup(start, stop);
                if flags == 0 {
                    flags = word::WEAK;
                }
                let (start, end) = (start as u32, stop as u32);
                self.out.push(Token { flags, gender, ..Token::new(start, end, Kind::Word) });
            }
            return end;
        }
        let mut body = end;
        if let Some(place) = apostrophe {
            let mark = if self.text.as_bytes()[at + place] == b'\'' { 1 } else { 3 };
            let ending = &self.text[at + place + mark..end];
            if matches!(ending, "s" | "S" | "ve" | "d" | "ll" | "re" | "m") {
                body = at + place;
            }
        }
        let mut entry = self.lookup(at, body);
        // "die taz", "meldet dpa": a body that is known is named, though it is written small.
        let body_only = entry.flags != 0 && entry.flags & !word::ORGANISATION == 0;
        let case = if body_only && self.language.capital_nouns && case == Case::Lower { Case::Capital } else { case };
        // Capitals within a sentence: a name that only ends like an adverb ("Skelly").
        let inside = self.out.last().is_some_and(|t| matches!(t.kind, Kind::Word | Kind::Number | Kind::Comma));
        if case == Case::Capital && inside && self.language.is_adverb_by_ending(self.lower.trim_end_matches('.')) {
            entry = Entry::default();
        }
        self.previous = self.text[at..body].chars().next_back().unwrap_or('a');
        // An abbreviation or an initial keeps its full stop.
        if body == end && self.text.as_bytes().get(end) == Some(&b'.') {
            let initial = case != Case::Lower && length <= 2 && self.text[at..end].chars().count() == 1;
            let abbreviated =
                entry.flags & word::ABBREVIATION != 0 && (case != Case::Lower || self.next_goes_on(end + 1));
            let numeral = self.language.capital_nouns
                && case == Case::Upper
                && self.text[at..end].bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
                && self.next_goes_on_after_numeral(end + 1);
            if numeral {
                end += 1;
                body += 1;
            } else if abbreviated && self.next_goes_on_after_abbreviation(end + 1)
                || initial && self.next_goes_on_after_abbreviation(end + 1)
            {
                // "M. Leclerc", "p. Nowak": a title of one letter.
                if initial && entry.flags & word::TITLE == 0 {
                    entry = Entry::default();
                }
                end += 1;
                body += 1;
            }
        }
        // "Alma Freitag": behind a given name a day is a surname.
        let surname = self.language.capital_nouns
            && case == Case::Capital
            && entry.flags & word::TIME != 0
            && self.out.last().is_some_and(|t| t.has(word::GIVEN) && !t.has(word::TIME) && t.case == Case::Capital);
        if surname {
            entry = Entry::default();
        }
        let kind = Kind::Word;
        let ending = &self.text[at..body];
        let oblique = case == Case::Lower && entry.flags == 0 && self.language.is_oblique(ending);
        let genitive = case == Case::Capital && entry.flags == 0 && self.language.is_genitive(ending);
        let feminine = self.language.capital_nouns
            && case == Case::Capital
            && (entry.gender == Gender::Female && entry.flags & word::ROLE != 0 || self.language.is_feminine(ending));
        let participle =
            case == Case::Capital && ending.len() > 4 && (ending.ends_with("ing") || ending.ends_with("ed"));
        let plain = entry.flags
            & !(word::REPORTS
                | word::REPORTS_BASE
                | word::REPORTS_ING
                | word::REPORTS_NOUN
                | word::REPORTS_STATE
                | word::OR_NOUN)
            == 0;
        let past = self.language.fixed_order && plain && (case == Case::Lower && ending.ends_with("ed") || participle);
        let past = past || case == Case::Lower && entry.flags == 0 && self.language.is_participle(ending);
        // "Polls show": the capital of the sentence's head hides a plural.
        let known = word::STATEMENT | word::ORGANISATION | word::ROLE | word::CLAIM;
        let heads = case == Case::Capital && entry.flags == 0 && self.language.fixed_order && !inside;
        if heads && let Some(singular) = ending.strip_suffix('s').filter(|singular| singular.len() > 3) {
            let singular = self.lookup(at, at + singular.len());
            if singular.flags & known != 0 && singular.flags & word::GIVEN == 0 {
                entry = Entry { flags: singular.flags & known, gender: Gender::Plural };
            }
        }
        let plural = case == Case::Lower && self.text[at..body].ends_with('s') && body - at > 3
            || entry.gender == Gender::Plural
            || case == Case::Capital
                && ["crats", "cans", "ians", "ists", "ites", "ents", "ials"].iter().any(|many| ending.ends_with(many));
        if let Some(verb) = self.out.last_mut().filter(|verb| verb.has(word::CUE_BEHIND) && verb.case == Case::Lower)
            && self.text.get(verb.range()).is_some_and(|form| self.language.cues_with(form, ending))
        {
            verb.flags |= word::WEAK;
        }
        self.out.push(Token {
            start: at as u32,
            end: body as u32,
            kind,
            case,
            flags: entry.flags,
            gender: entry.gender,
            plural,
            past,
            oblique,
            genitive,
            feminine,
        });
        if body < end {
            let ending = &self.text[body..end];
            if ending.ends_with(['s', 'S']) {
                self.push(body, end, Kind::Possessive);
            } else {
                let entry = Entry { flags: word::AUXILIARY, gender: Gender::Unknown };
                let (start, end) = (body as u32, end as u32);
                let (flags, gender) = (entry.flags, entry.gender);
                self.out.push(Token { flags, gender, ..Token::new(start, end, Kind::Word) });
            }
        }
        end
    }

    fn next_goes_on(&self, at: usize) -> bool {
        self.text[at..]
            .trim_start_matches(' ')
            .starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || c == ',')
    }

    /// "am 20. Juli", "der 7. Kongress": a full stop after a day's or an ordinal number. A small word with a capital
    /// begins a new sentence instead ("Sie ist 34. Er ist 35.").
    fn is_ordinal(&mut self, at: usize, end: usize) -> bool {
        let Some(number) = self.out.last().filter(|t| t.kind == Kind::Number && t.end as usize == at) else {
            return false;
        };
        if number.end - number.start > 2 {
            return false;
        }
        let Some(rest) = self.text[end..].strip_prefix([' ', '\u{A0}']) else { return false };
        let start = self.text.len() - rest.len();
        let length = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        if !rest.starts_with(char::is_uppercase) {
            return rest.starts_with(char::is_lowercase);
        }
        self.lookup(start, start + length).flags & (word::FUNCTION | word::ADVERB) == 0
    }

    /// "Benedikt XVI. „ist und bleibt ...": what follows begins small, within marks perhaps.
    fn next_goes_on_after_numeral(&self, at: usize) -> bool {
        let rest = self.text[at..].trim_start_matches([' ', '„', '“', '"', '»', '«', '‚', '\'']);
        rest.starts_with(|c: char| c.is_lowercase() || matches!(c, ',' | ')'))
    }

    /// After an abbreviation's full stop the paragraph goes on: with a space and a word, or a comma.
    fn next_goes_on_after_abbreviation(&self, at: usize) -> bool {
        self.text[at..]
            .trim_start_matches([' ', '\u{A0}'])
            .starts_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | '(' | '-'))
    }

    fn lookup(&mut self, start: usize, end: usize) -> Entry {
        let word = &self.text[start..end];
        if word.len() > 48 {
            return Entry::default();
        }
        self.lower.clear();
        if word.is_ascii() {
            self.lower.push_str(word);
            self.lower.make_ascii_lowercase();
        } else {
            let plain = word.chars().map(|c| if c == '’' { '\'' } else { c });
            push_lower(&mut self.lower, plain);
        }
        let known = self.lower.trim_end_matches('.');
        let entry = self.language.entry(known);
        // "R-Ky.": the abbreviation is after the hyphen.
        match known.rsplit_once('-') {
            Some((party, state)) if party.len() == 1 => {
                let state = self.language.entry(state).flags & word::ABBREVIATION;
                Entry { flags: entry.flags | state, ..entry }
            }
            _ => entry,
        }
    }
}

/// The length of what follows the first full stop of an address ("de" of "ndr.de", "ndr.de" of "www.ndr.de").
fn domain(rest: &[u8]) -> Option<usize> {
    const ENDS: [&[u8]; 9] = [b"de", b"at", b"ch", b"com", b"org", b"net", b"eu", b"info", b"tv"];
    let mut start = 0;
    for _ in 0..MOST_LABELS {
        let label = rest
            .get(start..)?
            .iter()
            .take_while(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || **b == b'-')
            .count();
        let end = start + label;
        let next = rest.get(end).copied().unwrap_or(b' ');
        if rest.get(start..end).is_some_and(|label| ENDS.contains(&label))
            && !next.is_ascii_alphanumeric()
            && next < 0x80
        {
            return Some(end);
        }
        if label == 0 || label > LONGEST_LABEL || next != b'.' {
            return None;
        }
        start = end + 1;
    }
    None
}
