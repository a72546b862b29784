//! Paths to documents: what is read, what is left out and why, what is an error.

use onrecord_record::gather::{Item, Source};
use onrecord_record::store::Addition;
use onrecord_record::{GatherError, GatherOptions, SkipReason, Store, gather, gather_each};
use std::fs;
use std::path::{Path, PathBuf};

const TALK: &str = "Tom Hale: Is it true?\n\nAna Ruiz: It is true, and it was true last year.\n";

fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

fn names(folder: &Path, paths: &[PathBuf]) -> Vec<String> {
    let gathered = gather(paths, &GatherOptions::default()).unwrap();
    let root = format!("{}/", folder.display());
    gathered.held.iter().map(|held| held.name.replace(&root, "")).collect()
}

#[test]
fn a_folder_is_read_in_order_without_what_is_no_source() {
    let talk = TALK.as_bytes();
    let folder = folder(&[
        ("b/2.txt", talk),
        ("b/10.md", b"# Talk\n\n**Ana Ruiz:** It is true.\n"),
        ("a.txt", talk),
        ("c.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\nit is true\n"),
        (".hidden.txt", talk),
        (".git/x.txt", talk),
        ("old.record", b"whatever"),
        ("a.meta.toml", b"title = \"Stated\""),
        ("c.json", br#"{"fact": {"title": "Hall", "primaryDate": "2029-05-17"}}"#),
        ("picture.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\x00\x00\x00\x01"),
        ("empty.txt", b""),
    ]);
    let gathered = gather(&[folder.path().to_owned()], &GatherOptions::default()).unwrap();
    let root = format!("{}/", folder.path().display());
    let names: Vec<String> = gathered.held.iter().map(|held| held.name.replace(&root, "")).collect();
    assert_eq!(names, ["a.txt", "b/10.md", "b/2.txt", "c.vtt"]);
    assert_eq!(gathered.held[0].document.title.as_deref(), Some("Stated"));
    assert_eq!(gathered.held[3].document.date.as_deref(), Some("2029-05-17"));
    let skipped: Vec<String> =
        gathered.skipped.iter().map(|skip| skip.path.file_name().unwrap().to_string_lossy().into_owned()).collect();
    assert_eq!(skipped, ["empty.txt", "picture.png"]);
    assert!(gathered.skipped.iter().all(|skip| !skip.to_string().is_empty() && !skip.reason.next_step().is_empty()));
}

#[test]
fn what_is_named_must_be_readable() {
    let folder =
        folder(&[("a.txt", TALK.as_bytes()), ("empty.txt", b""), ("a.meta.toml", b"x"), ("sub/empty.txt", b"")]);
    let at = |name: &str| vec![folder.path().join("a.txt"), folder.path().join(name)];
    let options = GatherOptions::default();
    assert!(matches!(gather(&at("none.txt"), &options), Err(GatherError::Missing { .. })));
    assert!(matches!(gather(&at("empty.txt"), &options), Err(GatherError::Unreadable { .. })));
    let error = gather(&at("a.txt"), &options).unwrap_err();
    assert!(
        matches!(&error, GatherError::Unreadable { reason: SkipReason::Metadata { .. }, .. }),
        "a metadata file that cannot be used is not passed over: {error:?}"
    );
    fs::remove_file(folder.path().join("a.meta.toml")).unwrap();
    assert!(matches!(gather(&at("sub"), &options), Err(GatherError::NothingReadable { skipped: 1, .. })));
    fs::remove_file(folder.path().join("sub/empty.txt")).unwrap();
    assert!(matches!(gather(&at("sub"), &options), Err(GatherError::NothingReadable { skipped: 0, .. })));
    assert!(matches!(gather(&[], &options), Err(GatherError::NoPath)));
    // One file under two spellings of its path is one document.
    let twice = [folder.path().join("a.txt"), folder.path().join("./sub/../a.txt")];
    assert_eq!(names(folder.path(), &twice), ["a.txt"]);
}

#[test]
fn a_file_larger_than_allowed_is_left_out() {
    let folder = folder(&[("a.txt", TALK.as_bytes()), ("b.txt", TALK.repeat(50).as_bytes())]);
    let options = GatherOptions { max_bytes: 1000, ..GatherOptions::default() };
    let gathered = gather(&[folder.path().to_owned()], &options).unwrap();
    assert_eq!(gathered.held.len(), 1);
    assert!(matches!(gathered.skipped[0].reason, SkipReason::TooLarge { limit: 1000, .. }));
}

#[cfg(unix)]
#[test]
fn links_that_lead_back_do_not_go_on_forever() {
    let folder = folder(&[("a/x.txt", TALK.as_bytes())]);
    std::os::unix::fs::symlink(folder.path(), folder.path().join("a/up")).unwrap();
    std::os::unix::fs::symlink("nowhere", folder.path().join("a/zz.txt")).unwrap();
    let gathered = gather(&[folder.path().to_owned()], &GatherOptions::default()).unwrap();
    assert_eq!(gathered.held.len(), 1);
    let reasons: Vec<_> = gathered.skipped.iter().map(|skip| &skip.reason).collect();
    assert!(matches!(reasons.as_slice(), [SkipReason::Loop, SkipReason::Io(_)]), "{reasons:?}");
}

#[test]
fn stated_metadata_outranks_what_was_read() {
    let json = br#"{"fact": {"title": "Hall, one of two", "primaryDate": "2029-05-17"}, "youtubeId": "ab-CD_1",
        "location": {"placename": "Old Hall", "cityState": "Brunn", "country": "Norland"},
        "speakers": [{"fullName": "Ana Ruiz", "role": "Mayor"}, {"fullName": "Tom Hale"}, {"fullName": "Eva Lind"}]}"#;
    let folder = folder(&[
        ("talk.raw.txt", b"RUIZ: It is true.\n\nHALE: Is it? It has been said before.\n\nRUIZ: It is.\n"),
        ("talk.json", json),
        ("talk.raw.meta.toml", b"grade = \"official\"\nplace = \"New Hall\""),
    ]);
    let gathered = gather(&[folder.path().to_owned()], &GatherOptions::default()).unwrap();
    let document = &gathered.held[0].document;
    assert_eq!(gathered.held.len(), 1);
    assert_eq!(document.link.as_deref(), Some("https://www.youtube.com/watch?v=ab-CD_1"));
    assert_eq!(document.event.as_deref(), Some("Hall, one of two"));
    assert_eq!(document.place.as_deref(), Some("New Hall"));
    assert_eq!(document.grade.name(), "official");
    assert!(document.people.iter().any(|person| person.name == "Ana Ruiz" && person.role.as_deref() == Some("Mayor")));
    assert!(document.people.iter().any(|person| person.name == "Eva Lind"));
    assert!(
        document.segments.iter().all(|segment| segment.speaker.is_none_or(|s| (s as usize) < document.people.len()))
    );
}

