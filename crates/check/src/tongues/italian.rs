//! Italian.

use super::Tongue;
use crate::frames::Frames;
use crate::word_list::WordList;

static THINK: WordList = WordList::new(
    "credo crediamo penso pensiamo dico diciamo direi affermo affermiamo accetto accettiamo vedo vediamo prometto sostengo",
);
static SAID: WordList = WordList::new(
    "detto promesso affermato assicurato dichiarato scritto creduto pensato garantito sentito annunciato sostenuto",
);
/// Of what can be denied with "non posso": "non posso dire che". What one cannot forget or hide is said the louder.
static INFINITIVE: WordList = WordList::new(
    "dire affermare credere pensare assicurare garantire promettere accettare confermare ammettere permettere tollerare concludere escludere",
);
static SURE: WordList =
    WordList::new("sicuro sicura sicuri sicure certo certa certi certe convinto convinta convinti convinte daccordo");
static FORGET: WordList = WordList::new(
    "dimenticare dimenticarci negare nascondere nasconderci ignorare tacere scordare sorprende sorprendere stupisce stupire",
);
static SAYS: WordList = WordList::new(
    "dice dicono disse dissero diceva dicevano afferma affermano affermò affermava sostiene sostengono sosteneva assicura assicurano crede credono credeva pensa pensano scrive scrisse scrivono dichiara dichiarano dichiarò spiega spiegò ripete ripetono insiste insistono promise rispose racconta raccontano",
);

