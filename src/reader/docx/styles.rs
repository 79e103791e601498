//! The styles of a Word document: what each makes of a paragraph.

use std::collections::HashMap;

use crate::reader::markup::{Dialect, Scanner, Tag, Token, local};
use crate::reader::office::{Role, inherited, role_of_style};

/// Styles by their ids.
#[derive(Debug, Default)]
pub struct Styles {
    by_id: HashMap<String, Style>,
    /// Language of what is marked as nothing else.
    pub language: String,
}

#[derive(Debug, Default)]
struct Style {
    base: Option<String>,
    role: Option<Role>,
    /// By the look that it has, where its name says nothing.
    look: Option<Role>,
    is_hidden: bool,
    is_set_apart: Option<bool>,
}

impl Styles {
    /// Reads the part with the styles.
    pub fn read(xml: &str) -> Self {
        let mut styles = Self::default();
        let mut open: Option<(String, Style)> = None;
        for token in Scanner::new(xml, Dialect::Xml) {
            match token {
                Token::Open(tag) if local(tag.name) == "style" && !tag.is_empty => {
                    let id = tag.attribute("styleId").unwrap_or_default().into_owned();
                    open = Some((id, Style::default()));
                }
                Token::Open(tag) => match &mut open {
                    Some((_, style)) => style.add(&tag),
                    // The defaults of the document stand over the styles.
                    None if local(tag.name) == "lang" => {
                        styles.language = value(&tag);
                    }
                    None => {}
                },
                Token::Close(name) if local(name) == "style" => {
                    if let Some((id, style)) = open.take() {
                        styles.by_id.insert(id, style);
                    }
                }
                _ => {}
            }
        }
        styles
    }

    /// What the style itself or one that it is based on says.
    fn said<T>(&self, id: &str, said: impl Fn(&Style) -> Option<T>) -> Option<T> {
        inherited(&self.by_id, id, |style| style.base.as_deref(), said)
    }

    pub fn role(&self, id: &str) -> Option<Role> {
        self.said(id, |style| style.role.or(style.look))
    }

    pub fn is_hidden(&self, id: &str) -> bool {
        let hidden = self.said(id, |style| style.is_hidden.then_some(()));
        hidden.is_some()
    }

    pub fn is_set_apart(&self, id: &str) -> bool {
        self.said(id, |style| style.is_set_apart).unwrap_or(false)
    }
}

impl Style {
    fn add(&mut self, tag: &Tag<'_>) {
        match local(tag.name) {
            "name" => self.role = role_of_style(&value(tag)),
            "basedOn" => self.base = Some(value(tag)),
            "outlineLvl" => self.look = heading(tag).or(self.look),
            "numId" if value(tag) != "0" => self.look = self.look.or(Some(Role::ListItem)),
            "vanish" => self.is_hidden = is_on(tag),
            "jc" => self.is_set_apart = Some(is_set_apart(tag)),
            _ => {}
        }
    }
}

/// The attribute `val`; empty if there is none.
pub fn value(tag: &Tag<'_>) -> String {
    tag.attribute("val").unwrap_or_default().into_owned()
}

/// A property that is on where it stands, unless it says otherwise.
pub fn is_on(tag: &Tag<'_>) -> bool {
    !matches!(&*value(tag), "0" | "false" | "off")
}

/// Levels are counted from 0; 9 is running text.
pub fn heading(tag: &Tag<'_>) -> Option<Role> {
    let level: u8 = value(tag).parse().ok().filter(|level| *level < 9)?;
    Some(Role::Heading(level + 1))
}

pub fn is_set_apart(tag: &Tag<'_>) -> bool {
    matches!(&*value(tag), "center" | "right" | "end")
}
