//! `morgue timeline`: every match is in a period or told apart, and gaps of the archive are marked.

use serde_json::{Value, json};

use crate::env::TestEnv;
use crate::json_schema::Schema;

/// Two papers over six months; one of them falls silent in April.
fn papers() -> TestEnv {
    let env = TestEnv::new();
    let mut articles = String::new();
    let mut add = |source: &str, date: &str, text: &str| {
        let article = json!({"title": text, "text": format!("{text} and more words."), "source": source, "date": date,
            "url": format!("https://paper.example/{}", articles.len())});
        articles.push_str(&format!("{article}\n"));
    };
    for month in 1..=6 {
        for day in 1..=20 {
            let date = format!("2025-{month:02}-{day:02}");
            add(
                "Herald",
                &date,
                if day <= month {
                    "Ferry ferry"
                } else {
                    "Harbour"
                },
            );
            if month != 4 {
                add("Post", &date, "Market");
            }
        }
    }
    add("Herald", "2025", "Ferry of the year");
    add("Herald", "2025-03", "Ferry of March");
    add("Post", "", "Ferry without a date");
    env.write("papers.jsonl", articles);
    env.run(&["index", "papers.jsonl", "--entities", "none"])
        .code(0);
    env
}

fn table(env: &TestEnv, args: &[&str]) -> Value {
    let mut all = vec!["timeline", "ferry", "--format", "json"];
    all.extend(args);
    let run = env.run(&all).code(0);
    let value: Value = serde_json::from_str(&run.stdout).expect("JSON");
    Schema::read("sheet").check(&value);
    value
}

fn column(table: &Value, key: &str) -> Vec<Value> {
    let rows = table["rows"].as_array().expect("rows").iter();
    rows.map(|row| row[key].clone()).collect()
}

#[test]
fn every_match_is_in_a_period_or_told_apart() {
    let env = papers();
    for by in ["day", "week", "month", "quarter", "year", "weekday"] {
        let value = table(&env, &["--by", by]);
        let one = &value["tables"][0];
        let sum: u64 = column(one, "count").iter().filter_map(Value::as_u64).sum();
        let apart = one["undated"].as_u64().unwrap_or(0) + one["imprecise"].as_u64().unwrap_or(0);
        assert_eq!(sum + apart, 24, "{by}: {one}");
        assert_eq!(one["undated"], 1);
        let vague = match by {
            "year" => 0,
            "month" | "quarter" => 1,
            _ => 2,
        };
        assert_eq!(one["imprecise"], vague, "{by}");
    }
}

#[test]
fn denominators_and_gaps_stand_beside_the_counts() {
    let env = papers();
    let value = table(&env, &["--by", "month", "--with", "market"]);
    let ferry = &value["tables"][0];
    let months = [
        "2025-01", "2025-02", "2025-03", "2025-04", "2025-05", "2025-06",
    ];
    assert_eq!(column(ferry, "period"), months);
    assert_eq!(column(ferry, "count"), [1, 2, 4, 4, 5, 6]);
    assert_eq!(column(ferry, "archive_articles"), [40, 40, 41, 20, 40, 40]);
    assert_eq!(column(ferry, "archive_sources"), [2, 2, 2, 1, 2, 2]);
    let gaps = [false, false, false, true, false, false];
    assert_eq!(column(ferry, "has_gap"), gaps);
    assert_eq!(column(ferry, "gap_sources")[3], "Post");
    assert_eq!(column(ferry, "rate")[0], 1.0 / 40.0);
    assert_eq!(
        column(&value["tables"][1], "count"),
        [20, 20, 20, 0, 20, 20]
    );
    // Mentions are places, not articles; the rate of a word is per million words.
    let mentions = table(&env, &["--by", "month", "--count", "mentions"]);
    let places = env.run(&[
        "kwic", "ferry", "--all", "--format", "jsonl", "--since", "2025-01", "--until", "2025-01",
    ]);
    let january = places
        .stdout
        .lines()
        .filter(|line| line.contains("\"2025-01"))
        .count();
    assert_eq!(column(&mentions["tables"][0], "count")[0], january);
    let sources = table(&env, &["--by", "year", "--count", "sources"]);
    assert_eq!(column(&sources["tables"][0], "count"), [1]);
}

#[test]
fn the_line_begins_with_the_matches_or_with_the_archive() {
    let env = papers();
    let matches = table(
        &env,
        &[
            "--since",
            "2025-05-01",
            "--until",
            "2025-05-31",
            "--by",
            "month",
        ],
    );
    assert_eq!(column(&matches["tables"][0], "period"), ["2025-05"]);
    let whole = table(
        &env,
        &["--since", "2025-05-01", "--until", "2025-05-31", "--whole"],
    );
    assert_eq!(column(&whole["tables"][0], "period").len(), 6);
    env.run(&["timeline", "zeppelin"]).code(1);
}

#[test]
fn rows_for_pipes_and_a_picture() {
    let env = papers();
    let run = env
        .run(&["timeline", "ferry", "--plot", "ferry.svg"])
        .code(0);
    let line = "2025-04\t4\t0.2\t";
    assert!(run.stdout.contains(line), "{}", run.stdout);
    assert!(
        run.stderr.contains("1 undated and 1 dated less exactly"),
        "{}",
        run.stderr
    );
    let svg = std::fs::read_to_string(env.path().join("ferry.svg")).expect("a picture");
    assert!(svg.starts_with("<svg") && svg.contains("2025-04") && svg.contains("url(#gap)"));
    let csv = env.run(&["timeline", "ferry", "--format", "csv"]).code(0);
    assert_eq!(csv.stdout.lines().count(), 7);
}

#[test]
fn the_share_of_outlets_is_of_the_outlets_that_there_are() {
    let env = TestEnv::new();
    for (i, (source, text)) in [
        ("Quill Post", "The ferry sank."),
        ("Quill Post", "The ferry sank again."),
        ("Dorrin Daily", "The tram stood."),
        ("Wexby Wire", "The ferry sank."),
        ("Radio Kelpan", "Nothing sank."),
    ]
    .into_iter()
    .enumerate()
    {
        let article = serde_json::json!({
            "title": format!("News {i}"), "text": text, "source": source, "date": "2026-01-13",
        });
        env.write(&format!("news/{i}.json"), article.to_string());
    }
    env.run(&["index", "news", "-q"]).code(0);
    let args = [
        "timeline", "ferry", "--count", "sources", "--format", "json",
    ];
    let run = env.run(&args).code(0);
    let value: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    let row = &value["tables"][0]["rows"][0];
    assert_eq!(
        (&row["count"], &row["rate"]),
        (&2.into(), &0.5.into()),
        "{row}"
    );
    assert_eq!(row["per_million_words"], serde_json::Value::Null, "{row}");
}
