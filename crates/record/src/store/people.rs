//! The people of the record: who speaks, who is who by decision, and whom a name means.
//!
//! Not for what decisions amount to: that is [`crate::people`].

use super::{Store, StoreError};
use crate::people::{Decision, KIND, People, is_nobodys};
use onrecord_text::fold::fold;
use onrecord_text::name::{self, Likeness, RoughWords};
use rusqlite::{OptionalExtension, Row};
use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap, HashSet};

/// How many people an error names.
const NAMED: usize = 5;

/// A person on record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PersonOnRecord {
    /// What the person is called: by decision, else as the documents do.
    pub name: String,
    /// Other forms found in documents or given by decision, each once, in no order that matters.
    pub aliases: Vec<String>,
    /// Roles found in documents.
    pub roles: Vec<String>,
    /// Current documents in which this person is named as a speaker.
    pub documents: u64,
    /// Segments in which this person speaks, in current documents.
    pub segments: u64,
    /// Whether the user has decided something of this person's names.
    pub decided: bool,
}

impl PersonOnRecord {
    /// Whether a name may mean this person, by decision or by the names alone.
    pub fn may_be(&self, name: &str, who: &People) -> bool {
        let mut names = std::iter::once(&self.name).chain(&self.aliases);
        names.any(|known| !name::is_placeholder(known) && who.compare(known, name) != Likeness::Different)
    }
}

impl Store {
    /// Who is who, by the decisions that are in force.
    pub fn who_is_who(&self) -> Result<People, StoreError> {
        // What cannot be read was decided by a newer version; it changes nothing here.
        let decisions: Vec<Decision> =
            self.decisions(KIND)?.iter().filter_map(|decision| serde_json::from_str(&decision.value).ok()).collect();
        Ok(People::decided(&decisions))
    }

    /// Everybody who speaks in a current document, those with the most segments first. Names are one person's only
    /// where the user has said so.
    pub fn people(&self) -> Result<Vec<PersonOnRecord>, StoreError> {
        let who = self.who_is_who()?;
        let mut people: Vec<PersonOnRecord> = Vec::new();
        let mut places: HashMap<String, usize> = HashMap::new();
        let mut seen: HashSet<(usize, i64)> = HashSet::new();
        let mut collect = || -> rusqlite::Result<()> {
            let mut statement = self.connection.prepare(
                "SELECT x.document, p.name, x.aliases, x.role, coalesce(c.n, 0) FROM speakers x \
                 JOIN people p ON p.id = x.person \
                 LEFT JOIN (SELECT document, speaker, count(*) AS n FROM segments WHERE speaker IS NOT NULL \
                            GROUP BY document, speaker) c ON c.document = x.document AND c.speaker = x.ordinal \
                 WHERE x.document IN (SELECT document FROM names) ORDER BY x.person, x.document",
            )?;
            let mut rows = statement.query(())?;
            while let Some(row) = rows.next()? {
                let written: String = row.get(1)?;
                let called = who.called(&written);
                let place = *places.entry(called.to_owned()).or_insert_with(|| {
                    let names = who.names(&written);
                    people.push(PersonOnRecord {
                        name: called.to_owned(),
                        decided: names != [written.as_str()],
                        aliases: names.into_iter().filter(|name| *name != called).map(str::to_owned).collect(),
                        ..PersonOnRecord::default()
                    });
                    people.len() - 1
                });
                let Some(person) = people.get_mut(place) else { continue };
                let aliases: String = row.get(2)?;
                let aliases = serde_json::from_str::<Vec<String>>(&aliases).unwrap_or_default();
                for alias in aliases.into_iter().chain([written]) {
                    if alias != person.name && !person.aliases.contains(&alias) {
                        person.aliases.push(alias);
                    }
                }
                if let Some(role) = row.get::<_, Option<String>>(3)?
                    && !person.roles.contains(&role)
                {
                    person.roles.push(role);
                }
                person.documents += u64::from(seen.insert((place, row.get(0)?)));
                person.segments += row.get::<_, i64>(4)?.unsigned_abs();
            }
            Ok(())
        };
        collect().map_err(|e| self.sqlite(e))?;
        people.sort_by(|a, b| b.segments.cmp(&a.segments).then_with(|| a.name.cmp(&b.name)));
        Ok(people)
    }

