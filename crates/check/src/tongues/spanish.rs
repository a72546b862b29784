//! Spanish.

use super::Tongue;
use crate::frames::Frames;
use crate::word_list::WordList;

static THINK: WordList = WordList::new(
    "creo creemos pienso pensamos digo decimos diría afirmo afirmamos acepto aceptamos veo vemos prometo",
);
/// Of what can be denied with "no puedo": "no puedo decir que". What one cannot forget or hide is said the louder.
static INFINITIVE: WordList = WordList::new(
    "decir afirmar creer pensar asegurar garantizar prometer aceptar confirmar admitir permitir tolerar consentir concluir descartar",
);
static SURE: WordList =
    WordList::new("seguro segura seguros seguras convencido convencida convencidos convencidas acuerdo cierto cierta");
static FORGET: WordList = WordList::new(
    "olvidar olvidarnos olvidarme negar ocultar ignorar esconder callar desconocer sorprende sorprender extraña extrañar",
);
/// "Siempre que pague" is a condition, and "siempre que vengo" tells how often.
static SUBJUNCTIVE: WordList = WordList::new(
    "sea sean seamos haya hayan hayamos tenga tengan tengamos pueda puedan podamos haga hagan hagamos quiera quieran esté estén vaya vayan venga vengan dé den pague paguen acepte acepten ayude ayuden apoye apoyen cumpla cumplan respete respeten apruebe aprueben permita permitan reciba reciban garantice garanticen firme firmen siga sigan mantenga mantengan ponga pongan consiga consigan",
);
static SAID: WordList =
    WordList::new("dicho prometido afirmado asegurado declarado escrito creído pensado garantizado oído anunciado");
static SAYS: WordList = WordList::new(
    "dice dicen dijo dijeron decía decían afirma afirman afirmó afirmaron asegura aseguran aseguró sostiene sostienen sostuvo cree creen creía piensa piensan escribe escribió declara declaró declararon explica explicó repite repiten insiste insisten prometió prometieron contestó respondió",
);

