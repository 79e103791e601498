//! What is written as JSON matches `schema/`.

use morgue::hit::{Bucket, Facet, Unit};
use morgue::output::article::render_record;
use morgue::output::sheet::{SheetOptions, find_sheet_format};
use morgue::output::{FIELDS, Options, facet_sheet, find_renderer, parse_fields, render_hits};
use serde_json::{Value, json};

use crate::json_schema::Schema;
use crate::shared_hits::hits;

fn rendered(format: &str, options: &Options) -> Vec<u8> {
    let renderer = find_renderer(format).expect("it is in the table");
    let mut out = Vec::new();
    render_hits(renderer, &mut out, options, "release", &hits()).expect("it is written");
    out
}

fn lines(out: &[u8]) -> Vec<Value> {
    let lines = out.split(|b| *b == b'\n').filter(|line| !line.is_empty());
    lines
        .map(|line| serde_json::from_slice(line).expect("a line of JSON"))
        .collect()
}

#[test]
fn hits_match_their_schema() {
    let schema = Schema::read("hit");
    let all = Options {
        fields: Some(parse_fields("all").expect("it is known")),
        ..Options::default()
    };
    for options in [&Options::default(), &all] {
        let hits = lines(&rendered("jsonl", options));
        assert_eq!(hits.len(), 3);
        hits.iter().for_each(|hit| schema.check(hit));
        let document = serde_json::from_slice(&rendered("json", options)).expect("it is JSON");
        schema.check_part("#/$defs/document", &document);
    }
}

#[test]
fn every_output_field_is_in_the_schema_and_the_other_way_round() {
    let text = std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/schema/hit.schema.json"
    ));
    let schema: Value = serde_json::from_str(&text.expect("it is there")).expect("it is JSON");
    let mut described: Vec<String> = schema["properties"]
        .as_object()
        .expect("an object")
        .keys()
        .cloned()
        .collect();
    let mut fields: Vec<String> = FIELDS.iter().map(|field| field.key()).collect();
    fields.push("schema".to_owned());
    described.sort();
    fields.sort();
    assert_eq!(described, fields);
}

#[test]
fn articles_match_their_schema() {
    let schema = Schema::read("article");
    for hit in hits().hits {
        let mut out = Vec::new();
        render_record(&mut out, &hit.record).expect("it is written");
        schema.check(&serde_json::from_slice(&out).expect("it is JSON"));
    }
}

#[test]
fn tables_match_their_schema() {
    let schema = Schema::read("sheet");
    let facet = Facet {
        field: "source".to_owned(),
        counted: Unit::Articles,
        matched: 3,
        missing: 1,
        buckets: vec![Bucket {
            value: "The Coast Ledger".to_owned(),
            count: 2,
        }],
        in_archive: vec![5],
        ..Facet::default()
    };
    let sheet = facet_sheet("release", &[facet]);
    let render = |name: &str| {
        let mut out = Vec::new();
        let format = find_sheet_format(name).expect("it is in the table");
        (format.render)(&mut out, &sheet, &SheetOptions::default()).expect("it is written");
        out
    };
    schema.check(&serde_json::from_slice(&render("json")).expect("it is JSON"));
    for row in lines(&render("jsonl")) {
        schema.check_part("#/$defs/row", &row);
    }
}

#[test]
fn a_value_that_is_wrong_is_refused() {
    let schema = Schema::read("hit");
    assert!(schema.accepts(&json!({"schema": "morgue.hit/1", "id": "k7"})));
    for wrong in [
        json!({"id": "k7"}),
        json!({"schema": "morgue.hit/2"}),
        json!({"schema": "morgue.hit/1", "id": 7}),
        json!({"schema": "morgue.hit/1", "rank": 0}),
        json!({"schema": "morgue.hit/1", "date_confidence": 1.5}),
        json!({"schema": "morgue.hit/1", "snippets": [{"field": "body", "text": "x"}]}),
        json!({"schema": "morgue.hit/1", "hadline": "x"}),
    ] {
        assert!(!schema.accepts(&wrong), "{wrong}");
    }
    let error = Schema::read("error");
    let mistake = json!({"code": "E011", "span": [0, 1], "message": "m", "help": null, "suggested_query": null});
    assert!(error.accepts(&json!({"schema": "morgue.error/1", "error": mistake})));
    assert!(!error.accepts(&json!({"error": mistake})));
    assert!(!error.accepts(&json!({"error": {"code": "E011"}})));
    let report = Schema::read("report");
    assert!(
        report.accepts(&json!({"schema": "morgue.report/1", "event": "vanished", "path": "a.txt"}))
    );
    assert!(
        !report.accepts(&json!({"schema": "morgue.report/1", "event": "skipped", "path": "a.txt"}))
    );
}
