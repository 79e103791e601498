//! The paragraphs of an RTF file: what each word means, and which groups hold no text.

use super::code_page::{CodePage, sign};
use super::font::Tables;
use super::language::code_of;
use super::quotation::has_text;
use super::state::{Day, Place, State, outline_of};
use super::token::{Token, Tokens};
use super::words::{character, is_without_text, unit_of};
use crate::reader::ReadError;
use crate::reader::office::{Composer, Flow, Info, Look, OfficeText, Role, Tally};

/// Groups in each other; the text of deeper ones is left out.
const MAX_DEPTH: usize = 5_000;

/// Bytes of a title or of the name of a style.
const MAX_NAME: usize = 1_000;

/// Reads the text of a file; returns its code page too.
///
/// # Errors
///
/// `TooLarge` where the text is longer than any document's.
pub fn read_text(bytes: &[u8]) -> Result<(OfficeText, CodePage), ReadError> {
    let mut reader = TextReader::new();
    let mut tokens = Tokens::new(bytes);
    while !reader.has_ended && !reader.composer.is_full() {
        let Some(token) = tokens.next() else { break };
        reader.token(token);
    }
    let has_more = reader.has_ended && has_text(tokens);
    let (mut office, page) = reader.finish()?;
    if has_more {
        let note = "the file goes on behind the end of the document, which is not read";
        office.notes.push(note.to_owned());
    }
    Ok((office, page))
}

struct TextReader {
    composer: Composer,
    tables: Tables,
    /// Innermost last.
    open: Vec<State>,
    state: State,
    /// Groups beyond `MAX_DEPTH`.
    too_deep: usize,
    was_too_deep: bool,
    page: CodePage,
    /// `\*` was met: a word that is not known makes the group one without text.
    is_optional: bool,
    /// Characters that are left of a fallback.
    passing: u32,
    high: Option<u32>,
    /// Bytes in one code page that wait for those that belong to them.
    bytes: Vec<u8>,
    bytes_are_raw: bool,
    /// The paragraph has a bullet or a number.
    has_mark: bool,
    begins_page: bool,
    info: Info,
    day: Day,
    default_language: i32,
    languages: Tally,
    has_ended: bool,
    is_cut_off: bool,
}

impl TextReader {
    fn new() -> Self {
        Self {
            composer: Composer::default(),
            tables: Tables::default(),
            open: Vec::new(),
            state: State::new(),
            too_deep: 0,
            was_too_deep: false,
            page: CodePage::WESTERN,
            is_optional: false,
            passing: 0,
            high: None,
            bytes: Vec::new(),
            bytes_are_raw: true,
            has_mark: false,
            begins_page: false,
            info: Info::default(),
            day: Day::default(),
            default_language: 0,
            languages: Tally::default(),
            has_ended: false,
            is_cut_off: false,
        }
    }

    fn token(&mut self, token: Token<'_>) {
        if self.too_deep > 0 && !matches!(token, Token::Open | Token::Close) {
            return;
        }
        match token {
            Token::Text(text) => self.text(text),
            Token::Byte(byte) => self.byte(byte),
            Token::Symbol(b'*') => self.is_optional = true,
            Token::Symbol(symbol) => self.symbol(symbol),
            Token::Word(name, number) => {
                self.flush();
                self.word(name, number);
            }
            Token::Open => self.open_group(),
            Token::Close => self.close_group(),
            Token::Binary { announced, passed } => self.is_cut_off |= passed < announced,
        }
    }

    fn open_group(&mut self) {
        self.flush();
        self.passing = 0;
        if self.open.len() >= MAX_DEPTH {
            self.too_deep += 1;
            self.was_too_deep = true;
            return;
        }
        self.open.push(self.state);
        if self.state.is_choice {
            self.state.place = Place::Nothing;
        }
        self.state.is_choice = false;
        self.state.ends_flow = false;
    }

    fn close_group(&mut self) {
        self.flush();
        (self.passing, self.is_optional) = (0, false);
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        match self.state.place {
            Place::Styles => self.tables.end_style(),
            Place::Created => self.info.created = std::mem::take(&mut self.day).written(),
            Place::Modified => self.info.modified = std::mem::take(&mut self.day).written(),
            _ => {}
        }
        if self.state.ends_flow {
            self.composer.end(self.look());
            self.has_mark = false;
        }
        match self.open.pop() {
            Some(state) => self.state = state,
            None => self.has_ended = true,
        }
        self.has_ended |= self.open.is_empty();
    }

