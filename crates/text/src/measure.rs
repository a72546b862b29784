//! What is measured, however the unit is written: "km/h", "kph" and "kilometres an hour" are one, and so are "GWh" and
//! "gigawatt hours".
//!
//! Takes the folded words that stand right behind a number. Money and percent are no measures: see [`crate::number`]. English
//! names, the commonest of German, French and Russian, and the signs that all languages share.

use crate::token::Form;
use std::sync::LazyLock;

/// A unit with its power, and what it is counted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measure {
    /// Its line in [`UNITS`].
    unit: u8,
    /// 2 for a square, 3 for a cube.
    power: u8,
    /// "A year" in "tonnes a year": its line and 1, or 0.
    per: u8,
}

impl Measure {
    /// Whether two measures may be one: they are the same, or one says "degrees" without saying of which scale.
    pub fn agrees(self, other: Measure) -> bool {
        let degree = |measure: Measure| (measure.power, measure.per) == (1, 0) && is(measure.unit, DEGREES);
        self == other || (degree(self) && other.is_scale()) || (degree(other) && self.is_scale())
    }

    fn is_scale(self) -> bool {
        is(self.unit, "celsius") || is(self.unit, "fahrenheit")
    }
}

const DEGREES: &str = "degrees";
const WATTS: [(&str, &str); 5] = [("w", "wh"), ("kw", "kwh"), ("mw", "mwh"), ("gw", "gwh"), ("tw", "twh")];

/// A line a unit: all spellings of it, each in one line alone.
const UNITS: &[&str] = &[
    "km kms kilometre kilometres kilometer kilometers kilometern км километр километра километров",
    "mile miles mi",
    "m metre metres meter meters metern м метр метра метров",
    "cm centimetre centimetres centimeter centimeters",
    "mm millimetre millimetres millimeter millimeters",
    "foot feet ft",
    "inch inches",
    "yard yards yd",
    "kg kgs kilogram kilograms kilogramme kilogrammes kilo kilos kilogramm кг килограмм килограмма килограммов",
    "g gram grams gramme grammes gramm",
    "mg milligram milligrams",
    "tonne tonnes ton tons t tonnen тонна тонны тонн",
    "lb lbs",
    "ounce ounces oz",
    "l litre litres liter liters litern литр литра литров",
    "ml millilitre millilitres milliliter milliliters",
    "cl centilitre centilitres centiliter centiliters",
    "hl hectolitre hectolitres hectoliter hectoliters",
    "gallon gallons",
    "barrel barrels bbl",
    "hectare hectares ha hektar га гектар гектара гектаров",
    "acre acres",
    "second seconds sec secs s sekunde sekunden",
    "minute minutes min mins minuten",
    "hour hours hr hrs h stunde stunden heure heures",
    "day days tag tage tagen jour jours",
    "week weeks",
    "month months",
    "year years yr yrs jahr jahre jahren",
    "decade decades",
    "century centuries",
    "degree degrees °",
    "celsius centigrade",
    "fahrenheit",
    "w watt watts",
    "kw kilowatt kilowatts",
    "mw megawatt megawatts",
    "gw gigawatt gigawatts",
    "tw terawatt terawatts",
    "wh wattstunde wattstunden",
    "kwh kilowattstunde kilowattstunden",
    "mwh megawattstunde megawattstunden",
    "gwh gigawattstunde gigawattstunden",
    "twh terawattstunde terawattstunden",
    "kb kilobyte kilobytes",
    "mb megabyte megabytes",
    "gb gigabyte gigabytes",
    "tb terabyte terabytes",
    "hz hertz",
    "khz kilohertz",
    "mhz megahertz",
    "ghz gigahertz",
    "knot knots",
];
/// The longest measure, in words: "cubic metres of water" is none.
pub const MOST_WORDS: usize = 5;

fn unit(word: &str) -> Option<u8> {
    /// All spellings in order of their forms.
    static TABLE: LazyLock<Vec<(Form, u8)>> = LazyLock::new(|| {
        let lines = UNITS.iter().zip(0..);
        let mut table: Vec<(Form, u8)> =
            lines.flat_map(|(line, unit)| line.split(' ').map(move |spelling| (Form::of(spelling), unit))).collect();
        table.sort_unstable();
        table
    });
    // No spelling is longer, in bytes.
    let form = Form::of(Some(word).filter(|word| word.len() <= 24)?);
    TABLE.binary_search_by_key(&form, |(known, _)| *known).ok().and_then(|at| TABLE.get(at)).map(|(_, unit)| *unit)
}

fn is(unit: u8, spelling: &str) -> bool {
    self::unit(spelling) == Some(unit)
}

fn plain(unit: u8) -> Measure {
    Measure { unit, power: 1, per: 0 }
}

