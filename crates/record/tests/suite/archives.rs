//! Archives, patterns and lists: what is in them is read like files in a folder, and nothing in them can do harm.

use onrecord_record::gather::{GatherOptions, Given, Item, SkipReason, gather_given};
use onrecord_record::{GatherError, Skip, gather};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

const TALK: &str = "Tom Hale: Is it true?\n\nAna Ruiz: It is true, and it was true last year.\n";

/// Files of an archive: names and contents. A content of `None` is a link to /etc/passwd.
type Files<'a> = &'a [(&'a str, Option<&'a [u8]>)];

fn tar(files: Files<'_>) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, bytes) in files {
        let mut header = tar::Header::new_gnu();
        header.set_mode(0o644);
        // By hand: the builder refuses names that lead out.
        header.as_mut_bytes()[..name.len()].copy_from_slice(name.as_bytes());
        match bytes {
            Some(bytes) => {
                header.set_size(bytes.len() as u64);
                header.set_cksum();
                builder.append(&header, *bytes).unwrap();
            }
            None => {
                header.set_entry_type(tar::EntryType::Symlink);
                header.set_link_name("/etc/passwd").unwrap();
                header.set_size(0);
                header.set_cksum();
                builder.append(&header, std::io::empty()).unwrap();
            }
        }
    }
    builder.into_inner().unwrap()
}

fn zip(files: Files<'_>) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for (name, bytes) in files {
        match bytes {
            Some(bytes) => {
                writer.start_file(*name, options).unwrap();
                writer.write_all(bytes).unwrap();
            }
            None => writer.add_symlink(*name, "/etc/passwd", options).unwrap(),
        }
    }
    writer.finish().unwrap().into_inner()
}

fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zst(bytes: &[u8]) -> Vec<u8> {
    zstd::stream::encode_all(bytes, 1).unwrap()
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, bytes).unwrap();
    path
}

/// Names that were read, and what was left out.
fn outcome(folder: &Path, given: &[Given]) -> Result<(Vec<String>, Vec<Skip>), GatherError> {
    let (mut read, mut skipped) = (Vec::new(), Vec::new());
    gather_given(
        given,
        &GatherOptions { max_bytes: 1 << 20, ..GatherOptions::default() },
        |source| source.name,
        |item| {
            match item {
                Item::Read(name) => read.push(name.replace(&format!("{}/", folder.display()), "")),
                Item::Skipped(skip) => skipped.push(skip),
                Item::Again { name, called } => {
                    assert_ne!(name, called);
                    read.push(format!("{} again", name.replace(&format!("{}/", folder.display()), "")));
                }
                Item::Known { .. } => {}
            }
            Ok::<(), GatherError>(())
        },
    )?;
    Ok((read, skipped))
}

