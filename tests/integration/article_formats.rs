//! Whole articles and tables of figures: one snapshot for each format.

use morgue::hit::{Bucket, Facet, Hit, Unit};
use morgue::output::article::{ARTICLE_FORMATS, find_article_format, render_inspection};
use morgue::output::sheet::{SHEET_FORMATS, SheetOptions, find_sheet_format};
use morgue::output::{Style, facet_sheet};

use crate::shared_hits::{check, hits};

const TERMINAL: Style = Style {
    colour: false,
    width: 60,
    is_terminal: true,
    marks: Some(("[", "]")),
};

fn show(format: &str, hit: &Hit, style: &Style) -> String {
    let format = find_article_format(format).expect("it is in the table");
    let mut out = Vec::new();
    (format.render)(&mut out, hit, style).expect("it is written");
    String::from_utf8(out).expect("output is UTF-8")
}

fn inspect(hit: &Hit, style: &Style) -> String {
    let mut out = Vec::new();
    render_inspection(&mut out, &hit.record, style).expect("it is written");
    String::from_utf8(out).expect("output is UTF-8")
}

fn facets(format: &str, style: Style) -> String {
    let bucket = |value: &str, count| Bucket {
        value: value.to_owned(),
        count,
    };
    let people = Facet {
        field: "person".to_owned(),
        counted: Unit::Articles,
        matched: 1204,
        missing: 90,
        unlisted: 0,
        buckets: vec![
            bucket(
                "Maria Corina Machado, who is named at such length that no window holds it",
                1100,
            ),
            bucket("=cmd|\u{1b}[31m*x*\n", 4),
        ],
        in_archive: vec![2200, 4],
    };
    let sources = Facet {
        field: "source".to_owned(),
        counted: Unit::Articles,
        matched: 1204,
        missing: 0,
        unlisted: 7,
        buckets: vec![bucket("The Coast Ledger", 1204)],
        in_archive: Vec::new(),
    };
    let options = SheetOptions {
        style,
        raw_cells: false,
    };
    let format = find_sheet_format(format).expect("it is in the table");
    let mut out = Vec::new();
    let sheet = facet_sheet("release", &[people, sources]);
    (format.render)(&mut out, &sheet, &options).expect("it is written");
    String::from_utf8(out).expect("output is UTF-8")
}

#[test]
fn articles_in_every_format() {
    for format in ARTICLE_FORMATS {
        let all: String = hits()
            .hits
            .iter()
            .map(|hit| show(format.name, hit, &Style::PIPE))
            .collect();
        check(&format!("article_{}", format.name), &all);
        let found = all.find([
            '\u{1b}', '\u{7}', '\u{9b}', '\u{202e}', '\u{2028}', '\0', '\r',
        ]);
        assert_eq!(found, None, "{}", format.name);
    }
    let all: String = hits()
        .hits
        .iter()
        .map(|hit| show("text", hit, &TERMINAL))
        .collect();
    check("article_text_terminal", &all);
}

#[test]
fn inspection_names_every_field_and_its_reason() {
    let all: String = hits()
        .hits
        .iter()
        .map(|hit| inspect(hit, &Style::PIPE))
        .collect();
    check("inspection", &all);
    check("inspection_terminal", &inspect(&hits().hits[0], &TERMINAL));
}

#[test]
fn sheets_in_every_format() {
    for format in SHEET_FORMATS {
        check(
            &format!("facets_{}", format.name),
            &facets(format.name, Style::PIPE),
        );
    }
    check("facets_text_terminal", &facets("text", TERMINAL));
    for width in [0, 1, 500] {
        let style = Style { width, ..TERMINAL };
        assert!(facets("text", style).contains("1,204"));
    }
}
