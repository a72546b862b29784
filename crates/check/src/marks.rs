//! What the quoter marked: ellipses, brackets, `[sic]`. Turns the quoted words into [`QuotedWord`]s that know it.
//!
//! Understood are `…` `...` `. . .` `[...]` `(…)`, `[name]` or `(name)` for words put in or replaced, `[T]he` and `play[ed]` for a
//! letter changed, `[sic]`. An ellipsis at either end says nothing and is dropped. A transcriber's `[inaudible]` stands for words
//! too, `(applause)` for none. Nothing is compared here.

use onrecord_text::number::{Number, unit_word};
use onrecord_text::token::{Form, Token, tokenize_into};
use onrecord_text::variants::variants;

/// The quoted words, and where they are marked.
#[derive(Debug, Clone, Default)]
pub struct Quoted {
    /// The words in order.
    pub words: Vec<QuotedWord>,
    /// How words may be written in another convention of spelling ("theatre" for "theater"): the index of a word and another
    /// form of it, in order. Most words have none.
    pub variants: Vec<(usize, Form)>,
}

impl Quoted {
    /// Words in order of which no other spelling is known.
    pub(crate) fn of(words: Vec<QuotedWord>) -> Quoted {
        Quoted { words, variants: Vec::new() }
    }

    /// Leaves out all words behind the first `most`, and their other spellings with them.
    pub(crate) fn truncate(&mut self, most: usize) {
        self.words.truncate(most);
        self.variants.truncate(self.variants.partition_point(|(at, _)| *at < most));
    }

    /// Whether a quoted word is a recorded one, in whatever convention it is spelled.
    pub(crate) fn is(&self, quoted: usize, recorded: Form) -> bool {
        self.words.get(quoted).is_some_and(|word| word.form == recorded)
            || self.variants.iter().any(|&(at, variant)| variant == recorded && at == quoted)
    }

    /// The other spellings of a word.
    pub(crate) fn variants_of(&self, quoted: usize) -> impl Iterator<Item = Form> + '_ {
        let from = self.variants.partition_point(|(at, _)| *at < quoted);
        self.variants.iter().skip(from).take_while(move |(at, _)| *at == quoted).map(|(_, form)| *form)
    }
}

/// One quoted word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuotedWord {
    /// First byte in the claim's text.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// The folded word.
    pub form: Form,
    /// Its value, for a number.
    pub number: Option<Number>,
    /// Whether the quoter put it in brackets, so that it may stand for other words or for none.
    pub bracketed: bool,
    /// Whether an ellipsis stands right before it.
    pub after_ellipsis: bool,
}

/// The longest bracket that is read as an editor's words; a longer one is text.
const LONGEST_BRACKET: usize = 160;

/// Reads the quoted words. Linear in the text.
pub fn read_marks(text: &str) -> Quoted {
    let cleaned = Cleaned::new(text);
    let mut tokens: Vec<(Token, Option<Number>)> = Vec::with_capacity(cleaned.text.len() / 5);
    tokenize_into(&cleaned.text, 0, &mut tokens);
    part_cut_numbers(&cleaned, &mut tokens);
    let mut words: Vec<QuotedWord> = Vec::with_capacity(tokens.len());
    let (mut next_bracket, mut next_ellipsis) = (0, 0);
    for (token, number) in tokens {
        let (start, end) = (token.start as usize, token.end as usize);
        while cleaned.brackets.get(next_bracket).is_some_and(|bracket| bracket.end <= start) {
            next_bracket += 1;
        }
        let bracketed = cleaned.brackets.get(next_bracket).is_some_and(|bracket| bracket.start < end);
        let mut after_ellipsis = false;
        while cleaned.ellipses.get(next_ellipsis).is_some_and(|&at| at <= start) {
            after_ellipsis = !words.is_empty();
            next_ellipsis += 1;
        }
        words.push(QuotedWord {
            start: cleaned.original(start),
            end: cleaned.original_end(end),
            form: token.form,
            number,
            bracketed,
            after_ellipsis,
        });
    }
    let mut spelled = Vec::new();
    for (index, word) in words.iter().enumerate().filter(|(_, word)| word.number.is_none() && !word.bracketed) {
        variants(text.get(word.start..word.end).unwrap_or(""), word.form, |form| spelled.push((index, form)));
    }
    Quoted { words, variants: spelled }
}

