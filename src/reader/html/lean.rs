//! The page as an extractor may see it: without what is never text, and within limits.
//!
//! Extractors take time that grows with the square of nesting and with everything that stands in a
//! page, most of which is script.  One scan drops scripts (but for JSON-LD), styles, drawings,
//! comments and attributes that say nothing, and counts depth, attributes and elements on the way.

use crate::reader::markup::{Dialect, Scanner, Tag, Token, attributes};

/// Deepest nesting that extractors are given.
const MAX_DEPTH: usize = 512;

/// Most attributes of one element.
const MAX_ATTRIBUTES: usize = 256;

/// Most elements of a page.
const MAX_ELEMENTS: usize = 100_000;

/// Largest page that extractors are given, bytes after what is no text is dropped.
const MAX_BYTES: usize = 8 << 20;

/// Most bytes of JSON-LD, and most `meta` elements: the extractors compare each author in them with
/// all before it.
const MAX_JSON_LD: usize = 256 << 10;
const MAX_METAS: usize = 500;

/// Attributes that extractors look at.
const KEPT: &[&str] = &[
    "class",
    "id",
    "href",
    "role",
    "itemprop",
    "itemtype",
    "itemscope",
    "rel",
    "lang",
    "dir",
    "datetime",
    "content",
    "name",
    "property",
    "hidden",
    "aria-hidden",
    "type",
    "src",
    "alt",
    "colspan",
    "align",
    "data-src",
];

/// Elements that are dropped with all that is in them.
const DROPPED: &[&str] = &[
    "script", "style", "svg", "noscript", "template", "iframe", "canvas", "object", "math",
];

/// Elements without end tag, which never nest.
const UNNESTED: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr", // Their end tags are often left out.
    "p", "li", "dt", "dd", "td", "th", "tr", "option", "thead", "tbody", "tfoot",
];

/// Why a page is not given to extractors, in words.
pub type Excess = &'static str;

/// The page without what is no text, or what there is too much of.
pub fn reduce(text: &str) -> Result<String, Excess> {
    let mut out = String::with_capacity(text.len() / 2);
    let mut depth = Depth::default();
    let mut elements = 0;
    let (mut metas, mut json_ld) = (0, 0);
    let mut is_json = false;
    let mut dropped: Option<(&str, usize)> = None;
    let mut keep_raw = true;
    for token in Scanner::new(text, Dialect::Html) {
        match token {
            Token::Open(tag) => {
                elements += 1;
                if elements > MAX_ELEMENTS {
                    return Err("too many elements");
                }
                keep_raw = true;
                is_json = false;
                if let Some((name, count)) = &mut dropped {
                    *count += usize::from(tag.name.eq_ignore_ascii_case(name) && !tag.is_empty);
                    continue;
                }
                if let Some(name) = DROPPED
                    .iter()
                    .find(|name| name.eq_ignore_ascii_case(tag.name))
                {
                    if is_json_ld(&tag) {
                        is_json = true;
                        out.push_str("<script type=\"application/ld+json\">");
                    } else if !tag.is_empty {
                        // What a script holds comes as one raw token, then its end tag.
                        keep_raw = false;
                        dropped = Some((name, 1));
                    }
                    continue;
                }
                let is_meta = tag.name.eq_ignore_ascii_case("meta");
                metas += usize::from(is_meta);
                if is_meta && metas > MAX_METAS {
                    continue;
                }
                push_tag(&tag, &mut out)?;
                depth.open(&tag)?;
            }
            Token::Close(name) => {
                is_json = false;
                if let Some((open, count)) = &mut dropped {
                    if name.eq_ignore_ascii_case(open) {
                        *count -= 1;
                        if *count == 0 {
                            dropped = None;
                        }
                    }
                    continue;
                }
                depth.close(name);
                out.push_str("</");
                out.push_str(name);
                out.push('>');
            }
            Token::Text(text) | Token::Raw(text) => {
                json_ld += if is_json { text.len() } else { 0 };
                let is_excess = is_json && json_ld > MAX_JSON_LD;
                if dropped.is_none() && keep_raw && !is_excess {
                    out.push_str(text);
                }
            }
            Token::Other(_) => {}
        }
        if out.len() > MAX_BYTES {
            return Err("too large");
        }
    }
    Ok(out)
}

