//! `morgue network`: counts worked out by hand, and files that obey the rules of their formats.

use std::collections::{HashMap, HashSet};

use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::{Value, json};

use crate::env::TestEnv;

/// Four articles whose given names stand in known paragraphs and sentences.
fn papers() -> TestEnv {
    let env = TestEnv::new();
    let (ana, tom, lima) = ("Ana Ferrer", "Tom Okafor", "Lima & Sons \"<Ltd>\"");
    let articles = [
        (
            vec![ana, tom],
            Some(lima),
            format!("{ana} met {tom}.\n\n{lima} were silent."),
        ),
        (
            vec![ana, tom],
            None,
            format!("{ana} spoke. {tom} listened.\n\nNobody else came."),
        ),
        (vec![ana], Some(lima), format!("{ana} sued {lima}.")),
        (vec![tom], None, format!("{tom} wrote.")),
    ];
    let lines: String = (0..)
        .zip(articles)
        .map(|(n, (persons, org, text))| {
            let mut article = json!({"title": "Harbour", "text": text, "persons": persons, "date": "2026-01-05",
                "url": format!("https://paper.example/{n}")});
            if let Some(org) = org {
                article["organizations"] = json!([org]);
            }
            format!("{article}\n")
        })
        .collect();
    env.write("papers.jsonl", lines);
    env.run(&["index", "papers.jsonl", "--entities", "none"])
        .code(0);
    env
}

fn graph(env: &TestEnv, args: &[&str]) -> Value {
    let mut all = vec![
        "network",
        "harbour",
        "--min-weight",
        "1",
        "--format",
        "json",
    ];
    all.extend(args);
    let run = env.run(&all).code(0);
    serde_json::from_str(&run.stdout).expect("JSON")
}

fn weights(graph: &Value) -> HashMap<String, u64> {
    let nodes = graph["nodes"].as_array().expect("nodes");
    let name = |i: &Value| {
        let label = nodes[i.as_u64().expect("a number") as usize]["label"].as_str();
        label
            .unwrap_or("")
            .split(' ')
            .next()
            .unwrap_or("")
            .to_owned()
    };
    let edges = graph["edges"].as_array().expect("edges").iter();
    edges
        .map(|edge| {
            let mut ends = [name(&edge["source"]), name(&edge["target"])];
            ends.sort();
            (ends.join("-"), edge["weight"].as_u64().expect("a number"))
        })
        .collect()
}

#[test]
fn pairs_are_counted_by_article() {
    let env = papers();
    let found = graph(&env, &[]);
    let counts: Vec<(&str, u64)> = found["nodes"]
        .as_array()
        .expect("nodes")
        .iter()
        .map(|node| {
            (
                node["kind"].as_str().unwrap_or(""),
                node["count"].as_u64().unwrap_or(0),
            )
        })
        .collect();
    assert_eq!(counts, [("person", 3), ("person", 3), ("org", 2)]);
    let wanted = [("Ana-Tom", 2), ("Ana-Lima", 2), ("Lima-Tom", 1)];
    let wanted: HashMap<String, u64> = wanted.map(|(pair, n)| (pair.to_owned(), n)).into();
    assert_eq!(weights(&found), wanted);
    // Ana and Lima: 2 together, 3 and 2 of 4 alone.  Cells 2, 1, 0, 1; E 1.5, 1.5, 0.5, 0.5:
    // 2 (2 ln 1.33333 + ln 0.66667 + 0 + ln 2) = 2 (0.57536 - 0.40547 + 0.69315) = 1.72609.
    let ana_lima = &found["edges"][1];
    let significance = ana_lima["significance"].as_f64().expect("a number");
    assert!((significance - 1.7261).abs() < 5e-4, "{found:#}");
    // The facets know the same names and numbers.
    let facets = env
        .run(&["facets", "harbour", "--by", "person", "--format", "json"])
        .code(0);
    let facets: Value = serde_json::from_str(&facets.stdout).expect("JSON");
    assert_eq!(facets["tables"][0]["rows"][0]["count"], 3, "{facets:#}");
    assert_eq!(
        graph(&env, &["--nodes", "2"])["nodes"]
            .as_array()
            .map(Vec::len),
        Some(2)
    );
    assert_eq!(weights(&graph(&env, &["--kinds", "person"])).len(), 1);
    env.run(&["network", "harbour", "--kinds", "ship"]).code(2);
    env.run(&["network", "zeppelin"]).code(1);
}

