//! The package of an EPUB (OPF 2.0, EPUB 3): which publication its pages are of, and of which
//! section each is, by its table of contents.
//!
//! What Calibre writes of the newspapers that it fetches is believed before the general fields.
//! What is damaged is reported and costs only what it says.

use std::collections::{HashMap, HashSet};
use std::io::{BufReader, Read, SeekFrom};
use std::sync::Arc;

use percent_encoding::percent_decode_str;

use super::super::publication::Publication;
use super::super::window::ReadSeek;
use super::super::{Budget, Trouble};
use super::entry::Entry;
use super::find_data;
use super::member::Unpacked;
use crate::reader::Reason;
use crate::reader::xml::{Element, Tree, decode_xml};

mod metadata;

use metadata::publication_of;

/// Member that names the package.
const CONTAINER: &str = "META-INF/container.xml";
/// A list of the pages of a newspaper has some kilobytes, that of a year some megabytes.
const MAX_LIST_BYTES: u64 = 8 << 20;
/// Longest name of a section, characters.
const LONGEST_SECTION: usize = 100;

/// An EPUB, as far as its pages need it.
#[derive(Debug, Default)]
pub struct Epub {
    pub publication: Arc<Publication>,
    /// Section of each page, by the name of its member.
    sections: HashMap<String, String>,
    /// Members that only list pages.
    lists: HashSet<String>,
    /// Why lists could not be read, by their names.
    lost: HashMap<String, Trouble>,
}

impl Epub {
    /// Reads the package; what is missing is not known.
    pub fn read(file: &mut dyn ReadSeek, entries: &[Entry], budget: &Budget) -> Self {
        let mut epub = Self::default();
        let mut lists = Lists {
            file,
            entries,
            budget,
        };
        let name = epub.package_name(&mut lists);
        let Some((name, text)) = name.and_then(|name| epub.text(&mut lists, name)) else {
            return epub;
        };
        let Some(tree) = epub.tree(&name, &text) else {
            return epub;
        };
        if let Some(metadata) = tree.all("metadata").next() {
            epub.publication = Arc::new(publication_of(metadata));
        }
        let contents = contents_of(&tree, folder(&name));
        epub.lists.extend(contents.clone());
        for name in contents {
            if let Some((name, text)) = epub.text(&mut lists, name)
                && let Some(tree) = epub.tree(&name, &text)
            {
                epub.read_contents(&tree, folder(&name));
            }
            if !epub.sections.is_empty() {
                break;
            }
        }
        epub
    }

    /// Why a list could not be read, if it could not.
    pub fn lost(&self, member: &str) -> Option<&Trouble> {
        self.lost.get(member)
    }

    /// The section that a page is in.
    pub fn section(&self, member: &str) -> Option<&str> {
        self.sections.get(member).map(String::as_str)
    }

    /// Whether a member lists pages and is none.
    pub fn is_list(&self, member: &str) -> bool {
        member == "mimetype"
            || member.starts_with("META-INF/")
            || member.ends_with(".opf")
            || member.ends_with(".ncx")
            || self.lists.contains(member)
    }

    fn package_name(&mut self, lists: &mut Lists<'_>) -> Option<String> {
        let (_, text) = self.text(lists, CONTAINER.to_owned())?;
        let tree = self.tree(CONTAINER, &text)?;
        let root = tree.all("rootfile").next();
        let named = root.and_then(|root| root.attribute("full-path"));
        named.or_else(|| {
            let mut entries = lists.entries.iter();
            let package = entries.find(|entry| entry.name.ends_with(".opf"))?;
            Some(package.name.clone())
        })
    }

    /// The text of a member, with its name.
    fn text(&mut self, lists: &mut Lists<'_>, name: String) -> Option<(String, String)> {
        match lists.read(&name)? {
            Ok(text) => Some((name, text)),
            Err(trouble) => {
                self.lost.insert(name, trouble);
                None
            }
        }
    }

    fn tree<'a>(&mut self, name: &str, text: &'a str) -> Option<Tree<'a>> {
        match Tree::parse(text) {
            Ok(tree) => Some(tree),
            Err(error) => {
                let trouble = Trouble::new(error.reason, error.detail);
                self.lost.insert(name.to_owned(), trouble);
                None
            }
        }
    }

    /// Sections of an NCX or of an EPUB 3 table of contents.
    fn read_contents(&mut self, tree: &Tree<'_>, folder: &str) {
        let map = tree.all("navMap").next();
        let toc = || {
            let mut navs = tree.all("nav");
            let first = navs.next()?;
            let is_toc = |nav: &Element<'_, '_>| nav.attribute("type").as_deref() == Some("toc");
            let mut all = std::iter::once(first).chain(navs);
            Some(all.find(is_toc).unwrap_or(first))
        };
        let Some(top) = map.or_else(toc) else { return };
        let mut points = points_of(top);
        // The whole newspaper may be the only entry at the top.
        if let [only] = points.as_slice()
            && !points_of(*only).is_empty()
        {
            points = points_of(*only);
        }
        for point in points {
            self.walk(point, None, folder);
        }
    }

    /// Depth is bounded by the tree.
    fn walk(&mut self, point: Element<'_, '_>, section: Option<&str>, folder: &str) {
        let within = points_of(point);
        if within.is_empty() {
            if let Some((section, page)) = section.zip(address_of(point)) {
                let page = path_in(folder, &page);
                self.sections
                    .entry(page)
                    .or_insert_with(|| section.to_owned());
            }
            return;
        }
        let own = label_of(point).filter(|name| name.chars().count() <= LONGEST_SECTION);
        for inner in within {
            self.walk(inner, own.as_deref().or(section), folder);
        }
    }
}

