//! The words by which [`crate::context`] knows that something limits, turns round or reports a passage. English.
//!
//! Lists only; the grammar around them is in `turned`, `reported` and `limited`, in code and in the patterns of
//! [`crate::frames`], which know the lists by the names that stand in [`list`].

use crate::word_list::WordList;

pub(crate) static OPINION: WordList = WordList::new(
    "think believe say said saying mean suggest suggesting agree accept claim claimed true case imagine \
     feel fact certain sure convinced confident argue thought believed pretend possible likely unlikely impossible \
     conceivable doubtful thinks believes says means suggests agrees accepts feels persuaded believing thinking saying claiming pretending",
);
/// "It is possible that".
pub(crate) static POSSIBLE: WordList = WordList::new("possible likely unlikely impossible conceivable doubtful");
/// Words that make less of what follows them.
pub(crate) static WEAKENING: WordList =
    WordList::new("perhaps maybe possibly probably reportedly allegedly apparently supposedly almost nearly hardly");
/// "It would be wrong to say".
pub(crate) static WRONG: WordList = WordList::new(
    "wrong mistake false incorrect absurd foolish untrue nonsense lying liar exaggeration misleading dishonest",
);
/// "I refuse to".
pub(crate) static REFUSING: WordList = WordList::new(
    "refuse refused refuses decline declined fail failed unwilling reluctant hesitate afraid stopped stop \
     stops ceased",
);
pub(crate) static COUNTS: WordList = WordList::new(
    "half halves quarter quarters third thirds dozen dozens score couple handful between hundred hundreds thousand thousands",
);
/// Before a number.
pub(crate) const BOUNDS: &[[&str; 2]] = &[
    ["more", "than"],
    ["less", "than"],
    ["fewer", "than"],
    ["up", "to"],
    ["at", "least"],
    ["at", "most"],
    ["close", "to"],
];
pub(crate) static DENIAL: WordList = WordList::new(
    "nonsense rubbish sceptical skeptical unconvinced unsure uncertain unclear tale fable superstition delusion illusion misconception fallacy \
     doubt doubts doubted deny denied denies denying dispute disputes disputed reject rejects rejected disbelieve \
     false untrue myth lie lies rumour rumor fiction fantasy hoax",
);
/// Of them the verbs that deny a sentence even without "that": "I doubt the boats will sail".
pub(crate) static DOUBT: WordList = WordList::new("doubt doubted");
pub(crate) static DENYING: WordList =
    WordList::new("deny denied denies denying dispute disputes disputed reject rejects rejected disbelieve");
pub(crate) static SAYING: WordList = WordList::new(
    "said says say saying told tells asked asks answered replied wrote writes claimed claims claim argued \
     argues argue insisted insists declared declares announced stated states repeated joke jokes joked \
     warned warns explained admitted complained remarked suggested maintained alleged swore predicted \
     believe believes think thinks quote according promised tell telling claiming insisting alleging reads read runs \
     repeating repeats complains complain shouts shouted swears insist maintain allege",
);
/// Of a paper, with a colon: "One of the letters reads: ...".
pub(crate) static READING: WordList = WordList::new("reads read runs");
/// Forms that are as often an infinitive or the speaker's own: they need a subject near them.
pub(crate) static BARE: WordList = WordList::new(
    "joke say saying tell telling claim claiming argue believe think states quote repeated promised told asked insisting \
     alleging repeating complain insist maintain allege",
);
pub(crate) static OWN: WordList = WordList::new("i we me let");
/// Those among them that can be who says it.
pub(crate) static SPEAKER: WordList = WordList::new("i we let");
/// "He also said": who was cited goes on.
pub(crate) static THIRD: WordList = WordList::new("he she they");
pub(crate) static MORE: WordList = WordList::new("also then further again added and");
pub(crate) static OTHERS: WordList = WordList::new(
    "he she they people some many who you others everyone critics opponents us him them officials experts \
     minister president colleagues friends opponent rival rivals opposition",
);
/// "They like to say".
pub(crate) static LIKES: WordList = WordList::new("like likes love loves want wants try tries used keep");
pub(crate) static SUPPOSING: WordList = WordList::new("if suppose imagine whether assuming supposing");

