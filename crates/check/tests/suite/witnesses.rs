//! What several witnesses of one event add to a finding: which one it rests on, readings by style and meaning, times, the
//! question before an answer, and a reference that stays.

use onrecord_check::{Checker, Claim, Differs, Finding, Flag, Verdict};
use onrecord_read::{Grade, Hint, read};
use onrecord_record::{Corpus, Held};

fn held(name: &str, text: &str, date: Option<&str>) -> Held {
    let mut document = read(text.as_bytes(), &Hint::named(name)).unwrap();
    document.date = date.map(str::to_owned);
    Held { name: name.to_owned(), reference: Some(format!("{:012x}", name.len())), document }
}

fn official(mut held: Held) -> Held {
    held.document.grade = Grade::Official;
    held
}

fn check(held: &[Held], text: &str) -> Finding {
    let claim = Claim { text: text.to_owned(), input: "desk/article.txt".to_owned(), ..Claim::default() };
    Checker::new(&Corpus::new(held.to_vec())).check(claim)
}

const OPENING: &str = "Orla Venn: Friends, it is good to be back in this hall, and it is good to see that the roof has been mended. Ten \
    years ago the rain came in on the choir, and the choir sang on, and that is what I want to talk about tonight. This \
    valley does not stop singing because it rains. We were told that the mill would close and the young would leave. ";
const CLOSING: &str = " And when they tell you that it cannot be done, ask them who mended the roof. We mended it, plank by plank, and \
    nobody in the capital lifted a hammer. So go home tonight, talk to your neighbours, and bring them to the poll on Sunday, \
    for the mill and for the choir and for the young who want to stay.";

fn speech(middle: &str) -> String {
    format!("Per Lund: Please welcome Orla Venn.\n\n{OPENING}{middle}{CLOSING}\n\nPer Lund: Thank you. Good night.\n")
}

#[test]
fn a_speech_given_again_is_no_witness_of_the_first() {
    let said = speech("We will build two hundred houses by the river.");
    let again = speech("We will build three hundred houses by the river.");
    let quote = "We will build two hundred houses by the river.";
    // Of one evening they are two records of one speech, and the official one counts.
    let evening =
        |date| [held("hall.txt", &said, Some("2031-03-01")), official(held("office.txt", &again, Some(date)))];
    let finding = check(&evening("2031-03-01"), quote);
    assert_eq!((finding.verdict, finding.passages[0].document.as_str()), (Verdict::Altered, "office.txt"));
    assert!(finding.flags.contains(&Flag::Disputed));
    assert_eq!(finding.readings[0].differs, Differs::Meaning);
    // A week later it is another speech, and says nothing about this one.
    let finding = check(&evening("2031-03-08"), quote);
    assert_eq!((finding.verdict, finding.passages[0].document.as_str()), (Verdict::Verbatim, "hall.txt"));
    assert_eq!((finding.flags.as_slice(), finding.readings.len()), (&[][..], 0));
}

#[test]
fn a_reading_that_only_tidies_is_style_and_disputes_nothing() {
    let rough = speech("We will, uh, we will build two hundred houses by the river, you know, before the winter.");
    let tidy = speech("We will build two hundred houses by the river before the winter.");
    let both = [held("rough.txt", &rough, Some("2031-03-01")), official(held("tidy.txt", &tidy, Some("2031-03-01")))];
    let finding = check(&both, "We will build two hundred houses by the river before the winter.");
    assert_eq!((finding.verdict, finding.passages[0].document.as_str()), (Verdict::Verbatim, "tidy.txt"));
    assert_eq!(finding.readings.iter().map(|reading| reading.differs).collect::<Vec<_>>(), [Differs::Style]);
    assert!(!finding.flags.contains(&Flag::Disputed));
}

#[test]
fn times_come_from_witnesses_of_the_event_only() {
    let said = speech("We will build two hundred houses by the river.");
    let words: Vec<&str> =
        said.split_whitespace().filter(|word| !["Per", "Lund:", "Orla", "Venn:"].contains(word)).collect();
    let mut captions = "WEBVTT\n\n".to_owned();
    for (at, line) in words.chunks(8).enumerate() {
        let clock = |second: usize| format!("00:{:02}:{:02}.000", second / 60, second % 60);
        captions.push_str(&format!(
            "{} --> {}\n{}\n\n",
            clock(at * 3),
            clock(at * 3 + 3),
            line.join(" ").to_lowercase()
        ));
    }
    let quote = "We will build two hundred houses by the river.";
    let with = |date| [held("hall.txt", &said, Some("2031-03-01")), held("video.vtt", &captions, Some(date))];
    let (start, _) = check(&with("2031-03-01"), quote).passages[0].time.expect("a time");
    let expected = words.iter().position(|word| *word == "two").unwrap() as f64 / 8.0 * 3.0;
    assert!((start - expected).abs() < 3.0, "{start} for {expected}");
    // The captions of another evening have their own seconds.
    assert_eq!(check(&with("2031-03-08"), quote).passages[0].time, None);
}

