//! Queries in the engine, CPU time beside that of plain tantivy's nearest query on the same index.
//!
//! `cargo bench --bench queries -- ARCHIVE [ROUNDS [TEXT]]`, ARCHIVE as `scripts/make-million` makes
//! it, TEXT a part of the query to measure alone.
//! `scripts/bench-queries` runs this and the whole program.  Times are of one thread, warm.

#[path = "../tools/cpu.rs"]
mod cpu;

use std::io::Write;
use std::path::Path;

use morgue::backend::{Backend, Detail, Local, Request};
use morgue::field::{KeyField, TextField};
use morgue::index::Archive;
use morgue::query::ast::Ast;
use morgue::query::{Context, parse};
use tantivy::Term;
use tantivy::query::{
    BooleanQuery, PhraseQuery, Query, RangeQuery, RegexPhraseQuery, RegexQuery, TermQuery,
};
use tantivy::schema::IndexRecordOption;

/// What is measured: name, milliseconds aimed at, query, and what plain tantivy is given.
#[rustfmt::skip]
const ROWS: &[(&str, f64, &str, Plain)] = &[
    (
        "AND",
        5.0,
        "year AND company",
        Plain::And("year", "company"),
    ),
    ("AND", 5.0, "oil AND price", Plain::And("oil", "price")),
    (
        "phrase",
        20.0,
        "\"last year\"",
        Plain::Phrase("last", "year", 0),
    ),
    (
        "phrase",
        20.0,
        "\"crude oil\"",
        Plain::Phrase("crude", "oil", 0),
    ),
    (
        "W/5",
        30.0,
        "year W/5 company",
        Plain::Phrase("year", "company", 5),
    ),
    (
        "W/5",
        30.0,
        "oil W/5 price",
        Plain::Phrase("oil", "price", 5),
    ),
    (
        "/s",
        30.0,
        "year /s company",
        Plain::Phrase("year", "company", 25),
    ),
    (
        "/s",
        30.0,
        "oil /s price",
        Plain::Phrase("oil", "price", 25),
    ),
    (
        "prefix in W/n",
        60.0,
        "releas* W/10 company",
        Plain::Prefix("releas.*", "company"),
    ),
    (
        "prefix in W/n",
        60.0,
        "com* W/5 price",
        Plain::Prefix("com.*", "price"),
    ),
    ("leading *", 100.0, "*ction", Plain::Regex(".*ction")),
    ("leading *", 100.0, "*ation", Plain::Regex(".*ation")),
    (
        "date, facet",
        5.0,
        "since:1990-01 until:1990-06 place:japan",
        Plain::Filter,
    ),
    (
        "date, facet",
        5.0,
        "oil since:1990-01 until:1990-06 place:japan",
        Plain::Filter,
    ),
];

enum Plain {
    And(&'static str, &'static str),
    Phrase(&'static str, &'static str, u32),
    Prefix(&'static str, &'static str),
    Regex(&'static str),
    Filter,
}

fn main() {
    // Cargo adds `--bench`.
    let args: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| a != "--bench")
        .collect();
    let Some(directory) = args.first() else {
        fail("usage: cargo bench --bench queries -- ARCHIVE [ROUNDS [TEXT]]");
    };
    let rounds = args.get(1).and_then(|n| n.parse().ok()).unwrap_or(7);
    let only = args.get(2).map_or("", String::as_str);
    let archive = Archive::open(Path::new(directory)).unwrap_or_else(|e| fail(&format!("{e:#}")));
    let local = Local::open(&archive).expect("open the archive");
    let searcher = archive.searcher().expect("a searcher");
    let articles = local.count(&Ast::All).expect("count");
    say(&format!(
        "{articles} articles, {} segments; ms of CPU, median of {rounds}: count, ten best, plain tantivy's count",
        searcher.segment_readers().len()
    ));
    say("case           aim    count   ten best  plain    hits     (plain)  query");
    for (name, aim, text, plain) in ROWS.iter().filter(|row| row.2.contains(only)) {
        let today = chrono::NaiveDate::from_ymd_opt(2000, 1, 1).expect("a day");
        let parsed = parse(text, &Context::new(today));
        assert!(parsed.errors.is_empty(), "{}", parsed.render_errors());
        let request = Request {
            detail: Detail::Id,
            ..Request::new(parsed.ast.clone())
        };
        let plain = plain_query(plain, &archive);
        let (count, hits) = median(rounds, || local.count(&parsed.ast).expect("count"));
        let (best, _) = median(rounds, || local.hits(&request).expect("search").total);
        let (other, others) = median(rounds, || plain.count(&searcher).expect("count"));
        say(&format!(
            "{name:14} {aim:5.0} {count:8.2} {best:8.2} {other:8.2} {hits:8} {others:8}   {text}"
        ));
    }
}