#[test]
fn pairs_are_counted_by_paragraph_and_sentence() {
    let env = papers();
    let run = env.run(&[
        "network",
        "harbour",
        "--within",
        "paragraph",
        "--format",
        "json",
    ]);
    // Given names have no places in the text with `--entities none`; with places they are paired.
    assert!(run.code == 0 || run.code == 1, "{}", run.stderr);
    let env = TestEnv::new();
    env.write(
        "a.txt",
        "Prisoners released in Caracas\n\nMonday, January 5, 2026\n\n\
         President Donald Trump spoke with Delcy Rodriguez in Washington on Monday.\n\n\
         Delcy Rodriguez returned to Caracas. Donald Trump stayed in Washington.\n\n\
         Nobody else spoke about the release of the prisoners that day.\n",
    );
    env.run(&["index", "a.txt"]).code(0);
    let found = |within: &str| {
        let args = [
            "network",
            "*",
            "--within",
            within,
            "--min-weight",
            "1",
            "--format",
            "json",
        ];
        let run = env.run(&args).code(0);
        serde_json::from_str::<Value>(&run.stdout).expect("JSON")
    };
    let pair = |graph: &Value, a: &str, b: &str| -> u64 {
        let nodes = graph["nodes"].as_array().expect("nodes");
        let label = |i: &Value| {
            nodes[i.as_u64().unwrap_or(0) as usize]["label"]
                .as_str()
                .unwrap_or("")
        };
        let edges = graph["edges"].as_array().expect("edges").iter();
        edges
            .filter(|edge| {
                let ends = [label(&edge["source"]), label(&edge["target"])];
                ends.iter().any(|l| l.contains(a)) && ends.iter().any(|l| l.contains(b))
            })
            .filter_map(|edge| edge["weight"].as_u64())
            .sum()
    };
    let (articles, paragraphs, sentences) =
        (found("article"), found("paragraph"), found("sentence"));
    assert_eq!(pair(&articles, "Trump", "Rodr"), 1, "{articles:#}");
    assert_eq!(pair(&paragraphs, "Trump", "Rodr"), 2, "{paragraphs:#}");
    assert_eq!(pair(&sentences, "Trump", "Rodr"), 1, "{sentences:#}");
    assert_eq!(pair(&sentences, "Trump", "Washington"), 2, "{sentences:#}");
}

/// Elements with their attributes, in order; fails when the XML is not well formed.
fn elements(xml: &str) -> Vec<(String, HashMap<String, String>, usize)> {
    let mut reader = Reader::from_str(xml);
    let mut found = Vec::new();
    let mut depth = 0;
    loop {
        let event = reader.read_event().expect("well-formed XML");
        let start = match &event {
            Event::Start(start) | Event::Empty(start) => start,
            Event::End(_) => {
                depth -= 1;
                continue;
            }
            Event::Eof => break,
            _ => continue,
        };
        let attributes = start.attributes().map(|attribute| {
            let attribute = attribute.expect("a whole attribute");
            let value = attribute.value.to_string();
            (attribute.key.as_ref().to_owned(), value)
        });
        let name = start.name().as_ref().to_owned();
        found.push((name, attributes.collect(), depth));
        depth += usize::from(matches!(event, Event::Start(_)));
    }
    assert_eq!(depth, 0, "an element is not closed");
    found
}