#[test]
fn every_sort_of_archive_is_a_folder() {
    let talk = Some(TALK.as_bytes());
    let files: Files<'_> = &[
        ("talks/a.txt", talk),
        ("talks/a.meta.toml", Some(b"title = \"Stated\"")),
        ("./talks/b.vtt", Some(b"WEBVTT\n\n00:01.000 --> 00:02.000\nit is true\n")),
        ("talks/b.json", Some(br#"{"fact": {"title": "Hall", "primaryDate": "2029-05-17"}}"#)),
        ("talks/picture.png", Some(b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\x00\x00\x00\x01")),
        ("__MACOSX/a.txt", talk),
        ("talks/.hidden.txt", talk),
        ("old.record", talk),
        ("link.txt", None),
    ];
    for (name, bytes) in
        [("x.zip", zip(files)), ("x.tar", tar(files)), ("x.tgz", gz(&tar(files))), ("x.tar.zst", zst(&tar(files)))]
    {
        let folder = tempfile::tempdir().unwrap();
        let path = write(folder.path(), name, &bytes);
        let gathered = gather(&[path], &GatherOptions::default()).unwrap();
        let root = format!("{}/", folder.path().display());
        let names: Vec<String> = gathered.held.iter().map(|held| held.name.replace(&root, "")).collect();
        assert_eq!(names, [format!("{name}/talks/a.txt"), format!("{name}/talks/b.vtt")]);
        assert_eq!(gathered.held[0].document.title.as_deref(), Some("Stated"), "{name}");
        assert_eq!(gathered.held[1].document.date.as_deref(), Some("2029-05-17"), "{name}");
        assert_eq!(gathered.skipped.len(), 1, "{name}: {:?}", gathered.skipped);
    }
}

#[test]
fn names_that_lead_out_and_archives_within_are_left_out() {
    let talk = Some(TALK.as_bytes());
    let inner = zip(&[("a.txt", talk)]);
    let large = vec![b'x'; (1 << 20) + 1];
    let files: Files<'_> = &[
        ("../../outside.txt", talk),
        ("a.txt", talk),
        ("inner.zip", Some(&inner)),
        ("large.txt", Some(&large)),
        ("/absolute.txt", talk),
    ];
    for (name, bytes) in [("x.zip", zip(files)), ("x.tar", tar(files))] {
        let folder = tempfile::tempdir().unwrap();
        let path = write(folder.path(), name, &bytes);
        let (read, skipped) = outcome(folder.path(), &[Given::Named(path)]).unwrap();
        assert_eq!(read, [format!("{name}/a.txt"), format!("{name}/absolute.txt")]);
        let reasons: Vec<&SkipReason> = skipped.iter().map(|skip| &skip.reason).collect();
        assert!(
            matches!(reasons.as_slice(), [SkipReason::LeadsOut, SkipReason::Nested, SkipReason::TooLarge { .. }]),
            "{reasons:?}"
        );
        assert!(skipped.iter().all(|skip| !skip.to_string().contains('\u{1b}')));
        let left: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
        assert_eq!(left.len(), 1, "nothing is unpacked to the disk");
    }
}

/// A zip with `z.txt` called `a.txt`: the builder would not write that name again.
fn renamed(mut bytes: Vec<u8>) -> Vec<u8> {
    while let Some(at) = bytes.windows(5).position(|window| window == b"z.txt") {
        bytes[at] = b'a';
    }
    bytes
}

#[test]
fn of_files_of_one_name_each_is_a_source() {
    let talk = |text: &'static str| Some(text.as_bytes());
    let files: Files<'_> = &[
        ("a.txt", talk("Ana Ruiz: The ferry sails at nine.")),
        ("talks/a.txt", talk("Ana Ruiz: In a folder of its own.")),
        ("a (2).txt", talk("Ana Ruiz: This one is called so of itself.")),
        ("z.txt", talk("Ana Ruiz: The ferry sails at ten.")),
        ("./a.txt", talk("Ana Ruiz: The ferry sails at noon, and on Sundays at one.")),
        ("link.txt", None),
    ];
    let large = |bytes: Vec<u8>| {
        // The size of the file that is not the last of its name, in the field for sizes beyond four bytes.
        let list = bytes.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
        let mut wide = bytes[..list + 46 + 5].to_vec();
        let sizes: Vec<u8> =
            [24, 20].iter().flat_map(|at| bytes[list + at..][..4].iter().chain(&[0; 4]).copied()).collect();
        wide[list + 20..list + 28].fill(0xFF);
        wide[list + 30] = 20;
        wide.extend([1, 0, 16, 0].into_iter().chain(sizes));
        wide.extend(&bytes[list + 46 + 5..]);
        let end = wide.len() - 22;
        let size = u32::from_le_bytes(wide[end + 12..end + 16].try_into().unwrap()) + 20;
        wide[end + 12..end + 16].copy_from_slice(&size.to_le_bytes());
        wide
    };
    // A program before the archive, as archives that unpack themselves have it.
    let mut behind = b"#!/bin/sh\n".to_vec();
    behind.extend(renamed(zip(files)));
    let cut = |mut bytes: Vec<u8>| {
        bytes.truncate(bytes.len() - 512);
        bytes
    };
    let mut in_tar = files.to_vec();
    in_tar[3].0 = "a.txt";
    let in_tar = tar(&in_tar);
    for (name, bytes) in [
        ("x.zip", renamed(zip(files))),
        ("wide.zip", large(renamed(zip(files)))),
        ("behind.zip", behind),
        ("cut.tar", cut(in_tar.clone())),
        ("x.tgz", gz(&in_tar)),
        ("x.tar", in_tar),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let path = write(folder.path(), name, &bytes);
        let gathered = gather(std::slice::from_ref(&path), &GatherOptions::default()).unwrap();
        assert!(gathered.skipped.is_empty(), "{name}: {:?}", gathered.skipped);
        let mut texts: Vec<&str> = gathered.held.iter().map(|held| held.document.text.as_str()).collect();
        texts.sort_unstable();
        let mut all: Vec<&str> =
            files.iter().filter_map(|(_, text)| std::str::from_utf8(text.as_ref()?).ok()).collect();
        all.sort_unstable();
        assert_eq!(texts, all, "{name}");
        let (read, _) = outcome(folder.path(), &[Given::Named(path)]).unwrap();
        let mut told = read.clone();
        told.retain(|one| one.ends_with(" again"));
        assert_eq!(told.len(), 2, "{name}: {read:?}");
        let mut names: Vec<&String> = gathered.held.iter().map(|held| &held.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), 5, "each has a name of its own: {names:?}");
        assert!(names.iter().all(|name| name.ends_with(".txt")));
    }
}

