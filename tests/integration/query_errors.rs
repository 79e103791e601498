//! Every error and every note of the query language, once, as a person reads it.

use std::time::{Duration, Instant};

use morgue::query::dialect::Dialect;
use morgue::query::error::PROBLEMS;
use morgue::query::note::REMARKS;
use morgue::query::{Context, parse};

use crate::queries::context;

/// One query for each code, in the order of the codes.
const MISTAKES: &[(&str, &str)] = &[
    ("E001", ""),
    ("E005", "\"…\""),
    ("E010", "machado AND (release OR prisoners"),
    ("E011", "\"machado release"),
    ("E012", "machado AND"),
    ("E013", "machado release)"),
    ("E014", "machado W/5 (release AND prisoners)"),
    ("E015", "source:reuters W/5 machado"),
    ("E016", "+machado OR release"),
    ("E017", "machado W/900 release"),
    ("E018", "machado ()"),
    ("E020", "tittle:machado"),
    ("E021", "machado headline:"),
    ("E022", "kind:storry"),
    ("E023", "ATLEST5(machado)"),
    ("E024", "headline:>5 machado headline:[a TO b]"),
    ("E025", "length:many"),
    ("E026", "date:2026-02..2026-01"),
    ("E027", "headline:machado W/5 body:release"),
    ("E031", "date:7m"),
    ("E032", "date:03/04/2024"),
    ("E033", "machado date aft 1/31/2024"),
    ("E040", "m* release"),
    ("E041", "body:/(mad/"),
    ("E042", "ma~"),
    ("E043", "person:@missing.txt"),
    ("E044", "query:loop"),
    ("E045", "machado % prison"),
    ("E046", "/mad[uo]ro/"),
];

const REMARKABLE: &[(&str, &str)] = &[
    ("N001", "machado OR gonzalez release"),
    ("N002", "machado W/5 release OR prisoners"),
    ("N003", "machado NEAR release"),
    ("N004", "law and order"),
    ("N005", "machado W/25 release W/5 prisoners"),
    ("N006", "apollo +11 landing"),
    ("N007", "John 3:16"),
    ("N007", "*gate:machado"),
    ("N008", "headline:machado release"),
    ("N009", "machado –prison"),
    ("N010", "after:2024"),
    ("N011", "who is machado?"),
    ("N013", "machado w/5 (release and prison)"),
    ("N012", "headline:machado W/5 release"),
    ("N014", "prisoner(s) machado"),
    ("N015", "organi[sz]ation machado"),
    ("N016", "machado 'political prisoners'"),
    ("N017", "machado 2026-01-13"),
    ("N018", "person:\"Machado, Maria\""),
];

fn check(name: &str, shown: &str) {
    insta::with_settings!({snapshot_path => "../snapshots", prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!(name, shown);
    });
}

#[test]
fn every_error_points_at_its_place_and_says_why() {
    let mut out = String::new();
    for (code, query) in MISTAKES {
        let parsed = parse(query, &context());
        assert_eq!(
            parsed.errors.first().map(|e| e.code()),
            Some(*code),
            "{query}"
        );
        out.push_str(&parsed.errors[0].render(query));
        out.push('\n');
    }
    for (code, query) in generated() {
        let parsed = parse(&query, &context());
        assert_eq!(
            parsed.errors.first().map(|e| e.code()),
            Some(code),
            "{:.40}",
            query
        );
        out.push_str(&parsed.errors[0].render(&query));
        out.push('\n');
    }
    let strict = Context {
        strict: true,
        ..context()
    };
    let parsed = parse("machado OR gonzalez release", &strict);
    out.push_str(&parsed.render_errors());
    check("query_errors", &out);
}

/// Mistakes that are too long to write down.
fn generated() -> [(&'static str, String); 3] {
    [
        ("E002", "machado ".repeat(3000)),
        ("E003", "(".repeat(200) + "machado" + &")".repeat(200)),
        ("E004", vec!["machado"; 1100].join(" OR ")),
    ]
}

/// The language, but for the note that only dialects have.
fn context_of(code: &str) -> Context<'static> {
    Context {
        dialect: if code == "N013" {
            Dialect::Lexis
        } else {
            Dialect::Auto
        },
        ..context()
    }
}

