//! Every file of `tests/broken`, held against what `tests/broken/expected.tsv` says of it.
//!
//! Rows 27 to 33, 42 to 44, 54 to 56 and 58 of the list of faults are among them.

use std::path::Path;

use crate::pack::{Got, open};

#[test]
fn rows_27_to_58_broken_files_give_what_is_written_of_them() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken");
    let list = std::fs::read_to_string(root.join("expected.tsv")).expect("the list");
    let mut wrong = Vec::new();
    let mut seen = 0;
    for line in list
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
    {
        let mut columns = line.split('\t');
        let mut column = || columns.next().unwrap_or_else(|| panic!("{line}"));
        let (name, outcomes, text) = (column(), column(), column());
        // What the walk passes by is not opened at all.
        if outcomes == "not seen" {
            continue;
        }
        seen += 1;
        let bytes = std::fs::read(root.join(name)).unwrap_or_else(|e| panic!("{name}: {e}"));
        let got = open(name, &bytes);
        if !outcomes.split(" | ").any(|outcome| agrees(&got, outcome)) {
            wrong.push(format!(
                "{name}: wanted {outcomes}, got {} articles and {:?} ({:?})",
                got.articles.len(),
                got.reasons(),
                got.details
            ));
        } else if !got.articles.is_empty() && text != "-" && !holds(&got, text) {
            wrong.push(format!("{name}: `{text}` is not in {:?}", got.texts));
        }
    }
    assert!(seen > 90, "{seen}");
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// `indexed N`, `indexed N + CODE`, `none CODE`.
fn agrees(got: &Got, outcome: &str) -> bool {
    let (kind, rest) = outcome.trim().split_once(' ').unwrap_or((outcome, ""));
    let reasons = got.reasons();
    match (kind, rest.split_once(" + ")) {
        ("none", _) => got.articles.is_empty() && reasons.contains(&rest),
        ("indexed", Some((number, code))) => {
            number.parse() == Ok(got.articles.len()) && reasons.contains(&code)
        }
        ("indexed", None) => rest.parse() == Ok(got.articles.len()) && reasons.is_empty(),
        _ => panic!("`{outcome}` is no outcome"),
    }
}

fn holds(got: &Got, text: &str) -> bool {
    let headlines = got.articles.iter().map(|(.., headline)| headline);
    got.texts
        .iter()
        .chain(headlines)
        .any(|found| found.contains(text))
}
