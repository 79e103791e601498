//! Chats of every country, and what is none.

use super::super::{Input, Item, choose_reader, read};
use super::stamp::message_of;
use crate::article::{Article, DateOrder};

#[track_caller]
fn read_all(text: &str) -> (Vec<Article>, Vec<String>) {
    let (mut articles, mut skips) = (Vec::new(), Vec::new());
    let input = Input::new("chat.txt", text.as_bytes());
    let (reader, result) = read(&input, None, &mut |item| match item {
        Item::Article(read) => articles.push(read.article),
        Item::Skipped(skip) => skips.push(skip.detail),
    });
    assert_eq!((reader.name(), result), ("chat_text", Ok(())), "{text}");
    (articles, skips)
}

#[test]
fn stamps_of_every_country() {
    for (line, stamp) in [
        ("12/03/2026, 14:05 - Ann Roe: It held.", "12/03/2026, 14:05"),
        (
            "[12.03.26, 14:05:01] Ann Roe: It held.",
            "12.03.26, 14:05:01",
        ),
        (
            "\u{200e}[12/03/2026 14:05:01] Ann Roe: It held.",
            "12/03/2026 14:05:01",
        ),
        (
            "3/12/26, 2:05\u{202f}PM - Ann Roe: It held.",
            "3/12/26, 2:05\u{202f}PM",
        ),
        (
            "12/3/26, 2:05 p. m. - Ann Roe: It held.",
            "12/3/26, 2:05 p. m.",
        ),
        (
            "12/03/2026 à 14:05 - Ann Roe: It held.",
            "12/03/2026 à 14:05",
        ),
        ("2026-03-12 14:05 - Ann Roe: It held.", "2026-03-12 14:05"),
        (
            "12.3.2026 klo 14.05 - Ann Roe: It held.",
            "12.3.2026 klo 14.05",
        ),
    ] {
        let message = message_of(line).unwrap();
        assert_eq!(
            (message.stamp, message.sender, message.text),
            (stamp, Some("Ann Roe"), "It held."),
            "{line}"
        );
    }
    for line in [
        "12/03/2026: the dam held - Ann Roe: yes",
        "12/03/2026, 14:05",
        "On 12/03/2026, 14:05 - Ann Roe: It held.",
        "2026-03-12 14:05:01,123 - root - INFO - started",
        "1.2.3, 4:05 - Ann Roe: It held.",
        "14:05 - Ann Roe: It held.",
        "[14:05] Ann Roe: It held.",
        "",
    ] {
        assert_eq!(message_of(line), None, "{line}");
    }
}

#[test]
fn each_message_is_an_article() {
    let (articles, skips) = read_all(
        "03/04/2026, 14:05 - Messages are encrypted.\n03/04/2026, 14:06 - Ann Roe created group \"Port: news\"\n\
         03/04/2026, 14:07 - Ann Roe: They voted: no.\nBy Friday.\n\n13/04/2026, 9:12 - Bo: <Media omitted>\n\
         13/04/2026, 9:13 - +46 70 000 00 00: Who?\n",
    );
    assert_eq!(articles.len(), 2);
    let texts: Vec<&str> = articles[0]
        .blocks
        .iter()
        .map(|block| block.text.as_str())
        .collect();
    assert_eq!(texts.join(" "), "They voted: no. By Friday.");
    assert_eq!(articles[0].authors, ["Ann Roe"]);
    assert_eq!(articles[0].dates[0].raw, "03/04/2026, 14:07");
    assert_eq!(articles[0].date_order, Some(DateOrder::DayFirst));
    assert_eq!(articles[1].authors, ["+46 70 000 00 00"]);
    assert_eq!(
        skips,
        [
            "what the chat itself tells",
            "what the chat itself tells",
            "a message without a text"
        ]
    );
}

#[test]
fn brackets_and_marks_of_direction() {
    let (articles, skips) = read_all(
        "[12.03.26, 14:05:01] Port news: \u{200e}Messages are encrypted.\n[12.03.26, 14:06:11] ~\u{a0}Ann Roe: They voted.\n\
         \u{200e}[13.03.26, 09:12:40] Bo: \u{200e}image omitted\n",
    );
    assert_eq!(articles.len(), 1);
    assert_eq!(articles[0].authors, ["Ann Roe"]);
    assert_eq!(skips.len(), 2);
}

#[test]
fn other_texts_are_none() {
    for text in [
        "The ferry is late\n12/03/2026, 14:05 - Ann Roe: It held.\n13/03/2026, 14:05 - Ann Roe: It held.\n",
        "12/03/2026, 14:05 - Ferry late\nThe ferry was late again, the harbour master said.\n",
        "12/03/2026, 14:05 - The council votes\n12/03/2026, 14:10 - It is over\n",
        "12/03/2026, 14:05 - Ann Roe: It held.\n",
    ] {
        let reader = choose_reader(&Input::new("a.txt", text.as_bytes()));
        assert_ne!(reader.name(), "chat_text", "{text}");
    }
}
