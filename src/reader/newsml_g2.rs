//! NewsML-G2 of the IPTC: news items alone, as members of a news message, or in a package's company.
//!
//! A news item with a headline, a caption or inline content is an article; packages, concepts,
//! knowledge, planning and catalogues are said to be none.  Codes (`qcode`) without a name are not
//! looked up, since that would take a network.  Urgency and sluglines have no place in an article.

use std::collections::HashSet;

use super::byline::take_byline;
use super::newsml_content::{Content, is_same_language, quality, read_content};
use super::xml::{Element, Tree, decode_xml};
use super::{Head, Input, Item, MAX_ARTICLE_BYTES, ReadError, Reader, Reason, Sink, Skip, given};
use crate::article::{Article, Block, BlockKind, Kind};

mod metadata;

use metadata::{is_language, language_of, read_content_meta, read_item_meta, read_rights};

/// Each language is a reading of the whole item.
const MOST_LANGUAGES: usize = 20;

/// The reader of NewsML-G2.
pub struct NewsMlG2;

/// Items of the standard, and what is said of those that are no articles.
const ITEMS: &[(&str, &str)] = &[
    ("newsItem", ""),
    ("packageItem", "a package of links to other items"),
    ("conceptItem", "a concept, not an article"),
    ("knowledgeItem", "a list of concepts, not an article"),
    ("planningItem", "a plan of coverage, not an article"),
    ("catalogItem", "a catalogue of codes, not an article"),
    ("groupSet", "a package of links to other items"),
    ("contentMeta", "metadata without an item"),
    ("itemMeta", "metadata without an item"),
];

impl Reader for NewsMlG2 {
    fn name(&self) -> &'static str {
        "newsml_g2"
    }

    fn doc(&self) -> &'static str {
        "NewsML-G2 items and messages, with NITF, XHTML, ninjs or text inside"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["xml", "newsml"]
    }

    fn sniff(&self, head: &Head<'_>) -> u8 {
        let Some(root) = head.root() else { return 0 };
        let is_item = ITEMS.iter().any(|(name, _)| *name == root.name);
        if root.attributes.contains("iptc.org/std/nar/") {
            100
        } else if is_item || root.name == "newsMessage" {
            90
        } else if root.name == "contentSet" {
            80
        } else {
            0
        }
    }

    fn read(&self, input: &Input<'_>, sink: Sink<'_>) -> Result<(), ReadError> {
        given::check_size(input.bytes, MAX_ARTICLE_BYTES)?;
        let decoded = decode_xml(input.bytes, input.charset);
        let tree = Tree::parse(&decoded.text)?;
        let mut found = Vec::new();
        for root in tree.roots() {
            collect_items(root, &mut found);
        }
        // A text in several languages is as many articles, as with NewsML 1.
        let (mut items, mut outcomes) = (Vec::new(), Vec::new());
        for item in found {
            for (number, language) in languages_of(item).into_iter().enumerate() {
                let mut outcome = read_item(item, language.as_deref());
                if let (Outcome::Article(article), true) = (&mut outcome, number > 0) {
                    given::name_rendition(article);
                }
                items.push(item);
                outcomes.push(outcome);
            }
        }
        gather_pictures(&mut outcomes);
        if outcomes.is_empty() {
            let (reason, detail) = if tree.is_truncated {
                (Reason::Truncated, "the file ends before an item")
            } else {
                (Reason::NoText, "no item of NewsML-G2")
            };
            return Err(ReadError::new(reason, detail));
        }
        let is_single = outcomes.len() == 1;
        for (number, (item, outcome)) in items.iter().zip(outcomes).enumerate() {
            let member = if is_single {
                String::new()
            } else {
                (number + 1).to_string()
            };
            let offset = item.span().start;
            match outcome {
                Outcome::Article(mut article) => {
                    if tree.is_truncated && number + 1 == items.len() {
                        let note = "the file ends before the item does";
                        article.notes.push(note.to_owned());
                    }
                    given::give(*article, member, offset, &decoded, sink);
                }
                Outcome::None(reason, detail) if is_single => {
                    return Err(ReadError::new(reason, detail));
                }
                Outcome::None(reason, detail) => sink(Item::Skipped(Skip {
                    member,
                    offset: offset as u64,
                    reason,
                    detail,
                })),
            }
        }
        Ok(())
    }
}

/// What an item of a file gave.
enum Outcome {
    Article(Box<Article>),
    None(Reason, String),
}

/// Items within a message, but not those within items.
fn collect_items<'t, 'a>(element: Element<'t, 'a>, items: &mut Vec<Element<'t, 'a>>) {
    let is_item = ITEMS.iter().any(|(name, _)| element.is(name));
    // A content set may stand alone, as a fragment of an item.
    if is_item || element.is("contentSet") {
        items.push(element);
        return;
    }
    for child in element.children() {
        collect_items(child, items);
    }
}

/// The languages of an item's renditions, its own first; none named where there is no choice.
fn languages_of(item: Element<'_, '_>) -> Vec<Option<String>> {
    let mut languages: Vec<String> = Vec::new();
    for tag in inline_of(item).filter_map(|inline| inline.attribute("lang")) {
        let is_new = !languages.iter().any(|known| is_same_language(known, &tag));
        if is_new && tag.len() <= 35 && languages.len() < MOST_LANGUAGES {
            languages.push(tag);
        }
    }
    if languages.len() < 2 {
        return vec![None];
    }
    let own = language_of(item).or_else(|| item.attribute("lang"));
    languages.sort_by_key(|tag| !own.as_ref().is_some_and(|own| is_same_language(own, tag)));
    languages.into_iter().map(Some).collect()
}

