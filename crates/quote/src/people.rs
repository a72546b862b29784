//! The people of a text: which full name a surname, a title or a pronoun stands for.
//!
//! One pass collects the full names and how often they occur; [`People::resolve`] (in `resolve`) then answers for a mention. Where
//! two people fit ("Ruiz" with an Ana and a Luis in the text, "he" after two men) there is no answer. Not for matching
//! names to the people of a record: that is done over spellings and scripts in the crates `text` and `record`.

mod resolve;

use crate::clause;
use crate::language::{Gender, Language, word};
use crate::name_run::{Run, next_run, surname_place};
use crate::nameless::{self, Nameless};
use crate::token::{Case, Kind, Token, tokens_in};
use std::collections::HashMap;
use std::ops::Range;

/// A person by their fullest name in the text.
#[derive(Debug)]
pub(crate) struct Person {
    /// Bytes of the name in the text, titles left out.
    name: Range<usize>,
    pub(crate) given: String,
    pub(crate) surname: String,
    pub(crate) gender: Gender,
    /// How often the full name or the surname alone stands in the text.
    count: u32,
    /// A given name, a title or a role shows that it is a person, not a thing of two words.
    sure: bool,
    /// A verb has followed its name, and no article stood before it.
    acts: bool,
    /// A word of its name says that it is a body ("Radio Calder"): no "he" means it.
    body: bool,
}

/// The name of somebody in the narration, in order of the text.
#[derive(Debug, Clone, Copy)]
struct Mentioned {
    at: u32,
    /// The surname in the stream.
    place: u32,
    person: u32,
    sentence: u32,
    /// A verb of saying follows: "Ruiz said".
    speaks: bool,
    /// That verb asks: whoever answers is another.
    asks: bool,
    /// "Of Ruiz she said", "Speaking to Ruiz, he": the pronoun is another one.
    other: bool,
}

/// So many people of one surname are compared with each other; with more of them an initial or the surname alone means nobody.
pub(crate) const MOST_KIN: usize = 200;

/// In bytes: how far before a word like "Der" who is meant by it is named.
const NEAR: u32 = 160;

/// Everybody named in a text.
pub(crate) struct People<'t> {
    pub(crate) text: &'t str,
    pub(crate) people: Vec<Person>,
    pub(crate) by_surname: HashMap<String, Vec<u32>>,
    /// By the full name, surname first: with very many of one surname only the same name is found again.
    by_full: HashMap<(String, String), u32>,
    by_given: HashMap<String, Vec<u32>>,
    /// By what the cases of a surname have in common, where names have cases.
    pub(crate) by_stem: HashMap<String, Vec<u32>>,
    pub(crate) language: &'t Language,
    /// Who bears a title or role in the text ("president").
    by_role: HashMap<String, Vec<u32>>,
    mentioned: Vec<Mentioned>,
    nameless: Vec<Nameless>,
}

