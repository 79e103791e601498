//! What HTML's elements and attributes do to a text: which divide it, which hide it, which mark a
//! name or a value that is kept.

use super::marks::{Mark, Marks, of_words};
use super::page::{BlockTag, cut};
use crate::reader::markup::Tag;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ElementKind {
    Void,
    /// Text inside is no text.
    Dropped,
    Block(BlockTag),
    Inline,
}

/// Texts that are kept whole beside the blocks.
#[derive(Debug, Clone)]
pub enum Capture {
    /// Its `datetime` and its `class`.
    Time(String, String),
    Author(&'static str),
    Property(String),
    /// A section, or a tag.
    Term(bool),
}

/// What the text of an element is kept for.
pub fn capture_of(element: &str, attribute: &str, value: &str) -> Option<Capture> {
    let is = |name: &str| attribute.eq_ignore_ascii_case(name);
    let low = cut(value, 200).to_ascii_lowercase();
    if is("rel") && low.split_whitespace().any(|word| word == "author") {
        return Some(Capture::Author("rel"));
    }
    if is("rel") {
        // Themes write "category tag" for a section.
        let has = |wanted: &str| low.split_whitespace().any(|word| word == wanted);
        return has("tag").then(|| Capture::Term(has("category")));
    }
    if is("itemprop") {
        return match low.as_str() {
            "author" | "creator" => Some(Capture::Author("itemprop")),
            "headline"
            | "name"
            | "alternativeheadline"
            | "description"
            | "datepublished"
            | "datemodified"
            | "keywords"
            | "articlesection" => Some(Capture::Property(low)),
            _ => None,
        };
    }
    if is("class") && !matches!(element, "body" | "html" | "article" | "main") {
        // Microformats say it in one word, whatever stands beside it.
        if low.split_whitespace().any(|word| word == "p-author") {
            return Some(Capture::Author("class"));
        }
        let words = || low.split(|c: char| !c.is_ascii_alphanumeric());
        let has = |wanted: &[&str]| words().any(|word| wanted.contains(&word));
        let plain = has(&[
            "byline",
            "author",
            "authors",
            "authorname",
            "articleauthor",
            "autor",
            "autoren",
            "autorin",
            "autores",
            "auteur",
            "auteurs",
            "reporter",
            "writer",
        ]);
        let other = has(&[
            "bio",
            "image",
            "img",
            "avatar",
            "box",
            "follow",
            "social",
            "comment",
            "comments",
            "related",
            "date",
            "time",
            "desc",
            "description",
            "photo",
            "about",
            "icon",
            "more",
            "card",
            "list",
            "link",
            "links",
        ]);
        if plain && !other {
            return Some(Capture::Author("class"));
        }
    }
    None
}

/// Parts of an address below which sites have a page for each author.
const AUTHOR_PAGES: &[&str] = &[
    "author",
    "authors",
    "autor",
    "autora",
    "autore",
    "autoren",
    "autores",
    "autori",
    "autorzy",
    "auteur",
    "auteurs",
    "by",
    "byline",
    "bylines",
    "columnist",
    "columnists",
    "columnista",
    "columnistas",
    "contributor",
    "contributors",
    "firma",
    "firmas",
    "journalist",
    "journalists",
    "journaliste",
    "journalistes",
    "muhabir",
    "redakteur",
    "reporter",
    "reporters",
    "staff",
    "tac-gia",
    "writer",
    "writers",
    "yazar",
    "yazarlar",
];

/// A link to the page of an author: its text is a name, if it is one.
pub fn capture_of_link(tag: &Tag<'_>) -> Option<Capture> {
    if !tag.name.eq_ignore_ascii_case("a") {
        return None;
    }
    let href = tag.attribute("href")?;
    // The last part is whose page it is.
    let (pages, _) = cut(&href, 300).trim_end_matches('/').rsplit_once('/')?;
    let is_of_author = |part: &str| {
        AUTHOR_PAGES
            .iter()
            .any(|page| page.eq_ignore_ascii_case(part))
    };
    let mut parts = pages.rsplit('/').take(2);
    parts.any(is_of_author).then_some(Capture::Author("href"))
}

/// Whether an attribute sets the text of its element at the right margin.
pub fn is_right(name: &str, value: &str) -> bool {
    const CLASSES: &[&str] = &[
        "align-right",
        "has-text-align-right",
        "rteright",
        "text-align-right",
        "text-end",
        "text-right",
    ];
    if name.eq_ignore_ascii_case("align") {
        return value.trim().eq_ignore_ascii_case("right");
    }
    if name.eq_ignore_ascii_case("class") {
        let mut words = cut(value, 400).split_ascii_whitespace();
        return words.any(|word| CLASSES.contains(&word));
    }
    name.eq_ignore_ascii_case("style") && {
        let style = squeeze(value);
        style.contains("text-align:right") || style.contains("text-align:end")
    }
}

/// The marks that an attribute sets: names of all kinds, and what hides.
pub fn attribute_marks(name: &str, value: &str) -> Marks {
    let is_named = [
        "class",
        "id",
        "role",
        "itemprop",
        "itemtype",
        "aria-label",
        "data-component",
        "data-testid",
        "data-type",
        "data-block",
        "data-module",
        "data-qa",
        "data-area",
    ]
    .iter()
    .any(|known| name.eq_ignore_ascii_case(known));
    if is_named {
        return of_words(value);
    }
    let is_hidden = name.eq_ignore_ascii_case("hidden")
        || (name.eq_ignore_ascii_case("aria-hidden") && value.eq_ignore_ascii_case("true"))
        || (name.eq_ignore_ascii_case("style") && is_hiding(value));
    if is_hidden {
        Marks::default().with(Mark::Hidden)
    } else {
        Marks::default()
    }
}

fn is_hiding(style: &str) -> bool {
    let style = squeeze(style);
    style.contains("display:none") || style.contains("visibility:hidden")
}

/// The beginning of a style without spaces.
fn squeeze(style: &str) -> String {
    let kept = cut(style, 300).chars().filter(|c| !c.is_whitespace());
    kept.collect()
}

/// Whether an attribute keeps the text of its element from everybody who looks at the page.
pub fn is_unseen(name: &str, value: &str) -> bool {
    const CLASSES: &[&str] = &[
        "sr-only",
        "visually-hidden",
        "visuallyhidden",
        "screen-reader-text",
        "screen-reader-only",
        "screenreader-only",
        "u-visually-hidden",
    ];
    // What can be found in the page is not hidden from readers.
    (name.eq_ignore_ascii_case("hidden") && !value.eq_ignore_ascii_case("until-found"))
        || (name.eq_ignore_ascii_case("class")
            && value
                .split_ascii_whitespace()
                .any(|class| CLASSES.contains(&class)))
}

pub fn is_heading(name: &str) -> bool {
    matches!(name.as_bytes(), [b'h' | b'H', b'1'..=b'6'])
}

pub fn kind_of(name: &str) -> ElementKind {
    let mut low = [0u8; 12];
    let bytes = name.as_bytes();
    if bytes.len() > low.len() {
        return ElementKind::Inline;
    }
    for (to, from) in low.iter_mut().zip(bytes) {
        *to = from.to_ascii_lowercase();
    }
    match &low[..bytes.len()] {
        b"area" | b"base" | b"br" | b"col" | b"embed" | b"hr" | b"img" | b"input" | b"link"
        | b"meta" | b"param" | b"source" | b"track" | b"wbr" => ElementKind::Void,
        b"script" | b"style" | b"noscript" | b"template" | b"svg" | b"iframe" | b"object"
        | b"select" | b"textarea" | b"title" | b"math" | b"canvas" | b"audio" | b"video"
        | b"map" | b"datalist" => ElementKind::Dropped,
        b"p" => ElementKind::Block(BlockTag::Paragraph),
        [b'h', level @ b'1'..=b'6'] => ElementKind::Block(BlockTag::Heading(level - b'0')),
        b"li" | b"dt" | b"dd" => ElementKind::Block(BlockTag::ListItem),
        b"td" | b"th" => ElementKind::Block(BlockTag::Cell),
        b"figcaption" => ElementKind::Block(BlockTag::Caption),
        b"pre" => ElementKind::Block(BlockTag::Preformatted),
        b"div" | b"section" | b"article" | b"main" | b"header" | b"footer" | b"nav" | b"aside"
        | b"figure" | b"blockquote" | b"ul" | b"ol" | b"dl" | b"table" | b"tbody" | b"thead"
        | b"tr" | b"form" | b"fieldset" | b"address" | b"details" | b"summary" | b"center"
        | b"caption" | b"dialog" | b"button" | b"option" | b"body" | b"html" | b"head"
        | b"hgroup" | b"menu" => ElementKind::Block(BlockTag::Division),
        _ => ElementKind::Inline,
    }
}
