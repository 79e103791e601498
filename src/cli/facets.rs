//! `morgue facets`: the values of fields among the matching articles, counted exactly.

use std::collections::HashMap;

use anyhow::{Context, Result, anyhow, bail};

use super::query_args::{CountArg, QueryArgs};
use super::receipt::ReceiptArg;
use super::{Exit, Global, Ui, diagnosis};
use crate::analysis::entity::gazetteer::gazetteer;
use crate::backend::{Backend, FACETS, FacetField, Local, PlaceArea, find_country, find_facet};
use crate::field::KeyField;
use crate::hit::{Bucket, Facet};
use crate::output::sheet::{SheetOptions, find_sheet_format};
use crate::output::{cross_sheet, facet_sheet, grouped};
use crate::query::ast::Ast;

/// Count the values of fields among the matching articles
///
/// Counts are exact, never estimated: every value of every matching article is counted.  Periods
/// (day, week, month, quarter, year, weekday) count publication dates; an article whose date is
/// known less exactly is counted under what is known of it.  mentioned-day, mentioned-month and
/// mentioned-year count dates that the text speaks of.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    query: QueryArgs,
    #[command(flatten)]
    receipt: ReceiptArg,
    /// What to count by, separated by commas: source, section, place, month, mentioned-year, …
    #[arg(
        long,
        value_name = "LIST",
        default_value = "source,section,person,org,place"
    )]
    by: String,
    /// Count every pair of values of the two fields in `--by`
    #[arg(long)]
    cross: bool,
    /// Of places, only those in this country (name or ISO code) or in a region of it (`United
    /// States/Texas`); needs `place` in `--by`
    #[arg(long, value_name = "PLACE")]
    under: Option<String>,
    /// Leave out this value, as it is printed (repeat for several)
    #[arg(long, value_name = "VALUE")]
    exclude: Vec<String>,
    #[command(flatten)]
    count: CountArg,
    /// Values to print of each; periods are always printed in full [default: 10]
    #[arg(long, value_name = "N")]
    top: Option<usize>,
    /// Print all values
    #[arg(long, conflicts_with = "top")]
    all: bool,
    /// Count each value in the whole archive too
    #[arg(long, conflicts_with = "cross")]
    share: bool,
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "text",
          value_parser = super::sheet_format_names())]
    format: String,
    /// Write cells of CSV and TSV as they are, without the guard against formulas
    #[arg(long)]
    csv_raw: bool,
}

/// Values that are printed of a field where nobody asks for more or less.
const DEFAULT_TOP: usize = 10;

/// Runs the verb.
pub fn run(args: Args, global: &Global, ui: &mut Ui) -> Result<Exit> {
    let names = args.by.split(',').map(str::trim);
    let names: Vec<&str> = names.filter(|name| !name.is_empty()).collect();
    let fields = facet_fields(&names, args.under.as_deref())?;
    if fields.is_empty() {
        bail!("`--by` names no field\nhint: fields are separated by commas: `--by source,month`");
    }
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
    let options = SheetOptions {
        style: ui.style(),
        raw_cells: args.csv_raw,
    };
    let unit = args.count.unit;
    let (sheet, total, counted) = if args.cross {
        let &[rows, columns] = fields.as_slice() else {
            bail!("`--cross` takes two fields: `--by source,month`");
        };
        let mut table = local.cross(&understood.ast, [rows, columns], unit)?;
        cut(&mut table.rows, names[0], rows, &args);
        cut(&mut table.columns, names[1], columns, &args);
        let is_listed = |facet: &Facet, value: &str| facet.buckets.iter().any(|b| b.value == value);
        table
            .cells
            .retain(|c| is_listed(&table.rows, &c.row) && is_listed(&table.columns, &c.column));
        let sheet = cross_sheet(&understood.text, &table);
        (sheet, table.rows.matched, vec![table.rows, table.columns])
    } else {
        let mut facets = local.facets(&understood.ast, &fields, unit)?;
        for (facet, (name, field)) in facets.iter_mut().zip(names.iter().zip(&fields)) {
            cut(facet, name, *field, &args);
        }
        if args.share {
            let whole = local.facets(&Ast::All, &fields, unit)?;
            for (facet, whole) in facets.iter_mut().zip(&whole) {
                facet.in_archive = counts_of(whole, &facet.buckets);
            }
        }
        let total = facets.first().map_or(0, |facet| facet.matched);
        (facet_sheet(&understood.text, &facets), total, facets)
    };
    (format.render)(ui.out(), &sheet, &options).context("write to stdout")?;
    let is_told = match args.format.as_str() {
        "text" => options.style.is_terminal,
        format => matches!(format, "json" | "markdown"),
    };
    if !is_told {
        let is_asked = args.top.is_some();
        counted
            .iter()
            .for_each(|facet| tell_left_out(facet, is_asked, ui));
    }
    if total == 0 {
        ui.flush()?;
        diagnosis::tell(&understood.ast, &local, is_json, ui)?;
    }
    Ok(if total == 0 {
        Exit::Nothing
    } else {
        Exit::Success
    })
}

