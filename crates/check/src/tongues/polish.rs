//! Polish.

use super::Tongue;
use crate::frames::Frames;
use crate::word_list::WordList;

static THINK: WordList = WordList::new(
    "sądzę sądzimy myślę myślimy uważam uważamy wierzę wierzymy twierdzę twierdzimy mówię mówimy powiedziałem powiedziałam powiedzieliśmy obiecałem obiecałam obiecaliśmy",
);
/// Of what can be denied with "nie mogę": "nie mogę powiedzieć, że". What one cannot forget or hide is said the louder.
static INFINITIVE: WordList = WordList::new(
    "powiedzieć mówić twierdzić stwierdzić sądzić uwierzyć wierzyć obiecać zapewnić zagwarantować potwierdzić przyznać zgodzić pozwolić dopuścić zaakceptować wykluczyć",
);
static SURE: WordList = WordList::new("pewien pewna pewni pewny przekonany przekonana przekonani zdania");
static FORGET: WordList = WordList::new(
    "zapomnieć zapominać zapominajmy zaprzeczyć zaprzeczać ukryć ukrywać przeczyć pominąć przemilczeć dziwi dziwić",
);
/// Who says it, behind the verb.
static WHO: WordList = WordList::new(
    "on ona oni one minister premier prezydent burmistrz dyrektor prezes rzecznik poseł ekspert eksperci lekarze krytycy urzędnicy ludzie niektórzy wielu inni przeciwnicy sąsiad sąsiedzi sąsiadka ministrowie posłowie dziennikarze naukowcy",
);
static SAYS: WordList = WordList::new(
    "mówi mówią mówił mówiła mówili powiedział powiedziała powiedzieli twierdzi twierdzą twierdził twierdziła twierdzili uważa uważają sądzi sądzą pisze piszą napisał napisała oświadczył oświadczyła zapewnia zapewniają zapewniał zapewniała obiecał obiecała obiecali odpowiedział odpowiedziała wyjaśnił powtarza powtarzają przekonuje przekonują",
);

