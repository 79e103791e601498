//! What holds within a group of RTF, and ends with it.

use super::code_page::CodePage;

/// What the text of a group is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Body,
    Nothing,
    Fonts,
    Styles,
    Info,
    Title,
    Author,
    /// A day that is told by numbers.
    Created,
    Modified,
}

/// What holds until the group ends.
#[derive(Debug, Clone, Copy)]
pub struct State {
    pub place: Place,
    /// Of the font; None: of the document.
    pub page: Option<CodePage>,
    /// Characters behind `\u` that stand for it in old programs.
    pub fallback: u32,
    pub is_hidden: bool,
    pub is_deleted: bool,
    pub language: i32,
    pub style: i32,
    pub outline: Option<u8>,
    pub is_item: bool,
    pub is_set_apart: bool,
    pub is_in_table: bool,
    /// A text of its own ends with the group.
    pub ends_flow: bool,
    /// The group is a choice: the group in it that has `\ud` is for readers of Unicode.
    pub is_choice: bool,
}

impl State {
    /// What holds at the beginning of a file.
    pub fn new() -> Self {
        Self {
            place: Place::Body,
            page: None,
            fallback: 1,
            is_hidden: false,
            is_deleted: false,
            language: 0,
            style: 0,
            outline: None,
            is_item: false,
            is_set_apart: false,
            is_in_table: false,
            ends_flow: false,
            is_choice: false,
        }
    }

    /// `\pard`
    pub fn reset_paragraph(&mut self) {
        (self.style, self.outline) = (0, None);
        (self.is_item, self.is_set_apart, self.is_in_table) = (false, false, false);
    }

    /// `\plain`
    pub fn reset_characters(&mut self) {
        self.page = None;
        self.is_hidden = false;
    }

    /// Whether text is the document's.
    pub fn is_shown(&self) -> bool {
        self.place == Place::Body && !self.is_hidden && !self.is_deleted
    }
}

/// Levels are counted from 0; 9 is running text.
pub fn outline_of(value: i32) -> Option<u8> {
    let level = u8::try_from(value).ok().filter(|level| *level < 9);
    level.map(|level| level + 1)
}

/// A day that is told by words with numbers.
#[derive(Debug, Clone, Copy, Default)]
pub struct Day {
    /// Year, month, day, hour, minute.
    parts: [i32; 5],
}

impl Day {
    pub fn word(&mut self, name: &[u8], value: i32) {
        const PARTS: [&[u8]; 5] = [b"yr", b"mo", b"dy", b"hr", b"min"];
        if let Some(at) = PARTS.iter().position(|part| *part == name) {
            self.parts[at] = value;
        }
    }

    /// ISO 8601; empty where no day is told.
    pub fn written(self) -> String {
        let [year, month, day, hour, minute] = self.parts;
        let is_day = (1980..=9999).contains(&year)
            && (1..=12).contains(&month)
            && (1..=31).contains(&day)
            && (0..24).contains(&hour)
            && (0..60).contains(&minute);
        if is_day {
            format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}")
        } else {
            String::new()
        }
    }
}
