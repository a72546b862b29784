//! Whose words a passage is: somebody else's, where the speaker cites them before it, behind it or around it.
//!
//! In order of reading: marks of quotation in the record itself, frames that cite whatever verb they have ("according to ...,"),
//! verbs of saying before the passage with their subjects, a citation of several sentences, and words behind it ("says the
//! guard"). What speakers say of themselves is not reported.

use crate::context::{Around, Word, asks_before, is_one_of};
use crate::cues::*;
use crate::frames::Frames;
use onrecord_text::Form;
use onrecord_text::lexicon::{self, Class};

/// Frames before a passage that cite somebody.
static CITING: Frames = Frames::new(&[
    "according to ..8 ,",
    "as ..6 like|likes|liked|love|loves|used to say|put ..2 ,",
    "as @others|the ..5 puts|says|said|writes|wrote it? ,",
    "as the saying goes ,",
    "in the words of ..6 ,",
    "in @other_owner words|view|opinion|eyes ,",
    "to quote ..6 ,",
    "@owned|'s @view is|was|has|remains been? that",
    "the @view of ..6 is|was|remains that",
    "the? @alleged|story ..4 is|was|goes|went|says that",
    "it is|was|has|had|'s been? ..1 @rumoured that",
    "i|we|you|one ..2 hear|heard|read ..6 that",
    "legend|rumour|rumor|gossip|story|tradition|word ..2 has it that",
    "@owned ..1 words|phrase|reply|slogan|motto was|were ,",
    "in the eyes|opinion|view|mind|imagination of ..6 ,",
    "@heard @others|the|a|an ..5 @uttering that?",
    "i|we am|are|was|were|have|had|'ve been? ..1 told ..4 that",
]);
/// The same in looks, and no citation of a view: what is counted or laid down, and what is the speaker's own.
static NOT_CITING: Frames = Frames::new(&[
    "according to my|our ..6 ,",
    "according to ..7 @laid_down ..5 ,",
    "as i|we|you ..6 ,",
    "in the words of my|our own ..4 ,",
    "my|our @view is|was|remains that",
    "my|our|this ..2 @body|@body 's @view is|was|remains that",
    "the @view of mine|ours is|was|remains that",
]);
/// Where no mark tells how far the name goes.
static CITING_UNMARKED: Frames = Frames::new(&[
    "according to the|a|an|some|his|her|their ..2",
    "according to him|her|them",
    "in @other_owner view|opinion|eyes|words",
]);
/// Verbs of saying that say nothing of somebody's words: "it says a lot about us that", "it must be said that".
static NOT_SAYING: Frames = Frames::new(&[
    "say|says|said a lot|great|good ..8 that",
    "say|says|said ..1 @much about|of|for ..6 that",
    "it must|should|has|needs|can ..1 be said ..3 that",
    "goes without saying that?",
    "need|needless ..2 @speaking ..2 that?",
    "tell|tells|told a|the? @much about|of ..6 that",
    "@telling_thing ..4 tell|tells|told|teaches|taught|says|say|suggests|suggest ..2 that?",
    "my|our|this ..1 @body ..3 @saying|@told ..2 that?",
]);
/// What nobody says, or hardly anybody: it is denied, and so is in `turned`.
static NOBODY_SAYS: Frames = Frames::new(&[
    "nobody|no|nor|none|never|few|hardly|neither ..5 @saying|@told ..3 that?",
    "not one|a|all|many|every ..5 @saying|@told ..3 that?",
]);
/// Behind a passage, in the same sentence: who said it.
static ATTRIBUTED: Frames = Frames::new(&[
    "@says the|a|an|my|our|his|her|he|she|they ..4 ,",
    "he|she|they @said_of_it ,",
    "the|a|an|my|our ..3 @said_of_it me|us|you|everybody|everyone? ,",
    "or? so ..5 @told|say|says|claim|claims|believe|hear ,",
    "or so ..5 thought|said|hoped|believed ..3 ,",
    "or? so ..3 have|has|been|had been? told|heard ,",
    "according to the|a|an|him|her|them|some ..5 ,",
    "as they|he|she say|says|put|puts it? ,",
    "i|we am|was|are|were|have|'m been? told ,",
]);
/// Where no mark stands at all.
static OR_SO: Frames =
    Frames::new(&["or so they|he|she|the|my|our|some ..3 say|says|claim|claims|believe|hear|heard|told"]);