impl<'t> People<'t> {
    /// Collects the names of a text: full ones from all its `tokens`, mentions from the narration's `stream`.
    pub(crate) fn collect(
        text: &'t str,
        tokens: &[Token],
        stream: &[Token],
        sentence_ends: &[usize],
        language: &'t Language,
    ) -> People<'t> {
        let mut people = People {
            text,
            people: Vec::new(),
            by_surname: HashMap::new(),
            by_full: HashMap::new(),
            by_given: HashMap::new(),
            by_stem: HashMap::new(),
            language,
            by_role: HashMap::new(),
            mentioned: Vec::new(),
            nameless: Vec::new(),
        };
        let mut place = 0;
        while place < tokens.len() {
            let Some(run) = next_run(tokens, place, language).map(|run| people.first_of(tokens, run)) else { break };
            if run.end - run.start >= 2 {
                people.add(tokens, &run);
                people.add_kin(tokens, &run);
            }
            place = run.end.max(place + 1);
        }
        let mut place = 0;
        let mut sentence = 0;
        while place < stream.len() {
            let Some(run) = next_run(stream, place, language).map(|run| people.first_of(stream, run)) else { break };
            while sentence_ends.get(sentence).is_some_and(|&end| end <= run.start) {
                sentence += 1;
            }
            people.add_single(stream, &run);
            if let Some(person) = people.find(stream, &run) {
                people.people[person as usize].count += 1;
                people.people[person as usize].acts |= acts(stream, &run);
                if run.gender != Gender::Unknown {
                    people.people[person as usize].gender = run.gender;
                }
                people.learn_roles(stream, &run, person);
                let verb = tokens_in(stream, run.end..)
                    .iter()
                    .take(4)
                    .find(|t| !t.has(word::ADVERB | word::AUXILIARY | word::TIME))
                    .filter(|t| t.has(word::CUE) && t.case == Case::Lower);
                people.mentioned.push(Mentioned {
                    at: stream[run.start].start,
                    place: surname_place(stream, &run) as u32,
                    person,
                    sentence: sentence as u32,
                    speaks: verb.is_some(),
                    asks: verb.is_some_and(|t| language.asks(&people.lower(t))),
                    other: is_another(stream, &run) || is_beside_pronoun(stream, &run, language),
                });
            }
            place = run.end.max(place + 1);
        }
        if language.fixed_order || language.free_order {
            people.nameless = nameless::find(text, stream, sentence_ends, language);
        }
        people
    }

    /// Marks the surnames of those who are surely persons, wherever they stand in the stream.
    pub(crate) fn mark(&self, stream: &mut [Token]) {
        for mention in &self.mentioned {
            let sure = self.people.get(mention.person as usize).is_some_and(|person| person.sure);
            if let Some(token) = stream.get_mut(mention.place as usize).filter(|_| sure) {
                token.flags |= word::NAMED;
            }
        }
    }

    /// Whether somebody in the text has this name, given or last.
    pub(crate) fn knows(&self, name: &str) -> bool {
        let lower = name.to_lowercase();
        self.by_surname.contains_key(&lower) || self.by_given.contains_key(&lower)
    }

    pub(crate) fn lower(&self, token: &Token) -> String {
        self.text.get(token.range()).unwrap_or("").trim_end_matches('.').to_lowercase()
    }

    fn add(&mut self, tokens: &[Token], run: &Run) {
        let last = surname_place(tokens, run);
        let surname = self.lower(&tokens[last]);
        let given = self.lower(&tokens[run.start]);
        if last == run.start {
            return;
        }
        let gender = match run.gender {
            Gender::Unknown => tokens[run.start].gender,
            known => known,
        };
        let gender = if matches!(gender, Gender::Male | Gender::Female) { gender } else { Gender::Unknown };
        let name = tokens[run.start].start as usize..tokens[run.end - 1].end as usize;
        let sure = tokens[run.start].has(word::GIVEN)
            || run.start.checked_sub(1).is_some_and(|p| tokens[p].has(word::TITLE | word::ROLE));
        let inflection = &self.language.inflection;
        let same = self.known(&surname, &given);
        let same = same.or_else(|| self.declined(&surname, &given));
        if let Some(index) = same {
            let first_case =
                inflection.is_oblique(&self.people[index as usize].given) && !inflection.is_oblique(&given);
            if first_case && self.people[index as usize].surname != surname {
                self.by_surname.entry(surname.clone()).or_default().push(index);
                self.people[index as usize].surname.clone_from(&surname);
            }
            let person = &mut self.people[index as usize];
            person.sure |= sure;
            if person.gender == Gender::Unknown {
                person.gender = gender;
            }
            if is_initial_of(&person.given, &given) || first_case {
                person.name = name;
                person.given = given;
            }
            return;
        }
        let index = self.people.len() as u32;
        self.by_given.entry(given.clone()).or_default().push(index);
        self.by_full.insert((surname.clone(), given.clone()), index);
        let body = !sure && tokens[run.start..run.end].iter().any(|t| t.has(word::ORGANISATION));
        if !inflection.is_empty() {
            self.by_stem.entry(inflection.stem(&surname).to_owned()).or_default().push(index);
        }
        self.people.push(Person { name, given, surname: surname.clone(), gender, count: 0, sure, acts: false, body });
        self.by_surname.entry(surname).or_default().push(index);
    }

    /// "Lars and Ingrid Holm": the surname is his too, so that "Mr Holm" is not she.
    fn add_kin(&mut self, tokens: &[Token], run: &Run) {
        let Some([first, joint]) = run.start.checked_sub(2).and_then(|low| tokens.get(low..run.start)) else { return };
        let follows = run.start.checked_sub(3).and_then(|at| tokens.get(at)).is_some_and(Token::is_capital);
        let thing = word::FUNCTION | word::NOT_PERSON | word::ORGANISATION | word::TIME | word::ROLE | word::TITLE;
        let alone = first.is_capital() && (first.has(word::GIVEN) || !first.has(thing)) && !follows;
        let surname = self.lower(&tokens[surname_place(tokens, run)]);
        let given = self.lower(first);
        if !alone || !joint.has(word::CONJUNCTION) || self.by_surname.contains_key(&given) {
            return;
        }
        if self.known(&surname, &given).is_none() {
            let gender =
                if matches!(first.gender, Gender::Male | Gender::Female) { first.gender } else { Gender::Unknown };
            let index = self.people.len() as u32;
            self.by_given.entry(given.clone()).or_default().push(index);
            self.by_full.insert((surname.clone(), given.clone()), index);
            let kin = surname.clone();
            self.people.push(Person {
                name: first.range(),
                given,
                surname: kin,
                gender,
                count: 0,
                sure: true,
                acts: false,
                body: false,
            });
            self.by_surname.entry(surname).or_default().push(index);
        }
    }

    /// Somebody known by one name only, if they speak ("Ruiz said", "said Ruiz") or bear a title.
    fn add_single(&mut self, stream: &[Token], run: &Run) {
        if run.end - run.start != 1 {
            return;
        }
        let token = &stream[run.start];
        let speaks = |t: &Token| t.has(word::CUE) && t.case == Case::Lower;
        let after = tokens_in(stream, run.end..).iter().take(3).find(|t| !t.has(word::ADVERB)).is_some_and(speaks);
        let before = run.start > 0 && speaks(&stream[run.start - 1]);
        let titled = run.start > 0 && stream[run.start - 1].has(word::TITLE) && stream[run.start - 1].is_capital();
        // "In der Erklärung heißt es": behind an article, or what stands for words, is nobody's name.
        let articled = run.start.checked_sub(1).is_some_and(|p| stream[p].has(word::DETERMINER | word::POSSESSIVE));
        let thing = token.has(word::STATEMENT | word::CLAIM | word::WORK) && !token.has(word::GIVEN);
        if self.language.capital_nouns && !titled && (articled || thing) {
            return;
        }
        let surname = self.lower(token);
        // "wies Kellers Vorwurf zurück"
        let owned = |bare: &str| self.by_surname.contains_key(bare);
        if token.genitive && surname.strip_suffix('s').is_some_and(owned) {
            return;
        }
        // "Sołtys Brzezin, Marek Ptak,": a place behind the office, and then the name.
        let capital = |at: usize| stream.get(at).is_some_and(Token::is_capital);
        let place = !self.language.inflection.is_empty()
            && titled
            && stream.get(run.end).is_some_and(|t| t.kind == Kind::Comma)
            && capital(run.end + 1)
            && capital(run.end + 2);
        if place
            || !(after || before || titled)
            || self.by_surname.contains_key(&surname)
            || self.by_stem.contains_key(self.language.inflection.stem(&surname))
            || self.by_given.contains_key(&surname)
        {
            return;
        }
        let gender = if matches!(token.gender, Gender::Male | Gender::Female) { token.gender } else { run.gender };
        let index = self.people.len() as u32;
        let name = token.range();
        let given = String::new();
        self.people.push(Person {
            name,
            given,
            surname: surname.clone(),
            gender,
            count: 0,
            sure: titled,
            acts: false,
            body: false,
        });
        self.by_surname.entry(surname).or_default().push(index);
    }

    /// "President Ruiz" makes "the president" Ruiz.
    fn learn_roles(&mut self, stream: &[Token], run: &Run, person: u32) {
        let low = run.start.saturating_sub(4);
        // "Der Anwalt von Klein" is not Klein.
        let of = stream[run.start].has(word::PREPOSITION) && stream[run.start].case == Case::Lower;
        for place in (low..run.start).rev().filter(|_| !of) {
            let token = &stream[place];
            if !token.has(word::ROLE | word::TITLE | word::NOT_PERSON) {
                break;
            }
            if token.has(word::ROLE) {
                let role = self.role(token);
                self.bear(role, person);
            }
        }
        if self.language.free_order {
            self.learn_apposed(stream, run, person);
        }
        // "Ruiz, the mayor of", "Ruiz, a senator".
        if stream.get(run.end).is_some_and(|t| t.kind == Kind::Comma)
            && stream.get(run.end + 1).is_some_and(|t| t.has(word::DETERMINER))
            && let Some(token) = tokens_in(stream, run.end + 2..)
                .iter()
                .take(4)
                .take_while(|t| t.kind == Kind::Word && !t.has(word::PREPOSITION))
                .find(|t| t.has(word::ROLE))
        {
            let role = self.lower(token);
            // "Ruiz, the spokeswoman": who she is tells whether it is she.
            let apposed = &mut self.people[person as usize];
            if apposed.gender == Gender::Unknown && matches!(token.gender, Gender::Male | Gender::Female) {
                apposed.gender = token.gender;
            }
            self.bear(role, person);
        }
    }

    pub(crate) fn bear(&mut self, role: String, person: u32) {
        let bearers = self.by_role.entry(role).or_default();
        if !bearers.contains(&person) && bearers.len() < 8 {
            bearers.push(person);
        }
    }

    /// Who bears a full name, an initial standing for a given name.
    fn known(&self, surname: &String, given: &String) -> Option<u32> {
        let kin = self.by_surname.get(surname)?;
        if kin.len() > MOST_KIN {
            return self.by_full.get(&(surname.clone(), given.clone())).copied();
        }
        kin.iter().copied().find(|&index| {
            let own = &self.people[index as usize].given;
            own == given || is_initial_of(own, given) || is_initial_of(given, own)
        })
    }

    /// "hielt Weber Ruiz entgegen", "hielt Jan Weber Ruiz entgegen": the names of two known people side by side are no third
    /// one's. The run without the second.
    fn first_of(&self, tokens: &[Token], run: Run) -> Run {
        let count = run.end - run.start;
        if !self.language.capital_nouns || !(2..=3).contains(&count) {
            return run;
        }
        let bears = |index: &u32| self.people.get(*index as usize).is_some_and(|person| person.sure);
        let surely =
            |surname: &String| self.by_surname.get(surname).is_some_and(|kin| kin.iter().take(MOST_KIN).any(bears));
        let (second, before) = (&tokens[run.end - 1], &tokens[run.end - 2]);
        if second.has(word::GIVEN) || count == 2 && before.has(word::GIVEN | word::TITLE | word::ROLE) {
            return run;
        }
        let other = self.lower(second);
        if !surely(&other) {
            return run;
        }
        let (head, surname) = (self.lower(&tokens[run.start]), self.lower(before));
        let first = count == 2 || self.known(&surname, &head).is_some() && self.known(&other, &head).is_none();
        let two = first && surname != other && surely(&surname);
        if two { Run { end: run.end - 1, ..run } } else { run }
    }

    /// Who is named so, letter by letter.
    fn named(&self, name: &str) -> Option<&Person> {
        name.split_whitespace().rev().take(3).find_map(|part| {
            let kin = self.by_surname.get(&part.trim_end_matches('.').to_lowercase())?;
            let people = kin.iter().take(MOST_KIN).filter_map(|&index| self.people.get(index as usize));
            people.into_iter().find(|person| self.text.get(person.name.clone()) == Some(name))
        })
    }

    /// The person whom a run of names means, if only one can be meant.
    fn find(&self, tokens: &[Token], run: &Run) -> Option<u32> {
        let last = surname_place(tokens, run);
        let surname = self.lower(&tokens[last]);
        let candidates = self.by_surname.get(&surname);
        if last > run.start {
            let given = self.lower(&tokens[run.start]);
            return self.known(&surname, &given).or_else(|| self.declined(&surname, &given));
        }
        let fits = |index: &u32| {
            let gender = self.people[*index as usize].gender;
            run.gender == Gender::Unknown || gender == Gender::Unknown || gender == run.gender
        };
        if let Some(candidates) = candidates {
            if candidates.len() > MOST_KIN {
                return None;
            }
            let mut fitting = candidates.iter().copied().filter(fits);
            let first = fitting.next()?;
            return match fitting.next() {
                None => Some(first),
                // Several bear the surname: only the one named last in full, if the others are far rarer, is clear.
                Some(_) => {
                    let mut counts: Vec<(u32, u32)> =
                        candidates.iter().copied().filter(fits).map(|i| (self.people[i as usize].count, i)).collect();
                    counts.sort_unstable_by(|a, b| b.cmp(a));
                    (counts[0].0 >= 3 * counts[1].0.max(1)).then_some(counts[0].1)
                }
            };
        }
        if let Some(declined) = self.declined_surname(&surname) {
            return Some(declined);
        }
        let given = self.by_given.get(&surname)?;
        (given.len() == 1).then(|| given[0])
    }
}

