//! Articles that a program or a person saved as text, their fields with labels above the text.
//!
//! `Title: …`, `Author: …`, `Date: …`, `URL: …`, then a blank line and the story, or `Text:` before it.  A
//! label proves nothing alone; one of a title at the top, with a field of another kind or a blank line
//! below it, does.  Authors and days keep their labels, since those who read them know what they say.
//! Linear in the few lines at the top.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use crate::article::{Article, Evidence, Span};
use crate::reader::byline::split_authors;
use crate::reader::json::authors::is_address;

use super::hash::Quick;
use super::key::Key;
use super::lexicon::labels;
use super::line::{Line, Mark};

/// Lines at the top among which fields are looked for.
const MAX_LINES: usize = 20;
/// Lines that may stand above the title.
const MAX_ABOVE: usize = 6;
/// Longest label, bytes.
const MAX_LABEL: usize = 60;
/// Words of a label.
const MAX_LABEL_WORDS: usize = 3;
/// Words of the name of an outlet or a section.
const MAX_NAME_WORDS: usize = 8;
/// Tags of an article, and characters of one.
const MAX_TAGS: usize = 50;
const MAX_TAG: usize = 80;

/// What a field says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Title,
    Deck,
    Author,
    Date,
    Url,
    Source,
    Section,
    Tags,
    Text,
    Other,
}

static LABELS: LazyLock<HashMap<&str, Field, Quick>> = LazyLock::new(|| {
    let rows = labels(include_str!("lexicon/record_labels.txt"));
    rows.map(|(name, label)| {
        let field = match name {
            "title" => Field::Title,
            "deck" => Field::Deck,
            "author" => Field::Author,
            "date" => Field::Date,
            "url" => Field::Url,
            "source" => Field::Source,
            "section" => Field::Section,
            "tags" => Field::Tags,
            "text" => Field::Text,
            _ => Field::Other,
        };
        (label, field)
    })
    .collect()
});

/// A field that no label of a line can hold: what it says, and where it stands.
struct Value {
    field: Field,
    text: String,
    line: usize,
    span: Span,
}

/// The fields above a text.
#[derive(Default)]
pub struct RecordHead(Vec<Value>);

