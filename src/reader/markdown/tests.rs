use super::super::{Input, Item, choose_reader, read};
use crate::article::{Article, Status};

#[track_caller]
fn article(path: &str, text: &str) -> Article {
    let mut found = None;
    let (reader, result) = read(&Input::new(path, text.as_bytes()), None, &mut |item| {
        if let Item::Article(read) = item {
            found = Some(read.article);
        }
    });
    assert_eq!(reader.name(), "markdown", "{text}");
    result.unwrap();
    found.unwrap()
}

fn texts(article: &Article) -> Vec<String> {
    let show = |block: &crate::article::Block| format!("{:?}: {}", block.kind, block.text);
    article.blocks.iter().map(show).collect()
}

#[test]
fn blocks_of_markdown() {
    let read = article(
        "a.md",
        "# Head\n\nOne *two* [three](http://x) ![A boat](b.jpg \"t\")\nfour.\n\n## Sub\n\n- a\n- b `c`\n\n> said\n> more\n\n| x | y |\n|---|---|\n| 1 | 2 |\n\n<figure><figcaption>Cap</figcaption></figure>\n\n{{< figure src=\"a.jpg\" caption=\"From Hugo\" >}}\n\nLast{% include x %}.\n",
    );
    assert_eq!(read.headline, "Head");
    assert_eq!(
        texts(&read),
        [
            "Paragraph: One two three four.",
            "Caption: A boat",
            "Subhead: Sub",
            "ListItem: a",
            "ListItem: b c",
            "Quote: said more",
            "Table: x\ty\n1\t2",
            "Caption: Cap",
            "Paragraph: Last .",
            "Caption: From Hugo",
        ]
    );
}

#[test]
fn lines_of_code_end_alike_whatever_ends_them() {
    for end in ["\n", "\r\n", "\r", "\u{2028}"] {
        let text = format!("# Tides\n\nAt the quay.\n\n```\nhigh 6:10{end}low 12:20\n```\n");
        let read = article("a.md", &text);
        let table = "Table: high 6:10\nlow 12:20".to_owned();
        assert_eq!(texts(&read)[1], table, "{end:?}");
    }
}

#[test]
fn markup_between_words_may_be_of_any_letters() {
    // pulldown-cmark takes processing instructions and declarations of any text for inline HTML.
    let found = article(
        "a.md",
        "# Ferry\n\nThe ferry <?é?> left<BR>late, <!Zé > and <aé> nobody <!-- né --> knew why.\n",
    );
    let text = texts(&found).concat();
    assert!(text.contains("left late"), "{text}");
}

#[test]
fn front_matter_of_every_kind() {
    for text in [
        "---\ntitle: T\ndate: 2026-01-13\nauthors: [Jane Roe, Tom Fox]\ntags:\n  - a\n  - b\ndraft: true\n---\nText.\n",
        "+++\ntitle = 'T'\ndate = 2026-01-13\nauthors = ['Jane Roe', 'Tom Fox']\ndraft = true\n[taxonomies]\ntags = ['a', 'b']\n+++\nText.\n",
        "{\n\"title\": \"T\", \"date\": \"2026-01-13\", \"authors\": [\"Jane Roe\", \"Tom Fox\"], \"tags\": [\"a\", \"b\"], \"draft\": true\n}\n\nText.\n",
    ] {
        let read = article("a.md", text);
        assert_eq!(read.headline, "T", "{text}");
        assert_eq!(read.dates[0].raw, "2026-01-13", "{text}");
        assert_eq!(read.authors, ["Jane Roe", "Tom Fox"], "{text}");
        assert_eq!(read.tags, ["a", "b"], "{text}");
        assert_eq!(read.status, Status::Embargoed, "{text}");
        assert_eq!(texts(&read), ["Paragraph: Text."], "{text}");
    }
    // A plain text keeps what Markdown would take for marks.
    let read = article("a.txt", "---\ntitle: T\n---\n*One* 1\n");
    assert_eq!(texts(&read), ["Paragraph: *One* 1"]);
}

