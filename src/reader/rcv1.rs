//! Reuters Corpus Volumes 1 and 2: the newswire of 1996 and 1997 as it is handed out for research.
//!
//! Rules: Lewis, Yang, Rose and Li, "RCV1: A New Benchmark Collection for Text Categorization
//! Research" (2004), and the corpus' own newsml.dtd, which is not NewsML.  One `newsitem` a file, or
//! several files written one after the other.  Codes are kept as tags and are not spelled out.

use super::byline::split_authors;
use super::dateline::parse_dateline;
use super::xml::{Element, Tree, decode_xml, pieces};
use super::{Head, Input, Item, MAX_ARTICLE_BYTES, ReadError, Reader, Reason, Sink, Skip, given};
use crate::article::{Article, BlockKind, DateRole};

/// The reader of Reuters Corpus files.
pub struct Rcv1;

/// Lists of codes by the beginning of their class, and what is written before a code as a tag.
const CODES: &[(&str, &str)] = &[
    ("bip:topics", ""),
    ("bip:industries", "industry:"),
    ("bip:countries", "country:"),
];

impl Reader for Rcv1 {
    fn name(&self) -> &'static str {
        "rcv1"
    }

    fn doc(&self) -> &'static str {
        "Reuters Corpus Volumes 1 and 2, newswire in XML"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["xml"]
    }

    fn sniff(&self, head: &Head<'_>) -> u8 {
        match head.root() {
            Some(root) if root.name == "newsitem" && root.attributes.contains("itemid=") => 100,
            _ => 0,
        }
    }

    fn read(&self, input: &Input<'_>, sink: Sink<'_>) -> Result<(), ReadError> {
        let decoded = decode_xml(input.bytes, input.charset);
        let mut found = pieces(&decoded.text, &["newsitem"]).peekable();
        let mut number = 0;
        while let Some(piece) = found.next() {
            number += 1;
            let is_single = number == 1 && found.peek().is_none();
            let mut skip = |reason, detail: String| {
                sink(Item::Skipped(Skip {
                    member: number.to_string(),
                    offset: piece.at as u64,
                    reason,
                    detail,
                }));
            };
            if piece.text.len() > MAX_ARTICLE_BYTES {
                skip(
                    Reason::TooLarge,
                    format!("an item of {} bytes", piece.text.len()),
                );
                continue;
            }
            let tree = match Tree::parse_at(piece.text, piece.at) {
                Ok(tree) => tree,
                Err(error) => {
                    skip(error.reason, error.detail);
                    continue;
                }
            };
            let Some(item) = tree.root() else { continue };
            let mut article = read_item(item);
            if !piece.is_closed {
                article.notes.push("the item is not closed".to_owned());
            }
            if !given::finish(&mut article) {
                skip(
                    Reason::NoText,
                    "an item without headline and text".to_owned(),
                );
                continue;
            }
            let member = if is_single {
                String::new()
            } else {
                article.given_id.clone().unwrap_or(number.to_string())
            };
            given::give(article, member, piece.at, &decoded, sink);
        }
        if number == 0 {
            return Err(ReadError::new(Reason::NoText, "no news item"));
        }
        Ok(())
    }
}

fn read_item(item: Element<'_, '_>) -> Article {
    let mut article = Article {
        parser: "rcv1".to_owned(),
        confidence: 1.0,
        given_id: item.attribute("itemid"),
        language: item.attribute("lang").filter(|tag| tag.len() <= 35),
        ..Article::default()
    };
    if let Some(date) = item.attribute("date") {
        let name = "rcv1:newsitem";
        given::push_date(&mut article, DateRole::Published, &date, name, item.span());
    }
    for name in ["headline", "title"] {
        if let Some(line) = item.child(name) {
            let source = format!("rcv1:{name}");
            let text = line.text();
            // The title is the headline once more, after the country.
            if !given::set_headline(&mut article, text.clone(), &source, line.span())
                && !text.ends_with(&article.headline)
            {
                given::push_block(&mut article, BlockKind::Boilerplate, text, line.span());
            }
        }
    }
    if let Some(line) = item.child("byline") {
        let names = split_authors(&line.text());
        given::set_authors(&mut article, names, "rcv1:byline", line.span());
    }
    if let Some(line) = item.child("dateline") {
        let text = line.text();
        let (dateline, rest) = parse_dateline(&text);
        if !dateline.raw.is_empty() {
            given::note_field(&mut article, "dateline", "rcv1:dateline", line.span());
            article.dateline = Some(dateline);
        }
        given::push_block(
            &mut article,
            BlockKind::Paragraph,
            rest.to_owned(),
            line.span(),
        );
    }
    for paragraph in item.child("text").iter().flat_map(Element::children) {
        given::push_block(
            &mut article,
            BlockKind::Paragraph,
            paragraph.text(),
            paragraph.span(),
        );
    }
    if let Some(notice) = item.child("copyright") {
        given::push_block(
            &mut article,
            BlockKind::Boilerplate,
            notice.text(),
            notice.span(),
        );
    }
    if let Some(metadata) = item.child("metadata") {
        read_metadata(metadata, &mut article);
    }
    article
}

