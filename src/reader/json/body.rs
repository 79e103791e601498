//! The text of a JSON object: its body in the best of its forms, deck, captions.
//!
//! The preferred name wins unless it holds only the beginning of what another holds.  A body may be
//! a whole document of an agency.

use serde_json::Value;

use super::super::fragment::{block, markup_blocks};
use super::super::given;
use super::super::marked_text::read_marked_text;
use super::super::nitf::{read_message, read_nitf};
use super::super::xml::Tree;
use super::article::{Found, note_field, values};
use super::authors::is_address;
use super::fields::Target;
use super::value::{blocks_of, member, text_of};
use crate::article::{Article, Block, BlockKind, Kind, Span};

/// Decks of one record; each is compared with the text.
const MAX_DECKS: usize = 20;

/// Fills blocks and deck.
pub fn read_body(found: &Found<'_>, article: &mut Article) {
    let mut best: Option<(&str, Vec<Block>, usize)> = None;
    for (_, name, value) in values(found, Target::Body).iter().take(4) {
        // A flag or an address is no text, whatever its name.
        if value.is_number() || value.is_boolean() || value.as_str().is_some_and(is_address) {
            continue;
        }
        let blocks = blocks_of(value);
        let size: usize = blocks.iter().map(|block| block.text.len()).sum();
        // The preferred name wins unless it holds only the beginning of what another holds.
        if size > 0 && best.as_ref().is_none_or(|(_, _, most)| size > 2 * most) {
            best = Some((name, blocks, size));
        }
    }
    if let Some((name, text)) = find_nitf(found)
        && let Ok(tree) = Tree::parse(text)
        && read_nitf_within(&tree, article)
    {
        note_field(article, "body", name);
    } else if let Some((name, blocks, _)) = best {
        note_field(article, "body", name);
        article.blocks = blocks;
        cut_stub_marker(article);
    }
    for (_, name, value) in values(found, Target::Deck).iter().take(MAX_DECKS) {
        let Some(text) = text_of(value) else { continue };
        if begins_body(&text, article) || text == article.headline {
            continue;
        }
        if article.deck.is_empty() {
            note_field(article, "deck", name);
            article.deck = text;
        } else if is_new(&text, article) {
            // A description for search engines, a teaser for the front page.
            article.blocks.push(block(BlockKind::Boilerplate, text));
        }
    }
    for (_, name, value) in values(found, Target::Caption) {
        // The Guardian's picture is a figure as on its pages.
        let figure = value.as_str().filter(|text| text.contains("<figcaption"));
        if let Some(figure) = figure {
            let captions = markup_blocks(figure).into_iter();
            for caption in captions.filter(|block| block.kind == BlockKind::Caption) {
                push_caption(caption.text, caption.credit, article);
            }
        } else if *name != "main" {
            for text in names_or_text(value) {
                push_caption(text, String::new(), article);
            }
        }
    }
    for (_, _, value) in values(found, Target::Associations) {
        read_associations(value, article);
    }
    drop_repeated_headline(article);
}

/// Keeps messages to editors beside the text; alone they make no article.
pub fn read_messages(found: &Found<'_>, article: &mut Article) {
    for (_, _, value) in values(found, Target::Message) {
        for text in names_or_text(value) {
            read_message(&text, Span::default(), article);
        }
    }
}

/// A body in parts may begin with the headline.
fn drop_repeated_headline(article: &mut Article) {
    let headline = &article.headline;
    let is_head = |block: &Block| {
        matches!(block.kind, BlockKind::Paragraph | BlockKind::Subhead) && block.text == *headline
    };
    let first = article.blocks.iter().position(|block| block.kind.is_body());
    if let Some(first) = first.filter(|first| is_head(&article.blocks[*first]))
        && article
            .blocks
            .iter()
            .filter(|block| block.kind.is_body())
            .count()
            > 1
    {
        article.blocks.remove(first);
    }
}

fn names_or_text(value: &Value) -> Vec<String> {
    match value {
        Value::Array(values) => values.iter().filter_map(text_of).collect(),
        value => text_of(value).into_iter().collect(),
    }
}

/// A body that is a whole NITF document, as ninjs may carry it.
fn find_nitf<'a>(found: &Found<'a>) -> Option<(&'a str, &'a str)> {
    let is_nitf = |value: &&'a Value| value.as_str().is_some_and(|text| text.contains("<nitf"));
    values(found, Target::Body)
        .iter()
        .find_map(|(_, name, value)| {
            let text = match value {
                Value::Array(values) => values
                    .iter()
                    .filter_map(|value| value.get("value"))
                    .find(is_nitf),
                Value::Object(object) => member(object, "content").filter(is_nitf),
                value => Some(*value).filter(is_nitf),
            };
            Some((*name, text?.as_str()?))
        })
}

