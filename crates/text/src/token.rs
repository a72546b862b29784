//! What a word is, and when two words are the same.
//!
//! A [`Token`] is a byte range and a [`Form`]: a 32-bit digest of the folded word. Tokens with equal forms are the same
//! word; nothing else of a word is needed to find and align it, so a record of a hundred megabytes is an array of small
//! numbers. Contractions are two tokens ("don't": do, not), numbers with their scale and unit are one ("$10.0 million",
//! "ten million dollars"), hyphenated words are as many as they have parts, and each Han or kana character is one.
//! Case, marks and punctuation do not reach the form.

mod letters;
mod numbers;

use crate::fold::fold_into;
use crate::number::{Number, Unit};
use letters::{LOWER, is_end_of_word, is_ideograph, is_joiner, is_plain, next_is_letter};
use numbers::{Held, Open};

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

/// Goes once over a text. Numbers are read in `numbers`.
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

impl<S: Sink> Scanner<'_, S> {
    fn run(&mut self) {
        let bytes = self.text.as_bytes();
        let limit = bytes.len().min((u32::MAX - self.base) as usize);
        let mut at = 0;
        while at < limit {
            let byte = bytes[at];
            let lower = LOWER[usize::from(byte)];
            if lower > b'9' {
                at = self.letters(at, lower);
            } else if lower != 0 {
                at = self.digits(at);
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

    /// A run of letters and digits that begins with the ASCII letter `lower`; returns the byte after it. Most words are
    /// plain: nothing is to be folded, looked up or added to a number.
    #[inline]
    fn letters(&mut self, start: usize, lower: u8) -> usize {
        let bytes = self.text.as_bytes();
        let mut hash = Form::step(Form::BEGIN, lower);
        let (mut end, mut last) = (start + 1, lower);
        while let Some(&byte) = bytes.get(end) {
            let lower = LOWER[usize::from(byte)];
            if lower == 0 {
                break;
            }
            hash = Form::step(hash, lower);
            last = lower;
            end += 1;
        }
        let form = Form(Form::mix(hash));
        if self.number.is_some() || !is_end_of_word(bytes, start, end) || !is_plain(end - start, lower, last, form) {
            return self.word(start);
        }
        if self.held.is_some() {
            self.close();
        }
        self.hold_or_emit(start, end, form);
        end
    }

    /// A run of letters and digits beginning at `start`; returns the byte after it.
    fn word(&mut self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        let rest = &bytes[start..];
        let mut end = start + rest.iter().take_while(|byte| LOWER[usize::from(**byte)] != 0).count();
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

    #[inline]
    fn emit(&mut self, start: usize, end: usize, form: Form, number: Option<Number>) {
        let token = Token { start: self.base + start as u32, end: self.base + end as u32, form };
        self.sink.token(token, number);
    }
}

#[cfg(test)]
mod tests;
