//! German.

use super::Tongue;
use crate::frames::Frames;
use crate::word_list::WordList;

static MEINEN: WordList = WordList::new(
    "glaube glauben denke denken meine meinen finde finden sage sagen behaupte behaupten sehe sehen erwarte erwarten \
     bezweifle vermute vermuten",
);
static MEINEN_INFINITIVE: WordList = WordList::new(
    "glauben sagen behaupten annehmen denken bestätigen versprechen garantieren erkennen sehen zusagen finden akzeptieren \
     ausschließen",
);
static WAHR: WordList = WordList::new(
    "wahr so richtig sicher klar bewiesen erwiesen ausgemacht fall überzeugt gewiss entschieden beschlossen",
);
static FALSCH: WordList = WordList::new(
    "falsch unwahr unsinn quatsch lüge irrtum märchen gerücht absurd gelogen blödsinn legende mythos trugschluss",
);
static ZWEIFELN: WordList = WordList::new(
    "bezweifle bezweifeln bestreite bestreiten leugne leugnen zweifle zweifeln bezweifelt bestreitet leugnet zweifelt",
);
static GESAGT: WordList = WordList::new(
    "gesagt behauptet erklärt geschrieben erzählt versprochen versichert gemeint geglaubt gedacht bestätigt zugesagt \
     beschlossen bewiesen festgestellt vorgeworfen gewarnt",
);
static SAGT: WordList = WordList::new(
    "sagt sagte sagten behauptet behauptete behaupteten meint meinte meinten glaubt glaubte glaubten \
     erklärt erklärte erklärten schreibt schrieb schrieben erzählt erzählte erzählten warnt warnte \
     warnten versprach verspricht versprachen versicherte versichert versicherten betont betonte betonten antwortete \
     antworteten entgegnete argumentiert argumentierte ruft rief riefen",
);
/// Of many, or infinitives ("um es klar zu sagen"), or something else ("meinen Wahlkreis"): they need a subject beside them.
static SAGEN: WordList =
    WordList::new("sagen behaupten meinen glauben erklären schreiben erzählen argumentieren warnen");
static VIELE: WordList = WordList::new(
    "sie viele manche einige andere alle leute menschen kritiker gegner experten fachleute politiker minister kollegen \
     nachbarn freunde medien zeitungen gutachter forscher wissenschaftler ärzte",
);
static NIEMAND: WordList = WordList::new("niemand keiner keine kaum");
static NACHSATZ: WordList = WordList::new(
    "sagt sagte meint meinte behauptet behauptete erklärt erklärte schreibt schrieb rief antwortete fragte",
);

