//! The help page of the language, generated from the tables of operators, fields and
//! dialects.

use std::fmt::Write;

use super::dialect::DIALECTS;
use super::operator::OPERATORS;
use crate::field::FIELDS;

/// What is said of words, phrases, values and dates: they have no rows in the operator table.
const FORMS: &[(&str, &str)] = &[
    (
        "release",
        "the word and its inflections, whatever their case and accents",
    ),
    (
        "\"release of prisoners\"",
        "these words, adjacent, in this order, uninflected",
    ),
    ("\"release * prisoners\"", "exactly one word between"),
    ("\"releas* prisoner*\"", "wildcards work in phrases"),
    (
        "\"political prisoner release\"~3",
        "the words of a phrase moved by 3 places in all",
    ),
    (
        "=release",
        "that word only; ==Release also with its capitals and accents",
    ),
    (
        "releas*",
        "* any letters, ? exactly one, a final ! is *; anywhere in a word",
    ),
    (
        "Gonzales~",
        "one letter other, missing, too many or swapped; ~2 two of them",
    ),
    (
        "headline:(release OR freed)",
        "a field before a word, a phrase or a group",
    ),
    ("author:*", "has a value; -author:* has none"),
    (
        "body:/mad[uo]ro/",
        "a regular expression over whole words, only after a field",
    ),
    (
        "date:2026-01-05..2026-01-12",
        "a period, both ends included; also [A TO B], >=, <",
    ),
    (
        "date:2026-01",
        "the whole of a month; 2026, 2026-01-13, March 2024, yesterday, 7d, last-month",
    ),
    ("length:>800", "numbers: >, >=, <, <=, 100..300"),
    ("person:@names.txt", "one of the lines of a file"),
    (
        "place:\"Paris, Texas\"",
        "a place by what it lies in; person:\"Roe, Jane\" is Jane Roe, person:=\"…\" as it stands",
    ),
    ("query:name", "a saved query, from .morgue/queries/name"),
    (
        "(a OR b) W/5 c",
        "parentheses; operators take words, phrases, wildcards and groups",
    ),
    (
        "headline:oil^3",
        "counts threefold in the order of the hits",
    ),
];

/// Writes the whole page, in columns of plain text.
pub fn reference() -> String {
    let mut out = String::from("Words, phrases, values\n");
    let width = FORMS
        .iter()
        .map(|(form, _)| form.chars().count())
        .max()
        .unwrap_or(0);
    for (form, doc) in FORMS {
        line(&mut out, form, width, doc);
    }
    out.push_str("\nOperators, tightest first: proximity, NOT, AND and the space, OR\n");
    let width = OPERATORS
        .iter()
        .map(|o| o.example.chars().count())
        .max()
        .unwrap_or(0);
    for operator in OPERATORS {
        let others: Vec<&str> = operator
            .spellings
            .iter()
            .copied()
            .filter(|spelling| !spelling.eq_ignore_ascii_case(operator.name.trim_end_matches(':')))
            .collect();
        let mut doc = operator.doc.to_owned();
        if !others.is_empty() {
            write!(doc, " [{}]", others.join(" ")).expect("writing to a string cannot fail");
        }
        line(&mut out, operator.example, width, &doc);
    }
    out.push_str("\nFields\n");
    let width = FIELDS
        .iter()
        .map(|field| field.name.len() + 1)
        .max()
        .unwrap_or(0);
    for field in FIELDS {
        let mut doc = field.doc.to_owned();
        if !field.aliases.is_empty() {
            write!(doc, " [{}]", field.aliases.join(" ")).expect("writing to a string cannot fail");
        }
        line(&mut out, &format!("{}:", field.name), width, &doc);
    }
    out.push_str("\nDialects, by `--dialect`: what differs\n");
    let width = DIALECTS.iter().map(|row| row.name.len()).max().unwrap_or(0);
    for row in DIALECTS {
        line(&mut out, row.name, width, row.doc);
    }
    out
}

fn line(out: &mut String, left: &str, width: usize, right: &str) {
    let gap = width.saturating_sub(left.chars().count());
    writeln!(out, "  {left}{:gap$}  {right}", "").expect("writing to a string cannot fail");
}

#[cfg(test)]
mod tests {
    use super::super::{Context, parse};
    use super::*;

    #[test]
    fn every_example_of_the_page_parses() {
        let today = chrono::NaiveDate::from_ymd_opt(2026, 2, 1).expect("a day");
        let context = Context {
            sets: &|_| Ok(vec!["Machado".to_owned()]),
            queries: &|_| Ok("Machado".to_owned()),
            ..Context::new(today)
        };
        let forms = FORMS.iter().map(|(form, _)| *form);
        for example in forms.chain(OPERATORS.iter().map(|operator| operator.example)) {
            let parsed = parse(example, &context);
            assert!(
                parsed.errors.is_empty(),
                "{example}\n{}",
                parsed.render_errors()
            );
        }
    }

    #[test]
    fn the_page_lists_every_operator_and_field() {
        let page = reference();
        assert!(
            OPERATORS
                .iter()
                .all(|operator| page.contains(operator.example))
        );
        assert!(
            FIELDS
                .iter()
                .all(|field| page.contains(&format!("  {}:", field.name)))
        );
    }
}
