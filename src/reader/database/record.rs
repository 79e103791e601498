//! One record of a database to an article: labelled fields, the head above them, the text.
//!
//! Invariant: every line of a record is in exactly one field or block; what names no field of an
//! article is kept as boilerplate with its label.

use std::borrow::Cow;

use super::dialect::Dialect;
use super::divide::{Piece, Value, divide};
use super::head::read_head;
use super::labels::Field;
use crate::article::{Article, BlockKind, DateCandidate, DateRole, DateSource, Kind, Span};
use crate::reader::byline::{split_authors, split_inverted_authors};
use crate::reader::dateline::{parse_dateline, take_dateline};
use crate::reader::fragment::{block, collapse};
use crate::reader::given;
use crate::reader::paragraphs::is_hard_wrapped;
use crate::reader::plain_text::line::Line;
use crate::reader::plain_text::stamp::has_date;
use crate::reader::wire_text::paragraph_text;

/// LexisNexis breaks its text at some eighty columns; bytes.
const MAX_NARROW: usize = 120;

/// Days of one record that are believed.
const MAX_DATES: usize = 8;

/// Reads one record.
pub fn read_record(dialect: Dialect, text: &str, lines: &[Line<'_>]) -> Article {
    let parts = divide(dialect, lines);
    let mut article = Article {
        parser: dialect.name().to_owned(),
        confidence: 0.9,
        ..Article::default()
    };
    let mut kept = Vec::new();
    let mut bodies = parts.body;
    let has_headline = parts
        .values
        .iter()
        .any(|value| value.field == Field::Headline);
    take_head(dialect, &parts.head, has_headline, &mut article, &mut kept);
    let days = Days::of(&parts.values);
    for value in &parts.values {
        take_value(dialect, value, &days, &mut article, &mut kept);
    }
    bodies.sort_by_key(|piece| piece.span.start);
    add_body(dialect, text, &bodies, &mut article);
    take_dateline(&mut article);
    take_deck(&parts.values, &mut article, &mut kept);
    for value in parts
        .values
        .iter()
        .filter(|value| value.field == Field::Caption)
    {
        let mut caption = block(BlockKind::Caption, value.joined());
        caption.span = value.span;
        article
            .blocks
            .extend(Some(caption).filter(|caption| !caption.text.is_empty()));
    }
    kept.extend(
        parts
            .rest
            .iter()
            .map(|line| (collapse(&line.text), line.span)),
    );
    kept.sort_by_key(|(_, span)| span.start);
    for (text, span) in kept {
        let mut kept = block(BlockKind::Boilerplate, text);
        kept.span = span;
        article.blocks.push(kept);
    }
    // A bibliography holds what an article says in short.
    if dialect == Dialect::Ris {
        article.kind = Kind::Stub;
    }
    article
}

/// What the labelled days of a record have in common.
#[derive(Debug, Default)]
struct Days {
    /// Bytes of the one that says most.
    longest: usize,
    time: String,
}

impl Days {
    fn of(values: &[Value<'_>]) -> Self {
        let of_field = |field| values.iter().filter(move |value| value.field == field);
        let lengths = of_field(Field::Date).map(|value| value.joined().len());
        Self {
            longest: lengths.max().unwrap_or(0),
            time: of_field(Field::Time)
                .next()
                .map(Value::joined)
                .unwrap_or_default(),
        }
    }
}

type Kept = Vec<(String, Span)>;

/// Takes what the unlabelled lines over the text say.
fn take_head(
    dialect: Dialect,
    lines: &[&Line<'_>],
    has_headline: bool,
    article: &mut Article,
    kept: &mut Kept,
) {
    let head = read_head(dialect, lines, has_headline);
    let name = dialect.name();
    let text = |i: usize| collapse(&lines[i].text);
    if let Some(i) = head.source {
        given::set_source(article, Some(outlet(&text(i))), name, lines[i].span);
    }
    if let Some(i) = head.date {
        let (day, outlet_beside) = split_outlet(&lines[i].text);
        let (section, day) = split_day(day);
        if let Some(name) = outlet_beside {
            // The headline stands over both.
            let over = head
                .source
                .filter(|over| *over < i && article.headline.is_empty());
            if let Some(over) = over {
                given::set_headline(article, text(over), name, lines[over].span);
            }
            article.source = Some(outlet(name));
        }
        let time = head.time.map(text).unwrap_or_default();
        given::push_date(
            article,
            DateRole::Published,
            &format!("{day} {time}"),
            name,
            lines[i].span,
        );
        article.section = section.map(str::to_owned);
    }
    if let Some(i) = head.section {
        article.section = Some(text(i));
    }
    if let Some(i) = head.language {
        article.language = Some(text(i));
    }
    if let (Some(first), Some(last)) = (head.headline.first(), head.headline.last()) {
        let words: Vec<String> = head.headline.iter().map(|i| text(*i)).collect();
        let span = Span::new(lines[*first].span.start, lines[*last].span.end);
        given::set_headline(article, words.join(" "), name, span);
    }
    if let Some(i) = head.byline {
        given::set_authors(article, split_authors(&text(i)), name, lines[i].span);
    }
    kept.extend(head.rest.iter().map(|i| (text(*i), lines[*i].span)));
}

/// Puts one labelled field where it belongs; decks wait for the text.
fn take_value(
    dialect: Dialect,
    value: &Value<'_>,
    days: &Days,
    article: &mut Article,
    kept: &mut Kept,
) {
    let (text, span, label) = (value.joined(), value.span, value.label);
    if text.is_empty() {
        return;
    }
    match value.field {
        Field::Headline => {
            // EBSCO ends headlines like sentences.
            let text = match text.strip_suffix('.') {
                Some(bare) if dialect == Dialect::Ebsco && !bare.ends_with('.') => bare.to_owned(),
                _ => text,
            };
            // The same again stands among the labels behind the text.
            if !given::set_headline(article, text.clone(), label, span) && article.headline != text
            {
                kept.push((format!("{label}: {text}"), span));
            }
        }
        Field::Authors => {
            let names = match dialect {
                Dialect::ProQuest | Dialect::Ebsco | Dialect::Ris => split_inverted_authors(&text),
                _ => split_authors(&text),
            };
            for name in names {
                if given::has_room(article.authors.len(), "authors", article)
                    && !article.authors.contains(&name)
                {
                    given::note_field(article, "authors", label, span);
                    article.authors.push(name);
                }
            }
        }
        Field::Source => given::set_source(article, Some(outlet(&text)), label, span),
        Field::SourceAndDate => take_source_and_date(&text, label, span, article),
        Field::Date => {
            // RIS writes `2011/03/14/`, and the year once more.
            let day = text.trim_end_matches('/');
            if text.len() == days.longest && article.dates.len() < MAX_DATES {
                let raw = format!("{day} {}", days.time);
                given::push_date(article, DateRole::Published, &raw, label, span);
            } else {
                kept.push((format!("{label}: {text}"), span));
            }
        }
        Field::Loaded => article.dates.push(DateCandidate {
            role: DateRole::Unspecified,
            source: DateSource::UpperBound,
            raw: text,
            span,
        }),
        Field::Section => {
            // "NEWS; Pg. 7"
            let section = text.split(';').next().unwrap_or(&text).trim();
            if article.section.is_none() && !section.is_empty() {
                given::note_field(article, "section", label, span);
                article.section = Some(section.to_owned());
            }
            if section.len() < text.len() {
                kept.push((format!("{label}: {text}"), span));
            }
        }
        Field::Language => article.language = Some(text),
        Field::Id => {
            let id = text.strip_prefix("Document ").unwrap_or(&text);
            article.given_id.get_or_insert_with(|| id.to_owned());
        }
        Field::Url if text.starts_with("http") && !text.contains(' ') => {
            article.url.get_or_insert(text);
        }
        Field::Tags => {
            for tag in text.split([';', '|', '*']) {
                given::push_tag(article, without_share(tag));
            }
        }
        Field::Dateline => article.dateline = Some(parse_dateline(&text).0),
        Field::Deck | Field::Caption | Field::Body | Field::Time => {}
        Field::Imprint | Field::Kept | Field::Url => kept.push((format!("{label}: {text}"), span)),
    }
}

/// Sets the deck; an abstract that begins like the text, and what a second label says, is kept.
fn take_deck(values: &[Value<'_>], article: &mut Article, kept: &mut Kept) {
    for value in values.iter().filter(|value| value.field == Field::Deck) {
        let text = value.joined();
        let has_body = article.blocks.iter().any(|block| block.kind.is_body());
        if has_body {
            given::set_deck(article, text.clone(), value.label, value.span);
        } else if !text.is_empty() {
            // Only the abstract was delivered.
            let mut paragraph = block(BlockKind::Paragraph, text.clone());
            paragraph.span = value.span;
            article.blocks.push(paragraph);
            article.kind = Kind::Stub;
            continue;
        }
        if !text.is_empty() && !given::says(&article.deck, &text) {
            kept.push((format!("{}: {text}", value.label), value.span));
        }
    }
}

/// `Daily Sentinel, The (Marlow). 03/14/2011, p7.`, `The Daily Sentinel. (Mar. 14, 2011): News: p7.`
fn take_source_and_date(text: &str, label: &str, span: Span, article: &mut Article) {
    let (name, rest) = text.split_once(". ").unwrap_or((text, ""));
    given::set_source(article, Some(outlet(name)), label, span);
    let within = rest
        .split_once('(')
        .and_then(|(_, rest)| rest.split_once(')'));
    let day = match within {
        Some((day, _)) => day,
        None => rest.split([',', ';']).next().unwrap_or(rest),
    };
    if has_date(day) {
        given::push_date(article, DateRole::Published, day, label, span);
    }
}

/// "Daily Sentinel, The (Marlow)" => "The Daily Sentinel (Marlow)".
fn outlet(name: &str) -> String {
    let name = name.trim().trim_end_matches('.');
    for article in [
        "The", "Le", "La", "Die", "Der", "Das", "El", "Los", "De", "Het",
    ] {
        if let Some((before, after)) = name.split_once(&format!(", {article}"))
            && (after.is_empty() || after.starts_with(' '))
        {
            return format!("{article} {before}{after}");
        }
    }
    name.to_owned()
}

/// `March 14, 2026 | Harbour Courier, The (Skerry)` => the day, the outlet.
fn split_outlet(line: &str) -> (&str, Option<&str>) {
    match line.split_once(" | ") {
        Some((day, name)) if has_date(day) && !has_date(name) => (day, Some(name)),
        Some((name, day)) if has_date(day) && !has_date(name) => (day, Some(name)),
        _ => (line, None),
    }
}

/// `France, lundi 14 mars 2011 320 mots, p. A7` => the section before the day, and the day.
fn split_day(line: &str) -> (Option<&str>, &str) {
    let (section, rest) = match line.split_once(", ") {
        Some((before, rest))
            if !has_date(before)
                && has_date(rest)
                && !before.contains(|c: char| c.is_ascii_digit())
                && !crate::reader::plain_text::stamp::is_date_name(before) =>
        {
            (Some(before), rest)
        }
        _ => (None, line),
    };
    // Behind the year stand the length and the page; behind an hour nothing does.
    let year = rest.char_indices().filter(|(at, _)| {
        let number = &rest[*at..];
        let digits = number.bytes().take_while(u8::is_ascii_digit).count();
        digits == 4 && !rest[..*at].ends_with(|c: char| c.is_ascii_digit())
    });
    let end = year.map(|(at, _)| at + 4).next().filter(|end| {
        let after = rest[*end..].trim_start_matches([',', ' ']);
        after.starts_with(|c: char| c.is_ascii_digit()) && !after.contains(':')
            || after.starts_with("p.")
    });
    (section, &rest[..end.unwrap_or(rest.len())])
}

/// "CITY COUNCILS (90%)", "gpol : Domestic Politics" => the subject alone.
fn without_share(tag: &str) -> &str {
    let tag = match tag.trim().rsplit_once(" (") {
        Some((subject, share)) if share.ends_with("%)") => subject,
        _ => tag.trim(),
    };
    match tag.split_once(" : ") {
        Some((code, subject)) if !code.trim().contains(' ') => subject.trim(),
        _ => tag.trim(),
    }
}

/// Adds the paragraphs of the text: a line each, or between blank lines where lines are wrapped.
fn add_body(dialect: Dialect, text: &str, pieces: &[Piece<'_>], article: &mut Article) {
    let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else {
        return;
    };
    let text = &text[first.span.start..last.span.end];
    let is_narrow = || pieces.iter().all(|piece| piece.text.len() <= MAX_NARROW);
    let is_wrapped = is_hard_wrapped(text, 3) || (dialect == Dialect::Lexis && is_narrow());
    let mut at = 0;
    while at < pieces.len() {
        let more = pieces[at + 1..]
            .iter()
            .take_while(|piece| is_wrapped && !piece.is_apart);
        let end = at + 1 + more.count();
        let lines: Vec<Cow<'_, str>> = pieces[at..end]
            .iter()
            .map(|piece| Cow::Borrowed(piece.text))
            .collect();
        let (kind, paragraph) = paragraph_text(&lines);
        let mut new = block(
            kind,
            if kind == BlockKind::Table {
                paragraph
            } else {
                collapse(&paragraph)
            },
        );
        new.span = Span::new(pieces[at].span.start, pieces[end - 1].span.end);
        if !new.text.is_empty() {
            article.blocks.push(new);
        }
        at = end;
    }
}
