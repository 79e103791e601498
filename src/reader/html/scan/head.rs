//! Elements without content: breaks, and what the head of a page says in `<meta>` and `<link>`.

use super::Builder;
use crate::reader::fragment::collapse;
use crate::reader::markup::Tag;

impl Builder<'_> {
    /// An element without content.
    pub(super) fn void(&mut self, tag: &Tag<'_>) {
        match tag.name.to_ascii_lowercase().as_str() {
            "br" => self.line_breaks += 1,
            "hr" => self.flush(),
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
                    self.page.canonical = tag.attribute("href").map(|href| href.trim().to_owned());
                }
            }
            _ => {}
        }
    }
}
