//! The styles of an OpenDocument text: what each makes of a paragraph or of a run of words.

use std::collections::HashMap;

use crate::reader::markup::Tag;
use crate::reader::office::{Role, inherited, role_of_style};

/// Styles by their names.
#[derive(Debug, Default)]
pub struct Styles {
    by_name: HashMap<String, Style>,
    /// The style that is being described; none: the defaults are.
    open: Option<String>,
    /// Language of what has no style that says another.
    pub language: String,
}

#[derive(Debug, Default)]
struct Style {
    parent: Option<String>,
    role: Option<Role>,
    is_hidden: Option<bool>,
    is_set_apart: Option<bool>,
    begins_page: bool,
    language: Option<String>,
}

impl Styles {
    /// Takes an element that stands among the styles.
    pub fn add(&mut self, tag: &Tag<'_>) {
        match tag.name {
            "style:style" => self.begin(tag),
            "style:default-style" => self.open = None,
            "style:text-properties" => self.add_language_and_display(tag),
            "style:paragraph-properties" => {
                let Some(style) = self.current() else { return };
                if let Some(align) = tag.attribute("text-align") {
                    style.is_set_apart = Some(matches!(&*align, "center" | "end" | "right"));
                }
                style.begins_page |= tag.attribute("break-before").as_deref() == Some("page");
            }
            _ => {}
        }
    }

    fn current(&mut self) -> Option<&mut Style> {
        self.by_name.get_mut(self.open.as_deref()?)
    }

    fn begin(&mut self, tag: &Tag<'_>) {
        // `name` is that of `style:name`, `style:display-name` is another attribute.
        let name = tag.attribute("name").unwrap_or_default().into_owned();
        let shown = tag.attribute("display-name");
        let outline = tag.attribute("default-outline-level");
        let level = outline.and_then(|level| level.parse().ok());
        let style = Style {
            parent: tag
                .attribute("parent-style-name")
                .map(|name| name.into_owned()),
            role: role_of_style(shown.as_deref().unwrap_or(&name)).or(level.map(Role::Heading)),
            begins_page: tag
                .attribute("master-page-name")
                .is_some_and(|page| !page.is_empty()),
            ..Style::default()
        };
        self.by_name.insert(name.clone(), style);
        self.open = Some(name);
    }

    fn add_language_and_display(&mut self, tag: &Tag<'_>) {
        let language = tag.attribute("language").filter(|name| name != "none");
        let country = tag.attribute("country").filter(|name| name != "none");
        let language = language.map(|language| match country {
            Some(country) => format!("{language}-{country}"),
            None => language.into_owned(),
        });
        let display = tag.attribute("display");
        match self.current() {
            Some(style) => {
                style.language = language.or(style.language.take());
                style.is_hidden = display.map(|display| display == "none").or(style.is_hidden);
            }
            None => {
                if let Some(language) = language.filter(|_| self.language.is_empty()) {
                    self.language = language;
                }
            }
        }
    }

    /// What the style itself or one that it is based on says.
    fn said<'s, T>(&'s self, name: &str, said: impl Fn(&'s Style) -> Option<T>) -> Option<T> {
        inherited(&self.by_name, name, |style| style.parent.as_deref(), said)
    }

    pub fn role(&self, name: &str) -> Option<Role> {
        // A style that comes with the program is not always described.
        self.said(name, |style| {
            let parent = || role_of_style(style.parent.as_deref()?);
            style.role.or_else(parent)
        })
        .or_else(|| role_of_style(name))
    }

    pub fn is_hidden(&self, name: &str) -> bool {
        self.said(name, |style| style.is_hidden).unwrap_or(false)
    }

    pub fn is_set_apart(&self, name: &str) -> bool {
        self.said(name, |style| style.is_set_apart).unwrap_or(false)
    }

    pub fn begins_page(&self, name: &str) -> bool {
        self.by_name
            .get(name)
            .is_some_and(|style| style.begins_page)
    }

    /// Language of text in this style; None: that of what is around it.
    pub fn language(&self, name: &str) -> Option<&str> {
        self.said(name, |style| style.language.as_deref())
    }
}