/// A sentence behind a closing mark: whose words these were.
static THAT_WAS_SAID: Frames = Frames::new(&[
    "that|this|those|these|so is|was|are|were ..2 what ..6 @saying",
    "those|these are|were ..8 words",
    "so|thus @says|@said_of_it ..6",
]);

impl<'a> Around<'a> {
    /// The words that give the passage to somebody else.
    pub(crate) fn reported(&self) -> Option<String> {
        if !self.is_speech {
            return None;
        }
        if let Some(words) = self.between_marks() {
            return Some(words);
        }
        let sentence = self.plain_sentence();
        let some = |from: usize| {
            from.checked_sub(1).and_then(|at| sentence.get(at)).is_some_and(|word| is_one_of(word, &SOME))
        };
        if NOT_SAYING.end(sentence).is_some()
            || NOBODY_SAYS.end(sentence).is_some_and(|from| !some(from))
            || asks_before(sentence)
        {
            return None;
        }
        let unmarked = || if self.has_marks || !self.opens_with_subject { None } else { CITING_UNMARKED.end(sentence) };
        if let Some(from) = CITING.end(sentence).or_else(unmarked)
            && NOT_CITING.end(sentence).is_none()
        {
            return Some(self.shown(sentence.get(from..).unwrap_or(&[])));
        }
        self.said_before(sentence).or_else(|| self.attributed())
    }

    /// The words that say whose the passage is where the record itself quotes: an opening mark before the passage has not been
    /// closed.
    pub(crate) fn between_marks(&self) -> Option<String> {
        self.opening_mark().map(|opening| self.source_of_marks(opening))
    }

    /// "The minister says that": a verb of saying, its subject, and what leads from it to the passage.
    fn said_before(&self, sentence: &[Word<'a>]) -> Option<String> {
        // A sentence that ended between the verb and the passage took the reported words with it, unless the citation
        // goes on behind the passage.
        const REACH: usize = 12;
        let near = sentence.get(sentence.len().saturating_sub(REACH)..)?;
        if let [.., noun, that] = near
            && that.form == Form::of("that")
            && is_one_of(noun, &HEARSAY)
        {
            return Some(self.shown(near.get(near.len().saturating_sub(4)..).unwrap_or(&[])));
        }
        for (i, word) in near.iter().enumerate().rev() {
            let between = near.get(i + 1..).unwrap_or(&[]);
            if !is_one_of(word, &SAYING)
                || !leads_in(word, between)
                || (self.opening == Form::of("but") && !word.closes)
            {
                continue;
            }
            let clause = near.get(i.saturating_sub(5)..i).unwrap_or(&[]);
            // "I looked him in the eye and said": who looked said it.
            let joined = clause.last().is_some_and(|word| is_one_of(word, &JOINING) || word.form == Form::of("then"));
            let subject = |word: &&Word<'_>| is_one_of(word, &SPEAKER) || is_one_of(word, &THIRD);
            if joined && near.get(..i).unwrap_or(&[]).iter().find(subject).is_some_and(|word| is_one_of(word, &SPEAKER))
            {
                continue;
            }
            if self.is_said_by_other(word, clause, between) {
                return Some(self.shown(near.get(i - clause.len().min(4)..).unwrap_or(&[])));
            }
        }
        if near.len() < REACH && self.before.len() > near.len() { self.cited_on() } else { None }
    }

    fn is_said_by_other(&self, verb: &Word<'_>, subject: &[Word<'_>], between: &[Word<'_>]) -> bool {
        // "It could have asked": nobody did.
        if let [.., modal, have] = subject
            && have.form == Form::of("have")
            && lexicon::class(modal.form).has(Class::MODAL)
        {
            return false;
        }
        // "One of the letters I got reads: ..."
        let introduced = between.is_empty() && verb.gap.contains(':');
        if is_one_of(verb, &READING) {
            return introduced && !subject.is_empty();
        }
        let own = |word: &Word<'_>| is_one_of(word, &SPEAKER);
        let third = |word: &Word<'_>| is_one_of(word, &THIRD);
        // "I know what they say": the nearer one is the subject.
        let nearest = subject.iter().rev().take(2).find(|word| own(word) || third(word));
        // "I am told": said to the speaker, by somebody.
        let passive = verb.form == Form::of("told") && subject.last().is_some_and(|word| is_one_of(word, &PASSIVE));
        // "Hear me say"
        let heard = subject.last().is_some_and(|word| is_one_of(word, &OWN));
        if (heard || subject.iter().any(own)) && !passive && !nearest.is_some_and(third) {
            return false;
        }
        // "Do you believe that ...?", "Please tell us whether": asked of somebody, not said by them.
        let yours = subject.iter().any(|word| word.form == Form::of("you")) && !subject.iter().any(third);
        if (yours && self.is_asked()) || (is_order(subject) && is_one_of(verb, &BARE)) {
            return false;
        }
        // "He did not tell the court that": nobody's words, and so it was.
        if subject.iter().rev().take(3).any(|word| lexicon::class(word.form).has(Class::NEGATION)) {
            return false;
        }
        let is_name = |word: &Word<'_>| {
            word.text.starts_with(char::is_uppercase) && !lexicon::class(word.form).has(Class::PRONOUN)
        };
        let names_one = |word: &Word<'_>| is_one_of(word, &OTHERS) || is_name(word);
        // "The banks insist that", and in captions, which have no capitals, any subject.
        let many = subject.last().is_some_and(|word| word.text.len() > 3 && word.text.ends_with('s'))
            && subject.iter().rev().skip(1).take(2).any(|word| is_one_of(word, &DETERMINERS));
        let unmarked = !self.has_marks && subject.last().is_some_and(|word| lexicon::is_content(word.form));
        let bound = many
            || unmarked
            || subject.iter().any(names_one)
            || subject.windows(2).any(|pair| is_one_of(&pair[0], &LIKES) && pair[1].form == Form::of("to"));
        !subject.is_empty() && (!is_one_of(verb, &BARE) || bound)
    }

