//! A folder of its own for every test, with invented sources in it, and the command run there.

use assert_cmd::Command;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// An invented transcript: two speakers at a town meeting.
pub(crate) const TRANSCRIPT: &str = "\
Town meeting on the harbour bridge
12 May 2026

Mira Castell: Good evening. The bridge will not be closed before the winter, and I have told the council so twice.

Jonas Adeyemi: How much will the repair cost, and who is going to pay for it?

Mira Castell: We have seventy million for the repair, but only if the county pays its half. I never promised that the \
work would be finished this year. What I did promise is that every household on the east bank hears from us first.

Jonas Adeyemi: The people of the east bank have waited eleven years for a safe way across the river.
";

/// An invented article that quotes it well and badly.
pub(crate) const ARTICLE: &str = "\
The harbour bridge stays open

\u{201C}I have told the council so twice,\u{201D} Mira Castell said on Tuesday.

\u{201C}We have seventy million for the repair,\u{201D} said Castell.

\u{201C}The bridge will be closed before the winter, and I have told the council so,\u{201D} Castell told the meeting.

Jonas Adeyemi said: \u{201C}The people of the east bank have waited eleven years for a safe way across the river.\u{201D}
";

/// A folder that is gone at the end of the test.
pub(crate) struct Place {
    folder: TempDir,
}

/// What a run gave.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Place {
    /// An empty folder.
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    /// A folder with `transcripts/meeting.txt` and `article.txt`.
    pub(crate) fn with_meeting() -> Self {
        let place = Self::new();
        place.write("transcripts/meeting.txt", TRANSCRIPT);
        place.write("article.txt", ARTICLE);
        place
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file, its folders made where they are missing.
    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).expect("folders");
        std::fs::write(&path, content).expect("a file");
        path
    }

    /// Runs the command in the folder, without any of the caller's environment that it looks at.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        self.run_with(arguments, "", &[])
    }

    /// Runs the command with standard input and environment variables.
    pub(crate) fn run_with(&self, arguments: &[&str], stdin: impl AsRef<[u8]>, environment: &[(&str, &str)]) -> Run {
        let mut command = Command::cargo_bin("onrecord").expect("the command is built");
        for name in ["ONRECORD", "NO_COLOR", "COLUMNS", "LANG", "LC_ALL", "LC_CTYPE", "TERM"] {
            command.env_remove(name);
        }
        let output = command
            .current_dir(self.folder.path())
            .envs(environment.iter().copied())
            .args(arguments)
            .write_stdin(stdin.as_ref())
            .output()
            .expect("the command runs");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the command writes UTF-8");
        Run { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
    }
}

impl Run {
    /// Everything at once, for a snapshot.
    pub(crate) fn all(&self) -> String {
        format!("exit {}\n--- out\n{}--- err\n{}", self.code, self.out, self.err)
    }

    /// Asserts an error: exit code 2, nothing on standard output, `error: ` with this text and a next step.
    #[track_caller]
    pub(crate) fn failed_with(&self, what: &str) {
        assert_eq!(self.code, 2, "{}", self.all());
        assert!(self.out.is_empty(), "{}", self.all());
        assert!(self.err.contains("error: ") && self.err.contains(what), "{what:?} is not in\n{}", self.all());
        assert!(self.err.contains("hint: "), "no next step in\n{}", self.all());
    }
}
