//! The Big List of Naughty Strings through every field, renderer, reader and the index: nothing
//! fails, nothing is changed where a machine reads it back, nothing hostile reaches a terminal.

use morgue::annotations::Record;
use morgue::article::{Article, Block, BlockKind, EntityKind, GivenEntity, Span};
use morgue::hit::{Hit, Hits};
use morgue::output::article::{ARTICLE_FORMATS, render_record};
use morgue::output::{Options, RENDERERS, Style, find_renderer, parse_fields, render_hits};
use morgue::reader::{Input, Item, READERS, find_reader, read};
use serde_json::{Value, json};

use crate::env::TestEnv;

fn strings() -> Vec<String> {
    let text = include_str!("../naughty/blns.json");
    let strings: Vec<String> = serde_json::from_str(text).unwrap();
    assert!(strings.len() > 500);
    strings
}

/// A record that holds the string wherever a string can stand.
fn record(text: &str) -> Record {
    let block = |kind| Block {
        kind,
        text: text.to_owned(),
        credit: text.to_owned(),
        alternative: text.to_owned(),
        span: Span::default(),
    };
    let some = || Some(text.to_owned());
    let mut record = Record {
        article: Article {
            headline: text.to_owned(),
            deck: text.to_owned(),
            authors: vec![text.to_owned()],
            blocks: vec![
                block(BlockKind::Paragraph),
                block(BlockKind::Subhead),
                block(BlockKind::Caption),
                block(BlockKind::Table),
            ],
            source: some(),
            section: some(),
            language: some(),
            url: some(),
            given_id: some(),
            tags: vec![text.to_owned()],
            entities: vec![GivenEntity {
                kind: EntityKind::Person,
                name: text.to_owned(),
            }],
            notes: vec![text.to_owned()],
            ..Article::default()
        },
        ..Record::default()
    };
    record.provenance.id = "abc".to_owned();
    record.provenance.version = "abc".to_owned();
    record.provenance.path = text.to_owned();
    record.provenance.member = text.to_owned();
    record.annotations.language = "und".to_owned();
    record
}

fn hits(text: &str) -> Hits {
    Hits {
        total: 1,
        hits: vec![Hit {
            rank: 1,
            score: Some(1.0),
            copies: 0,
            record: record(text),
            spans: Vec::new(),
        }],
        ..Hits::default()
    }
}

fn render(name: &str, options: &Options, text: &str) -> String {
    let mut out = Vec::new();
    let renderer = find_renderer(name).unwrap();
    render_hits(renderer, &mut out, options, text, &hits(text)).unwrap();
    String::from_utf8(out).unwrap()
}

