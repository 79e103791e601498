//! An entry to an article: summary or full text, links, dates, people, pictures.

use serde_json::Value;

use super::super::dateline::take_dateline;
use super::super::fragment::{block, collapse, one_line};
use super::super::json::authors::authors_of;
use super::super::state::{DRAFT, set_state};
use super::super::xml::Element;
use super::channel::Channel;
use super::entry::{Entry, Markup, Part};
use crate::article::{
    Article, Block, BlockKind, DateCandidate, DateRole, DateSource, Evidence, Kind, Span,
};
use crate::date::{write_out_mail_zone, written::has_digit};

/// A text alone in its feed is the whole of it from this many words on, if it has paragraphs.
const WHOLE_WORDS: usize = 60;
/// The same for a text in one paragraph.
const WHOLE_WORDS_IN_ONE: usize = 200;
/// More of any list is nonsense.
const MOST: usize = 200;

/// The scheme of categories by which Google's programs say what an entry is.
const KINDS: &str = "http://schemas.google.com/g/2005#kind";

/// What an entry of an export of Blogger is, if it is no article: a comment, a setting, a template.
pub fn other_kind(entry: &Entry<'_, '_>) -> Option<String> {
    let category = entry.of(Part::Tag).find(|category| is_kind(*category))?;
    let term = category.attribute("term")?;
    let (_, kind) = term.rsplit_once('#')?;
    (!matches!(kind, "post" | "page")).then(|| kind.to_owned())
}

fn is_kind(category: Element<'_, '_>) -> bool {
    category.attribute("scheme").as_deref() == Some(KINDS)
}

/// Makes the article; nothing when the entry has neither title nor text.
pub fn make(entry: &Entry<'_, '_>, channel: &Channel) -> Option<Article> {
    let mut article = Article {
        parser: "feed".to_owned(),
        confidence: 0.95,
        source: channel.title.clone(),
        language: channel.language.clone(),
        ..Article::default()
    };
    read_title(entry, &mut article);
    read_texts(entry, &mut article);
    read_media(entry, &mut article);
    if article.headline.is_empty() && article.deck.is_empty() && article.blocks.is_empty() {
        return None;
    }
    read_links(entry, &mut article);
    read_dates(entry, &mut article);
    read_people(entry, channel, &mut article);
    read_labels(entry, &mut article);
    take_dateline(&mut article);
    Some(article)
}

/// The headline.
pub fn read_title(entry: &Entry<'_, '_>, article: &mut Article) {
    if let Some((title, element)) = entry.text(Part::Title) {
        note(
            article,
            "headline",
            element.full_name(),
            "named so",
            element.inner_span(),
        );
        article.headline = title;
    }
}

/// Full text and summary, or a summary alone.
fn read_texts(entry: &Entry<'_, '_>, article: &mut Article) {
    let summary = entry.markup(Part::Summary);
    let Some(content) = entry.markup(Part::Content) else {
        if let Some(summary) = summary {
            take_only_text(summary, article);
        } else {
            article.kind = Kind::Stub;
        }
        return;
    };
    note(article, "body", &content.name, "full text", content.span);
    article.blocks = content.blocks;
    cut_trailer(&mut article.blocks);
    if let Some(summary) = summary {
        set_deck(summary, article);
    }
}

/// The deck, unless it is the beginning of the text again.
pub fn set_deck(mut summary: Markup, article: &mut Article) {
    cut_trailer(&mut summary.blocks);
    let deck = line(&summary.blocks);
    if deck.is_empty() {
        return;
    }
    if begins(&deck, &line(&article.blocks)) {
        let reason = "the beginning of the text again, left out";
        note(article, "deck", &summary.name, reason, summary.span);
        return;
    }
    note(
        article,
        "deck",
        &summary.name,
        "summary beside a full text",
        summary.span,
    );
    article.deck = deck;
}

/// A feed that gives one text for each entry: is it the whole?
fn take_only_text(summary: Markup, article: &mut Article) {
    article.blocks = summary.blocks;
    let said_more = cut_trailer(&mut article.blocks) || ends_cut(&article.blocks);
    let paragraphs = article.blocks.iter().filter(|block| block.kind.is_body());
    let number = paragraphs.clone().count();
    let words: usize = paragraphs
        .map(|block| block.text.split_whitespace().count())
        .sum();
    let enough = if number > 1 {
        WHOLE_WORDS
    } else {
        WHOLE_WORDS_IN_ONE
    };
    if words < enough || said_more {
        article.kind = Kind::Stub;
        article.parser = "feed-summary".to_owned();
        article.confidence = 0.8;
        note(
            article,
            "body",
            &summary.name,
            "the feed gives a summary only",
            summary.span,
        );
    } else {
        note(
            article,
            "body",
            &summary.name,
            "the only text, long enough to be whole",
            summary.span,
        );
    }
}

