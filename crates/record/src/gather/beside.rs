//! Metadata that lies beside a source: what the source itself does not say, stated by whoever keeps it.
//!
//! `TALK.meta.toml` belongs to `TALK.txt`, `TALK.html` and so on; `TALK.txt.meta.toml` to that file alone. It may say
//! title, date, event, place, language, link, origin, grade, grade_reason and speakers. `TALK.json` in the form that
//! collections of debates use (`fact.title`, `fact.primaryDate`, `youtubeId`, `location`, `speakers`) belongs to every
//! file `TALK.*`, and yields to the former. What is stated here outranks what a reader has found.

use crate::date::is_date;
use crate::digest::Digest;
use crate::store::codes;
use onrecord_read::{Document, Grade, Person};
use onrecord_text::name::{self, Likeness};
use serde::Deserialize;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

/// How the name of a metadata file ends.
pub(super) const ENDING: &str = ".meta.toml";

/// The largest metadata file, in bytes.
pub(super) const LIMIT: u64 = 1 << 20;

/// What lies beside a source.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Beside {
    title: Option<String>,
    date: Option<String>,
    event: Option<String>,
    place: Option<String>,
    language: Option<String>,
    link: Option<String>,
    origin: Option<String>,
    grade: Option<(Grade, String)>,
    speakers: Vec<Person>,
    /// Over the bytes of the files it comes from.
    digest: Option<Digest>,
}

/// A metadata file that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unusable {
    pub(super) path: PathBuf,
    pub(super) problem: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MetaToml {
    title: Option<String>,
    date: Option<toml::Value>,
    event: Option<String>,
    place: Option<String>,
    language: Option<String>,
    link: Option<String>,
    origin: Option<String>,
    grade: Option<String>,
    grade_reason: Option<String>,
    #[serde(default)]
    speakers: Vec<toml::Value>,
}

/// A speaker as a table; a name alone is as good.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Speaker {
    name: String,
    role: Option<String>,
    #[serde(default)]
    aliases: Vec<String>,
}

