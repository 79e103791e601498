//! `morgue index`: article files to archive.

use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::ingest_progress::Progress;
use super::ingest_summary::{Run, counted, tell};
use super::read_args::ReadArgs;
use super::{Exit, Global, Ui};
use crate::analysis::entity::recogniser::{Recogniser, shared};
use crate::analysis::entity::{ENGINES, read_engine};
use crate::date::civil::CivilMinute;
use crate::index::{
    ARCHIVE_DIRECTORY, Archive, Options, adapted_path, dry_run, files_of_other_engines,
    identity_of, ingest, read_learned, read_model_file, relearn,
};
use crate::reader::{READERS, Reader, find_reader};

/// Read article files into the archive
///
/// Reads every file below the given paths; the content decides the format, and whatever gives no
/// article is reported.  Archives (zip, tar, WARC, mbox, compressed files …) are read through,
/// nested too, and never unpacked to disk.  Files that have not changed are not read again, changed
/// ones replace what they gave before; the articles of files that are gone stay, until `--prune`.
/// Links are followed only where they are given themselves; files and directories whose names begin
/// with a dot are passed over, and so is what a `.morgueignore` names (as `.gitignore` does).
/// Without an archive here or above, `.morgue` is made in the current directory.
///
/// Exit codes: 0 all files gave articles or had none to give, 3 some were skipped or failed, or a
/// part of one was lost, 4 the archive is locked by another run, 130 interrupted (what was
/// committed stays; run again to go on).
#[derive(clap::Args)]
pub struct Args {
    /// Files and directories to read
    #[arg(required_unless_present = "relearn", value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Only say what would be read
    #[arg(long)]
    dry_run: bool,
    /// Work out anew which names are one entity, from all articles of the archive, and which lines
    /// of text files are boilerplate, from those files; files below the given paths are read again
    /// if their names were found by another engine or model, or their lines labelled by another
    /// table
    #[arg(long)]
    relearn: bool,
    /// Remove the articles of files below the given paths that are gone
    #[arg(long)]
    prune: bool,
    /// Read files again that failed before, even if they have not changed
    #[arg(long)]
    retry: bool,
    /// Write what every file gave, every skip and failure as JSON lines to FILE
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// Read every file as this format instead of looking at its content
    #[arg(long, value_name = "FORMAT")]
    input_format: Option<String>,
    #[command(flatten)]
    read: ReadArgs,
    /// How entities are found: linear (English by a model, Spanish by rules, other languages by
    /// lists), gazetteer (lists only), none (only those that the files give), or the file of a model
    /// [default: the model that `entities adapt` left in the archive, else linear]
    #[arg(long, value_name = "ENGINE")]
    entities: Option<String>,
    /// Which articles are one story: near (copies, also abridged or garbled ones, published within
    /// two weeks), or none (each is its own)
    #[arg(long, value_name = "WHICH", default_value = "near", value_parser = ["near", "none"])]
    stories: String,
    /// Commit after this many articles
    #[arg(long, value_name = "N", default_value_t = 100_000)]
    commit_every: u64,
    /// Threads that read files [default: one per core]
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    /// Memory of the index writer in megabytes (15 to 4000)
    #[arg(long, value_name = "MB", default_value_t = 300)]
    memory: usize,
}

/// Runs the verb.
pub fn run(args: Args, global: &Global, ui: &mut Ui) -> Result<Exit> {
    for path in &args.paths {
        if !path.exists() && path.symlink_metadata().is_err() {
            bail!("no such file or directory: `{}`", path.display());
        }
    }
    let reader = find_input_format(args.input_format.as_deref())?;
    let directory = directory(global)?;
    let now = CivilMinute::at(global.now()?.date(), global.now()?.time())
        .ok()
        .map(CivilMinute::get);
    if args.dry_run {
        return tell_plan(ui, &directory, &args, now);
    }
    let mut archive = open(&directory, ui)?;
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let options = Options {
        threads: args.threads.unwrap_or(cores),
        commit_every: args.commit_every,
        commit_time: Duration::from_secs(60),
        prune: args.prune,
        retry: args.retry,
        reader,
        read: args.read.options()?,
        now,
        recognise_again: args.relearn,
        recogniser: choose_recogniser(args.entities.as_deref(), &directory)?,
        stories: args.stories == "near",
        memory: args.memory.clamp(15, 4000) << 20,
    };
    let mut report = match &args.report {
        None => None,
        Some(path) => {
            let file = File::create(path).with_context(|| format!("create {}", path.display()))?;
            Some(BufWriter::new(file))
        }
    };
    let stop = stop_on_signals()?;
    let started = Instant::now();
    let mut progress = Progress::new(ui, &mut report);
    let counters = ingest(
        &mut archive,
        &args.paths,
        &options,
        &stop.stop,
        &mut |event| {
            progress.observe(event);
        },
    );
    if let Ok(counters) = &counters {
        progress.write_counters(counters);
    }
    let result = progress.finish();
    let counters = counters?;
    result?;
    // The first run learns what there is to learn; from then on only when it is asked to, so that
    // answers do not change by themselves.
    if !counters.interrupted && (args.relearn || read_learned(&archive)?.is_none()) {
        let learned = relearn(&archive)?;
        if args.relearn {
            ui.line(&format!(
                "{} names merged, learned from {}",
                learned.merges.len(),
                counted(learned.articles, "article")
            ))?;
            tell_other_engines(ui, &archive, &args, &options)?;
        }
    }
    let name = archive.directory.display().to_string();
    let run = Run {
        name: &name,
        time: started.elapsed(),
        is_pruned: args.prune,
        is_reported: args.report.is_some(),
        is_repaired: args.read.repair_mojibake,
    };
    tell(ui, &counters, &run)?;
    Ok(if stop.terminated.load(Ordering::Relaxed) {
        Exit::Terminated
    } else if counters.interrupted {
        Exit::Interrupted
    } else if counters.skipped + counters.failed + counters.partly > 0 {
        Exit::Partly
    } else {
        Exit::Success
    })
}

