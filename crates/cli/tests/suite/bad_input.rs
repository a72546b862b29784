//! Everything that is not what the command needs: each case ends in an error that says what, where and the next step,
//! or, inside a folder, in a skip that is counted and named.

use crate::place::{ARTICLE, Place, TRANSCRIPT};

const CHECK: [&str; 4] = ["check", "article.txt", "--against", "transcripts"];

#[test]
fn no_arguments_and_nothing_to_check() {
    let place = Place::with_meeting();
    assert_eq!(place.run(&[]).code, 2);
    place.run(&["check", "--against", "transcripts"]).failed_with("there is nothing to check");
    let swallowed = place.run(&["check", "--against", "transcripts", "article.txt"]);
    swallowed.failed_with("there is nothing to check");
    assert!(swallowed.err.contains("Put the article before --against"), "{}", swallowed.all());
}

#[test]
#[allow(clippy::print_stderr)]
fn nothing_to_check_against() {
    let place = Place::with_meeting();
    // The nearest record upward counts: one that somebody left in the folder for passing files would be found.
    let is_record = |entry: std::fs::DirEntry| entry.path().extension().is_some_and(|ending| ending == "record");
    let above = place
        .path("")
        .ancestors()
        .skip(1)
        .any(|folder| std::fs::read_dir(folder).is_ok_and(|entries| entries.flatten().any(is_record)));
    if above {
        eprintln!("skipped: a record lies in a folder above {}", place.path("").display());
        return;
    }
    let run = place.run(&["check", "article.txt"]);
    run.failed_with("nothing to check against");
    assert!(run.err.contains("--against"), "{}", run.all());
}

#[test]
fn a_missing_path_is_named() {
    let place = Place::with_meeting();
    place.run(&["check", "artikel.txt", "--against", "transcripts"]).failed_with("artikel.txt");
    place.run(&["check", "article.txt", "--against", "transcribts"]).failed_with("transcribts");
    place.run(&["check", "--quotations", "no.csv", "--against", "transcripts"]).failed_with("no.csv");
    place.run(&["quotes", "no.txt"]).failed_with("no.txt");
    place.run(&["read", "no.txt"]).failed_with("no.txt");
}

#[test]
fn a_folder_where_a_file_is_needed() {
    let place = Place::with_meeting();
    place.run(&["check", "transcripts", "--against", "transcripts"]).failed_with("is a folder");
    place.run(&["quotes", "transcripts"]).failed_with("is a folder");
}

#[test]
fn a_folder_with_nothing_readable() {
    let place = Place::with_meeting();
    place.write("empty/.keep", "");
    place.write("pictures/a.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01");
    place.run(&["check", "article.txt", "--against", "empty"]).failed_with("empty");
    let run = place.run(&["check", "article.txt", "--against", "pictures"]);
    run.failed_with("pictures");
    assert!(run.err.contains("a.png"), "the file that was skipped is named\n{}", run.all());
}

#[test]
fn empty_and_binary_files_named_on_the_command_line() {
    let place = Place::with_meeting();
    place.write("empty.txt", "");
    place.write("blank.txt", " \n\n");
    place.write("photo.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0\x90wS\xde");
    for name in ["empty.txt", "blank.txt", "photo.txt"] {
        place.run(&["check", name, "--against", "transcripts"]).failed_with(name);
        place.run(&["check", "article.txt", "--against", name]).failed_with(name);
        place.run(&["quotes", name]).failed_with(name);
        place.run(&["read", name]).failed_with(name);
    }
    place.run_with(&["quotes", "-"], "", &[]).failed_with("-");
}

#[test]
fn bad_files_inside_a_folder_are_skipped_counted_and_named() {
    let place = Place::with_meeting();
    place.write("transcripts/empty.txt", "");
    place.write("transcripts/photo.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0\x90wS\xde");
    let run = place.run(&CHECK);
    assert_eq!(run.code, 1, "{}", run.all());
    let run = place.run(&[&CHECK[..], &["--format", "jsonl", "--strict"]].concat());
    assert_eq!(run.code, 3, "{}", run.all());
    let summary = run.out.lines().last().unwrap_or_default();
    assert!(summary.contains("empty.txt") && summary.contains("photo.txt"), "{summary}");
    assert!(run.err.contains("empty.txt") && run.err.contains("photo.txt"), "{}", run.all());
    assert!(!place.run(&[&CHECK[..], &["--quiet"]].concat()).err.contains("warning"));
}

#[test]
fn strict_without_anything_skipped_is_no_code_of_its_own() {
    let place = Place::with_meeting();
    assert_eq!(place.run(&[&CHECK[..], &["--strict"]].concat()).code, 1);
    assert_eq!(place.run(&[&CHECK[..], &["--strict", "--fail-on", "none"]].concat()).code, 0);
}

