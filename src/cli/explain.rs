//! `morgue explain`: how a query is read, and what each part of it finds.

use anyhow::Result;
use serde_json::{Value, json};

use super::query_args::QueryArgs;
use super::{Exit, Global, Ui};
use crate::backend::{Backend, Local};
use crate::query::ast::Ast;
use crate::query::print::print;

/// Say how a query is read, and what each part of it finds
///
/// Prints the canonical form, the number of articles that each part finds by itself, what every
/// wildcard stands for, and which parts the index decides and which are verified on the text.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    query: QueryArgs,
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = ["text", "json"])]
    format: String,
}

/// Words of an expansion that are printed.
const EXPANSIONS: usize = 20;

/// Runs the verb.
pub fn run(args: Args, global: &Global, ui: &mut Ui) -> Result<Exit> {
    let archive = global.open_archive()?;
    let local = Local::open(&archive)?;
    let is_json = args.format == "json";
    let Some(understood) = args
        .query
        .understand(global, &archive, &local, is_json, ui)?
    else {
        return Ok(Exit::Error);
    };
    let mut nodes = Vec::new();
    collect(&understood.ast, 0, &local, &mut nodes)?;
    let expansions = local.expansions(&understood.ast)?;
    if is_json {
        let nodes: Vec<Value> = nodes
            .iter()
            .map(|node| {
                json!({"depth": node.depth, "query": node.text, "count": node.count,
                       "decided_by": node.decided_by()})
            })
            .collect();
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
            "query": understood.text,
            "canonical": print(&understood.ast),
            "ast": understood.ast,
            "nodes": nodes,
            "expansions": expansions,
        });
        ui.line(&value.to_string())?;
        return Ok(Exit::Success);
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
            "{pattern} stands for {} words: {}{rest}",
            words.len(),
            shown.join(", ")
        ))?;
    }
    Ok(Exit::Success)
}

struct Node {
    depth: usize,
    text: String,
    count: usize,
    exact: bool,
}

impl Node {
    fn decided_by(&self) -> &'static str {
        if self.exact {
            "index"
        } else {
            "index, then verified on the text"
        }
    }
}

/// Every part of a query that is a query by itself, with what it finds.
fn collect(ast: &Ast, depth: usize, local: &Local<'_>, out: &mut Vec<Node>) -> Result<()> {
    let (text, count, exact) = (print(ast), local.count(ast)?, local.is_exact(ast)?);
    out.push(Node {
        depth,
        text,
        count,
        exact,
    });
    match ast {
        Ast::And(parts) | Ast::Or(parts) => parts
            .iter()
            .try_for_each(|part| collect(part, depth + 1, local, out)),
        Ast::Not(inner) | Ast::Boost(inner, _) => collect(inner, depth + 1, local, out),
        Ast::All
        | Ast::Nothing
        | Ast::Text { .. }
        | Ast::Key { .. }
        | Ast::Entity { .. }
        | Ast::Has(_)
        | Ast::Date { .. }
        | Ast::DatePrecision(_)
        | Ast::DateSource(_)
        | Ast::Number { .. } => Ok(()),
    }
}
