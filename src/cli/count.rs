//! `morgue count`: how many articles match, for one query or many.

use std::io::BufRead;

use anyhow::{Context, Result, bail};
use serde_json::json;

use super::query_args::{CountArg, QueryArgs};
use super::query_files::without_mark;
use super::receipt::ReceiptArg;
use super::{Exit, Global, Ui, diagnosis};
use crate::backend::{Backend, Local, Refusal, Request};
use crate::hit::Unit;
use crate::index::Archive;
use crate::query::ast::Ast;

/// Count matching articles, stories, sources or mentions
///
/// Prints the exact number.  With `--batch`, reads one query a line from stdin and prints
/// `count TAB query`, or `error TAB query TAB message` for a query that is refused, or the same as a
/// line of JSON; the rest go on, and the exit code is 2 at the end.  Filters hold for every line.  A
/// batch is strict: a query with two readings is refused.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    query: QueryArgs,
    #[command(flatten)]
    receipt: ReceiptArg,
    /// Read queries from stdin, one a line; empty lines and `#` comments are passed over
    #[arg(long, conflicts_with_all = ["query", "query_file", "receipt"])]
    batch: bool,
    #[command(flatten)]
    count: CountArg,
    /// Which versions of an article to count; `all` also counts withdrawn and embargoed ones
    #[arg(long, value_name = "WHICH", default_value = "latest", value_parser = ["latest", "all"])]
    versions: String,
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = ["text", "json"])]
    format: String,
}

impl Args {
    fn sees_hidden(&self) -> bool {
        self.versions == "all"
    }

    fn count_of(&self, ast: &Ast, local: &Local<'_>) -> Result<u64> {
        if !self.sees_hidden() {
            return local.count_units(ast, self.count.unit);
        }
        let found = local.hits(&Request {
            limit: 0,
            hidden: true,
            ..Request::new(ast.clone())
        })?;
        Ok(found.total as u64)
    }
}

/// Runs the verb.
pub fn run(args: Args, global: &Global, ui: &mut Ui) -> Result<Exit> {
    let archive = global.open_archive()?;
    let local = Local::open(&archive)?;
    let unit = args.count.unit;
    if args.sees_hidden() && unit != Unit::Articles {
        bail!("`--versions all` counts articles, not {}", unit.name());
    }
    let is_json = args.format == "json";
    if args.batch {
        return batch(&args, global, &archive, &local, ui);
    }
    let Some(understood) = args
        .query
        .understand(global, &archive, &local, is_json, ui)?
    else {
        return Ok(Exit::Error);
    };
    args.receipt
        .write_with_hidden(global, &archive, &local, &[&understood], args.sees_hidden())?;
    let count = args.count_of(&understood.ast, &local)?;
    // Articles are found that have nothing of what is counted.
    let unitless = match (count, unit) {
        (0, Unit::Mentions | Unit::Sources) => local.count(&understood.ast)?,
        _ => 0,
    };
    if is_json {
        let mut value = json!({
            "schema": "morgue.count/1", "query": understood.text,
            "counted": unit.name(), "count": count,
        });
        if count == 0 && unitless == 0 {
            value["nothing"] = diagnosis::as_json(&local.diagnose(&understood.ast)?);
        }
        ui.line(&value.to_string())?;
    } else {
        ui.line(&count.to_string())?;
        if count == 0 && unitless == 0 {
            diagnosis::tell(&understood.ast, &local, false, ui)?;
        }
    }
    if count == 0 && unitless > 0 {
        ui.note(&match unit {
            Unit::Mentions => format!(
                "note: the query asks for no words or names, so the articles that it finds \
                 ({unitless}) have no mentions"
            ),
            _ => format!("note: none of the articles found ({unitless}) names its outlet"),
        });
    }
    Ok(if count == 0 {
        Exit::Nothing
    } else {
        Exit::Success
    })
}

fn batch(
    args: &Args,
    global: &Global,
    archive: &Archive,
    local: &Local<'_>,
    ui: &mut Ui,
) -> Result<Exit> {
    let unit = args.count.unit;
    let mut exit = Exit::Success;
    let mut is_first = true;
    for line in std::io::stdin().lock().split(b'\n') {
        let line = line.context("read stdin")?;
        let text = String::from_utf8_lossy(&line);
        let text = if std::mem::take(&mut is_first) {
            without_mark(&text)
        } else {
            &text
        };
        let query = text.trim();
        if query.is_empty() || query.starts_with('#') {
            continue;
        }
        let answer = if std::str::from_utf8(&line).is_err() {
            Err("the line is not UTF-8".to_owned())
        } else {
            count_line(args, query, global, archive, local)?
        };
        if answer.is_err() {
            exit = Exit::Error;
        }
        if args.format == "json" {
            let mut value = json!({"schema": "morgue.count/1", "query": query});
            match answer {
                Ok(count) => {
                    value["counted"] = unit.name().into();
                    value["count"] = count.into();
                }
                Err(message) => value["error"] = message.into(),
            }
            ui.line(&value.to_string())?;
            continue;
        }
        let shown = query.replace('\t', " ");
        match answer {
            Ok(count) => ui.row(&[&count.to_string(), &shown])?,
            Err(message) => ui.row(&["error", &shown, &message])?,
        }
    }
    Ok(exit)
}

/// What one line of a batch counts, or why it is refused.
fn count_line(
    args: &Args,
    query: &str,
    global: &Global,
    archive: &Archive,
    local: &Local<'_>,
) -> Result<Result<u64, String>> {
    let ast = match args.query.understand_line(query, global, archive)? {
        Ok(ast) => ast,
        Err(message) => return Ok(Err(message)),
    };
    match args.count_of(&ast, local) {
        Ok(count) => Ok(Ok(count)),
        Err(error) if error.is::<Refusal>() => Ok(Err(error.to_string())),
        Err(error) => Err(error),
    }
}
