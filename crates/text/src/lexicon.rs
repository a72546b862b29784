//! What sort of word a word is: negation, modal, quantifier, filler, function word.
//!
//! Looked up by [`Form`], so that a word of the record is classed without touching its text. English, and the words that deny, bind or
//! count in other languages; a word that is not listed is a content word. Capitals decide names, and are looked at by the caller.

use crate::fold::fold;
use crate::token::Form;
use std::collections::HashMap;
use std::sync::OnceLock;

/// A set of word classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Class(u16);

impl Class {
    /// Words that deny: not, never, no.
    pub const NEGATION: Class = Class(1);
    /// Modal verbs and words that weaken a claim: may, must, perhaps, reportedly.
    pub const MODAL: Class = Class(2);
    /// Words that say how many or how much of it: all, some, only, almost.
    pub const QUANTIFIER: Class = Class(4);
    /// Sounds that fill a pause: uh, um.
    pub const FILLER: Class = Class(8);
    /// Words that hold a sentence together and carry little of their own.
    pub const FUNCTION: Class = Class(16);
    /// Words that open a spoken sentence and can go without loss: well, so, okay.
    pub const OPENER: Class = Class(32);
    /// a, an, the.
    pub const ARTICLE: Class = Class(64);
    /// I, you, he, they ...
    pub const PRONOUN: Class = Class(128);
    /// Forms of be, have and do.
    pub const AUXILIARY: Class = Class(256);

    /// Whether any class of `other` is in this set.
    pub const fn has(self, other: Class) -> bool {
        self.0 & other.0 != 0
    }
}

impl std::ops::BitOr for Class {
    type Output = Class;
    fn bitor(self, other: Class) -> Class {
        Class(self.0 | other.0)
    }
}

const LISTS: &[(Class, &str)] = &[
    (
        Class::NEGATION,
        "not no never nobody nothing neither nor none nowhere without hardly scarcely barely \
         nicht nichts niemand niemandem niemals keine kein keinen keiner keinem keines weder kaum nie jamais aucun aucune nunca jamas ningun \
         ninguna nadie nada ninguem nessuno niente nulla pas rien nao nenhum nenhuma не нет никогда никто ничего нельзя без ні ніколи ніхто немає \
         不 没 沒 未 无 無",
    ),
    (
        Class::MODAL,
        "will would can could may might must shall should ought maybe perhaps possibly probably reportedly allegedly \
         apparently supposedly seemingly likely unlikely certainly definitely potentially presumably \
         kann konnen konnte konnten darf durfen durfte durften muss mussen musste mussten soll sollen sollte sollten vielleicht \
         wahrscheinlich moglicherweise angeblich vermutlich peut peuvent pourrait pourraient doit doivent devrait devraient \
         probablement puede pueden podria podrian debe deben deberia deberian quizas quiza probablemente puo possono potrebbe \
         potrebbero deve devono dovrebbe dovrebbero forse probabilmente pode podem poderia poderiam devem deveria deveriam talvez \
         provavelmente moze moga moglby moglaby musi musza powinien powinna powinni trzeba mozna chyba prawdopodobnie может могут \
         мог могла могли должен должна должны нужно надо возможно вероятно наверное може можуть міг повинен повинна повинні треба \
         потрібно можливо мабуть ймовірно",
    ),
    (
        Class::QUANTIFIER,
        "all some every each most many few several both always sometimes often usually rarely seldom only mostly mainly \
         almost nearly everybody everyone everything somebody someone something half partly solely merely entirely \
         anybody anyone fewer approximately roughly \
         alle allen aller einige einigen manche manchen viele vielen wenige wenigen jeder jede jedes beide beiden nur immer \
         manchmal selten tous toutes quelques plusieurs beaucoup chaque presque seulement toujours parfois souvent rarement \
         todos todas algunos algunas muchos muchas pocos pocas cada casi siempre tutti tutte alcuni alcune molti molte pochi poche \
         ogni quasi soltanto sempre alguns algumas muitos muitas poucos poucas quase apenas wszyscy wszystkie niektorzy niektore \
         wielu malo kazdy prawie tylko zawsze czasami czesto wiekszosc все всех некоторые некоторых многие многих мало каждый каждая \
         почти только всегда иногда часто редко большинство всі усі деякі багато кожен майже тільки лише завжди іноді більшість",
    ),
    (Class::FILLER, "uh um er ah eh hmm hm mm mhm erm uhh umm uhm huh y'know"),
    (Class::OPENER, "well so okay ok now look right yeah yes oh listen and anyway actually basically see"),
    (Class::ARTICLE, "a an the"),
    (
        Class::PRONOUN,
        "i you he she it we they me him her us them my your his its our their mine yours hers ours theirs myself \
         yourself himself herself itself ourselves themselves who whom whose which that this these those",
    ),
    (Class::AUXILIARY, "be am is are was were been being 's have has had having 'd do does did doing done"),
    (
        Class::FUNCTION,
        "a an the i you he she it we they me him her us them my your his its our their who whom whose which that this \
         these those be am is are was were been being 's have has had having 'd do does did doing done will would can \
         could may might must shall should ought and or but if so as at by for from in into of off on onto out over to \
         up with about than then there here when where why how what because while until though although not no nor \
         very just also too more much any some all such own same other well now get got going go let like know think \
         mean say said says one",
    ),
];

/// The words and their classes by form. A form is a digest already, so that some of its bits say where to begin; the words are
/// few and the places many, so that most words that are not listed meet an empty place at once.
struct Table(Box<[(Form, Class)]>);

