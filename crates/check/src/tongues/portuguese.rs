//! Portuguese.

use super::Tongue;
use crate::frames::Frames;
use crate::word_list::WordList;

static THINK: WordList = WordList::new(
    "creio cremos acho achamos acredito acreditamos penso pensamos digo dizemos diria afirmo afirmamos aceito aceitamos vejo vemos prometo",
);
static SAID: WordList =
    WordList::new("dito prometido afirmado garantido declarado escrito acreditado pensado ouvido anunciado");
/// Of what can be denied with "não posso": "não posso dizer que". What one cannot forget or hide is said the louder.
static INFINITIVE: WordList = WordList::new(
    "dizer afirmar crer acreditar pensar assegurar garantir prometer aceitar confirmar admitir permitir tolerar concluir descartar",
);
static SURE: WordList = WordList::new(
    "certo certa certos certas seguro segura seguros seguras convencido convencida convencidos convencidas acordo",
);
static FORGET: WordList =
    WordList::new("esquecer negar esconder ocultar ignorar calar desconhecer surpreende surpreender admira admirar");
/// "Desde que pague" is a condition, and "desde que assumi" tells since when.
static SUBJUNCTIVE: WordList = WordList::new(
    "seja sejam sejamos haja tenha tenham tenhamos possa possam possamos faça façam façamos queira queiram esteja estejam vá venha venham dê deem pague paguem aceite aceitem ajude ajudem apoie apoiem cumpra cumpram respeite respeitem aprove aprovem permita permitam receba recebam garanta garantam assine assinem continue continuem mantenha mantenham consiga consigam",
);
static SAYS: WordList = WordList::new(
    "diz dizem disse disseram dizia diziam afirma afirmam afirmou afirmaram garante garantem garantiu sustenta sustentam acredita acreditam acha acham pensa pensam escreve escreveu declara declarou declararam explica explicou repete repetem insiste insistem prometeu prometeram respondeu",
);