/// Reads the fields at the top, if there are some: lines of a title, a standfirst or the text lose their
/// labels, those of other fields are marked as such.
pub fn read_head(lines: &mut [Line<'_>]) -> RecordHead {
    let fields = find_fields(lines);
    if !is_record(lines, &fields) {
        return RecordHead::default();
    }
    let mut head = Vec::new();
    for (i, field, at) in fields {
        let line = &mut lines[i];
        match field {
            Field::Title | Field::Deck | Field::Text => {
                line.mark = match field {
                    Field::Title => Some(Mark::Headline),
                    Field::Deck => Some(Mark::Deck),
                    _ => None,
                };
                cut_label(line, at);
            }
            Field::Author | Field::Url | Field::Source | Field::Section | Field::Tags => {
                // Names are read from their line, which may hold more than names.
                line.mark = (field != Field::Author).then_some(Mark::Field);
                head.push(Value {
                    field,
                    text: line.text[at..].trim().to_owned(),
                    line: i,
                    span: line.span,
                });
            }
            Field::Other => line.mark = Some(Mark::Field),
            Field::Date => {}
        }
    }
    RecordHead(head)
}

impl RecordHead {
    /// Gives an article what it does not have.
    pub fn fill(self, article: &mut Article) {
        for value in self.0 {
            let is_name = is_short(&value.text);
            let (name, is_new) = match value.field {
                Field::Url if is_address(&value.text) => ("url", set(&mut article.url, &value)),
                Field::Source if is_name && !is_address(&value.text) => {
                    ("source", set(&mut article.source, &value))
                }
                Field::Section if is_name => ("section", set(&mut article.section, &value)),
                Field::Author if article.authors.is_empty() => {
                    article.authors = split_authors(&value.text);
                    ("authors", !article.authors.is_empty())
                }
                Field::Tags => ("tags", add_tags(&mut article.tags, &value.text)),
                _ => continue,
            };
            if is_new {
                article.evidence.push(Evidence {
                    field: name.to_owned(),
                    source: format!("line {}", value.line + 1),
                    reason: "a field with its label above the text".to_owned(),
                    span: value.span,
                });
            }
        }
    }
}

fn set(field: &mut Option<String>, value: &Value) -> bool {
    let is_new = field.is_none() && !value.text.is_empty();
    if is_new {
        *field = Some(value.text.clone());
    }
    is_new
}

fn add_tags(tags: &mut Vec<String>, text: &str) -> bool {
    let before = tags.len();
    for tag in text.split([',', ';', '|', '，', '、']).map(str::trim) {
        let is_new = !tag.is_empty() && !tags.iter().any(|known| known == tag);
        if is_new && tags.len() < MAX_TAGS && tag.chars().nth(MAX_TAG).is_none() {
            tags.push(tag.to_owned());
        }
    }
    tags.len() > before
}

/// Lines that are fields, with where their values begin; up to the first that is none.
fn find_fields(lines: &[Line<'_>]) -> Vec<(usize, Field, usize)> {
    let mut fields = Vec::new();
    for (i, line) in lines.iter().enumerate().take(MAX_LINES) {
        match field_of(&line.text) {
            Some((field, at)) => {
                fields.push((i, field, at));
                if field == Field::Text {
                    break;
                }
            }
            None if fields.is_empty() && i < MAX_ABOVE && is_short(&line.text) => {}
            None => break,
        }
    }
    fields
}

/// A name of a collection, a number: no text of a story.
fn is_short(text: &str) -> bool {
    text.split_whitespace().nth(MAX_NAME_WORDS).is_none()
}

/// One title, and what shows that it is a field: another field, or a blank line below.
fn is_record(lines: &[Line<'_>], fields: &[(usize, Field, usize)]) -> bool {
    let titles = fields
        .iter()
        .filter(|field| field.1 == Field::Title)
        .count();
    let has_other = fields
        .iter()
        .any(|field| !matches!(field.1, Field::Title | Field::Text));
    let is_apart = || {
        let (at, field, _) = fields[0];
        let below = lines.get(at + 1);
        at == 0 && field == Field::Title && below.is_some_and(|line| line.blanks_before > 0)
    };
    titles == 1 && (has_other || is_apart())
}

/// The field that a line is, and the byte at which its value begins.
fn field_of(text: &str) -> Option<(Field, usize)> {
    let (at, colon) = text
        .char_indices()
        .take_while(|(at, _)| *at <= MAX_LABEL)
        .find(|(_, c)| matches!(c, ':' | '：'))?;
    let label = text[..at].trim_matches(|c: char| matches!(c, '*' | '#' | '[' | ' '));
    if label.split_whitespace().nth(MAX_LABEL_WORDS).is_some() {
        return None;
    }
    let known = LABELS.get(Key::of(label).text.as_str());
    // Keys take scripts without spaces apart.
    let field = *known.or_else(|| LABELS.get(label))?;
    let value = at + colon.len_utf8();
    // The text may stand below its label; other fields may say nothing, but a title.
    match field {
        Field::Text => {}
        Field::Title if text[value..].trim().is_empty() => return None,
        _ if text[value..].trim().is_empty() => return Some((Field::Other, value)),
        _ => {}
    }
    Some((field, value))
}

/// Takes the label off a line, if something stands behind it.
fn cut_label(line: &mut Line<'_>, at: usize) {
    let value = line.text[at..].trim_matches(|c: char| c.is_whitespace() || c == '*');
    if value.is_empty() {
        line.mark = Some(Mark::Field);
        return;
    }
    let start = at + line.text[at..].find(value).unwrap_or_default();
    let end = start + value.len();
    match &mut line.text {
        Cow::Borrowed(text) => {
            let text: &str = text;
            line.span = Span::new(line.span.start + start, line.span.start + end);
            line.text = Cow::Borrowed(&text[start..end]);
        }
        Cow::Owned(text) => *text = text[start..end].to_owned(),
    }
}
