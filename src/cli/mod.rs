//! The command line: the only place that knows clap, the terminal, the clock and the environment.
//!
//! One file per verb.  Results go to stdout, everything else to stderr; the exit code is part of
//! the answer (STYLE.md).  Nothing here is worth testing without a process.

mod check;
mod collocates;
mod compare;
mod completions;
mod count;
mod diagnosis;
mod entities;
mod entity;
mod eval;
mod explain;
mod facets;
mod first;
mod formats;
mod help;
mod index;
mod ingest_progress;
mod ingest_summary;
mod inspect;
mod kwic;
mod network;
mod query_args;
mod query_files;
mod read_args;
mod receipt;
mod related;
mod sample;
mod search;
mod show;
mod stats;
mod story;
#[cfg(feature = "pdf")]
mod take_apart;
mod timeline;
mod ui;
mod unknown_option;
mod verify;

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{Parser, Subcommand, ValueEnum};

use crate::index::{Archive, ArchiveError};
use crate::output::{RENDERERS, Renderer};

pub use ui::Ui;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Found, or done.
    Success = 0,
    /// Nothing was found.
    Nothing = 1,
    Error = 2,
    /// Done, but some files were skipped or failed, or lost a part.
    Partly = 3,
    Locked = 4,
    Damaged = 5,
    Incompatible = 6,
    Interrupted = 130,
    Terminated = 143,
}

/// Search a news archive: full text, dates, entities
///
/// Turns a directory of article files into an index, and answers searches like
/// `Machado AND release` with time filters, on the command line and from scripts.
#[derive(Parser)]
#[command(
    name = "morgue",
    version,
    max_term_width = 100,
    disable_help_subcommand = true
)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

/// Options of every verb.
#[derive(clap::Args)]
pub struct Global {
    /// Use this archive instead of the nearest `.morgue` here or above
    #[arg(
        long,
        global = true,
        env = "MORGUE_ARCHIVE",
        value_name = "DIR",
        hide_env_values = true
    )]
    archive: Option<PathBuf>,
    /// Take this as the present (2026-01-31 or 2026-01-31T12:00) instead of the clock
    #[arg(long, global = true, value_name = "DATE")]
    now: Option<String>,
    /// Say nothing beside results and errors
    #[arg(long, short, global = true)]
    quiet: bool,
    /// Colour the output
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: Colour,
}

/// When to colour.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    /// On a terminal, unless NO_COLOR is set or TERM is dumb
    Auto,
    Always,
    Never,
}

#[derive(Subcommand)]
enum Command {
    Index(index::Args),
    Search(search::Args),
    Count(count::Args),
    Facets(facets::Args),
    Kwic(kwic::Args),
    Timeline(timeline::Args),
    First(first::Args),
    Sample(sample::Args),
    Compare(compare::Args),
    Collocates(collocates::Args),
    Network(network::Args),
    Related(related::Args),
    Eval(eval::Args),
    Verify(verify::Args),
    Explain(explain::Args),
    Show(show::Args),
    Story(story::Args),
    Entity(entity::Args),
    Entities(entities::Args),
    Inspect(inspect::Args),
    Stats(stats::Args),
    Check(check::Args),
    Formats(formats::Args),
    Completions(completions::Args),
    Help(help::Args),
    #[cfg(feature = "pdf")]
    TakeApart(take_apart::Args),
}

/// Runs the program and returns its exit code.
pub fn main() -> i32 {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            if error.kind() == clap::error::ErrorKind::UnknownArgument
                && let Some(option) = unknown_option::find_unknown_option(&typed_args())
            {
                let mut ui = Ui::new(Colour::Auto, false);
                return report(&no_option(&option), &mut ui) as i32;
            }
            let failed = error.use_stderr();
            // A closed pipe is no error, and there is nowhere to report another one.
            let _ = error.print();
            return if failed {
                Exit::Error as i32
            } else {
                Exit::Success as i32
            };
        }
    };
    let mut ui = Ui::new(cli.global.color, cli.global.quiet);
    let result = match cli.command {
        Command::Index(args) => index::run(args, &cli.global, &mut ui),
        Command::Search(args) => search::run(args, &cli.global, &mut ui),
        Command::Count(args) => count::run(args, &cli.global, &mut ui),
        Command::Facets(args) => facets::run(args, &cli.global, &mut ui),
        Command::Kwic(args) => kwic::run(args, &cli.global, &mut ui),
        Command::Timeline(args) => timeline::run(args, &cli.global, &mut ui),
        Command::First(args) => first::run(args, &cli.global, &mut ui),
        Command::Sample(args) => sample::run(args, &cli.global, &mut ui),
        Command::Compare(args) => compare::run(args, &cli.global, &mut ui),
        Command::Collocates(args) => collocates::run(args, &cli.global, &mut ui),
        Command::Network(args) => network::run(args, &cli.global, &mut ui),
        Command::Related(args) => related::run(args, &cli.global, &mut ui),
        Command::Eval(args) => eval::run(args, &cli.global, &mut ui),
        Command::Verify(args) => verify::run(args, &cli.global, &mut ui),
        Command::Explain(args) => explain::run(args, &cli.global, &mut ui),
        Command::Show(args) => show::run(args, &cli.global, &mut ui),
        Command::Story(args) => story::run(args, &cli.global, &mut ui),
        Command::Entity(args) => entity::run(args, &cli.global, &mut ui),
        Command::Entities(args) => entities::run(args, &cli.global, &mut ui),
        Command::Inspect(args) => inspect::run(args, &cli.global, &mut ui),
        Command::Stats(args) => stats::run(args, &cli.global, &mut ui),
        Command::Check(args) => check::run(args, &cli.global, &mut ui),
        Command::Formats(args) => formats::run(args, &mut ui),
        Command::Completions(args) => completions::run(&args, &mut ui),
        Command::Help(args) => help::run(args, &mut ui),
        #[cfg(feature = "pdf")]
        Command::TakeApart(args) => take_apart::run(&args),
    };
    let result = result.and_then(|exit| ui.flush().map(|()| exit));
    match result {
        Ok(exit) => exit as i32,
        Err(error) => report(&error, &mut ui) as i32,
    }
}