    fn text(&mut self, text: &[u8]) {
        let passed = text.len().min(self.passing as usize);
        self.passing -= passed as u32;
        self.add_bytes(&text[passed..], true);
    }

    fn byte(&mut self, byte: u8) {
        if self.passing > 0 {
            self.passing -= 1;
            return;
        }
        self.add_bytes(&[byte], false);
    }

    fn add_bytes(&mut self, bytes: &[u8], are_raw: bool) {
        if self.state.place == Place::Nothing || bytes.is_empty() {
            return;
        }
        self.high = None;
        self.bytes_are_raw &= are_raw;
        self.bytes.extend_from_slice(bytes);
    }

    /// Decodes the bytes that wait.
    fn flush(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let page = self.state.page.unwrap_or(self.page);
        let mut text = String::with_capacity(self.bytes.len());
        page.decode(&self.bytes, self.bytes_are_raw, &mut text);
        self.bytes.clear();
        self.bytes_are_raw = true;
        self.give(&text);
    }

    /// Puts text where it belongs.
    fn give(&mut self, text: &str) {
        let name = match self.state.place {
            Place::Body => {
                if self.state.is_shown() {
                    self.settle_page();
                    let language = match self.state.language {
                        0 => self.default_language,
                        number => number,
                    };
                    self.languages.add(code_of(language), text.len());
                    self.composer.push(text);
                }
                return;
            }
            Place::Title => &mut self.info.title,
            Place::Author => &mut self.info.author,
            Place::Styles => self.tables.style_name(),
            _ => return,
        };
        if name.len() < MAX_NAME {
            name.push_str(text);
        }
    }

    /// A character that stands for itself.
    fn character(&mut self, text: &str) {
        if self.passing > 0 {
            self.passing -= 1;
        } else {
            self.give(text);
        }
    }

    fn symbol(&mut self, symbol: u8) {
        if matches!(symbol, b'{' | b'}' | b'\\') {
            self.text(&[symbol]);
            return;
        }
        self.flush();
        match symbol {
            b'~' => self.character("\u{a0}"),
            b'_' => self.character("-"),
            b'\t' => self.character("\t"),
            // A hyphen that shows at the end of a line only.
            b'-' => self.character(""),
            _ => {}
        }
    }

    /// `\u`: a unit of UTF-16; some programs write the whole character.
    fn unicode(&mut self, number: i32) {
        let unit = unit_of(number);
        let high = self.high.take();
        let code = match (high, unit) {
            (_, 0xd800..=0xdbff) => {
                self.high = Some(unit);
                None
            }
            (Some(high), 0xdc00..=0xdfff) => {
                char::from_u32(0x1_0000 + ((high - 0xd800) << 10) + (unit - 0xdc00))
            }
            // Signs of a font that has no letters.
            (_, 0xf000..=0xf0ff) => sign((unit & 0xff) as u8),
            (_, unit) => char::from_u32(unit).or(Some('\u{fffd}')),
        };
        if let Some(code) = code {
            self.give(code.encode_utf8(&mut [0; 4]));
        }
        self.passing = self.state.fallback;
    }

    fn look(&self) -> Look {
        let is_item = self.state.is_item || self.has_mark;
        let by_outline = self.state.outline.map(Role::Heading);
        let by_mark = is_item.then_some(Role::ListItem);
        let role = self.tables.role(self.state.style).or(by_outline);
        Look {
            role: role.or(by_mark).unwrap_or_default(),
            is_set_apart: self.state.is_set_apart,
        }
    }

    fn settle_page(&mut self) {
        if self.begins_page {
            self.begins_page = false;
            self.composer.begin_page(self.look());
        }
    }

    fn end_paragraph(&mut self) {
        if self.state.place != Place::Body || self.state.is_deleted {
            return;
        }
        match (self.state.is_in_table, self.composer.is_in_table()) {
            (true, false) => self.composer.begin_table(),
            (false, true) => self.composer.end_table(),
            _ => {}
        }
        self.composer.end_paragraph(self.look());
        self.has_mark = false;
    }

    fn begin_flow(&mut self, flow: Flow) {
        if self.state.is_shown() {
            self.composer.begin(flow);
            self.state.ends_flow = true;
            self.state.reset_paragraph();
        }
    }