    /// The one person on record whom a name means: who is called exactly so, else the only one who may be. Two people
    /// whom it may mean are an error, and so is nobody.
    pub fn person(&self, name: &str) -> Result<PersonOnRecord, StoreError> {
        let who = self.who_is_who()?;
        let people = self.people()?;
        let wanted = who.called(name);
        if let Some(exact) = people.iter().find(|person| fold(&person.name) == fold(wanted)) {
            return Ok(exact.clone());
        }
        let near: Vec<&PersonOnRecord> = people.iter().filter(|person| person.may_be(name, &who)).collect();
        match near.as_slice() {
            [one] => Ok((*one).clone()),
            [] => Err(StoreError::NoSuchPerson { name: name.to_owned() }),
            many => Err(StoreError::SeveralPeople {
                name: name.to_owned(),
                fits: many.iter().take(NAMED).map(|person| person.name.clone()).collect(),
                more: many.len().saturating_sub(NAMED),
            }),
        }
    }

    /// Puts a decision about people on record, with the names of those whom it means as they are called there, and
    /// returns it so. Refused: an alias or a new name that is somebody else's on record, that may mean anybody, or that the
    /// person has already; a person merged with or parted from itself, names that mean nobody or several.
    pub fn decide_people(&mut self, decision: &Decision) -> Result<Decision, StoreError> {
        let decision = self.settled(decision)?;
        let value = serde_json::to_string(&decision).unwrap_or_default();
        self.decide(KIND, &value)?;
        Ok(decision)
    }

    fn settled(&self, decision: &Decision) -> Result<Decision, StoreError> {
        let unfit = |reason: String| StoreError::BadPeople { reason };
        let new_name = |name: &str| -> Result<String, StoreError> {
            let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
            if name.is_empty() {
                return Err(unfit("a name is empty".to_owned()));
            }
            if name.chars().any(char::is_control) {
                return Err(unfit("a name holds control characters".to_owned()));
            }
            if is_nobodys(&name) {
                return Err(unfit(format!("\"{name}\" may mean anybody and is nobody's name")));
            }
            Ok(name)
        };
        let who = self.who_is_who()?;
        // A name that is somebody else's would silence every doubt about who spoke. One that both may have ("Lind") is for
        // the user to give.
        let is_free = |name: &str, of: &PersonOnRecord| -> Result<(), StoreError> {
            let taken = |person: &PersonOnRecord| {
                person.name != of.name
                    && (fold(&person.name) == fold(who.called(name))
                        || person.may_be(name, &who) && !of.may_be(name, &who))
            };
            match self.people()?.into_iter().find(taken) {
                Some(other) => Err(unfit(format!(
                    "{name} may mean {other} already, who is somebody else than {of}; if they are one person, merge \
                     \"{of}\" and \"{other}\"; if only a decision made {name} a name of {other}, part them first",
                    of = of.name,
                    other = other.name
                ))),
                None => Ok(()),
            }
        };
        // The same once more decides nothing.
        let is_new = |name: &str, of: &PersonOnRecord| {
            if fold(name) == fold(&of.name) || who.are_one(name, &of.name) == Some(true) {
                return Err(unfit(format!("{name} is a name of {} already", of.name)));
            }
            Ok(())
        };
        let two = |a: &str, b: &str| -> Result<(String, String), StoreError> {
            Ok((self.person(a)?.name, self.person(b)?.name))
        };
        match decision {
            Decision::Alias { name, alias } => {
                let (person, alias) = (self.person(name)?, new_name(alias)?);
                is_new(&alias, &person)?;
                is_free(&alias, &person)?;
                Ok(Decision::Alias { name: person.name, alias })
            }
            Decision::Rename { name, to } => {
                let (person, to) = (self.person(name)?, new_name(to)?);
                if to == person.name {
                    return Err(unfit(format!("{to} is called so already")));
                }
                is_free(&to, &person)?;
                Ok(Decision::Rename { name: person.name, to })
            }
            Decision::Merge { name, same } => {
                let (name, same) = two(name, same)?;
                if name == same {
                    return Err(unfit(format!("{name} is one person already")));
                }
                Ok(Decision::Merge { name, same })
            }
            Decision::Part { name, from } => {
                // Names as they were merged, for what they are called is one.
                let (one, other) = two(name, from)?;
                if one != other {
                    return Ok(Decision::Part { name: one, from: other });
                }
                // A surname may do, where it means one of the names that were made one.
                let meant = |typed: &str| -> Option<String> {
                    let names = who.names(&one);
                    if let Some(exact) = names.iter().find(|known| fold(known) == fold(typed)) {
                        return Some((*exact).to_owned());
                    }
                    let mut fits = names.iter().filter(|known| name::compare(known, typed) != Likeness::Different);
                    fits.next().filter(|_| fits.next().is_none()).map(|known| (*known).to_owned())
                };
                let (name, from) = match (meant(name), meant(from)) {
                    (Some(name), Some(from)) if fold(&name) != fold(&from) => (name, from),
                    _ => {
                        let names = who.names(&one).join(", ");
                        return Err(unfit(format!(
                            "{name} and {from} both mean {one} and not two of the names that were made one ({names})"
                        )));
                    }
                };
                Ok(Decision::Part { name: new_name(&name)?, from: new_name(&from)? })
            }
        }
    }

