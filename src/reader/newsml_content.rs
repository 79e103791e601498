//! Content that NewsML of either generation carries inside: NITF, XHTML, ninjs, plain text.
//!
//! The wrapper's own metadata comes first; what stands here fills the gaps.  Data without
//! paragraphs (results, lists of events) is kept as a table of its texts and said to be data.

use super::fragment::{block, collapse, text_blocks};
use super::given;
use super::json::article::read_object;
use super::marked_text::read_marked_text;
use super::nitf::read_nitf;
use super::xml::{Child, Element};
use crate::article::{Article, BlockKind, Span};

/// What was found in an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// Nothing but white space and comments.
    None,
    Text,
    /// A vocabulary that has no paragraphs.
    Data,
}

/// Reads an element with inline content into an article.
pub fn read_content(element: Element<'_, '_>, article: &mut Article) -> Content {
    let before = article.blocks.len();
    let mut found = Content::Text;
    if element.is("nitf") {
        read_nitf(element, article);
    } else if let Some(nitf) = element.find("nitf") {
        read_nitf(nitf, article);
    } else if let Some(html) = element.find("html") {
        read_html(html, article);
    } else if element.children().next().is_none() {
        read_plain(element, is_base64(element), article);
    } else if has_paragraphs(element) {
        read_marked_text(element, article);
    } else {
        push_data(element, article);
        found = Content::Data;
    }
    let has_text = article.blocks[before..]
        .iter()
        .any(|block| block.kind.is_body() || block.kind == BlockKind::Caption);
    if has_text {
        given::note_field(article, "body", element.name(), element.span());
        found
    } else {
        Content::None
    }
}

/// How well a piece of inline content can be read, by what is in it: best is greatest.
pub fn quality(element: Element<'_, '_>) -> (u8, usize) {
    let rank = if element.find("nitf").is_some() {
        3
    } else if element.find("html").is_some() {
        2
    } else if element.children().next().is_none() || has_paragraphs(element) {
        1
    } else {
        0
    };
    (rank, element.inner().trim().len())
}

/// Whether two language tags name one language, in whatever country.
pub fn is_same_language(one: &str, other: &str) -> bool {
    let primary = |tag: &str| tag.split('-').next().unwrap_or(tag).to_ascii_lowercase();
    primary(one) == primary(other)
}

fn has_paragraphs(element: Element<'_, '_>) -> bool {
    element.descendants().any(|inner| {
        ["p", "body.content", "h1", "div", "block"]
            .iter()
            .any(|name| inner.is(name))
    })
}

fn read_html(html: Element<'_, '_>, article: &mut Article) {
    let before = article.blocks.len();
    let title = html.child("head").and_then(|head| head.child("title"));
    if let Some(title) = title {
        given::set_headline(article, title.text(), "xhtml:title", title.span());
    }
    read_marked_text(html.child("body").unwrap_or(html), article);
    if article.language.is_none() {
        article.language = html.attribute("lang").filter(|tag| tag.len() <= 35);
    }
    // The headline stands in the text once more, as its first heading.
    let is_repeated = article
        .blocks
        .get(before)
        .is_some_and(|first| first.kind == BlockKind::Subhead && first.text == article.headline);
    if is_repeated {
        article.blocks.remove(before);
    }
}

/// Text alone: a JSON object, markup in CDATA, or lines.
pub fn read_plain(element: Element<'_, '_>, is_base64: bool, article: &mut Article) {
    let mut text = element.raw_text();
    if is_base64 {
        match decode_base64(&text) {
            Some(bytes) => text = super::decode::decode(&bytes, &[]).text.into_owned(),
            None => {
                article
                    .notes
                    .push("inline content is damaged base64".to_owned());
                return;
            }
        }
    }
    let object = text
        .trim_start()
        .starts_with('{')
        .then(|| serde_json::from_str(&text));
    if let Some(Ok(serde_json::Value::Object(object))) = object
        && let Some(inner) = read_object(&object)
    {
        merge(inner, article);
        return;
    }
    // References in CDATA are markup still; elsewhere they were decoded once already.
    let span = element.inner_span();
    article
        .blocks
        .extend(text_blocks(&text).into_iter().map(|mut block| {
            block.span = span;
            block
        }));
}

/// Whether an element says that it holds base64, by whatever attribute.
pub fn is_base64(element: Element<'_, '_>) -> bool {
    ["encoding", "Notation"]
        .iter()
        .filter_map(|name| element.attribute(name))
        .any(|value| value.to_ascii_lowercase().ends_with("base64"))
}

