//! Mail: newsletters and alerts (EML), and pages that a browser saved as one (MHTML).
//!
//! Parts are found by a MIME parser; their bytes are decoded here, since a part's charset may be as
//! wrong as a page's.  Of attachments the documents of word processors are read (`attached`), `cid:`
//! links are not followed.  A message inside a message is an article of its own.

mod apple;
mod attached;
mod forwarded;
mod mhtml;
mod sender;
mod text;

use mail_parser::{Encoding, Message, MessageParser, MessagePart, MimeHeaders, PartType};

use super::dateline::take_dateline;
use super::decode::{Decoded, decode, decode_markup};
use super::fragment::collapse;
use super::{Input, Item, ReadArticle, ReadError, Reader, Reason, Sink};
use crate::article::{Article, BlockKind, DateCandidate, DateRole, DateSource, Evidence, Span};
use crate::date::write_out_mail_zone;
use attached::Document;
pub use mhtml::Mhtml;
use sender::{Sender, read_sender};

/// The reader of messages.
pub struct Eml;

/// Largest message; the rest of a larger one would be attachments.
const LARGEST: usize = 64 << 20;
/// Parts that are looked at.
const MOST_PARTS: usize = 1000;
/// Messages in each other.
const DEEPEST: usize = 4;
/// Messages inside a message that become articles.
const MOST_INNER: usize = 1000;

impl Reader for Eml {
    fn name(&self) -> &'static str {
        "eml"
    }

    fn doc(&self) -> &'static str {
        "mail and newsletters: subject, sender, date, text or HTML part"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["eml", "emlx", "msg"]
    }

    fn sniff(&self, head: &super::Head<'_>) -> u8 {
        let head = Head::read(apple::letter_in(head.bytes));
        let has = |name: &str| head.names.iter().any(|known| known == name);
        let was_carried = [
            "message-id",
            "received",
            "return-path",
            "mime-version",
            "delivered-to",
        ];
        let is_letter = has("from") && has("date") && has("subject");
        match head.names.len() {
            3.. if was_carried.iter().any(|name| has(name)) && (has("from") || has("subject")) => {
                90
            }
            3.. if is_letter => 80,
            _ => 0,
        }
    }

    fn read(&self, input: &Input<'_>, sink: Sink<'_>) -> Result<(), ReadError> {
        let message = parse(input.bytes)?;
        let mut messages = Messages { number: 0, sink };
        messages.give(&message, 0)
    }
}

struct Messages<'s> {
    number: usize,
    sink: Sink<'s>,
}

impl Messages<'_> {
    /// Gives the message and those inside it.
    fn give(&mut self, message: &Message<'_>, depth: usize) -> Result<(), ReadError> {
        let documents = attached::documents(message);
        let read = read_message(message, &documents);
        let inner: Vec<&Message<'_>> = message
            .parts
            .iter()
            .take(MOST_PARTS)
            .filter_map(|part| match &part.body {
                PartType::Message(inner) => Some(inner),
                _ => None,
            })
            .collect();
        match read {
            Some((article, encoding)) => {
                self.number += 1;
                let is_only = depth == 0 && inner.is_empty();
                (self.sink)(Item::Article(Box::new(ReadArticle {
                    article,
                    member: if is_only {
                        String::new()
                    } else {
                        self.number.to_string()
                    },
                    offset: u64::from(message.root_part().offset_header),
                    encoding,
                })));
            }
            None if inner.is_empty() && depth == 0 && documents.is_empty() => {
                return Err(ReadError::new(Reason::NoText, "no text in the message"));
            }
            None => {}
        }
        // A message in others is told by its number, what it carries by that and its name.
        let prefix = match depth {
            0 => String::new(),
            _ => format!("{}!", self.number),
        };
        let sent = raw_header(message, "Date");
        for document in &documents {
            attached::give(document, &prefix, sent.as_deref(), self.sink);
        }
        for message in inner {
            if depth + 1 < DEEPEST && self.number < MOST_INNER {
                self.give(message, depth + 1)?;
            }
        }
        Ok(())
    }
}