    /// "He told me this: .... PASSAGE. He also said: ...": a citation of several sentences, with the passage in the midst of it.
    fn cited_on(&self) -> Option<String> {
        let opening = self.before.iter().rposition(|word| word.gap.contains(':'))?;
        let clause = self.before.get(opening.saturating_sub(6)..=opening)?;
        let from = clause.iter().rposition(|word| word.ends).map_or(0, |at| at + 1);
        let clause = clause.get(from..)?;
        let says = clause.iter().any(|word| is_one_of(word, &SAYING));
        let own = clause.first().is_some_and(|word| is_one_of(word, &OWN));
        let goes_on = |rest: &[Word<'_>]| {
            let Some((first, rest)) = rest.split_first() else { return false };
            let rest = rest.get(..3.min(rest.len())).unwrap_or(&[]);
            let more = rest.iter().any(|word| is_one_of(word, &MORE));
            is_one_of(first, &THIRD) && more && rest.iter().any(|word| is_one_of(word, &SAYING))
        };
        (says && !own && self.sentences_after().any(goes_on)).then(|| self.shown(clause))
    }

    /// ", says the guard.", ", or so I have been told."
    fn attributed(&self) -> Option<String> {
        if !self.has_marks {
            return OR_SO.begin(&self.after).map(|taken| self.shown(self.after.get(..taken).unwrap_or(&[])));
        }
        if self.last.ends || !self.last.closes {
            return None;
        }
        ATTRIBUTED.begin(&self.after).map(|taken| self.shown(self.after.get(..taken).unwrap_or(&[])))
    }

    /// The word before a mark that opens a quotation in the record, which goes on to the end of the passage. A paragraph that
    /// stands between marks as a whole, and that nobody is named for, is set off by the page: the speaker's own words.
    fn opening_mark(&self) -> Option<usize> {
        let mut open = None;
        for (index, word) in self.before.iter().enumerate().filter(|(_, word)| word.gap != " ") {
            // What stands in brackets is not looked at, and marks there close nothing outside.
            for mark in marks(word.gap.split('(').next().unwrap_or("")) {
                open = match (mark, open) {
                    (Mark::Opens, _) | (Mark::Either, None) => Some(index),
                    (Mark::Closes | Mark::Either, _) => None,
                };
            }
        }
        // A straight mark may close what opened before the words looked at: it must close after the passage too.
        let closes = |gap: &str| marks(gap).any(|mark| mark != Mark::Opens);
        let closing = std::iter::once(&self.last).chain(&self.after).position(|word| closes(word.gap))?;
        let open = open?;
        let (opening, rest) = (self.before.get(open)?, self.after.get(closing..).unwrap_or(&[]));
        let closed = if closing == 0 { &self.last } else { self.after.get(closing - 1)? };
        let set_off = opening.gap.contains('\n')
            && opening.ends
            && !opening.gap.contains(':')
            && (rest.is_empty() || closed.gap.contains('\n'))
            && ATTRIBUTED.begin(rest).is_none()
            && THAT_WAS_SAID.begin(rest).is_none();
        (!set_off).then_some(open)
    }

