//! Which elements of an unknown document are its articles, and whether it is a page.
//!
//! An element is a record when its children name a headline and a text, or both with a day; so is a
//! text of a corpus, whose fields are all attributes (`corpus`).  Time is linear: every element is
//! looked at from one and two levels above, down to a fixed depth.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::super::head::Head;
use super::super::json::{Target, meaning};
use super::super::markup::{Dialect, Scanner, Token, attributes, local};
use super::super::unread::is_unread_xml;
use super::super::xml::{Element, Tree};
use super::corpus;
use super::value::{attribute_field, field_name, value_of};

/// Records lie at most this deep within the root.
const MAX_LEVELS: usize = 6;
/// A record that stands alone lies at most this deep.
const MAX_LEVELS_ALONE: usize = 2;
/// More names of records than this are no structure.
const MAX_NAMES: usize = 20;

/// Names that a person, a message of a program or a place has as well as an article.
const WEAK_HEADLINES: &[&str] = &["name", "label"];

/// Names of parts of one article.
const PARTS: &[&str] = &["section", "subsection", "chapter", "paragraph", "slide"];

/// Elements that begin a page or a fragment of one, in lower case; XHTML and WAP.
const PAGE_ROOTS: &[&str] = &[
    "html",
    "head",
    "body",
    "title",
    "meta",
    "link",
    "base",
    "style",
    "script",
    "noscript",
    "div",
    "p",
    "span",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "table",
    "tbody",
    "tr",
    "td",
    "main",
    "section",
    "header",
    "footer",
    "aside",
    "nav",
    "figure",
    "a",
    "b",
    "i",
    "u",
    "em",
    "strong",
    "small",
    "font",
    "center",
    "form",
    "input",
    "button",
    "select",
    "label",
    "img",
    "picture",
    "video",
    "audio",
    "iframe",
    "frameset",
    "br",
    "hr",
    "pre",
    "blockquote",
    "template",
    "time",
    "wml",
];

/// The records of a document, as its beginning shows them.
#[derive(Debug, PartialEq)]
pub struct Found {
    /// Names of the elements, as they stand.
    pub names: BTreeSet<String>,
    /// Outlet and language that stand once, around the records.
    pub shared: Map<String, Value>,
    /// Names of other elements around the records that hold something.
    pub beside: BTreeSet<String>,
    /// The root itself is one.
    pub is_root: bool,
}

/// Whether a head is that of XML that is no page: declared to be XML, or made of records.
pub fn is_foreign(head: &Head<'_>) -> bool {
    let Some(root) = head.root() else {
        return false;
    };
    let name = root.name.to_ascii_lowercase();
    let is_page = root
        .doctype
        .get(..14)
        .is_some_and(|start| start.eq_ignore_ascii_case("<!DOCTYPE html"));
    let text = head.text();
    let text = text.trim_start_matches(|c: char| c == '\u{feff}' || c.is_whitespace());
    let is_declared = text.starts_with("<?xml");
    // Elements that a page defines for itself have a hyphen.
    let is_custom = name.contains('-') && !is_declared;
    if is_page || is_custom || PAGE_ROOTS.contains(&name.as_str()) {
        return false;
    }
    // `article` begins pieces of pages, and documents of publishers, which say of what kind.
    let says_kind = root.attributes.contains("article-type") || root.attributes.contains("dtd");
    let is_sure = name != "article" || says_kind || !root.doctype.is_empty();
    // Exports of wikis are not declared to be XML.
    ((is_declared || is_unread_xml(&root.name)) && is_sure)
        || Tree::parse(text).is_ok_and(|tree| find(&tree).is_some())
}

/// Finds the records of a document or of its beginning.
pub fn find(tree: &Tree<'_>) -> Option<Found> {
    let mut found = Found {
        names: BTreeSet::new(),
        shared: Map::new(),
        beside: BTreeSet::new(),
        is_root: false,
    };
    let mut level: Vec<Element<'_, '_>> = tree.roots().collect();
    for depth in 0..=MAX_LEVELS {
        let (records, others): (Vec<_>, Vec<_>) =
            level.into_iter().partition(|element| is_record(*element));
        let is_enough = records.len() > 1 || depth <= MAX_LEVELS_ALONE;
        if !records.is_empty() && is_enough {
            let names = records.iter().map(|record| record.full_name().to_owned());
            found.names.extend(names.take(MAX_NAMES));
            found.is_root = depth == 0;
            // One of the same name that lacks something is skipped as a record.
            let is_beside = |other: &Element<'_, '_>| {
                !other.inner().trim().is_empty() && !found.names.contains(other.full_name())
            };
            let beside: Vec<Element<'_, '_>> = others.into_iter().filter(is_beside).collect();
            for other in beside {
                note_beside(other, &mut found);
            }
            return Some(found);
        }
        for other in others.iter().filter(|_| depth == 0) {
            for (name, _) in attributes(other.attributes()) {
                if let Some((key, value)) = attribute_field(*other, name) {
                    share(key, value, &mut found.shared);
                }
            }
        }
        // A leaf is no place for records, but may be a field that all of them share.
        level = Vec::new();
        for other in others {
            if other.children().next().is_some() {
                level.extend(other.children());
            } else if !other.inner().trim().is_empty() {
                note_beside(other, &mut found);
            }
        }
    }
    None
}