/// The text of one message as an article, with its encoding; None if it has no text beside the
/// documents that it carries.
fn read_message(message: &Message<'_>, documents: &[Document]) -> Option<(Article, String)> {
    let mut article = Article {
        headline: headline(message.subject().unwrap_or("")),
        given_id: message.message_id().map(|id| format!("mid:{id}")),
        language: raw_header(message, "Content-Language"),
        ..Article::default()
    };
    let (mut encoding, mut kinds) = (String::new(), Vec::new());
    let is_html = |id: &u32| matches!(message.parts.get(*id as usize), Some(p) if matches!(p.body, PartType::Html(_)));
    let ids = if message.html_body.iter().any(is_html) {
        &message.html_body
    } else {
        &message.text_body
    };
    for id in ids.iter().take(MOST_PARTS) {
        let Some(part) = message.parts.get(*id as usize) else {
            continue;
        };
        let bytes = content(part, message);
        let charset = charset(part);
        let (decoded, blocks, kind) = match part.body {
            PartType::Html(_) => {
                let decoded = decode_markup(&bytes, charset.as_deref());
                let blocks = text::html_blocks(&decoded.text);
                (decoded, blocks, "html")
            }
            PartType::Text(_) if !bytes.starts_with(b"{\\rtf") => {
                let declared: Vec<&str> = charset.as_deref().into_iter().collect();
                let decoded = decode(&bytes, &declared);
                let blocks = text::plain_blocks(&decoded.text, is_flowed(part));
                (decoded, blocks, "text")
            }
            _ => continue,
        };
        note_decoding(&mut article, &mut encoding, &decoded);
        kinds.push(kind);
        article.blocks.extend(blocks);
    }
    text::mark_footer(&mut article.blocks);
    let forwarded = forwarded_head(message);
    if forwarded.is_some() {
        text::set_apart_forwarding(&mut article.blocks);
    }
    if !article.blocks.iter().any(|block| block.kind.is_body()) {
        return None;
    }
    if message.parts.len() > MOST_PARTS {
        article
            .notes
            .push(format!("only the first {MOST_PARTS} parts are read"));
    }
    let first = article.blocks.first();
    if first.is_some_and(|b| b.kind == BlockKind::Subhead && b.text == article.headline) {
        article.blocks.remove(0);
    }
    attached::note_all(message, documents, &mut article);
    read_headers(message, &mut article);
    if let Some(head) = forwarded {
        take_forwarded(head, &mut article);
    }
    take_dateline(&mut article);
    article.parser = format!("mail/{}", kinds.first().copied().unwrap_or("text"));
    article.confidence = 0.8;
    Some((article, encoding))
}

/// Lines that go on where they end with a space (RFC 3676).
fn is_flowed(part: &MessagePart<'_>) -> bool {
    let format = part
        .content_type()
        .and_then(|kind| kind.attribute("format"));
    format.is_some_and(|format| format.eq_ignore_ascii_case("flowed"))
}

/// The head of the message that was forwarded within the text, if it is the story.
fn forwarded_head(message: &Message<'_>) -> Option<forwarded::Head> {
    let id = *message.text_body.first()?;
    let part = message.parts.get(id as usize)?;
    let bytes = content(part, message);
    let charset = charset(part);
    let declared: Vec<&str> = charset.as_deref().into_iter().collect();
    let decoded = decode(&bytes, &declared);
    let found = forwarded::find_story(&decoded.text, message.subject().unwrap_or(""))?;
    Some(found.head)
}

/// The story is the message that was forwarded: its subject, sender and day; it was known when it was
/// passed on.
fn take_forwarded(head: forwarded::Head, article: &mut Article) {
    for date in &mut article.dates {
        date.source = DateSource::UpperBound;
        date.role = DateRole::Unspecified;
    }
    if !head.date.is_empty() {
        article.dates.push(DateCandidate {
            role: DateRole::Published,
            source: DateSource::Field,
            raw: head.date,
            span: Span::default(),
        });
    }
    article.headline = headline(&head.subject);
    article.authors.clear();
    article.source = None;
    let (name, address) = head.from.split_once('<').unwrap_or((&head.from, ""));
    match read_sender(&collapse(name), address.trim_end_matches(['>', ' '])) {
        Some(Sender::Outlet(source)) => article.source = Some(source),
        Some(Sender::Person { name, outlet }) => {
            article.authors.push(name);
            article.source = outlet;
        }
        None => {}
    }
}

fn note_decoding(article: &mut Article, encoding: &mut String, decoded: &Decoded<'_>) {
    article.notes.extend(decoded.notes.iter().cloned());
    if encoding.is_empty() {
        encoding.clone_from(&decoded.encoding);
    }
}

