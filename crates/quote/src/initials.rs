//! Letters with full stops of their own: "U.S. troops", "J. Ruiz".
//!
//! Used by `lexer`, so that such a stop ends no sentence. Not for abbreviations of several letters: those are data of the language.

/// Whether one letter alone stands before `place`, at the word's beginning or after a hyphen.
pub(crate) fn single_letter(bytes: &[u8], place: usize) -> bool {
    place > 0 && bytes[place - 1].is_ascii_alphabetic() && (place == 1 || bytes[place - 2] == b'-')
}

/// The length of an initialism with its full stops: "U.S." of "U.S. troops".
pub(crate) fn initialism(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut length = 0;
    while bytes.get(length).is_some_and(u8::is_ascii_alphabetic) && bytes.get(length + 1) == Some(&b'.') {
        length += 2;
    }
    length
}
