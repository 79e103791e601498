//! Articles that a page carries only as data for its own scripts: strings of HTML inside JSON
//! inside JavaScript.
//!
//! Nothing is run and no particular framework is known: the longest string with paragraphs in it is
//! taken.  Only asked when the page itself has no text.

use crate::article::Block;
use crate::reader::fragment::text_blocks;

/// Least text of a string that can be an article, bytes.
const LEAST: usize = 500;

/// Most bytes of scripts that are looked at.
const MOST: usize = 4 << 20;

/// Blocks of the longest article-like string in the scripts of a page.
pub fn hidden_article(scripts: &[&str]) -> Vec<Block> {
    let mut best = String::new();
    let mut left = MOST;
    for script in scripts {
        if script.len() > left {
            continue;
        }
        left -= script.len();
        if let Some(found) = longest_markup(script, 0).filter(|found| found.len() > best.len()) {
            best = found;
        }
    }
    let mut blocks = text_blocks(&best);
    blocks.retain(|block| !is_placeholder(block));
    let chars: usize = blocks.iter().map(|block| block.text.len()).sum();
    if chars < LEAST {
        blocks.clear();
    }
    blocks
}

/// A placeholder of a template: `$$ADVERT$$`.
pub fn is_placeholder(block: &Block) -> bool {
    block.text.starts_with("$$") && block.text.ends_with("$$")
}

/// The longest string literal that holds several paragraphs, looked for inside literals too: JSON
/// in a JavaScript string has everything escaped once more.
fn longest_markup(script: &str, depth: usize) -> Option<String> {
    let bytes = script.as_bytes();
    let mut best: Option<String> = None;
    let mut at = 0;
    while let Some(open) = memchr::memchr(b'"', &bytes[at..]).map(|len| at + len) {
        let Some(end) = literal_end(bytes, open + 1) else {
            break;
        };
        let literal = &script[open + 1..end];
        at = end + 1;
        if literal.len() <= best.as_ref().map_or(LEAST, String::len) || !has_paragraphs(literal) {
            continue;
        }
        let text = unescape(literal);
        let is_data = text.trim_start().starts_with(['{', '[']) || !has_tags(&text);
        let inner = if is_data && depth < 2 {
            longest_markup(&text, depth + 1)
        } else {
            None
        };
        let found = inner.or_else(|| has_tags(&text).then_some(text));
        if let Some(found) =
            found.filter(|found| found.len() > best.as_ref().map_or(0, String::len))
        {
            best = Some(found);
        }
    }
    best
}

/// Position of the quote that ends the literal.
pub fn literal_end(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at += memchr::memchr2(b'"', b'\\', bytes.get(at..)?)?;
        if bytes[at] == b'"' {
            return Some(at);
        }
        at += 2;
    }
}

fn has_tags(text: &str) -> bool {
    memchr::memmem::find_iter(text.as_bytes(), b"<p")
        .take(2)
        .count()
        >= 2
}

fn has_paragraphs(literal: &str) -> bool {
    let count = |needle: &str| {
        memchr::memmem::find_iter(literal.as_bytes(), needle.as_bytes())
            .take(2)
            .count()
    };
    count("<p") + count("\\u003cp") + count("\\u003Cp") + count("&lt;p") >= 2
}

/// Takes one layer of backslashes off.
pub fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'\\', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        let Some(c) = after.chars().next() else { break };
        rest = &after[c.len_utf8()..];
        match c {
            'n' => out.push('\n'),
            't' => out.push('\t'),
            'r' => {}
            'u' => {
                let unit = after
                    .get(1..5)
                    .and_then(|hex| u32::from_str_radix(hex, 16).ok());
                match unit {
                    Some(unit) => {
                        out.push(char::from_u32(unit).unwrap_or('\u{fffd}'));
                        rest = &after[5..];
                    }
                    None => out.push('u'),
                }
            }
            c => out.push(c),
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_string_of_markup_inside_json_inside_a_script() {
        let words = "word ".repeat(60);
        let plain =
            format!("var x = {{\"a\":\"b\",\"body\":\"<p>One {words}</p><p>Two {words}</p>\"}};");
        let twice = format!(
            "f.push([1,\"{{\\\"body\\\":\\\"\\\\u003cp\\\\u003eOne {words}\\\\u003c/p\\\\u003e\\\\u003cp\\\\u003eTwo {words}\\\\u003c/p\\\\u003e\\\"}}\"])"
        );
        for script in [plain, twice] {
            let blocks = hidden_article(&[&script]);
            assert_eq!(blocks.len(), 2, "{script}");
            assert!(blocks[0].text.starts_with("One word"));
        }
        assert!(hidden_article(&["var a = \"<p>x</p><p>y</p>\";", "\"", "\"\\"]).is_empty());
    }
}
