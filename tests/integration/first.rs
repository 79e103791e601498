//! `morgue first`: who had it first, by how much, and how long nobody had it.

use serde_json::{Value, json};

use crate::env::TestEnv;

#[test]
fn sources_come_in_the_order_of_their_first_match() {
    let env = TestEnv::new();
    let mut articles = String::new();
    for (n, (source, date, text)) in [
        (Some("Post"), "2026-01-05T10:30", "Ferry sinks"),
        (Some("Herald"), "2026-01-05T09:00", "Ferry in trouble"),
        (Some("Herald"), "2026-01-20", "Ferry raised"),
        (Some("Ledger"), "2026-01-08", "The ferry affair"),
        (None, "2026-01-09", "Ferry letter"),
        (Some("Ledger"), "2026", "Ferry almanac"),
        (Some("Ledger"), "", "Ferry without a date"),
        (Some("Ledger"), "2026-01-12", "Nothing about boats"),
        (Some("Ledger"), "2026-01-13", "Nothing about boats again"),
    ]
    .into_iter()
    .enumerate()
    {
        let mut article = json!({"title": text, "text": format!("{text}."), "date": date,
            "url": format!("https://paper.example/{n}")});
        if let Some(source) = source {
            article["source"] = json!(source);
        }
        articles.push_str(&format!("{article}\n"));
    }
    env.write("ferry.jsonl", articles);
    env.run(&["index", "ferry.jsonl", "--entities", "none"])
        .code(0);
    let run = env.run(&["first", "ferry", "--format", "json"]).code(0);
    let value: Value = serde_json::from_str(&run.stdout).expect("JSON");
    crate::json_schema::Schema::read("sheet").check(&value);
    assert_eq!(value["total"], 7);
    assert_eq!(
        (&value["undated"], &value["imprecise"]),
        (&json!(1), &json!(1))
    );
    assert_eq!(value["first"], "2026-01-05T09:00");
    assert_eq!(value["last"], "2026-01-20");
    assert_eq!(value["silence_days"], 10);
    assert_eq!(value["silence_after"], "2026-01-09");
    assert_eq!(value["silence_before"], "2026-01-20");
    assert_eq!(value["silence_archive_articles"], 2);
    let rows = value["tables"][0]["rows"].as_array().expect("rows");
    let row = |i: usize| {
        let row = &rows[i];
        json!([
            row["value"],
            row["lag_days"],
            row["lag_minutes"],
            row["articles"]
        ])
    };
    assert_eq!(rows.len(), 4);
    assert_eq!(row(0), json!(["Herald", 0, 0, 2]));
    assert_eq!(row(1), json!(["Post", 0, 90, 1]));
    assert_eq!(row(2), json!(["Ledger", 3, null, 1]));
    assert_eq!(row(3), json!([null, 4, null, 1]));
    assert_eq!(rows[2]["first_headline"], "The ferry affair");
    env.run(&["first", "zeppelin"]).code(1);
    env.run(&["first", "ferry", "--by", "month"]).code(2);
}
