//! What the plain-text reader makes of texts: for `scripts/eval-text` and `scripts/fit-lines`.
//!
//! Reads lines `path` from standard input and writes a JSON line for each.  The argument says what:
//! `article` (the reader's article and its resolved dates), `lines` (the label, the reason and the
//! names of the features of every line).

#![expect(
    clippy::disallowed_macros,
    reason = "a tool of the scripts has no messages to keep apart from archive text"
)]

use std::io::{BufRead, Write};
use std::time::Instant;

use morgue::analysis::{Circumstances, annotate};
use morgue::reader::plain_text::{PlainText, Surroundings, explain_lines};
use morgue::reader::{Input, Item, Reader};
use serde_json::{Value, json};

fn main() {
    let what = std::env::args().nth(1).unwrap_or_default();
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let path = line.expect("standard input is text");
        let Ok(bytes) = std::fs::read(&path) else {
            eprintln!("cannot read {path}");
            continue;
        };
        let started = Instant::now();
        // The name is the caller's own and says nothing of the text.
        let mut record = match what.as_str() {
            "article" => article(&bytes),
            "lines" => lines(&bytes),
            _ => {
                eprintln!("usage: read_text article|lines < paths");
                std::process::exit(2);
            }
        };
        record["seconds"] = json!(started.elapsed().as_secs_f64());
        record["file"] = json!(path);
        if writeln!(out, "{record}").is_err() {
            return;
        }
    }
}

fn article(bytes: &[u8]) -> Value {
    let mut records = Vec::new();
    let result = PlainText.read(&Input::new("text.txt", bytes), &mut |item| {
        if let Item::Article(read) = item {
            let annotations = annotate(&read.article, &Circumstances::default());
            records.push(json!({ "article": read.article, "annotations": annotations }));
        }
    });
    let count = records.len();
    let mut record = records.into_iter().next().unwrap_or_else(|| json!({}));
    record["articles"] = json!(count);
    if let Err(error) = result {
        record["error"] = json!(error.to_string());
    }
    record
}

fn lines(bytes: &[u8]) -> Value {
    let text = String::from_utf8_lossy(bytes);
    let lines: Vec<Value> = explain_lines(&text, &Surroundings::default())
        .into_iter()
        .map(|line| {
            let shown = text.get(line.span.range()).unwrap_or_default();
            json!({ "label": line.label, "reason": line.reason, "features": line.features, "text": shown })
        })
        .collect();
    json!({ "lines": lines })
}
