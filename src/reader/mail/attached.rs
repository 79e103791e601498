//! Documents of word processors and workbooks that a message carries: press releases, drafts,
//! deliveries of a database.  Each is read by its own reader; all other attachments are named only.

use mail_parser::{Message, MessagePart, MimeHeaders, PartType};

use super::{MOST_PARTS, content};
use crate::article::{Article, DateCandidate, DateRole, DateSource, Span};
use crate::reader::fragment::collapse;
use crate::reader::{Input, Item, Reader, Sink, choose_reader};

/// Readers of what is read within a message.
const READ: [&str; 5] = ["rtf", "docx", "odt", "xlsx", "ods"];

/// Documents of one message at most.
const MAX_DOCUMENTS: usize = 50;

/// A document within a message.
pub struct Document {
    /// Unique among those of its message.
    pub name: String,
    bytes: Vec<u8>,
    reader: &'static dyn Reader,
}

/// The documents that a message carries, in order.
pub fn documents(message: &Message<'_>) -> Vec<Document> {
    let mut found: Vec<Document> = Vec::new();
    for part in message.parts.iter().take(MOST_PARTS) {
        let can_be = matches!(
            part.body,
            PartType::Binary(_) | PartType::InlineBinary(_) | PartType::Text(_)
        );
        if !can_be || found.len() >= MAX_DOCUMENTS {
            continue;
        }
        let bytes = content(part, message);
        let reader = choose_reader(&Input::new("", &bytes));
        if !READ.contains(&reader.name()) {
            continue;
        }
        let name = collapse(part.attachment_name().unwrap_or(""));
        let name = if name.is_empty() {
            reader.name().to_owned()
        } else {
            name
        };
        let same = found.iter().filter(|known| known.name == name).count();
        found.push(Document {
            name: match same {
                0 => name,
                _ => format!("{name}#{}", found.len() + 1),
            },
            bytes,
            reader,
        });
    }
    found
}

/// Attachments that are named in a note at most.
const MAX_NAMED: usize = 20;

/// Names each attachment, and whether it is read.
pub fn note_all(message: &Message<'_>, documents: &[Document], article: &mut Article) {
    let is_file = |part: &&MessagePart<'_>| !matches!(part.body, PartType::Message(_));
    let files = message.attachments().filter(is_file);
    for file in files
        .filter(|file| file.attachment_name().is_some())
        .take(MAX_NAMED)
    {
        let name = collapse(file.attachment_name().unwrap_or(""));
        let is_read = documents.iter().any(|document| document.name == name);
        let fate = if is_read {
            "an article of its own"
        } else {
            "not read"
        };
        article.notes.push(format!("attachment `{name}` is {fate}"));
    }
}

/// Gives the articles of a document.  `sent` is the day of the message, by which they were there.
pub fn give(document: &Document, prefix: &str, sent: Option<&str>, sink: Sink<'_>) {
    let name = format!("{prefix}{}", document.name);
    let member = |inner: &str| match inner {
        "" => name.clone(),
        inner => format!("{name}!{inner}"),
    };
    let input = Input::new(&document.name, &document.bytes);
    let result = document.reader.read(&input, &mut |mut item| {
        match &mut item {
            Item::Article(read) => {
                read.member = member(&read.member);
                read.offset = 0;
                read.article.dates.extend(sent.map(|raw| DateCandidate {
                    role: DateRole::Unspecified,
                    source: DateSource::UpperBound,
                    raw: raw.to_owned(),
                    span: Span::default(),
                }));
            }
            Item::Skipped(skip) => {
                skip.member = member(&skip.member);
                skip.offset = 0;
            }
        }
        sink(item);
    });
    if let Err(error) = result {
        sink(Item::Skipped(crate::reader::Skip {
            member: name.clone(),
            offset: 0,
            reason: error.reason,
            detail: error.detail,
        }));
    }
}
