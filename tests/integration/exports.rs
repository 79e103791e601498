//! What reference managers are given is read back by parsers that others wrote, or held to the
//! rules of the format.

use biblib::{CitationParser, RisParser};
use morgue::output::{Options, find_renderer, render_hits};
use serde_json::Value;

use crate::shared_hits::hits;

fn export(format: &str) -> String {
    let renderer = find_renderer(format).expect("it is in the table");
    let mut out = Vec::new();
    let options = Options::default();
    render_hits(renderer, &mut out, &options, "release", &hits()).expect("it is written");
    String::from_utf8(out).expect("UTF-8")
}

#[test]
fn bibtex_is_read_by_another_parser() {
    let text = export("bibtex");
    let bibliography = biblatex::Bibliography::parse(&text).expect("BibTeX");
    assert_eq!(bibliography.len(), hits().hits.len());
    let first = bibliography.iter().next().expect("an entry");
    let authors = first.author().expect("authors");
    let names: Vec<&str> = authors.iter().map(|person| person.name.as_str()).collect();
    assert_eq!(names, ["Ferrer", "Okafor"]);
    assert!(
        first
            .url()
            .expect("an address")
            .contains("world/gate?id=1&x=2")
    );
    for entry in bibliography.iter() {
        assert!(entry.title().is_ok(), "{entry:?}");
    }
}

#[test]
fn ris_is_read_by_another_parser() {
    let text = export("ris");
    let citations = RisParser::new().parse(&text).expect("RIS");
    assert_eq!(citations.len(), hits().hits.len());
    assert_eq!(
        citations[0].title,
        "Harbour Americans walk free after prisoner release"
    );
    assert_eq!(citations[0].authors.len(), 2);
    // Every line is a tag of two characters, two blanks, a hyphen, a blank; records do not nest.
    let mut is_open = false;
    for line in text.lines().filter(|line| !line.is_empty()) {
        let (tag, rest) = line.split_at(2);
        assert!(
            rest.starts_with("  -") && tag.chars().all(|c| c.is_ascii_alphanumeric()),
            "{line}"
        );
        match tag {
            "TY" => assert!(!std::mem::replace(&mut is_open, true), "{line}"),
            "ER" => assert!(std::mem::replace(&mut is_open, false), "{line}"),
            _ => assert!(is_open, "{line}"),
        }
    }
    assert!(!is_open);
}

/// The rules of CSL-JSON 1.0.2 for the properties that are written: names are objects of strings,
/// dates are `date-parts` of one to three numbers, everything else is a string, `id` and `type`
/// are there.
#[test]
fn csl_json_obeys_its_rules() {
    let items: Value = serde_json::from_str(&export("csljson")).expect("JSON");
    let items = items.as_array().expect("an array");
    assert_eq!(items.len(), hits().hits.len());
    for item in items {
        let item = item.as_object().expect("an object");
        assert!(item.contains_key("id") && item.contains_key("type"));
        for (name, value) in item {
            match name.as_str() {
                "type" => assert_eq!(value, "article-newspaper"),
                "author" => {
                    for author in value.as_array().expect("names") {
                        for (part, value) in author.as_object().expect("a name") {
                            assert!(
                                ["family", "given", "literal"].contains(&part.as_str()),
                                "{part}"
                            );
                            assert!(value.is_string());
                        }
                    }
                }
                "issued" | "accessed" => {
                    let parts = value["date-parts"][0].as_array().expect("date-parts");
                    assert!((1..=3).contains(&parts.len()));
                    assert!(parts.iter().all(Value::is_number), "{value}");
                }
                "custom" => assert!(value.is_object()),
                "id" | "title" | "container-title" | "section" | "URL" | "language"
                | "abstract" | "note" | "archive" | "archive_location" | "keyword" | "genre"
                | "source" | "publisher" | "publisher-place" | "event-place" => {
                    assert!(value.is_string(), "{name}: {value}");
                }
                other => panic!("no property of CSL-JSON: {other}"),
            }
        }
    }
}
