//! Copies of articles are one story, whatever the run in which they came.

use std::collections::BTreeMap;

use crate::env::TestEnv;

/// A body of different sentences; `from..to` of them.
fn body(topic: &str, sentences: std::ops::Range<usize>) -> String {
    let mut text = String::new();
    for i in sentences {
        text += &format!("{topic}s came to {topic}ton{i} on day {topic}{i} of people. ");
    }
    text
}

fn write(env: &TestEnv, file: &str, source: &str, date: &str, text: &str) {
    let article = serde_json::json!({
        "title": format!("Headline of {file}"), "text": text, "source": source, "date": date,
    });
    env.write(file, article.to_string());
}

/// Story of each file.
fn stories(env: &TestEnv) -> BTreeMap<String, String> {
    let run = env
        .run(&["search", "*", "--all", "--fields", "path,story"])
        .code(0);
    let pair = |line: &str| {
        let (path, story) = line.split_once('\t').expect("two columns");
        (path.to_owned(), story.to_owned())
    };
    run.stdout.lines().map(pair).collect()
}

fn write_all(env: &TestEnv) {
    write(
        env,
        "in/a.json",
        "Courier",
        "2026-01-05",
        &body("flood", 0..30),
    );
    write(
        env,
        "in/b.json",
        "Herald",
        "2026-01-06",
        &body("flood", 0..22),
    );
    write(
        env,
        "in/c.json",
        "Gazette",
        "2026-01-07",
        &body("election", 0..30),
    );
    write(
        env,
        "in/d.json",
        "Herald",
        "2026-01-20",
        &body("election", 0..30).to_uppercase(),
    );
    write(
        env,
        "in/e.json",
        "Gazette",
        "2026-01-31",
        &body("flood", 2..24),
    );
}

#[test]
fn copies_are_one_story_and_are_counted_once() {
    let env = TestEnv::new();
    write_all(&env);
    env.run(&["index", "in"]).code(0);
    let found = stories(&env);
    assert_eq!(found["in/a.json"], found["in/b.json"], "abridged");
    assert_eq!(found["in/c.json"], found["in/d.json"], "the same words");
    assert_ne!(found["in/a.json"], found["in/c.json"]);
    assert_ne!(
        found["in/a.json"], found["in/e.json"],
        "too late for a copy"
    );
    assert_eq!(
        env.run(&["count", "people", "--count", "stories"]).stdout,
        "3\n"
    );
    let query = format!("story:{}", found["in/a.json"]);
    assert_eq!(env.run(&["count", &query]).stdout, "2\n");
}

#[test]
fn stories_do_not_depend_on_runs_threads_and_commits() {
    let whole = TestEnv::new();
    write_all(&whole);
    whole.run(&["index", "in"]).code(0);
    let expected = stories(&whole);

    let parts = TestEnv::new();
    write_all(&parts);
    for file in ["a", "b", "c", "d", "e"] {
        let file = format!("in/{file}.json");
        parts.run(&["index", &file, "--threads", "3"]).code(0);
    }
    assert_eq!(stories(&parts), expected);

    let commits = TestEnv::new();
    write_all(&commits);
    commits
        .run(&["index", "in", "--commit-every", "1", "--threads", "2"])
        .code(0);
    assert_eq!(stories(&commits), expected);
}

#[test]
fn a_story_outlives_its_first_article() {
    let env = TestEnv::new();
    write_all(&env);
    env.run(&["index", "in"]).code(0);
    let before = stories(&env);
    std::fs::remove_file(env.path().join("in/a.json")).expect("remove");
    // Another text at the same place is another story.
    write(
        &env,
        "in/c.json",
        "Gazette",
        "2026-01-07",
        &body("concert", 0..30),
    );
    env.run(&["index", "in", "--prune"]).code(0);
    let after = stories(&env);
    assert_eq!(after["in/b.json"], before["in/b.json"]);
    assert_eq!(after["in/d.json"], before["in/d.json"]);
    assert_ne!(after["in/c.json"], after["in/d.json"]);
    // A copy that comes later finds the story through the article that is left.
    write(
        &env,
        "in/f.json",
        "Mirror",
        "2026-01-08",
        &body("flood", 0..24),
    );
    env.run(&["index", "in"]).code(0);
    assert_eq!(stories(&env)["in/f.json"], before["in/b.json"]);
}

#[test]
fn without_stories_every_article_is_its_own() {
    let env = TestEnv::new();
    write_all(&env);
    env.run(&["index", "in", "--stories", "none"]).code(0);
    assert_eq!(
        env.run(&["count", "people", "--count", "stories"]).stdout,
        "5\n"
    );
}

#[test]
fn a_story_is_shown_by_any_of_its_articles() {
    let env = TestEnv::new();
    write_all(&env);
    env.run(&["index", "in"]).code(0);
    let story = &stories(&env)["in/b.json"];
    let article = env
        .run(&["search", "path:b.json", "--format", "ids"])
        .stdout;
    let shown = env
        .run(&["story", article.trim(), "--format", "tsv"])
        .code(0);
    assert_eq!(
        shown.stdout,
        env.run(&["story", story, "--format", "tsv"]).stdout
    );
    let rows: Vec<Vec<&str>> = shown
        .stdout
        .lines()
        .map(|l| l.split('\t').collect())
        .collect();
    let column = |i: usize| rows.iter().map(|row| row[i]).collect::<Vec<_>>();
    assert_eq!(column(2), ["date", "2026-01-05", "2026-01-06"]);
    assert_eq!(column(3), ["source", "Courier", "Herald"]);
    assert_eq!(column(4), ["change", "first", "abridged"]);
    assert_eq!(column(5), ["similarity", "1", "1"]);
    env.run(&["story", "nonsense0000"]).code(1);
    env.run(&["story", "no id"]).code(2);
}

#[test]
fn copies_are_collapsed_and_expanded() {
    let env = TestEnv::new();
    write_all(&env);
    env.run(&["index", "in"]).code(0);
    let search = |options: &[&str]| {
        let fixed = ["search", "people", "--sort", "oldest"];
        env.run(&[&fixed[..], options].concat()).code(0).stdout
    };
    let paths = |options: &[&str]| {
        let out = search(&[options, &["--fields", "path,copies"]].concat());
        out.replace("in/", "").replace(".json", "")
    };
    assert_eq!(paths(&["--collapse"]), "a\t1\nc\t1\ne\t0\n");
    assert_eq!(paths(&["--expand"]), "a\t0\nb\t0\nc\t0\nd\t0\ne\t0\n");
    assert_eq!(paths(&["--expand", "--limit", "1"]), "a\t0\nb\t0\n");

    let page = |options: &[&str]| -> serde_json::Value {
        let fixed = ["--collapse", "--limit", "2", "--format", "json"];
        let out = search(&[&fixed[..], options].concat());
        serde_json::from_str(&out).expect("JSON")
    };
    let first = page(&[]);
    assert_eq!(
        (&first["shown"], &first["total"], &first["count"]),
        (&2.into(), &5.into(), &3.into())
    );
    let cursor = first["cursor"].as_str().expect("a second page");
    let second = page(&["--cursor", cursor]);
    assert_eq!(second["hits"][0]["rank"], 3);
    assert_eq!(
        (&second["shown"], &second["cursor"]),
        (&1.into(), &serde_json::Value::Null)
    );
    // A page belongs to the way in which it was asked for.
    env.run(&["search", "people", "--sort", "oldest", "--cursor", cursor])
        .code(2);
}
