//! Numbers as values: "ten" is "10", "$10.0 million" is "10 million dollars" and not "$100 million".
//!
//! English number words; digits in any text. Values are exact decimals, so that no rounding ever makes two different
//! numbers equal.

use crate::token::Form;

/// A number with its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Number {
    /// Decimal digits without trailing zeros; the value is `mantissa * 10^exponent`.
    pub mantissa: i64,
    /// Power of ten.
    pub exponent: i8,
    /// What is counted, where a sign or a word right beside the number says so.
    pub unit: Unit,
    /// "third", "80th" rather than "three", "80".
    pub ordinal: bool,
}

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Nothing said right beside the number.
    None,
    /// Parts of a hundred.
    Percent,
    /// Dollars.
    Dollar,
    /// Euros.
    Euro,
    /// Pounds.
    Pound,
    /// Yen or yuan sign.
    Yen,
    /// Roubles.
    Rouble,
    /// A time of day or a duration; the value is in minutes of its first part ("4:30" is 270).
    Clock,
}

impl Number {
    /// A whole number or decimal fraction without a unit.
    pub fn new(mantissa: i64, exponent: i8) -> Number {
        let mut number = Number { mantissa, exponent, unit: Unit::None, ordinal: false };
        number.normalise();
        number
    }

    /// The same number without trailing zeros.
    pub(crate) fn normalised(mut self) -> Number {
        self.normalise();
        self
    }

    fn normalise(&mut self) {
        if self.mantissa == 0 {
            self.exponent = 0;
        }
        while self.mantissa != 0 && self.mantissa % 10 == 0 && self.exponent < i8::MAX {
            self.mantissa /= 10;
            self.exponent += 1;
        }
    }

    /// The number times a power of ten; the exponent stays in range.
    #[must_use]
    pub fn times_ten_to(mut self, power: i8) -> Number {
        self.exponent = self.exponent.saturating_add(power);
        self
    }

    /// The number with one more digit behind its point ("one point" and "five" is 1.5).
    pub(crate) fn with_decimal(&self, digit: u8) -> Option<Number> {
        let mut number = *self;
        while number.exponent > 0 {
            number.mantissa = number.mantissa.checked_mul(10)?;
            number.exponent -= 1;
        }
        number.mantissa = number.mantissa.checked_mul(10)?.checked_add(i64::from(digit))?;
        number.exponent = number.exponent.checked_sub(1)?;
        Some(number)
    }

    /// Whether two numbers have the same value; units count only where both have one.
    pub fn same_value(&self, other: &Number) -> bool {
        self.mantissa == other.mantissa
            && self.exponent == other.exponent
            && (self.unit == other.unit
                || (self.unit == Unit::None && other.unit != Unit::Clock)
                || (other.unit == Unit::None && self.unit != Unit::Clock))
    }

    /// Parses "4:30" and "16:05".
    pub fn from_clock(text: &str) -> Option<Number> {
        let (hours, minutes) = text.split_once(':')?;
        let digits = |part: &str| part.len() <= 3 && !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(hours) || !digits(minutes) || minutes.len() != 2 {
            return None;
        }
        let value = hours.parse::<i64>().ok()? * 60 + minutes.parse::<i64>().ok()?;
        let mut number = Number::new(value, 0);
        number.unit = Unit::Clock;
        Some(number)
    }

    /// Parses digits with grouping commas and a decimal point ("66,800", "10.0", "2012"). Nothing else.
    ///
    /// More than eighteen digits give `None`: such a string is a serial number, and is compared as a word.
    pub fn from_digits(text: &str) -> Option<Number> {
        let mut mantissa: i64 = 0;
        let (mut digits, mut decimals, mut after_point) = (0u32, 0i8, false);
        let dots = text.bytes().filter(|&b| b == b'.').count();
        for b in text.bytes() {
            match b {
                b'0'..=b'9' => {
                    digits += 1;
                    if digits > 18 {
                        return None;
                    }
                    mantissa = mantissa * 10 + i64::from(b - b'0');
                    if after_point {
                        decimals += 1;
                    }
                }
                b',' => {}
                b' ' | 0xC2 | 0xA0 | 0xE2 | 0x80 | 0x89 | 0xAF => {} // spaces between groups
                // Two points group thousands ("1.234.567"); one is a decimal point.
                b'.' if dots == 1 => after_point = true,
                b'.' => {}
                _ => return None,
            }
        }
        (digits > 0).then(|| Number::new(mantissa, -decimals))
    }
}

