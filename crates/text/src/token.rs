//! What a word is, and when two words are the same.
//!
//! A [`Token`] is a byte range and a [`Form`]: a 32-bit digest of the folded word. Tokens with equal forms are the same
//! word; nothing else of a word is needed to find and align it, so a record of a hundred megabytes is an array of small
//! numbers. Contractions are two tokens ("don't": do, not), numbers with their scale and unit are one ("$10.0 million",
//! "ten million dollars"), hyphenated words are as many as they have parts, and each Han or kana character is one.
//! Case, marks and punctuation do not reach the form.

use crate::fold::fold_into;
use crate::number::{Number, NumberWord, Spoken, Unit, currency_sign, may_be_number_form, number_word, unit_word};

/// A word of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// First byte in the text.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
    /// The folded word.
    pub form: Form,
}

/// A digest of a folded word: equal for equal words, and different for different ones but for one pair in four billion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Form(pub u32);

impl Form {
    /// The form of a word that is folded already (lower case, no marks).
    pub const fn of(folded: &str) -> Form {
        let bytes = folded.as_bytes();
        let mut hash = Form::BEGIN;
        let mut i = 0;
        while i < bytes.len() {
            hash = Form::step(hash, bytes[i]);
            i += 1;
        }
        Form(Form::mix(hash))
    }

    const BEGIN: u32 = 0x811c_9dc5;

    #[inline]
    const fn step(hash: u32, byte: u8) -> u32 {
        (hash ^ byte as u32).wrapping_mul(0x0100_0193)
    }

    /// The form of a number: of its value and unit, however written.
    pub const fn of_number(number: Number) -> Form {
        let mut hash = 0x9e37_79b9u32 ^ number.mantissa as u32;
        hash = Form::mix(hash) ^ (number.mantissa >> 32) as u32;
        hash = Form::mix(hash) ^ number.exponent as u32 ^ ((number.unit as u32) << 8) ^ ((number.ordinal as u32) << 16);
        Form(Form::mix(hash))
    }

    // The last step of MurmurHash3: spreads each bit over all of them.
    #[inline]
    const fn mix(mut hash: u32) -> u32 {
        hash = (hash ^ (hash >> 16)).wrapping_mul(0x85eb_ca6b);
        hash = (hash ^ (hash >> 13)).wrapping_mul(0xc2b2_ae35);
        hash ^ (hash >> 16)
    }
}

/// Receives tokens in the order of the text.
pub trait Sink {
    /// One token; `number` for a number.
    fn token(&mut self, token: Token, number: Option<Number>);
}

impl Sink for Vec<Token> {
    fn token(&mut self, token: Token, _number: Option<Number>) {
        self.push(token);
    }
}

impl Sink for Vec<(Token, Option<Number>)> {
    fn token(&mut self, token: Token, number: Option<Number>) {
        self.push((token, number));
    }
}

/// The tokens of a text. Linear in its length.
///
/// Texts over 4 GiB are read up to that size: offsets are 32 bits wide.
pub fn tokenize(text: &str) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::with_capacity(text.len() / 5);
    tokenize_into(text, 0, &mut out);
    out
}

/// [`tokenize`] into a sink, with `base` added to every offset.
pub fn tokenize_into(text: &str, base: u32, sink: &mut impl Sink) {
    let mut scanner = Scanner { text, base, sink, folded: String::new(), number: None, held: None };
    scanner.run();
}

/// A number that may still go on, with the range it covers so far.
struct Open {
    start: usize,
    end: usize,
    state: OpenNumber,
    unit: Unit,
    /// Whether spoken decimals have begun ("one point five").
    has_point: bool,
    /// Whether a minus stands before it.
    negative: bool,
}

enum OpenNumber {
    Digits(Number),
    Words(Spoken),
}

struct Scanner<'t, S: Sink> {
    text: &'t str,
    base: u32,
    sink: &'t mut S,
    folded: String,
    number: Option<Open>,
    /// A word that may belong to a number, depending on the next: "and" in "two hundred and five", "per" in
    /// "five per cent", "a" in "a million".
    held: Option<(usize, usize, Held)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Held {
    And,
    Per,
    A,
    Point,
    /// "minus three"
    Minus,
}

