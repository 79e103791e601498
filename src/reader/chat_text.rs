//! Chats that were saved as text, as WhatsApp does: a line for each message, with its time and who sent
//! it, and lines that go on with it.
//!
//! Each message is an article without a headline.  What the chat itself tells (who joined, that it is
//! encrypted) and pictures without a text are reported.  Day and month are told apart by all days of the
//! file.  Chats in JSON are read by `json`.

use super::decode::{Decoded, decode};
use super::fragment::plain_blocks;
use super::{Head, Input, Item, MAX_ARTICLE_BYTES, ReadError, Reader, Reason, Sink, Skip, given};
use crate::article::{Article, DateOrder, DateRole, Span};
use crate::date::order::{Votes, dates_in};

mod stamp;
#[cfg(test)]
mod tests;

use stamp::{Message, message_of};

/// The reader of chats.
pub struct ChatText;

/// Messages in the head of a file before it is a chat.
const MIN_MESSAGES: usize = 2;

impl Reader for ChatText {
    fn name(&self) -> &'static str {
        "chat_text"
    }

    fn doc(&self) -> &'static str {
        "chats saved as text: WhatsApp"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["txt"]
    }

    fn sniff(&self, head: &Head<'_>) -> u8 {
        let mut lines = head.text().lines().filter(|line| !line.trim().is_empty());
        let first = lines.clone().next().and_then(message_of);
        let Some(first) = first else { return 0 };
        // All are stamped in one way, and some say who wrote them.
        let mut messages = 0;
        let mut is_signed = false;
        for message in lines.by_ref().filter_map(message_of) {
            if message.is_bracketed != first.is_bracketed {
                return 0;
            }
            messages += 1;
            is_signed |= message.sender.is_some();
        }
        if messages >= MIN_MESSAGES && is_signed {
            95
        } else {
            0
        }
    }

    fn read(&self, input: &Input<'_>, sink: Sink<'_>) -> Result<(), ReadError> {
        let declared: Vec<&str> = input.charset.into_iter().collect();
        let decoded = decode(input.bytes, &declared);
        let mut run = Run {
            order: order_of(&decoded.text),
            decoded: &decoded,
            sink,
            number: 0,
        };
        let mut open: Option<(Message<'_>, usize, usize)> = None;
        let mut at = 0;
        for line in decoded.text.split_inclusive('\n') {
            let end = at + line.len();
            match (message_of(line), &mut open) {
                (Some(message), _) => {
                    if let Some((before, start, end)) = open.take() {
                        run.message(&before, start, end);
                    }
                    open = Some((message, at, end));
                }
                (None, Some((_, _, stop))) => *stop = end,
                (None, None) if !line.trim().is_empty() => {
                    run.skip(at, Reason::NotAnArticle, "a line above the first message");
                }
                (None, None) => {}
            }
            at = end;
        }
        if let Some((message, start, end)) = open {
            run.message(&message, start, end);
        }
        match run.number {
            0 => Err(ReadError::new(Reason::NotAnArticle, "no message of a chat")),
            _ => Ok(()),
        }
    }
}

/// Which of day and month stands first in the stamps of a chat.
fn order_of(text: &str) -> Option<DateOrder> {
    let stamps = text.lines().filter_map(message_of);
    let days = stamps.filter_map(|message| {
        let date = dates_in(message.day.as_bytes()).next()?;
        Some((date.first, date.second))
    });
    Votes::of(days).order()
}

/// One reading of a file.
struct Run<'a, 's> {
    sink: Sink<'s>,
    decoded: &'a Decoded<'a>,
    order: Option<DateOrder>,
    number: usize,
}

impl Run<'_, '_> {
    /// Gives the message that stands from one byte of the text to the other.
    fn message(&mut self, message: &Message<'_>, start: usize, end: usize) {
        if end - start > MAX_ARTICLE_BYTES {
            return self.skip(
                start,
                Reason::TooLarge,
                "a message larger than an article may be",
            );
        }
        let Some(sender) = message.sender else {
            return self.skip(start, Reason::NotAnArticle, "what the chat itself tells");
        };
        let text = &self.decoded.text[start..end];
        let at = text.find(message.text).unwrap_or(text.len());
        let said = text[at..].trim();
        if is_placeholder(said) {
            return self.skip(start, Reason::NoText, "a message without a text");
        }
        let mut article = Article {
            parser: "chat_text".to_owned(),
            confidence: 0.9,
            date_order: self.order,
            blocks: plain_blocks(said),
            ..Article::default()
        };
        let span = Span::new(start, start + message.stamp.len());
        given::set_authors(
            &mut article,
            vec![sender.to_owned()],
            "sender",
            Span::default(),
        );
        given::push_date(
            &mut article,
            DateRole::Published,
            message.stamp,
            "stamp",
            span,
        );
        given::finish(&mut article);
        self.number += 1;
        given::give(
            article,
            self.number.to_string(),
            start,
            self.decoded,
            self.sink,
        );
    }

    fn skip(&mut self, at: usize, reason: Reason, detail: &str) {
        self.number += 1;
        (self.sink)(Item::Skipped(Skip {
            member: self.number.to_string(),
            offset: at as u64,
            reason,
            detail: detail.to_owned(),
        }));
    }
}

/// `<Media omitted>`, `‎image omitted`: what stands for what was not saved, in any language.
fn is_placeholder(text: &str) -> bool {
    let is_marked = text.starts_with('\u{200e}');
    let is_bracketed = text.starts_with('<') && text.ends_with('>') && !text[1..].contains('<');
    text.is_empty() || is_marked || is_bracketed
}
