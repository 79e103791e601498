//! Text of a page that shows none or hardly any: what JSON-LD, the data of its scripts or the bare
//! mark-up carry.

use super::json_ld::body_text;
use super::meta::About;
use super::page_data::{find_article, size_of};
use super::state;
use crate::article::{Article, Kind};
use crate::reader::fragment::{markup_blocks, text_blocks};

/// Text of a page below which its data is looked into, characters.
const LEAST_TEXT: usize = 250;

/// Characters of a text in the data of a page that shows a text itself.
const LEAST_DATA: usize = 500;

/// Gives an article without text, or with a line of it, the text that the page carries elsewhere.
pub fn complete(about: &About<'_>, text: &str, article: &mut Article) {
    let shown = size_of(article);
    if shown >= LEAST_TEXT {
        return;
    }
    let has_body = article.blocks.iter().any(|block| block.kind.is_body());
    if !has_body {
        let given = about.node.and_then(body_text);
        let given = given.map(|text| text_blocks(&text)).unwrap_or_default();
        if !given.is_empty() {
            "html/json-ld".clone_into(&mut article.parser);
            article.confidence = 0.8;
            article.blocks.extend(given);
            return;
        }
    }
    let least = if has_body {
        LEAST_DATA.max(3 * shown)
    } else {
        1
    };
    let data = find_article(&about.page.scripts, &about.titles());
    if let Some((data, _)) = data.filter(|(_, size)| *size >= least) {
        take(article, data);
        return;
    }
    if has_body {
        return;
    }
    let hidden = state::hidden_article(&about.page.scripts);
    if !hidden.is_empty() {
        "html/script-data".clone_into(&mut article.parser);
        article.confidence = 0.6;
        article.blocks.extend(hidden);
        return;
    }
    // An opener that is never closed may hide everything; the fragment reader looks past it.
    let all = markup_blocks(text);
    let chars: usize = all.iter().map(|block| block.text.len()).sum();
    if chars >= LEAST_TEXT {
        "html/stripped".clone_into(&mut article.parser);
        article.confidence = 0.2;
        article.blocks.extend(all);
    }
}

/// Takes the text of an article in the data, and what else it says that the page does not.
fn take(article: &mut Article, data: Article) {
    article.blocks.retain(|block| !block.kind.is_body());
    let told = data.blocks.into_iter();
    article
        .blocks
        .extend(told.filter(|block| !state::is_placeholder(block)));
    "html/page-data".clone_into(&mut article.parser);
    article.confidence = 0.7;
    if matches!(article.kind, Kind::IndexPage | Kind::Notice | Kind::Stub) {
        article.kind = data.kind;
    }
    for (own, given) in [
        (&mut article.headline, data.headline),
        (&mut article.deck, data.deck),
    ] {
        if own.is_empty() {
            *own = given;
        }
    }
    if article.authors.is_empty() {
        article.authors = data.authors;
    }
    if article.tags.is_empty() {
        article.tags = data.tags;
    }
    article.section = article.section.take().or(data.section);
    article.source = article.source.take().or(data.source);
    article.language = article.language.take().or(data.language);
    let is_absolute = |url: &String| url.contains("://");
    article.url = article.url.take().or(data.url.filter(is_absolute));
    article.dates.extend(data.dates);
    article.notes.extend(data.notes);
}
