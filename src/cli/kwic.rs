//! `morgue kwic`: every mention on a line of its own, with what stands around it.

mod sorted;

use std::ops::ControlFlow;
use std::str::FromStr;

use anyhow::{Context as _, Result};

use self::sorted::SortedLines;
use super::query_args::QueryArgs;
use super::receipt::ReceiptArg;
use super::{Exit, Global, Ui, diagnosis};
use crate::backend::{Local, Sort};
use crate::output::grouped;
use crate::output::kwic::{
    Context, KWIC_FORMATS, KwicOrder, KwicWriter, find_kwic_format, kwic_lines,
};

/// Show every mention in its context, one a line
///
/// A concordance: what is left and right of each matched place, aligned on the match, with the id
/// of the article and the paragraph.  With `--all` there are exactly as many lines as there are
/// mentions.  A query that asks for no words or names (`source:x`) has no mentions.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    query: QueryArgs,
    #[command(flatten)]
    receipt: ReceiptArg,
    /// What to show on each side: a number of words, `sentence` or `paragraph`
    #[arg(long, short = 'C', value_name = "SIZE", default_value = "12")]
    context: ContextSize,
    /// Order of the lines: by date, by source, by the words left of the match (nearest first), or
    /// by the match and the words right of it
    #[arg(long, value_name = "ORDER", default_value = "date",
          value_parser = ["date", "source", "left", "right"])]
    sort: String,
    /// Lines to print
    #[arg(long, short = 'n', value_name = "N", default_value_t = 100)]
    limit: usize,
    /// Print all lines
    #[arg(long, conflicts_with = "limit")]
    all: bool,
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "text",
          value_parser = KWIC_FORMATS.iter().map(|f| f.name).collect::<Vec<_>>())]
    format: String,
    /// Write cells of CSV and TSV as they are, without the guard against formulas
    #[arg(long)]
    csv_raw: bool,
}

#[derive(Clone, Copy)]
struct ContextSize(Context);

impl FromStr for ContextSize {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Ok(Self(match text {
            "sentence" => Context::Sentence,
            "paragraph" => Context::Paragraph,
            words => match words.parse() {
                Ok(count) if count <= 1000 => Context::Words(count),
                _ => return Err("neither 0 to 1000, nor `sentence`, nor `paragraph`".to_owned()),
            },
        }))
    }
}

/// Runs the verb.
pub fn run(args: Args, global: &Global, ui: &mut Ui) -> Result<Exit> {
    let format = find_kwic_format(&args.format).context("clap knows the formats")?;
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
    let limit = if args.all { usize::MAX } else { args.limit };
    let ContextSize(context) = args.context;
    let order = match args.sort.as_str() {
        "left" => Some(KwicOrder::Left),
        "right" => Some(KwicOrder::Right),
        "source" => Some(KwicOrder::Source),
        // The order in which articles are read.
        _ => None,
    };
    let (style, is_raw) = (ui.style(), args.csv_raw);
    let mut writer =
        KwicWriter::begin(format, ui.out(), style, is_raw).context("write to stdout")?;
    let mut sorted = order.map(|order| SortedLines::new(order, limit));
    // Where the index knows how many mentions there are, only those that are shown are read.
    let known = match order {
        None if !args.all => local.indexed_mentions(&understood.ast)?,
        _ => None,
    };
    let (mut mentions, mut written) = (0, 0);
    let totals = local.sweep(
        &understood.ast,
        Sort::Oldest,
        &|article, spans| {
            let first = &spans[..spans.len().min(limit)];
            (spans.len(), kwic_lines(article, first, context))
        },
        &mut |(count, lines)| {
            mentions += count;
            if let Some(sorted) = &mut sorted {
                sorted.add(lines)?;
                return Ok(ControlFlow::Continue(()));
            }
            for line in lines.iter().take(limit - written) {
                writer.line(line).context("write to stdout")?;
                written += 1;
            }
            Ok(if known.is_some() && written == limit {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            })
        },
    )?;
    let mentions = known.map_or(mentions, |known| known as usize);
    if let Some(sorted) = sorted {
        sorted.each(&mut |line| {
            written += 1;
            writer.line(line).context("write to stdout")
        })?;
    }
    writer.end(mentions).context("write to stdout")?;
    ui.note(&told(written, mentions, totals.total));
    if totals.total == 0 {
        diagnosis::tell(&understood.ast, &local, is_json, ui)?;
    } else if mentions == 0 {
        ui.note("note: the query asks for no words or names, so it has no mentions to show");
    }
    Ok(if mentions == 0 {
        Exit::Nothing
    } else {
        Exit::Success
    })
}

/// "100 of 1,234 mentions in 456 articles".
fn told(written: usize, mentions: usize, articles: usize) -> String {
    let count = |n: usize, noun: &str| {
        let plural = if n == 1 { "" } else { "s" };
        format!("{} {noun}{plural}", grouped(n as u64))
    };
    let of = if written < mentions {
        format!("{} of ", grouped(written as u64))
    } else {
        String::new()
    };
    format!(
        "{of}{} in {}",
        count(mentions, "mention"),
        count(articles, "article")
    )
}