fn is_json_ld(tag: &Tag<'_>) -> bool {
    tag.name.eq_ignore_ascii_case("script")
        && tag
            .attribute("type")
            .is_some_and(|kind| kind.to_ascii_lowercase().contains("ld+json"))
}

fn push_tag(tag: &Tag<'_>, out: &mut String) -> Result<(), Excess> {
    out.push('<');
    out.push_str(tag.name);
    for (count, (name, value)) in attributes(tag.attributes).enumerate() {
        if count >= MAX_ATTRIBUTES {
            return Err("too many attributes");
        }
        let is_kept = KEPT.iter().any(|kept| kept.eq_ignore_ascii_case(name));
        let hides = name.eq_ignore_ascii_case("style")
            && (value.contains("none") || value.contains("hidden"));
        // A picture inside an attribute is no address.
        if !(is_kept || hides) || value.len() > 4000 || name.contains('<') {
            continue;
        }
        let quote = if value.contains('"') { '\'' } else { '"' };
        out.push(' ');
        out.push_str(name);
        out.push('=');
        out.push(quote);
        out.push_str(value);
        out.push(quote);
    }
    if tag.is_empty {
        out.push('/');
    }
    out.push('>');
    Ok(())
}

/// How deep elements nest, roughly: by counting, so that wrong order costs nothing.
#[derive(Default)]
struct Depth {
    /// Open elements by name; a page has few names.
    open: Vec<(String, usize)>,
    total: usize,
}

impl Depth {
    fn open(&mut self, tag: &Tag<'_>) -> Result<(), Excess> {
        let is_unnested = |name: &str| name.eq_ignore_ascii_case(tag.name);
        if tag.is_empty || UNNESTED.iter().any(|name| is_unnested(name)) {
            return Ok(());
        }
        self.total += 1;
        if self.total > MAX_DEPTH {
            return Err("nested too deep");
        }
        match self
            .open
            .iter_mut()
            .find(|(name, _)| name.eq_ignore_ascii_case(tag.name))
        {
            Some((_, count)) => *count += 1,
            None => self.open.push((tag.name.to_owned(), 1)),
        }
        Ok(())
    }

    fn close(&mut self, name: &str) {
        if let Some((_, count)) = self
            .open
            .iter_mut()
            .find(|(open, _)| open.eq_ignore_ascii_case(name))
            && *count > 0
        {
            *count -= 1;
            self.total -= 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_text_goes() {
        assert_eq!(
            reduce(
                "<p style='color:red' class=a onclick='x()'>b<script>c<p></script><!-- d --><svg><path/></svg>e"
            ),
            Ok("<p class=\"a\">be".to_owned())
        );
        assert_eq!(
            reduce("<script type='application/ld+json'>{\"a\":1}</script>"),
            Ok("<script type=\"application/ld+json\">{\"a\":1}</script>".to_owned())
        );
    }

    #[test]
    fn of_what_says_who_wrote_it_extractors_see_a_part() {
        let script = |length: usize| {
            let text = "1".repeat(length);
            format!("<script type=\"application/ld+json\">{text}</script>")
        };
        assert_eq!(reduce(&script(MAX_JSON_LD)), Ok(script(MAX_JSON_LD)));
        let more = format!("{}text", script(MAX_JSON_LD + 1));
        assert_eq!(reduce(&more), Ok(format!("{}text", script(0))));
        let metas = |count| "<meta name=\"author\">".repeat(count);
        assert_eq!(reduce(&metas(MAX_METAS + 9)), Ok(metas(MAX_METAS)));
    }

    #[test]
    fn excess_is_named() {
        assert_eq!(reduce(&"<div>".repeat(600)), Err("nested too deep"));
        assert_eq!(reduce(&"<b>".repeat(600)), Err("nested too deep"));
        assert_eq!(
            reduce(&format!("<p {}>", "a=1 ".repeat(300))),
            Err("too many attributes")
        );
        assert_eq!(reduce(&"<br>".repeat(200_000)), Err("too many elements"));
        assert!(reduce(&"<p>a".repeat(5_000)).is_ok());
    }
}
