//! One entry: its elements, by what they are for.

use url::Url;

use super::super::fragment::{collapse, markup_blocks, one_line, plain_blocks, text_blocks};
use super::super::xml::Element;
use super::address::{base_within, is_web, resolve};
use super::channel::Channel;
use super::name::Prefixes;
use crate::article::Block;

/// What an element of an entry is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Title,
    Link,
    /// The address before a service put its own in the way.
    OriginalLink,
    Id,
    Published,
    Updated,
    Author,
    Tag,
    Section,
    Summary,
    Content,
    Source,
    Language,
    Media,
}

/// Elements by their usual names; the first of a part that holds something counts, where only one
/// can.
const ELEMENTS: &[(&str, Part)] = &[
    ("title", Part::Title),
    ("dc:title", Part::Title),
    ("itunes:title", Part::Title),
    ("link", Part::Link),
    ("url", Part::Link),
    ("feedburner:origlink", Part::OriginalLink),
    ("guid", Part::Id),
    ("id", Part::Id),
    ("dc:identifier", Part::Id),
    ("pubdate", Part::Published),
    ("published", Part::Published),
    ("issued", Part::Published),
    ("dc:date", Part::Published),
    ("dcterms:issued", Part::Published),
    ("dcterms:created", Part::Published),
    ("prism:publicationdate", Part::Published),
    ("created", Part::Published),
    ("date", Part::Published),
    ("updated", Part::Updated),
    ("modified", Part::Updated),
    ("dcterms:modified", Part::Updated),
    ("author", Part::Author),
    ("dc:creator", Part::Author),
    ("dc:contributor", Part::Author),
    ("itunes:author", Part::Author),
    ("category", Part::Tag),
    ("dc:subject", Part::Tag),
    ("prism:section", Part::Section),
    ("description", Part::Summary),
    ("summary", Part::Summary),
    ("excerpt:encoded", Part::Summary),
    ("dcterms:abstract", Part::Summary),
    ("dc:description", Part::Summary),
    ("itunes:summary", Part::Summary),
    ("itunes:subtitle", Part::Summary),
    ("content:encoded", Part::Content),
    ("content", Part::Content),
    ("xhtml:body", Part::Content),
    ("body", Part::Content),
    ("fulltext", Part::Content),
    ("content-encoded", Part::Content),
    ("source", Part::Source),
    ("dc:publisher", Part::Source),
    ("dc:language", Part::Language),
    ("language", Part::Language),
    ("media:content", Part::Media),
    ("media:group", Part::Media),
    ("media:thumbnail", Part::Media),
    ("media:description", Part::Media),
    ("media:credit", Part::Media),
    ("media:title", Part::Media),
    ("media:text", Part::Media),
];

/// A link of an entry, completed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub address: String,
    pub relation: Option<String>,
}

/// A text of an entry that may be marked up.
#[derive(Debug, Clone, PartialEq)]
pub struct Markup {
    pub blocks: Vec<Block>,
    /// The element as the file names it.
    pub name: String,
    pub span: crate::article::Span,
}

/// One entry of a feed.
pub struct Entry<'t, 'a> {
    pub root: Element<'t, 'a>,
    prefixes: Prefixes,
    /// Elements with their part, in the order of the table, then of the file.
    parts: Vec<(usize, Part, Element<'t, 'a>)>,
    pub base: Option<Url>,
    is_atom: bool,
}

impl<'t, 'a> Entry<'t, 'a> {
    /// Sorts the elements of an entry.
    pub fn read(root: Element<'t, 'a>, channel: &Channel) -> Self {
        let mut prefixes = channel.prefixes.clone();
        prefixes.declare(root.attributes());
        let mut parts = Vec::new();
        for child in root.children() {
            // Namespaces declared on the very element that uses them.
            let mut own = prefixes.clone();
            own.declare(child.attributes());
            let name = own.usual_name(child.full_name());
            let place = ELEMENTS.iter().position(|(known, _)| *known == name);
            if let Some(place) = place {
                parts.push((place, ELEMENTS[place].1, child));
            }
        }
        parts.sort_by_key(|(place, _, child)| (*place, child.span().start));
        let given = root.attribute("base");
        Self {
            root,
            prefixes,
            parts,
            base: base_within(given.as_deref(), channel.base.as_ref()),
            is_atom: channel.is_atom,
        }
    }

