//! The text of a message: layout tables are no tables, and what every newsletter ends with is no
//! story.

use super::forwarded::{find_forwarded, head_field, is_mark};
use crate::article::{Block, BlockKind};
use crate::reader::fragment;
use crate::reader::markup::attributes;
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
const MAX_SIGNATURE: usize = 8;
/// Words of a sentence at least: a line of a signature is shorter, or has no stop.
const SENTENCE: usize = 8;
/// The same in characters, where words have no spaces between them.
const UNSPACED_SENTENCE: usize = 16;

/// The text, and the signature under its one line of two dashes.  Stories of a digest stand under
/// such lines too: there are several, or sentences below.
fn cut_signature(text: &str) -> (&str, &str) {
    let (mut at, mut cut) = (0, None);
    for line in text.split_inclusive('\n') {
        if matches!(line.trim_end_matches(['\r', '\n']), "-- " | "--") {
            if cut.is_some() {
                return (text, "");
            }
            cut = Some((at, at + line.len()));
        }
        at += line.len();
    }
    let Some((start, end)) = cut else {
        return (text, "");
    };
    let below = text[end..].trim();
    let lines = below.lines().filter(|line| !line.trim().is_empty()).count();
    let is_signature = !below.is_empty()
        && !text[..start].trim().is_empty()
        && lines <= MAX_SIGNATURE
        && !has_sentence(below);
    if is_signature {
        text.split_at(start)
    } else {
        (text, "")
    }
}

/// Whether a line is a sentence or begins one that ends in a later line of its paragraph.
fn has_sentence(text: &str) -> bool {
    let mut is_open = false;
    text.lines().any(|line| {
        let line = line.trim();
        is_open &= !line.is_empty();
        is_open |= line.split_whitespace().nth(SENTENCE - 1).is_some();
        let is_unspaced = line.contains('。') && line.chars().nth(UNSPACED_SENTENCE - 1).is_some();
        is_unspaced || (is_open && line.ends_with(['.', '!', '?', '…', '।', '۔', '؟']))
    })
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
    let mut attributes = attributes(&tag[(1 + name.len()).min(tag.len())..]);
    let (_, style) = attributes.find(|(name, _)| name.eq_ignore_ascii_case("style"))?;
    if !is_hidden(style) {
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

/// Whether a style shows nothing: the last `display` counts, one that is important before others.
fn is_hidden(style: &str) -> bool {
    let (mut is_none, mut is_sure) = (false, false);
    for declaration in style.split(';') {
        let Some((name, value)) = declaration.split_once(':') else {
            continue;
        };
        let value = value.trim().to_ascii_lowercase();
        let (value, is_important) = value
            .split_once('!')
            .map_or((value.as_str(), false), |(value, _)| (value.trim(), true));
        if name.trim().eq_ignore_ascii_case("display") && (is_important || !is_sure) {
            (is_none, is_sure) = (value == "none", is_important);
        }
    }
    is_none
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_are_short_and_no_stories() {
        for (text, signature) in [
            ("The clock is right.\n-- \nJane Roe\nThe Courier\n", true),
            ("The clock is right.\n\n--\nJane Roe, 12 Quay St.\n", true),
            ("-- \nThe clock is right.\n", false),
            // Items of a digest.
            ("Clock.\n\n--\n\nQuay.\n\n--\n\nFerry.\n", false),
            (
                "Sent to all.\n-- \nThe clock is right, said the mayor on Sunday.\n",
                false,
            ),
            (
                "Sent to all.\n-- \nThe clock is right, said the mayor on\nSunday.\n",
                false,
            ),
            (
                "Sent to all.\n--\n町の時計は火曜日の朝から正しい時刻を示している。\n",
                false,
            ),
            ("Sent to all.\n--\na\nb\nc\nd\ne\nf\ng\nh\ni\n", false),
            ("Sent to all.\n--\n", false),
        ] {
            let (body, below) = cut_signature(text);
            assert_eq!(!below.is_empty(), signature, "{text}");
            assert_eq!(format!("{body}{below}"), text);
        }
    }

    #[test]
    fn the_last_display_of_a_style_counts() {
        for (style, expected) in [
            ("display:none", true),
            ("max-height: 0; DISPLAY : none", true),
            ("display:none !important", true),
            ("display:none!important; display:block", true),
            ("mso-hide:all; display:none; display:table-cell", false),
            ("mso-hide:all", false),
            ("display:block", false),
        ] {
            assert_eq!(is_hidden(style), expected, "{style}");
        }
        let cell = "<td class=\"a\" style=\"mso-hide:all; display:none; display:table-cell\"><p>The clock is right.</p></td>";
        assert_eq!(html_blocks(cell).len(), 1);
        assert!(html_blocks(&cell.replace("display:table-cell", "")).is_empty());
    }
}