/// A NITF document, or its content within another document.
fn read_nitf_within(tree: &Tree<'_>, article: &mut Article) -> bool {
    if let Some(nitf) = tree.all("nitf").next() {
        read_nitf(nitf, article);
        return true;
    }
    let mut names = ["bodyText", "body.content"].into_iter();
    let Some(content) = names.find_map(|name| tree.all(name).next()) else {
        return false;
    };
    read_marked_text(content, article);
    !article.blocks.is_empty()
}

/// Pictures: their captions and credits, never their titles.
fn read_associations(value: &Value, article: &mut Article) {
    let members: Vec<&Value> = match value {
        Value::Array(values) => values.iter().collect(),
        Value::Object(object) if object.values().all(Value::is_object) => object.values().collect(),
        other => vec![other],
    };
    for member in members.into_iter().take(500) {
        let text = [
            "caption",
            "fullcaption",
            "description_text",
            "description_caption",
            "descriptions",
            "description",
            "description_html",
        ]
        .iter()
        .filter_map(|name| member.get(*name))
        .find_map(text_of);
        let credit = [
            "creditline",
            "credit",
            "byline",
            "by",
            "copyright",
            "photographer",
        ]
        .iter()
        .filter_map(|name| member.get(*name))
        .find_map(text_of);
        if let Some(text) = text.filter(|text| !is_address(text)) {
            push_caption(text, credit.unwrap_or_default(), article);
        }
    }
}

fn push_caption(text: String, credit: String, article: &mut Article) {
    let is_new = !article.blocks.iter().any(|block| block.text == text);
    if is_new && text != article.deck {
        let mut caption = block(BlockKind::Caption, text);
        caption.credit = credit;
        article.blocks.push(caption);
    }
}

/// Whether neither headline, deck nor the beginning of the text says it already.
fn is_new(text: &str, article: &Article) -> bool {
    let text = text.trim_end_matches(['…', '.', ' ', '[', ']']);
    let blocks = article.blocks.iter().take(3).map(|block| &block.text);
    let mut known = blocks.chain([&article.headline, &article.deck]);
    !known.any(|known| given::says(known, text))
}

/// The summary is just the beginning of the text again.
fn begins_body(deck: &str, article: &Article) -> bool {
    let deck = deck.trim_end_matches(['…', '.', ' ', '[', ']']);
    article
        .blocks
        .iter()
        .take(2)
        .any(|block| block.text.starts_with(deck))
}

/// NewsAPI cuts content and says how much is missing: "… [+1094 chars]".
fn cut_stub_marker(article: &mut Article) {
    let Some(last) = article.blocks.last_mut() else {
        return;
    };
    let Some(at) = last.text.rfind("[+") else {
        return;
    };
    let digits = last.text[at + 2..]
        .trim_end_matches(']')
        .trim_end_matches(" chars");
    if digits.is_empty()
        || !digits.bytes().all(|b| b.is_ascii_digit())
        || !last.text.ends_with(" chars]")
    {
        return;
    }
    let note = format!("cut by its provider, {digits} characters are missing");
    let kept = last.text[..at].trim_end().to_owned();
    if kept.is_empty() {
        article.blocks.pop();
    } else {
        last.text = kept;
    }
    article.notes.push(note);
    article.kind = Kind::Stub;
}

#[cfg(test)]
mod tests {
    use super::super::article::read_object;
    use super::*;

    #[test]
    fn what_a_second_deck_says_is_kept_beside_the_text() {
        for (description, kept) in [
            ("", None),
            ("It is right again.", None),
            ("The clock of Port Elder told…", None),
            ("Clock", None),
            ("All about the clock", Some("All about the clock")),
        ] {
            let record = serde_json::json!({
                "title": "Clock",
                "summary": "It is right again",
                "description": description,
                "text": "The clock of Port Elder told the time on Tuesday.",
            });
            let object = record.as_object().expect("it is one");
            let article = read_object(object).expect("it has a text");
            assert_eq!(article.deck, "It is right again");
            let beside = article
                .blocks
                .get(1)
                .map(|block| (block.kind, block.text.as_str()));
            let kept = kept.map(|text| (BlockKind::Boilerplate, text));
            assert_eq!(beside, kept, "{description}");
        }
    }
}