/// Rows have no place for what is in none of them, so it is told beside them.
fn tell_left_out(facet: &Facet, is_asked: bool, ui: &mut Ui) {
    let mut told = Vec::new();
    if facet.missing > 0 {
        let noun = facet.counted.noun(facet.missing);
        told.push(format!("{} {noun} without a value", grouped(facet.missing)));
    }
    if facet.unlisted > 0 && !is_asked {
        let values = grouped(facet.unlisted);
        told.push(format!("{values} further values, which `--all` prints"));
    }
    if !told.is_empty() {
        ui.note(&format!("note: {}: {}", facet.field, told.join("; ")));
    }
}

/// Names a facet, and leaves out what is not wanted of it.
fn cut(facet: &mut Facet, name: &str, field: FacetField, args: &Args) {
    name.clone_into(&mut facet.field);
    facet
        .buckets
        .retain(|bucket| !args.exclude.contains(&bucket.value));
    // Periods are read in order of time: a cut would leave out the latest.
    let top = args.top.unwrap_or(DEFAULT_TOP);
    if !field.is_time() && !args.all && facet.buckets.len() > top {
        facet.unlisted = (facet.buckets.len() - top) as u64;
        facet.buckets.truncate(top);
    }
}

fn counts_of(facet: &Facet, wanted: &[Bucket]) -> Vec<u64> {
    let counts: HashMap<&str, u64> = facet
        .buckets
        .iter()
        .map(|bucket| (bucket.value.as_str(), bucket.count))
        .collect();
    let count = |bucket: &Bucket| counts.get(bucket.value.as_str()).copied().unwrap_or(0);
    wanted.iter().map(count).collect()
}

fn facet_fields(names: &[&str], under: Option<&str>) -> Result<Vec<FacetField>> {
    let mut fields = names
        .iter()
        .map(|name| facet_field(name))
        .collect::<Result<Vec<_>>>()?;
    if let Some(place) = under {
        let within = find_within(place)?;
        let places = FacetField::Key(KeyField::Place);
        if !fields.contains(&places) {
            bail!("`--under` is about places: `--by place --under {place}`");
        }
        for field in fields.iter_mut().filter(|field| **field == places) {
            *field = FacetField::PlacesIn(within);
        }
    }
    Ok(fields)
}

/// `Venezuela`, `ve`, `United States/Texas`.
fn find_within(text: &str) -> Result<PlaceArea> {
    let (name, region) = text.split_once('/').unwrap_or((text, ""));
    let country = find_country(name.trim()).ok_or_else(|| anyhow!("no country `{name}`"))?;
    let region = match region.trim() {
        "" => "",
        region => gazetteer()
            .region(country, region)
            .ok_or_else(|| anyhow!("no region `{region}` in `{name}`"))?,
    };
    Ok(PlaceArea { country, region })
}

/// The keyword fields whose values are counted.
pub fn facet_keys() -> impl Iterator<Item = KeyField> {
    let fields = KeyField::ALL.into_iter();
    fields.filter(|field| field.is_facet())
}

fn facet_field(name: &str) -> Result<FacetField> {
    if let Some(facet) = find_facet(name) {
        return Ok(facet);
    }
    let keys = facet_keys().map(KeyField::name);
    let names: Vec<&str> = keys.chain(FACETS.iter().map(|(name, _)| *name)).collect();
    bail!("no facet `{name}`; there are {}", names.join(", "))
}