/// The form that collections of debates use; other fields are ignored.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct EventJson {
    fact: Option<Fact>,
    youtube_id: Option<String>,
    location: Option<Location>,
    #[serde(default)]
    speakers: Vec<EventSpeaker>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Fact {
    title: Option<String>,
    primary_date: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    placename: Option<String>,
    city_state: Option<String>,
    country: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct EventSpeaker {
    full_name: String,
    role: Option<String>,
}

impl Beside {
    /// Looks for metadata beside a source. `None` where there is none.
    pub(super) fn find(source: &Path) -> Result<Option<Beside>, Unusable> {
        let Some(name) = source.file_name().map(|name| name.to_string_lossy().into_owned()) else { return Ok(None) };
        let folder = source.parent().unwrap_or(Path::new(""));
        Beside::look(&name, folder, |sibling| read_small(&folder.join(sibling)))
    }

    /// Looks for metadata of a file by the names of its siblings; `read` gives the bytes of one, if it is there.
    pub(super) fn look(
        name: &str,
        folder: &Path,
        read: impl Fn(&str) -> Option<Vec<u8>>,
    ) -> Result<Option<Beside>, Unusable> {
        let mut found: Option<Beside> = None;
        // From the most general to the most special: what comes later outranks what came before.
        let stems: Vec<&str> = name.match_indices('.').map(|(at, _)| at).filter_map(|at| name.get(..at)).collect();
        for stem in stems.iter().filter(|stem| !stem.is_empty()) {
            let sibling = format!("{stem}.json");
            if sibling != name
                && let Some(bytes) = read(&sibling)
                && let Some(event) = event_json(&bytes)
            {
                merge(&mut found, event.into_beside(), &bytes);
            }
        }
        for stem in stems.iter().copied().chain([name]).filter(|stem| !stem.is_empty()) {
            let sibling = format!("{stem}{ENDING}");
            if let Some(bytes) = read(&sibling) {
                let beside = from_toml(&bytes).map_err(|problem| Unusable { path: folder.join(&sibling), problem })?;
                merge(&mut found, beside, &bytes);
            }
        }
        Ok(found)
    }

    /// The digest over the metadata files.
    pub(super) fn digest(&self) -> Option<Digest> {
        self.digest
    }

    /// Puts what is stated here into a reading.
    pub(super) fn apply(&self, document: &mut Document) {
        let set = |field: &mut Option<String>, value: &Option<String>| {
            if value.is_some() {
                field.clone_from(value);
            }
        };
        set(&mut document.title, &self.title);
        set(&mut document.date, &self.date);
        set(&mut document.event, &self.event);
        set(&mut document.place, &self.place);
        set(&mut document.language, &self.language);
        set(&mut document.link, &self.link);
        set(&mut document.origin, &self.origin);
        if let Some((grade, reason)) = &self.grade {
            document.grade = *grade;
            document.grade_reason.clone_from(reason);
        }
        name_speakers(document, &self.speakers);
    }
}

/// Lays `more` over what was found so far; the digest covers both.
fn merge(found: &mut Option<Beside>, more: Beside, bytes: &[u8]) {
    let before = found.take().unwrap_or_default();
    let digest = match before.digest {
        None => Digest::of(bytes),
        Some(digest) => Digest::of(&[&digest.0, Digest::of(bytes).0.as_slice()].concat()),
    };
    *found = Some(Beside {
        title: more.title.or(before.title),
        date: more.date.or(before.date),
        event: more.event.or(before.event),
        place: more.place.or(before.place),
        language: more.language.or(before.language),
        link: more.link.or(before.link),
        origin: more.origin.or(before.origin),
        grade: more.grade.or(before.grade),
        speakers: if more.speakers.is_empty() { before.speakers } else { more.speakers },
        digest: Some(digest),
    });
}

/// Gives the people of a reading the names stated beside it, where it is clear who is who; two of them who turn out to
/// be one person become one. Whoever is stated but not yet among the people is added.
fn name_speakers(document: &mut Document, stated: &[Person]) {
    if stated.is_empty() {
        return;
    }
    let mut people: Vec<Person> = Vec::new();
    // For each person of the reading the new place.
    let mut places: Vec<u32> = Vec::new();
    let mut place_of_stated: Vec<Option<u32>> = vec![None; stated.len()];
    for person in std::mem::take(&mut document.people) {
        let who = who_is(&person, stated);
        let taken = who.and_then(|who| place_of_stated.get(who).copied().flatten());
        let place = taken.unwrap_or(people.len() as u32);
        match who.and_then(|who| stated.get(who).map(|stated| (who, stated))) {
            None => people.push(person),
            Some((who, stated)) => {
                if taken.is_none() {
                    let mut named = stated.clone();
                    named.role = named.role.or_else(|| person.role.clone());
                    people.push(named);
                    if let Some(slot) = place_of_stated.get_mut(who) {
                        *slot = Some(place);
                    }
                }
                if let Some(named) = people.get_mut(place as usize) {
                    for form in std::iter::once(person.name).chain(person.aliases) {
                        if form != named.name && !named.aliases.contains(&form) {
                            named.aliases.push(form);
                        }
                    }
                }
            }
        }
        places.push(place);
    }
    for (stated, place) in stated.iter().zip(&place_of_stated) {
        if place.is_none() {
            people.push(stated.clone());
        }
    }
    for segment in &mut document.segments {
        segment.speaker = segment.speaker.and_then(|speaker| places.get(speaker as usize).copied());
    }
    document.people = people;
}

/// Which of the stated people this is: one of the same name, or the only one whom the name may mean.
fn who_is(person: &Person, stated: &[Person]) -> Option<usize> {
    let likeness = |stated: &Person| {
        let forms = || std::iter::once(&stated.name).chain(&stated.aliases);
        let mut best = Likeness::Different;
        for own in std::iter::once(&person.name).chain(&person.aliases) {
            for form in forms() {
                match name::compare(own, form) {
                    Likeness::Same => return Likeness::Same,
                    Likeness::Compatible => best = Likeness::Compatible,
                    Likeness::Different => {}
                }
            }
        }
        best
    };
    let likenesses: Vec<Likeness> = stated.iter().map(likeness).collect();
    for wanted in [Likeness::Same, Likeness::Compatible] {
        let mut fits = likenesses.iter().enumerate().filter(|(_, likeness)| **likeness == wanted).map(|(at, _)| at);
        match (fits.next(), fits.next()) {
            (Some(one), None) => return Some(one),
            (Some(_), Some(_)) => return None,
            _ => {}
        }
    }
    None
}

fn from_toml(bytes: &[u8]) -> Result<Beside, String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())?;
    let meta: MetaToml = toml::from_str(text).map_err(|error| {
        let before = error.span().and_then(|span| text.get(..span.start));
        let line = before.map(|before| format!("line {}: ", 1 + before.matches('\n').count())).unwrap_or_default();
        format!("{line}{}", error.message())
    })?;
    let date = match meta.date {
        None => None,
        Some(toml::Value::Datetime(date)) => {
            Some(date.date.map(|date| date.to_string()).ok_or_else(|| format!("\"{date}\" is a time and not a date"))?)
        }
        Some(toml::Value::String(date)) => Some(date),
        // A year alone.
        Some(toml::Value::Integer(year)) => Some(format!("{year:04}")),
        Some(other) => return Err(format!("the date is {}, not a date", other.type_str())),
    };
    if let Some(date) = &date
        && !is_date(date)
    {
        return Err(format!(
            "\"{date}\" is not a date: write 2024, 2024-05 or 2024-05-17, and one that the calendar has"
        ));
    }
    let grade = match meta.grade {
        None => None,
        Some(name) => match codes::grade(&name) {
            None => return Err(format!("{name} is not a grade")),
            Some(grade) => Some((
                grade,
                meta.grade_reason.unwrap_or_else(|| "The metadata file beside the source states it.".to_owned()),
            )),
        },
    };
    Ok(Beside {
        title: meta.title,
        date,
        event: meta.event,
        place: meta.place,
        language: meta.language,
        link: meta.link,
        origin: meta.origin,
        grade,
        speakers: meta.speakers.into_iter().map(speaker).collect::<Result<_, String>>()?,
        digest: None,
    })
}