    /// The words that say whose the words between marks are: before the mark, or in the sentence behind it.
    fn source_of_marks(&self, opening: usize) -> String {
        let before = self.before.get(..=opening).unwrap_or(&[]);
        let from =
            before.split_last().map_or(0, |(_, rest)| rest.iter().rposition(|word| word.ends).map_or(0, |at| at + 1));
        let lead = before.get(from..).unwrap_or(&[]);
        let leads = before.last().is_some_and(|word| !word.ends) && lead.iter().any(|word| is_one_of(word, &SAYING));
        if !leads {
            let closing = std::iter::once(&self.last)
                .chain(&self.after)
                .position(|word| marks(word.gap).any(|mark| mark != Mark::Opens));
            let behind = closing.and_then(|at| self.after.get(at..)).unwrap_or(&[]);
            if let Some(taken) = ATTRIBUTED.begin(behind).or_else(|| THAT_WAS_SAID.begin(behind)) {
                return self.shown(behind.get(..taken).unwrap_or(&[]));
            }
        }
        let skip = self.before.len().saturating_sub(8);
        self.shown(self.before.get(skip..).unwrap_or(&[]))
    }
}

/// "Tell us", "please say".
fn is_order(subject: &[Word<'_>]) -> bool {
    subject.iter().all(|word| is_one_of(word, &JOINING) || matches!(word.form, form if form == Form::of("please")))
}

/// Whether the words between a verb of saying and the passage carry the saying over to it: "said that", "told us", "said,
/// quite calmly,"; but not "asked for help, and", and not "says I should go,", where it has been said already.
fn leads_in(verb: &Word<'_>, between: &[Word<'_>]) -> bool {
    const MOST: usize = 6;
    let (Some(first), Some(last)) = (between.first(), between.last()) else { return true };
    if last.gap.contains(':') {
        return true;
    }
    if between.len() > MOST || between.iter().any(|word| is_one_of(word, &JOINING)) {
        return false;
    }
    if is_one_of(last, &LEADING) || verb.gap.contains([':', '"', '“', '”']) || last.gap.contains(['"', '“', '”'])
    {
        return true;
    }
    if between.iter().all(|word| is_one_of(word, &OBJECTS)) {
        return true;
    }
    // "Said to the crew yesterday,", "told the committee,", "said, quite calmly,"
    let told = is_one_of(verb, &TOLD) && lexicon::class(first.form).has(Class::ARTICLE | Class::PRONOUN);
    let filled = lexicon::class(first.form).has(Class::PRONOUN) && between.len() == 1 && !is_one_of(first, &OBJECTS);
    let adverbial =
        is_one_of(first, &OBJECTS) || is_one_of(first, &CARRIED) || first.text.ends_with("ly") || verb.closes;
    last.closes && !filled && (told || adverbial)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Opens,
    Closes,
    Either,
}

/// The quotation marks between two words. Where one stands tells more than which it is: many texts have them the wrong way round.
fn marks(gap: &str) -> impl Iterator<Item = Mark> + '_ {
    gap.char_indices().filter_map(move |(at, c)| {
        let by_sign = match c {
            '“' | '„' | '«' => Mark::Opens,
            '”' | '»' => Mark::Closes,
            '"' => Mark::Either,
            _ => return None,
        };
        let before = gap.get(..at)?.chars().next_back();
        let after = gap.get(at + c.len_utf8()..)?.chars().next();
        let free = |c: Option<char>| c.is_some_and(|c| c.is_whitespace() || matches!(c, '(' | '—' | '–'));
        Some(match (free(before), free(after)) {
            (true, _) if after.is_none() => Mark::Opens,
            (false, true) => Mark::Closes,
            _ if before.is_none() && after.is_some() => Mark::Closes,
            _ => by_sign,
        })
    })
}
