//! What a feed says of itself, before its entries: title, language, address, authors.

use url::Url;

use super::super::fragment::one_line;
use super::super::xml::{Element, Tree};
use super::address::{base_within, is_web, resolve};
use super::name::Prefixes;

/// The feed that an entry stands in.
#[derive(Debug, Clone, Default)]
pub struct Channel {
    pub title: Option<String>,
    pub language: Option<String>,
    /// What relative addresses of entries are relative to.
    pub base: Option<Url>,
    /// Authors of the feed, who wrote every entry that names nobody.
    pub authors: Vec<String>,
    pub prefixes: Prefixes,
    /// Whether Atom's rules hold, by which a type says what a text is.
    pub is_atom: bool,
    /// Login and name of each author, in exports of WordPress.
    pub logins: Vec<(String, String)>,
}

impl Channel {
    /// Reads the text before the first entry; what is damaged there is just not known.
    pub fn read(head: &str, address: Option<&str>) -> Self {
        let mut channel = Self {
            base: base_within(address, None),
            ..Self::default()
        };
        let Ok(tree) = Tree::parse(head) else {
            return channel;
        };
        let Some(root) = tree.root() else {
            return channel;
        };
        channel.is_atom = root.name().eq_ignore_ascii_case("feed");
        channel.prefixes.declare(root.attributes());
        channel.language = root.attribute("lang");
        let given_base = root.attribute("base");
        channel.base = base_within(given_base.as_deref(), channel.base.as_ref());
        let inner = root.children().find(|child| child.is("channel"));
        if let Some(inner) = inner {
            channel.prefixes.declare(inner.attributes());
        }
        let holder = inner.unwrap_or(root);
        // RSS 0.9 and 1.0 close the channel before the entries, so both places are looked at.
        for element in holder.children() {
            channel.take(element);
        }
        channel
    }

    fn take(&mut self, element: Element<'_, '_>) {
        match self.prefixes.usual_name(element.full_name()).as_str() {
            "title" if self.title.is_none() => {
                self.title = Some(one_line(&element.raw_text())).filter(|text| !text.is_empty());
            }
            "language" | "dc:language" => {
                let text = element.text();
                if !text.is_empty() && text.len() <= 35 {
                    self.language = Some(text);
                }
            }
            "link" => {
                let address = element.attribute("href").unwrap_or_else(|| element.text());
                let relation = element.attribute("rel");
                let is_own = matches!(relation.as_deref(), None | Some("alternate" | "self"));
                if is_own && self.base.is_none() && is_web(&address) {
                    self.base = resolve(&address, None).and_then(|a| Url::parse(&a).ok());
                }
            }
            "author" => {
                let name = element.child_text("name");
                self.authors
                    .extend(name.filter(|_| self.authors.len() < 20));
            }
            "wp:author" => {
                let login = element.child_text("author_login");
                let name = element.child_text("author_display_name");
                if let (Some(login), Some(name)) = (login, name) {
                    self.logins.push((login, name));
                }
            }
            _ => {}
        }
    }
}
