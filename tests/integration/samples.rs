//! Every sample in `corpus/` is read as `tests/expected/` says: the contract of each reader with
//! the people who wrote the samples.  What no reader says (language, resolved dates) is checked
//! after analysis.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use morgue::analysis::{Circumstances, annotate};
use morgue::article::{Article, BlockKind, Published, Status};
use morgue::reader::container::{Given, How, Limits, read_source};
use morgue::reader::{Input, Item, ReadOptions, Skip, read};
use serde_json::{Map, Value, json};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// 2026-11-22, the day after which no sample was made, in minutes.
const NOW: i64 = 29_921_760;

/// Samples whose reader gets something wrong that is known; a fix takes its line away.
const NOT_YET: &[&str] = &[];

#[test]
fn samples_of_every_format_are_read_as_expected() {
    let mut wrong = Vec::new();
    for folder in sorted(&Path::new(ROOT).join("corpus/formats")) {
        for sample in sorted(&folder) {
            let name = sample.strip_prefix(ROOT).unwrap().to_str().unwrap();
            let format = folder.file_name().unwrap().to_str().unwrap();
            let file = sample.file_name().unwrap().to_str().unwrap();
            let expected = format!("{ROOT}/tests/expected/formats/{format}/{file}.json");
            let expected: Value =
                serde_json::from_str(&std::fs::read_to_string(&expected).unwrap()).unwrap();
            let expected = match expected {
                Value::Array(list) => list,
                single => vec![single],
            };
            compare_all(name, &sample, &expected, &mut wrong);
        }
    }
    settle(wrong, "corpus/formats/");
}

#[test]
fn articles_of_the_small_corpus_keep_headline_day_and_words() {
    let mut wrong = Vec::new();
    let lines = std::fs::read_to_string(format!("{ROOT}/tests/expected/mini/articles.jsonl"));
    let mut by_file: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for line in lines.unwrap().lines() {
        let expected: Value = serde_json::from_str(line).unwrap();
        // "a.jsonl#2" is the second article of its file, and they stand in order.
        let file = expected["file"].as_str().unwrap();
        let file = file.split('#').next().unwrap().to_owned();
        by_file.entry(file).or_default().push(expected);
    }
    for (file, expected) in by_file {
        let path = Path::new(ROOT).join("corpus/mini").join(&file);
        let bytes = std::fs::read(&path).unwrap();
        let mut articles = Vec::new();
        let _ = read(&Input::new(&file, &bytes), None, &mut |item| {
            if let Item::Article(read) = item {
                articles.push(read.article);
            }
        });
        if articles.len() != expected.len() {
            wrong.push(format!("{file} gave {} articles", articles.len()));
        }
        for (article, expected) in articles.iter().zip(&expected) {
            let found = summary(&file, article);
            let day = |value: Option<&Value>| {
                value
                    .and_then(Value::as_str)
                    .unwrap_or("")
                    .chars()
                    .take(10)
                    .collect::<String>()
            };
            if found.get("headline") != expected.get("headline") {
                wrong.push(format!("{file} headline {:?}", found.get("headline")));
            }
            let (ours, theirs) = (day(found.get("published")), day(expected.get("published")));
            if ours != theirs {
                wrong.push(format!("{file} published {ours} not {theirs}"));
            }
            let all: String = article
                .blocks
                .iter()
                .flat_map(|block| [&block.text, " "])
                .collect();
            let words: std::collections::HashSet<&str> = all.split_whitespace().collect();
            for paragraph in expected["body"].as_array().into_iter().flatten() {
                let missing = paragraph.as_str().unwrap().split_whitespace();
                let missing = missing.filter(|word| !words.contains(word)).count();
                // Lines may have been joined where a word was broken.
                if missing > 3 {
                    wrong.push(format!("{file} lost {missing} words of {paragraph}"));
                }
            }
        }
    }
    settle(wrong, "corpus/mini/");
}

/// Fails for what is wrong and not listed, and for what is listed and right by now.
fn settle(mut wrong: Vec<String>, within: &str) {
    let is_here = |known: &&&str| Path::new(ROOT).join(within).join(known).is_file();
    let known: Vec<&&str> = NOT_YET.iter().filter(is_here).collect();
    let right_by_now: Vec<String> = known
        .iter()
        .filter(|known| !wrong.iter().any(|line| line.contains(**known)))
        .map(|known| format!("{known}: right by now, take it off the list"))
        .collect();
    wrong.retain(|line| !known.iter().any(|known| line.contains(**known)));
    wrong.extend(right_by_now);
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn what_is_listed_as_wrong_exists() {
    let folders = ["corpus/formats", "corpus/mini"];
    for known in NOT_YET {
        let exists = |folder: &&str| Path::new(ROOT).join(folder).join(known).is_file();
        assert!(folders.iter().any(exists), "{known}");
    }
}

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    paths
}

