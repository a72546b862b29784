use super::*;

#[test]
fn phrases_of_one_value() {
    for (a, b) in [
        ("one and a half", "1.5"),
        ("three and a half percent", "3.5 per cent"),
        ("half a million", "500,000"),
        ("a quarter of a million", "250 000"),
        ("60m", "sixty million"),
        ("five and a half million", "5.5 million"),
        ("a million and a half", "1.5 million"),
        ("3 1/2", "three and a half"),
        ("2/3", "two-thirds"),
        ("1/12", "one-twelfth"),
        ("$3.50", "three dollars and fifty cents"),
        ("$1.83", "a dollar 83 cents"),
        ("$4 trillion", "four trillion\ndollars"),
        ("fifty\nthree billion dollars", "$53 billion"),
        ("half past six", "6:30"),
        ("5 pm", "five o'clock"),
        ("the 1st of October", "October 1"),
        ("1 October", "October the first"),
        ("II", "two"),
        ("twenty-5 thousand", "25,000"),
        ("2½", "two and a half"),
        ("two hundred and five", "205"),
        ("the twenty-third", "23rd"),
        ("minus three", "minus 3"),
        ("-3 percent", "minus three percent"),
        ("half a percent", "0.5%"),
        ("40 GWh", "forty gigawatt-hours"),
        ("9kg", "nine kilos"),
        ("90 km/h", "ninety kilometres an hour"),
        ("half a kilometre", "0.5 km"),
        ("30 km²", "thirty square kilometres"),
        ("4°C", "four degrees Celsius"),
        ("three and a half tonnes a year", "3.5 t per year"),
        ("a kilo", "1 kg"),
        ("the 1960s", "nineteen-sixties"),
        ("the sixties", "60s"),
    ] {
        assert!(quantity(a).is_some() && quantity(a) == quantity(b), "{a} {b} {:?} {:?}", quantity(a), quantity(b));
    }
}

#[test]
fn one_letter_for_a_scale_or_a_unit() {
    assert!(same_quantity("14m", "fourteen million") && same_quantity("14m", "fourteen metres"));
    assert!(!same_quantity("14m", "fourteen miles") && !same_quantity("$14m", "fourteen metres"));
    assert!(same_quantity("-4°", "minus four degrees Celsius") && !same_quantity("4°F", "4°C"));
}

#[test]
fn a_time_with_a_point() {
    assert!(same_quantity("6.30", "half past six") && same_quantity("quarter to seven", "6.45"));
    assert!(!same_quantity("6.3", "half past six") && !same_quantity("6.30", "half past nine"));
    assert!(same_quantity("6.30", "6.3"));
}

#[test]
fn phrases_of_two_values() {
    for (a, b) in [
        ("one and a half", "1"),
        ("half a million", "half a billion"),
        ("3.5 percent", "3.5"),
        ("half past six", "quarter past six"),
        ("the 1st of October", "the 1st of November"),
        ("two thirds", "2.3"),
        ("60m", "60"),
        ("-3 percent", "3 percent"),
        ("third", "three"),
        ("$4 trillion", "4 trillion"),
        ("40 GWh", "40 MWh"),
        ("the 1960s", "the nineteen-seventies"),
        ("the 1860s", "the sixties"),
        ("the 2060s", "60s"),
        ("the 1900s", "00s"),
        ("the 1960s", "1960"),
        ("40 GWh", "40"),
        ("9 kg", "9 lb"),
        ("90 km/h", "90 mph"),
        ("30 km²", "30 km"),
        ("half a percent", "half a mile"),
    ] {
        assert!(quantity(a) != quantity(b), "{a} {b} {:?}", quantity(a));
    }
    for words in ["", "and", "the", "of a", "ten ten", "may", "harbour", "five boats", "a", "/", "1/0", "point"] {
        assert_eq!(quantity(words), None, "{words}");
    }
}

proptest::proptest! {
    #[test]
    fn no_text_breaks_it(text in "(half|a|and|of|million|hundred|three|1|/|\\.|,|:|point|0|99999999999|past|to|%|\\$|october|st| ){0,14}") {
        let _ = quantity(&text);
    }
}
