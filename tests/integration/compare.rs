//! `morgue compare`: keyness whose figures can be worked out by hand.

use serde_json::{Value, json};

use crate::env::TestEnv;
use crate::json_schema::Schema;

/// Ten articles of four words each on either side: Herald writes of ferries, Post of markets.
fn papers() -> TestEnv {
    let env = TestEnv::new();
    let mut articles = String::new();
    for n in 0..10 {
        for (source, text, person) in [
            ("Herald", "ferry sinks at night", "Ana Ferrer"),
            ("Post", "market opens at night", "Tom Okafor"),
        ] {
            // The Post has the ferry twice.
            let text = if source == "Post" && n < 2 {
                "ferry opens at night"
            } else {
                text
            };
            let article = json!({"text": text, "source": source, "date": "2026-01-05",
                "persons": [person], "url": format!("https://{source}.example/{n}")});
            articles.push_str(&format!("{article}\n"));
        }
    }
    env.write("papers.jsonl", articles);
    env.run(&["index", "papers.jsonl", "--entities", "none"])
        .code(0);
    env
}

fn compare(env: &TestEnv, args: &[&str]) -> Value {
    let mut all = vec!["compare", "source:Herald", "--format", "json"];
    all.extend(args);
    let run = env.run(&all).code(0);
    let value: Value = serde_json::from_str(&run.stdout).expect("JSON");
    Schema::read("sheet").check(&value);
    value
}

fn close(value: &Value, by_hand: f64) -> bool {
    value
        .as_f64()
        .is_some_and(|value| (value - by_hand).abs() < 5e-4)
}

#[test]
fn words_are_weighed_as_by_hand() {
    let env = papers();
    let value = compare(&env, &["--against", "source:Post"]);
    assert_eq!(value["articles"], 10);
    assert_eq!(
        (&value["total"], &value["against_total"]),
        (&json!(40), &json!(40))
    );
    let more = value["tables"][0]["rows"].as_array().expect("rows");
    let words: Vec<&Value> = more.iter().map(|row| &row["value"]).collect();
    assert_eq!(words, ["sinks", "ferry"]);
    // 10 of 40 against 0 of 40: 2 * 10 ln 2.
    assert!(close(&more[0]["log_likelihood"], 13.8629), "{}", more[0]);
    // 10 against 2, E = 6: 2 (10 ln 1.66667 + 2 ln 0.33333) = 2 (5.10826 - 2.19722) = 5.82206.
    assert!(close(&more[1]["log_likelihood"], 5.8221), "{}", more[1]);
    assert!(close(&more[1]["log_ratio"], 5f64.log2()), "{}", more[1]);
    assert_eq!(more[1]["against_articles"], 2);
    let less = value["tables"][1]["rows"].as_array().expect("rows");
    let words: Vec<&Value> = less.iter().map(|row| &row["value"]).collect();
    assert_eq!(words, ["opens", "market"]);
    // The rest of the archive is the Post, and a second query does not see the first one's articles.
    assert_eq!(compare(&env, &[])["tables"], value["tables"]);
    let overlapping = compare(&env, &["--against", "night"]);
    assert_eq!(overlapping["tables"], value["tables"]);
    assert_eq!(overlapping["overlap"], 10);
}

#[test]
fn phrases_and_entities_are_weighed_too() {
    let env = papers();
    // Every word stands in more than a quarter of these articles: function words, so no phrases.
    let run = env.run(&[
        "compare",
        "source:Herald",
        "--by",
        "phrases",
        "--format",
        "json",
    ]);
    let value: Value = serde_json::from_str(&run.code(1).stdout).expect("JSON");
    assert_eq!(
        value["total"],
        10 * 5,
        "three pairs and two threes in four words"
    );
    let value = compare(&env, &["--by", "entities"]);
    let row = &value["tables"][0]["rows"][0];
    assert_eq!(
        (&row["value"], &row["kind"]),
        (&json!("Ana Ferrer"), &json!("person"))
    );
    assert_eq!(
        (&row["count"], &row["against_count"]),
        (&json!(10), &json!(0))
    );
    env.run(&["compare", "zeppelin"]).code(1);
}

#[test]
fn phrases_are_found_where_words_are_rarer() {
    let env = TestEnv::new();
    let mut articles = String::new();
    for n in 0..40 {
        let text = match n {
            0..6 => format!("The harbour master spoke. The number {n} was quiet."),
            6..8 => format!("A harbour and a master. The number {n} was quiet."),
            _ => format!("Nothing happened. The number {n} was quiet."),
        };
        let url = format!("https://paper.example/{n}");
        articles.push_str(&format!(
            "{}\n",
            json!({"text": text, "url": url, "date": "2026-01-05"})
        ));
    }
    env.write("papers.jsonl", articles);
    env.run(&["index", "papers.jsonl", "--entities", "none"])
        .code(0);
    let run = env
        .run(&["compare", "master", "--by", "phrases", "--format", "jsonl"])
        .code(0);
    let rows: Vec<Value> = run
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let found: Vec<(&str, u64)> = rows
        .iter()
        .map(|row| {
            (
                row["value"].as_str().unwrap_or(""),
                row["count"].as_u64().unwrap_or(0),
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            ("harbour master", 6),
            ("harbour master spoke", 6),
            ("master spoke", 6)
        ]
    );
}

#[test]
fn no_words_are_more_frequent_than_in_no_article() {
    let env = TestEnv::new();
    for i in 0..6 {
        let article =
            format!(r#"{{"title": "Ferry {i}", "text": "The ferry sank. The ferry was old."}}"#);
        env.write(&format!("news/{i}.json"), article);
    }
    env.run(&["index", "news", "-q"]).code(0);
    for args in [
        &["compare", "submarine"][..],
        &["compare", "*"],
        &["compare", "ferry", "--against", "submarine"],
    ] {
        let run = env.run(args).code(1);
        assert_eq!(run.stdout, "", "{args:?}");
        assert!(
            run.stderr.contains("note: there are no articles for"),
            "{}",
            run.stderr
        );
    }
}