/// Reads an item, in one of its languages where it has several.
fn read_item(item: Element<'_, '_>, language: Option<&str>) -> Outcome {
    if let Some((_, what)) = ITEMS
        .iter()
        .find(|(name, what)| item.is(name) && !what.is_empty())
    {
        return Outcome::None(Reason::NotAnArticle, (*what).to_owned());
    }
    let mut article = Article {
        parser: "newsml-g2".to_owned(),
        confidence: 1.0,
        given_id: item.attribute("guid"),
        ..Article::default()
    };
    let class = read_item_meta(item, &mut article);
    let is_text = !matches!(
        class.as_str(),
        "picture" | "photo" | "graphic" | "video" | "audio" | "animation"
    );
    article.language = language.map(str::to_owned).or_else(|| language_of(item));
    let described = read_content_meta(item, &mut article);
    let content = read_inline(item, &mut article);
    take_byline(&mut article);
    if is_text {
        let text = described.texts.join(" ");
        given::set_deck(&mut article, text, "newsml:description", item.span());
    } else {
        article.kind = Kind::Gallery;
        push_captions(described, &mut article);
    }
    push_parts(item, &mut article);
    read_rights(item, &mut article);
    if article.language.is_none() {
        article.language = item.attribute("lang").filter(|tag| tag.len() <= 35);
    }
    if content == Content::Data && article.headline.is_empty() {
        let detail = article.notes.pop().unwrap_or_default();
        return Outcome::None(Reason::NotAnArticle, detail);
    }
    let has_notice_only = article.headline.is_empty()
        && article.deck.is_empty()
        && article
            .blocks
            .iter()
            .all(|block| block.kind == BlockKind::Boilerplate);
    if !given::finish(&mut article) || has_notice_only {
        return Outcome::None(
            Reason::NoText,
            "an item without headline and text".to_owned(),
        );
    }
    Outcome::Article(Box::new(article))
}

/// Everything that stands in an item as its content.
fn inline_of<'t, 'a>(item: Element<'t, 'a>) -> impl Iterator<Item = Element<'t, 'a>> {
    let set = match item.is("contentSet") {
        true => Some(item),
        false => item.child("contentSet"),
    };
    let children = set.into_iter().flat_map(|set| set.children());
    children.filter(|child| child.is("inlineXML") || child.is("inlineData"))
}

/// The best of several renditions of the same content in the article's language, else of all.
fn read_inline(item: Element<'_, '_>, article: &mut Article) -> Content {
    let wanted = article.language.clone().or_else(|| item.attribute("lang"));
    let inline = inline_of(item)
        .max_by_key(|child| (is_language(*child, wanted.as_deref()), quality(*child)));
    inline.map_or(Content::None, |inline| {
        if article.language.is_none() {
            article.language = inline.attribute("lang").filter(|tag| tag.len() <= 35);
        }
        read_content(inline, article)
    })
}

/// Shots of a film and other parts of the content, each with a description of its own.
fn push_parts(item: Element<'_, '_>, article: &mut Article) {
    let wanted = article.language.clone().or_else(|| item.attribute("lang"));
    let mut known: HashSet<String> = article.blocks.iter().map(|b| b.text.clone()).collect();
    for part in item.children_named("partMeta") {
        for description in part.children_named("description") {
            let text = description.text();
            if is_language(description, wanted.as_deref()) && known.insert(text.clone()) {
                let span = description.span();
                given::push_block(article, BlockKind::Caption, text, span);
            }
        }
    }
}

/// What a description says of an item that is no text.
struct Described {
    texts: Vec<String>,
    credit: String,
}

fn push_captions(described: Described, article: &mut Article) {
    for text in described.texts {
        let mut caption = super::fragment::block(BlockKind::Caption, text);
        caption.credit.clone_from(&described.credit);
        article.blocks.push(caption);
    }
}

/// Pictures sent along with the one text of a message belong to it: their captions go there.
fn gather_pictures(outcomes: &mut [Outcome]) {
    let is_text = |outcome: &Outcome| matches!(outcome, Outcome::Article(article) if article.kind != Kind::Gallery);
    let texts: Vec<usize> = (0..outcomes.len())
        .filter(|i| is_text(&outcomes[*i]))
        .collect();
    let [text] = texts.as_slice() else { return };
    let mut captions: Vec<Block> = Vec::new();
    for outcome in outcomes.iter_mut() {
        let Outcome::Article(article) = outcome else {
            continue;
        };
        if article.kind == Kind::Gallery {
            captions.append(&mut article.blocks);
            *outcome = Outcome::None(
                Reason::NotAnArticle,
                "a picture of the text in this message, which has its caption".to_owned(),
            );
        }
    }
    let Outcome::Article(article) = &mut outcomes[*text] else {
        return;
    };
    for caption in captions {
        let known = article
            .blocks
            .iter_mut()
            .find(|block| block.text == caption.text);
        match known {
            Some(known) if known.credit.is_empty() => known.credit = caption.credit,
            Some(_) => {}
            None => article.blocks.push(caption),
        }
    }
}

#[cfg(test)]
mod tests;