/// What was said at the beginning is said again at the end, where the captions have lost it: the beginning is no second of it.
#[test]
fn what_is_said_again_where_captions_are_lost_has_no_second_of_another_place() {
    let formula =
        "The order of the two speakers was determined by a drawing of lots, and each of them has two minutes.";
    let hours = "Friends, the night is long. The mill stands where our fathers built it, the river runs where it ran, and every \
        house along the bank has a lamp in its window. I have walked the bank from the weir to the bridge and I have \
        counted the lamps, and there are more of them than there were in the year of the flood. ";
    let said = format!(
        "Per Lund: Good evening. {formula}\n\n{}\n\nPer Lund: Now the last words. {formula} Quiet, please, everybody in the gallery.\n",
        speech(hours)
    );
    let heard: Vec<&str> =
        said.split_whitespace().filter(|word| !["Per", "Lund:", "Orla", "Venn:"].contains(word)).collect();
    let lost = heard.iter().rposition(|word| *word == "order").unwrap() - 1;
    let mut captions = "WEBVTT\n\n".to_owned();
    for (at, line) in heard[..lost].chunks(8).enumerate() {
        let clock = |second: usize| format!("00:{:02}:{:02}.000", second / 60, second % 60);
        captions += &format!("{} --> {}\n{}\n\n", clock(4 * at), clock(4 * at + 4), line.join(" ").to_lowercase());
    }
    let both = [official(held("hall.txt", &said, Some("2031-03-01"))), held("hall.vtt", &captions, Some("2031-03-01"))];
    let finding = check(&both, "two minutes. Quiet, please, everybody in the gallery.");
    assert_eq!(finding.passages[0].document, "hall.txt");
    assert_eq!(finding.passages[0].time, None, "{:?}", finding.passages[0].text);
    let finding = check(&both, "The river runs where it ran, and every house along the bank has a lamp in its window.");
    assert!(finding.passages[0].time.is_some());
}

#[test]
fn the_question_before_an_answer_is_told_and_a_remark_is_not() {
    let talk = "Per Lund: Good evening, and welcome. Will the mill close this winter?\n\n\
                Orla Venn: The mill stays open until the last log is cut.\n\n\
                Per Lund: I see.\n\n\
                Orla Venn: And after that we plant new trees along the northern road.\n";
    let sources = [held("talk.txt", talk, None)];
    let asked =
        check(&sources, "The mill stays open until the last log is cut").passages[0].asked.clone().expect("a question");
    assert_eq!(asked.speaker.as_deref(), Some("Per Lund"));
    assert!(asked.text.ends_with("Will the mill close this winter?"), "{}", asked.text);
    assert_eq!(check(&sources, "after that we plant new trees along the northern road").passages[0].asked, None);
}

#[test]
fn a_reference_stays_when_the_record_grows_and_the_article_moves() {
    let said = speech("We will build two hundred houses by the river.");
    let quote = "We will build two hundred houses by the river";
    let first = check(&[held("hall.txt", &said, Some("2031-03-01"))], quote).reference;
    let (words, place) = first.split_once('@').expect("a passage on record");
    assert!(words.len() == 13 && words.starts_with('q') && place.contains(':'), "{first}");
    // A better witness comes: the words are those of the same finding, the passage is another.
    let grown =
        [held("hall.txt", &said, Some("2031-03-01")), official(held("the office.txt", &said, Some("2031-03-01")))];
    let second = check(&grown, &format!("{},", quote.to_uppercase())).reference;
    assert!(second.starts_with(words) && second != first, "{second}");
    let claim = |text: &str, input: &str| Claim { text: text.to_owned(), input: input.to_owned(), ..Claim::default() };
    let of = |text: &str, input: &str| Finding::reference_of(&claim(text, input), None);
    assert_eq!(of(quote, "article.txt"), of(quote, "other/desk/article.txt"));
    assert_ne!(of(quote, "article.txt"), of(quote, "second.txt"));
    assert_ne!(of(quote, "article.txt"), of("We will build three hundred houses", "article.txt"));
}

#[test]
fn what_is_not_on_record_is_told_with_what_would_settle_it() {
    let sources = [held("talk.txt", &speech("We will build two hundred houses by the river."), Some("2031-03-01"))];
    let corpus = Corpus::new(sources.to_vec());
    let told = |speaker: Option<&str>, date: Option<&str>, event: Option<&str>| {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        let text = "The harbour master sold his boat to pay for the new bells.".to_owned();
        let claim = Claim { text, speaker: owned(speaker), date: owned(date), event: owned(event), ..Claim::default() };
        let finding = Checker::new(&corpus).check(claim);
        assert_eq!(finding.verdict, Verdict::Unfound);
        finding.reasons.join(" ")
    };
    for (told, expected) in [
        (told(Some("Ida Brandt"), None, None), "what Ida Brandt said would settle it"),
        (told(Some("Orla Venn"), None, None), "What it has of Orla Venn is of 2031-03-01"),
        (told(Some("Orla Venn"), Some("2031-06-09"), None), "Nothing of 2031-06-09 is on record"),
        (told(Some("Orla Venn"), None, Some("Budget speech")), "Nothing of Budget speech is on record"),
        (told(Some("Ida Brandt"), Some("2031-03-01"), None), "no words of Ida Brandt: add a record"),
        (told(Some("Orla Venn"), Some("2031-03-01"), None), "is it whole?"),
        (told(None, None, None), "Who said it, when and where"),
    ] {
        assert!(told.contains(expected), "{told}");
    }
}