#[test]
fn a_broken_archive_gives_what_can_be_read_and_says_so() {
    let talk = Some(TALK.as_bytes());
    let noise: Vec<u8> = (0..90_000u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
    let whole = tar(&[("a.txt", talk), ("b.bin", Some(&noise)), ("c.txt", talk)]);
    for (name, bytes) in [("x.tar", whole.clone()), ("x.tar.gz", gz(&whole)), ("x.tar.zst", zst(&whole))] {
        let folder = tempfile::tempdir().unwrap();
        let cut = bytes.len() * 2 / 3;
        let path = write(folder.path(), name, &bytes[..cut]);
        let (read, skipped) = outcome(folder.path(), &[Given::Named(path.clone())]).unwrap();
        assert_eq!(read, [format!("{name}/a.txt")]);
        assert!(
            skipped.iter().any(|skip| skip.path == path && matches!(skip.reason, SkipReason::Archive(_))),
            "{name}: {skipped:?}"
        );
        assert!(skipped.iter().any(|skip| skip.reason.is_failure()));
    }
    // Of which nothing can be read: an error for an archive that was named, left out in a folder.
    let folder = tempfile::tempdir().unwrap();
    for name in ["x.zip", "x.tar", "x.tar.gz", "x.tar.zst"] {
        let path = write(folder.path(), name, b"this is no archive at all, only a few words that fill a line");
        let error = outcome(folder.path(), &[Given::Named(path)]).unwrap_err();
        assert!(matches!(&error, GatherError::Unreadable { .. }) && !error.next_step().is_empty(), "{name}: {error}");
    }
    write(folder.path(), "a.txt", TALK.as_bytes());
    let (read, skipped) = outcome(folder.path(), &[Given::Named(folder.path().to_owned())]).unwrap();
    assert_eq!((read.len(), skipped.len()), (1, 4));
}

#[test]
fn what_unpacks_without_end_is_stopped() {
    // More than a gigabyte of zeros in a hundred kilobytes, and a talk before and behind them.
    struct Zeros(u64);
    impl std::io::Read for Zeros {
        fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
            let count = into.len().min(usize::try_from(self.0).unwrap_or(usize::MAX));
            into[..count].fill(0);
            self.0 -= count as u64;
            Ok(count)
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.tar.zst");
    let mut encoder = zstd::stream::write::Encoder::new(fs::File::create(&path).unwrap(), 1).unwrap();
    let size: u64 = 1200 << 20;
    // Without the two empty blocks that end an archive.
    encoder.write_all(&tar(&[("first.txt", Some(TALK.as_bytes()))])[..1024]).unwrap();
    let mut header = tar::Header::new_gnu();
    header.set_path("zeros.txt").unwrap();
    header.set_size(size);
    header.set_mode(0o644);
    header.set_cksum();
    encoder.write_all(header.as_bytes()).unwrap();
    std::io::copy(&mut Zeros(size), &mut encoder).unwrap();
    encoder.write_all(&tar(&[("a.txt", Some(TALK.as_bytes()))])).unwrap();
    encoder.finish().unwrap();
    let (read, skipped) = outcome(folder.path(), &[Given::Named(path.clone())]).unwrap();
    assert_eq!(read, ["x.tar.zst/first.txt"], "what stands behind it is not reached");
    assert!(
        skipped.iter().any(|skip| matches!(&skip.reason, SkipReason::Archive(why) if why.contains("far more"))),
        "{skipped:?}"
    );
}

#[test]
fn a_name_without_end_is_not_read_into_memory() {
    for kind in [b'L', b'x'] {
        let mut header = tar::Header::new_gnu();
        header.set_path("././@LongLink").unwrap();
        header.set_size(64 << 20);
        header.as_mut_bytes()[156] = kind;
        header.set_cksum();
        // With a talk before it, and one with a name of its own length behind.
        let talk = Some(TALK.as_bytes());
        let mut bytes = tar(&[("first.txt", talk)])[..1024].to_vec();
        bytes.extend(header.as_bytes());
        bytes.extend(vec![b'a'; 64 << 20]);
        bytes.extend(tar(&[("a.txt", talk)]));
        let folder = tempfile::tempdir().unwrap();
        let path = write(folder.path(), "x.tar", &bytes);
        let (read, skipped) = outcome(folder.path(), &[Given::Named(path)]).unwrap();
        assert_eq!(read, ["x.tar/first.txt"]);
        assert!(
            matches!(&skipped[..], [Skip { reason: SkipReason::Archive(why), .. }] if why.contains("longer than a name")),
            "{skipped:?}"
        );
    }
    // A name that is only long.
    let mut builder = tar::Builder::new(Vec::new());
    let mut header = tar::Header::new_gnu();
    header.set_size(TALK.len() as u64);
    let name = format!("{}talk.txt", "a-long-name/".repeat(200));
    builder.append_data(&mut header, &name, TALK.as_bytes()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = write(folder.path(), "x.tar", &builder.into_inner().unwrap());
    assert_eq!(outcome(folder.path(), &[Given::Named(path)]).unwrap().0, [format!("x.tar/{name}")]);
}

#[test]
fn patterns_are_expanded_and_lists_may_be_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    for name in ["a/1.txt", "a/2.txt", "a/b/3.txt", "a/.h.txt", "c/4.txt"] {
        write(folder.path(), name, TALK.replace("last", name).as_bytes());
    }
    write(folder.path(), "a/1.meta.toml", b"title = \"Stated\"");
    let named = |name: &str| outcome(folder.path(), &[Given::Named(at(name))]);
    assert_eq!(named("a/*.txt").unwrap().0, ["a/1.txt", "a/2.txt"]);
    assert_eq!(named("**/*.txt").unwrap().0, ["a/1.txt", "a/2.txt", "a/b/3.txt", "c/4.txt"]);
    assert_eq!(named("[ac]/*").unwrap().0, ["a/1.txt", "a/2.txt", "a/b/3.txt", "c/4.txt"]);
    assert!(matches!(named("a/*.html"), Err(GatherError::NothingFits { .. })));
    assert!(matches!(named("a/x.txt"), Err(GatherError::Missing { .. })));
    // A file of that very name is meant itself.
    write(folder.path(), "a/[12].txt", TALK.as_bytes());
    assert_eq!(named("a/[12].txt").unwrap().0, ["a/[12].txt"]);
    let listed: Vec<Given> =
        ["c", "a/1.txt", "a/none.txt", "a/1.meta.toml", "a/1.txt"].map(|name| Given::Listed(at(name))).into();
    let (read, skipped) = outcome(folder.path(), &listed).unwrap();
    assert_eq!(read, ["c/4.txt", "a/1.txt"]);
    assert_eq!(skipped.len(), 2, "{skipped:?}");
    assert!(skipped[0].reason.is_failure() && !skipped[1].reason.is_failure(), "{skipped:?}");
}
