//! `onrecord quotes`.

use crate::place::{ARTICLE, Place};
use serde_json::Value;

fn lines(out: &str) -> Vec<Value> {
    out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

#[test]
fn json_lines_name_the_place_the_kind_and_the_speaker() {
    let place = Place::with_meeting();
    let run = place.run(&["quotes", "article.txt", "--format", "jsonl"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", run.all());
    let found = lines(&run.out);
    assert_eq!(found.len(), 4, "{}", run.out);
    for quotation in &found {
        assert_eq!(quotation["type"], "quotation");
        assert_eq!(quotation["input"], "article.txt");
        let at = |index: usize| quotation["range"][index].as_u64().expect("a byte") as usize;
        assert_eq!(ARTICLE.get(at(0)..at(1)), quotation["text"].as_str(), "the range is of the file's bytes");
        assert!(quotation["kind"].is_string());
    }
    assert_eq!(found[1]["speaker"]["text"], "Castell");
    assert_eq!(found[1]["speaker"]["name"], "Mira Castell");
}

#[test]
fn the_element_q_stands_for_its_marks() {
    let place = Place::new();
    let page =
        "<html><body><p>Late on Tuesday <q>The bridge <b>stays</b> open </q>, said Mira Castell.</p></body></html>";
    place.write("page.html", page);
    let found = lines(&place.run(&["quotes", "page.html", "--format", "jsonl"]).out);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0]["text"], "The bridge stays open");
    assert_eq!(found[0]["speaker"]["name"], "Mira Castell");
}

#[test]
fn what_it_lists_can_be_checked() {
    let place = Place::with_meeting();
    let listed = place.run(&["quotes", "article.txt", "--format", "jsonl"]).out;
    place.write("quotations.jsonl", &listed);
    let check = |what: &[&str]| {
        let rest = ["--against", "transcripts", "--format", "jsonl"];
        let run = place.run(&[&["check"], what, &rest].concat());
        assert_eq!(run.code, 1, "{}", run.all());
        let verdict = |line: &Value| {
            (line["verdict"].clone(), line["flags"].clone(), line["quotation"]["speaker"]["name"].clone())
        };
        lines(&run.out).iter().map(verdict).collect::<Vec<_>>()
    };
    assert_eq!(check(&["--quotations", "quotations.jsonl"]), check(&["article.txt"]));
}

#[test]
fn for_people() {
    let place = Place::with_meeting();
    insta::assert_snapshot!(place.run(&["quotes", "article.txt"]).all());
}

#[test]
fn several_files_and_standard_input() {
    let place = Place::with_meeting();
    place.write("b.txt", "\u{201C}The river will rise again in the spring,\u{201D} said Noor Haddad.\n");
    let run = place.run_with(&["quotes", "b.txt", "-", "--format", "jsonl"], ARTICLE, &[]);
    let inputs: Vec<String> = lines(&run.out).iter().map(|q| q["input"].as_str().unwrap_or("").to_owned()).collect();
    assert_eq!(inputs, ["b.txt", "-", "-", "-", "-"], "{}", run.all());
}

#[test]
fn indirect_speech_only_when_asked_for() {
    let place = Place::new();
    place.write("a.txt", "Mira Castell said that the bridge would stay open all winter.\n");
    let kinds = |more: &[&str]| {
        let run = place.run(&[&["quotes", "a.txt", "--format", "jsonl"][..], more].concat());
        lines(&run.out).iter().map(|q| q["kind"].as_str().unwrap_or("").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(kinds(&[]), Vec::<String>::new());
    assert_eq!(kinds(&["--indirect"]), ["indirect"]);
}

#[test]
fn quotations_within_quotations_are_listed_on_request() {
    let place = Place::new();
    place.write(
        "inner.txt",
        "“Then Paul Stein said, ‘We will close the bridge in June,’ and we left,” Mira Castell said.\n",
    );
    let plain = lines(&place.run(&["quotes", "inner.txt", "--format", "jsonl"]).out);
    assert_eq!(plain.len(), 1, "{plain:?}");
    let found = lines(&place.run(&["quotes", "inner.txt", "--inner", "--format", "jsonl"]).out);
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(
        (&found[0]["speaker"]["name"], &found[1]["speaker"]["name"]),
        (&"Mira Castell".into(), &"Paul Stein".into())
    );
    let range = |index: usize, end: usize| found[index]["range"][end].as_u64();
    assert!(range(0, 0) < range(1, 0) && range(1, 1) < range(0, 1), "the inner one lies within: {found:?}");
    assert!(found.iter().all(|quotation| quotation["confidence"].as_f64().is_some_and(|c| (0.0..=1.0).contains(&c))));
}

/// The speakers of a file's quotations, in order.
fn speakers(file: &str, text: &str) -> Vec<Option<String>> {
    let place = Place::new();
    place.write(file, text);
    let run = place.run(&["quotes", file, "--format", "jsonl"]);
    let lines = run.out.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"));
    lines.map(|value| value["speaker"]["name"].as_str().map(str::to_owned)).collect()
}

#[test]
fn a_heading_and_a_cell_name_no_speaker() {
    let words = "\u{201C}We are going to dig by hand if we have to.\u{201D}";
    let nobody = vec![None];
    assert_eq!(speakers("a.md", &format!("# A plan for Quint and Hale grows\n\n{words}\n")), nobody);
    assert_eq!(speakers("a.md", &format!("| What | Words |\n|---|---|\n| Canal | {words} |\n")), nobody);
    let quint = vec![Some("Rosa Quint".to_owned())];
    assert_eq!(speakers("a.md", &format!("# Rosa Quint: {words}\n")), quint);
    assert_eq!(speakers("a.md", &format!("# Canal plan grows\n\n> {words}\n> \u{2014} Rosa Quint\n")), quint);
}

#[test]
fn blocks_of_a_page_end_names_and_are_signed() {
    let page = "<html><body><article><h2>Quint weighs a run for mayor</h2>\
        <blockquote>\u{201C}That has to change and it will change under me.\u{201D}<cite>Rosa Quint</cite></blockquote>\n\
        <p>Rosa Quint has paid. \u{201C}I have not said yes and I have not said no,\u{201D} she said.</p>\n\
        <blockquote>We are going to dig by hand, and it will be hard work.<br>\u{2014} Rosa Quint</blockquote>\n\
        <h3>Comments (2)</h3><p>Good for her.</p></article></body></html>";
    assert_eq!(speakers("a.html", page), vec![Some("Rosa Quint".to_owned()); 3]);
}
