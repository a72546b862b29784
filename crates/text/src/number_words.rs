//! Number words of languages other than English: what "drei" counts, so that "vier" in its place is another number and "3" the same.
//!
//! Only words that are nothing else in their language: the articles ("ein", "un", "jeden") count nothing here. English number
//! words, which are read with their scale and unit while a text is tokenized, are in `number`.

use crate::fold::fold;
use crate::number::Number;
use std::collections::HashMap;
use std::sync::OnceLock;

/// By language (ISO 639-1): values, each with the words for it in all their cases.
const WORDS: &[(&str, &str)] = &[
    (
        "de",
        "0 null 2 zwei zwo 3 drei 4 vier 5 fünf fuenf 6 sechs 7 sieben 8 acht 9 neun 10 zehn 11 elf 12 zwölf zwoelf 13 dreizehn 14 vierzehn \
         15 fünfzehn fuenfzehn 16 sechzehn 17 siebzehn 18 achtzehn 19 neunzehn 20 zwanzig 30 dreißig 40 vierzig 50 fünfzig fuenfzig 60 sechzig \
         70 siebzig 80 achtzig 90 neunzig 100 hundert einhundert 200 zweihundert 300 dreihundert 400 vierhundert \
         500 fünfhundert 600 sechshundert 700 siebenhundert 800 achthundert 900 neunhundert 1000 tausend eintausend \
         2000 zweitausend 3000 dreitausend 5000 fünftausend 10000 zehntausend 100000 hunderttausend \
         1000000 million millionen 1000000000 milliarde milliarden",
    ),
    (
        "fr",
        "0 zéro 2 deux 3 trois 4 quatre 5 cinq 6 six 7 sept 8 huit 9 neuf 10 dix 11 onze 12 douze 13 treize 14 quatorze 15 quinze \
         16 seize 20 vingt vingts 30 trente 40 quarante 50 cinquante 60 soixante 70 septante 80 huitante octante 90 nonante \
         100 cent cents 1000 mille 1000000 million millions 1000000000 milliard milliards",
    ),
    (
        "es",
        "0 cero 2 dos 3 tres 4 cuatro 5 cinco 6 seis 7 siete 8 ocho 9 nueve 10 diez 11 once 12 doce 13 trece 14 catorce 15 quince \
         16 dieciséis 17 diecisiete 18 dieciocho 19 diecinueve 20 veinte 21 veintiuno 22 veintidós 23 veintitrés \
         24 veinticuatro 25 veinticinco 26 veintiséis 27 veintisiete 28 veintiocho 29 veintinueve 30 treinta 40 cuarenta \
         50 cincuenta 60 sesenta 70 setenta 80 ochenta 90 noventa 100 cien ciento 200 doscientos doscientas \
         300 trescientos trescientas 400 cuatrocientos cuatrocientas 500 quinientos quinientas 600 seiscientos seiscientas \
         700 setecientos setecientas 800 ochocientos ochocientas 900 novecientos novecientas 1000 mil \
         1000000 millón millones",
    ),
    (
        "it",
        "0 zero 2 due 3 tre 4 quattro 5 cinque 7 sette 8 otto 9 nove 10 dieci 11 undici 12 dodici 13 tredici 14 quattordici \
         15 quindici 16 sedici 17 diciassette 18 diciotto 19 diciannove 20 venti 30 trenta 40 quaranta 50 cinquanta \
         60 sessanta 70 settanta 80 ottanta 90 novanta 100 cento 200 duecento 300 trecento 400 quattrocento 500 cinquecento \
         600 seicento 700 settecento 800 ottocento 900 novecento 1000 mille mila 2000 duemila 3000 tremila 10000 diecimila \
         1000000 milione milioni 1000000000 miliardo miliardi",
    ),
    (
        "pt",
        "0 zero 2 dois duas 3 três 4 quatro 5 cinco 6 seis 7 sete 8 oito 9 nove 10 dez 11 onze 12 doze 13 treze 14 catorze quatorze \
         15 quinze 16 dezesseis dezasseis 17 dezessete dezassete 18 dezoito 19 dezenove dezanove 20 vinte 30 trinta \
         40 quarenta 50 cinquenta 60 sessenta 70 setenta 80 oitenta 90 noventa 100 cem cento 200 duzentos duzentas \
         300 trezentos trezentas 400 quatrocentos quatrocentas 500 quinhentos quinhentas 600 seiscentos seiscentas \
         700 setecentos setecentas 800 oitocentos oitocentas 900 novecentos novecentas 1000 mil 1000000 milhão milhões",
    ),
    (
        "pl",
        "0 zero 2 dwa dwie dwóch dwaj 3 trzy trzech trzej 4 cztery czterech 5 pięć pięciu 6 sześć sześciu 7 siedem siedmiu \
         8 osiem ośmiu 9 dziewięć dziewięciu 10 dziesięć dziesięciu 11 jedenaście 12 dwanaście dwunastu 13 trzynaście \
         14 czternaście 15 piętnaście 16 szesnaście 17 siedemnaście 18 osiemnaście 19 dziewiętnaście \
         20 dwadzieścia dwudziestu 30 trzydzieści trzydziestu 40 czterdzieści 50 pięćdziesiąt 60 sześćdziesiąt \
         70 siedemdziesiąt 80 osiemdziesiąt 90 dziewięćdziesiąt 100 sto stu 200 dwieście dwustu 300 trzysta trzystu \
         400 czterysta 500 pięćset pięciuset 600 sześćset 700 siedemset 800 osiemset 900 dziewięćset \
         1000 tysiąc tysiące tysięcy 1000000 milion miliony milionów 1000000000 miliard miliardy miliardów",
    ),
    (
        "ru",
        "0 ноль 2 два две двух двум двумя 3 три трёх трех трём 4 четыре четырёх четырех 5 пять пяти 6 шесть шести 7 семь семи \
         8 восемь восьми 9 девять девяти 10 десять десяти 11 одиннадцать 12 двенадцать двенадцати 13 тринадцать \
         14 четырнадцать 15 пятнадцать пятнадцати 16 шестнадцать 17 семнадцать 18 восемнадцать 19 девятнадцать \
         20 двадцать двадцати 30 тридцать тридцати 40 сорок сорока 50 пятьдесят пятидесяти 60 шестьдесят 70 семьдесят \
         80 восемьдесят 90 девяносто 100 сто ста 200 двести двухсот 300 триста трёхсот трехсот 400 четыреста 500 пятьсот пятисот \
         600 шестьсот 700 семьсот 800 восемьсот 900 девятьсот 1000 тысяча тысячи тысяч тысячу \
         1000000 миллион миллиона миллионов 1000000000 миллиард миллиарда миллиардов",
    ),
    (
        "uk",
        "0 нуль 2 два дві двох 3 три трьох 4 чотири чотирьох 5 п'ять п’ять п'яти п’яти 6 шість шести 7 сім семи 8 вісім восьми \
         9 дев'ять дев’ять дев'яти дев’яти 10 десять десяти 11 одинадцять 12 дванадцять дванадцяти 13 тринадцять \
         14 чотирнадцять 15 п'ятнадцять п’ятнадцять 16 шістнадцять 17 сімнадцять 18 вісімнадцять 19 дев'ятнадцять \
         20 двадцять двадцяти 30 тридцять тридцяти 40 сорок сорока 50 п'ятдесят п’ятдесят 60 шістдесят 70 сімдесят \
         80 вісімдесят 90 дев'яносто дев’яносто 100 сто ста 200 двісті 300 триста 400 чотириста 500 п'ятсот п’ятсот \
         1000 тисяча тисячі тисяч тисячу 1000000 мільйон мільйони мільйонів 1000000000 мільярд мільярди мільярдів",
    ),
    (
        "zh",
        "0 零 〇 1 一 2 二 两 兩 3 三 4 四 5 五 6 六 7 七 8 八 9 九 10 十 100 百 1000 千 10000 万 萬 100000000 亿 億",
    ),
];

