//! `morgue related`: more like this.

use anyhow::{Context, Result};

use super::show::find_article;
use super::{Exit, Global, Ui};
use crate::backend::{Backend, Detail, Local, Request};
use crate::output::{self, Footer, Header, HitWriter, Needs, find_renderer};

/// Find articles like one
///
/// Asks for the words and the people, organisations and places by which the article can be told
/// from others: often in it, rare in the archive.  Copies of the same story come first, unless
/// `--other-stories` leaves them out.
#[derive(clap::Args)]
pub struct Args {
    /// Id of the article or of one of its versions, or a unique beginning of the first
    #[arg(value_name = "ID")]
    id: String,
    /// Leave out copies of the same story
    #[arg(long)]
    other_stories: bool,
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = super::format_names())]
    format: String,
    /// Fields to print, separated by commas (`search --fields help` lists them)
    #[arg(long, value_name = "LIST")]
    fields: Option<String>,
    /// Articles to print
    #[arg(long, short = 'n', value_name = "N", default_value_t = 10)]
    limit: usize,
    /// Write cells of CSV and TSV as they are, without the guard against formulas
    #[arg(long)]
    csv_raw: bool,
}

/// Runs the verb.
pub fn run(args: Args, global: &Global, ui: &mut Ui) -> Result<Exit> {
    let renderer = find_renderer(&args.format).context("clap knows the formats")?;
    let fields = args.fields.as_deref();
    let fields = fields.map(|list| super::parse_fields_for(renderer, list));
    let fields = fields.transpose()?;
    let archive = global.open_archive()?;
    let local = Local::open(&archive)?;
    let hit = match find_article(&local, &args.id, ui)? {
        Ok(hit) => hit,
        Err(exit) => return Ok(exit),
    };
    let found = local.particulars(&hit.record, args.other_stories)?;
    let Some(ast) = found.ast else {
        ui.note("note: the article has no words that some others have and most have not");
        return Ok(Exit::Nothing);
    };
    let list = |words: &[String]| words.join(", ");
    ui.note(&format!("by words: {}", list(&found.words)));
    if !found.entities.is_empty() {
        ui.note(&format!("by names: {}", list(&found.entities)));
    }
    let options = output::Options {
        style: ui.style(),
        fields,
        raw_cells: args.csv_raw,
        ..output::Options::default()
    };
    let request = Request {
        limit: args.limit,
        detail: match renderer.needs(&options) {
            Needs::Id => Detail::Id,
            Needs::Record => Detail::Record,
            Needs::Spans => Detail::Spans,
        },
        ..Request::new(ast)
    };
    let query = format!("like {}", hit.record.provenance.id);
    let header = Header {
        query: &query,
        ..Header::default()
    };
    let mut writer =
        HitWriter::begin(renderer, ui.out(), &options, header).context("write to stdout")?;
    let totals = local.search(&request, &mut |_, hit| {
        writer.hit(&hit).context("write to stdout")
    })?;
    writer
        .end(&Footer::of(&totals))
        .context("write to stdout")?;
    Ok(if totals.total == 0 {
        Exit::Nothing
    } else {
        Exit::Success
    })
}