/// "Ruiz sagte", "Ruiz ist": a name without an article that a verb follows is somebody, though no list has it.
fn acts(stream: &[Token], run: &Run) -> bool {
    let bare = run
        .start
        .checked_sub(1)
        .is_none_or(|p| !stream[p].has(word::DETERMINER | word::POSSESSIVE | word::PREPOSITION | word::OBLIQUE));
    let said = run.start.checked_sub(1).is_some_and(|p| stream[p].has(word::CUE) && clause::is_finite(&stream[p]));
    // "Ruiz, der Sekretär des Bundes", "Ruiz, Mitglied des Vorstands"
    let apposed = stream.get(run.end).is_some_and(|t| t.kind == Kind::Comma)
        && stream.get(run.end + 1..).is_some_and(|rest| {
            rest.iter().take(3).take_while(|t| t.is_word()).any(|t| t.has(word::ROLE | word::TITLE) && t.is_capital())
        });
    // "Ruiz, 20,", "Ruiz (54)"
    let aged = stream.get(run.end).is_some_and(|t| matches!(t.kind, Kind::Comma | Kind::BracketOpen))
        && stream.get(run.end + 1).is_some_and(|t| t.kind == Kind::Number);
    bare && (said || apposed || aged || stream.get(run.end).is_some_and(clause::is_finite))
}