#[test]
fn broken_front_matter_does_not_cost_the_text() {
    for (text, headline) in [
        (
            "---\ntitle: Trump: \"a\" b\ntags: [x, y]\n---\nText.\n",
            "Trump: \"a\" b",
        ),
        ("---\ntitle: T\ntitle: U\nx: [\n---\nText.\n", "T"),
        ("---\ntitle: T\n\nText.\n", "T"),
        ("+++\ntitle = T\n+++\nText.\n", "T"),
    ] {
        let read = article("a.md", text);
        assert_eq!(read.headline, headline, "{text}");
        assert_eq!(texts(&read), ["Paragraph: Text."], "{text}");
    }
    let bomb = format!(
        "---\ntitle: T\na: &a [x,x,x,x,x,x,x,x,x]\n{}---\nText.\n",
        (0..30)
            .map(|i| format!("b{i}: &b{i} [*a,*a,*a,*a,*a,*a,*a,*a,*a]\n"))
            .collect::<String>()
    );
    let deep = format!("---\ntitle: T\na: {}\n---\nText.\n", "[".repeat(100_000));
    let long = format!("---\ntitle: T\n{}---\nText.\n", "x: y\n".repeat(400_000));
    for text in [bomb, deep, long] {
        let read = article("a.md", &text);
        assert_eq!(read.headline, "T");
        assert_eq!(texts(&read), ["Paragraph: Text."]);
        assert!(read.notes[0].contains("line by line"), "{:?}", read.notes);
    }
}

#[test]
fn a_repeated_title_is_not_a_subhead() {
    let read = article("a.md", "---\ntitle: T\n---\n# T\n\nText.\n");
    assert_eq!(texts(&read), ["Paragraph: Text."]);
    let read = article("a.md", "---\ndate: 2026-01-13\n---\n# T\n\nText.\n");
    assert_eq!((read.headline.as_str(), read.blocks.len()), ("T", 1));
}

#[test]
fn other_texts_are_left_to_others() {
    for (path, text, reader) in [
        (
            "a.txt",
            "---\nA line of dashes, and then the text goes on.\n",
            "plain_text",
        ),
        ("a.md", "A text without marks.\n", "plain_text"),
        ("a.json", "{\"title\": \"T\"}\n{\"title\": \"U\"}\n", "json"),
        (
            "a.txt",
            "# No Markdown, since the extension says text\n",
            "plain_text",
        ),
    ] {
        assert_eq!(
            choose_reader(&Input::new(path, text.as_bytes())).name(),
            reader,
            "{text}"
        );
    }
}

#[test]
fn hostile_markdown_takes_linear_time() {
    for unit in [
        "> ", "- ", "[", "![", "*a_", "`", "<", "{{<", "|a", "\n> - ", "&#", "~~", "    ",
    ] {
        let text = format!("---\ntitle: T\n---\n{}", unit.repeat(40_000 / unit.len()));
        let read = article("a.md", &text);
        let size: usize = read.blocks.iter().map(|block| block.text.len()).sum();
        assert!(size <= 2 * text.len(), "{unit}");
    }
}

#[test]
fn pages_that_are_not_public_are_held_back() {
    for line in ["status: private", "status: draft", "published: false"] {
        let read = article("a.md", &format!("---\ntitle: T\n{line}\n---\nText.\n"));
        assert_eq!(read.status, Status::Embargoed, "{line}");
    }
}

#[test]
fn what_only_looks_like_marks_of_a_notebook_stays() {
    let read = article(
        "a.md",
        "# T\n\nIt is old.[[1]](https://x.example/#cite1) In a shell [[ -f x ]] is a test.\n\n\
         So 1==1 and 2==2 hold, a==b==c, YWJj== and ZGVm== too; 重==点==内.\n",
    );
    assert_eq!(
        texts(&read),
        [
            "Paragraph: It is old.[1] In a shell [[ -f x ]] is a test.",
            "Paragraph: So 1==1 and 2==2 hold, a==b==c, YWJj== and ZGVm== too; 重点内.",
        ]
    );
}