impl<S: Sink> Scanner<'_, S> {
    fn run(&mut self) {
        let bytes = self.text.as_bytes();
        let limit = bytes.len().min((u32::MAX - self.base) as usize);
        let mut at = 0;
        while at < limit {
            let byte = bytes[at];
            if LOWER[usize::from(byte)] != 0 {
                at = self.word(at);
            } else if byte < 0x80 {
                if byte > b' ' {
                    self.sign(at, byte as char, 1);
                }
                at += 1;
            } else {
                let Some(c) = self.text.get(at..).and_then(|rest| rest.chars().next()) else { break };
                if matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}') {
                    // Nothing is folded away of these, and a Chinese text is made of them.
                    self.close();
                    let end = at + c.len_utf8();
                    self.emit(at, end, Form::of(&self.text[at..end]), None);
                    at = end;
                    continue;
                }
                if is_ideograph(c) {
                    self.plain(at, at + c.len_utf8());
                    at += c.len_utf8();
                } else if c.is_alphanumeric() && (c != 'ʼ' || next_is_letter(self.text, at + c.len_utf8())) {
                    at = self.word(at);
                } else {
                    // The letter 'ʼ' alone is an apostrophe: no word begins with it, and a word that did would have no end.
                    self.sign(at, c, c.len_utf8());
                    at += c.len_utf8();
                }
            }
        }
        self.close();
    }

    /// Signs that count as words or units; all others only end a number.
    fn sign(&mut self, at: usize, c: char, width: usize) {
        match c {
            '%' | '٪' | '％' => {
                if let Some(open) = self.number.as_mut().filter(|open| open.unit == Unit::None && at <= open.end + 1) {
                    open.unit = Unit::Percent;
                    open.end = at + width;
                } else {
                    self.close();
                }
            }
            '&' => {
                self.close();
                self.emit(at, at + 1, Form::of("and"), None);
            }
            '-' | '\u{2010}' | '\u{2011}' => {} // "twenty-five"
            ',' | '.' | ';' | ':' | '!' | '?' | '(' | ')' | '"' | '—' | '–' | '“' | '”' | '…' => self.close(),
            _ => {}
        }
    }

    /// A run of letters and digits beginning at `start`; returns the byte after it.
    fn word(&mut self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        let rest = &bytes[start..];
        if rest.first().is_some_and(u8::is_ascii_digit) {
            return self.digits(start);
        }
        let mut hash = Form::BEGIN;
        let mut length = rest.len();
        for (at, &byte) in rest.iter().enumerate() {
            let lower = LOWER[usize::from(byte)];
            if lower == 0 {
                length = at;
                break;
            }
            hash = Form::step(hash, lower);
        }
        let mut end = start + length;
        let form = Form(Form::mix(hash));
        if self.number.is_none() && is_end_of_word(bytes, start, end) && is_plain(&bytes[start..end], form) {
            // Most words: nothing is to be folded, looked up or added to a number.
            if self.held.is_some() {
                self.close();
            }
            self.hold_or_emit(start, end, form);
            return end;
        }
        let mut apostrophe = None;
        let mut ascii = true;
        while end < bytes.len() {
            let byte = bytes[end];
            if byte.is_ascii_alphanumeric() {
                end += 1;
            } else if byte < 0x80 {
                if byte == b'\'' && apostrophe.is_none() && next_is_letter(self.text, end + 1) {
                    apostrophe = Some(end);
                    end += 1;
                } else if byte == b'.' && end == start + 1 && bytes[start].is_ascii_alphabetic() {
                    return self.initials(start);
                } else {
                    break;
                }
            } else {
                let Some(c) = self.text.get(end..).and_then(|rest| rest.chars().next()) else { break };
                if matches!(c, '’' | 'ʼ' | '＇') {
                    if apostrophe.is_some() || !next_is_letter(self.text, end + c.len_utf8()) {
                        break;
                    }
                    apostrophe = Some(end);
                } else if is_ideograph(c) || !(c.is_alphanumeric() || is_joiner(c)) {
                    break;
                }
                ascii = false;
                end += c.len_utf8();
            }
        }
        match apostrophe {
            Some(at) => self.contraction(start, at, end),
            None => self.fold_word(start, end, ascii),
        }
        end
    }

    fn fold_word(&mut self, start: usize, end: usize, ascii: bool) {
        let word = &self.text[start..end];
        self.folded.clear();
        if ascii {
            self.folded.push_str(word);
            self.folded.make_ascii_lowercase();
        } else {
            fold_into(word, &mut self.folded);
        }
        match self.folded.as_str() {
            "cannot" => {
                self.close();
                self.emit(start, start + 3, Form::of("can"), None);
                self.emit(start + 3, end, Form::of("not"), None);
            }
            "gonna" => {
                self.close();
                self.emit(start, start + 3, Form::of("going"), None);
                self.emit(start + 3, end, Form::of("to"), None);
            }
            "wanna" => {
                self.close();
                self.emit(start, start + 3, Form::of("want"), None);
                self.emit(start + 3, end, Form::of("to"), None);
            }
            _ => self.maybe_number(start, end),
        }
    }

    /// Sends the word in `self.folded` on, or adds it to the number that is open.
    fn maybe_number(&mut self, start: usize, end: usize) {
        let word = self.folded.as_str();
        let form = Form::of(word);
        if let Some(part) = number_word(word) {
            if self.extend_number(part, end) {
                return;
            }
            let mut negative = false;
            let from = match self.held {
                Some((at, _, Held::Minus)) => {
                    self.held = None;
                    negative = true;
                    at
                }
                Some((at, _, Held::A)) if matches!(part, NumberWord::Scale(_) | NumberWord::Dozen) => {
                    self.held = None;
                    at
                }
                _ => start,
            };
            self.close();
            let mut spoken = Spoken::default();
            spoken.push(part);
            let state = OpenNumber::Words(spoken);
            self.number = Some(Open { start: from, end, state, unit: Unit::None, has_point: false, negative });
            return;
        }
        let held = self.held.map(|(.., held)| held);
        if let Some(open) = &mut self.number {
            let unit = if held == Some(Held::Per) && word == "cent" { Some(Unit::Percent) } else { unit_word(word) };
            match unit {
                Some(unit) if open.unit == Unit::None && (held.is_none() || held == Some(Held::Per)) => {
                    open.unit = unit;
                    open.end = end;
                    self.held = None;
                    self.close();
                    return;
                }
                // "$10 million dollars" says its unit twice.
                Some(unit) if open.unit == unit && held.is_none() => {
                    open.end = end;
                    self.close();
                    return;
                }
                _ => {}
            }
            let takes_and = matches!(&open.state, OpenNumber::Words(spoken) if spoken.takes_and());
            if held.is_none() && word == "and" && takes_and {
                self.held = Some((start, end, Held::And));
                return;
            }
            if held.is_none() && word == "point" && !open.has_point {
                self.held = Some((start, end, Held::Point));
                return;
            }
            if held.is_none() && word == "per" {
                self.held = Some((start, end, Held::Per));
                return;
            }
        }
        self.close();
        self.hold_or_emit(start, end, form);
    }

    /// Sends a word on that is part of no number, or holds it back as one that a number may begin with.
    #[inline]
    fn hold_or_emit(&mut self, start: usize, end: usize, form: Form) {
        if word_is_minus(form) {
            self.held = Some((start, end, Held::Minus));
        } else if word_is_a(form) {
            self.held = Some((start, end, Held::A));
        } else {
            self.emit(start, end, form, None);
        }
    }

    fn extend_number(&mut self, part: NumberWord, end: usize) -> bool {
        let Some(open) = &mut self.number else { return false };
        // "one point five": each digit is spoken for itself.
        let begins_decimals = self.held.is_some_and(|(.., held)| held == Held::Point);
        if begins_decimals || (open.has_point && self.held.is_none()) {
            if let NumberWord::Unit(digit @ 0..=9) = part {
                let value = match &open.state {
                    OpenNumber::Digits(number) => *number,
                    OpenNumber::Words(spoken) => spoken.number(),
                };
                let Some(number) = value.with_decimal(digit).filter(|_| !value.ordinal) else { return false };
                open.state = OpenNumber::Digits(number);
                open.has_point = true;
                open.end = end;
                self.held = None;
                return true;
            }
            if begins_decimals {
                return false;
            }
        }
        match self.held {
            None => {}
            Some((.., Held::And)) if !matches!(part, NumberWord::Scale(_) | NumberWord::Dozen) => {}
            Some(_) => return false,
        }
        let fits = match &mut open.state {
            OpenNumber::Words(spoken) => spoken.push(part),
            OpenNumber::Digits(number) => match part {
                NumberWord::Scale(power) if !number.ordinal && number.exponent < 12 => {
                    *number = number.times_ten_to(power);
                    true
                }
                _ => false,
            },
        };
        if fits {
            open.end = end;
            self.held = None;
        }
        fits
    }

    /// A run that begins with a digit: "66,800", "10.5", "80th", "1990s", "10:30".
    fn digits(&mut self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut end = start;
        let mut plain_end = start;
        let mut letters = false;
        while end < bytes.len() {
            let byte = bytes[end];
            if byte.is_ascii_digit() {
                end += 1;
                if !letters {
                    plain_end = end;
                }
            } else if byte.is_ascii_alphabetic() {
                letters = true;
                end += 1;
            } else if !letters
                && matches!(byte, b',' | b'.' | b':')
                && bytes.get(end + 1).is_some_and(u8::is_ascii_digit)
                && (byte != b',' || groups_thousands(bytes, end))
            {
                end += 1;
            } else {
                break;
            }
        }
        // "12 000": groups of three with a space between are one number.
        if plain_end == end && plain_end - start <= 3 && bytes[start] != b'0' {
            while let Some(next) = next_group(self.text, end) {
                end = next;
                plain_end = next;
            }
        }
        let currency = self.text[..start].chars().next_back().and_then(currency_sign);
        let mut from =
            currency.map_or(start, |_| start - self.text[..start].chars().next_back().map_or(0, char::len_utf8));
        // "-3" is a number, "10-3" and "no-3" are not.
        let before = self.text[..from].strip_suffix(['-', '\u{2212}']);
        let mut negative = before.is_some_and(|rest| rest.is_empty() || rest.ends_with([' ', '\n', '(', '\u{A0}']));
        if let Some(rest) = before.filter(|_| negative) {
            from = rest.len();
        }
        if let Some((at, _, Held::Minus)) = self.held {
            self.held = None;
            negative = true;
            from = at;
        }
        self.close();
        if let Some(time) = Number::from_clock(&self.text[start..end]) {
            self.emit(start, end, Form::of_number(time), Some(time));
            return end;
        }
        let number = Number::from_digits(&self.text[start..plain_end]);
        let tail = self.text[plain_end..end].to_ascii_lowercase();
        let unit = currency.unwrap_or(Unit::None);
        let power = match tail.as_str() {
            "" => Some(0),
            "k" => Some(3),
            "m" | "mn" if currency.is_some() => Some(6),
            "mn" | "million" => Some(6),
            "b" if currency.is_some() => Some(9),
            "bn" => Some(9),
            "tn" => Some(12),
            _ => None,
        };
        match (number, power) {
            (Some(number), Some(power)) => {
                let state = OpenNumber::Digits(number.times_ten_to(power));
                self.number = Some(Open { start: from, end, state, unit, has_point: false, negative });
            }
            (Some(mut number), None) if matches!(tail.as_str(), "st" | "nd" | "rd" | "th") => {
                number.ordinal = true;
                self.emit(from, end, Form::of_number(number), Some(number));
            }
            _ => self.plain(start, end),
        }
        end
    }

    /// "U.S.", "p.m.": letters with a point after each are one word without the points.
    fn initials(&mut self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        self.folded.clear();
        let mut end = start;
        while end + 1 < bytes.len()
            && bytes[end].is_ascii_alphabetic()
            && bytes[end + 1] == b'.'
            && self.folded.len() < 8
        {
            self.folded.push(bytes[end].to_ascii_lowercase() as char);
            end += 2;
        }
        // "U.S" without the last point; but "J.Smith" is an initial and a name.
        if bytes.get(end).is_some_and(u8::is_ascii_alphabetic)
            && !bytes.get(end + 1).is_some_and(|b| b.is_ascii_alphanumeric() || *b >= 0x80)
        {
            self.folded.push(bytes[end].to_ascii_lowercase() as char);
            end += 1;
        }
        let shown = if self.folded.len() == 1 { start + 1 } else { end };
        self.maybe_number(start, shown);
        end
    }

    /// A word with an apostrophe inside: two tokens, so that "don't" and "do not" are the same words.
    fn contraction(&mut self, start: usize, at: usize, end: usize) {
        let text = self.text;
        let tail_at = at + text[at..].chars().next().map_or(1, char::len_utf8);
        let tail = text[tail_at..end].to_lowercase();
        let second = match tail.as_str() {
            "t" => {
                self.close();
                // "mustn't" is also met as "must't".
                let stem_end = if text[start..at].ends_with(['n', 'N']) { at - 1 } else { at };
                let stem = text[start..stem_end].to_lowercase();
                let stem_form = match stem.as_str() {
                    "ca" => Form::of("can"),
                    "wo" => Form::of("will"),
                    "sha" => Form::of("shall"),
                    "" => {
                        self.emit(start, end, Form::of("not"), None);
                        return;
                    }
                    other => {
                        self.folded.clear();
                        fold_into(other, &mut self.folded);
                        Form::of(&self.folded)
                    }
                };
                self.emit(start, stem_end, stem_form, None);
                self.emit(stem_end, end, Form::of("not"), None);
                return;
            }
            "ll" => Form::of("will"),
            "re" => Form::of("are"),
            "ve" => Form::of("have"),
            "m" => Form::of("am"),
            "d" => Form::of("'d"),
            "s" => {
                if text[start..at].eq_ignore_ascii_case("let") {
                    Form::of("us")
                } else {
                    Form::of("'s")
                }
            }
            "em" => Form::of("them"),
            _ => {
                // "O'Brien", "d'accord": one word, the apostrophe left out.
                self.folded.clear();
                fold_into(&text[start..at], &mut self.folded);
                fold_into(&text[tail_at..end], &mut self.folded);
                self.close();
                let form = Form::of(&self.folded);
                self.emit(start, end, form, None);
                return;
            }
        };
        self.fold_word(start, at, text[start..at].is_ascii());
        self.close();
        self.emit(at, end, second, None);
    }

    fn plain(&mut self, start: usize, end: usize) {
        self.close();
        self.folded.clear();
        fold_into(&self.text[start..end], &mut self.folded);
        let form = Form::of(&self.folded);
        self.emit(start, end, form, None);
    }

    /// Ends the number that is open and lets go of the word held for it.
    fn close(&mut self) {
        if self.number.is_none() && self.held.is_none() {
            return;
        }
        if let Some(open) = self.number.take() {
            let mut number = match open.state {
                OpenNumber::Digits(number) => number,
                OpenNumber::Words(spoken) => spoken.number(),
            };
            number.unit = open.unit;
            if open.negative {
                number.mantissa = -number.mantissa;
            }
            let number = number.normalised();
            self.emit(open.start, open.end, Form::of_number(number), Some(number));
        }
        if let Some((start, end, held)) = self.held.take() {
            let form = match held {
                Held::And => Form::of("and"),
                Held::Per => Form::of("per"),
                Held::A => Form::of("a"),
                Held::Point => Form::of("point"),
                Held::Minus => Form::of("minus"),
            };
            self.emit(start, end, form, None);
        }
    }

    #[inline]
    fn emit(&mut self, start: usize, end: usize, form: Form, number: Option<Number>) {
        let token = Token { start: self.base + start as u32, end: self.base + end as u32, form };
        self.sink.token(token, number);
    }
}