/// "We see no reason why".
pub(crate) static REASON: WordList = WordList::new("why reason reasons how");
/// "Charges that": somebody else's.
pub(crate) static HEARSAY: WordList = WordList::new(
    "effect charge charges claim claims allegation allegations accusation accusations notion rumour rumours rumor rumors",
);
/// The same, where "is that" follows: "the effect is that" is the speaker's own.
pub(crate) static ALLEGED: WordList = WordList::new(
    "charge charges claim claims allegation allegations accusation accusations notion rumour rumours rumor rumors",
);
/// What tells something without being anybody.
pub(crate) static TELLING_THING: WordList = WordList::new(
    "sense experience history logic reason conscience instinct data numbers figures statistics science evidence something heart \
     gut memory law constitution arithmetic mathematics physics nature thermometer map calendar clock mirror intuition \
     everything all bible scripture table chart charts graph studies results tests experiments surveys polls findings models \
     records documents files books",
);
/// Bodies for which a speaker speaks: "our party believes".
pub(crate) static BODY: WordList = WordList::new(
    "government party group committee commission delegation company firm club team ministry department administration cabinet \
     council coalition union bench movement campaign office bank association federation foundation institute laboratory",
);
pub(crate) static PASSIVE: WordList = WordList::new("am are was were been");
pub(crate) static BEING: WordList = WordList::new("is are was were would");
/// Words that open a condition.
pub(crate) static CONDITION: WordList = WordList::new("if unless provided providing suppose supposing assuming");
/// What holds a noun to its own kind: "any country that".
pub(crate) static RELATIVE: WordList = WordList::new("that who which whom whose where");
pub(crate) static LIMITING: WordList =
    WordList::new("but unless except provided providing if only although though however yet until");
/// The same, where they open the next sentence.
pub(crate) static BUT: WordList = WordList::new("but however");
/// Behind a "But": it holds back, or says what differs.
pub(crate) static HOLDING_BACK: WordList = WordList::new(
    "different differently enough too wrong hard difficult still need needs unfortunately yet fear worry",
);
/// What points back at what was said.
pub(crate) static REFERRING: WordList =
    WordList::new("it this that these those they them he she him her his its their there");
/// Words that come again in any speech.
pub(crate) static VAGUE: WordList = WordList::new(
    "people thing things way time year years today lot going want make made take come see good new really believe country \
     important many first",
);
pub(crate) static LIMITING_ANEW: WordList = WordList::new("but however unless except provided");
/// After "But" at the head of a sentence: the speaker turns to something else.
pub(crate) static TURNING: WordList = WordList::new("look listen understand remember forget again anyway otherwise");
pub(crate) static ASKING: WordList = WordList::new("what why who whom whose how where when which");
pub(crate) static DEPENDING: WordList = WordList::new("depends depend depending subject condition conditional");
/// "No longer", "never to", "not a": words between a denial and what it denies.
pub(crate) static CARRYING: WordList =
    WordList::new("longer to more a the any going simply just be been have ever really about");
pub(crate) static JOINING: WordList = WordList::new("and but or because so");
pub(crate) static OBJECTS: WordList = WordList::new("me us him her them you it to");
pub(crate) static LEADING: WordList = WordList::new("that whether how why if");
/// Words that promise.
pub(crate) static PROMISING: WordList = WordList::new("will shall");
/// "Only with them do we": it stands before its subject.
pub(crate) static INVERTING: WordList = WordList::new("do does is are am can will may must shall should would could");
/// Forms of verbs that make no sentence, and ends of words that may be none.
pub(crate) static NOT_FINITE: WordList = WordList::new("be been being having doing done 's 'd");
/// Words by which something depends on something else: "we would".
pub(crate) static DEPENDENT: WordList = WordList::new("will shall would could might can may must should");
/// Words that open a clause as its subject; the first of them can be nothing else.
pub(crate) static SUBJECTS: WordList = WordList::new("i we he she they you it there");
/// Of them, who speaks.
pub(crate) static FIRST: WordList = WordList::new("i we");
pub(crate) static DETERMINERS: WordList =
    WordList::new("the a an this these those my our your his her its their no every all some any nobody everybody");

