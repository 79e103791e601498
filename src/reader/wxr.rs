//! Exports of WordPress (WXR): posts and pages, in the form of a feed.
//!
//! Pictures, menus, revisions and settings stand beside them as entries of other types and are told
//! apart; what is not published is kept and held back.  The text is what WordPress stores: blank
//! lines for paragraphs, comments for blocks, shortcodes for what plugins make of it.

use super::dateline::take_dateline;
use super::feed::{Channel, Entry, Made, read_entries};
use super::fragment::{block, collapse, one_line};
use super::state::set_state;
use super::{Head, Input, ReadError, Reader, Reason, Sink};
use crate::article::{Article, BlockKind, DateRole, EntityKind, Span, Status};

mod date;
mod text;

pub use date::with_offset;

/// The reader of WordPress exports.
pub struct Wxr;

/// Entries of a site that are no articles.
const OTHER_TYPES: &[&str] = &[
    "attachment",
    "nav_menu_item",
    "revision",
    "custom_css",
    "customize_changeset",
    "oembed_cache",
    "user_request",
    "wp_block",
    "wp_template",
    "wp_template_part",
    "wp_navigation",
    "wp_global_styles",
    "wp_font_family",
    "wp_font_face",
    "acf-field",
    "acf-field-group",
    "wpcf7_contact_form",
    "elementor_library",
    "shop_order",
    "feedback",
];

/// More comments than this are counted only.
const MOST_COMMENTS: usize = 1000;

impl Reader for Wxr {
    fn name(&self) -> &'static str {
        "wxr"
    }

    fn doc(&self) -> &'static str {
        "WordPress export: posts and pages, unpublished ones held back"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["wxr", "xml"]
    }

    fn sniff(&self, head: &Head<'_>) -> u8 {
        match head.root() {
            Some(root)
                if root.name.eq_ignore_ascii_case("rss")
                    && (root.attributes.contains("wordpress.org/export")
                        || root.rest.contains(":wxr_version>")) =>
            {
                99
            }
            _ => 0,
        }
    }

    fn read(&self, input: &Input<'_>, sink: Sink<'_>) -> Result<(), ReadError> {
        read_entries(input, sink, &mut make)
    }
}

fn make(entry: &Entry<'_, '_>, channel: &Channel) -> Made {
    let value = |name: &str| -> Option<String> {
        let found = entry.named(name).next();
        found
            .map(|element| element.text())
            .filter(|text| !text.is_empty())
    };
    let kind = value("wp:post_type").unwrap_or_else(|| "post".to_owned());
    if OTHER_TYPES.contains(&kind.as_str()) {
        return Made::Skip(Reason::NotAnArticle, format!("a WordPress `{kind}`"));
    }
    let mut article = Article {
        parser: "wxr".to_owned(),
        confidence: 0.95,
        source: channel.title.clone(),
        language: channel.language.clone(),
        given_id: value("wp:post_id"),
        ..Article::default()
    };
    super::feed::read_title(entry, &mut article);
    if let Some(content) = entry.named("content:encoded").next() {
        article.blocks = text::blocks(&content.raw_text());
        super::feed::note(
            &mut article,
            "body",
            "content:encoded",
            "the stored text",
            content.inner_span(),
        );
    }
    if let Some(excerpt) = entry.named("excerpt:encoded").next() {
        article.deck = one_line(&text::plain(&excerpt.raw_text()));
    }
    if article.blocks.is_empty() && article.deck.is_empty() && article.headline.is_empty() {
        return Made::Skip(Reason::NoText, format!("a WordPress `{kind}` without text"));
    }
    if !article.blocks.iter().any(|block| block.kind.is_body()) {
        if article.deck.is_empty() && kind != "post" {
            return Made::Skip(Reason::NoText, format!("a WordPress `{kind}` without text"));
        }
        article.kind = crate::article::Kind::Stub;
    }
    let links = entry.links();
    article.url = entry.permalink(&links).map(|(address, _)| address);
    read_dates(&value, &mut article);
    read_state(&value, &mut article);
    read_authors(entry, channel, &mut article);
    read_labels(entry, &mut article);
    take_dateline(&mut article);
    read_comments(entry, &mut article);
    Made::Article(Box::new(article))
}

