//! The words by which [`crate::context`] knows that something limits, turns round or reports a passage. English.
//!
//! Lists only; the grammar around them is in [`crate::context`].

use crate::word_list::WordList;

pub(crate) static OPINION: WordList = WordList::new(
    "think believe say said saying mean suggest suggesting agree accept claim claimed true case imagine \
     feel fact certain sure convinced argue thought believed pretend possible likely unlikely impossible \
     conceivable doubtful",
);
/// "It is possible that".
pub(crate) static POSSIBLE: WordList = WordList::new("possible likely unlikely impossible conceivable doubtful");
/// Words that make less of what follows them.
pub(crate) static WEAKENING: WordList = WordList::new(
    "perhaps maybe possibly probably reportedly allegedly apparently supposedly almost nearly about \
     roughly approximately hardly only",
);
/// "It would be wrong to say".
pub(crate) static WRONG: WordList = WordList::new("wrong mistake false incorrect absurd foolish untrue nonsense lying");
/// "I refuse to".
pub(crate) static REFUSING: WordList =
    WordList::new("refuse refused refuses decline declined fail failed unwilling reluctant hesitate afraid");
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
    "doubt deny denied denies dispute reject false untrue myth lie lies rumour rumor fiction fantasy hoax",
);
pub(crate) static SAYING: WordList = WordList::new(
    "said says say saying told tells asked asks answered replied wrote writes claimed claims claim argued \
     argues argue insisted insists declared declares announced stated states repeated joke jokes joked \
     warned warns explained admitted complained remarked suggested maintained alleged swore predicted \
     believe believes think thinks quote according promised tell",
);
/// Forms that are as often an infinitive or the speaker's own: they need a subject near them.
pub(crate) static BARE: WordList =
    WordList::new("joke say saying tell claim argue believe think states quote repeated promised told asked");
pub(crate) static OWN: WordList = WordList::new("i we me let");
/// "He also said": who was cited goes on.
pub(crate) static THIRD: WordList = WordList::new("he she they");
pub(crate) static MORE: WordList = WordList::new("also then further again added and");
pub(crate) static OTHERS: WordList = WordList::new(
    "he she they people some many who you others everyone critics opponents us him them officials experts \
     minister president colleagues friends",
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
pub(crate) static PASSIVE: WordList = WordList::new("am are was were been");
pub(crate) static BEING: WordList = WordList::new("is are was were would");
/// Words that open a condition.
pub(crate) static CONDITION: WordList = WordList::new("if unless provided providing suppose supposing assuming");
pub(crate) static LIMITING: WordList =
    WordList::new("but unless except provided providing if only although though however yet until");
/// The same, where they open the next sentence.
pub(crate) static LIMITING_ANEW: WordList = WordList::new("but however unless except provided");
/// After "But" at the head of a sentence: the speaker turns to something else.
pub(crate) static TURNING: WordList = WordList::new("look listen understand remember forget again anyway");
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