impl Table {
    const LOG_PLACES: u32 = 12;

    fn place(form: Form) -> usize {
        (form.0 >> (32 - Table::LOG_PLACES)) as usize
    }

    /// The index at which a word stands, or would.
    fn find(&self, form: Form) -> usize {
        let mut at = Table::place(form);
        // There are always empty places: see `insert`.
        loop {
            match self.0.get(at) {
                Some(&(here, class)) if here != form && class != Class::default() => at += 1,
                Some(_) => return at,
                None => at = 0,
            }
        }
    }

    fn insert(&mut self, form: Form, class: Class, replace: bool) {
        let at = self.find(form);
        if let Some((here, before)) = self.0.get_mut(at) {
            *here = form;
            *before = if replace { class } else { *before | class };
        }
    }

    fn new() -> Table {
        let mut table = Table(vec![(Form::default(), Class::default()); 1 << Table::LOG_PLACES].into_boxed_slice());
        for &(class, words) in LISTS {
            words.split_whitespace().for_each(|word| table.insert(Form::of(&fold(word)), class, false));
        }
        // "one" is a number token, and a pronoun as often.
        table.insert(Form::of_number(crate::number::Number::new(1, 0)), Class::FUNCTION, true);
        table
    }
}

/// The class of a word.
#[inline]
pub fn class(form: Form) -> Class {
    static TABLE: OnceLock<Table> = OnceLock::new();
    let table = TABLE.get_or_init(Table::new);
    match table.0.get(table.find(form)) {
        Some(&(here, class)) if here == form => class,
        _ => Class::default(),
    }
}

/// Whether a word is a filler ("uh"): [`class`] says so too, this in less time.
pub fn is_filler(form: Form) -> bool {
    /// The fillers, and one bit for each where most other words have none.
    static FILLERS: OnceLock<([u64; 16], Vec<Form>)> = OnceLock::new();
    let (bits, fillers) = FILLERS.get_or_init(|| {
        let lists = LISTS.iter().filter(|(class, _)| class.has(Class::FILLER));
        let fillers: Vec<Form> = lists.flat_map(|(_, words)| words.split_whitespace()).map(Form::of).collect();
        let mut bits = [0; 16];
        fillers.iter().for_each(|form| bits[form.0 as usize >> 6 & 15] |= 1 << (form.0 & 63));
        (bits, fillers)
    });
    bits[form.0 as usize >> 6 & 15] >> (form.0 & 63) & 1 == 1 && fillers.contains(&form)
}

/// Whether a word carries content: neither a function word nor a filler.
#[inline]
pub fn is_content(form: Form) -> bool {
    !class(form).has(Class::FUNCTION | Class::FILLER)
}

/// Units that follow a number, a line each: all spellings of one unit.
const UNITS: &[&str] = &[
    "km kilometre kilometres kilometer kilometers kms",
    "mile miles",
    "m metre metres meter meters",
    "cm centimetre centimetres centimeter centimeters",
    "mm millimetre millimetres millimeter millimeters",
    "foot feet ft",
    "inch inches",
    "yard yards",
    "kg kilogram kilograms kilo kilos",
    "gram grams g",
    "tonne tonnes ton tons",
    "ounce ounces oz",
    "litre litres liter liters",
    "gallon gallons",
    "barrel barrels",
    "hectare hectares ha",
    "acre acres",
    "second seconds",
    "minute minutes min",
    "hour hours",
    "day days",
    "week weeks",
    "month months",
    "year years",
    "decade decades",
    "century centuries",
    "degree degrees",
    "watt watts",
    "megawatt megawatts mw",
    "gigawatt gigawatts gw",
    "point points",
    "times",
];

/// Which unit a folded word names: equal for all spellings of one unit.
pub fn unit(word: &str) -> Option<usize> {
    static TABLE: OnceLock<HashMap<&'static str, usize>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let mut table = HashMap::new();
        for (unit, line) in UNITS.iter().enumerate() {
            line.split(' ').for_each(|spelling| {
                table.entry(spelling).or_insert(unit);
            });
        }
        table
    });
    table.get(word).copied()
}

/// Words that count without being numbers.
pub fn is_count_word(word: &str) -> bool {
    matches!(word, "once" | "twice" | "thrice" | "double" | "doubled" | "triple" | "tripled" | "half" | "quarter")
        || is_round_number(word)
}

/// Numbers of which nobody counted the last digits: "hundreds of families".
pub fn is_round_number(word: &str) -> bool {
    matches!(word, "dozens" | "scores" | "hundreds" | "thousands" | "millions" | "billions" | "trillions")
}

/// The months in English, January first, folded.
pub const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Fillers of several words.
pub const FILLER_PHRASES: &[&[Form]] = &[
    &[Form::of("you"), Form::of("know")],
    &[Form::of("i"), Form::of("mean")],
    &[Form::of("you"), Form::of("see")],
    &[Form::of("kind"), Form::of("of")],
    &[Form::of("sort"), Form::of("of")],
    &[Form::of("all"), Form::of("right")],
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_classed() {
        assert!(class(Form::of("never")).has(Class::NEGATION));
        assert!(class(Form::of("will")).has(Class::MODAL) && class(Form::of("will")).has(Class::FUNCTION));
        assert_eq!(class(Form::of("harbour")), Class::default());
        for (class_of, words) in LISTS {
            assert!(words.split_whitespace().all(|word| class(Form::of(&fold(word))).has(*class_of)), "{words}");
        }
        assert!(is_content(Form::of("harbour")) && !is_content(Form::of("the")) && !is_content(Form::of("uh")));
    }
}
