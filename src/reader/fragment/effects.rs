//! What the elements of HTML and NITF do to a text inside another format.

use crate::article::BlockKind;

/// What an element does to the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Ends the paragraph and begins one of this kind.
    Block(BlockKind),
    /// Ends the paragraph; the kind around it goes on.
    Break,
    /// One is a space, two are a new paragraph.
    LineBreak,
    Row,
    Cell,
    /// Lines are kept.
    Preformatted,
    /// Text inside is dropped.
    Hidden,
}

/// What an element of this name, in lower case, does; most are transparent.
pub fn effect(name: &str) -> Option<Effect> {
    Some(match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "hl1" | "hl2" => {
            Effect::Block(BlockKind::Subhead)
        }
        "li" | "dt" | "dd" => Effect::Block(BlockKind::ListItem),
        "blockquote" | "bq" => Effect::Block(BlockKind::Quote),
        "figcaption" | "media-caption" => Effect::Block(BlockKind::Caption),
        "p" | "div" | "ul" | "ol" | "dl" | "section" | "article" | "header" | "footer" | "main"
        | "aside" | "figure" | "media" | "block" | "hr" | "address" | "center" | "table"
        | "caption" | "fn" | "note" => Effect::Break,
        "br" => Effect::LineBreak,
        "tr" => Effect::Row,
        "td" | "th" => Effect::Cell,
        "pre" => Effect::Preformatted,
        "script" | "style" | "noscript" | "template" | "head" | "svg" | "math" | "object"
        | "iframe" | "select" | "button" | "textarea" | "media-metadata" | "media-object" => {
            Effect::Hidden
        }
        _ => return None,
    })
}

/// Inline elements that show, with those above, that a text is markup.
const INLINE: &[&str] = &[
    "a", "b", "i", "em", "strong", "span", "u", "img", "sup", "sub", "font", "small", "body",
    "html", "q", "abbr", "cite", "code", "mark", "time", "strike", "del", "ins", "big", "tt",
    "kbd",
];

/// Whether an element of this name, in lower case, shows that a text is markup.
pub fn is_known(name: &str) -> bool {
    effect(name).is_some() || INLINE.contains(&name)
}
