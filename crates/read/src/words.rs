//! Lists of words that the readers go by. Only general words of the trade stand here: no person, site or case.

use std::collections::HashSet;
use std::sync::LazyLock;

/// A list of words, taken apart at first use.
type List = LazyLock<Vec<&'static str>>;

/// Words that stand between strokes.
fn list(words: &'static str) -> Vec<&'static str> {
    words.split('|').map(str::trim).filter(|word| !word.is_empty()).collect()
}

/// A label before a colon that names no speaker.
static NO_SPEAKER: List = LazyLock::new(|| {
    list(
        "
    note | notes | nb | n.b | ps | p.s | pps | p.p.s | also | also read | read | read also | read more | see |
    see also | source | sources | update | updated | updates | photo | photos | image | images | picture | video |
    videos | watch | listen | audio | tags | tag | category | categories | related | topic | topics |
    editor's note | editors note | editor’s note | disclaimer | warning | date | time | place | location | venue |
    where | when | what | why | how | subject | re | from | to | cc | bcc | tel | phone | fax | e-mail | email |
    mail | address | contact | contacts | web | website | url | link | links | by | published | posted |
    last edited | edited | last updated | title | abstract | summary | tldr | tl;dr | tl | conclusion |
    introduction | background | context | keywords | example | examples | for example | e.g | i.e | copyright |
    license | licence | reference | references | transcript | full transcript | transcription | translation |
    interview | full interview | recorded | language | kind | duration | length | views | likes | share | follow |
    subscribe | join | donate | support | price | isbn | doi | version | author | authors | byline | credit |
    credits | caption | headline | pros | cons | tip | tips | fact | facts | key points | highlights | first |
    second | third | firstly | secondly | thirdly | finally | then | however | again | remember | look | listen up |
    well | yes | no | and | but | so | or | because | now | one | two | three | step | chapter | part | section |
    article | figure | table | appendix | item | day | week | year | today | yesterday | tomorrow | bottom line |
    result | results | problem | solution | advantages | disadvantages | participants | present | attendees |
    agenda | in attendance | speakers | panelists | panellists | also present | members present | cast | host country | previous | next | more | breaking | exclusive | live | opinion |
    analysis | related stories | related articles | recommended | advertisement | sponsored | comments | comment |
    reply | replies | quote | quotes | original | via | hat tip | h/t | fig | vol | page | pages | name | age |
    status | publication status | published in sections | publication date | direct link | text version |
    correction | corrections | clarification | details | description | about | bio | biography | rating | score |
    total | cost | ingredients | directions | instructions | method | http | https | www | question time |
    timestamps | chapters | music | equipment | warnings | spoiler | spoilers | admin | edit | 注 | 註 | 備註 | 备注 |
    來源 | 来源 | 資料來源 | 時間 | 时间 | 地點 | 地点 | 主題 | 主题 | 日期 | 標題 | 标题 | 出席 | 列席 | 紀錄 | 記錄 | 附件 | 說明 | 说明 | 備忘 | 參考 | 参考 |
    網址 | 连结 | 連結 | 主旨 | 結論 | 决议 | 決議 | 議程 | quelle | hinweis | anmerkung | siehe | fuente | nota | foto | vídeo |
    источник | примечание | фото | дата | место",
    )
});

/// "Said Ruiz:" tells of a speech and is no label.
static SAYING: List = LazyLock::new(|| {
    list(
        "
    said | says | stated | states | continued | added | adds | told | asked | asks | replied | answered | wrote |
    writes | explained | concluded | noted | according | quoting | quoth",
    )
});

/// A label that says which part somebody plays, not who it is.
static QUESTIONERS: List = LazyLock::new(|| {
    list(
        "
    q | question | questions | interviewer | journalist | reporter | correspondent | press | media |
    question from the audience | reporter's question | moderator | host | presenter | anchor | chair | facilitator |
    frage | fragen | pregunta | pergunta | domanda | вопрос | журналист | корреспондент | ведущий | ведущая |
    pytanie | 問 | 问 | 提問 | 提问 | 記者 | 记者 | 主持人 | question 1 | question 2 | question 3 | the interviewer |
    the moderator | the host | questioner | remark | remarks | rapporteur | soru | pitanje | vraag | fråga |
    питання | interviewer 1 | interviewer 2",
    )
});

/// A label under which anybody may speak.
static ANONYMOUS: List = LazyLock::new(|| {
    list(
        "
    a | answer | reply | response | respondent | speaker | unidentified | unknown | unidentified speaker |
    unknown speaker | voice | voices | voice from the audience | remark from the audience | from the audience |
    from the floor | replica | audience | audience member | audience question | crowd | all | everyone |
    participant | interviewee | guest | caller | narrator | announcer | interpreter | translator | antwort |
    respuesta | resposta | risposta | réponse | reponse | ответ | реплика | odpowiedź | 答 | 回答 | male | female |
    man | woman | male speaker | female speaker | male voice | female voice | member of the audience | off-camera |
    off camera | cevap | odgovor | antwoord | svar | відповідь | 與會者 | 与会者 | 觀眾 | 观众 | clerk | voice over |
    voiceover | video clip | student",
    )
});

/// Words that tell what happened in a room, wherever brackets begin or end with them.
static STAGE: List = LazyLock::new(|| {
    list(
        "
    applause | applauds | laughter | laughs | laughing | laugh | chuckles | chuckle | chuckling | crosstalk |
    cross-talk | cross talk | inaudible | unintelligible | indistinct | indiscernible | cheers | cheering | boos |
    booing | sighs | coughs | coughing | gasps | whispers | whispering | off-mic | off-mike | off mic | off mike |
    off-microphone | nods | nodding | overlapping | multiple speakers | simultaneous | standing ovation | ovation |
    minute of silence | moment of silence | clears throat | shakes head | my emphasis | emphasis added |
    emphasis mine | clapping | claps | commotion | retranslated | speaking in | speaks in | spoke in | speaking |
    background noise | foreign language | through interpreter | through an interpreter | via interpreter |
    national anthem | 笑 | 大笑 | 眾笑 | 众笑 | 掌聲 | 掌声 | 鼓掌 | 拍手 | 點頭 | 点头 | 搖頭 | 沉默 | 播放 | 聽不清 | 听不清 | аплодисменты |
    смех | beifall | gelächter | applaus | heiterkeit | risas | aplausos | rires | applaudissements",
    )
});

/// Words that do so only where the brackets hold little else.
static STAGE_ALONE: List = LazyLock::new(|| {
    list(
        "
    pause | pauses | silence | music | song | singing | sings | sigh | shouting | shouts | bell | phone | ringing |
    rings | interruption | interrupts | interrupting | interrupted | recess | break | video | film | clip | noise |
    audio | anthem | emphasis | microphone | sound | tears | crying | cries | gavel | whistle | whistling |
    exhales | inhales | smiles | smiling | gestures | gesturing | points | pointing | turns | translated |
    translation | in english | in russian | in german | in french | in chinese | in mandarin | in japanese |
    in spanish | in italian | in arabic | in ukrainian | in turkish | in hebrew | in korean | in polish |
    end of video | video plays | video is shown | film is shown | with translation | speaks russian | lachen |
    lacht | 影片 | 音樂 | 音乐 | noises | reading | presentation | screaming | disturbance",
    )
});

/// A line that ends the article: what comes after it is not the speech.
static PLEAS: List = LazyLock::new(|| {
    list(
        "
    like what you | enjoyed this | if you enjoyed | if you liked | thanks for reading | thank you for reading |
    please consider subscribing | please subscribe | subscribe to | subscribe now | subscribe for |
    become a subscriber | become a paid | become a member | sign up for | support our work | support this |
    support my work | buy me a coffee | make a donation | please donate | consider donating | share this post |
    share this article | leave a comment | leave a reply | post a comment | add a comment | write a comment |
    your comments are welcome | comments are | join the discussion | join the conversation | use textile |
    suggested products | follow us on | follow me on | upgrade to paid | this post is public | type your email |
    you might also like | you may also like | related posts | related articles | related stories | more from |
    recommended for you | read also | also read | read more | discussion about this | top comments | load more |
    all rights reserved | copyright © | ©  | terms of use | privacy policy | cookie | filed under | posted in |
    tagged | tags: | about the author | previous article | next article | log in to | sign in to | click here to |
    don't miss out | newsletter | view comments | show comments",
    )
});

/// A heading under which readers write.
static COMMENT_HEADS: List = LazyLock::new(|| {
    list(
        "
    comments | comment | reader comments | readers' comments | leave a comment | leave a reply |
    your comments are welcome | post a comment | discussion about this post | discussion | replies | responses |
    top comments | all comments | join the discussion | add a comment | write a comment | view comments |
    join the conversation | kommentare | комментарии | comentarios | commentaires | 留言 | 評論 | 评论",
    )
});

/// A list as a set: labels are looked up for every paragraph.
struct Words(LazyLock<HashSet<&'static str>>);

impl Words {
    fn has(&self, word: &str) -> bool {
        self.0.contains(word)
    }
}

/// Beginnings of lines, by their first byte: a line is compared with those few that begin like it.
pub(crate) struct Beginnings {
    sorted: Vec<&'static str>,
    /// For each byte the first of `sorted` that begins with it or a greater one.
    from: Vec<usize>,
}

impl Beginnings {
    pub(crate) fn of(list: &[&'static str]) -> Beginnings {
        let mut sorted: Vec<&'static str> = list.iter().copied().filter(|one| !one.is_empty()).collect();
        sorted.sort_unstable();
        let first = |one: &str| one.bytes().next().map_or(0, usize::from);
        let from = (0..=256).map(|byte| sorted.partition_point(|one| first(one) < byte)).collect();
        Beginnings { sorted, from }
    }

    /// Whether a line has one of them.
    pub(crate) fn has(&self, line: &str) -> bool {
        let Some(first) = line.bytes().next().map(usize::from) else { return false };
        let range = self.from.get(first).zip(self.from.get(first + 1)).map_or(0..0, |(from, to)| *from..*to);
        self.sorted.get(range).is_some_and(|alike| alike.iter().any(|one| line.starts_with(one)))
    }
}

static PLEA: LazyLock<Beginnings> = LazyLock::new(|| Beginnings::of(&PLEAS));

static NO_SPEAKERS: Words = Words(LazyLock::new(|| NO_SPEAKER.iter().copied().collect()));
static QUESTIONER: Words = Words(LazyLock::new(|| QUESTIONERS.iter().copied().collect()));
static ANYBODY: Words = Words(LazyLock::new(|| ANONYMOUS.iter().copied().collect()));

/// Lower case, single blanks, typographic apostrophes straightened, for a short label.
pub(crate) fn plain_lower(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for word in crate::blanks::split(words) {
        if !out.is_empty() {
            out.push(' ');
        }
        if word.is_ascii() {
            out.push_str(word);
            let start = out.len() - word.len();
            if let Some(tail) = out.get_mut(start..) {
                tail.make_ascii_lowercase();
            }
            continue;
        }
        out.extend(word.chars().flat_map(char::to_lowercase).map(|c| if c == '\u{2019}' { '\'' } else { c }));
    }
    out
}

/// Whether a label (lower case) names no speaker.
pub(crate) fn names_no_speaker(label: &str) -> bool {
    let label = label.trim_end_matches('.');
    NO_SPEAKERS.has(label)
        || label.split(' ').next().is_some_and(|first| SAYING.contains(&first) && label.contains(' '))
        || label.ends_with(" summary")
        || label.ends_with(" by")
        || label.ends_with(" read")
        || label.starts_with("translated")
        || label.starts_with("generated")
}

/// Whether a label (lower case) is the part of one who asks.
pub(crate) fn is_questioner(label: &str) -> bool {
    let label = label.trim_end_matches('.');
    QUESTIONER.has(label) || QUESTIONER.has(without_number(label))
}

/// Whether a label (lower case) leaves open who speaks.
pub(crate) fn is_anonymous(label: &str) -> bool {
    let label = label.trim_end_matches('.');
    ANYBODY.has(label) || ANYBODY.has(without_number(label)) || is_made_of_roles(label)
}

/// "Audience questioner", "second young woman": words that say which part somebody plays, and nothing else.
fn is_made_of_roles(label: &str) -> bool {
    const ROLES: &[&str] = &[
        "audience",
        "member",
        "questioner",
        "student",
        "speaker",
        "person",
        "participant",
        "panelist",
        "panellist",
        "reporter",
        "journalist",
        "correspondent",
        "resident",
        "citizen",
        "voter",
        "viewer",
        "caller",
        "delegate",
        "teacher",
        "worker",
        "farmer",
        "nurse",
        "driver",
        "woman",
        "man",
        "voice",
        "official",
        "officer",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "aide",
        "guest",
        "attendee",
        "volunteer",
        "protester",
        "moderator",
        "clerk",
    ];
    const DETAILS: &[&str] = &[
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "another",
        "other",
        "the",
        "from",
        "of",
        "in",
        "young",
        "elderly",
        "female",
        "male",
        "unidentified",
        "unknown",
        "press",
        "studio",
        "local",
        "public",
    ];
    let mut words = label.split_whitespace();
    let count = words.clone().count();
    let roles = words.clone().filter(|word| ROLES.contains(word)).count();
    (1..=5).contains(&count) && roles > 0 && words.all(|word| ROLES.contains(&word) || DETAILS.contains(&word))
}

fn without_number(label: &str) -> &str {
    label.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '#' | '.'))
}

/// Whether words in brackets tell what happened.
pub(crate) fn is_stage(inside: &str) -> bool {
    if inside.len() > 160 {
        return false;
    }
    let lower = plain_lower(inside);
    let lower = lower.trim_matches(|c: char| !c.is_alphanumeric());
    let count = lower.split(' ').count();
    if lower.is_empty() || count > 12 {
        return false;
    }
    let bounded = |rest: Option<&str>| rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric()));
    let strong = STAGE.iter().any(|word| {
        bounded(lower.strip_prefix(word))
            || (count <= 4 && lower.strip_suffix(word).is_some_and(|rest| rest.ends_with(' ')))
    });
    strong
        || (count <= 3
            && STAGE_ALONE
                .iter()
                .any(|word| lower == *word || (lower.starts_with(word) && count <= 2 && word.contains(' '))))
}