fn speaker(value: toml::Value) -> Result<Person, String> {
    let written = match value {
        toml::Value::String(name) => return Ok(Person { name, aliases: Vec::new(), role: None }),
        other => other,
    };
    let what = written.type_str();
    match written.try_into() {
        Ok(Speaker { name, role, aliases }) => Ok(Person { name, aliases, role }),
        Err(error) if what == "table" => Err(format!("a speaker cannot be used: {}", error.message())),
        Err(_) => Err(format!(
            "a speaker is {what}; write \"Ana Ruiz\" or {{ name = \"Ana Ruiz\", role = \"Host\", aliases = [\"AR\"] }}"
        )),
    }
}

fn event_json(bytes: &[u8]) -> Option<EventJson> {
    let event: EventJson = serde_json::from_slice(bytes).ok()?;
    let says_something = event.fact.is_some() || event.youtube_id.is_some() || !event.speakers.is_empty();
    says_something.then_some(event)
}

impl EventJson {
    fn into_beside(self) -> Beside {
        let (title, date) = self.fact.map_or((None, None), |fact| (fact.title, fact.primary_date));
        let place = self.location.and_then(|location| {
            let parts: Vec<String> =
                [location.placename, location.city_state, location.country].into_iter().flatten().collect();
            (!parts.is_empty()).then(|| parts.join(", "))
        });
        Beside {
            event: title.clone(),
            title,
            date: date.filter(|date| is_date(date)),
            place,
            link: self
                .youtube_id
                .filter(|id| !id.is_empty() && id.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b)))
                .map(|id| format!("https://www.youtube.com/watch?v={id}")),
            speakers: self
                .speakers
                .into_iter()
                .map(|speaker| Person { name: speaker.full_name, aliases: Vec::new(), role: speaker.role })
                .collect(),
            ..Beside::default()
        }
    }
}

/// Whether a file has the form that says who and where of an event.
pub(super) fn is_event_file(path: &Path) -> bool {
    read_small(path).is_some_and(|bytes| is_event(&bytes))
}

/// Whether the bytes of a file have that form.
pub(super) fn is_event(bytes: &[u8]) -> bool {
    event_json(bytes).is_some()
}

