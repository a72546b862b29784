//! `onrecord check`.

use crate::place::{ARTICLE, Place, TRANSCRIPT};
use assert_cmd::Command;

const CHECK: [&str; 4] = ["check", "article.txt", "--against", "transcripts"];

/// Id, verdict and flags of every finding of JSON lines.
fn verdicts(out: &str) -> Vec<(String, String, Vec<String>)> {
    out.lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"))
        .filter(|value| value["type"] == "finding")
        .map(|value| {
            let text = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
            let flags = value["flags"].as_array().into_iter().flatten().filter_map(|flag| flag.as_str());
            (text("id"), text("verdict"), flags.map(str::to_owned).collect())
        })
        .collect()
}

#[test]
fn every_quotation_of_an_article_gets_its_verdict() {
    let place = Place::with_meeting();
    let run = place.run(&[&CHECK[..], &["--format", "jsonl"]].concat());
    assert_eq!(run.code, 1, "{}", run.all());
    let found = verdicts(&run.out);
    let ids: Vec<&str> = found.iter().map(|finding| finding.0.as_str()).collect();
    assert_eq!(ids, ["1", "2", "3", "4"]);
    assert_eq!(found[0].1, "verbatim");
    assert!(found[1].2.contains(&"cut_off".to_owned()), "{found:?}");
    assert!(found[2].2.contains(&"negation".to_owned()), "{found:?}");
    assert_eq!(found[3].1, "verbatim");
    let last: serde_json::Value = serde_json::from_str(run.out.lines().last().unwrap_or_default()).expect("JSON");
    assert_eq!(last["type"], "summary");
}

#[test]
fn a_month_or_a_year_that_the_article_gives_is_compared() {
    let place = Place::with_meeting();
    for (sentence, is_elsewhere) in [
        ("\u{201C}I have told the council so twice,\u{201D} Mira Castell said in July 2026.", true),
        ("\u{201C}I have told the council so twice,\u{201D} Mira Castell said in May 2026.", false),
        ("In 2021, Mira Castell said: \u{201C}I have told the council so twice.\u{201D}", true),
        ("In 2026, Mira Castell said: \u{201C}I have told the council so twice.\u{201D}", false),
        ("\u{201C}I have told the council so twice,\u{201D} Mira Castell said of the 2021 budget.", false),
        (
            "HARBOUR, 12 December 2034 \u{2013} \u{201C}I have told the council so twice,\u{201D} Mira Castell said.",
            false,
        ),
    ] {
        place.write("dated.txt", sentence);
        let run = place.run(&["check", "dated.txt", "--against", "transcripts", "--format", "jsonl"]);
        let found = verdicts(&run.out);
        assert_eq!(found[0].2.contains(&"elsewhere".to_owned()), is_elsewhere, "{sentence}: {}", run.all());
    }
}

#[test]
fn the_report_for_people() {
    let place = Place::with_meeting();
    let run = place.run(&CHECK);
    insta::assert_snapshot!(run.all());
}

#[test]
fn the_same_in_every_format_into_a_file_by_its_ending() {
    let place = Place::with_meeting();
    for (file, start) in [
        ("r.html", "<!doctype html"),
        ("r.json", "{"),
        ("r.jsonl", "{\"type\":\"finding\""),
        ("r.md", "#"),
        ("r.csv", "id,"),
        ("r.sarif", "{"),
    ] {
        let run = place.run(&[&CHECK[..], &["--output", file]].concat());
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{}", run.all());
        let report = std::fs::read_to_string(place.path(file)).expect("the report");
        let lower = report.trim_start_matches('\u{FEFF}').trim_start().to_ascii_lowercase();
        assert!(lower.starts_with(start), "{file} starts with {:?}", lower.get(..60));
    }
}

