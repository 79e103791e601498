//! `morgue timeline`: counts over time, beside what the archive holds.

use std::path::PathBuf;

use anyhow::{Context, Result};

use super::query_args::{CountArg, QueryArgs, Understood};
use super::receipt::ReceiptArg;
use super::{Exit, Global, Ui, diagnosis};
use crate::backend::{Backend, Local, TimeUnit};
use crate::hit::TimeSeries;
use crate::output::chart::{Measure, render_chart, render_svg, timeline_sheet};
use crate::output::sheet::{SheetOptions, find_sheet_format};
use crate::query::ast::Ast;

/// Count matches over time
///
/// Prints a bar for each period on a terminal, rows in a pipe.  Every period carries what the
/// archive holds of it (articles, words, sources), and is marked `!` where the archive, or a source
/// that brings a tenth of it, has less than half of what it has around.  Articles whose date is
/// unknown, or known less exactly than the periods are long, are told apart and put nowhere.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    query: QueryArgs,
    #[command(flatten)]
    receipt: ReceiptArg,
    /// Count this query too, with the same filters (repeat for more)
    #[arg(long = "with", value_name = "QUERY", allow_hyphen_values = true)]
    others: Vec<String>,
    /// Length of a period
    #[arg(long, value_name = "PERIOD", default_value = "month",
          value_parser = TimeUnit::ALL.map(TimeUnit::name))]
    by: String,
    #[command(flatten)]
    count: CountArg,
    /// Draw shares of what the archive holds instead of counts
    #[arg(long)]
    rate: bool,
    /// Begin and end with the archive instead of with the matches
    #[arg(long)]
    whole: bool,
    /// Draw a picture (SVG) too
    #[arg(long, value_name = "FILE")]
    plot: Option<PathBuf>,
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
    let format = find_sheet_format(&args.format).context("clap knows the formats")?;
    let unit = TimeUnit::ALL.into_iter().find(|u| u.name() == args.by);
    let unit = unit.context("clap knows the periods")?;
    let archive = global.open_archive()?;
    let local = Local::open(&archive)?;
    let is_json = args.format.starts_with("json");
    let mut queries = Vec::new();
    let others = args.others.iter().map(|other| args.query.with(other));
    for query in std::iter::once(args.query.clone()).chain(others) {
        let Some(understood) = query.understand(global, &archive, &local, is_json, ui)? else {
            return Ok(Exit::Error);
        };
        queries.push(understood);
    }
    let asked: Vec<&Understood> = queries.iter().collect();
    args.receipt.write(global, &archive, &local, &asked)?;
    let queries = queries.into_iter().map(|query| (query.text, query.ast));
    let queries: Vec<(String, Ast)> = queries.collect();
    let timeline = local.timeline(&queries, unit, args.count.unit, args.whole)?;
    let measure = if args.rate {
        Measure::Rate
    } else {
        Measure::Count
    };
    if let Some(file) = &args.plot {
        let mut picture = Vec::new();
        render_svg(&mut picture, &timeline, measure).context("draw the picture")?;
        std::fs::write(file, picture).with_context(|| format!("write {}", file.display()))?;
    }
    let style = ui.style();
    if args.format == "text" && style.is_terminal {
        render_chart(ui.out(), &timeline, measure, &style).context("write to stdout")?;
    } else {
        let options = SheetOptions {
            style,
            raw_cells: args.csv_raw,
        };
        let sheet = timeline_sheet(&timeline);
        (format.render)(ui.out(), &sheet, &options).context("write to stdout")?;
        tell_unplaced(&timeline, ui);
    }
    let placed = |series: &TimeSeries| series.counts.iter().sum::<u64>();
    let found = |series: &TimeSeries| placed(series) + series.undated + series.imprecise;
    for (series, (_, ast)) in timeline.series.iter().zip(&queries) {
        if found(series) == 0 && local.count(ast)? == 0 {
            ui.flush()?;
            diagnosis::tell(ast, &local, is_json, ui)?;
        }
    }
    Ok(if timeline.series.iter().all(|series| found(series) == 0) {
        Exit::Nothing
    } else {
        Exit::Success
    })
}

/// Rows have no place for what is in no period, so it is told beside them.
fn tell_unplaced(timeline: &crate::hit::Timeline, ui: &mut Ui) {
    for series in &timeline.series {
        if series.undated + series.imprecise > 0 {
            let counted = match timeline.counted.as_str() {
                "articles" => String::new(),
                unit => format!(" {unit}"),
            };
            ui.note(&format!(
                "note: {}: {}{counted} undated and {} dated less exactly than to the {} are in no \
                 period",
                series.name, series.undated, series.imprecise, timeline.unit
            ));
        }
    }
}
