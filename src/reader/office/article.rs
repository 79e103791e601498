//! A word processor's text to articles: a delivery of a database, or one article.
//!
//! One article is read as plain text is, since drafts and press releases have their byline and
//! their day on lines of their own; where styles say what a paragraph is, they are believed.

use std::borrow::Cow;

use super::letters::free_letter;
use super::lines::{Piece, article_text, delivery_text};
use super::turns::free_turns;
use super::{OfficeText, Paragraph, Role};
use crate::article::{Article, Block, BlockKind, Evidence, Span};
use crate::reader::database::give_delivery;
use crate::reader::decode::Decoded;
use crate::reader::fragment::{block, collapse};
use crate::reader::plain_text::lexicon::{Class, is_phrase};
use crate::reader::plain_text::{Surroundings, parse};
use crate::reader::{Item, ReadArticle, ReadError, Reason, Sink, given, info};

/// Which file a text is of.
pub struct Origin<'o> {
    /// Name of the reader.
    pub format: &'static str,
    /// For hints of the headline only.
    pub path: &'o str,
    /// Label of the encoding and how it was found.
    pub encoding: String,
}

/// Words of a line that is a sentence of the story.
const SENTENCE_WORDS: usize = 12;

/// How sure a style makes of what is a headline.
const SURE: f32 = 0.9;

/// Gives the articles of a text to the sink.
///
/// # Errors
///
/// `NoText` where nothing can be seen.
pub fn give(office: &OfficeText, origin: &Origin<'_>, sink: Sink<'_>) -> Result<(), ReadError> {
    let decoded = Decoded {
        text: Cow::Owned(delivery_text(&office.paragraphs)),
        encoding: origin.encoding.clone(),
        replaced: 0,
        notes: office.notes.clone(),
    };
    let mut named = |mut item: Item| {
        if let Item::Article(read) = &mut item {
            name_parser(&mut read.article, origin.format);
        }
        sink(item);
    };
    if give_delivery(&decoded, &mut named) {
        return Ok(());
    }
    let mut article = article_of(office, origin.path)?;
    article.notes.extend(office.notes.iter().cloned());
    named(Item::Article(Box::new(ReadArticle {
        article,
        member: String::new(),
        offset: 0,
        encoding: origin.encoding.clone(),
    })));
    Ok(())
}

fn name_parser(article: &mut Article, format: &str) {
    article.parser = format!("{format}/{}", article.parser);
}

/// The whole text as one article.
fn article_of(office: &OfficeText, path: &str) -> Result<Article, ReadError> {
    let (text, pieces) = article_text(&office.paragraphs);
    let mut article = parse(&text, &Surroundings::of_path(path));
    if article.parser.is_empty() {
        return Err(ReadError::new(
            Reason::NoText,
            "a document without text: pictures of text need to be recognised (OCR) first",
        ));
    }
    let title = title_piece(&text, &pieces);
    match title {
        Some(title) => take_headline(&mut article, &text, title),
        None => free_turns(&mut article, &text, &pieces),
    }
    free_letter(&mut article, &text, &pieces);
    take_kinds(&mut article, &text, &pieces);
    if let Some(title) = title {
        take_subtitle(&mut article, &text, title, &pieces);
    }
    let contents = office
        .paragraphs
        .iter()
        .filter(|paragraph| paragraph.look.role == Role::Contents);
    let beside = contents
        .map(|paragraph| collapse(&paragraph.text))
        .chain(office.running.iter().cloned());
    for text in beside {
        given::push_block(&mut article, BlockKind::Boilerplate, text, Span::default());
    }
    add_info(&mut article, office);
    Ok(article)
}

fn add_info(article: &mut Article, office: &OfficeText) {
    let about = &office.info;
    info::add_title(article, &about.title, "document:title");
    // Who made the file or its template is often somebody of the office.
    if is_named(&office.paragraphs, &about.author) {
        info::add_author(article, &about.author, "document:author");
    }
    info::add_language(article, &about.language);
    // What was made as a copy of something older keeps that one's day.
    info::add_bound(article, (&about.modified).max(&about.created));
}

/// Whether a line of the text is this name and nothing else, as where somebody signs.
fn is_named(paragraphs: &[Paragraph], name: &str) -> bool {
    let key =
        |line: &str| collapse(line.trim_matches(|c: char| !c.is_alphanumeric())).to_lowercase();
    let wanted = key(name);
    let mut lines = paragraphs
        .iter()
        .flat_map(|paragraph| paragraph.text.split('\n'));
    !wanted.is_empty() && lines.any(|line| key(line) == wanted)
}

/// What a text is, where it is written over it as a heading, in small letters.
const FORMS: &[&str] = &[
    "press release",
    "news release",
    "media release",
    "pressemitteilung",
    "presseinformation",
    "medienmitteilung",
    "communiqué de presse",
    "comunicado de prensa",
    "nota de prensa",
    "comunicato stampa",
    "comunicado de imprensa",
    "persbericht",
    "pressmeddelande",
    "пресс-релиз",
];

/// Whether a line says what kind of text this is, not what it is about.
fn is_form(line: &str) -> bool {
    let bare = line.trim_matches(|c: char| !c.is_alphanumeric());
    FORMS.contains(&bare.to_lowercase().as_str()) || is_phrase(line, Class::Slug)
}

