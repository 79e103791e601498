//! `morgue network`: people, organisations and places that occur together.

use anyhow::{Context, Result, bail};

use super::query_args::QueryArgs;
use super::receipt::ReceiptArg;
use super::{Exit, Global, Ui, diagnosis};
use crate::backend::{Backend, Local, NetworkRequest, Within};
use crate::field::KeyField;
use crate::hit::Graph;
use crate::output::graph::{GRAPH_FORMATS, find_graph_format};
use crate::output::sheet::{Cell, Column, Fact, Sheet, SheetOptions, Table, find_sheet_format};

/// Count which people, organisations and places occur together
///
/// Two are together in an article, a paragraph or a sentence; the weight of an edge is the number
/// of these, the significance the log-likelihood G² over all of them (Dunning 1993; negative when
/// the two shun each other).  Paragraphs and sentences are those of headline, deck, body and
/// captions.  GraphML and GEXF open in Gephi, DOT in Graphviz.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    query: QueryArgs,
    #[command(flatten)]
    receipt: ReceiptArg,
    /// Where two must stand to be together
    #[arg(long, value_name = "PLACE", default_value = "article",
          value_parser = Within::ALL.map(Within::name))]
    within: String,
    /// Kinds of entities, separated by commas
    #[arg(long, value_name = "LIST", default_value = "person,org,place")]
    kinds: String,
    /// Entities: those that most of the matching articles name
    #[arg(long, value_name = "N", default_value_t = 50)]
    nodes: usize,
    /// Times that a pair must be together
    #[arg(long, value_name = "N", default_value_t = 2)]
    min_weight: u64,
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = formats())]
    format: String,
}

/// The formats of graphs, and those of tables that they lack.
fn formats() -> Vec<&'static str> {
    let graphs = GRAPH_FORMATS.iter().map(|format| format.name);
    ["text", "jsonl"].into_iter().chain(graphs).collect()
}

/// Runs the verb.
pub fn run(args: Args, global: &Global, ui: &mut Ui) -> Result<Exit> {
    let within = Within::ALL.into_iter().find(|w| w.name() == args.within);
    let request = NetworkRequest {
        within: within.context("clap knows the places")?,
        kinds: kinds(&args.kinds)?,
        nodes: args.nodes,
        min_weight: args.min_weight,
    };
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
    let graph = local.network(&understood.text, &understood.ast, &request)?;
    match find_graph_format(&args.format) {
        Some(format) => (format.render)(ui.out(), &graph).context("write to stdout")?,
        None => {
            let format = find_sheet_format(&args.format).context("clap knows the formats")?;
            let options = SheetOptions {
                style: ui.style(),
                raw_cells: false,
            };
            let sheet = sheet(&graph, request.within);
            (format.render)(ui.out(), &sheet, &options).context("write to stdout")?;
        }
    }
    ui.note(&format!(
        "{} entities, {} pairs that are together in {} {}s or more",
        graph.nodes.len(),
        graph.edges.len(),
        request.min_weight,
        args.within
    ));
    if graph.nodes.is_empty() && local.count(&understood.ast)? == 0 {
        diagnosis::tell(&understood.ast, &local, is_json, ui)?;
    }
    Ok(if graph.edges.is_empty() {
        Exit::Nothing
    } else {
        Exit::Success
    })
}

fn kinds(list: &str) -> Result<Vec<KeyField>> {
    let known = [KeyField::Person, KeyField::Organisation, KeyField::Place];
    let mut kinds = Vec::new();
    for name in list.split(',').map(str::trim).filter(|n| !n.is_empty()) {
        let Some(kind) = known.into_iter().find(|kind| kind.name() == name) else {
            bail!("no kind `{name}`; there are person, org, place");
        };
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    Ok(kinds)
}

fn sheet(graph: &Graph, within: Within) -> Sheet {
    let rows = graph.edges.iter().map(|edge| {
        let (a, b) = (&graph.nodes[edge.source], &graph.nodes[edge.target]);
        vec![
            Cell::Text(a.label.clone()),
            Cell::Text(b.label.clone()),
            Cell::Count(edge.weight),
            edge.significance.into(),
            Cell::Count(a.count),
            Cell::Count(b.count),
        ]
    });
    Sheet {
        schema: "morgue.network/1",
        about: vec![
            Fact::new("query", "query", graph.name.as_str()),
            Fact::new("within", "together in one", within.name()),
            Fact::new("entities", "entities", graph.nodes.len()),
        ],
        key: "table",
        tables: vec![Table {
            name: "pairs".to_owned(),
            about: Vec::new(),
            columns: vec![
                Column::new("source", "one"),
                Column::new("target", "other"),
                Column::new("weight", "together"),
                Column::new("significance", "G²"),
                Column::new("source_articles", "articles"),
                Column::new("target_articles", "articles"),
            ],
            rows: rows.collect(),
        }],
    }
}