    /// The rows of everybody whom a name may mean.
    pub(crate) fn people_like(&self, wanted: &WantedPerson) -> Result<BTreeSet<i64>, StoreError> {
        let mut found: BTreeSet<i64> = BTreeSet::new();
        let mut collect = |sql: &str, fits: &mut dyn FnMut(&str) -> bool| -> rusqlite::Result<()> {
            let mut statement = self.connection.prepare(sql)?;
            let mut rows = statement.query(())?;
            while let Some(row) = rows.next()? {
                let (id, name): (i64, &str) = (row.get(0)?, row.get_ref(1)?.as_str().unwrap_or_default());
                if !found.contains(&id) && fits(name) {
                    found.insert(id);
                }
            }
            Ok(())
        };
        // The same forms of a name stand in many documents.
        let mut asked: HashMap<String, bool> = HashMap::new();
        let mut one_fits = |aliases: &str| match asked.get(aliases) {
            Some(known) => *known,
            None => {
                let one = wanted.may_be_one_of(aliases);
                asked.insert(aliases.to_owned(), one);
                one
            }
        };
        collect("SELECT id, name FROM people", &mut |name| wanted.may_be(name))
            .and_then(|()| collect("SELECT person, aliases FROM speakers WHERE aliases <> '[]'", &mut one_fits))
            .map_err(|e| self.sqlite(e))?;
        Ok(found)
    }

    /// Whether [`Store::people_like`] has a person.
    pub(crate) fn is_person_like(&self, wanted: &WantedPerson, person: i64) -> Result<bool, StoreError> {
        let ask = || -> rusqlite::Result<bool> {
            let mut statement = self.connection.prepare_cached("SELECT name FROM people WHERE id = ?")?;
            let by_name = |row: &Row<'_>| Ok(wanted.may_be(row.get_ref(0)?.as_str().unwrap_or_default()));
            if statement.query_row([person], by_name).optional()?.unwrap_or(false) {
                return Ok(true);
            }
            let mut statement = self
                .connection
                .prepare_cached("SELECT DISTINCT aliases FROM speakers WHERE person = ? AND aliases <> '[]'")?;
            let mut rows = statement.query([person])?;
            while let Some(row) = rows.next()? {
                if wanted.may_be_one_of(row.get_ref(0)?.as_str().unwrap_or_default()) {
                    return Ok(true);
                }
            }
            Ok(false)
        };
        ask().map_err(|e| self.sqlite(e))
    }
}

/// A name as somebody searches for it, made ready to be compared with many.
pub(crate) struct WantedPerson {
    who: People,
    name: String,
    folded: String,
    /// What does not even sound roughly like one of its names need not be compared.
    rough: RefCell<RoughWords>,
}

impl WantedPerson {
    pub(crate) fn of(name: &str, store: &Store) -> Result<WantedPerson, StoreError> {
        let who = store.who_is_who()?;
        let rough = RefCell::new(RoughWords::of(who.names(name)));
        Ok(WantedPerson { rough, name: name.to_owned(), folded: fold(name), who })
    }

    /// Whether the wanted name may mean somebody who is named so.
    fn may_be(&self, name: &str) -> bool {
        match self.who.are_one(name, &self.name) {
            Some(one) => one,
            None => {
                let decided = !self.who.is_empty() && self.who.names(name) != [name];
                (decided || self.rough.borrow_mut().has_one(name))
                    && (fold(name).split_whitespace().any(|part| part == self.folded)
                        || self.who.compare(&self.name, name) != Likeness::Different)
            }
        }
    }

    /// The same for some names, an array in JSON.
    fn may_be_one_of(&self, names: &str) -> bool {
        let list: Vec<String> = serde_json::from_str(names).unwrap_or_default();
        list.iter().any(|name| self.may_be(name))
    }
}
