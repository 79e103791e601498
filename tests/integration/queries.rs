//! The table of queries in `tests/queries.txt`: what each means, told by its canonical form.
//!
//! A line of text is a query; the line after it, indented, is `= canonical form {notes}` or
//! `! codes of errors`.  `@ name` begins the queries of a dialect.  With `MORGUE_BLESS=1` the table is written anew: read the difference.

use chrono::NaiveDate;
use morgue::query::dialect::{Dialect, find_dialect};
use morgue::query::{Context, parse, print};

const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/queries.txt");

/// 13 January 2026 is a Tuesday.
pub fn context() -> Context<'static> {
    Context {
        sets: &|name| match name {
            "names.txt" => Ok(["Delcy Rodríguez", "Jorge Rodríguez"]
                .map(str::to_owned)
                .to_vec()),
            "words.txt" => Ok(["prisoner", "political prisoners"]
                .map(str::to_owned)
                .to_vec()),
            "empty.txt" => Ok(vec![]),
            other => Err(format!("no file `{other}`")),
        },
        queries: &|name| match name {
            "release" => Ok("# what was announced\nrelease OR\nliberación".to_owned()),
            "loop" => Ok("query:loop".to_owned()),
            "broken" => Ok("(a".to_owned()),
            other => Err(format!("no file `{other}`")),
        },
        ..Context::new(NaiveDate::from_ymd_opt(2026, 1, 13).unwrap())
    }
}

fn in_dialect(dialect: Dialect) -> Context<'static> {
    Context {
        dialect,
        ..context()
    }
}

/// The lines of the table with the dialect they are in; headings of dialects are passed over.
fn rows(table: &str) -> impl Iterator<Item = (Dialect, &str)> {
    let mut dialect = Dialect::Auto;
    table.lines().filter_map(move |line| {
        if let Some(name) = line.strip_prefix("@ ") {
            dialect = find_dialect(name).expect("a dialect of the table");
            return None;
        }
        Some((dialect, line))
    })
}

/// What the table says of a query.
fn describe(text: &str, dialect: Dialect) -> String {
    let parsed = parse(text, &in_dialect(dialect));
    let mut out = match parsed.errors.is_empty() {
        true => format!("= {}", print::print(&parsed.ast)),
        false => {
            let codes: Vec<&str> = parsed.errors.iter().map(|e| e.code()).collect();
            format!("! {}", codes.join(" "))
        }
    };
    for note in &parsed.notes {
        out.push_str(&format!(" {{{}}}", note.code()));
    }
    out
}

#[test]
fn every_query_means_what_the_table_says() {
    let table = std::fs::read_to_string(TABLE).unwrap();
    let mut blessed = String::new();
    let mut wrong = Vec::new();
    let mut query = None;
    let mut dialect = Dialect::Auto;
    for line in table.lines() {
        if let Some(name) = line.strip_prefix("@ ") {
            dialect = find_dialect(name).expect("a dialect of the table");
        }
        match line.strip_prefix("    ") {
            Some(expected) => {
                let text = query.take().expect("a query stands before its meaning");
                let found = describe(text, dialect);
                blessed.push_str(&format!("    {found}\n"));
                if found != expected {
                    wrong.push(format!(
                        "{text}\n    expected {expected}\n    found    {found}"
                    ));
                }
            }
            None => {
                blessed.push_str(line);
                blessed.push('\n');
                if !line.is_empty() && !line.starts_with('#') && !line.starts_with("@ ") {
                    query = Some(line);
                }
            }
        }
    }
    if std::env::var_os("MORGUE_BLESS").is_some() {
        std::fs::write(TABLE, blessed).unwrap();
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_canonical_form_means_the_same() {
    let table = std::fs::read_to_string(TABLE).unwrap();
    for (dialect, text) in rows(&table).filter(|(_, l)| !l.starts_with([' ', '#'])) {
        let parsed = parse(text, &in_dialect(dialect));
        if !parsed.errors.is_empty() {
            continue;
        }
        let canonical = print::print(&parsed.ast);
        let again = parse(&canonical, &context());
        assert_eq!(again.errors, [], "{text} => {canonical}");
        assert_eq!(again.ast, parsed.ast, "{text} => {canonical}");
        assert_eq!(print::print(&again.ast), canonical, "{text}");
    }
}

#[test]
fn suggestions_are_queries_without_that_mistake() {
    let table = std::fs::read_to_string(TABLE).unwrap();
    for (dialect, text) in rows(&table).filter(|(_, l)| !l.starts_with([' ', '#'])) {
        for error in parse(text, &in_dialect(dialect)).errors {
            let Some(suggested) = &error.suggested_query else {
                continue;
            };
            let again = parse(suggested, &in_dialect(dialect));
            let count = |errors: &[morgue::query::error::QueryError]| {
                errors.iter().filter(|e| e.problem == error.problem).count()
            };
            let before = parse(text, &in_dialect(dialect)).errors;
            assert!(
                count(&again.errors) < count(&before),
                "{text}: {suggested} => {:?}",
                again.errors
            );
        }
    }
}