/// Plain tantivy's nearest query, over the bodies.
fn plain_query(plain: &Plain, archive: &Archive) -> Box<dyn Query> {
    let body = archive.fields.text(TextField::Body);
    let term = |word: &str| Term::from_field_text(body, word);
    let word = |word: &str| -> Box<dyn Query> {
        Box::new(TermQuery::new(term(word), IndexRecordOption::Basic))
    };
    match plain {
        Plain::And(a, b) => Box::new(BooleanQuery::intersection(vec![word(a), word(b)])),
        Plain::Phrase(a, b, slop) => {
            let mut phrase = PhraseQuery::new(vec![term(a), term(b)]);
            phrase.set_slop(*slop);
            Box::new(phrase)
        }
        Plain::Prefix(pattern, b) => {
            let mut phrase =
                RegexPhraseQuery::new(body, vec![(*pattern).to_owned(), (*b).to_owned()]);
            phrase.set_slop(5);
            Box::new(phrase)
        }
        Plain::Regex(pattern) => {
            Box::new(RegexQuery::from_pattern(pattern, body).expect("a pattern"))
        }
        Plain::Filter => {
            let minute = |year: i32, month: u32| {
                let day = chrono::NaiveDate::from_ymd_opt(year, month, 1).expect("a day");
                let epoch = chrono::NaiveDate::from_ymd_opt(1970, 1, 1).expect("a day");
                (day - epoch).num_minutes()
            };
            let bound = |minute: i64| Term::from_field_i64(archive.fields.published_start, minute);
            let range = RangeQuery::new(
                std::ops::Bound::Included(bound(minute(1990, 1))),
                std::ops::Bound::Excluded(bound(minute(1990, 7))),
            );
            let place = Term::from_field_text(archive.fields.key(KeyField::Place), "japan");
            let place = TermQuery::new(place, IndexRecordOption::Basic);
            Box::new(BooleanQuery::intersection(vec![
                Box::new(range),
                Box::new(place),
            ]))
        }
    }
}

/// CPU milliseconds of one run, and what it returned.  Short ones are run many times, since the
/// system counts CPU time by ticks.
fn median(rounds: usize, mut run: impl FnMut() -> usize) -> (f64, usize) {
    let result = run();
    let mut times: Vec<f64> = (0..rounds)
        .map(|_| {
            let (started, mut runs) = (cpu::milliseconds(), 0);
            while runs == 0 || cpu::milliseconds() - started < 60.0 && runs < 2000 {
                run();
                runs += 1;
            }
            (cpu::milliseconds() - started) / f64::from(runs)
        })
        .collect();
    times.sort_by(f64::total_cmp);
    (times[times.len() / 2], result)
}

fn say(line: &str) {
    writeln!(std::io::stdout(), "{line}").expect("write to stdout");
}

fn fail(text: &str) -> ! {
    writeln!(std::io::stderr(), "{text}").expect("write to stderr");
    std::process::exit(2);
}
