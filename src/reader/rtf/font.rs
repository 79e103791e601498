//! The tables at the beginning of a file: fonts with their code pages, styles with their names.

use std::collections::HashMap;

use super::code_page::CodePage;
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
pub struct Style {
    pub number: i32,
    pub base: Option<i32>,
    pub outline: Option<u8>,
    pub is_item: bool,
    pub name: String,
}

impl Tables {
    pub fn begin_font(&mut self, number: i32) {
        self.font = number;
    }

    /// Says which code page the font has; None: that of the document.
    pub fn set_page(&mut self, page: Option<CodePage>) {
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

    /// The style that is being described.
    pub fn style(&mut self) -> &mut Style {
        &mut self.style
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
