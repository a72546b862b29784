//! Names as written to people: one person under several names is one, two people of one surname stay two.

use crate::Person;
use crate::label::{self, Shape};
use onrecord_text::name::{self, Likeness, Name};

/// The people of a document, and for each name as written the person who bears it.
pub(crate) struct People {
    pub(crate) people: Vec<Person>,
    pub(crate) of: Vec<u32>,
}

/// Most names that are compared with each other; beyond, names must be equal. Keeps hostile input cheap.
const MOST: usize = 300;

/// Joins names that mean one person.
pub(crate) fn join(names: &[(String, Shape)], text: &str) -> People {
    let bare: Vec<&str> = names.iter().map(|(name, shape)| bare(name, *shape, names)).collect();
    // Full names first, so that a short form finds the person it belongs to.
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_by_key(|index| {
        let placeholder = names.get(*index).is_some_and(|(_, shape)| is_placeholder(*shape));
        (placeholder, std::cmp::Reverse(bare.get(*index).map_or(0, |name| name.split_whitespace().count())), *index)
    });
    let ready: Vec<Name<'_>> = bare.iter().map(|name| Name::of(name)).collect();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for index in order {
        let Some((_, shape)) = names.get(index) else { continue };
        let group = if groups.len() > MOST { None } else { find(index, *shape, &groups, &bare, &ready, names) };
        match group.and_then(|group| groups.get_mut(group)) {
            Some(group) => group.push(index),
            None => groups.push(vec![index]),
        }
    }
    let sample = beginning(text);
    // People in the order in which they first speak.
    groups.sort_by_key(|group| group.iter().min().copied().unwrap_or(usize::MAX));
    let mut of = vec![0; names.len()];
    let mut people = Vec::with_capacity(groups.len());
    for (number, group) in groups.iter().enumerate() {
        for index in group {
            if let Some(slot) = of.get_mut(*index) {
                *slot = number as u32;
            }
        }
        people.push(person(number, group, &bare, names, sample));
    }
    People { people, of }
}

/// How many surnames are looked up in the text, and in how much of it: both bound the work on long texts.
const MOST_LOOKUPS: usize = 120;
const LOOKED_AT: usize = 1024 * 1024;

fn beginning(text: &str) -> &str {
    let mut end = text.len().min(LOOKED_AT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or("")
}

fn is_placeholder(shape: Shape) -> bool {
    matches!(shape, Shape::Questioner | Shape::Anonymous)
}

/// The name without titles. Where a shorter name of the document ends a longer label, the rest of the label is a role.
fn bare<'a>(name: &'a str, shape: Shape, names: &[(String, Shape)]) -> &'a str {
    if is_placeholder(shape) {
        return name;
    }
    if let Some((_, holder)) = label::office_holder(name) {
        return name::without_titles(holder);
    }
    if name.split_whitespace().count() >= 3 && names.len() <= MOST {
        let own = names
            .iter()
            .filter(|(other, shape)| {
                other.len() < name.len()
                    && matches!(shape, Shape::Full)
                    && name.ends_with(other.as_str())
                    && other.contains(' ')
                    && name.get(..name.len() - other.len()).is_some_and(|before| before.ends_with(char::is_whitespace))
                    && name::without_titles(other) == other
            })
            .map(|(other, _)| other.len())
            .min();
        if let Some(found) = own.and_then(|length| name.get(name.len() - length..)) {
            return found;
        }
    }
    name::without_titles(name)
}

