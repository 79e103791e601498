//! `morgue related`: the articles that are about the same come first, the article itself never.

use serde_json::json;

use crate::env::TestEnv;

#[test]
fn what_is_about_the_same_comes_first() {
    let env = TestEnv::new();
    let mut articles = String::new();
    let mut add = |name: &str, text: &str| {
        let article = json!({"title": name, "text": text, "date": "2026-01-05", "url": format!("https://paper.example/{name}")});
        articles.push_str(&format!("{article}\n"));
    };
    add(
        "ferry-1",
        "The ferry Estrella sank off Punta Arenas with forty passengers on board.",
    );
    add(
        "ferry-2",
        "Divers found the Estrella near Punta Arenas. The ferry lies at forty metres.",
    );
    add("ferry-3", "A ferry to the islands was late again.");
    for n in 0..20 {
        add(
            &format!("market-{n}"),
            &format!("The market opened at {n} with prices on board of the exchange."),
        );
    }
    env.write("papers.jsonl", articles);
    env.run(&["index", "papers.jsonl", "--entities", "none"])
        .code(0);
    let id = |headline: &str| {
        let query = format!("headline:\"{headline}\"");
        env.run(&["search", &query, "--format", "ids"])
            .code(0)
            .stdout
            .trim()
            .to_owned()
    };
    let first = id("ferry-1");
    let run = env
        .run(&[
            "related", &first, "--format", "jsonl", "--fields", "headline", "--limit", "3",
        ])
        .code(0);
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert!(
        lines[0].contains("ferry-2") && lines[1].contains("ferry-3"),
        "{}",
        run.stdout
    );
    assert!(!run.stdout.contains("ferry-1"), "{}", run.stdout);
    assert!(run.stderr.contains("estrella"), "{}", run.stderr);
    assert_eq!(
        env.run(&["related", &first[..8], "--format", "ids"])
            .code(0)
            .stdout,
        env.run(&["related", &first, "--format", "ids"])
            .code(0)
            .stdout
    );
    env.run(&["related", "000000000000"]).code(1);
}
