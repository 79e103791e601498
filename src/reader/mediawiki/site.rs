//! What an export says of its wiki (`siteinfo`): its name, its language, the names of its namespaces.

use super::super::xml::Tree;

/// Names that every wiki understands, beside those in its own language.
const CATEGORY: &str = "category";
const FILES: &[&str] = &["file", "image"];

/// Numbers of the namespaces.
const CATEGORY_KEY: &str = "14";
const FILE_KEY: &str = "6";

/// A wiki.
#[derive(Debug, Default)]
pub struct Site {
    pub name: Option<String>,
    pub language: Option<String>,
    /// Address of a page, up to its title.
    base: Option<String>,
    /// Number and name.
    namespaces: Vec<(String, String)>,
}

/// What a prefix of a link means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Namespace {
    Category,
    File,
    Other,
}

impl Site {
    /// Reads what stands before the first page.
    pub fn of(head: &str) -> Self {
        let Ok(tree) = Tree::parse(head) else {
            return Self::default();
        };
        let Some(root) = tree.root() else {
            return Self::default();
        };
        let mut site = Self {
            language: root.attribute("lang").filter(|tag| tag.len() <= 35),
            ..Self::default()
        };
        if let Some(info) = root.child("siteinfo") {
            site.name = info.child_text("sitename");
            let main = info.child_text("base");
            site.base = main.and_then(|main| Some(main.rsplit_once('/')?.0.to_owned()));
            let named = info.descendants().filter(|e| e.is("namespace"));
            for namespace in named.take(500) {
                let key = namespace.attribute("key").unwrap_or_default();
                site.namespaces.push((key, namespace.text()));
            }
        }
        site
    }

    /// What stands before the colon of a link; none when it is no namespace of this wiki.
    pub fn namespace(&self, prefix: &str) -> Option<Namespace> {
        let prefix = prefix.trim().replace('_', " ").to_lowercase();
        if prefix == CATEGORY {
            return Some(Namespace::Category);
        }
        if FILES.contains(&prefix.as_str()) {
            return Some(Namespace::File);
        }
        let mut known = self.namespaces.iter();
        let (key, _) = known.find(|(_, name)| !name.is_empty() && name.to_lowercase() == prefix)?;
        Some(match key.as_str() {
            CATEGORY_KEY => Namespace::Category,
            FILE_KEY => Namespace::File,
            _ => Namespace::Other,
        })
    }

    /// The name of a namespace for the report, by its number.
    pub fn name_of(&self, key: &str) -> String {
        let known = self.namespaces.iter().find(|(number, _)| number == key);
        known.map_or_else(|| key.to_owned(), |(_, name)| name.clone())
    }

    /// The address of a page of this wiki.
    pub fn address(&self, title: &str) -> Option<String> {
        let base = self.base.as_ref()?;
        let mut url = url::Url::parse(base).ok()?;
        let title = title.replace('%', "%25").replace(' ', "_");
        url.set_path(&format!("{}/{title}", url.path().trim_end_matches('/')));
        Some(url.to_string())
    }
}