/// The paragraph that its style makes the headline: a title, or a first heading over the text.
fn title_piece<'p>(text: &str, pieces: &'p [Piece]) -> Option<&'p Piece> {
    let line = |piece: &Piece| text.get(piece.span.range()).unwrap_or_default();
    let is_styled = |piece: &Piece| matches!(piece.role, Role::Title | Role::Heading(_));
    let pieces = || {
        let is_no_form = |piece: &&Piece| !is_styled(piece) || !is_form(line(piece));
        pieces.iter().filter(is_no_form)
    };
    let title = pieces().find(|piece| piece.role == Role::Title && !piece.is_table);
    if title.is_some() {
        return title;
    }
    let is_sentence = |piece: &&Piece| {
        let line = line(piece);
        line.split_whitespace().count() >= SENTENCE_WORDS && line.ends_with(['.', '!', '?', '”'])
    };
    let level = |piece: &Piece| match piece.role {
        Role::Heading(level) => Some(level),
        _ => None,
    };
    let highest = pieces().filter_map(level).min()?;
    let mut above = pieces().take_while(|piece| !is_sentence(piece));
    above.find(|piece| level(piece) == Some(highest) && !piece.is_table)
}

/// Makes a paragraph the headline; what was taken for it goes back to its place.
fn take_headline(article: &mut Article, text: &str, title: &Piece) {
    let within = |span: Span| title.span.start <= span.start && span.start < title.span.end;
    let wanted = collapse(text.get(title.span.range()).unwrap_or_default());
    let found = article
        .evidence
        .iter()
        .find(|evidence| evidence.field == "headline")
        .map(|evidence| evidence.span)
        .filter(|span| !span.is_empty());
    let before = std::mem::replace(&mut article.headline, wanted);
    if article.deck == article.headline {
        article.deck.clear();
    }
    article.blocks.retain(|block| !within(block.span));
    if let Some(span) = found.filter(|span| !within(*span)) {
        let is_above = span.start < title.span.start;
        let kind = if is_above {
            BlockKind::Subhead
        } else {
            BlockKind::Paragraph
        };
        let mut freed = block(kind, before);
        freed.span = span;
        let after = |block: &Block| block.span.start < span.start;
        let at = article
            .blocks
            .iter()
            .take_while(|block| after(block))
            .count();
        article.blocks.insert(at, freed);
    }
    article.confidence = article.confidence.max(SURE);
    article
        .evidence
        .retain(|evidence| evidence.field != "headline");
    article.evidence.push(Evidence {
        field: "headline".to_owned(),
        source: "style".to_owned(),
        reason: if title.role == Role::Title {
            "a title by its style".to_owned()
        } else {
            "the first heading by its style".to_owned()
        },
        span: title.span,
    });
}

/// A subtitle right under the title is the deck.
fn take_subtitle(article: &mut Article, text: &str, title: &Piece, pieces: &[Piece]) {
    let under = pieces
        .iter()
        .find(|piece| piece.span.start > title.span.start)
        .filter(|piece| piece.role == Role::Subtitle);
    let Some(under) = under.filter(|_| article.deck.is_empty()) else {
        return;
    };
    let within = |span: Span| under.span.start <= span.start && span.start < under.span.end;
    if article.blocks.iter().any(|block| within(block.span)) {
        article.blocks.retain(|block| !within(block.span));
        let deck = collapse(text.get(under.span.range()).unwrap_or_default());
        given::set_deck(article, deck, "style", under.span);
    }
}

/// The kind of block that a style asks for.
fn kind_of(role: Role) -> Option<BlockKind> {
    match role {
        Role::Text | Role::Contents => None,
        Role::Title | Role::Subtitle | Role::Heading(_) => Some(BlockKind::Subhead),
        Role::ListItem => Some(BlockKind::ListItem),
        Role::Quote => Some(BlockKind::Quote),
        Role::Caption => Some(BlockKind::Caption),
        Role::Note => Some(BlockKind::Paragraph),
    }
}

/// Gives blocks the kinds of their styles, and puts the rows of tables together.
fn take_kinds(article: &mut Article, text: &str, pieces: &[Piece]) {
    let blocks = std::mem::take(&mut article.blocks);
    let mut table: Option<usize> = None;
    for mut block in blocks {
        let at = pieces.partition_point(|piece| piece.span.end <= block.span.start);
        let piece = pieces
            .get(at)
            .filter(|piece| !block.span.is_empty() && piece.span.start <= block.span.start);
        match piece {
            Some(piece) if piece.is_table => {
                if table.replace(at) == Some(at) {
                    continue;
                }
                block.kind = BlockKind::Table;
                block.text = text.get(piece.span.range()).unwrap_or_default().to_owned();
                block.span = piece.span;
            }
            // "PRESS RELEASE" over the text is no part of it, whatever its style.
            Some(_) if block.kind == BlockKind::Boilerplate && is_form(&block.text) => {}
            Some(piece) => block.kind = kind_of(piece.role).unwrap_or(block.kind),
            None => {}
        }
        article.blocks.push(block);
    }
}
