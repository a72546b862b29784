//! Documents of one event come together, and none of a stranger. All texts are made up of made-up sentences.

use crate::invented::transcript;
use onrecord_read::{Document, Grade, SegmentKind};
use onrecord_record::events::{Bond, Decided, Events, Sketch};
use proptest::prelude::*;

/// A stream of words that is the same for the same seed.
struct Words(u64);

impl Words {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    /// So many words of a small language of syllables: common ones come often, as in any language.
    fn take(&mut self, count: usize) -> Vec<String> {
        const SYLLABLES: [&str; 16] =
            ["ha", "bor", "fe", "ri", "to", "lim", "ka", "sen", "du", "vor", "mi", "ral", "pe", "nos", "gi", "wet"];
        (0..count)
            .map(|_| {
                let rank = self.next() % 40 * (self.next() % 40);
                SYLLABLES
                    .iter()
                    .cycle()
                    .skip((rank % 16) as usize)
                    .step_by(1 + (rank / 16 % 15) as usize)
                    .take(1 + (rank % 3) as usize)
                    .copied()
                    .collect()
            })
            .collect()
    }

    fn text(&mut self, count: usize) -> String {
        self.take(count).join(" ")
    }
}

/// A transcript of two speakers who take turns of so many words.
fn talk(date: Option<&str>, turns: &[String]) -> Document {
    let text: Vec<String> = turns
        .iter()
        .zip(["Tom Hale", "Ana Ruiz"].iter().cycle())
        .map(|(turn, name)| format!("{name}: {turn}\n"))
        .collect();
    let mut document = transcript(&text.join("\n"));
    document.date = date.map(str::to_owned);
    (document.link, document.title, document.event, document.place) = (None, None, None, None);
    document
}

fn turns(seed: u64, lengths: &[usize]) -> Vec<String> {
    let mut words = Words(seed);
    lengths.iter().map(|length| words.text(*length)).collect()
}

/// The same words as a machine hears them: one in so many is wrong, and nobody is named.
fn captions(turns: &[String], wrong: usize, date: Option<&str>) -> Document {
    let words: Vec<String> = turns.join(" ").split(' ').map(str::to_owned).collect();
    let heard: Vec<String> = words
        .iter()
        .enumerate()
        .map(
            |(at, word)| {
                if (at * 7 + at / 13 * 5 + at / 101) % 17 % wrong == 0 { format!("{word}x") } else { word.clone() }
            },
        )
        .collect();
    let mut document = talk(date, &[heard.join(" ")]);
    document.people.clear();
    for segment in &mut document.segments {
        (segment.kind, segment.speaker) = (SegmentKind::Caption, None);
    }
    document.grade = Grade::Machine;
    document
}

/// A report that tells in its own words and quotes.
fn report(text: &str, date: Option<&str>) -> Document {
    let mut document = talk(date, &[text.to_owned()]);
    document.people.clear();
    for segment in &mut document.segments {
        (segment.kind, segment.speaker) = (SegmentKind::Narration, None);
    }
    document.grade = Grade::Wire;
    document
}

fn events(documents: &[Document]) -> Events {
    let sketches: Vec<Sketch> = documents.iter().map(Sketch::of).collect();
    Events::group(&sketches, &Decided::default())
}

const LENGTHS: [usize; 10] = [20, 160, 35, 240, 18, 190, 44, 120, 25, 300];

#[test]
fn a_transcript_and_captions_of_one_talk_are_one_event_with_and_without_a_date() {
    let said = turns(1, &LENGTHS);
    for date in [Some("2029-05-17"), None] {
        let documents =
            [talk(Some("2029-05-17"), &said), captions(&said, 9, date), talk(Some("2029-05-18"), &turns(2, &LENGTHS))];
        let events = events(&documents);
        assert!(events.same(0, 1), "{date:?}");
        assert!(!events.same(0, 2));
        assert_eq!(events.tie(1).map(|tie| tie.bond), Some(Bond::Words));
    }
}

#[test]
fn two_speeches_of_one_campaign_share_passages_and_stay_apart() {
    let mut stock = Words(3);
    let passages: Vec<String> = (0..6).map(|_| stock.text(110)).collect();
    let speech = |seed: u64, date: &str| {
        let mut own = Words(seed);
        let parts: Vec<String> = passages.iter().flat_map(|passage| [passage.clone(), own.text(90)]).collect();
        talk(Some(date), &[parts.join(" ")])
    };
    // Half of each is in the other: the same passages, in the same order, on the next day and a week later.
    let events = events(&[speech(4, "2029-05-17"), speech(5, "2029-05-18"), speech(6, "2029-05-25")]);
    assert_eq!(events.len(), 3, "{:?}", events.ties());
}

#[test]
fn formulas_of_a_series_join_nothing() {
    let formula = Words(7).text(160);
    let documents: Vec<Document> = (0..12)
        .map(|month| {
            let mut own = Words(100 + month);
            talk(Some(&format!("2029-{:02}-03", month + 1)), &[format!("{formula} {}", own.text(140))])
        })
        .collect();
    assert_eq!(events(&documents).len(), 12);
    // Of one day and without speech, from one mould: notes on laws that were signed.
    let mould = Words(8).text(45);
    let notes: Vec<Document> =
        (0..4).map(|at| report(&format!("{} {mould}", Words(200 + at).text(15)), Some("2029-05-17"))).collect();
    assert_eq!(events(&notes).len(), 4);
}