/// "It cost … million five years ago": behind the mark "million" is the rest of a number, and "five" another one.
fn part_cut_numbers(cleaned: &Cleaned, tokens: &mut Vec<(Token, Option<Number>)>) {
    if cleaned.ellipses.is_empty() {
        return;
    }
    let mut parted: Vec<(Token, Option<Number>)> = Vec::with_capacity(tokens.len());
    let mut ellipses = cleaned.ellipses.iter().peekable();
    for (token, number) in tokens.drain(..) {
        let (start, end) = (token.start as usize, token.end as usize);
        let mut marked = false;
        while ellipses.next_if(|&&at| at <= start).is_some() {
            marked = true;
        }
        let written = cleaned.text.get(start..end).filter(|_| marked && number.is_some()).unwrap_or("");
        match written.split_once(char::is_whitespace) {
            Some((scale, rest)) if is_scale(scale) && !goes_on(rest) => {
                tokenize_into(scale, token.start, &mut parted);
                tokenize_into(rest, (end - rest.len()) as u32, &mut parted);
            }
            _ => parted.push((token, number)),
        }
    }
    *tokens = parted;
}

fn is_scale(word: &str) -> bool {
    ["hundred", "thousand", "million", "billion", "trillion"].iter().any(|scale| word.eq_ignore_ascii_case(scale))
}

/// Whether what follows a scale belongs to it: "hundred thousand", "million dollars".
fn goes_on(rest: &str) -> bool {
    let next = rest.split_whitespace().next().unwrap_or("");
    is_scale(next) || unit_word(&next.to_lowercase()).is_some()
}

/// "401(k)", "P(doom)": letters in brackets right behind a number or a single letter are a part of the word.
fn is_within_a_word(text: &str, at: usize) -> bool {
    let (before, behind) = text.split_at(at);
    // Two letters back are enough, and no bracket is looked into further than its letters go: a text may be all brackets.
    let mut word = before.chars().rev().take_while(|c| c.is_alphanumeric());
    let is_short = match (word.next(), word.next()) {
        (Some(last), second) => last.is_ascii_digit() || second.is_none(),
        (None, _) => false,
    };
    let inside = || behind.get(1..).unwrap_or("").chars().take(LONGEST_BRACKET).enumerate();
    is_short && inside().find(|(_, c)| !c.is_alphabetic()).is_some_and(|(at, c)| at > 0 && c == ')')
}

/// The text with brackets taken off and ellipses replaced by one character, and the way back to the original.
#[derive(Default)]
struct Cleaned {
    text: String,
    /// `(cleaned, original)` offsets at which copying started anew.
    joints: Vec<(usize, usize)>,
    /// Cleaned ranges that stood in brackets.
    brackets: Vec<std::ops::Range<usize>>,
    /// Cleaned offsets at which an ellipsis stood.
    ellipses: Vec<usize>,
}

impl Cleaned {
    fn new(text: &str) -> Cleaned {
        let mut cleaned = Cleaned { text: String::with_capacity(text.len()), ..Cleaned::default() };
        let bytes = text.as_bytes();
        let mut at = 0;
        let mut copied = 0;
        while at < bytes.len() {
            let taken = match bytes[at] {
                b'(' if is_within_a_word(text, at) => None,
                b'[' | b'(' => cleaned.bracket(text, copied, at),
                b'.' | 0xE2 => match ellipsis_end(text, at) {
                    Some(end) => {
                        cleaned.copy(text, copied, at);
                        cleaned.ellipsis();
                        Some(end)
                    }
                    None => None,
                },
                _ => None,
            };
            match taken {
                Some(end) => {
                    at = end;
                    copied = end;
                }
                None => at += 1,
            }
        }
        cleaned.copy(text, copied, bytes.len());
        cleaned
    }

