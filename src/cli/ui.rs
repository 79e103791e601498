//! Stdout and stderr: buffered results, messages, colour, terminal size.
//!
//! Every text that may come from the archive or a path is neutralised here before it reaches a
//! terminal.

use std::io::{BufWriter, IsTerminal, Stdout, Write};

use anyhow::{Context, Result};

use super::Colour;
use crate::output::{Style, safe_text};

/// The two streams and what is known of them.
pub struct Ui {
    stdout: BufWriter<Stdout>,
    quiet: bool,
    /// Stdout is a terminal.
    pub is_terminal: bool,
    /// Stderr is a terminal.
    pub shows_progress: bool,
    /// Stdout takes colour.
    pub colour: bool,
    colour_stderr: bool,
}

impl Ui {
    pub fn new(colour: Colour, quiet: bool) -> Self {
        let is_terminal = std::io::stdout().is_terminal();
        let stderr_is_terminal = std::io::stderr().is_terminal();
        let wanted = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let decide = |is_terminal: bool| match colour {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => is_terminal && wanted && !is_dumb,
        };
        Self {
            stdout: BufWriter::with_capacity(1 << 16, std::io::stdout()),
            quiet,
            is_terminal,
            shows_progress: stderr_is_terminal && !quiet && !is_dumb,
            colour: decide(is_terminal),
            colour_stderr: decide(stderr_is_terminal),
        }
    }

    /// Columns of the terminal; 80 when there is none, never below 20.
    pub fn width(&self) -> usize {
        let width = terminal_size::terminal_size().map_or(80, |(width, _)| usize::from(width.0));
        width.max(20)
    }

    /// What renderers must know of stdout.
    pub fn style(&self) -> Style {
        Style {
            colour: self.colour,
            width: self.width(),
            is_terminal: self.is_terminal,
            ..Style::PIPE
        }
    }

    /// Shows a text that is longer than the window in `$PAGER`; false when there is no terminal, no
    /// pager, or no need of one, and nothing was shown.
    pub fn page(&mut self, text: &[u8]) -> bool {
        let Some(pager) = std::env::var_os("PAGER").filter(|pager| !pager.is_empty()) else {
            return false;
        };
        let height = terminal_size::terminal_size().map_or(0, |(_, height)| usize::from(height.0));
        let lines = text.iter().filter(|byte| **byte == b'\n').count();
        if !self.is_terminal || lines < height {
            return false;
        }
        let mut command = std::process::Command::new("sh");
        command
            .arg("-c")
            .arg(pager)
            .stdin(std::process::Stdio::piped());
        if std::env::var_os("LESS").is_none() {
            // As git does: colours pass through, and the text stays when it is left.
            command.env("LESS", "FRX");
        }
        let Ok(mut child) = command.spawn() else {
            return false;
        };
        if let Some(mut stdin) = child.stdin.take() {
            // Whoever leaves the pager early has read enough.
            let _ = stdin.write_all(text);
        }
        // 127: the shell did not find the pager, so the text has not been seen.
        child.wait().is_ok_and(|status| status.code() != Some(127))
    }

    /// Where results go.
    pub fn out(&mut self) -> &mut impl Write {
        &mut self.stdout
    }

    /// Prints one line of results, neutralised.
    pub fn line(&mut self, text: &str) -> Result<()> {
        writeln!(self.stdout, "{}", safe_text(text)).context("write to stdout")
    }

    /// Prints one line of results whose cells have been guarded already.
    pub fn line_raw(&mut self, text: &str) -> Result<()> {
        writeln!(self.stdout, "{text}").context("write to stdout")
    }

    /// Prints cells separated by tabs, each neutralised.
    pub fn row(&mut self, cells: &[&str]) -> Result<()> {
        let cells: Vec<_> = cells.iter().map(|cell| safe_text(cell)).collect();
        writeln!(self.stdout, "{}", cells.join("\t")).context("write to stdout")
    }

    /// Makes sure that everything was written; a full disk is an error, not silence.
    pub fn flush(&mut self) -> Result<()> {
        self.stdout.flush().context("write to stdout")
    }

    /// Nothing but results and errors is wanted.
    pub fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Tells something that is no result and no error.
    pub fn note(&mut self, text: &str) {
        if !self.quiet {
            self.stderr(text);
        }
    }

    /// Reports what went wrong.
    pub fn error(&mut self, text: &str) {
        let label = self.paint("error", "1;31");
        self.raw(&format!("{label}: {}", safe_text(text)));
    }

    /// Reports what may be wrong.
    pub fn warning(&mut self, text: &str) {
        if !self.quiet {
            // Yellow cannot be read on a light ground.
            let label = self.paint("warning", "1;35");
            self.raw(&format!("{label}: {}", safe_text(text)));
        }
    }

    /// Says what to do next.
    pub fn hint(&mut self, text: &str) {
        self.raw(&format!("hint: {}", safe_text(text)));
    }

    /// Prints a block of several lines on stderr, neutralised line by line.
    pub fn stderr(&mut self, text: &str) {
        for line in text.lines() {
            self.raw(&safe_text(line));
        }
    }

    fn raw(&mut self, text: &str) {
        // Nowhere is left to report that stderr is closed.
        let _ = writeln!(std::io::stderr(), "{text}");
    }

    fn paint(&self, text: &str, code: &str) -> String {
        if self.colour_stderr {
            format!("\u{1b}[{code}m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }
}
