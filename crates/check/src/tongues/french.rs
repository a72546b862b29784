//! French. Words that the apostrophe joins stand without it: "quil" is "qu'il".

use super::Tongue;
use crate::frames::Frames;
use crate::word_list::WordList;

static THINK: WordList = WordList::new(
    "crois croyons pense pensons dis disons trouve trouvons accepte acceptons imagine affirme affirmons prétends prétendons promets promettons",
);
static SAID: WordList =
    WordList::new("dit promis affirmé prétendu déclaré annoncé écrit cru pensé assuré garanti entendu");
static SAYS: WordList = WordList::new(
    "dit disent disait disaient affirme affirment affirmait prétend prétendent prétendait déclare déclarent déclarait assure assurent assurait croit croient croyait pense pensent pensait écrit écrivent répond répondait explique expliquent répète répètent promet promettent jure",
);
/// Of what can be denied with "je ne peux pas": "dire que". What one cannot forget or hide is said the louder.
static INFINITIVE: WordList = WordList::new(
    "dire affirmer croire penser assurer garantir promettre accepter confirmer admettre permettre tolérer conclure exclure prétendre",
);
static SURE: WordList = WordList::new(
    "sûr sûre sûrs sûres certain certaine certains certaines convaincu convaincue convaincus persuadé persuadée persuadés daccord",
);
static FORGET: WordList =
    WordList::new("oublier nier cacher ignorer dissimuler contester taire surprend surprendre étonne étonner");
static THAT: WordList = WordList::new("que quil quelle quils quelles quon quen quun quune");

