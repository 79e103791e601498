//! What a format states by name (status, dates, outlet), put into an article with the evidence.
//!
//! For the readers of agency formats, whose fields have names and need no guessing.  Nothing is
//! decided: dates stay candidates, an embargo is kept with its time for whoever has a clock.

use super::decode::Decoded;
use super::fragment::block;
use super::state::set_state;
use super::{Item, ReadArticle, ReadError, Sink};
use crate::article::{
    Article, BlockKind, DateCandidate, DateRole, DateSource, Evidence, Kind, Span, Status,
};
use crate::date::written::has_digit;

/// Longest text that is taken for a date.
const MAX_DATE: usize = 100;

/// Records where a field came from.
pub fn note_field(article: &mut Article, field: &str, source: &str, span: Span) {
    article.evidence.push(Evidence {
        field: field.to_owned(),
        source: source.to_owned(),
        reason: "named so".to_owned(),
        span,
    });
}

/// Sets the headline unless there is one; returns whether it was set.
pub fn set_headline(article: &mut Article, text: String, source: &str, span: Span) -> bool {
    if text.is_empty() || !article.headline.is_empty() {
        return false;
    }
    note_field(article, "headline", source, span);
    article.headline = text;
    true
}

/// Sets the deck, or adds to it what it does not say yet: a second headline and a summary stand one
/// after the other.  What only repeats the headline or the beginning of the text is left out.
pub fn set_deck(article: &mut Article, text: String, source: &str, span: Span) {
    let repeats = beginning(&text) == beginning(&article.headline)
        || article
            .blocks
            .iter()
            .filter(|block| block.kind.is_body())
            .take(3)
            .any(|block| begins_alike(&text, &block.text));
    let is_known = || article.deck.len() <= MAX_COMPARED && says(&article.deck, &text);
    if text.is_empty() || repeats || is_known() {
        return;
    }
    note_field(article, "deck", source, span);
    if !article.deck.is_empty() {
        article.deck.push(' ');
    }
    article.deck.push_str(&text);
}

/// Longer decks are not searched for each piece that a hostile file adds to them, bytes.
const MAX_COMPARED: usize = 10_000;

/// Whether a text has all the letters of another one in a row.
pub fn says(text: &str, other: &str) -> bool {
    letters(text).contains(&letters(other))
}