/// "Of the director Ana Ruiz she said", "Speaking to Ruiz, he": behind a preposition, and a pronoun right behind.
fn is_another(stream: &[Token], run: &Run) -> bool {
    let before = stream.get(run.start.saturating_sub(5)..run.start).unwrap_or_default();
    let titles = word::TITLE | word::ROLE | word::DETERMINER | word::NOT_PERSON;
    let governed = before
        .iter()
        .rev()
        .find(|t| !(t.is_word() && t.has(titles)) || t.has(word::PREPOSITION))
        .is_some_and(|t| t.has(word::PREPOSITION) && !t.has(word::SUBORDINATOR));
    let comma = stream.get(run.end).is_some_and(|t| t.kind == Kind::Comma);
    governed
        && stream
            .get(run.end + usize::from(comma))
            .is_some_and(|t| t.has(word::PRONOUN) && matches!(t.gender, Gender::Male | Gender::Female))
}

/// "Zu Weber meinte er", "Weber nannte er", "er nannte Weber", "he told Weber": within one clause "he" is another than whom the clause
/// names. What "sie" is in "Ruiz nannte sie" is not clear, but for behind a preposition.
fn is_beside_pronoun(stream: &[Token], run: &Run, language: &Language) -> bool {
    /// In words: a noun of theirs ("Webers Plan") between the name and the verb.
    const REACH: usize = 2;
    /// In words: titles and an article before a name.
    const MOST_TITLES: usize = 5;
    let is = |t: &Token, gender: Gender| t.is_pronoun() && t.gender == gender;
    let verb = |t: &Token| t.is_word() && t.case == Case::Lower && (t.past || t.has(word::ANY_VERB | word::AUXILIARY));
    let titles = word::TITLE | word::ROLE | word::DETERMINER | word::NOT_PERSON;
    let mut head = run.start;
    while head > run.start.saturating_sub(MOST_TITLES)
        && stream[head - 1].is_word()
        && stream[head - 1].has(titles)
        && !stream[head - 1].is_pronoun()
    {
        head -= 1;
    }
    let before = |back: usize| head.checked_sub(back).and_then(|p| stream.get(p));
    let told = before(1).is_some_and(verb)
        && before(2).is_some_and(|t| is(t, Gender::Male) || language.fixed_order && is(t, Gender::Female));
    if told || !language.capital_nouns {
        return told;
    }
    let behind = stream.get(run.end..).unwrap_or_default();
    let Some(at) = behind.iter().take(REACH).position(verb) else { return is_among_others(stream, run) };
    let between = tokens_in(behind, ..at).iter().all(|t| t.is_word() && t.is_capital());
    if is_among_others(stream, run) {
        return true;
    }
    let governed = before(1).is_some_and(|t| t.has(word::PREPOSITION) && !t.has(word::SUBORDINATOR));
    let other = |t: &Token| is(t, Gender::Male) || governed && is(t, Gender::Female);
    between && behind.get(at + 1).is_some_and(other)
}

