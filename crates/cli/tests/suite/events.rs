//! `onrecord events`: listed, joined, parted, graded, and taken back.

use crate::place::Place;
use serde_json::Value;

const SAID: &str = "\
Tom Hale: Will the harbour fees go up again next spring, as the paper wrote on Friday, and who is going to pay for it?

Ana Ruiz: No. We will not raise the harbour fees before the new quay is open, and we said so in May when the council met \
in the old customs house. The fishermen paid for three bad winters in a row and nobody sent them a cheque. If somebody \
tells you that the fees go up, ask him which meeting he sat in, because it was not ours and it was not in this town.

Tom Hale: And the ferry to the island, does it stay, or is it the school bus all over again?

Ana Ruiz: The ferry to the island stays. It costs four million crowns a year and it is worth every one of them. A child \
who cannot come home from school on a ferry moves to the mainland with both parents, and then you have an island full of \
goats and nobody who votes. I like goats, but they do not pay for a harbour master, and they have never once repaired a \
pier in a storm.
";

/// A record with the transcript, the captions of the same talk, and another talk of the same people on another day.
fn with_events() -> Place {
    let place = Place::new();
    place.write("in/talk.txt", SAID);
    place.write("in/talk.meta.toml", "date = 2029-05-17\ntitle = \"Harbour talk\"\nplace = \"Brunn\"\n");
    let mut captions = "WEBVTT\n\n".to_owned();
    let words: Vec<&str> =
        SAID.split_whitespace().filter(|word| !["Tom", "Hale:", "Ana", "Ruiz:"].contains(word)).collect();
    for (at, line) in words.chunks(9).enumerate() {
        let text = line.join(" ").to_lowercase().replace("fees", "fee");
        let (minute, second) = (at * 3 / 60, at * 3 % 60);
        captions.push_str(&format!("00:{minute:02}:{second:02}.000 --> 00:{minute:02}:{second:02}.900\n{text}\n\n"));
    }
    place.write("in/video.vtt", captions);
    place.write("in/video.vtt.meta.toml", "date = 2029-05-17\n");
    place.write(
        "in/other.txt",
        "Tom Hale: What about the library?\n\nAna Ruiz: The library opens on Sundays from the autumn on, and the old \
         librarian comes back for it, which I am told was the harder part of the talks.\n",
    );
    place.write("in/other.meta.toml", "date = 2029-06-02\n");
    assert_eq!(place.run(&["init", "town.record"]).code, 0);
    let run = place.run(&["add", "--record", "town.record", "in"]);
    assert_eq!(run.code, 0, "{}", run.all());
    place
}

/// The names of the witnesses of each event that is listed, with their grades.
fn events(place: &Place, more: &[&str]) -> Vec<Vec<(String, String)>> {
    let arguments = [&["events", "--record", "town.record", "--format", "jsonl"], more].concat();
    let run = place.run(&arguments);
    assert_eq!(run.code, 0, "{}", run.all());
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    run.out
        .lines()
        .map(|line| {
            let event: Value = serde_json::from_str(line).expect("JSON");
            let witnesses = event["witnesses"].as_array().expect("witnesses");
            witnesses.iter().map(|one| (text(&one["document"]), text(&one["grade"]))).collect()
        })
        .collect()
}

fn names(events: &[Vec<(String, String)>]) -> Vec<Vec<&str>> {
    events.iter().map(|event| event.iter().map(|(name, _)| name.as_str()).collect()).collect()
}

#[test]
fn captions_and_transcript_are_one_event_and_the_user_has_the_last_word() {
    let place = with_events();
    let together = vec![vec!["in/talk.txt", "in/video.vtt"]];
    assert_eq!(names(&events(&place, &[])), together);
    assert_eq!(events(&place, &["--all"]).len(), 2);
    let run = place.run(&["events", "part", "in/video.vtt", "--record", "town.record"]);
    assert_eq!(run.code, 0, "{}", run.all());
    assert_eq!(events(&place, &[]).len(), 0);
    let run = place.run(&["undo", "--record", "town.record"]);
    assert!(run.err.contains("events part in/video.vtt"), "{}", run.all());
    assert_eq!(names(&events(&place, &[])), together);
    assert_eq!(place.run(&["events", "join", "in/other.txt", "in/video.vtt", "--record", "town.record"]).code, 0);
    assert_eq!(names(&events(&place, &["in/other.txt"])), [["in/talk.txt", "in/other.txt", "in/video.vtt"]]);
    // A later word on the same two takes the place of the earlier one.
    assert_eq!(place.run(&["events", "part", "in/other.txt", "--record", "town.record"]).code, 0);
    assert_eq!(names(&events(&place, &["in/other.txt"])), [["in/other.txt"]]);
    assert_eq!(place.run(&["verify", "--record", "town.record"]).code, 0);
}