/// Whether the children of an element say that it is an article.
fn is_record(element: Element<'_, '_>) -> bool {
    if PARTS.iter().any(|part| element.is(part)) {
        return false;
    }
    let mut facts = Facts::default();
    let mut whole_groups = 0;
    for child in element.children() {
        match meaning(&field_name(child)).map(|(target, _)| target) {
            Some(Target::Group) => {
                let inner = Facts::of(child);
                whole_groups += usize::from(inner.is_article());
                facts.merge(inner);
            }
            // `<feed><title>…<article><title>…<text>…`: what looks like the text is a record.
            Some(Target::Body) if Facts::of(child).is_article() => return false,
            _ => facts.add(child),
        }
    }
    for (name, _) in attributes(element.attributes()) {
        facts.add_target(local(name));
    }
    (facts.is_article() && whole_groups <= 1) || corpus::is_document(element)
}

/// What the children of an element name.
#[derive(Debug, Default, Clone, Copy)]
struct Facts {
    has_headline: bool,
    has_weak_headline: bool,
    has_body: bool,
    has_deck: bool,
    has_date: bool,
}

impl Facts {
    fn of(element: Element<'_, '_>) -> Self {
        let mut facts = Self::default();
        element.children().for_each(|child| facts.add(child));
        facts
    }

    fn add(&mut self, child: Element<'_, '_>) {
        if !child.inner().trim().is_empty() {
            self.add_target(&field_name(child));
        }
    }

    fn add_target(&mut self, name: &str) {
        match meaning(name).map(|(target, _)| target) {
            Some(Target::Headline) => {
                let is_weak = WEAK_HEADLINES
                    .iter()
                    .any(|weak| name.eq_ignore_ascii_case(weak));
                self.has_headline |= !is_weak;
                self.has_weak_headline |= is_weak;
            }
            Some(Target::Body) => self.has_body = true,
            Some(Target::Deck) => self.has_deck = true,
            Some(Target::Published | Target::SomeDate | Target::Updated) => self.has_date = true,
            _ => {}
        }
    }

    fn merge(&mut self, other: Self) {
        self.has_headline |= other.has_headline;
        self.has_weak_headline |= other.has_weak_headline;
        self.has_body |= other.has_body;
        self.has_deck |= other.has_deck;
        self.has_date |= other.has_date;
    }

    fn is_article(self) -> bool {
        (self.has_headline && self.has_body)
            || ((self.has_headline || self.has_weak_headline)
                && (self.has_body || self.has_deck)
                && self.has_date)
    }
}

/// Keeps what stands beside the records: a field that they share, or a name for the report.
fn note_beside(element: Element<'_, '_>, found: &mut Found) {
    let name = field_name(element).into_owned();
    let is_shared = share(name.clone(), value_of(element), &mut found.shared);
    if !is_shared && found.beside.len() < MAX_NAMES {
        found.beside.insert(name);
    }
}

/// A day is not shared: that of a whole file is more often the day of the export.
fn share(name: String, value: Value, shared: &mut Map<String, Value>) -> bool {
    let target = meaning(&name).map(|(target, _)| target);
    let is_shared = matches!(target, Some(Target::Source | Target::Language));
    if is_shared {
        shared.entry(name).or_insert(value);
    }
    is_shared
}

/// Whether a piece is an opening tag and nothing that can be read.
pub fn is_only_a_tag(text: &str) -> bool {
    let mut tokens = Scanner::new(text, Dialect::Xml);
    matches!(tokens.next(), Some(Token::Open(_)))
        && tokens.all(|token| match token {
            Token::Text(text) => text.trim().is_empty(),
            Token::Other(_) => true,
            _ => false,
        })
}
