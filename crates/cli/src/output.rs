//! Where results go: standard output, or a file that is there whole or not at all.

use crate::error::CliError;
use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

/// An open place for results. [`Output::finish`] must be called: a file appears under its name only then.
#[derive(Debug)]
pub(crate) enum Output {
    /// Standard output.
    Stdout(BufWriter<io::Stdout>),
    /// A device or a pipe with a name.
    Device {
        /// What is written to.
        writer: BufWriter<File>,
        /// Its name.
        path: PathBuf,
    },
    /// A file, written beside its name first.
    File {
        /// What is written to.
        writer: BufWriter<File>,
        /// The name while it is written.
        partial: PathBuf,
        /// The name when it is whole.
        path: PathBuf,
    },
}

impl Output {
    /// Opens `path`, or standard output where there is none or it is `-`.
    pub(crate) fn open(path: Option<&Path>) -> Result<Self, CliError> {
        let Some(path) = path.filter(|path| *path != Path::new("-")) else {
            return Ok(Self::Stdout(BufWriter::new(io::stdout())));
        };
        let failed = |source| CliError::Unwritable { path: path.display().to_string(), source };
        let mut permissions = None;
        let path = match std::fs::metadata(path) {
            Ok(there) if there.is_dir() => return Err(failed(io::Error::from(io::ErrorKind::IsADirectory))),
            // What a link leads to is replaced, not the link.
            Ok(there) if there.is_file() => {
                if is_database(path) {
                    return Err(CliError::usage(
                        format!("{} is a record or another database; it is not written over", path.display()),
                        "Choose another name with --output.",
                    ));
                }
                permissions = Some(there.permissions());
                std::fs::canonicalize(path).map_err(failed)?
            }
            // A device or a pipe (/dev/null, a named pipe) is written to, never replaced by a file.
            Ok(_) => {
                let file = File::options().write(true).open(path).map_err(failed)?;
                return Ok(Self::Device { writer: BufWriter::new(file), path: path.to_owned() });
            }
            Err(_) => path.to_owned(),
        };
        let Some(name) = path.file_name() else {
            return Err(failed(io::Error::from(io::ErrorKind::InvalidInput)));
        };
        // In the same folder: only then is the renaming one step.
        let mut partial = std::ffi::OsString::from(".");
        partial.push(name);
        partial.push(format!(".{}.partial", std::process::id()));
        let partial = path.with_file_name(partial);
        let file = File::create(&partial).map_err(failed)?;
        if let Some(permissions) = permissions {
            // Who may read the old report, and nobody else, may read the new one.
            let set = file.set_permissions(permissions);
            set.inspect_err(|_| drop(std::fs::remove_file(&partial))).map_err(failed)?;
        }
        Ok(Self::File { writer: BufWriter::new(file), partial, path })
    }

    /// Writes everything with `write`, then makes it final. What was at the file's place stays where `write` fails.
    ///
    /// An I/O error inside `write` is taken to be one of writing and gets the name of this place.
    pub(crate) fn write_all(
        path: Option<&Path>,
        write: impl FnOnce(&mut Output) -> Result<(), CliError>,
    ) -> Result<(), CliError> {
        let mut output = Self::open(path)?;
        let into_pipe = matches!(output, Self::Stdout(_) | Self::Device { .. });
        let done = match write(&mut output) {
            Ok(()) => output.finish(),
            Err(error) => {
                let name = output.name();
                output.discard();
                Err(match error {
                    CliError::Unwritable { source, .. } => CliError::Unwritable { path: name, source },
                    other => other,
                })
            }
        };
        match done {
            // Whoever reads has seen enough (`onrecord ... | head`); the exit code is that of the findings all the same.
            Err(CliError::Unwritable { source, .. }) if into_pipe && source.kind() == io::ErrorKind::BrokenPipe => {
                Ok(())
            }
            done => done,
        }
    }

    fn name(&self) -> String {
        match self {
            Self::Stdout(_) => "standard output".to_owned(),
            Self::Device { path, .. } | Self::File { path, .. } => path.display().to_string(),
        }
    }

    fn finish(self) -> Result<(), CliError> {
        let name = self.name();
        let done = match self {
            Self::Stdout(mut writer) => writer.flush(),
            Self::Device { mut writer, .. } => writer.flush(),
            Self::File { mut writer, partial, path } => writer
                .flush()
                .and_then(|()| writer.get_ref().sync_all())
                .and_then(|()| std::fs::rename(&partial, &path))
                .inspect_err(|_| drop(std::fs::remove_file(&partial))),
        };
        done.map_err(|source| CliError::Unwritable { path: name, source })
    }

    fn discard(self) {
        match self {
            // Whole results that were written before a later input failed are still good.
            Self::Stdout(mut writer) => {
                let _ = writer.flush();
                drop(writer.into_parts());
            }
            Self::Device { writer, .. } => drop(writer.into_parts()),
            Self::File { writer, partial, .. } => {
                drop(writer.into_parts());
                let _ = std::fs::remove_file(partial);
            }
        }
    }
}

/// Whether a file is an SQLite file, as every record is.
fn is_database(path: &Path) -> bool {
    let mut start = [0; 16];
    File::open(path).and_then(|mut file| file.read_exact(&mut start)).is_ok() && &start == b"SQLite format 3\0"
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stdout(writer) => writer.write(bytes),
            Self::Device { writer, .. } | Self::File { writer, .. } => writer.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout(writer) => writer.flush(),
            Self::Device { writer, .. } | Self::File { writer, .. } => writer.flush(),
        }
    }
}
