//! `morgue eval`: figures worked out by hand, from a filled-in coding sheet and from TREC files.

use serde_json::{Value, json};

use crate::env::TestEnv;
use crate::json_schema::Schema;

/// Twenty articles: what each says is known, and what is relevant is told by the number.
fn papers() -> (TestEnv, Vec<String>) {
    let env = TestEnv::new();
    let text = |n: usize| match n {
        0..6 => "The ferry sank in the harbour.",
        6..9 => "The boat sank in the harbour.",
        9..11 => "The ferry sailed at noon.",
        11 => "The ferry sank far out.",
        _ => "The market opened.",
    };
    let articles: String = (0..20)
        .map(|n| {
            let article = json!({"title": format!("Report {n}"), "text": text(n), "date": "2026-01-05",
                "id": format!("D{n}"), "url": format!("https://paper.example/{n:02}")});
            format!("{article}\n")
        })
        .collect();
    env.write("papers.jsonl", articles);
    env.run(&["index", "papers.jsonl", "--entities", "none"])
        .code(0);
    let run = env
        .run(&[
            "search", "*", "--all", "--format", "jsonl", "--fields", "id,url",
        ])
        .code(0);
    let mut ids: Vec<(String, String)> = run
        .stdout
        .lines()
        .map(|line| {
            let hit: Value = serde_json::from_str(line).expect("JSON");
            let text = |key: &str| hit[key].as_str().unwrap_or("").to_owned();
            (text("url"), text("id"))
        })
        .collect();
    ids.sort();
    (env, ids.into_iter().map(|(_, id)| id).collect())
}

#[test]
fn a_coding_sheet_gives_precision_recall_and_who_is_to_blame() {
    let (env, ids) = papers();
    // Relevant: whatever sank (0 to 8 and 11).  Found by the query: 0 to 5.
    let rows: String = ids
        .iter()
        .enumerate()
        .map(|(n, id)| {
            let relevant = match n {
                0..9 | 11 => "1",
                19 => "",
                _ => "no",
            };
            format!("{id};;{relevant}\r\n")
        })
        .collect();
    env.write(
        "coded.csv",
        format!("\u{feff}ID;remark;Relevant\r\n{rows}zzzzzzzzzzzz;;1\r\n"),
    );
    let args = [
        "eval",
        "ferry AND harbour",
        "--judged",
        "coded.csv",
        "--format",
        "json",
    ];
    let run = env.run(&args).code(0);
    let value: Value = serde_json::from_str(&run.stdout).expect("JSON");
    Schema::read("sheet").check(&value);
    let facts = [
        "judged",
        "hits",
        "misses",
        "false_alarms",
        "rejections",
        "unjudged",
        "unknown",
    ];
    assert_eq!(
        facts.map(|fact| value[fact].clone()),
        [19, 6, 4, 0, 9, 1, 1]
    );
    assert!(
        run.stderr.contains("no article `zzzzzzzzzzzz`"),
        "{}",
        run.stderr
    );
    let measures = &value["tables"][0]["rows"];
    assert_eq!(measures[0]["value"], 1.0);
    assert_eq!(measures[1]["value"], 0.6);
    // Wilson for 6 of 10: (0.6 + 0.19207) / 1.38415 -+ 0.25950.
    let low = measures[1]["low"].as_f64().expect("a number");
    assert!((low - 0.3127).abs() < 5e-4, "{low}");
    // 6, 7 and 8 have no ferry; 11 has no harbour.
    let clauses = value["tables"][1]["rows"].as_array().expect("rows");
    let blamed: Vec<[u64; 2]> = clauses
        .iter()
        .map(|row| ["misses", "misses_alone"].map(|key| row[key].as_u64().unwrap_or(9)))
        .collect();
    assert_eq!(blamed, [[3, 3], [1, 1]], "{clauses:?}");

    let args = [
        "eval",
        "ferry OR boat",
        "--judged",
        "coded.csv",
        "--format",
        "json",
    ];
    let value: Value = serde_json::from_str(&env.run(&args).code(0).stdout).expect("JSON");
    let alternatives = &value["tables"][1]["rows"];
    let ferry = ["hits", "hits_alone", "false_alarms", "false_alarms_alone"];
    assert_eq!(ferry.map(|key| alternatives[0][key].clone()), [7, 7, 2, 2]);
    assert_eq!(ferry.map(|key| alternatives[1][key].clone()), [3, 3, 0, 0]);

    env.write("bad.csv", "id,relevant\nabc,maybe\n");
    let run = env.run(&["eval", "ferry", "--judged", "bad.csv"]).code(2);
    assert!(run.stderr.contains("bad.csv:2"), "{}", run.stderr);
    env.write("empty.csv", "name\n");
    env.run(&["eval", "ferry", "--judged", "empty.csv"]).code(2);
    env.run(&["eval", "ferry"]).code(2);
}

#[test]
fn topics_are_ranked_and_measured() {
    let (env, ids) = papers();
    env.write(
        "topics.tsv",
        "# a comment\n1\tferry harbour\n2\tmarket\n3\tzeppelin\n",
    );
    // Of topic 1 one relevant article is not found.
    let mut qrels: String = (0..7).map(|n| format!("1 0 {} 1\n", ids[n])).collect();
    qrels += &format!("2 0 {} 2\n3 0 {} 1\n", ids[12], ids[0]);
    env.write("qrels.txt", qrels);
    let args = [
        "eval",
        "--topics",
        "topics.tsv",
        "--qrels",
        "qrels.txt",
        "--trec-run",
        "run.txt",
        "--format",
        "json",
    ];
    let run = env.run(&args).code(0);
    let value: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let rows = &value["tables"][0]["rows"];
    // Six of seven, all in front.
    let map = rows[0]["map"].as_f64().expect("a number");
    assert!((map - 6.0 / 7.0).abs() < 1e-9, "{rows:#}");
    assert_eq!(rows[2]["map"], 0.0);
    assert_eq!(rows[3]["topic"], "all");
    let run = std::fs::read_to_string(env.path().join("run.txt")).expect("a run");
    let lines: Vec<Vec<&str>> = run.lines().map(|l| l.split(' ').collect()).collect();
    assert_eq!(lines.len(), 6 + 8);
    assert!(lines.iter().all(|line| line.len() == 6 && line[1] == "Q0"));
    // trec_eval breaks ties by document, so no two scores of a topic are equal.
    for topic in ["1", "2"] {
        let scores = lines.iter().filter(|line| line[0] == topic);
        let scores: Vec<f64> = scores
            .map(|line| line[4].parse().expect("a score"))
            .collect();
        assert!(
            scores.windows(2).all(|pair| pair[0] > pair[1]),
            "{scores:?}"
        );
    }
    env.run(&["eval", "--topics", "topics.tsv"]).code(2);
    env.write("broken.tsv", "1 ferry\n");
    env.run(&["eval", "--topics", "broken.tsv", "--trec-run", "-"])
        .code(2);
}
