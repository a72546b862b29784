//! Lists of words that a rule knows, written as a journalist would write them and looked up by form.

use onrecord_text::Form;
use std::sync::OnceLock;

/// Words with spaces between them.
pub(crate) struct WordList {
    words: &'static str,
    forms: OnceLock<Box<[Form]>>,
}

impl WordList {
    pub(crate) const fn new(words: &'static str) -> WordList {
        WordList { words, forms: OnceLock::new() }
    }

    /// Whether a word is on the list.
    pub(crate) fn has(&self, form: Form) -> bool {
        let forms = self.forms.get_or_init(|| {
            let mut forms: Vec<Form> = self.words.split_whitespace().map(Form::of).collect();
            forms.sort_unstable();
            forms.into()
        });
        forms.binary_search(&form).is_ok()
    }
}
