//! Where values begin and end, in whole, broken and hostile text.

use super::*;

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let pieces: Vec<String> = Pieces::new(text)
        .map(|piece| match piece {
            Ok(piece) => format!("{}@{}:{}", piece.text, piece.line, piece.offset),
            Err(bad) => format!("{} {}@{}:{}", bad.reason, bad.detail, bad.line, bad.offset),
        })
        .collect();
    assert_eq!(pieces, expected, "{text}");
}

#[test]
fn shapes() {
    check("{\"a\":\n1}", &["{\"a\":\n1}@1:0"]);
    check("[{}, {\n}]", &["{}@1:1", "{\n}@1:5"]);
    check(
        "{\"a\":1}\n\n{\"b\":\"]\"}\n",
        &["{\"a\":1}@1:0", "{\"b\":\"]\"}@3:9"],
    );
    check("\u{feff}{} {} 7", &["{}@1:3", "{}@1:6", "7@1:9"]);
    check("", &[]);
    check("[]", &[]);
}

#[test]
fn damage_costs_one_value() {
    check(
        "{\"a\":1}\n{\"b\":\n{\"c\":2}",
        &["{\"a\":1}@1:0", "{\"b\":@2:8", "{\"c\":2}@3:14"],
    );
    check(
        "{\"a\":\"1}\n{\"b\":2}\n{\"c\":2}",
        &["{\"a\":\"1}@1:0", "{\"b\":2}@2:9", "{\"c\":2}@3:17"],
    );
    check(
        "[{\"a\":[1},\n{\"b\":2}]",
        &["json_syntax value is not closed@1:1", "{\"b\":2}@2:11"],
    );
    let deep = format!("[{}{}, {{}}]", "[".repeat(200_000), "]".repeat(200_000));
    assert_eq!(Pieces::new(&deep).filter(Result::is_err).count(), 1);
    assert_eq!(Pieces::new(&deep).count(), 2);
}

#[test]
fn hostile_text_takes_linear_time() {
    for unit in [
        "{\n",
        "[",
        "{\"a\":[\n",
        "\"",
        "{\"\n",
        "[}\n{",
        ",",
        "\\",
        "]",
    ] {
        let text = unit.repeat(1_000_000 / unit.len());
        assert!(Pieces::new(&text).count() <= text.len());
    }
}

#[test]
fn values_within_a_large_container() {
    let text = "\n {\"status\":\"[{\",\n\"articles\" : [{\"a\":1},{\"b\":2}], \"n\": 3} {}";
    let names = |at, line| -> Vec<String> {
        let pieces = Pieces::within(text, at, line).flatten();
        pieces
            .map(|piece| format!("{}={}@{}", piece.name, piece.text, piece.line))
            .collect()
    };
    assert_eq!(
        names(2, 2),
        [
            "status=\"[{\"@2",
            "articles=[{\"a\":1},{\"b\":2}]@3",
            "n=3@3"
        ]
    );
    let mut cut = Pieces::within("{\"a\": ", 0, 1);
    assert!(cut.next().is_some_and(|piece| piece.is_err()));
    assert!(cut.next().is_none());
    let list = text.find(": [").unwrap() + 2;
    assert_eq!(names(list, 3), ["={\"a\":1}@3", "={\"b\":2}@3"]);
}