/// What an English word counts for inside a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberWord {
    /// zero to nineteen.
    Unit(u8),
    /// twenty to ninety.
    Ten(u8),
    /// hundred (2), thousand (3), million (6), billion (9), trillion (12): the power of ten.
    Scale(i8),
    /// dozen.
    Dozen,
    /// first to nineteenth.
    OrdinalUnit(u8),
    /// twentieth to ninetieth.
    OrdinalTen(u8),
}

/// Looks a folded word up; `None` if it is not a number word.
///
/// "second" is left out: it is more often a time than a rank, and both wordings keep it as a word.
pub fn number_word(word: &str) -> Option<NumberWord> {
    if !may_be_number_word(word.as_bytes()) || !may_be_number_form(Form::of(word)) {
        return None;
    }
    NUMBER_WORDS.iter().find(|(known, _)| *known == word).map(|(_, number)| *number)
}

/// Whether a word of this form may be a number word. Errs towards yes, less than once in fifty.
#[inline]
pub(crate) const fn may_be_number_form(form: Form) -> bool {
    let bit = form.0 >> (32 - LOG_BITS);
    NUMBER_FORMS[(bit >> 6) as usize] >> (bit & 63) & 1 == 1
}

const LOG_BITS: u32 = 12;

/// The forms of number words, as a set of bits.
static NUMBER_FORMS: [u64; 1 << (LOG_BITS - 6)] = {
    let mut bits = [0; 1 << (LOG_BITS - 6)];
    let mut i = 0;
    while i < NUMBER_WORDS.len() {
        let bit = Form::of(NUMBER_WORDS[i].0).0 >> (32 - LOG_BITS);
        bits[(bit >> 6) as usize] |= 1 << (bit & 63);
        i += 1;
    }
    bits
};

pub(crate) const NUMBER_WORDS: &[(&str, NumberWord)] = {
    use NumberWord::*;
    &[
        ("zero", Unit(0)),
        ("one", Unit(1)),
        ("two", Unit(2)),
        ("three", Unit(3)),
        ("four", Unit(4)),
        ("five", Unit(5)),
        ("six", Unit(6)),
        ("seven", Unit(7)),
        ("eight", Unit(8)),
        ("nine", Unit(9)),
        ("ten", Unit(10)),
        ("eleven", Unit(11)),
        ("twelve", Unit(12)),
        ("thirteen", Unit(13)),
        ("fourteen", Unit(14)),
        ("fifteen", Unit(15)),
        ("sixteen", Unit(16)),
        ("seventeen", Unit(17)),
        ("eighteen", Unit(18)),
        ("nineteen", Unit(19)),
        ("twenty", Ten(20)),
        ("thirty", Ten(30)),
        ("forty", Ten(40)),
        ("fourty", Ten(40)),
        ("fifty", Ten(50)),
        ("sixty", Ten(60)),
        ("seventy", Ten(70)),
        ("eighty", Ten(80)),
        ("ninety", Ten(90)),
        ("hundred", Scale(2)),
        ("thousand", Scale(3)),
        ("million", Scale(6)),
        ("billion", Scale(9)),
        ("trillion", Scale(12)),
        ("dozen", Dozen),
        ("first", OrdinalUnit(1)),
        ("third", OrdinalUnit(3)),
        ("fourth", OrdinalUnit(4)),
        ("fifth", OrdinalUnit(5)),
        ("sixth", OrdinalUnit(6)),
        ("seventh", OrdinalUnit(7)),
        ("eighth", OrdinalUnit(8)),
        ("ninth", OrdinalUnit(9)),
        ("tenth", OrdinalUnit(10)),
        ("eleventh", OrdinalUnit(11)),
        ("twelfth", OrdinalUnit(12)),
        ("thirteenth", OrdinalUnit(13)),
        ("fourteenth", OrdinalUnit(14)),
        ("fifteenth", OrdinalUnit(15)),
        ("sixteenth", OrdinalUnit(16)),
        ("seventeenth", OrdinalUnit(17)),
        ("eighteenth", OrdinalUnit(18)),
        ("nineteenth", OrdinalUnit(19)),
        ("twentieth", OrdinalTen(20)),
        ("thirtieth", OrdinalTen(30)),
        ("fortieth", OrdinalTen(40)),
        ("fiftieth", OrdinalTen(50)),
        ("sixtieth", OrdinalTen(60)),
        ("seventieth", OrdinalTen(70)),
        ("eightieth", OrdinalTen(80)),
        ("ninetieth", OrdinalTen(90)),
    ]
};

