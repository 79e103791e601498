//! What the plain-text reader makes of texts: for `scripts/eval-text` and `scripts/fit-lines`.
//!
//! Reads lines `path` from standard input and writes a JSON line for each.  The argument says what:
//! `article` (the reader's article and its resolved dates), `lines` (the label, the reason and the
//! names of the features of every line).  `speed` reads all of them several times and writes how
//! many the reader took in a second of processor time, whatever else the machine was doing.
//! `together` after it: the files are an archive, whose frequent lines are learned first.
//! `--weights FILE`: weights of the labeller, if not the program's own.

#![expect(
    clippy::disallowed_macros,
    reason = "a tool of the scripts has no messages to keep apart from archive text"
)]

use std::io::{BufRead, Write};
use std::sync::Arc;
use std::time::Instant;

use chrono::{NaiveDate, NaiveTime};
use morgue::analysis::{Circumstances, annotate};
use morgue::date::civil::CivilMinute;
use morgue::reader::plain_text::{
    FileLines, FrequentLines, PlainText, Surroundings, explain_lines, label_by,
};
use morgue::reader::{Input, Item, ReadOptions, Reader};
use serde_json::{Value, json};

fn main() {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    if let Some(at) = args.iter().position(|arg| arg == "--weights") {
        let path = args.get(at + 1).cloned().unwrap_or_default();
        args.truncate(at);
        let errors = match std::fs::read_to_string(&path) {
            Ok(weights) => label_by(&weights),
            Err(error) => vec![error.to_string()],
        };
        if !errors.is_empty() {
            eprintln!("{path}: {}", errors.join("; "));
            std::process::exit(2);
        }
    }
    let what = args.first().cloned().unwrap_or_default();
    if what == "speed" {
        speed();
        return;
    }
    let paths: Vec<String> = std::io::stdin()
        .lock()
        .lines()
        .map(|line| line.expect("standard input is text"))
        .collect();
    let is_archive = args.get(1).is_some_and(|arg| arg == "together");
    let options = ReadOptions {
        frequent: is_archive.then(|| Arc::new(learn(&paths))),
        ..ReadOptions::default()
    };
    let mut out = std::io::stdout().lock();
    for path in paths {
        let Ok(bytes) = std::fs::read(&path) else {
            eprintln!("cannot read {path}");
            continue;
        };
        let started = Instant::now();
        // The name is the caller's own and says nothing of the text.
        let mut record = match what.as_str() {
            "article" => article(&bytes, &options),
            "lines" => lines(&bytes, &options),
            _ => {
                eprintln!(
                    "usage: read_text article|lines|speed [together] [--weights FILE] < paths"
                );
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

/// The program knows the day; all pages were saved before this one.
const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 12, 31).expect("a day");

fn learn(paths: &[String]) -> FrequentLines {
    let read = |path: &String| std::fs::read(path).ok();
    let files = paths.iter().filter_map(|path| {
        let text = String::from_utf8_lossy(&read(path)?).into_owned();
        Some((path.clone(), FileLines::of(&text)))
    });
    FrequentLines::learn(files.collect(), 1)
}

/// Rounds over all files.
const ROUNDS: usize = 5;

fn speed() {
    let texts: Vec<Vec<u8>> = std::io::stdin()
        .lock()
        .lines()
        .map_while(Result::ok)
        .filter_map(|path| std::fs::read(path).ok())
        .collect();
    let read_all = || {
        let mut articles = 0;
        for bytes in &texts {
            let result = PlainText.read(&Input::new("text.txt", bytes), &mut |_| articles += 1);
            result.unwrap_or_default();
        }
        articles
    };
    // The first round loads lexicons and weights.
    read_all();
    let Some(start) = processor_seconds() else {
        eprintln!("this system does not say how much processor time was used");
        std::process::exit(2);
    };
    let articles: usize = (0..ROUNDS).map(|_| read_all()).sum();
    let seconds = processor_seconds().unwrap_or(start) - start;
    let bytes = ROUNDS * texts.iter().map(Vec::len).sum::<usize>();
    let record = json!({
        "articles": articles, "bytes": bytes, "processor_seconds": seconds,
        "articles_per_second": articles as f64 / seconds,
    });
    println!("{record}");
}

/// Time that this thread was running, as the kernel counts it.
fn processor_seconds() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds: f64 = text.split(' ').next()?.parse().ok()?;
    Some(nanoseconds / 1e9)
}

fn article(bytes: &[u8], options: &ReadOptions) -> Value {
    let mut records = Vec::new();
    let input = Input {
        options,
        ..Input::new("text.txt", bytes)
    };
    let known = Circumstances {
        now: CivilMinute::at(TODAY, NaiveTime::MIN)
            .ok()
            .map(CivilMinute::get),
        ..Circumstances::default()
    };
    let result = PlainText.read(&input, &mut |item| {
        if let Item::Article(read) = item {
            let annotations = annotate(&read.article, &known);
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

fn lines(bytes: &[u8], options: &ReadOptions) -> Value {
    let text = String::from_utf8_lossy(bytes);
    let around = Surroundings {
        frequent: options.frequent.as_deref(),
        ..Surroundings::default()
    };
    let lines: Vec<Value> = explain_lines(&text, &around)
        .into_iter()
        .map(|line| {
            let shown = text.get(line.span.range()).unwrap_or_default();
            json!({ "label": line.label, "reason": line.reason, "features": line.features, "text": shown })
        })
        .collect();
    json!({ "lines": lines })
}
