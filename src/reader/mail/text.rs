//! The text of a message: layout tables are no tables, and what every newsletter ends with is no
//! story.

use crate::article::{Block, BlockKind};
use crate::reader::fragment;

/// Blocks of an HTML part.
pub fn html_blocks(text: &str) -> Vec<Block> {
    let mut blocks = fragment::markup_blocks(&without_layout(text));
    blocks.retain(|block| !block.text.is_empty());
    blocks
}

/// Blocks of a text part.
pub fn plain_blocks(text: &str) -> Vec<Block> {
    let text = without_uuencoded(text);
    // Soft line breaks of RFC 3676 end with a space; the fragment reader joins lines anyway.
    let mut blocks = fragment::plain_blocks(&text);
    for block in &mut blocks {
        // What an mbox wrote as ">From" is undone there; quotation marks of replies stay.
        if block.text.starts_with("> ") {
            block.kind = BlockKind::Quote;
            block.text.drain(..2);
        }
    }
    blocks
}

/// Newsletters are laid out with tables; a cell is a paragraph there, not a value.
fn without_layout(text: &str) -> String {
    const TABLE: &[&str] = &["table", "tbody", "tr", "td", "th"];
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let slash = usize::from(rest.as_bytes().get(1) == Some(&b'/'));
        let name_end = rest[1 + slash..]
            .find(|c: char| !c.is_ascii_alphanumeric())
            .map_or(rest.len(), |end| end + 1 + slash);
        let name = rest[1 + slash..name_end].to_ascii_lowercase();
        if TABLE.contains(&name.as_str()) {
            out.push_str(if slash == 1 { "</div" } else { "<div" });
        } else {
            out.push_str(&rest[..name_end]);
        }
        rest = &rest[name_end..];
    }
    out.push_str(rest);
    out
}

/// Files that were put into the text before there was MIME.
fn without_uuencoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut is_inside = false;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end();
        let mode = bare.strip_prefix("begin ").and_then(|rest| rest.get(..3));
        if mode.is_some_and(|m| m.bytes().all(|b| (b'0'..=b'7').contains(&b))) {
            is_inside = true;
        }
        if !is_inside {
            out.push_str(line);
        }
        if bare == "end" {
            is_inside = false;
        }
    }
    // A "begin 644" that is never ended was a sentence.
    if is_inside { text.to_owned() } else { out }
}

/// Words of the lines under a newsletter, and of the one above it.
const FOOTER: &[&str] = &[
    "unsubscribe",
    "manage your preferences",
    "update your preferences",
    "email preferences",
    "view in browser",
    "view in your browser",
    "view this email",
    "view online",
    "you are receiving this",
    "you received this",
    "you're receiving this",
    "this email was sent",
    "all rights reserved",
    "privacy policy",
    "abmelden",
    "im browser",
    "se désabonner",
    "désinscrire",
    "cancelar suscripción",
    "darse de baja",
    "add us to your address book",
    "forward to a friend",
    "forward this email",
    "sent to you by",
];

/// Longest line of a footer, characters.
const LONGEST_FOOTER: usize = 300;

/// Takes the lines that every newsletter has out of the story.
pub fn mark_footer(blocks: &mut [Block]) {
    for block in blocks {
        let text = block.text.to_lowercase();
        let is_line = text.chars().count() <= LONGEST_FOOTER;
        if is_line && FOOTER.iter().any(|words| text.contains(words)) {
            block.kind = BlockKind::Boilerplate;
        }
    }
}
