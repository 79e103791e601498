//! The text of a post as WordPress stores it, to blocks.

use std::collections::HashMap;

use super::super::fragment::markup_blocks;
use crate::article::Block;

/// Shortcodes whose content goes with them: galleries, embedded films, forms.
const DROPPED: &[&str] = &[
    "embed",
    "gallery",
    "audio",
    "video",
    "playlist",
    "contact-form",
];

/// Longest shortcode that is looked for.
const LONGEST: usize = 2000;

/// Blocks of a stored text: blank lines are paragraphs, shortcodes are taken away.
pub fn blocks(text: &str) -> Vec<Block> {
    markup_blocks(&paragraphs(&plain(text)))
}

/// Blank lines between paragraphs become tags, as WordPress makes them.
fn paragraphs(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut out = String::with_capacity(text.len() + 64);
    let mut is_blank = true;
    for line in text.split('\n') {
        if line.trim().is_empty() {
            if !is_blank {
                out.push_str("<p>");
            }
            is_blank = true;
        } else {
            if !is_blank {
                out.push('\n');
            }
            out.push_str(line);
            is_blank = false;
        }
    }
    out
}

/// The text without shortcodes: `[caption …]<img/> Words[/caption]` is a caption, what others
/// enclose stays, `[sic]` is no shortcode.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    // Where the next closer of a name stands, so that a thousand openers search once.
    let mut closers: HashMap<&str, Option<usize>> = HashMap::new();
    while let Some(start) = text[at..].find('[').map(|len| at + len) {
        out.push_str(&text[at..start]);
        let Some(code) = shortcode(&text[start..]) else {
            out.push('[');
            at = start + 1;
            continue;
        };
        let after = start + code.length;
        if code.is_closing {
            let is_caption = matches!(code.name, "caption" | "wp_caption");
            out.push_str(if is_caption { "</figcaption>" } else { " " });
            at = after;
            continue;
        }
        let closer = format!("[/{}]", code.name);
        let find = || text[after..].find(&closer).map(|len| after + len);
        let end = match closers.get(code.name) {
            Some(None) => None,
            Some(Some(end)) if *end >= after => Some(*end),
            _ => find(),
        };
        closers.insert(code.name, end);
        at = after;
        match (code.name, end) {
            ("caption" | "wp_caption", Some(_)) => out.push_str("<figcaption>"),
            (name, Some(end)) if DROPPED.contains(&name) => at = end + closer.len(),
            (name, None) if !code.has_attributes && !DROPPED.contains(&name) => {
                out.push('[');
                at = start + 1;
            }
            _ => out.push(' '),
        }
    }
    out.push_str(&text[at..]);
    out
}

struct Shortcode<'a> {
    name: &'a str,
    length: usize,
    has_attributes: bool,
    is_closing: bool,
}

/// The shortcode at the start of `text`, which begins with a bracket.
fn shortcode(text: &str) -> Option<Shortcode<'_>> {
    let inner = &text[1..];
    let (is_closing, inner) = match inner.strip_prefix('/') {
        Some(rest) => (true, rest),
        None => (false, inner),
    };
    let is_bracket = |byte| matches!(byte, b']' | b'[');
    let end = inner.bytes().take(LONGEST).position(is_bracket)?;
    if !inner[end..].starts_with(']') {
        return None;
    }
    let body = inner[..end].trim_end_matches('/').trim_end();
    let name_end = body
        .find(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-')))
        .unwrap_or(body.len());
    let (name, attributes) = body.split_at(name_end);
    let is_name = name.starts_with(|c: char| c.is_ascii_lowercase());
    let is_code =
        attributes.is_empty() || (attributes.starts_with(' ') && attributes.contains('='));
    (is_name && is_code).then_some(Shortcode {
        name,
        length: text.len() - inner.len() + end + 1,
        has_attributes: !attributes.is_empty(),
        is_closing,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = blocks(text)
            .iter()
            .map(|block| format!("{:?}: {}", block.kind, block.text))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn stored_texts() {
        check(
            "One\ntwo <b>bold</b>.\r\n\r\nThree.",
            &["Paragraph: One two bold.", "Paragraph: Three."],
        );
        check(
            "<!-- wp:paragraph --><p>One</p><!-- /wp:paragraph -->\n\n<!-- wp:heading --><h2>Two</h2><!-- /wp:heading -->",
            &["Paragraph: One", "Subhead: Two"],
        );
        check(
            "A\n\n[caption id=\"x\" width=\"300\"]<img src=\"a.jpg\"/> A boat[/caption]\n\nB",
            &["Paragraph: A", "Caption: A boat", "Paragraph: B"],
        );
        check(
            "He said [sic] it [1] and [a b].",
            &["Paragraph: He said [sic] it [1] and [a b]."],
        );
        check(
            "A[gallery ids=\"1,2\"] B [embed]http://x[/embed]",
            &["Paragraph: A B"],
        );
        check(
            "[su_quote cite=\"x\"]kept[/su_quote] too",
            &["Paragraph: kept too"],
        );
        check("[one]kept[/one] [two", &["Paragraph: kept [two"]);
    }

    #[test]
    fn hostile_texts_take_linear_time() {
        for unit in ["[", "[a]", "[a b=", "[caption x=1]", "[/a]", "[é"] {
            let text = unit.repeat(100_000 / unit.len());
            assert!(plain(&text).len() <= 20 * text.len());
        }
    }
}