/// Finds the engine of an archive: the one that was asked for, else the model that was trained on
/// the archive, else the first of the table.
pub fn choose_recogniser(
    name: Option<&str>,
    directory: &Path,
) -> Result<Option<&'static Recogniser>> {
    let adapted = adapted_path(directory);
    match name {
        Some(name) => find_recogniser(name),
        None if adapted.is_file() => read_model(&adapted).map(Some),
        None => Ok(shared(ENGINES[0].name)),
    }
}

/// Finds the engine of `--entities`: one of the table, or a model in a file.
pub fn find_recogniser(name: &str) -> Result<Option<&'static Recogniser>> {
    if ENGINES.iter().any(|engine| engine.name == name) {
        return Ok(shared(name));
    }
    let names: Vec<&str> = ENGINES.iter().map(|engine| engine.name).collect();
    let hint = || {
        format!(
            "hint: the engines are {}, or the file of a model",
            names.join(", ")
        )
    };
    if !Path::new(name).exists() {
        bail!("no engine or model `{name}`\n{}", hint());
    }
    read_model(Path::new(name)).with_context(hint).map(Some)
}

/// Reads the model of a file.
pub fn read_model(path: &Path) -> Result<&'static Recogniser> {
    let bytes = read_model_file(path)?;
    let Some(engine) = read_engine(&bytes) else {
        bail!("`{}` is not a model of this version", path.display());
    };
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let hash = blake3::hash(&bytes).to_hex();
    // One model for the whole run, as the built-in ones are.
    Ok(Box::leak(Box::new(Recogniser::of_file(
        engine,
        &name,
        &hash[..32],
    ))))
}

/// Finds the reader that `--input-format` names.
pub fn find_input_format(name: Option<&str>) -> Result<Option<&'static dyn Reader>> {
    let Some(name) = name else { return Ok(None) };
    let reader = find_reader(name).with_context(|| {
        let names: Vec<&str> = READERS.iter().map(|reader| reader.name()).collect();
        format!("no format `{name}`; there are {}", names.join(", "))
    })?;
    Ok(Some(reader))
}

/// Without paths no file is read again: says how many have names that another engine found.
fn tell_other_engines(
    ui: &mut Ui,
    archive: &Archive,
    args: &Args,
    options: &Options,
) -> Result<()> {
    if !args.paths.is_empty() {
        return Ok(());
    }
    let identity = identity_of(options.recogniser);
    let others = files_of_other_engines(archive, &identity)?;
    if others > 0 {
        ui.warning(&format!(
            "{} keep names that another engine than `{identity}` found",
            counted(others, "file")
        ));
        ui.hint("`morgue index --relearn PATH` reads them again");
    }
    Ok(())
}

/// The archive to use: the one that is there or named, else a new one here.
fn directory(global: &Global) -> Result<PathBuf> {
    let here = std::env::current_dir().context("find the current directory")?;
    let found = Archive::find(global.archive.as_deref(), &here);
    Ok(found.unwrap_or_else(|_| here.join(ARCHIVE_DIRECTORY)))
}

fn open(directory: &Path, ui: &mut Ui) -> Result<Archive> {
    if !has_archive(directory) {
        ui.note(&format!("creating archive {}", directory.display()));
    }
    Archive::open_or_create(directory)
}

fn has_archive(directory: &Path) -> bool {
    directory.join("index").join("meta.json").is_file()
}

fn tell_plan(ui: &mut Ui, directory: &Path, args: &Args, now: Option<i64>) -> Result<Exit> {
    let archive = has_archive(directory)
        .then(|| Archive::open(directory))
        .transpose()?;
    let base = directory.parent().unwrap_or(Path::new("/"));
    let plan = dry_run(archive.as_ref(), base, &args.paths, args.retry, now)?;
    let unlisted = match plan.failed {
        0 => String::new(),
        paths => format!(", {paths} that cannot be listed"),
    };
    ui.line(&format!(
        "would read {} of {} files ({:.1} MB); {} unchanged, {} gone{unlisted}",
        plan.read,
        plan.files,
        plan.bytes as f64 / 1e6,
        plan.unchanged,
        plan.vanished
    ))?;
    Ok(Exit::Success)
}

/// Flags that signals set.
struct Stop {
    stop: Arc<AtomicBool>,
    terminated: Arc<AtomicBool>,
}

/// The first signal asks for a clean stop, the second one ends the program at once; the index is
/// valid either way.
fn stop_on_signals() -> Result<Stop> {
    use signal_hook::consts::{SIGINT, SIGTERM};
    let stop = Arc::new(AtomicBool::new(false));
    let terminated = Arc::new(AtomicBool::new(false));
    for (signal, code) in [(SIGINT, Exit::Interrupted), (SIGTERM, Exit::Terminated)] {
        signal_hook::flag::register_conditional_shutdown(signal, code as i32, Arc::clone(&stop))
            .context("watch for signals")?;
        signal_hook::flag::register(signal, Arc::clone(&stop)).context("watch for signals")?;
    }
    signal_hook::flag::register(SIGTERM, Arc::clone(&terminated)).context("watch for signals")?;
    Ok(Stop { stop, terminated })
}