/// "Mit seinen Leuten Weber und Klein lenkte er": one of those whom a preposition governs before the verb and "er".
fn is_among_others(stream: &[Token], run: &Run) -> bool {
    /// In tokens: the preposition before a name, the verb behind the last of a list.
    const REACH: usize = 7;
    let listed = |t: &Token| t.is_capital() || t.has(word::CONJUNCTION) || t.has(word::POSSESSIVE);
    let back = stream.get(run.start.saturating_sub(REACH)..run.start).unwrap_or_default();
    let owned = back.iter().rev().take_while(|t| listed(t)).any(|t| t.has(word::POSSESSIVE));
    let governed = back.iter().rev().find(|t| !listed(t)).is_some_and(|t| t.has(word::PREPOSITION));
    let ahead = stream.get(run.end..stream.len().min(run.end + REACH)).unwrap_or_default();
    let verb = ahead.iter().position(|t| !listed(t)).filter(|_| owned && governed);
    verb.is_some_and(|at| {
        let small = ahead[at].is_word() && ahead[at].case == Case::Lower;
        let acts = ahead[at].flags == 0 || clause::is_finite(&ahead[at]);
        small && acts && ahead.get(at + 1).is_some_and(|t| t.is_pronoun() && t.gender == Gender::Male)
    })
}

fn is_initial_of(short: &str, long: &str) -> bool {
    short.chars().count() == 1 && long.starts_with(short)
}