fn read_dates(value: &dyn Fn(&str) -> Option<String>, article: &mut Article) {
    for (local, utc, role) in [
        ("wp:post_date", "wp:post_date_gmt", DateRole::Published),
        (
            "wp:post_modified",
            "wp:post_modified_gmt",
            DateRole::Updated,
        ),
    ] {
        let written = date::with_offset(value(local).as_deref(), value(utc).as_deref());
        if let Some(raw) = written {
            super::feed::push_date(article, role, &raw, Span::default());
        }
    }
    let has_published = article
        .dates
        .iter()
        .any(|date| date.role == DateRole::Published);
    if !has_published && let Some(raw) = value("pubdate") {
        // Drafts have one too, of the year -1.
        if !raw.contains("-0001") {
            super::feed::push_date(article, DateRole::Published, &raw, Span::default());
        }
    }
}

fn read_state(value: &dyn Fn(&str) -> Option<String>, article: &mut Article) {
    let state = value("wp:status").unwrap_or_default();
    set_state(article, &state);
    if value("wp:post_password").is_some() && article.status == Status::Usable {
        article.status = Status::Embargoed;
        article.notes.push("behind a password".to_owned());
    }
}

/// `dc:creator` is a login; the channel says whose.  Plugins for several authors use a taxonomy.
fn read_authors(entry: &Entry<'_, '_>, channel: &Channel, article: &mut Article) {
    let several = entry
        .named("category")
        .filter(|element| element.attribute("domain").as_deref() == Some("author"))
        .map(|element| element.text());
    let creator = entry.named("dc:creator").map(|element| element.text());
    let mut names: Vec<String> = several.filter(|name| !name.is_empty()).collect();
    if names.is_empty() {
        names = creator.filter(|name| !name.is_empty()).collect();
    }
    for name in names {
        let known = channel.logins.iter().find(|(login, _)| *login == name);
        let name = known.map_or(name, |(_, display)| display.clone());
        if !article.authors.contains(&name) {
            article.authors.push(name);
        }
    }
}

/// Categories: the first is the section; other taxonomies are tags, some of them names.
fn read_labels(entry: &Entry<'_, '_>, article: &mut Article) {
    for element in entry.named("category").take(200) {
        let text = element.text();
        let domain = element.attribute("domain").unwrap_or_default();
        match domain.as_str() {
            "category" if article.section.is_none() && text != "Uncategorized" => {
                article.section = Some(text);
            }
            "author" | "post_format" | "nav_menu" => {}
            "category" if text == "Uncategorized" => {}
            "person" | "people" => article.entities.push(crate::article::GivenEntity {
                kind: EntityKind::Person,
                name: text,
            }),
            _ => super::feed::push_tag(article, &text),
        }
    }
}

/// Comments of readers, kept out of the story.
fn read_comments(entry: &Entry<'_, '_>, article: &mut Article) {
    let mut left = 0;
    for (i, comment) in entry.named("wp:comment").enumerate() {
        let approved = comment.child_text("comment_approved");
        let kind = comment.child_text("comment_type").unwrap_or_default();
        if approved.as_deref() != Some("1") || matches!(kind.as_str(), "pingback" | "trackback") {
            continue;
        }
        if i >= MOST_COMMENTS {
            left += 1;
            continue;
        }
        let name = comment.child_text("comment_author").unwrap_or_default();
        let content = comment.child("comment_content");
        let said = content
            .map(|content| one_line(&content.raw_text()))
            .unwrap_or_default();
        if !said.is_empty() {
            let text = collapse(&format!("{name}: {said}"));
            article.blocks.push(block(BlockKind::Boilerplate, text));
        }
    }
    if left > 0 {
        article.notes.push(format!("{left} comments left out"));
    }
}

#[cfg(test)]
mod tests;
