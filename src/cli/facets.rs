//! `morgue facets`: the values of fields among the matching articles, counted exactly.

use anyhow::{Context, Result, bail};

use super::query_args::QueryArgs;
use super::receipt::ReceiptArg;
use super::{Exit, Global, Ui};
use crate::backend::{Backend, FACETS, FacetField, Local, find_facet};
use crate::field::KeyField;
use crate::hit::Facet;
use crate::output::facet_sheet;
use crate::output::sheet::{SheetOptions, find_sheet_format};
use crate::query::ast::Ast;

/// Count the values of fields among the matching articles
///
/// Counts are exact, never estimated: every value of every matching article is counted.  Periods
/// (day, week, month, quarter, year, weekday) count publication dates; an article whose date is
/// known less exactly is counted under what is known of it.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    query: QueryArgs,
    #[command(flatten)]
    receipt: ReceiptArg,
    /// What to count by, separated by commas: source, section, place, month, …
    #[arg(
        long,
        value_name = "LIST",
        default_value = "source,section,person,org,place"
    )]
    by: String,
    /// Values to print of each; periods are always printed in full
    #[arg(long, value_name = "N", default_value_t = 10)]
    top: usize,
    /// Print all values
    #[arg(long, conflicts_with = "top")]
    all: bool,
    /// Count each value in the whole archive too
    #[arg(long)]
    share: bool,
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "text",
          value_parser = super::sheet_format_names())]
    format: String,
    /// Write cells of CSV and TSV as they are, without the guard against formulas
    #[arg(long)]
    csv_raw: bool,
}

/// Runs the verb.
pub fn run(args: Args, global: &Global, ui: &mut Ui) -> Result<Exit> {
    let names: Vec<&str> = args
        .by
        .split(',')
        .map(str::trim)
        .filter(|n| !n.is_empty())
        .collect();
    let fields = names
        .iter()
        .map(|name| facet_field(name))
        .collect::<Result<Vec<_>>>()?;
    let format = find_sheet_format(&args.format).context("clap knows the formats")?;
    let archive = global.open_archive()?;
    let local = Local::open(&archive)?;
    let is_json = args.format.starts_with("json");
    let Some(understood) = args
        .query
        .understand(global, &archive, &local, is_json, ui)?
    else {
        return Ok(Exit::Error);
    };
    args.receipt
        .write(global, &archive, &local, &[&understood])?;
    let mut facets = local.facets(&understood.ast, &fields)?;
    let whole = if args.share {
        local.facets(&Ast::All, &fields)?
    } else {
        Vec::new()
    };
    for (i, (facet, field)) in facets.iter_mut().zip(&fields).enumerate() {
        names[i].clone_into(&mut facet.field);
        let is_list = matches!(field, FacetField::Key(_));
        // Periods are read in order of time: a cut would leave out the latest.
        if is_list && !args.all && facet.buckets.len() > args.top {
            facet.unlisted = (facet.buckets.len() - args.top) as u64;
            facet.buckets.truncate(args.top);
        }
        if let Some(whole) = whole.get(i) {
            facet.in_archive = facet
                .buckets
                .iter()
                .map(|bucket| count_of(whole, bucket))
                .collect();
        }
    }
    let options = SheetOptions {
        style: ui.style(),
        raw_cells: args.csv_raw,
    };
    let sheet = facet_sheet(&understood.text, &facets);
    (format.render)(ui.out(), &sheet, &options).context("write to stdout")?;
    let total = facets.first().map_or(0, |facet| facet.matched);
    Ok(if total == 0 {
        Exit::Nothing
    } else {
        Exit::Success
    })
}

fn count_of(facet: &Facet, wanted: &crate::hit::Bucket) -> u64 {
    facet
        .buckets
        .iter()
        .find(|bucket| bucket.value == wanted.value)
        .map_or(0, |b| b.count)
}

fn facet_field(name: &str) -> Result<FacetField> {
    if let Some(facet) = find_facet(name) {
        return Ok(facet);
    }
    let keys = KeyField::ALL
        .into_iter()
        .filter(|field| field.is_facet())
        .map(KeyField::name);
    let names: Vec<&str> = keys.chain(FACETS.iter().map(|(name, _)| *name)).collect();
    bail!("no facet `{name}`; there are {}", names.join(", "))
}