pub(super) static TONGUE: Tongue = Tongue {
    lists: &[
        ("pt_think", &THINK),
        ("pt_said", &SAID),
        ("pt_says", &SAYS),
        ("pt_infinitive", &INFINITIVE),
        ("pt_sure", &SURE),
        ("pt_forget", &FORGET),
        ("pt_subjunctive", &SUBJUNCTIVE),
    ],
    denying: Frames::new(&[
        "não @pt_think ..4 que",
        "nunca @pt_think ..4 que",
        "não|nunca|jamais posso|podemos|poderia|poderíamos|quero|queremos|queria|vou|vamos ..2 @pt_infinitive ..2 que",
        "não quero|queremos que",
        "não estou|estamos|tenho ..2 @pt_sure|certeza ..2 que",
        "não|nunca|jamais disse|dissemos|prometi|prometemos|afirmei que",
        "não|nunca|jamais tenho|temos|tinha ..2 @pt_said que",
        "não é|era|está ..2 verdade|certo|seguro|possível|provado|claro que",
        "é|seria falso|mentira ..2 que",
        "duvido|duvidamos|nego|negamos|desminto ..2 que",
        "ninguém ..3 @pt_says ..2 que",
        "não há|existe|temos ..1 prova|provas|razão|garantia|motivo|indício|indícios ..3 que",
        "como se",
        "possível|impossível|provável|improvável|duvidoso que",
        "talvez|supostamente|alegadamente|provavelmente ,?",
    ]),
    affirming: Frames::new(&[
        "não duvido|duvidamos|nego|negamos ..2 que",
        "não|nunca|jamais ..4 @pt_forget ..1 que",
        "não posso|podemos ..1 deixar de @pt_infinitive ..2 que",
        "não é|era|seria ..2 falso|mentira|boato ..2 que",
        "não há|tenho|temos ..1 dúvida|dúvidas ..2 que",
        "sem dúvida ,? que?",
        "ninguém ..1 duvida|nega|ignora|discute ..2 que",
        "não só|somente|apenas",
    ]),
    condition: Frames::new(&[
        "se",
        "só|somente|apenas se",
        "a menos",
        "caso",
        "desde que ..4 @pt_subjunctive",
        "em caso",
    ]),
    aside: Frames::new(&[
        "se me permite|permitem|permitir|permitirem|pergunta|perguntam ..5",
        "se não me engano",
        "se não estou enganado|enganada|errado",
        "se posso|podemos|quiser|quiserem|preferir ..5",
        "se bem me lembro",
        "se for possível|necessário",
        "até hoje|agora|aqui|mesmo",
        "até ao|o momento",
    ]),
    then: Frames::new(&["então ,?"]),
    citing: Frames::new(&[
        "@pt_says ..4 que",
        "@pt_says ..3 ,",
        "tem|têm|tinha|tinham ..2 @pt_said ..2 que",
        "segundo|conforme ..6 ,",
        "quer|querem ..2 fazer-nos|nos|fazer fazer? crer|acreditar que",
        "diz-se que",
        "ouvi|ouvimos|li|lemos ..3 que",
    ]),
    not_citing: Frames::new(&[
        "eu ..3 @pt_says ..3 que",
        "eu ..3 @pt_says ..3 ,",
        "não|nunca ..2 @pt_says ..3 que",
        "ninguém ..3 @pt_says ..2 que",
        "lei|constituição|contrato|experiência|história|estatística|razão ..2 @pt_says ..2 que",
        "segundo a|o|as|os ..1 lei|contrato|plano|constituição|números|estatísticas|tratado|regulamento ..3 ,",
    ]),
    attributed: Frames::new(&[
        "diz|disse|dizia|afirma|afirmou|garante|sustenta|declarou|explicou|respondeu ..1 ele|ela|eles|o|a|os|as|um|uma|meu|nosso|nossa ..3",
        "dizem ..3",
        "segundo ele|ela|o|a|os|as|um|uma ..3",
    ]),
    asking: Frames::new(&[
        "pergunto|perguntamos|perguntam ..1 se",
        "sei|sabemos|sabe|sabem|saber ..1 se",
        "suponhamos|imaginemos|imagine|imaginem ..1 que",
        "e se",
    ]),
    limits: Frames::new(&[
        "mas|porém|contudo|todavia|embora|salvo|exceto|se|até|caso",
        "enquanto não",
        "enquanto ..4 @pt_subjunctive",
        "a menos",
        "só|somente|apenas se|quando|em|para|com",
        "com exceção",
        "pelo menos se|enquanto|até|quando|agora",
        "pelo menos por agora|enquanto|ora",
        "em todo caso",
    ]),
    limits_at_once: Frames::new(&[
        "a menos que",
        "desde que ..4 @pt_subjunctive",
        "salvo se|em|para|quando",
        "exceto se|em|para|quando|o|a",
        "só|somente|apenas se",
        "porém|contudo|todavia",
        "no entanto",
    ]),
    limits_anew: Frames::new(&[
        "a menos que",
        "desde que ..4 @pt_subjunctive",
        "salvo se|em|para|quando",
        "exceto se|em|para|quando",
        "só|somente|apenas se|quando",
        "pelo menos se|enquanto|até",
        "isso|isto é|era|foi ..1 mentira|falso|brincadeira|erro|absurdo",
        "isso|isto não é|era verdade",
        "retiro o|isso",
    ]),
    buts: Frames::new(&["mas|porém|contudo|todavia", "no entanto"]),
    turns: Frames::new(&[
        "mas deixe-me|deixem-me|permita-me|voltemos|passemos|olhe|olhem|escute|quero|queria|devo|primeiro|bom|basta|onde|quem|como|quando|agora|porque",
        "mas eu quero|queria|gostaria|devo",
        "mas por que",
        "mas o que",
    ]),
    tags: Frames::new(&["não|né|verdade|sim|certo|claro", "não é", "não acha|acham"]),
    own: WordList::new("eu nós"),
    referring: WordList::new("isso isto esse essa este esta esses essas estes estas ele ela eles elas ali aí aquilo"),
};