fn letters(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// Letters of a beginning that are compared: two sentences seldom share as many.
const BEGINNING: usize = 60;

/// The first letters and digits of a text.
fn beginning(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .take(BEGINNING)
        .collect()
}

fn begins_alike(deck: &str, paragraph: &str) -> bool {
    let (deck, paragraph) = (beginning(deck), beginning(paragraph));
    paragraph.starts_with(&deck)
}

/// Sets the outlet unless it is known.
pub fn set_source(article: &mut Article, name: Option<String>, source: &str, span: Span) {
    let name = name.map(|name| super::fragment::collapse(&name));
    if let Some(name) = name.filter(|name| !name.is_empty() && name.chars().count() <= 200)
        && article.source.is_none()
    {
        note_field(article, "source", source, span);
        article.source = Some(name);
    }
}

/// Sets the authors unless they are known.
pub fn set_authors(article: &mut Article, names: Vec<String>, source: &str, span: Span) {
    if article.authors.is_empty() && !names.is_empty() {
        note_field(article, "authors", source, span);
        article.authors = names;
    }
}

/// More tags or names than this are a dictionary, and each new one is compared with all.
const MAX_NAMES: usize = 1000;

/// Adds a tag once.
pub fn push_tag(article: &mut Article, tag: &str) {
    let tag = super::fragment::collapse(tag);
    let is_tag = !tag.is_empty() && tag.chars().count() <= 200;
    if is_tag && has_room(article.tags.len(), "tags", article) && !article.tags.contains(&tag) {
        article.tags.push(tag);
    }
}

/// Whether one more of a list can be taken; says so once when it cannot.
pub fn has_room(count: usize, what: &str, article: &mut Article) -> bool {
    if count < MAX_NAMES {
        return true;
    }
    let note = format!("more than {MAX_NAMES} {what}");
    if !article.notes.contains(&note) {
        article.notes.push(note);
    }
    false
}

/// Tells a rendition in another language from the item itself, whose name both have.
pub fn name_rendition(article: &mut Article) {
    if let (Some(id), Some(language)) = (&mut article.given_id, &article.language) {
        id.push('#');
        id.push_str(&language.to_ascii_lowercase());
    }
}

/// Adds a block with the place that it came from, unless it is empty.
pub fn push_block(article: &mut Article, kind: BlockKind, text: String, span: Span) {
    if !text.is_empty() {
        let mut new = block(kind, text);
        new.span = span;
        article.blocks.push(new);
    }
}

/// Adds a candidate date; what cannot be one becomes a note.
pub fn push_date(article: &mut Article, role: DateRole, raw: &str, name: &str, span: Span) {
    let raw = raw.trim();
    if raw.is_empty() {
        return;
    }
    if raw.len() > MAX_DATE || !has_digit(raw) {
        let shown: String = raw.chars().take(60).collect();
        article.notes.push(format!("`{name}` is no date: {shown}"));
        return;
    }
    note_field(article, "dates", name, span);
    article.dates.push(DateCandidate {
        role,
        source: DateSource::Field,
        raw: raw.to_owned(),
        span,
    });
}

/// Takes over what the publisher says of the item.
pub fn set_status(article: &mut Article, word: &str, source: &str, span: Span) {
    if set_state(article, word) {
        note_field(article, "status", source, span);
    }
}

/// Marks an item as held back until a time, which may be empty for "until further notice".
pub fn set_embargo(article: &mut Article, until: &str, source: &str, span: Span) {
    if article.status != Status::Usable {
        return;
    }
    article.status = Status::Embargoed;
    note_field(article, "status", source, span);
    let until = until.trim();
    if !until.is_empty() && until.len() <= MAX_DATE {
        article.embargo = Some(until.to_owned());
    }
}

/// Finishes an article that a reader has filled: a story without text is a stub.
///
/// Returns whether it holds anything at all.
pub fn finish(article: &mut Article) -> bool {
    let has_body = article.blocks.iter().any(|block| block.kind.is_body());
    if !has_body && article.kind == Kind::Story {
        article.kind = Kind::Stub;
    }
    !article.headline.is_empty() || !article.deck.is_empty() || !article.blocks.is_empty()
}

/// Hands an article on with what decoding found odd.
pub fn give(
    article: Article,
    member: String,
    offset: usize,
    decoded: &Decoded<'_>,
    sink: Sink<'_>,
) {
    let mut article = article;
    article.notes.extend(decoded.notes.iter().cloned());
    sink(Item::Article(Box::new(ReadArticle {
        article,
        member,
        offset: offset as u64,
        encoding: decoded.encoding.clone(),
    })));
}

/// Refuses a file that is too large to be read whole.
pub fn check_size(bytes: &[u8], most: usize) -> Result<(), ReadError> {
    if bytes.len() > most {
        return Err(ReadError::new(
            super::Reason::TooLarge,
            format!("{} bytes; the limit is {most}", bytes.len()),
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_deck_follows_the_first_unless_it_is_said_already() {
        for (second, expected) in [
            ("Roe denies it", "Mayor resigns Roe denies it"),
            ("MAYOR RESIGNS", "Mayor resigns"),
            ("mayor", "Mayor resigns"),
            ("", "Mayor resigns"),
            ("Clock put right", "Mayor resigns"),
            ("The clock is right", "Mayor resigns"),
        ] {
            let mut article = Article {
                headline: "Clock put right".to_owned(),
                blocks: vec![block(
                    BlockKind::Paragraph,
                    "The clock is right again.".to_owned(),
                )],
                ..Article::default()
            };
            for deck in ["Mayor resigns", second] {
                set_deck(&mut article, deck.to_owned(), "x", Span::default());
            }
            assert_eq!(article.deck, expected, "{second}");
        }
        // Hostile files add pieces to a deck without end.
        let mut article = Article::default();
        for i in 0..20_000 {
            set_deck(&mut article, format!("piece {i}"), "x", Span::default());
        }
        assert!(article.deck.ends_with("piece 19999"));
    }
}
