//! `morgue collocates`: company whose figures can be worked out by hand.

use serde_json::{Value, json};

use crate::env::TestEnv;
use crate::json_schema::Schema;

fn rows(env: &TestEnv, args: &[&str]) -> (Value, Vec<Value>) {
    let mut all = vec![
        "collocates",
        "ferry",
        "--min-count",
        "1",
        "--format",
        "json",
    ];
    all.extend(args);
    let run = env.run(&all).code(0);
    let value: Value = serde_json::from_str(&run.stdout).expect("JSON");
    Schema::read("sheet").check(&value);
    let rows = value["tables"][0]["rows"].as_array().expect("rows").clone();
    (value, rows)
}

#[test]
fn measures_are_as_by_hand() {
    let env = TestEnv::new();
    let texts = [
        "the old ferry sank",
        "an old ferry sails",
        "old money talks here",
        "the ferry came. Old men wept",
    ];
    let articles: String = (0..)
        .zip(texts)
        .map(|(n, text)| format!("{}\n", json!({"text": text, "date": "2026-01-05", "url": format!("https://paper.example/{n}")})))
        .collect();
    env.write("papers.jsonl", articles);
    env.run(&["index", "papers.jsonl", "--entities", "none"])
        .code(0);
    let (value, found) = rows(&env, &[]);
    assert_eq!(
        (&value["mentions"], &value["words"]),
        (&json!(3), &json!(18))
    );
    let old = found
        .iter()
        .find(|row| row["word"] == "old")
        .expect("it is there");
    // Twice near the three ferries, four times in all; the third is behind a full stop.
    let counts = ["count", "left", "right", "articles", "frequency"].map(|key| old[key].clone());
    assert_eq!(counts, [2, 2, 0, 2, 4]);
    // 14 + log2(2 * 2 / (3 + 4)) = 14 - 0.80735; log2(2 * 18 / (3 * 4)) = log2 3.
    let close = |key: &str, by_hand: f64| {
        let value = old[key].as_f64().expect("a number");
        assert!((value - by_hand).abs() < 5e-4, "{key}: {value}");
    };
    close("log_dice", 13.1926);
    close("mutual_information", 1.585);
    // Cells 2, 1, 2, 13 of 18; E = 2/3, 7/3, 10/3, 35/3:
    // 2 (2 ln 3 + ln 0.428571 + 2 ln 0.6 + 13 ln 1.114286)
    // = 2 (2.19722 - 0.84730 - 1.02165 + 1.40676) = 3.47006.
    close("log_likelihood", 3.4701);
    let (_, across) = rows(&env, &["--across-sentences"]);
    let old = across
        .iter()
        .find(|row| row["word"] == "old")
        .expect("it is there");
    assert_eq!((&old["left"], &old["right"]), (&json!(2), &json!(1)));
    let (_, left) = rows(&env, &["--window", "1,0", "--sort", "count"]);
    let words: Vec<&Value> = left.iter().map(|row| &row["word"]).collect();
    assert_eq!(words, ["old", "the"]);
    env.run(&["collocates", "zeppelin"]).code(1);
    env.run(&["collocates", "ferry", "--window", "1,2,3"])
        .code(2);
}

#[test]
fn mentions_whose_neighbours_are_rare_say_so() {
    let env = TestEnv::new();
    env.write(
        "a.json",
        r#"{"title": "Ferry", "text": "The ferry sank off Skerry at dawn."}"#,
    );
    env.run(&["index", "a.json", "-q"]).code(0);
    let run = env.run(&["collocates", "skerry"]).code(1);
    assert!(
        run.stderr.contains("of 1 mentions none") && run.stderr.contains("hint: `--min-count N`"),
        "{}",
        run.stderr
    );
    env.run(&["collocates", "skerry", "--min-count", "1"])
        .code(0);
}