/// Whether an ASCII word is as long as a number word and begins and ends as one, in whatever case: by this alone most
/// words of a text are told apart.
pub fn may_be_number_word(word: &[u8]) -> bool {
    let (Some(first), Some(last)) = (word.first(), word.last()) else { return false };
    let last = last | 0x20;
    (3..=11).contains(&word.len())
        && match first | 0x20 {
            b'z' => last == b'o',
            b'o' => last == b'e',
            b't' => matches!(last, b'e' | b'o' | b'n' | b'y' | b'd' | b'h'),
            b'f' => matches!(last, b'e' | b'r' | b'n' | b'y' | b't' | b'h'),
            b's' => matches!(last, b'x' | b'n' | b'y' | b'h'),
            b'e' => matches!(last, b't' | b'n' | b'y' | b'h'),
            b'n' => matches!(last, b'e' | b'n' | b'y' | b'h'),
            b'h' => last == b'd',
            b'm' | b'b' | b'd' => last == b'n',
            _ => false,
        }
}

/// How a whole number below a thousand is said ("eighty seven"); `None` for others.
pub fn spoken(number: &Number) -> Option<String> {
    const UNITS: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let factor = 10i64.checked_pow(u32::try_from(number.exponent).ok()?)?;
    let value = usize::try_from(number.mantissa.checked_mul(factor)?).ok().filter(|value| *value < 1000)?;
    let mut out: Vec<&str> = Vec::new();
    if value >= 100 {
        out.extend([UNITS.get(value / 100).copied()?, "hundred"]);
    }
    let rest = value % 100;
    if rest >= 20 {
        out.push(TENS.get(rest / 10).copied()?);
    }
    let unit = if rest >= 20 { rest % 10 } else { rest };
    if unit > 0 || value == 0 {
        out.push(UNITS.get(unit).copied()?);
    }
    Some(out.join(" "))
}

/// The unit that a folded word after a number names.
pub fn unit_word(word: &str) -> Option<Unit> {
    Some(match word {
        "percent" => Unit::Percent,
        "dollar" | "dollars" | "buck" | "bucks" => Unit::Dollar,
        "euro" | "euros" => Unit::Euro,
        "pound" | "pounds" => Unit::Pound,
        "yen" | "yuan" => Unit::Yen,
        "rouble" | "roubles" | "ruble" | "rubles" => Unit::Rouble,
        _ => return None,
    })
}

/// The currency that a sign before a number names.
pub fn currency_sign(c: char) -> Option<Unit> {
    Some(match c {
        '$' => Unit::Dollar,
        '€' => Unit::Euro,
        '£' => Unit::Pound,
        '¥' => Unit::Yen,
        '₽' => Unit::Rouble,
        _ => return None,
    })
}