fn read_metadata(metadata: Element<'_, '_>, article: &mut Article) {
    for codes in metadata.children_named("codes") {
        let class = codes.attribute("class").unwrap_or_default();
        let prefix = CODES
            .iter()
            .find(|(known, _)| class.starts_with(known))
            .map_or("", |(_, prefix)| *prefix);
        for code in codes.children_named("code") {
            if let Some(code) = code.attribute("code") {
                given::push_tag(article, &format!("{prefix}{code}"));
            }
        }
    }
    let mut publisher = None;
    for fact in metadata.children_named("dc") {
        let (Some(name), Some(value)) = (fact.attribute("element"), fact.attribute("value")) else {
            continue;
        };
        let source = format!("rcv1:{name}");
        let span = fact.span();
        match name.as_str() {
            "dc.source" => given::set_source(article, Some(value), &source, span),
            "dc.publisher" => publisher = Some((value, source, span)),
            "dc.date.published" if article.dates.is_empty() => {
                given::push_date(article, DateRole::Published, &value, &source, span);
            }
            "dc.creator" => given::set_authors(article, split_authors(&value), &source, span),
            "dc.creator.location" if article.dateline.is_none() => {
                given::note_field(article, "dateline", &source, span);
                article.dateline =
                    Some(parse_dateline(&value).0).filter(|dateline| !dateline.raw.is_empty());
            }
            _ => {}
        }
    }
    if let Some((name, source, span)) = publisher {
        given::set_source(article, Some(name), &source, span);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all(text: &str) -> Vec<(String, Article)> {
        let mut articles = Vec::new();
        let input = Input::new("2286newsML.xml", text.as_bytes());
        assert_eq!(super::super::choose_reader(&input).name(), "rcv1");
        let _ = Rcv1.read(&input, &mut |item| {
            if let Item::Article(read) = item {
                articles.push((read.member, read.article));
            }
        });
        articles
    }

    #[test]
    fn fields_that_only_the_metadata_give() {
        let articles = read_all(
            "<newsitem itemid=\"7\"><title>NORWAY: Clock is right.</title><text><p>It is.</p></text>\
             <metadata><codes class=\"bip:industries:1.0\"><code code=\"I1\"/></codes>\
             <dc element=\"dc.publisher\" value=\"Meridian Plc\"/>\
             <dc element=\"dc.date.published\" value=\"1996-08-20\"/>\
             <dc element=\"dc.creator\" value=\"Ann Roe\"/>\
             <dc element=\"dc.creator.location\" value=\"OSLO\"/></metadata></newsitem>",
        );
        let (member, article) = &articles[0];
        assert_eq!((articles.len(), member.as_str()), (1, ""));
        assert_eq!(article.headline, "NORWAY: Clock is right.");
        assert_eq!(article.authors, ["Ann Roe"]);
        assert_eq!(article.tags, ["industry:I1"]);
        assert_eq!(article.dates[0].raw, "1996-08-20");
        assert_eq!(article.source.as_deref(), Some("Meridian Plc"));
        let place = article.dateline.as_ref().unwrap().place.as_deref();
        assert_eq!(place, Some("Oslo"));
    }

    #[test]
    fn files_that_were_joined_and_damaged_lose_nothing() {
        let articles = read_all(
            "<?xml version=\"1.0\"?><newsitem itemid=\"7\"><title>Another line</title>\
             <headline>Clock is right</headline><text><p>One.</p></text></newsitem>\n\
             <?xml version=\"1.0\"?><newsitem itemid=\"8\"><headline>Coin</headline><text><p>Two.",
        );
        let members: Vec<&str> = articles.iter().map(|(member, _)| member.as_str()).collect();
        assert_eq!(members, ["7", "8"]);
        let texts = |article: &Article| -> Vec<(BlockKind, String)> {
            let blocks = article.blocks.iter();
            blocks.map(|b| (b.kind, b.text.clone())).collect()
        };
        assert_eq!(
            texts(&articles[0].1),
            [
                (BlockKind::Boilerplate, "Another line".to_owned()),
                (BlockKind::Paragraph, "One.".to_owned()),
            ]
        );
        assert_eq!(
            texts(&articles[1].1),
            [(BlockKind::Paragraph, "Two.".to_owned())]
        );
        assert_eq!(articles[1].1.notes, ["the item is not closed"]);
    }
}