/// The command line as it was typed, without the name of the program.
fn typed_args() -> Vec<String> {
    std::env::args_os()
        .skip(1)
        .map(|arg| arg.to_string_lossy().into_owned())
        .collect()
}

/// The error of an option that the verb does not have.
fn no_option(option: &str) -> anyhow::Error {
    let hint = unknown_option::hint_for(option, &typed_args());
    anyhow::anyhow!("no option `{option}`\nhint: {hint}")
}

fn report(error: &anyhow::Error, ui: &mut Ui) -> Exit {
    if error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<std::io::Error>())
        .any(is_closed_pipe)
    {
        return Exit::Success;
    }
    let (text, hints) = text_and_hints(error);
    ui.error(&text);
    for hint in hints {
        ui.hint(&hint);
    }
    match error
        .chain()
        .find_map(|cause| cause.downcast_ref::<ArchiveError>())
    {
        Some(ArchiveError::NotFound | ArchiveError::NotThere) => {
            ui.hint("`morgue index DIR` makes one; `--archive DIR` names one elsewhere");
            Exit::Error
        }
        Some(ArchiveError::Locked { .. }) => Exit::Locked,
        Some(ArchiveError::Damaged(_)) => {
            ui.hint("`morgue check` says what is damaged");
            Exit::Damaged
        }
        Some(ArchiveError::Incompatible(_)) => {
            ui.hint("move the archive away and index again");
            Exit::Incompatible
        }
        None => Exit::Error,
    }
}

/// What went wrong, and what the causes say of putting it right: contexts and ends of messages that
/// begin with `hint: `.
fn text_and_hints(error: &anyhow::Error) -> (String, Vec<String>) {
    let (mut texts, mut hints) = (Vec::new(), Vec::new());
    for cause in error.chain() {
        let message = cause.to_string();
        let (text, hint) = match message.strip_prefix("hint: ") {
            Some(hint) => ("", Some(hint)),
            None => match message.split_once("\nhint: ") {
                Some((text, hint)) => (text, Some(hint)),
                None => (message.as_str(), None),
            },
        };
        texts.extend((!text.is_empty()).then(|| text.to_owned()));
        hints.extend(hint.map(str::to_owned));
    }
    (texts.join(": "), hints)
}

/// Names of the formats of tables, for clap.
fn sheet_format_names() -> Vec<&'static str> {
    crate::output::sheet::SHEET_FORMATS
        .iter()
        .map(|format| format.name)
        .collect()
}

/// Names of the formats of hits, for clap.
fn format_names() -> Vec<&'static str> {
    RENDERERS.iter().map(|renderer| renderer.name()).collect()
}

/// Reads the value of `--fields` for a format that prints fields.
fn parse_fields_for(
    renderer: &dyn Renderer,
    list: &str,
) -> Result<Vec<&'static crate::output::OutputField>> {
    if !renderer.takes_fields() {
        let others = RENDERERS.iter().filter(|other| other.takes_fields());
        let names: Vec<&str> = others.map(|other| other.name()).collect();
        anyhow::bail!(
            "`--format {}` has fields of its own\nhint: `--fields` is for {}",
            renderer.name(),
            names.join(", ")
        );
    }
    Ok(crate::output::parse_fields(list)?)
}

fn is_closed_pipe(error: &std::io::Error) -> bool {
    error.kind() == std::io::ErrorKind::BrokenPipe
}

impl Global {
    /// Today as civil date, from `--now` or the clock and zone of the machine.
    fn now(&self) -> Result<chrono::NaiveDateTime> {
        let Some(text) = &self.now else {
            return Ok(chrono::Local::now().naive_local());
        };
        let day = |text: &str| chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d");
        let time = |text: &str| chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M");
        time(text)
            .or_else(|_| day(text).map(|day| day.and_time(chrono::NaiveTime::MIN)))
            .with_context(|| format!("`--now {text}` is neither 2026-01-31 nor 2026-01-31T12:00"))
    }

    /// Finds the archive directory.
    fn find_archive(&self) -> Result<PathBuf> {
        let here = std::env::current_dir().context("find the current directory")?;
        Ok(Archive::find(self.archive.as_deref(), &here)?)
    }

    /// Opens the archive for reading.
    fn open_archive(&self) -> Result<Archive> {
        Archive::open(&self.find_archive()?)
    }
}
