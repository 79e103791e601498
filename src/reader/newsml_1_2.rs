//! NewsML 1.0 to 1.2: news items with their text inline, as agencies sent them from 2000 on.
//!
//! A news item is a tree of components that are parts of one story (headline, body, picture) or the
//! same story in several languages; which of the two is read from `BasisForChoice` and
//! `EquivalentsList`.  Nothing a `Href` points to is fetched, no catalogue is looked up.  Urgency
//! and sluglines have no place in an article.

use super::byline::take_byline;
use super::xml::{Element, Tree, decode_xml};
use super::{Head, Input, Item, MAX_ARTICLE_BYTES, ReadError, Reader, Reason, Sink, Skip, given};
use crate::article::{Article, BlockKind};

mod metadata;
mod parts;

use metadata::{WholeFile, read_envelope, read_management, read_metadata, read_news_lines};
use parts::read_parts;

/// The reader of NewsML 1.
pub struct NewsMl1;

impl Reader for NewsMl1 {
    fn name(&self) -> &'static str {
        "newsml_1_2"
    }

    fn doc(&self) -> &'static str {
        "NewsML 1.0 to 1.2, with NITF, XHTML or text inside"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["xml", "newsml"]
    }

    fn sniff(&self, head: &Head<'_>) -> u8 {
        match head.root() {
            Some(root) if root.name == "NewsML" => 100,
            Some(root) if root.name == "NewsItem" => 80,
            _ => 0,
        }
    }

    fn read(&self, input: &Input<'_>, sink: Sink<'_>) -> Result<(), ReadError> {
        given::check_size(input.bytes, MAX_ARTICLE_BYTES)?;
        let decoded = decode_xml(input.bytes, input.charset);
        let tree = Tree::parse(&decoded.text)?;
        let mut found: Vec<(usize, Result<Article, Refusal>)> = Vec::new();
        let file = WholeFile::of(&tree);
        for item in tree.outermost("NewsItem") {
            read_item(item, &file, &mut found);
        }
        if found.is_empty() {
            let (reason, detail) = if tree.is_truncated {
                (Reason::Truncated, "the file ends before an item")
            } else {
                (Reason::NotAnArticle, "no news item: topics or a catalogue")
            };
            return Err(ReadError::new(reason, detail));
        }
        let count = found.len();
        for (number, (offset, outcome)) in found.into_iter().enumerate() {
            let member = match count {
                1 => String::new(),
                _ => (number + 1).to_string(),
            };
            match outcome {
                Ok(mut article) => {
                    if tree.is_truncated && number + 1 == count {
                        let note = "the file ends before the item does";
                        article.notes.push(note.to_owned());
                    }
                    given::give(article, member, offset, &decoded, sink);
                }
                Err((reason, detail)) if count == 1 => {
                    return Err(ReadError::new(reason, detail));
                }
                Err((reason, detail)) => sink(Item::Skipped(Skip {
                    member,
                    offset: offset as u64,
                    reason,
                    detail: detail.to_owned(),
                })),
            }
        }
        Ok(())
    }
}

