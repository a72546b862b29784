//! Sentences about somebody without a name: "The minister hoped so." Whoever is named before is not the "he" behind them.
//!
//! Used by `people`. Not for German, where a sentence opens with anything.

use crate::language::{Gender, Language, word};
use crate::token::{Case, Kind, Token};

/// In tokens: what opens a sentence before its subject.
const LONGEST_OPENING: usize = 9;

/// A sentence whose subject is a role alone.
#[derive(Debug)]
pub(crate) struct Nameless {
    /// Its first byte in the text.
    at: u32,
    /// The number of the sentence.
    pub(crate) sentence: u32,
    /// The role, in small letters.
    pub(crate) role: String,
    pub(crate) gender: Gender,
}

/// The sentences of a `stream`, which end at these places, whose subject is a role alone; in order.
pub(crate) fn find(text: &str, stream: &[Token], sentence_ends: &[usize], language: &Language) -> Vec<Nameless> {
    let starts = std::iter::once(0).chain(sentence_ends.iter().copied());
    let mut found = Vec::new();
    for (sentence, (start, &end)) in starts.zip(sentence_ends).enumerate() {
        let head = stream.get(start..end).and_then(|tokens| tokens.iter().position(Token::is_word));
        // "Interrogé par le journal, l'adjoint ...": behind what opens the sentence.
        let opened = stream.get(start..end).filter(|_| language.free_order).and_then(|tokens| {
            let comma = tokens.iter().take(LONGEST_OPENING).position(|t| t.kind == Kind::Comma)?;
            let plain = !tokens[..comma].iter().any(|t| t.has(word::ROLE | word::GIVEN | word::NAMED | word::PRONOUN));
            let subject = tokens.get(comma + 1).is_some_and(|t| t.has(word::DEFINITE) && t.case == Case::Lower);
            (plain && subject).then_some(comma + 1)
        });
        let head = opened.or(head);
        let Some([first, rest @ ..]) = head.and_then(|head| stream.get(start + head..end)) else { continue };
        // "The", "This", but not "A".
        let definite = match language.free_order {
            true => first.has(word::DEFINITE | word::POSSESSIVE),
            false => first.has(word::DETERMINER) && first.range().len() > 2,
        };
        let role = rest.iter().take(3).position(|t| t.has(word::ROLE) && t.case == Case::Lower).filter(|_| definite);
        let Some((at, token)) = role.and_then(|at| rest.get(at).map(|token| (at, token))) else { continue };
        // "The director Ana Ruiz", "The director, Ana Ruiz," have a name.
        let alone = rest[..at].iter().all(|t| t.is_word() && t.case == Case::Lower)
            && rest.get(at + 1).is_none_or(|t| !t.is_capital() && t.kind != Kind::Comma);
        if alone && !token.plural {
            let role = text.get(token.range()).unwrap_or("").to_lowercase();
            found.push(Nameless { at: first.start, sentence: sentence as u32, role, gender: token.gender });
        }
    }
    found
}

/// The nearest of them before a pronoun that may mean its subject, if it stands behind the `sentence` of a name.
pub(crate) fn nearest<'n>(nameless: &'n [Nameless], pronoun: &Token, sentence: u32) -> Option<&'n Nameless> {
    let before = nameless.partition_point(|one| one.at < pronoun.start);
    let nearest = nameless[..before].last().filter(|one| one.sentence > sentence)?;
    (!matches!(nearest.gender, Gender::Male | Gender::Female) || nearest.gender == pronoun.gender).then_some(nearest)
}
