//! The data that lies beside the project, where it does: real pages, debates, archives.

use onrecord_read::{Document, Grade, Hint, SegmentKind, read};
use std::path::{Path, PathBuf};

fn shared(part: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared").join(part);
    if path.exists() {
        Some(path)
    } else {
        eprintln!("skipped: {} is not here", path.display());
        None
    }
}

fn seed(start: &str) -> Option<Document> {
    let folder = shared("seeds")?;
    // From here on nothing is skipped: a page that is no longer there or no longer read is a failure.
    let file = std::fs::read_dir(folder)
        .expect("the folder can be read")
        .map(|entry| entry.expect("an entry of the folder").path())
        .find(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(start)))
        .expect("the page is there");
    let source = std::fs::read(&file).expect("the page can be opened");
    let document = read(&source, &Hint::named(file.to_string_lossy())).expect("the page is read");
    assert_eq!(document.text.as_bytes(), source.as_slice(), "plain text stays byte for byte");
    Some(document)
}

fn count(document: &Document, kind: SegmentKind) -> usize {
    document.segments.iter().filter(|segment| segment.kind == kind).count()
}

/// Speakers in the order of their turns.
fn turns(document: &Document) -> Vec<String> {
    let mut turns: Vec<String> = Vec::new();
    for segment in document.segments.iter().filter(|segment| segment.kind == SegmentKind::Utterance) {
        let name = document.speaker_name(segment).unwrap_or("-");
        if turns.last().map(String::as_str) != Some(name) {
            turns.push(name.to_owned());
        }
    }
    turns
}

#[test]
fn forum_thread() {
    let Some(document) = seed("000") else { return };
    let posts: std::collections::BTreeSet<u32> = document.segments.iter().filter_map(|segment| segment.post).collect();
    assert_eq!(posts.into_iter().collect::<Vec<_>>(), (0..9).collect::<Vec<_>>());
    assert_eq!(document.grade, Grade::Comment);
    assert_eq!(document.date.as_deref(), Some("2025-03-12"));
    let with = |grade: Grade| document.segments.iter().filter(move |segment| segment.grade == Some(grade));
    assert!(with(Grade::Summary).all(|segment| segment.post == Some(0) && !segment.kind.is_speech()));
    assert!(with(Grade::Summary).count() >= 17);
    let datelines = with(Grade::Wire).filter(|segment| document.segment_text(segment).contains("/TASS/")).count();
    assert_eq!(datelines, 2);
    assert!(with(Grade::Wire).all(|segment| segment.post == Some(2) && !segment.kind.is_speech()));
    let quoted: Vec<&str> = document
        .segments
        .iter()
        .filter(|segment| segment.kind == SegmentKind::Utterance)
        .map(|segment| {
            assert_eq!(segment.grade, Some(Grade::Comment), "an exchange in a post is only quoted");
            document.speaker_name(segment).unwrap_or("-")
        })
        .collect();
    assert_eq!(quoted.iter().filter(|name| **name == "Q").count(), 8);
    assert!(quoted.contains(&"Witkoff"));
}

#[test]
fn blog_with_times() {
    let Some(document) = seed("001") else { return };
    let spoken: Vec<_> = document.segments.iter().filter(|segment| segment.kind.is_speech()).collect();
    assert_eq!(spoken.len(), 87);
    assert_eq!(document.people.len(), 2);
    // Once one of them has two labels in a row.
    assert_eq!(turns(&document).len(), 86);
    assert!(
        document
            .people
            .iter()
            .any(|person| person.name == "Sergey Lavrov" && person.aliases.contains(&"Lavrov".to_owned()))
    );
    let times: Vec<f64> = spoken.iter().filter_map(|segment| segment.time).map(|time| time.start).collect();
    assert_eq!(times.len(), 87);
    assert!(times.windows(2).all(|pair| pair[0] <= pair[1]));
    assert_eq!((times.first(), times.last()), (Some(&0.0), Some(&4875.0)));
    let essay = document.segments.iter().filter(|segment| segment.range.end < spoken[0].range.start);
    assert!(essay.clone().count() >= 20 && essay.clone().all(|segment| !segment.kind.is_speech()));
}

#[test]
fn magazine_interview_on_a_blog() {
    let Some(document) = seed("002") else { return };
    assert_eq!(turns(&document), ["Question", "Sergey Lavrov"].repeat(3));
    let last = document.segments.iter().rfind(|segment| segment.kind.is_speech()).expect("speech");
    assert!(document.segment_text(last).starts_with("The 80th anniversary of the Great Victory"));
    assert_eq!(count(&document, SegmentKind::Comment), 4);
    let first = document.segments.iter().find(|segment| segment.kind.is_speech()).expect("speech");
    assert!(document.segment_text(first).starts_with("What general international"));
}

#[test]
fn translated_copy() {
    let Some(document) = seed("003") else { return };
    assert_eq!(turns(&document), ["Question", "Sergei Lavrow"].repeat(9));
    assert_eq!(document.grade, Grade::Translation);
    assert!(document.origin.as_deref().is_some_and(|origin| origin.starts_with("https://")));
    assert_eq!(count(&document, SegmentKind::Narration), 3);
}

#[test]
fn video_page() {
    let Some(document) = seed("004") else { return };
    assert_eq!(count(&document, SegmentKind::Caption), 376);
    assert_eq!(document.grade, Grade::Machine);
    assert_eq!(count(&document, SegmentKind::Narration), 1);
    assert!(document.people.is_empty());
    assert!(
        document
            .segments
            .iter()
            .filter(|segment| segment.kind == SegmentKind::Caption)
            .all(|segment| segment.time.is_some())
    );
}

#[test]
fn debates() {
    let Some(folder) = shared("data/debates") else { return };
    let mut read_files = 0;
    for entry in std::fs::read_dir(folder).expect("folder").flatten() {
        let path = entry.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let Some(ending) = [".said", ".vtt"].into_iter().find(|ending| name.ends_with(ending)) else { continue };
        let document = read(&std::fs::read(&path).expect("file"), &Hint::named(&*name)).expect("reads");
        read_files += 1;
        assert_eq!(document.date.as_deref(), name.get(..10), "{name}");
        if ending == ".said" {
            assert_eq!(document.grade, Grade::Transcript, "{name}");
            let speech = document.segments.iter().filter(|segment| segment.kind.is_speech()).count();
            assert!(document.people.len() >= 2 && speech >= 20, "{name}");
            let other = count(&document, SegmentKind::Narration)
                + count(&document, SegmentKind::Boilerplate)
                + count(&document, SegmentKind::Comment);
            assert!(other <= 1, "{name}: {other} parts of a transcript are not speech");
        } else {
            assert_eq!(document.grade, Grade::Machine, "{name}");
            assert!(document.word_times.len() > 4000, "{name}");
            let captions: Vec<&str> = document
                .segments
                .iter()
                .filter(|segment| segment.kind == SegmentKind::Caption)
                .map(|segment| document.segment_text(segment))
                .collect();
            let again = captions.windows(2).filter(|pair| pair[0] == pair[1] && pair[0].len() > 12).count();
            assert!(again <= 1, "{name}: {again} lines stand twice");
        }
    }
    assert!(read_files >= 80, "{read_files}");
}
