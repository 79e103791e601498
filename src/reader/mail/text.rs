//! The text of a message: layout tables are no tables, and what every newsletter ends with is no
//! story.

use super::forwarded::{find_forwarded, head_field, is_mark};
use crate::article::{Block, BlockKind};
use crate::reader::fragment;
use crate::reader::paragraphs::letter_blocks;

/// Blocks of an HTML part.
pub fn html_blocks(text: &str) -> Vec<Block> {
    let mut blocks = fragment::markup_blocks(&without_layout(text));
    blocks.retain(|block| !block.text.is_empty());
    blocks
}

/// Blocks of a text part.  `is_flowed`: its lines go on where they end with a space (RFC 3676).
pub fn plain_blocks(text: &str, is_flowed: bool) -> Vec<Block> {
    let text = without_uuencoded(text);
    let (text, signature) = cut_signature(&text);
    let blocks_of = |text: &str| {
        if is_flowed {
            fragment::plain_blocks(&joined(text))
        } else {
            letter_blocks(text)
        }
    };
    let mut blocks = match find_forwarded(text) {
        // The lines of a head are no paragraph.
        Some(found) => {
            let head = &text[found.before.len()..text.len() - found.text.len()];
            let mut blocks = blocks_of(found.before);
            blocks.extend(head.lines().flat_map(fragment::plain_blocks));
            blocks.extend(blocks_of(found.text));
            blocks
        }
        None => blocks_of(text),
    };
    blocks.extend(
        fragment::plain_blocks(signature)
            .into_iter()
            .map(|mut block| {
                block.kind = BlockKind::Boilerplate;
                block
            }),
    );
    for block in &mut blocks {
        // What an mbox wrote as ">From" is undone there; quotation marks of replies stay.
        if block.text.starts_with("> ") {
            block.kind = BlockKind::Quote;
            block.text.drain(..2);
        }
    }
    blocks
}

/// Takes what stands over a forwarded message, and its head, out of the story.
pub fn set_apart_forwarding(blocks: &mut [Block]) {
    let is_head = |text: &str| is_mark(text) || head_field(text).is_some();
    let mark = blocks
        .iter()
        .position(|block| block.text.split(['\n', ':']).any(is_mark) || is_mark(&block.text));
    let Some(mark) = mark else { return };
    let head = blocks[mark..]
        .iter()
        .take_while(|block| is_head(&block.text))
        .count();
    for block in &mut blocks[..mark + head.max(1)] {
        block.kind = BlockKind::Boilerplate;
    }
}

/// Lines of a signature at most.
const MAX_SIGNATURE: usize = 12;

/// The text, and the signature under its last line of two dashes.
fn cut_signature(text: &str) -> (&str, &str) {
    let mut at = text.len();
    for line in text.split_inclusive('\n').rev().take(MAX_SIGNATURE) {
        at -= line.len();
        if matches!(line.trim_end_matches(['\r', '\n']), "-- " | "--") {
            return text.split_at(at);
        }
    }
    (text, "")
}

/// Soft line breaks undone (RFC 3676): a line that ends with a space goes on; a space that a line
/// begins with was put there.
fn joined(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        let line = line.strip_prefix(' ').unwrap_or(line);
        out.push_str(line);
        if !line.ends_with(' ') {
            out.push('\n');
        }
    }
    out
}

/// Bytes of what a newsletter hides at most: the line that lists of mail show.
const MAX_HIDDEN: usize = 2000;

/// Where the element that a hidden tag opens ends; None for what is not hidden or not closed soon.
fn hidden_end(rest: &str, name: &str) -> Option<usize> {
    let tag = &rest[..memchr::memchr(b'>', rest.as_bytes())?];
    let style: String = tag.chars().filter(|c| !c.is_whitespace()).collect();
    if !style.to_ascii_lowercase().contains("display:none") {
        return None;
    }
    let mut end = rest.len().min(MAX_HIDDEN);
    while !rest.is_char_boundary(end) {
        end -= 1;
    }
    let close = format!("</{name}");
    let at = rest[..end].to_ascii_lowercase().find(&close)?;
    let after = memchr::memchr(b'>', &rest.as_bytes()[at..])?;
    Some(at + after + 1)
}

/// Newsletters are laid out with tables; a cell is a paragraph there, not a value.  What they hide is
/// left out.
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
        let is_hider = slash == 0 && matches!(name.as_str(), "div" | "span" | "p" | "td");
        if is_hider && let Some(end) = hidden_end(rest, &name) {
            rest = &rest[end..];
            continue;
        }
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
