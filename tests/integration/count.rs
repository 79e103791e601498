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