/// Whether a folded word may stand in a measure. Errs towards yes; told sooner than what it is.
pub fn may_be_part(word: &str) -> bool {
    const OTHERS: &[&str] = &[
        "square",
        "squared",
        "cubic",
        "sq",
        "cu",
        "per",
        "an",
        "a",
        "each",
        "every",
        "/",
        "kph",
        "kmh",
        "kmph",
        "mph",
        "stundenkilometer",
        "pro",
        "c",
        "f",
        "km2",
        "km3",
        "m2",
        "m3",
        "cm2",
        "cm3",
    ];
    OTHERS.contains(&word) || unit(word).is_some()
}

/// What the words name, all of them; `None` if they are no measure.
pub fn measure(words: &[&str]) -> Option<Measure> {
    if words.is_empty() || words.len() > MOST_WORDS {
        return None;
    }
    if let [word] = words {
        let rate = match *word {
            "kph" | "kmh" | "kmph" | "stundenkilometer" | "stundenkilometern" => Some(("km", "hour")),
            "mph" => Some(("mile", "hour")),
            _ => None,
        };
        if let Some((length, time)) = rate {
            return Some(Measure { unit: unit(length)?, power: 1, per: unit(time)? + 1 });
        }
    }
    let joint = words.iter().rposition(|word| matches!(*word, "per" | "/" | "a" | "an" | "each" | "every" | "pro"));
    if let Some(at) = joint.filter(|at| *at > 0) {
        let [time] = words.get(at + 1..)? else { return None };
        let counted = undivided(words.get(..at)?)?;
        return Some(Measure { per: unit(time)? + 1, ..counted });
    }
    undivided(words)
}

/// What money or things without a unit are counted for: "a day" behind "9.50 euros".
pub fn per(words: &[&str]) -> Option<Measure> {
    match words {
        ["per" | "a" | "an" | "each" | "every" | "pro", time] => {
            Some(Measure { unit: u8::MAX, power: 1, per: unit(time)? + 1 })
        }
        _ => None,
    }
}

fn undivided(words: &[&str]) -> Option<Measure> {
    let power = |power: u8, word: &str| Some(Measure { unit: unit(word)?, power, per: 0 });
    match words {
        ["square" | "sq", word] | [word, "squared"] => power(2, word),
        ["cubic" | "cu", word] => power(3, word),
        ["degrees" | "degree" | "°", "c"] => unit("celsius").map(plain),
        ["degrees" | "degree" | "°", "f"] => unit("fahrenheit").map(plain),
        ["degrees" | "degree" | "°", scale @ ("celsius" | "centigrade" | "fahrenheit")] => unit(scale).map(plain),
        [watts, "hour" | "hours" | "h"] => {
            let watts = unit(watts)?;
            WATTS.iter().find(|(power, _)| is(watts, power)).and_then(|(_, energy)| unit(energy)).map(plain)
        }
        [word] => match word.strip_suffix(['2', '3']) {
            Some(length) => power(if word.ends_with('2') { 2 } else { 3 }, length),
            None => {
                let joined = ["hours", "hour"].iter().find_map(|hours| word.strip_suffix(hours));
                match joined.filter(|watts| watts.ends_with('t') || watts.ends_with("watts")) {
                    Some(watts) => undivided(&[watts, "hours"]),
                    None => unit(word).map(plain),
                }
            }
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<Measure> {
        measure(&text.split(' ').collect::<Vec<_>>())
    }

    #[test]
    fn one_measure_in_many_writings() {
        for (a, b) in [
            ("gwh", "gigawatt hours"),
            ("gigawatthours", "gwh"),
            ("km / h", "kilometres an hour"),
            ("kph", "kilometers per hour"),
            ("mph", "miles an hour"),
            ("km2", "square kilometres"),
            ("sq km", "kilometres squared"),
            ("m3", "cubic metres"),
            ("° c", "degrees celsius"),
            ("kilos", "kg"),
            ("tonnes a year", "t per year"),
            ("gigawattstunden", "gwh"),
            ("stundenkilometer", "km / h"),
        ] {
            assert!(of(a).is_some() && of(a) == of(b), "{a} {b} {:?} {:?}", of(a), of(b));
        }
        assert!(of("degrees").zip(of("° c")).is_some_and(|(a, b)| a.agrees(b)));
    }

    #[test]
    fn every_spelling_is_one_unit() {
        for (line, at) in UNITS.iter().zip(0..) {
            assert!(line.split(' ').all(|spelling| unit(spelling) == Some(at)), "{line}");
        }
    }

    #[test]
    fn other_measures() {
        for (a, b) in [
            ("gwh", "mwh"),
            ("gwh", "gw"),
            ("km", "km2"),
            ("km", "km / h"),
            ("mph", "kph"),
            ("° c", "° f"),
            ("ml", "l"),
            ("tonnes", "tonnes a year"),
        ] {
            let pair = of(a).zip(of(b));
            assert!(pair.is_some_and(|(a, b)| !a.agrees(b)), "{a} {b} {pair:?}");
        }
        for words in ["", "boats", "boats an hour", "hours of", "an hour", "per", "square", "a a a", "km km"] {
            assert_eq!(of(words), None, "{words}");
        }
    }
}
