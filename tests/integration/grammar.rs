//! `schema/query.ebnf`: every example in it parses.

use chrono::NaiveDate;
use morgue::query::{Context, parse};

const GRAMMAR: &str = include_str!("../../schema/query.ebnf");

#[test]
fn every_example_of_the_grammar_parses() {
    let today = NaiveDate::from_ymd_opt(2026, 2, 1).expect("a day");
    let context = Context {
        sets: &|_| Ok(vec!["Machado".to_owned(), "María Corina".to_owned()]),
        ..Context::new(today)
    };
    let mut examples = 0;
    for line in GRAMMAR.lines() {
        let line = line
            .trim()
            .trim_start_matches("(*")
            .trim_end_matches("*)")
            .trim();
        let Some(example) = line.strip_prefix("> ") else {
            continue;
        };
        // The example that is a star ends at the comment's own star.
        let example = if example.is_empty() { "*" } else { example };
        let parsed = parse(example.trim(), &context);
        assert!(
            parsed.errors.is_empty(),
            "{example}\n{}",
            parsed.render_errors()
        );
        examples += 1;
    }
    assert!(examples > 60, "only {examples} examples");
}
