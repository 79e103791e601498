//! What is known of the place the output goes to, and the ink that text is set in.
//!
//! Facts about the terminal are passed in; nothing is asked of it here.  Without colour nothing is
//! written but the text, so a pipe, `NO_COLOR` and a dumb terminal look the same.

use std::fmt::Display;
use std::io::{self, Write};

use anstyle::AnsiColor;

/// Lines are not made longer than this even when the window is wide: nobody reads them well.
const MAX_WIDTH: usize = 100;

/// Narrower windows are left to wrap by themselves.
const MIN_WIDTH: usize = 20;

/// The place the output goes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Escape sequences for bold and colour may be written.
    pub colour: bool,
    /// Columns; 0 when unknown.
    pub width: usize,
    /// People look at it: layout for reading rather than a line for each hit.
    pub is_terminal: bool,
    /// Written around matches instead of colour, in text for people.
    pub marks: Option<(&'static str, &'static str)>,
}

impl Style {
    /// A pipe or a file.
    pub const PIPE: Self = Self {
        colour: false,
        width: 80,
        is_terminal: false,
        marks: None,
    };

    /// Columns for running text.
    pub fn text_width(&self) -> usize {
        self.table_width().min(MAX_WIDTH)
    }

    /// Columns for tables and charts.
    pub fn table_width(&self) -> usize {
        match self.width {
            0 => 80,
            width => width.max(MIN_WIDTH),
        }
    }
}

impl Default for Style {
    fn default() -> Self {
        Self::PIPE
    }
}

/// What a piece of text is, for its looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    Plain,
    Heading,
    Dim,
    Match,
}

impl Ink {
    /// Bold and dim only, and red for matches: these are legible on light and dark grounds.
    fn look(self) -> anstyle::Style {
        let look = anstyle::Style::new();
        match self {
            Self::Plain => look,
            Self::Heading => look.bold(),
            Self::Dim => look.dimmed(),
            Self::Match => look.bold().fg_color(Some(AnsiColor::Red.into())),
        }
    }
}

/// Writes text that is already safe in an ink.
pub fn write_ink(
    out: &mut dyn Write,
    style: &Style,
    ink: Ink,
    text: impl Display,
) -> io::Result<()> {
    if style.colour && ink != Ink::Plain {
        let look = ink.look();
        return write!(out, "{look}{text}{look:#}");
    }
    match style.marks {
        Some((before, after)) if ink == Ink::Match => write!(out, "{before}{text}{after}"),
        _ => write!(out, "{text}"),
    }
}
