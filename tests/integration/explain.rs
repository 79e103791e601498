//! `morgue explain`, and what is told of a query that finds nothing.

use serde_json::Value;

use crate::env::TestEnv;
use crate::json_schema::Schema;

/// Three articles: Machado and the release meet in none of them.
fn archive() -> TestEnv {
    let env = TestEnv::new();
    env.write(
        "a.jsonl",
        r#"{"title": "Machado speaks", "text": "Machado spoke in Caracas. The harbour was quiet.", "date": "2026-01-13", "source": "The Coast Ledger"}
{"title": "Prisoners", "text": "The release of prisoners began. Nobody spoke.", "date": "2026-01-15", "source": "The Coast Ledger"}
{"title": "Ferry", "text": "The ferry left the harbour late. Far away, after many other words, prisoners waited.", "date": "2026-02-01", "source": "The Courier"}
"#,
    );
    env.run(&["index", "a.jsonl"]).code(0);
    env
}

fn explain(env: &TestEnv, args: &[&str]) -> Value {
    let mut all = vec!["explain", "--format", "json"];
    all.extend(args);
    let run = env.run(&all).code(0);
    let value = serde_json::from_str(&run.stdout).expect("JSON");
    Schema::read("explain").check(&value);
    value
}

#[test]
fn every_part_is_told_with_what_it_finds() {
    let env = archive();
    let run = env
        .run(&["explain", "(machado OR prison*) AND CAPS(harbour)"])
        .code(0);
    for line in [
        "typed     (machado OR prison*) AND CAPS(harbour)",
        "read as   (machado OR prison*) AND CAPS(harbour)",
        "           3  machado OR prison*  (index)",
        "             2  prison*  (index)",
        "           0  CAPS(harbour)  (2 by the index, each then verified on its text)",
        "             2  harbour  (index)",
        "prison* stands for 1 in the index: prisoners 2",
        "machado stands for 1 in the index: =machado 1",
        "the archive has 3 articles, from 2026-01-13 to 2026-02-01",
    ] {
        assert!(
            run.stdout.lines().any(|l| l == line),
            "{line}\n{}",
            run.stdout
        );
    }
}

#[test]
fn a_query_that_finds_nothing_is_taken_apart() {
    let env = archive();
    let run = env
        .run(&["search", "machado AND spoke AND release"])
        .code(1);
    assert!(
        run.stderr
            .contains("no article meets both `machado` and `release`"),
        "{}",
        run.stderr
    );
    let run = env.run(&["count", "harbour W/3 prisoners"]).code(1);
    assert!(
        run.stderr
            .contains("(1 article has all of these, but not so)"),
        "{}",
        run.stderr
    );
    let run = env.run(&["count", "-q", "harbour W/3 prisoners"]).code(1);
    assert_eq!(run.stderr, "");
    let run = env
        .run(&["count", "--format", "json", "relase AND machado"])
        .code(1);
    let value: Value = serde_json::from_str(&run.stdout).expect("JSON");
    Schema::read("explain").check_part("#/$defs/nothing", &value["nothing"]);
    assert_eq!(value["nothing"]["corrected"], "release AND machado");
    assert_eq!(value["nothing"]["first_day"], "2026-01-13");
    let run = env
        .run(&["search", "--format", "jsonl", "source:Courrier"])
        .code(1);
    let told = run.stderr.lines().last().expect("a line");
    let value: Value = serde_json::from_str(told).expect("JSON");
    assert_eq!(
        value["nothing"]["clauses"][0]["query"],
        "source:\"Courrier\""
    );
}

#[test]
fn near_words_and_values_are_offered() {
    let env = archive();
    let run = env.run(&["search", "prisonres"]).code(1);
    assert!(
        run.stderr.contains("(nearest: prisoners 2)"),
        "{}",
        run.stderr
    );
    let run = env.run(&["search", "source:\"The Courrier\""]).code(1);
    assert!(
        run.stderr
            .contains("did you mean `source:\"the courier\"`?"),
        "{}",
        run.stderr
    );
    // Part of a value is not the value.
    let run = env.run(&["search", "source:courier"]).code(1);
    assert!(
        run.stderr.contains("(nearest: the courier 1)"),
        "{}",
        run.stderr
    );
}

#[test]
fn fix_follows_the_suggestions() {
    let env = archive();
    let value = explain(&env, &["--fix", "(tittle:ferry AND prisonres"]);
    assert_eq!(value["canonical"], "headline:ferry AND prisoners");
    assert_eq!(value["nodes"][0]["count"], 1);
    let fixes = value["fixes"].as_array().expect("a list");
    assert!(fixes.len() >= 3, "{fixes:?}");
    assert_eq!(value["query"], "(tittle:ferry AND prisonres");
    let value = explain(&env, &["nobody AND ferry"]);
    assert_eq!(value["nothing"]["conflict"][0], "nobody");
    assert_eq!(value["nothing"]["conflict"][1], "ferry");
    // Without `--fix` nothing is changed.
    env.run(&["explain", "(tittle:ferry"]).code(2);
}
