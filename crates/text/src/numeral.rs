//! Small whole numbers in words of other languages: "zwölf", "douze", "двенадцать".
//!
//! For telling that a number in digits and a word say the same value. No words are joined into numbers here, and nothing is
//! known of English: see [`crate::number`].

/// The words for a value, folded. A word may be another one in another language: that the value fits is for the caller to ask.
const WORDS: &[(u32, &str)] = &[
    (2, "zwei zwo deux dos duas dois два две двух двум"),
    (3, "drei trois tres tre tres три трех трем"),
    (4, "vier quatre cuatro quattro quatro четыре четырех"),
    (5, "funf fuenf cinq cinco cinque пять пяти"),
    (6, "sechs six seis sei шесть шести"),
    (7, "sieben sept siete sette sete семь семи"),
    (8, "acht huit ocho otto oito восемь восьми"),
    (9, "neun neuf nueve nove девять девяти"),
    (10, "zehn dix diez dieci dez десять десяти"),
    (11, "elf onze once undici одиннадцать одиннадцати"),
    (12, "zwolf zwoelf douze doce dodici двенадцать двенадцати"),
    (13, "dreizehn treize trece tredici тринадцать"),
    (14, "vierzehn quatorze catorce quattordici четырнадцать"),
    (15, "funfzehn fuenfzehn quinze quince quindici пятнадцать пятнадцати"),
    (16, "sechzehn seize sedici шестнадцать"),
    (17, "siebzehn diciassette семнадцать"),
    (18, "achtzehn diciotto восемнадцать"),
    (19, "neunzehn diciannove девятнадцать"),
    (20, "zwanzig vingt veinte venti vinte двадцать двадцати"),
    (30, "dreissig trente treinta trenta trinta тридцать тридцати"),
    (40, "vierzig quarante cuarenta quaranta quarenta сорок сорока"),
    (50, "funfzig fuenfzig cinquante cincuenta cinquanta пятьдесят пятидесяти"),
    (60, "sechzig soixante sesenta sessanta шестьдесят шестидесяти"),
    (70, "siebzig septante setenta settanta семьдесят"),
    (80, "achtzig ochenta ottanta oitenta восемьдесят"),
    (90, "neunzig nonante noventa novanta девяносто"),
    (100, "hundert einhundert cent cien cento сто ста"),
    (1000, "tausend eintausend mille mil тысяча тысячи тысяч"),
];

/// Whether a folded word says a value in another language.
pub fn says(word: &str, value: u32) -> bool {
    WORDS.iter().any(|(known, words)| *known == value && words.split(' ').any(|one| one == word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::fold;

    #[test]
    fn words_and_values() {
        for (word, value) in
            [("zwölf", 12), ("fünf", 5), ("dreißig", 30), ("двенадцать", 12), ("quatre", 4), ("cuarenta", 40)]
        {
            assert!(says(&fold(word), value), "{word}");
        }
        assert!(!says("zwolf", 20) && !says("twelve", 12) && !says("", 12));
        for (_, words) in WORDS {
            assert!(words.split(' ').all(|word| fold(word) == word), "{words}");
        }
    }
}
