//! What documents there are and who speaks in them, without their texts: what a finding says about the record as a whole.

use onrecord_read::{Document, Person};
use onrecord_text::name::rough_words;
use std::collections::{BTreeSet, HashMap};
use std::sync::OnceLock;

/// The documents of a corpus or of a record, and the people in them, each once.
#[derive(Debug, Default)]
pub struct Catalogue {
    people: Vec<Person>,
    documents: Vec<About>,
    /// Whose names have a word that sounds like this, very roughly. Worked out when it is first asked for.
    rough: OnceLock<HashMap<String, Vec<u32>>>,
}

/// One document of a [`Catalogue`].
#[derive(Debug, Clone, Default)]
pub struct About {
    /// Its title.
    pub title: Option<String>,
    /// Its date, as far as it is known: `2026`, `2026-11` or `2026-11-23`.
    pub date: Option<String>,
    /// Its event.
    pub event: Option<String>,
    /// Who speaks in it: indexes of [`Catalogue::people`].
    pub people: Vec<u32>,
}

impl Catalogue {
    /// The catalogue of some documents.
    pub fn of<'d>(documents: impl IntoIterator<Item = &'d Document>) -> Catalogue {
        let mut builder = CatalogueBuilder::default();
        for document in documents {
            let about = About {
                title: document.title.clone(),
                date: document.date.clone(),
                event: document.event.clone(),
                people: Vec::new(),
            };
            let at = builder.document(about);
            document.people.iter().for_each(|person| builder.person(at, person));
        }
        builder.finish()
    }

    /// The people, each once with the names they go by in one document or another.
    pub fn people(&self) -> &[Person] {
        &self.people
    }

    /// Those people who may go by one of these names, and some more: everybody else does not. Their indexes, in order.
    ///
    /// To compare names takes long, and a record has thousands of people.
    pub fn perhaps<'n>(&self, names: impl IntoIterator<Item = &'n str>) -> Vec<u32> {
        let rough = self.rough.get_or_init(|| {
            let mut rough: HashMap<String, Vec<u32>> = HashMap::new();
            for (index, person) in (0u32..).zip(&self.people) {
                for word in std::iter::once(&person.name).chain(&person.aliases).flat_map(|name| rough_words(name)) {
                    let list = rough.entry(word).or_default();
                    if list.last() != Some(&index) {
                        list.push(index);
                    }
                }
            }
            rough
        });
        let found: BTreeSet<u32> =
            names.into_iter().flat_map(rough_words).filter_map(|word| rough.get(&word)).flatten().copied().collect();
        found.into_iter().collect()
    }

    /// The documents.
    pub fn documents(&self) -> &[About] {
        &self.documents
    }
}

/// Makes a [`Catalogue`].
#[derive(Debug, Default)]
pub(crate) struct CatalogueBuilder {
    catalogue: Catalogue,
    known: HashMap<(String, Vec<String>), u32>,
}

impl CatalogueBuilder {
    /// Adds a document and returns its index.
    pub(crate) fn document(&mut self, about: About) -> usize {
        self.catalogue.documents.push(about);
        self.catalogue.documents.len() - 1
    }

    /// Adds somebody who speaks in a document. The role is left out: it is another one in each document.
    pub(crate) fn person(&mut self, document: usize, person: &Person) {
        let people = &mut self.catalogue.people;
        let next = people.len() as u32;
        let index = *self.known.entry((person.name.clone(), person.aliases.clone())).or_insert_with(|| {
            people.push(Person { name: person.name.clone(), aliases: person.aliases.clone(), role: None });
            next
        });
        if let Some(about) = self.catalogue.documents.get_mut(document) {
            about.people.push(index);
        }
    }

    pub(crate) fn finish(self) -> Catalogue {
        self.catalogue
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_may_be_meant_is_among_those_that_are_compared() {
        let mut builder = CatalogueBuilder::default();
        let at = builder.document(About::default());
        for (name, aliases) in [("Ana Ruiz", vec![]), ("Sergei Lantov", vec![]), ("Tom Hale", vec!["The Ferryman"])] {
            let aliases = aliases.into_iter().map(str::to_owned).collect();
            builder.person(at, &Person { name: name.to_owned(), role: None, aliases });
        }
        // The same person in another document is the same entry.
        let other = builder.document(About::default());
        builder.person(other, &Person { name: "Ana Ruiz".to_owned(), role: Some("Mayor".to_owned()), aliases: vec![] });
        let catalogue = builder.finish();
        assert_eq!(catalogue.people().len(), 3);
        assert_eq!(catalogue.documents()[1].people, [0]);
        assert_eq!(catalogue.perhaps(["Mayor Ruiz"]), [0]);
        assert_eq!(catalogue.perhaps(["Сергей Лантов"]), [1]);
        assert_eq!(catalogue.perhaps(["the ferryman", "Ruiz"]), [0, 2]);
        assert_eq!(catalogue.perhaps(["Nobody Else"]), [] as [u32; 0]);
    }
}