#[test]
fn adding_a_folder_twice_reads_it_once() {
    let folder = folder(&[("a.txt", TALK.as_bytes()), ("b.txt", &[TALK.as_bytes(), b"Tom Hale: So?\n"].concat())]);
    let mut store = Store::create(&folder.path().join("x.record")).unwrap();
    let add = |store: &mut Store| {
        let known = store.known().unwrap();
        let options = GatherOptions { known: Some(&known), ..GatherOptions::default() };
        let (mut read, mut held) = (0, 0);
        let mut batch = store.batch().unwrap();
        let make = |source: Source| Addition::prepare(&source.name, &source.bytes, source.document, source.beside);
        gather_each(&[folder.path().to_owned()], &options, make, |item| {
            match item {
                Item::Read(addition) => {
                    batch.add(&addition.unwrap()).unwrap();
                    read += 1;
                }
                Item::Known { .. } => held += 1,
                Item::Skipped(skip) => panic!("{skip}"),
                Item::Again { name, .. } => panic!("{name}"),
            }
            Ok::<(), GatherError>(())
        })
        .unwrap();
        batch.finish().unwrap();
        (read, held)
    };
    assert_eq!(add(&mut store), (2, 0));
    assert_eq!(add(&mut store), (0, 2));
    fs::write(folder.path().join("a.meta.toml"), "title = \"Stated\"").unwrap();
    assert_eq!(add(&mut store), (1, 1));
    assert_eq!(store.status().unwrap().documents, 2);
    assert!(store.verify(None).unwrap().is_sound());
}