#[test]
fn every_note_points_at_its_place() {
    let mut out = String::new();
    for (code, query) in REMARKABLE {
        let parsed = parse(query, &context_of(code));
        assert_eq!(parsed.errors, [], "{query}");
        assert_eq!(
            parsed.notes.first().map(|n| n.code()),
            Some(*code),
            "{query}"
        );
        out.push_str(&parsed.notes[0].render(query, &[]));
        out.push('\n');
    }
    check("query_notes", &out);
}

#[test]
fn no_code_is_missing_from_the_snapshots() {
    let shown = |code: &str| {
        MISTAKES.iter().any(|(c, _)| *c == code) || generated().iter().any(|(c, _)| *c == code)
    };
    // E019 is shown by the strict query.
    let missing: Vec<&str> = PROBLEMS
        .iter()
        .map(|(_, code)| *code)
        .filter(|c| !shown(c) && *c != "E019")
        .collect();
    assert_eq!(missing, Vec::<&str>::new());
    assert!(
        REMARKS
            .iter()
            .all(|(_, code)| REMARKABLE.iter().any(|(c, _)| c == code))
    );
}

#[test]
fn regular_expressions_have_a_limit() {
    let query = vec!["body:/ab/"; 101].join(" OR ");
    let errors = parse(&query, &context()).errors;
    assert_eq!(errors.len(), 1);
    assert_eq!(errors[0].code(), "E004");
    assert!(
        parse(&vec!["body:/ab/"; 100].join(" OR "), &context())
            .errors
            .is_empty()
    );
}

#[test]
fn strict_makes_only_ambiguity_an_error() {
    for (code, query) in REMARKABLE {
        let strict = Context {
            strict: true,
            ..context_of(code)
        };
        let is_error = !parse(query, &strict).errors.is_empty();
        assert_eq!(is_error, ["N001", "N002", "N003"].contains(code), "{query}");
    }
}

#[test]
fn hostile_queries_are_answered_in_linear_time_and_bounded_depth() {
    const BYTES: usize = 16 * 1024;
    let patterns = [
        "(",
        ")",
        "\"",
        "\" ",
        "NOT ",
        "-",
        "- ",
        "!a ",
        "a OR ",
        "a b ",
        "a W/5 ",
        "a /s (",
        "x:",
        "title:",
        "a:a ",
        "~",
        "^2",
        "a^2 ",
        "[",
        "date:[",
        "date:March ",
        "/a",
        "/a/ ",
        "@a ",
        "\\",
        "*",
        "?",
        "a*b* ",
        "ab~ ",
        "+5 ",
        "a +5 ",
        "ATLEAST2(",
        "CAPS(a ",
        "HEADLINE(",
        "AROUND(",
        "%",
        "|",
        "&&",
        "é",
        "東",
        "a-",
        "a.",
        "\u{301}",
        "'",
        "date aft ",
        "length:1..",
        "person:(a OR ",
        "body:/a/ ",
        "ATLEST5(",
        "=",
        "==a ",
        "a NEAR b OR c ",
        "query:loop ",
        "NOT (",
        "\n",
    ];
    // Debug builds and shared machines are slow; linear time stays far below this, quadratic not.
    let limit = Duration::from_secs(2);
    for pattern in patterns {
        let text = pattern.repeat(BYTES / pattern.len());
        let start = Instant::now();
        let parsed = parse(&text, &context());
        assert!(
            start.elapsed() < limit,
            "{pattern:?} took {:?}",
            start.elapsed()
        );
        let is_understood = parsed.ast != morgue::query::ast::Ast::Nothing;
        assert!(is_understood || !parsed.errors.is_empty(), "{pattern:?}");
        assert!(parsed.errors.len() <= 20, "{pattern:?}");
    }
}
