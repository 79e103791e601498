//! `morgue story`: the articles of one story, and in what they differ.

use anyhow::{Context, Result};

use super::{Exit, Global, Ui};
use crate::analysis::likeness::likeness;
use crate::annotations::Record;
use crate::backend::{Backend, Detail, Local, Request, Sort};
use crate::field::{KeyField, TextField};
use crate::output::sheet::{Cell, Column, Fact, Sheet, SheetOptions, Table, find_sheet_format};
use crate::query::ast::{Ast, KeyPattern};
use crate::text::TokenisedArticle;

/// List the articles of a story: near-identical copies
///
/// Takes the id of a story or of any of its articles, or a unique beginning of it.  The earliest
/// article comes first; the others say whether the copy is the same, abridged, extended or varied,
/// how much of the shorter body both have in the same order, and how many of these words only look
/// alike (badly scanned, or mended).  Exit codes: 0 shown, 1 no such story, 2 the
/// beginning fits several.
#[derive(clap::Args)]
pub struct Args {
    /// Id of a story or of one of its articles
    #[arg(value_name = "ID")]
    id: String,
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
    let archive = global.open_archive()?;
    let local = Local::open(&archive)?;
    let id = args.id.trim().to_lowercase();
    if id.is_empty() || !id.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        ui.error(&format!("`{}` is no id", args.id));
        return Ok(Exit::Error);
    }
    let mut found = stories_of(&local, KeyField::Story, &id)?;
    if found.is_empty() {
        found = stories_of(&local, KeyField::Id, &id)?;
    }
    match found.as_slice() {
        [] => {
            ui.error(&format!("no story or article `{}`", args.id));
            return Ok(Exit::Nothing);
        }
        [_] => {}
        several => {
            let (first, rest) = several.split_at(several.len().min(8));
            let more = if rest.is_empty() { "" } else { ", …" };
            let list = first.join(", ");
            ui.error(&format!("`{}` fits several stories: {list}{more}", args.id));
            return Ok(Exit::Error);
        }
    }
    let articles = local.hits(&Request {
        limit: usize::MAX,
        sort: Sort::Oldest,
        detail: Detail::Record,
        ..Request::new(in_story(&found[0]))
    })?;
    let records: Vec<Record> = articles.hits.into_iter().map(|hit| hit.record).collect();
    let options = SheetOptions {
        style: ui.style(),
        raw_cells: args.csv_raw,
    };
    let sheet = sheet(&found[0], &records, articles.span);
    (format.render)(ui.out(), &sheet, &options).context("write to stdout")?;
    Ok(Exit::Success)
}

/// Asks for the articles of a story.
pub fn in_story(story: &str) -> Ast {
    Ast::Key {
        field: KeyField::Story,
        pattern: KeyPattern::Is(story.to_owned()),
    }
}

/// Stories of the articles whose id, or whose story's id, begins like this.
fn stories_of(local: &Local<'_>, field: KeyField, beginning: &str) -> Result<Vec<String>> {
    let ast = Ast::Key {
        field,
        pattern: KeyPattern::Wildcard(format!("{beginning}*")),
    };
    let hits = local.hits(&Request {
        limit: 1000,
        sort: Sort::Oldest,
        ..Request::new(ast)
    })?;
    let stories = hits
        .hits
        .into_iter()
        .map(|hit| hit.record.annotations.story);
    let mut stories: Vec<String> = stories.flatten().collect();
    stories.sort_unstable();
    stories.dedup();
    Ok(stories)
}

fn sheet(story: &str, records: &[Record], span: Option<(String, String)>) -> Sheet {
    let first = records.first();
    let cut = first.map(TokenisedArticle::new);
    let row = |record: &Record| {
        let copy = TokenisedArticle::new(record);
        let body = copy.field(TextField::Body);
        let likeness = cut
            .as_ref()
            .map(|cut| likeness(cut.field(TextField::Body), body));
        let is_first = first.is_some_and(|f| f.provenance.version == record.provenance.version);
        let change = likeness.map(|l| if is_first { "first" } else { l.change.name() });
        vec![
            Cell::Text(record.provenance.id.clone()),
            date(record),
            Cell::from(record.article.source.clone()),
            Cell::from(change),
            likeness.map_or(Cell::Missing, |l| Cell::Share(l.similarity)),
            Cell::from(likeness.map(|l| u64::from(l.garbled))),
            Cell::from(body.len()),
            Cell::Text(record.article.headline.clone()),
        ]
    };
    let mut sources: Vec<&str> = records
        .iter()
        .filter_map(|r| r.article.source.as_deref())
        .collect();
    sources.sort_unstable();
    sources.dedup();
    let (earliest, latest) = span.map_or((None, None), |(first, last)| (Some(first), Some(last)));
    Sheet {
        schema: "morgue.story/1",
        about: vec![
            Fact::new("story", "story", story),
            Fact::new("articles", "articles", records.len()),
            Fact::new("sources", "sources", sources.len()),
            Fact::new(
                "first_source",
                "first published by",
                first.and_then(|r| r.article.source.clone()),
            ),
            Fact::new("earliest", "from", earliest),
            Fact::new("latest", "to", latest),
        ],
        key: "story",
        tables: vec![Table {
            name: story.to_owned(),
            about: Vec::new(),
            columns: vec![
                Column::new("id", "id"),
                Column::new("date", "date"),
                Column::new("source", "source"),
                Column::new("change", "copy is"),
                Column::new("similarity", "in common"),
                Column::new("garbled", "garbled"),
                Column::new("words", "words"),
                Column::new("headline", "headline"),
            ],
            rows: records.iter().map(row).collect(),
        }],
    }
}

fn date(record: &Record) -> Cell {
    let published = record.annotations.published.as_ref();
    Cell::from(published.map(|published| published.value.clone()))
}