    fn copy(&mut self, text: &str, from: usize, to: usize) {
        self.joints.push((self.text.len(), from));
        self.text.push_str(text.get(from..to).unwrap_or(""));
    }

    fn ellipsis(&mut self) {
        self.text.push(' ');
        self.ellipses.push(self.text.len());
        self.text.push(' ');
    }

    /// Takes the bracket that opens at `at`; returns the byte after it, or `None` if it is plain text.
    fn bracket(&mut self, text: &str, copied: usize, at: usize) -> Option<usize> {
        let close = if text.as_bytes()[at] == b'[' { ']' } else { ')' };
        let inside_at = at + 1;
        let limit = text.len().min(inside_at + LONGEST_BRACKET);
        let length = text.as_bytes()[inside_at..limit].iter().position(|&b| b == close as u8)?;
        let inside = text.get(inside_at..inside_at + length)?;
        let end = inside_at + length + 1;
        let trimmed = inside.trim();
        let is_ellipsis = ellipsis_end(trimmed, 0) == Some(trimmed.len()) && !trimmed.is_empty();
        if is_ellipsis {
            self.copy(text, copied, at);
            self.ellipsis();
            return Some(end);
        }
        if trimmed.trim_end_matches('!').eq_ignore_ascii_case("sic") {
            self.copy(text, copied, at);
            return Some(end);
        }
        match transcribers_note(trimmed) {
            Some(Note::Unheard) => {
                self.copy(text, copied, at);
                self.ellipsis();
                return Some(end);
            }
            Some(Note::Sound) => {
                self.copy(text, copied, at);
                self.text.push(' ');
                return Some(end);
            }
            None => {}
        }
        self.copy(text, copied, at);
        // Only letters change a word; anything else (a footnote's number) stands beside it, and the word before it is
        // the quoter's own and unmarked.
        let is_letters = inside.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’'));
        let joined_before = is_letters && self.text.chars().next_back().is_some_and(char::is_alphanumeric);
        let joined_after = is_letters && text[end..].chars().next().is_some_and(char::is_alphanumeric);
        if !joined_before {
            self.text.push(' ');
        }
        let first = self.text.len();
        self.copy(text, inside_at, inside_at + length);
        let last = self.text.len();
        if !joined_after {
            self.text.push(' ');
        }
        if last > first {
            self.brackets.push(first..last);
        }
        Some(end)
    }

    fn original(&self, at: usize) -> usize {
        let index = self.joints.partition_point(|&(cleaned, _)| cleaned <= at).saturating_sub(1);
        self.joints.get(index).map_or(at, |&(cleaned, original)| original + (at - cleaned.min(at)))
    }

    fn original_end(&self, end: usize) -> usize {
        if end == 0 { 0 } else { self.original(end - 1) + 1 }
    }
}

/// What a transcriber notes in brackets, copied along with the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Note {
    /// Words that were not made out: `[crosstalk 00:12:04]`, `(inaudible)`.
    Unheard,
    /// What else was heard: `(applause)`.
    Sound,
}

/// The note that a bracket holds, if it holds nothing else but a time.
fn transcribers_note(inside: &str) -> Option<Note> {
    let mut words = inside.split_whitespace().filter(|word| word.contains(char::is_alphabetic));
    let (word, more) = (words.next()?, words.next());
    let word = word.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    match word.as_str() {
        _ if more.is_some() => None,
        "crosstalk" | "inaudible" | "unintelligible" | "indiscernible" | "indistinct" => Some(Note::Unheard),
        "laughter" | "laughs" | "laughing" | "applause" | "cheers" | "cheering" | "boos" | "booing" => {
            Some(Note::Sound)
        }
        _ => None,
    }
}