/// Whether a word says a value in any of the languages, for a text whose language is not known.
pub fn says(word: &str, value: i64) -> bool {
    let folded = fold(word);
    tables().values().any(|words| words.get(&folded) == Some(&value))
}

/// What a number word of a language (ISO 639-1, with a region or without) counts, however it is written; `None` for all other
/// words.
pub fn number_of_word(language: &str, word: &str) -> Option<Number> {
    let base = language.split(['-', '_']).next().unwrap_or(language);
    tables().get(base)?.get(&fold(word)).map(|&value| Number::new(value, 0).normalised())
}

fn tables() -> &'static HashMap<&'static str, HashMap<String, i64>> {
    static TABLES: OnceLock<HashMap<&'static str, HashMap<String, i64>>> = OnceLock::new();
    TABLES.get_or_init(|| WORDS.iter().map(|&(language, list)| (language, read(list))).collect())
}

fn read(list: &str) -> HashMap<String, i64> {
    let mut value = 0;
    let mut words = HashMap::new();
    for item in list.split_ascii_whitespace() {
        match item.parse() {
            Ok(number) => value = number,
            Err(_) => {
                words.insert(fold(item), value);
            }
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_count_in_their_own_language() {
        let is = |language, word, value| number_of_word(language, word) == Some(Number::new(value, 0).normalised());
        assert!(is("de", "Drei", 3) && is("de-AT", "zwölf", 12) && is("es", "once", 11));
        assert!(is("ru", "трёх", 3) && is("zh-Hant", "兩", 2) && is("uk", "п’ять", 5));
        assert!(says("zwölf", 12) && says("quatre", 4) && !says("quatre", 5) && !says("twelve", 12));
        // An adverb in English; "you are", not "six", in Italian; an article in German.
        for (language, word) in [("en", "once"), ("it", "sei"), ("de", "eine"), ("xx", "drei")] {
            assert_eq!(number_of_word(language, word), None, "{language} {word}");
        }
    }
}