pub(super) static TONGUE: Tongue = Tongue {
    lists: &[
        ("de_meinen", &MEINEN),
        ("de_infinitive", &MEINEN_INFINITIVE),
        ("de_wahr", &WAHR),
        ("de_falsch", &FALSCH),
        ("de_zweifeln", &ZWEIFELN),
        ("de_gesagt", &GESAGT),
        ("de_sagt", &SAGT),
        ("de_sagen", &SAGEN),
        ("de_viele", &VIELE),
        ("de_niemand", &NIEMAND),
        ("de_nachsatz", &NACHSATZ),
    ],
    denying: Frames::new(&[
        "ich|wir @de_meinen ..3 nicht|kaum|nie|niemals ..1 , dass",
        "@de_meinen ich|wir ..3 nicht|kaum|nie|niemals ..1 , dass",
        "ich|wir kann|können|könnte|könnten|will|wollen|möchte|möchten|würde|würden|darf|dürfen|werde|werden ..3 nicht|nie|kaum ..2 @de_infinitive , dass",
        "nicht ..2 @de_wahr , dass",
        "stimmt|trifft ..2 nicht ..1 , dass",
        "@de_falsch ..3 , dass",
        "@de_zweifeln ..2 , dass",
        "@de_niemand ..3 @de_sagt|@de_sagen ..1 , dass",
        "kein|keinen|keine|keinerlei beweis|beweise|grund|gründe|anzeichen|hinweis|hinweise|anlass|garantie|zusage|beleg|belege ..2 , dass",
        "keine rede davon ..1 , dass",
        "nicht|nie|niemals ..4 @de_gesagt , dass",
        "weit davon entfernt ..4 , dass",
        ", als ob|wenn",
        "tun|tut|tat|taten ..2 so , als",
        "möglich|denkbar|vorstellbar|unwahrscheinlich|unmöglich|zweifelhaft|fraglich ..1 , dass",
        "vielleicht|möglicherweise|wahrscheinlich|vermutlich|angeblich|vermeintlich|womöglich|eventuell ,?",
        "wünschte|wünschten ..1 , dass?",
        "theoretisch|hypothetisch ,?",
    ]),
    affirming: Frames::new(&[
        "kein|keinen|keinerlei|keine|außer|ohne zweifel ..3 , dass",
        "nicht|kein|keine|keineswegs|niemals ..2 @de_falsch ..3 , dass",
        "@de_zweifeln ..2 nicht|keineswegs ..1 , dass",
        "nicht|niemand|nie|kaum|keiner ..4 @de_zweifeln ..2 , dass",
        "nicht|kaum ..2 oft|laut|deutlich|nachdrücklich|genug ..4 , dass",
        "nicht ..2 leugnen|abstreiten|verhehlen|verschweigen|vergessen|übersehen|verheimlichen , dass",
        "nicht ..2 wundern|überrascht|überraschend|schlimm|neu|verwunderlich , dass",
        "hätte|hätten ..4 nicht|nie ..2 gedacht|geglaubt|erwartet , dass",
        "nicht nur|bloß|allein ,?",
        "nicht nur|bloß ..4 , dass",
    ]),
    condition: Frames::new(&[
        "wenn|falls|sofern|vorausgesetzt|angenommen",
        "nur|erst|und|aber wenn|falls",
        "solange|soweit",
        "sollte|sollten|hätte|hätten|wäre|wären",
        "unter der bedingung|voraussetzung",
    ]),
    aside: Frames::new(&[
        "wenn ich ..4 darf|dürfte|soll|muss|müsste ..2",
        "wenn ich mich recht|richtig|nicht ..3",
        "wenn ich es? richtig|recht|ehrlich ..4",
        "wenn sie|man|du|ihr so? ..1 wollen|will|willst|möchten|erlauben|gestatten|wünschen ..1",
        "wenn sie|man|du mich|uns fragen|fragt|fragst",
        "wenn man|wir|sie ..6 bedenkt|betrachtet|ansieht|anschaut|vergleicht|bedenken|betrachten|ansehen|vergleichen",
        "wenn mich nicht alles täuscht",
        "wenn ich an ..5 denke",
        "bis heute|jetzt|hierher|hierhin|zuletzt|dato|hin|in|ins",
        "wenn überhaupt|auch|möglich|nötig",
        "falls sie|du ..4 fragen|wissen|wollen|willst|interessiert ..2",
        "wenn sie|du verstehen|verstehst|wissen|weißt , was ich meine",
    ]),
    then: Frames::new(&["dann|so|ja ,?"]),
    citing: Frames::new(&[
        "@de_sagt ..4 , dass?",
        "@de_viele @de_sagen ..4 , dass?",
        "@de_sagen die? @de_viele ..3 , dass?",
        "es heißt|hieß ..3 , dass?",
        "heißt|hieß es ..2 , dass?",
        "hat|haben|hatte|hatten|habe|hätten ..6 @de_gesagt , dass?",
        "will|wollen ..4 glauben machen|lassen ,? dass?",
        "will|wollen|versucht|versuchen ..4 einreden|weismachen|erzählen|einzureden|weiszumachen|verkaufen ,? dass?",
        "laut|gemäß dem|der|den|einem|einer|ihm|ihr ..3",
        "nach ansicht|meinung|auffassung|angaben|worten ..4",
        "in den augen|worten ..4",
        "zufolge ,?",
        "vorwurf|behauptung|argument|gerücht|these|parole|losung ..3 , dass?",
        "mir|uns wurde|wird ..2 gesagt|erzählt|versichert , dass?",
        "ich|wir habe|haben ..2 gehört|gelesen , dass",
    ]),
    not_citing: Frames::new(&[
        "ich|wir ..5 @de_sagt|@de_sagen ..3 , dass?",
        "@de_sagt|@de_sagen ich|wir ..3 , dass?",
        "ich|wir habe|haben|hatte|hatten ..6 @de_gesagt , dass?",
        "habe|haben|hatte|hatten ich|wir ..6 @de_gesagt , dass?",
        "muss|kann|darf|sollte|soll|will|möchte|würde|lassen|lass|können|müssen|dürfen|wollen ..5 sagen ..2 , dass?",
        "das heißt , dass?",
        "@de_sagen sie ..3 , dass?",
        "kein|keine|keinen|keinem ..1 vorwurf|behauptung|argument|gerücht|these|parole|losung ..3 , dass?",
        "bereit|einverstanden erklärt|erklärte ..1 , dass?",
        "@de_sagt|@de_sagen ..3 nicht|nie|niemals ..2 , dass?",
        "nicht|nie|niemals ..5 @de_gesagt , dass?",
        "@de_niemand ..3 @de_sagt|@de_sagen ..2 , dass?",
        "erfahrung|gesetz|statistik|zahlen|vertrag|verfassung|vernunft|herz|gefühl|verstand|logik|daten ..2 @de_sagt|@de_sagen ..2 , dass?",
        "unsere|unser|meine ..1 partei|regierung|fraktion|verein|gruppe|firma ..1 @de_sagt ..2 , dass?",
        "nach meiner|unserer ansicht|meinung|auffassung ..2",
        "laut|gemäß dem|der|den ..1 gesetz|vertrag|plan|verfassung|statistik|satzung|abkommen|protokoll ..2",
        "viel|alles|nichts|etwas|wenig @de_sagt ..4 , dass?",
    ]),
    attributed: Frames::new(&[
        "@de_nachsatz er|sie|es|man|der|die|das|ein|eine|mein|meine|unser|unsere ..4 ,",
        "so der|die|das|ein|eine|mein|meine|unser|unsere ..4 ,",
        "sagen die|sie|manche|viele|einige|leute ..3 ,",
        "hat man|er|sie mir|uns? ..2 gesagt|erzählt|versichert",
        "wie er|sie|man|es|der|die ..4 sagt|sagte|heißt|sagen|behauptet|behaupten|meint|meinen",
        "so heißt|hieß es",
        "heißt|hieß es ,",
    ]),
    asking: Frames::new(&[
        ", ob",
        "angenommen|gesetzt ..3 , dass?",
        "nehmen wir ..2 an , dass?",
        "stellen sie sich ..1 vor , dass?",
        "glauben|meinen|denken|finden sie|du ..2 , dass",
        "was ..2 , wenn",
    ]),
    limits: Frames::new(&[
        "aber|jedoch|allerdings|doch|außer|ausgenommen|wenn|falls|sofern|solange|soweit|sobald|vorausgesetzt|obwohl|obgleich|obschon|bis",
        "es sei denn",
        "und? nur|erst dass|nicht|wenn|falls|für|in|im|mit|unter|dann|nach|bei|auf",
        "wenigstens ..2 wenn|falls|solange|bis|vorerst|jetzt|im|in|für",
        "zumindest|jedenfalls|soviel|vorbehaltlich|angeblich|vermutlich",
        "so gott will",
        "und zwar nur",
        "je nachdem",
        "unter der|einer bedingung|voraussetzung",
        "mit ausnahme|einschränkung",
        "mit einer ausnahme|einschränkung",
    ]),
    limits_at_once: Frames::new(&[
        "jedoch|allerdings|vorbehaltlich|falls|sofern",
        "unter der|einer bedingung|voraussetzung",
        "mit ausnahme|einschränkung",
        "mit einer ausnahme|einschränkung",
        "außer bei|in|im|am|an|für|wenn",
        "nur wenn|falls|dann",
    ]),
    limits_anew: Frames::new(&[
        "es sei denn",
        "außer ..1 wenn|dass|bei|in|im|am|an|für",
        "vorausgesetzt",
        "nur wenn|falls|dann",
        "das heißt , wenn|falls|sofern|nur",
        "zumindest|jedenfalls ..2 wenn|falls|solange|sofern",
        "oder besser|vielmehr|eher|genauer ..1 gesagt? ,?",
        "ich korrigiere|berichtige",
        "ich nehme das zurück",
        "das ist|war ..2 gelogen|lüge|unsinn|quatsch|falsch|märchen|blödsinn|scherz|witz|versehen|irrtum",
        "das stimmt|war ..2 nicht",
        "so dachten|dachte|hieß ..2 jedenfalls|ich|wir|es|man",
    ]),
    buts: Frames::new(&["aber|jedoch|allerdings|doch"]),
    turns: Frames::new(&[
        "aber|doch|jedoch|allerdings lassen|lass sie|mich|uns",
        "aber|doch|jedoch|allerdings ..1 ich möchte|will|muss|darf|würde",
        "aber|doch|jedoch|allerdings möchte|will|muss|darf|würde ich",
        "aber|doch jetzt|nun|zurück|zum|zur|zunächst|genug|gut|egal|nochmals|apropos|zuerst",
        "aber|doch wissen|sehen|hören|schauen|verstehen sie",
        "aber|doch das|dies ist|wäre ..2 andere|anderes ..2",
        "aber|doch was|wo|wer|wie|warum|wann|weshalb|wieso",
    ]),
    own: WordList::new("ich wir"),
    referring: WordList::new(
        "das es dies dieser diese dieses er sie ihn ihm ihr davon dafür dagegen daran damit darüber sein seine da dort dabei",
    ),
    tags: Frames::new(&[
        "oder|ja|gell|richtig|stimmts|okay|klar|nicht",
        "nicht wahr",
        "oder nicht|etwa",
        "verstehen|wissen sie",
    ]),
};
