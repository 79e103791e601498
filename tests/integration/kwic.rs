//! `morgue kwic`: as many lines as there are mentions, in every order and format.

use serde_json::Value;

use crate::json_schema::Schema;
use crate::search::mini;

#[test]
fn lines_are_aligned_sorted_and_complete() {
    let env = mini();
    let lines = |args: &[&str]| -> Vec<Value> {
        let mut all = vec!["kwic", "release*", "--format", "jsonl"];
        all.extend(args);
        let run = env.run(&all).code(0);
        let lines = run.stdout.lines();
        lines
            .map(|line| serde_json::from_str(line).expect("JSON"))
            .collect()
    };
    let text = |line: &Value, key: &str| line[key].as_str().unwrap_or_default().to_lowercase();
    let all = lines(&["--all"]);
    assert!(all.len() > 20, "only {} lines", all.len());
    let schema = Schema::read("kwic");
    for line in &all {
        schema.check(line);
        assert!(text(line, "matched").starts_with("release"), "{line}");
        assert!(line["paragraph"].as_u64() > Some(0), "{line}");
    }
    let dates: Vec<&str> = all
        .iter()
        .filter_map(|line| line["date"].as_str())
        .collect();
    assert!(dates.is_sorted(), "{dates:?}");
    for (order, key) in [("right", "matched"), ("source", "source")] {
        let sorted = lines(&["--all", "--sort", order]);
        assert_eq!(sorted.len(), all.len());
        let keys: Vec<String> = sorted.iter().map(|line| text(line, key)).collect();
        assert!(keys.is_sorted(), "{order}: {keys:?}");
        // The first lines of an order are the lines of a shorter list.
        assert_eq!(lines(&["--limit", "7", "--sort", order]), sorted[..7]);
    }
    let left = lines(&["--all", "--sort", "left"]);
    let nearest: Vec<String> = left
        .iter()
        .map(|line| morgue::text::fold(text(line, "left").split(' ').next_back().unwrap_or("")))
        .collect();
    assert!(nearest.is_sorted(), "{nearest:?}");
    // Sentences hold the words around the match.
    let sentences = lines(&["--all", "--context", "sentence"]);
    assert_eq!(sentences.len(), all.len());
    let words = lines(&["--all", "--context", "2"]);
    for line in &words {
        let count = |key: &str| text(line, key).split_whitespace().count();
        assert!(count("left") <= 3 && count("right") <= 3, "{line}");
    }
}

#[test]
fn the_total_is_known_without_reading_everything() {
    let env = mini();
    for query in [
        "release*",
        "prisoners W/10 release*",
        "==Release",
        "lead:release",
    ] {
        let whole = env
            .run(&["kwic", query, "--all", "--format", "json"])
            .code(0);
        let whole: Value = serde_json::from_str(&whole.stdout).expect("JSON");
        Schema::read("kwic").check_part("#/$defs/document", &whole);
        let lines = whole["lines"].as_array().expect("lines").len();
        assert_eq!(whole["total"], lines, "{query}");
        let one = env
            .run(&["kwic", query, "--limit", "1", "--format", "json"])
            .code(0);
        assert!(
            one.stderr.contains(&format!("1 of {lines} mentions")) || lines == 1,
            "{query}: {}",
            one.stderr
        );
        let one: Value = serde_json::from_str(&one.stdout).expect("JSON");
        assert_eq!(one["total"], lines, "{query}");
        assert_eq!(one["lines"].as_array().expect("lines").len(), 1);
    }
}

#[test]
fn a_query_without_words_has_no_mentions_and_says_so() {
    let env = mini();
    let run = env.run(&["kwic", "date:2026"]).code(1);
    assert_eq!(run.stdout, "");
    assert!(run.stderr.contains("no words or names"), "{}", run.stderr);
    env.run(&["kwic", "zzzz"]).code(1);
    env.run(&["kwic", "release", "--context", "many"]).code(2);
}
