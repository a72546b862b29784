//! Which findings end in exit code 1: the list behind `--fail-on`.

use onrecord_check::{Finding, Flag, Verdict};
use std::collections::BTreeSet;

/// The flags that stand for a changed meaning; `meaning` on the command line.
const MEANING: [Flag; 5] = [Flag::Negation, Flag::Number, Flag::Name, Flag::Modal, Flag::Quantifier];

/// The list an editor gets without asking.
pub(crate) const DEFAULT: &str = "altered,spliced,meaning,speaker";

/// The list of nothing.
const NONE: &str = "none";

/// Verdicts and flags that make a finding count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FailOn {
    verdicts: BTreeSet<Verdict>,
    flags: BTreeSet<Flag>,
}

impl std::str::FromStr for FailOn {
    type Err = String;

    fn from_str(list: &str) -> Result<Self, String> {
        // An empty variable of a script would switch the check off without a word.
        let names: Vec<&str> = list.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
        if names.is_empty() {
            return Err(format!("the list is empty; {}", known()));
        }
        if names.len() > 1 && names.contains(&NONE) {
            return Err(format!("{NONE} is for never, and stands alone; {}", known()));
        }
        let mut wanted = Self { verdicts: BTreeSet::new(), flags: BTreeSet::new() };
        for name in names {
            if let Ok(verdict) = name.parse::<Verdict>() {
                wanted.verdicts.insert(verdict);
            } else if let Ok(flag) = name.replace('-', "_").parse::<Flag>() {
                wanted.flags.insert(flag);
            } else if name == "meaning" {
                wanted.flags.extend(MEANING);
            } else if name != NONE {
                return Err(format!("no verdict or flag is called {name:?}; {}", known()));
            }
        }
        Ok(wanted)
    }
}

fn known() -> String {
    let verdicts: Vec<&str> = Verdict::ALL.iter().map(|verdict| verdict.name()).collect();
    let flags: Vec<&str> = Flag::ALL.iter().map(|flag| flag.name()).collect();
    format!(
        "verdicts: {}; flags: {}; meaning stands for negation, number, name, modal and quantifier; none for never",
        verdicts.join(", "),
        flags.join(", ")
    )
}

impl FailOn {
    /// Whether this finding is one to fail on.
    pub(crate) fn counts(&self, finding: &Finding) -> bool {
        self.verdicts.contains(&finding.verdict) || finding.flags.iter().any(|flag| self.flags.contains(flag))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_names_the_changed_meanings_and_the_speaker() {
        let list: FailOn = DEFAULT.parse().expect("the default is a list");
        assert_eq!(list.verdicts, BTreeSet::from([Verdict::Altered, Verdict::Spliced]));
        assert_eq!(list.flags, MEANING.into_iter().chain([Flag::Speaker]).collect());
    }

    #[test]
    fn none_is_an_empty_list_and_a_wrong_name_is_told_with_the_right_ones() {
        let list: FailOn = "none".parse().expect("none is a list");
        assert!(list.verdicts.is_empty() && list.flags.is_empty());
        let error = "altered,wrong".parse::<FailOn>().expect_err("there is no such name");
        assert!(error.contains("\"wrong\"") && error.contains("cut_off") && error.contains("reworded"), "{error}");
        for empty in ["", " ", ",", " , ,"] {
            assert!(empty.parse::<FailOn>().is_err_and(|error| error.contains("none for never")), "{empty}");
        }
        assert!("none,altered".parse::<FailOn>().is_err_and(|error| error.contains("stands alone")));
        assert!("altered,".parse::<FailOn>().is_ok());
        assert!("cut-off".parse::<FailOn>().is_ok(), "a dash is as good as an underscore");
    }
}
