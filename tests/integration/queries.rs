//! The table of queries in `tests/queries.txt`: what each means, told by its canonical form.
//!
//! A line of text is a query; the line after it, indented, is `= canonical form {notes}` or
//! `! codes of errors`, and after the former `> number` of the articles of `corpus/mini` that it
//! finds, with their files, or a digest of them when they are many.  `@ name` begins the queries of
//! a dialect.  With `MORGUE_BLESS=1` the table is written anew: read the difference.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use morgue::backend::{Backend, Local, Request, compare};
use morgue::hit::Hit;
use morgue::index::Archive;
use morgue::query::ast::Ast;
use morgue::query::dialect::{Dialect, find_dialect};
use morgue::query::{Context, parse, print};

use crate::env::TestEnv;
use crate::search::{copy_of_mini, mini};

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

/// One line of the table: a query with what is said of it, or something else.
enum Line<'t> {
    Query {
        dialect: Dialect,
        text: &'t str,
        expected: Vec<&'t str>,
    },
    Other(&'t str),
}

fn lines(table: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut dialect = Dialect::Auto;
    for line in table.lines() {
        if let Some(said) = line.strip_prefix("    ") {
            let Some(Line::Query { expected, .. }) = lines.last_mut() else {
                panic!("a query stands before `{said}`");
            };
            expected.push(said);
        } else if line.is_empty() || line.starts_with('#') || line.starts_with("@ ") {
            if let Some(name) = line.strip_prefix("@ ") {
                dialect = find_dialect(name).expect("a dialect of the table");
            }
            lines.push(Line::Other(line));
        } else {
            lines.push(Line::Query {
                dialect,
                text: line,
                expected: Vec::new(),
            });
        }
    }
    lines
}

/// What the table says of the meaning of a query.
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

/// Every query of the table that is none of its errors.
fn questions(table: &str) -> Vec<(&str, Ast)> {
    let read = lines(table).into_iter().filter_map(|line| {
        let Line::Query { dialect, text, .. } = line else {
            return None;
        };
        let parsed = parse(text, &in_dialect(dialect));
        parsed.errors.is_empty().then_some((text, parsed.ast))
    });
    read.collect()
}

/// The articles that a query finds: the paths of their files, and what they are in them.
fn found(local: &Local<'_>, ast: &Ast) -> BTreeSet<String> {
    let request = Request {
        limit: usize::MAX,
        ..Request::new(ast.clone())
    };
    let hits = local.hits(&request).expect("search");
    let name = |hit: Hit| {
        let provenance = hit.record.provenance;
        match provenance.member.as_str() {
            "" => provenance.path,
            member => format!("{}#{member}", provenance.path),
        }
    };
    hits.hits.into_iter().map(name).collect()
}

/// As many articles as a person reads are named by their files, more of them by a digest.
fn told(found: &BTreeSet<String>) -> String {
    const NAMED: usize = 6;
    let count = found.len();
    if count > NAMED {
        let all: Vec<&str> = found.iter().map(String::as_str).collect();
        let digest = blake3::hash(all.join("\n").as_bytes()).to_hex();
        return format!("> {count} {{{}}}", &digest[..8]);
    }
    let names = found.iter().map(|path| {
        let file = path.rsplit('/').next().unwrap_or(path);
        match file.split_once('#') {
            Some((file, member)) => format!("{}#{member}", stem(file)),
            None => stem(file).to_owned(),
        }
    });
    let mut out = format!("> {count}");
    for name in names {
        out.push_str(&format!(" {name}"));
    }
    out
}

fn stem(file: &str) -> &str {
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

#[test]
fn every_query_means_and_finds_what_the_table_says() {
    let table = std::fs::read_to_string(TABLE).unwrap();
    let archive = Archive::open(&mini().path().join(".morgue")).expect("open the archive");
    let local = Local::open(&archive).expect("an engine");
    let mut blessed = String::new();
    let mut wrong = Vec::new();
    for line in lines(&table) {
        let Line::Query {
            dialect,
            text,
            expected,
        } = line
        else {
            let Line::Other(other) = line else { continue };
            blessed.push_str(&format!("{other}\n"));
            continue;
        };
        let mut said = vec![describe(text, dialect)];
        let parsed = parse(text, &in_dialect(dialect));
        if parsed.errors.is_empty() {
            said.push(told(&found(&local, &parsed.ast)));
        }
        blessed.push_str(&format!("{text}\n"));
        said.iter()
            .for_each(|line| blessed.push_str(&format!("    {line}\n")));
        if said != expected {
            wrong.push(format!(
                "{text}\n    expected {expected:?}\n    found    {said:?}"
            ));
        }
    }
    if std::env::var_os("MORGUE_BLESS").is_some() {
        std::fs::write(TABLE, blessed).unwrap();
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // The index is believed only because a plain scan says the same.
    let (texts, queries): (Vec<&str>, Vec<Ast>) = questions(&table).into_iter().unzip();
    let compared = compare(&local, &queries).expect("compare");
    for (text, comparison) in texts.iter().zip(compared) {
        assert!(comparison.is_equal(), "{text}: {comparison:?}");
    }
}

/// Other languages bring stems of their own, and articles without a language are searched by
/// literal words: neither may touch what was found before.
#[test]
fn unrelated_articles_change_no_answer() {
    let table = std::fs::read_to_string(TABLE).unwrap();
    let questions = questions(&table);
    let env = copy_of_mini();
    let answers = |of: &TestEnv| -> Vec<BTreeSet<String>> {
        let archive = Archive::open(&of.path().join(".morgue")).expect("open the archive");
        let local = Local::open(&archive).expect("an engine");
        let all = questions.iter();
        all.map(|(_, ast)| found(&local, ast)).collect()
    };
    let before = answers(&env);
    let unrelated = [
        ("pt", "Orvalho na serra", "O moinho velho rangia na colina."),
        (
            "sv",
            "Dimman i dalen",
            "Lyktorna slocknade och kvarnen stod stilla.",
        ),
        ("ja", "霧", "谷の霧"),
        ("", "Zzq", "Vrx plmk zzq."),
    ];
    for (language, headline, body) in unrelated {
        let article =
            serde_json::json!({"title": headline, "maintext": body, "language": language});
        env.write(&format!("unrelated/{headline}.json"), article.to_string());
    }
    env.run(&["index", "mini", "unrelated", "--entities", "none"])
        .code(0);
    env.run(&["count", "orvalho"]).code(0);
    let is_old = |path: &String| !path.starts_with("unrelated/");
    for ((text, _), (before, after)) in questions.iter().zip(before.iter().zip(answers(&env))) {
        let after: BTreeSet<String> = after.into_iter().filter(is_old).collect();
        assert_eq!(before, &after, "{text}");
    }
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
