//! Chats and channels that were saved as pages, as Telegram does: each message is an article.
//!
//! Where a message has no name it is of who sent the one before.  What the chat itself tells, and
//! pictures, polls and files without a text, are reported.  Chats in JSON are read by `json`, chats in
//! text by `chat_text`.

use super::decode::decode_markup;
use super::fragment::markup_blocks;
use super::xml::{Element, Tree, outermost};
use super::{Head, Input, Item, MAX_ARTICLE_BYTES, ReadError, Reader, Reason, Sink, Skip, given};
use crate::article::{Article, DateRole};

/// The reader of chats in pages.
pub struct ChatPage;

/// What Telegram writes at the top of each page.
const SIGNS: &[&str] = &["<title>Exported Data</title>", "class=\"page_wrap"];

impl Reader for ChatPage {
    fn name(&self) -> &'static str {
        "chat_page"
    }

    fn doc(&self) -> &'static str {
        "chats and channels saved as pages: Telegram"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["html"]
    }

    fn sniff(&self, head: &Head<'_>) -> u8 {
        let text = head.text();
        // Before the reader of pages.
        if SIGNS.iter().all(|sign| text.contains(sign)) {
            100
        } else {
            0
        }
    }

    fn read(&self, input: &Input<'_>, sink: Sink<'_>) -> Result<(), ReadError> {
        given::check_size(input.bytes, MAX_ARTICLE_BYTES)?;
        let decoded = decode_markup(input.bytes, input.charset);
        let tree = Tree::parse(&decoded.text)?;
        let mut sender: Option<String> = None;
        let mut number = 0;
        let messages = tree.all("div").filter(|div| has_class(*div, "message"));
        for message in outermost(messages) {
            number += 1;
            let member = number.to_string();
            let offset = message.span().start;
            if has_class(message, "service") {
                let reason = Reason::NotAnArticle;
                sink(skip(member, offset, reason, "what the chat itself tells"));
                continue;
            }
            sender = named(message, "from_name").or(sender);
            match read_message(message, sender.as_deref()) {
                Some(article) => given::give(article, member, offset, &decoded, sink),
                None => sink(skip(
                    member,
                    offset,
                    Reason::NoText,
                    "a message without a text",
                )),
            }
        }
        match number {
            0 => Err(ReadError::new(Reason::NotAnArticle, "no message of a chat")),
            _ => Ok(()),
        }
    }
}

fn has_class(element: Element<'_, '_>, class: &str) -> bool {
    let classes = element.attribute("class");
    classes.is_some_and(|classes| classes.split_whitespace().any(|known| known == class))
}

/// What stands directly in the body of a message under this class.
fn part<'t, 'a>(message: Element<'t, 'a>, class: &str) -> Option<Element<'t, 'a>> {
    let body = message.children().find(|inner| has_class(*inner, "body"))?;
    body.children().find(|inner| has_class(*inner, class))
}

fn named(message: Element<'_, '_>, class: &str) -> Option<String> {
    let name = part(message, class)?.text();
    (!name.is_empty()).then_some(name)
}

fn read_message(message: Element<'_, '_>, sender: Option<&str>) -> Option<Article> {
    let mut article = Article {
        parser: "chat_page".to_owned(),
        confidence: 0.95,
        given_id: message.attribute("id"),
        ..Article::default()
    };
    let span = message.span();
    let mut texts = Vec::new();
    // What is passed on stands in a body of its own, with who wrote it.
    if let Some(forwarded) = part(message, "forwarded") {
        let inner = |class: &str| forwarded.children().find(|part| has_class(*part, class));
        texts.extend(inner("text"));
        let whole = inner("from_name").map(|name| name.inner());
        let name = whole.and_then(|name| name.split('<').next()).map(str::trim);
        if let Some(name) = name.filter(|name| !name.is_empty()) {
            let name = super::fragment::one_line(name);
            article.notes.push(format!("passed on from {name}"));
        }
    }
    texts.extend(part(message, "text"));
    for text in texts {
        article.blocks.extend(markup_blocks(text.inner()));
    }
    if article.blocks.is_empty() {
        return None;
    }
    let authors = sender.map(str::to_owned).into_iter().collect();
    given::set_authors(&mut article, authors, "from_name", span);
    if let Some(day) = part(message, "date").and_then(|date| date.attribute("title")) {
        given::push_date(&mut article, DateRole::Published, &day, "date", span);
    }
    given::finish(&mut article);
    Some(article)
}

