//! Elements without content: breaks, and what the head of a page says in `<meta>` and `<link>`.

use super::Builder;
use super::capture::BREAK;
use crate::reader::fragment::collapse;
use crate::reader::html::address::{captured, original};
use crate::reader::html::marks::Mark;
use crate::reader::html::page::BlockTag;
use crate::reader::markup::Tag;

/// Characters of a picture's text that may be a headline.
const HEADLINE: std::ops::Range<usize> = 15..200;

impl Builder<'_> {
    /// `<br>`
    pub(super) fn break_line(&mut self) {
        self.line_breaks += 1;
        self.spoken.push(BREAK);
    }

    /// A picture that is all of a heading: old pages have their headlines drawn.
    fn picture(&mut self, tag: &Tag<'_>) {
        let (holder, ..) = self.stack.holder();
        // A link leads home: the picture is the name of the site.
        let is_alone = self.text.trim().is_empty() && !self.stack.marks().has(Mark::Link);
        if self.page.pictured.is_some() || !is_alone || !matches!(holder, BlockTag::Heading(1..=2))
        {
            return;
        }
        let said = tag.attribute("alt").map(|alt| collapse(&alt));
        let is_headline =
            |said: &String| HEADLINE.contains(&said.chars().count()) && said.trim().contains(' ');
        self.page.pictured = said.filter(is_headline);
    }

    /// An element without content.
    pub(super) fn void(&mut self, tag: &Tag<'_>) {
        match tag.name.to_ascii_lowercase().as_str() {
            "br" => self.break_line(),
            "hr" => self.flush(),
            "base" => {
                let base = tag.attribute("href");
                self.page.base = base.map(|href| original(href.trim()).to_owned());
            }
            "img" => self.picture(tag),
            "meta" => {
                let content = tag.attribute("content").or_else(|| tag.attribute("value"));
                let Some(content) = content
                    .map(|value| collapse(&value))
                    .filter(|value| !value.is_empty())
                else {
                    return;
                };
                for name in ["property", "name", "itemprop", "http-equiv"] {
                    // What the server or the browser that saved the page would have sent.
                    if name == "http-equiv"
                        && !tag
                            .attribute(name)
                            .is_some_and(|value| value.eq_ignore_ascii_case("content-language"))
                    {
                        continue;
                    }
                    let names = tag.attribute(name).unwrap_or_default().to_ascii_lowercase();
                    // "og:title twitter:title" is two names.
                    for name in names.split_whitespace() {
                        self.page.metas.push((name.to_owned(), content.clone()));
                    }
                }
            }
            "link" => {
                let rel = tag
                    .attribute("rel")
                    .unwrap_or_default()
                    .to_ascii_lowercase();
                if self.page.canonical.is_none()
                    && rel.split_whitespace().any(|word| word == "canonical")
                {
                    let href = tag.attribute("href").unwrap_or_default();
                    self.page.captured = captured(href.trim());
                    self.page.canonical = Some(original(href.trim()).to_owned());
                }
            }
            _ => {}
        }
    }
}