#[test]
fn a_report_that_quotes_belongs_to_what_it_quotes() {
    let said = turns(9, &LENGTHS);
    let quoted: String = said[3].split(' ').take(150).collect::<Vec<_>>().join(" ");
    let telling = Words(10).text(60);
    let documents = [
        talk(Some("2029-05-17"), &said),
        report(&format!("{telling} {quoted}"), Some("2029-05-17")),
        // Another talk of the day, and a report on something else.
        talk(Some("2029-05-17"), &turns(11, &LENGTHS)),
        report(&Words(12).text(200), Some("2029-05-17")),
    ];
    let events = events(&documents);
    assert!(events.same(0, 1));
    assert_eq!(events.tie(1).map(|tie| tie.bond), Some(Bond::Part));
    assert_eq!(events.len(), 3);
}

#[test]
fn a_translation_is_known_by_its_shape_numbers_and_names() {
    let original = talk(Some("2029-05-17"), &turns(13, &LENGTHS));
    let longer: Vec<usize> = LENGTHS.iter().map(|length| length * 5 / 4 + 1).collect();
    let mut translation = talk(Some("2029-05-17"), &turns(14, &longer));
    translation.language = Some("de".to_owned());
    let mut other = talk(Some("2029-05-17"), &turns(15, &[200, 30, 15, 90, 210, 12, 160, 20, 70, 11]));
    other.language = Some("de".to_owned());
    let mut later = talk(Some("2029-06-20"), &turns(22, &longer));
    later.language = Some("de".to_owned());
    let grouped = events(&[original.clone(), translation, other, later]);
    assert!(grouped.same(0, 1), "{:?}", grouped.ties());
    assert_eq!(grouped.tie(0).map(|tie| tie.bond), Some(Bond::Translation));
    assert!(!grouped.same(0, 2) && !grouped.same(0, 3));
    // In the same language the shape alone is chance.
    let again = talk(Some("2029-05-17"), &turns(16, &longer));
    assert_eq!(events(&[original, again]).len(), 2);
}

#[test]
fn a_page_that_collects_interviews_is_of_none_of_them() {
    let (first, second) = (turns(17, &LENGTHS), turns(18, &LENGTHS));
    let both: Vec<String> = first.iter().chain(&second).chain(&turns(19, &[2500])).cloned().collect();
    let documents = [talk(Some("2029-05-17"), &first), talk(Some("2030-01-09"), &second), talk(None, &both)];
    assert_eq!(events(&documents).len(), 3);
}

#[test]
fn what_the_user_decided_outranks_what_the_words_say() {
    let said = turns(20, &LENGTHS);
    let documents =
        [talk(Some("2029-05-17"), &said), captions(&said, 9, None), talk(Some("2029-07-01"), &turns(21, &LENGTHS))];
    let sketches: Vec<Sketch> = documents.iter().map(Sketch::of).collect();
    let decided = Decided { joined: vec![(0, 2)], parted: vec![(0, 1)] };
    let events = Events::group(&sketches, &decided);
    assert!(events.same(0, 2) && !events.same(0, 1));
    assert_eq!(events.tie(2).map(|tie| tie.bond), Some(Bond::Joined));
    // What is parted is not joined again by way of a third.
    let decided = Decided { joined: vec![(1, 2), (2, 0)], parted: vec![(0, 1)] };
    let events = Events::group(&sketches, &decided);
    assert!(!events.same(0, 1));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn grouping_is_sound_for_any_documents(documents in prop::collection::vec(crate::invented::any_document(), 0..8)) {
        let events = events(&documents);
        let mut seen = vec![0; documents.len()];
        for event in 0..events.len() {
            prop_assert!(!events.members(event).is_empty());
            for document in events.members(event) {
                seen[*document as usize] += 1;
                prop_assert_eq!(events.of(*document as usize), Some(event));
            }
        }
        prop_assert!(seen.iter().all(|times| *times == 1));
    }

    #[test]
    fn the_order_of_the_documents_does_not_matter(seed in 0u64..1000) {
        order_does_not_matter(seed);
    }
}

/// The same documents from front to back and from back to front come to the same events.
fn order_does_not_matter(seed: u64) {
    let said = turns(seed, &LENGTHS);
    let quoted: String = said[1].clone();
    let documents = [
        talk(Some("2029-05-17"), &said),
        captions(&said, 6, None),
        report(&quoted, Some("2029-05-17")),
        talk(Some("2029-05-17"), &turns(seed + 5000, &LENGTHS)),
    ];
    let turned: Vec<Document> = documents.iter().rev().cloned().collect();
    let (one, other) = (events(&documents), events(&turned));
    for a in 0..4 {
        for b in 0..4 {
            assert_eq!(one.same(a, b), other.same(3 - a, 3 - b), "seed {seed}: {a} and {b}");
        }
    }
}

#[test]
fn two_documents_of_one_length_are_compared_alike_both_ways() {
    // Here a transcript and its captions have as many samples.
    order_does_not_matter(51);
}