fn skip(member: String, offset: usize, reason: Reason, detail: &str) -> Item {
    Item::Skipped(Skip {
        member,
        offset: offset as u64,
        reason,
        detail: detail.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::super::{choose_reader, read};
    use super::*;

    const TOP: &str = "<!DOCTYPE html><html><head><meta charset=\"utf-8\"/><title>Exported Data</title></head><body onload=\"CheckLocation();\">\
        <div class=\"page_wrap\"><div class=\"page_header\"><div class=\"text bold\">Port news</div></div><div class=\"page_body chat_page\"><div class=\"history\">";

    fn message(id: u8, name: &str, inner: &str) -> String {
        let name = match name {
            "" => String::new(),
            name => format!("<div class=\"from_name\">\n{name}\n</div>"),
        };
        format!(
            "<div class=\"message default clearfix\" id=\"message{id}\"><div class=\"pull_left userpic_wrap\"></div><div class=\"body\">\
             <div class=\"pull_right date details\" title=\"03.03.2026 10:0{id}:12 UTC+01:00\">\n10:0{id}\n</div>{name}{inner}</div></div>"
        )
    }

    #[test]
    fn each_message_is_an_article() {
        let text = [
            TOP,
            "<div class=\"message service\" id=\"message-1\"><div class=\"body details\">3 March 2026</div></div>",
            &message(1, "Port news", "<div class=\"text\">\n<strong>They voted.</strong><br><br>See <a href=\"https://x.example/a\">here</a>.\n</div>"),
            &message(2, "", "<div class=\"media_wrap\"><div class=\"body\"><div class=\"title\">Photo</div></div></div><div class=\"text\">The pier.</div>"),
            &message(3, "", "<div class=\"media_wrap\"><div class=\"body\"><div class=\"title\">Photo</div></div></div>"),
            &message(4, "Ann Roe", "<div class=\"forwarded body\"><div class=\"from_name\">\nElder Watch <span class=\"date\" title=\"x\"> 03.03.2026</span></div><div class=\"text\">He resigns.</div></div>"),
            "</div></div></div></body></html>",
        ]
        .concat();
        let (mut articles, mut skips) = (Vec::new(), Vec::new());
        let (reader, result) = read(
            &Input::new("messages.html", text.as_bytes()),
            None,
            &mut |item| match item {
                Item::Article(read) => articles.push(read.article),
                Item::Skipped(skip) => skips.push(skip.reason),
            },
        );
        assert_eq!((reader.name(), result), ("chat_page", Ok(())));
        let texts = |article: &Article| {
            let texts = article.blocks.iter().map(|block| block.text.as_str());
            texts.collect::<Vec<_>>().join(" / ")
        };
        let found: Vec<(String, &str)> = articles
            .iter()
            .map(|article| (texts(article), article.authors[0].as_str()))
            .collect();
        assert_eq!(
            found,
            [
                ("They voted. / See here.".to_owned(), "Port news"),
                ("The pier.".to_owned(), "Port news"),
                ("He resigns.".to_owned(), "Ann Roe"),
            ]
        );
        assert_eq!(articles[0].dates[0].raw, "03.03.2026 10:01:12 UTC+01:00");
        assert_eq!(articles[0].given_id.as_deref(), Some("message1"));
        assert_eq!(articles[2].notes, ["passed on from Elder Watch"]);
        assert_eq!(skips, [Reason::NotAnArticle, Reason::NoText]);
    }

    #[test]
    fn other_pages_are_none() {
        for text in [
            "<html><head><title>Exported Data</title></head><body><p>The ferry is late.</p></body></html>",
            "<html><body><div class=\"page_wrap\"><div class=\"message\">The ferry is late.</div></div></body></html>",
        ] {
            let reader = choose_reader(&Input::new("messages.html", text.as_bytes()));
            assert_ne!(reader.name(), "chat_page", "{text}");
        }
    }
}
