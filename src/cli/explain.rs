//! `morgue explain`: how a query is read, and what each part of it finds.

use anyhow::Result;
use serde_json::{Value, json};

use super::query_args::QueryArgs;
use super::{Exit, Global, Ui, diagnosis};
use crate::backend::{Backend, Local, parts_of};
use crate::query::ast::Ast;
use crate::query::print::print;

/// Say how a query is read, and what each part of it finds
///
/// Prints the canonical form, the number of articles that each part finds by itself, what every
/// word and wildcard stands for in the index, and which parts the index decides and which are
/// verified on the text.  A query that finds nothing is taken apart.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    query: QueryArgs,
    /// Run the suggestions instead: mistakes corrected, words that are nowhere replaced by the
    /// nearest that are somewhere
    #[arg(long)]
    fix: bool,
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = ["text", "json"])]
    format: String,
}

/// Parts of one condition that are told one by one.
const MAX_PARTS: usize = 50;
/// Words of an expansion that are printed.
const EXPANSIONS: usize = 20;
/// Suggestions that are followed one after the other.
const MAX_FIXES: usize = 20;

/// Runs the verb.
pub fn run(args: Args, global: &Global, ui: &mut Ui) -> Result<Exit> {
    let archive = global.open_archive()?;
    let local = Local::open(&archive)?;
    let is_json = args.format == "json";
    let typed = args.query.text()?;
    let mut fixes = Vec::new();
    let query = if args.fix {
        args.query.fixed(global, &archive, MAX_FIXES, &mut fixes)?
    } else {
        args.query
    };
    let Some(mut understood) = query.understand(global, &archive, &local, is_json, ui)? else {
        return Ok(Exit::Error);
    };
    let mut diagnosis = None;
    if local.count(&understood.ast)? == 0 {
        let found = local.diagnose(&understood.ast)?;
        match &found.corrected {
            Some(corrected) if args.fix => {
                fixes.push(print(corrected));
                understood.ast = corrected.clone();
            }
            _ => diagnosis = Some(found),
        }
    }
    let mut nodes = Vec::new();
    collect(&understood.ast, 0, &local, &mut nodes)?;
    let expansions = local.expansions(&understood.ast)?;
    if is_json {
        let nodes: Vec<Value> = nodes.iter().map(Node::to_json).collect();
        let expansions: Vec<Value> = expansions
            .iter()
            .map(|(pattern, words)| {
                let words: Vec<Value> = words
                    .iter()
                    .map(|(word, n)| json!({"word": word, "count": n}))
                    .collect();
                json!({"pattern": pattern, "words": words})
            })
            .collect();
        let value = json!({
            "schema": "morgue.explain/1",
            "query": typed,
            "fixes": fixes,
            "canonical": print(&understood.ast),
            "ast": understood.ast,
            "nodes": nodes,
            "expansions": expansions,
            "nothing": diagnosis.as_ref().map(diagnosis::as_json),
        });
        ui.line(&value.to_string())?;
        return Ok(Exit::Success);
    }
    ui.line(&format!("typed     {typed}"))?;
    for fix in &fixes {
        ui.line(&format!("fixed     {fix}"))?;
    }
    ui.line(&format!("read as   {}", print(&understood.ast)))?;
    for node in &nodes {
        let indent = "  ".repeat(node.depth + 1);
        ui.line(&format!(
            "{indent}{:>8}  {}  ({})",
            node.count,
            node.text,
            node.decided_by()
        ))?;
    }
    for (pattern, words) in &expansions {
        let shown: Vec<String> = words
            .iter()
            .take(EXPANSIONS)
            .map(|(word, n)| format!("{word} {n}"))
            .collect();
        let rest = words.len().saturating_sub(EXPANSIONS);
        let rest = if rest > 0 {
            format!(", and {rest} more")
        } else {
            String::new()
        };
        ui.line(&format!(
            "{pattern} stands for {} in the index: {}{rest}",
            words.len(),
            shown.join(", ")
        ))?;
    }
    if let Some(diagnosis) = &diagnosis {
        for line in diagnosis::as_text(diagnosis).lines() {
            ui.line(line)?;
        }
    }
    Ok(Exit::Success)
}

struct Node {
    depth: usize,
    text: String,
    count: usize,
    /// Articles that the index offers, where the text decides.
    candidates: Option<usize>,
}

impl Node {
    fn decided_by(&self) -> String {
        match self.candidates {
            None => "index".to_owned(),
            Some(n) => format!("{n} by the index, each then verified on its text"),
        }
    }

    fn to_json(&self) -> Value {
        let decided_by = if self.candidates.is_none() {
            "index"
        } else {
            "text"
        };
        json!({"depth": self.depth, "query": self.text, "count": self.count,
               "decided_by": decided_by, "candidates": self.candidates})
    }
}

/// Every part of a query that is a query by itself, with what it finds.
fn collect(ast: &Ast, depth: usize, local: &Local<'_>, out: &mut Vec<Node>) -> Result<()> {
    let is_exact = local.is_exact(ast)?;
    out.push(Node {
        depth,
        text: print(ast),
        count: local.count(ast)?,
        candidates: if is_exact {
            None
        } else {
            Some(local.offered(ast)?)
        },
    });
    let parts = match ast {
        Ast::Not(inner) => vec![(**inner).clone()],
        other => parts_of(other),
    };
    // A set of thousands is one thing to a reader.
    if parts.len() <= MAX_PARTS {
        for part in &parts {
            collect(part, depth + 1, local, out)?;
        }
    }
    Ok(())
}
