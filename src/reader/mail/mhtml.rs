//! Pages that a browser saved as one file (MHTML): the page among the parts of a message.

use mail_parser::{Message, MessagePart, MimeHeaders, PartType};

use super::{Head, MOST_PARTS, charset, content, parse, raw_header};
use crate::article::{Article, DateCandidate, DateRole, DateSource, Span};
use crate::reader::fragment::collapse;
use crate::reader::html::Html;
use crate::reader::{Input, Item, ReadError, Reader, Reason, Sink};

/// The reader of saved pages.
pub struct Mhtml;

impl Reader for Mhtml {
    fn name(&self) -> &'static str {
        "mhtml"
    }

    fn doc(&self) -> &'static str {
        "pages that a browser saved with everything on them (.mhtml, .mht)"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["mhtml", "mht"]
    }

    fn sniff(&self, head: &crate::reader::Head<'_>) -> u8 {
        let read = Head::read(head.bytes);
        let is_related = read.lower.contains("multipart/related");
        let is_saved = read
            .names
            .iter()
            .any(|name| name == "snapshot-content-location")
            || read.lower.contains("saved by")
            || (is_related && String::from_utf8_lossy(head.bytes).contains("\nContent-Location:"));
        if is_related && is_saved { 95 } else { 0 }
    }

    fn read(&self, input: &Input<'_>, sink: Sink<'_>) -> Result<(), ReadError> {
        let message = parse(input.bytes)?;
        let snapshot = raw_header(&message, "Snapshot-Content-Location");
        let is_html = |part: &&MessagePart<'_>| matches!(part.body, PartType::Html(_));
        let pages = || message.parts.iter().take(MOST_PARTS).filter(is_html);
        // The root is the page that was saved; frames and advertisements are pages too.
        let root = pages()
            .find(|part| snapshot.is_some() && part.content_location() == snapshot.as_deref())
            .or_else(|| pages().next());
        let Some(root) = root else {
            return Err(ReadError::new(Reason::NoText, "no page among the parts"));
        };
        let bytes = content(root, &message);
        let location = root.content_location().map(str::to_owned).or(snapshot);
        let url = location
            .filter(|url| url.contains("://"))
            .or(input.url.map(str::to_owned));
        let charset = charset(root).or(input.charset.map(str::to_owned));
        let page = Input {
            bytes: &bytes,
            charset: charset.as_deref(),
            url: url.as_deref(),
            ..*input
        };
        Html.read(&page, &mut |item| {
            sink(match item {
                Item::Article(mut read) => {
                    complete(&mut read.article, &message, url.clone());
                    Item::Article(read)
                }
                other => other,
            });
        })
    }
}

/// What the message around a page knows of it: when it was saved, its address, its title.
fn complete(article: &mut Article, message: &Message<'_>, url: Option<String>) {
    article.url = article.url.take().or(url);
    if article.headline.is_empty() {
        article.headline = collapse(message.subject().unwrap_or(""));
    }
    article.parser = format!("mhtml/{}", article.parser);
    if let Some(saved) = raw_header(message, "Date") {
        article.dates.push(DateCandidate {
            role: DateRole::Unspecified,
            source: DateSource::UpperBound,
            raw: saved,
            span: Span::default(),
        });
    }
}
