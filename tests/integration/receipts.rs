//! Receipts: what `--receipt` writes, `verify` holds against the archive of another day.

use serde_json::{Value, json};

use crate::env::TestEnv;
use crate::json_schema::Schema;

fn article(env: &TestEnv, name: &str, text: &str) {
    let article = json!({"title": name, "text": text, "date": "2026-01-05", "source": "Herald"});
    env.write(&format!("in/{name}.json"), article.to_string());
}

fn verify(env: &TestEnv, code: i32) -> Value {
    let run = env
        .run(&["verify", "receipt.json", "--format", "json"])
        .code(code);
    let value: Value = serde_json::from_str(&run.stdout).expect("JSON");
    Schema::read("receipt").check_part("#/$defs/verification", &value);
    value["queries"][0].clone()
}

#[test]
fn a_receipt_says_what_has_changed_since() {
    let env = TestEnv::new();
    for (name, text) in [
        ("a", "The ferry sank."),
        ("b", "The ferry sailed."),
        ("c", "No boats."),
    ] {
        article(&env, name, text);
    }
    env.run(&["index", "in", "--entities", "none"]).code(0);
    env.run(&[
        "count",
        "ferry",
        "--since",
        "30d",
        "--receipt",
        "receipt.json",
    ])
    .code(0);
    let text = std::fs::read_to_string(env.path().join("receipt.json")).expect("a receipt");
    let receipt: Value = serde_json::from_str(&text).expect("JSON");
    Schema::read("receipt").check(&receipt);
    let query = &receipt["queries"][0];
    assert_eq!(query["query"], "ferry");
    assert_eq!(query["found"]["articles"], 2);
    // The relative date is a day by now, and the canonical form is a query.
    let canonical = query["canonical"].as_str().expect("a text");
    assert!(canonical.contains("2026-01-02"), "{canonical}");
    assert_eq!(env.run(&["count", canonical]).code(0).stdout, "2\n");
    assert_eq!(receipt["command"][2], "count");

    assert_eq!(verify(&env, 0)["is_same"], true);
    // An article that is not found changes the archive, not the answer.
    article(&env, "d", "Still no boats.");
    env.run(&["index", "in", "--entities", "none"]).code(0);
    let run = env.run(&["verify", "receipt.json"]).code(0);
    assert!(
        run.stdout.contains("revision 1 with 3 articles"),
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains("the same 2 articles"), "{}", run.stdout);

    article(&env, "a", "The ferry sank at night.");
    article(&env, "e", "Another ferry.");
    std::fs::remove_file(env.path().join("in/b.json")).expect("remove it");
    env.run(&["index", "in", "--entities", "none", "--prune"])
        .code(0);
    let change = verify(&env, 1);
    for list in ["added", "gone", "altered"] {
        assert_eq!(
            change[list].as_array().map(Vec::len),
            Some(1),
            "{list}: {change:#}"
        );
    }
    let run = env.run(&["verify", "receipt.json"]).code(1);
    assert!(
        run.stdout.contains("1 found then, not now"),
        "{}",
        run.stdout
    );
}

#[test]
fn every_verb_that_answers_a_query_writes_the_same_receipt() {
    let env = TestEnv::new();
    for name in ["a", "b"] {
        article(&env, name, "The ferry sank in the harbour at night.");
    }
    env.run(&["index", "in", "--entities", "none"]).code(0);
    let verbs = [
        "search",
        "count",
        "facets",
        "kwic",
        "timeline",
        "first",
        "sample",
        "compare",
        "collocates",
        "network",
    ];
    for verb in verbs {
        let run = env.run(&[verb, "ferry", "--receipt", "r.json"]);
        assert!(run.code <= 1, "{verb}: {}", run.stderr);
        let text = std::fs::read_to_string(env.path().join("r.json")).expect("a receipt");
        let receipt: Value = serde_json::from_str(&text).expect("JSON");
        Schema::read("receipt").check(&receipt);
        assert_eq!(receipt["queries"][0]["found"]["articles"], 2, "{verb}");
        std::fs::remove_file(env.path().join("r.json")).expect("remove it");
    }
    env.run(&[
        "timeline",
        "ferry",
        "--with",
        "night",
        "--receipt",
        "r.json",
    ])
    .code(0);
    let text = std::fs::read_to_string(env.path().join("r.json")).expect("a receipt");
    let receipt: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(receipt["queries"].as_array().map(Vec::len), Some(2));
    env.write("other.json", "{\"schema\": \"morgue.hit/1\"}");
    env.run(&["verify", "other.json"]).code(2);
    env.run(&["verify", "missing.json"]).code(2);
}