/// Takes over what the article does not have yet.
fn merge(inner: Article, article: &mut Article) {
    let had_dates = !article.dates.is_empty();
    if article.headline.is_empty() {
        article.headline = inner.headline;
    }
    if article.deck.is_empty() {
        article.deck = inner.deck;
    } else {
        given::set_deck(article, inner.deck, "newsml:content", Span::default());
    }
    if article.authors.is_empty() {
        article.authors = inner.authors;
    }
    article.dateline = article.dateline.take().or(inner.dateline);
    article.source = article.source.take().or(inner.source);
    article.section = article.section.take().or(inner.section);
    article.language = article.language.take().or(inner.language);
    article.url = article.url.take().or(inner.url);
    article.given_id = article.given_id.take().or(inner.given_id);
    for tag in inner.tags {
        given::push_tag(article, &tag);
    }
    for entity in inner.entities {
        if !article.entities.contains(&entity) {
            article.entities.push(entity);
        }
    }
    if !had_dates {
        article.dates = inner.dates;
    }
    article.blocks.extend(inner.blocks);
    article.evidence.extend(inner.evidence);
    article.notes.extend(inner.notes);
}

/// The texts of the innermost elements, one to a line.
fn push_data(element: Element<'_, '_>, article: &mut Article) {
    let mut lines: Vec<String> = Vec::new();
    let innermost = element.descendants().filter(|inner| {
        !inner
            .child_nodes()
            .any(|child| matches!(child, Child::Element(_)))
    });
    for leaf in innermost {
        let text = collapse(&leaf.raw_text());
        if !text.is_empty() {
            lines.push(text);
        }
    }
    if !lines.is_empty() {
        let mut table = block(BlockKind::Table, lines.join("\n"));
        table.span = element.span();
        article.blocks.push(table);
        let name = element
            .children()
            .next()
            .map_or("data", |child| child.name());
        article
            .notes
            .push(format!("inline content is `{name}`, data rather than text"));
    }
}

/// Base64 with white space in it; none when anything else is.
pub fn decode_base64(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0u32, 0u32);
    for byte in text
        .bytes()
        .filter(|b| !b.is_ascii_whitespace() && *b != b'=')
    {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        bits = (bits << 6) | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::super::xml::Tree;
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Content, blocks: &[&str]) -> Article {
        let tree = Tree::parse(text).unwrap();
        let mut article = Article::default();
        assert_eq!(
            read_content(tree.root().unwrap(), &mut article),
            expected,
            "{text}"
        );
        let found: Vec<&str> = article
            .blocks
            .iter()
            .map(|block| block.text.as_str())
            .collect();
        assert_eq!(found, blocks, "{text}");
        article
    }

    #[test]
    fn every_kind_of_content() {
        check(
            "<inlineXML> <!-- nothing --> </inlineXML>",
            Content::None,
            &[],
        );
        check(
            "<inlineXML><nitf><body><body.content><p>A.</p></body.content></body></nitf></inlineXML>",
            Content::Text,
            &["A."],
        );
        let article = check(
            "<inlineXML><h:html xmlns:h='x' xml:lang='de'><h:head><h:title>T</h:title></h:head>\
             <h:body><h:h1>T</h:h1><h:p>A &amp; B.</h:p></h:body></h:html></inlineXML>",
            Content::Text,
            &["A & B."],
        );
        assert_eq!(
            (article.headline.as_str(), article.language.as_deref()),
            ("T", Some("de"))
        );
        check("<inlineXML><p>A.</p></inlineXML>", Content::Text, &["A."]);
        check(
            "<inlineData>A &amp; B.\n\nC.</inlineData>",
            Content::Text,
            &["A & B.", "C."],
        );
        check(
            "<inlineData><![CDATA[<p>A.</p><p>B.</p>]]></inlineData>",
            Content::Text,
            &["A.", "B."],
        );
        check(
            "<DataContent Notation='Base64'>SGVs\n bG8sIHd\nvcmxkLg==</DataContent>",
            Content::Text,
            &["Hello, world."],
        );
        let article = check(
            "<inlineData>{\"headline\": \"H\", \"body_text\": \"One.\\nTwo.\", \"byline\": \"Ann Roe\"}</inlineData>",
            Content::Text,
            &["One.", "Two."],
        );
        assert_eq!((article.headline.as_str(), article.authors.len()), ("H", 1));
        let article = check(
            "<inlineXML><events><event><name>Fair</name><start>2026</start></event></events></inlineXML>",
            Content::Data,
            &["Fair\n2026"],
        );
        assert_eq!(
            article.notes,
            ["inline content is `events`, data rather than text"]
        );
    }

    #[test]
    fn damaged_base64_is_said_to_be() {
        let article = check(
            "<inlineData encoding='base64'>!!!</inlineData>",
            Content::None,
            &[],
        );
        assert_eq!(article.notes.len(), 1);
    }
}