pub(super) static TONGUE: Tongue = Tongue {
    lists: &[
        ("pl_think", &THINK),
        ("pl_says", &SAYS),
        ("pl_infinitive", &INFINITIVE),
        ("pl_sure", &SURE),
        ("pl_forget", &FORGET),
        ("pl_who", &WHO),
    ],
    denying: Frames::new(&[
        "nie ..2 @pl_think ..3 , że|żeby|aby|by",
        "nie ..1 mogę|możemy|mogłabym|mógłbym|chcę|chcemy|potrafię|da ..2 @pl_infinitive ..2 , że|żeby|aby|by",
        "nie ..1 chcę|chcemy ..1 , żeby|aby|by",
        "nie ..1 jestem|jesteśmy ..1 @pl_sure ..1 , że|czy|żeby|by",
        "nigdy nie ..2 @pl_think ..3 , że|żeby|aby|by",
        "nieprawda|nieprawdą|kłamstwem|bzdurą ..1 , że|jakoby",
        "nie jest ..2 prawdą|pewne|jasne|tak|możliwe ..1 , że|żeby|by",
        "wątpię|wątpimy ..2 , czy|że|żeby|aby|by",
        "zaprzeczam|zaprzeczamy ..2 , że|jakoby",
        "nikt nie ..4 , że|żeby",
        "nie ma ..1 dowodów|dowodu|powodu|podstaw|mowy|gwarancji ..2 , że|by|żeby|aby",
        "jak gdyby",
        "jakby|rzekomo|może|chyba|podobno|prawdopodobnie ,?",
        "być może ,?",
    ]),
    affirming: Frames::new(&[
        "nie wątpię|wątpimy|zaprzeczam|ukrywam ..2 , że",
        "nie ..4 @pl_forget ..2 , że",
        "nie mogę|możemy ..1 nie @pl_infinitive ..2 , że",
        "nie ..2 nieprawda|nieprawdą|kłamstwo|kłamstwem|bzdura|bzdurą ..1 , że|jakoby",
        "to nie kłamstwo|bzdura|plotka ..1 , że",
        "nie ulega|ma|mam|mamy ..1 wątpliwości ..1 , że",
        "nikt nie wątpi|zaprzecza|kwestionuje ..2 , że",
        "bez wątpienia ,?",
        "nie tylko",
    ]),
    condition: Frames::new(&["jeśli|jeżeli|gdyby", "tylko jeśli|jeżeli|gdy", "o ile", "pod warunkiem", "w razie"]),
    aside: Frames::new(&[
        "jeśli|jeżeli mogę|można|wolno|pan|pani|państwo|chodzi|dobrze|trzeba ..6",
        "poza tym",
        "to jest? ..1 nieprawda|kłamstwo|bzdura , że|jakoby",
        "oprócz tego",
        "jeśli|jeżeli się nie mylę",
        "jeśli|jeżeli dobrze pamiętam|rozumiem",
        "o ile się nie mylę",
        "o ile wiem|pamiętam|mi wiadomo? ..2",
    ]),
    then: Frames::new(&["to|wtedy ,?"]),
    citing: Frames::new(&[
        "@pl_says ..4 , że?",
        "według|zdaniem ..5 ,",
        "chcą|chce ..2 wmówić|przekonać ..2 , że",
        "słyszałem|słyszałam|słyszeliśmy|czytałem|czytałam ..3 , że",
        "mówi się , że",
    ]),
    not_citing: Frames::new(&[
        "nie ..1 @pl_says ..3 , że?",
        "nikt nie ..3 @pl_says ..2 , że?",
        "prawo|ustawa|konstytucja|umowa|statystyka|doświadczenie|historia|liczby ..2 @pl_says ..2 , że?",
        "według prawa|ustawy|umowy|planu|konstytucji|mnie ..4 ,",
        "moim|naszym zdaniem ,",
    ]),
    attributed: Frames::new(&[
        "@pl_says ..1 @pl_who ..3 ,",
        "@pl_says ^ ^? ,",
        "jak @pl_says",
        "zdaniem|według ministra|rządu|pana|pani|tych ..3",
    ]),
    asking: Frames::new(&[", czy", "załóżmy|przypuśćmy|wyobraźmy ..2 , że", "a|co jeśli|jeżeli|gdyby"]),
    limits: Frames::new(&[
        "ale|jednak|lecz|jeśli|jeżeli|oprócz|poza|chociaż|choć|dopóki|gdyby|mimo",
        "przynajmniej jeśli|jeżeli|dopóki|póki|do|gdy|teraz",
        "przynajmniej na razie",
        "chyba , że",
        "chyba że",
        "o ile",
        "pod warunkiem",
        "z wyjątkiem",
        "tylko jeśli|jeżeli|gdy|w|dla|z",
    ]),
    limits_at_once: Frames::new(&[
        "chyba ,? że",
        "pod warunkiem",
        "z wyjątkiem",
        "o ile",
        "tylko jeśli|jeżeli",
        "jednak",
    ]),
    limits_anew: Frames::new(&[
        "chyba ,? że",
        "pod warunkiem",
        "z wyjątkiem",
        "o ile",
        "tylko jeśli|jeżeli|gdy",
        "przynajmniej jeśli|jeżeli|dopóki|póki|do|gdy",
        "to był|była|było|jest ..1 żart|kłamstwo|bzdura|błąd|nieprawda",
        "to nieprawda|żart|kłamstwo|bzdura",
        "cofam to",
    ]),
    buts: Frames::new(&["ale|jednak|lecz"]),
    turns: Frames::new(&[
        "ale|jednak|lecz proszę|pozwólcie|pozwoli|chciałbym|chciałabym|chcę|muszę|wróćmy|teraz|najpierw|dość|co|kto|dlaczego|jak|kiedy|gdzie|wie|wiecie",
    ]),
    tags: Frames::new(&["prawda|nie|tak|co|dobrze|nieprawdaż|rozumiecie", "czy nie"]),
    own: WordList::new("ja my"),
    referring: WordList::new("to tego tym ten ta te tej temu on ona oni go jej ich tam"),
};
