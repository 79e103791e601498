//! The tables at the beginning of a file: fonts with their code pages, styles with their names.

use std::collections::HashMap;

use super::code_page::CodePage;
use super::state::outline_of;
use crate::reader::office::{Role, role_of_style};

/// Entries of a table; more are no document's.
const MAX_ENTRIES: usize = 100_000;

/// What is known of fonts and styles by their numbers.
#[derive(Debug, Default)]
pub struct Tables {
    pages: HashMap<i32, CodePage>,
    roles: HashMap<i32, Role>,
    /// The font that is being described.
    font: i32,
    style: Style,
}

/// The style that is being described.
#[derive(Debug, Default)]
struct Style {
    number: i32,
    base: Option<i32>,
    outline: Option<u8>,
    is_item: bool,
    name: String,
}

impl Tables {
    /// Takes a word of the list of fonts.
    pub fn font_word(&mut self, name: &[u8], value: i32) {
        match name {
            b"f" => self.font = value,
            b"fcharset" => self.set_page(CodePage::of_charset(value)),
            b"cpg" => self.set_page(CodePage::of_number(value)),
            _ => {}
        }
    }

    /// Takes a word of the list of styles.
    pub fn style_word(&mut self, name: &[u8], value: i32) {
        match name {
            b"s" => self.style.number = value,
            b"sbasedon" => self.style.base = Some(value),
            b"outlinelevel" => self.style.outline = outline_of(value),
            b"ls" => self.style.is_item = value > 0,
            _ => {}
        }
    }

    /// Says which code page the font has; None: that of the document.
    fn set_page(&mut self, page: Option<CodePage>) {
        match page {
            Some(page) if self.pages.len() < MAX_ENTRIES => {
                self.pages.insert(self.font, page);
            }
            _ => {
                self.pages.remove(&self.font);
            }
        }
    }

    pub fn page(&self, font: i32) -> Option<CodePage> {
        self.pages.get(&font).copied()
    }

    /// Name of the style that is being described.
    pub fn style_name(&mut self) -> &mut String {
        &mut self.style.name
    }

    /// Ends the description of a style.
    pub fn end_style(&mut self) {
        let style = std::mem::take(&mut self.style);
        let name = style.name.trim().trim_end_matches(';');
        let inherited = || style.base.and_then(|base| self.role(base));
        let by_look = match style.outline {
            Some(level) => Some(Role::Heading(level)),
            None if style.is_item => Some(Role::ListItem),
            None => None,
        };
        let role = role_of_style(name).or(by_look).or_else(inherited);
        if let Some(role) = role.filter(|_| self.roles.len() < MAX_ENTRIES) {
            self.roles.insert(style.number, role);
        }
    }

    pub fn role(&self, style: i32) -> Option<Role> {
        self.roles.get(&style).copied()
    }
}
