//! `morgue show`: one article, to be read.

use std::io::Write as _;

use anyhow::{Context, Result};

use super::query_args::QueryArgs;
use super::{Exit, Global, Ui};
use crate::backend::{Backend, Detail, Local, Request, Sort};
use crate::field::KeyField;
use crate::hit::Hit;
use crate::output::article::{ARTICLE_FORMATS, find_article_format};
use crate::query::ast::{Ast, KeyPattern};
use crate::query::matcher;
use crate::text::TokenisedArticle;

/// Show one article
///
/// Takes an id as `search` prints it, or any beginning of it that no other article has.  Exit
/// codes: 0 shown, 1 no such article, 2 the beginning fits several.
#[derive(clap::Args)]
pub struct Args {
    /// Id of the article or of one of its versions, or a unique beginning of the first
    #[arg(value_name = "ID")]
    id: String,
    /// Highlight what this query matches
    #[arg(long = "query", value_name = "QUERY")]
    query: Option<String>,
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "text",
          value_parser = ARTICLE_FORMATS.iter().map(|f| f.name).collect::<Vec<_>>())]
    format: String,
    /// Print at once, also when `$PAGER` is set and the article is longer than the window
    #[arg(long)]
    no_pager: bool,
}

/// Runs the verb.
pub fn run(args: Args, global: &Global, ui: &mut Ui) -> Result<Exit> {
    let format = find_article_format(&args.format).context("clap knows the formats")?;
    let archive = global.open_archive()?;
    let local = Local::open(&archive)?;
    let mut hit = match find_article(&local, &args.id, ui)? {
        Ok(hit) => hit,
        Err(exit) => return Ok(exit),
    };
    if let Some(query) = args.query {
        let query = QueryArgs::of(query);
        let Some(understood) = query.understand(global, &archive, &local, false, ui)? else {
            return Ok(Exit::Error);
        };
        hit.spans = matcher::spans(&understood.ast, &TokenisedArticle::new(&hit.record));
    }
    let style = ui.style();
    let mut text = Vec::new();
    (format.render)(&mut text, &hit, &style).context("lay the article out")?;
    if !args.no_pager && ui.page(&text) {
        return Ok(Exit::Success);
    }
    ui.out().write_all(&text).context("write to stdout")?;
    Ok(Exit::Success)
}

/// Finds the article whose id begins so, or that has this version; says why when there is none or there are several.
pub fn find_article(local: &Local<'_>, written: &str, ui: &mut Ui) -> Result<Result<Hit, Exit>> {
    let id = written.trim().to_lowercase();
    if id.is_empty() || !id.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        ui.error(&format!("`{written}` is no article id"));
        return Ok(Err(Exit::Error));
    }
    let wanted = Ast::Key {
        field: KeyField::Id,
        pattern: KeyPattern::Wildcard(format!("{id}*")),
    };
    let request = |hidden| Request {
        limit: 20,
        sort: Sort::Newest,
        hidden,
        detail: Detail::Record,
        ..Request::new(wanted.clone())
    };
    let mut found = local.hits(&request(false))?;
    if found.total == 0 {
        // Superseded, withdrawn and embargoed articles can be read when they are asked for by name.
        found = local.hits(&request(true))?;
    }
    if found.total == 0
        && let Some(hit) = local.article_of_version(&id)?
    {
        return Ok(Ok(hit));
    }
    let ids = found.hits.iter().map(|h| h.record.provenance.id.as_str());
    let mut ids: Vec<&str> = ids.collect();
    ids.dedup();
    match ids.as_slice() {
        [] => {
            ui.error(&format!("no article `{written}`"));
            Ok(Err(Exit::Nothing))
        }
        [_] => Ok(Ok(found.hits.swap_remove(0))),
        several => {
            let more = if found.total > several.len() {
                ", …"
            } else {
                ""
            };
            ui.error(&format!(
                "`{written}` begins several ids: {}{more}",
                several.join(", ")
            ));
            Ok(Err(Exit::Error))
        }
    }
}
