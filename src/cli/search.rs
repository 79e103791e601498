//! `morgue search`: a query to a list of hits.

use anyhow::{Context, Result, bail};

use super::query_args::{QueryArgs, parse_unit};
use super::receipt::ReceiptArg;
use super::{Exit, Global, Ui, diagnosis};
use crate::backend::{Backend, Copies, Cursor, Detail, Local, Request, Sort};
use crate::hit::Unit;
use crate::output::{self, Footer, Header, HitWriter, Needs, find_renderer, summary};

/// Find articles
///
/// Prints the best hits with highlighted snippets, then the exact total and the time they span.
/// In a pipe one line per hit, without colour.  Exit codes: 0 found, 1 nothing found, 2 error.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    query: QueryArgs,
    #[command(flatten)]
    receipt: ReceiptArg,
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = super::format_names())]
    format: String,
    /// Fields to print, separated by commas (`--fields help` lists them)
    #[arg(long, value_name = "LIST")]
    fields: Option<String>,
    /// Hits to print [default: 10]
    #[arg(long, short = 'n', value_name = "N")]
    limit: Option<usize>,
    /// Print all hits
    #[arg(long, conflicts_with = "limit")]
    all: bool,
    /// Order of the hits; ties go by id
    #[arg(long, value_name = "ORDER", default_value = "relevance",
          value_parser = ["relevance", "date", "oldest"])]
    sort: String,
    /// Count stories, sources or mentions among all matches too
    #[arg(long = "count", value_name = "UNIT", value_parser = parse_unit)]
    unit: Option<Unit>,
    /// Print the best article of each story for all that match; `--limit` counts stories
    #[arg(long, conflicts_with = "expand")]
    collapse: bool,
    /// Print the matching articles of a story one behind the other; `--limit` counts stories
    #[arg(long)]
    expand: bool,
    /// Continue behind the page that gave this cursor; valid until the archive changes
    #[arg(long, value_name = "CURSOR")]
    cursor: Option<String>,
    /// Which versions of an article to search; `all` also finds withdrawn and embargoed ones
    #[arg(long, value_name = "WHICH", default_value = "latest", value_parser = ["latest", "all"])]
    versions: String,
    /// Write cells of CSV and TSV as they are, without the guard against formulas
    #[arg(long)]
    csv_raw: bool,
}

/// Hits that are printed where nobody asks for more or less.
const DEFAULT_LIMIT: usize = 10;

/// Runs the verb.
pub fn run(args: Args, global: &Global, ui: &mut Ui) -> Result<Exit> {
    let renderer = find_renderer(&args.format).context("clap knows the formats")?;
    let fields = match args.fields.as_deref() {
        None => None,
        Some("help") => return list_fields(ui),
        Some(list) => Some(super::parse_fields_for(renderer, list)?),
    };
    let cursor = match &args.cursor {
        None => None,
        Some(text) => match Cursor::decode(text) {
            Some(cursor) => Some(cursor),
            None => bail!("`{text}` is no cursor"),
        },
    };
    let archive = global.open_archive()?;
    let local = Local::open(&archive)?;
    let is_json = matches!(args.format.as_str(), "json" | "jsonl");
    let Some(understood) = args
        .query
        .understand(global, &archive, &local, is_json, ui)?
    else {
        return Ok(Exit::Error);
    };
    let hidden = args.versions == "all";
    args.receipt
        .write_with_hidden(global, &archive, &local, &[&understood], hidden)?;
    let options = output::Options {
        style: ui.style(),
        fields,
        raw_cells: args.csv_raw,
        ..output::Options::default()
    };
    let request = Request {
        ast: understood.ast,
        sort: match args.sort.as_str() {
            "date" => Sort::Newest,
            "oldest" => Sort::Oldest,
            _ => Sort::Relevance,
        },
        limit: if args.all {
            usize::MAX
        } else {
            args.limit.unwrap_or(DEFAULT_LIMIT)
        },
        cursor,
        hidden,
        detail: detail(renderer.needs(&options)),
        copies: match (args.collapse, args.expand) {
            (true, _) => Copies::Collapsed,
            (_, true) => Copies::Expanded,
            _ => Copies::Apart,
        },
    };
    let together = (request.copies != Copies::Apart).then_some(Unit::Stories);
    let mut writer = HitWriter::begin(
        renderer,
        ui.out(),
        &options,
        Header {
            query: &understood.text,
            ..Header::default()
        },
    )
    .context("write to stdout")?;
    let mut written = 0;
    let totals = local.search(&request, &mut |_, hit| {
        written += 1;
        writer.hit(&hit).context("write to stdout")
    })?;
    let count = |unit| Ok::<_, anyhow::Error>((unit, local.count_units(&request.ast, unit)?));
    let footer = Footer {
        counted: args.unit.or(together).map(count).transpose()?,
        ..Footer::of(&totals)
    };
    writer.end(&footer).context("write to stdout")?;
    let is_told = match args.format.as_str() {
        "text" => ui.is_terminal,
        format => matches!(format, "json" | "markdown" | "html"),
    };
    let is_cut = args.limit.is_none() && footer.cursor.is_some();
    if !is_told && (is_cut || args.unit.is_some()) {
        // Whoever reads the rows of a file takes them for all.
        let more = if is_cut {
            "; `--all` prints every one, `--limit N` so many"
        } else {
            ""
        };
        ui.note(&format!("note: {}{more}", summary(&footer, written)));
    }
    if totals.total == 0 && request.cursor.is_none() {
        ui.flush()?;
        diagnosis::tell(&request.ast, &local, is_json, ui)?;
    }
    Ok(if totals.total == 0 {
        Exit::Nothing
    } else {
        Exit::Success
    })
}

/// How much of each hit the output needs: ids are streamed from a column.
fn detail(needs: Needs) -> Detail {
    match needs {
        Needs::Id => Detail::Id,
        Needs::Record => Detail::Record,
        Needs::Spans => Detail::Spans,
    }
}

fn list_fields(ui: &mut Ui) -> Result<Exit> {
    for field in output::FIELDS {
        ui.line(&format!("{:16} {}", field.name, field.doc))?;
    }
    Ok(Exit::Success)
}
