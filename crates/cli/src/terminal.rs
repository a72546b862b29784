//! What the terminal is asked and told: colour, width, and messages on standard error.
//!
//! The libraries never look at the terminal; they get what is decided here as arguments.

use crate::args::{ColorChoice, GlobalArgs};
use crate::error::CliError;
use crate::progress::Progress;
use anstyle::AnsiColor;
use onrecord_report::Style;
use std::fmt::Display;
use std::io::{IsTerminal, Write};

/// Reports are drawn this wide where the terminal does not say its width.
const DEFAULT_WIDTH: usize = 80;
/// Lines longer than this are hard to read, however wide the window is.
const WIDEST: usize = 120;
/// Below this nothing can be laid out.
const NARROWEST: usize = 40;

/// What was decided about the terminal, once, at the start.
#[derive(Debug)]
pub(crate) struct Terminal {
    color: ColorChoice,
    no_color: bool,
    quiet: bool,
    ascii: bool,
}

impl Terminal {
    /// Reads the choices of the command line and of the environment.
    pub(crate) fn new(global: &GlobalArgs) -> Self {
        let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        Self { color: global.color, no_color: set("NO_COLOR") || dumb, quiet: global.quiet, ascii: !unicode() }
    }

    fn colored(&self, is_terminal: bool) -> bool {
        match self.color {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => is_terminal && !self.no_color,
        }
    }

    /// Columns for results on standard output.
    fn width(&self) -> usize {
        let asked = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse::<usize>().ok());
        let seen = || {
            let (width, _) = terminal_size::terminal_size_of(std::io::stdout())?;
            Some(usize::from(width.0))
        };
        asked.or_else(seen).unwrap_or(DEFAULT_WIDTH).clamp(NARROWEST, WIDEST)
    }

    /// How a report for people may look: on standard output as the terminal can, in a file plain.
    pub(crate) fn style(&self, into_file: bool) -> Style {
        if into_file {
            return Style { color: self.color == ColorChoice::Always, ..Style::default() };
        }
        Style { width: self.width(), color: self.colored(std::io::stdout().is_terminal()), ascii: self.ascii }
    }

    /// Bold, where standard output is coloured.
    pub(crate) fn bold(&self) -> anstyle::Style {
        let plain = anstyle::Style::new();
        if self.colored(std::io::stdout().is_terminal()) { plain.bold() } else { plain }
    }

    /// An error and its next step, on standard error; `--quiet` does not silence it.
    pub(crate) fn error(&self, error: &CliError) {
        self.say("error", AnsiColor::Red, error);
        self.say("hint", AnsiColor::Cyan, error.hint());
    }

    /// Something that was skipped or could not be used: said, but the work goes on.
    pub(crate) fn warn(&self, message: impl Display) {
        if !self.quiet {
            self.say("warning", AnsiColor::Yellow, message);
        }
    }

    /// A next step that belongs to a warning.
    pub(crate) fn hint(&self, message: impl Display) {
        if !self.quiet {
            self.say("hint", AnsiColor::Cyan, message);
        }
    }

    /// Something worth knowing.
    pub(crate) fn note(&self, message: impl Display) {
        if !self.quiet {
            self.say("note", AnsiColor::Cyan, message);
        }
    }

    fn say(&self, label: &str, color: AnsiColor, message: impl Display) {
        let plain = anstyle::Style::new();
        let style = if self.colored(std::io::stderr().is_terminal()) {
            plain.fg_color(Some(color.into())).bold()
        } else {
            plain
        };
        let message = harmless(&message.to_string());
        // Nothing can be done where standard error is closed.
        let _ = writeln!(std::io::stderr().lock(), "{style}{label}{style:#}: {message}");
    }

    /// A line of progress, on a terminal's standard error and nowhere else.
    pub(crate) fn progress(&self, doing: &'static str) -> Progress {
        Progress::new(doing, !self.quiet && std::io::stderr().is_terminal())
    }
}

/// Whether the locale says that the terminal can show more than ASCII; where it says nothing, it most likely can.
fn unicode() -> bool {
    let locale =
        ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()));
    locale.is_none_or(|locale| {
        let locale = locale.to_ascii_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    })
}

/// File names and cells come from anywhere: control characters in them must not steer the terminal, and signs that
/// change the direction of the text must not make a line read as it does not stand.
pub(crate) fn harmless(message: &str) -> String {
    let steers = |c: char| {
        c.is_control() && c != '\n' || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{061C}')
    };
    message.chars().map(|c| if steers(c) { '\u{FFFD}' } else { c }).collect()
}

/// [`harmless`] for what has a line of its own: a line break in a name or a reason must not begin a line that then reads
/// as another entry of a list.
pub(crate) fn one_line(message: &str) -> String {
    harmless(&message.replace('\n', "\u{FFFD}"))
}