/// Whether the last words say that there is more.
fn ends_cut(blocks: &[Block]) -> bool {
    const ENDS: &[&str] = &[
        "…",
        "...",
        "[…]",
        "[...]",
        "[ … ]",
        "read more",
        "continue reading",
        "read more »",
        "weiterlesen",
        "lire la suite",
        "leer más",
        "leia mais",
        "continua a leggere",
        "lees meer",
    ];
    let last = blocks.iter().rev().find(|block| block.kind.is_body());
    last.is_some_and(|block| {
        let low = block.text.to_lowercase();
        let low = low.trim_end_matches([' ', '»', '→', '>']);
        ENDS.iter().any(|end| low.ends_with(end))
    })
}

/// "The post X appeared first on Y." is no part of the text; true if it was there.
fn cut_trailer(blocks: &mut [Block]) -> bool {
    let Some(last) = blocks.last_mut() else {
        return false;
    };
    let is_trailer = last.kind == BlockKind::Paragraph
        && last.text.starts_with("The post ")
        && last.text.contains(" first on ");
    if is_trailer {
        last.kind = BlockKind::Boilerplate;
    }
    is_trailer
}

fn line(blocks: &[Block]) -> String {
    let texts: Vec<&str> = blocks
        .iter()
        .filter(|block| block.kind != BlockKind::Boilerplate)
        .map(|block| block.text.as_str())
        .collect();
    collapse(&texts.join(" "))
}

fn begins(deck: &str, text: &str) -> bool {
    let deck = deck.trim_end_matches(|c: char| !c.is_alphanumeric());
    !deck.is_empty() && text.starts_with(deck)
}

fn read_links(entry: &Entry<'_, '_>, article: &mut Article) {
    let links = entry.links();
    for link in links.iter().take(MOST) {
        let source = match &link.relation {
            Some(relation) => format!("link rel={relation}"),
            None => "link".to_owned(),
        };
        note(article, "link", &source, &link.address, Span::default());
    }
    if let Some((address, source)) = entry.permalink(&links) {
        note(article, "url", source, "permanent address", Span::default());
        article.url = Some(address);
    }
    article.given_id = entry.text(Part::Id).map(|(id, _)| id);
}

fn read_dates(entry: &Entry<'_, '_>, article: &mut Article) {
    for (part, role) in [
        (Part::Published, DateRole::Published),
        (Part::Updated, DateRole::Updated),
    ] {
        for element in entry.of(part).take(8) {
            push_date(article, role, &element.text(), element.inner_span());
        }
    }
    // Atom 1.0 asks for `updated` only: then that is all there is of publication.
    let has_published = article
        .dates
        .iter()
        .any(|date| date.role == DateRole::Published);
    if !has_published {
        for date in &mut article.dates {
            date.role = DateRole::Published;
        }
    }
}

/// Adds a date if it can be one.
pub fn push_date(article: &mut Article, role: DateRole, raw: &str, span: Span) {
    if raw.is_empty() {
        return;
    }
    if raw.len() > 100 || !has_digit(raw) {
        let start: String = raw.chars().take(60).collect();
        article.notes.push(format!("no date: `{start}`"));
        return;
    }
    article.dates.push(DateCandidate {
        role,
        source: DateSource::Field,
        raw: write_out_mail_zone(raw).into_owned(),
        span,
    });
}

fn read_people(entry: &Entry<'_, '_>, channel: &Channel, article: &mut Article) {
    for element in entry.of(Part::Author).take(MOST) {
        let name = element.child_text("name");
        // `itunes:author` and the like repeat in one word what others say in several.
        let is_last = entry.usual_name(element) == "itunes:author";
        if is_last && !article.authors.is_empty() {
            continue;
        }
        let text = name.unwrap_or_else(|| element.text());
        for author in authors_of(&Value::String(text), &mut article.notes) {
            if !article.authors.contains(&author) {
                article.authors.push(author);
            }
        }
    }
    if article.authors.is_empty() {
        // A site that names itself as author names nobody.
        let named = channel
            .authors
            .iter()
            .filter(|name| Some(*name) != channel.title.as_ref());
        article.authors = named.cloned().collect();
        if !article.authors.is_empty() {
            note(
                article,
                "authors",
                "feed author",
                "the entry names nobody",
                Span::default(),
            );
        }
    }
}