#[test]
fn invalid_utf8_and_old_encodings_are_read_and_noted() {
    let place = Place::new();
    // Windows-1252: the quotation marks are single bytes that UTF-8 does not know.
    place.write(
        "article.txt",
        b"A report\n\n\x93The caf\xE9 on the r\xE9union bridge will stay open,\x94 said Mira Castell.\n",
    );
    place.write("said.txt", "Mira Castell: The café on the réunion bridge will stay open.\n");
    let run = place.run(&["check", "article.txt", "--against", "said.txt", "--format", "jsonl"]);
    assert_eq!(run.code, 0, "{}", run.all());
    assert!(run.out.contains("\"verdict\":\"verbatim\""), "{}", run.all());
    assert!(run.err.contains("article.txt"), "the guess is told\n{}", run.all());
    // UTF-8 with a damaged byte in it.
    let mut damaged =
        "Mira Castell: The café on the réunion bridge will stay open.\n\nJonas Adeyemi: Good é ".as_bytes().to_vec();
    damaged.extend(b"\xFF news.\n");
    place.write("said.txt", damaged);
    let run = place.run(&["check", "article.txt", "--against", "said.txt", "--format", "jsonl"]);
    assert!(run.out.contains("\"verdict\":\"verbatim\""), "{}", run.all());
}

#[test]
fn a_truncated_caption_file_gives_what_it_has() {
    let place = Place::new();
    place.write(
        "talk.vtt",
        "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\nthe bridge will not be closed before the winter\n\n00:00:04.000 --> 00:0",
    );
    let quote = ["check", "--quote", "the bridge will not be closed before the winter", "--against", "talk.vtt"];
    let run = place.run(&[&quote[..], &["--format", "jsonl"]].concat());
    assert_eq!(run.code, 0, "{}", run.all());
    assert!(run.out.contains("\"verdict\":\"verbatim\""), "{}", run.all());
}

