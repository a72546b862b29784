//! Lists that names are compared by: titles, countries, particles, short forms, spellings. General words only.

use std::sync::LazyLock;

/// A list of words, taken apart at first use.
pub(super) type List = LazyLock<Vec<&'static str>>;

/// Words that stand between strokes.
fn list(words: &'static str) -> Vec<&'static str> {
    words.split('|').map(str::trim).filter(|word| !word.is_empty()).collect()
}

/// Words that stand before a name and are no part of it.
pub(super) static TITLES: List = LazyLock::new(|| {
    list(
        "
    his | her | holiness | eminence | mr | mrs | ms | miss | mx | sir | dame | lord | lady | dr | prof | professor |
    doctor | president | vice | deputy | prime | premier | minister | ministers | chancellor | foreign | defence |
    defense | finance | interior | economy | economic | health | education | culture | energy | justice |
    transport | agriculture | trade | industry | labor | labour | digital | science | environment | sports | sport |
    secretary | undersecretary | general | senator | sen | representative | rep | congressman | congresswoman |
    congressperson | governor | gov | mayor | councillor | councilman | councilwoman | councilor | speaker | judge |
    attorney | ambassador | envoy | commissioner | director | head | chief | chair | chairman | chairwoman |
    chairperson | chairlady | leader | member | members | king | queen | prince | princess | emperor | pope |
    patriarch | archbishop | bishop | cardinal | father | rabbi | imam | sheikh | emir | sultan | ayatollah |
    reverend | rev | metropolitan | mufti | captain | capt | colonel | col | major | maj | lieutenant | lt |
    sergeant | sgt | commander | cmdr | admiral | adm | marshal | brigadier | gen | corporal | private | officer |
    spokesman | spokeswoman | spokesperson | acting | former | ex | then | interim | first | state | federal |
    presidential | executive | managing | founder | co-founder | cofounder | ceo | cfo | cto | coo | editor |
    editor-in-chief | journalist | correspondent | reporter | anchor | host | moderator | presenter | analyst |
    expert | author | writer | poet | composer | actor | actress | artist | artistic | musician | coach | student |
    teacher | principal | rector | dean | academician | researcher | scientist | engineer | lawyer | activist |
    volunteer | plenipotentiary | aide | adviser | advisor | assistant | counsel | counsellor | counselor |
    justice | lady | honorable | honourable | excellency | majesty | highness | hon | saint | partner | owner |
    entrepreneur | businessman | pilot | cosmonaut | astronaut | veteran | hero | winner | champion | special |
    representative | permanent | senior | junior | chairmen | herr | frau | kanzler | bundeskanzler |
    bundeskanzlerin | präsident | minister | außenminister | ministerpräsident | monsieur | madame | mme | señor |
    señora | don | doña | presidente | président | ministro | ministra | ministre | президент | министр | премьер |
    господин | госпожа | moderador | miss | comrade | tovarishch | presiding | crown | grand | supreme | high |
    holy | majority | minority | whip",
    )
});

/// Titles that only say more of another title.
pub(super) static TITLE_ADJECTIVES: List = LazyLock::new(|| {
    list(
        "
    federal | state | foreign | finance | interior | economy | economic | health | education | culture | energy |
    justice | transport | agriculture | trade | industry | labor | labour | digital | science | environment |
    sports | sport | defence | defense | general | first | special | permanent | senior | junior | acting | former |
    deputy | vice | executive | managing | presidential | plenipotentiary | supreme | high | holy | grand | crown |
    artistic | member | members | house | prime | then | ex | interim | lady | ministers | chief | miss | don |
    presiding | majority | minority",
    )
});

/// What a description of somebody begins with. Not what names begin with as well ("el Sayed", "le Carré", "An Jung-geun").
pub(super) const ARTICLES: &[&str] = &[
    "the", "a", "an", "one", "his", "her", "their", "der", "die", "ein", "eine", "seine", "ihre", "un", "une", "una",
    "uno",
];

/// What bodies are called: a word of these before "of" makes no person's name.
pub(super) const BODIES: &[&str] = &[
    "agency",
    "alliance",
    "assembly",
    "association",
    "bank",
    "board",
    "bureau",
    "center",
    "centre",
    "chamber",
    "church",
    "college",
    "commission",
    "committee",
    "company",
    "council",
    "court",
    "department",
    "district",
    "faculty",
    "federation",
    "fund",
    "group",
    "house",
    "institute",
    "league",
    "ministry",
    "office",
    "parliament",
    "party",
    "school",
    "service",
    "society",
    "union",
    "university",
];

/// Titles that are given or family names too.
pub(super) const GIVEN_TITLES: &[&str] = &["dean", "major", "don", "earl"];

/// Titles that are family names too, and stand inside a name as such.
pub(super) static FAMILY_TITLES: List = LazyLock::new(|| {
    list(
        "
    king | prince | pope | bishop | marshal | judge | hero | private | dean | major | don | earl | father | queen |
    lord",
    )
});

/// Parts of hyphenated titles ("Vice-President", "Attorney-General", "Commander-in-Chief").
pub(super) const TITLE_PARTS: &[&str] =
    &["in", "elect", "chief", "general", "designate", "major", "at", "large", "emeritus", "co", "ex", "sub", "under"];

/// What tells father and son apart, behind a name: the ways to write each.
pub(super) const GENERATIONS: &[&[&str]] =
    &[&["sr", "snr", "sen", "senior"], &["jr", "jnr", "jun", "junior"], &["ii"], &["iii"], &["iv"]];

/// What stands behind a name and does not tell people apart well enough.
pub(super) const SUFFIXES: &[&str] = &["phd", "md", "esq", "mp", "kc", "qc", "obe", "mbe", "cbe", "ret"];

/// Small words inside names.
pub(super) static PARTICLES: List = LazyLock::new(|| {
    list(
        "
    de | del | della | di | da | das | dos | do | du | la | le | el | al | von | van | den | der | bin | ibn | abu |
    ben | ter | ten | zu | y | e | st",
    )
});

/// Countries, their peoples and unions, as they stand in titles.
pub(super) static COUNTRIES: List = LazyLock::new(|| {
    list(
        "
    united states of | united states | us | u.s | usa | american | america | united kingdom | uk | british |
    great britain | britain | russia | russian | russian federation | soviet | ussr | soviet union | germany |
    german | france | french | italy | italian | spain | spanish | portugal | portuguese | austria | austrian |
    switzerland | swiss | belgium | belgian | netherlands | dutch | luxembourg | ireland | irish | sweden |
    swedish | norway | norwegian | denmark | danish | finland | finnish | iceland | estonia | estonian | latvia |
    latvian | lithuania | lithuanian | poland | polish | czech republic | czech | slovakia | slovak | slovenia |
    slovenian | hungary | hungarian | romania | romanian | bulgaria | bulgarian | serbia | serbian | croatia |
    croatian | bosnia and herzegovina | bosnia | montenegro | north macedonia | macedonia | albania | albanian |
    greece | greek | cyprus | turkey | turkish | türkiye | ukraine | ukrainian | belarus | belarusian | moldova |
    moldovan | georgia | georgian | armenia | armenian | azerbaijan | azerbaijani | kazakhstan | kazakh |
    kyrgyzstan | kyrgyz | kyrgyz republic | tajikistan | tajik | turkmenistan | uzbekistan | uzbek | mongolia |
    mongolian | china | chinese | people's republic of | prc | taiwan | taiwanese | japan | japanese | south korea |
    north korea | korea | korean | republic of korea | vietnam | vietnamese | thailand | thai | malaysia |
    malaysian | singapore | indonesia | indonesian | philippines | philippine | india | indian | pakistan |
    pakistani | bangladesh | sri lanka | nepal | afghanistan | afghan | iran | iranian | islamic republic of |
    iraq | iraqi | syria | syrian | syrian arab republic | lebanon | lebanese | israel | israeli | palestine |
    palestinian | jordan | jordanian | egypt | egyptian | saudi arabia | saudi | united arab emirates | uae |
    qatar | kuwait | bahrain | oman | yemen | libya | libyan | tunisia | algeria | algerian | morocco | moroccan |
    sudan | ethiopia | ethiopian | kenya | nigeria | nigerian | ghana | senegal | south africa | south african |
    angola | congo | mali | niger | zimbabwe | uganda | rwanda | tanzania | mozambique | namibia | guinea | canada |
    canadian | mexico | mexican | cuba | cuban | venezuela | venezuelan | brazil | brazilian | argentina |
    argentine | chile | chilean | peru | colombia | colombian | bolivia | ecuador | paraguay | uruguay | nicaragua |
    panama | australia | australian | new zealand | european union | eu | european | european commission |
    european council | nato | united nations | un | republic of | republic | federation | government | parliament |
    senate | house | congress | state duma | duma | federation council | white house | kremlin | government of |
    crimea | scotland | scottish | wales | welsh | england | english | catalonia | bavaria | california | texas |
    florida | new york | new jersey | moscow | st petersburg | london | paris | berlin",
    )
});

/// Given names and their common short forms and sisters in other languages; one group a line.
pub(super) static NICKNAMES: List = LazyLock::new(|| {
    list(
        "
    william bill will billy willy | joseph joe joey jose giuseppe | robert bob rob bobby robbie |
    richard dick rick ricky rich | james jim jimmy jamie | john jack johnny jon | jonathan jon |
    charles chuck charlie charley | edward ed eddie ted teddy ned | theodore ted teddy | thomas tom tommy |
    michael mike mick mikey mikhail michel miguel michail mykhailo mychajlo mikhailo | daniel dan danny | david dave | donald don donny donnie |
    ronald ron ronnie | kenneth ken kenny | stephen steven steve stefan | anthony tony antonio |
    andrew andy drew andrei andrey andriy andrij andrej | christopher chris kit | nicholas nick nicky nikolai nicolas nikolaj mykola mikola |
    peter pete pyotr petr pedro piotr petro pjotr pierre pietro | patrick pat paddy | matthew matt | benjamin ben benny | samuel sam sammy |
    alexander alex aleksandr aleksandar alexandre alejandro sasha oleksandr | gregory greg |
    jeffrey jeff geoffrey geoff | lawrence larry laurence | gerald gerry jerry | jerome jerry | timothy tim |
    raymond ray | walter walt fritz | frederick fred freddie | francis frank | franklin frank | albert al bert |
    alfred al fred | henry harry hank enrique | harold harry hal | george jorge georgy | paul pavel pablo |
    vincent vince | victor vic viktor | philip phil | eugene gene | douglas doug | leonard len leo | martin marty |
    mitchell mitch | nathaniel nathan nate | zachary zach | jacob jake | joshua josh | rudolph rudy | arthur art |
    clifford cliff | herbert herb | bernard bernie | abraham abe | elizabeth liz beth betty eliza lizzie bess |
    margaret maggie meg peggy | katherine catherine kate kathy cathy katie kathryn ekaterina yekaterina |
    patricia pat patty trish | barbara barb | susan sue suzanne | deborah debbie deb | jennifer jen jenny |
    jessica jess | rebecca becky | victoria vicky tori | christine chris christina tina | dorothy dot dottie |
    virginia ginny | nancy nan | theresa teresa terry | pamela pam | cynthia cindy | judith judy | kimberly kim |
    sandra sandy | alexandra alex sandra sasha | samantha sam | amanda mandy | madeleine maddie |
    vladimir volodymyr wladimir vova volodimir | sergey sergio serge serhiy serguei siergiej serhii serhij sergej serhi | dmitry dmytro dima dimitri dmitrij dymitr |
    yevgeny evgeny eugene yevgeni yevhen jewgeni evgueni jewhen jewgenij jewgienij | alexei aleksei alexey aleksey oleksiy oleksii oleksij aleksej alexej | yuri yury iurii juri jurij iouri yurii |
    natalia natalya natasha nataliya | tatiana tatyana | anatoly anatoliy |
    mohammed muhammad mohamed mohammad mehmet | hussein husayn hossein | ahmed ahmad | yusuf joseph youssef |
    ibrahim abraham | fyodor fedor | arkady arkadi | maksim maxim | ksenia xenia kseniya | yelena elena helena olena jelena helene | yulia julia ioulia juliya yuliya iuliia | irina iryna irena | anton antin | konstantin konstanty constantin | kirill kyrylo | viacheslav vyacheslav slava | grigory gregory hryhoriy grigori | maria marija mariya | svetlana sviatlana | lev leo",
    )
});

/// Labels that name a part, not a person.
pub(super) static PLACEHOLDERS: List = LazyLock::new(|| {
    list(
        "
    question | questions | q | answer | a | interviewer | interviewee | moderator | host | journalist | reporter |
    correspondent | speaker | unidentified | unidentified speaker | unknown | unknown speaker | voice | audience |
    audience member | audience question | participant | narrator | announcer | announcer offscreen |
    audience offscreen | guest | caller | remark | reply | interpreter | translator | presenter | anchor | press |
    media | student | frage | antwort | pregunta | respuesta | question from the audience |
    voice from the audience | remark from the audience | male speaker | female speaker | member of the audience |
    вопрос | ответ | реплика | 主持人 | 記者 | 记者 | 問 | 答 | 提問",
    )
});

/// Spellings that fall together, longest first; the right side is what stands in a skeleton.
pub(super) const SPELLINGS: &[(&str, &str)] = &[
    ("tsch", "c"),
    ("shch", "s"),
    ("sch", "s"),
    ("tch", "c"),
    ("ch", "c"),
    ("sh", "s"),
    ("zh", "z"),
    ("kh", "h"),
    ("ph", "f"),
    ("th", "t"),
    ("ck", "k"),
    ("ts", "c"),
    ("tz", "c"),
    ("yu", "u"),
    ("iu", "u"),
    ("ju", "u"),
    ("ya", "a"),
    ("ia", "a"),
    ("yo", "o"),
    ("ej", "ei"),
    ("aj", "ai"),
    ("oj", "oi"),
    ("uj", "ui"),
    ("ye", "e"),
    ("iy", "i"),
    ("yj", "i"),
    ("dj", "d"),
    ("yi", "i"),
    ("ij", "i"),
    ("ou", "u"),
    ("x", "ks"),
    ("w", "v"),
    ("y", "i"),
    ("q", "k"),
];

/// The Latin letters of a Cyrillic one.
pub(super) fn latin(c: char) -> Option<&'static str> {
    Some(match c {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' | 'ґ' => "g",
        'д' => "d",
        'е' | 'э' | 'є' => "e",
        'ё' => "yo",
        'ж' => "zh",
        'з' => "z",
        'и' | 'і' | 'ї' | 'й' | 'ы' => "i",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' | 'ў' => "u",
        'ф' => "f",
        'х' => "kh",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ъ' | 'ь' => "",
        'ю' => "yu",
        'я' => "ya",
        'ђ' => "dj",
        'ј' => "j",
        'љ' => "lj",
        'њ' => "nj",
        'ћ' => "c",
        'џ' => "dz",
        _ => return None,
    })
}
