//! `morgue count`: how many articles match, for one query or many.

use std::io::BufRead;

use anyhow::{Context, Result};
use serde_json::json;

use super::query_args::{CountArg, QueryArgs};
use super::receipt::ReceiptArg;
use super::{Exit, Global, Ui, diagnosis};
use crate::backend::{Backend, Local, Refusal};
use crate::hit::Unit;
use crate::index::Archive;

/// Count matching articles, stories, sources or mentions
///
/// Prints the exact number.  With `--batch`, reads one query a line from stdin and prints
/// `count TAB query`, or `error TAB query TAB message` for a query that is refused; the rest go on,
/// and the exit code is 2 at the end.  Filters hold for every line.  A batch is strict: a query with
/// two readings is refused.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    query: QueryArgs,
    #[command(flatten)]
    receipt: ReceiptArg,
    /// Read queries from stdin, one a line; empty lines and `#` comments are passed over
    #[arg(long, conflicts_with_all = ["query", "query_file"])]
    batch: bool,
    #[command(flatten)]
    count: CountArg,
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = ["text", "json"])]
    format: String,
}

/// Runs the verb.
pub fn run(args: Args, global: &Global, ui: &mut Ui) -> Result<Exit> {
    let archive = global.open_archive()?;
    let local = Local::open(&archive)?;
    let unit = args.count.unit;
    if args.batch {
        return batch(&args.query, global, &archive, &local, unit, ui);
    }
    let is_json = args.format == "json";
    let Some(understood) = args
        .query
        .understand(global, &archive, &local, is_json, ui)?
    else {
        return Ok(Exit::Error);
    };
    args.receipt
        .write(global, &archive, &local, &[&understood])?;
    let count = local.count_units(&understood.ast, unit)?;
    if is_json {
        let mut value = json!({
            "schema": "morgue.count/1", "query": understood.text,
            "counted": unit.name(), "count": count,
        });
        if count == 0 {
            value["nothing"] = diagnosis::as_json(&local.diagnose(&understood.ast)?);
        }
        ui.line(&value.to_string())?;
    } else {
        ui.line(&count.to_string())?;
        if count == 0 {
            diagnosis::tell(&understood.ast, &local, false, ui)?;
        }
    }
    Ok(if count == 0 {
        Exit::Nothing
    } else {
        Exit::Success
    })
}

fn batch(
    args: &QueryArgs,
    global: &Global,
    archive: &Archive,
    local: &Local<'_>,
    unit: Unit,
    ui: &mut Ui,
) -> Result<Exit> {
    let mut exit = Exit::Success;
    for line in std::io::stdin().lock().lines() {
        let line = line.context("read stdin")?;
        let query = line.trim();
        if query.is_empty() || query.starts_with('#') {
            continue;
        }
        let shown = query.replace('\t', " ");
        let refused = match args.understand_line(query, global, archive)? {
            Err(message) => Some(message),
            Ok(ast) => match local.count_units(&ast, unit) {
                Ok(count) => {
                    ui.row(&[&count.to_string(), &shown])?;
                    None
                }
                Err(error) if error.is::<Refusal>() => Some(error.to_string()),
                Err(error) => return Err(error),
            },
        };
        if let Some(message) = refused {
            ui.row(&["error", &shown, &message])?;
            exit = Exit::Error;
        }
    }
    Ok(exit)
}