    fn word(&mut self, name: &[u8], number: Option<i32>) {
        let is_optional = std::mem::take(&mut self.is_optional);
        let is_on = number != Some(0);
        let value = number.unwrap_or(0);
        if let Some(text) = character(name) {
            self.character(text);
            return;
        }
        self.passing = 0;
        match self.state.place {
            Place::Fonts => return self.tables.font_word(name, value),
            Place::Created | Place::Modified => return self.day.word(name, value),
            Place::Styles => self.tables.style_word(name, value),
            _ => {}
        }
        let is_body = self.state.place == Place::Body;
        match name {
            b"u" => self.unicode(value),
            b"uc" => self.state.fallback = u32::try_from(value).unwrap_or(1).min(16),
            b"par" => self.end_paragraph(),
            b"line" | b"softline" => self.give("\n"),
            b"cell" | b"nestcell" if is_body => {
                self.state.is_in_table = true;
                self.end_paragraph();
                if name == b"cell" {
                    self.composer.end_cell();
                }
            }
            b"row" if is_body => self.composer.end_row(),
            b"page" if is_body => self.composer.begin_page(self.look()),
            b"sect" if is_body => {
                self.end_paragraph();
                self.begins_page = true;
            }
            b"sbknone" => self.begins_page = false,
            b"pagebb" if is_on && is_body => self.begins_page = true,
            b"pard" => self.state.reset_paragraph(),
            b"plain" => self.state.reset_characters(),
            b"f" => self.state.page = self.tables.page(value),
            b"v" => self.state.is_hidden = is_on,
            b"deleted" => self.state.is_deleted = is_on,
            b"lang" => self.state.language = value,
            b"deflang" => self.default_language = value,
            b"s" => self.state.style = value,
            b"outlinelevel" => self.state.outline = outline_of(value),
            b"ls" => self.state.is_item = is_on && number.is_some(),
            b"qc" | b"qr" => self.state.is_set_apart = true,
            b"ql" | b"qj" => self.state.is_set_apart = false,
            b"intbl" => self.state.is_in_table = is_on,
            b"ansicpg" => self.page = CodePage::of_number(value).unwrap_or(self.page),
            b"mac" => self.page = CodePage::MACINTOSH,
            b"pc" => self.page = CodePage::of_number(437).unwrap_or(self.page),
            b"pca" => self.page = CodePage::of_number(850).unwrap_or(self.page),
            b"listtext" | b"pntext" => {
                self.has_mark |= self.state.is_shown();
                self.state.place = Place::Nothing;
            }
            b"footnote" => self.begin_flow(Flow::Note),
            b"shptxt" | b"dptxbxtext" => self.begin_flow(Flow::Box),
            b"header" | b"headerl" | b"headerr" | b"headerf" | b"footer" | b"footerl"
            | b"footerr" | b"footerf" => self.begin_flow(Flow::Running),
            b"fonttbl" => self.state.place = Place::Fonts,
            b"stylesheet" => self.state.place = Place::Styles,
            b"info" => self.state.place = Place::Info,
            b"title" if self.state.place == Place::Info => self.state.place = Place::Title,
            b"author" if self.state.place == Place::Info => self.state.place = Place::Author,
            b"creatim" => self.state.place = Place::Created,
            b"revtim" => self.state.place = Place::Modified,
            b"upr" => self.state.is_choice = true,
            b"ud" => {
                // The text that holds for the group around the choice.
                let around = self.open.last();
                self.state.place = around.map_or(Place::Body, |state| state.place);
            }
            // Drawings whose text boxes are text.
            b"shp" | b"shpinst" | b"shpgrp" | b"do" => {}
            _ if is_optional || is_without_text(name) => {
                self.state.place = Place::Nothing;
            }
            _ => {}
        }
    }

    fn finish(mut self) -> Result<(OfficeText, CodePage), ReadError> {
        self.flush();
        self.is_cut_off |= !self.has_ended;
        let mut office = self.composer.finish()?;
        self.info.language = self.languages.most();
        office.info = self.info;
        if self.is_cut_off {
            office.notes.push("the file is cut off".to_owned());
        }
        if self.was_too_deep {
            let note = format!("groups in each other, more than {MAX_DEPTH} deep");
            office.notes.push(note);
        }
        Ok((office, self.page))
    }
}