#[test]
fn pages_of_notebooks() {
    let read = article(
        "a.md",
        "---\nsource: https://x.example/a\nauthor:\n  - \"[[people/Jane Roe|Jane Roe]]\"\npublished: 2022-05-03\n---\n\
         The dam above [[Holm|the town]] of [[Holm]] held. ==Lit== text, a == b. ![[a.png|300]]\n\n> [!note] Callout\n> More is due.\n",
    );
    assert_eq!(read.url.as_deref(), Some("https://x.example/a"));
    assert_eq!(
        (read.source.as_deref(), &read.authors[..]),
        (None, &["Jane Roe".to_owned()][..])
    );
    assert_eq!(
        texts(&read),
        [
            "Paragraph: The dam above the town of Holm held. Lit text, a == b.",
            "Quote: Callout More is due.",
        ]
    );
    // Marks that are never closed take no longer.
    for unit in ["[[", "![[a|", "==a", "> [!"] {
        let text = format!("---\ntitle: T\n---\n{}", unit.repeat(100_000));
        assert_eq!(article("a.md", &text).headline, "T");
    }
}

#[test]
fn properties_below_a_title() {
    let read = article(
        "a.md",
        "# Ferry late\n\nStatus: Published\nAuthor: Ann Roe\nPublished: March 3, 2026\nTags: ferries, islands\nURL: https://x.example/a\nWord count: 12\n\nIt was late.\n",
    );
    assert_eq!(read.headline, "Ferry late");
    assert_eq!(read.authors, ["Ann Roe"]);
    assert_eq!(read.dates[0].raw, "March 3, 2026");
    assert_eq!(read.tags, ["ferries", "islands"]);
    assert_eq!(read.url.as_deref(), Some("https://x.example/a"));
    assert_eq!(texts(&read), ["Paragraph: It was late."]);
    for text in [
        // What is said, one known name, and a sentence among them.
        "# Ferry late\n\nAnn Roe: Why?\nBo Fox: Nobody knows.\n\nIt was late.\n",
        "# Ferry late\n\nAuthor: Ann Roe\nWeather: bad\n\nIt was late.\n",
        "# Ferry late\n\nAuthor: Ann Roe\nDate: March 3\nIt was late.\n",
        "Ferry late\n\nAuthor: Ann Roe\nDate: March 3, 2026\n\n**It** was late.\n",
    ] {
        let read = article("a.md", text);
        assert!(read.authors.is_empty() && read.dates.is_empty(), "{text}");
    }
}

const PAGE: &str = "[Skip to content](#main)\n\n  * [News](/news)\n  * [Sport](/sport)\n  * [Weather](/weather)\n  * [Towns](/towns)\n\n\
    # Oldest ferry of the Sund sinks off Norrby\n\nBy [Jane Roe](/authors/jane-roe)\n\n\
    The oldest ferry of the Sund went down in the harbour of [Norrby](/norrby) on Monday night, and nobody was hurt.\n\n\
    The second ferry is still afloat and will remain so, the council of Holm said, until the spring at least.\n\n\
    ## More stories\n\n  * [Gulls leave the harbour](/gulls)\n";

