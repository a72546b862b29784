//! What documents there are and who speaks in them, without their texts: what a finding says about the record as a whole.

use onrecord_read::{Document, Person};
use std::collections::HashMap;

/// The documents of a corpus or of a record, and the people in them, each once.
#[derive(Debug, Default)]
pub struct Catalogue {
    people: Vec<Person>,
    documents: Vec<About>,
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