#[inline]
fn word_is_minus(form: Form) -> bool {
    const MINUS: Form = Form::of("minus");
    form == MINUS
}

#[inline]
fn word_is_a(form: Form) -> bool {
    const A: Form = Form::of("a");
    form == A
}

/// Whether a run of ASCII letters and digits that ends at `end` is a whole word: no letter of another script, no
/// apostrophe and no point of an initial goes on with it.
#[inline]
fn is_end_of_word(bytes: &[u8], start: usize, end: usize) -> bool {
    match bytes.get(end) {
        None => end > start,
        Some(b'\'') => false,
        Some(b'.') => end > start + 1,
        Some(byte) => byte.is_ascii() && end > start,
    }
}

/// Whether an ASCII word of this form can be neither a number word nor one of those that are two words.
#[inline]
fn is_plain(word: &[u8], form: Form) -> bool {
    let (Some(first), Some(last)) = (word.first(), word.last()) else { return false };
    let is_two = matches!((word.len(), first | 0x20, last | 0x20), (6, b'c', b't') | (5, b'g' | b'w', b'a'));
    !is_two && !may_be_number_form(form)
}

/// Letters and digits of ASCII in lower case; 0 for all other bytes.
static LOWER: [u8; 256] = {
    let mut lower = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        if (byte as u8).is_ascii_alphanumeric() {
            lower[byte] = (byte as u8).to_ascii_lowercase();
        }
        byte += 1;
    }
    lower
};

