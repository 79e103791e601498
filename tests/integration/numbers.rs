//! The numbers of different verbs for the same query are the same numbers.

use std::collections::HashSet;

use serde_json::Value;

use crate::search::mini;

const QUERIES: &[&str] = &[
    "Machado AND release",
    "release*",
    "prisoners W/10 releas*",
    "\"political prisoners\" OR Venezuela",
    "since:2026-01-10 prison*",
    "lang:es OR harbour",
    "the NOT release",
    "place:Venezuela",
    "-date:*",
];

fn json(args: &[&str]) -> Value {
    let run = mini().run(args);
    assert!(run.code <= 1, "{args:?}: {}", run.stderr);
    serde_json::from_str(&run.stdout).unwrap_or_else(|e| panic!("{args:?}: {e}\n{}", run.stdout))
}

fn number(value: &Value) -> u64 {
    value
        .as_u64()
        .unwrap_or_else(|| panic!("{value} is no count"))
}

#[test]
fn verbs_agree() {
    for query in QUERIES {
        let count = |unit: &str| {
            let value = json(&["count", query, "--count", unit, "--format", "json"]);
            number(&value["count"])
        };
        let articles = count("articles");
        let ids = mini().run(&["search", query, "--all", "--format", "ids"]);
        let ids: HashSet<&str> = ids.stdout.lines().collect();
        assert_eq!(ids.len() as u64, articles, "search: {query}");
        for (option, unit) in [("--collapse", "stories"), ("--expand", "articles")] {
            let ids = mini().run(&["search", query, "--all", option, "--format", "ids"]);
            let ids: HashSet<&str> = ids.stdout.lines().collect();
            assert_eq!(ids.len() as u64, count(unit), "search {option}: {query}");
        }

        let facets = json(&[
            "facets",
            query,
            "--by",
            "source,month,lang",
            "--all",
            "--format",
            "json",
        ]);
        assert_eq!(number(&facets["total"]), articles, "facets: {query}");
        for facet in &facets["tables"].as_array().expect("tables")[..3] {
            // Articles have one source, one month and one language, or none.
            let rows = facet["rows"].as_array().expect("rows");
            let sum: u64 = rows.iter().map(|row| number(&row["count"])).sum();
            let missing = facet["missing"].as_u64().unwrap_or(0);
            assert_eq!(sum + missing, articles, "facet {}: {query}", facet["field"]);
        }

        for unit in ["articles", "mentions"] {
            for by in ["month", "weekday"] {
                let args = [
                    "timeline", query, "--by", by, "--count", unit, "--format", "json",
                ];
                let table = &json(&args)["tables"][0];
                let rows = table["rows"].as_array().expect("rows");
                let sum: u64 = rows.iter().map(|row| number(&row["count"])).sum();
                let apart = table["undated"].as_u64().unwrap_or(0)
                    + table["imprecise"].as_u64().unwrap_or(0);
                assert_eq!(sum + apart, count(unit), "timeline {by} {unit}: {query}");
            }
        }

        let kwic = json(&["kwic", query, "--all", "--format", "json"]);
        let lines = kwic["lines"].as_array().expect("lines");
        assert_eq!(lines.len() as u64, count("mentions"), "kwic: {query}");
        let in_lines: HashSet<&str> = lines.iter().filter_map(|l| l["id"].as_str()).collect();
        assert!(in_lines.is_subset(&ids), "kwic: {query}");

        let first = json(&["first", query, "--format", "json"]);
        assert_eq!(number(&first["total"]), articles, "first: {query}");
        let rows = first["tables"][0]["rows"].as_array().expect("rows");
        let sum: u64 = rows.iter().map(|row| number(&row["articles"])).sum();
        let apart =
            first["undated"].as_u64().unwrap_or(0) + first["imprecise"].as_u64().unwrap_or(0);
        assert_eq!(sum + apart, articles, "first by source: {query}");

        let collocates = json(&["collocates", query, "--min-count", "1", "--format", "json"]);
        assert_eq!(
            number(&collocates["mentions"]),
            count("mentions"),
            "collocates: {query}"
        );

        let compare = json(&["compare", query, "--format", "json"]);
        assert_eq!(number(&compare["articles"]), articles, "compare: {query}");

        let sample = json(&["sample", query, "--size", "1000", "--format", "json"]);
        assert_eq!(number(&sample["population"]), articles, "sample: {query}");
        assert_eq!(number(&sample["drawn"]), articles, "sample: {query}");

        let network = json(&[
            "network", query, "--kinds", "place", "--nodes", "500", "--format", "json",
        ]);
        let places = json(&[
            "facets", query, "--by", "place", "--all", "--format", "json",
        ]);
        let facet: Vec<(&Value, &Value)> = places["tables"][0]["rows"]
            .as_array()
            .expect("rows")
            .iter()
            .map(|row| (&row["value"], &row["count"]))
            .collect();
        let nodes: Vec<(&Value, &Value)> = network["nodes"]
            .as_array()
            .expect("nodes")
            .iter()
            .map(|node| (&node["label"], &node["count"]))
            .collect();
        assert_eq!(nodes, facet, "network: {query}");
    }
}