#[test]
fn a_single_line_of_many_megabytes_is_read_in_time() {
    let place = Place::with_meeting();
    let filler = "and then the river went on and on and nobody counted the days ";
    let mut line = filler.repeat(20_000_000 / filler.len());
    line.push_str("We have seventy million for the repair, but only if the county pays its half.");
    place.write("long.txt", line);
    let quote = "seventy million for the repair, but only if the county pays its half";
    let run = place.run(&["check", "--quote", quote, "--against", "long.txt", "--format", "jsonl"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("\"verdict\":\"verbatim\""), "{}", run.err);
}

#[test]
fn deeply_nested_html_does_not_end_in_a_crash() {
    let place = Place::with_meeting();
    let deep = 100_000;
    let page = format!(
        "<html><body>{}<p>We have seventy million for the repair.</p>{}</body></html>",
        "<div>".repeat(deep),
        "</div>".repeat(deep)
    );
    place.write("deep.html", page);
    let run = place.run(&["read", "deep.html", "--format", "jsonl"]);
    assert!(run.code == 0 || (run.code == 2 && run.err.contains("hint: ")), "exit {} {}", run.code, run.err);
    let run = place.run(&["check", "article.txt", "--against", "deep.html", "transcripts", "--format", "jsonl"]);
    assert!((0..=2).contains(&run.code), "exit {} {}", run.code, run.err);
}

#[test]
fn a_table_without_the_needed_column_names_those_it_has() {
    let place = Place::with_meeting();
    place.write("q.csv", "id,quote,who\n1,We have seventy million,Castell\n");
    let run = place.run(&["check", "--quotations", "q.csv", "--against", "transcripts"]);
    run.failed_with("q.csv, line 1: no column \"text\"; the columns found are: id, quote, who");
    place.write("q.jsonl", "{\"text\":\"We have seventy million\"}\n{\"quote\":\"x\"}\n");
    place
        .run(&["check", "--quotations", "q.jsonl", "--against", "transcripts"])
        .failed_with("q.jsonl, line 2: no \"text\"");
}

#[test]
fn wrong_words_for_format_and_fail_on_are_answered_with_the_right_ones() {
    let place = Place::with_meeting();
    let run = place.run(&[&CHECK[..], &["--format", "pdf"]].concat());
    assert!(run.code == 2 && run.err.contains("sarif"), "{}", run.all());
    let run = place.run(&[&CHECK[..], &["--fail-on", "wrong"]].concat());
    assert!(run.code == 2 && run.err.contains("spliced") && run.err.contains("cut_off"), "{}", run.all());
}

#[test]
fn a_report_that_cannot_be_written_leaves_nothing_behind() {
    let place = Place::with_meeting();
    place.run(&[&CHECK[..], &["--output", "no/folder/report.html"]].concat()).failed_with("report.html");
    place.run(&[&CHECK[..], &["--output", "transcripts"]].concat()).failed_with("transcripts");
    let names: Vec<_> =
        std::fs::read_dir(place.path("")).expect("the folder").flatten().map(|e| e.file_name()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
}

#[test]
fn a_report_never_takes_the_place_of_what_it_is_about() {
    let place = Place::with_meeting();
    let content = |name: &str| std::fs::read(place.path(name)).expect("the file");
    let quotations = place.write("quotes.csv", "text\nI have told the council so twice\n");
    place.run(&[&CHECK[..], &["--output", "article.txt"]].concat()).failed_with("article.txt is what is checked");
    place.run(&[&CHECK[..], &["--output", "transcripts/meeting.txt"]].concat()).failed_with("a source");
    let arguments = ["check", "--quotations", "quotes.csv", "--against", "transcripts", "--output", "./quotes.csv"];
    place.run(&arguments).failed_with("quotes.csv is what is checked");
    assert_eq!(content("article.txt"), crate::place::ARTICLE.as_bytes());
    assert_eq!(content("transcripts/meeting.txt"), TRANSCRIPT.as_bytes());
    assert!(std::fs::read(quotations).expect("the file").starts_with(b"text\n"));

    place.run(&["init", "town"]);
    let record = content("town.record");
    place.run(&[&CHECK[..], &["--output", "town.record"]].concat()).failed_with("town.record is a record");
    place.run(&["export", "--output", "town.record"]).failed_with("town.record is a record");
    assert_eq!(content("town.record"), record);

    // A report of an earlier run among the sources is written again, in every format.
    for name in ["r.txt", "r.md", "r.html", "r.json", "r.jsonl", "r.csv", "r.sarif"] {
        let name = format!("transcripts/{name}");
        for _ in 0..2 {
            let run = place.run(&[&CHECK[..], &["--output", &name]].concat());
            assert_eq!(run.code, 1, "{name}: {}", run.all());
        }
        std::fs::remove_file(place.path(&name)).expect("the report");
    }
}

#[test]
fn standard_input_is_read_once() {
    let place = Place::with_meeting();
    place.run_with(&["check", "-", "--against", "-"], TRANSCRIPT, &[]).failed_with("standard input");
    let run = place.run_with(&["check", "-", "--against", "transcripts"], ARTICLE, &[]);
    assert_eq!(run.code, 1, "{}", run.all());
}

#[test]
fn names_with_control_characters_do_not_steer_the_terminal() {
    let place = Place::with_meeting();
    let run = place.run(&["quotes", "no\u{1b}[31m.txt"]);
    assert!(run.code == 2 && !run.err.contains('\u{1b}'), "{:?}", run.err);
}

#[test]
fn text_on_record_does_not_steer_the_terminal() {
    let place = Place::with_meeting();
    place.write("transcripts/page.html", TRANSCRIPT.replace("half.", "half\u{202E} now."));
    place.run(&["init", "town"]);
    place.run(&["add", "transcripts"]);
    let run = place.run(&["find", "seventy", "million"]);
    assert!(run.code == 0 && run.out.contains('\u{FFFD}') && !run.out.contains('\u{202E}'), "{:?}", run.out);
}

#[test]
fn a_date_that_is_none_is_no_date_of_another_event() {
    let place = Place::with_meeting();
    let check = ["check", "--quote", "I have told the council so twice", "--against", "transcripts", "--date"];
    place.run(&[&check[..], &["yesterday"]].concat()).failed_with("\"yesterday\" is not a date");
    assert_eq!(place.run(&[&check[..], &["2026-05-12"]].concat()).code, 0);
}

#[test]
fn captions_that_lost_their_beginning_are_captions() {
    let place = Place::new();
    let cue = |at: u32, words: &str| format!("00:00:{at:02}.000 --> 00:00:{:02}.000\n{words}\n\n", at + 2);
    let rest = ["we have seventy", "million for the", "repair of the bridge"];
    let cues: String = (10..).step_by(2).zip(rest).map(|(at, words)| cue(at, words)).collect();
    place.write("cut.vtt", format!("of the last one\n\n{cues}"));
    let check = ["check", "--quote", "We have seventy million for the repair of the bridge", "--against", "cut.vtt"];
    let run = place.run(&[&check[..], &["--format", "csv"]].concat());
    assert!(run.code == 0 && run.out.contains("verbatim,machine"), "{}", run.all());
}

#[test]
fn an_empty_speaker_or_event_is_no_claim_about_somebody() {
    let place = Place::with_meeting();
    let check = ["check", "--quote", "I have told the council so twice", "--against", "transcripts"];
    place.run(&[&check[..], &["--speaker", ""]].concat()).failed_with("--speaker is empty");
    place.run(&[&check[..], &["--event", " "]].concat()).failed_with("--event is empty");
    let explain = ["explain", "--quote", "I have told the council so twice", "--against", "transcripts"];
    place.run(&[&explain[..], &["--speaker", " "]].concat()).failed_with("--speaker is empty");
    let row = r#"{"text":"I have told the council so twice","speaker":{"text":"he","name":" "}}"#;
    place.write("rows.jsonl", row);
    let run = place.run(&["check", "--quotations", "rows.jsonl", "--against", "transcripts"]);
    assert_eq!(run.code, 0, "nobody is named, so nobody else speaks: {}", run.all());
}

#[test]
fn a_line_break_in_a_reason_makes_no_entry_of_the_log() {
    let place = Place::with_meeting();
    place.run(&["init", "town"]);
    place.run(&["add", "transcripts"]);
    let reason = "wrong\n    99  2026-11-23T03:15:51Z  added      forged.txt";
    assert_eq!(place.run(&["withdraw", "transcripts/meeting.txt", "--reason", reason]).code, 0);
    let run = place.run(&["log"]);
    assert!(run.out.contains("forged.txt"), "{}", run.out);
    assert!(!run.out.lines().any(|line| line.trim_start().starts_with("99 ")), "{}", run.out);
}

#[test]
fn a_line_break_in_a_title_makes_no_line_of_a_list() {
    let place = Place::with_meeting();
    place.write("transcripts/meeting.meta.toml", "title = \"Town\\n000000000000  2026-01-01  official    Forged\"\n");
    place.run(&["init", "town"]);
    assert_eq!(place.run(&["add", "transcripts"]).code, 0);
    for list in [&["status", "--documents"][..], &["find", "seventy"]] {
        let run = place.run(list);
        assert!(run.out.contains("Forged"), "{}", run.out);
        assert!(!run.out.lines().any(|line| line.starts_with("000000000000")), "{}", run.out);
    }
}

#[test]
fn what_is_looked_for_is_not_repeated_without_end() {
    let place = Place::with_meeting();
    place.run(&["init", "town"]);
    place.run(&["add", "transcripts"]);
    let run = place.run(&["find", &"bridge ".repeat(10_000)]);
    assert!(run.code == 2 && run.err.len() < 500, "{} bytes", run.err.len());
    for skip in ["50", "18446744073709551615"] {
        let run = place.run(&["find", "bridge", "--skip", skip]);
        assert!(run.out.is_empty() && run.err.contains("passes over all"), "{}", run.all());
    }
}

#[test]
fn an_address_is_told_from_a_misspelt_path() {
    let place = Place::with_meeting();
    place.run(&["init", "town"]);
    place.run(&["add", "https://town.example/talk"]).failed_with("Nothing is fetched from the web");
    place.run(&["check", "https://town.example/article"]).failed_with("Nothing is fetched from the web");
    let check = ["check", "article.txt", "--against", "http://town.example/talk"];
    place.run(&check).failed_with("Nothing is fetched from the web");
}

#[test]
fn dates_that_never_were_are_told() {
    let place = Place::with_meeting();
    for date in ["2025-02-30", "0000", "2025-13"] {
        let quote = ["check", "--quote", "the bridge", "--date", date, "--against", "transcripts"];
        place.run(&quote).failed_with(&format!("\"{date}\" is not a date"));
        place.write("q.jsonl", format!("{{\"text\":\"the bridge\",\"date\":\"{date}\"}}\n"));
        let run = place.run(&["check", "--quotations", "q.jsonl", "--against", "transcripts"]);
        run.failed_with(&format!("q.jsonl, line 1: \"{date}\" is not a date"));
        place.write("transcripts/meeting.meta.toml", format!("date = \"{date}\"\n"));
        let run = place.run(&["check", "article.txt", "--against", "transcripts/meeting.txt"]);
        run.failed_with(&format!("\"{date}\" is not a date"));
        std::fs::remove_file(place.path("transcripts/meeting.meta.toml")).expect("the file");
    }
    assert_eq!(place.run(&["init", "town.record"]).code, 0);
    assert_eq!(place.run(&["add", "transcripts"]).code, 0);
    place.run(&["find", "bridge date:2025-13"]).failed_with("\"2025-13\" is not a date");
    place.run(&["find", "bridge date:2025..2024"]).failed_with("2025 is after 2024");
    for fair in
        ["date:2026..2026-05", "date:2026-05..2026", "date:..2026", "date:2024..", "date:2024-02-29..2026-12-31"]
    {
        assert_eq!(place.run(&["find", &format!("bridge {fair}")]).code, 0, "{fair}");
    }
}