#[test]
fn a_file_that_is_there_is_replaced_only_by_a_whole_report() {
    let place = Place::with_meeting();
    place.write("report.txt", "the old report");
    assert_eq!(place.run(&["check", "no.txt", "--against", "transcripts", "--output", "report.txt"]).code, 2);
    assert_eq!(std::fs::read_to_string(place.path("report.txt")).expect("the report"), "the old report");
    assert_eq!(place.run(&[&CHECK[..], &["--output", "report.txt"]].concat()).code, 1);
    assert_ne!(std::fs::read_to_string(place.path("report.txt")).expect("the report"), "the old report");
}

#[cfg(unix)]
#[test]
fn a_named_pipe_is_written_to_and_a_link_stays_a_link() {
    let place = Place::with_meeting();
    let command = format!(
        "mkfifo pipe; cat pipe > got & {} check article.txt --against transcripts --output pipe; wait; test -p pipe",
        env!("CARGO_BIN_EXE_onrecord")
    );
    let output = Command::new("bash").current_dir(place.path("")).args(["-c", &command]).output().expect("bash runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(std::fs::read_to_string(place.path("got")).is_ok_and(|got| got.contains("Was it said?")));
    place.write("shared/report.txt", "the old report");
    std::os::unix::fs::symlink("shared/report.txt", place.path("report.txt")).expect("a link");
    assert_eq!(place.run(&[&CHECK[..], &["--output", "report.txt"]].concat()).code, 1);
    assert!(std::fs::symlink_metadata(place.path("report.txt")).expect("the link").is_symlink());
    let report = std::fs::read_to_string(place.path("shared/report.txt")).expect("the report");
    assert!(report.contains("Was it said?"), "{report}");
}

#[test]
fn fail_on_decides_between_0_and_1() {
    let place = Place::with_meeting();
    for (list, code) in [("none", 0), ("verbatim", 1), ("reworded,unfound", 0), ("cut_off", 1), ("meaning", 1)] {
        assert_eq!(place.run(&[&CHECK[..], &["--fail-on", list]].concat()).code, code, "{list}");
    }
}

#[test]
fn one_quotation_typed_on_the_command_line() {
    let place = Place::with_meeting();
    let quote = "The people of the east bank have waited eleven years";
    let check = |speaker| {
        place.run(&["check", "--quote", quote, "--speaker", speaker, "--against", "transcripts", "--format", "jsonl"])
    };
    let right = check("Jonas Adeyemi");
    assert_eq!(right.code, 0, "{}", right.all());
    let wrong = check("Mira Castell");
    assert_eq!(wrong.code, 1, "{}", wrong.all());
    assert_eq!(verdicts(&wrong.out)[0].2, ["speaker"]);
}

#[test]
fn the_order_of_short_sources_does_not_matter() {
    let place = Place::new();
    place.write("one.txt", "Edda Quillon: Harbours need bridges.\n");
    place.write("two.txt", "Ana Ruiz: Harbours and bridges matter.\n");
    for order in [["one.txt", "two.txt"], ["two.txt", "one.txt"]] {
        let quote = ["check", "--quote", "harbours and bridges matter", "--format", "jsonl", "--against"];
        let run = place.run(&[&quote[..], &order[..]].concat());
        assert_eq!(verdicts(&run.out)[0].1, "verbatim", "{order:?}: {}", run.all());
    }
}

#[test]
fn two_witnesses_of_a_small_record_are_both_heard() {
    let said = [
        "Good evening, and thank you all for coming to the old customs house tonight.",
        "The harbour needs repair, and I have come to say what that means.",
        "The ferry tax will rise by two percent.",
        "That is the whole of it, and nobody in this room likes it.",
        "The county pays for the breakwater until the grant is renewed.",
        "We shall not sell the lighthouse, and the keeper keeps her house and her garden.",
    ];
    let place = Place::new();
    place.write("talk/meeting.txt", format!("Town meeting, 12 May 2030\n\nAna Ruiz: {}\n", said.join(" ")));
    let captions: String = said
        .iter()
        .enumerate()
        .map(|(at, line)| {
            let heard = line.to_lowercase().replace(['.', ','], "").replace("tax", "attacks").replace("two", "ten");
            format!("00:00:{:02}.000 --> 00:00:{:02}.000\n{heard}\n\n", at * 5, at * 5 + 5)
        })
        .collect();
    place.write("talk/meeting.vtt", format!("WEBVTT\n\n{captions}"));
    place.write("talk/meeting.vtt.meta.toml", "date = 2030-05-12\n");
    place.run(&["init", "town.record"]);
    place.run(&["add", "--record", "town.record", "talk"]);
    for against in [["--against", "talk"], ["--record", "town.record"]] {
        let run =
            place.run(&[&["check", "--quote", "rise by ten percent", "--format", "jsonl"][..], &against[..]].concat());
        let (_, verdict, flags) = verdicts(&run.out).remove(0);
        assert_eq!((verdict.as_str(), flags.contains(&"disputed".to_owned())), ("verbatim", true), "{}", run.all());
    }
}

#[test]
fn quotations_as_data_keep_their_ids() {
    let place = Place::with_meeting();
    place.write(
        "q.csv",
        "id,text,speaker,date,event\nb7,\"The bridge will not be closed before the winter\",Mira Castell,2026-05-12,\n,\"I have told the council so twice\",,,\n",
    );
    let run = place.run(&["check", "--quotations", "q.csv", "--against", "transcripts", "--format", "jsonl"]);
    let ids: Vec<(String, String)> = verdicts(&run.out).into_iter().map(|finding| (finding.0, finding.1)).collect();
    assert_eq!(
        ids,
        [("b7".to_owned(), "verbatim".to_owned()), ("1".to_owned(), "verbatim".to_owned())],
        "{}",
        run.all()
    );
    let rows = "{\"text\":\"I have told the council so twice\",\"id\":\"x\",\"kind\":\"more\"}\n";
    let run =
        place.run_with(&["check", "--quotations", "-", "--against", "transcripts", "--format", "jsonl"], rows, &[]);
    assert_eq!(verdicts(&run.out)[0].0, "x", "{}", run.all());
}

#[test]
fn an_article_is_never_its_own_evidence() {
    let place = Place::with_meeting();
    place.write("transcripts/article.txt", ARTICLE);
    place.write("transcripts/copy.txt", ARTICLE);
    for article in ["transcripts/article.txt", "./transcripts/../transcripts/article.txt"] {
        let run = place.run(&["check", article, "--against", "transcripts", "--format", "jsonl"]);
        assert_eq!(run.code, 1, "{}", run.all());
        assert!(!run.out.contains("\"document\":\"transcripts/article.txt\""), "{}", run.all());
        assert!(
            !run.out.contains("\"document\":\"transcripts/copy.txt\""),
            "a copy of it is none either\n{}",
            run.all()
        );
        assert!(verdicts(&run.out)[2].2.contains(&"negation".to_owned()), "{}", run.all());
    }
    let run = place.run(&["check", "transcripts/article.txt", "--against", "transcripts/article.txt"]);
    run.failed_with("nothing to check against");
}

#[test]
fn an_html_article_and_several_paths_to_check_against() {
    let place = Place::with_meeting();
    place.write(
        "article.html",
        "<!doctype html><html><head><title>Bridge</title></head><body><article><h1>Bridge</h1><p>&ldquo;The bridge will \
         <em>not</em> be closed before the winter,&rdquo; said Mira Castell.</p><p>It was a long evening in the hall, and \
         many people had come to hear what the council would say about it.</p></article></body></html>",
    );
    place.write(
        "other/notes.txt",
        "Jonas Adeyemi: Nothing of it was said here, and the evening ended early for all of us.\n",
    );
    let run = place.run(&["check", "article.html", "--against", "other", "transcripts", "--format", "jsonl"]);
    assert_eq!(run.code, 0, "{}", run.all());
    assert_eq!(verdicts(&run.out)[0].1, "verbatim", "{}", run.all());
}

#[test]
fn an_article_without_quotations_is_nothing_to_report() {
    let place = Place::with_meeting();
    place.write("plain.txt", "Nobody is quoted here, and nothing was said on that day.\n");
    let run = place.run(&["check", "plain.txt", "--against", "transcripts"]);
    assert_eq!(run.code, 0, "{}", run.all());
    assert!(run.err.contains("no quotations in plain.txt"), "{}", run.all());
    assert!(!place.run(&["check", "plain.txt", "--against", "transcripts", "-q"]).err.contains("note"));
}

#[test]
fn colour_only_where_it_is_wanted() {
    let place = Place::with_meeting();
    let colored = |more: &[&str], environment: &[(&str, &str)]| {
        place.run_with(&[&CHECK[..], more].concat(), "", environment).out.contains('\u{1b}')
    };
    assert!(!colored(&[], &[]), "a pipe is no terminal");
    assert!(colored(&["--color", "always"], &[]));
    assert!(colored(&["--color", "always"], &[("NO_COLOR", "1")]), "the command line outranks the environment");
    assert!(!colored(&["--color", "never"], &[]));
}

#[test]
fn a_report_fits_the_columns_it_is_given() {
    let place = Place::with_meeting();
    for columns in [60, 80, 100] {
        let run = place.run_with(&CHECK, "", &[("COLUMNS", &columns.to_string())]);
        let widest = run.out.lines().map(|line| line.chars().count()).max().unwrap_or_default();
        assert!(widest <= columns, "{widest} columns of {columns}\n{}", run.out);
    }
}

#[test]
fn a_closed_pipe_is_no_error() {
    let place = Place::with_meeting();
    place.write("many.txt", ARTICLE.repeat(400));
    let command = format!(
        "{} check many.txt --against transcripts --format jsonl | head -n 1 >/dev/null; echo ${{PIPESTATUS[0]}}",
        env!("CARGO_BIN_EXE_onrecord")
    );
    let output = Command::new("bash").current_dir(place.path("")).args(["-c", &command]).output().expect("bash runs");
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), "1", "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn help_and_version_are_quick_and_go_to_standard_output() {
    let place = Place::new();
    let run = place.run(&["--version"]);
    assert_eq!((run.code, run.out.as_str()), (0, concat!("onrecord ", env!("CARGO_PKG_VERSION"), "\n")));
    let run = place.run(&["check", "--help"]);
    assert_eq!(run.code, 0);
    insta::assert_snapshot!(run.out);
}

#[test]
fn two_runs_write_the_same_bytes() {
    let place = Place::with_meeting();
    place.write("transcripts/second.txt", TRANSCRIPT.replace("eleven", "twelve"));
    for format in ["jsonl", "html", "text"] {
        let run = || place.run(&[&CHECK[..], &["--format", format]].concat()).out;
        assert_eq!(run(), run(), "{format}");
    }
}

#[test]
fn a_quotation_in_two_pieces_is_not_cut_off_between_them() {
    let place = Place::new();
    let said = "Anja Revell: And then?\n\nRosa Quint: We will keep the school in the valley open, but only for the smaller \
                children. Good night.\n";
    place.write("transcripts/talk.txt", said);
    let whole = "“We will keep the school in the valley open,”";
    let flags = |article: String| {
        place.write("article.txt", &article);
        verdicts(&place.run(&[&CHECK[..], &["--format", "jsonl"]].concat()).out)[0].2.clone()
    };
    let quoted_on = flags(format!("{whole} Rosa Quint said, “but only for the smaller children.”\n"));
    assert_eq!(quoted_on, [""; 0]);
    assert_eq!(flags(format!("{whole} Rosa Quint said.\n")), ["cut_off"]);
}
