//! Walks folders, reads every file and prints what was found, so that outliers can be looked at by eye.
//!
//! `cargo run --release -p onrecord-read --example survey -- FOLDER...`; with `--show` before a file it prints every
//! segment of it.
#![allow(clippy::print_stdout, missing_docs)]

use onrecord_read::{Hint, SegmentKind, read};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

fn main() {
    let mut show = false;
    let mut names = false;
    let mut files = Vec::new();
    let mut grade = String::new();
    for argument in std::env::args().skip(1) {
        match argument.as_str() {
            "--show" => show = true,
            "--names" => names = true,
            wanted if wanted.starts_with("--grade=") => grade = wanted.replace("--grade=", ""),
            path => collect(Path::new(path), &mut files),
        }
    }
    files.sort();
    let mut grades: BTreeMap<String, usize> = BTreeMap::new();
    let mut speakers: BTreeMap<String, usize> = BTreeMap::new();
    let (mut bytes, mut silent, mut seconds) = (0usize, 0usize, 0f64);
    for file in &files {
        let Ok(source) = std::fs::read(file) else { continue };
        bytes += source.len();
        let begin = Instant::now();
        let result = read(&source, &Hint::named(file.to_string_lossy()));
        seconds += begin.elapsed().as_secs_f64();
        let document = match result {
            Ok(document) => document,
            Err(error) => {
                println!("ERROR {}: {error}", file.display());
                continue;
            }
        };
        *grades.entry(format!("{:?} {}", document.format, document.grade.name())).or_default() += 1;
        if document.grade.name() == grade {
            println!("{}: {} {:?}", file.display(), document.grade_reason, document.origin);
        }
        for person in &document.people {
            *speakers.entry(person.name.clone()).or_default() += 1;
        }
        if !document.has_speech() {
            silent += 1;
            if names {
                println!("SILENT {}", file.display());
            }
        }
        if show {
            println!("== {}", file.display());
            println!(
                "{:?} | {} ({}) | title {:?} | date {:?} | lang {:?} | place {:?} | event {:?} | link {:?} | origin {:?} | notes {:?}",
                document.format,
                document.grade.name(),
                document.grade_reason,
                document.title,
                document.date,
                document.language,
                document.place,
                document.event,
                document.link,
                document.origin,
                document.notes
            );
            for person in &document.people {
                println!("  {} {:?} {:?}", person.name, person.role, person.aliases);
            }
            for segment in &document.segments {
                let text: String = document.segment_text(segment).chars().take(110).collect();
                println!(
                    "{:>3} {:<9} {:<20} {} {} {}",
                    segment.post.map_or(String::new(), |post| post.to_string()),
                    segment.kind.name().get(..9).unwrap_or(segment.kind.name()),
                    document.speaker_name(segment).unwrap_or("-"),
                    segment.grade.map_or("", |grade| grade.name()),
                    segment.time.map_or(String::new(), |time| format!("{:.1}-{:.1}", time.start, time.end)),
                    text.replace('\n', "⏎"),
                );
            }
            let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
            for segment in &document.segments {
                *counts.entry(segment.kind.name()).or_default() += 1;
            }
            let comments = document.segments.iter().filter(|segment| segment.kind == SegmentKind::Comment).count();
            println!("{counts:?} comments {comments}");
        }
    }
    println!(
        "{} files, {:.1} MB, {:.2} s, {:.1} MB/s, {silent} without speech",
        files.len(),
        bytes as f64 / 1e6,
        seconds,
        bytes as f64 / 1e6 / seconds
    );
    println!("{grades:?}");
    if names {
        let mut sorted: Vec<_> = speakers.into_iter().collect();
        sorted.sort_by_key(|(name, count)| (std::cmp::Reverse(*count), name.clone()));
        for (name, count) in sorted {
            println!("{count:>6} {name}");
        }
    }
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) {
    if path.is_dir() {
        for entry in std::fs::read_dir(path).into_iter().flatten().flatten() {
            collect(&entry.path(), files);
        }
    } else {
        files.push(path.to_owned());
    }
}