#[test]
fn pages_below_front_matter_are_told_from_their_menus() {
    let heads = [
        "---\ntitle: Oldest ferry of the Sund sinks off Norrby | The Ledger\nurl: https://ledger.example/ferry\ndate: 2026-01-13\n---\n",
        "Title: Oldest ferry of the Sund sinks off Norrby - The Ledger\n\nURL Source: https://ledger.example/ferry\n\nPublished Time: 2026-01-13T10:00:00Z\n\nMarkdown Content:\n",
    ];
    for (head, name) in heads.into_iter().zip(["a.md", "a.txt"]) {
        let text = format!("{head}{PAGE}");
        let read = article(name, &text);
        assert_eq!(read.headline, "Oldest ferry of the Sund sinks off Norrby");
        assert_eq!(read.authors, ["Jane Roe"]);
        assert_eq!(read.url.as_deref(), Some("https://ledger.example/ferry"));
        assert!(
            read.dates
                .iter()
                .any(|date| date.raw.starts_with("2026-01-13"))
        );
        let body: Vec<_> = read
            .blocks
            .iter()
            .filter(|block| block.kind.is_body())
            .collect();
        assert_eq!(body.len(), 2, "{body:?}");
        let shown = &text[body[1].span.range()];
        assert_eq!(shown, body[1].text);
    }
}

#[test]
fn what_a_reader_service_gives_of_the_story_alone_is_markdown_in_any_file() {
    let text = "Title: Ferry sinks\n\nURL Source: https://ledger.example/ferry\n\nMarkdown Content:\nThe ferry of [Norrby](/n) sank.\n\n## Later\n\nNobody was hurt.\n";
    let read = article("a.txt", text);
    assert_eq!(read.headline, "Ferry sinks");
    assert_eq!(
        texts(&read),
        [
            "Paragraph: The ferry of Norrby sank.",
            "Subhead: Later",
            "Paragraph: Nobody was hurt."
        ]
    );
}

#[test]
fn pages_without_front_matter_are_scraped_text() {
    let mut found = None;
    let (reader, _) = read(&Input::new("a.md", PAGE.as_bytes()), None, &mut |item| {
        if let Item::Article(read) = item {
            found = Some(read.article);
        }
    });
    assert_eq!(reader.name(), "plain_text");
    assert_eq!(found.unwrap().authors, ["Jane Roe"]);
}

#[test]
fn what_looks_like_marks_and_is_text_is_kept() {
    for (text, expected) in [
        (
            "[Mayor]: Why?\n\n[Roe]: Yes.\n\n> [Fox]: \"No.\"\n",
            &[
                "Paragraph: [Mayor]: Why?",
                "Paragraph: [Roe]: Yes.",
                "Quote: [Fox]: \"No.\"",
            ][..],
        ),
        (
            "See [it][1], [that] and [a note][x].\n\n[1]: https://x.example/a \"T\"\n[that]: notes.md\n",
            &["Paragraph: See it, that and [a note][x]."],
        ),
        (
            "It is old.[^1]\n\n[^1]: Nobody said so.\n",
            &["Paragraph: It is old.", "Paragraph: Nobody said so."],
        ),
        (
            "She <name withheld> left <b>soon</b>.\n\n<inaudible>\n",
            &[
                "Paragraph: She <name withheld> left soon.",
                "Paragraph: <inaudible>",
            ],
        ),
        (
            "| Town | Votes |\n|---|---|\n| Holm | 12 | counted *twice* | <late> |\n",
            &["Table: Town\tVotes\nHolm\t12\tcounted *twice*\t<late>"],
        ),
        (
            "``` The mayor said:\nNobody was hurt.\n```\n\n```js app.js\nx = 1\n```\n",
            &["Table: The mayor said:\nNobody was hurt.", "Table: x = 1"],
        ),
        (
            "Before.\n\n<!-- hidden -->\n\nAfter.\n",
            &["Paragraph: Before.", "Paragraph: After."],
        ),
        (
            "- [ ] Close the mill\n- [x] Open it\n",
            &["ListItem: [ ] Close the mill", "ListItem: [x] Open it"],
        ),
    ] {
        assert_eq!(
            texts(&article("a.md", &format!("# Mill\n\n{text}"))),
            expected,
            "{text}"
        );
    }
}