/// The byte after an ellipsis that begins at `at`, with spaces between its points or not.
fn ellipsis_end(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    if rest.starts_with('…') {
        let mut end = at + '…'.len_utf8();
        while text[end..].starts_with(['…', '.']) {
            end += text[end..].chars().next().map_or(1, char::len_utf8);
        }
        return Some(end);
    }
    let bytes = rest.as_bytes();
    let (mut points, mut i, mut end) = (0, 0, 0);
    while i < bytes.len() {
        match bytes[i] {
            b'.' => {
                points += 1;
                i += 1;
                end = i;
            }
            b' ' if points > 0 && bytes.get(i + 1) == Some(&b'.') => i += 1,
            _ => break,
        }
    }
    (points >= 3).then_some(at + end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        read_marks(text)
            .words
            .iter()
            .map(|word| {
                let mark = if word.bracketed { "*" } else { "" };
                let gap = if word.after_ellipsis { "/ " } else { "" };
                format!("{gap}{}{mark}", &text[word.start..word.end])
            })
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn marks_are_read() {
        for (text, expected) in [
            ("we will … go home", "we will / go home"),
            ("we will . . . go", "we will / go"),
            ("we will [...] go", "we will / go"),
            ("... we go....", "we go"),
            ("we [the party] go", "we the* party* go"),
            ("their [sic] house (sic)", "their house"),
            ("a (small) house", "a small* house"),
            ("It is over. We won.", "It is over We won"),
            ("we will [crosstalk 00:12:04] go", "we will / go"),
            ("we will (inaudible) go", "we will / go"),
            ("we will (Applause) go", "we will go"),
            ("we heard [the applause] then", "we heard the* applause* then"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn a_changed_letter_is_part_of_its_word() {
        let words = read_marks("[T]he war[s] end").words;
        assert_eq!(words[0].form, Form::of("the"));
        assert_eq!(words[1].form, Form::of("wars"));
        assert!(words[1].bracketed && !words[2].bracketed);
    }

    #[test]
    fn what_is_no_letters_marks_no_word_beside_it() {
        for (text, expected) in [
            ("we will not(1) pay", "we will not 1* pay"),
            ("we will not[12] pay", "we will not 12* pay"),
            ("all month(1 year) long", "all month 1* year* long"),
            ("(2)never again", "2* never again"),
            ("she play[ed] and [h]e won", "she play[ed* and h]e* won"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn letters_in_brackets_belong_to_a_number_or_a_single_letter_before_them() {
        for (text, expected) in [
            ("a 401(k) plan", "a 401 k plan"),
            ("our P(doom) is low", "our P doom is low"),
            ("the plan(of all) is", "the plan of* all* is"),
            ("all 12(one) of us", "all 12 one of us"),
            ("in 2019(the year) we", "in 2019 the* year* we"),
            ("in 2019() we", "in 2019 we"),
            ("in 2019(k we", "in 2019 k we"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    /// It would not end if every bracket were looked for to the end of the text, or every word to its begin.
    #[test]
    fn nothing_but_brackets_is_read_to_its_end() {
        for unit in ["(", "a(", "1(b", "[", "(["] {
            let text = format!("{}word", unit.repeat(1_000_000));
            assert!(read_marks(&text).words.len() <= 1_000_001, "{unit}");
        }
        assert_eq!(read_marks(&format!("{}(", "a".repeat(500_000)).repeat(4)).words.len(), 4);
    }

    proptest::proptest! {
        #[test]
        fn ranges_are_inside_the_text(text in "(\\[|\\]|\\(|\\)|\\.|…| |a|Bc|é|sic|[^a-z]){0,40}") {
            for word in read_marks(&text).words {
                proptest::prop_assert!(word.start < word.end && text.get(word.start..word.end).is_some());
            }
        }
    }
}