/// What takes a "that" and is not an opinion: "we have never proved that".
pub(crate) static STATING: WordList = WordList::new(
    "propose proposed proposes confirm confirmed guarantee guaranteed promise promised prove proved proven proves show \
     shown shows demonstrate demonstrated found find finds maintain maintained assert asserted stated state states \
     conclude concluded assume assumed decide decided rule ruled hear heard vow vowed swear sworn pledge pledged \
     certify assure establish established instil imply implied implies hope expect foresee so",
);
/// Nouns of what is thought or known: "there is no evidence that".
pub(crate) static THESIS: WordList = WordList::new(
    "evidence proof sign signs indication indications guarantee guarantees hint suggestion idea notion claim view belief \
     theory assertion allegation allegations accusation assumption",
);
/// Said to somebody: the speaker's own, or an order not to.
pub(crate) static TELLING: WordList = WordList::new("tell told telling assure promise promised");
pub(crate) static TOLD: WordList =
    WordList::new("told tells tell asked asks warned warns answered assured reminded informed promised");
/// Behind a verb and before the "that" which belongs to it: "say to you that", "think for a moment that".
pub(crate) static CARRIED: WordList = WordList::new(
    "me us him her them you to into in before on with at for very even ever again once yesterday today whatsoever \
     whatever either really or seriously more",
);
/// "I am not afraid to say": what is said stands.
pub(crate) static LOOSENING: WordList =
    WordList::new("afraid ashamed embarrassed sorry shy need needs help mind tire tired");
pub(crate) static HAVING: WordList = WordList::new("have has had");
/// "Not only", "no wonder": nothing is denied.
pub(crate) static MERELY: WordList = WordList::new("only just merely simply wonder surprise matter less");
pub(crate) static SELDOM: WordList = WordList::new("seldom rarely beyond");
/// "A few", "the last few": no denial, as "few" alone is.
pub(crate) static SOME: WordList = WordList::new("a the these those last past next first every my our his her their");
/// "Never so certain": the more it is denied, the more certain. And "not so certain" opens no clause.
pub(crate) static SO: WordList = WordList::new("so as");
/// "No hesitation in saying": without them it is said the louder.
pub(crate) static UNDENYING: WordList = WordList::new(
    "hesitation question apology apologies exaggeration regret regrets fear shame qualms reservation reservations secret \
     coincidence accident surprise exception quarrel argument complaint objection objections quibble problem difficulty getting escaping hiding avoiding disguising mistaking",
);
/// What is spoken or thought about.
pub(crate) static TOPICAL: WordList = WordList::new(
    "talk talks talked talking speak speaks spoke spoken speaking ask asks asked asking say says said tell tells told heard hear \
     know knew think thought care cared worry worried concerned read wrote write written book story stories question questions \
     word words debate speech film play song letter case lecture chapter poem report article argued discussion conversation dream dreamed",
);
/// Words at which a clause ends.
pub(crate) static PARTING: WordList =
    WordList::new("and but because so who which whom whose when where while although though since than");
/// "I would not be honest if I said that".
pub(crate) static SINCERE: WordList = WordList::new("honest truthful sincere candid");
/// "Stand here and tell you".
pub(crate) static STANCE: WordList = WordList::new("stand stands standing sit sitting come");
pub(crate) static THOUGHT: WordList =
    WordList::new("thought believed imagined hoped supposed assumed felt said claimed argued");
/// What one may be about to do: "if I may add something".
pub(crate) static SPEAKING: WordList = WordList::new(
    "say add ask put remind remark note point correct interrupt begin start come return go finish mention stress \
     emphasise emphasize quote use repeat speak tell be express offer suggest comment answer respond make take draw",
);
/// What a speaker turns to the listeners with: "but I want to tell you".
pub(crate) static ADDRESSING: WordList = WordList::new(
    "say add ask remind remark note point mention stress emphasise emphasize tell answer respond comment draw thank start begin \
     talk speak discuss hear know turn return move congratulate welcome",
);
/// "In his view".
pub(crate) static OTHER_OWNER: WordList = WordList::new("his her their");
pub(crate) static OWNED: WordList = WordList::new("his her their 's");
pub(crate) static VIEW: WordList = WordList::new(
    "line view position argument theory message story claim contention opinion excuse slogan motto mantra complaint \
     accusation charge allegation assertion answer reasoning",
);
pub(crate) static RUMOURED: WordList =
    WordList::new("rumoured rumored alleged claimed whispered reported believed said suggested argued");