pub(super) static TONGUE: Tongue = Tongue {
    lists: &[
        ("it_think", &THINK),
        ("it_said", &SAID),
        ("it_says", &SAYS),
        ("it_infinitive", &INFINITIVE),
        ("it_sure", &SURE),
        ("it_forget", &FORGET),
    ],
    denying: Frames::new(&[
        "non @it_think ..4 che",
        "non posso|possiamo|potrei|potremmo|voglio|vogliamo|vorrei ..2 @it_infinitive ..2 che",
        "non voglio|vogliamo che",
        "non sono|siamo ..2 @it_sure ..2 che",
        "non ho|abbiamo mai|ancora? ..1 @it_said che",
        "non è|era ..2 vero|certo|sicuro|possibile|provato|chiaro|detto che",
        "è|sarebbe falso|sbagliato|menzogna|bugia ..2 che",
        "dubito|dubitiamo|nego|neghiamo|smentisco ..2 che",
        "nessuno ..3 @it_says ..2 che",
        "non cè|abbiamo|esiste|esistono|sono ..2 prova|prove|ragione|garanzia|motivo|indizio|indizi ..3 che",
        "come se",
        "possibile|impossibile|probabile|improbabile|dubbio che",
        "forse|presumibilmente|probabilmente|presuntamente ,?",
    ]),
    affirming: Frames::new(&[
        "non dubito|dubitiamo|nego|neghiamo ..2 che",
        "non ..4 @it_forget ..1 che",
        "non posso|possiamo ..4 non|meno ..1 @it_infinitive ..2 che",
        "non è|era|sarebbe ..2 falso|sbagliato|menzogna|bugia ..2 che",
        "non cè|ho|abbiamo ..1 dubbio|dubbi ..2 che",
        "senza dubbio ,?",
        "nessuno ..1 dubita|nega|ignora|discute ..2 che",
        "non solo|soltanto|solamente",
    ]),
    condition: Frames::new(&["se", "solo|soltanto se", "a condizione|patto|meno", "purché", "qualora", "in caso"]),
    aside: Frames::new(&[
        "se posso|possiamo|permette|permettete|vuole|volete|vogliamo|preferisce ..5",
        "se mi permette|permettete|consente|chiede|chiedete ..4",
        "se non sbaglio|erro",
        "se non mi sbaglio",
        "se ricordo|ricordate bene ..2",
        "se si guarda|guardano|vuole|pensa ..6",
        "se possibile|necessario",
    ]),
    then: Frames::new(&["allora ,?"]),
    citing: Frames::new(&[
        "@it_says ..4 che",
        "@it_says ..3 ,",
        "ha|hanno|aveva|avevano ..2 @it_said ..2 che",
        "ha|hanno|aveva|avevano ..2 @it_said ..2 ,",
        "secondo ..6 ,",
        "vuole|vogliono ..2 farci|fare|far credere che",
        "ci fa|fanno credere che",
        "si dice|mormora|racconta che",
        "ho|abbiamo sentito|letto ..3 che",
        "mi|ci è|hanno|ha stato? detto che",
    ]),
    not_citing: Frames::new(&[
        "io ..3 @it_says ..3 che",
        "ho|abbiamo ..2 @it_said ..2 che",
        "non ..2 @it_says ..3 che",
        "non ha|hanno|aveva ..2 @it_said ..2 che",
        "nessuno ..3 @it_says ..2 che",
        "legge|costituzione|contratto|esperienza|storia|statistica|ragione ..2 @it_says ..2 che",
        "secondo me|noi ,",
        "secondo la|il|le|i ..1 legge|contratto|piano|costituzione|cifre|statistiche|trattato|regolamento ..3 ,",
    ]),
    attributed: Frames::new(&[
        "dice|disse|diceva|afferma|affermò|sostiene|dichiarò|spiegò|rispose ..1 lui|lei|loro|il|la|i|le|un|una|mio|nostro|nostra ..3",
        "dicono ..3",
        "secondo lui|lei|loro|il|la|i|le|un|una ..3",
        "ha ..1 detto|affermato|dichiarato",
    ]),
    asking: Frames::new(&[
        "chiedo|chiediamo|chiedono|domando|domandiamo ..1 se",
        "so|sappiamo|sa|sanno|sapere ..1 se",
        "supponiamo|immaginiamo|immaginate|immagini ..1 che",
        "e se",
    ]),
    limits: Frames::new(&[
        "ma|però|tuttavia|sebbene|benché|salvo|eccetto|tranne|se|finché|purché|qualora",
        "anche se",
        "a meno|condizione|patto",
        "solo|soltanto se|quando|in|per|con",
        "ad eccezione",
        "almeno se|finché|fino|quando",
        "almeno per ora|adesso|il",
        "in ogni caso",
    ]),
    limits_at_once: Frames::new(&[
        "a meno che|di",
        "a condizione che|di",
        "a patto che|di",
        "salvo che|se|in|per|quando",
        "tranne che|se|in|per|quando|il|la|i",
        "purché",
        "solo|soltanto se",
        "tuttavia",
    ]),
    limits_anew: Frames::new(&[
        "a meno che|di",
        "a condizione che|di",
        "a patto che",
        "salvo che|se|in|per|quando",
        "tranne che|se|in|per|quando",
        "purché",
        "solo|soltanto se|quando",
        "almeno se|finché|fino",
        "questo|ciò è|era ..1 falso|bugia|scherzo|errore|assurdo",
        "era ..1 scherzo|errore|bugia",
        "questo non è|era vero",
        "non è|era vero",
        "ritiro quello|ciò|quanto",
    ]),
    buts: Frames::new(&["ma|però|tuttavia"]),
    turns: Frames::new(&[
        "ma|però mi|ci lasci|lasciate|permetta|permettete|consenta",
        "ma|però torniamo|passiamo|guardi|guardate|senta|ascolti|ascoltate|vorrei|voglio|devo|prima|bene|basta|dove|chi|cosa|come|quando|perché|ora|adesso",
        "ma|però io vorrei|voglio|devo",
        "ma che cosa",
        "ma per quanto",
    ]),
    tags: Frames::new(&["no|vero|eh|sì|giusto|chiaro", "non è vero|così", "non crede|credete|credi"]),
    own: WordList::new("io noi"),
    referring: WordList::new("questo questa questi queste quello quella ciò lui lei loro esso essa lì là"),
};