fn next_is_letter(text: &str, at: usize) -> bool {
    text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(char::is_alphabetic)
}

/// The byte after a space and exactly three digits that begin at `at`.
fn next_group(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let space = rest.chars().next().filter(|c| matches!(c, ' ' | '\u{A0}' | '\u{2009}' | '\u{202F}'))?;
    let digits = rest.as_bytes().get(space.len_utf8()..)?;
    let is_digit = |i: usize| digits.get(i).is_some_and(u8::is_ascii_digit);
    let ends = !digits.get(3).is_some_and(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b',' | b':' | b'-'));
    let sentence_end = digits.get(3).is_some_and(|b| matches!(b, b'.' | b',')) && !is_digit(4);
    (is_digit(0) && is_digit(1) && is_digit(2) && (ends || sentence_end)).then_some(at + space.len_utf8() + 3)
}

/// Whether a comma at `at` stands between groups of three digits.
fn groups_thousands(bytes: &[u8], at: usize) -> bool {
    (1..=3).all(|i| bytes.get(at + i).is_some_and(u8::is_ascii_digit))
        && !bytes.get(at + 4).is_some_and(u8::is_ascii_digit)
}

/// Scripts written without spaces between words: each character is a token of its own.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{2FDF}' | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Marks that belong to the letter before, and characters that only shape a word.
fn is_joiner(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
        || matches!(c, '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests;
