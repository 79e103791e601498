//! `morgue sample`: the same seed draws the same articles, however they were indexed.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use crate::env::TestEnv;

/// A hundred days of two papers, in one file or in many.
fn papers(files: usize) -> TestEnv {
    let env = TestEnv::new();
    let mut texts = vec![String::new(); files];
    for day in 0..100 {
        let date =
            chrono::NaiveDate::from_ymd_opt(2025, 1, 1).expect("a day") + chrono::Days::new(day);
        for (source, copies) in [("Herald", 3), ("Post", 1)] {
            for n in 0..copies {
                let article = json!({"title": format!("{source} {day} {n}"), "date": date.to_string(),
                    "text": format!("Report {n} of {source} on day {day}."), "source": source,
                    "url": format!("https://{source}.example/{day}/{n}")});
                texts[(day as usize + n) % files].push_str(&format!("{article}\n"));
            }
        }
    }
    for (i, text) in texts.iter().enumerate() {
        env.write(&format!("in/{i}.jsonl"), text);
    }
    env.run(&["index", "in", "--entities", "none"]).code(0);
    env
}

fn drawn(env: &TestEnv, args: &[&str]) -> Vec<serde_json::Value> {
    let mut all = vec!["sample", "report", "--format", "jsonl"];
    all.extend(args);
    let run = env.run(&all).code(0);
    run.stdout
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect()
}

fn ids(rows: &[serde_json::Value]) -> Vec<String> {
    let ids = rows
        .iter()
        .map(|row| row["id"].as_str().unwrap_or("").to_owned());
    ids.collect()
}

#[test]
fn the_same_seed_draws_the_same_articles_from_any_archive() {
    let (one, many) = (papers(1), papers(7));
    for args in [
        vec!["--size", "20"],
        vec!["--size", "20", "--by", "month,source"],
        vec!["--each", "3", "--by", "source"],
        vec!["--constructed-weeks", "2"],
    ] {
        let rows = drawn(&one, &args);
        assert_eq!(ids(&rows), ids(&drawn(&many, &args)), "{args:?}");
        let mut other = args.clone();
        other.extend(["--seed", "2"]);
        assert_ne!(ids(&rows), ids(&drawn(&one, &other)), "{args:?}");
    }
    // The first half of a sample is a sample.
    let (ten, twenty) = (
        drawn(&one, &["--size", "10"]),
        drawn(&one, &["--size", "20"]),
    );
    assert_eq!(ids(&ten), ids(&twenty)[..10]);
}

#[test]
fn strata_are_drawn_in_proportion_or_equally() {
    let env = papers(1);
    let count = |args: &[&str]| {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for row in drawn(&env, args) {
            let stratum = row["stratum"].as_str().expect("a stratum").to_owned();
            *counts.entry(stratum).or_insert(0) += 1;
        }
        counts
    };
    let counts = count(&["--size", "40", "--by", "source"]);
    assert_eq!(
        counts,
        [("Herald".to_owned(), 30), ("Post".to_owned(), 10)].into()
    );
    let counts = count(&["--each", "5", "--by", "source,month"]);
    assert_eq!(counts.len(), 8, "{counts:?}");
    assert!(counts.values().all(|n| *n == 5) && counts.contains_key("Herald / 2025-02"));
    let rows = drawn(&env, &["--size", "40", "--by", "source"]);
    assert_eq!(rows[0]["weight"], 10.0);
    env.run(&["sample", "report", "--by", "person"]).code(2);
    env.run(&["sample", "zeppelin"]).code(1);
}

#[test]
fn constructed_weeks_have_every_weekday_alike() {
    let env = papers(1);
    let rows = drawn(&env, &["--constructed-weeks", "2"]);
    assert_eq!(rows.len(), 14 * 4);
    let days: BTreeSet<&str> = rows.iter().filter_map(|row| row["date"].as_str()).collect();
    assert_eq!(days.len(), 14);
    let mut weekdays: BTreeMap<String, usize> = BTreeMap::new();
    for day in days {
        let day: chrono::NaiveDate = day.parse().expect("a day");
        *weekdays.entry(day.format("%a").to_string()).or_insert(0) += 1;
    }
    assert_eq!(weekdays.len(), 7);
    assert!(weekdays.values().all(|n| *n == 2), "{weekdays:?}");
}

#[test]
fn a_coding_sheet_has_columns_to_fill_in() {
    let env = papers(1);
    let run = env
        .run(&["sample", "report", "--size", "3", "--format", "csv"])
        .code(0);
    let heading = run.stdout.lines().next().unwrap_or_default();
    assert!(heading.ends_with(",weight,relevant,remark"), "{heading}");
    assert_eq!(run.stdout.lines().count(), 4);
    assert!(run.stderr.contains("3 of 400 articles"), "{}", run.stderr);
}
