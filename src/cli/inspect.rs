//! `morgue inspect`: what a reader understood of a file, and why.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use serde_json::json;

use super::read_args::ReadArgs;
use super::{Exit, Global, Ui};
use crate::analysis::entity::ENGINES;
use crate::analysis::entity::recogniser::{Recogniser, shared};
use crate::analysis::published::{ResolveInput, resolve};
use crate::date::civil::CivilMinute;
use crate::index::{
    Archive, Inspected, InspectedArticle, Inspection, Listed, inspect_file, read_frequent,
};
use crate::output::article::{render_inspection, render_record};
use crate::reader::ReadOptions;
use crate::reader::plain_text::{Surroundings, explain_lines};

/// Show what is understood of a file, and why
///
/// Reads the file as `index` would: every field with where it came from, the date with its reason,
/// every block with its kind.  No archive is needed; if there is one, its frequent lines count.
/// A file of files (zip, tar, WARC, mbox …) is listed, a line for each member; its members are
/// shown as `FILE!MEMBER`, those of a web archive by number or by address, those of a container in
/// a container as `FILE!MEMBER!MEMBER`.
#[derive(clap::Args)]
pub struct Args {
    /// File to read; `FILE!MEMBER` for one article of several
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = ["text", "json"])]
    format: String,
    /// Read as this format instead of looking at the content
    #[arg(long, value_name = "FORMAT")]
    input_format: Option<String>,
    #[command(flatten)]
    read: ReadArgs,
    /// Print every line of a text file with its label and reason
    #[arg(long)]
    lines: bool,
    /// How entities are found, as in `morgue index` [default: the model that `entities adapt` left
    /// in the archive here, else linear]
    #[arg(long, value_name = "ENGINE")]
    entities: Option<String>,
    /// Print every candidate for the publication date and what became of it
    #[arg(long)]
    all_candidates: bool,
}

/// Runs the verb.
pub fn run(args: Args, global: &Global, ui: &mut Ui) -> Result<Exit> {
    let (file, member) = split_member(&args.file);
    let here = std::env::current_dir().context("find the current directory")?;
    let now = CivilMinute::at(global.now()?.date(), global.now()?.time()).ok();
    let directory = Archive::find(global.archive.as_deref(), &here).ok();
    let frequent = directory
        .map(|directory| read_frequent(&directory))
        .transpose()?;
    let read = ReadOptions {
        frequent: frequent.flatten().map(Arc::new),
        ..args.read.options()?
    };
    let wanted = Inspection {
        reader: super::index::find_input_format(args.input_format.as_deref())?,
        read: &read,
        now: now.map(CivilMinute::get),
        recogniser: find_recogniser(args.entities.as_deref(), global)?,
        member: member.as_deref(),
    };
    let inspected = inspect_file(&here, &file, &wanted)?;
    if args.lines {
        let bytes = inspected
            .bytes
            .context("only text files have lines to explain")?;
        return lines(ui, &file, &bytes, &read, &args.format);
    }
    for article in &inspected.articles {
        if args.all_candidates {
            candidates(ui, article, &inspected, &args.format)?;
        } else if args.format == "json" {
            render_record(ui.out(), &article.record).context("write to stdout")?;
        } else {
            let style = ui.style();
            render_inspection(ui.out(), &article.record, &style).context("write to stdout")?;
        }
    }
    list(ui, &inspected.members, &args.format)?;
    for skip in &inspected.skips {
        let member = if skip.member.is_empty() {
            String::new()
        } else {
            format!(" {}", skip.member)
        };
        ui.note(&format!(
            "no article{member} at byte {}: {}: {}",
            skip.offset, skip.reason, skip.detail
        ));
    }
    let is_nothing = inspected.articles.is_empty() && inspected.members.is_empty();
    if let (Some(member), true, true) = (&member, is_nothing, inspected.skips.is_empty()) {
        bail!("no member `{member}` in {}", file.display());
    }
    Ok(if is_nothing {
        Exit::Nothing
    } else {
        Exit::Success
    })
}

/// The engine that was asked for, else the one that `index` would use here; a file is inspected
/// without an archive too.
fn find_recogniser(name: Option<&str>, global: &Global) -> Result<Option<&'static Recogniser>> {
    if let Some(name) = name {
        return super::index::find_recogniser(name);
    }
    match global.find_archive() {
        Ok(archive) => super::index::choose_recogniser(None, &archive),
        Err(error) if global.archive.is_some() => Err(error),
        Err(_) => Ok(shared(ENGINES[0].name)),
    }
}

/// Prints what is in a container: member, format, headline.
fn list(ui: &mut Ui, members: &[Listed], format: &str) -> Result<()> {
    for listed in members {
        if format == "json" {
            let value = json!({
                "member": listed.member, "format": listed.format, "title": listed.title,
                "url": listed.url,
            });
            ui.line(&value.to_string())?;
        } else {
            ui.row(&[&listed.member, &listed.format, &listed.title])?;
        }
    }
    Ok(())
}

/// `FILE!MEMBER`: the file is the shortest beginning that is one; members may hold `!` themselves.
fn split_member(path: &Path) -> (PathBuf, Option<String>) {
    if let Some(text) = path.to_str().filter(|_| !path.exists()) {
        for (at, _) in text.match_indices('!') {
            let (file, member) = (Path::new(&text[..at]), &text[at + 1..]);
            if file.is_file() {
                return (file.to_owned(), Some(member.to_owned()));
            }
        }
    }
    (path.to_owned(), None)
}

fn lines(ui: &mut Ui, file: &Path, bytes: &[u8], read: &ReadOptions, format: &str) -> Result<Exit> {
    let text = crate::reader::decode::decode(bytes, &[]).text;
    let path = file.to_string_lossy();
    let around = Surroundings {
        frequent: read.frequent.as_deref(),
        ..Surroundings::of_path(&path)
    };
    for (number, line) in (1..).zip(explain_lines(&text, &around)) {
        let content = text.get(line.span.range()).unwrap_or("");
        if format == "json" {
            let value = json!({
                "line": number, "start": line.span.start, "end": line.span.end,
                "label": line.label, "reason": line.reason, "text": content,
            });
            ui.line(&value.to_string())?;
        } else {
            ui.row(&[&number.to_string(), line.label, &line.reason, content])?;
        }
    }
    Ok(Exit::Success)
}

fn candidates(
    ui: &mut Ui,
    article: &InspectedArticle,
    inspected: &Inspected,
    format: &str,
) -> Result<()> {
    let record = &article.record;
    let resolution = resolve(&ResolveInput {
        article: &record.article,
        path: &article.hint,
        language: Some(&record.annotations.language),
        seen: inspected.modified.as_slice(),
        now: inspected.now,
    });
    for candidate in &resolution.candidates {
        if format == "json" {
            ui.line(&serde_json::to_string(candidate).context("serialise a candidate")?)?;
            continue;
        }
        let value = candidate.value.as_deref().unwrap_or("-");
        let verdict = format!("{:?}", candidate.verdict).to_lowercase();
        let role = format!("{:?}", candidate.role).to_lowercase();
        let source = candidate.source.name();
        ui.row(&[
            &verdict,
            &role,
            source,
            value,
            &candidate.raw,
            &candidate.reason,
        ])?;
    }
    Ok(())
}
