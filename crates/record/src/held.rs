//! A document as the record holds it: what was read, under which name, with which permanent reference.

use onrecord_read::Document;

/// One document on record, ready to be searched.
#[derive(Debug, Clone)]
pub struct Held {
    /// The path it was read from, or its name in the record.
    pub name: String,
    /// The permanent reference of the document, where it is kept in a record; a place in it is `REFERENCE:START-END`.
    pub reference: Option<String>,
    /// The reading.
    pub document: Document,
}