#[test]
fn graphml_obeys_its_rules() {
    let env = papers();
    let args = [
        "network",
        "harbour",
        "--min-weight",
        "1",
        "--format",
        "graphml",
    ];
    let xml = env.run(&args).code(0).stdout;
    let all = elements(&xml);
    assert_eq!(all[0].0, "graphml");
    assert_eq!(all[0].1["xmlns"], "http://graphml.graphdrawing.org/xmlns");
    // Keys come before the graph, have unique ids, known owners and known types.
    let graph = all
        .iter()
        .position(|(name, ..)| name == "graph")
        .expect("a graph");
    assert_eq!(all[graph].1["edgedefault"], "undirected");
    let mut keys = HashMap::new();
    for (i, (name, attributes, _)) in all.iter().enumerate() {
        if name == "key" {
            assert!(i < graph);
            let types = ["boolean", "int", "long", "float", "double", "string"];
            assert!(
                types.contains(&attributes["attr.type"].as_str()),
                "{attributes:?}"
            );
            let id = attributes["id"].clone();
            assert!(keys.insert(id, attributes["for"].clone()).is_none());
        }
    }
    let (mut nodes, mut ids) = (HashSet::new(), HashSet::new());
    let mut owner = "";
    for (name, attributes, _) in &all[graph..] {
        match name.as_str() {
            "node" => {
                owner = "node";
                assert!(
                    nodes.insert(attributes["id"].clone()) && ids.insert(attributes["id"].clone())
                );
            }
            "edge" => {
                owner = "edge";
                assert!(
                    nodes.contains(&attributes["source"]) && nodes.contains(&attributes["target"])
                );
                assert!(ids.insert(attributes["id"].clone()));
            }
            "data" => assert_eq!(keys[&attributes["key"]], owner),
            "graph" | "desc" => {}
            other => panic!("no element of GraphML: {other}"),
        }
    }
    assert_eq!((nodes.len(), ids.len()), (3, 6));
}

#[test]
fn gexf_obeys_its_rules() {
    let env = papers();
    let args = [
        "network",
        "harbour",
        "--min-weight",
        "1",
        "--format",
        "gexf",
    ];
    let xml = env.run(&args).code(0).stdout;
    let all = elements(&xml);
    assert_eq!(
        (all[0].0.as_str(), all[0].1["version"].as_str()),
        ("gexf", "1.3")
    );
    assert_eq!(all[0].1["xmlns"], "http://gexf.net/1.3");
    let (mut nodes, mut edges) = (HashSet::new(), HashSet::new());
    let mut attributes_of: HashMap<&str, HashMap<String, String>> = HashMap::new();
    let mut class = "";
    for (name, attributes, _) in &all {
        match name.as_str() {
            "attributes" => {
                class = if attributes["class"] == "node" {
                    "node"
                } else {
                    "edge"
                }
            }
            "attribute" => {
                let types = ["integer", "long", "double", "float", "boolean", "string"];
                assert!(
                    types.contains(&attributes["type"].as_str()),
                    "{attributes:?}"
                );
                let known = attributes_of.entry(class).or_default();
                let (id, kind) = (attributes["id"].clone(), attributes["type"].clone());
                assert!(known.insert(id, kind).is_none());
            }
            "node" => {
                class = "node";
                assert!(attributes.contains_key("label") && nodes.insert(attributes["id"].clone()));
            }
            "edge" => {
                class = "edge";
                assert!(
                    nodes.contains(&attributes["source"]) && nodes.contains(&attributes["target"])
                );
                assert!(
                    attributes["weight"].parse::<f64>().is_ok()
                        && edges.insert(attributes["id"].clone())
                );
            }
            "attvalue" => {
                let kind = attributes_of[class][&attributes["for"]].as_str();
                let value = &attributes["value"];
                match kind {
                    "long" => assert!(value.parse::<i64>().is_ok(), "{value}"),
                    "double" => assert!(value.parse::<f64>().is_ok(), "{value}"),
                    _ => {}
                }
            }
            "gexf" | "meta" | "creator" | "description" | "graph" | "nodes" | "edges"
            | "attvalues" => {}
            other => panic!("no element of GEXF: {other}"),
        }
    }
    assert_eq!((nodes.len(), edges.len()), (3, 3));
}