    /// The elements of a part, most trusted first.
    pub fn of(&self, part: Part) -> impl Iterator<Item = Element<'t, 'a>> + '_ {
        let wanted = self.parts.iter().filter(move |(_, own, _)| *own == part);
        wanted.map(|(_, _, element)| *element)
    }

    /// Every element with this usual name.
    pub fn named<'s>(&'s self, name: &'s str) -> impl Iterator<Item = Element<'t, 'a>> + 's {
        let children = self.root.children();
        children.filter(move |child| self.usual_name(*child) == name)
    }

    pub fn usual_name(&self, element: Element<'_, '_>) -> String {
        self.prefixes.usual_name(element.full_name())
    }

    /// Text of the first element of a part that has any, in one line.
    pub fn text(&self, part: Part) -> Option<(String, Element<'t, 'a>)> {
        self.of(part)
            .map(|element| (line_of(element, self.is_atom), element))
            .find(|(text, _)| !text.is_empty())
    }

    /// Every link, in the order of the file.
    pub fn links(&self) -> Vec<Link> {
        let mut links: Vec<Link> = Vec::new();
        for element in self.of(Part::Link) {
            let given = element.attribute("href").unwrap_or_else(|| element.text());
            let own = element.attribute("base");
            let base = base_within(own.as_deref(), self.base.as_ref());
            let Some(address) = resolve(&given, base.as_ref()) else {
                continue;
            };
            links.push(Link {
                address,
                relation: element.attribute("rel"),
            });
        }
        links
    }

    /// The address of the article itself and the element that gives it.
    pub fn permalink(&self, links: &[Link]) -> Option<(String, &'static str)> {
        let original = self.of(Part::OriginalLink).map(|element| element.text());
        if let Some(address) = original.into_iter().flat_map(|a| resolve(&a, None)).next() {
            return Some((address, "original link"));
        }
        let is_alternate =
            |link: &&Link| matches!(link.relation.as_deref(), None | Some("alternate"));
        let id = self.web_id();
        if let Some(link) = links.iter().find(is_alternate) {
            // A relative one without a base is on the site of the other.
            let base = id.as_deref().and_then(|id| Url::parse(id).ok());
            let whole = resolve(&link.address, base.as_ref());
            return Some((whole.unwrap_or_else(|| link.address.clone()), "link"));
        }
        if let Some(id) = id {
            return Some((id, "id"));
        }
        let about = self.root.attribute("about");
        about
            .filter(|a| is_web(a))
            .map(|address| (address, "rdf:about"))
    }

    /// A guid is an address unless it says that it is none; an Atom id may be one.
    fn web_id(&self) -> Option<String> {
        let says_no = |element: &Element<'_, '_>| {
            element
                .attribute("isPermaLink")
                .is_some_and(|value| value.eq_ignore_ascii_case("false"))
        };
        let ids = self.of(Part::Id).filter(|element| !says_no(element));
        ids.map(|element| element.text()).find(|text| is_web(text))
    }

    /// The first text of a part that says anything, as blocks.
    pub fn markup(&self, part: Part) -> Option<Markup> {
        self.of(part).find_map(|element| {
            let blocks = blocks_of(element, self.is_atom);
            (!blocks.is_empty()).then(|| Markup {
                blocks,
                name: element.full_name().to_owned(),
                span: element.inner_span(),
            })
        })
    }
}

/// How Atom says that a text is written.
enum Written {
    Plain,
    /// Markup, escaped or in CDATA.
    Escaped,
    /// Markup as elements of the feed itself.
    Elements,
    /// Whatever it looks like.
    Unsaid,
    /// A picture, a sound, something encoded.
    NoText,
}

fn written(element: Element<'_, '_>, is_atom: bool) -> Written {
    let kind = element
        .attribute("type")
        .unwrap_or_default()
        .to_ascii_lowercase();
    let mode = element.attribute("mode").unwrap_or_default();
    let has_elements = element.children().next().is_some();
    match (kind.as_str(), mode.as_str()) {
        (_, "base64") => Written::NoText,
        ("xhtml" | "application/xhtml+xml", "" | "xml") => Written::Elements,
        (_, "xml") if has_elements => Written::Elements,
        // Markup that should have been escaped and was not.
        _ if has_elements => Written::Elements,
        ("text" | "text/plain", "") if is_atom => Written::Plain,
        ("html" | "text/html" | "xhtml" | "application/xhtml+xml", _) => Written::Escaped,
        ("" | "text" | "text/plain" | "plain", _) => Written::Unsaid,
        (other, _) if other.starts_with("text/") || other.ends_with("xml") => Written::Unsaid,
        _ => Written::NoText,
    }
}

/// The blocks of an element's text.
pub fn blocks_of(element: Element<'_, '_>, is_atom: bool) -> Vec<Block> {
    match written(element, is_atom) {
        Written::Plain => plain_blocks(&element.raw_text()),
        Written::Escaped => markup_blocks(&element.raw_text()),
        Written::Elements => markup_blocks(element.inner()),
        Written::Unsaid => text_blocks(&element.raw_text()),
        Written::NoText => Vec::new(),
    }
}

fn line_of(element: Element<'_, '_>, is_atom: bool) -> String {
    match written(element, is_atom) {
        Written::Plain => collapse(&element.raw_text()),
        Written::NoText => String::new(),
        Written::Escaped | Written::Unsaid => one_line(&element.raw_text()),
        Written::Elements => one_line(element.inner()),
    }
}