/// The bytes of a file that is not larger than metadata may be; `None` where there is none.
fn read_small(path: &Path) -> Option<Vec<u8>> {
    if !fs::metadata(path).ok()?.is_file() {
        return None;
    }
    let mut bytes = Vec::new();
    File::open(path).ok()?.take(LIMIT).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(name: &str) -> Person {
        Person { name: name.to_owned(), aliases: Vec::new(), role: None }
    }

    /// A document with one utterance a line, spoken by the people in turn.
    fn test_document(text: &str, people: &[&str]) -> Document {
        let mut document = onrecord_read::read(text.as_bytes(), &onrecord_read::Hint::default()).unwrap();
        document.people = people.iter().map(|name| person(name)).collect();
        document.segments = text
            .lines()
            .enumerate()
            .map(|(at, line)| {
                let start = line.as_ptr() as usize - text.as_ptr() as usize;
                onrecord_read::Segment {
                    kind: onrecord_read::SegmentKind::Utterance,
                    speaker: Some(at as u32),
                    range: start..start + line.len(),
                    time: None,
                    grade: None,
                    post: None,
                }
            })
            .collect();
        document
    }

    #[test]
    fn toml_says_what_it_says_and_nothing_unknown() {
        let toml = "title = \"Talk\"\ndate = 2024-05-17\ngrade = \"official\"\n\
                    speakers = [\"Ana Ruiz\", { name = \"Tom Hale\", role = \"Host\" }]\n";
        let beside = from_toml(toml.as_bytes()).unwrap();
        assert_eq!(beside.date.as_deref(), Some("2024-05-17"));
        assert_eq!(beside.grade.as_ref().map(|(grade, _)| *grade), Some(Grade::Official));
        assert_eq!(beside.speakers[1].role.as_deref(), Some("Host"));
        assert!(from_toml(b"titel = \"Talk\"").unwrap_err().contains("titel"));
        assert!(from_toml(b"date = \"May 2024\"").unwrap_err().contains("May 2024"));
        assert_eq!(from_toml(b"date = 2024").unwrap().date.as_deref(), Some("2024"));
        assert!(from_toml(b"date = true").unwrap_err().contains("the date is boolean"));
        assert!(from_toml(b"title = \"a\"\ndate = 2024-05-\n").unwrap_err().starts_with("line 2: "));
        for speakers in ["[3]", "[{ name = 3 }]", "[{ role = \"Host\" }]", "[{ name = \"A\", rolle = \"B\" }]"] {
            let problem = from_toml(format!("speakers = {speakers}").as_bytes()).unwrap_err();
            assert!(problem.contains("speaker") && !problem.contains("untagged"), "{problem}");
        }
        assert!(from_toml(b"grade = \"best\"").unwrap_err().contains("best"));
        assert_eq!(from_toml(b"date = \"2024-05\"").unwrap().date.as_deref(), Some("2024-05"));
    }

    #[test]
    fn stated_names_replace_short_ones_and_join_two_forms_of_one() {
        let mut document = test_document("RUIZ: Yes.\nAna Ruiz: No.\nHALE: Well.", &["RUIZ", "Ana Ruiz", "HALE"]);
        name_speakers(&mut document, &[person("Ana Ruiz"), person("Tom Hale"), person("Eva Lind")]);
        let names: Vec<&str> = document.people.iter().map(|p| p.name.as_str()).collect();
        assert_eq!(names, ["Ana Ruiz", "Tom Hale", "Eva Lind"]);
        let spoken: Vec<Option<u32>> = document.segments.iter().map(|s| s.speaker).collect();
        assert_eq!(spoken, [Some(0), Some(0), Some(1)]);
        assert_eq!(document.people[0].aliases, ["RUIZ"]);
    }

    #[test]
    fn a_name_that_fits_two_stays_as_it_is() {
        let mut document = test_document("RUIZ: Yes.", &["RUIZ"]);
        name_speakers(&mut document, &[person("Ana Ruiz"), person("Leo Ruiz")]);
        assert_eq!(document.people[0].name, "RUIZ");
        assert_eq!(document.segments[0].speaker, Some(0));
    }
}
