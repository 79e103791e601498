//! What the HTML reader makes of pages, and what the bare extractor does: for `scripts/eval-html`
//! and `scripts/train-html`.
//!
//! Reads lines `path` or `path TAB address` from standard input and writes a JSON line for each.
//! The argument says what: `article` (the reader's article and its resolved dates), `bare` (the
//! text of the extractor alone), `features` (every block with the names of its features).

#![expect(
    clippy::disallowed_macros,
    reason = "a tool of the scripts has no messages to keep apart from archive text"
)]

use std::io::{BufRead, Write};
use std::time::Instant;

use morgue::analysis::{Circumstances, annotate};
use morgue::reader::decode::decode_markup;
use morgue::reader::html::{Html, explain};
use morgue::reader::{Input, Item, Reader};
use serde_json::{Value, json};

fn main() {
    let what = std::env::args().nth(1).unwrap_or_default();
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let line = line.expect("standard input is text");
        let (path, address) = line.split_once('\t').unwrap_or((&line, ""));
        let Ok(bytes) = std::fs::read(path) else {
            eprintln!("cannot read {path}");
            continue;
        };
        let address = Some(address).filter(|address| !address.is_empty());
        let started = Instant::now();
        let mut record = match what.as_str() {
            "article" => article(&bytes, address),
            "bare" => bare(&bytes),
            "features" => features(&bytes),
            _ => {
                eprintln!("usage: read_html article|bare|features < paths");
                std::process::exit(2);
            }
        };
        record["file"] = json!(path);
        record["seconds"] = json!(started.elapsed().as_secs_f64());
        if writeln!(out, "{record}").is_err() {
            return;
        }
    }
}

fn article(bytes: &[u8], url: Option<&str>) -> Value {
    let input = Input {
        url,
        ..Input::new("page.html", bytes)
    };
    let mut record = json!({});
    let result = Html.read(&input, &mut |item| {
        if let Item::Article(read) = item {
            let annotations = annotate(&read.article, &Circumstances::default());
            record = json!({ "article": read.article, "annotations": annotations });
        }
    });
    if let Err(error) = result {
        record = json!({ "error": error.to_string() });
    }
    record
}

fn bare(bytes: &[u8]) -> Value {
    let decoded = decode_markup(bytes, None);
    let options = trafilatura::Options::default()
        .with_fallback(true)
        .with_exclude_comments(true);
    let result = trafilatura::extract(&decoded.text, &options);
    json!({ "text": result.map(|result| result.content_text).unwrap_or_default() })
}

fn features(bytes: &[u8]) -> Value {
    let decoded = decode_markup(bytes, None);
    let page = explain(&decoded.text);
    let blocks: Vec<Value> = page
        .blocks
        .into_iter()
        .map(|block| json!({ "text": block.text, "parent": block.parent, "features": block.features, "weight": block.weight }))
        .collect();
    json!({ "blocks": blocks, "opinions": page.opinions, "newsroom": page.is_newsroom })
}