fn read_labels(entry: &Entry<'_, '_>, article: &mut Article) {
    let labels = entry.of(Part::Tag).filter(|label| !is_kind(*label));
    for element in labels.take(MOST) {
        let label = element
            .attribute("label")
            .or_else(|| element.attribute("term"));
        push_tag(article, &label.unwrap_or_else(|| element.text()));
    }
    article.section = entry.text(Part::Section).map(|(text, _)| text);
    if let Some(element) = entry.of(Part::Source).next() {
        // Atom's has a feed inside, RSS's a name.
        let name = element
            .child_text("title")
            .unwrap_or_else(|| element.text());
        if !name.is_empty() && name.len() <= 200 && !name.contains("://") {
            note(
                article,
                "source",
                element.full_name(),
                "said of the entry",
                element.inner_span(),
            );
            article.source = Some(one_line(&name));
        }
    }
    let own = entry.text(Part::Language).map(|(text, _)| text);
    // What the text itself says goes before what is said of the entry.
    let of_text = || {
        let mut texts = entry.of(Part::Content).chain(entry.of(Part::Summary));
        texts.find_map(|text| text.attribute("lang"))
    };
    if let Some(language) = own
        .or_else(of_text)
        .or_else(|| entry.root.attribute("lang"))
        && language.len() <= 35
    {
        article.language = Some(language);
    }
    let drafts = entry.root.descendants().filter(|e| e.is("app:draft"));
    if drafts.into_iter().any(|draft| draft.text() == "yes") {
        set_state(article, DRAFT);
    }
}

/// Adds a tag that is not there yet.
pub fn push_tag(article: &mut Article, tag: &str) {
    let tag = one_line(tag);
    if !tag.is_empty() && tag.chars().count() <= 200 && !article.tags.contains(&tag) {
        article.tags.push(tag);
    }
}

/// Pictures: their captions and credits; a film's description is the text of an entry without one.
fn read_media(entry: &Entry<'_, '_>, article: &mut Article) {
    let whole: Vec<Element<'_, '_>> = entry.of(Part::Media).collect();
    let (loose, holders): (Vec<_>, Vec<_>) = whole
        .into_iter()
        .partition(|element| element.children().next().is_none());
    let mut captions: Vec<(String, String)> = Vec::new();
    for holder in holders.into_iter().take(MOST) {
        let within = |name: &str| {
            let mut own = holder
                .descendants()
                .filter(|e| entry.usual_name(*e) == name);
            own.find_map(|e| Some(one_line(&e.raw_text())).filter(|text| !text.is_empty()))
        };
        let text = within("media:description").or_else(|| within("media:text"));
        let credit = within("media:credit").unwrap_or_default();
        captions.extend(text.map(|text| (text, credit)));
    }
    let of = |name: &str| {
        let mut own = loose.iter().filter(|e| entry.usual_name(**e) == name);
        own.find_map(|e| Some(one_line(&e.raw_text())).filter(|text| !text.is_empty()))
    };
    if let Some(text) = of("media:description").or_else(|| of("media:text")) {
        captions.push((text, of("media:credit").unwrap_or_default()));
    }
    for (text, credit) in captions {
        let is_known = text == article.deck
            || text == article.headline
            || article.blocks.iter().any(|known| known.text == text);
        if is_known {
            continue;
        }
        if article.blocks.is_empty() && article.deck.is_empty() {
            article.blocks.push(block(BlockKind::Paragraph, text));
            note(
                article,
                "body",
                "media:description",
                "the only text",
                Span::default(),
            );
            continue;
        }
        let mut caption = block(BlockKind::Caption, text);
        caption.credit = credit;
        article.blocks.push(caption);
    }
}

/// Says where a field came from.
pub fn note(article: &mut Article, field: &str, source: &str, reason: &str, span: Span) {
    article.evidence.push(Evidence {
        field: field.to_owned(),
        source: source.to_owned(),
        reason: reason.to_owned(),
        span,
    });
}