pub(crate) static HEARD: WordList = WordList::new("hear heard hears");
pub(crate) static UTTERING: WordList =
    WordList::new("say saying tell telling claim claiming argue arguing insist complain");
/// What says something without being anybody.
pub(crate) static LAID_DOWN: WordList = WordList::new(
    "constitution law laws treaty agreement agreements contract plan plans schedule rules data statistics figures \
     estimates calculations information protocol tradition logic charter article resolution procedure regulations",
);
pub(crate) static MUCH: WordList =
    WordList::new("lot much something volumes everything little more nothing enough anything");
/// Behind what was said: "says the guard", "he said,".
pub(crate) static SAYS: WordList =
    WordList::new("says said claims claimed writes wrote insists insisted argues argued asked asks replied answered");
pub(crate) static SAID_OF_IT: WordList = WordList::new(
    "says say said claims claim claimed writes wrote insists insisted argues argued tells told thinks believes promised promises \
     assured assures warned warns",
);
/// "That is nonsense". What is wrong may be wrong to do, and an insult to bear: they are not among them.
pub(crate) static DENIED_OUTRIGHT: WordList =
    WordList::new("nonsense untrue rubbish lie false fiction myth hoax incorrect fantasy rumour rumor");
pub(crate) static PLAINLY: WordList = WordList::new(
    "simply just plainly completely totally utterly absolutely entirely obviously clearly of course pure complete total utter \
     absolute plain outright damned",
);
pub(crate) static PLANNED: WordList =
    WordList::new("plan idea hope intention promise theory thinking dream goal aim expectation thought");
pub(crate) static SLIGHT: WordList =
    WordList::new("small slim slight remote low nil zero minimal tiny negligible poor");
/// What a speaker adds to be agreed with: ", right?".
pub(crate) static TAGS: WordList =
    WordList::new("right okay ok correct eh yes yeah no hm huh hmm true agreed see understand understood clear");

pub(crate) static AUXILIARIES: WordList =
    WordList::new("am is are was were do does did have has had will would shall should can could may might must 's");
pub(crate) static WHETHER: WordList = WordList::new("whether if");
/// A full stop behind them ends no sentence.
pub(crate) static TITLES: WordList = WordList::new("mr mrs ms dr prof st sen gov gen rep lt col sgt");

/// The list of a name that patterns use.
pub(crate) fn list(name: &str) -> Option<&'static WordList> {
    Some(match name {
        "opinion" => &OPINION,
        "thought" => &THOUGHT,
        "speaking" => &SPEAKING,
        "others" => &OTHERS,
        "other_owner" => &OTHER_OWNER,
        "owned" => &OWNED,
        "view" => &VIEW,
        "hearsay" => &HEARSAY,
        "rumoured" => &RUMOURED,
        "heard" => &HEARD,
        "uttering" => &UTTERING,
        "laid_down" => &LAID_DOWN,
        "much" => &MUCH,
        "says" => &SAYS,
        "said_of_it" => &SAID_OF_IT,
        "saying" => &SAYING,
        "told" => &TOLD,
        "limiting" => &LIMITING,
        "limiting_anew" => &LIMITING_ANEW,
        "denied_outright" => &DENIED_OUTRIGHT,
        "denial" => &DENIAL,
        "planned" => &PLANNED,
        "being" => &BEING,
        "wrong" => &WRONG,
        "slight" => &SLIGHT,
        "addressing" => &ADDRESSING,
        "alleged" => &ALLEGED,
        "telling_thing" => &TELLING_THING,
        "body" => &BODY,
        "plainly" => &PLAINLY,
        "turning" => &TURNING,
        "determiner" => &DETERMINERS,
        "topical" => &TOPICAL,
        "undenying" => &UNDENYING,
        "tag" => &TAGS,
        "aux" => &AUXILIARIES,
        _ => return crate::tongues::list(name),
    })
}
