//! Every document of Reuters-21578 against its gold, when `MORGUE_DATA` says where the data is.

use std::collections::BTreeMap;
use std::path::Path;

use morgue::article::{Article, EntityKind};
use morgue::reader::{Input, Item, read};

#[test]
fn every_document_equals_the_gold() {
    let Ok(data) = std::env::var("MORGUE_DATA") else {
        eprintln!("skipped: set MORGUE_DATA to the directory that holds reuters21578/");
        return;
    };
    let folder = Path::new(&data).join("reuters21578");
    let mut read_articles: BTreeMap<String, Article> = BTreeMap::new();
    let mut bytes_read = 0;
    let mut files: Vec<_> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "sgm"))
        .collect();
    files.sort();
    let mut notes = 0;
    let mut seconds = 0.0;
    for file in &files {
        let bytes = std::fs::read(file).unwrap();
        bytes_read += bytes.len();
        let started = std::time::Instant::now();
        let (reader, result) = read(&Input::new("x.sgm", &bytes), None, &mut |item| match item {
            Item::Article(read) => {
                notes += usize::from(!read.article.notes.is_empty());
                read_articles.insert(read.member.clone(), read.article);
            }
            Item::Skipped(skip) => panic!("{skip:?}"),
        });
        seconds += started.elapsed().as_secs_f64();
        result.unwrap();
        assert_eq!(reader.name(), "reuters_sgml");
    }
    eprintln!(
        "{} articles, {:.0} MB/s, {notes} with notes",
        read_articles.len(),
        bytes_read as f64 / 1e6 / seconds
    );
    let gold = std::fs::read_to_string(folder.join("gold.jsonl")).unwrap();
    let mut compared = 0;
    for line in gold.lines() {
        let gold: serde_json::Value = serde_json::from_str(line).unwrap();
        let article = &read_articles[&gold["newid"].to_string()];
        compare(&gold, article);
        compared += 1;
    }
    assert_eq!(compared, read_articles.len());
}

fn compare(gold: &serde_json::Value, article: &Article) {
    let list = |name: &str| -> Vec<&str> {
        // A few lists name a country twice; an article has it once.
        let mut names: Vec<&str> = Vec::new();
        for value in gold[name].as_array().unwrap() {
            let name = value.as_str().unwrap();
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    };
    let entities = |kind: EntityKind| -> Vec<&str> {
        article
            .entities
            .iter()
            .filter(|entity| entity.kind == kind)
            .map(|entity| entity.name.as_str())
            .collect()
    };
    let id = &gold["newid"];
    let (exchanges, topics): (Vec<&str>, Vec<&str>) = article
        .tags
        .iter()
        .map(String::as_str)
        .partition(|tag| tag.starts_with("exchange:"));
    let exchanges: Vec<&str> = exchanges.iter().map(|tag| &tag[9..]).collect();
    assert_eq!(topics, list("topics"), "{id}");
    assert_eq!(exchanges, list("exchanges"), "{id}");
    assert_eq!(entities(EntityKind::Place), list("places"), "{id}");
    assert_eq!(entities(EntityKind::Person), list("people"), "{id}");
    assert_eq!(entities(EntityKind::Organisation), list("orgs"), "{id}");
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some(title) = gold["title"].as_str() {
        assert_eq!(article.headline, words(title), "{id}");
    }
    let is_blank = article.notes.iter().any(|note| note == "no text");
    assert!(
        is_blank || !article.headline.is_empty(),
        "{id} has no headline"
    );
    let raw = gold["date_raw"].as_str().unwrap();
    assert!(
        raw.contains(&article.dates[0].raw) && !article.dates[0].raw.is_empty(),
        "{id} {raw}"
    );
    if let Some(dateline) = gold["dateline"].as_str() {
        let ours = article.dateline.as_ref().map_or("", |d| d.raw.as_str());
        assert!(dateline.starts_with(ours), "{id} {dateline} {ours}");
    }
    if let Some(author) = gold["author"].as_str() {
        assert!(!article.authors.is_empty(), "{id}");
        for name in &article.authors {
            assert!(author.contains(name.as_str()), "{id} {author} {name}");
        }
    }
    if gold["text_type"] != "BRIEF" {
        let body: usize = article.blocks.iter().filter(|b| b.kind.is_body()).count();
        assert!(
            body > 0 || gold["body_chars"].as_u64() < Some(20),
            "{id} has no body"
        );
    }
}