/// What lists are read from.
struct Lists<'l> {
    file: &'l mut dyn ReadSeek,
    entries: &'l [Entry],
    budget: &'l Budget,
}

impl Lists<'_> {
    /// The text of a member; None: there is none of this name.
    fn read(&mut self, name: &str) -> Option<Result<String, Trouble>> {
        let entry = self.entries.iter().find(|entry| entry.name == name)?;
        if entry.is_encrypted || entry.is_link {
            let detail = "the member is encrypted";
            return Some(Err(Trouble::new(Reason::Encrypted, detail)));
        }
        Some(self.unpack(entry).map(|bytes| {
            let decoded = decode_xml(&bytes, None);
            decoded.text.into_owned()
        }))
    }

    fn unpack(&mut self, entry: &Entry) -> Result<Vec<u8>, Trouble> {
        let start = find_data(self.file, entry)?;
        self.file.seek(SeekFrom::Start(start))?;
        let mut packed = BufReader::with_capacity(64 << 10, &mut *self.file);
        let content = Unpacked::new(&mut packed, entry, self.budget);
        let mut bytes = Vec::new();
        content.take(MAX_LIST_BYTES + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > MAX_LIST_BYTES {
            let detail = format!("a list of more than {MAX_LIST_BYTES} bytes");
            return Err(Trouble::new(Reason::TooLarge, detail));
        }
        Ok(bytes)
    }
}

/// Members that are tables of contents: the NCX, then that of EPUB 3.
fn contents_of(tree: &Tree<'_>, folder: &str) -> Vec<String> {
    let items: Vec<Element<'_, '_>> = tree
        .all("manifest")
        .flat_map(|manifest| manifest.children_named("item"))
        .collect();
    let has = |item: &Element<'_, '_>, name: &str, word: &str| {
        let value = item.attribute(name).unwrap_or_default();
        value.split_whitespace().any(|part| part == word)
    };
    let ncx = items
        .iter()
        .find(|item| has(item, "media-type", "application/x-dtbncx+xml"));
    let nav = items.iter().find(|item| has(item, "properties", "nav"));
    let found = [ncx, nav].into_iter().flatten();
    let names = found.filter_map(|item| item.attribute("href"));
    names.map(|href| path_in(folder, &href)).collect()
}

/// Entries directly within one: `navPoint`, or the `li` of a list.
fn points_of<'t, 'a>(element: Element<'t, 'a>) -> Vec<Element<'t, 'a>> {
    let lists = element
        .children_named("ol")
        .flat_map(|list| list.children_named("li"));
    element.children_named("navPoint").chain(lists).collect()
}

fn label_of(point: Element<'_, '_>) -> Option<String> {
    let label = point.at(&["navLabel", "text"]);
    let label = label.or_else(|| point.children().find(|c| c.is("a") || c.is("span")));
    label
        .map(|label| label.text())
        .filter(|text| !text.is_empty())
}

fn address_of(point: Element<'_, '_>) -> Option<String> {
    let content = point
        .child("content")
        .and_then(|content| content.attribute("src"));
    content.or_else(|| point.child("a")?.attribute("href"))
}

fn folder(name: &str) -> &str {
    name.rfind('/').map_or("", |at| &name[..=at])
}

/// The member that an address within a list means: without its fragment, `%20` read, `..` followed.
fn path_in(folder: &str, address: &str) -> String {
    let address = address.split('#').next().unwrap_or(address);
    let whole = format!(
        "{folder}{}",
        percent_decode_str(address).decode_utf8_lossy()
    );
    let mut parts: Vec<&str> = Vec::new();
    for part in whole.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lead_to_members() {
        for (folder, address, member) in [
            ("OEBPS/", "text/a%20b.html#c", "OEBPS/text/a b.html"),
            ("OEBPS/nav/", "../1.html", "OEBPS/1.html"),
            ("", "../../etc/x", "etc/x"),
            ("", "100%.html%zz%c3%a9", "100%.html%zzé"),
        ] {
            assert_eq!(path_in(folder, address), member, "{address}");
        }
    }
}