fn find(
    own: usize,
    shape: Shape,
    groups: &[Vec<usize>],
    bare: &[&str],
    ready: &[Name<'_>],
    names: &[(String, Shape)],
) -> Option<usize> {
    let (name, own) = (ready.get(own)?, bare.get(own)?);
    let mut compatible = None;
    let mut several = false;
    for (number, group) in groups.iter().enumerate() {
        let mut best = Likeness::Different;
        for index in group {
            let (Some(other), Some(other_name), Some((_, other_shape))) =
                (bare.get(*index), ready.get(*index), names.get(*index))
            else {
                continue;
            };
            if is_placeholder(shape) || is_placeholder(*other_shape) {
                if shape == *other_shape && crate::words::plain_lower(own) == crate::words::plain_lower(other) {
                    best = Likeness::Same;
                }
                continue;
            }
            match name.compare(other_name) {
                Likeness::Same => best = Likeness::Same,
                // "John Lind" beside "John Lind Jr.": the father and the son.
                Likeness::Compatible if name.only_one_has_generation(other_name) => {
                    best = Likeness::Different;
                    break;
                }
                Likeness::Compatible if best == Likeness::Different => best = Likeness::Compatible,
                _ => {}
            }
        }
        match best {
            Likeness::Same => return Some(number),
            Likeness::Compatible => {
                several |= compatible.is_some();
                compatible = Some(number);
            }
            Likeness::Different => {}
        }
    }
    // A short form that fits two people belongs to neither.
    compatible.filter(|_| !several)
}

fn person(number: usize, group: &[usize], bare: &[&str], names: &[(String, Shape)], text: &str) -> Person {
    let best = group.iter().copied().max_by_key(|index| {
        let name = bare.get(*index).copied().unwrap_or("");
        let cased = name.chars().any(char::is_lowercase);
        (name.split_whitespace().count(), cased, name.len(), std::cmp::Reverse(*index))
    });
    let shape = best.and_then(|index| names.get(index)).map_or(Shape::Never, |(_, shape)| *shape);
    let mut name = best.and_then(|index| bare.get(index)).copied().unwrap_or("").to_owned();
    let mut role = None;
    if is_placeholder(shape) {
        role = Some(if shape == Shape::Questioner { "questioner" } else { "unidentified" }.to_owned());
    } else {
        for index in group {
            let (Some((whole, _)), Some(own)) = (names.get(*index), bare.get(*index)) else { continue };
            if let Some((office, _)) = label::office_holder(whole) {
                role.get_or_insert_with(|| office.strip_prefix("The ").unwrap_or(office).to_owned());
                continue;
            }
            let before =
                whole.len().checked_sub(own.len()).and_then(|cut| whole.get(..cut)).map(str::trim).unwrap_or("");
            let after = whole.strip_prefix(own).map(|rest| rest.trim_start_matches([',', ' '])).unwrap_or("");
            let found = if !before.is_empty() && whole.ends_with(own) { before } else { after };
            if found.len() > 3 && role.is_none() {
                role = Some(found.to_owned());
            }
        }
        if !name.contains(char::is_whitespace)
            && number < MOST_LOOKUPS
            && let Some(full) = fuller(&name, text)
        {
            name = full;
        }
    }
    let mut aliases: Vec<String> = Vec::new();
    for index in group {
        for form in [names.get(*index).map(|(name, _)| name.as_str()), bare.get(*index).copied()].into_iter().flatten()
        {
            if form != name && !aliases.iter().any(|alias| alias == form) {
                aliases.push(form.to_owned());
            }
        }
    }
    Person { name, aliases, role }
}

/// The full form of a surname that stands in the text ("RUIZ" and "I'm Ana Ruiz"), if it is only one person's.
fn fuller(surname: &str, text: &str) -> Option<String> {
    if surname.chars().count() < 3 || surname.chars().any(crate::label::is_sign) {
        return None;
    }
    let cased = if surname.chars().all(|c| !c.is_lowercase()) { title_case(surname) } else { surname.to_owned() };
    let mut found: Option<String> = None;
    let mut at = 0;
    let mut looked = 0;
    while let Some(hit) = text.get(at..).and_then(|rest| rest.find(&cased)) {
        let start = at + hit;
        at = start + cased.len();
        looked += 1;
        if looked > 4000 {
            break;
        }
        if text.get(at..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric)) {
            continue;
        }
        let Some(given) = given_before(text, start) else { continue };
        let whole = format!("{given} {cased}");
        found = match found {
            None => Some(whole),
            Some(known) => match name::compare(&known, &whole) {
                Likeness::Same | Likeness::Compatible => Some(if whole.len() > known.len() { whole } else { known }),
                Likeness::Different => return None,
            },
        };
    }
    found
}

/// "O’BRIEN" as the text writes it: "O’Brien".
fn title_case(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut begins = true;
    for c in name.chars() {
        if begins {
            out.push(c);
        } else {
            out.extend(c.to_lowercase());
        }
        begins = !c.is_alphanumeric();
    }
    out
}

/// The given names right before a surname: capitalised words and initials that are no titles.
fn given_before(text: &str, start: usize) -> Option<String> {
    let before = text.get(..start)?.strip_suffix(' ')?;
    let mut from = before.len().saturating_sub(80);
    while !before.is_char_boundary(from) {
        from += 1;
    }
    let window = before.get(from..)?;
    let mut given: Vec<&str> = Vec::new();
    for word in window.rsplit(' ').take(3) {
        let letters = word.trim_end_matches('.');
        let initial = letters.chars().count() == 1 && letters.chars().all(char::is_uppercase);
        let name_like = letters.chars().next().is_some_and(char::is_uppercase)
            && letters.chars().all(|c| c.is_alphabetic() || c == '-')
            && letters.chars().skip(1).any(char::is_lowercase)
            && letters == word;
        if !(initial || name_like) || word.contains('\n') {
            break;
        }
        given.insert(0, word);
    }
    let whole = given.join(" ");
    let probe = format!("{whole} Xyz");
    let kept = name::without_titles(&probe).strip_suffix(" Xyz")?.trim().to_owned();
    let first = kept.split(' ').next()?;
    let ordinary = [
        "And", "But", "The", "So", "When", "If", "As", "That", "What", "Then", "Now", "Thank", "Yes", "No", "Well",
        "For", "With", "From", "By", "To", "In", "On", "At", "Dear", "Because", "Both", "Like", "Although", "While",
        "Said", "Says", "Question", "Answer", "I", "A", "Good", "Is", "Did", "Does", "Has", "Was", "Are", "Only",
        "Even", "Of", "Also", "Let", "Why", "How", "Who", "Where", "Since", "After", "Before", "Unlike", "Not", "Or",
    ];
    if kept.is_empty() || ordinary.contains(&first) || first.chars().count() < 2 {
        return None;
    }
    Some(kept)
}