pub(super) static TONGUE: Tongue = Tongue {
    lists: &[
        ("fr_think", &THINK),
        ("fr_said", &SAID),
        ("fr_says", &SAYS),
        ("fr_that", &THAT),
        ("fr_infinitive", &INFINITIVE),
        ("fr_sure", &SURE),
        ("fr_forget", &FORGET),
    ],
    denying: Frames::new(&[
        "ne @fr_think pas|guère|plus ..4 @fr_that",
        "@fr_think pas ..4 @fr_that",
        "peux|pouvons|pourrais|pourrions|veux|voulons|voudrais|vais|allons pas ..2 @fr_infinitive ..2 @fr_that",
        "veux|voulons pas @fr_that",
        "suis|sommes pas ..2 @fr_sure ..1 @fr_that",
        "nai|navons jamais|pas ..1 @fr_said @fr_that",
        "nest|nétait pas ..2 vrai|exact|sûr|certain|question|prouvé|possible|juste|acquis|clair @fr_that",
        "est|serait faux ..2 @fr_that",
        "doute|doutons|nie|nions|conteste|contestons|réfute @fr_that",
        "personne ne ..4 @fr_that",
        "aucun|aucune|pas ..1 preuve|raison|garantie|indice|signe ..3 @fr_that",
        "comme si",
        "possible|impossible|probable|improbable|douteux @fr_that",
        "prétendument|soi-disant|peut-être ,?",
        "peut être que? ,?",
    ]),
    affirming: Frames::new(&[
        "ne doute|doutons|nie|nions|conteste|contestons pas|nullement ..1 @fr_that",
        "pas|jamais ..3 @fr_forget ..1 @fr_that",
        "pas ..3 seul|seule|seuls|seules ..4 @fr_that",
        "pas ne pas @fr_infinitive ..2 @fr_that",
        "aucun|nul doute ..2 @fr_that",
        "sans doute que? ,?",
        "personne ne ..2 doute|conteste|nie|ignore ..2 @fr_that",
        "ne ..4 pas assez ..3 @fr_that",
        "pas seulement|uniquement",
        "pas surprenant|étonnant @fr_that",
    ]),
    condition: Frames::new(&[
        "si|sil|sils",
        "seulement|uniquement|même si",
        "à condition|moins",
        "pourvu",
        "au cas",
        "en cas",
    ]),
    aside: Frames::new(&[
        "si je|vous|on|lon|nous ..2 puis|peux|ose|voulez|permettez|veut|comprends|souviens|souvient|voyez|regardez|regarde ..6",
        "si vous me|mautorisez ..4",
        "si vous demandez ..3",
        "si mes|ma souvenirs|mémoire ..6",
        "si je ne me? mabuse|trompe ..1",
        "si jai ..1 bien|bonne ..4",
        "si nécessaire|possible|besoin ..2",
        "jusquà présent|maintenant|aujourdhui",
    ]),
    then: Frames::new(&["alors ,?"]),
    citing: Frames::new(&[
        "@fr_says ..4 @fr_that",
        "@fr_says ..3 ,",
        "a|ont|avait|avaient ..2 @fr_said ..2 @fr_that",
        "a|ont|avait|avaient ..2 @fr_said ..2 ,",
        "ma|mont|nous a|ont? ..1 dit|assuré|raconté|promis @fr_that",
        "selon|daprès ..6 ,",
        "veut|veulent|voudrait|voudraient ..2 faire croire @fr_that",
        "fait|font croire @fr_that",
        "il paraît|paraîtrait @fr_that",
        "le bruit court @fr_that",
        "jai|avons entendu|lu ..3 @fr_that",
    ]),
    not_citing: Frames::new(&[
        "je ..4 @fr_says ..3 @fr_that",
        "je ..4 @fr_says ..3 ,",
        "jai|avons ..2 @fr_said ..2 @fr_that",
        "ne ..2 @fr_says pas|jamais ..2 @fr_that",
        "na|nont pas|jamais|rien ..2 @fr_said ..2 @fr_that",
        "personne ne ..3 @fr_says ..2 @fr_that",
        "loi|constitution|contrat|expérience|histoire|statistique|raison ..2 @fr_says ..2 @fr_that",
        "selon|daprès moi|nous ,",
        "selon|daprès la|le|les ..1 loi|contrat|plan|constitution|chiffres|statistiques|traité|règlement ..3 ,",
    ]),
    attributed: Frames::new(&[
        "dit|disait|affirme|affirmait|prétend|déclare|assure|répond|explique il|elle|on|le|la|les|un|une|mon|ma|notre ..3",
        "dit-il|dit-elle|dit-on|disait-il|affirme-t-il|affirme-t-elle",
        "a ..1 dit|affirmé|déclaré",
        "selon|daprès le|la|les|un|une|lui|elle|eux|mon|notre ..3",
    ]),
    asking: Frames::new(&[
        "demande|demandons|demandent|demandez si|sil|sils",
        "sais|sait|savons|savoir|savez ..2 si|sil|sils",
        "supposons|imaginons|imaginez|supposez ..2 @fr_that",
        "est-ce que?",
        "est ce @fr_that",
        "et si",
    ]),
    limits: Frames::new(&[
        "mais|cependant|toutefois|pourtant|sauf|si|sil|sils|quoique|excepté|hormis",
        "tant @fr_that",
        "bien @fr_that",
        "à condition|moins",
        "pourvu @fr_that",
        "jusquà",
        "seulement|uniquement|même si|sil|quand|pour|dans",
        "du moins",
        "en tout cas",
        "à lexception",
        "sous réserve",
    ]),
    limits_at_once: Frames::new(&[
        "à condition que|quil|quelle|quils|de",
        "à moins que|quil|quelle|quils|de|dun|dune",
        "sauf si|en|pour|dans|quand|le|la|les",
        "seulement|uniquement si|sil|quand",
        "à lexception",
        "sous réserve",
        "pourvu @fr_that",
    ]),
    limits_anew: Frames::new(&[
        "à moins que|quil|quelle|quils|de",
        "sauf si|en|pour|dans|quand|le|la|les",
        "à condition que|quil|de",
        "seulement|uniquement si|sil|quand",
        "du moins",
        "je retire ce|cela|ça|mes",
        "cest|cétait ..1 faux|mensonge|erreur|blague|absurde|inexact|plaisanterie",
        "ce nest|nétait pas vrai|exact",
    ]),
    buts: Frames::new(&["mais|cependant|toutefois|pourtant|néanmoins"]),
    turns: Frames::new(&[
        "mais|cependant|pourtant laissez|permettez|revenons|passons|écoutez|regardez|vous|je|dabord|bon|enfin|assez|où|qui|pourquoi|comment|quand|quant|que",
        "mais|cependant jaimerais|jai|voyons",
    ]),
    tags: Frames::new(&["non|hein|daccord|oui|voyons|vrai", "nest-ce pas", "nest ce pas", "pas vrai"]),
    own: WordList::new("je nous moi"),
    referring: WordList::new("cela ça ce cette cet ces il elle ils elles celui celle là"),
};