fn compare_all(name: &str, file: &Path, expected: &[Value], wrong: &mut Vec<String>) {
    let bytes = std::fs::read(file).unwrap();
    // An article with the path that its hints come from, or why there is none.
    let mut items: Vec<Result<(String, Article), Skip>> = Vec::new();
    let how = How {
        reader: None,
        options: ReadOptions::NONE,
    };
    let size = bytes.len() as u64;
    let mut source = bytes.as_slice();
    let mut take = |given: Given<'_>| {
        match given {
            Given::Article { read, whence, .. } => {
                items.push(Ok((whence.hint.to_owned(), read.article)));
            }
            Given::Skipped(skip) => items.push(Err(skip)),
            Given::PassedOver { .. } => {}
        }
        std::ops::ControlFlow::Continue(())
    };
    let opened = read_source(&mut source, name, size, Limits::default(), how, &mut take);
    let format = opened.format;
    if let Err(error) = opened.result {
        wrong.push(format!("{name} ({format}): {error}"));
    }
    if items.len() != expected.len() {
        wrong.push(format!("{name} ({format}): {} items", items.len()));
    }
    for (item, expected) in items.iter().zip(expected) {
        // What gives no article stands in the list too: `{"skipped": "not_an_article"}`.
        let (hint, article) = match (item, expected.get("skipped")) {
            (Ok(found), None) => found,
            (Err(skip), Some(reason)) if reason == skip.reason.code() => continue,
            (Ok(_), Some(_)) => {
                wrong.push(format!("{name}: an article, expected {expected}"));
                continue;
            }
            (Err(skip), _) => {
                wrong.push(format!("{name}: {skip:?}, expected {expected}"));
                continue;
            }
        };
        let ours = summary(hint, article);
        for (key, expected) in expected.as_object().unwrap() {
            let found = ours.get(key).unwrap_or(&Value::Null);
            if key != "file" && !agrees(key, found, expected) {
                wrong.push(format!(
                    "{name} ({format}) {key}:\n  found    {found}\n  expected {expected}"
                ));
            }
        }
        // Teasers are listed only where a sample is about them.
        let unexpected = |key: &&String| expected.get(*key).is_none() && *key != "related";
        for key in ours.keys().filter(unexpected) {
            wrong.push(format!(
                "{name} ({format}) {key}:\n  found    {}\n  expected nothing",
                ours[key]
            ));
        }
    }
}

/// Equal, but for the order of entities and for teasers that nobody listed.
fn agrees(key: &str, found: &Value, expected: &Value) -> bool {
    let (Some(found_list), Some(list)) = (found.as_array(), expected.as_array()) else {
        return found == expected;
    };
    match key {
        "related" => list.iter().all(|wanted| found_list.contains(wanted)),
        "entities" => {
            found_list.len() == list.len() && list.iter().all(|wanted| found_list.contains(wanted))
        }
        _ => found == expected,
    }
}

/// The article under the keys of `tests/expected/README.md`, empty ones left out.
fn summary(path: &str, article: &Article) -> Map<String, Value> {
    let annotations = annotate(
        article,
        &Circumstances {
            path,
            modified: None,
            now: Some(NOW),
            recogniser: None,
        },
    );
    let texts = |wanted: &[BlockKind]| -> Vec<&str> {
        let blocks = article
            .blocks
            .iter()
            .filter(|block| wanted.contains(&block.kind));
        blocks.map(|block| block.text.as_str()).collect()
    };
    let captions: Vec<Value> = article
        .blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Caption)
        .map(|block| match block.credit.as_str() {
            "" => json!({ "text": block.text }),
            credit => json!({ "text": block.text, "credit": credit }),
        })
        .collect();
    let body = [
        BlockKind::Paragraph,
        BlockKind::Quote,
        BlockKind::ListItem,
        BlockKind::Table,
    ];
    let all = json!({
        "headline": article.headline,
        "deck": article.deck,
        "authors": article.authors,
        "dateline": article.dateline.as_ref().map_or("", |dateline| dateline.raw.as_str()),
        "published": annotations.published.as_ref().map(written).unwrap_or_default(),
        "updated": annotations.updated.as_ref().map(written).unwrap_or_default(),
        "source": article.source.as_deref().unwrap_or(""),
        "section": article.section.as_deref().unwrap_or(""),
        "language": annotations.language,
        "url": article.url.as_deref().unwrap_or(""),
        "tags": article.tags,
        "body": texts(&body),
        "subheads": texts(&[BlockKind::Subhead]),
        "captions": captions,
        "related": texts(&[BlockKind::Related]),
        "corrections": texts(&[BlockKind::Correction]),
        "entities": serde_json::to_value(&article.entities).unwrap(),
        "status": match article.status {
            Status::Usable => "",
            other => other.name(),
        },
    });
    let Value::Object(mut all) = all else {
        unreachable!()
    };
    all.retain(|_, value| match value {
        Value::String(text) => !text.is_empty(),
        Value::Array(list) => !list.is_empty(),
        _ => true,
    });
    all
}

fn written(date: &Published) -> String {
    date.value.replace("+00:00", "Z")
}
