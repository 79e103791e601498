//! `morgue verify`: does a query still find what a receipt says it found?

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use serde_json::json;

use super::query_files::read_text;
use super::receipt::{ArchiveState, Program, RECEIPT_SCHEMA, Receipt, ReceiptQuery};
use super::{Exit, Global, Ui};
use crate::backend::{Found, Local};
use crate::query::print::print;
use crate::query::{Context as Reading, parse};

/// Ask the queries of a receipt again, and say what has changed
///
/// Compares the articles that are found, one by one, with those that were, and their text.  Exit
/// codes: 0 the same articles with the same text, 1 something has changed, 2 error.
#[derive(clap::Args)]
pub struct Args {
    /// The receipt, as `--receipt FILE` wrote it
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = ["text", "json"])]
    format: String,
}

/// What has become of one query.
struct Change {
    now: Found,
    /// None when the receipt has no list of the articles.
    articles: Option<Articles>,
    /// The canonical form would be read in another way today.
    reads_otherwise: bool,
}

struct Articles {
    added: Vec<String>,
    gone: Vec<String>,
    /// Found then and now, with another text.
    altered: Vec<String>,
}

/// Runs the verb.
pub fn run(args: Args, global: &Global, ui: &mut Ui) -> Result<Exit> {
    let text = read_text(&args.file)?;
    let name = args.file.display();
    let schema: serde_json::Value =
        serde_json::from_str(&text).with_context(|| format!("{name} is no receipt"))?;
    if schema["schema"] != RECEIPT_SCHEMA {
        bail!("{name} is no receipt of this version ({RECEIPT_SCHEMA})");
    }
    let receipt: Receipt =
        serde_json::from_value(schema).with_context(|| format!("{name} is no receipt"))?;
    let archive = global.open_archive()?;
    let local = Local::open(&archive)?;
    let state = ArchiveState::of(&archive, &local)?;
    let mut changes = Vec::new();
    for query in &receipt.queries {
        changes.push(change(&local, query, global)?);
    }
    if args.format == "json" {
        print_json(&receipt, &state, &changes, ui)?;
    } else {
        print_text(&receipt, &state, &changes, ui)?;
    }
    let pairs = receipt.queries.iter().zip(&changes);
    let is_same = pairs
        .into_iter()
        .all(|(query, change)| query.found.hash == change.now.hash);
    Ok(if is_same {
        Exit::Success
    } else {
        Exit::Nothing
    })
}

fn change(local: &Local<'_>, query: &ReceiptQuery, global: &Global) -> Result<Change> {
    let now = local.found(&query.ast, query.hidden)?;
    let articles = match (&query.found.list, &now.list) {
        (Some(then), Some(now)) => Some(compare(then, now)),
        _ => None,
    };
    let today = parse(&query.canonical, &Reading::new(global.now()?.date()));
    Ok(Change {
        reads_otherwise: !today.errors.is_empty() || print(&today.ast) != query.canonical,
        now,
        articles,
    })
}

fn compare(then: &[String], now: &[String]) -> Articles {
    // Versions of one article share an id.
    let by_id = |list: &'_ [String]| {
        let mut by_id: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for line in list {
            let (id, content) = line.split_once(' ').unwrap_or((line, ""));
            by_id
                .entry(id.to_owned())
                .or_default()
                .insert(content.to_owned());
        }
        by_id
    };
    let (then, now) = (by_id(then), by_id(now));
    let missing_in = |some: &BTreeMap<String, _>, other: &BTreeMap<String, _>| {
        let missing = some.keys().filter(|id| !other.contains_key(*id));
        missing.cloned().collect()
    };
    let altered = then
        .iter()
        .filter(|(id, content)| now.get(*id).is_some_and(|now| now != *content));
    Articles {
        added: missing_in(&now, &then),
        gone: missing_in(&then, &now),
        altered: altered.map(|(id, _)| id.clone()).collect(),
    }
}

fn print_text(
    receipt: &Receipt,
    state: &ArchiveState,
    changes: &[Change],
    ui: &mut Ui,
) -> Result<()> {
    let (then, now) = (&receipt.program, Program::this());
    if *then != now {
        ui.line(&format!(
            "program: morgue {} (format {}, analyzer {}) then, {} (format {}, analyzer {}) now",
            then.morgue, then.format, then.analyzer, now.morgue, now.format, now.analyzer
        ))?;
    }
    if receipt.archive == *state {
        ui.line(&format!("archive: the same, revision {}", state.revision))?;
    } else {
        ui.line(&format!(
            "archive: revision {} with {} articles on {}, revision {} with {} now",
            receipt.archive.revision,
            receipt.archive.articles,
            receipt.now,
            state.revision,
            state.articles
        ))?;
    }
    for (query, change) in receipt.queries.iter().zip(changes) {
        ui.line(&format!("query: {}", query.canonical))?;
        if change.reads_otherwise {
            ui.line("  this text would be read otherwise now; what was meant then was asked")?;
        }
        let (then, now) = (&query.found, &change.now);
        if then.hash == now.hash {
            ui.line(&format!(
                "  the same {} articles, with the same text",
                now.articles
            ))?;
            continue;
        }
        ui.line(&format!(
            "  {} articles then, {} now",
            then.articles, now.articles
        ))?;
        let Some(articles) = &change.articles else {
            ui.line("  too many to be listed: which ones have changed is not known")?;
            continue;
        };
        let lists = [
            ("found now, not then", &articles.added),
            ("found then, not now", &articles.gone),
            ("found then and now, with another text", &articles.altered),
        ];
        for (what, ids) in lists {
            if !ids.is_empty() {
                ui.line(&format!("  {} {what}: {}", ids.len(), first_ids(ids)))?;
            }
        }
    }
    Ok(())
}

/// As many ids as fit on a line or two; `--format json` has them all.
fn first_ids(ids: &[String]) -> String {
    const SHOWN: usize = 10;
    let mut line = ids[..ids.len().min(SHOWN)].join(" ");
    if ids.len() > SHOWN {
        line += " …";
    }
    line
}

fn print_json(
    receipt: &Receipt,
    state: &ArchiveState,
    changes: &[Change],
    ui: &mut Ui,
) -> Result<()> {
    let queries = receipt.queries.iter().zip(changes).map(|(query, change)| {
        let articles = change.articles.as_ref();
        json!({
            "query": query.query,
            "canonical": query.canonical,
            "reads_otherwise": change.reads_otherwise,
            "is_same": query.found.hash == change.now.hash,
            "articles_then": query.found.articles,
            "articles_now": change.now.articles,
            "added": articles.map(|a| &a.added),
            "gone": articles.map(|a| &a.gone),
            "altered": articles.map(|a| &a.altered),
        })
    });
    let value = json!({
        "schema": "morgue.verification/1",
        "program_then": receipt.program,
        "program_now": Program::this(),
        "archive_then": receipt.archive,
        "archive_now": state,
        "queries": queries.collect::<Vec<_>>(),
    });
    ui.line(&value.to_string())
}