pub(super) static TONGUE: Tongue = Tongue {
    lists: &[
        ("es_think", &THINK),
        ("es_said", &SAID),
        ("es_says", &SAYS),
        ("es_infinitive", &INFINITIVE),
        ("es_sure", &SURE),
        ("es_forget", &FORGET),
        ("es_subjunctive", &SUBJUNCTIVE),
    ],
    denying: Frames::new(&[
        "no @es_think ..4 que",
        "nunca @es_think ..4 que",
        "no|nunca|jamás puedo|podemos|podría|podríamos|quiero|queremos|quisiera|voy|vamos ..2 @es_infinitive ..2 que",
        "no quiero|queremos que",
        "no estoy|estamos ..2 @es_sure ..2 que",
        "no|nunca|jamás he|hemos ..2 @es_said que",
        "nunca|no dije|dijimos|prometí|prometimos|afirmé que",
        "no es|era|está ..2 verdad|cierto|seguro|posible|probado|claro que",
        "es|sería falso|mentira ..2 que",
        "dudo|dudamos|niego|negamos|desmiento ..2 que",
        "nadie ..3 @es_says ..2 que",
        "no hay|existe|tenemos ..1 prueba|pruebas|razón|garantía|motivo|indicio|indicios ..3 que",
        "como si",
        "posible|imposible|probable|improbable|dudoso que",
        "quizá|quizás|acaso|presuntamente|supuestamente|probablemente ,?",
        "tal vez ,?",
    ]),
    affirming: Frames::new(&[
        "no dudo|dudamos|niego|negamos ..2 que",
        "no|nunca|jamás ..4 @es_forget ..1 que",
        "no puedo|podemos ..1 dejar de @es_infinitive ..2 que",
        "no es|era|sería ..2 falso|mentira|rumor|invento ..2 que",
        "no hay|cabe|tengo|tenemos ..1 duda|dudas ..2 que",
        "sin duda ,? que?",
        "nadie ..1 duda|niega|ignora|discute ..2 que",
        "no solo|sólo|solamente|únicamente",
        "no ..3 suficientes|bastantes ..2 que",
    ]),
    condition: Frames::new(&[
        "si",
        "solo|sólo|solamente|únicamente si",
        "a condición|menos",
        "siempre que ..4 @es_subjunctive",
        "siempre y cuando",
        "en caso",
        "con tal",
    ]),
    aside: Frames::new(&[
        "si me permite|permiten|permites|pregunta|preguntan|preguntas ..5",
        "si no me equivoco|engaño",
        "si no recuerdo mal",
        "si puedo|podemos|se quiere|quieren|gusta ..4",
        "si usted|ustedes quiere|quieren|mira|miran|recuerda|recuerdan ..6",
        "si mal no recuerdo",
        "si es posible|necesario",
        "hasta hoy|ahora|aquí|ahí|entonces",
        "hasta la fecha",
        "hasta el punto|momento|último",
        "hasta el día de hoy",
    ]),
    then: Frames::new(&["entonces ,?"]),
    citing: Frames::new(&[
        "@es_says ..4 que",
        "@es_says ..3 ,",
        "ha|han|había|habían ..2 @es_said ..2 que",
        "ha|han|había|habían ..2 @es_said ..2 ,",
        "según ..6 ,",
        "quiere|quieren ..2 hacernos|hacerles|hacer creer que",
        "nos hace|hacen creer que",
        "se dice|rumorea|comenta que",
        "he|hemos oído|leído ..3 que",
        "me|nos han|ha|dijeron|dijo ..1 dicho|contado? que",
    ]),
    not_citing: Frames::new(&[
        "yo ..3 @es_says ..3 que",
        "no|nunca ..2 @es_says ..3 que",
        "no|nunca|jamás ..2 ha|han|había ..2 @es_said ..2 que",
        "nadie ..3 @es_says ..2 que",
        "ley|constitución|contrato|experiencia|historia|estadística|razón ..2 @es_says ..2 que",
        "según mi|nuestra|nuestro|yo ..3 ,",
        "según la|el|las|los ..1 ley|contrato|plan|constitución|cifras|estadísticas|tratado|reglamento ..3 ,",
    ]),
    attributed: Frames::new(&[
        "dice|dijo|decía|afirma|afirmó|asegura|aseguró|sostiene|declaró|explicó|contestó|respondió ..1 él|ella|ellos|el|la|los|las|un|una|mi|nuestro|nuestra ..3",
        "dicen ..3",
        "según dice|dicen|él|ella|el|la|los|las|un|una ..3",
    ]),
    asking: Frames::new(&[
        "pregunto|preguntamos|preguntan|pregunta ..1 si",
        "sé|sabemos|sabe|saben|saber ..1 si",
        "supongamos|imaginemos|imagínese|imagínense ..1 que",
        "y si",
        "qué pasaría|pasa si",
    ]),
    limits: Frames::new(&[
        "pero|aunque|salvo|excepto|si|hasta",
        "mientras no",
        "mientras ..4 @es_subjunctive",
        "sin embargo",
        "a menos|condición",
        "solo|sólo|solamente|únicamente si|cuando|en|para|con",
        "con tal|excepción",
        "en todo caso",
        "al menos si|mientras|hasta|cuando|ahora",
        "por lo menos si|mientras|hasta|cuando|ahora",
        "al menos por ahora|el",
        "por lo menos por ahora|el",
    ]),
    limits_at_once: Frames::new(&[
        "a menos que",
        "a condición de",
        "salvo que|si|en|para|cuando|el|la|los",
        "excepto si|en|para|cuando|el|la|los",
        "siempre que ..4 @es_subjunctive",
        "siempre y cuando",
        "con tal de",
        "solo|sólo|solamente si",
        "sin embargo",
    ]),
    limits_anew: Frames::new(&[
        "a menos que",
        "a condición de",
        "salvo que|si|en|para|cuando",
        "excepto si|en|para|cuando",
        "siempre que ..4 @es_subjunctive",
        "siempre y cuando",
        "solo|sólo|solamente si|cuando",
        "por lo menos si|mientras|hasta",
        "al menos si|mientras|hasta",
        "eso|esto es|era|fue ..1 mentira|falso|broma|error|absurdo",
        "eso|esto no es|era verdad|cierto",
        "retiro lo|eso",
    ]),
    buts: Frames::new(&["pero|aunque", "sin embargo", "no obstante"]),
    turns: Frames::new(&[
        "pero déjeme|déjenme|permítame|permítanme|volvamos|pasemos|mire|miren|escuche|escuchen|quiero|quisiera|debo|primero|bueno|basta|dónde|quién|qué|cómo|cuándo|ahora",
        "pero yo quiero|quisiera|debo",
        "pero por qué",
        "pero en cuanto",
    ]),
    tags: Frames::new(&["no|verdad|eh|sí|cierto|vale|claro", "no es así|verdad|cierto", "no cree|creen|crees"]),
    own: WordList::new("yo nosotros"),
    referring: WordList::new(
        "eso esto ese esa este esta esos esas estos estas ello él ella ellos ellas allí ahí aquello",
    ),
};
