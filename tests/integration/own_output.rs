//! What morgue itself has written, when it lies among the articles.

use crate::env::TestEnv;

#[test]
fn answers_that_are_saved_beside_the_articles_are_no_articles() {
    let env = TestEnv::new();
    for i in 0..4 {
        let article = format!(
            r#"{{"title": "Ferry {i} sank", "date": "2026-01-0{}", "source": "Quill Post",
                 "text": "The ferry {i} sank within sight of the harbour.\\n\\nNobody was hurt."}}"#,
            i + 1
        );
        env.write(&format!("news/{i}.json"), article);
    }
    env.run(&["index", "news", "-q"]).code(0);
    let mut kept = 0;
    for verb in [
        "search",
        "kwic",
        "sample",
        "first",
        "facets",
        "timeline",
        "compare",
        "collocates",
        "network",
        "story",
    ] {
        for format in [
            "json", "jsonl", "csv", "tsv", "csljson", "ris", "bibtex", "markdown", "html", "trec",
            "ids",
        ] {
            let ids = env.run(&["search", "ferry", "-n", "1", "--format", "ids"]);
            let what = if verb == "story" {
                ids.stdout.trim()
            } else {
                "ferry"
            };
            let run = env.run(&[verb, what, "--format", format]);
            if run.code != 0 {
                // Not every verb has every format, and few articles have no collocates.
                continue;
            }
            let ending = match format {
                "csljson" => "json",
                "bibtex" => "bib",
                "markdown" => "md",
                "trec" | "ids" => "txt",
                format => format,
            };
            env.write(&format!("news/{verb}-{format}.{ending}"), run.stdout);
            kept += 1;
        }
    }
    assert!(kept > 40, "{kept} answers");
    // Tables of numbers as text are not told.
    let ids = env.run(&["search", "ferry", "-n", "1", "--format", "ids"]);
    let id = ids.stdout.trim();
    for verb in ["search", "kwic", "sample", "story", "related"] {
        let what = if matches!(verb, "story" | "related") {
            id
        } else {
            "ferry"
        };
        env.write(&format!("news/{verb}.txt"), env.run(&[verb, what]).stdout);
    }
    for format in ["text", "markdown", "html"] {
        let shown = env.run(&["show", id, "--format", format]).code(0);
        env.write(&format!("news/show-{format}.txt"), shown.stdout);
    }
    let run = env.run(&["index", "news", "--report", "report.jsonl"]);
    assert!(
        run.stdout.starts_with("0 articles from"),
        "{}{}",
        run.stdout,
        run.stderr
    );
    assert_eq!(run.code, 0, "{}", run.stderr);

    // With their texts hits are articles: so they go from one archive to another.
    let other = TestEnv::new();
    for format in ["jsonl", "json", "csv"] {
        let fields = "id,date,headline,source,body";
        let args = [
            "search", "ferry", "--all", "--format", format, "--fields", fields,
        ];
        let run = env.run(&args).code(0);
        let file = other.write(&format!("{format}/hits.{format}"), run.stdout);
        let file = file.to_str().expect("UTF-8");
        let run = other.run(&["index", file]).code(0);
        assert!(
            run.stdout.starts_with("4 articles from 1 file"),
            "{format}: {}",
            run.stdout
        );
    }
    let run = other.run(&[
        "count",
        "harbour",
        "--source",
        "quill post",
        "--count",
        "stories",
    ]);
    assert_eq!(run.code(0).stdout, "4\n");
}
