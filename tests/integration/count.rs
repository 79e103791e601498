//! `morgue count`: one number, or one line a query.

use crate::env::TestEnv;

#[test]
fn a_batch_answers_every_line_and_reports_the_bad_ones() {
    let env = TestEnv::new();
    env.write(
        "a.json",
        r#"{"title": "Ferry", "text": "The ferry sank.", "date": "2026-01-13"}"#,
    );
    env.run(&["index", "a.json"]).code(0);
    let queries = "ferry\n\n# a comment\nferry AND (sank\nsubmarine\nferry sank OR submarine\n";
    let run = env.run_with_input(&["count", "--batch"], queries).code(2);
    let lines: Vec<Vec<&str>> = run
        .stdout
        .lines()
        .map(|l| l.split('\t').collect())
        .collect();
    assert_eq!(lines[0], ["1", "ferry"]);
    assert_eq!(lines[1][..2], ["error", "ferry AND (sank"]);
    assert_eq!(lines[2], ["0", "submarine"]);
    assert_eq!(
        lines[3][..2],
        ["error", "ferry sank OR submarine"],
        "a batch is strict"
    );
    assert_eq!(lines.len(), 4);
    env.run_with_input(&["count", "--batch"], "ferry\n").code(0);
    // Filters and dialect hold for every line.
    let run = env.run_with_input(&["count", "--batch", "--since", "2027"], "ferry\n");
    assert_eq!(run.stdout, "0\tferry\n");
    let lexis = ["count", "--batch", "--dialect", "lexis"];
    let run = env.run_with_input(&lexis, "submarine or ferry and sank\n");
    assert_eq!(run.code(0).stdout, "1\tsubmarine or ferry and sank\n");
}

#[test]
fn nothing_found_is_exit_code_one() {
    let env = TestEnv::new();
    env.write(
        "a.json",
        r#"{"title": "Ferry", "text": "The ferry sank.", "date": "2026-01-13"}"#,
    );
    env.run(&["index", "a.json"]).code(0);
    assert_eq!(env.run(&["count", "submarine"]).code(1).stdout, "0\n");
    assert_eq!(env.run(&["count", "ferry"]).code(0).stdout, "1\n");
}