#[test]
fn a_grade_that_the_user_gives_stands_in_findings_with_its_reason() {
    let place = with_events();
    let grade = ["events", "grade", "in/video.vtt", "official", "--reason", "checked by the clerk"];
    let run = place.run(&[&grade[..], &["--record", "town.record"]].concat());
    assert_eq!(run.code, 0, "{}", run.all());
    assert!(events(&place, &["in/video.vtt"])[0].contains(&("in/video.vtt".to_owned(), "official".to_owned())));
    let quote = ["check", "--quote", "The ferry to the island stays", "--format", "jsonl", "--record", "town.record"];
    let finding = |run: &str| serde_json::from_str::<Value>(run.lines().next().unwrap_or_default()).expect("JSON");
    let passage = finding(&place.run(&quote).out)["passages"][0].clone();
    assert_eq!((&passage["document"], &passage["grade"]), (&Value::from("in/video.vtt"), &Value::from("official")));
    assert_eq!(passage["grade_reason"], "checked by the clerk");
    assert_eq!(place.run(&["undo", "--record", "town.record"]).code, 0);
    assert_eq!(finding(&place.run(&quote).out)["passages"][0]["document"], "in/talk.txt");
}

#[test]
fn what_cannot_be_decided_is_said_with_the_next_step() {
    let place = with_events();
    let run = |arguments: &[&str]| place.run(&[arguments, &["--record", "town.record"]].concat());
    run(&["events", "join", "in/talk.txt", "nobody.txt"]).failed_with("nobody.txt");
    run(&["events", "join", "in/talk.txt", "in/talk.txt"]).failed_with("named twice");
    run(&["events", "join", "in/talk.txt"]).failed_with("two documents");
    run(&["events", "part", "in/other.txt"]).failed_with("nothing to part");
    run(&["events", "grade", "in/talk.txt", "golden", "--reason", "mine"]).failed_with("golden");
    run(&["events", "grade", "in/talk.txt", "wire", "--reason", " "]).failed_with("--reason");
}

#[test]
fn for_people() {
    insta::assert_snapshot!(with_events().run(&["events", "--record", "town.record"]).out);
}

#[test]
fn what_is_so_already_is_not_decided_again() {
    let place = Place::with_meeting();
    place.write("transcripts/radio.txt", "Lena Holt: Nobody asked for a tunnel under the old market hall.\n");
    assert_eq!(place.run(&["init", "town.record"]).code, 0);
    assert_eq!(place.run(&["add", "transcripts"]).code, 0);
    let (one, other) = ("transcripts/meeting.txt", "transcripts/radio.txt");
    let log = || place.run(&["log"]).out;
    place.run(&["events", "part", one, one]).failed_with("named twice");
    let grade = ["events", "grade", other, "wire", "--reason", "an agency's\n  report"];
    assert_eq!(place.run(&grade).code, 0);
    assert!(log().contains("an agency's report"), "{}", log());
    assert_eq!(place.run(&["events", "join", one, other]).code, 0);
    let before = log();
    for again in [&grade[..], &["events", "join", one, other], &["events", "join", other, one]] {
        let run = place.run(again);
        assert!(run.code == 0 && run.err.contains("nothing was changed"), "{}", run.all());
    }
    assert_eq!(log(), before);
    // Parted, they can be joined again.
    assert_eq!(place.run(&["events", "part", one]).code, 0);
    assert!(place.run(&["events", "join", one, other]).err.contains("are of one event now"));
}