/// Whether a line (lower case, its beginning) asks for money or clicks, or begins what follows an article.
pub(crate) fn is_plea(lower: &str) -> bool {
    PLEA.has(lower) || has_plea_within(lower)
}

/// Whether one stands anywhere in the line.
fn has_plea_within(lower: &str) -> bool {
    static WITHIN: LazyLock<Beginnings> = LazyLock::new(|| Beginnings::of(PLEAS_WITHIN));
    let bytes = lower.as_bytes();
    // They begin with a word.
    let begins = |at: usize| at == 0 || bytes.get(at - 1).is_some_and(|before| !before.is_ascii_alphanumeric());
    (0..bytes.len()).any(|at| begins(at) && lower.get(at..).is_some_and(|rest| WITHIN.has(rest)))
}

/// The same wherever it stands in the line: no speaker says that.
const PLEAS_WITHIN: &[&str] = &[
    "please consider subscribing",
    "consider donating",
    "all rights reserved",
    "become a paid subscriber",
    "buy me a coffee",
];

/// Whether a short line heads readers' comments.
pub(crate) fn heads_comments(line: &str) -> bool {
    if line.len() > 60 {
        return false;
    }
    let lower = plain_lower(line);
    let bare = lower.trim_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | ':' | '(' | ')' | '.' | '!' | ','));
    COMMENT_HEADS.contains(&bare)
        || bare.starts_with("responses to ")
        || bare.starts_with("thoughts on ")
        || bare.starts_with("comments on ")
}