#[test]
fn units_are_counted_exactly() {
    let env = TestEnv::new();
    for (file, outlet, text) in [
        (
            "a.json",
            "The Courier",
            "The ferry sank. The ferry was old.",
        ),
        ("b.json", "The Courier", "A ferry was late."),
        (
            "c.json",
            "The Herald",
            "No ferry today, said the ferry line.",
        ),
        ("d.json", "", "Ferry lost."),
    ] {
        env.write(
            file,
            format!(r#"{{"title": "News", "text": "{text}", "source": "{outlet}"}}"#),
        );
    }
    env.run(&["index", "."]).code(0);
    for (unit, count) in [
        ("articles", 4),
        ("stories", 4),
        ("sources", 2),
        ("mentions", 6),
    ] {
        let run = env.run(&["count", "ferry", "--count", unit]).code(0);
        assert_eq!(run.stdout, format!("{count}\n"), "{unit}");
    }
    let run = env.run(&["search", "ferry", "--count", "mentions", "--format", "json"]);
    assert!(
        run.stdout.contains(r#""counted":"mentions","count":6"#),
        "{}",
        run.stdout
    );
    env.run(&["count", "ferry", "--count", "words"]).code(2);
    // Every article is of a story, if only its own.
    let id = env.run(&["search", "\"ferry lost\"", "--fields", "story"]);
    let story = id.stdout.trim();
    let count = |query: &str| env.run(&["count", query]).stdout;
    assert_eq!(count(&format!("story:{story}")), "1\n");
    assert_eq!(count(&format!("story:{}*", &story[..5])), "1\n");
    assert_eq!(count(&format!("story:?{}", &story[1..])), "1\n");
    assert_eq!(count("story:*"), "4\n");
    assert_eq!(count("story:nonsense"), "0\n");
}

/// One row of stemmers stood for English and for no language at all: an archive whose first article
/// had no known language had no English stems.
#[test]
fn english_is_stemmed_behind_an_article_without_a_language() {
    let env = TestEnv::new();
    env.write(
        "a.jsonl",
        r#"{"title": "Xq", "text": "Zzk brt.", "date": "2026-01-12"}
{"title": "The prisoners", "text": "The government of the country released the prisoners on Monday, and their families were waiting at the gate.", "date": "2026-01-13"}
"#,
    );
    env.run(&["index", "--threads", "1", "a.jsonl"]).code(0);
    assert_eq!(env.run(&["count", "lang:und"]).stdout, "1\n");
    assert_eq!(env.run(&["count", "lang:en"]).stdout, "1\n");
    assert_eq!(env.run(&["count", "release W/3 prisoner"]).stdout, "1\n");
}

/// The English stemmer cuts `andres` and `cortes` further than `andrés` and `cortés`, the Spanish one
/// `frances` further than `francés`: the one did not find the other.
#[test]
fn words_are_found_with_and_without_their_accents() {
    let env = TestEnv::new();
    env.write(
        "a.jsonl",
        r#"{"title": "One", "text": "Andrés Cortés left the harbour before the ferry came in.", "language": "en"}
{"title": "Two", "text": "Andres Cortes stayed in the harbour until the ferry came in.", "language": "en"}
{"title": "Tres", "text": "La liberación de los marineros llegó por un barco francés.", "language": "es"}
{"title": "Cuatro", "text": "La liberacion de los marineros llego por un barco frances.", "language": "es"}
"#,
    );
    env.run(&["index", "a.jsonl"]).code(0);
    for query in [
        "andres",
        "Andrés",
        "\"andres\"",
        "andres PRE/1 cortés",
        "cortes",
        "CORTÉS",
        "liberacion",
        "liberación",
        "llego",
        "frances",
        "Francés",
    ] {
        assert_eq!(env.run(&["count", query]).stdout, "2\n", "{query}");
    }
    assert_eq!(env.run(&["count", "==Andrés"]).stdout, "1\n");
    env.write("queries.txt", "andres\nliberacion\nllegó\n");
    env.run(&["check", "--queries", "queries.txt"]).code(0);
}

/// The index looked for what must be absent in the whole body, the text only in the lead.
#[test]
fn what_is_absent_from_the_lead_may_stand_behind_it() {
    let env = TestEnv::new();
    env.write(
        "a.json",
        r#"{"title": "Harbour", "text": "The ferry left.\n\nThe crew stayed.", "date": "2026-01-13"}"#,
    );
    env.run(&["index", "a.json"]).code(0);
    assert_eq!(
        env.run(&["count", "lead:(ferry NOT W/5 crew)"]).stdout,
        "1\n"
    );
    assert_eq!(
        env.run(&["count", "body:(ferry NOT W/5 crew)"]).stdout,
        "0\n"
    );
}

#[test]
fn a_batch_answers_in_json_and_outlives_a_line_that_is_no_text() {
    let env = TestEnv::new();
    env.write(
        "a.json",
        r#"{"title": "Ferry", "text": "The ferry sank. The ferry was old."}"#,
    );
    env.run(&["index", "a.json"]).code(0);
    let batch = [
        "count", "--batch", "--format", "json", "--count", "mentions",
    ];
    let run = env.run_with_input(&batch, "ferry\nferry AND\n").code(2);
    let lines: Vec<serde_json::Value> = run
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let answer = serde_json::json!({
        "schema": "morgue.count/1", "query": "ferry", "counted": "mentions", "count": 3,
    });
    assert_eq!(lines[0], answer);
    let message = lines[1]["error"].as_str().expect("a message");
    assert!(message.starts_with("E012"), "{message}");
    assert_eq!(lines.len(), 2);

    let queries = env.write("queries", b"f\xE9rry\nferry\n");
    let input = std::fs::File::open(queries).expect("the queries");
    let mut command = env.command(&["count", "--batch"]);
    let output = command.stdin(input).output().expect("run morgue");
    assert_eq!(output.status.code(), Some(2));
    let stdout = String::from_utf8(output.stdout).expect("UTF-8");
    assert_eq!(
        stdout,
        "error\tf\u{fffd}rry\tthe line is not UTF-8\n1\tferry\n"
    );
    // A receipt is of one query.
    let refused = env.run(&["count", "--batch", "--receipt", "r.json"]);
    assert_eq!(refused.code, 2, "{}", refused.stderr);
}

#[test]
fn articles_that_have_nothing_of_what_is_counted_are_not_called_missing() {
    let env = TestEnv::new();
    env.write("a.json", r#"{"title": "Ferry", "text": "The ferry sank."}"#);
    env.run(&["index", "a.json"]).code(0);
    for (query, unit, told) in [
        ("format:json", "mentions", "asks for no words or names"),
        ("ferry", "sources", "names its outlet"),
    ] {
        let run = env.run(&["count", query, "--count", unit]).code(1);
        assert_eq!(run.stdout, "0\n");
        assert!(run.stderr.contains(told), "{}", run.stderr);
        assert!(!run.stderr.contains("nothing found"), "{}", run.stderr);
        let json = env.run(&["count", query, "--count", unit, "--format", "json"]);
        assert!(!json.stdout.contains("nothing"), "{}", json.stdout);
    }
    let run = env.run(&["count", "tram", "--count", "mentions"]).code(1);
    assert!(run.stderr.contains("nothing found"), "{}", run.stderr);
}

#[test]
fn a_period_that_ends_before_it_begins_is_refused() {
    let env = TestEnv::new();
    env.write(
        "a.json",
        r#"{"title": "Ferry", "text": "The ferry sank.", "date": "2026-01-13"}"#,
    );
    env.run(&["index", "a.json"]).code(0);
    let count = |since, until| env.run(&["count", "ferry", "--since", since, "--until", until]);
    let run = count("2026-02", "2026-01").code(2);
    let both = "`--since 2026-02` and `--until 2026-01`\nhint: ";
    assert!(run.stderr.contains(both), "{}", run.stderr);
    for (since, until) in [
        ("2026-01", "2026-01"),
        ("2026-01-13", "2026"),
        ("2026", "2026-01-13"),
    ] {
        assert_eq!(
            count(since, until).code(0).stdout,
            "1\n",
            "{since} to {until}"
        );
    }
}

#[test]
fn what_is_only_in_hidden_articles_is_said_and_can_be_counted() {
    let env = TestEnv::new();
    for (day, text) in [(1, "The ferry sinks."), (2, "The ferry sails.")] {
        let article = serde_json::json!({
            "title": "Ferry", "text": text, "url": "https://x.example/ferry",
            "date": format!("2026-01-0{day}"),
        });
        env.write(&format!("{day}.json"), article.to_string());
    }
    env.run(&["index", ".", "-q"]).code(0);
    let run = env.run(&["count", "sinks"]).code(1);
    let told = "among superseded, withdrawn and embargoed articles: 1; `search --versions all`";
    assert!(run.stderr.contains(told), "{}", run.stderr);
    let all = |args: &[&str]| {
        let mut all = vec!["count", "--versions", "all"];
        all.extend(args);
        env.run(&all)
    };
    assert_eq!(all(&["sinks"]).code(0).stdout, "1\n");
    assert_eq!(all(&["ferry"]).code(0).stdout, "2\n");
    assert_eq!(env.run(&["count", "ferry"]).code(0).stdout, "1\n");
    let run = all(&["submarine"]).code(1);
    assert!(!run.stderr.contains("superseded"), "{}", run.stderr);
    let run = all(&["ferry", "--count", "stories"]).code(2);
    assert!(
        run.stderr.contains("counts articles, not stories"),
        "{}",
        run.stderr
    );
    let run = env.run_with_input(
        &["count", "--batch", "--versions", "all"],
        "\u{feff}ferry\n",
    );
    assert_eq!(run.code(0).stdout, "2\tferry\n");
    // A receipt says that they were seen.
    assert_eq!(all(&["ferry", "--receipt", "r.json"]).code(0).stdout, "2\n");
    env.run(&["verify", "r.json"]).code(0);
}

#[test]
fn a_country_is_asked_for_by_its_name_or_code() {
    let env = TestEnv::new();
    env.write(
        "a.json",
        r#"{"title": "Talks", "text": "The minister landed in Caracas, Venezuela, on Monday."}"#,
    );
    env.write("names.txt", "Chile\nVenezuela\n");
    env.run(&["index", "a.json", "-q"]).code(0);
    for query in [
        "country:ve",
        "country:Venezuela",
        "country:VENEZUELA",
        "country:@names.txt",
    ] {
        assert_eq!(env.run(&["count", query]).code(0).stdout, "1\n", "{query}");
    }
    env.run(&["count", "country:Chile"]).code(1);
    // What is reported is the code that articles have.
    let explained = env.run(&["explain", "country:Venezuela"]).code(0).stdout;
    assert!(explained.contains("country:\"VE\""), "{explained}");
}
