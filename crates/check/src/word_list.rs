//! Lists of words that a rule knows, written as a journalist would write them and looked up by form.

use onrecord_text::Form;
use onrecord_text::fold::fold;
use std::sync::OnceLock;

/// Words with spaces between them.
pub(crate) struct WordList {
    words: &'static str,
    forms: OnceLock<Forms>,
}

impl WordList {
    pub(crate) const fn new(words: &'static str) -> WordList {
        WordList { words, forms: OnceLock::new() }
    }

    /// Whether a word is on the list.
    pub(crate) fn has(&self, form: Form) -> bool {
        self.forms.get_or_init(|| Forms::of(self.forms_in_order())).has(form)
    }

    /// The words of the list, by form.
    pub(crate) fn forms_in_order(&self) -> impl Iterator<Item = Form> {
        self.words.split_whitespace().map(|word| Form::of(&fold(word)))
    }
}

/// A set of forms. A form is a digest already: some of its bits say where to look, and as a rule the first look decides.
#[derive(Default)]
pub(crate) struct Forms {
    /// Three places for every form, at least; [`Forms::NONE`] in those that are free.
    places: Box<[Form]>,
    shift: u32,
}

impl Forms {
    /// What stands in a free place, and is on no list.
    const NONE: Form = Form(0);

    pub(crate) fn of(forms: impl Iterator<Item = Form>) -> Forms {
        let forms: Vec<Form> = forms.filter(|form| *form != Forms::NONE).collect();
        let log = (forms.len() * 3).next_power_of_two().trailing_zeros().max(2);
        let mut set = Forms { places: vec![Forms::NONE; 1 << log].into(), shift: 32 - log };
        for form in forms {
            let at = set.find(form);
            if let Some(place) = set.places.get_mut(at) {
                *place = form;
            }
        }
        set
    }

    /// Where a form stands, or would. There are always free places.
    fn find(&self, form: Form) -> usize {
        let mut at = (form.0 >> self.shift) as usize;
        loop {
            match self.places.get(at) {
                Some(here) if *here != form && *here != Forms::NONE => at += 1,
                Some(_) => return at,
                None if self.places.is_empty() => return 0,
                None => at = 0,
            }
        }
    }

    pub(crate) fn has(&self, form: Form) -> bool {
        form != Forms::NONE && self.places.get(self.find(form)).is_some_and(|here| *here == form)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_has_its_words_and_no_others() {
        const WORDS: &str = "if unless provided providing suppose supposing assuming";
        static LIST: WordList = WordList::new(WORDS);
        assert!(WORDS.split(' ').all(|word| LIST.has(Form::of(word))));
        assert!(!["but", "", "iff", "assume"].iter().any(|word| LIST.has(Form::of(word))));
        assert!(!LIST.has(Form(0)));
        static EMPTY: WordList = WordList::new("");
        assert!(!EMPTY.has(Form::of("if")));
    }
}