/// Adds up number words as they come; see [`Spoken::push`].
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Spoken {
    /// What has been closed by thousand, million ...
    total: i64,
    /// The open group below the next scale.
    group: i64,
    last: Last,
    ordinal: bool,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Last {
    #[default]
    Nothing,
    Unit,
    Teen,
    Ten,
    Hundred,
    Thousand,
    Closed,
}

impl Spoken {
    /// Takes the next word; false if it cannot belong to this number (the caller then starts a new one).
    pub(crate) fn push(&mut self, word: NumberWord) -> bool {
        if self.ordinal {
            return false;
        }
        match word {
            NumberWord::Unit(n) | NumberWord::OrdinalUnit(n) => {
                let ordinal = matches!(word, NumberWord::OrdinalUnit(_));
                let n = i64::from(n);
                match self.last {
                    Last::Nothing | Last::Hundred | Last::Thousand => self.group += n,
                    Last::Ten if n < 10 && n > 0 => self.group += n,
                    // "nineteen twelve", "twenty sixteen": years are spoken in pairs.
                    Last::Teen | Last::Ten if n >= 10 && self.is_century() && !ordinal => {
                        self.group = self.group * 100 + n;
                        self.last = Last::Closed;
                        return true;
                    }
                    _ => return false,
                }
                self.ordinal = ordinal;
                self.last = if n >= 10 { Last::Teen } else { Last::Unit };
            }
            NumberWord::Ten(n) | NumberWord::OrdinalTen(n) => {
                let ordinal = matches!(word, NumberWord::OrdinalTen(_));
                match self.last {
                    Last::Nothing | Last::Hundred | Last::Thousand => self.group += i64::from(n),
                    Last::Teen | Last::Ten if self.is_century() && !ordinal => {
                        self.group = self.group * 100 + i64::from(n);
                    }
                    _ => return false,
                }
                self.ordinal = ordinal;
                self.last = Last::Ten;
            }
            NumberWord::Scale(2) => match self.last {
                Last::Unit | Last::Teen | Last::Ten if self.group < 100 => {
                    self.group *= 100;
                    self.last = Last::Hundred;
                }
                Last::Nothing => {
                    self.group = 100;
                    self.last = Last::Hundred;
                }
                _ => return false,
            },
            NumberWord::Scale(power) => {
                if matches!(self.last, Last::Closed) || (self.last == Last::Thousand && self.group == 0) {
                    return false;
                }
                if self.group == 0 {
                    self.group = 1;
                }
                let Some(scaled) = self.group.checked_mul(10i64.pow(power as u32)) else { return false };
                let Some(total) = self.total.checked_add(scaled) else { return false };
                self.total = total;
                self.group = 0;
                self.last = Last::Thousand;
            }
            NumberWord::Dozen => {
                if !matches!(self.last, Last::Nothing | Last::Unit) {
                    return false;
                }
                self.group = self.group.max(1) * 12;
                self.last = Last::Closed;
            }
        }
        true
    }

    fn is_century(&self) -> bool {
        self.total == 0 && (11..=21).contains(&self.group)
    }

    /// Whether "and" may go on ("two hundred and five").
    pub(crate) fn takes_and(&self) -> bool {
        matches!(self.last, Last::Hundred | Last::Thousand)
    }

    pub(crate) fn number(&self) -> Number {
        let mut number = Number::new(self.total + self.group, 0);
        number.ordinal = self.ordinal;
        number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_words_are_known_by_how_they_begin_and_end() {
        for word in
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen \
                     seventeen eighteen nineteen twenty thirty forty fourty fifty sixty seventy eighty ninety hundred \
                     thousand million billion trillion dozen first third fourth fifth sixth seventh eighth ninth tenth \
                     eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth \
                     twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth"
                .split_whitespace()
        {
            assert!(number_word(word).is_some(), "{word}");
        }
        for word in ["the", "that", "often", "second", "nineteens", "hand", "men", "zeros", ""] {
            assert_eq!(number_word(word), None, "{word}");
        }
    }
}