/// What a terminal would obey, or would be deceived by.
fn hostile(out: &str) -> Option<char> {
    out.replace("\r\n", "\n").chars().find(|c| {
        matches!(c, '\0'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
    })
}

#[test]
fn every_renderer_is_harmless() {
    let terminal = Options {
        style: Style {
            colour: false,
            width: 80,
            is_terminal: true,
            marks: None,
        },
        ..Options::default()
    };
    for text in strings() {
        for renderer in RENDERERS.iter().filter(|renderer| renderer.name() != "nul") {
            for options in [&Options::default(), &terminal] {
                let out = render(renderer.name(), options, &text);
                assert_eq!(hostile(&out), None, "{}: {text:?}", renderer.name());
            }
        }
        for format in ARTICLE_FORMATS {
            let mut out = Vec::new();
            (format.render)(&mut out, &hits(&text).hits[0], &terminal.style).unwrap();
            let out = String::from_utf8(out).unwrap();
            assert_eq!(hostile(&out), None, "{}: {text:?}", format.name);
        }
        let html = render("html", &Options::default(), &text);
        let plain = render("html", &Options::default(), "x");
        for tag in ["<script", "<img", "<svg", "<iframe", "<a "] {
            // An address of the web is a link, and no other text is.
            let is_link = tag == "<a " && text.starts_with("http");
            let same = is_link || html.matches(tag).count() <= plain.matches(tag).count();
            assert!(same, "{tag} in the page of {text:?}");
        }
    }
}

#[test]
fn what_machines_read_comes_back_unchanged() {
    let options = Options {
        fields: Some(parse_fields("headline,section,source").unwrap()),
        raw_cells: true,
        ..Options::default()
    };
    for text in strings() {
        let mut out = Vec::new();
        render_record(&mut out, &record(&text)).unwrap();
        let back: Record = serde_json::from_slice(&out).unwrap();
        assert_eq!(back.article, record(&text).article, "{text:?}");
        let line = render("jsonl", &Options::default(), &text);
        let back: Value = serde_json::from_str(line.lines().next().unwrap()).unwrap();
        // An empty headline is left out.
        assert_eq!(back["headline"].as_str().unwrap_or(""), text, "{text:?}");
        let sheet = render("csv", &options, &text);
        let mut reader = csv::Reader::from_reader(sheet.as_bytes());
        let row = reader.records().next().unwrap().unwrap();
        // Cells are one line and hold nothing that a terminal obeys; letters are all there.
        assert_eq!(letters(&row[0]), letters(&text), "{sheet:?}");
    }
}

/// What nobody may lose: letters and figures.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[test]
fn every_reader_keeps_the_letters() {
    for text in strings() {
        // Markup means something in these formats, and escapes do.
        if letters(&text).is_empty() || text.contains(['<', '&', '[', '{']) {
            continue;
        }
        let body = format!("Before. {text} After.");
        let escaped = body.replace('"', "\"\"");
        let files = [
            ("json", json!({"title": "T", "body": body}).to_string()),
            ("table", format!("title,body,url\nT,\"{escaped}\",\n")),
            (
                "feed",
                format!(
                    "<rss version='2.0'><channel><item><title>T</title><description>{}</description></item></channel></rss>",
                    body.replace('>', "&gt;")
                ),
            ),
            ("plain_text", format!("T\n\n{body}\n")),
        ];
        for (format, file) in files {
            let mut found = String::new();
            let reader = find_reader(format);
            assert!(reader.is_some(), "{format}");
            let (_, result) = read(&Input::new("a", file.as_bytes()), reader, &mut |item| {
                if let Item::Article(read) = item {
                    found += &letters(&serde_json::to_string(&texts(&read.article)).unwrap());
                }
            });
            assert!(result.is_ok(), "{format} {text:?}: {result:?}");
            let wanted = letters(&serde_json::to_string(&[&text]).unwrap());
            assert!(
                found.contains(&wanted),
                "{format}: {text:?} is not in {found:?}"
            );
        }
        for reader in READERS.iter().copied() {
            let input = Input::new("a", text.as_bytes());
            let _ = read(&input, Some(reader), &mut |_| ());
        }
    }
}

fn texts(article: &Article) -> Vec<&str> {
    let blocks = article.blocks.iter().map(|block| block.text.as_str());
    let head = [article.headline.as_str(), article.deck.as_str()];
    let authors = article.authors.iter().map(String::as_str);
    head.into_iter().chain(authors).chain(blocks).collect()
}

#[test]
fn the_index_gives_back_what_it_was_given() {
    let env = TestEnv::new();
    let strings = strings();
    let lines: String = strings
        .iter()
        .enumerate()
        .map(|(i, text)| {
            let body = format!("Number n{i}n is this: {text}");
            json!({"title": format!("Title {i}"), "body": body, "section": "x"}).to_string() + "\n"
        })
        .collect();
    env.write("naughty.jsonl", lines);
    env.run(&["index", "--entities", "none", "naughty.jsonl"])
        .code(0);
    let found = env.run(&["count", "*"]).code(0);
    assert_eq!(found.stdout.trim(), strings.len().to_string());
    let all = env
        .run(&["search", "*", "--limit", "1000", "--format", "jsonl"])
        .code(0);
    assert_eq!(hostile(&all.stdout), None);
    assert_eq!(all.stdout.lines().count(), strings.len());
    for (i, text) in strings.iter().enumerate().step_by(40) {
        // As a query they are anything or an error, but never a crash.
        let run = env.run(&["count", "--", text]);
        assert!((0..=2).contains(&run.code), "{text:?}: {}", run.code);
        let one = env
            .run(&["search", &format!("n{i}n"), "--format", "ids"])
            .code(0);
        assert_eq!(one.stdout.lines().count(), 1, "{text:?}");
    }
}