fn read_headers(message: &Message<'_>, article: &mut Article) {
    if let Some(date) = raw_header(message, "Date") {
        article.dates.push(DateCandidate {
            role: DateRole::Published,
            source: DateSource::Field,
            raw: write_out_mail_zone(&date).into_owned(),
            span: Span::default(),
        });
    }
    article.url = raw_header(message, "Archived-At")
        .map(|url| url.trim_matches(['<', '>', ' ']).to_owned())
        .filter(|url| url.starts_with("http"));
    let from = message.from().and_then(mail_parser::Address::first);
    let Some(from) = from else { return };
    let name = collapse(from.name().unwrap_or(""));
    match read_sender(&name, from.address().unwrap_or("")) {
        Some(Sender::Outlet(source)) => article.source = Some(source),
        Some(Sender::Person { name, outlet }) => {
            article.authors.push(name);
            article.source = outlet;
        }
        None => return,
    }
    article.evidence.push(Evidence {
        field: if article.authors.is_empty() {
            "source"
        } else {
            "authors"
        }
        .to_owned(),
        source: "From".to_owned(),
        reason: "the sender of the message".to_owned(),
        span: Span::default(),
    });
}

/// A subject without what mail programs put before it.
fn headline(subject: &str) -> String {
    let mut text = collapse(subject);
    for _ in 0..10 {
        let cut = [
            "Fwd:", "FWD:", "Fw:", "FW:", "Re:", "RE:", "Wg:", "WG:", "Tr:", "TR:",
        ]
        .iter()
        .find_map(|lead| text.strip_prefix(lead));
        match cut {
            Some(rest) => text = rest.trim_start().to_owned(),
            None => break,
        }
    }
    text
}

fn parse(bytes: &[u8]) -> Result<Message<'_>, ReadError> {
    if bytes.len() > LARGEST {
        let detail = format!("message of {} bytes", bytes.len());
        return Err(ReadError::new(Reason::TooLarge, detail));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let bytes = apple::letter_in(bytes);
    let message = MessageParser::default().parse(bytes.trim_ascii_start());
    message.ok_or_else(|| ReadError::new(Reason::NoText, "no header of a message"))
}

fn raw_header(message: &Message<'_>, name: &'static str) -> Option<String> {
    let value = collapse(message.header_raw(name)?);
    (!value.is_empty() && value.len() < 2000).then_some(value)
}

fn charset(part: &MessagePart<'_>) -> Option<String> {
    Some(part.content_type()?.attribute("charset")?.to_owned())
}

/// The bytes of a part without their transfer encoding, whatever charset they are in.
fn content(part: &MessagePart<'_>, message: &Message<'_>) -> Vec<u8> {
    let raw = message
        .raw_message
        .get(part.offset_body as usize..part.offset_end as usize)
        .unwrap_or_default();
    let decoded = match part.encoding {
        Encoding::None => Some(raw.to_vec()),
        Encoding::QuotedPrintable => {
            mail_parser::decoders::quoted_printable::quoted_printable_decode(raw)
        }
        Encoding::Base64 => mail_parser::decoders::base64::base64_decode(raw),
    };
    // Damaged encodings are read as far as the parser could.
    decoded
        .filter(|bytes| !bytes.is_empty())
        .unwrap_or_else(|| part.contents().to_vec())
}

/// The names of the headers that a file begins with.
struct Head {
    names: Vec<String>,
    /// The headers in lower case.
    lower: String,
}

impl Head {
    fn read(head: &[u8]) -> Self {
        let text = String::from_utf8_lossy(head);
        let mut read = Self {
            names: Vec::new(),
            lower: String::new(),
        };
        for line in text.trim_start_matches(['\u{feff}', '\r', '\n']).lines() {
            let is_more = line.starts_with([' ', '\t']) && !read.names.is_empty();
            let name = line.split_once(':').map_or("", |(name, _)| name);
            let is_name =
                !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
            if !is_more && !is_name {
                break;
            }
            if !is_more {
                read.names.push(name.to_ascii_lowercase());
            }
            read.lower.push_str(&line.to_ascii_lowercase());
            read.lower.push('\n');
        }
        read
    }
}

#[cfg(test)]
mod tests;