type Refusal = (Reason, &'static str);

/// Every story of an item; an item without any says why.
fn read_item(
    item: Element<'_, '_>,
    file: &WholeFile<'_, '_>,
    found: &mut Vec<(usize, Result<Article, Refusal>)>,
) {
    let Some(component) = item.child("NewsComponent") else {
        let detail = if item.child("Update").is_some() {
            "changes to another item, not an article"
        } else if item.child("TopicSet").is_some() {
            "a set of topics, not an article"
        } else {
            "an item without a component"
        };
        found.push((item.span().start, Err((Reason::NotAnArticle, detail))));
        return;
    };
    let mut stories = Vec::new();
    collect_stories(component, &mut Vec::new(), &mut stories);
    for (number, path) in stories.iter().enumerate() {
        let offset = path.last().map_or(item, |story| *story).span().start;
        let mut story = read_story(item, file, path);
        if let (Ok(article), true) = (&mut story, number > 0) {
            given::name_rendition(article);
        }
        found.push((offset, story));
    }
    read_inner_items(component, file, found);
}

/// Items may stand in components of another; one in a text is text.
fn read_inner_items(
    component: Element<'_, '_>,
    file: &WholeFile<'_, '_>,
    found: &mut Vec<(usize, Result<Article, Refusal>)>,
) {
    for inner in component.children() {
        if inner.is("NewsItem") {
            read_item(inner, file, found);
        } else if inner.is("NewsComponent") {
            read_inner_items(inner, file, found);
        }
    }
}

/// Components that are one story each, with those around them, outermost first.
fn collect_stories<'t, 'a>(
    component: Element<'t, 'a>,
    path: &mut Vec<Element<'t, 'a>>,
    stories: &mut Vec<Vec<Element<'t, 'a>>>,
) {
    path.push(component);
    let inner: Vec<Element<'t, 'a>> = component.children_named("NewsComponent").collect();
    if inner.len() > 1 && are_alternatives(component, &inner) {
        for alternative in inner {
            collect_stories(alternative, path, stories);
        }
    } else if inner.len() == 1 && component.child("ContentItem").is_none() {
        // A wrapper of one: what it says holds for the inner one too.
        collect_stories(inner[0], path, stories);
    } else {
        stories.push(path.clone());
    }
    path.pop();
}

/// The same story several times, in several languages.
fn are_alternatives(component: Element<'_, '_>, inner: &[Element<'_, '_>]) -> bool {
    let by_language = component
        .children_named("BasisForChoice")
        .any(|basis| basis.text().ends_with("Language"));
    let is_list = component.attribute("EquivalentsList").as_deref() == Some("yes");
    let have_text = inner.iter().all(|alternative| {
        alternative.find("ContentItem").is_some() || alternative.find("HeadLine").is_some()
    });
    (by_language || is_list) && have_text && differ_in_language(inner)
}

fn differ_in_language(inner: &[Element<'_, '_>]) -> bool {
    let mut languages: Vec<String> = inner
        .iter()
        .filter_map(|alternative| alternative.at(&["DescriptiveMetadata", "Language"]))
        .filter_map(|language| language.attribute("FormalName"))
        .collect();
    let count = languages.len();
    languages.sort_unstable();
    languages.dedup();
    count > 1 && languages.len() == count
}

fn read_story(
    item: Element<'_, '_>,
    file: &WholeFile<'_, '_>,
    path: &[Element<'_, '_>],
) -> Result<Article, Refusal> {
    let mut article = Article {
        parser: "newsml-1".to_owned(),
        confidence: 1.0,
        ..Article::default()
    };
    let story = *path
        .last()
        .ok_or((Reason::NoText, "an item without a component"))?;
    read_management(item, &mut article);
    // The innermost statement wins: each fills only what is not known yet.
    for component in path.iter().rev() {
        read_news_lines(*component, &mut article);
        read_metadata(*component, file, &mut article);
    }
    let declared = article.language.clone().or_else(|| item.attribute("lang"));
    read_parts(story, declared.as_deref(), &mut article);
    take_byline(&mut article);
    read_envelope(item, file, &mut article);
    let language = article.language.take().or_else(|| item.attribute("lang"));
    article.language = language.filter(|tag| tag.len() <= 35);
    let links = story
        .descendants()
        .filter(|inner| inner.is("NewsItemRef"))
        .count();
    let has_text = article
        .blocks
        .iter()
        .any(|block| block.kind.is_body() || block.kind == BlockKind::Caption);
    if !has_text && links > 0 {
        return Err((Reason::NotAnArticle, "a package of links to other items"));
    }
    let only_notices = article
        .blocks
        .iter()
        .all(|block| block.kind == BlockKind::Boilerplate);
    let is_bare = article.headline.is_empty() && article.deck.is_empty() && only_notices;
    if !given::finish(&mut article) || is_bare {
        return Err((Reason::NoText, "an item without headline and text"));
    }
    Ok(article)
}

#[cfg(test)]
mod tests;
